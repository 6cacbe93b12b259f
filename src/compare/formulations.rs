//! Formulations that units of both sides share: quoted on one side at least, quoted or not on the
//! other, alone or inside a longer form.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::terms::{keys, rarity};

/// A formulation in more pairs of units than this tells no pair from another.
const MOST_PAIRS: usize = 64;
/// Shorter terms (characters) are words that anyone may use.
const SHORTEST: usize = 3;

/// For a pair of units (left, right) how much the shared formulations say, about 1 for one that only
/// these two have. Ordered by pair.
pub(super) type Shared = BTreeMap<(u32, u32), f32>;

/// One side: for each unit its folded text and its folded quoted terms.
pub(super) type Texts<'a> = Vec<(&'a str, Vec<&'a str>)>;

/// Finds the shared formulations of two sides.
pub(super) fn shared(left: &Texts<'_>, right: &Texts<'_>) -> Shared {
    let mut terms: Vec<&str> = left.iter().chain(right).flat_map(|u| u.1.iter().copied()).collect();
    terms.sort_unstable();
    terms.dedup();
    terms.retain(|t| worth(t) > 0.0);
    let mut out = Shared::new();
    if terms.is_empty() {
        return out;
    }
    let Ok(finder) = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&terms) else {
        return out;
    };
    let units = |texts: &Texts<'_>| {
        let mut units: Vec<Vec<u32>> = vec![Vec::new(); terms.len()];
        for (i, (text, _)) in texts.iter().enumerate() {
            for hit in finder.find_overlapping_iter(*text) {
                let list = &mut units[hit.pattern().as_usize()];
                if list.last() != Some(&(i as u32)) {
                    list.push(i as u32);
                }
            }
        }
        units
    };
    let (lefts, rights) = (units(left), units(right));
    let all = (left.len() + right.len() + 1) as f32;
    for ((term, l), r) in terms.iter().zip(&lefts).zip(&rights) {
        if l.is_empty() || r.is_empty() || l.len() * r.len() > MOST_PAIRS {
            continue;
        }
        let here = (all / (l.len() + r.len()) as f32).ln() / (all / 2.0).ln().max(0.5);
        let value = here.clamp(0.0, 1.0) * worth(term);
        for &l in l {
            for &r in r {
                *out.entry((l, r)).or_default() += value;
            }
        }
    }
    out
}

/// 0–1: how much it says that a text has the formulation; 0 for common words in quotes.
fn worth(term: &str) -> f32 {
    let chars: Vec<char> = term.chars().collect();
    let (mut sum, mut count) = (0.0, 0_u16);
    keys(&chars, |key, len| {
        if len == chars.len().min(4) {
            sum += rarity(key);
            count += 1;
        }
    });
    if count == 0 {
        return 0.0;
    }
    let mean = sum / f32::from(count);
    if chars.len() < SHORTEST { 0.0 } else { (mean / 3.0).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_here_and_unquoted_in_a_longer_form_there() {
        let left = vec![("打造联心站家园二十个", vec!["联心站家园"]), ("别的事情", vec![])];
        let right = vec![("发挥站家园作用", vec!["站家园"]), ("其他改革", vec!["改革"])];
        let got = shared(&left, &right);
        assert_eq!(got.keys().collect::<Vec<_>>(), [&(0, 0)]);
        assert!(got[&(0, 0)] > 0.5);
    }

    #[test]
    fn nothing_to_share() {
        assert!(shared(&Vec::new(), &Vec::new()).is_empty());
        assert!(shared(&vec![("甲", vec!["甲"])], &vec![("甲", vec![])]).is_empty());
    }
}
