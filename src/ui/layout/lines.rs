//! Cells to lines: filling, pushing in, justification, positions.

use super::cells::Cell;
use super::class::{Class, forbidden_at_end, forbidden_at_start};
use super::{Align, Line, Setting};

/// A line whose words stand further apart than this (ems a gap) looks torn: it stays ragged.
const TORN: f32 = 0.6;
/// From this stretch on (ems a gap) it is worth squeezing marks to get one more word in.
const LOOSE: f32 = 0.035;
/// The same for the last line of a piece that goes on in the next one.
const HALF_FULL: f32 = 0.12;
/// Differences below this (points) are rounding.
const NEAR: f32 = 0.01;

/// Breaks `cells` into lines of `set.width` points and gives every cell its place.
pub fn fill(cells: &mut [Cell], set: &Setting) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let left = if lines.is_empty() { set.indent } else { set.hanging };
        let end = end_of_line(cells, start, (set.width - left).max(set.size), set);
        let last = end >= cells.len();
        let right = place(cells, start, end, left, last, set);
        lines.push(Line { cells: start as u32..end as u32, left: cells[start].x, right });
        start = end;
    }
    if lines.is_empty() {
        lines.push(Line { cells: 0..0, left: set.indent, right: set.indent });
    }
    lines
}

/// What is cut from the left of the cell that begins a line, beyond its own cut.
fn start_cut(cell: &Cell, set: &Setting) -> f32 {
    if set.squeeze { cell.spare_before(set.size) } else { 0.0 }
}

/// What may stick out at the end of a line whose last shown cell is `cell`.
fn end_cut(cell: &Cell, set: &Setting) -> f32 {
    if set.hang && cell.class == Class::Pause {
        cell.body()
    } else if set.squeeze {
        cell.spare_after(set.size)
    } else {
        0.0
    }
}

/// Index after the last cell of the line that begins at `start`.
fn end_of_line(cells: &[Cell], start: usize, width: f32, set: &Setting) -> usize {
    let mut x = -start_cut(&cells[start], set);
    // The last break that fits, with the width up to it; and what marks inside could give.
    let mut best: Option<(usize, f32)> = None;
    let mut tail = start;
    let mut give = 0.0;
    for i in start..cells.len() {
        let cell = &cells[i];
        if i > start && cell.breaks {
            let used = x - end_cut(&cells[tail], set);
            if used <= width + NEAR {
                best = Some((i, used));
            } else if let Some((at, used)) = best {
                return pushed_in(
                    cells,
                    start,
                    (at, used),
                    i,
                    x - end_cut(&cells[tail], set),
                    give,
                    width,
                    set,
                );
            } else {
                return emergency(cells, start, width, set);
            }
        }
        let space = cell.class == Class::Space;
        if i > start {
            x += cell.gap;
        }
        x += cell.body();
        if !space && cell.w > 0.0 {
            tail = i;
        }
        if set.squeeze {
            give += (cell.spare_after(set.size) + cell.spare_before(set.size)) * 0.5 + cell.gap * 0.5;
        }
        // Far beyond the width: no later break can be pushed in.
        if !space && x - width > set.size * 4.0 {
            match best {
                Some((at, _)) => return at,
                None => return emergency(cells, start, width, set),
            }
        }
    }
    let used = x - end_cut(&cells[tail], set);
    if used <= width + NEAR {
        return cells.len();
    }
    match best {
        Some((at, before)) => pushed_in(cells, start, (at, before), cells.len(), used, give, width, set),
        None => emergency(cells, start, width, set),
    }
}

/// Chooses between ending the line at `loose` and squeezing the marks so that it reaches `next`.
#[allow(clippy::too_many_arguments)] // one decision, all of it plain numbers
fn pushed_in(
    cells: &[Cell],
    start: usize,
    loose: (usize, f32),
    next: usize,
    used: f32,
    give: f32,
    width: f32,
    set: &Setting,
) -> usize {
    if set.align != Align::Justify || !set.squeeze {
        return loose.0;
    }
    let gaps = (loose.0 - start).saturating_sub(1).max(1) as f32;
    let stretch = (width - loose.1) / gaps;
    if stretch > LOOSE * set.size && used - width <= give * 0.8 && next < cells.len() {
        next
    } else {
        loose.0
    }
}

