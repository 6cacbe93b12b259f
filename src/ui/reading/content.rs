//! What the pane shows: paragraphs, marks and margin signs, asked for as they come into sight.

use egui::Color32;

use crate::text::Span;

/// A text in paragraphs. Every call must be cheap: a frame asks for what is on screen, and for
/// [`Content::span`] of some twenty more when jumping.
pub trait Content {
    /// Name of the text, for screen readers.
    fn name(&self) -> String;
    /// The whole text; all spans are ranges into it.
    fn text(&self) -> &str;
    /// Number of paragraphs.
    fn len(&self) -> usize;
    /// Bytes of paragraph `i`; ascending, without overlap.
    fn span(&self, i: usize) -> Span;
    /// What paragraph `i` is.
    fn block(&self, i: usize) -> Block;
    /// Adds the marks that overlap `span`, in any order.
    fn marks(&self, span: Span, out: &mut Vec<Mark>);
    /// Adds the margin signs at bytes of `span`.
    fn signs(&self, span: Span, out: &mut Vec<Sign>);
    /// Adds the ticks beside the scroll bar; of those in each of `parts` equal parts of the text one
    /// is enough.
    fn ticks(&self, _parts: usize, _out: &mut Vec<Tick>) {}
    /// Another number whenever text, paragraphs or blocks are other ones than before.
    fn revision(&self) -> u64;
    /// True when there is no paragraph.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Title of the report.
    Title,
    /// Date, meeting, speaker.
    Byline,
    /// The address to the meeting: flush left.
    Salutation,
    /// A heading on its own line, level 1–6.
    Heading(u8),
    /// Running text.
    #[default]
    Body,
    /// A row of a table, cells separated by tabs.
    Row,
    /// Footnote or glossary entry.
    Note,
    /// Page furniture.
    Furniture,
    /// Text shown as the file has it, not indented, not justified.
    Verbatim,
}

/// One paragraph apart from its text.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// How it is set.
    pub kind: Kind,
    /// Number at the margin; 0 for none.
    pub number: u32,
    /// Bold stretches (run-in headings), ascending, in bytes of the whole text.
    pub bold: Vec<Span>,
}

/// A mark on the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Bytes of the whole text.
    pub span: Span,
    /// How it looks.
    pub look: Look,
}

/// How a [`Mark`] looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// The current item: full lines filled with the colour of its part.
    Fill(Color32),
    /// The reader's highlight, one of four colours.
    Highlight(u8),
    /// Words lit because they made a link.
    Lit(Color32),
    /// A figure.
    Figure,
    /// A find hit.
    Found,
    /// The find hit the reader is at.
    FoundHere,
    /// Bytes that could not be read.
    Damage,
    /// A formulation, underlined.
    Term,
    /// A passage with a note: dotted underline.
    Noted,
}

impl Look {
    /// Order of painting.
    pub(super) fn rank(self) -> u8 {
        match self {
            Self::Fill(_) => 0,
            Self::Highlight(_) => 1,
            Self::Lit(_) => 2,
            Self::Figure => 3,
            Self::Found => 4,
            Self::FoundHere => 5,
            Self::Damage => 6,
            Self::Term => 7,
            Self::Noted => 8,
        }
    }
}

/// A sign in the right margin beside the line that shows a byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// The byte of the whole text.
    pub at: usize,
    /// Given back in [`super::PaneEvent::Sign`].
    pub id: u64,
    /// Character of the icon font.
    pub icon: char,
    /// Colour of icon and ring.
    pub colour: Color32,
    /// Colour of the disc.
    pub fill: Color32,
    /// True for the item the reader is at: a ring around the disc.
    pub chosen: bool,
    /// What a screen reader says and the tooltip shows.
    pub label: String,
}

/// A short stroke beside the scroll bar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The byte of the whole text.
    pub at: usize,
    /// Its colour.
    pub colour: Color32,
}
