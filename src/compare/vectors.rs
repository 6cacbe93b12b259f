//! Units and their passages as weighted term and topic vectors.

use rayon::prelude::*;

use super::Unit;
use super::formulations::{Shared, Texts, shared};
use super::quoted::quoted;
use super::terms::{Map, Vocabulary};
use super::topics::{Hit, TOPICS};
use crate::report::{Report, Role};
use crate::text::{Folded, Span, fold, sentences};

/// A sparse vector, ordered by number; of length 1 unless empty.
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
    /// Terms that both sides have.
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
    /// Words of the list of topics, with their places.
    pub(super) hits: Vec<Hit>,
    /// Identifies the folded text.
    pub(super) print: u64,
    /// Folded characters.
    pub(super) length: usize,
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
    by_key: Map<u32>,
    /// Left units.
    pub(super) left: Vec<Vectors>,
    /// Right units.
    pub(super) right: Vec<Vectors>,
}

/// A unit, read but not yet weighed.
#[derive(Default)]
struct Raw {
    passages: Vec<RawPassage>,
    /// Quoted terms, folded.
    quoted: Vec<String>,
    /// The heading, folded; no text when there is none.
    title: Folded,
    /// Terms and words of the heading.
    head: (Vec<u32>, Vec<u16>),
    hits: Vec<Hit>,
    print: u64,
    length: usize,
}

struct RawPassage {
    span: Span,
    /// Folded.
    text: String,
    /// The same with its places, until the terms are numbered.
    folded: Folded,
    /// Numbers of its terms, sorted.
    ids: Vec<u32>,
    /// Numbers of its words in the list of topics.
    words: Vec<u16>,
}

impl Space {
    /// Reads the units of both sides.
    pub(super) fn new(left_side: (&Report, &[Unit]), right_side: (&Report, &[Unit])) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut number = 0;
        let mut read = |(report, units): (&Report, &[Unit]), side| -> Vec<Raw> {
            let mut raws: Vec<Raw> =
                units.par_iter().with_min_len(16).map(|unit| raw(report, unit)).collect();
            vocabulary.reserve(raws.iter().map(|r| r.length).sum());
            for raw in &mut raws {
                number += 1;
                raw.number(&mut vocabulary, number, side);
            }
            raws
        };
        let (left, right) = (read(left_side, false), read(right_side, true));
        let count = left.len() + right.len();
        let frame = if std::ptr::eq(left_side.0, right_side.0) {
            let mut spans: Vec<Span> = left_side.1.iter().chain(right_side.1).map(|u| u.item.span).collect();
            spans.sort();
            frames(left_side.0, &spans)
        } else {
            let spans = |units: &[Unit]| units.iter().map(|u| u.item.span).collect::<Vec<_>>();
            let mut frame = frames(left_side.0, &spans(left_side.1));
            frame.extend(frames(right_side.0, &spans(right_side.1)));
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
            raws.into_par_iter().with_min_len(16).map(|r| weigher.vectors(r)).collect()
        };
        let (left, right) = (weigh(left), weigh(right));
        let mut shared_weights = vec![0.0; shared];
        for (&id, &weight) in ids.iter().zip(&weights) {
            if let Some(id) = id {
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
    units
        .iter()
        .map(|u| {
            (
                u.passages.iter().map(|p| p.text.as_str()).collect(),
                u.quoted.iter().map(String::as_str).collect(),
            )
        })
        .collect()
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
            passage.ids.reserve_exact(3 * passage.folded.chars.len());
            vocabulary.read(&passage.folded, unit, right, &mut passage.ids);
            passage.ids.sort_unstable();
            passage.folded = Folded::default();
        }
        vocabulary.read(&self.title, unit, right, &mut self.head.0);
        self.head.0.sort_unstable();
    }
}

fn raw(report: &Report, unit: &Unit) -> Raw {
    let text = report.text();
    let mut out = Raw::default();
    for (span, folded) in passages(text, unit.item.span) {
        out.length += folded.chars.len();
        for &c in &folded.chars {
            out.print = (out.print ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3).rotate_left(5);
        }
        let hits = TOPICS.hits(&folded);
        let words = hits.iter().map(|h| h.word).collect();
        out.hits.extend(hits);
        let text = folded.chars.iter().collect();
        out.passages.push(RawPassage { span, text, folded, ids: Vec::new(), words });
    }
    out.quoted = quoted(text, unit.item.span)
        .into_iter()
        .map(|q| fold(q.span.of(text), 0).chars.into_iter().collect())
        .collect();
    if let Some(heading) = unit.item.heading.and_then(|h| report.headings.get(h)) {
        out.title = fold(heading.title.of(text), heading.title.start());
        out.head.1 = TOPICS.hits(&out.title).into_iter().map(|h| h.word).collect();
    }
    out
}

/// Sentences of `span`, short ones joined to the one before.
fn passages(text: &str, span: Span) -> Vec<(Span, Folded)> {
    let least = SHORTEST.max(span.len() / 3 / MOST);
    let mut out: Vec<(Span, Folded)> = Vec::new();
    for sentence in sentences(text, span) {
        match out.last_mut() {
            Some((before, folded)) if folded.chars.len() < least => {
                *before = Span::new(before.start(), sentence.end());
                *folded = fold(before.of(text), before.start());
            }
            _ => out.push((sentence, fold(sentence.of(text), sentence.start()))),
        }
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
    ids: &'a [Option<u32>],
    topics: Vec<f32>,
}

impl Weigher<'_> {
    fn vectors(&self, raw: Raw) -> Vectors {
        let mut all: Vec<u32> = raw.passages.iter().flat_map(|p| p.ids.iter().copied()).collect();
        all.sort_unstable();
        let words: Vec<u16> = raw.passages.iter().flat_map(|p| p.words.iter().copied()).collect();
        let head = TOPICS.strengths(raw.head.1);
        let mut topics = TOPICS.strengths(words);
        for &(topic, strength) in &head {
            if let Some(t) = topics.iter_mut().find(|t| t.0 == topic) {
                t.1 += HEADING * strength;
            }
        }
        Vectors {
            terms: self.terms(&all, true),
            topics: self.topics(topics),
            head_terms: self.terms(&raw.head.0, false),
            head_topics: self.topics(head),
            passages: raw
                .passages
                .into_iter()
                .map(|p| Passage {
                    span: p.span,
                    terms: self.terms(&p.ids, false),
                    topics: self.topics(TOPICS.strengths(p.words)),
                })
                .collect(),
            hits: raw.hits,
            print: raw.print,
            length: raw.length,
        }
    }

    /// Weighs sorted term numbers; with `counts` a term weighs more (by logarithm) the oftener it
    /// stands. Terms of one side only count in the length to which the vector is scaled.
    fn terms(&self, sorted: &[u32], counts: bool) -> Sparse<u32> {
        let mut out = Vec::with_capacity(sorted.len());
        let mut square = 0.0;
        for run in sorted.chunk_by(|a, b| a == b) {
            let Some(&id) = run.first() else { continue };
            let times = if counts { 1.0 + (run.len() as f32).ln() } else { 1.0 };
            let weight = times * self.weights[id as usize];
            square += weight * weight;
            if let Some(id) = self.ids[id as usize] {
                out.push((id, weight));
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
