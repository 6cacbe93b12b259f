//! See `bodies::any`.
#![no_main]

#[path = "../bodies.rs"]
#[allow(dead_code)]
mod bodies;

// Slips of parsers that are not ours are caught by the readers; only what comes through counts.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|slip| eprintln!("{slip}"))),
    |data: &[u8]| bodies::any(data)
);
