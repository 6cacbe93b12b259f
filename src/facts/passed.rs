//! Numbers that were seen and not counted, and the finding that a plan has no figures.

use super::Facts;
use crate::report::{ParagraphKind, Report, Role};
use crate::text::{Span, han_digit, is_blank, narrow};

/// A number that is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The number and the word after it.
    pub span: Span,
    /// Why it is no figure.
    pub reason: PassedReason,
    /// Role of the part it stands in.
    pub role: Role,
}

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassedReason {
    /// 2024年, 1月15日.
    Date,
    /// 第十六届, 四次全会.
    Ordinal,
    /// 75周年, 三年: a span of time that measures no work.
    Duration,
    /// Part of a name or formulation (“三单一图”, 2023智库高峰论坛).
    Name,
}

/// What was looked at when a plan turned out to have no figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTargets {
    /// Paragraphs of the plan.
    pub paragraphs: usize,
    /// Their characters, blanks not counted.
    pub chars: usize,
    /// Numbers seen there and not counted.
    pub seen: Vec<PassedOver>,
}

/// 部署部分未提出量化指标: `Some` when `report` has a plan and none of `facts` stands in it.
pub fn no_targets(report: &Report, facts: &Facts) -> Option<NoTargets> {
    if facts.figures.iter().any(|f| f.role == Role::Plan) {
        return None;
    }
    let text = report.text();
    let (mut paragraphs, mut chars) = (0, 0);
    for p in &report.paragraphs {
        if report.parts.get(p.part).is_some_and(|part| part.role == Role::Plan) {
            paragraphs += 1;
            chars += p.span.of(text).chars().filter(|c| !is_blank(*c)).count();
        }
    }
    let seen = passed_over(report, facts).into_iter().filter(|p| p.role == Role::Plan).collect();
    (paragraphs > 0).then_some(NoTargets { paragraphs, chars, seen })
}

/// Arabic numbers, and Han numbers with 第, 年, 届, 次 or in a quoted name, that are not among the
/// figures of `facts`; in order of place, furniture and appendix left out.
pub fn passed_over(report: &Report, facts: &Facts) -> Vec<PassedOver> {
    let mut out = Vec::new();
    let mut figures = facts.figures.iter().map(|f| f.span).peekable();
    for p in &report.paragraphs {
        let role = report.parts.get(p.part).map_or(Role::Other, |part| part.role);
        let skip = matches!(p.kind, ParagraphKind::Title | ParagraphKind::Byline | ParagraphKind::Furniture);
        if skip || matches!(role, Role::Furniture | Role::Appendix) {
            continue;
        }
        for (span, reason) in numbers(report.text(), p.span) {
            while figures.next_if(|f| f.end <= span.start).is_some() {}
            if figures.peek().is_none_or(|f| !f.overlaps(span)) {
                out.push(PassedOver { span, reason, role });
            }
        }
    }
    out
}

/// Runs of digits with the one or two characters that say what they are.
fn numbers(text: &str, within: Span) -> Vec<(Span, PassedReason)> {
    let chars: Vec<(usize, char)> = within.of(text).char_indices().map(|(at, c)| (at, narrow(c))).collect();
    let at = |i: usize| chars.get(i).map_or(' ', |c| c.1);
    let byte = |i: usize| within.start() + chars.get(i).map_or(within.len(), |c| c.0);
    let mut out = Vec::new();
    let mut quoted = false;
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        quoted = match c {
            '“' | '「' | '《' => true,
            '”' | '」' | '》' => false,
            _ => quoted,
        };
        let han = |c: char| han_digit(c).is_some() || matches!(c, '十' | '百');
        let (digit, han_start) = (c.is_ascii_digit(), han(c));
        if !digit && !han_start {
            i += 1;
            continue;
        }
        let start = i;
        while if digit {
            at(i).is_ascii_digit() || at(i) == '.' && at(i + 1).is_ascii_digit()
        } else {
            han(at(i))
        } {
            i += 1;
        }
        let ordinal = start > 0 && at(start - 1) == '第';
        let session = matches!(at(i), '届' | '次') || at(i) == '大' && i - start > 1;
        let reason = match at(i) {
            _ if ordinal => Some(PassedReason::Ordinal),
            '周' if at(i + 1) == '年' => Some(PassedReason::Duration),
            '年' if i - start == 4 => Some(PassedReason::Date),
            '年' => Some(PassedReason::Duration),
            '月' | '日' => Some(PassedReason::Date),
            _ if session => Some(PassedReason::Ordinal),
            _ if digit || quoted => Some(PassedReason::Name),
            _ => None,
        };
        if let Some(reason) = reason {
            let tail = match at(i) {
                '周' => 2,
                '年' | '月' | '日' | '届' | '次' | '大' => 1,
                _ => 0,
            };
            let from = if ordinal { start - 1 } else { start };
            out.push((Span::new(byte(from), byte((i + tail).min(chars.len()))), reason));
        }
    }
    out
}
