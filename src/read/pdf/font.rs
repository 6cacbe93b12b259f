//! Fonts: codes to characters and widths.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::MAX_STREAM;
use super::cmap::CMap;
use crate::read::Charset;

/// How the codes of a string are cut and what they mean without `ToUnicode`.
enum Codes<'a> {
    /// One byte each.
    Simple(Option<Encoding<'a>>),
    /// Two bytes, glyph numbers.
    Identity,
    /// Two bytes (or surrogates), UTF-16BE.
    Utf16,
    /// A Chinese character set.
    Charset(Charset),
    /// By an embedded map.
    Embedded(CMap),
}

/// A font as far as reading needs it.
pub struct Font<'a> {
    codes: Codes<'a>,
    to_unicode: CMap,
    /// Widths by code (simple) or CID, in thousandths of the size.
    widths: HashMap<u32, f32>,
    default_width: f32,
    /// Writes from top to bottom.
    pub vertical: bool,
    /// Bold by its name.
    pub bold: bool,
}

/// One character shown.
pub struct Glyph {
    /// Its text; U+FFFD when the font does not say.
    pub text: String,
    /// Advance in ems.
    pub width: f32,
    /// The one-byte code 32, to which word spacing applies.
    pub is_space: bool,
}

impl<'a> Font<'a> {
    /// Reads a font dictionary.
    pub fn read(document: &'a Document, font: &'a Dictionary) -> Self {
        let deref = |dict: &'a Dictionary, key: &[u8]| dict.get_deref(key, document).ok();
        let stream = |object: &Object| {
            object.as_stream().ok().and_then(|s| s.get_plain_content_with_limit(MAX_STREAM).ok())
        };
        let to_unicode =
            deref(font, b"ToUnicode").and_then(stream).map(|b| CMap::parse(&b)).unwrap_or_default();
        let name = deref(font, b"BaseFont").and_then(|n| n.as_name().ok()).unwrap_or_default();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        let bold = ["bold", "heavy", "black", "simhei", "heiti", ",b"].iter().any(|w| name.contains(w));
        let mut out = Self {
            codes: Codes::Simple(None),
            to_unicode,
            widths: HashMap::new(),
            default_width: 0.5,
            vertical: false,
            bold,
        };
        if deref(font, b"Subtype").and_then(|n| n.as_name().ok()) == Some(b"Type0") {
            let encoding = deref(font, b"Encoding");
            let encoding_name = encoding.and_then(|e| e.as_name().ok());
            out.vertical = encoding_name.is_some_and(|n| n.ends_with(b"-V"));
            out.codes = match encoding_name {
                Some(name) => predefined(name),
                None => {
                    encoding.and_then(stream).map_or(Codes::Identity, |b| Codes::Embedded(CMap::parse(&b)))
                }
            };
            out.default_width = 1.0;
            let below =
                deref(font, b"DescendantFonts").and_then(|d| d.as_array().ok()).and_then(|a| a.first());
            let below = below.and_then(|d| document.dereference(d).ok()).and_then(|d| d.1.as_dict().ok());
            if let Some(below) = below {
                out.read_cid_widths(document, below);
            }
        } else {
            out.codes = Codes::Simple(font.get_font_encoding_with_limit(document, MAX_STREAM).ok());
            out.read_widths(document, font);
        }
        out
    }

    fn read_widths(&mut self, document: &Document, font: &Dictionary) {
        let first = font.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = font.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (i, width) in widths.iter().take(256).enumerate() {
            if let (Some(w), Ok(code)) = (number(document, width), u32::try_from(first + i as i64)) {
                self.widths.insert(code, w / 1000.0);
            }
        }
    }

