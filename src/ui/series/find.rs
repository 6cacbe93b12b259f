//! Finding in all reports of a series: hits by report and section.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::super::compare::shown;
use super::super::fonts::Face;
use super::super::icons;
use super::super::tables::{Heights, nothing, rows, sheet, tops};
use super::super::widgets::{Kit, describe, field, focus_ring, hover_fill, text, text_cut};
use crate::app::{Action, Series, SeriesAction};
use crate::text::Span;
use crate::view::series::{Collection, Digest, Found};
use crate::words::series::year_span;
use crate::words::{SeriesWords, fill};

const GROUP: f32 = 32.0;
const HIT: f32 = 29.0;

/// What was found, and how it is looked at.
struct Hits<'a> {
    kit: &'a Kit,
    series: &'a Series,
    collection: &'a Collection,
    found: &'a Found,
}

enum Line {
    Report(usize),
    Hit(usize, usize),
    More(usize, usize),
}

/// The lines and what they were made of.
#[derive(Default)]
pub struct Kept {
    of: Option<Answer>,
    lines: Vec<Line>,
    tops: Vec<f32>,
}

/// What was found, with what it was found in.
type Answer = Arc<(Arc<Collection>, Found)>;

/// Draws field and hits; a `fresh` field takes the keyboard.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    series: &Series,
    kept: &mut Kept,
    (rect, fresh): (Rect, bool),
    out: &mut Vec<Action>,
) {
    let w = SeriesWords::of(kit.lang);
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), 30.0));
    let mut row = super::child(ui, bar, egui::Layout::left_to_right(egui::Align::Center));
    let id = egui::Id::unique("series-find");
    let n = series.collection.reports.len().to_string();
    let hint = fill(w.find_hint, &[&n]);
    let room = bar.width().min(420.0);
    let (_, new) = field(&mut row, kit, id, icons::MAGNIFYING_GLASS, &hint, &series.view.query, room);
    if fresh {
        ui.memory_mut(|m| m.request_focus(id));
    }
    if let Some(new) = new {
        out.push(Action::Series(SeriesAction::Find(new)));
    }
    let table = Rect::from_min_max(pos2(rect.left(), bar.bottom() + 10.0), rect.max);
    sheet(ui, kit, table);
    let Some(made) = &series.found else {
        nothing(ui, kit, table, if series.view.query.trim().is_empty() { w.find_empty } else { w.counting });
        return;
    };
    let found = &made.1;
    let seen = &Hits { kit, series, collection: &made.0, found };
    if found.reports.is_empty() {
        nothing(ui, kit, table, &fill(w.no_hits, &[series.view.query.trim()]));
        return;
    }
    let words = fill(w.hits, &[&found.total.to_string(), &found.reports.len().to_string()]);
    let at = pos2(bar.left() + room + 14.0, bar.center().y);
    text(ui, at, Align2::LEFT_CENTER, &words, Face::Sans, 12.0, kit.theme.t2);
    if !kept.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, made)) {
        kept.lines = lines(found);
        kept.tops = tops(kept.lines.iter().map(|l| if matches!(l, Line::Report(_)) { GROUP } else { HIT }));
        kept.of = Some(made.clone());
    }
    let heights = Heights::Tops(&kept.tops);
    rows(ui, "series-hits", table.shrink(1.0), heights, |ui, i, r| match kept.lines[i] {
        Line::Report(k) => group(ui, seen, k, r),
        Line::Hit(k, h) => hit(ui, seen, (k, h), r, out),
        Line::More(k, more) => rest(ui, seen, (k, more), r, out),
    });
}

fn lines(found: &Found) -> Vec<Line> {
    let mut lines = Vec::new();
    for (k, hits) in found.reports.iter().enumerate() {
        lines.push(Line::Report(k));
        lines.extend((0..hits.listed()).map(|h| Line::Hit(k, h)));
        if hits.count > hits.listed() {
            lines.push(Line::More(k, hits.count - hits.listed()));
        }
    }
    lines
}

fn group(ui: &Ui, seen: &Hits<'_>, k: usize, rect: Rect) {
    let &Hits { kit, collection, found, .. } = seen;
    let hits = &found.reports[k];
    let Some(report) = collection.reports.get(hits.report) else { return };
    let theme = kit.theme;
    ui.painter().rect_filled(rect, 0.0, theme.win);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let y = rect.center().y;
    let year = year_span(kit.lang, report.digest.year, None);
    let a = text(ui, pos2(rect.left() + 16.0, y), Align2::LEFT_CENTER, &year, Face::SansBold, 12.0, theme.t1);
    let left = a.right() + 10.0;
    let body = collection.bodies.iter().find(|b| b.reports.contains(&hits.report)).map_or("", |b| &b.name);
    let title = report.title();
    // 政府工作报告 alone does not say whose.
    let words = if title.contains(body) { title.to_owned() } else { format!("{body}　{title}") };
    let b = text_cut(ui, pos2(left, y), rect.width() - 160.0, &words, Face::SansBold, 12.0, theme.t1);
    let at = pos2(b.right() + 10.0, y);
    text(ui, at, Align2::LEFT_CENTER, &hits.count.to_string(), Face::Sans, 12.0, theme.t2);
}

