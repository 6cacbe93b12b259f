//! The reader's corrections: they change a [`Found`], which is then assembled again.
//!
//! Every correction takes byte offsets into the source, changes what it names and nothing else,
//! and answers whether it could be done. Invariants are kept: headings and paragraphs stay in order
//! and do not overlap, parts stay in order.

use super::enumerator::mark;
use super::letters::{Letters, closes, ends_sentence};
use super::{Evidence, EvidenceKind, Found, FoundHeading, FoundPart, ParagraphKind, Role};
use crate::text::Span;

/// Deepest level a heading can have.
pub const DEEPEST: u8 = 6;

/// Gives the stretch `span` (bytes) of `text` the role `role`. What stood there before keeps its
/// role outside the stretch; equal neighbours grow together. False when `span` does not fit.
pub fn set_role(found: &mut Found, text: &str, span: Span, role: Role) -> bool {
    if span.is_empty() || span.end() > text.len() || found.parts.is_empty() {
        return false;
    }
    let (start, end) = (span.start(), span.end());
    let end = end_of_blanks(text, end);
    let at = |b: usize, parts: &[FoundPart]| parts.partition_point(|p| p.start <= b).saturating_sub(1);
    let tail = found.parts.get(at(end.saturating_sub(1).max(start), &found.parts)).cloned();
    let year = found.parts.iter().find(|p| p.role == role).and_then(|p| p.year);
    let next_begins = found.parts.iter().any(|p| p.start == end);
    found.parts.retain(|p| p.start < start || p.start >= end);
    let weight = if role == Role::Review { -9.0 } else { 9.0 };
    found.parts.push(FoundPart {
        start,
        role,
        year,
        evidence: vec![Evidence { kind: EvidenceKind::Reader, span: Some(span), weight }],
    });
    if let Some(mut tail) = tail.filter(|_| end < text.len() && !next_begins) {
        tail.start = end;
        found.parts.push(tail);
    }
    found.parts.sort_by_key(|p| p.start);
    if let Some(first) = found.parts.first_mut() {
        first.start = 0;
    }
    found.parts.dedup_by(|b, a| {
        a.role == b.role && a.year == b.year && {
            a.evidence.append(&mut b.evidence);
            true
        }
    });
    true
}

/// First byte behind the blanks that follow `at`.
fn end_of_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + (rest.len() - rest.trim_start_matches(crate::text::is_blank).len())
}

/// Makes the words at `span` a heading of `level` (1–6). A mark at their beginning becomes the
/// heading's number, a closing 。 or ： stays outside the title. False when the words are blank,
/// reach over a paragraph's end or overlap a heading.
pub fn make_heading(found: &mut Found, text: &str, span: Span, level: u8) -> bool {
    let span = span.trimmed(text);
    let Some(para) = paragraph_of(found, span) else { return false };
    if span.is_empty() || found.headings.iter().any(|h| h.span.overlaps(span)) {
        return false;
    }
    let Some(heading) = heading_of(text, para, span, level) else { return false };
    if !heading.run_in {
        set_kind(found, para, ParagraphKind::Heading);
    }
    let at = found.headings.partition_point(|h| h.span.start < span.start);
    found.headings.insert(at, heading);
    found.points.retain(|(p, _)| !p.overlaps(span));
    true
}

fn heading_of(text: &str, para: Span, span: Span, level: u8) -> Option<FoundHeading> {
    let l = Letters::of(text, span, usize::MAX);
    let marked = mark(&l.c).filter(|m| m.len < l.len());
    let from = marked.map_or(0, |m| m.len);
    let mut to = l.len();
    while to > from && (ends_sentence(l.c[to - 1]) || l.c[to - 1] == ':') {
        to -= 1;
    }
    let title = l.span(from, to)?;
    // A closing mark right behind the words belongs to the heading.
    let behind = text.get(span.end()..para.end()).unwrap_or_default();
    let mut end = span.end();
    for c in behind.chars() {
        let f = super::letters::fold(c);
        if !(ends_sentence(f) || f == ':' || closes(f) && end > span.end()) {
            break;
        }
        end += c.len_utf8();
    }
    let whole = Span::new(span.start(), end);
    let rest = Span::new(end, para.end().max(end)).trimmed(text);
    Some(FoundHeading {
        level: level.clamp(1, DEEPEST),
        number: marked.and_then(|m| l.span(0, m.len)),
        title,
        span: whole,
        run_in: !rest.is_empty() || span.start > para.start,
    })
}

