//! Finding words: widths, quotes and white space do not count; line ends do not hinder.
//!
//! The text is not folded first: the rarest character of the words is looked for in all its
//! spellings, and only around it characters are folded and compared.

use aho_corasick::AhoCorasick;

use crate::text::{Span, fold_char, spellings};

/// Most hits that are listed.
pub const MAX_HITS: usize = 100_000;

/// Bytes of each of the stretches in which characters are counted to find the rarest.
const SAMPLE: usize = 16 * 1024;

/// All places of `query` in `text`, in order, without overlap. With `regex` the query is a regular
/// expression over the text as it stands.
///
/// # Errors
/// The expression does not compile.
pub fn find(text: &str, query: &str, regex: bool) -> Result<Vec<Span>, regex::Error> {
    let mut hits = Vec::new();
    Search::new(text, query, regex)?.run(text, text.len(), &mut hits);
    Ok(hits)
}

/// A search that is done in steps, each over more of the same text.
#[derive(Clone, Debug)]
pub struct Search {
    words: Words,
    /// Where looking goes on (byte).
    at: usize,
    /// End of the last hit (byte).
    end: usize,
    /// Hits so far.
    count: usize,
}

/// What is looked for.
#[derive(Clone, Debug)]
enum Words {
    /// No character that counts.
    Nothing,
    /// Folded characters around the rarest of them.
    Folded {
        before: Vec<char>,
        /// Finds every spelling of the rarest character.
        rarest: AhoCorasick,
        after: Vec<char>,
    },
    Pattern(regex::Regex),
}

impl Search {
    /// A search for `query` from the beginning of `text`.
    ///
    /// # Errors
    /// The regular expression does not compile.
    pub fn new(text: &str, query: &str, regex: bool) -> Result<Self, regex::Error> {
        let words = if regex {
            Words::Pattern(regex::RegexBuilder::new(query).size_limit(1 << 20).build()?)
        } else {
            folded(text, query)
        };
        Ok(Self { words, at: 0, end: 0, count: 0 })
    }

    /// The same search from byte `at`, the beginning of a character.
    pub fn from(&self, at: usize) -> Self {
        Self { words: self.words.clone(), at, end: at, count: 0 }
    }

    /// Byte up to which the text has been searched.
    pub fn done(&self) -> usize {
        self.at
    }

    /// Adds the hits up to byte `until` of `text`, no more than [`MAX_HITS`] in all steps together; true
    /// when nothing is left to do. A step may go a little further, with a regular expression to the next hit.
    pub fn run(&mut self, text: &str, until: usize, hits: &mut Vec<Span>) -> bool {
        let until = text.ceil_char_boundary(until.min(text.len()));
        while self.at < until && self.count < MAX_HITS {
            let Some(hit) = self.next(text, until) else { continue };
            self.count += 1;
            hits.push(hit);
        }
        self.at >= text.len() || self.count >= MAX_HITS
    }

    /// One move forward, at most to a hit; always some bytes, so that a search comes to its end.
    fn next(&mut self, text: &str, until: usize) -> Option<Span> {
        match &self.words {
            Words::Nothing => {
                self.at = text.len();
                None
            }
            Words::Pattern(pattern) => {
                let Some(hit) = pattern.find_at(text, self.at) else {
                    self.at = text.len();
                    return None;
                };
                let empty = hit.is_empty();
                self.at = if empty { text.ceil_char_boundary(hit.end() + 1) } else { hit.end() };
                (!empty).then(|| Span::new(hit.start(), hit.end()))
            }
            Words::Folded { before, rarest, after } => {
                let Some(m) = rarest.find(text.get(self.at..until)?) else {
                    self.at = until;
                    return None;
                };
                let (start, end) = (self.at + m.start(), self.at + m.end());
                self.at = end;
                let start = backwards(text, start, before).filter(|s| *s >= self.end)?;
                let end = forwards(text, end, after)?;
                (self.at, self.end) = (end, end);
                Some(Span::new(start, end))
            }
        }
    }
}

