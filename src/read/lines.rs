//! Plain text to blocks: a line is a paragraph, unless the file was wrapped by hand.

use super::{Block, BlockKind, Warning, WarningKind};
use crate::text::{Span, is_blank};

/// Blocks made one a line; beyond them lines are gathered (a file of a hundred million one-letter
/// lines must not cost forty bytes a letter).
const MOST_BLOCKS: usize = 1_000_000;
/// Bytes gathered into one block beyond [`MOST_BLOCKS`].
const GATHERED: usize = 1_000;

/// Widths (columns, Han two) at which programs and people wrap lines.
const WRAPS: std::ops::RangeInclusive<usize> = 28..=84;
/// Lines looked at to find the width.
const LOOKED_AT: usize = 4_000;
/// A line this much shorter than the widest still counts as full: no mark may begin a line, and
/// Latin words are not split.
const SLACK: usize = 5;

/// Splits `text` into lines, without the blanks at their ends; blank lines make no block.
pub(super) fn blocks(text: &str, keep_lines: bool) -> (Vec<Block>, Vec<Warning>) {
    let spans = spans(text);
    let width = if keep_lines { None } else { wrap_width(text, &spans) };
    let Some(width) = width else {
        return (spans.into_iter().map(paragraph).collect(), Vec::new());
    };
    let joined = join(text, &spans, width);
    let count = (spans.len() - joined.len()) as u32;
    let warning = Warning { kind: WarningKind::Rejoined, span: None, count };
    (joined.into_iter().map(paragraph).collect(), if count > 0 { vec![warning] } else { Vec::new() })
}

fn paragraph(span: Span) -> Block {
    Block { span, kind: BlockKind::Paragraph, bold: Vec::new() }
}

/// Trimmed spans of all lines that hold more than blanks (and marks of damage).
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut at = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|i| i + 1);
    for end in ends.chain(std::iter::once(text.len())) {
        let span = Span::new(at, end);
        at = end;
        let span = span.trimmed(text);
        if span.is_empty() || span.of(text).trim_matches('\u{FFFD}').is_empty() {
            continue;
        }
        let full = out.len() > MOST_BLOCKS;
        match out.last_mut() {
            Some(last) if full && last.len() < GATHERED => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

/// Columns of `text`: Han and full-width forms take two.
fn columns(text: &str) -> usize {
    let wide = |c: char| c >= '\u{1100}' || matches!(c, '·');
    let all = |c: char| if wide(c) { 2 } else { 1 };
    text.chars().map(all).sum()
}

/// The blanks before a line's text, in columns.
fn indent(text: &str, span: Span) -> usize {
    let before = text.get(..span.start()).unwrap_or_default();
    before
        .chars()
        .rev()
        .take_while(|c| is_blank(*c) && !matches!(c, '\n' | '\r'))
        .map(|c| if c == '\u{3000}' { 2 } else { 1 })
        .sum()
}

/// True when `c` ends a sentence or introduces a list.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '：' | '；' | '.' | '!' | '?' | ':' | ';' | '”' | '）' | ')')
}

/// The width at which the file was wrapped; `None` when its lines are paragraphs.
///
/// In wrapped text the lines pile up just below one width and stop in mid-sentence there.
fn wrap_width(text: &str, spans: &[Span]) -> Option<usize> {
    let spans = spans.get(..spans.len().min(LOOKED_AT))?;
    if spans.len() < 8 {
        return None;
    }
    let mut counts = [0usize; 128];
    let mut open = [0usize; 128];
    let mut longer = 0;
    for &span in spans {
        if span.len() > 3 * *WRAPS.end() {
            longer += 1;
            continue;
        }
        let line = span.of(text);
        let w = (columns(line) + indent(text, span)).min(127);
        if w > *WRAPS.end() + 2 {
            longer += 1;
            continue;
        }
        counts[w] += 1;
        open[w] += usize::from(!line.chars().next_back().is_some_and(ends_sentence));
    }
    // A few lines of page furniture or addresses may be longer.
    if longer * 20 > spans.len() {
        return None;
    }
    let near = |table: &[usize; 128], w: usize| table[w - SLACK..=w].iter().sum::<usize>();
    let best = WRAPS.max_by_key(|&w| (near(&counts, w), std::cmp::Reverse(w)))?;
    let wider: usize = counts[best + 1..].iter().sum();
    let full = near(&counts, best);
    let enough = full >= 6 && full * 100 >= spans.len() * 30;
    (enough && wider * 25 <= spans.len() && near(&open, best) * 10 >= full * 6).then_some(best)
}

/// Joins every full line with the one that goes on with it.
fn join(text: &str, spans: &[Span], width: usize) -> Vec<Span> {
    let indents: Vec<usize> = spans.iter().map(|s| indent(text, *s)).collect();
    // Lines that go on stand furthest left; a paragraph's first is set in from there.
    let base = (0..40).find(|w| indents.iter().filter(|i| *i == w).count() * 4 >= indents.len()).unwrap_or(0);
    let mut out: Vec<Span> = Vec::new();
    let mut before: Option<usize> = None;
    for (i, &span) in spans.iter().enumerate() {
        let goes_on = before
            .is_some_and(|b| continues(text, spans[b], indents[b], span, width) && indents[i] < base + 2);
        match out.last_mut() {
            Some(last) if goes_on => last.end = span.end,
            _ => out.push(span),
        }
        before = Some(i);
    }
    out
}

/// True when the line `next` goes on with the line `line`.
fn continues(text: &str, line: Span, indent: usize, next: Span, width: usize) -> bool {
    let between = text.get(line.end()..next.start()).unwrap_or_default();
    // A blank line is a paragraph's end ("\r\n" is one line end).
    if between.matches('\n').count() > 1 || (!between.contains('\n') && between.matches('\r').count() > 1) {
        return false;
    }
    let here = line.of(text);
    let wide = columns(here) + indent;
    let follows = next.of(text);
    let word: String =
        follows.chars().take_while(|c| c.is_ascii_alphanumeric() || ".%-/".contains(*c)).collect();
    if wide + word.len().max(2) <= width.saturating_sub(SLACK) || wide > width + 4 {
        return false;
    }
    !(here.chars().next_back().is_some_and(ends_sentence) && begins_anew(follows))
}

/// True for a line that begins with an enumerator.
pub(super) fn begins_anew(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    match first {
        '（' | '(' => chars.next().is_some_and(|c| numeral(c) || c.is_ascii_digit()),
        '第' => {
            let after = chars.find(|c| !numeral(*c) && !c.is_ascii_digit());
            after.is_some_and(|c| "，,、：:条章节部".contains(c))
        }
        '—' | '①'..='⑳' | '#' | '*' | '-' => true,
        c if numeral(c) => chars.next().is_some_and(|c| numeral(c) || "、是要．.".contains(c)),
        c if c.is_ascii_digit() => chars.find(|c| !c.is_ascii_digit()).is_some_and(|c| "、.．".contains(c)),
        _ => false,
    }
}
