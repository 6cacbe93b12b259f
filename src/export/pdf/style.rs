//! How things are set: the type of our PDF, and that of the Word file for its preview.

use super::faces::Face;
use crate::export::docx;

/// Margins of a page in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margins {
    /// Above the text.
    pub top: f32,
    /// Below it.
    pub bottom: f32,
    /// At its left and right.
    pub sides: (f32, f32),
}

/// Words of one kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    /// Font.
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Height of a line in points.
    pub line: f32,
    /// Room before and after, in points.
    pub around: (f32, f32),
    /// How far the first line is moved in, in em.
    pub indent: f32,
}

impl Text {
    const fn new(face: Face, size: f32, line: f32) -> Self {
        Self { face, size, line, around: (0.0, 0.0), indent: 0.0 }
    }

    const fn around(self, before: f32, after: f32) -> Self {
        Self { around: (before, after), ..self }
    }

    const fn indent(self, indent: f32) -> Self {
        Self { indent, ..self }
    }
}

/// Everything about the looks of pages.
#[derive(Clone, Debug)]
pub(super) struct Type {
    /// Margins of high pages and of wide ones.
    pub margins: [Margins; 2],
    /// Title of the document.
    pub title: Text,
    /// Line below it.
    pub source: Text,
    /// Headings by level.
    pub headings: [Text; 6],
    /// Running text.
    pub prose: Text,
    /// Notes.
    pub note: Text,
    /// Names of columns.
    pub head: Text,
    /// Title, place and words of a cell.
    pub cell: [Text; 3],
    /// Room between words and lines of a table: beside and above, in points.
    pub pad: (f32, f32),
    /// Running heads and page numbers: their distance from the edge of the page, in points.
    pub running: (Text, f32),
    /// A line below the running head.
    pub ruled: bool,
    /// Paragraph numbers stand in the margin, else in brackets before the words.
    pub in_margin: bool,
    /// A row that is higher than a page is set smaller.
    pub shrinks: bool,
}

/// Line height of our own type, in em.
const LEADING: f32 = 1.7;
/// Line height in tables, in em.
const TIGHT: f32 = 1.45;

const fn own(face: Face, size: f32) -> Text {
    Text::new(face, size, size * LEADING)
}

const fn own_heading(size: f32) -> Text {
    own(Face::Head, size).around(size * 0.5, size * 0.3)
}

const fn cell(face: Face, size: f32) -> Text {
    Text::new(face, size, size * TIGHT)
}

/// Line height of fonts in Word where it is not set, in em.
const NATURAL: f32 = 1.3;

const fn half(points: usize) -> f32 {
    points as f32 / 2.0
}

const fn twentieths(points: i32) -> f32 {
    points as f32 / 20.0
}

const fn office_margins(m: [i32; 4]) -> Margins {
    let [top, right, bottom, left] = m;
    Margins { top: twentieths(top), bottom: twentieths(bottom), sides: (twentieths(left), twentieths(right)) }
}

impl Type {
    /// Our own.
    pub const PDF: Self = Self {
        margins: [
            Margins { top: 72.0, bottom: 64.0, sides: (76.0, 76.0) },
            // Wide pages hold tables: as much of a row as may be stands on one.
            Margins { top: 60.0, bottom: 48.0, sides: (44.0, 44.0) },
        ],
        title: own(Face::Head, 18.0).around(0.0, 6.0),
        source: own(Face::Small, 9.5).around(0.0, 12.0),
        headings: [
            own_heading(15.0),
            own_heading(13.5),
            own_heading(12.5),
            own_heading(12.0),
            own_heading(12.0),
            own_heading(12.0),
        ],
        prose: own(Face::Prose, 12.0).around(0.0, 2.0),
        note: own(Face::Small, 9.5).around(2.0, 8.0),
        head: cell(Face::Head, 9.0),
        cell: [cell(Face::Bold, 9.0), cell(Face::Small, 7.5), cell(Face::Prose, 9.0)],
        pad: (4.0, 4.0),
        running: (own(Face::Small, 8.5), 34.0),
        ruled: true,
        in_margin: true,
        shrinks: true,
    };

    /// As Word files have it, in the fonts that are bundled: serif for 宋体, 仿宋 and 楷体, sans for
    /// 黑体. `table`: the document is a table with a title.
    pub fn office(table: bool) -> Self {
        let prose = half(docx::PROSE);
        let line = twentieths(docx::LINE);
        let heading = |face, before| Text::new(face, prose, line).around(before, 0.0).indent(2.0);
        let title = half(if table { docx::TABLE_NAME } else { docx::TITLE });
        let note = half(docx::NOTE);
        let cell = |face, size: usize| Text::new(face, half(size), half(size) * NATURAL);
        Self {
            margins: [office_margins(docx::HIGH), office_margins(docx::WIDE)],
            title: Text::new(Face::Bold, title, title * NATURAL * 4.0 / 3.0).around(6.0, 6.0),
            source: Text::new(Face::Prose, note, note * NATURAL * 1.25).around(0.0, 12.0),
            headings: [
                heading(Face::Head, 6.0),
                heading(Face::Prose, 0.0),
                heading(Face::Bold, 0.0),
                heading(Face::Prose, 0.0),
                heading(Face::Prose, 0.0),
                heading(Face::Prose, 0.0),
            ],
            prose: Text::new(Face::Prose, prose, line),
            note: Text::new(Face::Prose, note, note * NATURAL * 1.25).around(3.0, 9.0),
            head: cell(Face::Head, docx::CELL),
            cell: [
                cell(Face::Bold, docx::CELL),
                cell(Face::Prose, docx::SMALL),
                cell(Face::Prose, docx::CELL),
            ],
            pad: (4.25, 2.0),
            running: (Text::new(Face::Prose, half(docx::HEAD), half(docx::HEAD) * NATURAL), 42.5),
            ruled: false,
            in_margin: false,
            shrinks: false,
        }
    }
}
