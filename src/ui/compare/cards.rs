//! The cards of one column.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::geometry::{Card, Column, ROW, TITLE};
use crate::app::{Action, CompareAction, Tab};
use crate::compare::{Comparison, Status};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Kit, focus_ring, hover_fill, sign, status_word, text, text_cut};
use crate::words::{CompareWords, fill, status_name};

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Colours and language.
    pub kit: &'a Kit,
    /// The tab.
    pub tab: &'a Tab,
    /// The comparison with decisions.
    pub comparison: &'a Comparison,
}

impl Frame<'_> {
    /// True when the selected link ends in this unit, or the unit itself is selected.
    pub fn selected(&self, right: bool, unit: usize) -> bool {
        let view = &self.tab.view.compare;
        match view.link.and_then(|l| self.comparison.links.get(l)) {
            Some(link) => unit == if right { link.right } else { link.left },
            None => view.unit == Some((right, unit)),
        }
    }

    /// The unit at the other end of the selected link.
    pub fn partner(&self, right: bool) -> Option<usize> {
        let link = self.comparison.links.get(self.tab.view.compare.link?)?;
        Some(if right { link.left } else { link.right })
    }
}

/// Draws the visible cards; returns the unit whose fold mark was clicked.
pub fn show(
    ui: &mut Ui,
    f: &Frame<'_>,
    right: bool,
    column: &Column,
    offset: f32,
    port: Rect,
    out: &mut Vec<Action>,
) -> Option<usize> {
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("column", right)).max_rect(port));
    child.set_clip_rect(port.intersect(ui.clip_rect()));
    let mut unfold = None;
    for card in column.between(offset, offset + port.height()) {
        let top = port.top() + card.y - offset;
        let rect =
            Rect::from_min_max(pos2(port.left() + 10.0, top), pos2(port.right() - 10.0, top + card.height));
        if let Some(label) = &card.label {
            let (_, _, _, ink) = f.kit.theme.role(f.tab.role(right));
            let at = pos2(rect.left() + 2.0, rect.top() - 13.0);
            text_cut(&child, at, rect.width() - 10.0, label, Face::Sans, 12.0, ink);
        }
        if one(&mut child, f, right, card, rect, out) {
            unfold = Some(card.unit);
        }
    }
    unfold
}

fn one(ui: &mut Ui, f: &Frame<'_>, right: bool, card: &Card, rect: Rect, out: &mut Vec<Action>) -> bool {
    let theme = f.kit.theme;
    let response = ui.interact(rect, ui.scope_id().with(("card", right, card.unit)), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::ListItem,
            true,
            f.selected(right, card.unit),
            label(f, right, card),
        )
    });
    let colours = theme.status(card.status);
    let selected = f.selected(right, card.unit);
    let painter = ui.painter();
    painter.add(theme.shadow(false).as_shape(rect, 8));
    let fill = if response.hovered() { hover_fill(&response, theme) } else { theme.page };
    painter.rect_filled(rect, 8.0, fill);
    let stroke = if selected { Stroke::new(2.0, colours.text) } else { Stroke::new(1.0, theme.line) };
    painter.rect_stroke(rect, 8.0, stroke, StrokeKind::Inside);
    focus_ring(ui, &response, rect, 8.0, theme);
    let mut unfold = false;
    if card.rows.is_empty() {
        plain(ui, f, right, card, rect);
    } else {
        unfold = rows(ui, f, right, card, rect, out);
    }
    if response.clicked() {
        out.push(Action::Compare(CompareAction::Unit { right, index: card.unit }));
    }
    if response.double_clicked() {
        go_to(f, right, card.unit, out);
    }
    if response.has_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter)) {
        go_to(f, right, card.unit, out);
    }
    unfold
}

/// Shows the unit in the reading pane.
pub fn go_to(f: &Frame<'_>, right: bool, unit: usize, out: &mut Vec<Action>) {
    let units = if right { &f.comparison.right } else { &f.comparison.left };
    if let Some(unit) = units.get(unit) {
        let second = if right { f.tab.sides.right_second } else { f.tab.sides.left_second };
        out.push(Action::GoTo { second, at: unit.item.span.start() });
    }
}

/// What assistive technology says of a card: side, place, title, status, partners.
fn label(f: &Frame<'_>, right: bool, card: &Card) -> String {
    let side = crate::words::role_name(f.kit.lang, f.tab.role(right));
    let links =
        f.comparison.links.iter().filter(|l| (if right { l.right } else { l.left }) == card.unit).count();
    let w = CompareWords::of(f.kit.lang);
    format!(
        "{side}, {}, {}, {}, {}",
        card.place,
        card.title,
        status_name(f.kit.lang, card.status),
        fill(w.link_count, &[&links.to_string()])
    )
}

fn plain(ui: &Ui, f: &Frame<'_>, right: bool, card: &Card, rect: Rect) {
    let theme = f.kit.theme;
    let y = rect.top() + 20.0;
    let end = status_word(ui, f.kit, card.status, pos2(rect.right() - 10.0, y));
    let left = rect.left() + if right { 14.0 } else { 12.0 };
    text_cut(ui, pos2(left, y), end - left - 8.0, &card.title, Face::SansBold, 14.0, theme.t1);
    let y = rect.top() + 42.0;
    let place = text(ui, pos2(left, y), Align2::LEFT_CENTER, &card.place, Face::Sans, 12.0, theme.t3);
    let x = place.right() + 10.0;
    text_cut(ui, pos2(x, y), rect.right() - 12.0 - x, &card.snippet, Face::Sans, 12.0, theme.t2);
}

