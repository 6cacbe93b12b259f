//! Paints the page: what is behind the words, the words, the margins.

use std::ops::Range;

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::super::fonts::Face;
use super::super::layout::Tint;
use super::content::{Kind, Look, Mark, Sign};
use super::scroll::after;
use super::shelf::{Laid, Slot};
use super::{Frame, Measures, PaneEvent, PaneState};
use crate::text::Span;

/// What was painted.
pub(super) struct Seen {
    /// Slots with their rectangles on screen.
    pub slots: Vec<(Slot, Rect)>,
    /// First to last visible byte.
    pub bytes: Range<usize>,
}

/// Distance of the number from the text, of the sign's disc from the column (TOKENS section 5).
const NUMBER_GAP: f32 = 26.0;
const SIGN_GAP: f32 = 18.0;
const SIGN: f32 = 20.0;

/// Paints all that is in sight.
pub(super) fn page(ui: &Ui, painter: &Painter, frame: &mut Frame, state: &mut PaneState) -> Seen {
    let mut seen = Seen { slots: Vec::new(), bytes: 0..0 };
    let scale = ui.pixels_per_point();
    let mut slot: Slot = (state.spot.para, state.spot.piece);
    let mut top = f64::from(frame.rect.top()) - state.spot.down;
    let selected = state.selected();
    // The line under the pointer; with keys alone, the line where the eye rests.
    let middle = pos2(frame.rect.center().x, frame.rect.top() + frame.rect.height() * 0.38);
    let hover = || ui.input(|i| i.pointer.hover_pos()).filter(|p| frame.rect.contains(*p));
    let under = frame.measures.focus_line.then(|| hover().unwrap_or(middle));
    let mut signs: Vec<(Sign, f32)> = Vec::new();
    let (mut first, mut last) = (None, 0);
    loop {
        let atlas = &mut state.shelf;
        if atlas.get(ui.ctx(), frame.content, slot).is_none() {
            break;
        }
        let y = ((top as f32) * scale).round() / scale;
        let Some((laid, atlas)) = state.shelf.pair(slot) else { break };
        let mut view =
            View { frame, painter, y, selected: selected.as_ref(), pointer: under, marks: Vec::new() };
        let lines = view.lines(laid);
        view.marks = view.find_marks(laid, &lines);
        view.behind(laid, &lines);
        view.words(laid, atlas, &lines, &mut signs);
        first = first.or(Some(laid.start + laid.layout.line_bytes(lines.start).start));
        last = laid.start + laid.layout.line_bytes(lines.end.saturating_sub(1)).end;
        let height = laid.height();
        let rect =
            Rect::from_min_size(pos2(frame.column.left(), y), vec2(frame.column.width(), height as f32));
        seen.slots.push((slot, rect));
        top += height;
        if top >= f64::from(frame.rect.bottom()) {
            break;
        }
        let Some(next) = after(frame.content, slot) else { break };
        slot = next;
    }
    seen.bytes = first.unwrap_or(0)..last;
    let (mut line, mut beside) = (f32::NAN, 0.0);
    for (sign, middle) in signs {
        // Several items may start on one line.
        beside = if (middle - line).abs() < 1.0 { beside + 1.0 } else { 0.0 };
        line = middle;
        margin_sign(ui, painter, frame, &sign, pos2(beside, middle));
    }
    seen
}

/// One slot on its way to the screen.
struct View<'a, 'b> {
    frame: &'a Frame<'b>,
    painter: &'a Painter,
    /// Top of the slot on screen.
    y: f32,
    selected: Option<&'a Range<usize>>,
    /// The pointer, when the line under it is to be marked.
    pointer: Option<Pos2>,
    /// Marks in sight, in the order of painting.
    marks: Vec<Mark>,
}

impl View<'_, '_> {
    /// The lines in sight.
    fn lines(&self, laid: &Laid) -> Range<usize> {
        laid.lines_between(self.frame.rect.top() - self.y, self.frame.rect.bottom() - self.y)
    }

    fn find_marks(&self, laid: &Laid, lines: &Range<usize>) -> Vec<Mark> {
        let (from, to) =
            (laid.layout.line_bytes(lines.start).start, laid.layout.line_bytes(lines.end - 1).end);
        let mut marks = Vec::new();
        self.frame.content.marks(Span::new(laid.start + from, laid.start + to), &mut marks);
        marks.sort_by_key(|mark| (mark.look.rank(), mark.span));
        marks
    }

    /// Fills, boxes, lines and the selection.
    fn behind(&self, laid: &Laid, lines: &Range<usize>) {
        self.aids(laid, lines);
        for mark in &self.marks {
            if !matches!(mark.look, Look::Term | Look::Noted) {
                self.mark(laid, lines, mark);
            }
        }
        if let Some(range) = self.selected {
            self.selection(laid, lines, range);
        }
        for mark in &self.marks {
            if matches!(mark.look, Look::Term | Look::Noted) {
                self.mark(laid, lines, mark);
            }
        }
    }

