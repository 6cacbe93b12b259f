//! Work on every paragraph, shared by the threads there are when the text is long.

use rayon::prelude::*;

/// Paragraphs from which sharing pays; what is shorter is not to wait for threads that are busy.
const MANY: usize = 20_000;
/// Paragraphs that one thread takes at once, at least.
const PIECE: usize = 1_000;

/// What `each` makes of the items (index, item), in their order.
pub(super) fn gather<T: Sync, R: Send>(
    items: &[T],
    each: impl Fn(usize, &T) -> Option<R> + Sync + Send,
) -> Vec<R> {
    if items.len() < MANY {
        return items.iter().enumerate().filter_map(|(i, item)| each(i, item)).collect();
    }
    items.par_iter().enumerate().with_min_len(PIECE).filter_map(|(i, item)| each(i, item)).collect()
}

/// Does both, at once in a text of many paragraphs (`count`).
pub(super) fn both<A: Send, B: Send>(
    count: usize,
    a: impl FnOnce() -> A + Send,
    b: impl FnOnce() -> B + Send,
) -> (A, B) {
    if count < MANY { (a(), b()) } else { rayon::join(a, b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_or_not_the_order_stays() {
        for count in [10, MANY * 3] {
            let items: Vec<usize> = (0..count).collect();
            let odd = gather(&items, |i, item| (i % 2 == 1).then_some(item * 2));
            let wanted: Vec<usize> = (0..count).filter(|i| i % 2 == 1).map(|i| i * 2).collect();
            assert_eq!(odd, wanted);
            assert_eq!(both(count, || 1, || 2), (1, 2));
        }
    }
}
