//! The export dialog.

use crate::app::{Dialog, Effect, ExportAction, ExportOrder, ExportView, Job, State};
use crate::export::file_name;
use crate::export::{Format, What};

pub(super) fn update(state: &mut State, action: ExportAction, out: &mut Vec<Effect>) {
    match action {
        ExportAction::Change(view) => {
            state.last_export = Some(view);
            state.dialog = Some(Dialog::Export(view));
        }
        ExportAction::Save => {
            let Some(Dialog::Export(view)) = state.dialog else { return };
            // The window stays usable while the dialog is open: what was seen is what is written.
            state.exporting = order(state, view).map(Box::new);
            let Some(tab) = state.tab() else { return };
            let head = &tab.main.document.report().head;
            let title = if head.title.is_empty() { &tab.main.name } else { &head.title };
            let name = file_name(title, view.what.name(state.lang()), head.year, view.format);
            out.push(Effect::AskSave { name, format: view.format, what: view.what });
        }
        ExportAction::SaveTo { what: What::Series, format, path, replace } => {
            super::series::save_to(state, format, path, replace, out);
        }
        ExportAction::SaveTo { what, format, path, replace } => {
            let view = ExportView { what, format, ..state.last_export.unwrap_or(defaults(state)) };
            state.last_export = Some(view);
            state.dialog = None;
            let asked = state.exporting.take().filter(|o| (o.view.what, o.view.format) == (what, format));
            if let Some(order) = asked.map(|o| *o).or_else(|| order(state, view)) {
                let request = state.request();
                out.push(Effect::Start {
                    request,
                    job: Job::Write { path, order: Box::new(order), replace },
                });
            }
        }
    }
}

/// The snapshot an export is made from; `None` without a report.
pub fn order(state: &State, view: ExportView) -> Option<ExportOrder> {
    let tab = state.tab()?;
    Some(ExportOrder {
        view,
        lang: state.lang(),
        document: tab.main.document.clone(),
        second: tab.second.as_ref().map(|s| s.document.clone()),
        of_second: if view.what == What::Selection { tab.view.selected_second } else { tab.view.second },
        selection: tab.view.selection,
        section: section(state),
        statuses: statuses(tab, view),
        sides: tab.sides,
        comparison: tab.derived.comparison.clone(),
        decisions: tab.derived.decisions.clone(),
        facts: [tab.derived.facts.clone(), tab.derived.facts_second.clone()],
        targets: tab.derived.targets.clone(),
    })
}

fn section(state: &State) -> Option<usize> {
    let tab = state.tab()?;
    let at =
        tab.view.selected_here().map_or(tab.view.cursor.unwrap_or(tab.view.at), crate::text::Span::start);
    tab.reading().heading_at(at)
}

fn statuses(tab: &crate::app::Tab, view: ExportView) -> Vec<crate::compare::Status> {
    match tab.view.compare.filter {
        crate::app::CompareFilter::Only(status) if view.filtered => vec![status],
        _ => Vec::new(),
    }
}

/// The dialog as it opens the first time.
pub fn defaults(state: &State) -> ExportView {
    use crate::app::Pane;
    let what = match state.tab().map(|t| (t.view.pane, t.view.selection.is_some())) {
        Some((Pane::Compare, _)) => What::Comparison,
        Some((Pane::Formulations, _)) => What::Formulations,
        Some((Pane::Figures, _)) => What::Figures,
        Some((Pane::Reading, true)) => What::Selection,
        _ => What::Section,
    };
    let format = match what {
        What::Selection | What::Section => Format::Txt,
        _ => Format::Docx,
    };
    ExportView {
        what,
        format,
        source: state.settings.with_source,
        reasons: true,
        notes: true,
        numbers: false,
        filtered: false,
        landscape: what == What::Comparison,
    }
}

/// Opens the dialog for one kind of content.
pub(super) fn open_for(state: &mut State, what: What) {
    open(state);
    if let Some(Dialog::Export(view)) = &mut state.dialog {
        view.what = what;
        if !what.formats().contains(&view.format) {
            view.format = Format::Docx;
        }
    }
}

pub(super) fn open(state: &mut State) {
    if state.tab().is_some() {
        let fresh = defaults(state);
        let view = match state.last_export {
            Some(last) => ExportView { what: fresh.what, ..last },
            None => fresh,
        };
        let format = if view.what.formats().contains(&view.format) { view.format } else { fresh.format };
        state.dialog = Some(Dialog::Export(ExportView { format, landscape: view.what.is_wide(), ..view }));
    }
}
