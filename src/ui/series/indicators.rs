//! 指标 by year: a list of indicators, a plot of the chosen one, its values with their clauses.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::compare::shown;
use super::super::fonts::Face;
use super::super::tables::{Heights, nothing, rows, sheet};
use super::super::widgets::{describe, focus_ring, hover_fill, text, text_cut};
use super::{Counted, HEAD, ROW, Seen, head_word, plot};
use crate::app::{Action, SeriesAction, series_indicators};
use crate::facts::series::{Series as Indicator, SeriesPoint};
use crate::view::series::by_year;
use crate::words::series::{target_set, year_span};
use crate::words::{SeriesWords, fill};

/// The indicators that pass the filter, and what they were made of.
#[derive(Default)]
pub struct Kept {
    of: Option<(Counted, String)>,
    order: Vec<usize>,
}

/// Draws the three parts.
pub fn show(ui: &mut Ui, seen: &Seen<'_>, kept: &mut Kept, rect: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, series, matrix, .. } = seen;
    let w = SeriesWords::of(kit.lang);
    if matrix.indicators.is_empty() {
        sheet(ui, kit, rect);
        nothing(ui, kit, rect, w.no_indicators);
        return;
    }
    let (made, rows_filter) = (seen.made, &series.view.rows);
    if !kept.of.as_ref().is_some_and(|(of, rows)| Arc::ptr_eq(of, made) && rows == rows_filter) {
        kept.order = series_indicators(matrix, &series.view);
        kept.of = Some((made.clone(), rows_filter.clone()));
    }
    let order = &kept.order;
    let wide = (rect.width() * 0.32).clamp(200.0, 300.0);
    let list = Rect::from_min_max(rect.min, pos2(rect.left() + wide, rect.bottom()));
    sheet(ui, kit, list);
    if order.is_empty() {
        nothing(ui, kit, list, w.nothing_filtered);
    }
    let heights = Heights::Even(order.len(), ROW);
    rows(ui, "indicators", list.shrink2(vec2(1.0, 6.0)), heights, |ui, i, r| {
        name(ui, seen, order[i], series.view.indicator, r, out);
    });
    let beside = Rect::from_min_max(pos2(list.right() + 16.0, rect.top()), rect.max);
    let chosen = if order.contains(&series.view.indicator) {
        Some(series.view.indicator)
    } else {
        order.first().copied()
    };
    let Some(indicator) = chosen.and_then(|i| matrix.indicators.get(i)) else {
        sheet(ui, kit, beside);
        return;
    };
    let high = (beside.height() * 0.52).max(150.0).min(beside.height());
    let picture = Rect::from_min_size(beside.min, vec2(beside.width(), high));
    plot::show(ui, seen, indicator, picture, out);
    let table = Rect::from_min_max(pos2(beside.left(), picture.bottom() + 12.0), beside.max);
    if table.height() > 80.0 {
        values(ui, seen, indicator, table, out);
    }
}

fn name(ui: &mut Ui, seen: &Seen<'_>, index: usize, chosen: usize, rect: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, collection, matrix, .. } = seen;
    let Some(indicator) = matrix.indicators.get(index) else { return };
    let theme = kit.theme;
    let r = rect.shrink2(vec2(6.0, 1.0));
    let on = index == chosen;
    let response = ui.interact(r, ui.scope_id().with(("indicator", index)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, &indicator.name));
    ui.painter().rect_filled(r, 6.0, if on { theme.sel } else { hover_fill(&response, theme) });
    focus_ring(ui, &response, r, 6.0, theme);
    let y = r.center().y;
    let n = indicator.points.len().to_string();
    let of = collection.bodies.get(indicator.body).filter(|_| matrix.body.is_none());
    let a = text_cut(
        ui,
        pos2(r.left() + 10.0, y),
        r.width() - 70.0,
        &shown(&indicator.name),
        Face::Sans,
        13.0,
        theme.t1,
    );
    if let Some(body) = of.filter(|_| a.width() < r.width() - 130.0) {
        text_cut(
            ui,
            pos2(a.right() + 8.0, y),
            r.right() - a.right() - 60.0,
            &body.name,
            Face::Sans,
            11.0,
            theme.t3,
        );
    }
    text_cut(ui, pos2(r.right() - 52.0, y), 30.0, &indicator.unit, Face::Sans, 11.0, theme.t3);
    text(ui, pos2(r.right() - 8.0, y), Align2::RIGHT_CENTER, &n, Face::Sans, 12.0, theme.t2);
    if response.clicked() {
        out.push(Action::Series(SeriesAction::Indicator(index)));
    }
}

