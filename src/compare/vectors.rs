//! Units and their passages as weighted term and topic vectors.

use std::ops::Range;

use rayon::prelude::*;

use super::Unit;
use super::formulations::{Shared, Texts, shared};
use super::quoted::quoted;
use super::terms::{NOT_SHARED, Vocabulary};
use super::topics::{Hit, TOPICS};
use crate::report::{Report, Role};
use crate::text::numbered::Numbered;
use crate::text::{Folded, Span, fold, sentences};

/// A sparse vector, ordered by number unless it is said otherwise; of length 1 unless empty.
pub(super) type Sparse<N> = Vec<(N, f32)>;

/// A passage shorter than this (folded characters) is joined with the one before: a run-in heading
/// belongs to what it heads.
const SHORTEST: usize = 18;
/// A unit is cut into at most so many passages; longer passages in longer units.
const MOST: usize = 256;
/// A heading counts so many times over when topics are weighed.
const HEADING: f32 = 2.0;

/// One sentence or a few short ones.
#[derive(Debug)]
pub(super) struct Passage {
    /// Its place in the report.
    pub(super) span: Span,
    /// Terms that both sides have, in the order in which they first stand.
    pub(super) terms: Sparse<u32>,
    /// Topics.
    pub(super) topics: Sparse<u16>,
}

/// A unit as vectors.
#[derive(Debug, Default)]
pub(super) struct Vectors {
    /// Terms that both sides have.
    pub(super) terms: Sparse<u32>,
    /// Topics, the heading's stressed.
    pub(super) topics: Sparse<u16>,
    /// Terms of the heading.
    pub(super) head_terms: Sparse<u32>,
    /// Topics of the heading alone.
    pub(super) head_topics: Sparse<u16>,
    /// Passages in order.
    pub(super) passages: Vec<Passage>,
    /// Words of the list of topics, each once with its place: in the heading if it is there.
    pub(super) hits: Vec<Hit>,
    /// The unit's text, folded.
    pub(super) folded: Folded,
    /// Identifies the folded text.
    pub(super) print: u64,
}

/// What is read of a side.
#[derive(Clone, Copy)]
pub(super) struct SideUnits<'a> {
    pub(super) report: &'a Report,
    /// The units; only the beginning of those that are too long to be read.
    pub(super) units: &'a [Unit],
    /// Where the units stand, whole.
    pub(super) spans: &'a [Span],
}

/// Both sides as vectors over the same terms.
pub(super) struct Space {
    /// Number of terms that both sides have.
    pub(super) shared: usize,
    /// Weight of every shared term.
    pub(super) shared_weights: Vec<f32>,
    /// Shared formulations.
    pub(super) formulations: Shared,
    /// Key of a shared term → its number.
    by_key: Numbered<u32>,
    /// Left units.
    pub(super) left: Vec<Vectors>,
    /// Right units.
    pub(super) right: Vec<Vectors>,
}

/// A unit, read but not yet weighed.
#[derive(Default)]
struct Raw {
    folded: Folded,
    /// The folded text as a string.
    text: String,
    passages: Vec<RawPassage>,
    /// Quoted terms, folded.
    quoted: Vec<String>,
    /// The heading, folded; no text when there is none.
    title: Folded,
    /// Terms and words of the heading.
    head: (Vec<u32>, Vec<u16>),
    hits: Vec<Hit>,
    print: u64,
}

struct RawPassage {
    span: Span,
    /// Its characters among the unit's folded ones.
    chars: Range<usize>,
    /// Numbers of its terms.
    ids: Vec<u32>,
    /// Numbers of its words in the list of topics.
    words: Vec<u16>,
}

impl Space {
    /// Reads the units of both sides.
    pub(super) fn new(left_side: SideUnits, right_side: SideUnits) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut number = 0;
        let mut read = |side: SideUnits, right| -> Vec<Raw> {
            let mut raws: Vec<Raw> =
                side.units.par_iter().with_min_len(16).map(|unit| raw(side.report, unit)).collect();
            vocabulary.reserve(raws.iter().map(|r| r.folded.chars.len()).sum());
            for raw in &mut raws {
                number += 1;
                raw.number(&mut vocabulary, number, right);
            }
            raws
        };
        let (left, right) = (read(left_side, false), read(right_side, true));
        let count = left.len() + right.len();
        let frame = if std::ptr::eq(left_side.report, right_side.report) {
            let mut spans = [left_side.spans, right_side.spans].concat();
            spans.sort();
            frames(left_side.report, &spans)
        } else {
            let mut frame = frames(left_side.report, left_side.spans);
            frame.extend(frames(right_side.report, right_side.spans));
            frame
        };
        for folded in frame {
            number += 1;
            vocabulary.count(&folded, number);
        }
        let weights = vocabulary.weights(count);
        let formulations = shared(&texts(&left), &texts(&right));
        let (ids, by_key) = vocabulary.shared();
        let shared = by_key.len();
        drop(vocabulary);
        let weigher =
            Weigher { weights: &weights, ids: &ids, topics: topic_weights(left.iter().chain(&right)) };
        let weigh = |raws: Vec<Raw>| -> Vec<Vectors> {
            let count = || Count::new(weights.len());
            raws.into_par_iter()
                .with_min_len(256)
                .map_init(count, |count, r| weigher.vectors(r, count))
                .collect()
        };
        let (left, right) = (weigh(left), weigh(right));
        let mut shared_weights = vec![0.0; shared];
        for (&id, &weight) in ids.iter().zip(&weights) {
            if id != NOT_SHARED {
                shared_weights[id as usize] = weight;
            }
        }
        Self { shared, shared_weights, formulations, by_key, left, right }
    }

    /// Number (as in [`Vectors::terms`]) of the term with `key`, if both sides have it.
    pub(super) fn shared_id(&self, key: u64) -> Option<u32> {
        self.by_key.get(&key).copied()
    }

    /// The weight of the term with `key`; 0 unless both sides have it.
    pub(super) fn weight(&self, key: u64) -> f32 {
        self.shared_id(key).map_or(0.0, |id| self.shared_weights[id as usize])
    }
}

