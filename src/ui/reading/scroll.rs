//! Where the page stands: places, movements, jumps.

use egui::{Context, Ui};

use super::super::layout::{piece_at, piece_count};
use super::content::Content;
use super::shelf::{Shelf, Slot};
use super::{Frame, PaneEvent, PaneState};

/// Place of the viewport's upper edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Spot {
    /// Paragraph.
    pub para: usize,
    /// Piece of it, for very long ones.
    pub piece: usize,
    /// Points below its top.
    pub down: f64,
}

impl Spot {
    fn slot(self) -> Slot {
        (self.para, self.piece)
    }
}

/// A movement under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    /// Points to go in all, and gone so far.
    total: f64,
    done: f64,
    /// Seconds since it began.
    time: f32,
}

/// Length of a jump's movement, in seconds.
const GLIDE: f32 = 0.18;
/// Jumps further than this many screens are cuts.
const GLIDE_SCREENS: f64 = 1.5;

/// Number of pieces of paragraph `para`.
fn pieces(content: &dyn Content, para: usize) -> usize {
    if para < content.len() { piece_count(content.span(para).len()) } else { 1 }
}

/// The slot before `slot`, if there is one.
pub(super) fn before(content: &dyn Content, (para, piece): Slot) -> Option<Slot> {
    if piece > 0 {
        return Some((para, piece - 1));
    }
    let para = para.checked_sub(1)?;
    Some((para, pieces(content, para) - 1))
}

/// The slot after `slot`, if there is one.
pub(super) fn after(content: &dyn Content, (para, piece): Slot) -> Option<Slot> {
    if piece + 1 < pieces(content, para) {
        return Some((para, piece + 1));
    }
    (para + 1 < content.len()).then_some((para + 1, 0))
}

/// The slot that shows byte `at`.
pub(super) fn slot_of(content: &dyn Content, at: usize) -> Slot {
    let (mut low, mut high) = (0, content.len());
    while low < high {
        let mid = low.midpoint(high);
        if content.span(mid).start() <= at { low = mid + 1 } else { high = mid }
    }
    if content.is_empty() {
        return (0, 0);
    }
    let para = low.saturating_sub(1);
    let span = content.span(para);
    (para, piece_at(span.of(content.text()), at.saturating_sub(span.start()).min(span.len())))
}

/// Moves `spot` by `delta` points, down positive, without leaving the text upwards.
fn moved(shelf: &mut Shelf, ctx: &Context, content: &dyn Content, mut spot: Spot, delta: f64) -> Spot {
    spot.down += delta;
    while spot.down < 0.0 {
        let Some((para, piece)) = before(content, spot.slot()) else {
            spot.down = 0.0;
            break;
        };
        let height = shelf.get(ctx, content, (para, piece)).map_or(0.0, |laid| laid.height());
        spot = Spot { para, piece, down: spot.down + height };
    }
    loop {
        let height = shelf.get(ctx, content, spot.slot()).map_or(0.0, |laid| laid.height());
        if spot.down < height {
            return spot;
        }
        let Some((para, piece)) = after(content, spot.slot()) else {
            spot.down = height;
            return spot;
        };
        spot = Spot { para, piece, down: spot.down - height };
    }
}

/// The last place there is: the text's end at the viewport's lower edge.
pub(super) fn end(shelf: &mut Shelf, ctx: &Context, content: &dyn Content, height: f32) -> Spot {
    let Some(para) = content.len().checked_sub(1) else { return Spot::default() };
    let last = Spot { para, piece: pieces(content, para) - 1, down: 0.0 };
    let tall = shelf.get(ctx, content, last.slot()).map_or(0.0, |laid| laid.height());
    moved(shelf, ctx, content, last, tall - f64::from(height))
}

/// Moves the page by `delta` points, within the text.
pub(super) fn by(state: &mut PaneState, ctx: &Context, content: &dyn Content, delta: f64) {
    let to = moved(&mut state.shelf, ctx, content, state.spot, delta);
    let end = end(&mut state.shelf, ctx, content, state.height);
    state.spot = if to > end { end } else { to };
}

/// The place at which byte `at` stands `fraction` of the viewport below its top.
fn spot_for(state: &mut PaneState, ctx: &Context, content: &dyn Content, at: usize, fraction: f32) -> Spot {
    let (para, piece) = slot_of(content, at);
    let down = state.shelf.get(ctx, content, (para, piece)).map_or(0.0, |laid| {
        let line = laid.layout.line_at(at.saturating_sub(laid.start));
        f64::from(laid.line_top(line))
    });
    // The line itself stands in the fraction: 0 at the top, 1 at the bottom.
    let room = f64::from(state.height * fraction);
    let spot = Spot { para, piece, down };
    let to = moved(&mut state.shelf, ctx, content, spot, -room);
    let end = end(&mut state.shelf, ctx, content, state.height);
    if to > end { end } else { to }
}

