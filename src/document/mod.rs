//! Report + the reader's overrides = what the user works on; undo; the decisions file.
//!
//! A [`Report`] is never edited. Every correction, decision, note is an entry of [`Overrides`];
//! the effective report is made anew from both, so undo is a matter of whole values.

mod anchor;
mod history;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::report::{Report, Role};
use crate::text::Span;

pub use anchor::{Anchor, ContentId, content_id};
pub use history::{History, MAX_STEPS};

/// Version of the decisions file that this program writes.
pub const VERSION: u32 = 1;

/// All the reader's decisions on one report (and on pairs with it on the left).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    /// Version of the file format; [`VERSION`].
    pub version: u32,
    /// Title of the report, for people who read the file.
    pub title: String,
    /// Corrections of structure, applied in this order.
    pub structure: Vec<StructureEdit>,
    /// Decisions on links, at most one for the same two places.
    pub links: Vec<LinkDecision>,
    /// Highlights and notes on passages.
    pub notes: Vec<Note>,
    /// The excerpt basket, in the reader's order.
    pub excerpts: Vec<Excerpt>,
    /// Formulations hidden, merged, added.
    pub formulations: Vec<FormulationEdit>,
    /// Fields of newer versions, kept as they are.
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

impl Default for Overrides {
    fn default() -> Self {
        Self {
            version: VERSION,
            title: String::new(),
            structure: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            excerpts: Vec::new(),
            formulations: Vec::new(),
            unknown: serde_json::Map::new(),
        }
    }
}

/// One correction of the structure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum StructureEdit {
    /// From the start of this heading or paragraph (to the next part) the role is `role`.
    SetRole {
        /// Start of the section.
        at: Anchor,
        /// Its role.
        role: Role,
    },
    /// These words are a heading of `level`.
    MakeHeading {
        /// The words of the heading.
        at: Anchor,
        /// 1–6.
        level: u8,
    },
    /// These words are no heading.
    UnmakeHeading {
        /// The words.
        at: Anchor,
    },
    /// The heading has this level.
    SetLevel {
        /// The heading.
        at: Anchor,
        /// 1–6.
        level: u8,
    },
    /// A new paragraph begins here.
    Split {
        /// The first words after the split.
        at: Anchor,
    },
    /// This paragraph belongs to the one before it.
    Join {
        /// The paragraph's first words.
        at: Anchor,
    },
}

/// What the reader says of two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LinkDecision {
    /// Start of the left unit.
    pub left: Anchor,
    /// Start of the right unit.
    pub right: Anchor,
    /// Content id of the other report; `None` when both units are of the same report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<ContentId>,
    /// The verdict; `None` when there is only a note.
    pub verdict: Option<Verdict>,
    /// The reader's note, may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Verdicts on a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 确认: the link is right (or was made by hand).
    Confirmed,
    /// 解除: the two are not about the same matter.
    Broken,
    /// 存疑: the reader is not sure either.
    Doubtful,
}

/// A highlight with or without a note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The passage.
    pub at: Anchor,
    /// 0–3: one of four colours; `None`: a note without colour.
    pub colour: Option<u8>,
    /// Text of the note, may be empty.
    #[serde(default)]
    pub text: String,
}

/// A passage in the excerpt basket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The passage.
    pub at: Anchor,
    /// The reader's note, may be empty.
    #[serde(default)]
    pub note: String,
}

/// A change of the formulation table. Keys are folded texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum FormulationEdit {
    /// Do not list.
    Hide {
        /// Which.
        key: String,
    },
    /// List under another.
    Merge {
        /// Which.
        key: String,
        /// Under which.
        into: String,
    },
    /// List wherever these words stand.
    Add {
        /// The words.
        text: String,
    },
}

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
    /// Take over all decisions of a file.
    Import(Box<Overrides>),
}

/// One report with its overrides and their history.
#[derive(Clone, Debug)]
pub struct Document {
    /// As the program read it.
    as_read: Arc<Report>,
    /// With the corrections applied.
    effective: Arc<Report>,
    /// The reader's decisions and their history.
    history: History,
    /// Grows with every change; views compare it to know whether they are stale.
    revision: u64,
    /// Identity of the text.
    id: ContentId,
}

impl Document {
    /// A report with decisions (default: none).
    pub fn new(report: Arc<Report>, overrides: Overrides) -> Self {
        let id = content_id(report.text());
        let effective = effective(&report, &overrides);
        Self { as_read: report, effective, history: History::new(overrides), revision: 1, id }
    }

    /// The report with all corrections applied.
    pub fn report(&self) -> &Arc<Report> {
        &self.effective
    }

    /// The decisions in force.
    pub fn overrides(&self) -> &Overrides {
        self.history.now()
    }

    /// Identity of the text, independent of encoding, widths and white space.
    pub fn id(&self) -> ContentId {
        self.id
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Applies one change; undoable.
    pub fn apply(&mut self, edit: &Edit) {
        let next = changed(self.history.now(), edit);
        if &next != self.history.now() {
            self.history.push(edit.clone(), next);
            self.refresh();
        }
    }

    /// Takes back the last change and returns it; `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Edit> {
        let edit = self.history.undo()?;
        self.refresh();
        Some(edit)
    }

    /// Does again what was undone last and returns it.
    pub fn redo(&mut self) -> Option<Edit> {
        let edit = self.history.redo()?;
        self.refresh();
        Some(edit)
    }

    /// The change that undo would take back, and the one that redo would do.
    pub fn steps(&self) -> (Option<&Edit>, Option<&Edit>) {
        self.history.steps()
    }

    /// An anchor for a passage of this report.
    pub fn anchor(&self, span: Span) -> Anchor {
        Anchor::new(self.effective.text(), span)
    }

    fn refresh(&mut self) {
        self.revision += 1;
        self.effective = effective(&self.as_read, self.history.now());
    }
}

/// The report with the corrections of `overrides`; those whose place is not found are left out.
pub fn effective(report: &Arc<Report>, overrides: &Overrides) -> Arc<Report> {
    // Filled in when `report::correct` stands.
    let _ = overrides;
    report.clone()
}

/// `overrides` after `edit`.
pub fn changed(overrides: &Overrides, edit: &Edit) -> Overrides {
    let mut next = overrides.clone();
    match edit {
        Edit::Structure(e) => next.structure.push(e.clone()),
        Edit::Decide(d) => {
            next.links.retain(|l| !(l.left.same(&d.left) && l.right.same(&d.right) && l.with == d.with));
            next.links.push(d.clone());
        }
        Edit::Undecide { left, right, with } => {
            next.links.retain(|l| !(l.left.same(left) && l.right.same(right) && l.with == *with));
        }
        Edit::SetNote(note) => {
            next.notes.retain(|n| !n.at.same(&note.at));
            next.notes.push(note.clone());
            next.notes.sort_by_key(|n| n.at.start);
        }
        Edit::RemoveNote(at) => next.notes.retain(|n| !n.at.same(at)),
        Edit::AddExcerpt(e) => next.excerpts.push(e.clone()),
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
        Edit::Import(other) => next = (**other).clone(),
    }
    next
}
