//! The window without a report: two ways in, files opened before, and what letting go of a dragged
//! file will do.

mod recent;

use egui::{Align2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::theme::{SIGN, Theme};
use super::widgets::{Button, Kit, Look, text, text_cut};
use crate::app::{Action, Command, State};
use crate::report::Role;
use crate::words::fill;

pub use recent::Memory;

/// Width of the page in points, at most.
const WIDTH: f32 = 960.0;

/// Draws the start page.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    if !state.recents_checked && !state.settings.recent.is_empty() {
        out.push(Action::CheckRecents);
    }
    let full = ui.max_rect();
    let width = WIDTH.min(full.width() - 48.0);
    let zone = (full.height() * 0.34).clamp(150.0, 262.0);
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(((full.height() - 560.0) * 0.25).clamp(12.0, 52.0));
        let margin = ((ui.available_width() - width) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width(width);
                head(ui, kit);
                ui.add_space(20.0);
                zones(ui, kit, zone, out);
                ui.add_space(28.0);
                recent::show(ui, kit, state, memory, out);
                ui.add_space(20.0);
            });
        });
    });
}

/// The sign, the name, what it is for.
fn head(ui: &mut Ui, kit: &Kit) {
    let w = kit.words();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 52.0), egui::Sense::hover());
    super::widgets::describe(&response, egui::Role::Heading, true, w.product);
    sign(ui, Rect::from_min_size(rect.min, vec2(50.0, 50.0)));
    let left = rect.left() + 66.0;
    text(
        ui,
        pos2(left, rect.top() + 15.0),
        Align2::LEFT_CENTER,
        w.product,
        Face::SerifBold,
        24.0,
        kit.theme.t1,
    );
    let at = pos2(left, rect.top() + 41.0);
    text_cut(ui, at, rect.right() - left, w.start_hint, Face::Sans, 13.0, kit.theme.t2);
}

/// Two facing pages; a line starts on the left one and goes on on the right one.
fn sign(ui: &Ui, rect: Rect) {
    let [ground, left, right, line] = SIGN;
    let unit = rect.width() / 16.0;
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * unit;
    let painter = ui.painter();
    painter.rect_filled(rect, 3.5 * unit, ground);
    painter.rect_filled(Rect::from_min_max(at(2.0, 3.5), at(7.5, 12.5)), unit, left);
    painter.rect_filled(Rect::from_min_max(at(8.5, 3.5), at(14.0, 12.5)), unit, right);
    let stroke = Stroke::new(1.9 * unit, line);
    painter.line_segment([at(3.5, 10.0), at(5.0, 10.0)], stroke);
    painter.line_segment([at(11.0, 6.0), at(12.5, 6.0)], stroke);
    let points = [at(5.0, 10.0), at(8.5, 10.0), at(7.5, 6.0), at(11.0, 6.0)];
    painter.add(egui::epaint::CubicBezierShape::from_points_stroke(
        points,
        false,
        egui::Color32::TRANSPARENT,
        stroke,
    ));
    for end in [at(3.5, 10.0), at(12.5, 6.0), at(5.0, 10.0), at(11.0, 6.0)] {
        painter.circle_filled(end, 0.95 * unit, line);
    }
}

/// One report on the left page, two on the right one.
fn zones(ui: &mut Ui, kit: &Kit, height: f32, out: &mut Vec<Action>) {
    let w = kit.words();
    let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let wide = all.width() * 0.428;
    let left = Rect::from_min_size(all.min, vec2(wide, height));
    let right = Rect::from_min_max(pos2(all.right() - wide, all.top()), all.max);
    ribbons(ui, kit.theme, Rect::from_min_max(left.right_top(), right.left_bottom()));
    let (count, name) = dragged(ui);
    let zone = |ui: &mut Ui, rect, role, title: &str, hint: &str, icon| {
        let lit = count > 0 && (role == Role::Plan) == (count > 1);
        frame(ui, kit.theme, rect, role, lit);
        let (title, hint, icon) = if lit {
            let go = if count > 1 { w.drop_two } else { w.drop_one };
            (go, if count > 1 { hint } else { name.as_str() }, icons::DOWNLOAD_SIMPLE)
        } else {
            (title, hint, icon)
        };
        label(ui, kit, rect, role, [icon, title, hint], count > 0 && !lit);
    };
    zone(ui, left, Role::Review, w.start_one, w.start_one_hint, icons::FILE_PLUS);
    zone(ui, right, Role::Plan, w.start_two, w.start_two_hint, icons::COPY);
    if count > 0 {
        return;
    }
    let y = buttons_at(left);
    let mut row = line(ui, left, y, &[w.open_file_long, w.paste_text]);
    if Button::new(w.open_file_long)
        .icon(icons::FOLDER_OPEN)
        .look(Look::Primary)
        .height(32.0)
        .show(&mut row, kit)
        .clicked()
    {
        out.push(Action::Run(Command::Open));
    }
    if Button::new(w.paste_text).icon(icons::CLIPBOARD_TEXT).height(32.0).show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::Paste));
    }
    let mut row = line(ui, right, y, &[w.choose_two]);
    if Button::new(w.choose_two).icon(icons::COLUMNS_PLUS_RIGHT).height(32.0).show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::Open));
    }
}

fn buttons_at(zone: Rect) -> f32 {
    zone.center().y + (zone.height() * 0.22).clamp(32.0, 58.0)
}

