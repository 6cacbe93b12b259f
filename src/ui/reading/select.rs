//! Selection over the whole text: two byte offsets, grown by characters, words, sentences or
//! paragraphs.

use std::cell::LazyCell;
use std::ops::Range;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::content::Content;
use super::scroll::slot_of;
use crate::text::{Span, is_blank, sentences};

/// What a selection grows by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Characters (a press and a drag).
    #[default]
    Char,
    /// Words, as a dictionary cuts Chinese (two clicks).
    Word,
    /// Sentences (three clicks).
    Sentence,
    /// Paragraphs (four clicks).
    Paragraph,
}

impl Unit {
    /// The unit for `clicks` clicks in a row.
    pub fn of_clicks(clicks: u32) -> Self {
        [Self::Char, Self::Word, Self::Sentence, Self::Paragraph][(clicks.max(1) as usize - 1) % 4]
    }
}

/// Two ends in bytes of the whole text; the anchor stays, the focus moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: usize,
    /// Where it is being dragged.
    pub focus: usize,
    /// What it grows by.
    pub unit: Unit,
    /// The unit it began with.
    origin: (usize, usize),
}

impl Selection {
    /// From `anchor` to `focus`, growing by characters.
    pub fn new(anchor: usize, focus: usize) -> Self {
        Self { anchor, focus, unit: Unit::Char, origin: (anchor, anchor) }
    }

    /// The unit at byte `at`.
    pub fn of_unit(content: &dyn Content, at: usize, unit: Unit) -> Self {
        let found = unit_at(content, at, unit);
        Self { anchor: found.start, focus: found.end, unit, origin: (found.start, found.end) }
    }

    /// The selected bytes in order.
    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.focus)..self.anchor.max(self.focus)
    }

    /// Moves the focus to byte `at`, by whole units; the first unit stays selected.
    pub fn extend(&mut self, content: &dyn Content, at: usize) {
        if self.unit == Unit::Char {
            self.focus = at;
            return;
        }
        let found = unit_at(content, at, self.unit);
        if found.start < self.origin.0 {
            (self.anchor, self.focus) = (self.origin.1, found.start);
        } else {
            (self.anchor, self.focus) = (self.origin.0, found.end.max(self.origin.1));
        }
    }
}

/// Bytes around a place that are looked at for words and sentences.
const WINDOW: usize = 6 * 1024;

/// The unit of `content` that holds byte `at`.
pub(super) fn unit_at(content: &dyn Content, at: usize, unit: Unit) -> Range<usize> {
    if content.is_empty() {
        return at..at;
    }
    let span = content.span(slot_of(content, at).0);
    let at = at.clamp(span.start(), span.end());
    let text = content.text();
    match unit {
        Unit::Char => at..at,
        Unit::Paragraph => span.start()..span.end(),
        Unit::Sentence => {
            let near = window(text, span, at);
            let found = sentences(text, near).into_iter().find(|s| at < s.end() || s.end() == near.end());
            found.map_or(at..at, |s| {
                let s = s.trimmed(text);
                s.start()..s.end()
            })
        }
        Unit::Word => {
            let near = window(text, span, at);
            let bounds = words(near.of(text));
            let place = at - near.start();
            let next = bounds.partition_point(|&b| b <= place).clamp(1, bounds.len().max(2) - 1);
            match (bounds.get(next - 1), bounds.get(next)) {
                (Some(a), Some(b)) => near.start() + a..near.start() + b,
                _ => at..at,
            }
        }
    }
}

/// The part of `span` near byte `at`, from sentence end to sentence end where it must be cut.
fn window(text: &str, span: Span, at: usize) -> Span {
    if span.len() <= 2 * WINDOW {
        return span;
    }
    let from = text.floor_char_boundary(at.saturating_sub(WINDOW).max(span.start()));
    let to = text.ceil_char_boundary((at + WINDOW).min(span.end()));
    Span::new(from, to)
}

/// Word boundaries of `text` in bytes, 0 and the length among them.
pub(super) fn words(text: &str) -> Vec<usize> {
    thread_local! {
        static SEGMENTER: LazyCell<WordSegmenterBorrowed<'static>> =
            LazyCell::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));
    }
    SEGMENTER.with(|segmenter| segmenter.segment_str(text).collect())
}

/// Directions of Shift+arrow that need no lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A character back.
    Left,
    /// A character on.
    Right,
    /// To the beginning of a word.
    WordLeft,
    /// To the end of a word.
    WordRight,
}

