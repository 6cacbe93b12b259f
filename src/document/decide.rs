//! The reader's decisions laid over a comparison.

use super::overrides::{LinkDecision, Overrides, Verdict};
use super::{Anchor, ContentId, Locator};
use crate::compare::{Certainty, Comparison, Link, Status, Unit, UnitPoint};
use crate::report::Report;
use crate::text::Span;

/// A comparison as the reader wants it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decided {
    /// Links confirmed, made, broken, doubted; statuses follow.
    pub comparison: Comparison,
    /// For every link of `comparison` the decision on it.
    pub decisions: Vec<Option<LinkDecision>>,
    /// Links the reader broke, by left, then right.
    pub broken: Vec<Broken>,
    /// For every entry of [`Overrides::links`] where it stands in this comparison.
    pub places: Vec<DecisionPlace>,
}

/// A link that the reader broke.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// The link as it was found; `None` when the program finds none any more.
    pub link: Option<Link>,
    /// The decision.
    pub decision: LinkDecision,
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionPlace {
    /// On these units (indices of left and right).
    Units(usize, usize),
    /// Its words stand in the texts, but not as units of these sides (other parts are compared, or
    /// a corrected structure); the places in the left and the right report.
    Elsewhere(Span, Span),
    /// It is about another pair of reports.
    OtherPair,
    /// Its words are gone from the left or the right text.
    Lost,
}

/// How a decision's place meets a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It stands inside a unit that begins before it.
    Inside,
    /// It is the unit.
    Exact,
}

/// True when there are no decisions in `overrides` and laying them over `comparison` gives the same again,
/// so that it need not be copied.
pub fn untouched(comparison: &Comparison, overrides: &Overrides) -> bool {
    overrides.links.is_empty()
        && comparison.links.is_sorted_by_key(|l| (l.left, l.right))
        && comparison.points.iter().all(|p| stands(p, &comparison.left, &comparison.right))
}

/// Lays the decisions of `overrides` over `comparison`, which compares `left` (the report that
/// `overrides` belong to) with `right`: confirmed links become certain and are made when absent,
/// broken ones are taken out and remembered, doubtful ones become uncertain. `with` is the
/// identity of `right` when it is another report. When two decisions meet on the same two units
/// (after a correction of the structure), one that fits the units exactly stands against one that
/// does not, then the later.
pub fn overlay(
    comparison: &Comparison,
    left: &Report,
    right: &Report,
    overrides: &Overrides,
    with: Option<ContentId>,
) -> Decided {
    let (in_left, in_right) = (Finder::new(left, &comparison.left), Finder::new(right, &comparison.right));
    let mut standing: Vec<(usize, usize, Fit, &LinkDecision)> = Vec::new();
    let mut places = Vec::with_capacity(overrides.links.len());
    for decision in &overrides.links {
        if decision.with != with {
            places.push(DecisionPlace::OtherPair);
            continue;
        }
        let (l, r) = (in_left.span(&decision.left), in_right.span(&decision.right));
        let (Some(l), Some(r)) = (l, r) else {
            places.push(DecisionPlace::Lost);
            continue;
        };
        let (Some((lu, lf)), Some((ru, rf))) = (in_left.unit(l), in_right.unit(r)) else {
            places.push(DecisionPlace::Elsewhere(l, r));
            continue;
        };
        let fit = lf.min(rf);
        // A part of a unit being unrelated says nothing of the whole.
        if fit == Fit::Inside && decision.verdict == Some(Verdict::Broken) {
            places.push(DecisionPlace::Elsewhere(l, r));
            continue;
        }
        places.push(DecisionPlace::Units(lu, ru));
        standing.push((lu, ru, fit, decision));
    }
    // Stable: of equals the later comes last.
    standing.sort_by_key(|&(l, r, fit, _)| (l, r, fit));
    let mut decided = apply(comparison, &standing);
    decided.places = places;
    decided
}

