//! The find bar.

use std::sync::Arc;

use crate::app::{Effect, FindAction, Job, State, Tab};
use crate::text::Span;
use crate::view::find::Search;

/// Bytes that are searched at once; the rest of a larger text is searched off the window's thread.
const AT_ONCE: usize = 2 << 20;

pub(super) fn update(state: &mut State, action: FindAction, out: &mut Vec<Effect>) {
    match action {
        FindAction::Query(query) => {
            set(state, |f| f.query = query);
            search(state, out);
        }
        FindAction::Regex(on) => {
            set(state, |f| f.regex = on);
            search(state, out);
        }
        FindAction::Step(forward) => step(state, forward, out),
        FindAction::Close => set(state, |f| f.open = false),
    }
}

fn set(state: &mut State, change: impl FnOnce(&mut crate::app::Find)) {
    if let Some(tab) = state.tab_mut() {
        change(&mut tab.view.find);
    }
}

pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
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
    search(state, out);
}

/// Finds again: the query or the report changed.
fn search(state: &mut State, out: &mut Vec<Effect>) {
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    let report = tab.reading().clone();
    let text = report.text();
    let here = text.floor_char_boundary(tab.view.at);
    let find = &mut tab.view.find;
    find.forget();
    let search = Search::new(text, &find.query, find.regex);
    find.bad = search.is_err();
    let Ok(mut search) = search else { return };
    let mut hits = Vec::new();
    find.from = Some(here);
    // A regular expression does not stop before its next hit, which may be far away.
    let done = (text.len() <= AT_ONCE || !find.regex) && search.run(text, AT_ONCE, &mut hits);
    if !done {
        find.searching = Some(request);
        if here >= AT_ONCE && !find.regex {
            // The next hit from here is shown before those further up are counted.
            let mut near = Vec::new();
            search.from(here).run(text, here + AT_ONCE, &mut near);
            find.from = Some(near.first().map_or(here, |h| h.start()));
            if let Some(hit) = near.first() {
                tab.view.jump = Some((request, hit.start()));
                tab.view.pane = crate::app::Pane::Reading;
            }
        }
        let job = Job::Find { tab: tab.id, report: report.clone(), search: Box::new(search) };
        out.push(Effect::Start { request, job });
    }
    take(tab, request, hits, done);
}

/// More hits of a tab's search; `rest` is what remains to be done.
pub(super) fn found(
    state: &mut State,
    tab: u64,
    request: u64,
    rest: Option<Box<Search>>,
    hits: Vec<Span>,
    out: &mut Vec<Effect>,
) {
    let number = state.request();
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == tab) else { return };
    if tab.view.find.searching != Some(request) {
        return;
    }
    let done = rest.is_none();
    if let Some(search) = rest {
        let job = Job::Find { tab: tab.id, report: tab.reading().clone(), search };
        out.push(Effect::Start { request, job });
    } else {
        tab.view.find.searching = None;
    }
    take(tab, number, hits, done);
}

/// Adds hits and shows the first from where the reader was, as soon as it is known.
fn take(tab: &mut Tab, request: u64, hits: Vec<Span>, done: bool) {
    let find = &mut tab.view.find;
    Arc::make_mut(&mut find.hits).extend(hits);
    let Some(from) = find.from else { return };
    let next = find.hits.partition_point(|h| h.start() < from);
    if next == find.hits.len() && !done {
        return;
    }
    find.current = if next == find.hits.len() { 0 } else { next };
    find.from = None;
    show(tab, request);
}

fn step(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    let idle = |f: &crate::app::Find| f.hits.is_empty() && !f.query.is_empty() && f.searching.is_none();
    if state.tab().is_some_and(|t| idle(&t.view.find)) {
        search(state, out);
        return;
    }
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    let find = &mut tab.view.find;
    let n = find.hits.len();
    if n == 0 {
        return;
    }
    find.open = true;
    find.from = None;
    find.current = if forward { (find.current + 1) % n } else { (find.current + n - 1) % n };
    show(tab, request);
}

fn show(tab: &mut Tab, request: u64) {
    if let Some(hit) = tab.view.find.hits.get(tab.view.find.current) {
        tab.view.jump = Some((request, hit.start()));
        tab.view.pane = crate::app::Pane::Reading;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Finished, Open};
    use crate::read::ReadOptions;
    use crate::report::{Found, assemble};

    /// A tab with a text of several steps; 甲乙 stands `count` times at even distances.
    fn large(count: usize) -> State {
        let text = format!("{}甲乙。\n", "一二三四五六七八九十。\n".repeat(20_000)).repeat(count);
        let source = crate::read::read(text.as_bytes(), &ReadOptions::default()).expect("text");
        let report = Arc::new(assemble(Arc::new(source), Found::default()));
        let document = crate::document::Document::new(report, crate::document::Overrides::default());
        let open = Open { path: None, name: "a".to_owned(), document, changed: false };
        State { tabs: vec![Tab::new(1, open)], requests: 9, ..State::default() }
    }

    /// Does the search's next step as the shell would; true while there is one.
    fn go_on(state: &mut State, out: &mut Vec<Effect>) -> bool {
        let Some(Effect::Start { request, job: Job::Find { tab, report, mut search } }) = out.pop() else {
            return false;
        };
        let mut hits = Vec::new();
        let done = search.run(report.text(), search.done() + (1 << 20), &mut hits);
        let rest = (!done).then_some(search);
        super::super::apply(
            state,
            crate::app::Action::Finished(Finished::Found { tab, request, search: rest, hits }),
            out,
        );
        true
    }

    #[test]
    fn a_large_text_is_counted_step_by_step_and_shows_the_next_hit_at_once() {
        let (mut state, mut out) = (large(10), Vec::new());
        let last = state.tabs[0].reading().text().len() - 20;
        state.tabs[0].view.at = last;
        update(&mut state, FindAction::Query("甲 乙".to_owned()), &mut out);
        let find = &state.tabs[0].view.find;
        assert!((1..10).contains(&find.hits.len()), "{}", find.hits.len());
        assert!(find.searching.is_some() && find.from.is_some());
        assert!(
            state.tabs[0].view.jump.is_some_and(|j| j.1 > last),
            "the hit behind is shown before all are counted"
        );
        while go_on(&mut state, &mut out) {}
        let find = &state.tabs[0].view.find;
        assert_eq!((find.hits.len(), find.current, find.searching), (10, 9, None));
        assert!(find.hits.is_sorted());
    }

    #[test]
    fn other_words_end_the_search_for_the_first() {
        let (mut state, mut out) = (large(10), Vec::new());
        update(&mut state, FindAction::Query("甲".to_owned()), &mut out);
        let late = std::mem::take(&mut out);
        update(&mut state, FindAction::Query("丙".to_owned()), &mut out);
        let mut old = late;
        go_on(&mut state, &mut old);
        assert!(old.is_empty() && state.tabs[0].view.find.hits.is_empty());
        while go_on(&mut state, &mut out) {}
        assert_eq!((state.tabs[0].view.find.hits.len(), state.tabs[0].view.find.searching), (0, None));
    }
}
