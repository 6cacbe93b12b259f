//! The two columns of the comparison: scrolling together, what is shown and what is hidden.

use duidu::app::{Action, CompareAction, CompareFilter, Pane, stops};
use duidu::compare::{Certainty, Status};
use duidu::report::Role;
use egui::{Event, Modifiers, MouseWheelUnit, TouchPhase, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::driver::{App, opened, settle};

const SIZE: [f32; 2] = [1100.0, 600.0];

fn compared() -> Harness<'static, App> {
    let mut h = opened(SIZE);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    settle(&mut h);
    h
}

/// Names and tops of the cards in sight on a side.
fn cards(h: &Harness<'_, App>, right: bool) -> Vec<(String, f32)> {
    let side = if right { "部署," } else { "回顾," };
    h.get_all_by_role(egui::Role::ListItem)
        .filter_map(|n| Some((n.accesskit_node().label()?, n.rect().top())))
        .filter(|(name, _)| name.starts_with(side))
        .collect()
}

/// How far the cards that stayed in sight went up between two frames.
fn risen(before: &[(String, f32)], after: &[(String, f32)]) -> f32 {
    let same = |(name, y): &(String, f32)| after.iter().find(|a| a.0 == *name).map(|a| y - a.1);
    before.iter().find_map(same).expect("a card that stayed")
}

fn turn(h: &mut Harness<'_, App>, right: bool, by: f32) -> [f32; 2] {
    let before = [cards(h, false), cards(h, true)];
    h.event(Event::PointerMoved(pos2(if right { 800.0 } else { 200.0 }, 420.0)));
    h.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -by),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    });
    settle(h);
    settle(h);
    [risen(&before[0], &cards(h, false)), risen(&before[1], &cards(h, true))]
}

#[test]
fn the_wheel_over_either_side_moves_both_one_way_and_the_switch_lets_go() {
    let mut h = compared();
    let mut moved = [0.0_f32; 2];
    for (right, by) in [(false, 60.0), (true, 60.0), (false, 60.0), (true, -40.0), (false, -40.0)] {
        let went = turn(&mut h, right, by);
        for side in [0, 1] {
            assert!(went[side] * by >= 0.0, "wheel {by} over {right}: {went:?}");
            assert!(went[side].abs() <= by.abs() * 6.0, "a jump: {went:?}");
            moved[side] += went[side].abs();
        }
        assert!(went[usize::from(right)] * by > 0.0, "the side under the wheel: {went:?}");
    }
    assert!(moved[0] > 0.0 && moved[1] > 0.0, "both went: {moved:?}");
    // Off: the other side stays. On again: nothing moves until the wheel does, and then little by little.
    h.get_by_label("同步滚动").click();
    settle(&mut h);
    let went = turn(&mut h, false, 90.0);
    assert!(went[0] > 0.0 && went[1] == 0.0, "{went:?}");
    let before = [cards(&h, false), cards(&h, true)];
    h.get_by_label("同步滚动").click();
    settle(&mut h);
    assert_eq!(before, [cards(&h, false), cards(&h, true)], "the present offset");
    let went = turn(&mut h, false, 20.0);
    assert!((0.0..=120.0).contains(&went[1]), "{went:?}");
}

#[test]
fn a_unit_without_counterpart_faces_an_empty_place_and_can_be_paired_by_mouse() {
    let mut h = compared();
    let c = h.state().comparison();
    let lone = c.left.iter().position(|u| u.status == Status::NotMentioned).unwrap();
    h.state_mut().apply(Action::Compare(CompareAction::Unit { right: false, index: lone }));
    settle(&mut h);
    h.get_by_label("部署部分未见对应内容");
    h.get_by_label_contains("另配").click();
    settle(&mut h);
    h.get_by_label("取消");
    let card = |n: &egui_kittest::Node<'_>| {
        n.accesskit_node().label().is_some_and(|l| l.starts_with("部署,")) && n.rect().top() > 150.0
    };
    h.get_all_by_role(egui::Role::ListItem).find(card).unwrap().click();
    settle(&mut h);
    settle(&mut h);
    assert!(h.state().comparison().links.iter().any(|l| l.left == lone), "a link by hand");
}

