//! Words of tables: headings of columns, statuses, kinds, places.

use super::{Lang, role_name};
use crate::compare::Status;
use crate::facts::FigureKind;
use crate::report::Role;

crate::words! {
    /// Titles and column headings of tables.
    pub struct TableWords {
        comparison: "对照表", "Comparison";
        formulations: "提法", "Formulations";
        figures: "数据台账", "Figures";
        targets: "目标→结果", "Targets, results";
        for_year: "{}年目标", "for {}";
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

/// The sign that stands before [`super::status_name`]; the same in every language.
pub fn status_sign(status: Status) -> &'static str {
    match status {
        Status::Continued => "↔",
        Status::New => "+",
        Status::NotMentioned => "−",
        Status::Uncertain => "?",
    }
}

/// Heading of one side of a comparison: 2023年回顾.
pub fn side_heading(lang: Lang, role: Option<Role>, year: Option<i32>) -> String {
    let role = role_name(lang, role.unwrap_or(Role::Other));
    match (lang, year) {
        (Lang::Zh, Some(year)) => format!("{year}年{role}"),
        (Lang::En, Some(year)) => format!("{role} {year}"),
        (_, None) => role.to_owned(),
    }
}

/// Title of a comparison table: 2023年回顾与2024年部署对照表.
pub fn comparison_title(lang: Lang, left: &str, right: &str) -> String {
    match lang {
        Lang::Zh => format!("{left}与{right}对照表"),
        Lang::En => format!("{left} beside {right}"),
    }
}

/// After a list that was cut: how many there are in all.
pub fn and_others(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("等{count}处"),
        Lang::En => format!(" ({count} in all)"),
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
