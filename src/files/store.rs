//! The store of decisions: one file a report, named by the identity of its text.
//!
//! `decisions/ID.json` with its backup `ID.json.bak`; `places/HASH.json` remembers which text lay
//! at a path, so that decisions are found again when the file was changed. Writing is atomic;
//! under a lock the file is read again and merged, so that two programs never overwrite each other.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::notice::{StoreError, StoreNotice};
use super::{Folders, make_folder, path_to_text, read_at_most, set_aside, write_atomic};
use crate::document::{ContentId, FormatError, Overrides, Saving, VERSION, parse, to_json};
use crate::words::{Lang, StoreWords, fill, io_reason};

/// How long a save waits for another program's save.
const PATIENCE: Duration = Duration::from_secs(5);
/// The decisions of all reports.
#[derive(Clone, Debug)]
pub struct Store {
    decisions: PathBuf,
    places: PathBuf,
}

/// Decisions as they were kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// The decisions; places as they were when written ([`crate::document::Document::new`] finds
    /// them in the present text).
    pub overrides: Overrides,
    /// What the user should know.
    pub notices: Vec<StoreNotice>,
}

/// What a save came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// What is in the file now; for [`crate::document::Document::saved`].
    pub overrides: Overrides,
    /// Another program's decisions came in.
    pub merged: bool,
    /// So many decisions were changed here and there differently; those saved here stand.
    pub conflicts: usize,
    /// What the user should know.
    pub notices: Vec<StoreNotice>,
}

/// Which text lay at a path.
#[derive(Debug, Serialize, Deserialize)]
struct PlaceOfText {
    path: String,
    id: ContentId,
}

/// What a decisions file held.
enum Held {
    Nothing,
    Decisions(Box<Overrides>, Vec<u8>),
    Damage,
}

impl Store {
    /// The store in the program's folders.
    pub fn new(folders: &Folders) -> Self {
        Self { decisions: folders.decisions(), places: folders.data.join("places") }
    }

    /// The file for the text `id`.
    pub fn file(&self, id: ContentId) -> PathBuf {
        self.decisions.join(format!("{id}.json"))
    }

    /// The decisions on the text `id` that was read from `path`: those on the same text wherever
    /// it lay, else those on the text that lay at `path` before.
    pub fn load(&self, path: Option<&Path>, id: ContentId) -> Stored {
        let mut stored = Stored::default();
        super::sweep(&self.decisions);
        if let Some(overrides) = self.kept(id, &mut stored.notices) {
            if !overrides.is_empty() {
                self.remember(path, id);
            }
            stored.overrides = overrides;
        } else if let Some(old) = path.and_then(|p| self.text_at(p)).filter(|old| *old != id)
            && let Some(overrides) = self.kept(old, &mut stored.notices)
        {
            stored.overrides = overrides;
            stored.overrides.id.get_or_insert(old);
            if !stored.overrides.is_empty() {
                stored.notices.push(StoreNotice::Carried);
            }
        }
        if stored.overrides.version > VERSION {
            stored.notices.push(StoreNotice::Newer);
        }
        let unread = stored.overrides.unread.values().map(Vec::len).sum();
        if unread > 0 {
            stored.notices.push(StoreNotice::Unread(unread));
        }
        stored
    }

    /// Keeps decisions. What another program wrote since they were loaded is merged in.
    ///
    /// # Errors
    /// The system's error; the file is then as it was.
    pub fn save(&self, path: Option<&Path>, saving: &Saving) -> Result<Saved, StoreError> {
        let file = self.file(saving.id);
        make_folder(&self.decisions).map_err(StoreError::at(&self.decisions))?;
        let _lock = self.lock();
        let mut notices = Vec::new();
        let (theirs, old) = match held(&file).map_err(StoreError::at(&file))? {
            Held::Decisions(theirs, bytes) => (Some(theirs.renewed(&saving.text, saving.id)), Some(bytes)),
            Held::Nothing => (None, None),
            Held::Damage => {
                notices.push(StoreNotice::SetAside { file: file.clone(), kept_as: set_aside(&file) });
                (None, None)
            }
        };
        let merged = saving.merged(theirs.as_ref().unwrap_or(&saving.base));
        let text = to_json(&merged.overrides);
        let written = old.as_deref() == Some(text.as_bytes());
        let needless = old.is_none() && merged.overrides.is_empty();
        if !written && !needless {
            if let Some(old) = &old {
                let backup = backup(&file);
                write_atomic(&backup, old, true).map_err(StoreError::at(&backup))?;
            }
            write_atomic(&file, text.as_bytes(), true).map_err(StoreError::at(&file))?;
            self.remember(path, saving.id);
        }
        Ok(Saved {
            merged: merged.overrides != saving.ours,
            conflicts: merged.conflicts,
            overrides: merged.overrides,
            notices,
        })
    }

