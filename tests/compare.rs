//! Comparison as a whole, on small texts of our own; scores on real reports where they are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use duidu::compare::{
    Certainty, CompareOptions, Comparison, DiffKind, ReasonKind, Side, Status, compare, difference, evidence,
};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundHeading, FoundPart, Report, Role, assemble};
use duidu::text::Span;
use proptest::prelude::*;

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

/// A report of given items: role, heading, text after it.
fn made(items: &[(Role, &str, &str)]) -> Report {
    let mut text = String::new();
    let mut found = Found::default();
    for &(role, heading, body) in items {
        let start = text.len();
        if found.parts.last().is_none_or(|p: &FoundPart| p.role != role) {
            found.parts.push(FoundPart { start, role, year: None, evidence: Vec::new() });
        }
        let title = Span::new(start, start + heading.len());
        found.headings.push(FoundHeading { level: 1, number: None, title, span: title, run_in: true });
        text.push_str(heading);
        text.push_str(body);
        text.push('\n');
    }
    let source = read(text.as_bytes(), &ReadOptions::default()).expect("text");
    assert_eq!(&*source.text, text);
    assemble(Arc::new(source), found)
}

fn review_and_plan(report: &Report) -> Comparison {
    compare(
        Side { report, roles: &[Role::Review] },
        Side { report, roles: &[Role::Plan] },
        CompareOptions::default(),
    )
}

/// Ten items of a made-up 政协 report, in our own words.
fn sample() -> Report {
    use Role::{Plan, Review};
    made(&[
        (
            Review,
            "学习走在前头。",
            "党组带头读原著、谈体会，组织理论学习中心组学习18次，用创新理论武装头脑，委员读书群发帖两千条。",
        ),
        (
            Review,
            "为发展出谋。",
            "围绕临港产业园建设开展专题协商，组织“进百企解千难”活动，走访企业126家，帮助解决用工、融资问题87个。",
        ),
        (Review, "护住一湾清水。", "组织湿地候鸟保护视察，提出禁钓建议，推动修复滩涂三百亩。"),
        (
            Review,
            "监督更有力。",
            "选派特约监督员旁听庭审，开展电视问政四场，评议部门六个，促成整改事项35件。",
        ),
        (Review, "把提案办实。", "立案214件，市领导领衔督办重点提案12件，办结率和满意率双双过九成五。"),
        (
            Review,
            "朋友越来越多。",
            "走访民主党派、工商联和少数民族界人士，举办海峡两岸青年联谊会，书画院送春联下乡。",
        ),
        (
            Plan,
            "坚定不移抓学习。",
            "巩固党组理论学习中心组学习成果，办好委员读书班，坚持用创新理论武装头脑、指导实践。",
        ),
        (
            Plan,
            "服务大局谋良策。",
            "持续开展进百企解千难活动，就临港产业园二期、低空经济两个课题专题协商，设立“委员会客厅”。",
        ),
        (Plan, "敢监督善监督。", "改进评议办法，请群众点题、部门答题，对食堂招标等小事开展微监督。"),
        (Plan, "抓好提案工作。", "提高提案质量，实行领衔督办、回访督办，办好重点提案。"),
        (Plan, "广交朋友。", "加强同民主党派、无党派人士团结联谊，办好两岸青年联谊活动和书画展。"),
    ])
}

fn linked(c: &Comparison) -> Vec<(usize, usize)> {
    c.links.iter().filter(|l| l.certainty != Certainty::Uncertain).map(|l| (l.left, l.right)).collect()
}

#[test]
fn reworded_matters_are_linked() {
    let report = sample();
    let c = review_and_plan(&report);
    assert_eq!(linked(&c), [(0, 0), (1, 1), (3, 2), (4, 3), (5, 4)], "{:?}", c.links);
    let statuses: Vec<Status> = c.left.iter().map(|u| u.status).collect();
    assert_eq!(statuses.iter().filter(|&&s| s == Status::Continued).count(), 5);
    assert_eq!(statuses.get(2), Some(&Status::NotMentioned));
    assert!(c.right.iter().all(|u| u.status == Status::Continued));
    assert!(!c.approximate);
}

#[test]
fn reasons_name_the_words() {
    let report = sample();
    let c = review_and_plan(&report);
    let link = c.links.iter().find(|l| (l.left, l.right) == (1, 1)).expect("the link");
    let shown: Vec<(ReasonKind, &str, &str)> =
        link.reasons.iter().map(|r| (r.kind, r.left.of(report.text()), r.right.of(report.text()))).collect();
    // Quoted on the left, not on the right.
    assert!(shown.contains(&(ReasonKind::Formulation, "进百企解千难", "进百企解千难")), "{shown:?}");
    assert!(shown.iter().any(|s| s.1.contains("临港产业园")), "{shown:?}");
    assert!(link.reasons.windows(2).all(|w| w[0].weight >= w[1].weight));
}

