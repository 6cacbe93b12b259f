//! Selections, sections, excerpts and tables to [`Content`].

use std::collections::BTreeMap;

use super::{Block, Content, Indent, Paragraph, Run};
use crate::document::Overrides;
use crate::report::{ParagraphKind, Report};
use crate::text::Span;
use crate::view::passages::{Passage, body, flow, passages, runs};
use crate::view::place::{path, source, span_place};
use crate::view::{Table, TableKind};
use crate::words::Lang;
use crate::words::export::ExportWords;

/// What is added to the words of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MakeOptions {
    /// Language of what is added.
    pub lang: Lang,
    /// Source line: title, date, section path, paragraph (带出处).
    pub source: bool,
    /// Paragraph numbers (段号).
    pub numbers: bool,
    /// The reader's notes (带备注).
    pub notes: bool,
}

impl Default for MakeOptions {
    fn default() -> Self {
        Self { lang: Lang::Zh, source: true, numbers: false, notes: true }
    }
}

/// Selected text: `spans` in the order given, each with its source line when wished.
pub fn selection(report: &Report, spans: &[Span], options: MakeOptions) -> Content {
    let words = ExportWords::of(options.lang);
    let mut content = head(report, words.selection, options);
    content.source.clear();
    for &span in spans {
        blocks(report, &passages(report, span), 0, options, &mut content.blocks);
        if options.source {
            content.blocks.push(Block::Note(source_line(report, span, options.lang)));
        }
    }
    if !options.source && !options.numbers {
        let texts: Vec<&str> = spans.iter().map(|s| s.of(report.text())).collect();
        content.exact = Some(texts.join("\n"));
    }
    content
}

/// The section under `heading`; levels count from it.
pub fn section(report: &Report, heading: usize, options: MakeOptions) -> Content {
    let words = ExportWords::of(options.lang);
    let Some(h) = report.headings.get(heading) else { return head(report, words.section, options) };
    let mut content = head(report, &flow(h.title.of(report.text())), options);
    if options.source {
        content.source = source_line(report, h.span, options.lang);
    }
    let above = h.level.saturating_sub(1);
    blocks(report, &passages(report, h.scope), above, options, &mut content.blocks);
    content
}

/// The whole report without title block and page furniture.
pub fn full_text(report: &Report, options: MakeOptions) -> Content {
    let words = ExportWords::of(options.lang);
    let title = if report.head.title.is_empty() { words.untitled } else { &report.head.title };
    let mut content = head(report, title, options);
    let head = &report.head;
    let date = crate::words::date(options.lang, &head.date);
    let byline = [&date, &head.organ, &head.speaker, &head.origin];
    let byline: Vec<&str> = byline.into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    content.source = if options.source { byline.join("  ") } else { String::new() };
    content.head.clear();
    blocks(report, &body(report), 0, options, &mut content.blocks);
    content
}

/// Excerpts, then highlights and notes, each by section in reading order, with sources.
pub fn passages_and_notes(report: &Report, overrides: &Overrides, options: MakeOptions) -> Content {
    let words = ExportWords::of(options.lang);
    let mut content = head(report, words.passages, options);
    let text = report.text();
    let located = |at: &crate::document::Anchor| at.locate(text);
    let excerpts: Vec<(Span, &str)> =
        overrides.excerpts.iter().filter_map(|e| Some((located(&e.at)?, e.note.as_str()))).collect();
    let notes: Vec<(Span, &str)> =
        overrides.notes.iter().filter_map(|n| Some((located(&n.at)?, n.text.as_str()))).collect();
    for (name, mut list) in [(words.excerpts, excerpts), (words.notes, notes)] {
        if list.is_empty() {
            continue;
        }
        list.sort_by_key(|(span, _)| *span);
        content.blocks.push(Block::Heading { level: 1, text: name.to_owned(), number: 0 });
        by_section(report, &list, options, &mut content.blocks);
    }
    content
}

/// A table, its title above it. `right` is the second report when there is one.
pub fn of_table(report: &Report, right: Option<&Report>, table: Table, options: MakeOptions) -> Content {
    let words = ExportWords::of(options.lang);
    let mut content = head(report, &table.title, options);
    if let Some(right) = right {
        content.source = format!("{} | {}", content.source, source(right, options.lang));
    }
    if !options.source {
        content.source.clear();
    }
    match table.kind {
        TableKind::Comparison | TableKind::Formulations => words.ruled_by.clone_into(&mut content.foot),
        TableKind::Targets => words.own_reading.clone_into(&mut content.foot),
        TableKind::Figures | TableKind::Tasks | TableKind::Series => {}
    }
    content.blocks.push(Block::Table(table));
    content
}

/// 《title》（date） section path 第n段.
pub(super) fn source_line(report: &Report, span: Span, lang: Lang) -> String {
    let place = span_place(report, span, lang);
    let name = source(report, lang);
    let words = ExportWords::of(lang);
    let gap = if place.is_empty() { "" } else { " " };
    format!("{}{name}{gap}{place}", words.source)
}

fn head(report: &Report, title: &str, options: MakeOptions) -> Content {
    Content {
        title: title.to_owned(),
        source: if options.source { source(report, options.lang) } else { String::new() },
        head: report.head.title.clone(),
        ..Content::default()
    }
}

/// Passages as blocks; `above` is taken from every heading level.
fn blocks(report: &Report, list: &[Passage], above: u8, options: MakeOptions, out: &mut Vec<Block>) {
    let text = report.text();
    for p in list {
        let paragraph = &report.paragraphs[p.paragraph];
        let number = if options.numbers && p.from_start { paragraph.number } else { 0 };
        if let Some(h) = p.heading.and_then(|h| report.headings.get(h)) {
            let level = h.level.saturating_sub(above).clamp(1, 6);
            out.push(Block::Heading { level, text: flow(p.span.of(text)), number });
            continue;
        }
        let plain = matches!(paragraph.kind, ParagraphKind::Salutation | ParagraphKind::TableRow);
        let indent = if p.from_start && !plain { Indent::First } else { Indent::None };
        let runs = runs(report, p.span)
            .into_iter()
            .map(|(span, bold)| Run { text: flow(span.of(text)), bold })
            .filter(|r| !r.text.is_empty())
            .collect();
        out.push(Block::Paragraph(Paragraph { runs, indent, number }));
    }
}

/// Passages with notes under a heading for each section they stand in.
fn by_section(report: &Report, list: &[(Span, &str)], options: MakeOptions, out: &mut Vec<Block>) {
    let words = ExportWords::of(options.lang);
    let mut sections: BTreeMap<Option<usize>, Vec<(Span, &str)>> = BTreeMap::new();
    for &(span, note) in list {
        let heading = report.heading_at(span.start());
        sections.entry(heading).or_default().push((span, note));
    }
    for (heading, list) in sections {
        let name = heading.and_then(|h| report.headings.get(h).map(|head| (h, head)));
        let name = name.map_or(words.outside.to_owned(), |(h, head)| {
            let (path, title) = (path(report, h), flow(head.title.of(report.text())));
            if path == title { title } else { format!("{path} {title}") }
        });
        out.push(Block::Heading { level: 2, text: name, number: 0 });
        for (span, note) in list {
            blocks(report, &passages(report, span), 0, options, out);
            if options.notes && !note.is_empty() {
                out.push(Block::Note(format!("{}{note}", words.note)));
            }
            if options.source {
                out.push(Block::Note(source_line(report, span, options.lang)));
            }
        }
    }
}
