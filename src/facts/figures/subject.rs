//! What a figure counts, and the words of comparison around it.

use super::line::Line;
use super::scan::Raw;
use super::units::Measure;
use super::words::{AFTER, COMPARE, FILLERS, LEADING, STOPS, TAKING, is_change, is_level};
use crate::text::is_han;

/// Longest name of what is counted, in characters.
const LONGEST: usize = 18;

/// Comparison words around figure `k`: those right before it, then those right after it.
pub(super) fn comparison(line: &Line, found: &[Raw], k: usize, from: usize, to: usize) -> Vec<String> {
    let raw = &found[k];
    let from = from.max(k.checked_sub(1).map_or(0, |p| found[p].end));
    let mut words = Vec::new();
    let mut at = raw.start;
    while let Some((word, means)) = word_before(line, from, at) {
        at -= word.chars().count();
        if means {
            words.insert(0, word.to_owned());
        }
    }
    if words.is_empty() && k > 0 && shares_verb(line, &found[k - 1], raw) {
        let before = comparison(line, found, k - 1, 0, to);
        words.extend(before.into_iter().filter(|w| is_change(w) || is_level(w)));
    }
    let mut at = raw.end;
    while at < to {
        let Some(word) = AFTER.iter().find(|w| line.has(at, w)) else { break };
        words.push((*word).to_owned());
        at += word.chars().count();
    }
    words
}

/// 分别增长3%、4%: the second number has the first one's verb.
fn shares_verb(line: &Line, a: &Raw, b: &Raw) -> bool {
    b.start >= a.end
        && b.start - a.end <= 3
        && (a.end..b.start).all(|i| matches!(line.get(i), '、' | '和' | '及' | '与' | '以' | '左' | '右' | '上' | ','))
        && (a.end..b.start).any(|i| matches!(line.get(i), '、' | '和' | '及' | '与'))
}

/// The comparison word or filler that ends right before `at`; true when it is a comparison word.
fn word_before(line: &Line, from: usize, at: usize) -> Option<(&'static str, bool)> {
    let longest = |list: &[&'static str]| {
        list.iter()
            .filter(|w| at >= from + w.chars().count() && line.ends(at, w))
            .max_by_key(|w| w.len())
            .copied()
    };
    let compare = longest(COMPARE);
    let filler = longest(FILLERS);
    match (compare, filler) {
        (Some(c), Some(f)) if f.len() > c.len() => Some((f, false)),
        (Some(c), _) => part_of_word(line, from, at, c).then_some((c, true)),
        (None, Some(f)) => Some((f, false)),
        (None, None) => None,
    }
}

/// One-character comparison words also end other words (行为, 通过, 领到): false for those.
fn part_of_word(line: &Line, from: usize, at: usize, word: &str) -> bool {
    if word.chars().count() > 1 {
        return true;
    }
    let Some(before) = at.checked_sub(2).filter(|&b| b >= from) else { return true };
    let pair = (line.get(before), line.get(before + 1));
    !matches!(
        pair,
        ('行' | '作' | '因' | '成' | '认', '为') | ('通' | '经' | '超' | '不', '过') | ('得' | '感' | '做', '到') | ('甚', '至')
            | ('加' | '附', '近') | ('合', '约') | ('节', '约') | ('还' | '但' | '就' | '要' | '一' | '二', '是')
    )
}

/// Where the words of comparison before `start` begin.
pub(super) fn before_words(line: &Line, start: usize) -> usize {
    let mut at = start;
    while let Some((word, _)) = word_before(line, 0, at) {
        at -= word.chars().count();
    }
    at
}

/// What figure `k` counts; `previous` is what the figure before it counts.
pub(super) fn of(line: &Line, found: &[Raw], k: usize, previous: Option<&str>) -> String {
    let raw = &found[k];
    let (from, to) = line.clause(raw.start);
    if let Some(name) = distributed(line, found, k, from) {
        return name;
    }
    let before = before(line, found, k, from);
    let counts = matches!(raw.measure, Some(Measure::Count) | None) && !raw.rank && !raw.share && !raw.doubling;
    let after = after(line, found, k, to);
    let takes = before.verb || before.name.is_empty();
    if !after.is_empty() && (counts || takes || raw.rank) {
        return after;
    }
    let relation = ["占", "是", "比", "居", "列", "高出", "快于"].iter().any(|w| before.name.starts_with(w));
    match previous {
        Some(p) if before.name.is_empty() => p.to_owned(),
        Some(p) if relation && !p.is_empty() && p.chars().count() < LONGEST => format!("{p}{}", before.name),
        _ => before.name,
    }
}

/// The words before a figure.
struct Before {
    /// Cleaned of comparison, time and light verbs.
    name: String,
    /// A verb that takes what follows the number stood last.
    verb: bool,
}

