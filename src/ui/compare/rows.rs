//! The comparison as a plain table, a row a link: for narrow windows and screen readers.

use egui::{Align2, EventFilter, Key, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Memory;
use super::cards::{Frame, Tools};
use super::geometry::title_of;
use crate::app::{Action, CompareAction, Stop, Tab, link_status};
use crate::compare::{Comparison, Link, Status, Unit};
use crate::ui::fonts::Face;
use crate::ui::selecting::Surface;
use crate::ui::widgets::{Kit, focus_ring, hover_fill, status_word, text, text_cut};
use crate::view::comparison::unit_title;
use crate::view::place::item_place;
use crate::words::{CompareWords, certainty_name, reason_name, role_name, status_name};

/// Height of the head and of a row.
const HEAD: f32 = 34.0;
const ROW: f32 = 46.0;

/// Left edges and widths of the columns.
struct Columns {
    /// Left unit, right unit, reasons (0 wide when there is no room).
    x: [(f32, f32); 3],
    /// Right edge of the status.
    status: f32,
}

impl Columns {
    fn new(rect: Rect) -> Self {
        let status = rect.right() - 14.0;
        let why = if rect.width() >= 860.0 { rect.width() * 0.22 } else { 0.0 };
        let half = ((status - 96.0 - rect.left() - 14.0 - why) / 2.0).floor();
        let x0 = rect.left() + 14.0;
        Self { x: [(x0, half - 14.0), (x0 + half, half - 14.0), (x0 + 2.0 * half, why - 14.0)], status }
    }
}

/// A row: the link, its units, its status.
struct Line<'a> {
    stop: Stop,
    link: Option<&'a Link>,
    units: [Option<&'a Unit>; 2],
    status: Status,
}

impl<'a> Line<'a> {
    fn new(c: &'a Comparison, stop: Stop) -> Self {
        let (link, (right, unit)) = stop;
        match link.and_then(|l| c.links.get(l)) {
            Some(l) => Self {
                stop,
                link: Some(l),
                units: [c.left.get(l.left), c.right.get(l.right)],
                status: link_status(l),
            },
            None if right => Self { stop, link: None, units: [None, c.right.get(unit)], status: Status::New },
            None => Self { stop, link: None, units: [c.left.get(unit), None], status: Status::NotMentioned },
        }
    }

    fn chosen(&self, tab: &Tab) -> bool {
        let view = &tab.view.compare;
        let (link, unit) = self.stop;
        if link.is_some() { view.link == link } else { view.link.is_none() && view.unit == Some(unit) }
    }

    fn action(&self) -> Action {
        let (link, (right, index)) = self.stop;
        Action::Compare(match link {
            Some(l) => CompareAction::Link(l),
            None => CompareAction::Unit { right, index },
        })
    }

    /// 较有把握, 依据 …
    fn reasons(&self, kit: &Kit) -> [String; 2] {
        let Some(link) = self.link else { return [String::new(), String::new()] };
        let mut kinds: Vec<(crate::compare::ReasonKind, usize)> = Vec::new();
        for reason in &link.reasons {
            match kinds.iter_mut().find(|k| k.0 == reason.kind) {
                Some(k) => k.1 += 1,
                None => kinds.push((reason.kind, 1)),
            }
        }
        let kinds: Vec<String> =
            kinds.into_iter().map(|(k, n)| format!("{} {n}", reason_name(kit.lang, k))).collect();
        [certainty_name(kit.lang, link.certainty).to_owned(), kinds.join("　")]
    }

    /// What a screen reader says of the row.
    fn name(&self, kit: &Kit, tab: &Tab) -> String {
        let side = |right: bool| {
            let unit = self.units[usize::from(right)];
            let words = unit.map_or_else(
                || "–".to_owned(),
                |u| {
                    let report = tab.side(right);
                    format!("{} {}", unit_title(report, &u.item), item_place(report, &u.item, kit.lang))
                },
            );
            format!("{} {words}", role_name(kit.lang, tab.role(right)))
        };
        let [certainty, reasons] = self.reasons(kit);
        let note = self.stop.0.and_then(|l| tab.decision(l)).map_or("", |d| d.note.as_str());
        let parts =
            [status_name(kit.lang, self.status), &side(false), &side(true), &certainty, &reasons, note];
        parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Draws the table.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    c: &Comparison,
    kept: &mut Memory,
    rect: Rect,
    tools: &mut Tools<'_, '_>,
) {
    let theme = kit.theme;
    ui.painter().rect(rect, 9.0, theme.page, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let columns = Columns::new(rect);
    head(ui, kit, tab, &columns, rect, tools.out);
    if kept.stops.is_empty() {
        let body = Rect::from_min_max(rect.min + vec2(0.0, HEAD), rect.max);
        super::empty::show(ui, kit, tab, true, c.left.len() + c.right.len(), body, tools.out);
        return;
    }
    let body = Rect::from_min_max(rect.min + vec2(1.0, HEAD), rect.max - vec2(1.0, 1.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body));
    child.spacing_mut().item_spacing.y = 0.0;
    let chosen = kept.stops.iter().position(|s| Line::new(c, *s).chosen(tab));
    let selection = (tab.view.compare.link, tab.view.compare.unit);
    let mut area = egui::ScrollArea::vertical().id_salt("compare-rows").auto_shrink(false);
    if let Some(at) = chosen.filter(|_| kept.shown != Some(selection)) {
        // Into the middle: a walk by key goes on below the window's edge.
        area = area.vertical_scroll_offset((at as f32 * ROW - body.height() / 2.0).max(0.0));
    }
    kept.shown = Some(selection);
    let (ends, found) = (std::mem::take(&mut kept.ends), std::mem::take(&mut kept.found));
    let frame = Frame { kit, tab, comparison: c, ends: &ends, found: &found, found_here: None };
    let stops = &kept.stops;
    area.show_rows(&mut child, ROW, stops.len(), |ui, range| {
        let clip = ui.clip_rect();
        let mut sides = [false, true].map(|right| {
            let id = egui::Id::unique(("compare-rows", tab.id, right));
            let (x, wide) = columns.x[usize::from(right)];
            let cut = Rect::from_x_y_ranges(x - 6.0..=x + wide, clip.y_range());
            Surface::within(ui, kit, tab, tab.second_of(right), id, false, cut)
        });
        for (i, stop) in stops.iter().enumerate().take(range.end).skip(range.start) {
            let line = Line::new(c, *stop);
            row(ui, &frame, &line, i, stops, &columns, &mut sides, tools);
        }
        for surface in sides {
            let by = surface.finish(ui, tools.quotes, tools.held, tools.out);
            if by != 0.0 {
                ui.scroll_with_delta(vec2(0.0, -by));
            }
        }
    });
    (kept.ends, kept.found) = (ends, found);
}

/// Names of the columns; those of the sides open the choice of parts.
fn head(ui: &mut Ui, kit: &Kit, tab: &Tab, columns: &Columns, rect: Rect, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    let theme = kit.theme;
    let y = rect.top() + HEAD / 2.0;
    ui.painter().hline(rect.x_range(), rect.top() + HEAD, Stroke::new(1.0, theme.line));
    for right in [false, true] {
        super::head::chooser(
            ui,
            kit,
            tab,
            right,
            pos2(columns.x[usize::from(right)].0 - 8.0, rect.top() + 3.0),
            out,
        );
    }
    if columns.x[2].1 > 20.0 {
        text(ui, pos2(columns.x[2].0, y), Align2::LEFT_CENTER, w.column_reason, Face::Sans, 12.0, theme.t2);
    }
    let status = w.column_status;
    text(ui, pos2(columns.status, y), Align2::RIGHT_CENTER, status, Face::Sans, 12.0, theme.t2);
}

#[allow(clippy::too_many_arguments)]
fn row(
    ui: &mut Ui,
    f: &Frame<'_>,
    line: &Line<'_>,
    index: usize,
    stops: &[Stop],
    columns: &Columns,
    sides: &mut [Surface<'_>; 2],
    tools: &mut Tools<'_, '_>,
) {
    let (kit, tab, theme) = (f.kit, f.tab, f.kit.theme);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let response = ui.interact(rect, row_id(tab, index), Sense::click());
    let chosen = line.chosen(tab);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Row, true, chosen, line.name(kit, tab)));
    ui.painter().rect_filled(rect, 0.0, if chosen { theme.sel } else { hover_fill(&response, theme) });
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    focus_ring(ui, &response, rect.shrink(4.0), 4.0, theme);
    if response.has_focus() {
        travel(ui, &response, tab, index, stops.len());
    }
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let y = rect.top() + 15.0;
    for (i, unit) in line.units.into_iter().enumerate() {
        let (x, wide) = columns.x[i];
        let Some(unit) = unit else {
            text(ui, pos2(x, rect.center().y), Align2::LEFT_CENTER, "–", Face::Sans, 13.0, theme.t3);
            continue;
        };
        let report = tab.side(i == 1);
        let (title, _) = title_of(report, unit);
        let surface = &mut sides[i];
        if response.has_focus() && i == 0 {
            surface.focus = Some(title.start());
        }
        surface.line(ui, tools.quotes, pos2(x, y), wide, title, Face::SansBold, 13.0, theme.t1);
        let place = item_place(report, &unit.item, kit.lang);
        text_cut(ui, pos2(x, y + 18.0), wide, &place, Face::Sans, 12.0, theme.t3);
    }
    if columns.x[2].1 > 20.0 {
        let (x, wide) = columns.x[2];
        for (n, words) in line.reasons(kit).iter().enumerate() {
            let at = pos2(x, y + 18.0 * n as f32);
            let ink = if n == 0 { theme.t1 } else { theme.t2 };
            text_cut(ui, at, wide, words, Face::Sans, 12.0, ink);
        }
    }
    status_word(ui, kit, line.status, pos2(columns.status, rect.center().y));
    if response.clicked() {
        tools.out.push(line.action());
    }
    let (right, unit) = line.stop.1;
    let span = line.units[usize::from(right)].or(line.units[usize::from(!right)]).map(|u| u.item.span);
    if let Some(span) = span {
        super::menu::attach(&response, f, right, unit, span, tools.out);
    }
}

fn row_id(tab: &Tab, index: usize) -> egui::Id {
    egui::Id::unique(("compare-row", tab.id, index))
}

/// Arrows walk over the rows, also over those out of sight.
fn travel(ui: &Ui, response: &egui::Response, tab: &Tab, index: usize, rows: usize) {
    let filter = EventFilter { horizontal_arrows: false, vertical_arrows: true, tab: false, escape: false };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    let pressed =
        |key: Key| ui.input_mut(|i| i.modifiers.is_none() && i.consume_key(egui::Modifiers::NONE, key));
    let next = if pressed(Key::ArrowDown) {
        (index + 1).min(rows - 1)
    } else if pressed(Key::ArrowUp) {
        index.saturating_sub(1)
    } else {
        return;
    };
    ui.memory_mut(|m| m.request_focus(row_id(tab, next)));
    // The next row may lie just outside: it is scrolled to once it is drawn.
    ui.scroll_to_rect(response.rect.translate(vec2(0.0, (next as f32 - index as f32) * ROW)), None);
}
