//! Places that survive a changed file: a position, and the words that stand there.

use serde::{Deserialize, Serialize};

use crate::text::{Span, fold};

/// Longest quotation an anchor keeps, in characters.
const QUOTE: usize = 48;

/// A passage of a text, found again by its words when the text moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// First byte when it was made.
    pub start: u32,
    /// Length in bytes when it was made.
    pub len: u32,
    /// The first words (at most 48 characters), as they stood.
    pub quote: String,
}

impl Anchor {
    /// An anchor for `span` of `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let quote = span.of(text).chars().take(QUOTE).collect();
        Self { start: span.start, len: span.len() as u32, quote }
    }

    /// True when both mean the same passage of the same text.
    pub fn same(&self, other: &Self) -> bool {
        self.start == other.start && self.quote == other.quote
    }

    /// Where the passage stands in `text` now: at its old place if the words are there, else at
    /// the nearest place with the same folded words; `None` if they are gone.
    pub fn locate(&self, text: &str) -> Option<Span> {
        let start = self.start as usize;
        let end = start + self.len as usize;
        if text.get(start..).is_some_and(|t| t.starts_with(&self.quote))
            && text.is_char_boundary(end.min(text.len()))
        {
            return Some(Span::new(start, end.min(text.len())));
        }
        let at = nearest(text, &self.quote, start)?;
        let mut end = (at + self.len as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Some(Span::new(at, end))
    }
}

fn nearest(text: &str, quote: &str, hint: usize) -> Option<usize> {
    let near = |at: &usize| at.abs_diff(hint);
    if quote.is_empty() {
        return None;
    }
    if let Some(at) = text.match_indices(quote).map(|(at, _)| at).min_by_key(near) {
        return Some(at);
    }
    let hay = fold(text, 0);
    let needle = fold(quote, 0).chars;
    if needle.is_empty() {
        return None;
    }
    hay.chars
        .windows(needle.len())
        .enumerate()
        .filter(|(_, w)| *w == needle)
        .map(|(i, _)| hay.at[i] as usize)
        .min_by_key(near)
}

/// Identity of a report's text: independent of encoding, widths, quotes and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentId(#[serde(with = "hex")] pub u64);

/// FNV-1a over the folded characters.
pub fn content_id(text: &str) -> ContentId {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for c in text.chars().filter_map(crate::text::fold_char) {
        for byte in (c as u32).to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    ContentId(hash)
}

mod hex {
    //! Sixteen hexadecimal digits: JSON numbers cannot hold 64 bits.
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(super) fn serialize<S: Serializer>(id: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{id:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let text = String::deserialize(from)?;
        u64::from_str_radix(&text, 16).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_again_after_the_text_moved() {
        let text = "开头。规范“有事先商量”实践。结尾";
        let at = Anchor::new(text, Span::new(9, 42));
        assert_eq!(at.locate(text), Some(Span::new(9, 42)));
        let moved = "新的开头很长很长。规范有事先商量实践。结尾";
        let found = at.locate(moved).map(Span::start);
        assert_eq!(found, moved.find("规范"));
        assert_eq!(at.locate("别的文字"), None);
    }

    #[test]
    fn the_id_does_not_depend_on_widths() {
        assert_eq!(content_id("（一）工作 报告"), content_id("(一)工作报告\r\n"));
        assert_ne!(content_id("工作"), content_id("报告"));
    }
}
