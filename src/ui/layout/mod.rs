//! Chinese text layout over egui's fonts: line breaking, gaps, compression and justification after
//! W3C's *Requirements for Chinese Text Layout* (`docs/typesetting.md` walks through it).
//!
//! The layout is a table of cells, one for each character of the source, so that painting, hit
//! testing, selection and marks all speak of the same places. Byte offsets are those of the text
//! given; what is shown may differ character by character (full-width marks), never in number.

use std::ops::Range;

mod adjust;
mod breaks;
mod cells;
mod class;
mod ink;
mod lines;
mod measure;
mod pieces;
mod quote;
mod row;
#[cfg(test)]
mod tests;

pub use super::fonts::Face;
pub use cells::{Cell, shown};
pub use class::{Class, forbidden_at_end, forbidden_at_start};
pub use ink::{Atlas, Tint, centres_marks};
pub use measure::{Advances, Measure, Widths};
pub use pieces::{PIECE_BYTES, WHOLE_BYTES, piece_at, piece_count, piece_range};
pub use quote::{Lit, Quote, Quotes};
pub use row::wanted;

/// How lines are set between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Both margins even, but for the last line.
    #[default]
    Justify,
    /// Left margin even.
    Left,
    /// Centred (titles).
    Centre,
}

/// How a text is set. Lengths in points unless said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Face of the text; marked ranges take its bold.
    pub face: Face,
    /// Size of the type.
    pub size: f32,
    /// Distance from line to line.
    pub line: f32,
    /// Width of the column.
    pub width: f32,
    /// Indent of the first line.
    pub indent: f32,
    /// Indent of the other lines.
    pub hanging: f32,
    /// Gap between Chinese and Latin, in ems. With the side bearings of the digits (0.05) a fifth
    /// looks like the quarter that clreq asks for.
    pub gap: f32,
    /// Margins.
    pub align: Align,
    /// Show half-width marks between Chinese characters as full-width ones.
    pub widen: bool,
    /// Compress adjacent marks and marks at line ends.
    pub squeeze: bool,
    /// Let pauses and stops at line ends hang in the margin.
    pub hang: bool,
    /// False when the text goes on after this piece: its last line is set like the others.
    pub ends: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            face: Face::Reading,
            size: 17.0,
            line: 33.0,
            width: 646.0,
            indent: 0.0,
            hanging: 0.0,
            gap: 0.2,
            align: Align::Justify,
            widen: false,
            squeeze: true,
            hang: false,
            ends: true,
        }
    }
}

/// One line of a [`Layout`]. Edges in points from the column's left edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its cells.
    pub cells: Range<u32>,
    /// Left edge of the ink.
    pub left: f32,
    /// Right edge of the ink, without the blank half of a closing mark.
    pub right: f32,
    /// Its top, from the top of the first line.
    pub top: f32,
    /// Left and right end of the column it stands in.
    pub column: Range<f32>,
}

impl Line {
    /// Its cells as indices.
    pub fn range(&self) -> Range<usize> {
        self.cells.start as usize..self.cells.end as usize
    }
}

/// A text laid out.
#[derive(Clone, Debug)]
pub struct Layout {
    /// One cell for each character.
    pub cells: Vec<Cell>,
    /// Lines from top to bottom, at least one.
    pub lines: Vec<Line>,
    /// How it was set.
    pub set: Setting,
    /// Length of the text in bytes.
    pub len: usize,
    /// Ink of the lines painted so far.
    inks: Vec<ink::Kept>,
}

impl Layout {
    /// Lays out `text`; `bold` are byte ranges in ascending order.
    pub fn new(text: &str, bold: &[Range<usize>], set: &Setting, measure: &mut impl Measure) -> Self {
        let mut cells = cells::cells(text, bold, set, measure);
        breaks::mark(&mut cells);
        let lines =
            if set.align == Align::Centre { balanced(&mut cells, set) } else { lines::fill(&mut cells, set) };
        Self { cells, lines, set: set.clone(), len: text.len(), inks: Vec::new() }
    }

