//! The outside world: the window, threads, dialogs, clipboard, files.

mod ask;
mod clipboard;
pub mod crash;
mod desktop;
mod drop;
mod keep;
mod rehearsal;
mod series;
mod start;
mod work;

pub use work::run as perform;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use eframe::egui;

use crate::app::{Action, Effect, Finished, How, Job, Kept, ReadingFont, State, update};
use crate::files::{Folders, Geometry, OpenFile, Session, session};
use crate::ui;
use crate::words::AppWords;
use keep::{Decisions, Keep, Keeper};
use rehearsal::{Begun, Rehearsal};
use start::Place;

/// The first window.
const USUAL: Geometry = Geometry { size: [1440.0, 900.0], scale: 1.0, maximized: false, fullscreen: false };

/// What the command line wants of the window.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Files to open; two are compared, more (or a folder) make a series.
    pub files: Vec<PathBuf>,
    /// Words to find.
    pub find: Option<String>,
    /// Open a window of its own even when another instance runs.
    pub alone: bool,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// One sentence: there is no display, or no graphics, or the program itself failed.
pub fn run(wish: &Wish) -> Result<(), String> {
    let folders = Folders::find();
    start::watch_over(folders.as_ref());
    let Place::Here(instance) = start::place(folders.as_ref(), wish) else { return Ok(()) };
    crate::files::workers::leave_one();
    let mut state = start::state(folders.as_ref());
    state.now = crate::files::now();
    let lang = state.lang();
    if !start::display() {
        return Err(AppWords::of(lang).no_display.to_owned());
    }
    // Reading begins before the window is there: both take about as long.
    let (send, receive) = channel();
    let (running, left) = folders.as_ref().and_then(|f| session::Running::begin(&f.sessions())).unzip();
    let first = start::first_actions(&mut state, wish, left.flatten());
    let at = folders.as_ref().map(|f| f.state.clone());
    let geometry = at.as_deref().and_then(Geometry::load).unwrap_or(USUAL);
    let outside = Outside { send, folders, ctx: egui::Context::default() };
    let ctx = outside.ctx.clone();
    let zoom = state.settings.zoom;
    let mut begun = Begun {
        early: Vec::new(),
        state,
        memory: ui::Memory::default(),
        outside,
        receive,
        find: wish.find.clone(),
        running,
        instance,
        geometry: Arc::new(Mutex::new(geometry)),
    };
    for action in first {
        begun.apply(action);
    }
    let last = begun.geometry.clone();
    let rehearsal = Rehearsal::start(begun, geometry);
    let options = options(lang, geometry, zoom);
    let app = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let begun = rehearsal.end().ok_or("begun twice")?;
        Ok(Box::new(App::new(cc, begun)))
    };
    // Unwinding drops the window's state, which waits until decisions and settings are on the disk.
    let window = || eframe::run_native_ext("duidu", options, Some(ctx), Box::new(app));
    let Ok(made) = catch_unwind(AssertUnwindSafe(window)) else {
        crash::tell();
        return Err(AppWords::of(lang).failed.to_owned());
    };
    if let (Some(at), Ok(last)) = (at, last.lock()) {
        last.save(&at);
    }
    log::info!("end");
    made.map_err(|e| crate::words::fill(AppWords::of(lang).no_window, &[&e.to_string()]))
}

/// Sizes are asked for in points of the view, which `zoom` makes larger.
fn options(lang: crate::words::Lang, geometry: Geometry, zoom: f32) -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("duidu")
            .with_title(AppWords::of(lang).product)
            .with_icon(icon())
            .with_inner_size(egui::Vec2::from(geometry.size) / zoom)
            .with_maximized(geometry.maximized)
            .with_fullscreen(geometry.fullscreen)
            .with_min_inner_size(egui::vec2(640.0, 420.0) / zoom)
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        // Given to the context (`rehearsal`), so that fonts are listed only when one is needed.
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    }
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/duidu-128.png")).unwrap_or_default()
}

/// Starts a thread of the program; without one the log has to do.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name(format!("duidu-{name}")).spawn(work) {
        log::error!("no thread: {error}");
    }
}

/// Threads, dialogs and files, as seen from the window.
#[derive(Clone)]
struct Outside {
    send: Sender<Finished>,
    folders: Option<Folders>,
    /// The window to wake; jobs begin before it is there.
    ctx: egui::Context,
}

