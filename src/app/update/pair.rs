//! What a reader should know of two reports before they are compared: a sentence each.

use crate::app::{Command, Grade, Notice, State};
use crate::view::series::same_body;
use crate::words::{PairWords, fill};

/// Tells whether the two reports of tab `id` belong together: the same text, different bodies, the
/// same year, the later one first (which can be swapped), years far apart or unknown.
pub(super) fn tell(state: &mut State, id: u64) {
    let lang = state.lang();
    let words = PairWords::of(lang);
    let Some(tab) = state.tabs.iter().find(|t| t.id == id) else { return };
    let Some(second) = &tab.second else { return };
    let (a, b) = (tab.main.document.report(), second.document.report());
    let mut offer = None;
    let sentence = if tab.main.document.id() == second.document.id() {
        words.same_text.to_owned()
    } else if !a.head.organ.is_empty() && !b.head.organ.is_empty() && !same_body(&a.head.organ, &b.head.organ)
    {
        fill(words.other_body, &[&a.head.organ, &b.head.organ])
    } else {
        match (a.head.year, b.head.year) {
            (Some(x), Some(y)) if x == y => fill(words.same_year, &[&x.to_string()]),
            (Some(x), Some(y)) if x > y => {
                offer = Some(Command::SwapSides);
                fill(words.later_first, &[&x.to_string(), &y.to_string()])
            }
            (Some(x), Some(y)) if y > x + 1 => fill(words.years_between, &[&x.to_string(), &y.to_string()]),
            (Some(_), Some(_)) => return,
            _ => words.no_year.to_owned(),
        }
    };
    state.notices.retain(|n| n.text != sentence);
    let notice = Notice {
        grade: Grade::Warning,
        text: sentence,
        detail: String::new(),
        file: None,
        place: None,
        offer,
    };
    state.notices.push(notice);
}
