//! The section list: parts on their tints, headings, fold marks, statuses, the current place.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, field, glyph, hover_fill, sign, text, text_cut, width};
use crate::app::{Action, State, Tab};
use crate::compare::Status;
use crate::report::Role;
use crate::view::outline::{Compared, OutlineKind, OutlineRow, rows};
use crate::words::role_name;

/// Draws the list.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let w = kit.words();
    head(ui, kit, tab, out);
    let second = tab.view.second;
    let compared = Compared {
        comparison: tab.derived.comparison.as_deref(),
        sides: (tab.sides.left_second == second, tab.sides.right_second == second),
    };
    let report = tab.reading();
    let rows = rows(report, compared, &tab.view.folded, &tab.view.outline_filter);
    let current = current_row(&rows, tab.view.cursor.unwrap_or(tab.view.at));
    if report.headings.is_empty() {
        ui.add_space(8.0);
        ui.label(egui::RichText::new(w.no_structure).size(12.0).color(kit.theme.t3));
    }
    let seen_id = ui.scope_id().with("seen");
    let seen = ui.data(|d| d.get_temp::<Option<usize>>(seen_id)).flatten();
    let moved = seen != current;
    ui.data_mut(|d| d.insert_temp(seen_id, current));
    egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, row) in rows.iter().enumerate() {
            let response = match row.kind {
                OutlineKind::Part { role, year, counts, .. } => part(ui, kit, role, year, counts),
                OutlineKind::Heading { heading, depth, parent, folded } => {
                    let h = Line { heading, depth, parent, folded };
                    self::heading(ui, kit, tab, row, &h, current == Some(i), out)
                }
            };
            if response.clicked() {
                out.push(Action::GoTo { second, at: row.at });
            }
            if !second {
                response.context_menu(|ui| {
                    ui.set_min_width(160.0);
                    super::reading_view::menu::structure(ui, kit, tab, Some(row.at), out);
                });
            }
            keys(ui, &response, row, out);
            if moved && current == Some(i) && !ui.clip_rect().contains_rect(response.rect) {
                response.scroll_to_me(Some(egui::Align::Center));
            }
        }
        ui.add_space(24.0);
    });
}

fn current_row(rows: &[OutlineRow], at: usize) -> Option<usize> {
    rows.iter().rposition(|r| r.at <= at && matches!(r.kind, OutlineKind::Heading { .. }))
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

fn part(ui: &mut Ui, kit: &Kit, role: Role, year: Option<i32>, counts: [usize; 3]) -> egui::Response {
    let (bg, _, _, ink) = kit.theme.role(role);
    let name = role_name(kit.lang, role);
    let tinted = matches!(role, Role::Review | Role::Plan);
    let height = if tinted { 48.0 } else { 30.0 };
    let (outer, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    super::widgets::describe(&response, egui::Role::Button, true, name);
    let rect = if tinted { outer.shrink2(vec2(0.0, 4.0)) } else { outer };
    let fill = if response.hovered() { kit.theme.hover } else { bg };
    ui.painter().rect_filled(rect, 9.0, fill);
    super::widgets::focus_ring(ui, &response, rect.shrink(2.0), 7.0, kit.theme);
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
    response
}

struct Line {
    heading: usize,
    depth: u8,
    parent: bool,
    folded: bool,
}

fn heading(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    row: &OutlineRow,
    line: &Line,
    current: bool,
    out: &mut Vec<Action>,
) -> egui::Response {
    let report = tab.reading();
    let h = &report.headings[line.heading];
    let title = super::compare::shown(h.title.of(report.text()));
    let title = title.as_str();
    let number = h.number.map_or("", |n| n.of(report.text()));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
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
        super::widgets::describe(&caret, egui::Role::Button, true, if line.folded { "+" } else { "−" });
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
