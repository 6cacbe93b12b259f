//! Mouse and keys of a surface.

use egui::{Key, Modifiers, Pos2, Ui};

use super::{Held, Surface, Whole};
use crate::app::Action;
use crate::text::Span;
use crate::ui::layout::Quotes;
use crate::ui::reading::{Selection, Step, Unit, presses, step};

/// The press of the mouse button that is under way, and the ones before it.
#[derive(Default)]
pub(super) struct Press {
    surface: Option<egui::Id>,
    count: u32,
    at: f64,
    pos: Pos2,
    down: bool,
    moved: bool,
    /// Where Shift+Up and Shift+Down keep to (points from the left).
    goal: Option<f32>,
    /// What has been shown where, since when, while it is dragged beyond the edge.
    beyond: (Vec<(u64, Pos2)>, f64),
}

impl Press {
    /// Presses in a row on words; `None` when the last one was beside them.
    pub fn count(&self) -> Option<u32> {
        self.surface.map(|_| self.count)
    }
}

/// Two presses within this time (seconds) and distance (points) belong together.
pub(super) const AGAIN: (f64, f32) = (0.4, 6.0);

/// Seconds after which what does not move is taken to stand at its end.
const STUCK: f64 = 0.3;

/// Takes the input of this frame; returns the points to scroll.
pub(super) fn handle(
    ui: &Ui,
    surface: &Surface<'_>,
    quotes: &Quotes,
    held: &mut Held,
    out: &mut Vec<Action>,
) -> f32 {
    let id = surface.response.id;
    // Another hand (Ctrl+A, the page) may have changed the selection.
    let solid = |s: Option<Selection>| s.map(Selection::range).filter(|r| !r.is_empty());
    if held.owner == Some(id) && solid(held.selection) != range_of(surface.selected) {
        held.selection = surface.selected.map(|s| Selection::new(s.start(), s.end()));
    }
    let mut scroll = mouse(ui, surface, quotes, held);
    scroll += keys(ui, surface, quotes, held);
    if held.owner == Some(id) {
        let now = solid(held.selection);
        if now != range_of(surface.selected) {
            let span = now.map(|r| Span::new(r.start, r.end));
            out.push(Action::SelectIn { second: surface.second, span });
        }
    }
    scroll
}

fn range_of(span: Option<Span>) -> Option<std::ops::Range<usize>> {
    span.map(|s| s.start()..s.end())
}

/// What lies under a point.
#[derive(Clone, Copy)]
struct Hit {
    /// Byte before which a caret would stand.
    byte: usize,
    /// Byte of the character under the point.
    char: Option<usize>,
    /// The point lies in the words, or just beside them.
    inside: bool,
}

/// Finds what lies under `pos`, else what is nearest.
fn hit(surface: &Surface<'_>, quotes: &Quotes, pos: Pos2) -> Option<Hit> {
    let away = |rect: &egui::Rect| {
        let dy = (rect.top() - pos.y).max(pos.y - rect.bottom()).max(0.0);
        let dx = (rect.left() - pos.x).max(pos.x - rect.right()).max(0.0);
        dy * 100.0 + dx
    };
    let piece = surface.pieces.iter().min_by(|a, b| away(&a.rect).total_cmp(&away(&b.rect)))?;
    let quote = piece.quote(quotes)?;
    let layout = quote.layout();
    let (x, y) = (pos.x - piece.at.x, pos.y - piece.at.y);
    let n = layout.line_under(x, y);
    let kept = |at: usize| piece.start + at.min(quote.kept);
    Some(Hit {
        byte: kept(layout.byte_at(n, x)),
        char: layout.char_at(n, x).map(kept),
        inside: piece.rect.expand2(egui::vec2(3.0, 0.0)).contains(pos),
    })
}

