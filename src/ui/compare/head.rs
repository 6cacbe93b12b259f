//! The head of a column: which part stands there, how much it holds, and choosing another.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::HEAD;
use crate::app::{Action, Command, Tab};
use crate::report::Role;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::status_bar::grouped;
use crate::ui::widgets::{Kit, describe, focus_ring, hover_fill, text};
use crate::words::{CompareWords, fill, role_name};

/// Draws the panel of a column with its head, and what it says when it is empty.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    right: bool,
    rect: Rect,
    (units, chars): (usize, usize),
    out: &mut Vec<Action>,
) {
    let role = tab.role(right);
    let (bg, bd, _, _) = kit.theme.role(role);
    ui.painter().rect(rect, 12.0, bg, Stroke::new(1.0, bd), StrokeKind::Inside);
    ui.painter().hline(rect.x_range(), rect.top() + HEAD, Stroke::new(1.0, bd));
    chooser(ui, kit, tab, right, rect.min + vec2(8.0, 5.0), out);
    let w = CompareWords::of(kit.lang);
    let y = rect.top() + HEAD / 2.0;
    let chars = fill(w.items_and_chars, &[&units.to_string(), &grouped(chars)]);
    if rect.width() > 300.0 {
        text(ui, pos2(rect.right() - 14.0, y), Align2::RIGHT_CENTER, &chars, Face::Sans, 12.0, kit.theme.t2);
    }
}

/// 回顾 2023 ▾: a click chooses another part.
pub fn chooser(ui: &mut Ui, kit: &Kit, tab: &Tab, right: bool, at: egui::Pos2, out: &mut Vec<Action>) {
    let role = tab.role(right);
    let (_, _, _, ink) = kit.theme.role(role);
    let report = tab.side(right);
    let year = report.parts.iter().filter(|p| p.role == role).find_map(|p| p.year);
    let w = CompareWords::of(kit.lang);
    let name = role_name(kit.lang, role);
    let years = year.map_or_else(String::new, |y| fill(w.year, &[&y.to_string()]));
    let label = Rect::from_min_size(at, vec2(180.0, 28.0));
    let y = label.center().y;
    let response = ui.interact(label, ui.scope_id().with(("side", right)), Sense::click());
    describe(&response, egui::Role::Button, true, &format!("{name} {years}: {}", w.choose_part));
    ui.painter().rect_filled(label, 7.0, hover_fill(&response, kit.theme));
    focus_ring(ui, &response, label, 7.0, kit.theme);
    let a = text(ui, pos2(at.x + 8.0, y), Align2::LEFT_CENTER, name, Face::SansBold, 14.0, ink);
    let b = text(ui, pos2(a.right() + 8.0, y), Align2::LEFT_CENTER, &years, Face::Sans, 12.0, ink);
    let caret = pos2(b.right() + 12.0, y);
    text(ui, caret, Align2::CENTER_CENTER, icons::CARET_DOWN, Face::Icons, 11.0, ink);
    let response = response.on_hover_text(w.choose_part);
    egui::Popup::menu(&response).show(|ui| menu(ui, kit, tab, right, out));
}

fn menu(ui: &mut Ui, kit: &Kit, tab: &Tab, right: bool, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    ui.set_min_width(180.0);
    for second in [false, true] {
        if second && tab.second.is_none() {
            continue;
        }
        let report = tab.open(second).document.report();
        if tab.second.is_some() {
            ui.label(egui::RichText::new(&report.head.title).size(12.0).color(kit.theme.t3));
        }
        for role in [Role::Review, Role::Plan, Role::Opening, Role::Closing, Role::Appendix, Role::Other] {
            let mut parts = report.parts.iter().filter(|p| p.role == role).peekable();
            if parts.peek().is_none() {
                continue;
            }
            let now = tab.role(right) == role && tab.second_of(right) == second;
            let year =
                parts.find_map(|p| p.year).map_or_else(String::new, |y| fill(w.year, &[&y.to_string()]));
            let name = format!("{} {year}", role_name(kit.lang, role));
            if ui.selectable_label(now, name.trim_end()).clicked() {
                out.push(Action::Side { right, second, role });
                ui.close();
            }
        }
    }
    ui.separator();
    let own = if right { Role::Plan } else { Role::Review };
    ui.menu_button(fill(w.part_by_hand, &[role_name(kit.lang, own)]), |ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            super::empty::sections(ui, tab, right, own, out);
        });
    });
    if ui.button(kit.words().swap).clicked() {
        out.push(Action::Run(Command::SwapSides));
        ui.close();
    }
}
