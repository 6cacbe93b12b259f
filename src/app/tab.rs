//! A tab: one report, or two that are compared, and how they are looked at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::compare::{Comparison, DiffRun, Status, TargetOutcome};
use crate::document::{DecisionPlace, Document, LinkDecision, Verdict};
use crate::export::{Format, What};
use crate::facts::Facts;
use crate::read::Charset;
use crate::report::{Report, Role};
use crate::text::Span;
use crate::view::found::{Found, Hit, Wanted};

/// A report that is open.
#[derive(Clone, Debug)]
pub struct Open {
    /// Where it came from; `None` for the sample and pasted text.
    pub path: Option<PathBuf>,
    /// File name, or a name for the sample and pasted text.
    pub name: String,
    /// How it was read, to read it again in the same way.
    pub how: super::How,
    /// Report and decisions.
    pub document: Document,
    /// The file on disk is no longer what was read.
    pub changed: bool,
}

impl Open {
    /// What can be read again: the reader's file, or where the program keeps what was pasted.
    pub fn file(&self) -> Option<&Path> {
        self.path.as_deref().or_else(|| self.how.kept.as_ref().map(|k| k.file.as_path()))
    }
}

/// Which parts face each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sides {
    /// Left: second report instead of the first.
    pub left_second: bool,
    /// Role on the left.
    pub left: Role,
    /// Right: second report instead of the first.
    pub right_second: bool,
    /// Role on the right.
    pub right: Role,
    /// The opening takes part with a review, the closing with a plan.
    pub ends: bool,
}

impl Sides {
    /// Review against plan of one report.
    pub const ONE: Self =
        Self { left_second: false, left: Role::Review, right_second: false, right: Role::Plan, ends: false };
    /// Last year's plan against this year's review.
    pub const TWO: Self =
        Self { left_second: false, left: Role::Plan, right_second: true, right: Role::Review, ends: false };

    /// Roles on both sides with the ends, when they are shown and there are any.
    pub fn wide(&self) -> Option<[Vec<Role>; 2]> {
        let roles = [self.left, self.right].map(|r| [Some(r), end_of(r)].into_iter().flatten().collect());
        (self.ends && roles.iter().any(|r: &Vec<Role>| r.len() > 1)).then_some(roles)
    }
}

/// What frames a part and is hidden unless asked for: the opening before a review, the closing behind
/// a plan.
fn end_of(role: Role) -> Option<Role> {
    match role {
        Role::Review => Some(Role::Opening),
        Role::Plan => Some(Role::Closing),
        _ => None,
    }
}

/// The four places where the program answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// 阅读.
    #[default]
    Reading,
    /// 对照.
    Compare,
    /// 提法.
    Formulations,
    /// 数据.
    Figures,
}

impl Pane {
    /// All, in the order of the switch.
    pub const ALL: [Self; 4] = [Self::Reading, Self::Compare, Self::Formulations, Self::Figures];
}

/// What the panel beside the reading pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// The counterpart of the item the reader is at.
    #[default]
    Counterpart,
    /// Excerpts, highlights, notes.
    Passages,
    /// Decisions on links.
    Decisions,
}

/// Two passages that are compared word by word: left and right report and place.
pub type Passages = [(Arc<Report>, Span); 2];

/// The same passages of the very same reports.
pub(super) fn same_passages(a: &Passages, b: &Passages) -> bool {
    a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(&a.0, &b.0) && a.1 == b.1)
}

