//! What can happen: the user's wishes and the answers of jobs.

use std::path::PathBuf;

use super::{
    Beside, Command, CompareFilter, Dialog, ExportView, FindScope, Finished, How, Pane, ReadingFont, Slot,
    SortBy, ThemeChoice,
};
use crate::document::Edit;
use crate::export::{Format, What};
use crate::report::Role;
use crate::text::Span;
use crate::words::Lang;

/// One thing that happened. Panels send these; [`super::update`] applies them.
#[derive(Clone, Debug)]
pub enum Action {
    /// A command of the list (menu, key, palette).
    Run(Command),
    /// Open this file, in a new tab or as the second report.
    OpenPath {
        /// Which.
        path: PathBuf,
        /// Compare it with the report in front.
        second: bool,
    },
    /// The place of a file of decisions was typed.
    DecisionsAt {
        /// Where.
        path: PathBuf,
        /// To be read; else written.
        import: bool,
    },
    /// Files were dropped or named: one opens, two are compared, more make a series.
    OpenPaths(Vec<PathBuf>),
    /// Open again what was open when the program ended badly.
    Restore {
        /// The tabs, in order.
        tabs: Vec<Wanted>,
        /// Index of the one in front.
        front: usize,
    },
    /// Text was pasted or dropped (bytes of any format).
    OpenBytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// A name for it.
        name: String,
    },
    /// The same, pasted; the program keeps the bytes there.
    OpenPasted {
        /// The bytes.
        bytes: Vec<u8>,
        /// Where they are kept, and the name.
        kept: super::Kept,
    },
    /// The clipboard is to be opened as a report; this is its plain text.
    Paste(String),
    /// Read the report in front again, otherwise.
    Reread(How),
    /// Read this file of an archive.
    OpenEntry {
        /// The archive.
        path: PathBuf,
        /// Where the report goes.
        slot: Slot,
        /// Name of the file in it.
        entry: String,
    },
    /// Read a file again that changed on disk.
    Reload(PathBuf),
    /// The reader clicked at this byte of the reading pane.
    Cursor(usize),
    /// The list of installed families is wanted.
    WantFamilies,
    /// The character sets of this file are to be shown.
    WantSamples(PathBuf),
    /// The bytes around what could not be read of the report in front are to be shown.
    WantRaw,
    /// The recent list is shown: which of its files are still there?
    CheckRecents,
    /// The chosen reading font is not installed any more.
    FontGone,
    /// The item the reader was at has left the page.
    CursorLost,
    /// Bring a tab to the front.
    Tab(usize),
    /// Close a tab.
    CloseTab(usize),
    /// Choose which part stands on the left or right.
    Side {
        /// The right side.
        right: bool,
        /// Of the second report.
        second: bool,
        /// Role.
        role: Role,
    },
    /// Another pane.
    Pane(Pane),
    /// Show this place in the reading pane.
    GoTo {
        /// In the second report.
        second: bool,
        /// Byte.
        at: usize,
    },
    /// The reading pane's first visible byte changed.
    Scrolled(usize),
    /// The selection in the reading pane changed.
    Select(Option<Span>),
    /// The selection changed in a card, the drawer, a panel or a table.
    SelectIn {
        /// In the second report.
        second: bool,
        /// What is selected.
        span: Option<Span>,
    },
    /// Fold or unfold a heading of the section list.
    Fold(usize),
    /// Fold or unfold all headings.
    FoldAll(bool),
    /// Show or hide page furniture.
    Furniture(bool),
    /// Filter of the section list.
    OutlineFilter(String),
    /// What the panel beside the reading pane shows.
    Beside(Beside),
    /// Open the export dialog for this.
    ExportWhat(What),
    /// About the comparison.
    Compare(CompareAction),
    /// About 提法 (false) or 数据 (true).
    Table {
        /// The figure table.
        figures: bool,
        /// What.
        action: TableAction,
    },
    /// A change of the reader's decisions.
    Edit(Edit),
    /// About the find bar.
    Find(FindAction),
    /// About exports.
    Export(ExportAction),
    /// About a series of reports.
    Series(super::SeriesAction),
    /// A setting.
    Set(Set),
    /// Open or close a dialog, or change what was typed in it.
    Dialog(Option<Dialog>),
    /// Take a notice away.
    Dismiss(usize),
    /// Open a file with the system's program for it, or show its folder.
    Reveal {
        /// Which.
        path: PathBuf,
        /// The folder instead.
        folder: bool,
    },
    /// Give up what is being read.
    CancelLoading(u64),
    /// Copy text to the clipboard.
    Copy(String),
    /// Put words on the clipboard, as plain text and as HTML.
    CopyClip(crate::export::Clip),
    /// The window's system theme.
    SystemDark(bool),
    /// Leave although decisions are not kept.
    Leave,
    /// The system asks for no motion.
    SystemStill(bool),
    /// A job is done.
    Finished(Finished),
}

