//! Answers of jobs; late answers of older requests are dropped.

use std::sync::Arc;

use crate::app::{Effect, Finished, Grade, Job, LoadFailure, Loaded, Open, Pane, Sides, Slot, State, Tab};
use crate::document::{ContentId, Saving};
use crate::files::{Change, Saved};
use crate::read::ReadError;
use crate::report::Report;
use crate::words;

pub(super) fn take(state: &mut State, finished: Finished, out: &mut Vec<Effect>) {
    match finished {
        Finished::Loaded { request, slot, loaded } => {
            let known = state.loading.len();
            state.loading.retain(|l| l.0 != request);
            if state.loading.len() < known {
                let target = place(state, slot, *loaded, out);
                // What would be found of the first of two alone is not what is waited for.
                if !state.waiting.iter().any(|w| w.0 == request) {
                    derive_tab(state, target, out);
                }
                super::series::arrived(state, request);
                after(state, request, true, out);
            }
        }
        Finished::NotLoaded { request, name, path, slot, failure } => {
            let known = state.loading.len();
            state.loading.retain(|l| l.0 != request);
            if state.loading.len() < known {
                not_loaded(state, &name, path, slot, failure, out);
                without(state, request, out);
            }
        }
        answer @ (Finished::Facts { .. } | Finished::Targets { .. } | Finished::Compared { .. }) => {
            found(state, answer, out);
        }
        Finished::Samples(path, samples) => {
            if let Some(wanted) = state.samples.as_mut().filter(|s| s.0 == path) {
                wanted.1 = samples;
            }
        }
        Finished::Raw(report, places) => {
            if let Some(wanted) = state.raw.as_mut().filter(|r| Arc::ptr_eq(&r.0, &report)) {
                wanted.1 = Some(places);
            }
        }
        Finished::Missing(paths) => state.missing = paths.into_iter().collect(),
        Finished::Found { tab, request, found } => super::find::take(state, tab, request, found, out),
        Finished::Difference { tab, request, runs } => super::compare::differs(state, tab, request, runs),
        answer @ (Finished::SeriesRead { .. }
        | Finished::SeriesCounted { .. }
        | Finished::SeriesFound { .. }) => super::series::take(state, answer, out),
        Finished::Saved { tab, saving, saved: kept } => saved(state, tab, &saving, &kept, out),
        Finished::NotKept { tab, sentence } => {
            state.unkept.insert(tab, sentence.clone());
            state.tell(Grade::Error, sentence);
        }
        Finished::NotSaved(sentence) => state.tell(Grade::Error, sentence),
        Finished::Warn(sentence) => state.tell(Grade::Warning, sentence),
        Finished::Failed { request } => {
            super::compare::not_different(state, request);
            not_found(state, request, out);
            let text = words::AppWords::of(state.lang()).job_failed.to_owned();
            state.tell(Grade::Error, text);
            without(state, request, out);
        }
        Finished::HandedOver { files, .. } => super::files::open_all(state, files, out),
        Finished::Families(families) => state.families = families,
        Finished::Chosen(action) => super::apply(state, *action, out),
        Finished::FileChanged { path, change } => changed(state, &path, change),
        export => super::export::finished(state, export, out),
    }
}

/// Something was found of the reports of a tab, if they are still the same.
fn found(state: &mut State, finished: Finished, out: &mut Vec<Effect>) {
    match finished {
        Finished::Facts { tab: id, second, report, facts } => {
            let Some(tab) = state.tabs.iter_mut().find(|t| t.id == id) else { return };
            let awaited = &mut tab.derived.awaited_facts[usize::from(second)];
            awaited.take_if(|of| Arc::ptr_eq(&of.1, &report));
            if Arc::ptr_eq(tab.open(second).document.report(), &report) {
                if second {
                    tab.derived.facts_second = Some(facts);
                } else {
                    tab.derived.facts = Some(facts);
                }
                targets(state, id, out);
            }
        }
        Finished::Targets { tab, request, targets } => {
            if let Some(tab) =
                state.tabs.iter_mut().find(|t| t.id == tab && t.derived.awaited_targets == request)
            {
                tab.derived.targets = Some(targets);
            }
        }
        Finished::Compared { tab, request, comparison } => {
            if let Some(tab) = state.tabs.iter_mut().find(|t| t.id == tab && t.derived.awaited == request) {
                tab.derived.compared = Some(comparison);
                super::compare::decide(tab);
                let id = tab.id;
                targets(state, id, out);
            }
        }
        _ => {}
    }
}

