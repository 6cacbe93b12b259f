//! Dialogs and sheets: export, settings, keys, about, palette, go to, path, encoding.

mod about;
mod charset;
mod export;
mod raw;
mod seek;
mod settings;
mod sheets;

pub use settings::typesetting;

use egui::Ui;

use super::widgets::Kit;
use crate::app::{Action, Dialog, State};

/// Widget state of dialogs.
#[derive(Default)]
pub struct Memory {
    /// The export dialog's preview.
    preview: export::Memory,
    /// The dialog that was in front in the last frame: a new one takes the keyboard.
    last: Option<std::mem::Discriminant<Dialog>>,
    /// Frames it has been in front.
    frames: u32,
    /// What had the keyboard before.
    back: Option<egui::Id>,
}

/// Draws the dialog in front.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    let Some(dialog) = &state.dialog else {
        memory.preview = export::Memory::default();
        return;
    };
    let kind = std::mem::discriminant(dialog);
    if memory.last.is_none() {
        memory.back = ui.memory(egui::Memory::focused);
    }
    if memory.last != Some(kind) {
        memory.last = Some(kind);
        memory.frames = 0;
    }
    // A window is drawn unseen once, and a focus given then is lost.
    let fresh = memory.frames < 3;
    memory.frames = memory.frames.saturating_add(1);
    if fresh {
        ui.ctx().request_repaint();
    }
    let frame = egui::Frame::NONE
        .fill(kit.theme.page)
        .stroke(egui::Stroke::new(1.0, kit.theme.line2))
        .corner_radius(14.0)
        .shadow(kit.theme.shadow(true))
        .inner_margin(egui::Margin::same(if matches!(dialog, Dialog::Export(_)) { 0 } else { 20 }));
    let modal =
        egui::Modal::new(egui::Id::unique(("dialog", kind))).frame(frame).backdrop_color(kit.theme.scrim());
    let answer = modal.show(ui.ctx(), |ui| match dialog {
        Dialog::Export(view) => export::show(ui, kit, state, *view, &mut memory.preview, out),
        Dialog::Settings => settings::show(ui, kit, state, out),
        Dialog::Keys => sheets::keys(ui, kit, out),
        Dialog::About => about::about(ui, kit, out),
        Dialog::Unkept => about::unkept(ui, kit, state, out),
        Dialog::Palette(typed) => seek::palette(ui, kit, typed, fresh, out),
        Dialog::GoTo(typed) => seek::go_to(ui, kit, state, typed, fresh, out),
        Dialog::Path { path, second } => sheets::path(ui, kit, path, *second, fresh, out),
        Dialog::DecisionsPath { path, import } => {
            sheets::decisions_path(ui, kit, path, *import, fresh, out);
        }
        Dialog::SavePath { path, format, what } => {
            sheets::save_path(ui, kit, path, (*format, *what), fresh, out);
        }
        Dialog::Replace(path) => sheets::replace(ui, kit, path, out),
        Dialog::Charset => charset::show(ui, kit, state, out),
        Dialog::Raw => raw::show(ui, kit, state, out),
        Dialog::Archive { path, slot, names } => charset::archive(ui, kit, path, *slot, names, out),
    });
    if answer.backdrop_response.clicked() {
        out.push(Action::Dialog(None));
    }
}

/// After a dialog the keyboard goes back to where it was, unless something new has taken it. To be
/// called before anything is drawn. True while it is on its way: the toolkit keeps what lies below
/// a dialog from the keyboard for one frame more.
pub fn give_back(ui: &Ui, state: &State, memory: &mut Memory) -> bool {
    if state.dialog.is_some() {
        return false;
    }
    if memory.last.take().is_some() {
        ui.ctx().request_repaint();
        return true;
    }
    let free = ui.memory(|m| m.focused().is_none());
    if let Some(id) = memory.back.take().filter(|_| free) {
        ui.memory_mut(|m| m.request_focus(id));
    }
    false
}

/// Title line with a close button.
fn title(ui: &mut Ui, kit: &Kit, words: &str, out: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        ui.label(egui::RichText::new(words).font(super::fonts::Face::SansBold.at(16.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if super::widgets::Button::icon_only(super::icons::X, kit.words().close).show(ui, kit).clicked() {
                out.push(Action::Dialog(None));
            }
        });
    });
    ui.add_space(8.0);
}
