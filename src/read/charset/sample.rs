//! How the same bytes read in each character set, for the reader to choose.

use super::{Charset, plain};

/// Bytes that are looked at: enough to tell, quick for any file.
const LOOK: usize = 64 * 1024;

/// Characters shown.
const SHOWN: usize = 40;

/// A file read in one character set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharsetSample {
    /// The set.
    pub charset: Charset,
    /// The words of a line; what cannot be shown is an empty square.
    pub text: String,
    /// Characters that could not be read among the first 64 KB.
    pub bad: usize,
}

/// The same stretch of `bytes` in every character set.
pub fn charset_samples(bytes: &[u8]) -> Vec<CharsetSample> {
    let head = bytes.get(..LOOK).unwrap_or(bytes);
    Charset::ALL
        .into_iter()
        .map(|charset| {
            let text = plain(head, charset);
            let lost = text.chars().filter(|c| *c == '\u{FFFD}').count();
            // A character cut in two by the end of the look is no damage.
            let cut = usize::from(head.len() < bytes.len() && text.ends_with('\u{FFFD}'));
            let words: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            // The middle: files begin alike, with a mark and a title.
            let from = words.len().saturating_sub(SHOWN) / 2;
            let shown =
                words.iter().skip(from).take(SHOWN).map(|c| if can_be_shown(*c) { *c } else { '\u{25A1}' });
            CharsetSample { charset, text: shown.collect(), bad: lost - cut.min(lost) }
        })
        .collect()
}

fn can_be_shown(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(c, '\u{2010}'..='\u{2026}' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FA5}' | '\u{FF01}'..='\u{FF5E}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_set_reads_and_the_others_do_not() {
        let bytes = "\u{56DE}\u{987E}\u{4E00}\u{5E74}\u{6765}\u{7684}\u{5DE5}\u{4F5C}".repeat(20);
        let samples = charset_samples(bytes.as_bytes());
        assert_eq!(samples.len(), Charset::ALL.len());
        let bad = |set| samples.iter().find(|s| s.charset == set).map_or(0, |s| s.bad);
        assert_eq!(bad(Charset::Utf8), 0);
        assert!(bad(Charset::Big5) > 0, "{samples:?}");
        assert!(samples.iter().all(|s| s.text.chars().count() <= SHOWN));
    }
}
