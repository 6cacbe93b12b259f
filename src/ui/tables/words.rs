//! Words of a report with a place in the middle, as the table of 提法 shows them.

use egui::{Pos2, Rect, Ui, pos2};

use crate::compare::Status;
use crate::report::Report;
use crate::text::Span;
use crate::ui::compare::shown;
use crate::ui::fonts::Face;
use crate::ui::layout::Lit;
use crate::ui::selecting::{Pen, Surface, one_line};
use crate::ui::widgets::{Kit, status_word, text, width};
use crate::view::formulations::Difference;
use crate::words::{TablesWords, fill};

/// Characters of context before the words in a column.
const AROUND: usize = 9;
/// Size of the words in points.
const SIZE: f32 = 14.0;

/// The paragraph around `span`, and where its last `most` characters before `span` begin.
fn around(report: &Report, span: Span, most: usize) -> (Span, usize) {
    let line = report.paragraph_at(span.start()).map_or(span, |p| report.paragraphs[p].span);
    let line = Span::new(line.start().min(span.start()), line.end().max(span.end()));
    let before = Span::new(line.start(), span.start());
    let mut near = before.of(report.text()).char_indices().rev().take(most);
    let start = near.by_ref().last().map_or(span.start(), |(i, _)| line.start() + i);
    (line, start)
}

/// The words in the middle of `rect`, what stands before them ending there, what follows after.
pub fn kwic(
    ui: &Ui,
    kit: &Kit,
    report: &Report,
    span: Span,
    rect: Rect,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let wide = width(ui, &shown(span.of(report.text())), Face::Serif, SIZE).min(rect.width() * 0.5);
    let left = rect.left() + (rect.width() - wide) * 0.46;
    // As many characters as fit: the nearest to the words are kept.
    let fit = ((left - rect.left() - 6.0) / SIZE).max(1.0) as usize - 1;
    let (line, start) = around(report, span, fit);
    let all = Span::new(start, line.end());
    // How far the words begin from the beginning of the line tells where the line begins.
    let set = one_line(Face::Serif, SIZE, 2.0 * rect.width());
    let quote = pen.quotes.get(ui.ctx(), cut(report, all), &[], &set, 1).0;
    let shift = quote.layout().x_of(0, span.start() - start);
    let at = pos2(left - shift, rect.center().y);
    if start > line.start() {
        let end = egui::Align2::RIGHT_CENTER;
        text(ui, pos2(at.x, at.y), end, "…", Face::Serif, SIZE, kit.theme.t2);
    }
    write(ui, kit, (start, span, all), at, rect.right() - 4.0 - at.x, Face::Serif, surface, pen);
}

/// …words before **the words** words after….
#[allow(clippy::too_many_arguments)]
pub fn context(
    ui: &Ui,
    kit: &Kit,
    report: &Report,
    span: Span,
    at: Pos2,
    room: f32,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    // In a narrow column the words come first, then what stands around them.
    let words = width(ui, &shown(span.of(report.text())), Face::SerifBold, SIZE);
    let rest = (room - words) / SIZE;
    let most = ((rest / 2.0 - 1.0).max(0.0) as usize).min(AROUND);
    let (line, start) = around(report, span, most);
    let mut x = at.x;
    if start > line.start() {
        x = text(ui, at, egui::Align2::LEFT_CENTER, "…", Face::Serif, SIZE, kit.theme.t2).right();
    }
    let all = Span::new(start, line.end());
    let left = at.x + room - x;
    write(ui, kit, (start, span, all), pos2(x, at.y), left, Face::SerifBold, surface, pen);
}

/// The line with the words lit, in bold where `face` is.
#[allow(clippy::too_many_arguments)]
fn write(
    ui: &Ui,
    kit: &Kit,
    (start, span, all): (usize, Span, Span),
    at: Pos2,
    room: f32,
    face: Face,
    surface: &mut Surface<'_>,
    pen: &mut Pen<'_>,
) {
    let mut lit = Lit::new(span.start() - start..span.end() - start, kit.theme.keep_lit);
    lit.ink = Some(kit.theme.t1);
    let bold: &[Span] = if face == Face::SerifBold { &[span] } else { &[] };
    let look = (Face::Serif, SIZE, kit.theme.t2);
    pen.line(ui, surface, at, room.max(2.0 * SIZE), all, look, (bold, &[lit]));
}

/// The beginning of a long paragraph is enough for a line.
fn cut(report: &Report, span: Span) -> &str {
    let words = span.of(report.text());
    let end = words.char_indices().nth(400).map_or(words.len(), |(i, _)| i);
    words.get(..end).unwrap_or(words)
}

/// Sign and word of a status, their left end at `at`.
pub fn status_left(ui: &Ui, kit: &Kit, status: Status, at: egui::Pos2) {
    let word = crate::words::status_name(kit.lang, status);
    let w = width(ui, word, Face::Sans, 12.0) + 18.0 + if status == Status::Continued { 0.0 } else { 12.0 };
    status_word(ui, kit, status, pos2(at.x + w, at.y));
}

/// What is to be said of differing spellings.
pub fn tag_words(kit: &Kit, difference: &Difference) -> String {
    let w = TablesWords::of(kit.lang);
    match difference {
        Difference::Short(words) => fill(w.short_form, &[words]),
        Difference::Brackets { added: true } => w.brackets_on.to_owned(),
        Difference::Brackets { added: false } => w.brackets_off.to_owned(),
        Difference::Quotes { added: true } => w.quotes_on.to_owned(),
        Difference::Quotes { added: false } => w.quotes_off.to_owned(),
        Difference::Other(words) => words.clone(),
    }
}
