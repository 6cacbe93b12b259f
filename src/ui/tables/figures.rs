//! 数据: every quantity with what it counts; the finding when the plan has none.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Column, Heights, head, nothing, rows_on, sheet, tops};
use crate::app::{Action, Command, SortBy, Tab, TableAction, figure_passes};
use crate::facts::{Facts, Figure, FigureKind};
use crate::report::{Report, Role};
use crate::text::Span;
use crate::ui::compare::shown;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::layout::Lit;
use crate::ui::selecting::{Pen, Surface, inside};
use crate::ui::widgets::{Button, Kit, Look, describe, field, focus_ring, hover_fill, text, text_cut, width};
use crate::view::figures::figure_table;
use crate::words::table::figure_kind_word;
use crate::words::{TablesWords, fill, role_name};

const HEAD: f32 = 36.0;
const ROW: f32 = 31.0;
const GROUP: f32 = 31.0;
/// Roles the filter chips stand for.
const ROLES: [Role; 2] = [Role::Review, Role::Plan];

enum Line {
    Group(Option<usize>, usize),
    Row(usize),
}

/// What is counted and listed of a report's figures, until they or the look at them change.
#[derive(Default)]
pub struct Kept {
    of: Option<(Arc<Report>, Arc<Facts>)>,
    look: Option<Look6>,
    lines: Vec<Line>,
    tops: Vec<f32>,
    /// Kinds, the most frequent first.
    kinds: Vec<(FigureKind, usize)>,
    /// Figures of each of [`ROLES`].
    roles: [usize; 2],
    /// Paragraphs and characters of each of [`ROLES`].
    looked_through: [(usize, usize); 2],
}

/// Filter, role, kind, unit, order and its turn.
type Look6 = (String, Option<usize>, Option<FigureKind>, Option<String>, SortBy, bool);

impl Kept {
    fn refresh(&mut self, tab: &Tab, facts: &Arc<Facts>) {
        let report = tab.reading();
        if !self.of.as_ref().is_some_and(|(r, f)| Arc::ptr_eq(r, report) && Arc::ptr_eq(f, facts)) {
            self.kinds = by_kind(facts);
            self.roles = ROLES.map(|role| facts.figures.iter().filter(|f| f.role == role).count());
            self.looked_through = ROLES.map(|role| looked_through(report, role));
            self.of = Some((report.clone(), facts.clone()));
            self.look = None;
        }
        let v = &tab.view.figures;
        let look = (v.filter.clone(), v.only, v.kind, v.unit.clone(), v.sort, v.reverse);
        if self.look.as_ref() != Some(&look) {
            self.lines = lines(tab, report, facts, &order(tab, report, facts));
            let height = |l: &Line| if matches!(l, Line::Group(..)) { GROUP } else { ROW };
            self.tops = tops(self.lines.iter().map(height));
            self.look = Some(look);
        }
    }
}

