//! outline: any text has a structure that loses nothing.
#![no_main]

mod common;

use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some(source) = common::check(data) else { return };
    let report = duidu::report::read(Arc::new(source));
    let mut at = 0;
    for part in &report.parts {
        assert_eq!(part.span.start(), at);
        at = part.span.end();
    }
    assert_eq!(at, report.source.text.len());
});
