//! The outside world: the window, threads, dialogs, clipboard, files.

mod ask;
mod clipboard;
mod crash;
mod series;
mod work;

pub use work::run as perform;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use eframe::egui;

use crate::app::{Action, Effect, Finished, Job, ReadingFont, Settings, State, update};
use crate::files::{Claim, Folders, Instance, OpenFile, Request, Session};
use crate::ui;
use crate::words::AppWords;

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

/// How long a running instance may take to answer.
const HAND_OVER: Duration = Duration::from_millis(2500);

/// Opens the window and runs until it is closed.
///
/// # Errors
/// One sentence: there is no display, or no graphics.
pub fn run(wish: &Wish) -> Result<(), String> {
    let folders = Folders::find();
    if let Some(folders) = &folders {
        // Without a log the program runs all the same.
        let _ = crate::files::log::begin(&folders.state, log::LevelFilter::Info);
        crash::hook(folders);
    }
    let instance = match folders.as_ref().filter(|_| !wish.alone).map(crate::files::instance::claim) {
        Some(Ok(Claim::Running(other))) => {
            let request = Request::new(&wish.files, wish.files.len() > 1);
            if other.send(&request, HAND_OVER).unwrap_or(false) {
                return Ok(());
            }
            None
        }
        Some(Ok(Claim::First(instance))) => Some(instance),
        Some(Err(_)) | None => None,
    };
    let (settings, notice) = match &folders {
        Some(folders) => crate::files::settings::load::<Settings>(&folders.settings()),
        None => (Settings::default(), None),
    };
    let mut state = State { settings, ..State::default() };
    if folders.as_ref().is_none_or(|f| !f.settings().exists()) {
        state.settings.lang = system_lang();
    }
    state.settings.clamp();
    if let Some(notice) = notice {
        let text = notice.sentence(state.lang());
        state.notices.push(crate::app::Notice {
            grade: crate::app::Grade::Warning,
            text,
            detail: String::new(),
            file: None,
        });
    }
    let lang = state.lang();
    if !display() {
        return Err(AppWords::of(lang).no_display.to_owned());
    }
    // Reading begins before the window is there: both take about as long.
    let (send, receive) = channel();
    let mut early = Vec::new();
    let last = instance.as_ref().and(folders.as_ref()).map(|f| Session::begin(&f.session()));
    for action in first_actions(&state, wish, last) {
        early.extend(update(&mut state, action));
    }
    let outside = Outside { send, folders, ctx: Arc::default(), waiting: Arc::default() };
    for effect in &early {
        if let Effect::Start { request, job } = effect {
            outside.start(*request, job.clone());
        }
    }
    let rest: Vec<Effect> = early.into_iter().filter(|e| !matches!(e, Effect::Start { .. })).collect();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_app_id("duidu")
            .with_title(AppWords::of(lang).product)
            .with_icon(icon())
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([640.0, 420.0])
            .with_drag_and_drop(true),
        renderer: eframe::Renderer::Glow,
        persist_window: true,
        persistence_path: outside.folders.as_ref().map(|f| f.state.join("window.ron")),
        ..eframe::NativeOptions::default()
    };
    let find = wish.find.clone();
    let made = eframe::run_native(
        "duidu",
        options,
        Box::new(move |cc| Ok(Box::new(App::new(cc, state, outside, receive, rest, find, instance)))),
    );
    made.map_err(|e| crate::words::fill(AppWords::of(lang).no_window, &[&e.to_string()]))
}

/// What to open: files of the command line; after a bad end all that was open; else the last report,
/// else the sample.
fn first_actions(state: &State, wish: &Wish, last: Option<(Session, bool)>) -> Vec<Action> {
    if !wish.files.is_empty() {
        return vec![Action::OpenPaths(wish.files.clone())];
    }
    if let Some((session, true)) = last {
        let mut actions: Vec<Action> = Vec::new();
        for (path, second) in session.open.iter().map(OpenFile::files).filter(|(p, _)| p.exists()) {
            let paths = std::iter::once(path).chain(second.filter(|s| s.exists())).collect();
            actions.push(Action::OpenPaths(paths));
        }
        if !actions.is_empty() {
            return actions;
        }
    }
    if let Some(last) = state.settings.last.clone().filter(|p| p.exists()) {
        return vec![Action::OpenPath { path: last, second: false }];
    }
    vec![Action::Run(crate::app::Command::OpenSample)]
}

