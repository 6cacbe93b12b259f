//! The JSON shapes that other programs rely on.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::compare::{Comparison, TargetOutcome, Unit};
use crate::facts::{FigureKind, FormulationKind, Mention, Recurrence, facts as find_facts};
use crate::report::{Report, Role};
use crate::text::CharIndex;

/// `duidu outline --format json`.
pub fn outline(report: &Report) -> String {
    let text = report.text();
    let index = CharIndex::new(text);
    let chars = |at: usize| index.chars_before(text, at);
    let parts: Vec<Value> = report
        .parts
        .iter()
        .map(|p| json!({"role": p.role, "start": chars(p.span.start()), "end": chars(p.span.end()), "year": p.year}))
        .collect();
    let headings: Vec<Value> = report
        .headings
        .iter()
        .map(|h| {
            json!({
                "level": h.level,
                "number": h.number.map_or("", |n| n.of(text)),
                "title": h.title.of(text),
                "role": report.parts[h.part].role,
                "run_in": h.run_in,
                "start": chars(h.span.start()),
            })
        })
        .collect();
    print(&json!({
        "title": report.head.title,
        "organ": report.head.organ,
        "date": report.head.date,
        "speaker": report.head.speaker,
        "encoding": report.source.charset.name(),
        "warnings": report.source.warnings,
        "parts": parts,
        "headings": headings,
    }))
}

/// `duidu compare --format json`.
pub fn compare(
    left: &Report,
    right: &Report,
    comparison: &Comparison,
    recurrences: &[Recurrence],
    targets: &[TargetOutcome],
) -> String {
    let unit = |side: &str, report: &Report, i: usize, u: &Unit| {
        let path: Vec<&str> = u
            .item
            .heading
            .map(|h| report.path(h))
            .unwrap_or_default()
            .into_iter()
            .map(|h| report.headings[h].title.of(report.text()))
            .collect();
        json!({"id": format!("{side}{}", i + 1), "path": path, "text": u.item.span.of(report.text()), "status": u.status})
    };
    let units = |side, report, units: &[Unit]| -> Vec<Value> {
        units.iter().enumerate().map(|(i, u)| unit(side, report, i, u)).collect()
    };
    let links: Vec<Value> = comparison
        .links
        .iter()
        .map(|l| {
            let reasons: Vec<Value> = l
                .reasons
                .iter()
                .map(|r| json!({"left": r.left.of(left.text()), "right": r.right.of(right.text()), "kind": r.kind}))
                .collect();
            json!({
                "left": format!("L{}", l.left + 1),
                "right": format!("R{}", l.right + 1),
                "certainty": l.certainty,
                "likeness": (f64::from(l.likeness) * 1000.0).round() / 1000.0,
                "reasons": reasons,
            })
        })
        .collect();
    let points: Vec<Value> = comparison
        .points
        .iter()
        .map(|p| {
            let (side, report) = if p.right { ("R", right) } else { ("L", left) };
            json!({"item": format!("{side}{}", p.unit + 1), "text": p.span.of(report.text()), "status": p.status})
        })
        .collect();
    print(&json!({
        "items": {"left": units("L", left, &comparison.left), "right": units("R", right, &comparison.right)},
        "links": links,
        "points": points,
        "formulations": formulations(recurrences),
        "targets": outcomes(left, right, targets),
        "approximate": comparison.approximate,
    }))
}

fn formulations(recurrences: &[Recurrence]) -> Vec<Value> {
    recurrences
        .iter()
        .map(|r| {
            json!({
                "text": r.text, "variants": r.variants, "kind": r.kind, "status": r.status,
                "left": r.left.len(), "right": r.right.len(),
            })
        })
        .collect()
}

fn outcomes(left: &Report, right: &Report, targets: &[TargetOutcome]) -> Vec<Value> {
    targets
        .iter()
        .map(|t| {
            json!({
                "indicator": t.indicator, "target": t.target, "result": t.result, "reading": t.reading,
                "left_clause": t.left_clause.of(left.text()),
                "right_clause": t.right_clause.map_or("", |c| c.of(right.text())),
            })
        })
        .collect()
}

/// `duidu facts --format json`. Written as it goes: of a long text a tree of values would take many
/// times its size. Fields stand in the order of their names, as in the other shapes.
pub fn facts(report: &Report) -> String {
    let text = report.text();
    let index = CharIndex::new(text);
    let facts = find_facts(report);
    let start = |at: usize| index.chars_before(text, at);
    let figures = || {
        facts.figures.iter().map(|f| Figure {
            clause: f.clause.of(text),
            comparison: &f.comparison,
            kind: f.kind,
            number: f.number,
            of: &f.of,
            role: f.role,
            start: start(f.span.start()),
            unit: &f.unit,
            upper: f.upper,
            value: &f.value,
        })
    };
    let place = |m: &Mention| Place { role: m.role, start: start(m.span.start()), text: m.span.of(text) };
    let formulations = || {
        facts.formulations.iter().map(|f| Formulation {
            kind: f.kind,
            places: f.places.iter().map(place).collect(),
            text: &f.text,
            variants: &f.variants,
        })
    };
    print(&Facts { figures: List(figures), formulations: List(formulations) })
}

#[derive(Serialize)]
struct Facts<F: Serialize, G: Serialize> {
    figures: F,
    formulations: G,
}

#[derive(Serialize)]
struct Figure<'a> {
    clause: &'a str,
    comparison: &'a [String],
    kind: FigureKind,
    number: Option<f64>,
    of: &'a str,
    role: Role,
    start: usize,
    unit: &'a str,
    upper: Option<f64>,
    value: &'a str,
}

#[derive(Serialize)]
struct Formulation<'a> {
    kind: FormulationKind,
    places: Vec<Place<'a>>,
    text: &'a str,
    variants: &'a [String],
}

#[derive(Serialize)]
struct Place<'a> {
    role: Role,
    start: usize,
    text: &'a str,
}

/// A list whose entries are made while it is written.
struct List<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn print(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
