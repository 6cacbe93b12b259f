//! Figures (数据): every quantity of a report with its unit and what it counts.
//!
//! A number is read where one begins ([`crate::text::numeral`]), the longest unit after it is
//! taken, and a list of settings in which a number is a name rather than a quantity (dates,
//! ordinals, sessions, models, telephone numbers, numbered slogans) is crossed out. See
//! `docs/facts.md`.

mod han;
mod line;
mod lists;
mod pairs;
mod scan;
mod subject;
mod units;
mod words;

use crate::facts::{Figure, FigureKind};
use crate::report::{ParagraphKind, Report, Role};
use line::Line;
pub(crate) use subject::subjects;
use units::Measure;

/// Finds the figures of `report` in order of place, furniture and appendix left out.
pub(super) fn figures(report: &Report) -> Vec<Figure> {
    let text = report.text();
    let mut out = Vec::new();
    let mut heading = 0;
    for paragraph in &report.paragraphs {
        let role = report.parts.get(paragraph.part).map_or(Role::Other, |p| p.role);
        let skipped = matches!(
            paragraph.kind,
            ParagraphKind::Title | ParagraphKind::Byline | ParagraphKind::Furniture | ParagraphKind::Note
        );
        if skipped || matches!(role, Role::Furniture | Role::Appendix) {
            continue;
        }
        let mut line = Line::new(text, paragraph.span);
        while report.headings.get(heading).is_some_and(|h| h.span.end <= paragraph.span.start) {
            heading += 1;
        }
        let inside = report.headings.iter().skip(heading).take_while(|h| h.span.start < paragraph.span.end);
        for number in inside.filter_map(|h| h.number) {
            line.mask_span(number);
        }
        let found = scan::scan(&line);
        let mut before = Before::default();
        for k in 0..found.len() {
            out.push(finish(&line, &found, k, role, &mut before));
        }
    }
    out
}

/// What the figures of the sentence so far count.
#[derive(Default)]
struct Before {
    /// The last one's own name.
    base: String,
    /// All of them.
    names: Vec<String>,
}

/// Turns quantity `k` of `line` into a [`Figure`].
fn finish(line: &Line, found: &[scan::Raw], k: usize, role: Role, before: &mut Before) -> Figure {
    let raw = &found[k];
    let (from, to) = line.clause(raw.start);
    let to = to.max(raw.end);
    let comparison = subject::comparison(line, found, k, from, to);
    if k == 0 || line.sentence_ends(found[k - 1].end, raw.start) {
        *before = Before::default();
    }
    let (of, own) = subject::of(line, found, k, &before.base, &before.names);
    if own {
        before.base.clone_from(&of);
    }
    before.names.push(of.clone());
    Figure {
        span: line.span(raw.start, raw.end),
        value: raw.value(line),
        number: raw.number(),
        upper: raw.high,
        unit: line.text(raw.unit_at, raw.unit_at + raw.unit_len),
        kind: kind(line, found, k, &comparison),
        of,
        comparison,
        clause: line.span(from, to),
        role,
    }
}

fn kind(line: &Line, found: &[scan::Raw], k: usize, comparison: &[String]) -> FigureKind {
    let raw = &found[k];
    if raw.rank {
        return FigureKind::Rank;
    }
    let change =
        comparison.iter().any(|c| words::is_change(c)) && !comparison.iter().any(|c| words::is_level(c));
    match raw.measure {
        Some(Measure::Money) => FigureKind::Money,
        Some(Measure::Points) => FigureKind::Growth,
        Some(Measure::Times) => FigureKind::Growth,
        Some(Measure::Percent | Measure::Tenths) if change || growth_noun(line, found, k) => {
            FigureKind::Growth
        }
        Some(Measure::Percent | Measure::Tenths) => FigureKind::Percent,
        Some(Measure::Area) => FigureKind::Area,
        Some(Measure::Time | Measure::Years) => FigureKind::Time,
        Some(Measure::Other | Measure::Name) => FigureKind::Other,
        Some(Measure::Count) => FigureKind::Count,
        None if raw.doubling => FigureKind::Growth,
        None if raw.share && change => FigureKind::Growth,
        None if raw.share => FigureKind::Percent,
        None if raw.scaled => FigureKind::Count,
        None => FigureKind::Other,
    }
}

/// 涨幅3%左右, 增速6%: the noun before the number says growth.
fn growth_noun(line: &Line, found: &[scan::Raw], k: usize) -> bool {
    let start = subject::before_words(line, found[k].start);
    ["幅", "幅度", "增速", "增长预期目标", "增长目标", "增长率"].iter().any(|w| line.ends(start, w))
}
