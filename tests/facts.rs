//! Formulations, figures and targets: small cases of our own, and the hand-made answers for real
//! reports when `../shared/reports` is there.
#![allow(clippy::unwrap_used)] // a test may fail there

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use duidu::compare::{Reading, Side, targets};
use duidu::facts::series::{Member, formulation_matrix, indicator_series, paragraphs};
use duidu::facts::{
    Facts, Figure, FigureKind, FormulationKind, Recurrence, RecurrenceStatus, facts, key, no_targets,
    passed_over, recurrences,
};
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

fn open(path: &Path) -> Report {
    let source = read(&fs::read(path).unwrap(), &ReadOptions::default()).unwrap();
    duidu::report::read(Arc::new(source))
}

fn raw_report(reports: &Path, slug: &str) -> Report {
    let raw = ["txt", "md"].iter().map(|e| reports.join(format!("raw/{slug}.{e}"))).find(|p| p.exists());
    open(&raw.unwrap())
}

fn facts_of(text: &str) -> (Report, Facts) {
    let source = Arc::new(read(text.as_bytes(), &ReadOptions::default()).unwrap());
    let report = duidu::report::read(source);
    let facts = facts(&report);
    (report, facts)
}

/// Recall and precision on value and unit, and the share of hits with a like subject.
struct Score {
    recall: f64,
    precision: f64,
    of: f64,
}

/// Scores `found` against answers: value, unit, subject, …, clause or words in the last column.
fn score(report: &Report, found: &[Figure], gold: &[Vec<String>]) -> Score {
    let mut left: Vec<&Figure> = found.iter().collect();
    let (mut hit, mut right_of) = (0, 0);
    for g in gold {
        // Several figures share value and unit; the clause tells which.
        let best =
            (0..left.len()).filter(|&k| left[k].value == g[0] && left[k].unit == g[1]).max_by_key(|&k| {
                let clause = alike(left[k].clause.of(report.text()), g.last().unwrap());
                ((clause + alike(&left[k].of, &g[2])) * 1000.0) as u32
            });
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
        println!("not in the answers: {}", row(report, f));
    }
    let hits = f64::from(hit);
    Score {
        recall: hits / gold.len() as f64,
        precision: hits / found.len() as f64,
        of: f64::from(right_of) / hits,
    }
}

fn check(name: &str, report: &Report, gold: &Path) {
    let score = score(report, &facts(report).figures, &rows(gold));
    println!(
        "figures {name}: recall {:.3} precision {:.3} of {:.3}",
        score.recall, score.precision, score.of
    );
    assert!(score.recall >= 0.95 && score.precision >= 0.95 && score.of >= 0.85, "{name}");
}

#[test]
fn figures_of_the_reference_report() {
    let Some(reports) = reports() else { return };
    let slug = "jiujiang-cppcc-2024";
    let gold = reports.join(format!("gold/{slug}.figures.tsv"));
    check(slug, &gold_report(&reports, slug), &gold);
    check(slug, &raw_report(&reports, slug), &gold);
}

#[test]
fn figures_of_the_sample() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let report = open(&folder.join("sample.txt"));
    check("sample", &report, &folder.join("figures.tsv"));
    let none = no_targets(&report, &facts(&report)).expect("the plan has no figures");
    assert!(none.paragraphs >= 3 && none.chars > 500);
    assert!(none.seen.iter().any(|p| p.span.of(report.text()) == "75周年"));
}

/// Quantities as `value|unit|of`, in order.
fn figures(text: &str) -> Vec<String> {
    let (_, facts) = facts_of(text);
    facts.figures.iter().map(|f| format!("{}|{}|{}", f.value, f.unit, f.of)).collect()
}

