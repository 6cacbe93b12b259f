//! The letters that rules look at: a stretch of text folded for matching, with a map back.

use crate::text::{Span, is_blank, simplified};

/// Folded letters of a stretch: white space, zero-width characters and markdown marks left out,
/// full-width forms made half-width, Traditional made Simplified, quotes made `"`.
#[derive(Clone, Debug, Default)]
pub(super) struct Letters {
    /// The folded letters.
    pub c: Vec<char>,
    /// For each letter the byte range of its original.
    at: Vec<(u32, u32)>,
}

impl Letters {
    /// Letters of `span`, at most `limit` of them.
    pub fn of(text: &str, span: Span, limit: usize) -> Self {
        let inner = span.of(text);
        let mut folding = Folding::new(inner);
        let place = |at: usize, len: usize| {
            let from = span.start + at as u32;
            (from, from + len as u32)
        };
        // Three bytes a letter, about: into room made before, which is fastest.
        let room = limit.min(inner.len() / 3 + 8);
        let mut out = Self { c: vec!['\0'; room], at: vec![(0, 0); room] };
        let mut count = 0;
        for (slot, placed) in out.c.iter_mut().zip(&mut out.at) {
            let Some((c, at, len)) = folding.next() else { break };
            (*slot, *placed) = (c, place(at, len));
            count += 1;
        }
        out.c.truncate(count);
        out.at.truncate(count);
        for (c, at, len) in folding.take(limit - count) {
            out.c.push(c);
            out.at.push(place(at, len));
        }
        out
    }

    /// The first letters of `span`, as many as there is room for in `out`.
    pub fn alone<'o>(text: &str, span: Span, out: &'o mut [char]) -> &'o [char] {
        let mut count = 0;
        for (slot, (c, ..)) in out.iter_mut().zip(Folding::new(span.of(text))) {
            *slot = c;
            count += 1;
        }
        out.get(..count).unwrap_or_default()
    }

    /// The first letter of `span`.
    pub fn first(text: &str, span: Span) -> Option<char> {
        Folding::new(span.of(text)).next().map(|l| l.0)
    }

    /// True when one of the first `limit` letters of `span` ends a sentence.
    pub fn sentence_ends(text: &str, span: Span, limit: usize) -> bool {
        Folding::new(span.of(text)).take(limit).any(|l| ends_sentence(l.0))
    }

    pub fn len(&self) -> usize {
        self.c.len()
    }

    pub fn is_empty(&self) -> bool {
        self.c.is_empty()
    }

    /// Byte range of letters `from..to`; `None` when there are none.
    pub fn span(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.at.get(from)?;
        let last = self.at.get(to.checked_sub(1)?)?;
        (first.0 <= last.1 && from < to).then_some(Span { start: first.0, end: last.1 })
    }

    /// White space stands before letter `at` (two blanks or one ideographic space or line end).
    pub fn gap_before(&self, text: &str, at: usize) -> bool {
        let gap = self.blank_before(text, at);
        gap.chars().count() >= 2 || gap.contains(['\u{3000}', '\n'])
    }

    /// An indent stands before letter `at` (two ideographic spaces, four blanks or a line end).
    pub fn wide_gap_before(&self, text: &str, at: usize) -> bool {
        let gap = self.blank_before(text, at);
        gap.chars().count() >= 4 || gap.contains("\u{3000}\u{3000}") || gap.contains('\n')
    }

    /// The blanks before letter `at`; empty when there are none.
    pub fn blank_before<'t>(&self, text: &'t str, at: usize) -> &'t str {
        let from = at.checked_sub(1).and_then(|b| self.at.get(b)).map_or(0, |a| a.1 as usize);
        let to = self.at.get(at).map_or(from, |a| a.0 as usize);
        text.get(from..to).filter(|b| b.chars().all(is_blank)).unwrap_or_default()
    }

    /// Letters `from..to` as a slice; empty when out of range.
    pub fn slice(&self, from: usize, to: usize) -> &[char] {
        self.c.get(from..to.min(self.c.len())).unwrap_or_default()
    }

    /// Where `word` stands first.
    pub fn find(&self, word: &str) -> Option<Span> {
        let end = self.after(word)?;
        self.span(end - word.chars().count(), end)
    }

    /// The letter behind the first `word`.
    pub fn after(&self, word: &str) -> Option<usize> {
        let n = word.chars().count();
        self.c.windows(n.max(1)).position(|w| w.iter().copied().eq(word.chars())).map(|at| at + n)
    }

    /// The letters as a string, for rules over short stretches.
    pub fn string(&self) -> String {
        self.c.iter().collect()
    }

    /// Letters `from..to` as a string.
    pub fn part(&self, from: usize, to: usize) -> String {
        self.slice(from, to).iter().collect()
    }
}

