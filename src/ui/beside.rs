//! The panel beside the reading pane: counterpart, excerpts and notes, decisions.

use std::collections::HashMap;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::compare::shown;
use super::fonts::Face;
use super::icons;
use super::layout::{Align, Setting};
use super::selecting::{Pen, Surface, Words, inside, prefix};
use super::widgets::{Button, Kit, describe, field, focus_ring, hover_fill, segmented, text, text_cut};
use crate::app::{Action, Beside, Command, CompareAction, Pane, State, Tab};
use crate::document::{DecisionPlace, Edit, Excerpt, LinkDecision, Note, Verdict};
use crate::export::What;
use crate::text::Span;
use crate::view::place::place;
use crate::words::export::ExportWords;
use crate::words::{BesideWords, decision_place, verdict_name};

/// What the panel remembers between frames.
#[derive(Default)]
pub struct Memory {
    /// Heights of cards as they were drawn last, in points.
    heights: HashMap<egui::Id, f32>,
}

impl Memory {
    /// Draws a card, when it is in sight or a screen away, or has the keyboard (`own`); else it takes
    /// its space only.
    fn card(
        &mut self,
        ui: &mut Ui,
        own: [egui::Id; 2],
        guess: impl FnOnce(&Ui) -> f32,
        draw: impl FnOnce(&mut Ui),
    ) {
        let height = self.heights.get(&own[0]).copied().unwrap_or_else(|| guess(ui));
        let (top, clip) = (ui.cursor().top(), ui.clip_rect());
        let far = top > clip.bottom() + clip.height() || top + height < clip.top() - clip.height();
        let held = ui.memory(egui::Memory::focused).is_some_and(|id| own.contains(&id));
        if far && !held {
            ui.allocate_space(vec2(ui.available_width(), height));
            return;
        }
        draw(ui);
        self.heights.insert(own[0], ui.cursor().top() - top - ui.spacing().item_spacing.y);
    }
}

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
        let mut pen = Pen { quotes: &mut memory.quotes, held: &mut memory.held, out };
        match tab.view.beside {
            Beside::Counterpart => super::evidence::show(ui, kit, tab, memory, out),
            Beside::Passages => passages(ui, kit, tab, &mut memory.beside, &mut pen),
            Beside::Decisions => decisions(ui, kit, tab, &mut pen),
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

fn passages(ui: &mut Ui, kit: &Kit, tab: &Tab, kept: &mut Memory, pen: &mut Pen<'_>) {
    let w = BesideWords::of(kit.lang);
    let document = &tab.main.document;
    title(ui, kit, w.excerpts);
    let excerpts = document.excerpts();
    if excerpts.is_empty() {
        hint(ui, kit, w.no_excerpts);
    }
    let last = excerpts.len().saturating_sub(1);
    for (i, (at, excerpt)) in excerpts.into_iter().enumerate() {
        let own = [("excerpt", tab.id, i), ("excerpt-note", tab.id, i)].map(egui::Id::unique);
        let long = at.map_or(excerpt.at.quote.len(), Span::len);
        let draw = |ui: &mut Ui| self::excerpt(ui, kit, tab, (i, last), at, excerpt, own, pen);
        kept.card(ui, own, |ui| guess(ui, long), draw);
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
        let own = [("note-card", tab.id, at.start), ("note", tab.id, at.start)].map(egui::Id::unique);
        let draw = |ui: &mut Ui| self::note(ui, kit, tab, at, note, own, pen);
        kept.card(ui, own, |ui| guess(ui, at.len()), draw);
    }
    if !document.overrides().excerpts.is_empty() || !document.overrides().notes.is_empty() {
        ui.add_space(8.0);
        if Button::new(w.export).icon(icons::EXPORT).show(ui, kit).clicked() {
            pen.out.push(Action::ExportWhat(What::Excerpts));
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

/// Lines of a quotation that are shown.
const LINES: usize = 4;
/// Height of the line with the place above a quotation.
const PLACE: f32 = 28.0;
/// Size and line height of a quotation, height of the note's field below it.
const SIZE: f32 = 14.0;
const LINE: f32 = 24.0;
const NOTE: f32 = 30.0;

/// Height of the card of a passage of `bytes` bytes with its note, about.
fn guess(ui: &Ui, bytes: usize) -> f32 {
    let line = (ui.available_width() - 24.0) / SIZE;
    let lines = (bytes as f32 / 3.0 / line.max(1.0)).ceil().clamp(1.0, LINES as f32);
    lines * LINE + PLACE + 10.0 + ui.spacing().item_spacing.y + NOTE
}

/// A quotation with its place above it; a click goes there, its words can be selected.
fn quote(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    id: egui::Id,
    (at, words): (Option<Span>, &str),
    ground: egui::Color32,
    pen: &mut Pen<'_>,
) -> egui::Response {
    let theme = kit.theme;
    let report = tab.main.document.report();
    let words = at.map_or(words, |s| s.of(report.text()));
    let wide = ui.available_width();
    let set = Setting {
        face: Face::Serif,
        size: SIZE,
        line: LINE,
        width: wide - 24.0,
        align: Align::Left,
        widen: true,
        ..Setting::default()
    };
    // The same words as the surface lays out below, so that they are laid out once.
    let laid = prefix(words, &set, LINES);
    let shown: String = shown(laid).chars().take(90).collect();
    let tall = pen.quotes.get(ui.ctx(), laid, &[], &set, LINES).0.height();
    let (_, rect) = ui.allocate_space(vec2(wide, tall + PLACE + 10.0));
    // The surface lies below the card, which takes the clicks.
    let surface = at.map(|_| {
        Surface::within(ui, kit, tab, false, id.with("words"), false, rect.intersect(ui.clip_rect()))
    });
    let response = ui.interact(rect, id, Sense::click());
    describe(&response, egui::Role::Button, at.is_some(), &shown);
    ui.painter().rect(rect, 8.0, ground, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    focus_ring(ui, &response, rect, 8.0, theme);
    let name =
        at.map_or_else(|| BesideWords::of(kit.lang).lost.to_owned(), |s| place(report, s.start(), kit.lang));
    let ink = if at.is_some() { theme.t2 } else { theme.bad };
    text(ui, rect.min + vec2(12.0, 16.0), Align2::LEFT_CENTER, &name, Face::Sans, 12.0, ink);
    let corner = rect.min + vec2(12.0, PLACE);
    let (Some(span), Some(mut surface)) = (at, surface) else {
        let (quote, atlas) = pen.quotes.get(ui.ctx(), laid, &[], &set, LINES);
        quote.paint(ui.painter(), atlas, corner, theme.t1, &[]);
        return response;
    };
    if response.has_focus() {
        surface.focus = Some(span.start());
    }
    let words = Words { span, bold: &[], lit: &[], set: &set, lines: LINES, ink: theme.t1 };
    surface.text(ui, pen.quotes, corner, &words);
    if response.clicked() {
        let go = Action::GoTo { second: false, at: span.start() };
        pen.held.click(false, [go, Action::Select(Some(span))]);
    }
    pen.menu(&response, kit, tab, false, span);
    pen.finish(ui, surface);
    response
}

/// Reordering: the line with the place is what is dragged, and Ctrl+arrow moves the one with the
/// keyboard.
fn reorder(ui: &Ui, kit: &Kit, response: &egui::Response, (i, last): (usize, usize), out: &mut Vec<Action>) {
    let grip = Rect::from_min_size(response.rect.min, vec2(response.rect.width(), PLACE));
    let grip = ui.interact(grip, response.id.with("grip"), Sense::drag());
    grip.dnd_set_drag_payload(i);
    if grip.hovered() || grip.dragged() {
        let icon = if grip.dragged() { egui::CursorIcon::Grabbing } else { egui::CursorIcon::Grab };
        ui.ctx().set_cursor_icon(icon);
    }
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
    (i, last): (usize, usize),
    at: Option<Span>,
    excerpt: &Excerpt,
    [id, field]: [egui::Id; 2],
    pen: &mut Pen<'_>,
) {
    let w = BesideWords::of(kit.lang);
    let card = quote(ui, kit, tab, id, (at, &excerpt.at.quote), kit.theme.page, pen);
    let out = &mut *pen.out;
    reorder(ui, kit, &card, (i, last), out);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = ui.available_width() - 96.0;
        if let Some(note) = note_field(ui, kit, field, &excerpt.note, room) {
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

fn note(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    at: Span,
    note: &Note,
    [id, field]: [egui::Id; 2],
    pen: &mut Pen<'_>,
) {
    let w = BesideWords::of(kit.lang);
    let ground = note.colour.map_or(kit.theme.page, |c| kit.theme.highlight(c));
    quote(ui, kit, tab, id, (Some(at), &note.at.quote), ground, pen);
    let out = &mut *pen.out;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let room = ui.available_width() - 34.0;
        if let Some(words) = note_field(ui, kit, field, &note.text, room) {
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
pub fn decisions(ui: &mut Ui, kit: &Kit, tab: &Tab, pen: &mut Pen<'_>) {
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
        pen.out.push(Action::Run(Command::Undo));
    }
    ui.horizontal_wrapped(|ui| {
        for command in [Command::ExportDecisions, Command::ImportDecisions] {
            if Button::new(command.name(kit.lang)).show(ui, kit).clicked() {
                pen.out.push(Action::Run(command));
            }
        }
    });
    for (i, decision) in links.iter().enumerate() {
        self::decision(ui, kit, tab, i, decision, pen);
    }
}

/// Where the two places of a decision stand in the left and the right report.
fn spans(tab: &Tab, found: Option<DecisionPlace>) -> Option<[Span; 2]> {
    match found? {
        DecisionPlace::Units(l, r) => {
            let c = tab.derived.comparison.as_ref()?;
            Some([c.left.get(l)?.item.span, c.right.get(r)?.item.span])
        }
        DecisionPlace::Elsewhere(left, right) => Some([left, right]),
        DecisionPlace::OtherPair | DecisionPlace::Lost => None,
    }
}

/// One decision: verdict, both places, a way to the link, and to withdraw it.
fn decision(ui: &mut Ui, kit: &Kit, tab: &Tab, index: usize, decision: &LinkDecision, pen: &mut Pen<'_>) {
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
    let spans = spans(tab, found);
    for (k, quote) in [&decision.left.quote, &decision.right.quote].into_iter().enumerate() {
        let right = k == 1;
        let line = Rect::from_min_size(
            rect.min + vec2(12.0, 23.0 + 17.0 * k as f32),
            vec2(rect.width() - 24.0, 17.0),
        );
        let look = (Face::Sans, 12.0, kit.theme.t2);
        let Some(span) = spans.and_then(|s| inside(tab.side(right), s[k], quote)) else {
            text_cut(ui, line.left_center(), line.width(), &shown(quote), look.0, look.1, look.2);
            continue;
        };
        let id = response.id.with(("words", right));
        let cut = line.intersect(ui.clip_rect());
        let mut surface = Surface::within(ui, kit, tab, tab.second_of(right), id, false, cut);
        pen.line(ui, &mut surface, line.left_center(), line.width(), span, look, (&[], &[]));
        pen.finish(ui, surface);
    }
    if response.clicked()
        && let Some((l, r)) = units
        && let Some(c) = &tab.derived.comparison
    {
        let link = c.links.iter().position(|k| k.left == l && k.right == r);
        let show = Action::Compare(match link {
            Some(link) => CompareAction::Link(link),
            None => CompareAction::Unit { right: false, index: l },
        });
        pen.held.click(true, [show, Action::Pane(Pane::Compare)]);
    }
    ui.horizontal(|ui| {
        if Button::new(w.withdraw).icon(icons::X).show(ui, kit).clicked() {
            pen.out.push(Action::Edit(Edit::Undecide {
                left: decision.left.clone(),
                right: decision.right.clone(),
                with: decision.with,
            }));
        }
    });
}
