//! Fonts: the bundled ones and what stands in for characters they lack.

use std::cell::RefCell;
use std::collections::HashMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::FontFile;

/// Bundled serif, regular.
pub static SERIF: &[u8] = include_bytes!("../../../fonts/NotoSerifCJKsc-Regular.otf");
/// Bundled serif, bold.
pub static SERIF_BOLD: &[u8] = include_bytes!("../../../fonts/NotoSerifCJKsc-Bold.otf");
/// Bundled sans, regular.
pub static SANS: &[u8] = include_bytes!("../../../fonts/NotoSansCJKsc-Regular.otf");
/// Bundled sans, bold.
pub static SANS_BOLD: &[u8] = include_bytes!("../../../fonts/NotoSansCJKsc-Bold.otf");

/// Shown for a character that no font has.
const BOX: char = '□';

/// What words are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Running text: serif.
    Prose,
    /// Run-in headings, titles of cells: bold serif.
    Bold,
    /// Headings: bold sans.
    Head,
    /// Notes, sources, running heads: sans.
    Small,
}

impl Face {
    fn index(self) -> usize {
        match self {
            Self::Prose => 0,
            Self::Bold => 1,
            Self::Head => 2,
            Self::Small => 3,
        }
    }
}

/// A character in a font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Index into the fonts.
    pub font: usize,
    /// Glyph of that font.
    pub id: u32,
    /// Width in em.
    pub advance: f32,
}

struct Loaded<'a> {
    font: FontRef<'a>,
    krilla: krilla::text::Font,
}

/// The fonts of one file, with what was looked up in them.
pub(super) struct Faces<'a> {
    fonts: Vec<Loaded<'a>>,
    known: RefCell<HashMap<(Face, char), Glyph>>,
}

impl<'a> Faces<'a> {
    /// The bundled fonts and `fallback` after them; files that are no font are left out.
    pub fn new(fallback: &'a [FontFile]) -> Self {
        let mut fonts = Vec::new();
        for bytes in [SERIF, SERIF_BOLD, SANS_BOLD, SANS] {
            let krilla = krilla::text::Font::new(bytes.into(), 0);
            if let (Ok(font), Some(krilla)) = (FontRef::new(bytes), krilla) {
                fonts.push(Loaded { font, krilla });
            }
        }
        for FontFile { bytes, index } in fallback {
            let krilla = krilla::text::Font::new(bytes.clone().into(), *index);
            if let (Ok(font), Some(krilla)) = (FontRef::from_index(bytes, *index), krilla) {
                fonts.push(Loaded { font, krilla });
            }
        }
        Self { fonts, known: RefCell::default() }
    }

    /// The glyph of `c`; when no font has it, the empty glyph of the face (the words stay in the
    /// file and can be copied).
    pub fn glyph(&self, face: Face, c: char) -> Glyph {
        if let Some(glyph) = self.known.borrow().get(&(face, c)) {
            return *glyph;
        }
        let first = face.index().min(self.fonts.len().saturating_sub(1));
        let mut order = std::iter::once(first).chain((0..self.fonts.len()).filter(|i| *i != first));
        // A character that no font has is a box; its text is kept, which the writer does not do for
        // the glyph that fonts have for it.
        let found = order.find_map(|i| self.look(i, c)).or_else(|| self.look(first, BOX));
        let glyph = found.unwrap_or(Glyph { font: first, id: 0, advance: 1.0 });
        self.known.borrow_mut().insert((face, c), glyph);
        glyph
    }

    /// Whether one of the fonts has `c`.
    pub fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|f| f.font.charmap().map(c).is_some())
    }

    fn look(&self, font: usize, c: char) -> Option<Glyph> {
        let loaded = self.fonts.get(font)?;
        let id: GlyphId = loaded.font.charmap().map(c)?;
        let metrics = loaded.font.glyph_metrics(Size::new(1.0), LocationRef::default());
        Some(Glyph { font, id: id.to_u32(), advance: metrics.advance_width(id).unwrap_or(1.0) })
    }

    /// The font for krilla.
    pub fn krilla(&self, font: usize) -> Option<krilla::text::Font> {
        self.fonts.get(font).map(|l| l.krilla.clone())
    }

    /// Width of `text` in em.
    pub fn width(&self, face: Face, text: &str) -> f32 {
        text.chars().map(|c| self.glyph(face, c).advance).sum()
    }
}
