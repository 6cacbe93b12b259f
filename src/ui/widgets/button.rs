//! Buttons, the segmented switch, on/off switches.

use egui::{Align2, Color32, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::{Kit, describe, focus_ring, hover_fill, text, width};
use crate::ui::fonts::Face;
use crate::ui::theme::Theme;

/// How a [`Button`] looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Only its text; filled when hovered.
    Ghost,
    /// As [`Look::Ghost`], with words in the colour of the text: what stands in the top bar.
    Bar,
    /// With an outline.
    #[default]
    Line,
    /// Filled with ink.
    Primary,
}

/// Width of the caret behind the words, in points.
const CARET: f32 = 15.0;

/// A button with an icon, a word, or both.
#[derive(Clone, Copy, Debug)]
pub struct Button<'a> {
    icon: Option<(&'a str, Color32)>,
    label: &'a str,
    name: &'a str,
    look: Look,
    height: f32,
    on: bool,
    enabled: bool,
    count: Option<usize>,
    bold: bool,
    size: f32,
    caret: bool,
}

impl<'a> Button<'a> {
    /// A button with words.
    pub fn new(label: &'a str) -> Self {
        Self {
            icon: None,
            label,
            name: label,
            look: Look::Line,
            height: 28.0,
            on: false,
            enabled: true,
            count: None,
            bold: false,
            size: 13.0,
            caret: false,
        }
    }

    /// A button with an icon only; `name` is its tooltip and accessible name.
    pub fn icon_only(icon: &'a str, name: &'a str) -> Self {
        Self { icon: Some((icon, Color32::PLACEHOLDER)), name, look: Look::Ghost, ..Self::new("") }
    }

    /// Puts an icon before the words.
    pub fn icon(mut self, icon: &'a str) -> Self {
        self.icon = Some((icon, Color32::PLACEHOLDER));
        self
    }

    /// Puts a coloured icon before the words.
    pub fn sign(mut self, icon: &'a str, colour: Color32) -> Self {
        self.icon = Some((icon, colour));
        self
    }

    /// Sets the look.
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }

    /// Sets the height in points.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Shows it as switched on.
    pub fn on(mut self, on: bool) -> Self {
        self.on = on;
        self
    }

    /// Greys it out.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Adds a bold count behind the words.
    pub fn count(mut self, count: usize) -> Self {
        self.count = Some(count);
        self
    }

    /// Words of 12 points, for bars of small print.
    pub fn small(mut self) -> Self {
        self.size = 12.0;
        self
    }

    /// A caret behind the words: a list opens.
    pub fn caret(mut self) -> Self {
        self.caret = true;
        self
    }

    /// Words in bold.
    pub fn bold(mut self) -> Self {
        self.bold = true;
        self
    }

    /// Width it will take.
    fn measure(&self, ui: &Ui, count: &str) -> f32 {
        let bare = self.label.is_empty() && count.is_empty();
        let mut w = if bare { 8.0 } else { 20.0 };
        if self.icon.is_some() {
            w += 16.0 + if bare { 0.0 } else { 6.0 };
        }
        w += width(ui, self.label, if self.bold { Face::SansBold } else { Face::Sans }, self.size);
        w += if self.caret { CARET } else { 0.0 };
        if !count.is_empty() {
            w += 6.0 + width(ui, count, Face::SansBold, 13.0);
        }
        w.max(if self.label.is_empty() { self.height } else { 28.0 })
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, kit: &Kit) -> Response {
        let count = self.count.map(|c| c.to_string()).unwrap_or_default();
        let size = vec2(self.measure(ui, &count), self.height);
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        describe(&response, egui::Role::Button, self.enabled, &format!("{}{count}", self.name));
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, kit.theme, &count);
        }
        if self.label.is_empty() { response.on_hover_text(self.name) } else { response }
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, theme: &Theme, count: &str) {
        let (fill, mut fg, border) = match self.look {
            Look::Primary => {
                let alpha = if response.is_pointer_button_down_on() {
                    0.8
                } else if response.hovered() {
                    0.92
                } else {
                    1.0
                };
                (Theme::faded(theme.ink, alpha), theme.inkfg, Color32::TRANSPARENT)
            }
            Look::Ghost | Look::Bar if self.on => (theme.sel, theme.t1, Color32::TRANSPARENT),
            Look::Bar => (hover_fill(response, theme), theme.t1, Color32::TRANSPARENT),
            Look::Ghost => (hover_fill(response, theme), theme.t2, Color32::TRANSPARENT),
            Look::Line if self.on => (theme.sel, theme.t1, theme.line2),
            Look::Line => {
                let hover = hover_fill(response, theme);
                (if hover == Color32::TRANSPARENT { theme.page } else { hover }, theme.t1, theme.line2)
            }
        };
        if self.label.is_empty() && self.look == Look::Ghost {
            fg = theme.t2;
        }
        let alpha = if self.enabled { 1.0 } else { 0.42 };
        let radius = 7.0;
        ui.painter().rect(
            rect,
            radius,
            Theme::faded(fill, alpha),
            Stroke::new(1.0, Theme::faded(border, alpha)),
            StrokeKind::Inside,
        );
        focus_ring(ui, response, rect, radius, theme);
        let bare = self.label.is_empty() && count.is_empty();
        let mut x = rect.left() + if bare { (rect.width() - 16.0) / 2.0 } else { 10.0 };
        if let Some((icon, colour)) = self.icon {
            let colour = if colour == Color32::PLACEHOLDER { fg } else { colour };
            let face = if colour == fg { Face::Icons } else { Face::IconsBold };
            let at = egui::pos2(x + 8.0, rect.center().y);
            text(ui, at, Align2::CENTER_CENTER, icon, face, self.size + 3.0, Theme::faded(colour, alpha));
            x += 22.0;
        }
        let face = if self.bold { Face::SansBold } else { Face::Sans };
        let at = egui::pos2(x, rect.center().y);
        let drawn = text(ui, at, Align2::LEFT_CENTER, self.label, face, self.size, Theme::faded(fg, alpha));
        if self.caret {
            let at = egui::pos2(drawn.right() + CARET / 2.0 + 2.0, rect.center().y);
            let colour = Theme::faded(theme.t2, alpha);
            text(ui, at, Align2::CENTER_CENTER, crate::ui::icons::CARET_DOWN, Face::Icons, 11.0, colour);
        }
        if !count.is_empty() {
            let at = egui::pos2(drawn.right() + 6.0, rect.center().y);
            text(ui, at, Align2::LEFT_CENTER, count, Face::SansBold, 13.0, Theme::faded(fg, alpha));
        }
    }
}

