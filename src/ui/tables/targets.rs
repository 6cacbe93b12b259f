//! 目标→结果: what was planned beside what was reported; the outcome is the program's reading.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{Heights, nothing, rows_on, sheet};
use crate::app::{Action, Tab, TableAction};
use crate::compare::{Reading, Status, TargetOutcome};
use crate::export::What;
use crate::text::Span;
use crate::ui::compare::shown;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::selecting::{Pen, Surface, inside};
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, Kit, Look, describe, focus_ring, hover_fill, text, text_cut};
use crate::view::targets::{due, target_table};
use crate::words::{TablesWords, reading_name};

const HEAD: f32 = 36.0;
const ROW: f32 = 68.0;

/// Draws the table.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, rect: Rect, pen: &mut Pen<'_>) {
    let w = TablesWords::of(kit.lang);
    let table = Rect::from_min_max(rect.min + vec2(0.0, 62.0), rect.max);
    let at = pos2(rect.left() + 2.0, rect.top() + 44.0);
    text_cut(ui, at, rect.width() - 4.0, w.reading_note, Face::Sans, 12.0, kit.theme.t2);
    sheet(ui, kit, table);
    let Some(targets) = &tab.derived.targets else {
        nothing(ui, kit, table, w.finding);
        return;
    };
    if targets.is_empty() {
        nothing(ui, kit, table, w.no_targets);
        return;
    }
    summary(ui, kit, tab, targets, Rect::from_min_size(rect.min, vec2(rect.width(), 30.0)), pen.out);
    let x = [16.0, 0.20 * table.width(), 0.52 * table.width(), 0.64 * table.width()];
    let top = Rect::from_min_size(table.min, vec2(table.width(), HEAD));
    for (words, x) in [w.indicator, w.target, w.reading, w.result].into_iter().zip(x) {
        text(
            ui,
            pos2(table.left() + x, top.center().y),
            Align2::LEFT_CENTER,
            words,
            Face::Sans,
            12.0,
            kit.theme.t2,
        );
    }
    ui.painter().hline(table.x_range(), top.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    let body = Rect::from_min_max(pos2(table.left() + 1.0, top.bottom()), table.max - vec2(1.0, 1.0));
    let passing = passing(tab, targets);
    if passing.is_empty() {
        nothing(ui, kit, table, w.nothing_filtered);
        return;
    }
    rows_on(ui, "targets", body, Heights::Even(passing.len(), ROW), |ui, seen| {
        let clip = ui.clip_rect();
        let middle = body.left() + x[2] - 8.0;
        let parts = [clip.left()..=middle, middle..=clip.right()];
        let [left, right] = parts.map(|part| Rect::from_x_y_ranges(part, clip.y_range()));
        let mut sides = [(false, left), (true, right)].map(|(side, cut)| {
            let id = egui::Id::unique(("targets", tab.id, side));
            Surface::within(ui, kit, tab, tab.second_of(side), id, false, cut)
        });
        for (i, r) in seen {
            row(ui, kit, tab, passing[*i], *i, *r, x, &mut sides, pen);
        }
        for surface in sides {
            pen.finish(ui, surface);
        }
    });
}

fn sign(theme: &Theme, reading: Reading) -> (&'static str, egui::Color32) {
    match reading {
        Reading::Met => (icons::CHECK, theme.keep),
        Reading::Missed => (icons::X, theme.new),
        Reading::Unclear => (icons::QUESTION_MARK, theme.doubt),
        Reading::Unreported => (icons::MINUS, theme.status(Status::NotMentioned).text),
    }
}

/// How many targets were read how: a bar, and a filter each; the table as text and as a file.
fn summary(ui: &mut Ui, kit: &Kit, tab: &Tab, targets: &[TargetOutcome], rect: Rect, out: &mut Vec<Action>) {
    const READINGS: [Reading; 4] = [Reading::Met, Reading::Missed, Reading::Unclear, Reading::Unreported];
    let w = TablesWords::of(kit.lang);
    let only = tab.view.figures.reading;
    let counts = READINGS.map(|r| targets.iter().filter(|t| t.reading == r).count());
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    let choose = |only| Action::Table { figures: true, action: TableAction::Reading(only) };
    let look = if only.is_none() { Look::Primary } else { Look::Line };
    if Button::new(w.all_targets)
        .count(targets.len())
        .bold()
        .height(30.0)
        .look(look)
        .show(&mut row, kit)
        .clicked()
    {
        out.push(choose(None));
    }
    for (reading, n) in READINGS.into_iter().zip(counts) {
        let (icon, colour) = sign(kit.theme, reading);
        let on = only == Some(reading);
        let button = Button::new(reading_name(kit.lang, reading)).sign(icon, colour).count(n);
        if button.height(30.0).on(on).enabled(n > 0 || on).show(&mut row, kit).clicked() {
            out.push(choose((!on).then_some(reading)));
        }
    }
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 6.0;
    if Button::new(w.export_table).icon(icons::EXPORT).height(30.0).show(&mut right, kit).clicked() {
        out.push(Action::ExportWhat(What::Targets));
    }
    let copy = Button::icon_only(icons::COPY, w.copy_table).look(Look::Line).height(30.0);
    if copy.show(&mut right, kit).clicked() {
        let table = target_table(tab.side(false), tab.side(true), passing(tab, targets), kit.lang);
        out.push(Action::Copy(table.finish().tabbed()));
    }
    let (from, to) = (row.min_rect().right() + 16.0, right.min_rect().left() - 16.0);
    if to - from < 80.0 {
        return;
    }
    let bar = Rect::from_min_size(pos2(from, rect.center().y - 4.0), vec2((to - from).min(220.0), 8.0));
    let mut left = bar.left();
    for (reading, n) in READINGS.into_iter().zip(counts) {
        let wide = bar.width() * n as f32 / targets.len().max(1) as f32;
        let piece = Rect::from_min_size(pos2(left, bar.top()), vec2((wide - 1.0).max(0.0), bar.height()));
        ui.painter().rect_filled(piece, 3.0, sign(kit.theme, reading).1);
        left += wide;
    }
}

