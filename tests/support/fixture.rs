//! A small report of our own words, with links, facts and decisions made by hand.

use std::sync::Arc;

use duidu::compare::{
    Certainty, Comparison, Link, Reading, Reason, ReasonKind, Status, TargetOutcome, Unit, UnitPoint,
};
use duidu::document::{Anchor, Excerpt, LinkDecision, Note, Overrides, Verdict};
use duidu::facts::{Figure, FigureKind, Formulation, FormulationKind, Mention};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, FoundHeading, FoundPart, Head, ParagraphKind, Report, Role, assemble};
use duidu::text::Span;

/// The report as a file. Run-in headings end at the first 。 of a line that starts with ~.
const TEXT: &str = "\
某市某会工作报告
2024年1月8日
各位委员：
一、2023年工作回顾
（一）围绕中心服务大局
~办好“有事好商量”平台。全年协商42次,办结事项310件,占比达96.5%。=1+1 不是公式|也不是表格。
~守护一江清水。开展巡河8次,推动<整治>岸线12公里 & 复绿。
（二）加强自身建设
~提高提案质量。立案提案205件,办复率100%。
二、2024年工作安排
（一）建好平台
~深化有事好商量。推动协商向基层延伸,力争协商50次以上。
~抓实提案办理。提案办复率保持100%,新建提案工作室6个。
~开展青年议政。组织青年委员建言,办好“青年议事厅”。
各位委员,让我们一起努力!
";

/// Reads the text above; lines are headings, paragraphs, run-in headings by their marks.
pub fn report() -> Arc<Report> {
    let clean = TEXT.replace('~', "\u{3000}\u{3000}");
    let source = Arc::new(read(clean.as_bytes(), &ReadOptions::default()).expect("a text"));
    let text = source.text.clone();
    let mut found = Found {
        head: Head {
            title: "某市某会工作报告".into(),
            date: "2024-01-08".into(),
            organ: "某会".into(),
            year: Some(2024),
            ..Head::default()
        },
        ..Found::default()
    };
    let part = |start, role, year| FoundPart { start, role, year, evidence: Vec::new() };
    found.parts.push(part(0, Role::Furniture, None));
    for block in &source.blocks {
        let (span, line) = (block.span, block.span.of(&text));
        let level = match line.chars().next() {
            Some('一' | '二') => 1,
            Some('（') => 2,
            _ => 0,
        };
        let kind = match found.paragraphs.len() {
            0 => ParagraphKind::Title,
            1 => ParagraphKind::Byline,
            2 => ParagraphKind::Salutation,
            _ if level > 0 => ParagraphKind::Heading,
            _ => ParagraphKind::Body,
        };
        if line.starts_with("各位委员：") {
            found.parts.push(part(span.start(), Role::Opening, None));
        }
        if level == 1 {
            let plan = line.contains("2024");
            let role = if plan { Role::Plan } else { Role::Review };
            found.parts.push(part(span.start(), role, Some(if plan { 2024 } else { 2023 })));
        }
        if line.starts_with("各位委员,") {
            found.parts.push(part(span.start(), Role::Closing, None));
        }
        let run_in = level == 0 && kind == ParagraphKind::Body && !line.starts_with("各位");
        if level > 0 || run_in {
            let mark = if run_in { 0 } else { line.find(['、', '）']).map_or(0, |i| i + 3) };
            let end = if run_in { line.find('。').map_or(line.len(), |i| i) } else { line.len() };
            found.headings.push(FoundHeading {
                level: if run_in { 3 } else { level },
                number: (mark > 0).then(|| Span::new(span.start(), span.start() + mark)),
                title: Span::new(span.start() + mark, span.start() + end),
                span: Span::new(span.start(), span.start() + end + if run_in { 3 } else { 0 }),
                run_in,
            });
        }
        found.paragraphs.push((span, kind));
    }
    Arc::new(assemble(source, found))
}

/// Where `words` stand in the report.
pub fn at(report: &Report, words: &str) -> Span {
    let start = report.text().find(words).unwrap_or_else(|| panic!("no {words}"));
    Span::new(start, start + words.len())
}

