//! Names of statuses, certainties, reasons, readings.

use super::Lang;
use crate::compare::{Certainty, Reading, ReasonKind, Status};

/// 延续, 新提, 未再提, 存疑. "Not mentioned" is never worded as "not done".
pub fn status_name(lang: Lang, status: Status) -> &'static str {
    match (lang, status) {
        (Lang::Zh, Status::Continued) => "延续",
        (Lang::Zh, Status::New) => "新提",
        (Lang::Zh, Status::NotMentioned) => "未再提",
        (Lang::Zh, Status::Uncertain) => "存疑",
        (Lang::En, Status::Continued) => "Continued",
        (Lang::En, Status::New) => "New",
        (Lang::En, Status::NotMentioned) => "Not mentioned",
        (Lang::En, Status::Uncertain) => "Uncertain",
    }
}

/// How sure a link is, in words.
pub fn certainty_name(lang: Lang, certainty: Certainty) -> &'static str {
    match (lang, certainty) {
        (Lang::Zh, Certainty::Certain) => "很有把握",
        (Lang::Zh, Certainty::Likely) => "较有把握",
        (Lang::Zh, Certainty::Uncertain) => "存疑",
        (Lang::En, Certainty::Certain) => "Certain",
        (Lang::En, Certainty::Likely) => "Likely",
        (Lang::En, Certainty::Uncertain) => "Uncertain",
    }
}

/// What kind of words made a link.
pub fn reason_name(lang: Lang, kind: ReasonKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, ReasonKind::Formulation) => "同一提法",
        (Lang::Zh, ReasonKind::Wording) => "同样文字",
        (Lang::Zh, ReasonKind::Figure) => "同项数据",
        (Lang::Zh, ReasonKind::Heading) => "标题相近",
        (Lang::En, ReasonKind::Formulation) => "Phrase",
        (Lang::En, ReasonKind::Wording) => "Wording",
        (Lang::En, ReasonKind::Figure) => "Figure",
        (Lang::En, ReasonKind::Heading) => "Heading",
    }
}

/// The program's reading of target and result.
pub fn reading_name(lang: Lang, reading: Reading) -> &'static str {
    match (lang, reading) {
        (Lang::Zh, Reading::Met) => "达到",
        (Lang::Zh, Reading::Missed) => "未达到",
        (Lang::Zh, Reading::Unclear) => "无法判断",
        (Lang::Zh, Reading::Unreported) => "未见报告",
        (Lang::En, Reading::Met) => "Met",
        (Lang::En, Reading::Missed) => "Missed",
        (Lang::En, Reading::Unclear) => "Unclear",
        (Lang::En, Reading::Unreported) => "Unreported",
    }
}
