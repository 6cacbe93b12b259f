//! Selected text, assembled from the source.

use std::ops::Range;

use super::super::layout::shown;
use super::content::Content;
use super::scroll::slot_of;

/// The text of bytes `range` of `content`: paragraphs apart by a line end, line ends inside a
/// paragraph folded as on screen (nothing between Chinese, a space between Latin). With `widen` the
/// half-width marks between Chinese characters are copied as they are shown, full-width.
pub fn copied(content: &dyn Content, range: Range<usize>, widen: bool) -> String {
    let mut out = String::with_capacity(range.len());
    if content.is_empty() || range.is_empty() {
        return out;
    }
    let text = content.text();
    for para in slot_of(content, range.start).0..content.len() {
        let span = content.span(para);
        if span.start() >= range.end {
            break;
        }
        let (from, to) = (span.start().max(range.start), span.end().min(range.end));
        let Some(part) = text.get(from..to.max(from)).filter(|part| !part.is_empty()) else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        if widen || part.contains(['\n', '\r']) {
            out.push_str(&shown(part, widen));
        } else {
            out.push_str(part);
        }
    }
    out
}
