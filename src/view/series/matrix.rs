//! Formulations by year, and indicators by year, of one body or of all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Body, SeriesReport};
use crate::facts::series::{
    MatrixRow, Member, Series, SeriesPoint, Trend, formulation_matrix, indicator_series,
};

/// More missing years in a row are shown as one column.
const GAP: i32 = 6;

/// A column of the matrix: one report, or all reports of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The year (or, of missing ones, the first); `None`: unknown.
    pub year: Option<i32>,
    /// The last of several missing years.
    pub until: Option<i32>,
    /// Reports by index; none: the year is missing.
    pub reports: Vec<usize>,
}

impl Column {
    /// No report of this year is there.
    pub fn is_missing(&self) -> bool {
        self.reports.is_empty()
    }
}

/// Both tables of a series.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    /// The body they are of; `None`: all.
    pub body: Option<usize>,
    /// Columns by year.
    pub columns: Vec<Column>,
    /// Formulations; places are of the reports of the series.
    pub rows: Vec<MatrixRow>,
    /// Indicators; places likewise.
    pub indicators: Vec<Series>,
    /// The columns are of several bodies.
    pub mixed: bool,
    /// Column of each report of the series; `usize::MAX`: none.
    column_of: Vec<usize>,
}

/// Counts the formulations and lists the indicators of `body` (of all bodies: `None`). `stop` is
/// asked now and then; when it says yes the answer is worthless.
pub fn matrix(
    reports: &[Arc<SeriesReport>],
    bodies: &[Body],
    body: Option<usize>,
    stop: &(dyn Fn() -> bool + Sync),
) -> Matrix {
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (b, list) in bodies.iter().enumerate().filter(|(b, _)| body.is_none_or(|want| want == *b)) {
        chosen.extend(list.reports.iter().map(|&r| (r, b)));
    }
    let year = |r: usize| reports[r].digest.year;
    chosen.sort_by_key(|&(r, b)| (year(r).is_none(), year(r), b, r));
    let members: Vec<Member<'_>> = chosen.iter().map(|&(r, b)| reports[r].digest.member(b)).collect();
    let mut rows = formulation_matrix(&members, stop);
    let mut indicators = indicator_series(&members);
    // From places among the chosen to places in the series.
    for row in &mut rows {
        for place in &mut row.places {
            place.0 = chosen[place.0].0;
        }
        row.places.sort_by_key(|p| p.0);
    }
    for point in indicators.iter_mut().flat_map(|s| &mut s.points) {
        point.report = chosen[point.report].0;
    }
    let order: Vec<usize> = chosen.iter().map(|c| c.0).collect();
    let columns = columns(reports, &order, body.is_some());
    let mut column_of = vec![usize::MAX; reports.len()];
    for (c, column) in columns.iter().enumerate() {
        for &r in &column.reports {
            column_of[r] = c;
        }
    }
    let mixed = body.is_none() && bodies.len() > 1;
    Matrix { body, columns, rows, indicators, mixed, column_of }
}

/// Columns by year; of one body every report has its own, and missing years are seen.
fn columns(reports: &[Arc<SeriesReport>], order: &[usize], single: bool) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    let column = |year, reports| Column { year, until: None, reports };
    if !single {
        let mut by_year: BTreeMap<(bool, Option<i32>), Vec<usize>> = BTreeMap::new();
        for &r in order {
            let year = reports[r].digest.year;
            by_year.entry((year.is_none(), year)).or_default().push(r);
        }
        return by_year.into_iter().map(|((_, year), list)| column(year, list)).collect();
    }
    for &r in order {
        let year = reports[r].digest.year;
        let last = out.last().and_then(|c| c.year);
        if let (Some(last), Some(year)) = (last, year)
            && year > last + 1
        {
            if year - last > GAP {
                out.push(Column { until: Some(year - 1), ..column(Some(last + 1), Vec::new()) });
            } else {
                out.extend((last + 1..year).map(|y| column(Some(y), Vec::new())));
            }
        }
        out.push(column(year, vec![r]));
    }
    out
}

impl Matrix {
    /// How often `row` stands in each column.
    pub fn counts(&self, row: &MatrixRow) -> Vec<usize> {
        let mut out = vec![0; self.columns.len()];
        for (report, places) in &row.places {
            if let Some(n) = self.column_of.get(*report).and_then(|&c| out.get_mut(c)) {
                *n += places.len();
            }
        }
        out
    }

    /// How `row` goes through the columns. Years of different bodies make no trend.
    pub fn trend(&self, row: &MatrixRow) -> Trend {
        if self.mixed {
            return Trend::Some;
        }
        let counts = self.counts(row);
        let there: Vec<bool> =
            counts.iter().zip(&self.columns).filter(|(_, c)| !c.is_missing()).map(|(n, _)| *n > 0).collect();
        match there.split_last() {
            Some((true, before)) if !before.is_empty() && before.iter().all(|b| *b) => Trend::Every,
            Some((true, before)) if !before.is_empty() && !before.contains(&true) => Trend::New,
            Some((false, before)) if before.contains(&true) => Trend::Gone,
            _ => Trend::Some,
        }
    }

    /// Report and place where `row` first stands in `column`.
    pub fn first(&self, row: &MatrixRow, column: usize) -> Option<(usize, crate::text::Span)> {
        let here = row.places.iter().find(|p| self.column_of.get(p.0) == Some(&column))?;
        Some((here.0, here.1.first()?.span))
    }

    /// Formulations of each trend: every, new, gone.
    pub fn tally(&self) -> [usize; 3] {
        let mut out = [0; 3];
        for row in &self.rows {
            match self.trend(row) {
                Trend::Every => out[0] += 1,
                Trend::New => out[1] += 1,
                Trend::Gone => out[2] += 1,
                Trend::Some => {}
            }
        }
        out
    }
}

/// The values of an indicator by year: year, target, result, in order of year.
pub fn by_year(series: &Series) -> Vec<(Option<i32>, Option<&SeriesPoint>, Option<&SeriesPoint>)> {
    let mut out: Vec<(Option<i32>, Option<&SeriesPoint>, Option<&SeriesPoint>)> = Vec::new();
    for p in &series.points {
        let fresh = out.last().is_none_or(|l| {
            l.0 != p.year || p.year.is_none() || if p.target { l.1.is_some() } else { l.2.is_some() }
        });
        if fresh {
            out.push((p.year, None, None));
        }
        if let Some(last) = out.last_mut() {
            *(if p.target { &mut last.1 } else { &mut last.2 }) = Some(p);
        }
    }
    out
}
