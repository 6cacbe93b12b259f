//! Laid-out paragraphs, kept while they are in or near sight.

use std::collections::HashMap;
use std::ops::Range;

use egui::{Context, Rect, pos2, vec2};

use super::super::layout::{Advances, Atlas, Cell, Layout, centres_marks, piece_count, piece_range, wanted};
use super::content::{Content, Kind};
use super::measures::{EDGE, Measures};

/// A paragraph, or a piece of a very long one.
pub(super) type Slot = (usize, usize);

/// One slot laid out.
pub(super) struct Laid {
    /// Its lines.
    pub layout: Layout,
    /// First byte in the whole text.
    pub start: usize,
    /// What it is.
    pub kind: Kind,
    /// Number at the margin of its first line; 0 for none.
    pub number: u32,
    /// Space above the first line (points).
    pub before: f32,
    /// Space below the last line (points).
    pub after: f32,
    used: u64,
}

impl Laid {
    /// Height with the space above and below, in points.
    pub fn height(&self) -> f64 {
        f64::from(self.before) + f64::from(self.layout.height()) + f64::from(self.after)
    }

    /// Top of line `n` from the slot's top, in points.
    pub fn line_top(&self, n: usize) -> f32 {
        self.before + self.layout.lines.get(n).map_or(0.0, |line| line.top)
    }

    /// Rectangle of the character at byte `at` when the slot stands at `rect`.
    pub fn place_of(&self, at: usize, rect: Rect) -> Option<Rect> {
        let at = at.checked_sub(self.start)?;
        if at > self.layout.len {
            return None;
        }
        let n = self.layout.line_at(at);
        let cell = self.layout.cells.get(self.layout.cell_at(at));
        let x = rect.left() + self.layout.x_of(n, at);
        let top = rect.top() + self.line_top(n);
        let wide = cell.map_or(0.0, Cell::body);
        Some(Rect::from_min_size(pos2(x, top), vec2(wide, self.layout.set.line)))
    }

    /// The line at `x` points from the column's left edge and `y` from the slot's top, the nearest
    /// when there is none.
    pub fn line_under(&self, x: f32, y: f32) -> usize {
        self.layout.line_under(x, y - self.before)
    }

    /// The lines between `top` and `bottom` points from the slot's top.
    pub fn lines_between(&self, top: f32, bottom: f32) -> Range<usize> {
        self.layout.lines_between(top - self.before, bottom - self.before)
    }
}

/// Cells kept at most. With its share of the ink a cell takes some 300 bytes.
const KEPT: usize = 40_000;

/// The cache of laid-out slots.
#[derive(Default)]
pub(super) struct Shelf {
    laid: HashMap<Slot, Laid>,
    advances: Advances,
    /// Watches egui's glyph atlas.
    pub atlas: Atlas,
    measures: Option<Measures>,
    width: f32,
    scale: f32,
    revision: u64,
    /// The reading face has no blank halves to squeeze.
    centred: bool,
    cells: usize,
    tick: u64,
    /// The table laid out last: its paragraphs, and what its columns want.
    table: (Range<usize>, Vec<f32>),
}

impl Shelf {
    /// Begins a frame. True when everything must be laid out anew.
    pub fn prepare(&mut self, ctx: &Context, content: &dyn Content, measures: &Measures, width: f32) -> bool {
        self.tick += 1;
        let scale = ctx.pixels_per_point();
        let fonts = ctx.fonts_mut(|fonts| self.atlas.refresh(fonts));
        if fonts {
            self.advances.clear();
        }
        let same = self.measures.as_ref() == Some(measures)
            && (self.width - width).abs() < 0.01
            && (self.scale - scale).abs() < 1e-4
            && self.revision == content.revision();
        if same && !fonts {
            return false;
        }
        self.centred = ctx.fonts_mut(|fonts| centres_marks(fonts, measures.face));
        self.laid.clear();
        self.cells = 0;
        self.table = Default::default();
        self.measures = Some(measures.clone());
        (self.width, self.scale, self.revision) = (width, scale, content.revision());
        true
    }

