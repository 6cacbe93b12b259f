//! Short texts set like the reading page: quotes in cards, drawer and panels.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use egui::{Color32, Rect, Ui, pos2, vec2};

use super::{Advances, Atlas, Layout, Measure, Setting, Tint};

/// A stretch of a quote that is lit (bytes of the quote's text).
#[derive(Clone, Debug, PartialEq)]
pub struct Lit {
    /// Which bytes.
    pub range: Range<usize>,
    /// Colour behind the words.
    pub fill: Color32,
    /// Colour of the words, where it differs.
    pub ink: Option<Color32>,
    /// Colour of a line below the words.
    pub line: Option<Color32>,
}

impl Lit {
    /// Words on `fill`.
    pub fn new(range: Range<usize>, fill: Color32) -> Self {
        Self { range, fill, ink: None, line: None }
    }
}

/// A short text laid out, perhaps cut to a number of lines with … at the end.
#[derive(Clone, Debug)]
pub struct Quote {
    layout: Layout,
    /// True when not all of the text is shown.
    pub elided: bool,
    /// Bytes of the text that are shown, without the sign of the cut.
    pub kept: usize,
    /// Right edge of the longest line, height of all, in points.
    size: (f32, f32),
}

/// The sign that something was left out: half of ……, so that it is seen as a cut.
const CUT: char = '…';

impl Quote {
    /// Lays out `text` in at most `max_lines` lines (0: all).
    pub fn new(
        text: &str,
        bold: &[Range<usize>],
        set: &Setting,
        max_lines: usize,
        measure: &mut impl Measure,
    ) -> Self {
        let layout = Layout::new(text, bold, set, measure);
        if max_lines == 0 || layout.lines.len() <= max_lines {
            return Self::of(layout, false, text.len());
        }
        // Take characters away until the text with the sign fits; a line at most.
        let mut end = layout.line_bytes(max_lines - 1).end;
        for _ in 0..64 {
            let kept = text.get(..end).unwrap_or_default().trim_end_matches(|c: char| {
                c.is_whitespace()
                    || super::forbidden_at_end(c)
                    || matches!(c, '，' | '、' | '；' | '：' | ',' | ';' | ':')
            });
            let cut = format!("{kept}{CUT}");
            let shorter = Layout::new(&cut, bold, set, measure);
            if shorter.lines.len() <= max_lines || kept.is_empty() {
                return Self::of(shorter, true, kept.len());
            }
            end = text.floor_char_boundary(kept.len().saturating_sub(1));
        }
        Self::of(layout, false, text.len())
    }

    fn of(layout: Layout, elided: bool, kept: usize) -> Self {
        let width = layout.lines.iter().map(|line| line.right).fold(0.0, f32::max);
        let size = (width, layout.height());
        Self { layout, elided, kept, size }
    }

    /// Lays out with egui's fonts.
    pub fn laid(
        ctx: &egui::Context,
        advances: &mut Advances,
        text: &str,
        bold: &[Range<usize>],
        set: &Setting,
        max_lines: usize,
    ) -> Self {
        ctx.fonts_mut(|fonts| Self::new(text, bold, set, max_lines, &mut advances.with(fonts)))
    }

    /// Height in points.
    pub fn height(&self) -> f32 {
        self.size.1
    }

    /// Right edge of the longest line, in points from the left edge.
    pub fn width(&self) -> f32 {
        self.size.0
    }

    /// The layout, for hit testing.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Paints with the upper left corner at `at`; `lit` in ascending order.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        atlas: &Atlas,
        at: egui::Pos2,
        colour: Color32,
        lit: &[Lit],
    ) {
        let set = self.layout.set.clone();
        let seen = painter.clip_rect();
        let lines = self.layout.lines_between(seen.top() - at.y, seen.bottom() - at.y);
        let bytes = self.layout.line_bytes(lines.start).start..self.layout.line_bytes(lines.end - 1).end;
        // Of a long text only a few are in sight.
        let lit: Vec<&Lit> =
            lit.iter().filter(|l| l.range.start < bytes.end && l.range.end > bytes.start).collect();
        let tints: Vec<Tint> = lit.iter().filter_map(|l| l.ink.map(|ink| (l.range.clone(), ink))).collect();
        let tall = (set.size * 1.35).min(set.line);
        for n in lines {
            let top = at.y + n as f32 * set.line;
            if top > seen.bottom() || top + set.line < seen.top() {
                continue;
            }
            for l in &lit {
                if let Some((x0, x1)) = self.layout.extent(n, &l.range) {
                    let y = top + (set.line - tall) / 2.0;
                    let rect = Rect::from_min_max(pos2(at.x + x0 - 1.0, y), pos2(at.x + x1 + 1.0, y + tall));
                    painter.rect_filled(rect, 3.0, l.fill);
                    if let Some(colour) = l.line {
                        let y = top + set.line / 2.0 + set.size * 0.66;
                        let under = Rect::from_min_max(pos2(at.x + x0, y), pos2(at.x + x1, y + 2.0));
                        painter.rect_filled(under, 0.0, colour);
                    }
                }
            }
            self.layout.paint_line(painter, atlas, n, pos2(at.x, top), colour, &tints);
        }
    }

    /// Allocates the space of the quote in `ui` and paints it there.
    pub fn show(&mut self, ui: &mut Ui, atlas: &Atlas, colour: Color32, lit: &[Lit]) -> egui::Response {
        let size = vec2(self.layout.set.width, self.height());
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
        if ui.is_rect_visible(rect) {
            self.paint(ui.painter(), atlas, rect.min, colour, lit);
        }
        response
    }
}

