//! Many reports at once: which files of a folder are reports, reading them on several threads,
//! and a cache of what was found in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;

use super::read_bytes;
use crate::read::{ReadError, ReadOptions, read};
use crate::view::series::{Digest, SeriesReport};
use crate::words::{Lang, open_error, read_error};

/// Files of a series at most; a folder with more is a whole disk dropped by mistake.
pub const MAX_FILES: usize = 20_000;
/// Folders below the chosen one that are looked into.
const DEPTH: usize = 8;
/// Ends of names of files that may be reports. Archives hold several and are left out.
const ENDS: [&str; 18] = [
    "txt", "md", "markdown", "html", "htm", "xhtml", "mht", "mhtml", "eml", "docx", "docm", "doc", "wps",
    "odt", "rtf", "pdf", "epub", "ofd",
];
/// Entries that the cache keeps; the oldest go first.
const MAX_ENTRIES: usize = 30_000;

/// Why a file of a series was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The system said no.
    System(std::io::ErrorKind),
    /// It holds no text.
    Text(ReadError),
}

impl Unread {
    /// One sentence for people.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::System(kind) => open_error(lang, *kind).to_owned(),
            Self::Text(error) => read_error(lang, error),
        }
    }
}

/// The files that may be reports: files as named, folders with all below them. In order of path,
/// each once, at most [`MAX_FILES`]. Hidden files and links to folders are left out.
pub fn list(paths: &[PathBuf], stop: &AtomicBool) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, DEPTH, &mut out, stop);
        } else {
            out.push(path.clone());
        }
    }
    out.sort();
    out.dedup();
    out.truncate(MAX_FILES);
    out
}

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>, stop: &AtomicBool) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if stop.load(Ordering::Relaxed) || out.len() >= 2 * MAX_FILES {
            return;
        }
        let name = entry.file_name();
        let Ok(kind) = entry.file_type() else { continue };
        if name.to_string_lossy().starts_with(['.', '~']) {
            continue;
        }
        let path = entry.path();
        if kind.is_dir() && depth > 0 {
            walk(&path, depth - 1, out, stop);
        } else if !kind.is_dir() && is_report(&path) {
            out.push(path);
        }
    }
}

fn is_report(path: &Path) -> bool {
    let end = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    end.is_some_and(|e| ENDS.contains(&e.as_str()))
}

/// Reads `files` on `threads` threads (0: see [`super::workers`]). `each` is given every
/// answer with the number of its file, in any order, from any thread.
pub fn read_all(
    files: &[PathBuf],
    cache: Option<&Cache>,
    threads: usize,
    stop: &AtomicBool,
    each: &(dyn Fn(usize, Result<SeriesReport, Unread>) + Sync),
) {
    let work = |(i, path): (usize, &PathBuf)| {
        if !stop.load(Ordering::Relaxed) {
            each(i, read_one(path, cache));
        }
    };
    // One after the other in order: what comes first on the list is there first.
    super::workers::on(threads, || files.par_iter().enumerate().with_max_len(1).for_each(work));
}

/// Reads one report, from the cache when its content is known.
///
/// # Errors
/// The file cannot be read, or holds no text.
pub fn read_one(path: &Path, cache: Option<&Cache>) -> Result<SeriesReport, Unread> {
    let bytes = read_bytes(path).map_err(|e| Unread::System(e.kind()))?;
    let name =
        path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
    let key = Key::of(&bytes, &name);
    let digest = if let Some(digest) = cache.and_then(|c| c.get(key)) {
        digest
    } else {
        let options = ReadOptions { name: Some(name.clone()), ..ReadOptions::default() };
        let source = read(&bytes, &options).map_err(Unread::Text)?;
        let digest = Digest::new(&crate::report::read(Arc::new(source)));
        if let Some(cache) = cache {
            cache.put(key, &digest);
        }
        digest
    };
    Ok(SeriesReport::new(name, path.to_owned(), digest))
}

/// What a digest is found again by: the bytes of the file and the end of its name, which tells the
/// format of some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    hash: u64,
    len: u64,
}

impl Key {
    fn of(bytes: &[u8], name: &str) -> Self {
        let end = name.rsplit('.').next().unwrap_or_default();
        Self { hash: mix(hash(bytes) ^ hash(end.as_bytes()).rotate_left(17)), len: bytes.len() as u64 }
    }
}

/// A fast hash of bytes, eight at a time. It only has to tell files apart that are not made to
/// deceive.
fn hash(bytes: &[u8]) -> u64 {
    let mut h: u64 = 0x9E37_79B9_7F4A_7C15 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0u64, |w, &b| w << 8 | u64::from(b));
        h = (h ^ mix(word)).rotate_left(27).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    }
    let rest = chunks.remainder().iter().fold(0u64, |w, &b| w << 8 | u64::from(b));
    mix(h ^ mix(rest))
}

fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}

/// Digests on disk. Safe to delete at any time: what is missing, damaged or of another version of
/// the rules is made again.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    hits: AtomicU64,
}

/// First bytes of an entry: the program, and a hash of the rules that made it (build.rs).
const MARK: &[u8] = concat!("duidu digest ", env!("DUIDU_RULES"), "\n").as_bytes();

