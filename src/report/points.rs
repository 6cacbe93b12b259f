//! Points: 一是 …；二是 … inside a paragraph. A list of an item, not headings.

use super::enumerator::{Mark, Style, mark};
use super::letters::{Letters, ends_sentence};
use crate::text::Span;

/// Points of the paragraph at `span`, behind byte `after`: text and mark of each.
pub(super) fn points(text: &str, span: Span, after: u32) -> Vec<(Span, Option<Span>)> {
    // Without a second member there is no list; most paragraphs stop here.
    if !has_second(span.of(text)) {
        return Vec::new();
    }
    let l = Letters::of(text, span, 60_000);
    let from = (0..l.len()).find(|&i| l.span(i, i + 1).is_some_and(|s| s.start >= after)).unwrap_or(l.len());
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    let mut at = from;
    while at < l.len() {
        let begins =
            at == 0 || at == from || matches!(l.c[at - 1], '。' | ';' | ':' | '!' | '?' | ',' | '"' | ')');
        if begins && let Some(m) = mark(l.slice(at, at + 8)).filter(listed) {
            marks.push((at, m));
            at += m.len;
            continue;
        }
        at += 1;
    }
    lists(&l, &marks)
}

/// True when the mark of a second member stands in `text`, as it is written.
fn has_second(text: &str) -> bool {
    let (er, circled) = ("二".as_bytes(), "②".as_bytes());
    // Their last bytes; a digit is its own. Most finds are of other characters.
    memchr::memchr3_iter(er[2], circled[2], b'2', text.as_bytes()).any(|at| {
        let found = text.as_bytes().get(at.saturating_sub(2)..=at).unwrap_or_default();
        let digit = found.last() == Some(&b'2');
        if !digit && found != er {
            return found == circled;
        }
        let (Some(before), Some(after)) = (text.get(..=at), text.get(at + 1..)) else { return false };
        let ends = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
        if digit {
            after.starts_with(['.', '、', '．', '）', ')']) || ends(&["（2", "(2"])
        } else {
            after.starts_with(['是', '要', '、']) || ends(&["第二", "其二", "（二", "(二"])
        }
    })
}

fn listed(m: &Mark) -> bool {
    m.ordinal > 0
        && !matches!(
            m.style,
            Style::Part | Style::Chapter | Style::Section | Style::Letter | Style::Decimal | Style::Stem
        )
}

/// Runs 1, 2, 3 … of one style.
fn lists(l: &Letters, marks: &[(usize, Mark)]) -> Vec<(Span, Option<Span>)> {
    let mut out = Vec::new();
    let mut used = vec![false; marks.len()];
    for i in 0..marks.len() {
        if used[i] || marks[i].1.ordinal != 1 {
            continue;
        }
        let mut run = vec![i];
        for (j, (_, m)) in marks.iter().enumerate().skip(i + 1).take(80) {
            let last = marks[*run.last().unwrap_or(&i)].1;
            if m.style == last.style && m.ordinal == last.ordinal + 1 {
                run.push(j);
            } else if m.style == last.style && m.ordinal == 1 {
                break;
            }
        }
        if run.len() < 2 {
            continue;
        }
        for (k, &j) in run.iter().enumerate() {
            used[j] = true;
            let (at, m) = marks[j];
            let to = match run.get(k + 1) {
                Some(&n) => marks[n].0,
                None => last_end(l, at, run.len(), &run, marks),
            };
            if let Some(span) = l.span(at, to) {
                out.push((span, l.span(at, at + m.len)));
            }
        }
    }
    out.sort_by_key(|p| p.0.start);
    let mut end = 0;
    out.retain(|p| {
        let keep = p.0.start >= end;
        end = end.max(p.0.end);
        keep
    });
    out
}

/// The last member ends with its sentence when the others do; else with the paragraph.
fn last_end(l: &Letters, at: usize, n: usize, run: &[usize], marks: &[(usize, Mark)]) -> usize {
    let sentences = |from: usize, to: usize| l.slice(from, to).iter().filter(|c| ends_sentence(**c)).count();
    let most = (0..n - 1).map(|k| sentences(marks[run[k]].0, marks[run[k + 1]].0)).max().unwrap_or(1).max(1);
    if most > 1 {
        return l.len();
    }
    (at..l.len()).find(|&i| ends_sentence(l.c[i])).map_or(l.len(), |i| i + 1)
}
