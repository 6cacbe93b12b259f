//! Two sides to links, statuses, reasons, in-pair differences, targets and outcomes.

mod candidates;
mod difference;
mod evidence;
mod formulations;
mod link;
mod points;
mod quoted;
mod reasons;
mod runs;
mod targets;
mod terms;
mod tokens;
mod topics;
mod vectors;
mod wider;

use serde::{Deserialize, Serialize};

use crate::report::{Item, Report, Role};
use crate::text::Span;

pub use difference::{DiffKind, DiffRun, difference};
pub use evidence::Evidence;
pub use link::evidence;
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

/// Compares two sides.
///
/// Deterministic, with a deadline too: the deadline is turned into a number of steps, and what would
/// take more steps is searched more coarsely and marked [`Comparison::approximate`]; no clock is
/// asked. `docs/method.md` tells how units are linked.
pub fn compare(left: Side<'_>, right: Side<'_>, options: CompareOptions) -> Comparison {
    link::compare(left, right, options)
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
    /// The year by which it is to be reached, when that comes after the year of the later review.
    pub due: Option<i32>,
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
