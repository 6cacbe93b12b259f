//! Paths: bounded reading, atomic writing, and what the program keeps of its own: decisions,
//! settings, session, log; the hand-over between instances.
//!
//! Nothing here knows a window. Everything may fail with a value, nothing panics.

pub mod folders;
pub mod fonts;
pub mod geometry;
pub mod instance;
pub mod log;
pub mod notice;
pub mod series;
pub mod session;
pub mod settings;
pub mod store;
pub mod watch;
pub mod workers;

mod clock;

pub use clock::{now, today};

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

pub use folders::Folders;
pub use geometry::Geometry;
pub use instance::{Claim, Instance, Request};
pub use notice::{StoreError, StoreNotice};
pub use session::{OpenFile, Session};
pub use store::{Saved, Store, Stored};
pub use watch::{Change, Stamp, Watch};

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Largest file of the program's own that is read, in bytes.
const MAX_OWN_BYTES: u64 = 64 * 1024 * 1024;

/// How names of temporary files begin; files with it that are older than a day are left from a
/// crash.
const TEMPORARY: &str = ".duidu-";

/// Reads a whole file, at most [`MAX_BYTES`].
///
/// # Errors
/// The system's error; [`io::ErrorKind::FileTooLarge`] above the limit;
/// [`io::ErrorKind::IsADirectory`] for a folder.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    read_at_most(path, MAX_BYTES)
}

/// Reads to the end of `from`, at most [`MAX_BYTES`].
///
/// # Errors
/// The system's error; [`io::ErrorKind::FileTooLarge`] above the limit.
pub fn read_all(from: impl Read) -> io::Result<Vec<u8>> {
    read_limited(from, MAX_BYTES)
}

/// Reads to the end of `from`, at most `limit` bytes.
///
/// # Errors
/// The system's error; [`io::ErrorKind::FileTooLarge`] above the limit.
pub fn read_limited(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(limit)).unwrap_or(0));
    std::fs::File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Writes `bytes` to `path` through a temporary file in the same folder: afterwards there is the
