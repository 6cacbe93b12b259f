//! GB18030 and Big5: whole files fast, damaged lines by the cheapest way to cut them into
//! characters (a dropped byte would otherwise turn the rest of the line into other characters).

use std::borrow::Cow;
use std::sync::OnceLock;

use encoding_rs::{BIG5, Encoding, GB18030};

use super::common::{fit, mean_fit};
use super::mend::{Mender, lines};
use super::{Charset, mend_line};
use crate::read::Warning;

/// Longest stretch (bytes) that is cut in one go; bounds the memory for damaged giant lines.
const STRETCH: usize = 1 << 18;

fn encoding(set: Charset) -> &'static Encoding {
    if set == Charset::Big5 { BIG5 } else { GB18030 }
}

/// The standard's decoding, damaged places as U+FFFD.
pub fn plain(bytes: &[u8], set: Charset) -> Cow<'_, str> {
    encoding(set).decode_without_bom_handling(bytes).0
}

/// Whole text; lines in another encoding are read in theirs.
pub fn decode(bytes: &[u8], set: Charset) -> (Cow<'_, str>, Vec<Warning>) {
    if memchr::memchr(0, bytes).is_none()
        && !lines(bytes).any(is_utf8_line)
        && let Some(text) = encoding(set).decode_without_bom_handling_and_without_replacement(bytes)
    {
        return (text, Vec::new());
    }
    let mut out = Mender::new(bytes.len() + bytes.len() / 2);
    for line in lines(bytes) {
        match encoding(set).decode_without_bom_handling_and_without_replacement(line) {
            Some(text) if !is_utf8_line(line) && (line.is_ascii() || mean_fit(&text) > 0.8) => {
                out.push(&text);
            }
            _ => mend_line(&mut out, line, set),
        }
    }
    let (text, warnings) = out.finish(bytes);
    (Cow::Owned(text), warnings)
}

/// A line of Chinese in UTF-8: double-byte text passes for it only by rare accident in two-byte
/// characters, never in three-byte ones of common use.
fn is_utf8_line(line: &[u8]) -> bool {
    let Some(high) = line.iter().position(|b| *b >= 0x80) else { return false };
    // Cheap way out for nearly every line: the first character alone is no UTF-8.
    let lead = line.get(high).is_some_and(|b| (0xE2..=0xEF).contains(b));
    let second = line.get(high + 1).is_some_and(|b| (0x80..=0xBF).contains(b));
    lead && second && std::str::from_utf8(line).is_ok_and(|text| mean_fit(text) > 1.0)
}

/// One line: cut so that the characters are the likeliest (Viterbi over byte positions).
pub fn line(bytes: &[u8], set: Charset) -> String {
    let mut out = String::with_capacity(bytes.len() * 3 / 2);
    let mut rest = bytes;
    while rest.len() > STRETCH {
        // After an ASCII control or blank no double-byte character is open.
        let cut = rest.iter().take(STRETCH).rposition(|b| *b < 0x30).map_or(STRETCH, |i| i + 1);
        let (head, tail) = rest.split_at(cut);
        cut_line(head, set, &mut out);
        rest = tail;
    }
    cut_line(rest, set, &mut out);
    out
}

fn cut_line(bytes: &[u8], set: Charset, out: &mut String) {
    let n = bytes.len();
    // Cost of the best way from byte i to the end, and the length of its first step (0 = bad byte).
    let mut cost = vec![0f32; n + 5];
    let mut step = vec![0u8; n];
    for i in (0..n).rev() {
        let (mut best, mut len) = (9.0 + cost[i + 1], 0);
        let mut offer = |c: Option<char>, l: usize| {
            if let Some(c) = c
                && i + l <= n
            {
                let price = (if l == 4 { 6.0 } else { 3.0 - fit(c) }).max(0.5) + cost[i + l];
                if price < best {
                    (best, len) = (price, l as u8);
                }
            }
        };
        let byte = bytes[i];
        if byte < 0x80 {
            offer(Some(byte as char), 1);
        } else if let Some(&second) = bytes.get(i + 1) {
            offer(pair(set, byte, second), 2);
            if set == Charset::Gb18030 && second.is_ascii_digit() {
                offer(bytes.get(i..i + 4).and_then(four), 4);
            }
        }
        cost[i] = best;
        step[i] = len;
    }
    let mut i = 0;
    while i < n {
        match step[i] {
            0 => {
                out.push('\u{FFFD}');
                i += 1;
            }
            1 => {
                out.push(bytes[i] as char);
                i += 1;
            }
            l => {
                let end = i + l as usize;
                out.push_str(&plain(bytes.get(i..end).unwrap_or_default(), set));
                i = end;
            }
        }
    }
}

/// The character of two bytes; `None` for none and for private-use ones.
fn pair(set: Charset, lead: u8, trail: u8) -> Option<char> {
    static GB: OnceLock<Vec<u32>> = OnceLock::new();
    static B5: OnceLock<Vec<u32>> = OnceLock::new();
    let table = if set == Charset::Big5 { &B5 } else { &GB };
    let table = table.get_or_init(|| {
        let mut table = vec![0; 0x8000];
        for (i, slot) in table.iter_mut().enumerate() {
            let bytes = [0x80 | (i >> 8) as u8, i as u8];
            let text = encoding(set).decode_without_bom_handling_and_without_replacement(&bytes);
            let mut chars = text.as_deref().unwrap_or_default().chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                *slot = c as u32;
            }
        }
        table
    });
    let code = table.get(usize::from(lead & 0x7F) << 8 | usize::from(trail)).copied()?;
    char::from_u32(code).filter(|c| !matches!(c, '\0' | '\u{E000}'..='\u{F8FF}'))
}

fn four(bytes: &[u8]) -> Option<char> {
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}
