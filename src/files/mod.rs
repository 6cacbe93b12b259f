//! Paths: bounded reading, atomic writing.

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
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".duidu-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if replace {
        file.persist(path).map_err(|e| e.error)?;
    } else {
        file.persist_noclobber(path).map_err(|e| e.error)?;
    }
    Ok(())
}
