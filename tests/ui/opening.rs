//! Opening in the window: files that change under the reader, archives, encodings, hard line ends,
//! damage, pasted text, the recent list.

use std::io::Write;
use std::path::{Path, PathBuf};

use duidu::app::{Action, Command, CompareAction, Dialog, Effect, Job, Kept, Pane, Set, State, update};
use duidu::compare::Status;
use duidu::document::{Edit, Note, Verdict};
use duidu::files::Change;
use duidu::read::Charset;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::driver::{App, opened, settle};

const SIZE: [f32; 2] = [1440.0, 900.0];

/// A file with `bytes`, and the program with it open.
fn with(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf, Harness<'static, App>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPath { path: path.clone(), second: false });
    // Damaged and wrongly decoded text holds what the bundled fonts do not.
    let mut h = Harness::builder()
        .with_size(SIZE)
        .allow_missing_glyphs()
        .with_context_setup(duidu::ui::fonts::install)
        .build_ui_state(|ui, app: &mut App| app.frame(ui), app);
    settle(&mut h);
    (dir, path, h)
}

fn press(h: &mut Harness<'_, App>, label: &str) {
    h.get_by_label(label).click();
    settle(h);
    settle(h);
}

fn saw(h: &mut Harness<'_, App>, path: &Path, change: Change) {
    h.state_mut()
        .apply(Action::Finished(duidu::app::Finished::FileChanged { path: path.to_owned(), change }));
    settle(h);
}

/// The words at the top of the page.
fn top(h: &Harness<'_, App>) -> String {
    let at = h.state().state.tab().unwrap().view.at;
    h.state().report().text().get(at..).unwrap().chars().take(12).collect()
}

#[test]
fn a_file_that_changes_is_asked_about_and_place_links_and_notes_stay() {
    let (_dir, path, mut h) = with("报告.txt", duidu::app::SAMPLE);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    h.key_press(Key::F8);
    settle(&mut h);
    h.key_press_modifiers(Modifiers::ALT, Key::Num1);
    settle(&mut h);
    let report = h.state().report();
    let place = report.headings[6].span;
    let anchor = h.state().state.tab().unwrap().main.document.anchor(place);
    let note = Note { at: anchor, colour: None, text: "待核对".into() };
    h.state_mut().apply(Action::Edit(Edit::SetNote(note)));
    h.state_mut().apply(Action::Pane(Pane::Reading));
    h.state_mut().apply(Action::GoTo { second: false, at: place.start() });
    settle(&mut h);
    settle(&mut h);
    let before = top(&h);

    let text = String::from_utf8(duidu::app::SAMPLE.to_vec()).unwrap();
    std::fs::write(&path, format!("新加的一行，在最前面。\n\n{text}最后又加一行。\n")).unwrap();
    saw(&mut h, &path, Change::Changed);
    assert!(h.state().report().text().starts_with(text.get(..30).unwrap()), "nothing is read unasked");
    press(&mut h, "重新读取");
    let tab = h.state().state.tab().unwrap();
    assert!(tab.reading().text().starts_with("新加的一行"));
    assert_eq!(top(&h), before, "the reader stays at the same words");
    let kept = tab.derived.decisions.iter().flatten().filter(|d| d.verdict == Some(Verdict::Confirmed));
    assert_eq!(kept.count(), 1, "the link stays decided");
    let notes = tab.main.document.notes();
    assert_eq!(notes.len(), 1);
    assert!(h.query_by_label("重新读取").is_none(), "it was answered");

    std::fs::remove_file(&path).unwrap();
    saw(&mut h, &path, Change::Removed);
    assert!(h.query_by_label_contains("已不在原处").is_some());
    press(&mut h, "重新读取");
    assert!(h.state().report().text().starts_with("新加的一行"), "it stays readable");
}

