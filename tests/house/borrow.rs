//! No words of published reports in the repository.
//!
//! Runs of 15 or more characters that a file shares with a report of `../shared/reports/raw` are
//! faults, except proper names and fixed formulations (`assets/sample/allowed.txt`).

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use duidu::read::{ReadOptions, read};
use duidu::text::{is_blank, is_han};

use super::{files, none, root};

/// Characters of a run that counts as borrowed.
const RUN: usize = 15;
/// Han characters that may stand around an allowed name in one run.
const AROUND: usize = 6;

/// Text files of the repository: path relative to the package, text. Lock files and what is not
/// UTF-8 are left out.
pub fn texts() -> Vec<(String, String)> {
    let folders =
        ["src", "tests", "assets", "benches", "docs", "fuzz", "packaging", "fonts", ".ci", ".github"];
    let tops = ["README.md", "CHANGELOG.md", "Cargo.toml", "build.rs", "deny.toml", "about.toml"];
    let any = |p: &Path| !p.components().any(|c| c.as_os_str() == "target" || c.as_os_str() == "corpus");
    let all = folders.iter().chain(&tops).flat_map(|f| files(&root().join(f), &any));
    all.filter_map(|p| {
        let text = String::from_utf8(std::fs::read(&p).ok()?).ok()?;
        Some((p.strip_prefix(root()).ok()?.to_string_lossy().into_owned(), text))
    })
    .collect()
}

/// Widths folded; white space and quotes removed.
fn fold(text: &str) -> Vec<char> {
    let wide = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let skip = |c: &char| is_blank(*c) || "“”‘’\"'《》「」".contains(*c);
    text.chars().filter(|c| !skip(c)).map(wide).collect()
}

/// Every run of [`RUN`] characters of a report.
struct Known {
    runs: HashSet<[char; RUN]>,
}

impl Known {
    fn new(reports: &[String]) -> Self {
        let mut runs = HashSet::new();
        for report in reports {
            runs.extend(fold(report).windows(RUN).filter_map(|w| <[char; RUN]>::try_from(w).ok()));
        }
        Self { runs }
    }

    /// Longest stretches of `text` all of whose runs are known, Han characters prevailing.
    fn shared(&self, text: &str) -> Vec<String> {
        let text = fold(text);
        let known = |w: &[char]| {
            w.iter().filter(|c| is_han(**c)).count() * 2 >= RUN
                && <[char; RUN]>::try_from(w).is_ok_and(|w| self.runs.contains(&w))
        };
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (at, window) in text.windows(RUN).enumerate().filter(|(_, w)| known(w)) {
            match out.last_mut() {
                Some(last) if last.1 == at + window.len() - 1 => last.1 += 1,
                _ => out.push((at, at + RUN)),
            }
        }
        out.into_iter().map(|(from, to)| text[from..to].iter().collect()).collect()
    }
}

/// True when little but allowed names is in `run`.
fn excused(run: &str, allowed: &[String]) -> bool {
    let mut rest = run.to_owned();
    for name in allowed {
        rest = rest.replace(name, "");
    }
    rest.chars().filter(|c| is_han(*c)).count() <= AROUND || allowed.iter().any(|name| name.contains(run))
}

/// Allowed names, folded, longest first.
fn allowed() -> Vec<String> {
    let list = std::fs::read_to_string(root().join("assets/sample/allowed.txt")).expect("allowed.txt");
    let lines = list.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut names: Vec<String> = lines.map(|l| fold(l).iter().collect()).collect();
    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
    names
}

fn faults(known: &Known, allowed: &[String], name: &str, text: &str) -> Vec<String> {
    let runs = known.shared(text).into_iter().filter(|r| !excused(r, allowed));
    runs.map(|r| format!("{name}: words of a published report: {r}")).collect()
}

/// The reports, when they are beside the repository; in a worktree one folder further up.
fn reports() -> Vec<PathBuf> {
    let near = ["../shared", "../../shared"].map(|s| root().join(s).join("reports/raw"));
    near.iter().find(|p| p.is_dir()).map(|p| files(p, &|_: &Path| true)).unwrap_or_default()
}

#[test]
fn borrowing_is_found_and_names_are_excused() {
    let report = "第一季度全镇修好村道十二条，群众出行比往年方便了许多，都说办了好事。".to_owned();
    let known = Known::new(&[report]);
    let names = ["修好村道十二条".to_owned()];
    let own = "村道修好了十二条，群众出行方便了许多。";
    assert!(faults(&known, &names, "a", own).is_empty());
    let taken = "今年，群众出行比往年方 便了许多，都说好。还有“第一季度全镇修好村道十二条,”";
    assert_eq!(faults(&known, &names, "a", taken).len(), 1, "{:?}", known.shared(taken));
}

#[test]
fn no_words_of_published_reports() {
    let reports = reports();
    if reports.is_empty() {
        println!("../shared is not here: nothing to compare with");
        return;
    }
    let decoded = reports.iter().filter_map(|p| {
        let source = read(&std::fs::read(p).ok()?, &ReadOptions::default()).ok()?;
        Some(source.text.to_string())
    });
    let known = Known::new(&decoded.collect::<Vec<_>>());
    let allowed = allowed();
    let all = texts();
    none(&all.iter().flat_map(|(name, text)| faults(&known, &allowed, name, text)).collect::<Vec<_>>());
}
