//! State to pixels and [`crate::app::Action`]s; changes nothing but its own widget state.

pub mod beside;
pub mod compare;
pub mod dialogs;
pub mod evidence;
pub mod find_bar;
pub mod find_list;
pub mod fonts;
pub mod icons;
pub mod keys;
pub mod layout;
pub mod notices;
pub mod outline;
pub mod reading;
pub mod reading_view;
pub mod selecting;
pub mod series;
pub mod start;
pub mod status_bar;
pub mod tables;
pub mod theme;
pub mod top_bar;
pub mod widgets;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel};

use crate::app::{Action, Pane, Set, State};
use crate::report::Report;
use theme::Theme;
use widgets::Kit;

/// What the widgets remember between frames; nothing of it is worth keeping on disk.
#[derive(Default)]
pub struct Memory {
    /// Reading panes by tab and report.
    panes: BTreeMap<(u64, bool), reading_view::PaneMemory>,
    /// Comparison views by tab.
    compare: BTreeMap<u64, compare::Memory>,
    /// Quotes in cards, drawer, panel and tables.
    quotes: layout::Quotes,
    /// Selecting in them.
    held: selecting::Held,
    /// Characters of the report in front.
    counts: Option<(Arc<Report>, status_bar::Counts)>,
    /// The theme given to the toolkit last.
    applied: Option<(crate::app::ThemeChoice, bool)>,
    /// The title given to the window last.
    title: String,
    /// The reading font given to the toolkit last.
    font: Option<crate::app::ReadingFont>,
    /// The panel beside the page.
    beside: beside::Memory,
    /// Tables by tab.
    tables: tables::Memories,
    /// The section list.
    outline: outline::Memory,
    /// The series screen.
    series: series::Memory,
    /// The start page.
    start: start::Memory,
    /// Rows of the list of what was found.
    found: find_list::Memory,
    /// Widget state of dialogs.
    dialogs: dialogs::Memory,
    /// A dialog has just gone; the keyboard is on its way back.
    leaving: bool,
}

impl Memory {
    /// The reading font that is to be installed, when it is another than before. The shell loads
    /// it: reading font files is input.
    pub fn wanted_font(&mut self, state: &State) -> Option<crate::app::ReadingFont> {
        let wanted = &state.settings.font;
        if self.font.as_ref() == Some(wanted) {
            return None;
        }
        let first = self.font.is_none();
        self.font = Some(wanted.clone());
        // The bundled serif is there from the beginning.
        (!first || *wanted != crate::app::ReadingFont::Serif).then(|| wanted.clone())
    }

    /// Gives the toolkit the theme and the zoom wanted. Before the first frame too: letters are drawn
    /// for one look, and all anew for another.
    pub fn dress(&mut self, ctx: &egui::Context, state: &State) -> &'static Theme {
        let look = (state.settings.theme, state.system_dark);
        let theme = Theme::of(look.0, look.1);
        if self.applied != Some(look) {
            self.applied = Some(look);
            theme::apply(ctx, theme);
        }
        ctx.set_zoom_factor(state.settings.zoom);
        theme
    }

    /// Forgets what only a window remembers: frames so far had none.
    pub fn begin_window(&mut self) {
        self.title.clear();
        self.applied = None;
    }
}

/// Draws the whole window; returns what the user did, in order. The window is taken to be cleared
/// with [`Theme::clear`]: most time of drawing in software is filling, so no ground is filled twice.
pub fn show(ui: &mut egui::Ui, state: &State, memory: &mut Memory) -> Vec<Action> {
    let mut out = Vec::new();
    let title = state.title();
    ui.ctx().accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
    let live = |id: u64| state.tabs.iter().any(|t| t.id == id);
    memory.panes.retain(|k, _| live(k.0));
    memory.compare.retain(|k, _| live(*k));
    memory.tables.retain(|k, _| live(*k));
    let theme = memory.dress(ui.ctx(), state);
    let kit = Kit { theme, lang: state.lang(), still: state.settings.still || state.system_still };
    memory.leaving = dialogs::give_back(ui, state, &mut memory.dialogs);
    if ui.visuals().text_cursor.blink == kit.still {
        ui.ctx().all_styles_mut(|style| style.visuals.text_cursor.blink = !kit.still);
    }
    keys::shortcuts(ui, state, &mut out);
    bars(ui, &kit, state, memory, &mut out);
    if let Some(series) = state.series_in_front() {
        CentralPanel::no_frame().show(ui, |ui| series::show(ui, &kit, series, &mut memory.series, &mut out));
    } else if state.tab().is_some() {
        panes(ui, &kit, state, memory, &mut out);
    } else {
        CentralPanel::no_frame().show(ui, |ui| start::show(ui, &kit, state, &mut memory.start, &mut out));
    }
    memory.held.end(ui, &mut out);
    start::drop_hint(ui, &kit, state);
    dialogs::show(ui, &kit, state, &mut memory.dialogs, &mut out);
    candidates_below(ui);
    if memory.title != title {
        memory.title.clone_from(&title);
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::Title(title));
    }
    out
}