/// What a job that failed was to find is empty, and not waited for.
fn not_found(state: &mut State, request: u64, out: &mut Vec<Effect>) {
    let mut answers = Vec::new();
    for tab in &mut state.tabs {
        let (id, derived) = (tab.id, &mut tab.derived);
        if derived.awaited == request {
            derived.failed = true;
            answers.push(Finished::Compared { tab: id, request, comparison: Arc::default() });
        }
        if derived.awaited_targets == request {
            answers.push(Finished::Targets { tab: id, request, targets: Arc::default() });
        }
        for (second, of) in [false, true].into_iter().zip(&derived.awaited_facts) {
            if let Some((_, report)) = of.as_ref().filter(|of| of.0 == request) {
                let (report, facts) = (report.clone(), Arc::default());
                answers.push(Finished::Facts { tab: id, second, report, facts });
            }
        }
    }
    for answer in answers {
        found(state, answer, out);
    }
}

/// A file was not read: a folder is a series, an archive asks which file, anything else is told.
fn not_loaded(
    state: &mut State,
    name: &str,
    path: Option<std::path::PathBuf>,
    slot: Slot,
    failure: LoadFailure,
    out: &mut Vec<Effect>,
) {
    match (path, failure) {
        (Some(path), LoadFailure::Folder) => {
            super::series::update(state, crate::app::SeriesAction::Open(vec![path]), out);
        }
        (Some(path), LoadFailure::Read(ReadError::Archive { names })) => {
            state.dialog = Some(crate::app::Dialog::Archive { path, slot, names });
        }
        (_, failure) => {
            let text = failure.sentence(state.lang(), name);
            state.tell(Grade::Error, text);
        }
    }
}

/// Decisions were kept; another window's may have come in, and newer ones of this may wait.
fn saved(state: &mut State, tab: u64, saving: &Saving, kept: &Saved, out: &mut Vec<Effect>) {
    let lang = state.lang();
    let w = words::StoreWords::of(lang);
    if kept.merged {
        state.tell(Grade::Warning, w.other_window.to_owned());
    }
    if kept.conflicts > 0 {
        state.tell(Grade::Warning, words::fill(w.conflicts, &[&kept.conflicts.to_string()]));
    }
    for notice in &kept.notices {
        state.tell(Grade::Warning, notice.sentence(lang));
    }
    if let Some(sentence) = state.unkept.remove(&tab) {
        // It failed before; that is over.
        state.notices.retain(|n| n.text != sentence);
        state.tell(Grade::Done, w.kept_after_all.to_owned());
        if state.unkept.is_empty() && matches!(state.dialog, Some(crate::app::Dialog::Unkept)) {
            state.dialog = None;
        }
    }
    let id = tab;
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == tab) else { return };
    let before = (tab.main.document.report().clone(), tab.main.document.revision());
    tab.main.document.saved(saving, &kept.overrides);
    if let Some(saving) = tab.main.document.saving() {
        let path = tab.main.path.clone();
        out.push(Effect::SaveDecisions { tab: tab.id, path, saving: Box::new(saving) });
    }
    if !Arc::ptr_eq(&before.0, tab.main.document.report()) {
        tab.derived.facts = None;
        derive_tab(state, id, out);
    } else if before.1 != tab.main.document.revision() {
        super::compare::decide(tab);
    }
}

fn changed(state: &mut State, path: &std::path::Path, change: Change) {
    for tab in &mut state.tabs {
        for open in std::iter::once(&mut tab.main).chain(tab.second.as_mut()) {
            if open.path.as_deref() == Some(path) {
                open.changed = change != Change::Back;
            }
        }
    }
    // One bar a file: what was said of it before no longer holds.
    let lang = state.lang();
    let said = [false, true].map(|gone| words::file_changed(lang, path, gone));
    state.notices.retain(|n| !said.contains(&n.text));
    if change != Change::Back {
        state.tell(Grade::Warning, words::file_changed(lang, path, change == Change::Removed));
    }
}

