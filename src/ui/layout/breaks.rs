//! Where a line may begin: the Unicode line breaking algorithm in its strict form, narrowed by the
//! rules of clreq for Chinese marks and for figures with their units.

use std::cell::LazyCell;

use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::cells::Cell;
use super::class::{Class, forbidden_at_end, forbidden_at_start};
use crate::text::{before_figure, unit_after};

thread_local! {
    static SEGMENTER: LazyCell<LineSegmenterBorrowed<'static>> = LazyCell::new(|| {
        let mut options = LineBreakOptions::default();
        options.strictness = Some(LineBreakStrictness::Strict);
        LineSegmenter::new_auto(options)
    });
}

/// Marks the cells at which a line may begin.
pub fn mark(cells: &mut [Cell]) {
    library(cells);
    quotes(cells);
    prohibitions(cells);
    figures(cells);
}

/// The opportunities of the library, on the text as it is shown.
fn library(cells: &mut [Cell]) {
    let mut shown = String::with_capacity(cells.len() * 3);
    let mut owner = Vec::with_capacity(cells.len());
    for (i, cell) in cells.iter().enumerate() {
        let blank = cell.class == Class::Space;
        if cell.class == Class::Zero || (blank && cell.w == 0.0) {
            continue;
        }
        owner.push((shown.len(), i));
        shown.push(if blank && cell.ch != '\u{3000}' { ' ' } else { cell.ch });
    }
    let mut next = owner.iter().peekable();
    SEGMENTER.with(|segmenter| {
        for at in segmenter.segment_str(&shown) {
            while next.next_if(|(byte, _)| *byte < at).is_some() {}
            if at > 0
                && let Some((byte, i)) = next.peek()
                && *byte == at
            {
                cells[*i].breaks = true;
            }
        }
    });
}

/// The library sees ” and “ as the same ambiguous mark and allows no break beside them; in Chinese
/// text an opening quote begins and a closing one ends.
fn quotes(cells: &mut [Cell]) {
    let mut last: Option<usize> = None;
    for i in 0..cells.len() {
        if cells[i].class == Class::Zero || (cells[i].class == Class::Space && cells[i].w == 0.0) {
            continue;
        }
        if let Some(p) = last {
            let opens = cells[i].class == Class::Open && cells[p].class != Class::Open;
            let closed = matches!(cells[p].class, Class::Close | Class::Pause)
                && (cells[i].class == Class::Han || cells[i].class.is_western());
            if (opens && cells[p].class.is_chinese()) || closed {
                cells[i].breaks = true;
            }
        }
        last = Some(i);
    }
}

/// No closing mark, pause, dash or ellipsis begins a line, no opening mark ends one; what is not
/// shown never begins one.
fn prohibitions(cells: &mut [Cell]) {
    let mut last: Option<(char, Class)> = None;
    for cell in cells.iter_mut() {
        let hidden = cell.class == Class::Zero || cell.class == Class::Space;
        if hidden || forbidden_at_start(cell.ch) || last.is_some_and(|(ch, _)| forbidden_at_end(ch)) {
            cell.breaks = false;
        }
        if cell.class != Class::Zero {
            last = Some((cell.ch, cell.class));
        }
    }
    // A Latin bracket stands with its word, but a space before it may still end a line.
    if let Some(first) = cells.first_mut() {
        first.breaks = false;
    }
}

/// A figure keeps its unit and its 第.
fn figures(cells: &mut [Cell]) {
    let mut i = 0;
    while i < cells.len() {
        if !cells[i].ch.is_ascii_digit() {
            i += 1;
            continue;
        }
        if i > 0 && before_figure(cells[i - 1].ch) {
            cells[i].breaks = false;
        }
        while i < cells.len() && cells[i].class == Class::Digit {
            i += 1;
        }
        let after: String = cells[i..].iter().take(10).map(|cell| cell.ch).collect();
        let unit = after.get(..unit_after(&after)).map_or(0, |unit| unit.chars().count());
        for cell in cells[i..].iter_mut().take(unit) {
            cell.breaks = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Setting;
    use super::super::cells::cells;
    use super::super::measure::Plain;
    use super::*;

    /// The text with | where a line may begin.
    fn opportunities(text: &str) -> String {
        let mut row = cells(text, &[], &Setting::default(), &mut Plain);
        mark(&mut row);
        row.iter().map(|c| if c.breaks { format!("|{}", c.ch) } else { c.ch.to_string() }).collect()
    }

    #[test]
    fn lines_begin_where_clreq_lets_them() {
        for (text, want) in [
            ("他说“好”、“行”。", "他|说|“好”、|“行”。"),
            ("累计5500余场次议事", "累|计|5500余场次|议|事"),
            ("占51.5%，第12条", "占|51.5%，|第12条"),
            ("六——七……八", "六——|七……|八"),
            ("的CPI good work", "的|CPI |good |work"),
            ("《红楼》（试行）后", "|《红|楼》|（试|行）|后".trim_start_matches('|')),
            ("新增6.5%-7%左右", "新|增|6.5%-7%|左|右"),
        ] {
            assert_eq!(opportunities(text), want);
        }
    }
}
