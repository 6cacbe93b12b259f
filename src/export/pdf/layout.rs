//! Blocks to pages.

use super::faces::{Face, Faces};
use super::lines::{Line, lines};
use super::table;
use super::{Bookmark, Mark, Pages};
use crate::export::{Block, Content, Indent, Options, Paragraph, Progress};
use crate::words::export::ExportWords;

/// A4 in points.
const A4: (f32, f32) = (595.0, 842.0);
/// Margins of a page in points.
struct Margins {
    top: f32,
    bottom: f32,
    sides: f32,
}

const HIGH: Margins = Margins { top: 72.0, bottom: 64.0, sides: 76.0 };
/// Wide pages hold tables: as much of a row as may be stands on one.
const WIDE: Margins = Margins { top: 60.0, bottom: 48.0, sides: 44.0 };
/// Sizes in points.
const TITLE: f32 = 18.0;
const HEADINGS: [f32; 6] = [15.0, 13.5, 12.5, 12.0, 12.0, 12.0];
const PROSE: f32 = 12.0;
const NOTE: f32 = 9.5;
const NUMBER: f32 = 8.0;
const HEAD: f32 = 8.5;
/// Line height in em.
const LEADING: f32 = 1.7;
/// Widest spread between two characters of a justified line, in em: more looks like spaces, to the
/// eye and to programs that take the words out again.
const SPREAD: f32 = 0.07;

