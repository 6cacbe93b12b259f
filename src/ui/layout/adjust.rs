//! Line adjustment in the order of clreq (“Line Adjustment”): marks and gaps give way first (挤压), then spaces,
//! gaps between scripts and at last all characters move apart (拉伸).

use super::Setting;
use super::cells::Cell;
use super::class::Class;

/// Widest word space and widest gap between scripts that stretching makes, in ems.
const WORD_SPACE: f32 = 0.5;
const SCRIPT_GAP: f32 = 1.0 / 3.0;
/// Narrowest of both that squeezing makes, in ems.
const WORD_SPACE_LEAST: f32 = 0.25;
const SCRIPT_GAP_LEAST: f32 = 0.125;
/// Characters further apart than this (ems) look torn: such a line stays ragged.
const TORN: f32 = 0.6;
/// The same for the last line of a piece that goes on in the next one.
const HALF_FULL: f32 = 0.12;

/// What gives way, in this order.
#[derive(Clone, Copy, PartialEq)]
enum Giver {
    WordSpaces,
    Brackets,
    Commas,
    ScriptGaps,
    Stops,
}

const GIVERS: [Giver; 5] =
    [Giver::WordSpaces, Giver::Brackets, Giver::Commas, Giver::ScriptGaps, Giver::Stops];

/// Part of its blank half that a mark gives at most when a line is squeezed: squeezed to the end,
/// marks of one line would look like another text beside those of the next.
const PART: f32 = 0.6;

/// Points that `cell` can give as `giver`: from its left side, from its right side.
fn gives(cell: &Cell, giver: Giver, em: f32) -> (f32, f32) {
    match giver {
        Giver::WordSpaces if cell.class == Class::Space => {
            (0.0, (cell.w - cell.cut_r - WORD_SPACE_LEAST * em).max(0.0))
        }
        Giver::Brackets if cell.class == Class::Open => (PART * cell.spare_before(em), 0.0),
        Giver::Brackets if cell.class == Class::Close => (0.0, PART * cell.spare_after(em)),
        Giver::Commas if cell.class == Class::Pause && !is_stop(cell.ch) => {
            (0.0, PART * cell.spare_after(em))
        }
        Giver::Stops if cell.class == Class::Pause && is_stop(cell.ch) => (0.0, PART * cell.spare_after(em)),
        Giver::ScriptGaps => ((cell.gap - SCRIPT_GAP_LEAST * em).max(0.0), 0.0),
        _ => (0.0, 0.0),
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '？' | '！' | '．')
}

/// Points that `cell` can give in all when its line is squeezed, on its left and its right side.
pub fn give(cell: &Cell, set: &Setting) -> (f32, f32) {
    GIVERS.iter().fold((0.0, 0.0), |sum, &giver| {
        let (l, r) = gives(cell, giver, set.size);
        (sum.0 + l, sum.1 + r)
    })
}

/// Takes `over` points from `line`. Its first cell keeps its left side, its last its right side
/// (both are trimmed already).
pub fn squeeze(line: &mut [Cell], mut over: f32, set: &Setting) {
    let em = set.size;
    let last = line.len().saturating_sub(1);
    for giver in GIVERS {
        let part = |i: usize, cell: &Cell| {
            let (l, r) = gives(cell, giver, em);
            (if i == 0 { 0.0 } else { l }, if i == last { 0.0 } else { r })
        };
        let total: f32 = line.iter().enumerate().map(|(i, cell)| part(i, cell)).map(|(l, r)| l + r).sum();
        if total <= 0.0 {
            continue;
        }
        let share = (over / total).min(1.0);
        for (i, cell) in line.iter_mut().enumerate() {
            let (l, r) = part(i, cell);
            cell.cut_r += r * share;
            if giver == Giver::ScriptGaps {
                cell.gap -= l * share;
            } else {
                cell.cut_l += l * share;
            }
        }
        over -= total * share;
        if over <= 0.001 {
            return;
        }
    }
}

