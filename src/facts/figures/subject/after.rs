//! The noun phrase after a figure: 49件重点重要提案进行… → 重点重要提案.

use super::super::line::Line;
use super::super::lists::STOPPING;
use super::super::pairs::NOT_STOPS;
use super::super::scan::Raw;
use super::super::units::Measure;
use super::super::words::NEVER_FIRST;
use super::{LONGEST, plain, skip_after};
use crate::text::is_han;

/// The noun phrase after a figure; empty if none follows.
pub(super) fn after(line: &Line, found: &[Raw], k: usize, to: usize) -> String {
    let raw = &found[k];
    let mut at = skip_after(line, raw.end);
    // 4片2000亩以上连片产业单元: the second quantity describes what the first counts.
    let mut next = k + 1;
    if let Some(n) = found.get(next).filter(|n| n.start == at && n.measure != Some(Measure::Percent)) {
        at = skip_after(line, n.end);
        next += 1;
    }
    let to = found.get(next).map_or(to, |n| to.min(n.start)).min(at + LONGEST + 6);
    if line.get(at) == '的' {
        at += 1;
    }
    // 100个亿元以上大项目
    let mut priced = at;
    while matches!(line.get(priced), '百' | '千' | '万' | '亿') {
        priced += 1;
    }
    if priced > at && matches!(line.get(priced), '元' | '亩' | '吨') {
        at = skip_after(line, priced + 1);
    }
    // 91个具有审批职能的部门
    let dated = line.get(at).is_ascii_digit();
    if (dated
        || ["具有", "涉及", "符合", "受过", "拥有", "从事", "居住", "列入", "纳入"]
            .iter()
            .any(|w| line.has(at, w)))
        && let Some(of) = (at..to).find(|&i| line.get(i) == '的')
    {
        at = of + 1;
    }
    let begin = at;
    let mut quoted = false;
    while at < to {
        let c = line.get(at);
        if matches!(c, '“' | '”' | '"' | '「' | '」') {
            quoted = matches!(c, '“' | '「') || c == '"' && !quoted;
        } else if !quoted {
            let point = c == '.' && line.get(at + 1).is_ascii_digit();
            let mark = !is_han(c) && !c.is_alphanumeric() && !matches!(c, '(' | ')' | '·') && !point;
            if mark || at - begin >= LONGEST || stops(line, at, begin) {
                break;
            }
        }
        at += 1;
    }
    let name =
        if dated && line.get(begin).is_ascii_digit() { String::new() } else { plain(&line.text(begin, at)) };
    // 三分之二的村: one character is enough when 的 leads to it.
    let least = if begin > 0 && line.get(begin - 1) == '的' { 1 } else { 2 };
    if name.chars().count() < least { String::new() } else { name }
}

/// True when the words at `at` end the noun phrase that began at `begin`.
fn stops(line: &Line, at: usize, begin: usize) -> bool {
    let Some(word) = STOPPING.at(line, at).next() else { return false };
    if word.len() > 1 {
        // 开工项目, 建设用地: a verb at the very beginning names the thing.
        return at > begin || NEVER_FIRST.contains(&word.text);
    }
    let word = word.text;
    let next = line.get(at + 1);
    let opener = NOT_STOPS.iter().find(|(w, _)| *w == word);
    if opener.is_some_and(|(_, tails)| tails.contains(next)) {
        return false;
    }
    match word {
        // 研发和产业项目: a short piece reads on.
        "和" | "与" | "及" => at > begin + 2,
        "等" => !"中高初平上同相".contains(line.before(at, 1)),
        "于" => at > begin,
        _ => true,
    }
}