impl Outside {
    fn start(&self, request: u64, job: Job) {
        let me = self.clone();
        let spawned =
            std::thread::Builder::new().name("duidu-job".into()).stack_size(8 << 20).spawn(move || {
                // A fault over one file is no reason to end; the hook has noted it.
                let answer = |finished| me.answer(finished);
                let work = || work::run_answering(request, job, me.folders.as_ref(), &answer);
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    me.answer(Finished::Failed { request });
                }
            });
        if let Err(error) = spawned {
            log::error!("no thread: {error}");
        }
    }

    /// Tells the window. One that has closed needs no answer.
    fn answer(&self, finished: Finished) {
        self.hand(finished);
    }

    /// The same; false when the window has closed.
    fn hand(&self, finished: Finished) -> bool {
        let there = self.send.send(finished).is_ok();
        self.ctx.request_repaint();
        there
    }

    /// Brings the window to the front, as far as the system allows programs to.
    fn to_front(&self) {
        self.ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
        self.ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
        self.ctx.request_repaint();
    }
}

struct App {
    state: State,
    memory: ui::Memory,
    outside: Outside,
    receive: Receiver<Finished>,
    /// Files under watch.
    watched: Arc<Mutex<Vec<PathBuf>>>,
    find: Option<String>,
    clipboard: clipboard::Clipboard,
    // Dropped before the session: all must be on the disk before the session counts as ended.
    keeper: Keeper,
    running: Option<session::Running>,
    /// What is open, as it was given to be kept last.
    session: Session,
    /// Jobs that wait until the first frame can be seen.
    waiting: Option<Vec<(u64, Job)>>,
    /// Size of the window as it is now.
    geometry: Arc<Mutex<Geometry>>,
    /// The first frame has been painted.
    shown: bool,
}

impl App {
    fn new(cc: &eframe::CreationContext<'_>, begun: Begun) -> Self {
        let Begun { state, memory, outside, receive, early, find, running, instance, geometry } = begun;
        if let Some(instance) = instance {
            work::listen(outside.clone(), instance);
        }
        let keeper = Keeper::start(&outside);
        let watched = Arc::new(Mutex::new(Vec::new()));
        work::watch(outside.clone(), watched.clone());
        desktop::watch(&outside);
        drop::watch(&outside, cc);
        let mut app = Self {
            state,
            memory,
            outside,
            receive,
            watched,
            find,
            clipboard: clipboard::Clipboard::default(),
            keeper,
            running,
            session: Session::default(),
            waiting: Some(Vec::new()),
            geometry,
            shown: false,
        };
        for effect in early {
            app.carry_out(effect);
        }
        // Answers that came before there was a window to wake.
        cc.egui_ctx.request_repaint();
        app
    }

