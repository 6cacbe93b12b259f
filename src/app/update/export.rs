//! The export dialog.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::exporting::Key;
use crate::app::order::Kept;
use crate::app::{
    Dialog, Effect, ExportAction, ExportOrder, ExportView, Finished, Grade, Job, Notice, Reports, State,
    Subject, Tab, Writing,
};
use crate::export::{Format, Preview, Progress, Shown, What, clean_name, file_name};
use crate::words::{self, ExportDialogWords, fill};

pub(super) fn update(state: &mut State, action: ExportAction, out: &mut Vec<Effect>) {
    match action {
        ExportAction::Change(view) => {
            state.settings.export = Some(view);
            state.dialog = Some(Dialog::Export(view));
        }
        ExportAction::Name(name) => state.export.name = Some(name),
        ExportAction::Save => save(state, out),
        ExportAction::ChoosePlace => ask(state, true, out),
        ExportAction::Place { path, replace } => {
            state.settings.export_folder = path.parent().map(std::path::Path::to_path_buf);
            state.export.name = path.file_stem().map(|n| n.to_string_lossy().into_owned());
            state.export.replace = replace.then_some(path);
        }
        ExportAction::SaveTo { what, format, path, replace } => {
            let last = state.settings.export.unwrap_or(defaults(state));
            let view = ExportView { what, format, ..last };
            let asked = state.export.order.take().filter(|o| (o.view.what, o.view.format) == (what, format));
            if let Some(order) = asked.or_else(|| order(state, view).map(Box::new)) {
                write(state, path, order, replace, out);
            }
        }
        ExportAction::Replace => {
            if let (Some(Dialog::Replace(path)), Some(order)) =
                (state.dialog.clone(), state.export.order.take())
            {
                write(state, path, order, true, out);
            }
        }
        ExportAction::Back => {
            let view = state.export.order.take().map(|o| o.view).or(state.settings.export);
            state.dialog = view.map(Dialog::Export);
        }
        ExportAction::Cancel(request) => {
            let wanted = state.export.writing.iter().find(|w| w.request == request);
            out.extend(wanted.map(|w| Effect::Cancel(w.progress.clone())));
        }
        ExportAction::Print => print(state, out),
        ExportAction::Copy => {
            if let Some(order) = shown(state) {
                let request = state.request();
                out.push(Effect::Start { request, job: Job::Clip(order) });
                state.dialog = None;
            }
        }
    }
}

/// What the dialog in front stands for.
fn shown(state: &State) -> Option<Box<ExportOrder>> {
    let Some(Dialog::Export(view)) = state.dialog else { return None };
    order(state, view).map(Box::new)
}

/// Writes to the place shown in the dialog; asks for one the first time.
fn save(state: &mut State, out: &mut Vec<Effect>) {
    let Some(order) = shown(state) else { return };
    match place(state, order.view) {
        Some(path) => {
            let replace = state.export.replace.as_ref() == Some(&path);
            write(state, path, order, replace, out);
        }
        None => ask(state, false, out),
    }
}

/// Opens the system's dialog for a place.
fn ask(state: &mut State, place: bool, out: &mut Vec<Effect>) {
    // The window stays usable while the dialog is open: what was seen is what is written.
    state.export.order = shown(state);
    let Some(view) = state.export.order.as_ref().map(|o| o.view) else { return };
    let tab = state.tab().filter(|_| view.what != What::Series);
    let beside = tab.and_then(|t| t.main.path.as_ref()?.parent()).map(std::path::Path::to_path_buf);
    out.push(Effect::AskSave {
        name: export_name(state, view),
        format: view.format,
        what: view.what,
        folder: state.settings.export_folder.clone().or(beside),
        place,
    });
}

fn write(state: &mut State, path: PathBuf, order: Box<ExportOrder>, replace: bool, out: &mut Vec<Effect>) {
    state.settings.export = Some(order.view);
    state.settings.export_folder = path.parent().map(std::path::Path::to_path_buf);
    state.export.replace = None;
    state.dialog = None;
    let (request, progress) = (state.request(), Arc::<Progress>::default());
    state.export.writing.push(Writing { request, path: path.clone(), progress: progress.clone() });
    out.push(Effect::SaveSettings(Box::new(state.settings.clone())));
    out.push(Effect::Start { request, job: Job::Write { path, order, replace, progress } });
}

fn print(state: &mut State, out: &mut Vec<Effect>) {
    let Some(mut order) = shown(state) else { return };
    order.view.format = Format::Pdf;
    let name = export_name(state, order.view);
    let (request, progress) = (state.request(), Arc::<Progress>::default());
    state.dialog = None;
    state.export.writing.push(Writing { request, path: name.clone().into(), progress: progress.clone() });
    out.push(Effect::Start { request, job: Job::Print { order, name, progress } });
}

