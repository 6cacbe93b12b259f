//! Ranges of bytes in a text, and the translation of bytes to characters.

use serde::{Deserialize, Serialize};

/// A range of **bytes** in a UTF-8 text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// Byte after the last one; never less than `start`.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to `end` (bytes).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True when no byte is in the span.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// First byte, as an index.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte after the last, as an index.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The text of the span; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }

    /// True when `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the byte at `at` is inside.
    pub fn holds(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span without white space and zero-width characters at both ends.
    pub fn trimmed(self, text: &str) -> Self {
        let inner = self.of(text);
        let left = inner.len() - inner.trim_start_matches(super::is_blank).len();
        let right = inner.trim_end_matches(super::is_blank).len();
        if left >= right {
            return Self { start: self.start, end: self.start };
        }
        Self::new(self.start() + left, self.start() + right)
    }
}

/// Translates byte offsets of one text to counts of Unicode characters and back.
#[derive(Clone, Debug)]
pub struct CharIndex {
    /// Character count before every `STEP`th byte boundary.
    marks: Vec<(u32, u32)>,
}

impl CharIndex {
    const STEP: usize = 1024;

    /// Indexes `text` (one pass).
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STEP + 1);
        let mut next = 0;
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            if byte >= next {
                marks.push((byte as u32, chars as u32));
                next = byte + Self::STEP;
            }
        }
        Self { marks }
    }

    /// Characters before byte `at` of the same `text`.
    pub fn chars_before(&self, text: &str, at: usize) -> usize {
        let i = self.marks.partition_point(|m| m.0 as usize <= at);
        let (byte, chars) = i.checked_sub(1).map_or((0, 0), |i| self.marks[i]);
        chars as usize + text.get(byte as usize..at).map_or(0, |t| t.chars().count())
    }
}

/// Spans of `sorted`, which overlap in nothing and stand in order, that overlap `span`.
pub fn within(sorted: &[Span], span: Span) -> impl Iterator<Item = Span> {
    let first = sorted.partition_point(|s| s.end <= span.start);
    sorted.iter().skip(first).take_while(move |s| s.start < span.end).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_blanks_of_every_kind() {
        let text = "\u{3000} \u{FEFF}工作\u{A0}\r\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "工作");
        assert!(Span::new(0, 3).trimmed(text).is_empty());
    }

    #[test]
    fn counts_characters_across_marks() {
        let text = "政a".repeat(2000);
        let index = CharIndex::new(&text);
        for at in [0, 3, 4, 4099, 8000] {
            let want = text.get(..at).map(|t| t.chars().count());
            assert_eq!(Some(index.chars_before(&text, at)), want);
        }
    }
}
