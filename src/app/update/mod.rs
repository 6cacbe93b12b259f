//! The dispatcher: one short match; each area has its file.

mod commands;
mod compare;
mod export;
mod files;
mod find;
mod finished;
mod pair;
mod replace;
mod series;
mod settings;
mod structure;
mod view;

use super::{Action, Effect, How, State};

pub use export::{
    available as export_available, defaults as export_defaults, export_name, order as export_order,
};
pub use series::{indicators as series_indicators, rows as series_rows, table as series_table};

/// Applies one action and returns what the shell is to do.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let mut out = Vec::new();
    apply(state, action, &mut out);
    export::refresh(state, &mut out);
    find::follow(state, &mut out);
    finished::follow(state, &mut out);
    compare::differ(state, &mut out);
    out
}

fn apply(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    match action {
        Action::Run(command) => commands::run(state, command, out),
        Action::OpenPath { path, second } => files::open(state, path, second, out),
        Action::DecisionsAt { path, import } => commands::decisions_at(state, path, import, out),
        Action::OpenPaths(paths) => files::open_all(state, paths, out),
        Action::Restore { tabs, front } => files::restore(state, tabs, front, out),
        Action::Leave => commands::leave(state, out),
        Action::OpenBytes { bytes, name } => files::open_bytes(state, bytes, name, How::default(), out),
        Action::OpenPasted { bytes, kept } => {
            let name = kept.name.clone();
            files::open_bytes(state, bytes, name, How { kept: Some(kept), ..How::default() }, out);
        }
        Action::Paste(text) => out.push(Effect::Paste { text }),
        Action::Reread(how) => files::reread(state, &how, out),
        Action::OpenEntry { path, slot, entry } => files::open_entry(state, path, slot, entry, out),
        Action::Reload(path) => files::reload(state, &path, out),
        Action::Cursor(at) => view::cursor(state, at),
        Action::WantFamilies => settings::families(state, out),
        Action::WantRaw => files::raw(state, out),
        Action::WantSamples(path) => files::samples(state, path, out),
        Action::CheckRecents => settings::check_recents(state, out),
        Action::FontGone => settings::font_gone(state, out),
        Action::CursorLost => view::cursor_lost(state),
        Action::CancelLoading(request) => finished::without(state, request, out),
        Action::Tab(index) => files::show_tab(state, index),
        Action::CloseTab(index) => files::close_tab(state, index, out),
        Action::Side { right, second, role } => compare::side(state, right, second, role, out),
        Action::Pane(pane) => view::pane(state, pane),
        Action::GoTo { second, at } => view::go_to(state, second, at),
        Action::Scrolled(at) => view::scrolled(state, at),
        Action::Select(span) => view::select(state, None, span),
        Action::SelectIn { second, span } => view::select(state, Some(second), span),
        Action::Fold(heading) => view::fold(state, heading),
        Action::FoldAll(on) => view::fold_all(state, on),
        Action::Furniture(on) => view::furniture(state, on),
        Action::OutlineFilter(text) => view::outline_filter(state, text),
        Action::Beside(beside) => view::beside(state, beside),
        Action::ExportWhat(what) => export::open_for(state, what),
        Action::Compare(action) => compare::update(state, action, out),
        Action::Table { figures, action } => view::table(state, figures, action),
        Action::Edit(edit) => compare::edit(state, &edit, out),
        Action::Find(action) => find::update(state, action, out),
        Action::Export(action) => export::update(state, action, out),
        Action::Series(action) => series::update(state, action, out),
        Action::Set(set) => settings::set(state, set, out),
        Action::Dialog(dialog) => {
            if dialog.is_none() {
                state.raw = None;
            }
            state.dialog = dialog;
        }
        Action::Dismiss(index) => {
            if index < state.notices.len() {
                state.notices.remove(index);
            }
        }
        Action::Reveal { path, folder } => out.push(Effect::Reveal { path, folder }),
        Action::CopyClip(clip) => out.push(Effect::Copy { text: clip.text, html: clip.html }),
        Action::Copy(text) => out.push(Effect::Copy { text, html: String::new() }),
        Action::SystemDark(dark) => state.system_dark = dark,
        Action::SystemStill(still) => state.system_still = still,
        Action::Finished(finished) => finished::take(state, finished, out),
    }
}
