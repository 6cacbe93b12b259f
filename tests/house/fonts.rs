//! No □: every character that the program and its sample show is in the bundled fonts.

use std::collections::BTreeSet;

use super::lex::lex;
use super::{none, root, rust};

/// Characters that each bundled text font must have.
const TEXT_FONTS: [&str; 4] = [
    "NotoSansCJKsc-Regular.otf",
    "NotoSansCJKsc-Bold.otf",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifCJKsc-Bold.otf",
];
/// Icons are private characters of this font.
const ICON_FONT: &str = "Phosphor.ttf";

fn u16_at(data: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Code points in the `cmap` table of a font (formats 4 and 12).
fn covered(font: &[u8]) -> Option<BTreeSet<u32>> {
    let tables = u16_at(font, 4)?;
    let record = (0..tables).map(|i| 12 + 16 * i).find(|&r| font.get(r..r + 4) == Some(b"cmap"))?;
    let cmap = u32_at(font, record + 8)?;
    let mut out = BTreeSet::new();
    for i in 0..u16_at(font, cmap + 2)? {
        let table = cmap + u32_at(font, cmap + 4 + 8 * i + 4)?;
        match u16_at(font, table)? {
            12 => {
                for g in 0..u32_at(font, table + 12)? {
                    let group = table + 16 + 12 * g;
                    out.extend(u32_at(font, group)? as u32..=u32_at(font, group + 4)? as u32);
                }
            }
            4 => {
                let segments = u16_at(font, table + 6)?;
                for s in (0..segments).step_by(2) {
                    let end = u16_at(font, table + 14 + s)?;
                    let start = u16_at(font, table + 16 + segments + s)?;
                    out.extend(start as u32..=end as u32);
                }
                out.remove(&0xFFFF);
            }
            _ => {}
        }
    }
    Some(out)
}

fn font(name: &str) -> BTreeSet<u32> {
    let bytes = std::fs::read(root().join("fonts").join(name)).expect("a bundled font");
    covered(&bytes).unwrap_or_else(|| panic!("{name} has no cmap"))
}

/// Characters of string literals; escapes are as good as text, they are ASCII in the source.
fn shown() -> BTreeSet<char> {
    let folders = ["src/words", "src/view", "src/export", "src/app", "src/ui", "src/shell", "src/cli"];
    let mut out: BTreeSet<char> = rust(&folders)
        .iter()
        .flat_map(|(_, text)| lex(text).strings)
        .flat_map(|(_, s)| s.chars().collect::<Vec<_>>())
        .collect();
    let sample = std::fs::read_to_string(root().join("assets/sample/sample.txt")).expect("the sample");
    out.extend(sample.chars());
    // Not drawn: controls, zero width, byte order mark; kana only stands in rules of line breaking.
    out.retain(|c| !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | 'ー'));
    out
}

fn missing(shown: &BTreeSet<char>, covered: &BTreeSet<u32>, name: &str) -> Vec<String> {
    let absent = shown.iter().filter(|c| !covered.contains(&(**c as u32)));
    absent.map(|c| format!("{name} has no {c} (U+{:04X})", *c as u32)).collect()
}

#[test]
fn no_character_is_missing() {
    let (icons, text): (BTreeSet<char>, BTreeSet<char>) =
        shown().into_iter().partition(|c| matches!(c, '\u{E000}'..='\u{F8FF}'));
    let sans = font(TEXT_FONTS[0]);
    assert_eq!(missing(&['政', '\u{1F600}'].into(), &sans, "sans").len(), 1, "the test can fail");
    assert!(text.len() > 800, "{} characters", text.len());
    for name in TEXT_FONTS {
        none(&missing(&text, &font(name), name));
    }
    none(&missing(&icons, &font(ICON_FONT), ICON_FONT));
}

#[test]
fn the_sets_that_the_readme_names_are_there() {
    let serif = font(TEXT_FONTS[2]);
    // GB 2312 and Big5 level 1, decoded from all their codes.
    let mut codes = Vec::new();
    for lead in 0xA1..=0xF7_u8 {
        codes.extend((0xA1..=0xFE_u8).map(|trail| (encoding_rs::GBK, [lead, trail])));
    }
    for lead in 0xA4..=0xC6_u8 {
        // Level 1 ends at C67E.
        let last = if lead == 0xC6 { 0x7E } else { 0xFE };
        let trails = (0x40..=0x7E_u8).chain(0xA1..=last);
        codes.extend(trails.map(|trail| (encoding_rs::BIG5, [lead, trail])));
    }
    let mut count = 0;
    let mut absent = String::new();
    for (encoding, bytes) in codes {
        let (text, _, failed) = encoding.decode(&bytes);
        // GBK has more than GB 2312 in the symbol rows: vertical forms and private use.
        let han = text.chars().filter(|c| duidu::text::is_han(*c));
        for c in han.filter(|_| !failed) {
            count += 1;
            if !serif.contains(&(c as u32)) {
                absent.push(c);
            }
        }
    }
    assert_eq!(count, 6_763 + 5_401);
    assert_eq!(absent, "");
}
