//! The find bar: pinyin, both sides, all open reports, the list, the way back.

use super::driver::{App, harness, opened, settle};
use duidu::app::{Action, Command, Find, FindAction, FindScope, Pane};
use duidu::view::found::By;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn find<'a>(h: &'a Harness<'_, App>) -> &'a Find {
    &h.state().state.tab().unwrap().view.find
}

/// Words the hit in front stands for.
fn hit(h: &Harness<'_, App>) -> String {
    let find = find(h);
    let hit = find.hit().unwrap();
    hit.span.of(find.found.place(hit).unwrap().report.text()).to_owned()
}

fn ask(h: &mut Harness<'_, App>, words: &str) {
    h.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(h);
    // The old words are selected: typing replaces them.
    h.event(Event::Text(words.into()));
    settle(h);
}

#[test]
fn pinyin_finds_the_words() {
    let mut h = opened([1440.0, 900.0]);
    for (typed, by) in [("ysxsl", By::Pinyin), ("youshixian", By::Pinyin), ("有事先商量", By::Words)] {
        ask(&mut h, typed);
        assert!(hit(&h).contains("有事先"), "{typed}: {}", hit(&h));
        assert_eq!(find(&h).found.by, by, "{typed}");
    }
    // Two letters wrong: the nearest formulation.
    ask(&mut h, "ystxl");
    assert_eq!(find(&h).found.by, By::Near("有事先商量".into()));
    assert!(hit(&h).contains("有事先商量"));
}

#[test]
fn the_list_shows_hits_by_section_and_leads_to_them() {
    let mut h = opened([1024.0, 700.0]);
    ask(&mut h, "委员");
    h.get_by_label("结果列表").click();
    settle(&mut h);
    let n = find(&h).found.hits.len();
    assert!(n > 5);
    let rows: Vec<_> = h.get_all_by_role(egui::Role::ListItem).collect();
    assert!(rows.len() > 2, "some of the hits are in sight");
    rows[2].click();
    settle(&mut h);
    assert_eq!(find(&h).current, 2);
}

#[test]
fn escape_leads_back_to_where_the_reader_was() {
    let mut h = opened([1024.0, 700.0]);
    let at = h.state().report().headings[4].span.start();
    h.state_mut().apply(Action::GoTo { second: false, at });
    settle(&mut h);
    let before = h.state().state.tab().unwrap().view.at;
    ask(&mut h, "委员");
    for _ in 0..4 {
        h.key_press(Key::Enter);
        settle(&mut h);
    }
    assert!(h.state().state.tab().unwrap().view.at > before);
    h.key_press(Key::Escape);
    settle(&mut h);
    let view = &h.state().state.tab().unwrap().view;
    assert_eq!((view.at, view.find.open), (before, false));
    // Back and forth: the hit is one step forward.
    h.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    settle(&mut h);
    assert!(h.state().state.tab().unwrap().view.at > before);
}

#[test]
fn both_sides_of_a_comparison_are_searched() {
    let mut h = opened([1440.0, 900.0]);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    settle(&mut h);
    ask(&mut h, "协商");
    assert_eq!(find(&h).scope, FindScope::Sides);
    let places: std::collections::BTreeSet<usize> = find(&h).found.hits.iter().map(|h| h.place).collect();
    assert_eq!(places.len(), 2, "hits in review and plan");
    let tab = h.state().state.tab().unwrap();
    assert_eq!(tab.view.pane, Pane::Compare);
    let (right, index) = tab.view.compare.unit.unwrap();
    let c = h.state().comparison();
    let unit = if right { &c.right[index] } else { &c.left[index] };
    let span = find(&h).hit().unwrap().span;
    assert!(unit.item.span.covers(span) || index == 0 || unit.item.span.end() <= span.start());
    assert_eq!(find(&h).found.place(find(&h).hit().unwrap()).unwrap().role, Some(tab.role(right)));
}

#[test]
fn all_open_reports_are_searched() {
    let mut app = App::new();
    app.apply(Action::Run(Command::OpenSample));
    let other = "另一份报告\n\n一、回顾\n推进“有事先商量”，独此一句雪泥鸿爪。\n";
    app.apply(Action::OpenBytes { bytes: other.as_bytes().to_vec(), name: "另一份".into() });
    app.apply(Action::Tab(0));
    let mut h = harness(app, [1440.0, 900.0]);
    settle(&mut h);
    ask(&mut h, "xnhz");
    assert!(find(&h).found.hits.is_empty(), "not in this report");
    h.get_by_label("全部打开的").click();
    settle(&mut h);
    assert_eq!((h.state().state.active, find(&h).found.hits.len()), (0, 1), "found, but not dragged there");
    h.key_press(Key::F3);
    settle(&mut h);
    assert_eq!((h.state().state.active, hit(&h).as_str()), (1, "雪泥鸿爪"));
}

#[test]
fn regular_expressions_on_a_switch() {
    let mut h = opened([1440.0, 900.0]);
    ask(&mut h, r"\d+余");
    assert!(find(&h).found.hits.is_empty());
    h.get_by_label("正则").click();
    settle(&mut h);
    assert!(find(&h).found.hits.len() > 1);
    h.state_mut().apply(Action::Find(FindAction::Query("(".into())));
    settle(&mut h);
    assert_eq!(find(&h).found.by, By::Bad);
    h.get_by_label("表达式有误");
}
