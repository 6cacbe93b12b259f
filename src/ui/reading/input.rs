//! Mouse and keys of the pane.

use egui::{Event, EventFilter, Key, Modifiers, Pos2, Response, Ui};

use super::scroll::{self, after};
use super::select::{Selection, Step, Unit, step};
use super::shelf::Slot;
use super::{Frame, PaneEvent, PaneState};

/// The press of the mouse button that is under way, and the ones before it.
#[derive(Default)]
pub(super) struct Press {
    /// Clicks in a row.
    count: u32,
    at: f64,
    pos: Pos2,
    /// The button went down in the text.
    down: bool,
    moved: bool,
    /// Byte of the character first pressed.
    hit: Option<usize>,
    /// Column that Shift+Up and Shift+Down keep (points from the column's left edge).
    goal: Option<f32>,
}

/// Two presses within this time (seconds) and distance (points) belong together.
const AGAIN: (f64, f32) = (0.4, 6.0);

/// Takes the input of this frame.
pub(super) fn handle(ui: &Ui, frame: &mut Frame, state: &mut PaneState, response: &Response) {
    let before = state.selection;
    wheel(ui, frame, state, response);
    mouse(ui, frame, state, response);
    if response.gained_focus() && !ui.input(|i| i.pointer.any_down()) {
        state.ring = !state.quiet;
        state.quiet = false;
    }
    // Keys that nobody else wants turn the page.
    if state.idle && ui.memory(egui::Memory::focused).is_none() {
        response.request_focus();
        state.quiet = true;
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            escape: state.selected().is_some(),
        };
        ui.memory_mut(|m| m.set_focus_lock_filter(frame.id, filter));
        keys(ui, frame, state);
    }
    if before != state.selection {
        frame.events.push(PaneEvent::Selected);
    }
}

fn wheel(ui: &Ui, frame: &mut Frame, state: &mut PaneState, response: &Response) {
    if !response.contains_pointer() {
        return;
    }
    let delta = ui.input(|i| i.smooth_scroll_delta().y);
    if delta != 0.0 {
        scroll::scrolled(frame, state);
        scroll::by(state, ui.ctx(), frame.content, f64::from(-delta));
    }
}

/// How often the primary button went down in this frame: a slow one may hold a whole double click.
pub fn presses(input: &egui::InputState) -> usize {
    let down = |e: &&egui::Event| {
        matches!(e, egui::Event::PointerButton { button: egui::PointerButton::Primary, pressed: true, .. })
    };
    input.events.iter().filter(down).count()
}

fn mouse(ui: &Ui, frame: &mut Frame, state: &mut PaneState, response: &Response) {
    let (pressed, released, down, pos, time, shift) = ui.input(|i| {
        let p = &i.pointer;
        (presses(i), p.primary_released(), p.primary_down(), p.interact_pos(), i.time, i.modifiers.shift)
    });
    let Some(pos) = pos else { return };
    // A click may be over within one frame.
    if pressed > 0 && (response.is_pointer_button_down_on() || response.clicked()) {
        response.request_focus();
        state.ring = false;
        for _ in 0..pressed {
            press(ui, frame, state, pos, time, shift);
        }
    } else if state.press.down && down {
        drag(ui, frame, state, pos);
    }
    if released && state.press.down {
        state.press.down = false;
        let plain = !state.press.moved && state.press.count == 1 && !shift;
        if let Some(at) = state.press.hit.filter(|_| plain) {
            frame.events.push(PaneEvent::Clicked(at));
        }
    }
    if response.secondary_clicked() {
        response.request_focus();
        let hit = hit(ui, frame, state, pos);
        frame.events.push(PaneEvent::Menu(hit.and_then(|h| h.char)));
    }
}

fn press(ui: &Ui, frame: &Frame, state: &mut PaneState, pos: Pos2, time: f64, shift: bool) {
    let again = time - state.press.at < AGAIN.0 && state.press.pos.distance(pos) < AGAIN.1;
    let count = if again { state.press.count % 4 + 1 } else { 1 };
    let Some(found) = hit(ui, frame, state, pos) else { return };
    state.press = Press { count, at: time, pos, down: true, moved: false, hit: found.char, goal: None };
    let content = frame.content;
    match (shift, &mut state.selection) {
        (true, Some(selection)) => selection.extend(content, found.byte),
        _ if count == 1 => state.selection = Some(Selection::new(found.byte, found.byte)),
        _ => {
            let at = found.char.unwrap_or(found.byte);
            state.selection = Some(Selection::of_unit(content, at, Unit::of_clicks(count)));
        }
    }
}

