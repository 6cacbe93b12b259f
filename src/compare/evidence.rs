//! What speaks for each pair of units, as a few numbers.

use rayon::prelude::*;

use super::candidates::{Candidate, Candidates};
use super::topics::TOPICS;
use super::vectors::{Passage, Space, Vectors, dot};

/// Weight that a phrase of three characters found in two units only has, about.
const ONLY: f32 = 20.0;

/// What speaks for a pair. Every number grows with the likeness; shares lie in 0–1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// Cosine of the weighted terms of the whole units.
    pub words: f32,
    /// Cosine of the weighted topics of the whole units.
    pub topics: f32,
    /// Likeness against that of the left unit's best pair, likewise the right unit's; the lesser.
    pub mutual: f32,
    /// Likeness of the two most alike passages.
    pub passage: f32,
    /// The same, less where another unit has a passage more alike; as the left unit's passages see it.
    pub own_left: f32,
    /// As the right unit's passages see it.
    pub own_right: f32,
    /// Share of the left unit's passages that find their best passage in the right unit.
    pub votes_left: f32,
    /// Share of the right unit's passages that find their best passage in the left unit.
    pub votes_right: f32,
    /// Cosine of the headings' terms.
    pub heading: f32,
    /// Cosine of one heading's topics with the other unit's, the greater.
    pub heading_topics: f32,
    /// The same against that of each unit's best pair; the lesser.
    pub heading_mutual: f32,
    /// How much wording only these two units have: logarithm of the weights' sum.
    pub only: f32,
    /// Shared formulations: about 1 for each that only these two units have.
    pub formulations: f32,
    /// The folded texts are equal.
    pub equal: bool,
}

/// A pair seen through its passages.
struct Close {
    /// For each left passage its likeness to the right unit's likest passage.
    left: Vec<f32>,
    /// For each right passage its likeness to the left unit's likest passage.
    right: Vec<f32>,
}

/// Evidence, and how alike the passages of each unit find their best on the other side.
pub(super) struct Weighed {
    /// In the order of the candidates.
    pub(super) evidence: Vec<Evidence>,
    /// For each left unit, for each passage, the likeness of the best.
    pub(super) best_left: Vec<Vec<f32>>,
    /// Likewise for right units.
    pub(super) best_right: Vec<Vec<f32>>,
}

/// Weighs every candidate.
pub(super) fn weigh(space: &Space, candidates: &Candidates) -> Weighed {
    let rows: Vec<&[Candidate]> = candidates.pairs.chunk_by(|a, b| a.left == b.left).collect();
    let close: Vec<Close> = rows
        .par_iter()
        .with_min_len(64)
        .map_init(
            || Slots::new(space.shared),
            |slots, row| {
                let Some(unit) = row.first().map(|c| &space.left[c.left as usize]) else { return Vec::new() };
                slots.fill(&unit.passages);
                let seen = row.iter().map(|c| slots.close(unit, &space.right[c.right as usize])).collect();
                slots.clear(&unit.passages);
                seen
            },
        )
        .flatten_iter()
        .collect();
    let mut out: Vec<Evidence> = candidates.pairs.iter().map(|&c| basic(space, candidates, c)).collect();
    let lefts: Vec<usize> = out.iter().map(|e| e.left).collect();
    let rights: Vec<usize> = out.iter().map(|e| e.right).collect();
    for (e, mass) in out.iter_mut().zip(only(space, candidates)) {
        e.only = (1.0 + mass / ONLY).ln();
    }
    let mut best_left = vec![Vec::new(); space.left.len()];
    let mut best_right = vec![Vec::new(); space.right.len()];
    own(
        &lefts,
        &close,
        |c| &c.left,
        &mut best_left,
        |k, own, votes| {
            (out[k].own_left, out[k].votes_left) = (own, votes);
        },
    );
    own(
        &rights,
        &close,
        |c| &c.right,
        &mut best_right,
        |k, own, votes| {
            (out[k].own_right, out[k].votes_right) = (own, votes);
        },
    );
    for (e, c) in out.iter_mut().zip(&close) {
        e.passage = c.left.iter().copied().fold(0.0, f32::max);
    }
    heading_mutual(&mut out, space.left.len(), space.right.len());
    Weighed { evidence: out, best_left, best_right }
}

fn heading_mutual(all: &mut [Evidence], left: usize, right: usize) {
    let (mut best_left, mut best_right) = (vec![0.0_f32; left], vec![0.0_f32; right]);
    for e in all.iter() {
        best_left[e.left] = best_left[e.left].max(e.heading_topics);
        best_right[e.right] = best_right[e.right].max(e.heading_topics);
    }
    for e in all.iter_mut().filter(|e| e.heading_topics > 0.0) {
        let best = best_left[e.left].max(best_right[e.right]);
        e.heading_mutual = e.heading_topics / best;
    }
}

/// For each candidate the weights of the terms that no other unit of either side has.
fn only(space: &Space, candidates: &Candidates) -> Vec<f32> {
    let owner = |units: &[Vectors]| {
        // None: nobody yet; Some(None): several.
        let mut owner: Vec<Option<Option<u32>>> = vec![None; space.shared];
        for (i, unit) in units.iter().enumerate() {
            for &(term, _) in &unit.terms {
                let slot = &mut owner[term as usize];
                *slot = Some(if slot.is_none() { Some(i as u32) } else { None });
            }
        }
        owner
    };
    let (left, right) = (owner(&space.left), owner(&space.right));
    let mut out = vec![0.0; candidates.pairs.len()];
    for ((l, r), weight) in left.iter().zip(&right).zip(&space.shared_weights) {
        let (Some(Some(l)), Some(Some(r))) = (l, r) else { continue };
        if let Ok(k) = candidates.pairs.binary_search_by_key(&(*l, *r), |c| (c.left, c.right)) {
            out[k] += weight;
        }
    }
    out
}

