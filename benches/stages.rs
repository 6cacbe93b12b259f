//! Speed of every stage from bytes to found words, on generated reports of 20 KB to 100 MB:
//! `cargo bench --no-default-features --bench stages` (add `-- 10` to stop at 10 MB).
//!
//! `-- whole FILE` prints time and memory of everything that the window makes of a file;
//! `-- folder COUNT` measures a folder of so many reports of 20 KB: reading all, then finding in all.
//! `-- write MEGABYTES FILE` writes such a report instead, `-- facing ITEMS FILE` one of so many items a side, `-- outline|find|facts FILE` does one stage
//! once, for counting instructions. Times are processor time of this thread: other programs do not count.

mod common;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use duidu::read::{ReadOptions, Source, read};
use duidu::report::{Report, Role, find};
use duidu::view::series::{Digest, SeriesReport, find_all};

/// Processor time this thread has used.
fn spent() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split_whitespace().next().and_then(|n| n.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// Seconds of processor time of one run, over as many runs as take long enough to be measured (the
/// system counts in slices of some milliseconds), and what the last made.
fn measure<T>(mut run: impl FnMut() -> T) -> (f64, T) {
    let start = spent();
    let mut made = run();
    let mut runs = 1.0;
    // Where the system does not say, a number of runs ends it.
    while spent().saturating_sub(start).as_secs_f64() < 0.3 && runs < 1e4 {
        made = run();
        runs += 1.0;
    }
    (spent().saturating_sub(start).as_secs_f64() / runs, made)
}

fn source(bytes: &[u8]) -> Source {
    read(bytes, &ReadOptions::default()).expect("generated text")
}

fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|k| k.parse::<f64>().ok()).unwrap_or_default() / 1e3
}

fn table(limit: f64) {
    println!("MB a second of processor time on one core; the last column is the highest memory so far in MB");
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "MB", "source", "structure", "opening", "facts", "find", "pattern", "memory"
    );
    for megabytes in [0.02, 0.2, 1.0, 10.0, 100.0] {
        if megabytes > limit {
            break;
        }
        let text = common::report((megabytes * 1e6) as usize);
        let size = text.len() as f64 / 1e6;
        let (reading, made) = measure(|| Arc::new(source(text.as_bytes())));
        let (structure, report) = measure(|| duidu::report::read(made.clone()));
        let (finding, _) = measure(|| duidu::view::find::find(report.text(), "有效投资", false));
        let (pattern, _) = measure(|| duidu::view::find::find(report.text(), r"\d+亿元", true));
        // Facts of more than that say nothing new.
        let facts = (megabytes <= 10.0).then(|| measure(|| duidu::facts::facts(&report)).0);
        let rate = |seconds: f64| format!("{:.0}", size / seconds.max(1e-9));
        println!(
            "{size:>9.2} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9.0}",
            rate(reading),
            rate(structure),
            rate(reading + structure),
            facts.map_or("-".to_owned(), rate),
            rate(finding),
            rate(pattern),
            peak()
        );
    }
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
    let (start, used, before) = (Instant::now(), spent(), held());
    let made = run();
    println!(
        "{name:>16} {:>9.2} {:>9.2} {before:>9.0} {:>9.0} {:>9.0}",
        start.elapsed().as_secs_f64(),
        spent().saturating_sub(used).as_secs_f64(),
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
    let used = spent();
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
        spent().saturating_sub(used).as_secs_f64(),
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
            std::fs::write(file, common::facing(items.parse().unwrap_or(60), 300, 15_000))?;
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
        _ => table(words.first().and_then(|w| w.parse().ok()).unwrap_or(100.0)),
    }
    Ok(())
}
