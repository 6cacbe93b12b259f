//! Finds the quantities of one line and crosses out numbers that are names.

use super::line::Line;
use super::units::{Measure, unit};
use super::words::RANKING;
use crate::text::{NumeralForm, Script, han_digit, han_scale, numeral};

/// A quantity found, in characters of its line.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// First character of the value.
    pub start: usize,
    /// Character after the value.
    pub value_end: usize,
    /// First character of the unit.
    pub unit_at: usize,
    /// Characters of the unit; 0 if there is none.
    pub unit_len: usize,
    /// Character after value and unit.
    pub end: usize,
    /// The value, lower end of a range.
    low: f64,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// What the unit measures; `None` without a unit.
    pub measure: Option<Measure>,
    /// 全省第一.
    pub rank: bool,
    /// 过半, 三分之二.
    pub share: bool,
    /// 翻一番.
    pub doubling: bool,
    /// Has 万, 亿 …
    pub scaled: bool,
}

impl Raw {
    /// The value as written.
    pub fn value(&self, line: &Line) -> String {
        line.written(self.start, self.value_end)
    }

    /// The value as a number.
    pub fn number(&self) -> Option<f64> {
        self.low.is_finite().then_some(self.low)
    }
}

/// All quantities of `line` in order.
pub(super) fn scan(line: &Line) -> Vec<Raw> {
    let mut out: Vec<Raw> = Vec::new();
    let mut i = 0;
    while i < line.chars.len() {
        let c = line.chars[i];
        let starts = c.is_ascii_digit()
            || han_digit(c).is_some()
            || han_scale(c).is_some()
            || matches!(c, '过' | '過' | '半' | '翻' | '几' | '数' | '上' | '幾' | '數');
        if !starts {
            i += 1;
            continue;
        }
        let (raw, next) = if line.masked[i] { (None, i + 1) } else { at(line, i) };
        if let Some(raw) = raw {
            out.push(raw);
        }
        i = next.max(i + 1);
    }
    name_ranks(line, &mut out);
    share_units(line, &mut out);
    out
}

/// The quantity at `i`, if the number there is one, and where to go on.
fn at(line: &Line, i: usize) -> (Option<Raw>, usize) {
    let window = line.chars.get(i..line.chars.len().min(i + 48)).unwrap_or_default();
    let Some(n) = numeral(window) else { return (None, i + 1) };
    let end = i + n.len;
    let arabic = n.script == Script::Arabic;
    let mut raw = Raw {
        start: i,
        value_end: end,
        unit_at: end,
        unit_len: 0,
        end,
        low: n.low,
        high: n.high,
        measure: None,
        rank: false,
        share: matches!(n.form, NumeralForm::Half | NumeralForm::Fraction),
        doubling: n.form == NumeralForm::Doubling,
        scaled: n.scaled,
    };
    match n.form {
        NumeralForm::Ratio => return (clean_edges(line, i, end).then_some(raw), end),
        NumeralForm::Half | NumeralForm::Doubling | NumeralForm::Fraction => {
            let joined = line.get(i) == '一' && line.before(i, 1) == '另';
            return ((!joined).then_some(raw), end);
        }
        NumeralForm::Percent => {
            raw.measure = Some(Measure::Percent);
            raw.share = false;
            return (Some(raw), end);
        }
        NumeralForm::Plain => {}
    }
    if line.before(i, 1) == '第' {
        return ordinal(line, raw);
    }
    if !arabic {
        return super::han::quantity(line, raw);
    }
    arabic_quantity(line, raw)
}

