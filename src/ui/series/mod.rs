//! 系列: reports of several years at once – whose they are and which years are missing, formulations
//! by year, indicators by year with a plot, and finding in all of them.

mod find;
mod indicators;
mod matrix;
mod plot;
mod side;

use std::sync::Arc;

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, field, segmented, text, text_cut};
use crate::app::{Action, Command, Series, SeriesAction, SeriesPane};
use crate::view::series::{Collection, Matrix};
use crate::words::{SeriesWords, fill};

/// Height of the heads of tables.
const HEAD: f32 = 36.0;
/// Height of a row.
const ROW: f32 = 31.0;

/// What the screen remembers between frames.
#[derive(Default)]
pub struct Memory {
    /// Rows in order, what they were made of.
    matrix: matrix::Kept,
    side: side::Kept,
    indicators: indicators::Kept,
    found: find::Kept,
    /// The pane of the last frame: the find field takes the keyboard when it comes.
    last: Option<SeriesPane>,
}

/// A collection and its tables.
type Counted = Arc<(Arc<Collection>, Matrix)>;

/// What the panes draw.
struct Seen<'a> {
    /// Colours and language.
    kit: &'a Kit,
    /// The series and how it is looked at.
    series: &'a Series,
    /// What was counted with what it was counted in, to know it again.
    made: &'a Counted,
    /// The reports that were counted.
    collection: &'a Collection,
    /// What was counted.
    matrix: &'a Matrix,
}

/// Draws the screen.
pub fn show(ui: &mut Ui, kit: &Kit, series: &Series, memory: &mut Memory, out: &mut Vec<Action>) {
    let full = ui.max_rect();
    let narrow = full.width() < 1100.0;
    let margin = if narrow { 12.0 } else { 20.0 };
    let inner = Rect::from_min_max(full.min + vec2(margin, 9.0), full.max - vec2(margin, 12.0));
    let wide = if narrow { 230.0 } else { 280.0 };
    let list = Rect::from_min_max(inner.min, pos2(inner.left() + wide, inner.bottom()));
    side::show(ui, kit, series, &mut memory.side, list, out);
    let rest = Rect::from_min_max(pos2(list.right() + 16.0, inner.top()), inner.max);
    let bar = Rect::from_min_size(rest.min, vec2(rest.width(), 34.0));
    toolbar(ui, kit, series, bar, out);
    let body = Rect::from_min_max(pos2(rest.left(), bar.bottom() + 10.0), rest.max);
    let fresh = memory.last != Some(series.view.pane);
    memory.last = Some(series.view.pane);
    match series.view.pane {
        SeriesPane::Find => find::show(ui, kit, series, &mut memory.found, (body, fresh), out),
        pane => {
            let Some(made) = &series.matrix else {
                waiting(ui, kit, series, body);
                return;
            };
            let seen = &Seen { kit, series, made, collection: &made.0, matrix: &made.1 };
            if pane == SeriesPane::Formulations {
                matrix::show(ui, seen, &mut memory.matrix, body, out);
            } else {
                indicators::show(ui, seen, &mut memory.indicators, body, out);
            }
        }
    }
}

/// Switch, filter, copy and export.
fn toolbar(ui: &mut Ui, kit: &Kit, series: &Series, rect: Rect, out: &mut Vec<Action>) {
    let w = SeriesWords::of(kit.lang);
    let mut left = child(ui, rect, egui::Layout::left_to_right(egui::Align::Center));
    let labels = [
        (icons::QUOTES, w.formulations),
        (icons::CHART_LINE, w.indicators),
        (icons::MAGNIFYING_GLASS, w.find),
    ];
    let chosen = SeriesPane::ALL.iter().position(|p| *p == series.view.pane).unwrap_or(0);
    if let Some(i) = segmented(&mut left, kit, &labels, chosen, rect.width() > 700.0) {
        out.push(Action::Series(SeriesAction::Pane(SeriesPane::ALL[i])));
    }
    let used = left.min_rect().right();
    let mut right = child(ui, rect, egui::Layout::right_to_left(egui::Align::Center));
    right.spacing_mut().item_spacing.x = 6.0;
    let ready = series.matrix.is_some() || series.view.pane == SeriesPane::Find;
    let export = Button::new(w.export_table).icon(icons::EXPORT).height(30.0).enabled(ready);
    if export.show(&mut right, kit).clicked() {
        out.push(Action::Series(SeriesAction::Export));
    }
    let copy = Button::icon_only(icons::COPY, w.copy_table).look(Look::Line).height(30.0).enabled(ready);
    if copy.show(&mut right, kit).clicked()
        && let Some(table) = crate::app::series_table(series, kit.lang)
    {
        out.push(Action::Copy(table.finish().tabbed()));
    }
    let room = (right.min_rect().left() - used - 20.0).min(190.0);
    if series.view.pane != SeriesPane::Find && room > 80.0 {
        let id = egui::Id::unique("series-rows");
        let (_, new) =
            field(&mut right, kit, id, icons::FUNNEL_SIMPLE, w.filter_rows, &series.view.rows, room);
        if let Some(new) = new {
            out.push(Action::Series(SeriesAction::Rows(new)));
        }
    }
}

