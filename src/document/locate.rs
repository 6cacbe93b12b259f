//! Finds anchors in a text that changed.

use std::cell::{Cell, OnceCell};

use memchr::memmem;

use super::Anchor;
use super::anchor::{AROUND, QUOTE, last_chars};
use crate::text::{Span, fold_char};

/// More places with the same words than this are not weighed.
const MAX_PLACES: usize = 2000;
/// Characters of a quotation that are enough to know a place by.
const TELLING: usize = 8;
/// Where passages are looked for first, in characters to both sides.
const NEAR: usize = 4000;
/// Characters of neighbours that make a place sure.
const SURE: usize = 3;

/// Finds anchors in one text; the text is folded once, and only when an anchor is out of place.
#[derive(Debug)]
pub struct Locator<'t> {
    text: &'t str,
    folded: OnceCell<FoldedText>,
    /// How far the passage found last had moved, in folded characters.
    drift: Cell<isize>,
}

/// Folded text with maps from its bytes to its characters and to the original.
#[derive(Debug)]
struct FoldedText {
    text: String,
    /// Byte in `text` of every character.
    starts: Vec<u32>,
    /// Byte in the original of every character; one more for the end.
    at: Vec<u32>,
}

/// A place that may be the anchor's: folded characters `from..to`, and how much speaks for it.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    from: usize,
    to: usize,
    around: usize,
}

impl FoldedText {
    fn new(text: &str) -> Self {
        let mut out = Self { text: String::with_capacity(text.len()), starts: Vec::new(), at: Vec::new() };
        for (at, c) in text.char_indices() {
            if let Some(c) = fold_char(c) {
                out.starts.push(out.text.len() as u32);
                out.at.push(at as u32);
                out.text.push(c);
            }
        }
        out.at.push(text.len() as u32);
        out
    }

    /// Index of the character at or after byte `byte` of the folded text.
    fn index(&self, byte: usize) -> usize {
        self.starts.partition_point(|&s| (s as usize) < byte)
    }

    /// Index of the character at or after byte `byte` of the original.
    fn index_of_original(&self, byte: usize) -> usize {
        self.at.partition_point(|&a| (a as usize) < byte).min(self.starts.len())
    }

    /// Ranges of characters where the folded words `needle` stand.
    fn find(&self, needle: &str) -> Vec<(usize, usize)> {
        self.find_in(needle, 0, self.starts.len())
    }

    /// The same between the characters `from` and `to`.
    fn find_in(&self, needle: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
        let byte = |i: usize| self.starts.get(i).map_or(self.text.len(), |&s| s as usize);
        let start = byte(from);
        let Some(hay) = self.text.as_bytes().get(start..byte(to)).filter(|_| !needle.is_empty()) else {
            return Vec::new();
        };
        memmem::find_iter(hay, needle)
            .take(MAX_PLACES)
            .map(|at| (self.index(start + at), self.index(start + at + needle.len())))
            .collect()
    }

    /// The folded text before character `i`.
    fn before(&self, i: usize) -> &str {
        let end = self.starts.get(i).map_or(self.text.len(), |&s| s as usize);
        self.text.get(..end).unwrap_or_default()
    }

    /// The folded text from character `i` on.
    fn after(&self, i: usize) -> &str {
        let start = self.starts.get(i).map_or(self.text.len(), |&s| s as usize);
        self.text.get(start..).unwrap_or_default()
    }
}

/// `text` as it is matched.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

impl<'t> Locator<'t> {
    /// For anchors in `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, folded: OnceCell::new(), drift: Cell::new(0) }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where the passage of `anchor` stands now; `None` if its words are gone.
    pub fn locate(&self, anchor: &Anchor) -> Option<Span> {
        anchor.in_place(self.text).or_else(|| self.search(anchor))
    }

    /// `anchor` made anew for this text; as it was when its words are gone.
    pub fn renew(&self, anchor: &Anchor) -> Anchor {
        self.locate(anchor).map_or_else(|| anchor.clone(), |span| Anchor::new(self.text, span))
    }

