//! Notice bars under the top bar: one sentence, and what can be done.

use egui::{Align2, Frame, Panel, Ui, pos2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, describe, text, text_cut};
use crate::app::{Action, Grade, State};
use crate::words::RawWords;

/// Seconds that a word on what was done stays.
const PASSING: f64 = 8.0;

/// Most bars shown at a time; older ones wait.
const MOST: usize = 2;

/// Draws the newest notices.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let theme = kit.theme;
    let first = state.notices.len().saturating_sub(MOST);
    for (index, notice) in state.notices.iter().enumerate().skip(first) {
        let (ground, border, ink, icon) = match notice.grade {
            Grade::Done => (theme.fig_bg, theme.line, theme.fig, icons::CHECK_CIRCLE),
            Grade::Warning => (theme.warn_bg, theme.warn_bd, theme.warn, icons::WARNING),
            Grade::Error => (theme.bad_bg, theme.bad_bd, theme.bad, icons::WARNING_CIRCLE),
        };
        Panel::top(egui::Id::unique(("notice", index)))
            .exact_size(if notice.detail.is_empty() { 44.0 } else { 56.0 })
            .frame(Frame::NONE.fill(ground))
            .show_separator_line(false)
            .show(ui, |ui| {
                let rect = ui.max_rect();
                if passing(notice) && expired(ui, rect, &notice.text) {
                    out.push(Action::Dismiss(index));
                }
                ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, border));
                text(
                    ui,
                    pos2(rect.left() + 30.0, rect.center().y),
                    Align2::CENTER_CENTER,
                    icon,
                    Face::Icons,
                    20.0,
                    ink,
                );
                let mut row = ui.new_child(
                    egui::UiBuilder::new()
                        .max_rect(rect.shrink2(egui::vec2(20.0, 6.0)))
                        .layout(egui::Layout::right_to_left(egui::Align::Center)),
                );
                if Button::icon_only(icons::X, w.close).show(&mut row, kit).clicked() {
                    out.push(Action::Dismiss(index));
                }
                if let Some(file) = &notice.file {
                    if Button::new(w.show_folder).show(&mut row, kit).clicked() {
                        out.push(Action::Reveal { path: file.clone(), folder: true });
                    }
                    if Button::new(w.open_file).look(Look::Primary).show(&mut row, kit).clicked() {
                        out.push(Action::Reveal { path: file.clone(), folder: false });
                    }
                }
                if let Some((tab, second, at)) = notice.place {
                    places(&mut row, kit, state, (tab, second, at), out);
                }
                if let Some(command) = notice.offer
                    && Button::new(command.name(kit.lang)).look(Look::Primary).show(&mut row, kit).clicked()
                {
                    out.push(Action::Run(command));
                    out.push(Action::Dismiss(index));
                }
                if let Some(path) = changed_file(state, notice)
                    && Button::new(w.reload).show(&mut row, kit).clicked()
                {
                    out.push(Action::Reload(path));
                    out.push(Action::Dismiss(index));
                }
                let room = row.min_rect().left() - rect.left() - 64.0;
                let up = if notice.detail.is_empty() { 0.0 } else { 10.0 };
                let at = pos2(rect.left() + 52.0, rect.center().y - up);
                let drawn = text_cut(ui, at, room, &notice.text, Face::SansBold, 13.0, theme.t1);
                let below = at + egui::vec2(0.0, 2.0 * up);
                text_cut(ui, below, room, &notice.detail, Face::Sans, 12.0, theme.t2);
                let whole = ui.interact(
                    egui::Rect::from_min_max(drawn.min, pos2(drawn.left() + room.max(1.0), rect.bottom())),
                    ui.scope_id().with("sentence"),
                    egui::Sense::hover(),
                );
                let said = [notice.text.as_str(), notice.detail.as_str()].join(" ");
                describe(&whole, egui::Role::Alert, true, said.trim());
                whole.on_hover_text(said.trim());
            });
    }
}

/// True for a word on what was done that asks for nothing.
fn passing(notice: &crate::app::Notice) -> bool {
    let asks = notice.file.is_some() || notice.offer.is_some() || notice.place.is_some();
    notice.grade == Grade::Done && !asks && notice.detail.is_empty()
}

/// True when a notice has been seen long enough; under the pointer it stays.
fn expired(ui: &Ui, rect: egui::Rect, text: &str) -> bool {
    let id = ui.scope_id().with("since");
    let (now, pass, held) =
        (ui.input(|i| i.time), ui.ctx().cumulative_pass_nr(), ui.rect_contains_pointer(rect));
    // Another sentence, or the same one come again, begins anew.
    let same = |(of, seen, _): &(String, u64, f64)| of == text && seen + 1 >= pass && !held;
    let since = ui.data(|d| d.get_temp(id)).filter(same).map_or(now, |(_, _, since)| since);
    ui.data_mut(|d| d.insert_temp(id, (text.to_owned(), pass, since)));
    let left = since + PASSING - now;
    if held {
        // The pointer's leaving wakes the window.
        return false;
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left.max(0.0)));
    left <= 0.0
}

/// The way to a damaged place, and to another reading of the file.
fn places(
    row: &mut Ui,
    kit: &Kit,
    state: &State,
    (tab, second, at): (u64, bool, usize),
    out: &mut Vec<Action>,
) {
    let w = kit.words();
    let Some(index) = state.tabs.iter().position(|t| t.id == tab) else { return };
    if Button::new(w.other_charset).show(row, kit).clicked() {
        out.push(Action::Tab(index));
        out.push(Action::Dialog(Some(crate::app::Dialog::Charset)));
    }
    if Button::new(RawWords::of(kit.lang).open).icon(icons::HASH).show(row, kit).clicked() {
        out.push(Action::Tab(index));
        out.push(Action::Dialog(Some(crate::app::Dialog::Raw)));
    }
    if Button::new(w.to_damage).icon(icons::CROSSHAIR).look(Look::Primary).show(row, kit).clicked() {
        out.push(Action::Tab(index));
        out.push(Action::GoTo { second, at });
    }
}

/// The open file that a warning is about, while it differs from what was read.
fn changed_file(state: &State, notice: &crate::app::Notice) -> Option<std::path::PathBuf> {
    if notice.grade != Grade::Warning {
        return None;
    }
    let open = state.tabs.iter().flat_map(|t| std::iter::once(&t.main).chain(t.second.as_ref()));
    open.filter(|o| o.changed && notice.text.contains(&o.name)).find_map(|o| o.path.clone())
}