/// Spreads `slack` points over `line`; leaves it ragged when it would be torn apart. `goes_on`:
/// the text goes on after this last line.
pub fn stretch(line: &mut [Cell], slack: f32, set: &Setting, goes_on: bool) {
    let em = set.size;
    let words: Vec<usize> = (1..line.len()).filter(|&i| is_word_space(line, i)).collect();
    let scripts: Vec<usize> = (1..line.len()).filter(|&i| line[i].gap > 0.0).collect();
    let others: Vec<usize> = (1..line.len()).filter(|&i| parts(&line[i - 1], &line[i])).collect();
    let room = |cells: &[usize], width: f32, of: fn(&Cell) -> f32| -> f32 {
        cells.iter().map(|&i| (width * em - of(&line[i])).max(0.0)).sum()
    };
    let in_words = room(&words, WORD_SPACE, |cell| cell.w).min(slack);
    let in_scripts = room(&scripts, SCRIPT_GAP, |cell| cell.gap).min(slack - in_words);
    let mut rest = slack - in_words - in_scripts;
    let torn = em * if goes_on { HALF_FULL } else { TORN };
    // A line of Latin words has only its spaces, one of names and figures only its marks.
    let marks: Vec<usize> = (1..line.len()).filter(|&i| touch_marks(&line[i - 1], &line[i])).collect();
    let bearers = [&others, &words, &scripts, &marks].into_iter().find(|b| !b.is_empty()).unwrap_or(&others);
    let each = rest / bearers.len().max(1) as f32;
    if each > torn || (rest > 0.01 && bearers.is_empty()) {
        return;
    }
    share(line, &words, in_words, |cell| (WORD_SPACE * em - cell.w).max(0.0));
    share(line, &scripts, in_scripts, |cell| (SCRIPT_GAP * em - cell.gap).max(0.0));
    for &i in bearers {
        line[i].gap += each;
        rest -= each;
    }
    debug_assert!(rest.abs() < 0.1);
}

/// Adds `sum` points to the gaps before `cells`, each by what it has room for.
fn share(line: &mut [Cell], cells: &[usize], sum: f32, room: impl Fn(&Cell) -> f32) {
    let total: f32 = cells.iter().map(|&i| room(&line[i])).sum();
    if total > 0.0 {
        for &i in cells {
            let more = room(&line[i]) * sum / total;
            line[i].gap += more;
        }
    }
}

/// True for a space between two Latin words.
fn is_word_space(line: &[Cell], i: usize) -> bool {
    let solid = |cell: &&Cell| cell.w > 0.0 && cell.class != Class::Space;
    line[i].class == Class::Space
        && line[i].w > 0.0
        && line[..i].iter().rev().find(solid).is_some_and(|cell| cell.class.is_western())
        && line[i..].iter().find(solid).is_some_and(|cell| cell.class.is_western())
}

/// True where a Latin word or a figure touches a full-width mark.
fn touch_marks(a: &Cell, b: &Cell) -> bool {
    let mark = |cell: &Cell| matches!(cell.class, Class::Pause | Class::Open | Class::Close);
    (mark(a) && b.class.is_western()) || (a.class.is_western() && mark(b))
}

/// True when `a` and the cell `b` after it may move apart.
fn parts(a: &Cell, b: &Cell) -> bool {
    use Class::{Close, Dash, Ellipsis, Joint, Open, Pause, Space, Zero};
    match (a.class, b.class) {
        (_, Zero) | (Dash, Dash) | (Ellipsis, Ellipsis) => false,
        (Joint, _) | (_, Joint) => false,
        // Next to full-width marks figures and Latin words stay where they are.
        (Pause | Open, y) if y.is_western() => false,
        (x, Pause | Close) if x.is_western() => false,
        (x, y) if x.is_western() && (y.is_western() || y == Space) => false,
        (Space, y) if y.is_western() => false,
        // A gap between scripts has had its share.
        _ => b.gap == 0.0,
    }
}
