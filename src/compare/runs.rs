//! Runs of characters that two units share.

use super::reasons::{Words, counts, figure, pair_key};
use super::terms::keys;
use super::vectors::Space;

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

/// Maximal shared runs, each wording once, weightiest first, at most `most`.
pub(super) fn runs(space: &Space, left: &Words, right: &Words, most: usize) -> Vec<Run> {
    let (lefts, rights) = (&left.folded.chars, &right.folded.chars);
    let mut found: Vec<Run> = Vec::new();
    for (j, pair) in rights.windows(2).enumerate() {
        let &[first, second] = pair else { continue };
        for &i in left.pairs.get(&pair_key(first, second)).map_or(&[][..], Vec::as_slice) {
            let i = i as usize;
            if i > 0 && j > 0 && lefts[i - 1] == rights[j - 1] && counts(lefts[i - 1]) {
                continue;
            }
            let same = lefts[i..].iter().zip(&rights[j..]).take_while(|(l, r)| l == r && counts(**l)).count();
            let (mut from, to) = trim(&lefts[i..i + same]);
            // Not from the middle of a number on: 1600家 and 2500家 share no 00家.
            let digit = |chars: &[char], at: Option<usize>| {
                at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit)
            };
            if digit(lefts, i.checked_sub(1)) || digit(rights, j.checked_sub(1)) {
                from += lefts[i + from..i + to].iter().take_while(|c| c.is_ascii_digit()).count();
            }
            if to < from + 2 {
                continue;
            }
            let weight = weight(space, &lefts[i + from..i + to]);
            if weight > 0.0 {
                found.push(Run { left: i + from, right: j + from, len: to - from, weight });
            }
        }
    }
    found.sort_by(|x, y| {
        y.weight.total_cmp(&x.weight).then(y.len.cmp(&x.len)).then((x.left, x.right).cmp(&(y.left, y.right)))
    });
    let mut out: Vec<Run> = Vec::new();
    for run in found {
        let words = &lefts[run.left..run.left + run.len];
        if !out.iter().any(|r| known(r, run, &lefts[r.left..r.left + r.len], words)) {
            out.push(run);
        }
        if out.len() >= most {
            break;
        }
    }
    out
}

/// True when `run` (its words: `short`) says nothing that `other` does not say.
fn known(other: &Run, run: Run, long: &[char], short: &[char]) -> bool {
    let within = |at: usize, start: usize| start <= at && at + run.len <= start + other.len;
    within(run.left, other.left)
        || within(run.right, other.right)
        || long.windows(short.len().max(1)).any(|w| w == short)
}

/// Leaves out what stands at the edges of shared runs by chance: particles and conjunctions.
fn trim(run: &[char]) -> (usize, usize) {
    let loose =
        |c: &&char| "的了和与及在为以对等是将要把并而地得着或也都又向从由被使让其之于按各".contains(**c);
    let from = run.iter().take_while(loose).count();
    let to = run.len() - run.iter().rev().take_while(loose).count();
    if from + 2 > to { (0, 0) } else { (from, to) }
}

/// What the run adds to the cosine (before scaling): the squares of its terms' weights.
fn weight(space: &Space, run: &[char]) -> f32 {
    let mut sum = if figure(run) { FIGURE } else { 0.0 };
    keys(run, |key, _| {
        let w = space.vocabulary.weight(key, &space.weights);
        sum += w * w;
    });
    sum
}
