//! The find bar: what it asks, what comes back, and the way to a hit.

use std::sync::Arc;

use super::view;
use crate::app::{CompareAction, Effect, FindAction, FindScope, Job, Pane, State, Tab};
use crate::view::find::Search;
use crate::view::found::{Found, Place, Wanted};

/// Bytes that are searched at once; larger texts are searched off the window's thread only.
const AT_ONCE: usize = 2 << 20;

/// Longest selection that is taken for what one looks for, in characters.
const LONGEST_SELECTION: usize = 40;

pub(super) fn update(state: &mut State, action: FindAction, out: &mut Vec<Effect>) {
    match action {
        FindAction::Query(query) => set(state, |f| f.query = query),
        FindAction::Regex(on) => set(state, |f| f.regex = on),
        FindAction::Scope(scope) => set(state, |f| f.scope = scope),
        FindAction::List(on) => set(state, |f| f.list = on),
        FindAction::Step(forward) => step(state, forward, out),
        FindAction::Show(index) => {
            set(state, |f| f.current = index);
            show(state, out);
        }
        FindAction::Close => set(state, close),
        FindAction::Leave => leave(state),
    }
}

fn set(state: &mut State, change: impl FnOnce(&mut crate::app::Find)) {
    if let Some(tab) = state.tab_mut() {
        change(&mut tab.view.find);
    }
}

/// Reports must not be kept alive by a bar nobody sees.
fn close(find: &mut crate::app::Find) {
    find.open = false;
    find.stop.stop();
    find.asked = None;
    find.awaited = 0;
    find.found = Arc::default();
    find.hits = Arc::default();
    find.page = None;
}

pub(super) fn open(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    // A short selection is what one looks for.
    let selected = tab
        .view
        .selection
        .map(|s| s.of(tab.open(tab.view.selected_second).document.report().text()).to_owned());
    let from = (tab.view.pane, tab.view.second, tab.view.at);
    let find = &mut tab.view.find;
    if !find.open {
        find.open = true;
        find.from = Some(from);
        find.scope = match find.scope {
            FindScope::Report if from.0 == Pane::Compare => FindScope::Sides,
            FindScope::Sides if from.0 != Pane::Compare => FindScope::Report,
            scope => scope,
        };
    }
    if let Some(words) = selected.filter(|w| w.chars().count() <= LONGEST_SELECTION && !w.contains('\n')) {
        find.query = words;
    }
}

/// Asks again when the question of the open bar is another: new words, other reports in sight.
pub(super) fn follow(state: &mut State, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab().filter(|t| t.view.find.open) else { return };
    let wanted =
        Wanted { query: tab.view.find.query.clone(), regex: tab.view.find.regex, places: places(state, tab) };
    if tab.view.find.asked.as_ref() != Some(&wanted) {
        let id = tab.id;
        let request = state.request();
        near(state, &wanted, request);
        let stop = crate::app::Halt::default();
        set(state, |f| {
            f.asked = Some(wanted.clone());
            f.awaited = request;
            std::mem::replace(&mut f.stop, stop.clone()).stop();
        });
        out.push(Effect::Start { request, job: Job::Find { tab: id, wanted, stop } });
    }
    let Some(tab) = state.tab_mut() else { return };
    let (id, second) = (tab.id, tab.view.second);
    let find = &mut tab.view.find;
    if find.page.as_ref().is_none_or(|(s, f)| *s != second || !Arc::ptr_eq(f, &find.found)) {
        find.hits = Arc::new(find.found.spans(id, second));
        find.page = Some((second, find.found.clone()));
    }
}

/// In a large text the next hit from here is shown before those further up are counted.
fn near(state: &mut State, wanted: &Wanted, request: u64) {
    let Some(tab) = state.tab_mut().filter(|t| t.view.pane == Pane::Reading) else { return };
    let report = tab.reading().clone();
    let text = report.text();
    let at = tab.view.find.from.filter(|f| f.1 == tab.view.second).map_or(tab.view.at, |f| f.2);
    // A regular expression does not stop before its next hit, which may be far away.
    if text.len() <= AT_ONCE || wanted.regex || tab.view.find.scope != FindScope::Report {
        return;
    }
    let at = text.floor_char_boundary(at);
    let mut hits = Vec::new();
    if let Ok(search) = Search::new(text, &wanted.query, false) {
        search.from(at).run(text, at + AT_ONCE, &mut hits);
    }
    if let Some(hit) = hits.first() {
        tab.view.jump = Some((request, hit.start()));
    }
}

