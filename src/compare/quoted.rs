//! Quoted terms of a passage: what a writer marks as fixed wording.

use crate::text::{Span, is_han};

/// Longest quoted term that is a formulation and no quotation (Han characters).
const LONGEST: usize = 20;

/// A term in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words, without the marks.
    pub(super) span: Span,
    /// Han characters.
    pub(super) letters: usize,
    /// Short enough to be shown as the longer form of another term.
    pub(super) short: bool,
}

/// Quoted terms in `span` of `text`, in order. Straight quotes open and close in turn within a line.
/// The explanation in brackets of “甲乙(甲一,乙二)” is left out of the term.
pub(super) fn quoted(text: &str, span: Span) -> Vec<Quoted> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in span.of(text).char_indices() {
        let (at, after) = (span.start() + at, span.start() + at + c.len_utf8());
        match (open, c) {
            (_, '\n') => open = None,
            (Some((inner, close)), _) if c == close => {
                out.extend(term(text, Span::new(inner, at)));
                open = None;
            }
            (_, '“') => open = Some((after, '”')),
            (_, '「') => open = Some((after, '」')),
            (None, '‘') => open = Some((after, '’')),
            (None, '『') => open = Some((after, '』')),
            (None, '"' | '＂') => open = Some((after, c)),
            _ => {}
        }
    }
    out
}

fn term(text: &str, inner: Span) -> Option<Quoted> {
    let words = inner.of(text);
    let cut = words.find(['(', '（']).filter(|&at| at > 0).unwrap_or(words.len());
    let span = Span::new(inner.start(), inner.start() + cut).trimmed(text);
    let han = span.of(text).chars().filter(|&c| is_han(c)).count();
    let sentence = span.of(text).contains(['。', '！', '？']);
    (2..=LONGEST).contains(&han).then_some(())?;
    (!sentence).then_some(Quoted { span, letters: han, short: han <= 12 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<&str> {
        quoted(text, Span::new(0, text.len())).into_iter().map(|q| q.span.of(text)).collect()
    }

    #[test]
    fn every_style_of_quotes() {
        assert_eq!(terms("打造“联络站”「议事厅」和\"三个清单\"。"), ["联络站", "议事厅", "三个清单"]);
    }

    #[test]
    fn explanations_and_sentences_are_no_terms() {
        assert_eq!(terms("“双助双促(助企业、促发展)”，他说“我们一定要做好。”"), ["双助双促"]);
        assert!(terms("“未完\n的”“一”").is_empty());
    }
}
