//! Points inside linked units: what of a unit is new, or is not mentioned again.

use rayon::prelude::*;

use super::quoted::Quoted;
use super::reasons::Words;
use super::terms::{LONGEST, keys, rarity};
use super::vectors::{Space, Vectors};
use super::{Certainty, Comparison, Status, UnitPoint};
use crate::report::Report;
use crate::text::{Span, clauses, is_han, sentences};

/// A piece of text with less than this share of its words on the other side is new there …
const NEW: f32 = 0.35;
/// … if the words that are not there weigh so much: about two that no report is known to have.
const NEWS: f32 = 5.0;
/// A piece with more than this share of its words on the other side continues something …
const KNOWN: f32 = 0.6;
/// … if those words weigh so much.
const SUBSTANCE: f32 = 3.0;
/// A quoted term of fewer letters is a word that anyone may use.
const SHORTEST: usize = 3;
/// A passage as alike to one of the other side as this is not new, however reworded.
const ALIKE: f32 = 0.45;

/// Finds the points of all linked units of both sides.
pub(super) fn points(
    space: &Space,
    comparison: &Comparison,
    reports: (&Report, &Report),
    words: (&[Option<Words>], &[Option<Words>]),
    alike: impl Fn(bool, usize, usize) -> f32 + Sync,
) -> Vec<UnitPoint> {
    let mut out = Vec::new();
    for right in [false, true] {
        let (units, report, own, others, parted) = if right {
            (&comparison.right, reports.1, &space.right, &space.left, words.1)
        } else {
            (&comparison.left, reports.0, &space.left, &space.right, words.0)
        };
        let alone = if right { Status::New } else { Status::NotMentioned };
        let mut partners = vec![Vec::new(); units.len()];
        for link in comparison.links.iter().filter(|l| l.certainty != Certainty::Uncertain) {
            let (own, other) = if right { (link.right, link.left) } else { (link.left, link.right) };
            partners[own].push(other);
        }
        let found: Vec<Vec<UnitPoint>> = (0..units.len())
            .into_par_iter()
            .with_min_len(16)
            .map(|i| {
                let mut out = Vec::new();
                let Some(words) = parted[i].as_ref().filter(|_| units[i].status == Status::Continued) else {
                    return out;
                };
                let linked = partners[i].as_slice();
                let finder = Finder { space, report, right, unit: i, linked, words, others, alone };
                let heading = units[i].item.heading.and_then(|h| report.headings.get(h));
                let heading = heading.map_or(Span::default(), |h| h.span);
                for (p, passage) in own[i].passages.iter().enumerate() {
                    finder.passage(passage.span, heading, alike(right, i, p), &mut out);
                }
                out
            })
            .collect();
        out.extend(found.into_iter().flatten());
    }
    out
}

struct Finder<'a> {
    space: &'a Space,
    report: &'a Report,
    right: bool,
    unit: usize,
    /// Units of the other side that this one is linked with.
    linked: &'a [usize],
    words: &'a Words<'a>,
    others: &'a [Vectors],
    alone: Status,
}

/// How much of a piece of text the other side has.
#[derive(Default)]
struct Share {
    /// Weight of the words that are on the other side.
    known: f32,
    /// Weight of those that are not.
    news: f32,
    /// Numbers of the known words among the shared terms, in order.
    terms: Vec<u32>,
}

impl Share {
    fn part(&self) -> f32 {
        let all = self.known + self.news;
        if all > 0.0 { self.known / all } else { 1.0 }
    }

    fn is_new(&self) -> bool {
        self.part() <= NEW && self.news >= NEWS
    }
}

