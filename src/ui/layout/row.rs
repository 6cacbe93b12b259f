//! A row of a table: cells of text between tabs, each wrapped in its own column.

use super::cells::{Cell, cells};
use super::{Align, Layout, Line, Measure, Setting, breaks, lines};

/// Space between two columns, in ems.
const GUTTER: f32 = 1.0;
/// Narrowest column, in ems; more columns than fit run off the page.
const NARROWEST: f32 = 3.0;
/// A cell longer than this, in ems, wraps rather than widen its column.
const WIDEST: f32 = 24.0;

/// What the cells of a table want: ems a column, the widest cell of each.
pub fn wanted<'a>(rows: impl Iterator<Item = &'a str>) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::new();
    for row in rows {
        for (i, cell) in row.split('\t').enumerate() {
            let ems: f32 = cell.trim().chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum();
            if out.len() == i {
                out.push(NARROWEST);
            }
            out[i] = out[i].max(ems.min(WIDEST));
        }
    }
    out
}

/// Widths of `columns` columns that together fill `set.width`, in the proportion of what they want.
fn pitches(columns: usize, wanted: &[f32], set: &Setting) -> Vec<f32> {
    let gutter = if columns > 1 { GUTTER } else { 0.0 };
    let mean = wanted.iter().sum::<f32>() / wanted.len().max(1) as f32;
    let want = |i: usize| wanted.get(i).copied().unwrap_or(mean.max(NARROWEST)) + gutter;
    let all: f32 = (0..columns).map(want).sum();
    let least = (NARROWEST * set.size).min(set.width);
    (0..columns).map(|i| (set.width * want(i) / all).max(least)).collect()
}

impl Layout {
    /// Lays out `text` as a row of a table: tabs part its cells; `wanted` is what the columns of the
    /// table want, see [`wanted`] (empty: all are equally wide).
    pub fn row(text: &str, wanted: &[f32], set: &Setting, measure: &mut impl Measure) -> Self {
        let set = Setting { align: Align::Left, indent: 0.0, hanging: 0.0, ..set.clone() };
        let mut row = cells(text, &[], &set, measure);
        for cell in row.iter_mut().filter(|cell| cell.ch == '\t') {
            cell.w = 0.0;
        }
        breaks::mark(&mut row);
        let columns = row.iter().filter(|cell| cell.ch == '\t').count() + 1;
        let gutter = if columns > 1 { GUTTER * set.size } else { 0.0 };
        let mut x = 0.0;
        let mut out = Vec::new();
        let mut start = 0;
        for pitch in pitches(columns, wanted, &set) {
            let inner = Setting { width: (pitch - gutter).max(set.size), ..set.clone() };
            let end =
                row.iter().skip(start).position(|cell| cell.ch == '\t').map_or(row.len(), |n| start + n + 1);
            out.extend(column_lines(&mut row, start, end, x, pitch, &inner));
            x += pitch;
            start = end;
        }
        Self { cells: row, lines: out, set, len: text.len(), inks: Vec::new() }
    }
}

/// The lines of one column, `x` points from the margin.
fn column_lines(row: &mut [Cell], start: usize, end: usize, x: f32, pitch: f32, set: &Setting) -> Vec<Line> {
    let cells = &mut row[start..end];
    let mut made = lines::fill(cells, set);
    for cell in cells {
        cell.x += x;
    }
    for line in &mut made {
        line.cells = line.cells.start + start as u32..line.cells.end + start as u32;
        line.left += x;
        line.right += x;
        line.column = x..x + pitch;
    }
    made
}
