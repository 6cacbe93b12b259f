//! Text to cells: what is shown for each character, how wide, with which gaps.

use std::ops::Range;

use super::class::{Class, widened};
use super::{Face, Measure, Setting};
use crate::text::is_han;

/// One character of the source as it is laid out. Lengths in points.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Byte offset in the laid-out text.
    pub at: u32,
    /// What is shown in its place.
    pub ch: char,
    /// Class of the shown character.
    pub class: Class,
    /// Face it is shown in.
    pub face: Face,
    /// False when nothing is drawn (blanks, folded line ends).
    pub ink: bool,
    /// True when a line may begin here.
    pub breaks: bool,
    /// Advance of the whole glyph.
    pub w: f32,
    /// Space before it, unless it begins a line (between Chinese and Latin).
    pub gap: f32,
    /// Taken from the left of the glyph (opening marks).
    pub cut_l: f32,
    /// Taken from the right of the glyph (closing marks, pauses).
    pub cut_r: f32,
    /// Left edge from the column's left edge; set when lines are made.
    pub x: f32,
}

impl Cell {
    /// Width in the line, without the gap before it.
    pub fn body(&self) -> f32 {
        self.w - self.cut_l - self.cut_r
    }

    /// The blank half of a mark at its right side that is still there.
    pub fn spare_after(&self, em: f32) -> f32 {
        if self.class.blank_after() { (self.w - 0.5 * em - self.cut_r).max(0.0) } else { 0.0 }
    }

    /// The blank half of an opening mark at its left side that is still there.
    pub fn spare_before(&self, em: f32) -> f32 {
        if self.class == Class::Open { (self.w - 0.5 * em - self.cut_l).max(0.0) } else { 0.0 }
    }
}

/// Makes the cells of `text`. `bold` are the byte ranges set in the bold face.
pub fn cells(text: &str, bold: &[Range<usize>], set: &Setting, measure: &mut impl Measure) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(text.len() / 3 + 8);
    let mut next_bold = bold.iter().peekable();
    let heavy = set.face.bold();
    for (at, ch) in text.char_indices() {
        while next_bold.next_if(|range| range.end <= at).is_some() {}
        let face = if next_bold.peek().is_some_and(|range| range.start <= at) { heavy } else { set.face };
        let class = Class::of(ch);
        out.push(Cell {
            at: at as u32,
            ch,
            class,
            face,
            ink: !matches!(class, Class::Zero | Class::Space),
            breaks: false,
            w: 0.0,
            gap: 0.0,
            cut_l: 0.0,
            cut_r: 0.0,
            x: 0.0,
        });
    }
    apostrophes(&mut out);
    if set.widen {
        straight_quotes(&mut out);
        widen(&mut out);
    }
    for cell in &mut out {
        cell.w = if cell.class == Class::Zero { 0.0 } else { measure.advance(cell.face, cell.ch) * set.size };
    }
    blanks(&mut out, set);
    gaps(&mut out, set);
    if set.squeeze {
        interpuncts(&mut out, set.size);
        squeeze(&mut out, set.size);
    }
    out
}

/// The interpunct between Chinese characters takes half an em, whatever the font gives it.
fn interpuncts(cells: &mut [Cell], em: f32) {
    for i in 1..cells.len().saturating_sub(1) {
        let beside = cells[i - 1].class == Class::Han || cells[i + 1].class == Class::Han;
        if beside && matches!(cells[i].ch, '·' | '‧' | '・') {
            let more = (cells[i].w - 0.5 * em) / 2.0;
            cells[i].cut_l = more;
            cells[i].cut_r = more;
        }
    }
}

/// The apostrophe of don’t is not a full-width closing quote.
fn apostrophes(cells: &mut [Cell]) {
    for i in 1..cells.len().saturating_sub(1) {
        if cells[i].ch == '’'
            && cells[i - 1].ch.is_ascii_alphabetic()
            && cells[i + 1].ch.is_ascii_alphabetic()
        {
            cells[i].ch = '\'';
            cells[i].class = Class::Latin;
        }
    }
}

/// Straight quotes (ASCII and full-width) around Chinese words are shown as “ and ”.
fn straight_quotes(cells: &mut [Cell]) {
    let mut open: Option<usize> = None;
    for i in 0..cells.len() {
        if !matches!(cells[i].ch, '"' | '＂') {
            continue;
        }
        let Some(from) = open.take().filter(|from| i - from <= BRACKET_REACH) else {
            open = Some(i);
            continue;
        };
        if cells[from + 1..i].iter().any(|cell| is_han(cell.ch)) {
            set(&mut cells[from], '“');
            set(&mut cells[i], '”');
        }
    }
}

