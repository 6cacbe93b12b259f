//! What the lists of decisions have in common: keys by which entries of two files meet.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::overrides::{Excerpt, FormulationEdit, LinkDecision, Note, Overrides, StructureEdit};
use super::{Anchor, ContentId, Locator};

/// An entry of a list.
pub(super) trait Kept: Clone + PartialEq {
    /// The list's name in the file.
    const LIST: &'static str;
    /// Fields of an entry that this version knows.
    const FIELDS: &'static [&'static str];

    /// What it is about; entries of two files with the same key are the same decision.
    fn key(&self) -> String;

    /// The decision when both `ours` and `theirs` changed `base`: ours, without losing words.
    fn both(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self;

    /// The key among all lists.
    fn full_key(&self) -> String {
        format!("{}\u{1f}{}", Self::LIST, self.key())
    }
}

fn place(at: &Anchor) -> String {
    format!("{:010}\u{1f}{}", at.start, at.quote)
}

/// Both texts when each side wrote its own; the order does not depend on who is asked.
fn both_texts(base: Option<&str>, ours: &str, theirs: &str) -> String {
    if base == Some(ours) || ours.is_empty() || theirs.contains(ours) {
        theirs.to_owned()
    } else if base == Some(theirs) || theirs.is_empty() || ours.contains(theirs) {
        ours.to_owned()
    } else {
        format!("{}\n{}", ours.min(theirs), ours.max(theirs))
    }
}

impl Kept for StructureEdit {
    const LIST: &'static str = "structure";
    const FIELDS: &'static [&'static str] = &["edit", "at", "role", "level"];

    fn key(&self) -> String {
        format!("{}\u{1f}{}", place(self.at()), self.matter())
    }

    fn both(_: Option<&Self>, ours: &Self, _: &Self) -> Self {
        ours.clone()
    }
}

impl Kept for LinkDecision {
    const LIST: &'static str = "links";
    const FIELDS: &'static [&'static str] = &["left", "right", "with", "verdict", "note"];

    fn key(&self) -> String {
        let with = self.with.map(|w| w.to_string()).unwrap_or_default();
        format!("{}\u{1f}{}\u{1f}{with}", place(&self.left), place(&self.right))
    }

    fn both(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let untouched = base.is_some_and(|b| b.verdict == ours.verdict);
        Self {
            verdict: if untouched { theirs.verdict } else { ours.verdict.or(theirs.verdict) },
            note: both_texts(base.map(|b| b.note.as_str()), &ours.note, &theirs.note),
            ..ours.clone()
        }
    }
}

impl Kept for Note {
    const LIST: &'static str = "notes";
    const FIELDS: &'static [&'static str] = &["at", "colour", "text"];

    fn key(&self) -> String {
        place(&self.at)
    }

    fn both(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        let untouched = base.is_some_and(|b| b.colour == ours.colour);
        Self {
            colour: if untouched { theirs.colour } else { ours.colour },
            text: both_texts(base.map(|b| b.text.as_str()), &ours.text, &theirs.text),
            at: ours.at.clone(),
        }
    }
}

impl Kept for Excerpt {
    const LIST: &'static str = "excerpts";
    const FIELDS: &'static [&'static str] = &["at", "note"];

    fn key(&self) -> String {
        format!("{}\u{1f}{}", place(&self.at), self.at.len)
    }

    fn both(base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        Self {
            note: both_texts(base.map(|b| b.note.as_str()), &ours.note, &theirs.note),
            at: ours.at.clone(),
        }
    }
}

impl Kept for FormulationEdit {
    const LIST: &'static str = "formulations";
    const FIELDS: &'static [&'static str] = &["edit", "key", "into", "text"];

    fn key(&self) -> String {
        match self {
            Self::Hide { key } | Self::Merge { key, .. } => format!("key\u{1f}{key}"),
            Self::Add { text } => format!("add\u{1f}{text}"),
        }
    }

    fn both(_: Option<&Self>, ours: &Self, _: &Self) -> Self {
        ours.clone()
    }
}

impl Overrides {
    /// The same decisions with their places found anew in `text`; places that are not found stay
    /// as they were. `id` is the identity of `text`.
    pub fn renewed(&self, text: &str, id: ContentId) -> Self {
        let find = Locator::new(text);
        let mut next = self.clone();
        let mut extras = std::mem::take(&mut next.extras);
        for e in &mut next.structure {
            renew(e, &mut extras, |e| *e.at_mut() = find.renew(e.at()));
        }
        for e in &mut next.links {
            renew(e, &mut extras, |e| {
                e.left = find.renew(&e.left);
                if e.with.is_none() {
                    e.right = find.renew(&e.right);
                }
            });
        }
        for e in &mut next.notes {
            renew(e, &mut extras, |e| e.at = find.renew(&e.at));
        }
        next.notes.sort_by_key(|n| n.at.start);
        for e in &mut next.excerpts {
            renew(e, &mut extras, |e| e.at = find.renew(&e.at));
        }
        next.extras = extras;
        if let Some(old) = next.id.replace(id)
            && old != id
            && !next.formerly.contains(&old)
        {
            next.formerly.push(old);
        }
        next.formerly.retain(|f| *f != id);
        next
    }

    /// The same decisions; those on pairs with another report that was `before` carry its present
    /// identity and places.
    pub(super) fn rejoined(&self, before: &[ContentId], id: ContentId, find: &Locator<'_>) -> Self {
        let mut next = self.clone();
        let mut extras = std::mem::take(&mut next.extras);
        for e in &mut next.links {
            if e.with.is_some_and(|w| w == id || before.contains(&w)) {
                renew(e, &mut extras, |e| {
                    e.right = find.renew(&e.right);
                    e.with = Some(id);
                });
            }
        }
        // A decision made before and one made after the change may now be the same: the later.
        let mut later = Vec::new();
        for link in std::mem::take(&mut next.links).into_iter().rev() {
            if !later.iter().any(|l: &LinkDecision| l.same(&link)) {
                later.push(link);
            }
        }
        later.reverse();
        next.links = later;
        next.extras = extras;
        next
    }
}

/// Changes an entry's places; its unknown fields follow its new key.
fn renew<T: Kept>(entry: &mut T, extras: &mut BTreeMap<String, Map<String, Value>>, change: impl Fn(&mut T)) {
    if extras.is_empty() {
        return change(entry);
    }
    let old = entry.full_key();
    change(entry);
    if let Some(fields) = extras.remove(&old) {
        extras.insert(entry.full_key(), fields);
    }
}
