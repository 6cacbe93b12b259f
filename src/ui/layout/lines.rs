//! Cells to lines: filling, pushing in, the last word, positions.

use std::ops::Range;

use super::adjust::{give, squeeze, stretch};
use super::cells::Cell;
use super::class::{Class, forbidden_at_end, forbidden_at_start};
use super::{Align, Line, Setting};

/// From this stretch on (ems a gap) marks are squeezed to get one more word in: print squeezes
/// before it stretches, but a stretch that nobody sees is better than either.
const LOOSE: f32 = 0.03;
/// Differences below this (points) are rounding.
const NEAR: f32 = 0.01;

/// Breaks `cells` into lines of `set.width` points and gives every cell its place.
pub fn fill(cells: &mut [Cell], set: &Setting) -> Vec<Line> {
    let mut breaks: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while start < cells.len() {
        let left = if breaks.is_empty() { set.indent } else { set.hanging };
        let end = end_of_line(cells, start, left, set);
        breaks.push(start..end);
        start = end;
    }
    last_word(cells, &mut breaks, set);
    let count = breaks.len();
    let mut lines = Vec::with_capacity(count.max(1));
    for (n, line) in breaks.into_iter().enumerate() {
        let left = if n == 0 { set.indent } else { set.hanging };
        let right = place(&mut cells[line.clone()], left, n + 1 == count, set);
        let (left, cells) = (cells[line.start].x, line.start as u32..line.end as u32);
        lines.push(Line { cells, left, right, top: n as f32 * set.line, column: 0.0..set.width });
    }
    if lines.is_empty() {
        lines.push(Line {
            cells: 0..0,
            left: set.indent,
            right: set.indent,
            top: 0.0,
            column: 0.0..set.width,
        });
    }
    lines
}

/// True when `cells` are one character and marks at most.
fn is_orphan(cells: &[Cell]) -> bool {
    let solid = |cell: &&Cell| cell.ink && matches!(cell.class, Class::Han | Class::Latin | Class::Digit);
    cells.iter().filter(solid).take(2).count() < 2
}

/// No paragraph ends in a line of one character (孤字不成行): one more is taken from the line before.
fn last_word(cells: &[Cell], breaks: &mut [Range<usize>], set: &Setting) {
    let [.., before, last] = breaks else { return };
    let short = before.len() < 8 || set.width < 10.0 * set.size || !set.ends;
    if short || set.align != Align::Justify || !is_orphan(&cells[last.clone()]) {
        return;
    }
    let half = before.start + before.len() / 2;
    let earlier = (half..before.end).rev().find(|&at| cells[at].breaks);
    if let Some(at) = earlier.filter(|&at| before.end - at <= 8) {
        before.end = at;
        last.start = at;
    }
}

/// What is cut from the left of the cell that begins a line, beyond its own cut.
fn start_cut(cell: &Cell, set: &Setting) -> f32 {
    if set.squeeze { cell.spare_before(set.size) } else { 0.0 }
}

/// What may stick out at the end of a line whose last shown cells are `tail`.
fn end_cut(tail: &[Cell], set: &Setting) -> f32 {
    let Some((cell, before)) = tail.split_last() else { return 0.0 };
    // Only one mark hangs, and only after a word.
    let alone = before.last().is_none_or(|b| !matches!(b.class, Class::Pause | Class::Close | Class::Open));
    if set.hang && cell.class == Class::Pause && alone {
        cell.body()
    } else if set.squeeze {
        cell.spare_after(set.size)
    } else {
        0.0
    }
}

/// A place where the line may end: index of the next line's first cell, width up to there.
type End = (usize, f32);

/// Index after the last cell of the line that begins at `start`, `left` points from the margin.
fn end_of_line(cells: &[Cell], start: usize, left: f32, set: &Setting) -> usize {
    let width = (set.width - left).max(set.size);
    let mut x = -start_cut(&cells[start], set);
    // The last break that fits, the last shown cell, what the marks so far could give.
    let mut best: Option<End> = None;
    let mut tail = start;
    let (mut sum, mut giving) = (0.0, 0.0);
    for i in start..=cells.len() {
        let cell = cells.get(i);
        if i > start && cell.is_none_or(|cell| cell.breaks) {
            let used = x - end_cut(&cells[start..=tail], set);
            if used <= width + NEAR {
                best = Some((i, used));
            } else {
                return match best {
                    Some(best) => pushed_in(cells, start, best, (i, used), giving, width, set),
                    None => emergency(cells, start, width, set),
                };
            }
        }
        let Some(cell) = cell else { break };
        let space = cell.class == Class::Space;
        x += if i > start { cell.gap } else { 0.0 };
        x += cell.body();
        let (l, r) = give(cell, set);
        sum += if i > start { l } else { 0.0 };
        if !space && cell.w > 0.0 {
            tail = i;
            giving = sum;
        }
        sum += r;
        // Far beyond the width no later break can be pushed in.
        if !space && x - width > set.size * 4.0 {
            return best.map_or_else(|| emergency(cells, start, width, set), |(at, _)| at);
        }
    }
    cells.len()
}

/// Chooses between ending the line at `loose` and squeezing marks so that it reaches `next`.
fn pushed_in(
    cells: &[Cell],
    start: usize,
    loose: End,
    next: End,
    giving: f32,
    width: f32,
    set: &Setting,
) -> usize {
    if set.align != Align::Justify || !set.squeeze {
        return loose.0;
    }
    let ends = next.0 == cells.len();
    if ends && !is_orphan(&cells[loose.0..]) {
        return loose.0;
    }
    let gaps = (loose.0 - start).saturating_sub(1).max(1) as f32;
    let stretch = (width - loose.1) / gaps;
    let fits = next.1 - width <= giving;
    if fits && (ends || stretch > LOOSE * set.size) { next.0 } else { loose.0 }
}

/// No break fits (a long Latin word, a figure in a narrow column): breaks inside it, keeping marks
/// from the wrong end where that is possible.
fn emergency(cells: &[Cell], start: usize, width: f32, set: &Setting) -> usize {
    let mut x = -start_cut(&cells[start], set);
    let mut end = start;
    while end < cells.len() {
        let cell = &cells[end];
        x += cell.body() + if end > start { cell.gap } else { 0.0 };
        if end > start && x - end_cut(&cells[start..=end], set) > width + NEAR && cell.class != Class::Zero {
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

/// Gives the cells of one line their places; returns the right edge of the ink.
fn place(line: &mut [Cell], left: f32, last: bool, set: &Setting) -> f32 {
    // Blanks at the end hang, invisible.
    let shown = line.iter().rposition(|c| c.class != Class::Space && c.w > 0.0).map_or(line.len(), |i| i + 1);
    line[0].cut_l += start_cut(&line[0], set);
    line[0].gap = 0.0;
    let sticks_out = end_cut(&line[..shown], set);
    let natural: f32 = line[..shown].iter().map(|c| c.gap + c.body()).sum::<f32>() - sticks_out;
    let slack = set.width - left - natural;
    if set.align == Align::Justify {
        if slack < 0.0 {
            squeeze(&mut line[..shown], -slack, set);
        } else if !last || !set.ends {
            stretch(&mut line[..shown], slack, set, last);
        }
    }
    let mut x = left + if set.align == Align::Centre { (slack / 2.0).max(0.0) } else { 0.0 };
    for (i, cell) in line.iter_mut().enumerate() {
        x += cell.gap;
        cell.x = x;
        x += cell.body();
        if i + 1 == shown {
            x -= sticks_out;
        }
    }
    let tail = &line[shown - 1];
    tail.x + tail.body() - sticks_out
}
