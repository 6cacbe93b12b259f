//! Tables on pages, the heading repeated on each. A row stays whole, so that its words come out of
//! the file together, unless it is higher than a page.

use super::Mark;
use super::layout::Cursor;
use super::lines::{Line, lines};
use super::style::{Text, Type};
use crate::view::{Align, Cell, Column, Table};

/// A row that is higher than a page is set smaller, down to this share of the sizes.
const SMALLEST: f32 = 0.8;
/// Narrowest column, in points.
const NARROW: f32 = 30.0;
/// A line of a cell with its size and height in points.
struct CellLine {
    line: Line,
    size: f32,
    height: f32,
}

/// The lines of a row's cells.
type RowLines = Vec<Vec<CellLine>>;

/// Places a table at the cursor.
pub(super) fn place(at: &mut Cursor<'_, '_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    at.bookmark(2, &table.title);
    let widths = widths(at.room, &table.columns);
    let head: RowLines = table
        .columns
        .iter()
        .zip(&widths)
        .map(|(c, w)| cell_lines(at, &[(at.set.head, &c.name)], *w, 1.0))
        .collect();
    at.need(height(at.set, &head) + at.set.head.line * 3.0);
    heading(at, table, &head, &widths);
    for (i, row) in table.rows.iter().enumerate() {
        if !at.progress.step(i, table.rows.len() * 2) {
            break;
        }
        let lines = fitted(at, &row.cells, &widths, height(at.set, &head));
        place_row(at, table, &head, &widths, lines, &row_title(&row.cells));
    }
    at.y += 8.0;
}

/// The lines of a row, as large as lets it stand on a page with a heading of height `head`.
fn fitted(at: &Cursor<'_, '_>, cells: &[Cell], widths: &[f32], head: f32) -> RowLines {
    let set = |scale: f32| -> RowLines {
        cells.iter().zip(widths).map(|(cell, w)| cell_lines(at, &parts(at.set, cell), *w, scale)).collect()
    };
    let page = at.bottom - at.top - head;
    let usual = set(1.0);
    if !at.set.shrinks || height(at.set, &usual) <= page {
        return usual;
    }
    let fits = |row: &RowLines| height(at.set, row) <= page;
    let smaller = [0.95, 0.9, 0.85, SMALLEST].into_iter().map(set).find(fits);
    smaller.unwrap_or(usual)
}

/// Widths by share; narrow columns are widened at the cost of the others.
fn widths(room: f32, columns: &[Column]) -> Vec<f32> {
    let total: f32 = columns.iter().map(|c| c.share).sum::<f32>().max(0.01);
    let wished: Vec<f32> = columns.iter().map(|c| room * c.share / total).collect();
    let narrow = NARROW.min(room / columns.len() as f32);
    let fixed: f32 = wished.iter().filter(|w| **w <= narrow).map(|_| narrow).sum();
    let free: f32 = wished.iter().filter(|w| **w > narrow).sum();
    let scale = if free > 0.0 { (room - fixed) / free } else { 1.0 };
    wished.into_iter().map(|w| if w <= narrow { narrow } else { w * scale }).collect()
}

fn parts<'c>(set: &Type, cell: &'c Cell) -> Vec<(Text, &'c str)> {
    let [title_set, place_set, words] = set.cell;
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Text(text) | Cell::Number { text, .. } => vec![(words, text.as_str())],
        Cell::Titled { title, place, text } => [(title_set, title), (place_set, place), (words, text)]
            .into_iter()
            .filter(|(_, t)| !t.is_empty())
            .map(|(set, t)| (set, t.as_str()))
            .collect(),
    }
}

/// Title of the right, else of the left unit, for the list of headings.
fn row_title(cells: &[Cell]) -> String {
    let titles = cells.iter().rev().filter_map(|c| match c {
        Cell::Titled { title, .. } if !title.is_empty() => Some(title.clone()),
        _ => None,
    });
    titles.into_iter().next().unwrap_or_default()
}

