//! The bar at the top: open, recent, title, the four views, find, export, settings.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fonts::Face;
use super::icons;
use super::widgets::{Button, Kit, Look, describe, segmented, text_cut, width};
use crate::app::{Action, Command, Pane, SeriesAction, Set, State};
use crate::words::SeriesWords;

/// Height in points.
pub const HEIGHT: f32 = 52.0;

/// Draws the bar.
pub fn show(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let full = ui.max_rect();
    let narrow = full.width() < 1100.0;
    // A button's words stand 10 points inside it: its fill may reach nearer to the edge than they.
    let margin = if narrow { 6.0 } else { 13.0 };
    ui.painter().hline(full.x_range(), full.bottom() - 0.5, egui::Stroke::new(1.0, kit.theme.line));
    let row = full.shrink2(vec2(margin, 9.0));

    let mut left = child(ui, row, egui::Layout::left_to_right(egui::Align::Center));
    if Button::new(w.open)
        .icon(icons::FOLDER_OPEN)
        .look(Look::Bar)
        .height(32.0)
        .show(&mut left, kit)
        .clicked()
    {
        out.push(Action::Run(Command::Open));
    }
    recent(&mut left, kit, state, out);
    if state.tab().is_none() && state.series.is_none() {
        // Nothing to look at, find or export yet.
        let mut right = child(ui, row, egui::Layout::right_to_left(egui::Align::Center));
        if Button::icon_only(icons::GEAR_SIX, w.settings).height(32.0).show(&mut right, kit).clicked() {
            out.push(Action::Run(Command::Settings));
        }
        return;
    }
    let x = left.min_rect().right() + 8.0;
    ui.painter().vline(
        x,
        (row.center().y - 12.0)..=(row.center().y + 12.0),
        egui::Stroke::new(1.0, kit.theme.line2),
    );
    let mut labels: Vec<(&str, &str)> = Pane::ALL
        .iter()
        .map(|p| match p {
            Pane::Reading => (icons::BOOK_OPEN_TEXT, w.reading),
            Pane::Compare => (icons::COLUMNS, w.compare),
            Pane::Formulations => (icons::QUOTES, w.formulations),
            Pane::Figures => (icons::HASH, w.figures),
        })
        .collect();
    if state.series.is_some() {
        labels.push((icons::CHART_LINE, SeriesWords::of(kit.lang).series));
    }
    let icon_width = if narrow { 28.0 } else { 46.0 };
    let switch: f32 =
        labels.iter().map(|(_, l)| (width(ui, l, Face::SansBold, 13.0) + icon_width).max(56.0)).sum();
    let start = (full.center().x - switch / 2.0 - 3.0).max(x + if narrow { 150.0 } else { 200.0 });
    let pane = state.tab().map_or(0, |t| Pane::ALL.iter().position(|p| *p == t.view.pane).unwrap_or(0));
    let chosen = if state.series_in_front().is_some() { Pane::ALL.len() } else { pane };
    let middle = Rect::from_min_max(pos2(start, row.top()), pos2(start + switch + 6.0, row.bottom()));
    let mut middle_ui = child(ui, middle, egui::Layout::left_to_right(egui::Align::Center));
    if let Some(i) = segmented(&mut middle_ui, kit, &labels, chosen, !narrow) {
        out.push(
            Pane::ALL.get(i).map_or(Action::Series(SeriesAction::Front(true)), |pane| Action::Pane(*pane)),
        );
    }
    title(
        ui,
        kit,
        state,
        Rect::from_min_max(pos2(x + 14.0, row.top()), pos2(start - 12.0, row.bottom())),
        out,
    );

    let mut end = child(ui, row, egui::Layout::right_to_left(egui::Align::Center));
    right(&mut end, kit, state, narrow, out);
}

/// Settings, help, export, find, from the right.
fn right(right: &mut Ui, kit: &Kit, state: &State, narrow: bool, out: &mut Vec<Action>) {
    let w = kit.words();
    if Button::icon_only(icons::GEAR_SIX, w.settings).height(32.0).show(right, kit).clicked() {
        out.push(Action::Run(Command::Settings));
    }
    help(right, kit, out);
    let export = if narrow {
        Button::icon_only(icons::EXPORT, w.export)
    } else {
        Button::new(w.export).icon(icons::EXPORT).look(Look::Bar)
    };
    let ready = state.tab().is_some() || state.series_in_front().is_some();
    if export.height(32.0).enabled(ready).show(right, kit).clicked() {
        out.push(Action::Run(Command::Export));
    }
    if narrow {
        if Button::icon_only(icons::MAGNIFYING_GLASS, w.find).height(32.0).show(right, kit).clicked() {
            out.push(Action::Run(Command::Find));
        }
    } else {
        find_box(right, kit, out);
    }
}

fn child(ui: &mut Ui, rect: Rect, layout: egui::Layout) -> Ui {
    ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout))
}

/// The help menu.
fn help(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    let response = Button::icon_only(icons::QUESTION_MARK, kit.words().help).height(32.0).show(ui, kit);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(200.0);
        for &command in Command::ALL.iter().filter(|c| c.area() == crate::app::Area::Help) {
            let keys = command.shortcuts().first().map(|s| super::keys::written(*s)).unwrap_or_default();
            if ui.add(egui::Button::selectable(false, command.name(kit.lang)).right_text(keys)).clicked() {
                out.push(Action::Run(command));
            }
        }
    });
}

