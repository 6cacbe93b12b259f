//! Days and hours as people write them.

use super::{Lang, fill};

crate::words! {
    /// Words of days.
    pub struct DateWords {
        today: "今天", "Today";
        yesterday: "昨天", "Yesterday";
        day_of_year: "{}年{}月{}日", "{} {} {}";
        day_of_month: "{}月{}日", "{} {}";
        month_of_year: "{}年{}月", "{} {}";
        year: "{}年", "{}";
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `2024-01-15`, `2024-01` or `2024` as a date: 2024年1月15日, 15 Jan 2024. Anything else stays.
pub fn date(lang: Lang, iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|p| p.parse().ok()).collect();
    let w = DateWords::of(lang);
    match numbers.as_deref() {
        Some([year, month, day]) => written(lang, w.day_of_year, Some(*year), Some(*month), Some(*day)),
        Some([year, month]) => written(lang, w.month_of_year, Some(*year), Some(*month), None),
        Some([year]) if *year > 999 => written(lang, w.year, Some(*year), None, None),
        _ => iso.to_owned(),
    }
}

/// The time `then` (`2024-01-15T09:12`, or only the day) seen from `now`: 今天 09:12, 昨天 17:40,
/// 1月15日, 2023年1月15日; Today 09:12, 15 Jan, 15 Jan 2023. What is no time stays.
pub fn moment(lang: Lang, then: &str, now: &str) -> String {
    let w = DateWords::of(lang);
    let (day, hour) = then.split_once('T').unwrap_or((then, ""));
    let (Some(was), Some(is)) = (parts(day), now.split('T').next().and_then(parts)) else {
        return date(lang, day);
    };
    let near = match number(is) - number(was) {
        0 => w.today,
        1 => w.yesterday,
        _ if was.0 == is.0 => return written(lang, w.day_of_month, None, Some(was.1), Some(was.2)),
        _ => return date(lang, day),
    };
    if hour.is_empty() { near.to_owned() } else { format!("{near} {hour}") }
}

fn written(lang: Lang, template: &str, year: Option<u32>, month: Option<u32>, day: Option<u32>) -> String {
    let month = month.map(|m| month_name(lang, m));
    let (year, day) = (year.map(|y| y.to_string()), day.map(|d| d.to_string()));
    let order = if lang == Lang::Zh { [year, month, day] } else { [day, month, year] };
    let values: Vec<&str> = order.iter().flatten().map(String::as_str).collect();
    fill(template, &values)
}

fn month_name(lang: Lang, month: u32) -> String {
    let english = MONTHS.get((month as usize).wrapping_sub(1)).filter(|_| lang == Lang::En);
    english.map_or_else(|| month.to_string(), |name| (*name).to_owned())
}

/// Year, month, day of `2024-01-15`.
fn parts(iso: &str) -> Option<(i64, u32, u32)> {
    let mut parts = iso.split('-');
    let day = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(day)
}

/// Days since some day long ago, by the Gregorian calendar.
fn number((year, month, day): (i64, u32, u32)) -> i64 {
    // The year begins in March, so that the leap day is its last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = (153 * i64::from(month) + 2) / 5 + i64::from(day);
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_the_language() {
        let all = ["2024-01-15", "2024-11", "2024", "", "去年底"];
        assert_eq!(all.map(|d| date(Lang::Zh, d)), ["2024年1月15日", "2024年11月", "2024年", "", "去年底"]);
        assert_eq!(all.map(|d| date(Lang::En, d)), ["15 Jan 2024", "Nov 2024", "2024", "", "去年底"]);
    }

    #[test]
    fn near_days_have_names_across_months_and_years() {
        let zh = |then, now| moment(Lang::Zh, then, now);
        assert_eq!(zh("2024-01-15T09:12", "2024-01-15T10:00"), "今天 09:12");
        assert_eq!(zh("2024-01-15", "2024-01-15T10:00"), "今天");
        assert_eq!(zh("2024-02-29T17:40", "2024-03-01T00:05"), "昨天 17:40");
        assert_eq!(zh("2023-12-31T17:40", "2024-01-01"), "昨天 17:40");
        assert_eq!(zh("2023-02-28T17:40", "2023-03-02"), "2月28日");
        assert_eq!(zh("2023-12-30T17:40", "2024-01-01"), "2023年12月30日");
        assert_eq!(zh("2024-01-16", "2024-01-15"), "1月16日", "the clock went back");
        assert_eq!((zh("2024-01-16", ""), zh("", "2024-01-15")), ("2024年1月16日".into(), String::new()));
        let en = |then, now| moment(Lang::En, then, now);
        assert_eq!(en("2024-01-15T09:12", "2024-01-15"), "Today 09:12");
        assert_eq!(en("2024-01-14", "2024-01-15"), "Yesterday");
        assert_eq!(en("2024-01-01", "2024-01-15"), "1 Jan");
        assert_eq!(en("2022-01-01", "2024-01-15"), "1 Jan 2022");
    }
}
