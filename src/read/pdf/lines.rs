//! Chunks of a page to lines in reading order: one or two columns.

use super::content::{Chunk, Shown};
use crate::text::is_blank;

/// A line of text of one column, in points; y grows upwards.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its text with the boldness of every run.
    pub runs: Vec<(String, bool)>,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Base line.
    pub y: f32,
    /// Letter height (the largest).
    pub size: f32,
    /// Column: 0 for the whole width, 1 left, 2 right; lines of a column stand together.
    pub column: u8,
}

impl Line {
    /// The characters of the line.
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.0.as_str()).collect()
    }
}

/// A page's lines in reading order.
#[derive(Debug, Default)]
pub struct Page {
    /// Lines in reading order.
    pub lines: Vec<Line>,
    /// Height of the page.
    pub height: f32,
}

/// Brings a page in order.
pub fn order(shown: Shown) -> Page {
    let mut chunks = shown.chunks;
    chunks.retain(|c| !c.text.chars().all(|c| is_blank(c) && c != '\u{3000}') || c.text.contains(' '));
    let gutter = gutter(&chunks);
    let mut rows: Vec<Line> = Vec::new();
    match gutter {
        None => rows = assemble(chunks, 0),
        Some(x) => {
            let ends = page_ends(&chunks);
            let (mut wide, mut rest) = (Vec::new(), Vec::new());
            for row in rows_of(chunks) {
                let is_end = ends.iter().any(|y| row.iter().any(|c| (y - c.y).abs() < 1.0));
                if is_end || crosses(&row, x) { wide.extend(row) } else { rest.extend(row) }
            }
            let (left, right): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| c.x0 < x - 0.3 * c.size);
            interleave(assemble(wide, 0), assemble(left, 1), assemble(right, 2), &mut rows);
        }
    }
    Page { lines: rows, height: shown.height }
}

/// Base lines of running heads and feet: the first and last row, when they stand apart.
fn page_ends(chunks: &[Chunk]) -> Vec<f32> {
    let rows = assemble(chunks.to_vec(), 0);
    let apart =
        |a: &Line, b: &Line| (a.y - b.y).abs() > 2.2 * a.size.max(b.size) || is_page_number(&a.text());
    match rows.as_slice() {
        [first, second, .., before, last] => {
            let ends = [(first, second), (last, before)];
            ends.into_iter().filter(|(end, next)| apart(end, next)).map(|(end, _)| end.y).collect()
        }
        _ => Vec::new(),
    }
}

/// `3`, `- 3 -`, `— 3 —`, `第3页`, `第3页共20页`, `3/20`, `Page 3`.
pub fn is_page_number(text: &str) -> bool {
    let mut rest = text.chars().filter(|c| !is_blank(*c));
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let allowed = |c: char| c.is_ascii_digit() || "-—–·.,，/()（）[]第页頁共PpAaGgEe".contains(c);
    (1..=8).contains(&digits) && rest.all(allowed) && text.chars().count() <= 24
}

/// Full-width lines part the page into bands; in each band the left column comes first.
fn interleave(wide: Vec<Line>, left: Vec<Line>, right: Vec<Line>, out: &mut Vec<Line>) {
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    let floors = wide.iter().map(|w| w.y).chain(std::iter::once(f32::NEG_INFINITY)).collect::<Vec<_>>();
    let mut wide = wide.into_iter();
    for floor in floors {
        while let Some(line) = left.next_if(|l| l.y > floor) {
            out.push(line);
        }
        while let Some(line) = right.next_if(|l| l.y > floor) {
            out.push(line);
        }
        out.extend(wide.next());
    }
}

/// The middle of the gap between two columns, if there are two.
fn gutter(chunks: &[Chunk]) -> Option<f32> {
    let pieces = segments(chunks);
    if pieces.len() < 16 {
        return None;
    }
    let left = pieces.iter().map(|p| p.0).fold(f32::MAX, f32::min);
    let right = pieces.iter().map(|p| p.1).fold(f32::MIN, f32::max);
    let width = right - left;
    if !(100.0..5000.0).contains(&width) {
        return None;
    }
    // Try places around the middle; hardly any piece may cross, both sides must be full.
    let step = width / 200.0;
    let mut best: Option<(usize, f32)> = None;
    for i in 60..=140u8 {
        let x = left + f32::from(i) * step;
        let crossing = pieces.iter().filter(|p| p.0 < x - 1.0 && p.1 > x + 1.0).count();
        let on_left = pieces.iter().filter(|p| p.1 <= x + 1.0).count();
        let on_right = pieces.iter().filter(|p| p.0 >= x - 1.0).count();
        let full_left = pieces.iter().filter(|p| p.1 <= x + 1.0 && p.1 - p.0 > width * 0.25).count();
        let full_right = pieces.iter().filter(|p| p.0 >= x - 1.0 && p.1 - p.0 > width * 0.25).count();
        let two = on_left >= 6 && on_right >= 4 && full_left >= 4 && full_right >= 3;
        if two && crossing * 6 <= pieces.len() && best.is_none_or(|b| crossing < b.0) {
            best = Some((crossing, x));
        }
    }
    // The middle of the widest free stretch around the best place.
    let (crossing, x) = best?;
    let free = |x: f32| pieces.iter().filter(|p| p.0 < x - 1.0 && p.1 > x + 1.0).count() <= crossing;
    let mut end = x;
    while free(end + 1.0) && end < right {
        end += 1.0;
    }
    Some(f32::midpoint(x, end))
}

