//! The window without a window: what a reader does, through the accessibility tree and the keyboard.
#![allow(clippy::unwrap_used)] // a test may fail there

#[path = "ui/access.rs"]
mod access;
#[path = "ui/compare.rs"]
mod compare;
#[path = "ui/driver.rs"]
mod driver;
#[path = "ui/exporting.rs"]
mod exporting;
#[path = "ui/facing.rs"]
mod facing;
#[path = "ui/finding.rs"]
mod finding;
#[path = "ui/idle.rs"]
mod idle;
#[path = "ui/opening.rs"]
mod opening;
#[path = "ui/screens.rs"]
mod screens;
#[path = "ui/sections.rs"]
mod sections;
#[path = "ui/selecting.rs"]
mod selecting;

use driver::{App, harness, opened, sample, settle, yearly};
use duidu::app::{
    Action, Command, CompareAction, Dialog, ExportAction, ExportView, Pane, SeriesAction, SeriesPane, Set,
    ThemeChoice,
};
use duidu::document::Verdict;
use duidu::text::Span;
use duidu::words::Lang;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

#[test]
fn the_sample_opens_with_its_structure_and_links() {
    let app = sample();
    let tab = app.state.tab().unwrap();
    let report = tab.main.document.report();
    assert_eq!(report.headings.iter().filter(|h| h.level == 1).count(), 3);
    assert!(report.headings.iter().filter(|h| h.run_in).count() >= 28);
    let c = tab.derived.comparison.as_ref().unwrap();
    assert!(c.left.len() >= 18 && c.right.len() >= 10, "{} | {}", c.left.len(), c.right.len());
    assert!(c.links.len() >= 15);
    let facts = tab.derived.facts.as_ref().unwrap();
    assert!(facts.figures.len() >= 20 && facts.formulations.len() >= 20);
}

#[test]
fn every_screen_draws_in_every_theme_and_language_at_both_sizes() {
    // A character without a glyph panics the harness: no □ anywhere.
    for lang in [Lang::Zh, Lang::En] {
        for theme in [ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::Paper, ThemeChoice::HighContrast] {
            let mut app = sample();
            app.apply(Action::Set(Set::Lang(lang)));
            app.apply(Action::Set(Set::Theme(theme)));
            // All sizes once; the other looks where it is narrow.
            let all = lang == Lang::Zh && theme == ThemeChoice::Light;
            let sizes: &[[f32; 2]] =
                if all { &[[1440.0, 900.0], [1024.0, 700.0], [640.0, 420.0]] } else { &[[1024.0, 700.0]] };
            for &size in sizes {
                let mut h = harness(app, size);
                for pane in Pane::ALL {
                    h.state_mut().apply(Action::Pane(pane));
                    settle(&mut h);
                }
                for command in [
                    Command::Settings,
                    Command::Keys,
                    Command::About,
                    Command::Palette,
                    Command::GoTo,
                    Command::Export,
                ] {
                    h.state_mut().apply(Action::Run(command));
                    settle(&mut h);
                    h.state_mut().apply(Action::Dialog(None));
                }
                h.state_mut().apply(Action::Run(Command::Find));
                settle(&mut h);
                app = std::mem::take(h.state_mut());
            }
        }
    }
}

#[test]
fn select_all_takes_the_section_then_everything_and_copies_beyond_the_screen() {
    let mut h = opened([1024.0, 700.0]);
    let at = h.state().report().headings[1].span.start();
    h.state_mut().apply(Action::GoTo { second: false, at });
    settle(&mut h);
    h.state_mut().apply(Action::Run(Command::SelectAll));
    let section = h.state().selection().unwrap();
    h.state_mut().apply(Action::Run(Command::SelectAll));
    let all = h.state().selection().unwrap();
    assert!(all.covers(section) && all.len() > section.len());
    settle(&mut h);
    h.event(Event::Copy);
    settle(&mut h);
    let (text, html) = h.state().copied.last().cloned().unwrap();
    let report = h.state().report();
    assert_eq!(text, all.of(report.text()));
    assert!(html.contains("<strong>") || html.contains("<b>"), "run-in headings stay bold");
}

#[test]
fn copy_with_source_names_title_section_and_paragraph() {
    let mut h = opened([1024.0, 700.0]);
    let (span, title) = {
        let report = h.state().report();
        let item = report.items(duidu::report::Role::Plan).remove(0);
        (Span::new(item.span.start(), item.span.start() + 30), report.head.title.clone())
    };
    h.state_mut().apply(Action::Select(Some(span)));
    settle(&mut h);
    // The toolkit tells Ctrl+Shift+C as a key, not as copying.
    h.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::C);
    settle(&mut h);
    let (text, _) = h.state().copied.last().cloned().unwrap();
    assert!(text.contains(&title) && text.contains('段'), "{text}");
}

