//! Stretches of a report as paragraphs with headings and bold runs: what is copied and exported.

use crate::report::{ParagraphKind, Report, Role};
use crate::text::{Span, is_blank};

/// A paragraph, or the selected part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub span: Span,
    /// Index into [`Report::paragraphs`].
    pub paragraph: usize,
    /// True when it begins where the paragraph begins.
    pub from_start: bool,
    /// Index into [`Report::headings`] when it is a whole own-line heading.
    pub heading: Option<usize>,
}

/// The passages inside `span`, in order. White space between paragraphs is left out.
pub fn passages(report: &Report, span: Span) -> Vec<Passage> {
    let from = report.paragraphs.partition_point(|p| p.span.end() <= span.start());
    report
        .paragraphs
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, p)| p.span.start() < span.end())
        .map(|(i, p)| {
            let cut = Span::new(
                p.span.start().max(span.start()),
                p.span.end().min(span.end()).max(p.span.start().max(span.start())),
            );
            let whole = cut == p.span && p.kind == ParagraphKind::Heading;
            Passage {
                span: cut,
                paragraph: i,
                from_start: cut.start == p.span.start,
                heading: p.heading.filter(|_| whole),
            }
        })
        .filter(|p| !p.span.is_empty())
        .collect()
}

/// The passages of the whole report without title block and furniture.
pub fn body(report: &Report) -> Vec<Passage> {
    let mut out = passages(report, Span::new(0, report.text().len()));
    out.retain(|p| {
        let para = &report.paragraphs[p.paragraph];
        !matches!(para.kind, ParagraphKind::Title | ParagraphKind::Byline | ParagraphKind::Furniture)
            && report.parts.get(para.part).is_none_or(|part| part.role != Role::Furniture)
    });
    out
}

/// Cuts `span` into stretches, each bold or not: run-in headings and what the source sets bold.
pub fn runs(report: &Report, span: Span) -> Vec<(Span, bool)> {
    let mut bold: Vec<Span> = Vec::new();
    let from = report.headings.partition_point(|h| h.span.end() <= span.start());
    let headings = report.headings.iter().skip(from).take_while(|h| h.span.start() < span.end());
    bold.extend(headings.map(|h| h.span));
    let blocks = &report.source.blocks;
    let from = blocks.partition_point(|b| b.span.end() <= span.start());
    let blocks = blocks.iter().skip(from).take_while(|b| b.span.start() < span.end());
    bold.extend(blocks.flat_map(|b| b.bold.iter().copied()));
    bold.retain(|b| b.overlaps(span));
    bold.sort_unstable();

    let mut out = Vec::new();
    let mut at = span.start();
    for b in bold {
        let (start, end) = (b.start().max(at), b.end().min(span.end()));
        if start >= end {
            continue;
        }
        if at < start {
            out.push((Span::new(at, start), false));
        }
        out.push((Span::new(start, end), true));
        at = end;
    }
    if at < span.end() {
        out.push((Span::new(at, span.end()), false));
    }
    out
}

/// `text` in one line: line ends inside a paragraph go; between Latin words a space stays.
pub fn flow(text: &str) -> String {
    if !text.contains(['\n', '\r', '\u{FEFF}', '\0']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(|l| l.trim_matches(is_blank)).filter(|l| !l.is_empty()) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(out.chars().last()) && latin(line.chars().next()) {
            out.push(' ');
        }
        out.extend(line.chars().filter(|c| !matches!(c, '\r' | '\u{FEFF}' | '\0')));
    }
    out
}

/// The paragraphs of `span` as lines, separated by `\n`.
pub fn lines(report: &Report, span: Span) -> String {
    let lines: Vec<String> =
        passages(report, span).into_iter().map(|p| flow(p.span.of(report.text()))).collect();
    lines.join("\n")
}
