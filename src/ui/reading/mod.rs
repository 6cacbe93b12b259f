//! The reading pane: a column of set text over any number of paragraphs, with marks, margin signs,
//! selection, its own scrolling and its own scroll bar.
//!
//! The pane changes no document: it reports what the reader did ([`PaneEvent`]). Its place is
//! (paragraph, points below its top), so 100 MB scroll as exactly as 20 KB; only what is seen is
//! laid out.

use std::ops::Range;

use egui::{Rect, Response, Ui};

mod access;
mod bar;
mod content;
mod copy;
mod input;
mod measures;
mod paint;
mod scroll;
mod select;
mod shelf;

pub use content::{Block, Content, Kind, Look, Mark, Sign, Tick};
pub use copy::copied;
pub use input::presses;
pub use measures::{Measures, PageStyle};
pub use scroll::Spot;
pub use select::{Selection, Step, Unit, step};

use shelf::Shelf;

/// What the pane remembers between frames. Everything in it is the widget's own state.
#[derive(Default)]
pub struct PaneState {
    /// Place of the upper edge.
    spot: Spot,
    /// What is selected, in bytes of the whole text; may reach far beyond the screen.
    selection: Option<Selection>,
    /// Laid-out paragraphs.
    shelf: Shelf,
    /// Jump asked for by the caller, done when the pane is next shown.
    jump: Option<(usize, f32)>,
    /// Movement under way: points still to go, seconds left.
    glide: Option<scroll::Glide>,
    press: input::Press,
    bar: bar::Drag,
    /// Focus came by keyboard: show the ring.
    ring: bool,
    /// May take the keyboard while nothing else has it.
    idle: bool,
    /// Has taken it so: no ring.
    quiet: bool,
    /// The paragraph that is read on its own (Ctrl+Down), for screen readers and for the eye.
    reader: Option<usize>,
    /// Byte at the upper edge and its distance from it, to keep the place when the column changes.
    anchor: Option<(usize, f64)>,
    /// Height of the viewport in the last frame (points).
    height: f32,
    /// What the last frame showed, and where.
    seen: Vec<(shelf::Slot, Rect)>,
}

impl PaneState {
    /// The selected bytes, in order; `None` when nothing is selected.
    pub fn selected(&self) -> Option<Range<usize>> {
        self.selection.map(Selection::range).filter(|range| !range.is_empty())
    }

    /// Selects `range` (bytes of the whole text).
    pub fn select(&mut self, range: Range<usize>) {
        self.selection = Some(Selection::new(range.start, range.end));
    }

    /// Selects nothing.
    pub fn deselect(&mut self) {
        self.selection = None;
    }

    /// Brings byte `at` to `fraction` of the viewport's height from its top (0 top, 0.5 middle).
    pub fn scroll_to(&mut self, at: usize, fraction: f32) {
        self.jump = Some((at, fraction));
    }

    /// Where the character at byte `at` stood on screen in the last frame (points), if in sight.
    pub fn on_screen(&self, at: usize) -> Option<Rect> {
        self.seen.iter().find_map(|&(slot, rect)| self.shelf.peek(slot)?.place_of(at, rect))
    }

    /// The page may take the keyboard while nothing else has it.
    pub fn idle(&mut self, idle: bool) {
        self.idle = idle;
    }

    /// A jump or glide is under way.
    pub fn moving(&self) -> bool {
        self.jump.is_some() || self.glide.is_some()
    }

    /// Byte at the upper edge, to be kept as the last place.
    pub fn place(&self) -> usize {
        self.jump.map_or_else(|| self.anchor.map_or(0, |(at, _)| at), |(at, _)| at)
    }
}

/// What the reader did in the pane.
#[derive(Clone, Debug, PartialEq)]
pub enum PaneEvent {
    /// A sign in the margin was clicked ([`Sign::id`]).
    Sign(u64),
    /// A character was clicked, without dragging (byte offset).
    Clicked(usize),
    /// The menu was asked for at byte `at`, or in the margin (`None`); show it with
    /// [`PaneResponse::response`].
    Menu(Option<usize>),
    /// The selection is another one than before.
    Selected,
    /// Ctrl+A: the caller selects the section around the selection, then all.
    SelectAll,
    /// Ctrl+C with something selected.
    Copy,
    /// The reader scrolled (for sync and history).
    Scrolled,
}

/// Outcome of one frame of the pane.
pub struct PaneResponse {
    /// Response of the whole pane, for menus and tooltips.
    pub response: Response,
    /// What happened, in order.
    pub events: Vec<PaneEvent>,
    /// Paragraph at the upper edge.
    pub top: usize,
    /// Bytes seen, from the first to the last visible line.
    pub visible: Range<usize>,
    /// Byte of the character under the pointer.
    pub hovered: Option<usize>,
    /// The column of text on screen.
    pub column: Rect,
}

/// Shows `content` in all the space `ui` has left, on a ground of the page's colour.
pub fn show(
    ui: &mut Ui,
    content: &dyn Content,
    style: &PageStyle,
    measures: &Measures,
    state: &mut PaneState,
) -> PaneResponse {
    let rect = ui.available_rect_before_wrap();
    let id = ui.scope_id().with("reading");
    let response = ui.interact(rect, id, egui::Sense::click_and_drag());
    ui.advance_cursor_after_rect(rect);
    let painter = ui.painter_at(rect);

    let column = measures.column(rect, ui.pixels_per_point());
    let changed = state.shelf.prepare(ui.ctx(), content, measures, column.width());
    state.height = rect.height();
    if changed {
        scroll::keep_place(state, ui.ctx(), content);
    }
    let mut frame = Frame { content, style, measures, rect, column, id, events: Vec::new() };
    bar::interact(ui, &frame, state);
    input::handle(ui, &mut frame, state, &response);
    scroll::settle(ui, &frame, state);
    let seen = paint::page(ui, &painter, &mut frame, state);
    bar::paint(ui, &painter, &frame, state);
    if let Some(para) = access::describe(ui, &frame, &response, &seen, state.reader) {
        access::show(ui, &mut frame, state, para);
    }
    paint::reader(&painter, &frame, &seen, state, &response);
    paint::ring(&painter, &frame, state, &response);
    let hovered = input::hovered(ui, &frame, state, &response);
    state.seen = seen.slots;
    PaneResponse {
        response,
        events: frame.events,
        top: state.spot.para,
        visible: seen.bytes,
        hovered,
        column,
    }
}

/// What the parts of one frame share.
struct Frame<'a> {
    content: &'a dyn Content,
    style: &'a PageStyle,
    measures: &'a Measures,
    /// The whole pane.
    rect: Rect,
    /// The column of text; its top and bottom are those of the pane.
    column: Rect,
    id: egui::Id,
    events: Vec<PaneEvent>,
}