#[test]
fn opening_and_closing_are_hidden_until_asked_for() {
    let mut h = compared();
    let roles = |h: &Harness<'_, App>| {
        let (c, report) = (h.state().comparison(), h.state().report());
        let role = |u: &duidu::compare::Unit| report.parts[u.item.part].role;
        let mut roles: Vec<Role> = c.left.iter().chain(&c.right).map(role).collect();
        roles.dedup();
        roles
    };
    assert_eq!(roles(&h), [Role::Review, Role::Plan]);
    let before = stops(h.state().state.tab().unwrap()).len();
    h.get_by_label("隐去开头与结束语").click();
    settle(&mut h);
    settle(&mut h);
    assert_eq!(roles(&h), [Role::Opening, Role::Review, Role::Plan, Role::Closing]);
    assert!(stops(h.state().state.tab().unwrap()).len() > before);
    h.get_by_label("隐去开头与结束语").click();
    settle(&mut h);
    settle(&mut h);
    assert_eq!(roles(&h), [Role::Review, Role::Plan]);
}

#[test]
fn only_undecided_leaves_out_what_was_decided_and_doubt_counts_its_links() {
    let mut h = compared();
    let c = h.state().comparison();
    let doubtful = c.links.iter().filter(|l| l.certainty == Certainty::Uncertain).count();
    h.get_by_label(&format!("存疑{doubtful}"));
    h.state_mut().apply(Action::Compare(CompareAction::Link(0)));
    h.state_mut().apply(Action::Run(duidu::app::Command::Confirm));
    h.state_mut().apply(Action::Compare(CompareAction::Undecided(true)));
    settle(&mut h);
    let left = stops(h.state().state.tab().unwrap());
    assert_eq!(left.len(), c.links.len() - 1, "every link but the confirmed one");
    assert!(left.iter().all(|s| s.0.is_some_and(|k| h.state().state.tab().unwrap().verdict(k).is_none())));
    h.state_mut().apply(Action::Compare(CompareAction::Undecided(false)));
    h.state_mut().apply(Action::Compare(CompareAction::Filter(CompareFilter::Only(Status::New))));
    settle(&mut h);
    let news = stops(h.state().state.tab().unwrap());
    assert!(!news.is_empty() && news.len() < left.len() + 1, "{news:?}");
}

#[test]
fn a_long_card_folds_by_itself() {
    let mut h = compared();
    let more = |n: &egui_kittest::Node<'_>| {
        n.accesskit_node().label().is_some_and(|l| l.starts_with("其中") || l.starts_with("还有"))
    };
    let tall = |h: &Harness<'_, App>| -> Vec<(String, f32)> {
        let all = h.get_all_by_role(egui::Role::ListItem);
        let named = all.filter_map(|n| Some((n.accesskit_node().label()?, n.rect().height())));
        named.filter(|(l, _)| l.starts_with("回顾,") || l.starts_with("部署,")).collect()
    };
    let before = tall(&h);
    h.get_all_by_role(egui::Role::Button).find(more).unwrap().click();
    settle(&mut h);
    settle(&mut h);
    let after = tall(&h);
    let same = |b: &&(String, f32)| after.iter().any(|a| a.0 == b.0 && a.1 > b.1);
    let grown = before.iter().filter(same).count();
    assert_eq!(grown, 1, "{before:?} {after:?}");
    // Elsewhere and back: the card is still open.
    h.state_mut().apply(Action::Pane(Pane::Reading));
    settle(&mut h);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    settle(&mut h);
    assert_eq!(tall(&h), after);
}

#[test]
fn identical_sides_say_so_and_are_all_continued() {
    let mut h = compared();
    h.state_mut().apply(Action::Side { right: true, second: false, role: Role::Review });
    settle(&mut h);
    settle(&mut h);
    h.get_by_label("两栏文字完全相同");
    let c = h.state().comparison();
    assert!(c.left.iter().chain(&c.right).all(|u| u.status == Status::Continued));
    for i in 0..c.left.len() {
        assert!(c.links.iter().any(|l| (l.left, l.right, l.certainty) == (i, i, Certainty::Certain)));
    }
}
