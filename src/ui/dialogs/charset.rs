//! The same text in every encoding; a click reads the file again.

use egui::{Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::app::{Action, How, Slot, State};
use crate::read::{Charset, CharsetSample, Format};
use crate::ui::fonts::Face;
use crate::ui::widgets::{Button, Kit, focus_ring, hover_fill, text, text_cut};
use crate::words::fill;

/// Draws the chooser.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let Some(tab) = state.tab() else { return };
    ui.set_width(460.0);
    super::title(ui, kit, w.charset, out);
    let open = tab.open(tab.view.second);
    let enabled = open.path.is_some();
    ui.label(
        egui::RichText::new(if enabled { w.charset_hint } else { w.charset_pasted })
            .size(12.0)
            .color(kit.theme.t2),
    );
    let now = tab.charset();
    let plain = matches!(tab.reading().source.format, Format::Txt | Format::Md);
    let mut samples: &[CharsetSample] = &[];
    if let Some(path) = open.path.as_ref().filter(|_| plain) {
        match &state.samples {
            Some((of, made)) if of == path => samples = made,
            _ => out.push(Action::WantSamples(path.clone())),
        }
    }
    for charset in Charset::ALL {
        let sample = samples.iter().find(|s| s.charset == charset);
        if row(ui, kit, charset, charset == now, sample, (enabled, plain)).clicked() {
            out.push(Action::Reread(How { charset: Some(charset), ..How::default() }));
        }
    }
    let rejoined = tab.reading().source.warnings.iter().any(|w| w.kind == crate::read::WarningKind::Rejoined);
    let as_found = open.how.keep_lines;
    if open.file().is_some()
        && (rejoined || as_found)
        && Button::new(w.as_found).on(as_found).show(ui, kit).clicked()
    {
        out.push(Action::Reread(How { charset: open.how.charset, keep_lines: !as_found, ..How::default() }));
    }
}

/// One character set: its name, how much it cannot read, the words as it reads them.
fn row(
    ui: &mut Ui,
    kit: &Kit,
    charset: Charset,
    current: bool,
    sample: Option<&CharsetSample>,
    (enabled, plain): (bool, bool),
) -> egui::Response {
    let (w, theme) = (kit.words(), kit.theme);
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let height = if plain { 56.0 } else { 40.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    let bad = sample
        .map(|s| if s.bad == 0 { w.all_read.to_owned() } else { fill(w.not_read, &[&s.bad.to_string()]) });
    let label = format!("{} {}", charset.name(), bad.as_deref().unwrap_or_default());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, enabled, current, &label));
    let stroke = if current { Stroke::new(2.0, theme.ink) } else { Stroke::new(1.0, theme.line) };
    ui.painter().rect(rect, 9.0, hover_fill(&response, theme), stroke, StrokeKind::Inside);
    focus_ring(ui, &response, rect, 9.0, theme);
    let y = if plain { rect.top() + 18.0 } else { rect.center().y };
    let left = rect.left() + 12.0;
    let name = text_cut(ui, pos2(left, y), 200.0, charset.name(), Face::SansBold, 13.0, theme.t1);
    if current {
        text_cut(ui, pos2(name.right() + 8.0, y), 120.0, w.current, Face::Sans, 12.0, theme.t2);
    }
    let right = pos2(rect.right() - 12.0, y);
    let colour = if sample.is_some_and(|s| s.bad > 0) { theme.t2 } else { theme.t3 };
    text(ui, right, egui::Align2::RIGHT_CENTER, bad.as_deref().unwrap_or_default(), Face::Sans, 12.0, colour);
    if let Some(sample) = sample {
        let at = pos2(left, rect.top() + 39.0);
        text_cut(ui, at, rect.width() - 24.0, &sample.text, Face::Reading, 14.0, theme.t1);
    }
    response
}

/// Which file of an archive is to be read.
pub fn archive(
    ui: &mut Ui,
    kit: &Kit,
    path: &std::path::Path,
    slot: Slot,
    names: &[String],
    out: &mut Vec<Action>,
) {
    ui.set_width(460.0);
    super::title(ui, kit, kit.words().choose_entry, out);
    egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        for name in names {
            if ui.add_sized(vec2(440.0, 28.0), egui::Button::selectable(false, name).truncate()).clicked() {
                out.push(Action::OpenEntry { path: path.to_owned(), slot, entry: name.clone() });
            }
        }
    });
}
