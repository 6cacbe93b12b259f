//! The window without a report, and what is shown while something is dragged over it.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, text, text_cut};
use crate::app::{Action, Command, State};

/// Draws the start page.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let theme = kit.theme;
    let full = ui.max_rect();
    let rect = Rect::from_center_size(
        full.center(),
        vec2(560.0_f32.min(full.width() - 40.0), 420.0_f32.min(full.height() - 20.0)),
    );
    ui.painter().rect(rect, 14.0, theme.page, egui::Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let x = rect.center().x;
    text(
        ui,
        pos2(x, rect.top() + 56.0),
        Align2::CENTER_CENTER,
        w.start_title,
        Face::SerifBold,
        24.0,
        theme.t1,
    );
    text(ui, pos2(x, rect.top() + 92.0), Align2::CENTER_CENTER, w.start_hint, Face::Sans, 13.0, theme.t2);
    let mut buttons = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(Rect::from_min_size(
                pos2(x - 110.0, rect.top() + 120.0),
                vec2(rect.right() - x + 100.0, 36.0),
            ))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if Button::new(w.open)
        .icon(icons::FOLDER_OPEN)
        .look(Look::Primary)
        .height(34.0)
        .show(&mut buttons, kit)
        .clicked()
    {
        out.push(Action::Run(Command::Open));
    }
    if Button::new(w.open_sample).icon(icons::BOOK_OPEN_TEXT).height(34.0).show(&mut buttons, kit).clicked() {
        out.push(Action::Run(Command::OpenSample));
    }
    let mut y = rect.top() + 190.0;
    if state.settings.recent.is_empty() {
        return;
    }
    text(ui, pos2(rect.left() + 32.0, y), Align2::LEFT_CENTER, w.recent, Face::SansBold, 13.0, theme.t2);
    for r in state.settings.recent.iter().take(6) {
        y += 30.0;
        if y > rect.bottom() - 20.0 {
            break;
        }
        let line = Rect::from_min_size(pos2(rect.left() + 24.0, y - 14.0), vec2(rect.width() - 48.0, 28.0));
        let response = ui.interact(line, ui.scope_id().with(&r.path), Sense::click());
        let label = if r.title.is_empty() { r.path.display().to_string() } else { r.title.clone() };
        super::widgets::describe(&response, egui::Role::Button, true, &label);
        ui.painter().rect_filled(line, 7.0, super::widgets::hover_fill(&response, theme));
        super::widgets::focus_ring(ui, &response, line, 7.0, theme);
        text_cut(ui, pos2(line.left() + 8.0, y), line.width() - 16.0, &label, Face::Sans, 13.0, theme.t1);
        if response.on_hover_text(r.path.display().to_string()).clicked() {
            out.push(Action::OpenPath { path: r.path.clone(), second: false });
        }
    }
}

/// While files hover over the window: says what letting go will do.
pub fn drop_hint(ui: &Ui, kit: &Kit, state: &State) {
    let files = ui.input(|i| i.raw.hovered_files.len());
    if files == 0 {
        return;
    }
    let w = kit.words();
    let label = if files >= 2 { w.drop_two } else { w.drop_one };
    let _ = state;
    let screen = ui.ctx().content_rect();
    let painter =
        ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    painter.rect_filled(screen, 0.0, kit.theme.scrim());
    let rect = Rect::from_center_size(screen.center(), vec2(420.0, 180.0));
    painter.rect_filled(rect, 14.0, kit.theme.raised);
    let r = rect.shrink(12.0);
    let corners = [r.left_top(), r.right_top(), r.right_bottom(), r.left_bottom(), r.left_top()];
    painter.extend(egui::Shape::dashed_line(&corners, egui::Stroke::new(2.0, kit.theme.rev_bar), 7.0, 6.0));
    painter.text(
        rect.center() - vec2(0.0, 20.0),
        Align2::CENTER_CENTER,
        icons::FILE_TEXT,
        Face::Icons.at(40.0),
        kit.theme.t2,
    );
    painter.text(
        rect.center() + vec2(0.0, 32.0),
        Align2::CENTER_CENTER,
        label,
        Face::SansBold.at(16.0),
        kit.theme.t1,
    );
}
