//! The evidence drawer: both texts, what made the link, and the reader's decision.

use std::ops::Range;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::Memory;
use super::geometry::shown;
use crate::app::{Action, Command, CompareAction, Tab};
use crate::compare::{Certainty, Comparison, DiffKind, Link, Status, difference};
use crate::document::{Edit, LinkDecision, Verdict};
use crate::report::{Item, Report};
use crate::text::Span;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::layout::{Lit, Quotes, Setting};
use crate::ui::widgets::{Button, Kit, Look, chip, field, meter, role_tag, switch, text, text_cut};
use crate::view::place::item_place;
use crate::words::{CompareWords, certainty_name, reason_name, role_name};

/// Height of the drawer's head.
const HEAD: f32 = 40.0;
/// Width of the middle column.
const MIDDLE: f32 = 178.0;

/// Draws the drawer.
#[allow(clippy::too_many_arguments)]
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    c: &Comparison,
    kept: &mut Memory,
    quotes: &mut Quotes,
    rect: Rect,
    margin: f32,
    out: &mut Vec<Action>,
) {
    let theme = kit.theme;
    ui.painter().rect_filled(rect, 0.0, theme.page);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.line2));
    ui.painter().hline(rect.x_range(), rect.top() + HEAD, Stroke::new(1.0, theme.line));
    let view = &tab.view.compare;
    let link = view.link.and_then(|l| c.links.get(l).map(|link| (l, link)));
    let (left, right) = match (link, view.unit) {
        (Some((_, link)), _) => (c.left.get(link.left), c.right.get(link.right)),
        (None, Some((false, i))) => (c.left.get(i), None),
        (None, Some((true, i))) => (None, c.right.get(i)),
        (None, None) => return,
    };
    let status = match link {
        Some((_, l)) if l.certainty == Certainty::Uncertain => Status::Uncertain,
        Some(_) => Status::Continued,
        None => left.or(right).map_or(Status::New, |u| u.status),
    };
    let titles = [(false, left), (true, right)]
        .into_iter()
        .filter_map(|(r, u)| u.map(|u| title(tab.side(r), &u.item)))
        .collect::<Vec<_>>();
    head(
        ui,
        kit,
        tab,
        status,
        &titles.join(" ↔ "),
        Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + HEAD)),
        margin,
        out,
    );
    let body =
        Rect::from_min_max(pos2(rect.left() + margin, rect.top() + HEAD + 8.0), rect.max - vec2(margin, 6.0));
    let side = ((body.width() - MIDDLE - 32.0) / 2.0).floor();
    let left_rect = Rect::from_min_size(body.min, vec2(side, body.height()));
    let middle = Rect::from_min_size(pos2(left_rect.right() + 16.0, body.top()), vec2(MIDDLE, body.height()));
    let right_rect = Rect::from_min_size(pos2(middle.right() + 16.0, body.top()), vec2(side, body.height()));
    let lits = lits(kit, tab, link.map(|l| l.1), left.map(|u| &u.item), right.map(|u| &u.item));
    let setting = Setting { size: 15.0, line: 26.0, widen: true, ..Setting::default() };
    for (r, unit, place, lit) in [(false, left, left_rect, &lits[0]), (true, right, right_rect, &lits[1])] {
        match unit {
            Some(unit) => quote(ui, kit, tab, r, &unit.item, place, lit, &setting, quotes),
            None => absent(ui, kit, tab, r, place),
        }
    }
    if let Some((index, link)) = link {
        decide(ui, kit, tab, index, link, kept, middle, out);
    }
}

fn title(report: &Report, item: &Item) -> String {
    match item.heading {
        Some(h) => shown(report.headings[h].title.of(report.text())),
        None => shown(&item.span.of(report.text()).chars().take(20).collect::<String>()),
    }
}

#[allow(clippy::too_many_arguments)]
fn head(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    status: Status,
    titles: &str,
    rect: Rect,
    margin: f32,
    out: &mut Vec<Action>,
) {
    let w = CompareWords::of(kit.lang);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(margin, 5.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if Button::icon_only(icons::X, kit.words().close).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Drawer(false)));
    }
    let wide = rect.width() > 900.0;
    let ghost = |icon, name| {
        if wide { Button::new(name).icon(icon).look(Look::Ghost) } else { Button::icon_only(icon, name) }
    };
    if ghost(icons::BOOK_OPEN_TEXT, w.open_in_reading).show(&mut row, kit).clicked() {
        open(tab, out);
    }
    if switch(&mut row, kit, tab.view.compare.difference, w.difference) {
        out.push(Action::Compare(CompareAction::Difference(!tab.view.compare.difference)));
    }
    let end = row.min_rect().left() - 12.0;
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(margin, 5.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    chip(&mut left, kit, status);
    let x = left.min_rect().right() + 10.0;
    text_cut(ui, pos2(x, rect.center().y), end - x, titles, Face::SansBold, 14.0, kit.theme.t1);
}