/// While nothing is counted yet.
fn waiting(ui: &mut Ui, kit: &Kit, series: &Series, rect: Rect) {
    super::tables::sheet(ui, kit, rect);
    let words =
        if series.reading { progress(kit, series) } else { SeriesWords::of(kit.lang).counting.to_owned() };
    super::tables::nothing(ui, kit, rect, &words);
}

/// How far the reading is.
fn progress(kit: &Kit, series: &Series) -> String {
    let w = SeriesWords::of(kit.lang);
    match series.total {
        Some(total) => fill(w.reading, &[&series.done.to_string(), &total.to_string()]),
        None => w.listing.to_owned(),
    }
}

/// Name and size of the series, in the top bar.
pub fn title(ui: &Ui, kit: &Kit, series: &Series, rect: Rect) {
    let w = SeriesWords::of(kit.lang);
    let (name, under) = names(kit, series);
    let room = rect.width().min(330.0);
    let y = rect.center().y;
    text_cut(ui, pos2(rect.left(), y - 8.0), room, &name, Face::SansBold, 13.0, kit.theme.t1);
    let under = if series.reading && under.is_empty() { w.listing.to_owned() } else { under };
    text_cut(ui, pos2(rect.left(), y + 9.0), room, &under, Face::Sans, 12.0, kit.theme.t2);
}

fn names(kit: &Kit, series: &Series) -> (String, String) {
    let w = SeriesWords::of(kit.lang);
    let n = series.collection.reports.len() - series.collection.copies.len();
    let count = if n == 1 { w.one.to_owned() } else { fill(w.count, &[&n.to_string()]) };
    let bodies = series.collection.bodies.len();
    let under = match (n, bodies) {
        (0, _) => String::new(),
        (_, 1) => count,
        _ => format!("{count}　{}", fill(w.bodies, &[&bodies.to_string()])),
    };
    let name = if series.name.is_empty() {
        fill(w.of_files, &[&series.sources.len().to_string()])
    } else {
        series.name.clone()
    };
    (name, under)
}

/// The status line: progress while reading, what was left out, zoom.
pub fn status(ui: &mut Ui, kit: &Kit, series: &Series, out: &mut Vec<Action>) {
    let w = SeriesWords::of(kit.lang);
    let full = ui.max_rect();
    let row = full.shrink2(vec2(10.0, 0.0));
    let mut left = child(ui, row, egui::Layout::left_to_right(egui::Align::Center));
    left.spacing_mut().item_spacing.x = 14.0;
    let ghost = |label| Button::new(label).look(Look::Ghost).height(22.0);
    if series.reading {
        super::widgets::busy(&mut left, kit, 14.0);
        left.label(egui::RichText::new(progress(kit, series)).size(12.0));
        if ghost(w.cancel).show(&mut left, kit).clicked() {
            out.push(Action::Series(SeriesAction::Stop));
        }
    } else {
        let total = series.total.unwrap_or(0);
        let words = if series.done < total {
            fill(w.stopped, &[&series.done.to_string(), &total.to_string()])
        } else {
            names(kit, series).1
        };
        left.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
        if ghost(w.refresh).icon(icons::ARROW_CLOCKWISE).show(&mut left, kit).clicked() {
            out.push(Action::Series(SeriesAction::Refresh));
        }
    }
    if ghost(w.close).icon(icons::X).show(&mut left, kit).clicked() {
        out.push(Action::Series(SeriesAction::Close));
    }
    let mut right = child(ui, row, egui::Layout::right_to_left(egui::Align::Center));
    let zoom = format!("{:.0}%", ui.ctx().zoom_factor() * 100.0);
    if ghost(&zoom).show(&mut right, kit).clicked() {
        out.push(Action::Run(Command::ZoomReset));
    }
}

fn child(ui: &mut Ui, rect: Rect, layout: egui::Layout) -> Ui {
    ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout))
}

/// A heading in a table, left or right.
fn head_word(ui: &Ui, kit: &Kit, rect: Rect, words: &str, right: bool) {
    let (at, anchor) = if right {
        (pos2(rect.right() - 6.0, rect.center().y), Align2::RIGHT_CENTER)
    } else {
        (pos2(rect.left(), rect.center().y), Align2::LEFT_CENTER)
    };
    text(ui, at, anchor, words, Face::Sans, 12.0, kit.theme.t2);
}
