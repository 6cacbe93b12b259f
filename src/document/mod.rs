//! Report + the reader's overrides = what the user works on; undo; the decisions file.
//!
//! A [`Report`] is never edited. Every correction, decision, note is an entry of [`Overrides`];
//! the effective report is made anew from both, so undo is a matter of whole values.

mod anchor;
mod correct;
mod decide;
mod edit;
mod entries;
mod format;
mod formulations;
mod history;
mod locate;
mod merge;
mod overrides;
mod places;
mod saving;

use std::sync::Arc;

use crate::report::Report;
use crate::text::Span;
use places::Places;

pub use anchor::{Anchor, ContentId, content_id};
pub use correct::effective;
pub use decide::{Broken, Decided, DecisionPlace, overlay, untouched};
pub use edit::{Edit, Entry, changed};
pub use format::{FormatError, Parsed, parse, to_json};
pub use formulations::{formulation_key, formulations};
pub use history::{History, MAX_STEPS};
pub use locate::Locator;
pub use merge::{Merged, merge};
pub use overrides::{Excerpt, FormulationEdit, LinkDecision, Note, Overrides, StructureEdit, Verdict};
pub use places::Listed;
pub use saving::Saving;

/// Version of the decisions file that this program writes.
pub const VERSION: u32 = 1;

/// Counters of change, one for each kind of decision: what is made from one kind is stale only
/// when its counter moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Revisions {
    /// The effective report.
    pub structure: u64,
    /// Decisions on links.
    pub links: u64,
    /// Notes, highlights and excerpts.
    pub passages: u64,
    /// The formulation table.
    pub formulations: u64,
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
    /// The same by kind.
    revisions: Revisions,
    /// Identity of the text.
    id: ContentId,
    /// The decisions as they are known to be kept.
    base: Overrides,
    /// Where the entries stand.
    places: Places,
}

impl Document {
    /// A report with decisions (default: none). Their places are found in its text first.
    pub fn new(report: Arc<Report>, overrides: Overrides) -> Self {
        let id = content_id(report.text());
        Self::identified(report, id, overrides)
    }

    /// The same, when the identity of the text is known: a long one takes time to find.
    pub fn identified(report: Arc<Report>, id: ContentId, overrides: Overrides) -> Self {
        let mut now = overrides;
        now = now.renewed(report.text(), id);
        if now.title.is_empty() {
            now.title.clone_from(&report.head.title);
        }
        let mut document = Self {
            effective: report.clone(),
            as_read: report,
            base: now.clone(),
            history: History::new(now),
            revision: 0,
            revisions: Revisions::default(),
            id,
            places: Places::default(),
        };
        document.refresh(None);
        document
    }

