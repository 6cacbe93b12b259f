//! Measures and colours of the page, and how each kind of paragraph is set.

use egui::{Color32, Rect, pos2};

use super::super::fonts::Face;
use super::super::layout::{Align, Setting};
use super::content::Kind;

/// Colours of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStyle {
    /// Text.
    pub text: Color32,
    /// Byline, notes.
    pub text2: Color32,
    /// Paragraph numbers, furniture.
    pub text3: Color32,
    /// Behind selected text.
    pub selection: Color32,
    /// Line under a formulation.
    pub term: Color32,
    /// Behind a figure.
    pub figure_fill: Color32,
    /// A figure.
    pub figure: Color32,
    /// Behind a find hit.
    pub found: Color32,
    /// Behind the current find hit.
    pub found_here: Color32,
    /// The reader's four highlights.
    pub highlights: [Color32; 4],
    /// Behind damaged text, its border, its ink.
    pub damage: [Color32; 3],
    /// The line under passages with a note.
    pub noted: Color32,
    /// Behind the line under the pointer, as a reading aid.
    pub focus_line: Color32,
    /// Hairlines between the rows of a table.
    pub rule: Color32,
    /// Focus ring.
    pub focus: Color32,
    /// Thumb of the scroll bar at rest.
    pub thumb: Color32,
    /// Thumb under the pointer.
    pub thumb_hover: Color32,
}

/// Measures of the page, as the reader chose them. Points unless said otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Face of the text ([`Face::Reading`] or [`Face::Sans`]).
    pub face: Face,
    /// Size of the text.
    pub size: f32,
    /// Line height in ems.
    pub line: f32,
    /// Width of the column in ems.
    pub column: f32,
    /// Space between paragraphs.
    pub gap: f32,
    /// First-line indent in ems.
    pub indent: f32,
    /// Both margins even.
    pub justify: bool,
    /// Half-width marks shown full-width.
    pub widen: bool,
    /// Marks at line ends hang in the margin.
    pub hang: bool,
    /// Paragraph numbers at the margin.
    pub numbers: bool,
    /// The line under the pointer is marked, or one at a fixed height.
    pub focus_line: bool,
    /// Movements may take time (off: 减少动效).
    pub motion: bool,
}

impl Default for Measures {
    fn default() -> Self {
        Self {
            face: Face::Reading,
            size: 17.0,
            line: 1.94,
            column: 38.0,
            gap: 16.0,
            indent: 2.0,
            justify: true,
            widen: true,
            hang: false,
            numbers: true,
            focus_line: false,
            motion: true,
        }
    }
}

/// Margins for numbers and signs beside the column.
const MARGIN: f32 = 60.0;
/// The same in a narrow pane.
const NARROW: f32 = 44.0;
/// Space above the first and below the last paragraph.
pub(super) const EDGE: f32 = 28.0;

impl Measures {
    /// The column inside the pane `rect`, whole ems wide, on whole pixels.
    pub fn column(&self, rect: Rect, scale: f32) -> Rect {
        let margin = if rect.width() < 640.0 { NARROW } else { MARGIN };
        let room = (rect.width() - 2.0 * margin).max(self.size * 8.0);
        let ems = (room / self.size).floor().min(self.column).max(4.0);
        let width = ems * self.size;
        let left = ((rect.left() + ((rect.width() - width) / 2.0).max(0.0)) * scale).round() / scale;
        Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()))
    }

    /// Setting of a paragraph of `kind` with the space above and below it. `scale`: pixels a point.
    pub(super) fn setting(&self, kind: Kind, width: f32, scale: f32) -> (Setting, f32, f32) {
        let em = self.size;
        let snap = |x: f32| (x * scale).round() / scale;
        let body = Setting {
            face: self.face,
            size: em,
            line: snap(em * self.line),
            width,
            indent: self.indent * em,
            hanging: 0.0,
            align: if self.justify { Align::Justify } else { Align::Left },
            widen: self.widen,
            hang: self.hang,
            ..Setting::default()
        };
        let sized = |size: f32, line: f32| Setting { size, line: snap(line), ..body.clone() };
        // With the gap above it a heading takes whole lines of text, more of them above than below.
        let whole = |lines: f32, line: f32| {
            let free = (lines * body.line - self.gap - line).max(0.0);
            (free * 0.68, free * 0.32)
        };
        let (set, before, after) = match kind {
            Kind::Title => {
                let set = Setting {
                    face: self.face.bold(),
                    align: Align::Centre,
                    indent: 0.0,
                    ..sized(em * 1.42, em * 2.1)
                };
                (set, em * 0.6, em * 0.6)
            }
            Kind::Byline => {
                let set = Setting { align: Align::Centre, indent: 0.0, ..sized(em * 0.88, em * 1.65) };
                (set, 0.0, em * 0.5)
            }
            Kind::Salutation => (Setting { indent: 0.0, ..body }, 0.0, self.gap),
            Kind::Heading(1) => {
                let set = Setting {
                    face: self.face.bold(),
                    align: Align::Left,
                    indent: 0.0,
                    ..sized(em * 1.18, body.line)
                };
                let (before, after) = whole(3.0, body.line);
                (set, before, after)
            }
            Kind::Heading(_) => {
                let (before, after) = whole(2.0, body.line);
                (Setting { face: self.face.bold(), align: Align::Left, ..body }, before, after)
            }
            Kind::Body => (body, 0.0, self.gap),
            Kind::Row => {
                let set = Setting {
                    face: Face::Sans,
                    align: Align::Left,
                    indent: 0.0,
                    ..sized(em * 0.82, em * 1.5)
                };
                (set, 0.0, em * 0.2)
            }
            Kind::Note => {
                let size = em * 0.88;
                (Setting { indent: self.indent * size, ..sized(size, em * 1.65) }, 0.0, self.gap * 0.6)
            }
            Kind::Furniture => {
                let set = Setting {
                    face: Face::Sans,
                    align: Align::Left,
                    indent: 0.0,
                    ..sized(em * 0.78, em * 1.35)
                };
                (set, 0.0, em * 0.3)
            }
            Kind::Verbatim => {
                (Setting { align: Align::Left, indent: 0.0, widen: false, squeeze: false, ..body }, 0.0, 0.0)
            }
        };
        (set, snap(before), snap(after))
    }

    /// Colour of the text of `kind`.
    pub(super) fn ink(kind: Kind, style: &PageStyle) -> Color32 {
        match kind {
            Kind::Byline | Kind::Note => style.text2,
            Kind::Furniture => style.text3,
            _ => style.text,
        }
    }
}
