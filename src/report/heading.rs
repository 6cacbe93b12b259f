//! Headings that show themselves: numbered ones, own-line ones, ones set as headings or in bold.

use super::enumerator::{Mark, Style, mark, unmarked};
use super::letters::{Letters, closes, ends_sentence};
use super::lines::Para;
use super::vocab;
use crate::read::BlockKind;
use crate::text::{Span, is_han};

/// How a heading was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// By its mark.
    Numbered(Mark),
    /// A short line of its own.
    Plain,
    /// The first sentence of a paragraph.
    Lead,
    /// A sentence inside a paragraph.
    Inline,
    /// Heading of an annex.
    Annex,
}

/// A heading, not yet accepted or placed.
#[derive(Clone, Debug)]
pub(super) struct Cand {
    /// Index of its paragraph.
    pub para: usize,
    pub kind: Kind,
    /// Whole heading with mark and closing 。.
    pub span: Span,
    pub number: Option<Span>,
    pub title: Span,
    /// Title, folded.
    pub words: String,
    /// Letters of the title.
    pub len: usize,
    pub run_in: bool,
    /// Good enough to stand without its siblings.
    pub strong: bool,
    /// Set in bold, or as a heading by the format.
    pub set_off: bool,
    /// The paragraph above announces a list (…如下：).
    pub announced: bool,
    pub level: u8,
}

impl Cand {
    /// Its mark, if it has one.
    pub fn mark(&self) -> Option<Mark> {
        match self.kind {
            Kind::Numbered(m) => Some(m),
            _ => None,
        }
    }
}

/// Longest title in letters by style of mark, when the sentence ends with 。.
fn longest(style: Style) -> usize {
    match style {
        Style::Han | Style::HanBracket | Style::Part | Style::Chapter | Style::Section => 72,
        Style::Dash => 52,
        _ => 48,
    }
}

/// Letters of a paragraph that are looked at for a heading.
const LOOK: usize = 140;

/// The numbered heading at the beginning of `para`.
pub(super) fn numbered(text: &str, index: usize, para: &Para) -> Option<Cand> {
    if Letters::first(text, para.span).is_none_or(unmarked) {
        return None;
    }
    let l = Letters::of(text, para.span, LOOK);
    let m = mark(&l.c).or_else(|| spaced_mark(text, &l))?;
    let number = l.span(0, m.len)?;
    let whole = l.len() < LOOK;
    let end = title_end(text, &l, m, para, whole);
    let (to, stop) = end.unwrap_or((l.len().min(m.len + 40), false));
    let title = l.span(m.len, to).unwrap_or(Span { start: number.end, end: number.end });
    let close = close_after(&l, to, stop);
    let span = l.span(0, close).unwrap_or(number);
    let run_in = close < l.len();
    let words = l.part(m.len, to);
    let len = to.saturating_sub(m.len);
    let title = trim_number(text, title);
    let bare = len == 0;
    let strong = end.is_some()
        && len <= longest(m.style)
        && !(bare && m.style.floats())
        && !words.ends_with([';', ','])
        && (run_in || !stop || len <= 40);
    Some(Cand {
        para: index,
        kind: Kind::Numbered(m),
        span,
        number: Some(number_words(text, number)),
        title,
        words,
        len,
        run_in,
        strong,
        set_off: matches!(para.kind, BlockKind::Heading(_)) || para.bold_to > title.start,
        announced: false,
        level: 0,
    })
}

/// 一　过去五年的工作: a numeral set off by white space only, on a line of its own.
fn spaced_mark(text: &str, l: &Letters) -> Option<Mark> {
    let (ordinal, n) = super::enumerator::han_number(&l.c)?;
    let own = l.len() >= n + 4 && l.len() <= 50 && !l.c.iter().any(|&c| ends_sentence(c) || c == ';');
    let counted = l.c.get(n).is_some_and(|c| "季度月年日周次个条名项届期".contains(*c));
    (own && !counted && !l.blank_before(text, n).is_empty() && l.blank_before(text, 1).is_empty() == (n > 1))
        .then_some(Mark { style: Style::Han, ordinal, len: n, depth: 1 })
}

