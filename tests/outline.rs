//! Structure of whole reports: own-written cases against snapshots, scores over real reports when
//! they are there, and the promise that no text is lost.
//!
//! `DUIDU_ACCEPT=1 cargo test --test outline` writes the snapshots anew; read the difference
//! before committing it.
#![allow(clippy::unwrap_used)] // a test may fail there

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use duidu::read::{ReadOptions, Source, read};
use duidu::report::{Report, Role};
use duidu::text::is_blank;
use proptest::prelude::*;

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outline").join(name)
}

fn source(bytes: &[u8]) -> Option<Arc<Source>> {
    read(bytes, &ReadOptions::default()).ok().map(Arc::new)
}

fn outline(path: &Path) -> Report {
    let bytes = std::fs::read(path).expect("a readable case");
    duidu::report::read(source(&bytes).expect("a readable case"))
}

/// Title block, parts and headings, one a line.
fn snapshot(report: &Report) -> String {
    let text = report.text();
    let head = &report.head;
    let mut out = format!("{} | {} | {} | {}\n", head.title, head.organ, head.date, head.speaker);
    for (p, part) in report.parts.iter().enumerate() {
        let year = part.year.map_or_else(String::new, |y| format!(" {y}"));
        let begin: String = part.span.of(text).trim_start_matches(is_blank).chars().take(8).collect();
        let _ = writeln!(out, "[{}{year}] {}", part.role.name(), begin.replace(['\n', '\r'], " "));
        for h in report.headings.iter().filter(|h| h.part == p) {
            let number = h.number.map_or("", |n| n.of(text));
            let kind = if h.run_in { "~" } else { "=" };
            let _ =
                writeln!(out, "{}{kind} {number}|{}", "  ".repeat(usize::from(h.level)), h.title.of(text));
        }
    }
    for p in &report.passages {
        let begin: String = p.span.of(text).chars().take(8).collect();
        let _ = writeln!(out, "({:?}) {begin}", p.kind);
    }
    let _ = writeln!(out, "points {}", report.points.len());
    out
}