/// Draws the pane.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, memory: &mut super::Memory, pen: &mut Pen<'_>) {
    let w = TablesWords::of(kit.lang);
    let full = ui.max_rect();
    let margin = if full.width() < 1100.0 { 12.0 } else { 20.0 };
    let inner = full.shrink2(vec2(margin, 0.0));
    let facts = if tab.view.second { &tab.derived.facts_second } else { &tab.derived.facts };
    let Some(facts) = facts else {
        super::finding(ui, kit, tab, full);
        return;
    };
    let mut top = full.top() + 12.0;
    if tab.second.is_some() {
        let bar = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 34.0));
        let mut row = ui.new_child(
            egui::UiBuilder::new().max_rect(bar).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let labels = [(icons::HASH, w.ledger), (icons::ARROW_RIGHT, w.targets)];
        let chosen = usize::from(memory.targets);
        if let Some(i) = crate::ui::widgets::segmented(&mut row, kit, &labels, chosen, true) {
            memory.targets = i == 1;
        }
        top += 42.0;
        if memory.targets {
            let rest = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), full.bottom() - 12.0));
            super::targets::show(ui, kit, tab, rest, pen);
            return;
        }
    }
    let kept = &mut memory.figures;
    kept.refresh(tab, facts);
    let report = tab.reading();
    let summary = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 92.0));
    self::summary(ui, kit, report, kept, summary, pen.out);
    let bar = Rect::from_min_size(pos2(inner.left(), summary.bottom() + 14.0), vec2(inner.width(), 30.0));
    filters(ui, kit, tab, facts, kept, bar, pen.out);
    let side = if full.width() >= 1100.0 { 280.0 } else { 0.0 };
    let table = Rect::from_min_max(
        pos2(inner.left(), bar.bottom() + 12.0),
        pos2(inner.right() - side, full.bottom() - 12.0),
    );
    ledger(ui, kit, tab, facts, kept, table, pen);
    if side > 0.0 {
        let rect =
            Rect::from_min_max(pos2(table.right() + 16.0, table.top()), pos2(inner.right(), table.bottom()));
        let bottom = kinds(ui, kit, kept, rect);
        let below = Rect::from_min_max(pos2(rect.left(), bottom), rect.max);
        super::passed::show(ui, kit, tab, facts, &mut memory.passed, below, pen);
    }
}

fn summary(ui: &mut Ui, kit: &Kit, report: &Report, kept: &Kept, rect: Rect, out: &mut Vec<Action>) {
    let w = TablesWords::of(kit.lang);
    let theme = kit.theme;
    let split = rect.left() + rect.width() * 0.32;
    let parts = [
        Rect::from_min_max(rect.min, pos2(split, rect.bottom())),
        Rect::from_min_max(pos2(split, rect.top()), rect.max),
    ];
    for (i, (role, r)) in ROLES.into_iter().zip(parts).enumerate() {
        let (bg, bd, _, ink) = theme.role(role);
        ui.painter().rect(r, 10.0, bg, Stroke::new(1.0, bd), StrokeKind::Inside);
        let n = kept.roles[i];
        let year = report.parts.iter().filter(|p| p.role == role).find_map(|p| p.year);
        let name = text(
            ui,
            r.min + vec2(20.0, 24.0),
            Align2::LEFT_CENTER,
            role_name(kit.lang, role),
            Face::SansBold,
            13.0,
            ink,
        );
        if let Some(year) = year {
            let words = fill(crate::words::CompareWords::of(kit.lang).year, &[&year.to_string()]);
            text(
                ui,
                pos2(name.right() + 8.0, name.center().y),
                Align2::LEFT_CENTER,
                &words,
                Face::Sans,
                12.0,
                ink,
            );
        }
        let number = text(
            ui,
            r.min + vec2(20.0, 60.0),
            Align2::LEFT_CENTER,
            &n.to_string(),
            Face::SansBold,
            34.0,
            theme.t1,
        );
        let x = number.right() + 14.0;
        let has_part = report.parts.iter().any(|p| p.role == role);
        if n == 0 && has_part {
            // That nothing was found is a finding: say what was looked through.
            let (paragraphs, chars) = kept.looked_through[i];
            let words = fill(w.no_figures_in, &[role_name(kit.lang, role)]);
            text_cut(
                ui,
                pos2(x, r.top() + 48.0),
                r.right() - x - 120.0,
                &words,
                Face::SansBold,
                16.0,
                theme.t1,
            );
            let words = fill(w.looked_through, &[&paragraphs.to_string(), &chars.to_string()]);
            text_cut(ui, pos2(x, r.top() + 70.0), r.right() - x - 120.0, &words, Face::Sans, 12.0, ink);
            let bar = Rect::from_min_size(pos2(r.right() - 116.0, r.center().y - 15.0), vec2(108.0, 30.0));
            let mut button = ui.new_child(egui::UiBuilder::new().max_rect(bar));
            if Button::new(w.see_text).icon(icons::BOOK_OPEN_TEXT).show(&mut button, kit).clicked()
                && let Some(part) = report.parts.iter().find(|p| p.role == role)
            {
                out.push(Action::GoTo { second: false, at: part.span.start() });
            }
        } else {
            let words = if has_part { w.figures_found } else { w.no_such_part };
            text_cut(ui, pos2(x, r.top() + 64.0), r.right() - x - 12.0, words, Face::Sans, 13.0, ink);
        }
    }
}

