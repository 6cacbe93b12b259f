//! A one-line text field with an icon, that leaves an input method alone.

use egui::{Align2, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{Kit, text};
use crate::ui::fonts::Face;

/// A field of `width` × 30 points. Returns the response and, when the user changed the text and is
/// not composing it in an input method, the new text.
pub fn field(
    ui: &mut Ui,
    kit: &Kit,
    id: egui::Id,
    icon: &str,
    hint: &str,
    value: &str,
    width: f32,
) -> (Response, Option<String>) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 30.0), Sense::hover());
    let theme = kit.theme;
    let focused = ui.memory(|m| m.has_focus(id));
    let border = if focused { Stroke::new(2.0, theme.focus) } else { Stroke::new(1.0, theme.line2) };
    ui.painter().rect(rect, 7.0, theme.page, border, StrokeKind::Inside);
    let mut inner = rect.shrink2(vec2(8.0, 4.0));
    if !icon.is_empty() {
        let at = pos2(inner.left() + 8.0, inner.center().y);
        text(ui, at, Align2::CENTER_CENTER, icon, Face::Icons, 16.0, theme.t2);
        inner.min.x += 22.0;
    }
    // The draft lives beside the state: text that an input method is composing must not leave.
    let draft_id = id.with("draft");
    let mut draft = ui
        .data(|d| d.get_temp::<(String, String)>(draft_id))
        .filter(|(_, of)| focused && of == value)
        .map_or_else(|| value.to_owned(), |(draft, _)| draft);
    let composing = composing(ui, id.with("ime"), focused);
    let edit = egui::TextEdit::singleline(&mut draft)
        .id(id)
        .frame(egui::Frame::NONE)
        .hint_text(egui::RichText::new(hint).color(theme.t3))
        .font(Face::Sans.at(13.0))
        .desired_width(inner.width())
        .margin(egui::Margin::ZERO)
        .align(egui::Align2::LEFT_CENTER);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    // The toolkit would make the field as high as a button, and hang it out below.
    child.spacing_mut().interact_size.y = 0.0;
    let response = child.put(inner, edit);
    response.widget_info(|| egui::WidgetInfo::text_edit(true, value, draft.as_str(), hint));
    ui.ctx().accesskit_node_builder(id, |node| node.set_label(hint));
    ui.data_mut(|d| d.insert_temp(draft_id, (draft.clone(), value.to_owned())));
    let new = (focused && !composing && draft != value).then_some(draft);
    (response, new)
}

/// True while an input method is composing. It says so with a pre-edit; an empty one, or the
/// committed text, ends it.
fn composing(ui: &Ui, id: egui::Id, focused: bool) -> bool {
    let mut composing = focused && ui.data(|d| d.get_temp::<bool>(id)).unwrap_or(false);
    ui.input(|i| {
        for event in &i.events {
            match event {
                egui::Event::Ime(egui::ImeEvent::Preedit { text, .. }) => composing = !text.is_empty(),
                egui::Event::Ime(egui::ImeEvent::Commit(_)) => composing = false,
                _ => {}
            }
        }
    });
    ui.data_mut(|d| d.insert_temp(id, composing));
    composing
}

/// True while an input method is composing in the field `id`.
pub fn composes(ui: &Ui, id: egui::Id) -> bool {
    ui.data(|d| d.get_temp::<bool>(id.with("ime"))).unwrap_or(false)
}

/// Selects all that stands in the field, so that typing replaces it.
pub fn select_all(ui: &Ui, id: egui::Id, value: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = egui::text::CCursor::new(value.chars().count());
    let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), end);
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
