//! Cards and their places in the columns, before scrolling.

use std::collections::BTreeSet;

use crate::app::{CompareFilter, Tab};
use crate::compare::{Certainty, Comparison, Status, Unit};
use crate::report::Report;
use crate::text::{Span, fold_char, is_blank};
use crate::view::place::item_place;
use crate::words::Lang;

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

/// A column of cards.
#[derive(Default)]
pub struct Column {
    /// Cards that the filter lets through.
    pub cards: Vec<Card>,
    /// Height of all, in points.
    pub height: f32,
    /// All units of the side.
    pub units: usize,
    /// Characters of all units.
    pub chars: usize,
}

/// A card.
pub struct Card {
    /// Index of the unit.
    pub unit: usize,
    /// Top of the card.
    pub y: f32,
    /// Its height.
    pub height: f32,
    /// Words of the group above it, where a new one begins.
    pub label: Option<String>,
    /// Title, as shown.
    pub title: String,
    /// Where it stands.
    pub place: String,
    /// First words of the text, as shown.
    pub snippet: String,
    /// Rows for points.
    pub rows: Vec<Row>,
    /// Rows not shown.
    pub folded: usize,
    /// Status of the unit.
    pub status: Status,
}

/// A point on a card.
pub struct Row {
    /// Its words, as shown.
    pub text: String,
    /// Its place in the report.
    pub span: Span,
    /// Its status.
    pub status: Status,
    /// Units of the other side it continues.
    pub partners: Vec<usize>,
}

impl Column {
    /// Card of a unit.
    pub fn card(&self, unit: usize) -> Option<&Card> {
        self.cards.iter().find(|c| c.unit == unit)
    }

    /// Cards that touch the stretch from `top` to `bottom`.
    pub fn between(&self, top: f32, bottom: f32) -> impl Iterator<Item = &Card> {
        let first = self.cards.partition_point(|c| c.y + c.height < top);
        self.cards.iter().skip(first).take_while(move |c| c.y - LABEL <= bottom)
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

/// Lays out both columns.
pub fn lay_out(
    lang: Lang,
    tab: &Tab,
    c: &Comparison,
    unfolded: &BTreeSet<(bool, usize)>,
) -> (Column, Column) {
    let passes = passes(tab, c);
    let column = |right: bool| {
        let units = if right { &c.right } else { &c.left };
        let report = tab.side(right);
        let mut column = Column { units: units.len(), ..Column::default() };
        let mut y = TOP;
        let mut group = None;
        for (i, unit) in units.iter().enumerate() {
            column.chars += unit.item.span.of(report.text()).chars().filter(|c| !is_blank(*c)).count();
            if !passes[usize::from(right)][i] {
                continue;
            }
            let above = unit.item.heading.and_then(|h| report.headings[h].parent);
            let label =
                (above.is_some() && above != group).then(|| above.map(|h| group_words(report, h))).flatten();
            group = above;
            if label.is_some() {
                y += LABEL;
            }
            let mut card = card(lang, report, c, unit, i, right, unfolded.contains(&(right, i)));
            card.y = y;
            card.label = label;
            y += card.height + GAP;
            column.cards.push(card);
        }
        column.height = y + TOP;
        column
    };
    (column(false), column(true))
}

fn group_words(report: &Report, heading: usize) -> String {
    let h = &report.headings[heading];
    let number = h.number.map_or("", |n| n.of(report.text()));
    let up = h.parent.map_or_else(String::new, |up| {
        let up = &report.headings[up];
        up.number.map_or_else(String::new, |n| format!("{}・", n.of(report.text()).trim_end_matches('、')))
    });
    shown(&format!("{up}{number} {}", h.title.of(report.text())))
}

fn card(
    lang: Lang,
    report: &Report,
    c: &Comparison,
    unit: &Unit,
    index: usize,
    right: bool,
    unfolded: bool,
) -> Card {
    let text = report.text();
    let (title, body) = if let Some(h) = unit.item.heading {
        let h = &report.headings[h];
        (shown(h.title.of(text)), Span { start: h.span.end, end: unit.item.span.end.max(h.span.end) })
    } else {
        let words: String = unit.item.span.of(text).chars().take(40).collect();
        (shown(&words), unit.item.span)
    };
    let snippet: String = body.of(text).chars().take(120).collect();
    let mut rows: Vec<Row> = Vec::new();
    if right && unit.status != Status::New {
        for p in c.points.iter().filter(|p| p.right && p.unit == index) {
            let words: String = p.span.of(text).chars().take(80).collect();
            let words = shown(words.trim_matches(|c: char| is_blank(c) || "，。；,;、".contains(c)));
            rows.push(Row { text: words, span: p.span, status: p.status, partners: p.partners.clone() });
        }
    }
    let all = rows.len();
    if !unfolded && all > ROWS + 1 {
        // What is new must be seen; of the rest the first.
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
    let folded = all - rows.len();
    let height = if rows.is_empty() {
        CARD
    } else {
        TITLE + ROW * (rows.len() + usize::from(folded > 0 || (unfolded && all > ROWS + 1))) as f32 + 6.0
    };
    Card {
        unit: index,
        y: 0.0,
        height,
        label: None,
        title,
        place: item_place(report, &unit.item, lang),
        snippet: shown(&snippet),
        rows,
        folded,
        status: unit.status,
    }
}

/// Which units of each side the filters let through.
fn passes(tab: &Tab, c: &Comparison) -> [Vec<bool>; 2] {
    let view = &tab.view.compare;
    let mut pass = [true, true].map(|_| Vec::new());
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let needle = fold(&view.search);
    let decided = |i: usize| tab.verdict(i).is_some();
    for right in [false, true] {
        let units = if right { &c.right } else { &c.left };
        let report = tab.side(right);
        pass[usize::from(right)] = units
            .iter()
            .enumerate()
            .map(|(i, unit)| {
                let status = match view.filter {
                    CompareFilter::All => true,
                    CompareFilter::Only(s) => {
                        unit.status == s
                            || c.points
                                .iter()
                                .any(|p| p.right == right && p.unit == i && p.status == s && s == Status::New)
                            || (s == Status::Uncertain
                                && c.links.iter().any(|l| {
                                    l.certainty == Certainty::Uncertain
                                        && (if right { l.right } else { l.left }) == i
                                }))
                    }
                };
                let open = !view.undecided
                    || c.links
                        .iter()
                        .enumerate()
                        .any(|(k, l)| (if right { l.right } else { l.left }) == i && !decided(k));
                status
                    && open
                    && (needle.is_empty() || fold(unit.item.span.of(report.text())).contains(&needle))
            })
            .collect();
    }
    if !needle.is_empty() {
        // A partner of what was found is shown with it.
        let found = pass.clone();
        for l in &c.links {
            pass[0][l.left] |= found[1][l.right];
            pass[1][l.right] |= found[0][l.left];
        }
    }
    pass
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
