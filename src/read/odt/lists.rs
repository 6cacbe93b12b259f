//! Styles and the numbers of lists (`OpenDocument` 1.3, 5.3 and 16.30).

use std::collections::HashMap;

use crate::read::docx::{Numeral, write};
use crate::read::xml::{self, Event, Tag};

/// Levels of a list.
pub const LEVELS: usize = 10;

#[derive(Clone, Debug, Default)]
struct Level {
    numeral: Numeral,
    prefix: String,
    suffix: String,
    /// How many levels the number shows.
    shown: usize,
    start: i64,
    /// `LibreOffice`'s pattern: `%1%` stands for the first level's number.
    pattern: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    outline: Option<u8>,
    list: Option<String>,
}

/// Styles and lists of a document, and how far the lists are counted.
#[derive(Debug, Default)]
pub struct Lists {
    styles: HashMap<(String, String), Style>,
    levels: HashMap<String, Vec<Level>>,
    counters: HashMap<String, [Option<i64>; LEVELS]>,
}

/// The list of heading numbers.
pub const OUTLINE: &str = "\u{1}outline";

impl Lists {
    /// Reads the styles in `styles.xml` or `content.xml`.
    pub fn read(&mut self, bytes: &[u8]) {
        let mut style: Option<(String, String)> = None;
        let mut list: Option<String> = None;
        xml::walk(bytes, |event| match event {
            Event::Open(tag) => match tag.full_name() {
                "style:style" => {
                    let key = (tag.attr("family").unwrap_or_default(), tag.attr("name").unwrap_or_default());
                    let new = Style {
                        parent: tag.attr("parent-style-name"),
                        outline: tag.number("default-outline-level").map(|n| n.clamp(0, 10) as u8),
                        list: tag.attr("list-style-name"),
                        bold: None,
                    };
                    self.styles.insert(key.clone(), new);
                    style = Some(key);
                }
                "style:text-properties" => {
                    let weight = tag.attr("font-weight-asian").or_else(|| tag.attr("font-weight"));
                    if let (Some(weight), Some(style)) =
                        (weight, style.as_ref().and_then(|k| self.styles.get_mut(k)))
                    {
                        style.bold = Some(weight == "bold" || weight.parse::<u32>().is_ok_and(|w| w >= 600));
                    }
                }
                "text:list-style" => list = tag.attr("name"),
                "text:outline-style" => list = Some(OUTLINE.to_owned()),
                "text:list-level-style-number"
                | "text:outline-level-style"
                | "text:list-level-style-bullet"
                | "text:list-level-style-image" => {
                    self.add_level(list.as_deref(), &tag);
                }
                _ => {}
            },
            Event::Close("style") => style = None,
            Event::Close("list-style" | "outline-style") => list = None,
            _ => {}
        });
    }

    fn add_level(&mut self, list: Option<&str>, tag: &Tag) -> Option<usize> {
        let index = usize::try_from(tag.number("level")?).ok()?.checked_sub(1).filter(|l| *l < LEVELS)?;
        let levels = self.levels.entry(list?.to_owned()).or_insert_with(|| vec![Level::default(); LEVELS]);
        let sign = tag.full_name().ends_with("bullet") || tag.full_name().ends_with("image");
        let numeral = if sign {
            Numeral::Bullet
        } else {
            Numeral::of_example(&tag.attr("num-format").unwrap_or_default())
        };
        // A dash opens points of a report; other signs are ornament.
        let dash =
            tag.attr("bullet-char").filter(|b| sign && b.chars().all(|c| matches!(c, '—' | '–' | '-')));
        levels[index] = Level {
            numeral,
            prefix: dash.or_else(|| tag.attr("num-prefix")).unwrap_or_default(),
            suffix: if sign { String::new() } else { tag.attr("num-suffix").unwrap_or_default() },
            shown: tag.number("display-levels").and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            start: tag.number("start-value").unwrap_or(1),
            pattern: tag.attr("num-list-format").filter(|_| !sign),
        };
        Some(index)
    }

    /// Follows a style's parents until one answers.
    fn look<T>(&self, family: &str, name: &str, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut name = name.to_owned();
        for _ in 0..20 {
            let style = self.styles.get(&(family.to_owned(), name))?;
            if let Some(found) = get(style) {
                return Some(found);
            }
            name = style.parent.clone()?;
        }
        None
    }

    /// Bold by a paragraph's or a span's style.
    pub fn bold(&self, family: &str, name: &str) -> Option<bool> {
        self.look(family, name, |s| s.bold)
    }

    /// Outline level of a paragraph style, 1–10.
    pub fn outline(&self, name: &str) -> Option<u8> {
        self.look("paragraph", name, |s| s.outline).filter(|l| *l > 0)
    }

    /// The list of a paragraph style.
    pub fn list_of(&self, name: &str) -> Option<String> {
        self.look("paragraph", name, |s| s.list.clone()).filter(|l| !l.is_empty())
    }

    /// Forgets how far a list is counted.
    pub fn restart(&mut self, list: &str) {
        self.counters.remove(list);
    }

    /// Counts an item at `level` (from 0) and writes its number; `set` is a start value of its own.
    pub fn next(&mut self, list: &str, level: usize, set: Option<i64>) -> String {
        let Some(levels) = self.levels.get(list) else { return String::new() };
        let level = level.min(LEVELS - 1);
        let counters = self.counters.entry(list.to_owned()).or_default();
        let own = &levels[level];
        counters[level] =
            set.or_else(|| Some(counters[level].map_or(own.start.max(0), |n| n.saturating_add(1))));
        counters[level + 1..].fill(None);
        if matches!(own.numeral, Numeral::None | Numeral::Bullet) {
            return own.prefix.clone();
        }
        let number = |l: usize| write(counters[l].unwrap_or(levels[l].start), levels[l].numeral);
        let out = if let Some(pattern) = &own.pattern {
            let mut out = pattern.clone();
            for l in (0..LEVELS).rev() {
                out = out.replace(&format!("%{}%", l + 1), &number(l));
            }
            out
        } else {
            let from = (level + 1).saturating_sub(own.shown.max(1));
            let parts: Vec<String> =
                (from..=level).filter(|l| levels[*l].numeral != Numeral::None).map(number).collect();
            format!("{}{}{}", own.prefix, parts.join("."), own.suffix)
        };
        let closed = out.chars().next_back().is_none_or(|c| "、）)．。，： ".contains(c));
        if closed { out } else { out + " " }
    }
}
