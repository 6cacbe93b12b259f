//! One text of the drawer. A long one is laid out in pieces, and only those in sight.

use std::sync::Arc;

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::Held;
use super::cards::Tools;
use crate::report::{Item, Report};
use crate::text::Span;
use crate::ui::layout::{Lit, Setting, piece_at, piece_count, piece_range};
use crate::ui::selecting::{Surface, Words};
use crate::ui::widgets::{Kit, describe};

const SIZE: f32 = 15.0;
const LINE: f32 = 27.0;

/// Heights of the pieces, measured where they have been seen.
#[derive(Default)]
pub struct Passage {
    of: Option<(Held<Report>, Span, f32)>,
    /// Bytes of each piece from the beginning, and its height.
    pieces: Vec<(std::ops::Range<usize>, f32)>,
    /// Where it was drawn last.
    at: egui::Pos2,
}

impl Passage {
    fn refresh(&mut self, report: &Arc<Report>, span: Span, width: f32) {
        let of = (Held(report.clone()), span, width);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let text = span.of(report.text());
        let estimate = |bytes: usize| (bytes as f32 / 3.0 / (width / SIZE).max(1.0)).ceil() * LINE;
        let piece = |n| {
            let range = piece_range(text, n);
            (range.clone(), estimate(range.len()))
        };
        self.pieces = (0..piece_count(text.len())).map(piece).collect();
        self.of = Some(of);
    }

    /// Draws what is in sight and takes the space of all.
    #[allow(clippy::too_many_arguments)]
    pub fn show(
        &mut self,
        ui: &mut Ui,
        kit: &Kit,
        report: &Arc<Report>,
        item: &Item,
        width: f32,
        lit: &[Lit],
        surface: &mut Surface<'_>,
        tools: &mut Tools<'_, '_>,
    ) {
        self.refresh(report, item.span, width);
        let heading: Vec<Span> = item.heading.map(|h| report.headings[h].span).into_iter().collect();
        let at = ui.cursor().min;
        self.at = at;
        let (clip, count) = (ui.clip_rect(), self.pieces.len());
        let mut top = at.y;
        for (n, (range, height)) in self.pieces.iter_mut().enumerate() {
            if count > 1 && (top > clip.bottom() || top + *height < clip.top()) {
                top += *height;
                continue;
            }
            let span = Span::new(item.span.start() + range.start, item.span.start() + range.end);
            let first = lit.partition_point(|l| l.range.end <= range.start);
            let near = lit[first..].iter().take_while(|l| l.range.start < range.end);
            let local = |l: &Lit| {
                let from = l.range.start.saturating_sub(range.start);
                Lit { range: from..l.range.end.min(range.end) - range.start, ..l.clone() }
            };
            let lit: Vec<Lit> = near.map(local).collect();
            let set = Setting {
                size: SIZE,
                line: LINE,
                width,
                widen: true,
                ends: n + 1 == count,
                ..Setting::default()
            };
            let words = Words { span, bold: &heading, lit: &lit, set: &set, lines: 0, ink: kit.theme.t1 };
            let drawn = surface.text(ui, tools.quotes, pos2(at.x, top), &words);
            *height = drawn.height();
            let place = Rect::from_min_size(pos2(at.x, top), vec2(width, *height));
            let response = ui.interact(place, surface.response.id.with(n), Sense::hover());
            describe(&response, egui::Role::Label, true, span.of(report.text()));
            top += *height;
        }
        ui.allocate_rect(Rect::from_min_size(at, vec2(width, top - at.y)), Sense::hover());
    }

    /// Scrolls to about where byte `at` of the report stands.
    pub fn scroll_near(&self, ui: &Ui, at: usize) {
        let Some((report, span, _)) = &self.of else { return };
        let inside = at.saturating_sub(span.start());
        let n = piece_at(span.of(report.0.text()), inside);
        let Some((range, height)) = self.pieces.get(n) else { return };
        let above: f32 = self.pieces.iter().take(n).map(|p| p.1).sum();
        let share = (inside.saturating_sub(range.start)) as f32 / range.len().max(1) as f32;
        let y = self.at.y + above + share * height;
        ui.scroll_to_rect(
            Rect::from_min_size(pos2(self.at.x, y), vec2(1.0, LINE)),
            Some(egui::Align::Center),
        );
    }
}