/// Where words go next.
pub(super) struct Cursor<'a, 'f> {
    /// Fonts.
    pub faces: &'a Faces<'f>,
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

/// How a paragraph is set.
struct Setting {
    size: f32,
    indent: f32,
    centre: bool,
    justify: bool,
    before: f32,
    after: f32,
    /// Keep this much room after it on the page (headings).
    keep: f32,
}

const PLAIN: Setting =
    Setting { size: PROSE, indent: 0.0, centre: false, justify: true, before: 0.0, after: 2.0, keep: 0.0 };

/// Lays a content out.
pub(super) fn pages(content: &Content, options: &Options, faces: &Faces<'_>, progress: &Progress) -> Pages {
    let (width, height) = if options.landscape { (A4.1, A4.0) } else { A4 };
    let margins = if options.landscape { WIDE } else { HIGH };
    let mut at = Cursor {
        faces,
        left: margins.sides,
        room: width - 2.0 * margins.sides,
        top: margins.top,
        bottom: height - margins.bottom,
        y: margins.top,
        pages: vec![Vec::new()],
        bookmarks: Vec::new(),
        progress,
    };
    if !content.title.is_empty() {
        at.bookmark(1, &content.title);
        let setting = Setting { size: TITLE, centre: true, justify: false, after: 6.0, ..PLAIN };
        paragraph(&mut at, &[(Face::Head, &content.title)], &setting);
    }
    if !content.source.is_empty() {
        let setting = Setting { size: NOTE, centre: true, justify: false, after: 12.0, ..PLAIN };
        paragraph(&mut at, &[(Face::Small, &content.source)], &setting);
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
        running_heads(&mut pages, content, options, &margins, faces);
    }
    pages
}

fn heading(at: &mut Cursor<'_, '_>, level: u8, text: &str, number: u32) {
    let index = usize::from(level.clamp(1, 6)) - 1;
    let size = HEADINGS.get(index).copied().unwrap_or(PROSE);
    let setting = Setting {
        size,
        justify: false,
        before: size * 0.5,
        after: size * 0.3,
        keep: PROSE * LEADING * 2.0,
        ..PLAIN
    };
    at.need(setting.before + size * LEADING + setting.keep);
    at.bookmark(level + 1, text);
    numbered(at, number, setting.before + size * LEADING);
    paragraph(at, &[(Face::Head, text)], &setting);
}

fn prose(at: &mut Cursor<'_, '_>, p: &Paragraph) {
    let runs: Vec<(Face, &str)> =
        p.runs.iter().map(|r| (if r.bold { Face::Bold } else { Face::Prose }, r.text.as_str())).collect();
    let indent = if p.indent == Indent::First { 2.0 } else { 0.0 };
    at.need(PROSE * LEADING);
    numbered(at, p.number, PROSE * LEADING);
    paragraph(at, &runs, &Setting { indent, ..PLAIN });
}

fn note(at: &mut Cursor<'_, '_>, text: &str) {
    let setting = Setting { size: NOTE, justify: false, before: 2.0, after: 8.0, ..PLAIN };
    paragraph(at, &[(Face::Small, text)], &setting);
}

/// The paragraph number, in the margin.
fn numbered(at: &mut Cursor<'_, '_>, number: u32, line: f32) {
    if number == 0 {
        return;
    }
    let text = number.to_string();
    let width = at.faces.width(Face::Small, &text) * NUMBER;
    let (x, y) = (at.left - width - 8.0, at.y + line * 0.72);
    at.mark(Mark::Words { x, y, size: NUMBER, face: Face::Small, text, spread: 0.0 });
}

fn paragraph(at: &mut Cursor<'_, '_>, runs: &[(Face, &str)], set: &Setting) {
    let (room, height) = (at.room / set.size, set.size * LEADING);
    if at.y > at.top {
        at.y += set.before;
    }
    let list = lines(at.faces, runs, room, set.indent);
    for (i, line) in list.iter().enumerate() {
        at.need(height + if i == 0 { set.keep } else { 0.0 });
        let indent = if i == 0 { set.indent } else { 0.0 };
        let slack = room - indent - line.width;
        let spread = if set.justify && !line.last && line.count > 1 {
            let each = slack / (line.count - 1) as f32;
            if (0.0..=SPREAD).contains(&each) { each * set.size } else { 0.0 }
        } else {
            0.0
        };
        let shift = if set.centre { slack.max(0.0) / 2.0 } else { indent };
        let (x, base) = (at.left + shift * set.size, at.y + height * 0.72);
        at.line(line, x, base, set.size, spread);
        at.y += height;
    }
    at.y += set.after;
}

/// Title and report at the head, page numbers at the foot of every page.
fn running_heads(
    pages: &mut Pages,
    content: &Content,
    options: &Options,
    margins: &Margins,
    faces: &Faces<'_>,
) {
    let Margins { top, bottom, sides: side } = *margins;
    let words = ExportWords::of(options.lang);
    let count = pages.pages.len();
    let (width, height) = (pages.width, pages.height);
    let room = (width - 2.0 * side) / HEAD;
    let cut = |text: &str, room: f32| {
        let first = lines(faces, &[(Face::Small, text)], room, 0.0).into_iter().next().unwrap_or_default();
        first.pieces.into_iter().map(|p| p.text).collect::<String>()
    };
    let same = content.head.is_empty() || content.head == content.title;
    let left = cut(&content.title, if same { room } else { room * 0.48 });
    let right = if same { String::new() } else { cut(&content.head, room * 0.48) };
    for (i, page) in pages.pages.iter_mut().enumerate() {
        let mut words_at = |x: f32, y: f32, text: String| {
            if !text.is_empty() {
                page.push(Mark::Words { x, y, size: HEAD, face: Face::Small, text, spread: 0.0 });
            }
        };
        words_at(side, top - 26.0, left.clone());
        let shift = faces.width(Face::Small, &right) * HEAD;
        words_at(width - side - shift, top - 26.0, right.clone());
        let foot = format!("{}{}{}{count}{}", words.page_before, i + 1, words.page_between, words.page_after);
        let foot_width = faces.width(Face::Small, &foot) * HEAD;
        words_at((width - foot_width) / 2.0, height - bottom + 28.0, foot);
        page.push(Mark::Rule { from: (side, top - 20.0), to: (width - side, top - 20.0) });
    }
}
