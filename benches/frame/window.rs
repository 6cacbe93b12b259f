//! The program without a window; jobs run at once.

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use duidu::app::{Action, Effect, Job, State, update};
use duidu::ui;
use egui::{Event, Modifiers, Pos2, RawInput, Rect, Vec2, pos2, vec2};

/// State, panels and toolkit.
pub struct Window {
    ctx: egui::Context,
    /// The program's state.
    pub state: State,
    memory: ui::Memory,
    /// Jobs other than reading run too.
    pub compared: bool,
    size: Vec2,
    time: f64,
}

impl Window {
    /// An empty window.
    pub fn new() -> Self {
        let ctx = egui::Context::default();
        ui::fonts::install(&ctx);
        let mut state = State::default();
        state.settings.still = true;
        let (memory, size) = (ui::Memory::default(), vec2(1440.0, 900.0));
        Self { ctx, state, memory, compared: true, size, time: 0.0 }
    }

    /// Opens `text` as a file, as the second report of the tab or alone.
    pub fn open(&mut self, text: &str, second: bool) {
        // Pasted text has a lower limit than a file.
        let file = tempfile::NamedTempFile::with_suffix(".txt").expect("a temporary file");
        std::fs::write(file.path(), text).expect("a written file");
        self.apply(Action::OpenPath { path: file.path().to_owned(), second });
    }

    /// Applies an action and all that follows from it.
    pub fn apply(&mut self, action: Action) {
        for effect in update(&mut self.state, action) {
            let Effect::Start { request, job } = effect else { continue };
            if !self.compared && !matches!(job, Job::Load { .. }) {
                continue;
            }
            for finished in duidu::shell::perform(request, job, None) {
                self.apply(Action::Finished(finished));
            }
        }
    }

    /// Another size of the window, in points.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.size = vec2(width, height);
    }

    /// The input of the next frame.
    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.time += 1.0 / 60.0;
        RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..RawInput::default()
        }
    }

    /// Runs one frame with `events`; processor time of the UI thread, tessellation included.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = self.input(events);
        let start = ThreadTime::now();
        let mut actions = Vec::new();
        let mut output = self.ctx.run_ui(input, |root| {
            actions.extend(ui::show(root, &self.state, &mut self.memory));
        });
        for action in actions {
            self.apply(action);
        }
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = start.elapsed();
        output.textures_delta.clear();
        black_box(shapes);
        spent
    }

    /// Many frames, each with what `events` says.
    pub fn frames(&mut self, count: usize, events: impl Fn(&mut Self, usize) -> Vec<Event>) -> Vec<Duration> {
        let mut times = Vec::new();
        for i in 0..count {
            let events = events(self, i);
            times.push(self.frame(events));
        }
        times
    }

    /// Until the first sizes are settled and letters are drawn.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            self.frame(Vec::new());
        }
    }

    /// Clicks the widget that is called so for screen readers.
    ///
    /// # Panics
    /// There is none: the figures would be of something else.
    pub fn click(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        let mut place = None;
        for _ in 0..2 {
            let input = self.input(Vec::new());
            let mut output = self.ctx.run_ui(input, |root| {
                ui::show(root, &self.state, &mut self.memory);
            });
            output.textures_delta.clear();
            let nodes = output.platform_output.accesskit_update.map(|u| u.nodes).unwrap_or_default();
            let node = nodes.iter().find(|(_, n)| n.label() == Some(name)).and_then(|(_, n)| n.bounds());
            place = place.or(node);
        }
        self.ctx.disable_accesskit();
        let b = place.unwrap_or_else(|| panic!("nothing is called {name}"));
        let at = pos2(f64::midpoint(b.x0, b.x1) as f32, f64::midpoint(b.y0, b.y1) as f32);
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            let press = Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE };
            self.frame(vec![Event::PointerMoved(at), press]);
        }
        self.settle();
    }
}

/// The wheel turned by `points` at `at`.
pub fn wheel(at: Pos2, points: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(at), wheel]
}

/// Median, 90th and 99th percentile in milliseconds.
pub fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    format!("{:.2} / {:.2} / {:.2}", at(0.5), at(0.9), at(0.99))
}

/// A folder of `count` reports, `each` of one body.
pub fn folder(count: usize, each: usize, text: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for i in 0..count {
        // No two texts are alike.
        let text = text
            .replace("云川", &format!("云{}川", super::common::numeral(i / each + 1)))
            .replace("2024", &(1905 + i % each % 120).to_string())
            .replace("2023", &(1904 + i % each % 120).to_string())
            .replace('7', &i.to_string());
        std::fs::write(dir.path().join(format!("{i:05}.txt")), text).expect("a written file");
    }
    dir
}
