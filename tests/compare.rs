//! Comparison as a whole, on small texts of our own; scores on real reports where they are at hand.

#[path = "compare/any.rs"]
mod any;
#[path = "compare/matters.rs"]
mod matters;
#[path = "compare/scores.rs"]
mod scores;

use std::path::PathBuf;
use std::sync::Arc;

use duidu::compare::{Certainty, CompareOptions, Comparison, Side, Status, compare};
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

/// The report in the file whose name begins with `name`.
fn raw(name: &str) -> Option<Report> {
    let dir = std::fs::read_dir(reports()?.join("raw")).ok()?;
    let path = dir.filter_map(|e| Some(e.ok()?.path())).find(|p| p.file_stem().is_some_and(|s| s == name))?;
    let source = read(&std::fs::read(path).ok()?, &ReadOptions::default()).ok()?;
    Some(duidu::report::read(Arc::new(source)))
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
