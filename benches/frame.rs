//! Processor time of one frame of the whole window, without a window: panels, layout, painting and
//! tessellation, for reports of 20 KB to 100 MB.
//!
//! `cargo bench --bench frame` (add `-- 10` to stop at 10 MB).

mod common;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;
use duidu::app::{Action, Effect, Job, Pane, State, update};
use duidu::ui;
use egui::{Event, Modifiers, Pos2, RawInput, Rect, pos2, vec2};

/// Reports above this many bytes are looked at without their comparison, as they are in the first seconds.
const COMPARED: usize = 20_000_000;

/// The program without a window; jobs run at once.
struct Bench {
    ctx: egui::Context,
    state: State,
    memory: ui::Memory,
    compared: bool,
    time: f64,
}

impl Bench {
    fn new(text: String) -> Self {
        let ctx = egui::Context::default();
        ui::fonts::install(&ctx);
        let mut state = State::default();
        state.settings.still = true;
        let compared = text.len() < COMPARED;
        let mut bench = Self { ctx, state, memory: ui::Memory::default(), compared, time: 0.0 };
        // Pasted text has a lower limit than a file.
        let file = tempfile::NamedTempFile::with_suffix(".txt").expect("a temporary file");
        std::fs::write(file.path(), text).expect("a written file");
        bench.apply(Action::OpenPath { path: file.path().to_owned(), second: false });
        bench
    }

    fn apply(&mut self, action: Action) {
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

    /// Runs one frame with `events`; processor time of the UI thread, tessellation included.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
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
    fn frames(&mut self, count: usize, events: impl Fn(&mut Self, usize) -> Vec<Event>) -> Vec<Duration> {
        let mut times = Vec::new();
        for i in 0..count {
            let events = events(self, i);
            times.push(self.frame(events));
        }
        times
    }

    /// Until the first sizes are settled and letters are drawn.
    fn settle(&mut self) {
        for _ in 0..20 {
            self.frame(Vec::new());
        }
    }
}

fn wheel(points: f32) -> Vec<Event> {
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![Event::PointerMoved(pos2(700.0, 500.0)), wheel]
}

/// Median, 90th and 99th percentile in milliseconds.
fn percentiles(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    format!("{:.2} / {:.2} / {:.2}", at(0.5), at(0.9), at(0.99))
}

fn main() {
    let limit: f64 = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100.0);
    println!("ms of processor time a frame: median / 90 % / 99 %");
    println!(
        "{:>6} {:>8} {:>21} {:>21} {:>21} {:>21} {:>21}",
        "MB", "first", "idle", "scroll", "page", "jump", "comparison, scroll"
    );
    for megabytes in [0.02, 1.0, 10.0, 100.0] {
        if megabytes > limit {
            break;
        }
        let mut bench = Bench::new(common::report((megabytes * 1e6) as usize));
        let Some(length) = bench.state.tab().map(|t| t.reading().text().len()) else {
            println!("{megabytes:>6} not opened");
            continue;
        };
        let first = bench.frame(Vec::new()).as_secs_f64() * 1000.0;
        bench.settle();
        let idle = bench.frames(200, |_, _| Vec::new());
        let scroll = bench.frames(600, |_, _| wheel(40.0));
        let page = bench.frames(200, |_, _| wheel(760.0));
        let jump = bench.frames(200, |bench, i| {
            bench.apply(Action::GoTo { second: false, at: length / 211 * ((i * 97) % 211) });
            Vec::new()
        });
        let compared = if bench.compared {
            bench.apply(Action::Pane(Pane::Compare));
            bench.settle();
            percentiles(bench.frames(600, |_, _| wheel(40.0)))
        } else {
            "–".to_owned()
        };
        let [idle, scroll, page, jump] = [idle, scroll, page, jump].map(percentiles);
        println!("{megabytes:>6} {first:>8.2} {idle:>21} {scroll:>21} {page:>21} {jump:>21} {compared:>21}");
    }
}