/// Review against plan: one certain link, one likely, one new, one not mentioned; `doubt` makes
/// the second one uncertain.
pub fn comparison(report: &Report, doubt: bool) -> Comparison {
    let units = |role| -> Vec<Unit> {
        report.items(role).into_iter().map(|item| Unit { item, status: Status::New }).collect()
    };
    let reason = |left: &str, right: &str, kind| {
        let right_part = report.text().find("二、").unwrap_or(0);
        let in_right = report.text().get(right_part..).and_then(|t| t.find(right)).expect("right words");
        let start = right_part + in_right;
        Reason { kind, left: at(report, left), right: Span::new(start, start + right.len()), weight: 0.5 }
    };
    let mut comparison = Comparison {
        left: units(Role::Review),
        right: units(Role::Plan),
        links: vec![
            Link {
                left: 0,
                right: 0,
                likeness: 0.8,
                certainty: Certainty::Certain,
                reasons: vec![
                    reason("“有事好商量”", "有事好商量", ReasonKind::Formulation),
                    reason("协商42次", "协商50次", ReasonKind::Figure),
                ],
            },
            Link {
                left: 2,
                right: 1,
                likeness: 0.4,
                certainty: if doubt { Certainty::Uncertain } else { Certainty::Likely },
                reasons: vec![reason("办复率100%", "办复率保持100%", ReasonKind::Wording)],
            },
        ],
        points: vec![UnitPoint {
            right: true,
            unit: 1,
            span: at(report, "新建提案工作室6个"),
            status: Status::New,
            partners: Vec::new(),
        }],
        approximate: false,
    };
    comparison.settle();
    comparison
}

/// Decisions for [`comparison`]: a confirmed link with a note.
pub fn decisions(report: &Report, comparison: &Comparison) -> Vec<Option<LinkDecision>> {
    let link = &comparison.links[0];
    let anchor = |span| Anchor::new(report.text(), span);
    vec![
        Some(LinkDecision {
            left: anchor(comparison.left[link.left].item.span),
            right: anchor(comparison.right[link.right].item.span),
            with: None,
            verdict: Some(Verdict::Confirmed),
            note: "领导已阅；@某人".into(),
        }),
        None,
    ]
}

/// Two formulations: one on both sides, one new.
pub fn formulations(report: &Report) -> Vec<Formulation> {
    let mention = |words: &str, role| Mention { span: at(report, words), role };
    let second = {
        let first = at(report, "有事好商量");
        let rest = report.text().get(first.end()..).and_then(|t| t.find("有事好商量")).expect("second");
        Span::new(first.end() + rest, first.end() + rest + first.len())
    };
    vec![
        Formulation {
            text: "有事好商量".into(),
            variants: vec!["“有事好商量”".into(), "好商量".into()],
            kind: FormulationKind::Quoted,
            places: vec![mention("有事好商量", Role::Review), Mention { span: second, role: Role::Plan }],
        },
        Formulation {
            text: "青年议事厅".into(),
            variants: Vec::new(),
            kind: FormulationKind::Quoted,
            places: vec![mention("青年议事厅", Role::Plan)],
        },
    ]
}

/// A count, a percentage, a range.
pub fn figures(report: &Report) -> Vec<Figure> {
    let figure = |words: &str, value: &str, number, upper, unit: &str, kind| Figure {
        span: at(report, words),
        value: value.into(),
        number,
        upper,
        unit: unit.into(),
        of: "协商".into(),
        kind,
        comparison: vec!["达".into()],
        clause: at(report, "全年协商42次"),
        role: Role::Review,
    };
    vec![
        figure("42次", "42", Some(42.0), None, "次", FigureKind::Count),
        figure("96.5%", "96.5%", Some(96.5), None, "%", FigureKind::Percent),
        figure("310件", "310", Some(310.0), Some(320.0), "件", FigureKind::Count),
    ]
}

/// One met, one unreported.
pub fn targets(report: &Report) -> Vec<TargetOutcome> {
    let target = |result: &str, reading, right_clause| TargetOutcome {
        due: None,
        indicator: "协商".into(),
        target: "50次以上".into(),
        result: result.into(),
        reading,
        left_clause: at(report, "力争协商50次以上"),
        right_clause,
    };
    vec![
        target("52次", Reading::Met, Some(at(report, "全年协商42次"))),
        target("", Reading::Unreported, None),
    ]
}

/// An excerpt with a note and a highlight.
pub fn overrides(report: &Report) -> Overrides {
    let anchor = |words: &str| Anchor::new(report.text(), at(report, words));
    Overrides {
        excerpts: vec![
            Excerpt { at: anchor("办好“青年议事厅”"), note: "值得学习".into() },
            Excerpt { at: anchor("开展巡河8次"), note: String::new() },
        ],
        notes: vec![Note { at: anchor("立案提案205件"), colour: Some(1), text: "核对数字".into() }],
        ..Overrides::default()
    }
}
