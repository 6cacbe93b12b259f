//! The section list.

use std::fmt::Write;

use duidu::app::{Action, Command};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::driver::{App, harness, opened, settle};

#[test]
fn the_section_list_leads_to_the_text() {
    let mut h = opened([1440.0, 900.0]);
    let title = {
        let report = h.state().report();
        // The sixth is in sight without scrolling the list.
        let heading = &report.headings[5];
        (heading.title.of(report.text()).to_owned(), heading.span.start())
    };
    let shown = title.0.replace(',', "，");
    h.get_all_by_role(egui::Role::TreeItem).find(|n| format!("{n:?}").contains(&shown)).unwrap().click();
    settle(&mut h);
    let view = &h.state().state.tab().unwrap().view;
    assert_eq!(view.cursor, Some(title.1));
    assert!(view.at <= title.1, "the heading is in sight: {} {}", view.at, title.1);
    // And back again by key.
    h.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    settle(&mut h);
    assert!(h.state().state.tab().unwrap().view.at < title.1);
}

/// A report of three thousand sections.
fn long() -> Harness<'static, App> {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let mut text = "某县人民政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n".to_owned();
    let numeral = |n: usize| n.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect::<String>();
    for n in 1..=3000 {
        let (at, which) = (numeral(n % 90 + 1), numeral(n));
        let _ = write!(text, "（{at}）办好第{which}件实事。过去一年为群众办成了这件事，大家满意。\n\n");
    }
    let mut app = App::new();
    app.apply(Action::OpenBytes { bytes: text.into_bytes(), name: "long".to_owned() });
    let mut h = harness(app, [1024.0, 700.0]);
    settle(&mut h);
    h
}

/// Names of the rows that are drawn, and which has the keyboard.
fn drawn(h: &Harness<'_, App>) -> (Vec<String>, Option<String>) {
    let mut names = Vec::new();
    let mut focused = None;
    for node in h.query_all_by_role(egui::Role::TreeItem) {
        let name = node.accesskit_node().label().unwrap_or_default();
        if node.is_focused() {
            focused = Some(name.clone());
        }
        names.push(name);
    }
    (names, focused)
}

#[test]
fn a_long_list_draws_what_is_seen_and_follows_the_reader_and_the_keyboard() {
    let mut h = long();
    assert_eq!(h.state().report().headings.len(), 3001);
    let (names, _) = drawn(&h);
    assert!((10..40).contains(&names.len()), "{}", names.len());
    assert!(names[1].ends_with("第一件实事"));

    let at = h.state().report().headings[2001].span.start();
    h.state_mut().apply(Action::GoTo { second: false, at });
    settle(&mut h);
    let (names, _) = drawn(&h);
    assert!(names.len() < 40 && names.iter().any(|n| n.ends_with("第二〇〇一件实事")), "{names:?}");

    // Tab walks on beyond the last row in sight, and a row out of sight keeps the keyboard.
    h.get_all_by_role(egui::Role::TreeItem).last().unwrap().focus();
    h.run_steps(2);
    for _ in 0..30 {
        h.key_press(Key::Tab);
        h.run_steps(2);
    }
    let (names, focused) = drawn(&h);
    let focused = focused.unwrap();
    assert!(!names[0].ends_with("第二〇〇一件实事") && names.contains(&focused), "{focused} in {names:?}");
    h.state_mut().apply(Action::GoTo { second: false, at: 0 });
    settle(&mut h);
    let (names, now) = drawn(&h);
    assert!(names.len() < 42 && names.iter().any(|n| n.ends_with("第一件实事")), "{names:?}");
    assert_eq!(now, Some(focused));
    h.state_mut().apply(Action::Run(Command::Find));
    settle(&mut h);
    assert_eq!(drawn(&h).1, None);
}