/// Quotes kept from frame to frame, so that a card costs a look-up and not a layout.
#[derive(Default)]
pub struct Quotes {
    advances: Advances,
    atlas: Atlas,
    kept: HashMap<u64, (Quote, u64)>,
    pass: u64,
}

/// Quotes kept at most, and for how many frames without use.
const KEPT: usize = 300;
const UNUSED: u64 = 60;

impl Quotes {
    /// The quote of `text` set so, with the atlas to paint it by; see [`Quote::new`].
    pub fn get(
        &mut self,
        ctx: &egui::Context,
        text: &str,
        bold: &[Range<usize>],
        set: &Setting,
        max_lines: usize,
    ) -> (&mut Quote, &Atlas) {
        let key = self.key(ctx, text, bold, set, max_lines);
        self.with_key(ctx, key, text, bold, set, max_lines)
    }

    /// The name under which a quote is kept for this frame; see [`Quotes::held`].
    pub fn key(
        &mut self,
        ctx: &egui::Context,
        text: &str,
        bold: &[Range<usize>],
        set: &Setting,
        max_lines: usize,
    ) -> u64 {
        self.begin(ctx);
        let mut hash = DefaultHasher::new();
        (text, bold, max_lines, set.face, set.align, set.widen, set.squeeze, set.hang).hash(&mut hash);
        for length in [set.size, set.line, set.width, set.indent, set.hanging, set.gap] {
            length.to_bits().hash(&mut hash);
        }
        hash.finish()
    }

    /// [`Quotes::get`] for a key that is known.
    pub fn with_key(
        &mut self,
        ctx: &egui::Context,
        key: u64,
        text: &str,
        bold: &[Range<usize>],
        set: &Setting,
        max_lines: usize,
    ) -> (&mut Quote, &Atlas) {
        let (advances, pass) = (&mut self.advances, self.pass);
        let (quote, used) = self
            .kept
            .entry(key)
            .or_insert_with(|| (Quote::laid(ctx, advances, text, bold, set, max_lines), pass));
        *used = pass;
        (quote, &self.atlas)
    }

    /// A quote shown in this frame, for hit testing.
    pub fn held(&self, key: u64) -> Option<&Quote> {
        self.kept.get(&key).map(|(quote, _)| quote)
    }

    /// Lays out `text` and shows it in `ui`; see [`Quote::show`].
    pub fn show(
        &mut self,
        ui: &mut Ui,
        text: &str,
        set: &Setting,
        max_lines: usize,
        colour: Color32,
        lit: &[Lit],
    ) -> egui::Response {
        let ctx = ui.ctx().clone();
        let (quote, atlas) = self.get(&ctx, text, &[], set, max_lines);
        quote.show(ui, atlas, colour, lit)
    }

    /// Once a frame: looks whether fonts or atlas changed, forgets what was long unused.
    fn begin(&mut self, ctx: &egui::Context) {
        let pass = ctx.cumulative_pass_nr();
        if pass == self.pass {
            return;
        }
        self.pass = pass;
        if ctx.fonts_mut(|fonts| self.atlas.refresh(fonts)) {
            self.advances.clear();
            self.kept.clear();
        }
        if self.kept.len() > KEPT {
            self.kept.retain(|_, (_, used)| *used + UNUSED > pass);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::Plain;
    use super::*;

    #[test]
    fn long_quotes_end_with_the_cut_sign() {
        let text =
            "会议强调，要把握大局、抓住重点、落实责任，推动各项工作取得新的成效，努力开创新局面。".repeat(3);
        for width in [120.0, 200.0, 333.0] {
            for lines in 1..4 {
                let set = Setting { size: 14.0, width, ..Setting::default() };
                let quote = Quote::new(&text, &[], &set, lines, &mut Plain);
                assert!(quote.elided);
                assert_eq!(quote.layout.lines.len(), lines);
                assert_eq!(quote.layout.cells.last().unwrap().ch, CUT);
                assert!(quote.width() <= width + 0.1);
            }
        }
        let whole = Quote::new("短句。", &[], &Setting::default(), 2, &mut Plain);
        assert!(!whole.elided);
    }
}
