//! Headings inside a paragraph: 提高政治站位。坚持…。加强党的领导。市委…
//!
//! They come in sets of the same build (as long, as many clauses, the same first letters), each
//! with text of its own behind it, and share out the paragraph. Short sentences of ordinary prose
//! do not.

use super::heading::{Cand, Kind};
use super::leads::{score, sentences};
use super::letters::Letters;
use super::lines::Para;

/// Shortest paragraph (letters) that is looked at.
const SHORTEST: usize = 150;
/// Longest heading in letters.
const LONGEST: usize = 26;
/// Least letters of text behind a heading.
const TEXT: usize = 32;

struct Short {
    from: usize,
    /// Without 。.
    to: usize,
    close: usize,
    /// Letters of each clause.
    clauses: Vec<usize>,
    first: char,
}

/// Headings inside `para` behind letter `from` (the end of its own heading).
pub(super) fn inline(text: &str, index: usize, para: &Para, after: u32) -> Vec<Cand> {
    if para.span.len() < SHORTEST * 2 || para.span.len() > 40_000 {
        return Vec::new();
    }
    // Two headings, each with text behind it.
    if memchr::memmem::find_iter(para.span.of(text).as_bytes(), "。").take(4).count() < 4 {
        return Vec::new();
    }
    let l = Letters::of(text, para.span, usize::MAX);
    if l.len() < SHORTEST {
        return Vec::new();
    }
    let all: Vec<(usize, usize)> = sentences(&l)
        .into_iter()
        .filter(|&(from, _)| l.span(from, from + 1).is_some_and(|s| s.start >= after))
        .collect();
    let shorts: Vec<Short> = all.iter().filter_map(|&(from, to)| short(&l, from, to)).collect();
    let Some(set) = best_set(&l, &shorts) else { return Vec::new() };
    set.into_iter()
        .filter_map(|i| {
            let s = &shorts[i];
            Some(Cand {
                para: index,
                kind: Kind::Inline,
                span: l.span(s.from, s.close)?,
                number: None,
                title: l.span(s.from, s.to)?,
                words: l.part(s.from, s.to),
                len: s.to - s.from,
                run_in: true,
                strong: false,
                set_off: false,
                announced: false,
                level: 0,
            })
        })
        .collect()
}

fn short(l: &Letters, from: usize, close: usize) -> Option<Short> {
    let to = (from..close).find(|&i| super::letters::ends_sentence(l.c[i]))?;
    let c = l.slice(from, to);
    if c.len() < 4 || c.len() > LONGEST || l.c[to] != '。' {
        return None;
    }
    if c.iter().any(char::is_ascii_digit) || c.iter().any(|c| matches!(c, ';' | ':')) {
        return None;
    }
    if score(c) < 0.5 {
        return None;
    }
    let clauses = c.split(|c| *c == ',').map(|p| p.iter().filter(|c| **c != '"').count()).collect();
    Some(Short { from, to, close, clauses, first: c[0] })
}

/// The largest set of alike short sentences that shares out the rest of the paragraph.
fn best_set(l: &Letters, shorts: &[Short]) -> Option<Vec<usize>> {
    let mut best: Option<(f32, Vec<usize>)> = None;
    for seed in 0..shorts.len() {
        let mut set: Vec<usize> = vec![seed];
        for next in seed + 1..shorts.len() {
            let last = &shorts[*set.last()?];
            if alike(&shorts[seed], &shorts[next]) && shorts[next].from >= last.close + TEXT {
                set.push(next);
            }
        }
        let Some(value) = worth(l, shorts, &set) else { continue };
        if best.as_ref().is_none_or(|b| value > b.0) {
            best = Some((value, set));
        }
        if seed > 200 {
            break;
        }
    }
    best.map(|b| b.1)
}

/// The same build: as many clauses of about the same length, or the same first letters.
fn alike(a: &Short, b: &Short) -> bool {
    if a.clauses.len() != b.clauses.len() {
        return false;
    }
    if a.first == '要' || b.first == '要' {
        return a.first == b.first;
    }
    let same_first = a.first == b.first;
    let slack = if same_first || a.clauses.len() > 1 { 3 } else { 1 };
    a.clauses.iter().zip(&b.clauses).all(|(x, y)| x.abs_diff(*y) <= slack)
}

/// What a set is worth; `None` when it cannot be a set of headings.
fn worth(l: &Letters, shorts: &[Short], set: &[usize]) -> Option<f32> {
    let first = &shorts[*set.first()?];
    let last = &shorts[*set.last()?];
    let yao = first.first == '要';
    if set.len() < 2 || (set.len() < 3 && !yao) || l.len() < last.close + TEXT {
        return None;
    }
    // Headings share out the text behind the first of them: few other short sentences remain.
    let simple = |s: &Short| s.clauses.len() == 1 && s.to - s.from <= 16;
    let strays = shorts
        .iter()
        .enumerate()
        .filter(|(i, s)| s.from > first.from && !set.contains(i) && simple(s))
        .count();
    if strays * 4 > set.len() {
        return None;
    }
    let covered = (l.len() - first.from) as f32 / l.len() as f32;
    if covered < 0.5 {
        return None;
    }
    let mean = (l.len() - first.from) as f32 / set.len() as f32;
    if mean < 55.0 {
        return None;
    }
    Some(set.len() as f32 + covered)
}
