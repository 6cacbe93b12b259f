//! 对照: two columns of item cards, ribbons between linked ones, filters, overview, drawer.

mod cards;
mod drawer;
mod filters;
mod geometry;
mod overview;
mod ribbons;
mod rows;
mod scroll;

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::widgets::{Kit, text};
use crate::app::{Action, CompareFilter, State, Tab};
use crate::compare::Comparison;
use geometry::Column;
pub use geometry::shown;
use scroll::Scroll;

/// What the comparison view of one tab remembers between frames.
#[derive(Default)]
pub struct Memory {
    key: Option<Key>,
    left: Column,
    right: Column,
    map: scroll::Map,
    scroll: Scroll,
    /// Selection that was brought into sight last.
    shown: Option<Selection>,
    /// Cards whose points are all shown: right side?, unit.
    unfolded: std::collections::BTreeSet<(bool, usize)>,
    note: Option<(usize, String)>,
}

/// A selected link, a selected unit (right side?, index).
type Selection = (Option<usize>, Option<(bool, usize)>);

/// What the columns were laid out for.
#[derive(Clone, PartialEq)]
struct Key {
    comparison: Held,
    lang: crate::words::Lang,
    sides: crate::app::Sides,
    filter: CompareFilter,
    undecided: bool,
    search: String,
    unfolded: usize,
    decided: u64,
}

/// A comparison, the same only when it is the very one: holding it keeps its address from being used
/// again.
#[derive(Clone)]
struct Held(Arc<Comparison>);

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
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

/// Height of the filter line, and of the head of each column.
const FILTERS: f32 = 48.0;
const HEAD: f32 = 38.0;

/// Draws the view.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut super::Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let full = ui.max_rect();
    ui.painter().rect_filled(full, 0.0, kit.theme.win);
    let narrow = full.width() < 1100.0;
    let m = if narrow {
        Measures { margin: 12.0, gutter: 130.0, overview: 40.0, drawer: 176.0 }
    } else {
        Measures { margin: 20.0, gutter: 210.0, overview: 56.0, drawer: 226.0 }
    };
    let top = Rect::from_min_size(full.min, vec2(full.width(), FILTERS)).shrink2(vec2(m.margin, 9.0));
    filters::show(ui, kit, state, tab, top, narrow, out);
    let Some(comparison) = tab.derived.comparison.clone() else {
        waiting(ui, kit, full);
        return;
    };
    let kept = memory.compare.entry(tab.id).or_default();
    let body = Rect::from_min_max(pos2(full.left(), full.top() + FILTERS), full.max);
    let drawer =
        tab.view.compare.drawer && (tab.view.compare.link.is_some() || tab.view.compare.unit.is_some());
    let body = if drawer {
        let cut = body.bottom() - m.drawer;
        let rect = Rect::from_min_max(pos2(full.left(), cut), full.max);
        drawer::show(ui, kit, tab, &comparison, kept, &mut memory.quotes, rect, m.margin, out);
        Rect::from_min_max(body.min, pos2(body.right(), cut - 10.0))
    } else {
        if let Some((index, words)) = kept.note.take() {
            drawer::commit(tab, index, words, out);
        }
        Rect::from_min_max(body.min, pos2(body.right(), body.bottom() - 12.0))
    };
    if tab.view.compare.as_table || full.width() < 700.0 {
        rows::show(ui, kit, tab, &comparison, body.shrink2(vec2(m.margin, 0.0)), out);
    } else {
        columns(ui, kit, state, tab, &comparison, kept, body, m, out);
    }
}

fn waiting(ui: &mut Ui, kit: &Kit, full: Rect) {
    ui.put(Rect::from_center_size(full.center() - vec2(0.0, 30.0), vec2(24.0, 24.0)), egui::Spinner::new());
    let words = crate::words::CompareWords::of(kit.lang).comparing;
    text(ui, full.center(), Align2::CENTER_CENTER, words, Face::Sans, 13.0, kit.theme.t2);
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
    out: &mut Vec<Action>,
) {
    let view = &tab.view.compare;
    let key = Key {
        comparison: Held(comparison.clone()),
        lang: kit.lang,
        sides: tab.sides,
        filter: view.filter,
        undecided: view.undecided,
        search: view.search.clone(),
        unfolded: kept.unfolded.len(),
        decided: tab.main.document.revision(),
    };
    if kept.key.as_ref() != Some(&key) {
        (kept.left, kept.right) = geometry::lay_out(kit.lang, tab, comparison, &kept.unfolded);
        kept.map = scroll::Map::new(comparison, &kept.left, &kept.right);
        kept.key = Some(key);
    }
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
    let wheel = scroll::wheel(ui, [left, right]);
    kept.scroll.step(ui, wheel, &kept.map, [&kept.left, &kept.right], port, state.settings.sync, kit.still);
    let gutter = Rect::from_min_max(left.right_top(), right.left_bottom());
    panel(ui, kit, tab, false, left, &kept.left, out);
    panel(ui, kit, tab, true, right, &kept.right, out);
    let left_port = Rect::from_min_max(left.min + vec2(0.0, HEAD), left.max);
    let right_port = Rect::from_min_max(right.min + vec2(0.0, HEAD), right.max);
    let frame = cards::Frame { kit, tab, comparison };
    let clip = Rect::from_min_max(pos2(left.left(), left_port.top()), pos2(right.right(), body.bottom()));
    ribbons::show(ui, &frame, state.settings.strong_ribbons, kept, [left_port, right_port], clip);
    for (right_side, port) in [(false, left_port), (true, right_port)] {
        let column = if right_side { &kept.right } else { &kept.left };
        let offset = kept.scroll.offset[usize::from(right_side)];
        if let Some(unit) = cards::show(ui, &frame, right_side, column, offset, port, out)
            && !kept.unfolded.remove(&(right_side, unit))
        {
            kept.unfolded.insert((right_side, unit));
        }
        scroll::bar(ui, kit, right_side, column, &mut kept.scroll, port);
    }
    sync_button(ui, kit, state, gutter, out);
    overview::show(ui, &frame, kept, strip, left_port.height());
    if view.pairing.is_some() {
        pairing_hint(ui, kit, gutter, out);
    }
}

