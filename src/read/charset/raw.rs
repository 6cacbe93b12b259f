//! The bytes of a file around what could not be read.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{BIG5, GB18030};

use super::{Charset, mark};
use crate::read::{Format, Source, WarningKind};
use crate::text::Span;

/// Characters shown on either side of a damaged place.
const AROUND: usize = 6;

/// Places looked up; a file with more is in another encoding or no text.
const MOST: usize = 200;

/// Bytes searched for the words before or behind a place.
const WINDOW: usize = 4096;

/// A damaged place as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawPlace {
    /// Where it is in the text.
    pub span: Span,
    /// What is wrong.
    pub kind: WarningKind,
    /// Bytes in the file, counted from 0.
    pub bytes: Range<usize>,
    /// The bytes themselves.
    pub bad: Vec<u8>,
    /// Characters before, each with its bytes.
    pub before: Vec<(char, Vec<u8>)>,
    /// Characters behind, each with its bytes.
    pub after: Vec<(char, Vec<u8>)>,
}

/// Every damaged place of `source` (the first 200) with the bytes of the file it was read from, in
/// order. Empty for formats whose text is not their bytes.
pub fn raw_places(bytes: &[u8], source: &Source) -> Vec<RawPlace> {
    if !matches!(source.format, Format::Txt | Format::Md) {
        return Vec::new();
    }
    let set = source.charset;
    let mut raw = mark(bytes).filter(|m| m.0 == set || m.0 == Charset::Utf8).map_or(0, |m| m.1);
    let mut text_at = 0;
    let mut out = Vec::new();
    for (kind, span) in source.warnings.iter().filter_map(|w| Some((w.kind, w.span?))).take(MOST) {
        let Some(gap) = source.text.get(text_at..span.start()) else { continue };
        let start = start_of(bytes, gap, raw, set);
        let behind = source.text.get(span.end()..).unwrap_or_default();
        let end = end_of(bytes, behind, start, set);
        out.push(RawPlace {
            span,
            kind,
            bytes: start..end,
            bad: bytes.get(start..end).unwrap_or_default().to_vec(),
            before: with_bytes(last(gap), set),
            after: with_bytes(first(behind), set),
        });
        (raw, text_at) = (end, span.end());
    }
    out
}

/// Where `gap`, which begins near byte `from`, ends.
fn start_of(bytes: &[u8], gap: &str, from: usize, set: Charset) -> usize {
    let expected = (from + encoded(gap, set).len()).min(bytes.len());
    let needle = encoded(last(gap), set);
    if needle.is_empty() {
        return from.min(bytes.len());
    }
    let low = expected.saturating_sub(WINDOW).max(from);
    let high = (expected + WINDOW).min(bytes.len());
    let ends = memchr::memmem::find_iter(bytes.get(low..high).unwrap_or_default(), &*needle)
        .map(|i| low + i + needle.len());
    ends.min_by_key(|end| end.abs_diff(expected)).unwrap_or(expected)
}

/// Where the bytes from `start` on can be read again.
fn end_of(bytes: &[u8], behind: &str, start: usize, set: Charset) -> usize {
    let needle = encoded(first(behind), set);
    if needle.is_empty() {
        return bytes.len();
    }
    let high = (start + WINDOW).min(bytes.len());
    let window = bytes.get(start..high).unwrap_or_default();
    memchr::memmem::find(window, &needle).map_or((start + 1).min(bytes.len()), |i| start + i)
}

/// The last few characters that could be read.
fn last(text: &str) -> &str {
    let from = text.char_indices().rev().take_while(|(_, c)| readable(*c)).take(AROUND).last();
    from.and_then(|(i, _)| text.get(i..)).unwrap_or_default()
}

/// The first few characters that could be read.
fn first(text: &str) -> &str {
    let to = text.char_indices().take_while(|(_, c)| readable(*c)).take(AROUND).last();
    to.and_then(|(i, c)| text.get(..i + c.len_utf8())).unwrap_or_default()
}

