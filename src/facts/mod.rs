//! [`Report`] to facts: formulations (提法) and figures (数据).

mod figures;
mod formulations;
pub mod horizon;
pub mod indicator;
mod passed;
pub mod series;

use serde::{Deserialize, Serialize};

use crate::report::{Report, Role};
use crate::text::Span;

pub(crate) use figures::subjects;
pub(crate) use formulations::counted;
pub use formulations::{FactSide, Lookup, Recurrence, RecurrenceStatus, key, lookup, recurrences};
pub use passed::{NoTargets, PassedOver, PassedReason, no_targets, passed_over};

/// Everything countable in a report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Formulations, most frequent first, then by first place.
    pub formulations: Vec<Formulation>,
    /// Figures in order of place.
    pub figures: Vec<Figure>,
}

/// A fixed wording.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Formulation {
    /// The form shown: the longest common one, without quotes.
    pub text: String,
    /// Other spellings found (short form, with bracket …), each once.
    pub variants: Vec<String>,
    /// How it was recognised first.
    pub kind: FormulationKind,
    /// Every place, in order.
    pub places: Vec<Mention>,
}

/// How a formulation shows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormulationKind {
    /// In quotation marks.
    Quoted,
    /// A number and a category (四个意识).
    Numbered,
    /// Explained in brackets.
    Bracketed,
    /// Recurs without any mark.
    Recurring,
    /// Added by the reader.
    Reader,
}

/// One place where a formulation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words, without quotes.
    pub span: Span,
    /// Role of the part it stands in.
    pub role: Role,
}

/// A quantity in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Value and unit as written.
    pub span: Span,
    /// The value as written (30余, 过半, 6.5%-7%): without unit, without comparison words.
    pub value: String,
    /// The value as a number, in the unit as written; the lower end of a range. 1.37万亿 is 1.37e12.
    pub number: Option<f64>,
    /// Upper end of a range.
    pub upper: Option<f64>,
    /// Unit without 万/亿 (斤, 场次, %, 个百分点); empty if none.
    pub unit: String,
    /// What is counted (提案立案率); empty if it could not be told.
    pub of: String,
    /// Kind.
    pub kind: FigureKind,
    /// Comparison words (增长, 达到, 以上, 左右), in order.
    pub comparison: Vec<String>,
    /// The clause it stands in.
    pub clause: Span,
    /// Role of the part it stands in.
    pub role: Role,
}

/// Kinds of [`Figure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// How many.
    Count,
    /// 元 and other currencies.
    Money,
    /// Share of a whole.
    Percent,
    /// Change against before, in % or 个百分点 or as a multiple.
    Growth,
    /// 第一, 前列, 世界第一.
    Rank,
    /// 亩, 平方公里 …
    Area,
    /// Lengths of time.
    Time,
    /// Anything else with a unit.
    Other,
}

/// Finds the facts of a report. Furniture and appendix are left out.
pub fn facts(report: &Report) -> Facts {
    Facts { formulations: formulations::formulations(report), figures: figures::figures(report) }
}
