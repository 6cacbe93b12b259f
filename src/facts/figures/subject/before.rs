//! The words before a figure, cleaned: 全年完成固定资产投资达到… → 固定资产投资.

use super::super::line::Line;
use super::super::lists::{GOVERNING, INTRODUCING, Word};
use super::super::pairs::OPENERS;
use super::super::scan::Raw;
use super::super::words::TAKING;
use super::{LONGEST, plain, skip_after, word_before};
use crate::text::{han_digit, is_han};

/// The words before a figure.
pub(super) struct Before {
    /// Cleaned of comparison, time and light verbs.
    pub name: String,
    /// A verb that takes what follows the number stood last.
    pub verb: bool,
}

pub(super) fn before(line: &Line, found: &[Raw], k: usize, from: usize) -> Before {
    let raw = &found[k];
    let from = from.max(k.checked_sub(1).map_or(0, |p| skip_after(line, found[p].end)));
    let mut end = raw.start;
    let mut verb = false;
    while let Some((word, _)) = word_before(line, from, end) {
        end -= word.len();
        verb |= TAKING.contains(&word.text);
    }
    // 比2010年翻一番, 比去年增长
    if matches!(line.before(end, 1), '年' | '前')
        && let Some(than) = (from..end).rev().take(9).find(|&i| matches!(line.get(i), '比' | '较'))
    {
        end = than;
    }
    end = before_duration(line, from, end);
    verb |= GOVERNING.before(line, end).any(|w| end >= from + w.len());
    let mut start = from;
    // 到2020年, 2016年: what is counted begins after the date.
    if let Some(year) = (from..end).rev().find(|&i| {
        line.get(i) == '年'
            && i > from
            && (line.get(i - 1).is_ascii_digit()
                || matches!(line.get(i - 1), '五' | '三' | '十' | '两' | '近')
                || han_digit(line.get(i - 1)).is_some())
            && i + 2 < end
            && !matches!(line.get(i + 1), '度' | '级' | '轻')
    }) {
        start = year + 1 + usize::from(matches!(line.get(year + 1), '底' | '末'));
    }
    start = skip_leading(line, start, end);
    // 5公里管网、8公里道路: what stands before the mark belongs to the figure before.
    let listed = matches!(line.before(end, 1), '、' | '和' | '与' | '及');
    let name = if listed { String::new() } else { tail(line, start, end) };
    Before { name, verb }
}

/// 固定资产投资5年累计达…: the duration is no part of the name.
fn before_duration(line: &Line, from: usize, end: usize) -> usize {
    if line.before(end, 1) != '年' {
        return end;
    }
    let digits = (from..end - 1)
        .rev()
        .take_while(|&i| line.get(i).is_ascii_digit() || han_digit(line.get(i)).is_some())
        .count();
    if digits == 0 || digits > 2 {
        return end;
    }
    let mut end = end - 1 - digits;
    while let Some((word, _)) = word_before(line, from, end) {
        end -= word.len();
    }
    end
}

/// Past marks and words that say nothing about what is counted.
pub(super) fn skip_leading(line: &Line, mut start: usize, end: usize) -> usize {
    loop {
        let c = line.get(start);
        // “十三五”时期, 今后五年
        let open = usize::from(matches!(c, '“' | '"'));
        if line.get(start + open) == '十' && line.get(start + open + 2) == '五' && start + open + 3 < end {
            start += open + 3;
            start += usize::from(matches!(line.get(start), '”' | '"'));
            start += if line.has(start, "时期") || line.has(start, "期间") { 2 } else { 0 };
            continue;
        }
        // 五年投入, 三年统筹
        if han_digit(c).is_some() && matches!(line.get(start + 1), '是' | '要') && start + 3 < end {
            start += 2;
            continue;
        }
        if han_digit(c).is_some()
            && line.get(start + 1) == '年'
            && start + 3 < end
            && line.get(start + 2) != '级'
        {
            start += 2;
            continue;
        }
        if matches!(c, '比' | '较')
            && let Some(than) =
                (start..end.min(start + 9)).find(|&i| matches!(line.get(i), '年' | '前' | '期'))
            && than + 1 < end
        {
            start = than + 1;
            continue;
        }
        if start < end && (!is_han(c) && !c.is_alphanumeric() && !matches!(c, '“' | '"' | '《' | '(')) {
            start += 1;
            continue;
        }
        let word: Option<&Word> = INTRODUCING.at(line, start).find(|w| start + w.len() < end);
        match word {
            Some(w) if w.text == "每" && matches!(line.get(start + 1), '万' | '千' | '百') => {
                return start;
            }
            Some(w) if w.len() > 1 || !short_word(line, start, end) => start += w.len(),
            _ => return start,
        }
    }
}

/// A one-character leading word begins a real word when what remains would be one character, or
/// in well-known pairs.
fn short_word(line: &Line, start: usize, end: usize) -> bool {
    end - start <= 2
        || OPENERS
            .iter()
            .any(|(c, tails)| *c == line.get(start) && (tails.contains(line.get(start + 1)) || *tails == "*"))
}

/// The last [`LONGEST`] characters of `start..end`, cut at a word that begins a phrase.
fn tail(line: &Line, start: usize, end: usize) -> String {
    let mut start = start;
    if end > start + LONGEST {
        let lowest = end - LONGEST;
        let cut = (lowest..end.saturating_sub(3)).find(|&i| {
            matches!(
                line.get(i),
                '的' | '、' | '对' | '和' | '及' | '与' | '将' | '把' | '为' | '等' | '”' | ')'
            )
        });
        start = cut.map_or(lowest, |c| c + 1);
    }
    plain(&line.text(start.min(end), end))
}
