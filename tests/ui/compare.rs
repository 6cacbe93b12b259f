//! The comparison view: search, filters, decisions by key, the table form, choosing parts by hand.

use duidu::app::{Action, CompareAction, CompareFilter, Pane, compare_hits, stops};
use duidu::compare::Status;
use duidu::document::Verdict;
use duidu::report::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::driver::{App, harness, opened, settle};

fn compared(size: [f32; 2]) -> Harness<'static, App> {
    let mut h = opened(size);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    settle(&mut h);
    h
}

fn view(h: &Harness<'_, App>) -> duidu::app::CompareView {
    h.state().state.tab().unwrap().view.compare.clone()
}

/// Labels of all nodes with a role.
fn labels(h: &Harness<'_, App>, role: egui::Role) -> Vec<String> {
    h.get_all_by_role(role).filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn search_counts_steps_and_filters_both_sides() {
    let mut h = compared([1440.0, 900.0]);
    let field = |n: &egui_kittest::Node<'_>| n.accesskit_node().placeholder() == Some("在对照中查找");
    h.get_all_by_role(egui::Role::TextInput).find(field).unwrap().focus();
    settle(&mut h);
    h.event(Event::Text("委员".into()));
    settle(&mut h);
    let n = compare_hits(h.state().state.tab().unwrap()).len();
    assert!(n > 2, "{n} places");
    h.get_by_label(&format!("– / {n}"));
    h.key_press(Key::Enter);
    settle(&mut h);
    settle(&mut h);
    h.get_by_label(&format!("1 / {n}"));
    h.key_press(Key::Enter);
    settle(&mut h);
    let (right, unit, place) = compare_hits(h.state().state.tab().unwrap())[1];
    assert_eq!(view(&h).hit, Some(1));
    assert_eq!(view(&h).unit, Some((right, unit)));
    assert_eq!(place.of(h.state().report().text()), "委员");
    h.get_by_label("上一处").click();
    settle(&mut h);
    assert_eq!(view(&h).hit, Some(0));
}

#[test]
fn filters_change_the_walk_and_only_selected_shows_what_belongs_together() {
    let mut h = compared([1440.0, 900.0]);
    let all = stops(h.state().state.tab().unwrap()).len();
    let chip =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.starts_with("未再提"));
    h.get_all_by_role(egui::Role::Button).find(chip).unwrap().click();
    settle(&mut h);
    assert_eq!(view(&h).filter, CompareFilter::Only(Status::NotMentioned));
    assert!(stops(h.state().state.tab().unwrap()).len() < all);
    h.state_mut().apply(Action::Compare(CompareAction::Filter(CompareFilter::All)));
    h.state_mut().apply(Action::Compare(CompareAction::Link(0)));
    h.state_mut().apply(Action::Compare(CompareAction::OnlySelected(true)));
    settle(&mut h);
    settle(&mut h);
    let c = h.state().comparison();
    let link = &c.links[0];
    let related = |right: bool| {
        c.links.iter().filter(|l| if right { l.left == link.left } else { l.right == link.right }).count()
    };
    let cards = labels(&h, egui::Role::ListItem);
    let left = cards.iter().filter(|l| l.starts_with("回顾,")).count();
    assert_eq!(left, related(false), "{cards:?}");
}

#[test]
fn a_link_is_decided_and_noted_by_key_alone() {
    let mut h = compared([1440.0, 900.0]);
    h.key_press(Key::F8);
    settle(&mut h);
    for (key, verdict) in [(Key::Num1, Verdict::Confirmed), (Key::Num3, Verdict::Doubtful)] {
        h.key_press_modifiers(Modifiers::ALT, key);
        settle(&mut h);
        let link = view(&h).link.unwrap();
        assert_eq!(h.state().state.tab().unwrap().verdict(link), Some(verdict));
    }
    h.key_press_modifiers(Modifiers::ALT, Key::Num5);
    settle(&mut h);
    h.event(Event::Text("待核对".into()));
    settle(&mut h);
    h.key_press(Key::Enter);
    settle(&mut h);
    let tab = h.state().state.tab().unwrap();
    assert_eq!(tab.decision(view(&h).link.unwrap()).unwrap().note, "待核对");
    // All of it is in the list of decisions behind the count.
    h.get_by_label_contains("已判断").click();
    settle(&mut h);
    settle(&mut h);
    assert!(h.query_by_label("撤回").is_some());
}

#[test]
fn after_a_broken_link_the_walk_goes_on_from_what_is_left() {
    let mut h = compared([1440.0, 900.0]);
    let c = h.state().comparison();
    let several = (0..c.left.len()).find(|&u| c.links.iter().filter(|l| l.left == u).count() > 1).unwrap();
    let first = c.links.iter().position(|l| l.left == several).unwrap();
    h.state_mut().apply(Action::Compare(CompareAction::Link(first + 1)));
    h.state_mut().apply(Action::Run(duidu::app::Command::Break));
    settle(&mut h);
    let now = h.state().comparison();
    assert_eq!(now.links.len(), c.links.len() - 1);
    assert_eq!(view(&h).link.map(|l| now.links[l].left), Some(several), "another link of the same unit");
    h.key_press(Key::F8);
    settle(&mut h);
    let next = view(&h).link.map(|l| now.links[l].left);
    assert!(next.is_none_or(|l| l >= several), "and not from the beginning: {next:?}");
}

