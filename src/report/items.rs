//! The compared units of a part.

use super::letters::Letters;
use super::{Heading, Item, ParagraphKind, PassageKind, Report, Role, vocab};
use crate::text::Span;

/// Letters below which a paragraph behind a unit (各位代表！) is no unit of its own.
const SHORTEST: usize = 30;

/// See [`Report::items`].
pub(super) fn items(report: &Report, role: Role) -> Vec<Item> {
    let mut items = Vec::new();
    for (p, part) in report.parts.iter().enumerate().filter(|(_, part)| part.role == role) {
        let before = items.len();
        let first = report.headings.partition_point(|h| h.part < p);
        let last = report.headings.partition_point(|h| h.part <= p);
        for i in first..last {
            match report.headings.get(i + 1).filter(|n| n.parent == Some(i)) {
                Some(next) => items.extend(lead(report, i, next, p)),
                None => unit(report, i, p, &mut items),
            }
        }
        if items.len() == before {
            let from = report.paragraphs.partition_point(|q| q.part < p);
            for para in report.paragraphs.iter().skip(from).take_while(|q| q.part == p) {
                if part.span.covers(para.span) && para.kind != ParagraphKind::Furniture {
                    items.push(item(report, None, para.span, p));
                }
            }
        }
    }
    items
}

/// The text between heading `i` and its first subheading, when it is a matter of its own and no lead
/// sentence: longer than one, not much shorter than the items below it, and not the general remarks
/// at the head of a whole part.
fn lead(report: &Report, i: usize, next: &Heading, part: usize) -> Option<Item> {
    /// Bytes: about 120 Chinese characters.
    const LEAST: usize = 360;
    let h = &report.headings[i];
    let body = Span::new(h.span.end(), next.span.start().max(h.span.end())).trimmed(report.text());
    let whole = report.parts.get(part).is_some_and(|p| h.scope.len() * 10 >= p.span.len() * 9);
    let mut below = (0, 0);
    for child in report.headings.iter().skip(i + 1).take_while(|c| c.span.start < h.scope.end) {
        if child.parent == Some(i) {
            below = (below.0 + 1, below.1 + child.scope.len());
        }
    }
    let long = body.len() >= LEAST && body.len() * 5 * below.0 >= below.1 * 3;
    (long && !whole).then(|| item(report, Some(i), Span::new(h.span.start(), body.end()), part))
}

/// The unit of heading `i`, and the paragraphs that only follow it.
fn unit(report: &Report, i: usize, part: usize, items: &mut Vec<Item>) {
    let h = &report.headings[i];
    let from = report.paragraphs.partition_point(|q| q.span.end <= h.span.end);
    let mut end = h.scope.end;
    let mut tail: Vec<Span> = Vec::new();
    let paras = report.paragraphs.iter().skip(from).take_while(|q| q.span.start < h.scope.end);
    for q in paras {
        let own = q.span.start < h.span.end;
        if tail.is_empty() && (own || belongs(report, h, q.span)) {
            continue;
        }
        if tail.is_empty() {
            end = q.span.start;
        }
        tail.push(q.span);
    }
    let scope = Span { start: h.scope.start, end: end.max(h.span.end) };
    items.push(item(report, Some(i), scope.trimmed(report.text()), part));
    for span in tail {
        let long = span.len() / 3 >= SHORTEST;
        if long && passage(report, span) != Some(PassageKind::Thanks) {
            items.push(item(report, None, span, part));
        }
    }
}

/// Words that begin a paragraph of its own behind a run-in unit.
const APART: [&str; 14] = [
    "回顾",
    "一年来",
    "五年来",
    "过去",
    "总结",
    "展望",
    "我们还",
    "我们也",
    "同时",
    "从根本上说",
    "综合分析",
    "经过一年",
    "以上成绩",
    "这些成绩",
];

/// False for a paragraph that begins something else: an address, shortcomings, a look back.
fn belongs(report: &Report, h: &Heading, span: Span) -> bool {
    let l = Letters::of(report.text(), span, 16);
    let s = l.string();
    if vocab::is_address(&s) {
        return false;
    }
    if passage(report, span).is_some_and(|k| matches!(k, PassageKind::Thanks | PassageKind::Shortcomings))
        && passage(report, h.span) != Some(PassageKind::Shortcomings)
    {
        return false;
    }
    !(h.run_in && APART.iter().any(|w| s.starts_with(w)))
}

fn passage(report: &Report, span: Span) -> Option<PassageKind> {
    let at = report.passages.partition_point(|p| p.span.end <= span.start);
    report.passages.get(at).filter(|p| p.span.overlaps(span)).map(|p| p.kind)
}

fn item(report: &Report, heading: Option<usize>, span: Span, part: usize) -> Item {
    let paragraph = report.paragraph_at(span.start()).map_or(0, |q| report.paragraphs[q].number);
    Item { heading, span, part, paragraph }
}
