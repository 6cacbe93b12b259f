//! Without input nothing is drawn again: in every view, dialog and menu, with the keyboard anywhere,
//! with a button held, and after the window lost the keyboard. A caret may blink.

use duidu::app::{
    Action, Beside, Command, CompareAction, Dialog, ExportAction, ExportView, FindAction, Pane, SeriesAction,
    SeriesPane, Set,
};
use duidu::export::What;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, pos2};
use egui_kittest::Harness;
use std::time::Duration;

use super::driver::{App, sample, stepping};

/// Seconds between two frames, and the frames after which nothing may move any more.
const STEP: f32 = 0.2;
const SETTLED: usize = 60;

/// Frames without a wish for another, after which it is taken to rest.
const QUIET: usize = 4;

/// True when the last frame wants another one, for something else than a caret that blinks.
fn moves(h: &Harness<'_, App>) -> bool {
    let delay = h.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    let blink = |c: &egui::RepaintCause| c.file.ends_with("visuals.rs");
    delay.is_zero() || delay < Duration::from_mins(1) && !h.ctx.repaint_causes().iter().all(blink)
}

/// Panics when frames are wanted, or panels still send actions, although nothing happens.
fn rests(h: &mut Harness<'_, App>, what: &str) {
    let mut quiet = 0;
    for _ in 0..SETTLED {
        let before = h.state().sent;
        h.step();
        quiet = if moves(h) || h.state().sent > before { 0 } else { quiet + 1 };
        if quiet == QUIET {
            return;
        }
    }
    panic!("{what}: still drawing after {SETTLED} frames: {:?}", h.ctx.repaint_causes());
}

fn button(h: &mut Harness<'_, App>, at: Pos2, button: PointerButton, pressed: bool) {
    h.event(Event::PointerMoved(at));
    h.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    h.step();
}

fn click(h: &mut Harness<'_, App>, at: Pos2, which: PointerButton) {
    button(h, at, which, true);
    button(h, at, which, false);
}

/// The pointer over many places (tips open), each place's menus, and a press held there and far
/// beyond the window, until it is let go outside.
fn touched(h: &mut Harness<'_, App>, what: &str, step: f32) {
    let size = h.ctx.content_rect().size();
    let mut y = step / 2.0;
    while y < size.y {
        let mut x = step / 2.0;
        while x < size.x {
            h.event(Event::PointerMoved(pos2(x, y)));
            rests(h, &format!("{what}, pointer at {x}, {y}"));
            x += step;
        }
        y += step;
    }
    for at in [pos2(0.3, 0.5), pos2(0.7, 0.6)] {
        let at = (at.to_vec2() * size).to_pos2();
        click(h, at, PointerButton::Secondary);
        rests(h, &format!("{what}, menu at {at}"));
        h.event(Event::PointerMoved(at + Vec2::new(60.0, 130.0)));
        rests(h, &format!("{what}, in the menu at {at}"));
        h.key_press(Key::Escape);
        rests(h, &format!("{what}, after the menu at {at}"));
    }
}

/// A selection is drawn out of the window, where it scrolls to the end; the button is never let go.
fn dragged(h: &mut Harness<'_, App>, what: &str, from: Pos2) {
    let primary = PointerButton::Primary;
    button(h, from, primary, true);
    for beyond in [80.0, 3000.0] {
        h.event(Event::PointerMoved(from + Vec2::new(8.0, beyond)));
        h.step();
    }
    for _ in 0..20 {
        h.step();
    }
    rests(h, &format!("{what}, dragged beyond"));
    click(h, from, PointerButton::Secondary);
    rests(h, &format!("{what}, dragged beyond, with a menu"));
    // The window may be left, and lose the keyboard, with the button down.
    h.event(Event::WindowFocused(false));
    h.event(Event::PointerGone);
    rests(h, &format!("{what}, dragged beyond, left"));
    h.event(Event::WindowFocused(true));
    button(h, from, primary, false);
    h.key_press(Key::Escape);
    rests(h, &format!("{what}, let go"));
}

/// The program with two reports and something in every list.
fn full(still: bool) -> Harness<'static, App> {
    let mut app = sample();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("later.txt");
    std::fs::write(&path, duidu::app::SAMPLE).unwrap();
    app.apply(Action::OpenPath { path, second: true });
    app.apply(Action::Set(Set::Still(still)));
    app.apply(Action::Set(Set::Evidence(true)));
    let span = app.report().paragraphs[12].span;
    app.apply(Action::Pane(Pane::Reading));
    app.apply(Action::Select(Some(span)));
    app.apply(Action::Run(Command::AddExcerpt));
    stepping(app, [1440.0, 900.0], STEP)
}

