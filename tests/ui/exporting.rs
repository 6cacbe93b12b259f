//! The export dialog, what it writes and refuses; what the reader marked, found again.

use duidu::app::{
    Action, Command, CompareAction, CompareFilter, Dialog, ExportAction, ExportView, Finished, Grade, Pane,
    TableAction,
};
use duidu::document::{Edit, Note};
use duidu::export::{Format, What};
use duidu::text::Span;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::driver::{App, harness, lenient, opened, sample, settle, yearly};

#[test]
fn the_export_dialog_writes_what_it_shows() {
    let mut h = opened([1440.0, 900.0]);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    h.key_press_modifiers(Modifiers::COMMAND, Key::E);
    settle(&mut h);
    let Some(Dialog::Export(view)) = h.state().state.dialog else { panic!("no dialog") };
    assert_eq!(view.what, What::Comparison);
    h.get_by_label("导出 docx").click();
    settle(&mut h);
    let path = h.state().written.last().cloned().unwrap();
    let bytes = std::fs::read(path).unwrap();
    assert!(bytes.starts_with(b"PK"), "a docx file");
}

#[test]
fn an_existing_file_is_asked_about_and_a_filter_is_followed() {
    let mut h = opened([1440.0, 900.0]);
    let dir = tempfile::tempdir().unwrap();
    h.state_mut().state.settings.export_folder = Some(dir.path().to_owned());
    let app = h.state_mut();
    let status = duidu::compare::Status::New;
    app.apply(Action::Pane(Pane::Compare));
    app.apply(Action::Compare(CompareAction::Filter(CompareFilter::Only(status))));
    app.apply(Action::Run(Command::Export));
    let Some(Dialog::Export(view)) = app.state.dialog else { panic!("no dialog") };
    let view = ExportView { format: Format::Json, filtered: true, ..view };
    app.apply(Action::Export(ExportAction::Change(view)));
    app.apply(Action::Export(ExportAction::Name("表".into())));
    app.apply(Action::Export(ExportAction::Save));
    let path = app.written.last().cloned().unwrap();
    assert_eq!(path, dir.path().join("表.json"));
    let read = || -> serde_json::Value { serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap() };
    let rows = read()["blocks"][0]["table"]["rows"].as_array().unwrap().len();
    assert_eq!(rows, duidu::app::stops(app.state.tab().unwrap()).len(), "the rows on screen");
    // Again: the file is there, so it is asked about, and left alone until the answer.
    std::fs::write(&path, "old").unwrap();
    app.apply(Action::Run(Command::Export));
    app.apply(Action::Export(ExportAction::Change(view)));
    app.apply(Action::Export(ExportAction::Name("表".into())));
    app.apply(Action::Export(ExportAction::Save));
    assert!(matches!(&app.state.dialog, Some(Dialog::Replace(p)) if *p == path));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    settle(&mut h);
    h.get_by_label("替换").click();
    settle(&mut h);
    assert_ne!(std::fs::read(&path).unwrap(), b"old");
    assert!(h.state().state.dialog.is_none() && h.state().state.export.writing.is_empty());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "nothing left behind");
}

#[test]
fn the_preview_is_the_file_and_follows_the_choices() {
    use duidu::export::Shown;
    let mut app = sample();
    app.apply(Action::Pane(Pane::Compare));
    app.apply(Action::Run(Command::Export));
    let Some(Dialog::Export(view)) = app.state.dialog else { panic!("no dialog") };
    let pages = |app: &App| match &app.state.export.preview {
        Some(Ok(p)) if p.whole => match &p.shown {
            Shown::Pages(pages) => (pages.pages.len(), pages.width > pages.height),
            Shown::Text(lines) => (lines.len(), false),
        },
        other => panic!("{other:?}"),
    };
    let (wide, landscape) = pages(&app);
    assert!(landscape && wide > 1, "{wide} pages");
    app.apply(Action::Export(ExportAction::Change(ExportView { landscape: false, ..view })));
    assert!(!pages(&app).1);
    app.apply(Action::Export(ExportAction::Change(ExportView { format: Format::Csv, ..view })));
    let rows = app.state.export.counts.unwrap()[4].unwrap();
    assert!(pages(&app).0 > rows, "a line of heads and a line or more a row");
    app.apply(Action::Dialog(None));
    assert!(app.state.export.preview.is_none());
}

