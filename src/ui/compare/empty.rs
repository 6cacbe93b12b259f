//! A column without cards: what was looked for, and how a part is chosen by hand.

use egui::{Rect, Ui, vec2};

use super::geometry::{first_of, shown};
use crate::app::{Action, CompareAction, CompareFilter, Tab};
use crate::document::{Edit, StructureEdit};
use crate::report::{Report, Role};
use crate::text::Span;
use crate::ui::fonts::Face;
use crate::ui::widgets::{Button, Kit};
use crate::words::{CompareWords, fill, role_name};

/// Sections that are offered at most.
const MOST: usize = 60;

/// Draws the sentence and what can be done.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, right: bool, units: usize, rect: Rect, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt(("no-cards", right))
            .max_rect(rect.shrink2(vec2(26.0, 24.0)))
            .layout(egui::Layout::top_down(egui::Align::Min)),
    );
    let ui = &mut child;
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    if units > 0 {
        ui.add(egui::Label::new(egui::RichText::new(w.nothing_filtered).color(kit.theme.t2)).wrap());
        if Button::new(w.all).show(ui, kit).clicked() {
            out.push(Action::Compare(CompareAction::Filter(CompareFilter::All)));
            out.push(Action::Compare(CompareAction::Undecided(false)));
            out.push(Action::Compare(CompareAction::OnlySelected(false)));
            out.push(Action::Compare(CompareAction::Search(String::new())));
        }
        return;
    }
    if tab.derived.failed {
        let words = crate::words::AppWords::of(kit.lang).job_failed;
        ui.add(egui::Label::new(egui::RichText::new(words).color(kit.theme.t2)).wrap());
        return;
    }
    let role = tab.role(right);
    let words = fill(w.no_part, &[role_name(kit.lang, role)]);
    ui.add(egui::Label::new(egui::RichText::new(words).font(Face::SansBold.at(14.0))).wrap());
    ui.add(egui::Label::new(egui::RichText::new(w.no_part_hint).size(12.0).color(kit.theme.t2)).wrap());
    if tab.second_of(right) {
        return;
    }
    let words = fill(w.part_by_hand, &[role_name(kit.lang, role)]);
    ui.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
    egui::ScrollArea::vertical().id_salt(("sections", right)).show(ui, |ui| {
        sections(ui, tab, right, role, out);
    });
}

/// Sections of the side's report, to be taken as the part with `role`.
pub fn sections(ui: &mut Ui, tab: &Tab, right: bool, role: Role, out: &mut Vec<Action>) {
    let second = tab.second_of(right);
    let report = tab.open(second).document.report();
    for span in offered(report) {
        let name = shown(first_of(report, span, 36).of(report.text()));
        let label = egui::Button::new(egui::RichText::new(name).size(13.0)).truncate();
        let response = ui.add_enabled(!second, label);
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, !second, span.of(report.text())));
        if response.clicked() {
            let at = tab.main.document.anchor(span);
            out.push(Action::Edit(Edit::Structure(StructureEdit::SetRole { at, role })));
            out.push(Action::Side { right, second, role });
            ui.close();
        }
    }
}

/// The outermost headings; of a text without headings its paragraphs.
fn offered(report: &Report) -> Vec<Span> {
    let level = report.headings.iter().map(|h| h.level).min();
    let headings: Vec<Span> =
        report.headings.iter().filter(|h| Some(h.level) == level).map(|h| h.span).take(MOST).collect();
    if !headings.is_empty() {
        return headings;
    }
    let body = |p: &&crate::report::Paragraph| p.kind == crate::report::ParagraphKind::Body;
    report.paragraphs.iter().filter(body).map(|p| p.span).take(MOST).collect()
}
