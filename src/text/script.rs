//! Traditional to Simplified, character by character: enough to match words, not to print them.

use std::sync::OnceLock;

const PAIRS: &str = include_str!("../../assets/words/simplified.txt");
/// First character that may have a simplified form.
pub(super) const FIRST: char = '\u{3400}';
/// The last.
pub(super) const LAST: char = '\u{9FFF}';

fn table() -> &'static [char] {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<char> = (FIRST..=LAST).collect();
        for line in PAIRS.lines().filter(|l| !l.starts_with('#')) {
            let mut chars = line.chars();
            while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
                if let Some(slot) =
                    (from as u32).checked_sub(FIRST as u32).and_then(|i| table.get_mut(i as usize))
                {
                    *slot = to;
                }
            }
        }
        table
    })
}

/// The simplified form of `c`; `c` itself when it has none or is shared by both scripts.
///
/// Source: `OpenCC` `TSCharacters` (first choice of each line).
#[inline]
pub fn simplified(c: char) -> char {
    if !(FIRST..=LAST).contains(&c) {
        return c;
    }
    let at = (c as u32 - FIRST as u32) as usize;
    table().get(at).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_meet() {
        let simple: String = "過去一年工作回顧與總體要求，發展預期目標".chars().map(simplified).collect();
        assert_eq!(simple, "过去一年工作回顾与总体要求，发展预期目标");
        assert_eq!(simplified('工'), '工');
        assert_eq!(simplified('a'), 'a');
    }
}
