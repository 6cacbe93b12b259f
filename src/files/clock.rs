//! Days of the calendar: of the reader's own clock for people, in UTC for the log.

use jiff::ZonedDateTime;

/// Year, month and day where the reader is (in UTC where the system does not say).
pub fn today() -> (u16, u8, u8) {
    let now = ZonedDateTime::now();
    (now.year().unsigned_abs(), now.month().unsigned_abs(), now.day().unsigned_abs())
}

/// The minute where the reader is: `2024-01-15T09:12`.
pub fn now() -> String {
    let now = ZonedDateTime::now();
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", now.year(), now.month(), now.day(), now.hour(), now.minute())
}

/// The Gregorian date `days` after 1970-01-01 (H. Hinnant, chrono-compatible low-level date
/// algorithms, `civil_from_days`).
pub(super) fn civil(days: u64) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn known_days() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(11_016), (2000, 2, 29));
        assert_eq!(civil(20_780), (2026, 11, 23));
    }
}
