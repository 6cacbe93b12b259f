//! The pane's own scroll bar. It shows bytes, not heights: nothing needs to be laid out or
//! estimated for it, and it never jumps.

use egui::{Painter, Rect, Sense, Ui, pos2, vec2};

use super::content::Tick;
use super::scroll::{self, Spot};
use super::{Frame, PaneState};

/// Drag of the thumb: where in the thumb it was taken, in points from its top.
#[derive(Default)]
pub(super) struct Drag {
    grip: Option<f32>,
    hovered: bool,
}

/// Width of the lane, of the thumb, of the thumb under the pointer; least length of the thumb.
const LANE: f32 = 14.0;
const THUMB: f32 = 6.0;
const WIDE: f32 = 8.0;
const SHORTEST: f32 = 36.0;
/// Height of a tick.
const TICK: f32 = 3.0;

/// Track and thumb in points, and the byte of the last place.
struct Geometry {
    lane: Rect,
    thumb: Rect,
    end: f64,
}

fn geometry(ui: &Ui, frame: &Frame, state: &mut PaneState) -> Option<Geometry> {
    let (ctx, content) = (ui.ctx(), frame.content);
    let last = scroll::end(&mut state.shelf, ctx, content, state.height);
    if last == Spot::default() {
        return None;
    }
    let end = scroll::byte_of(state, ctx, content, last);
    let spot = state.spot;
    let now = scroll::byte_of(state, ctx, content, spot);
    let all = content.text().len().max(1) as f64;
    let lane = Rect::from_min_max(pos2(frame.rect.right() - LANE, frame.rect.top()), frame.rect.max);
    let track = lane.height() - 4.0;
    let length = (((all - end) / all) as f32 * track).clamp(SHORTEST.min(track), track);
    let part = (now / end.max(1.0)).clamp(0.0, 1.0) as f32;
    let top = lane.top() + 2.0 + part * (track - length);
    let thumb = Rect::from_min_size(pos2(lane.center().x - THUMB / 2.0, top), vec2(THUMB, length));
    Some(Geometry { lane, thumb, end })
}

/// Takes the mouse on the bar.
pub(super) fn interact(ui: &Ui, frame: &Frame, state: &mut PaneState) {
    let Some(g) = geometry(ui, frame, state) else {
        state.bar = Drag::default();
        return;
    };
    let response = ui.interact(g.lane, frame.id.with("bar"), Sense::click_and_drag());
    state.bar.hovered = response.hovered() || response.dragged();
    if !response.is_pointer_button_down_on() && !response.dragged() {
        state.bar.grip = None;
        return;
    }
    let Some(pos) = response.interact_pointer_pos() else { return };
    let grip = *state.bar.grip.get_or_insert_with(|| {
        // A press beside the thumb brings its middle there.
        if g.thumb.y_range().contains(pos.y) { pos.y - g.thumb.top() } else { g.thumb.height() / 2.0 }
    });
    let track = g.lane.height() - 4.0 - g.thumb.height();
    let part = ((pos.y - grip - g.lane.top() - 2.0) / track.max(1.0)).clamp(0.0, 1.0);
    state.glide = None;
    state.spot = scroll::at_byte(state, ui.ctx(), frame.content, f64::from(part) * g.end);
    scroll::by(state, ui.ctx(), frame.content, 0.0);
}

/// Paints ticks and thumb.
pub(super) fn paint(ui: &Ui, painter: &Painter, frame: &Frame, state: &mut PaneState) {
    let Some(g) = geometry(ui, frame, state) else { return };
    let room = g.lane.height() - 4.0;
    let mut ticks: Vec<Tick> = Vec::new();
    frame.content.ticks((room / TICK) as usize, &mut ticks);
    let all = frame.content.text().len().max(1) as f32;
    let y = |tick: &Tick| g.lane.top() + 2.0 + room * (tick.at as f32 / all) - TICK / 2.0;
    let mut ticks = ticks.into_iter().peekable();
    while let Some(tick) = ticks.next() {
        let (top, mut bottom) = (y(&tick), y(&tick) + TICK);
        // Those that touch are one.
        while let Some(next) = ticks.next_if(|n| n.colour == tick.colour && (top..=bottom).contains(&y(n))) {
            bottom = y(&next) + TICK;
        }
        let x = g.lane.center().x;
        let rect = Rect::from_min_max(pos2(x - WIDE / 2.0, top), pos2(x + WIDE / 2.0, bottom));
        painter.rect_filled(rect, 1.0, tick.colour);
    }
    // Above the ticks: they may be one long stripe.
    let (width, colour) =
        if state.bar.hovered { (WIDE, frame.style.thumb_hover) } else { (THUMB, frame.style.thumb) };
    let rect = Rect::from_center_size(g.thumb.center(), vec2(width, g.thumb.height()));
    painter.rect_filled(rect, width / 2.0, colour);
}
