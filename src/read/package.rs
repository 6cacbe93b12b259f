//! Zip packages (docx, odt, epub, archives), read within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;

/// Largest single file unpacked, in bytes.
const MAX_ENTRY: u64 = 200_000_000;
/// Most bytes unpacked from one package.
const MAX_TOTAL: u64 = 300_000_000;
/// A file this large (bytes) that grew this many times is a bomb; Word's XML grows up to 30 times.
const SUSPICIOUS: u64 = 32_000_000;
const MAX_RATIO: u64 = 150;
/// Most entries of a package.
const MAX_ENTRIES: usize = 20_000;

/// An open package.
#[derive(Debug)]
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    /// Name of the format for errors.
    pub format: &'static str,
}

impl<'a> Package<'a> {
    /// Opens a package; `format` names it in errors.
    pub fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Broken { name: format })?;
        if zip.len() > MAX_ENTRIES {
            return Err(ReadError::TooLarge { limit: MAX_TOTAL });
        }
        Ok(Self { zip, left: MAX_TOTAL, format })
    }

    /// Names of all files.
    pub fn names(&self) -> Vec<String> {
        let names = self.zip.file_names_raw();
        names.map(|raw| super::charset::decode(raw, None).text.into_owned()).collect()
    }

    /// True when there is such a file.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// A file by its name; `None` when there is none.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        match self.zip.index_for_name(name) {
            Some(index) => self.read_index(index).map(Some),
            None => Ok(None),
        }
    }

    /// A file by its place in [`Package::names`].
    pub fn read_index(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let limit = MAX_ENTRY.min(self.left);
        let broken = ReadError::Broken { name: self.format };
        let mut file = match self.zip.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(_) => return Err(broken),
        };
        let packed = file.compressed_size().max(1);
        let mut bytes = Vec::new();
        let mut chunk = vec![0; 1 << 16];
        loop {
            // A damaged end still leaves the text before it.
            let n = match file.read(&mut chunk) {
                Ok(n) => n,
                Err(_) if bytes.is_empty() => return Err(broken),
                Err(_) => 0,
            };
            if n == 0 {
                break;
            }
            bytes.extend_from_slice(chunk.get(..n).unwrap_or_default());
            let size = bytes.len() as u64;
            if size > limit || (size > SUSPICIOUS && size / packed > MAX_RATIO) {
                return Err(ReadError::TooLarge { limit });
            }
        }
        self.left -= bytes.len() as u64;
        Ok(bytes)
    }

    /// The target of the first relationship of `part` whose type ends in `kind`.
    pub fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, ReadError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        let Some(bytes) = self.read(&rels)? else { return Ok(None) };
        let mut target = None;
        super::xml::walk(&bytes, |event| {
            if let super::xml::Event::Open(tag) = event
                && target.is_none()
                && tag.attr("Type").is_some_and(|t| t.ends_with(kind))
            {
                target = tag.attr("Target");
            }
        });
        Ok(target.map(|t| join(folder, &t)))
    }
}

/// `path` as seen from `folder`; `..` goes up.
pub(super) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.retain(|p| !p.is_empty());
    parts.join("/")
}
