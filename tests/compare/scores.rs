//! Scores against hand-made answers: real reports where they are at hand, own texts of other bodies, the sample.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use duidu::compare::{Certainty, CompareOptions, Side, Status, compare, evidence};
use duidu::read::{ReadOptions, read};
use duidu::report::{Report, Role};

use super::{check, linked, made, raw, reports, review_and_plan};

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

/// White space and marks that writers vary freely do not count (as `eval/score.py` folds).
fn folded(text: &str) -> Vec<char> {
    duidu::text::fold(text, 0)
        .chars
        .into_iter()
        .filter(|c| !matches!(c, '.' | ':' | '：' | ';' | '*' | '#' | '—' | '-' | '·'))
        .collect()
}

fn shingles(text: &str) -> BTreeSet<Vec<char>> {
    let chars = folded(text);
    chars.windows(6.min(chars.len().max(1))).map(<[char]>::to_vec).collect()
}

/// Items of an answer file by role: id → shingles.
fn answers(name: &str, role: &str) -> Option<Vec<(String, BTreeSet<Vec<char>>)>> {
    let path = reports()?.join("gold").join(format!("{name}.items.json"));
    let items: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).ok()?).ok()?;
    let text = |i: &serde_json::Value, key: &str| i[key].as_str().unwrap_or_default().to_owned();
    let items = items.as_array()?.iter().filter(|i| text(i, "role") == role);
    Some(items.map(|i| (text(i, "id"), shingles(&text(i, "text")))).collect())
}

/// For each unit the items of the answer file that it shows: half of the smaller one's text.
fn placed(
    report: &Report,
    units: &[duidu::compare::Unit],
    items: &[(String, BTreeSet<Vec<char>>)],
) -> Vec<Vec<String>> {
    units
        .iter()
        .map(|u| {
            let own = shingles(u.item.span.of(report.text()));
            let shows = |theirs: &BTreeSet<Vec<char>>| {
                2 * own.intersection(theirs).count() >= own.len().min(theirs.len())
            };
            items.iter().filter(|i| shows(&i.1)).map(|i| i.0.clone()).collect()
        })
        .collect()
}

/// Scores of one answer file: right and all shown, right and all certain, offered, wanted.
fn score(dir: &std::path::Path, name: &str) -> Option<[usize; 6]> {
    let (a, b) = name.split_once("--").unwrap_or((name, name));
    let roles = if a == b { (Role::Review, Role::Plan) } else { (Role::Plan, Role::Review) };
    let (left, right) = (raw(a)?, raw(b)?);
    let c = compare(
        Side { report: &left, roles: &[roles.0] },
        Side { report: &right, roles: &[roles.1] },
        CompareOptions::default(),
    );
    check(&left, &right, &c);
    let lefts = placed(&left, &c.left, &answers(a, roles.0.name())?);
    let rights = placed(&right, &c.right, &answers(b, roles.1.name())?);
    let gold = std::fs::read_to_string(dir.join("gold").join(format!("{name}.links.tsv"))).ok()?;
    let mut wanted: BTreeMap<(String, String), bool> = BTreeMap::new();
    for line in gold.lines().filter(|l| !l.starts_with('#')) {
        if let [l, r, strength, ..] = line.split('\t').collect::<Vec<_>>()[..] {
            wanted.insert((l.to_owned(), r.to_owned()), strength == "2");
        }
    }
    let mut said: BTreeMap<(String, String), Certainty> = BTreeMap::new();
    for link in &c.links {
        for l in &lefts[link.left] {
            for r in &rights[link.right] {
                let best = said.entry((l.clone(), r.clone())).or_insert(link.certainty);
                *best = link.certainty.max(*best);
            }
        }
    }
    let strong = |k: &(String, String)| wanted.get(k) == Some(&true);
    let count =
        |f: &dyn Fn(&(String, String), Certainty) -> bool| said.iter().filter(|&(k, &c)| f(k, c)).count();
    Some([
        count(&|k, c| c != Certainty::Uncertain && strong(k)),
        count(&|k, c| c != Certainty::Uncertain && wanted.get(k) != Some(&false)),
        count(&|k, c| c == Certainty::Certain && wanted.contains_key(k)),
        count(&|_, c| c == Certainty::Certain),
        count(&|k, _| strong(k)),
        wanted.values().filter(|&&s| s).count(),
    ])
}

#[test]
fn scores_on_real_reports() {
    let Some(dir) = reports() else { return };
    let mut names: Vec<String> = std::fs::read_dir(dir.join("gold"))
        .expect("gold")
        .filter_map(|e| e.ok()?.file_name().into_string().ok())
        .filter_map(|n| n.strip_suffix(".links.tsv").map(str::to_owned))
        .collect();
    names.sort();
    let mut all = [0; 6];
    for name in names {
        let got = score(&dir, &name).expect("a score");
        println!(
            "{name}: right {} of {} shown, {} of {} certain, {} offered of {}",
            got[0], got[1], got[2], got[3], got[4], got[5]
        );
        for (sum, n) in all.iter_mut().zip(got) {
            *sum += n;
        }
    }
    let [right, shown, certain_right, certain, offered, wanted] = all.map(|n| n as f64);
    let f1 = 2.0 * right / (shown + wanted);
    println!("F1 {f1:.3}, certain {:.3}, offered {:.3}", certain_right / certain, offered / wanted);
    assert!(f1 >= 0.92 && certain_right / certain >= 0.97 && offered / wanted >= 0.97);
}

