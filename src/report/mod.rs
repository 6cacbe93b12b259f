//! [`Source`] to [`Report`]: title block, parts with roles, headings, items, points, furniture.
//!
//! Reading structure never fails and never loses text: [`Report::parts`] cover the source in
//! order, [`Report::paragraphs`] cover all that is not white space or markup.

mod assemble;
mod back;
mod by_first;
pub mod correct;
pub mod enumerator;
mod find;
mod front;
mod heading;
mod inline;
mod items;
mod leads;
mod letters;
mod levels;
mod lines;
mod many;
mod parts;
mod passages;
mod points;
mod roles;
mod shown;
mod vocab;
mod years;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::read::Source;
use crate::text::Span;

pub use assemble::{Found, FoundHeading, FoundPart, assemble};
pub use find::find;

/// The structured text of one report. Never edited: corrections make a new one through
/// [`assemble`].
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The text all spans are ranges into.
    pub source: Arc<Source>,
    /// Title, organ, date …
    pub head: Head,
    /// Parts in order; they cover the text from 0 to its end without gap or overlap.
    pub parts: Vec<Part>,
    /// Headings in reading order.
    pub headings: Vec<Heading>,
    /// Paragraphs in order, without overlap.
    pub paragraphs: Vec<Paragraph>,
    /// Lists inside items (一是 … in mid-paragraph), in order.
    pub points: Vec<Point>,
    /// Passages with a task of their own (shortcomings, thanks …), in order, without overlap.
    pub passages: Vec<Passage>,
}

/// What stands above the text proper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Title in one line, without white space at the ends; empty when none was found.
    pub title: String,
    /// Where it stands (the last of repeated titles).
    pub title_span: Option<Span>,
    /// The body that reports (九江市政协常委会 …), as far as title and salutation tell.
    pub organ: String,
    /// Day of the meeting, else of publication: `2024-01-15`, `2024-01`, `2024`; empty if unknown.
    pub date: String,
    /// Who read it out; empty if unknown.
    pub speaker: String,
    /// Newspaper or site; empty if unknown.
    pub origin: String,
    /// 各位代表： and the like.
    pub salutation: Option<Span>,
    /// The year of the plan: 2024 for a report that reviews 2023.
    pub year: Option<i32>,
}

/// What a part is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Title block's end to the first section: salutation and general remarks.
    Opening,
    /// What was done.
    Review,
    /// What is to be done.
    Plan,
    /// Last call to the meeting.
    Closing,
    /// 名词解释 and other annexes.
    Appendix,
    /// Title block, page furniture before and after.
    Furniture,
    /// None of these (a text without review and plan).
    Other,
}

impl Role {
    /// All roles in the order of a report.
    pub const ALL: [Self; 7] = [
        Self::Opening,
        Self::Review,
        Self::Plan,
        Self::Closing,
        Self::Appendix,
        Self::Furniture,
        Self::Other,
    ];

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Review => "review",
            Self::Plan => "plan",
            Self::Closing => "closing",
            Self::Appendix => "appendix",
            Self::Furniture => "furniture",
            Self::Other => "other",
        }
    }
}

/// A stretch of the report with one role.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its role.
    pub role: Role,
    /// Its text, including white space up to the next part.
    pub span: Span,
    /// The year it is about, where known (2023 for the review of a report of 2024).
    pub year: Option<i32>,
    /// What spoke for the role.
    pub evidence: Vec<Evidence>,
}

/// One observation that speaks for a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Which rule.
    pub kind: EvidenceKind,
    /// The words it saw, if it saw words.
    pub span: Option<Span>,
    /// How much it counts: positive for plan, negative for review.
    pub weight: f32,
}

/// Rules that tell roles (names are explained to people in `words`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// Words of the heading (回顾, 安排 …).
    HeadingWords,
    /// A year in the heading or the first sentence.
    Year,
    /// 了, 已, 得到 … or 要, 将, 力争 … in the text.
    Aspect,
    /// Place in the report.
    Position,
    /// A formula (各位代表：, 以上报告, 名词解释, 版权 …).
    Formula,
    /// The reader said so.
    Reader,
}

