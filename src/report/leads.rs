//! Run-in headings without mark at the beginning of paragraphs: 加快财税体制改革。合理确定…
//!
//! One paragraph alone cannot tell (人命关天，安全至上。 is no heading): the first sentences of the
//! paragraphs under one heading are weighed together.

use std::sync::LazyLock;

use super::by_first::Words;
use super::heading::{Cand, Kind};
use super::letters::{Letters, closes, ends_sentence};
use super::lines::Para;
use super::vocab;
use crate::read::BlockKind;
use crate::text::is_han;

/// A first sentence that may be a heading.
pub(super) struct Lead {
    pub cand: Cand,
    pub score: f32,
}

/// Letters of a paragraph that are looked at.
const LOOK: usize = 100;
/// Longest heading in letters.
const LONGEST: usize = 48;
/// Least score of a heading.
const ENOUGH: f32 = 1.9;
/// Least score of a heading that stands between two.
const BETWEEN: f32 = 1.4;

/// The first sentence of paragraph `index`, if it could be a heading; a paragraph that is one short
/// sentence, when the next one is its text.
pub(super) fn lead(text: &str, index: usize, paras: &[Para]) -> Option<Lead> {
    let para = paras.get(index)?;
    // Most paragraphs begin with a sentence too long for a heading.
    if !bold_begins(para) && !Letters::sentence_ends(text, para.span, LONGEST + 1) {
        return None;
    }
    let l = Letters::of(text, para.span, LOOK);
    let bold_to = bold_letters(&l, para);
    let stop = l.c.iter().position(|&c| ends_sentence(c)).filter(|&s| s <= LONGEST);
    let (to, close) = match (stop, bold_to) {
        (stop, Some(b)) if b <= LONGEST + 12 && stop.is_none_or(|s| s + 1 >= b) => {
            let mark = l.c[b - 1];
            let to = if ends_sentence(mark) || mark == ':' { b - 1 } else { b };
            (to, (b + usize::from(ends_sentence(l.c.get(b).copied().unwrap_or(' ')))).max(b))
        }
        (Some(s), _) => {
            let mut close = s + 1;
            while close < l.len() && closes(l.c[close]) {
                close += 1;
            }
            (s, close)
        }
        _ => return None,
    };
    // Text must follow, more than the heading itself.
    let alone = close >= l.len() && l.len() < LOOK;
    let mut next = paras.iter().skip(index + 1).filter(|p| p.kind != BlockKind::Furniture);
    let followed = if alone { has_text(text, next.next()?) } else { l.len() >= close + 16 };
    if to < 4 || !followed {
        return None;
    }
    let bold = bold_to.is_some_and(|b| b + 1 >= to);
    let title = l.span(0, to)?;
    let score = score(&l.c[..to]) + if bold { 4.0 } else { 0.0 };
    let cand = Cand {
        para: index,
        kind: Kind::Lead,
        span: l.span(0, close)?,
        number: None,
        title,
        words: l.part(0, to),
        len: to,
        run_in: !alone,
        strong: false,
        set_off: bold,
        announced: false,
        level: 0,
    };
    Some(Lead { cand, score })
}

/// A paragraph of running text, longer than a heading.
fn has_text(text: &str, para: &Para) -> bool {
    let l = Letters::of(text, para.span, LOOK);
    l.len() > LONGEST && super::enumerator::mark(&l.c).is_none()
}

/// The beginning is set in bold, and not the whole paragraph.
fn bold_begins(para: &Para) -> bool {
    para.bold_to != 0 && para.bold_to < para.span.end
}

/// Letters at the beginning that are set in bold, when not the whole paragraph is.
fn bold_letters(l: &Letters, para: &Para) -> Option<usize> {
    if !bold_begins(para) {
        return None;
    }
    let to = (0..l.len()).find(|&i| l.span(i, i + 1).is_some_and(|s| s.start >= para.bold_to))?;
    (to >= 4).then_some(to)
}

static NOT_LEAD: LazyLock<Words> = LazyLock::new(|| Words::of(vocab::NOT_LEAD));
static VERBS: LazyLock<Words> =
    LazyLock::new(|| Words::of(vocab::VERBS.into_iter().chain(vocab::VERBS_MORE)));

/// How much a sentence (folded, without 。) looks like a heading. 2 and more: likely.
pub(super) fn score(c: &[char]) -> f32 {
    let s: String = c.iter().collect();
    let n = c.len();
    let mut sum = 0.0;
    if NOT_LEAD.begin(c) || vocab::is_address(&s) {
        sum -= 4.0;
    }
    sum += directive(c, &s);
    sum += match n {
        0..=12 => 1.0,
        13..=20 => 0.5,
        21..=28 => 0.0,
        29..=34 => -1.0,
        _ => -2.0,
    };
    let clauses: Vec<usize> = c.split(|c| *c == ',').map(<[char]>::len).collect();
    sum += match clauses.len() {
        1 => 0.5,
        2 if clauses[0].abs_diff(clauses[1]) <= 3 => 0.5,
        2 => 0.0,
        3 => -1.5,
        _ => -3.0,
    };
    if c.iter().any(char::is_ascii_digit) {
        sum -= 1.5;
    }
    if c.iter().any(|c| matches!(c, ';' | ':' | '(')) {
        sum -= 1.0;
    }
    for (word, weight) in
        [("我们", -2.0), ("是", -1.5), ("了", -0.9), ("主要用于", -2.0), ("必须", -0.5), ("不是", -1.0)]
    {
        if s.contains(word) && !s.starts_with(word) {
            sum += weight;
        }
    }
    if vocab::LEAD_IN.iter().any(|w| s.contains(w)) || vocab::FORMULAS.iter().any(|w| s.contains(w)) {
        sum -= 3.0;
    }
    if !c.first().is_some_and(|c| is_han(*c) || matches!(c, '"' | '《')) {
        sum -= 1.0;
    }
    sum
}