/// The targets that the filter lets through.
fn passing<'a>(tab: &Tab, targets: &'a [TargetOutcome]) -> Vec<&'a TargetOutcome> {
    let only = tab.view.figures.reading;
    targets.iter().filter(|t| only.is_none_or(|r| t.reading == r)).collect()
}

#[allow(clippy::too_many_arguments)]
fn row(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    t: &TargetOutcome,
    index: usize,
    rect: Rect,
    x: [f32; 4],
    sides: &mut [Surface<'_>; 2],
    pen: &mut Pen<'_>,
) {
    let theme = kit.theme;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let y = rect.top() + 22.0;
    let at = |i: usize| rect.left() + x[i];
    let name = (pos2(at(0), rect.center().y), x[1] - x[0] - 10.0);
    let indicator = inside(tab.side(false), t.left_clause, &t.indicator);
    words(ui, &mut sides[0], name, (&t.indicator, indicator), (Face::SansBold, 14.0, theme.t1), pen);
    let (icon, colour) = sign(theme, t.reading);
    let (room, middle) = (x[3] - x[2] - 24.0, rect.center().y);
    let up = if t.due.is_some() { middle - 9.0 } else { middle };
    text(ui, pos2(at(2) + 8.0, up), Align2::CENTER_CENTER, icon, Face::IconsBold, 13.0, colour);
    let name = reading_name(kit.lang, t.reading);
    text_cut(ui, pos2(at(2) + 20.0, up), room, name, Face::Sans, 13.0, colour);
    if let Some(year) = t.due {
        let words = due(year, kit.lang);
        text_cut(ui, pos2(at(2) + 20.0, middle + 10.0), room, &words, Face::Sans, 12.0, theme.t2);
    }
    let ends = [(1, &t.target, Some(t.left_clause), false), (3, &t.result, t.right_clause, true)];
    for (i, value, clause, right) in ends {
        let end = if i == 1 { at(2) } else { rect.right() };
        let cell =
            Rect::from_min_max(pos2(at(i) - 6.0, rect.top() + 4.0), pos2(end - 8.0, rect.bottom() - 4.0));
        let Some(clause) = clause else {
            text(ui, pos2(at(i), rect.center().y), Align2::LEFT_CENTER, "–", Face::Sans, 13.0, theme.t3);
            continue;
        };
        let response = ui.interact(cell, ui.scope_id().with(("target", index, right)), Sense::click());
        describe(&response, egui::Role::Link, true, &format!("{} {value}", t.indicator));
        ui.painter().rect_filled(cell, 6.0, hover_fill(&response, theme));
        focus_ring(ui, &response, cell, 6.0, theme);
        let surface = &mut sides[usize::from(right)];
        if response.has_focus() {
            surface.focus = Some(clause.start());
        }
        let room = cell.width() - 12.0;
        let written = inside(tab.side(right), clause, value);
        let look = (Face::SansBold, 17.0, theme.t1);
        words(ui, surface, (pos2(at(i), y), room), (value, written), look, pen);
        let look = (Face::Sans, 12.0, theme.t2);
        pen.line(ui, surface, pos2(at(i), y + 24.0), room, clause, look, (&[], &[]));
        let second = if right { tab.sides.right_second } else { tab.sides.left_second };
        if response.clicked() {
            pen.held.click(true, [Action::GoTo { second, at: clause.start() }]);
        }
        pen.menu(&response, kit, tab, tab.second_of(right), clause);
    }
}

/// Words of a report where they stand there, else as they are.
fn words(
    ui: &Ui,
    surface: &mut Surface<'_>,
    (at, room): (egui::Pos2, f32),
    (plain, span): (&str, Option<Span>),
    look: (Face, f32, egui::Color32),
    pen: &mut Pen<'_>,
) {
    match span {
        Some(span) => {
            pen.line(ui, surface, at, room, span, look, (&[], &[]));
        }
        None => {
            text_cut(ui, at, room, &shown(plain), look.0, look.1, look.2);
        }
    }
}
