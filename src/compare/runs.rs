//! Runs of characters that two units share.

use std::hash::Hasher;

use super::reasons::{Words, figure};
use super::terms::keys;
use super::vectors::Space;
use crate::text::numbered::{Mix, Numbered};

/// Places of one pair of characters that are followed in the left unit.
const PLACES: usize = 48;

/// What a shared figure weighs: as much as a rare word of three characters.
const FIGURE: f32 = 40.0;

/// A run of characters that both units have: indices of folded characters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) len: usize,
    pub(super) weight: f32,
}

/// Room for the search, kept from pair to pair.
#[derive(Default)]
pub(super) struct Room {
    found: Vec<Run>,
    /// Print of a wording → its number in `found`.
    seen: Numbered<u32>,
}

/// Maximal shared runs, each wording once, weightiest first, at most `most`.
pub(super) fn runs(space: &Space, left: &Words, right: &Words, most: usize, room: &mut Room) -> Vec<Run> {
    room.found.clear();
    room.seen.clear();
    // Both lists are ordered by pair of characters, with a last one: walk along the two.
    let (mut a, mut b) = (0, 0);
    while let ([l, l_next, ..], [r, r_next, ..]) = (&left.pairs[a..], &right.pairs[b..]) {
        if l.0 == r.0 {
            let lefts = &left.places[l.1 as usize..l_next.1 as usize];
            let rights = &right.places[r.1 as usize..r_next.1 as usize];
            let word = !left.plain[lefts[0].0 as usize].is_ascii_digit();
            let mut alone = false;
            for &(i, before, after) in lefts.iter().take(PLACES) {
                for &(j, before_too, after_too) in rights {
                    // What goes on from the character before was found there.
                    if before == before_too && before != '\0' {
                        continue;
                    }
                    // A pair by itself is the same wording each time; the first places count.
                    let short = word && (after != after_too || after == '\0');
                    if !short || !alone {
                        grow(left, right, i as usize, j as usize, room);
                    }
                    alone |= short;
                }
            }
        }
        let (left_on, right_on) = (l.0 <= r.0, r.0 <= l.0);
        a += usize::from(left_on);
        b += usize::from(right_on);
    }
    let lefts = &left.folded.chars;
    let words = |r: &Run| &lefts[r.left..r.left + r.len];
    for run in &mut room.found {
        run.weight = weight(space, words(run));
    }
    room.found.retain(|r| r.weight > 0.0);
    room.found.sort_unstable_by(|x, y| {
        y.weight.total_cmp(&x.weight).then(y.len.cmp(&x.len)).then((x.left, x.right).cmp(&(y.left, y.right)))
    });
    let mut out: Vec<Run> = Vec::new();
    for run in &room.found {
        if !out.iter().any(|r| within(words(run), words(r))) {
            out.push(*run);
        }
        if out.len() >= most {
            break;
        }
    }
    out
}

/// Grows the pair at `i` left and `j` right, which begins a shared run, to the longest and keeps it
/// unless its wording was found before; of equal wordings the first places count.
fn grow(left: &Words, right: &Words, i: usize, j: usize, room: &mut Room) {
    let (lefts, rights) = (&left.plain, &right.plain);
    let same = lefts[i..].iter().zip(&rights[j..]).take_while(|(l, r)| l == r && **l != '\0').count();
    let (mut from, to) = trim(&lefts[i..i + same]);
    // Not from the middle of a number on: 1600家 and 2500家 share no 00家.
    let digit =
        |chars: &[char], at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    if digit(lefts, i.checked_sub(1)) || digit(rights, j.checked_sub(1)) {
        from += lefts[i + from..i + to].iter().take_while(|c| c.is_ascii_digit()).count();
    }
    if to < from + 2 {
        return;
    }
    let run = Run { left: i + from, right: j + from, len: to - from, weight: 0.0 };
    let mut print = Mix::default();
    lefts[run.left..run.left + run.len].iter().for_each(|&c| print.write_u64(u64::from(c)));
    let fresh = room.found.len() as u32;
    let known = *room.seen.entry(print.finish()).or_insert(fresh) as usize;
    match room.found.get_mut(known) {
        Some(first) if (run.left, run.right) < (first.left, first.right) => *first = run,
        Some(_) => {}
        None => room.found.push(run),
    }
}

/// True when `short` stands in `long`.
fn within(short: &[char], long: &[char]) -> bool {
    let first = short.first();
    long.windows(short.len().max(1)).any(|w| w.first() == first && w == short)
}

/// Leaves out what stands at the edges of shared runs by chance: particles and conjunctions.
fn trim(run: &[char]) -> (usize, usize) {
    let loose = |c: &&char| {
        matches!(
            **c,
            '的' | '了'
                | '和'
                | '与'
                | '及'
                | '在'
                | '为'
                | '以'
                | '对'
                | '等'
                | '是'
                | '将'
                | '要'
                | '把'
                | '并'
                | '而'
                | '地'
                | '得'
                | '着'
                | '或'
                | '也'
                | '都'
                | '又'
                | '向'
                | '从'
                | '由'
                | '被'
                | '使'
                | '让'
                | '其'
                | '之'
                | '于'
                | '按'
                | '各'
        )
    };
    let from = run.iter().take_while(loose).count();
    let to = run.len() - run.iter().rev().take_while(loose).count();
    if from + 2 > to { (0, 0) } else { (from, to) }
}

/// What the run adds to the cosine (before scaling): the squares of its terms' weights.
fn weight(space: &Space, run: &[char]) -> f32 {
    let mut sum = if figure(run) { FIGURE } else { 0.0 };
    keys(run, |key, _| {
        let w = space.weight(key);
        sum += w * w;
    });
    sum
}
