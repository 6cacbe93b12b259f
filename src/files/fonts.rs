//! Installed fonts: which there are, and which of them stand in for characters the bundled ones lack.
//!
//! Enumerating takes tens of milliseconds and reads font files: not in a frame.

use std::collections::BTreeSet;
use std::sync::Arc;

use fontdb::{Database, FaceInfo, ID, Language, Stretch, Style};

use crate::export::pdf::{FontFile, StandIns, shows};

/// Most fonts taken for one file.
const MOST: usize = 6;

/// All fonts installed. Reads the fonts' heads from the disk.
pub fn installed() -> Database {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
}

/// Installed fonts that draw `lacking` and may be embedded.
pub fn stand_ins(lacking: &BTreeSet<char>) -> StandIns {
    chosen(&installed(), lacking)
}

/// The fonts of `fonts` that together draw the most of `lacking`: each time the one that draws the
/// most of what is left, among equals one for Simplified Chinese, upright, of regular weight.
fn chosen(fonts: &Database, lacking: &BTreeSet<char>) -> StandIns {
    let mut drawn: Vec<(ID, Rank, BTreeSet<char>)> = fonts
        .faces()
        .filter_map(|face| {
            let shown = fonts.with_face_data(face.id, |bytes, index| shows(bytes, index, lacking))?;
            (!shown.is_empty()).then(|| (face.id, rank(face), shown))
        })
        .collect();
    drawn.sort_by(|a, b| a.1.cmp(&b.1));
    let mut found = StandIns { fonts: Vec::new(), boxes: lacking.clone() };
    while !found.boxes.is_empty() && found.fonts.len() < MOST {
        let left = |shown: &BTreeSet<char>| shown.intersection(&found.boxes).count();
        // The first of equals.
        let best = drawn.iter().rev().max_by_key(|(_, _, shown)| left(shown)).filter(|b| left(&b.2) > 0);
        let Some((id, _, shown)) = best else { break };
        let file =
            fonts.with_face_data(*id, |bytes, index| FontFile { bytes: Arc::new(bytes.to_vec()), index });
        found.fonts.extend(file);
        found.boxes.retain(|c| !shown.contains(c));
    }
    found
}

/// What makes a font better than another with the same characters; smaller is better.
type Rank = (bool, bool, u16, bool, String, u32);

fn rank(face: &FaceInfo) -> Rank {
    let simplified = face.families.iter().any(|(name, language)| {
        *language == Language::Chinese_PeoplesRepublicOfChina || name.ends_with(" SC")
    });
    let upright = face.style == Style::Normal && face.stretch == Stretch::Normal;
    let serif = face.families.iter().any(|(name, _)| name.contains("Serif"));
    let weight = face.weight.0.abs_diff(400);
    (!upright, !simplified, weight, !serif, face.post_script_name.clone(), face.index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::pdf;

    /// A font of signs in the private area, which the text fonts lack.
    const ICONS: &[u8] = include_bytes!("../../fonts/Phosphor.ttf");
    const FILLED: &[u8] = include_bytes!("../../fonts/Phosphor-Fill.ttf");
    const SIGN: char = '\u{E184}';

    #[test]
    fn as_few_fonts_as_draw_everything() {
        let mut fonts = Database::new();
        for bytes in [ICONS, FILLED, pdf::SANS, pdf::SERIF] {
            fonts.load_font_data(bytes.to_vec());
        }
        let found = chosen(&fonts, &BTreeSet::from([SIGN, '\u{10FFFD}']));
        assert_eq!(found.boxes, BTreeSet::from(['\u{10FFFD}']), "no font has it");
        assert_eq!(found.fonts.len(), 1);
        assert!([ICONS, FILLED].contains(&found.fonts[0].bytes.as_slice()));
        // A character of everyday use as if it were lacking: the upright serif.
        let found = chosen(&fonts, &BTreeSet::from(['政', SIGN]));
        assert_eq!((found.fonts.len(), found.boxes.len()), (2, 0));
        assert!(found.fonts.iter().any(|f| f.bytes.as_slice() == pdf::SERIF));
        assert_eq!(chosen(&Database::new(), &BTreeSet::from([SIGN])).boxes.len(), 1);
    }
}
