//! Corrections of the structure, applied to what was read.

use std::sync::Arc;

use super::Locator;
use super::overrides::{Overrides, StructureEdit};
use crate::report::{Found, Report, assemble, correct};
use crate::text::Span;

/// The report with the corrections of `overrides`; those whose place is not found are left out.
pub fn effective(report: &Arc<Report>, overrides: &Overrides) -> Arc<Report> {
    let find = Locator::new(report.text());
    let edits: Vec<_> = overrides.structure.iter().map(|e| (find.locate(e.at()), e)).collect();
    corrected(report, &edits)
}

/// `report` after `edits`, each at its place, in order; those without a place, and those that
/// change nothing there, are left out.
pub(super) fn corrected(report: &Arc<Report>, edits: &[(Option<Span>, &StructureEdit)]) -> Arc<Report> {
    if edits.iter().all(|(place, _)| place.is_none()) {
        return report.clone();
    }
    let mut found = report.found();
    let mut changed = false;
    for (place, edit) in edits {
        if let Some(place) = place {
            changed |= apply(&mut found, report.text(), place.trimmed(report.text()), edit);
        }
    }
    if changed { Arc::new(assemble(report.source.clone(), found)) } else { report.clone() }
}

/// One correction at `place`; false when there is nothing to correct there.
fn apply(found: &mut Found, text: &str, place: Span, edit: &StructureEdit) -> bool {
    let at = place.start();
    match *edit {
        StructureEdit::SetRole { role, .. } => correct::set_role(found, text, stretch(found, text, at), role),
        StructureEdit::MakeHeading { level, .. } => {
            correct::make_heading(found, text, place, level) || correct::set_level(found, at, level)
        }
        StructureEdit::UnmakeHeading { .. } => correct::unmake_heading(found, at),
        StructureEdit::SetLevel { level, .. } => correct::set_level(found, at, level),
        StructureEdit::Split { .. } => correct::split_paragraph(found, text, at),
        StructureEdit::Join { .. } => {
            let i = found.paragraphs.partition_point(|(s, _)| s.start() <= at);
            // The one before the paragraph that holds `at`.
            let before = i.checked_sub(2).and_then(|i| found.paragraphs.get(i)).map(|(s, _)| s.start());
            before.is_some_and(|before| correct::join_paragraph(found, text, before))
        }
    }
}

/// What a role set at `at` is for: the scope of the heading there, else from there to the next
/// heading; at most to the end of the part.
fn stretch(found: &Found, text: &str, at: usize) -> Span {
    let i = found.headings.partition_point(|h| h.span.end() <= at);
    let heading = found.headings.get(i).filter(|h| h.span.holds(at));
    let (start, later) = heading.map_or((at, i), |h| (h.span.start(), i + 1));
    let deepest = heading.map_or(u8::MAX, |h| h.level);
    let next = found.headings.iter().skip(later).find(|h| h.level <= deepest);
    let part = found.parts.iter().map(|p| p.start).find(|&p| p > start).unwrap_or(text.len());
    Span::new(start, next.map_or(part, |h| h.span.start().min(part)).max(start))
}
