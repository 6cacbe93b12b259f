//! Cards and their places in the columns, before scrolling.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::cards::Frame;
use crate::app::Tab;
use crate::compare::{Comparison, Status, Unit};
use crate::facts::{Facts, FigureKind};
use crate::report::{Report, Role};
use crate::text::{Span, is_blank};

/// Height of a card of the left kind: title and snippet.
pub const CARD: f32 = 58.0;
/// Height of a title line on a card with rows.
pub const TITLE: f32 = 34.0;
/// Height of a row of a card.
pub const ROW: f32 = 26.0;
/// Space between cards.
const GAP: f32 = 6.0;
/// Height of a group label.
pub const LABEL: f32 = 26.0;
/// Space above the first card.
const TOP: f32 = 8.0;
/// Rows shown before the rest is folded.
const ROWS: usize = 5;
/// Characters of a paragraph without heading that stand for a title, and of a row.
const LEAD: usize = 40;
const POINT: usize = 80;

/// A column of cards.
#[derive(Default)]
pub struct Column {
    /// Cards that the filter lets through.
    pub cards: Vec<Card>,
    /// For every unit the place of its card in `cards`.
    by_unit: Vec<Option<u32>>,
    /// Height of all, in points.
    pub height: f32,
    /// All units of the side.
    pub units: usize,
    /// An empty place that faces the selected unit of the other side: its top.
    pub empty: Option<f32>,
    /// What stands on the cards that were in sight, by unit.
    written: RefCell<BTreeMap<usize, Arc<Written>>>,
}

/// A card: as much as its place depends on. What stands on it is made when it comes into sight
/// ([`Column::written`]): a filter or a fold lays out thousands.
pub struct Card {
    /// Index of the unit.
    pub unit: usize,
    /// Top of the card.
    pub y: f32,
    /// Its height.
    pub height: f32,
    /// What begins above it.
    label: Label,
    /// How many rows for points it has.
    pub rows: usize,
    /// Points that are not shown.
    pub folded: usize,
    /// The card can be folded or unfolded.
    pub folds: bool,
    /// Status of the unit.
    pub status: Status,
}

/// What begins above a card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Nothing,
    /// A group: index of its heading.
    Group(usize),
    /// Another part (the opening before the review).
    Part(Role),
}

/// What stands on a card.
#[derive(Default)]
pub struct Written {
    /// Words of the group above it, where a new one begins.
    pub label: Option<String>,
    /// Its title.
    pub title: Span,
    /// The text after it.
    pub body: Span,
    /// The first figure in it: value and unit as written.
    pub figure: Option<Span>,
    /// Rows for points.
    pub rows: Vec<Row>,
}

/// A point on a card.
pub struct Row {
    /// Its words.
    pub span: Span,
    /// Its status.
    pub status: Status,
    /// Units of the other side it continues.
    pub partners: Vec<usize>,
}

/// Where the first row of a card begins, from its top.
pub fn rows_top(right: bool) -> f32 {
    if right { TITLE } else { CARD - 4.0 }
}

impl Column {
    /// Card of a unit.
    pub fn card(&self, unit: usize) -> Option<&Card> {
        self.cards.get((*self.by_unit.get(unit)?)? as usize)
    }

    /// Place of a unit's card among the cards.
    pub fn place(&self, unit: usize) -> Option<usize> {
        self.by_unit.get(unit).copied().flatten().map(|at| at as usize)
    }

    /// What stands on `card`, a card of this column, which is the `right` one or not.
    pub fn written(&self, f: &Frame<'_>, right: bool, card: &Card) -> Arc<Written> {
        let make = || Arc::new(write(f, right, card));
        self.written.borrow_mut().entry(card.unit).or_insert_with(make).clone()
    }

    /// Cards that touch the stretch from `top` to `bottom`.
    pub fn between(&self, top: f32, bottom: f32) -> impl Iterator<Item = &Card> {
        let first = self.cards.partition_point(|c| c.y + c.height < top);
        self.cards.iter().skip(first).take_while(move |c| c.y - LABEL <= bottom)
    }

    /// Makes an empty place before the card that faces height `y`.
    pub fn make_empty(&mut self, y: f32) {
        let at = self.cards.partition_point(|c| c.y < y);
        let top = self
            .cards
            .get(at)
            .map_or(self.height - TOP, |c| c.y - if c.label == Label::Nothing { 0.0 } else { LABEL });
        for card in self.cards.iter_mut().skip(at) {
            card.y += CARD + GAP;
        }
        self.height += CARD + GAP;
        self.empty = Some(top);
    }
}

