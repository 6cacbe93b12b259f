//! Comparing, on generated reports, on one core in processor time:
//! `cargo bench --no-default-features --bench compare`. `-- once 3000` compares that many items a side once on
//! all cores, for its time by the clock and its memory.

#[path = "common/numbers.rs"]
mod numbers;
#[path = "common/processor.rs"]
mod processor;

use std::cell::LazyCell;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, SamplingMode};
use duidu::compare::{CompareOptions, Side, compare, difference};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundHeading, FoundPart, Report, Role, assemble};
use duidu::text::Span;
use numbers::Numbers;
use processor::Processor;

const WORDS: &str = include_str!("../assets/words/topics.txt");

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

fn sides(report: &Report) -> [Side<'_>; 2] {
    [Side { report, roles: &[Role::Review] }, Side { report, roles: &[Role::Plan] }]
}

fn once(count: usize) {
    let report = report(count, 400, 1);
    let [left, right] = sides(&report);
    let start = Instant::now();
    let links = compare(left, right, CompareOptions::default()).links.len();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    println!("{count} x {count} of 400: {:.2} s, {links} links, {most}", start.elapsed().as_secs_f64());
}

fn comparing(criterion: &mut Criterion<Processor>) {
    let mut group = criterion.benchmark_group("compare");
    group.sampling_mode(SamplingMode::Flat).sample_size(10).measurement_time(Duration::from_secs(1));
    for (count, length) in [(20, 200), (60, 400), (300, 400), (1000, 400), (3000, 400)] {
        let report = LazyCell::new(|| report(count, length, 1));
        group.bench_function(BenchmarkId::new(format!("{count}x{count}"), length), |bencher| {
            let [left, right] = sides(&report);
            bencher.iter(|| black_box(compare(left, right, CompareOptions::default())));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("difference");
    for length in [300, 15_000] {
        let report = LazyCell::new(|| report(1, length, 2));
        group.bench_function(BenchmarkId::from_parameter(length), |bencher| {
            let (left, right) = (report.items(Role::Review)[0].span, report.items(Role::Plan)[0].span);
            bencher.iter(|| black_box(difference(&report, left, &report, right)));
        });
    }
    group.finish();
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["once", count] => once(count.parse().unwrap_or(3000)),
        _ => processor::run(comparing),
    }
}