#[test]
fn the_reference_report() {
    let Some(report) = raw("jiujiang-cppcc-2024") else { return };
    let c = review_and_plan(&report);
    let unit = |units: &[duidu::compare::Unit], words: &str| {
        let found = units.iter().position(|u| {
            u.item.heading.is_some_and(|h| report.headings[h].title.of(report.text()).contains(words))
        });
        found.expect("the unit")
    };
    let protect = unit(&c.left, "共抓大保护");
    assert_eq!(c.left[protect].status, Status::NotMentioned);
    let supervision = (unit(&c.left, "加强民主监督工作"), unit(&c.right, "在民主监督上提质效"));
    assert!(linked(&c).contains(&supervision));
    let new: Vec<&str> =
        c.points.iter().filter(|p| p.status == Status::New).map(|p| p.span.of(report.text())).collect();
    for words in ["双招双引双争", "政情通报会"] {
        assert!(new.iter().any(|p| p.contains(words)), "{words}: {new:?}");
    }
}

/// Reads a file of `tests/links`: a report and its links with strengths.
fn told(text: &str) -> (Report, BTreeMap<(usize, usize), u8>) {
    let mut items: Vec<(Role, &str, &str)> = Vec::new();
    let mut links = BTreeMap::new();
    for line in text.lines() {
        let Some((mark, rest)) = line.split_once(' ') else { continue };
        match mark {
            "-" | "+" => {
                let role = if mark == "-" { Role::Review } else { Role::Plan };
                let (heading, body) = rest.split_once('。').expect("a heading");
                items.push((role, heading, body));
            }
            "=" => {
                let n: Vec<usize> = rest.split_whitespace().filter_map(|n| n.parse().ok()).collect();
                if let [l, r, strength] = n[..] {
                    links.insert((l - 1, r - 1), strength as u8);
                }
            }
            _ => {}
        }
    }
    (made(&items), links)
}

/// Texts of our own in the manner of other bodies.
const TEXTS: [(&str, &str); 20] = [
    ("court", include_str!("../links/court.txt")),
    ("congress", include_str!("../links/congress.txt")),
    ("company", include_str!("../links/company.txt")),
    ("county", include_str!("../links/county.txt")),
    ("cppcc", include_str!("../links/cppcc.txt")),
    ("education", include_str!("../links/education.txt")),
    ("procuratorate", include_str!("../links/procuratorate.txt")),
    ("province", include_str!("../links/province.txt")),
    ("township", include_str!("../links/township.txt")),
    ("university", include_str!("../links/university.txt")),
    ("years", include_str!("../links/years.txt")),
    ("congress-city", include_str!("../links/congress-city.txt")),
    ("county2", include_str!("../links/county2.txt")),
    ("court-county", include_str!("../links/court-county.txt")),
    ("cppcc-city", include_str!("../links/cppcc-city.txt")),
    ("health", include_str!("../links/health.txt")),
    ("years2", include_str!("../links/years2.txt")),
    ("union", include_str!("../links/union.txt")),
    ("subdistrict", include_str!("../links/subdistrict.txt")),
    ("transport", include_str!("../links/transport.txt")),
];

#[test]
fn reports_of_other_bodies() {
    let (mut right, mut shown, mut offered, mut wanted) = (0, 0, 0, 0);
    for (name, text) in TEXTS {
        let (report, links) = told(text);
        let c = review_and_plan(&report);
        check(&report, &report, &c);
        for link in &c.links {
            let strength = links.get(&(link.left, link.right));
            if strength.is_none() || link.certainty == Certainty::Uncertain {
                println!(
                    "{name} {} {} {:?} {} {strength:?}",
                    link.left + 1,
                    link.right + 1,
                    link.certainty,
                    link.likeness
                );
            }
            assert!(strength.is_some() || link.certainty != Certainty::Certain, "{name}: {link:?}");
        }
        let said = linked(&c);
        let got = [
            said.iter().filter(|&k| links.get(k) == Some(&2)).count(),
            said.iter().filter(|&k| links.get(k) != Some(&1)).count(),
            c.links.iter().filter(|l| links.get(&(l.left, l.right)) == Some(&2)).count(),
            links.values().filter(|&&s| s == 2).count(),
        ];
        right += got[0];
        shown += got[1];
        offered += got[2];
        wanted += got[3];
        println!("{name}: right {} of {} shown, {} offered of {}", got[0], got[1], got[2], got[3]);
        let all = links.iter().filter(|&(_, &s)| s == 2).map(|(k, _)| (k.0 + 1, k.1 + 1));
        println!(
            "{name}: missed {:?}",
            all.filter(|k| !said.contains(&(k.0 - 1, k.1 - 1))).collect::<Vec<_>>()
        );
    }
    let f1 = 2.0 * right as f64 / (shown + wanted) as f64;
    let offered = offered as f64 / wanted as f64;
    println!(
        "other bodies: right {right} of {shown} shown, of {wanted} wanted, F1 {f1:.3}, offered {offered:.3}"
    );
    assert!(f1 >= 0.93 && offered >= 0.96, "{f1} {offered}");
}