fn apply(comparison: &Comparison, standing: &[(usize, usize, Fit, &LinkDecision)]) -> Decided {
    let mut links: Vec<(Link, Option<LinkDecision>)> =
        comparison.links.iter().map(|l| (l.clone(), None)).collect();
    links.sort_by_key(|(l, _)| (l.left, l.right));
    let found = links.len();
    let mut broken = Vec::new();
    let mut gone = vec![false; found];
    for (i, &(left, right, _, decision)) in standing.iter().enumerate() {
        if standing.get(i + 1).is_some_and(|n| (n.0, n.1) == (left, right)) {
            continue;
        }
        let at = links
            .get(..found)
            .unwrap_or_default()
            .binary_search_by_key(&(left, right), |(l, _)| (l.left, l.right));
        let decision = decision.clone();
        match (at, decision.verdict) {
            (at, Some(Verdict::Broken)) => {
                let link = at.ok().map(|i| links[i].0.clone());
                if let Ok(i) = at {
                    gone[i] = true;
                }
                broken.push(Broken { left, right, link, decision });
            }
            (Ok(i), verdict) => {
                links[i].0.certainty = certainty(verdict, links[i].0.certainty);
                links[i].1 = Some(decision);
            }
            (Err(_), Some(verdict)) => {
                let certainty = certainty(Some(verdict), Certainty::Uncertain);
                let made = Link { left, right, likeness: 0.0, certainty, reasons: Vec::new() };
                links.push((made, Some(decision)));
            }
            // A note on a link that is not found any more: kept in the list of decisions.
            (Err(_), None) => {}
        }
    }
    let mut kept: Vec<(Link, Option<LinkDecision>)> = links
        .into_iter()
        .enumerate()
        .filter(|(i, _)| !gone.get(*i).copied().unwrap_or(false))
        .map(|(_, link)| link)
        .collect();
    kept.sort_by_key(|(l, _)| (l.left, l.right));
    let (links, decisions) = kept.into_iter().unzip();
    let mut comparison = Comparison {
        left: comparison.left.clone(),
        right: comparison.right.clone(),
        links,
        points: comparison.points.clone(),
        approximate: comparison.approximate,
    };
    comparison.settle();
    settle_points(&mut comparison, &broken);
    Decided { comparison, decisions, broken, places: Vec::new() }
}

fn certainty(verdict: Option<Verdict>, found: Certainty) -> Certainty {
    match verdict {
        Some(Verdict::Confirmed) => Certainty::Certain,
        Some(Verdict::Doubtful | Verdict::Broken) => Certainty::Uncertain,
        None => found,
    }
}

/// Points do not continue units that the reader parted from theirs; a unit that continues nothing
/// any more is new (or not mentioned) as a whole and has no points.
fn settle_points(comparison: &mut Comparison, broken: &[Broken]) {
    let (left, right) = (&comparison.left, &comparison.right);
    comparison.points.retain_mut(|point| {
        let parted = |p: usize| {
            let pair = if point.right { (p, point.unit) } else { (point.unit, p) };
            broken.iter().any(|b| (b.left, b.right) == pair)
        };
        if point.status == Status::Continued && point.partners.iter().any(|&p| parted(p)) {
            let kept: Vec<usize> = point.partners.iter().copied().filter(|&p| !parted(p)).collect();
            if kept.is_empty() {
                point.status = if point.right { Status::New } else { Status::NotMentioned };
            }
            point.partners = kept;
        }
        stands(point, left, right)
    });
}

/// True when the unit of a point goes on, so that its points are told.
fn stands(point: &UnitPoint, left: &[Unit], right: &[Unit]) -> bool {
    let units = if point.right { right } else { left };
    units.get(point.unit).is_some_and(|u| u.status == Status::Continued)
}

/// Finds the units that decisions are about.
struct Finder<'a> {
    text: &'a str,
    find: Locator<'a>,
    /// Units by place: span and index.
    units: Vec<(Span, usize)>,
}

impl<'a> Finder<'a> {
    fn new(report: &'a Report, units: &[Unit]) -> Self {
        let text = report.text();
        let mut units: Vec<(Span, usize)> = units.iter().enumerate().map(|(i, u)| (u.item.span, i)).collect();
        units.sort_unstable();
        Self { text, find: Locator::new(text), units }
    }

    fn span(&self, anchor: &Anchor) -> Option<Span> {
        self.find.locate(anchor)
    }

    fn unit(&self, span: Span) -> Option<(usize, Fit)> {
        let start = span.trimmed(self.text).start();
        let i = self.units.partition_point(|(s, _)| s.start() <= start).checked_sub(1)?;
        let &(unit, index) = self.units.get(i)?;
        if unit.trimmed(self.text).start() == start {
            return Some((index, Fit::Exact));
        }
        unit.holds(start).then_some((index, Fit::Inside))
    }
}

impl LinkDecision {
    /// A decision on two units of `left` and `right`; `with` as in [`overlay`].
    pub fn new(
        left: (&Report, &Unit),
        right: (&Report, &Unit),
        with: Option<ContentId>,
        verdict: Option<Verdict>,
    ) -> Self {
        Self {
            left: Anchor::new(left.0.text(), left.1.item.span),
            right: Anchor::new(right.0.text(), right.1.item.span),
            with,
            verdict,
            note: String::new(),
        }
    }
}

impl Decided {
    /// The decision on the units `left` and `right`, also a broken one.
    pub fn on(&self, left: usize, right: usize) -> Option<&LinkDecision> {
        let links = &self.comparison.links;
        let at = links.binary_search_by_key(&(left, right), |l| (l.left, l.right));
        at.ok()
            .and_then(|i| self.decisions.get(i)?.as_ref())
            .or_else(|| self.broken.iter().find(|b| (b.left, b.right) == (left, right)).map(|b| &b.decision))
    }
}
