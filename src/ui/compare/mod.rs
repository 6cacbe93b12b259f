//! 对照: two columns of item cards, ribbons between linked ones, filters, overview, drawer.

mod cards;
mod decide;
mod drawer;
mod empty;
mod filters;
mod geometry;
mod head;
mod lits;
mod menu;
mod overview;
mod passage;
mod ribbons;
mod rows;
mod scroll;

use std::sync::Arc;

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::selecting::Pen;
use super::widgets::{Kit, text};
use crate::app::{Action, CompareFilter, CompareHit, State, Stop, Tab};
use crate::compare::Comparison;
use crate::text::Span;
use crate::words::CompareWords;
use geometry::{Column, Ends, Wishes};
pub use geometry::{shown, title_of};
use scroll::Scroll;

/// What the comparison view of one tab remembers between frames.
#[derive(Default)]
pub struct Memory {
    key: Option<Key>,
    left: Column,
    right: Column,
    ends: Ends,
    stops: Vec<Stop>,
    hits: Vec<CompareHit>,
    /// The same places by side, in order.
    found: [Vec<Span>; 2],
    counts: [usize; 4],
    /// Characters of both sides.
    chars: [usize; 2],
    /// Links that the reader decided on.
    decided: usize,
    /// Both sides are the same words of the same place.
    identical: bool,
    map: scroll::Map,
    scroll: Scroll,
    /// Selection that was brought into sight last.
    shown: Option<Selection>,
    /// Cards whose fold was turned over: right side?, unit.
    turned: std::collections::BTreeSet<(bool, usize)>,
    /// All long cards are unfolded.
    open: bool,
    note: Option<(usize, String)>,
    /// The unit whose partner is being chosen, as the keyboard was last told.
    pairing: Option<(bool, usize)>,
    /// The last wish to write a note that was carried out.
    noted: u64,
    /// The found place that was scrolled to last in the drawer.
    shown_hit: Option<usize>,
    /// What is lit in the drawer.
    lits: lits::Lits,
    /// Its two texts.
    passages: [passage::Passage; 2],
}

/// A selected link, a selected unit (right side?, index).
type Selection = (Option<usize>, Option<(bool, usize)>);

/// What the columns were laid out and written for.
#[derive(Clone, PartialEq)]
struct Key {
    comparison: Held<Comparison>,
    lang: crate::words::Lang,
    sides: crate::app::Sides,
    filter: CompareFilter,
    undecided: bool,
    search: String,
    folds: (bool, usize),
    decided: u64,
    /// The selection, where the layout depends on it.
    selection: Selection,
    facts: [bool; 2],
}

impl Key {
    fn new(kit: &Kit, tab: &Tab, comparison: &Arc<Comparison>, kept: &Memory, sync: bool) -> Self {
        let view = &tab.view.compare;
        let alone = view.link.is_none() && sync;
        Self {
            comparison: Held(comparison.clone()),
            lang: kit.lang,
            sides: tab.sides,
            filter: view.filter,
            undecided: view.undecided,
            search: view.search.clone(),
            folds: (kept.open, kept.turned.len()),
            decided: tab.main.document.revision(),
            selection: if view.only_selected || alone { (view.link, view.unit) } else { (None, None) },
            facts: [tab.derived.facts.is_some(), tab.derived.facts_second.is_some()],
        }
    }
}

/// A comparison or report, the same only when it is the very one: holding it keeps its address from
/// being used again.
struct Held<T>(Arc<T>);

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Memory {
    /// Finds and lays out anew what depends on what changed.
    fn refresh(&mut self, kit: &Kit, tab: &Tab, comparison: &Arc<Comparison>, sync: bool) {
        let key = Key::new(kit, tab, comparison, self, sync);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        // What depends on the texts alone outlives filters and folds.
        let known = self.key.as_ref().is_some_and(|k| k.comparison == key.comparison && k.sides == key.sides);
        if !known {
            self.ends = Ends::new(comparison);
            self.identical = identical(tab, comparison);
            self.chars = [false, true].map(|right| geometry::chars(tab, comparison, right));
            self.counts = crate::view::comparison::counts(comparison);
        }
        self.hits = crate::app::compare_hits(tab);
        for right in [false, true] {
            let side = self.hits.iter().filter(|h| h.0 == right).map(|h| h.2);
            self.found[usize::from(right)] = side.collect();
        }
        let pass = crate::app::passing(tab, comparison, &self.hits);
        self.stops = crate::app::stops_of(tab, comparison, &pass);
        let verdict =
            |d: &Option<crate::document::LinkDecision>| d.as_ref().is_some_and(|d| d.verdict.is_some());
        self.decided = tab.derived.decisions.iter().filter(|d| verdict(d)).count();
        let wishes = Wishes { pass: &pass, turned: &self.turned, open: self.open };
        [self.left, self.right] = geometry::lay_out(tab, comparison, &self.ends, &wishes);
        self.map = scroll::Map::new(comparison, &self.left, &self.right);
        self.face_empty(tab, sync);
        self.key = Some(key);
    }

    /// A selected unit without counterpart faces an empty place.
    fn face_empty(&mut self, tab: &Tab, sync: bool) {
        let view = &tab.view.compare;
        let Some((right, unit)) = view.unit.filter(|_| sync && view.link.is_none()) else { return };
        let card = if right { self.right.card(unit) } else { self.left.card(unit) };
        let Some(y) = card.map(|c| c.y) else { return };
        let facing = self.map.facing(y, right);
        if right { self.left.make_empty(facing) } else { self.right.make_empty(facing) }
    }
}

