//! Opening and closing reports.

use std::path::PathBuf;

use crate::app::{Effect, How, Job, Restore, Slot, State, Tab, Wanted};
use crate::view::comparison::counts;

pub(super) fn open(state: &mut State, path: PathBuf, second: bool, out: &mut Vec<Effect>) {
    let slot = match state.tab() {
        Some(tab) if second => Slot::Second(tab.id),
        _ => Slot::New,
    };
    if slot == Slot::New
        // An archive may hold another report.
        && let Some(at) = state.tabs.iter().position(|t| {
            t.main.path.as_ref() == Some(&path) && t.main.how.entry.is_none() && t.second.is_none()
        })
    {
        show_tab(state, at);
        return;
    }
    load(state, path, slot, How::default(), out);
}

pub(super) fn open_all(state: &mut State, paths: Vec<PathBuf>, out: &mut Vec<Effect>) {
    // More than two are a series.
    if paths.len() > 2 {
        super::series::update(state, crate::app::SeriesAction::Open(paths), out);
        return;
    }
    // Two files are compared: the second waits until the first has its tab.
    let mut paths = paths.into_iter();
    let Some(first) = paths.next() else { return };
    let second = paths.next();
    let before = state.requests;
    open(state, first, false, out);
    if let Some(second) = second {
        if state.requests == before {
            open(state, second, true, out);
        } else {
            state.waiting.push((state.requests, second));
        }
    }
}

/// Opens the tabs of the last session; [`restored`] puts them in order when all are there.
pub(super) fn restore(state: &mut State, tabs: Vec<Wanted>, front: usize, out: &mut Vec<Effect>) {
    for tab in &tabs {
        load(state, tab.path.clone(), Slot::New, tab.how.clone(), out);
        if let Some(second) = &tab.second {
            state.waiting.push((state.requests, second.clone()));
        }
    }
    state.restore = Some(Restore { tabs, front });
}

/// A file has been read, or not: when none is missing any more the restored tabs get their order,
/// and the one that was in front comes to the front.
pub(super) fn restored(state: &mut State) {
    if !state.loading.is_empty() {
        return;
    }
    let Some(Restore { tabs, front }) = state.restore.take() else { return };
    let files = |t: &Tab| (t.main.file().map(PathBuf::from), t.second.as_ref().and_then(|s| s.path.clone()));
    // Files named besides come after, and are what the user asked for now.
    let rank = |t: &Tab| tabs.iter().position(|w| (Some(w.path.clone()), w.second.clone()) == files(t));
    state.tabs.sort_by_key(|t| rank(t).unwrap_or(tabs.len()));
    let wanted = state.tabs.iter().rposition(|t| rank(t).is_none());
    let front = wanted.or_else(|| state.tabs.iter().position(|t| rank(t) == Some(front)));
    if let Some(front) = front {
        show_tab(state, front);
    }
}

pub(super) fn open_bytes(state: &mut State, bytes: Vec<u8>, name: String, how: How, out: &mut Vec<Effect>) {
    let request = state.request();
    state.loading.push((request, name.clone()));
    out.push(Effect::Start { request, job: Job::LoadBytes { bytes, name, slot: Slot::New, how } });
}

pub(super) fn reread(state: &mut State, how: &How, out: &mut Vec<Effect>) {
    state.dialog = None;
    let Some(tab) = state.tab() else { return };
    let slot = if tab.view.second { Slot::Second(tab.id) } else { Slot::Replace(tab.id) };
    let open = tab.open(tab.view.second);
    if let Some(file) = open.file().map(PathBuf::from) {
        let How { entry, kept, .. } = open.how.clone();
        load(state, file, slot, How { entry, kept, ..how.clone() }, out);
    }
}

pub(super) fn open_entry(state: &mut State, path: PathBuf, slot: Slot, entry: String, out: &mut Vec<Effect>) {
    state.dialog = None;
    load(state, path, slot, How { entry: Some(entry), ..How::default() }, out);
}