/// old file or the new one, never half of it. A link is followed, the permissions of a replaced
/// file stay; a device or a pipe is written to.
///
/// # Errors
/// The system's error; [`io::ErrorKind::AlreadyExists`] when `replace` is false and the file exists;
/// [`io::ErrorKind::PermissionDenied`] when the file is marked read-only.
pub fn write_atomic(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // Replacing a link would cut it off from its file.
    let target = if path.is_symlink() { std::fs::canonicalize(path)? } else { path.to_owned() };
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let old = std::fs::metadata(&target).ok().filter(|_| replace);
    if old.as_ref().is_some_and(|m| !m.is_file()) {
        // A device or a pipe takes the bytes; a file in its place would end it.
        return std::fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    if old.as_ref().is_some_and(|m| m.is_file() && m.permissions().readonly()) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any new file gets: the default of temporary files would hide exports from others.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Some(old) = old.filter(std::fs::Metadata::is_file) {
        // Where the file system knows no permissions this is no loss.
        let _ = file.as_file().set_permissions(old.permissions());
    }
    file.as_file().sync_all()?;
    if replace {
        file.persist(&target).map_err(|e| e.error)?;
    } else {
        file.persist_noclobber(&target).map_err(|e| e.error)?;
    }
    sync_folder(folder);
    Ok(())
}

/// The user's folder for documents, when there is one; else the home folder.
pub fn documents() -> Option<PathBuf> {
    let home = etcetera::home_dir().ok()?;
    let config = std::env::var_os("XDG_CONFIG_HOME").map_or_else(|| home.join(".config"), PathBuf::from);
    let named = std::fs::read_to_string(config.join("user-dirs.dirs")).ok().and_then(|text| {
        let line = text.lines().find_map(|l| l.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
        let path = line.trim_matches('"');
        Some(path.strip_prefix("$HOME/").map_or_else(|| PathBuf::from(path), |p| home.join(p)))
    });
    [named, Some(home.join("Documents")), Some(home)].into_iter().flatten().find(|p| p.is_dir())
}

/// A path as a person types it: `~` is the home folder, and a bare name goes to the documents.
pub fn typed_path(typed: &Path) -> PathBuf {
    if let (Ok(rest), Ok(home)) = (typed.strip_prefix("~"), etcetera::home_dir()) {
        return home.join(rest);
    }
    if typed.is_absolute() { typed.to_owned() } else { documents().unwrap_or_default().join(typed) }
}

/// Writes a file for another program to take up (a PDF to be printed) and removes those left there
/// more than a day ago.
///
/// # Errors
/// The system's error.
pub fn write_passing(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    make_folder(folder)?;
    sweep_all(folder, &|_| true);
    let path = folder.join(name);
    write_atomic(&path, bytes, true)?;
    Ok(path)
}

/// Makes a rename survive a power cut, where the system can.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Makes a folder for the user alone, with those above it.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Renames a damaged file to the first free `NAME.broken-N`; `None` when that is impossible.
fn set_aside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let free = (1..100).map(|n| path.with_file_name(format!("{name}.broken-{n}"))).find(|p| !p.exists());
    let aside = free.unwrap_or_else(|| path.with_file_name(format!("{name}.broken-99")));
    std::fs::rename(path, &aside).ok().map(|()| aside)
}

/// Removes temporary files that a crash left in `folder` more than a day ago.
fn sweep(folder: &Path) {
    sweep_all(folder, &|name| name.starts_with(TEMPORARY));
}

/// Removes files of `folder` that are older than a day and whose names `which` takes.
fn sweep_all(folder: &Path, which: &dyn Fn(&str) -> bool) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if !which(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let changed = entry.metadata().and_then(|m| m.modified());
        let old = changed.is_ok_and(|t| t.elapsed().is_ok_and(|age| age.as_secs() > 24 * 3600));
        if old {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// A path as text, for JSON files; a path that is not Unicode comes back the same on Unix.
pub fn path_to_text(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    #[cfg(unix)]
    {
        use std::fmt::Write as _;
        use std::os::unix::ffi::OsStrExt;
        let mut text = String::from("bytes:");
        for byte in path.as_os_str().as_bytes() {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
    #[cfg(not(unix))]
    path.to_string_lossy().into_owned()
}

/// The path that [`path_to_text`] wrote.
pub fn path_from_text(text: &str) -> PathBuf {
    #[cfg(unix)]
    if let Some(hex) = text.strip_prefix("bytes:")
        && hex.is_ascii()
        && hex.len().is_multiple_of(2)
    {
        use std::os::unix::ffi::OsStringExt;
        let byte = |pair: &[u8]| std::str::from_utf8(pair).ok().and_then(|p| u8::from_str_radix(p, 16).ok());
        if let Some(bytes) = hex.as_bytes().chunks(2).map(byte).collect::<Option<Vec<u8>>>() {
            return std::ffi::OsString::from_vec(bytes).into();
        }
    }
    PathBuf::from(text)
}

/// Which of `paths` are not there now. May wait long for a share that is gone: not for the
/// window's thread.
pub fn missing(paths: &[PathBuf]) -> Vec<bool> {
    paths.iter().map(|p| !p.exists()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("报告.txt");
        write_atomic(&path, b"one", false).unwrap();
        assert_eq!(write_atomic(&path, b"two", false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(read_bytes(&path).unwrap(), b"one");
        write_atomic(&path, b"two", true).unwrap();
        assert_eq!(read_bytes(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing left behind");
        assert!(write_atomic(&dir.path().join("no/folder.txt"), b"", true).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let (path, link) = (dir.path().join("a"), dir.path().join("b"));
        std::fs::write(&path, "1").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_atomic(&link, b"2", true).unwrap();
        assert!(link.is_symlink());
        assert_eq!(read_bytes(&path).unwrap(), b"2");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o440)).unwrap();
        assert_eq!(write_atomic(&path, b"3", true).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays() {
        assert!(write_atomic(Path::new("/dev/null"), b"x", false).is_err(), "it is there already");
        write_atomic(Path::new("/dev/null"), b"x", true).unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }

    #[cfg(unix)]
    #[test]
    fn any_path_survives_as_text() {
        use std::os::unix::ffi::OsStrExt;
        let odd = Path::new(std::ffi::OsStr::from_bytes(b"/tmp/\xB1\xA8\xB8\xE6.txt"));
        assert_eq!(path_from_text(&path_to_text(odd)), odd);
        let plain = Path::new("/家/报告 1.txt");
        assert_eq!(path_to_text(plain), "/家/报告 1.txt");
        assert_eq!(path_from_text("bytes:zz"), Path::new("bytes:zz"));
    }
}
