//! The bytes of the file around what could not be read.

use egui::{Align2, Color32, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::{Action, State, Tab};
use crate::read::{RawPlace, WarningKind};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::status_bar::grouped;
use crate::ui::widgets::{Button, Kit, describe, text, width};
use crate::words::{RawWords, fill};

/// Width of the dialog in points.
const WIDTH: f32 = 600.0;
/// Height of a line of bytes with its characters in points.
const LINE: f32 = 50.0;
/// Bytes of one place that are shown.
const MOST: usize = 48;

/// Draws the dialog.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = RawWords::of(kit.lang);
    let Some(tab) = state.tab() else { return };
    ui.set_width(WIDTH);
    super::title(ui, kit, w.title, out);
    let report = tab.reading();
    let places = match &state.raw {
        Some((of, places)) if std::sync::Arc::ptr_eq(of, report) => places.as_deref(),
        _ => {
            out.push(Action::WantRaw);
            None
        }
    };
    let hint = match places {
        None => w.reading,
        Some([]) => w.none,
        Some(_) => w.hint,
    };
    ui.label(egui::RichText::new(hint).size(12.0).color(kit.theme.t2));
    let room = (ui.ctx().content_rect().height() - 180.0).max(200.0);
    egui::ScrollArea::vertical().auto_shrink([false, true]).max_height(room).min_scrolled_height(room).show(
        ui,
        |ui| {
            for place in places.unwrap_or_default() {
                card(ui, kit, tab, place, out);
            }
        },
    );
}

/// A byte or a character's bytes, with what stands below.
struct Cell {
    hex: String,
    shown: String,
    bad: bool,
}

fn cells(place: &RawPlace) -> Vec<Cell> {
    let good = |(c, bytes): &(char, Vec<u8>)| Cell {
        hex: hex(bytes),
        shown: if c.is_control() { String::new() } else { c.to_string() },
        bad: false,
    };
    let bad = |b: &u8| Cell { hex: hex(&[*b]), shown: String::new(), bad: true };
    let before = place.before.iter().map(good);
    before.chain(place.bad.iter().take(MOST).map(bad)).chain(place.after.iter().map(good)).collect()
}

/// E6 9D A5.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02X}")).collect::<Vec<_>>().join(" ")
}

/// One damaged place: where, its bytes, what can be done.
fn card(ui: &mut Ui, kit: &Kit, tab: &Tab, place: &RawPlace, out: &mut Vec<Action>) {
    let (w, theme) = (RawWords::of(kit.lang), kit.theme);
    let where_it_is = crate::view::place::place(tab.reading(), place.span.start(), kit.lang);
    let what = what(kit, place);
    let bytes = fill(w.at, &[&grouped(place.bytes.start + 1)]);
    let cells = cells(place);
    let lines = flow(ui, &cells, ui.available_width() - 32.0);
    let height = 36.0 + lines.len() as f32 * LINE;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 8.0, height), Sense::hover());
    let hex: Vec<&str> = cells.iter().map(|c| c.hex.as_str()).collect();
    let said = format!("{where_it_is} {what} {bytes} {}", hex.join(" "));
    describe(&response, egui::Role::Label, true, &said);
    ui.painter().rect(rect, 9.0, theme.page, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let y = rect.top() + 18.0;
    let left = rect.left() + 12.0;
    let head = text(ui, pos2(left, y), Align2::LEFT_CENTER, &where_it_is, Face::SansBold, 13.0, theme.t1);
    let after = pos2(if where_it_is.is_empty() { left } else { head.right() + 10.0 }, y);
    text(ui, after, Align2::LEFT_CENTER, &what, Face::Sans, 12.0, theme.bad);
    let end = pos2(rect.right() - 12.0, y);
    text(ui, end, Align2::RIGHT_CENTER, &bytes, Face::Sans, 12.0, theme.t3);
    for (i, line) in lines.iter().enumerate() {
        let top = rect.top() + 34.0 + i as f32 * LINE;
        for (x, wide, cell) in line {
            paint(ui, kit, cell, Rect::from_min_size(pos2(left + x, top), vec2(*wide, LINE - 4.0)));
        }
    }
    ui.horizontal(|ui| {
        let to = Button::new(kit.words().to_damage).icon(icons::CROSSHAIR);
        if to.show(ui, kit).clicked() {
            out.push(Action::Dialog(None));
            out.push(Action::GoTo { second: tab.view.second, at: place.span.start() });
        }
        if Button::new(w.copy).icon(icons::COPY).show(ui, kit).clicked() {
            out.push(Action::Copy(format!("{} {said}", tab.title())));
        }
    });
    ui.add_space(8.0);
}

fn what(kit: &Kit, place: &RawPlace) -> String {
    let w = RawWords::of(kit.lang);
    let n = place.bad.len().to_string();
    match place.kind {
        WarningKind::CutOff => w.cut.to_owned(),
        WarningKind::NulBytes => fill(w.nul, &[&n]),
        WarningKind::MixedEncodings => fill(w.other, &[&n]),
        _ => fill(w.bad, &[&n]),
    }
}

/// Cells in lines of at most `room` points: left edge, width, cell.
fn flow<'a>(ui: &Ui, cells: &'a [Cell], room: f32) -> Vec<Vec<(f32, f32, &'a Cell)>> {
    let mut lines = vec![Vec::new()];
    let mut x = 0.0;
    for cell in cells {
        let wide = width(ui, &cell.hex, Face::Sans, 12.0).max(16.0) + 10.0;
        if x + wide > room && x > 0.0 {
            lines.push(Vec::new());
            x = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            line.push((x, wide, cell));
        }
        x += wide;
    }
    lines
}

fn paint(ui: &Ui, kit: &Kit, cell: &Cell, rect: Rect) {
    let theme = kit.theme;
    let upper = Rect::from_min_size(rect.min, vec2(rect.width(), 22.0));
    let colour = if cell.bad { theme.bad } else { theme.t2 };
    if cell.bad {
        let stroke = Stroke::new(1.0, theme.bad_bd);
        ui.painter().rect(upper.shrink2(vec2(2.0, 1.0)), 4.0, theme.bad_bg, stroke, StrokeKind::Inside);
    }
    let hex = if cell.bad { Face::SansBold } else { Face::Sans };
    text(ui, upper.center(), Align2::CENTER_CENTER, &cell.hex, hex, 12.0, colour);
    let below = pos2(rect.center().x, rect.top() + 33.0);
    let ink: Color32 = theme.t1;
    text(ui, below, Align2::CENTER_CENTER, &cell.shown, Face::Reading, 14.0, ink);
}