/// A zip with two reports.
fn archive() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, office) in [("甲.txt", "甲局"), ("乙.txt", "乙局")] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let text = format!("{office}2023年工作总结\n一、2023年工作\n做了事。\n二、2024年打算\n再做事。\n");
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_archive_asks_which_report_and_can_give_another() {
    let (_dir, path, mut h) = with("报告.zip", &archive());
    assert!(matches!(h.state().state.dialog, Some(Dialog::Archive { .. })));
    press(&mut h, "乙.txt");
    assert!(h.state().report().text().starts_with("乙局"));
    h.state_mut().apply(Action::OpenPath { path: path.clone(), second: false });
    settle(&mut h);
    press(&mut h, "甲.txt");
    assert!(h.state().report().text().starts_with("甲局"));
    assert_eq!(h.state().state.tabs.len(), 2);
    // Read again it is the same one, without a question.
    h.state_mut().apply(Action::Reload(path));
    assert!(h.state().state.dialog.is_none());
    assert!(h.state().report().text().starts_with("甲局"));
    h.state_mut().apply(Action::Run(Command::CloseTab));
    h.state_mut().apply(Action::Run(Command::Reopen));
    assert!(h.state().report().text().starts_with("甲局"));
}

#[test]
fn the_status_line_reads_again_in_another_encoding() {
    let (gbk, _, _) = encoding_rs::GB18030.encode(std::str::from_utf8(duidu::app::SAMPLE).unwrap());
    let (_dir, _, mut h) = with("旧.txt", &gbk);
    let right = h.state().report().text().to_owned();
    press(&mut h, Charset::Gb18030.name());
    h.get_by_label_contains("Big5").click();
    settle(&mut h);
    settle(&mut h);
    assert_ne!(h.state().report().text(), right);
    press(&mut h, Charset::Big5.name());
    h.get_by_label_contains(Charset::Gb18030.name()).click();
    settle(&mut h);
    settle(&mut h);
    assert_eq!(h.state().report().text(), right);
}

#[test]
fn hard_line_ends_are_joined_and_shown_as_they_are_at_a_click() {
    let sentence = "全年新增城镇就业八千六百人，发放创业贷款一亿二千万元，建成社区食堂十七个。";
    let paragraph: Vec<char> = sentence.repeat(9).chars().collect();
    let mut text = String::from("某区2023年工作总结\n一、2023年工作\n");
    for line in paragraph.chunks(34) {
        text.extend(line);
        text.push('\n');
    }
    let (_dir, _, mut h) = with("折行.txt", text.as_bytes());
    let joined = h.state().report().source.blocks.len();
    for expected in [joined + paragraph.len() / 34, joined] {
        h.state_mut().apply(Action::Dialog(Some(Dialog::Charset)));
        settle(&mut h);
        settle(&mut h);
        press(&mut h, "原样：不接合硬换行");
        settle(&mut h);
        settle(&mut h);
        let now = h.state().report().source.blocks.len();
        assert!(now.abs_diff(expected) <= 1, "{now} blocks, not {expected}");
        assert_eq!(h.state().report().text(), text, "the text itself never changes");
    }
}

#[test]
fn a_damaged_place_is_named_and_shown() {
    let mut bytes = duidu::app::SAMPLE.to_vec();
    let at = bytes.len() / 2;
    bytes[at] = 0xff;
    bytes[at + 600] = 0xff;
    let (_dir, _, mut h) = with("坏.txt", &bytes);
    let notice = h.state().state.notices.iter().find(|n| n.place.is_some()).unwrap();
    let place = notice.place.unwrap().2;
    assert!(h.state().report().text().get(place..).unwrap().starts_with('\u{fffd}'));
    let words = duidu::words::AppWords::of(duidu::words::Lang::Zh);
    press(&mut h, words.to_damage);
    let view = &h.state().state.tab().unwrap().view;
    assert!(view.at <= place && place - view.at < 3_000, "the page goes there");
    press(&mut h, duidu::words::RawWords::of(duidu::words::Lang::Zh).open);
    settle(&mut h);
    // Behind the dialog is the notice's own; the last is the second place's.
    h.get_all_by_label(words.to_damage).last().unwrap().click();
    settle(&mut h);
    settle(&mut h);
    assert!(h.state().state.dialog.is_none());
    let view = &h.state().state.tab().unwrap().view;
    assert!(view.at > place, "the page goes to the second");
}

