//! What is done once, not over and over: `cargo bench --no-default-features --bench once -- …`
//!
//! - `write MEGABYTES FILE`, `facing ITEMS FILE` write a generated report, one of so many items a side;
//! - `outline FILE`, `find FILE`, `facts FILE` do one stage, for counting instructions;
//! - `whole FILE` prints time and memory of everything that the window makes of a file;
//! - `folder COUNT` reads a folder of so many reports of 20 KB and finds in all of them.
//!
//! Times are processor time of this thread unless the clock is named.

mod common;
#[path = "common/facing.rs"]
mod facing;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;
use duidu::read::{ReadOptions, Source, read};
use duidu::report::{Report, Role, find};
use duidu::view::series::{Digest, SeriesReport, find_all};

fn source(bytes: &[u8]) -> Source {
    read(bytes, &ReadOptions::default()).expect("generated text")
}

fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|k| k.parse::<f64>().ok()).unwrap_or_default() / 1e3
}

/// Memory held now, in MB.
fn held() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let resident = pages.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok());
    resident.unwrap_or_default() * 4096.0 / 1e6
}

/// Runs a stage and prints what it took: seconds by the clock and on this thread, memory held before and
/// after it and at the most in between, with what it made still there.
fn stage<T>(name: &str, run: impl FnOnce() -> T) -> T {
    // Forgets the highest mark so far.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let (start, used, before) = (Instant::now(), ThreadTime::now(), held());
    let made = run();
    println!(
        "{name:>16} {:>9.2} {:>9.2} {before:>9.0} {:>9.0} {:>9.0}",
        start.elapsed().as_secs_f64(),
        used.elapsed().as_secs_f64(),
        held(),
        peak()
    );
    made
}

/// Everything that the window makes of a text after opening it, one stage after the other.
fn whole(bytes: &[u8]) {
    use duidu::compare::{CompareOptions, Side, compare, targets};
    println!(
        "{:>16} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "stage", "clock", "thread", "before", "after", "most MB"
    );
    let made = stage("source", || Arc::new(source(bytes)));
    let report = stage("structure", || Arc::new(duidu::report::read(made.clone())));
    let document = stage("document", || {
        duidu::document::Document::new(report.clone(), duidu::document::Overrides::default())
    });
    let _ = stage("find", || duidu::view::find::find(report.text(), "有效投资", false));
    let facts = stage("facts", || duidu::facts::facts(&report));
    let left = Side { report: document.report(), roles: &[Role::Review] };
    let right = Side { report: document.report(), roles: &[Role::Plan] };
    // As long as the window waits.
    let options = CompareOptions { deadline_ms: Some(8_000) };
    let comparison = stage("comparison", || compare(left, right, options));
    stage("targets", || targets(left, &facts, right, &facts));
    println!(
        "{} and {} units, {} links, {} figures, {} formulations{}",
        comparison.left.len(),
        comparison.right.len(),
        comparison.links.len(),
        facts.figures.len(),
        facts.formulations.len(),
        if comparison.approximate { ", approximate" } else { "" }
    );
}

/// A folder of `count` reports: what reading each costs, and what finding in all of them takes by the
/// clock, on all cores.
fn folder(count: usize) {
    let text = common::report(20_000);
    let start = Instant::now();
    let used = ThreadTime::now();
    let reports: Vec<Arc<SeriesReport>> = (0..count)
        .map(|i| {
            // Another year and another number of every figure: no two are alike.
            let text = text.replace("2024", &(1900 + i % 120).to_string()).replace('7', &i.to_string());
            let report = duidu::report::read(Arc::new(source(text.as_bytes())));
            Arc::new(SeriesReport::new(i.to_string(), PathBuf::new(), Digest::new(&report)))
        })
        .collect();
    let size: usize = reports.iter().map(|r| r.digest.text.len()).sum();
    println!(
        "{count} reports, {:.1} MB: read with facts in {:.2} s on one core ({:.2} s of processor time), {:.0} MB",
        size as f64 / 1e6,
        start.elapsed().as_secs_f64(),
        used.elapsed().as_secs_f64(),
        peak()
    );
    for words in ["有效投资", "完成投资", "没有的词"] {
        // On all cores, as the command line, and on one, as the window of a machine with two.
        let timed = |threads| {
            duidu::files::workers::on(threads, || {
                let (start, mut first) = (Instant::now(), None);
                let found = find_all(&reports, words, &|| false, &mut |f| {
                    if f.total > 0 {
                        first.get_or_insert_with(|| start.elapsed());
                    }
                });
                let of = |time: Duration| time.as_secs_f64() * 1e3;
                (found.total, of(start.elapsed()), first.map_or(0.0, of))
            })
        };
        let ((total, all, _), (_, one, first)) = (timed(0), timed(1));
        println!(
            "{words}: {total} places in {all:.1} ms; on one core {one:.1} ms, the first after {first:.1}"
        );
    }
}

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["write", megabytes, file] => {
            std::fs::write(file, common::report((megabytes.parse().unwrap_or(1.0) * 1e6) as usize))?;
        }
        ["facing", items, file] => {
            std::fs::write(file, facing::facing(items.parse().unwrap_or(60), 300, 15_000))?;
        }
        ["outline", file] => drop(black_box(find(&source(&std::fs::read(file)?)))),
        ["find", file] => {
            let text = std::fs::read_to_string(file)?;
            drop(black_box(duidu::view::find::find(&text, "有效投资", false)));
        }
        ["facts", file] => {
            let report: Report = duidu::report::read(Arc::new(source(&std::fs::read(file)?)));
            drop(black_box(duidu::facts::facts(&report)));
        }
        ["whole", file] => whole(&std::fs::read(file)?),
        ["folder", count] => folder(count.parse().unwrap_or(3000)),
        _ => println!("one of: write, facing, outline, find, facts, whole, folder"),
    }
    Ok(())
}