fn before(line: &Line, found: &[Raw], k: usize, from: usize) -> Before {
    let raw = &found[k];
    let from = from.max(k.checked_sub(1).map_or(0, |p| skip_after(line, found[p].end)));
    let mut end = raw.start;
    while let Some((word, _)) = word_before(line, from, end) {
        end -= word.chars().count();
    }
    let verb = TAKING.iter().any(|w| end >= from + w.chars().count() && line.ends(end, w))
        || (end < raw.start && TAKING.iter().any(|w| line.ends(raw.start, w) && w.chars().count() > 1));
    let mut start = from;
    // 到2020年, 2016年: what is counted begins after the date.
    if let Some(year) = (from..end).rev().find(|&i| line.get(i) == '年' && (i == from || !is_han(line.get(i - 1)) || "底末五三十".contains(line.get(i - 1)))) {
        start = year + 1 + usize::from(matches!(line.get(year + 1), '底' | '末'));
    }
    start = skip_leading(line, start, end);
    let name = tail(line, start, end);
    Before { name, verb }
}

/// Past 以上, 左右 and the like.
fn skip_after(line: &Line, mut at: usize) -> usize {
    while let Some(word) = AFTER.iter().find(|w| line.has(at, w)) {
        at += word.chars().count();
    }
    at
}

/// Past marks and words that say nothing about what is counted.
fn skip_leading(line: &Line, mut start: usize, end: usize) -> usize {
    loop {
        let c = line.get(start);
        if start < end && (!is_han(c) && !c.is_alphanumeric() && !matches!(c, '“' | '"' | '《' | '(')) {
            start += 1;
            continue;
        }
        let word = LEADING
            .iter()
            .filter(|w| line.has(start, w) && start + w.chars().count() < end)
            .max_by_key(|w| w.len());
        match word {
            Some(w) if w.chars().count() > 1 || !short_word(line, start, end) => start += w.chars().count(),
            _ => return start,
        }
    }
}

/// A one-character leading word begins a real word when what remains would be one character, or
/// in well-known pairs.
fn short_word(line: &Line, start: usize, end: usize) -> bool {
    let pair = (line.get(start), line.get(start + 1));
    end - start <= 2
        || matches!(
            pair,
            ('新', '型' | '能' | '兴' | '材' | '闻' | '登' | '建' | '增' | '开' | '植' | '改' | '农' | '生' | '区' | '媒' | '就' | '业' | '质')
                | ('对', '外' | '口') | ('有' , '效' | '色' | '机') | ('共', '同' | '建' | '享' | '青') | ('再', '生')
                | ('在', '校' | '职' | '岗' | '建' | '线') | ('从' , '业') | ('最', '低' | '高' | '大') | ('达', '标') | ('占', '比')
                | ('并', '购') | ('由', _) | ('公', _) | ('都', '市') | ('均', '衡') | ('使', '用') | ('要', '素') | ('其', '他')
                | ('到', '位') | ('和', '谐') | ('约', '束') | ('超', '低' | '高' | '大' | '市') | ('均', _) | ('近', '海') | ('更', '新') | ('和', '美')
        )
}

/// The last [`LONGEST`] characters of `start..end`, cut at a word that begins a phrase.
fn tail(line: &Line, start: usize, end: usize) -> String {
    let mut start = start;
    if end > start + LONGEST {
        let lowest = end - LONGEST;
        let cut = (lowest..end.saturating_sub(3))
            .find(|&i| matches!(line.get(i), '的' | '、' | '对' | '和' | '及' | '与' | '将' | '把' | '为' | '等' | '”' | ')'));
        start = cut.map_or(lowest, |c| c + 1);
    }
    plain(&line.text(start.min(end), end))
}

/// Without quotes and marks at the ends.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !crate::text::is_blank(*c) && !matches!(c, '“' | '”' | '"' | '*' | '「' | '」'))
        .collect::<String>()
        .trim_matches(|c: char| matches!(c, '、' | '的' | '和' | '与' | '(' | ')' | '等' | '—' | '-' | '·' | ',' | ':'))
        .to_owned()
}

/// The noun phrase after a figure; empty if none follows.
fn after(line: &Line, found: &[Raw], k: usize, to: usize) -> String {
    let raw = &found[k];
    let mut at = skip_after(line, raw.end);
    let to = found.get(k + 1).map_or(to, |n| to.min(n.start)).min(at + LONGEST + 6);
    if line.get(at) == '的' {
        at += 1;
    }
    let begin = at;
    let mut quoted = false;
    while at < to {
        let c = line.get(at);
        if matches!(c, '“' | '”' | '"') {
            quoted = c == '“' || c == '"' && !quoted;
        } else if !quoted {
            let mark = !is_han(c) && !c.is_alphanumeric() && !matches!(c, '(' | ')' | '·');
            if mark || at - begin >= LONGEST || stops(line, at, begin) {
                break;
            }
        }
        at += 1;
    }
    let name = plain(&line.text(begin, at));
    if name.chars().count() < 2 { String::new() } else { name }
}

