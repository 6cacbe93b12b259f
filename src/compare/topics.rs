//! Matters (topics) a text speaks of, by a word list of the genre: what links 加强民主监督工作 with
//! 电视问政 when no wording is shared.

use std::sync::LazyLock;

use crate::text::starts::Starts;
use crate::text::{Span, fold_char};

const LIST: &str = include_str!("../../assets/words/topics.txt");

/// The word list, made ready once.
pub(super) struct Topics {
    words: Starts,
    /// Topics of every word, one word behind the other.
    matters: Vec<u16>,
    /// Word (as numbered in `words`) → where its topics begin in `matters`; one more at the end.
    begins: Vec<u16>,
    /// Number of topics.
    pub(super) count: usize,
}

/// A word of the list in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// The word's number.
    pub(super) word: u16,
    /// Where it stands.
    pub(super) span: Span,
}

pub(super) static TOPICS: LazyLock<Topics> = LazyLock::new(|| Topics::new(LIST));

impl Topics {
    fn new(list: &str) -> Self {
        let mut words: Vec<(Vec<char>, u16)> = Vec::new();
        let mut count = 0;
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((_, rest)) = line.split_once(':') else { continue };
            for word in rest.split_whitespace() {
                words.push((word.chars().filter_map(fold_char).collect(), count as u16));
            }
            count += 1;
        }
        words.sort();
        words.dedup();
        let (mut matters, mut begins) = (Vec::new(), Vec::new());
        let mut patterns: Vec<&[char]> = Vec::new();
        for same in words.chunk_by(|a, b| a.0 == b.0) {
            begins.push(matters.len() as u16);
            matters.extend(same.iter().map(|w| w.1));
            patterns.extend(same.first().map(|w| w.0.as_slice()));
        }
        begins.push(matters.len() as u16);
        matters.shrink_to_fit();
        begins.shrink_to_fit();
        Self { words: Starts::new(patterns.into_iter()), matters, begins, count }
    }

    /// Topics of the word numbered `word`.
    pub(super) fn of_word(&self, word: u16) -> &[u16] {
        let at = usize::from(word);
        let range = self.begins.get(at).zip(self.begins.get(at + 1));
        range.and_then(|(&from, &to)| self.matters.get(from.into()..to.into())).unwrap_or_default()
    }

    /// Every word of the list in the folded `text`, overlapping ones too, in order of their ends: its
    /// number and the characters it begins and ends before.
    pub(super) fn find(&self, text: &[char]) -> Vec<(u16, usize, usize)> {
        let at =
            |from| self.words.all(text, from).map(move |(word, chars)| (word as u16, from, from + chars));
        let mut found: Vec<_> = (0..text.len()).flat_map(at).collect();
        found.sort_unstable_by_key(|&(_, from, to)| (to, from));
        found
    }

    /// How strongly words (their numbers, in any order) speak of each topic: for each word one plus
    /// the logarithm of its count. Ordered by topic.
    pub(super) fn strengths(&self, mut words: Vec<u16>) -> Vec<(u16, f32)> {
        words.sort_unstable();
        let mut dense = vec![0.0_f32; self.count];
        for run in words.chunk_by(|a, b| a == b) {
            let Some(&word) = run.first() else { continue };
            for &t in self.of_word(word) {
                dense[usize::from(t)] += 1.0 + (run.len() as f32).ln();
            }
        }
        dense.iter().enumerate().filter(|&(_, &v)| v > 0.0).map(|(t, &v)| (t as u16, v)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(u16, String)> {
        let text: Vec<char> = text.chars().collect();
        let words = TOPICS.find(&text).into_iter();
        words
            .map(|(word, from, to)| (word, text.get(from..to).unwrap_or_default().iter().collect()))
            .collect()
    }

    #[test]
    fn words_lead_to_their_topics() {
        let hits = found("开展5g电视问政和民主评议");
        assert!(hits.iter().any(|h| h.1 == "问政") && hits.iter().any(|h| h.1 == "民主评议"), "{hits:?}");
        let strengths = TOPICS.strengths(hits.iter().map(|h| h.0).collect());
        assert!(!strengths.is_empty());
        assert!(found("天地玄黄").is_empty());
    }

    #[test]
    fn the_list_is_sound() {
        assert!(TOPICS.count > 60);
        let words = TOPICS.begins.len() - 1;
        assert!(words > 1000);
        let listed = LIST.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':'));
        let mut listed = listed.flat_map(|l| l.1.split_whitespace());
        assert!(listed.all(|word| word.chars().count() > 1), "one character is not found");
        for word in 0..words {
            let topics = TOPICS.of_word(word as u16);
            assert!(!topics.is_empty() && topics.windows(2).all(|w| w[0] < w[1]), "{word}");
        }
        assert!(TOPICS.of_word(words as u16).is_empty());
    }
}
