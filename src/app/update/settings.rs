//! Settings.

use crate::app::{Effect, Set, State};

pub(super) fn set(state: &mut State, set: Set, out: &mut Vec<Effect>) {
    let s = &mut state.settings;
    match set {
        Set::Lang(v) => s.lang = v,
        Set::Theme(v) => s.theme = v,
        Set::Zoom(v) => s.zoom = v,
        Set::TextSize(v) => s.text_size = v,
        Set::LineHeight(v) => s.line_height = v,
        Set::Column(v) => s.column = v,
        Set::ParagraphGap(v) => s.paragraph_gap = v,
        Set::Font(v) => s.font = v,
        Set::FullWidthMarks(v) => s.full_width_marks = v,
        Set::Numbers(v) => s.numbers = v,
        Set::Formulations(v) => s.formulations = v,
        Set::Figures(v) => s.figures = v,
        Set::FocusLine(on) => s.focus_line = on,
        Set::LinkMarks(v) => s.link_marks = v,
        Set::Evidence(v) => s.evidence = v,
        Set::Outline(v) => s.outline = v,
        Set::OutlineWidth(v) => s.outline_width = v,
        Set::Still(v) => s.still = v,
        Set::Sync(v) => s.sync = v,
        Set::StrongRibbons(v) => s.strong_ribbons = v,
        Set::WithSource(v) => s.with_source = v,
        Set::Pin(path) => {
            for r in s.recent.iter_mut().filter(|r| r.path == path) {
                r.pinned = !r.pinned;
            }
        }
        Set::Forget(path) => s.recent.retain(|r| r.path != path),
    }
    s.clamp();
    out.push(Effect::SaveSettings(Box::new(state.settings.clone())));
}

/// Asks which recent files are still there, once a start page.
pub(super) fn check_recents(state: &mut State, out: &mut Vec<Effect>) {
    if !state.recents_checked {
        state.recents_checked = true;
        let request = state.request();
        let paths = state.settings.recent.iter().map(|r| r.path.clone()).collect();
        out.push(Effect::Start { request, job: crate::app::Job::Missing(paths) });
    }
}

/// The chosen reading font is not on this system: say so, use the bundled one, forget nothing else.
pub(super) fn font_gone(state: &mut State, out: &mut Vec<Effect>) {
    let text = crate::words::AppWords::of(state.lang()).font_gone.to_owned();
    state.tell(crate::app::Grade::Warning, text);
    set(state, Set::Font(crate::app::ReadingFont::Serif), out);
}

/// Asks for the installed families, once.
pub(super) fn families(state: &mut State, out: &mut Vec<Effect>) {
    if state.families.is_empty() {
        let request = state.request();
        out.push(Effect::Start { request, job: crate::app::Job::Families });
    }
}
