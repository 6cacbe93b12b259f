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
    let this_year =
        |words: &str| words.contains("今年") || plan_year.is_some_and(|y| words.contains(&format!("{y}年")));
    if this_year(sentence) || sentence.contains("全年") {
        return None;
    }
    // What the paragraph said last before the figure, then the headings above, the nearest first.
    let paragraph = report.paragraph_at(figure.start()).and_then(|p| report.paragraphs.get(p))?;
    let before = text.get(paragraph.span.start().min(figure.start())..figure.start()).unwrap_or_default();
    let mut above: Vec<&str> = text_sentences(before);
    above.reverse();
    above.truncate(40);
    if let Some(heading) = report.heading_at(figure.start()) {
        let path = report.path(heading);
        above.extend(path.into_iter().rev().filter_map(|h| report.headings.get(h)).map(|h| h.title.of(text)));
    }
    above.into_iter().find_map(|words| {
        if this_year(words) {
            return Some(None);
        }
        named(words, plan_year).map(|until| (Some(until) > plan_year).then_some(until))
    })?
}

fn text_sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '；', '\n']).collect()
}

/// True when the figure sums up several years: 五年来, 过去五年, “十三五”时期, 比2015年.
pub(super) fn long_past(report: &Report, figure: Span, clause: Span) -> bool {
    let text = report.text();
    let sentence = sentence_before(text, figure, clause);
    let mut around = vec![sentence];
    if let Some(p) = report.paragraph_at(figure.start()).and_then(|p| report.paragraphs.get(p)) {
        let first = text_sentences(p.span.of(text)).into_iter().next().unwrap_or_default();
        let end = first.char_indices().nth(40).map_or(first.len(), |(at, _)| at);
        around.push(first.get(..end).unwrap_or_default());
    }
    around.iter().any(|words| years_back(words))
}

fn years_back(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    (0..chars.len()).any(|i| {
        let at = |k: usize| chars.get(i + k).copied().unwrap_or(' ');
        let several = han_digit(at(0)).map(u32::from).or(at(0).to_digit(10)).is_some_and(|n| n > 1);
        let named = at(0) == '十'
            && at(2) == '五'
            && (at(3) == '时' || at(4) == '时' || at(3) == '期' || at(4) == '期');
        let than = at(0) == '比' && (1..=4).all(|k| at(k).is_ascii_digit()) && at(5) == '年';
        several && at(1) == '年' && matches!(at(2), '来' | '间' | '累')
            || at(0) == '过' && at(1) == '去' && at(2) == '五'
            || named
            || than
    })
}

/// The sentence up to the end of the figure's clause.
fn sentence_before(text: &str, figure: Span, clause: Span) -> &str {
    let before = text.get(..figure.start()).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(200)
        .find(|(_, c)| matches!(c, '。' | '！' | '；' | '\n'))
        .map_or_else(|| clause.start(), |(at, c)| at + c.len_utf8());
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
            let later = ["时期", "”时期", "\"时期", "期间", "”期间", "\"期间", "末", "”末"]
                .iter()
                .any(|w| has(i + 3, w));
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
            && let Some(n) =
                chars.get(i).and_then(|&c| c.to_digit(10).map(|d| d as u8).or_else(|| han_digit(c)))
            && n > 1
        {
            found = found.or(plan_year.map(|y| y + i32::from(n) - 1));
        }
    }
    found
}