/// The mark without blanks and stars at its ends.
fn number_words(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let keep = inner.trim_end_matches(|c| c == '*' || crate::text::is_blank(c)).len();
    Span { start: span.start, end: span.start + keep as u32 }
}

fn trim_number(text: &str, span: Span) -> Span {
    let span = span.trimmed(text);
    let inner = span.of(text);
    let left = inner.len() - inner.trim_start_matches(|c| c == '*' || crate::text::is_blank(c)).len();
    let right = inner.trim_end_matches(|c| c == '*' || crate::text::is_blank(c)).len();
    if left >= right { span } else { Span::new(span.start() + left, span.start() + right) }
}

/// Where the words of a numbered heading end (letter index), and whether by a mark that belongs
/// to the heading.
fn title_end(text: &str, l: &Letters, m: Mark, para: &Para, whole: bool) -> Option<(usize, bool)> {
    if let Some(end) = bold_end(l, m.len, para) {
        return Some(end);
    }
    if para.cut
        && !m.style.floats()
        && let Some(end) = glued_end(text, l, m.len)
    {
        return Some((end, false));
    }
    let mut at = m.len;
    let mut depth = 0_i32;
    while at < l.len() {
        let c = l.c[at];
        match c {
            '(' | '《' => depth += 1,
            ')' | '》' => depth -= 1,
            _ => {}
        }
        if ends_sentence(c) && depth <= 0 {
            return Some((at, true));
        }
        if c == ':' && depth <= 0 && at > m.len {
            let words = l.part(m.len, at);
            let announces = words.ends_with(['是', '为', '在', '有', '括']);
            if at + 1 == l.len() && whole {
                return Some((at, true));
            }
            if at - m.len <= 24 && !announces && !m.style.floats() {
                return Some((at, true));
            }
        }
        at += 1;
    }
    (whole && l.len() - m.len <= longest(m.style)).then_some((l.len(), false))
}

/// A title set in bold ends where the bold ends, when a whole title is in it.
fn bold_end(l: &Letters, from: usize, para: &Para) -> Option<(usize, bool)> {
    if para.bold_to == 0 || para.bold_to >= para.span.end {
        return None;
    }
    let to = (from..l.len()).find(|&i| l.span(i, i + 1).is_some_and(|s| s.start >= para.bold_to))?;
    if to < from + 4 || to > from + 60 {
        return None;
    }
    let inner = l.slice(from, to);
    if inner.iter().rev().skip(1).any(|&c| ends_sentence(c)) {
        return None;
    }
    let stop = l.c[to - 1];
    Some(if ends_sentence(stop) || stop == ':' { (to - 1, true) } else { (to, false) })
}

/// In a text without line ends a heading is glued to the words after it: it ends at a gap, or
/// where a noun of sections meets words that begin a paragraph.
fn glued_end(text: &str, l: &Letters, from: usize) -> Option<usize> {
    const NOUNS: [&str; 22] = [
        "回顾", "总结", "情况", "安排", "部署", "任务", "要求", "重点", "打算", "计划", "目标", "举措",
        "措施", "思路", "工作", "意见", "建议", "体会", "成绩", "问题", "不足", "设想",
    ];
    const STARTS: [&str; 19] = [
        "19",
        "20",
        "过去",
        "今年",
        "去年",
        "一年来",
        "五年来",
        "各位",
        "我们",
        "在",
        "当前",
        "做好",
        "根据",
        "按照",
        "面对",
        "\"十",
        "为",
        "全",
        "本",
    ];
    let limit = l.len().min(from + 48);
    let stop = (from..limit).find(|&i| ends_sentence(l.c[i]) || l.c[i] == ':').unwrap_or(limit);
    for at in from + 4..stop {
        if l.gap_before(text, at) || (!l.blank_before(text, at).is_empty() && is_han(l.c[at - 1])) {
            return Some(at);
        }
    }
    (from + 4..stop).find(|&at| {
        let before = l.part(from, at);
        let after = l.part(at, at + 4);
        NOUNS.iter().any(|n| before.ends_with(n)) && STARTS.iter().any(|s| after.starts_with(s))
    })
}

