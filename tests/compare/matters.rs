//! Links, reasons, points and statuses on small texts.

use duidu::compare::{
    Certainty, CompareOptions, Comparison, DiffKind, ReasonKind, Side, Status, compare, difference,
};
use duidu::report::Role;

use super::{linked, made, review_and_plan, sample};

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
