//! The comparison view and the reader's decisions.

use std::sync::Arc;

use crate::app::tab::{Passages, same_passages};
use crate::app::{CompareAction, Effect, Grade, Job, Pane, Set, State, Tab};
use crate::compare::{Comparison, DiffRun};
use crate::document::{Edit, LinkDecision, Verdict, overlay, untouched};
use crate::report::Role;

pub(super) fn update(state: &mut State, action: CompareAction, out: &mut Vec<Effect>) {
    if let CompareAction::Sync(on) = action {
        super::settings::set(state, Set::Sync(on), out);
        return;
    }
    if action == CompareAction::Copy {
        copy(state, out);
        return;
    }
    if let CompareAction::Ends(on) = action {
        if let Some(tab) = state.tab_mut() {
            tab.sides.ends = on;
        }
        super::finished::derive(state, out);
        return;
    }
    if let CompareAction::Unit { right, index } = action
        && finish_pairing(state, right, index, out)
    {
        return;
    }
    let reveal = state.request();
    let Some(tab) = state.tab_mut() else { return };
    let view = &mut tab.view.compare;
    match action {
        CompareAction::Link(link) => {
            view.link = Some(link);
            view.unit = None;
            view.drawer = true;
        }
        CompareAction::Unit { right, index } => {
            view.unit = Some((right, index));
            view.link = None;
            view.drawer = true;
            // A unit with links shows its strongest one.
            if let Some(c) = &tab.derived.comparison {
                view.link = strongest(c, right, index);
            }
        }
        CompareAction::Step(by) => {
            step(tab, by);
            tab.view.compare.reveal = reveal;
        }
        CompareAction::Filter(filter) => view.filter = filter,
        CompareAction::Undecided(on) => view.undecided = on,
        CompareAction::Search(text) => {
            view.search = text;
            view.hit = None;
        }
        CompareAction::SearchStep(forward) => step_hit(tab, forward),
        CompareAction::OnlySelected(on) => view.only_selected = on,
        CompareAction::Note => {
            view.drawer = true;
            view.note_wanted = reveal;
        }
        CompareAction::Drawer(on) => view.drawer = on,
        CompareAction::Difference(on) => view.difference = on,
        CompareAction::AsTable(on) => view.as_table = on,
        CompareAction::Pair(unit) => view.pairing = unit,
        CompareAction::Sync(_) | CompareAction::Copy | CompareAction::Ends(_) => {}
    }
}

