//! One paragraph prepared for scanning: narrowed characters, their places, and what is masked.

use super::lists::{NAMED, Word};
use crate::text::{Span, narrow, simplified};

/// A paragraph as characters.
pub(super) struct Line<'t> {
    /// The whole text.
    text: &'t str,
    /// Characters with full-width ASCII narrowed, in Simplified script.
    pub chars: Vec<char>,
    /// Byte offset of every character in the whole text, and of the end.
    at: Vec<u32>,
    /// True where a number is part of a name: inside quotes, book marks, fixed phrases.
    pub masked: Vec<bool>,
}

/// Numbered phrases of political language that count nothing in a report.
pub(super) const FIXED: &[&str] = &[
    "八项规定",
    "两个确立",
    "两个维护",
    "两个一百年",
    "两个毫不动摇",
    "两个大局",
    "两个结合",
    "两个积极性",
    "两个文明",
    "两个责任",
    "四个意识",
    "四个自信",
    "四个全面",
    "四个伟大",
    "四个服从",
    "三个代表",
    "三个有利于",
    "三个区分开来",
    "五位一体",
    "三位一体",
    "多位一体",
    "三项机制",
    "十项措施",
    "五项原则",
    "四项基本原则",
    "两手抓",
    "三次产业",
    "两件大事",
    "三大攻坚战",
    "九个坚持",
    "十个坚持",
    "十个明确",
    "十四个坚持",
];

/// Longest quotation that is taken for a name.
const LONGEST_NAME: usize = 24;

impl<'t> Line<'t> {
    /// Prepares the part `span` of `text`.
    pub fn new(text: &'t str, span: Span) -> Self {
        let inner = span.of(text);
        let mut chars = Vec::with_capacity(inner.len() / 3 + 1);
        let mut at = Vec::with_capacity(inner.len() / 3 + 2);
        for (offset, c) in inner.char_indices() {
            chars.push(simplified(narrow(c)));
            at.push(span.start + offset as u32);
        }
        at.push(span.end);
        let masked = vec![false; chars.len()];
        let mut line = Self { text, chars, at, masked };
        line.mask_names();
        line
    }

    /// The character at `i`; a space outside the line.
    pub fn get(&self, i: usize) -> char {
        self.chars.get(i).copied().unwrap_or(' ')
    }

    /// The character `back` places before `i`; a space outside the line.
    pub fn before(&self, i: usize, back: usize) -> char {
        i.checked_sub(back).map_or(' ', |k| self.get(k))
    }

    /// True when `words` stand at `i`.
    pub fn has(&self, i: usize, words: &str) -> bool {
        words.chars().enumerate().all(|(k, c)| self.chars.get(i + k) == Some(&c))
    }

    /// True when `words` end right before `i`.
    pub fn ends(&self, i: usize, words: &str) -> bool {
        i.checked_sub(words.chars().count()).is_some_and(|k| self.has(k, words))
    }

    /// Place of the characters `from..to` in the whole text.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let last = self.at.len() - 1;
        let (from, to) = (from.min(last), to.min(last));
        Span { start: self.at[from], end: self.at[to.max(from)] }
    }

    /// The characters `from..to` as text, ASCII narrowed, in the script of the report.
    pub fn text(&self, from: usize, to: usize) -> String {
        self.span(from, to).of(self.text).chars().map(narrow).collect()
    }

    /// The characters `from..to` as they stand.
    pub fn written(&self, from: usize, to: usize) -> String {
        self.span(from, to).of(self.text).to_owned()
    }

    /// The clause around `i`, without the marks at its ends; at most 160 characters each way.
    pub fn clause(&self, i: usize) -> (usize, usize) {
        let mut from = i;
        while from > 0 && i - from < 160 && !self.ends_clause(from - 1) {
            from -= 1;
        }
        let mut to = i;
        while to < self.chars.len() && to - i < 160 && !self.ends_clause(to) {
            to += 1;
        }
        let blank = |c: char| crate::text::is_blank(c) || matches!(c, '—' | '-' | '*' | '#');
        while from < i && blank(self.get(from)) {
            from += 1;
        }
        while to > i && crate::text::is_blank(self.get(to - 1)) {
            to -= 1;
        }
        (from, to)
    }

    /// A clause ends at comma, colon, semicolon, full stop – not at the comma of 1,000, the colon
    /// of 8:40:52, or inside a name.
    fn ends_clause(&self, i: usize) -> bool {
        let c = self.get(i);
        match c {
            '。' | '!' | '?' | ';' | '\n' => true,
            ',' | ':' => {
                let digit = |k: usize| self.get(k).is_ascii_digit();
                let thousands = (1..=3).all(|k| digit(i + k)) && !digit(i + 4);
                let inside = i > 0 && digit(i - 1) && digit(i + 1) && (c == ':' || thousands);
                !inside && !self.masked[i]
            }
            _ => false,
        }
    }

    /// True when a sentence ends between `from` and `to`.
    pub fn sentence_ends(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| matches!(self.get(i), '。' | '!' | '?' | ';'))
    }

    fn mask_names(&mut self) {
        let mut i = 0;
        let mut straight = None;
        while i < self.chars.len() {
            let c = self.chars[i];
            let close = match c {
                '“' => '”',
                '‘' => '’',
                '《' => '》',
                '〈' => '〉',
                '「' => '」',
                '『' => '』',
                '〔' => '〕',
                '"' => {
                    straight = match straight {
                        None => Some(i),
                        Some(open) => {
                            self.mask(open, i + 1);
                            None
                        }
                    };
                    i += 1;
                    continue;
                }
                _ => ' ',
            };
            if close != ' ' {
                let end =
                    (i + 1..self.chars.len().min(i + 2 + LONGEST_NAME * 2)).find(|&k| self.chars[k] == close);
                if let Some(end) = end
                    && (end - i <= LONGEST_NAME || c == '《')
                {
                    self.mask(i, end + 1);
                    i = end;
                }
            }
            i += 1;
        }
        for i in 0..self.chars.len() {
            let phrase = NAMED.at(self, i).next().map(Word::len);
            if let Some(n) = phrase {
                self.mask(i, i + n);
            }
        }
    }

    /// Numbers in `from..to` do not count.
    pub fn mask(&mut self, from: usize, to: usize) {
        for m in self.masked.iter_mut().take(to).skip(from) {
            *m = true;
        }
    }

    /// Numbers in the bytes of `span` do not count.
    pub fn mask_span(&mut self, span: Span) {
        let from = self.at.partition_point(|&a| a < span.start);
        let to = self.at.partition_point(|&a| a < span.end).min(self.chars.len());
        if from < to {
            self.mask(from, to);
        }
    }
}
