//! Watching a file: its time and length, compared once a second.
//!
//! Asking the file system is [`Stamp::of`] (on a thread of its own: a share that is gone may keep
//! it waiting); what the answers mean is [`Watch::see`], which knows no clock.

use std::io;
use std::path::Path;
use std::time::SystemTime;

/// What is seen of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub len: u64,
    /// Last change; `None` where the system does not say.
    pub modified: Option<SystemTime>,
}

impl Stamp {
    /// Looks at `path`; `Ok(None)` when nothing is there.
    ///
    /// # Errors
    /// The system's error (a share that does not answer): nothing is known then.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        match std::fs::metadata(path) {
            Ok(meta) => Ok(Some(Self { len: meta.len(), modified: meta.modified().ok() })),
            Err(e) if matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(e) => Err(e),
        }
    }
}

/// What happened to a watched file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It has another content, maybe.
    Changed,
    /// It is not there any more.
    Removed,
    /// It is there again as it was.
    Back,
}

/// A watched file. A change is told when two looks agree: programs write a file in steps, or
/// remove it and put a new one in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watch {
    /// What the user knows.
    told: Option<Stamp>,
    /// What was read last.
    read: Option<Stamp>,
    /// What the last look saw.
    seen: Option<Stamp>,
}

impl Watch {
    /// Of a file that was read when it looked like `read`.
    pub fn new(read: Option<Stamp>) -> Self {
        Self { told: read, read, seen: read }
    }

    /// A look at the file; what has to be told now.
    pub fn see(&mut self, now: Option<Stamp>) -> Option<Change> {
        let steady = self.seen == now;
        self.seen = now;
        if !steady || self.told == now {
            return None;
        }
        let was = std::mem::replace(&mut self.told, now);
        match (was, now) {
            (_, None) => Some(Change::Removed),
            (None, Some(_)) if self.read == now => Some(Change::Back),
            _ => Some(Change::Changed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: Option<Stamp> = stamp(10);
    const NEW: Option<Stamp> = stamp(12);

    #[allow(clippy::unnecessary_wraps)] // what a look gives
    const fn stamp(len: u64) -> Option<Stamp> {
        Some(Stamp { len, modified: Some(SystemTime::UNIX_EPOCH) })
    }

    fn told(looks: &[Option<Stamp>]) -> Vec<Change> {
        let mut watch = Watch::new(OLD);
        looks.iter().filter_map(|&l| watch.see(l)).collect()
    }

    #[test]
    fn told_once_and_when_steady() {
        assert_eq!(told(&[OLD, OLD]), []);
        assert_eq!(told(&[stamp(0), stamp(5), NEW, NEW, NEW]), [Change::Changed]);
        assert_eq!(told(&[None, NEW, NEW]), [Change::Changed], "replaced by renaming");
        assert_eq!(told(&[None, None, None, OLD, OLD]), [Change::Removed, Change::Back]);
        assert_eq!(told(&[None, None, stamp(11), stamp(11)]), [Change::Removed, Change::Changed]);
    }

    #[test]
    fn looks_at_real_files() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        assert_eq!(Stamp::of(&path).unwrap(), None);
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(Stamp::of(&path).unwrap().map(|s| s.len), Some(5));
        assert_eq!(Stamp::of(&path.join("below")).unwrap(), None);
    }
}
