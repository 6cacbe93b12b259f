//! UTF-16 and UTF-32, in step again after a lost byte.

use std::borrow::Cow;

use super::Charset;
use super::common::fit;
use super::mend::Mender;
use crate::read::{Warning, WarningKind};

/// Characters looked at ahead when the step is in doubt.
const AHEAD: usize = 16;

#[derive(Clone, Copy)]
struct Shape {
    /// Bytes of a unit: 2 or 4.
    unit: usize,
    /// Little end first.
    little: bool,
}

impl Shape {
    fn of(set: Charset) -> Self {
        Self {
            unit: if matches!(set, Charset::Utf32Le | Charset::Utf32Be) { 4 } else { 2 },
            little: matches!(set, Charset::Utf16Le | Charset::Utf32Le),
        }
    }

    fn value(self, bytes: &[u8]) -> u32 {
        let add = |sum: u32, b: &u8| sum << 8 | u32::from(*b);
        if self.little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
    }

    /// The character at byte `at` and its length in bytes; U+FFFD for what is none, `None` at the
    /// end (also in mid-unit).
    fn char_at(self, bytes: &[u8], at: usize) -> Option<(char, usize)> {
        let first = self.value(bytes.get(at..at + self.unit)?);
        if self.unit == 2 && (0xD800..0xDC00).contains(&first) {
            let second = bytes.get(at + 2..at + 4).map(|b| self.value(b));
            if let Some(low @ 0xDC00..0xE000) = second {
                let code = 0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00);
                return Some((char::from_u32(code).unwrap_or('\u{FFFD}'), 4));
            }
        }
        Some((char::from_u32(first).unwrap_or('\u{FFFD}'), self.unit))
    }

    /// Mean fit of the next characters from `at`.
    fn fit_from(self, bytes: &[u8], mut at: usize) -> f32 {
        let (mut sum, mut n) = (0.0, 0.0);
        for _ in 0..AHEAD {
            let Some((c, len)) = self.char_at(bytes, at) else { break };
            sum += if c == '\0' { -4.0 } else { fit(c) };
            n += 1.0;
            at += len;
        }
        if n > 0.0 { sum / n } else { -4.0 }
    }
}

/// Bytes of a unit of `set`.
pub fn unit(set: Charset) -> usize {
    Shape::of(set).unit
}

/// Decoding without regard to lost bytes (for guessing).
pub fn plain(bytes: &[u8], set: Charset) -> String {
    let shape = Shape::of(set);
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some((c, len)) = shape.char_at(bytes, at) {
        out.push(c);
        at += len;
    }
    out
}

/// Whole text. Where characters turn unlikely and those one byte (two, three) further on are
/// likely, bytes were lost or added: they are marked and the step is taken.
pub fn decode(bytes: &[u8], set: Charset) -> (Cow<'_, str>, Vec<Warning>) {
    let shape = Shape::of(set);
    let mut out = Mender::new(bytes.len() * 3 / 2);
    let mut run = String::new();
    let mut at = 0;
    while let Some((c, len)) = shape.char_at(bytes, at) {
        if c == '\0' || fit(c) < 0.5 {
            let here = shape.fit_from(bytes, at);
            let further = (1..shape.unit).map(|d| (d, shape.fit_from(bytes, at + d)));
            let best = further.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|b| b.1 > here + 0.7 && b.1 > 0.9);
            if let Some((d, _)) = best {
                out.push(&run);
                run.clear();
                let lost = bytes.get(at..at + d).unwrap_or_default();
                let nul = lost.iter().all(|b| *b == 0);
                out.bad(if nul { WarningKind::NulBytes } else { WarningKind::DamagedBytes }, d as u32);
                at += d;
                continue;
            }
        }
        run.push(c);
        at += len;
    }
    out.push(&run);
    if at < bytes.len() {
        out.bad(WarningKind::CutOff, 1);
    }
    let (text, warnings) = out.finish(bytes);
    (Cow::Owned(text), warnings)
}
