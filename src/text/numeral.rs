//! Numbers as Chinese prose writes them: 30余, 1.37万亿, 三分之二, 两, 过半, 翻一番, 6.5%-7%, 1,000.

/// A number read from running text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Characters it takes up, 万/亿 and 余/多 included, the unit not.
    pub len: usize,
    /// Its value; the lower end of 两三 or of a range.
    pub low: f64,
    /// Upper end of a range.
    pub high: Option<f64>,
    /// Which signs it is written with.
    pub script: Script,
    /// What kind of number it is.
    pub form: NumeralForm,
    /// 余, 多, 几, 数: somewhat more than the value.
    pub about: bool,
    /// Ends in 百, 千, 万 or 亿 after the digits (1.2万).
    pub scaled: bool,
}

/// The signs of a [`Numeral`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// 0–9, of either width.
    Arabic,
    /// 一二三.
    Han,
}

/// Kinds of [`Numeral`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumeralForm {
    /// A plain number; a unit may follow.
    Plain,
    /// 三分之二: value 0.667, no unit.
    Fraction,
    /// 百分之五: value 5, in per cent.
    Percent,
    /// 过半, 一半, 半数: value 0.5.
    Half,
    /// 翻一番, 翻番, 翻两番: value 2, 4.
    Doubling,
    /// 7.4:39.6:53.
    Ratio,
}

/// `c` with full-width ASCII narrowed.
pub fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '∶' | '︰' => ':',
        _ => c,
    }
}

/// Value of one Han digit, 0–9; `None` for anything else.
pub fn han_digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Value of 十, 百, 千, 万, 亿 in either script of Chinese.
pub fn han_scale(c: char) -> Option<f64> {
    Some(match c {
        '十' | '拾' => 1e1,
        '百' | '佰' => 1e2,
        '千' | '仟' => 1e3,
        '万' | '萬' => 1e4,
        '亿' | '億' => 1e8,
        _ => return None,
    })
}

/// The number at the start of `chars`, if there is one. Takes the longest reading; does not look
/// behind, so the caller must not start in the middle of a number.
pub fn numeral(chars: &[char]) -> Option<Numeral> {
    let first = narrow(*chars.first()?);
    if first.is_ascii_digit() {
        return arabic(chars);
    }
    special(chars).or_else(|| han(chars))
}

/// Digits with thousands commas and a decimal point; gives characters used and value.
fn digits(chars: &[char]) -> Option<(usize, f64, bool)> {
    let mut text = String::new();
    let mut i = 0;
    let at = |i: usize| chars.get(i).map_or(' ', |&c| narrow(c));
    while at(i).is_ascii_digit() {
        text.push(at(i));
        i += 1;
        let group = text.len() <= 3 || i > text.len();
        if at(i) == ',' && group && (1..=3).all(|k| at(i + k).is_ascii_digit()) && !at(i + 4).is_ascii_digit()
        {
            i += 1;
        }
        if i > 24 {
            break;
        }
    }
    if i == 0 {
        return None;
    }
    let mut point = false;
    if at(i) == '.' && at(i + 1).is_ascii_digit() {
        point = true;
        text.push('.');
        i += 1;
        while at(i).is_ascii_digit() && i < 40 {
            text.push(at(i));
            i += 1;
        }
    }
    text.parse().ok().map(|v| (i, v, point))
}

fn arabic(chars: &[char]) -> Option<Numeral> {
    let (mut i, value, _) = digits(chars)?;
    let mut factor = 1f64;
    let at = |i: usize| chars.get(i).map_or(' ', |&c| narrow(c));
    if (at(i) == ':' || at(i) == ' ' && at(i + 1) == ':')
        && let Some(len) = ratio(chars)
    {
        return Some(Numeral { len, ..plain(0, value, Script::Arabic, NumeralForm::Ratio) });
    }
    if at(i) == '分' && at(i + 1) == '之' {
        let (n, top, _) = digits(chars.get(i + 2..)?)?;
        return Some(fraction(i + 2 + n, value, top, Script::Arabic));
    }
    let mut about = false;
    let mut scaled = false;
    loop {
        let c = at(i);
        if let Some(scale) = han_scale(c).filter(|_| c != '十' && !begins_unit(c, at(i + 1), at(i + 2))) {
            factor *= scale;
            scaled = true;
            i += 1;
        } else if matches!(c, '余' | '餘' | '多' | '来') && !about && more_follows(at(i + 1), c) {
            about = true;
            i += 1;
        } else {
            break;
        }
    }
    // 1.37 万亿 is a whole number.
    let value = if factor > 1.0 { (value * factor * 100.0).round() / 100.0 } else { value };
    Some(Numeral { about, scaled, ..plain(i, value, Script::Arabic, NumeralForm::Plain) })
}