fn looked_through(report: &Report, role: Role) -> (usize, usize) {
    let here = report.paragraphs.iter().filter(|p| report.parts[p.part].role == role);
    here.fold((0, 0), |(n, c), p| (n + 1, c + p.span.of(report.text()).chars().count()))
}

fn filters(ui: &mut Ui, kit: &Kit, tab: &Tab, facts: &Facts, kept: &Kept, rect: Rect, out: &mut Vec<Action>) {
    let w = TablesWords::of(kit.lang);
    let view = &tab.view.figures;
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    let look = if view.only.is_none() { Look::Primary } else { Look::Line };
    let all = Button::new(w.all).count(facts.figures.len()).bold().height(30.0).look(look);
    if all.show(&mut row, kit).clicked() {
        out.push(Action::Table { figures: true, action: TableAction::Only(None) });
    }
    for (i, (role, n)) in ROLES.into_iter().zip(kept.roles).enumerate() {
        let on = view.only == Some(i);
        let button = Button::new(role_name(kit.lang, role)).count(n).height(30.0).on(on).enabled(n > 0);
        if button.show(&mut row, kit).clicked() {
            out.push(Action::Table { figures: true, action: TableAction::Only((!on).then_some(i)) });
        }
    }
    choices(&mut row, kit, tab, (facts, &kept.kinds), out);
    let used = row.min_rect().right();
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if Button::new(w.export_table).icon(icons::EXPORT).height(30.0).show(&mut right, kit).clicked() {
        out.push(Action::Run(Command::Export));
    }
    if Button::icon_only(icons::COPY, w.copy_table)
        .look(Look::Line)
        .height(30.0)
        .show(&mut right, kit)
        .clicked()
    {
        out.push(Action::Copy(as_table(kit, tab, facts)));
    }
    let room = (right.min_rect().left() - used - 20.0).min(180.0);
    if room > 80.0 {
        let id = egui::Id::unique("figure-filter");
        let (_, new) = field(&mut right, kit, id, icons::FUNNEL_SIMPLE, w.filter_figures, &view.filter, room);
        if let Some(new) = new {
            out.push(Action::Table { figures: true, action: TableAction::Filter(new) });
        }
    }
}

/// The rows in sight as text with tabs, for spreadsheets.
fn as_table(kit: &Kit, tab: &Tab, facts: &Facts) -> String {
    let report = tab.reading();
    let rows: Vec<Figure> = order(tab, report, facts).into_iter().map(|i| facts.figures[i].clone()).collect();
    figure_table(report, &rows, kit.lang).finish().tabbed()
}

/// Kinds and units that occur, each with its number; a click keeps only those.
fn choices(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    (facts, kinds): (&Facts, &[(FigureKind, usize)]),
    out: &mut Vec<Action>,
) {
    let w = TablesWords::of(kit.lang);
    let view = &tab.view.figures;
    let mut send = |action| out.push(Action::Table { figures: true, action });
    let words = view.kind.map_or(w.kind, |k| figure_kind_word(kit.lang, k));
    let button = Button::new(words).icon(icons::CARET_DOWN).height(30.0).on(view.kind.is_some());
    let response = button.show(ui, kit);
    egui::Popup::menu(&response).show(|ui| {
        if ui.selectable_label(view.kind.is_none(), w.all).clicked() {
            send(TableAction::Kind(None));
        }
        for &(kind, n) in kinds {
            let words = format!("{} {n}", figure_kind_word(kit.lang, kind));
            if ui.selectable_label(view.kind == Some(kind), words).clicked() {
                send(TableAction::Kind(Some(kind)));
            }
        }
    });
    let words = view.unit.as_deref().unwrap_or(w.unit);
    let button = Button::new(words).icon(icons::CARET_DOWN).height(30.0).on(view.unit.is_some());
    let response = button.show(ui, kit);
    egui::Popup::menu(&response).show(|ui| {
        egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            if ui.selectable_label(view.unit.is_none(), w.all).clicked() {
                send(TableAction::Unit(None));
            }
            for (unit, n) in by_unit(facts) {
                let words = format!("{} {n}", if unit.is_empty() { w.no_unit } else { unit });
                if ui.selectable_label(view.unit.as_deref() == Some(unit), words).clicked() {
                    send(TableAction::Unit(Some(unit.to_owned())));
                }
            }
        });
    });
}

