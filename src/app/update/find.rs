//! The find bar.

use std::sync::Arc;

use crate::app::{FindAction, State};

pub(super) fn update(state: &mut State, action: FindAction) {
    match action {
        FindAction::Query(query) => {
            set(state, |f| f.query = query);
            search(state);
        }
        FindAction::Regex(on) => {
            set(state, |f| f.regex = on);
            search(state);
        }
        FindAction::Step(forward) => step(state, forward),
        FindAction::Close => set(state, |f| f.open = false),
    }
}

fn set(state: &mut State, change: impl FnOnce(&mut crate::app::Find)) {
    if let Some(tab) = state.tab_mut() {
        change(&mut tab.view.find);
    }
}

pub(super) fn open(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    // A short selection is what one looks for.
    let selected = tab
        .view
        .selection
        .map(|s| s.of(tab.open(tab.view.selected_second).document.report().text()).to_owned());
    tab.view.find.open = true;
    if let Some(words) = selected.filter(|w| w.chars().count() <= 40 && !w.contains('\n')) {
        tab.view.find.query = words;
    }
    search(state);
}

/// Finds again: the query or the report changed.
pub(super) fn search(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    let report = tab.reading().clone();
    let here = tab.view.at;
    let find = &mut tab.view.find;
    let hits = crate::view::find::find(report.text(), &find.query, find.regex);
    find.bad = hits.is_err();
    let hits = hits.unwrap_or_default();
    find.current = hits.partition_point(|h| h.start() < here);
    if find.current == hits.len() {
        find.current = 0;
    }
    find.hits = Arc::new(hits);
    show(state);
}

fn step(state: &mut State, forward: bool) {
    if state.tab().is_some_and(|t| t.view.find.hits.is_empty() && !t.view.find.query.is_empty()) {
        search(state);
        return;
    }
    let Some(tab) = state.tab_mut() else { return };
    let find = &mut tab.view.find;
    let n = find.hits.len();
    if n == 0 {
        return;
    }
    find.open = true;
    find.current = if forward { (find.current + 1) % n } else { (find.current + n - 1) % n };
    show(state);
}

fn show(state: &mut State) {
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    if let Some(hit) = tab.view.find.hits.get(tab.view.find.current) {
        tab.view.jump = Some((request, hit.start()));
        tab.view.pane = crate::app::Pane::Reading;
    }
}
