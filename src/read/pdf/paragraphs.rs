//! Lines to paragraphs; running heads, feet and page numbers set aside.

use std::collections::HashMap;

use super::lines::{Line, Page, is_page_number};
use crate::read::BlockKind;
use crate::read::builder::Builder;
use crate::read::lines::{begins_anew, ends_sentence};
use crate::text::is_blank;

/// Left and right edge of a column's text, the usual distance of its lines and the usual size of
/// its letters, in points.
#[derive(Clone, Copy, Debug)]
struct Frame {
    left: f32,
    right: f32,
    pitch: f32,
    size: f32,
}

/// Writes all pages.
pub fn write(pages: &[Page], out: &mut Builder) {
    let margins = margins(pages);
    let indents = uses_indents(pages);
    let mut before: Option<(&Line, Frame, usize)> = None;
    let mut furniture: Vec<&Line> = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        let body: Vec<&Line> = page
            .lines
            .iter()
            .enumerate()
            .filter(|(i, _)| !margins.contains(&(p, *i)))
            .map(|(_, l)| l)
            .collect();
        furniture.extend(
            page.lines.iter().enumerate().filter(|(i, _)| margins.contains(&(p, *i))).map(|(_, l)| l),
        );
        for line in &body {
            let frame = frame(&body, line.column);
            let new = before.is_none_or(|(last, last_frame, last_page)| {
                let far = last_page != p || last.column != line.column;
                begins(line, frame, last, last_frame, far) || (!indents && opens_item(line, last))
            });
            if new {
                out.end(BlockKind::Paragraph);
                // Heads and feet come between paragraphs, not inside one.
                for line in furniture.drain(..) {
                    put(line, out);
                    out.end(BlockKind::Furniture);
                }
            }
            put(line, out);
            before = Some((line, frame, p));
        }
    }
    out.end(BlockKind::Paragraph);
    for line in furniture {
        put(line, out);
        out.end(BlockKind::Furniture);
    }
}

/// Adds a line to the open paragraph: a blank only between Latin words.
fn put(line: &Line, out: &mut Builder) {
    let text = line.text();
    let last = out.open_text().chars().next_back();
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if word(last) && word(text.trim_start().chars().next()) {
        out.push(" ");
    }
    let mut at_start = true;
    for (run, bold) in &line.runs {
        let run =
            if at_start && !out.is_open_empty() { run.trim_start_matches(is_blank) } else { run.as_str() };
        at_start &= run.is_empty();
        out.set_bold(*bold);
        out.push(run);
    }
    out.set_bold(false);
}

/// The frame of one column of a page.
fn frame(lines: &[&Line], column: u8) -> Frame {
    let own: Vec<&&Line> = lines.iter().filter(|l| l.column == column).collect();
    let left = own.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let right = own.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
    let mut steps: Vec<f32> = own.windows(2).map(|w| w[0].y - w[1].y).filter(|d| *d > 0.0).collect();
    steps.sort_by(f32::total_cmp);
    let pitch = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    let mut sizes: Vec<f32> = own.iter().map(|l| l.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    Frame { left, right, pitch, size }
}

/// True when paragraphs begin set in by one to three ems.
fn uses_indents(pages: &[Page]) -> bool {
    let (mut set_in, mut all) = (0, 0);
    for page in pages {
        for column in 0..3 {
            let own: Vec<&Line> = page.lines.iter().filter(|l| l.column == column).collect();
            let left = own.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
            all += own.len();
            set_in += own.iter().filter(|l| (0.9..3.0).contains(&((l.x0 - left) / l.size.max(1.0)))).count();
        }
    }
    set_in >= 3 && set_in * 50 >= all
}

/// An item after a full line that ends a sentence, in a text without indents.
fn opens_item(line: &Line, last: &Line) -> bool {
    let ended = last.text().trim_end().chars().next_back().is_some_and(ends_sentence);
    ended && begins_anew(line.text().trim_start_matches(is_blank))
}

/// True when `line` begins a paragraph after `last`.
fn begins(line: &Line, frame: Frame, last: &Line, last_frame: Frame, far: bool) -> bool {
    let em = line.size.max(1.0);
    if (line.size - last.size).abs() > 0.12 * last.size.max(line.size) {
        return true;
    }
    let text = line.text();
    let text = text.trim_start_matches(is_blank);
    // Room for the next word at the end of the line before: it ended there.
    let word = text.chars().take_while(char::is_ascii_graphic).count().min(20) as f32;
    if last.x1 + (word * 0.6).max(1.0) * em < last_frame.right - 0.7 * em {
        return true;
    }
    // A title that fills a line and goes on, centred, on the next.
    let full = last.x0 < last_frame.left + 1.5 * em;
    if full && line.size > 1.15 * frame.size && line.size > 1.15 * last_frame.size {
        return false;
    }
    if line.x0 > frame.left + 0.9 * em && line.x0 > last.x0 + 0.5 * em {
        return true;
    }
    // Set in from both sides, each line for itself: centred.
    let centred = |l: &Line, f: Frame| l.x0 > f.left + 1.5 * em && l.x1 < f.right - 1.5 * em;
    if centred(line, frame) || (line.x0 > frame.left + 2.5 * em) {
        return true;
    }
    !far && frame.pitch > 0.0 && last.y - line.y > 1.45 * frame.pitch
}

/// Page and line numbers of running heads, feet and page numbers.
fn margins(pages: &[Page]) -> std::collections::HashSet<(usize, usize)> {
    let mut seen: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let mut found = std::collections::HashSet::new();
    for (p, page) in pages.iter().enumerate() {
        let mut by_height: Vec<usize> = (0..page.lines.len()).collect();
        by_height.sort_by(|a, b| page.lines[*b].y.total_cmp(&page.lines[*a].y));
        let ends = by_height.iter().take(2).chain(by_height.iter().rev().take(2));
        for &i in ends {
            let line = &page.lines[i];
            let outside = line.y > page.height * 0.88 || line.y < page.height * 0.12;
            let text: String = line.text().chars().filter(|c| !is_blank(*c)).collect();
            if !outside {
                continue;
            }
            if is_page_number(&text) {
                found.insert((p, i));
            } else {
                let pattern: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
                seen.entry(pattern).or_default().push((p, i));
            }
        }
    }
    if pages.len() >= 2 {
        let mut repeated: Vec<_> =
            seen.into_iter().filter(|(_, places)| is_running(places, pages.len())).collect();
        repeated.sort();
        found.extend(repeated.into_iter().flat_map(|(_, places)| places));
    }
    found
}

/// On at least two pages and a third of them (heads of odd and even pages differ).
fn is_running(places: &[(usize, usize)], pages: usize) -> bool {
    let mut on: Vec<usize> = places.iter().map(|p| p.0).collect();
    on.dedup();
    on.len() >= 2 && on.len() * 3 >= pages
}