/// How many characters lie between two brackets at most for them to be taken as a pair.
const BRACKET_REACH: usize = 160;

/// Shows ASCII marks that stand between Chinese characters as the full-width marks they mean.
fn widen(cells: &mut [Cell]) {
    let chinese = |cell: &Cell| cell.class.is_chinese();
    let shown = |cell: &&Cell| !matches!(cell.class, Class::Zero | Class::Space);
    let mut open = Vec::new();
    for i in 0..cells.len() {
        let ch = cells[i].ch;
        let Some(wide) = widened(ch) else { continue };
        let before = cells[..i].iter().rev().take(4).find(shown);
        let after = cells[i + 1..].iter().take(4).find(shown);
        let (before_cn, after_cn) = (before.is_some_and(chinese), after.is_some_and(chinese));
        let beside = before_cn || after_cn;
        match ch {
            '(' => open.push((i, beside)),
            ')' => match open.pop() {
                Some((from, outer)) if i - from <= BRACKET_REACH => {
                    let inner = cells[from + 1..i].iter().any(|cell| is_han(cell.ch));
                    if outer || beside || inner {
                        set(&mut cells[from], '（');
                        set(&mut cells[i], '）');
                    }
                }
                _ if before_cn => set(&mut cells[i], wide),
                _ => {}
            },
            // 做了. and 做了." end sentences; 附件.pdf and 1.总则 are names and numbers.
            '.' => {
                let ends = |cell: &Cell| matches!(cell.ch, '"' | '”' | '’' | '」' | '』' | '）' | ')');
                if before.is_some_and(|c| c.class == Class::Han) && (after_cn || after.is_none_or(ends)) {
                    set(&mut cells[i], wide);
                }
            }
            _ => {
                let digits = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.ch.is_ascii_digit());
                // 12:30, 1,000 and a bare “a, b” stay; “5.8%,比” and “增长,GDP” are Chinese marks.
                if beside && !(digits(before) && digits(after)) {
                    set(&mut cells[i], wide);
                }
            }
        }
    }
    for (from, beside) in open {
        if beside {
            set(&mut cells[from], '（');
        }
    }
}

fn set(cell: &mut Cell, ch: char) {
    cell.ch = ch;
    cell.class = Class::of(ch);
}

/// Folds line ends and runs of blanks: nothing between Chinese characters and beside full-width
/// marks, one space between Latin words, a quarter em where Chinese meets Latin.
fn blanks(cells: &mut [Cell], set: &Setting) {
    let mut i = 0;
    while i < cells.len() {
        if cells[i].class != Class::Space {
            i += 1;
            continue;
        }
        let mut end = i;
        let (mut wide, mut newline, mut tab) = (0.0_f32, false, false);
        while end < cells.len() && matches!(cells[end].class, Class::Space | Class::Zero) {
            newline |= matches!(cells[end].ch, '\n' | '\r' | '\u{2028}' | '\u{2029}');
            tab |= cells[end].ch == '\t';
            wide = wide.max(cells[end].w);
            cells[end].w = 0.0;
            end += 1;
        }
        let before = i.checked_sub(1).map(|b| cells[b].class);
        let after = cells.get(end).map(|cell| cell.class);
        cells[i].w = match (before, after) {
            (None, _) | (_, None) => 0.0,
            _ if tab => 2.0 * set.size,
            (Some(Class::Pause | Class::Open), _) | (_, Some(Class::Pause | Class::Close)) => 0.0,
            (Some(b), Some(a)) if b.is_chinese() && a.is_chinese() => {
                if newline {
                    0.0
                } else {
                    wide.max(0.25 * set.size)
                }
            }
            (Some(b), Some(a)) if b.is_chinese() != a.is_chinese() => set.gap * set.size,
            _ if newline => 0.25 * set.size,
            _ => wide,
        };
        i = end;
    }
}

/// A quarter em between Chinese and Latin letters or digits.
fn gaps(cells: &mut [Cell], set: &Setting) {
    let mut last = Class::Zero;
    for cell in cells.iter_mut() {
        if cell.class == Class::Zero {
            continue;
        }
        let meets = (last == Class::Han && cell.class.is_western())
            || (last.is_western() && cell.class == Class::Han);
        if meets {
            cell.gap = set.gap * set.size;
        }
        last = cell.class;
    }
}

