//! What a character is to the line: the classes of W3C's *Requirements for Chinese Text Layout*
//! (clreq) as far as they decide line breaks, gaps and compression.

use crate::text::is_han;

/// Class of a displayed character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// A Han character, kana, hangul, or a full-width sign without a blank half.
    Han,
    /// A letter of an alphabet and signs that stay with letters.
    Latin,
    /// A digit, and signs that stay with digits (`%`, `℃`).
    Digit,
    /// White space that is shown.
    Space,
    /// An opening mark: “ ‘ （ 《 【 …
    Open,
    /// A closing mark: ” ’ ） 》 】 …
    Close,
    /// A pause or stop: ， 、 ； ： 。 ！ ？
    Pause,
    /// One half of a dash ——.
    Dash,
    /// One half of an ellipsis ……
    Ellipsis,
    /// A connecting mark: · ～ － /
    Joint,
    /// Nothing is shown (zero-width characters, marks that combine with the one before).
    Zero,
}

impl Class {
    /// Class of `c`, seen alone.
    pub fn of(c: char) -> Self {
        match c {
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '〖' | '「' | '『' | '［' | '｛' | '〝' => {
                Self::Open
            }
            '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '〗' | '」' | '』' | '］' | '｝' | '〞' | '〟' => {
                Self::Close
            }
            '，' | '、' | '；' | '：' | '。' | '！' | '？' | '．' => Self::Pause,
            '—' | '―' | '⸺' => Self::Dash,
            '…' | '⋯' => Self::Ellipsis,
            '·' | '・' | '‧' | '～' | '〜' | '－' | '–' | '／' => Self::Joint,
            '0'..='9' | '%' | '‰' | '℃' | '°' | '′' | '″' => Self::Digit,
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}' => Self::Zero,
            '\u{FE00}'..='\u{FE0F}' | '\u{0300}'..='\u{036F}' | '\u{20D0}'..='\u{20FF}' => Self::Zero,
            c if c.is_whitespace() => Self::Space,
            c if c.is_control() => Self::Zero,
            c if is_han(c) || is_wide(c) => Self::Han,
            _ => Self::Latin,
        }
    }

    /// True for letters and digits of alphabets.
    pub fn is_western(self) -> bool {
        matches!(self, Self::Latin | Self::Digit)
    }

    /// True for what stands in Chinese text: Han characters and full-width marks.
    pub fn is_chinese(self) -> bool {
        matches!(self, Self::Han | Self::Open | Self::Close | Self::Pause | Self::Dash | Self::Ellipsis)
    }

    /// True when the mark's right half is blank and may be taken away.
    pub fn blank_after(self) -> bool {
        matches!(self, Self::Close | Self::Pause)
    }
}

/// Kana, hangul, enclosed and full-width signs: one em wide, breakable on both sides.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2460}'..='\u{24FF}' | '\u{2E80}'..='\u{303F}' | '\u{3040}'..='\u{33FF}'
        | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{2160}'..='\u{217F}' | '\u{25A0}'..='\u{25FF}')
}

/// True when no line may begin with `c`.
pub fn forbidden_at_start(c: char) -> bool {
    matches!(
        Class::of(c),
        Class::Close | Class::Pause | Class::Dash | Class::Ellipsis | Class::Joint | Class::Zero
    ) || matches!(
        c,
        ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '%' | '‰' | '℃' | '/' | '々' | '〻'
    ) || matches!(
        c,
        '％' | '°' | '′' | '″' | '︰' | '︱' | '︳' | '﹐' | '﹑' | '﹒' | '﹔' | '﹕' | '﹖' | '﹗'
    )
}

/// True when no line may end with `c`.
pub fn forbidden_at_end(c: char) -> bool {
    Class::of(c) == Class::Open
        || matches!(c, '/' | '／' | '(' | '[' | '{' | '＄' | '￥' | '£' | '$' | '¥' | '№' | '#')
}

/// The full-width form of an ASCII mark that stands for a Chinese one.
pub fn widened(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        '.' => '。',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes() {
        for (text, want) in [
            ("政〇々①Ⅲ㈠ア", Class::Han),
            ("“（《", Class::Open),
            ("”）》", Class::Close),
            ("，。、；：？！", Class::Pause),
            ("09%℃", Class::Digit),
            ("aZ.-&é", Class::Latin),
            (" \u{A0}\u{3000}\t", Class::Space),
            ("\u{200B}\u{FEFF}\u{FE0F}\u{7}", Class::Zero),
        ] {
            for c in text.chars() {
                assert_eq!(Class::of(c), want, "{c:?}");
            }
        }
    }
}