    /// The marked line under the pointer, the hairline under a table row.
    fn aids(&self, laid: &Laid, lines: &Range<usize>) {
        let column = self.frame.column;
        if let Some(pos) = self.pointer {
            for n in lines.clone() {
                let top = self.y + laid.line_top(n);
                if pos.y >= top && pos.y < top + laid.layout.set.line && self.frame.rect.contains(pos) {
                    let rect = self.strip(
                        laid,
                        n,
                        (column.left() - 6.0, column.right() + 6.0),
                        laid.layout.set.line,
                    );
                    self.painter.rect_filled(rect, 3.0, self.frame.style.focus_line);
                }
            }
        }
        if laid.kind == Kind::Row {
            let y = self.y + laid.height() as f32;
            self.painter.hline(column.x_range(), y, Stroke::new(1.0, self.frame.style.rule));
        }
    }

    /// Left and right edge on screen of bytes `span` on line `n`.
    fn extent(&self, laid: &Laid, n: usize, span: &Range<usize>) -> Option<(f32, f32)> {
        let local = span.start.max(laid.start) - laid.start..span.end.max(laid.start) - laid.start;
        let (a, b) = laid.layout.extent(n, &local)?;
        Some((self.frame.column.left() + a, self.frame.column.left() + b))
    }

    /// A rectangle around `x` on line `n`, `tall` points high, centred on the line.
    fn strip(&self, laid: &Laid, n: usize, x: (f32, f32), tall: f32) -> Rect {
        let middle = self.y + laid.line_top(n) + laid.layout.set.line / 2.0;
        Rect::from_min_max(pos2(x.0, middle - tall / 2.0), pos2(x.1, middle + tall / 2.0))
    }

    fn mark(&self, laid: &Laid, lines: &Range<usize>, mark: &Mark) {
        let style = self.frame.style;
        let (size, line) = (laid.layout.set.size, laid.layout.set.line);
        let span = mark.span.start()..mark.span.end();
        for n in lines.clone() {
            let Some(x) = self.extent(laid, n, &span) else { continue };
            let wide = |by: f32| (x.0 - by, x.1 + by);
            match mark.look {
                Look::Fill(colour) => {
                    let rect = self.strip(laid, n, wide(1.0), line - 2.0);
                    self.painter.rect_filled(rect, 1.0, colour);
                }
                Look::Highlight(n_colour) => {
                    let colour = style.highlights[n_colour as usize % 4];
                    self.painter.rect_filled(self.strip(laid, n, wide(0.0), size * 1.5), 2.0, colour);
                }
                Look::Lit(colour) => {
                    self.painter.rect_filled(self.strip(laid, n, wide(1.0), size * 1.45), 3.0, colour);
                }
                Look::Figure => {
                    let rect = self.strip(laid, n, wide(1.0), size * 1.45);
                    self.painter.rect_filled(rect, 3.0, style.figure_fill);
                }
                Look::Found | Look::FoundHere => {
                    let colour = if mark.look == Look::Found { style.found } else { style.found_here };
                    self.painter.rect_filled(self.strip(laid, n, wide(1.0), size * 1.5), 2.0, colour);
                }
                Look::Damage => {
                    let rect = self.strip(laid, n, wide(2.0), size * 1.3);
                    let [fill, border, _] = style.damage;
                    self.painter.rect(rect, 3.0, fill, Stroke::new(1.0, border), StrokeKind::Inside);
                }
                Look::Term => self.underline(laid, n, x, style.term, 1.0),
                Look::Noted => self.underline(laid, n, x, style.noted, 2.0),
            }
        }
    }

    /// A line at the descender.
    fn underline(&self, laid: &Laid, n: usize, x: (f32, f32), colour: Color32, thick: f32) {
        let set = &laid.layout.set;
        let scale = self.painter.pixels_per_point();
        let y = self.y + laid.line_top(n) + set.line / 2.0 + set.size * 0.72;
        let y = (y * scale).round() / scale;
        let rect = Rect::from_min_max(pos2(x.0, y), pos2(x.1, y + thick));
        self.painter.rect_filled(rect, 0.0, colour);
    }

    fn selection(&self, laid: &Laid, lines: &Range<usize>, range: &Range<usize>) {
        let line = laid.layout.set.line;
        for n in lines.clone() {
            let Some((left, mut right)) = self.extent(laid, n, range) else { continue };
            // Where the selection goes on to the next line, so does its colour.
            let end = laid.start + laid.layout.line_bytes(n).end;
            if range.end > end {
                let end = laid.layout.lines.get(n).map_or(0.0, |line| line.column.end);
                right = right.max(self.frame.column.left() + end);
            }
            let rect = self.strip(laid, n, (left, right), line);
            self.painter.rect_filled(rect, CornerRadius::ZERO, self.frame.style.selection);
        }
    }

