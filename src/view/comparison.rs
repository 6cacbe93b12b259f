//! 对照表: one row a link, and one for every unit without a link.

use std::collections::{BTreeMap, BTreeSet};

use super::passages;
use super::place::{item_place, shorten};
use super::table::{Align, Cell, Column, Row, Table, TableKind};
use crate::compare::{Certainty, Comparison, Link, Reason, Status, Unit};
use crate::document::{LinkDecision, Verdict};
use crate::report::{Item, Report, Role};
use crate::text::{Span, fold};
use crate::words::table::{TableWords, and_others, comparison_title, side_heading, status_sign};
use crate::words::{Lang, status_name};

/// Longest shared wording that a cell shows, in characters.
const REASON: usize = 24;
/// Most reasons that a cell shows.
const REASONS: usize = 5;
/// Longest point, in characters, and most points of one status that a cell shows.
const POINT: usize = 18;
const POINTS: usize = 3;
/// Longest first clause that stands for a heading, in characters.
const LEAD: usize = 24;

/// What a comparison table is made from.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// Report of the left side.
    pub left: &'a Report,
    /// Report of the right side (may be the same).
    pub right: &'a Report,
    /// Both sides linked, the reader's decisions laid over.
    pub comparison: &'a Comparison,
    /// For every link of `comparison` the reader's decision on it, for verdicts and notes; may be
    /// empty when there are none.
    pub decisions: &'a [Option<LinkDecision>],
}

/// Order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowOrder {
    /// By the left side; what is only on the right comes last.
    Left,
    /// By the right side; what is only on the left comes last.
    #[default]
    Right,
    /// Continued, new, not mentioned, uncertain.
    Status,
}

/// How much of a unit's text a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellText {
    /// Heading and place only.
    None,
    /// The first so many characters.
    Short(usize),
    /// All of it.
    #[default]
    Full,
}

/// What the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparisonOptions {
    /// Language of headings and statuses.
    pub lang: Lang,
    /// Order of rows.
    pub order: RowOrder,
    /// How much text.
    pub text: CellText,
    /// Section path and paragraph number under the heading (带出处).
    pub place: bool,
    /// Column 依据.
    pub reasons: bool,
    /// Column 备注.
    pub notes: bool,
    /// A sign before the status word.
    pub sign: bool,
    /// Points of a unit that are new or not mentioned again, under 依据.
    pub points: bool,
    /// Only links that the reader confirmed.
    pub only_confirmed: bool,
}

impl Default for ComparisonOptions {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            order: RowOrder::Right,
            text: CellText::Full,
            place: true,
            reasons: true,
            notes: true,
            sign: true,
            points: true,
            only_confirmed: false,
        }
    }
}

/// The comparison table, rows in order. Filter with [`Table::retain`], then [`Table::finish`].
pub fn comparison_table(pair: Pair<'_>, options: ComparisonOptions) -> Table {
    let (left, right) = side_names(pair, options.lang);
    let title = comparison_title(options.lang, &left, &right);
    let mut table = Table::new(TableKind::Comparison, title, columns(left, right, options));
    let mut told = BTreeSet::new();
    for (link, left, right) in keys(pair.comparison, options.order) {
        let link = link.and_then(|i| pair.comparison.links.get(i).map(|l| (i, l)));
        let left = left.and_then(|i| pair.comparison.left.get(i).map(|u| (i, u)));
        let right = right.and_then(|i| pair.comparison.right.get(i).map(|u| (i, u)));
        let decision = link.and_then(|(i, _)| pair.decisions.get(i)).and_then(Option::as_ref);
        let confirmed = decision.is_some_and(|d| d.verdict == Some(Verdict::Confirmed));
        if options.only_confirmed && !confirmed {
            continue;
        }
        let status = row_status(link.map(|l| l.1), left.is_some());
        let mut cells = vec![
            Cell::Empty,
            unit_cell(pair.left, left.map(|u| u.1), options),
            unit_cell(pair.right, right.map(|u| u.1), options),
            Cell::Text(status_text(status, options)),
        ];
        if options.reasons {
            let mut lines = link.map(|(_, l)| reasons(pair, l, options.lang)).unwrap_or_default();
            if options.points {
                for (is_right, unit) in [(false, left), (true, right)] {
                    if let Some((i, _)) = unit.filter(|_| link.is_some())
                        && told.insert((is_right, i))
                    {
                        lines.extend(points(pair, is_right, i, options.lang));
                    }
                }
            }
            cells.push(Cell::text(lines.join("\n")));
        }
        if options.notes {
            cells.push(Cell::text(decision.map_or("", |d| d.note.as_str())));
        }
        table.rows.push(Row {
            cells,
            status: Some(status),
            left: left.map(|u| u.1.item.span),
            right: right.map(|u| u.1.item.span),
            link: link.map(|l| l.0),
        });
    }
    table
}

