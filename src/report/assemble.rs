//! Puts a [`Report`] together from what rules (or the reader) found; establishes the invariants.

use std::sync::Arc;

use super::{Evidence, Head, Heading, Paragraph, ParagraphKind, Passage, Point, Report, Role};
use crate::read::{BlockKind, Source};
use crate::text::Span;

/// What was found in a source, not yet cross-linked. The reader's corrections change this and
/// assemble again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Title block.
    pub head: Head,
    /// Where parts begin, in order; the first at 0.
    pub parts: Vec<FoundPart>,
    /// Headings in order of place, without overlap.
    pub headings: Vec<FoundHeading>,
    /// Paragraphs in order, without overlap.
    pub paragraphs: Vec<(Span, ParagraphKind)>,
    /// Points: text and mark.
    pub points: Vec<(Span, Option<Span>)>,
    /// Passages with a task of their own.
    pub passages: Vec<Passage>,
}

/// Start and role of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPart {
    /// First byte.
    pub start: usize,
    /// Role.
    pub role: Role,
    /// Year it is about.
    pub year: Option<i32>,
    /// Why.
    pub evidence: Vec<Evidence>,
}

/// A heading, not yet placed in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundHeading {
    /// Level, 1–6.
    pub level: u8,
    /// Enumerator.
    pub number: Option<Span>,
    /// Words.
    pub title: Span,
    /// Whole heading.
    pub span: Span,
    /// Text follows in the same paragraph.
    pub run_in: bool,
}

impl Found {
    /// No structure: every block a paragraph of one part.
    pub fn plain(source: &Source) -> Self {
        Self {
            parts: vec![FoundPart { start: 0, role: Role::Other, year: None, evidence: Vec::new() }],
            paragraphs: source
                .blocks
                .iter()
                .map(|b| {
                    let kind = match b.kind {
                        BlockKind::TableRow => ParagraphKind::TableRow,
                        BlockKind::Footnote => ParagraphKind::Note,
                        BlockKind::Furniture | BlockKind::FrontMatter => ParagraphKind::Furniture,
                        BlockKind::Paragraph | BlockKind::Heading(_) => ParagraphKind::Body,
                    };
                    (b.span, kind)
                })
                .collect(),
            ..Self::default()
        }
    }
}

/// Cross-links what was found. Parts are made to cover the text; scopes, parents, numbers are
/// computed here and nowhere else.
pub fn assemble(source: Arc<Source>, found: Found) -> Report {
    let end = source.text.len();
    let mut report = Report {
        head: found.head,
        parts: Vec::with_capacity(found.parts.len()),
        headings: Vec::with_capacity(found.headings.len()),
        paragraphs: Vec::with_capacity(found.paragraphs.len()),
        points: Vec::with_capacity(found.points.len()),
        passages: found.passages,
        source,
    };
    for (i, part) in found.parts.iter().enumerate() {
        let start = if i == 0 { 0 } else { part.start };
        let stop = found.parts.get(i + 1).map_or(end, |p| p.start);
        report.parts.push(super::Part {
            role: part.role,
            span: Span::new(start, stop.max(start)),
            year: part.year,
            evidence: part.evidence.clone(),
        });
    }
    place_headings(&mut report, &found.headings);
    place_paragraphs(&mut report, &found.paragraphs);
    for (span, number) in found.points {
        let heading = report.heading_at(span.start());
        report.points.push(Point { span, number, heading });
    }
    report
}

/// Levels there are.
const LEVELS: usize = 6;

fn place_headings(report: &mut Report, found: &[FoundHeading]) {
    // From behind: where the next heading of each level or a lower one begins.
    let mut next = [usize::MAX; LEVELS + 1];
    let mut stops = vec![usize::MAX; found.len()];
    for (stop, h) in stops.iter_mut().zip(found).rev() {
        let level = usize::from(h.level).clamp(1, LEVELS);
        *stop = next[level];
        next[level..].fill(h.span.start());
    }
    let mut open: Vec<usize> = Vec::with_capacity(LEVELS);
    for (i, (h, stop)) in found.iter().zip(stops).enumerate() {
        let part = report.part_at(h.span.start());
        while open.last().is_some_and(|&o| {
            let above = &report.headings[o];
            above.level >= h.level || above.part != part
        }) {
            open.pop();
        }
        let part_end = report.parts.get(part).map_or(h.span.end(), |p| p.span.end());
        let scope = Span::new(h.span.start(), stop.min(part_end).max(h.span.end()));
        let scope = Span { end: scope.trimmed(report.text()).end.max(h.span.end), ..scope };
        report.headings.push(Heading {
            level: h.level,
            number: h.number,
            title: h.title,
            span: h.span,
            run_in: h.run_in,
            part,
            parent: open.last().copied(),
            scope,
        });
        open.push(i);
    }
}

fn place_paragraphs(report: &mut Report, found: &[(Span, ParagraphKind)]) {
    let mut number = 0;
    for &(span, kind) in found {
        let part = report.part_at(span.start());
        let numbered = matches!(
            kind,
            ParagraphKind::Salutation
                | ParagraphKind::Heading
                | ParagraphKind::Body
                | ParagraphKind::TableRow
        ) && report.parts.get(part).is_some_and(|p| p.role != Role::Furniture);
        number += u32::from(numbered);
        let heading = report.heading_at(span.start());
        report.paragraphs.push(Paragraph {
            span,
            kind,
            part,
            number: if numbered { number } else { 0 },
            heading,
        });
    }
}
