//! Finding words in all reports of a series.

use std::sync::Arc;

use rayon::prelude::*;

use super::SeriesReport;
use crate::text::{Needle, Span};

/// Hits listed for one report; all are counted.
const LISTED: usize = 200;

/// What was found in a series.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Reports with hits, in the order of the reports.
    pub reports: Vec<Hits>,
    /// All hits.
    pub total: usize,
}

/// The hits in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// Index of the report.
    pub report: usize,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub places: Vec<Span>,
}

/// Finds `words` in all reports; widths, quotes and blanks do not count. `stop` is asked before
/// each report.
pub fn find_all(reports: &[Arc<SeriesReport>], words: &str, stop: &(dyn Fn() -> bool + Sync)) -> Found {
    let Some(needle) = Needle::new(words) else { return Found::default() };
    let hits = |(report, r): (usize, &Arc<SeriesReport>)| {
        if stop() {
            return None;
        }
        let mut count = 0;
        let mut places = Vec::new();
        for at in r.hay.find(&needle) {
            if count < LISTED {
                places.push(r.hay.span(&r.digest.text, at, &needle));
            }
            count += 1;
        }
        (count > 0).then_some(Hits { report, count, places })
    };
    let reports: Vec<Hits> = reports.par_iter().enumerate().filter_map(hits).collect();
    let total = reports.iter().map(|h| h.count).sum();
    Found { reports, total }
}