fn drag(ui: &Ui, frame: &mut Frame, state: &mut PaneState, pos: Pos2) {
    state.press.moved |= pos.distance(state.press.pos) > 3.0;
    if !state.press.moved {
        return;
    }
    let beyond = if pos.y < frame.rect.top() {
        pos.y - frame.rect.top()
    } else {
        (pos.y - frame.rect.bottom()).max(0.0)
    };
    if beyond != 0.0 {
        // The further out, the faster; a screen a second at some 60 points.
        let speed = f64::from(beyond.signum() * 120.0 + beyond * 10.0);
        let dt = f64::from(ui.input(|i| i.stable_dt).min(0.05));
        let before = state.spot;
        scroll::by(state, ui.ctx(), frame.content, speed * dt);
        // At the end there is nothing to wait for, however long the button is held.
        if state.spot != before || dt == 0.0 {
            scroll::scrolled(frame, state);
            ui.ctx().request_repaint();
        }
    }
    let inside = pos.clamp(frame.rect.min, frame.rect.max - egui::vec2(0.0, 1.0));
    let Some(found) = hit(ui, frame, state, inside) else { return };
    if let Some(selection) = &mut state.selection {
        let at = if selection.unit == Unit::Char { found.byte } else { found.char.unwrap_or(found.byte) };
        selection.extend(frame.content, at);
    }
}

/// What lies under a point.
pub(super) struct Hit {
    /// Byte before which a caret would stand.
    pub byte: usize,
    /// Byte of the character under the point.
    pub char: Option<usize>,
}

/// Finds what lies under `pos`.
pub(super) fn hit(ui: &Ui, frame: &Frame, state: &mut PaneState, pos: Pos2) -> Option<Hit> {
    let content = frame.content;
    let mut slot: Slot = (state.spot.para, state.spot.piece);
    let mut top = f64::from(frame.rect.top()) - state.spot.down;
    loop {
        let laid = state.shelf.get(ui.ctx(), content, slot)?;
        let height = laid.height();
        let next = after(content, slot);
        if f64::from(pos.y) < top + height || next.is_none() {
            let y = (f64::from(pos.y) - top) as f32;
            let x = pos.x - frame.column.left();
            let n = laid.line_under(x, y);
            let inside = (0.0..laid.layout.set.line).contains(&(y - laid.line_top(n)));
            let char = if inside { laid.layout.char_at(n, x) } else { None };
            return Some(Hit {
                byte: laid.start + laid.layout.byte_at(n, x),
                char: char.map(|at| laid.start + at),
            });
        }
        top += height;
        slot = next?;
    }
}

/// Byte of the character under the pointer; sets the pointer's shape.
pub(super) fn hovered(ui: &Ui, frame: &Frame, state: &mut PaneState, response: &Response) -> Option<usize> {
    let pos = response.hover_pos()?;
    if frame.column.expand2(egui::vec2(8.0, 0.0)).contains(pos) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    hit(ui, frame, state, pos)?.char
}

fn keys(ui: &Ui, frame: &mut Frame, state: &mut PaneState) {
    let events = ui.input(|i| {
        i.filtered_events(&EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            tab: false,
        })
    });
    for event in events {
        match event {
            Event::Copy if state.selected().is_some() => frame.events.push(PaneEvent::Copy),
            Event::Key { key, pressed: true, modifiers, .. } => {
                if modifiers.command && key == Key::A {
                    frame.events.push(PaneEvent::SelectAll);
                } else if key == Key::Escape {
                    state.selection = None;
                } else if !modifiers.alt && !grow(ui, frame, state, key, modifiers) {
                    travel(ui, frame, state, key, modifiers);
                }
            }
            _ => {}
        }
    }
}

/// Keys that move the page.
fn travel(ui: &Ui, frame: &mut Frame, state: &mut PaneState, key: Key, modifiers: Modifiers) {
    let line = f64::from(frame.measures.size * frame.measures.line);
    let page = (f64::from(state.height) - line).max(line);
    if modifiers.command && matches!(key, Key::ArrowDown | Key::ArrowUp) {
        let first = state.spot.para;
        let next = match (state.reader, key) {
            (None, _) => first,
            (Some(para), Key::ArrowDown) => (para + 1).min(frame.content.len().saturating_sub(1)),
            (Some(para), _) => para.saturating_sub(1),
        };
        super::access::show(ui, frame, state, next);
        return;
    }
    let delta = match key {
        Key::ArrowDown if modifiers.is_none() => line,
        Key::ArrowUp if modifiers.is_none() => -line,
        Key::PageDown if modifiers.is_none() => page,
        Key::PageUp if modifiers.is_none() => -page,
        Key::Space if modifiers.is_none() => page,
        Key::Space if modifiers.shift => -page,
        Key::Home if !modifiers.shift => {
            scroll::scrolled(frame, state);
            state.spot = scroll::Spot::default();
            return;
        }
        Key::End if !modifiers.shift => {
            scroll::scrolled(frame, state);
            state.spot = scroll::end(&mut state.shelf, ui.ctx(), frame.content, state.height);
            return;
        }
        _ => return,
    };
    scroll::scrolled(frame, state);
    scroll::by(state, ui.ctx(), frame.content, delta);
}

