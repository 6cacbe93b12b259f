//! The thread that keeps what must survive: decisions at once, settings and session soon after.
//! A window must not wait for a slow disk or for another program's lock.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::Outside;
use crate::app::{Finished, Settings};
use crate::document::Saving;
use crate::files::{Folders, Session, Store};
use crate::words::{Lang, StoreWords, fill, io_reason};

/// Changes of settings and session are gathered this long: dragging a slider is one write, not one a frame.
const GATHER: Duration = Duration::from_millis(400);
/// Decisions that could not be kept, and settings that found no room, are tried again after this time.
const AGAIN: Duration = Duration::from_secs(5);

/// Something to keep.
pub enum Keep {
    /// Decisions on the report of a tab.
    Decisions(u64, Decisions),
    /// Settings, and the language to say in that they could not be kept.
    Settings(Box<Settings>),
    /// What is open, and in which file it is kept.
    Session(PathBuf, Session),
    /// What was pasted, for the next start after a bad end, and in which file it is kept.
    Pasted(PathBuf, Vec<u8>),
}

/// Decisions on their way to the disk.
pub struct Decisions {
    /// Where the report lies.
    pub path: Option<PathBuf>,
    /// What is to be kept.
    pub saving: Box<Saving>,
    /// Language of the sentence when it fails.
    pub lang: Lang,
}

/// The thread; dropping it waits until everything is on the disk.
pub struct Keeper {
    send: Option<Sender<Keep>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread; without folders of the program it keeps nothing.
    pub fn start(outside: &Outside) -> Self {
        let (send, receive) = channel();
        let mut desk = Desk::new(outside.clone());
        let spawned =
            std::thread::Builder::new().name("duidu-keep".into()).spawn(move || desk.work(&receive));
        let thread = spawned.inspect_err(|e| log::error!("no thread to keep decisions: {e}")).ok();
        Self { send: Some(send), thread }
    }

    /// Hands over something to keep; never waits.
    pub fn keep(&self, what: Keep) {
        let sent = self.send.as_ref().map(|s| s.send(what));
        if !matches!(sent, Some(Ok(()))) {
            log::error!("the keeping thread has gone");
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.send = None;
        if let Some(thread) = self.thread.take() {
            // What it could not do is in the log.
            let _ = thread.join();
        }
    }
}

/// What lies on the thread's desk.
struct Desk {
    outside: Outside,
    /// By tab and text; a newer state replaces an older one, which it contains.
    decisions: BTreeMap<(u64, u64), Decisions>,
    settings: Option<Box<Settings>>,
    session: Option<(PathBuf, Session)>,
    /// When settings and session are written.
    due: Option<Instant>,
    /// When failed decisions are tried again.
    again: Option<Instant>,
    /// The user knows that settings are not kept.
    told: bool,
}

impl Desk {
    fn new(outside: Outside) -> Self {
        Self {
            outside,
            decisions: BTreeMap::new(),
            settings: None,
            session: None,
            due: None,
            again: None,
            told: false,
        }
    }

