//! Matters (topics) a text speaks of, by a word list of the genre: what links 加强民主监督工作 with
//! 电视问政 when no wording is shared.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::text::{Span, fold_char};

const LIST: &str = include_str!("../../assets/words/topics.txt");

/// The word list, made ready once.
pub(super) struct Topics {
    finder: Option<AhoCorasick>,
    /// Word (as numbered in `finder`) → topics.
    by_word: Vec<Vec<u16>>,
    /// Word → its characters.
    lengths: Vec<u8>,
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
        let mut words: Vec<(String, u16)> = Vec::new();
        let mut count = 0;
        for line in list.lines().filter(|l| !l.starts_with('#')) {
            let Some((_, rest)) = line.split_once(':') else { continue };
            for word in rest.split_whitespace() {
                words.push((word.chars().filter_map(fold_char).collect(), count as u16));
            }
            count += 1;
        }
        words.sort();
        let mut patterns: Vec<String> = Vec::new();
        let mut topics: Vec<Vec<u16>> = Vec::new();
        for (word, topic) in words {
            if patterns.last() == Some(&word) {
                if let Some(last) = topics.last_mut().filter(|t| t.last() != Some(&topic)) {
                    last.push(topic);
                }
            } else {
                patterns.push(word);
                topics.push(vec![topic]);
            }
        }
        let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&patterns).ok();
        let lengths = patterns.iter().map(|p| p.chars().count() as u8).collect();
        Self { finder, by_word: topics, lengths, count }
    }

    /// Topics of the word numbered `word`.
    pub(super) fn of_word(&self, word: u16) -> &[u16] {
        self.by_word.get(usize::from(word)).map_or(&[], Vec::as_slice)
    }

    /// Gives every word of the list in the folded `text` to `take`, overlapping ones too, in order of
    /// their ends: its number and the characters it begins and ends before.
    pub(super) fn find(&self, text: &str, mut take: impl FnMut(u16, usize, usize)) {
        let Some(finder) = &self.finder else { return };
        let (mut bytes, mut chars) = (0, 0);
        for found in finder.find_overlapping_iter(text) {
            chars += text.get(bytes..found.end()).map_or(0, |t| t.chars().count());
            bytes = found.end();
            let word = found.pattern().as_usize();
            take(word as u16, chars - usize::from(self.lengths[word]), chars);
        }
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
        let mut out = Vec::new();
        TOPICS.find(text, |word, from, to| {
            out.push((word, text.chars().skip(from).take(to - from).collect()));
        });
        out
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
        assert!(TOPICS.finder.is_some());
        assert!(TOPICS.by_word.iter().all(|t| t.windows(2).all(|w| w[0] < w[1])));
    }
}
