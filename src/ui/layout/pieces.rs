//! Very long paragraphs in pieces, so that only what is seen is laid out.
//!
//! Pieces end at a grid of [`PIECE_BYTES`], moved to the next sentence end nearby, so that any of
//! them is found without looking at the ones before.

use std::ops::Range;

/// Paragraphs up to this length are laid out as a whole (bytes).
pub const WHOLE_BYTES: usize = 64 * 1024;
/// Length of a piece of a longer one (bytes, about).
pub const PIECE_BYTES: usize = 12 * 1024;
/// How far a piece may reach beyond the grid to end with a sentence (bytes).
const REACH: usize = 2 * 1024;
/// Closing marks that may follow a sentence end (characters).
const STAYS: usize = 16;

/// Number of pieces of a paragraph of `len` bytes.
pub fn piece_count(len: usize) -> usize {
    if len <= WHOLE_BYTES { 1 } else { len / PIECE_BYTES }
}

/// Bytes of piece `n` of `text`.
pub fn piece_range(text: &str, n: usize) -> Range<usize> {
    if n + 1 >= piece_count(text.len()) {
        return bound(text, n)..text.len();
    }
    bound(text, n)..bound(text, n + 1)
}

/// Index of the piece that holds byte `at`.
pub fn piece_at(text: &str, at: usize) -> usize {
    let last = piece_count(text.len()) - 1;
    let guess = (at / PIECE_BYTES).min(last);
    // The grid moves forward only: the piece is the guess or the one before it.
    if bound(text, guess) > at { guess.saturating_sub(1) } else { guess }
}

/// First byte of piece `n`: after the first sentence end at or after the grid line.
fn bound(text: &str, n: usize) -> usize {
    if n == 0 || piece_count(text.len()) == 1 {
        return 0;
    }
    let from = text.ceil_char_boundary(n * PIECE_BYTES);
    let window = text.get(from..text.floor_char_boundary((from + REACH).min(text.len()))).unwrap_or_default();
    let after = |marks: &[char]| {
        window.char_indices().find(|(_, c)| marks.contains(c)).map(|(at, c)| from + at + c.len_utf8())
    };
    let end = after(&['。', '\n']).or_else(|| after(&['，', ',', '；', ';', ' '])).unwrap_or(from);
    // A closing quote stays with its sentence, zero-width marks with their letter.
    let rest = text.get(end..).unwrap_or_default();
    let stays = rest.chars().take(STAYS).take_while(|&c| super::forbidden_at_start(c));
    end + stays.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text_in_order() {
        for text in ["会议强调要抓好落实。”".repeat(30_000), "无".repeat(60_000), "a".repeat(200_001)]
        {
            let mut at = 0;
            for n in 0..piece_count(text.len()) {
                let range = piece_range(&text, n);
                assert_eq!(range.start, at);
                assert!(text.get(range.clone()).is_some() && range.len() < 3 * PIECE_BYTES);
                assert_eq!(piece_at(&text, range.start), n);
                assert_eq!(piece_at(&text, range.end - 1), n);
                at = range.end;
            }
            assert_eq!(at, text.len());
        }
    }
}
