//! Characters: spans of text, folding with a map back, sentences, numerals, years.

mod fold;
mod haystack;
pub(crate) mod numbered;
mod numeral;
mod script;
mod segment;
mod sentence;
mod span;
pub(crate) mod starts;
mod unit;
mod wrapped;

pub use fold::{Folded, fold, fold_char, is_quote, spellings};
pub use haystack::{Haystack, Needle};
pub use numeral::{Numeral, NumeralForm, Script, han_digit, han_scale, narrow, numeral};
pub use script::simplified;
pub use segment::words;
pub use sentence::{clauses, sentences};
pub use span::{CharIndex, Span, within};
pub use unit::{before_figure, unit_after};
pub use wrapped::one_line;

/// True for Han characters in and outside the Basic Multilingual Plane, and for `〇`.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// True for white space, the ideographic space, no-break and zero-width characters and the byte
/// order mark: characters that never carry meaning in a report.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}')
}
