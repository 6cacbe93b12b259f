//! Keys: the command list's shortcuts, copy and paste. Text fields and input methods come first.

use std::fmt::Write as _;

use egui::{Event, Key as EguiKey, KeyboardShortcut, Modifiers, Ui};

use crate::app::{Action, Command, Key, Pane, Shortcut, State};

/// Sends the commands whose keys were pressed.
pub fn shortcuts(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    let typing = typing(ui);
    if ui.input(|i| {
        i.events
            .iter()
            .any(|e| matches!(e, Event::Ime(egui::ImeEvent::Preedit { text, .. }) if !text.is_empty()))
    }) {
        return;
    }
    if state.dialog.is_some() {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, EguiKey::Escape)) {
            out.push(Action::Dialog(None));
        }
    } else if state.tab().is_some_and(|t| t.view.find.open)
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, EguiKey::Escape))
    {
        out.push(Action::Find(crate::app::FindAction::Leave));
    } else if let Some((request, _)) = state.loading.first()
        && !typing
        && state.tab().is_none_or(|t| t.view.pane != Pane::Compare || t.view.compare.pairing.is_none())
        && !egui::Popup::is_any_open(ui.ctx())
        && ui.input_mut(|i| i.consume_key(Modifiers::NONE, EguiKey::Escape))
    {
        out.push(Action::CancelLoading(*request));
    }
    clipboard(ui, state, typing, out);
    // A text field has its own.
    if !typing && state.dialog.is_none() && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, EguiKey::A)) {
        out.push(Action::Run(Command::SelectAll));
    }
    let mut keys: Vec<(Shortcut, Command)> = Vec::new();
    for &command in Command::ALL {
        if !listens(state, command) {
            continue;
        }
        let editing = matches!(
            command,
            Command::Copy
                | Command::CopyWithSource
                | Command::Paste
                | Command::SelectAll
                | Command::Undo
                | Command::Redo
                | Command::NextTab
        );
        // Copy and paste come as events of their own (with Shift copy is a key like others); in a text
        // field its own keys win.
        if matches!(command, Command::Copy | Command::Paste | Command::SelectAll) || (typing && editing) {
            continue;
        }
        keys.extend(command.shortcuts().into_iter().map(|s| (s, command)));
    }
    // The toolkit ignores extra Shift and Alt: the most specific first.
    keys.sort_by_key(|(s, _)| std::cmp::Reverse(u8::from(s.shift) + u8::from(s.alt)));
    // In the order in which they were pressed: in a slow frame “next link, confirm” must not become
    // “confirm, next link”, and a key pressed twice counts twice.
    let keys: Vec<_> = keys.into_iter().map(|(s, command)| (of(s), command)).collect();
    // “To the comparison, next link, confirm” may be one frame too: the pane is that of the moment.
    let mut pane = state.tab().map(|t| t.view.pane);
    ui.input_mut(|i| {
        i.events.retain(|event| {
            let Event::Key { key, modifiers, pressed: true, .. } = event else { return true };
            let meant = keys
                .iter()
                .find(|(s, _)| s.logical_key == *key && modifiers.matches_logically(s.modifiers))
                .filter(|(_, command)| pane == Some(Pane::Compare) || !deciding(*command));
            if let Some((_, command)) = meant {
                pane = pane.map(|p| shown_by(*command).unwrap_or(p));
                out.push(Action::Run(*command));
            }
            meant.is_none()
        });
    });
    zoom(ui, state, out);
}

/// Ctrl with the plus of the keypad, and Ctrl with the wheel.
fn zoom(ui: &Ui, state: &State, out: &mut Vec<Action>) {
    if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, EguiKey::Plus)) {
        out.push(Action::Run(Command::ZoomIn));
    }
    let pinch = ui.input(egui::InputState::zoom_delta);
    if (pinch - 1.0).abs() > 0.001 {
        out.push(Action::Set(crate::app::Set::Zoom(state.settings.zoom * pinch)));
    }
}

/// Commands whose keys mean something in the comparison only.
fn deciding(command: Command) -> bool {
    matches!(command, Command::Confirm | Command::Break | Command::Doubt | Command::Pair | Command::NoteLink)
}

/// The pane a command brings to the front.
fn shown_by(command: Command) -> Option<Pane> {
    Some(match command {
        Command::Reading => Pane::Reading,
        Command::Compare => Pane::Compare,
        Command::Formulations => Pane::Formulations,
        Command::Figures => Pane::Figures,
        _ => return None,
    })
}

/// True where a command's keys mean something: behind a dialog only what concerns the window.
fn listens(state: &State, command: Command) -> bool {
    // The tabs behind the series screen hear nothing.
    if state.series_in_front().is_some()
        && !matches!(command.area(), crate::app::Area::File | crate::app::Area::View | crate::app::Area::Help)
        && command != Command::Find
    {
        return false;
    }
    state.dialog.is_none()
        || matches!(
            command,
            Command::Quit
                | Command::Palette
                | Command::Keys
                | Command::Settings
                | Command::ZoomIn
                | Command::ZoomOut
                | Command::ZoomReset
                | Command::FullScreen
        )
}

