//! Small pieces drawn alike everywhere: buttons, chips, switches, fields.

mod button;
mod chip;
mod field;

pub use button::{Button, Look, segmented, switch};
pub use chip::{chip, dashed, glyph, meter, role_tag, sign, status_word};
pub use field::{composes, field, select_all};

use egui::{Align2, Color32, Pos2, Rect, Response, Stroke, StrokeKind, Ui};

use super::fonts::Face;
use super::theme::Theme;

/// What every panel needs to draw.
#[derive(Clone, Copy)]
pub struct Kit {
    /// Colours.
    pub theme: &'static Theme,
    /// Language.
    pub lang: crate::words::Lang,
    /// No motion.
    pub still: bool,
}

impl Kit {
    /// Words of the window.
    pub fn words(&self) -> &'static crate::words::AppWords {
        crate::words::AppWords::of(self.lang)
    }
}

/// Draws `text` with its anchor at `pos`; returns the rectangle it took.
pub fn text(ui: &Ui, pos: Pos2, anchor: Align2, text: &str, face: Face, size: f32, colour: Color32) -> Rect {
    ui.painter().text(pos, anchor, text, face.at(size), colour)
}

/// Draws `text` in one line cut with … to `width` points, left aligned and centred on `pos.y`.
pub fn text_cut(ui: &Ui, pos: Pos2, width: f32, text: &str, face: Face, size: f32, colour: Color32) -> Rect {
    let mut job = egui::text::LayoutJob::simple_singleline(text.replace('\n', " "), face.at(size), colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    let galley = ui.painter().layout_job(job);
    let rect = Rect::from_min_size(Pos2::new(pos.x, pos.y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(rect.min, galley, colour);
    rect
}

/// Something is going on: a sign that turns ten times a second, which costs less than the work it
/// stands for; without motion it stands still.
pub fn busy(ui: &mut Ui, kit: &Kit, size: f32) -> Response {
    const SPOKES: usize = 10;
    let (rect, response) = ui.allocate_exact_size(egui::Vec2::splat(size), egui::Sense::hover());
    let step = if kit.still { 0 } else { (ui.input(|i| i.time) * 10.0) as usize % SPOKES };
    for spoke in 0..SPOKES {
        let way = egui::Vec2::angled(std::f32::consts::TAU * spoke as f32 / SPOKES as f32);
        let age = (step + SPOKES - spoke) % SPOKES;
        let colour = Theme::faded(kit.theme.t2, 1.0 - 0.85 * age as f32 / SPOKES as f32);
        let line = [rect.center() + way * size * 0.26, rect.center() + way * size * 0.46];
        ui.painter().line_segment(line, Stroke::new((size / 10.0).max(1.0), colour));
    }
    if !kit.still {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    }
    response
}

/// Width of `text` in one line, in points.
pub fn width(ui: &Ui, text: &str, face: Face, size: f32) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), face.at(size), Color32::PLACEHOLDER).size().x
}

/// The keyboard focus ring around `rect`, outside it.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: f32, theme: &Theme) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(2.0),
            radius + 2.0,
            Stroke::new(2.0, theme.focus),
            StrokeKind::Outside,
        );
    }
}

/// Fill for a control that is hovered or pressed; transparent otherwise.
pub fn hover_fill(response: &Response, theme: &Theme) -> Color32 {
    if response.is_pointer_button_down_on() {
        theme.press
    } else if response.hovered() {
        theme.hover
    } else {
        Color32::TRANSPARENT
    }
}

/// Tells assistive technology what a self-drawn control is.
pub fn describe(response: &Response, kind: egui::Role, enabled: bool, label: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(kind, enabled, label));
}

/// A key cap (decoration; the key is named elsewhere too), right-aligned at `right`.
pub fn key_cap(ui: &Ui, kit: &Kit, key: &str, right: Pos2) -> Rect {
    let w = width(ui, key, Face::Sans, 11.0) + 10.0;
    let rect = Rect::from_min_size(Pos2::new(right.x - w, right.y - 9.0), egui::vec2(w, 18.0));
    ui.painter().rect(rect, 4.0, kit.theme.win, Stroke::new(1.0, kit.theme.line2), StrokeKind::Inside);
    text(ui, rect.center(), Align2::CENTER_CENTER, key, Face::Sans, 11.0, kit.theme.t2);
    rect
}
