//! Undo by whole values.

use super::{Edit, Overrides};

/// How many steps can be undone.
pub const MAX_STEPS: usize = 100;

/// The decisions in force, those before and those undone.
#[derive(Clone, Debug)]
pub struct History {
    now: Overrides,
    past: Vec<(Edit, Overrides)>,
    future: Vec<(Edit, Overrides)>,
}

impl History {
    /// Starts with `now` and nothing to undo.
    pub fn new(now: Overrides) -> Self {
        Self { now, past: Vec::new(), future: Vec::new() }
    }

    /// The decisions in force.
    pub fn now(&self) -> &Overrides {
        &self.now
    }

    /// Makes `next` the decisions in force, reached by `edit`.
    pub fn push(&mut self, edit: Edit, next: Overrides) {
        if self.past.len() == MAX_STEPS {
            self.past.remove(0);
        }
        self.past.push((edit, std::mem::replace(&mut self.now, next)));
        self.future.clear();
    }

    /// One step back; the edit that was taken back.
    pub fn undo(&mut self) -> Option<Edit> {
        let (edit, before) = self.past.pop()?;
        self.future.push((edit.clone(), std::mem::replace(&mut self.now, before)));
        Some(edit)
    }

    /// One step forward again; the edit that was done again.
    pub fn redo(&mut self) -> Option<Edit> {
        let (edit, after) = self.future.pop()?;
        self.past.push((edit.clone(), std::mem::replace(&mut self.now, after)));
        Some(edit)
    }

    /// Changes all decisions, past, present and undone ones, in the same way: their places were
    /// found anew, or another window's decisions came in.
    pub(super) fn map(&mut self, change: impl Fn(&Overrides) -> Overrides) {
        let steps = self.past.iter_mut().chain(&mut self.future).map(|s| &mut s.1);
        for value in steps.chain(std::iter::once(&mut self.now)) {
            *value = change(value);
        }
    }

    /// The decisions a few steps around, nearest first, that came after `base`.
    pub(super) fn since(&self, base: &Overrides) -> Vec<Overrides> {
        let after_base = self.past.iter().rev().position(|s| &s.1 == base);
        let back = self.past.iter().rev().take(after_base.unwrap_or(0).min(4));
        let undone = self.future.last().filter(|_| self.future.iter().all(|s| &s.1 != base));
        back.chain(undone).map(|s| s.1.clone()).collect()
    }

    /// What undo and redo would do.
    pub fn steps(&self) -> (Option<&Edit>, Option<&Edit>) {
        (self.past.last().map(|s| &s.0), self.future.last().map(|s| &s.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Overrides {
        Overrides { title: title.into(), ..Overrides::default() }
    }

    #[test]
    fn undo_and_redo_are_each_others_reverse() {
        let mut h = History::new(titled("a"));
        h.push(Edit::RemoveExcerpt(0), titled("b"));
        assert_eq!(h.undo(), Some(Edit::RemoveExcerpt(0)));
        assert_eq!(h.now(), &titled("a"));
        assert_eq!(h.redo(), Some(Edit::RemoveExcerpt(0)));
        assert_eq!(h.now(), &titled("b"));
        assert_eq!(h.redo(), None);
    }

    #[test]
    fn old_steps_are_forgotten() {
        let mut h = History::new(titled("0"));
        for i in 1..=MAX_STEPS + 5 {
            h.push(Edit::RemoveExcerpt(i), titled(&i.to_string()));
        }
        let undone = std::iter::from_fn(|| h.undo()).count();
        assert_eq!(undone, MAX_STEPS);
        assert_eq!(h.now(), &titled("5"));
    }
}
