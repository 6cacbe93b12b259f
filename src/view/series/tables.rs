//! The tables of a series as rows for exports and the clipboard.

use std::sync::Arc;

use super::{Body, Collection, Column, Found, Matrix, SeriesReport, Trend};
use crate::facts::series::SeriesPoint;
use crate::view::passages::flow;
use crate::view::table::{Align, Cell, Column as Head, Row, Table, TableKind};
use crate::words::series::{SeriesTableWords, target_set, trend_name, year_span};
use crate::words::table::TableWords;
use crate::words::{Lang, SeriesWords, fill};

/// The reports by body and year.
pub fn report_table(reports: &[Arc<SeriesReport>], bodies: &[Body], lang: Lang) -> Table {
    let (w, t) = (SeriesTableWords::of(lang), TableWords::of(lang));
    let columns = vec![
        Head::new(t.no, 0.5, Align::Centre),
        Head::new(w.body, 2.0, Align::Left),
        Head::new(w.year, 0.7, Align::Right),
        Head::new(w.title, 3.0, Align::Left),
        Head::new(w.formulations, 0.8, Align::Right),
        Head::new(w.figures, 0.8, Align::Right),
        Head::new(w.file, 2.4, Align::Left),
    ];
    let mut table = Table::new(TableKind::Series, w.reports, columns);
    for body in bodies {
        for report in body.reports.iter().filter_map(|&r| reports.get(r)) {
            let digest = &report.digest;
            table.rows.push(row(vec![
                Cell::Empty,
                Cell::text(&body.name),
                digest.year.map_or(Cell::Empty, year),
                Cell::text(report.title()),
                Cell::count(digest.facts.formulations.len()),
                Cell::count(digest.facts.figures.len()),
                Cell::text(report.path.display().to_string()),
            ]));
        }
        if !body.missing.is_empty() {
            let years: Vec<String> = body.missing.iter().map(ToString::to_string).collect();
            let words = fill(w.missing, &[&years.join(t.list_mark)]);
            let empty = Cell::Empty;
            table.rows.push(row(vec![
                empty.clone(),
                Cell::text(&body.name),
                empty.clone(),
                Cell::text(words),
                empty.clone(),
                empty.clone(),
                empty,
            ]));
        }
    }
    table
}

/// Formulations by year: the rows with these numbers.
pub fn matrix_table(matrix: &Matrix, rows: &[usize], lang: Lang) -> Table {
    let (w, t) = (SeriesTableWords::of(lang), TableWords::of(lang));
    let mut columns = vec![
        Head::new(t.no, 0.5, Align::Centre),
        Head::new(t.formulation, 2.4, Align::Left),
        Head::new(t.variants, 1.8, Align::Left),
        Head::new(w.trend, 0.9, Align::Left),
    ];
    columns.extend(matrix.columns.iter().map(|c| Head::new(column_name(c, lang), 0.6, Align::Right)));
    columns.push(Head::new(w.total, 0.6, Align::Right));
    let mut table = Table::new(TableKind::Series, w.matrix, columns);
    for r in rows.iter().filter_map(|&r| matrix.rows.get(r)) {
        let trend = matrix.trend(r);
        let mut cells = vec![
            Cell::Empty,
            Cell::text(&r.text),
            Cell::text(r.variants.join(t.list_mark)),
            Cell::text(if trend == Trend::Some { "" } else { trend_name(lang, trend) }),
        ];
        for (n, column) in matrix.counts(r).into_iter().zip(&matrix.columns) {
            cells.push(if column.is_missing() { Cell::Empty } else { Cell::count(n) });
        }
        cells.push(Cell::count(r.count()));
        table.rows.push(row(cells));
    }
    table
}

/// Indicators by year, those with these numbers: a row for every year, so that spreadsheets can turn
/// them as they like.
pub fn indicator_table(
    reports: &[Arc<SeriesReport>],
    bodies: &[Body],
    matrix: &Matrix,
    rows: &[usize],
    lang: Lang,
) -> Table {
    let (w, t) = (SeriesTableWords::of(lang), TableWords::of(lang));
    let columns = vec![
        Head::new(t.no, 0.5, Align::Centre),
        Head::new(w.body, 1.4, Align::Left),
        Head::new(t.indicator, 1.8, Align::Left),
        Head::new(w.year, 0.6, Align::Right),
        Head::new(t.target, 1.2, Align::Left),
        Head::new(t.result, 1.2, Align::Left),
        Head::new(t.target_clause, 2.6, Align::Left),
        Head::new(t.result_clause, 2.6, Align::Left),
    ];
    let mut table = Table::new(TableKind::Series, w.indicators, columns);
    let clause = |p: &SeriesPoint| {
        let text = reports.get(p.report).map_or("", |r| r.digest.text.as_str());
        flow(p.clause.trimmed(text).of(text))
    };
    for series in rows.iter().filter_map(|&r| matrix.indicators.get(r)) {
        for (of, target, result) in super::matrix::by_year(series) {
            let shown = |p: Option<&SeriesPoint>| {
                p.map_or(Cell::Empty, |p| Cell::text(target_set(lang, &p.shown, p.set)))
            };
            let words = |p: Option<&SeriesPoint>| p.map_or(Cell::Empty, |p| Cell::text(clause(p)));
            table.rows.push(row(vec![
                Cell::Empty,
                Cell::text(bodies.get(series.body).map_or("", |b| &b.name)),
                Cell::text(&series.name),
                of.map_or(Cell::Empty, year),
                shown(target),
                shown(result),
                words(target),
                words(result),
            ]));
        }
    }
    table
}

/// Hits by report, those that are listed.
pub fn found_table(collection: &Collection, found: &Found, lang: Lang) -> Table {
    let (w, t, s) = (SeriesTableWords::of(lang), TableWords::of(lang), SeriesWords::of(lang));
    let columns = vec![
        Head::new(t.no, 0.5, Align::Centre),
        Head::new(w.body, 1.4, Align::Left),
        Head::new(w.year, 0.6, Align::Right),
        Head::new(w.title, 2.0, Align::Left),
        Head::new(s.place, 1.2, Align::Left),
        Head::new(s.words, 4.0, Align::Left),
    ];
    let mut table = Table::new(TableKind::Series, s.found, columns);
    let body = |r: usize| collection.bodies.iter().find(|b| b.reports.contains(&r)).map_or("", |b| &b.name);
    for hits in &found.reports {
        let Some(report) = collection.reports.get(hits.report) else { continue };
        let digest = &report.digest;
        for span in (0..hits.listed()).filter_map(|i| found.place(hits, i, report)) {
            let clauses = crate::text::sentences(&digest.text, digest.around(span.start()));
            let words = clauses.into_iter().find(|c| c.covers(span)).unwrap_or(span);
            table.rows.push(row(vec![
                Cell::Empty,
                Cell::text(body(hits.report)),
                digest.year.map_or(Cell::Empty, year),
                Cell::text(report.title()),
                Cell::text(digest.place(span.start(), lang)),
                Cell::text(flow(words.trimmed(&digest.text).of(&digest.text))),
            ]));
        }
    }
    table
}

/// What a column is called.
pub fn column_name(column: &Column, lang: Lang) -> String {
    year_span(lang, column.year, column.until)
}

fn year(y: i32) -> Cell {
    Cell::Number { value: f64::from(y), text: y.to_string() }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, status: None, left: None, right: None, link: None }
}
