//! Decisions of two windows in one file.

use duidu::document::{
    Anchor, Document, Edit, Excerpt, LinkDecision, Note, Overrides, StructureEdit, Verdict, changed, merge,
    parse, to_json,
};
use duidu::report::Role;
use duidu::text::Span;
use proptest::prelude::*;

use super::{TEXT, anchor, report};

const WORDS: [&str; 10] = [
    "深化协商",
    "举办活动",
    "服务企业",
    "走访企业",
    "解决难题",
    "保护江河",
    "开展巡查",
    "完善协商",
    "推进乡村",
    "优化环境",
];

/// One of many changes at place `at`.
fn edit(at: usize, kind: u8, value: u8) -> Edit {
    let start = TEXT.find(WORDS[at % WORDS.len()]).unwrap();
    let at = Anchor::new(TEXT, Span::new(start, start + 12));
    match kind % 6 {
        0 => Edit::SetNote(Note { at, colour: Some(value % 4), text: format!("批注{value}") }),
        1 => Edit::RemoveNote(at),
        2 => Edit::AddExcerpt(Excerpt { at, note: format!("摘{value}") }),
        3 => Edit::Structure(StructureEdit::SetRole {
            at,
            role: if value.is_multiple_of(2) { Role::Plan } else { Role::Review },
        }),
        4 => Edit::Structure(StructureEdit::MakeHeading { at, level: value % 6 + 1 }),
        _ => {
            let verdict = [Verdict::Confirmed, Verdict::Broken, Verdict::Doubtful][usize::from(value % 3)];
            let left = at.clone();
            Edit::Decide(LinkDecision {
                left,
                right: at,
                with: None,
                verdict: Some(verdict),
                note: String::new(),
            })
        }
    }
}

fn after(base: &Overrides, edits: &[(usize, u8, u8)]) -> Overrides {
    edits.iter().fold(base.clone(), |o, &(at, kind, value)| changed(&o, &edit(at, kind, value)))
}

fn edits(places: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    prop::collection::vec((places, any::<u8>(), any::<u8>()), 0..8)
}

proptest! {
    #[test]
    fn sides_may_be_exchanged(base in edits(0..10), a in edits(0..5), b in edits(5..10)) {
        let base = after(&Overrides::default(), &base);
        let (a, b) = (after(&base, &a), after(&base, &b));
        let (ab, ba) = (merge(&base, &a, &b), merge(&base, &b, &a));
        prop_assert_eq!(ab.conflicts, 0);
        // Where both sides changed the order of a list, ours leads: compare as sets.
        let lines = |o: &Overrides| { let mut l: Vec<String> = to_json(o).lines().map(|l| l.trim_end_matches(',').to_owned()).collect(); l.sort(); l };
        prop_assert_eq!(lines(&ab.overrides), lines(&ba.overrides));
        prop_assert_eq!(&ab.overrides.notes, &ba.overrides.notes);
    }

    #[test]
    fn nothing_is_lost_and_nothing_comes_back(base in edits(0..10), a in edits(0..5), b in edits(5..10)) {
        let base = after(&Overrides::default(), &base);
        let (ours, theirs) = (after(&base, &a), after(&base, &b));
        let both = merge(&base, &ours, &theirs).overrides;
        // What one after the other would have led to, as sets.
        let serial = after(&ours, &b);
        let sorted = |mut l: Vec<String>| { l.sort(); l };
        let notes = |o: &Overrides| sorted(o.notes.iter().map(|n| format!("{n:?}")).collect());
        let links = |o: &Overrides| sorted(o.links.iter().map(|n| format!("{n:?}")).collect());
        let structure = |o: &Overrides| sorted(o.structure.iter().map(|n| format!("{n:?}")).collect());
        let excerpts = |o: &Overrides| sorted(o.excerpts.iter().map(|n| format!("{n:?}")).collect());
        prop_assert_eq!(notes(&both), notes(&serial));
        prop_assert_eq!(links(&both), links(&serial));
        prop_assert_eq!(structure(&both), structure(&serial));
        prop_assert_eq!(excerpts(&both), excerpts(&serial));
    }

    #[test]
    fn one_side_alone_is_taken_as_it_is(base in edits(0..10), a in edits(0..10)) {
        let base = after(&Overrides::default(), &base);
        let side = after(&base, &a);
        prop_assert_eq!(&merge(&base, &side, &base).overrides, &side);
        prop_assert_eq!(&merge(&base, &base, &side).overrides, &side);
        prop_assert_eq!(&merge(&base, &side, &side).overrides, &side);
    }

    #[test]
    fn the_file_keeps_everything(a in edits(0..10)) {
        let side = after(&Overrides::default(), &a);
        prop_assert_eq!(parse(to_json(&side).as_bytes()).unwrap().overrides, side);
    }

    #[test]
    fn any_bytes_any_json(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\{\"(version|links|notes)\": ?[\\[{0-9\"a-z:,\\]}]{0,40}\\}") {
        let _ = parse(&bytes);
        if let Ok(parsed) = parse(text.as_bytes()) {
            prop_assert!(parse(to_json(&parsed.overrides).as_bytes()).is_ok());
        }
    }
}

#[test]
fn conflicts_keep_the_words_of_both() {
    let base = after(&Overrides::default(), &[(0, 0, 0), (1, 0, 0), (2, 5, 0)]);
    let ours = after(&base, &[(0, 0, 1), (1, 1, 0), (2, 5, 1)]);
    let theirs = after(&base, &[(0, 0, 2), (1, 0, 3), (2, 5, 2)]);
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.conflicts, 3);
    assert_eq!(merged.overrides.notes[0].text, "批注1\n批注2");
    assert_eq!(merged.overrides.notes[1].text, "批注3", "a change stands against a withdrawal");
    assert_eq!(merged.overrides.links[0].verdict, Some(Verdict::Broken), "ours");
}

