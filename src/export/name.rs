//! Names for files that every system accepts.

use super::Format;
use crate::words::export::file_stem;

/// Longest name without extension, in bytes of UTF-8 (file systems stop at 255).
const MAX_BYTES: usize = 180;

/// The proposed name: 《title》-what-year.ext, cleaned; a long title is cut, not what follows it.
pub fn file_name(title: &str, what: &str, year: Option<i32>, format: Format) -> String {
    let mut kept: Vec<char> = title.chars().collect();
    loop {
        let short: String = kept.iter().collect();
        let cut = kept.len() < title.chars().count();
        let stem = clean(&file_stem(&if cut { short + "…" } else { short }, what, year));
        if stem.len() <= MAX_BYTES || kept.is_empty() {
            return format!("{}.{}", limit(&stem), format.extension());
        }
        kept.truncate(kept.len() - kept.len().div_ceil(8));
    }
}

/// `name` without what Windows forbids (characters, device names, dots and spaces at the end) and
/// not too long. Never empty.
pub fn clean_name(name: &str) -> String {
    limit(&clean(name))
}

fn clean(name: &str) -> String {
    let mut out: String = name
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| match c {
            '<' => '＜',
            '>' => '＞',
            ':' => '：',
            '"' => '”',
            '/' => '／',
            '\\' => '＼',
            '|' => '｜',
            '?' => '？',
            '*' => '＊',
            '\u{3000}' => ' ',
            c => c,
        })
        .collect();
    let end = out.trim_end_matches(['.', ' ']).len();
    out.truncate(end);
    let out = out.trim_start().to_owned();
    let device = out.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let numbered = |s: &str| {
        device.strip_prefix(s).is_some_and(|n| n.len() == 1 && n.chars().all(|c| c.is_ascii_digit()))
    };
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    if out.is_empty() || reserved || numbered("COM") || numbered("LPT") { format!("_{out}") } else { out }
}

/// Bidirectional and zero-width characters: they hide what a name is.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn limit(name: &str) -> String {
    let mut end = name.len().min(MAX_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.get(..end).unwrap_or_default().trim_end_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_windows_accepts() {
        assert_eq!(clean_name("a/b:c?.. "), "a／b：c？");
        assert_eq!(clean_name("con.txt"), "_con.txt");
        assert_eq!(clean_name("COM1"), "_COM1");
        assert_eq!(clean_name("\u{202E}..."), "_");
        assert_eq!(clean_name("company"), "company");
    }

    #[test]
    fn a_long_title_is_cut_in_its_middle() {
        let name = file_name(&"政府工作报告".repeat(60), "对照表", Some(2024), Format::Docx);
        assert!(name.len() <= 255, "{}", name.len());
        assert!(name.ends_with("…》-对照表-2024.docx"), "{name}");
        assert_eq!(file_name("报告", "提法", None, Format::Xlsx), "《报告》-提法.xlsx");
    }
}
