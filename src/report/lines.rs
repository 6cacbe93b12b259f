//! Blocks to paragraphs: lines broken in mid-sentence are joined, a text without line ends is cut
//! at its marks. Text is never changed; paragraphs are ranges.

use super::enumerator::{Style, mark, unmarked};
use super::letters::{Letters, closes, ends_sentence, fold};
use crate::read::{Block, BlockKind, Source};
use crate::text::{Span, is_blank, is_han};

/// A paragraph as rules see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Para {
    /// Its text without white space at the ends.
    pub span: Span,
    /// What the format said.
    pub kind: BlockKind,
    /// Set in bold from its first letter on, up to this byte; 0 when not.
    pub bold_to: u32,
    /// Cut out of a longer line by [`cut`].
    pub cut: bool,
}

/// Letters of a line beyond which it is looked at as a text without line ends.
const GIANT: usize = 2500;
/// The same for a line that is more than half of the text.
const HALF: usize = 400;

/// Paragraphs of `source` in order.
pub(super) fn paragraphs(source: &Source) -> Vec<Para> {
    let text = &*source.text;
    let lines = super::many::gather(&source.blocks, |_, b| Some(Line::new(text, b)));
    let wrap = Wrap::of(&lines);
    let mut out: Vec<Para> = Vec::with_capacity(lines.len());
    let mut current: Option<(Para, Tail)> = None;
    for (i, line) in lines.iter().enumerate() {
        let joined = current.as_ref().is_some_and(|(para, tail)| {
            let before = i.checked_sub(1).and_then(|b| lines.get(b));
            before.is_some_and(|b| joins(para, tail, b, line, lines.get(i + 1), wrap))
        });
        if let (true, Some((para, tail))) = (joined, current.as_mut()) {
            para.span.end = line.span.end;
            tail.add(line);
            continue;
        }
        if let Some((para, _)) = current.take() {
            cut(text, para, &mut out);
        }
        let para = Para { span: line.span, kind: line.kind, bold_to: line.bold_to, cut: false };
        let mut tail = Tail::default();
        tail.add(line);
        current = Some((para, tail));
    }
    if let Some((para, _)) = current {
        cut(text, para, &mut out);
    }
    out
}

/// What is known of a line before joining.
struct Line {
    span: Span,
    kind: BlockKind,
    bold_to: u32,
    /// Columns (Han two, others one).
    width: u32,
    letters: u32,
    first: char,
    last: char,
    indent: bool,
    /// An empty line stands before it.
    gap: bool,
    marked: bool,
    /// The mark is all there is.
    bare_mark: Option<Style>,
    has_stop: bool,
    /// One sentence: a stop at its end or none.
    one: bool,
    /// Brackets and quotes opened and not closed at the end.
    open: bool,
    /// Has more closing than opening brackets at its beginning.
    closes_early: bool,
    latin: bool,
    address: bool,
}

impl Line {
    fn new(text: &str, block: &Block) -> Self {
        let span = strip_marks(text, block.span);
        let body = span.of(text);
        let first = Letters::first(text, span);
        // Most lines begin with a letter that begins neither a mark nor an address.
        let head = match first {
            Some(c) if unmarked(c) && !super::vocab::begins_address(c) => Letters::default(),
            _ => Letters::of(text, span, 24),
        };
        let found = mark(&head.c);
        let count = Count::of(body);
        let (gap, indent) = before(text, block.span.start());
        let margins = (span.start - block.span.start) + (block.span.end - span.end);
        Self {
            span,
            kind: block.kind,
            bold_to: bold_to(text, block, span),
            width: count.width + if indent { 4 } else { 0 } + margins,
            letters: count.letters,
            first: first.unwrap_or(' '),
            last: body.chars().rev().find(|c| !is_blank(*c) && *c != '*').unwrap_or(' '),
            indent,
            gap,
            marked: found.is_some(),
            bare_mark: found.filter(|m| m.len == head.len()).map(|m| m.style),
            has_stop: count.stops > 0,
            one: count.stops == 0 || (count.stops == 1 && body.ends_with('。')),
            open: count.depth > 0,
            closes_early: count.closes_early,
            latin: count.latin,
            address: super::vocab::is_address(&head.part(0, 8)),
        }
    }
}

