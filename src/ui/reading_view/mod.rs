//! The reading pane of a report: path and switches above, the page, its marks and signs, the menu.

mod content;
pub mod menu;

use std::sync::Arc;

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::reading::{Measures, PageStyle, PaneEvent, PaneState};
use super::theme::Theme;
use super::widgets::{Button, Kit, Look, role_tag, text, text_cut, width};
use crate::app::{Action, Command, CompareAction, Pane, ReadingFont, Set, Settings, State, Tab};
use crate::facts::Facts;
use crate::report::{Report, Role};
use crate::text::Span;
use content::{Marks, ReadingContent, Shown};

/// What the pane of one report remembers between frames.
#[derive(Default)]
pub struct PaneMemory {
    pane: PaneState,
    /// Number of the last jump that was carried out.
    jumped: u64,
    shown: Option<Shown>,
    marks: Option<(Option<Arc<Facts>>, Marks)>,
    /// Byte under the pointer when the menu was asked for.
    menu_at: Option<usize>,
}

/// Ids of the signs in the margin beside bytes that could not be read begin here.
const DAMAGE: u64 = 1 << 62;

/// Height of the line above the page.
const HEAD: f32 = 42.0;

/// Draws the pane.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, memory: &mut super::Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    head(ui, kit, state, tab, out);
    let kept = memory.panes.entry((tab.id, tab.view.second)).or_default();
    let report = tab.reading();
    let facts = if tab.view.second { &tab.derived.facts_second } else { &tab.derived.facts };
    if kept.shown.as_ref().is_none_or(|s| !s.fits(report, tab.view.furniture)) {
        kept.shown = Some(Shown::new(report, tab.view.furniture));
    }
    let same = |m: &(Option<Arc<Facts>>, Marks)| match (&m.0, facts) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    if !kept.marks.as_ref().is_some_and(same) {
        kept.marks = Some((facts.clone(), Marks::new(facts.as_deref())));
    }
    let (Some(shown), Some((_, marks))) = (&kept.shown, &kept.marks) else { return };
    if let Some((number, at)) = tab.view.jump
        && kept.jumped < number
    {
        kept.jumped = number;
        kept.pane.scroll_to(at, if tab.view.exact == number { 0.0 } else { 0.18 });
    }
    let wanted = tab.view.selected_here().map(|s| s.start()..s.end());
    if kept.pane.selected() != wanted {
        match wanted {
            Some(range) => kept.pane.select(range),
            None => kept.pane.deselect(),
        }
    }
    let content = ReadingContent { kit, state, tab, report, shown, marks };
    kept.pane.idle(state.dialog.is_none() && !memory.leaving && !egui::Popup::is_any_open(ui.ctx()));
    let measures = measures(&state.settings, kit.still);
    let response = super::reading::show(ui, &content, &page_style(kit.theme), &measures, &mut kept.pane);
    for event in response.events {
        match event {
            PaneEvent::Selected => {
                out.push(Action::Select(kept.pane.selected().map(|r| Span::new(r.start, r.end))));
            }
            PaneEvent::SelectAll => out.push(Action::Run(Command::SelectAll)),
            // Copying is a command of the list; its key arrives as an event of its own.
            PaneEvent::Copy | PaneEvent::Scrolled => {}
            PaneEvent::Clicked(at) => out.push(Action::Cursor(at)),
            PaneEvent::Sign(id) if id >= DAMAGE => out.push(Action::Dialog(Some(crate::app::Dialog::Raw))),
            PaneEvent::Sign(id) => {
                let (right, index) = (id & 1 == 1, (id >> 1) as usize);
                out.push(Action::Compare(CompareAction::Unit { right, index }));
                out.push(Action::Pane(Pane::Compare));
            }
            PaneEvent::Menu(at) => kept.menu_at = at,
        }
    }
    let top = response.visible.start;
    if top != tab.view.at && !ui.ctx().will_discard() {
        out.push(Action::Scrolled(top));
    }
    // The item the reader is at follows the page once it has left the window.
    if tab.view.cursor.is_some_and(|c| !response.visible.contains(&c))
        && kept.jumped >= tab.view.jump.map_or(0, |j| j.0)
        && !kept.pane.moving()
    {
        out.push(Action::CursorLost);
    }
    let at = kept.menu_at;
    response.response.context_menu(|ui| menu::show(ui, kit, tab, at, out));
}

/// The item the reader is at: around the cursor, else at the top of the page.
pub fn current_heading(tab: &Tab) -> Option<usize> {
    tab.reading().heading_at(tab.view.cursor.unwrap_or(tab.view.at))
}

fn measures(settings: &Settings, still: bool) -> Measures {
    Measures {
        face: if settings.font == ReadingFont::Sans { Face::Sans } else { Face::Reading },
        size: settings.text_size,
        line: settings.line_height,
        column: settings.column,
        gap: settings.text_size * settings.paragraph_gap,
        widen: settings.full_width_marks,
        numbers: settings.numbers,
        focus_line: settings.focus_line,
        motion: !still,
        ..Measures::default()
    }
}

