//! The export dialog: what, format, options, preview.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::{Action, ExportAction, ExportView, State, export_order};
use crate::export::{Block, Content, Format, What};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Button, Kit, Look, describe, focus_ring, hover_fill, text};

/// What a preview was made for: choices, tab, decisions, selection, and which results were there.
type Key = (ExportView, u64, u64, Option<crate::text::Span>, [bool; 4], usize);

/// The preview and what it was made for.
pub struct Preview {
    key: Key,
    content: Content,
}

/// Lines that fit the preview.
const PREVIEW: usize = 40;

/// Draws the dialog.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    state: &State,
    view: ExportView,
    preview: &mut Option<Preview>,
    out: &mut Vec<Action>,
) {
    let w = kit.words();
    let screen = ui.ctx().content_rect().size();
    let size = vec2((screen.x - 80.0).clamp(560.0, 1020.0), (screen.y - 110.0).clamp(300.0, 676.0));
    ui.set_width(size.x);
    ui.set_max_height(size.y);
    super::title(ui, kit, w.export, out);
    refresh(state, view, preview);
    let body = size.y - 100.0;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(390.0, body), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_size(vec2(390.0, body));
            egui::ScrollArea::vertical().id_salt("export-choices").max_height(body).show(ui, |ui| {
                choices(ui, kit, state, view, out);
            });
        });
        if let Some(preview) = preview {
            let (rect, response) = ui.allocate_exact_size(vec2(size.x - 410.0, body), Sense::hover());
            describe(&response, egui::Role::Label, true, w.preview);
            page(ui, kit, &preview.content, rect, view.landscape);
        }
    });
    ui.add_space(10.0);
    let empty = preview.as_ref().is_none_or(|p| p.content.blocks.is_empty());
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let label = format!("{} {}", w.export, view.format.extension());
        if Button::new(&label)
            .icon(icons::EXPORT)
            .look(Look::Primary)
            .height(32.0)
            .enabled(!empty)
            .show(ui, kit)
            .clicked()
        {
            out.push(Action::Export(ExportAction::Save));
        }
        if Button::new(w.cancel).height(32.0).show(ui, kit).clicked() {
            out.push(Action::Dialog(None));
        }
        let copied =
            Button::new(w.copy_export).icon(icons::COPY).look(Look::Ghost).height(32.0).enabled(!empty);
        if copied.show(ui, kit).clicked()
            && let Some(p) = preview
        {
            let options = crate::export::Options { lang: kit.lang, ..crate::export::Options::default() };
            let text = crate::export::write(&p.content, Format::Txt, &options).unwrap_or_default();
            out.push(Action::Copy(String::from_utf8_lossy(&text).into_owned()));
            out.push(Action::Dialog(None));
        }
    });
}

fn refresh(state: &State, view: ExportView, preview: &mut Option<Preview>) {
    let Some(tab) = state.tab() else { return };
    let d = &tab.derived;
    let there = [d.comparison.is_some(), d.facts.is_some(), d.facts_second.is_some(), d.targets.is_some()];
    // The requests tell one comparison from the next.
    let made = d.awaited as usize;
    let key = (view, tab.id, tab.main.document.revision(), tab.view.selection, there, made);
    if preview.as_ref().is_none_or(|p| p.key != key)
        && let Some(order) = export_order(state, view)
    {
        *preview = Some(Preview { key, content: order.content() });
    }
}

