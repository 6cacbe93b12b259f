//! The export dialog: what, format, options and file name at the left, the pages at the right.

mod choices;
mod controls;
mod page;
mod preview;

use egui::{Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::app::{Action, ExportAction, ExportView, State};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Button, Kit, Look};
use crate::words::ExportDialogWords;

pub use preview::Memory;

/// Height of the title line and of the line of buttons.
const HEAD: f32 = 56.0;
const FOOT: f32 = 64.0;
/// Height of the file's name and folder.
const PLACE: f32 = 104.0;
/// Width of the choices, and of the narrowest preview.
const CHOICES: f32 = 450.0;

/// Draws the dialog.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    state: &State,
    view: ExportView,
    memory: &mut Memory,
    out: &mut Vec<Action>,
) {
    let screen = ui.ctx().content_rect().size();
    let size = vec2((screen.x - 40.0).clamp(560.0, 1060.0), (screen.y - 40.0).clamp(320.0, 716.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = Stroke::new(1.0, kit.theme.line);
    let head = Rect::from_min_size(rect.min, vec2(size.x, HEAD));
    let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOT), rect.max);
    let left = CHOICES.min(size.x * 0.46);
    let choices = Rect::from_min_max(head.left_bottom(), pos2(rect.left() + left, foot.top()));
    let pages = Rect::from_min_max(pos2(choices.right(), head.bottom()), foot.right_top());

    title(&mut ui.new_child(UiBuilder::new().max_rect(head)), kit, out);
    let mut part = ui.new_child(UiBuilder::new().id_salt("choices").max_rect(choices));
    let (choices_part, place) = choices.split_top_bottom_at_y(choices.bottom() - PLACE);
    part.set_clip_rect(choices_part.intersect(ui.clip_rect()));
    part.set_max_height(choices_part.height());
    egui::ScrollArea::vertical().id_salt("export-choices").auto_shrink(false).show(&mut part, |ui| {
        let inner = ui.max_rect().shrink2(vec2(24.0, 0.0));
        let mut column = ui.new_child(UiBuilder::new().max_rect(inner));
        column.spacing_mut().item_spacing = vec2(8.0, 0.0);
        choices::show(&mut column, kit, state, view, out);
        ui.allocate_space(vec2(inner.width(), column.min_rect().height() + 12.0));
    });
    let inner = place.shrink2(vec2(24.0, 0.0));
    let mut part = ui.new_child(UiBuilder::new().id_salt("place").max_rect(inner));
    part.spacing_mut().item_spacing = vec2(8.0, 0.0);
    choices::place(&mut part, kit, state, view, out);
    ui.painter().hline(place.x_range(), place.top(), line);
    ui.painter().rect_filled(pages, 0.0, kit.theme.sunk);
    let mut part = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(pages));
    preview::show(&mut part, kit, state, view, memory);
    ui.painter().hline(rect.x_range(), head.bottom(), line);
    ui.painter().vline(choices.right(), pages.y_range(), line);
    ui.painter().hline(rect.x_range(), foot.top(), line);
    buttons(&mut ui.new_child(UiBuilder::new().max_rect(foot)), kit, state, view, out);
}

fn title(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    let rect = ui.max_rect();
    let at = pos2(rect.left() + 24.0, rect.center().y);
    let words = kit.words();
    crate::ui::widgets::text(
        ui,
        at,
        egui::Align2::LEFT_CENTER,
        words.export,
        Face::SansBold,
        17.0,
        kit.theme.t1,
    );
    let close = Rect::from_center_size(pos2(rect.right() - 30.0, rect.center().y), vec2(28.0, 28.0));
    let mut part = ui.new_child(UiBuilder::new().max_rect(close));
    if Button::icon_only(icons::X, words.close).show(&mut part, kit).clicked() {
        out.push(Action::Dialog(None));
    }
}

fn buttons(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, out: &mut Vec<Action>) {
    let (w, d) = (kit.words(), ExportDialogWords::of(kit.lang));
    let ready = matches!(state.export.preview, Some(Ok(_)));
    let inner = ui.max_rect().shrink2(vec2(24.0, 16.0));
    let mut row = ui
        .new_child(UiBuilder::new().max_rect(inner).layout(egui::Layout::left_to_right(egui::Align::Center)));
    row.spacing_mut().item_spacing.x = 10.0;
    let print = Button::new(d.print).icon(icons::PRINTER).look(Look::Ghost).height(32.0).enabled(ready);
    if print.show(&mut row, kit).clicked() {
        out.push(Action::Export(ExportAction::Print));
    }
    let copy = Button::new(w.copy_export).icon(icons::COPY).look(Look::Ghost).height(32.0).enabled(ready);
    if copy.show(&mut row, kit).clicked() {
        out.push(Action::Export(ExportAction::Copy));
    }
    let mut row = ui
        .new_child(UiBuilder::new().max_rect(inner).layout(egui::Layout::right_to_left(egui::Align::Center)));
    row.spacing_mut().item_spacing.x = 10.0;
    let label = format!("{} {}", w.export, view.format.extension());
    let go = Button::new(&label).look(Look::Primary).height(32.0).enabled(ready).show(&mut row, kit);
    let typing = row.memory(egui::Memory::focused) == Some(choices::name_id());
    let enter = typing && row.input(|i| i.key_pressed(egui::Key::Enter));
    if ready && (go.clicked() || enter) {
        out.push(Action::Export(ExportAction::Save));
    }
    if Button::new(w.cancel).height(32.0).show(&mut row, kit).clicked() {
        out.push(Action::Dialog(None));
    }
}