/// What is computed from reports; recomputed, never edited.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    /// Facts of the first report.
    pub facts: Option<Arc<Facts>>,
    /// Facts of the second.
    pub facts_second: Option<Arc<Facts>>,
    /// What the engine says.
    pub compared: Option<Arc<Comparison>>,
    /// With the reader's decisions.
    pub comparison: Option<Arc<Comparison>>,
    /// The program failed while comparing: there is nothing in it for that.
    pub failed: bool,
    /// Where every decision of the first report stands.
    pub places: Arc<Vec<DecisionPlace>>,
    /// The decision on every link of `comparison`.
    pub decisions: Arc<Vec<Option<LinkDecision>>>,
    /// Targets and outcomes (two reports).
    pub targets: Option<Arc<Vec<TargetOutcome>>>,
    /// Request that will fill in the comparison; 0: none was made.
    pub awaited: u64,
    /// Which requests find the facts of which reports, the first and the second.
    pub awaited_facts: [Option<(u64, Arc<Report>)>; 2],
    /// Request that will fill in the targets.
    pub awaited_targets: u64,
    /// Differences found last, newest last.
    pub differences: Vec<(Passages, Arc<Vec<DiffRun>>)>,
    /// Request that will fill in another one, and of what.
    pub awaited_difference: Option<(u64, Passages)>,
}

/// Which units and links are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CompareFilter {
    /// All.
    #[default]
    All,
    /// Of one status.
    Only(Status),
}

/// The comparison as it is looked at.
#[derive(Clone, Debug, Default)]
pub struct CompareView {
    /// Status filter.
    pub filter: CompareFilter,
    /// Only links without the reader's decision.
    pub undecided: bool,
    /// Only the selected units and what they are linked with.
    pub only_selected: bool,
    /// Words that must occur.
    pub search: String,
    /// Place of the search words that is in front (index into [`super::compare_hits`]).
    pub hit: Option<usize>,
    /// Selected link (index into the decided comparison).
    pub link: Option<usize>,
    /// Selected unit: right side?, index.
    pub unit: Option<(bool, usize)>,
    /// The drawer is open.
    pub drawer: bool,
    /// The drawer shows differences instead of shared words.
    pub difference: bool,
    /// Rows instead of cards.
    pub as_table: bool,
    /// A left unit waits for its partner to be clicked (另配).
    pub pairing: Option<(bool, usize)>,
    /// Grows with every selection made elsewhere; the view then brings it into sight.
    pub reveal: u64,
    /// Grows with every wish to write a note; the drawer then gives its field the keyboard.
    pub note_wanted: u64,
}

/// Sort orders of tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// By place in the text.
    #[default]
    Place,
    /// By the words.
    Name,
    /// By number, left column.
    Left,
    /// By number, right column.
    Right,
    /// By status or kind.
    Kind,
}

/// A table as it is looked at.
#[derive(Clone, Debug, Default)]
pub struct TableView {
    /// Words that must occur.
    pub filter: String,
    /// Only rows of this status or role (an index the table understands).
    pub only: Option<usize>,
    /// Order.
    pub sort: SortBy,
    /// Order turned round.
    pub reverse: bool,
    /// Expanded row (key).
    pub expanded: Option<String>,
    /// 提法: what counts as one.
    pub apart: crate::view::formulations::Apart,
    /// 数据: only this kind.
    pub kind: Option<crate::facts::FigureKind>,
    /// 数据: only this unit.
    pub unit: Option<String>,
    /// 目标→结果: only targets read so.
    pub reading: Option<crate::compare::Reading>,
}

/// Where the find bar looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FindScope {
    /// The report in the reading pane.
    #[default]
    Report,
    /// Both sides of the comparison.
    Sides,
    /// All open reports.
    All,
}

impl FindScope {
    /// All, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Report, Self::Sides, Self::All];
}

/// The find bar.
#[derive(Clone, Debug, Default)]
pub struct Find {
    /// Open.
    pub open: bool,
    /// What is looked for.
    pub query: String,
    /// Regular expression.
    pub regex: bool,
    /// Where.
    pub scope: FindScope,
    /// The list of results is shown.
    pub list: bool,
    /// What was asked last.
    pub asked: Option<Wanted>,
    /// Stops looking for it.
    pub stop: super::Halt,
    /// Request that will answer it; 0 when it is answered.
    pub awaited: u64,
    /// The answer.
    pub found: Arc<Found>,
    /// The hit in front (index into `found`).
    pub current: usize,
    /// Hits in the report on the page, in order.
    pub hits: Arc<Vec<Span>>,
    /// The report the hits are of: second?, and the answer they come from.
    pub page: Option<(bool, Arc<Found>)>,
    /// Where the reader was when the bar opened: pane, second report, byte.
    pub from: Option<(Pane, bool, usize)>,
}

