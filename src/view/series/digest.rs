//! What is kept of one report of a series: enough to count, to find and to lead back to it.

use serde::{Deserialize, Serialize};

use crate::document::content_id;
use crate::facts::series::{Member, horizons, paragraphs};
use crate::facts::{Facts, facts};
use crate::report::{Report, Role};
use crate::text::Span;
use crate::view::place::path;
use crate::words::Lang;
use crate::words::table::paragraph_no;

/// A report, shortened to what a series needs. Kept on disk by the content of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// Title in one line; empty if there is none.
    pub title: String,
    /// The body that reports; empty if unknown.
    pub organ: String,
    /// Day, as far as known: `2024-01-15`, `2024`, empty.
    pub date: String,
    /// The year of the plan, else of the date.
    pub year: Option<i32>,
    /// Identity of the text, blanks and widths aside.
    pub id: u64,
    /// The text; all spans are ranges into it.
    pub text: String,
    /// Paragraphs that count, with the roles of their parts.
    pub paragraphs: Vec<(Span, Role)>,
    /// The number at the margin of each of them; 0 for none.
    numbers: Vec<u32>,
    /// Headings in reading order.
    sections: Vec<Section>,
    /// Formulations and figures.
    pub facts: Facts,
    /// For every figure the year by which it is to be reached, when that is not the plan's own.
    horizons: Vec<Option<i32>>,
}

/// A heading: where it is in force, its path (二(三)) and words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Section {
    span: Span,
    path: String,
    title: String,
}

impl Digest {
    /// Finds the facts of `report` and keeps what a series needs.
    pub fn new(report: &Report) -> Self {
        let counted = paragraphs(report);
        let facts = facts(report);
        let number = |span: &Span| {
            let at = report.paragraph_at(span.start());
            at.map_or(0, |p| report.paragraphs[p].number)
        };
        let section = |(i, h): (usize, &crate::report::Heading)| Section {
            span: h.scope,
            path: path(report, i),
            title: h.title.of(report.text()).chars().take(40).collect(),
        };
        let dated = report.head.date.split('-').next().and_then(|y| y.parse().ok());
        Self {
            title: report.head.title.clone(),
            organ: report.head.organ.clone(),
            date: report.head.date.clone(),
            year: report.head.year.or(dated),
            id: content_id(report.text()).0,
            text: report.text().to_owned(),
            numbers: counted.iter().map(|(span, _)| number(span)).collect(),
            paragraphs: counted,
            sections: report.headings.iter().enumerate().map(section).collect(),
            horizons: horizons(report, &facts),
            facts,
        }
    }

    /// The report as a member of a series; `body` is the number of its body.
    pub fn member(&self, body: usize) -> Member<'_> {
        Member {
            text: &self.text,
            paragraphs: &self.paragraphs,
            year: self.year,
            body,
            facts: &self.facts,
            horizons: &self.horizons,
        }
    }

    /// Section path and paragraph number of byte `at`: 二(三)·3 第12段.
    pub fn place(&self, at: usize, lang: Lang) -> String {
        let number = self.paragraph(at).map_or(0, |p| self.numbers.get(p).copied().unwrap_or(0));
        let path = self.section(at).map_or("", |s| s.path.as_str());
        let number = if number > 0 { paragraph_no(lang, number) } else { String::new() };
        [path, number.as_str()].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The words of the heading that byte `at` stands under; empty if none.
    pub fn section_title(&self, at: usize) -> &str {
        self.section(at).map_or("", |s| s.title.as_str())
    }

    /// The paragraph around byte `at`; empty outside all.
    pub fn around(&self, at: usize) -> Span {
        let here = self.paragraph(at).and_then(|p| self.paragraphs.get(p)).map(|p| p.0);
        here.filter(|s| s.holds(at)).unwrap_or_else(|| self.line(at))
    }

    /// The line around a byte that stands in no counted paragraph.
    fn line(&self, at: usize) -> Span {
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |n| n + 1);
        let rest = self.text.get(at..).unwrap_or_default();
        Span::new(start, at + rest.find('\n').unwrap_or(rest.len()))
    }

    fn paragraph(&self, at: usize) -> Option<usize> {
        self.paragraphs.partition_point(|p| p.0.start() <= at).checked_sub(1)
    }

    fn section(&self, at: usize) -> Option<&Section> {
        let before = self.sections.partition_point(|s| s.span.start() <= at);
        self.sections.get(..before)?.iter().rev().find(|s| s.span.holds(at))
    }
}
