//! The line of filters above the columns.

use egui::{Rect, Ui, vec2};

use crate::app::{Action, Command, CompareAction, CompareFilter, State, Tab, stops};
use crate::compare::Status;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Button, Kit, Look, field, sign};
use crate::words::{CompareWords, fill, status_name};

/// Draws the line.
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    state: &State,
    tab: &Tab,
    rect: Rect,
    narrow: bool,
    out: &mut Vec<Action>,
) {
    let w = CompareWords::of(kit.lang);
    let view = &tab.view.compare;
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 6.0;
    let all = view.filter == CompareFilter::All;
    let look = if all { Look::Primary } else { Look::Line };
    if Button::new(w.all).look(look).bold().height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Filter(CompareFilter::All)));
    }
    for status in [Status::Continued, Status::New, Status::NotMentioned, Status::Uncertain] {
        let on = view.filter == CompareFilter::Only(status);
        let word = status_name(kit.lang, status);
        let button = Button::new(word)
            .sign(sign(status), kit.theme.status(status).text)
            .count(count(tab, status))
            .height(30.0)
            .on(on);
        if button.show(&mut row, kit).clicked() {
            let next = if on { CompareFilter::All } else { CompareFilter::Only(status) };
            out.push(Action::Compare(CompareAction::Filter(next)));
        }
    }
    row.add_space(8.0);
    let undecided = if narrow {
        Button::icon_only(icons::FUNNEL_SIMPLE, w.only_undecided)
    } else {
        Button::new(w.only_undecided).icon(icons::FUNNEL_SIMPLE).look(Look::Ghost)
    };
    if undecided.on(view.undecided).height(30.0).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Undecided(!view.undecided)));
    }
    let used = row.min_rect().right();
    right(ui, kit, state, tab, rect, used, out);
}

fn right(ui: &mut Ui, kit: &Kit, state: &State, tab: &Tab, rect: Rect, used: f32, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    let view = &tab.view.compare;
    let mut row = ui.new_child(
        egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 4.0;
    if Button::icon_only(icons::CARET_DOWN, w.next).show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::NextLink));
    }
    if tab.derived.comparison.is_some() {
        let stops = stops(tab);
        let here = stops.iter().position(|(link, unit)| match view.link {
            Some(l) => *link == Some(l),
            None => link.is_none() && view.unit == Some(*unit),
        });
        let here = here.map_or_else(|| "–".to_owned(), |h| (h + 1).to_string());
        row.label(egui::RichText::new(format!("{here} / {}", stops.len())).font(Face::Sans.at(13.0)));
    }
    if Button::icon_only(icons::CARET_UP, w.previous).show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::PreviousLink));
    }
    row.add_space(6.0);
    let undoable = tab.main.document.steps().0.is_some();
    let undo = Button::icon_only(icons::ARROW_COUNTER_CLOCKWISE, Command::Undo.name(kit.lang));
    if undo.enabled(undoable).show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::Undo));
    }
    let table = Button::icon_only(icons::ROWS, w.as_table).on(view.as_table);
    if table.show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::AsTable(!view.as_table)));
    }
    let decided =
        tab.derived.decisions.iter().filter(|d| d.as_ref().is_some_and(|d| d.verdict.is_some())).count();
    let all = tab.derived.decisions.len();
    let mut room = row.min_rect().left() - used - 20.0;
    if room > 110.0 {
        let words = fill(w.decided, &[&decided.to_string(), &all.to_string()]);
        row.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
        room = row.min_rect().left() - used - 20.0;
    }
    if room > 130.0 {
        let id = egui::Id::unique("compare-search");
        let size = vec2(room.min(180.0), 30.0);
        let (_, new) = field(&mut row, kit, id, icons::MAGNIFYING_GLASS, w.search, &view.search, size.x);
        if let Some(new) = new {
            out.push(Action::Compare(CompareAction::Search(new)));
        }
    }
    let _ = state;
}

/// How many units (for 新提 also points inside continued units) have a status.
fn count(tab: &Tab, status: Status) -> usize {
    let Some(c) = &tab.derived.comparison else { return 0 };
    match status {
        Status::New => {
            c.right.iter().filter(|u| u.status == Status::New).count()
                + c.points
                    .iter()
                    .filter(|p| p.right && p.status == Status::New && c.right[p.unit].status != Status::New)
                    .count()
        }
        other => c.left.iter().filter(|u| u.status == other).count(),
    }
}
