//! The reader's decisions over what the engine found.

use duidu::compare::{Certainty, Comparison, Status, UnitPoint};
use duidu::document::{
    Anchor, ContentId, DecisionPlace, Document, Edit, LinkDecision, Overrides, Verdict, overlay, untouched,
};
use duidu::report::Report;
use proptest::prelude::*;

use super::{TEXT, comparison, report};

fn decide(c: &Comparison, r: &Report, left: usize, right: usize, verdict: Option<Verdict>) -> LinkDecision {
    LinkDecision::new((r, &c.left[left]), (r, &c.right[right]), None, verdict)
}

fn with(links: Vec<LinkDecision>) -> Overrides {
    Overrides { links, ..Overrides::default() }
}

fn statuses(c: &Comparison) -> (Vec<Status>, Vec<Status>) {
    (c.left.iter().map(|u| u.status).collect(), c.right.iter().map(|u| u.status).collect())
}

#[test]
fn confirmed_made_broken_and_doubted() {
    use Status::{Continued, NotMentioned, Uncertain};
    let r = report(TEXT);
    let found = comparison(
        &r,
        &r,
        &[(0, 0, Certainty::Likely), (1, 1, Certainty::Certain), (1, 2, Certainty::Likely)],
    );
    let mut note = decide(&found, &r, 0, 0, Some(Verdict::Confirmed));
    note.note = "一致".into();
    let overrides = with(vec![
        note,
        decide(&found, &r, 1, 1, Some(Verdict::Broken)),
        decide(&found, &r, 1, 2, Some(Verdict::Doubtful)),
        decide(&found, &r, 2, 1, Some(Verdict::Confirmed)),
    ]);
    let d = overlay(&found, &r, &r, &overrides, None);
    let links: Vec<_> = d.comparison.links.iter().map(|l| (l.left, l.right, l.certainty)).collect();
    assert_eq!(links, [(0, 0, Certainty::Certain), (1, 2, Certainty::Uncertain), (2, 1, Certainty::Certain)]);
    assert_eq!(d.decisions.len(), 3);
    assert_eq!(d.on(0, 0).map(|d| d.note.as_str()), Some("一致"));
    assert_eq!(d.on(1, 1).and_then(|d| d.verdict), Some(Verdict::Broken));
    assert_eq!(d.broken[0].link.as_ref(), Some(&found.links[1]));
    assert_eq!(
        statuses(&d.comparison),
        (vec![Continued, Uncertain, Continued], vec![Continued, Continued, Uncertain])
    );
    assert_eq!(d.places[3], DecisionPlace::Units(2, 1));

    let only_broken = with(vec![decide(&found, &r, 0, 0, Some(Verdict::Broken))]);
    let d = overlay(&found, &r, &r, &only_broken, None);
    assert_eq!(statuses(&d.comparison).0[0], NotMentioned);
    assert_eq!(statuses(&d.comparison).1[0], Status::New);
}

#[test]
fn points_follow_a_broken_link() {
    let r = report(TEXT);
    let mut found = comparison(&r, &r, &[(0, 0, Certainty::Certain), (1, 0, Certainty::Likely)]);
    let point = UnitPoint {
        right: true,
        unit: 0,
        span: found.right[0].item.span,
        status: Status::Continued,
        partners: vec![0, 1],
    };
    found.points.push(point);
    let one = with(vec![decide(&found, &r, 1, 0, Some(Verdict::Broken))]);
    let point = overlay(&found, &r, &r, &one, None).comparison.points.remove(0);
    assert_eq!((point.status, point.partners), (Status::Continued, vec![0]));
    found.points[0].partners = vec![1];
    let point = overlay(&found, &r, &r, &one, None).comparison.points.remove(0);
    assert_eq!((point.status, point.partners), (Status::New, vec![]));
    let both = with(vec![
        decide(&found, &r, 1, 0, Some(Verdict::Broken)),
        decide(&found, &r, 0, 0, Some(Verdict::Broken)),
    ]);
    let d = overlay(&found, &r, &r, &both, None);
    assert_eq!(d.comparison.points, [], "new as a whole");
}

#[test]
fn decisions_stay_with_their_pair_of_reports() {
    let (a, b) = (report(TEXT), report(&TEXT.replace("协商", "议事")));
    let found = comparison(&a, &b, &[]);
    let id = Document::new(b.clone(), Overrides::default()).id();
    let decision =
        LinkDecision::new((&a, &found.left[0]), (&b, &found.right[0]), Some(id), Some(Verdict::Confirmed));
    let overrides = with(vec![decision]);
    assert_eq!(overlay(&found, &a, &b, &overrides, Some(id)).comparison.links.len(), 1);
    let d = overlay(&found, &a, &b, &overrides, None);
    assert_eq!((d.comparison.links.len(), d.places[0]), (0, DecisionPlace::OtherPair));
    assert_eq!(overlay(&found, &a, &b, &overrides, Some(ContentId(7))).places[0], DecisionPlace::OtherPair);
}