/// Exports as `name` with the choices `view` into `folder`.
fn export(app: &mut App, folder: &std::path::Path, view: ExportView, name: &str) {
    app.state.notices.clear();
    app.state.settings.export_folder = Some(folder.to_owned());
    app.apply(Action::Run(Command::Export));
    app.apply(Action::Export(ExportAction::Change(view)));
    app.apply(Action::Export(ExportAction::Name(name.into())));
    app.apply(Action::Export(ExportAction::Save));
}

#[test]
fn what_cannot_be_written_is_one_sentence_and_leaves_nothing() {
    let mut app = sample();
    let dir = tempfile::tempdir().unwrap();
    let names = |at: &std::path::Path| -> Vec<String> {
        std::fs::read_dir(at)
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    };
    let view = ExportView { what: What::Text, format: Format::Docx, ..ExportView::default() };
    // What Windows forbids in names is replaced.
    export(&mut app, dir.path(), view, "a/b:c?<>|*\"");
    assert_eq!(names(dir.path()), ["a／b：c？＜＞｜＊”.docx"]);
    std::fs::remove_file(app.written.last().unwrap()).unwrap();
    let refused = |app: &App| {
        assert_eq!(app.state.notices.len(), 1, "{:?}", app.state.notices);
        assert_eq!(app.state.notices[0].grade, Grade::Error);
        assert!(app.state.export.writing.is_empty());
        app.state.notices[0].text.clone()
    };
    // A folder of that name; a folder that is not there; a file as folder.
    std::fs::create_dir(dir.path().join("夹.docx")).unwrap();
    export(&mut app, dir.path(), view, "夹");
    refused(&app);
    export(&mut app, &dir.path().join("无"), view, "文");
    refused(&app);
    assert_eq!(names(dir.path()), ["夹.docx"]);
    // A file that is marked read-only stays as it is, even when it may be replaced.
    let path = dir.path().join("旧.docx");
    std::fs::write(&path, "old").unwrap();
    let mut permissions = std::fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).unwrap();
    export(&mut app, dir.path(), view, "旧");
    app.apply(Action::Export(ExportAction::Replace));
    assert!(refused(&app).contains("旧.docx"));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(names(dir.path()).len(), 2, "no temporary file");
}

#[test]
fn formulations_are_exported_as_the_screen_counts_them() {
    let mut app = sample();
    let dir = tempfile::tempdir().unwrap();
    let view = ExportView { what: What::Formulations, format: Format::Json, ..ExportView::default() };
    let rows = |app: &App| {
        let bytes = std::fs::read(app.written.last().unwrap()).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        value["blocks"][0]["table"]["rows"].clone()
    };
    app.apply(Action::Pane(Pane::Formulations));
    export(&mut app, dir.path(), view, "一");
    let joined = rows(&app);
    let apart = duidu::view::formulations::Apart { quotes: true, spellings: true };
    app.apply(Action::Table { figures: false, action: TableAction::Apart(apart) });
    export(&mut app, dir.path(), view, "二");
    assert_ne!(rows(&app), joined, "分开计 is followed");
}

#[test]
fn marks_are_found_again_when_the_file_changed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("report.txt");
    let text = String::from_utf8(duidu::app::SAMPLE.to_vec()).unwrap();
    std::fs::write(&path, &text).unwrap();
    let mut app = App::new();
    app.apply(Action::OpenPath { path: path.clone(), second: false });
    let report = app.report();
    let places: Vec<Span> = report
        .paragraphs
        .iter()
        .map(|p| p.span)
        .filter(|s| s.len() > 150)
        .skip(2)
        .step_by(2)
        .take(3)
        .collect();
    let words: Vec<String> = places.iter().map(|s| s.of(report.text()).to_owned()).collect();
    let anchor = |app: &App, span| app.state.tab().unwrap().main.document.anchor(span);
    for (span, colour) in [(places[0], Some(2)), (places[1], None)] {
        let at = anchor(&app, span);
        app.apply(Action::Edit(Edit::SetNote(Note { at, colour, text: "核对".into() })));
    }
    app.apply(Action::Select(Some(places[2])));
    app.apply(Action::Run(Command::AddExcerpt));
    // Another program puts words before, between and after them.
    let (from, to) = text.split_at(report.source.text.find(&words[1]).unwrap());
    std::fs::write(
        &path,
        format!("　　新加的一段说明文字，在最前面。\n{from}　　又加一段，在中间。\n{to}\n　　末尾再加。\n"),
    )
    .unwrap();
    app.apply(Action::Reload(path));
    let document = &app.state.tab().unwrap().main.document;
    let report = document.report();
    assert!(report.text().contains("在最前面"), "the new text is shown");
    let found: Vec<(&str, Option<u8>)> =
        document.notes().into_iter().map(|(s, n)| (s.of(report.text()), n.colour)).collect();
    assert_eq!(found, [(words[0].as_str(), Some(2)), (words[1].as_str(), None)]);
    let excerpts = document.excerpts();
    assert_eq!(excerpts[0].0.unwrap().of(report.text()), words[2]);
}