/// The heading at byte `at` becomes ordinary text. False when there is none.
pub fn unmake_heading(found: &mut Found, at: usize) -> bool {
    let Some(i) = heading_at(found, at) else { return false };
    let heading = found.headings.remove(i);
    if !heading.run_in
        && let Some(para) = paragraph_of(found, heading.span)
    {
        set_kind(found, para, ParagraphKind::Body);
    }
    true
}

/// Gives the heading at byte `at` another level (1–6). False when there is none or the level stays.
pub fn set_level(found: &mut Found, at: usize, level: u8) -> bool {
    let Some(i) = heading_at(found, at) else { return false };
    let level = level.clamp(1, DEEPEST);
    let heading = &mut found.headings[i];
    let changed = heading.level != level;
    heading.level = level;
    changed
}

/// Splits the paragraph that holds byte `at` there. False at a paragraph's ends, inside a
/// character or a heading.
pub fn split_paragraph(found: &mut Found, text: &str, at: usize) -> bool {
    if !text.is_char_boundary(at) || found.headings.iter().any(|h| h.span.start() < at && at < h.span.end()) {
        return false;
    }
    let i = found.paragraphs.partition_point(|(s, _)| s.end() <= at);
    let Some(&(span, kind)) = found.paragraphs.get(i) else { return false };
    if !span.holds(at) {
        return false;
    }
    let first = Span::new(span.start(), at).trimmed(text);
    let second = Span::new(at, span.end()).trimmed(text);
    if first.is_empty() || second.is_empty() {
        return false;
    }
    let kept = if kind == ParagraphKind::Heading { ParagraphKind::Body } else { kind };
    found.paragraphs.splice(i..=i, [(first, kept), (second, kept)]);
    refresh_headings(found, text, span);
    found.points.retain(|(p, _)| !(p.start() < at && at < p.end()));
    true
}

/// Joins the paragraph that holds byte `at` with the next one. False for the last one.
pub fn join_paragraph(found: &mut Found, text: &str, at: usize) -> bool {
    let i = found.paragraphs.partition_point(|(s, _)| s.end() <= at);
    let (Some(&(a, kind)), Some(&(b, other))) = (found.paragraphs.get(i), found.paragraphs.get(i + 1)) else {
        return false;
    };
    if !a.holds(at) || found.parts.iter().any(|p| a.start() < p.start && p.start <= b.start()) {
        return false;
    }
    let whole = Span::new(a.start(), b.end());
    let kind = if kind == ParagraphKind::Heading { other } else { kind };
    let kind = if kind == ParagraphKind::Heading { ParagraphKind::Body } else { kind };
    found.paragraphs.splice(i..=i + 1, [(whole, kind)]);
    refresh_headings(found, text, whole);
    true
}

/// Own-line or run-in, after paragraphs inside `span` changed.
fn refresh_headings(found: &mut Found, text: &str, span: Span) {
    for i in 0..found.headings.len() {
        let own = found.headings[i].span;
        if !span.covers(own) {
            continue;
        }
        let Some(para) = paragraph_of(found, own) else { continue };
        let rest = Span::new(own.end(), para.end().max(own.end())).trimmed(text);
        let run_in = !rest.is_empty() || own.start > para.start;
        found.headings[i].run_in = run_in;
        if !run_in {
            set_kind(found, para, ParagraphKind::Heading);
        }
    }
}

fn heading_at(found: &Found, at: usize) -> Option<usize> {
    let i = found.headings.partition_point(|h| h.span.end() <= at);
    found.headings.get(i).filter(|h| h.span.holds(at)).map(|_| i)
}

/// The paragraph that holds the whole of `span`.
fn paragraph_of(found: &Found, span: Span) -> Option<Span> {
    let i = found.paragraphs.partition_point(|(s, _)| s.end <= span.start);
    found.paragraphs.get(i).map(|p| p.0).filter(|p| p.covers(span))
}