/// 千瓦, 千米, 百分点: the scale belongs to the unit.
fn begins_unit(c: char, next: char, third: char) -> bool {
    match c {
        '千' => matches!(next, '瓦' | '米' | '克' | '伏' | '卡' | '赫' | '帕' | '焦'),
        '百' => next == '分' && third == '点',
        _ => false,
    }
}

/// 多 and 余 belong to the number unless they begin another word (多元, 来自).
fn more_follows(next: char, c: char) -> bool {
    match c {
        '来' => matches!(next, '个' | '家' | '万' | '亿' | '名' | '项' | '次'),
        '多' => {
            !matches!(next, '元' | '样' | '种' | '方' | '边' | '年') || matches!(next, '元' | '种' | '年')
        }
        _ => true,
    }
}

/// 7.4:39.6:53, 2.1:1 – three or more parts, or two of which one is a decimal or the second is 1
/// (12:30 is a time of day).
fn ratio(chars: &[char]) -> Option<usize> {
    let (mut i, mut parts) = (0, 0);
    let mut decimal = false;
    let last = loop {
        while chars.get(i) == Some(&' ') && parts > 0 {
            i += 1;
        }
        let (n, value, point) = digits(chars.get(i..)?)?;
        decimal |= point;
        i += n;
        parts += 1;
        let mut k = i;
        while chars.get(k) == Some(&' ') {
            k += 1;
        }
        if chars.get(k).map(|&c| narrow(c)) != Some(':') || parts > 9 {
            break value;
        }
        i = k + 1;
    };
    let pair = parts == 2 && (decimal || (last - 1.0).abs() < 1e-9);
    (parts >= 3 || pair).then_some(i)
}

fn plain(len: usize, low: f64, script: Script, form: NumeralForm) -> Numeral {
    Numeral { len, low, high: None, script, form, about: false, scaled: false }
}

fn fraction(len: usize, bottom: f64, top: f64, script: Script) -> Numeral {
    if (bottom - 100.0).abs() < f64::EPSILON {
        return plain(len, top, script, NumeralForm::Percent);
    }
    let value = if bottom == 0.0 { 0.0 } else { top / bottom };
    plain(len, value, script, NumeralForm::Fraction)
}

/// 过半, 一半, 半数, 翻番, 翻一番.
fn special(chars: &[char]) -> Option<Numeral> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let half = |len| Some(Numeral { about: false, ..plain(len, 0.5, Script::Han, NumeralForm::Half) });
    match (at(0), at(1)) {
        ('过' | '過', '半') if at(2) != '年' => half(if at(2) == '数' { 3 } else { 2 }),
        ('一', '半') => half(2),
        ('半', '数' | '數') => half(2),
        ('翻', '番') => Some(plain(2, 2.0, Script::Han, NumeralForm::Doubling)),
        ('翻', _) => {
            let rest = chars.get(1..)?;
            let (n, times) = match digits(rest) {
                Some((n, v, _)) => (n, v),
                None => (1, f64::from(han_digit(at(1))?)),
            };
            (at(1 + n) == '番').then(|| plain(2 + n, 2f64.powf(times), Script::Han, NumeralForm::Doubling))
        }
        _ => None,
    }
}

/// 十二, 三百余, 两, 几十, 数百万, 上千, 三五(个), 二〇二四, 百分之五, 三分之二.
fn han(chars: &[char]) -> Option<Numeral> {
    let (mut i, value, high, mut about, scaled) = han_number(chars)?;
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    if at(i) == '分' && at(i + 1) == '之' {
        let rest = chars.get(i + 2..)?;
        let (n, top) = match digits(rest) {
            Some((n, v, _)) => (n, v),
            None => han_number(rest).map(|h| (h.0, h.1))?,
        };
        let mut len = i + 2 + n;
        let mut top = top;
        if at(len) == '点' && han_digit(at(len + 1)).is_some() {
            len += 1;
            let mut unit = 0.1;
            while let Some(d) = han_digit(at(len)) {
                top += f64::from(d) * unit;
                unit /= 10.0;
                len += 1;
            }
        }
        return Some(fraction(len, value, top, Script::Han));
    }
    let mut value = value;
    if matches!(at(i), '余' | '餘' | '多') && value >= 10.0 {
        about = true;
        i += 1;
        // 二十多万.
        while let Some(scale) = han_scale(at(i)).filter(|&s| s >= 1e4) {
            value *= scale;
            i += 1;
        }
    }
    Some(Numeral { high, about, scaled, ..plain(i, value, Script::Han, NumeralForm::Plain) })
}

