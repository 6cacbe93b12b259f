//! 提法: which formulations stand on both sides, which are new, which are not mentioned again.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::changes;
use super::words::{context, kwic, status_left, tag_words};
use super::{Column, Heights, head, nothing, rows_on, sheet, tops};
use crate::app::{Action, Pane, SortBy, Tab, TableAction};
use crate::compare::Status;
use crate::document::{Edit, FormulationEdit, formulation_key, formulations};
use crate::facts::{Facts, Formulation, Mention};
use crate::text::{Span, fold_char};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::selecting::{Pen, Surface, inside};
use crate::ui::widgets::{
    Button, Kit, Look, describe, field, focus_ring, hover_fill, sign, switch, text, text_cut, width,
};
use crate::view::formulations::{
    Apart, Difference, FactSide, FormulationRow, difference, formulation_rows, formulation_table, told_apart,
};
use crate::words::{TablesWords, fill, role_name};

const HEAD: f32 = 36.0;
const ROW: f32 = 36.0;
const GROUP: f32 = 31.0;
const CONTEXT: f32 = 27.0;
/// Contexts listed when a row is expanded.
const MOST: usize = 12;

/// The joined rows and what they were made from.
#[derive(Default)]
pub struct Kept {
    key: Option<(u64, crate::app::Sides, Apart)>,
    /// The facts the rows are of; held, so that their addresses stay theirs.
    facts: Option<[Arc<Facts>; 2]>,
    all: Vec<FormulationRow>,
    /// How the spellings of each row differ.
    differences: Vec<Option<Difference>>,
    /// Rows of each of [`STATUSES`].
    counts: [usize; 3],
    /// What stands on both sides, spelled alike and otherwise.
    spelled: (usize, usize),
    /// How the list is looked at.
    look: Option<Look4>,
    lines: Vec<Line>,
    tops: Vec<f32>,
}

/// Filter, status, order and its turn, expanded row.
type Look4 = (String, Option<usize>, (SortBy, bool), Option<String>);

enum Line {
    Group(Status, usize),
    Row(usize),
    Contexts(usize),
}

/// Draws the pane.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, memory: &mut super::Memory, pen: &mut Pen<'_>) {
    let w = TablesWords::of(kit.lang);
    let full = ui.max_rect();
    let margin = if full.width() < 1100.0 { 12.0 } else { 20.0 };
    let Some(facts) = sides_facts(tab) else {
        super::finding(ui, kit, tab, full);
        return;
    };
    let kept = &mut memory.formulations;
    refresh(kept, tab, &facts);
    let bar = Rect::from_min_size(full.min + vec2(margin, 9.0), vec2(full.width() - 2.0 * margin, 30.0));
    filters(ui, kit, tab, kept, bar, pen.out);
    let table =
        Rect::from_min_max(pos2(full.left() + margin, full.top() + 48.0), full.max - vec2(margin, 12.0));
    sheet(ui, kit, table);
    let narrow = table.width() < 900.0;
    let columns = columns(kit, tab, table.width(), narrow);
    let top = Rect::from_min_size(table.min, vec2(table.width(), HEAD));
    head(ui, kit, top, &columns, &tab.view.formulations, false, pen.out);
    if kept.lines.is_empty() {
        nothing(ui, kit, table, if kept.all.is_empty() { w.no_formulations } else { w.nothing_filtered });
        return;
    }
    let body = Rect::from_min_max(pos2(table.left() + 1.0, top.bottom()), table.max - vec2(1.0, 1.0));
    let view = RowView { kit, tab, columns: &columns, narrow };
    let lines = &kept.lines;
    rows_on(ui, "formulations", body, Heights::Tops(&kept.tops), |ui, seen| {
        let mut sides = view.sides(ui);
        for (i, rect) in seen {
            match &lines[*i] {
                Line::Group(status, n) => group(ui, kit, tab, kept, *status, *n, *rect),
                Line::Row(r) => {
                    view.row(ui, &kept.all[*r], kept.differences[*r].as_ref(), *rect, &mut sides, pen);
                }
                Line::Contexts(r) => view.contexts(ui, &kept.all[*r], &kept.all, *rect, pen),
            }
        }
        for surface in sides {
            pen.finish(ui, surface);
        }
    });
}

