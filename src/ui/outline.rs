//! The section list: parts on their tints, headings, fold marks, statuses, the current place.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, field, glyph, hover_fill, sign, text, text_cut, width};
use crate::app::{Action, State, Tab};
use crate::compare::{Comparison, Status};
use crate::report::{Report, Role};
use crate::view::outline::{Compared, OutlineKind, OutlineRow, rows};
use crate::words::role_name;

/// Rows of the list, until what they are made of changes; and where it stands.
#[derive(Default)]
pub struct Memory {
    made: Option<Made>,
    /// The current row of the last frame.
    seen: Option<usize>,
    /// The row with the keyboard; it is drawn out of sight too, or it would lose it.
    focused: Option<usize>,
}

/// Rows and what they were made of.
struct Made {
    report: Arc<Report>,
    comparison: Option<Arc<Comparison>>,
    sides: (bool, bool),
    folded: BTreeSet<usize>,
    filter: String,
    rows: Vec<OutlineRow>,
    /// Upper edges in points, and the lower one of the last.
    tops: Vec<f32>,
}

impl Made {
    fn new(tab: &Tab) -> Self {
        let (view, sides) = (&tab.view, sides(tab));
        let (report, comparison) = (tab.reading().clone(), tab.derived.comparison.clone());
        let compared = Compared { comparison: comparison.as_deref(), sides };
        let rows = rows(&report, compared, &view.folded, &view.outline_filter);
        let tops = super::tables::tops(rows.iter().map(height));
        let (folded, filter) = (view.folded.clone(), view.outline_filter.clone());
        Self { report, comparison, sides, folded, filter, rows, tops }
    }

    fn fits(&self, tab: &Tab) -> bool {
        let same = |a: &Arc<Comparison>| tab.derived.comparison.as_ref().is_some_and(|b| Arc::ptr_eq(a, b));
        Arc::ptr_eq(&self.report, tab.reading())
            && self.comparison.as_ref().map_or(tab.derived.comparison.is_none(), same)
            && self.sides == sides(tab)
            && self.filter == tab.view.outline_filter
            && self.folded == tab.view.folded
    }

    /// Rows between two heights in points.
    fn between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.tops.partition_point(|&t| t <= top).saturating_sub(1);
        let end = self.tops.partition_point(|&t| t < bottom).min(self.rows.len());
        first.min(end)..end
    }

    /// The last heading at or before a byte of the text.
    fn current(&self, at: usize) -> Option<usize> {
        let end = self.rows.partition_point(|r| r.at <= at);
        self.rows[..end].iter().rposition(|r| matches!(r.kind, OutlineKind::Heading { .. }))
    }
}

/// Whether the report shown stands on the left, on the right.
fn sides(tab: &Tab) -> (bool, bool) {
    let second = tab.view.second;
    (tab.sides.left_second == second, tab.sides.right_second == second)
}

/// Height of a row in points.
fn height(row: &OutlineRow) -> f32 {
    match row.kind {
        OutlineKind::Part { role, .. } if tinted(role) => 48.0,
        OutlineKind::Part { .. } => 30.0,
        OutlineKind::Heading { .. } => 26.0,
    }
}

fn tinted(role: Role) -> bool {
    matches!(role, Role::Review | Role::Plan)
}

/// Damaged places that are looked up for the marks in the list.
const DAMAGES: usize = 50;