/// The folded words, split at the character that is rarest in samples of `text`.
fn folded(text: &str, query: &str) -> Words {
    let needle: Vec<char> = query.chars().filter_map(fold_char).collect();
    let mut counts = vec![0_usize; needle.len()];
    for part in [0, text.len() / 2, text.len().saturating_sub(SAMPLE)] {
        let (from, to) = (text.floor_char_boundary(part), text.floor_char_boundary(part + SAMPLE));
        for c in text.get(from..to).unwrap_or_default().chars().filter_map(fold_char) {
            for (count, _) in counts.iter_mut().zip(&needle).filter(|(_, n)| **n == c) {
                *count += 1;
            }
        }
    }
    let rarest = counts.iter().enumerate().min_by_key(|(_, count)| **count).map(|(i, _)| i);
    let Some((i, c)) = rarest.and_then(|i| Some((i, *needle.get(i)?))) else { return Words::Nothing };
    let spelt = spellings(c).into_iter().map(String::from);
    // A few short words: building cannot fail.
    let Ok(rarest) = AhoCorasick::new(spelt) else { return Words::Nothing };
    let before = needle.iter().take(i).copied().collect();
    let after = needle.iter().skip(i + 1).copied().collect();
    Words::Folded { before, rarest, after }
}

/// End of the folded `words` that begin at byte `at`.
fn forwards(text: &str, at: usize, words: &[char]) -> Option<usize> {
    let mut chars = text.get(at..)?.char_indices();
    let mut end = at;
    for &word in words {
        let (i, c, folded) = chars.by_ref().find_map(|(i, c)| Some((i, c, fold_char(c)?)))?;
        if folded != word {
            return None;
        }
        end = at + i + c.len_utf8();
    }
    Some(end)
}

/// Beginning of the folded `words` that end before byte `at`.
fn backwards(text: &str, at: usize, words: &[char]) -> Option<usize> {
    let mut chars = text.get(..at)?.char_indices().rev();
    let mut start = at;
    for &word in words.iter().rev() {
        let (i, folded) = chars.by_ref().find_map(|(i, c)| Some((i, fold_char(c)?)))?;
        if folded != word {
            return None;
        }
        start = i;
    }
    Some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find(text, query, false).map(|h| h.into_iter().map(|s| s.of(text)).collect()).unwrap_or_default()
    }

    #[test]
    fn finds_across_quotes_widths_and_line_ends() {
        assert_eq!(hits("推进“有事\n先商量”（试点）", "有事先商量(试"), ["有事\n先商量”（试"]);
        assert_eq!(hits("一二一二一", "一二"), ["一二", "一二"]);
        assert_eq!(hits("aAＡａ", "AA"), ["aA", "Ａａ"]);
        assert_eq!(hits("產業轉型", "产业"), ["產業"]);
        assert!(hits("一二", "").is_empty());
        assert!(hits("", "一").is_empty());
    }

    #[test]
    fn a_wrong_expression_is_an_error_not_a_panic() {
        assert!(find("x", "(", true).is_err());
        assert_eq!(find("a1b22", r"\d+", true).map(|h| h.len()), Ok(2));
        assert_eq!(find("一二", "x*", true).map(|h| h.len()), Ok(0));
    }

    /// The text folded as a whole, the words looked for from left to right.
    fn slowly(text: &str, query: &str) -> Vec<Span> {
        let needle: Vec<char> = query.chars().filter_map(fold_char).collect();
        let hay = crate::text::fold(text, 0);
        let (mut hits, mut i) = (Vec::new(), 0);
        while !needle.is_empty() && i + needle.len() <= hay.chars.len() {
            if hay.chars[i..].starts_with(&needle) {
                hits.push(hay.span(i, i + needle.len()));
                i += needle.len();
            } else {
                i += 1;
            }
        }
        hits
    }

    proptest::proptest! {
        #[test]
        fn the_same_as_folding_the_text(text in "[一二“ ，a]{0,40}", query in "[一二” ，Ａ]{0,3}", step in 1..9_usize) {
            let want = slowly(&text, &query);
            proptest::prop_assert_eq!(&find(&text, &query, false).unwrap(), &want);
            // In steps the same.
            let mut search = Search::new(&text, &query, false).unwrap();
            let mut hits = Vec::new();
            while !search.run(&text, search.done() + step, &mut hits) {}
            proptest::prop_assert_eq!(hits, want);
        }
    }
}