/// File name with ending: the typed one, else the proposed one.
pub fn export_name(state: &State, view: ExportView) -> String {
    if let Some(name) = state.export.name.as_ref().filter(|n| !n.trim().is_empty()) {
        return format!("{}.{}", clean_name(name.trim()), view.format.extension());
    }
    if view.what == What::Series {
        let Some(series) = &state.series else { return String::new() };
        let words = crate::words::SeriesWords::of(state.lang());
        let name = if series.name.is_empty() { words.series } else { &series.name };
        let title = super::series::title(state).unwrap_or_default();
        return file_name(name, &title, None, view.format);
    }
    let Some(tab) = state.tab() else { return String::new() };
    let head = &tab.main.document.report().head;
    let title = if head.title.is_empty() { &tab.main.name } else { &head.title };
    file_name(title, view.what.name(state.lang()), head.year, view.format)
}

/// Where the file will go; `None` before the first export.
fn place(state: &State, view: ExportView) -> Option<PathBuf> {
    Some(state.settings.export_folder.as_ref()?.join(export_name(state, view)))
}

/// The snapshot an export is made from; `None` without a report.
pub fn order(state: &State, view: ExportView) -> Option<ExportOrder> {
    let lang = state.lang();
    if view.what == What::Series {
        let subject = Subject::Ready(Arc::new(super::series::content(state)?));
        return Some(ExportOrder { view, lang, subject });
    }
    let tab = state.tab()?;
    let reports = Reports {
        document: tab.main.document.clone(),
        second: tab.second.as_ref().map(|s| s.document.clone()),
        of_second: if view.what == What::Selection { tab.view.selected_second } else { tab.view.second },
        selection: tab.view.selection,
        section: section_of(tab),
        kept: view.filtered.then(|| Kept::of(tab, view.what)).flatten().map(Arc::new),
        sides: tab.sides,
        apart: tab.view.formulations.apart,
        comparison: tab.derived.comparison.clone(),
        decisions: tab.derived.decisions.clone(),
        facts: [tab.derived.facts.clone(), tab.derived.facts_second.clone()],
        targets: tab.derived.targets.clone(),
    };
    Some(ExportOrder { view, lang, subject: Subject::Reports(Box::new(reports)) })
}

fn section_of(tab: &Tab) -> Option<usize> {
    let at =
        tab.view.selected_here().map_or(tab.view.cursor.unwrap_or(tab.view.at), crate::text::Span::start);
    tab.reading().heading_at(at)
}

/// The dialog as it opens: what is in front, the rest as it was left.
pub fn defaults(state: &State) -> ExportView {
    use crate::app::Pane;
    let last = state.settings.export;
    let front = match state.tab().map(|t| (t.view.pane, t.view.selection.is_some())) {
        Some((Pane::Compare, _)) => Some(What::Comparison),
        Some((Pane::Formulations, _)) => Some(What::Formulations),
        Some((Pane::Figures, _)) => Some(What::Figures),
        Some((Pane::Reading, true)) => Some(What::Selection),
        _ => None,
    };
    // Without anything particular in front, what was exported last.
    let kept = last.map(|v| v.what).filter(|w| !matches!(w, What::Selection | What::Series));
    let kept = kept.filter(|w| state.tab().is_some_and(|t| available(t, *w)));
    let some =
        if state.tab().is_some_and(|t| available(t, What::Section)) { What::Section } else { What::Text };
    let what = front.or(kept).unwrap_or(some);
    view_for(last, what, state.settings.with_source)
}

/// The choices for `what` after those made last.
fn view_for(last: Option<ExportView>, what: What, source: bool) -> ExportView {
    let base = last.unwrap_or(ExportView { source, ..ExportView::default() });
    let landscape = if base.what == what { base.landscape } else { what.is_wide() };
    let landscape = if last.is_none() { what.is_wide() } else { landscape };
    let format = if what.formats().contains(&base.format) { base.format } else { Format::Docx };
    ExportView { what, format, landscape, ..base }
}

/// True when there is something of `what` to export.
pub fn available(tab: &Tab, what: What) -> bool {
    match what {
        What::Selection => tab.view.selection.is_some(),
        What::Targets => tab.derived.targets.as_ref().is_some_and(|t| !t.is_empty()),
        What::Excerpts => {
            let o = tab.main.document.overrides();
            !o.excerpts.is_empty() || !o.notes.is_empty()
        }
        What::Comparison | What::Tasks => tab.derived.comparison.is_some(),
        What::Formulations | What::Figures => tab.derived.facts.is_some(),
        What::Section => section_of(tab).is_some(),
        What::Text => true,
        What::Series => false,
    }
}

/// Opens the dialog for one kind of content.
pub(super) fn open_for(state: &mut State, what: What) {
    let there = match what {
        What::Series => super::series::title(state).is_some(),
        _ => state.tab().is_some(),
    };
    if there {
        let view = view_for(state.settings.export, what, state.settings.with_source);
        show(state, view);
    }
}

pub(super) fn open(state: &mut State) {
    if state.series_in_front().is_some() {
        return open_for(state, What::Series);
    }
    if state.tab().is_some() {
        let view = defaults(state);
        show(state, view);
    }
}

fn show(state: &mut State, view: ExportView) {
    state.export.name = None;
    state.export.replace = None;
    state.dialog = Some(Dialog::Export(view));
}

