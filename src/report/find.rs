//! From paragraphs to [`Found`]: the rules in the order in which they build on each other.

use super::back::{Back, back};
use super::enumerator::{Mark, Style, mark, unmarked};
use super::front::{Front, front};
use super::heading::{Cand, Kind};
use super::letters::Letters;
use super::lines::{Para, paragraphs};
use super::many::{both, gather};
use super::parts::{heads_section, parts};
use super::shown::shown;
use super::{Found, FoundHeading, ParagraphKind, Role};
use super::{inline, leads, passages, points, roles};
use crate::read::{BlockKind, Source};
use crate::text::Span;

/// Finds the structure of `source`.
pub fn find(source: &Source) -> Found {
    let text = &*source.text;
    let paras = paragraphs(source);
    let front = front(source, &paras);
    let back = back(text, &paras, front.start);
    let shown = shown(text, &paras, front.start, back.closing);
    let mut all = with_leads(text, &paras, &shown, front.start, back.closing);
    add_inline(text, &paras, &mut all, front.start, back.closing);
    if let Some(annex) = annex_heading(text, &paras, &back) {
        all.push(annex);
    }
    let ((found_parts, kinds), (points, passages)) = both(
        paras.len(),
        || (parts(text, &paras, &all, &front, &back), kinds(&paras, &all, &front, &back)),
        || {
            let points = find_points(text, &paras, &all, &front, &back);
            (points, passages::passages(text, &paras, &all, front.start, back.closing))
        },
    );
    let mut head = front.head;
    head.year = found_parts.iter().find(|p| p.role == Role::Plan).and_then(|p| p.year).or_else(|| {
        let tops: Vec<&Cand> = all.iter().filter(|c| heads_section(c)).collect();
        roles::plan_year(&head, &tops)
    });
    Found {
        head,
        parts: found_parts,
        headings: all
            .iter()
            .map(|c| FoundHeading {
                level: c.level,
                number: c.number,
                title: c.title,
                span: c.span,
                run_in: c.run_in,
            })
            .collect(),
        paragraphs: paras.iter().zip(kinds).map(|(p, k)| (p.span, k)).collect(),
        points,
        passages,
    }
}

/// Adds the run-in headings without mark.
fn with_leads(text: &str, paras: &[Para], shown: &[Cand], start: usize, end: usize) -> Vec<Cand> {
    let mut groups: Vec<(Option<usize>, Vec<Option<leads::Lead>>)> = Vec::new();
    let mut next = 0;
    let mut under = None;
    let mut group: Vec<Option<leads::Lead>> = Vec::new();
    let prose = |i: usize, para: &Para| {
        let own = shown.binary_search_by_key(&i, |c| c.para).is_ok();
        para.kind == BlockKind::Paragraph && !own && marked(text, para.span).is_none()
    };
    let leads = gather(paras.get(start..end).unwrap_or_default(), |i, para| {
        let lead = prose(start + i, para).then(|| leads::lead(text, start + i, paras)).flatten();
        lead.map(|lead| (start + i, lead))
    });
    let mut leads = leads.into_iter().peekable();
    for (i, para) in paras.iter().enumerate().take(end).skip(start) {
        if shown.get(next).is_some_and(|c| c.para == i) {
            groups.push((under, std::mem::take(&mut group)));
            under = Some(next);
            next += 1;
            continue;
        }
        // A page number between two paragraphs parts nothing.
        if para.kind == BlockKind::Furniture {
            continue;
        }
        group.push(leads.next_if(|l| l.0 == i).map(|l| l.1));
    }
    groups.push((under, group));
    let full =
        groups.iter().filter(|(_, g)| leads::accept(g, false).iter().filter(|a| **a).count() >= 2).count();
    let usual = full >= 3;
    let mut out: Vec<Cand> = Vec::with_capacity(shown.len());
    for (under, group) in groups {
        if let Some(u) = under {
            out.push(shown[u].clone());
        }
        let level = under.map_or(1, |u| parent_level(shown, u) + 1).min(6);
        let taken = leads::accept(&group, usual);
        for (lead, _) in group.into_iter().zip(taken).filter(|(_, t)| *t) {
            if let Some(lead) = lead {
                out.push(Cand { level, ..lead.cand });
            }
        }
    }
    out
}

/// The mark at the beginning of `span`, with its place.
fn marked(text: &str, span: Span) -> Option<(Mark, Option<Span>)> {
    Letters::first(text, span).filter(|c| !unmarked(*c))?;
    let l = Letters::of(text, span, 12);
    mark(&l.c).map(|m| (m, l.span(0, m.len)))
}

/// Level of the heading that a lead behind heading `u` stands under: dashes are its equals.
fn parent_level(shown: &[Cand], u: usize) -> u8 {
    let c = &shown[u];
    if c.mark().is_some_and(|m| m.style == Style::Dash) { c.level.saturating_sub(1) } else { c.level }
}

