//! PDF through krilla: embedded font subsets, selectable text, bookmarks, page numbers.
//!
//! `layout` places words and lines on pages as plain data; `paint` turns pages into a file. The
//! dialog's preview shows the same pages.

mod faces;
mod layout;
mod lines;
mod paint;
pub(super) mod rare;
mod style;
mod table;

use super::{Block, Content, ExportError, Options, Progress};
use style::Type;

pub use faces::{Face, SANS, SANS_BOLD, SERIF, SERIF_BOLD};
pub use rare::{FontFile, StandIns, shows};

/// The pages of a content, ready to be shown or written.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// Width of every page in points.
    pub width: f32,
    /// Height of every page in points.
    pub height: f32,
    /// What stands on each page.
    pub pages: Vec<Vec<Mark>>,
    /// Headings, in order.
    pub bookmarks: Vec<Bookmark>,
}

/// Something on a page; y grows downwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// Words on one line.
    Words {
        /// Left end in points.
        x: f32,
        /// Base line in points.
        y: f32,
        /// Size in points.
        size: f32,
        /// Font.
        face: Face,
        /// The words.
        text: String,
        /// Added after every character, in points (justification).
        spread: f32,
    },
    /// A thin line.
    Rule {
        /// From, in points.
        from: (f32, f32),
        /// To, in points.
        to: (f32, f32),
    },
    /// A grey area.
    Shade {
        /// Left, top, width, height in points.
        area: (f32, f32, f32, f32),
    },
}

/// An entry of the list of headings.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// 1 for the outermost.
    pub level: u8,
    /// Words.
    pub text: String,
    /// Index of the page.
    pub page: usize,
    /// Height on the page in points.
    pub y: f32,
}

/// Lays `content` out on A4 pages.
pub fn pages(content: &Content, options: &Options) -> Pages {
    pages_watched(content, options, &Progress::default())
}

/// The same; it ends early, with the pages so far, when `progress` is cancelled.
pub fn pages_watched(content: &Content, options: &Options, progress: &Progress) -> Pages {
    layout::pages(content, options, &Type::PDF, &faces::Faces::new(&options.fallback), progress)
}

/// The pages as Word will have them, but for the fonts, which are the bundled ones.
pub fn office_pages(content: &Content, options: &Options, progress: &Progress) -> Pages {
    let table = content.blocks.iter().all(|b| matches!(b, Block::Table(_)));
    let faces = faces::Faces::new(&options.fallback);
    layout::pages(content, options, &Type::office(table), &faces, progress)
}

/// The content as a PDF file.
pub(super) fn write(
    content: &Content,
    options: &Options,
    progress: &Progress,
) -> Result<Vec<u8>, ExportError> {
    let faces = faces::Faces::new(&options.fallback);
    let pages = layout::pages(content, options, &Type::PDF, &faces, progress);
    if progress.cancelled() {
        return Err(ExportError::Cancelled);
    }
    paint::file(&pages, content, options, &faces, progress)
}