#[test]
fn points_tell_what_is_new_inside() {
    let report = sample();
    let c = review_and_plan(&report);
    let of = |right: bool, unit: usize, status: Status| -> Vec<&str> {
        c.points
            .iter()
            .filter(|p| p.right == right && p.unit == unit && p.status == status)
            .map(|p| p.span.of(report.text()))
            .collect()
    };
    assert!(of(true, 1, Status::New).iter().any(|p| p.contains("委员会客厅")), "{:?}", c.points);
    let continued = of(true, 1, Status::Continued);
    assert!(continued.iter().any(|p| p.contains("进百企解千难")), "{continued:?}");
    assert!(
        of(false, 4, Status::NotMentioned).iter().any(|p| p.contains("214"))
            || !of(false, 3, Status::NotMentioned).is_empty()
    );
}

#[test]
fn common_words_link_nothing() {
    use Role::{Plan, Review};
    let report = made(&[
        (
            Review,
            "抓好渔业生产。",
            "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，推动渔业高质量发展，扎实推进各项工作。",
        ),
        (Review, "办好博物馆。", "坚持稳中求进，全面加强文物修缮，新开陶瓷馆一座。"),
        (
            Plan,
            "修建地下管廊。",
            "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，推动管廊高质量发展，扎实推进各项工作。",
        ),
        (Plan, "培训法官助理。", "坚持稳中求进，全面加强书记员轮训，新招助理九名。"),
    ]);
    let c = review_and_plan(&report);
    assert!(c.links.iter().all(|l| l.certainty != Certainty::Certain), "{:?}", c.links);
}

#[test]
fn one_side_empty() {
    let report = made(&[(Role::Review, "只有回顾。", "没有部署。")]);
    let c = review_and_plan(&report);
    assert_eq!((c.left.len(), c.right.len(), c.links.len()), (1, 0, 0));
    assert_eq!(c.left.first().map(|u| u.status), Some(Status::NotMentioned));
    let none = compare(
        Side { report: &report, roles: &[Role::Appendix] },
        Side { report: &report, roles: &[Role::Appendix] },
        CompareOptions { deadline_ms: Some(0) },
    );
    assert_eq!(none, Comparison::default());
}

#[test]
fn identical_sides_are_continued_and_certain() {
    let report = sample();
    let side = Side { report: &report, roles: &[] };
    let c = compare(side, side, CompareOptions::default());
    assert_eq!(c.left.len(), 11);
    assert!(c.left.iter().chain(&c.right).all(|u| u.status == Status::Continued));
    for i in 0..c.left.len() {
        let own = c.links.iter().find(|l| l.left == i && l.right == i).expect("linked with itself");
        assert_eq!((own.certainty, own.likeness), (Certainty::Certain, 1.0));
    }
}

#[test]
fn a_traditional_side_meets_a_simplified_one() {
    use Role::{Plan, Review};
    let traditional = made(&[
        (Review, "環境保護。", "關停沿江化工企業二十家，水質優良斷面比例達到九成，開展「藍天行動」。"),
        (Review, "發展教育。", "新建幼兒園六所，推進義務教育均衡發展。"),
    ]);
    let simplified = made(&[
        (Plan, "办好教育。", "改扩建义务教育学校十所，增加公办幼儿园学位。"),
        (Plan, "守护环境。", "深入开展蓝天行动，沿江化工企业全部搬迁，水质优良断面比例继续提高。"),
    ]);
    let c = compare(
        Side { report: &traditional, roles: &[Role::Review] },
        Side { report: &simplified, roles: &[Role::Plan] },
        CompareOptions::default(),
    );
    assert_eq!(linked(&c), [(0, 1), (1, 0)], "{:?}", c.links);
    let kinds: Vec<ReasonKind> = c.links.iter().flat_map(|l| &l.reasons).map(|r| r.kind).collect();
    assert!(kinds.contains(&ReasonKind::Formulation));
}

#[test]
fn a_very_long_item_and_short_ones() {
    let long = "推进水利工程建设，改善灌溉条件。关心老人，办好食堂。".repeat(620);
    let report = made(&[
        (Role::Review, "长项。", &long),
        (Role::Review, "短项。", "开行旅游专列。"),
        (Role::Plan, "水利。", "继续推进水利工程建设，改善灌溉条件。"),
        (Role::Plan, "旅游。", "增开旅游专列三趟。"),
    ]);
    let c = review_and_plan(&report);
    assert!(linked(&c).contains(&(0, 0)) && linked(&c).contains(&(1, 1)), "{:?}", c.links);
    let runs = difference(&report, c.left[0].item.span, &report, c.right[0].item.span);
    assert!(runs.iter().any(|r| r.kind == DiffKind::Common));
}

