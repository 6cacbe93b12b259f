//! The find bar.

use egui::{Align2, Key, Modifiers, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, field, segmented, switch, text_cut};
use crate::app::{Action, Find, FindAction, FindScope, State};
use crate::view::find::MAX_HITS;
use crate::view::found::By;
use crate::words::{AppWords, fill};

/// Height in points.
pub const HEIGHT: f32 = 44.0;

/// Room for 99999 / 99999, in points.
const COUNT: f32 = 76.0;

/// Draws the bar; the field takes the keyboard when the bar opens.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let find = &tab.view.find;
    let w = kit.words();
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, kit.theme.line));
    let margin = if rect.width() < 1100.0 { 12.0 } else { 20.0 };
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(margin, 5.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let row = &mut row;
    words(row, kit, find, if rect.width() < 900.0 { 180.0 } else { 260.0 }, out);
    for (icon, name, forward) in
        [(icons::CARET_UP, w.find_previous, false), (icons::CARET_DOWN, w.find_next, true)]
    {
        let enabled = !find.found.hits.is_empty();
        if Button::icon_only(icon, name).enabled(enabled).show(row, kit).clicked() {
            out.push(Action::Find(FindAction::Step(forward)));
        }
    }
    if switch(row, kit, find.regex, w.find_regex) {
        out.push(Action::Find(FindAction::Regex(!find.regex)));
    }
    let labels = [("", w.find_report), ("", w.find_sides), ("", w.find_all)];
    let chosen = FindScope::ALL.iter().position(|s| *s == find.scope).unwrap_or(0);
    if let Some(i) = segmented(row, kit, &labels, chosen, false) {
        out.push(Action::Find(FindAction::Scope(FindScope::ALL[i])));
    }
    let list = Button::icon_only(icons::LIST_BULLETS, w.find_list).on(find.list);
    if list.show(row, kit).clicked() {
        out.push(Action::Find(FindAction::List(!find.list)));
    }
    if Button::icon_only(icons::X, w.close).show(row, kit).clicked() {
        out.push(Action::Find(FindAction::Close));
    }
    let (says, wrong) = outcome(w, find);
    let left = row.min_rect().right() + 8.0;
    let room = rect.right() - margin - left;
    let colour = if wrong { kit.theme.bad } else { kit.theme.t2 };
    let drawn = text_cut(ui, pos2(left, rect.center().y), room, &says, Face::Sans, 13.0, colour);
    let status = ui.interact(drawn, ui.scope_id().with("outcome"), egui::Sense::hover());
    super::widgets::describe(&status, egui::Role::Label, true, &says);
    status.on_hover_text(&says);
}

/// The field: typing asks, Enter goes on.
fn words(row: &mut Ui, kit: &Kit, find: &Find, width: f32, out: &mut Vec<Action>) {
    let w = kit.words();
    let id = egui::Id::unique("find-field");
    let shown = row.ctx().cumulative_frame_nr();
    let last = row.data(|d| d.get_temp::<u64>(id));
    row.data_mut(|d| d.insert_temp(id, shown));
    let (response, new) = field(row, kit, id, icons::MAGNIFYING_GLASS, w.find_hint, &find.query, width);
    let asked = out.iter().any(|a| matches!(a, Action::Run(crate::app::Command::Find)));
    if asked || last.is_none_or(|l| l + 1 < shown) {
        response.request_focus();
        super::widgets::select_all(row, id, &find.query);
    }
    if let Some(new) = new {
        out.push(Action::Find(FindAction::Query(new)));
    }
    if response.lost_focus() && row.input(|i| i.key_pressed(Key::Enter)) {
        let back = row.input(|i| i.modifiers.matches_logically(Modifiers::SHIFT));
        out.push(Action::Find(FindAction::Step(!back)));
        response.request_focus();
    }
    let count = count(find);
    let (room, place) = row.allocate_exact_size(vec2(COUNT, 30.0), egui::Sense::hover());
    super::widgets::describe(&place, egui::Role::Label, true, &count);
    super::widgets::text(row, room.center(), Align2::CENTER_CENTER, &count, Face::Sans, 12.0, kit.theme.t2);
}

/// 3 / 12.
fn count(find: &Find) -> String {
    let n = find.found.hits.len();
    if n == 0 || find.query.is_empty() {
        String::new()
    } else {
        {
            let more = if n >= MAX_HITS { "+" } else { "" };
            format!("{} / {n}{more}", find.current + 1)
        }
    }
}

/// What there is to say about the answer; true when something is wrong with the question.
fn outcome(w: &AppWords, find: &Find) -> (String, bool) {
    if find.query.is_empty() || find.awaited != 0 {
        return (String::new(), false);
    }
    match &find.found.by {
        By::Bad => (w.find_bad.to_owned(), true),
        By::Near(words) => (fill(w.find_near, &[words]), false),
        _ if find.found.hits.is_empty() => (w.find_none.to_owned(), false),
        By::Pinyin => (w.find_pinyin.to_owned(), false),
        By::Words => (String::new(), false),
    }
}
