//! The left half: content, format, options, order of rows, file name and folder.

use std::path::Path;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::controls::{Radio, check, group, tile};
use crate::app::{Action, ExportAction, ExportView, State, export_available, export_name};
use crate::export::{Format, What};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Button, Kit, Look, field, segmented, text, text_cut, width};
use crate::view::comparison::{CellText, RowOrder};
use crate::words::{ExportDialogWords, Unit, amount};

/// Characters that a shortened text of an item keeps.
const SHORT: usize = 80;

/// Identity of the field for the file's name.
pub fn name_id() -> egui::Id {
    egui::Id::unique("export-name")
}

/// Draws them.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, out: &mut Vec<Action>) {
    let w = kit.words();
    if view.what != What::Series {
        group(ui, kit, w.export_what);
        contents(ui, kit, state, view, out);
    }
    group(ui, kit, w.export_format);
    formats(ui, kit, view, out);
    group(ui, kit, w.export_options);
    options(ui, kit, view, out);
    orders(ui, kit, view, out);
}

fn change(out: &mut Vec<Action>, view: ExportView) {
    out.push(Action::Export(ExportAction::Change(view)));
}

/// Two columns of equal width; `cell(i)` is the place of entry `i`.
fn grid(ui: &mut Ui, count: usize, height: f32, gap: f32) -> impl Fn(usize) -> Rect + use<> {
    let rows = count.div_ceil(2);
    let wide = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(wide, rows as f32 * height), Sense::hover());
    let half = (wide - gap) / 2.0;
    move |i| {
        let at = vec2((i % 2) as f32 * (half + gap), (i / 2) as f32 * height);
        Rect::from_min_size(rect.min + at, vec2(half, height))
    }
}

fn contents(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let cell = grid(ui, What::ALL.len(), 30.0, 36.0);
    for (i, what) in What::ALL.into_iter().enumerate() {
        let enabled = export_available(tab, what);
        let amount = how_much(kit, state, what, enabled);
        let words = what.name(kit.lang);
        let radio = Radio { icon: icon(what), words, amount: &amount, on: view.what == what, enabled };
        if radio.show(ui, kit, cell(i).shrink2(vec2(0.0, 1.0))) {
            let formats = what.formats();
            let format = if formats.contains(&view.format) { view.format } else { Format::Docx };
            change(out, ExportView { what, format, landscape: what.is_wide(), ..view });
        }
    }
}

fn icon(what: What) -> &'static str {
    match what {
        What::Selection => icons::SELECTION,
        What::Section => icons::PARAGRAPH,
        What::Text => icons::FILE_TEXT,
        What::Excerpts => icons::HIGHLIGHTER,
        What::Comparison => icons::COLUMNS,
        What::Formulations => icons::QUOTES,
        What::Figures => icons::HASH,
        What::Targets => icons::CHART_LINE,
        What::Tasks => icons::LIST_BULLETS,
        What::Series => icons::TABLE,
    }
}

fn how_much(kit: &Kit, state: &State, what: What, enabled: bool) -> String {
    let w = ExportDialogWords::of(kit.lang);
    if what == What::Selection && !enabled {
        return w.not_selected.to_owned();
    }
    if !enabled {
        return w.none.to_owned();
    }
    let at = What::ALL.iter().position(|x| *x == what);
    let count = at.and_then(|i| state.export.counts?.get(i).copied().flatten());
    let unit = match what {
        What::Selection | What::Section | What::Text => Unit::Characters,
        What::Excerpts | What::Formulations | What::Figures => Unit::Entries,
        What::Comparison | What::Targets | What::Tasks | What::Series => Unit::Rows,
    };
    count.map_or(String::new(), |n| amount(kit.lang, n, unit))
}

