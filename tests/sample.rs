//! The bundled sample: its text holds what `assets/sample/README.md` promises.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use duidu::compare::{Certainty, CompareOptions, Side, Unit, compare};
use duidu::facts::facts;
use duidu::read::{ReadOptions, WarningKind, read};
use duidu::report::{Report, Role};
use duidu::text::{fold, is_han};

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Rows of a list: cells separated by tabs, `#` lines left out.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = file(name);
    let lines = text.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| l.split('\t').map(str::to_owned).collect()).collect()
}

fn key(text: &str) -> String {
    fold(text, 0).chars.iter().collect()
}

/// Review and plan of the sample, folded.
fn sides() -> (String, String) {
    let text = file("sample.txt");
    let plan = text.find("\n三、").expect("a third section");
    let (review, plan) = text.split_at(plan);
    (key(review), key(plan))
}

#[test]
fn it_opens_without_a_warning() {
    let source = read(file("sample.txt").as_bytes(), &ReadOptions::default()).expect("readable");
    assert_eq!(source.warnings.iter().map(|w| w.kind).collect::<Vec<WarningKind>>(), []);
    let han = source.text.chars().filter(|&c| is_han(c)).count();
    assert!((2_500..=3_500).contains(&han), "{han} Han characters");
}

#[test]
fn it_says_what_it_is() {
    let text = file("sample.txt");
    let head: String = text.lines().take(6).collect();
    for words in ["改写", "九江日报", "2024-01-16", "2024年1月15日", "不是原文"] {
        assert!(head.contains(words), "{words}");
    }
}

#[test]
fn headings_stand_in_order_at_three_levels() {
    let text = key(&file("sample.txt"));
    let headings = rows("outline.tsv");
    let count = |level: &str| headings.iter().filter(|h| h[0] == level).count();
    assert_eq!((count("1"), count("2"), count("3")), (3, 11, 28));
    let mut rest = text.as_str();
    for h in headings {
        let words = key(&format!("{}{}", h[1], h[2]));
        let (_, after) = rest.split_once(&words).unwrap_or_else(|| panic!("{words}"));
        rest = after;
    }
}

#[test]
fn every_figure_stands_in_the_review_and_none_in_the_plan() {
    let (review, plan) = sides();
    let figures = rows("figures.tsv");
    assert_eq!(figures.len(), 26);
    let mut missing = String::new();
    for f in &figures {
        if !review.contains(&key(&f[4])) || plan.contains(&key(&f[4])) {
            let _ = writeln!(missing, "{}", f[4]);
        }
    }
    assert_eq!(missing, "");
    // The plan's only digits are the year and the anniversary.
    let digits: String = plan.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    assert_eq!(digits.split_whitespace().collect::<Vec<_>>(), ["2024", "75"]);
}

#[test]
fn every_name_is_there() {
    let (review, plan) = sides();
    for name in rows("names.txt") {
        let name = key(&name[0]);
        assert!(review.contains(&name) || plan.contains(&name), "{name}");
    }
}

#[test]
fn something_is_new_and_something_is_not_mentioned_again() {
    let (review, plan) = sides();
    for name in ["双招双引双争", "三个区域中心", "一个美好家园", "第一议题", "政情通报会", "名院名校"]
    {
        assert!(plan.contains(name) && !review.contains(name), "{name}");
    }
    for name in ["共抓大保护", "四下基层", "电视问政"] {
        assert!(review.contains(name) && !plan.contains(name), "{name}");
    }
}

#[test]
fn links_name_items_that_exist() {
    let headings = rows("outline.tsv");
    let known = |title: &str, role: &str| headings.iter().any(|h| h[2] == title && h[3] == role);
    let links = rows("links.tsv");
    assert!(links.len() >= 25);
    for link in links {
        assert!(known(&link[0], "review") && known(&link[1], "plan"), "{link:?}");
        assert!(matches!(link[2].as_str(), "1" | "2"), "{link:?}");
    }
}

fn report() -> Report {
    let source = read(file("sample.txt").as_bytes(), &ReadOptions::default()).expect("readable");
    duidu::report::read(Arc::new(source))
}