/// Year, target, result, each with the clause; a click goes to the place.
fn values(ui: &mut Ui, seen: &Seen<'_>, indicator: &Indicator, rect: Rect, out: &mut Vec<Action>) {
    let kit = seen.kit;
    let w = SeriesWords::of(kit.lang);
    sheet(ui, kit, rect);
    let half = (rect.width() - 84.0) / 2.0;
    let cell = |r: Rect, right: bool| {
        let x = r.left() + 72.0 + if right { half } else { 0.0 };
        Rect::from_min_size(pos2(x, r.top()), vec2(half, r.height()))
    };
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    ui.painter().hline(top.x_range(), top.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    head_word(ui, kit, Rect::from_min_size(top.min + vec2(16.0, 0.0), vec2(60.0, HEAD)), w.year, false);
    head_word(ui, kit, cell(top, false).translate(vec2(8.0, 0.0)), w.target, false);
    head_word(ui, kit, cell(top, true).translate(vec2(8.0, 0.0)), w.result, false);
    let list = by_year(indicator);
    let heights = Heights::Even(list.len(), ROW);
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, top.bottom()), rect.max - vec2(1.0, 4.0));
    rows(ui, "values", body, heights, |ui, i, r| {
        let (year, target, result) = list[i];
        ui.painter().hline(r.x_range(), r.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
        let words = year_span(kit.lang, year, None);
        let at = pos2(r.left() + 16.0, r.center().y);
        text(ui, at, Align2::LEFT_CENTER, &words, Face::SansBold, 13.0, kit.theme.t1);
        for (point, right) in [(target, false), (result, true)] {
            if let Some(point) = point {
                value(ui, seen, point, cell(r, right), out);
            } else {
                let at = cell(r, right).left_center() + vec2(8.0, 0.0);
                text(ui, at, Align2::LEFT_CENTER, "–", Face::Sans, 13.0, kit.theme.t3);
            }
        }
    });
}

fn value(ui: &mut Ui, seen: &Seen<'_>, point: &SeriesPoint, cell: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, collection, .. } = seen;
    let theme = kit.theme;
    let Some(report) = collection.reports.get(point.report) else { return };
    let cell = cell.shrink2(vec2(2.0, 2.0));
    let key = ("value", point.report, point.span.start);
    let response = ui.interact(cell, ui.scope_id().with(key), Sense::click());
    describe(&response, egui::Role::Link, true, &target_set(kit.lang, &point.shown, point.set));
    ui.painter().rect_filled(cell, 5.0, hover_fill(&response, theme));
    focus_ring(ui, &response, cell, 5.0, theme);
    let y = cell.center().y;
    let ink = if point.target { theme.plan_ink } else { theme.rev_ink };
    let a = text_cut(ui, pos2(cell.left() + 6.0, y), 130.0, &shown(&point.shown), Face::SansBold, 14.0, ink);
    let mut left = a.right() + 10.0;
    let text = &report.digest.text;
    let clause = shown(point.clause.trimmed(text).of(text));
    if let Some(set) = point.set {
        let words = fill(SeriesWords::of(kit.lang).set_in, &[&set.to_string()]);
        let room = cell.right() - left - 6.0;
        left = text_cut(ui, pos2(left, y), room, &words, Face::Sans, 12.0, ink).right() + 10.0;
    }
    text_cut(ui, pos2(left, y), cell.right() - left - 6.0, &clause, Face::Sans, 12.0, theme.t2);
    let response = response.on_hover_ui(|ui| super::matrix::hint(ui, kit, report, point.span));
    if response.clicked() {
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span: point.span }));
    }
}