    fn search(&self, anchor: &Anchor) -> Option<Span> {
        let text = self.folded.get_or_init(|| FoldedText::new(self.text));
        let quote = folded(&anchor.quote);
        let count = quote.chars().count();
        // Text around a change moves together: look there before looking everywhere.
        let hint = text.index_of_original(anchor.start as usize);
        let guess = hint.saturating_add_signed(self.drift.get());
        let near = text.find_in(&quote, guess.saturating_sub(NEAR), (guess + NEAR).min(text.starts.len()));
        if let Some(best) = Self::best(text, anchor, &near).filter(|c| c.around >= TELLING) {
            return Some(self.span(text, anchor, best));
        }
        let whole = text.find(&quote);
        let sure = |c: &Candidate, places: usize| {
            count >= TELLING
                || c.around >= SURE
                || (anchor.before.is_empty() && anchor.after.is_empty())
                || (places == 1 && count * 2 >= TELLING)
        };
        if let Some(best) = Self::best(text, anchor, &whole).filter(|c| sure(c, whole.len())) {
            self.drift.set(best.from.cast_signed() - hint.cast_signed());
            return Some(self.span(text, anchor, best));
        }
        self.search_pieces(text, anchor, &quote)
    }

    /// For a quotation that was edited: its longest beginning or end that still stands.
    fn search_pieces(&self, text: &FoldedText, anchor: &Anchor, quote: &str) -> Option<Span> {
        let chars: Vec<char> = quote.chars().collect();
        for size in [24, 16, 12] {
            if chars.len() < size + 4 {
                continue;
            }
            let head: String = chars.iter().take(size).collect();
            let places = text.find(&head);
            if let Some(best) = Self::best(text, anchor, &places)
                && (places.len() == 1 || best.around >= SURE)
            {
                return Some(self.span(text, anchor, best));
            }
            let end: String = chars.iter().skip(chars.len() - size).collect();
            let places = text.find(&end);
            if let [(from, to)] = places[..] {
                let from = Self::start_before(text, anchor, from, chars.len()).unwrap_or(from);
                return Some(self.span(text, anchor, Candidate { from, to, around: 0 }));
            }
        }
        None
    }

    /// Where the passage starts when only its words at `found` are known: after its old
    /// neighbours, if they stand near enough before.
    fn start_before(text: &FoldedText, anchor: &Anchor, found: usize, reach: usize) -> Option<usize> {
        let before = folded(&anchor.before);
        if before.chars().count() < SURE {
            return None;
        }
        let at = memmem::rfind(text.before(found).as_bytes(), before.as_bytes())?;
        let start = text.index(at + before.len());
        (found - start <= reach * 2).then_some(start)
    }

    /// The place with most of the old neighbours around it, then the nearest.
    fn best(text: &FoldedText, anchor: &Anchor, places: &[(usize, usize)]) -> Option<Candidate> {
        let (before, after) = (folded(&anchor.before), folded(&anchor.after));
        let hint = text.index_of_original(anchor.start as usize);
        // What follows is known only when the quotation is the whole passage.
        let short = anchor.tail.is_empty();
        places
            .iter()
            .map(|&(from, to)| {
                let mut around = common_end(text.before(from), &before);
                if short {
                    around += common_start(text.after(to), &after);
                }
                Candidate { from, to, around }
            })
            .max_by_key(|c| (c.around, std::cmp::Reverse(c.from.abs_diff(hint))))
    }

    /// The bytes of a found place, to the end of the passage.
    fn span(&self, text: &FoldedText, anchor: &Anchor, place: Candidate) -> Span {
        let mut start = text.at[place.from.min(text.at.len() - 1)] as usize;
        // Quotation marks and blanks are not in the folded text: take as many as there were.
        let lead = anchor.quote.chars().take_while(|&c| fold_char(c).is_none()).count();
        for c in self.text.get(..start).unwrap_or_default().chars().rev().take(lead) {
            if fold_char(c).is_some() {
                break;
            }
            start -= c.len_utf8();
        }
        let exact = start + anchor.byte_len();
        let stands = |end: usize| {
            self.text
                .get(start..end)
                .is_some_and(|t| t.starts_with(&anchor.quote) && t.ends_with(&anchor.tail))
        };
        let end = if stands(exact) { exact } else { self.end(text, anchor, place, start) };
        Span::new(start, end.max(start))
    }

    /// Byte after the passage that starts at byte `start`: known by its last words, else by what
    /// stood after it.
    fn end(&self, text: &FoldedText, anchor: &Anchor, place: Candidate, start: usize) -> usize {
        let quote = folded(&anchor.quote);
        let whole = place.to - place.from == quote.chars().count();
        if whole && anchor.tail.is_empty() {
            return self.end_after(text, place.to, &anchor.quote);
        }
        let last = if anchor.tail.is_empty() { &anchor.quote } else { &anchor.tail };
        let hint = text.index_of_original(start.saturating_add(anchor.byte_len()));
        let reach = hint.saturating_sub(place.from) / 2 + 200;
        let nearest = |places: Vec<usize>| {
            let near = |to: &usize| *to >= place.to && to.abs_diff(hint) <= reach;
            places.into_iter().filter(near).min_by_key(|to| to.abs_diff(hint))
        };
        let stop = (hint + reach + QUOTE).min(text.starts.len());
        let here = |words: &str| text.find_in(words, place.from, stop);
        let words = folded(last);
        for size in [AROUND, 8, 5] {
            let ends = here(&last_chars(&words, size));
            if let Some(to) = nearest(ends.into_iter().map(|(_, to)| to).collect()) {
                return self.end_after(text, to, last);
            }
        }
        let after = folded(&anchor.after);
        if after.chars().count() >= SURE
            && let Some(to) = nearest(here(&after).into_iter().map(|(from, _)| from).collect())
        {
            return self.end_after(text, to, "");
        }
        self.end_after(text, place.to, &anchor.quote)
    }

