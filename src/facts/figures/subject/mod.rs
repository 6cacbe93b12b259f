//! What a figure counts, and the words of comparison around it.

mod after;
mod before;
mod distribute;

use super::line::Line;
use super::lists::{COMPARING, FILLING, FOLLOWING, Word, Words};
use super::pairs::ENDERS;
use super::scan::Raw;
use super::units::Measure;
use super::words::{is_change, is_level};
use after::after;
use before::{before, skip_leading};
use distribute::{distributed, in_turn};

use crate::text::{is_han, simplified};
pub(crate) use distribute::subjects;

/// Longest name of what is counted, in characters.
const LONGEST: usize = 24;

/// Comparison words around figure `k`: those right before it, then those right after it.
pub(super) fn comparison(line: &Line, found: &[Raw], k: usize, from: usize, to: usize) -> Vec<String> {
    let raw = &found[k];
    let mut words = words_before(line, found, k, from);
    // 分别增长3%、4%: the verb stands before the first of the run.
    let mut first = k;
    while words.is_empty()
        && first > 0
        && k - first < 16
        && shares_verb(line, &found[first - 1], &found[first])
    {
        first -= 1;
        let theirs = words_before(line, found, first, from);
        words.extend(theirs.into_iter().filter(|w| is_change(w) || is_level(w)));
    }
    let mut at = raw.end;
    while at < to {
        let Some(word) = FOLLOWING.at(line, at).next() else { break };
        words.push(word.text.to_owned());
        at += word.len();
    }
    words
}

/// The comparison words that end right before figure `k`, in order.
fn words_before(line: &Line, found: &[Raw], k: usize, from: usize) -> Vec<String> {
    let from = from.max(k.checked_sub(1).map_or(0, |p| found[p].end));
    let mut words = Vec::new();
    let mut at = found[k].start;
    while let Some((word, means)) = word_before(line, from, at) {
        at -= word.len();
        if means {
            words.push(word.text.to_owned());
        }
    }
    words.reverse();
    words
}

/// 分别增长3%、4%: the second number has the first one's verb.
fn shares_verb(line: &Line, a: &Raw, b: &Raw) -> bool {
    b.start >= a.end
        && b.start - a.end <= 3
        && (a.end..b.start)
            .all(|i| matches!(line.get(i), '、' | '和' | '及' | '与' | '以' | '左' | '右' | '上' | ','))
        && (a.end..b.start).any(|i| matches!(line.get(i), '、' | '和' | '及' | '与'))
}

/// The comparison word or filler that ends right before `at`; true when it is a comparison word.
fn word_before(line: &Line, from: usize, at: usize) -> Option<(&'static Word, bool)> {
    let compare = longest(&COMPARING, line, from, at);
    let filler = longest(&FILLING, line, from, at);
    match (compare, filler) {
        (Some(c), Some(f)) if f.len() > c.len() => Some((f, false)),
        (Some(c), _) => stands_alone(line, from, at, c).then_some((c, true)),
        (None, Some(f)) => stands_alone(line, from, at, f).then_some((f, false)),
        (None, None) => None,
    }
}

