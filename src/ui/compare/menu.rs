//! The context menu of a card: its words, its link, its place in the text.

use egui::{Response, Ui};

use super::cards::{Frame, go_to};
use crate::app::{Action, Command, CompareAction};
use crate::text::Span;
use crate::ui::keys::written;

/// Lets the second button of the mouse open the menu on a card or row; what is clicked is selected,
/// unless it holds the selection.
pub fn attach(
    response: &Response,
    f: &Frame<'_>,
    right: bool,
    unit: usize,
    span: Span,
    out: &mut Vec<Action>,
) {
    if response.secondary_clicked() {
        out.push(Action::Compare(CompareAction::Unit { right, index: unit }));
        let second = f.tab.second_of(right);
        if f.tab.view.selected_in(second).is_none_or(|s| !s.overlaps(span)) {
            out.push(Action::SelectIn { second, span: Some(span) });
        }
    }
    response.context_menu(|ui| {
        crate::ui::reading_view::menu::selection(ui, f.kit, f.tab, out);
        ui.separator();
        if ui.button(crate::words::CompareWords::of(f.kit.lang).open_in_reading).clicked() {
            go_to(f, right, unit, out);
            ui.close();
        }
        decisions(ui, f, out);
    });
}

/// The decisions on the selected link.
fn decisions(ui: &mut Ui, f: &Frame<'_>, out: &mut Vec<Action>) {
    let linked = f.tab.view.compare.link.is_some();
    for command in [Command::Confirm, Command::Break, Command::Doubt, Command::Pair, Command::NoteLink] {
        if command != Command::Pair && !linked {
            continue;
        }
        let keys = command.shortcuts().first().map(|s| written(*s)).unwrap_or_default();
        let button = egui::Button::new(command.name(f.kit.lang)).shortcut_text(keys);
        if ui.add(button).clicked() {
            out.push(Action::Run(command));
            ui.close();
        }
    }
}
