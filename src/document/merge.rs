//! Three-way merge of decisions: two windows or two people worked on the same report.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::entries::Kept;
use super::overrides::Overrides;

/// Decisions of two sides in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// All decisions.
    pub overrides: Overrides,
    /// How many decisions both sides changed differently; ours stand, texts of both are kept.
    pub conflicts: usize,
}

/// What `ours` and `theirs` made of `base`, in one. A decision that only one side added, changed
/// or withdrew is added, changed, withdrawn; where both changed one differently ours stands, and
/// a change stands against a withdrawal. Without such conflicts the sides may be exchanged.
pub fn merge(base: &Overrides, ours: &Overrides, theirs: &Overrides) -> Merged {
    let mut conflicts = 0;
    let mut notes = list(&base.notes, &ours.notes, &theirs.notes, &mut conflicts);
    notes.sort_by_key(|n| n.at.start);
    let mut formerly = ours.formerly.clone();
    formerly.extend(theirs.formerly.iter().filter(|f| !ours.formerly.contains(f)));
    formerly.sort_unstable();
    let overrides = Overrides {
        version: ours.version.max(theirs.version),
        title: scalar(&base.title, &ours.title, &theirs.title).clone(),
        id: *scalar(&base.id, &ours.id, &theirs.id),
        formerly: if ours.formerly == theirs.formerly { ours.formerly.clone() } else { formerly },
        structure: list(&base.structure, &ours.structure, &theirs.structure, &mut conflicts),
        links: list(&base.links, &ours.links, &theirs.links, &mut conflicts),
        notes,
        excerpts: list(&base.excerpts, &ours.excerpts, &theirs.excerpts, &mut conflicts),
        formulations: list(&base.formulations, &ours.formulations, &theirs.formulations, &mut conflicts),
        unknown: fields(&base.unknown, &ours.unknown, &theirs.unknown),
        unread: unread(&base.unread, &ours.unread, &theirs.unread),
        extras: extras(&ours.extras, &theirs.extras),
    };
    Merged { overrides, conflicts }
}

fn scalar<'a, T: PartialEq>(base: &T, ours: &'a T, theirs: &'a T) -> &'a T {
    if ours == base { theirs } else { ours }
}

/// What becomes of one entry; counts a conflict.
fn entry<T: Kept>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
    conflicts: &mut usize,
) -> Option<T> {
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    *conflicts += 1;
    match (ours, theirs) {
        (Some(o), Some(t)) => Some(T::both(base, o, t)),
        (o, t) => o.or(t).cloned(),
    }
}

/// Entries with their keys; the second of the same key gets another.
fn keyed<T: Kept>(list: &[T]) -> Vec<(String, &T)> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    list.iter()
        .map(|e| {
            let key = e.key();
            let n = seen.entry(key.clone()).or_default();
            *n += 1;
            (if *n == 1 { key } else { format!("{key}\u{1f}{n}") }, e)
        })
        .collect()
}

fn list<T: Kept>(base: &[T], ours: &[T], theirs: &[T], conflicts: &mut usize) -> Vec<T> {
    if theirs == base || ours == theirs {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    let (base, ours, theirs) = (keyed(base), keyed(ours), keyed(theirs));
    let [b, o, t] = [&base, &ours, &theirs].map(|l| l.iter().map(|(k, e)| (k.as_str(), *e)).collect());
    let order = order(&base, &ours, &theirs);
    order.into_iter().filter_map(|k| entry(find(&b, k), find(&o, k), find(&t, k), conflicts)).collect()
}

fn find<'a, T>(map: &HashMap<&str, &'a T>, key: &str) -> Option<&'a T> {
    map.get(key).copied()
}

/// All keys: those of the base in the order of the side that moved them, each addition after the
/// entry it was put after.
fn order<'a, T>(
    base: &'a [(String, &T)],
    ours: &'a [(String, &T)],
    theirs: &'a [(String, &T)],
) -> Vec<&'a str> {
    let keys = |l: &'a [(String, &T)]| l.iter().map(|(k, _)| k.as_str()).collect::<Vec<&'a str>>();
    let (base, ours, theirs) = (keys(base), keys(ours), keys(theirs));
    let old: HashSet<&str> = base.iter().copied().collect();
    let moved = |side: &[&str]| {
        let present: HashSet<&str> = side.iter().copied().collect();
        let kept = base.iter().filter(|k| present.contains(*k));
        !side.iter().filter(|k| old.contains(*k)).eq(kept)
    };
    let leader = if moved(&ours) {
        &ours
    } else if moved(&theirs) {
        &theirs
    } else {
        &base
    };
    let mut spine: Vec<&str> = leader.iter().copied().filter(|k| old.contains(k)).collect();
    let led: HashSet<&str> = spine.iter().copied().collect();
    spine.extend(base.iter().copied().filter(|k| !led.contains(k)));

    let mut groups: HashMap<Option<&str>, Vec<Vec<&str>>> = HashMap::new();
    for side in [&ours, &theirs] {
        let mut after = None;
        let mut group = Vec::new();
        for &key in side {
            if old.contains(key) {
                groups.entry(after).or_default().push(std::mem::take(&mut group));
                after = Some(key);
            } else {
                group.push(key);
            }
        }
        groups.entry(after).or_default().push(group);
    }
    let mut out = Vec::new();
    let mut done = HashSet::new();
    for after in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        out.extend(after);
        let mut here = groups.remove(&after).unwrap_or_default();
        here.sort();
        out.extend(here.into_iter().flatten().filter(|k| done.insert(*k)));
    }
    out
}

fn fields(
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
) -> Map<String, Value> {
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    names
        .into_iter()
        .filter_map(|n| {
            let (b, o, t) = (base.get(n), ours.get(n), theirs.get(n));
            let value = if o == b { t } else { o.or(t) };
            value.map(|v| (n.clone(), v.clone()))
        })
        .collect()
}

type Unread = BTreeMap<String, Vec<Value>>;

fn unread(base: &Unread, ours: &Unread, theirs: &Unread) -> Unread {
    if ours == base {
        return theirs.clone();
    }
    let mut out = ours.clone();
    if theirs != base {
        for (name, values) in theirs {
            let mine = out.entry(name.clone()).or_default();
            for value in values {
                if !mine.contains(value) {
                    mine.push(value.clone());
                }
            }
        }
    }
    out
}

type Extras = BTreeMap<String, Map<String, Value>>;

fn extras(ours: &Extras, theirs: &Extras) -> Extras {
    let mut out = theirs.clone();
    for (key, fields) in ours {
        let kept = out.entry(key.clone()).or_default();
        kept.extend(fields.iter().map(|(n, v)| (n.clone(), v.clone())));
    }
    out
}