/// Points from `from` down to `to`, when they are not further than `limit`.
fn distance(
    shelf: &mut Shelf,
    ctx: &Context,
    content: &dyn Content,
    from: Spot,
    to: Spot,
    limit: f64,
) -> Option<f64> {
    if to < from {
        return distance(shelf, ctx, content, to, from, limit).map(|d| -d);
    }
    let mut sum = -from.down;
    let mut slot = from.slot();
    while slot != to.slot() {
        sum += shelf.get(ctx, content, slot)?.height();
        if sum > limit {
            return None;
        }
        slot = after(content, slot)?;
    }
    Some(sum + to.down).filter(|&d| d <= limit)
}

/// Points from the viewport's top down to the line that shows byte `at`; `None` when it is further
/// than two screens away.
pub(super) fn to_line(state: &mut PaneState, ctx: &Context, content: &dyn Content, at: usize) -> Option<f64> {
    let (para, piece) = slot_of(content, at);
    let laid = state.shelf.get(ctx, content, (para, piece))?;
    let down = f64::from(laid.line_top(laid.layout.line_at(at.saturating_sub(laid.start))));
    let limit = f64::from(state.height) * 2.0;
    distance(&mut state.shelf, ctx, content, state.spot, Spot { para, piece, down }, limit)
}

/// Does the jump that was asked for and the movement that is under way.
pub(super) fn settle(ui: &Ui, frame: &Frame, state: &mut PaneState) {
    let (ctx, content) = (ui.ctx(), frame.content);
    if state.spot.para >= content.len() {
        state.spot = end(&mut state.shelf, ctx, content, state.height);
    }
    if let Some((at, fraction)) = state.jump.take() {
        let first = content.is_empty() || at <= content.span(0).start();
        let to = if fraction == 0.0 && first {
            Spot::default()
        } else {
            spot_for(state, ctx, content, at, fraction)
        };
        let limit = f64::from(state.height) * GLIDE_SCREENS;
        let way = distance(&mut state.shelf, ctx, content, state.spot, to, limit);
        match way {
            Some(total) if frame.measures.motion && total.abs() > 1.0 && state.anchor.is_some() => {
                state.glide = Some(Glide { total, done: 0.0, time: 0.0 });
            }
            _ => {
                state.spot = to;
                state.glide = None;
            }
        }
    }
    if let Some(mut glide) = state.glide.take() {
        glide.time += ui.input(|i| i.stable_dt).min(0.05);
        let t = f64::from((glide.time / GLIDE).min(1.0));
        let eased = if t < 0.5 { 4.0 * t * t * t } else { 1.0 - (2.0 - 2.0 * t).powi(3) / 2.0 };
        let step = glide.total * eased - glide.done;
        glide.done += step;
        by(state, ctx, content, step);
        if t < 1.0 {
            state.glide = Some(glide);
            ctx.request_repaint();
        }
    }
    // The text or the viewport may have become shorter.
    by(state, ctx, content, 0.0);
    remember(state, ctx, content);
}

/// Notes which byte stands at the upper edge.
fn remember(state: &mut PaneState, ctx: &Context, content: &dyn Content) {
    let spot = state.spot;
    state.anchor = state.shelf.get(ctx, content, spot.slot()).map(|laid| {
        let line = laid.line_under(0.0, spot.down as f32);
        (laid.start + laid.layout.line_bytes(line).start, f64::from(laid.line_top(line)) - spot.down)
    });
}

/// After a change of column, size or text: the byte at the upper edge stays there.
pub(super) fn keep_place(state: &mut PaneState, ctx: &Context, content: &dyn Content) {
    state.glide = None;
    let Some((at, above)) = state.anchor else { return };
    let (para, piece) = slot_of(content, at);
    let down = state
        .shelf
        .get(ctx, content, (para, piece))
        .map_or(0.0, |laid| f64::from(laid.line_top(laid.layout.line_at(at.saturating_sub(laid.start)))));
    state.spot = Spot { para, piece, down };
    by(state, ctx, content, -above);
}

/// Reports a movement by the reader's hand.
pub(super) fn scrolled(frame: &mut Frame, state: &mut PaneState) {
    state.glide = None;
    if frame.events.last() != Some(&PaneEvent::Scrolled) {
        frame.events.push(PaneEvent::Scrolled);
    }
}

/// Place of `spot` in bytes, with a fraction: what the scroll bar shows.
pub(super) fn byte_of(state: &mut PaneState, ctx: &Context, content: &dyn Content, spot: Spot) -> f64 {
    state.shelf.get(ctx, content, spot.slot()).map_or(0.0, |laid| {
        laid.start as f64 + laid.layout.len as f64 * (spot.down / laid.height()).clamp(0.0, 1.0)
    })
}

/// The reverse of [`byte_of`].
pub(super) fn at_byte(state: &mut PaneState, ctx: &Context, content: &dyn Content, at: f64) -> Spot {
    let (para, piece) = slot_of(content, at as usize);
    let down = state.shelf.get(ctx, content, (para, piece)).map_or(0.0, |laid| {
        let share = (at - laid.start as f64) / (laid.layout.len as f64).max(1.0);
        share.clamp(0.0, 1.0) * laid.height()
    });
    Spot { para, piece, down }
}