/// Looks like a field; a click opens the find bar.
fn find_box(ui: &mut Ui, kit: &Kit, out: &mut Vec<Action>) {
    let theme = kit.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(210.0, 32.0), Sense::click());
    describe(&response, egui::Role::Button, true, kit.words().find);
    let border = if response.hovered() { theme.ctl } else { theme.line2 };
    ui.painter().rect(rect, 7.0, theme.page, egui::Stroke::new(1.0, border), egui::StrokeKind::Inside);
    super::widgets::focus_ring(ui, &response, rect, 7.0, theme);
    let y = rect.center().y;
    super::widgets::text(
        ui,
        pos2(rect.left() + 18.0, y),
        Align2::CENTER_CENTER,
        icons::MAGNIFYING_GLASS,
        Face::Icons,
        16.0,
        theme.t2,
    );
    super::widgets::text(
        ui,
        pos2(rect.left() + 33.0, y),
        Align2::LEFT_CENTER,
        kit.words().find,
        Face::Sans,
        13.0,
        theme.t3,
    );
    super::widgets::key_cap(ui, kit, "Ctrl F", pos2(rect.right() - 8.0, y));
    if response.clicked() {
        out.push(Action::Run(Command::Find));
    }
}

fn recent(ui: &mut Ui, kit: &Kit, state: &State, out: &mut Vec<Action>) {
    let w = kit.words();
    let response = Button::icon_only(icons::CLOCK_COUNTER_CLOCKWISE, w.recent).height(32.0).show(ui, kit);
    egui::Popup::menu(&response).show(|ui| {
        ui.set_min_width(320.0);
        if state.settings.recent.is_empty() {
            ui.label(w.no_recent);
        }
        for r in &state.settings.recent {
            let label = if r.title.is_empty() { r.path.display().to_string() } else { r.title.clone() };
            ui.horizontal(|ui| {
                let item = ui.add_sized(vec2(280.0, 26.0), egui::Button::selectable(false, label).truncate());
                if item.on_hover_text(r.path.display().to_string()).clicked() {
                    out.push(Action::OpenPath { path: r.path.clone(), second: false });
                }
                let pin = if r.pinned { w.unpin } else { w.pin };
                if Button::icon_only(icons::PUSH_PIN, pin).on(r.pinned).height(26.0).show(ui, kit).clicked() {
                    out.push(Action::Set(Set::Pin(r.path.clone())));
                }
            });
        }
        ui.separator();
        if ui.button(w.open_sample).clicked() {
            out.push(Action::Run(Command::OpenSample));
        }
    });
}

fn title(ui: &mut Ui, kit: &Kit, state: &State, rect: Rect, out: &mut Vec<Action>) {
    if let Some(series) = state.series_in_front() {
        super::series::title(ui, kit, series, rect);
        return;
    }
    let Some(tab) = state.tab() else { return };
    let head = &tab.main.document.report().head;
    let name = if head.title.is_empty() { tab.main.name.as_str() } else { head.title.as_str() };
    let (first, second) = match &tab.second {
        Some(other) => {
            let sides = [false, true].map(|right| side_title(kit, tab, right));
            let dates = [head, &other.document.report().head].map(|h| h.date.as_str());
            let dates = dates.into_iter().filter(|d| !d.is_empty()).collect::<Vec<_>>().join(" · ");
            let under = if dates.is_empty() { name.to_owned() } else { format!("{name}　{dates}") };
            (sides.join(" → "), under)
        }
        None => (
            name.to_owned(),
            [head.date.as_str(), head.origin.as_str(), head.speaker.as_str()]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join("　"),
        ),
    };
    let room = (rect.width() - 44.0).min(330.0);
    let response = ui.interact(
        Rect::from_min_size(rect.min, vec2(room, rect.height())),
        ui.scope_id().with("title"),
        Sense::click(),
    );
    let y = rect.center().y;
    let a = text_cut(ui, pos2(rect.left(), y - 8.0), room, &first, Face::SansBold, 13.0, kit.theme.t1);
    let b = text_cut(ui, pos2(rect.left(), y + 9.0), room, &second, Face::Sans, 12.0, kit.theme.t2);
    describe(&response, egui::Role::Heading, true, &first);
    let response =
        response.on_hover_text(tab.main.path.as_ref().map_or(name.to_owned(), |p| p.display().to_string()));
    if state.tabs.len() > 1 {
        egui::Popup::menu(&response).show(|ui| {
            for (i, t) in state.tabs.iter().enumerate() {
                let head = &t.main.document.report().head;
                let label = if head.title.is_empty() { &t.main.name } else { &head.title };
                if ui.selectable_label(i == state.active, label).clicked() {
                    out.push(Action::Tab(i));
                }
            }
        });
    }
    let x = a.right().max(b.right()) + 10.0;
    let mut add = child(
        ui,
        Rect::from_min_size(pos2(x.min(rect.right() - 34.0), y - 16.0), vec2(32.0, 32.0)),
        egui::Layout::left_to_right(egui::Align::Center),
    );
    if Button::icon_only(icons::COLUMNS_PLUS_RIGHT, kit.words().add_report)
        .height(32.0)
        .show(&mut add, kit)
        .clicked()
    {
        out.push(Action::Run(Command::OpenSecond));
    }
}

/// 2016年报告部署: what a side of the comparison is; the report's name where its year is unknown.
fn side_title(kit: &Kit, tab: &crate::app::Tab, right: bool) -> String {
    let role = crate::words::role_name(kit.lang, tab.role(right));
    let open = tab.open(tab.second_of(right));
    let year = open.document.report().head.year.map_or_else(|| open.name.clone(), |y| y.to_string());
    crate::words::fill(kit.words().side_of_year, &[&year, role])
}