/// Kinds, the most frequent first.
fn by_kind(facts: &Facts) -> Vec<(FigureKind, usize)> {
    let mut counts: BTreeMap<FigureKind, usize> = BTreeMap::new();
    for f in &facts.figures {
        *counts.entry(f.kind).or_default() += 1;
    }
    let mut counts: Vec<(FigureKind, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|c| (std::cmp::Reverse(c.1), c.0));
    counts
}

/// Units, the most frequent first.
fn by_unit(facts: &Facts) -> Vec<(&str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for f in &facts.figures {
        *counts.entry(f.unit.as_str()).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|c| (std::cmp::Reverse(c.1), c.0));
    counts
}

fn order(tab: &Tab, report: &Report, facts: &Facts) -> Vec<usize> {
    let view = &tab.view.figures;
    let fits = |f: &Figure| figure_passes(view, report.text(), f);
    let mut order: Vec<usize> = (0..facts.figures.len()).filter(|&i| fits(&facts.figures[i])).collect();
    match view.sort {
        SortBy::Place => {}
        SortBy::Name => order.sort_by(|a, b| facts.figures[*a].of.cmp(&facts.figures[*b].of)),
        SortBy::Left | SortBy::Right => {
            let value = |i: &usize| facts.figures[*i].number.unwrap_or(0.0);
            order.sort_by(|a, b| value(b).total_cmp(&value(a)));
        }
        SortBy::Kind => order.sort_by_key(|i| (facts.figures[*i].kind, facts.figures[*i].unit.clone())),
    }
    if view.reverse {
        order.reverse();
    }
    order
}

fn ledger(ui: &mut Ui, kit: &Kit, tab: &Tab, facts: &Facts, kept: &Kept, rect: Rect, pen: &mut Pen<'_>) {
    let report = tab.reading();
    let w = TablesWords::of(kit.lang);
    sheet(ui, kit, rect);
    let narrow = rect.width() < 760.0;
    let c = |words: &str, x: f32, width: f32, sort, right| Column {
        words: words.to_owned(),
        x,
        width,
        sort,
        right,
    };
    let clause_x = if narrow { 452.0 } else { 664.0 };
    let mut columns = vec![
        c(w.number, 16.0, 40.0, Some(SortBy::Place), false),
        c(w.value, 56.0, 100.0, Some(SortBy::Left), true),
        c(w.unit, 148.0, 56.0, None, false),
        c(w.of, 212.0, 180.0, Some(SortBy::Name), false),
        c(w.kind, 396.0, 56.0, Some(SortBy::Kind), false),
    ];
    if !narrow {
        columns.push(c(w.change, 456.0, 86.0, None, false));
        columns.push(c(w.place, 546.0, 112.0, None, false));
    }
    columns.push(c(w.clause, clause_x, (rect.width() - clause_x - 12.0).max(40.0), None, false));
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    head(ui, kit, top, &columns, &tab.view.figures, true, pen.out);
    if kept.lines.is_empty() {
        nothing(ui, kit, rect, if facts.figures.is_empty() { w.no_figures } else { w.nothing_filtered });
        return;
    }
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, top.bottom()), rect.max - vec2(1.0, 1.0));
    rows_on(ui, "figures", body, Heights::Tops(&kept.tops), |ui, seen| {
        let id = egui::Id::unique(("figures", tab.id, tab.view.second));
        let mut surface = Surface::begin(ui, kit, tab, tab.view.second, id, false);
        for (i, r) in seen {
            match kept.lines[*i] {
                Line::Group(heading, n) => group(ui, kit, report, heading, n, *r),
                Line::Row(k) => row(ui, kit, tab, facts, k, &columns, *r, &mut surface, pen),
            }
        }
        pen.finish(ui, surface);
    });
}

