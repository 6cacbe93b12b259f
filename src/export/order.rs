//! An order: what of which reports is written, and how. The dialog and the command line share it.

use super::make::{MakeOptions, full_text, of_table, passages_and_notes, section, selection};
use super::{Content, Format};
use crate::compare::{Comparison, Status, TargetOutcome};
use crate::document::{LinkDecision, Overrides};
use crate::facts::Facts;
use crate::report::{Report, Role};
use crate::text::Span;
use crate::view::comparison::{CellText, ComparisonOptions, Pair, RowOrder, comparison_table};
use crate::view::figures::figure_table;
use crate::view::formulations::{Apart, FactSide, formulation_rows, formulation_table, told_apart};
use crate::view::targets::target_table;
use crate::view::tasks::{TaskOptions, task_table};
use crate::view::{Row, Table};
use crate::words::Lang;
use crate::words::export::ExportWords;
use crate::words::table::{TableWords, side_heading};

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// 选中文字.
    Selection,
    /// 本节.
    Section,
    /// 全文.
    Text,
    /// 摘录与批注.
    Excerpts,
    /// 对照表.
    Comparison,
    /// 提法.
    Formulations,
    /// 数据台账.
    Figures,
    /// 目标→结果.
    Targets,
    /// 任务分解表.
    Tasks,
    /// A table of a series of reports; chosen on its screen, not in the dialog.
    Series,
}

impl What {
    /// All of the dialog, in its order.
    pub const ALL: [Self; 9] = [
        Self::Selection,
        Self::Section,
        Self::Text,
        Self::Excerpts,
        Self::Comparison,
        Self::Formulations,
        Self::Figures,
        Self::Targets,
        Self::Tasks,
    ];

    /// True when a table is written.
    pub fn is_table(self) -> bool {
        !matches!(self, Self::Selection | Self::Section | Self::Text | Self::Excerpts)
    }

    /// The formats it can be written in, in the order of the dialog.
    pub fn formats(self) -> Vec<Format> {
        Format::ALL.into_iter().filter(|f| self.is_table() || !f.tables_only()).collect()
    }

    /// True when pages are better wider than high.
    pub fn is_wide(self) -> bool {
        matches!(self, Self::Comparison | Self::Figures | Self::Targets | Self::Tasks | Self::Series)
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> &'static str {
        let (words, tables) = (ExportWords::of(lang), TableWords::of(lang));
        match self {
            Self::Selection => words.selection,
            Self::Section => words.section,
            Self::Text => words.text,
            Self::Excerpts => words.passages,
            Self::Comparison => tables.comparison,
            Self::Formulations => tables.formulations,
            Self::Figures => tables.figures,
            Self::Targets => tables.targets,
            Self::Tasks => tables.tasks,
            Self::Series => crate::words::SeriesWords::of(lang).series,
        }
    }
}

/// How it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Wishes {
    /// Language of what is added.
    pub lang: Lang,
    /// 带出处.
    pub source: bool,
    /// 段号.
    pub numbers: bool,
    /// 带依据.
    pub reasons: bool,
    /// 带备注.
    pub notes: bool,
    /// Signs before statuses. csv and xlsx go without them: they are filtered by word.
    pub signs: bool,
    /// 只导出已确认.
    pub only_confirmed: bool,
    /// Rows with one of these statuses; empty: all.
    pub statuses: Vec<Status>,
    /// Order of the rows of a comparison.
    pub order: RowOrder,
    /// How much of the units' text.
    pub text: CellText,
    /// A task for every point instead of every unit.
    pub points: bool,
    /// 分开计: what counts as another formulation.
    pub apart: Apart,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            source: true,
            numbers: false,
            reasons: true,
            notes: true,
            signs: true,
            only_confirmed: false,
            statuses: Vec::new(),
            order: RowOrder::Right,
            text: CellText::Full,
            points: false,
            apart: Apart::default(),
        }
    }
}

/// Everything an export is made from. What is not needed for `what` may be empty.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// What.
    pub what: What,
    /// For which format: some rows are told differently for people and for spreadsheets.
    pub format: Format,
    /// How.
    pub wishes: &'a Wishes,
    /// First report (selection, section and text are of this one).
    pub left: &'a Report,
    /// Second report, when there is one.
    pub right: Option<&'a Report>,
    /// Roles of the left and the right side of 提法; `None`: review against plan of one report,
    /// everything of two.
    pub roles: Option<[Role; 2]>,
    /// Selected text.
    pub selection: &'a [Span],
    /// The section, as an index into the headings.
    pub section: Option<usize>,
    /// Excerpts and notes.
    pub overrides: Option<&'a Overrides>,
    /// The comparison with the decisions laid over.
    pub comparison: Option<&'a Comparison>,
    /// For every link of the comparison the decision on it.
    pub decisions: &'a [Option<LinkDecision>],
    /// Facts of both reports, the reader's changes of the formulation table applied.
    pub facts: [Option<&'a Facts>; 2],
    /// Targets and results.
    pub targets: &'a [TargetOutcome],
    /// Rows that the screen's filter lets through (只导出筛选结果); `None`: all.
    pub keep: Option<&'a dyn Fn(&Row) -> bool>,
}

