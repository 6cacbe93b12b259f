//! Points inside linked units: what of a unit is new, or is not mentioned again.

use super::quoted::quoted;
use super::terms::keys;
use super::vectors::{Space, Vectors};
use super::{Certainty, Comparison, Link, Status, UnitPoint};
use crate::report::Report;
use crate::text::{Span, clauses, fold, is_han, sentences};

/// A passage with less than this share of its wording on the other side is new there.
const NEW: f32 = 0.25;
/// A passage with more than this share of its wording on the other side continues something.
const KNOWN: f32 = 0.5;
/// A passage that has a likeness like this on the other side is not new, however reworded.
const ALIKE: f32 = 0.45;
/// Shorter passages (Han characters) are no points of their own; a quoted term may be.
const SHORTEST: usize = 8;

/// Finds the points of all linked units of both sides.
pub(super) fn points(
    space: &Space,
    comparison: &Comparison,
    reports: (&Report, &Report),
    alike: impl Fn(bool, usize, usize) -> f32,
) -> Vec<UnitPoint> {
    let mut out = Vec::new();
    for right in [false, true] {
        let (units, report, own, others) = if right {
            (&comparison.right, reports.1, &space.right, &space.left)
        } else {
            (&comparison.left, reports.0, &space.left, &space.right)
        };
        let alone = if right { Status::New } else { Status::NotMentioned };
        for (i, unit) in units.iter().enumerate().filter(|(_, u)| u.status == Status::Continued) {
            let finder = Finder { space, report, right, unit: i, links: &comparison.links, others, alone };
            let heading =
                unit.item.heading.and_then(|h| report.headings.get(h)).map_or(Span::default(), |h| h.span);
            for (p, passage) in own[i].passages.iter().enumerate() {
                finder.passage(passage.span, heading, alike(right, i, p), &mut out);
            }
        }
    }
    out
}

struct Finder<'a> {
    space: &'a Space,
    report: &'a Report,
    right: bool,
    unit: usize,
    links: &'a [Link],
    others: &'a [Vectors],
    alone: Status,
}

/// How much of a piece of text the other side has.
struct Share {
    /// 0–1.
    known: f32,
    /// Han characters.
    han: usize,
    /// Numbers of the terms that both sides have, each once, in order.
    terms: Vec<u32>,
}

impl Finder<'_> {
    /// A passage as a whole, else its sentences, else its clauses and quoted terms.
    fn passage(&self, span: Span, heading: Span, alike: f32, out: &mut Vec<UnitPoint>) {
        let text = self.report.text();
        for sentence in sentences(text, span) {
            let sentence = self.bare(sentence);
            if sentence.is_empty() || heading.covers(sentence) {
                continue;
            }
            let share = self.share(sentence);
            if share.han >= SHORTEST && share.known <= NEW && alike < ALIKE {
                out.push(self.point(sentence, self.alone, Vec::new()));
            } else {
                self.clauses(sentence, heading, out);
            }
        }
    }

    fn clauses(&self, sentence: Span, heading: Span, out: &mut Vec<UnitPoint>) {
        let text = self.report.text();
        for clause in clauses(text, sentence) {
            if heading.covers(self.bare(clause)) {
                continue;
            }
            let terms = quoted(text, clause);
            if terms.len() > 1 {
                for term in terms {
                    self.piece(term.span, out);
                }
            } else {
                self.piece(self.bare(clause), out);
            }
        }
    }

    /// A clause or a quoted term.
    fn piece(&self, span: Span, out: &mut Vec<UnitPoint>) {
        let share = self.share(span);
        let text = self.report.text();
        let term = quoted(text, Span::new(span.start().saturating_sub(3), (span.end() + 3).min(text.len())));
        let is_term = term.iter().any(|q| q.span == span) && share.han >= 3;
        if share.known <= NEW && (is_term || share.han >= SHORTEST) {
            out.push(self.point(span, self.alone, Vec::new()));
        } else if share.known >= KNOWN && share.han >= 3 {
            let partners = self.partners(&share.terms);
            if !partners.is_empty() {
                out.push(self.point(span, Status::Continued, partners));
            }
        }
    }

    fn point(&self, span: Span, status: Status, partners: Vec<usize>) -> UnitPoint {
        UnitPoint { right: self.right, unit: self.unit, span, status, partners }
    }

    /// Without marks and blanks at the ends.
    fn bare(&self, span: Span) -> Span {
        let text = self.report.text();
        let inner = span.of(text);
        let idle = |c: char| crate::text::is_blank(c) || "。，、；：！？.,;:!?·—*#-".contains(c);
        let start = span.start() + inner.len() - inner.trim_start_matches(idle).len();
        let end = span.end() - (inner.len() - inner.trim_end_matches(idle).len());
        if start < end { Span::new(start, end) } else { Span::new(span.start(), span.start()) }
    }

    fn share(&self, span: Span) -> Share {
        let folded = fold(span.of(self.report.text()), span.start());
        let (mut all, mut known) = (0.0, 0.0);
        let mut terms = Vec::new();
        keys(&folded.chars, |key, _| {
            let weight = self.space.vocabulary.weight(key, &self.space.weights);
            all += weight;
            if let Some(id) = self.space.shared_id(key) {
                known += weight;
                terms.push(id);
            }
        });
        terms.sort_unstable();
        terms.dedup();
        let han = folded.chars.iter().filter(|&&c| is_han(c)).count();
        Share { known: if all > 0.0 { known / all } else { 1.0 }, han, terms }
    }

    /// Linked units of the other side that have at least half of `terms`.
    fn partners(&self, terms: &[u32]) -> Vec<usize> {
        let mut out: Vec<usize> = self
            .links
            .iter()
            .filter(|l| l.certainty != Certainty::Uncertain)
            .filter(|l| self.unit == if self.right { l.right } else { l.left })
            .map(|l| if self.right { l.left } else { l.right })
            .filter(|&other| {
                let having = &self.others[other].terms;
                let found = terms.iter().filter(|&t| having.binary_search_by_key(t, |h| h.0).is_ok()).count();
                2 * found >= terms.len().max(1)
            })
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