/// Left and right ends of stretches of text without a gap of an em and a half.
fn segments(chunks: &[Chunk]) -> Vec<(f32, f32)> {
    let mut sorted: Vec<&Chunk> = chunks.iter().filter(|c| !c.text.chars().all(is_blank)).collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<(f32, f32)> = Vec::new();
    let mut row: Vec<&Chunk> = Vec::new();
    let mut flush = |row: &mut Vec<&Chunk>| {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut open: Option<(f32, f32)> = None;
        for c in row.drain(..) {
            open = match open {
                Some((x0, x1)) if c.x0 - x1 < 1.2 * c.size => Some((x0, x1.max(c.x1))),
                done => {
                    out.extend(done);
                    Some((c.x0, c.x1))
                }
            };
        }
        out.extend(open);
    };
    for chunk in sorted {
        if row.first().is_some_and(|f| (f.y - chunk.y).abs() > 0.5 * f.size.max(chunk.size)) {
            flush(&mut row);
        }
        row.push(chunk);
    }
    flush(&mut row);
    out
}

/// Chunks of one column to lines from top to bottom.
fn assemble(chunks: Vec<Chunk>, column: u8) -> Vec<Line> {
    rows_of(chunks).into_iter().filter_map(|row| line(row, column)).collect()
}

/// Chunks on one height together, from top to bottom.
fn rows_of(mut chunks: Vec<Chunk>) -> Vec<Vec<Chunk>> {
    chunks.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Chunk>> = Vec::new();
    for chunk in chunks {
        let near = |c: &Chunk| (c.y - chunk.y).abs() < 0.45 * c.size.max(chunk.size);
        match rows.last_mut() {
            // Raised and lowered signs stay with their line.
            Some(row) if row.iter().rev().take(8).any(near) => row.push(chunk),
            _ => rows.push(vec![chunk]),
        }
    }
    rows
}

/// True when a row goes on over the gutter at `x` without a gap. (A mark may hang into the gutter.)
fn crosses(row: &[Chunk], x: f32) -> bool {
    let size = row.iter().map(|c| c.size).fold(0.0, f32::max);
    let mut ends: Vec<(f32, f32)> = row.iter().map(|c| (c.x0, c.x1)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = f32::MIN;
    for (x0, x1) in ends {
        // The first piece that begins right of the gutter tells.
        if x0 > x - 0.3 * size {
            return reach > f32::MIN && x0 - reach < 0.4 * size;
        }
        reach = reach.max(x1);
    }
    reach > x + 1.2 * size
}

fn line(mut row: Vec<Chunk>, column: u8) -> Option<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let size = row.iter().map(|c| c.size).fold(0.0, f32::max);
    let mut out = Line { runs: Vec::new(), x0: f32::MAX, x1: f32::MIN, y: 0.0, size, column };
    let mut last: Option<&Chunk> = None;
    for chunk in &row {
        // Shadows and false bold show the same text twice.
        if last.is_some_and(|l| l.text == chunk.text && (l.x0 - chunk.x0).abs() < 0.3 * size) {
            continue;
        }
        let gap = last.map_or(0.0, |l| chunk.x0 - l.x1);
        let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let between_latin =
            narrow(last.and_then(|l| l.text.chars().next_back())) && narrow(chunk.text.chars().next());
        if last.is_some() && (gap > 0.7 * size || (between_latin && gap > 0.2 * size)) {
            push(&mut out.runs, " ", chunk.bold);
        }
        push(&mut out.runs, &chunk.text, chunk.bold);
        if !chunk.text.chars().all(is_blank) {
            out.x0 = out.x0.min(chunk.x0 + lead(&chunk.text) * chunk.size);
            out.x1 = out.x1.max(chunk.x1);
            out.y = chunk.y;
        }
        last = Some(chunk);
    }
    (out.x0 < out.x1).then_some(out)
}

/// Width in ems of the blanks at the start of `text`.
fn lead(text: &str) -> f32 {
    text.chars().take_while(|c| is_blank(*c)).map(|c| if c == '\u{3000}' { 1.0 } else { 0.25 }).sum()
}

fn push(runs: &mut Vec<(String, bool)>, text: &str, bold: bool) {
    match runs.last_mut() {
        Some((last, b)) if *b == bold => last.push_str(text),
        _ => runs.push((text.to_owned(), bold)),
    }
}