#[test]
fn undo_does_not_take_back_what_the_other_window_did() {
    let r = report(TEXT);
    let mut here = Document::new(r.clone(), Overrides::default());
    here.apply(&edit(0, 0, 1));
    let saving = here.saving().unwrap();
    // While it is being kept the reader goes on, and the file turns out to hold more.
    here.apply(&edit(1, 0, 1));
    let kept = changed(&saving.ours, &edit(5, 0, 9));
    here.saved(&saving, &kept);
    let texts = |d: &Document| d.overrides().notes.iter().map(|n| n.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&here), ["批注1", "批注1", "批注9"]);
    here.undo();
    here.undo();
    assert_eq!(texts(&here), ["批注9"]);
    let saving = here.saving().unwrap();
    assert_eq!(merge(&saving.base, &saving.ours, &kept).overrides.notes.len(), 1);
}

#[test]
fn saves_that_overtake_their_answers_are_no_conflict() {
    let r = report(TEXT);
    let mut here = Document::new(r.clone(), Overrides::default());
    here.apply(&edit(0, 0, 1));
    let first = here.saving().unwrap();
    here.apply(&edit(0, 0, 2));
    let second = here.saving().unwrap();
    // The first is on disk, with a colleague's note, but its answer has not come.
    let disk = changed(&first.merged(&first.base).overrides, &edit(5, 0, 9));
    let merged = second.merged(&disk);
    let texts: Vec<_> = merged.overrides.notes.iter().map(|n| n.text.as_str()).collect();
    assert_eq!((texts, merged.conflicts), (vec!["批注2", "批注9"], 0));
    here.saved(&first, &disk);
    here.saved(&second, &merged.overrides);
    assert!(here.saving().is_none());
    // The first failed: what it had is not taken for withdrawn.
    let merged = second.merged(&changed(&second.base, &edit(5, 0, 9)));
    assert_eq!(merged.overrides.notes.len(), 2);
    // Undone before the answer: to be kept again.
    here.apply(&edit(1, 0, 3));
    let third = here.saving().unwrap();
    here.undo();
    assert!(here.saving().is_none());
    here.saved(&third, &third.ours);
    let fourth = here.saving().unwrap();
    assert_eq!(fourth.merged(&third.ours).overrides.notes.len(), 2);
}

#[test]
fn an_imported_file_is_added_and_undone_at_once() {
    let r = report(TEXT);
    let mut here = Document::new(r.clone(), Overrides::default());
    here.apply(&edit(0, 0, 1));
    here.apply(&edit(7, 2, 1));
    // Made by a colleague on another copy of the text.
    let other = report(&format!("网站名称\n\n{TEXT}"));
    let mut colleague = Document::new(other.clone(), Overrides::default());
    let at = anchor(&other, "保护江河");
    colleague.apply(&Edit::SetNote(Note { at, colour: None, text: "同事的批注".into() }));
    let sent = parse(to_json(colleague.overrides()).as_bytes()).unwrap().overrides;
    here.apply(&Edit::Import(Box::new(sent)));
    let found: Vec<_> = here.notes().iter().map(|(s, _)| s.of(r.text()).to_owned()).collect();
    assert_eq!(found, ["深化协商", "保护江河"]);
    assert_eq!(here.overrides().id, Some(here.id()));
    here.undo();
    assert_eq!(here.notes().len(), 1);
}
