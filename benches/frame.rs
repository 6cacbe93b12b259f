//! Time of one frame of the reading pane, without a window: layout, painting and tessellation,
//! for texts of 20 KB to 100 MB.
//!
//! `cargo bench --bench frame` (add `-- 10` to stop at 10 MB).

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

use duidu::text::Span;
use duidu::ui::fonts;
use duidu::ui::reading::{Block, Content, Look, Mark, Measures, PageStyle, PaneState, Sign, show};
use egui::{Color32, Event, Modifiers, Pos2, RawInput, Rect, pos2, vec2};

/// A generated report of paragraphs of some 150 characters.
struct Generated {
    text: String,
    spans: Vec<Span>,
}

impl Generated {
    fn new(bytes: usize) -> Self {
        let (mut text, mut spans) = (String::with_capacity(bytes + 1024), Vec::new());
        let mut i = 0_u32;
        while text.len() < bytes {
            let start = text.len();
            for _ in 0..=(i % 5) {
                // A changing Han character keeps paragraphs from being equal.
                let c =
                    char::from_u32(0x4E00 + (i.wrapping_mul(2_654_435_761) >> 16) % 0x5000).unwrap_or('一');
                let _ = write!(
                    text,
                    "一是坚持“稳中求进”总基调，统筹推进{c}项重点任务,全年开展活动{i}次，同比增长5.5%。\
                     有关单位积极配合（详见附件），推动《工作方案》落地见效——成效明显。"
                );
                i += 1;
            }
            spans.push(Span::new(start, text.len()));
            text.push('\n');
        }
        Self { text, spans }
    }
}

impl Content for Generated {
    fn name(&self) -> String {
        "generated".to_owned()
    }
    fn text(&self) -> &str {
        &self.text
    }
    fn len(&self) -> usize {
        self.spans.len()
    }
    fn span(&self, i: usize) -> Span {
        self.spans[i]
    }
    fn block(&self, i: usize) -> Block {
        let start = self.spans[i].start();
        Block { number: i as u32 + 1, bold: vec![Span::new(start, start + 6)], ..Block::default() }
    }
    fn marks(&self, span: Span, out: &mut Vec<Mark>) {
        for (at, word) in span.of(&self.text).match_indices("5.5%") {
            let from = span.start() + at;
            out.push(Mark { span: Span::new(from, from + word.len()), look: Look::Figure });
        }
    }
    fn signs(&self, _span: Span, _out: &mut Vec<Sign>) {}
    fn revision(&self) -> u64 {
        1
    }
}

fn style() -> PageStyle {
    let (light, dark) = (Color32::WHITE, Color32::BLACK);
    PageStyle {
        page: light,
        text: dark,
        text2: dark,
        text3: dark,
        selection: light,
        term: dark,
        figure_fill: light,
        figure: dark,
        found: light,
        found_here: light,
        highlights: [light; 4],
        damage: [light, dark, dark],
        noted: dark,
        focus_line: light,
        rule: dark,
        focus: dark,
        thumb: dark,
        thumb_hover: dark,
    }
}

/// The pane without a window.
struct Bench {
    ctx: egui::Context,
    content: Generated,
    pane: PaneState,
    style: PageStyle,
    measures: Measures,
    time: f64,
}

impl Bench {
    fn new(content: Generated) -> Self {
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        let measures = Measures { motion: false, ..Measures::default() };
        Self { ctx, content, pane: PaneState::default(), style: style(), measures, time: 0.0 }
    }

    /// Runs one frame with `events`; the time on the UI thread, tessellation included.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(810.0, 820.0))),
            time: Some(self.time),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| {
            show(ui, &self.content, &self.style, &self.measures, &mut self.pane);
        });
        let shapes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = start.elapsed();
        output.textures_delta.clear();
        black_box(shapes);
        spent
    }

    fn wheel(points: f32) -> Vec<Event> {
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        vec![Event::PointerMoved(pos2(400.0, 400.0)), wheel]
    }
}

/// Median, 90th and 99th percentile in milliseconds. On a busy machine the last one tells more about
/// the other programs: it comes in time slices.
fn percentiles(mut times: Vec<Duration>) -> [f64; 3] {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    [at(0.5), at(0.9), at(0.99)]
}

fn main() {
    let limit: f64 = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(100.0);
    println!("{:>9} {:>8} {:>21} {:>21} {:>21} {:>21}", "MB", "first", "idle", "scroll", "page", "jump");
    for megabytes in [0.02, 1.0, 10.0, 100.0] {
        if megabytes > limit {
            break;
        }
        let mut bench = Bench::new(Generated::new((megabytes * 1e6) as usize));
        let first = bench.frame(Vec::new()).as_secs_f64() * 1000.0;
        for _ in 0..20 {
            bench.frame(Vec::new());
        }
        let idle = percentiles((0..200).map(|_| bench.frame(Vec::new())).collect());
        let mut run = |events: &dyn Fn(&mut Bench, usize) -> Vec<Event>, count: usize| {
            let times = (0..count).map(|i| {
                let events = events(&mut bench, i);
                bench.frame(events)
            });
            percentiles(times.collect())
        };
        let scroll = run(&|_, _| Bench::wheel(40.0), 600);
        let page = run(&|_, _| Bench::wheel(760.0), 200);
        let jump = run(
            &|bench, i| {
                let at = bench.content.text.len() / 211 * ((i * 97) % 211);
                let at = bench.content.text.floor_char_boundary(at);
                bench.pane.scroll_to(at, 0.3);
                Vec::new()
            },
            200,
        );
        let show = |[median, high, highest]: [f64; 3]| format!("{median:.2} / {high:.2} / {highest:.2}");
        println!(
            "{megabytes:>9} {first:>8.2} {:>21} {:>21} {:>21} {:>21}",
            show(idle),
            show(scroll),
            show(page),
            show(jump)
        );
    }
}
