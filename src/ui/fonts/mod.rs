//! The bundled fonts and the families they serve.
//!
//! A CJK font stands first in every text family, so that “ ” … — come full-width from it; every
//! family falls back to the others and at last to what the system offers.

pub mod system;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::export::pdf;
use egui::{FontData, FontDefinitions, FontFamily};

/// A face of the program, the key of one [`FontFamily`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Face {
    /// The reader's choice for running text; the bundled serif unless chosen otherwise.
    #[default]
    Reading,
    /// Its bold.
    ReadingBold,
    /// Noto Serif CJK SC Regular.
    Serif,
    /// Noto Serif CJK SC Bold.
    SerifBold,
    /// Noto Sans CJK SC Regular, the interface.
    Sans,
    /// Noto Sans CJK SC Bold.
    SansBold,
    /// Phosphor icons.
    Icons,
    /// Phosphor icons, bold (status signs).
    IconsBold,
    /// Phosphor icons, filled.
    IconsFill,
}

impl Face {
    /// All faces, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Reading,
        Self::ReadingBold,
        Self::Serif,
        Self::SerifBold,
        Self::Sans,
        Self::SansBold,
        Self::Icons,
        Self::IconsBold,
        Self::IconsFill,
    ];

    /// Name of its family.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::ReadingBold => "reading-bold",
            Self::Serif => "serif",
            Self::SerifBold => "serif-bold",
            Self::Sans => "sans",
            Self::SansBold => "sans-bold",
            Self::Icons => "icons",
            Self::IconsBold => "icons-bold",
            Self::IconsFill => "icons-fill",
        }
    }

    /// The family egui knows it by.
    pub fn family(self) -> FontFamily {
        static FAMILIES: OnceLock<Vec<FontFamily>> = OnceLock::new();
        let all = FAMILIES
            .get_or_init(|| Face::ALL.iter().map(|face| FontFamily::Name(face.name().into())).collect());
        all.get(self as usize).cloned().unwrap_or(FontFamily::Proportional)
    }

    /// The same face in bold.
    pub fn bold(self) -> Self {
        match self {
            Self::Reading => Self::ReadingBold,
            Self::Serif => Self::SerifBold,
            Self::Sans => Self::SansBold,
            Self::Icons => Self::IconsBold,
            other => other,
        }
    }

    /// A font id of this face, `size` in points.
    pub fn at(self, size: f32) -> egui::FontId {
        egui::FontId::new(size, self.family())
    }
}

/// A font of the system chosen for the reading text.
#[derive(Clone, Debug)]
pub struct ReadingFont {
    /// The regular face.
    pub regular: FontData,
    /// The bold face; without it the bundled bold serif marks headings.
    pub bold: Option<FontData>,
}

/// The definitions to give to `Context::set_fonts`; `reading` replaces the serif of running text.
pub fn definitions(reading: Option<&ReadingFont>) -> FontDefinitions {
    let mut font_data = BTreeMap::new();
    for (name, bytes) in bundled() {
        font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let (mut regular, mut bold) = (vec!["serif"], vec!["serif-bold"]);
    if let Some(font) = reading {
        font_data.insert("reading".to_owned(), Arc::new(font.regular.clone()));
        regular.insert(0, "reading");
        if let Some(font) = &font.bold {
            font_data.insert("reading-bold".to_owned(), Arc::new(font.clone()));
            bold.insert(0, "reading-bold");
        }
    }
    let mut families = BTreeMap::new();
    let mut add = |family: FontFamily, first: &[&str], rest: &[&str]| {
        let names = first.iter().chain(rest).map(|&name| name.to_owned()).collect();
        families.insert(family, names);
    };
    let icons = ["icons", "icons-bold", "icons-fill"];
    let tail = |names: &[&'static str]| [names, icons.as_slice()].concat();
    add(FontFamily::Proportional, &["sans"], &tail(&["serif"]));
    add(FontFamily::Monospace, &["sans"], &tail(&["serif"]));
    add(Face::Sans.family(), &["sans"], &tail(&["serif"]));
    add(Face::SansBold.family(), &["sans-bold"], &tail(&["serif-bold", "sans"]));
    add(Face::Serif.family(), &["serif"], &tail(&["sans"]));
    add(Face::SerifBold.family(), &["serif-bold"], &tail(&["sans-bold", "serif"]));
    add(Face::Reading.family(), &regular, &tail(&["sans"]));
    add(Face::ReadingBold.family(), &bold, &tail(&["sans-bold", "serif"]));
    add(Face::Icons.family(), &["icons"], &["icons-bold", "icons-fill", "sans"]);
    add(Face::IconsBold.family(), &["icons-bold"], &["icons", "icons-fill", "sans"]);
    add(Face::IconsFill.family(), &["icons-fill"], &["icons", "icons-bold", "sans"]);
    FontDefinitions { font_data, families }
}

/// Gives `ctx` the bundled fonts.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions(None));
}

/// Name and content of every bundled font file. No constant: the bytes would stand in the program a
/// second time, 12 MB of them.
fn bundled() -> [(&'static str, &'static [u8]); 7] {
    [
        ("sans", pdf::SANS),
        ("sans-bold", pdf::SANS_BOLD),
        ("serif", pdf::SERIF),
        ("serif-bold", pdf::SERIF_BOLD),
        ("icons", include_bytes!("../../../fonts/Phosphor.ttf")),
        ("icons-bold", include_bytes!("../../../fonts/Phosphor-Bold.ttf")),
        ("icons-fill", include_bytes!("../../../fonts/Phosphor-Fill.ttf")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_names_fonts_that_are_there() {
        let defs = definitions(None);
        for face in Face::ALL {
            let names = defs.families.get(&face.family()).unwrap();
            assert!(names.iter().all(|name| defs.font_data.contains_key(name)), "{names:?}");
            assert_eq!(Face::ALL.get(face as usize), Some(&face));
        }
    }

    #[test]
    fn a_chosen_font_comes_first_and_the_serif_stays_behind_it() {
        let font = ReadingFont { regular: FontData::from_static(b"x"), bold: None };
        let defs = definitions(Some(&font));
        let names = defs.families.get(&Face::Reading.family()).unwrap();
        assert_eq!(names.get(..2).unwrap(), ["reading", "serif"]);
        assert_eq!(defs.families.get(&Face::ReadingBold.family()).unwrap().first().unwrap(), "serif-bold");
    }
}
