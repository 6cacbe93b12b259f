//! Settings, and the small panel for setting text.

use egui::Ui;

use crate::app::{Action, ReadingFont, Set, State, ThemeChoice};
use crate::ui::fonts::Face;
use crate::ui::widgets::{Kit, segmented, switch};
use crate::words::Lang;

/// The settings dialog.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    ui.set_width(560.0);
    super::title(ui, kit, w.settings, out);
    let room = (ui.ctx().content_rect().height() - 160.0).max(200.0);
    egui::ScrollArea::vertical().auto_shrink([false, true]).max_height(room).min_scrolled_height(room).show(
        ui,
        |ui| {
            ui.set_max_width(540.0);
            heading(ui, kit, w.window_settings);
            row(ui, w.language, |ui| {
                let names = [("", w.chinese), ("", "English")];
                let chosen = usize::from(state.settings.lang == Lang::En);
                if let Some(i) = segmented(ui, kit, &names, chosen, false) {
                    out.push(Action::Set(Set::Lang([Lang::Zh, Lang::En][i])));
                }
            });
            row(ui, w.theme, |ui| {
                let names = ThemeChoice::ALL.map(|choice| match choice {
                    ThemeChoice::System => ("", w.theme_system),
                    ThemeChoice::Light => ("", w.theme_light),
                    ThemeChoice::Dark => ("", w.theme_dark),
                    ThemeChoice::Paper => ("", w.theme_paper),
                    ThemeChoice::HighContrast => ("", w.theme_contrast),
                });
                let chosen = ThemeChoice::ALL.iter().position(|c| *c == state.settings.theme).unwrap_or(0);
                if let Some(i) = segmented(ui, kit, &names, chosen, false) {
                    out.push(Action::Set(Set::Theme(ThemeChoice::ALL[i])));
                }
            });
            slider(ui, w.zoom, 100.0 * state.settings.zoom, 50.0..=300.0, "%", |v| {
                out.push(Action::Set(Set::Zoom(v.round() / 100.0)));
            });
            let s = &state.settings;
            for (on, name, set) in [
                (s.still, w.motion, Set::Still(!s.still)),
                (s.strong_ribbons, w.strong_ribbons, Set::StrongRibbons(!s.strong_ribbons)),
                (s.link_marks, w.link_marks, Set::LinkMarks(!s.link_marks)),
            ] {
                if switch(ui, kit, on, name) {
                    out.push(Action::Set(set));
                }
            }
            ui.add_space(10.0);
            heading(ui, kit, w.text_settings);
            typesetting(ui, kit, state, out);
            ui.add_space(10.0);
            ui.label(egui::RichText::new(w.decisions_kept).size(12.0).color(kit.theme.t3));
        },
    );
}

/// Face, size, line height, column, gaps, marks of the reading text.
pub fn typesetting(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let s = &state.settings;
    ui.set_min_width(320.0);
    row(ui, w.reading_font, |ui| {
        let now = match &s.font {
            ReadingFont::Serif => w.font_serif.to_owned(),
            ReadingFont::Sans => w.font_sans.to_owned(),
            ReadingFont::Family(key) => {
                state.families.iter().find(|f| f.0 == *key).map_or_else(|| key.clone(), |f| f.1.clone())
            }
        };
        let label = format!("{} {now}", w.reading_font);
        let list =
            egui::ComboBox::from_id_salt("reading-font").selected_text(now).width(200.0).show_ui(ui, |ui| {
                let bundled = [(ReadingFont::Serif, w.font_serif), (ReadingFont::Sans, w.font_sans)];
                for (font, name) in bundled.into_iter().map(|(f, n)| (f, n.to_owned())).chain(
                    state.families.iter().map(|(key, name)| (ReadingFont::Family(key.clone()), name.clone())),
                ) {
                    if ui.selectable_label(s.font == font, &name).clicked() {
                        out.push(Action::Set(Set::Font(font)));
                    }
                }
            });
        list.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label));
        if list.response.clicked() && state.families.is_empty() {
            out.push(Action::WantFamilies);
        }
    });
    let face = if s.font == ReadingFont::Sans { Face::Sans } else { Face::Reading };
    ui.label(egui::RichText::new(w.font_preview).font(face.at(s.text_size.min(24.0))));
    slider(ui, w.text_size, s.text_size, 12.0..=40.0, "", |v| {
        out.push(Action::Set(Set::TextSize(v.round())));
    });
    slider(ui, w.line_height, s.line_height, 1.3..=2.6, "", |v| out.push(Action::Set(Set::LineHeight(v))));
    slider(ui, w.column, s.column, 20.0..=60.0, "", |v| out.push(Action::Set(Set::Column(v.round()))));
    slider(ui, w.paragraph_gap, s.paragraph_gap, 0.0..=2.0, "", |v| {
        out.push(Action::Set(Set::ParagraphGap(v)));
    });
    if switch(ui, kit, s.full_width_marks, w.full_width_marks) {
        out.push(Action::Set(Set::FullWidthMarks(!s.full_width_marks)));
    }
    if switch(ui, kit, s.focus_line, w.focus_line) {
        out.push(Action::Set(Set::FocusLine(!s.focus_line)));
    }
}

fn heading(ui: &mut Ui, kit: &Kit, words: &str) {
    ui.label(egui::RichText::new(words).font(Face::SansBold.at(13.0)).color(kit.theme.t2));
    ui.add_space(2.0);
}

fn row(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(110.0, 26.0), egui::Sense::hover());
        let colour = ui.visuals().text_color();
        crate::ui::widgets::text_cut(ui, rect.left_center(), rect.width(), name, Face::Sans, 13.0, colour);
        add(ui);
    });
}

fn slider(
    ui: &mut Ui,
    name: &str,
    value: f32,
    range: std::ops::RangeInclusive<f32>,
    unit: &str,
    mut set: impl FnMut(f32),
) {
    row(ui, name, |ui| {
        let mut v = value;
        let slider =
            egui::Slider::new(&mut v, range).max_decimals(if unit.is_empty() { 2 } else { 0 }).suffix(unit);
        let response = ui.add(slider);
        response.widget_info(|| egui::WidgetInfo::slider(true, f64::from(v), name));
        if (v - value).abs() > 1e-4 {
            set(v);
        }
    });
}
