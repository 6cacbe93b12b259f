//! Processor time of one frame of the whole window, without a window: panels, layout, painting and
//! tessellation, for reports of 20 KB to 100 MB and for every view.
//!
//! `cargo bench --bench frame`. `-- page 10`: only the page, up to 10 MB; `-- views 400 WORD`: only views
//! that are called so, up to 400 items a side; `-- series 3000`: a folder of so many reports.

mod common;
#[path = "common/facing.rs"]
mod facing;
#[path = "frame/views.rs"]
mod views;
#[path = "frame/window.rs"]
mod window;

use duidu::app::{Action, Pane, SeriesAction};
use views::View;
use window::{Window, percentiles, wheel};

/// Reports above this many bytes are looked at without their comparison, as they are in the first seconds.
const COMPARED: usize = 20_000_000;

const SIZES: [f64; 4] = [0.02, 1.0, 10.0, 100.0];

fn page(limit: f64) {
    println!(
        "{:>6} {:>8} {:>21} {:>21} {:>21} {:>21} {:>21}",
        "MB", "first", "idle", "scroll", "page", "jump", "comparison, scroll"
    );
    for megabytes in SIZES.into_iter().filter(|m| *m <= limit) {
        let text = common::report((megabytes * 1e6) as usize);
        let mut window = Window::new();
        window.compared = text.len() < COMPARED;
        window.open(&text, false);
        let Some(length) = window.state.tab().map(|t| t.reading().text().len()) else {
            println!("{megabytes:>6} not opened");
            continue;
        };
        let middle = egui::pos2(700.0, 500.0);
        let first = window.frame(Vec::new()).as_secs_f64() * 1000.0;
        window.settle();
        let idle = window.frames(200, |_, _| Vec::new());
        let scroll = window.frames(600, |_, _| wheel(middle, 40.0));
        let page = window.frames(200, |_, _| wheel(middle, 760.0));
        let jump = window.frames(200, |window, i| {
            window.apply(Action::GoTo { second: false, at: length / 211 * ((i * 97) % 211) });
            Vec::new()
        });
        let compared = if window.compared {
            window.apply(Action::Pane(Pane::Compare));
            window.settle();
            percentiles(window.frames(600, |_, _| wheel(middle, 40.0)))
        } else {
            "–".to_owned()
        };
        let [idle, scroll, page, jump] = [idle, scroll, page, jump].map(percentiles);
        println!("{megabytes:>6} {first:>8.2} {idle:>21} {scroll:>21} {page:>21} {jump:>21} {compared:>21}");
    }
}

/// Measures one view after the other: the frame that shows it first, at rest, and scrolling.
fn measure(window: &mut Window, views: &[View], word: &str) {
    for (name, way, at) in views {
        way(window);
        if !name.contains(word) {
            continue;
        }
        let first = window.frame(Vec::new()).as_secs_f64() * 1000.0;
        window.settle();
        let idle = percentiles(window.frames(100, |_, _| Vec::new()));
        let scroll = percentiles(window.frames(300, |_, _| wheel(*at, 40.0)));
        println!("{name:>24} {first:>8.2} {idle:>21} {scroll:>21}");
    }
}

fn head() {
    println!("{:>24} {:>8} {:>21} {:>21}", "", "first", "idle", "scroll");
}

/// A report of so many items a side, and the same beside another.
fn views(items: usize, word: &str) {
    let text = facing::facing(items, 300, 15_000);
    let mut window = Window::new();
    window.open(&text, false);
    let derived = window.state.tab().map(|t| t.derived.clone()).unwrap_or_default();
    let (c, facts) = (derived.comparison.unwrap_or_default(), derived.facts.unwrap_or_default());
    println!(
        "{:.1} MB: {} and {} cards, {} links, {} formulations, {} figures",
        text.len() as f64 / 1e6,
        c.left.len(),
        c.right.len(),
        c.links.len(),
        facts.formulations.len(),
        facts.figures.len()
    );
    head();
    measure(&mut window, &views::OF_A_REPORT, word);
    let mut window = Window::new();
    window.open(&text, false);
    window.open(&text.replace("2024", "2025").replace("2023", "2024"), true);
    let targets = window.state.tab().and_then(|t| t.derived.targets.as_ref().map(|t| t.len()));
    println!("with the year after: {} targets", targets.unwrap_or_default());
    measure(&mut window, &views::OF_TWO, word);
}

/// A folder of so many reports, of bodies with twenty each and of one body.
fn series(count: usize, word: &str) {
    for each in [20, count] {
        let dir = window::folder(count, each, &common::report(20_000));
        let mut window = Window::new();
        window.apply(Action::Series(SeriesAction::Open(vec![dir.path().to_owned()])));
        let bodies = window.state.series.as_ref().map_or(0, |s| s.collection.bodies.len());
        println!("a folder of {count} reports of {bodies} bodies");
        head();
        measure(&mut window, &views::OF_A_FOLDER, word);
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let limit: Option<f64> = words.iter().find_map(|w| w.parse().ok());
    let table = |name: &str| words.iter().any(|w| w == name) || !words.iter().any(|w| TABLES.contains(&&**w));
    let rest = words.iter().find(|w| !TABLES.contains(&&***w) && w.parse::<f64>().is_err());
    let word = rest.map_or("", String::as_str);
    println!("ms of processor time a frame: median / 90 % / 99 %");
    if table("page") {
        page(limit.unwrap_or(100.0));
    }
    if table("views") {
        for items in [20, 400, 3000].into_iter().filter(|n| limit.is_none_or(|l| *n as f64 <= l)) {
            views(items, word);
        }
    }
    if table("series") {
        series(limit.map_or(3000, |l| l as usize), word);
    }
}

/// The tables, to be asked for one by one.
const TABLES: [&str; 3] = ["page", "views", "series"];
