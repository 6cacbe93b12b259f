//! The context menu of the page.

use egui::Ui;

use crate::app::{Action, Command, Tab};
use crate::document::{Edit, Note, StructureEdit};
use crate::export::{self, Block, Clip, MakeOptions};
use crate::report::Role;
use crate::text::{Span, sentences};
use crate::ui::layout::shown;
use crate::ui::widgets::Kit;
use crate::view::passages::passages;
use crate::words::{Lang, role_name};

/// Draws the menu for the selection, else for the place `at`.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, at: Option<usize>, out: &mut Vec<Action>) {
    selection(ui, kit, tab, out);
    // Decisions are kept for the first report of a tab.
    if tab.view.second {
        return;
    }
    notes(ui, kit, tab, at, out);
    ui.separator();
    structure(ui, kit, tab, at, out);
}

/// What can be done with the selected words, wherever they were selected.
pub fn selection(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let w = kit.words();
    let selection = tab.view.selection;
    ui.set_min_width(190.0);
    ui.add_enabled_ui(selection.is_some(), |ui| {
        for (label, command) in [(w.copy, Command::Copy), (w.copy_with_source, Command::CopyWithSource)] {
            if ui.button(label).clicked() {
                out.push(Action::Run(command));
                ui.close();
            }
        }
        if ui.button(w.copy_full_width).clicked() {
            out.extend(full_width(tab, kit.lang).map(Action::CopyClip));
            ui.close();
        }
        if ui.button(w.export_selection).clicked() {
            out.push(Action::Run(Command::Export));
            ui.close();
        }
    });
    if tab.view.selected_second {
        return;
    }
    ui.separator();
    ui.add_enabled_ui(selection.is_some(), |ui| {
        if ui.button(w.add_excerpt).clicked() {
            out.push(Action::Run(Command::AddExcerpt));
            ui.close();
        }
        ui.menu_button(w.highlight, |ui| highlights(ui, kit, tab, selection, out));
        if ui.button(Command::AddNote.name(kit.lang)).clicked() {
            out.push(Action::Run(Command::AddNote));
            ui.close();
        }
    });
}

/// The selected words with full-width marks between Chinese characters (规范标点), a paragraph a
/// line; as HTML with headings and bold words.
fn full_width(tab: &Tab, lang: Lang) -> Option<Clip> {
    let report = tab.open(tab.view.selected_second).document.report();
    let span = tab.view.selection?;
    let list = passages(report, span);
    let lines: Vec<String> = list.iter().map(|p| shown(p.span.of(report.text()), true)).collect();
    let options = MakeOptions { lang, source: false, ..MakeOptions::default() };
    let mut content = export::selection(report, &[span], options);
    content.exact = None;
    (content.title, content.source) = (String::new(), String::new());
    for block in &mut content.blocks {
        match block {
            Block::Heading { text, .. } => *text = shown(text, true),
            Block::Paragraph(p) => p.runs.iter_mut().for_each(|r| r.text = shown(&r.text, true)),
            Block::Note(_) | Block::Table(_) => {}
        }
    }
    Some(Clip { text: lines.join("\n"), html: export::clip(&content).html })
}

fn highlights(ui: &mut Ui, kit: &Kit, tab: &Tab, selection: Option<Span>, out: &mut Vec<Action>) {
    let Some(span) = selection else { return };
    for colour in 0..4 {
        let ground = kit.theme.highlight(colour);
        let label = egui::RichText::new(format!("{}", colour + 1)).background_color(ground);
        if ui.button(label).clicked() {
            let at = tab.main.document.anchor(span);
            out.push(Action::Edit(Edit::SetNote(Note { at, colour: Some(colour), text: String::new() })));
            ui.close();
        }
    }
}

fn notes(ui: &mut Ui, kit: &Kit, tab: &Tab, at: Option<usize>, out: &mut Vec<Action>) {
    let Some(at) = at else { return };
    let here = tab.main.document.notes().into_iter().find(|(s, _)| s.holds(at));
    if let Some((_, note)) = here
        && ui.button(kit.words().remove_highlight).clicked()
    {
        out.push(Action::Edit(Edit::RemoveNote(note.at.clone())));
        ui.close();
    }
}

/// Corrections of the structure at byte `at`.
pub fn structure(ui: &mut Ui, kit: &Kit, tab: &Tab, at: Option<usize>, out: &mut Vec<Action>) {
    let Some(at) = at else { return };
    let w = kit.words();
    let report = tab.reading();
    let anchor = |span| tab.main.document.anchor(span);
    let mut edit = |ui: &Ui, edit| {
        out.push(Action::Edit(Edit::Structure(edit)));
        ui.close();
    };
    let heading = report.headings.iter().find(|h| h.span.holds(at));
    if let Some(h) = heading {
        if ui.button(w.no_heading).clicked() {
            edit(ui, StructureEdit::UnmakeHeading { at: anchor(h.span) });
        }
        ui.menu_button(w.level, |ui| {
            for level in 1..=4 {
                if ui.selectable_label(h.level == level, level.to_string()).clicked() {
                    edit(ui, StructureEdit::SetLevel { at: anchor(h.span), level });
                }
            }
        });
    } else if let Some(p) = report.paragraph_at(at).map(|p| &report.paragraphs[p])
        && let Some(sentence) = sentences(report.text(), p.span).into_iter().find(|s| s.holds(at))
    {
        let words =
            tab.view.selected_here().filter(|s| s.holds(at)).unwrap_or(sentence.trimmed(report.text()));
        ui.menu_button(w.make_heading, |ui| {
            for level in 1..=4 {
                if ui.button(level.to_string()).clicked() {
                    edit(ui, StructureEdit::MakeHeading { at: anchor(words), level });
                }
            }
        });
        if sentence.start > p.span.start && ui.button(w.split_here).clicked() {
            edit(ui, StructureEdit::Split { at: anchor(sentence) });
        }
        if ui.button(w.join_up).clicked() {
            edit(ui, StructureEdit::Join { at: anchor(p.span) });
        }
    }
    let start =
        heading.map(|h| h.span).or_else(|| report.paragraph_at(at).map(|p| report.paragraphs[p].span));
    if let Some(span) = start {
        ui.menu_button(w.set_role, |ui| {
            for role in Role::ALL {
                let now = report.parts[report.part_at(at)].role;
                if ui.selectable_label(role == now, role_name(kit.lang, role)).clicked() {
                    edit(ui, StructureEdit::SetRole { at: anchor(span), role });
                }
            }
        });
    }
}