#[test]
fn find_by_typing_steps_through_hits() {
    let mut h = opened([1440.0, 900.0]);
    h.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(&mut h);
    h.event(Event::Text("委员".into()));
    settle(&mut h);
    let hits = |h: &egui_kittest::Harness<'_, App>| {
        let f = &h.state().state.tab().unwrap().view.find;
        (f.hits.len(), f.current)
    };
    let (n, first) = hits(&h);
    assert!(n > 3, "{n} hits");
    h.key_press(Key::F3);
    settle(&mut h);
    assert_eq!(hits(&h).1, (first + 1) % n);
    h.key_press(Key::Escape);
    settle(&mut h);
    assert!(!h.state().state.tab().unwrap().view.find.open);
}

#[test]
fn composing_in_the_find_field_does_not_search() {
    let mut h = opened([1440.0, 900.0]);
    h.key_press_modifiers(Modifiers::COMMAND, Key::F);
    settle(&mut h);
    h.event(Event::Ime(egui::ImeEvent::Preedit { text: "weiyuan".into(), active_range_chars: None }));
    settle(&mut h);
    assert_eq!(h.state().state.tab().unwrap().view.find.query, "");
    h.event(Event::Ime(egui::ImeEvent::Commit("委员".into())));
    settle(&mut h);
    assert_eq!(h.state().state.tab().unwrap().view.find.query, "委员");
}

#[test]
fn next_link_walks_and_decisions_can_be_undone() {
    let mut h = opened([1440.0, 900.0]);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    settle(&mut h);
    h.key_press(Key::F8);
    settle(&mut h);
    let link = h.state().state.tab().unwrap().view.compare.link.unwrap();
    h.get_by_label("确认").click();
    settle(&mut h);
    assert_eq!(h.state().state.tab().unwrap().verdict(link), Some(Verdict::Confirmed));
    assert!(h.state().saved >= 1, "decisions are kept at once");
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut h);
    assert_eq!(h.state().state.tab().unwrap().verdict(link), None);
    let before = h.state().state.tab().unwrap().derived.comparison.as_ref().unwrap().links.len();
    h.state_mut().apply(Action::Run(Command::Break));
    settle(&mut h);
    let after = h.state().state.tab().unwrap().derived.comparison.as_ref().unwrap().links.len();
    assert_eq!(after, before - 1);
}

#[test]
fn a_link_can_be_made_by_hand() {
    let mut h = opened([1440.0, 900.0]);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    let (left, right) = {
        let c = h.state().comparison();
        (0..c.left.len())
            .flat_map(|l| (0..c.right.len()).map(move |r| (l, r)))
            .find(|(l, r)| !c.links.iter().any(|k| k.left == *l && k.right == *r))
            .unwrap()
    };
    h.state_mut().apply(Action::Compare(CompareAction::Unit { right: false, index: left }));
    h.state_mut().apply(Action::Compare(CompareAction::Pair(Some((false, left)))));
    settle(&mut h);
    h.state_mut().apply(Action::Compare(CompareAction::Unit { right: true, index: right }));
    settle(&mut h);
    let c = h.state().comparison();
    let made = c.links.iter().find(|k| k.left == left && k.right == right).unwrap();
    assert_eq!(made.certainty, duidu::compare::Certainty::Certain);
}

#[test]
fn a_heading_taken_back_shows_in_list_and_comparison_at_once() {
    let mut h = opened([1440.0, 900.0]);
    let units = h.state().comparison().left.len();
    let span = {
        let report = h.state().report();
        let item = report.items(duidu::report::Role::Review).remove(1);
        report.headings[item.heading.unwrap()].span
    };
    let at = h.state().state.tab().unwrap().main.document.anchor(span);
    let edit = duidu::document::StructureEdit::UnmakeHeading { at };
    h.state_mut().apply(Action::Edit(duidu::document::Edit::Structure(edit)));
    settle(&mut h);
    assert_eq!(h.state().comparison().left.len(), units - 1);
    h.state_mut().apply(Action::Run(Command::Undo));
    settle(&mut h);
    assert_eq!(h.state().comparison().left.len(), units);
}

