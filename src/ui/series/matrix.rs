//! 提法 by year: a row a formulation, a column a year, the deeper the tint the more often.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::compare::shown;
use super::super::fonts::Face;
use super::super::icons;
use super::super::tables::{Heights, nothing, rows, sheet};
use super::super::theme::Theme;
use super::super::widgets::{Button, Kit, Look, describe, focus_ring, hover_fill, text, text_cut};
use super::{Counted, HEAD, ROW, Seen};
use crate::app::{Action, SeriesAction, SeriesSort};
use crate::facts::series::MatrixRow;
use crate::view::series::{Matrix, Trend, column_name};
use crate::words::SeriesWords;
use crate::words::series::trend_name;

/// Rows in order and what they were made of.
#[derive(Default)]
pub struct Kept {
    of: Option<(Counted, Look4)>,
    order: Vec<usize>,
    tally: [usize; 3],
    /// What was counted of rows that have been in sight, by row.
    rows: HashMap<usize, RowCounts>,
}

/// How often a formulation stands in each column, and how it goes through the years.
struct RowCounts {
    counts: Vec<usize>,
    most: usize,
    trend: Trend,
    all: usize,
}

/// Filter, trend, order.
type Look4 = (String, Option<Trend>, SeriesSort, bool);

const TRENDS: [Trend; 3] = [Trend::Every, Trend::New, Trend::Gone];

/// Draws the table.
pub fn show(ui: &mut Ui, seen: &Seen<'_>, kept: &mut Kept, rect: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, matrix, .. } = seen;
    let w = SeriesWords::of(kit.lang);
    refresh(kept, seen);
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), 30.0));
    filters(ui, seen, kept, bar, out);
    let table = Rect::from_min_max(pos2(rect.left(), bar.bottom() + 10.0), rect.max);
    sheet(ui, kit, table);
    if kept.order.is_empty() {
        let words = if matrix.rows.is_empty() { w.no_formulations } else { w.nothing_filtered };
        nothing(ui, kit, table, words);
        return;
    }
    let grid = Grid::new(matrix, table);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(table.shrink(1.0)));
    inner.set_clip_rect(table.shrink(1.0).intersect(ui.clip_rect()));
    egui::ScrollArea::horizontal().id_salt("matrix-x").auto_shrink(false).show(&mut inner, |ui| {
        let (area, _) = ui.allocate_exact_size(vec2(grid.width, table.height() - 4.0), Sense::hover());
        let head = Rect::from_min_size(area.min, vec2(area.width(), HEAD));
        heads(ui, seen, &grid, head, out);
        let body = Rect::from_min_max(pos2(area.left(), head.bottom()), area.max);
        rows(ui, "matrix", body, Heights::Even(kept.order.len(), ROW), |ui, i, r| {
            let index = kept.order[i];
            let counted = kept.rows.entry(index).or_insert_with(|| RowCounts::of(matrix, index));
            row(ui, seen, (index, counted), &grid, r, out);
        });
    });
}

fn refresh(kept: &mut Kept, seen: &Seen<'_>) {
    let (made, v) = (seen.made, &seen.series.view);
    let look = (v.rows.clone(), v.only, v.sort, v.reverse);
    if kept.of.as_ref().is_some_and(|(of, l)| Arc::ptr_eq(of, made) && *l == look) {
        return;
    }
    if kept.of.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, made)) {
        kept.tally = made.1.tally();
        kept.rows.clear();
    }
    kept.order = crate::app::series_rows(&made.1, v);
    kept.of = Some((made.clone(), look));
}

/// Where columns stand.
struct Grid {
    name: f32,
    trend_width: f32,
    cell: f32,
    width: f32,
}

impl Grid {
    fn new(matrix: &Matrix, table: Rect) -> Self {
        let name = if table.width() < 700.0 { 190.0 } else { 260.0 };
        let n = matrix.columns.len().max(1) as f32;
        // Name, trend, sum; the rest is the years'.
        let trend_width = if matrix.mixed { 0.0 } else { 96.0 };
        let fixed = name + trend_width + 64.0 + 16.0;
        let cell = ((table.width() - fixed) / n).clamp(46.0, 76.0);
        Self { name, trend_width, cell, width: (fixed + n * cell).max(table.width() - 2.0) }
    }

    fn trend(&self, r: Rect) -> f32 {
        r.left() + 16.0 + self.name
    }

    /// Columns of `r` that are in sight, of `n`.
    fn in_sight(&self, ui: &Ui, r: Rect, n: usize) -> Range<usize> {
        let left = self.trend(r) + self.trend_width;
        let column = |x: f32| (((x - left) / self.cell).max(0.0) as usize).min(n);
        column(ui.clip_rect().left())..(column(ui.clip_rect().right()) + 1).min(n)
    }

