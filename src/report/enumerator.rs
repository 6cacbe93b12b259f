//! 层次序数: the marks that number headings and points, in all their spellings.
//!
//! One row of [`GRAMMAR`] is one kind of mark. A mark is read from folded letters
//! ([`super::letters`]), so widths, spaces, script and markdown marks do not matter.

/// A kind of mark. The order is the usual order of levels in Chinese official writing
/// (GB/T 9704: 一、 then （一） then 1. then （1）); marks from [`Style::Shi`] on float: they stand
/// under whatever numbered heading is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// 第一编, 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 甲、
    Stem,
    /// 一、
    Han,
    /// （一）
    HanBracket,
    /// 1. 1、
    Digit,
    /// 1.1
    Decimal,
    /// （1）
    DigitBracket,
    /// ①
    Circled,
    /// a. A、
    Letter,
    /// 一是, 二是
    Shi,
    /// 一要, 二要
    Yao,
    /// 第一，
    Ordinal,
    /// 其一，
    Qi,
    /// ——
    Dash,
    /// ● ■ ★ ◆
    Bullet,
}

impl Style {
    /// Marks that stand under whatever numbered heading is open, whatever its level.
    pub fn floats(self) -> bool {
        self >= Self::Shi
    }

    /// Marks that carry no number.
    pub fn unnumbered(self) -> bool {
        matches!(self, Self::Dash | Self::Bullet)
    }
}

/// One mark at the beginning of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which kind.
    pub style: Style,
    /// Its number, from 1; 0 for marks without number.
    pub ordinal: u32,
    /// Letters it takes.
    pub len: usize,
    /// For 1.1 the depth (2 for 1.1, 3 for 1.1.1); 1 otherwise.
    pub depth: u8,
}

type Rule = fn(&[char]) -> Option<Mark>;

/// Rules in order; the first that matches wins.
const GRAMMAR: [Rule; 12] = [
    di_unit,
    di_ordinal,
    shi_yao,
    han,
    han_bracket,
    circled,
    decimal,
    digit,
    digit_bracket,
    stem_letter,
    qi,
    dash_bullet,
];

/// Reads the mark at the beginning of `letters` (folded), if there is one.
pub fn mark(letters: &[char]) -> Option<Mark> {
    // Nearly every stretch begins with a character that no rule asks for.
    if letters.first().is_none_or(|c| unmarked(*c)) {
        return None;
    }
    GRAMMAR.iter().find_map(|rule| rule(letters))
}

/// True when no mark, and no numeral either, begins with the letter `first`.
pub fn unmarked(first: char) -> bool {
    matches!(first, '\u{4E00}'..='\u{9FFF}') && !begins(first)
}

/// The Han characters (of the main block) that a mark can begin with.
fn begins(c: char) -> bool {
    matches!(c, '第' | '其' | '十' | '廿' | '零' | '壹' | '贰' | '叁' | '肆' | '伍' | '拾')
        || matches!(c, '甲' | '乙' | '丙' | '丁' | '戊' | '己' | '庚' | '辛' | '壬' | '癸')
        || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
}

fn at(l: &[char], i: usize) -> char {
    l.get(i).copied().unwrap_or('\0')
}

/// Value of the Chinese numeral at the beginning (at most 99) and its length in letters.
pub fn han_number(l: &[char]) -> Option<(u32, usize)> {
    let digit = |c: char| {
        Some(match c {
            '〇' => 0,
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        })
    };
    let old = |c: char| match c {
        '零' | '○' => '〇',
        '壹' => '一',
        '贰' => '二',
        '叁' => '三',
        '肆' => '四',
        '伍' => '五',
        '拾' => '十',
        '廿' => '廿',
        c => c,
    };
    let mut total = 0;
    let mut pending: Option<u32> = None;
    let mut len = 0;
    let mut ten = false;
    for &raw in l.iter().take(4) {
        let c = old(raw);
        if c == '十' && !ten {
            total += pending.take().unwrap_or(1) * 10;
            ten = true;
        } else if c == '廿' && len == 0 {
            total = 20;
            ten = true;
        } else if let Some(d) = digit(c) {
            if let Some(p) = pending {
                if ten || p == 0 {
                    break;
                }
                // 一〇、 as ten, 二一、 as twenty-one.
                total = p * 10 + d;
                return Some((total, len + 1));
            }
            pending = Some(d);
        } else {
            break;
        }
        len += 1;
    }
    let value = total + pending.unwrap_or(0);
    (len > 0 && value > 0).then_some((value, len))
}

