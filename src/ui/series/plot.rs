//! One indicator by year: results as a line, targets as rings; a click goes to the place.

use egui::{Align2, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};
use egui_plot::{GridInput, GridMark, Line, LineStyle, MarkerShape, Plot, PlotPoint, Points};

use super::super::compare::shown;
use super::super::fonts::Face;
use super::super::tables::{nothing, sheet};
use super::super::widgets::{Kit, text, text_cut};
use super::Seen;
use crate::app::{Action, SeriesAction};
use crate::facts::series::{Series as Indicator, SeriesPoint};
use crate::words::SeriesWords;
use crate::words::series::measure;

/// How near the pointer must be to a point, in points of the screen.
const NEAR: f32 = 14.0;

/// Draws the plot.
pub fn show(ui: &mut Ui, seen: &Seen<'_>, indicator: &Indicator, rect: Rect, out: &mut Vec<Action>) {
    let kit = seen.kit;
    let w = SeriesWords::of(kit.lang);
    sheet(ui, kit, rect);
    let most = indicator.points.iter().map(|p| p.value.abs()).fold(0.0, f64::max);
    let (factor, unit) = measure(kit.lang, indicator.class, &indicator.unit, most);
    title(ui, kit, indicator, &unit, rect);
    let dated: Vec<(f64, f64, &SeriesPoint)> =
        indicator.points.iter().filter_map(|p| p.year.map(|y| (f64::from(y), p.value * factor, p))).collect();
    if dated.is_empty() {
        nothing(ui, kit, rect, w.no_years);
        return;
    }
    let area = Rect::from_min_max(rect.min + vec2(10.0, 40.0), rect.max - vec2(16.0, 24.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(area));
    inner.style_mut().override_font_id = Some(Face::Sans.at(11.0));
    inner.visuals_mut().override_text_color = Some(kit.theme.t2);
    let drawn = graph(&mut inner, kit, indicator, &dated, area);
    over(ui, seen, &dated, drawn.0, &drawn.1, out);
    let at = pos2(rect.left() + 16.0, rect.bottom() - 13.0);
    text_cut(ui, at, rect.width() - 32.0, w.read_as, Face::Sans, 11.0, kit.theme.t3);
}

/// What a value is drawn as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A dot on a line.
    Result,
    /// A ring on a dashed line.
    Target,
    /// A diamond alone: a target of several years, at the year it is for.
    Long,
}

impl Sign {
    fn of(point: &SeriesPoint) -> Self {
        match (point.target, point.set) {
            (false, _) => Self::Result,
            (true, None) => Self::Target,
            (true, Some(_)) => Self::Long,
        }
    }
}

/// Name and unit, and what line, rings and diamonds stand for.
fn title(ui: &Ui, kit: &Kit, indicator: &Indicator, unit: &str, rect: Rect) {
    let w = SeriesWords::of(kit.lang);
    let theme = kit.theme;
    let y = rect.top() + 22.0;
    let long = indicator.points.iter().any(|p| p.set.is_some());
    let room = (rect.width() - if long { 340.0 } else { 220.0 }).max(60.0);
    let name = shown(&indicator.name);
    let named = text_cut(ui, pos2(rect.left() + 16.0, y), room, &name, Face::SerifBold, 15.0, theme.t1);
    text(ui, pos2(named.right() + 8.0, y), Align2::LEFT_CENTER, unit, Face::Sans, 12.0, theme.t2);
    let mut x = rect.right() - 16.0;
    let kinds = [(w.result, Sign::Result), (w.target, Sign::Target), (w.long_target, Sign::Long)];
    for (words, sign) in kinds.into_iter().take(if long { 3 } else { 2 }) {
        let word = text(ui, pos2(x, y), Align2::RIGHT_CENTER, words, Face::Sans, 12.0, theme.t2);
        let at = pos2(word.left() - 12.0, y);
        match sign {
            Sign::Result => {
                ui.painter().hline(at.x - 8.0..=at.x + 6.0, y, Stroke::new(2.0, theme.rev_bar));
                ui.painter().circle_filled(at, 4.0, theme.rev_bar);
            }
            Sign::Target => {
                ui.painter().circle_stroke(at, 4.0, Stroke::new(2.0, theme.plan_bar));
            }
            Sign::Long => {
                let corners =
                    [vec2(0.0, -5.0), vec2(5.0, 0.0), vec2(0.0, 5.0), vec2(-5.0, 0.0)].map(|d| at + d);
                let stroke = Stroke::new(1.5, theme.plan_bar);
                ui.painter().add(egui::Shape::closed_line(corners.to_vec(), stroke));
            }
        }
        x = word.left() - 36.0;
    }
}

