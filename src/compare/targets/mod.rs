//! Targets of an earlier report beside the results of a later one.
//!
//! A target is a figure in the earlier report's plan, or one of a few fixed forms (全覆盖,
//! 只减不增, 基本同步). It meets the figure of the later report's review that measures the same
//! thing: same kind of measure (growth is not level), convertible unit, and a name alike enough
//! after synonyms are united and common words weighted down ([`name`]). See `docs/facts.md`.

mod fixed;
mod measure;
mod name;
mod reading;

use std::collections::{HashMap, HashSet};

use crate::facts::horizon::Horizons;
use crate::facts::{Facts, Figure};
use crate::report::{Report, Role};

use super::{Reading, Side, TargetOutcome};
use measure::Measured;
use name::Weights;

/// Lowest likeness of two indicator names that are taken for the same thing.
const ALIKE: f32 = 0.52;

/// What is planned on the left beside what is reported on the right, in the order of the plan:
/// every target once, those without a result with an empty one. Both sides should be different
/// reports; for one report the answer is empty.
pub fn targets(
    left: Side<'_>,
    left_facts: &Facts,
    right: Side<'_>,
    right_facts: &Facts,
) -> Vec<TargetOutcome> {
    if std::ptr::eq(left.report, right.report) {
        return Vec::new();
    }
    let wanted = planned(left, left_facts);
    let given = reported(right, right_facts);
    let weights = Weights::of(wanted.iter().chain(&given).map(|m| m.name.as_str()));
    let reviewed = right.report.head.year.map(|y| y - 1);
    let pairs = pair(&wanted, &given, &weights);
    wanted
        .iter()
        .zip(pairs)
        .map(|(target, result)| {
            let result = result.map(|k| &given[k]);
            outcome(target, result, left.report, reviewed)
        })
        .collect()
}

/// The targets of a side: figures of its roles that are set for the future.
fn planned(side: Side<'_>, facts: &Facts) -> Vec<Measured> {
    let text = side.report.text();
    let mut out: Vec<Measured> = Vec::new();
    let mut horizons = Horizons::new(side.report);
    let figures: Vec<&Figure> = facts.figures.iter().filter(|f| takes_part(side, f.role)).collect();
    for f in &figures {
        if measure::is_base(text, f) || measure::is_difference(text, f) || measure::is_given(text, f) {
            continue;
        }
        let found = measure::measured(side.report, f);
        if found.is_empty() {
            continue;
        }
        let until = horizons.until(f.span, f.clause);
        for m in found.into_iter().map(|m| Measured { until, ..m }) {
            // The same target named twice (增长目标6%，有6%的增速就…).
            #[expect(clippy::float_cmp, reason = "the same digits read twice")]
            let again = out.iter().any(|o| {
                o.class == m.class
                    && o.low == m.low
                    && o.high == m.high
                    && o.until == m.until
                    && name::contains(&o.name, &m.name)
            });
            if !again {
                out.push(m);
            }
        }
    }
    out.extend(fixed::forms(side));
    out.sort_by_key(|m| (m.clause.start, m.at));
    out
}

/// What a side reports: figures of its roles, and the level from which a figure of its plan sets
/// out (由420元提高到450元: 420 is what was reached).
fn reported(side: Side<'_>, facts: &Facts) -> Vec<Measured> {
    let text = side.report.text();
    let mut out = Vec::new();
    for f in &facts.figures {
        let base = measure::is_base(text, f);
        if takes_part(side, f.role) && !base && !measure::is_difference(text, f) {
            out.extend(measure::measured(side.report, f));
        } else if base && f.role == Role::Plan {
            let measured = measure::measured(side.report, f);
            out.extend(measured.into_iter().map(|m| Measured { base: true, ..m }));
        }
    }
    out.extend(fixed::forms(side));
    out
}

fn takes_part(side: Side<'_>, role: Role) -> bool {
    side.roles.contains(&role) || side.roles.is_empty() && !matches!(role, Role::Furniture | Role::Appendix)
}

/// For each target the index of its result. A result serves one target a horizon: the most alike.
fn pair(wanted: &[Measured], given: &[Measured], weights: &Weights) -> Vec<Option<usize>> {
    let mut scored: Vec<(f32, usize, usize)> = Vec::new();
    let candidates = Candidates::new(given);
    for (t, target) in wanted.iter().enumerate() {
        for r in candidates.of(target) {
            let result = &given[r];
            if !target.comparable(result) {
                continue;
            }
            let score = weights.alike(target, result);
            let equal = result.base && (target.low - result.low).abs() > 1e-9 * target.low.abs();
            if score >= ALIKE && !equal {
                scored.push((score, t, r));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut pairs = vec![None; wanted.len()];
    let mut used: HashSet<(usize, bool)> = HashSet::new();
    for (_, t, r) in scored {
        let long = wanted[t].until.is_some();
        if pairs[t].is_none() && used.insert((r, long)) {
            pairs[t] = Some(r);
        }
    }
    pairs
}

/// Results by the pairs of characters in their names, so that not all need be looked at.
struct Candidates(HashMap<[char; 2], Vec<usize>>);

impl Candidates {
    /// A pair that stands in more names than this tells nothing.
    const COMMON: usize = 400;

    fn new(given: &[Measured]) -> Self {
        let mut map: HashMap<[char; 2], Vec<usize>> = HashMap::new();
        for (r, result) in given.iter().enumerate() {
            for gram in name::grams(&result.name) {
                let list = map.entry(gram).or_default();
                if list.last() != Some(&r) {
                    list.push(r);
                }
            }
        }
        Self(map)
    }

    /// Those that share a pair (or a sign) with the target's name or clause, in order.
    fn of(&self, target: &Measured) -> Vec<usize> {
        let mut out: Vec<usize> = name::grams(&target.name)
            .into_iter()
            .chain(name::grams(&target.around))
            .filter(|g| g[1] != '\0' || ('\u{E000}'..'\u{F000}').contains(&g[0]))
            .filter_map(|g| self.0.get(&g))
            .filter(|list| list.len() <= Self::COMMON)
            .flatten()
            .copied()
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn outcome(
    target: &Measured,
    result: Option<&Measured>,
    left: &Report,
    reviewed: Option<i32>,
) -> TargetOutcome {
    let year = reviewed.or(left.head.year);
    let due = target.until.filter(|until| year.is_none_or(|y| *until > y));
    TargetOutcome {
        indicator: target.shown_name.clone(),
        target: target.shown.clone(),
        result: result.map(|r| r.shown.clone()).unwrap_or_default(),
        reading: match result {
            None => Reading::Unreported,
            Some(_) if due.is_some() => Reading::Unclear,
            Some(r) => reading::reading(target, r),
        },
        due,
        left_clause: target.clause,
        right_clause: result.map(|r| r.clause),
    }
}