#[test]
fn pasted_text_is_read_again_and_opened_again() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("1.pasted");
    let bytes = "某局2023年工作总结\n一、2023年工作\n做了事。\n".as_bytes().to_vec();
    std::fs::write(&file, &bytes).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPasted { bytes, kept: Kept { file, name: "粘贴的文字".into() } });
    for command in [Command::CloseTab, Command::Reopen] {
        app.apply(Action::Run(command));
    }
    let tab = app.state.tab().unwrap();
    assert_eq!((tab.main.path.as_ref(), tab.main.name.as_str()), (None, "粘贴的文字"));
    app.apply(Action::Reread(duidu::app::How { keep_lines: true, ..Default::default() }));
    let open = &app.state.tab().unwrap().main;
    assert!(open.how.kept.is_some() && open.how.keep_lines && open.path.is_none());
    assert!(app.state.settings.recent.is_empty(), "a file of the program's own is not listed");
}

#[test]
fn the_recent_list_greys_what_is_gone_and_keeps_what_is_pinned() {
    let (_dir, path, mut h) = with("一.txt", duidu::app::SAMPLE);
    let (_other, second, _) = with("二.txt", duidu::app::SAMPLE);
    h.state_mut().apply(Action::OpenPath { path: second.clone(), second: false });
    h.state_mut().apply(Action::Set(Set::Pin(path.clone())));
    std::fs::remove_file(&second).unwrap();
    for _ in 0..2 {
        h.state_mut().apply(Action::Run(Command::CloseTab));
    }
    settle(&mut h);
    settle(&mut h);
    assert!(h.state().state.missing.contains(&second));
    assert!(h.state().state.settings.recent.iter().any(|r| r.path == path && r.pinned));
    let words = duidu::words::AppWords::of(duidu::words::Lang::Zh);
    press(&mut h, words.forget);
    assert!(h.state().state.settings.recent.iter().all(|r| r.path != second));
}

#[test]
fn keys_of_one_slow_frame_count_in_their_order() {
    let mut h = opened(SIZE);
    let key =
        |key, modifiers| Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
    let events =
        [key(Key::Num2, Modifiers::COMMAND), key(Key::F8, Modifiers::NONE), key(Key::Num1, Modifiers::ALT)];
    h.input_mut().events.extend(events);
    settle(&mut h);
    let tab = h.state().state.tab().unwrap();
    assert_eq!(tab.view.pane, Pane::Compare);
    assert_eq!(tab.verdict(tab.view.compare.link.unwrap()), Some(Verdict::Confirmed));
    // Verdicts mean nothing on the page.
    h.state_mut().apply(Action::Run(Command::Undo));
    let events = [key(Key::Num1, Modifiers::COMMAND), key(Key::Num1, Modifiers::ALT)];
    h.input_mut().events.extend(events);
    settle(&mut h);
    let tab = h.state().state.tab().unwrap();
    assert_eq!(tab.verdict(tab.view.compare.link.unwrap()), None);
}

#[test]
fn ctrl_v_over_rich_text_alone_asks_the_clipboard() {
    let mut h = opened(SIZE);
    let up =
        |key, modifiers| Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers };
    h.input_mut().events.extend([
        Event::ModifiersChanged(Modifiers::COMMAND),
        Event::ModifiersChanged(Modifiers::NONE),
        up(Key::V, Modifiers::NONE),
    ]);
    settle(&mut h);
    assert_eq!(h.state().pastes, 1);
    h.input_mut().events.push(up(Key::V, Modifiers::NONE));
    h.run_steps(4);
    h.input_mut().events.push(up(Key::V, Modifiers::NONE));
    settle(&mut h);
    assert_eq!(h.state().pastes, 1, "a letter that comes up is no paste");
}