/// Links and points by unit, and the links' shares of a card's edge, so that a frame needs no search.
#[derive(Default)]
pub struct Ends {
    /// For each side and unit its links.
    pub of: [Vec<Vec<u32>>; 2],
    /// For each link: the how-manieth of its left unit.
    pub turn: Vec<u32>,
    /// For each side and unit its points.
    points: [Vec<Vec<u32>>; 2],
}

impl Ends {
    /// Sorts the links and points of `c`.
    pub fn new(c: &Comparison) -> Self {
        let mut of = [vec![Vec::new(); c.left.len()], vec![Vec::new(); c.right.len()]];
        let mut turn = Vec::with_capacity(c.links.len());
        for (k, link) in c.links.iter().enumerate() {
            let left: &mut Vec<u32> = &mut of[0][link.left];
            turn.push(left.len() as u32);
            left.push(k as u32);
            of[1][link.right].push(k as u32);
        }
        let mut points = [vec![Vec::new(); c.left.len()], vec![Vec::new(); c.right.len()]];
        for (k, p) in c.points.iter().enumerate() {
            let unit: &mut Vec<u32> = &mut points[usize::from(p.right)][p.unit];
            unit.push(k as u32);
        }
        Self { of, turn, points }
    }

    /// Points of a unit.
    fn points(&self, right: bool, unit: usize) -> &[u32] {
        self.points[usize::from(right)].get(unit).map_or(&[], Vec::as_slice)
    }

    /// Links of a unit.
    pub fn of(&self, right: bool, unit: usize) -> &[u32] {
        self.of[usize::from(right)].get(unit).map_or(&[], Vec::as_slice)
    }
}

/// Half-width marks beside Chinese characters are shown full-width, one for one; white space goes.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_blank(c) {
            if before.is_ascii_alphanumeric() && chars.peek().is_some_and(char::is_ascii_alphanumeric) {
                out.push(' ');
            }
            continue;
        }
        let near_digit = before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        let wide = match c {
            ',' | ':' | ';' | '(' | ')' | '!' | '?' if !near_digit => {
                char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)
            }
            c => c,
        };
        out.push(wide);
        before = c;
    }
    out
}

/// The first `most` characters of `span`.
pub fn first_of(report: &Report, span: Span, most: usize) -> Span {
    let text = span.of(report.text());
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    Span::new(span.start(), span.start() + end)
}

/// Words of a point without the marks around it.
fn point_words(report: &Report, span: Span) -> Span {
    let text = span.of(report.text());
    let edge = |c: char| is_blank(c) || "，。；,;、".contains(c);
    let start = text.len() - text.trim_start_matches(edge).len();
    let end = text.trim_end_matches(edge).len().max(start);
    first_of(report, Span::new(span.start() + start, span.start() + end), POINT)
}

/// Characters of all units of a side, without white space.
pub fn chars(tab: &Tab, c: &Comparison, right: bool) -> usize {
    let (units, text) = (if right { &c.right } else { &c.left }, tab.side(right).text());
    units.iter().map(|u| u.item.span.of(text).chars().filter(|c| !is_blank(*c)).count()).sum()
}

/// What the columns are laid out by.
pub struct Wishes<'a> {
    /// Which units of each side are shown.
    pub pass: &'a [Vec<bool>; 2],
    /// Cards whose fold was turned over: right side?, unit.
    pub turned: &'a BTreeSet<(bool, usize)>,
    /// All cards are unfolded.
    pub open: bool,
}

/// Lays out both columns.
pub fn lay_out(tab: &Tab, c: &Comparison, ends: &Ends, wishes: &Wishes<'_>) -> [Column; 2] {
    [false, true].map(|right| {
        let units = if right { &c.right } else { &c.left };
        let report = tab.side(right);
        let mut column = Column { units: units.len(), by_unit: vec![None; units.len()], ..Column::default() };
        let mut y = TOP;
        let mut group = None;
        let mut role = tab.role(right);
        for (i, unit) in units.iter().enumerate() {
            if !wishes.pass[usize::from(right)].get(i).copied().unwrap_or(true) {
                continue;
            }
            let above = unit.item.heading.and_then(|h| report.headings[h].parent);
            let mut label = above.filter(|_| above != group).map_or(Label::Nothing, Label::Group);
            group = above;
            // Where another part begins (the opening before the review) its name stands.
            let own = report.parts.get(unit.item.part).map_or(role, |p| p.role);
            if own != role && label == Label::Nothing {
                label = Label::Part(own);
            }
            role = own;
            if label != Label::Nothing {
                y += LABEL;
            }
            let unfolded = wishes.open != wishes.turned.contains(&(right, i));
            let points = ends.points(right, i).iter().filter(|&&k| told(c, unit, k, right)).count();
            let card = card((unit, i), right, unfolded, points, (y, label));
            y += card.height + GAP;
            column.by_unit[i] = Some(column.cards.len() as u32);
            column.cards.push(card);
        }
        column.height = y + TOP;
        column
    })
}

