//! 数据台账: every quantity with what it counts and where it stands.

use super::passages::flow;
use super::place::place;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::facts::Figure;
use crate::report::Report;
use crate::words::table::{TableWords, figure_kind_word};
use crate::words::{Lang, role_name};

/// The figure ledger, in order of place.
pub fn figure_table(report: &Report, figures: &[Figure], lang: Lang) -> Table {
    let words = TableWords::of(lang);
    let columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(words.as_written, 1.3, Align::Left),
        Column::new(words.value, 1.1, Align::Right),
        Column::new(words.unit, 0.7, Align::Left),
        Column::new(words.of, 1.6, Align::Left),
        Column::new(words.kind, 0.7, Align::Left),
        Column::new(words.change, 1.0, Align::Left),
        Column::new(words.clause, 4.0, Align::Left),
        Column::new(words.part, 0.7, Align::Left),
        Column::new(words.place, 1.3, Align::Left),
    ];
    let mut table = Table::new(TableKind::Figures, words.figures, columns);
    for figure in figures {
        table.rows.push(Row {
            cells: vec![
                Cell::Empty,
                Cell::text(flow(figure.span.of(report.text()))),
                number(figure),
                Cell::text(&figure.unit),
                Cell::text(&figure.of),
                Cell::text(figure_kind_word(lang, figure.kind)),
                Cell::text(figure.comparison.join(words.list_mark)),
                Cell::text(flow(figure.clause.trimmed(report.text()).of(report.text()))),
                Cell::text(role_name(lang, figure.role)),
                Cell::text(place(report, figure.span.start(), lang)),
            ],
            status: None,
            left: Some(figure.span),
            right: None,
            link: None,
        });
    }
    table
}

/// The value as a number; a range as text.
fn number(figure: &Figure) -> Cell {
    match (figure.number, figure.upper) {
        (Some(value), None) if value.is_finite() => Cell::Number { value, text: decimal(value) },
        (Some(low), Some(high)) => Cell::Text(format!("{}–{}", decimal(low), decimal(high))),
        _ => Cell::Empty,
    }
}

/// A number in full, without exponent and without superfluous digits.
pub fn decimal(value: f64) -> String {
    // Products such as 1.37 × 1e12 carry rounding noise far right of the point.
    let rounded = (value * 1e6).round() / 1e6;
    format!("{}", if rounded.is_finite() { rounded } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(decimal(1.37e12), "1370000000000");
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(51.5), "51.5");
        assert_eq!(decimal(1e308), format!("{}", 1e308));
    }
}
