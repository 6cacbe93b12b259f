//! What is open in every window, for the next start after a crash or a power cut.
//!
//! Each window has a file `sessions/ID.json` and holds the lock of `sessions/ID.lock`; at a good end
//! both go. A file whose lock is free was left by a window that ended badly: the next window to start
//! takes its reports over. What was pasted is kept beside it, in `sessions/ID.HASH.pasted`.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::notice::StoreError;
use super::{make_folder, path_from_text, path_to_text};

/// Reports are opened again at most so many times in a row: one of them may be what ends the program.
const MOST_RESTORES: u32 = 3;

/// How names of files with pasted text end.
const PASTED: &str = "pasted";

/// The session that a file of the folder belongs to.
fn owner(name: &str) -> &str {
    name.split_once('.').map_or(name, |(owner, _)| owner)
}

/// What was open in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The tabs, in order.
    pub open: Vec<OpenFile>,
    /// Which tab was in front.
    pub front: usize,
    /// So many starts in a row took this over without drawing it once.
    restores: u32,
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
    /// It was pasted and is kept under this name; the path is then a file of the program's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pasted: Option<String>,
    /// Which file of an archive it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// First visible byte of the text.
    pub at: u32,
}

impl OpenFile {
    /// A tab with one or two files.
    pub fn new(path: &Path, second: Option<&Path>, at: u32) -> Self {
        Self { path: path_to_text(path), second: second.map(path_to_text), at, ..Self::default() }
    }

    /// The files.
    pub fn files(&self) -> (PathBuf, Option<PathBuf>) {
        (path_from_text(&self.path), self.second.as_deref().map(path_from_text))
    }
}

impl Session {
    /// These tabs, the one at `front` in front.
    pub fn new(open: Vec<OpenFile>, front: usize) -> Self {
        Self { open, front, restores: 0 }
    }
}

/// This window's session; others see that it lives.
#[derive(Debug)]
pub struct Running {
    file: PathBuf,
    lock_file: PathBuf,
    _lock: File,
}

/// What windows that ended badly left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// What was open in them.
    pub session: Session,
    /// They were taken over several times in a row without success: nothing should be opened now.
    pub hopeless: bool,
}

impl Running {
    /// Begins a session in `folder`; `None` where nothing can be written or locked: then nothing can
    /// be restored either. Also gives what windows that ended badly left there.
    pub fn begin(folder: &Path) -> Option<(Self, Option<Left>)> {
        make_folder(folder).ok()?;
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let name = format!("{nanos:024}-{}", std::process::id());
        let (file, lock_file) = (folder.join(format!("{name}.json")), folder.join(format!("{name}.lock")));
        let lock = File::options().create(true).append(true).open(&lock_file).ok()?;
        if lock.try_lock().is_err() {
            let _ = std::fs::remove_file(&lock_file);
            return None;
        }
        let running = Self { file, lock_file, _lock: lock };
        // Pasted texts without a session, left when there was no room to take them over.
        super::sweep_all(folder, &|n| {
            n.ends_with(PASTED) && !folder.join(owner(n)).with_extension("lock").exists()
        });
        let left = running.take_over(folder);
        Some((running, left))
    }

    /// The file in which [`Running::keep`] writes.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The file in which what was pasted is kept as long as this window lives.
    pub fn pasted(&self, bytes: &[u8]) -> PathBuf {
        let mut hash = std::hash::DefaultHasher::new();
        std::hash::Hasher::write(&mut hash, bytes);
        self.file.with_extension(format!("{:016x}.{PASTED}", std::hash::Hasher::finish(&hash)))
    }

    /// Makes what another session kept this session's own; gives the other's file.
    fn adopt(&self, open: &mut OpenFile) -> Option<PathBuf> {
        open.pasted.as_ref()?;
        let file = path_from_text(&open.path);
        let name = file.file_name()?.to_str()?;
        let mine = self.file.with_extension(name.split_once('.')?.1);
        std::fs::copy(&file, &mine).ok()?;
        open.path = path_to_text(&mine);
        Some(file)
    }

    /// What this session keeps of pasted texts.
    fn all_pasted(&self) -> Vec<PathBuf> {
        let folder = self.file.parent().and_then(|f| std::fs::read_dir(f).ok());
        let mine = |p: &PathBuf| {
            let name = p.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(PASTED) && p.with_file_name(owner(&name)).with_extension("json") == self.file
        };
        folder.into_iter().flatten().flatten().map(|e| e.path()).filter(mine).collect()
    }

    /// Sessions without a living window, oldest first, in one; they belong to this window now.
    fn take_over(&self, folder: &Path) -> Option<Left> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "lock") && *f != self.lock_file);
        files.sort();
        let mut left = Session::default();
        let mut dead = Vec::new();
        for lock_file in files {
            let Ok(lock) = File::options().append(true).open(&lock_file) else { continue };
            if let Err(TryLockError::WouldBlock | TryLockError::Error(_)) = lock.try_lock() {
                continue;
            }
            let file = lock_file.with_extension("json");
            let (session, _) = super::settings::load::<Session>(&file);
            left.restores = left.restores.max(session.restores);
            if !session.open.is_empty() {
                left.front = left.open.len() + session.front.min(session.open.len() - 1);
            }
            left.open.extend(session.open);
            dead.push((file, lock_file, lock));
        }
        let hopeless = left.restores >= MOST_RESTORES;
        left.restores += 1;
        // Ours first, so that another bad end loses nothing.
        let mine = left.open.iter_mut().filter(|_| !hopeless);
        let adopted: Vec<PathBuf> = mine.filter_map(|o| self.adopt(o)).collect();
        let ours = left.open.is_empty() || hopeless || keep(&self.file, &left).is_ok();
        for file in adopted.into_iter().filter(|_| ours) {
            let _ = std::fs::remove_file(file);
        }
        for (file, lock_file, _lock) in dead.into_iter().filter(|_| ours) {
            let _ = std::fs::remove_file(file);
            let _ = std::fs::remove_file(lock_file);
        }
        (!left.open.is_empty()).then_some(Left { session: left, hopeless })
    }
}