#[test]
fn a_stopped_export_writes_nothing_and_says_so() {
    let mut app = sample();
    let dir = tempfile::tempdir().unwrap();
    app.apply(Action::Pane(Pane::Compare));
    app.apply(Action::Run(Command::Export));
    let Some(Dialog::Export(view)) = app.state.dialog else { panic!("no dialog") };
    let order = Box::new(duidu::app::export_order(&app.state, view).unwrap());
    let progress = std::sync::Arc::new(duidu::export::Progress::default());
    progress.cancel();
    let path = dir.path().join("表.docx");
    let job = duidu::app::Job::Write { path, order, replace: true, progress };
    for finished in duidu::shell::perform(1, job, None) {
        app.apply(Action::Finished(finished));
    }
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
    assert_eq!(app.state.notices.last().unwrap().grade, Grade::Done);
}

#[test]
fn characters_that_no_font_has_are_named_with_the_file() {
    let mut h = lenient(sample(), [1024.0, 700.0]);
    let boxes = std::collections::BTreeSet::from(['𠮷', '\u{1F333}']);
    h.state_mut().apply(Action::Finished(Finished::Written { path: "/tmp/表.pdf".into(), boxes }));
    settle(&mut h);
    h.get_by_label_contains("\u{1F333} (U+1F333)、𠮷 (U+20BB7)");
    h.state_mut()
        .apply(Action::Finished(Finished::Written { path: "/tmp/二.pdf".into(), boxes: [].into() }));
    assert!(h.state().state.notices.last().is_some_and(|n| n.detail.is_empty()));
}

#[test]
fn targets_are_kept_to_a_reading_and_exported_from_their_table() {
    let dir = tempfile::tempdir().unwrap();
    let report = |year: i32, done: &str, planned: &str| {
        let title = format!("清溪县人民政府{year}年工作报告");
        yearly(dir.path().join(format!("{year}.txt")), &title, year, done, planned)
    };
    let old =
        report(2023, "修路25公里", "今年要新修公路20公里，植树造林3000亩。到2030年，粮食产量达到50万吨");
    let new = report(2024, "新修公路30公里，粮食产量45万吨", "继续努力");
    let mut app = App::new();
    app.apply(Action::OpenPaths(vec![old, new]));
    app.apply(Action::Pane(Pane::Figures));
    let mut h = harness(app, [1440.0, 900.0]);
    settle(&mut h);
    h.get_by_label("2023年报告部署 → 2024年报告回顾");
    h.get_by_label_contains("目标→结果").click();
    settle(&mut h);
    let targets = h.state().state.tab().unwrap().derived.targets.clone().unwrap();
    assert_eq!(targets.iter().map(|t| t.due).collect::<Vec<_>>(), [None, None, Some(2030)]);
    let links = |h: &Harness<'_, App>| h.query_all_by_label_contains("公里").count();
    let all = links(&h);
    assert!(all > 0);
    h.get_by_label_contains("未见报告").click();
    settle(&mut h);
    assert_eq!(links(&h), 0, "the road was reported");
    assert!(h.query_all_by_label_contains("3000亩").count() > 0);
    h.get_by_label("导出…").click();
    settle(&mut h);
    let Some(Dialog::Export(view)) = h.state().state.dialog else { panic!("no dialog") };
    assert_eq!(view.what, What::Targets);
}
