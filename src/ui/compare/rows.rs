//! The comparison as a plain table, a row a link: for narrow windows and screen readers.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::geometry::shown;
use crate::app::{Action, CompareAction, Tab, stops};
use crate::compare::{Certainty, Comparison, Status};
use crate::report::{Item, Report};
use crate::ui::fonts::Face;
use crate::ui::widgets::{Kit, hover_fill, status_word, text_cut};
use crate::view::place::item_place;
use crate::words::status_name;

/// Height of a row.
const ROW: f32 = 46.0;

/// Draws the table.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, c: &Comparison, rect: Rect, out: &mut Vec<Action>) {
    let theme = kit.theme;
    ui.painter().rect(rect, 9.0, theme.page, egui::Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink(1.0)));
    let stops = stops(tab);
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(&mut child, ROW, stops.len(), |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (link, (right, unit)) in stops.get(range).into_iter().flatten().copied() {
            let (left_unit, right_unit, status) = match link.and_then(|l| c.links.get(l)) {
                Some(l) => {
                    let status = if l.certainty == Certainty::Uncertain {
                        Status::Uncertain
                    } else {
                        Status::Continued
                    };
                    (c.left.get(l.left), c.right.get(l.right), status)
                }
                None if right => (None, c.right.get(unit), Status::New),
                None => (c.left.get(unit), None, Status::NotMentioned),
            };
            let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
            let chosen = if link.is_some() {
                tab.view.compare.link == link
            } else {
                tab.view.compare.unit == Some((right, unit))
            };
            let words = |r: bool, u: Option<&crate::compare::Unit>| {
                u.map_or_else(String::new, |u| line(tab.side(r), &u.item))
            };
            let name = format!(
                "{} | {} | {}",
                words(false, left_unit),
                words(true, right_unit),
                status_name(kit.lang, status)
            );
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Row, true, chosen, &name));
            ui.painter().rect_filled(row, 0.0, if chosen { theme.sel } else { hover_fill(&response, theme) });
            ui.painter().hline(row.x_range(), row.bottom() - 0.5, egui::Stroke::new(1.0, theme.line));
            let end = row.right() - 110.0;
            let half = (end - row.left() - 24.0) / 2.0;
            for (i, (r, u)) in [(false, left_unit), (true, right_unit)].into_iter().enumerate() {
                let x = row.left() + 12.0 + i as f32 * (half + 12.0);
                let Some(u) = u else { continue };
                let y = row.top() + 15.0;
                text_cut(
                    ui,
                    pos2(x, y),
                    half - 8.0,
                    &line(tab.side(r), &u.item),
                    Face::SansBold,
                    13.0,
                    theme.t1,
                );
                let place = item_place(tab.side(r), &u.item, kit.lang);
                text_cut(ui, pos2(x, y + 18.0), half - 8.0, &place, Face::Sans, 12.0, theme.t3);
            }
            status_word(ui, kit, status, pos2(row.right() - 12.0, row.center().y));
            if response.clicked() {
                out.push(Action::Compare(match link {
                    Some(l) => CompareAction::Link(l),
                    None => CompareAction::Unit { right, index: unit },
                }));
            }
        }
    });
}

fn line(report: &Report, item: &Item) -> String {
    match item.heading {
        Some(h) => shown(report.headings[h].title.of(report.text())),
        None => shown(&item.span.of(report.text()).chars().take(40).collect::<String>()),
    }
}
