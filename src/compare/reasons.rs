//! The words on both sides that made a link.

use std::sync::OnceLock;

use super::evidence::Evidence;
use super::quoted::{Quoted, quoted};
use super::runs::{Room, Run, runs};
use super::topics::{Hit, TOPICS};
use super::vectors::{Space, Vectors};
use super::{Reason, ReasonKind, Unit};
use crate::report::Report;
use crate::text::{Folded, Span, is_han, words};

/// At most so many reasons a link.
const MOST: usize = 6;
/// Enough has been said when the reasons make up this share of the shared wording.
const ENOUGH: f32 = 0.8;
/// A reason below this share says nothing.
const LEAST: f32 = 0.05;
/// Bits of a place among the pairs of characters: longer units are searched so far.
const PLACE_BITS: u32 = 22;

/// A unit made ready for the search of shared words; worth keeping while its links are explained.
pub(super) struct Words<'a> {
    text: &'a str,
    pub(super) folded: &'a Folded,
    heading: Span,
    quoted: Vec<Quoted>,
    hits: &'a [Hit],
    span: Span,
    /// The unit's words, cut when first asked for.
    parted: OnceLock<Vec<Span>>,
    /// The folded characters; `\0` for those that shared words are not made of.
    pub(super) plain: Vec<char>,
    /// Pairs of characters in order, as numbers, with where their places begin in `places`; a last
    /// one for the end.
    pub(super) pairs: Vec<(u64, u32)>,
    /// Where pairs of characters begin, with the characters of `plain` before and after.
    pub(super) places: Vec<(u32, char, char)>,
}

impl<'a> Words<'a> {
    /// Reads `unit` of `report`; `vectors` are the unit's.
    pub(super) fn new(report: &'a Report, unit: &Unit, vectors: &'a Vectors) -> Self {
        let text = report.text();
        let folded = &vectors.folded;
        let heading =
            unit.item.heading.and_then(|h| report.headings.get(h)).map_or(Span::default(), |h| h.title);
        let plain: Vec<char> = folded.chars.iter().map(|&c| if counts(c) { c } else { '\0' }).collect();
        let mut all: Vec<u64> = Vec::with_capacity(plain.len());
        for (i, pair) in plain.windows(2).enumerate().take(1 << PLACE_BITS) {
            if let &[a, b] = pair
                && a != '\0'
                && b != '\0'
            {
                all.push((u64::from(a) << 21 | u64::from(b)) << PLACE_BITS | i as u64);
            }
        }
        all.sort_unstable();
        let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(all.len() + 1);
        let mut places = Vec::with_capacity(all.len());
        for entry in all {
            let (pair, at) = (entry >> PLACE_BITS, (entry & ((1 << PLACE_BITS) - 1)) as usize);
            if pairs.last().is_none_or(|p| p.0 != pair) {
                pairs.push((pair, places.len() as u32));
            }
            let after = plain.get(at + 2).copied().unwrap_or('\0');
            places.push((at as u32, at.checked_sub(1).map_or('\0', |k| plain[k]), after));
        }
        pairs.push((u64::MAX, places.len() as u32));
        let span = unit.item.span;
        let (quoted, hits) = (quoted(text, span), vectors.hits.as_slice());
        Self { text, folded, heading, quoted, hits, span, parted: OnceLock::new(), plain, pairs, places }
    }

    /// The unit's words in order.
    fn words(&self) -> &[Span] {
        self.parted.get_or_init(|| words(self.text, self.span))
    }

    /// The words that lie in `span`.
    pub(super) fn within(&self, span: Span) -> &[Span] {
        let words = self.words();
        let from = words.partition_point(|w| w.start < span.start);
        let to = words.partition_point(|w| w.end <= span.end);
        words.get(from..to).unwrap_or_default()
    }

    /// The quoted terms that lie in `span`.
    pub(super) fn terms(&self, span: Span) -> &[Quoted] {
        let from = self.quoted.partition_point(|q| q.span.start < span.start);
        let to = self.quoted.partition_point(|q| q.span.end <= span.end);
        self.quoted.get(from..to).unwrap_or_default()
    }

    /// The folded characters of `span`.
    pub(super) fn chars(&self, span: Span) -> std::ops::Range<usize> {
        let at = self.folded.at.get(..self.folded.chars.len()).unwrap_or_default();
        let from = at.partition_point(|&a| a < span.start);
        from..from + at.get(from..).unwrap_or_default().partition_point(|&a| a < span.end)
    }

    /// The quoted term within `span`, or around it.
    fn term(&self, span: Span) -> Option<Quoted> {
        let within = self.quoted.iter().filter(|q| span.covers(q.span)).max_by_key(|q| q.span.len());
        within.or_else(|| self.quoted.iter().find(|q| q.span.covers(span))).copied()
    }
}

