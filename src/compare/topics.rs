//! Matters (topics) a text speaks of, by a word list of the genre: what links 加强民主监督工作 with
//! 电视问政 when no wording is shared.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use crate::text::{Folded, Span, fold_char};

const LIST: &str = include_str!("../../assets/words/topics.txt");

/// The word list, made ready once.
pub(super) struct Topics {
    finder: Option<AhoCorasick>,
    /// Word (as numbered in `finder`) → topics.
    by_word: Vec<Vec<u16>>,
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
        Self { finder, by_word: topics, count }
    }

    /// Topics of the word numbered `word`.
    pub(super) fn of_word(&self, word: u16) -> &[u16] {
        self.by_word.get(usize::from(word)).map_or(&[], Vec::as_slice)
    }

    /// Every word of the list in `folded`, overlapping ones too, in order of their ends.
    pub(super) fn hits(&self, folded: &Folded) -> Vec<Hit> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let text: String = folded.chars.iter().collect();
        // Byte of the folded text → index of its character.
        let mut chars = vec![0_u32; text.len() + 1];
        for (i, (byte, _)) in text.char_indices().enumerate() {
            chars[byte] = i as u32;
        }
        chars[text.len()] = folded.chars.len() as u32;
        finder
            .find_overlapping_iter(&text)
            .map(|m| {
                let (from, to) = (chars[m.start()] as usize, chars[m.end()] as usize);
                Hit { word: m.pattern().as_u32() as u16, span: folded.span(from, to) }
            })
            .collect()
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
    use crate::text::fold;

    #[test]
    fn words_lead_to_their_topics() {
        let text = "开展电视“问政”和民主评议";
        let hits = TOPICS.hits(&fold(text, 0));
        let words: Vec<&str> = hits.iter().map(|h| h.span.of(text)).collect();
        assert!(words.contains(&"问政"), "{words:?}");
        let strengths = TOPICS.strengths(hits.iter().map(|h| h.word).collect());
        assert!(!strengths.is_empty());
        assert!(TOPICS.hits(&fold("天地玄黄", 0)).is_empty());
    }

    #[test]
    fn the_list_is_sound() {
        assert!(TOPICS.count > 60);
        assert!(TOPICS.finder.is_some());
        assert!(TOPICS.by_word.iter().all(|t| t.windows(2).all(|w| w[0] < w[1])));
    }
}
