//! Advance widths, asked of egui's fonts once and kept.

use std::collections::HashMap;

use super::super::fonts::Face;

/// Tells how wide a character is.
pub trait Measure {
    /// Advance of `c` in `face`, in ems.
    fn advance(&mut self, face: Face, c: char) -> f32;
}

/// Widths in ems by face and block of 256 characters. They do not depend on size or scale, so the
/// cache lives as long as the fonts do.
#[derive(Default)]
pub struct Advances {
    blocks: HashMap<(Face, u16), Box<[f32; 256]>>,
}

impl Advances {
    /// Joins the cache with the fonts it asks.
    pub fn with<'a, 'f>(&'a mut self, fonts: &'a mut egui::epaint::text::FontsView<'f>) -> Widths<'a, 'f> {
        Widths { cache: self, fonts }
    }

    /// Forgets all widths (other fonts were installed).
    pub fn clear(&mut self) {
        self.blocks.clear();
    }
}

/// [`Advances`] with the fonts at hand.
pub struct Widths<'a, 'f> {
    cache: &'a mut Advances,
    fonts: &'a mut egui::epaint::text::FontsView<'f>,
}

/// Size at which widths are asked, in points; large, so that rounding does not show.
const ASKED: f32 = 1000.0;

impl Measure for Widths<'_, '_> {
    fn advance(&mut self, face: Face, c: char) -> f32 {
        let code = c as u32;
        let block =
            self.cache.blocks.entry((face, (code >> 8) as u16)).or_insert_with(|| Box::new([f32::NAN; 256]));
        let slot = &mut block[(code & 0xFF) as usize];
        if slot.is_nan() {
            *slot = self.fonts.glyph_width(&face.at(ASKED), c) / ASKED;
        }
        *slot
    }
}

/// Widths as in the bundled fonts, roughly, for tests of pure logic.
#[cfg(test)]
pub struct Plain;

#[cfg(test)]
impl Measure for Plain {
    fn advance(&mut self, _face: Face, c: char) -> f32 {
        use super::class::Class;
        match Class::of(c) {
            Class::Zero => 0.0,
            Class::Latin | Class::Digit => 0.55,
            Class::Space if c != '\u{3000}' => 0.25,
            _ => 1.0,
        }
    }
}
