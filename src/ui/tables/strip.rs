//! Where in both texts a formulation stands, as marks on two bars.

use egui::{Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::Tab;
use crate::facts::Mention;
use crate::report::{Report, Role};
use crate::ui::widgets::Kit;
use crate::view::formulations::FormulationRow;

/// Where in both texts the formulation stands.
pub fn show(ui: &Ui, kit: &Kit, tab: &Tab, row: &FormulationRow, rect: Rect) {
    let theme = kit.theme;
    let half = rect.width() * 0.6;
    let left = Rect::from_min_size(rect.min, vec2(half - 2.0, rect.height()));
    let right = Rect::from_min_max(pos2(rect.left() + half, rect.top()), rect.max);
    for (r, side, list) in [(left, false, &row.left), (right, true, &row.right)] {
        let (bg, bd, _, ink) = theme.role(tab.role(side));
        ui.painter().rect(r, 3.0, bg, Stroke::new(1.0, bd), StrokeKind::Inside);
        let (from, to) = extent(tab.side(side), tab.role(side));
        let x = |m: &Mention| {
            let share = (m.span.start() as f32 - from) / (to - from).max(1.0);
            (r.left() + 2.0 + share.clamp(0.0, 1.0) * (r.width() - 4.0)).round()
        };
        // Of a point one mark is enough, and marks that touch are one.
        let mut left_over = list.as_slice();
        while let Some(first) = left_over.first() {
            let (left, mut right) = (x(first), x(first));
            while let Some(next) = left_over.first().filter(|m| x(m) <= right + 2.0) {
                right = x(next);
                left_over = &left_over[left_over.partition_point(|m| x(m) <= right).max(1)..];
            }
            let mark =
                Rect::from_x_y_ranges(left - 1.0..=right + 1.5, r.center().y - 7.5..=r.center().y + 7.5);
            ui.painter().rect_filled(mark, 0.0, ink);
        }
    }
}

/// Bytes of the parts with a role, first to last.
fn extent(report: &Report, role: Role) -> (f32, f32) {
    let parts = || report.parts.iter().filter(|p| p.role == role);
    let from = parts().map(|p| p.span.start).min().unwrap_or(0);
    let to = parts().map(|p| p.span.end).max().unwrap_or(1);
    (from as f32, to as f32)
}
