//! The first moments: folders, log, the running instance, settings, what to open.

use std::time::Duration;

use crate::app::{Action, Command, Grade, How, Kept, Notice, Settings, State, Wanted};
use crate::files::{Claim, Folders, Instance, OpenFile, Request, Session, session};
use crate::words::{Lang, StoreWords};

/// How long a running instance may take to answer.
const HAND_OVER: Duration = Duration::from_millis(2500);
/// Level of the log: off, error, warn, info (the default), debug; trace in development builds.
const LOG_VARIABLE: &str = "DUIDU_LOG";

/// Begins the log and takes note of panics.
pub fn watch_over(folders: Option<&Folders>) {
    let level = std::env::var(LOG_VARIABLE).ok().and_then(|l| l.parse().ok());
    if let Some(folders) = folders {
        // Without a log the program runs all the same.
        let _ = crate::files::log::begin(&folders.state, level.unwrap_or(log::LevelFilter::Info));
    }
    log::info!("duidu {} on {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    super::crash::hook(folders);
}

/// Hands the files to the instance that runs, or becomes it.
pub enum Place {
    /// Another one has taken the files.
    Elsewhere,
    /// This one opens a window; with a claim others hand over to it.
    Here(Option<Instance>),
}

/// Finds out whether this start opens a window.
pub fn place(folders: Option<&Folders>, wish: &super::Wish) -> Place {
    // Standard input cannot be handed over.
    let alone = wish.alone || wish.files.iter().any(|f| f.as_os_str() == "-");
    match folders.filter(|_| !alone).map(crate::files::instance::claim) {
        Some(Ok(Claim::Running(other))) => {
            let mut request = Request::new(&wish.files, wish.files.len() == 2);
            request.find.clone_from(&wish.find);
            if other.send(&request, HAND_OVER).unwrap_or(false) {
                Place::Elsewhere
            } else {
                Place::Here(None)
            }
        }
        Some(Ok(Claim::First(instance))) => Place::Here(Some(instance)),
        Some(Err(error)) => {
            log::warn!("no single instance: {error}");
            Place::Here(None)
        }
        None => Place::Here(None),
    }
}

/// The state with the settings as they were kept.
pub fn state(folders: Option<&Folders>) -> State {
    let (settings, notice) = match folders {
        Some(folders) => crate::files::settings::load::<Settings>(&folders.settings()),
        None => (Settings::default(), None),
    };
    let mut state = State { settings, ..State::default() };
    if folders.is_none_or(|f| !f.settings().exists()) && notice.is_none() {
        state.settings.lang = system_lang();
    }
    state.settings.clamp();
    let lang = state.lang();
    if folders.is_none() {
        tell(&mut state, StoreWords::of(lang).no_folder.to_owned());
    }
    if let Some(notice) = notice {
        tell(&mut state, notice.sentence(lang));
    }
    state
}

fn tell(state: &mut State, text: String) {
    log::info!("told: {text}");
    state.notices.push(Notice {
        grade: Grade::Warning,
        text,
        detail: String::new(),
        file: None,
        place: None,
        offer: None,
    });
}

/// What to open: after a bad end all that was open, and files of the command line; else the last
/// report, else the sample.
pub fn first_actions(state: &mut State, wish: &super::Wish, left: Option<session::Left>) -> Vec<Action> {
    let mut actions = Vec::new();
    if let Some(left) = left {
        let words = StoreWords::of(state.lang());
        tell(state, if left.hopeless { words.hopeless } else { words.crashed }.to_owned());
        if left.hopeless {
            return if wish.files.is_empty() { actions } else { vec![Action::OpenPaths(wish.files.clone())] };
        }
        actions.push(restore(&left.session));
    }
    if !wish.files.is_empty() {
        actions.push(Action::OpenPaths(wish.files.clone()));
    }
    if !actions.is_empty() {
        return actions;
    }
    match state.settings.last.clone() {
        Some(last) => vec![Action::OpenPath { path: last, second: false }],
        None => vec![Action::Run(Command::OpenSample)],
    }
}

fn restore(session: &Session) -> Action {
    let wanted = |file: &OpenFile| {
        let (path, second) = file.files();
        let kept = file.pasted.clone().map(|name| Kept { file: path.clone(), name });
        let how = How { entry: file.entry.clone(), kept, ..How::default() };
        Wanted { path, how, second, at: file.at as usize }
    };
    Action::Restore { tabs: session.open.iter().map(wanted).collect(), front: session.front }
}

/// Language of the first start: English where the system's is neither Chinese nor unset.
pub fn system_lang() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
    match set.as_deref() {
        Some(name) if !name.starts_with("zh") && !name.starts_with('C') && name != "POSIX" => Lang::En,
        _ => Lang::Zh,
    }
}

/// False on Unix systems without X11 and Wayland, where the toolkit would panic.
pub fn display() -> bool {
    if cfg!(any(windows, target_os = "macos")) {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()))
}
