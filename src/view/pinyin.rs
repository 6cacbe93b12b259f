//! Finding by pinyin: ysxsl finds 有事先商量, so do youshixian and 有shixs. White space, quotes and
//! widths count as little as in plain finding. A spelling with a slip (ystxl) finds the nearest of
//! the report's formulations.

use std::sync::OnceLock;

use pinyin::ToPinyinMulti;

use crate::text::{Span, fold_char};

/// Longest spelling that is looked for, in letters and characters.
const LONGEST: usize = 60;

/// A spelling to look for.
#[derive(Clone, Debug)]
pub struct Spelling {
    keys: Vec<char>,
}

impl Spelling {
    /// Reads `query` as pinyin: initials, whole syllables or both, mixed with characters. `None`
    /// when it can be none: capital letters, digits, marks, a single letter.
    pub fn read(query: &str) -> Option<Self> {
        let letters = query.chars().filter(char::is_ascii_lowercase).count();
        let keys: Vec<char> = query.chars().filter_map(fold_char).collect();
        let fits = query.chars().all(|c| c.is_ascii_lowercase() || fold_char(c).is_none() || is_han(c));
        (fits && letters >= 1 && (2..=LONGEST).contains(&keys.len())).then_some(Self { keys })
    }

    /// All places in `text` that can be spelt so, in order, without overlap; at most `most`.
    pub fn find(&self, text: &str, most: usize) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        let first = self.keys.first().copied().unwrap_or_default();
        for (at, c) in text.char_indices() {
            if out.last().is_some_and(|s| at < s.end()) || !may_begin(c, first) {
                continue;
            }
            let Some(rest) = text.get(at..) else { continue };
            if let Some(len) = self.matches(rest) {
                out.push(Span::new(at, at + len));
                if out.len() == most {
                    break;
                }
            }
        }
        out
    }

    /// How many letters are wrong, missing or too many when the spelling is held for the initials of
    /// all of `words`; `None` when it is something else (more than two slips, or half of it).
    pub fn near(&self, words: &str) -> Option<usize> {
        let initials: Vec<u32> = words.chars().filter_map(fold_char).map(initials_of).collect();
        let n = self.keys.len();
        let most = (n / 2).min(2);
        let begins = initials.first().is_some_and(|i| fits(*i, self.keys.first().copied()));
        if n < 4 || !begins || initials.len().abs_diff(n) > most {
            return None;
        }
        let mut row: Vec<usize> = (0..=initials.len()).collect();
        for (k, key) in self.keys.iter().enumerate() {
            let mut corner = std::mem::replace(&mut row[0], k + 1);
            for (i, initial) in initials.iter().enumerate() {
                let change = corner + usize::from(!fits(*initial, Some(*key)));
                corner = row[i + 1];
                row[i + 1] = change.min(corner + 1).min(row[i] + 1);
            }
        }
        row.last().copied().filter(|slips| *slips <= most)
    }

    /// Bytes that the spelling takes at the head of `text`; `None` when it does not fit there. All
    /// readings are followed at once: bit `k` says that the first `k` keys are used up.
    fn matches(&self, text: &str) -> Option<usize> {
        let done = 1_u64 << self.keys.len();
        let mut used = 1_u64;
        for (at, c) in text.char_indices() {
            let Some(folded) = fold_char(c) else { continue };
            let mut next = 0;
            for (k, rest) in (0..self.keys.len()).map(|k| (k, self.keys.get(k..).unwrap_or_default())) {
                if used >> k & 1 == 1 {
                    next |= taken(folded, rest) << k;
                }
            }
            if next & done != 0 {
                return Some(at + c.len_utf8());
            }
            if next == 0 {
                return None;
            }
            used = next;
        }
        None
    }
}

