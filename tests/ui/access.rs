//! The window through the accessibility tree and by keys alone.

use super::driver::{App, harness, opened, sample, settle};
use duidu::app::{Action, Command, Dialog, Pane, Set};
use duidu::document::Verdict;
use duidu::words::Lang;
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// Everything one can come to.
fn screens() -> Vec<(&'static str, Vec<Action>)> {
    let run = |c| vec![Action::Run(c)];
    let mut out: Vec<_> = [
        ("reading", Pane::Reading),
        ("compare", Pane::Compare),
        ("formulations", Pane::Formulations),
        ("figures", Pane::Figures),
    ]
    .map(|(name, pane)| (name, vec![Action::Pane(pane)]))
    .into();
    out.extend([
        ("export", run(Command::Export)),
        ("settings", run(Command::Settings)),
        ("keys", run(Command::Keys)),
        ("about", run(Command::About)),
        ("palette", run(Command::Palette)),
        ("go to", run(Command::GoTo)),
        ("find", run(Command::Find)),
        ("charset", vec![Action::Dialog(Some(Dialog::Charset))]),
        ("start", run(Command::CloseTab)),
    ]);
    out
}

#[test]
fn every_control_on_every_screen_has_a_name_and_a_role() {
    for lang in [Lang::Zh, Lang::En] {
        for (name, actions) in screens() {
            let mut app = sample();
            app.apply(Action::Set(Set::Lang(lang)));
            for action in actions {
                app.apply(action);
            }
            let mut h = harness(app, [1024.0, 700.0]);
            settle(&mut h);
            let mut controls = 0;
            for node in h.root().children_recursive() {
                let node = node.accesskit_node();
                let acts = matches!(
                    node.role(),
                    Role::Button
                        | Role::CheckBox
                        | Role::RadioButton
                        | Role::TextInput
                        | Role::TreeItem
                        | Role::ListItem
                        | Role::Slider
                        | Role::ComboBox
                        | Role::Link
                        | Role::SpinButton
                );
                if !acts || node.is_hidden() {
                    continue;
                }
                controls += 1;
                let names = [node.label(), node.value(), node.placeholder().map(Into::into)];
                let label = names.into_iter().flatten().find(|n| !n.is_empty()).unwrap_or_default();
                let words =
                    label.chars().any(|c| !('\u{E000}'..='\u{F8FF}').contains(&c) && !c.is_whitespace());
                assert!(words, "{name} {lang:?}: {:?} without a name ({label:?})", node.role());
            }
            assert!(controls > 2, "{name}: {controls}");
        }
    }
}

/// The focused node, by id.
fn focused(h: &Harness<'_, App>) -> Option<egui::Id> {
    h.ctx.memory(egui::Memory::focused)
}

#[test]
fn tab_reaches_everything_and_comes_round() {
    for (name, actions) in screens() {
        let mut app = sample();
        for action in actions {
            app.apply(action);
        }
        let mut h = harness(app, [1440.0, 900.0]);
        settle(&mut h);
        let mut seen = Vec::new();
        let mut round = false;
        for _ in 0..600 {
            h.key_press(Key::Tab);
            h.step();
            let Some(id) = focused(&h) else { continue };
            if seen.first() == Some(&id) && seen.len() > 1 {
                round = true;
                break;
            }
            if seen.last() != Some(&id) {
                seen.push(id);
            }
        }
        assert!(round || seen.len() == 1, "{name}: Tab goes round ({} stops)", seen.len());
        let stops: std::collections::BTreeSet<u64> = seen.iter().map(egui::Id::value).collect();
        assert!(stops.len() * 10 >= seen.len() * 9, "{name}: no stop comes twice in a round");
    }
}

fn keys(h: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    settle(h);
}

fn types(h: &mut Harness<'_, App>, words: &str) {
    h.event(Event::Text(words.into()));
    settle(h);
}

#[test]
fn every_task_by_keys_alone() {
    let ctrl = Modifiers::COMMAND;
    let mut h = harness(App::new(), [1440.0, 900.0]);
    settle(&mut h);
    // Open the sample.
    keys(&mut h, ctrl | Modifiers::SHIFT, Key::P);
    types(&mut h, "示例");
    let typed = format!("{:?}", h.state().state.dialog);
    assert!(typed.contains("示例"), "{typed} {:?}", focused(&h));
    keys(&mut h, Modifiers::NONE, Key::Enter);
    assert_eq!(h.state().state.tabs.len(), 1);
    // Go to a section by its number, read on paragraph by paragraph.
    keys(&mut h, ctrl, Key::G);
    types(&mut h, "二(三)");
    keys(&mut h, Modifiers::NONE, Key::Enter);
    let at = h.state().state.tab().unwrap().view.cursor.unwrap();
    let (number, path) = {
        let report = h.state().report();
        let heading = report.heading_at(at).unwrap();
        (report.headings[heading].number.map(|n| n.of(report.text()).to_owned()), report.path(heading).len())
    };
    assert!(number.is_some_and(|n| n.contains('三')) && path == 2);
    // Compare, walk, decide, undo.
    keys(&mut h, ctrl, Key::Num2);
    keys(&mut h, Modifiers::NONE, Key::F8);
    let link = h.state().state.tab().unwrap().view.compare.link.unwrap();
    keys(&mut h, Modifiers::ALT, Key::Num1);
    assert_eq!(h.state().state.tab().unwrap().verdict(link), Some(Verdict::Confirmed));
    keys(&mut h, ctrl, Key::Z);
    assert_eq!(h.state().state.tab().unwrap().verdict(link), None);
    // Find, and back.
    keys(&mut h, ctrl, Key::Num1);
    keys(&mut h, ctrl, Key::F);
    types(&mut h, "协商");
    keys(&mut h, Modifiers::NONE, Key::Enter);
    assert!(!h.state().state.tab().unwrap().view.find.found.hits.is_empty());
    keys(&mut h, Modifiers::NONE, Key::Escape);
    // Export.
    keys(&mut h, ctrl, Key::E);
    for _ in 0..200 {
        keys(&mut h, Modifiers::NONE, Key::Tab);
        let on = h.get_all_by_role(Role::Button).any(|n| {
            n.accesskit_node().is_focused()
                && n.accesskit_node().label().is_some_and(|l| l.starts_with("导出 "))
        });
        if on {
            keys(&mut h, Modifiers::NONE, Key::Enter);
            break;
        }
    }
    assert_eq!(h.state().written.len(), 1, "the export button was reached");
}

