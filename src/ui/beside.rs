//! The panel beside the reading pane: counterpart, excerpts and notes, decisions.

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::compare::shown;
use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, describe, field, focus_ring, hover_fill, segmented, text, text_cut};
use crate::app::{Action, Beside, Command, CompareAction, Pane, State, Tab};
use crate::document::{DecisionPlace, Edit, Excerpt, LinkDecision, Note, Verdict};
use crate::text::Span;
use crate::view::place::place;
use crate::words::export::ExportWords;
use crate::words::{BesideWords, decision_place, verdict_name};

/// Draws the panel.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut super::Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let w = BesideWords::of(kit.lang);
    let full = ui.max_rect();
    let head = Rect::from_min_size(full.min, vec2(full.width(), 42.0));
    ui.painter().hline(full.x_range(), head.bottom() - 0.5, Stroke::new(1.0, kit.theme.line));
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(head.shrink2(vec2(12.0, 4.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let labels = [("", w.counterpart), ("", w.passages), ("", w.decisions)];
    let all = [Beside::Counterpart, Beside::Passages, Beside::Decisions];
    let chosen = all.iter().position(|b| *b == tab.view.beside).unwrap_or(0);
    if let Some(i) = segmented(&mut row, kit, &labels, chosen, false) {
        out.push(Action::Beside(all[i]));
    }
    let body = Rect::from_min_max(pos2(full.left() + 16.0, head.bottom() + 12.0), full.max - vec2(12.0, 0.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body));
    egui::ScrollArea::vertical().auto_shrink(false).show(&mut child, |ui| {
        ui.set_max_width(body.width() - 4.0);
        ui.spacing_mut().item_spacing.y = 8.0;
        match tab.view.beside {
            Beside::Counterpart => super::evidence::show(ui, kit, tab, memory, out),
            Beside::Passages => passages(ui, kit, tab, out),
            Beside::Decisions => decisions(ui, kit, tab, out),
        }
        ui.add_space(16.0);
    });
}

fn hint(ui: &mut Ui, kit: &Kit, words: &str) {
    ui.add(egui::Label::new(egui::RichText::new(words).size(12.0).color(kit.theme.t3)).wrap());
}

fn title(ui: &mut Ui, kit: &Kit, words: &str) {
    ui.label(egui::RichText::new(words).font(Face::SansBold.at(13.0)).color(kit.theme.t1));
}

fn passages(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let w = BesideWords::of(kit.lang);
    let document = &tab.main.document;
    title(ui, kit, w.excerpts);
    let excerpts = document.excerpts();
    if excerpts.is_empty() {
        hint(ui, kit, w.no_excerpts);
    }
    let last = excerpts.len().saturating_sub(1);
    for (i, (at, excerpt)) in excerpts.into_iter().enumerate() {
        self::excerpt(ui, kit, tab, i, last, at, excerpt, out);
    }
    ui.add_space(8.0);
    title(ui, kit, w.notes);
    let notes = document.notes();
    if notes.is_empty() {
        hint(ui, kit, w.no_notes);
    }
    let mut section = None;
    for (i, (at, note)) in notes.into_iter().enumerate() {
        // Listed by section: its name above the first of its notes.
        let here = document.report().heading_at(at.start());
        if i == 0 || here != section {
            hint(ui, kit, &section_name(kit, tab, here));
        }
        section = here;
        self::note(ui, kit, tab, at, note, out);
    }
    if !document.overrides().excerpts.is_empty() || !document.overrides().notes.is_empty() {
        ui.add_space(8.0);
        if Button::new(w.export).icon(icons::EXPORT).show(ui, kit).clicked() {
            out.push(Action::ExportPassages);
        }
    }
}

/// Path and words of a heading; 开头 outside of any.
fn section_name(kit: &Kit, tab: &Tab, heading: Option<usize>) -> String {
    let report = tab.main.document.report();
    let Some(h) = heading.and_then(|h| report.headings.get(h)) else {
        return ExportWords::of(kit.lang).outside.to_owned();
    };
    let name = shown(h.title.of(report.text()));
    let path = heading.map_or(String::new(), |h| crate::view::place::path(report, h));
    if path == name { name } else { format!("{path} {name}") }
}

/// A quotation on the tint of its part; a click goes to the place. True when the text has it still.
fn quote(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    at: Option<Span>,
    words: &str,
    ground: egui::Color32,
    out: &mut Vec<Action>,
) -> egui::Response {
    let theme = kit.theme;
    let report = tab.main.document.report();
    let words = at.map_or_else(|| shown(words), |s| shown(s.of(report.text())));
    let words: String = words.chars().take(90).collect();
    let galley =
        ui.painter().layout(words.clone(), Face::Serif.at(14.0), theme.t1, ui.available_width() - 24.0);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y + 38.0), Sense::click_and_drag());
    describe(&response, egui::Role::Button, at.is_some(), &words);
    ui.painter().rect(rect, 8.0, ground, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    focus_ring(ui, &response, rect, 8.0, theme);
    let name =
        at.map_or_else(|| BesideWords::of(kit.lang).lost.to_owned(), |s| place(report, s.start(), kit.lang));
    let ink = if at.is_some() { theme.t2 } else { theme.bad };
    text(ui, rect.min + vec2(12.0, 16.0), Align2::LEFT_CENTER, &name, Face::Sans, 12.0, ink);
    ui.painter().galley(rect.min + vec2(12.0, 28.0), galley, theme.t1);
    if let Some(span) = at.filter(|_| response.clicked()) {
        out.push(Action::GoTo { second: false, at: span.start() });
        out.push(Action::Select(Some(span)));
    }
    response
}

/// Reordering by drag, and by Ctrl+arrow on the one with the keyboard.
fn reorder(ui: &Ui, kit: &Kit, response: &egui::Response, i: usize, last: usize, out: &mut Vec<Action>) {
    response.dnd_set_drag_payload(i);
    if let Some(from) = response.dnd_hover_payload::<usize>().filter(|from| **from != i) {
        let y = if *from > i { response.rect.top() - 3.0 } else { response.rect.bottom() + 3.0 };
        ui.painter().hline(response.rect.x_range(), y, Stroke::new(2.0, kit.theme.focus));
    }
    if let Some(from) = response.dnd_release_payload::<usize>().filter(|from| **from != i) {
        out.push(Action::Edit(Edit::MoveExcerpt { from: *from, to: i }));
    }
    if response.has_focus() {
        let ctrl = |key| ui.input_mut(|k| k.consume_key(egui::Modifiers::COMMAND, key));
        if ctrl(egui::Key::ArrowUp) && i > 0 {
            out.push(Action::Edit(Edit::MoveExcerpt { from: i, to: i - 1 }));
        } else if ctrl(egui::Key::ArrowDown) && i < last {
            out.push(Action::Edit(Edit::MoveExcerpt { from: i, to: i + 1 }));
        }
    }
}

#[allow(clippy::too_many_arguments)]
fn excerpt(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    i: usize,
    last: usize,
    at: Option<Span>,
    excerpt: &Excerpt,
    out: &mut Vec<Action>,
) {
    let w = BesideWords::of(kit.lang);
    let card = quote(ui, kit, tab, at, &excerpt.at.quote, kit.theme.page, out);
    reorder(ui, kit, &card, i, last, out);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = ui.available_width() - 96.0;
        let id = egui::Id::unique(("excerpt-note", tab.id, i));
        if let Some(note) = note_field(ui, kit, id, &excerpt.note, room) {
            out.push(Action::Edit(Edit::NoteExcerpt { index: i, note }));
        }
        if Button::icon_only(icons::ARROW_UP, w.up).enabled(i > 0).show(ui, kit).clicked() {
            out.push(Action::Edit(Edit::MoveExcerpt { from: i, to: i - 1 }));
        }
        if Button::icon_only(icons::ARROW_DOWN, w.down).enabled(i < last).show(ui, kit).clicked() {
            out.push(Action::Edit(Edit::MoveExcerpt { from: i, to: i + 1 }));
        }
        if Button::icon_only(icons::TRASH, w.remove).show(ui, kit).clicked() {
            out.push(Action::Edit(Edit::RemoveExcerpt(i)));
        }
    });
}

