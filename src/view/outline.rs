//! Rows of the section list.

use std::collections::BTreeSet;

use crate::compare::{Comparison, Status};
use crate::report::{Report, Role};
use crate::text::fold_char;

/// One row of the section list.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineRow {
    /// What it shows.
    pub kind: OutlineKind,
    /// Byte to go to.
    pub at: usize,
    /// Status of the unit it heads, or the one status of all units below it.
    pub status: Option<Status>,
}

/// What a row of the section list shows.
#[derive(Clone, Debug, PartialEq)]
pub enum OutlineKind {
    /// A part with role and counts of its units by status: continued, new or not mentioned, uncertain.
    Part {
        /// Index of the part.
        part: usize,
        /// Role.
        role: Role,
        /// Year it is about.
        year: Option<i32>,
        /// Units: continued, lone (new or not mentioned), uncertain.
        counts: [usize; 3],
    },
    /// A heading.
    Heading {
        /// Index of the heading.
        heading: usize,
        /// Depth below the part: 0 for sections.
        depth: u8,
        /// It has headings below it.
        parent: bool,
        /// They are hidden.
        folded: bool,
    },
}

/// What the comparison says of the report shown in the section list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compared<'a> {
    /// The comparison.
    pub comparison: Option<&'a Comparison>,
    /// The report stands on the left / on the right.
    pub sides: (bool, bool),
}

/// Rows of the section list. A `filter` shows only headings with those words (and what they stand
/// under), whatever is folded.
pub fn rows(
    report: &Report,
    compared: Compared<'_>,
    folded: &BTreeSet<usize>,
    filter: &str,
) -> Vec<OutlineRow> {
    let statuses = statuses(report, compared);
    let shown = shown(report, folded, filter);
    let mut rows = Vec::new();
    let mut next = 0;
    for (p, part) in report.parts.iter().enumerate() {
        if part.role == Role::Furniture {
            continue;
        }
        let here: Vec<usize> =
            (next..report.headings.len()).take_while(|&h| report.headings[h].part <= p).collect();
        next += here.len();
        if filter.is_empty() || here.iter().any(|&h| shown[h]) {
            rows.push(part_row(report, p, &statuses));
        }
        let mut above: Vec<u8> = Vec::new();
        for &h in &here {
            let level = report.headings[h].level;
            above.retain(|&l| l < level);
            let depth = above.len() as u8;
            above.push(level);
            if !shown[h] {
                continue;
            }
            let parent = report.headings.get(h + 1).is_some_and(|n| n.parent == Some(h));
            rows.push(OutlineRow {
                kind: OutlineKind::Heading { heading: h, depth, parent, folded: folded.contains(&h) },
                at: report.headings[h].span.start(),
                status: statuses[h],
            });
        }
    }
    rows
}

fn statuses(report: &Report, compared: Compared<'_>) -> Vec<Option<Status>> {
    let mut statuses = vec![None; report.headings.len()];
    let Some(c) = compared.comparison else { return statuses };
    let sides = [(compared.sides.0, &c.left), (compared.sides.1, &c.right)];
    for unit in sides.iter().filter(|(here, _)| *here).flat_map(|(_, units)| units.iter()) {
        if let Some(slot) = unit.item.heading.and_then(|h| statuses.get_mut(h)) {
            *slot = Some(unit.status);
        }
    }
    statuses
}

fn part_row(report: &Report, p: usize, statuses: &[Option<Status>]) -> OutlineRow {
    let part = &report.parts[p];
    let mut counts = [0; 3];
    for (_, status) in report.headings.iter().zip(statuses).filter(|(h, _)| h.part == p) {
        match status {
            Some(Status::Continued) => counts[0] += 1,
            Some(Status::New | Status::NotMentioned) => counts[1] += 1,
            Some(Status::Uncertain) => counts[2] += 1,
            None => {}
        }
    }
    OutlineRow {
        kind: OutlineKind::Part { part: p, role: part.role, year: part.year, counts },
        at: part.span.start(),
        status: None,
    }
}

fn shown(report: &Report, folded: &BTreeSet<usize>, filter: &str) -> Vec<bool> {
    let n = report.headings.len();
    if filter.is_empty() {
        let mut shown = vec![true; n];
        for h in 0..n {
            if let Some(up) = report.headings[h].parent {
                shown[h] = shown[up] && !folded.contains(&up);
            }
        }
        return shown;
    }
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let needle = fold(filter);
    let mut shown: Vec<bool> =
        report.headings.iter().map(|h| fold(h.span.of(report.text())).contains(&needle)).collect();
    for h in (0..n).rev() {
        if shown[h]
            && let Some(up) = report.headings[h].parent
        {
            shown[up] = true;
        }
    }
    shown
}