/// Measures that differ between wide and narrow windows.
#[derive(Clone, Copy)]
struct Measures {
    margin: f32,
    gutter: f32,
    overview: f32,
    drawer: f32,
}

/// Width of the view in points below which there are rows instead of cards.
const CARDS: f32 = 700.0;
/// Height of the filter line, and of the head of each column.
const FILTERS: f32 = 48.0;
const HEAD: f32 = 38.0;

/// Height of the notice above the columns.
const NOTICE: f32 = 34.0;

/// Draws the view.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut super::Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let full = ui.max_rect();
    let narrow = full.width() < 1100.0;
    let m = if narrow {
        Measures { margin: 12.0, gutter: 130.0, overview: 40.0, drawer: 176.0 }
    } else {
        Measures { margin: 20.0, gutter: 210.0, overview: 56.0, drawer: 226.0 }
    };
    let top = Rect::from_min_size(full.min, vec2(full.width(), FILTERS)).shrink2(vec2(m.margin, 9.0));
    let kept = memory.compare.entry(tab.id).or_default();
    let mut pen = Pen { quotes: &mut memory.quotes, held: &mut memory.held, out };
    let Some(comparison) = tab.derived.comparison.clone() else {
        filters::show(ui, kit, tab, kept, top, narrow, &mut pen);
        waiting(ui, kit, tab, full);
        return;
    };
    kept.refresh(kit, tab, &comparison, state.settings.sync);
    filters::show(ui, kit, tab, kept, top, narrow, &mut pen);
    let mut body = Rect::from_min_max(pos2(full.left(), full.top() + FILTERS), full.max);
    let words = CompareWords::of(kit.lang);
    let same = kept.identical.then_some((icons::INFO, words.identical));
    let cut = comparison.approximate.then_some((icons::WARNING, words.approximate));
    if let Some((icon, words)) = cut.or(same) {
        let bar =
            Rect::from_min_size(body.min, vec2(body.width(), NOTICE - 6.0)).shrink2(vec2(m.margin, 0.0));
        notice(ui, kit, bar, icon, words);
        body.min.y += NOTICE;
    }
    let view = &tab.view.compare;
    let body = if view.drawer && (view.link.is_some() || view.unit.is_some()) {
        let tall = m.drawer.min(body.height() * 0.5);
        let cut = body.bottom() - tall;
        let rect = Rect::from_min_max(pos2(full.left(), cut), full.max);
        let mut tools = cards::Tools { quotes: &mut memory.quotes, held: &mut memory.held, out };
        drawer::show(ui, kit, tab, &comparison, kept, &mut tools, rect, m);
        Rect::from_min_max(body.min, pos2(body.right(), cut - 10.0))
    } else {
        if let Some((index, words)) = kept.note.take() {
            decide::commit(tab, index, words, out);
        }
        Rect::from_min_max(body.min, pos2(body.right(), body.bottom() - 12.0))
    };
    let mut tools = cards::Tools { quotes: &mut memory.quotes, held: &mut memory.held, out };
    if view.as_table || full.width() < CARDS {
        let rect = body.shrink2(vec2(m.margin, 0.0));
        rows::show(ui, kit, tab, &comparison, kept, rect, &mut tools);
    } else {
        columns(ui, kit, state, tab, &comparison, kept, body, m, &mut tools);
    }
}

