//! What follows from the answers of jobs.

use super::*;
use crate::app::{Action, How};
use crate::document::{Document, Overrides};
use crate::read::ReadOptions;
use crate::report::Role;

const REPORT: &str = "# 某局工作报告\n\n## 一、去年工作\n\n完成三件事。\n\n## 二、今年打算\n\n再做三件事。\n";

fn act(state: &mut State, action: Action) -> Vec<Effect> {
    super::super::update(state, action)
}

fn document(text: &str) -> Document {
    let source = crate::read::read(text.as_bytes(), &ReadOptions::default()).expect("text");
    Document::new(Arc::new(crate::report::read(Arc::new(source))), Overrides::default())
}

/// The file that is being read: its request and where it belongs.
fn loading(effects: &[Effect]) -> Option<(u64, Slot)> {
    effects.iter().find_map(|e| match e {
        Effect::Start { request, job: Job::Load { slot, .. } } => Some((*request, *slot)),
        _ => None,
    })
}

fn loaded(state: &mut State, (request, slot): (u64, Slot)) -> Vec<Effect> {
    let document = document(REPORT);
    let (path, name, how) = (None, "某局".to_owned(), How::default());
    let loaded = Box::new(Loaded { path, name, how, document, notices: Vec::new(), opened: String::new() });
    act(state, Action::Finished(Finished::Loaded { request, slot, loaded }))
}

/// How many jobs other than reading a file are begun: comparisons, facts, targets.
fn begun(effects: &[Effect]) -> [usize; 3] {
    let mut out = [0; 3];
    for effect in effects {
        match effect {
            Effect::Start { job: Job::Compare { .. }, .. } => out[0] += 1,
            Effect::Start { job: Job::Facts { .. }, .. } => out[1] += 1,
            Effect::Start { job: Job::Targets { .. }, .. } => out[2] += 1,
            _ => {}
        }
    }
    out
}

fn two() -> (State, (u64, Slot)) {
    let mut state = State::default();
    let first = act(&mut state, Action::OpenPaths(vec!["a.txt".into(), "b.txt".into()]));
    let first = loading(&first).expect("the first is read");
    let effects = loaded(&mut state, first);
    assert_eq!(begun(&effects), [0; 3], "nothing is found of the first alone");
    let second = loading(&effects).expect("then the second");
    (state, second)
}

#[test]
fn two_reports_are_compared_once_both_are_there() {
    let (mut state, second) = two();
    assert_eq!(begun(&loaded(&mut state, second)), [1, 2, 0]);
    let (tab, facts) = (state.tabs[0].id, Arc::new(crate::facts::Facts::default()));
    for side in [false, true] {
        let report = state.tabs[0].open(side).document.report().clone();
        let finished = Finished::Facts { tab, second: side, report, facts: facts.clone() };
        assert_eq!(begun(&act(&mut state, Action::Finished(finished))), [0; 3], "the comparison first");
    }
    let request = state.tabs[0].derived.awaited;
    let finished = Finished::Compared { tab, request, comparison: Arc::default() };
    assert_eq!(begun(&act(&mut state, Action::Finished(finished))), [0, 0, 1]);
}

#[test]
fn a_comparison_that_failed_is_not_waited_for() {
    let (mut state, second) = two();
    loaded(&mut state, second);
    let request = state.tabs[0].derived.awaited;
    act(&mut state, Action::Finished(Finished::Failed { request }));
    assert!(state.tabs[0].derived.comparison.is_some());
    assert!(state.notices.iter().any(|n| n.text == words::AppWords::of(state.lang()).job_failed));
}

#[test]
fn the_first_goes_on_without_a_second_that_does_not_come() {
    let (mut state, (request, slot)) = two();
    let failure = LoadFailure::Missing;
    let missing = Finished::NotLoaded { request, name: "b.txt".to_owned(), path: None, slot, failure };
    assert_eq!(begun(&act(&mut state, Action::Finished(missing))), [1, 1, 0]);
    let (mut state, (request, _)) = two();
    assert_eq!(begun(&act(&mut state, Action::Finished(Finished::Failed { request }))), [1, 1, 0]);
    let (mut state, (request, _)) = two();
    assert_eq!(begun(&act(&mut state, Action::CancelLoading(request))), [1, 1, 0]);
}

/// A report in front whose review and plan say the same at length, and what is started for it.
fn facing() -> (State, Vec<Effect>) {
    let matter = format!("推进港口建设。{}\n", "扩建三号泊位，完成投资十二亿元，".repeat(80));
    let text = format!("工作报告\n各位代表：\n一、2023年工作回顾\n{matter}二、2024年工作安排\n{matter}");
    let (name, how) = ("a".to_owned(), How::default());
    let open = Open { path: None, name, how, document: document(&text), changed: false };
    let mut state = State { tabs: vec![Tab::new(1, open)], requests: 9, ..State::default() };
    let mut out = Vec::new();
    derive(&mut state, &mut out);
    (state, out)
}