/// A second file that was to be compared with the one just read (or, when that failed, is opened
/// alone).
fn after(state: &mut State, request: u64, loaded: bool, out: &mut Vec<Effect>) {
    if let Some(i) = state.waiting.iter().position(|w| w.0 == request) {
        let (_, path) = state.waiting.remove(i);
        super::files::open(state, path, loaded, out);
    }
    super::files::restored(state);
}

/// A file does not come: the one behind it opens by itself, and what was waiting for a second one goes
/// on without.
pub(super) fn without(state: &mut State, request: u64, out: &mut Vec<Effect>) {
    state.loading.retain(|l| l.0 != request);
    after(state, request, false, out);
    let tabs: Vec<u64> = state.tabs.iter().filter(|t| !t.is_vast()).map(|t| t.id).collect();
    for id in tabs {
        missing(state, id, out);
    }
}

/// Puts what was read where it was asked for, and tells what is to be told; returns the tab's id.
fn place(state: &mut State, slot: Slot, loaded: Loaded, out: &mut Vec<Effect>) -> u64 {
    let Loaded { path, name, how, document, notices, opened } = loaded;
    for notice in notices {
        let text = notice.sentence(state.lang());
        state.tell(Grade::Warning, text);
    }
    state.now.clone_from(&opened);
    let report = document.as_read().clone();
    let title = if report.head.title.is_empty() { name.clone() } else { report.head.title.clone() };
    let id = document.id();
    if let Some(path) = &path {
        state.settings.remember(path.clone(), title, opened);
    }
    let open = Open { path, name, how, document, changed: false };
    let target = put(state, slot, open, id);
    if matches!(slot, Slot::Second(_)) {
        super::pair::tell(state, target);
    }
    warn(state, target, matches!(slot, Slot::Second(_)), &report);
    out.push(Effect::SaveSettings(Box::new(state.settings.clone())));
    target
}

/// Says what was found while reading: one sentence a kind, however many places it has, and the
/// way to the first.
fn warn(state: &mut State, tab: u64, second: bool, report: &Report) {
    let lang = state.lang();
    let mut kinds: Vec<crate::read::Warning> = Vec::new();
    for warning in &report.source.warnings {
        match kinds.iter_mut().find(|k| k.kind == warning.kind) {
            Some(kind) => kind.count += warning.count,
            None => kinds.push(warning.clone()),
        }
    }
    for warning in &kinds {
        state.tell(Grade::Warning, words::read_warning(lang, warning));
        if let (true, Some(span), Some(notice)) =
            (warning.kind.is_damage(), warning.span, state.notices.last_mut())
        {
            let (before, _) = crate::view::found::around(report, span, 6);
            let place = crate::view::place::place(report, span.start(), lang);
            let w = words::AppWords::of(lang);
            notice.detail = words::fill(w.damage_at, &[&place, before.of(report.text())]);
            notice.place = Some((tab, second, span.start()));
        }
    }
}

/// Puts a report where it was asked for; returns the tab's id.
fn put(state: &mut State, slot: Slot, open: Open, id: ContentId) -> u64 {
    match slot {
        Slot::New => {
            let mut tab = Tab::new(state.request(), open);
            let wanted = state.restore.iter().flat_map(|r| &r.tabs);
            let left =
                wanted.filter(|w| Some(w.path.as_path()) == tab.main.file()).map(|w| w.at as u32).next();
            if let Some(at) = left.or_else(|| state.settings.places.get(&format!("{:016x}", id.0)).copied()) {
                tab.view.at = at as usize;
                let request = state.request();
                tab.view.jump = Some((request, at as usize));
                tab.view.exact = request;
            }
            let target = tab.id;
            state.tabs.push(tab);
            state.active = state.tabs.len() - 1;
            target
        }
        Slot::Replace(target) => {
            super::replace::main(state, target, open);
            target
        }
        Slot::Second(target) => {
            let request = state.request();
            if let Some(tab) = state.tabs.iter_mut().find(|t| t.id == target) {
                tab.main.document.meet(&open.document);
                let path = open.path.clone();
                let old = tab.second.replace(open);
                if old.as_ref().is_none_or(|old| old.path != path) {
                    tab.sides = Sides { ends: tab.sides.ends, ..Sides::TWO };
                    tab.view.pane = Pane::Compare;
                }
                if let Some(old) = old.filter(|_| tab.view.second) {
                    super::replace::places(tab, &old, request);
                }
                tab.derived.facts_second = None;
            }
            target
        }
    }
}

