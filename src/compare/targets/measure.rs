//! A figure as a measurement: what kind, in which unit, how bounded, until when.

use crate::facts::horizon::long_past;
use crate::facts::indicator::{Class, canonical, class};
use crate::facts::{Figure, FigureKind};
use crate::report::Report;
use crate::text::{Span, han_digit};

/// How a target bounds its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// The value as such.
    Plain,
    /// 以上, 不低于, 超过.
    AtLeast,
    /// 以内, 不超过, 控制在.
    AtMost,
    /// 左右, 约.
    About,
}

/// One measurement.
#[derive(Clone, Debug)]
pub(super) struct Measured {
    /// Indicator as shown.
    pub shown_name: String,
    /// Indicator for comparing.
    pub name: String,
    /// The clause, for comparing.
    pub around: String,
    /// Kind of measure.
    pub class: Class,
    /// Unit as written, for [`Class::Other`] and [`Class::Time`].
    pub unit: String,
    /// Value in the base unit of its class.
    pub low: f64,
    /// Upper end.
    pub high: Option<f64>,
    /// 下降, 减少: the value is a decrease.
    pub down: bool,
    /// How it bounds.
    pub bound: Bound,
    /// As written, with the words of comparison that belong to it.
    pub shown: String,
    /// Year by which it is to be reached, when later than the year of the plan.
    pub until: Option<i32>,
    /// Its clause.
    pub clause: Span,
    /// Where the value stands (bytes), to keep the order within a clause.
    pub at: u32,
    /// The level from which a new target sets out.
    pub base: bool,
    /// A result of several years (五年来, 累计, 年均).
    pub long_past: bool,
}

impl Measured {
    /// True when the two measure in the same way.
    pub fn comparable(&self, other: &Self) -> bool {
        if self.class == Class::Fixed || other.class == Class::Fixed {
            return super::fixed::comparable(self, other);
        }
        if self.class != other.class {
            // 1000万(人): without a unit the number may count people.
            return self.unit.is_empty() && other.class == Class::People && self.class == Class::Other
                || other.unit.is_empty() && self.class == Class::People && other.class == Class::Other;
        }
        match self.class {
            // The growth of one year is not the average of five.
            Class::Growth | Class::Points if self.until.is_none() && other.long_past && !self.long_past => {
                false
            }
            Class::Growth | Class::Points => self.down == other.down || !self.down && other.down,
            Class::Other | Class::Time => self.unit == other.unit,
            _ => true,
        }
    }
}

/// The measurements of a figure: one, or several for 甲、乙排放量分别下降3%.
pub(super) fn measured(report: &Report, figure: &Figure) -> Vec<Measured> {
    let Some(number) = figure.number else { return Vec::new() };
    if figure.of.chars().count() < 2 || figure.kind == FigureKind::Rank {
        return Vec::new();
    }
    let text = report.text();
    let clause = figure.clause.of(text);
    let (class, factor) = class(figure);
    let down = figure
        .comparison
        .iter()
        .any(|c| ["下降", "降低", "减少", "压减", "降", "减", "回落", "缩减"].iter().any(|d| c.contains(d)));
    let apart = clause.contains("分别") && figure.of.contains('、');
    let names = if apart { crate::facts::subjects(&figure.of) } else { vec![figure.of.clone()] };
    let average = figure.comparison.iter().any(|c| c.contains("年均") || c.contains("累计"));
    let long_past = average || long_past(report, figure.span, figure.clause);
    names
        .into_iter()
        .map(|shown_name| Measured {
            name: canonical(&shown_name),
            shown_name,
            around: canonical(clause),
            class,
            unit: figure.unit.clone(),
            low: number * factor,
            high: figure.upper.map(|u| u * factor),
            down,
            bound: bound(figure),
            shown: shown(text, figure),
            until: None,
            clause: figure.clause,
            at: figure.span.start,
            base: false,
            long_past,
        })
        .collect()
}

