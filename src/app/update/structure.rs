//! Corrections of the structure by command: of the selection, else of the item the reader is at.

use crate::app::{Command, Effect, State, Tab};
use crate::document::{Edit, StructureEdit};
use crate::report::{Heading, Role};
use crate::text::{Span, sentences};

/// Applies the correction a command stands for; nothing when there is no fitting place.
pub(super) fn correct(state: &mut State, command: Command, out: &mut Vec<Effect>) {
    // Decisions are kept for the first report of a tab.
    let edit = state.tab().filter(|t| !t.view.second).and_then(|tab| edit(tab, command));
    if let Some(edit) = edit {
        super::compare::edit(state, &Edit::Structure(edit), out);
    }
}

fn edit(tab: &Tab, command: Command) -> Option<StructureEdit> {
    let report = tab.reading();
    let at = tab.view.selected_here().map(Span::start).or(tab.view.cursor).unwrap_or(tab.view.at);
    let anchor = |span: Span| tab.main.document.anchor(span);
    let heading = || -> Option<&Heading> { report.headings.get(report.heading_at(at)?) };
    let paragraph = || report.paragraphs.get(report.paragraph_at(at)?);
    let sentence = || {
        let p = paragraph()?;
        sentences(report.text(), p.span).into_iter().find(|s| s.holds(at))
    };
    Some(match command {
        Command::MakeHeading => {
            let words = tab.view.selected_here().or_else(sentence)?.trimmed(report.text());
            let level = heading().map_or(1, |h| (h.level + 1).min(6));
            StructureEdit::MakeHeading { at: anchor(words), level }
        }
        Command::NoHeading => StructureEdit::UnmakeHeading { at: anchor(heading()?.span) },
        Command::Promote => {
            let h = heading()?;
            StructureEdit::SetLevel { at: anchor(h.span), level: h.level.checked_sub(1).filter(|l| *l > 0)? }
        }
        Command::Demote => {
            let h = heading()?;
            StructureEdit::SetLevel { at: anchor(h.span), level: Some(h.level + 1).filter(|l| *l <= 6)? }
        }
        Command::MarkReview | Command::MarkPlan => {
            let span = heading().map(|h| h.span).or_else(|| paragraph().map(|p| p.span))?;
            let role = if command == Command::MarkReview { Role::Review } else { Role::Plan };
            StructureEdit::SetRole { at: anchor(span), role }
        }
        Command::Split => {
            let span = tab.view.selected_here().or_else(sentence)?;
            (span.start > paragraph()?.span.start).then(|| StructureEdit::Split { at: anchor(span) })?
        }
        Command::Join => StructureEdit::Join { at: anchor(paragraph()?.span) },
        _ => return None,
    })
}
