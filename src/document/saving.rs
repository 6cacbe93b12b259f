//! Decisions on their way to the disk.

use std::sync::Arc;

use super::{ContentId, Merged, Overrides, merge};

/// What a store needs to keep decisions: a snapshot, so that work can go on meanwhile.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Identity of the text.
    pub id: ContentId,
    /// The text, to find places of other programs' decisions in.
    pub text: Arc<str>,
    /// The decisions as they were last known to be kept.
    pub base: Overrides,
    /// The decisions a few steps around, nearest first, that came after `base`: one of them may have
    /// been kept meanwhile, not yet known to be.
    pub since: Vec<Overrides>,
    /// The decisions now.
    pub ours: Overrides,
}

impl Saving {
    /// What is to be written over `theirs`, which the file holds now.
    pub fn merged(&self, theirs: &Overrides) -> Merged {
        // A file that holds an earlier snapshot of ours whole is no other program's opinion on what
        // we changed since.
        let kept = |s: &&Overrides| theirs != &self.base && &merge(&self.base, s, theirs).overrides == theirs;
        let base = self.since.iter().find(kept).unwrap_or(&self.base);
        merge(base, &self.ours, theirs)
    }
}