/// How many of the wanted links of all own texts, glued into one report with `fillers` items of unknown
/// characters on each side, are shown and offered.
fn glued(fillers: usize) -> ([usize; 3], usize) {
    let mut made_up = 0x4E00_u32;
    let mut filler = || -> String {
        (0..60)
            .map(|_| {
                made_up = 0x4E00 + (made_up.wrapping_mul(1_103_515_245).wrapping_add(12_345) >> 8) % 20_000;
                char::from_u32(made_up).unwrap_or('一')
            })
            .collect()
    };
    let (mut left, mut right): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut wanted: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (_, text) in TEXTS {
        let from = (left.len(), right.len());
        for line in text.lines() {
            match line.split_once(' ') {
                Some(("-", item)) => left.push(item.to_owned()),
                Some(("+", item)) => right.push(item.to_owned()),
                Some(("=", link)) => {
                    let n: Vec<usize> = link.split_whitespace().filter_map(|n| n.parse().ok()).collect();
                    if n[2] == 2 {
                        wanted.insert((from.0 + n[0] - 1, from.1 + n[1] - 1));
                    }
                }
                _ => {}
            }
        }
    }
    for _ in 0..fillers {
        left.push(format!("{}。{}", filler(), filler()));
        right.push(format!("{}。{}", filler(), filler()));
    }
    let split = |role: Role, items: &[String]| -> Vec<(Role, String, String)> {
        let halves = items.iter().filter_map(|i| i.split_once('。'));
        halves.map(|(a, b)| (role, a.to_owned(), b.to_owned())).collect()
    };
    let items = [split(Role::Review, &left), split(Role::Plan, &right)].concat();
    let items: Vec<(Role, &str, &str)> = items.iter().map(|(r, a, b)| (*r, a.as_str(), b.as_str())).collect();
    let c = review_and_plan(&made(&items));
    assert_eq!((c.left.len(), c.right.len()), (left.len(), right.len()));
    let of = |least: Certainty| {
        let shown = c.links.iter().filter(|l| l.certainty >= least);
        shown.filter(|l| wanted.contains(&(l.left, l.right))).count()
    };
    ([of(Certainty::Certain), of(Certainty::Likely), of(Certainty::Uncertain)], wanted.len())
}

#[test]
fn large_comparisons_find_what_small_ones_find() {
    // Above 400 items fewer candidates are looked at and fewer links kept.
    let (small, wanted) = glued(20);
    let (large, _) = glued(400);
    println!("glued: of {wanted} wanted certain, shown, offered {small:?}, with 400 more items {large:?}");
    for (few, many) in small.iter().zip(large) {
        assert!(many + wanted / 50 >= *few, "{small:?} {large:?}");
    }
}

#[test]
fn scores_on_the_sample() {
    let source =
        read(include_bytes!("../../assets/sample/sample.txt"), &ReadOptions::default()).expect("the sample");
    let report = duidu::report::read(Arc::new(source));
    let c = review_and_plan(&report);
    let title = |u: &duidu::compare::Unit| {
        u.item
            .heading
            .map_or("", |h| report.headings[h].title.of(report.text()))
            .trim_end_matches('。')
            .to_owned()
    };
    let mut links: BTreeMap<(String, String), u8> = BTreeMap::new();
    for line in include_str!("../../assets/sample/links.tsv").lines().filter(|l| !l.starts_with('#')) {
        if let [l, r, strength] = line.split('\t').collect::<Vec<_>>()[..] {
            links.insert((l.to_owned(), r.to_owned()), strength.parse().expect("a strength"));
        }
    }
    let said: Vec<(String, String)> =
        linked(&c).into_iter().map(|(l, r)| (title(&c.left[l]), title(&c.right[r]))).collect();
    let right = said.iter().filter(|&k| links.get(k) == Some(&2)).count();
    let shown = said.iter().filter(|&k| links.get(k) != Some(&1)).count();
    let wanted = links.values().filter(|&&s| s == 2).count();
    let f1 = 2.0 * right as f64 / (shown + wanted) as f64;
    println!("sample: right {right} of {shown} shown, of {wanted} wanted, F1 {f1:.3}");
    assert!(f1 >= 0.95, "{f1}");
}