/// Letter after the closing mark (and quotes) of a heading that ends at `to`.
fn close_after(l: &Letters, to: usize, stop: bool) -> usize {
    let mut at = to + usize::from(stop);
    while stop && at < l.len() && closes(l.c[at]) {
        at += 1;
    }
    at
}

/// An own-line heading without mark.
pub(super) fn plain(text: &str, index: usize, paras: &[Para]) -> Option<Cand> {
    let para = paras.get(index)?;
    let hinted = matches!(para.kind, BlockKind::Heading(_));
    let l = Letters::of(text, para.span, 64);
    let limit = if hinted { 60 } else { 46 };
    if l.len() < 3 || l.len() > limit || mark(&l.c).is_some() {
        return None;
    }
    let bold = para.bold_to >= para.span.end;
    let last = l.c[l.len() - 1];
    let stop = ends_sentence(last) || last == ':';
    let to = l.len() - usize::from(stop);
    let words = l.part(0, to);
    let han = l.c.iter().filter(|c| is_han(**c)).count();
    let inner_stop = l.slice(0, to).iter().any(|&c| ends_sentence(c) || c == ';');
    if inner_stop || han * 2 < l.len() || matches!(last, ',' | '、' | ';' | '…') {
        return None;
    }
    if vocab::is_address(&l.string()) || looks_like_caption(&l) || is_note(&words) {
        return None;
    }
    // A long line must stand between whole paragraphs to be a heading.
    let ends = |p: &Para| p.span.of(text).ends_with(['。', '！', '？', '：', '”', '!', ':', '）']);
    let alone = index.checked_sub(1).and_then(|i| paras.get(i)).is_none_or(ends)
        && paras.get(index + 1).is_some_and(|n| n.span.len() >= 120 && ends(n));
    if l.len() > 32 && !hinted && !alone {
        return None;
    }
    let announces = vocab::LEAD_IN.iter().any(|w| words.contains(w));
    if stop && !hinted && !bold {
        return None;
    }
    if announces && last == ':' {
        return None;
    }
    let title = l.span(0, to)?;
    Some(Cand {
        para: index,
        kind: Kind::Plain,
        span: para.span,
        number: None,
        title: trim_number(text, title),
        len: to,
        words,
        run_in: false,
        strong: hinted || bold || section_words(&l.part(0, to)) > 0.0,
        set_off: hinted || bold,
        announced: false,
        level: 0,
    })
}

/// The paragraph announces what follows: it ends in a colon, or is short and says 以下, 几点 ….
pub(super) fn announces(text: &str, para: &Para) -> bool {
    let body = para.span.of(text);
    if body.ends_with(['：', ':']) {
        return true;
    }
    body.len() <= 150 && {
        let s = Letters::of(text, para.span, 50).string();
        vocab::LEAD_IN.iter().any(|w| s.contains(w))
    }
}

/// 图1, 表2, 单位：亿元, 专栏
fn looks_like_caption(l: &Letters) -> bool {
    let first = l.c[0];
    let second = l.c.get(1).copied().unwrap_or(' ');
    (matches!(first, '图' | '表') && (second.is_ascii_digit() || "一二三四五六七八九十:".contains(second)))
        || l.part(0, 3) == "单位:"
        || l.part(0, 2) == "专栏"
}

/// （掌声） and other remarks in brackets; a signature line with a date.
fn is_note(words: &str) -> bool {
    (words.starts_with('(') && words.ends_with(')'))
        || (words.ends_with('日') && words.contains('年') && words.contains('月'))
        || words.chars().all(|c| !is_han(c))
}

/// How much `words` speak as the heading of a whole section (年, 工作, 回顾, 安排 …).
pub(super) fn section_words(words: &str) -> f32 {
    let mut sum = 0.0;
    for (w, weight) in vocab::BACK_WORDS.iter().chain(vocab::AHEAD_WORDS.iter()) {
        if *weight >= 2.0 && words.contains(w) {
            sum += weight;
        }
    }
    if super::years::years(words).next().is_some() && words.contains("工作") {
        sum += 3.0;
    }
    sum
}