impl Finder<'_> {
    /// The sentences of a passage as a whole if they are new, else their clauses and quoted terms.
    fn passage(&self, span: Span, heading: Span, alike: f32, out: &mut Vec<UnitPoint>) {
        let text = self.report.text();
        for sentence in sentences(text, span) {
            let sentence = self.bare(sentence);
            if sentence.is_empty() || heading.covers(sentence) {
                continue;
            }
            let parted = self.words.within(sentence);
            if alike < ALIKE && self.share(parted, sentence).is_new() {
                out.push(self.point(sentence, self.alone, Vec::new()));
                continue;
            }
            for clause in whole_clauses(text, sentence) {
                let clause = self.bare(clause);
                if heading.covers(clause) {
                    continue;
                }
                let terms = self.words.terms(clause);
                // A single term stands for its clause only when it is new itself.
                let new = |t: &Quoted| self.term(t.span).known == 0.0 && t.letters >= SHORTEST;
                if terms.len() > 1 || terms.iter().any(new) {
                    for term in terms {
                        self.piece(None, term.span, out);
                    }
                } else {
                    self.piece(Some(parted), clause, out);
                }
            }
        }
    }

    /// A clause, with the words of its sentence, or a quoted term.
    fn piece(&self, parted: Option<&[Span]>, span: Span, out: &mut Vec<UnitPoint>) {
        let term = parted.is_none();
        let share = parted.map_or_else(|| self.term(span), |parted| self.share(parted, span));
        if share.is_new() || (term && share.known == 0.0 && share.news > 0.0) {
            out.push(self.point(span, self.alone, Vec::new()));
        } else if share.part() >= KNOWN && (term || share.known >= SUBSTANCE) {
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

    /// Word by word; `parted` are the words of the text around.
    fn share(&self, parted: &[Span], span: Span) -> Share {
        let mut share = Share::default();
        let folded = self.words.folded;
        let all = self.words.chars(span);
        let (mut at, mut single) = (all.start, all.start);
        let from = parted.partition_point(|w| w.start < span.start);
        for word in parted.iter().skip(from).take_while(|w| w.end <= span.end) {
            let start = at;
            while at < all.end && folded.at[at] < word.end {
                at += 1;
            }
            let chars = &folded.chars[start..at];
            // Names that the dictionary does not know come as single characters.
            if let &[c] = chars
                && is_han(c)
            {
                continue;
            }
            self.add(&folded.chars[single..start], &mut share);
            self.add(chars, &mut share);
            single = at;
        }
        self.add(&folded.chars[single..at], &mut share);
        share.terms.sort_unstable();
        share.terms.dedup();
        share
    }

    /// The whole piece as one word.
    fn term(&self, span: Span) -> Share {
        let mut share = Share::default();
        self.add(&self.words.folded.chars[self.words.chars(span)], &mut share);
        share.terms.sort_unstable();
        share
    }

    /// Adds a word: known when all its terms of the greatest length are on the other side.
    fn add(&self, word: &[char], share: &mut Share) {
        let size = word.len().min(LONGEST);
        let (mut weight, mut count, mut missing) = (0.0, 0_u16, false);
        keys(word, |key, len| {
            if len == size || len == 1 {
                weight += rarity(key);
                count += 1;
                match self.space.shared_id(key) {
                    Some(id) => share.terms.push(id),
                    None => missing = true,
                }
            }
        });
        if count > 0 {
            let weight = weight / f32::from(count);
            *(if missing { &mut share.news } else { &mut share.known }) += weight;
        }
    }

    /// Linked units of the other side that have at least half of `terms`.
    fn partners(&self, terms: &[u32]) -> Vec<usize> {
        let found = |&other: &usize| {
            let having = &self.others[other].terms;
            let found = terms.iter().filter(|&t| having.binary_search_by_key(t, |h| h.0).is_ok()).count();
            2 * found >= terms.len().max(1)
        };
        let mut out: Vec<usize> = self.linked.iter().copied().filter(found).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Clauses, not parted inside quotes and brackets.
fn whole_clauses(text: &str, span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut depth = 0_i32;
    let mut start = span.start();
    for clause in clauses(text, span) {
        for c in clause.of(text).chars() {
            match c {
                '“' | '（' | '(' | '《' | '「' => depth += 1,
                '”' | '）' | ')' | '》' | '」' => depth = (depth - 1).max(0),
                _ => {}
            }
        }
        if depth == 0 {
            out.push(Span::new(start, clause.end()));
            start = clause.end();
        }
    }
    if start < span.end() {
        out.push(Span::new(start, span.end()));
    }
    out
}