/// The longest word of `list` that ends right before `at` and does not begin before `from`.
fn longest(list: &'static Words, line: &Line, from: usize, at: usize) -> Option<&'static Word> {
    list.before(line, at).find(|w| at >= from + w.len())
}

/// One-character comparison words also end other words (行为, 通过, 领到): false for those.
fn stands_alone(line: &Line, from: usize, at: usize, word: &Word) -> bool {
    let mut chars = word.text.chars();
    let (Some(last), None) = (chars.next(), chars.next()) else { return true };
    let Some(before) = at.checked_sub(2).filter(|&b| b >= from) else { return true };
    !ENDERS.iter().any(|(c, heads)| *c == last && heads.contains(line.get(before)))
}

/// Where the words of comparison before `start` begin.
pub(super) fn before_words(line: &Line, start: usize) -> usize {
    let mut at = start;
    let from = start.saturating_sub(40);
    while let Some((word, _)) = word_before(line, from, at) {
        at -= word.len();
    }
    at
}

/// What figure `k` counts, and whether that is its own name rather than one built on `previous`,
/// what the figure before it in the sentence counts (empty if there is none).
pub(super) fn of(line: &Line, found: &[Raw], k: usize, previous: &str, earlier: &[String]) -> (String, bool) {
    let raw = &found[k];
    let (from, to) = line.clause(raw.start);
    if let Some(name) = distributed(line, found, k, from) {
        return (name, true);
    }
    if let Some(name) = in_turn(line, found, k, from, earlier) {
        return (name, false);
    }
    let after = after(line, found, k, to);
    // 两个世界第一
    if raw.rank && raw.measure == Some(Measure::Count) && after.contains('第') {
        return (after, true);
    }
    let mut before = before(line, found, k, from);
    if raw.rank {
        before.name = without_ranking(&before.name);
    }
    let counts = (raw.measure == Some(Measure::Count) || raw.measure.is_none() && raw.scaled) && !raw.rank;
    let length = before.name.chars().count();
    let nameless = length < 2;
    if !after.is_empty()
        && (counts
            || length == 2 && raw.measure != Some(Measure::Percent) && !change(line, found, k)
            || before.verb
            || nameless && (previous.is_empty() || !change(line, found, k)))
    {
        return (after, true);
    }
    // 引导约1亿人在中西部就近城镇化: a bare verb names nothing.
    if counts && before.verb && length <= 2 {
        let rest = rest_of_clause(line, found, k, to);
        if rest.chars().count() > 2 {
            return (rest, true);
        }
    }
    on_previous(before.name, previous).unwrap_or_else(|| {
        let name =
            if counts { rest_of_clause(line, found, k, to) } else { clause_before(line, found, k, from) };
        (name, true)
    })
}

/// 又有1600万人进城落户: what they do is all that is said.
fn rest_of_clause(line: &Line, found: &[Raw], k: usize, to: usize) -> String {
    let at = skip_after(line, found[k].end);
    let to = found.get(k + 1).map_or(to, |n| to.min(n.start)).min(at + 10);
    let end = (at..to).find(|&i| !is_han(line.get(i))).unwrap_or(to);
    plain(&line.text(at, end.max(at)))
}

/// True when the figure tells the change of what came before (增长6.9%).
fn change(line: &Line, found: &[Raw], k: usize) -> bool {
    let start = before_words(line, found[k].start);
    start < found[k].start
}

/// A name read on from the figure before: 占地区生产总值比重 → 服务业增加值占地区生产总值比重.
/// `None` when neither gives a name.
fn on_previous(name: String, previous: &str) -> Option<(String, bool)> {
    let nameless = name.chars().count() < 2 || matches!(name.as_str(), "计划" | "目标" | "任务" | "总目标");
    if previous.is_empty() {
        return (!nameless).then_some((name, true));
    }
    let simple: String = name.chars().map(simplified).collect();
    let relation =
        ["占", "是", "为", "相当于", "高出", "快于", "比重", "比例"].iter().any(|w| simple.starts_with(w));
    if nameless {
        return Some((previous.to_owned(), false));
    }
    if matches!(name.as_str(), "总量" | "总数" | "总额" | "总规模" | "存量" | "总面积") {
        let p = ["新增", "净增", "累计"].iter().find_map(|w| previous.strip_prefix(w)).unwrap_or(previous);
        return Some((format!("{p}{name}"), false));
    }
    if relation && previous.chars().count() < LONGEST {
        return Some((format!("{previous}{name}"), false));
    }
    Some((name, true))
}

/// The clause before, when the figure's own names nothing (…集群从无到有，分别达2个).
fn clause_before(line: &Line, found: &[Raw], k: usize, from: usize) -> String {
    let lowest = k.checked_sub(1).map_or(0, |p| found[p].end);
    let mut end = from;
    while end > lowest && !crate::text::is_han(line.get(end - 1)) {
        if matches!(line.get(end - 1), '。' | ';' | '!' | '?') {
            return String::new();
        }
        end -= 1;
    }
    let start = (lowest..end)
        .rev()
        .find(|&i| matches!(line.get(i), ',' | '。' | ';' | ':'))
        .map_or(lowest, |i| i + 1);
    if end <= start || end - start > LONGEST {
        return String::new();
    }
    let start = skip_leading(line, start, end);
    plain(&line.text(start, end))
}

/// 质效指数列全国 → 质效指数.
fn without_ranking(name: &str) -> String {
    const WORDS: &[&str] = &[
        "均居", "稳居", "位居", "跃居", "跻身", "名列", "位列", "列", "居", "排名", "排", "跃升", "升至",
        "连续", "保持",
    ];
    let cut = WORDS
        .iter()
        .filter_map(|w| name.rfind(w))
        .filter(|&at| !name.get(at..).is_some_and(|n| n.starts_with("居民")))
        .min();
    cut.and_then(|at| name.get(..at)).unwrap_or(name).to_owned()
}

/// Past 以上, 左右 and the like.
fn skip_after(line: &Line, mut at: usize) -> usize {
    while let Some(word) = FOLLOWING.at(line, at).next() {
        at += word.len();
    }
    at
}

/// Without quotes and marks at the ends.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !crate::text::is_blank(*c) && !matches!(c, '“' | '”' | '"' | '*' | '「' | '」'))
        .collect::<String>()
        .trim_matches(|c: char| matches!(c, '、' | '的' | '和' | '与' | '等' | '—' | '-' | '·' | ',' | ':'))
        .trim_start_matches([')', '）'])
        .trim_end_matches(['(', '（'])
        .to_owned()
}