fn digits(l: &[char]) -> Option<(u32, usize)> {
    let len = l.iter().take_while(|c| c.is_ascii_digit()).count();
    if len == 0 || len > 2 {
        return None;
    }
    let value = l.iter().take(len).fold(0, |v, c| v * 10 + c.to_digit(10).unwrap_or(0));
    (value > 0).then_some((value, len))
}

#[allow(clippy::unnecessary_wraps, reason = "every rule answers with it")]
fn simple(style: Style, ordinal: u32, len: usize) -> Option<Mark> {
    Some(Mark { style, ordinal, len, depth: 1 })
}

/// 第一部分 第一章 第一节; 第一编.
fn di_unit(l: &[char]) -> Option<Mark> {
    if at(l, 0) != '第' {
        return None;
    }
    let rest = l.get(1..)?;
    let (ordinal, n) = han_number(rest).or_else(|| digits(rest))?;
    let after = 1 + n;
    let (style, len) = match (at(l, after), at(l, after + 1)) {
        ('部', '分') => (Style::Part, 2),
        ('编' | '篇', _) => (Style::Part, 1),
        ('章', _) => (Style::Chapter, 1),
        ('节', _) => (Style::Section, 1),
        _ => return None,
    };
    // 第一章程 and the like are words.
    if matches!(at(l, after + len), '程' | '的' | '课' | '目' | '约' | '是' | '里' | '中') {
        return None;
    }
    let mut end = after + len;
    if matches!(at(l, end), '、' | ',' | ':' | '.') {
        end += 1;
    }
    simple(style, ordinal, end)
}

/// 第一， 第二、 but not 第一、二轮 or 第一，三产业.
fn di_ordinal(l: &[char]) -> Option<Mark> {
    if at(l, 0) != '第' {
        return None;
    }
    let (ordinal, n) = han_number(l.get(1..)?)?;
    if !matches!(at(l, n + 1), ',' | '、' | ':' | '.') {
        return None;
    }
    if han_number(l.get(n + 2..)?).is_some() || at(l, n + 2) == '第' {
        return None;
    }
    simple(Style::Ordinal, ordinal, n + 2)
}

/// 一是 二要; also 一是要. Not 一是一.
fn shi_yao(l: &[char]) -> Option<Mark> {
    let (ordinal, n) = han_number(l)?;
    if ordinal > 30 {
        return None;
    }
    let style = match at(l, n) {
        '是' => Style::Shi,
        '要' => Style::Yao,
        '者' if at(l, n + 1) == ',' => return simple(Style::Qi, ordinal, n + 2),
        _ => return None,
    };
    let mut len = n + 1;
    if matches!(at(l, len), ',' | ':' | '、') {
        len += 1;
    }
    (han_number(l.get(len..)?).is_none_or(|(_, k)| at(l, len + k) != '\0' && k < 2)).then_some(())?;
    simple(style, ordinal, len)
}

/// 一、 and its spellings 一. 一， 一: ; not 一、二、三产业.
fn han(l: &[char]) -> Option<Mark> {
    let (ordinal, n) = han_number(l)?;
    if n == l.len() && n <= 2 {
        // A numeral alone on its line heads a section of old reports.
        return simple(Style::Han, ordinal, n);
    }
    let sep = at(l, n);
    if !matches!(sep, '、' | '.' | ',' | ':' | '·') {
        return None;
    }
    let rest = l.get(n + 1..)?;
    if let Some((_, k)) = han_number(rest) {
        // 一、二线城市, 一、二、三产业, 一、二是
        if k == 1 && matches!(at(rest, 0), '一'..='龥') && ordinal + 1 >= han_number(rest)?.0 {
            let next = at(rest, k);
            if matches!(
                next,
                '、' | '产' | '线' | '期' | '类' | '级' | '季' | '号' | '次' | '轮' | '等' | '三'
            ) {
                return None;
            }
        }
    }
    simple(Style::Han, ordinal, n + 1)
}

/// （一） ㈠ 〔一〕 【一】; also 一） without opening bracket.
fn han_bracket(l: &[char]) -> Option<Mark> {
    let first = at(l, 0);
    if let Some(value) = ('㈠'..='㈩').position(|c| c == first) {
        return simple(Style::HanBracket, value as u32 + 1, 1);
    }
    let open = usize::from(matches!(first, '(' | '〔' | '【' | '[' | '<' | '〈'));
    let (ordinal, n) = han_number(l.get(open..)?)?;
    if !matches!(at(l, open + n), ')' | '〕' | '】' | ']' | '>' | '〉') {
        return None;
    }
    let mut len = open + n + 1;
    if matches!(at(l, len), '、' | '.' | ',' | ':') {
        len += 1;
    }
    simple(Style::HanBracket, ordinal, len)
}

