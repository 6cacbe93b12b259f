//! Characters that the bundled fonts lack, and fonts that stand in for them.

use std::collections::BTreeSet;
use std::sync::Arc;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use super::faces::Faces;
use super::lines;
use crate::export::{Block, Content};

/// A font that is not bundled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// The whole file.
    pub bytes: Arc<Vec<u8>>,
    /// Which of its fonts, from 0; a collection has several.
    pub index: u32,
}

/// What was found for characters that the bundled fonts lack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandIns {
    /// Fonts, in the order in which they are asked for a character.
    pub fonts: Vec<FontFile>,
    /// Characters that no font has: they are drawn as boxes, their text is kept.
    pub boxes: BTreeSet<char>,
}

/// The characters of `content` that the bundled fonts cannot draw.
pub(in crate::export) fn lacking(content: &Content) -> BTreeSet<char> {
    let faces = Faces::new(&[]);
    let mut seen = BTreeSet::new();
    let mut add = |text: &str| seen.extend(text.chars().filter(|c| !c.is_ascii()));
    for text in [&content.title, &content.source, &content.head, &content.foot] {
        add(text);
    }
    for block in &content.blocks {
        match block {
            Block::Heading { text, .. } | Block::Note(text) => add(text),
            Block::Paragraph(p) => p.runs.iter().for_each(|r| add(&r.text)),
            Block::Table(table) => {
                add(&table.title);
                table.columns.iter().for_each(|c| add(&c.name));
                table.rows.iter().flat_map(|r| &r.cells).for_each(|c| add(&c.plain()));
            }
        }
    }
    seen.retain(|c| lines::drawn(*c) && !faces.has(*c));
    seen
}

/// Those of `chars` that the font draws; none when its maker forbids embedding it or a part of it.
pub fn shows(bytes: &[u8], index: u32, chars: &BTreeSet<char>) -> BTreeSet<char> {
    let font = FontRef::from_index(bytes, index).ok().filter(may_be_embedded);
    let Some(font) = font else { return BTreeSet::new() };
    chars.iter().copied().filter(|c| draws(&font, *c)).collect()
}

/// Whether the font may be embedded as a subset with its outlines (OpenType `OS/2.fsType`). Fonts
/// that say nothing may.
fn may_be_embedded(font: &FontRef<'_>) -> bool {
    const RESTRICTED: u16 = 0x0002;
    const PRINT_OR_EDIT: u16 = 0x000C;
    const WHOLE_ONLY: u16 = 0x0100;
    const BITMAPS_ONLY: u16 = 0x0200;
    let Ok(os2) = font.os2() else { return true };
    let rights = os2.fs_type();
    // Of several rights the least strict counts.
    let restricted = rights & RESTRICTED != 0 && rights & PRINT_OR_EDIT == 0;
    !restricted && rights & (WHOLE_ONLY | BITMAPS_ONLY) == 0
}

/// Whether the font has a glyph for `c` that can be drawn: an outline or coloured layers of them.
/// Fonts of pictures (coloured emoji of some systems) cannot be written.
fn draws(font: &FontRef<'_>, c: char) -> bool {
    let Some(id) = font.charmap().map(c) else { return false };
    if font.color_glyphs().get(id).is_some() {
        return true;
    }
    let Some(glyph) = font.outline_glyphs().get(id) else { return false };
    let mut ink = Ink(false);
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    glyph.draw(settings, &mut ink).is_ok() && ink.0
}

/// Notices whether anything is drawn.
struct Ink(bool);

impl OutlinePen for Ink {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {
        self.0 = true;
    }
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 = true;
    }
    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::super::SANS;
    use super::*;
    use crate::export::{Indent, Paragraph, Run};

    /// A font of signs in the private area, which the text fonts lack.
    const ICONS: &[u8] = include_bytes!("../../../fonts/Phosphor.ttf");
    const SIGN: char = '\u{E184}';

    fn said(text: &str) -> Content {
        let runs = vec![Run { text: text.to_owned(), bold: false }];
        let paragraph = Paragraph { runs, indent: Indent::First, number: 0 };
        Content { blocks: vec![Block::Paragraph(paragraph)], ..Content::default() }
    }

    #[test]
    fn only_what_is_drawn_and_not_bundled_is_lacking() {
        assert!(lacking(&said("各位委员：“一老一小”，96.5%——\n\t\u{200B}\u{FE0F}\u{E0101}")).is_empty());
        assert_eq!(lacking(&said("𠀀与\u{1F333}与𠀀")), BTreeSet::from(['𠀀', '\u{1F333}']));
    }

    #[test]
    fn a_font_is_asked_for_glyphs_and_for_leave() {
        let wanted = BTreeSet::from([SIGN, '𠀀', ' ']);
        assert_eq!(shows(ICONS, 0, &wanted), BTreeSet::from([SIGN]), "a blank draws nothing");
        assert!(shows(ICONS, 1, &wanted).is_empty(), "no second font in the file");
        assert!(shows(SANS, 0, &wanted).is_empty());
        assert!(shows(b"no font", 0, &wanted).is_empty());
        let font = FontRef::new(ICONS).unwrap();
        let os2 = font.table_directory().table_records().iter().find(|r| r.tag() == "OS/2").unwrap();
        let at = os2.offset() as usize + 8;
        for (rights, may) in
            [(0_u16, true), (2, false), (4, true), (6, true), (8, true), (0x108, false), (0x200, false)]
        {
            let mut bytes = ICONS.to_vec();
            bytes[at..at + 2].copy_from_slice(&rights.to_be_bytes());
            assert_eq!(!shows(&bytes, 0, &wanted).is_empty(), may, "{rights:#x}");
        }
    }
}
