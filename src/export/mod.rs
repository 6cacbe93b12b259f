//! Rows and passages to bytes: txt, md, html, csv, json, docx, xlsx, pdf.
//!
//! `make` turns selections, sections, excerpts and tables into a [`Content`]; one file a format
//! writes it. All formats write the same rows.

/// Appends formatted text to a string (which cannot fail).
macro_rules! push {
    ($out:expr, $($args:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($args)*);
    }};
}

mod clip;
mod content;
mod csv;
mod docx;
mod html;
mod json;
mod make;
mod md;
mod name;
mod order;
pub mod pdf;
mod preview;
mod progress;
mod txt;
mod xlsx;

use std::collections::BTreeSet;

use crate::words::Lang;
use crate::words::export::ExportWords;

pub use clip::{Clip, clip, clipboard};
pub use content::{Block, Content, Indent, Paragraph, Run};
pub use make::{MakeOptions, full_text, of_table, passages_and_notes, section, selection};
pub use name::{clean_name, file_name};
pub use order::{Order, What, Wishes, content, table};
pub use preview::{Preview, Shown, preview, preview_of};
pub use progress::Progress;

/// File formats that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PDF.
    Pdf,
    /// One self-contained web page.
    Html,
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
    /// Comma-separated values.
    Csv,
    /// For programs.
    Json,
}

impl Format {
    /// All formats in the order of the dialog.
    pub const ALL: [Self; 8] =
        [Self::Docx, Self::Xlsx, Self::Pdf, Self::Html, Self::Md, Self::Txt, Self::Csv, Self::Json];

    /// The end of a file name, without dot; also its name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Md => "md",
            Self::Txt => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// True for formats that hold tables and nothing else.
    pub fn tables_only(self) -> bool {
        matches!(self, Self::Xlsx | Self::Csv)
    }

    /// True for formats that can be shown on a terminal.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx | Self::Pdf)
    }
}

/// How a content is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language of page numbers and the like.
    pub lang: Lang,
    /// Pages wider than high (横向页面).
    pub landscape: bool,
    /// Title and source at the head of every page, page numbers at its foot (页眉报告名、页码).
    pub running_head: bool,
    /// Day to put into the file's properties (year, month, day); `None`: a fixed one.
    pub day: Option<(u16, u8, u8)>,
    /// Font files for characters that the bundled fonts lack (pdf only).
    pub fallback: Vec<pdf::FontFile>,
}

/// Looks for fonts that have these characters.
pub type FindFonts<'a> = &'a dyn Fn(&BTreeSet<char>) -> pdf::StandIns;

impl Options {
    /// Where `format` is set in the bundled fonts and `content` has characters they lack: takes what
    /// `find` finds for them. Returns the characters that will be boxes.
    pub fn find_fonts(&mut self, content: &Content, format: Format, find: FindFonts<'_>) -> BTreeSet<char> {
        let lacking = if format == Format::Pdf { pdf::rare::lacking(content) } else { BTreeSet::new() };
        if lacking.is_empty() {
            return lacking;
        }
        let found = find(&lacking);
        self.fallback = found.fonts;
        found.boxes
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: Lang::Zh, landscape: false, running_head: true, day: None, fallback: Vec::new() }
    }
}

/// Why a content could not be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The format holds tables only and there is none.
    NoTable,
    /// There is nothing to write.
    Empty,
    /// Nobody wants it any more.
    Cancelled,
    /// The writer library failed; its own words, for the log.
    Writer(String),
}

impl ExportError {
    /// One sentence for people.
    pub fn sentence(&self, lang: Lang) -> &'static str {
        let words = ExportWords::of(lang);
        match self {
            Self::NoTable => words.no_table,
            Self::Empty => words.no_text,
            Self::Cancelled => words.cancelled,
            Self::Writer(_) => words.writer_failed,
        }
    }
}

/// Writes `content` as a file of `format`.
///
/// # Errors
/// [`ExportError`] when there is nothing that the format can hold, or the writer fails.
pub fn write(content: &Content, format: Format, options: &Options) -> Result<Vec<u8>, ExportError> {
    write_watched(content, format, options, &Progress::default())
}

/// The same, telling how far it is; it ends early when the file is not wanted any more.
///
/// # Errors
/// As [`write`], and [`ExportError::Cancelled`].
pub fn write_watched(
    content: &Content,
    format: Format,
    options: &Options,
    progress: &Progress,
) -> Result<Vec<u8>, ExportError> {
    if content.blocks.is_empty() {
        return Err(ExportError::Empty);
    }
    if format.tables_only() && content.tables().next().is_none() {
        return Err(ExportError::NoTable);
    }
    match format {
        Format::Txt => Ok(txt::write(content).into_bytes()),
        Format::Md => Ok(md::write(content).into_bytes()),
        Format::Html => Ok(html::write(content, options).into_bytes()),
        Format::Csv => Ok(csv::write(content).into_bytes()),
        Format::Json => Ok(json::write(content).into_bytes()),
        Format::Docx => docx::write(content, options, progress),
        Format::Xlsx => xlsx::write(content, options, progress),
        Format::Pdf => pdf::write(content, options, progress),
    }
}

/// `text` without characters that XML 1.0 cannot hold (control characters, non-characters).
fn xml_chars(text: &str) -> String {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(|c| !bad(*c)).collect()
}
