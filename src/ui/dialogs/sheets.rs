//! Keys, palette, go to, paths.

use egui::{Key, Ui, vec2};

use crate::app::{Action, Area, Command, Dialog, ExportAction};
use crate::export::{Format, What};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::keys::written;
use crate::ui::widgets::{Button, Kit, Look, field, text_cut};
use crate::words::ExportDialogWords;

/// The sheet of keys (F1), made from the list of commands.
pub fn keys(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    ui.set_width(680.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    super::title(ui, kit, kit.words().keys, out);
    let room = (ui.ctx().content_rect().height() - 160.0).max(200.0);
    egui::ScrollArea::vertical().auto_shrink([false, true]).max_height(room).min_scrolled_height(room).show(
        ui,
        |ui| {
            ui.columns(2, |columns| {
                for (i, area) in Area::ALL.into_iter().enumerate() {
                    let ui = &mut columns[i % 2];
                    ui.add_space(6.0);
                    ui.label(
                        egui::RichText::new(area.name(kit.lang))
                            .font(Face::SansBold.at(13.0))
                            .color(kit.theme.t2),
                    );
                    for &command in
                        Command::ALL.iter().filter(|c| c.area() == area && !c.shortcuts().is_empty())
                    {
                        let keys: Vec<String> = command.shortcuts().into_iter().map(written).collect();
                        ui.horizontal(|ui| {
                            let (rect, _) = ui.allocate_exact_size(vec2(180.0, 20.0), egui::Sense::hover());
                            let (at, room) = (rect.left_center(), rect.width());
                            text_cut(ui, at, room, command.name(kit.lang), Face::Sans, 13.0, kit.theme.t1);
                            ui.label(egui::RichText::new(keys.join("  ")).size(12.0).color(kit.theme.t2));
                        });
                    }
                }
            });
        },
    );
}

/// A path typed by hand: the system has no file dialog.
pub fn path(ui: &mut Ui, kit: &Kit, typed: &str, second: bool, fresh: bool, out: &mut Vec<Action>) {
    let w = kit.words();
    super::title(ui, kit, w.open, out);
    if let Some(path) =
        path_field(ui, kit, w.path_hint, typed, fresh, w.open, |p| Dialog::Path { path: p, second }, out)
    {
        out.push(Action::Dialog(None));
        out.push(Action::OpenPath { path: path.into(), second });
    }
}

/// Where to save, typed by hand.
pub fn save_path(
    ui: &mut Ui,
    kit: &Kit,
    typed: &str,
    order: (Format, What),
    fresh: bool,
    out: &mut Vec<Action>,
) {
    let w = kit.words();
    let (format, what) = order;
    super::title(ui, kit, w.export, out);
    let again = |p| Dialog::SavePath { path: p, format, what };
    if let Some(path) = path_field(ui, kit, w.path_save_hint, typed, fresh, w.export, again, out) {
        out.push(Action::Export(ExportAction::SaveTo { what, format, path: path.into(), replace: false }));
    }
}

/// Where decisions are read from or written to, typed by hand.
pub fn decisions_path(ui: &mut Ui, kit: &Kit, typed: &str, import: bool, fresh: bool, out: &mut Vec<Action>) {
    let w = kit.words();
    let (hint, command) = if import {
        (w.path_hint, Command::ImportDecisions)
    } else {
        (w.path_save_hint, Command::ExportDecisions)
    };
    super::title(ui, kit, command.name(kit.lang), out);
    let go = if import { w.open } else { w.export };
    let again = |path| Dialog::DecisionsPath { path, import };
    if let Some(path) = path_field(ui, kit, hint, typed, fresh, go, again, out) {
        out.push(Action::Dialog(None));
        out.push(Action::DecisionsAt { path: path.into(), import });
    }
}

#[allow(clippy::too_many_arguments)]
fn path_field(
    ui: &mut Ui,
    kit: &Kit,
    hint: &str,
    typed: &str,
    fresh: bool,
    go: &str,
    again: impl Fn(String) -> Dialog,
    out: &mut Vec<Action>,
) -> Option<String> {
    ui.set_width(520.0);
    ui.label(egui::RichText::new(hint).color(kit.theme.t2));
    let id = egui::Id::unique("path");
    if fresh {
        ui.memory_mut(|m| m.request_focus(id));
    }
    let (response, new) = field(ui, kit, id, icons::FOLDER_OPEN, hint, typed, 520.0);
    if let Some(new) = new {
        out.push(Action::Dialog(Some(again(new))));
    }
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    ui.add_space(8.0);
    let clicked =
        Button::new(go).look(Look::Primary).enabled(!typed.trim().is_empty()).show(ui, kit).clicked();
    ((enter || clicked) && !typed.trim().is_empty()).then(|| typed.trim().to_owned())
}

/// A file of that name is there: replace it, or another name?
pub fn replace(ui: &mut Ui, kit: &Kit, path: &std::path::Path, out: &mut Vec<Action>) {
    let d = ExportDialogWords::of(kit.lang);
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    ui.set_width(460.0);
    super::title(ui, kit, kit.words().export, out);
    ui.add_space(4.0);
    ui.label(crate::words::fill(d.exists, &[&name]));
    ui.label(egui::RichText::new(d.exists_hint).size(12.0).color(kit.theme.t2));
    let folder = path.parent().unwrap_or(path).display().to_string();
    ui.label(egui::RichText::new(folder).size(12.0).color(kit.theme.t2));
    ui.add_space(12.0);
    let line = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(vec2(460.0, 34.0), line, |ui| {
        if Button::new(d.replace).look(Look::Primary).height(32.0).show(ui, kit).clicked() {
            out.push(Action::Export(ExportAction::Replace));
        }
        if Button::new(d.other_name).height(32.0).show(ui, kit).clicked() {
            out.push(Action::Export(ExportAction::Back));
        }
        if Button::new(kit.words().cancel).look(Look::Ghost).height(32.0).show(ui, kit).clicked() {
            out.push(Action::Dialog(None));
        }
    });
}
