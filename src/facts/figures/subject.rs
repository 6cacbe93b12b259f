//! What a figure counts, and the words of comparison around it.

use super::line::Line;
use super::scan::Raw;
use super::units::Measure;
use super::words::{AFTER, COMPARE, FILLERS, LEADING, STOPS, TAKING, is_change, is_level};
use crate::text::is_han;

/// Longest name of what is counted, in characters.
const LONGEST: usize = 24;

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
        && (a.end..b.start)
            .all(|i| matches!(line.get(i), '、' | '和' | '及' | '与' | '以' | '左' | '右' | '上' | ','))
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
        (Some(c), _) => stands_alone(line, from, at, c).then_some((c, true)),
        (None, Some(f)) => stands_alone(line, from, at, f).then_some((f, false)),
        (None, None) => None,
    }
}

/// One-character comparison words also end other words (行为, 通过, 领到): false for those.
fn stands_alone(line: &Line, from: usize, at: usize, word: &str) -> bool {
    if word.chars().count() > 1 {
        return true;
    }
    let Some(before) = at.checked_sub(2).filter(|&b| b >= from) else { return true };
    let pair = (line.get(before), line.get(before + 1));
    !matches!(
        pair,
        ('行' | '作' | '因' | '成' | '认', '为')
            | ('通' | '经' | '超' | '不', '过')
            | ('得' | '感' | '做', '到')
            | ('甚', '至')
            | ('加' | '附', '近')
            | ('合', '约')
            | ('节', '约')
            | (
                '还' | '但'
                    | '就'
                    | '要'
                    | '一'
                    | '二'
                    | '三'
                    | '四'
                    | '五'
                    | '六'
                    | '七'
                    | '八'
                    | '九'
                    | '十',
                '是'
            )
            | ('人' | '户' | '日' | '平' | '月', '均')
            | ('占' | '对' | '配' | '正' | '环' | '同', '比')
            | ('只' | '没' | '所' | '拥', '有')
            | ('不', '再')
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

/// What figure `k` counts, and whether that is its own name rather than one built on `previous`,
/// what the figure before it in the sentence counts (empty if there is none).
pub(super) fn of(line: &Line, found: &[Raw], k: usize, previous: &str) -> (String, bool) {
    let raw = &found[k];
    let (from, to) = line.clause(raw.start);
    if let Some(name) = distributed(line, found, k, from) {
        return (name, true);
    }
    let mut before = before(line, found, k, from);
    if raw.rank {
        before.name = without_ranking(&before.name);
    }
    let counts = (raw.measure == Some(Measure::Count) || raw.measure.is_none() && raw.scaled) && !raw.rank;
    let after = after(line, found, k, to);
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
    let relation = ["占", "是", "相当于", "高出", "快于", "比重", "比例"].iter().any(|w| name.starts_with(w));
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
    let mut verb = false;
    while let Some((word, _)) = word_before(line, from, end) {
        end -= word.chars().count();
        verb |= TAKING.contains(&word);
    }
    // 比2010年翻一番, 比去年增长
    if matches!(line.before(end, 1), '年' | '前')
        && let Some(than) = (from..end).rev().take(9).find(|&i| matches!(line.get(i), '比' | '较'))
    {
        end = than;
    }
    end = before_duration(line, from, end);
    verb |= TAKING.iter().any(|w| end >= from + w.chars().count() && line.ends(end, w));
    let mut start = from;
    // 到2020年, 2016年: what is counted begins after the date.
    if let Some(year) = (from..end).rev().find(|&i| {
        line.get(i) == '年'
            && i > from
            && (line.get(i - 1).is_ascii_digit()
                || matches!(line.get(i - 1), '五' | '三' | '十' | '两' | '近')
                || crate::text::han_digit(line.get(i - 1)).is_some())
            && i + 2 < end
            && !matches!(line.get(i + 1), '度' | '级' | '轻')
    }) {
        start = year + 1 + usize::from(matches!(line.get(year + 1), '底' | '末'));
    }
    start = skip_leading(line, start, end);
    // 4公里水渠、6公里便道: what stands before the mark belongs to the figure before.
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
        .take_while(|&i| line.get(i).is_ascii_digit() || crate::text::han_digit(line.get(i)).is_some())
        .count();
    if digits == 0 || digits > 2 {
        return end;
    }
    let mut end = end - 1 - digits;
    while let Some((word, _)) = word_before(line, from, end) {
        end -= word.chars().count();
    }
    end
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
        // “十三五”时期, 今后五年
        let open = usize::from(matches!(c, '“' | '"'));
        if line.get(start + open) == '十' && line.get(start + open + 2) == '五' && start + open + 3 < end {
            start += open + 3;
            start += usize::from(matches!(line.get(start), '”' | '"'));
            start += if line.has(start, "时期") || line.has(start, "期间") { 2 } else { 0 };
            continue;
        }
        // 五年投入, 三年统筹
        if crate::text::han_digit(c).is_some()
            && matches!(line.get(start + 1), '是' | '要')
            && start + 3 < end
        {
            start += 2;
            continue;
        }
        if crate::text::han_digit(c).is_some()
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
        let word = LEADING
            .iter()
            .filter(|w| line.has(start, w) && start + w.chars().count() < end)
            .max_by_key(|w| w.len());
        match word {
            Some(&"每") if matches!(line.get(start + 1), '万' | '千' | '百') => return start,
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
            (
                '新',
                '型' | '能'
                    | '兴'
                    | '材'
                    | '闻'
                    | '登'
                    | '建'
                    | '增'
                    | '开'
                    | '植'
                    | '改'
                    | '农'
                    | '生'
                    | '区'
                    | '媒'
                    | '就'
                    | '业'
                    | '质'
            ) | ('对', '外' | '口')
                | ('有', '效' | '色' | '机' | '力')
                | ('共', '同' | '建' | '享' | '青')
                | ('再', '生')
                | ('在', '校' | '职' | '岗' | '建' | '线')
                | ('从', '业')
                | ('最', '低' | '高' | '大')
                | ('达', '标')
                | ('占', '比')
                | ('并', '购')
                | ('由', _)
                | ('公', _)
                | ('都', '市')
                | ('均', '衡')
                | ('使', '用')
                | ('要', '素')
                | ('其', '他')
                | ('到', '位')
                | ('和', '谐')
                | ('约', '束')
                | ('超', '低' | '高' | '大' | '市')
                | ('均', _)
                | ('近', '海')
                | ('更', '新')
                | ('和', '美')
        )
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

/// The noun phrase after a figure; empty if none follows.
fn after(line: &Line, found: &[Raw], k: usize, to: usize) -> String {
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
        if matches!(c, '“' | '”' | '"') {
            quoted = c == '“' || c == '"' && !quoted;
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
    if name.chars().count() < 2 { String::new() } else { name }
}

fn stops(line: &Line, at: usize, begin: usize) -> bool {
    let word = STOPS.iter().filter(|w| line.has(at, w)).max_by_key(|w| w.len());
    let Some(word) = word else { return false };
    if word.chars().count() > 1 {
        // 开工项目, 建设用地: a verb at the very beginning names the thing.
        return at > begin
            || matches!(
                *word,
                "以上"
                    | "以下"
                    | "以内"
                    | "左右"
                    | "分别"
                    | "其中"
                    | "同比"
                    | "全部"
                    | "进行"
                    | "以及"
                    | "增长"
                    | "下降"
                    | "提高"
                    | "减少"
                    | "增加"
                    | "达到"
                    | "用于"
                    | "进入"
                    | "进城"
                    | "受益"
                    | "实现"
                    | "完成"
                    | "得到"
            );
    }
    // One-character stops begin other words at the start of the phrase (新型, 中小, 上市, 下岗).
    let pair = line.get(at + 1);
    match *word {
        "为" => pair != '民' || at > begin,
        "对" => !"外口接".contains(pair),
        "超" => !"市低高大".contains(pair),
        "和" | "与" | "及" => !"美谐会".contains(pair) && at > begin + 2,
        "等" => !"级".contains(pair) && !"中高初平上同相".contains(line.before(at, 1)),
        "在" => !"校建线岗".contains(pair),
        "由" | "被" | "将" | "把" | "的" | "了" | "均" | "占" | "已" | "是" | "也" | "都" | "又" | "让"
        | "或" | "以" | "比" | "获" | "达" | "向" | "从" | "受" | "使" | "至" | "到" | "并" | "于" => {
            !(*word == "并" && pair == '购'
                || *word == "均" && pair == '衡'
                || *word == "使" && pair == '用'
                || *word == "让" && pair == '利'
                || *word == "于" && at == begin
                || *word == "获" && at == begin && pair == '奖'
                || *word == "从" && pair == '业'
                || *word == "受" && (pair == '灾' || pair == '益') && at == begin)
        }
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
