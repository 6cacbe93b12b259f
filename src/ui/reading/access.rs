//! The page for screen readers: a document of paragraphs and headings, read one by one.

use egui::accesskit::{Action, Node};
use egui::{Rect, Response, Role, Sense, Ui};

use super::content::Kind;
use super::paint::Seen;
use super::{Frame, PaneState, scroll};

/// Paragraphs before and behind what is in sight that are told too, so that a screen reader can
/// walk on.
const BEYOND: usize = 4;

/// Describes the pane and every paragraph in sight; the one that is read on its own has the focus.
/// Returns the paragraph that a screen reader asks to see.
pub(super) fn describe(
    ui: &mut Ui,
    frame: &Frame,
    response: &Response,
    seen: &Seen,
    reader: Option<usize>,
) -> Option<usize> {
    let ctx = &ui.ctx().clone();
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Document, ui.is_enabled(), frame.content.name()));
    let told = ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Document));
    told?;
    let (first, last) = (seen.slots.first()?.0, seen.slots.last()?.0);
    let above = Rect::from_x_y_ranges(frame.column.x_range(), frame.rect.top()..=frame.rect.top());
    let below = Rect::from_x_y_ranges(frame.column.x_range(), frame.rect.bottom()..=frame.rect.bottom());
    let before = (first.0.saturating_sub(BEYOND)..first.0).map(|para| ((para, 0), above));
    let behind = (last.0 + 1..frame.content.len()).take(BEYOND).map(|para| ((para, 0), below));
    let mut asked = None;
    // The paragraphs are children of the document.
    let builder = egui::UiBuilder::new().max_rect(frame.rect).accessibility_parent(response.id);
    let inside = ui.new_child(builder.sense(Sense::hover()));
    for ((para, piece), rect) in before.chain(seen.slots.iter().copied()).chain(behind) {
        let id = frame.id.with(("paragraph", para, piece));
        inside.interact(rect.intersect(frame.rect), id, Sense::hover());
        if reader == Some(para) && piece == 0 {
            ctx.accesskit_node_builder(response.id, |node| node.set_active_descendant(id.accesskit_id()));
        }
        ctx.accesskit_node_builder(id, |node| paragraph(frame, (para, piece), node));
        let wants = |action| ui.input(|i| i.has_accesskit_action_request(id, action));
        if wants(Action::ScrollIntoView) || wants(Action::Focus) {
            asked = Some(para);
        }
    }
    asked
}

fn paragraph(frame: &Frame, (para, piece): (usize, usize), node: &mut Node) {
    let words = frame.content.span(para).of(frame.content.text());
    let range = super::super::layout::piece_range(words, piece);
    node.set_label(words.get(range).unwrap_or_default());
    node.add_action(Action::ScrollIntoView);
    node.add_action(Action::Focus);
    match frame.content.block(para).kind {
        Kind::Heading(level) => {
            node.set_role(Role::Heading);
            node.set_level(usize::from(level));
        }
        Kind::Title => {
            node.set_role(Role::Heading);
            node.set_level(1);
        }
        _ => node.set_role(Role::Paragraph),
    }
}

/// Brings a paragraph into sight and makes it the one that is read.
pub(super) fn show(ui: &Ui, frame: &mut Frame, state: &mut PaneState, para: usize) {
    state.reader = Some(para);
    let span = frame.content.span(para);
    let visible = f64::from(state.height) - f64::from(frame.measures.size * frame.measures.line);
    let in_sight = |y: Option<f64>| y.is_some_and(|y| y >= 0.0 && y <= visible);
    let top = scroll::to_line(state, ui.ctx(), frame.content, span.start());
    let end = scroll::to_line(state, ui.ctx(), frame.content, span.end().saturating_sub(1));
    if !in_sight(top) || !in_sight(end) {
        state.jump = Some((span.start(), 0.1));
        scroll::scrolled(frame, state);
    }
    ui.ctx().request_repaint();
}