    fn words(
        &self,
        laid: &mut Laid,
        atlas: &super::super::layout::Atlas,
        lines: &Range<usize>,
        signs: &mut Vec<(Sign, f32)>,
    ) {
        let style = self.frame.style;
        let tints = self.tints(laid);
        let ink = Measures::ink(laid.kind, style);
        for n in lines.clone() {
            let pos = pos2(self.frame.column.left(), self.y + laid.line_top(n));
            laid.layout.paint_line(self.painter, atlas, n, pos, ink, &tints);
        }
        self.number(laid, lines);
        let bytes = laid.layout.line_bytes(lines.start).start..laid.layout.line_bytes(lines.end - 1).end;
        let mut found = Vec::new();
        self.frame.content.signs(Span::new(laid.start + bytes.start, laid.start + bytes.end), &mut found);
        for sign in found {
            let n = laid.layout.line_at(sign.at.saturating_sub(laid.start));
            signs.push((sign, self.y + laid.line_top(n) + laid.layout.set.line / 2.0));
        }
    }

    /// Words in a colour of their own: figures, damage.
    fn tints(&self, laid: &Laid) -> Vec<Tint> {
        let style = self.frame.style;
        let local =
            |span: Span| span.start().max(laid.start) - laid.start..span.end().max(laid.start) - laid.start;
        let tint = |mark: Mark| match mark.look {
            Look::Figure => Some((local(mark.span), style.figure)),
            Look::Damage => Some((local(mark.span), style.damage[2])),
            _ => None,
        };
        self.marks.iter().copied().filter_map(tint).collect()
    }

    fn number(&self, laid: &Laid, lines: &Range<usize>) {
        if laid.number == 0 || lines.start > 0 {
            return;
        }
        let at = pos2(
            self.frame.column.left() - NUMBER_GAP,
            self.y + laid.line_top(0) + laid.layout.set.line / 2.0,
        );
        let font = Face::Sans.at(12.0 * (self.frame.measures.size / 17.0).clamp(0.9, 1.5));
        self.painter.text(at, Align2::RIGHT_CENTER, laid.number.to_string(), font, self.frame.style.text3);
    }
}

/// A sign in the margin, to be clicked: the `at.x`th of its line, at height `at.y`.
fn margin_sign(ui: &Ui, painter: &Painter, frame: &mut Frame, sign: &Sign, at: Pos2) {
    let x = frame.column.right() + SIGN_GAP + SIGN / 2.0 + at.x * (SIGN + 4.0);
    let centre = pos2(x, at.y);
    let area = Rect::from_center_size(centre, vec2(if at.x > 0.0 { 22.0 } else { 28.0 }, 28.0));
    if !frame.rect.intersects(area) {
        return;
    }
    let response = ui.interact(area.intersect(frame.rect), frame.id.with(("sign", sign.id)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &sign.label));
    let response = response.on_hover_text(&sign.label).on_hover_cursor(egui::CursorIcon::PointingHand);
    painter.circle_filled(centre, SIGN / 2.0, sign.fill);
    if sign.chosen || response.hovered() {
        let radius = SIGN / 2.0 + if sign.chosen { 1.5 } else { 0.0 };
        let width = if sign.chosen { 2.0 } else { 1.0 };
        painter.circle_stroke(centre, radius, Stroke::new(width, sign.colour));
    }
    if response.has_focus() {
        painter.circle_stroke(centre, SIGN / 2.0 + 4.0, Stroke::new(2.0, frame.style.focus));
    }
    painter.text(centre, Align2::CENTER_CENTER, sign.icon, Face::IconsBold.at(12.0), sign.colour);
    if response.clicked() {
        frame.events.push(PaneEvent::Sign(sign.id));
    }
}

/// A bar beside the paragraph that is read on its own.
pub(super) fn reader(painter: &Painter, frame: &Frame, seen: &Seen, state: &PaneState, response: &Response) {
    let Some(para) = state.reader.filter(|_| response.has_focus()) else { return };
    for (slot, rect) in seen.slots.iter().filter(|(slot, _)| slot.0 == para) {
        let height = state.shelf.peek(*slot).map_or(rect.height(), |laid| laid.before + laid.layout.height());
        let left = frame.column.left() - 12.0;
        let bar = Rect::from_min_max(pos2(left, rect.top()), pos2(left + 3.0, rect.top() + height));
        painter.rect_filled(bar, 1.5, frame.style.focus);
    }
}

/// The ring around the pane when keys brought the focus here.
pub(super) fn ring(painter: &Painter, frame: &Frame, state: &PaneState, response: &Response) {
    if state.ring && response.has_focus() {
        let stroke = Stroke::new(2.0, frame.style.focus);
        painter.rect_stroke(frame.rect.shrink(2.0), 4.0, stroke, StrokeKind::Inside);
    }
}
