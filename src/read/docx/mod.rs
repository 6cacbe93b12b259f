//! Office Open XML text as Word shows it: numbers, styles, tables, notes, text boxes, tracked
//! changes as accepted (ECMA-376 part 1, §17).

mod body;
mod numbering;
mod numerals;
mod styles;

pub(super) use numerals::{Numeral, write};

use super::package::Package;
use super::xml;
use super::{Format, Meta, ReadError, Source};

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
    let meta = core.as_deref().map(xml::title_of).unwrap_or_default();
    body.into_builder().finish_package(Format::Docx, "docx", whole, meta)
}

/// Reads Word's single-file XML (2003's `w:wordDocument` and the flat package).
pub(super) fn read_flat(bytes: &[u8]) -> Result<Source, ReadError> {
    let styles = styles::Styles::read(bytes);
    let numbering = numbering::Numbering::read(bytes, &styles);
    let mut body = body::Body::new(styles, numbering);
    let whole = body.read(bytes);
    body.into_builder().finish_package(Format::Docx, "docx", whole, Meta::default())
}
