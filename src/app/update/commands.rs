//! Commands of the list.

use super::{compare, export, files, find, series, settings, structure, view};
use crate::app::{Action, Command, CompareAction, Dialog, Effect, FindAction, Pane, Set, State};
use crate::document::{Edit, Excerpt, Note, Verdict};

pub(super) fn run(state: &mut State, command: Command, out: &mut Vec<Effect>) {
    let active = state.active;
    match command {
        Command::Open => out.push(Effect::AskOpen { second: false }),
        Command::OpenSecond => out.push(Effect::AskOpen { second: state.tab().is_some() }),
        Command::OpenFolder => out.push(Effect::AskFolder),
        Command::OpenSample => sample(state, out),
        // By key the clipboard's text arrives as an action of its own.
        Command::Paste => out.push(Effect::Paste { text: String::new() }),
        Command::CloseTab => files::close_tab(state, active, out),
        Command::Reopen => reopen(state, out),
        Command::NextTab => {
            let n = state.tabs.len().max(1);
            files::show_tab(state, (active + 1) % n);
        }
        Command::Export => export::open(state),
        Command::Copy => copy(state, false, out),
        Command::CopyWithSource => copy(state, true, out),
        Command::SelectAll => view::select_all(state),
        Command::AddExcerpt => add_excerpt(state, out),
        Command::Highlight => mark(state, false, out),
        Command::AddNote => mark(state, true, out),
        Command::Undo => compare::undo(state, false, out),
        Command::Redo => compare::undo(state, true, out),
        Command::Find => find(state, out),
        Command::FindNext => find::update(state, FindAction::Step(true), out),
        Command::FindPrevious => find::update(state, FindAction::Step(false), out),
        Command::GoTo => state.dialog = Some(Dialog::GoTo(String::new())),
        Command::Palette => state.dialog = Some(Dialog::Palette(String::new())),
        Command::Reading => view::pane(state, Pane::Reading),
        Command::Compare => view::pane(state, Pane::Compare),
        Command::Formulations => view::pane(state, Pane::Formulations),
        Command::Figures => view::pane(state, Pane::Figures),
        Command::Series => series::update(state, crate::app::SeriesAction::Front(true), out),
        Command::Back => view::history(state, false),
        Command::Forward => view::history(state, true),
        Command::NextLink => compare::update(state, CompareAction::Step(1), out),
        Command::PreviousLink => compare::update(state, CompareAction::Step(-1), out),
        Command::NextSection => view::section(state, true),
        Command::PreviousSection => view::section(state, false),
        Command::Confirm => compare::verdict(state, Verdict::Confirmed, out),
        Command::Break => compare::verdict(state, Verdict::Broken, out),
        Command::Doubt => compare::verdict(state, Verdict::Doubtful, out),
        Command::Pair => compare::begin_pairing(state),
        Command::NoteLink => compare::update(state, CompareAction::Note, out),
        Command::SwapSides => swap(state, out),
        Command::ExportDecisions => decisions(state, false, out),
        Command::ImportDecisions => decisions(state, true, out),
        Command::OtherPane => view::other(state),
        Command::MakeHeading
        | Command::NoHeading
        | Command::Promote
        | Command::Demote
        | Command::MarkReview
        | Command::MarkPlan
        | Command::Split
        | Command::Join => structure::correct(state, command, out),
        Command::ToggleOutline => set(state, Set::Outline(!state.settings.outline), out),
        Command::ToggleEvidence => set(state, Set::Evidence(!state.settings.evidence), out),
        Command::ZoomIn => set(state, Set::Zoom(state.settings.zoom + 0.1), out),
        Command::ZoomOut => set(state, Set::Zoom(state.settings.zoom - 0.1), out),
        Command::ZoomReset => set(state, Set::Zoom(1.0), out),
        Command::FullScreen => out.push(Effect::ToggleFullScreen),
        Command::Settings => open_settings(state, out),
        Command::Keys => state.dialog = Some(Dialog::Keys),
        Command::About => state.dialog = Some(Dialog::About),
        Command::NewWindow => out.push(Effect::NewWindow),
        Command::ShowLog => out.push(Effect::ShowLog),
        Command::ShowData => out.push(Effect::ShowData),
        // What could not be kept would be lost: the reader decides.
        Command::Quit if !state.unkept.is_empty() => state.dialog = Some(Dialog::Unkept),
        Command::Quit => leave(state, out),
    }
}

