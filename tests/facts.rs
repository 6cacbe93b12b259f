//! Formulations, figures and targets: small cases of our own, and the hand-made answers for real
//! reports when `../shared/reports` is there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use duidu::facts::{Facts, Figure, facts};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundPart, Report, Role, assemble};

/// Folder of real reports, or `None` with a printed line.
fn reports() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found =
        ["../shared/reports", "../../shared/reports"].iter().map(|p| root.join(p)).find(|p| p.is_dir());
    if found.is_none() {
        println!("skipped: no ../shared/reports");
    }
    found
}

/// A report with the parts of the hand-made answers.
fn gold_report(reports: &Path, slug: &str) -> Report {
    let raw =
        ["txt", "md"].iter().map(|e| reports.join(format!("raw/{slug}.{e}"))).find(|p| p.exists()).unwrap();
    let source = Arc::new(read(&fs::read(raw).unwrap(), &ReadOptions::default()).unwrap());
    let json: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(reports.join(format!("gold/{slug}.parts.json"))).unwrap())
            .unwrap();
    let offsets: Vec<usize> = source.text.char_indices().map(|(at, _)| at).collect();
    let mut found = Found::plain(&source);
    found.parts = json["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            let name = p["role"].as_str().unwrap();
            let name = if name == "intro" { "opening" } else { name };
            FoundPart {
                start: offsets[p["start"].as_u64().unwrap() as usize],
                role: Role::ALL.into_iter().find(|r| r.name() == name).unwrap_or(Role::Other),
                year: None,
                evidence: Vec::new(),
            }
        })
        .collect();
    assemble(source, found)
}

/// Prints what was found: `DUIDU_LIST=slug cargo test --test facts list -- --nocapture`.
#[test]
fn list() {
    let (Some(reports), Ok(slug)) = (reports(), std::env::var("DUIDU_LIST")) else { return };
    let report = gold_report(&reports, &slug);
    let facts = facts(&report);
    for f in &facts.figures {
        println!("{}", row(&report, f));
    }
    for f in &facts.formulations {
        let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
        for m in &f.places {
            *roles.entry(m.role.name()).or_default() += 1;
        }
        println!("{:?}\t{}\t{:?}\t{roles:?}", f.kind, f.text, f.variants);
    }
}

fn row(report: &Report, f: &Figure) -> String {
    format!(
        "{}\t{}\t{}\t{:?}\t{:?}\t{}\t[{}]",
        f.value,
        f.unit,
        f.of,
        f.kind,
        f.number.map(|n| (n, f.upper)),
        f.comparison.join("+"),
        f.clause.of(report.text())
    )
}

/// Rows of a tab-separated answer file.
fn rows(path: &Path) -> Vec<Vec<String>> {
    fs::read_to_string(path)
        .unwrap()
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Share of the shorter name's Han characters and letters found in the longer one.
fn alike(a: &str, b: &str) -> f64 {
    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    let (mut a, mut b) = (letters(a), letters(b));
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    if a.is_empty() {
        return 0.0;
    }
    let total = a.len();
    let hit = a.iter().filter(|c| b.iter().position(|d| d == *c).map(|k| b.swap_remove(k)).is_some()).count();
    hit as f64 / total as f64
}

fn facts_of(text: &str) -> (Report, Facts) {
    let source = Arc::new(read(text.as_bytes(), &ReadOptions::default()).unwrap());
    let report = duidu::report::read(source);
    let facts = facts(&report);
    (report, facts)
}

#[test]
fn figures_of_the_reference_report() {
    let Some(reports) = reports() else { return };
    let slug = "jiujiang-cppcc-2024";
    let report = gold_report(&reports, slug);
    let found = facts(&report).figures;
    let gold = rows(&reports.join(format!("gold/{slug}.figures.tsv")));
    let mut left: Vec<&Figure> = found.iter().collect();
    let (mut hit, mut right_of) = (0, 0);
    for g in &gold {
        // Several figures share value and unit; the clause tells which.
        let best = (0..left.len())
            .filter(|&k| left[k].value == g[0] && left[k].unit == g[1])
            .max_by_key(|&k| (alike(left[k].clause.of(report.text()), &g[4]) * 1000.0) as u32);
        let Some(best) = best else {
            println!("missing: {g:?}");
            continue;
        };
        let f = left.remove(best);
        hit += 1;
        if alike(&f.of, &g[2]) >= 0.5 {
            right_of += 1;
        } else {
            println!("other subject: {} | {}", f.of, g[2]);
        }
    }
    for f in &left {
        println!("not in the answers: {}", row(&report, f));
    }
    let recall = f64::from(hit) / gold.len() as f64;
    let precision = f64::from(hit) / found.len() as f64;
    let of = f64::from(right_of) / f64::from(hit);
    println!("figures {slug}: recall {recall:.3} precision {precision:.3} of {of:.3}");
    assert!(recall >= 0.95 && precision >= 0.95 && of >= 0.85);
}

#[test]
fn a_text_without_numbers_has_no_figures() {
    let (_, facts) = facts_of("各位代表：\n统一思想，提高认识，一手抓发展，一手抓稳定。");
    assert!(facts.figures.is_empty());
}
