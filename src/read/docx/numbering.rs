//! The numbers Word writes before paragraphs (ECMA-376 part 1, §17.9).

use std::collections::{HashMap, HashSet};

use super::numerals::{Numeral, write};
use super::styles::Styles;
use crate::read::xml::{self, Event, Tag};

#[derive(Clone, Debug, Default)]
struct Level {
    start: i64,
    numeral: Numeral,
    /// `%1` stands for the number of the first level.
    pattern: String,
    /// Restarts after this level (1-based) or a higher one is used; 0: never.
    restart: Option<i64>,
    /// Numbers of higher levels are written in decimal.
    legal: bool,
    /// Paragraphs of this style stand at this level.
    style: Option<String>,
    /// Between number and text: tab, space or nothing.
    suffix: String,
}

#[derive(Clone, Debug, Default)]
struct Abstract {
    levels: Vec<Level>,
    /// Takes its levels from the list of this style.
    style_link: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Num {
    abstract_id: i64,
    /// Start values and whole levels that differ from the abstract list's.
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

/// All lists of a document, and how far each has been counted.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    abstracts: HashMap<i64, Abstract>,
    nums: HashMap<i64, Num>,
    counters: HashMap<i64, [Option<i64>; 9]>,
    /// Start overrides already used: list and level.
    started: HashSet<(i64, usize)>,
}

/// Levels of a list.
const LEVELS: usize = 9;

/// What is being read of `numbering.xml`.
#[derive(Default)]
struct State {
    abstract_id: Option<i64>,
    num_id: Option<i64>,
    level: Option<usize>,
    /// Inside a `lvlOverride`.
    overriding: Option<usize>,
    /// Inside `mc:Choice` (a number format of its own): the fallback counts.
    skip: u32,
}

impl Numbering {
    /// Reads `numbering.xml`, or the lists inside a single-file document.
    pub fn read(bytes: &[u8], styles: &Styles) -> Self {
        let mut all = Self::default();
        let mut state = State::default();
        xml::walk(bytes, |event| match event {
            Event::Open(tag) => all.open(&tag, &mut state),
            Event::Close("abstractNum" | "listDef") => state.abstract_id = None,
            Event::Close("num" | "list") => state.num_id = None,
            Event::Close("lvlOverride") => state.overriding = None,
            Event::Close("lvl") => state.level = None,
            Event::Close("Choice") => state.skip = state.skip.saturating_sub(1),
            _ => {}
        });
        all.link_styles(styles);
        all
    }

    fn open(&mut self, tag: &Tag, state: &mut State) {
        match tag.name() {
            "Choice" => state.skip += 1,
            "abstractNum" | "listDef" => {
                state.abstract_id = tag.number("abstractNumId").or_else(|| tag.number("listDefId"));
                if let Some(id) = state.abstract_id {
                    let levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
                    self.abstracts.insert(id, Abstract { levels, style_link: None });
                }
            }
            "num" | "list" => {
                state.num_id = tag.number("numId").or_else(|| tag.number("ilfo"));
                if let Some(id) = state.num_id {
                    self.nums.insert(id, Num::default());
                }
            }
            "lvlOverride" => state.overriding = index(tag),
            "lvl" => {
                state.level = index(tag);
                if let (Some(num), Some(level)) =
                    (state.num_id.and_then(|n| self.nums.get_mut(&n)), state.level)
                {
                    num.levels.insert(level, Level { start: 1, ..Level::default() });
                }
            }
            _ if state.skip > 0 => {}
            name => self.property(name, tag, state),
        }
    }

    fn property(&mut self, name: &str, tag: &Tag, state: &State) {
        if let Some(num) = state.num_id.and_then(|n| self.nums.get_mut(&n)) {
            match name {
                "abstractNumId" | "ilst" => num.abstract_id = tag.number("val").unwrap_or_default(),
                "startOverride" => {
                    if let (Some(level), Some(start)) = (state.overriding, tag.number("val")) {
                        num.starts.insert(level, start);
                    }
                }
                _ => {
                    if let Some(level) = state.level.and_then(|l| num.levels.get_mut(&l)) {
                        level.take(name, tag);
                    }
                }
            }
        } else if let Some(list) = state.abstract_id.and_then(|a| self.abstracts.get_mut(&a)) {
            if name == "numStyleLink" {
                list.style_link = tag.attr("val");
            } else if let Some(level) = state.level.and_then(|l| list.levels.get_mut(l)) {
                level.take(name, tag);
            }
        }
    }

    /// Lists that point to the list of a style get its levels.
    fn link_styles(&mut self, styles: &Styles) {
        let linked: Vec<(i64, String)> = {
            let mut all: Vec<_> =
                self.abstracts.iter().filter_map(|(id, a)| Some((*id, a.style_link.clone()?))).collect();
            all.sort_unstable();
            all
        };
        for (id, style) in linked {
            let target = styles.props(&style).list.and_then(|n| self.nums.get(&n)).map(|n| n.abstract_id);
            let levels = target.and_then(|t| self.abstracts.get(&t)).map(|a| a.levels.clone());
            if let (Some(levels), Some(list)) = (levels, self.abstracts.get_mut(&id)) {
                list.levels = levels;
            }
        }
    }