/// A heading, own-line or run-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 for sections, 2 for items, … (1–6).
    pub level: u8,
    /// The enumerator (一、 （一） 一是 …), if any.
    pub number: Option<Span>,
    /// The words, without enumerator and closing 。 or ：.
    pub title: Span,
    /// The whole heading: enumerator, words, closing mark.
    pub span: Span,
    /// True when text follows in the same paragraph (段首小标题).
    pub run_in: bool,
    /// Index into [`Report::parts`].
    pub part: usize,
    /// Index of the heading it stands under, of a lower level.
    pub parent: Option<usize>,
    /// From the heading's start to the next heading of the same or a lower level, or to the
    /// part's end, without white space at the end.
    pub scope: Span,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// Its text, without white space at the ends.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// Index into [`Report::parts`].
    pub part: usize,
    /// 1-based number shown at the margin; 0 for title block and furniture.
    pub number: u32,
    /// Innermost heading in force at its start (for a heading paragraph: that heading).
    pub heading: Option<usize>,
}

/// What a [`Paragraph`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Title.
    Title,
    /// Date, meeting, speaker under the title.
    Byline,
    /// 各位代表：
    Salutation,
    /// A heading on its own line.
    Heading,
    /// Running text; may begin with or contain run-in headings.
    Body,
    /// A row of a table, cells separated by tabs.
    TableRow,
    /// Footnote or glossary entry.
    Note,
    /// Page furniture.
    Furniture,
}

/// One entry of a list inside a paragraph; not a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its text.
    pub span: Span,
    /// Its mark (一是, ① …).
    pub number: Option<Span>,
    /// Index of the innermost heading it stands under.
    pub heading: Option<usize>,
}

/// A stretch inside review or plan with a task of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its task.
    pub kind: PassageKind,
    /// Its text, without white space at the ends.
    pub span: Span,
}

/// Tasks of a [`Passage`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// 存在的问题和不足
    Shortcomings,
    /// 表示衷心的感谢
    Thanks,
    /// 总体要求, 指导思想
    Guidance,
    /// 预期目标
    Targets,
}

/// The compared unit: the smallest headed unit, else a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its heading; `None` for a paragraph without one.
    pub heading: Option<usize>,
    /// Whole text, heading included.
    pub span: Span,
    /// Index into [`Report::parts`].
    pub part: usize,
    /// Number of the paragraph it starts in.
    pub paragraph: u32,
}

impl Report {
    /// The text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Indices of `heading` and those above it, outermost first.
    pub fn path(&self, heading: usize) -> Vec<usize> {
        let mut path = vec![heading];
        let mut at = heading;
        while let Some(up) = self.headings.get(at).and_then(|h| h.parent) {
            path.push(up);
            at = up;
        }
        path.reverse();
        path
    }

    /// Index of the part that holds byte `at`.
    pub fn part_at(&self, at: usize) -> usize {
        self.parts.partition_point(|p| p.span.end() <= at).min(self.parts.len().saturating_sub(1))
    }

    /// Index of the innermost heading in force at byte `at`.
    pub fn heading_at(&self, at: usize) -> Option<usize> {
        let before = self.headings.partition_point(|h| h.span.start() <= at);
        let mut next = before.checked_sub(1);
        while let Some(h) = next {
            if self.headings[h].scope.holds(at) {
                return Some(h);
            }
            next = self.headings[h].parent;
        }
        None
    }

    /// What it was assembled from, for corrections ([`correct`]).
    pub fn found(&self) -> Found {
        Found {
            head: self.head.clone(),
            parts: self
                .parts
                .iter()
                .map(|p| FoundPart {
                    start: p.span.start(),
                    role: p.role,
                    year: p.year,
                    evidence: p.evidence.clone(),
                })
                .collect(),
            headings: self
                .headings
                .iter()
                .map(|h| FoundHeading {
                    level: h.level,
                    number: h.number,
                    title: h.title,
                    span: h.span,
                    run_in: h.run_in,
                })
                .collect(),
            paragraphs: self.paragraphs.iter().map(|p| (p.span, p.kind)).collect(),
            points: self.points.iter().map(|p| (p.span, p.number)).collect(),
            passages: self.passages.clone(),
        }
    }

    /// Index of the paragraph that holds byte `at`, or the last before it.
    pub fn paragraph_at(&self, at: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.span.start() <= at).checked_sub(1)
    }

    /// The compared units of all parts with `role`, in order: every heading without a heading
    /// below it, with its text; and the text between a heading and its first subheading when it is a
    /// matter of its own and no lead sentence. Paragraphs of a part without any heading are units.
    pub fn items(&self, role: Role) -> Vec<Item> {
        items::items(self, role)
    }
}

/// Reads the structure of `source`. Never fails: unknown text becomes paragraphs of one part.
pub fn read(source: Arc<Source>) -> Report {
    let found = find(&source);
    assemble(source, found)
}
