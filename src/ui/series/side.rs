//! The list at the left: bodies, their reports by year, the years that are missing.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::fonts::Face;
use super::super::icons;
use super::super::tables::{Heights, rows, sheet, tops};
use super::super::widgets::{Kit, describe, field, focus_ring, hover_fill, text, text_cut, width};
use crate::app::{Action, Series, SeriesAction};
use crate::text::Span;
use crate::view::series::{Body, Collection};
use crate::words::series::year_span;
use crate::words::{SeriesWords, fill};

const GROUP: f32 = 34.0;
const LINE: f32 = 27.0;
const NOTE: f32 = 24.0;

enum Line {
    All,
    Body(usize),
    Report(usize),
    Note(String),
}

/// The lines and what they were made of.
#[derive(Default)]
pub struct Kept {
    of: Option<(Arc<Collection>, Look)>,
    lines: Vec<Line>,
    tops: Vec<f32>,
}

/// Language, filter, chosen body, whether it is being read, files that could not be.
type Look = (crate::words::Lang, String, Option<String>, bool, usize);

impl Kept {
    fn refresh(&mut self, kit: &Kit, series: &Series) {
        let collection = &series.collection;
        let (filter, body) = (series.view.bodies.clone(), series.body.clone());
        let look = (kit.lang, filter, body, series.reading, series.unread.len());
        if self.of.as_ref().is_some_and(|(of, l)| Arc::ptr_eq(of, collection) && *l == look) {
            return;
        }
        self.lines = lines(kit, series);
        self.tops = tops(self.lines.iter().map(|l| match l {
            Line::All | Line::Body(_) => GROUP,
            Line::Report(_) => LINE,
            Line::Note(_) => NOTE,
        }));
        self.of = Some((collection.clone(), look));
    }
}

/// Draws the list.
pub fn show(ui: &mut Ui, kit: &Kit, series: &Series, kept: &mut Kept, rect: Rect, out: &mut Vec<Action>) {
    let w = SeriesWords::of(kit.lang);
    sheet(ui, kit, rect);
    let many = series.collection.bodies.len() > 8 || !series.view.bodies.is_empty();
    let mut top = rect.top() + 8.0;
    if many {
        let line = Rect::from_min_size(pos2(rect.left() + 10.0, top), vec2(rect.width() - 20.0, 30.0));
        let mut row = super::child(ui, line, egui::Layout::left_to_right(egui::Align::Center));
        let id = egui::Id::unique("series-bodies");
        let (_, new) = field(
            &mut row,
            kit,
            id,
            icons::FUNNEL_SIMPLE,
            w.filter_reports,
            &series.view.bodies,
            line.width(),
        );
        if let Some(new) = new {
            out.push(Action::Series(SeriesAction::Bodies(new)));
        }
        top = line.bottom() + 6.0;
    }
    kept.refresh(kit, series);
    let lines = &kept.lines;
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, top), rect.max - vec2(1.0, 6.0));
    rows(ui, "series-list", body, Heights::Tops(&kept.tops), |ui, i, r| match &lines[i] {
        Line::All => all(ui, kit, series, r, out),
        Line::Body(b) => group(ui, kit, series, *b, r, out),
        Line::Report(i) => report(ui, kit, series, *i, r, out),
        Line::Note(words) => {
            let room = r.width() - 44.0;
            let shown = text_cut(
                ui,
                pos2(r.left() + 32.0, r.center().y),
                room,
                words,
                Face::Sans,
                12.0,
                kit.theme.t2,
            );
            let response = ui.interact(r, ui.scope_id().with(("note", i)), Sense::hover());
            describe(&response, egui::Role::Label, true, words);
            if shown.width() >= room - 1.0 {
                response.on_hover_text(words.as_str());
            }
        }
    });
}

/// Bodies that pass the filter; the chosen one (or a few) with their reports.
fn lines(kit: &Kit, series: &Series) -> Vec<Line> {
    let w = SeriesWords::of(kit.lang);
    let c = &series.collection;
    let needle = crate::facts::key(&series.view.bodies);
    let mut lines = Vec::new();
    if c.bodies.len() > 1 {
        lines.push(Line::All);
    }
    let few = c.reports.len() <= 40;
    for (b, body) in c.bodies.iter().enumerate() {
        if !needle.is_empty()
            && !crate::facts::key(&body.name).contains(&needle)
            && !body.key.contains(&needle)
        {
            continue;
        }
        lines.push(Line::Body(b));
        if few || series.body.as_ref() == Some(&body.key) {
            lines.extend(body.reports.iter().map(|&r| Line::Report(r)));
            lines.extend(notes(kit, body).into_iter().map(Line::Note));
        }
    }
    if !series.reading && c.reports.len() == 1 {
        lines.push(Line::Note(w.only_one.to_owned()));
    }
    if !c.copies.is_empty() {
        lines.push(Line::Note(fill(w.copies, &[&c.copies.len().to_string()])));
    }
    if !series.unread.is_empty() {
        lines.push(Line::Note(fill(w.failed, &[&series.unread.len().to_string()])));
        lines.extend(series.unread.iter().take(20).map(|(path, why)| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            Line::Note(format!("{name}：{}", why.sentence(kit.lang)))
        }));
    }
    lines
}

