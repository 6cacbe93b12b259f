//! Markdown to blocks. The text stays as found; marks are left out of the spans.
//!
//! After `CommonMark` 0.31 as far as reports use it; unlike there a line is a paragraph of its own,
//! because saved reports put every paragraph in one line, often without blank lines between.

use super::{Block, BlockKind, Meta, lines};
use crate::text::{Span, is_blank};

/// True when `text` is markdown by its content: front matter, or at least two `#` headings or
/// bold passages near the top.
pub(super) fn looks_like(text: &str) -> bool {
    if front_matter(text).is_some() {
        return true;
    }
    let head: Vec<&str> =
        text.lines().take(400).filter(|l| memchr::memchr2(b'#', b'*', l.as_bytes()).is_some()).collect();
    let headings = head.iter().filter(|l| heading_level(l.trim()).is_some()).count();
    let bold = head.iter().filter(|l| l.matches("**").count() >= 2).count();
    headings >= 2 || bold >= 2 || headings + bold >= 2
}

/// Level of a `#` heading line and the bytes its mark takes.
fn heading_level(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let next = line.get(level..)?.chars().next()?;
    ((1..=6).contains(&level) && (is_blank(next) || crate::text::is_han(next) || next == '*'))
        .then_some((level as u8, level))
}

/// The `---` block at the start: bytes up to its end.
fn front_matter(text: &str) -> Option<usize> {
    let mut at = text.len() - text.trim_start_matches(is_blank).len();
    let mut lines = text.get(at..)?.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    at += first.len();
    for line in lines.take(60) {
        at += line.len();
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return Some(at);
        }
        let is_entry = line.split_once([':', '：']).is_some_and(|(key, _)| key.len() < 40);
        if !is_entry && !line.is_empty() && !line.starts_with([' ', '-', '#']) {
            return None;
        }
    }
    None
}

fn read_meta(front: &str, meta: &mut Meta) {
    for line in front.lines() {
        let Some((key, value)) = line.split_once([':', '：']) else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        let slot = match key.trim().to_ascii_lowercase().as_str() {
            "title" | "标题" | "標題" => &mut meta.title,
            "date" | "pubdate" | "published" | "日期" | "时间" | "發布日期" | "发布日期" => {
                &mut meta.date
            }
            "source" | "publisher" | "site" | "来源" | "來源" => &mut meta.source,
            _ => continue,
        };
        slot.get_or_insert_with(|| value.to_owned());
    }
}

/// Blocks of a markdown `text` and what its front matter says.
pub(super) fn blocks(text: &str) -> (Vec<Block>, Meta) {
    let mut meta = Meta::default();
    let mut blocks: Vec<Block> = Vec::new();
    let body = front_matter(text).unwrap_or(0);
    if body > 0 {
        let span = Span::new(0, body).trimmed(text);
        read_meta(span.of(text), &mut meta);
        blocks.push(Block { span, kind: BlockKind::FrontMatter, bold: Vec::new() });
    }
    let all = lines::spans(text);
    let has_table = all.iter().any(|s| is_delimiter_row(s.of(text)));
    let mut fenced = false;
    let mut before_end = usize::MAX;
    for span in all.into_iter().filter(|s| s.start() >= body) {
        let line = span.of(text);
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            blocks.push(Block { span, kind: BlockKind::Paragraph, bold: Vec::new() });
            continue;
        }
        if is_rule(line) || is_delimiter_row(line) {
            let adjacent = text.get(before_end..span.start()).is_some_and(|t| t.matches('\n').count() == 1);
            underline(&mut blocks, line, adjacent);
            continue;
        }
        before_end = span.end();
        let (span, kind) = classify(text, span, has_table);
        push(&mut blocks, text, span, kind);
    }
    (blocks, meta)
}

/// `---`, `***`, `===`: nothing but a rule (or the underline of a heading).
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !is_blank(*c));
    let Some(first) = marks.next() else { return false };
    matches!(first, '-' | '*' | '_' | '=') && line.len() >= 3 && marks.all(|c| c == first)
}

fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A short line right above `===` or `---` is a heading.
fn underline(blocks: &mut [Block], line: &str, adjacent: bool) {
    let level = if line.starts_with('=') { 1 } else { 2 };
    if let Some(last) = blocks.last_mut()
        && adjacent
        && last.kind == BlockKind::Paragraph
        && last.span.len() < 180
        && line.starts_with(['=', '-'])
        && !line.contains('|')
    {
        last.kind = BlockKind::Heading(level);
    }
}