fn texts(units: &[Raw]) -> Texts<'_> {
    units.iter().map(|u| (u.text.as_str(), u.quoted.iter().map(String::as_str).collect())).collect()
}

/// Text of opening, closing and of the parts that hold units, outside the `units` (ordered).
fn frames(report: &Report, units: &[Span]) -> Vec<Folded> {
    let mut out = Vec::new();
    for part in &report.parts {
        let from = units.partition_point(|u| u.start < part.span.start);
        let to = units.partition_point(|u| u.start < part.span.end);
        let inside = units.get(from..to).unwrap_or_default();
        if inside.is_empty() && !matches!(part.role, Role::Opening | Role::Closing) {
            continue;
        }
        let mut at = part.span.start();
        for &span in inside.iter().chain([&Span::new(part.span.end(), part.span.end())]) {
            if span.start() > at {
                let gap = Span::new(at, span.start());
                let folded = fold(gap.of(report.text()), gap.start());
                if folded.chars.len() >= SHORTEST {
                    out.push(folded);
                }
            }
            at = at.max(span.end());
        }
    }
    out
}

impl Raw {
    /// Numbers the terms of the unit `unit` (from 1, over both sides).
    fn number(&mut self, vocabulary: &mut Vocabulary, unit: u32, right: bool) {
        for passage in &mut self.passages {
            // Three terms begin at a character, about.
            passage.ids.reserve_exact(3 * passage.chars.len());
            let chars = self.folded.chars.get(passage.chars.clone()).unwrap_or_default();
            vocabulary.read(chars, unit, right, &mut passage.ids);
        }
        vocabulary.read(&self.title.chars, unit, right, &mut self.head.0);
    }
}

fn raw(report: &Report, unit: &Unit) -> Raw {
    let text = report.text();
    let span = unit.item.span;
    let folded = fold(span.of(text), span.start());
    let mut out = Raw { text: folded.chars.iter().collect(), ..Raw::default() };
    for &c in &folded.chars {
        out.print = (out.print ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3).rotate_left(5);
    }
    for (span, chars) in passages(text, span, &folded) {
        out.passages.push(RawPassage { span, chars, ids: Vec::new(), words: Vec::new() });
    }
    let mut at = 0;
    for (word, from, to) in TOPICS.find(&folded.chars) {
        // In order of their ends. What reaches over the end of a passage is no word.
        while out.passages.get(at).is_some_and(|p| p.chars.end < to) {
            at += 1;
        }
        if let Some(passage) = out.passages.get_mut(at).filter(|p| p.chars.start <= from) {
            passage.words.push(word);
            out.hits.push(Hit { word, span: folded.span(from, to) });
        }
    }
    out.quoted = quoted(text, span)
        .into_iter()
        .map(|q| fold(q.span.of(text), 0).chars.into_iter().collect())
        .collect();
    let heading = unit.item.heading.and_then(|h| report.headings.get(h)).map_or(Span::default(), |h| h.title);
    if !heading.is_empty() {
        out.title = fold(heading.of(text), heading.start());
        out.head.1.extend(TOPICS.find(&out.title.chars).iter().map(|w| w.0));
    }
    out.hits.sort_unstable_by_key(|h| (h.word, !heading.covers(h.span), h.span));
    out.hits.dedup_by_key(|h| h.word);
    out.hits.shrink_to_fit();
    out.folded = folded;
    out
}

/// Sentences of `span` with their folded characters, short ones joined to the one before.
fn passages(text: &str, span: Span, folded: &Folded) -> Vec<(Span, Range<usize>)> {
    let least = SHORTEST.max(span.len() / 3 / MOST);
    let mut out: Vec<(Span, Range<usize>)> = Vec::new();
    let mut from = 0;
    for sentence in sentences(text, span) {
        let rest = folded.at.get(from..folded.chars.len()).unwrap_or_default();
        let to = from + rest.partition_point(|&at| at < sentence.end);
        match out.last_mut() {
            Some((before, chars)) if chars.len() < least => {
                *before = Span::new(before.start(), sentence.end());
                chars.end = to;
            }
            _ => out.push((sentence, from..to)),
        }
        from = to;
    }
    out
}