/// Facts of the left and the right side, once both are there.
fn sides_facts(tab: &Tab) -> Option<[Arc<Facts>; 2]> {
    let of = |second: bool| if second { tab.derived.facts_second.clone() } else { tab.derived.facts.clone() };
    Some([of(tab.sides.left_second)?, of(tab.sides.right_second)?])
}

fn refresh(kept: &mut Kept, tab: &Tab, facts: &[Arc<Facts>; 2]) {
    let document = &tab.main.document;
    let apart = tab.view.formulations.apart;
    let key = (document.revisions().formulations, tab.sides, apart);
    let same = |held: &[Arc<Facts>; 2]| held.iter().zip(facts).all(|(a, b)| Arc::ptr_eq(a, b));
    if kept.key != Some(key) || !kept.facts.as_ref().is_some_and(same) {
        join(kept, tab, facts);
        kept.key = Some(key);
        kept.look = None;
    }
    let view = &tab.view.formulations;
    let look = (view.filter.clone(), view.only, (view.sort, view.reverse), view.expanded.clone());
    if kept.look.as_ref() != Some(&look) {
        kept.lines = lines(kept, tab, &order(kept, tab));
        kept.tops = tops(kept.lines.iter().map(|l| height(kept, l)));
        kept.look = Some(look);
    }
}

fn height(kept: &Kept, line: &Line) -> f32 {
    match line {
        Line::Group(..) => GROUP,
        Line::Row(_) => ROW,
        Line::Contexts(r) => {
            let row = &kept.all[*r];
            let n = row.left.len().max(row.right.len()).clamp(1, MOST);
            n as f32 * CONTEXT + 58.0
        }
    }
}

/// Joins the formulations of both sides.
fn join(kept: &mut Kept, tab: &Tab, facts: &[Arc<Facts>; 2]) {
    let document = &tab.main.document;
    let apart = tab.view.formulations.apart;
    kept.facts = Some(facts.clone());
    let edits = &document.overrides().formulations;
    let of = |right: bool| -> Vec<Formulation> {
        formulations(tab.side(right), &facts[usize::from(right)].formulations, edits)
    };
    let (left, right) = (of(false), of(true));
    let (l, r) = ([tab.sides.left], [tab.sides.right]);
    let rows = formulation_rows(
        FactSide { report: tab.side(false), formulations: &left, roles: &l, name: "" },
        FactSide { report: tab.side(true), formulations: &right, roles: &r, name: "" },
    );
    kept.all = told_apart(rows, tab.side(false), tab.side(true), apart);
    kept.differences = kept.all.iter().map(|r| difference(r, tab.side(false), tab.side(true))).collect();
    kept.counts = STATUSES.map(|status| kept.all.iter().filter(|r| r.status() == status).count());
    let both = kept.all.iter().zip(&kept.differences).filter(|(r, _)| r.status() == Status::Continued);
    kept.spelled = both.fold((0, 0), |(a, o), (_, d)| if d.is_none() { (a + 1, o) } else { (a, o + 1) });
}

fn filters(ui: &mut Ui, kit: &Kit, tab: &Tab, kept: &Kept, rect: Rect, out: &mut Vec<Action>) {
    let w = TablesWords::of(kit.lang);
    let view = &tab.view.formulations;
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    let mut send = |action| out.push(Action::Table { figures: false, action });
    let all = Button::new(w.all).count(kept.all.len()).bold().height(30.0);
    let look = if view.only.is_none() { Look::Primary } else { Look::Line };
    if all.look(look).show(&mut row, kit).clicked() {
        send(TableAction::Only(None));
    }
    for (i, (status, n)) in STATUSES.into_iter().zip(kept.counts).enumerate() {
        let words = group_words(kit, tab, status);
        let on = view.only == Some(i);
        let button = Button::new(&words)
            .sign(sign(status), kit.theme.status(status).text)
            .count(n)
            .height(30.0)
            .on(on);
        if button.show(&mut row, kit).clicked() {
            send(TableAction::Only((!on).then_some(i)));
        }
    }
    let mut changed = Vec::new();
    changes::list(&mut row, kit, tab, &mut changed);
    if rect.width() > 1150.0 {
        row.add_space(10.0);
        let apart = view.apart;
        if switch(&mut row, kit, !apart.quotes, w.ignore_quotes) {
            send(TableAction::Apart(Apart { quotes: !apart.quotes, ..apart }));
        }
        if switch(&mut row, kit, !apart.spellings, w.join_short) {
            send(TableAction::Apart(Apart { spellings: !apart.spellings, ..apart }));
        }
    }
    out.append(&mut changed);
    let used = row.min_rect().right();
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    let copy = Button::icon_only(icons::COPY, w.copy_table).look(Look::Line).height(30.0);
    if copy.show(&mut right, kit).clicked() {
        out.push(Action::Copy(as_table(kit, tab, kept)));
    }
    changes::add(&mut right, kit, tab, &kept.all, out);
    let room = (right.min_rect().left() - used - 20.0).min(190.0);
    if room > 80.0 {
        let id = egui::Id::unique("formulation-filter");
        let (_, new) =
            field(&mut right, kit, id, icons::FUNNEL_SIMPLE, w.filter_formulations, &view.filter, room);
        if let Some(new) = new {
            out.push(Action::Table { figures: false, action: TableAction::Filter(new) });
        }
    }
}

