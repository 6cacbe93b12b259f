//! What must hold of any two texts.

use duidu::compare::{CompareOptions, DiffKind, Side, compare, difference, evidence};
use duidu::report::{Report, Role};
use duidu::text::Span;
use proptest::prelude::*;

use super::{check, made};

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
