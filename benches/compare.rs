//! How long comparing takes, on generated reports: `cargo bench --no-default-features --bench compare`.
//!
//! Prints the median of several runs, for one core in processor time; no budgets are held here (docs/performance.md has figures).
//! `-- 3000` compares that many items a side once, for its memory.

use std::sync::Arc;
use std::time::{Duration, Instant};

use duidu::compare::{CompareOptions, Side, compare, difference};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundHeading, FoundPart, Report, Role, assemble};
use duidu::text::Span;

const WORDS: &str = include_str!("../assets/words/topics.txt");

/// A small generator of numbers (splitmix64): the same text on every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// A report of `count` review and `count` plan items of about `length` characters. Every item speaks of
/// one matter of the word list, with common words between; every tenth word is made up.
fn report(count: usize, length: usize, seed: u64) -> Report {
    let topics: Vec<Vec<&str>> = WORDS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| Some(l.split_once(':')?.1.split_whitespace().collect()))
        .collect();
    let common =
        ["加快", "推进", "深入", "建设", "发展", "工作", "全面", "提升", "重点", "加强", "体系", "项目"];
    let mut numbers = Numbers(seed);
    let mut text = String::new();
    let mut found = Found::default();
    for role in [Role::Review, Role::Plan] {
        found.parts.push(FoundPart { start: text.len(), role, year: None, evidence: Vec::new() });
        for i in 0..count {
            let topic = &topics[(i * 7) % topics.len()];
            let start = text.len();
            text.push_str(topic[numbers.below(topic.len())]);
            text.push_str(topic[numbers.below(topic.len())]);
            let title = Span::new(start, text.len());
            text.push('。');
            found.headings.push(FoundHeading { level: 1, number: None, title, span: title, run_in: true });
            let mut written = 0;
            while written < length {
                let word: String = match numbers.below(10) {
                    0..=3 => common[numbers.below(common.len())].to_owned(),
                    4..=7 => topic[numbers.below(topic.len())].to_owned(),
                    8 => {
                        let other = &topics[numbers.below(topics.len())];
                        other[numbers.below(other.len())].to_owned()
                    }
                    _ => (0..2).filter_map(|_| char::from_u32(0x4E00 + numbers.below(6000) as u32)).collect(),
                };
                written += word.chars().count();
                text.push_str(&word);
                if numbers.below(6) == 0 {
                    text.push_str(if numbers.below(3) == 0 { "。" } else { "，" });
                }
            }
            text.push_str("。\n");
        }
    }
    let source = read(text.as_bytes(), &ReadOptions::default()).expect("generated text");
    assemble(Arc::new(source), found)
}

/// Milliseconds by the clock.
fn median(runs: usize, mut run: impl FnMut()) -> f64 {
    middle(runs, || {
        let start = Instant::now();
        run();
        start.elapsed()
    })
}

/// Milliseconds of processor time of this thread: other programs do not count.
fn median_spent(runs: usize, mut run: impl FnMut()) -> f64 {
    middle(runs, || {
        let start = cpu_time::ThreadTime::now();
        run();
        start.elapsed()
    })
}

fn middle(runs: usize, mut run: impl FnMut() -> Duration) -> f64 {
    let mut times: Vec<f64> = (0..runs).map(|_| run().as_secs_f64() * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

fn peak_mb() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("peak unknown").to_owned();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn main() {
    if let Some(count) = std::env::args().find_map(|a| a.parse().ok()) {
        let report = report(count, 400, 1);
        let left = Side { report: &report, roles: &[Role::Review] };
        let right = Side { report: &report, roles: &[Role::Plan] };
        let time = median(1, || {
            std::hint::black_box(compare(left, right, CompareOptions::default()));
        });
        println!("compare {count} x {count} of 400, once: {time:.1} ms, {}", peak_mb());
        return;
    }
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    for (count, length, runs) in [(20, 200, 15), (60, 400, 15), (300, 400, 5), (1000, 400, 3), (3000, 400, 3)]
    {
        let report = report(count, length, 1);
        let left = Side { report: &report, roles: &[Role::Review] };
        let right = Side { report: &report, roles: &[Role::Plan] };
        let links = compare(left, right, CompareOptions::default()).links.len();
        let single = one.install(|| {
            median_spent(runs, || {
                std::hint::black_box(compare(left, right, CompareOptions::default()));
            })
        });
        let all = median(runs, || {
            std::hint::black_box(compare(left, right, CompareOptions::default()));
        });
        println!(
            "compare {count:>4} x {count:<4} of {length}: one core {single:>8.1} ms, all cores {all:>8.1} ms, {links} links, {}",
            peak_mb()
        );
    }
    let long = report(1, 15_000, 2);
    let (l, r) = (long.items(Role::Review)[0].span, long.items(Role::Plan)[0].span);
    let time = median(3, || {
        std::hint::black_box(difference(&long, l, &long, r));
    });
    println!("difference of 15,000 and 15,000 characters: {time:.1} ms");
    let short = report(1, 300, 3);
    let (l, r) = (short.items(Role::Review)[0].span, short.items(Role::Plan)[0].span);
    let time = median(15, || {
        std::hint::black_box(difference(&short, l, &short, r));
    });
    println!("difference of 300 and 300 characters: {time:.2} ms");
}