fn places(state: &State, tab: &Tab) -> Vec<Place> {
    let place = |tab: &Tab, second: bool, role| Place {
        tab: tab.id,
        second: second && tab.second.is_some(),
        report: tab.open(second).document.report().clone(),
        role,
        facts: if second { tab.derived.facts_second.clone() } else { tab.derived.facts.clone() },
    };
    match tab.view.find.scope {
        FindScope::Report => vec![place(tab, tab.view.second, None)],
        FindScope::Sides => [(tab.sides.left_second, false), (tab.sides.right_second, true)]
            .map(|(second, right)| place(tab, second, Some(tab.role(right))))
            .into(),
        FindScope::All => {
            let both = |t| [Some(place(t, false, None)), t.second.is_some().then(|| place(t, true, None))];
            state.tabs.iter().flat_map(both).flatten().collect()
        }
    }
}

/// The answer: the first hit from where the bar was opened comes in front.
pub(super) fn take(state: &mut State, tab: u64, request: u64, found: Arc<Found>, out: &mut Vec<Effect>) {
    let front = state.tab().is_some_and(|t| t.id == tab);
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == tab && t.view.find.awaited == request) else {
        return;
    };
    let (id, second, at) = (tab.id, tab.view.second, tab.view.at);
    let find = &mut tab.view.find;
    let asked = |f: &Found| (f.wanted.query.clone(), f.wanted.regex);
    let again = asked(&find.found) == asked(&found) && !find.found.hits.is_empty();
    let at = find.from.filter(|f| f.1 == second && !again).map_or(at, |f| f.2);
    let in_page = |i: &usize| {
        found.hits.get(*i).and_then(|h| found.place(h)).is_some_and(|p| p.tab == id && p.second == second)
    };
    let mut here = (0..found.hits.len()).filter(in_page);
    let first = here.clone().next();
    find.current = here.find(|i| found.hits[*i].span.start() >= at).or(first).unwrap_or(0);
    find.awaited = 0;
    find.found = found;
    // Words that are being typed lead to another place, but not to another report.
    if front && first.is_some() && !again {
        show(state, out);
    }
}

fn step(state: &mut State, forward: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    if !tab.view.find.open {
        open(state);
        return;
    }
    let Some(tab) = state.tab_mut() else { return };
    let find = &mut tab.view.find;
    let n = find.found.hits.len();
    // An answer on its way will show its first hit itself.
    if n == 0 || find.awaited != 0 {
        return;
    }
    find.current = if forward { (find.current + 1) % n } else { (find.current + n - 1) % n };
    show(state, out);
}

/// Brings the hit in front into sight, in its report.
fn show(state: &mut State, out: &mut Vec<Effect>) {
    let request = state.request();
    let Some(tab) = state.tab() else { return };
    let find = tab.view.find.clone();
    let Some((span, place)) = find.hit().and_then(|h| Some((h.span, find.found.place(h)?))) else { return };
    if place.tab != tab.id {
        let Some(index) = state.tabs.iter().position(|t| t.id == place.tab) else { return };
        super::files::show_tab(state, index);
        if let Some(other) = state.tab_mut() {
            let from = (other.view.pane, other.view.second, other.view.at);
            other.view.find = crate::app::Find { from: Some(from), page: None, ..find.clone() };
        }
    }
    let Some(tab) = state.tab_mut() else { return };
    if find.scope == FindScope::Sides && tab.view.pane == Pane::Compare {
        if let Some((right, index)) = unit(tab, place, span.start()) {
            super::compare::update(state, CompareAction::Unit { right, index }, out);
            if let Some(tab) = state.tab_mut() {
                tab.view.compare.reveal = request;
            }
        }
        return;
    }
    if tab.view.second == place.second {
        tab.view.jump = Some((request, span.start()));
        tab.view.pane = Pane::Reading;
    } else {
        view::go_to(state, place.second, span.start());
    }
}

