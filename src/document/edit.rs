//! Changes the user asks for, and the decisions after each.

use super::overrides::{Excerpt, FormulationEdit, LinkDecision, Note, Overrides, StructureEdit};
use super::{Anchor, ContentId};

/// A change the user asked for; the unit of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Correct the structure.
    Structure(StructureEdit),
    /// Decide on a link (replaces an earlier decision on the same places).
    Decide(LinkDecision),
    /// Withdraw the decision on a link.
    Undecide {
        /// Start of the left unit.
        left: Anchor,
        /// Start of the right unit.
        right: Anchor,
        /// Other report.
        with: Option<ContentId>,
    },
    /// Add a highlight or note, or change the one on the same passage.
    SetNote(Note),
    /// Remove the highlight or note on a passage.
    RemoveNote(Anchor),
    /// Put a passage into the basket.
    AddExcerpt(Excerpt),
    /// Change the note of entry `index` of the basket.
    NoteExcerpt {
        /// Position in the basket.
        index: usize,
        /// New note.
        note: String,
    },
    /// Take entry `index` out of the basket.
    RemoveExcerpt(usize),
    /// Move entry `from` of the basket to position `to`.
    MoveExcerpt {
        /// Old position.
        from: usize,
        /// New position.
        to: usize,
    },
    /// Change the formulation table.
    Formulation(FormulationEdit),
    /// Withdraw a correction of the structure.
    RemoveStructure(StructureEdit),
    /// Withdraw a change of the formulation table.
    RemoveFormulation(FormulationEdit),
    /// Withdraw entries, of whatever list (those whose place is not found any more).
    Forget(Vec<Entry>),
    /// Take over the decisions of a file, beside the present ones.
    Import(Box<Overrides>),
}

/// One entry of the decisions, by its list and position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entry {
    /// Of [`Overrides::structure`].
    Structure(usize),
    /// Of [`Overrides::links`].
    Link(usize),
    /// Of [`Overrides::notes`].
    Note(usize),
    /// Of [`Overrides::excerpts`].
    Excerpt(usize),
}

/// `overrides` after `edit`.
pub fn changed(overrides: &Overrides, edit: &Edit) -> Overrides {
    let mut next = overrides.clone();
    match edit {
        Edit::Structure(e) => correct(&mut next.structure, e),
        Edit::RemoveStructure(e) => next.structure.retain(|s| s != e),
        Edit::Decide(d) => {
            next.links.retain(|l| !l.same(d));
            if d.verdict.is_some() || !d.note.is_empty() {
                next.links.push(d.clone());
            }
        }
        Edit::Undecide { left, right, with } => {
            next.links.retain(|l| !(l.left.same(left) && l.right.same(right) && l.with == *with));
        }
        Edit::SetNote(note) => {
            next.notes.retain(|n| !n.at.same(&note.at));
            if note.colour.is_some() || !note.text.is_empty() {
                next.notes.push(note.clone());
            }
            next.notes.sort_by_key(|n| n.at.start);
        }
        Edit::RemoveNote(at) => next.notes.retain(|n| !n.at.same(at)),
        Edit::AddExcerpt(e) => {
            if !next.excerpts.iter().any(|x| x.at.same(&e.at) && x.at.len == e.at.len) {
                next.excerpts.push(e.clone());
            }
        }
        Edit::NoteExcerpt { index, note } => {
            if let Some(e) = next.excerpts.get_mut(*index) {
                e.note.clone_from(note);
            }
        }
        Edit::RemoveExcerpt(index) => {
            if *index < next.excerpts.len() {
                next.excerpts.remove(*index);
            }
        }
        Edit::MoveExcerpt { from, to } => {
            if *from < next.excerpts.len() && *to < next.excerpts.len() {
                let e = next.excerpts.remove(*from);
                next.excerpts.insert(*to, e);
            }
        }
        Edit::Formulation(e) => {
            next.formulations.retain(|f| f != e);
            next.formulations.push(e.clone());
        }
        Edit::RemoveFormulation(e) => next.formulations.retain(|f| f != e),
        Edit::Forget(entries) => forget(&mut next, entries),
        Edit::Import(other) => {
            next = super::merge(&Overrides::default(), other, overrides).overrides;
            next.title.clone_from(&overrides.title);
            next.id = overrides.id;
            next.formerly.clone_from(&overrides.formerly);
        }
    }
    next
}

/// Adds a correction; one of the same matter at the same place gives way to it.
fn correct(structure: &mut Vec<StructureEdit>, new: &StructureEdit) {
    let before = structure.len();
    let opposite = |old: &StructureEdit| {
        matches!(
            (old, new),
            (StructureEdit::Split { .. }, StructureEdit::Join { .. })
                | (StructureEdit::Join { .. }, StructureEdit::Split { .. })
        )
    };
    let undone = structure.iter().any(|s| s.at().same(new.at()) && opposite(s));
    structure.retain(|s| !(s.matter() == new.matter() && s.at().same(new.at())));
    // Splitting what was joined is to withdraw the joining.
    if !(undone && structure.len() < before) {
        structure.push(new.clone());
    }
}

fn forget(overrides: &mut Overrides, entries: &[Entry]) {
    let mut entries = entries.to_vec();
    entries.sort_unstable();
    entries.dedup();
    for entry in entries.into_iter().rev() {
        match entry {
            Entry::Structure(i) => remove(&mut overrides.structure, i),
            Entry::Link(i) => remove(&mut overrides.links, i),
            Entry::Note(i) => remove(&mut overrides.notes, i),
            Entry::Excerpt(i) => remove(&mut overrides.excerpts, i),
        }
    }
}

fn remove<T>(list: &mut Vec<T>, index: usize) {
    if index < list.len() {
        list.remove(index);
    }
}