fn strongest(c: &Comparison, right: bool, index: usize) -> Option<usize> {
    c.links
        .iter()
        .enumerate()
        .filter(|(_, l)| if right { l.right == index } else { l.left == index })
        .max_by(|a, b| {
            (a.1.certainty, a.1.likeness)
                .partial_cmp(&(b.1.certainty, b.1.likeness))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
        .map(|(i, _)| i)
}

fn step(tab: &mut Tab, by: i32) {
    let stops = crate::app::stops(tab);
    let view = &mut tab.view.compare;
    tab.view.pane = Pane::Compare;
    if stops.is_empty() {
        return;
    }
    let here = stops.iter().position(|(link, unit)| match view.link {
        Some(l) => *link == Some(l),
        None => link.is_none() && view.unit == Some(*unit),
    });
    let n = stops.len() as i32;
    let next = here.map_or(if by > 0 { 0 } else { n - 1 }, |h| (h as i32 + by).rem_euclid(n));
    let (link, unit) = stops[next as usize];
    view.link = link;
    view.unit = link.is_none().then_some(unit);
    view.drawer = true;
}

/// What is selected, else both texts of the drawer, each with its source.
fn copy(state: &State, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    let view = &tab.view;
    let units = match (selected_pair(tab), view.compare.unit) {
        (Some((l, r)), _) => vec![(false, l), (true, r)],
        (None, unit) => unit.into_iter().collect(),
    };
    let mut spans: Vec<(bool, crate::text::Span)> = Vec::new();
    if let Some(span) = view.selection {
        spans.push((view.selected_second, span));
    } else if let Some(c) = &tab.derived.comparison {
        for (right, index) in units {
            let unit = if right { c.right.get(index) } else { c.left.get(index) };
            spans.extend(unit.map(|u| (tab.second_of(right), u.item.span)));
        }
    }
    let (mut text, mut html) = (String::new(), String::new());
    for (second, span) in spans {
        let report = tab.open(second).document.report();
        let clip = crate::export::clipboard(report, &[span], true, state.lang());
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&clip.text);
        html.push_str(&clip.html);
    }
    if !text.is_empty() {
        out.push(Effect::Copy { text, html });
    }
}

/// Next or previous place of the search words: selects the unit it stands in.
fn step_hit(tab: &mut Tab, forward: bool) {
    let hits = crate::app::compare_hits(tab);
    let n = hits.len();
    let view = &mut tab.view.compare;
    if n == 0 {
        view.hit = None;
        return;
    }
    let next = match view.hit.filter(|h| *h < n) {
        None if forward => 0,
        None => n - 1,
        Some(h) if forward => (h + 1) % n,
        Some(h) => (h + n - 1) % n,
    };
    let (right, unit, _) = hits[next];
    view.hit = Some(next);
    view.drawer = true;
    view.unit = Some((right, unit));
    view.link = tab.derived.comparison.as_ref().and_then(|c| strongest(c, right, unit));
}

pub(super) fn side(state: &mut State, right: bool, second: bool, role: Role, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab_mut() else { return };
    let second = second && tab.second.is_some();
    if right {
        (tab.sides.right_second, tab.sides.right) = (second, role);
    } else {
        (tab.sides.left_second, tab.sides.left) = (second, role);
    }
    super::finished::derive(state, out);
}

/// Applies a change to the decisions of the first report and keeps them.
pub(super) fn edit(state: &mut State, edit: &Edit, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab_mut() else { return };
    let before = tab.main.document.report().clone();
    tab.main.document.apply(edit);
    after_edit(state, &before, out);
}

pub(super) fn undo(state: &mut State, redo: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab_mut() else { return };
    let before = tab.main.document.report().clone();
    let document = &mut tab.main.document;
    let done = if redo { document.redo() } else { document.undo() };
    if let Some(edit) = done {
        after_edit(state, &before, out);
        let text = crate::words::undone(state.lang(), &edit, redo);
        state.tell(Grade::Done, text);
    }
}

fn after_edit(state: &mut State, before: &Arc<crate::report::Report>, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab_mut() else { return };
    let document = &tab.main.document;
    if let Some(saving) = document.saving() {
        let path = tab.main.path.clone();
        out.push(Effect::SaveDecisions { tab: tab.id, path, saving: Box::new(saving) });
    }
    if Arc::ptr_eq(before, document.report()) {
        decide(tab);
    } else {
        tab.derived.facts = None;
        super::finished::derive(state, out);
    }
}

/// Lays the reader's decisions over what the engine said.
pub(super) fn decide(tab: &mut Tab) {
    let Some(compared) = tab.derived.compared.clone() else { return };
    let with = tab.with();
    let overrides = tab.main.document.overrides();
    let (comparison, decisions, places) = if untouched(&compared, overrides) {
        (compared.clone(), vec![None; compared.links.len()], Vec::new())
    } else {
        let decided = overlay(&compared, tab.side(false), tab.side(true), overrides, with);
        (Arc::new(decided.comparison), decided.decisions, decided.places)
    };
    // Links are numbered anew: the selected one is found again by its ends.
    let held = selected_pair(tab);
    let links = &comparison.links;
    let mut now = held.and_then(|(l, r)| links.iter().position(|k| k.left == l && k.right == r));
    if let (Some((left, _)), None) = (held, now) {
        // It was broken: the walk goes on from what the unit is still linked with.
        let (right, unit) = *tab.view.compare.unit.get_or_insert((false, left));
        now = strongest(&comparison, right, unit);
    }
    tab.view.compare.link = now;
    tab.derived.comparison = Some(comparison);
    tab.derived.decisions = Arc::new(decisions);
    tab.derived.places = Arc::new(places);
}

/// Differences that are kept.
const DIFFERENCES: usize = 32;
/// Bytes of both passages, multiplied, up to which their difference is found within a frame.
const AT_ONCE: usize = 9_000_000;

/// Finds the difference that the drawer shows, when it is not known yet.
pub(super) fn differ(state: &mut State, out: &mut Vec<Effect>) {
    let request = state.requests + 1;
    let Some(tab) = state.tab_mut() else { return };
    let view = &tab.view.compare;
    if !(view.difference && view.drawer && tab.view.pane == Pane::Compare) || tab.difference().is_some() {
        return;
    }
    let Some(of) = tab.passages() else { return };
    if tab.derived.awaited_difference.as_ref().is_some_and(|(_, on)| same_passages(on, &of)) {
        return;
    }
    let [(left, l), (right, r)] = &of;
    if l.len() * r.len() <= AT_ONCE {
        let runs = Arc::new(crate::compare::difference(left, *l, right, *r));
        know(tab, of, runs);
        return;
    }
    let job = Job::Difference { tab: tab.id, of: of.clone() };
    tab.derived.awaited_difference = Some((request, of));
    state.requests = request;
    out.push(Effect::Start { request, job });
}

/// A difference was found.
pub(super) fn differs(state: &mut State, tab: u64, request: u64, runs: Arc<Vec<DiffRun>>) {
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == tab) else { return };
    if let Some((_, of)) = tab.derived.awaited_difference.take_if(|(on, _)| *on == request) {
        know(tab, of, runs);
    }
}

