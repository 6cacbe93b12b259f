//! The reader's decisions, as they stand in the decisions file (`docs/decisions-file.md`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Anchor, ContentId, VERSION};
use crate::report::Role;

/// All the reader's decisions on one report (and on pairs with it on the left).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overrides {
    /// Version of the file format; [`VERSION`].
    pub version: u32,
    /// Title of the report, for people who read the file.
    pub title: String,
    /// Identity of the text the places were last found in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ContentId>,
    /// Identities the text had before it was changed, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<ContentId>,
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
    pub unknown: Map<String, Value>,
    /// Entries this version cannot read, by list; written back as they are.
    #[serde(skip)]
    pub unread: BTreeMap<String, Vec<Value>>,
    /// Fields of entries that this version does not know, by the entry's key.
    #[serde(skip)]
    pub extras: BTreeMap<String, Map<String, Value>>,
}

impl Default for Overrides {
    fn default() -> Self {
        Self {
            version: VERSION,
            title: String::new(),
            id: None,
            formerly: Vec::new(),
            structure: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            excerpts: Vec::new(),
            formulations: Vec::new(),
            unknown: Map::new(),
            unread: BTreeMap::new(),
            extras: BTreeMap::new(),
        }
    }
}

/// One correction of the structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
pub enum StructureEdit {
    /// The section under this heading has the role `role`; for a paragraph: what follows it up to
    /// the next heading; at most to the end of the part.
    SetRole {
        /// The heading or paragraph.
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDecision {
    /// The left unit.
    pub left: Anchor,
    /// The right unit.
    pub right: Anchor,
    /// Content id of the other report; `None` when both units are of the same report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<ContentId>,
    /// The verdict; `None` when there is only a note.
    #[serde(default)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The passage.
    pub at: Anchor,
    /// 0–3: one of four colours; `None`: a note without colour.
    #[serde(default)]
    pub colour: Option<u8>,
    /// Text of the note, may be empty.
    #[serde(default)]
    pub text: String,
}

/// A passage in the excerpt basket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Overrides {
    /// True when the reader has decided nothing.
    pub fn is_empty(&self) -> bool {
        self.structure.is_empty()
            && self.links.is_empty()
            && self.notes.is_empty()
            && self.excerpts.is_empty()
            && self.formulations.is_empty()
            && self.unread.is_empty()
    }

    /// How many decisions there are.
    pub fn len(&self) -> usize {
        self.structure.len()
            + self.links.len()
            + self.notes.len()
            + self.excerpts.len()
            + self.formulations.len()
    }
}

impl StructureEdit {
    /// The place it is about.
    pub fn at(&self) -> &Anchor {
        match self {
            Self::SetRole { at, .. }
            | Self::MakeHeading { at, .. }
            | Self::UnmakeHeading { at }
            | Self::SetLevel { at, .. }
            | Self::Split { at }
            | Self::Join { at } => at,
        }
    }

    pub(super) fn at_mut(&mut self) -> &mut Anchor {
        match self {
            Self::SetRole { at, .. }
            | Self::MakeHeading { at, .. }
            | Self::UnmakeHeading { at }
            | Self::SetLevel { at, .. }
            | Self::Split { at }
            | Self::Join { at } => at,
        }
    }

    /// What it corrects; corrections of the same thing at the same place replace each other.
    pub(super) fn matter(&self) -> &'static str {
        match self {
            Self::SetRole { .. } => "role",
            Self::MakeHeading { .. } | Self::UnmakeHeading { .. } => "heading",
            Self::SetLevel { .. } => "level",
            Self::Split { .. } | Self::Join { .. } => "break",
        }
    }
}

impl LinkDecision {
    /// True when `other` is about the same two places.
    pub fn same(&self, other: &Self) -> bool {
        self.left.same(&other.left) && self.right.same(&other.right) && self.with == other.with
    }
}
