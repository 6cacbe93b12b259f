//! Words for a difference: Chinese segmentation, with figures and formulations whole.

use std::sync::LazyLock;

use crate::text::{Folded, Span, fold, is_han, words};

/// Work (characters × formulations) above which the rarest case, a passage of megabytes with thousands
/// of quoted terms, is cut without regard to further formulations.
const MOST_WORK: usize = 20_000_000;

/// Names and formulas in no quotation marks.
const NAMES: &str = include_str!("../../assets/words/names.txt");

/// The lines of [`NAMES`], folded.
static FIXED: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let lines = NAMES.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    lines.map(|l| fold(l, 0).chars).collect()
});

/// Words of a passage. Every byte of the passage belongs to one.
pub(super) struct Tokens {
    /// What is compared: folded characters.
    pub(super) keys: Vec<Vec<char>>,
    /// Where the words begin, and the end of the last.
    ends: Vec<usize>,
}

impl Tokens {
    /// Place of word `i`.
    pub(super) fn span(&self, i: usize) -> Span {
        let at = |i: usize| self.ends.get(i).copied().unwrap_or_default();
        Span::new(at(i), at(i + 1).max(at(i)))
    }
}

/// Words of `span`; each of the (folded) `formulations`, and each well-known name, is one word wherever
/// it stands.
pub(super) fn tokens(text: &str, span: Span, formulations: &[Vec<char>]) -> Tokens {
    let folded = fold(span.of(text), span.start());
    let count = folded.chars.len();
    let mut edge = vec![false; count + 1];
    edge[0] = true;
    edge[count] = true;
    let mut i = 0;
    for word in words(text, span) {
        while i < count && (folded.at[i] as usize) < word.end() {
            i += 1;
        }
        edge[i] = true;
    }
    for (from, to) in figures(&folded.chars, &edge).into_iter().chain(spelled(&folded.chars, formulations)) {
        edge[from] = true;
        edge[to] = true;
        edge[from + 1..to].fill(false);
    }
    cut(text, span, &folded, &edge)
}

fn cut(text: &str, span: Span, folded: &Folded, edge: &[bool]) -> Tokens {
    let mut out = Tokens { keys: Vec::new(), ends: vec![span.start()] };
    let mut from = 0;
    for to in (1..edge.len()).filter(|&i| edge[i]) {
        out.keys.push(folded.chars[from..to].to_vec());
        let end = match folded.at.get(to) {
            Some(&next) if to < folded.chars.len() => {
                between(text, Span::new(folded.ends[to - 1] as usize, next as usize))
            }
            _ => span.end(),
        };
        out.ends.push(end);
        from = to;
    }
    if out.keys.is_empty() && !span.is_empty() {
        // Nothing but blanks and quotes.
        out.keys.push(Vec::new());
        out.ends.push(span.end());
    }
    out
}

/// Where two words part that are divided by `gap`: before the first opening quote. Straight quotes
/// stay with the word before.
fn between(text: &str, gap: Span) -> usize {
    gap.of(text).find(['“', '‘', '「', '『', '﹁', '﹃']).map_or(gap.end(), |at| gap.start() + at)
}

/// Figures with their units: ranges of characters.
fn figures(chars: &[char], edge: &[bool]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if !chars[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let from = i;
        let inside = |k: usize| {
            let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
            digit(k) || (matches!(chars.get(k), Some('.' | ',' | '-' | '~' | '/' | ':')) && digit(k + 1))
        };
        while inside(i) {
            i += 1;
        }
        while chars.get(i).is_some_and(|c| "%‰余多几万亿千百十".contains(*c)) {
            i += 1;
        }
        let percent = chars.get(i - 1).is_some_and(|c| matches!(c, '%' | '‰'));
        // The unit: one word of one or two Han characters.
        if !percent && chars.get(i).copied().is_some_and(is_han) {
            let end = (i + 1..=chars.len()).find(|&k| edge[k]).unwrap_or(i);
            let han = chars[i..end].iter().all(|&c| is_han(c));
            i = if end <= i + 2 && han { end } else { i };
        }
        out.push((from, i));
    }
    out
}

/// Where formulations stand, longest first, without overlap.
fn spelled(chars: &[char], formulations: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut order: Vec<&Vec<char>> = formulations.iter().chain(&*FIXED).filter(|f| f.len() >= 2).collect();
    order.sort_by_key(|f| std::cmp::Reverse(f.len()));
    let mut taken = vec![false; chars.len()];
    let mut out = Vec::new();
    order.truncate(MOST_WORK / chars.len().max(1));
    for formulation in order {
        let size = formulation.len();
        for (at, window) in chars.windows(size).enumerate() {
            if window == formulation.as_slice() && !taken[at..at + size].contains(&true) {
                taken[at..at + size].fill(true);
                out.push((at, at + size));
            }
        }
    }
    out
}
