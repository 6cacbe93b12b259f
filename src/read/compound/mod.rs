//! Compound files: Word's binary doc as text; others by name ([MS-CFB], [MS-DOC]).

mod doc;
mod store;

use super::{ReadError, Source};
use store::Store;

/// Reads a Word document; names the other kinds.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let store = Store::open(bytes).ok_or(ReadError::Broken { name: "doc" })?;
    if store.has("EncryptedPackage") || store.has("EncryptionInfo") {
        return Err(ReadError::Encrypted);
    }
    for (stream, name) in [
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("VisioDocument", "Visio"),
        ("__properties_version1.0", "msg"),
        ("HwpSummaryInformation", "HWP"),
    ] {
        if store.has(stream) && !store.has("WordDocument") {
            return Err(ReadError::Unsupported { name });
        }
    }
    if !store.has("WordDocument") {
        return Err(ReadError::Unsupported { name: "OLE" });
    }
    doc::read(&store)
}