    /// Height of all lines in points.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.top).fold(0.0, f32::max) + self.set.line
    }

    /// Index of the line at `x`, `y` points from the upper left corner, the nearest one of the
    /// column where there is none.
    pub fn line_under(&self, x: f32, y: f32) -> usize {
        let beside = |line: &Line| (line.column.start - x).max(x - line.column.end).max(0.0);
        let away = |line: &Line| (line.top - y).max(y - line.top - self.set.line).max(0.0);
        let nearest = self
            .lines
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| beside(a).total_cmp(&beside(b)).then(away(a).total_cmp(&away(b))));
        nearest.map_or(0, |(n, _)| n)
    }

    /// Indices of the lines between `top` and `bottom` points from the upper edge; at least one.
    pub fn lines_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let several = self.lines.first().is_some_and(|line| line.column.end < self.set.width - 0.01);
        if several {
            return 0..self.lines.len();
        }
        let last = self.lines.len() - 1;
        let index = |y: f32| ((y / self.set.line).floor().max(0.0) as usize).min(last);
        index(top)..index(bottom) + 1
    }

    /// Byte offset of cell `i`, or the end of the text.
    pub fn byte(&self, i: usize) -> usize {
        self.cells.get(i).map_or(self.len, |cell| cell.at as usize)
    }

    /// Bytes of line `n`.
    pub fn line_bytes(&self, n: usize) -> Range<usize> {
        self.lines.get(n).map_or(self.len..self.len, |line| {
            let cells = line.range();
            self.byte(cells.start)..self.byte(cells.end)
        })
    }

    /// Index of the cell at byte `at` (the one that holds it), or the number of cells.
    pub fn cell_at(&self, at: usize) -> usize {
        if at >= self.len {
            return self.cells.len();
        }
        self.cells.partition_point(|cell| cell.at as usize <= at).saturating_sub(1)
    }

    /// Index of the line that shows byte `at`; the end of the text belongs to the last line.
    pub fn line_at(&self, at: usize) -> usize {
        let cell = self.cell_at(at) as u32;
        self.lines.partition_point(|line| line.cells.end <= cell).min(self.lines.len() - 1)
    }

    /// Left edge of the character at byte `at` on line `n`, or the line's right edge.
    pub fn x_of(&self, n: usize, at: usize) -> f32 {
        let Some(line) = self.lines.get(n) else { return 0.0 };
        let cell = self.cell_at(at);
        if cell >= line.cells.end as usize {
            return line.right;
        }
        self.cells.get(cell.max(line.cells.start as usize)).map_or(line.right, |cell| cell.x)
    }

    /// The byte before which a caret stands when line `n` is clicked at `x` points.
    pub fn byte_at(&self, n: usize, x: f32) -> usize {
        let Some(line) = self.lines.get(n) else { return self.len };
        let cells = line.range();
        let Some(row) = self.cells.get(cells.clone()) else { return self.len };
        let hit = row.partition_point(|cell| cell.x <= x).saturating_sub(1);
        let Some(cell) = row.get(hit) else { return self.len };
        let right = row.get(hit + 1).map_or(line.right, |next| next.x);
        let i = cells.start + hit + usize::from(x > cell.x.midpoint(right));
        self.byte(i)
    }

    /// The character under `x` points on line `n`: its byte offset, if there is one.
    pub fn char_at(&self, n: usize, x: f32) -> Option<usize> {
        let line = self.lines.get(n)?;
        if x < line.left || x > line.right.max(line.left) {
            return None;
        }
        let row = self.cells.get(line.range())?;
        row.get(row.partition_point(|cell| cell.x <= x).checked_sub(1)?).map(|cell| cell.at as usize)
    }

    /// The part of line `n` that bytes `range` cover: left and right edge in points.
    pub fn extent(&self, n: usize, range: &Range<usize>) -> Option<(f32, f32)> {
        let bytes = self.line_bytes(n);
        let (from, to) = (range.start.max(bytes.start), range.end.min(bytes.end));
        if from >= to {
            return None;
        }
        let line = self.lines.get(n)?;
        let right = if to >= bytes.end { line.right } else { self.x_of(n, to) };
        // The gap before the next character is not part of this one.
        let gap = if to >= bytes.end { 0.0 } else { self.cells.get(self.cell_at(to)).map_or(0.0, |c| c.gap) };
        Some((self.x_of(n, from), right - gap))
    }
}

/// Centred lines of about the same length: the narrowest column that needs no more lines.
fn balanced(cells: &mut Vec<Cell>, set: &Setting) -> Vec<Line> {
    let fresh = cells.clone();
    let mut lines = lines::fill(cells, set);
    let mut width = set.width;
    while lines.len() > 1 && width > set.width / 3.0 {
        let mut trial = fresh.clone();
        let less = lines::fill(&mut trial, &Setting { width: width - set.size, ..set.clone() });
        if less.len() > lines.len() {
            break;
        }
        width -= set.size;
        (*cells, lines) = (trial, less);
    }
    let aside = (set.width - width) / 2.0;
    for cell in cells {
        cell.x += aside;
    }
    for line in &mut lines {
        line.left += aside;
        line.right += aside;
        line.column = 0.0..set.width;
    }
    lines
}