fn readable(c: char) -> bool {
    c != '\u{FFFD}' && c != '\0'
}

fn with_bytes(text: &str, set: Charset) -> Vec<(char, Vec<u8>)> {
    text.chars().map(|c| (c, encoded(c.encode_utf8(&mut [0; 4]), set).into_owned())).collect()
}

/// `text` as bytes of `set`.
fn encoded(text: &str, set: Charset) -> Cow<'_, [u8]> {
    let wide = |f: fn(u16) -> [u8; 2]| Cow::Owned(text.encode_utf16().flat_map(f).collect());
    let wider = |f: fn(u32) -> [u8; 4]| Cow::Owned(text.chars().flat_map(|c| f(u32::from(c))).collect());
    match set {
        Charset::Utf8 => Cow::Borrowed(text.as_bytes()),
        Charset::Gb18030 => GB18030.encode(text).0,
        Charset::Big5 => BIG5.encode(text).0,
        Charset::Utf16Le => wide(u16::to_le_bytes),
        Charset::Utf16Be => wide(u16::to_be_bytes),
        Charset::Utf32Le => wider(u32::to_le_bytes),
        Charset::Utf32Be => wider(u32::to_be_bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    /// Chinese text in `set` with `bad` put in after each of the characters `at`.
    fn spoilt(set: Charset, at: &[usize], bad: &[u8]) -> (Vec<u8>, Vec<usize>) {
        let text = "\u{6211}\u{4EEC}\u{8981}\u{575A}\u{6301}\u{4EBA}\u{6C11}\u{81F3}\u{4E0A}\u{FF0C}\u{529E}\u{597D}\u{5B9E}\u{4E8B}\u{3002}\n".repeat(40);
        let (mut out, mut places) = (Vec::new(), Vec::new());
        for (i, c) in text.chars().enumerate() {
            if at.contains(&i) {
                places.push(out.len());
                out.extend_from_slice(bad);
            }
            out.extend_from_slice(&encoded(c.encode_utf8(&mut [0; 4]), set));
        }
        (out, places)
    }

    #[test]
    fn the_bytes_of_every_damaged_place_are_found() {
        let at = [21, 100, 333];
        for (set, bad) in [
            (Charset::Utf8, &[0xFF][..]),
            (Charset::Utf8, &[0xE4, 0xBD][..]),
            (Charset::Gb18030, &[0xFF][..]),
            (Charset::Big5, &[0xFF][..]),
        ] {
            let (bytes, places) = spoilt(set, &at, bad);
            let options = ReadOptions { charset: Some(set), ..ReadOptions::default() };
            let source = read(&bytes, &options).unwrap();
            let found = raw_places(&bytes, &source);
            assert_eq!(found.iter().map(|p| p.bytes.start).collect::<Vec<_>>(), places, "{set:?}");
            for place in &found {
                assert_eq!(place.bad, bad, "{set:?}");
                assert_eq!(place.span.of(&source.text), "\u{FFFD}");
                let from = place.bytes.start - place.before.iter().map(|b| b.1.len()).sum::<usize>();
                let written: Vec<u8> = place.before.iter().flat_map(|b| b.1.clone()).collect();
                assert_eq!(bytes.get(from..place.bytes.start), Some(&*written));
            }
        }
    }

    #[test]
    fn a_cut_end_and_a_whole_file() {
        let (bytes, _) = spoilt(Charset::Utf8, &[], &[]);
        let source = read(&bytes, &ReadOptions::default()).unwrap();
        assert!(raw_places(&bytes, &source).is_empty());
        let cut = &bytes[..bytes.len() - 2];
        let source = read(cut, &ReadOptions::default()).unwrap();
        let found = raw_places(cut, &source);
        assert_eq!(found.len(), 1, "{:?}", source.warnings);
        assert_eq!((found[0].kind, found[0].bad.as_slice()), (WarningKind::CutOff, &[0xE3, 0x80][..]));
        assert!(found[0].after.is_empty());
    }
}
