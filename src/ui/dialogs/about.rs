//! 关于: version, licences of fonts and crates; and the question before leaving with unkept decisions.

use egui::{RichText, Ui, vec2};

use crate::app::{Action, Command, LICENCES, State};
use crate::ui::fonts::Face;
use crate::ui::widgets::{Button, Kit, Look, text_cut};
use crate::words::fill;

/// Height of a row of the list of crates, in points.
const ROW: f32 = 20.0;

/// About the program.
pub fn about(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    let w = kit.words();
    ui.set_width(520.0);
    super::title(ui, kit, w.about, out);
    ui.label(
        RichText::new(fill(w.version, &[env!("CARGO_PKG_VERSION")]))
            .font(Face::SansBold.at(13.0))
            .color(kit.theme.t1),
    );
    ui.label(w.about_text);
    ui.label(w.offline);
    ui.add_space(8.0);
    for line in [w.licence_own, w.licences] {
        ui.label(RichText::new(line).size(12.0).color(kit.theme.t2));
    }
    ui.add_space(8.0);
    let crates: Vec<[&str; 3]> = LICENCES.lines().filter_map(row).collect();
    ui.label(
        RichText::new(fill(w.licence_crates, &[&crates.len().to_string()]))
            .font(Face::SansBold.at(13.0))
            .color(kit.theme.t2),
    );
    let room = (ui.ctx().content_rect().height() - 420.0).clamp(100.0, 260.0);
    egui::ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        crates.len(),
        |ui, shown| {
            for line in crates.get(shown).into_iter().flatten() {
                one_crate(ui, kit, line);
            }
        },
    );
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        for command in [Command::ShowLog, Command::ShowData] {
            if Button::new(command.name(kit.lang)).show(ui, kit).clicked() {
                out.push(Action::Run(command));
            }
        }
    });
}

/// Name, version and licence of a line of the list; `None` for remarks.
fn row(line: &str) -> Option<[&str; 3]> {
    let fields: Vec<&str> = line.split('\t').collect();
    fields.try_into().ok().filter(|f: &[&str; 3]| !f[0].starts_with('#'))
}

fn one_crate(ui: &mut Ui, kit: &Kit, [name, version, licence]: &[&str; 3]) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), egui::Sense::hover());
    crate::ui::widgets::describe(&response, egui::Role::Label, true, &format!("{name} {version}, {licence}"));
    let columns = [(0.0, 210.0, name, kit.theme.t1), (216.0, 70.0, version, kit.theme.t2)];
    for (x, room, words, ink) in columns {
        text_cut(ui, rect.left_center() + vec2(x, 0.0), room, words, Face::Sans, 12.0, ink);
    }
    let room = rect.width() - 296.0;
    text_cut(ui, rect.left_center() + vec2(290.0, 0.0), room, licence, Face::Sans, 12.0, kit.theme.t2);
}

/// Decisions could not be kept, and the reader wants to leave.
pub fn unkept(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    ui.set_width(480.0);
    super::title(ui, kit, w.unkept_title, out);
    for why in state.unkept.values().collect::<std::collections::BTreeSet<_>>() {
        ui.label(why);
    }
    ui.add_space(4.0);
    ui.label(RichText::new(w.unkept_hint).color(kit.theme.t2));
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        let export = Command::ExportDecisions;
        if Button::new(export.name(kit.lang)).look(Look::Primary).show(ui, kit).clicked() {
            out.push(Action::Run(export));
        }
        if Button::new(w.leave).show(ui, kit).clicked() {
            out.push(Action::Leave);
        }
        if Button::new(w.cancel).show(ui, kit).clicked() {
            out.push(Action::Dialog(None));
        }
    });
}