/// Both sides are the same words of the same place.
fn identical(tab: &Tab, c: &Comparison) -> bool {
    let words = |right: bool| {
        let units = if right { &c.right } else { &c.left };
        units.iter().map(move |u| u.item.span.of(tab.side(right).text()))
    };
    !c.left.is_empty() && c.left.len() == c.right.len() && words(false).eq(words(true))
}

fn notice(ui: &Ui, kit: &Kit, rect: Rect, icon: &str, words: &str) {
    let theme = kit.theme;
    let response = ui.interact(rect, ui.scope_id().with("compare-notice"), egui::Sense::hover());
    super::widgets::describe(&response, egui::Role::Status, true, words);
    ui.painter().rect(
        rect,
        7.0,
        theme.warn_bg,
        egui::Stroke::new(1.0, theme.warn_bd),
        egui::StrokeKind::Inside,
    );
    let y = rect.center().y;
    text(ui, pos2(rect.left() + 16.0, y), Align2::CENTER_CENTER, icon, Face::Icons, 15.0, theme.warn);
    let at = pos2(rect.left() + 30.0, y);
    super::widgets::text_cut(ui, at, rect.width() - 40.0, words, Face::Sans, 13.0, theme.t1);
}

fn waiting(ui: &mut Ui, kit: &Kit, tab: &Tab, full: Rect) {
    let sign = Rect::from_center_size(full.center() - vec2(0.0, 30.0), vec2(24.0, 24.0));
    super::widgets::busy(&mut ui.new_child(egui::UiBuilder::new().max_rect(sign)), kit, 24.0);
    let w = CompareWords::of(kit.lang);
    text(ui, full.center(), Align2::CENTER_CENTER, w.comparing, Face::Sans, 13.0, kit.theme.t2);
    if tab.is_vast() {
        let words = crate::words::fill(w.vast, &[&megabytes(tab)]);
        let at = full.center() + vec2(0.0, 24.0);
        text(ui, at, Align2::CENTER_CENTER, &words, Face::Sans, 13.0, kit.theme.t2);
    }
}

/// Size of a tab's texts, as a number.
pub fn megabytes(tab: &Tab) -> String {
    (tab.size() / 1_000_000).to_string()
}

#[allow(clippy::too_many_arguments)]
fn columns(
    ui: &mut Ui,
    kit: &Kit,
    state: &State,
    tab: &Tab,
    comparison: &Arc<Comparison>,
    kept: &mut Memory,
    body: Rect,
    m: Measures,
    tools: &mut cards::Tools<'_, '_>,
) {
    let view = &tab.view.compare;
    let room = body.width() - 2.0 * m.margin - m.gutter - m.overview - 18.0;
    let side = (room / 2.0).floor();
    let left = Rect::from_min_size(pos2(body.left() + m.margin, body.top()), vec2(side, body.height()));
    let right = Rect::from_min_size(pos2(left.right() + m.gutter, body.top()), vec2(side, body.height()));
    let strip = Rect::from_min_max(
        pos2(right.right() + 18.0, body.top()),
        pos2(right.right() + 18.0 + m.overview, body.bottom()),
    );
    let port = body.height() - HEAD;
    let selection = (view.link, view.unit);
    if kept.shown != Some(selection) {
        kept.scroll.reveal(comparison, &kept.left, &kept.right, selection, port, state.settings.sync);
        kept.shown = Some(selection);
    }
    kept.begin_pairing(ui, tab, port, tools.out);
    let wheel = scroll::wheel(ui, [left, right]);
    kept.scroll.step(ui, wheel, &kept.map, [&kept.left, &kept.right], port, state.settings.sync, kit.still);
    let gutter = Rect::from_min_max(left.right_top(), right.left_bottom());
    head::show(ui, kit, tab, false, left, (kept.left.units, kept.chars[0]), tools.out);
    head::show(ui, kit, tab, true, right, (kept.right.units, kept.chars[1]), tools.out);
    let left_port = Rect::from_min_max(left.min + vec2(0.0, HEAD), left.max);
    let right_port = Rect::from_min_max(right.min + vec2(0.0, HEAD), right.max);
    let ends = std::mem::take(&mut kept.ends);
    let found = std::mem::take(&mut kept.found);
    let here = view.hit.and_then(|h| kept.hits.get(h)).map(|h| (h.0, h.2));
    let frame = cards::Frame { kit, tab, comparison, ends: &ends, found: &found, found_here: here };
    let clip = Rect::from_min_max(pos2(left.left(), left_port.top()), pos2(right.right(), body.bottom()));
    for (right_side, rect) in [(false, left_port), (true, right_port)] {
        let column = if right_side { &kept.right } else { &kept.left };
        let offset = kept.scroll.offset[usize::from(right_side)];
        if column.cards.is_empty() {
            empty::show(ui, kit, tab, right_side, column.units, rect, tools.out);
            continue;
        }
        let outcome = cards::show(ui, &frame, right_side, column, offset, rect, tools);
        kept.take(right_side, outcome, port);
        let column = if right_side { &kept.right } else { &kept.left };
        scroll::bar(ui, kit, right_side, column, &mut kept.scroll, rect);
    }
    ribbons::show(ui, &frame, state.settings.strong_ribbons, kept, [left_port, right_port], clip);
    sync_button(ui, kit, state, gutter, tools.out);
    overview::show(ui, &frame, kept, strip, left_port.height());
    if view.pairing.is_some() {
        pairing_hint(ui, kit, gutter, tools.out);
    }
    (kept.ends, kept.found) = (ends, found);
}