fn topic_weights<'a>(units: impl Iterator<Item = &'a Raw>) -> Vec<f32> {
    let mut having = vec![0_u32; TOPICS.count];
    let mut count = 0;
    for unit in units {
        count += 1;
        let mut words: Vec<u16> = unit.passages.iter().flat_map(|p| p.words.iter().copied()).collect();
        words.sort_unstable();
        words.dedup();
        for (topic, _) in TOPICS.strengths(words) {
            having[usize::from(topic)] += 1;
        }
    }
    having.iter().map(|&n| (1.0 + count as f32 / n.max(1) as f32).ln()).collect()
}

struct Weigher<'a> {
    weights: &'a [f32],
    ids: &'a [u32],
    topics: Vec<f32>,
}

impl Weigher<'_> {
    fn vectors(&self, raw: Raw, count: &mut Count) -> Vectors {
        let mut all = self.terms(raw.passages.iter().flat_map(|p| &p.ids), true, count);
        all.sort_unstable_by_key(|t| t.0);
        let mut head = self.terms(&raw.head.0, false, count);
        head.sort_unstable_by_key(|t| t.0);
        let words: Vec<u16> = raw.passages.iter().flat_map(|p| p.words.iter().copied()).collect();
        let head_topics = TOPICS.strengths(raw.head.1);
        let mut topics = TOPICS.strengths(words);
        for &(topic, strength) in &head_topics {
            if let Some(t) = topics.iter_mut().find(|t| t.0 == topic) {
                t.1 += HEADING * strength;
            }
        }
        Vectors {
            terms: all,
            topics: self.topics(topics),
            head_terms: head,
            head_topics: self.topics(head_topics),
            passages: raw
                .passages
                .into_iter()
                .map(|p| Passage {
                    span: p.span,
                    terms: self.terms(&p.ids, false, count),
                    topics: self.topics(TOPICS.strengths(p.words)),
                })
                .collect(),
            hits: raw.hits,
            folded: raw.folded,
            print: raw.print,
        }
    }

    /// Weighs terms, in the order in which they first stand; with `counts` a term weighs more (by
    /// logarithm) the oftener it stands. Terms of one side only count in the length to which the
    /// vector is scaled.
    fn terms<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i u32>,
        counts: bool,
        count: &mut Count,
    ) -> Sparse<u32> {
        count.distinct(ids);
        let mut out = Vec::with_capacity(count.first.len());
        let mut square = 0.0;
        for &id in &count.first {
            let times = if counts { count.times[id as usize] } else { 1 };
            let times = if times > 1 { 1.0 + (times as f32).ln() } else { 1.0 };
            let weight = times * self.weights[id as usize];
            square += weight * weight;
            let shared = self.ids[id as usize];
            if shared != NOT_SHARED {
                out.push((shared, weight));
            }
        }
        scale(&mut out, square);
        out.shrink_to_fit();
        out
    }

    fn topics(&self, strengths: Vec<(u16, f32)>) -> Sparse<u16> {
        let mut out: Sparse<u16> = strengths
            .into_iter()
            .map(|(t, s)| (t, if s > 1.0 { 1.0 + s.ln() } else { s } * self.topics[usize::from(t)]))
            .collect();
        let square = out.iter().map(|t| t.1 * t.1).sum();
        scale(&mut out, square);
        out
    }
}

/// Counts numbers without sorting them.
struct Count {
    /// Number → the count in which it was seen last, and how often.
    seen: Vec<u32>,
    times: Vec<u32>,
    counts: u32,
    /// Distinct numbers in order of their first place.
    first: Vec<u32>,
}

impl Count {
    /// For numbers below `numbers`.
    fn new(numbers: usize) -> Self {
        Self { seen: vec![0; numbers], times: vec![0; numbers], counts: 0, first: Vec::new() }
    }

    /// Counts `ids`: `first` and `times` tell the result.
    fn distinct<'i>(&mut self, ids: impl IntoIterator<Item = &'i u32>) {
        self.counts += 1;
        self.first.clear();
        for &id in ids {
            let at = id as usize;
            if self.seen[at] == self.counts {
                self.times[at] += 1;
            } else {
                (self.seen[at], self.times[at]) = (self.counts, 1);
                self.first.push(id);
            }
        }
    }
}

fn scale<N>(vector: &mut Sparse<N>, square: f32) {
    if square > 0.0 {
        let by = square.sqrt().recip();
        for t in vector {
            t.1 *= by;
        }
    }
}

/// Scalar product of two ordered sparse vectors.
pub(super) fn dot<N: Ord + Copy>(a: &Sparse<N>, b: &Sparse<N>) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x.1 * y.1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}
