//! Which pairs of units are worth a closer look: an inverted index, no full matrix.

use rayon::prelude::*;

use super::vectors::{Space, Vectors};

/// A pair of units with its whole-unit likeness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) left: u32,
    pub(super) right: u32,
    /// Cosine of the term vectors.
    pub(super) words: f32,
    /// Cosine of the topic vectors.
    pub(super) topics: f32,
}

impl Candidate {
    /// Words and topics together. The root evens out how much longer texts differ from themselves.
    pub(super) fn whole(self) -> f32 {
        self.words.max(0.0).sqrt() + 0.5 * self.topics
    }
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// Candidates per unit of either side.
    pub(super) most: usize,
    /// Terms that more units of the other side have are left out of the search.
    pub(super) commonest: usize,
}

/// Candidates and, per unit, the likeness of the best one.
pub(super) struct Candidates {
    /// Ordered by left, then right.
    pub(super) pairs: Vec<Candidate>,
    /// Best `whole` per left unit.
    pub(super) best_left: Vec<f32>,
    /// Best `whole` per right unit.
    pub(super) best_right: Vec<f32>,
}

/// For each term (or topic) the units that have it.
struct Index {
    terms: Lists,
    topics: Lists,
    units: usize,
}

/// Lists of (unit, weight), one after the other.
struct Lists {
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

impl Lists {
    fn new<N: Copy + Into<u64>>(count: usize, vectors: &[&Vec<(N, f32)>]) -> Self {
        let number = |n: N| n.into() as usize;
        let mut starts = vec![0_u32; count + 1];
        for t in vectors.iter().flat_map(|v| v.iter()) {
            starts[number(t.0) + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); *starts.last().unwrap_or(&0) as usize];
        for (unit, vector) in vectors.iter().enumerate() {
            for &(n, weight) in *vector {
                let at = &mut next[number(n)];
                entries[*at as usize] = (unit as u32, weight);
                *at += 1;
            }
        }
        Self { starts, entries }
    }

    fn of(&self, n: usize) -> &[(u32, f32)] {
        let (Some(&from), Some(&to)) = (self.starts.get(n), self.starts.get(n + 1)) else { return &[] };
        self.entries.get(from as usize..to as usize).unwrap_or_default()
    }
}

impl Index {
    fn new(units: &[Vectors], terms: usize, topics: usize) -> Self {
        Self {
            terms: Lists::new(terms, &units.iter().map(|u| &u.terms).collect::<Vec<_>>()),
            topics: Lists::new(topics, &units.iter().map(|u| &u.topics).collect::<Vec<_>>()),
            units: units.len(),
        }
    }

    /// The likeliest units for `unit`: at most `reach.most`, likeliest first; (unit, words, topics).
    fn nearest(&self, unit: &Vectors, reach: Reach, room: &mut Room) -> Vec<(u32, f32, f32)> {
        room.words.clear();
        room.words.resize(self.units, 0.0);
        room.topics.clear();
        room.topics.resize(self.units, 0.0);
        for &(term, weight) in &unit.terms {
            let list = self.terms.of(term as usize);
            if list.len() <= reach.commonest {
                for &(other, w) in list {
                    room.words[other as usize] += weight * w;
                }
            }
        }
        for &(topic, weight) in &unit.topics {
            for &(other, w) in self.topics.of(usize::from(topic)) {
                room.topics[other as usize] += weight * w;
            }
        }
        let Room { words, topics, near } = room;
        near.clear();
        near.extend((0..self.units).filter(|&j| words[j] > 0.0 || topics[j] > 0.0).map(|j| Candidate {
            left: 0,
            right: j as u32,
            words: words[j],
            topics: topics[j],
        }));
        let order =
            |a: &Candidate, b: &Candidate| b.whole().total_cmp(&a.whole()).then(a.right.cmp(&b.right));
        if near.len() > reach.most {
            near.select_nth_unstable_by(reach.most, order);
            near.truncate(reach.most);
        }
        near.sort_unstable_by(order);
        near.iter().map(|c| (c.right, c.words, c.topics)).collect()
    }
}

#[derive(Default)]
struct Room {
    words: Vec<f32>,
    topics: Vec<f32>,
    near: Vec<Candidate>,
}

/// Finds candidates from both sides.
pub(super) fn candidates(space: &Space, topics: usize, reach: Reach) -> Candidates {
    let search = |from: &[Vectors], to: &[Vectors]| -> Vec<Vec<(u32, f32, f32)>> {
        let index = Index::new(to, space.shared, topics);
        from.par_iter()
            .with_min_len(64)
            .map_init(Room::default, |room, unit| index.nearest(unit, reach, room))
            .collect()
    };
    let from_left = search(&space.left, &space.right);
    let from_right = search(&space.right, &space.left);
    let best = |rows: &[Vec<(u32, f32, f32)>]| -> Vec<f32> {
        rows.iter()
            .map(|r| {
                r.first()
                    .map_or(0.0, |&(_, words, topics)| Candidate { left: 0, right: 0, words, topics }.whole())
            })
            .collect()
    };
    let (best_left, best_right) = (best(&from_left), best(&from_right));
    let mut pairs: Vec<Candidate> = Vec::new();
    for (i, row) in from_left.iter().enumerate() {
        pairs.extend(row.iter().map(|&(j, words, topics)| Candidate {
            left: i as u32,
            right: j,
            words,
            topics,
        }));
    }
    for (j, row) in from_right.iter().enumerate() {
        pairs.extend(row.iter().map(|&(i, words, topics)| Candidate {
            left: i,
            right: j as u32,
            words,
            topics,
        }));
    }
    pairs.extend(same(space));
    // Stable: of two equal pairs the one seen from the left stays.
    pairs.sort_by_key(|p| (p.left, p.right));
    pairs.dedup_by_key(|p| (p.left, p.right));
    Candidates { pairs, best_left, best_right }
}

/// Pairs of units with equal text, the first with the first and so on: they may have no term at all.
fn same(space: &Space) -> Vec<Candidate> {
    let listed = |units: &[Vectors]| {
        let mut list: Vec<(u64, usize, u32)> =
            units.iter().enumerate().map(|(i, u)| (u.print, u.folded.chars.len(), i as u32)).collect();
        list.sort_unstable();
        list
    };
    let (left, right) = (listed(&space.left), listed(&space.right));
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(l), Some(r)) = (left.get(i), right.get(j)) {
        match (l.0, l.1).cmp(&(r.0, r.1)) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.push(Candidate { left: l.2, right: r.2, words: 1.0, topics: 1.0 });
                i += 1;
                j += 1;
            }
        }
    }
    out
}

/// Steps that [`candidates`] will take: the work grows with how many units share a term.
pub(super) fn cost(space: &Space, reach: Reach) -> u64 {
    let count = |units: &[Vectors]| {
        let mut n = vec![0_u32; space.shared];
        units.iter().flat_map(|u| &u.terms).for_each(|t| n[t.0 as usize] += 1);
        n
    };
    let (left, right) = (count(&space.left), count(&space.right));
    let most = reach.commonest as u64;
    left.iter()
        .zip(&right)
        .map(|(&l, &r)| (u64::from(l), u64::from(r)))
        .map(|(l, r)| if r <= most { l * r } else { 0 } + if l <= most { l * r } else { 0 })
        .sum::<u64>()
        + (space.left.len() as u64 * space.right.len() as u64) * 2
}
