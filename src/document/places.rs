//! Where decisions stand in the present text; looked for once.

use std::collections::HashMap;

use super::{Anchor, Entry, Locator, Overrides, StructureEdit};
use crate::text::Span;

/// Where the entries of the decisions stand in one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Of the corrections of structure.
    pub(super) structure: Vec<Option<Span>>,
    /// Of the left units of decisions on links.
    links: Vec<Option<Span>>,
    /// Of the notes.
    pub(super) notes: Vec<Option<Span>>,
    /// The notes that were found, in reading order: place and index.
    pub(super) in_order: Vec<(Span, usize)>,
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
        self.in_order = self.notes.iter().enumerate().filter_map(|(i, p)| Some(((*p)?, i))).collect();
        self.in_order.sort_by_key(|(place, _)| *place);
        self.excerpts = self.find(text, now.excerpts.iter().map(|e| &e.at));
        let left = self.find(text, now.links.iter().map(|l| &l.left));
        // The right place of a pair of reports is in the other text.
        let right =
            self.find(text, now.links.iter().map(|l| if l.with.is_none() { &l.right } else { &l.left }));
        self.links = left.into_iter().zip(right).map(|(l, r)| r.and(l)).collect();
        self.lost = gone(&self.structure, Entry::Structure)
            .chain(gone(&self.links, Entry::Link))
            .chain(gone(&self.notes, Entry::Note))
            .chain(gone(&self.excerpts, Entry::Excerpt))
            .collect();
    }
}

fn gone(places: &[Option<Span>], entry: fn(usize) -> Entry) -> impl Iterator<Item = Entry> {
    places.iter().enumerate().filter(|(_, p)| p.is_none()).map(move |(i, _)| entry(i))
}

/// A decision in the list of decisions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed<'a> {
    /// Which; [`super::Edit::Forget`] withdraws it.
    pub entry: Entry,
    /// Where it stands; `None`: its words are gone.
    pub place: Option<Span>,
    /// The words it is about (of a link: of the left unit).
    pub quote: &'a str,
    /// Of a link: the words of the right unit.
    pub other: Option<&'a str>,
    /// The reader's note, may be empty.
    pub note: &'a str,
}

/// All entries of `now`, by place, lost ones last.
pub(super) fn list<'a>(places: &Places, now: &'a Overrides) -> Vec<Listed<'a>> {
    let row = |entry, place: Option<&Option<Span>>, quote, other, note| Listed {
        entry,
        place: place.copied().flatten(),
        quote,
        other,
        note,
    };
    let structure = now
        .structure
        .iter()
        .enumerate()
        .map(|(i, e)| row(Entry::Structure(i), places.structure.get(i), e.at().quote.as_str(), None, ""));
    let links = now.links.iter().enumerate().map(|(i, l)| {
        let (quote, other) = (l.left.quote.as_str(), Some(l.right.quote.as_str()));
        row(Entry::Link(i), places.links.get(i), quote, other, l.note.as_str())
    });
    let notes =
        now.notes.iter().enumerate().map(|(i, n)| {
            row(Entry::Note(i), places.notes.get(i), n.at.quote.as_str(), None, n.text.as_str())
        });
    let excerpts = now.excerpts.iter().enumerate().map(|(i, e)| {
        row(Entry::Excerpt(i), places.excerpts.get(i), e.at.quote.as_str(), None, e.note.as_str())
    });
    let mut all: Vec<Listed<'a>> = structure.chain(links).chain(notes).chain(excerpts).collect();
    all.sort_by_key(|l| (l.place.is_none(), l.place, l.entry));
    all
}