/// Language of the first start: English where the system's is neither Chinese nor unset.
fn system_lang() -> crate::words::Lang {
    use crate::words::Lang;
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    match set.as_deref() {
        Some(name) if !name.starts_with("zh") && !name.starts_with('C') && name != "POSIX" => Lang::En,
        _ => Lang::Zh,
    }
}

/// False on Unix systems without X11 and Wayland, where the toolkit would panic.
fn display() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()))
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/duidu-128.png")).unwrap_or_default()
}

/// Threads, dialogs and files, as seen from the window.
#[derive(Clone)]
struct Outside {
    send: Sender<Finished>,
    folders: Option<Folders>,
    /// The window, once it is there; jobs begin before it.
    ctx: Arc<std::sync::OnceLock<egui::Context>>,
    /// The watching thread saw files that another start handed over.
    waiting: Arc<AtomicBool>,
}

impl Outside {
    fn start(&self, request: u64, job: Job) {
        let me = self.clone();
        let spawned =
            std::thread::Builder::new().name("duidu-job".into()).stack_size(8 << 20).spawn(move || {
                work::run_answering(request, job, me.folders.as_ref(), &|finished| me.answer(finished));
            });
        if let Err(error) = spawned {
            log::error!("no thread: {error}");
        }
    }

    fn answer(&self, finished: Finished) {
        // A closed window needs no answer.
        let _ = self.send.send(finished);
        if let Some(ctx) = self.ctx.get() {
            ctx.request_repaint();
        }
    }
}

struct App {
    state: State,
    memory: ui::Memory,
    outside: Outside,
    receive: Receiver<Finished>,
    /// Files under watch.
    watched: Arc<std::sync::Mutex<Vec<PathBuf>>>,
    find: Option<String>,
    clipboard: clipboard::Clipboard,
    keeper: work::Keeper,
    /// This is the first instance: other starts hand their files over to it.
    instance: Option<Instance>,
    /// What is open, as it was kept last.
    session: Session,
}

