//! From evidence to links: how sure, and statuses.

use rayon::prelude::*;

use super::candidates::{Reach, candidates, cost};
use super::evidence::{Evidence, weigh};
use super::points::points;
use super::reasons::{Words, reasons};
use super::runs::Room;
use super::topics::TOPICS;
use super::vectors::{SideUnits, Space, Vectors};
use super::{Certainty, CompareOptions, Comparison, Link, Side, Status, Unit};
use crate::report::{PassageKind, Report, Role};
use crate::text::Span;

/// Candidates per unit.
const REACH: usize = 24;
/// The same when either side has more than [`LARGE`] units.
const REACH_IN_LARGE: usize = 12;
/// Terms that more units have are left out of the search for candidates in very large comparisons.
const COMMONEST: usize = 400;
/// Steps a millisecond: measured on a slow office machine, one core.
const STEPS_PER_MS: u64 = 100_000;

/// Likeness from which a link is certain, likely, uncertain. On the reports at hand all links above
/// the first are right; the second balances wrong links against missed ones, the third offers
/// nearly all that should be seen.
const CERTAIN: f32 = 0.97;
const LIKELY: f32 = 0.28;
const UNCERTAIN: f32 = 0.06;
/// Between units that both have a better link, so much is enough to be shown as uncertain: it changes
/// nobody's status.
const HINT: f32 = 0.03;
/// What a list of shortcomings loses: it names what is to be mended, not what is continued. Fitted by
/// eye; such links are arguable at best.
const SHORTCOMINGS: f32 = 1.5;

/// Links that a unit keeps: its likeliest. A link goes only when neither of its units keeps it.
const LINKS: usize = 8;
/// The same when either side has more than [`LARGE`] units: nobody looks through more.
const LINKS_IN_LARGE: usize = 4;
/// Units of a side above which a comparison is large.
const LARGE: usize = 400;

/// Bytes of both sides that are read: of longer texts the beginning of every unit. Reading costs some
/// twenty times as much memory.
const MOST_READ: usize = 12_000_000;

/// Units of a side.
fn units(side: Side<'_>, status: Status) -> Vec<Unit> {
    let all = [Role::Opening, Role::Review, Role::Plan, Role::Closing, Role::Other];
    let roles = if side.roles.is_empty() { &all[..] } else { side.roles };
    let mut units: Vec<Unit> =
        roles.iter().flat_map(|&r| side.report.items(r)).map(|item| Unit { item, status }).collect();
    units.sort_by_key(|u| u.item.span);
    units.dedup_by_key(|u| u.item.span);
    units
}

/// What speaks for each pair of units that was looked at: for those who measure or want to know why.
pub fn evidence(left: Side<'_>, right: Side<'_>) -> Vec<Evidence> {
    let (l, r) = (units(left, Status::NotMentioned), units(right, Status::New));
    let (ls, rs) = (spans(&l), spans(&r));
    let space = Space::new(
        SideUnits { report: left.report, units: &l, spans: &ls },
        SideUnits { report: right.report, units: &r, spans: &rs },
    );
    weigh(&space, &candidates(&space, TOPICS.count, full(&space))).evidence
}

pub(super) fn compare(left: Side<'_>, right: Side<'_>, options: CompareOptions) -> Comparison {
    let mut out = Comparison {
        left: units(left, Status::NotMentioned),
        right: units(right, Status::New),
        ..Comparison::default()
    };
    if out.left.is_empty() || out.right.is_empty() {
        return out;
    }
    let whole = [spans(&out.left), spans(&out.right)];
    let cut = shorten(&mut out, [left.report, right.report], MOST_READ);
    let space = Space::new(
        SideUnits { report: left.report, units: &out.left, spans: &whole[0] },
        SideUnits { report: right.report, units: &out.right, spans: &whole[1] },
    );
    let (reach, approximate) = reach(&space, options.deadline_ms);
    out.approximate = approximate || cut;
    let weighed = weigh(&space, &candidates(&space, TOPICS.count, reach));
    let short = |report: &Report, units: &[Unit]| -> Vec<bool> {
        units.iter().map(|unit| is_shortcomings(report, unit)).collect()
    };
    let (short_left, short_right) = (short(left.report, &out.left), short(right.report, &out.right));
    let mut chosen = choose(&weighed.evidence, |e| {
        likeness(e, if short_left[e.left] == short_right[e.right] { 0.0 } else { SHORTCOMINGS })
    });
    limit(&mut chosen, (out.left.len(), out.right.len()));
    let lefts = ready((left.report, &out.left), &space.left, chosen.iter().map(|c| c.0.left));
    let rights = ready((right.report, &out.right), &space.right, chosen.iter().map(|c| c.0.right));
    out.links = explain(&space, &lefts, &rights, &chosen);
    out.settle();
    let alike = |right: bool, unit: usize, passage: usize| {
        let side = if right { &weighed.best_right } else { &weighed.best_left };
        side.get(unit).and_then(|u| u.get(passage)).copied().unwrap_or(0.0)
    };
    out.points = points(&space, &out, (left.report, right.report), (&lefts, &rights), alike);
    for (units, whole) in [&mut out.left, &mut out.right].into_iter().zip(whole) {
        for (unit, span) in units.iter_mut().zip(whole) {
            unit.item.span = span;
        }
    }
    out
}