fn arabic_quantity(line: &Line, mut raw: Raw) -> (Option<Raw>, usize) {
    let (i, end) = (raw.start, raw.value_end);
    if !clean_edges(line, i, end) {
        return (None, skip_code(line, end));
    }
    if let Some(next) = date_or_code(line, i, end) {
        return (None, next);
    }
    // 6.5%-7%, 5-10个, 15至59岁: the second number carries the unit.
    if let Some((low_unit, second, number)) = range(line, end) {
        let tail = line.chars.get(second..).unwrap_or_default();
        let Some(n) = numeral(tail).filter(|n| n.form == NumeralForm::Plain && n.low > raw.low) else {
            return take_unit(line, raw, true);
        };
        let upper =
            Raw { value_end: second + n.len, unit_at: second + n.len, end: second + n.len, ..raw.clone() };
        let year = line.get(upper.end) == '年' && n.low > 1900.0;
        let _ = number;
        if year {
            return (None, upper.end + 1);
        }
        raw = Raw { high: Some(n.low), scaled: n.scaled, ..upper };
        if low_unit && line.get(raw.end) == '%' {
            raw.value_end += 1;
        }
        if n.scaled && raw.low < n.low / 100.0 {
            // 3-5万: both ends are scaled.
            let scale = n.low / plain_part(line, second);
            raw.low *= scale;
        }
    }
    take_unit(line, raw, true)
}

/// The digits at `i` without 万 and 亿.
fn plain_part(line: &Line, i: usize) -> f64 {
    let text: String = line.chars.iter().skip(i).take_while(|c| c.is_ascii_digit() || **c == '.').collect();
    text.parse::<f64>().ok().filter(|v| *v > 0.0).unwrap_or(1.0)
}

/// After a number ending at `end`: `%`? and a dash or 至, then another number. Gives whether `%`
/// stood between, where the second number starts, and its first digit.
fn range(line: &Line, end: usize) -> Option<(bool, usize, char)> {
    let percent = line.get(end) == '%';
    let at = end + usize::from(percent);
    let c = line.get(at);
    let dash = matches!(c, '-' | '—' | '–' | '~' | '～' | '－' | '至' | '到' | '−');
    let next = at + 1 + usize::from(c == '—' && line.get(at + 1) == '—');
    let digit = line.get(next);
    (dash && digit.is_ascii_digit()).then_some((percent, next, digit))
}

/// Adds the unit, and decides whether a number of this kind counts.
pub(super) fn take_unit(line: &Line, mut raw: Raw, arabic: bool) -> (Option<Raw>, usize) {
    let at = if raw.value_end > raw.unit_at { raw.value_end - 1 } else { raw.value_end };
    let tail = line.chars.get(at..line.chars.len().min(at + 10)).unwrap_or_default();
    let spaces = usize::from(tail.first() == Some(&' ') && arabic);
    let found = unit(tail.get(spaces..).unwrap_or_default());
    let Some((len, measure, _)) = found else {
        let keep = arabic && bare_counts(line, &raw);
        let next = raw.end;
        return (keep.then_some(raw), next);
    };
    let at = at + spaces;
    raw.unit_at = at;
    raw.unit_len = len;
    raw.measure = Some(measure);
    raw.end = at + len;
    // 617台(套)
    if line.get(raw.end) == '('
        && line.get(raw.end + 2) == ')'
        && measure == Measure::Count
        && unit(&[line.get(raw.end + 1)]).is_some()
    {
        raw.unit_len += 3;
        raw.end += 3;
    }
    let end = raw.end;
    let keep = match measure {
        Measure::Name => false,
        Measure::Years => years_count(line, &raw),
        Measure::Time => time_counts(line, &raw, arabic),
        Measure::Count => count_counts(line, &raw),
        _ => true,
    };
    (keep.then_some(raw), end)
}

/// A number without a unit counts when it is scaled (1240万), a decimal, or stands after a word of
/// comparison; never a year.
fn bare_counts(line: &Line, raw: &Raw) -> bool {
    if raw.scaled || raw.high.is_some() {
        return !matches!(line.get(raw.end), '-' | '+');
    }
    let next = line.get(raw.end);
    let ends = !crate::text::is_han(next) || matches!(next, '以' | '左' | '的');
    let decimal = (raw.start..raw.value_end).any(|k| line.get(k) == '.');
    let word =
        ["达", "达到", "为", "到", "至", "升", "减少", "增加", "超过", "突破", "新增", "超", "近", "约"]
            .iter()
            .any(|w| line.ends(raw.start, w));
    let year = (1900.0..2100.0).contains(&raw.low) && raw.value_end - raw.start == 4;
    ends && !year
        && (word || decimal && !matches!(line.before(raw.start, 1), '.' | '—'))
        && next != '.'
        && next != '、'
        || word && ends && !year
}