/// Missing years, years with several reports, reports without a year: a sentence each.
fn notes(kit: &Kit, body: &Body) -> Vec<String> {
    let w = SeriesWords::of(kit.lang);
    let mut out = Vec::new();
    if !body.missing.is_empty() {
        out.push(fill(w.missing, &[&crate::words::series::years(kit.lang, &body.missing)]));
    }
    if !body.twice.is_empty() {
        out.push(fill(w.twice, &[&crate::words::series::years(kit.lang, &body.twice)]));
    }
    if body.undated > 0 {
        out.push(fill(w.undated, &[&body.undated.to_string()]));
    }
    out
}

fn all(ui: &mut Ui, kit: &Kit, series: &Series, rect: Rect, out: &mut Vec<Action>) {
    let w = SeriesWords::of(kit.lang);
    let n = series.collection.reports.len() - series.collection.copies.len();
    if choice(ui, kit, rect, w.all_bodies, n, series.body.is_none()) {
        out.push(Action::Series(SeriesAction::Body(None)));
    }
}

fn group(ui: &mut Ui, kit: &Kit, series: &Series, b: usize, rect: Rect, out: &mut Vec<Action>) {
    let Some(body) = series.collection.bodies.get(b) else { return };
    let on = series.body.as_ref() == Some(&body.key);
    let name = if body.name.is_empty() { SeriesWords::of(kit.lang).unknown_body } else { &body.name };
    if choice(ui, kit, rect, name, body.reports.len(), on) {
        out.push(Action::Series(SeriesAction::Body(Some(body.key.clone()))));
    }
}

/// A line that can be chosen, with a count.
fn choice(ui: &mut Ui, kit: &Kit, rect: Rect, name: &str, n: usize, on: bool) -> bool {
    let theme = kit.theme;
    let r = rect.shrink2(vec2(8.0, 2.0));
    let response = ui.interact(r, ui.scope_id().with(("body", name)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, on, name));
    ui.painter().rect_filled(r, 7.0, if on { theme.sel } else { hover_fill(&response, theme) });
    focus_ring(ui, &response, r, 7.0, theme);
    if on {
        let bar = Rect::from_min_size(pos2(r.left(), r.top() + 6.0), vec2(3.0, r.height() - 12.0));
        ui.painter().rect_filled(bar, 1.5, theme.t1);
    }
    let y = r.center().y;
    let count = n.to_string();
    let room = r.width() - 36.0 - width(ui, &count, Face::Sans, 12.0);
    text_cut(ui, pos2(r.left() + 12.0, y), room, name, Face::SansBold, 13.0, theme.t1);
    text(ui, pos2(r.right() - 10.0, y), Align2::RIGHT_CENTER, &count, Face::Sans, 12.0, theme.t2);
    response.clicked()
}

fn report(ui: &mut Ui, kit: &Kit, series: &Series, i: usize, rect: Rect, out: &mut Vec<Action>) {
    let Some(report) = series.collection.reports.get(i) else { return };
    let theme = kit.theme;
    let r = rect.shrink2(vec2(8.0, 0.0));
    let response = ui.interact(r, ui.scope_id().with(("report", i)), Sense::click());
    let year = year_span(kit.lang, report.digest.year, None);
    describe(&response, egui::Role::Link, true, &format!("{year} {}", report.title()));
    ui.painter().rect_filled(r, 6.0, hover_fill(&response, theme));
    focus_ring(ui, &response, r, 6.0, theme);
    let y = r.center().y;
    ui.painter().vline(r.left() + 17.0, rect.y_range(), Stroke::new(1.0, theme.line));
    let a = text(ui, pos2(r.left() + 26.0, y), Align2::LEFT_CENTER, &year, Face::SansBold, 12.0, theme.t1);
    let left = a.right().max(r.left() + 62.0) + 8.0;
    text_cut(ui, pos2(left, y), r.right() - left - 6.0, report.title(), Face::Sans, 12.0, theme.t2);
    if response.on_hover_text(report.path.display().to_string()).clicked() {
        let span = report.digest.paragraphs.first().map_or(Span::new(0, 0), |p| p.0);
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span }));
    }
}
