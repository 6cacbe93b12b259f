//! The page for screen readers: a document of paragraphs and headings.

use egui::Role;
use egui::{Response, Sense, Ui};

use super::Frame;
use super::content::Kind;
use super::paint::Seen;

/// Describes the pane and every paragraph in sight.
pub(super) fn describe(ui: &Ui, frame: &Frame, response: &Response, seen: &Seen) {
    let ctx = ui.ctx();
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Document, ui.is_enabled(), frame.content.name()));
    let told = ctx.accesskit_node_builder(response.id, |node| node.set_role(Role::Document));
    if told.is_none() {
        return;
    }
    let text = frame.content.text();
    for &((para, piece), rect) in &seen.slots {
        let id = frame.id.with(("paragraph", para, piece));
        let clipped = rect.intersect(frame.rect);
        ui.interact(clipped, id, Sense::hover());
        let span = frame.content.span(para);
        let words = span.of(text);
        let range = super::super::layout::piece_range(words, piece);
        let words = words.get(range).unwrap_or_default().to_owned();
        let kind = frame.content.block(para).kind;
        ctx.accesskit_node_builder(id, |node| match kind {
            Kind::Heading(level) => {
                node.set_role(Role::Heading);
                node.set_level(usize::from(level));
                node.set_label(words);
            }
            Kind::Title => {
                node.set_role(Role::Heading);
                node.set_level(1);
                node.set_label(words);
            }
            _ => {
                node.set_role(Role::Paragraph);
                node.set_label(words);
            }
        });
    }
}
