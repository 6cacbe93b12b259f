//! What is lit in both texts of the drawer: shared words, or what differs. Found once a pair.

use std::cmp::Reverse;
use std::sync::Arc;

use super::Held;
use super::drawer::Shown;
use super::geometry::shown;
use crate::app::Tab;
use crate::compare::{Comparison, DiffKind, DiffRun};
use crate::text::Span;
use crate::ui::layout::Lit;

/// Pairs of replaced words that are named.
const NAMED: usize = 6;

/// Comparison, link, difference, colours.
type Found = (Held<Comparison>, Option<usize>, Option<Held<Vec<DiffRun>>>, usize);

/// The lit words, and what they were found for.
#[derive(Default)]
pub struct Lits {
    of: Option<Found>,
    /// Left and right, in order, none over another; bytes from the beginning of the unit.
    pub sides: [Vec<Lit>; 2],
    /// How many words were replaced, and the first of them, left and right.
    pub replaced: (usize, Vec<(String, String)>),
}

impl Lits {
    /// Finds them anew when the pair, its difference or the colours changed.
    pub fn refresh(&mut self, d: &Shown<'_>, c: &Arc<Comparison>) {
        let runs = d.tab.difference().filter(|_| d.tab.view.compare.difference).cloned();
        let of = (
            Held(c.clone()),
            d.link.map(|l| l.0),
            runs.clone().map(Held),
            std::ptr::from_ref(d.kit.theme).addr(),
        );
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        let runs = runs.as_ref().map(|r| r.as_slice());
        // Replaced words are named by both of two runs that follow on one another.
        let pairs: Vec<bool> =
            runs.unwrap_or_default().windows(2).map(|w| is_replaced(d.tab, &w[0], &w[1])).collect();
        self.sides = sides(d, runs, &pairs);
        let named = pairs.iter().enumerate().filter(|(_, is)| **is).map(|(i, _)| i);
        let words = |i: usize| {
            let of = |right: bool, span: Span| shown(span.of(d.tab.side(right).text()));
            let runs = runs.unwrap_or_default();
            (of(false, runs[i].left), of(true, runs[i + 1].right))
        };
        self.replaced = (named.clone().count(), named.take(NAMED).map(words).collect());
    }
}

fn sides(d: &Shown<'_>, runs: Option<&[DiffRun]>, pairs: &[bool]) -> [Vec<Lit>; 2] {
    let theme = d.kit.theme;
    let mut out = [Vec::new(), Vec::new()];
    let (Some((_, link)), [Some(l), Some(r)]) = (d.link, d.units) else { return out };
    let mut add = |right: bool, span: Span, fill, line| {
        let item = if right { &r.item } else { &l.item };
        if item.span.covers(span) && !span.is_empty() {
            let range = (span.start() - item.span.start())..(span.end() - item.span.start());
            out[usize::from(right)].push(Lit { line, ..Lit::new(range, fill) });
        }
    };
    for (i, run) in runs.unwrap_or_default().iter().enumerate() {
        // Replaced words are underlined on both sides.
        let pair = |at: Option<usize>| at.and_then(|at| pairs.get(at)).is_some_and(|is| *is);
        let under = (pair(Some(i)) || pair(i.checked_sub(1))).then_some(theme.new);
        match run.kind {
            DiffKind::Common => {}
            DiffKind::LeftOnly => add(false, run.left, theme.drop_lit, under),
            DiffKind::RightOnly => add(true, run.right, theme.new_lit, under),
            DiffKind::Moved => {
                add(false, run.left, theme.keep_lit, Some(theme.keep));
                add(true, run.right, theme.keep_lit, Some(theme.keep));
            }
        }
    }
    if runs.is_none() {
        for reason in &link.reasons {
            add(false, reason.left, theme.keep_lit, None);
            add(true, reason.right, theme.keep_lit, None);
        }
    }
    for side in &mut out {
        side.sort_by_key(|lit| (lit.range.start, Reverse(lit.range.end)));
        let mut end = 0;
        side.retain(|lit: &Lit| {
            let keep = lit.range.start >= end;
            if keep {
                end = lit.range.end;
            }
            keep
        });
    }
    out
}

/// A few words on the left, and in their place a few others on the right.
fn is_replaced(tab: &Tab, a: &DiffRun, b: &DiffRun) -> bool {
    let short = |right: bool, span: Span| {
        let words = span.of(tab.side(right).text());
        // Longer than eight characters of any kind: not worth counting.
        words.len() <= 64 && {
            let words = shown(words);
            (1..=8).contains(&words.chars().count()) && words.chars().any(char::is_alphanumeric)
        }
    };
    a.kind == DiffKind::LeftOnly
        && b.kind == DiffKind::RightOnly
        && short(false, a.left)
        && short(true, b.right)
}
