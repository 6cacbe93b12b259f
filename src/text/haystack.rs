//! A folded copy of a text that is searched again and again, with a sparse map back.

use super::{Span, fold_char};

/// Bytes of folded text between two entries of the map.
const STEP: usize = 512;

/// A text folded once: finding words in it is a search for bytes, and only the hits that are shown
/// are led back to the text.
#[derive(Clone, Debug, Default)]
pub struct Haystack {
    folded: String,
    /// Byte in `folded` and byte in the text of a character, about every [`STEP`] bytes.
    map: Vec<(u32, u32)>,
}

/// Words to look for, folded, ready for any number of texts.
pub struct Needle {
    folded: String,
    finder: memchr::memmem::Finder<'static>,
}

impl Needle {
    /// Bytes of the folded words, which is how far every place of them reaches; at least 1.
    pub fn bytes(&self) -> u32 {
        self.folded.len() as u32
    }

    /// `None` when nothing of `words` counts (blanks, quotes).
    pub fn new(words: &str) -> Option<Self> {
        let folded: String = words.chars().filter_map(fold_char).collect();
        let finder = memchr::memmem::Finder::new(folded.as_bytes()).into_owned();
        (!folded.is_empty()).then_some(Self { folded, finder })
    }
}

impl Haystack {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let mut out = Self { folded: String::with_capacity(text.len()), map: Vec::new() };
        let mut next = 0;
        for (at, c) in text.char_indices() {
            if let Some(f) = fold_char(c) {
                if out.folded.len() >= next {
                    out.map.push((out.folded.len() as u32, at as u32));
                    next = out.folded.len() + STEP;
                }
                out.folded.push(f);
            }
        }
        out.folded.shrink_to_fit();
        out
    }

    /// Places of `needle`, bytes of the folded text, in order, without overlap.
    pub fn find<'a>(&'a self, needle: &'a Needle) -> impl Iterator<Item = u32> + 'a {
        needle.finder.find_iter(self.folded.as_bytes()).map(|at| at as u32)
    }

    /// Leads `length` bytes at a place of [`Haystack::find`] back to `text`, the text this was made of.
    pub fn span(&self, text: &str, at: u32, length: u32) -> Span {
        let k = self.map.partition_point(|m| m.0 <= at);
        let (mut folded, from) = k.checked_sub(1).and_then(|k| self.map.get(k)).copied().unwrap_or_default();
        let end = at.saturating_add(length);
        let mut span: Option<Span> = None;
        for (offset, c) in text.get(from as usize..).unwrap_or_default().char_indices() {
            if folded >= end {
                break;
            }
            let Some(f) = fold_char(c) else { continue };
            if folded >= at {
                let here = from + offset as u32;
                let start = span.map_or(here, |s| s.start);
                span = Some(Span { start, end: here + c.len_utf8() as u32 });
            }
            folded += f.len_utf8() as u32;
        }
        span.unwrap_or(Span { start: from, end: from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_lead_back_whatever_was_folded_away() {
        let long = "无关的话。".repeat(300);
        let text = format!("{long}推进“有事\n先商量”（試點）。{long}有事先商量");
        let hay = Haystack::new(&text);
        let needle = Needle::new(" “有事先商量”").expect("words");
        let found: Vec<&str> =
            hay.find(&needle).map(|at| hay.span(&text, at, needle.bytes()).of(&text)).collect();
        assert_eq!(found, ["有事\n先商量", "有事先商量"]);
        let traditional = Needle::new("(试点)").expect("words");
        let found: Vec<&str> =
            hay.find(&traditional).map(|at| hay.span(&text, at, traditional.bytes()).of(&text)).collect();
        assert_eq!(found, ["（試點）"]);
        assert!(Needle::new("“ ”").is_none());
    }
}