fn begun_first(effects: &[Effect], wanted: impl Fn(&Job) -> bool) -> Option<u64> {
    effects.iter().find_map(|e| match e {
        Effect::Start { request, job } if wanted(job) => Some(*request),
        _ => None,
    })
}

fn facts(job: &Job) -> bool {
    matches!(job, Job::Facts { .. })
}

fn difference(job: &Job) -> bool {
    matches!(job, Job::Difference { .. })
}

/// Answers the comparison and asks for the difference of its first link.
fn differing(state: &mut State, started: &[Effect]) -> u64 {
    let job = started.iter().find_map(|e| match e {
        Effect::Start { request, job: Job::Compare { left, right, .. } } => Some((request, left, right)),
        _ => None,
    });
    let (&request, left, right) = job.expect("a comparison");
    let side = |report, roles| crate::compare::Side { report, roles };
    let (review, plan) = ([Role::Review], [Role::Plan]);
    let options = crate::compare::CompareOptions::default();
    let comparison = Arc::new(crate::compare::compare(side(left, &review), side(right, &plan), options));
    let tab = state.tabs[0].id;
    let compared = Finished::Compared { tab, request, comparison };
    act(state, Action::Finished(compared));
    let view = &mut state.tabs[0].view;
    view.pane = Pane::Compare;
    (view.compare.link, view.compare.drawer, view.compare.difference) = (Some(0), true, true);
    let out = act(state, Action::CursorLost);
    begun_first(&out, difference).expect("a difference off the window's thread")
}

#[test]
fn other_sides_do_not_find_the_same_facts_twice() {
    let (mut state, out) = facing();
    assert!(begun_first(&out, facts).is_some());
    let swapped = act(&mut state, Action::Run(crate::app::Command::SwapSides));
    assert!(begun_first(&swapped, |j| matches!(j, Job::Compare { .. })).is_some());
    assert_eq!(begun_first(&swapped, facts), None, "they are being found");
    let report = state.tabs[0].main.document.report().clone();
    let found = Arc::new(crate::facts::facts(&report));
    let answer = Finished::Facts { tab: 1, second: false, report, facts: found };
    act(&mut state, Action::Finished(answer));
    assert!(state.tabs[0].derived.facts.is_some() && state.tabs[0].derived.awaited_facts[0].is_none());
    // Of a report made anew they are found again.
    state.tabs[0].derived.facts = None;
    let mut again = Vec::new();
    derive(&mut state, &mut again);
    assert!(begun_first(&again, facts).is_some());
}

#[test]
fn a_difference_that_failed_is_not_waited_for() {
    let (mut state, out) = facing();
    let request = differing(&mut state, &out);
    let after = act(&mut state, Action::Finished(Finished::Failed { request }));
    assert_eq!(begun_first(&after, difference), None, "it would fail again");
    let tab = &state.tabs[0];
    assert!(tab.derived.awaited_difference.is_none() && !tab.view.compare.difference);
    assert_eq!(state.notices.len(), 1, "and it is said");
}

#[test]
fn other_sides_forget_the_difference_on_its_way() {
    let (mut state, out) = facing();
    let request = differing(&mut state, &out);
    act(&mut state, Action::Run(crate::app::Command::SwapSides));
    assert!(state.tabs[0].derived.awaited_difference.is_none());
    let late = Finished::Difference { tab: 1, request, runs: Arc::default() };
    act(&mut state, Action::Finished(late));
    assert!(state.tabs[0].derived.differences.is_empty());
}

#[test]
fn facts_and_targets_that_failed_are_not_waited_for() {
    let (mut state, second) = two();
    let out = loaded(&mut state, second);
    let facts: Vec<u64> = out
        .iter()
        .filter_map(|e| match e {
            Effect::Start { request, job: Job::Facts { .. } } => Some(*request),
            _ => None,
        })
        .collect();
    assert_eq!(facts.len(), 2);
    let (tab, request) = (state.tabs[0].id, state.tabs[0].derived.awaited);
    act(&mut state, Action::Finished(Finished::Compared { tab, request, comparison: Arc::default() }));
    act(&mut state, Action::Finished(Finished::Failed { request: facts[0] }));
    let last = act(&mut state, Action::Finished(Finished::Failed { request: facts[1] }));
    let derived = &state.tabs[0].derived;
    assert!(derived.facts.is_some() && derived.facts_second.is_some());
    assert_eq!(derived.awaited_facts, [None, None]);
    assert_eq!(begun(&last), [0, 0, 1]);
    let request = derived.awaited_targets;
    act(&mut state, Action::Finished(Finished::Failed { request }));
    assert!(state.tabs[0].derived.targets.is_some());
}

#[test]
fn the_second_of_two_opens_alone_when_the_first_is_given_up() {
    let mut state = State::default();
    let out = act(&mut state, Action::OpenPaths(vec!["a.txt".into(), "b.txt".into()]));
    let (request, _) = loading(&out).expect("the first is read");
    let after = act(&mut state, Action::CancelLoading(request));
    assert_eq!(loading(&after).map(|l| l.1), Some(Slot::New));
    assert!(state.waiting.is_empty());
}
