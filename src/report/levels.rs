//! Levels: which numbered heading stands under which, when the same mark may stand at any depth.
//!
//! A stack of open lists. A mark that continues an open list closes everything above it; a new
//! list opens under what is open, by the usual order of marks (一、 （一） 1. （1）). Floating marks
//! (一是, ——) and unnumbered lines find their place by what comes after them.

use super::enumerator::Style;
use super::heading::{Cand, Kind, section_words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Marked(Style, u8),
    Plain,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    key: Key,
    ordinal: u32,
}

fn key(c: &Cand) -> Key {
    c.mark().map_or(Key::Plain, |m| Key::Marked(m.style, m.depth))
}

fn ordinal(c: &Cand) -> u32 {
    c.mark().map_or(0, |m| m.ordinal)
}

/// Sets the level of every candidate (numbered and own-line ones, in order of place).
pub(super) fn set_levels(cands: &mut [Cand]) {
    let mut open: Vec<Open> = Vec::new();
    for i in 0..cands.len() {
        let (before, rest) = cands.split_at_mut(i);
        let _ = before;
        let Some((c, after)) = rest.split_first_mut() else { break };
        if c.kind == Kind::Annex {
            open.clear();
            c.level = 1;
            continue;
        }
        place(&mut open, c, after);
        open.push(Open { key: key(c), ordinal: ordinal(c) });
        c.level = open.len().min(6) as u8;
    }
}

fn place(open: &mut Vec<Open>, c: &Cand, after: &[Cand]) {
    match key(c) {
        Key::Plain => place_plain(open, c, after),
        k @ Key::Marked(style, _) => {
            let n = ordinal(c);
            if let Some(at) = open.iter().rposition(|o| o.key == k) {
                let continues = style.unnumbered() || n > open[at].ordinal;
                let under_plain = open[at + 1..].iter().any(|o| o.key == Key::Plain);
                if continues || !under_plain {
                    open.truncate(at);
                    return;
                }
                // A list that begins again below an unnumbered heading is that heading's.
                return close_floats(open, after);
            }
            if style.floats() {
                close_floats(open, after);
                // Announced by a paragraph of the section, behind a list that has ended.
                let ended = open.len() > 1
                    && open.last().is_some_and(|o| matches!(o.key, Key::Marked(..)) && !goes_on(*o, after));
                if c.announced && ended {
                    open.pop();
                }
            } else {
                close_deeper(open, style, after);
            }
        }
    }
}

/// Closes floating lists on top, unless they go on after the new list.
fn close_floats(open: &mut Vec<Open>, after: &[Cand]) {
    while let Some(top) = open.last().copied() {
        let Key::Marked(style, _) = top.key else { break };
        if !style.floats() || goes_on(top, after) {
            break;
        }
        open.pop();
    }
}

/// Closes lists of deeper marks than `style`, unless they go on after the new list.
fn close_deeper(open: &mut Vec<Open>, style: Style, after: &[Cand]) {
    while let Some(top) = open.last().copied() {
        let Key::Marked(s, _) = top.key else { break };
        if (s < style && !s.floats()) || goes_on(top, after) {
            break;
        }
        open.pop();
    }
}

/// True when the list of `top` goes on later: its next number comes before any mark that would
/// begin it anew, and (for marks without number) before any numbered heading.
fn goes_on(top: Open, after: &[Cand]) -> bool {
    let Key::Marked(style, _) = top.key else { return false };
    for c in after.iter().take(60) {
        if key(c) == top.key {
            if !style.unnumbered() {
                return ordinal(c) == top.ordinal + 1;
            }
            // ——甲 一是 二是 ——乙 一是: the inner list begins again under the next dash.
            let next = after.iter().skip_while(|d| d.span.start <= c.span.start).find(|d| key(d) != top.key);
            return next.is_some_and(|d| ordinal(d) == 1 && d.mark().is_some_and(|m| m.style.floats()));
        }
        match c.kind {
            Kind::Numbered(m) if style.floats() && !m.style.floats() && m.style < Style::Digit => {
                return false;
            }
            Kind::Numbered(m) if m.style < style && !m.style.floats() && m.style < Style::HanBracket => {
                if style == Style::HanBracket && ordinal(c) > 0 {
                    continue;
                }
                return false;
            }
            Kind::Plain | Kind::Annex if style.floats() => return false,
            _ => {}
        }
    }
    false
}

/// An unnumbered line: by the list that comes after it.
fn place_plain(open: &mut Vec<Open>, c: &Cand, after: &[Cand]) {
    let next = after.iter().take(200).find(|a| a.mark().is_some_and(|m| !m.style.floats()));
    if let Some(next) = next
        && let Some(at) = open.iter().rposition(|o| o.key == key(next))
    {
        if ordinal(next) == 1 {
            // The list begins again under this line: the line stands above it.
            open.truncate(at);
            if open.last().is_some_and(|o| o.key == Key::Plain) {
                open.pop();
            }
            return;
        }
        if section_words(&c.words) < 5.0 {
            // The list goes on after this line: the line stands inside the open item.
            while open.last().is_some_and(|o| o.key == Key::Plain || floats(*o)) {
                open.pop();
            }
            return;
        }
    }
    if section_words(&c.words) >= 4.0
        && !open.iter().any(|o| {
            o.key != Key::Plain && !floats(*o) && matches!(o.key, Key::Marked(s, _) if s <= Style::Han)
        })
    {
        open.clear();
        return;
    }
    if section_words(&c.words) >= 5.0 && next.is_none_or(|n| ordinal(n) == 1) {
        open.clear();
        return;
    }
    while open.last().is_some_and(|o| o.key == Key::Plain || floats(*o)) {
        open.pop();
    }
}

fn floats(o: Open) -> bool {
    matches!(o.key, Key::Marked(s, _) if s.floats())
}