impl Find {
    /// The hit in front.
    pub fn hit(&self) -> Option<&Hit> {
        self.found.hits.get(self.current)
    }

    /// The hit in front when it stands in this report.
    pub fn here(&self, tab: u64, second: bool) -> Option<Span> {
        let hit = self.hit()?;
        self.found.place(hit).filter(|p| p.tab == tab && p.second == second)?;
        Some(hit.span)
    }
}

/// How a tab is looked at.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Which pane is in front.
    pub pane: Pane,
    /// The reading pane shows the second report.
    pub second: bool,
    /// Byte at the top of the reading pane.
    pub at: usize,
    /// The jump (by number) whose byte goes to the very top: the way back to a page as it was.
    pub exact: u64,
    /// Byte of the item the reader is at; `None`: what is at the top.
    pub cursor: Option<usize>,
    /// Selected text, wherever it was selected: on the page, a card, in the drawer, in a table.
    pub selection: Option<Span>,
    /// The selected text is of the second report.
    pub selected_second: bool,
    /// Where the reading pane is to go: byte, and whether to flash; consumed by number.
    pub jump: Option<(u64, usize)>,
    /// Places before and after for back/forward.
    pub back: Vec<usize>,
    /// Places to go forward to.
    pub forward: Vec<usize>,
    /// Folded headings of the section list (indices).
    pub folded: BTreeSet<usize>,
    /// Filter of the section list.
    pub outline_filter: String,
    /// What the panel beside the reading pane shows.
    pub beside: Beside,
    /// Furniture is shown.
    pub furniture: bool,
    /// Comparison.
    pub compare: CompareView,
    /// 提法.
    pub formulations: TableView,
    /// 数据.
    pub figures: TableView,
    /// Find bar.
    pub find: Find,
}

impl View {
    /// The selection, when it lies in the report of the reading pane.
    pub fn selected_here(&self) -> Option<Span> {
        self.selection.filter(|_| self.selected_second == self.second)
    }

    /// The selection, when it lies in the first or second report.
    pub fn selected_in(&self, second: bool) -> Option<Span> {
        self.selection.filter(|_| self.selected_second == second)
    }
}

/// Bytes of text above which a tab is vast: a hundred times the longest report that was given.
const VAST: usize = 20_000_000;

/// What is in a tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Identity, for answers of jobs.
    pub id: u64,
    /// The report.
    pub main: Open,
    /// The report it is compared with.
    pub second: Option<Open>,
    /// Which parts face each other.
    pub sides: Sides,
    /// How it is looked at.
    pub view: View,
    /// What was computed.
    pub derived: Derived,
}

impl Tab {
    /// A new tab.
    pub fn new(id: u64, main: Open) -> Self {
        Self { id, main, second: None, sides: Sides::ONE, view: View::default(), derived: Derived::default() }
    }

    /// The passages of the selected link.
    pub(super) fn passages(&self) -> Option<Passages> {
        let c = self.derived.comparison.as_ref()?;
        let link = c.links.get(self.view.compare.link?)?;
        let (l, r) = (c.left.get(link.left)?, c.right.get(link.right)?);
        Some([(self.side(false).clone(), l.item.span), (self.side(true).clone(), r.item.span)])
    }

    /// The difference of the selected link's passages, once it is found.
    pub fn difference(&self) -> Option<&Arc<Vec<DiffRun>>> {
        let of = self.passages()?;
        self.derived.differences.iter().find(|(known, _)| same_passages(known, &of)).map(|(_, runs)| runs)
    }