    fn column(&self, r: Rect, c: usize) -> Rect {
        let left = self.trend(r) + self.trend_width + c as f32 * self.cell;
        Rect::from_min_size(pos2(left, r.top()), vec2(self.cell, r.height()))
    }
}

fn filters(ui: &mut Ui, seen: &Seen<'_>, kept: &Kept, rect: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, series, matrix, .. } = seen;
    let w = SeriesWords::of(kit.lang);
    let mut row = super::child(ui, rect, egui::Layout::left_to_right(egui::Align::Center));
    row.spacing_mut().item_spacing.x = 6.0;
    let only = series.view.only;
    let look = if only.is_none() { Look::Primary } else { Look::Line };
    let all = Button::new(w.all).count(matrix.rows.len()).bold().height(30.0).look(look);
    if all.show(&mut row, kit).clicked() {
        out.push(Action::Series(SeriesAction::Only(None)));
    }
    for (trend, n) in TRENDS.into_iter().zip(kept.tally).filter(|_| !matrix.mixed) {
        let (icon, colour) = sign(kit.theme, trend);
        let on = only == Some(trend);
        let words = trend_name(kit.lang, trend);
        let button = Button::new(words).sign(icon, colour).count(n).height(30.0).on(on).enabled(n > 0 || on);
        if button.show(&mut row, kit).clicked() {
            out.push(Action::Series(SeriesAction::Only((!on).then_some(trend))));
        }
    }
}

fn sign(theme: &Theme, trend: Trend) -> (&'static str, egui::Color32) {
    match trend {
        Trend::Every => (icons::ARROWS_HORIZONTAL, theme.keep),
        Trend::New => (icons::PLUS, theme.new),
        Trend::Gone => (icons::MINUS, theme.drop),
        Trend::Some => (icons::DOTS_THREE, theme.doubt),
    }
}

fn heads(ui: &mut Ui, seen: &Seen<'_>, grid: &Grid, rect: Rect, out: &mut Vec<Action>) {
    let &Seen { kit, matrix, .. } = seen;
    let w = SeriesWords::of(kit.lang);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    let name = Rect::from_min_size(pos2(rect.left() + 16.0, rect.top()), vec2(grid.name - 8.0, HEAD));
    head(ui, seen, name, w.formulations, SeriesSort::Name, false, out);
    if grid.trend_width > 0.0 {
        let trend = Rect::from_min_size(pos2(grid.trend(rect), rect.top()), vec2(88.0, HEAD));
        head(ui, seen, trend, w.trend, SeriesSort::Reports, false, out);
    }
    for c in grid.in_sight(ui, rect, matrix.columns.len()) {
        let (column, cell) = (&matrix.columns[c], grid.column(rect, c));
        let words = column_name(column, kit.lang);
        if column.is_missing() {
            text(ui, cell.center(), Align2::CENTER_CENTER, &words, Face::Sans, 11.0, kit.theme.t3);
        } else {
            head(ui, seen, cell, &words, SeriesSort::Column(c), true, out);
        }
    }
    let sum = grid.column(rect, matrix.columns.len());
    let sum = Rect::from_min_size(sum.min, vec2(64.0, HEAD));
    head(ui, seen, sum, w.total, SeriesSort::Total, true, out);
}

fn head(
    ui: &mut Ui,
    seen: &Seen<'_>,
    cell: Rect,
    words: &str,
    sort: SeriesSort,
    middle: bool,
    out: &mut Vec<Action>,
) {
    let &Seen { kit, series, .. } = seen;
    let theme = kit.theme;
    let chosen = series.view.sort == sort && (sort != SeriesSort::Reports || series.view.reverse);
    let response = ui.interact(cell, ui.scope_id().with(("head", words, cell.left() as i32)), Sense::click());
    describe(&response, egui::Role::ColumnHeader, true, words);
    if response.hovered() {
        ui.painter().rect_filled(cell.shrink2(vec2(1.0, 4.0)), 5.0, hover_fill(&response, theme));
    }
    focus_ring(ui, &response, cell.shrink(3.0), 4.0, theme);
    let (face, ink) = if chosen { (Face::SansBold, theme.t1) } else { (Face::Sans, theme.t2) };
    let drawn = if middle {
        text(ui, cell.center(), Align2::CENTER_CENTER, words, face, 12.0, ink)
    } else {
        text_cut(ui, cell.left_center(), cell.width() - 12.0, words, face, 12.0, ink)
    };
    if chosen {
        let icon = if series.view.reverse { icons::CARET_UP } else { icons::CARET_DOWN };
        let at = pos2(drawn.right() + 7.0, cell.center().y);
        text(ui, at, Align2::CENTER_CENTER, icon, Face::Icons, 10.0, ink);
    }
    if response.clicked() {
        out.push(Action::Series(SeriesAction::Sort(sort)));
    }
}

impl RowCounts {
    fn of(matrix: &Matrix, index: usize) -> Self {
        let row = &matrix.rows[index];
        let counts = matrix.counts(row);
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        Self { counts, most, trend: matrix.trend(row), all: row.count() }
    }
}

