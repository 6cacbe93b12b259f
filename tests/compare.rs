//! Comparison as a whole, on small texts of our own; scores on real reports where they are at hand.

use std::path::PathBuf;
use std::sync::Arc;

use duidu::compare::{Side, evidence};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundHeading, FoundPart, Report, Role, assemble};
use duidu::text::Span;

fn reports() -> Option<PathBuf> {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reports");
    let dir = dir.is_dir().then_some(dir);
    if dir.is_none() {
        println!("skipped: no reports at hand");
    }
    dir
}

/// A report whose items are given: (role, heading, text beginning with it).
fn report(items: &[(Role, String, String)]) -> Report {
    let mut text = String::new();
    let mut found = Found::default();
    for (role, heading, body) in items {
        let start = text.len();
        if found.parts.last().is_none_or(|p: &FoundPart| p.role != *role) {
            found.parts.push(FoundPart { start, role: *role, year: None, evidence: Vec::new() });
        }
        let at = start + body.find(heading.as_str()).unwrap_or(0);
        let title = Span::new(at, at + heading.len());
        found.headings.push(FoundHeading { level: 1, number: None, title, span: title, run_in: true });
        text.push_str(body);
        text.push('\n');
    }
    let source = read(text.as_bytes(), &ReadOptions::default()).expect("text");
    assert_eq!(&*source.text, text);
    assemble(Arc::new(source), found)
}

/// Items of a gold file: their ids by role, and the report.
fn gold(name: &str) -> Option<(Report, Vec<(Role, String)>)> {
    let path = reports()?.join("gold").join(format!("{name}.items.json"));
    let items: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    let text = |i: &serde_json::Value, key: &str| i[key].as_str().unwrap_or_default().to_owned();
    let role = |i: &serde_json::Value| if text(i, "role") == "review" { Role::Review } else { Role::Plan };
    let list: Vec<_> = items
        .as_array()?
        .iter()
        .map(|i| {
            let path = text(i, "path");
            let last = path.rsplit(" > ").next().unwrap_or_default();
            let heading = last.trim_start_matches(|c| "一二三四五六七八九十是、（）()".contains(c));
            (role(i), heading.to_owned(), text(i, "text"))
        })
        .collect();
    let ids = items.as_array()?.iter().map(|i| (role(i), text(i, "id"))).collect();
    Some((report(&list), ids))
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
        let (Some((a, ids_a)), Some((b, ids_b))) = (gold(a), gold(b)) else { continue };
        let roles = if two { ([Role::Plan], [Role::Review]) } else { ([Role::Review], [Role::Plan]) };
        let of = |ids: &[(Role, String)], role| {
            ids.iter().filter(|i| i.0 == role).map(|i| i.1.clone()).collect::<Vec<_>>()
        };
        let (l, r) = (of(&ids_a, roles.0[0]), of(&ids_b, roles.1[0]));
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
            ];
            let numbers: Vec<String> = numbers.iter().map(|n| format!("{n:.5}")).collect();
            println!("EV\t{name}\t{}\t{}\t{}", l[e.left], r[e.right], numbers.join("\t"));
        }
    }
}

#[test]
#[ignore = "prints a comparison for reading"]
fn print_comparison() {
    let Some((report, ids)) = gold("jiujiang-cppcc-2024") else { return };
    let c = duidu::compare::compare(
        Side { report: &report, roles: &[Role::Review] },
        Side { report: &report, roles: &[Role::Plan] },
        duidu::compare::CompareOptions::default(),
    );
    let t = report.text();
    for l in &c.links {
        println!("L{} R{} {:?} {:.2}", l.left + 1, l.right + 1, l.certainty, l.likeness);
        for r in &l.reasons {
            println!("      {:?} {:.2} {} | {}", r.kind, r.weight, r.left.of(t), r.right.of(t));
        }
    }
    for (i, u) in c.left.iter().enumerate() {
        println!("L{} {:?}", i + 1, u.status);
    }
    for p in &c.points {
        println!(
            "{}{} {:?} {} {:?}",
            if p.right { "R" } else { "L" },
            p.unit + 1,
            p.status,
            p.span.of(t),
            p.partners
        );
    }
    let _ = ids;
}
