//! Office Open XML text as Word shows it: numbers, styles, tables, notes, text boxes, tracked
//! changes as accepted (ECMA-376 part 1, §17).

mod body;
mod numbering;
mod numerals;
mod styles;

pub(super) use numerals::{Numeral, write};

use super::builder::Builder;
use super::package::Package;
use super::xml::{self, Event};
use super::{Charset, Format, Meta, ReadError, Source, WarningKind};

/// Reads a package that holds a word-processing document.
pub(super) fn read(mut package: Package) -> Result<Source, ReadError> {
    let main = package.related("", "/officeDocument")?.filter(|t| package.has(t));
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let document = package.read(&main)?.ok_or(ReadError::Broken { name: "docx" })?;
    let mut part = |kind: &str| -> Result<Vec<u8>, ReadError> {
        let name = package.related(&main, kind)?;
        Ok(name.map(|n| package.read(&n)).transpose()?.flatten().unwrap_or_default())
    };
    let (styles, numbers) = (part("/styles")?, part("/numbering")?);
    let notes = [part("/footnotes")?, part("/endnotes")?];
    let margins = [part("/header")?, part("/footer")?];
    let core = package.related("", "/core-properties")?.map(|n| package.read(&n)).transpose()?.flatten();
    let styles = styles::Styles::read(&styles);
    let numbering = numbering::Numbering::read(&numbers, &styles);
    let mut body = body::Body::new(styles, numbering);
    let whole = body.read(&document);
    for part in &notes {
        body.read_notes(part);
    }
    for part in &margins {
        body.read_margin(part);
    }
    finish(body.into_builder(), whole, core.as_deref().map(core_meta).unwrap_or_default())
}

/// Reads Word's single-file XML (2003's `w:wordDocument` and the flat package).
pub(super) fn read_flat(bytes: &[u8]) -> Result<Source, ReadError> {
    let styles = styles::Styles::read(bytes);
    let numbering = numbering::Numbering::read(bytes, &styles);
    let mut body = body::Body::new(styles, numbering);
    let whole = body.read(bytes);
    finish(body.into_builder(), whole, Meta::default())
}

fn finish(mut out: Builder, whole: bool, meta: Meta) -> Result<Source, ReadError> {
    if !whole {
        out.warn(WarningKind::CutOff);
    }
    match out.finish(Format::Docx, Charset::Utf8, meta) {
        Err(ReadError::Empty) if !whole => Err(ReadError::Broken { name: "docx" }),
        other => other,
    }
}

/// Title from the file's properties. Word fills it with the first line or the template's; the date
/// there is the file's, not the report's.
fn core_meta(bytes: &[u8]) -> Meta {
    let mut meta = Meta::default();
    let mut inside = false;
    xml::walk(bytes, |event| match event {
        Event::Open(tag) => inside = tag.full_name() == "dc:title",
        Event::Close(_) => inside = false,
        Event::Text(text) if inside && !text.trim().is_empty() => meta.title = Some(text.trim().to_owned()),
        Event::Text(_) => {}
    });
    meta
}
