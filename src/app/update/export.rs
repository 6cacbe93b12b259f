//! The export dialog.

use crate::app::{Dialog, Effect, ExportAction, ExportOrder, ExportView, Job, State};

pub(super) fn update(state: &mut State, action: ExportAction, out: &mut Vec<Effect>) {
    match action {
        ExportAction::Change(view) => {
            state.last_export = Some(view);
            state.dialog = Some(Dialog::Export(view));
        }
        ExportAction::Save => {
            let Some(Dialog::Export(view)) = state.dialog else { return };
            let Some(tab) = state.tab() else { return };
            let head = &tab.main.document.report().head;
            let title = if head.title.is_empty() { &tab.main.name } else { &head.title };
            let name = title.clone();
            out.push(Effect::AskSave { name, format: view.format, what: view.what });
        }
        ExportAction::SaveTo { what, format, path } => {
            let view = ExportView { what, format, ..state.last_export.unwrap_or(defaults(state)) };
            state.last_export = Some(view);
            state.dialog = None;
            if let Some(order) = order(state, view) {
                let request = state.request();
                out.push(Effect::Start { request, job: Job::Write { path, order: Box::new(order) } });
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
        of_second: tab.view.second,
        selection: tab.view.selection,
        section: super::view::section_span(state),
        sides: tab.sides,
        comparison: tab.derived.comparison.clone(),
        facts: [tab.derived.facts.clone(), tab.derived.facts_second.clone()],
        targets: tab.derived.targets.clone(),
    })
}

/// The dialog as it opens the first time.
pub(super) fn defaults(state: &State) -> ExportView {
    use crate::app::{ExportFormat, ExportWhat, Pane};
    let what = match state.tab().map(|t| (t.view.pane, t.view.selection.is_some())) {
        Some((Pane::Compare, _)) => ExportWhat::Comparison,
        Some((Pane::Formulations, _)) => ExportWhat::Formulations,
        Some((Pane::Figures, _)) => ExportWhat::Figures,
        Some((Pane::Reading, true)) => ExportWhat::Selection,
        _ => ExportWhat::Section,
    };
    let format = match what {
        ExportWhat::Selection | ExportWhat::Section => ExportFormat::Txt,
        _ => ExportFormat::Docx,
    };
    ExportView {
        what,
        format,
        source: state.settings.with_source,
        numbers: false,
        filtered: false,
        landscape: what == ExportWhat::Comparison,
    }
}

pub(super) fn open(state: &mut State) {
    if state.tab().is_some() {
        let fresh = defaults(state);
        let view = match state.last_export {
            Some(last) => ExportView { what: fresh.what, ..last },
            None => fresh,
        };
        state.dialog = Some(Dialog::Export(view));
    }
}
