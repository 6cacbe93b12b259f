//! Terms of a text (sequences of two to four Han characters, Latin words) as numbers, and how much
//! each weighs.

use std::hash::Hasher;
use std::sync::LazyLock;

use rayon::prelude::*;

use crate::text::numbered::{Mix, Numbered};
use crate::text::{Folded, is_han};

const COMMONPLACES: &str = include_str!("../../assets/words/commonplaces.txt");
const BACKGROUND: &str = include_str!("../../assets/tables/background.txt");

/// Longest sequence of Han characters that is a term.
pub(super) const LONGEST: usize = 4;
/// Two characters say less than three: they are words as often as halves of two words.
const PAIR_WEIGHT: f32 = 0.6;
/// What a phrase weighs that is in every text of the background.
const COMMON_WEIGHT: f32 = 0.3;

/// Calls `take` with the key of every term of `chars`, in order of place, with the number of
/// characters of the term (1 for a Latin word).
pub(super) fn keys(chars: &[char], mut take: impl FnMut(u64, usize)) {
    let mut i = 0;
    while i < chars.len() {
        if is_han(chars[i]) {
            let mut key = 0;
            for (n, &c) in chars[i..].iter().take(LONGEST).enumerate() {
                if !is_han(c) {
                    break;
                }
                key |= u64::from(short(c)) << (48 - 16 * n);
                if n > 0 {
                    take(key, n + 1);
                }
            }
            i += 1;
        } else if chars[i].is_ascii_alphanumeric() {
            let word = chars[i..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
            let word = &chars[i..i + word];
            if word.iter().any(char::is_ascii_alphabetic) {
                let mut mix = Mix::default();
                for &c in word {
                    mix.write_u64(u64::from(c));
                }
                take(mix.finish() | 0xFFFF << 48, 1);
            }
            i += word.len();
        } else {
            i += 1;
        }
    }
}

fn short(c: char) -> u16 {
    let n = c as u32;
    (n ^ (n >> 16)) as u16
}

/// In how many texts of the genre a phrase occurs.
struct Background {
    texts: f32,
    counts: Numbered<u8>,
    /// A bit for every [`slot`] that a phrase has: most terms of a text are never seen.
    known: Vec<u64>,
    /// Number of texts → how rare.
    rarity: Vec<f32>,
}

static GENRE: LazyLock<Background> = LazyLock::new(|| {
    let mut out =
        Background { texts: 1.0, counts: Numbered::default(), known: Vec::new(), rarity: Vec::new() };
    let mut count = 0;
    for line in BACKGROUND.lines() {
        if let Some(n) = line.strip_prefix("#texts ") {
            out.texts = n.parse().unwrap_or(1.0);
        } else if let Some(n) = line.strip_prefix('=') {
            count = n.parse().unwrap_or(0);
        } else if let Some((n, row)) = line.split_once(':') {
            let row: Vec<char> = row.chars().collect();
            let n = n.parse().unwrap_or(2_usize).max(1);
            for gram in row.chunks_exact(n) {
                keys(gram, |key, len| {
                    if len == n {
                        out.counts.insert(key, count);
                    }
                });
            }
        }
    }
    for line in COMMONPLACES.lines().filter(|l| !l.starts_with('#')) {
        let line: Vec<char> = line.chars().collect();
        keys(&line, |key, _| {
            out.counts.insert(key, out.texts as u8);
        });
    }
    out.known = vec![0; 1 << (SLOTS - 6)];
    #[expect(clippy::iter_over_hash_type, reason = "bits are set in any order")]
    for &key in out.counts.keys() {
        let slot = slot(key);
        out.known[slot >> 6] |= 1 << (slot & 63);
    }
    let rare = |seen: u8| (COMMON_WEIGHT + ((out.texts + 1.0) / (f32::from(seen) + 0.5)).ln()).max(0.05);
    out.rarity = (0..=u8::MAX).map(rare).collect();
    out
});

/// Bits of a [`slot`].
const SLOTS: u32 = 19;

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SLOTS)) as usize
}

/// How rare the term is in the genre: about 3 for one never seen, [`COMMON_WEIGHT`] for one that
/// stands in every report.
pub(super) fn rarity(key: u64) -> f32 {
    let genre = &*GENRE;
    let slot = slot(key);
    let known = genre.known[slot >> 6] >> (slot & 63) & 1 == 1;
    let seen = if known { genre.counts.get(&key).copied().unwrap_or(0) } else { 0 };
    genre.rarity[usize::from(seen)]
}

/// All terms of two sides. Millions of them in a large comparison: a table of our own, in which a term
/// takes 16 bytes and its slot four, needs half of what a map would.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// By [`Self::home`], or behind it: the number of a term and one; 0: free.
    slots: Vec<u32>,
    terms: Vec<Term>,
}

struct Term {
    key: u64,
    /// Units that have it, and [`PAIR`], [`LEFT`], [`RIGHT`].
    units: u32,
    /// The unit counted last.
    last: u32,
}

/// Two characters.
const PAIR: u32 = 1 << 31;
/// On the left side.
const LEFT: u32 = 1 << 30;
/// On the right side.
const RIGHT: u32 = 1 << 29;

impl Term {
    fn see(&mut self, unit: u32) {
        if self.last != unit {
            self.last = unit;
            self.units += 1;
        }
    }

