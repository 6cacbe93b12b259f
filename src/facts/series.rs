//! Several reports in a row: formulations by report, indicators by year. Plain data.

use std::collections::HashMap;

use rayon::prelude::*;

use super::horizon::Horizons;
use super::indicator::{Class, canonical, class};
use super::{Facts, Figure, FigureKind, FormulationKind, Lookup, Mention, key};
use crate::report::{Report, Role};
use crate::text::Span;

/// One report of a series.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its text; all spans are ranges into it.
    pub text: &'a str,
    /// The paragraphs that count, with the roles of their parts: see [`paragraphs`].
    pub paragraphs: &'a [(Span, Role)],
    /// The year of its plan.
    pub year: Option<i32>,
    /// Reports of one body share a number.
    pub body: usize,
    /// Its facts.
    pub facts: &'a Facts,
    /// For every figure the year by which it is to be reached: see [`horizons`].
    pub horizons: &'a [Option<i32>],
}

/// The paragraphs of `report` that count in a series, in order, with the roles of their parts.
pub fn paragraphs(report: &Report) -> Vec<(Span, Role)> {
    super::counted(report)
}

/// For every figure of `facts` the year by which it is to be reached, when it is a target of more than
/// the plan's own year.
pub fn horizons(report: &Report, facts: &Facts) -> Vec<Option<i32>> {
    let mut horizons = Horizons::new(report);
    let of = |f: &Figure| if f.role == Role::Plan { horizons.until(f.span, f.clause) } else { None };
    facts.figures.iter().map(of).collect()
}

/// One formulation over a series.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The form shown.
    pub text: String,
    /// Stable key.
    pub key: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// How it was recognised first.
    pub kind: FormulationKind,
    /// Reports it stands in, by index, with its places there; in order, none empty.
    pub places: Vec<(usize, Vec<Mention>)>,
}

impl MatrixRow {
    /// How often it stands in all reports together.
    pub fn count(&self) -> usize {
        self.places.iter().map(|p| p.1.len()).sum()
    }

    /// Its places in one report.
    pub fn of(&self, report: usize) -> &[Mention] {
        self.places.binary_search_by_key(&report, |p| p.0).map_or(&[], |i| self.places[i].1.as_slice())
    }
}

/// How a formulation goes through the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trend {
    /// In every column.
    Every,
    /// In the last only.
    New,
    /// In earlier ones, not in the last.
    Gone,
    /// Anything else.
    Some,
}

/// Above so many reports, formulations that only one report marks are left out.
const FEW: usize = 60;