fn formats(ui: &mut Ui, kit: &Kit, view: ExportView, out: &mut Vec<Action>) {
    let all = view.what.formats();
    let gap = 7.0;
    let wide = ui.available_width();
    let each = ((wide + gap) / Format::ALL.len() as f32 - gap).floor();
    let (rect, _) = ui.allocate_exact_size(vec2(wide, 58.0), Sense::hover());
    for (i, format) in all.into_iter().enumerate() {
        let at = rect.min + vec2(i as f32 * (each + gap), 0.0);
        if tile(ui, kit, Rect::from_min_size(at, vec2(each, 58.0)), format, view.format == format) {
            change(out, ExportView { format, ..view });
        }
    }
}

fn options(ui: &mut Ui, kit: &Kit, v: ExportView, out: &mut Vec<Action>) {
    let (w, d) = (kit.words(), ExportDialogWords::of(kit.lang));
    let comparison = v.what == What::Comparison;
    let paged = matches!(v.format, Format::Docx | Format::Pdf | Format::Html | Format::Xlsx);
    let mut all: Vec<(bool, &str, ExportView)> = Vec::new();
    if v.what != What::Series {
        all.push((v.source, w.with_source, ExportView { source: !v.source, ..v }));
    }
    let signed = comparison || v.what == What::Formulations;
    if signed && !matches!(v.format, Format::Xlsx | Format::Csv | Format::Json) {
        all.push((v.signs, d.with_signs, ExportView { signs: !v.signs, ..v }));
    }
    if comparison {
        all.push((v.reasons, w.with_reasons, ExportView { reasons: !v.reasons, ..v }));
        all.push((v.confirmed, d.only_confirmed, ExportView { confirmed: !v.confirmed, ..v }));
    }
    if comparison || v.what == What::Excerpts {
        all.push((v.notes, w.with_notes, ExportView { notes: !v.notes, ..v }));
    }
    if !v.what.is_table() {
        all.push((v.numbers, w.with_numbers, ExportView { numbers: !v.numbers, ..v }));
    }
    if v.what == What::Tasks {
        all.push((v.points, d.by_points, ExportView { points: !v.points, ..v }));
    }
    if comparison || matches!(v.what, What::Formulations | What::Figures | What::Tasks) {
        all.push((v.filtered, w.only_filtered, ExportView { filtered: !v.filtered, ..v }));
    }
    if paged {
        all.push((v.head, d.with_head, ExportView { head: !v.head, ..v }));
        all.push((v.landscape, w.landscape, ExportView { landscape: !v.landscape, ..v }));
    }
    let cell = grid(ui, all.len(), 26.0, 12.0);
    for (i, (on, words, next)) in all.into_iter().enumerate() {
        if check(ui, kit, cell(i), words, on) {
            change(out, next);
        }
    }
}

/// Order of the rows, and how much of each item's text, side by side where there is room.
fn orders(ui: &mut Ui, kit: &Kit, v: ExportView, out: &mut Vec<Action>) {
    let d = ExportDialogWords::of(kit.lang);
    let texts = matches!(v.what, What::Comparison | What::Tasks) && !(v.what == What::Tasks && v.points);
    if !texts {
        return;
    }
    let rows = (v.what == What::Comparison).then_some([d.by_left, d.by_right, d.by_status]);
    let cells = [d.text_full, d.text_short, d.text_titles];
    let wide = rows.map_or(0.0, |words| segments_width(ui, words) + 14.0) + segments_width(ui, cells);
    let beside = wide <= ui.available_width();
    let layout = if beside { egui::Layout::left_to_right(egui::Align::Min) } else { egui::Layout::default() };
    ui.with_layout(layout, |ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if let Some(words) = rows {
            let all = [RowOrder::Left, RowOrder::Right, RowOrder::Status];
            let now = all.iter().position(|o| *o == v.order).unwrap_or(1);
            if let Some(order) = choice(ui, kit, d.row_order, words, now).and_then(|i| all.get(i).copied()) {
                change(out, ExportView { order, ..v });
            }
        }
        let all = [CellText::Full, CellText::Short(SHORT), CellText::None];
        let now = all.iter().position(|t| *t == v.text).unwrap_or(0);
        if let Some(text) = choice(ui, kit, d.how_much, cells, now).and_then(|i| all.get(i).copied()) {
            change(out, ExportView { text, ..v });
        }
    });
}

