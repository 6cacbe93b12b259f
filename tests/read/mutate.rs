//! A thousand damaged files: no panic, and text stays readable.

use duidu::read::{ReadOptions, read};
use proptest::prelude::*;

use crate::docx::package;
use crate::{REPORT, TRADITIONAL, big5, check, gb, utf16};

/// A small generator of our own, so that every run damages the same places.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % below.max(1)
    }
}

/// Damages `bytes` in one to four places.
pub fn damage(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.next(4) {
        let at = dice.next(out.len() + 1).min(out.len());
        let end = (at + dice.next(40)).min(out.len());
        match dice.next(8) {
            0 if at < out.len() => out[at] ^= 1 << dice.next(8),
            1 if at < out.len() => out[at] = [0, 0xFF, b'<', b'}', 0x80, b'\n'][dice.next(6)],
            2 => drop(out.drain(at..end)),
            3 => out.truncate(at.max(1)),
            4 => {
                let piece = out[at..end].to_vec();
                let to = dice.next(out.len() + 1);
                out.splice(to..to, piece);
            }
            5 => drop(out.splice(at..at, vec![0; 8])),
            6 => drop(out.splice(at..end, *b"\xEF\xBB\xBF")),
            _ => drop(out.splice(at..at, *b"99999999999")),
        }
    }
    out
}

fn part(name: &str, from: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(from)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn a_thousand_damaged_files() {
    let docx = include_bytes!("../fixtures/read/office.docx").as_slice();
    let odt = include_bytes!("../fixtures/read/numbered.odt").as_slice();
    let page = format!(
        "<html><meta charset=gbk><body><h1>报告</h1><table><tr><td>甲<td>乙</table><p>{REPORT}</body>"
    );
    let letter = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n{page}\r\n--x--"
    );
    let seeds: Vec<(&str, Vec<u8>)> = vec![
        ("docx", docx.to_vec()),
        ("odt", odt.to_vec()),
        ("document.xml", part("word/document.xml", docx).into_bytes()),
        ("content.xml", part("content.xml", odt).into_bytes()),
        ("rtf", include_bytes!("../fixtures/read/numbered.rtf").to_vec()),
        ("doc", include_bytes!("../fixtures/read/report.doc").to_vec()),
        ("pdf", include_bytes!("../fixtures/read/scan.pdf").to_vec()),
        ("pdf text", include_bytes!("../../fuzz/seeds/pdf/gbk").to_vec()),
        ("html", gb(&page)),
        ("mail", letter.into_bytes()),
        ("utf-8", REPORT.as_bytes().to_vec()),
        ("gb", gb(REPORT)),
        ("big5", big5(TRADITIONAL)),
        ("16le", utf16(REPORT, true)),
        ("16be", utf16(REPORT, false)),
        ("md", format!("---\ntitle: x\n---\n# {REPORT}").into_bytes()),
    ];
    // Another number damages other places (for longer hunts).
    let seed = std::env::var("DUIDU_SEED").ok().and_then(|s| s.parse::<u64>().ok()).unwrap_or(0);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15 ^ (seed << 20));
    for round in 0..63 {
        for (name, whole) in &seeds {
            let mut bytes = damage(whole, &mut dice);
            if matches!(*name, "document.xml" | "content.xml") {
                let file = if *name == "content.xml" { "content.xml" } else { "word/document.xml" };
                let other = if *name == "content.xml" { "mimetype" } else { "[Content_Types].xml" };
                let text = String::from_utf8_lossy(&bytes).into_owned();
                bytes = package(&[(other, ""), (file, &text)]);
            }
            let Ok(source) = read(&bytes, &ReadOptions::default()) else { continue };
            check(&source);
            // Four damaged places leave most of a plain text whole.
            if matches!(*name, "utf-8" | "gb" | "big5" | "16le" | "16be") && bytes.len() > whole.len() / 2 {
                let common =
                    source.text.chars().filter(|c| TRADITIONAL.contains(*c) || REPORT.contains(*c)).count();
                let all = source.text.chars().count();
                assert!(common * 10 > all * 9, "{name} round {round}: {common} of {all}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_source_or_a_sentence(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        if let Ok(source) = read(&bytes, &ReadOptions::default()) {
            check(&source);
            prop_assert!(source.text.len() <= 3 * bytes.len() + 3);
        }
    }

    #[test]
    fn any_text_is_read_as_it_is(text in "[一-龥，。a-z0-9 \r\n#*]{0,400}") {
        if let Ok(source) = read(text.as_bytes(), &ReadOptions::default()) {
            prop_assert_eq!(&*source.text, text.as_str());
            let left: usize = source.blocks.iter().map(|b| b.span.len()).sum();
            prop_assert!(left <= text.len());
        }
    }
}
