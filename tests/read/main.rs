//! Any file people have: the same report in every encoding, damaged in every way.

// Tests may stop at once, and build their files from pieces of text.
#![allow(clippy::unwrap_used, clippy::format_collect, clippy::similar_names)]

mod docx;
mod fuzzed;
mod html;
mod limits;
mod mutate;
mod office;
mod pages;

use duidu::read::{Charset, ReadOptions, Source, WarningKind, read};

const REPORT: &str = include_str!("../fixtures/read/report.txt");
const TRADITIONAL: &str = include_str!("../fixtures/read/report-trad.txt");

fn open(bytes: &[u8]) -> Source {
    let source = read(bytes, &ReadOptions::default()).expect("readable");
    check(&source);
    source
}

/// What holds for every source: blocks in order, inside the text, on character boundaries.
fn check(source: &Source) {
    let mut at = 0;
    for block in &source.blocks {
        assert!(block.span.start() >= at, "blocks overlap at {at}");
        at = block.span.end();
        let text = source.text.get(block.span.start()..at).expect("on boundaries");
        assert!(!text.trim().is_empty());
        let mut inner = block.span.start();
        for bold in &block.bold {
            assert!(bold.start() >= inner && bold.end() <= at, "bold outside its block");
            inner = bold.end();
        }
    }
    for span in source.warnings.iter().filter_map(|w| w.span) {
        assert!(source.text.get(span.start()..span.end()).is_some());
    }
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

fn utf32(text: &str, little: bool) -> Vec<u8> {
    text.chars()
        .flat_map(|c| if little { (c as u32).to_le_bytes() } else { (c as u32).to_be_bytes() })
        .collect()
}

fn gb(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn big5(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::BIG5.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn marked(mark: &[u8], bytes: impl AsRef<[u8]>) -> Vec<u8> {
    [mark, bytes.as_ref()].concat()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let cases = [
        ("utf-8", REPORT.as_bytes().to_vec(), Charset::Utf8),
        ("utf-8 mark", marked(b"\xEF\xBB\xBF", REPORT), Charset::Utf8),
        ("gb", gb(REPORT), Charset::Gb18030),
        ("gb mark", marked(b"\x84\x31\x95\x33", gb(REPORT)), Charset::Gb18030),
        ("16le", utf16(REPORT, true), Charset::Utf16Le),
        ("16le mark", marked(b"\xFF\xFE", utf16(REPORT, true)), Charset::Utf16Le),
        ("16be", utf16(REPORT, false), Charset::Utf16Be),
        ("16be mark", marked(b"\xFE\xFF", utf16(REPORT, false)), Charset::Utf16Be),
        ("32le", utf32(REPORT, true), Charset::Utf32Le),
        ("32le mark", marked(b"\xFF\xFE\0\0", utf32(REPORT, true)), Charset::Utf32Le),
        ("32be", utf32(REPORT, false), Charset::Utf32Be),
        ("32be mark", marked(b"\0\0\xFE\xFF", utf32(REPORT, false)), Charset::Utf32Be),
    ];
    for (name, bytes, charset) in cases {
        let source = open(&bytes);
        assert_eq!(source.charset, charset, "{name}");
        assert_eq!(&*source.text, REPORT, "{name}");
        assert!(source.warnings.is_empty(), "{name}: {:?}", source.warnings);
    }
    let source = open(&big5(TRADITIONAL));
    assert_eq!((source.charset, &*source.text), (Charset::Big5, TRADITIONAL));
    // Traditional characters are in GBK too.
    let source = open(&gb(TRADITIONAL));
    assert_eq!((source.charset, &*source.text), (Charset::Gb18030, TRADITIONAL));
}

/// Share of the lines of `want` that stand unchanged in the source.
fn whole_lines(source: &Source, want: &str) -> f64 {
    let lines: Vec<&str> = want.lines().filter(|l| !l.is_empty()).collect();
    let kept = lines.iter().filter(|l| source.text.contains(**l)).count();
    kept as f64 / lines.len() as f64
}

/// How many characters differ between the two where they begin and end alike.
fn differing(source: &Source, want: &str) -> usize {
    let a: Vec<char> = source.text.chars().collect();
    let b: Vec<char> = want.chars().collect();
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    a.len().max(b.len()).saturating_sub(head + tail)
}

#[test]
fn one_bad_byte_spoils_one_character() {
    for (name, bytes, text, charset) in [
        ("utf-8", REPORT.as_bytes().to_vec(), REPORT, Charset::Utf8),
        ("gb", gb(REPORT), REPORT, Charset::Gb18030),
        ("big5", big5(TRADITIONAL), TRADITIONAL, Charset::Big5),
        ("16le", utf16(REPORT, true), REPORT, Charset::Utf16Le),
        ("16be", utf16(REPORT, false), REPORT, Charset::Utf16Be),
        ("32le", utf32(REPORT, true), REPORT, Charset::Utf32Le),
    ] {
        for at in (0..bytes.len()).step_by(37) {
            for way in 0..3 {
                let mut bad = bytes.clone();
                match way {
                    0 => bad[at] = 0xFF,
                    1 => bad.insert(at, 0xFF),
                    _ => drop(bad.remove(at)),
                }
                let source = open(&bad);
                assert_eq!(source.charset, charset, "{name} {at} {way}");
                assert!(differing(&source, text) <= 8, "{name} {at} {way}: {}", differing(&source, text));
            }
        }
    }
}

#[test]
fn damage_is_marked_and_listed() {
    let mut bytes = gb(REPORT);
    let at = bytes.len() / 2;
    bytes.insert(at, 0xFF);
    let source = open(&bytes);
    assert_eq!(source.warnings.len(), 1, "{:?}", source.warnings);
    let warning = &source.warnings[0];
    assert_eq!(warning.kind, WarningKind::DamagedBytes);
    assert_eq!(warning.span.map(|s| s.of(&source.text).to_owned()).as_deref(), Some("\u{FFFD}"));
}

#[test]
fn cut_in_mid_character() {
    for (bytes, charset) in [
        (REPORT.as_bytes().to_vec(), Charset::Utf8),
        (gb(REPORT), Charset::Gb18030),
        (utf16(REPORT, true), Charset::Utf16Le),
        (utf16(REPORT, false), Charset::Utf16Be),
    ] {
        // Up to the middle of the character before the last one, then one byte less.
        let mut end = bytes.len() / 2;
        while open(&bytes[..end]).warnings.is_empty() {
            end -= 1;
        }
        let source = open(&bytes[..end]);
        assert_eq!(source.charset, charset);
        assert_eq!(source.warnings.len(), 1);
        assert_eq!(source.warnings[0].kind, WarningKind::CutOff, "{charset:?}");
        assert!(source.text.ends_with('\u{FFFD}'));
    }
}

#[test]
fn nul_bytes_and_marks_inside() {
    for (bytes, charset) in [(REPORT.as_bytes().to_vec(), Charset::Utf8), (gb(REPORT), Charset::Gb18030)] {
        let line = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
        let mut with_nul = bytes.clone();
        with_nul.splice(line..line, [0, 0, 0]);
        with_nul.extend([0; 512]);
        let source = open(&with_nul);
        assert_eq!(source.charset, charset);
        let kinds: Vec<_> = source.warnings.iter().map(|w| (w.kind, w.count)).collect();
        assert_eq!(kinds, [(WarningKind::NulBytes, 3), (WarningKind::NulBytes, 512)]);
        assert!(whole_lines(&source, REPORT) > 0.99);
        let mut with_mark = bytes.clone();
        with_mark.splice(line..line, *b"\xEF\xBB\xBF");
        let source = open(&with_mark);
        assert_eq!(source.charset, charset);
        assert!(whole_lines(&source, REPORT) >= 0.9);
    }
}

#[test]
fn lines_in_other_encodings() {
    let mixed = |main: fn(&str) -> Vec<u8>, other: fn(&str) -> Vec<u8>, text: &str| -> Vec<u8> {
        let lines = text.split_inclusive('\n').enumerate();
        lines.flat_map(|(i, l)| if i % 7 == 4 { other(l) } else { main(l) }).collect()
    };
    let utf8 = |t: &str| t.as_bytes().to_vec();
    for (bytes, charset, text) in [
        (mixed(utf8, gb, REPORT), Charset::Utf8, REPORT),
        (mixed(gb, utf8, REPORT), Charset::Gb18030, REPORT),
        (mixed(utf8, big5, TRADITIONAL), Charset::Utf8, TRADITIONAL),
        (mixed(big5, utf8, TRADITIONAL), Charset::Big5, TRADITIONAL),
    ] {
        let source = open(&bytes);
        assert_eq!(&*source.text, text, "{charset:?}");
        assert_eq!(source.charset, charset);
        assert!(source.warnings.iter().all(|w| w.kind == WarningKind::MixedEncodings));
        assert!(!source.warnings.is_empty());
    }
}

#[test]
fn the_reader_may_choose_the_encoding() {
    let options = ReadOptions { charset: Some(Charset::Gb18030), ..ReadOptions::default() };
    let source = read(&gb(REPORT), &options).unwrap();
    assert_eq!(&*source.text, REPORT);
    let big5 = ReadOptions { charset: Some(Charset::Big5), ..ReadOptions::default() };
    let source = read(&gb(REPORT), &big5).unwrap();
    assert_ne!(&*source.text, REPORT, "what is asked for is shown");
    for charset in Charset::ALL {
        // Wrong choices show nonsense, but never fail.
        let options = ReadOptions { charset: Some(charset), ..ReadOptions::default() };
        let _ = read(REPORT.as_bytes(), &options).map(|s| check(&s));
    }
}

/// `text` wrapped at `width` columns the way editors do: no mark at a line's start.
fn wrapped(text: &str, width: usize, indent: &str, end: &str) -> String {
    let mut out = String::new();
    for paragraph in text.lines().filter(|l| !l.is_empty()) {
        let mut column = 0;
        for c in format!("{indent}{paragraph}").chars() {
            let w = if c.is_ascii() { 1 } else { 2 };
            if column + w > width && !"，。、：；！”）%".contains(c) {
                out.push_str(end);
                column = 0;
            }
            out.push(c);
            column += w;
        }
        out.push_str(end);
    }
    out
}

#[test]
fn wrapped_lines_are_rejoined_and_can_be_kept() {
    let want: Vec<&str> = REPORT.lines().filter(|l| !l.is_empty()).collect();
    for width in [32, 40, 60, 64, 72, 78] {
        for (indent, end) in [("　　", "\n"), ("    ", "\r\n")] {
            let text = wrapped(REPORT, width, indent, end);
            let source = open(text.as_bytes());
            assert_eq!(&*source.text, text);
            let got: Vec<_> =
                source.blocks.iter().map(|b| duidu::text::one_line(b.span.of(&source.text))).collect();
            let same = want.iter().filter(|w| got.iter().any(|g| g == *w)).count();
            assert_eq!(same, want.len(), "width {width}: {got:#?}");
            let kind = source.warnings.first().map(|w| w.kind);
            assert_eq!(kind, Some(WarningKind::Rejoined));
            let options = ReadOptions { keep_lines: true, ..ReadOptions::default() };
            let kept = read(text.as_bytes(), &options).unwrap();
            assert_eq!(kept.blocks.len(), text.lines().count());
        }
    }
    assert_eq!(open(REPORT.as_bytes()).blocks.len(), want.len());
}

/// The reports beside the repository, where they are.
fn real_reports() -> Vec<(String, Vec<u8>)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports/raw");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: no {}", folder.display());
        return Vec::new();
    };
    let paths = entries.filter_map(|e| e.ok().map(|e| e.path()));
    let mut all: Vec<_> = paths
        .filter_map(|p| Some((p.file_name()?.to_string_lossy().into_owned(), std::fs::read(&p).ok()?)))
        .collect();
    all.sort();
    all
}

#[test]
fn real_reports_are_read_as_they_are() {
    for (name, bytes) in real_reports() {
        let source = open(&bytes);
        assert!(source.warnings.is_empty(), "{name}: {:?}", source.warnings);
        let want = match source.charset {
            Charset::Utf8 => String::from_utf8(bytes).unwrap(),
            Charset::Gb18030 => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
            Charset::Big5 => encoding_rs::BIG5.decode(&bytes).0.into_owned(),
            other => panic!("{name} taken for {other:?}"),
        };
        assert_eq!(&*source.text, want, "{name}");
        assert_eq!(source.charset == Charset::Big5, name.starts_with("trad-"), "{name}");
    }
}
