//! Numbers as Word writes them in lists (ECMA-376 part 1, §17.18.59).

/// A way to write a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numeral {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// １, ２, ３.
    FullWidth,
    /// 一, 十, 十一, 二十, 一百零一.
    Counting,
    /// 一, 一〇, 一一, 二〇.
    Digits,
    /// 壹, 拾, 拾壹.
    Legal,
    /// 甲, 乙, 丙.
    Stems,
    /// 子, 丑, 寅.
    Branches,
    /// ①, ②.
    Circled,
    /// ⑴, ⑵.
    Bracketed,
    /// ⒈, ⒉.
    Dotted,
    /// ㊀, ㊁.
    CircledHan,
    /// ㈠, ㈡.
    BracketedHan,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A, B, C.
    UpperLetter,
    /// a, b, c.
    LowerLetter,
    /// A sign instead of a number.
    Bullet,
    /// Nothing.
    None,
}

impl Numeral {
    /// By the name in `w:numFmt`; unknown ones count in decimal, as Word does.
    pub fn of_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "chineseCounting"
            | "chineseCountingThousand"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "koreanCounting"
            | "japaneseDigitalTenThousand" => Self::Counting,
            "ideographDigital" | "taiwaneseDigital" | "koreanDigital2" => Self::Digits,
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => Self::Legal,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" | "ideographZodiacTraditional" => Self::Branches,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "decimalEnclosedParen" => Self::Bracketed,
            "decimalEnclosedFullstop" => Self::Dotted,
            "ideographEnclosedCircle" => Self::CircledHan,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By OpenDocument's `style:num-format`, which is an example: `1`, `一, 二, 三, ...`.
    pub fn of_example(example: &str) -> Self {
        match example.chars().next() {
            None => Self::None,
            Some('I') => Self::UpperRoman,
            Some('i') => Self::LowerRoman,
            Some('A') => Self::UpperLetter,
            Some('a') => Self::LowerLetter,
            Some('一') => Self::Counting,
            Some('壹' | '壱') => Self::Legal,
            Some('甲') => Self::Stems,
            Some('子') => Self::Branches,
            Some('①') => Self::Circled,
            Some('⑴') => Self::Bracketed,
            Some('⒈') => Self::Dotted,
            Some('㊀') => Self::CircledHan,
            Some('㈠') => Self::BracketedHan,
            Some('１') => Self::FullWidth,
            Some(_) => Self::Decimal,
        }
    }
}

/// `n` written in `numeral`; decimal where the signs of the numeral run out.
pub fn write(n: i64, numeral: Numeral) -> String {
    let nth = |signs: &str| {
        let index = usize::try_from(n).ok()?.checked_sub(1)?;
        signs.chars().nth(index).map(String::from)
    };
    let sign = match numeral {
        Numeral::Decimal => None,
        Numeral::DecimalZero => Some(format!("{n:02}")),
        Numeral::FullWidth => Some(map_digits(n, "０１２３４５６７８９")),
        Numeral::Digits => Some(map_digits(n, "〇一二三四五六七八九")),
        Numeral::Counting => Some(counting(n, "零一二三四五六七八九", ["", "十", "百", "千"])),
        Numeral::Legal => Some(counting(n, "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"])),
        Numeral::Stems => nth("甲乙丙丁戊己庚辛壬癸"),
        Numeral::Branches => nth("子丑寅卯辰巳午未申酉戌亥"),
        Numeral::Circled => nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        Numeral::Bracketed => nth("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        Numeral::Dotted => nth("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        Numeral::CircledHan => nth("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        Numeral::BracketedHan => nth("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
        Numeral::UpperRoman => roman(n),
        Numeral::LowerRoman => roman(n).map(|r| r.to_ascii_lowercase()),
        Numeral::UpperLetter => letters(n, b'A'),
        Numeral::LowerLetter => letters(n, b'a'),
        Numeral::Bullet | Numeral::None => Some(String::new()),
    };
    sign.unwrap_or_else(|| n.to_string())
}

fn map_digits(n: i64, digits: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|d| digits.chars().nth(d as usize)).unwrap_or(c);
    n.to_string().chars().map(digit).collect()
}

/// 十, 十一, 二十, 一百零一; decimal below one and from ten thousand on.
fn counting(n: i64, digits: &str, units: [&str; 4]) -> String {
    if !(1..10_000).contains(&n) {
        return n.to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for power in (0..4u32).rev() {
        let digit = n / 10i64.pow(power) % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if gap {
            out.extend(digits.chars().next());
            gap = false;
        }
        // Ten is 十, not 一十, at the start.
        if !(digit == 1 && power == 1 && out.is_empty()) {
            out.extend(digits.chars().nth(digit as usize));
        }
        out.push_str(units[power as usize]);
    }
    out
}

fn roman(n: i64) -> Option<String> {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&n) {
        return None;
    }
    let mut rest = n;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

/// A … Z, AA, BB … as Word counts.
fn letters(n: i64, first: u8) -> Option<String> {
    let index = u32::try_from(n).ok()?.checked_sub(1)?;
    let letter = char::from(first + (index % 26) as u8);
    (index < 260).then(|| letter.to_string().repeat(index as usize / 26 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numerals() {
        for (n, want) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (35, "三十五"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1005, "一千零五"),
        ] {
            assert_eq!(write(n, Numeral::Counting), want);
        }
        assert_eq!(write(11, Numeral::Digits), "一一");
        assert_eq!(write(20, Numeral::Digits), "二〇");
        assert_eq!(write(12, Numeral::Legal), "拾贰");
        assert_eq!(write(3, Numeral::Circled), "③");
        assert_eq!(write(21, Numeral::Circled), "21");
        assert_eq!(write(14, Numeral::LowerRoman), "xiv");
        assert_eq!(write(28, Numeral::UpperLetter), "BB");
        assert_eq!(write(7, Numeral::of_word("thaiCounting")), "7");
    }
}
