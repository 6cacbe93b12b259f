//! 目标→结果: what one report set out to reach beside what a later one reports.

use super::passages::flow;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::TargetOutcome;
use crate::report::Report;
use crate::text::Span;
use crate::words::table::{TableWords, year_heading};
use crate::words::{Lang, fill, reading_name};

/// The table of targets and results.
pub fn target_table<'a>(
    left: &Report,
    right: &Report,
    targets: impl IntoIterator<Item = &'a TargetOutcome>,
    lang: Lang,
) -> Table {
    let words = TableWords::of(lang);
    let year = left.head.year;
    let columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(words.indicator, 1.6, Align::Left),
        Column::new(year_heading(lang, year, words.target), 1.4, Align::Left),
        Column::new(year_heading(lang, year, words.result), 1.4, Align::Left),
        Column::new(words.reading, 1.1, Align::Centre),
        Column::new(words.target_clause, 3.0, Align::Left),
        Column::new(words.result_clause, 3.0, Align::Left),
    ];
    let mut table = Table::new(TableKind::Targets, words.targets, columns);
    let clause = |report: &Report, span: Span| flow(span.trimmed(report.text()).of(report.text()));
    for t in targets {
        table.rows.push(Row {
            cells: vec![
                Cell::Empty,
                Cell::text(&t.indicator),
                Cell::text(&t.target),
                Cell::text(if t.result.is_empty() { words.no_text } else { &t.result }),
                Cell::text(reading(t, lang)),
                Cell::text(clause(left, t.left_clause)),
                Cell::text(t.right_clause.map_or(String::new(), |c| clause(right, c))),
            ],
            status: None,
            left: Some(t.left_clause),
            right: t.right_clause,
            link: None,
        });
    }
    table
}

/// How a target and its result are read; one that is not due yet says for which year it is.
fn reading(t: &TargetOutcome, lang: Lang) -> String {
    let name = reading_name(lang, t.reading);
    t.due.map_or_else(|| name.to_owned(), |year| format!("{name}\n{}", due(year, lang)))
}

/// For which year a target is.
pub fn due(year: i32, lang: Lang) -> String {
    fill(TableWords::of(lang).for_year, &[&year.to_string()])
}
