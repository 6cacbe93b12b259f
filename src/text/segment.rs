//! Words of Chinese text.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::Span;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_auto(WordBreakInvariantOptions::default()));

/// Words of the part `span` of `text`, in order, covering it without gaps: Chinese by the dictionary
/// of ICU (Unicode's word break rules, UAX #29, for all else); marks and blanks are words of their
/// own.
pub fn words(text: &str, span: Span) -> Vec<Span> {
    let part = span.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    for end in SEGMENTER.segment_str(part).filter(|&b| b > 0) {
        out.push(Span::new(span.start() + start, span.start() + end));
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_cut_into_words() {
        let text = "前。积极推进协商民主建设，新增500个";
        let span = Span::new("前。".len(), text.len());
        let got = words(text, span);
        let shown: Vec<&str> = got.iter().map(|s| s.of(text)).collect();
        assert!(shown.contains(&"积极") && shown.contains(&"500"), "{shown:?}");
        assert_eq!(shown.concat(), "积极推进协商民主建设，新增500个");
        assert!(words(text, Span::new(3, 3)).is_empty());
    }
}