    /// A slot, if it is laid out.
    pub fn peek(&self, slot: Slot) -> Option<&Laid> {
        self.laid.get(&slot)
    }

    /// The slot laid out; `None` when there is no such slot.
    pub fn get(&mut self, ctx: &Context, content: &dyn Content, slot: Slot) -> Option<&mut Laid> {
        if !self.laid.contains_key(&slot) {
            let fresh = self.lay_out(ctx, content, slot)?;
            self.make_room(fresh.layout.cells.len());
            self.laid.insert(slot, fresh);
        }
        let tick = self.tick;
        let laid = self.laid.get_mut(&slot)?;
        laid.used = tick;
        Some(laid)
    }

    /// A slot that is laid out, with the atlas to paint it by.
    pub fn pair(&mut self, slot: Slot) -> Option<(&mut Laid, &Atlas)> {
        Some((self.laid.get_mut(&slot)?, &self.atlas))
    }

    fn make_room(&mut self, cells: usize) {
        self.cells += cells;
        if self.cells <= KEPT {
            return;
        }
        let tick = self.tick;
        self.laid.retain(|_, laid| laid.used + 1 >= tick);
        self.cells = cells + self.laid.values().map(|laid| laid.layout.cells.len()).sum::<usize>();
    }

    fn lay_out(&mut self, ctx: &Context, content: &dyn Content, slot: Slot) -> Option<Laid> {
        let (para, piece) = slot;
        if para >= content.len() {
            return None;
        }
        let span = content.span(para);
        let text = span.of(content.text());
        let (pieces, range) = (piece_count(text.len()), piece_range(text, piece));
        let block = content.block(para);
        let measures = self.measures.as_ref()?;
        let (mut set, mut before, mut after) = measures.setting(block.kind, self.width, self.scale);
        set.squeeze &= !self.centred;
        let (first, last) = (piece == 0, piece + 1 >= pieces);
        if !first {
            set.indent = set.hanging;
            before = 0.0;
        }
        if !last {
            set.ends = false;
            after = 0.0;
        }
        let next = || content.block(para + 1).kind;
        if block.kind == Kind::Row && para + 1 < content.len() && next() != Kind::Row {
            after += measures.gap;
        }
        if para == 0 && first {
            before += EDGE;
        }
        if para + 1 == content.len() && last {
            after += EDGE;
        }
        let start = span.start() + range.start;
        let end = span.start() + range.end;
        let bold: Vec<_> = block
            .bold
            .iter()
            .filter(|b| b.start() < end && b.end() > start)
            .map(|b| b.start().max(start) - start..b.end().min(end) - start)
            .collect();
        let text = text.get(range)?;
        if block.kind == Kind::Row && !self.table.0.contains(&para) {
            self.table = table(content, para);
        }
        let columns = &self.table.1;
        let layout = ctx.fonts_mut(|fonts| {
            let mut widths = self.advances.with(fonts);
            if block.kind == Kind::Row {
                Layout::row(text, columns, &set, &mut widths)
            } else {
                Layout::new(text, &bold, &set, &mut widths)
            }
        });
        let number = if first && measures.numbers { block.number } else { 0 };
        Some(Laid { layout, start, kind: block.kind, number, before, after, used: self.tick })
    }
}

/// Rows of one table that are looked at, above and below.
const ROWS: usize = 500;

/// The rows around paragraph `para`, and what their columns want.
fn table(content: &dyn Content, para: usize) -> (Range<usize>, Vec<f32>) {
    let row = |i: &usize| content.block(*i).kind == Kind::Row;
    let above = (para.saturating_sub(ROWS)..para).rev().take_while(row).count();
    let below = (para..content.len().min(para + ROWS)).take_while(row).count();
    let rows = para - above..para + below;
    let words = rows.clone().map(|i| content.span(i).of(content.text()));
    let wanted = wanted(words);
    (rows, wanted)
}