/// Byte after one step from `at`.
pub fn step(content: &dyn Content, at: usize, step: Step) -> usize {
    if content.is_empty() {
        return at;
    }
    let para = slot_of(content, at).0;
    let span = content.span(para);
    let text = content.text();
    let at = at.clamp(span.start(), span.end());
    match step {
        Step::Right | Step::WordRight if at >= span.end() => {
            if para + 1 < content.len() {
                content.span(para + 1).start()
            } else {
                at
            }
        }
        Step::Left | Step::WordLeft if at <= span.start() => {
            para.checked_sub(1).map_or(at, |up| content.span(up).end())
        }
        Step::Right => {
            let rest = text.get(at..span.end()).unwrap_or_default();
            let mut chars = rest.chars();
            let first = chars.next().map_or(0, char::len_utf8);
            // Marks that combine with the letter and hidden characters go with it.
            at + first + chars.take_while(|&c| hidden(c)).map(char::len_utf8).sum::<usize>()
        }
        Step::Left => {
            let head = text.get(span.start()..at).unwrap_or_default();
            let mut taken = 0;
            for c in head.chars().rev() {
                taken += c.len_utf8();
                if !hidden(c) {
                    break;
                }
            }
            at - taken
        }
        Step::WordRight | Step::WordLeft => {
            let near = window(text, span, at);
            let place = at - near.start();
            let bounds = words(near.of(text));
            let solid = |&(a, b): &(usize, usize)| {
                near.of(text).get(a..b).is_some_and(|word| !word.chars().all(is_blank))
            };
            let mut pairs =
                bounds.windows(2).filter_map(|w| Some((*w.first()?, *w.get(1)?))).filter(|p| solid(p));
            if step == Step::WordRight {
                pairs.find(|&(_, b)| b > place).map_or(near.end(), |(_, b)| near.start() + b)
            } else {
                pairs.take_while(|&(a, _)| a < place).last().map_or(near.start(), |(a, _)| near.start() + a)
            }
        }
    }
}

fn hidden(c: char) -> bool {
    super::super::layout::Class::of(c) == super::super::layout::Class::Zero
}

#[cfg(test)]
mod tests {
    use super::super::content::{Block, Mark, Sign};
    use super::*;

    struct Lines(&'static str, Vec<Span>);

    impl Lines {
        fn new(text: &'static str) -> Self {
            let mut at = 0;
            let spans = text.split('\n').map(|line| {
                let span = Span::new(at, at + line.len());
                at += line.len() + 1;
                span
            });
            Self(text, spans.collect())
        }

        fn range(&self, range: Range<usize>) -> &str {
            self.0.get(range).unwrap()
        }
    }

    impl Content for Lines {
        fn name(&self) -> String {
            String::new()
        }
        fn text(&self) -> &str {
            self.0
        }
        fn len(&self) -> usize {
            self.1.len()
        }
        fn span(&self, i: usize) -> Span {
            self.1[i]
        }
        fn block(&self, _: usize) -> Block {
            Block::default()
        }
        fn marks(&self, _: Span, _: &mut Vec<Mark>) {}
        fn signs(&self, _: Span, _: &mut Vec<Sign>) {}
        fn revision(&self) -> u64 {
            0
        }
    }

    #[test]
    fn units_at_a_place() {
        let text = Lines::new("坚持以人民为中心。GDP增长5.5%，很好！\n第二段没有句号");
        let at = text.0.find('民').unwrap();
        assert_eq!(text.range(unit_at(&text, at, Unit::Word)), "人民");
        assert_eq!(text.range(unit_at(&text, at, Unit::Sentence)), "坚持以人民为中心。");
        assert_eq!(text.range(unit_at(&text, text.0.find('D').unwrap(), Unit::Word)), "GDP");
        assert_eq!(text.range(unit_at(&text, text.0.find(".5").unwrap(), Unit::Word)), "5.5");
        assert_eq!(text.range(unit_at(&text, text.0.len(), Unit::Sentence)), "第二段没有句号");
        assert_eq!(text.range(unit_at(&text, text.0.len(), Unit::Paragraph)), "第二段没有句号");
    }

    #[test]
    fn dragging_words_keeps_the_first_one() {
        let text = Lines::new("坚持以人民为中心的发展思想");
        let at = |c: char| text.0.find(c).unwrap();
        let mut selection = Selection::of_unit(&text, at('民'), Unit::Word);
        selection.extend(&text, at('思'));
        assert_eq!(text.range(selection.range()), "人民为中心的发展思想");
        selection.extend(&text, at('持'));
        assert_eq!(text.range(selection.range()), "坚持以人民");
    }

    #[test]
    fn steps_cross_paragraphs_and_stop_at_the_ends() {
        let text = Lines::new("一e\u{301}\n人民团体");
        let mut at = 0;
        let mut seen = Vec::new();
        for _ in 0..9 {
            at = step(&text, at, Step::Right);
            seen.push(at);
        }
        assert_eq!(seen, [3, 6, 7, 10, 13, 16, 19, 19, 19]);
        for want in [16, 13, 10, 7, 6, 3, 0, 0] {
            at = step(&text, at, Step::Left);
            assert_eq!(at, want);
        }
        assert_eq!(step(&text, 7, Step::WordRight), 13);
        assert_eq!(step(&text, 19, Step::WordLeft), 13);
    }
}
