//! Corrections of the structure, applied to what was read.

use std::sync::Arc;

use super::Locator;
use super::overrides::StructureEdit;
use crate::report::Report;
use crate::text::Span;

/// A report with corrections applied.
#[derive(Clone, Debug)]
pub struct Corrected {
    /// The report.
    pub report: Arc<Report>,
    /// For every correction the place it was applied at; `None` when its words are gone.
    pub places: Vec<Option<Span>>,
}

/// Applies `edits` in order; those whose place is not found are left out.
pub fn corrected(report: &Arc<Report>, edits: &[StructureEdit]) -> Corrected {
    let find = Locator::new(report.text());
    let places = edits.iter().map(|e| find.locate(e.at())).collect();
    Corrected { report: report.clone(), places }
}