/// Places of `words` in the units of both sides: right side?, unit, place; the left side first.
pub fn search(pair: Pair<'_>, words: &str) -> Vec<(bool, usize, Span)> {
    let mut out = Vec::new();
    if words.trim().is_empty() {
        return out;
    }
    for right in [false, true] {
        let report = if right { pair.right } else { pair.left };
        let units = if right { &pair.comparison.right } else { &pair.comparison.left };
        let hits = super::find::find(report.text(), words, false).unwrap_or_default();
        for (i, unit) in units.iter().enumerate() {
            let first = hits.partition_point(|h| h.start < unit.item.span.start);
            let here = hits.iter().skip(first).take_while(|h| h.end <= unit.item.span.end);
            out.extend(here.map(|h| (right, i, *h)));
        }
    }
    out
}

/// The heading of each side: 2023年回顾, 2024年部署.
pub fn side_names(pair: Pair<'_>, lang: Lang) -> (String, String) {
    (side_name(pair.left, &pair.comparison.left, lang), side_name(pair.right, &pair.comparison.right, lang))
}

/// A unit's title: its heading, else the first clause.
pub fn unit_title(report: &Report, item: &Item) -> String {
    let text = report.text();
    if let Some(heading) = item.heading.and_then(|h| report.headings.get(h)) {
        return passages::flow(heading.title.of(text));
    }
    let first = crate::text::clauses(text, item.span).into_iter().next().unwrap_or(item.span);
    let first = first.trimmed(text).of(text).trim_end_matches(['。', '，', '；', '：', ',', ';', ':']);
    shorten(&passages::flow(first), LEAD)
}

/// A unit's text without its heading, one line a paragraph.
pub fn unit_text(report: &Report, item: &Item) -> String {
    let after = item.heading.and_then(|h| report.headings.get(h)).map_or(item.span.start(), |h| h.span.end());
    let start = after.clamp(item.span.start(), item.span.end());
    passages::lines(report, Span::new(start, item.span.end()))
}

fn columns(left: String, right: String, options: ComparisonOptions) -> Vec<Column> {
    let words = TableWords::of(options.lang);
    let mut columns = vec![
        Column::new(words.no, 0.5, Align::Centre),
        Column::new(left, 4.0, Align::Left),
        Column::new(right, 4.0, Align::Left),
        Column::new(words.status, 0.9, Align::Centre),
    ];
    if options.reasons {
        columns.push(Column::new(words.reasons, 2.0, Align::Left));
    }
    if options.notes {
        columns.push(Column::new(words.notes, 1.2, Align::Left));
    }
    columns
}

/// The role and year that most units of a side belong to.
fn side_name(report: &Report, units: &[Unit], lang: Lang) -> String {
    let mut counts: BTreeMap<(Role, Option<i32>), usize> = BTreeMap::new();
    for part in units.iter().filter_map(|u| report.parts.get(u.item.part)) {
        let year = part.year.or_else(|| match part.role {
            Role::Plan => report.head.year,
            Role::Review => report.head.year.map(|y| y - 1),
            _ => None,
        });
        *counts.entry((part.role, year)).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, n)| **n).map(|(k, _)| *k);
    side_heading(lang, most.map(|m| m.0), most.and_then(|m| m.1))
}

type Key = (Option<usize>, Option<usize>, Option<usize>);

/// Rows as (link, left unit, right unit).
fn keys(comparison: &Comparison, order: RowOrder) -> Vec<Key> {
    let mut keys: Vec<Key> =
        comparison.links.iter().enumerate().map(|(i, l)| (Some(i), Some(l.left), Some(l.right))).collect();
    let linked_left: BTreeSet<usize> = comparison.links.iter().map(|l| l.left).collect();
    let linked_right: BTreeSet<usize> = comparison.links.iter().map(|l| l.right).collect();
    let free = |n: usize, linked: &BTreeSet<usize>| {
        (0..n).filter(|i| !linked.contains(i)).map(Some).collect::<Vec<_>>()
    };
    keys.extend(free(comparison.left.len(), &linked_left).into_iter().map(|l| (None, l, None)));
    keys.extend(free(comparison.right.len(), &linked_right).into_iter().map(|r| (None, None, r)));
    let last = |unit: Option<usize>| unit.unwrap_or(usize::MAX);
    keys.sort_by_key(|&(link, left, right)| match order {
        RowOrder::Left => (0, last(left), last(right)),
        RowOrder::Right => (0, last(right), last(left)),
        RowOrder::Status => {
            let link = link.and_then(|i| comparison.links.get(i));
            (row_status(link, left.is_some()) as usize, last(right), last(left))
        }
    });
    keys
}

