//! Zip files: which format the package is, or which of several files to read.

use super::package::Package;
use super::{ReadError, ReadOptions, Source, docx, epub, odt, ofd};

/// Endings of files in an archive that are offered.
const OFFERED: [&str; 16] = [
    ".txt",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".mht",
    ".mhtml",
    ".eml",
    ".docx",
    ".doc",
    ".rtf",
    ".odt",
    ".epub",
    ".pdf",
    ".wps",
    ".ofd",
];

/// Reads a package by what is in it.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Source, ReadError> {
    let mut package = Package::open(bytes, "zip")?;
    let names = package.names();
    let has = |name: &str| names.iter().any(|n| n == name);
    let starts = |start: &str| names.iter().any(|n| n.starts_with(start));
    if has("[Content_Types].xml") {
        if starts("xl/") {
            return Err(ReadError::Unsupported { name: "xlsx" });
        }
        if starts("ppt/") {
            return Err(ReadError::Unsupported { name: "pptx" });
        }
        package.format = "docx";
        return docx::read(package);
    }
    if has("content.xml") && (has("mimetype") || has("META-INF/manifest.xml")) {
        let kind = package.read("mimetype")?.unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind);
        if kind.contains("spreadsheet") || kind.contains("presentation") {
            return Err(ReadError::Unsupported { name: "ODS / ODP" });
        }
        return odt::read(package);
    }
    if has("OFD.xml") {
        return ofd::read(package);
    }
    if has("META-INF/container.xml") && names.iter().any(|n| n.to_ascii_lowercase().ends_with(".opf")) {
        return epub::read(package);
    }
    choose(&mut package, &names, options)
}

/// An archive: the only readable file, the one asked for, or a question.
fn choose(package: &mut Package, names: &[String], options: &ReadOptions) -> Result<Source, ReadError> {
    let offered = |name: &String| {
        let lower = name.to_ascii_lowercase();
        let junk =
            lower.starts_with("__macosx/") || lower.rsplit('/').next().is_some_and(|n| n.starts_with('.'));
        !junk && OFFERED.iter().any(|end| lower.ends_with(end))
    };
    let readable: Vec<usize> = (0..names.len()).filter(|i| offered(&names[*i])).collect();
    let wanted = match &options.entry {
        Some(entry) => names.iter().position(|n| n == entry),
        None => readable.first().copied().filter(|_| readable.len() == 1),
    };
    match wanted {
        Some(index) => {
            let bytes = package.read_index(index)?;
            // An archive in an archive is not opened: no endless nesting.
            if matches!(super::sniff::sniff(&bytes), super::Kind::Zip) && !is_document(&bytes) {
                return Err(ReadError::Unsupported { name: "zip" });
            }
            let name = names.get(index).cloned();
            super::read(&bytes, &ReadOptions { name, entry: None, ..options.clone() })
        }
        None if readable.is_empty() => Err(ReadError::NotText { name: "zip" }),
        None => Err(ReadError::Archive { names: readable.into_iter().map(|i| names[i].clone()).collect() }),
    }
}

/// True for a zip that is one document and no archive.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    const SIGNS: [&str; 4] = ["[Content_Types].xml", "content.xml", "META-INF/container.xml", "OFD.xml"];
    Package::open(bytes, "zip").is_ok_and(|package| SIGNS.iter().any(|n| package.has(n)))
}
