//! Places that survive a changed file: a position, the words that stand there and those around.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Longest quotation an anchor keeps, in characters.
pub(super) const QUOTE: usize = 48;
/// Characters kept of what stands before, after and at the end of the passage.
pub(super) const AROUND: usize = 12;

/// A passage of a text, found again by its words when the text moved.
///
/// `quote` alone is enough (a file written by hand may leave the rest out); position and
/// neighbours tell apart passages with the same words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Anchor {
    /// First byte when it was made.
    pub start: u32,
    /// Length in bytes when it was made; 0: that of the quotation.
    pub len: u32,
    /// The first words (at most 48 characters), as they stood.
    pub quote: String,
    /// The last words of a passage longer than the quotation (at most 12 characters).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tail: String,
    /// What stood before the passage (at most 12 characters).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stood after the passage (at most 12 characters).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Anchor {
    /// An anchor for `span` of `text`.
    pub fn new(text: &str, span: Span) -> Self {
        let inner = span.of(text);
        let quote: String = inner.chars().take(QUOTE).collect();
        let tail = if quote.len() < inner.len() { last_chars(inner, AROUND) } else { String::new() };
        Self {
            start: span.start,
            len: span.len() as u32,
            quote,
            tail,
            before: last_chars(text.get(..span.start()).unwrap_or_default(), AROUND),
            after: text.get(span.end()..).unwrap_or_default().chars().take(AROUND).collect(),
        }
    }

    /// True when both mean the same passage of the same text.
    pub fn same(&self, other: &Self) -> bool {
        self.start == other.start && self.quote == other.quote
    }

    /// Where the passage stands in `text` now: at its old place if the words are there, else where
    /// its words and neighbours are found best; `None` if they are gone. For many anchors use
    /// [`super::Locator`].
    pub fn locate(&self, text: &str) -> Option<Span> {
        super::Locator::new(text).locate(self)
    }

    /// The old place, if the same words stand there between the same neighbours.
    pub(super) fn in_place(&self, text: &str) -> Option<Span> {
        let start = self.start as usize;
        let end = start.checked_add(self.byte_len())?;
        let inner = text.get(start..end)?;
        let sound = !inner.is_empty()
            && inner.starts_with(&self.quote)
            && inner.ends_with(&self.tail)
            && text.get(..start)?.ends_with(&self.before)
            && text.get(end..)?.starts_with(&self.after);
        sound.then(|| Span::new(start, end))
    }

    /// Length in bytes, also of anchors written by hand.
    pub(super) fn byte_len(&self) -> usize {
        if self.len == 0 { self.quote.len() } else { self.len as usize }
    }
}

/// The last `count` characters of `text`.
pub(super) fn last_chars(text: &str, count: usize) -> String {
    let at = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(at..).unwrap_or_default().to_owned()
}

/// Identity of a report's text: independent of encoding, widths, quotes and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ContentId(#[serde(with = "hex")] pub u64);

impl std::fmt::Display for ContentId {
    /// Sixteen hexadecimal digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// FNV-1a over the folded characters, a character a step.
pub fn content_id(text: &str) -> ContentId {
    let step = |hash: u64, c: char| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    ContentId(text.chars().filter_map(crate::text::fold_char).fold(0xcbf2_9ce4_8422_2325, step))
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
    fn keeps_the_words_around() {
        let text = "前面的话。规范协商实践。后面的话";
        let start = text.find("规范").unwrap();
        let at = Anchor::new(text, Span::new(start, start + 18));
        assert_eq!(
            (at.before.as_str(), at.quote.as_str(), at.after.as_str()),
            ("前面的话。", "规范协商实践", "。后面的话")
        );
        assert_eq!(at.tail, "");
        let long = "一二三四五六七八九十".repeat(8);
        assert_eq!(Anchor::new(&long, Span::new(0, long.len())).tail, "九十一二三四五六七八九十");
    }

    #[test]
    fn the_id_does_not_depend_on_widths() {
        assert_eq!(content_id("（一）工作 报告"), content_id("(一)工作报告\r\n"));
        assert_ne!(content_id("工作"), content_id("报告"));
    }
}