#[test]
fn structure_is_corrected_by_key_where_the_reader_is() {
    let mut h = opened([1440.0, 900.0]);
    let (at, level) = {
        let report = h.state().report();
        let item = report.items(duidu::report::Role::Review).remove(2);
        let heading = &report.headings[item.heading.unwrap()];
        (heading.span.start(), heading.level)
    };
    h.state_mut().apply(Action::GoTo { second: false, at });
    settle(&mut h);
    let now = |h: &egui_kittest::Harness<'_, App>| {
        let report = h.state().report();
        report.headings.iter().find(|x| x.span.start() == at).map(|x| x.level)
    };
    h.key_press_modifiers(Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    settle(&mut h);
    assert_eq!(now(&h), Some(level + 1));
    h.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::K);
    settle(&mut h);
    assert_eq!(now(&h), None, "no heading any more");
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    h.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut h);
    assert_eq!(now(&h), Some(level));
}

#[test]
fn words_are_highlighted_noted_and_selected_by_screens() {
    let mut h = opened([1440.0, 900.0]);
    let start = h.state().report().items(duidu::report::Role::Review)[0].span.start();
    let first = Span::new(start, h.state().report().text().ceil_char_boundary(start + 30));
    h.state_mut().apply(Action::Select(Some(first)));
    settle(&mut h);
    h.key_press_modifiers(Modifiers::COMMAND, Key::M);
    settle(&mut h);
    let notes = h.state().state.tab().unwrap().main.document.notes();
    assert_eq!((notes.len(), notes[0].0), (1, first));
    assert_eq!(h.state().state.tab().unwrap().view.beside, duidu::app::Beside::Passages);
    h.key_press_modifiers(Modifiers::COMMAND, Key::D);
    settle(&mut h);
    assert_eq!(h.state().state.tab().unwrap().main.document.excerpts().len(), 1);
}

#[test]
fn bad_files_give_a_sentence_and_leave_the_report() {
    let mut h = opened([1024.0, 700.0]);
    let dir = tempfile::tempdir().unwrap();
    let image = dir.path().join("照片.txt");
    std::fs::write(&image, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").unwrap();
    let empty = dir.path().join("空.txt");
    std::fs::write(&empty, b"").unwrap();
    for path in [image, empty, dir.path().to_owned(), dir.path().join("没有.txt")] {
        let before = h.state().state.notices.len();
        h.state_mut().apply(Action::OpenPath { path, second: false });
        settle(&mut h);
        assert_eq!(h.state().state.notices.len(), before + 1);
        assert_eq!(h.state().state.tabs.len(), 1);
    }
}

#[test]
fn a_closed_report_opens_again_at_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("报告.txt");
    std::fs::write(&path, duidu::app::SAMPLE).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPath { path, second: false });
    let at = app.report().headings[5].span.start();
    app.apply(Action::Scrolled(at));
    app.apply(Action::Run(Command::CloseTab));
    assert!(app.state.tabs.is_empty());
    app.apply(Action::Run(Command::Reopen));
    assert_eq!(app.state.tab().unwrap().view.at, at);
}

#[test]
fn two_files_are_compared_plan_against_review() {
    let dir = tempfile::tempdir().unwrap();
    let text = String::from_utf8(duidu::app::SAMPLE.to_vec()).unwrap();
    let later = text.replace("2024年", "2025年").replace("2023年", "2024年");
    let (a, b) = (dir.path().join("a.txt"), dir.path().join("b.txt"));
    std::fs::write(&a, &text).unwrap();
    std::fs::write(&b, &later).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPaths(vec![a, b]));
    let mut h = harness(app, [1440.0, 900.0]);
    settle(&mut h);
    let tab = h.state().state.tab().unwrap();
    assert!(tab.second.is_some());
    assert_eq!((tab.sides.left, tab.sides.right), (duidu::report::Role::Plan, duidu::report::Role::Review));
    assert!(!h.state().comparison().links.is_empty());
    h.state_mut().apply(Action::Pane(Pane::Figures));
    settle(&mut h);
}

