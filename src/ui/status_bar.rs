//! The status line: encoding, length, what was set aside; item, place, zoom.

use egui::{Align2, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, describe, text};
use crate::app::{Action, Command, Dialog, ExportAction, Pane, State, Tab};
use crate::report::{Report, Role};
use crate::words::{ExportDialogWords, RawWords, fill};

/// Height in points.
pub const HEIGHT: f32 = 28.0;

/// Draws the line.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, counts: &Counts, out: &mut Vec<Action>) {
    let w = kit.words();
    let theme = kit.theme;
    let full = ui.max_rect();
    ui.painter().hline(full.x_range(), full.top() + 0.5, egui::Stroke::new(1.0, theme.line));
    if let Some(series) = state.series_in_front() {
        super::series::status(ui, kit, series, out);
        return;
    }
    let row = full.shrink2(vec2(4.0, 0.0));
    let Some(tab) = state.tab() else {
        nothing_open(ui, kit, state, row, out);
        return;
    };
    let mut left = ui.new_child(
        egui::UiBuilder::new().max_rect(row).layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    left.spacing_mut().item_spacing.x = 8.0;
    let encoding = tab.charset().name();
    if Button::new(encoding)
        .look(Look::Ghost)
        .small()
        .caret()
        .height(22.0)
        .show(&mut left, kit)
        .on_hover_text(w.charset)
        .clicked()
    {
        out.push(Action::Dialog(Some(Dialog::Charset)));
    }
    left.label(egui::RichText::new(fill(w.characters, &[&grouped(counts.all)])).size(12.0).color(theme.t2));
    if counts.furniture > 0 {
        let template = if tab.view.furniture { w.furniture_shown } else { w.furniture_set_aside };
        let label = fill(template, &[&grouped(counts.furniture)]);
        let icon = if tab.view.furniture { icons::EYE } else { icons::EYE_SLASH };
        if Button::new(&label)
            .icon(icon)
            .look(Look::Ghost)
            .small()
            .height(22.0)
            .show(&mut left, kit)
            .clicked()
        {
            out.push(Action::Furniture(!tab.view.furniture));
        }
    }
    if counts.damaged > 0 {
        let label = fill(RawWords::of(kit.lang).damaged, &[&grouped(counts.damaged)]);
        let damage =
            Button::new(&label).sign(icons::WARNING, theme.bad).look(Look::Ghost).small().height(22.0);
        if damage.show(&mut left, kit).clicked() {
            out.push(Action::Dialog(Some(Dialog::Raw)));
        }
    }
    loading(&mut left, kit, state, out);
    writing(&mut left, kit, state, out);
    let y = full.center().y;
    let zoom = format!("{:.0}%", state.settings.zoom * 100.0);
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(row).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if Button::new(&zoom)
        .look(Look::Ghost)
        .small()
        .height(22.0)
        .show(&mut right, kit)
        .on_hover_text(w.zoom)
        .clicked()
    {
        out.push(Action::Run(Command::ZoomReset));
    }
    let x = right.min_rect().left() - 10.0;
    text(ui, pos2(x, y), Align2::RIGHT_CENTER, &place(kit, tab), Face::Sans, 12.0, theme.t2);
}

