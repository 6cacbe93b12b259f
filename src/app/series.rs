//! A series of reports: a folder, or three files and more, looked at together.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::facts::series::Trend;
use crate::files::series::Unread;
use crate::text::Span;
use crate::view::series::{Collection, Found, Matrix};

/// Tells a job that its answer is not wanted any more.
#[derive(Clone, Debug, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// Stops the job.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// The job is to stop.
    pub fn stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// The same for functions that know no job.
    pub fn flag(&self) -> &AtomicBool {
        &self.0
    }
}

/// Tables of the series screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SeriesPane {
    /// 提法.
    #[default]
    Formulations,
    /// 指标.
    Indicators,
    /// 查找.
    Find,
}

impl SeriesPane {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Formulations, Self::Indicators, Self::Find];
}

/// Orders of the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeriesSort {
    /// By number of reports, then of places.
    #[default]
    Reports,
    /// By the words.
    Name,
    /// By number of places.
    Total,
    /// By number of places in one column.
    Column(usize),
}

/// A series and how it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Series {
    /// Name of the folder; empty for files chosen one by one.
    pub name: String,
    /// Folders and files it is made of.
    pub sources: Vec<PathBuf>,
    /// It stands in front of the tabs.
    pub front: bool,
    /// Request that reads it.
    pub request: u64,
    /// Stops the reading.
    pub stop: Halt,
    /// It is being read.
    pub reading: bool,
    /// Files read so far.
    pub done: usize,
    /// Files there are; `None` while they are being listed.
    pub total: Option<usize>,
    /// Files that could not be read.
    pub unread: Vec<(PathBuf, Unread)>,
    /// What was read.
    pub collection: Arc<Collection>,
    /// Key of the chosen body; `None`: all.
    pub body: Option<String>,
    /// The tables of the chosen body, with what they were made of.
    pub matrix: Option<Arc<(Arc<Collection>, Matrix)>>,
    /// Request that counts, and what stops it.
    pub counting: (u64, Halt),
    /// What was found, with what it was found in.
    pub found: Option<Arc<(Arc<Collection>, Found)>>,
    /// Request that finds, and what stops it.
    pub finding: (u64, Halt),
    /// How it is looked at.
    pub view: SeriesView,
}

/// How a series is looked at.
#[derive(Clone, Debug, Default)]
pub struct SeriesView {
    /// Which table.
    pub pane: SeriesPane,
    /// Words that a body's name must hold.
    pub bodies: String,
    /// Words that a row must hold.
    pub rows: String,
    /// Only formulations that go through the years like this.
    pub only: Option<Trend>,
    /// Order of the matrix.
    pub sort: SeriesSort,
    /// Order turned round.
    pub reverse: bool,
    /// The chosen indicator: index into the matrix.
    pub indicator: usize,
    /// What is looked for.
    pub query: String,
}

/// What can be done on the series screen.
#[derive(Clone, Debug)]
pub enum SeriesAction {
    /// Read these folders and files as a series.
    Open(Vec<PathBuf>),
    /// Show the series, or the tabs.
    Front(bool),
    /// Stop reading.
    Stop,
    /// Read all again; what did not change comes from the cache.
    Refresh,
    /// Take the series away.
    Close,
    /// Choose a body by key.
    Body(Option<String>),
    /// Another table.
    Pane(SeriesPane),
    /// Filter of the bodies.
    Bodies(String),
    /// Filter of the rows.
    Rows(String),
    /// Only rows of one trend.
    Only(Option<Trend>),
    /// Sort the matrix; again: turn it round.
    Sort(SeriesSort),
    /// Choose an indicator.
    Indicator(usize),
    /// Find these words.
    Find(String),
    /// Open a report at a place.
    GoTo {
        /// The report.
        path: PathBuf,
        /// The place.
        span: Span,
    },
    /// Ask where to write the table in front.
    Export,
}