/// The rows in sight as text with tabs, for spreadsheets.
fn as_table(kit: &Kit, tab: &Tab, kept: &Kept) -> String {
    let rows: Vec<FormulationRow> = order(kept, tab).into_iter().map(|i| kept.all[i].clone()).collect();
    let side = |right: bool| FactSide {
        report: tab.side(right),
        formulations: &[],
        roles: &[],
        name: role_name(kit.lang, tab.role(right)),
    };
    formulation_table(side(false), side(true), &rows, false, kit.lang).finish().tabbed()
}

const STATUSES: [Status; 3] = [Status::Continued, Status::New, Status::NotMentioned];

fn group_words(kit: &Kit, tab: &Tab, status: Status) -> String {
    let w = TablesWords::of(kit.lang);
    match status {
        Status::Continued => w.on_both.to_owned(),
        Status::New => fill(w.only_in, &[role_name(kit.lang, tab.role(true))]),
        _ => fill(w.only_in, &[role_name(kit.lang, tab.role(false))]),
    }
}

fn columns(kit: &Kit, tab: &Tab, width: f32, narrow: bool) -> Vec<Column> {
    let w = TablesWords::of(kit.lang);
    let c = |words: &str, x: f32, wide: f32, sort, right| Column {
        words: words.to_owned(),
        x,
        width: wide,
        sort,
        right,
    };
    // A narrow window takes from the strip before it takes from the contexts.
    let strip = (width - 960.0).clamp(90.0, 200.0);
    let from = 506.0 + strip + 22.0;
    let rest = width - from - 2.0;
    let mut out = vec![
        c(w.formulation, 16.0, 250.0, Some(SortBy::Name), false),
        c(w.status, 280.0, 84.0, Some(SortBy::Kind), false),
        c(role_name(kit.lang, tab.role(false)), 370.0, 60.0, Some(SortBy::Left), true),
        c(role_name(kit.lang, tab.role(true)), 430.0, 60.0, Some(SortBy::Right), true),
        c(w.position, 506.0, strip, Some(SortBy::Place), false),
    ];
    if !narrow {
        out.push(c(
            &fill(w.context, &[role_name(kit.lang, tab.role(false))]),
            from,
            rest / 2.0 - 10.0,
            None,
            false,
        ));
        let x = from + rest / 2.0;
        out.push(c(
            &fill(w.context, &[role_name(kit.lang, tab.role(true))]),
            x,
            rest / 2.0 - 20.0,
            None,
            false,
        ));
    }
    out
}

/// Rows that pass the filters, in order.
fn order(kept: &Kept, tab: &Tab) -> Vec<usize> {
    let view = &tab.view.formulations;
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let needle = fold(&view.filter);
    let mut order: Vec<usize> = (0..kept.all.len())
        .filter(|&i| {
            let r = &kept.all[i];
            view.only.is_none_or(|o| STATUSES.get(o) == Some(&r.status()))
                && (needle.is_empty()
                    || std::iter::once(&r.text).chain(&r.variants).any(|t| fold(t).contains(&needle)))
        })
        .collect();
    let first = |i: &usize| {
        let r = &kept.all[*i];
        r.left.first().or(r.right.first()).map_or(0, |m| m.span.start)
    };
    match view.sort {
        SortBy::Place => {
            order.sort_by_key(|i| std::cmp::Reverse(kept.all[*i].left.len() + kept.all[*i].right.len()));
        }
        SortBy::Name => order.sort_by(|a, b| kept.all[*a].text.cmp(&kept.all[*b].text)),
        SortBy::Left => order.sort_by_key(|i| (std::cmp::Reverse(kept.all[*i].left.len()), first(i))),
        SortBy::Right => order.sort_by_key(|i| (std::cmp::Reverse(kept.all[*i].right.len()), first(i))),
        SortBy::Kind => order.sort_by_key(first),
    }
    if view.reverse {
        order.reverse();
    }
    order
}

