//! The running text of a report, folded, with quotes remembered and a map back.

use crate::facts::Mention;
use crate::report::{ParagraphKind, Report, Role};
use crate::text::{Span, fold_char, simplified};

/// Folded text of all paragraphs that count, one `\n` between them.
pub(super) struct Text<'a> {
    source: &'a str,
    /// Folded characters.
    pub chars: Vec<char>,
    /// Byte offset of each.
    at: Vec<u32>,
    /// Ranges of folded characters that stand in quotes, in order of their end.
    pub quotes: Vec<Quote>,
    /// For each folded character whether an opening quote stands right before it (bit 0) and a
    /// closing one right after it (bit 1).
    pub marks: Vec<u8>,
    /// First folded character of each paragraph and its role.
    roles: Vec<(usize, Role)>,
}

/// A quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    /// First folded character.
    pub start: usize,
    /// Folded character after the last.
    pub end: usize,
    /// In 《》.
    pub work: bool,
}

/// The paragraphs of `report` whose formulations count, in order, with the roles of their parts.
pub(crate) fn counted(report: &Report) -> Vec<(Span, Role)> {
    let role = |part: usize| report.parts.get(part).map_or(Role::Other, |p| p.role);
    let skip = |kind| {
        matches!(
            kind,
            ParagraphKind::Title | ParagraphKind::Byline | ParagraphKind::Furniture | ParagraphKind::Note
        )
    };
    let all = report.paragraphs.iter().filter(|p| !skip(p.kind)).map(|p| (p.span, role(p.part)));
    all.filter(|(_, role)| !matches!(role, Role::Furniture | Role::Appendix)).collect()
}

impl<'a> Text<'a> {
    /// Folds what counts of `report`.
    pub fn new(report: &'a Report) -> Self {
        Self::of(report.text(), &counted(report))
    }

    /// Folds the paragraphs `runs` of `source`.
    pub fn of(source: &'a str, runs: &[(Span, Role)]) -> Self {
        let mut text = Self {
            source,
            chars: Vec::with_capacity(source.len() / 3),
            at: Vec::with_capacity(source.len() / 3),
            quotes: Vec::new(),
            marks: Vec::with_capacity(source.len() / 3),
            roles: Vec::new(),
        };
        for &(span, role) in runs {
            text.roles.push((text.chars.len(), role));
            text.paragraph(span);
        }
        text
    }

    fn push(&mut self, c: char, at: u32) {
        self.chars.push(c);
        self.at.push(at);
        self.marks.push(0);
    }

    fn paragraph(&mut self, span: Span) {
        let mut open: Vec<(char, usize)> = Vec::new();
        for (offset, c) in span.of(self.source).char_indices() {
            let here = self.chars.len();
            match c {
                '“' | '‘' | '「' | '『' | '《' | '〈' => open.push((c, here)),
                '”' | '’' | '」' | '』' | '》' | '〉' => {
                    if let Some((o, start)) = open.pop() {
                        self.quote(start, here, matches!(o, '《' | '〈'));
                    }
                }
                '"' => match open.iter().rposition(|o| o.0 == '"') {
                    Some(k) => {
                        let start = open[k].1;
                        open.truncate(k);
                        self.quote(start, here, false);
                    }
                    None => open.push((c, here)),
                },
                _ => {}
            }
            if let Some(f) = fold_char(c) {
                self.push(simplified(f), span.start + offset as u32);
            }
        }
        self.push('\n', span.end);
    }

    fn quote(&mut self, start: usize, end: usize, work: bool) {
        // 《 and 》 are kept by folding, quotes are not.
        let start = if work { start + 1 } else { start };
        if start < end {
            self.quotes.push(Quote { start, end, work });
            if !work {
                self.marks[start] |= 1;
                self.marks[end - 1] |= 2;
            }
        }
    }

    /// The character at `i`; a line end outside.
    pub fn get(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or('\n')
    }

    /// The character `back` places before `i`.
    pub fn before(&self, i: usize, back: usize) -> char {
        i.checked_sub(back).map_or('\n', |k| self.get(k))
    }

    /// True when `words` end right before `i`.
    pub fn ends(&self, i: usize, words: &str) -> bool {
        let n = words.chars().count();
        i >= n && words.chars().enumerate().all(|(k, c)| self.chars.get(i - n + k) == Some(&c))
    }

    /// Place in the source of the folded characters `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.at.get(start).copied().unwrap_or(0);
        let last = self.at.get(end.saturating_sub(1)).copied().unwrap_or(from);
        let len = self.source.get(last as usize..).and_then(|s| s.chars().next()).map_or(0, char::len_utf8);
        Span { start: from, end: (last + len as u32).max(from) }
    }

    /// A find as a [`Mention`].
    pub fn mention(&self, start: usize, end: usize) -> Mention {
        let k = self.roles.partition_point(|r| r.0 <= start);
        let role = k.checked_sub(1).and_then(|k| self.roles.get(k)).map_or(Role::Other, |r| r.1);
        Mention { span: self.span(start, end), role }
    }

    /// The words as found, without quotes and blanks.
    pub fn shown(&self, start: usize, end: usize) -> String {
        let words = self.span(start, end).of(self.source);
        words.chars().filter(|c| fold_char(*c).is_some()).collect()
    }
}