#[test]
fn looks() {
    // Small pictures of the two screens that matter; where no renderer can be had they are skipped.
    for (name, theme, pane) in [
        ("reading-light", ThemeChoice::Light, Pane::Reading),
        ("reading-dark", ThemeChoice::Dark, Pane::Reading),
        ("compare-light", ThemeChoice::Light, Pane::Compare),
        ("compare-dark", ThemeChoice::Dark, Pane::Compare),
    ] {
        let mut app = sample();
        app.apply(Action::Set(Set::Theme(theme)));
        app.apply(Action::Pane(pane));
        let mut h = harness(app, [1024.0, 700.0]);
        settle(&mut h);
        let picture = h.render().unwrap();
        assert_eq!((picture.width(), picture.height()), (1024, 700));
        let colours: std::collections::BTreeSet<[u8; 4]> = picture.pixels().map(|p| p.0).collect();
        assert!(colours.len() > 100, "{name}: something is drawn");
        if let Some(dir) = std::env::var_os("DUIDU_PICTURES") {
            picture.save(std::path::Path::new(&dir).join(format!("{name}.png"))).unwrap();
        }
    }
}

#[test]
fn several_reports_are_a_series_with_tables_plot_and_finding() {
    let dir = tempfile::tempdir().unwrap();
    let report = |year: i32, done: i32, planned: i32, words: &str| {
        let title =
            format!("清溪县人民政府{year}年工作报告\n——{year}年1月8日在县第九届人民代表大会第三次会议上");
        let done = format!("粮食产量{done}万吨，开展“三清一改”行动");
        let planned = format!("今年要实现粮食产量{planned}万吨，推进三清一改，{words}");
        yearly(dir.path().join(format!("{year}.txt")), &title, year, &done, &planned)
    };
    let paths = [
        report(2021, 40, 41, "办好“两园一带”"),
        report(2022, 42, 43, "稳就业"),
        report(2024, 45, 46, "稳就业"),
    ];
    let copy = dir.path().join("copy.txt");
    std::fs::copy(&paths[0], &copy).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPaths(vec![paths[0].clone(), paths[1].clone(), paths[2].clone(), copy]));
    let series = app.state.series.as_ref().unwrap();
    let c = &series.collection;
    assert_eq!((c.reports.len(), c.bodies.len(), c.copies.len()), (4, 1, 1));
    assert_eq!(c.bodies[0].missing, [2023], "the year without a report is named");
    let matrix = &series.matrix.as_ref().unwrap().1;
    let row = matrix.rows.iter().find(|r| r.text == "三清一改").unwrap();
    assert_eq!(matrix.counts(row), [2, 2, 0, 2], "the missing year has a column of its own");
    let mut h = harness(app, [1440.0, 900.0]);
    settle(&mut h);
    h.get_by_label("三清一改 2022 2").click();
    settle(&mut h);
    let tab = h.state().state.tab().unwrap();
    assert_eq!(tab.main.path, Some(paths[1].clone()));
    let at = tab.view.cursor.unwrap();
    assert!(tab.reading().text().get(at..).unwrap().starts_with("三清一改"));
    h.state_mut().apply(Action::Run(Command::Series));
    for pane in SeriesPane::ALL {
        h.state_mut().apply(Action::Series(SeriesAction::Pane(pane)));
        settle(&mut h);
    }
    h.state_mut().apply(Action::Series(SeriesAction::Find("粮食产量".to_owned())));
    settle(&mut h);
    let found = h.state().state.series.as_ref().unwrap().found.clone().unwrap();
    assert_eq!((found.1.total, found.1.reports.len()), (8, 4));
    h.state_mut().apply(Action::Series(SeriesAction::Pane(SeriesPane::Indicators)));
    settle(&mut h);
    h.get_by_label_contains("40万吨").click();
    settle(&mut h);
    assert!(h.state().state.series_in_front().is_none(), "a value leads to its report");
    h.state_mut().apply(Action::Run(Command::Series));
    h.state_mut().apply(Action::Series(SeriesAction::Export));
    let Some(Dialog::Export(view)) = h.state().state.dialog else { panic!("no dialog") };
    assert!(matches!(h.state().state.export.preview, Some(Ok(_))), "its pages are shown");
    settle(&mut h);
    let view = ExportView { format: duidu::export::Format::Csv, ..view };
    h.state_mut().apply(Action::Export(ExportAction::Change(view)));
    settle(&mut h);
    h.get_by_label("导出 csv").click();
    settle(&mut h);
    let csv = std::fs::read_to_string(h.state().written.last().unwrap()).unwrap();
    assert!(csv.contains("粮食产量") && csv.contains("45万吨"), "{csv}");
    // An empty folder is one sentence, not an empty screen.
    let empty = dir.path().join("空");
    std::fs::create_dir(&empty).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPaths(vec![empty]));
    assert!(app.state.series.is_none());
    assert!(app.state.notices[0].text.contains("空"));
}

