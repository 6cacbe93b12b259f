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
use crate::files::{Geometry, Instance, session};
use crate::ui;

/// Width of the texture of letters in pixels, for each pixel a point has; less where the graphics card
/// cannot hold it. The same before and after there is a card, as another would have all letters drawn
/// again. The height doubles whenever it is full, and the whole stands in memory twice: letters of a
/// first page take five sixths of the height that this width leads to, half of that of 4096.
const TEXTURE_WIDTH: usize = 2560;
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
    /// Size of the window, to be kept.
    pub geometry: Arc<Mutex<Geometry>>,
}

/// The thread of the first frame.
pub struct Rehearsal {
    begun: Arc<Mutex<Option<Begun>>>,
    wanted: Arc<AtomicBool>,
}

impl Rehearsal {
    /// Begins for the window to come.
    pub fn start(mut begun: Begun, window: Geometry) -> Self {
        let (ctx, zoom) = (&begun.outside.ctx, begun.state.settings.zoom);
        prepare(ctx, zoom);
        begun.memory.dress(ctx, &begun.state);
        let begun = Arc::new(Mutex::new(Some(begun)));
        let wanted = Arc::new(AtomicBool::new(false));
        let (stage, stop) = (begun.clone(), wanted.clone());
        // Without it the first frame takes longer.
        super::spawn("rehearsal", move || {
            let mut seen = Seen { size: Vec2::from(window.size) / zoom, scale: window.scale, times: 0 };
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
        let mut begun = lock(&self.begun).take()?;
        begun.memory.begin_window();
        Some(begun)
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
    }

    /// Changes the state. Further files, and what is soon done, begin at once; all else waits for
    /// the window.
    pub fn apply(&mut self, action: Action) {
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

/// Makes a context as the program wants it. At once: a zoom asked for within a frame is that of the
/// next, and the window is made by the one that is there.
fn prepare(ctx: &egui::Context, zoom: f32) {
    ctx.set_embed_viewports(false);
    ctx.options_mut(|options| {
        options.zoom_factor = zoom;
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
        let scale = input.viewport().native_pixels_per_point.unwrap_or(1.0).ceil().clamp(1.0, 4.0);
        let width = TEXTURE_WIDTH * scale as usize;
        input.max_texture_side = Some(input.max_texture_side.map_or(width, |side| side.min(width)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use std::sync::mpsc::channel;

    const WINDOW: Geometry =
        Geometry { size: [1024.0, 700.0], scale: 1.0, maximized: false, fullscreen: false };

    fn begun() -> Begun {
        let (send, receive) = channel();
        let outside = Outside { send, folders: None, ctx: egui::Context::default() };
        let mut begun = Begun {
            state: State::default(),
            memory: ui::Memory::default(),
            outside,
            receive,
            early: Vec::new(),
            find: Some("工作".into()),
            running: None,
            instance: None,
            geometry: Arc::new(Mutex::new(WINDOW)),
        };
        begun.apply(Action::Run(Command::OpenSample));
        begun
    }

    #[test]
    fn the_first_frame_of_the_window_finds_its_letters_drawn() {
        let begun = begun();
        let ctx = begun.outside.ctx.clone();
        let rehearsal = Rehearsal::start(begun, WINDOW);
        // Until the report, what is found, the comparison and the facts have come.
        for _ in 0..2000 {
            std::thread::sleep(Duration::from_millis(5));
            let done = |b: &Begun| {
                b.state.tab().is_some_and(|t| t.derived.comparison.is_some() && t.derived.facts.is_some())
            };
            if lock(&rehearsal.begun).as_ref().is_some_and(done) {
                break;
            }
        }
        let mut begun = rehearsal.end().unwrap();
        assert!(rehearsal.end().is_none(), "it is handed over once");
        let tab = begun.state.tab().expect("the sample is open");
        assert!(tab.view.find.open && begun.find.is_none(), "words of the command line are looked for");
        assert!(
            !begun.early.iter().any(|e| matches!(e, Effect::Start { .. })),
            "a small report waits for nothing"
        );
        let images = |drawn: &TexturesDelta| drawn.set.values().flatten().count();
        let before = images(&ctx.plugin::<Letters>().lock().drawn);
        assert!(before > 0);
        let frame = |begun: &mut Begun| {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1024.0, 700.0))),
                max_texture_side: Some(16_384),
                ..RawInput::default()
            };
            let mut output = ctx.run_ui(input, |root| {
                ui::show(root, &begun.state, &mut begun.memory);
            });
            let count = images(&output.textures_delta);
            output.textures_delta.clear();
            count
        };
        assert_eq!(frame(&mut begun), before, "all that was drawn before, and no letter more");
        assert_eq!(frame(&mut begun), 0);
    }

    #[test]
    fn the_first_frame_has_the_look_that_is_wanted() {
        let mut begun = begun();
        begun.state.settings.zoom = 1.5;
        begun.state.settings.theme = crate::app::ThemeChoice::Paper;
        let ctx = begun.outside.ctx.clone();
        assert_eq!(ctx.theme(), egui::Theme::Dark, "what the toolkit begins with");
        let rehearsal = Rehearsal::start(begun, WINDOW);
        assert_eq!((ctx.theme(), ctx.zoom_factor()), (egui::Theme::Light, 1.5));
        rehearsal.end().unwrap();
    }

    #[test]
    fn what_takes_long_waits_for_the_window() {
        let mut begun = begun();
        let long = "一、工作回顾\n".to_owned() + &"一年来，我们推进重点工作。\n".repeat(SMALL / 30);
        begun.apply(Action::OpenBytes { bytes: long.into_bytes(), name: "long".into() });
        while let Ok(finished) = begun.receive.recv_timeout(Duration::from_secs(5)) {
            begun.apply(Action::Finished(finished));
            if begun.early.iter().any(|e| matches!(e, Effect::Start { .. })) {
                return;
            }
        }
        panic!("comparison and facts of a long report were begun at once");
    }
}
