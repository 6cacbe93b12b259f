//! Formulations, figures and targets: small cases of our own, and the hand-made answers for real
//! reports when `../shared/reports` is there.
#![allow(clippy::unwrap_used)] // a test may fail there

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use duidu::compare::{Reading, Side, targets};
use duidu::facts::series::{Member, formulation_matrix, horizons, indicator_series, paragraphs};
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

/// Passages of other bodies in our own words, with the answers written before the program was
/// asked: value|unit|of (`*`: whatever).
const OTHER_BODIES: &[(&str, &str)] = &[
    (
        "一年来，全院受理各类案件12876件，审执结12103件，结案率94%，同比上升1.6个百分点。审结刑事案件1042件，判处罪犯1187人，调解撤诉率达58.3%。为农民工追回欠薪3260.5万元。",
        "12876|件|案件 12103|件|* 94|%|结案率 1.6|个百分点|结案率 1042|件|刑事案件 1187|人|罪犯 58.3|%|调解撤诉率 3260.5万|元|欠薪",
    ),
    (
        "批准逮捕犯罪嫌疑人312人，提起公诉876件1123人，发出检察建议96份，回复率100%。追回损失1.2亿余元，督促修复林地230余亩。",
        "312|人|犯罪嫌疑人 876|件|提起公诉 1123|人|* 96|份|检察建议 100|%|回复率 1.2亿余|元|损失 230余|亩|林地",
    ),
    (
        "听取审议专项工作报告14项，开展执法检查5次、专题询问2次，作出决议决定9项，任免国家机关工作人员63人次。办理代表建议187件，满意率98.4%。",
        "14|项|专项工作报告 5|次|执法检查 2|次|专题询问 9|项|决议决定 63|人次|国家机关工作人员 187|件|代表建议 98.4|%|满意率",
    ),
    (
        "全年实现营业收入86.4亿元，同比增长9.2%；利润总额5.1亿元，创历史新高。集装箱吞吐量42万标箱，发电量31.5亿千瓦时，单位产品能耗下降3.4%，PM2.5平均浓度28微克/立方米，装机容量1200兆瓦，供应天然气3.6亿立方米，节约能源2.3万吨标准煤。",
        "86.4亿|元|营业收入 9.2|%|营业收入 5.1亿|元|利润总额 42万|标箱|集装箱吞吐量 31.5亿|千瓦时|发电量 3.4|%|单位产品能耗 28|微克/立方米|PM2.5平均浓度 1200|兆瓦|装机容量 3.6亿|立方米|天然气 2.3万|吨标准煤|能源",
    ),
    (
        "新建高标准农田6.5万亩，改造管网36公里，建成口袋公园12处、停车位1500个。接待游客320万人次，旅游收入翻番。空气优良天数342天，森林覆盖率过半。三分之二的行政村通了公交，收入5至10万元的村达到七成。新增星级酒店2家，培育小巨人企业3户。公共财政预算收入突破百亿元。户籍人口城镇化率提高1.2个百分点，居全市第三位。",
        "6.5万|亩|高标准农田 36|公里|管网 12|处|口袋公园 1500|个|停车位 320万|人次|游客 翻番||旅游收入 342|天|空气优良天数 过半||森林覆盖率 三分之二||行政村 5至10万|元|收入 七|成|* 2|家|星级酒店 3|户|小巨人企业 百亿|元|公共财政预算收入 1.2|个百分点|户籍人口城镇化率 第三|位|户籍人口城镇化率",
    ),
    (
        "进出口总额1860万美元，下降12%。引进项目38个，其中10亿元以上项目4个、百亿级项目1个。科技投入占比由2.1%提高到2.6%，研发人员增长1.5倍。处置信访事项1320起，化解率92.7%。新生儿疾病筛查率保持在99%以上，孕产妇死亡率控制在10/10万以内。",
        "1860万|美元|进出口总额 12|%|进出口总额 38|个|项目 4|个|* 1|个|* 2.1|%|科技投入占比 2.6|%|科技投入占比 1.5|倍|研发人员 1320|起|信访事项 92.7|%|化解率 99|%|新生儿疾病筛查率",
    ),
    (
        "第十届委员会第四次会议以来，坚持两个维护，落实八项规定，拨打12345热线转办诉求，办好2024年人民群众最关心的10件实事，按照“1+3+N”模式组建5G专班，二十大精神宣讲86场，受众1.2万余人。",
        "10|件|实事 86|场|* 1.2万余|人|受众",
    ),
];

