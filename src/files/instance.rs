//! One instance a user: files opened while the program runs go to the running window.
//!
//! A lock file tells whether an instance lives (the system frees it however the instance ends);
//! requests are small files in a spool folder, which the running instance empties. That works on
//! every platform and file system without a network socket.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::{Folders, make_folder, path_from_text, path_to_text, read_at_most, write_atomic};

/// A request is no longer than this, in bytes.
const MAX_REQUEST: u64 = 1 << 20;

/// What a second start asks of the running instance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Request {
    files: Vec<String>,
    /// The files are to be compared (two of them).
    pub compare: bool,
    /// Show this part (a role's name).
    pub part: Option<String>,
    /// Find these words.
    pub find: Option<String>,
}

impl Request {
    /// Asks to open `files` (made absolute: the running instance has another working folder).
    pub fn new(files: &[PathBuf], compare: bool) -> Self {
        let whole = |p: &PathBuf| path_to_text(&std::path::absolute(p).unwrap_or_else(|_| p.clone()));
        Self { files: files.iter().map(whole).collect(), compare, part: None, find: None }
    }

    /// The files to open; none: the window is to come to the front.
    pub fn files(&self) -> Vec<PathBuf> {
        self.files.iter().map(|f| path_from_text(f)).collect()
    }
}

/// Which instance this one is.
#[derive(Debug)]
pub enum Claim {
    /// The first: it shows the window and takes requests.
    First(Instance),
    /// Another one runs: it is to be asked.
    Running(HandOver),
}

/// The first instance; as long as the value lives, others hand over to it.
#[derive(Debug)]
pub struct Instance {
    _lock: File,
    spool: PathBuf,
}

/// The way to the running instance.
#[derive(Debug)]
pub struct HandOver {
    spool: PathBuf,
}

/// Finds out which instance this is.
///
/// # Errors
/// The system's error when there is no place for the lock (read-only home) or the file system
/// knows no locks: then the program runs alone.
pub fn claim(folders: &Folders) -> io::Result<Claim> {
    let name = format!("instance-{:08x}", display());
    // The runtime folder may be another user's, or gone (`su`, a start by hand).
    claim_in(&folders.runtime.join(&name)).or_else(|_| claim_in(&folders.state.join("run").join(&name)))
}

/// A window on one display is of no use on another (a second login, a remote one).
fn display() -> u32 {
    let names = ["WAYLAND_DISPLAY", "DISPLAY"].map(|v| std::env::var_os(v).unwrap_or_default());
    let bytes = names.iter().flat_map(|n| n.as_encoded_bytes().iter().chain([&0]));
    bytes.fold(0x811c_9dc5_u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193))
}

fn claim_in(folder: &Path) -> io::Result<Claim> {
    let spool = folder.join("spool");
    make_folder(&spool)?;
    let lock = File::options().create(true).append(true).open(folder.join("lock"))?;
    match lock.try_lock() {
        Ok(()) => {
            let first = Instance { _lock: lock, spool };
            // Asked of an instance that is gone; who asked opened a window himself.
            first.poll();
            Ok(Claim::First(first))
        }
        Err(TryLockError::WouldBlock) => Ok(Claim::Running(HandOver { spool })),
        Err(TryLockError::Error(e)) => Err(e),
    }
}

impl Instance {
    /// Requests made since the last look, oldest first.
    pub fn poll(&self) -> Vec<Request> {
        let Ok(entries) = std::fs::read_dir(&self.spool) else { return Vec::new() };
        let is_request = |p: &PathBuf| p.extension().is_some_and(|e| e == "json");
        let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(is_request).collect();
        files.sort();
        files.into_iter().filter_map(|f| take(&f)).collect()
    }
}

/// Reads a request and removes it; one that cannot be removed would be taken again and again.
fn take(file: &Path) -> Option<Request> {
    let bytes = read_at_most(file, MAX_REQUEST);
    std::fs::remove_file(file).ok()?;
    serde_json::from_slice(&bytes.ok()?).ok()
}

impl HandOver {
    /// Gives a request to the running instance and waits until it is taken; `false` when that does
    /// not happen within `patience` (the instance hangs): this one then opens a window itself.
    ///
    /// # Errors
    /// The system's error when the request could not be written.
    pub fn send(&self, request: &Request, patience: Duration) -> io::Result<bool> {
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_nanos());
        let file = self.spool.join(format!("{nanos:024}-{}.json", std::process::id()));
        write_atomic(&file, &serde_json::to_vec(request).map_err(io::Error::other)?, true)?;
        let step = Duration::from_millis(20);
        for _ in 0..=patience.as_millis() / step.as_millis() {
            if !file.exists() {
                return Ok(true);
            }
            std::thread::sleep(step);
        }
        // Taken at the last moment: then it is not there to be removed.
        Ok(std::fs::remove_file(&file).is_err_and(|e| e.kind() == io::ErrorKind::NotFound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running(folder: &Path) -> HandOver {
        match claim_in(folder).unwrap() {
            Claim::Running(hand_over) => hand_over,
            Claim::First(_) => panic!("an instance lives"),
        }
    }

    fn first(folder: &Path) -> Instance {
        match claim_in(folder).unwrap() {
            Claim::First(instance) => instance,
            Claim::Running(_) => panic!("no instance lives"),
        }
    }

    #[test]
    fn the_second_hands_over_to_the_first() {
        let dir = tempfile::tempdir().unwrap();
        let instance = first(dir.path());
        let ask = running(dir.path());
        let request = Request::new(&["报告 一.txt".into(), "/b.txt".into()], true);
        let taken = std::thread::scope(|s| {
            let sent = s.spawn(|| ask.send(&request, Duration::from_secs(10)).unwrap());
            let mut got = Vec::new();
            while got.is_empty() {
                got = instance.poll();
                std::thread::sleep(Duration::from_millis(2));
            }
            assert_eq!(got, std::slice::from_ref(&request));
            sent.join().unwrap()
        });
        assert!(taken);
        assert!(request.files().iter().all(|f| f.is_absolute()));
        assert_eq!(instance.poll(), []);
    }

    #[test]
    fn an_instance_that_hangs_is_not_waited_for() {
        let dir = tempfile::tempdir().unwrap();
        let instance = first(dir.path());
        let taken = running(dir.path()).send(&Request::default(), Duration::from_millis(40)).unwrap();
        assert!(!taken);
        assert_eq!(instance.poll(), [], "the request was withdrawn");
    }

    #[test]
    fn without_a_runtime_folder_the_state_folder_serves() {
        let dir = tempfile::tempdir().unwrap();
        let mut folders = Folders::under(dir.path(), false);
        // A file where the folder should be.
        folders.runtime = dir.path().join("gone");
        std::fs::write(&folders.runtime, "").unwrap();
        let Claim::First(_instance) = claim(&folders).unwrap() else { panic!("no instance lives") };
        assert!(matches!(claim(&folders).unwrap(), Claim::Running(_)));
    }

    #[test]
    fn the_end_of_the_first_makes_room() {
        let dir = tempfile::tempdir().unwrap();
        drop(first(dir.path()));
        std::fs::write(dir.path().join("spool/0.json"), "{}").unwrap();
        std::fs::write(dir.path().join("spool/1.json"), "damaged").unwrap();
        assert_eq!(first(dir.path()).poll(), [], "left from before");
    }
}