/// Rows under the heading above the one they stand under; no groups when sorted otherwise.
fn lines(tab: &Tab, report: &Report, facts: &Facts, order: &[usize]) -> Vec<Line> {
    if tab.view.figures.sort != SortBy::Place || tab.view.figures.reverse {
        return order.iter().map(|&i| Line::Row(i)).collect();
    }
    let section = |i: usize| {
        let h = report.heading_at(facts.figures[i].span.start())?;
        Some(report.path(h).into_iter().take(2).next_back().unwrap_or(h))
    };
    let mut lines: Vec<Line> = Vec::new();
    // The group that is open: where it stands in the list.
    let mut open = 0;
    for &i in order {
        let here = section(i);
        match lines.get_mut(open) {
            Some(Line::Group(heading, count)) if *heading == here => *count += 1,
            _ => {
                open = lines.len();
                lines.push(Line::Group(here, 1));
            }
        }
        lines.push(Line::Row(i));
    }
    lines
}

fn group(ui: &Ui, kit: &Kit, report: &Report, heading: Option<usize>, n: usize, rect: Rect) {
    ui.painter().rect_filled(rect, 0.0, kit.theme.win);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    let words = heading.map_or_else(
        || kit.words().opening.to_owned(),
        |h| shown(report.headings[h].span.of(report.text()).trim_end_matches(['。', '：', ':'])),
    );
    let y = rect.center().y;
    let a = text_cut(
        ui,
        pos2(rect.left() + 16.0, y),
        rect.width() - 80.0,
        &words,
        Face::SansBold,
        12.0,
        kit.theme.t1,
    );
    text(ui, pos2(a.right() + 8.0, y), Align2::LEFT_CENTER, &n.to_string(), Face::Sans, 12.0, kit.theme.t2);
}

#[allow(clippy::too_many_arguments)]
fn row(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    facts: &Facts,
    index: usize,
    columns: &[Column],
    rect: Rect,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let (theme, report) = (kit.theme, tab.reading());
    let f = &facts.figures[index];
    let response = ui.interact(rect, ui.scope_id().with(("figure", index)), Sense::click());
    describe(&response, egui::Role::Row, true, &format!("{} {}{}", f.of, f.value, f.unit));
    ui.painter().rect_filled(rect, 0.0, hover_fill(&response, theme));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    focus_ring(ui, &response, rect.shrink(3.0), 4.0, theme);
    if response.has_focus() {
        surface.focus = Some(f.span.start());
    }
    let y = rect.center().y;
    let x = |i: usize| rect.left() + columns[i].x;
    let plain = |i: usize, words: &str| {
        text_cut(ui, pos2(x(i), y), columns[i].width - 8.0, words, Face::Sans, 12.0, theme.t2);
    };
    text(ui, pos2(x(0), y), Align2::LEFT_CENTER, &(index + 1).to_string(), Face::Sans, 12.0, theme.t3);
    value(ui, kit, report, f, pos2(x(1) + columns[1].width - 14.0, y), surface, pen);
    plain(2, &f.unit);
    let at = pos2(x(3), y);
    let room = columns[3].width - 8.0;
    match inside(report, f.clause, &f.of) {
        Some(span) => {
            pen.line(ui, surface, at, room, span, (Face::Sans, 13.0, theme.t1), (&[], &[]));
        }
        None => {
            text_cut(ui, at, room, &shown(&f.of), Face::Sans, 13.0, theme.t1);
        }
    }
    plain(4, figure_kind_word(kit.lang, f.kind));
    if columns.len() == 8 {
        plain(5, &shown(&f.comparison.join(" ")));
        plain(6, &crate::view::place::place(report, f.span.start(), kit.lang));
    }
    let last = columns.len() - 1;
    clause(ui, kit, report, f, pos2(x(last), y), columns[last].width, surface, pen);
    if response.clicked() {
        let action = Action::GoTo { second: tab.view.second, at: f.span.start() };
        pen.held.click(true, [action]);
    }
    pen.menu(&response, kit, tab, tab.view.second, f.clause);
}