    fn apply(&mut self, action: Action) {
        for effect in update(&mut self.state, action) {
            self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        let ctx = self.outside.ctx.clone();
        match effect {
            Effect::AskOpen { second } => ask::open(&self.outside, second, self.state.lang()),
            Effect::AskFolder => ask::folder(&self.outside, self.state.lang()),
            Effect::AskSave { name, format, what, folder, place } => {
                let wanted = ask::Wanted { name, format, what, folder, place };
                ask::save(&self.outside, wanted, self.state.lang());
            }
            Effect::ImportDecisions(path) => ask::import_from(&self.outside, path, self.state.lang()),
            Effect::ExportDecisions(path, overrides) => {
                ask::export_to(&self.outside, path, overrides, self.state.lang());
            }
            Effect::AskImport => ask::import(&self.outside, self.state.lang()),
            Effect::AskExportDecisions { name, overrides } => {
                ask::export_decisions(&self.outside, name, overrides, self.state.lang());
            }
            Effect::Start { request, job } => match &mut self.waiting {
                Some(waiting) if !matches!(job, Job::Load { .. }) => waiting.push((request, job)),
                _ => self.outside.start(request, job),
            },
            Effect::Copy { text, html } => self.clipboard.copy(&ctx, text, html),
            Effect::Paste { text } => {
                let bytes = self.clipboard.html().unwrap_or_else(|| self.clipboard.text(text)).into_bytes();
                self.pasted(bytes);
            }
            Effect::SaveSettings(settings) => self.keeper.keep(Keep::Settings(settings)),
            Effect::SaveDecisions { tab, path, saving } => {
                let lang = self.state.lang();
                self.keeper.keep(Keep::Decisions(tab, Decisions { path, saving, lang }));
            }
            Effect::Reveal { path, folder } => work::reveal(&self.outside, path, folder),
            Effect::Cancel(progress) => progress.cancel(),
            Effect::ShowLog => self.show_own(Folders::log),
            Effect::ShowData => self.show_own(|f| f.data.clone()),
            Effect::NewWindow => work::new_window(&[]),
            Effect::ToggleFullScreen => {
                let on = ctx.input(|i| i.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!on));
            }
            Effect::Exit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
        self.watch();
    }

    /// Tells the watching thread which files are open.
    fn watch(&self) {
        let open = self.state.tabs.iter().flat_map(|t| std::iter::once(&t.main).chain(t.second.as_ref()));
        if let Ok(mut watched) = self.watched.lock() {
            *watched = open.filter_map(|o| o.path.clone()).collect();
        }
    }

    /// Takes note of the window's size, for the next start.
    fn keep_geometry(&self, ctx: &egui::Context) {
        let Ok(mut geometry) = self.geometry.lock() else { return };
        let zoom = ctx.zoom_factor();
        ctx.input(|i| {
            let window = i.viewport();
            if window.minimized == Some(true) {
                return;
            }
            geometry.maximized = window.maximized.unwrap_or(false);
            geometry.fullscreen = window.fullscreen.unwrap_or(false);
            geometry.scale = window.native_pixels_per_point.unwrap_or(geometry.scale);
            if let Some(inside) = window.inner_rect.filter(|_| !geometry.maximized && !geometry.fullscreen) {
                geometry.size = (inside.size() * zoom).into();
            }
        });
    }

    fn dropped(&mut self, ctx: &egui::Context) {
        let files = ctx.input(|i| i.raw.dropped_files.clone());
        if files.is_empty() {
            return;
        }
        let paths: Vec<PathBuf> =
            files.iter().map(|f| f.path().to_owned()).filter(|p| !p.as_os_str().is_empty()).collect();
        if !paths.is_empty() {
            self.apply(Action::OpenPaths(paths));
        }
    }

    /// Opens what was pasted and keeps it, as there is no file to read again.
    fn pasted(&mut self, bytes: Vec<u8>) {
        let name = AppWords::of(self.state.lang()).pasted.to_owned();
        match &self.running {
            Some(running) if !bytes.is_empty() => {
                let file = running.pasted(&bytes);
                self.keeper.keep(Keep::Pasted(file.clone(), bytes.clone()));
                self.apply(Action::OpenPasted { bytes, kept: Kept { file, name } });
            }
            _ => self.apply(Action::OpenBytes { bytes, name }),
        }
    }

    /// Opens something of the program's own with the system's program for it.
    fn show_own(&self, which: impl Fn(&Folders) -> PathBuf) {
        if let Some(folders) = &self.outside.folders {
            work::reveal(&self.outside, which(folders), false);
        }
    }

    /// Keeps what is open, for the next start after a bad end.
    fn keep_session(&mut self) {
        let Some(running) = &self.running else { return };
        if self.state.leaving {
            return;
        }
        let shown = self.state.tabs.iter().filter_map(|t| {
            let second = t.second.as_ref().and_then(|s| s.path.as_deref());
            Some(open_file(t.main.file()?, second, t.view.at, &t.main.how))
        });
        let mut open: Vec<OpenFile> = shown.collect();
        // What is being restored is on the disk already, whole; beside something new it stays named,
        // as a share that does not answer may keep it waiting for ever.
        if self.state.restoring() {
            let wanted = self.state.restore.iter().flat_map(|r| &r.tabs);
            let wanted: Vec<OpenFile> =
                wanted.map(|w| open_file(&w.path, w.second.as_deref(), w.at, &w.how)).collect();
            let known = |o: &OpenFile| wanted.iter().any(|w| w.files().0 == o.files().0);
            if open.iter().all(known) {
                return;
            }
            let missing = wanted.iter().filter(|w| open.iter().all(|o| o.files().0 != w.files().0));
            open.extend(missing.cloned().collect::<Vec<_>>());
        }
        let now = Session::new(open, self.state.active);
        if now != self.session {
            self.session = now.clone();
            self.keeper.keep(Keep::Session(running.file().to_owned(), now));
        }
    }
}

/// Gives the toolkit the reading font chosen in the settings when it is another than before; what
/// follows when it is no longer installed.
fn install_font(ctx: &egui::Context, state: &State, memory: &mut ui::Memory) -> Option<Action> {
    let wanted = memory.wanted_font(state)?;
    let (chosen, gone) = match wanted {
        ReadingFont::Family(name) => {
            let found = ui::fonts::system::load(&crate::files::fonts::installed(), &name);
            let gone = found.is_none();
            (found, gone)
        }
        ReadingFont::Serif | ReadingFont::Sans => (None, false),
    };
    ctx.set_fonts(ui::fonts::definitions(chosen.as_ref()));
    gone.then_some(Action::FontGone)
}

/// What follows from the answer of a job; `find`, the words of the command line, once there is a
/// report to look in.
fn taken_in(finished: Finished, find: &mut Option<String>) -> Vec<Action> {
    note(&finished);
    let loaded = matches!(finished, Finished::Loaded { .. });
    if let Finished::HandedOver { find: Some(words), .. } = &finished {
        *find = Some(words.clone());
    }
    let mut actions = vec![Action::Finished(finished)];
    if loaded && let Some(words) = find.take() {
        actions.push(Action::Run(crate::app::Command::Find));
        actions.push(Action::Find(crate::app::FindAction::Query(words)));
    }
    actions
}

impl eframe::App for App {
    fn ui(&mut self, root: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = root.ctx().clone();
        // The second frame: the first one is on the screen.
        if self.shown {
            for (request, job) in self.waiting.take().unwrap_or_default() {
                self.outside.start(request, job);
            }
        }
        self.shown = true;
        while let Ok(finished) = self.receive.try_recv() {
            if let Finished::Dropped(bytes) = finished {
                self.pasted(bytes);
                continue;
            }
            for action in taken_in(finished, &mut self.find) {
                self.apply(action);
            }
        }
        self.dropped(&ctx);
        if let Some(action) = install_font(&ctx, &self.state, &mut self.memory) {
            self.apply(action);
        }
        // Where the toolkit does not know, the desktop's settings tell.
        let dark = ctx.input(|i| i.raw.system_theme).map(|t| t == egui::Theme::Dark);
        if let Some(dark) = dark.filter(|d| *d != self.state.system_dark) {
            self.apply(Action::SystemDark(dark));
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.state.leaving {
            self.apply(Action::Run(crate::app::Command::Quit));
            if !self.state.leaving {
                // There is something to ask first.
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
        #[cfg(debug_assertions)]
        crash::on_demand();
        for action in ui::show(root, &self.state, &mut self.memory) {
            self.apply(action);
            ctx.request_repaint();
        }
        self.keep_session();
        self.keep_geometry(&ctx);
        if self.waiting.as_ref().is_some_and(|jobs| !jobs.is_empty()) {
            ctx.request_repaint();
        }
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        ui::theme::Theme::of(self.state.settings.theme, self.state.system_dark).clear()
    }
}

/// A tab as the session keeps it.
fn open_file(path: &Path, second: Option<&Path>, at: usize, how: &How) -> OpenFile {
    let mut file = OpenFile::new(path, second, at as u32);
    file.entry.clone_from(&how.entry);
    file.pasted = how.kept.as_ref().map(|k| k.name.clone());
    file
}

/// What the log holds of answers: counts and causes, no text.
fn note(finished: &Finished) {
    match finished {
        Finished::Loaded { loaded, .. } => {
            log::info!("opened: {} bytes of text", loaded.document.as_read().text().len());
        }
        Finished::NotLoaded { failure, .. } => log::warn!("not opened: {failure:?}"),
        Finished::Compared { comparison, .. } => log::debug!("compared: {} links", comparison.links.len()),
        Finished::Saved { tab, .. } => log::debug!("decisions of tab {tab} kept"),
        Finished::Failed { request } => log::error!("request {request} failed"),
        _ => {}
    }
}

/// Where a report goes that the user chose in a dialog.
fn slot_action(path: PathBuf, second: bool) -> Action {
    Action::OpenPath { path, second }
}