fn choices(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, out: &mut Vec<Action>) {
    let w = kit.words();
    let mut change = |v: ExportView| out.push(Action::Export(ExportAction::Change(v)));
    small(ui, kit, w.export_what);
    egui::Grid::new("what").num_columns(2).spacing(vec2(8.0, 4.0)).show(ui, |ui| {
        for (i, what) in What::ALL.into_iter().enumerate() {
            let enabled = available(state, what);
            if radio(ui, kit, what.name(kit.lang), view.what == what, enabled) {
                let formats = what.formats();
                let format = if formats.contains(&view.format) { view.format } else { formats[0] };
                change(ExportView { what, format, landscape: what.is_wide(), ..view });
            }
            if i % 2 == 1 {
                ui.end_row();
            }
        }
    });
    ui.add_space(8.0);
    small(ui, kit, w.export_format);
    ui.horizontal_wrapped(|ui| {
        ui.set_max_width(380.0);
        for format in view.what.formats() {
            if tile(ui, kit, format, view.format == format) {
                change(ExportView { format, ..view });
            }
        }
    });
    ui.add_space(8.0);
    small(ui, kit, w.export_options);
    for (on, name, next) in [
        (view.source, w.with_source, ExportView { source: !view.source, ..view }),
        (view.numbers, w.with_numbers, ExportView { numbers: !view.numbers, ..view }),
        (view.reasons, w.with_reasons, ExportView { reasons: !view.reasons, ..view }),
        (view.notes, w.with_notes, ExportView { notes: !view.notes, ..view }),
        (view.filtered, w.only_filtered, ExportView { filtered: !view.filtered, ..view }),
        (view.landscape, w.landscape, ExportView { landscape: !view.landscape, ..view }),
    ] {
        let mut value = on;
        if ui.checkbox(&mut value, name).changed() {
            change(next);
        }
    }
}

fn available(state: &State, what: What) -> bool {
    let Some(tab) = state.tab() else { return false };
    match what {
        What::Selection => tab.view.selection.is_some(),
        What::Targets => tab.derived.targets.as_ref().is_some_and(|t| !t.is_empty()),
        What::Excerpts => {
            let o = tab.main.document.overrides();
            !o.excerpts.is_empty() || !o.notes.is_empty()
        }
        What::Comparison | What::Tasks => tab.derived.comparison.is_some(),
        What::Formulations | What::Figures => tab.derived.facts.is_some(),
        What::Section | What::Text => true,
        What::Series => false,
    }
}

fn small(ui: &mut Ui, kit: &Kit, words: &str) {
    ui.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
}

fn radio(ui: &mut Ui, kit: &Kit, words: &str, on: bool, enabled: bool) -> bool {
    let theme = kit.theme;
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(180.0, 30.0), sense);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, enabled, on, words));
    ui.painter().rect_filled(rect, 7.0, if on { theme.sel } else { hover_fill(&response, theme) });
    focus_ring(ui, &response, rect, 7.0, theme);
    let alpha = if enabled { 1.0 } else { 0.42 };
    let at = pos2(rect.left() + 16.0, rect.center().y);
    if on {
        ui.painter().circle_filled(at, 8.0, theme.ink);
        ui.painter().circle_filled(at, 3.0, theme.inkfg);
    } else {
        ui.painter().circle(at, 7.5, theme.page, Stroke::new(1.0, Theme::faded(theme.ctl, alpha)));
    }
    let ink = Theme::faded(theme.t1, alpha);
    text(ui, at + vec2(16.0, 0.0), Align2::LEFT_CENTER, words, Face::Sans, 13.0, ink);
    response.clicked()
}

fn tile(ui: &mut Ui, kit: &Kit, format: Format, on: bool) -> bool {
    let icon = match format {
        Format::Docx => icons::FILE_DOC,
        Format::Xlsx => icons::FILE_XLS,
        Format::Pdf => icons::FILE_PDF,
        Format::Html => icons::FILE_HTML,
        Format::Md => icons::FILE_MD,
        Format::Txt => icons::FILE_TXT,
        Format::Csv => icons::FILE_CSV,
        Format::Json => icons::FILE,
    };
    let theme = kit.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(48.0, 56.0), Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, format.extension()));
    let stroke = if on { Stroke::new(2.0, theme.ink) } else { Stroke::new(1.0, theme.line2) };
    ui.painter().rect(rect, 8.0, hover_fill(&response, theme), stroke, StrokeKind::Inside);
    focus_ring(ui, &response, rect, 8.0, theme);
    text(
        ui,
        pos2(rect.center().x, rect.top() + 20.0),
        Align2::CENTER_CENTER,
        icon,
        Face::Icons,
        20.0,
        theme.t1,
    );
    let face = if on { Face::SansBold } else { Face::Sans };
    text(
        ui,
        pos2(rect.center().x, rect.bottom() - 12.0),
        Align2::CENTER_CENTER,
        format.extension(),
        face,
        12.0,
        theme.t1,
    );
    response.clicked()
}