#[test]
fn figures_of_other_bodies() {
    let (mut hit, mut gold, mut found, mut of, mut asked) = (0, 0, 0, 0, 0);
    for (text, answers) in OTHER_BODIES {
        let text = format!("某地2024年工作报告\n一、2023年工作回顾\n{text}\n");
        let (_, facts) = facts_of(&text);
        let mut rest: Vec<&Figure> = facts.figures.iter().collect();
        found += rest.len();
        for answer in answers.split(' ') {
            let parts: Vec<&str> = answer.split('|').collect();
            gold += 1;
            let Some(at) = rest.iter().position(|f| f.value == parts[0] && f.unit == parts[1]) else {
                println!("not found: {answer}");
                continue;
            };
            let f = rest.remove(at);
            hit += 1;
            if parts[2] != "*" {
                asked += 1;
                if alike(&f.of, parts[2]) >= 0.5 {
                    of += 1;
                } else {
                    println!("{answer}: counts {:?}", f.of);
                }
            }
        }
        for f in rest {
            println!("too many: {} {} {}", f.value, f.unit, f.of);
        }
    }
    let share = |a: i32, b: usize| f64::from(a) / b as f64;
    let (recall, precision, of) = (share(hit, gold), share(hit, found), share(of, asked));
    println!("figures of other bodies: recall {recall:.3} precision {precision:.3} of {of:.3}");
    assert!(recall >= 0.95 && precision >= 0.95 && of >= 0.85);
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
    let long = |year: i32| if year == 2024 { "到2030年，粮食产量稳定在500亿斤。" } else { "" };
    let year = |year: i32, done: &str, planned: &str| {
        facts_of(&format!(
            "{year}年工作报告\n——{year}年1月8日在市第九届人民代表大会第三次会议上\n各位代表：\n一、{}年工作回顾\n一年来，粮食产量{done}亿斤，开展“三清一改”行动。\n二、{year}年工作安排\n今年要实现粮食产量{planned}亿斤，推进三清一改。{}\n",
            year - 1,
            long(year)
        ))
    };
    let all = [year(2023, "430", "436"), year(2024, "437", "440"), year(2025, "441", "445")];
    let runs: Vec<_> = all.iter().map(|(r, _)| paragraphs(r)).collect();
    let until: Vec<_> = all.iter().map(|(r, facts)| horizons(r, facts)).collect();
    let list: Vec<Member> = all
        .iter()
        .zip(runs.iter().zip(&until))
        .map(|((r, facts), (paragraphs, horizons))| Member {
            text: r.text(),
            paragraphs,
            year: r.head.year,
            body: 0,
            facts,
            horizons,
        })
        .collect();
    let series = indicator_series(&list);
    let grain = series.iter().find(|s| s.name.contains("粮食产量")).expect("found");
    let values: Vec<(Option<i32>, bool, f64)> =
        grain.points.iter().map(|p| (p.year, p.target, p.value / 5e7)).collect();
    assert_eq!(values.len(), 7);
    assert_eq!(values[0], (Some(2022), false, 430.0));
    assert_eq!(values[5], (Some(2025), true, 445.0));
    assert_eq!(values[6], (Some(2030), true, 500.0), "at the year it is for");
    let set: Vec<_> = grain.points.iter().map(|p| p.set).collect();
    assert_eq!(set, [None, None, None, None, None, None, Some(2024)]);
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
fn short_formulations_are_not_counted_inside_other_words() {
    let marked =
        facts_of("一、回顾\n构建“大安全”格局，实施“大工程”行动，建好“站家点”。\n二、安排\n今年要稳住。\n");
    let other = facts_of(
        "一、回顾\n没有发生重大安全事故，建成一批重大工程，来了两位重大工程师。\n二、安排\n打造大安全格局，推进大工程建设，办好委员站家点。\n",
    );
    let rows = duidu::facts::recurrences((&marked.0, &marked.1, &[]), (&other.0, &other.1, &[]));
    let count = |text: &str| rows.iter().find(|r| r.text == text).map(|r| (r.left.len(), r.right.len()));
    assert_eq!(count("大安全"), Some((1, 1)));
    assert_eq!(count("大工程"), Some((1, 1)));
    assert_eq!(count("站家点"), Some((1, 1)));
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
