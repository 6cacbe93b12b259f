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
    lines: usize,
    /// Full lines end at one place.
    justified: bool,
}

/// How the document sets its paragraphs.
#[derive(Clone, Copy, Debug)]
struct Habit {
    /// Paragraphs begin set in by one to three ems.
    indents: bool,
    /// What is set in is a first line: the next line stands at the edge again.
    first_lines: bool,
}

/// Writes all pages.
pub fn write(pages: &[Page], out: &mut Builder) {
    let margins = margins(pages);
    let bodies: Vec<Vec<&Line>> = pages
        .iter()
        .enumerate()
        .map(|(p, page)| {
            let lines = page.lines.iter().enumerate();
            lines.filter(|(i, _)| !margins.contains(&(p, *i))).map(|(_, l)| l).collect()
        })
        .collect();
    let frames = frames(&bodies);
    let habit = habit(&bodies, &frames);
    let mut before: Option<(&Line, Frame, usize)> = None;
    let mut furniture: Vec<&Line> = Vec::new();
    for (p, (page, body)) in pages.iter().zip(&bodies).enumerate() {
        let aside = page.lines.iter().enumerate().filter(|(i, _)| margins.contains(&(p, *i)));
        furniture.extend(aside.map(|(_, l)| l));
        for &line in body {
            let frame = frames[p][usize::from(line.column.min(2))];
            let new = before.is_none_or(|(last, last_frame, last_page)| {
                let far = last_page != p || last.column != line.column;
                begins(line, frame, last, last_frame, far, habit)
                    || (!habit.indents && opens_item(line, last))
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

/// The frames of the three columns of every page; one with few lines stands where most pages have it.
fn frames(bodies: &[Vec<&Line>]) -> Vec<[Frame; 3]> {
    let mut all: Vec<[Frame; 3]> =
        bodies.iter().map(|body| [0, 1, 2].map(|column| frame(body, column))).collect();
    for column in 0..3 {
        let full: Vec<Frame> = all.iter().map(|f| f[column]).filter(|f| f.lines >= 8).collect();
        let middle = |of: fn(&Frame) -> f32| -> Option<f32> {
            let mut values: Vec<f32> = full.iter().map(of).collect();
            values.sort_by(f32::total_cmp);
            values.get(values.len() / 2).copied()
        };
        let (Some(left), Some(right)) = (middle(|f| f.left), middle(|f| f.right)) else { continue };
        let justified = full.iter().filter(|f| f.justified).count() * 2 > full.len();
        for frame in all.iter_mut().map(|f| &mut f[column]).filter(|f| (1..8).contains(&f.lines)) {
            let em = frame.size.max(1.0);
            // Margins of odd and even pages may differ.
            if (-0.5 * em..4.0 * em).contains(&(frame.left - left)) && frame.right < right + 1.2 * em {
                (frame.left, frame.right) = (left.min(frame.left), right);
                frame.justified = justified;
            }
        }
    }
    all
}

/// The frame of one column of a page.
fn frame(lines: &[&Line], column: u8) -> Frame {
    let own: Vec<&&Line> = lines.iter().filter(|l| l.column == column).collect();
    let left = own.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let mut steps: Vec<f32> = own.windows(2).map(|w| w[0].y - w[1].y).filter(|d| *d > 0.0).collect();
    steps.sort_by(f32::total_cmp);
    let pitch = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    let mut sizes: Vec<f32> = own.iter().map(|l| l.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let edge = stretched_edge(&own, size.max(1.0));
    let ends = |marks: bool| {
        let counted = own.iter().filter(|l| marks || !l.text().ends_with(is_closing));
        counted.map(|l| l.x1).fold(f32::MIN, f32::max)
    };
    // Marks may hang over the edge.
    let unhung = own.iter().filter(|l| !l.text().ends_with(is_closing)).count() >= 4;
    let (right, justified) = (edge.unwrap_or_else(|| ends(!unhung)), edge.is_some());
    Frame { left, right, pitch, size, lines: own.len(), justified }
}

/// Marks that may not begin a line.
fn is_closing(c: char) -> bool {
    "，。、；：！？”’）》〉】」』,.;:!?)".contains(c)
}

/// Where most lines end, when lines of different length are stretched to end there.
fn stretched_edge(own: &[&&Line], em: f32) -> Option<f32> {
    let mut ends: Vec<(f32, &Line)> = own.iter().map(|l| (l.x1, **l)).collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let within = 0.06 * em;
    let piled = |i: usize| ends.partition_point(|e| e.0 <= ends[i].0 + within) - i;
    let from = (0..ends.len()).max_by_key(|&i| piled(i))?;
    let pile = ends.get(from..from + piled(from))?;
    if pile.len() < 4 || pile.len() * 5 < ends.len() * 2 {
        return None;
    }
    // Letters of one width end at one place without stretching: then all lines are equally long, and
    // as wide as their letters.
    let halves =
        |l: &Line| l.text().trim().chars().map(|c| if c < '\u{2000}' { 1 } else { 2 }).sum::<usize>();
    let mut lengths: Vec<usize> = pile.iter().map(|(_, l)| halves(l)).collect();
    lengths.sort_unstable();
    let usual = *lengths.get(lengths.len() / 2)?;
    let others = lengths.iter().filter(|n| **n != usual).count();
    let wider = |l: &Line| (l.x1 - l.x0) / l.size.max(1.0) - halves(l) as f32 / 2.0 > 0.1;
    let stretched = pile.iter().filter(|(_, l)| wider(l)).count();
    (others * 8 >= pile.len() || stretched * 2 > pile.len()).then_some(ends[from].0)
}

/// True for a line set in by one to three ems.
fn is_set_in(line: &Line, frame: Frame) -> bool {
    (0.9..3.0).contains(&((line.x0 - frame.left) / line.size.max(1.0)))
}

fn habit(bodies: &[Vec<&Line>], frames: &[[Frame; 3]]) -> Habit {
    let (mut set_in, mut all, mut first, mut followed) = (0, 0, 0, 0);
    for (body, frames) in bodies.iter().zip(frames) {
        let frame = |l: &Line| frames[usize::from(l.column.min(2))];
        all += body.len();
        set_in += body.iter().filter(|l| is_set_in(l, frame(l))).count();
        for pair in body.windows(2).filter(|w| w[0].column == w[1].column && is_set_in(w[0], frame(w[0]))) {
            followed += 1;
            first += usize::from(pair[1].x0 < frame(pair[1]).left + 0.4 * pair[1].size);
        }
    }
    Habit { indents: set_in >= 3 && set_in * 50 >= all, first_lines: first >= 3 && first * 2 >= followed }
}

/// An item after a full line that ends a sentence, in a text without indents.
fn opens_item(line: &Line, last: &Line) -> bool {
    let ended = last.text().trim_end().chars().next_back().is_some_and(ends_sentence);
    ended && begins_anew(line.text().trim_start_matches(is_blank))
}

/// Width in ems of what has to stand together at the start of a line: a word, or a character with
/// the marks that may not begin a line.
fn first_piece(text: &str) -> f32 {
    let word = text.chars().take_while(char::is_ascii_graphic).count().min(20);
    if word > 0 {
        return (word as f32 * 0.6).max(1.0);
    }
    let mut chars = text.chars();
    let opening = |c: char| "“‘（《〈【「『".contains(c);
    let lead = text.chars().take_while(|c| opening(*c)).count();
    let tail = chars.by_ref().skip(lead + 1).take_while(|c| is_closing(*c)).take(4);
    let tail: f32 = tail.map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum();
    lead.min(3) as f32 + 1.0 + tail
}

/// True when the next line's first piece would have fitted behind `last`: it ended there.
fn ended_early(last: &Line, frame: Frame, next: &str) -> bool {
    let em = last.size.max(1.0);
    let odd = (last.size - frame.size).abs() > 0.12 * frame.size;
    if frame.justified && !odd {
        // A line that goes on is stretched to the edge; one that ends a paragraph is not.
        return last.x1 < frame.right - 0.08 * em;
    }
    // Titles are set by hand.
    let slack = if odd { 0.7 } else { 0.3 };
    last.x1 + first_piece(next) * em < frame.right - slack * em
}

/// True when `line` begins a paragraph after `last`.
fn begins(line: &Line, frame: Frame, last: &Line, last_frame: Frame, far: bool, habit: Habit) -> bool {
    let em = line.size.max(1.0);
    if (line.size - last.size).abs() > 0.12 * last.size.max(line.size) {
        return true;
    }
    let text = line.text();
    if ended_early(last, last_frame, text.trim_start_matches(is_blank)) {
        return true;
    }
    // A title that fills a line and goes on, centred, on the next.
    let full = last.x0 < last_frame.left + 1.5 * em;
    if full && line.size > 1.15 * frame.size && line.size > 1.15 * last_frame.size {
        return false;
    }
    let deeper = line.x0 > last.x0 + 0.5 * em || (habit.first_lines && is_set_in(line, frame));
    if line.x0 > frame.left + 0.9 * em && deeper {
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