/// The first page, roughly as it will look.
fn page(ui: &mut Ui, kit: &Kit, content: &Content, rect: Rect, landscape: bool) {
    let theme = kit.theme;
    ui.painter().rect_filled(rect, 9.0, theme.sunk);
    let aspect = if landscape { 297.0 / 210.0 } else { 210.0 / 297.0 };
    let room = rect.shrink(16.0);
    let width = room.width().min(room.height() * aspect).max(room.width() * 0.8);
    let sheet =
        Rect::from_min_size(pos2(room.center().x - width / 2.0, room.top()), vec2(width, room.height()));
    ui.painter().rect(sheet, 2.0, theme.page, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let clipped = ui.painter().with_clip_rect(sheet.intersect(ui.clip_rect()));
    let x = sheet.left() + 28.0;
    let wide = sheet.width() - 56.0;
    let mut y = sheet.top() + 24.0;
    let line = |y: f32, words: &str, face: Face, size: f32| -> f32 {
        let galley = clipped.layout(words.to_owned(), face.at(size), theme.t1, wide);
        let height = galley.size().y;
        clipped.galley(pos2(x, y), galley, theme.t1);
        y + height + 5.0
    };
    if content.blocks.is_empty() {
        text(ui, sheet.center(), Align2::CENTER_CENTER, kit.words().select_first, Face::Sans, 13.0, theme.t3);
        return;
    }
    if !content.title.is_empty() {
        y = line(y, &content.title, Face::SerifBold, 15.0) + 4.0;
    }
    for block in content.blocks.iter().take(PREVIEW) {
        if y > sheet.bottom() {
            break;
        }
        match block {
            Block::Heading { text, .. } => y = line(y, text, Face::SansBold, 12.0),
            Block::Table(table) => table_rows(ui, kit, table, sheet, &mut y, x, wide),
            Block::Paragraph(p) => {
                y = line(y, &p.text().chars().take(600).collect::<String>(), Face::Serif, 12.0);
            }
            Block::Note(words) => y = line(y, words, Face::Sans, 11.0),
        }
    }
}

fn table_rows(ui: &Ui, kit: &Kit, table: &crate::view::Table, sheet: Rect, y: &mut f32, x: f32, wide: f32) {
    let theme = kit.theme;
    let all: f32 = table.columns.iter().map(|c| c.share).sum::<f32>().max(0.1);
    let clip = ui.painter().with_clip_rect(sheet.intersect(ui.clip_rect()));
    let mut row = |cells: &[String], face: Face, fill: bool| {
        let mut left = x;
        let mut galleys = Vec::new();
        let mut height: f32 = 0.0;
        for (cell, column) in cells.iter().zip(&table.columns) {
            let w = column.share / all * wide;
            let words: String = cell.chars().take(60).collect();
            let galley = clip.layout(words, face.at(10.0), theme.t1, (w - 8.0).max(8.0));
            height = height.max(galley.size().y.min(72.0));
            galleys.push((left, w, galley));
            left += w;
        }
        for (left, w, galley) in galleys {
            let cell = Rect::from_min_size(pos2(left, *y), vec2(w, height + 8.0));
            let ground = if fill { theme.sunk } else { theme.page };
            clip.rect(cell, 0.0, ground, Stroke::new(1.0, theme.line2), StrokeKind::Middle);
            clip.with_clip_rect(cell.intersect(sheet)).galley(cell.min + vec2(4.0, 4.0), galley, theme.t1);
        }
        *y += height + 8.0;
    };
    let names: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    row(&names, Face::SansBold, true);
    for r in table.rows.iter().take(PREVIEW) {
        let cells: Vec<String> = r.cells.iter().map(crate::view::Cell::plain).collect();
        row(&cells, Face::Sans, false);
    }
    *y += 8.0;
}
