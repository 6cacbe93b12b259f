//! 任务分解表: every unit (or point) of the plan with blank columns for who, when, how far.

use super::comparison::{CellText, Pair, unit_text, unit_title};
use super::passages::flow;
use super::place::{item_place, place, shorten};
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::{Certainty, Unit};
use crate::report::Report;
use crate::text::{Span, sentences};
use crate::words::table::{TableWords, status_sign};
use crate::words::{Lang, status_name};

/// Sentences shorter than this (characters) are no task of their own.
const SHORT: usize = 8;

/// What the task sheet shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskOptions {
    /// Language of the headings.
    pub lang: Lang,
    /// A row for every point (a list entry, else a sentence) instead of every unit.
    pub points: bool,
    /// How much of the text.
    pub text: CellText,
    /// Section path and paragraph number.
    pub place: bool,
}

impl Default for TaskOptions {
    fn default() -> Self {
        Self { lang: Lang::Zh, points: false, text: CellText::Full, place: true }
    }
}

/// The task sheet of the right side (the plan); 上年事项 names the linked units of the left side,
/// uncertain ones with their sign.
pub fn task_table(pair: Pair<'_>, options: TaskOptions) -> Table {
    let words = TableWords::of(options.lang);
    let columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(words.task, 4.4, Align::Left),
        Column::new(words.lead, 1.1, Align::Left),
        Column::new(words.support, 1.1, Align::Left),
        Column::new(words.due, 1.0, Align::Left),
        Column::new(words.progress, 1.2, Align::Left),
        Column::new(words.last_year, 2.2, Align::Left),
    ];
    let mut table = Table::new(TableKind::Tasks, words.tasks, columns);
    for (i, unit) in pair.comparison.right.iter().enumerate() {
        let (before, link) = last_year(pair, i, options);
        let spans = if options.points { points(pair.right, unit) } else { Vec::new() };
        let tasks = if spans.is_empty() { vec![(unit.item.span, None)] } else { spans };
        for (span, title) in tasks {
            let cell = task_cell(pair.right, unit, span, title, options);
            table.rows.push(Row {
                cells: vec![
                    Cell::Empty,
                    cell,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::text(&before),
                ],
                status: Some(unit.status),
                left: link
                    .and_then(|l| pair.comparison.links.get(l))
                    .and_then(|l| pair.comparison.left.get(l.left).map(|u| u.item.span)),
                right: Some(span),
                link,
            });
        }
    }
    table
}

fn task_cell(report: &Report, unit: &Unit, span: Span, title: Option<String>, options: TaskOptions) -> Cell {
    let cut = |text: String| match options.text {
        CellText::None => String::new(),
        CellText::Short(max) => shorten(&text, max),
        CellText::Full => text,
    };
    let at = if title.is_some() {
        place(report, span.start(), options.lang)
    } else {
        item_place(report, &unit.item, options.lang)
    };
    let place = if options.place { at } else { String::new() };
    match title {
        // Points are told whole: they are the tasks.
        Some(title) => Cell::Titled { title, place, text: flow(span.of(report.text())) },
        None => Cell::Titled {
            title: unit_title(report, &unit.item),
            place,
            text: cut(unit_text(report, &unit.item)),
        },
    }
}

/// The list entries of a unit (without any, its sentences), each with the unit's title.
fn points(report: &Report, unit: &Unit) -> Vec<(Span, Option<String>)> {
    let text = report.text();
    let inside = |s: Span| unit.item.span.covers(s);
    let mut spans: Vec<Span> = report.points.iter().map(|p| p.span).filter(|s| inside(*s)).collect();
    if spans.is_empty() {
        let heading = unit.item.heading.and_then(|h| report.headings.get(h));
        let start = heading.map_or(unit.item.span.start(), |h| h.span.end()).min(unit.item.span.end());
        spans = sentences(text, Span::new(start, unit.item.span.end()))
            .into_iter()
            .map(|s| s.trimmed(text))
            .filter(|s| s.of(text).chars().count() >= SHORT)
            .collect();
    }
    let title = unit_title(report, &unit.item);
    spans.into_iter().map(|s| (s, Some(title.clone()))).collect()
}

/// Titles and places of the linked left units, and the surest link.
fn last_year(pair: Pair<'_>, right: usize, options: TaskOptions) -> (String, Option<usize>) {
    let mut lines = Vec::new();
    let mut best: Option<(Certainty, usize)> = None;
    for (i, link) in pair.comparison.links.iter().enumerate().filter(|(_, l)| l.right == right) {
        let Some(unit) = pair.comparison.left.get(link.left) else { continue };
        let doubt = if link.certainty == Certainty::Uncertain {
            status_sign(crate::compare::Status::Uncertain).to_owned() + " "
        } else {
            String::new()
        };
        let mut line = doubt + &unit_title(pair.left, &unit.item);
        if options.place {
            line = format!("{line} ({})", item_place(pair.left, &unit.item, options.lang));
        }
        lines.push(line);
        if best.is_none_or(|(c, _)| link.certainty > c) {
            best = Some((link.certainty, i));
        }
    }
    if lines.is_empty() {
        lines.push(status_name(options.lang, crate::compare::Status::New).to_owned());
    }
    (lines.join("\n"), best.map(|b| b.1))
}