    fn work(&mut self, receive: &Receiver<Keep>) {
        loop {
            let due = [self.due, self.again].into_iter().flatten().min();
            let next = match due {
                Some(at) => receive.recv_timeout(at.saturating_duration_since(Instant::now())),
                None => receive.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(keep) => {
                    self.put(keep);
                    // What came in the meantime is written once.
                    while let Ok(keep) = receive.try_recv() {
                        self.put(keep);
                    }
                    self.keep_decisions(true);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let now = Instant::now();
                    if self.again.is_some_and(|at| at <= now) {
                        self.keep_decisions(false);
                    }
                    if self.due.is_some_and(|at| at <= now) {
                        self.keep_rest();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    self.keep_decisions(false);
                    self.keep_rest();
                    return;
                }
            }
        }
    }

    fn put(&mut self, keep: Keep) {
        match keep {
            Keep::Decisions(tab, decisions) => {
                self.decisions.insert((tab, decisions.saving.id.0), decisions);
            }
            Keep::Settings(settings) => self.settings = Some(settings),
            Keep::Session(file, session) => self.session = Some((file, session)),
            Keep::Pasted(file, bytes) => {
                if let Err(error) = crate::files::write_atomic(&file, &bytes, true) {
                    log::warn!("pasted text not kept: {error}");
                }
            }
        }
        if self.settings.is_some() || self.session.is_some() {
            // From the first change on: a slider that never rests is kept all the same.
            self.due.get_or_insert_with(|| Instant::now() + GATHER);
        }
    }

    /// Writes the decisions on the desk; those that fail stay there. `tell`: failures are new.
    fn keep_decisions(&mut self, tell: bool) {
        let Some(folders) = &self.outside.folders else {
            self.decisions.clear();
            return;
        };
        let mut failed = BTreeMap::new();
        for ((tab, id), decisions) in std::mem::take(&mut self.decisions) {
            match kept(folders, &decisions) {
                Ok(saved) => {
                    let Decisions { saving, .. } = decisions;
                    self.outside.answer(Finished::Saved { tab, saving, saved });
                }
                Err(sentence) => {
                    log::error!("decisions of {} not kept", decisions.saving.id);
                    if tell {
                        self.outside.answer(Finished::NotKept { tab, sentence });
                    }
                    failed.insert((tab, id), decisions);
                }
            }
        }
        self.again = (!failed.is_empty()).then(|| Instant::now() + AGAIN);
        self.decisions = failed;
    }

    /// Writes settings and session, if they changed.
    fn keep_rest(&mut self) {
        self.due = None;
        if let Some((file, session)) = self.session.take()
            && let Err(failed) = crate::files::session::keep(&file, &session)
        {
            log::warn!("session: {failed}");
        }
        self.keep_settings();
    }

    fn keep_settings(&mut self) {
        let (Some(folders), Some(settings)) = (&self.outside.folders, self.settings.take()) else { return };
        if let Err(failed) = crate::files::settings::save(&folders.settings(), &*settings) {
            log::warn!("settings: {failed}");
            // A disk may have room again; what else is wrong stays so.
            if matches!(failed.error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) {
                self.due = Some(Instant::now() + AGAIN);
                self.settings = Some(settings.clone());
            }
            if !std::mem::replace(&mut self.told, true) {
                let why = io_reason(settings.lang, &failed.error);
                let words = StoreWords::of(settings.lang).settings_not_kept;
                let sentence = fill(words, &[&failed.path.display().to_string(), &why]);
                self.outside.answer(Finished::Warn(sentence));
            }
        }
    }
}

/// Keeps decisions; a sentence when that fails, also by a fault of this program.
fn kept(folders: &Folders, decisions: &Decisions) -> Result<Box<crate::files::Saved>, String> {
    let save = || Store::new(folders).save(decisions.path.as_deref(), &decisions.saving);
    match catch_unwind(AssertUnwindSafe(save)) {
        Ok(Ok(saved)) => Ok(Box::new(saved)),
        Ok(Err(error)) => Err(error.sentence(decisions.lang)),
        Err(_) => Err(StoreWords::of(decisions.lang).fault.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(home: &std::path::Path) -> (Outside, Receiver<Finished>) {
        let (send, receive) = channel();
        let folders = Some(Folders::under(home, false));
        (Outside { send, folders, ctx: eframe::egui::Context::default() }, receive)
    }

    #[test]
    fn settings_are_gathered_and_the_last_ones_are_on_disk_at_the_end() {
        let home = tempfile::tempdir().unwrap();
        let (outside, _answers) = outside(home.path());
        let file = Folders::under(home.path(), false).settings();
        let keeper = Keeper::start(&outside);
        let begun = Instant::now();
        for n in 0..50_u8 {
            let settings = Settings { text_size: 12.0 + f32::from(n) * 0.1, ..Settings::default() };
            keeper.keep(Keep::Settings(Box::new(settings)));
        }
        if begun.elapsed() < GATHER / 2 {
            assert!(!file.exists(), "not one write a change");
        }
        drop(keeper);
        let (kept, _) = crate::files::settings::load::<Settings>(&file);
        assert!((kept.text_size - 16.9).abs() < 0.01, "{}", kept.text_size);
    }

    #[test]
    fn settings_that_cannot_be_kept_are_told_once() {
        let home = tempfile::tempdir().unwrap();
        // A file where the folder should be: nobody can write there, not even root.
        std::fs::write(home.path().join("config"), "").unwrap();
        let (outside, answers) = outside(home.path());
        let mut desk = Desk::new(outside);
        for _ in 0..3 {
            desk.put(Keep::Settings(Box::default()));
            desk.keep_settings();
        }
        assert!(matches!(answers.try_recv(), Ok(Finished::Warn(_))));
        assert!(answers.try_recv().is_err());
    }
}