fn years_count(line: &Line, raw: &Raw) -> bool {
    let decimal = (raw.start..raw.value_end).any(|k| line.get(k) == '.');
    if (1900.0..2100.0).contains(&raw.low) && !decimal && raw.value_end - raw.start == 4 {
        return false;
    }
    if matches!(line.get(raw.end), '来' | '内' | '间' | '期' | '行' | '规' | '计' | '度' | '前' | '后')
    {
        return false;
    }
    decimal || after_time_word(line, raw.start)
}

/// Words that make a length of time a result or a target.
fn after_time_word(line: &Line, start: usize) -> bool {
    [
        "连续",
        "提前",
        "缩短",
        "延长",
        "压缩",
        "缩短到",
        "缩短至",
        "压缩到",
        "压缩至",
        "减少",
        "压减",
        "不超过",
        "控制在",
        "提高到",
        "提高至",
        "达到",
        "达",
        "超过",
        "减至",
        "降至",
        "增加到",
        "快",
        "提速",
        "节约",
        "节省",
        "平均",
        "提高",
    ]
    .iter()
    .any(|w| line.ends(start, w))
}

fn time_counts(line: &Line, raw: &Raw, arabic: bool) -> bool {
    let age = line.has(raw.unit_at, "岁") || line.has(raw.unit_at, "周岁");
    let after = line.get(raw.end);
    if matches!(after, '来' | '后' | '前') {
        return false;
    }
    let shortened =
        ["缩短", "压缩", "减少", "延长", "增加", "提高", "降"].iter().any(|w| line.has(raw.end, w));
    age || after_time_word(line, raw.start)
        || shortened
        || arabic && (line.has(raw.end, "以内") || line.has(raw.end, "以上") || line.has(raw.unit_at, "天"))
}

/// 第十六届四次全会, 三次产业 are no counts; nor are model names such as 5部委.
fn count_counts(line: &Line, raw: &Raw) -> bool {
    let unit_first = line.get(raw.unit_at);
    if unit_first == '次' && raw.unit_len == 1 {
        let sessions = ["全会", "全委", "会议", "全体", "党代", "代表", "常委", "普查", "集体"];
        if sessions.iter().any(|w| line.has(raw.end, w)) || line.before(raw.start, 1) == '届' {
            return false;
        }
        if line.get(raw.end) == '、' && sessions.iter().any(|w| (1..5).any(|k| line.has(raw.end + k, w))) {
            return false;
        }
    }
    if unit_first == '个' && ["方面", "年头", "年度", "世纪", "月"].iter().any(|w| line.has(raw.end, w))
    {
        return false;
    }
    // 以下10项工作: announces a list.
    !line.ends(raw.start, "以下")
}

/// Letters, plus signs and dots around a number make it a code (5G, C919, 1+1+9).
fn clean_edges(line: &Line, i: usize, end: usize) -> bool {
    let before = line.before(i, 1);
    let after = line.get(end);
    let letter = |c: char| c.is_ascii_alphabetic();
    if letter(before) || matches!(before, '+' | '×' | '·' | '.' | '@' | '/' | '\\' | '_' | '#') {
        return false;
    }
    if before == '-' && (letter(line.before(i, 2)) || line.before(i, 2).is_ascii_digit()) {
        return false;
    }
    if matches!(after, '+' | '×' | '·' | '@' | '\\' | '_') {
        return false;
    }
    let unit_letters = ["kW", "MW", "GW", "TEU", "km", "kg", "P"];
    if letter(after) {
        return unit_letters.iter().any(|u| line.has(end, u) && !letter(line.get(end + u.len())));
    }
    true
}

/// Goes past the rest of a code.
fn skip_code(line: &Line, mut i: usize) -> usize {
    while line.get(i).is_ascii_alphanumeric() || matches!(line.get(i), '+' | '-' | '·' | '.' | '×' | '_') {
        i += 1;
    }
    i
}