fn group_words(report: &Report, heading: usize) -> String {
    let h = &report.headings[heading];
    let number = h.number.map_or("", |n| n.of(report.text()));
    let up = h.parent.map_or_else(String::new, |up| {
        let up = &report.headings[up];
        up.number.map_or_else(String::new, |n| format!("{}・", n.of(report.text()).trim_end_matches('、')))
    });
    let title = first_of(report, h.title, 80);
    shown(&format!("{up}{number} {}", title.of(report.text())))
}

/// Words that stand for a unit, and what follows them.
pub fn title_of(report: &Report, unit: &Unit) -> (Span, Span) {
    if let Some(h) = unit.item.heading {
        let h = &report.headings[h];
        let mut body =
            Span { start: h.span.end, end: unit.item.span.end.max(h.span.end) }.trimmed(report.text());
        if body.is_empty() {
            body = h.title;
        }
        (h.title, body)
    } else {
        (first_of(report, unit.item.span, LEAD), unit.item.span)
    }
}

/// Point `k` has a row on the card of its unit: on the left only what was not taken up again is told
/// apart.
fn told(c: &Comparison, unit: &Unit, k: u32, right: bool) -> bool {
    let alone = if right { Status::New } else { Status::NotMentioned };
    let status = c.points.get(k as usize).map(|p| p.status);
    unit.status != alone && status.is_some_and(|s| right || s == Status::NotMentioned)
}

/// A card with `all` points.
fn card(
    (unit, index): (&Unit, usize),
    right: bool,
    unfolded: bool,
    all: usize,
    (y, label): (f32, Label),
) -> Card {
    let folds = if right { all > ROWS + 1 } else { all > 0 };
    let rows = match (folds && !unfolded, right) {
        (true, true) => ROWS,
        (true, false) => 0,
        (false, _) => all,
    };
    let height = match (right, rows) {
        (_, 0) => CARD,
        (true, _) => TITLE + ROW * (rows + usize::from(folds)) as f32 + 6.0,
        (false, _) => CARD - 4.0 + ROW * rows as f32 + 6.0,
    };
    Card { unit: index, y, height, label, rows, folded: all - rows, folds, status: unit.status }
}

fn write(f: &Frame<'_>, right: bool, card: &Card) -> Written {
    let (tab, c) = (f.tab, f.comparison);
    let report = tab.side(right);
    let label = match card.label {
        Label::Nothing => None,
        Label::Group(heading) => Some(group_words(report, heading)),
        Label::Part(role) => Some(crate::words::role_name(f.kit.lang, role).to_owned()),
    };
    let Some(unit) = (if right { &c.right } else { &c.left }).get(card.unit) else {
        return Written { label, ..Written::default() };
    };
    let (title, body) = title_of(report, unit);
    let mut rows: Vec<Row> = f
        .ends
        .points(right, card.unit)
        .iter()
        .filter(|&&k| told(c, unit, k, right))
        .map(|&k| &c.points[k as usize])
        .map(|p| Row { span: point_words(report, p.span), status: p.status, partners: p.partners.clone() })
        .collect();
    if card.folded > 0 {
        if right { fold(&mut rows) } else { rows.clear() }
    }
    let facts = if tab.second_of(right) { &tab.derived.facts_second } else { &tab.derived.facts };
    let facts = facts.as_deref().filter(|_| !right);
    let figure = facts.and_then(|f| first_figure(f, unit.item.span));
    Written { label, title, body, figure, rows }
}

/// Leaves [`ROWS`]: what is new must be seen; of the rest the first.
fn fold(rows: &mut Vec<Row>) {
    let mut keep = ROWS;
    let news = rows.iter().filter(|r| r.status == Status::New).count().min(ROWS);
    let mut others = ROWS - news;
    rows.retain(|r| {
        let take = if r.status == Status::New { keep > 0 } else { others > 0 };
        if take {
            keep = keep.saturating_sub(1);
            others = others.saturating_sub(usize::from(r.status != Status::New));
        }
        take
    });
}

/// The first quantity in `span`.
fn first_figure(facts: &Facts, span: Span) -> Option<Span> {
    let from = facts.figures.partition_point(|f| f.span.start < span.start);
    facts
        .figures
        .iter()
        .skip(from)
        .take_while(|f| f.span.end <= span.end)
        .find(|f| !matches!(f.kind, FigureKind::Rank | FigureKind::Time) && f.span.len() <= 24)
        .map(|f| f.span)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn marks_widen_but_not_inside_numbers() {
        assert_eq!(shown("抓好学习,强化 忠诚(一)"), "抓好学习，强化忠诚（一）");
        assert_eq!(shown("1,000人"), "1,000人");
    }
}