/// Characters used, value, upper end (两三), about (几十, 数百, 上千), ends in a scale.
fn han_number(chars: &[char]) -> Option<(usize, f64, Option<f64>, bool, bool)> {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    // 几十, 数百万, 上千: the vague first digit counts as one.
    if matches!(at(0), '几' | '数' | '上' | '幾' | '數') && at(1) != '十' || at(0) == '几' || at(0) == '数'
    {
        han_scale(at(1))?;
        let (n, value, _, _, _) = han_number(chars.get(1..)?)?;
        return Some((n + 1, value, None, true, true));
    }
    let (mut total, mut section, mut digit) = (0f64, 0f64, None::<f64>);
    let (mut i, mut scaled, mut run) = (0, false, Vec::new());
    loop {
        let c = at(i);
        if let Some(d) = han_digit(c) {
            run.push(d);
            digit = Some(f64::from(d));
            scaled = false;
        } else if let Some(scale) = han_scale(c).filter(|_| !begins_unit(c, at(i + 1), at(i + 2))) {
            if run.len() > 1 && run.first() != Some(&0) {
                // 三四十: a range of scaled values.
                if let [a, b] = run.as_slice()
                    && *b == *a + 1
                {
                    return Some((i + 1, f64::from(*a) * scale, Some(f64::from(*b) * scale), true, true));
                }
            }
            run.clear();
            if scale >= 1e8 {
                total = (total + section + digit.unwrap_or(f64::from(u8::from(i == 0)))) * scale;
                section = 0.0;
            } else if scale >= 1e4 {
                total += (section + digit.unwrap_or(f64::from(u8::from(i == 0)))) * scale;
                section = 0.0;
            } else {
                section += digit.unwrap_or(1.0) * scale;
            }
            digit = None;
            scaled = true;
        } else {
            break;
        }
        i += 1;
        if i > 16 {
            break;
        }
    }
    if i == 0 {
        return None;
    }
    if run.len() == i && i >= 2 {
        if let [a, b] = run.as_slice()
            && (*b == *a + 1 || (*a, *b) == (3, 5))
        {
            return Some((2, f64::from(*a), Some(f64::from(*b)), true, false));
        }
        // 二〇二四: digits read one by one.
        let value = run.iter().fold(0.0, |v, &d| v * 10.0 + f64::from(d));
        return Some((i, value, None, false, false));
    }
    Some((i, total + section + digit.unwrap_or(0.0), None, false, scaled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(usize, f64, Option<f64>)> {
        let chars: Vec<char> = text.chars().collect();
        numeral(&chars).map(|n| (n.len, n.low, n.high))
    }

    #[test]
    fn arabic_numbers() {
        assert_eq!(read("30余次"), Some((3, 30.0, None)));
        assert_eq!(read("5500余场次"), Some((5, 5500.0, None)));
        assert_eq!(read("1.37万亿斤"), Some((6, 1.37e12, None)));
        assert_eq!(read("1,000个"), Some((5, 1000.0, None)));
        assert_eq!(read("12,345,678"), Some((10, 12_345_678.0, None)));
        assert_eq!(read("４万多亿元"), Some((4, 4e12, None)));
        assert_eq!(read("51.5%"), Some((4, 51.5, None)));
        assert_eq!(read("3,5号"), Some((1, 3.0, None)));
        assert_eq!(read("1/2"), Some((1, 1.0, None)));
    }

    #[test]
    fn han_numbers() {
        assert_eq!(read("十二个"), Some((2, 12.0, None)));
        assert_eq!(read("两个"), Some((1, 2.0, None)));
        assert_eq!(read("二〇二四年"), Some((4, 2024.0, None)));
        assert_eq!(read("一百零五"), Some((4, 105.0, None)));
        assert_eq!(read("三千二百万"), Some((5, 3.2e7, None)));
        assert_eq!(read("一亿二千万"), Some((5, 1.2e8, None)));
        assert_eq!(read("三五个"), Some((2, 3.0, Some(5.0))));
        assert_eq!(read("三四十家"), Some((3, 30.0, Some(40.0))));
        assert_eq!(read("数百万元"), Some((3, 1e6, None)));
        assert_eq!(read("二十余个"), Some((3, 20.0, None)));
    }

    #[test]
    fn fractions_halves_doublings() {
        assert_eq!(read("三分之二"), Some((4, 2.0 / 3.0, None)));
        assert_eq!(read("百分之五点六"), Some((6, 5.6, None)));
        assert_eq!(read("过半"), Some((2, 0.5, None)));
        assert_eq!(read("翻一番"), Some((3, 2.0, None)));
        assert_eq!(read("翻两番"), Some((3, 4.0, None)));
        assert_eq!(read("翻番"), Some((2, 2.0, None)));
        assert_eq!(read("2.1:1，"), Some((5, 2.1, None)));
        assert_eq!(read("12:30"), Some((2, 12.0, None)));
        assert_eq!(read("7.4∶39.6∶53。"), Some((11, 7.4, None)));
    }

    #[test]
    fn no_number() {
        for text in ["", "政协", "翻越", "半年", "个", "上级", "数据", "几个"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