fn note(ui: &mut Ui, kit: &Kit, tab: &Tab, at: Span, note: &Note, out: &mut Vec<Action>) {
    let w = BesideWords::of(kit.lang);
    let ground = note.colour.map_or(kit.theme.page, |c| kit.theme.highlight(c));
    quote(ui, kit, tab, Some(at), &note.at.quote, ground, out);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = ui.available_width() - 34.0;
        let id = egui::Id::unique(("note", tab.id, at.start));
        if let Some(words) = note_field(ui, kit, id, &note.text, room) {
            out.push(Action::Edit(Edit::SetNote(Note { text: words, ..note.clone() })));
        }
        if Button::icon_only(icons::TRASH, w.remove).show(ui, kit).clicked() {
            out.push(Action::Edit(Edit::RemoveNote(note.at.clone())));
        }
    });
}

/// A note's field: its words when the field is left, so that a note is one step of undo.
fn note_field(ui: &mut Ui, kit: &Kit, id: egui::Id, now: &str, width: f32) -> Option<String> {
    let w = BesideWords::of(kit.lang);
    let kept = id.with("kept");
    let value = ui.data(|d| d.get_temp::<String>(kept)).unwrap_or_else(|| now.to_owned());
    let (response, new) = field(ui, kit, id, icons::NOTE_PENCIL, w.note_hint, &value, width);
    if let Some(new) = new {
        ui.data_mut(|d| d.insert_temp(kept, new));
    }
    if !response.lost_focus() {
        return None;
    }
    let words = ui.data_mut(|d| d.remove_temp::<String>(kept))?;
    (words != now).then_some(words)
}

