//! Where decisions stand in the present text; looked for once.

use std::collections::HashMap;

use super::{Anchor, Entry, Locator, Overrides, StructureEdit};
use crate::text::Span;

/// Where the entries of the decisions stand in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Of the corrections of structure.
    pub(super) structure: Vec<Option<Span>>,
    /// Of the notes.
    pub(super) notes: Vec<Option<Span>>,
    /// Of the excerpts.
    pub(super) excerpts: Vec<Option<Span>>,
    /// Entries that have none.
    pub(super) lost: Vec<Entry>,
    /// What was looked for in this text already: looking for words that are gone takes time.
    known: HashMap<Anchor, Option<Span>>,
}

impl Places {
    fn find<'a>(&mut self, text: &str, anchors: impl Iterator<Item = &'a Anchor>) -> Vec<Option<Span>> {
        let find = Locator::new(text);
        let mut one = |anchor: &Anchor| {
            if let Some(&place) = self.known.get(anchor) {
                return place;
            }
            let place = find.locate(anchor);
            self.known.insert(anchor.clone(), place);
            place
        };
        anchors.map(&mut one).collect()
    }

    /// Finds all entries of `now` in `text`.
    pub(super) fn renew(&mut self, text: &str, now: &Overrides) {
        self.structure = self.find(text, now.structure.iter().map(StructureEdit::at));
        self.notes = self.find(text, now.notes.iter().map(|n| &n.at));
        self.excerpts = self.find(text, now.excerpts.iter().map(|e| &e.at));
        let left = self.find(text, now.links.iter().map(|l| &l.left));
        // The right place of a pair of reports is in the other text.
        let right =
            self.find(text, now.links.iter().map(|l| if l.with.is_none() { &l.right } else { &l.left }));
        let links: Vec<Option<Span>> = left.into_iter().zip(right).map(|(l, r)| l.and(r)).collect();
        self.lost = gone(&self.structure, Entry::Structure)
            .chain(gone(&links, Entry::Link))
            .chain(gone(&self.notes, Entry::Note))
            .chain(gone(&self.excerpts, Entry::Excerpt))
            .collect();
    }
}

fn gone(places: &[Option<Span>], entry: fn(usize) -> Entry) -> impl Iterator<Item = Entry> {
    places.iter().enumerate().filter(|(_, p)| p.is_none()).map(move |(i, _)| entry(i))
}
