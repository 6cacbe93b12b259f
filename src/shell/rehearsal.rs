//! The first page, laid out and its letters drawn while the system makes the window.
//!
//! A window and its graphics take the better part of the time until something is seen, on one core
//! alone. Meanwhile another thread takes what the reader has read and runs the first frame with
//! nobody looking, so that letters, line breaks and sizes are there when the real one begins.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use eframe::egui;
use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider};
use egui::{FullOutput, Pos2, RawInput, Rect, TexturesDelta, Vec2};
use egui_system_font_provider::SystemFontProvider;

use super::{Outside, install_font, taken_in};
use crate::app::{Action, Effect, Finished, Job, State, update};
use crate::files::{Instance, session};
use crate::ui;

/// Side of the texture of letters in pixels: what every graphics card of today can hold. The same
/// before and after there is a card, as another would have all letters drawn again.
const TEXTURE_SIDE: usize = 4096;
/// How often the thread looks for answers of jobs.
const LOOK: Duration = Duration::from_micros(500);
/// Bytes of text up to which comparison and facts are made while the window comes: they take less
/// time than it does. Those of longer reports would keep the first page waiting.
const SMALL: usize = 100_000;

/// What is there before the window.
pub struct Begun {
    /// The state; once rehearsed with the report in it.
    pub state: State,
    /// What the views remember between frames.
    pub memory: ui::Memory,
    /// Threads and files.
    pub outside: Outside,
    /// Answers of jobs.
    pub receive: Receiver<Finished>,
    /// What is still to be done of the first actions.
    pub early: Vec<Effect>,
    /// Words to find once a report is there.
    pub find: Option<String>,
    /// This window's session.
    pub running: Option<session::Running>,
    /// What other starts hand files over to.
    pub instance: Option<Instance>,
}

/// The thread of the first frame.
pub struct Rehearsal {
    begun: Arc<Mutex<Option<Begun>>>,
    wanted: Arc<AtomicBool>,
}

impl Rehearsal {
    /// Begins; `size` is the size of the window to come, in points, `scale` its pixels a point.
    pub fn start(begun: Begun, size: Vec2, scale: f32) -> Self {
        prepare(&begun.outside.ctx);
        let begun = Arc::new(Mutex::new(Some(begun)));
        let wanted = Arc::new(AtomicBool::new(false));
        let (stage, stop) = (begun.clone(), wanted.clone());
        // Without it the first frame takes longer.
        super::spawn("rehearsal", move || {
            let mut seen = Seen { size, scale, times: 0 };
            while !stop.load(Ordering::Relaxed) {
                match lock(&stage).as_mut() {
                    Some(begun) => begun.rehearse(&mut seen),
                    None => break,
                }
                std::thread::sleep(LOOK);
            }
        });
        Self { begun, wanted }
    }

    /// The window is there: what has been made so far.
    pub fn end(&self) -> Option<Begun> {
        self.wanted.store(true, Ordering::Relaxed);
        lock(&self.begun).take()
    }
}

/// A frame that panicked is tried again in the window, and told there.
fn lock(begun: &Mutex<Option<Begun>>) -> MutexGuard<'_, Option<Begun>> {
    begun.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The screen of the rehearsal.
struct Seen {
    /// Points.
    size: Vec2,
    /// Pixels a point.
    scale: f32,
    /// Frames so far.
    times: u32,
}

impl Begun {
    /// Takes what has arrived and runs frames with it.
    fn rehearse(&mut self, seen: &mut Seen) {
        let mut arrived = false;
        while let Ok(finished) = self.receive.try_recv() {
            arrived = true;
            for action in taken_in(finished, &mut self.find) {
                self.apply(action);
            }
        }
        if !arrived || self.state.tab().is_none() {
            return;
        }
        // The second frame is laid out as the first one measured.
        for _ in 0..2 {
            self.frame(seen);
        }
    }

    fn frame(&mut self, seen: &mut Seen) {
        let ctx = self.outside.ctx.clone();
        if let Some(action) = install_font(&ctx, &self.state, &mut self.memory) {
            self.apply(action);
        }
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, seen.size)),
            time: Some(f64::from(seen.times) / 60.0),
            ..RawInput::default()
        };
        seen.times += 1;
        input.viewports.entry(egui::ViewportId::ROOT).or_default().native_pixels_per_point = Some(seen.scale);
        let mut actions = Vec::new();
        let mut output =
            ctx.run_ui(input, |root| actions.extend(ui::show(root, &self.state, &mut self.memory)));
        let drawn = std::mem::take(&mut output.textures_delta);
        ctx.plugin_or_default::<Letters>().lock().drawn.append(drawn);
        for action in actions {
            self.apply(action);
        }
        self.memory.begin_window();
    }

    /// Changes the state. Further files, and what is soon done, begin at once; all else waits for
    /// the window.
    fn apply(&mut self, action: Action) {
        for effect in update(&mut self.state, action) {
            match effect {
                Effect::Start { request, job } if matches!(job, Job::Load { .. }) || self.small() => {
                    self.outside.start(request, job);
                }
                other => self.early.push(other),
            }
        }
    }

    fn small(&self) -> bool {
        let reports = self.state.tabs.iter().flat_map(|t| std::iter::once(&t.main).chain(&t.second));
        reports.map(|open| open.document.as_read().text().len()).sum::<usize>() < SMALL
    }
}

/// Makes a context as the program wants it.
fn prepare(ctx: &egui::Context) {
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // As the toolkit does for windows: a frame may ask to be laid out once more.
        options.max_passes = std::num::NonZeroUsize::MIN.saturating_add(1);
    });
    ui::fonts::install(ctx);
    ctx.add_font_provider(Arc::new(SystemFonts::default()));
    ctx.add_plugin(Letters::default());
}

/// Fonts of the system for what the bundled ones lack. They are looked for when the first such
/// character comes: few reports have one, and listing fonts takes as long as drawing the page.
#[derive(Default)]
struct SystemFonts {
    listed: OnceLock<SystemFontProvider>,
}

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.listed.get_or_init(SystemFontProvider::new).font_for(request)
    }
}

/// Hands the letters drawn before there was a window to the first real frame.
#[derive(Default)]
struct Letters {
    drawn: TexturesDelta,
}

impl egui::Plugin for Letters {
    fn debug_name(&self) -> &'static str {
        "letters"
    }

    fn input_hook(&mut self, _ctx: &egui::Context, input: &mut RawInput) {
        input.max_texture_side =
            Some(input.max_texture_side.map_or(TEXTURE_SIDE, |side| side.min(TEXTURE_SIDE)));
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut FullOutput) {
        if !self.drawn.is_empty() {
            let newer = std::mem::replace(&mut output.textures_delta, std::mem::take(&mut self.drawn));
            output.textures_delta.append(newer);
        }
    }
}

impl Drop for Letters {
    fn drop(&mut self) {
        // A window that was never made has no use for them.
        self.drawn.clear();
    }
}