/// No break fits (a long Latin word, a figure in a narrow column): breaks inside it, keeping marks
/// from the wrong end where that is possible.
fn emergency(cells: &[Cell], start: usize, width: f32, set: &Setting) -> usize {
    let mut x = -start_cut(&cells[start], set);
    let mut end = start;
    while end < cells.len() {
        let cell = &cells[end];
        x += cell.body() + if end > start { cell.gap } else { 0.0 };
        if end > start && x - end_cut(cell, set) > width + NEAR && cell.class != Class::Zero {
            break;
        }
        end += 1;
    }
    let may = |at: usize| {
        let ch = cells[at].ch;
        cells[at].class != Class::Space && !forbidden_at_start(ch) && !forbidden_at_end(cells[at - 1].ch)
    };
    let end = end.max(start + 1);
    if end >= cells.len() {
        return cells.len();
    }
    (start + 1..=end).rev().find(|&at| may(at)).unwrap_or(end)
}

/// True when the line may be stretched between `a` and the cell `b` after it.
fn stretches(a: &Cell, b: &Cell) -> bool {
    use Class::{Dash, Ellipsis, Space, Zero};
    match (a.class, b.class) {
        (_, Zero) => false,
        (Dash, Dash) | (Ellipsis, Ellipsis) => false,
        (Space, Space) => false,
        (x, y) => !(x.is_western() && y.is_western()),
    }
}

/// Gives the cells of one line their places; returns the right edge of the ink.
fn place(cells: &mut [Cell], start: usize, end: usize, left: f32, last: bool, set: &Setting) -> f32 {
    let line = &mut cells[start..end];
    // Blanks at the end hang, invisible.
    let shown = line.iter().rposition(|c| c.class != Class::Space && c.w > 0.0).map_or(line.len(), |i| i + 1);
    line[0].cut_l += start_cut(&line[0], set);
    line[0].gap = 0.0;
    let sticks_out = if let Some(tail) = shown.checked_sub(1) { end_cut(&line[tail], set) } else { 0.0 };
    let natural: f32 = line[..shown].iter().map(|c| c.gap + c.body()).sum::<f32>() - sticks_out;
    let slack = set.width - left - natural;
    let mut x = match set.align {
        Align::Centre => left + (slack / 2.0).max(0.0),
        _ => left,
    };
    let mut spread = 0.0;
    if set.align == Align::Justify {
        if slack < 0.0 {
            shrink(&mut line[..shown], -slack, set);
        } else if !last || !set.ends {
            let torn = if last { HALF_FULL } else { TORN };
            let gaps = (1..shown).filter(|&i| stretches(&line[i - 1], &line[i])).count();
            let each = slack / gaps.max(1) as f32;
            spread = if each <= torn * set.size { each } else { 0.0 };
        }
    }
    for i in 0..line.len() {
        if i > 0 {
            x += line[i].gap;
            if i < shown && spread > 0.0 && stretches(&line[i - 1], &line[i]) {
                x += spread;
            }
        }
        line[i].x = x;
        x += line[i].body();
        if i + 1 == shown {
            x -= sticks_out;
            // What sticks out is the mark's own blank half, or the mark itself when it hangs.
        }
    }
    let tail = &line[shown - 1];
    tail.x + tail.body() - sticks_out
}

/// Takes `over` points from the marks and gaps of a line, evenly by what each can give.
fn shrink(line: &mut [Cell], over: f32, set: &Setting) {
    let em = set.size;
    let tail = line.len() - 1;
    let after = |i: usize, c: &Cell| if i == tail { 0.0 } else { c.spare_after(em) };
    let total: f32 = line
        .iter()
        .enumerate()
        .map(|(i, c)| after(i, c) + if i > 0 { c.spare_before(em) } else { 0.0 } + c.gap)
        .sum();
    if total <= 0.0 {
        return;
    }
    let part = (over / total).min(1.0);
    for (i, cell) in line.iter_mut().enumerate() {
        let (r, l) = (after(i, cell), if i > 0 { cell.spare_before(em) } else { 0.0 });
        cell.cut_r += r * part;
        cell.cut_l += l * part;
        cell.gap -= cell.gap * part;
    }
}