fn row(
    ui: &mut Ui,
    seen: &Seen<'_>,
    (index, counted): (usize, &RowCounts),
    grid: &Grid,
    rect: Rect,
    out: &mut Vec<Action>,
) {
    let &Seen { kit, matrix, .. } = seen;
    let theme = kit.theme;
    let Some(row) = matrix.rows.get(index) else { return };
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let y = rect.center().y;
    let left = rect.left() + 16.0;
    let name = shown(&row.text);
    let a = text_cut(ui, pos2(left, y), grid.name - 16.0, &name, Face::SerifBold, 15.0, theme.t1);
    if let Some(variant) = row.variants.first() {
        let room = grid.name - 24.0 - a.width();
        if room > 40.0 {
            let at = pos2(a.right() + 8.0, y);
            text_cut(ui, at, room, &shown(variant), Face::Sans, 11.0, theme.t3);
        }
    }
    let trend = counted.trend;
    if trend != Trend::Some {
        let (icon, colour) = sign(theme, trend);
        let at = pos2(grid.trend(rect) + 6.0, y);
        text(ui, at, Align2::CENTER_CENTER, icon, Face::IconsBold, 11.0, colour);
        let word = trend_name(kit.lang, trend);
        text_cut(ui, pos2(at.x + 10.0, y), 76.0, word, Face::Sans, 12.0, colour);
    }
    let id = ui.scope_id().with(("cells", &row.key));
    for c in grid.in_sight(ui, rect, counted.counts.len()) {
        let (n, cell) = (counted.counts[c], grid.column(rect, c));
        if matrix.columns[c].is_missing() {
            ui.painter().rect_filled(cell.shrink2(vec2(1.0, 0.5)), 0.0, theme.win);
        } else {
            count(ui, seen, row, id, (c, n, counted.most), cell, out);
        }
    }
    let sum = grid.column(rect, matrix.columns.len());
    let at = pos2(sum.left() + 32.0, y);
    text(ui, at, Align2::CENTER_CENTER, &counted.all.to_string(), Face::SansBold, 13.0, theme.t1);
}

/// One cell: how often, tinted; a click goes to the first place.
fn count(
    ui: &mut Ui,
    seen: &Seen<'_>,
    row: &MatrixRow,
    id: egui::Id,
    (c, n, most): (usize, usize, usize),
    cell: Rect,
    out: &mut Vec<Action>,
) {
    let &Seen { kit, collection, matrix, .. } = seen;
    let theme = kit.theme;
    if n == 0 {
        text(ui, cell.center(), Align2::CENTER_CENTER, "·", Face::Sans, 13.0, theme.t3);
        return;
    }
    let box_ = Rect::from_center_size(cell.center(), vec2(cell.width() - 6.0, 23.0));
    let response = ui.interact(box_, id.with(c), Sense::click());
    response.widget_info(|| {
        let name = format!("{} {} {n}", row.text, column_name(&matrix.columns[c], kit.lang));
        egui::WidgetInfo::labeled(egui::Role::Link, true, name)
    });
    let share = 0.25 + 0.75 * (n as f32 / most as f32);
    ui.painter().rect_filled(box_, 5.0, Theme::faded(theme.keep_lit, share));
    if theme.contrast {
        ui.painter().rect_stroke(box_, 5.0, Stroke::new(1.0, theme.keep_bd), egui::StrokeKind::Inside);
    }
    if response.hovered() {
        ui.painter().rect_stroke(box_, 5.0, Stroke::new(1.0, theme.keep), egui::StrokeKind::Inside);
    }
    focus_ring(ui, &response, box_, 5.0, theme);
    text(ui, box_.center(), Align2::CENTER_CENTER, &n.to_string(), Face::Sans, 13.0, theme.t1);
    let place = matrix.first(row, c);
    let response = response.on_hover_ui(|ui| {
        if let Some((r, span)) = place
            && let Some(report) = collection.reports.get(r)
        {
            hint(ui, kit, report, span);
        }
    });
    if response.clicked()
        && let Some((r, span)) = place
        && let Some(report) = collection.reports.get(r)
    {
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span }));
    }
}

/// Title, place and words around a place.
pub(super) fn hint(
    ui: &mut Ui,
    kit: &Kit,
    report: &crate::view::series::SeriesReport,
    span: crate::text::Span,
) {
    ui.set_max_width(380.0);
    let digest = &report.digest;
    ui.label(egui::RichText::new(report.title()).font(Face::SansBold.at(12.0)));
    ui.label(egui::RichText::new(digest.place(span.start(), kit.lang)).size(12.0).color(kit.theme.t2));
    let (before, words, after) = super::find::around(digest, span, 24, 40);
    ui.label(egui::RichText::new(format!("{before}{words}{after}")).font(Face::Serif.at(14.0)));
}