/// True for characters that shared words are made of.
pub(super) fn counts(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

/// Reasons of the pair `e`, weightiest first; empty when the two share no word worth showing.
pub(super) fn reasons(
    space: &Space,
    left: &Words,
    right: &Words,
    e: &Evidence,
    room: &mut Room,
) -> Vec<Reason> {
    let runs = runs(space, left, right, 4 * MOST, room);
    let all: f32 = runs.iter().map(|r| r.weight).sum();
    // The part of the likeness that words have; topics have the rest.
    let whole = e.words.sqrt() + 0.5 * e.topics;
    let words = if whole > 0.0 { e.words.sqrt() / whole } else { 1.0 };
    let mut out: Vec<Reason> = Vec::new();
    let mut said = 0.0;
    for run in &runs {
        let share = run.weight / all;
        if said >= ENOUGH || share < LEAST || out.len() + 1 >= MOST {
            break;
        }
        let reason = explain(left, right, run, share * words);
        let known = out.iter().any(|r| r.left.overlaps(reason.left) || r.right.overlaps(reason.right));
        if !known && !reason.left.is_empty() && !reason.right.is_empty() {
            said += share;
            out.push(reason);
        }
    }
    if out.is_empty() || words < 0.6 {
        out.extend(by_topic(space, left, right, e, &out, 1.0 - words));
    }
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.left.cmp(&b.left)));
    out
}

/// Names the run: formulation, heading, figure or wording, with its full place on both sides.
fn explain(left: &Words, right: &Words, run: &Run, weight: f32) -> Reason {
    let l = left.folded.span(run.left, run.left + run.len);
    let r = right.folded.span(run.right, run.right + run.len);
    if let Some((l, r)) = formulation(left, right, run, l, r) {
        return Reason { kind: ReasonKind::Formulation, left: l, right: r, weight };
    }
    let chars = &left.folded.chars[run.left..run.left + run.len];
    let kind = if left.heading.covers(l) && right.heading.covers(r) {
        ReasonKind::Heading
    } else if numbered(chars) {
        ReasonKind::Formulation
    } else if figure(chars) {
        ReasonKind::Figure
    } else {
        ReasonKind::Wording
    };
    if kind == ReasonKind::Figure {
        return Reason { kind, left: l, right: r, weight };
    }
    let (l, r) = whole_words(left, right, run);
    Reason { kind, left: l, right: r, weight }
}

/// The run as a formulation: quoted on one side at least, and most of the run, or the run most of it.
/// The other side may have it quoted, unquoted, in a shorter or in a longer form.
fn formulation(left: &Words, right: &Words, run: &Run, l: Span, r: Span) -> Option<(Span, Span)> {
    let place = |from: &Words, to: &Words, span: Span, start: usize, other: usize| {
        // The same characters of the run on the other side.
        let at = from.folded.at.partition_point(|&a| a < span.start);
        let end = from.folded.at.partition_point(|&a| a < span.end).min(from.folded.chars.len());
        (start <= at && end <= start + run.len)
            .then(|| to.folded.span(other + at - start, other + end - start))
    };
    let size = |s: Span, w: &Words| s.of(w.text).chars().filter(|&c| counts(c)).count();
    let grown = |w: &Words, span: Span| w.term(span).filter(|q| q.short).map_or(span, |q| q.span);
    let enough = |q: &Quoted, w: &Words| 2 * size(q.span, w) >= run.len;
    if let Some(q) = left.term(l).filter(|q| l.covers(q.span) && enough(q, left)) {
        let same = place(left, right, q.span, run.left, run.right)?;
        return Some((q.span, grown(right, same)));
    }
    if let Some(q) = right.term(r).filter(|q| r.covers(q.span) && enough(q, right)) {
        let same = place(right, left, q.span, run.right, run.left)?;
        return Some((grown(left, same), q.span));
    }
    None
}

/// The run without parts of words at its ends, as either side cuts its words; as it is when nothing
/// would be left.
fn whole_words(left: &Words, right: &Words, run: &Run) -> (Span, Span) {
    let l = edges(left, run.left, run.len);
    let r = edges(right, run.right, run.len);
    let from = (0..run.len).find(|&i| l[i] || r[i]).unwrap_or(0);
    let to = (from..=run.len).rev().find(|&i| l[i] || r[i]).unwrap_or(run.len);
    let (from, to) = if to >= from + 2 { (from, to) } else { (0, run.len) };
    (left.folded.span(run.left + from, run.left + to), right.folded.span(run.right + from, run.right + to))
}

