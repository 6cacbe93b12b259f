//! Words about how a report was read: reasons for roles, passages, headings.

use super::Lang;
use crate::report::{EvidenceKind, PassageKind};

crate::words! {
    /// Words of the printed outline.
    pub struct StructureWords {
        untitled: "（没有认出标题）", "(no title recognised)";
        organ: "机构", "body";
        date: "日期", "date";
        speaker: "报告人", "speaker";
        origin: "来源", "source";
        encoding: "编码", "encoding";
        no_headings: "没有认出标题层次，按自然段阅读", "no headings recognised; read by paragraphs";
        because: "依据", "because";
        run_in: "段首", "run-in";
        for_review: "偏回顾", "towards review";
        for_plan: "偏部署", "towards plan";
        nothing: "没有可用的依据", "nothing speaks for it";
        passages: "其中", "in it";
        points: "列举", "points";
    }
}

/// What kind of observation spoke for a role.
pub fn evidence_name(lang: Lang, kind: EvidenceKind) -> &'static str {
    let (zh, en) = match kind {
        EvidenceKind::HeadingWords => ("标题用词", "words of the heading"),
        EvidenceKind::Year => ("所说年份", "year named"),
        EvidenceKind::Aspect => ("行文语气", "tense of the text"),
        EvidenceKind::Position => ("所处位置", "place in the report"),
        EvidenceKind::Formula => ("固定格式", "fixed formula"),
        EvidenceKind::Reader => ("读者更正", "corrected by the reader"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Name of a passage with a task of its own.
pub fn passage_name(lang: Lang, kind: PassageKind) -> &'static str {
    let (zh, en) = match kind {
        PassageKind::Shortcomings => ("问题与不足", "shortcomings"),
        PassageKind::Thanks => ("致谢", "thanks"),
        PassageKind::Guidance => ("总体要求", "guidance"),
        PassageKind::Targets => ("预期目标", "targets"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Paragraphs from `first` to `last` (numbers shown at the margin): 第3–12段.
pub fn paragraph_range(lang: Lang, first: u32, last: u32) -> String {
    match (lang, first == last) {
        (Lang::Zh, true) => format!("第{first}段"),
        (Lang::Zh, false) => format!("第{first}–{last}段"),
        (Lang::En, true) => format!("paragraph {first}"),
        (Lang::En, false) => format!("paragraphs {first}–{last}"),
    }
}

/// 2023年, or nothing.
pub fn year_of(lang: Lang, year: Option<i32>) -> String {
    match (lang, year) {
        (_, None) => String::new(),
        (Lang::Zh, Some(y)) => format!("{y}年"),
        (Lang::En, Some(y)) => y.to_string(),
    }
}
