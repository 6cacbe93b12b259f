//! Panes, places, selection, section list, tables.

use crate::app::{Pane, State, Tab, TableAction};
use crate::text::Span;

/// Places remembered for back and forward.
const MOST_PLACES: usize = 200;

pub(super) fn pane(state: &mut State, pane: Pane) {
    if let Some(series) = &mut state.series {
        series.front = false;
    }
    if let Some(tab) = state.tab_mut() {
        tab.view.pane = pane;
    }
}

pub(super) fn go_to(state: &mut State, second: bool, at: usize) {
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    if tab.view.second == second {
        let here = tab.view.at;
        tab.view.back.push(here);
        if tab.view.back.len() > MOST_PLACES {
            tab.view.back.remove(0);
        }
    } else {
        // Places of one report mean nothing in the other.
        tab.view.back.clear();
    }
    tab.view.forward.clear();
    tab.view.second = second && tab.second.is_some();
    tab.view.pane = Pane::Reading;
    tab.view.jump = Some((request, at));
    tab.view.cursor = Some(at);
    tab.view.at = at;
}

pub(super) fn beside(state: &mut State, beside: crate::app::Beside) {
    if let Some(tab) = state.tab_mut() {
        tab.view.beside = beside;
    }
}

/// F6: the other report, or the other side of the comparison.
pub(super) fn other(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    if tab.view.pane == Pane::Compare {
        let view = &mut tab.view.compare;
        let link = tab.derived.comparison.as_ref().and_then(|c| c.links.get(view.link?));
        if let Some(link) = link {
            let right = view.unit.is_none_or(|u| !u.0);
            view.unit = Some((right, if right { link.right } else { link.left }));
        }
    } else if tab.second.is_some() {
        // The other page keeps its own place.
        tab.view.second = !tab.view.second;
        tab.view.selection = None;
        tab.view.cursor = None;
        tab.view.jump = None;
        tab.view.back.clear();
        tab.view.forward.clear();
    }
}

pub(super) fn cursor(state: &mut State, at: usize) {
    if let Some(tab) = state.tab_mut() {
        tab.view.cursor = Some(at);
    }
}

pub(super) fn cursor_lost(state: &mut State) {
    if let Some(tab) = state.tab_mut() {
        tab.view.cursor = None;
    }
}

pub(super) fn history(state: &mut State, forward: bool) {
    let request = state.request();
    let Some(tab) = state.tab_mut() else { return };
    let (from, to) = if forward {
        (&mut tab.view.forward, &mut tab.view.back)
    } else {
        (&mut tab.view.back, &mut tab.view.forward)
    };
    if let Some(at) = from.pop() {
        to.push(tab.view.at);
        tab.view.at = at;
        tab.view.jump = Some((request, at));
        tab.view.exact = request;
        tab.view.pane = Pane::Reading;
    }
}

pub(super) fn section(state: &mut State, forward: bool) {
    let Some(tab) = state.tab() else { return };
    let headings = &tab.reading().headings;
    let here = tab.view.cursor.unwrap_or(tab.view.at);
    let next = if forward {
        headings.iter().find(|h| h.span.start() > here)
    } else {
        headings.iter().rev().find(|h| h.span.start() < here)
    };
    if let Some(h) = next {
        let (second, at) = (tab.view.second, h.span.start());
        go_to(state, second, at);
    }
}

pub(super) fn scrolled(state: &mut State, at: usize) {
    if let Some(tab) = state.tab_mut() {
        tab.view.at = at;
    }
}

/// `second`: of which report; `None`: of the one in the reading pane.
pub(super) fn select(state: &mut State, second: Option<bool>, span: Option<Span>) {
    if let Some(tab) = state.tab_mut() {
        tab.view.selection = span.filter(|s| !s.is_empty());
        tab.view.selected_second = second.unwrap_or(tab.view.second) && tab.second.is_some();
    }
}

/// The section (innermost heading's scope, else the part) around the selection, else around the
/// place the reader is at: true in the second report, and its bytes.
fn section_span(tab: &Tab) -> Option<(bool, Span)> {
    let view = &tab.view;
    let (second, at) = match (view.selection, view.pane) {
        (Some(span), _) => (view.selected_second, span.start()),
        (None, Pane::Compare) => selected_unit(tab)?,
        (None, _) => (view.second, view.cursor.unwrap_or(view.at)),
    };
    let report = tab.open(second).document.report();
    let span = match report.heading_at(at) {
        Some(h) => report.headings[h].scope,
        None => report.parts.get(report.part_at(at))?.span.trimmed(report.text()),
    };
    Some((second, span))
}

/// Where the selected unit of the comparison (of a link: its left one) begins.
fn selected_unit(tab: &Tab) -> Option<(bool, usize)> {
    let c = tab.derived.comparison.as_ref()?;
    let view = &tab.view.compare;
    let link = view.link.and_then(|l| c.links.get(l)).map(|l| (false, l.left));
    let (right, index) = view.unit.or(link).or((!c.left.is_empty()).then_some((false, 0)))?;
    let unit = if right { c.right.get(index) } else { c.left.get(index) }?;
    Some((tab.second_of(right), unit.item.span.start()))
}

/// Selects the current section; when that is selected already, everything.
pub(super) fn select_all(state: &mut State) {
    let Some(tab) = state.tab_mut() else { return };
    let section = section_span(tab);
    let second = section.map_or(tab.view.second, |s| s.0);
    let text = tab.open(second).document.report().text();
    let all = Span::new(0, text.len()).trimmed(text);
    let held = tab.view.selection;
    tab.view.selected_second = second;
    tab.view.selection = match section {
        Some((_, s)) if held != Some(s) && held != Some(all) => Some(s),
        _ => Some(all),
    };
}

pub(super) fn fold(state: &mut State, heading: usize) {
    if let Some(tab) = state.tab_mut()
        && !tab.view.folded.remove(&heading)
    {
        tab.view.folded.insert(heading);
    }
}

pub(super) fn fold_all(state: &mut State, on: bool) {
    if let Some(tab) = state.tab_mut() {
        let parents = tab.reading().headings.iter().filter_map(|h| h.parent).collect();
        tab.view.folded = if on { parents } else { std::collections::BTreeSet::new() };
    }
}

pub(super) fn furniture(state: &mut State, on: bool) {
    if let Some(tab) = state.tab_mut() {
        tab.view.furniture = on;
    }
}

pub(super) fn outline_filter(state: &mut State, text: String) {
    if let Some(tab) = state.tab_mut() {
        tab.view.outline_filter = text;
    }
}

pub(super) fn table(state: &mut State, figures: bool, action: TableAction) {
    let Some(tab) = state.tab_mut() else { return };
    let view = if figures { &mut tab.view.figures } else { &mut tab.view.formulations };
    match action {
        TableAction::Filter(text) => view.filter = text,
        TableAction::Only(only) => view.only = only,
        TableAction::Sort(by) => {
            view.reverse = view.sort == by && !view.reverse;
            view.sort = by;
        }
        TableAction::Expand(row) => view.expanded = row,
        TableAction::Apart(apart) => view.apart = apart,
        TableAction::Kind(kind) => view.kind = kind,
        TableAction::Unit(unit) => view.unit = unit,
        TableAction::Reading(reading) => view.reading = reading,
    }
}
