//! Finding words in all reports of a series.

use std::sync::Arc;

use rayon::prelude::*;

use super::SeriesReport;
use crate::text::{Needle, Span};

/// Hits listed for one report; all are counted.
const LISTED: usize = 200;
/// Reports searched between two words on how far it got.
const STEP: usize = 200;

/// What was found in a series.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Reports with hits, in the order of the reports.
    pub reports: Vec<Hits>,
    /// All hits.
    pub total: usize,
    /// Bytes of the words as they were looked for.
    length: u32,
}

/// The hits in one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// Index of the report.
    pub report: usize,
    /// How many there are.
    pub count: usize,
    /// The first of them, bytes of the report's folded text: see [`Found::place`].
    at: Vec<u32>,
}

impl Hits {
    /// How many of the hits are listed; at least one.
    pub fn listed(&self) -> usize {
        self.at.len()
    }
}

impl Found {
    /// Where listed hit `index` of `hits` stands in `report`, the report they were found in. Led back
    /// to the text only now: of many thousands a few are looked at.
    pub fn place(&self, hits: &Hits, index: usize, report: &SeriesReport) -> Option<Span> {
        let at = *hits.at.get(index)?;
        Some(report.hay.span(&report.digest.text, at, self.length))
    }
}

/// Finds `words` in all reports; widths, quotes and blanks do not count. `stop` is asked before
/// each report; `told` is given what was found so far, now and then.
pub fn find_all(
    reports: &[Arc<SeriesReport>],
    words: &str,
    stop: &(dyn Fn() -> bool + Sync),
    told: &mut dyn FnMut(&Found),
) -> Found {
    let mut found = Found::default();
    let Some(needle) = Needle::new(words) else { return found };
    found.length = needle.bytes();
    for (step, some) in reports.chunks(STEP).enumerate() {
        if step > 0 {
            told(&found);
        }
        let hits = |(i, r): (usize, &Arc<SeriesReport>)| {
            if stop() {
                return None;
            }
            let mut places = r.hay.find(&needle);
            let at: Vec<u32> = places.by_ref().take(LISTED).collect();
            let count = at.len() + places.count();
            (count > 0).then_some(Hits { report: step * STEP + i, count, at })
        };
        found.reports.par_extend(some.par_iter().enumerate().filter_map(hits));
        found.total = found.reports.iter().map(|h| h.count).sum();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};
    use crate::view::series::Digest;

    fn report(text: &str) -> Arc<SeriesReport> {
        let source = read(text.as_bytes(), &ReadOptions::default()).expect("a text");
        let digest = Digest::new(&crate::report::read(Arc::new(source)));
        Arc::new(SeriesReport::new(String::new(), std::path::PathBuf::new(), digest))
    }

    #[test]
    fn steps_tell_what_was_found_so_far_and_places_lead_back() {
        let without = report("一年来，工作有序推进。\n");
        let with = report("加快\n产业“轉型”。产业转型，产业转型！\n");
        let mut reports = vec![without; 2 * STEP + 10];
        for i in [3, STEP, 2 * STEP + 5] {
            reports[i] = with.clone();
        }
        let mut totals = Vec::new();
        let found = find_all(&reports, "产业转型", &|| false, &mut |f| totals.push(f.total));
        assert_eq!((totals, found.total), (vec![3, 6], 9));
        let at: Vec<usize> = found.reports.iter().map(|h| h.report).collect();
        assert_eq!(at, [3, STEP, 2 * STEP + 5]);
        let hits = &found.reports[2];
        let words = (0..hits.listed()).filter_map(|i| found.place(hits, i, &with));
        let words: Vec<&str> = words.map(|s| s.of(&with.digest.text)).collect();
        assert_eq!(words, ["产业“轉型", "产业转型", "产业转型"]);
        assert_eq!(found.place(hits, 3, &with), None);
        assert_eq!(find_all(&reports, "产业", &|| true, &mut |_| ()).total, 0);
    }

    #[test]
    fn more_than_are_listed_are_counted() {
        let many = report(&"共同富裕，".repeat(LISTED + 30));
        let found = find_all(&[many], "富裕", &|| false, &mut |_| ());
        assert_eq!((found.total, found.reports[0].listed()), (LISTED + 30, LISTED));
    }
}
