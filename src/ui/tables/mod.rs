//! 提法 and 数据: lists of rows of different heights, drawn only where they are seen.

mod changes;
mod figures;
mod formulations;
mod heights;
mod passed;
mod strip;
mod targets;
mod words;

pub use figures::show as figures;
pub use formulations::show as formulations;
pub(super) use heights::{Heights, tops};

use std::collections::BTreeMap;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Kit, describe, focus_ring, hover_fill, text};
use crate::app::{Action, SortBy, Tab, TableAction, TableView};

/// What the tables of one tab remember between frames.
#[derive(Default)]
pub struct Memory {
    formulations: formulations::Kept,
    figures: figures::Kept,
    passed: passed::Kept,
    /// The figures pane shows targets and outcomes.
    targets: bool,
}

/// Memories by tab.
pub type Memories = BTreeMap<u64, Memory>;

/// Draws rows of the heights `heights` inside `rect`; only those in sight.
pub(super) fn rows(
    ui: &mut Ui,
    salt: &str,
    rect: Rect,
    heights: Heights<'_>,
    mut draw: impl FnMut(&mut Ui, usize, Rect),
) {
    rows_on(ui, salt, rect, heights, |ui, seen| {
        for (i, r) in seen {
            draw(ui, *i, *r);
        }
    });
}

/// The same, for rows that share a surface of words: `draw` gets all that are in sight.
pub(super) fn rows_on(
    ui: &mut Ui,
    salt: &str,
    rect: Rect,
    heights: Heights<'_>,
    draw: impl FnOnce(&mut Ui, &[(usize, Rect)]),
) {
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(rect));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).show_viewport(&mut child, |ui, port| {
        ui.set_height(heights.all().max(port.height()));
        let origin = ui.min_rect().min;
        let width = ui.available_width();
        let place = |i: usize| {
            let height = heights.top(i + 1) - heights.top(i);
            (i, Rect::from_min_size(pos2(origin.x, origin.y + heights.top(i)), vec2(width, height)))
        };
        let seen: Vec<(usize, Rect)> = heights.between(port.top(), port.bottom()).map(place).collect();
        draw(ui, &seen);
    });
}

/// A column: its words, left edge, width, sort order it stands for, right-aligned.
struct Column {
    words: String,
    x: f32,
    width: f32,
    sort: Option<SortBy>,
    right: bool,
}

/// The head of a table; a click on a column sorts.
fn head(
    ui: &mut Ui,
    kit: &Kit,
    rect: Rect,
    columns: &[Column],
    view: &TableView,
    figures: bool,
    out: &mut Vec<Action>,
) {
    let theme = kit.theme;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    for (i, c) in columns.iter().enumerate() {
        let cell = Rect::from_min_size(pos2(rect.left() + c.x, rect.top()), vec2(c.width, rect.height()));
        let chosen = c.sort == Some(view.sort) && c.sort != Some(SortBy::Place);
        let ink = if chosen { theme.t1 } else { theme.t2 };
        let (at, anchor) = if c.right {
            (pos2(cell.right() - 14.0, cell.center().y), Align2::RIGHT_CENTER)
        } else {
            (pos2(cell.left(), cell.center().y), Align2::LEFT_CENTER)
        };
        let Some(sort) = c.sort else {
            text(ui, at, anchor, &c.words, Face::Sans, 12.0, ink);
            continue;
        };
        let response = ui.interact(cell, ui.scope_id().with(("head", i)), Sense::click());
        describe(&response, egui::Role::ColumnHeader, true, &c.words);
        if response.hovered() {
            ui.painter().rect_filled(cell.shrink2(vec2(0.0, 4.0)), 5.0, hover_fill(&response, theme));
        }
        focus_ring(ui, &response, cell.shrink(3.0), 4.0, theme);
        let drawn =
            text(ui, at, anchor, &c.words, if chosen { Face::SansBold } else { Face::Sans }, 12.0, ink);
        if chosen {
            let icon = if view.reverse { icons::CARET_UP } else { icons::CARET_DOWN };
            text(
                ui,
                pos2(drawn.right() + 7.0, cell.center().y),
                Align2::CENTER_CENTER,
                icon,
                Face::Icons,
                10.0,
                ink,
            );
        }
        if response.clicked() {
            out.push(Action::Table { figures, action: TableAction::Sort(sort) });
        }
    }
}

/// The sheet a table lies on.
pub(super) fn sheet(ui: &Ui, kit: &Kit, rect: Rect) {
    ui.painter().rect(rect, 10.0, kit.theme.page, Stroke::new(1.0, kit.theme.line), StrokeKind::Inside);
}

/// A sentence in place of rows.
pub(super) fn nothing(ui: &Ui, kit: &Kit, rect: Rect, words: &str) {
    let drawn = text(
        ui,
        pos2(rect.center().x, rect.top() + 60.0),
        Align2::CENTER_CENTER,
        words,
        Face::Sans,
        13.0,
        kit.theme.t2,
    );
    let response = ui.interact(drawn, ui.scope_id().with(("nothing", words)), Sense::hover());
    describe(&response, egui::Role::Label, true, words);
}

/// While the facts are being found.
fn finding(ui: &mut Ui, kit: &Kit, tab: &Tab, rect: Rect) {
    nothing(ui, kit, rect, crate::words::TablesWords::of(kit.lang).finding);
    if tab.is_vast() {
        let words = crate::words::CompareWords::of(kit.lang).vast;
        let words = crate::words::fill(words, &[&super::compare::megabytes(tab)]);
        nothing(ui, kit, rect.translate(vec2(0.0, 24.0)), &words);
        let sign = Rect::from_center_size(pos2(rect.center().x, rect.top() + 116.0), vec2(24.0, 24.0));
        super::widgets::busy(&mut ui.new_child(egui::UiBuilder::new().max_rect(sign)), kit, 24.0);
    }
}
