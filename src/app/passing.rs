//! Which units of a comparison the filters let through, and the walk from one matter to the next.

use super::{CompareFilter, Tab};
use crate::compare::{Certainty, Comparison, Link, Status};
use crate::text::Span;
use crate::view::comparison::{Pair, search};

/// A stop of the walk: a link, or none; and the unit it begins at (right side?, index).
pub type Stop = (Option<usize>, (bool, usize));

/// A place found inside the comparison: right side?, unit, words.
pub type CompareHit = (bool, usize, Span);

/// Status of a link: 延续, or 存疑 when it is uncertain.
pub fn link_status(link: &Link) -> Status {
    if link.certainty == Certainty::Uncertain { Status::Uncertain } else { Status::Continued }
}

/// Places of the search words in the units of both sides, the left side first.
pub fn compare_hits(tab: &Tab) -> Vec<CompareHit> {
    let Some(comparison) = &tab.derived.comparison else { return Vec::new() };
    let pair = Pair { left: tab.side(false), right: tab.side(true), comparison, decisions: &[] };
    search(pair, &tab.view.compare.search)
}

/// For each side, which units are shown.
pub fn passing(tab: &Tab, c: &Comparison, hits: &[CompareHit]) -> [Vec<bool>; 2] {
    let view = &tab.view.compare;
    let mut pass = [status_passes(c, view.filter, false), status_passes(c, view.filter, true)];
    if view.undecided {
        let mut open = [vec![false; c.left.len()], vec![false; c.right.len()]];
        for (_, l) in c.links.iter().enumerate().filter(|(k, _)| tab.verdict(*k).is_none()) {
            open[0][l.left] = true;
            open[1][l.right] = true;
        }
        keep(&mut pass, &open);
    }
    if !view.search.trim().is_empty() {
        let mut found = [vec![false; c.left.len()], vec![false; c.right.len()]];
        for &(right, unit, _) in hits {
            found[usize::from(right)][unit] = true;
        }
        // A partner of what was found is shown with it.
        keep(&mut pass, &with_partners(c, &found));
    }
    if view.only_selected {
        keep(&mut pass, &related(tab, c));
    }
    pass
}

fn keep(pass: &mut [Vec<bool>; 2], with: &[Vec<bool>; 2]) {
    for (side, with) in pass.iter_mut().zip(with) {
        for (a, b) in side.iter_mut().zip(with) {
            *a &= b;
        }
    }
}

fn with_partners(c: &Comparison, found: &[Vec<bool>; 2]) -> [Vec<bool>; 2] {
    let mut out = found.clone();
    for l in &c.links {
        out[0][l.left] |= found[1][l.right];
        out[1][l.right] |= found[0][l.left];
    }
    out
}

/// The selected units, and what they are linked with.
fn related(tab: &Tab, c: &Comparison) -> [Vec<bool>; 2] {
    let mut chosen = [vec![false; c.left.len()], vec![false; c.right.len()]];
    let view = &tab.view.compare;
    let link = view.link.and_then(|l| c.links.get(l));
    if let Some(l) = link {
        chosen[0][l.left] = true;
        chosen[1][l.right] = true;
    } else if let Some((right, unit)) = view.unit
        && let Some(unit) = chosen[usize::from(right)].get_mut(unit)
    {
        *unit = true;
    } else {
        return [vec![true; c.left.len()], vec![true; c.right.len()]];
    }
    with_partners(c, &chosen)
}

fn status_passes(c: &Comparison, filter: CompareFilter, right: bool) -> Vec<bool> {
    let units = if right { &c.right } else { &c.left };
    let CompareFilter::Only(status) = filter else { return vec![true; units.len()] };
    let mut pass: Vec<bool> = units.iter().map(|u| u.status == status).collect();
    match status {
        Status::Uncertain => {
            for l in c.links.iter().filter(|l| l.certainty == Certainty::Uncertain) {
                pass[if right { l.right } else { l.left }] = true;
            }
        }
        // What is new, or not taken up again, inside a unit that goes on: with its partners.
        Status::New | Status::NotMentioned => {
            let on_right = status == Status::New;
            let mut units = vec![false; if on_right { c.right.len() } else { c.left.len() }];
            for p in c.points.iter().filter(|p| p.right == on_right && p.status == status) {
                units[p.unit] = true;
            }
            for l in &c.links {
                let (own, other) = if on_right { (l.right, l.left) } else { (l.left, l.right) };
                if units[own] {
                    pass[if right == on_right { own } else { other }] = true;
                }
            }
        }
        Status::Continued => {}
    }
    pass
}

/// The stops of the previous/next walk that the filters let through: every link, and units without
/// one, in order of the left side, then new units of the right.
pub fn stops(tab: &Tab) -> Vec<Stop> {
    let Some(c) = &tab.derived.comparison else { return Vec::new() };
    let pass = passing(tab, c, &compare_hits(tab));
    stops_of(tab, c, &pass)
}

/// [`stops`] when it is known what passes.
pub fn stops_of(tab: &Tab, c: &Comparison, pass: &[Vec<bool>; 2]) -> Vec<Stop> {
    let (filter, undecided) = (tab.view.compare.filter, tab.view.compare.undecided);
    let shown = |s: Status| filter == CompareFilter::All || filter == CompareFilter::Only(s);
    let mut links: Vec<usize> = (0..c.links.len()).collect();
    links.sort_by_key(|&k| c.links[k].left);
    let mut links = links.into_iter().peekable();
    let mut stops = Vec::new();
    for (i, unit) in c.left.iter().enumerate() {
        let mut linked = false;
        while let Some(k) = links.next_if(|&k| c.links[k].left == i) {
            linked = true;
            let link = &c.links[k];
            let open = !undecided || tab.verdict(k).is_none();
            let inner = matches!(filter, CompareFilter::Only(Status::New | Status::NotMentioned));
            let both = pass[0][i] && pass[1][link.right];
            if both && open && (inner || shown(link_status(link))) {
                stops.push((Some(k), (false, i)));
            }
        }
        let alone = !linked && unit.status == Status::NotMentioned;
        if !undecided && alone && pass[0][i] && shown(Status::NotMentioned) {
            stops.push((None, (false, i)));
        }
    }
    for (i, unit) in c.right.iter().enumerate() {
        if !undecided && unit.status == Status::New && pass[1][i] && shown(Status::New) {
            stops.push((None, (true, i)));
        }
    }
    stops
}