/// A date, a telephone number, an enumerator, a long identifier: where to go on, or `None`.
fn date_or_code(line: &Line, i: usize, end: usize) -> Option<usize> {
    let len = end - i;
    let after = line.get(end);
    let plain = line.chars.get(i..end).is_some_and(|c| c.iter().all(char::is_ascii_digit));
    if plain && len == 4 && matches!(line.get(i), '1' | '2') {
        let year = after == '年'
            || matches!(after, '-' | '—' | '~' | '～' | '至' | '/' | '.' | ')')
            || line.has(end, "财年");
        let starts_like_year = line.has(i, "19") || line.has(i, "20");
        if year && starts_like_year {
            return Some(end + 1);
        }
    }
    if plain && after == '月' {
        return Some(end + 1);
    }
    // 0792-8505892, 2024-01-15
    if plain && after == '-' && line.get(end + 1).is_ascii_digit() {
        let rest = line.chars.iter().skip(end + 1).take_while(|c| c.is_ascii_digit()).count();
        if rest >= 6 || line.get(end + 1 + rest) == '-' || len >= 4 && line.has(i, "20") {
            return Some(skip_code(line, end));
        }
    }
    // 12:30
    if after == ':' && line.get(end + 1).is_ascii_digit() && len <= 2 {
        let two = line.get(end + 2).is_ascii_digit() && !line.get(end + 3).is_ascii_digit();
        if two {
            return Some(end + 3);
        }
    }
    // 1. and 1、 at the beginning of the line
    if plain
        && len <= 2
        && matches!(after, '.' | '、' | ')')
        && line.chars.iter().take(i).all(|c| matches!(c, ' ' | '　' | '('))
    {
        return Some(end + 1);
    }
    let commas = line.chars.get(i..end).is_some_and(|c| c.contains(&','));
    (plain && len > 7 && !commas && unit(line.chars.get(end..).unwrap_or_default()).is_none()).then_some(end)
}

/// 第N: a rank where a ranking is told, else a name.
fn ordinal(line: &Line, mut raw: Raw) -> (Option<Raw>, usize) {
    let from = raw.start - 1;
    let next = raw.value_end;
    let place = matches!(line.get(next), '位' | '名');
    let ends = !crate::text::is_han(line.get(next)) || place || line.has(next, "的");
    let told = RANKING.iter().any(|w| line.ends(from, w));
    let many = line.before(from, 1) == '列' && line.before(from, 2) == '序';
    if !ends || many || !(told || place && line.get(next) == '位') {
        return (None, next);
    }
    raw.start = from;
    raw.rank = true;
    if place {
        raw.unit_at = next;
        raw.unit_len = 1;
        raw.end = next + 1;
        raw.measure = Some(Measure::Count);
    }
    let end = raw.end;
    (Some(raw), end)
}

/// 分别达1.28万亿、1.18万亿、8200亿元: the last unit belongs to all.
fn share_units(line: &Line, found: &mut [Raw]) {
    for k in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(k);
        let (Some(a), Some(b)) = (before.last_mut(), after.first()) else { continue };
        let joined = b.start == a.end + 1 && matches!(line.get(a.end), '、' | '和' | '及' | '与');
        if joined && a.scaled && a.unit_len == 0 && b.measure == Some(Measure::Money) {
            (a.unit_at, a.unit_len, a.measure) = (b.unit_at, b.unit_len, b.measure);
        }
    }
}

/// 两个世界第一: the count is the rank; 世界第一 is what it counts.
fn name_ranks(line: &Line, found: &mut Vec<Raw>) {
    let mut k = 1;
    while k < found.len() {
        let (a, b) = (found[k - 1].end, found[k].start);
        let close = b >= a
            && b - a <= 6
            && line.chars.get(a..b).is_some_and(|c| c.iter().all(|&c| crate::text::is_han(c)));
        if found[k].rank && found[k - 1].measure == Some(Measure::Count) && !found[k - 1].rank && close {
            found[k - 1].rank = true;
            found.remove(k);
        } else {
            k += 1;
        }
    }
}
