//! The log: a small file with levels, rotated. It never holds text of a report: messages name
//! files, counts, errors, nothing else; long ones are cut.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use ::log::{Level, LevelFilter, Metadata, Record};

use super::make_folder;

/// A file of the log is no longer than this, in bytes.
const MAX_FILE: u64 = 256 * 1024;
/// So many older files are kept.
const KEPT: u32 = 2;
/// A message is no longer than this, in characters.
const MAX_MESSAGE: usize = 400;

static LOGGER: OnceLock<Logger> = OnceLock::new();

/// Begins to write what the macros of the crate `log` are given to `duidu.log` in `folder`;
/// returns its path. Of other crates only warnings and errors are written.
///
/// # Errors
/// The system's error when the file cannot be opened: the program goes on without a log.
pub fn begin(folder: &Path, level: LevelFilter) -> io::Result<PathBuf> {
    let journal = Journal::open(folder)?;
    let path = journal.path.clone();
    let logger = LOGGER.get_or_init(|| Logger(Mutex::new(journal)));
    if ::log::set_logger(logger).is_ok() {
        ::log::set_max_level(level);
    }
    Ok(path)
}

struct Logger(Mutex<Journal>);

impl ::log::Log for Logger {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target().starts_with("duidu") || about.level() <= Level::Warn
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            let mut journal = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            journal.write(SystemTime::now(), record.level(), record.target(), &record.args().to_string());
        }
    }

    fn flush(&self) {}
}

/// A log file.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    size: u64,
}

impl Journal {
    /// Opens `duidu.log` in `folder`.
    ///
    /// # Errors
    /// The system's error.
    pub fn open(folder: &Path) -> io::Result<Self> {
        make_folder(folder)?;
        let path = folder.join("duidu.log");
        let file = File::options().create(true).append(true).open(&path)?;
        let size = file.metadata()?.len();
        Ok(Self { path, file, size })
    }

    /// Writes one line. A full disk is no reason to stop: the line is then lost.
    pub fn write(&mut self, now: SystemTime, level: Level, target: &str, message: &str) {
        let mut line = format!("{} {level:5} {target}: ", timestamp(now));
        let mut chars = message.chars();
        for c in chars.by_ref().take(MAX_MESSAGE) {
            // One message, one line.
            line.push(if c.is_control() { ' ' } else { c });
        }
        if chars.next().is_some() {
            line.push('…');
        }
        line.push('\n');
        if self.size + line.len() as u64 > MAX_FILE {
            self.rotate();
        }
        if self.file.write_all(line.as_bytes()).is_ok() {
            self.size += line.len() as u64;
        }
    }

    fn rotate(&mut self) {
        let older = |n: u32| self.path.with_file_name(format!("duidu.log.{n}"));
        for n in (1..KEPT).rev() {
            let _ = std::fs::rename(older(n), older(n + 1));
        }
        let _ = std::fs::rename(&self.path, older(1));
        if let Ok(file) = File::options().create(true).append(true).open(&self.path) {
            self.file = file;
        }
        // Also when nothing could be renamed: not to try again at every line.
        self.size = 0;
    }
}

/// `2026-11-23T15:31:39Z`.
pub fn timestamp(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs());
    let (year, month, day) = super::clock::civil(seconds / 86_400);
    let of_day = seconds % 86_400;
    let (h, m, s) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{h:02}:{m:02}:{s:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn dates_are_right() {
        let at = |s| timestamp(SystemTime::UNIX_EPOCH + Duration::from_secs(s));
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(at(1_795_447_899), "2026-11-23T15:31:39Z");
    }

    #[test]
    fn one_message_one_line_and_old_files_go() {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(dir.path()).unwrap();
        journal.write(SystemTime::UNIX_EPOCH, Level::Warn, "duidu::files", "a\nb");
        let text = std::fs::read_to_string(dir.path().join("duidu.log")).unwrap();
        assert_eq!(text, "1970-01-01T00:00:00Z WARN  duidu::files: a b\n");
        for _ in 0..2500 {
            journal.write(SystemTime::UNIX_EPOCH, Level::Info, "duidu", &"长".repeat(500));
        }
        let mut sizes: Vec<(String, u64)> = std::fs::read_dir(dir.path())
            .unwrap()
            .map(|e| e.unwrap())
            .map(|e| (e.file_name().to_string_lossy().into_owned(), e.metadata().unwrap().len()))
            .collect();
        sizes.sort();
        let names: Vec<&str> = sizes.iter().map(|s| s.0.as_str()).collect();
        assert_eq!(names, ["duidu.log", "duidu.log.1", "duidu.log.2"]);
        assert!(sizes.iter().all(|s| s.1 <= MAX_FILE));
    }
}
