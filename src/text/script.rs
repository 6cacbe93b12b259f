//! Traditional to Simplified, character by character: enough to match words, not to print them.

/// Pairs of characters, Traditional and Simplified, three bytes each; lines with `#` are remarks.
const PAIRS: &[u8] = include_bytes!("../../assets/words/simplified.txt");
/// First character that may have a simplified form.
pub(super) const FIRST: char = '\u{3400}';
/// The last.
pub(super) const LAST: char = '\u{9FFF}';

/// How many characters lie between [`FIRST`] and [`LAST`].
const RANGE: usize = LAST as usize - FIRST as usize + 1;
const WORDS: usize = RANGE.div_ceil(64);
const COUNT: usize = {
    let all = read();
    let (mut i, mut n) = (0, 0);
    while i < RANGE {
        n += (all[i] != 0) as usize;
        i += 1;
    }
    n
};

/// Made when the program is built: small enough to stay in the processor's nearest cache.
struct Table {
    /// A bit for each character that has a simplified form.
    has: [u64; WORDS],
    /// How many have one before each word of `has`.
    before: [u16; WORDS],
    /// The simplified forms.
    to: [u16; COUNT],
}

static TABLE: Table = {
    let all = read();
    let mut table = Table { has: [0; WORDS], before: [0; WORDS], to: [0; COUNT] };
    let (mut i, mut n) = (0, 0);
    while i < RANGE {
        if i % 64 == 0 {
            table.before[i / 64] = n as u16;
        }
        if all[i] != 0 {
            table.has[i / 64] |= 1 << (i % 64);
            table.to[n] = all[i];
            n += 1;
        }
        i += 1;
    }
    table
};

/// The simplified form of every character, 0 for those without.
#[expect(clippy::large_stack_arrays, reason = "runs only while the program is built")]
const fn read() -> [u16; RANGE] {
    let mut all = [0; RANGE];
    let mut at = 0;
    while at < PAIRS.len() {
        match PAIRS[at] {
            b'#' => {
                while at < PAIRS.len() && PAIRS[at] != b'\n' {
                    at += 1;
                }
            }
            b'\n' | b'\r' => at += 1,
            _ => {
                all[code(at) as usize - FIRST as usize] = code(at + 3);
                at += 6;
            }
        }
    }
    all
}

/// The character of three bytes at `at`.
const fn code(at: usize) -> u16 {
    assert!(PAIRS[at] >> 4 == 0xE, "pairs of three-byte characters");
    let (b, c) = (PAIRS[at + 1] as u16 & 0x3F, PAIRS[at + 2] as u16 & 0x3F);
    (PAIRS[at] as u16) << 12 | b << 6 | c
}

/// The simplified form of `c`; `c` itself when it has none or is shared by both scripts.
///
/// Source: `OpenCC` `TSCharacters` (first choice of each line).
#[inline]
pub fn simplified(c: char) -> char {
    let at = (c as usize).wrapping_sub(FIRST as usize);
    match TABLE.has.get(at / 64) {
        Some(word) if word >> (at % 64) & 1 == 1 => form(at).unwrap_or(c),
        _ => c,
    }
}

/// The simplified form of character `at` of the range, which has one.
fn form(at: usize) -> Option<char> {
    let below = TABLE.has[at / 64] & ((1 << (at % 64)) - 1);
    let to = TABLE.to.get(usize::from(TABLE.before[at / 64]) + below.count_ones() as usize)?;
    char::from_u32(u32::from(*to))
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

    #[test]
    fn every_pair_is_found() {
        let text = std::str::from_utf8(PAIRS).expect("UTF-8");
        let mut count = 0;
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            let chars: Vec<char> = line.chars().collect();
            for pair in chars.chunks_exact(2) {
                assert_eq!(simplified(pair[0]), pair[1]);
                count += 1;
            }
        }
        assert_eq!(count, COUNT);
        assert_eq!((simplified(FIRST), simplified(LAST)), (FIRST, LAST));
    }
}