fn stops(line: &Line, at: usize, begin: usize) -> bool {
    let word = STOPS.iter().filter(|w| line.has(at, w)).max_by_key(|w| w.len());
    let Some(word) = word else { return false };
    if word.chars().count() > 1 {
        // 开工项目, 建设用地: a verb at the very beginning names the thing.
        return at > begin || matches!(*word, "以上" | "以下" | "以内" | "左右" | "分别" | "其中" | "同比" | "全部" | "进行" | "以及" | "增长" | "下降" | "提高" | "减少" | "增加" | "达到" | "用于" | "进入" | "进城" | "受益" | "实现" | "完成" | "得到");
    }
    // One-character stops begin other words at the start of the phrase (新型, 中小, 上市, 下岗).
    let pair = line.get(at + 1);
    match *word {
        "新" => at > begin && !"型能兴材区闻技产业增建农生媒".contains(pair),
        "上" => !"市级下海门游".contains(pair) && at > begin,
        "中" => at > begin && pair != '心' && !"小央医药国学等共型华职级高".contains(pair),
        "下" => !"岗属乡辖游".contains(pair) && at > begin,
        "内" => at > begin && !"河部地陆外".contains(pair),
        "为" => pair != '民' || at > begin,
        "对" => !"外口接".contains(pair),
        "与" => pair != '会',
        "作" => !"业用物品".contains(pair) && at > begin,
        "来" => at > begin && !"自".contains(pair),
        "去" => at > begin,
        "可" => !"再".contains(pair),
        "能" => !"源力效手".contains(pair) && at > begin,
        "超" => !"市低高大".contains(pair),
        "和" => !"美谐".contains(pair),
        "等" => !"级".contains(pair),
        "在" => !"校建线岗".contains(pair),
        "由" | "被" | "将" | "把" | "的" | "了" | "均" | "占" | "已" | "是" | "也" | "都" | "又" | "让" | "及" | "或" | "以" | "比" | "获" | "达" | "向" | "从" | "受" | "使" | "至" | "到" | "并" | "于" => {
            !(*word == "并" && pair == '购' || *word == "均" && pair == '衡' || *word == "使" && pair == '用' || *word == "让" && pair == '利'
                || *word == "于" && at == begin || *word == "获" && at == begin && pair == '奖' || *word == "从" && pair == '业' || *word == "受" && (pair == '灾' || pair == '益') && at == begin)
        }
        "做" => at > begin,
        _ => at > begin,
    }
}

/// A、B分别增长x、y: the subject that belongs to figure `k`.
fn distributed(line: &Line, found: &[Raw], k: usize, from: usize) -> Option<String> {
    // The first figure of the run k belongs to.
    let mut first = k;
    while first > 0 && shares_verb(line, &found[first - 1], &found[first]) {
        first -= 1;
    }
    let mut last = k;
    while last + 1 < found.len() && shares_verb(line, &found[last], &found[last + 1]) {
        last += 1;
    }
    let from = from.max(first.checked_sub(1).map_or(0, |p| skip_after(line, found[p].end)));
    let start = found[first].start;
    let spot = (from..start.saturating_sub(1)).rev().find(|&i| line.has(i, "分别"));
    let end = match spot {
        Some(s) => s,
        None if last > first => {
            let mut end = start;
            while let Some((word, _)) = word_before(line, from, end) {
                end -= word.chars().count();
            }
            end
        }
        None => return None,
    };
    let begin = skip_leading(line, from, end);
    let names = subjects(&line.text(begin, end));
    let count = last - first + 1;
    (names.len() == count && count > 1).then(|| names.get(k - first).cloned()).flatten().filter(|n| !n.is_empty())
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
            && let Some(head) = ["单位国内生产总值", "单位地区生产总值", "单位GDP", "万元GDP", "人均", "规模以上工业", "城镇", "农村"]
                .iter()
                .find(|h| parts[0].iter().collect::<String>().starts_with(**h) && first_len > h.chars().count())
            && !name.starts_with(head)
            && (head.starts_with("单位") || head.starts_with("万元"))
        {
            name = format!("{head}{name}");
        } else if !is_last && last.len() > part.len() + 1 && part.len() <= 5 && parts[..parts.len() - 1].iter().all(|p| p.len() <= 5) {
            // 城镇、农村居民收入: the end of the last belongs to all.
            let rest: String = last.iter().skip(part.len()).collect();
            name.push_str(&rest);
        }
        out.push(name);
    }
    out
}
