//! The find bar.

use egui::{Key, Modifiers, Ui, vec2};

use super::icons;
use super::widgets::{Button, Kit, field, switch};
use crate::app::{Action, FindAction, State};

/// Height in points.
pub const HEIGHT: f32 = 44.0;

/// Draws the bar; the field takes the keyboard when the bar opens.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let find = &tab.view.find;
    let w = kit.words();
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, kit.theme.line));
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(20.0, 6.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let row = &mut row;
    if Button::icon_only(icons::X, w.close).show(row, kit).clicked() {
        out.push(Action::Find(FindAction::Close));
    }
    if Button::icon_only(icons::CARET_DOWN, w.find_next).show(row, kit).clicked() {
        out.push(Action::Find(FindAction::Step(true)));
    }
    if Button::icon_only(icons::CARET_UP, w.find_previous).show(row, kit).clicked() {
        out.push(Action::Find(FindAction::Step(false)));
    }
    let count = if find.query.is_empty() {
        String::new()
    } else if find.bad {
        w.find_bad.to_owned()
    } else if find.hits.is_empty() && find.searching.is_none() {
        w.find_none.to_owned()
    } else {
        // There may be more than are counted.
        let more = find.searching.is_some() || find.hits.len() >= crate::view::find::MAX_HITS;
        let current = if find.from.is_some() { "–".to_owned() } else { (find.current + 1).to_string() };
        format!("{current} / {}{}", find.hits.len(), if more { "+" } else { "" })
    };
    let colour = if find.bad { kit.theme.bad } else { kit.theme.t2 };
    row.label(egui::RichText::new(count).color(colour));
    if switch(row, kit, find.regex, w.find_regex) {
        out.push(Action::Find(FindAction::Regex(!find.regex)));
    }
    let id = egui::Id::unique("find-field");
    let shown = ui.ctx().cumulative_frame_nr();
    let last = ui.data(|d| d.get_temp::<u64>(id));
    ui.data_mut(|d| d.insert_temp(id, shown));
    let (response, new) = field(row, kit, id, icons::MAGNIFYING_GLASS, w.find_hint, &find.query, 280.0);
    let asked = out.iter().any(|a| matches!(a, Action::Run(crate::app::Command::Find)));
    if asked || last.is_none_or(|l| l + 1 < shown) {
        response.request_focus();
    }
    if let Some(new) = new {
        out.push(Action::Find(FindAction::Query(new)));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        let back = ui.input(|i| i.modifiers.matches_logically(Modifiers::SHIFT));
        out.push(Action::Find(FindAction::Step(!back)));
        response.request_focus();
    }
}