    /// The report as the program read it, without corrections.
    pub fn as_read(&self) -> &Arc<Report> {
        &self.as_read
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

    /// Grow with changes of their kind.
    pub fn revisions(&self) -> Revisions {
        self.revisions
    }

    /// Applies one change; undoable. A change that changes nothing is no step.
    pub fn apply(&mut self, edit: &Edit) {
        let next = match edit {
            // The places of another file belong to another text.
            Edit::Import(other) => {
                let here = other.renewed(self.as_read.text(), self.id);
                changed(self.history.now(), &Edit::Import(Box::new(here)))
            }
            _ => changed(self.history.now(), edit),
        };
        if &next != self.history.now() {
            let before = self.history.now().clone();
            self.history.push(edit.clone(), next);
            self.refresh(Some(&before));
        }
    }

    /// Takes back the last change and returns it; `None` when there is nothing to undo.
    pub fn undo(&mut self) -> Option<Edit> {
        let before = self.history.now().clone();
        let edit = self.history.undo()?;
        self.refresh(Some(&before));
        Some(edit)
    }

    /// Does again what was undone last and returns it.
    pub fn redo(&mut self) -> Option<Edit> {
        let before = self.history.now().clone();
        let edit = self.history.redo()?;
        self.refresh(Some(&before));
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

    /// The file was read again: the same decisions and history over `report`, each found anew.
    #[must_use]
    pub fn reread(&self, report: Arc<Report>) -> Self {
        let id = content_id(report.text());
        let mut next = self.clone();
        next.history.map(|o| o.renewed(report.text(), id));
        // Of the new text nothing is kept yet.
        next.base = if id == self.id { self.base.renewed(report.text(), id) } else { Overrides::default() };
        next.id = id;
        next.effective = report.clone();
        next.as_read = report;
        next.refresh(None);
        next
    }

    /// Before decisions on the pair with `other` are asked for: those made with an earlier state
    /// of `other`'s text are found in its present text. No step of undo.
    pub fn meet(&mut self, other: &Self) {
        let before = self.history.now().clone();
        let find = Locator::new(other.as_read.text());
        let formerly = other.overrides().formerly.clone();
        self.history.map(|o| o.rejoined(&formerly, other.id, &find));
        if &before != self.history.now() {
            self.refresh(Some(&before));
        }
    }

    /// What is to be kept; `None` when all is.
    pub fn saving(&self) -> Option<Saving> {
        (&self.base != self.overrides()).then(|| Saving {
            id: self.id,
            text: self.as_read.source.text.clone(),
            base: self.base.clone(),
            since: self.history.since(&self.base),
            ours: self.overrides().clone(),
        })
    }

    /// `saving` was kept; `kept` is what the file holds now (maybe with decisions of another
    /// window, which come in without a step of undo). Ask [`Self::saving`] again afterwards: the
    /// reader may have gone on.
    pub fn saved(&mut self, saving: &Saving, kept: &Overrides) {
        if saving.id == self.id {
            self.base = kept.clone();
            self.absorb(&saving.ours, kept);
        }
    }

    /// Takes over `merged`: the decisions `saved` (what this window had when it began to save)
    /// with those of another window. What undo and redo lead to gets them too. No step of undo.
    fn absorb(&mut self, saved: &Overrides, merged: &Overrides) {
        if saved == merged {
            return;
        }
        let before = self.history.now().clone();
        self.history.map(|o| merge(saved, o, merged).overrides);
        self.refresh(Some(&before));
    }

    /// Entries whose words are gone from the text. Decisions on pairs of reports are judged by
    /// their left place only; [`Decided::places`] tells the rest.
    pub fn lost(&self) -> &[Entry] {
        &self.places.lost
    }

    /// Highlights and notes that were found, in order of place.
    pub fn notes(&self) -> Vec<(Span, &Note)> {
        let all = &self.overrides().notes;
        self.places.in_order.iter().filter_map(|(place, i)| Some((*place, all.get(*i)?))).collect()
    }

    /// The excerpt basket in the reader's order, each with its place (`None`: its words are gone).
    pub fn excerpts(&self) -> Vec<(Option<Span>, &Excerpt)> {
        self.places.excerpts.iter().copied().zip(&self.overrides().excerpts).collect()
    }

    /// Excerpts that were found, in reading order.
    pub fn excerpts_in_reading_order(&self) -> Vec<(Span, &Excerpt)> {
        let mut found: Vec<(Span, &Excerpt)> =
            self.excerpts().into_iter().filter_map(|(p, e)| p.map(|p| (p, e))).collect();
        found.sort_by_key(|(place, _)| *place);
        found
    }

    /// All decisions on this report, in order of place; those whose words are gone come last.
    /// Decisions on links stand at their left place.
    pub fn list(&self) -> Vec<Listed<'_>> {
        places::list(&self.places, self.overrides())
    }

    /// Corrections with their places (`None`: the words are gone, the correction is left out).
    pub fn corrections(&self) -> Vec<(Option<Span>, &StructureEdit)> {
        self.places.structure.iter().copied().zip(&self.overrides().structure).collect()
    }

    /// Makes anew what depends on what changed since `before` (`None`: everything).
    fn refresh(&mut self, before: Option<&Overrides>) {
        self.revision += 1;
        if before.is_none() {
            self.places = Places::default();
        }
        let now = self.history.now();
        self.places.renew(self.as_read.text(), now);
        let moved = |counter: &mut u64, same: fn(&Overrides, &Overrides) -> bool| {
            let moved = before.is_none_or(|b| !same(b, now));
            *counter += u64::from(moved);
            moved
        };
        if moved(&mut self.revisions.structure, |a, b| a.structure == b.structure) {
            self.effective = correct::corrected(&self.as_read, &self.corrections());
        }
        moved(&mut self.revisions.links, |a, b| a.links == b.links);
        moved(&mut self.revisions.passages, |a, b| a.notes == b.notes && a.excerpts == b.excerpts);
        moved(&mut self.revisions.formulations, |a, b| a.formulations == b.formulations);
    }
}