fn spans(units: &[Unit]) -> Vec<Span> {
    units.iter().map(|u| u.item.span).collect()
}

/// Cuts the longest units so that both sides together are no longer than `most` (bytes); true
/// when there was anything to cut.
fn shorten(out: &mut Comparison, reports: [&Report; 2], most: usize) -> bool {
    let mut lengths: Vec<usize> = out.left.iter().chain(&out.right).map(|u| u.item.span.len()).collect();
    if lengths.iter().sum::<usize>() <= most {
        return false;
    }
    lengths.sort_unstable();
    // The short ones are read whole; the others share what is left.
    let (mut left, mut limit) = (most, 0);
    for (i, &length) in lengths.iter().enumerate() {
        limit = left / (lengths.len() - i);
        if length > limit {
            break;
        }
        left -= length;
    }
    for (units, report) in [&mut out.left, &mut out.right].into_iter().zip(reports) {
        for span in units.iter_mut().map(|u| &mut u.item.span).filter(|s| s.len() > limit) {
            *span = Span::new(span.start(), report.text().floor_char_boundary(span.start() + limit));
        }
    }
    true
}

/// The linked units of a side, made ready to show words of.
fn ready<'a>(
    (report, units): (&'a Report, &[Unit]),
    vectors: &'a [Vectors],
    linked: impl Iterator<Item = usize>,
) -> Vec<Option<Words<'a>>> {
    let mut needed = vec![false; units.len()];
    for i in linked {
        needed[i] = true;
    }
    units
        .par_iter()
        .zip(vectors)
        .zip(needed)
        .with_min_len(16)
        .map(|((unit, vectors), needed)| needed.then(|| Words::new(report, unit, vectors)))
        .collect()
}

/// Links with their reasons. A pair without a single word to show for it is at most uncertain.
fn explain(
    space: &Space,
    lefts: &[Option<Words>],
    rights: &[Option<Words>],
    chosen: &[(Evidence, f32, Certainty)],
) -> Vec<Link> {
    chosen
        .par_iter()
        .with_min_len(64)
        .map_init(Room::default, |room, &(e, likeness, certainty)| {
            let reasons = match (&lefts[e.left], &rights[e.right]) {
                (Some(l), Some(r)) => reasons(space, l, r, &e, room),
                _ => Vec::new(),
            };
            let certainty = if reasons.is_empty() && !e.equal { Certainty::Uncertain } else { certainty };
            Link { left: e.left, right: e.right, likeness, certainty, reasons }
        })
        .collect()
}

/// How far to look when there is time.
fn full(space: &Space) -> Reach {
    let large = space.left.len().max(space.right.len()) > LARGE;
    Reach { most: if large { REACH_IN_LARGE } else { REACH }, commonest: COMMONEST }
}

/// The widest search that keeps the deadline; true when it is not the full one.
fn reach(space: &Space, deadline_ms: Option<u64>) -> (Reach, bool) {
    let full = full(space);
    let Some(deadline) = deadline_ms else { return (full, false) };
    let budget = deadline.saturating_mul(STEPS_PER_MS);
    let mut reach = full;
    while cost(space, reach) > budget && (reach.commonest > 4 || reach.most > 4) {
        reach = Reach { most: (reach.most / 2).max(4), commonest: (reach.commonest / 4).max(4) };
    }
    (reach, reach != full)
}