/// Every way to a view, with its name.
fn ways() -> Vec<(&'static str, Vec<Action>)> {
    let pane = |p| vec![Action::Pane(p)];
    let reading = |more: Vec<Action>| [pane(Pane::Reading), more].concat();
    let compare = |a: CompareAction| vec![Action::Pane(Pane::Compare), Action::Compare(a)];
    vec![
        ("reading", pane(Pane::Reading)),
        ("excerpts", reading(vec![Action::Beside(Beside::Passages)])),
        ("decisions", reading(vec![Action::Beside(Beside::Decisions)])),
        ("find", reading(vec![Action::Run(Command::Find), Action::Find(FindAction::Query("的".into()))])),
        ("find list", reading(vec![Action::Find(FindAction::List(true))])),
        ("comparison", [vec![Action::Find(FindAction::Close)], pane(Pane::Compare)].concat()),
        ("drawer", compare(CompareAction::Link(0))),
        ("difference", compare(CompareAction::Difference(true))),
        ("pairing", vec![Action::Run(Command::Pair)]),
        ("rows", compare(CompareAction::AsTable(true))),
        ("formulations", pane(Pane::Formulations)),
        ("figures", pane(Pane::Figures)),
    ]
}

#[test]
fn no_view_draws_without_input() {
    for still in [true, false] {
        let mut h = full(still);
        for (name, actions) in ways() {
            for action in actions {
                h.state_mut().apply(action);
            }
            rests(&mut h, name);
            if still {
                touched(&mut h, name, 480.0);
                // In the drawer, where there is one.
                let y = if name.starts_with('d') { 780.0 } else { 420.0 };
                dragged(&mut h, name, pos2(400.0, y));
            }
        }
        h.state_mut().apply(Action::Run(Command::CloseTab));
        rests(&mut h, "start");
    }
}

#[test]
fn no_dialog_and_no_menu_draws_without_input() {
    let mut h = full(false);
    for dialog in
        [Dialog::Settings, Dialog::Keys, Dialog::About, Dialog::Unkept, Dialog::Charset, Dialog::Raw]
            .into_iter()
            .chain([Dialog::Palette("开".into()), Dialog::GoTo("二".into())])
            .chain([Dialog::Path { path: "a".into(), second: false }, Dialog::Replace("a.txt".into())])
    {
        let name = format!("{dialog:?}");
        h.state_mut().apply(Action::Dialog(Some(dialog)));
        rests(&mut h, &name);
        touched(&mut h, &name, 480.0);
    }
    for what in What::ALL {
        h.state_mut().apply(Action::Dialog(None));
        h.state_mut().apply(Action::Run(Command::Export));
        let Some(Dialog::Export(view)) = h.state().state.dialog else { panic!("no dialog") };
        h.state_mut().apply(Action::Export(ExportAction::Change(ExportView { what, ..view })));
        rests(&mut h, &format!("export of {what:?}"));
    }
    h.state_mut().apply(Action::Dialog(None));
    // Everything in the two bars and the filter lines, one after the other, with what it opens.
    for pane in Pane::ALL {
        h.state_mut().apply(Action::Pane(pane));
        for y in [26.0, 78.0, 884.0] {
            for x in (20..1440).step_by(80) {
                let before = h.state().state.dialog.is_some();
                click(&mut h, pos2(x as f32, y), PointerButton::Primary);
                rests(&mut h, &format!("{pane:?}, clicked at {x}, {y}"));
                if !before && h.state().state.dialog.is_some() {
                    h.state_mut().apply(Action::Dialog(None));
                }
                h.key_press(Key::Escape);
                h.step();
                h.state_mut().apply(Action::Pane(pane));
            }
        }
    }
}

#[test]
fn no_series_draws_without_input() {
    let dir = tempfile::tempdir().unwrap();
    for year in 2021..2025 {
        let text = String::from_utf8_lossy(duidu::app::SAMPLE).replace("2024", &year.to_string());
        std::fs::write(dir.path().join(format!("{year}.txt")), text).unwrap();
    }
    let mut app = App::new();
    app.apply(Action::Set(Set::Still(false)));
    app.apply(Action::Series(SeriesAction::Open(vec![dir.path().to_owned()])));
    let mut h = stepping(app, [1024.0, 700.0], STEP);
    for pane in SeriesPane::ALL {
        h.state_mut().apply(Action::Series(SeriesAction::Pane(pane)));
        rests(&mut h, &format!("{pane:?}"));
        touched(&mut h, &format!("{pane:?}"), 300.0);
    }
    h.state_mut().apply(Action::Series(SeriesAction::Find("发展".into())));
    rests(&mut h, "found in all");
}