/// Keys that grow the selection. True when `key` was one.
fn grow(ui: &Ui, frame: &mut Frame, state: &mut PaneState, key: Key, modifiers: Modifiers) -> bool {
    if !modifiers.shift {
        return false;
    }
    let mut selection = state.selection.unwrap_or_else(|| Selection::new(state.place(), state.place()));
    let (content, at) = (frame.content, selection.focus);
    let goal = state.press.goal.take();
    selection.focus = match (key, modifiers.command) {
        (Key::ArrowLeft, false) => step(content, at, Step::Left),
        (Key::ArrowRight, false) => step(content, at, Step::Right),
        (Key::ArrowLeft, true) => step(content, at, Step::WordLeft),
        (Key::ArrowRight, true) => step(content, at, Step::WordRight),
        (Key::ArrowUp, true) => paragraph_step(content, at, false),
        (Key::ArrowDown, true) => paragraph_step(content, at, true),
        (Key::ArrowUp, false) => line_step(ui, frame, state, at, -1, goal),
        (Key::ArrowDown, false) => line_step(ui, frame, state, at, 1, goal),
        (Key::PageUp, false) => page_step(ui, frame, state, at, -1, goal),
        (Key::PageDown, false) => page_step(ui, frame, state, at, 1, goal),
        (Key::Home, true) => 0,
        (Key::End, true) => content.text().len(),
        (Key::Home, false) => edge(ui, frame, state, at, false),
        (Key::End, false) => edge(ui, frame, state, at, true),
        _ => {
            state.press.goal = goal;
            return false;
        }
    };
    selection.unit = Unit::Char;
    state.selection = Some(selection);
    reveal(ui, frame, state, selection.focus);
    true
}

/// Start of this paragraph or of the one before; end of this one or of the next.
fn paragraph_step(content: &dyn super::Content, at: usize, on: bool) -> usize {
    if content.is_empty() {
        return at;
    }
    let here = scroll::slot_of(content, at).0;
    let span = content.span(here);
    if on {
        let next = if at < span.end() { here } else { (here + 1).min(content.len() - 1) };
        content.span(next).end()
    } else {
        let before = if at > span.start() { here } else { here.saturating_sub(1) };
        content.span(before).start()
    }
}

/// Byte a screen above or below byte `at`, at the same column.
fn page_step(ui: &Ui, frame: &Frame, state: &mut PaneState, at: usize, by: i32, goal: Option<f32>) -> usize {
    let line = frame.measures.size * frame.measures.line;
    let lines = ((state.height / line.max(1.0)) as usize).saturating_sub(1).max(1);
    let (mut at, mut goal) = (at, goal);
    for _ in 0..lines {
        at = line_step(ui, frame, state, at, by, goal);
        goal = state.press.goal;
    }
    at
}

/// Byte one line above or below byte `at`, at the same column.
fn line_step(ui: &Ui, frame: &Frame, state: &mut PaneState, at: usize, by: i32, goal: Option<f32>) -> usize {
    let content = frame.content;
    let slot = scroll::slot_of(content, at);
    let Some(laid) = state.shelf.get(ui.ctx(), content, slot) else { return at };
    let here = at.saturating_sub(laid.start);
    let n = laid.layout.line_at(here);
    let x = goal.unwrap_or_else(|| laid.layout.x_of(n, here));
    let lines = laid.layout.lines.len();
    let to = match by {
        1.. if n + 1 < lines => Some((slot, n + 1)),
        1.. => after(content, slot).map(|slot| (slot, 0)),
        _ if n > 0 => Some((slot, n - 1)),
        _ => scroll::before(content, slot).map(|slot| (slot, usize::MAX)),
    };
    state.press.goal = Some(x);
    let Some((slot, n)) = to else { return if by > 0 { content.text().len() } else { 0 } };
    let Some(laid) = state.shelf.get(ui.ctx(), content, slot) else { return at };
    let n = n.min(laid.layout.lines.len() - 1);
    laid.start + laid.layout.byte_at(n, x)
}

/// First or last byte of the line that shows byte `at`.
fn edge(ui: &Ui, frame: &Frame, state: &mut PaneState, at: usize, end: bool) -> usize {
    let slot = scroll::slot_of(frame.content, at);
    state.shelf.get(ui.ctx(), frame.content, slot).map_or(at, |laid| {
        let line = laid.layout.line_bytes(laid.layout.line_at(at.saturating_sub(laid.start)));
        laid.start + if end { line.end } else { line.start }
    })
}

/// Scrolls just as far as needed to see byte `at`.
fn reveal(ui: &Ui, frame: &mut Frame, state: &mut PaneState, at: usize) {
    let ctx = ui.ctx();
    let line = f64::from(frame.measures.size * frame.measures.line);
    let way = scroll::to_line(state, ctx, frame.content, at);
    let bottom = f64::from(state.height) - line;
    match way {
        Some(y) if y < 0.0 => scroll::by(state, ctx, frame.content, y),
        Some(y) if y > bottom => scroll::by(state, ctx, frame.content, y - bottom),
        Some(_) => return,
        None => state.jump = Some((at, 0.4)),
    }
    scroll::scrolled(frame, state);
}