/// A row of choices of which one is on; `labels` are (icon, word). Returns the one clicked.
pub fn segmented(
    ui: &mut Ui,
    kit: &Kit,
    labels: &[(&str, &str)],
    chosen: usize,
    icons: bool,
) -> Option<usize> {
    let theme = kit.theme;
    let widths: Vec<f32> = labels
        .iter()
        .map(|(_, word)| (width(ui, word, Face::SansBold, 13.0) + if icons { 46.0 } else { 28.0 }).max(56.0))
        .collect();
    let total: f32 = widths.iter().sum();
    let (track, _) = ui.allocate_exact_size(Vec2::new(total + 6.0, 34.0), Sense::hover());
    ui.painter().rect_filled(track, 9.0, theme.sunk);
    if theme.contrast {
        ui.painter().rect_stroke(track, 9.0, Stroke::new(1.0, theme.line2), StrokeKind::Inside);
    }
    let mut clicked = None;
    let mut x = track.left() + 3.0;
    for (i, ((icon, word), w)) in labels.iter().zip(&widths).enumerate() {
        let rect = Rect::from_min_size(egui::pos2(x, track.top() + 3.0), vec2(*w, 28.0));
        x += w;
        let response = ui.interact(rect, ui.scope_id().with(("segment", *word)), Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, i == chosen, *word));
        let (fill, fg, face) = if i == chosen {
            (
                if theme.contrast {
                    theme.ink
                } else if theme.dark {
                    theme.sel
                } else {
                    theme.page
                },
                if theme.contrast { theme.inkfg } else { theme.t1 },
                Face::SansBold,
            )
        } else {
            (hover_fill(&response, theme), theme.t2, Face::Sans)
        };
        let painter = ui.painter();
        if i == chosen {
            painter.add(theme.shadow(false).as_shape(rect, 7));
        }
        painter.rect_filled(rect, 7.0, fill);
        focus_ring(ui, &response, rect, 7.0, theme);
        let word_width = width(ui, word, face, 13.0);
        let block = word_width + if icons { 22.0 } else { 0.0 };
        let left = rect.center().x - block / 2.0;
        if icons {
            text(
                ui,
                egui::pos2(left + 8.0, rect.center().y),
                Align2::CENTER_CENTER,
                icon,
                Face::Icons,
                16.0,
                fg,
            );
        }
        let at = egui::pos2(left + block - word_width, rect.center().y);
        text(ui, at, Align2::LEFT_CENTER, word, face, 13.0, fg);
        if response.clicked() {
            clicked = Some(i);
        }
    }
    clicked
}

/// An on/off switch with its words behind it. True when it was clicked.
pub fn switch(ui: &mut Ui, kit: &Kit, on: bool, label: &str) -> bool {
    let theme = kit.theme;
    let size = vec2(36.0 + width(ui, label, Face::Sans, 12.0), 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, on, label));
    let track = Rect::from_min_size(egui::pos2(rect.left(), rect.center().y - 8.0), vec2(28.0, 16.0));
    let knob = egui::pos2(if on { track.right() - 8.0 } else { track.left() + 8.0 }, track.center().y);
    // Where both would be white, what is off is hollow.
    let (fill, dot) = match (on, theme.contrast) {
        (true, _) => (theme.ink, theme.inkfg),
        (false, false) => (theme.ctl, theme.page),
        (false, true) => (theme.page, theme.ctl),
    };
    ui.painter().rect(
        track,
        8.0,
        fill,
        Stroke::new(1.0, if on { fill } else { theme.ctl }),
        StrokeKind::Inside,
    );
    ui.painter().circle_filled(knob, 6.0, dot);
    focus_ring(ui, &response, track, 8.0, theme);
    text(
        ui,
        egui::pos2(track.right() + 8.0, rect.center().y),
        Align2::LEFT_CENTER,
        label,
        Face::Sans,
        12.0,
        theme.t1,
    );
    response.clicked()
}
