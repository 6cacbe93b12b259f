//! Status signs and chips, role tags, the certainty meter: always sign and word, never colour alone.

use egui::{Align2, Color32, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Kit, text, width};
use crate::compare::{Certainty, Status};
use crate::report::Role;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::words::{role_name, status_name};

/// Sign of a status (a character of the icon font).
pub fn sign(status: Status) -> &'static str {
    match status {
        Status::Continued => icons::ARROWS_HORIZONTAL,
        Status::New => icons::PLUS,
        Status::NotMentioned => icons::MINUS,
        Status::Uncertain => icons::QUESTION_MARK,
    }
}

/// Draws sign and word right-aligned at `right`; a chip with fill for everything but 延续, which
/// is the rule and stays quiet. Returns the left edge.
pub fn status_word(ui: &Ui, kit: &Kit, status: Status, right: egui::Pos2) -> f32 {
    let word = status_name(kit.lang, status);
    let w = width(ui, word, Face::Sans, 12.0) + 18.0;
    if status == Status::Continued {
        let rect = Rect::from_min_size(pos2(right.x - w, right.y - 10.0), vec2(w, 20.0));
        paint(ui, kit, status, rect, word);
        return rect.left();
    }
    let rect = Rect::from_min_size(pos2(right.x - w - 12.0, right.y - 10.0), vec2(w + 12.0, 20.0));
    ground(ui, kit, status, rect);
    paint(ui, kit, status, rect.shrink2(vec2(6.0, 0.0)), word);
    rect.left()
}

fn ground(ui: &Ui, kit: &Kit, status: Status, rect: Rect) {
    let c = kit.theme.status(status);
    ui.painter().rect_filled(rect, 5.0, c.fill);
    if status == Status::Uncertain {
        dashed(ui, rect, c.border);
    } else {
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(1.0, c.border), StrokeKind::Inside);
    }
}

/// A dashed outline (存疑).
pub fn dashed(ui: &Ui, rect: Rect, colour: Color32) {
    let r = rect.shrink(0.5);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    ui.painter().extend(egui::Shape::dashed_line(&corners, Stroke::new(1.0, colour), 5.0, 4.0));
}

fn paint(ui: &Ui, kit: &Kit, status: Status, rect: Rect, word: &str) {
    let colour = kit.theme.status(status).text;
    let at = pos2(rect.left() + 6.0, rect.center().y);
    text(ui, at, Align2::CENTER_CENTER, sign(status), Face::IconsBold, 11.0, colour);
    text(ui, pos2(rect.left() + 16.0, rect.center().y), Align2::LEFT_CENTER, word, Face::Sans, 12.0, colour);
}

/// A full chip in the flow of a row.
pub fn chip(ui: &mut Ui, kit: &Kit, status: Status) {
    let word = status_name(kit.lang, status);
    let w = width(ui, word, Face::Sans, 12.0) + 30.0;
    let (rect, response) = ui.allocate_exact_size(vec2(w, 20.0), Sense::hover());
    super::describe(&response, egui::Role::Label, true, word);
    ground(ui, kit, status, rect);
    paint(ui, kit, status, rect.shrink2(vec2(6.0, 0.0)), word);
}

/// The sign alone on a round ground of 16 points.
pub fn glyph(ui: &Ui, kit: &Kit, status: Status, centre: egui::Pos2) {
    let c = kit.theme.status(status);
    ui.painter().circle_filled(centre, 8.0, c.fill);
    text(ui, centre, Align2::CENTER_CENTER, sign(status), Face::IconsBold, 10.0, c.text);
}

/// 回顾 or 部署 on its tint.
pub fn role_tag(ui: &mut Ui, kit: &Kit, role: Role) {
    let word = role_name(kit.lang, role);
    let (bg, _, _, ink) = kit.theme.role(role);
    let w = width(ui, word, Face::Sans, 12.0) + 12.0;
    let (rect, _) = ui.allocate_exact_size(vec2(w, 20.0), Sense::hover());
    ui.painter().rect_filled(rect, 5.0, bg);
    text(ui, rect.center(), Align2::CENTER_CENTER, word, Face::Sans, 12.0, ink);
}

/// Five bars: how sure a link is.
pub fn meter(ui: &mut Ui, kit: &Kit, certainty: Certainty, likeness: f32) {
    let filled = match certainty {
        Certainty::Certain => 5,
        Certainty::Likely if likeness > 0.5 => 4,
        Certainty::Likely => 3,
        Certainty::Uncertain => 2,
    };
    let colour = if certainty == Certainty::Uncertain { kit.theme.doubt } else { kit.theme.keep };
    let (rect, response) = ui.allocate_exact_size(vec2(5.0 * 16.0, 14.0), Sense::hover());
    super::describe(&response, egui::Role::Label, true, crate::words::certainty_name(kit.lang, certainty));
    for i in 0..5 {
        let x = rect.left() + i as f32 * 16.0;
        let bar = Rect::from_min_size(pos2(x, rect.center().y - 2.5), vec2(14.0, 5.0));
        ui.painter().rect_filled(bar, 2.5, if i < filled { colour } else { kit.theme.track });
    }
}