fn row_status(link: Option<&Link>, on_left: bool) -> Status {
    match link {
        Some(link) if link.certainty == Certainty::Uncertain => Status::Uncertain,
        Some(_) => Status::Continued,
        None if on_left => Status::NotMentioned,
        None => Status::New,
    }
}

/// Sign and word of a status.
fn status_text(status: Status, options: ComparisonOptions) -> String {
    let word = status_name(options.lang, status);
    if options.sign { format!("{} {word}", status_sign(status)) } else { word.to_owned() }
}

fn unit_cell(report: &Report, unit: Option<&Unit>, options: ComparisonOptions) -> Cell {
    let Some(unit) = unit else {
        return Cell::Text(TableWords::of(options.lang).no_text.to_owned());
    };
    let text = match options.text {
        CellText::None => String::new(),
        CellText::Short(max) => shorten(&unit_text(report, &unit.item), max),
        CellText::Full => unit_text(report, &unit.item),
    };
    Cell::Titled {
        title: unit_title(report, &unit.item),
        place: if options.place { item_place(report, &unit.item, options.lang) } else { String::new() },
        text,
    }
}

/// The words that made a link: each shared wording once, both spellings where they differ.
fn reasons(pair: Pair<'_>, link: &Link, lang: Lang) -> Vec<String> {
    let words = TableWords::of(lang);
    let mut seen: Vec<String> = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    for Reason { left, right, .. } in &link.reasons {
        let (a, b) = (left.of(pair.left.text()), right.of(pair.right.text()));
        let (key_a, key_b) = (key(a), key(b));
        if key_a.is_empty() && key_b.is_empty()
            || seen.iter().any(|s| s.contains(&key_a) && s.contains(&key_b))
        {
            continue;
        }
        let (a, b) = (shorten(&passages::flow(a), REASON), shorten(&passages::flow(b), REASON));
        let one = if key_a == key_b || b.is_empty() {
            a
        } else if a.is_empty() {
            b
        } else {
            format!("{a}{}{b}", words.same)
        };
        shown.push(one);
        seen.push(format!("{key_a} {key_b}"));
        if shown.len() == REASONS {
            break;
        }
    }
    if shown.is_empty() { Vec::new() } else { vec![shown.join(words.list_end)] }
}

fn key(text: &str) -> String {
    fold(text, 0).chars.into_iter().collect()
}

/// 新提：… and 未再提：… lines for the points of a unit.
fn points(pair: Pair<'_>, right: bool, unit: usize, lang: Lang) -> Vec<String> {
    let words = TableWords::of(lang);
    let report = if right { pair.right } else { pair.left };
    [Status::New, Status::NotMentioned]
        .into_iter()
        .filter_map(|status| {
            let of_unit =
                |p: &&crate::compare::UnitPoint| p.right == right && p.unit == unit && p.status == status;
            let mut texts: Vec<String> = pair
                .comparison
                .points
                .iter()
                .filter(of_unit)
                .map(|p| shorten(&passages::flow(p.span.trimmed(report.text()).of(report.text())), POINT))
                .filter(|t| !t.is_empty())
                .collect();
            let count = texts.len();
            texts.truncate(POINTS);
            let more = if count > POINTS { and_others(lang, count) } else { String::new() };
            let head = format!("{}{}", status_name(lang, status), words.colon);
            (!texts.is_empty()).then(|| head + &texts.join(words.list_end) + &more)
        })
        .collect()
}
/// What comparisons are counted by, in the order in which counts are shown and kept.
pub const COUNTED: [Status; 4] = [Status::Continued, Status::New, Status::NotMentioned, Status::Uncertain];

/// How many there are of each of [`COUNTED`].
pub fn counts(c: &Comparison) -> [usize; 4] {
    COUNTED.map(|status| count(c, status))
}

/// How many units (for 新提 also points inside continued units, for 存疑 links) have a status.
pub fn count(c: &Comparison, status: Status) -> usize {
    match status {
        Status::New => {
            let points = c.points.iter().filter(|p| {
                p.right
                    && p.status == Status::New
                    && c.right.get(p.unit).is_some_and(|u| u.status != Status::New)
            });
            c.right.iter().filter(|u| u.status == Status::New).count() + points.count()
        }
        // The links, as the filter shows them: also those of units that have a better one.
        Status::Uncertain => c.links.iter().filter(|l| l.certainty == Certainty::Uncertain).count(),
        other => c.left.iter().filter(|u| u.status == other).count(),
    }
}