fn mouse(ui: &Ui, surface: &Surface<'_>, quotes: &Quotes, held: &mut Held) -> f32 {
    let id = surface.response.id;
    let (pressed, down, pos, time, shift) = ui.input(|i| {
        let p = &i.pointer;
        (presses(i), p.primary_down(), p.interact_pos(), i.time, i.modifiers.shift)
    });
    let Some(pos) = pos else { return 0.0 };
    if surface.response.contains_pointer() && surface.rect.contains(pos) {
        if hit(surface, quotes, pos).is_some_and(|h| h.inside || surface.only_words)
            && !ui.ctx().any_popup_open()
        {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        // A press that was let go in the same frame is a click by now.
        let mine = surface.response.is_pointer_button_down_on() || !down;
        if pressed > 0 && mine {
            for _ in 0..pressed {
                press(ui, surface, quotes, held, pos, time, shift);
            }
            held.press.down &= down;
            return 0.0;
        }
    }
    if held.press.surface != Some(id) || !held.press.down {
        return 0.0;
    }
    if !down {
        held.press.down = false;
        return 0.0;
    }
    drag(ui, surface, quotes, held, pos)
}

fn press(
    ui: &Ui,
    surface: &Surface<'_>,
    quotes: &Quotes,
    held: &mut Held,
    pos: Pos2,
    time: f64,
    shift: bool,
) {
    let id = surface.response.id;
    let near = time - held.press.at < AGAIN.0 && held.press.pos.distance(pos) < AGAIN.1;
    let again = near && held.press.surface == Some(id);
    let count = if again { held.press.count % 4 + 1 } else { 1 };
    let Some(found) = hit(surface, quotes, pos).filter(|h| h.inside || shift || surface.only_words) else {
        // A press beside the words takes the selection away.
        held.press = Press { at: time, pos, ..Press::default() };
        (held.owner, held.selection) = (Some(id), None);
        return;
    };
    if let Some(focused) = ui.memory(egui::Memory::focused) {
        ui.memory_mut(|m| m.surrender_focus(focused));
    }
    held.owner = Some(id);
    held.press = Press { surface: Some(id), count, at: time, pos, down: true, ..Press::default() };
    let content = Whole(surface.report);
    let before = surface.selected.map(|s| Selection::new(s.start(), s.end()));
    match (shift, held.selection.or(before)) {
        (true, Some(mut selection)) => {
            selection.extend(&content, found.byte);
            held.selection = Some(selection);
        }
        _ if count == 1 => held.selection = Some(Selection::new(found.byte, found.byte)),
        _ => {
            let at = found.char.unwrap_or(found.byte);
            held.selection = Some(Selection::of_unit(&content, at, Unit::of_clicks(count)));
        }
    }
}

fn drag(ui: &Ui, surface: &Surface<'_>, quotes: &Quotes, held: &mut Held, pos: Pos2) -> f32 {
    held.press.moved |= pos.distance(held.press.pos) > 3.0;
    if !held.press.moved {
        return 0.0;
    }
    let rect = surface.rect;
    let beyond = if pos.y < rect.top() { pos.y - rect.top() } else { (pos.y - rect.bottom()).max(0.0) };
    let inside = pos.clamp(rect.min, rect.max - egui::vec2(0.0, 1.0));
    if let (Some(found), Some(selection)) = (hit(surface, quotes, inside), &mut held.selection) {
        let at = if selection.unit == Unit::Char { found.byte } else { found.char.unwrap_or(found.byte) };
        selection.extend(&Whole(surface.report), at);
    }
    if beyond == 0.0 {
        held.press.beyond.0.clear();
        return 0.0;
    }
    let now = ui.input(|i| i.time);
    let shown: Vec<(u64, Pos2)> = surface.pieces.iter().map(|p| (p.key, p.at)).collect();
    if held.press.beyond.0 != shown {
        held.press.beyond = (shown, now);
    } else if now - held.press.beyond.1 > STUCK {
        // At the end there is nothing to wait for, however long the button is held.
        return 0.0;
    }
    // The further out, the faster; as on the page.
    ui.ctx().request_repaint();
    (beyond.signum() * 120.0 + beyond * 10.0) * ui.input(|i| i.stable_dt).min(0.05)
}

/// Shift with the arrows, Home and End.
fn keys(ui: &Ui, surface: &Surface<'_>, quotes: &Quotes, held: &mut Held) -> f32 {
    let id = surface.response.id;
    let focused = ui.memory(egui::Memory::focused);
    let mine = match focused {
        Some(_) => surface.focus.is_some(),
        None => held.owner == Some(id) && held.selection.is_some(),
    };
    if !mine || ui.ctx().any_popup_open() {
        return 0.0;
    }
    let word = Modifiers::COMMAND | Modifiers::SHIFT;
    let moves = [
        (word, Key::ArrowLeft, Move::Step(Step::WordLeft)),
        (word, Key::ArrowRight, Move::Step(Step::WordRight)),
        (Modifiers::SHIFT, Key::ArrowLeft, Move::Step(Step::Left)),
        (Modifiers::SHIFT, Key::ArrowRight, Move::Step(Step::Right)),
        (Modifiers::SHIFT, Key::ArrowUp, Move::Line(-1)),
        (Modifiers::SHIFT, Key::ArrowDown, Move::Line(1)),
        (Modifiers::SHIFT, Key::Home, Move::Edge(false)),
        (Modifiers::SHIFT, Key::End, Move::Edge(true)),
    ];
    for (modifiers, key, movement) in moves {
        if !ui.input_mut(|i| i.consume_key(modifiers, key)) {
            continue;
        }
        if held.owner != Some(id) {
            held.owner = Some(id);
            held.selection = surface.selected.map(|s| Selection::new(s.start(), s.end()));
        }
        let start = surface.focus.or_else(|| surface.pieces.first().map(|p| p.start)).unwrap_or(0);
        let mut selection = held.selection.unwrap_or_else(|| Selection::new(start, start));
        let goal = held.press.goal.take();
        selection.focus = match movement {
            Move::Step(by) => step(&Whole(surface.report), selection.focus, by),
            Move::Line(by) => line_step(surface, quotes, held, selection.focus, by, goal),
            Move::Edge(end) => edge(surface, quotes, selection.focus, end),
        };
        selection.unit = Unit::Char;
        held.selection = Some(selection);
        return reveal(surface, quotes, selection.focus);
    }
    0.0
}

#[derive(Clone, Copy)]
enum Move {
    Step(Step),
    Line(i32),
    Edge(bool),
}

/// A line on screen: top, piece, number in the piece.
type OnScreen = (f32, usize, usize);

/// All lines shown, from top to bottom.
fn lines(surface: &Surface<'_>, quotes: &Quotes) -> Vec<OnScreen> {
    let mut lines: Vec<OnScreen> = Vec::new();
    for (p, piece) in surface.pieces.iter().enumerate() {
        let Some(quote) = piece.quote(quotes) else { continue };
        lines.extend(quote.layout().lines.iter().enumerate().map(|(n, l)| (piece.at.y + l.top, p, n)));
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines
}

/// Index of the line that shows byte `at`.
fn line_of(surface: &Surface<'_>, quotes: &Quotes, lines: &[OnScreen], at: usize) -> Option<usize> {
    lines.iter().position(|&(_, p, n)| {
        let piece = &surface.pieces[p];
        piece.quote(quotes).is_some_and(|q| {
            let bytes = q.layout().line_bytes(n);
            let last = n + 1 == q.layout().lines.len();
            let here = at.checked_sub(piece.start);
            here.is_some_and(|h| h >= bytes.start && (h < bytes.end || last && h <= q.kept))
        })
    })
}

fn line_step(
    surface: &Surface<'_>,
    quotes: &Quotes,
    held: &mut Held,
    at: usize,
    by: i32,
    goal: Option<f32>,
) -> usize {
    let lines = lines(surface, quotes);
    let Some(here) = line_of(surface, quotes, &lines, at) else { return at };
    let place = |&(_, p, n): &OnScreen| {
        let piece = &surface.pieces[p];
        piece.quote(quotes).map(|q| (piece, q, n))
    };
    let Some((piece, quote, n)) = lines.get(here).and_then(place) else { return at };
    let x = goal.unwrap_or_else(|| piece.at.x + quote.layout().x_of(n, at - piece.start));
    held.press.goal = Some(x);
    let top = lines[here].0;
    // Pieces side by side share a line: the next one is lower or higher.
    let next = if by > 0 {
        lines.iter().skip(here).find(|l| l.0 > top + 2.0)
    } else {
        lines.iter().take(here).rev().find(|l| l.0 < top - 2.0)
    };
    match next.and_then(place) {
        Some((piece, quote, n)) => piece.start + quote.layout().byte_at(n, x - piece.at.x).min(quote.kept),
        // Beyond what is shown, by characters, so that it is never stuck.
        None => step(&Whole(surface.report), at, if by > 0 { Step::WordRight } else { Step::WordLeft }),
    }
}

/// First or last byte of the line that shows byte `at`.
fn edge(surface: &Surface<'_>, quotes: &Quotes, at: usize, end: bool) -> usize {
    let lines = lines(surface, quotes);
    let Some(&(_, p, n)) = line_of(surface, quotes, &lines, at).and_then(|i| lines.get(i)) else { return at };
    let piece = &surface.pieces[p];
    piece.quote(quotes).map_or(at, |q| {
        let bytes = q.layout().line_bytes(n);
        piece.start + if end { bytes.end.min(q.kept) } else { bytes.start }
    })
}

/// How far to scroll so that byte `at` is seen.
fn reveal(surface: &Surface<'_>, quotes: &Quotes, at: usize) -> f32 {
    let lines = lines(surface, quotes);
    let rect = surface.rect;
    match line_of(surface, quotes, &lines, at).and_then(|i| lines.get(i)) {
        Some(&(top, ..)) if top < rect.top() => top - rect.top() - 8.0,
        Some(&(top, ..)) if top + 28.0 > rect.bottom() => top + 28.0 - rect.bottom(),
        Some(_) => 0.0,
        None => {
            let last = surface.pieces.iter().map(|p| p.start).max().unwrap_or(0);
            if at > last { 28.0 } else { -28.0 }
        }
    }
}