/// Takes the blank half of one of two adjacent marks (clreq, “Adjustment of adjacent punctuation marks”).
fn squeeze(cells: &mut [Cell], em: f32) {
    let mut last: Option<usize> = None;
    for i in 0..cells.len() {
        if cells[i].class == Class::Zero || (cells[i].class == Class::Space && cells[i].w == 0.0) {
            continue;
        }
        if let Some(p) = last {
            match (cells[p].class, cells[i].class) {
                (Class::Close | Class::Pause, Class::Close | Class::Pause) => {
                    cells[p].cut_r += cells[p].spare_after(em);
                }
                (Class::Close | Class::Pause | Class::Open, Class::Open) => {
                    cells[i].cut_l += cells[i].spare_before(em);
                }
                _ => {}
            }
        }
        last = Some(i);
    }
}

/// `text` as it reads on the page: line ends folded, and with `widen` half-width marks between
/// Chinese characters full-width. Other blanks stay.
pub fn shown(text: &str, widen: bool) -> String {
    let set = Setting { widen, ..Setting::default() };
    let row = cells(text, &[], &set, &mut Unmeasured);
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while let Some(cell) = row.get(i) {
        if cell.class != Class::Space {
            out.push(cell.ch);
            i += 1;
            continue;
        }
        let run = row.iter().skip(i).take_while(|c| c.class == Class::Space).count();
        let blanks = row.get(i..i + run).unwrap_or_default();
        if blanks.iter().any(|c| matches!(c.ch, '\n' | '\r')) {
            if cell.w > 0.0 {
                out.push(' ');
            }
        } else {
            out.extend(blanks.iter().map(|c| c.ch));
        }
        i += run;
    }
    out
}

/// Widths that only tell something from nothing.
struct Unmeasured;

impl Measure for Unmeasured {
    fn advance(&mut self, _: Face, _: char) -> f32 {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::Plain;
    use super::*;

    fn shown(text: &str) -> String {
        let set = Setting { widen: true, ..Setting::default() };
        cells(text, &[], &set, &mut Plain).iter().filter(|c| c.ink || c.w > 0.0).map(|c| c.ch).collect()
    }

    #[test]
    fn half_width_marks_between_chinese_are_widened() {
        for (text, want) in [
            ("坚持团结,促进发展(试行):好!", "坚持团结，促进发展（试行）：好！"),
            ("增长5.8%,比上年", "增长5.8%，比上年"),
            ("共1,000个,12:30开始", "共1,000个，12:30开始"),
            ("see (a, b): http://x.cn", "see (a, b): http://x.cn"),
            ("会议, 强调", "会议，强调"),
            ("做完了.接着做.", "做完了。接着做。"),
            ("他说:\"做完了.\"", "他说：“做完了。”"),
            ("附件.pdf和1.总则", "附件.pdf和1.总则"),
            ("(一)加强,(PM2.5)下降", "（一）加强，（PM2.5）下降"),
            ("don’t", "don't"),
            ("抓好\"两个重点\",看\"GDP\"和15\"屏", "抓好“两个重点”，看\"GDP\"和15\"屏"),
        ] {
            assert_eq!(shown(text), want);
        }
    }

    #[test]
    fn line_ends_fold_to_nothing_between_chinese() {
        assert_eq!(shown("加强\r\n建设 \n  good\nwork"), "加强建设 good\nwork");
    }

    #[test]
    fn adjacent_marks_lose_half_an_em() {
        let set = Setting { size: 10.0, squeeze: true, ..Setting::default() };
        let row = cells("好”、“好（《好》）。好", &[], &set, &mut Plain);
        let widths: Vec<f32> = row.iter().map(Cell::body).collect();
        assert_eq!(widths, [10.0, 5.0, 10.0, 5.0, 10.0, 10.0, 5.0, 10.0, 5.0, 5.0, 10.0, 10.0]);
    }

    #[test]
    fn a_quarter_em_where_chinese_meets_latin() {
        let set = Setting { size: 10.0, gap: 0.25, ..Setting::default() };
        let row = cells("新增5个，GDP 增长", &[], &set, &mut Plain);
        let gaps: Vec<(char, f32)> = row.iter().filter(|c| c.gap > 0.0).map(|c| (c.ch, c.gap)).collect();
        assert_eq!(gaps, [('5', 2.5), ('个', 2.5)]);
        assert!(row.iter().any(|c| c.ch == ' ' && (c.w - 2.5).abs() < 0.01));
    }
}