/// Draws the list.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let w = kit.words();
    head(ui, kit, tab, out);
    let made = match memory.made.take() {
        Some(made) if made.fits(tab) => made,
        _ => Made::new(tab),
    };
    let current = made.current(tab.view.cursor.unwrap_or(tab.view.at));
    if made.report.headings.is_empty() {
        ui.add_space(8.0);
        ui.label(egui::RichText::new(w.no_structure).size(12.0).color(kit.theme.t3));
    }
    let moved = memory.seen != current;
    memory.seen = current;
    egui::ScrollArea::vertical().auto_shrink(false).show_viewport(ui, |ui, sight| {
        let all = made.tops.last().copied().unwrap_or_default();
        ui.set_height(all + 24.0);
        let (left, top, wide) = (ui.max_rect().left(), ui.max_rect().top(), ui.available_width());
        let place = |i: usize| {
            let size = vec2(wide, made.tops[i + 1] - made.tops[i]);
            Rect::from_min_size(pos2(left, top + made.tops[i]), size)
        };
        // A few more than are seen, so that Tab finds the next.
        let near = made.between(sight.top() - 60.0, sight.bottom() + 60.0);
        let far = memory.focused.take().filter(|f| !near.contains(f) && *f < made.rows.len());
        for i in far.into_iter().chain(near) {
            let response = row(ui, kit, tab, &made.rows[i], place(i), current == Some(i), out);
            if response.has_focus() {
                memory.focused = Some(i);
            }
            if response.gained_focus() && !ui.clip_rect().contains_rect(response.rect) {
                response.scroll_to_me(None);
            }
        }
        // Before the first heading: the top of the list.
        let wanted = current.unwrap_or(0);
        if moved && wanted < made.rows.len() && !ui.clip_rect().contains_rect(place(wanted)) {
            ui.scroll_to_rect(place(wanted), Some(egui::Align::Center));
        }
    });
    memory.made = Some(made);
}

fn row(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    row: &OutlineRow,
    rect: Rect,
    current: bool,
    out: &mut Vec<Action>,
) -> egui::Response {
    let response = match row.kind {
        OutlineKind::Part { part, role, year, counts } => {
            let response = ui.interact(rect, ui.scope_id().with(("part", part)), Sense::click());
            self::part(ui, kit, &response, role, year, counts);
            response
        }
        OutlineKind::Heading { heading, depth, parent, folded } => {
            let h = Line { heading, depth, parent, folded, current, rect };
            self::heading(ui, kit, tab, row, &h, out)
        }
    };
    if response.clicked() {
        out.push(Action::GoTo { second: tab.view.second, at: row.at });
    }
    if !tab.view.second {
        response.context_menu(|ui| {
            ui.set_min_width(160.0);
            super::reading_view::menu::structure(ui, kit, tab, Some(row.at), out);
        });
    }
    keys(ui, &response, row, out);
    response
}

fn head(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let w = kit.words();
    let id = ui.scope_id().with("filter");
    let open_id = ui.scope_id().with("filter-open");
    let open =
        ui.data(|d| d.get_temp::<bool>(open_id)).unwrap_or(false) || !tab.view.outline_filter.is_empty();
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 42.0),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.add_space(6.0);
            if open {
                let room = ui.available_width() - 40.0;
                let (_, new) = field(
                    ui,
                    kit,
                    id,
                    icons::FUNNEL_SIMPLE,
                    w.outline_filter,
                    &tab.view.outline_filter,
                    room,
                );
                if let Some(new) = new {
                    out.push(Action::OutlineFilter(new));
                }
                if Button::icon_only(icons::X, w.close).show(ui, kit).clicked() {
                    ui.data_mut(|d| d.insert_temp(open_id, false));
                    out.push(Action::OutlineFilter(String::new()));
                }
                return;
            }
            ui.label(egui::RichText::new(w.outline).color(kit.theme.t2));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let folded = !tab.view.folded.is_empty();
                let (icon, name) = if folded {
                    (icons::ARROWS_OUT_LINE_VERTICAL, w.unfold_all)
                } else {
                    (icons::ARROWS_IN_LINE_VERTICAL, w.fold_all)
                };
                if Button::icon_only(icon, name).show(ui, kit).clicked() {
                    out.push(Action::FoldAll(!folded));
                }
                if Button::icon_only(icons::FUNNEL_SIMPLE, w.outline_filter).show(ui, kit).clicked() {
                    ui.data_mut(|d| d.insert_temp(open_id, true));
                    ui.memory_mut(|m| m.request_focus(id));
                }
            });
        },
    );
}

