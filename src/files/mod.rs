//! Paths: bounded reading, atomic writing.

mod clock;

pub use clock::today;

use std::io::{self, Read, Write};
use std::path::Path;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// Reads a whole file, at most [`MAX_BYTES`].
///
/// # Errors
/// The system's error; [`io::ErrorKind::FileTooLarge`] above the limit;
/// [`io::ErrorKind::IsADirectory`] for a folder.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(MAX_BYTES)).unwrap_or(0));
    std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Writes `bytes` to `path` through a temporary file in the same folder: afterwards there is the
/// old file or the new one, never half of it.
///
/// # Errors
/// The system's error; [`io::ErrorKind::AlreadyExists`] when `replace` is false and the file exists.
pub fn write_atomic(path: &Path, bytes: &[u8], replace: bool) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // Through a link the file it leads to is replaced, not the link.
    let target = if replace { std::fs::canonicalize(path).ok() } else { None };
    let path = target.as_deref().unwrap_or(path);
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    // Temporary files are private; what the user saves is not (the umask still counts).
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.prefix(".duidu-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    #[cfg(unix)]
    if let (true, Ok(old)) = (replace, std::fs::metadata(path)) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    if replace {
        file.persist(path).map_err(|e| e.error)?;
    } else {
        file.persist_noclobber(path).map_err(|e| e.error)?;
    }
    Ok(())
}
