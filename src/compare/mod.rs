//! Two sides to links, statuses, reasons, in-pair differences, targets and outcomes.

mod targets;

use serde::{Deserialize, Serialize};

use crate::report::{Item, Report, Role};
use crate::text::Span;

pub use targets::targets;

/// One side of a comparison: parts of one report.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The report.
    pub report: &'a Report,
    /// Parts with one of these roles take part; empty means all but furniture and appendix.
    pub roles: &'a [Role],
}

/// How to compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareOptions {
    /// Give a coarser, marked answer after so many milliseconds; `None`: no limit.
    pub deadline_ms: Option<u64>,
}

/// Two sides, linked. Plain data; the reader's decisions are laid over it by `document`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Units of the left side in order.
    pub left: Vec<Unit>,
    /// Units of the right side in order.
    pub right: Vec<Unit>,
    /// Links, ordered by left, then right.
    pub links: Vec<Link>,
    /// Points inside units that are new (right) or not mentioned again (left).
    pub points: Vec<UnitPoint>,
    /// True when the deadline cut the search short.
    pub approximate: bool,
}

/// A compared unit with its state.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Where it stands.
    pub item: Item,
    /// What became of it.
    pub status: Status,
}

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 延续: linked with certainty certain or likely.
    Continued,
    /// 新提: on the right only.
    New,
    /// 未再提: on the left only.
    NotMentioned,
    /// 存疑: linked uncertainly only.
    Uncertain,
}

/// Two units about the same matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Index into [`Comparison::left`].
    pub left: usize,
    /// Index into [`Comparison::right`].
    pub right: usize,
    /// 0–1; comparable within one comparison.
    pub likeness: f32,
    /// How sure.
    pub certainty: Certainty,
    /// What made the link, most weighty first; spans are places in each side's report.
    pub reasons: Vec<Reason>,
}

/// How sure a link is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Shown as 存疑.
    Uncertain,
    /// Shown as a link.
    Likely,
    /// Shown as a link.
    Certain,
}

/// Words on both sides that speak for a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What kind of words.
    pub kind: ReasonKind,
    /// Place in the left report.
    pub left: Span,
    /// Place in the right report.
    pub right: Span,
    /// Share of the link's likeness, 0–1.
    pub weight: f32,
}

/// Kinds of [`Reason`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// A shared formulation, in whatever spelling.
    Formulation,
    /// Shared wording.
    Wording,
    /// The same figure, or figures of the same thing.
    Figure,
    /// Headings alike.
    Heading,
}

/// A point inside a unit.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitPoint {
    /// True for a unit of the right side.
    pub right: bool,
    /// Index of the unit on its side.
    pub unit: usize,
    /// The words.
    pub span: Span,
    /// [`Status::New`], [`Status::NotMentioned`] or [`Status::Continued`].
    pub status: Status,
    /// For a continued point the units of the other side it continues.
    pub partners: Vec<usize>,
}

/// Compares two sides. Deterministic unless the deadline strikes.
pub fn compare(left: Side<'_>, right: Side<'_>, options: CompareOptions) -> Comparison {
    let _ = options;
    let units = |side: Side<'_>, status| {
        let roles: Vec<Role> = if side.roles.is_empty() {
            vec![Role::Opening, Role::Review, Role::Plan, Role::Closing, Role::Other]
        } else {
            side.roles.to_vec()
        };
        let mut units: Vec<Unit> =
            roles.iter().flat_map(|&r| side.report.items(r)).map(|item| Unit { item, status }).collect();
        units.sort_by_key(|u| u.item.span);
        units
    };
    Comparison {
        left: units(left, Status::NotMentioned),
        right: units(right, Status::New),
        ..Comparison::default()
    }
}

impl Comparison {
    /// Sets every unit's status from the links; called after links changed.
    pub fn settle(&mut self) {
        for (units, alone, right) in
            [(&mut self.left, Status::NotMentioned, false), (&mut self.right, Status::New, true)]
        {
            for unit in units.iter_mut() {
                unit.status = alone;
            }
            for link in &self.links {
                let Some(unit) = units.get_mut(if right { link.right } else { link.left }) else { continue };
                if link.certainty != Certainty::Uncertain {
                    unit.status = Status::Continued;
                } else if unit.status == alone {
                    unit.status = Status::Uncertain;
                }
            }
        }
    }
}

/// A stretch of an in-pair difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiffRun {
    /// What it is.
    pub kind: DiffKind,
    /// Words on the left; empty for [`DiffKind::RightOnly`].
    pub left: Span,
    /// Words on the right; empty for [`DiffKind::LeftOnly`].
    pub right: Span,
}

/// Kinds of [`DiffRun`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffKind {
    /// On both sides at this place.
    Common,
    /// On both sides, elsewhere in the order.
    Moved,
    /// Only left.
    LeftOnly,
    /// Only right.
    RightOnly,
}

/// Word-level difference of two spans (Chinese segmentation; figures and formulations whole).
/// The runs' left spans cover `left_span` in order, likewise the right spans (moved runs: at their
/// place on each side, the other side empty).
pub fn difference(left: &Report, left_span: Span, right: &Report, right_span: Span) -> Vec<DiffRun> {
    let _ = (left, right);
    vec![
        DiffRun { kind: DiffKind::LeftOnly, left: left_span, right: Span::default() },
        DiffRun { kind: DiffKind::RightOnly, left: Span::default(), right: right_span },
    ]
}

/// A target of one report beside the outcome in a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetOutcome {
    /// What is measured (城镇新增就业).
    pub indicator: String,
    /// Target as written (1000万人以上).
    pub target: String,
    /// Result as written; empty when unreported.
    pub result: String,
    /// The program's reading.
    pub reading: Reading,
    /// Clause in the earlier report.
    pub left_clause: Span,
    /// Clause in the later report, if reported.
    pub right_clause: Option<Span>,
}

/// How the program reads target and result; never a claim that a promise was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// 达到.
    Met,
    /// 未达到.
    Missed,
    /// 无法判断.
    Unclear,
    /// 未见报告.
    Unreported,
}
