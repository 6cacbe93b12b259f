//! 提法: which formulations stand on both sides, which came, which are not mentioned again.

use super::place::place;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::Status;
use crate::facts::{Recurrence, RecurrenceStatus};
use crate::report::Report;
use crate::words::table::{TableWords, status_sign};
use crate::words::{Lang, status_name};

/// A formulation on both sides is continued, on the right only new, on the left only not mentioned.
pub fn formulation_status(status: RecurrenceStatus) -> Status {
    match status {
        RecurrenceStatus::Both => Status::Continued,
        RecurrenceStatus::Right => Status::New,
        RecurrenceStatus::Left => Status::NotMentioned,
    }
}

/// The table 提法. Each side is its report and what its column is called (回顾, or a year).
pub fn formulation_table(
    left: (&Report, &str),
    right: (&Report, &str),
    recurrences: &[Recurrence],
    sign: bool,
    lang: Lang,
) -> Table {
    let words = TableWords::of(lang);
    let columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(words.formulation, 3.0, Align::Left),
        Column::new(words.variants, 2.4, Align::Left),
        Column::new(left.1, 0.9, Align::Right),
        Column::new(right.1, 0.9, Align::Right),
        Column::new(words.status, 1.3, Align::Centre),
        Column::new(words.first, 1.8, Align::Left),
    ];
    let mut table = Table::new(TableKind::Formulations, words.formulations, columns);
    for row in recurrences {
        let status = formulation_status(row.status);
        let word = status_name(lang, status);
        let (first_left, first_right) = (row.left.first(), row.right.first());
        let at = first_left
            .map(|m| place(left.0, m.span.start(), lang))
            .or_else(|| first_right.map(|m| place(right.0, m.span.start(), lang)));
        table.rows.push(Row {
            cells: vec![
                Cell::Empty,
                Cell::text(&row.text),
                Cell::text(row.variants.join(words.list_mark)),
                Cell::count(row.left.len()),
                Cell::count(row.right.len()),
                Cell::Text(if sign { format!("{} {word}", status_sign(status)) } else { word.to_owned() }),
                Cell::text(at.unwrap_or_default()),
            ],
            status: Some(status),
            left: first_left.map(|m| m.span),
            right: first_right.map(|m| m.span),
            link: None,
        });
    }
    table
}