/// Directive verbs at the beginning (推进…), 要 inside (财政政策要…), results at the end (…稳步提升).
fn directive(c: &[char], s: &str) -> f32 {
    const RESULTS: [&str; 26] = [
        "推进", "提升", "提高", "增强", "改善", "进展", "成效", "发展", "见效", "加快", "扩大", "优化",
        "巩固", "显现", "突破", "稳定", "好转", "增长", "保障", "加强", "完善", "壮大", "凸显", "丰硕",
        "进步", "变化",
    ];
    const WEAK: [&str; 12] = ["以", "让", "将", "把", "用", "使", "为", "在", "要", "必须", "完成", "学习"];
    if WEAK.iter().any(|w| s.starts_with(w)) {
        return 1.0;
    }
    if VERBS.begin(c) {
        return 2.0;
    }
    if RESULTS.iter().any(|w| s.ends_with(w)) {
        return 1.2;
    }
    let inner_yao = s.chars().skip(2).any(|c| c == '要')
        && !["重要", "主要", "需要", "只要", "纲要", "要求"].iter().any(|w| s.contains(w));
    if inner_yao { 1.0 } else { 0.0 }
}

/// Accepts the headings of a group: paragraphs that stand under one heading, in order.
/// `None` for paragraphs that cannot begin with a heading. `usual`: the report has such headings
/// elsewhere.
pub(super) fn accept(group: &[Option<Lead>], usual: bool) -> Vec<bool> {
    let scores = scores(group);
    let good = |s: &f32| *s >= ENOUGH;
    let count = scores.iter().filter(|s| good(s)).count();
    let half = count >= 2 && count * 2 >= group.len();
    (0..group.len())
        .map(|i| {
            let (Some(lead), Some(&score)) = (&group[i], scores.get(i)) else { return false };
            let beside = |j: usize| scores.get(j).is_some_and(good);
            let (before, after) = (i.checked_sub(1).is_some_and(beside), beside(i + 1));
            if score < ENOUGH {
                return score >= BETWEEN && half && before && after;
            }
            let neighbour = before || after;
            half || lead.cand.set_off || (usual && score >= 2.4) || (neighbour && score >= 2.0)
        })
        .collect()
}

/// Scores of a group; first sentences of the same build speak for each other.
fn scores(group: &[Option<Lead>]) -> Vec<f32> {
    let builds: Vec<Option<Build>> = group.iter().take(GROUP).map(|l| l.as_ref().map(build)).collect();
    group
        .iter()
        .enumerate()
        .map(|(i, lead)| {
            let Some(lead) = lead else { return f32::MIN };
            let Some(Some(own)) = builds.get(i) else { return lead.score };
            let others = builds.iter().enumerate().filter(|(j, _)| *j != i).filter_map(|(_, b)| b.as_ref());
            let (mut alike, mut begun) = (0, 0);
            for b in others {
                alike += usize::from(b.alike(own));
                begun += usize::from(b.first == own.first && b.clauses.len() == own.clauses.len());
            }
            let many = |n: usize| n >= 2 && n * 3 >= builds.len();
            let bonus = if many(begun) && begun >= 3 {
                2.5
            } else if many(alike) {
                1.0
            } else {
                0.0
            };
            if lead.score > -2.0 { lead.score + bonus } else { lead.score }
        })
        .collect()
}

/// Paragraphs of a group that are compared with each other.
const GROUP: usize = 60;

/// First letter and letters of each clause.
struct Build {
    first: Option<char>,
    clauses: Vec<usize>,
}

impl Build {
    fn alike(&self, other: &Self) -> bool {
        self.clauses.len() >= 2
            && self.clauses.len() == other.clauses.len()
            && self.clauses.iter().zip(&other.clauses).all(|(a, b)| a.abs_diff(*b) <= 4)
    }
}

fn build(lead: &Lead) -> Build {
    let words = &lead.cand.words;
    Build { first: words.chars().next(), clauses: words.split(',').map(|c| c.chars().count()).collect() }
}

/// Spans of sentences of letters `from..` with their lengths; used by the rules for inline headings.
pub(super) fn sentences(l: &Letters) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < l.len() {
        if ends_sentence(l.c[at]) {
            let mut to = at + 1;
            while to < l.len() && closes(l.c[to]) && !opens_next(l, to) {
                to += 1;
            }
            out.push((from, to));
            from = to;
            at = to;
            continue;
        }
        at += 1;
    }
    if from < l.len() {
        out.push((from, l.len()));
    }
    out
}

/// A folded quote after 。 may open the next sentence: it does when the next quote comes late.
fn opens_next(l: &Letters, at: usize) -> bool {
    if l.c[at] != '"' {
        return false;
    }
    let before = l.c[..at].iter().filter(|c| **c == '"').count();
    before % 2 == 0
}