/// The compared unit in which a byte stands: right side?, index.
fn unit(tab: &Tab, place: &Place, at: usize) -> Option<(bool, usize)> {
    let c = tab.derived.comparison.as_ref()?;
    let sides = [(false, &c.left, tab.sides.left_second), (true, &c.right, tab.sides.right_second)];
    sides
        .into_iter()
        .filter(|(right, _, second)| {
            *second == place.second && place.role.is_none_or(|r| r == tab.role(*right))
        })
        .find_map(|(right, units, _)| {
            // Words between two units belong to the one before.
            let i =
                units.iter().rposition(|u| u.item.span.start() <= at).or((!units.is_empty()).then_some(0))?;
            Some((right, i))
        })
}

/// Back to where the reader was; the hit stays one step forward in the history.
fn leave(state: &mut State) {
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    close(&mut tab.view.find);
    let Some((pane, second, at)) = tab.view.find.from.take() else { return };
    if tab.view.pane == Pane::Reading && pane == Pane::Reading && tab.view.second == second {
        if tab.view.at == at {
            return;
        }
        tab.view.forward.push(tab.view.at);
    } else if pane != Pane::Compare || tab.view.pane != Pane::Compare {
        tab.view.second = second;
        tab.view.pane = pane;
    }
    tab.view.jump = Some((request, at));
    tab.view.exact = request;
    tab.view.at = at;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Action, Finished, Open};
    use crate::read::ReadOptions;
    use crate::report::{Found, assemble};

    /// A tab with a text of several steps; 甲乙 stands `count` times at even distances.
    fn large(count: usize) -> State {
        let text = format!("{}甲乙。\n", "一二三四五六七八九十。\n".repeat(20_000)).repeat(count);
        let source = crate::read::read(text.as_bytes(), &ReadOptions::default()).expect("text");
        let report = Arc::new(assemble(Arc::new(source), Found::default()));
        let document = crate::document::Document::new(report, crate::document::Overrides::default());
        let open = Open {
            path: None,
            name: "a".to_owned(),
            how: crate::app::How::default(),
            document,
            changed: false,
        };
        State { tabs: vec![Tab::new(1, open)], requests: 9, ..State::default() }
    }

    fn act(state: &mut State, action: FindAction) -> Vec<Effect> {
        super::super::update(state, Action::Find(action))
    }

    /// Does the search as the shell would.
    fn answer(state: &mut State, effects: Vec<Effect>) -> bool {
        let mut answered = false;
        for effect in effects {
            if let Effect::Start { request, job: Job::Find { tab, wanted, stop } } = effect
                && let Some(found) = crate::view::found::search(wanted, || stop.stopped())
            {
                let finished = Finished::Found { tab, request, found: Arc::new(found) };
                super::super::update(state, Action::Finished(finished));
                answered = true;
            }
        }
        answered
    }

    #[test]
    fn a_large_text_shows_the_next_hit_before_all_are_counted() {
        let mut state = large(10);
        let last = state.tabs[0].reading().text().len() - 20;
        state.tabs[0].view.at = last;
        super::super::update(&mut state, Action::Run(crate::app::Command::Find));
        let effects = act(&mut state, FindAction::Query("甲 乙".to_owned()));
        let jump = |s: &State| s.tabs[0].view.jump.map(|j| j.1);
        assert!(jump(&state).is_some_and(|at| at > last), "{:?}", jump(&state));
        assert!(answer(&mut state, effects));
        let find = &state.tabs[0].view.find;
        assert_eq!((find.hits.len(), find.current, find.awaited), (10, 9, 0));
    }

    #[test]
    fn other_words_end_the_search_for_the_first() {
        let mut state = large(2);
        super::super::update(&mut state, Action::Run(crate::app::Command::Find));
        let late = act(&mut state, FindAction::Query("甲".to_owned()));
        let next = act(&mut state, FindAction::Query("丙".to_owned()));
        assert!(!answer(&mut state, late), "it was stopped");
        assert!(answer(&mut state, next));
        assert!(state.tabs[0].view.find.hits.is_empty());
    }
}
