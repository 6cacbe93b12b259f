//! What was open, for the next start and after a crash.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::notice::StoreError;
use super::{path_from_text, path_to_text};

/// What was open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// False while the program runs: found false at the start, the last run ended badly.
    pub ended: bool,
    /// The tabs, in order.
    pub open: Vec<OpenFile>,
    /// Which tab was in front.
    pub front: usize,
}

/// One tab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpenFile {
    /// Its file; [`OpenFile::new`] and [`OpenFile::files`] translate.
    path: String,
    /// The second report beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<String>,
    /// First visible byte of the text.
    pub at: u32,
}

impl OpenFile {
    /// A tab with one or two files.
    pub fn new(path: &Path, second: Option<&Path>, at: u32) -> Self {
        Self { path: path_to_text(path), second: second.map(path_to_text), at }
    }

    /// The files.
    pub fn files(&self) -> (std::path::PathBuf, Option<std::path::PathBuf>) {
        (path_from_text(&self.path), self.second.as_deref().map(path_from_text))
    }
}

impl Session {
    /// The session of the last run and whether that run ended badly; from now on this run counts
    /// as not ended. For the first instance only.
    pub fn begin(path: &Path) -> (Self, bool) {
        let there = path.exists();
        let (last, _) = super::settings::load::<Self>(path);
        let crashed = there && !last.ended;
        let running = Self { ended: false, ..last.clone() };
        // Where nothing can be written there is nothing to restore either.
        let _ = running.keep(path);
        (last, crashed)
    }

    /// Keeps what is open now, on every change and (with `ended`) at the end.
    ///
    /// # Errors
    /// The system's error.
    pub fn keep(&self, path: &Path) -> Result<(), StoreError> {
        super::settings::save(path, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_did_not_end_is_noticed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/session.json");
        assert_eq!(Session::begin(&path), (Session::default(), false), "first start");
        let open = vec![OpenFile::new(Path::new("/报告 一.txt"), Some(Path::new("b.txt")), 42)];
        let session = Session { open, ..Session::default() };
        session.keep(&path).unwrap();
        let (last, crashed) = Session::begin(&path);
        assert!(crashed);
        assert_eq!(last.open[0].files(), ("/报告 一.txt".into(), Some("b.txt".into())));
        Session { ended: true, ..session }.keep(&path).unwrap();
        assert!(!Session::begin(&path).1);
        std::fs::write(&path, "\0\0\0").unwrap();
        assert_eq!(Session::begin(&path).0, Session::default(), "after a power cut");
    }
}