fn lines(kept: &Kept, tab: &Tab, order: &[usize]) -> Vec<Line> {
    let expanded = tab.view.formulations.expanded.as_deref();
    let mut lines = Vec::new();
    for status in STATUSES {
        let here: Vec<usize> = order.iter().copied().filter(|&i| kept.all[i].status() == status).collect();
        if here.is_empty() {
            continue;
        }
        lines.push(Line::Group(status, here.len()));
        for i in here {
            lines.push(Line::Row(i));
            if expanded == Some(formulation_key(&kept.all[i].text).as_str()) {
                lines.push(Line::Contexts(i));
            }
        }
    }
    lines
}

fn group(ui: &Ui, kit: &Kit, tab: &Tab, kept: &Kept, status: Status, n: usize, rect: Rect) {
    ui.painter().rect_filled(rect, 0.0, kit.theme.win);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    let y = rect.center().y;
    let colour = kit.theme.status(status).text;
    text(ui, pos2(rect.left() + 22.0, y), Align2::CENTER_CENTER, sign(status), Face::IconsBold, 12.0, colour);
    let words = group_words(kit, tab, status);
    let a = text(
        ui,
        pos2(rect.left() + 34.0, y),
        Align2::LEFT_CENTER,
        &words,
        Face::SansBold,
        12.0,
        kit.theme.t1,
    );
    let at = pos2(a.right() + 8.0, y);
    let b = text(ui, at, Align2::LEFT_CENTER, &n.to_string(), Face::Sans, 12.0, kit.theme.t2);
    let words = group_note(kit, tab, kept, status);
    let at = pos2(b.right() + 12.0, y);
    text_cut(ui, at, rect.right() - at.x - 12.0, &words, Face::Sans, 12.0, kit.theme.t2);
}

/// How many of the group are spelled alike, or where its formulations do not stand.
fn group_note(kit: &Kit, tab: &Tab, kept: &Kept, status: Status) -> String {
    let w = TablesWords::of(kit.lang);
    if status == Status::Continued {
        let (alike, other) = kept.spelled;
        return fill(w.same_spelling, &[&alike.to_string(), &other.to_string()]);
    }
    let role = tab.role(status == Status::NotMentioned);
    fill(w.not_in, &[role_name(kit.lang, role)])
}

struct RowView<'a> {
    kit: &'a Kit,
    tab: &'a Tab,
    columns: &'a [Column],
    narrow: bool,
}

impl<'a> RowView<'a> {
    /// The columns of contexts: words of the left and of the right report.
    fn sides(&self, ui: &Ui) -> [Surface<'a>; 2] {
        let clip = ui.clip_rect();
        [false, true].map(|right| {
            let id = egui::Id::unique(("formulations", self.tab.id, right));
            let cut = match self.columns.get(5 + usize::from(right)) {
                Some(c) => Rect::from_x_y_ranges(
                    clip.left() + c.x - 8.0..=clip.left() + c.x + c.width + 8.0,
                    clip.y_range(),
                ),
                None => Rect::NOTHING,
            };
            Surface::within(ui, self.kit, self.tab, self.tab.second_of(right), id, false, cut)
        })
    }