/// Adds the headings inside paragraphs.
fn add_inline(text: &str, paras: &[Para], all: &mut Vec<Cand>, start: usize, end: usize) {
    let mut out: Vec<Cand> = Vec::with_capacity(all.len());
    let mut old = std::mem::take(all).into_iter().peekable();
    let mut level = 0;
    // The paragraph below an own-line heading is its text.
    let mut own_line = false;
    let body = paras.iter().enumerate().take(end).skip(start);
    for (i, para) in body.filter(|(_, p)| p.kind != BlockKind::Furniture) {
        let mut after = para.span.start;
        let mut headed = std::mem::take(&mut own_line);
        while let Some(c) = old.next_if(|c| c.para == i) {
            level = c.level;
            after = c.span.end;
            headed = c.run_in;
            own_line = !c.run_in;
            out.push(c);
        }
        if headed && matches!(para.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            for mut c in inline::inline(text, i, para, after) {
                c.level = (level + 1).min(6);
                out.push(c);
            }
        }
    }
    out.extend(old);
    *all = out;
}

/// The heading of the annex: 附件 and its title on the next line are one heading.
fn annex_heading(text: &str, paras: &[Para], back: &Back) -> Option<Cand> {
    let i = back.annex;
    if i >= back.furniture.min(paras.len()) {
        return None;
    }
    let para = &paras[i];
    if para.kind == BlockKind::Footnote || para.span.of(text).starts_with("[^") {
        return None;
    }
    let l = Letters::of(text, para.span, 60);
    let to = l.len() - usize::from(l.c.last().is_some_and(|c| matches!(c, ':' | '。')));
    let mut c = Cand {
        para: i,
        kind: Kind::Annex,
        span: para.span,
        number: None,
        title: l.span(0, to)?,
        words: l.part(0, to),
        len: to,
        run_in: false,
        strong: true,
        set_off: false,
        announced: false,
        level: 1,
    };
    let bare =
        matches!(c.words.as_str(), "附件" | "附" | "附录" | "附件1" | "附件一") || c.words.ends_with("附件1");
    if bare && let Some(next) = paras.get(i + 1) {
        let n = Letters::of(text, next.span, 50);
        if n.len() < 40 && !n.is_empty() && !n.c.contains(&'。') {
            let to = n.len() - usize::from(n.c.last().is_some_and(|c| *c == ':'));
            c.number = Some(c.title);
            c.title = n.span(0, to)?;
            c.words = n.part(0, to);
            c.span = Span { start: para.span.start, end: next.span.end };
        }
    }
    Some(c)
}

/// What every paragraph is.
fn kinds(paras: &[Para], all: &[Cand], front: &Front, back: &Back) -> Vec<ParagraphKind> {
    let mut own = all.iter().filter(|c| !c.run_in).map(|c| (c.para, c.span)).peekable();
    paras
        .iter()
        .enumerate()
        .map(|(i, p)| {
            let mut heading = false;
            while own.peek().is_some_and(|(para, _)| *para <= i) {
                heading |= own.next().is_some_and(|(para, _)| para == i);
            }
            if let Some(kind) = front.kinds.get(i) {
                return *kind;
            }
            if i >= back.furniture || matches!(p.kind, BlockKind::Furniture | BlockKind::FrontMatter) {
                return ParagraphKind::Furniture;
            }
            if front.head.salutation == Some(p.span) {
                return ParagraphKind::Salutation;
            }
            match p.kind {
                BlockKind::TableRow => ParagraphKind::TableRow,
                BlockKind::Footnote => ParagraphKind::Note,
                _ if heading => ParagraphKind::Heading,
                _ if i >= back.annex => ParagraphKind::Note,
                _ => ParagraphKind::Body,
            }
        })
        .collect()
}

fn find_points(
    text: &str,
    paras: &[Para],
    all: &[Cand],
    front: &Front,
    back: &Back,
) -> Vec<(Span, Option<Span>)> {
    let mut wanted = Vec::new();
    let mut heads = all.iter().peekable();
    for (i, p) in paras.iter().enumerate().take(back.annex.min(back.furniture)).skip(front.start) {
        let mut after = p.span.start;
        let mut own = false;
        while heads.peek().is_some_and(|c| c.para <= i) {
            if let Some(c) = heads.next().filter(|c| c.para == i && c.kind != Kind::Inline) {
                after = after.max(c.span.end);
                own |= !c.run_in;
            }
        }
        if own || p.kind == BlockKind::TableRow {
            continue;
        }
        wanted.push((p.span, after));
    }
    let found = gather(&wanted, |_, &(span, after)| {
        let found = points::points(text, span, after);
        let headless = after == span.start;
        // A numbered paragraph that is no heading is one point of a list.
        match marked(text, span).filter(|(m, _)| headless && m.ordinal > 0) {
            Some((_, number)) if found.is_empty() => Some(vec![(span, number)]),
            _ => (!found.is_empty()).then_some(found),
        }
    });
    found.into_iter().flatten().collect()
}