#[test]
fn the_title_block_is_read() {
    let head = report().head;
    assert!(head.title.starts_with("政协第十六届九江市委员会常务委员会工作报告"), "{}", head.title);
    assert_eq!((head.date.as_str(), head.speaker.as_str()), ("2024-01-15", "占勇"));
    assert_eq!(head.organ, "政协第十六届九江市委员会常务委员会");
}

#[test]
fn its_outline_is_found_whole_and_nothing_invented() {
    let report = report();
    let got: Vec<String> = report
        .headings
        .iter()
        .map(|h| {
            let number = h.number.map_or("", |n| n.of(report.text()));
            let how = if h.run_in { "run-in" } else { "own" };
            let role = report.parts[h.part].role.name();
            format!("{}\t{number}\t{}\t{role}\t{how}", h.level, h.title.of(report.text()))
        })
        .collect();
    let want: Vec<String> = rows("outline.tsv").iter().map(|r| r.join("\t")).collect();
    assert_eq!(got, want);
}

#[test]
fn its_figures_are_found() {
    let found = facts(&report()).figures;
    let mut got: Vec<(String, String)> = found.into_iter().map(|f| (f.value, f.unit)).collect();
    let mut missing = Vec::new();
    for row in rows("figures.tsv") {
        match got.iter().position(|g| g.0 == row[0] && g.1 == row[1]) {
            Some(i) => drop(got.remove(i)),
            None => missing.push(row[4].clone()),
        }
    }
    assert_eq!(missing, Vec::<String>::new());
    // 过半 is a figure or not, as one likes; nothing else is left over.
    got.retain(|g| g.0 != "过半");
    assert_eq!(got, []);
}

#[test]
fn its_matters_are_linked() {
    let report = report();
    let side = |roles| Side { report: &report, roles };
    let comparison =
        compare(side(&[Role::Review]), side(&[Role::Plan]), CompareOptions { deadline_ms: None });
    let title =
        |u: &Unit| u.item.heading.map_or("", |h| report.headings[h].title.of(report.text())).to_owned();
    let shown: Vec<(String, String, Certainty)> = comparison
        .links
        .iter()
        .map(|l| (title(&comparison.left[l.left]), title(&comparison.right[l.right]), l.certainty))
        .collect();
    let gold = rows("links.tsv");
    let is_gold = |l: &str, r: &str| gold.iter().any(|g| g[0] == l && g[1] == r);
    let wrong: Vec<_> = shown.iter().filter(|s| s.2 == Certainty::Certain && !is_gold(&s.0, &s.1)).collect();
    assert!(wrong.is_empty(), "certain, but wrong: {wrong:?}");
    let strong: Vec<_> = gold.iter().filter(|g| g[2] == "2").collect();
    let offered = |g: &[String]| shown.iter().any(|s| s.0 == g[0] && s.1 == g[1]);
    let sure = |g: &[String]| shown.iter().any(|s| s.0 == g[0] && s.1 == g[1] && s.2 != Certainty::Uncertain);
    let lost: Vec<_> = strong.iter().filter(|g| !offered(g)).collect();
    assert!(lost.is_empty(), "not even offered: {lost:?}");
    let count = strong.iter().filter(|g| sure(g)).count();
    assert!(count * 100 >= strong.len() * 85, "{count} of {} shown", strong.len());
}

#[test]
fn what_recurs_and_what_is_new_is_told() {
    let report = report();
    let found = facts(&report).formulations;
    let roles = |name: &str| {
        let f = found.iter().find(|f| f.text == name || f.variants.iter().any(|v| v == name));
        let f = f.unwrap_or_else(|| panic!("{name} not found"));
        let has = |role| f.places.iter().any(|m| m.role == role);
        (has(Role::Review), has(Role::Plan))
    };
    for name in [
        "四个意识",
        "四个自信",
        "两个确立",
        "两个维护",
        "双聚双建",
        "三大攻坚行动",
        "有事先商量",
        "最强外脑",
        "一岗双责",
    ] {
        assert_eq!(roles(name), (true, true), "{name}");
    }
    for name in ["双招双引双争", "三个区域中心", "一个美好家园", "第一议题"] {
        assert_eq!(roles(name), (false, true), "{name}");
    }
}
