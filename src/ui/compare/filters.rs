//! The line of filters above the columns.

use egui::{Rect, Ui};

use super::Memory;
use crate::app::{Action, Command, CompareAction, CompareFilter, Tab};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::keys::written;
use crate::ui::selecting::Pen;
use crate::ui::widgets::{Button, Kit, Look, field, sign, width};
use crate::view::comparison::COUNTED;
use crate::words::{BesideWords, CompareWords, fill, status_name};

/// What a status chip takes beside its word: sign, number, edges.
const CHIP: f32 = 64.0;
/// Room for the tools at the least: filters without words, list, table, undo, redo, stepper.
const TOOLS: f32 = 400.0;

/// Draws the line.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    kept: &mut Memory,
    rect: Rect,
    narrow: bool,
    pen: &mut Pen<'_>,
) {
    let w = CompareWords::of(kit.lang);
    let view = &tab.view.compare;
    let out = &mut *pen.out;
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    let all = view.filter == CompareFilter::All;
    let look = if all { Look::Primary } else { Look::Line };
    if Button::new(w.all).look(look).bold().height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Filter(CompareFilter::All)));
    }
    let words: f32 = COUNTED.iter().map(|s| width(&row, status_name(kit.lang, *s), Face::Sans, 13.0)).sum();
    let roomy = words + 4.0 * CHIP + TOOLS <= rect.width() - row.min_rect().width();
    for (status, n) in COUNTED.into_iter().zip(kept.counts) {
        let on = view.filter == CompareFilter::Only(status);
        let word = status_name(kit.lang, status);
        // Where there is no room the sign and the number stay.
        let button =
            if roomy { Button::new(word) } else { Button::icon_only(sign(status), word).look(Look::Line) };
        let button = button.sign(sign(status), kit.theme.status(status).text).count(n);
        if button.height(30.0).on(on).show(&mut row, kit).clicked() {
            let next = if on { CompareFilter::All } else { CompareFilter::Only(status) };
            out.push(Action::Compare(CompareAction::Filter(next)));
        }
    }
    row.add_space(4.0);
    let words = |icon, name| {
        if narrow { Button::icon_only(icon, name) } else { Button::new(name).icon(icon).look(Look::Ghost) }
    };
    let undecided = words(icons::FUNNEL_SIMPLE, w.only_undecided);
    if undecided.on(view.undecided).height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Undecided(!view.undecided)));
    }
    let chosen = view.link.is_some() || view.unit.is_some();
    let selected = words(icons::EYE, w.only_selected).enabled(chosen || view.only_selected);
    if selected.on(view.only_selected).height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::OnlySelected(!view.only_selected)));
    }
    if ui.max_rect().width() >= super::CARDS
        && Button::icon_only(icons::ARROWS_OUT_LINE_VERTICAL, w.unfold_all)
            .on(kept.open)
            .height(30.0)
            .show(&mut row, kit)
            .clicked()
    {
        kept.open = !kept.open;
        kept.turned.clear();
    }
    let hidden = Button::icon_only(icons::EYE_SLASH, w.hide_ends).enabled(tab.has_ends());
    if hidden.on(!tab.sides.ends).height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Ends(!tab.sides.ends)));
    }
    let used = row.min_rect().right();
    right(ui, kit, tab, kept, rect, used, pen);
}

fn right(ui: &mut Ui, kit: &Kit, tab: &Tab, kept: &Memory, rect: Rect, used: f32, pen: &mut Pen<'_>) {
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 4.0;
    let out = &mut *pen.out;
    stepper(&mut row, kit, tab, kept, used, out);
    row.add_space(6.0);
    let steps = tab.main.document.steps();
    for (icon, command, able) in [
        (icons::ARROW_CLOCKWISE, Command::Redo, steps.1.is_some()),
        (icons::ARROW_COUNTER_CLOCKWISE, Command::Undo, steps.0.is_some()),
    ] {
        let name = with_key(command, command.name(kit.lang));
        if Button::icon_only(icon, &name).enabled(able).show(&mut row, kit).clicked() {
            out.push(Action::Run(command));
        }
    }
    let view = &tab.view.compare;
    let w = CompareWords::of(kit.lang);
    let table = Button::icon_only(icons::ROWS, w.as_table).on(view.as_table);
    if ui.max_rect().width() >= super::CARDS && table.show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::AsTable(!view.as_table)));
    }
    decided(&mut row, kit, tab, kept, used, pen);
    let room = row.min_rect().left() - used - 16.0;
    if room > 120.0 {
        search(&mut row, kit, tab, kept, room, pen.out);
    }
}

