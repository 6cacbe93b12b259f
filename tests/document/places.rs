//! Places that survive a changed text; notes and excerpts.

use duidu::document::{
    Anchor, Document, Edit, Entry, Excerpt, FormulationEdit, LinkDecision, Note, Overrides, StructureEdit,
    Verdict, formulation_key, formulations,
};
use duidu::facts::FormulationKind;
use duidu::text::Span;
use proptest::prelude::*;

use super::{TEXT, anchor, report};

fn char_span(text: &str, from: usize, count: usize) -> Span {
    let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
    Span::new(at(from), at(from + count))
}

proptest! {
    #[test]
    fn an_anchor_is_in_its_place(text in "[一二三四协商。，“”\n]{1,200}", from in 0..150_usize, count in 1..90_usize) {
        let span = char_span(&text, from, count);
        prop_assume!(!span.is_empty());
        prop_assert_eq!(Anchor::new(&text, span).locate(&text), Some(span));
    }

    #[test]
    fn inserted_text_does_not_matter(before in 0..20_usize, insert in "[新增内容文字，。\n]{1,300}", line in 0..7_usize) {
        let words: Vec<&str> = TEXT.lines().collect();
        let at = anchor(&report(TEXT), words[line]);
        let place = TEXT.find(words[line]).unwrap();
        let cut = char_span(TEXT, 0, before * 6).end();
        // Not inside the passage itself.
        prop_assume!(cut <= place || cut >= place + words[line].len());
        let (head, tail) = TEXT.split_at(cut);
        let changed = format!("{head}{insert}{tail}");
        let shift = if cut <= place { insert.len() } else { 0 };
        prop_assert_eq!(at.locate(&changed), Some(Span::new(place + shift, place + shift + words[line].len())));
    }

    #[test]
    fn any_text_any_anchor(text in ".{0,80}", other in ".{1,80}", from in 0..60_usize, count in 0..60_usize) {
        let at = Anchor::new(&other, char_span(&other, from, count));
        if let Some(span) = at.locate(&text) {
            prop_assert!(text.get(span.start()..span.end()).is_some());
        }
    }
}

#[test]
fn the_same_words_twice_keep_their_order() {
    let text = "回一：落实责任。抓好协商。\n回二：落实责任。抓好民生。\n";
    let second = text.rfind("落实责任").unwrap();
    let at = Anchor::new(text, Span::new(second, second + 12));
    let changed = format!("{}{text}", "新的一段，说了很多别的事情。\n".repeat(3));
    assert_eq!(at.locate(&changed).map(Span::start), changed.rfind("落实责任"));
}

#[test]
fn notes_and_excerpts_in_reading_order() {
    let r = report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    let excerpt = |words| Excerpt { at: anchor(&r, words), note: String::new() };
    d.apply(&Edit::AddExcerpt(excerpt("推进乡村建设")));
    d.apply(&Edit::AddExcerpt(excerpt("深化协商")));
    d.apply(&Edit::AddExcerpt(excerpt("深化协商")));
    let quotes = |d: &Document| d.excerpts().iter().map(|e| e.1.at.quote.clone()).collect::<Vec<_>>();
    assert_eq!(quotes(&d), ["推进乡村建设", "深化协商"], "a passage lies in the basket once");
    let reading: Vec<_> = d.excerpts_in_reading_order().iter().map(|e| e.0.of(r.text())).collect();
    assert_eq!(reading, ["深化协商", "推进乡村建设"]);
    d.apply(&Edit::MoveExcerpt { from: 1, to: 0 });
    assert_eq!(quotes(&d), ["深化协商", "推进乡村建设"]);

    let before = d.revisions();
    d.apply(&Edit::SetNote(Note {
        at: anchor(&r, "走访企业三百家"), colour: Some(1), text: String::new()
    }));
    d.apply(&Edit::SetNote(Note {
        at: anchor(&r, "走访企业三百家"), colour: Some(1), text: "核实".into()
    }));
    assert_eq!(
        d.notes().iter().map(|(s, n)| (s.of(r.text()), n.text.as_str())).collect::<Vec<_>>(),
        [("走访企业三百家", "核实")]
    );
    let after = d.revisions();
    assert_eq!((after.structure, after.links), (before.structure, before.links));
    assert_ne!(after.passages, before.passages);
    d.undo();
    assert_eq!(d.notes()[0].1.text, "");
}

#[test]
fn all_decisions_in_one_list() {
    let r = report(TEXT);
    let mut d = Document::new(r.clone(), Overrides::default());
    let at = |words| anchor(&r, words);
    let decision = LinkDecision {
        left: at("回二"),
        right: at("部三"),
        with: None,
        verdict: Some(Verdict::Confirmed),
        note: "一致".into(),
    };
    d.apply(&Edit::SetNote(Note { at: at("走访企业"), colour: None, text: "核实".into() }));
    d.apply(&Edit::Decide(decision));
    d.apply(&Edit::Structure(StructureEdit::MakeHeading { at: at("某地工作报告"), level: 1 }));
    d.apply(&Edit::AddExcerpt(Excerpt { at: at("保护江河"), note: String::new() }));
    let name = |d: &Document, e| duidu::words::entry_name(duidu::words::Lang::Zh, d.overrides(), e);
    let rows: Vec<_> = d.list().iter().map(|l| (name(&d, l.entry), l.quote, l.other, l.note)).collect();
    assert_eq!(
        rows,
        [
            ("设为标题", "某地工作报告", None, ""),
            ("已确认", "回二", Some("部三"), "一致"),
            ("批注", "走访企业", None, "核实"),
            ("摘录", "保护江河", None, ""),
        ]
    );
    let d = d.reread(report(&TEXT.replace("某地工作报告", "题目")));
    let last = d.list().last().copied().unwrap();
    assert_eq!((last.entry, last.place), (Entry::Structure(0), None));
}

#[test]
fn formulations_hidden_merged_added() {
    let r = report("回一：“双建”工作。双建共办,双建双聚。\n部一：有事先商量，有事 先商量。双聚双建\n");
    let add = |text: &str| FormulationEdit::Add { text: text.into() };
    let edits = vec![add("“双建”"), add("有事先商量"), add("双聚"), add("无此语")];
    let list = formulations(&r, &[], &edits);
    let shown: Vec<_> = list.iter().map(|f| (f.text.as_str(), f.places.len())).collect();
    assert_eq!(shown, [("双建", 4), ("双聚", 2), ("有事先商量", 2)]);
    assert!(list.iter().all(|f| f.kind == FormulationKind::Reader));
    assert_eq!(list[2].places[1].span.of(r.text()), "有事 先商量");

    let key = formulation_key;
    let edits = [
        FormulationEdit::Merge { key: key("双聚"), into: key("双建") },
        FormulationEdit::Hide { key: key("有事先商量") },
        FormulationEdit::Hide { key: key("不存在") },
        FormulationEdit::Merge { key: key("双建"), into: key("双建") },
    ];
    let list = formulations(&r, &list, &edits);
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].variants, ["双聚"]);
    assert_eq!(list[0].places.len(), 6);
    assert!(list[0].places.is_sorted_by_key(|m| m.span.start));
}
