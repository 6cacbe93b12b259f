//! What the user chose; reading it back cannot fail (unknown keys and bad values are kept apart).

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::words::Lang;

/// Settings of the program. Sizes are in points at 100 %.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the interface.
    pub lang: Lang,
    /// Colours.
    pub theme: ThemeChoice,
    /// Zoom of the whole window, 0.5–3.
    pub zoom: f32,
    /// Size of the reading text, 12–40 points.
    pub text_size: f32,
    /// Line height of the reading text in ems, 1.3–2.6.
    pub line_height: f32,
    /// Width of the reading column in ems, 20–60.
    pub column: f32,
    /// Space between paragraphs in ems, 0–2.
    pub paragraph_gap: f32,
    /// Face of the reading text.
    pub font: ReadingFont,
    /// Half-width marks between Chinese characters are shown full-width.
    pub full_width_marks: bool,
    /// Paragraph numbers at the margin.
    pub numbers: bool,
    /// Formulations underlined.
    pub formulations: bool,
    /// Figures tinted.
    pub figures: bool,
    /// Link marks at the margin.
    pub link_marks: bool,
    /// The evidence panel beside the reading pane is open.
    pub evidence: bool,
    /// The section list is open.
    pub outline: bool,
    /// Width of the section list, 220–420 points.
    pub outline_width: f32,
    /// The line being read is marked.
    pub focus_line: bool,
    /// Both sides of a comparison scroll together.
    pub sync: bool,
    /// No motion.
    pub still: bool,
    /// Ribbon edges in full colour.
    pub strong_ribbons: bool,
    /// Source line is added to what is exported.
    pub with_source: bool,
    /// The export dialog as it was left.
    pub export: Option<super::ExportView>,
    /// Where the last export went.
    #[serde(with = "maybe_path")]
    pub export_folder: Option<PathBuf>,
    /// Files opened before, newest first (at most 20 besides pinned ones).
    pub recent: Vec<Recent>,
    /// Last place by content id (hexadecimal): byte offset.
    pub places: BTreeMap<String, u32>,
    /// The report in front when the program was left; `None`: the sample.
    #[serde(with = "maybe_path")]
    pub last: Option<PathBuf>,
}

/// A file opened before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where.
    #[serde(with = "as_text")]
    pub path: PathBuf,
    /// Title of the report.
    pub title: String,
    /// Stays in the list.
    #[serde(default)]
    pub pinned: bool,
    /// The report it was compared with last.
    #[serde(default, with = "maybe_path")]
    pub second: Option<PathBuf>,
    /// Where the reader was when it was closed, in words.
    #[serde(default)]
    pub place: String,
    /// Units continued, new, not mentioned, uncertain, when they were compared.
    #[serde(default)]
    pub counts: Option<[usize; 4]>,
    /// When it was opened last by the reader's clock: `2024-01-15T09:12`; older programs kept the day.
    #[serde(default)]
    pub opened: String,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Light with a yellowish page.
    Paper,
    /// Black and white with strong colours.
    HighContrast,
}

impl ThemeChoice {
    /// All, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::System, Self::Light, Self::Dark, Self::Paper, Self::HighContrast];
}

/// Face of the reading text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadingFont {
    /// The bundled serif.
    #[default]
    Serif,
    /// The bundled sans.
    Sans,
    /// A family installed on this system; the serif when it has gone.
    Family(String),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::Zh,
            theme: ThemeChoice::System,
            zoom: 1.0,
            text_size: 17.0,
            line_height: 1.94,
            column: 38.0,
            paragraph_gap: 0.94,
            font: ReadingFont::Serif,
            full_width_marks: true,
            numbers: true,
            formulations: true,
            figures: true,
            link_marks: true,
            evidence: true,
            outline: true,
            outline_width: 296.0,
            focus_line: false,
            sync: true,
            still: false,
            strong_ribbons: false,
            with_source: true,
            export: None,
            export_folder: None,
            recent: Vec::new(),
            places: BTreeMap::new(),
            last: None,
        }
    }
}

impl Settings {
    /// Brings every number into its range, whatever the file said.
    pub fn clamp(&mut self) {
        let within = |v: f32, low: f32, high: f32, default: f32| {
            if v.is_finite() { v.clamp(low, high) } else { default }
        };
        self.zoom = within(self.zoom, 0.5, 3.0, 1.0);
        self.text_size = within(self.text_size, 12.0, 40.0, 17.0);
        self.line_height = within(self.line_height, 1.3, 2.6, 1.94);
        self.column = within(self.column, 20.0, 60.0, 38.0);
        self.paragraph_gap = within(self.paragraph_gap, 0.0, 2.0, 0.94);
        self.outline_width = within(self.outline_width, 220.0, 420.0, 296.0);
    }

    /// Puts a file at the head of the recent list.
    pub fn remember(&mut self, path: PathBuf, title: String, opened: String) {
        let known = self.recent.iter().position(|r| r.path == path).map(|i| self.recent.remove(i));
        let known = known.unwrap_or_default();
        self.recent.insert(0, Recent { path: path.clone(), title, opened, ..known });
        let mut loose = 0;
        self.recent.retain(|r| {
            loose += usize::from(!r.pinned);
            r.pinned || loose <= 20
        });
        self.last = Some(path);
    }
}

/// Paths as text that any name survives (JSON knows only Unicode).
mod as_text {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::files::{path_from_text, path_to_text};

    pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&path_to_text(path))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
        Ok(path_from_text(&String::deserialize(from)?))
    }
}

/// The same for a path that may be missing.
mod maybe_path {
    use std::path::PathBuf;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::files::{path_from_text, path_to_text};

    #[allow(clippy::ref_option)] // the signature is serde's
    pub(super) fn serialize<S: Serializer>(path: &Option<PathBuf>, to: S) -> Result<S::Ok, S::Error> {
        path.as_deref().map(path_to_text).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.map(|t| path_from_text(&t)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wild_numbers_are_brought_into_range() {
        let mut s = Settings { zoom: f32::NAN, text_size: 900.0, column: -3.0, ..Settings::default() };
        s.clamp();
        assert_eq!((s.zoom, s.text_size, s.column), (1.0, 40.0, 20.0));
    }

    #[test]
    fn pinned_files_stay_among_the_recent() {
        let mut s = Settings::default();
        let day = || "2024-01-02T09:12".to_owned();
        s.remember("pinned.txt".into(), String::new(), day());
        s.recent[0].pinned = true;
        for i in 0..30 {
            s.remember(format!("{i}.txt").into(), String::new(), day());
        }
        assert_eq!(s.recent.len(), 21);
        assert!(s.recent.iter().any(|r| r.pinned));
        s.remember("29.txt".into(), "again".into(), "2024-11-03T08:00".into());
        assert_eq!(s.recent[0].opened, "2024-11-03T08:00");
        assert_eq!((s.recent.len(), s.recent[0].title.as_str()), (21, "again"));
    }
}
