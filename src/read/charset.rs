//! Character sets: found from the bytes.

use serde::{Deserialize, Serialize};

use super::{ReadError, Warning};

/// Character sets a report can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Charset {
    /// UTF-8 with or without a byte order mark.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, little end first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// UTF-32, little end first.
    #[serde(rename = "UTF-32LE")]
    Utf32Le,
    /// UTF-32, big end first.
    #[serde(rename = "UTF-32BE")]
    Utf32Be,
    /// GB18030 (with it GBK and GB 2312).
    #[serde(rename = "GB18030")]
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    #[serde(rename = "Big5")]
    Big5,
}

impl Charset {
    /// All, in the order in which a menu shows them.
    pub const ALL: [Self; 7] =
        [Self::Utf8, Self::Gb18030, Self::Big5, Self::Utf16Le, Self::Utf16Be, Self::Utf32Le, Self::Utf32Be];

    /// Its name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf32Le => "UTF-32LE",
            Self::Utf32Be => "UTF-32BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
        }
    }
}

#[allow(clippy::unnecessary_wraps)]
pub(super) fn decode(
    bytes: &[u8],
    wish: Option<Charset>,
) -> Result<(String, Charset, Vec<Warning>), ReadError> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if wish.is_none_or(|w| w == Charset::Utf8)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok((text.to_owned(), Charset::Utf8, Vec::new()));
    }
    let (gb, _, gb_bad) = encoding_rs::GB18030.decode(bytes);
    let (big5, _, big5_bad) = encoding_rs::BIG5.decode(bytes);
    let common = |t: &str| t.chars().filter(|c| "的，。、一是".contains(*c)).count();
    if !big5_bad && (gb_bad || common(&big5) > common(&gb)) {
        return Ok((big5.into_owned(), Charset::Big5, Vec::new()));
    }
    Ok((gb.into_owned(), Charset::Gb18030, Vec::new()))
}
