//! Numbers that were seen and are no figures, with the reason: what was looked at is no secret.

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{Heights, rows_on};
use crate::app::{Action, Tab};
use crate::facts::{Facts, PassedOver, PassedReason, passed_over};
use crate::report::Report;
use crate::ui::compare::shown;
use crate::ui::fonts::Face;
use crate::ui::selecting::{Pen, Surface};
use crate::ui::widgets::{Kit, describe, focus_ring, hover_fill, text, text_cut};
use crate::words::{TablesWords, role_name};

const ROW: f32 = 27.0;

/// What was seen in a report, and what it was found with.
#[derive(Default)]
pub struct Kept {
    of: Option<(Arc<Report>, Arc<Facts>)>,
    seen: Vec<PassedOver>,
}

/// Draws the list below `rect.top()`.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    facts: &Arc<Facts>,
    kept: &mut Kept,
    rect: Rect,
    pen: &mut Pen<'_>,
) {
    let report = tab.reading();
    if !kept.of.as_ref().is_some_and(|(r, f)| Arc::ptr_eq(r, report) && Arc::ptr_eq(f, facts)) {
        kept.seen = passed_over(report, facts);
        kept.of = Some((report.clone(), facts.clone()));
    }
    if kept.seen.is_empty() || rect.height() < 80.0 {
        return;
    }
    let w = TablesWords::of(kit.lang);
    let theme = kit.theme;
    let y = rect.top() + 14.0;
    let at = pos2(rect.left() + 18.0, y);
    text(ui, at, Align2::LEFT_CENTER, w.passed_over, Face::SansBold, 13.0, theme.t1);
    let at = pos2(rect.right() - 18.0, y);
    text(ui, at, Align2::RIGHT_CENTER, &kept.seen.len().to_string(), Face::Sans, 12.0, theme.t2);
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, rect.top() + 32.0), rect.max - vec2(1.0, 8.0));
    rows_on(ui, "passed", body, Heights::Even(kept.seen.len(), ROW), |ui, seen| {
        let id = egui::Id::unique(("passed", tab.id, tab.view.second));
        let mut surface = Surface::begin(ui, kit, tab, tab.view.second, id, false);
        for (i, r) in seen {
            row(ui, kit, tab, kept.seen[*i], *i, *r, &mut surface, pen);
        }
        pen.finish(ui, surface);
    });
}

#[allow(clippy::too_many_arguments)]
fn row(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    seen: PassedOver,
    i: usize,
    rect: Rect,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let w = TablesWords::of(kit.lang);
    let theme = kit.theme;
    let words = shown(seen.span.of(tab.reading().text()));
    let reason = match seen.reason {
        PassedReason::Date => w.passed_date,
        PassedReason::Ordinal => w.passed_ordinal,
        PassedReason::Duration => w.passed_duration,
        PassedReason::Name => w.passed_name,
    };
    let response = ui.interact(rect, ui.scope_id().with(("passed", i)), Sense::click());
    describe(&response, egui::Role::Link, true, &format!("{words} {reason}"));
    ui.painter().rect_filled(rect, 0.0, hover_fill(&response, theme));
    ui.painter().hline(rect.x_range().shrink(16.0), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    focus_ring(ui, &response, rect.shrink(2.0), 4.0, theme);
    let y = rect.center().y;
    if response.has_focus() {
        surface.focus = Some(seen.span.start());
    }
    let at = pos2(rect.left() + 17.0, y);
    pen.line(ui, surface, at, 96.0, seen.span, (Face::SansBold, 12.0, theme.t1), (&[], &[]));
    text_cut(ui, pos2(rect.left() + 120.0, y), 74.0, reason, Face::Sans, 12.0, theme.t2);
    let (bg, _, _, ink) = theme.role(seen.role);
    let name = role_name(kit.lang, seen.role);
    let wide = crate::ui::widgets::width(ui, name, Face::Sans, 11.0) + 10.0;
    let tag = Rect::from_center_size(pos2(rect.right() - 17.0 - wide / 2.0, y), vec2(wide, 18.0));
    ui.painter().rect_filled(tag, 4.0, bg);
    text(ui, tag.center(), Align2::CENTER_CENTER, name, Face::Sans, 11.0, ink);
    if response.clicked() {
        let action = Action::GoTo { second: tab.view.second, at: seen.span.start() };
        pen.held.click(true, [action]);
    }
    pen.menu(&response, kit, tab, tab.view.second, seen.span);
}