#[test]
fn the_same_every_time_and_coarser_with_a_deadline() {
    let report = sample();
    assert_eq!(review_and_plan(&report), review_and_plan(&report));
    let at = |ms| {
        let side = |roles| Side { report: &report, roles };
        compare(side(&[Role::Review]), side(&[Role::Plan]), CompareOptions { deadline_ms: Some(ms) })
    };
    assert_eq!(at(10_000), review_and_plan(&report));
    assert!(at(0).approximate);
    assert_eq!(at(0).left.len(), 6);
    assert_eq!(at(0), at(0));
}

#[test]
fn statuses_follow_changed_links() {
    let mut c = review_and_plan(&sample());
    c.links.retain(|l| l.left != 0);
    if let Some(l) = c.links.iter_mut().find(|l| l.left == 1) {
        l.certainty = Certainty::Uncertain;
    }
    c.settle();
    assert_eq!(c.left[0].status, Status::NotMentioned);
    assert_eq!(c.right[0].status, Status::New);
    assert_eq!(c.left[1].status, Status::Uncertain);
}

/// What must hold of every comparison.
fn check(left: &Report, right: &Report, c: &Comparison) {
    assert!(
        c.links.windows(2).all(|w| (w[0].left, w[0].right) < (w[1].left, w[1].right)),
        "ordered, once each"
    );
    let mut again = c.clone();
    again.settle();
    assert_eq!(&again, c, "statuses follow from links");
    for l in &c.links {
        let (a, b) = (c.left[l.left].item.span, c.right[l.right].item.span);
        assert!((0.0..=1.0).contains(&l.likeness));
        for r in &l.reasons {
            assert!(a.covers(r.left) && b.covers(r.right) && !r.left.is_empty() && !r.right.is_empty());
            assert!(!r.left.of(left.text()).is_empty() && !r.right.of(right.text()).is_empty());
            assert!((0.0..=1.001).contains(&r.weight));
        }
    }
    for p in &c.points {
        let (units, others) = if p.right { (&c.right, &c.left) } else { (&c.left, &c.right) };
        assert!(units[p.unit].item.span.covers(p.span) && !p.span.is_empty());
        assert!(p.partners.iter().all(|&i| i < others.len()));
        assert_eq!(p.status == Status::Continued, !p.partners.is_empty());
    }
}

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "推进",
        "乡村振兴",
        "“三个清单”",
        "“",
        "”",
        "(",
        ")",
        "1.37万亿",
        "50%",
        "，",
        "。",
        "；",
        "\u{3000}",
        "\u{200B}",
        "A级",
        "😀",
        "𠮷",
        "民主監督",
        "民主监督",
        "工作",
        "\"",
        "《条例》",
        "——",
        "年",
        "5500余场次",
        "\u{FEFF}",
    ]);
    prop::collection::vec(scrap, 0..60).prop_map(|v| v.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_compares(left in prop::collection::vec(scraps(), 0..5), right in prop::collection::vec(scraps(), 0..5)) {
        let make = |texts: &[String], role| {
            let items: Vec<_> = texts.iter().map(|t| (role, "标题。", t.as_str())).collect();
            made(&items)
        };
        if left.iter().chain(&right).all(|t| !t.is_empty()) && !left.is_empty() && !right.is_empty() {
            let (l, r) = (make(&left, Role::Review), make(&right, Role::Plan));
            let sides = (Side { report: &l, roles: &[] }, Side { report: &r, roles: &[] });
            let c = compare(sides.0, sides.1, CompareOptions::default());
            check(&l, &r, &c);
            check(&l, &r, &compare(sides.0, sides.1, CompareOptions { deadline_ms: Some(0) }));
            prop_assert!(evidence(sides.0, sides.1).iter().all(|e| e.words.is_finite() && e.own_left.is_finite()));
        }
    }

    #[test]
    fn differences_cover_both_sides(a in scraps(), b in scraps()) {
        let (l, r) = (made(&[(Role::Review, "甲", &a)]), made(&[(Role::Plan, "乙", &b)]));
        let whole = |t: &Report| Span::new(0, t.text().len());
        let runs = difference(&l, whole(&l), &r, whole(&r));
        for (spans, end) in [
            (runs.iter().map(|d| d.left).collect::<Vec<_>>(), l.text().len()),
            (runs.iter().map(|d| d.right).collect::<Vec<_>>(), r.text().len()),
        ] {
            let mut at = 0;
            for s in spans.into_iter().filter(|s| !s.is_empty()) {
                prop_assert_eq!(s.start(), at);
                at = s.end();
            }
            prop_assert_eq!(at, end);
        }
        let same = difference(&l, whole(&l), &l, whole(&l));
        prop_assert!(same.iter().all(|d| d.kind == DiffKind::Common));
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
