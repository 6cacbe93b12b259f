//! Every stage from bytes to found words, on generated reports of 20 KB to 100 MB, in processor time:
//! `cargo bench --no-default-features --bench stages`; `-- structure/1MB` measures one alone,
//! `-- --save-baseline NAME` and `-- --baseline NAME` compare two states of the program.

mod common;
#[path = "common/processor.rs"]
mod processor;

use std::cell::LazyCell;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput};
use duidu::read::{ReadOptions, Source, read};
use duidu::report::Report;
use processor::Processor;

/// Names and bytes of the reports.
const SIZES: [(&str, usize); 5] =
    [("20KB", 20_000), ("200KB", 200_000), ("1MB", 1_000_000), ("10MB", 10_000_000), ("100MB", 100_000_000)];

fn source(text: &str) -> Arc<Source> {
    Arc::new(read(text.as_bytes(), &ReadOptions::default()).expect("generated text"))
}

fn stages(criterion: &mut Criterion<Processor>) {
    for (name, bytes) in SIZES {
        // Made only when one of the stages is wanted.
        let text = LazyCell::new(|| common::report(bytes));
        let report = LazyCell::new(|| duidu::report::read(source(&text)));
        let mut measure = |stage: &str, run: &mut dyn FnMut(&str, &Report)| {
            let mut group = criterion.benchmark_group(stage);
            group
                .sampling_mode(SamplingMode::Flat)
                .sample_size(10)
                .throughput(Throughput::Bytes(bytes as u64));
            group.warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1));
            group.bench_function(BenchmarkId::from_parameter(name), |bencher| {
                let (text, report) = (text.as_str(), &*report);
                bencher.iter(|| run(text, report));
            });
            group.finish();
        };
        measure("source", &mut |text, _| drop(black_box(source(text))));
        measure("structure", &mut |_, report| {
            drop(black_box(duidu::report::find(&report.source)));
        });
        measure("opening", &mut |text, _| drop(black_box(duidu::report::read(source(text)))));
        measure("facts", &mut |_, report| drop(black_box(duidu::facts::facts(report))));
        for (stage, words, pattern) in [("find", "有效投资", false), ("pattern", r"\d+亿元", true)] {
            measure(stage, &mut |_, report| {
                drop(black_box(duidu::view::find::find(report.text(), words, pattern)));
            });
        }
    }
}

fn main() {
    processor::run(stages);
}
