//! The same text in every encoding; a click reads the file again.

use egui::{Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::{Action, How, Slot, State};
use crate::read::Charset;
use crate::ui::fonts::Face;
use crate::ui::widgets::{Button, Kit, describe, focus_ring, hover_fill, text, text_cut};

/// Draws the chooser.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let Some(tab) = state.tab() else { return };
    ui.set_width(420.0);
    super::title(ui, kit, w.charset, out);
    let open = tab.open(tab.view.second);
    let enabled = open.path.is_some();
    ui.label(
        egui::RichText::new(if enabled { w.charset_hint } else { w.charset_pasted })
            .size(12.0)
            .color(kit.theme.t2),
    );
    let now = tab.charset();
    for charset in Charset::ALL {
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(420.0, 40.0), sense);
        describe(&response, egui::Role::Button, enabled, charset.name());
        let stroke =
            if charset == now { Stroke::new(2.0, kit.theme.ink) } else { Stroke::new(1.0, kit.theme.line) };
        ui.painter().rect(rect, 9.0, hover_fill(&response, kit.theme), stroke, StrokeKind::Inside);
        focus_ring(ui, &response, rect, 9.0, kit.theme);
        let y = rect.center().y;
        text_cut(ui, pos2(rect.left() + 12.0, y), 200.0, charset.name(), Face::SansBold, 13.0, kit.theme.t1);
        if charset == now {
            text(
                ui,
                pos2(rect.right() - 12.0, y),
                egui::Align2::RIGHT_CENTER,
                w.current,
                Face::Sans,
                12.0,
                kit.theme.t2,
            );
        }
        if response.clicked() {
            out.push(Action::Reread(How { charset: Some(charset), ..How::default() }));
        }
    }
    let rejoined = tab.reading().source.warnings.iter().any(|w| w.kind == crate::read::WarningKind::Rejoined);
    if enabled && rejoined && Button::new(w.as_found).show(ui, kit).clicked() {
        out.push(Action::Reread(How { charset: Some(now), keep_lines: true, entry: None }));
    }
}

/// Which file of an archive is to be read.
pub fn archive(
    ui: &mut Ui,
    kit: &Kit,
    path: &std::path::Path,
    slot: Slot,
    names: &[String],
    out: &mut Vec<Action>,
) {
    ui.set_width(460.0);
    super::title(ui, kit, kit.words().choose_entry, out);
    egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        for name in names {
            if ui.add_sized(vec2(440.0, 28.0), egui::Button::selectable(false, name).truncate()).clicked() {
                out.push(Action::OpenEntry { path: path.to_owned(), slot, entry: name.clone() });
            }
        }
    });
}
