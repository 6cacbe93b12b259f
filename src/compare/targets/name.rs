//! Likeness of indicator names: common characters weighted down.

use std::collections::HashMap;

use super::measure::Measured;
use crate::facts::indicator::{clash, is_sign};

/// True when one name is part of the other.
pub(super) fn contains(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// How much each character and pair of characters says, learned from all names of both reports.
pub(super) struct Weights {
    seen: HashMap<[char; 2], u32>,
    names: f32,
}

impl Weights {
    /// Counts in how many names each character and pair stands.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: HashMap<[char; 2], u32> = HashMap::new();
        let mut count = 0u32;
        for name in names {
            let mut grams = grams(name);
            grams.sort_unstable();
            grams.dedup();
            for g in grams {
                *seen.entry(g).or_default() += 1;
            }
            count += 1;
        }
        Self { seen, names: count.max(1) as f32 }
    }

    fn weight(&self, gram: [char; 2]) -> f32 {
        let df = self.seen.get(&gram).copied().unwrap_or(0) as f32;
        ((self.names + 1.0) / (df + 1.0)).ln().max(0.1)
    }

    /// Likeness of two indicators, 0–1: weighted Dice over characters and pairs; a short name all
    /// of whose characters stand in the other clause counts as well.
    pub fn alike(&self, a: &Measured, b: &Measured) -> f32 {
        // 投资, 企业, 启动率: too common to tell two things apart.
        if [&a.name, &b.name].iter().any(|n| n.chars().count() < 3 && !n.chars().any(is_sign)) {
            return 0.0;
        }
        let past = if b.long_past && a.until.is_none() { 0.8 } else { 1.0 };
        if a.name == b.name {
            return past;
        }
        let (ga, gb) = (grams(&a.name), grams(&b.name));
        let (wa, wb) = (self.sum(&ga), self.sum(&gb));
        let shared = self.shared(&ga, &gb);
        let dice = if wa + wb > 0.0 { 2.0 * shared / (wa + wb) } else { 0.0 };
        let (short, ws, other) = if wa <= wb { (&ga, wa, b) } else { (&gb, wb, a) };
        let inside = if ws > 0.0 { self.shared(short, &grams(&other.around)) / ws } else { 0.0 };
        let named = if ws > 0.0 { shared / ws } else { 0.0 };
        // One sign (农村公路) is a whole name.
        let long_enough = short.len() >= 5 || short.iter().any(|g| is_sign(g[0]));
        let contained = if long_enough { (named * 0.9).max(inside * 0.8) } else { 0.0 };
        if clash(&a.name, &b.name) {
            return 0.0;
        }
        past * dice.max(dice * 0.5 + contained * 0.5).max(contained * 0.75)
    }

    fn sum(&self, grams: &[[char; 2]]) -> f32 {
        grams.iter().map(|&g| self.weight(g)).sum()
    }

    fn shared(&self, a: &[[char; 2]], b: &[[char; 2]]) -> f32 {
        let mut left = b.to_vec();
        let mut sum = 0.0;
        for &g in a {
            if let Some(at) = left.iter().position(|&x| x == g) {
                left.swap_remove(at);
                sum += self.weight(g);
            }
        }
        sum
    }
}

/// Characters (`[c, '\0']`) and pairs.
pub(super) fn grams(name: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = name.chars().filter(|&c| c.is_alphanumeric() || is_sign(c)).collect();
    let mut out: Vec<[char; 2]> = chars.iter().map(|&c| [c, '\0']).collect();
    out.extend(chars.windows(2).filter_map(|w| Some([*w.first()?, *w.get(1)?])));
    out
}
