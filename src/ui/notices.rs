//! Notice bars under the top bar: one sentence, and what can be done.

use egui::{Align2, Frame, Panel, Ui, pos2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, text};
use crate::app::{Action, Grade, State};

/// Most bars shown at a time; older ones wait.
const MOST: usize = 2;

/// Draws the newest notices.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let theme = kit.theme;
    let first = state.notices.len().saturating_sub(MOST);
    for (index, notice) in state.notices.iter().enumerate().skip(first) {
        let (ground, border, ink, icon) = match notice.grade {
            Grade::Done => (theme.fig_bg, theme.line, theme.fig, icons::CHECK_CIRCLE),
            Grade::Warning => (theme.warn_bg, theme.warn_bd, theme.warn, icons::WARNING),
            Grade::Error => (theme.bad_bg, theme.bad_bd, theme.bad, icons::WARNING_CIRCLE),
        };
        Panel::top(egui::Id::unique(("notice", index)))
            .exact_size(44.0)
            .frame(Frame::NONE.fill(ground))
            .show_separator_line(false)
            .show(ui, |ui| {
                let rect = ui.max_rect();
                ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, border));
                text(
                    ui,
                    pos2(rect.left() + 30.0, rect.center().y),
                    Align2::CENTER_CENTER,
                    icon,
                    Face::Icons,
                    20.0,
                    ink,
                );
                let mut row = ui.new_child(
                    egui::UiBuilder::new()
                        .max_rect(rect.shrink2(egui::vec2(20.0, 6.0)))
                        .layout(egui::Layout::right_to_left(egui::Align::Center)),
                );
                if Button::icon_only(icons::X, w.close).show(&mut row, kit).clicked() {
                    out.push(Action::Dismiss(index));
                }
                if let Some(file) = &notice.file {
                    if Button::new(w.show_folder).show(&mut row, kit).clicked() {
                        out.push(Action::Reveal { path: file.clone(), folder: true });
                    }
                    if Button::new(w.open_file).look(Look::Primary).show(&mut row, kit).clicked() {
                        out.push(Action::Reveal { path: file.clone(), folder: false });
                    }
                }
                if let Some(path) = changed_file(state, notice)
                    && Button::new(w.reload).show(&mut row, kit).clicked()
                {
                    out.push(Action::Reload(path));
                    out.push(Action::Dismiss(index));
                }
                let room = row.min_rect().left() - rect.left() - 60.0;
                let mut sentence = ui.new_child(
                    egui::UiBuilder::new()
                        .max_rect(egui::Rect::from_min_size(
                            pos2(rect.left() + 52.0, rect.top()),
                            egui::vec2(room, rect.height()),
                        ))
                        .layout(egui::Layout::left_to_right(egui::Align::Center)),
                );
                let label = egui::RichText::new(&notice.text).font(Face::SansBold.at(13.0)).color(theme.t1);
                sentence.add(egui::Label::new(label).truncate());
            });
    }
}

/// The open file that a warning is about, while it differs from what was read.
fn changed_file(state: &State, notice: &crate::app::Notice) -> Option<std::path::PathBuf> {
    if notice.grade != Grade::Warning {
        return None;
    }
    let open = state.tabs.iter().flat_map(|t| std::iter::once(&t.main).chain(t.second.as_ref()));
    open.filter(|o| o.changed && notice.text.contains(&o.name)).find_map(|o| o.path.clone())
}