fn cell_lines(at: &Cursor<'_, '_>, parts: &[(Text, &str)], width: f32, scale: f32) -> Vec<CellLine> {
    let mut out = Vec::new();
    for (set, text) in parts {
        let (size, height) = (set.size * scale, set.line * scale);
        let room = (width - 2.0 * at.set.pad.0) / size;
        let list = lines(at.faces, &[(set.face, text)], room, 0.0);
        out.extend(list.into_iter().map(|line| CellLine { line, size, height }));
    }
    out
}

fn height(set: &Type, row: &RowLines) -> f32 {
    let cell = |lines: &Vec<CellLine>| lines.iter().map(|l| l.height).sum::<f32>();
    row.iter().map(cell).fold(set.head.line, f32::max) + 2.0 * set.pad.1
}

fn heading(at: &mut Cursor<'_, '_>, table: &Table, head: &RowLines, widths: &[f32]) {
    let tall = height(at.set, head);
    at.mark(Mark::Shade { area: (at.left, at.y, at.room, tall) });
    let centred = vec![Align::Centre; table.columns.len()];
    draw(at, head, widths, &centred, tall);
}

fn place_row(
    at: &mut Cursor<'_, '_>,
    table: &Table,
    head: &RowLines,
    widths: &[f32],
    mut row: RowLines,
    title: &str,
) {
    let aligns: Vec<Align> = table.columns.iter().map(|c| c.align).collect();
    let page = at.bottom - at.top - height(at.set, head);
    let mut marked = title.is_empty();
    loop {
        let tall = height(at.set, &row);
        let left = at.bottom - at.y;
        let splits = tall > page && left >= 4.0 * at.set.head.line;
        let fresh = at.y <= at.top + height(at.set, head) + 1.0;
        if tall > left && !splits && !fresh {
            at.turn();
            heading(at, table, head, widths);
            continue;
        }
        if !marked {
            at.bookmark(3, title);
            marked = true;
        }
        if tall <= left {
            draw(at, &row, widths, &aligns, tall);
            return;
        }
        // The page takes as many lines of every cell as fit, the next one the rest; at least one
        // line goes so that this ends.
        let mut here: RowLines = Vec::new();
        for lines in &mut row {
            let mut used = 2.0 * at.set.pad.1;
            let fits = lines
                .iter()
                .take_while(|l| {
                    used += l.height;
                    used <= left
                })
                .count();
            here.push(lines.drain(..fits.max(usize::from(fresh)).min(lines.len())).collect());
        }
        let tall = height(at.set, &here);
        draw(at, &here, widths, &aligns, tall);
        if row.iter().all(Vec::is_empty) {
            return;
        }
        at.turn();
        heading(at, table, head, widths);
    }
}

/// Words and lines of one row (or of its part on this page).
fn draw(at: &mut Cursor<'_, '_>, row: &RowLines, widths: &[f32], aligns: &[Align], tall: f32) {
    let (top, bottom) = (at.y, at.y + tall);
    let mut x = at.left;
    let right = at.left + widths.iter().sum::<f32>();
    for ((lines, width), align) in row.iter().zip(widths).zip(aligns) {
        let (beside, above) = at.set.pad;
        let mut y = top + above;
        for CellLine { line, size, height } in lines {
            let slack = (width - 2.0 * beside - line.width * size).max(0.0);
            let shift = match align {
                Align::Left => 0.0,
                Align::Centre => slack / 2.0,
                Align::Right => slack,
            };
            at.line(line, x + beside + shift, y + height / 2.0 + size * 0.34, *size, 0.0);
            y += height;
        }
        at.mark(Mark::Rule { from: (x, top), to: (x, bottom) });
        x += width;
    }
    at.mark(Mark::Rule { from: (right, top), to: (right, bottom) });
    at.mark(Mark::Rule { from: (at.left, top), to: (right, top) });
    at.mark(Mark::Rule { from: (at.left, bottom), to: (right, bottom) });
    at.y = bottom;
}
