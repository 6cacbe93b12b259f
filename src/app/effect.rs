//! The only way out of [`super::update`], and what comes back.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::tab::Passages;
use super::{ExportView, Settings, Sides};
use crate::compare::{Comparison, DiffRun, TargetOutcome};
use crate::document::{Document, LinkDecision, Overrides, Saving};
use crate::export::{Clip, Content, Format, Preview, Progress, What};
use crate::facts::Facts;
use crate::files::series::Unread;
use crate::files::{Saved, StoreNotice};
use crate::read::{Charset, CharsetSample, RawPlace, ReadError};
use crate::report::Report;
use crate::text::Span;
use crate::view::formulations::Apart;
use crate::view::found::Wanted;
use crate::view::series::{Collection, Found, Matrix};
use crate::words::{AppWords, Lang, fill, read_error};

/// Where a report goes when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A new tab.
    New,
    /// Second report of the tab with this id.
    Second(u64),
    /// In place of the first report of the tab with this id.
    Replace(u64),
}

/// What the shell is to do.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Ask for files to open.
    AskOpen {
        /// As the second report.
        second: bool,
    },
    /// Ask for a folder to open as a series.
    AskFolder,
    /// Ask where to write, then answer with [`super::ExportAction::SaveTo`].
    AskSave {
        /// Proposed file name.
        name: String,
        /// Format.
        format: Format,
        /// What will be written.
        what: What,
        /// Folder to begin in.
        folder: Option<PathBuf>,
        /// Only the place is wanted, with [`super::ExportAction::Place`].
        place: bool,
    },
    /// A job's result is not wanted any more.
    Cancel(Arc<Progress>),
    /// Ask for a file of decisions, read it, answer with an edit.
    AskImport,
    /// Read decisions from a file (undoable).
    ImportDecisions(PathBuf),
    /// Write decisions to a file that is not there yet.
    ExportDecisions(PathBuf, Box<Overrides>),
    /// Ask where to write decisions, then write them.
    AskExportDecisions {
        /// Proposed file name.
        name: String,
        /// The decisions.
        overrides: Box<Overrides>,
    },
    /// Start a job on another thread; it answers with the request's number.
    Start {
        /// Number.
        request: u64,
        /// What.
        job: Job,
    },
    /// Put text on the clipboard.
    Copy {
        /// Plain.
        text: String,
        /// The same with headings and bold; empty: plain only.
        html: String,
    },
    /// Open what is on the clipboard as a report; `text` is its plain form.
    Paste {
        /// Plain.
        text: String,
    },
    /// Write the settings.
    SaveSettings(Box<Settings>),
    /// Write decisions.
    SaveDecisions {
        /// Tab of the report.
        tab: u64,
        /// Where the report lies.
        path: Option<PathBuf>,
        /// The decisions, as they are and as they were last kept.
        saving: Box<Saving>,
    },
    /// Open a file (or its folder) with the system's program.
    Reveal {
        /// Which.
        path: PathBuf,
        /// The folder instead.
        folder: bool,
    },
    /// Show the log with the system's program for text.
    ShowLog,
    /// Show the folder where decisions are kept.
    ShowData,
    /// Open another window.
    NewWindow,
    /// Full screen on or off.
    ToggleFullScreen,
    /// Close the window.
    Exit,
}

/// How a file is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Decode with this.
    pub charset: Option<Charset>,
    /// 原样: hard line ends stay.
    pub keep_lines: bool,
    /// Which file of an archive.
    pub entry: Option<String>,
    /// It is no file of the reader's but was pasted.
    pub kept: Option<Kept>,
}

/// Where the program keeps what was pasted, for reading it again and for the next start after a bad end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// A file of the program's own.
    pub file: PathBuf,
    /// What it is called on screen.
    pub name: String,
}