fn bound(figure: &Figure) -> Bound {
    let has = |words: &[&str]| figure.comparison.iter().any(|c| words.contains(&c.as_str()));
    if has(&["以内", "之内", "以下", "不超过", "不高于", "不多于", "低于", "少于", "控制在"])
    {
        Bound::AtMost
    } else if has(&["左右", "约", "近", "接近", "大约", "上下"]) {
        Bound::About
    } else if has(&["以上", "不低于", "不少于", "超过", "突破", "超", "高于", "多于", "逾"])
    {
        Bound::AtLeast
    } else {
        Bound::Plain
    }
}

/// As written, with 超过, 约, 增长 before and 以上, 左右 after.
fn shown(text: &str, figure: &Figure) -> String {
    let mut out = String::new();
    let before = text.get(figure.clause.start()..figure.span.start()).unwrap_or_default();
    let keep = [
        "约",
        "近",
        "超过",
        "超",
        "突破",
        "不少于",
        "不低于",
        "不超过",
        "增长",
        "下降",
        "提高",
        "减少",
        "逾",
        "接近",
    ];
    if let Some(word) = keep.iter().filter(|w| before.ends_with(**w)).max_by_key(|w| w.len()) {
        out.push_str(word);
    } else if figure.kind == FigureKind::Growth
        && let Some(word) = figure.comparison.iter().find(|c| keep.contains(&c.as_str()))
    {
        out.push_str(word);
    }
    out.push_str(figure.span.of(text));
    let after = text.get(figure.span.end()..figure.clause.end()).unwrap_or_default();
    let mut rest = after;
    while let Some(word) =
        ["以上", "以下", "以内", "之内", "左右", "上下"].iter().find(|w| rest.starts_with(**w))
    {
        out.push_str(word);
        rest = rest.strip_prefix(word).unwrap_or_default();
    }
    out
}

/// 从8.7万元提高到…: the level a change sets out from.
pub(super) fn is_base(text: &str, figure: &Figure) -> bool {
    let before = text.get(figure.clause.start()..figure.span.start()).unwrap_or_default();
    let after = text.get(figure.span.end()..figure.clause.end()).unwrap_or_default();
    let near: String = before.chars().rev().take(8).collect();
    let starts = near.contains('从') || near.contains('由');
    let to = [
        "提高到",
        "提高至",
        "增加到",
        "增加至",
        "下降到",
        "降低到",
        "减少到",
        "扩大到",
        "上升到",
        "调整为",
        "升至",
        "降至",
        "增长到",
        "压缩到",
    ];
    starts && to.iter().any(|w| after.starts_with(w))
}

/// 比去年增加5600亿元: a difference to the past, no target of its own.
pub(super) fn is_difference(text: &str, figure: &Figure) -> bool {
    let before = text.get(figure.clause.start()..figure.span.start()).unwrap_or_default();
    let than = ["比去年", "比上年", "较上年", "较去年", "比改革前", "高于", "低于", "高出", "比全国"];
    than.iter().any(|w| before.contains(w)) && figure.kind != FigureKind::Growth && !before.contains("减轻")
        || ["低于", "高于", "高出", "快于"].iter().any(|w| before.contains(w))
}

/// A fact told in a plan (高校毕业生将高达765万人; 9亿多劳动力), no target.
pub(super) fn is_given(text: &str, figure: &Figure) -> bool {
    let clause = figure.clause.of(text);
    let vague =
        figure.value.contains(['多', '余']) && matches!(class(figure).0, Class::Other | Class::People);
    let few = figure.number.is_some_and(|n| n < 10.0)
        && class(figure).0 == Class::Things
        && figure.value.chars().all(|c| han_digit(c).is_some());
    vague
        || few
        || ["高达", "已达", "目前", "现有", "还有", "仍有", "相当于"].iter().any(|w| clause.contains(w))
        || matches!(figure.kind, FigureKind::Time)
            && !["提高", "达到", "缩短", "压缩", "超过", "延长"].iter().any(|w| clause.contains(w))
}