impl App {
    fn new(
        cc: &eframe::CreationContext<'_>,
        state: State,
        outside: Outside,
        receive: Receiver<Finished>,
        early: Vec<Effect>,
        find: Option<String>,
        instance: Option<Instance>,
    ) -> Self {
        ui::fonts::install(&cc.egui_ctx);
        cc.egui_ctx.options_mut(|o| o.zoom_with_keyboard = false);
        // It is set once, here.
        let _ = outside.ctx.set(cc.egui_ctx.clone());
        let keeper = work::keeper(&outside);
        let watched = Arc::new(std::sync::Mutex::new(Vec::new()));
        work::watch(outside.clone(), watched.clone(), instance.is_some());
        let mut app = Self {
            state,
            memory: ui::Memory::default(),
            outside,
            receive,
            watched,
            find,
            clipboard: clipboard::Clipboard::default(),
            keeper,
            instance,
            session: Session::default(),
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
        let Some(ctx) = self.outside.ctx.get().cloned() else { return };
        match effect {
            Effect::AskOpen { second } => ask::open(&self.outside, second, self.state.lang()),
            Effect::AskFolder => ask::folder(&self.outside, self.state.lang()),
            Effect::AskSave { name, format, what, folder, place } => {
                let wanted = ask::Wanted { name, format, what, folder, place };
                ask::save(&self.outside, wanted, self.state.lang());
            }
            Effect::AskImport => ask::import(&self.outside, self.state.lang()),
            Effect::AskExportDecisions { name, overrides } => {
                ask::export_decisions(&self.outside, name, overrides, self.state.lang());
            }
            Effect::Start { request, job } => self.outside.start(request, job),
            Effect::Copy { text, html } => self.clipboard.copy(&ctx, text, html),
            Effect::Paste { text } => {
                let name = AppWords::of(self.state.lang()).pasted.to_owned();
                let bytes = self.clipboard.html().unwrap_or_else(|| self.clipboard.text(text)).into_bytes();
                self.apply(Action::OpenBytes { bytes, name });
            }
            Effect::SaveSettings(settings) => work::save_settings(&self.outside, &settings),
            Effect::SaveDecisions { tab, path, saving } => {
                work::save_decisions(&self.keeper, tab, path, saving, self.state.lang());
            }
            Effect::Reveal { path, folder } => work::reveal(&self.outside, path, folder),
            Effect::Cancel(progress) => progress.cancel(),
            Effect::Title(title) => ctx.send_viewport_cmd(egui::ViewportCommand::Title(title)),
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
            *watched = open.filter(|o| !o.changed).filter_map(|o| o.path.clone()).collect();
        }
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

    /// Files that another start of the program handed over.
    fn handed_over(&mut self, ctx: &egui::Context) {
        if !self.outside.waiting.swap(false, Ordering::Relaxed) {
            return;
        }
        let requests: Vec<Request> = self.instance.as_ref().map(Instance::poll).unwrap_or_default();
        for request in requests {
            let files = request.files();
            if !files.is_empty() {
                self.apply(Action::OpenPaths(files));
            }
            ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
        }
    }

    /// Keeps what is open, for the next start after a bad end.
    fn keep_session(&mut self, ended: bool) {
        let Some(folders) = self.outside.folders.as_ref().filter(|_| self.instance.is_some()) else { return };
        let open = |t: &crate::app::Tab| {
            let second = t.second.as_ref().and_then(|s| s.path.as_deref());
            Some(OpenFile::new(t.main.path.as_deref()?, second, t.view.at as u32))
        };
        let now = Session {
            ended,
            open: self.state.tabs.iter().filter_map(open).collect(),
            front: self.state.active,
        };
        // The place alone is not worth a write; it is kept with the settings.
        let same = |a: &Session, b: &Session| {
            a.ended == b.ended
                && a.front == b.front
                && a.open.iter().map(OpenFile::files).eq(b.open.iter().map(OpenFile::files))
        };
        if !same(&now, &self.session) {
            if let Err(error) = now.keep(&folders.session()) {
                log::warn!("session: {error:?}");
            }
            self.session = now;
        }
    }

    fn reading_font(&mut self, ctx: &egui::Context) {
        if let Some(font) = self.memory.wanted_font(&self.state) {
            let chosen = match font {
                ReadingFont::Family(name) => {
                    let found = ui::fonts::system::load(&ui::fonts::system::installed(), &name);
                    if found.is_none() {
                        self.apply(Action::FontGone);
                    }
                    found
                }
                ReadingFont::Serif | ReadingFont::Sans => None,
            };
            ctx.set_fonts(ui::fonts::definitions(chosen.as_ref()));
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, root: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let ctx = root.ctx().clone();
        while let Ok(finished) = self.receive.try_recv() {
            let loaded = matches!(finished, Finished::Loaded { .. });
            self.apply(Action::Finished(finished));
            if loaded && let Some(words) = self.find.take() {
                self.apply(Action::Run(crate::app::Command::Find));
                self.apply(Action::Find(crate::app::FindAction::Query(words)));
            }
        }
        self.dropped(&ctx);
        self.handed_over(&ctx);
        self.reading_font(&ctx);
        let dark = ctx.input(|i| i.raw.system_theme) == Some(egui::Theme::Dark);
        if dark != self.state.system_dark {
            self.apply(Action::SystemDark(dark));
        }
        if ctx.input(|i| i.viewport().close_requested()) && !self.state.leaving {
            self.apply(Action::Run(crate::app::Command::Quit));
        }
        for action in ui::show(root, &self.state, &mut self.memory) {
            self.apply(action);
            ctx.request_repaint();
        }
        self.keep_session(self.state.leaving);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        ui::theme::Theme::of(self.state.settings.theme, self.state.system_dark).clear()
    }

    fn persist_egui_memory(&self) -> bool {
        false
    }

    fn auto_save_interval(&self) -> Duration {
        Duration::from_secs(30)
    }
}

/// Where a report goes that the user chose in a dialog.
fn slot_action(path: PathBuf, second: bool) -> Action {
    Action::OpenPath { path, second }
}