impl Drop for Running {
    /// A good end: nothing is to be restored. (After a panic the files stay.)
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = std::fs::remove_file(&self.file);
            for pasted in self.all_pasted() {
                let _ = std::fs::remove_file(pasted);
            }
            let _ = std::fs::remove_file(&self.lock_file);
        }
    }
}

/// Writes what is open now.
///
/// # Errors
/// The system's error.
pub fn keep(file: &Path, session: &Session) -> Result<(), StoreError> {
    super::settings::save(file, session)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(names: &[&str]) -> Session {
        Session::new(names.iter().map(|n| OpenFile::new(Path::new(n), None, 7)).collect(), 0)
    }

    fn begin(folder: &Path) -> (Running, Option<Left>) {
        Running::begin(folder).unwrap()
    }

    /// As a kill leaves it: the files stay, the lock goes.
    fn kill(running: Running) {
        let kept = std::fs::read(&running.file).ok();
        let (file, lock_file) = (running.file.clone(), running.lock_file.clone());
        drop(running);
        std::fs::write(lock_file, "").unwrap();
        if let Some(kept) = kept {
            std::fs::write(file, kept).unwrap();
        }
    }

    #[test]
    fn what_a_killed_window_left_is_taken_over_once() {
        let dir = tempfile::tempdir().unwrap();
        let (first, left) = begin(dir.path());
        assert_eq!(left, None);
        let second = OpenFile::new(Path::new("/报告 一.txt"), Some(Path::new("b.txt")), 42);
        keep(first.file(), &Session::new(vec![second.clone()], 0)).unwrap();
        let (other, left) = begin(dir.path());
        assert_eq!(left, None, "the first lives");
        keep(other.file(), &open(&["c.txt", "d.txt"])).unwrap();
        kill(first);
        kill(other);
        let (_next, left) = begin(dir.path());
        let left = left.unwrap();
        let names: Vec<_> = left.session.open.iter().map(|o| o.files().0).collect();
        assert_eq!(names, ["/报告 一.txt", "c.txt", "d.txt"].map(PathBuf::from));
        assert_eq!((left.session.front, left.hopeless), (1, false));
        assert_eq!(left.session.open[0], second);
        assert_eq!(begin(dir.path()).1, None, "they are the next window's now");
    }

    #[test]
    fn what_was_pasted_comes_back_and_goes_with_the_window() {
        let dir = tempfile::tempdir().unwrap();
        let paste = |running: &Running| {
            let file = running.pasted("某局工作总结".as_bytes());
            std::fs::write(&file, "某局工作总结").unwrap();
            let open = OpenFile { pasted: Some("粘贴的文字".into()), ..OpenFile::new(&file, None, 3) };
            keep(running.file(), &Session::new(vec![open], 0)).unwrap();
            file
        };
        let (first, _) = begin(dir.path());
        let old = paste(&first);
        kill(first);
        std::fs::write(&old, "某局工作总结").unwrap();
        let (second, left) = begin(dir.path());
        let open = left.unwrap().session.open.remove(0);
        assert_eq!((open.pasted.as_deref(), open.at), (Some("粘贴的文字"), 3));
        let mine = open.files().0;
        assert_eq!(mine, second.pasted("某局工作总结".as_bytes()));
        assert_eq!(std::fs::read_to_string(&mine).unwrap(), "某局工作总结");
        assert!(!old.exists(), "it is this window's now");
        let (other, _) = begin(dir.path());
        let others = paste(&other);
        drop(second);
        assert!(!mine.exists() && others.exists(), "each window's own");
        drop(other);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_good_end_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let (running, _) = begin(dir.path());
        keep(running.file(), &open(&["a.txt"])).unwrap();
        drop(running);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        assert_eq!(begin(dir.path()).1, None);
    }

    #[test]
    fn a_start_that_drew_its_reports_counts_from_the_beginning() {
        let dir = tempfile::tempdir().unwrap();
        for _ in 0..6 {
            let (running, left) = begin(dir.path());
            assert!(!left.unwrap_or_default().hopeless);
            keep(running.file(), &open(&["good.txt"])).unwrap();
            kill(running);
        }
    }

    #[test]
    fn a_report_that_ends_the_program_is_not_opened_for_ever() {
        let dir = tempfile::tempdir().unwrap();
        let (running, _) = begin(dir.path());
        keep(running.file(), &open(&["bad.txt"])).unwrap();
        kill(running);
        for start in 0..4 {
            let (running, left) = begin(dir.path());
            assert_eq!(left.unwrap().hopeless, start == 3, "start {start}");
            if start < 3 {
                kill(running);
            }
        }
        // A power cut in the middle of writing is no session.
        let (running, _) = begin(dir.path());
        std::fs::write(running.file(), "\0\0\0").unwrap();
        kill(running);
        assert_eq!(begin(dir.path()).1, None);
    }
}
