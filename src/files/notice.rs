//! What the user should know about the program's own files.

use std::io;
use std::path::{Path, PathBuf};

use crate::words::{Lang, StoreWords, fill, io_reason};

/// Something happened to a file of the program's own; the program goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreNotice {
    /// The file was damaged and is kept under another name; its backup is used.
    BackupUsed {
        /// The file.
        file: PathBuf,
        /// Its name now.
        kept_as: PathBuf,
    },
    /// The file was damaged and is kept under another name; a new one is begun.
    SetAside {
        /// The file.
        file: PathBuf,
        /// Its name now; `None`: it could not be renamed.
        kept_as: Option<PathBuf>,
    },
    /// The file is there but could not be read; nothing is written over it.
    NotRead {
        /// The file.
        file: PathBuf,
        /// Why.
        why: io::ErrorKind,
    },
    /// The report's text was changed since the decisions were made.
    Carried,
    /// So many entries were not understood (kept as they are).
    Unread(usize),
    /// A newer version wrote the file.
    Newer,
    /// So many settings were not understood.
    FieldsIgnored(usize),
}

impl StoreNotice {
    /// One sentence for the user.
    pub fn sentence(&self, lang: Lang) -> String {
        let w = StoreWords::of(lang);
        match self {
            Self::BackupUsed { file, kept_as } => fill(w.backup_used, &[&name(file), &name(kept_as)]),
            Self::SetAside { file, kept_as: Some(aside) } => fill(w.set_aside, &[&name(file), &name(aside)]),
            Self::SetAside { file, kept_as: None } => fill(w.damaged_kept, &[&name(file)]),
            Self::NotRead { file, why } => fill(w.not_read, &[&name(file), &io_reason(lang, &(*why).into())]),
            Self::Carried => w.carried.to_owned(),
            Self::Unread(count) => fill(w.unread, &[&count.to_string()]),
            Self::Newer => w.newer.to_owned(),
            Self::FieldsIgnored(count) => fill(w.fields_ignored, &[&count.to_string()]),
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// A file of the program's own could not be written (or, before writing, not be read).
#[derive(Debug)]
pub struct StoreError {
    /// Which.
    pub path: PathBuf,
    /// The system's error.
    pub error: io::Error,
}

impl StoreError {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |error| Self { path: path.to_owned(), error }
    }

    /// One sentence for the user.
    pub fn sentence(&self, lang: Lang) -> String {
        let why = io_reason(lang, &self.error);
        fill(StoreWords::of(lang).not_kept, &[&self.path.display().to_string(), &why])
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for StoreError {}
