//! Files opened before, with where the reader was and what the comparison found.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use crate::app::{Action, Command, Recent, Set, State};
use crate::text::fold_char;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{
    Button, Kit, describe, field, focus_ring, hover_fill, key_cap, sign, text, text_cut, width,
};
use crate::view::comparison::COUNTED;
use crate::words::{file_name, fill, moment};

/// What was typed into the field above the list.
#[derive(Default)]
pub struct Memory {
    filter: String,
}

/// Height of a row in points.
const ROW: f32 = 46.0;

/// The list, a field to search it, and what the program reads.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    let w = kit.words();
    let recent = &state.settings.recent;
    ui.horizontal(|ui| {
        ui.add_space(12.0);
        let title = if recent.is_empty() { w.begin_here } else { w.recent };
        ui.label(egui::RichText::new(title).font(Face::SansBold.at(13.0)));
        if recent.len() > 4 {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let id = egui::Id::unique("recent-filter");
                let hint = w.find_recent;
                let (_, new) = field(ui, kit, id, icons::MAGNIFYING_GLASS, hint, &memory.filter, 180.0);
                memory.filter = new.unwrap_or_else(|| memory.filter.clone());
            });
        } else {
            memory.filter.clear();
        }
    });
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let wanted = fold(&memory.filter);
    for r in recent
        .iter()
        .filter(|r| fold(&r.title).contains(&wanted) || fold(&r.path.to_string_lossy()).contains(&wanted))
    {
        file(ui, kit, state, r, out);
    }
    if wanted.is_empty() {
        sample(ui, kit, out);
    }
    ui.add_space(14.0);
    foot(ui, kit);
}

fn file(ui: &mut Ui, kit: &Kit, state: &State, r: &Recent, out: &mut Vec<Action>) {
    let missing = state.missing.contains(&r.path);
    let w = kit.words();
    let theme = kit.theme;
    let title = if r.title.is_empty() { file_name(&r.path) } else { r.title.clone() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    describe(&response, egui::Role::Button, true, &title);
    ui.painter().rect_filled(rect, 8.0, hover_fill(&response, theme));
    focus_ring(ui, &response, rect.shrink(3.0), 6.0, theme);
    let ink = if missing { theme.t3 } else { theme.t1 };
    let icon = if missing { icons::FILE_X } else { icon_of(&r.path) };
    let y = rect.center().y;
    text(
        ui,
        pos2(rect.left() + 23.0, y),
        Align2::CENTER_CENTER,
        icon,
        Face::Icons,
        22.0,
        if missing { theme.t3 } else { theme.t2 },
    );
    let left = rect.left() + 46.0;
    let facts = rect.left() + rect.width() * 0.6;
    let room = facts - left - 16.0;
    text_cut(ui, pos2(left, y - 9.0), room, &title, Face::Sans, 14.0, ink);
    let folder = r.path.parent().map(|p| p.display().to_string()).unwrap_or_default();
    let below = if missing {
        fill(w.recent_missing, &[&r.path.display().to_string()])
    } else if r.place.is_empty() {
        folder
    } else {
        format!("{folder}　{}", fill(w.read_to, &[&r.place]))
    };
    text_cut(ui, pos2(left, y + 10.0), room, &below, Face::Sans, 12.0, theme.t3);
    counts(ui, kit, r, pos2(facts, y));
    let mut right = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(Rect::from_min_max(pos2(facts, rect.top()), rect.max - vec2(8.0, 0.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if missing {
        if Button::new(w.forget).height(26.0).show(&mut right, kit).clicked() {
            out.push(Action::Set(Set::Forget(r.path.clone())));
        }
    } else {
        let pin = if r.pinned { w.unpin } else { w.pin };
        if Button::icon_only(icons::PUSH_PIN, pin).on(r.pinned).height(26.0).show(&mut right, kit).clicked() {
            out.push(Action::Set(Set::Pin(r.path.clone())));
        }
        right.add_space(4.0);
        let opened = moment(kit.lang, &r.opened, &state.now);
        right.label(egui::RichText::new(opened).size(12.0).color(theme.t2));
    }
    if response.on_hover_text(r.path.display().to_string()).clicked() {
        let paths = std::iter::once(r.path.clone()).chain(r.second.clone()).collect();
        out.push(Action::OpenPaths(paths));
    }
}

/// Signs with numbers, as far as the comparison was made.
fn counts(ui: &Ui, kit: &Kit, r: &Recent, at: egui::Pos2) {
    let mut x = at.x;
    for (status, n) in COUNTED.into_iter().zip(r.counts.unwrap_or_default()).filter(|(_, n)| *n > 0) {
        let colour = kit.theme.status(status).text;
        text(ui, pos2(x + 6.0, at.y), Align2::CENTER_CENTER, sign(status), Face::IconsBold, 11.0, colour);
        let drawn =
            text(ui, pos2(x + 15.0, at.y), Align2::LEFT_CENTER, &n.to_string(), Face::Sans, 12.0, colour);
        x = drawn.right() + 12.0;
    }
}

/// The report that comes with the program.
fn sample(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    let w = kit.words();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    describe(&response, egui::Role::Button, true, w.open_sample);
    ui.painter().rect_filled(rect, 8.0, hover_fill(&response, kit.theme));
    focus_ring(ui, &response, rect.shrink(3.0), 6.0, kit.theme);
    let (left, y) = (rect.left() + 46.0, rect.center().y);
    let icon = icons::BOOK_OPEN_TEXT;
    text(ui, pos2(rect.left() + 23.0, y), Align2::CENTER_CENTER, icon, Face::Icons, 22.0, kit.theme.t2);
    text_cut(ui, pos2(left, y - 9.0), rect.width() - 60.0, w.open_sample, Face::Sans, 14.0, kit.theme.t1);
    text_cut(ui, pos2(left, y + 10.0), rect.width() - 60.0, w.sample_hint, Face::Sans, 12.0, kit.theme.t3);
    if response.clicked() {
        out.push(Action::Run(Command::OpenSample));
    }
}

/// Formats on the left, keys on the right.
fn foot(ui: &mut Ui, kit: &Kit) {
    let w = kit.words();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    describe(&response, egui::Role::Label, true, w.reads);
    let y = rect.center().y;
    let mut x = rect.right() - 12.0;
    for command in [Command::Reopen, Command::Paste, Command::Open] {
        let name = match command {
            Command::Reopen => w.reopen_short,
            Command::Paste => w.paste_short,
            _ => w.open,
        };
        let drawn = text(ui, pos2(x, y), Align2::RIGHT_CENTER, name, Face::Sans, 12.0, kit.theme.t2);
        let keys = command.shortcuts().first().map(|s| crate::ui::keys::written(*s)).unwrap_or_default();
        x = key_cap(ui, kit, &keys, pos2(drawn.left() - 6.0, y)).left() - 16.0;
    }
    let left = rect.left() + 12.0;
    text_cut(ui, pos2(left, y), x - left, w.reads, Face::Sans, 12.0, kit.theme.t3);
    let cut = width(ui, w.reads, Face::Sans, 12.0) > x - left;
    if cut {
        response.on_hover_text(w.reads);
    }
}

fn icon_of(path: &std::path::Path) -> &'static str {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "docx" | "doc" | "wps" | "odt" | "rtf" => icons::FILE_DOC,
        "pdf" => icons::FILE_PDF,
        "html" | "htm" | "mht" | "mhtml" => icons::FILE_HTML,
        "md" => icons::FILE_MD,
        "txt" => icons::FILE_TXT,
        _ => icons::FILE_TEXT,
    }
}
