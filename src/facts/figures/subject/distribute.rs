//! Several figures with one verb: A、B分别增长x、y.

use super::super::line::Line;
use super::super::scan::Raw;
use super::{plain, shares_verb, skip_after, skip_leading, word_before};

/// Figures looked at on either side of one; more do not share a verb in earnest.
const LONGEST_RUN: usize = 16;

/// The run of figures with one verb that `k` belongs to: 分别增长x、y.
fn run(line: &Line, found: &[Raw], k: usize) -> (usize, usize) {
    let mut first = k;
    while first > 0 && k - first < LONGEST_RUN && shares_verb(line, &found[first - 1], &found[first]) {
        first -= 1;
    }
    let mut last = k;
    while last + 1 < found.len()
        && last - k < LONGEST_RUN
        && shares_verb(line, &found[last], &found[last + 1])
    {
        last += 1;
    }
    (first, last)
}

/// 外资7亿美元，内资517亿元，分别增长15%和40%: each growth belongs to one of the figures before;
/// `earlier` tells what the figures of the sentence so far count.
pub(super) fn in_turn(
    line: &Line,
    found: &[Raw],
    k: usize,
    from: usize,
    earlier: &[String],
) -> Option<String> {
    let (first, last) = run(line, found, k);
    let count = last - first + 1;
    let mut at = found[first].start;
    while let Some((word, _)) = word_before(line, from, at) {
        at -= word.len();
    }
    if count < 2 || at > from {
        return None;
    }
    let done = k - first;
    let names = earlier.get(..earlier.len().checked_sub(done)?)?;
    names.get(names.len().checked_sub(count)? + done).cloned().filter(|n| !n.is_empty())
}

/// A、B分别增长x、y: the subject that belongs to figure `k`.
pub(super) fn distributed(line: &Line, found: &[Raw], k: usize, from: usize) -> Option<String> {
    let (first, last) = run(line, found, k);
    let from = from.max(first.checked_sub(1).map_or(0, |p| skip_after(line, found[p].end)));
    let start = found[first].start;
    let spot = (from..start.saturating_sub(1)).rev().find(|&i| line.has(i, "分别"));
    let end = match spot {
        Some(s) => s,
        None if last > first => {
            let mut end = start;
            while let Some((word, _)) = word_before(line, from, end) {
                end -= word.len();
            }
            end
        }
        None => return None,
    };
    // 较上年分别, 比同期分别
    let than = (from..end)
        .rev()
        .take(10)
        .find(|&i| matches!(line.get(i), '较' | '比') && !matches!(line.before(i, 1), '占' | '同'));
    let end = than.filter(|&t| (t..end).any(|i| matches!(line.get(i), '年' | '期'))).unwrap_or(end);
    let begin = skip_leading(line, from, end);
    let count = last - first + 1;
    let text = line.text(begin, end);
    let text = text.split('等').next().filter(|t| t.contains('、')).unwrap_or(&text);
    let commas: Vec<String> = text.split('、').map(plain).collect();
    let names = if commas.len() == count && !text.contains('和') && text.contains('及') {
        commas
    } else {
        subjects(text)
    };
    (names.len() == count && count > 1)
        .then(|| names.get(k - first).cloned())
        .flatten()
        .filter(|n| !n.is_empty())
}

/// Splits 城镇、农村居民人均可支配收入 into full names.
pub(crate) fn subjects(text: &str) -> Vec<String> {
    let parts: Vec<Vec<char>> = text
        .split(['、', '和', '与', '及'])
        .map(|p| plain(p).chars().collect::<Vec<char>>())
        .filter(|p| !p.is_empty())
        .collect();
    let Some(last) = parts.last() else { return Vec::new() };
    let first_len = parts[0].len();
    let mut out: Vec<String> = Vec::with_capacity(parts.len());
    for (k, part) in parts.iter().enumerate() {
        let mut name: String = part.iter().collect();
        let is_last = k + 1 == parts.len();
        // 用水量、能耗 after 单位国内生产总值用水量: the head of the first belongs to all.
        if k > 0
            && let Some(head) = [
                "单位国内生产总值",
                "单位地区生产总值",
                "单位GDP",
                "万元GDP",
                "人均",
                "规模以上工业",
                "城镇",
                "农村",
            ]
            .iter()
            .find(|h| parts[0].iter().collect::<String>().starts_with(**h) && first_len > h.chars().count())
            && !name.starts_with(head)
            && (head.starts_with("单位") || head.starts_with("万元"))
        {
            name = format!("{head}{name}");
        } else if !is_last
            && last.len() > part.len() + 1
            && part.len() <= 5
            && parts[..parts.len() - 1].iter().all(|p| p.len() <= 5)
        {
            // 城镇、农村居民收入: the end of the last belongs to all.
            let rest: String = last.iter().skip(part.len()).collect();
            name.push_str(&rest);
        }
        out.push(name);
    }
    out
}
