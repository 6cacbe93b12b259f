//! The reader's changes of 提法: merging one into another, adding one, and what was changed.

use egui::{Ui, vec2};

use crate::app::{Action, Tab};
use crate::document::{Edit, FormulationEdit, formulation_key};
use crate::ui::compare::shown;
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::widgets::{Button, Kit, Look, field};
use crate::view::formulations::FormulationRow;
use crate::words::{TablesWords, fill};

/// Formulations offered at most; the field finds the others.
const MOST: usize = 60;

/// 归并到…: a list of the other formulations, the most alike first.
pub fn merge(ui: &mut Ui, kit: &Kit, row: &FormulationRow, all: &[FormulationRow], out: &mut Vec<Action>) {
    let w = TablesWords::of(kit.lang);
    let response = Button::new(w.merge).icon(icons::GIT_MERGE).show(ui, kit);
    let id = ui.scope_id().with(("merge", &row.text));
    let popup =
        egui::Popup::menu(&response).id(id).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(280.0);
        let words = draft(ui, kit, id, icons::FUNNEL_SIMPLE, w.merge_hint);
        let needle = crate::facts::key(&words);
        let own: Vec<char> = row.text.chars().collect();
        let mut others: Vec<&FormulationRow> = all
            .iter()
            .filter(|r| {
                r.text != row.text && (needle.is_empty() || crate::facts::key(&r.text).contains(&needle))
            })
            .collect();
        others.sort_by_key(|r| std::cmp::Reverse(r.text.chars().filter(|c| own.contains(c)).count()));
        egui::ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
            for other in others.into_iter().take(MOST) {
                let label = egui::RichText::new(shown(&other.text)).font(Face::Serif.at(14.0));
                let item = egui::Button::selectable(false, label).truncate();
                let full = egui::Layout::top_down_justified(egui::Align::LEFT);
                if ui.with_layout(full, |ui| ui.add(item)).inner.clicked() {
                    let (key, into) = (formulation_key(&row.text), formulation_key(&other.text));
                    out.push(Action::Edit(Edit::Formulation(FormulationEdit::Merge { key, into })));
                    clear(ui, id);
                    ui.close();
                }
            }
        });
    });
}

/// 添加提法: a field for words of the report; what stands in neither text is said at once.
pub fn add(ui: &mut Ui, kit: &Kit, tab: &Tab, all: &[FormulationRow], out: &mut Vec<Action>) {
    let w = TablesWords::of(kit.lang);
    let response = Button::new(w.add).icon(icons::PLUS).height(30.0).show(ui, kit);
    let id = egui::Id::unique("add-formulation");
    let popup =
        egui::Popup::menu(&response).id(id).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    popup.show(|ui| {
        ui.set_width(300.0);
        let words = draft(ui, kit, id, icons::QUOTES, w.add_hint);
        let key = formulation_key(&words);
        let there = |right: bool| {
            crate::view::find::find(tab.side(right).text(), &words, false).is_ok_and(|hits| !hits.is_empty())
        };
        let known = all.iter().any(|r| formulation_key(&r.text) == key);
        let found = !key.is_empty() && !known && (there(false) || there(true));
        ui.horizontal(|ui| {
            let add = Button::new(w.add_now).look(Look::Primary).enabled(found).show(ui, kit);
            let enter = found && ui.input(|i| i.key_pressed(egui::Key::Enter));
            if add.clicked() || enter {
                let text = words.trim().to_owned();
                out.push(Action::Edit(Edit::Formulation(FormulationEdit::Add { text })));
                clear(ui, id);
                ui.close();
            }
            if !key.is_empty() && !found {
                let sentence = fill(if known { w.known_already } else { w.not_there }, &[words.trim()]);
                ui.label(egui::RichText::new(sentence).size(12.0).color(kit.theme.t2));
            }
        });
    });
}

/// What the reader hid, merged and added, each to be taken back.
pub fn list(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let edits = &tab.main.document.overrides().formulations;
    if edits.is_empty() {
        return;
    }
    let w = TablesWords::of(kit.lang);
    let hidden = edits.iter().filter(|e| matches!(e, FormulationEdit::Hide { .. })).count();
    let words = if hidden == edits.len() { w.hidden } else { w.changes };
    let label = fill(words, &[&edits.len().to_string()]);
    let response = Button::new(&label).icon(icons::EYE_SLASH).look(Look::Ghost).height(30.0).show(ui, kit);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_width(320.0);
        egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for edit in edits {
                let words = match edit {
                    FormulationEdit::Hide { key } => fill(w.hidden_one, &[key]),
                    FormulationEdit::Merge { key, into } => fill(w.merged_one, &[key, into]),
                    FormulationEdit::Add { text } => fill(w.added_one, &[text]),
                };
                ui.horizontal(|ui| {
                    let label = egui::Label::new(egui::RichText::new(words).size(13.0)).truncate();
                    ui.add_sized(vec2(230.0, 26.0), label);
                    if Button::new(w.restore).show(ui, kit).clicked() {
                        out.push(Action::Edit(Edit::RemoveFormulation(edit.clone())));
                    }
                });
            }
        });
    });
}

/// A field whose words live with the popup.
fn draft(ui: &mut Ui, kit: &Kit, id: egui::Id, icon: &str, hint: &str) -> String {
    let mut words: String = ui.data(|d| d.get_temp(id)).unwrap_or_default();
    let width = ui.available_width();
    let fresh = ui.memory(|m| m.focused().is_none());
    let (response, new) = field(ui, kit, id.with("field"), icon, hint, &words, width);
    if fresh {
        response.request_focus();
    }
    if let Some(new) = new {
        words = new;
        ui.data_mut(|d| d.insert_temp(id, words.clone()));
    }
    words
}

fn clear(ui: &Ui, id: egui::Id) {
    ui.data_mut(|d| d.insert_temp(id, String::new()));
}