fn open(tab: &Tab, out: &mut Vec<Action>) {
    let Some(c) = &tab.derived.comparison else { return };
    let view = &tab.view.compare;
    let (right, index) = match (view.link.and_then(|l| c.links.get(l)), view.unit) {
        (_, Some(unit)) => unit,
        (Some(link), None) => (true, link.right),
        (None, None) => return,
    };
    let units = if right { &c.right } else { &c.left };
    if let Some(unit) = units.get(index) {
        let second = if right { tab.sides.right_second } else { tab.sides.left_second };
        out.push(Action::GoTo { second, at: unit.item.span.start() });
    }
}

/// Lit words of both texts: shared ones, or with the difference switch what differs.
fn lits(
    kit: &Kit,
    tab: &Tab,
    link: Option<&Link>,
    left: Option<&Item>,
    right: Option<&Item>,
) -> [Vec<Lit>; 2] {
    let theme = kit.theme;
    let mut out = [Vec::new(), Vec::new()];
    let (Some(link), Some(l), Some(r)) = (link, left, right) else { return out };
    let mut add = |side: usize, item: &Item, span: Span, fill| {
        if item.span.covers(span) && !span.is_empty() {
            let range = (span.start() - item.span.start())..(span.end() - item.span.start());
            out[side].push(Lit { range, fill, ink: None });
        }
    };
    if tab.view.compare.difference {
        for run in difference(tab.side(false), l.span, tab.side(true), r.span) {
            match run.kind {
                DiffKind::Common => {}
                DiffKind::LeftOnly => add(0, l, run.left, theme.drop_lit),
                DiffKind::RightOnly => add(1, r, run.right, theme.new_lit),
                DiffKind::Moved => {
                    add(0, l, run.left, theme.keep_lit);
                    add(1, r, run.right, theme.keep_lit);
                }
            }
        }
    } else {
        for reason in &link.reasons {
            add(0, l, reason.left, theme.keep_lit);
            add(1, r, reason.right, theme.keep_lit);
        }
    }
    for side in &mut out {
        side.sort_by_key(|lit| (lit.range.start, std::cmp::Reverse(lit.range.end)));
        let mut end = 0;
        side.retain(|lit: &Lit| {
            let keep = lit.range.start >= end;
            if keep {
                end = lit.range.end;
            }
            keep
        });
    }
    out
}