/// True while a text field has the keyboard.
pub fn typing(ui: &Ui) -> bool {
    ui.memory(egui::Memory::focused)
        .is_some_and(|id| egui::text_edit::TextEditState::load(ui.ctx(), id).is_some())
}

fn clipboard(ui: &Ui, state: &State, typing: bool, out: &mut Vec<Action>) {
    if typing {
        return;
    }
    // Copying says nothing of Shift, and in a short press Shift may be up again by the frame's end.
    let (events, now) = ui.input(|i| (i.events.clone(), i.modifiers.shift));
    let id = egui::Id::unique("shift-before");
    let mut shift = ui.data(|d| d.get_temp::<bool>(id)).unwrap_or(now);
    ui.data_mut(|d| d.insert_temp(id, now));
    for event in events {
        if unanswered_paste(ui, &event) && state.dialog.is_none() {
            out.push(Action::Paste(String::new()));
        }
        match event {
            Event::ModifiersChanged(modifiers) => shift = modifiers.shift,
            Event::Copy => {
                out.push(Action::Run(if shift { Command::CopyWithSource } else { Command::Copy }));
            }
            Event::Paste(text) if state.dialog.is_none() && !text.trim().is_empty() => {
                out.push(Action::Paste(text));
            }
            _ => {}
        }
    }
}

/// True for the end of a Ctrl+V over a clipboard without plain text, of which the toolkit passes on
/// only that the keys came up, in either order.
fn unanswered_paste(ui: &Ui, event: &Event) -> bool {
    const TOGETHER: f64 = 0.5;
    #[derive(Clone, Default)]
    struct Seen {
        /// The press arrived, as text or as a letter.
        answered: bool,
        /// When Ctrl was last down (seconds).
        held: Option<f64>,
    }
    let now = ui.input(|i| i.time);
    ui.data_mut(|d| {
        let seen = d.get_temp_mut_or_default::<Seen>(egui::Id::unique("paste-seen"));
        match event {
            Event::ModifiersChanged(m) if m.command || seen.held == Some(f64::INFINITY) => {
                seen.held = Some(if m.command { f64::INFINITY } else { now });
            }
            Event::Paste(_) | Event::Key { key: EguiKey::V, pressed: true, .. } => seen.answered = true,
            Event::Key { key: EguiKey::V, pressed: false, .. } => {
                let held = seen.held.is_some_and(|at| now - at < TOGETHER);
                return !std::mem::take(&mut seen.answered) && held;
            }
            _ => {}
        }
        false
    })
}

/// The toolkit's form of a shortcut.
fn of(shortcut: Shortcut) -> KeyboardShortcut {
    let mut modifiers = Modifiers::NONE;
    if shortcut.ctrl {
        modifiers = modifiers.plus(Modifiers::COMMAND);
    }
    if shortcut.shift {
        modifiers = modifiers.plus(Modifiers::SHIFT);
    }
    if shortcut.alt {
        modifiers = modifiers.plus(Modifiers::ALT);
    }
    let key = match shortcut.key {
        Key::Char(c) => EguiKey::from_name(&c.to_string()).unwrap_or(EguiKey::F35),
        Key::F(n) => EguiKey::from_name(&format!("F{n}")).unwrap_or(EguiKey::F35),
        Key::Up => EguiKey::ArrowUp,
        Key::Down => EguiKey::ArrowDown,
        Key::Left => EguiKey::ArrowLeft,
        Key::Right => EguiKey::ArrowRight,
        Key::PageUp => EguiKey::PageUp,
        Key::PageDown => EguiKey::PageDown,
        Key::Comma => EguiKey::Comma,
        Key::Plus => EguiKey::Equals,
        Key::Minus => EguiKey::Minus,
        Key::Enter => EguiKey::Enter,
        Key::Tab => EguiKey::Tab,
    };
    KeyboardShortcut::new(modifiers, key)
}

/// How a shortcut is written for people.
pub fn written(shortcut: Shortcut) -> String {
    let mut out = String::new();
    for (on, name) in [(shortcut.ctrl, "Ctrl+"), (shortcut.alt, "Alt+"), (shortcut.shift, "Shift+")] {
        if on {
            out.push_str(name);
        }
    }
    match shortcut.key {
        Key::Char(c) => out.push(c),
        Key::F(n) => {
            let _ = write!(out, "F{n}");
        }
        Key::Up => out.push('↑'),
        Key::Down => out.push('↓'),
        Key::Left => out.push('←'),
        Key::Right => out.push('→'),
        Key::PageUp => out.push_str("PgUp"),
        Key::PageDown => out.push_str("PgDn"),
        Key::Comma => out.push(','),
        Key::Plus => out.push('+'),
        Key::Minus => out.push('−'),
        Key::Enter => out.push_str("Enter"),
        Key::Tab => out.push_str("Tab"),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_list_exists_in_the_toolkit() {
        for &command in Command::ALL {
            for shortcut in command.shortcuts() {
                assert_ne!(of(shortcut).logical_key, EguiKey::F35, "{command:?}");
                assert!(!written(shortcut).is_empty());
            }
        }
    }
}
