//! Electronic books: the chapters in reading order (EPUB 3.3, package document).

use super::builder::Builder;
use super::package::{Package, join};
use super::xml::{self, Event};
use super::{Charset, Format, Meta, ReadError, Source, html};

/// Most chapters that are read.
const MAX_CHAPTERS: usize = 5_000;

/// Reads all chapters of the spine.
pub(super) fn read(mut package: Package) -> Result<Source, ReadError> {
    package.format = "epub";
    let broken = ReadError::Broken { name: "epub" };
    let container = package.read("META-INF/container.xml")?.ok_or(broken.clone())?;
    let mut path = None;
    xml::walk(&container, |event| {
        if let Event::Open(tag) = event
            && tag.name() == "rootfile"
            && path.is_none()
        {
            path = tag.attr("full-path");
        }
    });
    let path = path.ok_or(broken.clone())?;
    let book = Book::read(&package.read(&path)?.ok_or(broken)?);
    let folder = path.rsplit_once('/').map_or("", |p| p.0);
    let mut out = Builder::default();
    for chapter in book.chapters().take(MAX_CHAPTERS) {
        let name = join(folder, &percent_decoded(chapter));
        // A missing chapter leaves the others readable.
        if let Some(bytes) = package.read(&name)? {
            out = html::chapter(&bytes, out);
        }
    }
    out.finish(Format::Epub, Charset::Utf8, book.meta)
}

#[derive(Default)]
struct Book {
    /// Id, path and properties of every file.
    files: Vec<(String, String, String)>,
    spine: Vec<String>,
    meta: Meta,
}

impl Book {
    fn read(bytes: &[u8]) -> Self {
        let mut book = Self::default();
        let mut slot = String::new();
        xml::walk(bytes, |event| match event {
            Event::Open(tag) => {
                tag.name().clone_into(&mut slot);
                let attr = |name: &str| tag.attr(name).unwrap_or_default();
                match tag.name() {
                    "item" => book.files.push((attr("id"), attr("href"), attr("properties"))),
                    "itemref" => book.spine.push(attr("idref")),
                    _ => {}
                }
            }
            Event::Close(_) => slot.clear(),
            Event::Text(text) if !text.trim().is_empty() => {
                let into = match slot.as_str() {
                    "title" => &mut book.meta.title,
                    "date" => &mut book.meta.date,
                    "publisher" => &mut book.meta.source,
                    _ => return,
                };
                into.get_or_insert_with(|| text.trim().to_owned());
            }
            Event::Text(_) => {}
        });
        book
    }

    /// Paths of the chapters, without the table of contents.
    fn chapters(&self) -> impl Iterator<Item = &str> {
        self.spine.iter().filter_map(|id| {
            let (_, path, kind) = self.files.iter().find(|f| f.0 == *id)?;
            (!kind.split(' ').any(|p| p == "nav")).then_some(path.as_str())
        })
    }
}

/// `%E4%B8%80` in a path as the characters meant.
fn percent_decoded(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |i: usize| bytes.get(at + i).and_then(|b| char::from(*b).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (byte, hex(1), hex(2)) {
            out.push((high << 4 | low) as u8);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