fn rows(ui: &mut Ui, f: &Frame<'_>, right: bool, card: &Card, rect: Rect, out: &mut Vec<Action>) -> bool {
    let theme = f.kit.theme;
    let y = rect.top() + TITLE / 2.0 + 1.0;
    let end = status_word(ui, f.kit, card.status, pos2(rect.right() - 10.0, y));
    let place = text(ui, pos2(end - 10.0, y), Align2::RIGHT_CENTER, &card.place, Face::Sans, 12.0, theme.t3);
    text_cut(
        ui,
        pos2(rect.left() + 14.0, y),
        place.left() - rect.left() - 22.0,
        &card.title,
        Face::SansBold,
        14.0,
        theme.t1,
    );
    let partner = f.partner(right);
    for (i, point) in card.rows.iter().enumerate() {
        let top = rect.top() + TITLE + ROW * i as f32;
        let strip = Rect::from_min_max(pos2(rect.left() + 2.0, top), pos2(rect.right() - 2.0, top + ROW));
        let colours = theme.status(point.status);
        let of_link = f.selected(right, card.unit) && partner.is_some_and(|p| point.partners.contains(&p));
        let response = ui.interact(strip, ui.scope_id().with(("row", right, card.unit, i)), Sense::click());
        super::super::widgets::describe(
            &response,
            egui::Role::ListItem,
            true,
            &format!("{} {}", status_name(f.kit.lang, point.status), point.text),
        );
        if of_link {
            ui.painter().rect_filled(strip, 4.0, theme.keep_bg);
        } else if response.hovered() {
            ui.painter().rect_filled(strip, 4.0, theme.hover);
        }
        let new = point.status == Status::New;
        let mut end = strip.right() - 8.0;
        if new {
            end = status_word(ui, f.kit, point.status, pos2(strip.right() - 8.0, strip.center().y)) - 8.0;
        }
        let ink = if new { colours.text } else { theme.t1 };
        let x = strip.left() + 14.0;
        text_cut(ui, pos2(x, strip.center().y), end - x, &point.text, Face::Sans, 13.0, ink);
        if response.clicked() {
            let known = f.comparison.links.iter().position(|l| {
                (if right { l.right } else { l.left }) == card.unit
                    && point.partners.contains(if right { &l.left } else { &l.right })
            });
            out.push(Action::Compare(match known {
                Some(k) => CompareAction::Link(k),
                None => CompareAction::Unit { right, index: card.unit },
            }));
        }
        if response.double_clicked() {
            let second = if right { f.tab.sides.right_second } else { f.tab.sides.left_second };
            out.push(Action::GoTo { second, at: point.span.start() });
        }
    }
    fold_mark(ui, f, right, card, rect)
}

/// … n more, or fold; true when clicked.
fn fold_mark(ui: &mut Ui, f: &Frame<'_>, right: bool, card: &Card, rect: Rect) -> bool {
    let needed = TITLE + ROW * card.rows.len() as f32 + 6.0;
    if card.height <= needed + 1.0 {
        return false;
    }
    let w = CompareWords::of(f.kit.lang);
    let line = Rect::from_min_max(
        pos2(rect.left() + 2.0, rect.top() + needed - 6.0),
        pos2(rect.right() - 2.0, rect.bottom() - 6.0),
    );
    let words = if card.folded > 0 {
        fill(w.more_points, &[&card.folded.to_string()])
    } else {
        w.fewer_points.to_owned()
    };
    let response = ui.interact(line, ui.scope_id().with(("fold", right, card.unit)), Sense::click());
    super::super::widgets::describe(&response, egui::Role::Button, true, &words);
    ui.painter().rect_filled(line, 4.0, hover_fill(&response, f.kit.theme));
    let icon = if card.folded > 0 { icons::CARET_DOWN } else { icons::CARET_UP };
    let at = pos2(line.left() + 20.0, line.center().y);
    text(ui, at, Align2::CENTER_CENTER, icon, Face::Icons, 11.0, f.kit.theme.t3);
    text(ui, at + vec2(12.0, 0.0), Align2::LEFT_CENTER, &words, Face::Sans, 12.0, f.kit.theme.t3);
    response.clicked()
}

/// Sign and words beside a unit without counterpart, in the gutter.
pub fn lone(ui: &Ui, f: &Frame<'_>, right: bool, edge: egui::Pos2, toward: f32) {
    let status = if right { Status::New } else { Status::NotMentioned };
    let colours = f.kit.theme.status(status);
    let at = pos2(edge.x + toward * 28.0, edge.y);
    let stem = [pos2(edge.x + toward * 4.0, edge.y), pos2(at.x - toward * 8.0, edge.y)];
    if right {
        ui.painter().line_segment(stem, Stroke::new(1.5, colours.text));
    } else {
        ui.painter().extend(egui::Shape::dashed_line(&stem, Stroke::new(2.0, colours.text), 2.0, 4.0));
    }
    ui.painter().circle(at, 8.0, colours.fill, Stroke::new(1.0, colours.border));
    text(ui, at, Align2::CENTER_CENTER, sign(status), Face::IconsBold, 10.0, colours.text);
}