fn part(ui: &Ui, kit: &Kit, response: &egui::Response, role: Role, year: Option<i32>, counts: [usize; 3]) {
    let (bg, _, _, ink) = kit.theme.role(role);
    let name = role_name(kit.lang, role);
    let tinted = tinted(role);
    super::widgets::describe(response, egui::Role::Button, true, name);
    if !ui.is_rect_visible(response.rect) {
        return;
    }
    let rect = if tinted { response.rect.shrink2(vec2(0.0, 4.0)) } else { response.rect };
    let fill = if response.hovered() { kit.theme.hover } else { bg };
    ui.painter().rect_filled(rect, 9.0, fill);
    super::widgets::focus_ring(ui, response, rect.shrink(2.0), 7.0, kit.theme);
    let face = if tinted { Face::SansBold } else { Face::Sans };
    let at = pos2(rect.left() + if tinted { 10.0 } else { 26.0 }, rect.center().y);
    let drawn = text(ui, at, Align2::LEFT_CENTER, name, face, 13.0, ink);
    if let Some(year) = year.filter(|_| tinted) {
        text(
            ui,
            pos2(drawn.right() + 10.0, rect.center().y),
            Align2::LEFT_CENTER,
            &year.to_string(),
            face,
            13.0,
            ink,
        );
    }
    let lone = if role == Role::Plan { Status::New } else { Status::NotMentioned };
    let mut x = rect.right() - 8.0;
    for (count, status) in counts.iter().zip([Status::Continued, lone, Status::Uncertain]).rev() {
        if *count == 0 {
            continue;
        }
        let colour = kit.theme.status(status).text;
        let count = count.to_string();
        let drawn =
            text(ui, pos2(x, rect.center().y), Align2::RIGHT_CENTER, &count, Face::Sans, 12.0, colour);
        let at = pos2(drawn.left() - 8.0, rect.center().y);
        text(ui, at, Align2::CENTER_CENTER, sign(status), Face::IconsBold, 11.0, colour);
        x = drawn.left() - 24.0;
    }
}

struct Line {
    heading: usize,
    depth: u8,
    parent: bool,
    folded: bool,
    current: bool,
    rect: Rect,
}

fn heading(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    row: &OutlineRow,
    line: &Line,
    out: &mut Vec<Action>,
) -> egui::Response {
    let &Line { rect, current, .. } = line;
    let report = tab.reading();
    let h = &report.headings[line.heading];
    let title = super::compare::shown(h.title.of(report.text()));
    let title = title.as_str();
    let number = h.number.map_or("", |n| n.of(report.text()));
    let response = ui.interact(rect, ui.scope_id().with(("heading", line.heading)), Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::TreeItem, true, current, format!("{number}{title}"))
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let theme = kit.theme;
    let fill = if current { theme.sel } else { hover_fill(&response, theme) };
    ui.painter().rect_filled(rect, 6.0, fill);
    super::widgets::focus_ring(ui, &response, rect.shrink(3.0), 5.0, theme);
    if current {
        let (_, _, bar, _) = theme.role(report.parts[h.part].role);
        let mark = Rect::from_min_size(pos2(rect.left(), rect.top() + 4.0), vec2(3.0, rect.height() - 8.0));
        ui.painter().rect_filled(mark, 1.5, bar);
    }
    let indent = [8.0, 16.0, 46.0, 60.0, 72.0, 84.0][usize::from(line.depth.min(5))];
    let y = rect.center().y;
    if line.parent {
        let fold = Rect::from_center_size(pos2(rect.left() + indent + 4.0, y), vec2(18.0, 22.0));
        let caret = ui.interact(fold, response.id.with("fold"), Sense::click());
        let icon = if line.folded { icons::CARET_RIGHT } else { icons::CARET_DOWN };
        super::widgets::describe(
            &caret,
            egui::Role::Button,
            true,
            &format!("{} {title}", if line.folded { kit.words().unfold } else { kit.words().fold }),
        );
        text(ui, fold.center(), Align2::CENTER_CENTER, icon, Face::Icons, 12.0, theme.t2);
        if caret.clicked() {
            out.push(Action::Fold(line.heading));
        }
    }
    let mut x = rect.left() + indent + 16.0;
    let face = if line.depth == 0 { Face::SansBold } else { Face::Sans };
    let colour = if line.depth >= 2 { theme.t2 } else { theme.t1 };
    let right = rect.right() - if row.status.is_some() { 30.0 } else { 8.0 };
    if !number.is_empty() {
        let drawn = text(
            ui,
            pos2(x, y),
            Align2::LEFT_CENTER,
            number,
            face,
            13.0,
            if line.depth == 0 { colour } else { theme.t3 },
        );
        x = drawn.right() + if number.ends_with('、') { 0.0 } else { 6.0 };
    }
    let short = elided(title, |t| width(ui, t, face, 13.0) <= right - x);
    text_cut(ui, pos2(x, y), right - x, &short, face, 13.0, if current { theme.t1 } else { colour });
    let damage = report.source.warnings.iter().filter(|w| w.kind.is_damage()).take(DAMAGES);
    if damage.filter_map(|w| w.span).any(|s| report.heading_at(s.start()) == Some(line.heading)) {
        let at = pos2(rect.right() - if row.status.is_some() { 38.0 } else { 16.0 }, y);
        text(ui, at, Align2::CENTER_CENTER, icons::WARNING, Face::Icons, 15.0, theme.bad);
    }
    if let Some(status) = row.status {
        glyph(ui, kit, status, pos2(rect.right() - 16.0, y));
    }
    if short == title { response } else { response.on_hover_text(format!("{number}{title}")) }
}