/// The formulations of `members` united, each looked up in all of them: those in most reports
/// first, then by number of places. `stop` is asked now and then; when it says yes the answer is
/// empty.
pub fn formulation_matrix(members: &[Member<'_>], stop: &(dyn Fn() -> bool + Sync)) -> Vec<MatrixRow> {
    let known = united(members);
    let lookup = Lookup::new(&known);
    let found: Vec<Vec<(usize, Mention)>> = members
        .par_iter()
        .map(|m| if stop() { Vec::new() } else { lookup.mentions(m.text, m.paragraphs) })
        .collect();
    if stop() {
        return Vec::new();
    }
    let mut rows: Vec<MatrixRow> = known
        .into_iter()
        .map(|(mut spellings, kind)| {
            let text = if spellings.is_empty() { String::new() } else { spellings.remove(0) };
            MatrixRow { key: key(&text), text, variants: spellings, kind, places: Vec::new() }
        })
        .collect();
    for (report, mentions) in found.into_iter().enumerate() {
        for (row, mention) in mentions {
            let Some(row) = rows.get_mut(row) else { continue };
            match row.places.last_mut() {
                Some((at, list)) if *at == report => list.push(mention),
                _ => row.places.push((report, vec![mention])),
            }
        }
    }
    rows.retain(|r| !r.places.is_empty());
    rows.sort_by_cached_key(|r| (std::cmp::Reverse((r.places.len(), r.count())), r.key.clone()));
    rows
}

/// All formulations with all their spellings; those with a spelling in common are one.
fn united(members: &[Member<'_>]) -> Vec<(Vec<String>, FormulationKind)> {
    let mut known: Vec<(Vec<String>, FormulationKind)> = Vec::new();
    let mut seen: Vec<(usize, usize)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for (report, member) in members.iter().enumerate() {
        for f in &member.facts.formulations {
            let keys: Vec<String> = std::iter::once(&f.text).chain(&f.variants).map(|s| key(s)).collect();
            let found = keys.iter().find_map(|k| at.get(k).copied());
            let row = found.unwrap_or(known.len());
            if found.is_none() {
                known.push((Vec::new(), f.kind));
                seen.push((0, usize::MAX));
            }
            if seen[row].1 != report {
                seen[row] = (seen[row].0 + 1, report);
            }
            for (k, s) in keys.into_iter().zip(std::iter::once(&f.text).chain(&f.variants)) {
                at.entry(k).or_insert(row);
                if !known[row].0.contains(s) {
                    known[row].0.push(s.clone());
                }
            }
        }
    }
    let least = if members.len() > FEW { 2 } else { 1 };
    known.into_iter().zip(seen).filter(|(_, s)| s.0 >= least).map(|(k, _)| k).collect()
}

/// One indicator of one body over a series of reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name as first written.
    pub name: String,
    /// Whose.
    pub body: usize,
    /// Kind of measure; values of one series share its base unit.
    pub class: Class,
    /// Unit as first written.
    pub unit: String,
    /// Values in order of year: results, targets of the year, targets set years before.
    pub points: Vec<SeriesPoint>,
}

/// One value of a [`Series`].
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesPoint {
    /// Index of the report.
    pub report: usize,
    /// The year the value is of: the plan's year, the year by which a target of several years is to be
    /// reached, or the year before the plan's for a result.
    pub year: Option<i32>,
    /// The year in which a target of several years was set; `None`: a result, or a target of one year.
    pub set: Option<i32>,
    /// True for a target, false for a result.
    pub target: bool,
    /// Value in the base unit of the class (元, 米, 平方米, 千克, %), negative for a decrease.
    pub value: f64,
    /// As written.
    pub shown: String,
    /// Place of value and unit in its report.
    pub span: Span,
    /// The clause it stands in.
    pub clause: Span,
}

/// Indicators that have values in at least two reports of one body, those with most values first.
/// Of several figures of one indicator for one year in one part of a report the first counts.
pub fn indicator_series(members: &[Member<'_>]) -> Vec<Series> {
    /// Body, name, kind of measure, and for kinds without a base unit the unit.
    type Key = (usize, String, Class, String);
    let mut out: Vec<Series> = Vec::new();
    let mut at: HashMap<Key, usize> = HashMap::new();
    // The same names come back in every report.
    let mut names: HashMap<&str, String> = HashMap::new();
    for (k, member) in members.iter().enumerate() {
        for (figure, until) in member.facts.figures.iter().zip(member.horizons) {
            let name = names.entry(&figure.of).or_insert_with(|| canonical(&figure.of));
            let Some((class, point)) = point(member, (figure, *until), k, name) else { continue };
            let loose = matches!(class, Class::Other | Class::Things);
            let unit = if loose { figure.unit.clone() } else { String::new() };
            let row = *at.entry((member.body, name.clone(), class, unit)).or_insert_with(|| {
                out.push(Series {
                    name: figure.of.clone(),
                    body: member.body,
                    class,
                    unit: figure.unit.clone(),
                    points: Vec::new(),
                });
                out.len() - 1
            });
            let points = &mut out[row].points;
            if !points.iter().any(|p| (p.report, p.target, p.year) == (k, point.target, point.year)) {
                points.push(point);
            }
        }
    }
    out.retain(|s| s.points.iter().any(|p| s.points.first().is_some_and(|f| f.report != p.report)));
    for s in &mut out {
        s.points.sort_by_key(|p| (p.year, p.target, p.set.is_some(), p.report));
    }
    out.sort_by(|a, b| {
        b.points.len().cmp(&a.points.len()).then(a.body.cmp(&b.body)).then_with(|| a.name.cmp(&b.name))
    });
    out
}

fn point(
    member: &Member<'_>,
    (figure, until): (&Figure, Option<i32>),
    k: usize,
    name: &str,
) -> Option<(Class, SeriesPoint)> {
    if !matches!(figure.role, Role::Plan | Role::Review) || figure.kind == FigureKind::Rank {
        return None;
    }
    let target = figure.role == Role::Plan;
    let (class, factor) = class(figure);
    let fall = class == Class::Growth
        && figure.comparison.iter().any(|c| ["下降", "降低", "减少", "降"].iter().any(|d| c.contains(d)));
    let average = figure.comparison.iter().any(|c| c.contains("年均") || c.contains("累计"));
    let value = figure.number? * factor * if fall { -1.0 } else { 1.0 };
    let loose = matches!(class, Class::Other | Class::Things);
    let plain =
        name.chars().count() >= 3 && !average && class != Class::Fixed && (!loose || !figure.unit.is_empty());
    plain.then(|| {
        let set = until.and(member.year);
        let year = until.or(member.year.map(|y| if target { y } else { y - 1 }));
        let shown = figure.span.of(member.text).to_owned();
        let (span, clause) = (figure.span, figure.clause);
        (class, SeriesPoint { report: k, year, set, target, value, shown, span, clause })
    })
}
