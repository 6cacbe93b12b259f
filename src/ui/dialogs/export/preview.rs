//! The right half: the pages of the file, or its text.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::page;
use crate::app::{ExportView, State};
use crate::export::{Preview, Shown};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Button, Kit, describe, text, width};
use crate::words::{ExportDialogWords, fill};

/// What the preview remembers between frames.
#[derive(Default)]
pub struct Memory {
    /// Page in front, from 0.
    page: usize,
    /// As large as on paper instead of the full width.
    large: bool,
    /// Where the enlarged page is to be scrolled: parts of its width and height.
    aim: Option<egui::Vec2>,
    /// What the page was chosen for.
    of: Option<ExportView>,
}

/// Draws it in all of `ui`.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, memory: &mut Memory) {
    let d = ExportDialogWords::of(kit.lang);
    let full = ui.max_rect();
    let head = Rect::from_min_size(full.min + vec2(32.0, 10.0), vec2(full.width() - 64.0, 34.0));
    let body = Rect::from_min_max(pos2(head.left(), head.bottom() + 8.0), full.max - vec2(32.0, 0.0));
    text(
        ui,
        head.left_center(),
        Align2::LEFT_CENTER,
        kit.words().preview,
        Face::SansBold,
        13.0,
        kit.theme.t1,
    );
    if memory.of.is_none_or(|of| of.what != view.what || of.landscape != view.landscape) {
        memory.page = 0;
    }
    memory.of = Some(view);
    let made = match &state.export.preview {
        Some(Ok(made)) => made,
        Some(Err(sentence)) => return told(ui, kit, body, sentence),
        None => return told(ui, kit, body, d.preparing),
    };
    match &made.shown {
        Shown::Pages(pages) => {
            memory.page = memory.page.min(pages.pages.len().saturating_sub(1));
            paging(ui, kit, head, pages.pages.len(), made, memory);
            sheet(ui, kit, body, pages, memory);
        }
        Shown::Text(lines) => plain(ui, kit, body, lines),
    }
}

fn told(ui: &Ui, kit: &Kit, body: Rect, words: &str) {
    text(ui, body.center(), Align2::CENTER_CENTER, words, Face::Sans, 13.0, kit.theme.t2);
}

/// < 第 2 / 4 页 > at the right end of `head`.
fn paging(ui: &mut Ui, kit: &Kit, head: Rect, count: usize, made: &Preview, memory: &mut Memory) {
    let d = ExportDialogWords::of(kit.lang);
    let mut row = ui
        .new_child(UiBuilder::new().max_rect(head).layout(egui::Layout::right_to_left(egui::Align::Center)));
    row.spacing_mut().item_spacing.x = 4.0;
    let (keys_back, keys_on) =
        row.input(|i| (i.key_pressed(egui::Key::PageUp), i.key_pressed(egui::Key::PageDown)));
    let last = count.saturating_sub(1);
    let next = Button::icon_only(icons::CARET_RIGHT, d.next_page).enabled(memory.page < last);
    if (next.show(&mut row, kit).clicked() || keys_on) && memory.page < last {
        memory.page += 1;
    }
    let here = (memory.page + 1).to_string();
    let words =
        if made.whole { fill(d.page, &[&here, &count.to_string()]) } else { fill(d.page_more, &[&here]) };
    let (at, response) =
        row.allocate_exact_size(vec2(width(&row, &words, Face::Sans, 12.0) + 4.0, 28.0), Sense::hover());
    describe(&response, egui::Role::Label, true, &words);
    text(&row, at.center(), Align2::CENTER_CENTER, &words, Face::Sans, 12.0, kit.theme.t1);
    let back = Button::icon_only(icons::CARET_LEFT, d.previous_page).enabled(memory.page > 0);
    if (back.show(&mut row, kit).clicked() || keys_back) && memory.page > 0 {
        memory.page -= 1;
    }
    row.add_space(6.0);
    let name = if memory.large { d.page_width } else { d.real_size };
    let zoom = Button::icon_only(icons::MAGNIFYING_GLASS, name).on(memory.large);
    if zoom.show(&mut row, kit).clicked() {
        memory.large = !memory.large;
    }
}

/// The page in front, as wide as there is room or as large as on paper; a click changes between
/// the two.
fn sheet(ui: &mut Ui, kit: &Kit, body: Rect, pages: &crate::export::pdf::Pages, memory: &mut Memory) {
    let Some(marks) = pages.pages.get(memory.page) else { return };
    let fit = body.width() / pages.width;
    // On a screen of 96 dots an inch a point is four thirds.
    let scale = if memory.large { fit.max(4.0 / 3.0) } else { fit };
    let size = vec2(pages.width, pages.height) * scale;
    let mut child = ui.new_child(UiBuilder::new().max_rect(body));
    child.set_clip_rect(body.expand2(vec2(8.0, 0.0)).intersect(ui.clip_rect()));
    let mut area = egui::ScrollArea::both()
        .id_salt(("export-page", memory.page, memory.large))
        .auto_shrink(false)
        .scroll_source(egui::scroll_area::ScrollSource::ALL);
    if let Some(aim) = memory.aim.take().filter(|_| memory.large) {
        area = area.scroll_offset((aim * size - body.size() / 2.0).max(egui::Vec2::ZERO));
    }
    area.show(&mut child, |ui| {
        let (rect, response) = ui.allocate_exact_size(size + vec2(0.0, 16.0), Sense::click());
        let sheet = Rect::from_min_size(rect.min, size);
        describe(&response, egui::Role::Document, true, &page::words(marks));
        page::draw(ui, kit.theme, marks, sheet, scale);
        if response.clicked()
            && let Some(at) = response.interact_pointer_pos()
        {
            memory.large = !memory.large;
            memory.aim = Some((at - sheet.min) / size);
        }
    });
}

/// The text of the file, line by line, in a window of its own.
fn plain(ui: &mut Ui, kit: &Kit, body: Rect, lines: &[String]) {
    let theme = kit.theme;
    let paper = Rect::from_min_max(body.min, body.max - vec2(0.0, 16.0));
    ui.painter().rect(paper, 2.0, theme.page, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let mut child = ui.new_child(UiBuilder::new().max_rect(paper.shrink(14.0)));
    child.set_clip_rect(paper.shrink(1.0).intersect(ui.clip_rect()));
    egui::ScrollArea::vertical().id_salt("export-text").auto_shrink(false).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let room = ui.available_width() - 8.0;
        for line in lines {
            let galley = ui.painter().layout(line.clone(), Face::Sans.at(12.0), theme.t1, room);
            let (rect, response) = ui.allocate_exact_size(vec2(room, galley.size().y), Sense::hover());
            if ui.is_rect_visible(rect) {
                describe(&response, egui::Role::Label, true, line);
                ui.painter().galley(rect.min, galley, theme.t1);
            }
        }
    });
}
