//! The palette and go to: a field, and below it what fits; arrows choose, Enter takes.

use egui::{Align2, Key, Modifiers, Response, Sense, Ui, pos2, vec2};

use crate::app::{Action, Command, Dialog, State};
use crate::text::fold_char;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::keys::written;
use crate::ui::widgets::{Kit, composes, field, focus_ring, hover_fill, text, text_cut, width};
use crate::view::pinyin::Spelling;

/// Width of field and list in points.
const WIDTH: f32 = 460.0;
/// Height of a row in points.
const ROW: f32 = 28.0;
/// Rows in sight.
const ROWS: usize = 13;
/// Places offered.
const PLACES: usize = 200;

/// All commands, filtered by what is typed.
pub fn palette(ui: &mut Ui, kit: &Kit, typed: &str, fresh: bool, out: &mut Vec<Action>) {
    let w = kit.words();
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let needle = fold(typed);
    let spelling = Spelling::read(typed.trim());
    let fits = |name: &str| {
        fold(name).contains(&needle) || spelling.as_ref().is_some_and(|s| !s.find(name, 1).is_empty())
    };
    let found: Vec<Command> =
        Command::ALL.iter().copied().filter(|c| *c != Command::Palette && fits(c.name(kit.lang))).collect();
    let rows: Vec<Row> = found
        .iter()
        .map(|c| Row {
            words: c.name(kit.lang),
            keys: c.shortcuts().first().map(|s| written(*s)).unwrap_or_default(),
        })
        .collect();
    let asked =
        Asked { icon: icons::MAGNIFYING_GLASS, hint: w.palette_hint, none: w.palette_none, typed, fresh };
    let (new, taken) = seek(ui, kit, egui::Id::unique("palette"), &asked, &rows);
    if let Some(new) = new {
        out.push(Action::Dialog(Some(Dialog::Palette(new))));
    }
    if let Some(&command) = taken.and_then(|i| found.get(i)) {
        out.push(Action::Dialog(None));
        out.push(Action::Run(command));
    }
}

/// Go to a paragraph by number, or a heading by its words.
pub fn go_to(ui: &mut Ui, kit: &Kit, state: &State, typed: &str, fresh: bool, out: &mut Vec<Action>) {
    let w = kit.words();
    let Some(tab) = state.tab() else { return };
    let mut places = crate::view::goto::places(tab.reading(), typed);
    places.truncate(PLACES);
    let words: Vec<String> = places.iter().map(|p| crate::ui::compare::shown(&p.words)).collect();
    let rows: Vec<Row> =
        places.iter().zip(&words).map(|(p, words)| Row { words, keys: p.path.clone() }).collect();
    let asked = Asked { icon: icons::HASH, hint: w.goto_hint, none: w.goto_none, typed, fresh };
    let (new, taken) = seek(ui, kit, egui::Id::unique("go-to"), &asked, &rows);
    if let Some(new) = new {
        out.push(Action::Dialog(Some(Dialog::GoTo(new))));
    }
    if let Some(place) = taken.and_then(|i| places.get(i)) {
        out.push(Action::Dialog(None));
        out.push(Action::GoTo { second: tab.view.second, at: place.at });
    }
}

struct Row<'a> {
    words: &'a str,
    keys: String,
}

struct Asked<'a> {
    icon: &'a str,
    hint: &'a str,
    none: &'a str,
    typed: &'a str,
    fresh: bool,
}

/// Field and list. Returns what was typed anew and the row that was taken.
fn seek(
    ui: &mut Ui,
    kit: &Kit,
    id: egui::Id,
    asked: &Asked,
    rows: &[Row],
) -> (Option<String>, Option<usize>) {
    ui.set_width(WIDTH);
    let chosen_id = id.with("chosen");
    let before = ui.data(|d| d.get_temp::<(String, usize)>(chosen_id));
    let mut chosen = before.filter(|(of, _)| of == asked.typed && !asked.fresh).map_or(0, |(_, i)| i);
    let moved = if ui.memory(|m| m.has_focus(id)) && !composes(ui, id) { steps(ui) } else { 0 };
    if moved != 0 {
        chosen = chosen.saturating_add_signed(moved).min(rows.len().saturating_sub(1));
    }
    ui.data_mut(|d| d.insert_temp(chosen_id, (asked.typed.to_owned(), chosen)));
    if asked.fresh {
        ui.memory_mut(|m| m.request_focus(id));
    }
    let (response, new) = field(ui, kit, id, asked.icon, asked.hint, asked.typed, WIDTH);
    let enter = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    if rows.is_empty() && !asked.typed.is_empty() {
        ui.label(egui::RichText::new(asked.none).color(kit.theme.t3));
    }
    let mut taken = enter.then_some(chosen).filter(|i| *i < rows.len());
    if enter && taken.is_none() {
        response.request_focus();
    }
    let room = ROWS.min(rows.len()) as f32 * ROW;
    egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (i, line) in rows.iter().enumerate() {
            let row = row(ui, kit, line, i == chosen);
            if row.clicked() {
                taken = Some(i);
            }
            if i == chosen {
                ui.ctx().accesskit_node_builder(id, |n| n.set_active_descendant(row.id.accesskit_id()));
                if moved != 0 {
                    row.scroll_to_me(None);
                }
            }
        }
    });
    (new, taken)
}

/// Rows that the keys move by.
fn steps(ui: &Ui) -> isize {
    let page = ROWS as isize - 1;
    let keys = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, page), (Key::PageUp, -page)];
    ui.input_mut(|i| {
        keys.into_iter().map(|(key, by)| by * i.count_and_consume_key(Modifiers::NONE, key) as isize).sum()
    })
}

fn row(ui: &mut Ui, kit: &Kit, line: &Row, chosen: bool) -> Response {
    let theme = kit.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let said = format!("{} {}", line.words, line.keys);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, chosen, said.trim()));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let fill = if chosen { theme.sel } else { hover_fill(&response, theme) };
    ui.painter().rect_filled(rect, 6.0, fill);
    focus_ring(ui, &response, rect.shrink(3.0), 5.0, theme);
    let y = rect.center().y;
    let keys = width(ui, &line.keys, Face::Sans, 12.0);
    let room = rect.width() - keys - 40.0;
    text_cut(ui, pos2(rect.left() + 10.0, y), room, line.words, Face::Sans, 13.0, theme.t1);
    let end = pos2(rect.right() - 14.0, y);
    text(ui, end, Align2::RIGHT_CENTER, &line.keys, Face::Sans, 12.0, theme.t2);
    response
}
