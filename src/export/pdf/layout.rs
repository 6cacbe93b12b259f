//! Blocks to pages.

use super::faces::{Face, Faces};
use super::lines::{Line, lines};
use super::style::{Margins, Text, Type};
use super::table;
use super::{Bookmark, Mark, Pages};
use crate::export::{Block, Content, Indent, Options, Paragraph, Progress};
use crate::words::export::ExportWords;

/// A4 in points.
const A4: (f32, f32) = (595.0, 842.0);
/// Size of paragraph numbers in points.
const NUMBER: f32 = 8.0;
/// Widest spread between two characters of a justified line, in em: more looks like spaces, to the
/// eye and to programs that take the words out again.
const SPREAD: f32 = 0.07;

/// Where words go next.
pub(super) struct Cursor<'a, 'f> {
    /// Fonts.
    pub faces: &'a Faces<'f>,
    /// How things are set.
    pub set: &'a Type,
    /// Left end of the text, in points.
    pub left: f32,
    /// Width of the text, in points.
    pub room: f32,
    /// The height at which words begin.
    pub top: f32,
    /// Height up to which words may go.
    pub bottom: f32,
    /// Next line's top.
    pub y: f32,
    /// The pages so far.
    pub pages: Vec<Vec<Mark>>,
    /// Headings so far.
    pub bookmarks: Vec<Bookmark>,
    /// Whether it is still wanted.
    pub progress: &'a Progress,
}

impl Cursor<'_, '_> {
    /// Puts a mark on the page.
    pub fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    /// Begins a page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.top;
    }

    /// Turns the page when fewer than `height` points are left.
    pub fn need(&mut self, height: f32) {
        if self.y + height > self.bottom && self.y > self.top {
            self.turn();
        }
    }

    /// Remembers a heading at this place.
    pub fn bookmark(&mut self, level: u8, text: &str) {
        let page = self.pages.len().saturating_sub(1);
        let text = text.replace('\n', " ");
        self.bookmarks.push(Bookmark { level, text, page, y: (self.y - 6.0).max(0.0) });
    }

    /// Puts one line at `x`; `spread` is added after every character.
    pub fn line(&mut self, line: &Line, x: f32, base: f32, size: f32, spread: f32) {
        let mut x = x;
        for piece in &line.pieces {
            let width = self.faces.width(piece.face, &piece.text) * size;
            let count = piece.text.chars().count() as f32;
            self.mark(Mark::Words { x, y: base, size, face: piece.face, text: piece.text.clone(), spread });
            x += width + spread * count;
        }
    }
}

/// How a paragraph is set beside its type.
#[derive(Clone, Copy, Default)]
struct Setting {
    centre: bool,
    justify: bool,
    /// Keep this much room after its first line on the page, in points (headings).
    keep: f32,
}

/// Lays a content out.
pub(super) fn pages(
    content: &Content,
    options: &Options,
    set: &Type,
    faces: &Faces<'_>,
    progress: &Progress,
) -> Pages {
    let (width, height) = if options.landscape { (A4.1, A4.0) } else { A4 };
    let [high, wide] = set.margins;
    let margins = if options.landscape { wide } else { high };
    let mut at = Cursor {
        faces,
        set,
        left: margins.sides.0,
        room: width - margins.sides.0 - margins.sides.1,
        top: margins.top,
        bottom: height - margins.bottom,
        y: margins.top,
        pages: vec![Vec::new()],
        bookmarks: Vec::new(),
        progress,
    };
    if !content.title.is_empty() {
        at.bookmark(1, &content.title);
        let setting = Setting { centre: true, ..Setting::default() };
        paragraph(&mut at, &[(set.title.face, &content.title)], set.title, setting);
    }
    if !content.source.is_empty() {
        let setting = Setting { centre: true, ..Setting::default() };
        paragraph(&mut at, &[(set.source.face, &content.source)], set.source, setting);
    }
    for (i, block) in content.blocks.iter().enumerate() {
        // Laying out is about half of the work.
        if !progress.step(i, content.blocks.len() * 2) {
            break;
        }
        match block {
            Block::Heading { level, text, number } => heading(&mut at, *level, text, *number),
            Block::Paragraph(p) => prose(&mut at, p),
            Block::Note(text) => note(&mut at, text),
            Block::Table(t) => table::place(&mut at, t),
        }
    }
    if !content.foot.is_empty() {
        note(&mut at, &content.foot);
    }
    let mut pages = Pages { width, height, pages: at.pages, bookmarks: at.bookmarks };
    if options.running_head {
        running_heads(&mut pages, content, options, &margins, set, faces);
    }
    pages
}

