//! Several reports in a row: formulations by report, indicators by year. Plain data.

use std::collections::HashMap;

use super::indicator::{Class, canonical, class};
use super::{Facts, Figure, FigureKind, FormulationKind, Mention, key};
use crate::report::{Report, Role};
use crate::text::Span;

/// How often formulations stand in each report of a series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The plan year of each report, where known, in the order given.
    pub years: Vec<Option<i32>>,
    /// Formulations, those in most reports first, then by number of places.
    pub rows: Vec<MatrixRow>,
}

/// One formulation over a series.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The form shown.
    pub text: String,
    /// Stable key.
    pub key: String,
    /// How it was recognised first.
    pub kind: FormulationKind,
    /// Its places in each report.
    pub places: Vec<Vec<Mention>>,
}

/// Unites the formulations of `reports`; each is looked up in all of them.
pub fn formulation_matrix(reports: &[(&Report, &Facts)]) -> Matrix {
    let mut known: Vec<(Vec<String>, FormulationKind)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for f in reports.iter().flat_map(|(_, facts)| &facts.formulations) {
        let spellings: Vec<String> = std::iter::once(&f.text).chain(&f.variants).cloned().collect();
        let found = spellings.iter().find_map(|s| at.get(&key(s)).copied());
        let row = found.unwrap_or(known.len());
        if found.is_none() {
            known.push((Vec::new(), f.kind));
        }
        for s in spellings {
            at.entry(key(&s)).or_insert(row);
            if !known[row].0.contains(&s) {
                known[row].0.push(s);
            }
        }
    }
    let mut rows: Vec<MatrixRow> = known
        .iter()
        .filter_map(|(s, kind)| {
            let text = s.first()?.clone();
            Some(MatrixRow { key: key(&text), text, kind: *kind, places: Vec::new() })
        })
        .collect();
    for (report, _) in reports {
        for (row, places) in rows.iter_mut().zip(super::formulations::lookup(report, &known)) {
            row.places.push(places);
        }
    }
    rows.retain(|r| r.places.iter().any(|p| !p.is_empty()));
    rows.sort_by_cached_key(|r| {
        let reports = r.places.iter().filter(|p| !p.is_empty()).count();
        let places: usize = r.places.iter().map(Vec::len).sum();
        (std::cmp::Reverse((reports, places)), r.key.clone())
    });
    Matrix { years: reports.iter().map(|(r, _)| r.head.year).collect(), rows }
}

/// One indicator over a series of reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name as first written.
    pub name: String,
    /// Kind of measure; values of one series share its base unit.
    pub class: Class,
    /// Unit as first written.
    pub unit: String,
    /// Values in order of year, plans after results.
    pub points: Vec<SeriesPoint>,
}

/// One value of a [`Series`].
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPoint {
    /// Index of the report.
    pub report: usize,
    /// The year the value is of: the plan's year, or the year before it for a result.
    pub year: Option<i32>,
    /// True for a target, false for a result.
    pub target: bool,
    /// Value in the base unit of the class (元, 米, 平方米, 千克, %), negative for a decrease.
    pub value: f64,
    /// As written.
    pub shown: String,
    /// Place of value and unit in its report.
    pub span: Span,
}

/// Indicators that have values in at least two reports, those with most values first. Of several
/// figures of one indicator in one part of a report the first counts.
pub fn indicator_series(reports: &[(&Report, &Facts)]) -> Vec<Series> {
    let mut out: Vec<Series> = Vec::new();
    let mut at: HashMap<(String, Class), usize> = HashMap::new();
    for (k, (report, facts)) in reports.iter().enumerate() {
        for figure in &facts.figures {
            let target = figure.role == Role::Plan;
            let Some((name, class, point)) = point(report, figure, k, target) else { continue };
            let row = *at.entry((name, class)).or_insert_with(|| {
                out.push(Series {
                    name: figure.of.clone(),
                    class,
                    unit: figure.unit.clone(),
                    points: Vec::new(),
                });
                out.len() - 1
            });
            let points = &mut out[row].points;
            if !points.iter().any(|p| p.report == k && p.target == target) {
                points.push(point);
            }
        }
    }
    out.retain(|s| s.points.iter().any(|p| s.points.first().is_some_and(|f| f.report != p.report)));
    for s in &mut out {
        s.points.sort_by_key(|p| (p.year, p.target, p.report));
    }
    out.sort_by(|a, b| b.points.len().cmp(&a.points.len()).then_with(|| a.name.cmp(&b.name)));
    out
}

fn point(report: &Report, figure: &Figure, k: usize, target: bool) -> Option<(String, Class, SeriesPoint)> {
    if !matches!(figure.role, Role::Plan | Role::Review) || figure.kind == FigureKind::Rank {
        return None;
    }
    let name = canonical(&figure.of);
    let (class, factor) = class(figure);
    let fall = class == Class::Growth
        && figure.comparison.iter().any(|c| ["下降", "降低", "减少", "降"].iter().any(|d| c.contains(d)));
    let average = figure.comparison.iter().any(|c| c.contains("年均") || c.contains("累计"));
    let value = figure.number? * factor * if fall { -1.0 } else { 1.0 };
    let plain = name.chars().count() >= 3
        && !average
        && !matches!(class, Class::Other | Class::Fixed | Class::Things);
    plain.then(|| {
        let year = report.head.year.map(|y| if target { y } else { y - 1 });
        let shown = figure.span.of(report.text()).to_owned();
        (name, class, SeriesPoint { report: k, year, target, value, shown, span: figure.span })
    })
}
