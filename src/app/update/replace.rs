//! A report that is open is read again: what the reader decided and where the reader is stay.

use crate::app::{Open, State, Tab, View};

/// The first report of a tab was read again: what is not on the disk yet, and what can be undone, stays.
pub(super) fn main(state: &mut State, target: u64, open: Open) {
    let request = state.request();
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == target) else { return };
    let (undo, redo) = tab.main.document.steps();
    let document = if undo.is_some() || redo.is_some() || tab.main.document.saving().is_some() {
        tab.main.document.reread(open.document.as_read().clone())
    } else {
        open.document.clone()
    };
    let old = std::mem::replace(&mut tab.main, Open { document, ..open });
    if let Some(second) = &tab.second {
        tab.main.document.meet(&second.document);
    }
    tab.derived.facts = None;
    tab.view.folded.clear();
    if !tab.view.second {
        places(tab, &old, request);
    }
}

/// The report in the reading pane is another reading than `old`: the reader stays at the same words.
pub(super) fn places(tab: &mut Tab, old: &Open, request: u64) {
    let new = tab.reading().clone();
    let change = Change::new(old.document.as_read().text(), new.text());
    let View { at, cursor, back, forward, .. } = &mut tab.view;
    for place in std::iter::once(at).chain(cursor.as_mut()).chain(back).chain(forward) {
        *place = change.place(*place);
    }
    tab.view.selection = None;
    tab.view.jump = Some((request, tab.view.at));
    tab.view.exact = request;
}

/// What two texts share at both ends.
struct Change<'t> {
    old: &'t str,
    new: &'t str,
    /// Bytes alike at the beginning and, beyond those, at the end.
    head: usize,
    tail: usize,
}

impl<'t> Change<'t> {
    fn new(old: &'t str, new: &'t str) -> Self {
        let alike = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
        };
        let head = alike(&mut old.chars().zip(new.chars()));
        let rest = |text: &'t str| text.get(head..).unwrap_or_default().chars().rev();
        let tail = alike(&mut rest(old).zip(rest(new)));
        Self { old, new, head, tail }
    }

    /// Where byte `at` of the old text is in the new one: among what stayed, else where the same
    /// words stand in what changed, else as far on in it.
    fn place(&self, at: usize) -> usize {
        let (end, new_end) = (self.old.len() - self.tail, self.new.len() - self.tail);
        if at < self.head || self.old.len() == self.new.len() && self.head == self.old.len() {
            return at;
        }
        if at >= end {
            return (at + new_end - end).min(self.new.len());
        }
        // Words that begin in what stayed and end in what changed are found too.
        let rest = self.old.get(at..).unwrap_or_default();
        let there = [16, 8, 4].into_iter().find_map(|count| {
            let words: String = rest.chars().take(count).collect();
            let from = self.new.floor_char_boundary(self.head.saturating_sub(words.len()));
            let found = from + self.new.get(from..)?.find(&words).filter(|_| !words.is_empty())?;
            (found < new_end).then_some(found)
        });
        there.unwrap_or_else(|| {
            let share = (at - self.head) as f64 / (end - self.head).max(1) as f64;
            self.new.floor_char_boundary(self.head + ((new_end - self.head) as f64 * share) as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the words from `here` on are after the change.
    fn kept<'t>(old: &str, new: &'t str, here: &str) -> &'t str {
        new.get(Change::new(old, new).place(old.find(here).unwrap())..).unwrap()
    }

    #[test]
    fn the_place_stays_with_its_words() {
        let old = "第一段。\n第二段，读到这里。\n第三段。\n第四段。";
        for new in [
            "前面加一行。\n第一段。\n第二段，读到这里。\n第三段。\n第四段。",
            "第二段，读到这里。\n第三段。",
            "第一段。\n第二段，读到这里。\n第三段有改动。\n第四段。",
            "第一段。\n中间加一段。\n第二段，读到这里。\n第三段。\n第四段。再加。",
            "第一段改。\n第二段，读到这里。\n第三段。\n后来的第四段。",
            old,
        ] {
            assert!(kept(old, new, "第二段").starts_with("第二段，读到这里"), "{new}");
        }
        assert_eq!(kept(old, "第一段。\n", "第二段"), "");
        assert_eq!(kept(old, "", "第二段"), "");
        let other = "另一份文字，没有相同的话";
        assert!(kept(old, other, "第三段").len() < other.len(), "about as far on");
    }
}