/// A tab to open again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its report.
    pub path: PathBuf,
    /// How it is read.
    pub how: super::How,
    /// The report beside it.
    pub second: Option<PathBuf>,
    /// First visible byte of the text.
    pub at: usize,
}

/// Actions of the comparison view.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// Select a link.
    Link(usize),
    /// Select a unit.
    Unit {
        /// Right side.
        right: bool,
        /// Index.
        index: usize,
    },
    /// Previous (−1) or next (+1) link or lone unit.
    Step(i32),
    /// Status filter.
    Filter(CompareFilter),
    /// Only links without a decision.
    Undecided(bool),
    /// Search words.
    Search(String),
    /// Next (true) or previous place of the search words.
    SearchStep(bool),
    /// Only the selected units and what they are linked with.
    OnlySelected(bool),
    /// Write a note on the selected link.
    Note,
    /// Copy both texts of the drawer with their sources, or what is selected.
    Copy,
    /// Drawer open.
    Drawer(bool),
    /// Difference instead of shared words.
    Difference(bool),
    /// Rows instead of cards.
    AsTable(bool),
    /// The opening and the closing take part.
    Ends(bool),
    /// Scroll together.
    Sync(bool),
    /// Begin (unit) or give up choosing a partner by hand.
    Pair(Option<(bool, usize)>),
}

/// Actions of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum TableAction {
    /// Search words.
    Filter(String),
    /// Only rows of one kind.
    Only(Option<usize>),
    /// Sort by a column; again: reverse.
    Sort(SortBy),
    /// Expand a row, or none.
    Expand(Option<String>),
    /// What counts as one formulation.
    Apart(crate::view::formulations::Apart),
    /// Only figures of this kind.
    Kind(Option<crate::facts::FigureKind>),
    /// Only figures with this unit.
    Unit(Option<String>),
    /// Only targets read so.
    Reading(Option<crate::compare::Reading>),
}

/// Actions of the find bar.
#[derive(Clone, Debug, PartialEq)]
pub enum FindAction {
    /// New words.
    Query(String),
    /// Next (true) or previous hit.
    Step(bool),
    /// Regular expression on or off.
    Regex(bool),
    /// Where to look.
    Scope(FindScope),
    /// Show or hide the list of results.
    List(bool),
    /// Show this hit.
    Show(usize),
    /// Close the bar and stay.
    Close,
    /// Close the bar and go back to where it was opened.
    Leave,
}

/// Actions of the export dialog.
#[derive(Clone, Debug, PartialEq)]
pub enum ExportAction {
    /// Change the dialog.
    Change(ExportView),
    /// Write to the place shown; ask for it when there is none yet.
    Save,
    /// Ask for another place.
    ChoosePlace,
    /// Another place was chosen.
    Place {
        /// Where.
        path: PathBuf,
        /// A file of that name may be replaced (the user was asked).
        replace: bool,
    },
    /// The file's name without ending.
    Name(String),
    /// Replace the file that is there.
    Replace,
    /// Back from the question to the dialog.
    Back,
    /// Give up the file of this request.
    Cancel(u64),
    /// Make a PDF and hand it to the system's viewer.
    Print,
    /// Put it on the clipboard.
    Copy,
    /// Write there (from the save dialog).
    SaveTo {
        /// What.
        what: What,
        /// Format.
        format: Format,
        /// Where.
        path: PathBuf,
        /// A file of that name may be replaced (the user was asked).
        replace: bool,
    },
}

/// A setting and its new value.
#[derive(Clone, Debug, PartialEq)]
pub enum Set {
    /// Language.
    Lang(Lang),
    /// Colours.
    Theme(ThemeChoice),
    /// Zoom.
    Zoom(f32),
    /// Reading size.
    TextSize(f32),
    /// Line height.
    LineHeight(f32),
    /// Column width.
    Column(f32),
    /// Paragraph gap.
    ParagraphGap(f32),
    /// Reading face.
    Font(ReadingFont),
    /// Full-width marks.
    FullWidthMarks(bool),
    /// Paragraph numbers.
    Numbers(bool),
    /// Formulations underlined.
    Formulations(bool),
    /// Figures tinted.
    Figures(bool),
    /// Link marks.
    LinkMarks(bool),
    /// The line being read is marked.
    FocusLine(bool),
    /// Evidence panel.
    Evidence(bool),
    /// Section list.
    Outline(bool),
    /// Width of the section list.
    OutlineWidth(f32),
    /// No motion.
    Still(bool),
    /// Both sides of a comparison scroll together.
    Sync(bool),
    /// Ribbon edges.
    StrongRibbons(bool),
    /// Source line in exports.
    WithSource(bool),
    /// Pin or unpin a recent file.
    Pin(PathBuf),
    /// Take a file off the recent list.
    Forget(PathBuf),
}