/// ① ⑴ ⒈ ❶ ㊀
fn circled(l: &[char]) -> Option<Mark> {
    let c = at(l, 0) as u32;
    let (style, value) = match c {
        0x2460..=0x2473 => (Style::Circled, c - 0x2460 + 1),
        0x2474..=0x2487 => (Style::DigitBracket, c - 0x2474 + 1),
        0x2488..=0x249B => (Style::Digit, c - 0x2488 + 1),
        0x2776..=0x277F => (Style::Circled, c - 0x2776 + 1),
        0x3280..=0x3289 => (Style::Circled, c - 0x3280 + 1),
        _ => return None,
    };
    let sep = usize::from(matches!(at(l, 1), '、' | '.'));
    simple(style, value, 1 + sep)
}

/// 1.1 1.2.3 followed by words (a version number or figure is not).
fn decimal(l: &[char]) -> Option<Mark> {
    let mut len = 0;
    let mut depth = 0;
    let mut ordinal;
    loop {
        let (value, n) = digits(l.get(len..)?)?;
        ordinal = value;
        len += n;
        depth += 1;
        if at(l, len) == '.' && at(l, len + 1).is_ascii_digit() && depth < 5 {
            len += 1;
        } else {
            break;
        }
    }
    if depth < 2 {
        return None;
    }
    if matches!(at(l, len), '.' | '、') {
        len += 1;
    } else if !is_title_start(at(l, len)) || is_unit(l.get(len..)?) {
        return None;
    }
    Some(Mark { style: Style::Decimal, ordinal, len, depth })
}

/// 1. 1、 1, ; not 3.5亿, 1、2号, 2023.
fn digit(l: &[char]) -> Option<Mark> {
    let (ordinal, n) = digits(l)?;
    let sep = at(l, n);
    if !matches!(sep, '.' | '、' | ',' | ':' | ')') {
        return None;
    }
    let next = at(l, n + 1);
    if next.is_ascii_digit() {
        // 1.2023年 is a heading that begins with a year, 3.5亿 a figure; 2、3号 a list of numbers.
        let run = l.iter().skip(n + 1).take_while(|c| c.is_ascii_digit()).count();
        if sep == ':' || sep == ',' || run != 4 || at(l, n + 1 + run) != '年' {
            return (sep == '.' && starts_words_after_digits(l, n + 1)).then_some(Mark {
                style: Style::Digit,
                ordinal,
                len: n + 1,
                depth: 1,
            });
        }
    }
    if matches!(sep, ':' | ',') && !is_title_start(next) {
        return None;
    }
    let style = if sep == ')' { Style::DigitBracket } else { Style::Digit };
    simple(style, ordinal, n + 1)
}

/// 21.5+2就业 begins with a number that is part of the words, not of the mark.
fn starts_words_after_digits(l: &[char], from: usize) -> bool {
    let run = l.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    at(l, from + run) == '+'
}

/// （1）
fn digit_bracket(l: &[char]) -> Option<Mark> {
    if !matches!(at(l, 0), '(' | '[' | '〔') {
        return None;
    }
    let (ordinal, n) = digits(l.get(1..)?)?;
    if !matches!(at(l, n + 1), ')' | ']' | '〕') {
        return None;
    }
    let sep = usize::from(matches!(at(l, n + 2), '、' | '.'));
    simple(Style::DigitBracket, ordinal, n + 2 + sep)
}

/// 甲、 A. a)
fn stem_letter(l: &[char]) -> Option<Mark> {
    let sep = at(l, 1);
    if let Some(value) = "甲乙丙丁戊己庚辛壬癸".chars().position(|c| c == at(l, 0)) {
        let next_stem = "甲乙丙丁戊".contains(at(l, 2)) && at(l, 2) != '\0';
        return (sep == '、' && !next_stem)
            .then_some(())
            .and_then(|()| simple(Style::Stem, value as u32 + 1, 2));
    }
    let c = at(l, 0);
    if c.is_ascii_alphabetic() && matches!(sep, '.' | '、' | ')') && is_title_start(at(l, 2)) {
        return simple(Style::Letter, u32::from(c.to_ascii_lowercase() as u8 - b'a') + 1, 2);
    }
    None
}

