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
    pub(super) fn of_clicks(clicks: u32) -> Self {
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
            LazyCell::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    }
    SEGMENTER.with(|segmenter| segmenter.segment_str(text).collect())
}

/// Directions of Shift+arrow that need no lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Left,
    Right,
    WordLeft,
    WordRight,
}

/// Byte after one step from `at`.
pub(super) fn step(content: &dyn Content, at: usize, step: Step) -> usize {
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