/// For each place in a run (before its first character … after its last) whether words part there.
fn edges(side: &Words, from: usize, len: usize) -> Vec<bool> {
    let parted = |at: u32| {
        let words = side.words();
        at == side.span.start || words.binary_search_by_key(&at, |w| w.end).is_ok()
    };
    let span = side.folded.span(from, from + len);
    let mark = |c: Option<char>| c.is_some_and(|c| !counts(c));
    let marks = (
        mark(side.text.get(..span.start()).and_then(|t| t.chars().next_back())),
        mark(side.text.get(span.end()..).and_then(|t| t.chars().next())),
    );
    (0..=len)
        .map(|i| {
            let begins = side.folded.at.get(from + i).copied().unwrap_or(side.span.end);
            let ended = (from + i).checked_sub(1).and_then(|k| side.folded.ends.get(k)).copied();
            let at_mark = (i == 0 && marks.0) || (i == len && marks.1);
            at_mark || parted(begins) || ended.is_some_and(parted)
        })
        .collect()
}

/// Two digits or more and a unit; years are none.
pub(super) fn figure(run: &[char]) -> bool {
    let digits = run.iter().take_while(|c| c.is_ascii_digit()).count();
    digits >= 2 && run.get(digits).is_some_and(|&c| c != '年' && is_han(c))
}

/// 四个意识, 三大攻坚行动: a numeral, a classifier and a name.
fn numbered(run: &[char]) -> bool {
    matches!(run, [n, c, _, _, ..] if "一二三四五六七八九十两双".contains(*n) && "个大项条张位线步".contains(*c))
}

/// The best pair of words that speak of the matter on which the two agree most; in headings, and the
/// same word on both sides, by preference.
fn by_topic(
    space: &Space,
    left: &Words,
    right: &Words,
    e: &Evidence,
    known: &[Reason],
    weight: f32,
) -> Option<Reason> {
    let (l, r) = (&space.left[e.left].topics, &space.right[e.right].topics);
    let mut agree = vec![0.0_f32; TOPICS.count];
    for &(topic, weight) in l {
        if let Ok(at) = r.binary_search_by_key(&topic, |t| t.0) {
            agree[usize::from(topic)] = weight * r[at].1;
        }
    }
    let lefts: Vec<&Hit> =
        left.hits.iter().filter(|h| !known.iter().any(|k| k.left.overlaps(h.span))).collect();
    let rights: Vec<&Hit> =
        right.hits.iter().filter(|h| !known.iter().any(|k| k.right.overlaps(h.span))).collect();
    let mut best: Option<(f32, Reason)> = None;
    let mut offer = |agreed: f32, l: &Hit, r: &Hit| {
        let heads = usize::from(left.heading.covers(l.span)) + usize::from(right.heading.covers(r.span));
        let same = if l.word == r.word { 2.0 } else { 1.0 };
        let value = agreed * same * (1.0 + heads as f32) * ((l.span.len() + r.span.len()) as f32).sqrt();
        if value > best.as_ref().map_or(0.0, |b| b.0) {
            let kind = if heads == 2 { ReasonKind::Heading } else { ReasonKind::Wording };
            best = Some((value, Reason { kind, left: l.span, right: r.span, weight }));
        }
    };
    // Both lists are ordered by word: the same words first.
    let mut rest = rights.as_slice();
    for l in &lefts {
        rest = &rest[rest.partition_point(|r| r.word < l.word)..];
        if let Some(r) = rest.first().filter(|r| r.word == l.word) {
            let agreed = TOPICS.of_word(l.word).iter().map(|&t| agree[usize::from(t)]).fold(0.0, f32::max);
            offer(agreed, l, r);
        }
    }
    // Of different words on a topic only the longest count, in the heading and outside.
    let lefts = longest(&lefts, left.heading, &agree);
    let rights = longest(&rights, right.heading, &agree);
    for (t, &agreed) in agree.iter().enumerate().filter(|&(_, &a)| a > 0.0) {
        for l in lefts[t].iter().flatten() {
            for r in rights[t].iter().flatten() {
                offer(agreed, l, r);
            }
        }
    }
    best.map(|b| b.1)
}

/// For each topic on which two units `agree` the longest of its words, outside and in the heading.
fn longest<'a>(hits: &[&'a Hit], heading: Span, agree: &[f32]) -> Vec<[Option<&'a Hit>; 2]> {
    let mut out = vec![[None; 2]; agree.len()];
    for &hit in hits {
        for &topic in TOPICS.of_word(hit.word) {
            let topic = usize::from(topic);
            let slot: &mut Option<&Hit> = &mut out[topic][usize::from(heading.covers(hit.span))];
            if agree[topic] > 0.0 && slot.is_none_or(|s| s.span.len() < hit.span.len()) {
                *slot = Some(hit);
            }
        }
    }
    out
}
