//! The whole comparison in a strip: units as blocks, links as threads, both windows as frames.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::Memory;
use super::cards::Frame;
use crate::compare::Certainty;
use crate::ui::theme::Theme;

/// Threads that are drawn at most, about.
const MOST: usize = 600;

/// Draws the strip; a click or drag scrolls both sides there.
pub fn show(ui: &mut Ui, f: &Frame<'_>, kept: &mut Memory, rect: Rect, port: f32) {
    let theme = f.kit.theme;
    ui.painter().rect(rect, 9.0, theme.page, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(6.0, 16.0));
    let bar = inner.width() * 0.32;
    let x = [inner.left(), inner.right() - bar];
    let tallest = kept.left.height.max(kept.right.height).max(1.0);
    let scale = [&kept.left, &kept.right]
        .map(|c| inner.height() * (c.height / tallest).max(0.05) / c.height.max(1.0));
    let centre = |side: usize, unit: usize| {
        let column = if side == 0 { &kept.left } else { &kept.right };
        column.card(unit).map(|c| inner.top() + (c.y + c.height / 2.0) * scale[side])
    };
    // So many threads are but a grey: a share of them tells the same.
    let every = f.comparison.links.len() / MOST + 1;
    let thinned = |i: &usize| i.is_multiple_of(every) || f.tab.view.compare.link == Some(*i);
    for (i, link) in f.comparison.links.iter().enumerate().filter(|(i, _)| thinned(i)) {
        let (Some(a), Some(b)) = (centre(0, link.left), centre(1, link.right)) else { continue };
        let colour = if link.certainty == Certainty::Uncertain { theme.doubt } else { theme.keep };
        let chosen = f.tab.view.compare.link == Some(i);
        let stroke =
            Stroke::new(if chosen { 2.0 } else { 1.0 }, Theme::faded(colour, if chosen { 1.0 } else { 0.4 }));
        ui.painter().line_segment([pos2(x[0] + bar, a), pos2(x[1], b)], stroke);
    }
    for side in 0..2 {
        let column = if side == 0 { &kept.left } else { &kept.right };
        let mut painted = f32::MIN;
        for card in &column.cards {
            let exception = card.status != crate::compare::Status::Continued;
            let chosen = f.selected(side == 1, card.unit);
            let y = inner.top() + card.y * scale[side];
            // Blocks smaller than a point would only lie on one another.
            if y < painted + 1.0 && !chosen && !(exception && y >= painted + 0.5) {
                continue;
            }
            painted = y;
            let colour = theme.status(card.status).text;
            let top = y;
            let height = (card.height * scale[side] - 1.0).max(1.5);
            let block = Rect::from_min_size(pos2(x[side], top), vec2(bar, height));
            let quiet = if chosen { 1.0 } else { 0.55 };
            ui.painter().rect_filled(block, 1.5, Theme::faded(colour, quiet));
        }
        let top = inner.top() + kept.scroll.offset[side] * scale[side];
        let height = (port.min(column.height) * scale[side]).max(6.0);
        let frame = Rect::from_min_size(pos2(x[side] - 3.0, top), vec2(bar + 6.0, height));
        ui.painter().rect_stroke(frame, 4.0, Stroke::new(1.5, theme.t2), StrokeKind::Inside);
    }
    let response = ui.interact(rect, ui.scope_id().with("overview"), Sense::click_and_drag());
    let words = crate::words::CompareWords::of(f.kit.lang).overview;
    crate::ui::widgets::describe(&response, egui::Role::ScrollBar, true, words);
    if let Some(at) = response.interact_pointer_pos() {
        let side = usize::from(at.x > rect.center().x);
        let y = (at.y - inner.top()) / scale[side];
        kept.scroll.jump(side, y, &kept.map, port);
    }
}