/// Without a report: that nothing leaves this machine, and where the keys are.
fn nothing_open(ui: &mut Ui, kit: &Kit, state: &State, row: egui::Rect, out: &mut Vec<Action>) {
    let (w, theme) = (kit.words(), kit.theme);
    let y = row.center().y;
    let at = pos2(row.left() + 18.0, y);
    text(ui, at, Align2::CENTER_CENTER, icons::CLOUD_SLASH, Face::Icons, 15.0, theme.t2);
    text(ui, at + vec2(14.0, 0.0), Align2::LEFT_CENTER, w.local_only, Face::Sans, 12.0, theme.t2);
    let mut right = ui.new_child(
        egui::UiBuilder::new().max_rect(row).layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    if Button::new(w.keys_hint).look(Look::Ghost).small().height(22.0).show(&mut right, kit).clicked() {
        out.push(Action::Run(Command::Keys));
    }
    loading(&mut right, kit, state, out);
}

/// The export under way: name, how far, a way to stop it.
fn writing(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let Some(writing) = state.export.writing.first() else { return };
    let name = writing.path.file_name().unwrap_or_default().to_string_lossy();
    let part = writing.progress.part();
    ui.label(egui::RichText::new(fill(ExportDialogWords::of(kit.lang).writing, &[&name])).size(12.0));
    let (rect, response) = ui.allocate_exact_size(egui::vec2(90.0, 6.0), egui::Sense::hover());
    describe(&response, egui::Role::ProgressIndicator, true, &format!("{:.0}%", part * 100.0));
    ui.painter().rect_filled(rect, 3.0, kit.theme.track);
    let done = egui::Rect::from_min_size(rect.min, egui::vec2(rect.width() * part, rect.height()));
    ui.painter().rect_filled(done, 3.0, kit.theme.ink);
    if Button::new(kit.words().cancel).look(Look::Ghost).height(22.0).show(ui, kit).clicked() {
        out.push(Action::Export(ExportAction::Cancel(writing.request)));
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}

/// What is being read, and a way to give it up.
fn loading(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let Some((request, name)) = state.loading.first() else { return };
    super::widgets::busy(ui, kit, 14.0);
    ui.label(egui::RichText::new(fill(w.loading, &[name])).size(12.0));
    let button = Button::new(w.cancel).look(Look::Ghost).height(22.0).show(ui, kit).on_hover_text("Esc");
    if button.clicked() {
        out.push(Action::CancelLoading(*request));
    }
}

/// Characters of the report in front; counted once a report, not once a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Of page furniture.
    pub furniture: usize,
    /// Damaged places.
    pub damaged: usize,
}

impl Counts {
    /// Counts.
    pub fn of(report: &Report) -> Self {
        let text = report.text();
        let furniture = report
            .parts
            .iter()
            .filter(|p| p.role == Role::Furniture)
            .map(|p| p.span.of(text).chars().filter(|c| !c.is_whitespace()).count())
            .sum();
        let damage = report.source.warnings.iter().filter(|w| w.kind.is_damage() && w.span.is_some());
        Self { all: text.chars().count(), furniture, damaged: damage.count() }
    }
}

/// 1234567 → 1,234,567.
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn place(kit: &Kit, tab: &Tab) -> String {
    let w = kit.words();
    let report = tab.reading();
    let at = tab.view.at;
    let mut parts = Vec::new();
    if tab.view.pane == Pane::Compare {
        parts.extend(compared_place(kit, tab));
    }
    if tab.view.pane == Pane::Reading {
        let role = report.parts.get(report.part_at(at)).map_or(Role::Other, |p| p.role);
        let roles = [Role::Review, Role::Plan];
        if roles.contains(&role) {
            let mut seen = 0;
            let mut all = 0;
            for (i, h) in report.headings.iter().enumerate() {
                let leaf = report.headings.get(i + 1).is_none_or(|n| n.parent != Some(i));
                if leaf && report.parts[h.part].role == role {
                    all += 1;
                    seen += usize::from(h.span.start() <= at);
                }
            }
            if all > 0 {
                let name = crate::words::role_name(kit.lang, role);
                parts.push(fill(w.item_of, &[name, &seen.max(1).to_string(), &all.to_string()]));
            }
        }
        if report.paragraph_at(at).is_some_and(|p| report.paragraphs[p].number > 0) {
            parts.push(crate::view::place::place(report, at, kit.lang));
        }
    }
    parts.join("　")
}

/// 回顾 第 14 / 20 项　二(三)·3 第12段: the selected unit of the comparison.
fn compared_place(kit: &Kit, tab: &Tab) -> Option<String> {
    let c = tab.derived.comparison.as_ref()?;
    let view = &tab.view.compare;
    let link = view.link.and_then(|l| c.links.get(l)).map(|l| (false, l.left));
    let (right, index) = view.unit.or(link)?;
    let units = if right { &c.right } else { &c.left };
    let unit = units.get(index)?;
    let name = crate::words::role_name(kit.lang, tab.role(right));
    let w = crate::words::CompareWords::of(kit.lang);
    let item = fill(w.item_of, &[name, &(index + 1).to_string(), &units.len().to_string()]);
    let place = crate::view::place::item_place(tab.side(right), &unit.item, kit.lang);
    Some(format!("{item}　{place}"))
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_by_thousands() {
        assert_eq!([grouped(7), grouped(6358), grouped(1_234_567)], ["7", "6,358", "1,234,567"]);
    }
}