/// A job failed. When it was to find a difference, the drawer goes back to the words that both share: it
/// would wait for ever.
pub(super) fn not_different(state: &mut State, request: u64) {
    for tab in &mut state.tabs {
        if tab.derived.awaited_difference.take_if(|(on, _)| *on == request).is_some() {
            tab.view.compare.difference = false;
        }
    }
}

fn know(tab: &mut Tab, of: Passages, runs: Arc<Vec<DiffRun>>) {
    let known = &mut tab.derived.differences;
    if known.len() >= DIFFERENCES {
        known.remove(0);
    }
    known.push((of, runs));
}

/// Decides on the selected link.
pub(super) fn verdict(state: &mut State, verdict: Verdict, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    let Some((left, right)) = selected_pair(tab) else { return };
    if let Some(decision) = decision(tab, left, right, verdict) {
        edit(state, &Edit::Decide(decision), out);
    }
}

fn selected_pair(tab: &Tab) -> Option<(usize, usize)> {
    let link = tab.derived.comparison.as_ref()?.links.get(tab.view.compare.link?)?;
    Some((link.left, link.right))
}

fn decision(tab: &Tab, left: usize, right: usize, verdict: Verdict) -> Option<LinkDecision> {
    let c = tab.derived.comparison.as_ref()?;
    let anchor = |right: bool, i: usize| {
        let unit = if right { c.right.get(i) } else { c.left.get(i) }?;
        let span = unit.item.span;
        Some(crate::document::Anchor::new(tab.side(right).text(), span))
    };
    let (left, right) = (anchor(false, left)?, anchor(true, right)?);
    let with = tab.with();
    let note = tab
        .main
        .document
        .overrides()
        .links
        .iter()
        .find(|l| l.left.same(&left) && l.right.same(&right) && l.with == with)
        .map_or_else(String::new, |l| l.note.clone());
    Some(LinkDecision { left, right, with, verdict: Some(verdict), note })
}

/// 另配: the second click gives the partner.
fn finish_pairing(state: &mut State, right: bool, index: usize, out: &mut Vec<Effect>) -> bool {
    let Some(tab) = state.tab_mut() else { return false };
    let Some((from_right, from)) = tab.view.compare.pairing.filter(|p| p.0 != right) else { return false };
    tab.view.compare.pairing = None;
    let (left, right) = if from_right { (index, from) } else { (from, index) };
    if let Some(decision) = decision(tab, left, right, Verdict::Confirmed) {
        edit(state, &Edit::Decide(decision), out);
        if let Some(tab) = state.tab_mut() {
            let made = tab
                .derived
                .comparison
                .as_ref()
                .and_then(|c| c.links.iter().position(|l| l.left == left && l.right == right));
            tab.view.compare.link = made;
        }
    }
    true
}

/// Begins 另配 from the selected unit (of a link: its left one).
pub(super) fn begin_pairing(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    let unit = tab.view.compare.unit.or_else(|| selected_pair(tab).map(|(left, _)| (false, left)));
    tab.view.compare.pairing = unit;
}