/// Work off the window's thread.
#[derive(Clone, Debug)]
pub enum Job {
    /// Read a file.
    Load {
        /// Which.
        path: PathBuf,
        /// Where it goes.
        slot: Slot,
        /// How to read it.
        how: How,
    },
    /// Read bytes.
    LoadBytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Name.
        name: String,
        /// Where it goes.
        slot: Slot,
        /// How to read them.
        how: How,
    },
    /// Find the facts of a report.
    Facts {
        /// Tab.
        tab: u64,
        /// Second report.
        second: bool,
        /// The report.
        report: Arc<Report>,
    },
    /// Compare.
    Compare {
        /// Tab.
        tab: u64,
        /// Left report.
        left: Arc<Report>,
        /// Right report.
        right: Arc<Report>,
        /// Which parts face each other.
        sides: Sides,
    },
    /// Write an export.
    Write {
        /// Where.
        path: PathBuf,
        /// What to write.
        order: Box<ExportOrder>,
        /// A file of that name may be replaced.
        replace: bool,
        /// How far it is.
        progress: Arc<Progress>,
    },
    /// Lay an export out for the dialog.
    Preview {
        /// What.
        order: Box<ExportOrder>,
        /// Only its beginning, when it is long.
        quick: bool,
        /// Whether it is still wanted.
        progress: Arc<Progress>,
    },
    /// How much there is of everything that can be exported.
    Count(Box<ExportOrder>),
    /// Make an export for the clipboard.
    Clip(Box<ExportOrder>),
    /// Make a PDF and open it with the system's viewer, to be printed from there.
    Print {
        /// What.
        order: Box<ExportOrder>,
        /// File name.
        name: String,
        /// How far it is.
        progress: Arc<Progress>,
    },
    /// Read the beginning of this file in every character set.
    Samples(PathBuf),
    /// Find the damaged places of this report in the file it was read from.
    Raw {
        /// The file.
        path: PathBuf,
        /// The report.
        report: Arc<Report>,
    },
    /// Look which of these files are gone.
    Missing(Vec<PathBuf>),
    /// Find words.
    Find {
        /// Tab whose find bar asks.
        tab: u64,
        /// What, and where.
        wanted: Wanted,
        /// Stops it.
        stop: super::Halt,
    },
    /// Put targets and outcomes side by side.
    Targets {
        /// Tab.
        tab: u64,
        /// Earlier report and its facts.
        left: (Arc<Report>, Arc<Facts>),
        /// Later report and its facts.
        right: (Arc<Report>, Arc<Facts>),
        /// Which parts face each other.
        sides: Sides,
    },
    /// Find the difference of two passages.
    Difference {
        /// Tab.
        tab: u64,
        /// The passages.
        of: Passages,
    },
    /// Read folders and files as a series.
    ReadSeries {
        /// Folders and files.
        paths: Vec<PathBuf>,
        /// Stops it.
        stop: super::Halt,
    },
    /// Count formulations and indicators of a series.
    CountSeries {
        /// What was read.
        collection: Arc<Collection>,
        /// Body by index; `None`: all.
        body: Option<usize>,
        /// Stops it.
        stop: super::Halt,
    },
    /// Find words in a series.
    FindSeries {
        /// What was read.
        collection: Arc<Collection>,
        /// The words.
        query: String,
        /// Stops it.
        stop: super::Halt,
    },
    /// List the installed families that can show Chinese.
    Families,
}

/// Everything an export is made from: a snapshot, so that the window can go on.
#[derive(Clone, Debug)]
pub struct ExportOrder {
    /// What and how.
    pub view: ExportView,
    /// Language of headings and statuses.
    pub lang: Lang,
    /// Of what.
    pub subject: Subject,
}

/// What an export is made from.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The reports of a tab.
    Reports(Box<Reports>),
    /// A table that is ready (of a series).
    Ready(Arc<Content>),
}

/// The reports of a tab with all that was found in them.
#[derive(Clone, Debug)]
pub struct Reports {
    /// First report with its decisions.
    pub document: Document,
    /// Second report.
    pub second: Option<Document>,
    /// Selected text is of the second report.
    pub of_second: bool,
    /// Selected text.
    pub selection: Option<Span>,
    /// The section around the current place: index of its heading.
    pub section: Option<usize>,
    /// Rows that the filter on screen shows; `None`: all.
    pub kept: Option<Arc<super::order::Kept>>,
    /// Which parts face each other.
    pub sides: Sides,
    /// What counts as another formulation.
    pub apart: Apart,
    /// The comparison with the reader's decisions.
    pub comparison: Option<Arc<Comparison>>,
    /// The decision on every link.
    pub decisions: Arc<Vec<Option<LinkDecision>>>,
    /// Facts of both reports.
    pub facts: [Option<Arc<Facts>>; 2],
    /// Targets and outcomes.
    pub targets: Option<Arc<Vec<TargetOutcome>>>,
}

/// A report that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Where from.
    pub path: Option<PathBuf>,
    /// Name.
    pub name: String,
    /// How it was read.
    pub how: How,
    /// The report with the decisions kept for it.
    pub document: Document,
    /// What the user should know about the decisions' file.
    pub notices: Vec<StoreNotice>,
    /// When it was read: `2024-01-15T09:12`, by the reader's clock.
    pub opened: String,
}

/// Why nothing was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadFailure {
    /// It is not there.
    Missing,
    /// It is a folder.
    Folder,
    /// The system said no: its words.
    System(String),
    /// It holds no text.
    Read(ReadError),
}

impl LoadFailure {
    /// One sentence for the user.
    pub fn sentence(&self, lang: Lang, name: &str) -> String {
        let w = AppWords::of(lang);
        match self {
            Self::Missing => fill(w.missing, &[name]),
            Self::Folder => fill(w.folder, &[name]),
            Self::System(why) => fill(w.system, &[name, why]),
            Self::Read(error) => fill(w.system, &[name, &read_error(lang, error)]),
        }
    }
}