    /// The decisions in the file of `id`; a damaged one is set aside and its backup taken.
    fn kept(&self, id: ContentId, notices: &mut Vec<StoreNotice>) -> Option<Overrides> {
        let file = self.file(id);
        let held_there = match held(&file) {
            Ok(held) => held,
            Err(error) => {
                notices.push(StoreNotice::NotRead { file, why: error.kind() });
                return None;
            }
        };
        match held_there {
            Held::Nothing => None,
            Held::Decisions(overrides, _) => Some(*overrides),
            Held::Damage => {
                let kept_as = set_aside(&file);
                match (held(&backup(&file)), kept_as) {
                    (Ok(Held::Decisions(overrides, bytes)), Some(kept_as)) => {
                        // Without a backup until the next save it would be lost to the next damage.
                        let _ = write_atomic(&file, &bytes, false);
                        notices.push(StoreNotice::BackupUsed { file, kept_as });
                        Some(*overrides)
                    }
                    (Ok(Held::Decisions(overrides, _)), kept_as) => {
                        notices.push(StoreNotice::SetAside { file, kept_as });
                        Some(*overrides)
                    }
                    (_, kept_as) => {
                        notices.push(StoreNotice::SetAside { file, kept_as });
                        None
                    }
                }
            }
        }
    }

    /// Waits for other programs that save, in turn with them; goes on without when the file system
    /// has no locks or a program hangs with it: the merge is then all there is.
    fn lock(&self) -> Option<File> {
        let lock = File::options().create(true).append(true).open(self.decisions.join(".lock")).ok()?;
        match lock.try_lock() {
            Ok(()) => return Some(lock),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(_)) => return None,
        }
        // Asking again and again could go on for ever beside a busy program: stand in its queue. A
        // thread that comes too late gives the lock back at once.
        let (give, take) = std::sync::mpsc::channel();
        let waiting = std::thread::Builder::new().spawn(move || {
            if lock.lock().is_ok() {
                let _ = give.send(lock);
            }
        });
        waiting.ok()?;
        take.recv_timeout(PATIENCE).ok()
    }

    fn place_file(&self, path: &Path) -> Option<(PathBuf, String)> {
        let whole = std::path::absolute(path).ok()?;
        let text = path_to_text(&whole);
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        Some((self.places.join(format!("{hash:016x}.json")), text))
    }

    /// Which text lay at `path` when decisions on it were kept.
    fn text_at(&self, path: &Path) -> Option<ContentId> {
        let (file, text) = self.place_file(path)?;
        let place: PlaceOfText = serde_json::from_slice(&read_at_most(&file, 1 << 20).ok()?).ok()?;
        (place.path == text).then_some(place.id)
    }

    /// Remembers it, as well as can be: without it only a changed file's decisions are not found.
    fn remember(&self, path: Option<&Path>, id: ContentId) {
        let Some((file, path)) = path.and_then(|p| self.place_file(p)) else { return };
        let Ok(bytes) = serde_json::to_vec(&PlaceOfText { path, id }) else { return };
        if read_at_most(&file, 1 << 20).is_ok_and(|old| old == bytes) {
            return;
        }
        if make_folder(&self.places).is_ok() {
            let _ = write_atomic(&file, &bytes, true);
        }
    }
}

fn held(file: &Path) -> io::Result<Held> {
    let bytes = match read_at_most(file, super::MAX_OWN_BYTES) {
        Ok(bytes) => bytes,
        Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Held::Nothing);
        }
        Err(e) => return Err(e),
    };
    Ok(parse(&bytes).map_or(Held::Damage, |p| Held::Decisions(Box::new(p.overrides), bytes)))
}

fn backup(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".bak");
    name.into()
}

/// Why a file was not imported.
#[derive(Debug)]
pub enum ImportError {
    /// It could not be read.
    System(io::Error),
    /// It holds no decisions.
    Format(FormatError),
}

impl ImportError {
    /// One sentence for the user about the file `name`.
    pub fn sentence(&self, lang: Lang, name: &str) -> String {
        let w = StoreWords::of(lang);
        match self {
            Self::System(error) => fill(w.not_read, &[name, &io_reason(lang, error)]),
            Self::Format(FormatError::NotJson) => fill(w.cut_off, &[name]),
            Self::Format(FormatError::NotDecisions) => fill(w.not_decisions, &[name]),
        }
    }
}

/// Reads a decisions file that somebody sent.
///
/// # Errors
/// [`ImportError`] when there are no decisions in it; nothing is changed then.
pub fn import(path: &Path) -> Result<Overrides, ImportError> {
    let bytes = read_at_most(path, super::MAX_OWN_BYTES).map_err(ImportError::System)?;
    parse(&bytes).map(|p| p.overrides).map_err(ImportError::Format)
}

/// Writes the decisions as a file to send; it holds no path of this machine.
///
/// # Errors
/// As [`write_atomic`].
pub fn export(path: &Path, overrides: &Overrides, replace: bool) -> io::Result<()> {
    write_atomic(path, to_json(overrides).as_bytes(), replace)
}
