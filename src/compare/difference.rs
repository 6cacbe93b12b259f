//! Word-level difference of two passages.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::quoted::quoted;
use super::tokens::{Tokens, tokens};
use crate::report::Report;
use crate::text::{Span, fold, is_han};

/// Moved words need so many letters: shorter ones are met again by chance.
const MOVED: usize = 4;
/// Common words between two small changes need so many letters to count as kept.
const KEPT: usize = 2;
/// Letters of a change up to which it is small.
const CLOSE: usize = 12;
/// What a kept stretch must be worth, in quarters of a letter: three letters, or two and two marks.
const BEGINNING: i32 = 10;
/// Words of both sides, multiplied, up to which the best stretches are sought; beyond, Myers' shortest
/// script.
const MOST_CELLS: usize = 4_000_000;
/// Places of a word that are followed when moved words are sought.
const PLACES: usize = 16;

/// A stretch of an in-pair difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiffRun {
    /// What it is.
    pub kind: DiffKind,
    /// Words on the left; empty for [`DiffKind::RightOnly`].
    pub left: Span,
    /// Words on the right; empty for [`DiffKind::LeftOnly`].
    pub right: Span,
}

/// Kinds of [`DiffRun`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DiffKind {
    /// On both sides at this place.
    Common,
    /// On both sides, elsewhere in the order.
    Moved,
    /// Only left.
    LeftOnly,
    /// Only right.
    RightOnly,
}

/// Word-level difference of two spans (Chinese segmentation; figures and formulations whole).
/// The runs' left spans cover `left_span` in order, likewise the right spans (moved runs: at their
/// place on each side, the other side empty). White space, quotes, widths and script do not count.
///
/// The longest stretches are kept (in very long passages and small gaps by Myers' algorithm, `similar`),
/// then words that were moved are sought among what is left.
pub fn difference(left: &Report, left_span: Span, right: &Report, right_span: Span) -> Vec<DiffRun> {
    let (a, b) = (left.text(), right.text());
    let mut formulations: Vec<Vec<char>> = quoted(a, left_span)
        .into_iter()
        .map(|q| fold(q.span.of(a), 0).chars)
        .chain(quoted(b, right_span).into_iter().map(|q| fold(q.span.of(b), 0).chars))
        .collect();
    formulations.sort();
    formulations.dedup();
    let l = tokens(a, left_span, &formulations);
    let r = tokens(b, right_span, &formulations);
    let mut common = vec![None; l.keys.len()];
    let mut kept = vec![false; r.keys.len()];
    for (i, j, len) in equal(&l, &r) {
        for k in 0..len {
            common[i + k] = Some(j + k);
            kept[j + k] = true;
        }
    }
    let (moved_left, moved_right) = moved(&l, &r, &common, &kept);
    runs(&l, &r, &common, &moved_left, &moved_right)
}