/// Starts the target table once the facts of both sides are there, and after the comparison: that is
/// what is looked at first.
fn targets(state: &mut State, id: u64, out: &mut Vec<Effect>) {
    let request = state.request();
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == id) else { return };
    if tab.sides.left_second == tab.sides.right_second {
        tab.derived.targets = Some(Arc::default());
        return;
    }
    let derived = &tab.derived;
    let begun = derived.targets.is_some() || derived.awaited_targets != 0;
    if begun || derived.awaited != 0 && derived.compared.is_none() {
        return;
    }
    let facts =
        |second: bool| if second { tab.derived.facts_second.clone() } else { tab.derived.facts.clone() };
    let (Some(left), Some(right)) = (facts(tab.sides.left_second), facts(tab.sides.right_second)) else {
        return;
    };
    let job = Job::Targets {
        tab: tab.id,
        left: (tab.side(false).clone(), left),
        right: (tab.side(true).clone(), right),
        sides: tab.sides,
    };
    tab.derived.awaited_targets = request;
    out.push(Effect::Start { request, job });
}

/// Starts what is missing for the tab in front: facts and the comparison.
pub(super) fn derive(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(id) = state.tab().map(|t| t.id) {
        derive_tab(state, id, out);
    }
}

/// The same for any tab.
fn derive_tab(state: &mut State, id: u64, out: &mut Vec<Effect>) {
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == id) else { return };
    // A late answer would be of other sides, and units get other numbers.
    let derived = &mut tab.derived;
    (derived.awaited, derived.awaited_targets, derived.awaited_difference) = (0, 0, None);
    tab.view.compare.pairing = None;
    derived.compared = None;
    derived.comparison = None;
    derived.failed = false;
    derived.targets = None;
    derived.differences.clear();
    tab.view.compare.link = None;
    tab.view.compare.unit = None;
    missing(state, id, out);
    targets(state, id, out);
}

/// Starts what the view in front of a vast text asks for.
pub(super) fn follow(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(id) = state.tab().filter(|t| t.is_vast()).map(|t| t.id) {
        missing(state, id, out);
    }
}

/// Starts what is missing and was not started: of a vast text only what its view shows.
fn missing(state: &mut State, id: u64, out: &mut Vec<Effect>) {
    let numbers: [u64; 3] = std::array::from_fn(|_| state.request());
    let Some(tab) = state.tabs.iter_mut().find(|t| t.id == id) else { return };
    let all = !tab.is_vast();
    if (all || tab.view.pane == Pane::Compare) && tab.derived.compared.is_none() && tab.derived.awaited == 0 {
        tab.derived.awaited = numbers[0];
        let (left, right) = (tab.side(false).clone(), tab.side(true).clone());
        let job = Job::Compare { tab: tab.id, left, right, sides: tab.sides };
        out.push(Effect::Start { request: numbers[0], job });
    }
    let facts = all || matches!(tab.view.pane, Pane::Formulations | Pane::Figures);
    for (second, request) in [(false, numbers[1]), (true, numbers[2])] {
        let there = if second {
            tab.second.is_none() || tab.derived.facts_second.is_some()
        } else {
            tab.derived.facts.is_some()
        };
        let report = tab.open(second).document.report().clone();
        let awaited = &mut tab.derived.awaited_facts[usize::from(second)];
        if facts && !there && !awaited.as_ref().is_some_and(|of| Arc::ptr_eq(&of.1, &report)) {
            *awaited = Some((request, report.clone()));
            out.push(Effect::Start { request, job: Job::Facts { tab: tab.id, second, report } });
        }
    }
}

#[cfg(test)]
mod tests;
