//! By when a target is to be reached.

use crate::report::Report;
use crate::text::{Span, han_digit};

/// The year named for the target at `figure`, when it is later than the year of the plan: in the
/// sentence (到2020年, 今后五年), else in the headings above (“十三五”时期主要目标). `今年` and the
/// plan's own year in the sentence say that it is this year's.
pub(super) fn until(report: &Report, figure: Span, clause: Span) -> Option<i32> {
    let plan_year = report.head.year;
    let text = report.text();
    let sentence = sentence_before(text, figure, clause);
    if let Some(until) = named(sentence, plan_year) {
        return (Some(until) > plan_year).then_some(until);
    }
    if sentence.contains("今年") || sentence.contains("全年") || plan_year.is_some_and(|y| sentence.contains(&format!("{y}年"))) {
        return None;
    }
    let heading = report.heading_at(figure.start())?;
    let path = report.path(heading);
    path.into_iter().rev().find_map(|h| {
        let title = report.headings.get(h)?.title.of(text);
        if title.contains("今年") || plan_year.is_some_and(|y| title.contains(&format!("{y}年"))) {
            return Some(None);
        }
        named(title, plan_year).map(|until| (Some(until) > plan_year).then_some(until))
    })?
}

/// The sentence up to the end of the figure's clause.
fn sentence_before(text: &str, figure: Span, clause: Span) -> &str {
    let before = text.get(..figure.start()).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(200)
        .find(|(_, c)| matches!(c, '。' | '！' | '；' | '\n'))
        .map_or_else(|| figure.start().saturating_sub(0).min(clause.start()), |(at, c)| at + c.len_utf8());
    text.get(start..clause.end()).unwrap_or_default()
}

/// The latest year a piece of text names as a horizon.
fn named(text: &str, plan_year: Option<i32>) -> Option<i32> {
    let chars: Vec<char> = text.chars().collect();
    let has = |i: usize, w: &str| w.chars().enumerate().all(|(k, c)| chars.get(i + k) == Some(&c));
    let mut found = None;
    for i in 0..chars.len() {
        // 到2020年
        if chars[i] == '到' || chars[i] == '至' {
            let digits: String = chars.iter().skip(i + 1).take(4).filter(|c| c.is_ascii_digit()).collect();
            if digits.len() == 4 && chars.get(i + 5) == Some(&'年') {
                found = digits.parse().ok();
            }
        }
        // “十三五”时期: 十三五 ends in 2020.
        if chars[i] == '十'
            && chars.get(i + 2) == Some(&'五')
            && let Some(d) = chars.get(i + 1).and_then(|&c| han_digit(c))
        {
            let later = i + 8 < chars.len() + 8 && ["时期", "”时期", "\"时期", "期间", "”期间", "\"期间", "末", "”末"].iter().any(|w| has(i + 3, w));
            if later {
                found = found.or(Some(2020 + (i32::from(d) - 3) * 5));
            }
        }
        // 今后五年, 未来五年, 五年内, 两年内, 三年内
        let five = ["今后五年", "未来五年", "今后5年", "未来5年"].iter().any(|w| has(i, w));
        if five {
            found = found.or(plan_year.map(|y| y + 4));
        }
        if chars.get(i + 1) == Some(&'年')
            && chars.get(i + 2) == Some(&'内')
            && let Some(n) = chars.get(i).and_then(|&c| c.to_digit(10).map(|d| d as u8).or_else(|| han_digit(c)))
            && n > 1
        {
            found = found.or(plan_year.map(|y| y + i32::from(n) - 1));
        }
    }
    found
}
