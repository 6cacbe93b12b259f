//! Character sets: found from the bytes, decoded with every damaged place marked.

pub(super) mod common;
mod double;
mod guess;
mod mend;
mod raw;
mod sample;
mod wide;

use std::borrow::Cow;

use encoding_rs::UTF_8;
use serde::{Deserialize, Serialize};

use super::{Warning, WarningKind};

pub(super) use guess::guess;
pub(super) use mend::Mender;
pub use raw::{RawPlace, raw_places};
pub use sample::{CharsetSample, charset_samples};

/// Character sets a report can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Charset {
    /// UTF-8 with or without a byte order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little end first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// UTF-32, little end first.
    #[serde(rename = "UTF-32LE")]
    Utf32Le,
    /// UTF-32, big end first.
    #[serde(rename = "UTF-32BE")]
    Utf32Be,
    /// GB18030 (with it GBK and GB 2312).
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    #[serde(rename = "Big5")]
    Big5,
}

impl Charset {
    /// All, in the order in which a menu shows them.
    pub const ALL: [Self; 7] =
        [Self::Utf8, Self::Gb18030, Self::Big5, Self::Utf16Le, Self::Utf16Be, Self::Utf32Le, Self::Utf32Be];

    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }

    /// The set that a label in a file (`charset=gb2312`) stands for, by the web's rules; `None`
    /// for sets that no Chinese report is in (they are wrong labels).
    pub(super) fn from_label(label: &str) -> Option<Self> {
        let encoding = encoding_rs::Encoding::for_label(label.trim().as_bytes())?;
        match encoding.name() {
            "UTF-8" => Some(Self::Utf8),
            "UTF-16LE" => Some(Self::Utf16Le),
            "UTF-16BE" => Some(Self::Utf16Be),
            "GBK" | "gb18030" => Some(Self::Gb18030),
            "Big5" => Some(Self::Big5),
            _ => None,
        }
    }
}

/// Bytes turned into text.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// The text without a leading byte order mark.
    pub text: Cow<'a, str>,
    /// How it was decoded.
    pub charset: Charset,
    /// Damage, in order of place.
    pub warnings: Vec<Warning>,
}

/// The byte order mark at the start of `bytes`: its set and its length in bytes.
pub(super) fn mark(bytes: &[u8]) -> Option<(Charset, usize)> {
    const MARKS: [(&[u8], Charset); 6] = [
        (b"\xEF\xBB\xBF", Charset::Utf8),
        (b"\xFF\xFE\0\0", Charset::Utf32Le),
        (b"\0\0\xFE\xFF", Charset::Utf32Be),
        (b"\xFF\xFE", Charset::Utf16Le),
        (b"\xFE\xFF", Charset::Utf16Be),
        (b"\x84\x31\x95\x33", Charset::Gb18030),
    ];
    MARKS.into_iter().find(|(m, _)| bytes.starts_with(m)).map(|(m, set)| (set, m.len()))
}

/// Decodes `bytes`: by the reader's `wish`, else by the byte order mark (unless the rest belies
/// it), else by a look at the bytes. Cannot fail: what is no character becomes U+FFFD and a warning.
pub(super) fn decode(bytes: &[u8], wish: Option<Charset>) -> Decoded<'_> {
    let found = mark(bytes);
    let body = |n: usize| bytes.get(n..).unwrap_or_default();
    if let Some(set) = wish {
        let skip = found.filter(|f| f.0 == set).map_or(0, |f| f.1);
        return decode_as(body(skip), set);
    }
    if let Some((set, skip)) = found {
        let rest = body(skip);
        // Tools that glue files leave a UTF-8 mark before GBK text.
        if set != Charset::Utf8 || std::str::from_utf8(rest).is_ok() {
            return decode_as(rest, set);
        }
        return decode_as(rest, guess(rest));
    }
    // Nearly every file: one look is enough.
    if let Some(text) = clean_utf8(bytes) {
        return Decoded { text: Cow::Borrowed(text), charset: Charset::Utf8, warnings: Vec::new() };
    }
    decode_as(bytes, guess(bytes))
}

/// Decodes as the reader asks: damage and stray lines in another encoding are mended as ever, but a
/// file that is altogether in another encoding is shown as it reads in the one asked for.
pub(super) fn asked(bytes: &[u8], set: Charset) -> Decoded<'_> {
    let decoded = decode(bytes, Some(set));
    let other: usize = decoded
        .warnings
        .iter()
        .filter(|w| w.kind == WarningKind::MixedEncodings)
        .map(|w| w.span.map_or(0, |s| s.of(&decoded.text).len()))
        .sum();
    if other * 2 < decoded.text.len() {
        return decoded;
    }
    let mut out = Mender::new(bytes.len());
    for line in mend::lines(bytes) {
        out.push(&plain(line, set));
    }
    let (text, warnings) = out.finish(bytes);
    Decoded { text: Cow::Owned(text), charset: set, warnings }
}

/// Valid UTF-8 without NUL and without marks of earlier damage.
fn clean_utf8(bytes: &[u8]) -> Option<&str> {
    let Some(Cow::Borrowed(text)) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) else {
        return None;
    };
    let marked = memchr::memchr(0, bytes).is_some() || memchr::memmem::find(bytes, b"\xEF\xBF\xBD").is_some();
    (!marked).then_some(text)
}

/// `bytes` in a set taken at its word, without mending.
pub(super) fn plain(bytes: &[u8], set: Charset) -> Cow<'_, str> {
    match set {
        Charset::Utf8 => String::from_utf8_lossy(bytes),
        Charset::Gb18030 | Charset::Big5 => double::plain(bytes, set),
        _ => Cow::Owned(wide::plain(bytes, set)),
    }
}

/// Decodes `bytes` (without mark) as `set`; lines in another encoding are read in theirs.
fn decode_as(bytes: &[u8], set: Charset) -> Decoded<'_> {
    let (text, warnings) = match set {
        Charset::Utf8 => utf8(bytes),
        Charset::Gb18030 | Charset::Big5 => double::decode(bytes, set),
        Charset::Utf16Le | Charset::Utf16Be | Charset::Utf32Le | Charset::Utf32Be => wide::decode(bytes, set),
    };
    Decoded { text, charset: set, warnings }
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Vec<Warning>) {
    if let Some(text) = clean_utf8(bytes) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut out = Mender::new(bytes.len());
    for line in mend::lines(bytes) {
        match std::str::from_utf8(line) {
            Ok(text) => out.push(text),
            Err(_) => mend_line(&mut out, line, Charset::Utf8),
        }
    }
    let (text, warnings) = out.finish(bytes);
    (Cow::Owned(text), warnings)
}

/// Decodes a line that is damaged or in another encoding than the file's.
fn mend_line(out: &mut Mender, line: &[u8], set: Charset) {
    let sets = [Charset::Utf8, Charset::Gb18030, Charset::Big5];
    let readings = sets.map(|s| (s, read_line(line, s)));
    // The file's own encoding unless another is clearly better.
    let value = |s: Charset, text: &str| common::mean_fit(text) + if s == set { 0.5 } else { 0.0 };
    let best = readings.iter().max_by(|a, b| value(a.0, &a.1).total_cmp(&value(b.0, &b.1)));
    let Some((best, text)) = best else { return };
    if *best == set {
        out.push(text);
    } else {
        out.push_other(text);
    }
}

/// One line in one encoding, the best way; bytes that are no character become U+FFFD.
fn read_line(line: &[u8], set: Charset) -> String {
    if set == Charset::Utf8 { String::from_utf8_lossy(line).into_owned() } else { double::line(line, set) }
}