#[test]
fn decisions_outlive_a_changed_text() {
    let r = report(TEXT);
    let found = comparison(&r, &r, &[]);
    let overrides = with(vec![
        decide(&found, &r, 1, 2, Some(Verdict::Confirmed)),
        decide(&found, &r, 2, 1, Some(Verdict::Confirmed)),
    ]);
    // A unit more at the top, words changed in one unit, another one gone.
    let changed = TEXT
        .replace("回一", "回零：新写的一项工作，内容很多。\n回一")
        .replace("走访企业三百家", "走访企业三百二十家")
        .replace("回三：保护江河，开展巡查十二次。\n", "");
    let mut document = Document::new(r, overrides).reread(report(&changed));
    let found = comparison(document.report(), document.report(), &[]);
    let d = overlay(&found, document.report(), document.report(), document.overrides(), None);
    let links: Vec<_> = d.comparison.links.iter().map(|l| (l.left, l.right)).collect();
    assert_eq!(links, [(2, 2)]);
    assert_eq!(d.places[1], DecisionPlace::Lost);
    let lost = document.lost().to_vec();
    assert_eq!(lost.len(), 1);
    // Deciding again on the same units replaces the decision made before the change.
    let again = decide(&found, document.report(), 2, 2, Some(Verdict::Broken));
    document.apply(&Edit::Decide(again));
    assert_eq!(document.overrides().links.len(), 2);
    document.apply(&Edit::Forget(lost));
    assert_eq!(document.overrides().links.len(), 1);
}

#[test]
fn a_second_report_that_changed_is_met_again() {
    let (a, b) = (report(TEXT), report(&TEXT.replace("某地", "某地次年")));
    let later = Document::new(b.clone(), Overrides::default());
    let found = comparison(&a, &b, &[]);
    let decision = LinkDecision::new(
        (&a, &found.left[0]),
        (&b, &found.right[1]),
        Some(later.id()),
        Some(Verdict::Confirmed),
    );
    let mut earlier = Document::new(a.clone(), with(vec![decision]));
    let b = report(&format!("更长的报头\n{}", b.text()));
    let later = later.reread(b.clone());
    earlier.meet(&later);
    let found = comparison(&a, &b, &[]);
    let d = overlay(&found, &a, &b, earlier.overrides(), Some(later.id()));
    assert_eq!(d.places, [DecisionPlace::Units(0, 1)]);
    assert!(earlier.steps().0.is_none(), "no step of undo");
}

#[test]
fn of_two_decisions_on_the_same_units_the_later_stands() {
    let r = report(TEXT);
    let found = comparison(&r, &r, &[]);
    let mut inside = decide(&found, &r, 0, 0, Some(Verdict::Broken));
    let words = "举办活动二十场";
    let at = r.text().find(words).unwrap();
    inside.left = Anchor::new(r.text(), duidu::text::Span::new(at, at + words.len()));
    let exact = decide(&found, &r, 0, 0, Some(Verdict::Confirmed));
    let d = overlay(&found, &r, &r, &with(vec![exact.clone(), inside]), None);
    assert_eq!(d.comparison.links.len(), 1, "a part of a unit cannot part the whole");
    assert!(matches!(d.places[1], DecisionPlace::Elsewhere(..)));
    let doubt = LinkDecision { verdict: Some(Verdict::Doubtful), ..exact.clone() };
    let d = overlay(&found, &r, &r, &with(vec![exact, doubt]), None);
    assert_eq!(d.comparison.links[0].certainty, Certainty::Uncertain);
}

fn any_anchor() -> impl Strategy<Value = Anchor> {
    let texts = (".{0,12}", "[回部一二三：协商企业，。\n]{0,30}", ".{0,4}", ".{0,6}", ".{0,6}");
    (any::<u32>(), any::<u32>(), 0..600_u32, texts).prop_map(
        |(start, len, near, (odd, words, tail, before, after))| {
            let (start, quote) = if len % 2 == 0 { (near, words) } else { (start, odd) };
            Anchor { start, len, quote, tail, before, after }
        },
    )
}

fn any_decision() -> impl Strategy<Value = LinkDecision> {
    let verdict = prop_oneof![
        Just(None),
        Just(Some(Verdict::Confirmed)),
        Just(Some(Verdict::Broken)),
        Just(Some(Verdict::Doubtful))
    ];
    (any_anchor(), any_anchor(), verdict, 0..3_usize, 0..3_usize, any::<bool>()).prop_map(
        |(left, right, verdict, l, r, real)| {
            let report = report(TEXT);
            let c = comparison(&report, &report, &[]);
            if real {
                return decide(&c, &report, l, r, verdict);
            }
            LinkDecision { left, right, with: None, verdict, note: String::new() }
        },
    )
}

proptest! {
    #[test]
    fn never_panics_and_stays_consistent(decisions in prop::collection::vec(any_decision(), 0..12), links in prop::collection::vec((0..4_usize, 0..4_usize), 0..6)) {
        let r = report(TEXT);
        let links: Vec<_> = links.into_iter().filter(|l| l.0 < 3 && l.1 < 3).map(|(l, r)| (l, r, Certainty::Likely)).collect();
        let found = comparison(&r, &r, &links);
        let overrides = with(decisions);
        let d = overlay(&found, &r, &r, &overrides, None);
        let none = overlay(&found, &r, &r, &Overrides::default(), None);
        if untouched(&found, &Overrides::default()) {
            prop_assert_eq!(&none.comparison, &found);
        }
        prop_assert!(untouched(&none.comparison, &Overrides::default()), "laid over once more it stays");
        prop_assert_eq!(d.decisions.len(), d.comparison.links.len());
        prop_assert_eq!(d.places.len(), overrides.links.len());
        prop_assert!(d.comparison.links.iter().all(|l| l.left < 3 && l.right < 3));
        prop_assert!(d.comparison.links.is_sorted_by_key(|l| (l.left, l.right)));
        let document = Document::new(r, overrides);
        prop_assert!(document.lost().len() <= document.overrides().links.len());
    }
}