/// The list of decisions, with undo, import and export.
pub fn decisions(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let w = BesideWords::of(kit.lang);
    let document = &tab.main.document;
    let links = &document.overrides().links;
    if links.is_empty() && document.overrides().structure.is_empty() {
        hint(ui, kit, w.no_decisions);
    }
    if document.steps().0.is_some()
        && Button::new(Command::Undo.name(kit.lang))
            .icon(icons::ARROW_COUNTER_CLOCKWISE)
            .show(ui, kit)
            .clicked()
    {
        out.push(Action::Run(Command::Undo));
    }
    ui.horizontal_wrapped(|ui| {
        for command in [Command::ExportDecisions, Command::ImportDecisions] {
            if Button::new(command.name(kit.lang)).show(ui, kit).clicked() {
                out.push(Action::Run(command));
            }
        }
    });
    for (i, decision) in links.iter().enumerate() {
        self::decision(ui, kit, tab, i, decision, out);
    }
}

/// One decision: verdict, both places, a way to the link, and to withdraw it.
fn decision(ui: &mut Ui, kit: &Kit, tab: &Tab, index: usize, decision: &LinkDecision, out: &mut Vec<Action>) {
    let w = BesideWords::of(kit.lang);
    let found = tab.derived.places.get(index).copied();
    let units = match found {
        Some(DecisionPlace::Units(l, r)) => Some((l, r)),
        _ => None,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 62.0), Sense::click());
    let verdict = verdict_name(kit.lang, decision.verdict);
    describe(&response, egui::Role::Button, units.is_some(), verdict);
    ui.painter().rect(
        rect,
        8.0,
        hover_fill(&response, kit.theme),
        Stroke::new(1.0, kit.theme.line),
        StrokeKind::Inside,
    );
    focus_ring(ui, &response, rect, 8.0, kit.theme);
    let colour = match decision.verdict {
        Some(Verdict::Confirmed) => kit.theme.keep,
        Some(Verdict::Broken) => kit.theme.drop,
        _ => kit.theme.doubt,
    };
    let head =
        text(ui, rect.min + vec2(12.0, 14.0), Align2::LEFT_CENTER, verdict, Face::SansBold, 12.0, colour);
    if units.is_none()
        && let Some(found) = found
    {
        let at = pos2(head.right() + 10.0, head.center().y);
        text(ui, at, Align2::LEFT_CENTER, decision_place(kit.lang, found), Face::Sans, 12.0, kit.theme.t3);
    }
    let room = rect.width() - 24.0;
    for (k, quote) in [&decision.left.quote, &decision.right.quote].into_iter().enumerate() {
        let at = rect.min + vec2(12.0, 32.0 + 17.0 * k as f32);
        text_cut(ui, at, room, &shown(quote), Face::Sans, 12.0, kit.theme.t2);
    }
    if response.clicked()
        && let Some((l, r)) = units
        && let Some(c) = &tab.derived.comparison
    {
        let link = c.links.iter().position(|k| k.left == l && k.right == r);
        out.push(Action::Compare(match link {
            Some(link) => CompareAction::Link(link),
            None => CompareAction::Unit { right: false, index: l },
        }));
        out.push(Action::Pane(Pane::Compare));
    }
    ui.horizontal(|ui| {
        if Button::new(w.withdraw).icon(icons::X).show(ui, kit).clicked() {
            out.push(Action::Edit(Edit::Undecide {
                left: decision.left.clone(),
                right: decision.right.clone(),
                with: decision.with,
            }));
        }
    });
}