/// Asks for a preview when the dialog in front stands for something else than before.
pub(super) fn refresh(state: &mut State, out: &mut Vec<Effect>) {
    let Some(key) = key(state) else {
        if state.export.wanted.take().is_some() {
            out.push(Effect::Cancel(state.export.progress.clone()));
            (state.export.preview, state.export.counts) = (None, None);
        }
        return;
    };
    if state.export.wanted == Some(key) {
        return;
    }
    let Some(order) = order(state, key.0).map(Box::new) else { return };
    let same = |a: &Key, b: &Key| (a.1, a.2, a.3, a.4, a.5) == (b.1, b.2, b.3, b.4, b.5);
    let counted = state.export.wanted.as_ref().is_some_and(|old| same(old, &key));
    out.push(Effect::Cancel(std::mem::take(&mut state.export.progress)));
    let request = state.request();
    state.export.wanted = Some(key);
    state.export.request = request;
    if !counted && key.0.what != What::Series {
        state.export.counting = request;
        state.export.counts = None;
        out.push(Effect::Start { request, job: Job::Count(order.clone()) });
    }
    let progress = state.export.progress.clone();
    out.push(Effect::Start { request, job: Job::Preview { order, quick: true, progress } });
}

fn key(state: &State) -> Option<Key> {
    let Some(Dialog::Export(view)) = state.dialog else { return None };
    if view.what == What::Series {
        return Some((view, u64::MAX, 0, None, [false; 4], 0));
    }
    let tab = state.tab()?;
    let d = &tab.derived;
    let there = [d.comparison.is_some(), d.facts.is_some(), d.facts_second.is_some(), d.targets.is_some()];
    // The requests tell one comparison from the next.
    Some((view, tab.id, tab.main.document.revision(), tab.view.selection, there, d.awaited))
}

/// Answers of jobs about exports.
pub(super) fn finished(state: &mut State, finished: Finished, out: &mut Vec<Effect>) {
    match finished {
        Finished::WriteEnded(request) => state.export.writing.retain(|w| w.request != request),
        Finished::Exists(path, order) => {
            state.export.order = Some(order);
            state.dialog = Some(Dialog::Replace(path));
        }
        Finished::Preview { request, preview } => previewed(state, request, preview, out),
        Finished::Counted { request, counts } => counted(state, request, counts),
        Finished::Clip(clip) => {
            out.push(Effect::Copy { text: clip.text, html: clip.html });
            copied(state);
        }
        Finished::Printing { boxes } => printing(state, &boxes),
        Finished::NotOpened(path) => not_opened(state, &path),
        Finished::Written { path, boxes } => {
            let text = words::written(state.lang(), &path);
            state.notices.push(Notice {
                grade: Grade::Done,
                text,
                detail: words::boxes(state.lang(), &boxes),
                file: Some(path),
                place: None,
                offer: None,
            });
        }
        Finished::NotWritten(path, why) => {
            let text = words::not_written(state.lang(), &path, &why);
            state.tell(Grade::Error, text);
        }
        Finished::Stopped => {
            let text = crate::export::ExportError::Cancelled.sentence(state.lang()).to_owned();
            state.tell(Grade::Done, text);
        }
        Finished::NoDialog { second } => {
            state.dialog = Some(Dialog::Path { path: String::new(), second });
        }
        Finished::NoDecisionsDialog { path, import } => {
            state.dialog = Some(Dialog::DecisionsPath { path, import });
        }
        Finished::NoSaveDialog { name, format, what } => {
            state.dialog = Some(Dialog::SavePath { path: name, format, what });
        }
        // Dropped text was opened by the shell.
        _ => {}
    }
}

/// A preview came; when it was only the beginning, the whole follows.
fn previewed(state: &mut State, request: u64, preview: Result<Arc<Preview>, String>, out: &mut Vec<Effect>) {
    if request != state.export.request || state.export.wanted.is_none() {
        return;
    }
    let more = matches!(preview.as_deref(), Ok(Preview { shown: Shown::Pages(_), whole: false }));
    state.export.preview = Some(preview);
    if let Some(order) = shown(state).filter(|_| more) {
        let progress = state.export.progress.clone();
        out.push(Effect::Start { request, job: Job::Preview { order, quick: false, progress } });
    }
}

/// How much there is of everything; of the report and the results that were there when asked.
fn counted(state: &mut State, request: u64, counts: [Option<usize>; What::ALL.len()]) {
    if request >= state.export.counting {
        state.export.counts = Some(counts);
    }
}

/// Something was done that the user should know.
fn copied(state: &mut State) {
    let text = ExportDialogWords::of(state.lang()).copied.to_owned();
    state.tell(Grade::Done, text);
}

/// A PDF waits in the system's viewer.
fn printing(state: &mut State, boxes: &BTreeSet<char>) {
    let text = ExportDialogWords::of(state.lang()).printing.to_owned();
    let detail = words::boxes(state.lang(), boxes);
    state.tell_more(Grade::Done, text, detail);
}

/// No program opens a file: where it lies.
fn not_opened(state: &mut State, path: &std::path::Path) {
    let w = ExportDialogWords::of(state.lang());
    let text = fill(w.not_opened, &[&path.display().to_string()]);
    state.tell(Grade::Error, text);
}