    /// Title of the first report; without one its name.
    pub fn title(&self) -> &str {
        let title = &self.main.document.report().head.title;
        if title.is_empty() { &self.main.name } else { title }
    }

    /// First or second report (the first when there is no second).
    pub fn open(&self, second: bool) -> &Open {
        self.second.as_ref().filter(|_| second).unwrap_or(&self.main)
    }

    /// Bytes of text of both reports.
    pub fn size(&self) -> usize {
        let size = |o: &Open| o.document.report().text().len();
        size(&self.main) + self.second.as_ref().map_or(0, size)
    }

    /// The texts are so long that they are compared and looked through only when that is asked for: it
    /// takes many seconds and several times their size of memory.
    pub fn is_vast(&self) -> bool {
        self.size() > VAST
    }

    /// The report in the reading pane.
    pub fn reading(&self) -> &Arc<Report> {
        self.open(self.view.second).document.report()
    }

    /// True when the left or right side of the comparison is of the second report.
    pub fn second_of(&self, right: bool) -> bool {
        let second = if right { self.sides.right_second } else { self.sides.left_second };
        second && self.second.is_some()
    }

    /// The report on the left or right of the comparison.
    pub fn side(&self, right: bool) -> &Arc<Report> {
        self.open(self.second_of(right)).document.report()
    }

    /// Role on the left or right of the comparison.
    pub fn role(&self, right: bool) -> Role {
        if right { self.sides.right } else { self.sides.left }
    }

    /// True when an opening or closing could take part on either side.
    pub fn has_ends(&self) -> bool {
        [false, true].into_iter().any(|right| {
            let end = end_of(self.role(right));
            end.is_some_and(|end| self.side(right).parts.iter().any(|p| p.role == end))
        })
    }

    /// The reader's decision on link `index` of the comparison.
    pub fn decision(&self, index: usize) -> Option<&LinkDecision> {
        self.derived.decisions.get(index)?.as_ref()
    }

    /// The reader's verdict on link `index`.
    pub fn verdict(&self, index: usize) -> Option<Verdict> {
        self.decision(index)?.verdict
    }

    /// The report that decisions on these sides are about besides the first; `None` when both sides
    /// are of the first.
    pub fn with(&self) -> Option<crate::document::ContentId> {
        let second = self.second.as_ref().filter(|_| self.sides.left_second || self.sides.right_second);
        second.map(|s| s.document.id())
    }

    /// Character set of the report in the reading pane.
    pub fn charset(&self) -> Charset {
        self.reading().source.charset
    }
}

/// Dialogs and sheets.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// 导出.
    Export(super::ExportView),
    /// 设置.
    Settings,
    /// F1.
    Keys,
    /// 关于.
    About,
    /// Command palette: what was typed.
    Palette(String),
    /// Go to: what was typed.
    GoTo(String),
    /// Path field when the system has no file dialog: what was typed, and what for.
    Path {
        /// The path so far.
        path: String,
        /// Open a second report.
        second: bool,
    },
    /// Path field for saving, when the system has no file dialog.
    SavePath {
        /// The path so far.
        path: String,
        /// Format.
        format: Format,
        /// What.
        what: What,
    },
    /// Path field for a file of decisions, when the system has no file dialog.
    DecisionsPath {
        /// The path so far.
        path: String,
        /// To be read; else written.
        import: bool,
    },
    /// A file of that name exists: replace it?
    Replace(PathBuf),
    /// Before leaving: decisions could not be kept.
    Unkept,
    /// Encoding chooser.
    Charset,
    /// The bytes around what could not be read.
    Raw,
    /// Which file of an archive.
    Archive {
        /// The archive.
        path: PathBuf,
        /// Where the report goes.
        slot: super::Slot,
        /// Names in it.
        names: Vec<String>,
    },
}