/// The window of an input method opens at the point it is told, on X11 with its upper edge: told
/// the caret's top it would lie over what is being typed.
fn candidates_below(ui: &egui::Ui) {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return;
    }
    ui.ctx().output_mut(|o| {
        if let Some(ime) = &mut o.ime {
            let below = egui::pos2(ime.cursor_rect.left(), ime.cursor_rect.bottom() + 6.0);
            ime.cursor_rect = egui::Rect::from_min_size(below, egui::vec2(1.0, 1.0));
        }
    });
}

fn bars(ui: &mut egui::Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    Panel::top("top")
        .exact_size(top_bar::HEIGHT)
        .frame(Frame::NONE)
        .show_separator_line(false)
        .show(ui, |ui| top_bar::show(ui, kit, state, out));
    let counts = counts(state, memory);
    Panel::bottom("status")
        .exact_size(status_bar::HEIGHT)
        .frame(Frame::NONE)
        .show_separator_line(false)
        .show(ui, |ui| status_bar::show(ui, kit, state, &counts, out));
    notices::show(ui, kit, state, out);
    if state.series_in_front().is_none() && state.tab().is_some_and(|t| t.view.find.open) {
        Panel::top("find")
            .exact_size(find_bar::HEIGHT)
            .frame(Frame::NONE)
            .show_separator_line(false)
            .show(ui, |ui| find_bar::show(ui, kit, state, out));
    }
    if state.tab().is_some_and(|t| t.view.find.open && t.view.find.list) {
        let most = (ui.available_height() * 0.6).max(120.0);
        Panel::bottom("found")
            .default_size(200.0_f32.min(most))
            .size_range(96.0..=most)
            .frame(Frame::NONE)
            .show(ui, |ui| find_list::show(ui, kit, state, &mut memory.found, out));
    } else {
        memory.found = find_list::Memory::default();
    }
}

fn counts(state: &State, memory: &mut Memory) -> status_bar::Counts {
    let Some(report) = state.tab().map(crate::app::Tab::reading) else {
        return status_bar::Counts::default();
    };
    match &memory.counts {
        Some((of, counts)) if Arc::ptr_eq(of, report) => *counts,
        _ => {
            let counts = status_bar::Counts::of(report);
            memory.counts = Some((report.clone(), counts));
            counts
        }
    }
}

fn panes(ui: &mut egui::Ui, kit: &Kit, state: &State, memory: &mut Memory, out: &mut Vec<Action>) {
    let Some(tab) = state.tab() else { return };
    let width = ui.available_width();
    if tab.view.pane == Pane::Reading {
        if state.settings.outline && width > 560.0 {
            let wide = if width < 1100.0 {
                state.settings.outline_width.min(248.0)
            } else {
                state.settings.outline_width
            };
            let side = Panel::left(if width < 1100.0 { "outline-narrow" } else { "outline" })
                .default_size(wide)
                .size_range(220.0..=420.0)
                .frame(Frame::NONE.inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 0 }))
                .show(ui, |ui| outline::show(ui, kit, state, &mut memory.outline, out));
            let now = side.response.rect.width();
            if (now - state.settings.outline_width).abs() > 1.0
                && width >= 1100.0
                && !ui.input(|i| i.pointer.any_down())
            {
                out.push(Action::Set(Set::OutlineWidth(now)));
            }
        }
        // Beside a page of some thirty characters; in a narrow window when the section list is folded.
        if state.settings.evidence && ui.available_width() >= 332.0 + 640.0 {
            Panel::right("evidence")
                .exact_size(332.0)
                .resizable(false)
                .frame(Frame::NONE)
                .show(ui, |ui| beside::show(ui, kit, state, memory, out));
        }
    }
    let page = if tab.view.pane == Pane::Reading { Frame::NONE.fill(kit.theme.page) } else { Frame::NONE };
    CentralPanel::no_frame().frame(page).show(ui, |ui| match tab.view.pane {
        Pane::Reading => reading_view::show(ui, kit, state, memory, out),
        Pane::Compare => compare::show(ui, kit, state, memory, out),
        Pane::Formulations | Pane::Figures => {
            let kept = memory.tables.entry(tab.id).or_default();
            let mut pen = selecting::Pen { quotes: &mut memory.quotes, held: &mut memory.held, out };
            match tab.view.pane {
                Pane::Formulations => tables::formulations(ui, kit, tab, kept, &mut pen),
                _ => tables::figures(ui, kit, tab, kept, &mut pen),
            }
        }
    });
}