    fn count(&self) -> u32 {
        self.units & !(PAIR | LEFT | RIGHT)
    }
}

impl Vocabulary {
    /// Makes room for the terms of a text of `chars` characters.
    pub(super) fn reserve(&mut self, chars: usize) {
        self.grow(self.terms.len() + chars);
    }

    /// At most three of four slots are taken.
    fn grow(&mut self, terms: usize) {
        let size = (terms * 4 / 3 + 16).next_power_of_two();
        if size <= self.slots.len() {
            return;
        }
        self.slots = vec![0; size];
        for number in 0..self.terms.len() {
            let mut at = self.home(self.terms[number].key);
            while self.slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = number as u32 + 1;
        }
    }

    /// Where the term with `key` is looked for first.
    fn home(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (self.slots.len() - 1)
    }

    /// The slot of the term with `key`: its own or the free one where it belongs.
    fn slot(&self, key: u64) -> usize {
        let mut at = self.home(key);
        while let Some(number) = self.slots[at].checked_sub(1) {
            if self.terms[number as usize].key == key {
                break;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    /// Adds the numbers of the terms of `chars` (folded) to `out`; `unit` (from 1, over both sides) has them.
    pub(super) fn read(&mut self, chars: &[char], unit: u32, right: bool, out: &mut Vec<u32>) {
        let side = if right { RIGHT } else { LEFT };
        // A character begins three terms at most.
        let most = self.terms.len() + 3 * chars.len();
        if most * 4 / 3 >= self.slots.len() {
            self.grow(most);
        }
        keys(chars, |key, len| {
            let slot = self.slot(key);
            if self.slots[slot] == 0 {
                self.terms.push(Term { key, units: if len == 2 { PAIR } else { 0 }, last: 0 });
                self.slots[slot] = self.terms.len() as u32;
            }
            let id = self.slots[slot] - 1;
            let term = &mut self.terms[id as usize];
            term.see(unit);
            term.units |= side;
            out.push(id);
        });
    }

    /// Counts the terms of `folded`, a text outside the units, as those of one unit more: what the
    /// opening, the lead sentences and the closing say is said everywhere.
    pub(super) fn count(&mut self, folded: &Folded, unit: u32) {
        if self.terms.is_empty() {
            return;
        }
        keys(&folded.chars, |key, _| {
            let number = self.slots[self.slot(key)];
            if let Some(term) = number.checked_sub(1).and_then(|n| self.terms.get_mut(n as usize)) {
                term.see(unit);
            }
        });
    }

    /// Weight of every term: rarity over the units of both sides × rarity in the genre. `units` is
    /// the number of units of both sides.
    pub(super) fn weights(&self, units: usize) -> Vec<f32> {
        let most = self.terms.iter().map(Term::count).max().unwrap_or(0);
        let here: Vec<f32> =
            (0..=most).map(|n| ((units as f32 + 1.0) / n.max(1) as f32).ln().max(0.0)).collect();
        let pair = |t: &Term| if t.units & PAIR == 0 { 1.0 } else { PAIR_WEIGHT };
        self.terms
            .par_iter()
            .with_min_len(1 << 16)
            .map(|t| here[t.count() as usize] * rarity(t.key) * pair(t))
            .collect()
    }

    /// For every term its number among those that both sides have; [`NOT_SHARED`] for the others. And
    /// the numbers of those by their keys.
    pub(super) fn shared(&self) -> (Vec<u32>, Numbered<u32>) {
        let both = |t: &&Term| t.units & (LEFT | RIGHT) == LEFT | RIGHT;
        let mut by_key = Numbered::default();
        by_key.reserve(self.terms.iter().filter(both).count());
        let number = |t: &Term| {
            if !both(&t) {
                return NOT_SHARED;
            }
            let next = by_key.len() as u32;
            by_key.insert(t.key, next);
            next
        };
        (self.terms.iter().map(number).collect(), by_key)
    }
}

/// In place of the number of a term that one side only has.
pub(super) const NOT_SHARED: u32 = u32::MAX;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn count(text: &str) -> usize {
        let mut n = 0;
        keys(&fold(text, 0).chars, |_, _| n += 1);
        n
    }

    #[test]
    fn terms_do_not_cross_marks() {
        assert_eq!(count("有事先"), 3);
        assert_eq!(count("有事，先"), 1);
        assert_eq!(count("有“事”先商量"), 4 + 3 + 2);
        assert_eq!(count("5G 12"), 1);
        assert_eq!(count(""), 0);
    }

    #[test]
    fn common_phrases_weigh_little() {
        let weight = |text: &str| {
            let mut key = 0;
            let chars: Vec<char> = text.chars().collect();
            keys(&chars, |k, len| {
                if len == chars.len() {
                    key = k;
                }
            });
            rarity(key)
        };
        assert!(weight("发展") < 0.5);
        assert!(weight("站家") > 2.0);
        assert!(weight("全面贯彻") < 1.0);
    }

    #[test]
    fn a_term_on_both_sides_is_shared() {
        let mut v = Vocabulary::default();
        let mut out = Vec::new();
        v.read(&fold("站家", 0).chars, 1, false, &mut out);
        v.read(&fold("站家平台", 0).chars, 2, true, &mut out);
        assert_eq!(v.shared().1.len(), 1);
        assert_eq!(out.first(), Some(&0));
    }
}
