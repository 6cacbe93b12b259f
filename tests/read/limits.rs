//! The limits that docs/formats.md states.

use std::sync::Arc;

use duidu::read::{MAX_TEXT, ReadError, ReadOptions, read};

use crate::docx::package;
use crate::{REPORT, check, gb, open};

#[test]
fn too_large_is_said() {
    let bytes = vec![b'a'; MAX_TEXT + 1];
    let limit = MAX_TEXT as u64;
    assert_eq!(read(&bytes, &ReadOptions::default()).map(|_| ()), Err(ReadError::TooLarge { limit }));
}

#[test]
fn five_megabytes_in_one_line() {
    let line = REPORT.replace('\n', "");
    let text = line.repeat(5_000_000 / line.len() + 1);
    let source = open(text.as_bytes());
    assert_eq!((source.blocks.len(), source.text.len()), (1, text.len()));
    assert_eq!(&*open(&gb(&text)).text, text);
}

#[test]
fn ten_thousand_headings() {
    let numeral = |n: usize| -> String {
        let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
        n.to_string().bytes().map(|b| digits[usize::from(b - b'0')]).collect()
    };
    let mut text = String::from("某县人民政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n");
    for n in 0..10_000 {
        let (at, which) = (numeral(n % 90 + 1), numeral(n));
        text.extend(["（", &at, "）办好第", &which, "件实事。过去一年为群众办成了这件事，大家满意。\n\n"]);
    }
    let report = duidu::report::read(Arc::new(open(text.as_bytes())));
    assert_eq!(report.headings.len(), 10_001);
}

#[test]
fn a_thousand_deep() {
    let nest = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(1_000), close.repeat(1_000))
    };
    let paragraph = "<w:p><w:r><w:t>文字在深处</w:t></w:r></w:p>";
    let tables = nest("<w:tbl><w:tr><w:tc>", paragraph, "</w:tc></w:tr></w:tbl>");
    let docx = package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("<w:document><w:body>{tables}</w:body></w:document>")),
    ]);
    let lists =
        nest("<text:list><text:list-item>", "<text:p>文字在深处</text:p>", "</text:list-item></text:list>");
    let odt = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!(
                "<office:document-content><office:body><office:text>{lists}</office:text></office:body></office:document-content>"
            ),
        ),
    ]);
    let rtf =
        format!("{{\\rtf1\\ansi {}}}", nest("{\\b ", "\\u25991?\\u23383?\\u22312?\\u28145?\\u22788?", "}"));
    let html = format!("<html><body>{}</body></html>", nest("<div>", "<p>文字在深处</p>", "</div>"));
    for (name, bytes) in
        [("docx", docx), ("odt", odt), ("rtf", rtf.into_bytes()), ("html", html.into_bytes())]
    {
        assert!(open(&bytes).text.contains("文字在深处"), "{name}");
    }
    // Nothing to read in these, and nothing to fall over either.
    let pdf = format!("%PDF-1.4\n1 0 obj\n{}\nendobj\ntrailer<</Root 1 0 R>>", nest("[", "", "]"));
    let parts = (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"));
    let mail = format!("MIME-Version: 1.0\r\n{}文字", parts.collect::<String>());
    for bytes in [pdf.into_bytes(), mail.into_bytes()] {
        let _ = read(&bytes, &ReadOptions::default()).map(|s| check(&s));
    }
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String =
        (1..30).map(|n| format!("<!ENTITY l{n} \"&l{0};&l{0};&l{0};&l{0};\">", n - 1)).collect();
    let trick = format!(
        "<!DOCTYPE w [<!ENTITY l0 \"哈\">{laughs}<!ENTITY file SYSTEM \"file:///etc/passwd\">]>\
         <w:document><w:body><w:p><w:r><w:t>前&l29;&file;后</w:t></w:r></w:p></w:body></w:document>"
    );
    let docx = package(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &trick)]);
    let source = open(&docx);
    assert!(source.text.len() < 200 && source.text.contains('前') && !source.text.contains("root:"));
}

#[test]
fn long_paths_with_chinese_and_blanks() {
    let dir = tempfile::tempdir().unwrap();
    let mut folder = dir.path().to_owned();
    while folder.as_os_str().len() < 620 {
        folder.push("二〇二四年 工作报告（送审稿）汇编");
    }
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("县 政府 工作报告.txt");
    assert!(path.to_string_lossy().chars().count() > 200 && path.as_os_str().len() > 600);
    std::fs::write(&path, REPORT).unwrap();
    let bytes = duidu::files::read_bytes(&path).unwrap();
    assert_eq!(&*open(&bytes).text, REPORT);
    assert_eq!(duidu::files::path_from_text(&duidu::files::path_to_text(&path)), path);
}

/// Most memory a process of its own takes to read a file, in bytes.
#[cfg(target_os = "linux")]
fn peak_of(bytes: &[u8]) -> u64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "limits::reads_one_file_and_tells_its_peak", "--ignored", "--nocapture"])
        .env("DUIDU_READ", file.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    let peak = said.lines().find_map(|l| l.split_once("peak ")?.1.trim().parse().ok());
    peak.unwrap_or_else(|| panic!("no peak in {said}"))
}

/// The child of [`peak_of`].
#[cfg(target_os = "linux")]
#[test]
#[ignore = "a child of memory_is_a_multiple_of_the_input"]
fn reads_one_file_and_tells_its_peak() {
    let Some(path) = std::env::var_os("DUIDU_READ") else { return };
    let peak = || -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
    };
    let before = peak();
    let bytes = duidu::files::read_bytes(std::path::Path::new(&path)).unwrap();
    let result = read(&bytes, &ReadOptions::default());
    println!("\npeak {}", peak() - before);
    drop(result);
}

/// docs/formats.md: at most twenty times the file and 8 MB for what is text itself.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_a_multiple_of_the_input() {
    let text = REPORT.repeat(4_000_000 / REPORT.len());
    let lines = "一\n".repeat(1_000_000);
    let page: String = text.lines().map(|l| format!("<p>{l}</p>\n")).collect();
    let noise: Vec<u8> = (0..4_000_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let damaged: Vec<u8> = gb(&text).chunks(97).flat_map(|c| [c, b"\xFF"].concat()).collect();
    let cases: [(&str, Vec<u8>); 7] = [
        ("utf-8", text.clone().into_bytes()),
        ("gb", gb(&text)),
        ("utf-16", crate::utf16(&text, true)),
        ("short lines", lines.into_bytes()),
        ("html", format!("<html><body>{page}</body></html>").into_bytes()),
        ("noise", noise),
        ("damaged", damaged),
    ];
    for (name, bytes) in cases {
        let peak = peak_of(&bytes);
        println!("{name}: {} bytes, peak {peak}, {:.1} times", bytes.len(), peak as f64 / bytes.len() as f64);
        assert!(peak <= 20 * bytes.len() as u64 + 8_000_000, "{name}: {peak} for {}", bytes.len());
    }
}