/// `title` short enough to fit: its first clauses, else its beginning and its last clause, for
/// reports begin many headings alike. Unchanged when it fits.
fn elided(title: &str, fits: impl Fn(&str) -> bool) -> String {
    if fits(title) {
        return title.to_owned();
    }
    let chars: Vec<char> = title.chars().collect();
    let pause = |c: &char| matches!(c, '，' | '、' | '；' | ',' | ';');
    let text = |part: &[char]| part.iter().collect::<String>();
    let most = (1..chars.len()).rev().find(|&i| fits(&(text(&chars[..i]) + "…"))).unwrap_or(0);
    // Whole clauses, unless that wastes the room or nearly all of it fits.
    let clauses = (4..=most).rev().find(|&i| pause(&chars[i]));
    match clauses {
        Some(i) if i * 5 >= most * 3 => return text(&chars[..i]) + "…",
        _ if most == 0 || most * 4 >= chars.len() * 3 => return text(&chars[..most.max(1)]) + "…",
        _ => {}
    }
    let tail = chars.iter().rposition(pause).map_or(chars.len(), |i| i + 1);
    // Four characters of the beginning at least.
    let tail = tail.max(chars.len() - most.saturating_sub(5)).min(chars.len().saturating_sub(3));
    let end = text(&chars[tail..]);
    let both = (3..tail).rev().map(|i| text(&chars[..i]) + "…" + &end).find(|t| fits(t));
    both.unwrap_or_else(|| text(&chars[..most]) + "…")
}

fn keys(ui: &Ui, response: &egui::Response, row: &OutlineRow, out: &mut Vec<Action>) {
    if !response.has_focus() {
        return;
    }
    let OutlineKind::Heading { heading, parent, folded, .. } = row.kind else { return };
    let (left, right) =
        ui.input(|i| (i.key_pressed(egui::Key::ArrowLeft), i.key_pressed(egui::Key::ArrowRight)));
    if parent && ((left && !folded) || (right && folded)) {
        out.push(Action::Fold(heading));
    }
}

#[cfg(test)]
mod tests {
    use super::elided;

    #[test]
    fn what_matters_of_a_title_stays() {
        let most = |n: usize| move |t: &str| t.chars().count() <= n;
        assert_eq!(elided("修缮老旧桥梁", most(12)), "修缮老旧桥梁");
        assert_eq!(elided("清理河湖水草垃圾，使水面宽阔见底", most(12)), "清理河湖水草垃圾…");
        let long = "深入学习贯彻全会精神和中央决策部署，凝心铸魂尽责";
        assert_eq!(elided(long, most(14)), "深入学习贯彻全…凝心铸魂尽责");
        assert_eq!(elided("修缮老旧桥梁，加固山间堤坝", most(12)), "修缮老旧桥梁，加固山间…");
        assert_eq!(elided("一二三四五六七八九十甲乙丙丁", most(3)), "一二…");
    }
}