#[allow(clippy::too_many_arguments)]
fn quote(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    right: bool,
    item: &Item,
    rect: Rect,
    lit: &[Lit],
    setting: &Setting,
    quotes: &mut Quotes,
) {
    let report = tab.side(right);
    let mut head = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(Rect::from_min_size(rect.min, vec2(rect.width(), 20.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    role_tag(&mut head, kit, tab.role(right));
    head.label(egui::RichText::new(item_place(report, item, kit.lang)).size(12.0).color(kit.theme.t2));
    let area = Rect::from_min_max(rect.min + vec2(0.0, 24.0), rect.max);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("quote", right)).max_rect(area));
    egui::ScrollArea::vertical().id_salt(("quote", right)).auto_shrink(false).show(&mut child, |ui| {
        let words = item.span.of(report.text());
        let set = Setting { width: area.width() - 14.0, ..setting.clone() };
        let bold: Vec<Range<usize>> = item
            .heading
            .map(|h| report.headings[h].span)
            .filter(|s| item.span.covers(*s))
            .map(|s| (s.start() - item.span.start())..(s.end() - item.span.start()))
            .into_iter()
            .collect();
        let ctx = ui.ctx().clone();
        let (quote, atlas) = quotes.get(&ctx, words, &bold, &set, 0);
        let (place, response) = ui.allocate_exact_size(vec2(set.width, quote.height()), Sense::hover());
        crate::ui::widgets::describe(&response, egui::Role::Label, true, words);
        quote.paint(ui.painter(), atlas, place.min, kit.theme.t1, lit);
    });
}

fn absent(ui: &Ui, kit: &Kit, tab: &Tab, right: bool, rect: Rect) {
    let w = CompareWords::of(kit.lang);
    let words = crate::words::fill(w.absent, &[role_name(kit.lang, tab.role(right))]);
    crate::ui::widgets::dashed(ui, rect.shrink(4.0), kit.theme.line2);
    text(ui, rect.center(), Align2::CENTER_CENTER, &words, Face::Sans, 13.0, kit.theme.t2);
}

#[allow(clippy::too_many_arguments)]
fn decide(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    index: usize,
    link: &Link,
    kept: &mut Memory,
    rect: Rect,
    out: &mut Vec<Action>,
) {
    let w = CompareWords::of(kit.lang);
    let mut column =
        ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::top_down(egui::Align::Min)));
    let ui = &mut column;
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    ui.horizontal(|ui| {
        meter(ui, kit, link.certainty, link.likeness);
        let verdict = tab.verdict(index);
        let name = match verdict {
            Some(Verdict::Confirmed) => w.confirmed,
            Some(Verdict::Doubtful) => w.doubted,
            _ => certainty_name(kit.lang, link.certainty),
        };
        ui.label(egui::RichText::new(name).font(Face::SansBold.at(12.0)));
    });
    ui.horizontal(|ui| {
        let confirmed = tab.verdict(index) == Some(Verdict::Confirmed);
        let look = if confirmed { Look::Line } else { Look::Primary };
        if Button::new(w.confirm).icon(icons::CHECK).look(look).on(confirmed).show(ui, kit).clicked() {
            out.push(Action::Run(Command::Confirm));
        }
        if Button::new(w.break_link).icon(icons::LINK_BREAK).show(ui, kit).clicked() {
            out.push(Action::Run(Command::Break));
        }
    });
    ui.horizontal(|ui| {
        if Button::new(w.pair).icon(icons::CROSSHAIR).show(ui, kit).clicked() {
            out.push(Action::Run(Command::Pair));
        }
        let doubted = tab.verdict(index) == Some(Verdict::Doubtful);
        if Button::new(w.doubt).icon(icons::QUESTION_MARK).on(doubted).show(ui, kit).clicked() {
            out.push(Action::Run(Command::Doubt));
        }
    });
    note(ui, kit, tab, index, kept, rect.width(), out);
    let reasons = reasons(kit, tab, link);
    if !reasons.is_empty() {
        ui.add(egui::Label::new(egui::RichText::new(reasons).size(12.0).color(kit.theme.t2)).wrap());
    }
}

/// 同一提法 3　同样文字 2 …
fn reasons(kit: &Kit, _tab: &Tab, link: &Link) -> String {
    let mut kinds: Vec<(crate::compare::ReasonKind, usize)> = Vec::new();
    for reason in &link.reasons {
        match kinds.iter_mut().find(|k| k.0 == reason.kind) {
            Some(k) => k.1 += 1,
            None => kinds.push((reason.kind, 1)),
        }
    }
    kinds.iter().map(|(k, n)| format!("{} {n}", reason_name(kit.lang, *k))).collect::<Vec<_>>().join("　")
}

#[allow(clippy::too_many_arguments)]
fn note(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    index: usize,
    kept: &mut Memory,
    width: f32,
    out: &mut Vec<Action>,
) {
    if let Some((other, words)) = kept.note.take_if(|n| n.0 != index) {
        commit(tab, other, words, out);
    }
    let w = CompareWords::of(kit.lang);
    let now = tab.decision(index).map_or("", |d| d.note.as_str());
    let id = egui::Id::unique(("link-note", tab.id, index));
    let value = kept.note.as_ref().filter(|n| n.0 == index).map_or(now, |n| n.1.as_str()).to_owned();
    let (response, new) = field(ui, kit, id, icons::NOTE_PENCIL, w.note_hint, &value, width);
    if let Some(new) = new {
        kept.note = Some((index, new));
    }
    // A note is one decision, not one a letter: it is taken over when the field is left.
    if response.lost_focus()
        && let Some((_, words)) = kept.note.take_if(|n| n.0 == index)
    {
        commit(tab, index, words, out);
    }
}

/// Takes over a note that was typed for link `index`.
pub(super) fn commit(tab: &Tab, index: usize, words: String, out: &mut Vec<Action>) {
    let now = tab.decision(index).map_or("", |d| d.note.as_str());
    let Some(c) = tab.derived.comparison.as_ref().filter(|_| words != now) else { return };
    let Some(link) = c.links.get(index) else { return };
    let (Some(l), Some(r)) = (c.left.get(link.left), c.right.get(link.right)) else { return };
    out.push(Action::Edit(Edit::Decide(LinkDecision {
        left: crate::document::Anchor::new(tab.side(false).text(), l.item.span),
        right: crate::document::Anchor::new(tab.side(true).text(), r.item.span),
        with: tab.with(),
        verdict: tab.verdict(index),
        note: words,
    })));
}
