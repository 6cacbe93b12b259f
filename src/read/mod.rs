//! Bytes to [`Source`]: format and character set are found from the content, nothing is lost.

mod builder;
mod charset;
mod compound;
mod docx;
mod epub;
mod flow;
mod html;
mod lines;
mod mail;
mod markdown;
mod odt;
mod ofd;
mod package;
mod pdf;
mod rtf;
mod sniff;
mod xml;
mod zipped;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use charset::{Charset, CharsetSample, RawPlace, charset_samples, raw_places};
use sniff::Kind;

/// What kind of file the bytes were.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// A web page.
    Html,
    /// A saved web page with its resources (mht, mhtml) or an e-mail.
    Mhtml,
    /// Office Open XML text.
    Docx,
    /// Rich text.
    Rtf,
    /// OpenDocument text.
    Odt,
    /// The binary format of Word 97–2003 (also what WPS saves as doc and wps).
    Doc,
    /// Electronic book.
    Epub,
    /// PDF with a text layer.
    Pdf,
    /// OFD, the fixed layout format of Chinese offices.
    Ofd,
}

/// Decoded text and its blocks. `text` is kept as found; everything later is ranges into it.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The decoded text: for txt and md the whole file as it is (line ends included); for other
    /// formats the extracted text, one block a line. At most `u32::MAX` bytes.
    pub text: Arc<str>,
    /// What the file was.
    pub format: Format,
    /// How its bytes were decoded.
    pub charset: Charset,
    /// Blocks in order, without overlap; what lies between them is white space or markup.
    pub blocks: Vec<Block>,
    /// What the file itself says about its title, date and origin; empty when it says nothing.
    pub meta: Meta,
    /// What the reader should know (damage, tracked changes …), in order of place.
    pub warnings: Vec<Warning>,
}

/// One paragraph-like piece of a [`Source`].
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Its text, without the line end and, for markdown, without `#` and emphasis marks at the ends.
    /// In hard-wrapped text files it covers all lines of a paragraph: an inner line end (with the
    /// blanks around it) counts as nothing between Han and as a space between Latin words, see
    /// [`crate::text::one_line`].
    pub span: Span,
    /// What the format says it is.
    pub kind: BlockKind,
    /// Ranges set in bold by the format (markdown `**`, `<b>`, docx runs); never overlapping.
    pub bold: Vec<Span>,
}

/// What the format says a [`Block`] is. A hint: `report` decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph (or a line of plain text).
    Paragraph,
    /// A heading of level 1–9 by markup or style.
    Heading(u8),
    /// A row of a table, cells separated by tabs.
    TableRow,
    /// A footnote or endnote.
    Footnote,
    /// Something the format marks as page furniture (running heads, navigation, page numbers).
    Furniture,
    /// Front matter of markdown (`---` block).
    FrontMatter,
}

/// What a file says of itself outside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Title, trimmed.
    pub title: Option<String>,
    /// Date as written.
    pub date: Option<String>,
    /// Publisher or site.
    pub source: Option<String>,
}

/// Something the user should know about how the bytes were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// Where, when it has a place.
    pub span: Option<Span>,
    /// How many times (1 for a single place).
    pub count: u32,
}

/// Kinds of [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Bytes that are no character in the file's encoding; shown as U+FFFD.
    DamagedBytes,
    /// NUL bytes.
    NulBytes,
    /// The text stops in mid-character.
    CutOff,
    /// Lines in another encoding than the rest.
    MixedEncodings,
    /// Tracked changes, read as accepted.
    TrackedChanges,
    /// Pictures or objects left out.
    LeftOut,
    /// Numbers that the writing program makes (binary doc) are not in the text.
    NumbersLost,
    /// Line ends inside paragraphs taken for wrapping (`count` of them; `keep_lines` undoes it).
    Rejoined,
}

impl WarningKind {
    /// True for what is wrong with the bytes of the file.
    pub fn is_damage(self) -> bool {
        matches!(self, Self::DamagedBytes | Self::NulBytes | Self::CutOff | Self::MixedEncodings)
    }
}