/// The value as written, its right end at `at`.
fn value(
    ui: &Ui,
    kit: &Kit,
    report: &Report,
    f: &Figure,
    at: egui::Pos2,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let ink = kit.theme.t1;
    let Some(span) = inside(report, f.span, &f.value) else {
        text(ui, at, Align2::RIGHT_CENTER, &f.value, Face::SansBold, 15.0, ink);
        return;
    };
    let wide = width(ui, &shown(&f.value), Face::SansBold, 15.0);
    let at = pos2(at.x - wide, at.y);
    pen.line(ui, surface, at, wide + 15.0, span, (Face::SansBold, 15.0, ink), (&[], &[]));
}

/// Most characters of a clause before its figure.
const BEFORE: usize = 24;

/// The clause with the figure tinted; of a long beginning the end.
#[allow(clippy::too_many_arguments)]
fn clause(
    ui: &Ui,
    kit: &Kit,
    report: &Report,
    f: &Figure,
    at: egui::Pos2,
    room: f32,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let all = report.text();
    let before = Span::new(f.clause.start().min(f.span.start()), f.span.start());
    let end = f.clause.end().max(f.span.end());
    // The figure itself is to be seen in a narrow column too.
    let most = (room / 12.0) as usize;
    let most = most.saturating_sub(f.span.of(all).chars().count() + 3).clamp(4, BEFORE);
    let cut = before.of(all).char_indices().rev().nth(most - 1).map_or(0, |(i, _)| i);
    let start = before.start() + cut;
    let mut x = at.x;
    if cut > 0 {
        x = text(ui, at, Align2::LEFT_CENTER, "…", Face::Sans, 12.0, kit.theme.t2).right();
    }
    let mut lit = Lit::new(f.span.start() - start..f.span.end() - start, kit.theme.fig_bg);
    lit.ink = Some(kit.theme.fig);
    let room = (at.x + room - x).max(24.0);
    let look = (Face::Sans, 12.0, kit.theme.t2);
    pen.line(ui, surface, pos2(x, at.y), room, Span::new(start, end), look, (&[], &[lit]));
}

/// How many of each kind, as bars; gives where they end.
fn kinds(ui: &Ui, kit: &Kit, kept: &Kept, rect: Rect) -> f32 {
    let w = TablesWords::of(kit.lang);
    sheet(ui, kit, rect);
    let theme = kit.theme;
    text(ui, rect.min + vec2(18.0, 26.0), Align2::LEFT_CENTER, w.by_kind, Face::SansBold, 13.0, theme.t1);
    let counts = &kept.kinds;
    let most = counts.first().map_or(1, |c| c.1) as f32;
    let bottom = rect.top() + 58.0 + counts.len() as f32 * 26.0;
    for (i, &(kind, n)) in counts.iter().enumerate() {
        let y = rect.top() + 58.0 + i as f32 * 26.0;
        text(
            ui,
            pos2(rect.left() + 18.0, y),
            Align2::LEFT_CENTER,
            figure_kind_word(kit.lang, kind),
            Face::Sans,
            12.0,
            theme.t2,
        );
        let room = rect.width() - 150.0;
        let bar = Rect::from_min_size(
            pos2(rect.left() + 90.0, y - 4.0),
            vec2((n as f32 / most * room).max(3.0), 8.0),
        );
        ui.painter().rect_filled(bar, 4.0, theme.rev_bar);
        text(
            ui,
            pos2(rect.right() - 18.0, y),
            Align2::RIGHT_CENTER,
            &n.to_string(),
            Face::SansBold,
            13.0,
            theme.t1,
        );
    }
    bottom
}