/// Opens again what was closed last.
fn reopen(state: &mut State, out: &mut Vec<Effect>) {
    let Some((path, how)) = state.closed.pop() else { return };
    if how.kept.is_some() || how.entry.is_some() {
        files::load(state, path, crate::app::Slot::New, how, out);
    } else {
        files::open(state, path, false, out);
    }
}

/// In the report in front, or in all of the series in front.
fn find(state: &mut State, out: &mut Vec<Effect>) {
    if state.series_in_front().is_some() {
        series::update(state, crate::app::SeriesAction::Pane(crate::app::SeriesPane::Find), out);
    } else {
        find::open(state);
    }
}

/// Keeps everything and closes the window.
pub(super) fn leave(state: &mut State, out: &mut Vec<Effect>) {
    for tab in 0..state.tabs.len() {
        files::remember_place(state, tab);
        files::keep(state, tab, out);
    }
    state.settings.last = state.tab().and_then(|t| t.main.path.clone());
    state.leaving = true;
    out.push(Effect::SaveSettings(Box::new(state.settings.clone())));
    out.push(Effect::Exit);
}

fn set(state: &mut State, set: Set, out: &mut Vec<Effect>) {
    settings::set(state, set, out);
}

fn sample(state: &mut State, out: &mut Vec<Effect>) {
    let name = crate::words::AppWords::of(state.lang()).sample.to_owned();
    super::apply(state, Action::OpenBytes { bytes: crate::app::SAMPLE.to_vec(), name }, out);
}

fn open_settings(state: &mut State, out: &mut Vec<Effect>) {
    state.dialog = Some(Dialog::Settings);
    settings::families(state, out);
}

fn copy(state: &State, with_source: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    let Some(span) = tab.view.selection else { return };
    let report = tab.open(tab.view.selected_second).document.report();
    let clip = crate::export::clipboard(report, &[span], with_source, state.lang());
    out.push(Effect::Copy { text: clip.text, html: clip.html });
}

fn add_excerpt(state: &mut State, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    // Excerpts are kept for the first report of a tab.
    if let Some(span) = tab.view.selected_in(false) {
        let at = tab.main.document.anchor(span);
        compare::edit(state, &Edit::AddExcerpt(Excerpt { at, note: String::new() }), out);
        let text = crate::words::AppWords::of(state.lang()).excerpt_added.to_owned();
        state.tell(crate::app::Grade::Done, text);
    }
}

/// Highlights the selected words in the first colour; `note`: and shows the list, where the note
/// is written.
fn mark(state: &mut State, note: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab_mut() else { return };
    // Notes are kept for the first report of a tab.
    let Some(span) = tab.view.selected_in(false) else { return };
    let at = tab.main.document.anchor(span);
    if note {
        tab.view.beside = crate::app::Beside::Passages;
    }
    let known = tab.main.document.overrides().notes.iter().any(|n| n.at.same(&at));
    if !known {
        let edit = Edit::SetNote(Note { at, colour: Some(0), text: String::new() });
        compare::edit(state, &edit, out);
    }
    if note && !state.settings.evidence {
        set(state, Set::Evidence(true), out);
    }
}

/// Decisions to a file for a colleague, or from one.
fn decisions(state: &State, import: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    if import {
        out.push(Effect::AskImport);
    } else {
        let overrides = Box::new(tab.main.document.overrides().clone());
        let title = &tab.main.document.report().head.title;
        let title = if title.is_empty() { &tab.main.name } else { title };
        let words = crate::words::BesideWords::of(state.lang()).decisions;
        let name = crate::export::file_name(title, words, None, crate::export::Format::Json);
        out.push(Effect::AskExportDecisions { name, overrides });
    }
}

/// The same with a place that was typed.
pub(super) fn decisions_at(state: &State, path: std::path::PathBuf, import: bool, out: &mut Vec<Effect>) {
    let Some(tab) = state.tab() else { return };
    out.push(if import {
        Effect::ImportDecisions(path)
    } else {
        Effect::ExportDecisions(path, Box::new(tab.main.document.overrides().clone()))
    });
}

fn swap(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(tab) = state.tab_mut() {
        if tab.second.is_some() {
            // The other report stands left; decisions stay with the first.
            std::mem::swap(&mut tab.sides.left_second, &mut tab.sides.right_second);
        } else {
            std::mem::swap(&mut tab.sides.left, &mut tab.sides.right);
        }
    }
    super::finished::derive(state, out);
}