/// The content of an order. Empty content when something it needs is missing.
pub fn content(order: &Order<'_>) -> Content {
    let w = order.wishes;
    let options = MakeOptions { lang: w.lang, source: w.source, numbers: w.numbers, notes: w.notes };
    match order.what {
        What::Selection => selection(order.left, order.selection, options),
        What::Section => order.section.map_or_else(Content::default, |h| section(order.left, h, options)),
        What::Text => full_text(order.left, options),
        What::Excerpts => {
            order.overrides.map_or_else(Content::default, |o| passages_and_notes(order.left, o, options))
        }
        What::Comparison
        | What::Formulations
        | What::Figures
        | What::Targets
        | What::Tasks
        | What::Series => {
            table(order).map_or_else(Content::default, |t| of_table(order.left, order.right, t, options))
        }
    }
}

/// The finished table of an order; `None` when it is no table or something is missing.
pub fn table(order: &Order<'_>) -> Option<Table> {
    let w = order.wishes;
    let signs = w.signs && !matches!(order.format, Format::Csv | Format::Xlsx | Format::Json);
    let right = order.right.unwrap_or(order.left);
    let pair = order.comparison.map(|comparison| Pair {
        left: order.left,
        right,
        comparison,
        decisions: order.decisions,
    });
    let mut table = match order.what {
        What::Comparison => {
            let options = ComparisonOptions {
                lang: w.lang,
                order: w.order,
                text: w.text,
                place: w.source,
                reasons: w.reasons,
                notes: w.notes,
                sign: signs,
                points: w.reasons,
                only_confirmed: w.only_confirmed,
            };
            comparison_table(pair?, options)
        }
        What::Tasks => {
            let options = TaskOptions { lang: w.lang, points: w.points, text: w.text, place: w.source };
            task_table(pair?, options)
        }
        What::Formulations => formulation_sides(order, right, signs)?,
        What::Figures => figure_table(order.left, &order.facts[0]?.figures, w.lang),
        What::Targets => target_table(order.left, order.right?, order.targets, w.lang),
        What::Selection | What::Section | What::Text | What::Excerpts | What::Series => return None,
    };
    table.retain(|row| {
        order.keep.is_none_or(|k| k(row))
            && (w.statuses.is_empty() || row.status.is_some_and(|s| w.statuses.contains(&s)))
    });
    Some(table.finish())
}

/// The roles asked for, else of one report review against plan, of two everything.
fn formulation_sides(order: &Order<'_>, right: &Report, signs: bool) -> Option<Table> {
    let lang = order.wishes.lang;
    let two = order.right.is_some();
    let roles = order.roles.or((!two).then_some([Role::Review, Role::Plan]));
    let facts = order.facts[0]?;
    let right_facts = if two { order.facts[1]? } else { facts };
    let words = TableWords::of(lang);
    let name = |report: &Report, other: &Report, role: Option<Role>, fallback: &str| {
        let year = report.head.year.filter(|y| two && other.head.year != Some(*y));
        match (role, year) {
            (Some(role), _) if !two => side_heading(lang, Some(role), None),
            (Some(role), year) => {
                side_heading(lang, Some(role), year.map(|y| y - i32::from(role == Role::Review)))
            }
            (None, Some(year)) => year.to_string(),
            (None, None) => fallback.to_owned(),
        }
    };
    let [left_role, right_role] = [0, 1].map(|i| roles.map(|r| r[i]));
    let left_name = name(order.left, right, left_role, words.left);
    let right_name = name(right, order.left, right_role, words.right);
    let (left_roles, right_roles): (Vec<Role>, Vec<Role>) =
        (left_role.into_iter().collect(), right_role.into_iter().collect());
    let formulations = &facts.formulations;
    let left = FactSide { report: order.left, formulations, roles: &left_roles, name: &left_name };
    let formulations = &right_facts.formulations;
    let right = FactSide { report: right, formulations, roles: &right_roles, name: &right_name };
    let rows = told_apart(formulation_rows(left, right), left.report, right.report, order.wishes.apart);
    Some(formulation_table(left, right, &rows, signs, lang))
}
