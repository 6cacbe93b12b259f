//! Which character set bytes without a mark are in.

use super::Charset;
use super::common::mean_fit;
use super::{double, wide};

/// Bytes looked at.
const SAMPLE: usize = 96 * 1024;

/// The set that makes the best Chinese of `bytes`. Never another alphabet: detectors that know all
/// scripts take damaged GBK for Cyrillic or code page 437.
pub fn guess(bytes: &[u8]) -> Charset {
    let has_nul = memchr::memchr(0, bytes).is_some();
    if !has_nul && std::str::from_utf8(bytes).is_ok() {
        return Charset::Utf8;
    }
    let sample = sample(bytes);
    let utf8 = utf8_value(sample);
    let mut best = (Charset::Utf8, utf8);
    for set in Charset::ALL {
        let value = match set {
            Charset::Utf8 => continue,
            Charset::Gb18030 | Charset::Big5 => mean_fit(&double::plain(sample, set)),
            _ => wide_value(sample, set),
        };
        // GB18030 is the likelier of two equal readings, thus first in `ALL`.
        if value > best.1 {
            best = (set, value);
        }
    }
    best.0
}

/// From the first byte that tells something on; at an offset that keeps UTF-32 in step.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|&b| b >= 0x80 || b == 0).unwrap_or(0);
    let start = first.saturating_sub(64) & !3;
    let end = bytes.len().min(start + SAMPLE);
    bytes.get(start..end).unwrap_or_default()
}

/// UTF-8 has a check in every character: where most of it holds, no accident made it.
fn utf8_value(sample: &[u8]) -> f32 {
    let (mut text, mut high, mut bad) = (String::new(), 0, 0);
    for chunk in sample.utf8_chunks() {
        text.push_str(chunk.valid());
        high += chunk.valid().bytes().filter(|&b| b >= 0x80).count();
        if !chunk.invalid().is_empty() {
            text.push('\u{FFFD}');
            bad += chunk.invalid().len();
        }
    }
    let held = high as f32 / (high + bad).max(1) as f32;
    mean_fit(&text) + if held > 0.9 { 0.7 } else { 0.0 }
}

/// Mean fit as UTF-16 or UTF-32, stretch by stretch in the best step: a byte may be lost anywhere.
fn wide_value(sample: &[u8], set: Charset) -> f32 {
    let stretches = sample.chunks(256);
    let n = stretches.len().max(1) as f32;
    let value =
        |stretch: &[u8], skip: usize| mean_fit(&wide::plain(stretch.get(skip..).unwrap_or_default(), set));
    let best = |stretch| (0..wide::unit(set)).map(|skip| value(stretch, skip)).fold(f32::MIN, f32::max);
    stretches.map(best).sum::<f32>() / n
}