fn hit(ui: &mut Ui, seen: &Hits<'_>, (k, h): (usize, usize), rect: Rect, out: &mut Vec<Action>) {
    let &Hits { kit, collection, found, .. } = seen;
    let hits = &found.reports[k];
    let Some(report) = collection.reports.get(hits.report) else { return };
    let Some(span) = found.place(hits, h, report) else { return };
    let theme = kit.theme;
    let place = report.digest.place(span.start(), kit.lang);
    let response = ui.interact(rect, ui.scope_id().with(("hit", k, h)), Sense::click());
    let (before, words, after) = around(&report.digest, span, 22, 60);
    describe(&response, egui::Role::Link, true, &format!("{place} {before}{words}{after}"));
    ui.painter().rect_filled(rect, 0.0, hover_fill(&response, theme));
    focus_ring(ui, &response, rect.shrink(2.0), 4.0, theme);
    let y = rect.center().y;
    text_cut(ui, pos2(rect.left() + 16.0, y), 128.0, &place, Face::Sans, 12.0, theme.t2);
    let mut job = egui::text::LayoutJob::default();
    let plain = egui::TextFormat::simple(Face::Serif.at(14.0), theme.t2);
    let lit = egui::TextFormat {
        background: theme.find,
        ..egui::TextFormat::simple(Face::SerifBold.at(14.0), theme.t1)
    };
    job.append(&before, 0.0, plain.clone());
    job.append(&words, 0.0, lit);
    job.append(&after, 0.0, plain);
    job.wrap = egui::text::TextWrapping::truncate_at_width((rect.width() - 172.0).max(40.0));
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(rect.left() + 152.0, y - galley.size().y / 2.0), galley, theme.t1);
    let title = report.digest.section_title(span.start());
    let response = if title.is_empty() { response } else { response.on_hover_text(shown(title)) };
    if response.clicked() {
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span }));
    }
}

/// More hits than are listed: they are found in the report itself.
fn rest(ui: &mut Ui, seen: &Hits<'_>, (k, more): (usize, usize), rect: Rect, out: &mut Vec<Action>) {
    let &Hits { kit, series, collection, found, .. } = seen;
    let hits = &found.reports[k];
    let Some(report) = collection.reports.get(hits.report) else { return };
    let Some(span) = found.place(hits, hits.listed().saturating_sub(1), report) else { return };
    let response = ui.interact(rect, ui.scope_id().with(("more", k)), Sense::click());
    let words = fill(SeriesWords::of(kit.lang).more_hits, &[&more.to_string()]);
    describe(&response, egui::Role::Link, true, &words);
    ui.painter().rect_filled(rect, 0.0, hover_fill(&response, kit.theme));
    focus_ring(ui, &response, rect.shrink(2.0), 4.0, kit.theme);
    let at = pos2(rect.left() + 152.0, rect.center().y);
    text(ui, at, Align2::LEFT_CENTER, &words, Face::Sans, 12.0, kit.theme.keep);
    if response.clicked() {
        out.push(Action::Series(SeriesAction::GoTo { path: report.path.clone(), span }));
        out.push(Action::Find(crate::app::FindAction::Query(series.view.query.clone())));
    }
}

/// Words before, at, and after a place, of its paragraph; `…` where more is left out.
pub(super) fn around(digest: &Digest, span: Span, before: usize, after: usize) -> (String, String, String) {
    let text = &digest.text;
    let line = digest.around(span.start());
    let head = Span::new(line.start().min(span.start()), span.start()).of(text);
    let tail = Span::new(span.end(), line.end().max(span.end())).of(text);
    let n = head.chars().count();
    let cut: String = head.chars().skip(n.saturating_sub(before)).collect();
    let rest: String = tail.chars().take(after).collect();
    let dots = |more: bool| if more { "…" } else { "" };
    (
        format!("{}{}", dots(n > before), shown(&cut)),
        shown(span.of(text)),
        format!("{}{}", shown(&rest), dots(tail.chars().nth(after).is_some())),
    )
}
