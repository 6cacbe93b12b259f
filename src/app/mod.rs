//! State + [`Action`] → state + [`Effect`]s. No I/O, no clock, no egui.

mod action;
mod command;
mod effect;
mod exporting;
mod order;
mod passing;
mod series;
mod settings;
mod tab;
mod update;

pub use action::{Action, CompareAction, ExportAction, FindAction, Set, TableAction, Wanted};
pub use command::{Area, Command, Key, Shortcut};
pub use effect::{
    Effect, ExportOrder, Finished, How, Job, Kept, LoadFailure, Loaded, Reports, Slot, Subject,
};
pub use exporting::{ExportView, Exporting, Writing};
pub use order::figure_passes;
pub use passing::{CompareHit, Stop, compare_hits, link_status, passing, stops, stops_of};
pub use series::{Halt, Series, SeriesAction, SeriesPane, SeriesSort, SeriesView};
pub use settings::{ReadingFont, Recent, Settings, ThemeChoice};
pub use tab::{
    Beside, CompareFilter, CompareView, Derived, Dialog, Find, FindScope, Open, Pane, Sides, SortBy, Tab,
    TableView, View,
};
pub use update::{
    export_available, export_defaults, export_name, export_order, series_indicators, series_rows,
    series_table, update,
};

use crate::words::Lang;

/// Everything the window shows.
#[derive(Debug, Default)]
pub struct State {
    /// What the user chose to keep.
    pub settings: Settings,
    /// Open reports, one a tab.
    pub tabs: Vec<Tab>,
    /// Index of the tab in front.
    pub active: usize,
    /// Files being read: request number and name.
    pub loading: Vec<(u64, String)>,
    /// Sentences shown at the top of the window, newest last.
    pub notices: Vec<Notice>,
    /// The dialog in front, if any.
    pub dialog: Option<Dialog>,
    /// Grows with every request; late answers carry an older number.
    pub requests: u64,
    /// What the system calls itself: true when it prefers dark windows.
    pub system_dark: bool,
    /// The system asks for no motion.
    pub system_still: bool,
    /// Families installed on this system that can show Chinese (key to keep, name to show); filled
    /// in on demand.
    pub families: Vec<(String, String)>,
    /// True after the user asked to leave.
    pub leaving: bool,
    /// Second files that wait for their first (its request number).
    pub waiting: Vec<(u64, std::path::PathBuf)>,
    /// The export dialog's work.
    pub export: Exporting,
    /// The series of reports that is open.
    pub series: Option<Box<Series>>,
    /// Places to go to in reports that are being read: request and byte.
    pub arrivals: Vec<(u64, usize)>,
    /// Files closed in this session and how they were read, newest last.
    pub closed: Vec<(std::path::PathBuf, How)>,
    /// Tabs of the last session that are being opened again.
    pub restore: Option<Restore>,
    /// Tabs whose decisions could not be kept, and why.
    pub unkept: std::collections::BTreeMap<u64, String>,
    /// Files of the recent list that are not where they were.
    pub missing: std::collections::BTreeSet<std::path::PathBuf>,
    /// The bytes around what could not be read: of which report (none yet: they come).
    pub raw: Option<(std::sync::Arc<crate::report::Report>, Option<Vec<crate::read::RawPlace>>)>,
    /// How a file reads in each character set: which file, and the samples (none yet: they come).
    pub samples: Option<(std::path::PathBuf, Vec<crate::read::CharsetSample>)>,
    /// The time by the reader's clock when it was last asked: `2024-01-15T09:12`; empty at first.
    pub now: String,
    /// The recent list was looked through (off the window's thread).
    pub recents_checked: bool,
}

/// Tabs that are being opened again.
#[derive(Clone, Debug, Default)]
pub struct Restore {
    /// The tabs, in order.
    pub tabs: Vec<Wanted>,
    /// Index of the one to be in front.
    pub front: usize,
}

/// Crates in the program with version and licence, one a line, separated by tabs; `#` is a remark.
pub const LICENCES: &str = include_str!("../../assets/licences.tsv");

/// The bundled sample report.
pub const SAMPLE: &[u8] = include_bytes!("../../assets/sample/sample.txt");

/// One sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How grave.
    pub grade: Grade,
    /// The sentence.
    pub text: String,
    /// More words, shown on demand; may be empty.
    pub detail: String,
    /// A file that the notice offers to open or show.
    pub file: Option<std::path::PathBuf>,
    /// A place that the notice offers to show: tab, second report, byte.
    pub place: Option<(u64, bool, usize)>,
    /// A command that the notice offers to run.
    pub offer: Option<Command>,
}

/// How grave a [`Notice`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Something was done.
    Done,
    /// Something to know.
    Warning,
    /// Something failed.
    Error,
}

impl State {
    /// The tab in front.
    pub fn tab(&self) -> Option<&Tab> {
        self.tabs.get(self.active)
    }

    /// The tab in front, to change it.
    pub fn tab_mut(&mut self) -> Option<&mut Tab> {
        self.tabs.get_mut(self.active)
    }

    /// Title of the window.
    pub fn title(&self) -> String {
        let words = crate::words::AppWords::of(self.lang());
        let series = self.series_in_front().map(|s| s.name.as_str()).filter(|n| !n.is_empty());
        match (series, self.tab()) {
            (Some(name), _) => crate::words::fill(words.window_series, &[name]),
            (None, Some(tab)) => crate::words::window_title(self.lang(), tab.title()),
            (None, None) => words.product.to_owned(),
        }
    }

    /// The series, when it stands in front of the tabs.
    pub fn series_in_front(&self) -> Option<&Series> {
        self.series.as_deref().filter(|s| s.front)
    }

    /// Language of the interface.
    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// Tabs of the last session are still being opened.
    pub fn restoring(&self) -> bool {
        self.restore.is_some() && !self.loading.is_empty()
    }

    /// A new request number.
    fn request(&mut self) -> u64 {
        self.requests += 1;
        self.requests
    }

    fn tell(&mut self, grade: Grade, text: String) {
        self.tell_more(grade, text, String::new());
    }

    /// The same with a second line.
    fn tell_more(&mut self, grade: Grade, text: String, detail: String) {
        self.notices.retain(|n| n.text != text);
        self.notices.push(Notice { grade, text, detail, file: None, place: None, offer: None });
    }
}
