//! compare: any two texts can be compared.
#![no_main]

mod common;

use std::sync::Arc;

use duidu::compare::{CompareOptions, Side, compare};
use duidu::report::{self, Role};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let [left, right, _] = common::parts(data);
    let (Some(left), Some(right)) = (common::check(left), common::check(right)) else { return };
    let (left, right) = (report::read(Arc::new(left)), report::read(Arc::new(right)));
    let sides = [
        Side { report: &left, roles: &Role::ALL },
        Side { report: &right, roles: &Role::ALL },
    ];
    let [l, r] = sides;
    compare(l, r, CompareOptions::default());
});