/// Blocks of equal words (left, right, count), in order of both sides: the alignment that keeps most
/// letters in the longest stretches. A stretch between two changes must be worth beginning, so that
/// words met by chance in reworded text do not count as kept; where little is changed, they do.
fn equal(l: &Tokens, r: &Tokens) -> Vec<(usize, usize, usize)> {
    let (ends_left, ends_right) = (l.keys.len(), r.keys.len());
    let head = l.keys.iter().zip(&r.keys).take_while(|(a, b)| a == b).count();
    let most = ends_left.min(ends_right) - head;
    let tail = l.keys.iter().rev().zip(r.keys.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (left, right) = (&l.keys[head..ends_left - tail], &r.keys[head..ends_right - tail]);
    let blocks =
        if left.len() * right.len() <= MOST_CELLS { stretches(left, right) } else { myers(left, right) };
    let mut out = vec![(0, 0, head)];
    let mut from = (0, 0);
    for (i, j, len) in blocks.into_iter().chain([(left.len(), right.len(), 0)]) {
        let gap = (&left[from.0..i], &right[from.1..j]);
        let size = |keys: &[Vec<char>]| keys.iter().map(|k| letters(k)).sum::<usize>();
        if size(gap.0).max(size(gap.1)) <= CLOSE {
            let inner = myers(gap.0, gap.1).into_iter();
            out.extend(inner.map(|(p, q, len)| (head + from.0 + p, head + from.1 + q, len)));
        }
        out.push((head + i, head + j, len));
        from = (i + len, j + len);
    }
    out.push((ends_left - tail, ends_right - tail, tail));
    out
}

/// Myers' blocks, without those of fewer letters than [`KEPT`] between two changes.
fn myers(a: &[Vec<char>], b: &[Vec<char>]) -> Vec<(usize, usize, usize)> {
    let ops = capture_diff_slices(Algorithm::Myers, a, b);
    let changed = |op: Option<&DiffOp>| op.is_some_and(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut out = Vec::new();
    for (k, op) in ops.iter().enumerate() {
        let DiffOp::Equal { old_index, new_index, len } = *op else { continue };
        let between = changed(k.checked_sub(1).and_then(|k| ops.get(k))) && changed(ops.get(k + 1));
        let size: usize = a.iter().skip(old_index).take(len).map(|t| letters(t)).sum();
        if !between || size >= KEPT {
            out.push((old_index, new_index, len));
        }
    }
    out
}

/// The blocks of the greatest worth: each is worth its letters less the price of a beginning.
fn stretches(a: &[Vec<char>], b: &[Vec<char>]) -> Vec<(usize, usize, usize)> {
    /// Ways to come to a cell: bits of the best way without an end here, and of a stretch that ends here.
    const UP: u8 = 1;
    const LEFT: u8 = 2;
    const ENDS: u8 = 3;
    const GOES_ON: u8 = 4;
    let wide = b.len() + 1;
    let mut ways = vec![0_u8; (a.len() + 1) * wide];
    // Of the row before and this one: the best of all, and the best that ends with equal words.
    let (mut best, mut ending) = (vec![0_i32; wide], vec![i32::MIN / 2; wide]);
    for (i, key) in a.iter().enumerate() {
        let worth = 4 * letters(key) as i32 + i32::from(letters(key) == 0);
        let (mut new_best, mut new_ending) = (vec![0_i32; wide], vec![i32::MIN / 2; wide]);
        for (j, other) in b.iter().enumerate() {
            let way = &mut ways[(i + 1) * wide + j + 1];
            (new_best[j + 1], *way) =
                if best[j + 1] >= new_best[j] { (best[j + 1], UP) } else { (new_best[j], LEFT) };
            if key == other {
                let begun = best[j] - BEGINNING;
                let on = ending[j] >= begun;
                new_ending[j + 1] = worth + if on { ending[j] } else { begun };
                if new_ending[j + 1] > new_best[j + 1] {
                    (new_best[j + 1], *way) = (new_ending[j + 1], ENDS);
                }
                *way |= if on { GOES_ON } else { 0 };
            }
        }
        (best, ending) = (new_best, new_ending);
    }
    let (mut i, mut j) = (a.len(), b.len());
    let mut out: Vec<(usize, usize, usize)> = Vec::new();
    let mut inside = false;
    while i > 0 && j > 0 {
        let way = ways[i * wide + j];
        if inside || way & ENDS == ENDS {
            (i, j) = (i - 1, j - 1);
            match out.last_mut().filter(|_| inside) {
                Some(block) => *block = (i, j, block.2 + 1),
                None => out.push((i, j, 1)),
            }
            inside = way & GOES_ON != 0;
        } else if way & ENDS == UP {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    out.reverse();
    out
}

fn letters(key: &[char]) -> usize {
    key.iter().filter(|&&c| is_han(c) || c.is_alphanumeric()).count()
}

/// Which words of either side are on the other side too, but elsewhere: longest stretches first.
fn moved(l: &Tokens, r: &Tokens, common: &[Option<usize>], kept: &[bool]) -> (Vec<bool>, Vec<bool>) {
    let mut places: std::collections::BTreeMap<&[char], Vec<usize>> = std::collections::BTreeMap::new();
    for (i, key) in l.keys.iter().enumerate().filter(|&(i, _)| common[i].is_none()) {
        let list = places.entry(key).or_default();
        if list.len() < PLACES {
            list.push(i);
        }
    }
    let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
    for j in (0..r.keys.len()).filter(|&j| !kept[j]) {
        for &i in places.get(r.keys[j].as_slice()).map_or(&[][..], Vec::as_slice) {
            let free =
                |k: usize| common.get(i + k).is_some_and(Option::is_none) && kept.get(j + k) == Some(&false);
            let begun =
                i > 0 && j > 0 && l.keys[i - 1] == r.keys[j - 1] && common[i - 1].is_none() && !kept[j - 1];
            if begun {
                continue;
            }
            let len = (0..l.keys.len()).take_while(|&k| free(k) && l.keys[i + k] == r.keys[j + k]).count();
            let size: usize = l.keys.iter().skip(i).take(len).map(|k| letters(k)).sum();
            if size >= MOVED {
                found.push((size, i, j, len));
            }
        }
    }
    found.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut out = (vec![false; l.keys.len()], vec![false; r.keys.len()]);
    for (_, i, j, len) in found {
        if (0..len).all(|k| !out.0[i + k] && !out.1[j + k]) {
            out.0[i..i + len].fill(true);
            out.1[j..j + len].fill(true);
        }
    }
    out
}

/// Puts the words into runs, in order of both sides: what is only left before what is only right.
fn runs(l: &Tokens, r: &Tokens, common: &[Option<usize>], ml: &[bool], mr: &[bool]) -> Vec<DiffRun> {
    let mut out = Vec::new();
    let rest = |out: &mut Vec<DiffRun>, from: usize, to: usize| {
        for (j, &moved) in mr.iter().enumerate().take(to).skip(from) {
            let kind = if moved { DiffKind::Moved } else { DiffKind::RightOnly };
            push(out, DiffRun { kind, left: Span::default(), right: r.span(j) });
        }
    };
    let mut next = 0;
    for (i, partner) in common.iter().enumerate() {
        if let Some(j) = *partner {
            rest(&mut out, next, j);
            push(&mut out, DiffRun { kind: DiffKind::Common, left: l.span(i), right: r.span(j) });
            next = j + 1;
        } else {
            let kind = if ml[i] { DiffKind::Moved } else { DiffKind::LeftOnly };
            push(&mut out, DiffRun { kind, left: l.span(i), right: Span::default() });
        }
    }
    rest(&mut out, next, r.keys.len());
    out
}

/// Adds `run`, to the last one when it goes on with it.
fn push(out: &mut Vec<DiffRun>, run: DiffRun) {
    match out.last_mut() {
        Some(last) if last.kind == run.kind && joins(last.left, run.left) && joins(last.right, run.right) => {
            last.left = join(last.left, run.left);
            last.right = join(last.right, run.right);
        }
        _ => out.push(run),
    }
}

fn joins(a: Span, b: Span) -> bool {
    a.is_empty() == b.is_empty() && (a.is_empty() || a.end == b.start)
}

fn join(a: Span, b: Span) -> Span {
    if a.is_empty() { Span::default() } else { Span { start: a.start, end: b.end } }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::{ReadOptions, read};
    use crate::report::{Found, assemble};

    fn report(text: &str) -> Report {
        let source = read(text.as_bytes(), &ReadOptions::default()).expect("text");
        let found = Found::plain(&source);
        assemble(Arc::new(source), found)
    }

    /// `=` common, `-` left only, `+` right only, `~` moved.
    fn shown(a: &str, b: &str) -> Vec<String> {
        let (l, r) = (report(a), report(b));
        let (ls, rs) = (Span::new(0, l.text().len()), Span::new(0, r.text().len()));
        let runs = difference(&l, ls, &r, rs);
        for (spans, whole) in [
            (runs.iter().map(|d| d.left).collect::<Vec<_>>(), ls),
            (runs.iter().map(|d| d.right).collect::<Vec<_>>(), rs),
        ] {
            let mut at = whole.start;
            for s in spans.into_iter().filter(|s| !s.is_empty()) {
                assert_eq!(s.start, at, "no gap");
                at = s.end;
            }
            assert_eq!(at, whole.end);
        }
        runs.iter()
            .map(|d| match d.kind {
                DiffKind::Common => format!("={}", d.left.of(l.text())),
                DiffKind::Moved if d.right.is_empty() => format!("~{}", d.left.of(l.text())),
                DiffKind::Moved => format!("~{}", d.right.of(r.text())),
                DiffKind::LeftOnly => format!("-{}", d.left.of(l.text())),
                DiffKind::RightOnly => format!("+{}", d.right.of(r.text())),
            })
            .collect()
    }

    #[test]
    fn figures_change_whole() {
        assert_eq!(shown("新建公园50个。", "新建公园500个。"), ["=新建公园", "-50个", "+500个", "=。"]);
        assert_eq!(shown("增长6.5%以上", "增长6.9%以上"), ["=增长", "-6.5%", "+6.9%", "=以上"]);
    }

    #[test]
    fn spelling_is_no_change() {
        assert_eq!(shown("落实“一岗双责”， 强化责任", "落實一崗雙責,强化责任").len(), 1);
        assert_eq!(shown("Ａ级景区", "a级景区").len(), 1);
    }

    #[test]
    fn formulations_change_whole() {
        assert_eq!(
            shown("开展“双联双促”活动", "开展“双联双建”活动"),
            ["=开展", "-“双联双促”", "+“双联双建”", "=活动"]
        );
        // Also what stands in no quotation marks.
        let got = shown(
            "学习习近平新时代中国特色社会主义思想，增强本领",
            "落实习近平总书记关于社会主义思想的论述，增强本领",
        );
        assert!(got.iter().any(|s| s == "-学习习近平新时代中国特色社会主义思想"), "{got:?}");
    }

    #[test]
    fn moved_words_are_told() {
        let got = shown("推进乡村振兴，扩大对外开放。", "扩大对外开放，推进乡村振兴。");
        assert!(got.iter().any(|s| s.starts_with('~')), "{got:?}");
        assert!(!got.iter().any(|s| s.starts_with('-') && s.chars().count() > 3), "{got:?}");
    }

    #[test]
    fn reworded_text_keeps_long_stretches_and_no_chance_words() {
        let got = shown(
            "坚持原著原文，及时把调研座谈会议精神纳入专题学习，提高全员工作本领",
            "健全机制，坚持例会制度，认真领会调研座谈会议精神，不断改进工作",
        );
        assert!(got.iter().any(|s| s == "=调研座谈会议精神"), "{got:?}");
        assert!(!got.iter().any(|s| s == "=坚持" || s == "=工作"), "{got:?}");
        // Where little changes, short words stay.
        let got = shown("全面落实责任，强化考核。", "全面压实责任，细化考核。");
        assert_eq!(got, ["=全面", "-落实", "+压实", "=责任，", "-强化", "+细化", "=考核。"]);
    }

    #[test]
    fn long_passages_take_the_other_way_to_the_same_cover() {
        let long = |n: usize| (0..n).map(|i| format!("第{i}项工作推进有力，")).collect::<Vec<_>>().concat();
        let got = shown(&long(900), &long(901));
        assert_eq!(got.iter().filter(|s| s.starts_with('=')).count(), 1, "one stretch at the head");
        let (a, b) = (long(900), format!("甲{}乙", long(900)));
        assert!(shown(&a, &b).len() <= 4);
    }

    #[test]
    fn empty_sides() {
        let r = report("内容");
        let whole = Span::new(0, r.text().len());
        assert!(difference(&r, Span::default(), &r, Span::default()).is_empty());
        let only = difference(&r, whole, &r, Span::default());
        assert_eq!(only, [DiffRun { kind: DiffKind::LeftOnly, left: whole, right: Span::default() }]);
    }
}
