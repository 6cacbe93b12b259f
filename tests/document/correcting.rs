//! The reader's corrections of the structure.

use std::sync::Arc;

use duidu::document::{Document, Edit, Entry, Overrides, StructureEdit, effective, parse, to_json};
use duidu::read::{ReadOptions, read};
use duidu::report::{Report, Role};
use proptest::prelude::*;

use super::anchor;

const TEXT: &str = "某镇工作报告\n\n各位代表：\n\n一、过去一年工作回顾\n\n（一）产业兴旺。全年新增企业五家，产值增长一成。\n\n\
    民生持续改善。新建学校三所，修通道路五条。\n\n二、今年工作安排\n\n（一）抓好产业。要继续引进企业。\n\n（二）办好学校。要确保年内开学，\n\n让群众满意。\n";

fn read_report(text: &str) -> Arc<Report> {
    Arc::new(duidu::report::read(Arc::new(read(text.as_bytes(), &ReadOptions::default()).unwrap())))
}

fn titles(report: &Report) -> Vec<(u8, String)> {
    report.headings.iter().map(|h| (h.level, h.title.of(report.text()).to_owned())).collect()
}

fn role_at(report: &Report, words: &str) -> Role {
    report.parts[report.part_at(report.text().find(words).unwrap())].role
}

#[test]
fn corrections_show_and_are_undone() {
    let r = read_report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    let at = |words| anchor(&r, words);
    let before = titles(d.report());
    assert!(before.contains(&(2, "产业兴旺".into())), "{before:?}");

    let revisions = d.revisions();
    d.apply(&Edit::Structure(StructureEdit::MakeHeading { at: at("民生持续改善。"), level: 2 }));
    assert!(titles(d.report()).contains(&(2, "民生持续改善".into())));
    assert_ne!(d.revisions().structure, revisions.structure);
    assert_eq!(d.revisions().links, revisions.links);
    d.apply(&Edit::Structure(StructureEdit::SetLevel { at: at("民生持续改善"), level: 3 }));
    assert!(titles(d.report()).contains(&(3, "民生持续改善".into())));
    d.apply(&Edit::Structure(StructureEdit::UnmakeHeading { at: at("（一）产业兴旺。") }));
    assert!(!titles(d.report()).iter().any(|t| t.1 == "产业兴旺"));
    d.apply(&Edit::Structure(StructureEdit::MakeHeading { at: at("（一）产业兴旺。"), level: 1 }));
    assert!(titles(d.report()).contains(&(1, "产业兴旺".into())), "{:?}", titles(d.report()));

    for _ in 0..4 {
        d.undo();
    }
    assert!(Arc::ptr_eq(d.report(), d.as_read()));
    for _ in 0..4 {
        d.redo();
    }
    assert!(titles(d.report()).contains(&(1, "产业兴旺".into())));
    assert_eq!(effective(&r, d.overrides()).headings, d.report().headings);
}

#[test]
fn a_role_is_set_for_a_section() {
    let r = read_report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    assert_eq!((role_at(&r, "民生持续"), role_at(&r, "继续引进")), (Role::Review, Role::Plan));
    let role = |words: &str, role| Edit::Structure(StructureEdit::SetRole { at: anchor(&r, words), role });
    d.apply(&role("二、今年工作安排", Role::Review));
    assert_eq!(role_at(d.report(), "让群众满意"), Role::Review);
    d.apply(&role("（二）办好学校", Role::Other));
    assert_eq!(
        (role_at(d.report(), "继续引进"), role_at(d.report(), "让群众满意")),
        (Role::Review, Role::Other)
    );
    d.apply(&role("二、今年工作安排", Role::Plan));
    assert_eq!(role_at(d.report(), "继续引进"), Role::Plan);
    assert_eq!(d.overrides().structure.len(), 2, "the later on the same heading replaces the earlier");
}

#[test]
fn paragraphs_are_split_and_joined() {
    let r = read_report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    let count = d.report().paragraphs.len();
    let join = StructureEdit::Join { at: anchor(&r, "让群众满意。") };
    d.apply(&Edit::Structure(join.clone()));
    assert_eq!(d.report().paragraphs.len(), count - 1);
    let split = StructureEdit::Split { at: anchor(&r, "修通道路五条") };
    d.apply(&Edit::Structure(split));
    assert_eq!(d.report().paragraphs.len(), count);
    assert!(d.report().paragraphs.iter().any(|p| p.span.of(r.text()).starts_with("修通道路")));
    // To split what was joined is to withdraw the joining.
    d.apply(&Edit::Structure(StructureEdit::Split { at: anchor(&r, "让群众满意。") }));
    assert_eq!((d.report().paragraphs.len(), d.overrides().structure.len()), (count + 1, 1));
    d.apply(&Edit::Structure(join.clone()));
    d.apply(&Edit::RemoveStructure(join));
    assert_eq!(d.report().paragraphs.len(), count + 1);
}

#[test]
fn corrections_outlive_a_changed_text_and_lost_ones_are_listed() {
    let r = read_report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    d.apply(&Edit::Structure(StructureEdit::MakeHeading {
        at: anchor(&r, "民生持续改善。"), level: 2
    }));
    d.apply(&Edit::Structure(StructureEdit::UnmakeHeading { at: anchor(&r, "（二）办好学校") }));
    let changed = TEXT
        .replace("（二）办好学校。要确保年内开学，\n\n让群众满意。\n", "")
        .replace("各位代表：", "各位代表：\n\n现在向大会报告工作，请予审议。");
    let kept = parse(to_json(d.overrides()).as_bytes()).unwrap().overrides;
    let d = Document::new(read_report(&changed), kept);
    assert!(titles(d.report()).contains(&(2, "民生持续改善".into())));
    assert_eq!(d.lost(), [Entry::Structure(1)]);
    assert!(d.corrections()[1].0.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_corrections_keep_the_report_whole(edits in prop::collection::vec((0..90_usize, 1..30_usize, 0..7_u8, any::<u8>()), 0..8)) {
        let r = read_report(TEXT);
        let mut d = Document::new(r.clone(), Overrides::default());
        for (from, count, kind, value) in edits {
            let at = |n: usize| TEXT.char_indices().nth(n).map_or(TEXT.len(), |(at, _)| at);
            let at = d.anchor(duidu::text::Span::new(at(from), at(from + count)));
            d.apply(&Edit::Structure(match kind {
                0 => StructureEdit::SetRole { at, role: Role::ALL[usize::from(value) % Role::ALL.len()] },
                1 => StructureEdit::MakeHeading { at, level: value },
                2 => StructureEdit::UnmakeHeading { at },
                3 => StructureEdit::SetLevel { at, level: value },
                4 => StructureEdit::Split { at },
                _ => StructureEdit::Join { at },
            }));
        }
        let report = d.report();
        let mut end = 0;
        for part in &report.parts {
            prop_assert_eq!(part.span.start(), end);
            end = part.span.end();
        }
        prop_assert_eq!(end, r.text().len());
        prop_assert!(report.headings.is_sorted_by(|a, b| a.span.end <= b.span.start));
        prop_assert!(report.headings.iter().all(|h| (1..=6).contains(&h.level) && h.scope.covers(h.span)));
        prop_assert!(report.paragraphs.is_sorted_by(|a, b| a.span.end <= b.span.start));
        let inked = |p: &Report| p.paragraphs.iter().map(|p| p.span.of(TEXT).chars().filter(|c| !c.is_whitespace()).count()).sum::<usize>();
        prop_assert_eq!(inked(report), inked(&r));
    }
}
