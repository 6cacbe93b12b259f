//! From paragraphs to [`Found`]: the rules in the order in which they build on each other.

use super::back::{Back, back};
use super::enumerator::{Style, mark};
use super::front::{Front, front};
use super::heading::{self, Cand, Kind};
use super::letters::Letters;
use super::lines::{Para, paragraphs};
use super::roles::{self, Region};
use super::{Evidence, EvidenceKind, Found, FoundHeading, FoundPart, ParagraphKind, Role};
use super::{inline, leads, levels, passages, points};
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
    let parts = parts(text, &paras, &all, &front, &back);
    let kinds = kinds(&paras, &all, &front, &back);
    let points = find_points(text, &paras, &all, &front, &back);
    let passages = passages::passages(text, &paras, &all, front.start, back.closing);
    let mut head = front.head;
    head.year = parts.iter().find(|p| p.role == Role::Plan).and_then(|p| p.year).or_else(|| {
        let tops: Vec<&Cand> = all.iter().filter(|c| heads_section(c)).collect();
        roles::plan_year(&head, &tops)
    });
    Found {
        head,
        parts,
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

/// Numbered and own-line headings, pruned and with levels.
fn shown(text: &str, paras: &[Para], start: usize, end: usize) -> Vec<Cand> {
    let mut cands: Vec<Cand> = (start..end)
        .filter(|&i| matches!(paras[i].kind, BlockKind::Paragraph | BlockKind::Heading(_)))
        .filter_map(|i| {
            let numbered = heading::numbered(text, i, &paras[i]);
            if numbered.as_ref().is_some_and(|c| list_inside(text, &paras[i], c)) {
                return None;
            }
            numbered.or_else(|| {
                let between = i + 1 < end && !begins_short(text, paras, i + 1);
                between.then(|| heading::plain(text, i, paras)).flatten()
            })
        })
        .collect();
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
        let lone = run.len() == 1 && deep && !m.style.unnumbered() && !cands[run[0]].set_off;
        for &i in &run {
            let c = &cands[i];
            let long = c.len > 90 || c.words.ends_with([';', ',']);
            keep[i] = if strong * 5 >= run.len() * 3 {
                !lists && !long && !(lone && !c.strong)
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

/// Adds the run-in headings without mark.
fn with_leads(text: &str, paras: &[Para], shown: &[Cand], start: usize, end: usize) -> Vec<Cand> {
    let mut groups: Vec<(Option<usize>, Vec<Option<leads::Lead>>)> = Vec::new();
    let mut next = 0;
    let mut under = None;
    let mut group: Vec<Option<leads::Lead>> = Vec::new();
    for i in start..end {
        if shown.get(next).is_some_and(|c| c.para == i) {
            groups.push((under, std::mem::take(&mut group)));
            under = Some(next);
            next += 1;
            continue;
        }
        let marked = mark(&Letters::of(text, paras[i].span, 12).c).is_some();
        let prose = paras[i].kind == BlockKind::Paragraph && !marked;
        group.push(if prose { leads::lead(text, i, &paras[i]) } else { None });
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
    for i in start..end {
        let mut after = paras[i].span.start;
        let mut headed = std::mem::take(&mut own_line);
        while let Some(c) = old.next_if(|c| c.para == i) {
            level = c.level;
            after = c.span.end;
            headed = c.run_in;
            own_line = !c.run_in;
            out.push(c);
        }
        if headed && matches!(paras[i].kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            for mut c in inline::inline(text, i, &paras[i], after) {
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

/// Parts with roles and evidence.
fn parts(text: &str, paras: &[Para], all: &[Cand], front: &Front, back: &Back) -> Vec<FoundPart> {
    let n = paras.len();
    let tops: Vec<&Cand> = all.iter().filter(|c| c.para < back.closing && heads_section(c)).collect();
    let plan = roles::plan_year(&front.head, &tops);
    let mut out: Vec<FoundPart> = Vec::new();
    if front.start > 0 {
        out.push(FoundPart { start: 0, role: Role::Furniture, year: None, evidence: roles::formula(None) });
    }
    let body_end = back.closing.min(back.annex).min(back.furniture);
    let first = tops.first().map_or(body_end, |c| c.para);
    let opening_end = opening_end(text, paras, front.start, first, tops.is_empty());
    if opening_end > front.start {
        out.push(roles::part(paras, front.start, Role::Opening, None, roles::formula(front.head.salutation)));
    }
    body(text, paras, &tops, opening_end, body_end, plan, &mut out);
    if back.closing < back.annex.min(back.furniture) {
        out.push(roles::part(paras, back.closing, Role::Closing, None, roles::formula(None)));
    }
    if back.annex < back.furniture {
        out.push(roles::part(
            paras,
            back.annex,
            Role::Appendix,
            None,
            roles::formula(Some(paras[back.annex].span)),
        ));
    }
    if back.furniture < n {
        out.push(roles::part(
            paras,
            back.furniture,
            Role::Furniture,
            None,
            roles::formula(Some(paras[back.furniture].span)),
        ));
    }
    if out.is_empty() {
        out.push(FoundPart { start: 0, role: Role::Other, year: None, evidence: Vec::new() });
    }
    out
}

/// A heading that begins a section of its own: a report without such is one stretch of text.
fn heads_section(c: &Cand) -> bool {
    c.level == 1
        && match c.kind {
            Kind::Numbered(m) => !m.style.floats(),
            Kind::Plain => true,
            Kind::Lead | Kind::Inline | Kind::Annex => false,
        }
}

/// Letters of an opening beyond which it is a review of its own.
const LONG_OPENING: usize = 1500;

/// Paragraph after the opening: the first heading, or the end of the formulas when much text stands
/// before the first heading.
fn opening_end(text: &str, paras: &[Para], start: usize, first: usize, alone: bool) -> usize {
    let letters: usize = paras[start.min(first)..first].iter().map(|p| p.span.len() / 3).sum();
    if letters <= LONG_OPENING && !alone {
        return first;
    }
    let mut at = start;
    while at < first {
        let s = Letters::of(text, paras[at].span, 160).string();
        let formal = super::vocab::is_address(&s) && paras[at].span.len() < 200
            || super::vocab::FORMULAS.iter().any(|w| s.contains(w)) && paras[at].span.len() < 500;
        if !formal {
            break;
        }
        at += 1;
    }
    at
}

/// Review and plan between opening and closing.
fn body(
    text: &str,
    paras: &[Para],
    tops: &[&Cand],
    from: usize,
    to: usize,
    plan: Option<i32>,
    out: &mut Vec<FoundPart>,
) {
    if from >= to {
        return;
    }
    let mut regions: Vec<Region> = Vec::new();
    if tops.first().is_none_or(|c| c.para > from) {
        regions.push(Region { from, to: tops.first().map_or(to, |c| c.para), heading: None });
    }
    for (i, c) in tops.iter().enumerate() {
        regions.push(Region { from: c.para, to: tops.get(i + 1).map_or(to, |n| n.para), heading: Some(c) });
    }
    regions.retain(|r| r.to > r.from);
    split_mixed(text, paras, &mut regions, plan);
    let found: Vec<Vec<Evidence>> = regions.iter().map(|r| roles::evidence(text, paras, r, plan)).collect();
    let weights: Vec<f32> = found.iter().map(|e| e.iter().map(|e| e.weight).sum()).collect();
    let mut given = roles::assign(&weights);
    if weights.iter().map(|w| w.abs()).fold(0.0, f32::max) < 0.8 {
        given.fill(Role::Other);
    }
    let mut last = None;
    for ((r, mut e), role) in regions.iter().zip(found).zip(given) {
        if last == Some(role) {
            if let Some(part) = out.last_mut() {
                part.evidence.append(&mut e);
            }
            continue;
        }
        e.push(Evidence { kind: EvidenceKind::Position, span: None, weight: 0.0 });
        let year = match role {
            Role::Plan => plan,
            Role::Review => plan.map(|y| y - 1),
            _ => None,
        };
        out.push(roles::part(paras, r.from, role, year, e));
        last = Some(role);
    }
}

/// Splits regions that hold review and plan: those whose heading says both, and the only or last
/// one when nothing else is a plan.
fn split_mixed(text: &str, paras: &[Para], regions: &mut Vec<Region>, plan: Option<i32>) {
    let planned = regions
        .iter()
        .any(|r| roles::evidence(text, paras, r, plan).iter().map(|e| e.weight).sum::<f32>() > 1.0);
    let count = regions.len();
    let mut i = 0;
    while i < regions.len() {
        let r = regions[i].clone();
        let both = r.heading.is_some_and(|c| {
            let (_, back, ahead) = roles::heading_words(&c.words);
            back >= 3.0 && ahead >= 3.0
        });
        let last = i + 1 == regions.len() && !planned;
        if (both || last || (count == 1 && r.heading.is_none()))
            && let Some(at) = roles::turn(text, paras, &r, plan)
        {
            regions[i].to = at;
            regions.insert(i + 1, Region { from: at, to: r.to, heading: None });
            i += 1;
        }
        i += 1;
    }
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
                _ if i > back.annex => ParagraphKind::Note,
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
    let mut out = Vec::new();
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
        let l = Letters::of(text, p.span, 12);
        let headless = after == p.span.start;
        if let (true, Some(m)) = (headless, mark(&l.c)) {
            // A numbered paragraph that is no heading is one point of a list.
            if m.ordinal > 0 && points::points(text, p.span, after).is_empty() {
                out.push((p.span, l.span(0, m.len)));
                continue;
            }
        }
        out.extend(points::points(text, p.span, after));
    }
    out
}