/// What is counted in a line, letter by letter.
struct Count {
    width: u32,
    letters: u32,
    stops: u32,
    /// Brackets and quotes opened and not closed so far.
    depth: i32,
    closes_early: bool,
    latin: bool,
}

impl Count {
    fn of(body: &str) -> Self {
        let mut out = Self { width: 0, letters: 0, stops: 0, depth: 0, closes_early: false, latin: true };
        let mut rest = body.as_bytes();
        loop {
            // Han of the main block: most letters.
            let begin = rest.len();
            while let [0xE5..=0xE9, _, _, tail @ ..] | [0xE4, 0xB8..=0xBF, _, tail @ ..] = rest {
                rest = tail;
            }
            let han = ((begin - rest.len()) / 3) as u32;
            out.width += 2 * han;
            out.letters += han;
            out.latin &= han == 0;
            let at = body.len() - rest.len();
            let Some(c) = body.get(at..).and_then(|b| b.chars().next()) else { return out };
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            out.other(c);
        }
    }

    /// Counts a letter that is no Han of the main block.
    fn other(&mut self, c: char) {
        self.width += if c.is_ascii() { 1 } else { 2 };
        if is_blank(c) || c == '*' {
            return;
        }
        self.letters += 1;
        self.latin &= !is_han(c);
        match c {
            '。' | '；' => self.stops += 1,
            '(' | '（' | '《' | '“' | '「' => self.depth += 1,
            ')' | '）' | '》' | '”' | '」' => {
                self.depth -= 1;
                self.closes_early |= self.depth < 0 && self.letters <= 30;
                self.depth = self.depth.max(0);
            }
            _ => {}
        }
    }
}

/// What joining must remember of the lines already joined.
#[derive(Default)]
struct Tail {
    has_stop: bool,
    letters: u32,
    open: bool,
}

impl Tail {
    fn add(&mut self, line: &Line) {
        self.has_stop |= line.has_stop;
        self.letters += line.letters;
        self.open = line.open || (self.open && !line.closes_early);
    }
}

/// Without blanks and markdown marks (`#`, `>`, `*`) at both ends.
fn strip_marks(text: &str, span: Span) -> Span {
    let mut span = span.trimmed(text);
    loop {
        let inner = span.of(text);
        let left = inner.len() - inner.trim_start_matches(['#', '>']).len();
        // A star at the line's beginning is emphasis or a list mark.
        let stars = inner.len() - inner.trim_start_matches('*').len();
        let left = left.max(stars);
        if left == 0 || left >= inner.len() {
            break;
        }
        span = Span::new(span.start() + left, span.end()).trimmed(text);
    }
    let inner = span.of(text);
    let keep = inner.trim_end_matches(|c| c == '*' || c == '#' || is_blank(c)).len();
    if keep == 0 { span } else { Span::new(span.start(), span.start() + keep) }
}

/// End of the bold stretch at the line's beginning, by the format or by `**`; 0 when none.
fn bold_to(text: &str, block: &Block, span: Span) -> u32 {
    if let Some(bold) = block.bold.iter().find(|b| b.start() <= span.start() + 3 && b.end() > span.start()) {
        return bold.end;
    }
    let before = text.get(block.span.start()..span.start()).unwrap_or_default();
    if !before.contains("**") {
        return 0;
    }
    let inner = span.of(text);
    inner.find("**").map_or(span.end, |at| (span.start() + at) as u32)
}

/// An empty line and an indent before byte `at`.
fn before(text: &str, at: usize) -> (bool, bool) {
    let mut ends = 0;
    let mut indent = false;
    for c in text.get(..at).unwrap_or_default().chars().rev().take(40) {
        match c {
            '\n' => ends += 1,
            c if is_blank(c) => indent |= ends == 0 && matches!(c, '\u{3000}' | ' ' | '\t' | '\u{A0}'),
            _ => break,
        }
    }
    (ends > 1, indent)
}

