//! Decisions: laid over a comparison, found again in a changed text, merged, kept.

#![allow(clippy::unwrap_used)] // a test fails by panicking

#[path = "document/correcting.rs"]
mod correcting;
#[path = "document/merging.rs"]
mod merging;
#[path = "document/overlaying.rs"]
mod overlaying;
#[path = "document/places.rs"]
mod places;
#[path = "document/storing.rs"]
mod storing;

use std::sync::Arc;

use duidu::compare::{Certainty, Comparison, Link, Status, Unit};
use duidu::document::Anchor;
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, Item, Report, assemble};
use duidu::text::Span;

/// A report of one part, every line a paragraph.
fn report(text: &str) -> Arc<Report> {
    let source = Arc::new(read(text.as_bytes(), &ReadOptions::default()).unwrap());
    let found = Found::plain(&source);
    Arc::new(assemble(source, found))
}

/// The lines that begin with `mark` as units.
fn units(report: &Report, mark: &str, status: Status) -> Vec<Unit> {
    let is_unit = |s: &Span| s.of(report.text()).starts_with(mark);
    let spans = report.paragraphs.iter().map(|p| p.span).filter(is_unit);
    spans.map(|span| Unit { item: Item { heading: None, span, part: 0, paragraph: 0 }, status }).collect()
}

/// A comparison of the lines that begin with 回 with those that begin with 部, with links.
fn comparison(left: &Report, right: &Report, links: &[(usize, usize, Certainty)]) -> Comparison {
    let link =
        |&(left, right, certainty)| Link { left, right, likeness: 0.5, certainty, reasons: Vec::new() };
    let mut c = Comparison {
        left: units(left, "回", Status::NotMentioned),
        right: units(right, "部", Status::New),
        links: links.iter().map(link).collect(),
        ..Comparison::default()
    };
    c.settle();
    c
}

fn anchor(report: &Report, words: &str) -> Anchor {
    let at = report.text().find(words).unwrap();
    Anchor::new(report.text(), Span::new(at, at + words.len()))
}

const TEXT: &str = "某地工作报告\n\
    回一：深化协商，举办活动二十场，形成成果十项。\n\
    回二：服务企业，走访企业三百家，解决难题。\n\
    回三：保护江河，开展巡查十二次。\n\
    部一：完善协商制度，办好新的协商品牌。\n\
    部二：推进乡村建设，组织委员下乡。\n\
    部三：助力企业发展，优化环境。\n";
