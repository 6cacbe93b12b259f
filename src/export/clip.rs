//! What goes to the clipboard: plain text, and HTML that keeps headings and bold.

use super::make::{self, MakeOptions, source_line};
use super::{Content, html};
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

/// A whole content for the clipboard: its text, tables as lines with tabs between the cells (as
/// spreadsheets take them), and the same as HTML.
pub fn clip(content: &Content) -> Clip {
    if let Some(table) = content.only_table() {
        let flat = |t: &str| t.replace(['\t', '\n', '\r'], " ");
        let mut lines = vec![table.columns.iter().map(|c| flat(&c.name)).collect::<Vec<_>>().join("\t")];
        for row in &table.rows {
            lines.push(row.cells.iter().map(|c| flat(&c.plain())).collect::<Vec<_>>().join("\t"));
        }
        let mut html = String::new();
        html::blocks(&content.blocks, 0, &mut html);
        return Clip { text: lines.join("\n") + "\n", html };
    }
    let mut html = String::new();
    if content.exact.is_none() && !content.title.is_empty() {
        push!(html, "<h1>{}</h1>\n", html::escape(&content.title));
    }
    if content.exact.is_none() && !content.source.is_empty() {
        push!(html, "<p>{}</p>\n", html::escape(&content.source));
    }
    html::blocks(&content.blocks, 1, &mut html);
    Clip { text: super::txt::write(content), html }
}