/// 其一， 其二，
fn qi(l: &[char]) -> Option<Mark> {
    if at(l, 0) != '其' {
        return None;
    }
    let (ordinal, n) = han_number(l.get(1..)?)?;
    matches!(at(l, n + 1), ',' | ':' | '、').then_some(())?;
    simple(Style::Qi, ordinal, n + 2)
}

/// —— -- and bullets.
fn dash_bullet(l: &[char]) -> Option<Mark> {
    let dashes = l.iter().take_while(|c| matches!(c, '—' | '-' | '－')).count();
    if dashes > 0 {
        let strong = dashes >= 2 || at(l, 0) == '—';
        let next = at(l, dashes);
        return (strong && dashes <= 8 && !next.is_ascii_digit() && next != '\0')
            .then_some(())
            .and_then(|()| simple(Style::Dash, 0, dashes));
    }
    let bullet = matches!(
        at(l, 0),
        '●' | '■'
            | '★'
            | '◆'
            | '▲'
            | '○'
            | '□'
            | '☆'
            | '◇'
            | '△'
            | '•'
            | '·'
            | '※'
            | '▪'
            | '►'
            | '▶'
            | '◎'
    );
    (bullet && at(l, 1) != '\0').then_some(()).and_then(|()| simple(Style::Bullet, 0, 1))
}

fn is_title_start(c: char) -> bool {
    crate::text::is_han(c) || matches!(c, '"' | '《' | '〈')
}

/// A unit right after a number makes it a figure.
fn is_unit(l: &[char]) -> bool {
    matches!(
        at(l, 0),
        '%' | '亿'
            | '万'
            | '千'
            | '百'
            | '个'
            | '元'
            | '倍'
            | '吨'
            | '年'
            | '月'
            | '日'
            | '公'
            | '平'
            | '米'
            | '版'
    )
}

#[cfg(test)]
mod tests {
    use super::super::letters::Letters;
    use super::*;
    use crate::text::Span;

    fn read(text: &str) -> Option<(Style, u32, usize)> {
        let l = Letters::of(text, Span::new(0, text.len()), 40);
        mark(&l.c).map(|m| (m.style, m.ordinal, m.len))
    }

    #[test]
    fn marks_of_every_kind() {
        let cases = [
            ("一、抓学习", Style::Han, 1),
            ("十 二 、抓学习", Style::Han, 12),
            ("二〇、抓学习", Style::Han, 20),
            ("（三）抓学习", Style::HanBracket, 3),
            ("(十一)抓学习", Style::HanBracket, 11),
            ("㈡抓学习", Style::HanBracket, 2),
            ("1．抓学习", Style::Digit, 1),
            ("12、抓学习", Style::Digit, 12),
            ("1.2023年工作回顾", Style::Digit, 1),
            ("（3）抓学习", Style::DigitBracket, 3),
            ("④抓学习", Style::Circled, 4),
            ("2.1 抓学习", Style::Decimal, 1),
            ("一是抓学习", Style::Shi, 1),
            ("**三要**抓学习", Style::Yao, 3),
            ("第四，抓学习", Style::Ordinal, 4),
            ("第二部分 抓学习", Style::Part, 2),
            ("第一章 抓学习", Style::Chapter, 1),
            ("——抓学习", Style::Dash, 0),
            ("----抓学习", Style::Dash, 0),
            ("● 抓学习", Style::Bullet, 0),
            ("甲、抓学习", Style::Stem, 1),
            ("其三，抓学习", Style::Qi, 3),
        ];
        for (text, style, ordinal) in cases {
            assert_eq!(read(text).map(|m| (m.0, m.1)), Some((style, ordinal)), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_mark() {
        for text in [
            "一、二、三产业协调发展",
            "第一、二轮承包",
            "三证合一、一照一码",
            "3.5亿元投资",
            "2023年",
            "一心一意",
            "一带一路",
            "1,200个项目",
            "——2024年1月5日在大会上",
            "12:30开会",
            "十四五时期",
            "一年来",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numerals() {
        let n = |s: &str| han_number(&s.chars().collect::<Vec<_>>());
        assert_eq!(n("十"), Some((10, 1)));
        assert_eq!(n("二十三、"), Some((23, 3)));
        assert_eq!(n("廿一"), Some((21, 2)));
        assert_eq!(n("一〇、"), Some((10, 2)));
        assert_eq!(n("心"), None);
    }
}