/// How a program broke the lines of a text.
#[derive(Clone, Copy, Debug)]
struct Wrap {
    /// Column at which lines end.
    width: u32,
    /// Paragraphs begin with an indent.
    indents: bool,
    /// Empty lines stand between paragraphs.
    gaps: bool,
}

impl Wrap {
    /// `None` when lines are paragraphs.
    fn of(lines: &[Line]) -> Option<Self> {
        let mut widths: Vec<u32> =
            lines.iter().filter(|l| l.kind == BlockKind::Paragraph).map(|l| l.width).collect();
        let n = widths.len();
        if n < 20 {
            return None;
        }
        widths.sort_unstable();
        let high = widths[n * 19 / 20];
        let top = widths[n - 1 - n / 100];
        let near = widths.iter().filter(|&&w| w + 6 >= high && w <= high + 4).count();
        if !(24..=130).contains(&high) || top > high + 8 || near * 5 < n * 2 {
            return None;
        }
        let indented = lines.iter().filter(|l| l.indent).count();
        let gapped = lines.iter().filter(|l| l.gap).count();
        let some = |k: usize| k * 40 >= n && k * 10 <= n * 8;
        Some(Self { width: high, indents: some(indented), gaps: some(gapped) })
    }

    /// True when `next` goes on with the paragraph of `last`.
    fn goes_on(self, last: &Line, next: &Line, ended: bool) -> bool {
        if next.gap || (self.indents && next.indent) || last.width + 6 < self.width {
            return false;
        }
        if self.indents || self.gaps {
            return true;
        }
        !(ended && next.marked)
    }
}

fn joins(
    para: &Para,
    tail: &Tail,
    last: &Line,
    next: &Line,
    after: Option<&Line>,
    wrap: Option<Wrap>,
) -> bool {
    if last.kind != BlockKind::Paragraph || next.kind != BlockKind::Paragraph || next.address {
        return false;
    }
    let ended = ends_sentence(fold(last.last)) || matches!(last.last, '；' | ';' | '：' | ':');
    // A mark alone on its line belongs to the words after it.
    if let (Some(style), true) = (last.bare_mark, last.span.start == para.span.start) {
        return !next.marked && (style.floats() || (next.letters <= 50 && next.one));
    }
    // A closing mark never begins a paragraph; an opening one never ends it.
    if matches!(next.first, ',' | '。' | '、' | ';' | '!' | '?' | ')' | '》' | '%' | '】') {
        return !next.gap || tail.letters > 20;
    }
    if matches!(last.last, '（' | '(' | '《' | '“' | '、' | '，' | '【') && !next.gap {
        return true;
    }
    if let Some(wrap) = wrap {
        return wrap.goes_on(last, next, ended) && !heading_end(para, last, next);
    }
    if next.marked && !next.latin {
        return false;
    }
    fragment(tail, last, next, after, ended)
}

/// A line broken off inside a sentence, as inline tags leave it: PM / 2.5 / 浓度.
fn fragment(tail: &Tail, last: &Line, next: &Line, after: Option<&Line>, ended: bool) -> bool {
    if tail.open && next.closes_early {
        return true;
    }
    let small = |l: &Line| l.latin && l.letters <= 12 && l.first.is_ascii_alphanumeric();
    if !next.gap && !ended && tail.letters >= 4 && small(next) {
        // The line behind the figure goes on: 十一五 / 2010 / 年工作情况.
        return after.is_some_and(|a| !a.gap && !a.marked && !a.address && !a.latin);
    }
    if !next.gap && small(last) && tail.letters > last.letters {
        return true;
    }
    // Prose that stops in mid-sentence.
    let prose = tail.has_stop || tail.letters >= 60;
    let open_end = !ended && !closes(fold(last.last)) && last.last != '…';
    prose && open_end && !(next.gap && next.letters < 20) && !next.indent
}