    /// Byte after folded character `to - 1`, and after as many marks that do not count as `words`
    /// ended with.
    fn end_after(&self, text: &FoldedText, to: usize, words: &str) -> usize {
        let Some(&last) = to.checked_sub(1).and_then(|i| text.at.get(i)) else { return 0 };
        let rest = self.text.get(last as usize..).unwrap_or_default();
        let mut end = last as usize + rest.chars().next().map_or(0, char::len_utf8);
        let marks = words.chars().rev().take_while(|&c| fold_char(c).is_none()).count();
        for c in self.text.get(end..).unwrap_or_default().chars().take(marks) {
            if fold_char(c).is_some() {
                break;
            }
            end += c.len_utf8();
        }
        end
    }
}

fn common_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(text: &str, words: &str) -> Anchor {
        let at = text.find(words).unwrap();
        Anchor::new(text, Span::new(at, at + words.len()))
    }

    fn found<'t>(anchor: &Anchor, text: &'t str) -> Option<&'t str> {
        anchor.locate(text).map(|s| s.of(text))
    }

    #[test]
    fn found_again_after_the_text_moved() {
        let text = "开头。规范“有事先商量”实践。结尾";
        let at = anchor(text, "规范“有事先商量”实践");
        assert_eq!(at.locate(text), Some(Span::new(9, 42)));
        assert_eq!(found(&at, "新的开头很长很长。规范有事先商量实践。结尾"), Some("规范有事先商量实践"));
        assert_eq!(found(&at, "别的文字"), None);
    }

    #[test]
    fn quotation_marks_at_the_ends_come_along() {
        let at = anchor("推进“站家建设”工作", "“站家建设”");
        assert_eq!(found(&at, "继续推进「站家建设」工作"), Some("「站家建设」"));
        assert_eq!(found(&at, "继续推进站家建设工作"), Some("站家建设"));
    }

    #[test]
    fn neighbours_tell_the_same_words_apart() {
        let text = "一是文化。加强协商。二是生态。加强协商。三是民生。";
        let second = text.rfind("加强协商").unwrap();
        let at = Anchor::new(text, Span::new(second, second + 12));
        let moved = format!("{}{text}", "新增的话语。".repeat(9));
        assert_eq!(at.locate(&moved).map(Span::start), moved.rfind("加强协商"));
        // The other one alone is another passage.
        assert_eq!(found(&at, "一是文化。加强协商。四是"), Some("加强协商"));
        assert_eq!(found(&at, "加强。加强协商商"), Some("加强协商"));
    }

    #[test]
    fn short_words_elsewhere_are_not_taken_for_the_passage() {
        let at = anchor("大力推动产业升级", "推动");
        assert_eq!(found(&at, "各方面都推动了工作"), None);
    }

    #[test]
    fn an_edited_passage_is_found_by_what_is_left() {
        let text = "前文在此结束。提高政治站位。坚持把学习放在首位,完善学习制度,组织专题辅导二十场,带动全员参与,形成常态长效机制,推动工作开展。后文";
        let at = anchor(
            text,
            "提高政治站位。坚持把学习放在首位,完善学习制度,组织专题辅导二十场,带动全员参与,形成常态长效机制,推动工作开展。",
        );
        let edited = text.replace("提高政治站位", "提升站位").replace("前文", "很长的前文");
        assert_eq!(
            found(&at, &edited),
            Some(
                "提升站位。坚持把学习放在首位,完善学习制度,组织专题辅导二十场,带动全员参与,形成常态长效机制,推动工作开展。"
            )
        );
        let grown = text.replace("组织专题", "组织了好多次专题");
        assert!(found(&at, &grown).is_some_and(|t| t.ends_with("推动工作开展。")));
    }

    #[test]
    fn a_quotation_alone_is_enough() {
        let at = Anchor { quote: "协商民主".into(), ..Anchor::default() };
        assert_eq!(found(&at, "发展全过程协商民主"), Some("协商民主"));
    }
}