#[test]
fn two_reports_that_do_not_fit_are_told_in_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let report = |name: &str, body: &str, year: i32| {
        let title = format!("{body}{year}年工作报告");
        yearly(dir.path().join(name), &title, year, "修路30公里", "今年要修路20公里")
    };
    let (old, new) = (report("a.txt", "清溪县人民政府", 2023), report("b.txt", "清溪县人民政府", 2024));
    let other = report("c.txt", "青石县人民政府", 2024);
    let far = report("d.txt", "清溪县人民政府", 2027);
    let twin = dir.path().join("f.txt");
    std::fs::write(&twin, std::fs::read_to_string(&old).unwrap().replace("30公里", "35公里")).unwrap();
    let undated = dir.path().join("g.txt");
    std::fs::write(&undated, "清溪县人民政府工作报告\n各位代表：\n一、工作回顾\n一年来，修了路。\n").unwrap();
    let copy = dir.path().join("e.txt");
    std::fs::copy(&old, &copy).unwrap();
    let told = |paths: [&std::path::PathBuf; 2]| {
        let mut app = App::new();
        app.apply(Action::OpenPaths(paths.into_iter().cloned().collect()));
        app
    };
    assert!(told([&old, &new]).state.notices.is_empty(), "plan and review of years that follow");
    for (paths, words) in [
        ([&old, &other], "不是同一单位"),
        ([&old, &far], "中间缺了年份"),
        ([&old, &copy], "内容相同"),
        ([&old, &twin], "都是2023年的"),
        ([&old, &undated], "看不出年份"),
    ] {
        let app = told(paths);
        assert!(app.state.notices.iter().any(|n| n.text.contains(words)), "{words}: {:?}", app.state.notices);
    }
    let mut h = harness(told([&new, &old]), [1024.0, 700.0]);
    settle(&mut h);
    assert!(!h.state().state.tab().unwrap().sides.left_second);
    h.get_by_label(Command::SwapSides.name(Lang::Zh)).click();
    settle(&mut h);
    let app = h.state();
    assert!(app.state.tab().unwrap().sides.left_second && app.state.notices.is_empty());
}

#[test]
fn a_report_without_formulations_and_figures_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.txt");
    let text = "清溪镇人民政府2024年工作报告\n各位代表：\n一、2023年工作回顾\n（一）修路。把村道修好了。\n二、2024年工作安排\n（一）接着修路。修到田头。\n";
    std::fs::write(&path, text).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPaths(vec![path]));
    let mut h = harness(app, [1024.0, 700.0]);
    let words = duidu::words::TablesWords::of(Lang::Zh);
    for (pane, sentence) in [(Pane::Formulations, words.no_formulations), (Pane::Figures, words.no_figures)] {
        h.state_mut().apply(Action::Pane(pane));
        settle(&mut h);
        assert!(h.query_by_label(sentence).is_some(), "{sentence}");
    }
}

#[test]
fn formulations_are_merged_and_added_and_figures_kept_to_a_kind() {
    use duidu::app::TableAction;
    use duidu::document::{Edit, FormulationEdit, formulation_key};
    let mut h = opened([1440.0, 900.0]);
    h.state_mut().apply(Action::Pane(Pane::Formulations));
    settle(&mut h);
    let rows = |h: &egui_kittest::Harness<'_, App>| h.query_all_by_role(egui::Role::Row).count();
    let before = rows(&h);
    let facts = h.state().state.tab().unwrap().derived.facts.clone().unwrap();
    let [a, b] = [&facts.formulations[0].text, &facts.formulations[1].text];
    let edit = FormulationEdit::Merge { key: formulation_key(a), into: formulation_key(b) };
    h.state_mut().apply(Action::Edit(Edit::Formulation(edit.clone())));
    settle(&mut h);
    assert!(h.query_by_label_contains(&format!("{b} ")).is_some());
    assert!(h.query_all_by_role(egui::Role::Row).all(|n| !format!("{n:?}").contains(&format!("\"{a} "))));
    h.state_mut().apply(Action::Edit(Edit::RemoveFormulation(edit)));
    settle(&mut h);
    assert_eq!(rows(&h), before);
    h.state_mut().apply(Action::Pane(Pane::Figures));
    let kind = facts.figures[0].kind;
    h.state_mut().apply(Action::Table { figures: true, action: TableAction::Kind(Some(kind)) });
    settle(&mut h);
    let of_kind = facts.figures.iter().filter(|f| f.kind == kind).count();
    assert!(rows(&h) <= of_kind && rows(&h) > 0);
}