pub(super) fn reload(state: &mut State, path: &std::path::Path, out: &mut Vec<Effect>) {
    let mut slots = Vec::new();
    for tab in &mut state.tabs {
        let slot =
            [(Some(&mut tab.main), Slot::Replace(tab.id)), (tab.second.as_mut(), Slot::Second(tab.id))];
        for (open, slot) in slot {
            if let Some(open) = open.filter(|o| o.path.as_deref() == Some(path)) {
                open.changed = false;
                slots.push((slot, open.how.clone()));
            }
        }
    }
    for (slot, how) in slots {
        load(state, path.to_owned(), slot, how, out);
    }
}

pub(super) fn load(state: &mut State, path: PathBuf, slot: Slot, how: How, out: &mut Vec<Effect>) {
    let request = state.request();
    let name = how.kept.as_ref().map_or_else(|| crate::words::file_name(&path), |k| k.name.clone());
    state.loading.push((request, name));
    out.push(Effect::Start { request, job: Job::Load { path, slot, how } });
}

pub(super) fn show_tab(state: &mut State, index: usize) {
    if index < state.tabs.len() {
        state.active = index;
        if let Some(series) = &mut state.series {
            series.front = false;
        }
    }
}

pub(super) fn close_tab(state: &mut State, index: usize, out: &mut Vec<Effect>) {
    if index >= state.tabs.len() {
        return;
    }
    remember_place(state, index);
    keep(state, index, out);
    state.recents_checked = false;
    let gone = state.tabs.get(index).map(|t| t.id);
    state.notices.retain(|n| n.place.is_none_or(|p| Some(p.0) != gone));
    let gone = state.tabs.remove(index).main;
    if let Some(file) = gone.file().map(PathBuf::from) {
        state.closed.push((file, gone.how));
    }
    if state.active >= index && state.active > 0 {
        state.active -= 1;
    }
    out.push(Effect::SaveSettings(Box::new(state.settings.clone())));
}

/// Decisions of a tab that are not on the disk yet.
pub(super) fn keep(state: &State, index: usize, out: &mut Vec<Effect>) {
    if let Some(tab) = state.tabs.get(index)
        && let Some(saving) = tab.main.document.saving()
    {
        let path = tab.main.path.clone();
        out.push(Effect::SaveDecisions { tab: tab.id, path, saving: Box::new(saving) });
    }
}

/// Keeps where the reader is in the report of a tab.
pub(super) fn remember_place(state: &mut State, index: usize) {
    /// Places of more reports than this are not kept.
    const MOST: usize = 500;
    let Some(tab) = state.tabs.get(index).filter(|t| !t.view.second) else { return };
    let key = format!("{:016x}", tab.main.document.id().0);
    if state.settings.places.len() >= MOST && !state.settings.places.contains_key(&key) {
        state.settings.places.pop_first();
    }
    state.settings.places.insert(key, tab.view.at as u32);
    let place = crate::view::place::place(tab.reading(), tab.view.at, state.settings.lang);
    let counts = tab.derived.comparison.as_deref().filter(|_| !tab.derived.failed).map(counts);
    let second = tab.second.as_ref().and_then(|s| s.path.clone());
    let path = tab.main.path.clone();
    if let Some(r) = path.and_then(|p| state.settings.recent.iter_mut().find(|r| r.path == p)) {
        (r.place, r.counts, r.second) = (place, counts, second);
    }
}

/// Asks how a file reads in each character set.
pub(super) fn samples(state: &mut State, path: PathBuf, out: &mut Vec<Effect>) {
    let request = state.request();
    state.samples = Some((path.clone(), Vec::new()));
    out.push(Effect::Start { request, job: Job::Samples(path) });
}

/// Asks for the bytes around what could not be read of the report in front.
pub(super) fn raw(state: &mut State, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    let report = tab.reading().clone();
    let path = tab.open(tab.view.second).path.clone();
    state.raw = Some((report.clone(), path.is_none().then(Vec::new)));
    if let Some(path) = path {
        let request = state.request();
        out.push(Effect::Start { request, job: Job::Raw { path, report } });
    }
}
