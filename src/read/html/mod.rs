//! Web pages: the report without navigation and related links, title, date and source filled in.

mod charset;
mod emit;
mod flat;
mod main_text;
mod meta;

use super::builder::Builder;
use super::charset::Decoded;
use super::{Format, Meta, ReadError, ReadOptions, Source};

/// Largest page that is read, in bytes (a report of a million characters is 4 MB).
const MAX_PAGE: usize = 64_000_000;

/// Reads a page from its bytes.
pub(super) fn read(bytes: &[u8], options: &ReadOptions, format: Format) -> Result<Source, ReadError> {
    page(&charset::decode(bytes, options.charset, None), format)
}

/// Reads a page whose character set the letter around it names.
pub(super) fn read_labelled(
    bytes: &[u8],
    options: &ReadOptions,
    label: Option<&str>,
) -> Result<Source, ReadError> {
    page(&charset::decode(bytes, options.charset, label), Format::Mhtml)
}

/// Reads decoded markup.
pub(super) fn page(decoded: &Decoded, format: Format) -> Result<Source, ReadError> {
    let markup = fragment(&decoded.text);
    if markup.len() > MAX_PAGE {
        return Err(ReadError::TooLarge { limit: MAX_PAGE as u64 });
    }
    let page = flat::Page::parse(markup);
    let main = main_text::find(&page);
    let told = meta::told(&page);
    let (builder, meta) = emit::emit(&page, &main, told, Builder::default());
    let mut source = builder.finish(format, decoded.charset, meta)?;
    // Places of damage are places in the markup; only the kinds and counts hold for the text.
    for warning in &decoded.warnings {
        match source.warnings.iter_mut().find(|w| w.kind == warning.kind) {
            Some(known) => known.count += warning.count,
            None => source.warnings.push(super::Warning { span: None, ..warning.clone() }),
        }
    }
    Ok(source)
}

/// Adds all text of a page that is a chapter of a book.
pub(super) fn chapter(bytes: &[u8], out: Builder) -> Builder {
    let decoded = charset::decode(bytes, None, None);
    if decoded.text.len() > MAX_PAGE {
        return out;
    }
    let page = flat::Page::parse(&decoded.text);
    let main = main_text::Main { sure: false, ..main_text::find(&page) };
    emit::emit(&page, &main, Meta::default(), out).0
}

/// What was copied, when the markup is the clipboard's (`<!--StartFragment-->` … on Windows).
fn fragment(markup: &str) -> &str {
    let after = markup.split_once("<!--StartFragment-->").map(|p| p.1);
    after.map_or(markup, |a| a.split_once("<!--EndFragment-->").map_or(a, |p| p.0))
}
