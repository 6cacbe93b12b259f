//! What goes to the clipboard: plain text, and HTML that keeps headings and bold.

use super::html;
use super::make::{self, MakeOptions, source_line};
use crate::report::Report;
use crate::text::Span;
use crate::words::Lang;

/// A selection for the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// Plain text.
    pub text: String,
    /// The same as an HTML fragment (`<h2>`, `<p>`, `<strong>`).
    pub html: String,
}

/// The words of `spans` as they stand; with `source`, 《title》（date）, section path and paragraph
/// number after them.
pub fn clipboard(report: &Report, spans: &[Span], source: bool, lang: Lang) -> Clip {
    let options = MakeOptions { lang, source, numbers: false, notes: false };
    let content = make::selection(report, spans, options);
    let mut text = String::new();
    for &span in spans {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(span.of(report.text()));
        if source {
            text.push('\n');
            text.push_str(&source_line(report, span, lang));
            text.push('\n');
        }
    }
    let mut fragment = String::new();
    html::blocks(&content.blocks, 0, &mut fragment);
    Clip { text, html: fragment }
}
