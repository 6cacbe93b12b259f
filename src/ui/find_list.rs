//! The list of what was found: each hit among its words, under its section.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::widgets::{Kit, describe, focus_ring, hover_fill, text, text_cut};
use crate::app::{Action, Find, FindAction, State};
use crate::view::found::{Found, Row, around};
use crate::words::role_name;

/// Height of a row in points.
const ROW: f32 = 26.0;

/// Characters shown on either side of a hit.
const ROOM: usize = 60;

/// The rows and the answer they are made from.
#[derive(Default)]
pub struct Memory {
    rows: Vec<Row>,
    of: Option<Arc<Found>>,
    /// The hit that was in front in the last frame.
    front: usize,
}

/// Draws the list.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let find = &tab.view.find;
    if memory.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, &find.found)) {
        memory.rows = find.found.rows();
        memory.of = Some(find.found.clone());
        memory.front = usize::MAX;
    }
    let top = ui.max_rect();
    ui.painter().hline(top.x_range(), top.top() + 0.5, egui::Stroke::new(1.0, kit.theme.line));
    if memory.rows.is_empty() {
        let hint = if find.query.is_empty() { kit.words().find_hint } else { kit.words().find_none };
        let at = top.left_top() + vec2(20.0, 22.0);
        text(ui, at, Align2::LEFT_CENTER, hint, Face::Sans, 13.0, kit.theme.t3);
        ui.allocate_space(ui.available_size());
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().auto_shrink(false);
    if memory.front != find.current {
        memory.front = find.current;
        // The hit in front is kept in sight, with its heading above it.
        let row = memory.rows.iter().position(|r| *r == Row::Hit(find.current)).unwrap_or(0);
        area = area.vertical_scroll_offset(row.saturating_sub(2) as f32 * ROW);
    }
    area.show_rows(ui, ROW, memory.rows.len(), |ui, range| {
        for row in memory.rows.get(range).unwrap_or_default() {
            draw(ui, kit, state, find, *row, out);
        }
    });
}

fn draw(ui: &mut Ui, kit: &Kit, state: &State, find: &Find, row: Row, out: &mut Vec<Action>) {
    let (rect, response) = ui.allocate_exact_size(
        vec2(ui.available_width(), ROW),
        if matches!(row, Row::Hit(_)) { Sense::click() } else { Sense::hover() },
    );
    match row {
        Row::Hit(index) => {
            hit(ui, kit, find, index, rect, &response);
            if response.clicked() {
                out.push(Action::Find(FindAction::Show(index)));
            }
        }
        Row::Place(place, count) => {
            let Some(place) = find.found.wanted.places.get(place) else { return };
            let head = &place.report.head;
            let open = state.tabs.iter().find(|t| t.id == place.tab).map(|t| t.open(place.second));
            let name = if head.title.is_empty() { open.map_or("", |o| &o.name) } else { &head.title };
            let role = place.role.map(|r| format!("　{}", role_name(kit.lang, r))).unwrap_or_default();
            let label = format!("{name}{role}　{count}");
            describe(&response, egui::Role::Heading, true, &label);
            ui.painter().rect_filled(rect, 0.0, kit.theme.sunk);
            let at = pos2(rect.left() + 20.0, rect.center().y);
            text_cut(ui, at, rect.width() - 40.0, &label, Face::SansBold, 13.0, kit.theme.t1);
        }
        Row::Section(place, heading, count) => {
            let Some(place) = find.found.wanted.places.get(place) else { return };
            let report = &place.report;
            let name = heading.and_then(|h| report.headings.get(h)).map_or_else(
                || kit.words().opening.to_owned(),
                |h| super::compare::shown(h.span.of(report.text())),
            );
            let name: String = name.chars().take(ROOM).collect();
            let label = format!("{name}　{count}");
            describe(&response, egui::Role::Heading, true, &label);
            let at = pos2(rect.left() + 20.0, rect.center().y);
            text_cut(ui, at, rect.width() - 40.0, &label, Face::Sans, 12.0, kit.theme.t2);
        }
    }
}

/// A hit: paragraph number, then the words with the hit at the same place in every row.
fn hit(ui: &Ui, kit: &Kit, find: &Find, index: usize, rect: Rect, response: &egui::Response) {
    let theme = kit.theme;
    let Some(hit) = find.found.hits.get(index) else { return };
    let Some(place) = find.found.place(hit) else { return };
    let text_of = place.report.text();
    let (before, behind) = around(&place.report, hit.span, ROOM);
    let [before, words, behind] = [before, hit.span, behind].map(|s| super::compare::shown(s.of(text_of)));
    let current = index == find.current;
    let number = place.report.paragraph_at(hit.span.start()).map_or(0, |p| place.report.paragraphs[p].number);
    response.widget_info(|| {
        let label = format!("{number} {before}{words}{behind}");
        egui::WidgetInfo::selected(egui::Role::ListItem, true, current, label)
    });
    let fill = if current { theme.sel } else { hover_fill(response, theme) };
    let inner = rect.shrink2(vec2(12.0, 0.0));
    ui.painter().rect_filled(inner, 6.0, fill);
    focus_ring(ui, response, inner.shrink(3.0), 4.0, theme);
    let y = rect.center().y;
    let number = if number > 0 { number.to_string() } else { String::new() };
    text(ui, pos2(inner.left() + 44.0, y), Align2::RIGHT_CENTER, &number, Face::Sans, 12.0, theme.t3);
    let (left, middle) = (inner.left() + 60.0, inner.left() + 60.0 + (inner.width() - 60.0) * 0.36);
    let clip = ui.painter().with_clip_rect(Rect::from_min_max(pos2(left, rect.top()), rect.max));
    clip.text(pos2(middle, y), Align2::RIGHT_CENTER, before, Face::Sans.at(13.0), theme.t2);
    let galley = clip.layout_no_wrap(words, Face::Sans.at(13.0), theme.t1);
    let lit = Rect::from_min_size(pos2(middle, y - galley.size().y / 2.0), galley.size());
    let ground = if current { theme.find2 } else { theme.find };
    clip.rect_filled(lit.shrink2(vec2(0.0, 1.0)), 3.0, ground);
    clip.galley(lit.min, galley, theme.t1);
    let room = inner.right() - 10.0 - lit.right();
    text_cut(ui, pos2(lit.right(), y), room, &behind, Face::Sans, 13.0, theme.t2);
}