    /// `W`: `c [w1 w2 …]` or `first last w` (ISO 32000-1, 9.7.4.3).
    fn read_cid_widths(&mut self, document: &Document, font: &Dictionary) {
        if let Some(width) = font.get_deref(b"DW", document).ok().and_then(|w| number(document, w)) {
            self.default_width = width / 1000.0;
        }
        let Ok(all) = font.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut rest = all.iter();
        while let Some(first) = rest.next().and_then(|o| number(document, o)) {
            let first = first.max(0.0) as u32;
            let Some((_, next)) = rest.next().and_then(|o| document.dereference(o).ok()) else { break };
            if let Ok(list) = next.as_array() {
                for (i, width) in list.iter().take(65_536).enumerate() {
                    if let Some(w) = number(document, width) {
                        self.widths.insert(first.saturating_add(i as u32), w / 1000.0);
                    }
                }
            } else if let (Some(last), Some(w)) =
                (number(document, next), rest.next().and_then(|o| number(document, o)))
            {
                let last = (last.max(0.0) as u32).min(first.saturating_add(65_535));
                self.widths.extend((first..=last).map(|cid| (cid, w / 1000.0)));
            }
        }
    }

    /// The characters of a shown string.
    pub fn glyphs(&self, bytes: &[u8]) -> Vec<Glyph> {
        let mut out = Vec::with_capacity(bytes.len() / 2 + 1);
        let mut rest = bytes;
        while !rest.is_empty() {
            let len = self.code_len(rest).clamp(1, rest.len());
            let (code, tail) = rest.split_at(len);
            rest = tail;
            let value = code.iter().fold(0u32, |n, b| n << 8 | u32::from(*b));
            let text = self.meaning(code, value);
            let width = match &self.codes {
                // The widths count by CID; only with glyph numbers the code is one.
                Codes::Simple(_) | Codes::Identity => self.widths.get(&value).copied(),
                _ => (len == 1).then_some(0.5),
            };
            let width = width.unwrap_or(self.default_width);
            out.push(Glyph { text, width, is_space: len == 1 && value == 32 });
        }
        out
    }

    fn code_len(&self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        match &self.codes {
            Codes::Simple(_) => 1,
            Codes::Identity => 2,
            Codes::Utf16 if (0xD8..0xDC).contains(&first) => 4,
            Codes::Utf16 => 2,
            Codes::Charset(set) => {
                let four = *set == Charset::Gb18030 && bytes.get(1).is_some_and(u8::is_ascii_digit);
                if first < 0x81 {
                    1
                } else if four {
                    4
                } else {
                    2
                }
            }
            Codes::Embedded(map) => map.code_len(bytes).unwrap_or(2),
        }
    }

    fn meaning(&self, code: &[u8], value: u32) -> String {
        if let Some(text) = self.to_unicode.get(value).filter(|t| !t.is_empty()) {
            return text;
        }
        let found = match &self.codes {
            Codes::Utf16 => Some(encoding_rs::UTF_16BE.decode_without_bom_handling(code).0.into_owned()),
            Codes::Charset(set) => Some(crate::read::charset::plain(code, *set).into_owned()),
            Codes::Simple(encoding) => {
                let text = encoding.as_ref().and_then(|e| e.bytes_to_string(code).ok());
                text.filter(|t| !t.is_empty()).or_else(|| {
                    let plain =
                        code.first().filter(|b| (32..127).contains(*b) && !self.to_unicode.has_meanings());
                    plain.map(|b| char::from(*b).to_string())
                })
            }
            Codes::Identity | Codes::Embedded(_) => None,
        };
        found.unwrap_or_else(|| "\u{FFFD}".to_owned())
    }
}

/// The predefined maps whose codes are a known character set.
fn predefined<'a>(name: &[u8]) -> Codes<'a> {
    let name = String::from_utf8_lossy(name);
    let name = name.trim_end_matches("-H").trim_end_matches("-V");
    match name {
        "UniGB-UCS2" | "UniGB-UTF16" | "UniCNS-UCS2" | "UniCNS-UTF16" | "UniJIS-UTF16" | "UniJIS-UCS2" => {
            Codes::Utf16
        }
        "GBK-EUC" | "GBKp-EUC" | "GBK2K" | "GB-EUC" | "GBpc-EUC" => Codes::Charset(Charset::Gb18030),
        "B5pc" | "ETen-B5" | "ETenms-B5" | "HKscs-B5" => Codes::Charset(Charset::Big5),
        _ => Codes::Identity,
    }
}

fn number(document: &Document, object: &Object) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok().filter(|n| n.is_finite())
}
