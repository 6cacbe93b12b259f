//! OpenDocument text, zipped or in one file (OASIS `OpenDocument` 1.3, part 3).

mod body;
mod lists;

use super::package::Package;
use super::xml;
use super::{Format, ReadError, Source};

/// Reads a package that holds an OpenDocument text.
pub(super) fn read(mut package: Package) -> Result<Source, ReadError> {
    package.format = "odt";
    let manifest = package.read("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ReadError::Encrypted);
    }
    let content = package.read("content.xml")?.ok_or(ReadError::Broken { name: "odt" })?;
    let styles = package.read("styles.xml")?.unwrap_or_default();
    let meta = package.read("meta.xml")?.unwrap_or_default();
    extract(&content, &styles, &meta)
}

/// Reads the flat form (`fodt`).
pub(super) fn read_flat(bytes: &[u8]) -> Result<Source, ReadError> {
    extract(bytes, bytes, bytes)
}

fn extract(content: &[u8], styles: &[u8], meta: &[u8]) -> Result<Source, ReadError> {
    let mut lists = lists::Lists::default();
    lists.read(styles);
    lists.read(content);
    let mut body = body::Body::new(lists);
    let whole = body.read(content);
    body.into_builder().finish_package(Format::Odt, "odt", whole, xml::title_of(meta))
}