/// Folds a text: its letters one after the other, each with its first byte and its bytes.
struct Folding<'t> {
    text: &'t str,
    at: usize,
    /// No letter was seen yet.
    start: bool,
}

impl<'t> Folding<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, start: true }
    }
}

impl Iterator for Folding<'_> {
    type Item = (char, usize, usize);

    #[inline]
    fn next(&mut self) -> Option<(char, usize, usize)> {
        // U+4000 to U+9FFF: most letters are such, and need no other question.
        if let [a @ 0xE4..=0xE9, b, c, ..] = *self.text.as_bytes().get(self.at..)? {
            let code = u32::from(a & 0xF) << 12 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F);
            let letter = (simplified(char::from_u32(code)?), self.at, 3);
            (self.at, self.start) = (self.at + 3, false);
            return Some(letter);
        }
        let letter = other(self.text, self.at, self.start)?;
        (self.at, self.start) = (letter.1 + letter.2, false);
        Some(letter)
    }
}

/// The first letter of `text` at or behind byte `at`; `start`: none was before. Takes its state by value,
/// so that the loop around it keeps it in registers.
#[inline(never)]
fn other(text: &str, mut at: usize, start: bool) -> Option<(char, usize, usize)> {
    loop {
        let c = text.get(at..)?.chars().next()?;
        let len = c.len_utf8();
        // The commonest of them.
        if matches!(c, '\u{4000}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' | '0'..='9' | '。' | '、' | '.') {
            return Some((fold(c), at, len));
        }
        let behind = if c == '[' { footnote_mark(text, at) } else { at };
        if behind > at {
            at = behind;
            continue;
        }
        let mark = matches!(c, '*' | '\\' | '¹' | '²' | '³' | '\u{2070}'..='\u{2079}');
        if !(mark || is_blank(c) || (start && matches!(c, '#' | '>' | '_'))) {
            return Some((fold(c), at, len));
        }
        at += len;
    }
}

/// Byte behind the footnote mark (`[^1]`) at `at`; `at` when there is none.
fn footnote_mark(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    if !rest.starts_with("[^") {
        return at;
    }
    rest.char_indices().take(12).find(|(_, c)| *c == ']').map_or(at, |(i, _)| at + i + 1)
}

/// Folds one letter: width, script, quotes.
pub(super) fn fold(c: char) -> char {
    let c = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〞' => '"',
        '‘' | '’' => '\'',
        '﹐' => ',',
        '﹑' => '、',
        '｡' | '﹒' => '。',
        '︰' | '﹕' => ':',
        '﹔' => ';',
        '─' | '—' | '–' | '―' | '━' => '—',
        _ => c,
    };
    simplified(c)
}

/// True for letters that end a sentence.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?')
}

/// True for letters that close what was opened: quotes, brackets.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | '》' | '〉' | '】' | ']' | '}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footnote_marks_are_no_letters() {
        let text = "工作回顾[^12]。";
        let l = Letters::of(text, Span::new(0, text.len()), 99);
        assert_eq!(l.string(), "工作回顾。");
        assert_eq!(l.span(0, 4).map(|s| s.of(text)), Some("工作回顾"));
    }

    #[test]
    fn folds_and_leads_back() {
        let text = "**（一）過　去**「一」年";
        let l = Letters::of(text, Span::new(0, text.len()), 99);
        assert_eq!(l.string(), "(一)过去\"一\"年");
        assert_eq!(l.span(3, 5).map(|s| s.of(text)), Some("過　去"));
        assert_eq!(l.span(5, 5), None);
    }
}