impl Memory {
    /// 另配: the keyboard goes to the other side, to the card that faces the unit; Esc gives up.
    fn begin_pairing(&mut self, ui: &Ui, tab: &Tab, port: f32, out: &mut Vec<Action>) {
        let pairing = tab.view.compare.pairing;
        if pairing.is_some() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            out.push(Action::Compare(crate::app::CompareAction::Pair(None)));
        }
        if self.pairing == pairing {
            return;
        }
        self.pairing = pairing;
        let Some((right, unit)) = pairing else { return };
        let (own, other) = if right { (&self.right, &self.left) } else { (&self.left, &self.right) };
        let y = own.card(unit).map_or(0.0, |c| c.y);
        let facing = self.map.facing(y, right);
        let at = other.cards.partition_point(|c| c.y < facing).min(other.cards.len().saturating_sub(1));
        if let Some(card) = other.cards.get(at) {
            ui.memory_mut(|m| m.request_focus(cards::card_id(tab, !right, card.unit)));
            self.scroll.show(usize::from(!right), card, port);
        }
    }

    /// Takes over what happened in a column.
    fn take(&mut self, right: bool, outcome: cards::Outcome, port: f32) {
        if let Some(unit) = outcome.fold
            && !self.turned.remove(&(right, unit))
        {
            self.turned.insert((right, unit));
        }
        self.scroll.push(usize::from(right), outcome.scroll);
        if let Some((right, unit)) = outcome.to {
            let column = if right { &self.right } else { &self.left };
            if let Some(card) = column.card(unit) {
                self.scroll.show(usize::from(right), card, port);
            }
        }
    }
}

fn sync_button(ui: &mut Ui, kit: &Kit, state: &State, gutter: Rect, out: &mut Vec<Action>) {
    use super::widgets::Button;
    let w = crate::words::CompareWords::of(kit.lang);
    let on = state.settings.sync;
    let wide = gutter.width() > 150.0;
    let size = if wide { vec2(104.0, 28.0) } else { vec2(28.0, 28.0) };
    let rect = Rect::from_center_size(pos2(gutter.center().x, gutter.top() + HEAD / 2.0), size);
    let mut child = ui
        .new_child(egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::top_down(egui::Align::Center)));
    let button = if wide {
        Button::new(w.sync).icon(super::icons::LINK)
    } else {
        Button::icon_only(super::icons::LINK, w.sync)
    };
    if button.on(on).show(&mut child, kit).clicked() {
        out.push(Action::Compare(crate::app::CompareAction::Sync(!on)));
    }
}

fn pairing_hint(ui: &mut Ui, kit: &Kit, gutter: Rect, out: &mut Vec<Action>) {
    let w = crate::words::CompareWords::of(kit.lang);
    let wide = gutter.width() - 16.0;
    let galley = ui.painter().layout(w.pair_hint.to_owned(), Face::Sans.at(13.0), kit.theme.t1, wide - 20.0);
    let rect = Rect::from_center_size(gutter.center(), vec2(wide, galley.size().y + 54.0));
    ui.painter().rect(
        rect,
        9.0,
        kit.theme.raised,
        egui::Stroke::new(1.0, kit.theme.focus),
        egui::StrokeKind::Inside,
    );
    ui.painter().galley(rect.min + vec2(10.0, 8.0), galley, kit.theme.t1);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(Rect::from_min_max(rect.left_bottom() - vec2(-10.0, 36.0), rect.max - vec2(8.0, 6.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if super::widgets::Button::new(kit.words().cancel).show(&mut child, kit).clicked() {
        out.push(Action::Compare(crate::app::CompareAction::Pair(None)));
    }
}
