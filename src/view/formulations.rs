//! 提法: which formulations stand on both sides, which came, which are not mentioned again.

use std::collections::BTreeMap;

use super::place::place;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::Status;
use crate::facts::{self, Formulation, FormulationKind, Mention};
use crate::report::{Report, Role};
use crate::text::fold;
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

/// One side: a report's facts, and the roles that count (empty: all).
#[derive(Clone, Copy, Debug)]
pub struct FactSide<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its formulations, the reader's changes applied.
    pub formulations: &'a [Formulation],
    /// Parts that count.
    pub roles: &'a [Role],
    /// What the column is called (2023年回顾, or the year of a report).
    pub name: &'a str,
}

/// Formulations of two sides joined by any of their spellings; most frequent first, then by
/// first place.
pub fn formulation_rows(left: FactSide<'_>, right: FactSide<'_>) -> Vec<FormulationRow> {
    let mut rows: Vec<FormulationRow> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (side, is_right) in [(left, false), (right, true)] {
        for formulation in side.formulations {
            let places: Vec<Mention> = formulation
                .places
                .iter()
                .filter(|m| side.roles.is_empty() || side.roles.contains(&m.role))
                .copied()
                .collect();
            if places.is_empty() {
                continue;
            }
            let keys: Vec<String> =
                std::iter::once(&formulation.text).chain(&formulation.variants).map(|t| key(t)).collect();
            let known = keys.iter().find_map(|k| by_key.get(k).copied());
            let at = known.unwrap_or(rows.len());
            if known.is_none() {
                rows.push(FormulationRow {
                    text: formulation.text.clone(),
                    variants: Vec::new(),
                    kind: formulation.kind,
                    left: Vec::new(),
                    right: Vec::new(),
                });
            }
            for key in keys {
                by_key.entry(key).or_insert(at);
            }
            let row = &mut rows[at];
            for form in std::iter::once(&formulation.text).chain(&formulation.variants) {
                if *form != row.text && !row.variants.contains(form) {
                    row.variants.push(form.clone());
                }
            }
            let list = if is_right { &mut row.right } else { &mut row.left };
            list.extend(places);
            list.sort_by_key(|m| m.span);
            list.dedup();
        }
    }
    if !std::ptr::eq(left.report, right.report) {
        look_up(&mut rows, left, right);
    }
    let first = |list: &[Mention]| list.first().map_or(u32::MAX, |m| m.span.start);
    rows.sort_by_key(|r| (std::cmp::Reverse(r.left.len() + r.right.len()), first(&r.left), first(&r.right)));
    rows
}

/// What only one report marks may stand unmarked in the other: every row without places on a side
/// is looked up there.
fn look_up(rows: &mut [FormulationRow], left: FactSide<'_>, right: FactSide<'_>) {
    let known: Vec<(Vec<String>, FormulationKind)> = rows
        .iter()
        .map(|r| (std::iter::once(&r.text).chain(&r.variants).cloned().collect(), r.kind))
        .collect();
    for (side, is_right) in [(left, false), (right, true)] {
        for (row, places) in rows.iter_mut().zip(facts::lookup(side.report, &known)) {
            let list = if is_right { &mut row.right } else { &mut row.left };
            if list.is_empty() {
                list.extend(places.into_iter().filter(|m| side.roles.is_empty() || side.roles.contains(&m.role)));
            }
        }
    }
}

fn key(text: &str) -> String {
    fold(text, 0).chars.into_iter().collect()
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
        Column::new(left.name, 1.0, Align::Right),
        Column::new(right.name, 1.0, Align::Right),
        Column::new(words.status, 1.0, Align::Centre),
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
