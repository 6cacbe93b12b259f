//! The floor under the program's start: the smallest window of the same toolkit that shows a text.
//! Not a measurement itself; `benches/start.py` starts it beside the program. A package of its own, so
//! that none of the program's libraries are in it.
//!
//! `floor FILE`; ends when the window is closed.

use std::sync::Arc;

use eframe::egui;

struct Floor(String);

impl eframe::App for Floor {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| ui.label(&self.0));
        });
    }
}

fn main() -> eframe::Result {
    let file = std::env::args_os().nth(1);
    let text = file.and_then(|f| std::fs::read_to_string(f).ok()).unwrap_or_default();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let start = |cc: &eframe::CreationContext<'_>| {
        let mut fonts = egui::FontDefinitions::empty();
        let font = egui::FontData::from_static(include_bytes!("../../../fonts/NotoSansCJKsc-Regular.otf"));
        fonts.font_data.insert("sans".to_owned(), Arc::new(font));
        for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
            fonts.families.insert(family, vec!["sans".to_owned()]);
        }
        cc.egui_ctx.set_fonts(fonts);
        Ok(Box::new(Floor(text)) as Box<dyn eframe::App>)
    };
    eframe::run_native("floor", options, Box::new(start))
}