/// Why bytes could not be read. Sentences for people are in `words`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No bytes, or nothing but white space.
    Empty,
    /// A picture, a program, an archive …: `name` is a short technical name ("PNG", "ELF").
    NotText {
        /// What the bytes look like.
        name: &'static str,
    },
    /// A known format that is not read (binary doc, wps, OFD): `name` as above.
    Unsupported {
        /// Name of the format.
        name: &'static str,
    },
    /// The file is of the format but broken beyond reading.
    Broken {
        /// Name of the format.
        name: &'static str,
    },
    /// Asks for a password.
    Encrypted,
    /// A PDF without text.
    Scan,
    /// An archive of several files: choose one with [`ReadOptions::entry`].
    Archive {
        /// Paths in the archive of the files that could be reports.
        names: Vec<String>,
    },
    /// Larger than the limit (bytes).
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Decode with this instead of finding out.
    pub charset: Option<Charset>,
    /// Take every line of a text file for a paragraph (原样), even when it looks hard-wrapped.
    pub keep_lines: bool,
    /// Which file of an archive to read (a name from [`ReadError::Archive`]).
    pub entry: Option<String>,
    /// File name, used only as a last hint when the content says nothing.
    pub name: Option<String>,
}

/// Largest text that is read, in bytes of the file.
pub const MAX_TEXT: usize = 200_000_000;

/// Reads a file's bytes.
///
/// # Errors
/// [`ReadError`] when there is no text to show.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Source, ReadError> {
    if bytes.len() > MAX_TEXT {
        return Err(ReadError::TooLarge { limit: MAX_TEXT as u64 });
    }
    match sniff::sniff(bytes) {
        Kind::Text => {
            let wish = options.charset;
            let decoded = wish.map_or_else(|| charset::decode(bytes, None), |set| charset::asked(bytes, set));
            read_text(decoded, options)
        }
        Kind::Html => html::read(bytes, options, Format::Html),
        Kind::Zip => zipped::read(bytes, options),
        Kind::Pdf => pdf::read(bytes),
        Kind::Mime => mail::read(bytes, options),
        Kind::Compound => compound::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::OfficeXml if memchr::memmem::find(bytes, b"office:document").is_some() => odt::read_flat(bytes),
        Kind::OfficeXml => docx::read_flat(bytes),
        Kind::Other(name) => Err(ReadError::NotText { name }),
    }
}

/// Plain text or markdown, decoded.
fn read_text(decoded: charset::Decoded, options: &ReadOptions) -> Result<Source, ReadError> {
    let charset::Decoded { text, charset, mut warnings } = decoded;
    if text.chars().all(|c| crate::text::is_blank(c) || c == '\u{FFFD}') {
        return Err(ReadError::Empty);
    }
    if options.charset.is_none() && is_noise(&text) {
        return Err(ReadError::NotText { name: "binary" });
    }
    let named = |end: &str| options.name.as_deref().is_some_and(|n| n.to_ascii_lowercase().ends_with(end));
    let format = if named(".md") || named(".markdown") || markdown::looks_like(&text) {
        Format::Md
    } else {
        Format::Txt
    };
    let (blocks, meta, more) = if format == Format::Md {
        let (blocks, meta) = markdown::blocks(&text);
        (blocks, meta, Vec::new())
    } else {
        let (blocks, more) = lines::blocks(&text, options.keep_lines);
        (blocks, Meta::default(), more)
    };
    warnings.extend(more);
    Ok(Source { text: text.into(), format, charset, blocks, meta, warnings })
}

/// True for what no encoding makes a text of: a fifth of the first characters is damage, or
/// control characters stand among characters that do not belong together.
fn is_noise(text: &str) -> bool {
    let head = || text.chars().take(20_000);
    let (mut bad, mut controls, mut all) = (0, 0, 0);
    for c in head() {
        all += 1;
        bad += usize::from(c == '\u{FFFD}');
        controls += usize::from(matches!(c, '\u{1}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}'));
    }
    let unfit = || head().map(charset::common::fit).sum::<f32>() < 0.5 * all as f32;
    (bad + controls) * 5 > all || (controls * 100 > all && unfit())
}