#[test]
fn own_cases_read_as_accepted() {
    let accept = std::env::var_os("DUIDU_ACCEPT").is_some();
    let mut wrong = Vec::new();
    let mut paths: Vec<PathBuf> = std::fs::read_dir(here(""))
        .expect("a readable case")
        .map(|e| e.expect("a readable case").path())
        .collect();
    paths.sort();
    let cases = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"));
    let mut count = 0;
    for path in cases {
        count += 1;
        let got = snapshot(&outline(path));
        let kept = path.with_extension("outline");
        if accept {
            std::fs::write(&kept, &got).expect("a readable case");
        }
        let want = std::fs::read_to_string(&kept).unwrap_or_default();
        if got != want {
            wrong.push(format!("{}\n--- want\n{want}--- got\n{got}", path.display()));
        }
    }
    assert!(count >= 7, "cases are there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Invariants 1 of `docs/ARCHITECTURE.md`: parts cover the text, nothing overlaps, nothing is lost.
fn check_invariants(report: &Report) -> Result<(), TestCaseError> {
    let text = report.text();
    let mut at = 0;
    for part in &report.parts {
        prop_assert_eq!(part.span.start(), at, "parts leave no gap");
        at = part.span.end();
    }
    prop_assert_eq!(at, text.len(), "parts reach the end");
    let mut end = 0;
    for p in &report.paragraphs {
        prop_assert!(p.span.start() >= end, "paragraphs do not overlap");
        prop_assert!(text.get(p.span.start()..p.span.end()).is_some(), "paragraphs end at characters");
        let between = text.get(end..p.span.start()).unwrap_or_default();
        let lost = between.chars().any(|c| !is_blank(c) && !is_markup(c));
        prop_assert!(
            !lost
                || !report
                    .source
                    .blocks
                    .iter()
                    .any(|b| b.span.start() >= end && b.span.end() <= p.span.start()),
            "text lost: {between:?}"
        );
        end = p.span.end();
    }
    let covered = |at: usize| report.paragraph_at(at).is_some_and(|i| report.paragraphs[i].span.end() >= at);
    for b in &report.source.blocks {
        let last = b.span.of(text).trim_end_matches(|c| is_blank(c) || is_markup(c)).len();
        let last = b.span.start() + last;
        prop_assert!(
            covered(last.saturating_sub(1)) || b.span.of(text).chars().all(|c| is_blank(c) || is_markup(c)),
            "block lost: {:?}",
            b.span.of(text)
        );
    }
    let mut end = 0;
    for (i, h) in report.headings.iter().enumerate() {
        prop_assert!(h.span.start() >= end && h.span.covers(h.title), "headings in order");
        prop_assert!(text.get(h.title.start()..h.title.end()).is_some(), "titles end at characters");
        prop_assert!((1..=6).contains(&h.level));
        prop_assert!(h.scope.start == h.span.start && h.scope.end >= h.span.end);
        prop_assert!(
            h.scope.end() <= report.parts[h.part].span.end().max(h.span.end()),
            "scope stays in its part"
        );
        if let Some(up) = h.parent {
            prop_assert!(up < i && report.headings[up].level < h.level, "parents stand above");
            prop_assert!(report.headings[up].scope.end >= h.scope.end, "scopes nest");
        }
        end = h.span.end();
    }
    let mut end = 0;
    for p in &report.points {
        prop_assert!(p.span.start() >= end, "points do not overlap");
        end = p.span.end();
    }
    for role in Role::ALL {
        let mut end = 0;
        for item in report.items(role) {
            prop_assert!(item.span.start() >= end, "items do not overlap");
            end = item.span.end();
        }
    }
    Ok(())
}

/// Marks of markdown and damage may stand outside paragraphs.
fn is_markup(c: char) -> bool {
    matches!(c, '*' | '#' | '>' | '-' | '_' | '|' | '`' | '=' | '~' | '+' | '\\' | ':' | '\u{FFFD}')
        || c.is_control()
}

fn real_reports() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports/raw");
    let Ok(entries) = std::fs::read_dir(&dir) else {
        println!("{} is not there; skipped", dir.display());
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    paths
}

#[test]
fn nothing_is_lost_in_real_reports() {
    for path in real_reports() {
        check_invariants(&outline(&path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}

/// Cuts, doubles, shuffles and breaks lines of `text` as `how` says.
fn mutated(text: &str, how: &[(u8, u16)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for &(kind, at) in how {
        let n = lines.len().max(1);
        let at = usize::from(at) % n;
        match kind % 8 {
            0 => drop(lines.get(at).is_some().then(|| lines.remove(at))),
            1 => lines.insert(at, lines.get(at).cloned().unwrap_or_default()),
            2 => lines.swap(at, n / 2),
            3 => lines.insert(at, "一、".into()),
            4 => lines.insert(at, "各位代表：".into()),
            5 => {
                let line = lines.get(at).cloned().unwrap_or_default();
                let half = line.chars().count() / 2;
                let (a, b): (String, String) =
                    (line.chars().take(half).collect(), line.chars().skip(half).collect());
                lines.splice(at..=at, [a, b]);
            }
            6 => lines.insert(at, "**二是**加强**、（三）".into()),
            _ => {
                let next = if at + 1 < lines.len() { lines.remove(at + 1) } else { String::new() };
                if let Some(line) = lines.get_mut(at) {
                    line.push_str(&next);
                }
            }
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost_in_mutated_cases(case in 0usize..7, how in prop::collection::vec((0u8..8, 0u16..400), 0..12)) {
        let names = ["court.txt", "bureau.txt", "company.md", "fifties.txt", "congress.txt", "lists.txt", "mixed.txt"];
        let text = std::fs::read_to_string(here(names[case])).expect("a readable case");
        if let Some(source) = source(mutated(&text, &how).as_bytes()) {
            check_invariants(&duidu::report::read(source))?;
        }
    }

    #[test]
    fn nothing_is_lost_in_any_text(text in "([一二三、（）。：，是要第年2024\\n 　*#—工作报告各位代表回顾安排]|\\PC){0,300}") {
        if let Some(source) = source(text.as_bytes()) {
            check_invariants(&duidu::report::read(source))?;
        }
    }
}

#[test]
fn giant_inputs_are_read() {
    let sentence = "一是抓好学习，提高能力。坚持读原著，一年来开展活动，取得了成绩。";
    for text in [
        sentence.repeat(20_000),
        "一、".repeat(50_000),
        "（".repeat(100_000),
        format!("各位代表：{}", "要加强。".repeat(50_000)),
    ] {
        if let Some(source) = source(text.as_bytes()) {
            check_invariants(&duidu::report::read(source)).expect("a readable case");
        }
    }
}

/// Scores of headings over the real reports, printed: what `eval/score.py` counts, by exact titles.
#[test]
fn scores_over_real_reports() {
    for path in real_reports() {
        let Some(slug) = path.file_stem().and_then(|s| s.to_str()) else { continue };
        let gold = path.with_file_name("").join(format!("../gold/{slug}.outline.jsonl"));
        let Ok(lines) = std::fs::read_to_string(gold) else { continue };
        let report = outline(&path);
        let said: Vec<(String, u8, Role)> = report
            .headings
            .iter()
            .map(|h| (folded(h.title.of(report.text())), h.level, report.parts[h.part].role))
            .collect();
        let (mut wanted, mut hit, mut level, mut role) = (0, 0, 0, 0);
        for line in lines.lines().filter(|l| !l.trim().is_empty()) {
            let h: serde_json::Value = serde_json::from_str(line).expect("a readable case");
            if h["need"] == "may" {
                continue;
            }
            wanted += 1;
            let title = folded(h["title"].as_str().unwrap_or_default());
            if let Some(found) = said.iter().find(|s| s.0 == title) {
                hit += 1;
                level += usize::from(h["level"].as_u64() == Some(u64::from(found.1)));
                role += usize::from(h["role"].as_str() == Some(found.2.name()));
            }
        }
        println!("{slug}: {hit} of {wanted} headings, level {level}, role {role}, {} shown", said.len());
        assert!(hit * 20 >= wanted * 19, "{slug}: {hit} of {wanted}");
    }
}

fn folded(s: &str) -> String {
    s.chars().filter(|c| !is_blank(*c) && !"。.:：;；*#—-·".contains(*c)).collect()
}
