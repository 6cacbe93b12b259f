//! One page of a preview: the writer's own words and lines, drawn smaller or larger.

use egui::text::LayoutJob;
use egui::{Color32, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::export::pdf::{Face as Set, Mark};
use crate::ui::fonts::Face;
use crate::ui::theme::Theme;

/// The window's font for a font of the file: the same bundled ones.
fn face(face: Set) -> Face {
    match face {
        Set::Prose => Face::Serif,
        Set::Bold => Face::SerifBold,
        Set::Head => Face::SansBold,
        Set::Small => Face::Sans,
    }
}

/// All words of a page, for assistive technology.
pub fn words(marks: &[Mark]) -> String {
    let mut out = String::new();
    for mark in marks {
        if let Mark::Words { text, .. } = mark {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

/// Draws `marks` on a sheet; `scale` is points of the window for a point of the page.
pub fn draw(ui: &Ui, theme: &Theme, marks: &[Mark], sheet: Rect, scale: f32) {
    let (paper, ink, rule, shade) = (theme.page, theme.t1, theme.ctl, theme.win);
    ui.painter().add(theme.shadow(false).as_shape(sheet, 2));
    ui.painter().rect(sheet, 1.0, paper, Stroke::new(1.0, theme.line2), StrokeKind::Inside);
    let at = |x: f32, y: f32| pos2(sheet.left() + x * scale, sheet.top() + y * scale);
    let seen = ui.clip_rect();
    for mark in marks {
        match mark {
            Mark::Shade { area: (x, y, w, h) } => {
                let area = Rect::from_min_size(at(*x, *y), vec2(w * scale, h * scale));
                ui.painter().rect_filled(area, 0.0, shade);
            }
            Mark::Rule { from, to } => {
                let line = [at(from.0, from.1), at(to.0, to.1)];
                ui.painter().line_segment(line, Stroke::new(1.0, rule));
            }
            Mark::Words { x, y, size, face, text, spread } => {
                let base = at(*x, *y);
                if base.y > seen.top() - 20.0 && base.y < seen.bottom() + 40.0 {
                    line(ui, base, *face, *size * scale, text, *spread * scale, ink);
                }
            }
        }
    }
}

/// Words with their base line at `base`.
fn line(ui: &Ui, base: egui::Pos2, set: Set, size: f32, text: &str, spread: f32, ink: Color32) {
    let mut format = egui::TextFormat::simple(face(set).at(size), ink);
    format.extra_letter_spacing = spread;
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.painter().layout_job(job);
    let ascent = galley.rows.first().and_then(|r| r.glyphs.first()).map_or(size * 0.88, |g| g.pos.y);
    ui.painter().galley(pos2(base.x, base.y - ascent), galley, ink);
}
