//! PDF with a text layer: reading order, page heads and feet set aside, lines rejoined.

mod cmap;
mod content;
mod font;
mod lines;
mod paragraphs;

use lopdf::{Document, LoadOptions, Object};

pub(super) use content::{Chunk, Shown};

use super::builder::Builder;
use super::{Charset, Format, Meta, ReadError, Source, WarningKind};

/// Most pages that are read.
const MAX_PAGES: usize = 5_000;
/// Largest unpacked stream, in bytes.
const MAX_STREAM: usize = 64_000_000;

/// Reads the text layer of a PDF (ISO 32000-1).
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    // The parser is another's; a slip in it on a crafted file must not end the program.
    let result = std::panic::catch_unwind(|| extract(bytes));
    result.unwrap_or(Err(ReadError::Broken { name: "PDF" }))
}

fn extract(bytes: &[u8]) -> Result<Source, ReadError> {
    let broken = ReadError::Broken { name: "PDF" };
    let options = LoadOptions { max_decompressed_size: Some(MAX_STREAM), ..LoadOptions::default() };
    let mut document = Document::load_mem_with_options(bytes, options).map_err(|_| broken.clone())?;
    // Most "protected" files open with the empty password.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ReadError::Encrypted);
    }
    let mut pages = Vec::new();
    let (mut pictures, mut unknown, mut vertical, mut all) = (0usize, 0usize, 0usize, 0usize);
    for id in document.page_iter().take(MAX_PAGES) {
        let page = content::read_page(&document, id);
        pictures += page.pictures;
        vertical += page.vertical;
        for chunk in &page.chunks {
            all += chunk.text.chars().count();
            unknown += chunk.text.matches('\u{FFFD}').count();
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(broken);
    }
    if vertical * 2 > all && all > 0 {
        return Err(ReadError::Unsupported { name: "PDF (vertical text)" });
    }
    // Page numbers alone are no text layer; letters without meaning neither.
    if all < 4 * pages.len() || unknown * 2 > all {
        return Err(if all == 0 && pictures == 0 { ReadError::Empty } else { ReadError::Scan });
    }
    let mut out = Builder::default();
    lay_out(pages, &mut out);
    if pictures > 0 {
        (0..pictures.min(10_000)).for_each(|_| out.warn(WarningKind::LeftOut));
    }
    out.finish(Format::Pdf, Charset::Utf8, meta(&document))
}

/// Writes what pages show in reading order, in paragraphs.
pub(super) fn lay_out(pages: Vec<Shown>, out: &mut Builder) {
    let pages: Vec<lines::Page> = pages.into_iter().map(lines::order).collect();
    paragraphs::write(&pages, out);
}

/// Title from the document information.
fn meta(document: &Document) -> Meta {
    let info = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict);
    let title = info.and_then(|i| i.get_deref(b"Title", document)).and_then(Object::as_str).ok();
    let title = title.map(text_string).filter(|t| !t.trim().is_empty());
    Meta { title: title.map(|t| t.trim().to_owned()), ..Meta::default() }
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16BE with mark, UTF-8 with mark, else Latin; Chinese
/// programs also write GBK.
fn text_string(bytes: &[u8]) -> String {
    super::charset::decode(bytes, None).text.into_owned()
}