    fn row(
        &self,
        ui: &mut Ui,
        row: &FormulationRow,
        difference: Option<&Difference>,
        rect: Rect,
        sides: &mut [Surface<'a>; 2],
        pen: &mut Pen<'_>,
    ) {
        let theme = self.kit.theme;
        let key = formulation_key(&row.text);
        let expanded = self.tab.view.formulations.expanded.as_ref() == Some(&key);
        let y = rect.center().y;
        let x = |i: usize| rect.left() + self.columns[i].x;
        let name = self.name(ui, row, &key, Rect::from_min_size(pos2(x(0), rect.top()), vec2(190.0, ROW)));
        let response = ui.interact(rect, ui.scope_id().with(("row", &key)), Sense::click());
        let said = format!("{} {}:{}", row.text, row.left.len(), row.right.len());
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Row, true, expanded, &said));
        ui.painter().rect_filled(rect, 0.0, if expanded { theme.sel } else { hover_fill(&response, theme) });
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
        focus_ring(ui, &response, rect.shrink(3.0), 4.0, theme);
        let words = self.write_name(ui, row, name, response.has_focus(), pos2(x(0), y), pen);
        if let Some(d) = difference {
            self.tag(ui, &tag_words(self.kit, d), pos2(words.right() + 8.0, y), x(1) - 8.0);
        }
        status_left(ui, self.kit, row.status(), pos2(x(1), y));
        for (i, n) in [(2, row.left.len()), (3, row.right.len())] {
            let right = rect.left() + self.columns[i].x + self.columns[i].width - 14.0;
            let (words, ink) = if n == 0 { ("–".to_owned(), theme.t3) } else { (n.to_string(), theme.t1) };
            text(ui, pos2(right, y), Align2::RIGHT_CENTER, &words, Face::Sans, 15.0, ink);
        }
        let line = Rect::from_min_size(pos2(x(4), y - 4.0), vec2(self.columns[4].width - 8.0, 8.0));
        super::strip::show(ui, self.kit, self.tab, row, line);
        if !self.narrow {
            for (i, list, right) in [(5, &row.left, false), (6, &row.right, true)] {
                let Some(c) = self.columns.get(i) else { continue };
                let at = pos2(rect.left() + c.x, y);
                match list.first() {
                    Some(m) => {
                        let surface = &mut sides[usize::from(right)];
                        context(ui, self.kit, self.tab.side(right), m.span, at, c.width, surface, pen);
                    }
                    None => {
                        text(ui, at, Align2::LEFT_CENTER, "–", Face::Sans, 13.0, theme.t3);
                    }
                }
            }
        }
        if response.clicked() {
            let next = (!expanded).then_some(key);
            let action = Action::Table { figures: false, action: TableAction::Expand(next) };
            pen.held.click(false, [action]);
        }
        if let Some((right, span)) = first_of(row) {
            pen.menu(&response, self.kit, self.tab, self.tab.second_of(right), span);
        }
    }

    /// A surface for the name, which is the words of its first place when these are spelled so.
    fn name(&self, ui: &Ui, row: &FormulationRow, key: &str, rect: Rect) -> Option<(Surface<'a>, Span)> {
        let (right, span) = first_of(row)?;
        let span = inside(self.tab.side(right), span, &row.text)?;
        let id = egui::Id::unique(("formulation-name", self.tab.id, key));
        let cut = rect.intersect(ui.clip_rect());
        Some((Surface::within(ui, self.kit, self.tab, self.tab.second_of(right), id, false, cut), span))
    }

    fn write_name(
        &self,
        ui: &Ui,
        row: &FormulationRow,
        name: Option<(Surface<'a>, Span)>,
        focus: bool,
        at: egui::Pos2,
        pen: &mut Pen<'_>,
    ) -> Rect {
        let ink = self.kit.theme.t1;
        let Some((mut surface, span)) = name else {
            return text_cut(ui, at, 190.0, &row.text, Face::SerifBold, 15.0, ink);
        };
        surface.focus = focus.then(|| span.start());
        let drawn = pen.line(ui, &mut surface, at, 190.0, span, (Face::SerifBold, 15.0, ink), (&[], &[]));
        surface.finish(ui, pen.quotes, pen.held, pen.out);
        drawn
    }

    fn tag(&self, ui: &Ui, words: &str, at: egui::Pos2, end: f32) {
        let theme = self.kit.theme;
        let room = (end - at.x).min(width(ui, words, Face::Sans, 11.0) + 12.0);
        if room < 30.0 {
            return;
        }
        let rect = Rect::from_min_size(pos2(at.x, at.y - 9.0), vec2(room, 18.0));
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.0, theme.line2), StrokeKind::Inside);
        text_cut(ui, pos2(rect.left() + 5.0, at.y), room - 8.0, words, Face::Sans, 11.0, theme.t2);
    }

    /// Every place with its words around it.
    fn contexts(
        &self,
        ui: &mut Ui,
        row: &FormulationRow,
        all: &[FormulationRow],
        rect: Rect,
        pen: &mut Pen<'_>,
    ) {
        let theme = self.kit.theme;
        ui.painter().rect_filled(rect, 0.0, theme.sel);
        let half = (rect.width() - 48.0) / 2.0;
        for (right, list) in [(false, &row.left), (true, &row.right)] {
            let x = rect.left() + 16.0 + if right { half + 16.0 } else { 0.0 };
            let card = Rect::from_min_max(pos2(x, rect.top() + 4.0), pos2(x + half, rect.bottom() - 8.0));
            let (_, bd, ..) = theme.role(self.tab.role(right));
            ui.painter().rect(
                card,
                8.0,
                theme.card(self.tab.role(right)),
                Stroke::new(1.0, bd),
                StrokeKind::Inside,
            );
            self.places(ui, list, right, card, pen);
        }
        let w = TablesWords::of(self.kit.lang);
        let bar = Rect::from_min_max(
            pos2(rect.left() + 16.0 + half + 28.0, rect.bottom() - 44.0),
            pos2(rect.right() - 24.0, rect.bottom() - 14.0),
        );
        let mut buttons = ui.new_child(
            egui::UiBuilder::new().max_rect(bar).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let out = &mut *pen.out;
        changes::merge(&mut buttons, self.kit, row, all, out);
        if Button::new(w.hide).icon(icons::EYE_SLASH).show(&mut buttons, self.kit).clicked() {
            let key = formulation_key(&row.text);
            out.push(Action::Edit(Edit::Formulation(FormulationEdit::Hide { key })));
        }
        if Button::new(w.see_in_compare).icon(icons::COLUMNS).show(&mut buttons, self.kit).clicked() {
            out.push(Action::Compare(crate::app::CompareAction::Search(row.text.clone())));
            out.push(Action::Pane(Pane::Compare));
        }
    }

    fn places(&self, ui: &mut Ui, list: &[Mention], right: bool, card: Rect, pen: &mut Pen<'_>) {
        let report = self.tab.side(right);
        let second = self.tab.second_of(right);
        let id = egui::Id::unique(("formulation-places", self.tab.id, right));
        let cut = card.intersect(ui.clip_rect());
        let mut surface = Surface::within(ui, self.kit, self.tab, second, id, false, cut);
        for (i, m) in list.iter().take(MOST).enumerate() {
            let top = card.top() + 4.0 + i as f32 * CONTEXT;
            let line = Rect::from_min_size(pos2(card.left() + 4.0, top), vec2(card.width() - 8.0, CONTEXT));
            if line.bottom() > card.bottom() {
                break;
            }
            let response =
                ui.interact(line, ui.scope_id().with(("place", right, m.span.start)), Sense::click());
            let place = crate::view::place::place(report, m.span.start(), self.kit.lang);
            describe(&response, egui::Role::Link, true, &place);
            ui.painter().rect_filled(line, 4.0, hover_fill(&response, self.kit.theme));
            focus_ring(ui, &response, line.shrink(2.0), 4.0, self.kit.theme);
            let y = line.center().y;
            text_cut(ui, pos2(line.left() + 6.0, y), 104.0, &place, Face::Sans, 12.0, self.kit.theme.t2);
            let words = Rect::from_min_max(pos2(line.left() + 112.0, line.top()), line.max);
            if response.has_focus() {
                surface.focus = Some(m.span.start());
            }
            kwic(ui, self.kit, report, m.span, words, &mut surface, pen);
            if response.clicked() {
                let second = if right { self.tab.sides.right_second } else { self.tab.sides.left_second };
                pen.held.click(true, [Action::GoTo { second, at: m.span.start() }]);
            }
            pen.menu(&response, self.kit, self.tab, second, m.span);
        }
        pen.finish(ui, surface);
    }
}

/// Where the formulation stands first: on the left or on the right.
fn first_of(row: &FormulationRow) -> Option<(bool, Span)> {
    let at = |right: bool| if right { row.right.first() } else { row.left.first() };
    [false, true].into_iter().find_map(|right| Some((right, at(right)?.span)))
}
