//! compound: any bytes give a source or a sentence.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    common::check(data);
});