    /// The level of list `num` that belongs to paragraph style `style`.
    pub fn level_of(&self, num: i64, style: &str) -> Option<i64> {
        let list = self.abstracts.get(&self.nums.get(&num)?.abstract_id)?;
        list.levels.iter().position(|l| l.style.as_deref() == Some(style)).map(|l| l as i64)
    }

    /// Counts a paragraph of list `num` at `level` (0–8) and writes its number with what follows
    /// it; empty for bullets and unknown lists.
    pub fn next(&mut self, num: i64, level: usize) -> String {
        let Some(list) = self.nums.get(&num) else { return String::new() };
        let Some(base) = self.abstracts.get(&list.abstract_id) else { return String::new() };
        let level = level.min(LEVELS - 1);
        let levels: Vec<&Level> =
            (0..LEVELS).filter_map(|l| list.levels.get(&l).or_else(|| base.levels.get(l))).collect();
        let Some(own) = levels.get(level) else { return String::new() };
        let counters = self.counters.entry(list.abstract_id).or_default();
        let start = list.starts.get(&level).copied();
        if let Some(start) = start.filter(|_| self.started.insert((num, level))) {
            counters[level] = Some(start);
        } else {
            counters[level] = Some(counters[level].map_or(own.start, |n| n.saturating_add(1)));
        }
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let restarts = match levels.get(deeper).and_then(|l| l.restart) {
                Some(0) => false,
                Some(after) => (level as i64) < after,
                None => true,
            };
            if restarts {
                *counter = None;
            }
        }
        for (higher, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert(levels.get(higher).map_or(1, |l| l.start));
        }
        own.label(counters, &levels)
    }
}

impl Level {
    fn take(&mut self, name: &str, tag: &Tag) {
        match name {
            "start" => self.start = tag.number("val").unwrap_or(1),
            "numFmt" => self.numeral = Numeral::of_word(&tag.attr("val").unwrap_or_default()),
            // Word 2003's single-file XML gives a number.
            "nfc" => self.numeral = nfc(tag.number("val").unwrap_or_default()),
            "lvlText" => self.pattern = tag.attr("val").unwrap_or_default(),
            "lvlRestart" => self.restart = tag.number("val"),
            "isLgl" => self.legal = super::styles::is_on(tag),
            "pStyle" => self.style = tag.attr("val"),
            "suff" => self.suffix = tag.attr("val").unwrap_or_default(),
            _ => {}
        }
    }

    fn label(&self, counters: &[Option<i64>; 9], levels: &[&Self]) -> String {
        if self.numeral == Numeral::Bullet {
            // Dashes open points of a report; dots and boxes are ornament (mostly private signs).
            let dash = self.pattern.chars().all(|c| matches!(c, '—' | '–' | '-' | '―'));
            return if dash { self.pattern.clone() } else { String::new() };
        }
        let mut out = String::new();
        let mut chars = self.pattern.chars().peekable();
        while let Some(c) = chars.next() {
            let place = chars.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && (1..=9).contains(d));
            let Some(place) = place else {
                out.push(c);
                continue;
            };
            chars.next();
            let place = place as usize - 1;
            let value = counters[place].unwrap_or(1);
            let numeral = levels.get(place).map_or(Numeral::Decimal, |l| l.numeral);
            out.push_str(&write(value, if self.legal { Numeral::Decimal } else { numeral }));
        }
        // A gap where the number would run into the text; none after 、 or ）.
        let closed = out.chars().next_back().is_some_and(|c| "、）)．。，：".contains(c));
        if !out.is_empty() && self.suffix != "nothing" && !closed && !out.ends_with(' ') {
            out.push(' ');
        }
        out
    }
}

/// Number formats of the binary formats ([MS-OSHARED] 2.2.1.3).
pub fn nfc(code: i64) -> Numeral {
    match code {
        1 => Numeral::UpperRoman,
        2 => Numeral::LowerRoman,
        3 => Numeral::UpperLetter,
        4 => Numeral::LowerLetter,
        10 | 11 | 33 | 35 | 37 | 39 | 41 | 42 => Numeral::Counting,
        17 | 34 | 40 => Numeral::Digits,
        38 | 43 => Numeral::Legal,
        14 | 19 => Numeral::FullWidth,
        18 | 28 => Numeral::Circled,
        22 => Numeral::DecimalZero,
        23 => Numeral::Bullet,
        26 => Numeral::Dotted,
        27 => Numeral::Bracketed,
        29 => Numeral::CircledHan,
        30 => Numeral::Stems,
        31 | 32 => Numeral::Branches,
        255 => Numeral::None,
        _ => Numeral::Decimal,
    }
}

fn index(tag: &Tag) -> Option<usize> {
    usize::try_from(tag.number("ilvl")?).ok().filter(|l| *l < LEVELS)
}