#[test]
fn decisions_go_to_a_typed_place_where_there_is_no_file_dialog() {
    let mut h = compared([1440.0, 900.0]);
    let answer = duidu::app::Finished::NoDecisionsDialog { path: "/tmp/a.json".into(), import: false };
    h.state_mut().apply(Action::Finished(answer));
    settle(&mut h);
    settle(&mut h);
    h.get_by_label("导出判断…");
    let field = |n: &egui_kittest::Node<'_>| n.accesskit_node().value().as_deref() == Some("/tmp/a.json");
    assert!(h.get_all_by_role(egui::Role::TextInput).any(|n| field(&n)));
}

#[test]
fn a_partner_is_chosen_by_key_alone() {
    let mut h = compared([1440.0, 900.0]);
    h.state_mut().apply(Action::Compare(CompareAction::Filter(CompareFilter::Only(Status::NotMentioned))));
    h.key_press(Key::F8);
    settle(&mut h);
    let Some((false, left)) = view(&h).unit else { panic!("a review item without counterpart") };
    h.state_mut().apply(Action::Compare(CompareAction::Filter(CompareFilter::All)));
    h.key_press_modifiers(Modifiers::ALT, Key::Num4);
    settle(&mut h);
    assert_eq!(view(&h).pairing, Some((false, left)));
    // The keyboard goes to the first card of the other side; down, then chosen.
    h.key_press(Key::ArrowDown);
    settle(&mut h);
    h.key_press(Key::Enter);
    settle(&mut h);
    let c = h.state().comparison();
    assert!(c.links.iter().any(|l| l.left == left), "a link by hand");
    assert_eq!(view(&h).pairing, None);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut h);
    assert!(!h.state().comparison().links.iter().any(|l| l.left == left), "and undone");
}

#[test]
fn the_keyboard_walks_over_cards_out_of_sight() {
    let mut h = compared([1024.0, 700.0]);
    let first = h.get_all_by_role(egui::Role::ListItem).next().unwrap();
    first.focus();
    settle(&mut h);
    let n = h.state().comparison().left.len();
    for _ in 0..n {
        h.key_press(Key::ArrowDown);
        settle(&mut h);
    }
    h.key_press(Key::Enter);
    settle(&mut h);
    assert_eq!(view(&h).unit, Some((false, n - 1)));
}

#[test]
fn the_table_has_a_row_for_every_link_with_state_and_reasons() {
    for size in [[1024.0, 700.0], [640.0, 480.0]] {
        let mut h = compared(size);
        h.state_mut().apply(Action::Compare(CompareAction::AsTable(true)));
        settle(&mut h);
        let rows = labels(&h, egui::Role::Row);
        assert!(rows.len() >= 4, "{rows:?}");
        assert!(rows.iter().all(|r| r.contains("回顾") && r.contains("部署")), "{rows:?}");
        assert!(rows.iter().any(|r| r.contains("把握") && r.contains("同")), "{rows:?}");
        let row = h.get_all_by_role(egui::Role::Row).nth(1).unwrap();
        row.focus();
        settle(&mut h);
        h.key_press(Key::ArrowDown);
        settle(&mut h);
        h.key_press(Key::Enter);
        settle(&mut h);
        let chosen = h
            .get_all_by_role(egui::Role::Row)
            .filter(|n| n.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
            .count();
        assert_eq!(chosen, 1);
        assert!(view(&h).link.is_some() || view(&h).unit.is_some());
    }
}

#[test]
fn a_report_without_a_plan_says_so_and_a_section_can_be_taken_for_it() {
    let mut app = App::new();
    let text = "关于图书馆工作的报告\n\n一、馆藏建设\n新购图书三千册，修补古籍二十种，整理地方文献一批，读者可以在二楼查阅。\n二、读者服务\n延长开放时间，增设自习座位，举办讲座四十场，服务读者十万人次。\n三、设备改造\n更新书架，改造照明，安装自助借还机六台，读者反映良好。\n";
    app.apply(Action::OpenBytes { bytes: text.as_bytes().to_vec(), name: "图书馆.txt".into() });
    app.apply(Action::Pane(Pane::Compare));
    let mut h = harness(app, [1440.0, 900.0]);
    settle(&mut h);
    assert!(h.state().comparison().right.is_empty());
    h.get_by_label("没有认出“部署”部分");
    let offered = |n: &egui_kittest::Node<'_>| {
        n.rect().left() > 700.0 && n.accesskit_node().label().is_some_and(|l| l.contains("设备改造"))
    };
    h.get_all_by_role(egui::Role::Button).find(offered).unwrap().click();
    settle(&mut h);
    settle(&mut h);
    assert!(!h.state().comparison().right.is_empty(), "the section is the plan now");
    assert!(h.state().report().parts.iter().any(|p| p.role == Role::Plan));
}

#[test]
fn a_comparison_that_was_cut_short_says_so() {
    let mut h = compared([1440.0, 900.0]);
    assert!(h.query_by_label_contains("粗略对照").is_none());
    let mut cut = (*h.state().comparison()).clone();
    cut.approximate = true;
    h.state_mut().state.tab_mut().unwrap().derived.comparison = Some(std::sync::Arc::new(cut));
    settle(&mut h);
    h.get_by_label_contains("粗略对照");
}

#[test]
fn the_drawer_copies_both_texts_with_their_sources() {
    let mut h = compared([1440.0, 900.0]);
    h.state_mut().apply(Action::Compare(CompareAction::Link(0)));
    settle(&mut h);
    h.get_by_label("复制带出处").click();
    settle(&mut h);
    let (text, html) = h.state().copied.last().cloned().unwrap();
    let c = h.state().comparison();
    let report = h.state().report();
    for span in [c.left[c.links[0].left].item.span, c.right[c.links[0].right].item.span] {
        assert!(text.contains(span.of(report.text())));
    }
    assert!(text.matches('《').count() >= 2, "two sources: {text}");
    assert!(html.contains("<strong>"));
}