/// What a line is, and where its text begins and ends.
fn classify(text: &str, span: Span, has_table: bool) -> (Span, BlockKind) {
    let mut span = span;
    while span.of(text).starts_with('>') {
        span = skip(text, span, 1);
    }
    let line = span.of(text);
    if let Some((level, mark)) = heading_level(line) {
        let inner = skip(text, span, mark);
        let words = inner.of(text).trim_end_matches('#').len();
        return (Span::new(inner.start(), inner.start() + words).trimmed(text), BlockKind::Heading(level));
    }
    if line.starts_with("[^")
        && let Some(end) = line.find("]:")
    {
        return (skip(text, span, end + 2), BlockKind::Footnote);
    }
    if has_table && (line.starts_with('|') || line.matches('|').count() >= 2) {
        return (span, BlockKind::TableRow);
    }
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        span = skip(text, span, 2);
    }
    (span, BlockKind::Paragraph)
}

fn skip(text: &str, span: Span, bytes: usize) -> Span {
    Span::new((span.start() + bytes).min(span.end()), span.end()).trimmed(text)
}

/// Adds a block without emphasis marks at its ends, with its bold passages.
fn push(blocks: &mut Vec<Block>, text: &str, span: Span, kind: BlockKind) {
    let mut bold = bold_spans(text, span);
    let line = span.of(text);
    let opened = line.len() - line.trim_start_matches(['*', '_']).len();
    let closed = line.len() - line.trim_end_matches(['*', '_']).len();
    let enclosed = opened > 0 && closed > 0 && opened + closed < line.len();
    let inner = match (opened, closed) {
        _ if enclosed => Span::new(span.start() + opened, span.end() - closed),
        // Bold at one end only: the mark goes when it opens or closes a bold passage.
        (2.., 0) if bold.first().is_some_and(|b| b.start() == span.start() + opened) => {
            Span::new(span.start() + opened, span.end())
        }
        (0, 2..) if bold.last().is_some_and(|b| b.end() + closed == span.end()) => {
            Span::new(span.start(), span.end() - closed)
        }
        _ => span,
    };
    let inner = inner.trimmed(text);
    if enclosed && opened.max(closed) >= 2 && bold.is_empty() {
        bold.push(inner);
    }
    bold.retain(|b| inner.covers(*b));
    if !inner.is_empty() {
        blocks.push(Block { span: inner, kind, bold });
    }
}

/// What stands between pairs of `**` or `__`.
fn bold_spans(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    for mark in ["**", "__"] {
        let marks: Vec<usize> = span.of(text).match_indices(mark).map(|(i, _)| span.start() + i).collect();
        for pair in marks.chunks_exact(2) {
            let inner = Span::new(pair[0] + 2, pair[1].max(pair[0] + 2));
            let skipped = inner.of(text).len() - inner.of(text).trim_start_matches(['*', '_']).len();
            let inner = Span::new(inner.start() + skipped, inner.end()).trimmed(text);
            if !inner.is_empty() {
                out.push(inner);
            }
        }
    }
    out.sort_unstable();
    out.dedup_by(|b, a| a.overlaps(*b));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, want: &[(BlockKind, &str, &[&str])]) {
        let (got, _) = blocks(text);
        let got: Vec<_> = got
            .iter()
            .map(|b| (b.kind, b.span.of(text), b.bold.iter().map(|s| s.of(text)).collect::<Vec<_>>()))
            .collect();
        let want: Vec<_> = want.iter().map(|(k, t, b)| (*k, *t, b.to_vec())).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn headings_emphasis_and_lists() {
        use BlockKind::{Footnote, Heading, Paragraph, TableRow};
        check(
            "# 县政府报告 #\n\n***工作报告**\n**一、回顾**\n**抓项目。**全年开工。\n- 甲\n1. 乙\n> 丙\n\n---\n##没有空格",
            &[
                (Heading(1), "县政府报告", &[]),
                (Paragraph, "工作报告", &["工作报告"]),
                (Paragraph, "一、回顾", &["一、回顾"]),
                (Paragraph, "抓项目。**全年开工。", &["抓项目。"]),
                (Paragraph, "甲", &[]),
                (Paragraph, "1. 乙", &[]),
                (Paragraph, "丙", &[]),
                (Heading(2), "没有空格", &[]),
            ],
        );
        check(
            "题目\n===\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n[^1]: 注\n",
            &[
                (Heading(1), "题目", &[]),
                (TableRow, "| 甲 | 乙 |", &[]),
                (TableRow, "| 1 | 2 |", &[]),
                (Footnote, "注", &[]),
            ],
        );
    }

    #[test]
    fn front_matter_is_no_text() {
        let text = "---\ntitle: 2024年报告\nsource: \"https://example.com\"\n---\n\n正文";
        assert!(looks_like(text));
        let (got, meta) = blocks(text);
        assert_eq!(got.len(), 2);
        assert_eq!(got[0].kind, BlockKind::FrontMatter);
        assert_eq!(meta.title.as_deref(), Some("2024年报告"));
        assert_eq!(meta.source.as_deref(), Some("https://example.com"));
        assert!(!looks_like("---\n正文没有冒号\n---\n"));
    }
}
