//! Drives the program's state and panels without a window: jobs run at once.

use std::path::PathBuf;
use std::sync::Arc;

use duidu::app::{Action, Effect, ExportAction, Finished, State, update};
use duidu::compare::Comparison;
use duidu::report::Report;
use duidu::text::Span;
use duidu::ui;
use egui_kittest::Harness;

/// The program as the tests see it.
#[derive(Default)]
pub struct App {
    /// Its state.
    pub state: State,
    memory: ui::Memory,
    /// What was copied: plain and rich.
    pub copied: Vec<(String, String)>,
    /// Files that were exported.
    pub written: Vec<PathBuf>,
    /// How often the clipboard was to be opened.
    pub pastes: usize,
    /// How often decisions were kept.
    pub saved: usize,
    /// Actions that panels sent.
    pub sent: usize,
    folder: Option<tempfile::TempDir>,
}

impl App {
    /// An empty program.
    pub fn new() -> Self {
        let mut app = Self { folder: tempfile::tempdir().ok(), ..Self::default() };
        app.state.settings.still = true;
        app
    }

    /// Applies an action and all that follows from it.
    pub fn apply(&mut self, action: Action) {
        for effect in update(&mut self.state, action) {
            match effect {
                Effect::Start { request, job } => {
                    for finished in duidu::shell::perform(request, job, None) {
                        if let Finished::Written { path, .. } = &finished {
                            self.written.push(path.clone());
                        }
                        self.apply(Action::Finished(finished));
                    }
                }
                Effect::Copy { text, html } => self.copied.push((text, html)),
                Effect::Paste { .. } => self.pastes += 1,
                Effect::SaveDecisions { .. } => self.saved += 1,
                Effect::AskSave { name, format, what, .. } => {
                    let folder = self.folder.as_ref().unwrap().path().to_owned();
                    let path = folder.join(name);
                    self.apply(Action::Export(ExportAction::SaveTo { what, format, path, replace: false }));
                }
                _ => {}
            }
        }
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        // The window is cleared; pictures of tests are not.
        let theme = ui::theme::Theme::of(self.state.settings.theme, self.state.system_dark);
        let ground = ui.ctx().content_rect();
        ui.painter().rect_filled(ground, 0.0, theme.win);
        for action in ui::show(ui, &self.state, &mut self.memory) {
            self.sent += 1;
            self.apply(action);
        }
    }

    /// The report in front.
    pub fn report(&self) -> Arc<Report> {
        self.state.tab().unwrap().reading().clone()
    }

    /// The comparison in front.
    pub fn comparison(&self) -> Arc<Comparison> {
        self.state.tab().unwrap().derived.comparison.clone().unwrap()
    }

    /// The selection in front.
    pub fn selection(&self) -> Option<Span> {
        self.state.tab().unwrap().view.selection
    }
}

/// The program with the sample open.
pub fn sample() -> App {
    let mut app = App::new();
    app.apply(Action::Run(duidu::app::Command::OpenSample));
    app
}

/// A harness around the program.
pub fn harness(app: App, size: [f32; 2]) -> Harness<'static, App> {
    stepping(app, size, 0.25)
}

/// A harness whose frames are `seconds` apart (clicks in a row need short ones).
pub fn stepping(app: App, size: [f32; 2], seconds: f32) -> Harness<'static, App> {
    Harness::builder()
        .with_size(egui::Vec2::from(size))
        .with_pixels_per_point(1.0)
        .with_step_dt(seconds)
        .with_context_setup(ui::fonts::install)
        .build_ui_state(|ui, app: &mut App| app.frame(ui), app)
}

/// Writes a report of `year` at `path`: its title, what was done, what is planned.
pub fn yearly(path: PathBuf, title: &str, year: i32, done: &str, planned: &str) -> PathBuf {
    let text = format!(
        "{title}\n各位代表：\n一、{}年工作回顾\n一年来，{done}。\n二、{year}年工作安排\n{planned}。\n",
        year - 1
    );
    std::fs::write(&path, text).unwrap();
    path
}

/// A harness in which a character that no bundled font has is a square.
pub fn lenient(app: App, size: [f32; 2]) -> Harness<'static, App> {
    Harness::builder()
        .with_size(egui::Vec2::from(size))
        .with_step_dt(0.25)
        .allow_missing_glyphs()
        .with_context_setup(ui::fonts::install)
        .build_ui_state(|ui, app: &mut App| app.frame(ui), app)
}

/// The sample in a harness, settled.
pub fn opened(size: [f32; 2]) -> Harness<'static, App> {
    let mut h = harness(sample(), size);
    settle(&mut h);
    h
}

/// Runs frames until nothing moves (at most a few).
pub fn settle(h: &mut Harness<'_, App>) {
    h.run_steps(3);
}