fn basic(space: &Space, candidates: &Candidates, c: Candidate) -> Evidence {
    let (left, right) = (&space.left[c.left as usize], &space.right[c.right as usize]);
    let share = |best: f32| if best > 0.0 { (c.whole() / best).min(1.0) } else { 0.0 };
    Evidence {
        left: c.left as usize,
        right: c.right as usize,
        words: c.words.min(1.0),
        topics: c.topics.min(1.0),
        mutual: share(candidates.best_left[c.left as usize])
            .min(share(candidates.best_right[c.right as usize])),
        heading: dot(&left.head_terms, &right.head_terms),
        heading_topics: dot(&left.topics, &right.head_topics).max(dot(&left.head_topics, &right.topics)),
        formulations: space.formulations.get(&(c.left, c.right)).copied().unwrap_or(0.0),
        equal: left.print == right.print && left.folded.chars.len() == right.folded.chars.len(),
        ..Evidence::default()
    }
}

/// Groups candidates by `unit` (that side's unit of each candidate) and tells for each candidate how
/// much the unit's passages (`side`) prefer it: likeness × (likeness / best likeness)², greatest over
/// the passages; and its share of their votes, each passage voting for its best with its likeness.
fn own(
    unit: &[usize],
    close: &[Close],
    side: impl Fn(&Close) -> &Vec<f32>,
    bests: &mut [Vec<f32>],
    mut set: impl FnMut(usize, f32, f32),
) {
    let mut order: Vec<usize> = (0..unit.len()).collect();
    order.sort_by_key(|&k| unit[k]);
    for group in order.chunk_by(|&a, &b| unit[a] == unit[b]) {
        let passages = group.first().map_or(0, |&k| side(&close[k]).len());
        let mut best = vec![0.0_f32; passages];
        for &k in group {
            for (b, &v) in best.iter_mut().zip(side(&close[k])) {
                *b = b.max(v);
            }
        }
        let all: f32 = best.iter().sum();
        for &k in group {
            let (mut own, mut votes) = (0.0_f32, 0.0);
            for (&b, &v) in best.iter().zip(side(&close[k])).filter(|&(&b, _)| b > 0.0) {
                own = own.max(v * (v / b) * (v / b));
                if v >= b - 1e-6 {
                    votes += v;
                }
            }
            set(k, own, if all > 0.0 { votes / all } else { 0.0 });
        }
        if let Some(slot) = group.first().and_then(|&k| bests.get_mut(unit[k])) {
            *slot = best;
        }
    }
}

/// The passages of one unit, laid out for comparing many others with them. For each term the passages
/// that have it: a linked list per term in one arena. For each topic its weight in every passage.
struct Slots {
    heads: Vec<u32>,
    /// Topic × passages + passage → weight.
    topics: Vec<f32>,
    /// (passage, weight, next entry + 1).
    entries: Vec<(u32, f32, u32)>,
}

impl Slots {
    fn new(terms: usize) -> Self {
        Self { heads: vec![0; terms], topics: Vec::new(), entries: Vec::new() }
    }

    fn fill(&mut self, passages: &[Passage]) {
        self.topics.clear();
        self.topics.resize(TOPICS.count * passages.len(), 0.0);
        for (p, passage) in passages.iter().enumerate() {
            for &(topic, weight) in &passage.topics {
                self.topics[usize::from(topic) * passages.len() + p] = weight;
            }
            for &(term, weight) in &passage.terms {
                let head = &mut self.heads[term as usize];
                self.entries.push((p as u32, weight, *head));
                *head = self.entries.len() as u32;
            }
        }
    }

    fn clear(&mut self, passages: &[Passage]) {
        for &(term, _) in passages.iter().flat_map(|p| &p.terms) {
            self.heads[term as usize] = 0;
        }
        self.entries.clear();
    }

    /// Compares the passages of `left` (with which the slots are filled) and `right`.
    fn close(&self, left: &Vectors, right: &Vectors) -> Close {
        let count = left.passages.len();
        let mut out = Close { left: vec![0.0; count], right: Vec::with_capacity(right.passages.len()) };
        let mut row = vec![0.0_f32; count];
        let mut topics = vec![0.0_f32; count];
        for passage in &right.passages {
            row.fill(0.0);
            topics.fill(0.0);
            for &(topic, weight) in &passage.topics {
                let from = usize::from(topic) * count;
                for (sum, w) in topics.iter_mut().zip(&self.topics[from..from + count]) {
                    *sum += w * weight;
                }
            }
            for &(term, weight) in &passage.terms {
                let mut at = self.heads[term as usize];
                while let Some(&(p, w, next)) = at.checked_sub(1).and_then(|i| self.entries.get(i as usize)) {
                    row[p as usize] += w * weight;
                    at = next;
                }
            }
            let mut best = 0.0_f32;
            for ((words, topics), seen) in row.iter().zip(&topics).zip(&mut out.left) {
                let like = words.max(0.0).sqrt() + 0.5 * topics;
                *seen = seen.max(like);
                best = best.max(like);
            }
            out.right.push(best);
        }
        out
    }
}
