//! The bundled sample: its text holds what `assets/sample/README.md` promises.

use std::fmt::Write as _;
use std::path::PathBuf;

use duidu::read::{ReadOptions, WarningKind, read};
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