/// Answers of jobs.
#[derive(Clone, Debug)]
pub enum Finished {
    /// A file was read.
    Loaded {
        /// Request.
        request: u64,
        /// Where it goes.
        slot: Slot,
        /// The report.
        loaded: Box<Loaded>,
    },
    /// A file was not read.
    NotLoaded {
        /// Request.
        request: u64,
        /// Which.
        name: String,
        /// Where it lies.
        path: Option<PathBuf>,
        /// Where it was to go.
        slot: Slot,
        /// Why.
        failure: LoadFailure,
    },
    /// Facts.
    Facts {
        /// Tab.
        tab: u64,
        /// Second report.
        second: bool,
        /// Report they are of.
        report: Arc<Report>,
        /// The facts.
        facts: Arc<Facts>,
    },
    /// A comparison.
    Compared {
        /// Tab.
        tab: u64,
        /// Request.
        request: u64,
        /// The links.
        comparison: Arc<Comparison>,
    },
    /// A file in every character set.
    Samples(PathBuf, Vec<CharsetSample>),
    /// The damaged places of a report with their bytes.
    Raw(Arc<Report>, Vec<RawPlace>),
    /// Files that are gone.
    Missing(Vec<PathBuf>),
    /// What the find bar asked for.
    Found {
        /// Tab.
        tab: u64,
        /// Request.
        request: u64,
        /// The hits.
        found: Arc<crate::view::found::Found>,
    },
    /// Targets and outcomes.
    Targets {
        /// Tab.
        tab: u64,
        /// Request.
        request: u64,
        /// The rows.
        targets: Arc<Vec<TargetOutcome>>,
    },
    /// The difference of two passages.
    Difference {
        /// Tab.
        tab: u64,
        /// Request.
        request: u64,
        /// Its stretches.
        runs: Arc<Vec<DiffRun>>,
    },
    /// A part of a series was read; several answers to one request.
    SeriesRead {
        /// Request.
        request: u64,
        /// All that was read so far.
        collection: Arc<Collection>,
        /// Files that could not be read.
        unread: Vec<(PathBuf, Unread)>,
        /// Files looked at so far.
        done: usize,
        /// Files there are.
        total: usize,
        /// This is the last answer.
        ended: bool,
    },
    /// Formulations and indicators of a series.
    SeriesCounted {
        /// Request.
        request: u64,
        /// What was counted.
        collection: Arc<Collection>,
        /// The tables.
        matrix: Matrix,
    },
    /// What was found in a series so far: several answers to one request.
    SeriesFound {
        /// Request.
        request: u64,
        /// Where.
        collection: Arc<Collection>,
        /// The hits.
        found: Found,
    },
    /// Decisions were kept.
    Saved {
        /// Tab.
        tab: u64,
        /// What was to be kept.
        saving: Box<Saving>,
        /// What is in the file now, and what the user should know.
        saved: Box<Saved>,
    },
    /// Decisions on a tab's report were not kept (it will be tried again): why.
    NotKept {
        /// Tab.
        tab: u64,
        /// One sentence.
        sentence: String,
    },
    /// Something else of the program's own was not read or kept: one sentence.
    NotSaved(String),
    /// A job that wrote is over, whatever came of it.
    WriteEnded(u64),
    /// Something to know.
    Warn(String),
    /// A job ended by a fault of the program.
    Failed {
        /// Request.
        request: u64,
    },
    /// Another start of the program hands over.
    HandedOver {
        /// Files to open; none: the window only comes to the front.
        files: Vec<PathBuf>,
        /// Words to find in them.
        find: Option<String>,
    },
    /// An export was written.
    Written {
        /// Where.
        path: PathBuf,
        /// Characters that its pages show as boxes, as no font has them.
        boxes: BTreeSet<char>,
    },
    /// A file of that name is there; what was to be written.
    Exists(PathBuf, Box<ExportOrder>),
    /// A preview, or one sentence why there is none.
    Preview {
        /// Request.
        request: u64,
        /// What is shown.
        preview: Result<Arc<Preview>, String>,
    },
    /// How much there is of every [`What::ALL`].
    Counted {
        /// Request.
        request: u64,
        /// Characters of texts, rows of tables; `None`: not there.
        counts: [Option<usize>; What::ALL.len()],
    },
    /// An export for the clipboard.
    Clip(Clip),
    /// A PDF was handed to the system's viewer.
    Printing {
        /// Characters that its pages show as boxes, as no font has them.
        boxes: BTreeSet<char>,
    },
    /// No program of the system opens this file.
    NotOpened(PathBuf),
    /// An export was not written: where, and the system's words.
    NotWritten(PathBuf, String),
    /// The user stopped an export; nothing was written.
    Stopped,
    /// Installed families: key and name.
    Families(Vec<(String, String)>),
    /// The user chose something in a system dialog.
    Chosen(Box<super::Action>),
    /// There is no save dialog on this system.
    NoSaveDialog {
        /// Proposed file name.
        name: String,
        /// Format.
        format: Format,
        /// What.
        what: What,
    },
    /// There is no file dialog on this system.
    NoDialog {
        /// It was to open a second report.
        second: bool,
    },
    /// Text was dropped on the window: its bytes, for the shell to open like what is pasted.
    Dropped(Vec<u8>),
    /// The same for a file of decisions.
    NoDecisionsDialog {
        /// Proposed path; empty when a file is to be read.
        path: String,
        /// It was to be read; else written.
        import: bool,
    },
    /// A file on disk is no longer what was read, or is so again.
    FileChanged {
        /// Which.
        path: PathBuf,
        /// What happened.
        change: crate::files::Change,
    },
}
