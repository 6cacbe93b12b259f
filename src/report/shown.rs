//! Numbered and own-line headings of a text, pruned of lists and contents.

use super::enumerator::{Style, mark};
use super::heading::{self, Cand, Kind};
use super::letters::Letters;
use super::levels;
use super::lines::Para;
use crate::read::BlockKind;
use crate::text::Span;

/// Bytes beyond which a line cannot be a heading without mark.
const LONGEST_LINE: usize = 600;

/// Numbered and own-line headings, pruned and with levels.
pub(super) fn shown(text: &str, paras: &[Para], start: usize, end: usize) -> Vec<Cand> {
    let mut cands = super::many::gather(paras.get(start..end).unwrap_or_default(), |i, para| {
        let i = start + i;
        if !matches!(para.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            return None;
        }
        let numbered = heading::numbered(text, i, para);
        if numbered.as_ref().is_some_and(|c| list_inside(text, para, c)) {
            return None;
        }
        numbered.or_else(|| {
            let short = para.span.len() <= LONGEST_LINE;
            let between = short && i + 1 < end && !begins_short(text, paras, i + 1);
            between.then(|| heading::plain(text, i, paras)).flatten()
        })
    });
    drop_weak_runs(&mut cands);
    drop_contents(&mut cands);
    drop_plain(&mut cands);
    mark_announced(text, paras, &mut cands);
    levels::set_levels(&mut cands);
    cands
}

/// 一是 … 二是 in one paragraph: a list inside it, not a heading.
fn list_inside(text: &str, para: &Para, c: &Cand) -> bool {
    const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let Some(m) = c.mark() else { return false };
    let Some(next) = NUMERALS.get(m.ordinal as usize) else { return false };
    let rest = Span { start: c.span.end.min(para.span.end), end: para.span.end };
    let rest = rest.of(text);
    match m.style {
        Style::Shi => rest.contains(&format!("{next}是")),
        Style::Yao => rest.contains(&format!("{next}要")),
        Style::Ordinal => rest.contains(&format!("。第{next}，")) || rest.contains(&format!("；第{next}，")),
        _ => false,
    }
}

/// Notes which floating lists are announced by a paragraph that is no heading itself.
fn mark_announced(text: &str, paras: &[Para], cands: &mut [Cand]) {
    let mut last = usize::MAX;
    for c in cands.iter_mut() {
        let floats = c.mark().is_some_and(|m| m.style.floats() && m.ordinal <= 1);
        if floats && let Some(above) = c.para.checked_sub(1).filter(|a| *a != last) {
            c.announced = heading::announces(text, &paras[above]);
        }
        last = c.para;
    }
}

/// The next paragraph is too short to be the text of an own-line heading and is no heading.
fn begins_short(text: &str, paras: &[Para], at: usize) -> bool {
    let l = Letters::of(text, paras[at].span, 40);
    l.len() < 20 && mark(&l.c).is_none() && !matches!(paras[at].kind, BlockKind::Heading(_))
}

/// Numbered paragraphs that are lists, not headings: most members of their run have no short
/// first sentence, or nothing stands behind it.
fn drop_weak_runs(cands: &mut Vec<Cand>) {
    let runs = runs(cands);
    let mut keep = vec![true; cands.len()];
    for run in runs {
        let Some(m) = cands[run[0]].mark() else { continue };
        let strong = run.iter().filter(|&&i| cands[i].strong || cands[i].set_off).count();
        let empty = run.iter().filter(|&&i| is_empty(cands, i)).count();
        let deep = !matches!(
            m.style,
            Style::Han | Style::HanBracket | Style::Part | Style::Chapter | Style::Section
        );
        let lists = deep && empty * 5 > run.len() * 3;
        let one = run.len() == 1;
        let single = one && deep && !m.style.unnumbered() && !cands[run[0]].set_off;
        for &i in &run {
            let c = &cands[i];
            let naked = one && c.len == 0;
            let long = naked || c.len > 90 || c.words.ends_with([';', ',']);
            keep[i] = if strong * 5 >= run.len() * 3 {
                !lists && !long && (c.strong || !single)
            } else {
                c.strong && !deep
            };
        }
    }
    let mut at = 0;
    cands.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

/// Nothing between this heading and the next.
fn is_empty(cands: &[Cand], i: usize) -> bool {
    let c = &cands[i];
    if c.run_in {
        return false;
    }
    cands
        .get(i + 1)
        .is_some_and(|n| n.para == c.para + 1 && n.mark().map(|m| m.style) == c.mark().map(|m| m.style))
}

/// Groups of candidates that form one numbered list.
fn runs(cands: &[Cand]) -> Vec<Vec<usize>> {
    use std::collections::BTreeMap;
    let mut open: BTreeMap<(Style, u8), (u32, usize)> = BTreeMap::new();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for (i, c) in cands.iter().enumerate() {
        let Some(m) = c.mark() else { continue };
        let key = (m.style, m.depth);
        let same = open
            .get(&key)
            .copied()
            .filter(|&(last, _)| m.style.unnumbered() || (m.ordinal > last && m.ordinal <= last + 2));
        if let Some((_, run)) = same {
            runs[run].push(i);
            open.insert(key, (m.ordinal, run));
        } else {
            runs.push(vec![i]);
            open.insert(key, (m.ordinal, runs.len() - 1));
        }
        if !m.style.floats() {
            open.retain(|k, _| k.0 <= m.style);
        }
    }
    runs
}

/// Lines of a table of contents: own-line headings with nothing behind them that come again.
fn drop_contents(cands: &mut Vec<Cand>) {
    use std::collections::HashMap;
    let mut last: HashMap<String, usize> = HashMap::new();
    for (i, c) in cands.iter().enumerate() {
        last.insert(bare(&c.words), i);
    }
    let mut keep: Vec<bool> = Vec::with_capacity(cands.len());
    for (i, c) in cands.iter().enumerate() {
        let page = bare(&c.words).len() < c.words.len();
        let again = last.get(&bare(&c.words)).is_some_and(|&l| l > i);
        let empty = !c.run_in && cands.get(i + 1).is_some_and(|n| n.para == c.para + 1);
        keep.push(!(again && (empty || page)));
    }
    let mut at = 0;
    cands.retain(|_| {
        at += 1;
        keep[at - 1]
    });
}

/// Words without dots and page number at the end.
fn bare(words: &str) -> String {
    words
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | '(' | ')'))
        .to_owned()
}

/// Unmarked own lines that nothing speaks for: neither words of sections nor the format nor a
/// second one of their kind.
fn drop_plain(cands: &mut Vec<Cand>) {
    let weak = cands.iter().filter(|c| c.kind == Kind::Plain && !c.strong).count();
    if weak < 2 {
        cands.retain(|c| c.kind != Kind::Plain || c.strong);
    }
}