/// Colours of the page.
pub fn page_style(theme: &Theme) -> PageStyle {
    PageStyle {
        text: theme.t1,
        text2: theme.t2,
        text3: theme.t3,
        selection: theme.selected(),
        term: theme.term,
        figure_fill: theme.fig_bg,
        figure: theme.fig,
        found: theme.find,
        found_here: theme.find2,
        highlights: [theme.highlight(0), theme.highlight(1), theme.highlight(2), theme.highlight(3)],
        damage: [theme.bad_bg, theme.bad_bd, theme.bad],
        noted: theme.warn,
        focus_line: theme.hover,
        rule: theme.line,
        focus: theme.focus,
        thumb: theme.line2,
        thumb_hover: theme.ctl,
    }
}

fn head(ui: &mut Ui, kit: &Kit, state: &State, tab: &Tab, out: &mut Vec<Action>) {
    let w = kit.words();
    let theme = kit.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, egui::Stroke::new(1.0, theme.line));
    let mut right = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(12.0, 7.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    right.spacing_mut().item_spacing.x = 5.0;
    let s = &state.settings;
    let wide = rect.width() > 620.0;
    let icon = Button::icon_only(icons::SIDEBAR_SIMPLE, w.evidence).on(s.evidence);
    if icon.show(&mut right, kit).clicked() {
        out.push(Action::Run(Command::ToggleEvidence));
    }
    let type_button = Button::icon_only(icons::TEXT_AA, w.typesetting).show(&mut right, kit);
    egui::Popup::menu(&type_button)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| super::dialogs::typesetting(ui, kit, state, out));
    for (icon, name, on, set) in [
        (icons::PARAGRAPH, w.toggle_numbers, s.numbers, Set::Numbers(!s.numbers)),
        (icons::HASH, w.toggle_figures, s.figures, Set::Figures(!s.figures)),
        (icons::QUOTES, w.toggle_formulations, s.formulations, Set::Formulations(!s.formulations)),
    ] {
        let button = if wide {
            Button::new(name).icon(icon).look(Look::Ghost).small()
        } else {
            Button::icon_only(icon, name)
        };
        if button.on(on).show(&mut right, kit).clicked() {
            out.push(Action::Set(set));
        }
    }
    let end = right.min_rect().left() - 12.0;
    path(ui, kit, state, tab, Rect::from_min_max(rect.min, pos2(end, rect.bottom())), out);
}

/// Role › section › item, of the place the reader is at.
fn path(ui: &mut Ui, kit: &Kit, state: &State, tab: &Tab, rect: Rect, out: &mut Vec<Action>) {
    let report = tab.reading();
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(14.0, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    if !state.settings.outline
        && Button::icon_only(icons::LIST_BULLETS, kit.words().outline).show(&mut row, kit).clicked()
    {
        out.push(Action::Run(Command::ToggleOutline));
    }
    if tab.second.is_some() {
        let other = Action::GoTo { second: !tab.view.second, at: 0 };
        if Button::icon_only(icons::SWAP, kit.words().switch_report).show(&mut row, kit).clicked() {
            out.push(other);
        }
    }
    let at = tab.view.cursor.unwrap_or(tab.view.at);
    if let Some(part) = report.parts.get(report.part_at(at)).filter(|p| p.role != Role::Furniture) {
        role_tag(&mut row, kit, part.role);
    }
    let Some(h) = report.heading_at(at) else { return };
    let names: Vec<String> = report.path(h).into_iter().map(|h| heading_words(report, h)).collect();
    let y = rect.center().y;
    let mut x = row.min_rect().right() + 8.0;
    let last = names.len() - 1;
    for (i, name) in names.iter().enumerate() {
        if i > 0 {
            let c = text(
                ui,
                pos2(x + 4.0, y),
                Align2::CENTER_CENTER,
                icons::CARET_RIGHT,
                Face::Icons,
                11.0,
                kit.theme.t3,
            );
            x = c.right() + 6.0;
        }
        let (face, colour) =
            if i == last { (Face::SansBold, kit.theme.t1) } else { (Face::Sans, kit.theme.t2) };
        let room = (rect.right() - x).max(0.0);
        let share = if i == last {
            room
        } else {
            (room / (last - i + 1) as f32).min(width(ui, name, face, 12.0) + 2.0)
        };
        if share < 24.0 {
            break;
        }
        x = text_cut(ui, pos2(x, y), share, name, face, 12.0, colour).right() + 8.0;
    }
}

fn heading_words(report: &Report, h: usize) -> String {
    let h = &report.headings[h];
    let words = format!("{}{}", h.number.map_or("", |n| n.of(report.text())), h.title.of(report.text()));
    super::compare::shown(&words)
}