fn heading(at: &mut Cursor<'_, '_>, level: u8, text: &str, number: u32) {
    let index = usize::from(level.clamp(1, 6)) - 1;
    let set = at.set.headings.get(index).copied().unwrap_or(at.set.prose);
    let keep = at.set.prose.line * 2.0;
    at.need(set.around.0 + set.line + keep);
    at.bookmark(level + 1, text);
    let before = numbered(at, number, set.around.0 + set.line);
    let runs = [(set.face, before.as_str()), (set.face, text)];
    paragraph(at, &runs, set, Setting { keep, ..Setting::default() });
}

fn prose(at: &mut Cursor<'_, '_>, p: &Paragraph) {
    let indent = if p.indent == Indent::First { 2.0 } else { 0.0 };
    let set = Text { indent, ..at.set.prose };
    at.need(set.line);
    let before = numbered(at, p.number, set.line);
    let mut runs: Vec<(Face, &str)> = vec![(set.face, before.as_str())];
    runs.extend(p.runs.iter().map(|r| (if r.bold { Face::Bold } else { set.face }, r.text.as_str())));
    paragraph(at, &runs, set, Setting { justify: true, ..Setting::default() });
}

fn note(at: &mut Cursor<'_, '_>, text: &str) {
    let set = at.set.note;
    paragraph(at, &[(set.face, text)], set, Setting::default());
}

/// The paragraph number: in the margin, else as words to stand before the paragraph.
fn numbered(at: &mut Cursor<'_, '_>, number: u32, line: f32) -> String {
    if number == 0 {
        return String::new();
    }
    if !at.set.in_margin {
        return format!("[{number}] ");
    }
    let text = number.to_string();
    let width = at.faces.width(Face::Small, &text) * NUMBER;
    let (x, y) = (at.left - width - 8.0, at.y + line * 0.72);
    at.mark(Mark::Words { x, y, size: NUMBER, face: Face::Small, text, spread: 0.0 });
    String::new()
}

fn paragraph(at: &mut Cursor<'_, '_>, runs: &[(Face, &str)], set: Text, more: Setting) {
    let (room, height) = (at.room / set.size, set.line);
    if at.y > at.top {
        at.y += set.around.0;
    }
    let list = lines(at.faces, runs, room, set.indent);
    for (i, line) in list.iter().enumerate() {
        at.need(height + if i == 0 { more.keep } else { 0.0 });
        let indent = if i == 0 { set.indent } else { 0.0 };
        let slack = room - indent - line.width;
        let spread = if more.justify && !line.last && line.count > 1 {
            let each = slack / (line.count - 1) as f32;
            if (0.0..=SPREAD).contains(&each) { each * set.size } else { 0.0 }
        } else {
            0.0
        };
        let shift = if more.centre { slack.max(0.0) / 2.0 } else { indent };
        let (x, base) = (at.left + shift * set.size, at.y + base_line(set));
        at.line(line, x, base, set.size, spread);
        at.y += height;
    }
    at.y += set.around.1;
}

/// How far the base line is below the top of a line, in points.
fn base_line(set: Text) -> f32 {
    set.line / 2.0 + set.size * 0.37
}

/// Title and report at the head, page numbers at the foot of every page.
fn running_heads(
    pages: &mut Pages,
    content: &Content,
    options: &Options,
    margins: &Margins,
    set: &Type,
    faces: &Faces<'_>,
) {
    let Margins { top, bottom, sides: (left_side, right_side) } = *margins;
    let (Text { face, size, .. }, edge) = set.running;
    let words = ExportWords::of(options.lang);
    let count = pages.pages.len();
    let (width, height) = (pages.width, pages.height);
    let room = (width - left_side - right_side) / size;
    let cut = |text: &str, room: f32| {
        let first = lines(faces, &[(face, text)], room, 0.0).into_iter().next().unwrap_or_default();
        first.pieces.into_iter().map(|p| p.text).collect::<String>()
    };
    let same = content.head.is_empty() || content.head == content.title;
    let left = cut(&content.title, if same { room } else { room * 0.48 });
    let right = if same { String::new() } else { cut(&content.head, room * 0.48) };
    let head_y = (edge + size).min(top - 20.0);
    let foot_y = height - (edge - size).max(18.0).min(bottom - 20.0);
    for (i, page) in pages.pages.iter_mut().enumerate() {
        let mut words_at = |x: f32, y: f32, text: String| {
            if !text.is_empty() {
                page.push(Mark::Words { x, y, size, face, text, spread: 0.0 });
            }
        };
        words_at(left_side, head_y, left.clone());
        let shift = faces.width(face, &right) * size;
        words_at(width - right_side - shift, head_y, right.clone());
        let foot = format!("{}{}{}{count}{}", words.page_before, i + 1, words.page_between, words.page_after);
        let foot_width = faces.width(face, &foot) * size;
        words_at((width - foot_width) / 2.0, foot_y, foot);
        if set.ruled {
            let y = head_y + 6.0;
            page.push(Mark::Rule { from: (left_side, y), to: (width - right_side, y) });
        }
    }
}
