//! Comparison as a whole, on small texts of our own; scores on real reports where they are at hand.

use std::path::PathBuf;
use std::sync::Arc;

use duidu::compare::{Side, evidence};
use duidu::read::{ReadOptions, read};
use duidu::report::{Report, Role};

fn reports() -> Option<PathBuf> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    let dir = dir.is_dir().then_some(dir);
    if dir.is_none() {
        println!("skipped: no reports at hand");
    }
    dir
}

/// The report in the file whose name begins with `name`.
fn raw(name: &str) -> Option<Report> {
    let dir = std::fs::read_dir(reports()?.join("raw")).ok()?;
    let path = dir.filter_map(|e| Some(e.ok()?.path())).find(|p| p.file_stem().is_some_and(|s| s == name))?;
    let source = read(&std::fs::read(path).ok()?, &ReadOptions::default()).ok()?;
    Some(duidu::report::read(Arc::new(source)))
}

#[test]
#[ignore = "prints what the weights are fitted on"]
fn print_evidence() {
    let Some(dir) = reports() else { return };
    let mut names: Vec<String> = std::fs::read_dir(dir.join("gold"))
        .expect("gold")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter_map(|n| n.strip_suffix(".links.tsv").map(str::to_owned))
        .collect();
    names.sort();
    for name in names {
        let (a, b) = name.split_once("--").unwrap_or((&name, &name));
        let two = a != b;
        let (Some(a), Some(b)) = (raw(a), raw(b)) else { continue };
        let roles = if two { ([Role::Plan], [Role::Review]) } else { ([Role::Review], [Role::Plan]) };
        let found = evidence(Side { report: &a, roles: &roles.0 }, Side { report: &b, roles: &roles.1 });
        for e in found {
            let numbers = [
                e.words,
                e.topics,
                e.mutual,
                e.passage,
                e.own_left,
                e.own_right,
                e.votes_left,
                e.votes_right,
                e.heading,
                e.heading_topics,
                e.only,
                e.formulations,
            ];
            let numbers: Vec<String> = numbers.iter().map(|n| format!("{n:.5}")).collect();
            println!("EV\t{name}\tL{}\tR{}\t{}", e.left + 1, e.right + 1, numbers.join("\t"));
        }
    }
}
