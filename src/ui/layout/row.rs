//! A row of a table: cells of text between tabs, each wrapped in its own column.

use super::cells::{Cell, cells};
use super::{Align, Layout, Line, Measure, Setting, breaks, lines};

/// Space between two columns, in ems.
const GUTTER: f32 = 1.0;
/// Narrowest column, in ems; more columns than fit run off the page.
const NARROWEST: f32 = 3.0;

impl Layout {
    /// Lays out `text` as a row of a table: tabs part its cells, the columns are equally wide.
    pub fn row(text: &str, set: &Setting, measure: &mut impl Measure) -> Self {
        let set = Setting { align: Align::Left, indent: 0.0, hanging: 0.0, ..set.clone() };
        let mut row = cells(text, &[], &set, measure);
        for cell in row.iter_mut().filter(|cell| cell.ch == '\t') {
            cell.w = 0.0;
        }
        breaks::mark(&mut row);
        let columns = row.iter().filter(|cell| cell.ch == '\t').count() + 1;
        let pitch = (set.width / columns as f32).max(NARROWEST * set.size);
        let gutter = if columns > 1 { GUTTER * set.size } else { 0.0 };
        let inner = Setting { width: pitch - gutter, ..set.clone() };
        let mut out = Vec::new();
        let mut start = 0;
        for column in 0..columns {
            let end =
                row.iter().skip(start).position(|cell| cell.ch == '\t').map_or(row.len(), |n| start + n + 1);
            out.extend(column_lines(&mut row, start, end, column as f32 * pitch, pitch, &inner));
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