#[test]
fn numbers_that_are_names_do_not_count() {
    for text in [
        "统一思想，提高认识，一手抓发展，一手抓稳定，干一件成一件。",
        "2023年3月5日，第十四届三次全会召开，认真落实八项规定，纪念成立75周年。",
        "一年来，时隔四年再次召开三年试点总结大会，一二期工程完工。",
        "坚持“三单一图”机制，打造“三个中心”，开展2023创新论坛，用好5G、C919和PM2.5数据。",
        "热线0731-8505892，24小时服务；实施“1+5+N”行动，申报编号36040302000178。",
        "甲乙两市联谊，坚持第一议题制度，第一时间传达。",
        "今年重点抓好三项工作。一是抓学习。二是抓落实。",
    ] {
        assert_eq!(figures(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_is_counted() {
    let cases: &[(&str, &[&str])] = &[
        ("全年组织视察30余次，提出建议1,083条。", &["30余|次|视察", "1,083|条|提出建议"]),
        ("对49件重点提案进行督办，满意率100%。", &["49|件|重点提案", "100|%|满意率"]),
        ("生产总值完成198亿元，同比增长6.5%。", &["198亿|元|生产总值", "6.5|%|生产总值"]),
        ("城镇、农村居民收入分别增长4.3%、5.7%。", &["4.3|%|城镇居民收入", "5.7|%|农村居民收入"]),
        ("粮食总产1.37万亿斤，连续9年增产。", &["1.37万亿|斤|粮食总产", "9|年|粮食总产"]),
        ("预计生产总值增长6.5%-7%。", &["6.5%-7%|%|生产总值"]),
        (
            "完成了两个建议案，过半项目开工，三分之二的村受益。",
            &["两|个|建议案", "过半||项目", "三分之二||村"],
        ),
        (
            "企业数量实现翻一番，PM2.5均值从41微克/立方米降到36微克/立方米。",
            &["翻一番||企业数量", "41|微克/立方米|PM2.5均值", "36|微克/立方米|PM2.5均值"],
        ),
        (
            "外资7亿美元，内资51亿元，分别增长15%和40%。",
            &["7亿|美元|外资", "51亿|元|内资", "15|%|外资", "40|%|内资"],
        ),
        ("三次产业结构调整为7.4∶39.6∶53。", &["7.4∶39.6∶53||三次产业结构"]),
        ("綠化覆蓋率居全國第2，新增學位3萬個。", &["第2||綠化覆蓋率", "3萬|個|新增學位"]),
        ("培育3至5个50-100亿元以上大项目。", &["3至5|个|大项目", "50-100亿|元|大项目"]),
    ];
    for (text, want) in cases {
        assert_eq!(figures(text), *want, "{text}");
    }
}

#[test]
fn values_and_kinds() {
    let (_, facts) =
        facts_of("贷款余额突破1.2万亿元，增长8%左右；覆盖率提高到95%；新增耕地3万亩；总量居全省第一。");
    let got: Vec<_> =
        facts.figures.iter().map(|f| (f.number.unwrap(), f.kind, f.comparison.join("+"))).collect();
    assert_eq!(
        got,
        [
            (1.2e12, FigureKind::Money, "突破".to_owned()),
            (8.0, FigureKind::Growth, "增长+左右".to_owned()),
            (95.0, FigureKind::Percent, "提高到".to_owned()),
            (3e4, FigureKind::Area, String::new()),
            (1.0, FigureKind::Rank, String::new()),
        ]
    );
}

/// Two reports of following years, told by their text.
fn two_years(plan: &str, review: &str) -> Vec<(String, String, String, Reading)> {
    let head = |year: i32| {
        format!(
            "{year}年工作报告\n——{year}年1月8日在市第九届人民代表大会第{}次会议上\n各位代表：\n",
            year - 2020
        )
    };
    let first = format!(
        "{}一、2023年工作回顾\n一年来，完成了各项任务，取得了明显成效，经济平稳增长。\n二、2024年工作安排\n{plan}\n",
        head(2024)
    );
    let second = format!(
        "{}一、2024年工作回顾\n{review}\n二、2025年工作安排\n今年要继续抓好各项工作，力争取得更大成效。\n",
        head(2025)
    );
    let ((a, fa), (b, fb)) = (facts_of(&first), facts_of(&second));
    let left = Side { report: &a, roles: &[Role::Plan] };
    let right = Side { report: &b, roles: &[Role::Review] };
    targets(left, &fa, right, &fb).into_iter().map(|t| (t.indicator, t.target, t.result, t.reading)).collect()
}

fn result_of(found: &[(String, String, String, Reading)], target: &str) -> (String, Reading) {
    let hit = found.iter().find(|t| t.1 == target);
    let (_, _, result, reading) = hit.unwrap_or_else(|| panic!("{target} in {found:?}"));
    (result.clone(), *reading)
}

#[test]
fn targets_meet_the_results_of_the_same_indicator() {
    let found = two_years(
        "今年主要目标是：地区生产总值增长6%左右，单位GDP能耗下降3%，登记失业率不超过4.5%，一般公共预算收入达到1.2万亿元，新建农村公路300公里，植树造林2万亩以上，全面推行河长制全覆盖，到2027年城镇化率达到70%。",
        "一年来，地区生产总值达到8.1万亿元、增长5.2%，单位地区生产总值能耗下降3.5%，年末城镇登记失业率4.1%，一般公共预算收入12500亿元，建成农村公路320公里，完成植树造林14平方公里，城镇化率提高到66%。",
    );
    assert_eq!(result_of(&found, "增长6%左右"), ("增长5.2%".to_owned(), Reading::Missed));
    assert_eq!(result_of(&found, "下降3%"), ("下降3.5%".to_owned(), Reading::Met));
    assert_eq!(result_of(&found, "不超过4.5%"), ("4.1%".to_owned(), Reading::Met));
    assert_eq!(result_of(&found, "1.2万亿元"), ("12500亿元".to_owned(), Reading::Met));
    assert_eq!(result_of(&found, "300公里"), ("320公里".to_owned(), Reading::Met));
    assert_eq!(result_of(&found, "2万亩以上"), ("14平方公里".to_owned(), Reading::Met));
    assert_eq!(result_of(&found, "70%"), ("66%".to_owned(), Reading::Unclear));
}

#[test]
fn what_the_later_report_does_not_tell_is_unreported() {
    let found = two_years(
        "今年，二氧化碳排放量下降3%，农村居民收入增长8%，公路投资50亿元。",
        "一年来，二氧化硫排放量下降5%，城镇居民收入增长7%，公路通车80公里，居民收入达到3万元。",
    );
    assert!(found.iter().all(|t| t.3 == Reading::Unreported && t.2.is_empty()), "{found:?}");
    assert_eq!(found.len(), 3);
}

#[test]
fn one_report_has_no_outcomes() {
    let (a, fa) = facts_of("一、回顾\n增长5%。\n二、安排\n增长6%。");
    let side = Side { report: &a, roles: &[] };
    assert!(targets(side, &fa, side, &fa).is_empty());
}

#[test]
fn outcomes_of_real_reports() {
    let Some(reports) = reports() else { return };
    let (a, b) = (raw_report(&reports, "natl-gov-2016"), raw_report(&reports, "natl-gov-2017"));
    let (fa, fb) = (facts(&a), facts(&b));
    let found = targets(
        Side { report: &a, roles: &[Role::Plan] },
        &fa,
        Side { report: &b, roles: &[Role::Review] },
        &fb,
    );
    let gold = rows(&reports.join("gold/natl-gov-2016--natl-gov-2017.targets.tsv"));
    let plain = |s: &str| key(s).replace(['.', '-'], "");
    let same = |x: &str, y: &str| plain(x).contains(&plain(y)) || plain(y).contains(&plain(x));
    let mut used = vec![false; found.len()];
    let (mut hit, mut read) = (0, 0);
    for g in &gold {
        let at = (0..found.len()).find(|&k| {
            !used[k]
                && !found[k].result.is_empty()
                && same(&g[1], &found[k].target)
                && same(&g[2], &found[k].result)
        });
        let Some(k) = at else { continue };
        used[k] = true;
        hit += 1;
        read += u32::from(format!("{:?}", found[k].reading).to_lowercase() == g[3]);
    }
    let said = found.iter().filter(|t| !t.result.is_empty()).count();
    let recall = f64::from(hit) / gold.len() as f64;
    let precision = f64::from(hit) / said as f64;
    println!("targets: recall {recall:.3} precision {precision:.3}, {read} of {hit} read alike");
    assert!(recall >= 0.85 && precision >= 0.9);
}

#[test]
fn several_reports_make_series() {
    let year = |year: i32, done: &str, planned: &str| {
        facts_of(&format!(
            "{year}年工作报告\n——{year}年1月8日在市第九届人民代表大会第三次会议上\n各位代表：\n一、{}年工作回顾\n一年来，粮食产量{done}亿斤，开展“三清一改”行动。\n二、{year}年工作安排\n今年要实现粮食产量{planned}亿斤，推进三清一改。\n",
            year - 1
        ))
    };
    let all = [year(2023, "430", "436"), year(2024, "437", "440"), year(2025, "441", "445")];
    let runs: Vec<_> = all.iter().map(|(r, _)| paragraphs(r)).collect();
    let list: Vec<Member> = all
        .iter()
        .zip(&runs)
        .map(|((r, facts), p)| Member { text: r.text(), paragraphs: p, year: r.head.year, body: 0, facts })
        .collect();
    let series = indicator_series(&list);
    let grain = series.iter().find(|s| s.name.contains("粮食产量")).expect("found");
    let values: Vec<(Option<i32>, bool, f64)> =
        grain.points.iter().map(|p| (p.year, p.target, p.value / 5e7)).collect();
    assert_eq!(values.len(), 6);
    assert_eq!(values[0], (Some(2022), false, 430.0));
    assert_eq!(values[5], (Some(2025), true, 445.0));
    let matrix = formulation_matrix(&list, &|| false);
    let row = matrix.iter().find(|r| r.text == "三清一改").expect("found");
    assert_eq!(row.places.iter().map(|p| (p.0, p.1.len())).collect::<Vec<_>>(), [(0, 2), (1, 2), (2, 2)]);
    assert!(row.of(1).len() == 2 && row.of(7).is_empty());
    assert!(formulation_matrix(&list, &|| true).is_empty(), "it can be stopped");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_survived(text in "([一二三四五六七八九十两百千万亿个项%％〇零第年月日“”\"《》（）()、，。；:.\\-+0-9a-z余多分之翻番过半增长下降到从由比的工作]|[\\PC]){0,120}") {
        let (report, facts) = facts_of(&format!("报告\n{text}"));
        let all = report.text();
        let mut last = 0;
        for f in &facts.figures {
            proptest::prop_assert!(all.get(f.span.start()..f.span.end()).is_some_and(|s| !s.is_empty()));
            proptest::prop_assert!(f.clause.covers(f.span) && last <= f.span.start);
            last = f.span.end;
        }
        for m in facts.formulations.iter().flat_map(|f| &f.places) {
            proptest::prop_assert!(all.get(m.span.start()..m.span.end()).is_some());
        }
        let side = (&report, &facts, &[][..]);
        let found = recurrences(side, side);
        proptest::prop_assert!(found.iter().all(|r| r.status == RecurrenceStatus::Both));
        let _ = passed_over(&report, &facts);
    }
}

/// Two sides made of text: a review and a plan.
fn two_sides(review: &str, plan: &str) -> Vec<Recurrence> {
    let (a, fa) = facts_of(review);
    let (b, fb) = facts_of(plan);
    recurrences((&a, &fa, &[]), (&b, &fb, &[]))
}

fn status(found: &[Recurrence], text: &str) -> Option<(RecurrenceStatus, usize, usize)> {
    found
        .iter()
        .find(|r| r.text == text || r.variants.iter().any(|v| v == text))
        .map(|r| (r.status, r.left.len(), r.right.len()))
}

#[test]
fn formulations_meet_in_all_spellings() {
    use RecurrenceStatus::{Both, Left, Right};
    let found = two_sides(
        "打造“代表驿站”12个，开展“双联双促（联企业，促发展）”活动，紧扣“三大提升行动”，当好最强智囊。变“被动”为“主动”。读《大山的孩子》。",
        "发挥“驿站”作用，用好“代表驿站”，深入开展双联双促，围绕三大提升行動，发挥“最强智囊”优势，实施「五个一批」。他说：“我们一定要把这件事情办好。”",
    );
    assert_eq!(status(&found, "代表驿站"), Some((Both, 1, 2)), "{found:#?}");
    assert_eq!(status(&found, "双联双促").map(|s| s.0), Some(Both));
    assert_eq!(status(&found, "三大提升行动"), Some((Both, 1, 1)));
    assert_eq!(status(&found, "最强智囊"), Some((Both, 1, 1)));
    assert_eq!(status(&found, "五个一批"), Some((Right, 0, 1)));
    for not in ["被动", "主动", "大山的孩子", "我们一定要把这件事情办好。"] {
        assert_eq!(status(&found, not), None, "{not}");
    }
    assert!(found.iter().all(|r| r.status != Left), "{found:#?}");
}

#[test]
fn a_short_word_inside_another_is_no_mention() {
    let found = two_sides(
        "以“常态”求“长效”，举办英才论坛，用好“英才”。",
        "推进常态化管理，完善长效机制，支持英才创业。",
    );
    assert_eq!(status(&found, "英才").map(|s| s.0), Some(RecurrenceStatus::Both));
    assert_eq!(status(&found, "常态"), None);
}

#[test]
fn wording_that_recurs_is_found_without_marks() {
    let text = "坚持以人民为中心推进水系连通工程。今年实施水系连通工程三期。完善水系连通工程管护。
加快水系连通工程收尾。";
    let (_, facts) = facts_of(text);
    let found = facts.formulations.iter().find(|f| f.text == "水系连通工程").expect("found");
    assert_eq!((found.kind, found.places.len()), (FormulationKind::Recurring, 4));
}

#[test]
fn the_seventeen_of_the_reference_report() {
    let Some(reports) = reports() else { return };
    let report = raw_report(&reports, "jiujiang-cppcc-2024");
    let facts = facts(&report);
    let found = recurrences((&report, &facts, &[Role::Review]), (&report, &facts, &[Role::Plan]));
    let marked = |r: &&Recurrence| r.kind != FormulationKind::Recurring;
    let both: Vec<&Recurrence> =
        found.iter().filter(marked).filter(|r| r.status == RecurrenceStatus::Both).collect();
    println!("{:?}", both.iter().map(|r| (&r.text, r.left.len(), r.right.len())).collect::<Vec<_>>());
    assert_eq!(both.len(), 17);
    let keys: Vec<&str> = found
        .iter()
        .filter(marked)
        .filter(|r| r.status == RecurrenceStatus::Right)
        .map(|r| r.text.as_str())
        .collect();
    println!("{keys:?}");
    assert_eq!(keys.len(), 6);
}
