//! The system's file dialogs, off the window's thread.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Outside;
use crate::app::{Action, ExportAction, Finished};
use crate::document::{Edit, Overrides};
use crate::export::{Format, What};
use crate::words::{AppWords, CommandWords, Lang};

/// An answer quicker than a person can give: there was no dialog.
const INSTANT: Duration = Duration::from_millis(500);

/// Asks for a file (two: compare them) to open.
pub fn open(outside: &Outside, second: bool, lang: Lang) {
    let me = outside.clone();
    let title = AppWords::of(lang).open;
    spawn(move || {
        let asked = Instant::now();
        let files = rfd::FileDialog::new()
            .set_title(title)
            .add_filter(
                AppWords::of(lang).reports,
                &[
                    "txt", "md", "markdown", "html", "htm", "docx", "docm", "pdf", "odt", "fodt", "rtf",
                    "epub", "mht", "mhtml", "doc", "wps", "eml", "ofd", "zip", "xml",
                ],
            )
            .add_filter(AppWords::of(lang).all_files, &["*"])
            .pick_files();
        match files {
            Some(files) if second => {
                if let Some(path) = files.into_iter().next() {
                    me.answer(Finished::Chosen(Box::new(super::slot_action(path, true))));
                }
            }
            Some(files) => me.answer(Finished::Chosen(Box::new(Action::OpenPaths(files)))),
            None if asked.elapsed() < INSTANT => me.answer(Finished::NoDialog { second }),
            None => {}
        }
    });
}

/// Asks for a folder to open as a series.
pub fn folder(outside: &Outside, lang: Lang) {
    let me = outside.clone();
    let title = CommandWords::of(lang).open_folder;
    spawn(move || {
        let asked = Instant::now();
        match rfd::FileDialog::new().set_title(title).pick_folder() {
            Some(folder) => {
                let action = crate::app::SeriesAction::Open(vec![folder]);
                me.answer(Finished::Chosen(Box::new(Action::Series(action))));
            }
            None if asked.elapsed() < INSTANT => me.answer(Finished::NoDialog { second: false }),
            None => {}
        }
    });
}

/// What is to be saved.
pub struct Wanted {
    /// Proposed file name.
    pub name: String,
    /// Format.
    pub format: Format,
    /// What.
    pub what: What,
    /// Folder to begin in.
    pub folder: Option<PathBuf>,
    /// Only the place is wanted.
    pub place: bool,
}

/// Asks where to write an export.
pub fn save(outside: &Outside, wanted: Wanted, lang: Lang) {
    let me = outside.clone();
    let title = AppWords::of(lang).export;
    spawn(move || {
        let Wanted { name, format, what, folder, place } = wanted;
        let asked = Instant::now();
        let extension = format.extension();
        let folder = folder.filter(|f| f.is_dir()).or_else(crate::files::documents);
        let mut dialog =
            rfd::FileDialog::new().set_title(title).set_file_name(&name).add_filter(extension, &[extension]);
        if let Some(folder) = &folder {
            dialog = dialog.set_directory(folder);
        }
        match dialog.save_file() {
            Some(mut path) => {
                // The dialog asked about the name it gave, not about one with an ending added.
                let replace = path.extension().is_some_and(|e| e.eq_ignore_ascii_case(extension));
                if !replace {
                    path.as_mut_os_string().push(format!(".{extension}"));
                }
                let action = if place {
                    ExportAction::Place { path, replace }
                } else {
                    ExportAction::SaveTo { what, format, path, replace }
                };
                me.answer(Finished::Chosen(Box::new(Action::Export(action))));
            }
            None if asked.elapsed() < INSTANT => {
                let name = folder.map_or(name.clone(), |f| f.join(&name).display().to_string());
                me.answer(Finished::NoSaveDialog { name, format, what });
            }
            None => {}
        }
    });
}

/// Asks for a file of decisions and takes it over (undoable).
pub fn import(outside: &Outside, lang: Lang) {
    let me = outside.clone();
    let title = CommandWords::of(lang).import_decisions;
    spawn(move || {
        let asked = Instant::now();
        match rfd::FileDialog::new().set_title(title).add_filter("json", &["json"]).pick_file() {
            Some(path) => me.answer(take_over(&path, lang)),
            None if asked.elapsed() < INSTANT => {
                me.answer(Finished::NoDecisionsDialog { path: String::new(), import: true });
            }
            None => {}
        }
    });
}

/// Takes over the decisions in `path`.
pub fn import_from(outside: &Outside, path: PathBuf, lang: Lang) {
    let me = outside.clone();
    spawn(move || me.answer(take_over(&path, lang)));
}

fn take_over(path: &Path, lang: Lang) -> Finished {
    match crate::files::store::import(path) {
        Ok(overrides) => Finished::Chosen(Box::new(Action::Edit(Edit::Import(Box::new(overrides))))),
        Err(error) => {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            Finished::NotSaved(error.sentence(lang, &name))
        }
    }
}

/// Asks where to write decisions, and writes them.
pub fn export_decisions(outside: &Outside, name: String, overrides: Box<Overrides>, lang: Lang) {
    let me = outside.clone();
    let title = CommandWords::of(lang).export_decisions;
    spawn(move || {
        let asked = Instant::now();
        let dialog =
            rfd::FileDialog::new().set_title(title).set_file_name(&name).add_filter("json", &["json"]);
        match dialog.save_file() {
            Some(path) => me.answer(write_decisions(path, &overrides, true, lang)),
            None if asked.elapsed() < INSTANT => {
                let path =
                    crate::files::documents().map_or(name.clone(), |f| f.join(&name).display().to_string());
                me.answer(Finished::NoDecisionsDialog { path, import: false });
            }
            None => {}
        }
    });
}

/// Writes decisions to `path`, unless a file is there.
pub fn export_to(outside: &Outside, path: PathBuf, overrides: Box<Overrides>, lang: Lang) {
    let me = outside.clone();
    spawn(move || me.answer(write_decisions(path, &overrides, false, lang)));
}

fn write_decisions(path: PathBuf, overrides: &Overrides, replace: bool, lang: Lang) -> Finished {
    match crate::files::store::export(&path, overrides, replace) {
        Ok(()) => Finished::Written { path, boxes: BTreeSet::new() },
        Err(error) => Finished::NotWritten(path, crate::words::io_reason(lang, &error)),
    }
}

fn spawn(ask: impl FnOnce() + Send + 'static) {
    if let Err(error) = std::thread::Builder::new().name("duidu-dialog".into()).spawn(ask) {
        log::error!("no thread: {error}");
    }
}