/// Width of a row of segments in points.
fn segments_width(ui: &Ui, words: [&str; 3]) -> f32 {
    words.iter().map(|w| (width(ui, w, Face::SansBold, 13.0) + 28.0).max(56.0)).sum::<f32>() + 6.0
}

/// A named row of segments.
fn choice(ui: &mut Ui, kit: &Kit, name: &str, words: [&str; 3], now: usize) -> Option<usize> {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(segments_width(ui, words));
        group(ui, kit, name);
        segmented(ui, kit, &words.map(|w| ("", w)), now, false)
    })
    .inner
}

/// The file's name with its ending, and the folder.
pub fn place(ui: &mut Ui, kit: &Kit, state: &State, view: ExportView, out: &mut Vec<Action>) {
    let (theme, d) = (kit.theme, ExportDialogWords::of(kit.lang));
    group(ui, kit, d.file_name);
    let ending = format!(".{}", view.format.extension());
    let wide = ui.available_width();
    let top = ui.cursor().min;
    let used = width(ui, &ending, Face::Sans, 13.0) + 14.0;
    // The ending stands in the same frame, behind the words.
    let frame = Rect::from_min_size(top, vec2(wide, 32.0));
    let stem = export_name(state, view);
    let stem = state
        .export
        .name
        .clone()
        .unwrap_or_else(|| stem.strip_suffix(&ending).map_or_else(|| stem.clone(), str::to_owned));
    let focused = ui.memory(|m| m.has_focus(name_id()));
    let (_, new) = field(ui, kit, name_id(), "", d.file_name, &stem, wide - used);
    let border = if focused { Stroke::new(2.0, theme.focus) } else { Stroke::new(1.0, theme.line2) };
    let cover =
        Rect::from_min_max(pos2(frame.right() - used - 9.0, top.y), pos2(frame.right(), top.y + 30.0));
    ui.painter().rect_filled(cover, 7.0, theme.page);
    let outer = Rect::from_min_size(top, vec2(wide, 30.0));
    ui.painter().rect_stroke(outer, 7.0, border, StrokeKind::Inside);
    let at = pos2(outer.right() - 10.0, outer.center().y);
    text(ui, at, Align2::RIGHT_CENTER, &ending, Face::Sans, 13.0, theme.t2);
    if let Some(new) = new {
        out.push(Action::Export(ExportAction::Name(new)));
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let (at, _) = ui.allocate_exact_size(vec2(18.0, 26.0), Sense::hover());
        text(ui, at.center(), Align2::CENTER_CENTER, icons::FOLDER_OPEN, Face::Icons, 14.0, theme.t2);
        let folder = state.settings.export_folder.as_deref();
        let words = folder.map_or_else(|| d.ask_place.to_owned(), shortened);
        let room = (ui.available_width() - 80.0).max(40.0);
        let taken = width(ui, &words, Face::Sans, 12.0).min(room);
        let (rect, response) = ui.allocate_exact_size(vec2(taken, 26.0), Sense::hover());
        text_cut(ui, rect.left_center(), room, &words, Face::Sans, 12.0, theme.t2);
        if let Some(folder) = folder {
            response.on_hover_text(folder.display().to_string());
        }
        if Button::new(d.change).look(Look::Ghost).height(26.0).show(ui, kit).clicked() {
            out.push(Action::Export(ExportAction::ChoosePlace));
        }
    });
}

/// The last two names of a folder.
fn shortened(folder: &Path) -> String {
    let names: Vec<_> = folder.iter().map(|n| n.to_string_lossy()).collect();
    let from = names.len().saturating_sub(2);
    names.get(from..).unwrap_or_default().join(" / ")
}
