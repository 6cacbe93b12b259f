//! 提法: which formulations stand on both sides, which came, which are not mentioned again.

use super::place::place;
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::Status;
use crate::facts::{Facts, Formulation, FormulationKind, Mention, key, recurrences};
use crate::report::{Report, Role};
use crate::text::{Span, is_quote};
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

/// What counts as one formulation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Places without quotation marks do not count for formulations that are set in them elsewhere.
    pub quotes: bool,
    /// Short forms and other spellings are rows of their own.
    pub spellings: bool,
}

/// The rows told apart as wished; order stays, what is split off follows its row.
pub fn told_apart(
    rows: Vec<FormulationRow>,
    left: &Report,
    right: &Report,
    apart: Apart,
) -> Vec<FormulationRow> {
    let mut rows = rows;
    if apart.quotes {
        for row in &mut rows {
            let marked = |m: &Mention, r: &Report| in_quotes(r.text(), m.span);
            let any = row.left.iter().any(|m| marked(m, left)) || row.right.iter().any(|m| marked(m, right));
            if any {
                row.left.retain(|m| marked(m, left));
                row.right.retain(|m| marked(m, right));
            }
        }
    }
    if apart.spellings {
        rows = rows.into_iter().flat_map(|row| by_spelling(&row, left, right)).collect();
    }
    rows
}

/// A row for every spelling (widths and quotes do not make one).
fn by_spelling(row: &FormulationRow, left: &Report, right: &Report) -> Vec<FormulationRow> {
    let mut out: Vec<FormulationRow> = Vec::new();
    for (list, report, on_right) in [(&row.left, left, false), (&row.right, right, true)] {
        for m in list {
            let words = m.span.of(report.text());
            let this = key(words);
            let at = out.iter().position(|r| key(&r.text) == this).unwrap_or_else(|| {
                let own = key(&row.text) == this;
                let plain = || words.chars().filter(|c| crate::text::fold_char(*c).is_some()).collect();
                let text = if own { row.text.clone() } else { plain() };
                let kind = row.kind;
                out.push(FormulationRow {
                    text,
                    variants: Vec::new(),
                    kind,
                    left: Vec::new(),
                    right: Vec::new(),
                });
                out.len() - 1
            });
            let side = if on_right { &mut out[at].right } else { &mut out[at].left };
            side.push(*m);
        }
    }
    out
}

/// True when the words of `span` stand in quotation marks of their own.
pub fn in_quotes(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).and_then(|t| t.chars().next_back());
    let after = text.get(span.end()..).and_then(|t| t.chars().next());
    before.is_some_and(is_quote) && after.is_some_and(is_quote)
}

/// How the spellings of a formulation differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A short form is used as well.
    Short(String),
    /// Explained in brackets on one side only: on the left, not on the right; or the other way.
    Brackets {
        /// The right has them.
        added: bool,
    },
    /// Quotation marks on one side only.
    Quotes {
        /// The right has them.
        added: bool,
    },
    /// Another spelling.
    Other(String),
}

/// What the reader should know of the spellings of `row`; `None` when all are alike.
pub fn difference(row: &FormulationRow, left: &Report, right: &Report) -> Option<Difference> {
    let own = key(&row.text);
    let bracket = |t: &str| t.contains(['(', '（']);
    let spelled = |list: &[Mention], r: &Report| list.iter().any(|m| bracket(m.span.of(r.text())));
    let both = !row.left.is_empty() && !row.right.is_empty();
    if both {
        let (l, r) = (spelled(&row.left, left), spelled(&row.right, right));
        if l != r {
            return Some(Difference::Brackets { added: r });
        }
    }
    let others = || row.variants.iter().filter(|v| key(v) != own && !bracket(v));
    if let Some(short) = others().find(|v| own.contains(&key(v))) {
        return Some(Difference::Short(short.clone()));
    }
    if let Some(other) = others().next() {
        return Some(Difference::Other(other.clone()));
    }
    if both {
        let quoted = |list: &[Mention], r: &Report| list.iter().any(|m| in_quotes(r.text(), m.span));
        let (l, r) = (quoted(&row.left, left), quoted(&row.right, right));
        if l != r {
            return Some(Difference::Quotes { added: r });
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::{ReadOptions, read};

    fn report(text: &str) -> Report {
        let source = read(text.as_bytes(), &ReadOptions::default()).expect("text");
        crate::report::read(Arc::new(source))
    }

    fn rows(report: &Report) -> Vec<FormulationRow> {
        let found = crate::facts::facts(report).formulations;
        let side = |roles| FactSide { report, formulations: &found, roles, name: "" };
        formulation_rows(side(&[Role::Review]), side(&[Role::Plan]))
    }

    #[test]
    fn quotes_and_short_forms_are_told_apart_when_wished() {
        let r = report(
            "某县政协2024年工作报告\n各位委员：\n一、2023年工作回顾\n一年来，建成“委员驿站”3个，办好“两山议事会”。\n二、2024年工作安排\n今年要用好“驿站”，发挥委员驿站作用，坚持“两山议事会”。\n",
        );
        let all = rows(&r);
        let station = all.iter().find(|r| r.text == "委员驿站").expect("found");
        assert_eq!((station.left.len(), station.right.len()), (1, 2));
        assert_eq!(difference(station, &r, &r), Some(Difference::Short("驿站".into())));
        let apart = told_apart(all.clone(), &r, &r, Apart { quotes: true, spellings: false });
        let station = apart.iter().find(|r| r.text == "委员驿站").expect("found");
        assert_eq!((station.left.len(), station.right.len()), (1, 1), "the place without quotes is out");
        let apart = told_apart(all, &r, &r, Apart { quotes: false, spellings: true });
        let count = |t: &str| apart.iter().find(|r| r.text == t).map(|r| (r.left.len(), r.right.len()));
        assert_eq!((count("委员驿站"), count("驿站")), (Some((1, 1)), Some((0, 1))));
        assert_eq!(count("两山议事会"), Some((1, 1)));
    }
}
