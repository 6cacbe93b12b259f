//! 提法: which formulations stand on both sides, which came, which are not mentioned again.

use super::place::place;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::Status;
use crate::facts::{Facts, Formulation, FormulationKind, Mention, recurrences};
use crate::report::{Report, Role};
use crate::words::table::{TableWords, status_sign};
use crate::words::{Lang, status_name};

/// A formulation with its places on two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct FormulationRow {
    /// The form shown.
    pub text: String,
    /// Other spellings.
    pub variants: Vec<String>,
    /// How it was recognised.
    pub kind: FormulationKind,
    /// Places on the left, in order.
    pub left: Vec<Mention>,
    /// Places on the right, in order.
    pub right: Vec<Mention>,
}

impl FormulationRow {
    /// Both sides: continued; right only: new; left only: not mentioned.
    pub fn status(&self) -> Status {
        match (self.left.is_empty(), self.right.is_empty()) {
            (false, false) => Status::Continued,
            (true, _) => Status::New,
            (false, true) => Status::NotMentioned,
        }
    }
}

/// One side: a report's formulations, and the roles that count.
#[derive(Clone, Copy, Debug)]
pub struct FactSide<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its formulations, the reader's changes applied.
    pub formulations: &'a [Formulation],
    /// Parts that count; empty: all.
    pub roles: &'a [Role],
    /// What the column is called (回顾, or the year of a report).
    pub name: &'a str,
}

/// Formulations of two sides united: see [`recurrences`], which also gives the order.
pub fn formulation_rows(left: FactSide<'_>, right: FactSide<'_>) -> Vec<FormulationRow> {
    let facts = |s: FactSide<'_>| Facts { formulations: s.formulations.to_vec(), figures: Vec::new() };
    let (l, r) = (facts(left), facts(right));
    recurrences((left.report, &l, left.roles), (right.report, &r, right.roles))
        .into_iter()
        .map(|r| FormulationRow {
            text: r.text,
            variants: r.variants,
            kind: r.kind,
            left: r.left,
            right: r.right,
        })
        .collect()
}

/// The table 提法.
pub fn formulation_table(
    left: FactSide<'_>,
    right: FactSide<'_>,
    rows: &[FormulationRow],
    sign: bool,
    lang: Lang,
) -> Table {
    let words = TableWords::of(lang);
    let columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(words.formulation, 3.0, Align::Left),
        Column::new(words.variants, 2.4, Align::Left),
        Column::new(left.name, 0.9, Align::Right),
        Column::new(right.name, 0.9, Align::Right),
        Column::new(words.status, 1.3, Align::Centre),
        Column::new(words.first, 1.8, Align::Left),
    ];
    let mut table = Table::new(TableKind::Formulations, words.formulations, columns);
    for row in rows {
        let status = row.status();
        let word = status_name(lang, status);
        let (first_left, first_right) = (row.left.first(), row.right.first());
        let at = first_left
            .map(|m| place(left.report, m.span.start(), lang))
            .or_else(|| first_right.map(|m| place(right.report, m.span.start(), lang)));
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
