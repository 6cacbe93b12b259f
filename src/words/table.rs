//! Words of tables: headings of columns, statuses, kinds, places.

use super::Lang;
use crate::compare::{Certainty, Reading, Status};
use crate::facts::FigureKind;
use crate::report::Role;

crate::words! {
    /// Titles and column headings of tables.
    pub struct TableWords {
        comparison: "对照表", "Comparison";
        formulations: "提法", "Formulations";
        figures: "数据台账", "Figures";
        targets: "目标→结果", "Targets and results";
        tasks: "任务分解表", "Task sheet";
        no: "序号", "No.";
        status: "状态", "Status";
        reasons: "依据", "Evidence";
        notes: "备注", "Remarks";
        place: "出处", "Place";
        formulation: "提法", "Formulation";
        variants: "异写", "Variants";
        first: "首见", "First place";
        as_written: "原文", "As written";
        value: "数值", "Value";
        unit: "单位", "Unit";
        of: "所指", "Of what";
        kind: "类别", "Kind";
        change: "比较", "Comparison";
        clause: "所在句", "Clause";
        part: "部分", "Part";
        indicator: "指标", "Indicator";
        target: "目标", "Target";
        result: "结果", "Result";
        reading: "程序判读", "Read as";
        target_clause: "目标原句", "Target clause";
        result_clause: "结果原句", "Result clause";
        task: "任务", "Task";
        lead: "牵头单位", "Lead";
        support: "配合单位", "Support";
        due: "完成时限", "Due";
        progress: "进展", "Progress";
        last_year: "上年事项", "Last year";
        left: "左", "Left";
        right: "右", "Right";
        list_mark: "、", ", ";
        list_end: "；", "; ";
        same: "＝", " = ";
        colon: "：", ": ";
        no_text: "—", "—";
    }
}

/// What became of a unit, in words. 未再提 says only that it is not mentioned.
pub fn status_word(lang: Lang, status: Status) -> &'static str {
    let (zh, en) = match status {
        Status::Continued => ("延续", "Continued"),
        Status::New => ("新提", "New"),
        Status::NotMentioned => ("未再提", "Not mentioned"),
        Status::Uncertain => ("存疑", "Uncertain"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// The sign that stands before [`status_word`]; the same in every language.
pub fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Continued => "↔",
        Status::New => "+",
        Status::NotMentioned => "−",
        Status::Uncertain => "?",
    }
}

/// What a part is for.
pub fn role_word(lang: Lang, role: Role) -> &'static str {
    let (zh, en) = match role {
        Role::Opening => ("开头", "Opening"),
        Role::Review => ("回顾", "Review"),
        Role::Plan => ("部署", "Plan"),
        Role::Closing => ("结束语", "Closing"),
        Role::Appendix => ("附录", "Appendix"),
        Role::Furniture => ("页面杂项", "Page furniture"),
        Role::Other => ("正文", "Text"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Heading of one side of a comparison: 2023年回顾.
pub fn side_heading(lang: Lang, role: Option<Role>, year: Option<i32>) -> String {
    let role = role_word(lang, role.unwrap_or(Role::Other));
    match (lang, year) {
        (Lang::Zh, Some(year)) => format!("{year}年{role}"),
        (Lang::En, Some(year)) => format!("{role} {year}"),
        (_, None) => role.to_owned(),
    }
}

/// Heading of a column of targets or results: 2023年目标.
pub fn year_heading(lang: Lang, year: Option<i32>, word: &str) -> String {
    match (lang, year) {
        (Lang::Zh, Some(year)) => format!("{year}年{word}"),
        (Lang::En, Some(year)) => format!("{word} {year}"),
        (_, None) => word.to_owned(),
    }
}

/// The number of a paragraph: 第12段.
pub fn paragraph_no(lang: Lang, number: u32) -> String {
    match lang {
        Lang::Zh => format!("第{number}段"),
        Lang::En => format!("para. {number}"),
    }
}

/// Kinds of figures.
pub fn figure_kind_word(lang: Lang, kind: FigureKind) -> &'static str {
    let (zh, en) = match kind {
        FigureKind::Count => ("数量", "Count"),
        FigureKind::Money => ("金额", "Money"),
        FigureKind::Percent => ("比例", "Percent"),
        FigureKind::Growth => ("增减", "Growth"),
        FigureKind::Rank => ("位次", "Rank"),
        FigureKind::Area => ("面积", "Area"),
        FigureKind::Time => ("时长", "Time"),
        FigureKind::Other => ("其他", "Other"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// How the program reads a target beside its result.
pub fn reading_word(lang: Lang, reading: Reading) -> &'static str {
    let (zh, en) = match reading {
        Reading::Met => ("达到", "Met"),
        Reading::Missed => ("未达到", "Not met"),
        Reading::Unclear => ("无法判断", "Unclear"),
        Reading::Unreported => ("未见报告", "Not reported"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// How sure the program is of a link.
pub fn certainty_word(lang: Lang, certainty: Certainty) -> &'static str {
    let (zh, en) = match certainty {
        Certainty::Certain => ("确定", "Certain"),
        Certainty::Likely => ("很可能", "Likely"),
        Certainty::Uncertain => ("不确定", "Uncertain"),
    };
    if lang == Lang::Zh { zh } else { en }
}