impl Cache {
    /// The cache below `folder`, the program's folder of what can be made again.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.join("series"), hits: AtomicU64::new(0) }
    }

    /// How many digests came from the disk.
    pub fn hits(&self) -> u64 {
        self.hits.load(Ordering::Relaxed)
    }

    fn path(&self, key: Key) -> PathBuf {
        let name = format!("{:016x}-{:x}", key.hash, key.len);
        let prefix: String = name.chars().take(2).collect();
        self.folder.join(prefix).join(name)
    }

    /// The digest kept under `key`.
    pub fn get(&self, key: Key) -> Option<Digest> {
        let bytes = super::read_at_most(&self.path(key), super::MAX_BYTES).ok()?;
        let (sum, body) = bytes.strip_prefix(MARK)?.split_first_chunk::<8>()?;
        if u64::from_le_bytes(*sum) != hash(body) {
            return None;
        }
        let digest = postcard::from_bytes(body).ok()?;
        self.hits.fetch_add(1, Ordering::Relaxed);
        Some(digest)
    }

    /// Keeps a digest. A full disk or a folder that may not be written is no error: then the
    /// digest is made again next time.
    pub fn put(&self, key: Key, digest: &Digest) {
        let Ok(body) = postcard::to_allocvec(digest) else { return };
        let mut bytes = MARK.to_vec();
        bytes.extend(hash(&body).to_le_bytes());
        bytes.extend(body);
        if let Err(error) = self.write(&self.path(key), &bytes) {
            log::debug!("cache: {error}");
        }
    }

    /// Not synced to the disk: half an entry after a power cut fails its checksum.
    fn write(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        use std::io::Write as _;
        let folder = path.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            super::make_folder(folder)?;
        }
        let mut file = tempfile::Builder::new().prefix(super::TEMPORARY).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    }

    /// Removes the oldest entries above [`MAX_ENTRIES`] and what a crash left behind.
    pub fn tidy(&self) {
        let mut entries = Vec::new();
        for shelf in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            super::sweep(&shelf.path());
            for entry in std::fs::read_dir(shelf.path()).into_iter().flatten().flatten() {
                if let Ok(changed) = entry.metadata().and_then(|m| m.modified()) {
                    entries.push((changed, entry.path()));
                }
            }
        }
        let surplus = entries.len().saturating_sub(MAX_ENTRIES);
        entries.sort();
        for (_, path) in entries.into_iter().take(surplus) {
            let _ = std::fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(dir: &Path, name: &str, text: &str) -> PathBuf {
        let path = dir.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn what_is_kept_is_what_was_found_and_damage_is_no_harm() {
        let dir = tempfile::tempdir().unwrap();
        let text = "清河镇2024年工作报告\n一、2023年工作回顾\n修路30公里，办好“三清一改”。\n二、2024年工作安排\n修路20公里。\n";
        let path = report(dir.path(), "a.txt", text);
        let cache = Cache::new(&dir.path().join("cache"));
        let first = read_one(&path, Some(&cache)).unwrap();
        assert_eq!(cache.hits(), 0);
        let second = read_one(&path, Some(&cache)).unwrap();
        assert_eq!(cache.hits(), 1);
        assert_eq!(first.digest, second.digest);
        assert_eq!(first.digest.facts.figures.len(), 2);
        let entry = cache.path(Key::of(text.as_bytes(), "a.txt"));
        let mut bytes = std::fs::read(&entry).unwrap();
        for cut in [0, 3, MARK.len() + 2, bytes.len() / 2] {
            std::fs::write(&entry, bytes.get(..cut).unwrap()).unwrap();
            assert_eq!(read_one(&path, Some(&cache)).unwrap().digest, first.digest);
            assert_eq!(cache.hits(), 1, "half an entry is none");
        }
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        std::fs::write(&entry, &bytes).unwrap();
        assert_eq!(read_one(&path, Some(&cache)).unwrap().digest, first.digest);
        assert_eq!(cache.hits(), 1, "nor is a changed one");
        std::fs::remove_dir_all(dir.path().join("cache")).unwrap();
        assert_eq!(read_one(&path, Some(&cache)).unwrap().digest, first.digest);
        report(dir.path(), "a.txt", &text.replace("30", "31"));
        assert_ne!(read_one(&path, Some(&cache)).unwrap().digest, first.digest, "another content");
    }

    #[test]
    fn folders_are_listed_without_what_is_no_report() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("2023/.git")).unwrap();
        for name in ["b.txt", "a.DOCX", "2023/c.md", "2023/.git/x.txt", ".hidden.txt", "~$a.docx", "d.png"] {
            report(dir.path(), name, "x");
        }
        let stop = AtomicBool::new(false);
        let picture = dir.path().join("d.png");
        let found = list(&[dir.path().to_owned(), picture.clone(), picture], &stop);
        let names: Vec<String> = found
            .iter()
            .map(|p| p.strip_prefix(dir.path()).unwrap().to_string_lossy().replace('\\', "/"))
            .collect();
        assert_eq!(names, ["2023/c.md", "a.DOCX", "b.txt", "d.png"]);
        let gone = list(&[dir.path().join("gone")], &stop);
        assert!(matches!(read_one(&gone[0], None), Err(Unread::System(std::io::ErrorKind::NotFound))));
    }

    #[test]
    fn all_answers_come_and_stopping_stops() {
        let dir = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> =
            (0..20).map(|i| report(dir.path(), &format!("{i}.txt"), "报告\n正文。")).collect();
        let stop = AtomicBool::new(false);
        let seen = std::sync::Mutex::new(Vec::new());
        read_all(&files, None, 0, &stop, &|i, r| seen.lock().unwrap().push((i, r.is_ok())));
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, (0..20).map(|i| (i, true)).collect::<Vec<_>>());
        let count = AtomicU64::new(0);
        read_all(&files, None, 1, &stop, &|_, _| {
            stop.store(true, Ordering::Relaxed);
            count.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(count.into_inner(), 1);
    }
}