/// How likely a reader would link the pair, 0–1: a logistic model of six numbers, fitted on
/// hand-made links (docs/method.md). What is relative (best of the row, of the column) counts in full
/// only where there is some likeness at all.
fn likeness(e: &Evidence, against: f32) -> f32 {
    if e.equal {
        return 1.0;
    }
    let some = |value: f32, enough: f32| (value / enough).min(1.0);
    let whole = e.words.sqrt() + 0.5 * e.topics;
    let mutual = e.mutual * some(whole, 0.25);
    let votes = (e.votes_left * e.votes_right).sqrt() * some(e.passage, 0.3);
    let heading = e.heading_mutual * some(e.heading_topics, 0.2);
    let own = (e.own_left * e.own_right).sqrt();
    let formulations = e.formulations.min(1.0);
    let sum = 3.72 * mutual + 4.0 * own + 1.93 * e.only + 3.76 * votes + 2.93 * heading + 3.03 * formulations
        - 6.43
        - against;
    1.0 / (1.0 + (-sum).exp())
}

/// Pairs worth showing, with likeness and certainty.
fn choose(evidence: &[Evidence], likeness: impl Fn(&Evidence) -> f32) -> Vec<(Evidence, f32, Certainty)> {
    let all: Vec<(Evidence, f32)> = evidence.iter().map(|e| (*e, likeness(e))).collect();
    let count = |of: fn(&Evidence) -> usize| all.iter().map(|a| of(&a.0) + 1).max().unwrap_or(0);
    let mut linked = (vec![false; count(|e| e.left)], vec![false; count(|e| e.right)]);
    for (e, _) in all.iter().filter(|a| a.1 >= LIKELY) {
        linked.0[e.left] = true;
        linked.1[e.right] = true;
    }
    all.into_iter()
        .filter_map(|(e, likeness)| {
            let certainty = if likeness >= CERTAIN {
                Certainty::Certain
            } else if likeness >= LIKELY {
                Certainty::Likely
            } else if likeness >= UNCERTAIN || (likeness >= HINT && linked.0[e.left] && linked.1[e.right]) {
                Certainty::Uncertain
            } else {
                return None;
            };
            Some((e, likeness, certainty))
        })
        .collect()
}

/// Leaves out links that are not among the likeliest of either unit; of equal ones the nearer in
/// place is the likelier.
fn limit(chosen: &mut Vec<(Evidence, f32, Certainty)>, units: (usize, usize)) {
    let most = if units.0.max(units.1) > LARGE { LINKS_IN_LARGE } else { LINKS };
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by(|&x, &y| {
        let (a, b) = (&chosen[x], &chosen[y]);
        let apart = |e: &Evidence| e.left.abs_diff(e.right);
        b.1.total_cmp(&a.1).then(apart(&a.0).cmp(&apart(&b.0))).then(x.cmp(&y))
    });
    let mut seen = (vec![0; units.0], vec![0; units.1]);
    let mut keep = vec![false; chosen.len()];
    for k in order {
        let (l, r) = (&mut seen.0[chosen[k].0.left], &mut seen.1[chosen[k].0.right]);
        keep[k] = *l < most || *r < most;
        *l += 1;
        *r += 1;
    }
    let mut keep = keep.into_iter();
    chosen.retain(|_| keep.next().unwrap_or(true));
}

/// True when most of the unit is a list of problems and shortcomings.
fn is_shortcomings(report: &Report, unit: &Unit) -> bool {
    let span = unit.item.span;
    let first = report.passages.partition_point(|p| p.span.end <= span.start);
    let inside: u32 = report
        .passages
        .iter()
        .skip(first)
        .take_while(|p| p.span.start < span.end)
        .filter(|p| p.kind == PassageKind::Shortcomings)
        .map(|p| p.span.end.min(span.end).saturating_sub(p.span.start.max(span.start)))
        .sum();
    inside as usize * 2 > span.len()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::{ReadOptions, read};
    use crate::report::{Found, Item, assemble};

    #[test]
    fn long_units_share_what_short_ones_leave() {
        let source = Arc::new(read("工".repeat(100).as_bytes(), &ReadOptions::default()).expect("text"));
        let report = assemble(source.clone(), Found::plain(&source));
        let unit = |start, end| Unit {
            item: Item { heading: None, span: Span::new(start, end), part: 0, paragraph: 1 },
            status: Status::New,
        };
        let side = || vec![unit(0, 9), unit(9, 300)];
        let mut out = Comparison { left: side(), right: vec![unit(9, 300)], ..Comparison::default() };
        assert!(!shorten(&mut out.clone(), [&report, &report], 591));
        assert!(shorten(&mut out, [&report, &report], 211));
        // (211 - 9) / 2, at the end of a character.
        assert_eq!(spans(&out.left), [Span::new(0, 9), Span::new(9, 108)]);
        assert_eq!(spans(&out.right), [Span::new(9, 108)]);
    }
}
