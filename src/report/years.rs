//! Years in headings and sentences: 2024年, 二〇二四年, 2024-2026.

/// Years between 1900 and 2099 named in `s` (folded), in order.
pub(super) fn years(s: &str) -> impl Iterator<Item = i32> + '_ {
    let chars: Vec<char> = s.chars().collect();
    (0..chars.len()).filter_map(move |i| year_at(&chars, i))
}

fn year_at(c: &[char], i: usize) -> Option<i32> {
    let four = c.get(i..i + 4)?;
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '〇' | '○' | '零' | 'O' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    };
    if i > 0 && digit(c[i - 1]).is_some() {
        return None;
    }
    let value = four.iter().try_fold(0, |v, &d| digit(d).map(|d| v * 10 + d))? as i32;
    if !(1900..2100).contains(&value) {
        return None;
    }
    let next = c.get(i + 4).copied().unwrap_or(' ');
    // A bare number needs 年 or a dash after it, a numeral in characters always 年.
    let plain = four.iter().all(char::is_ascii_digit);
    let after =
        next == '年' || (plain && matches!(next, '-' | '—' | '~' | '/' | '.' | '至' | '度' | '政' | '工'));
    after.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_both_writings() {
        let y = |s: &str| years(s).collect::<Vec<_>>();
        assert_eq!(y("2023年工作回顾和2024年安排"), [2023, 2024]);
        assert_eq!(y("二〇二四年工作"), [2024]);
        assert_eq!(y("一九五六年"), [1956]);
        assert_eq!(y("完成2000个项目"), Vec::<i32>::new());
        assert_eq!(y("12024年"), Vec::<i32>::new());
    }
}
