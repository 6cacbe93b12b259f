//! Folding: the key under which two spellings of the same words meet, with a map back.

use super::script::{FIRST, LAST};
use super::{Span, is_blank, simplified};

/// Folded text with the place of every folded character in the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each folded character the byte offset of its original; one more entry for the end.
    pub at: Vec<u32>,
    /// For each folded character the byte after its original.
    pub ends: Vec<u32>,
}

impl Folded {
    /// Where the folded characters `from..to` stand in the original: from the first character to the
    /// end of the last, without what was folded away behind it (a closing quote). Empty when
    /// `from >= to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let end = self.at.len().saturating_sub(1);
        let (from, to) = (from.min(end), to.min(end));
        let Some(last) = to.checked_sub(1).filter(|_| from < to) else {
            return Span::new(self.at[from] as usize, self.at[from] as usize);
        };
        Span::new(self.at[from] as usize, self.ends[last] as usize)
    }
}

/// What `c` counts as when words are matched; `None` when it does not count at all.
///
/// White space, zero-width characters and quotation marks do not count; full-width forms become
/// half-width; Latin letters become lower case; Traditional characters become Simplified.
pub fn fold_char(c: char) -> Option<char> {
    // Most characters are Han: they need no other question.
    if matches!(c, '\u{4E00}'..='\u{9FFF}') {
        return Some(simplified(c));
    }
    if is_blank(c) {
        return None;
    }
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        _ => c,
    };
    if is_quote(c) {
        return None;
    }
    Some(simplified(c.to_ascii_lowercase()))
}

/// All characters that count as `folded` ([`fold_char`]), in code order.
pub fn spellings(folded: char) -> Vec<char> {
    let upper = folded.to_ascii_uppercase();
    let wide = |c: char| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c);
    // Of the two scripts' characters, only where there are two.
    let han = if (FIRST..=LAST).contains(&folded) { FIRST..=LAST } else { folded..=folded };
    let mut out: Vec<char> = han.chain([upper, wide(upper), folded, wide(folded), '。', '、']).collect();
    out.retain(|c| fold_char(*c) == Some(folded));
    out.sort_unstable();
    out.dedup();
    out
}

/// True for single and double quotation marks of every style, corner brackets included.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '"'
            | '\''
            | '＂'
            | '＇'
            | '「'
            | '」'
            | '『'
            | '』'
            | '﹁'
            | '﹂'
            | '﹃'
            | '﹄'
    )
}

/// Folds `text`; `base` is added to every offset of the map (bytes).
pub fn fold(text: &str, base: usize) -> Folded {
    // Three bytes a character, about.
    let most = text.len() / 3 + 8;
    let room = || Vec::with_capacity(most);
    let mut out = Folded { chars: Vec::with_capacity(most), at: room(), ends: room() };
    for (at, c) in text.char_indices() {
        let width = c.len_utf8();
        if let Some(c) = fold_char(c) {
            out.chars.push(c);
            out.at.push((base + at) as u32);
            out.ends.push((base + at + width) as u32);
        }
    }
    out.at.push((base + text.len()) as u32);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_quotes_and_blanks_do_not_count() {
        let a: String = fold("“有事 先商量”（ＡＢ）", 0).chars.iter().collect();
        assert_eq!(a, "有事先商量(ab)");
    }

    #[test]
    fn scripts_do_not_count() {
        let a: Vec<char> = fold("「產業」轉型", 0).chars;
        assert_eq!(a, fold("“产业”转型", 0).chars);
    }

    #[test]
    fn every_spelling_folds_to_the_same() {
        assert_eq!(spellings('a'), ['A', 'a', 'Ａ', 'ａ']);
        assert_eq!(spellings('业'), ['业', '業']);
        assert_eq!(spellings('.'), ['.', '。', '．']);
        assert_eq!(spellings('𠮷'), ['𠮷']);
        assert!(spellings('“').is_empty());
    }

    #[test]
    fn the_map_leads_back() {
        let f = fold("“有”事", 10);
        assert_eq!(f.at, [13, 19, 22]);
        assert_eq!(f.span(0, 1), Span::new(13, 16));
        assert_eq!(f.span(0, 2), Span::new(13, 22));
        assert!(f.span(2, 2).is_empty() && f.span(9, 12).is_empty());
        assert!(fold("", 3).span(0, 1).is_empty());
    }
}