fn set_kind(found: &mut Found, para: Span, kind: ParagraphKind) {
    let i = found.paragraphs.partition_point(|(s, _)| s.start < para.start);
    if let Some(p) = found.paragraphs.get_mut(i).filter(|p| p.0 == para) {
        p.1 = kind;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Report, assemble, find};
    use super::*;
    use crate::read::{ReadOptions, Source, read};

    const TEXT: &str = "乡政府工作报告\n\n各位代表：\n\n一、2022年工作回顾\n\n（一）产业兴旺。全年新增企业五家，产值增长了一成，群众得到实惠。\n\n\
        群众生活改善，新建了三所学校，修通了五条路。\n\n二、2023年工作安排\n\n（一）抓好产业。要继续引进企业，力争产值再增长一成。\n\n要办好学校，确保年内开学。\n";

    fn source() -> Arc<Source> {
        Arc::new(read(TEXT.as_bytes(), &ReadOptions::default()).unwrap())
    }

    fn at(words: &str) -> usize {
        TEXT.find(words).unwrap()
    }

    fn span(words: &str) -> Span {
        Span::new(at(words), at(words) + words.len())
    }

    fn changed(change: impl Fn(&mut Found) -> bool) -> Report {
        let source = source();
        let mut found = find(&source);
        assert!(change(&mut found));
        assemble(source, found)
    }

    fn titles(report: &Report) -> Vec<(u8, &str)> {
        report.headings.iter().map(|h| (h.level, h.title.of(TEXT))).collect()
    }

    #[test]
    fn found_comes_back_from_a_report() {
        let source = source();
        let found = find(&source);
        let report = assemble(Arc::clone(&source), found.clone());
        assert_eq!(report.found(), found);
        assert_eq!(assemble(source, report.found()), report);
    }

    #[test]
    fn a_role_is_set_for_a_stretch() {
        let report =
            changed(|f| set_role(f, TEXT, span("群众生活改善，新建了三所学校，修通了五条路。"), Role::Plan));
        let roles: Vec<Role> = report.parts.iter().map(|p| p.role).collect();
        assert_eq!(roles, [Role::Furniture, Role::Opening, Role::Review, Role::Plan]);
        assert_eq!(report.parts[3].evidence[0].kind, EvidenceKind::Reader);
        assert_eq!(report.parts[3].span.start(), at("群众生活"));
    }

    #[test]
    fn a_role_in_the_middle_leaves_both_sides() {
        let report = changed(|f| set_role(f, TEXT, span("（一）产业兴旺。全年新增企业五家"), Role::Other));
        let roles: Vec<Role> = report.parts.iter().map(|p| p.role).collect();
        assert_eq!(
            roles,
            [Role::Furniture, Role::Opening, Role::Review, Role::Other, Role::Review, Role::Plan]
        );
        assert_eq!(report.parts.last().unwrap().span.end(), TEXT.len());
    }

    #[test]
    fn headings_are_made_and_unmade() {
        let report = changed(|f| make_heading(f, TEXT, span("群众生活改善"), 2));
        assert!(titles(&report).contains(&(2, "群众生活改善")));
        let report = changed(|f| unmake_heading(f, at("产业兴旺")));
        assert!(!titles(&report).iter().any(|t| t.1 == "产业兴旺"));
        let mut found = find(&source());
        assert!(!make_heading(&mut found, TEXT, span("产业兴旺"), 2), "there is one already");
        assert!(!unmake_heading(&mut found, at("修通了")));
    }

    #[test]
    fn levels_change() {
        let report = changed(|f| set_level(f, at("产业兴旺"), 3));
        assert!(titles(&report).contains(&(3, "产业兴旺")));
    }

    #[test]
    fn paragraphs_split_and_join() {
        let before = assemble(source(), find(&source())).paragraphs.len();
        let split = changed(|f| split_paragraph(f, TEXT, at("修通了五条路")));
        assert_eq!(split.paragraphs.len(), before + 1);
        let joined = changed(|f| join_paragraph(f, TEXT, at("（一）产业兴旺")));
        assert_eq!(joined.paragraphs.len(), before - 1);
        let whole = joined.paragraphs.iter().find(|p| p.span.holds(at("修通了"))).unwrap();
        assert_eq!(whole.span.start(), at("（一）产业兴旺"));
        let mut found = find(&source());
        assert!(!join_paragraph(&mut found, TEXT, at("修通了")), "not across parts");
        assert!(!split_paragraph(&mut found, TEXT, at("群众生活")), "not at its beginning");
    }

    #[test]
    fn a_split_run_in_heading_becomes_own_line() {
        let report = changed(|f| split_paragraph(f, TEXT, at("全年新增")));
        let h = report.headings.iter().find(|h| h.title.of(TEXT) == "产业兴旺").unwrap();
        assert!(!h.run_in);
    }
}
