//! Radio lines, format tiles and check boxes of the dialog.

use egui::{Align2, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::export::Format;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::theme::Theme;
use crate::ui::widgets::{Kit, focus_ring, hover_fill, text, text_cut, width};

/// The name of a group.
pub fn group(ui: &mut Ui, kit: &Kit, words: &str) {
    ui.add_space(12.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 18.0), Sense::hover());
    text(ui, rect.left_center(), Align2::LEFT_CENTER, words, Face::Sans, 12.0, kit.theme.t2);
    ui.add_space(6.0);
}

/// One choice of several: circle, icon, words, and how much there is of it.
pub struct Radio<'a> {
    /// Icon.
    pub icon: &'a str,
    /// Words.
    pub words: &'a str,
    /// How much.
    pub amount: &'a str,
    /// It is the one chosen.
    pub on: bool,
    /// It can be chosen.
    pub enabled: bool,
}

impl Radio<'_> {
    /// Draws it in `rect`. True when it was clicked.
    pub fn show(&self, ui: &Ui, kit: &Kit, rect: Rect) -> bool {
        let theme = kit.theme;
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, ui.scope_id().with(("radio", self.words)), sense);
        let name = format!("{} {}", self.words, self.amount);
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::RadioButton, self.enabled, self.on, &name)
        });
        let ground = if self.on { theme.sel } else { hover_fill(&response, theme) };
        ui.painter().rect_filled(rect.expand2(vec2(10.0, 0.0)), 8.0, ground);
        focus_ring(ui, &response, rect.expand2(vec2(10.0, 0.0)), 8.0, theme);
        let alpha = if self.enabled { 1.0 } else { 0.42 };
        circle(ui, theme, pos2(rect.left() + 8.0, rect.center().y), self.on, alpha);
        let (t1, t2) = (Theme::faded(theme.t1, alpha), Theme::faded(theme.t2, alpha));
        let at = pos2(rect.left() + 34.0, rect.center().y);
        text(ui, at, Align2::CENTER_CENTER, self.icon, Face::Icons, 16.0, t1);
        let used = if self.amount.is_empty() { 0.0 } else { width(ui, self.amount, Face::Sans, 12.0) + 6.0 };
        let at = pos2(rect.left() + 52.0, rect.center().y);
        text_cut(ui, at, rect.width() - 52.0 - used, self.words, Face::Sans, 13.0, t1);
        text(ui, rect.right_center(), Align2::RIGHT_CENTER, self.amount, Face::Sans, 12.0, t2);
        response.clicked()
    }
}

fn circle(ui: &Ui, theme: &Theme, at: egui::Pos2, on: bool, alpha: f32) {
    if on {
        ui.painter().circle_filled(at, 8.0, theme.ink);
        ui.painter().circle_filled(at, 3.0, theme.inkfg);
    } else {
        ui.painter().circle(at, 7.5, theme.page, Stroke::new(1.0, Theme::faded(theme.ctl, alpha)));
    }
}

/// A check box with its words. True when it was clicked.
pub fn check(ui: &Ui, kit: &Kit, rect: Rect, words: &str, on: bool) -> bool {
    let theme = kit.theme;
    let response: Response = ui.interact(rect, ui.scope_id().with(("check", words)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, words));
    let square = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(16.0, 16.0));
    if on {
        ui.painter().rect_filled(square, 4.0, theme.ink);
        text(ui, square.center(), Align2::CENTER_CENTER, icons::CHECK, Face::IconsBold, 11.0, theme.inkfg);
    } else {
        let ground = if response.hovered() { theme.hover } else { theme.page };
        ui.painter().rect(square, 4.0, ground, Stroke::new(1.0, theme.ctl), StrokeKind::Inside);
    }
    focus_ring(ui, &response, square, 4.0, theme);
    let at = pos2(rect.left() + 25.0, rect.center().y);
    let shown = text_cut(ui, at, rect.width() - 27.0, words, Face::Sans, 13.0, theme.t1);
    if shown.width() > rect.width() - 32.0 {
        response.clone().on_hover_text(words);
    }
    response.clicked()
}

/// A format: icon over its name. True when it was clicked.
pub fn tile(ui: &Ui, kit: &Kit, rect: Rect, format: Format, on: bool) -> bool {
    let icon = match format {
        Format::Docx => icons::FILE_DOC,
        Format::Xlsx => icons::FILE_XLS,
        Format::Pdf => icons::FILE_PDF,
        Format::Html => icons::FILE_HTML,
        Format::Md => icons::FILE_MD,
        Format::Txt => icons::FILE_TXT,
        Format::Csv => icons::FILE_CSV,
        Format::Json => icons::FILE_TEXT,
    };
    let theme = kit.theme;
    let name = format.extension();
    let response = ui.interact(rect, ui.scope_id().with(("format", name)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, name));
    let stroke = if on { Stroke::new(2.0, theme.ink) } else { Stroke::new(1.0, theme.line2) };
    ui.painter().rect(rect, 8.0, hover_fill(&response, theme), stroke, StrokeKind::Inside);
    focus_ring(ui, &response, rect, 8.0, theme);
    let ink = if on { theme.t1 } else { theme.t2 };
    let at = pos2(rect.center().x, rect.top() + 19.0);
    text(ui, at, Align2::CENTER_CENTER, icon, Face::Icons, 20.0, ink);
    let face = if on { Face::SansBold } else { Face::Sans };
    let at = pos2(rect.center().x, rect.bottom() - 15.0);
    text(ui, at, Align2::CENTER_CENTER, name, face, 13.0, ink);
    response.clicked()
}