/// The plot itself: places of the points on the screen, and the response of the whole.
fn graph(
    ui: &mut Ui,
    kit: &Kit,
    indicator: &Indicator,
    dated: &[(f64, f64, &SeriesPoint)],
    area: Rect,
) -> (Vec<Pos2>, egui::Response) {
    let theme = kit.theme;
    let of = |sign: Sign| -> Vec<[f64; 2]> {
        dated.iter().filter(|d| Sign::of(d.2) == sign).map(|d| [d.0, d.1]).collect()
    };
    let (results, targets, long) = (of(Sign::Result), of(Sign::Target), of(Sign::Long));
    let years = || dated.iter().map(|d| d.0);
    let (first, last) = (years().fold(f64::MAX, f64::min), years().fold(f64::MIN, f64::max));
    let step = ((last - first) / 10.0).ceil().max(1.0);
    let plot = Plot::new(("indicator", &indicator.name, indicator.body))
        .width(area.width())
        .height(area.height())
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_drag(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .show_background(false)
        .show_crosshair(false)
        .grid_color(theme.line2)
        .sense(Sense::click())
        .label_formatter(|_| None)
        .include_x(first - 0.5)
        .include_x(last + 0.5)
        .set_margin_fraction(vec2(0.0, 0.12))
        .show_grid([false, true])
        .x_grid_spacer(move |input: GridInput| marks(&input, step))
        .y_grid_spacer(|input: GridInput| marks(&input, round(input.bounds.1 - input.bounds.0)))
        .x_axis_formatter(|mark, _| format!("{:.0}", mark.value))
        .y_axis_formatter(|mark, _| crate::view::figures::decimal(mark.value));
    let plot = if dated.iter().all(|d| d.1 >= 0.0) { plot } else { plot.include_y(0.0) };
    let made = plot.show(ui, |plot| {
        if results.len() > 1 {
            plot.line(
                Line::new("results", results.clone()).color(theme.rev_bar).width(2.0).allow_hover(false),
            );
        }
        if targets.len() > 1 {
            let line = Line::new("targets", targets.clone()).color(theme.plan_bar).width(1.0);
            plot.line(line.style(LineStyle::dashed_loose()).allow_hover(false));
        }
        let dots = Points::new("result", results).color(theme.rev_bar).radius(4.0);
        plot.points(dots.shape(MarkerShape::Circle).allow_hover(false));
        let rings = Points::new("target", targets).color(theme.plan_bar).radius(5.0).filled(false);
        plot.points(rings.shape(MarkerShape::Circle).allow_hover(false));
        // Of several years: not on the line of yearly targets.
        let signs = Points::new("long", long).color(theme.plan_bar).radius(6.0).filled(false);
        plot.points(signs.shape(MarkerShape::Diamond).allow_hover(false));
    });
    let at = dated.iter().map(|d| made.transform.position_from_point(&PlotPoint::new(d.0, d.1))).collect();
    (at, made.response)
}

/// A step of 1, 2 or 5 times a power of ten that divides `range` into about five.
fn round(range: f64) -> f64 {
    let raw = range.max(1e-9) / 5.0;
    let power = 10_f64.powf(raw.log10().floor());
    let first = raw / power;
    power * [1.0, 2.0, 5.0].into_iter().find(|s| *s >= first).unwrap_or(10.0)
}

/// The multiples of `step` that are in sight.
fn marks(input: &GridInput, step: f64) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    let first = (from / step).ceil();
    let last = (to / step).floor().min(first + 200.0);
    let mut out = Vec::new();
    let mut at = first;
    while at <= last {
        out.push(GridMark { value: at * step, step_size: step });
        at += 1.0;
    }
    out
}

/// The point under the pointer: its value, clause and place; a click goes there.
fn over(
    ui: &Ui,
    seen: &Seen<'_>,
    dated: &[(f64, f64, &SeriesPoint)],
    at: Vec<Pos2>,
    response: &egui::Response,
    out: &mut Vec<Action>,
) {
    let &Seen { kit, collection, .. } = seen;
    let Some(pointer) = response.hover_pos() else { return };
    let near = at.into_iter().zip(dated).map(|(p, d)| (p.distance(pointer), p, d.2));
    let Some((_, place, point)) = near.filter(|n| n.0 <= NEAR).min_by(|a, b| a.0.total_cmp(&b.0)) else {
        return;
    };
    let Some(report) = collection.reports.get(point.report) else { return };
    ui.painter().circle_stroke(place, 8.0, Stroke::new(2.0, kit.theme.focus));
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    response.clone().on_hover_ui_at_pointer(|ui| super::matrix::hint(ui, kit, report, point.span));
    if response.clicked() {
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span: point.span }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_at_round_values() {
        let steps = [(17.0, "5"), (0.9, "0.2"), (40_000.0, "10000"), (5.0, "1")];
        for (range, step) in steps {
            assert_eq!(crate::view::figures::decimal(round(range)), step);
        }
        let input = GridInput { bounds: (-16.2, 0.9), base_step_size: 1.0 };
        let values: Vec<f64> = marks(&input, round(17.1)).iter().map(|m| m.value).collect();
        assert_eq!(values, [-15.0, -10.0, -5.0, 0.0]);
    }
}