/// A row for buttons with these words, centred in `zone` at `y`.
fn line(ui: &mut Ui, zone: Rect, y: f32, labels: &[&str]) -> Ui {
    let widths = labels.iter().map(|l| super::widgets::width(ui, l, Face::Sans, 13.0) + 42.0);
    let room = widths.sum::<f32>() + 8.0 * (labels.len() as f32 - 1.0);
    let at = pos2((zone.center().x - room / 2.0).max(zone.left() + 8.0), y - 16.0);
    let rect = Rect::from_min_max(at, pos2(zone.right() - 4.0, y + 16.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut row = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    row.spacing_mut().item_spacing.x = 8.0;
    row
}

fn frame(ui: &Ui, theme: &Theme, rect: Rect, role: Role, lit: bool) {
    let (bg, border, bar, ink) = theme.role(role);
    let painter = ui.painter();
    if lit {
        painter.rect(rect, 14.0, border, Stroke::new(2.0, ink), StrokeKind::Inside);
        return;
    }
    painter.rect_filled(rect, 14.0, bg);
    painter.extend(egui::Shape::dashed_line(
        &rounded(rect.shrink(0.75), 14.0),
        Stroke::new(1.5, bar),
        7.0,
        6.0,
    ));
}

/// The outline of a rectangle with round corners, closed.
fn rounded(rect: Rect, radius: f32) -> Vec<egui::Pos2> {
    let r = rect.shrink(radius);
    let mut out = Vec::new();
    for (corner, from) in
        [(r.left_top(), 180.0_f32), (r.right_top(), 270.0), (r.right_bottom(), 0.0), (r.left_bottom(), 90.0)]
    {
        out.extend((0..=6_u8).map(|i| {
            let angle = (from + 15.0 * f32::from(i)).to_radians();
            corner + vec2(angle.cos(), angle.sin()) * radius
        }));
    }
    out.extend(out.first().copied());
    out
}

/// Icon, title and hint of a zone.
fn label(ui: &Ui, kit: &Kit, zone: Rect, role: Role, [icon, title, hint]: [&str; 3], dim: bool) {
    let theme = kit.theme;
    let alpha = if dim { 0.5 } else { 1.0 };
    let (x, y) = (zone.center().x, zone.center().y);
    let step = (zone.height() * 0.11).clamp(18.0, 29.0);
    let ink = Theme::faded(theme.role(role).3, alpha);
    text(ui, pos2(x, y - 2.0 * step - 8.0), Align2::CENTER_CENTER, icon, Face::Icons, 34.0, ink);
    text(
        ui,
        pos2(x, y - 0.5 * step),
        Align2::CENTER_CENTER,
        title,
        Face::SerifBold,
        18.0,
        Theme::faded(theme.t1, alpha),
    );
    let room = zone.width() - 24.0;
    let wide = super::widgets::width(ui, hint, Face::Sans, 13.0).min(room);
    text_cut(
        ui,
        pos2(x - wide / 2.0, y + 0.5 * step),
        room,
        hint,
        Face::Sans,
        13.0,
        Theme::faded(theme.t2, alpha),
    );
}

/// From one page to the other.
fn ribbons(ui: &Ui, theme: &Theme, gap: Rect) {
    // Left top, right top, height, strength; all as parts of the height.
    let bands =
        [(0.15, 0.35, 0.12, 1.0), (0.36, 0.17, 0.12, 1.0), (0.58, 0.53, 0.14, 1.6), (0.80, 0.72, 0.14, 1.0)];
    for (from, to, thick, strength) in bands {
        let points = (0..=24_u8).map(|i| {
            let t = f32::from(i) / 24.0;
            let ease = t * t * (3.0 - 2.0 * t);
            let top = gap.top() + gap.height() * (from + (to - from) * ease);
            let y = egui::Rangef::new(top, top + gap.height() * thick);
            egui::epaint::BandPoint::new(gap.left() + gap.width() * t, y)
        });
        let colour = Theme::faded(theme.keep, theme.rib * strength);
        ui.painter().add(egui::epaint::BandShape::filled(points.collect(), colour));
    }
}

/// Number of files dragged over the window, and the name of the first.
fn dragged(ui: &Ui) -> (usize, String) {
    ui.input(|i| {
        let files = &i.raw.hovered_files;
        let name = files.first().and_then(|f| f.path.as_ref()).and_then(|p| p.file_name());
        (files.len(), name.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default())
    })
}

/// While files hover over a report: says what letting go will do. The start page says it itself.
pub fn drop_hint(ui: &Ui, kit: &Kit, state: &State) {
    let (files, name) = dragged(ui);
    if files == 0 || state.tab().is_none() {
        return;
    }
    let w = kit.words();
    let theme = kit.theme;
    let title = if files >= 2 { w.drop_two } else { w.drop_one };
    let more = if files >= 2 { fill(w.files_count, &[&files.to_string()]) } else { name };
    let screen = ui.ctx().content_rect();
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop"));
    let painter = ui.ctx().layer_painter(layer);
    painter.rect_filled(screen, 0.0, theme.scrim());
    let rect = Rect::from_center_size(screen.center(), vec2(420.0, 200.0));
    let (bg, _, _, ink) = theme.role(if files >= 2 { Role::Plan } else { Role::Review });
    painter.rect(rect, 14.0, bg, Stroke::new(2.0, ink), StrokeKind::Inside);
    let at = |dy: f32| rect.center() + vec2(0.0, dy);
    painter.text(at(-44.0), Align2::CENTER_CENTER, icons::DOWNLOAD_SIMPLE, Face::Icons.at(34.0), ink);
    painter.text(at(10.0), Align2::CENTER_CENTER, title, Face::SerifBold.at(18.0), theme.t1);
    painter.text(at(44.0), Align2::CENTER_CENTER, more, Face::Sans.at(13.0), theme.t2);
}