/// In wrapped text a full line may still be a heading: marked, without a stop, and the next line
/// begins a paragraph of its own.
fn heading_end(para: &Para, last: &Line, next: &Line) -> bool {
    last.span.start == para.span.start && last.marked && !last.has_stop && next.indent
}

/// Adds `para`, cut at its marks when it is a text without line ends.
fn cut(text: &str, para: Para, out: &mut Vec<Para>) {
    let least = if para.span.len() * 2 > text.len() { HALF } else { GIANT };
    if para.span.len() < least * 2 || para.kind != BlockKind::Paragraph {
        out.push(para);
        return;
    }
    let l = Letters::of(text, para.span, usize::MAX);
    if l.len() < least {
        out.push(para);
        return;
    }
    let cuts = cuts(text, &l);
    let mut from = 0;
    for to in cuts.into_iter().chain([l.len()]) {
        if let Some(span) = l.span(from, to) {
            let bold_to = if from == 0 { para.bold_to } else { 0 };
            out.push(Para { span, kind: para.kind, bold_to, cut: true });
        }
        from = to;
    }
}

/// Letters at which a text without line ends begins a new paragraph.
fn cuts(text: &str, l: &Letters) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut at = 1;
    while at < l.len() {
        let before = l.c[at - 1];
        let stop = ends_sentence(before) || (closes(before) && at >= 2 && ends_sentence(l.c[at - 2]));
        let gap = l.gap_before(text, at);
        if stop || gap || before == ':' {
            let here = l.slice(at, at + 24);
            let found = mark(here).is_some_and(|m| match m.style {
                Style::Han | Style::HanBracket | Style::Part | Style::Chapter => {
                    stop || gap || m.ordinal == 1
                }
                Style::Shi => stop && short_sentence(l, at + m.len),
                Style::Dash | Style::Digit => gap || (stop && short_sentence(l, at + m.len)),
                _ => false,
            });
            if found || (gap && (stop || l.wide_gap_before(text, at))) || (stop && address(here)) {
                out.push(at);
            }
        } else if salutation(l, at) || subtitle(l, at) {
            out.push(at);
        }
        if before == ':' && at <= 600 && salutation_end(l, at) {
            out.push(at);
        }
        at += 1;
    }
    out.dedup();
    out
}

fn short_sentence(l: &Letters, from: usize) -> bool {
    let stop = l.slice(from, from + 40).iter().position(|&c| ends_sentence(c));
    stop.is_some_and(|s| s >= 4)
}

/// 各位代表！ begins a paragraph.
fn address(l: &[char]) -> bool {
    let s: String = l.iter().take(5).collect();
    super::vocab::is_address(&s)
}

/// 各位代表： begins the report proper.
fn salutation(l: &Letters, at: usize) -> bool {
    at <= 400 && l.c[at] == '各' && {
        let s: String = l.part(at, at + 12);
        super::vocab::is_address(&s) && s.contains(':')
    }
}

/// （2005年2月25日在 … 会议上） begins or has ended behind a title.
fn subtitle(l: &Letters, at: usize) -> bool {
    if at > 200 {
        return false;
    }
    let year = |from: usize| super::years::years(&l.part(from, from + 5)).next().is_some();
    let opens = matches!(l.c[at], '(' | '—')
        && l.c[at - 1] != '—'
        && (1..=4).any(|k| year(at + k) && !l.slice(at + 1, at + k).iter().any(|c| crate::text::is_han(*c)));
    let closed = l.c[at - 1] == ')'
        && [&['会', '上', ')'][..], &['会', '议', '上', ')'][..]].iter().any(|e| l.slice(0, at).ends_with(e));
    opens || closed
}

fn salutation_end(l: &Letters, at: usize) -> bool {
    let s: String = l.part(at.saturating_sub(12), at);
    s.rfind("各位").is_some_and(|i| super::vocab::is_address(s.get(i..).unwrap_or_default()))
}
