//! The fonts of the system in which Chinese can be read, under their Chinese names.
//!
//! Looking into the fonts reads their files: call it off the window's thread, after the first frame.

use std::collections::BTreeMap;

use egui::{FontData, FontTweak};
use fontdb::{Database, FaceInfo, ID, Language, Stretch, Style};

use super::ReadingFont;

/// A family that can show Chinese.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Name to show: the Chinese one where the font has one.
    pub name: String,
    /// Name to keep in the settings; the same whatever the system's language.
    pub key: String,
    /// Its upright face of normal weight.
    pub regular: ID,
    /// Its bold face.
    pub bold: Option<ID>,
}

/// Everyday characters of Simplified and Traditional text alike; a font with all of them is taken
/// for a Chinese one.
const EVERYDAY: [u32; 6] = [0x7684, 0x4E00, 0x653F, 0x5DE5, 0x4F5C, 0x3002];

/// The families of `fonts` that can show Chinese, by name.
pub fn chinese_families(fonts: &Database) -> Vec<Family> {
    let mut groups: BTreeMap<String, Vec<&FaceInfo>> = BTreeMap::new();
    for face in fonts.faces() {
        let upright = face.style == Style::Normal && face.stretch == Stretch::Normal;
        if let Some((key, _)) = face.families.first().filter(|_| upright) {
            groups.entry(key.clone()).or_default().push(face);
        }
    }
    let mut out: Vec<Family> = groups
        .into_iter()
        .filter_map(|(key, faces)| {
            let regular = faces.iter().min_by_key(|face| face.weight.0.abs_diff(400))?;
            let heavy = faces.iter().filter(|face| face.weight.0 >= 600);
            let bold = heavy.min_by_key(|face| face.weight.0.abs_diff(700)).map(|face| face.id);
            let bold = bold.filter(|&id| id != regular.id);
            shows_chinese(fonts, regular.id).then(|| Family {
                name: shown_name(regular).to_owned(),
                key,
                regular: regular.id,
                bold,
            })
        })
        .collect();
    out.sort_by(|a, b| a.name.cmp(&b.name));
    out
}

/// Loads the family kept under `key`; `None` when it has gone or cannot be read.
pub fn load(fonts: &Database, key: &str) -> Option<ReadingFont> {
    let family = chinese_families(fonts).into_iter().find(|family| family.key == key)?;
    let bold = family.bold.and_then(|id| data(fonts, id));
    Some(ReadingFont { regular: data(fonts, family.regular)?, bold })
}

/// The Chinese name of a face, preferring that of the mainland, else its first name.
fn shown_name(face: &FaceInfo) -> &str {
    let by = |wanted: fn(&Language) -> bool| face.families.iter().find(|(_, language)| wanted(language));
    let mainland = by(|language| *language == Language::Chinese_PeoplesRepublicOfChina);
    let chinese = || {
        by(|language| {
            matches!(
                language,
                Language::Chinese_Taiwan
                    | Language::Chinese_HongKongSAR
                    | Language::Chinese_MacaoSAR
                    | Language::Chinese_Singapore
            )
        })
    };
    mainland.or_else(chinese).or(face.families.first()).map_or("", |(name, _)| name)
}

fn shows_chinese(fonts: &Database, id: ID) -> bool {
    let test = |bytes: &[u8], index: u32| {
        let face = ttf_parser::Face::parse(bytes, index).ok()?;
        let has = |code: u32| char::from_u32(code).and_then(|c| face.glyph_index(c)).is_some();
        Some(EVERYDAY.into_iter().all(has))
    };
    fonts.with_face_data(id, test).flatten().unwrap_or(false)
}

/// The bytes of a face for egui.
fn data(fonts: &Database, id: ID) -> Option<FontData> {
    fonts.with_face_data(id, |bytes, index| {
        let face = ttf_parser::Face::parse(bytes, index).ok()?;
        let variable = face.is_variable();
        let mut data = FontData::from_owned(bytes.to_vec());
        data.index = index;
        if variable {
            // egui 0.37 makes a new hinting instance for every glyph of a variable font.
            data.tweak = FontTweak { hinting: Some(false), ..FontTweak::default() };
        }
        Some(data)
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_fonts_make_a_family_with_a_bold() {
        let mut fonts = Database::new();
        for (name, bytes) in super::super::bundled() {
            if !name.starts_with("icons") {
                fonts.load_font_data(bytes.to_vec());
            }
        }
        let families = chinese_families(&fonts);
        assert_eq!(families.len(), 2, "{families:?}");
        assert!(families.iter().all(|family| family.bold.is_some()), "{families:?}");
        let font = load(&fonts, &families[0].key).unwrap();
        assert!(font.bold.is_some());
        assert!(load(&fonts, "gone").is_none());
    }

    #[test]
    fn icon_fonts_are_not_offered() {
        let mut fonts = Database::new();
        let icons = super::super::bundled().into_iter().find(|(name, _)| *name == "icons").unwrap();
        fonts.load_font_data(icons.1.to_vec());
        assert!(chinese_families(&fonts).is_empty());
    }

    #[test]
    fn installed_fonts_load() {
        let fonts = crate::files::fonts::installed();
        let families = chinese_families(&fonts);
        println!("{:?}", families.iter().map(|f| (&f.name, f.bold.is_some())).collect::<Vec<_>>());
        for family in families.iter().take(3) {
            assert!(load(&fonts, &family.key).is_some(), "{}", family.name);
        }
    }
}
