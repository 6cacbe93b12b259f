//! Pictures of every screen, light and dark, Chinese and English: four to a sheet, at a third of their size.
//!
//! A sheet differs when about a twentieth of it does: enough for a moved panel, a lost colour or a
//! broken layout, not for a renderer's rounding. `UPDATE_SNAPSHOTS=1 cargo test --test ui screens`
//! accepts what is drawn now.

use super::driver::{App, lenient, sample, settle};
use duidu::app::{Action, Command, Dialog, FindAction, Pane, SeriesAction, SeriesPane, Set, ThemeChoice};
use duidu::words::Lang;
use egui_kittest::Harness;
use egui_kittest::{SnapshotOptions, image_snapshot_options};
use image::RgbaImage;

/// Size of the window in points.
const SIZE: [f32; 2] = [1024.0, 700.0];

/// Themes and languages, in the order of the sheet.
const LOOKS: [(ThemeChoice, Lang); 4] = [
    (ThemeChoice::Light, Lang::Zh),
    (ThemeChoice::Dark, Lang::Zh),
    (ThemeChoice::Light, Lang::En),
    (ThemeChoice::Dark, Lang::En),
];

/// Pixels that become one, a side.
const FEWER: u32 = 3;

/// The picture at a third of its size, each pixel the mean of nine.
fn smaller(picture: &RgbaImage) -> RgbaImage {
    RgbaImage::from_fn(picture.width() / FEWER, picture.height() / FEWER, |x, y| {
        let mut sums = [0_u32; 4];
        for (dx, dy) in (0..FEWER).flat_map(|dx| (0..FEWER).map(move |dy| (dx, dy))) {
            for (sum, v) in sums.iter_mut().zip(picture.get_pixel(FEWER * x + dx, FEWER * y + dy).0) {
                *sum += u32::from(v);
            }
        }
        image::Rgba(sums.map(|sum| (sum / (FEWER * FEWER)) as u8))
    })
}

/// One harness a look; the screens pass through it.
fn windows(app: impl Fn() -> App) -> Vec<Harness<'static, App>> {
    LOOKS
        .map(|(theme, lang)| {
            let mut app = app();
            app.apply(Action::Set(Set::Theme(theme)));
            app.apply(Action::Set(Set::Lang(lang)));
            // Read in a wrong encoding, a text has characters that only a system's fonts can show.
            lenient(app, SIZE)
        })
        .into()
}

/// Draws the sheet of the screen that `actions` lead to.
fn sheet(windows: &mut [Harness<'static, App>], name: &str, actions: &[Action]) {
    let (w, h) = (SIZE[0] as u32 / FEWER, SIZE[1] as u32 / FEWER);
    let mut out = RgbaImage::new(2 * w, 2 * h);
    for (i, window) in windows.iter_mut().enumerate() {
        for action in actions {
            window.state_mut().apply(action.clone());
            settle(window);
        }
        settle(window);
        let picture = smaller(&window.render().unwrap());
        let (left, top) = (i as u32 % 2 * w, i as u32 / 2 * h);
        for (x, y, pixel) in picture.enumerate_pixels() {
            out.put_pixel(left + x, top + y, *pixel);
        }
    }
    let most = (out.width() * out.height() / 20) as usize;
    let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(most);
    image_snapshot_options(&out, format!("screens/{name}"), &options);
}

#[test]
fn screens_of_one_report() {
    let run = |c| Action::Run(c);
    let mut windows = windows(sample);
    let at = windows[0].state().report().headings[12].span.start();
    let dialog = |c| vec![Action::Dialog(None), run(c)];
    let shut = Action::Dialog(None);
    let pane = |p| vec![Action::Pane(p)];
    let screens = [
        ("reading", vec![Action::GoTo { second: false, at }]),
        ("compare", vec![Action::Pane(Pane::Compare), run(Command::NextLink)]),
        ("formulations", pane(Pane::Formulations)),
        ("figures", pane(Pane::Figures)),
        ("export", dialog(Command::Export)),
        ("settings", dialog(Command::Settings)),
        ("keys", dialog(Command::Keys)),
        ("about", dialog(Command::About)),
        ("palette", dialog(Command::Palette)),
        ("go-to", vec![shut.clone(), Action::Dialog(Some(Dialog::GoTo("二".into())))]),
        (
            "find",
            vec![
                shut,
                Action::Pane(Pane::Reading),
                run(Command::Find),
                Action::Find(FindAction::Query("weiyuan".into())),
                Action::Find(FindAction::List(true)),
            ],
        ),
        ("start", vec![Action::Find(FindAction::Close), run(Command::CloseTab)]),
    ];
    for (name, actions) in screens {
        sheet(&mut windows, name, &actions);
    }
    for window in &mut windows {
        let file = egui::HoveredFile { path: Some("报告.docx".into()), ..Default::default() };
        window.input_mut().hovered_files.push(file);
    }
    sheet(&mut windows, "drop", &[]);
}

#[test]
fn screens_of_two_reports_and_of_a_damaged_file() {
    let text = String::from_utf8(duidu::app::SAMPLE.to_vec()).unwrap();
    let later = text.replace("2024年", "2025年").replace("2023年", "2024年");
    let folder = tempfile::tempdir().unwrap();
    let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    std::fs::write(&a, &text).unwrap();
    std::fs::write(&b, later).unwrap();
    let mut windows = windows(|| {
        let mut app = App::new();
        app.apply(Action::OpenPaths(vec![a.clone(), b.clone()]));
        app
    });
    sheet(&mut windows, "two-reports", &[Action::Pane(Pane::Compare), Action::Run(Command::NextLink)]);
    sheet(&mut windows, "targets", &[Action::Pane(Pane::Figures)]);
    let mut bytes = text.into_bytes();
    let middle = bytes.len() / 2;
    bytes.splice(middle..middle, [0xFF, 0xFE]);
    let damaged = folder.path().join("damaged.txt");
    std::fs::write(&damaged, bytes).unwrap();
    let open = Action::OpenPath { path: damaged, second: false };
    sheet(&mut windows, "damaged", &[Action::Run(Command::CloseTab), open]);
    sheet(&mut windows, "encodings", &[Action::Dialog(Some(Dialog::Charset))]);
    sheet(&mut windows, "bytes", &[Action::Dialog(None), Action::Dialog(Some(Dialog::Raw))]);
}

#[test]
fn screens_of_a_series() {
    let text = String::from_utf8(duidu::app::SAMPLE.to_vec()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..3)
        .map(|n| {
            let path = folder.path().join(format!("{n}.txt"));
            let year = |y: u32| format!("{}年", y - n);
            let text = text.replace("2024年", "@").replace("2023年", &year(2023)).replace('@', &year(2024));
            std::fs::write(&path, text).unwrap();
            path
        })
        .collect();
    let mut windows = windows(|| {
        let mut app = App::new();
        app.apply(Action::OpenPaths(paths.clone()));
        app
    });
    for (name, pane) in ["series", "series-indicators"].iter().zip(SeriesPane::ALL) {
        sheet(&mut windows, name, &[Action::Series(SeriesAction::Pane(pane))]);
    }
    let find = [SeriesAction::Pane(SeriesPane::Find), SeriesAction::Find("委员".into())];
    sheet(&mut windows, "series-find", &find.map(Action::Series));
}