/// ∧ 第 14 / 21 条 ∨.
fn stepper(row: &mut Ui, kit: &Kit, tab: &Tab, kept: &Memory, used: f32, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    let view = &tab.view.compare;
    let next = with_key(Command::NextLink, w.next);
    if Button::icon_only(icons::CARET_DOWN, &next).show(row, kit).clicked() {
        out.push(Action::Run(Command::NextLink));
    }
    if tab.derived.comparison.is_some() {
        let here = kept.stops.iter().position(|(link, unit)| match view.link {
            Some(l) => *link == Some(l),
            None => link.is_none() && view.unit == Some(*unit),
        });
        let here = here.map_or_else(|| "–".to_owned(), |h| (h + 1).to_string());
        let roomy = row.min_rect().left() - used > 420.0;
        let template = if roomy { w.stop_of } else { w.stop_of_narrow };
        let words = fill(template, &[&here, &kept.stops.len().to_string()]);
        row.label(egui::RichText::new(words).font(Face::Sans.at(13.0)));
    }
    let previous = with_key(Command::PreviousLink, w.previous);
    if Button::icon_only(icons::CARET_UP, &previous).show(row, kit).clicked() {
        out.push(Action::Run(Command::PreviousLink));
    }
}

/// 已判断 9 / 21, which opens the list of decisions.
fn decided(row: &mut Ui, kit: &Kit, tab: &Tab, kept: &Memory, used: f32, pen: &mut Pen<'_>) {
    let w = CompareWords::of(kit.lang);
    let words = fill(w.decided, &[&kept.decided.to_string(), &tab.derived.decisions.len().to_string()]);
    let name = format!("{words}: {}", BesideWords::of(kit.lang).decisions);
    let button = if row.min_rect().left() - used > 300.0 {
        Button::new(&words).look(Look::Ghost)
    } else {
        Button::icon_only(icons::LIST_BULLETS, &name)
    };
    let response = button.show(row, kit).on_hover_text(w.decisions_list);
    egui::Popup::menu(&response).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(340.0);
        egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            crate::ui::beside::decisions(ui, kit, tab, pen);
        });
    });
}

/// The search field, n / m, previous and next.
fn search(row: &mut Ui, kit: &Kit, tab: &Tab, kept: &Memory, room: f32, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    let view = &tab.view.compare;
    let mut room = room;
    let searching = !view.search.trim().is_empty();
    if searching && room > 200.0 {
        let n = kept.hits.len();
        for (icon, name, forward) in
            [(icons::CARET_DOWN, w.next_hit, true), (icons::CARET_UP, w.previous_hit, false)]
        {
            if Button::icon_only(icon, name).enabled(n > 0).show(row, kit).clicked() {
                out.push(Action::Compare(CompareAction::SearchStep(forward)));
            }
        }
        let here = view.hit.map_or_else(|| "–".to_owned(), |h| (h + 1).to_string());
        let words = if n == 0 { w.no_hits.to_owned() } else { fill(w.hits, &[&here, &n.to_string()]) };
        row.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
        room -= 130.0;
    }
    let id = egui::Id::unique("compare-search");
    let (response, new) =
        field(row, kit, id, icons::MAGNIFYING_GLASS, w.search, &view.search, room.min(180.0));
    if let Some(new) = new {
        out.push(Action::Compare(CompareAction::Search(new)));
    }
    // Enter goes on, Shift+Enter back; the field keeps the keyboard.
    if response.lost_focus() && searching {
        let (enter, shift) = row.input(|i| (i.key_pressed(egui::Key::Enter), i.modifiers.shift));
        if enter {
            out.push(Action::Compare(CompareAction::SearchStep(!shift)));
            response.request_focus();
        }
    }
}

/// A name with the command's key: 下一条 (F8).
pub fn with_key(command: Command, name: &str) -> String {
    command.shortcuts().first().map_or_else(|| name.to_owned(), |s| format!("{name} ({})", written(*s)))
}
