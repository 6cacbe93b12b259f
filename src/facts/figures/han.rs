//! Quantities written with Han numerals: 两个建议案 counts, 第一议题, 两市, 三农 and 一个 do not.

use super::line::Line;
use super::scan::{Raw, take_unit};
use super::units::{Measure, unit};
use crate::text::{han_digit, han_scale};

/// Decides about the Han numeral of `raw`.
pub(super) fn quantity(line: &Line, mut raw: Raw) -> (Option<Raw>, usize) {
    let (i, end) = (raw.start, raw.value_end);
    let next = end.max(i + 1);
    let before = line.before(i, 1);
    if "每同另各这那哪某首其前后近半头末第多时隔逐统唯万专单同划".contains(before) && before != ' '
    {
        return (None, next);
    }
    let single = end - i == 1;
    let first = line.get(i);
    let tail = line.chars.get(end..line.chars.len().min(end + 10)).unwrap_or_default();
    let Some((len, measure, han)) = unit(tail) else {
        // 脱贫一百万, 超千万: scaled numbers without a unit are told apart by the word before.
        let keep = raw.scaled && !single && after_comparison(line, i) && big(raw_low(&raw));
        return (keep.then_some(raw), next);
    };
    if !han {
        return (None, next);
    }
    // 一个, 一批: an article, not a number; 一倍, 一成 are.
    if single && first == '一' && !matches!(measure, Measure::Times | Measure::Points) {
        return (None, next);
    }
    // 二期, 二次: an ordinal; the count is 两.
    if single && matches!(first, '二' | '零' | '〇' | '○') {
        return (None, next);
    }
    // 三元: a name.
    if single && measure == Measure::Money && han_digit(first).is_some() {
        return (None, next);
    }
    // 千人, 百家, 万元: no number unless a word of comparison says so (超千亿元).
    if han_scale(first).is_some_and(|s| s >= 100.0) && !after_comparison(line, i) {
        return (None, next);
    }
    if first == '十' && single && measure == Measure::Years {
        return (None, next);
    }
    if matches!(measure, Measure::Count) && announces(line, end + len) {
        return (None, end + len);
    }
    if let Some(d) = han_digit(first)
        && d == 1
        && !single
        && raw.high.is_some()
    {
        // 一二期, 一两个: vague.
        return (None, next);
    }
    raw.value_end = end;
    take_unit(line, raw, false)
}

fn raw_low(raw: &Raw) -> f64 {
    raw.number().unwrap_or(0.0)
}

fn big(value: f64) -> bool {
    value >= 1000.0
}

fn after_comparison(line: &Line, i: usize) -> bool {
    ["超", "超过", "近", "达", "达到", "破", "突破", "过", "约", "上", "数", "逾", "不少于", "不低于", "以上"]
        .iter()
        .any(|w| line.ends(i, w))
        || matches!(line.get(i), '上' | '数' | '几')
}

/// 三个方面： 八项工作。 — the number announces a list, it does not measure work.
fn announces(line: &Line, noun: usize) -> bool {
    const NOUNS: &[&str] =
        &["方面", "问题", "关系", "原则", "坚持", "必须", "层面", "维度", "环节", "着力点", "要点", "转变"];
    if NOUNS.iter().any(|n| line.has(noun, n)) {
        return true;
    }
    // A short noun and the end of the sentence, and a list follows.
    let end = (noun..noun + 8).find(|&k| matches!(line.get(k), '。' | ':' | ' ' | '\n'));
    let Some(end) = end else { return false };
    if end == noun {
        return false;
    }
    let list = ["一是", "一要", "(一)", "第一", "首先", "——", "一、", "1.", "①"];
    list.iter().any(|l| line.has(end + 1, l)) || end + 1 >= line.chars.len()
}