/// How many of `keys` the character may take: bit `n` for `n` of them.
fn taken(c: char, keys: &[char]) -> u64 {
    let Some(&first) = keys.first() else { return 0 };
    if c == first {
        return 1 << 1;
    }
    if !first.is_ascii_lowercase() {
        return 0;
    }
    let mut out = 0;
    for syllable in c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain) {
        let same = keys.iter().zip(syllable.chars()).take_while(|(k, s)| same(**k, *s)).count();
        let whole = syllable.chars().count();
        // The initial, zh ch sh too; the whole syllable; at the end a syllable not typed out yet.
        if same >= 1 {
            out |= 1 << 1;
        }
        if same >= 2 && syllable.chars().nth(1) == Some('h') {
            out |= 1 << 2;
        }
        if same == whole || same == keys.len() {
            out |= 1 << same;
        }
    }
    out
}

/// ü is typed v or u.
fn same(key: char, letter: char) -> bool {
    key == letter || (letter == 'ü' && matches!(key, 'v' | 'u'))
}

const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | FIRST..=LAST | 0x20000..=0x323AF) || c == '〇'
}

/// False when a match cannot begin with `c`.
fn may_begin(c: char, key: char) -> bool {
    if c.is_ascii() || !key.is_ascii_lowercase() {
        return fold_char(c) == Some(key);
    }
    match u32::from(c) {
        code @ FIRST..=LAST => initials().get((code - FIRST) as usize).is_some_and(|i| fits(*i, Some(key))),
        _ if is_han(c) => fits(initials_of(c), Some(key)),
        _ => fold_char(c) == Some(key),
    }
}

/// True when the letter `key` is among `initials`.
fn fits(initials: u32, key: Option<char>) -> bool {
    key.filter(char::is_ascii_lowercase).is_some_and(|k| initials >> (u32::from(k) - u32::from('a')) & 1 == 1)
}

/// The first letters of each common character's readings, a bit a letter.
fn initials() -> &'static [u32] {
    static TABLE: OnceLock<Vec<u32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let all = (FIRST..=LAST).map(|code| char::from_u32(code).map_or(0, initials_of));
        all.collect()
    })
}

fn initials_of(c: char) -> u32 {
    let c = fold_char(c).unwrap_or(c);
    let readings = c.to_pinyin_multi().into_iter().flatten();
    readings
        .filter_map(|r| r.plain().chars().next())
        .filter(char::is_ascii_lowercase)
        .fold(0, |bits, first| bits | 1 << (u32::from(first) - u32::from('a')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        let spelling = Spelling::read(query);
        spelling.map(|s| s.find(text, 9).into_iter().map(|h| h.of(text)).collect()).unwrap_or_default()
    }

    #[test]
    fn initials_syllables_and_characters_mix() {
        let text = "推进“有事 先商量”试点，有始有终";
        for query in ["ysxsl", "youshixian", "youshixianshang", "有shixsl", "yshixshl", "youshixi"] {
            assert_eq!(hits(text, query).len(), 1, "{query}");
        }
        assert_eq!(hits(text, "ysxsl"), ["有事 先商量"]);
        assert_eq!(hits(text, "ysyz"), ["有始有终"]);
    }

    #[test]
    fn every_reading_counts() {
        assert_eq!(hits("银行重点行业", "yhzdhy"), ["银行重点行业"]);
        assert_eq!(hits("银行重点行业", "yinhangchongdianxingye"), ["银行重点行业"]);
        assert_eq!(hits("绿色旅游女", "lvse"), ["绿色"]);
        assert_eq!(hits("產業升級", "chanye"), ["產業"]);
    }

    #[test]
    fn a_slip_is_near() {
        let near = |query: &str, words: &str| Spelling::read(query).and_then(|s| s.near(words));
        assert_eq!(near("ystxl", "“有事先商量”"), Some(2));
        assert_eq!(near("ysxsl", "有事先商量"), Some(0));
        assert_eq!(near("ystxl", "一带一路"), None);
        assert_eq!(near("ysx", "有事先"), None, "too short to guess");
    }

    #[test]
    fn what_cannot_be_pinyin_is_left_to_plain_finding() {
        for query in ["G", "g", "GDP", "5g", "a.b", "有事", ""] {
            assert!(Spelling::read(query).is_none(), "{query}");
        }
    }

    #[test]
    fn long_ambiguous_spellings_take_no_time() {
        let text = "南".repeat(5_000);
        assert!(hits(&text, &format!("{}x", "nan".repeat(19))).is_empty());
    }
}
