//! Folding: the key under which two spellings of the same words meet, with a map back.

use super::is_blank;

/// Folded text with the place of every folded character in the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each folded character the byte offset of its original; one more entry for the end.
    pub at: Vec<u32>,
}

/// What `c` counts as when words are matched; `None` when it does not count at all.
///
/// White space, zero-width characters and quotation marks do not count; full-width forms become
/// half-width; Latin letters become lower case.
pub fn fold_char(c: char) -> Option<char> {
    if is_blank(c) {
        return None;
    }
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        _ => c,
    };
    if matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '『' | '』') {
        return None;
    }
    Some(c.to_ascii_lowercase())
}

/// Folds `text`; `base` is added to every offset of the map (bytes).
pub fn fold(text: &str, base: usize) -> Folded {
    let mut out = Folded::default();
    for (at, c) in text.char_indices() {
        if let Some(c) = fold_char(c) {
            out.chars.push(c);
            out.at.push((base + at) as u32);
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
    fn the_map_leads_back() {
        let f = fold("“有”事", 10);
        assert_eq!(f.at, [13, 19, 22]);
    }
}