#[test]
fn paragraphs_are_read_one_by_one() {
    let mut h = opened([1024.0, 700.0]);
    let page = h.get_by_role(Role::Document);
    page.focus();
    settle(&mut h);
    let mut read: Vec<String> = Vec::new();
    loop {
        keys(&mut h, Modifiers::COMMAND, Key::ArrowDown);
        let page = h.get_by_role(Role::Document);
        let now = page.accesskit_node().active_descendant().expect("a paragraph has the focus");
        assert!(matches!(now.role(), Role::Paragraph | Role::Heading));
        let words = now.label().unwrap_or_default();
        if read.last() == Some(&words) {
            break;
        }
        read.push(words);
    }
    let report = h.state().report();
    let mut from = 0;
    for words in &read {
        let at = report.text().get(from..).and_then(|t| t.find(words.as_str()));
        from += at.unwrap_or_else(|| panic!("in order: {words}")) + words.len();
    }
    let numbered = report.paragraphs.iter().filter(|p| p.number > 0).count();
    assert!(read.len() >= numbered && numbered > 15, "to the end: {} of {numbered}", read.len());
}

#[test]
fn keys_of_an_input_method_stay_with_it() {
    let mut h = opened([1440.0, 900.0]);
    keys(&mut h, Modifiers::COMMAND, Key::F);
    types(&mut h, "委员");
    let before = h.state().state.tab().unwrap().view.find.clone();
    let compose =
        |text: &str| Event::Ime(egui::ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    h.event(compose("xie shang"));
    settle(&mut h);
    for key in [Key::Enter, Key::Backspace, Key::Space, Key::Escape, Key::F3] {
        h.event(compose("xie shang"));
        keys(&mut h, Modifiers::NONE, key);
    }
    let after = &h.state().state.tab().unwrap().view.find;
    assert_eq!((after.open, &after.query, after.current), (true, &before.query, before.current));
    h.event(Event::Ime(egui::ImeEvent::Commit("协商".into())));
    settle(&mut h);
    assert!(h.state().state.tab().unwrap().view.find.query.contains("协商"));
}

#[test]
fn the_keyboard_comes_back_after_a_dialog() {
    let mut h = opened([1440.0, 900.0]);
    for _ in 0..6 {
        keys(&mut h, Modifiers::NONE, Key::Tab);
    }
    let before = focused(&h).expect("something has the keyboard");
    for command in [Command::Settings, Command::Palette, Command::Keys] {
        h.state_mut().apply(Action::Run(command));
        settle(&mut h);
        keys(&mut h, Modifiers::NONE, Key::Tab);
        assert_ne!(focused(&h), Some(before), "{command:?}: the dialog has it");
        keys(&mut h, Modifiers::NONE, Key::Escape);
        assert_eq!(focused(&h), Some(before), "{command:?}");
    }
}

#[test]
fn keys_that_nobody_wants_turn_the_page() {
    let mut h = opened([1440.0, 900.0]);
    let top = |h: &Harness<'_, App>| h.state().state.tab().unwrap().view.at;
    assert_eq!(top(&h), 0);
    keys(&mut h, Modifiers::NONE, Key::PageDown);
    let down = top(&h);
    assert!(down > 0);
    // Not behind a dialog.
    h.state_mut().apply(Action::Run(Command::Keys));
    settle(&mut h);
    keys(&mut h, Modifiers::NONE, Key::PageDown);
    assert_eq!(top(&h), down);
    keys(&mut h, Modifiers::NONE, Key::Escape);
    keys(&mut h, Modifiers::NONE, Key::PageUp);
    assert_eq!(top(&h), 0);
}

#[test]
fn arrows_choose_in_the_palette_and_in_go_to() {
    let mut h = opened([1440.0, 900.0]);
    keys(&mut h, Modifiers::COMMAND, Key::G);
    types(&mut h, "二");
    let second = duidu::view::goto::places(&h.state().report(), "二")[1].at;
    keys(&mut h, Modifiers::NONE, Key::ArrowDown);
    keys(&mut h, Modifiers::NONE, Key::Enter);
    assert_eq!(h.state().state.tab().unwrap().view.cursor, Some(second));
    keys(&mut h, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    types(&mut h, "没有的命令");
    keys(&mut h, Modifiers::NONE, Key::Enter);
    assert!(matches!(h.state().state.dialog, Some(Dialog::Palette(_))), "nothing fits: it stays");
    assert!(focused(&h).is_some());
}