fn panel(ui: &mut Ui, kit: &Kit, tab: &Tab, right: bool, rect: Rect, column: &Column, out: &mut Vec<Action>) {
    let role = tab.role(right);
    let (bg, bd, _, ink) = kit.theme.role(role);
    ui.painter().rect(rect, 12.0, bg, egui::Stroke::new(1.0, bd), egui::StrokeKind::Inside);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD, egui::Stroke::new(1.0, bd));
    let report = tab.side(right);
    let year = report.parts.iter().filter(|p| p.role == role).find_map(|p| p.year);
    let w = crate::words::CompareWords::of(kit.lang);
    let y = rect.top() + HEAD / 2.0;
    let name = crate::words::role_name(kit.lang, role);
    let label = Rect::from_min_size(pos2(rect.left() + 8.0, rect.top() + 5.0), vec2(180.0, 28.0));
    let response = ui.interact(label, ui.scope_id().with(("side", right)), Sense::click());
    super::widgets::describe(&response, egui::Role::Button, true, w.choose_part);
    ui.painter().rect_filled(label, 7.0, super::widgets::hover_fill(&response, kit.theme));
    super::widgets::focus_ring(ui, &response, label, 7.0, kit.theme);
    let a = text(ui, pos2(rect.left() + 16.0, y), Align2::LEFT_CENTER, name, Face::SansBold, 14.0, ink);
    let years = year.map_or_else(String::new, |y| crate::words::fill(w.year, &[&y.to_string()]));
    let b = text(ui, pos2(a.right() + 8.0, y), Align2::LEFT_CENTER, &years, Face::Sans, 12.0, ink);
    text(
        ui,
        pos2(b.right() + 12.0, y),
        Align2::CENTER_CENTER,
        super::icons::CARET_DOWN,
        Face::Icons,
        11.0,
        ink,
    );
    let response = response.on_hover_text(w.choose_part);
    egui::Popup::menu(&response).show(|ui| parts_menu(ui, kit, tab, right, out));
    let chars =
        crate::words::fill(w.items_and_chars, &[&column.units.to_string(), &column.chars.to_string()]);
    text(ui, pos2(rect.right() - 14.0, y), Align2::RIGHT_CENTER, &chars, Face::Sans, 12.0, kit.theme.t2);
    if column.cards.is_empty() {
        let words = if column.units > 0 {
            w.nothing_filtered
        } else if role == crate::report::Role::Plan {
            kit.words().no_plan
        } else {
            kit.words().no_review
        };
        let galley =
            ui.painter().layout(words.to_owned(), Face::Sans.at(13.0), kit.theme.t2, rect.width() - 60.0);
        ui.painter().galley(pos2(rect.left() + 30.0, rect.top() + HEAD + 30.0), galley, kit.theme.t2);
    }
}

fn parts_menu(ui: &mut Ui, kit: &Kit, tab: &Tab, right: bool, out: &mut Vec<Action>) {
    use crate::report::Role;
    for second in [false, true] {
        if second && tab.second.is_none() {
            continue;
        }
        let report = tab.open(second).document.report();
        if tab.second.is_some() {
            ui.label(egui::RichText::new(&report.head.title).size(12.0).color(kit.theme.t3));
        }
        for role in [Role::Review, Role::Plan, Role::Opening, Role::Closing, Role::Appendix, Role::Other] {
            if !report.parts.iter().any(|p| p.role == role) {
                continue;
            }
            let now = tab.role(right) == role
                && (if right { tab.sides.right_second } else { tab.sides.left_second }) == second;
            if ui.selectable_label(now, crate::words::role_name(kit.lang, role)).clicked() {
                out.push(Action::Side { right, second, role });
            }
        }
    }
    ui.separator();
    if ui.button(kit.words().swap).clicked() {
        out.push(Action::Run(crate::app::Command::SwapSides));
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
    let rect = Rect::from_center_size(gutter.center(), vec2(gutter.width() - 16.0, 84.0));
    ui.painter().rect(
        rect,
        9.0,
        kit.theme.raised,
        egui::Stroke::new(1.0, kit.theme.focus),
        egui::StrokeKind::Inside,
    );
    let galley =
        ui.painter().layout(w.pair_hint.to_owned(), Face::Sans.at(13.0), kit.theme.t1, rect.width() - 20.0);
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
