//! The export dialog: choices, preview, where the file goes, files under way.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::ExportOrder;
use crate::export::{Format, Preview, Progress, What};
use crate::text::Span;
use crate::view::comparison::{CellText, RowOrder};

/// What is exported, and how; kept with the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportView {
    /// What.
    pub what: What,
    /// Format.
    pub format: Format,
    /// Source line, section, paragraph number.
    pub source: bool,
    /// Paragraph numbers.
    pub numbers: bool,
    /// What made the links.
    pub reasons: bool,
    /// The reader's notes.
    pub notes: bool,
    /// Signs before statuses.
    pub signs: bool,
    /// Title and report at the head of pages, page numbers.
    pub head: bool,
    /// Only links the reader confirmed.
    pub confirmed: bool,
    /// Only rows the filter on screen shows.
    pub filtered: bool,
    /// A task for every point.
    pub points: bool,
    /// Landscape page.
    pub landscape: bool,
    /// Order of the rows of a comparison.
    pub order: RowOrder,
    /// How much of the units' text.
    pub text: CellText,
}

impl Default for ExportView {
    fn default() -> Self {
        Self {
            what: What::Section,
            format: Format::Docx,
            source: true,
            numbers: false,
            reasons: true,
            notes: true,
            signs: true,
            head: true,
            confirmed: false,
            filtered: false,
            points: false,
            landscape: false,
            order: RowOrder::Right,
            text: CellText::Full,
        }
    }
}

/// A file on its way to the disk.
#[derive(Clone, Debug)]
pub struct Writing {
    /// The job's number.
    pub request: u64,
    /// Where it goes.
    pub path: PathBuf,
    /// How far it is.
    pub progress: Arc<Progress>,
}

/// What a preview was made for: choices, tab, decisions, selection, which results were there.
pub(super) type Key = (ExportView, u64, u64, Option<Span>, [bool; 4], u64);

/// The export dialog's work.
#[derive(Debug, Default)]
pub struct Exporting {
    /// The preview, or one sentence why there is none; `None` while it is made for the first time.
    pub preview: Option<Result<Arc<Preview>, String>>,
    /// For every [`What::ALL`] how much it holds: characters of texts, rows of tables.
    pub counts: Option<[Option<usize>; What::ALL.len()]>,
    /// The file's name without ending as the user typed it; `None`: the proposed one.
    pub name: Option<String>,
    /// A file that the system's dialog allowed to replace.
    pub replace: Option<PathBuf>,
    /// What a system dialog or a question is open for, as it was when it opened.
    pub order: Option<Box<ExportOrder>>,
    /// Files under way.
    pub writing: Vec<Writing>,
    /// What the preview is wanted for.
    pub(super) wanted: Option<Key>,
    /// The request for the counts.
    pub(super) counting: u64,
    /// The preview's request.
    pub(super) request: u64,
    /// The preview's progress.
    pub(super) progress: Arc<Progress>,
}