#[test]
fn a_page_is_turned_without_a_click_into_it() {
    let mut h = opened(SIZE);
    assert_eq!(h.state().state.tab().unwrap().view.at, 0);
    h.key_press(Key::PageDown);
    settle(&mut h);
    assert!(h.state().state.tab().unwrap().view.at > 0);
}

#[test]
fn a_vast_text_is_compared_and_looked_through_only_when_its_view_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("vast.txt");
    let line = "一年来，全县工作取得新的成效，各项任务有序推进。\n";
    std::fs::write(&path, line.repeat(21_000_000 / line.len())).unwrap();
    let mut state = State::default();
    let jobs = |state: &mut State, action: Action| -> Vec<(u64, Job)> {
        let effects = update(state, action).into_iter();
        let started = |e| if let Effect::Start { request, job } = e { Some((request, job)) } else { None };
        effects.filter_map(started).collect()
    };
    let (request, job) = jobs(&mut state, Action::OpenPath { path, second: false }).remove(0);
    let loaded = duidu::shell::perform(request, job, None).remove(0);
    assert!(jobs(&mut state, Action::Finished(loaded)).is_empty(), "nothing is begun unasked");
    assert!(state.tab().unwrap().is_vast());
    let asked = jobs(&mut state, Action::Pane(Pane::Compare));
    assert!(matches!(asked[..], [(_, Job::Compare { .. })]), "{}", asked.len());
    assert!(jobs(&mut state, Action::Scrolled(3)).is_empty(), "and that only once");
    let asked = jobs(&mut state, Action::Pane(Pane::Figures));
    assert!(matches!(asked[..], [(_, Job::Facts { .. })]), "{}", asked.len());
    assert!(jobs(&mut state, Action::Pane(Pane::Compare)).is_empty());
}

#[test]
fn the_recent_list_counts_as_the_comparison_does() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("报告.txt");
    std::fs::write(&path, include_str!("../../assets/sample/sample.txt")).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPath { path, second: false });
    let comparison = app.state.tab().unwrap().derived.comparison.clone().unwrap();
    app.apply(Action::Run(Command::CloseTab));
    let counts = app.state.settings.recent[0].counts.unwrap();
    let statuses = [Status::Continued, Status::New, Status::NotMentioned, Status::Uncertain];
    assert_eq!(counts, statuses.map(|s| duidu::view::comparison::count(&comparison, s)));
    assert!(counts[1] > 0, "what is new stands in points of continued matters: {counts:?}");
    assert!(app.state.settings.recent[0].opened.contains('T'), "with its minute");
}

#[test]
fn escape_gives_up_the_file_that_is_being_read_once_nothing_else_wants_it() {
    let mut app = App::new();
    app.state.loading.push((7, "长报告.txt".to_owned()));
    app.state.dialog = Some(Dialog::Keys);
    let mut h = crate::driver::harness(app, SIZE);
    h.step();
    h.key_press(Key::Escape);
    h.step();
    assert!(h.state().state.dialog.is_none() && h.state().state.loading.len() == 1, "the sheet goes first");
    h.key_press(Key::Escape);
    h.step();
    assert!(h.state().state.loading.is_empty());
}

#[test]
fn escape_gives_up_a_pairing_before_the_file() {
    let mut app = crate::driver::sample();
    app.apply(Action::Pane(Pane::Compare));
    app.apply(Action::Compare(CompareAction::Pair(Some((false, 0)))));
    app.state.loading.push((7, "长报告.txt".to_owned()));
    let mut h = crate::driver::harness(app, SIZE);
    h.step();
    let left = |h: &Harness<'_, App>| {
        let state = &h.state().state;
        (state.tab().unwrap().view.compare.pairing.is_some(), state.loading.len())
    };
    assert_eq!(left(&h), (true, 1));
    for rest in [(false, 1), (false, 0)] {
        h.key_press(Key::Escape);
        h.step();
        assert_eq!(left(&h), rest);
    }
}
