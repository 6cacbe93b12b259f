//! Parts: where opening, review, plan, closing and annex begin.

use super::back::Back;
use super::front::Front;
use super::heading::{Cand, Kind};
use super::letters::Letters;
use super::lines::Para;
use super::roles::{self, Region, Weigher};
use super::{Evidence, EvidenceKind, FoundPart, Role};

/// Parts with roles and evidence.
pub(super) fn parts(text: &str, paras: &[Para], all: &[Cand], front: &Front, back: &Back) -> Vec<FoundPart> {
    let n = paras.len();
    let tops: Vec<&Cand> = all.iter().filter(|c| c.para < back.closing && heads_section(c)).collect();
    let plan = roles::plan_year(&front.head, &tops);
    let mut out: Vec<FoundPart> = Vec::new();
    if front.start > 0 {
        out.push(FoundPart { start: 0, role: Role::Furniture, year: None, evidence: roles::formula(None) });
    }
    let body_end = back.closing.min(back.annex).min(back.furniture);
    let first = tops.first().map_or(body_end, |c| c.para);
    let opening_end = opening_end(text, paras, front.start, first, tops.is_empty());
    if opening_end > front.start {
        out.push(roles::part(paras, front.start, Role::Opening, None, roles::formula(front.head.salutation)));
    }
    body(text, paras, &tops, opening_end, body_end, plan, &mut out);
    if back.closing < back.annex.min(back.furniture) {
        out.push(roles::part(paras, back.closing, Role::Closing, None, roles::formula(None)));
    }
    if back.annex < back.furniture {
        out.push(roles::part(
            paras,
            back.annex,
            Role::Appendix,
            None,
            roles::formula(Some(paras[back.annex].span)),
        ));
    }
    if back.furniture < n {
        out.push(roles::part(
            paras,
            back.furniture,
            Role::Furniture,
            None,
            roles::formula(Some(paras[back.furniture].span)),
        ));
    }
    if out.is_empty() {
        out.push(FoundPart { start: 0, role: Role::Other, year: None, evidence: Vec::new() });
    }
    out
}

/// A heading that begins a section of its own: a report without such is one stretch of text.
pub(super) fn heads_section(c: &Cand) -> bool {
    c.level == 1
        && match c.kind {
            Kind::Numbered(m) => !m.style.floats(),
            Kind::Plain => true,
            Kind::Lead | Kind::Inline | Kind::Annex => false,
        }
}

/// Letters of an opening beyond which it is a review of its own.
const LONG_OPENING: usize = 1500;

/// Paragraph after the opening: the first heading, or the end of the formulas when much text stands
/// before the first heading.
fn opening_end(text: &str, paras: &[Para], start: usize, first: usize, alone: bool) -> usize {
    let letters: usize = paras[start.min(first)..first].iter().map(|p| p.span.len() / 3).sum();
    if letters <= LONG_OPENING && !alone {
        return first;
    }
    let mut at = start;
    while at < first {
        let s = Letters::of(text, paras[at].span, 160).string();
        let formal = super::vocab::is_address(&s) && paras[at].span.len() < 200
            || super::vocab::FORMULAS.iter().any(|w| s.contains(w)) && paras[at].span.len() < 500;
        if !formal {
            break;
        }
        at += 1;
    }
    at
}

/// Review and plan between opening and closing.
fn body(
    text: &str,
    paras: &[Para],
    tops: &[&Cand],
    from: usize,
    to: usize,
    plan: Option<i32>,
    out: &mut Vec<FoundPart>,
) {
    if from >= to {
        return;
    }
    let mut regions: Vec<Region> = Vec::new();
    if tops.first().is_none_or(|c| c.para > from) {
        regions.push(Region { from, to: tops.first().map_or(to, |c| c.para), heading: None });
    }
    for (i, c) in tops.iter().enumerate() {
        regions.push(Region { from: c.para, to: tops.get(i + 1).map_or(to, |n| n.para), heading: Some(c) });
    }
    regions.retain(|r| r.to > r.from);
    let mut weigher = Weigher::new(text, paras, plan);
    let mut found: Vec<Vec<Evidence>> = regions.iter().map(|r| weigher.evidence(r)).collect();
    split_mixed(&mut weigher, &mut regions, &mut found);
    let weights: Vec<f32> = found.iter().map(|e| weight(e)).collect();
    let mut given = roles::assign(&weights);
    if weights.iter().map(|w| w.abs()).fold(0.0, f32::max) < 0.8 {
        given.fill(Role::Other);
    }
    let mut last = None;
    for ((r, mut e), role) in regions.iter().zip(found).zip(given) {
        if last == Some(role) {
            if let Some(part) = out.last_mut() {
                part.evidence.append(&mut e);
            }
            continue;
        }
        e.push(Evidence { kind: EvidenceKind::Position, span: None, weight: 0.0 });
        let year = match role {
            Role::Plan => plan,
            Role::Review => plan.map(|y| y - 1),
            _ => None,
        };
        out.push(roles::part(paras, r.from, role, year, e));
        last = Some(role);
    }
}

fn weight(evidence: &[Evidence]) -> f32 {
    evidence.iter().map(|e| e.weight).sum()
}

/// Splits regions that hold review and plan: those whose heading says both, and the only or last
/// one when nothing else is a plan. `found` is what speaks for the role of each.
fn split_mixed(weigher: &mut Weigher, regions: &mut Vec<Region>, found: &mut Vec<Vec<Evidence>>) {
    let planned = found.iter().any(|e| weight(e) > 1.0);
    let count = regions.len();
    let mut i = 0;
    while i < regions.len() {
        let r = regions[i].clone();
        let both = r.heading.is_some_and(|c| {
            let (_, back, ahead) = roles::heading_words(&c.words);
            back >= 3.0 && ahead >= 3.0
        });
        let last = i + 1 == regions.len() && !planned;
        if (both || last || (count == 1 && r.heading.is_none()))
            && let Some(at) = weigher.turn(&r)
        {
            regions[i].to = at;
            regions.insert(i + 1, Region { from: at, to: r.to, heading: None });
            found[i] = weigher.evidence(&regions[i]);
            found.insert(i + 1, weigher.evidence(&regions[i + 1]));
            i += 1;
        }
        i += 1;
    }
}
