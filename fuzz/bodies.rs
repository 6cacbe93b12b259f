//! What each fuzz target does with bytes. Plain functions, so that `cargo test` runs them over the
//! seeds, the saved crashers and deterministic mutations without a nightly compiler.

use std::io::Write;
use std::sync::Arc;

use duidu::compare::{CompareOptions, Side, compare as compare_sides};
use duidu::read::{ReadError, ReadOptions, Source, read};
use duidu::report::{self, Role};

/// A target: its name, which is also the name of its folder of seeds, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 14] = [
    ("any", any),
    ("text", text),
    ("html", any),
    ("mail", any),
    ("docx", docx),
    ("odt", odt),
    ("epub", epub),
    ("ofd", ofd),
    ("zip", archive),
    ("rtf", any),
    ("pdf", any),
    ("compound", any),
    ("outline", outline),
    ("compare", compare),
];

/// Any bytes are a source or a sentence.
pub fn any(data: &[u8]) {
    check(data);
}

/// Plain text and markdown, in the encoding found and in one that is wished.
pub fn text(data: &[u8]) {
    let md = ReadOptions { name: Some("a.md".to_owned()), ..ReadOptions::default() };
    check_with(data, &md);
    let wish =
        data.first().map(|b| duidu::read::Charset::ALL[usize::from(*b) % duidu::read::Charset::ALL.len()]);
    check_with(data, &ReadOptions { charset: wish, keep_lines: true, ..ReadOptions::default() });
    check(data);
}

/// Document, lists and styles as they come.
pub fn docx(data: &[u8]) {
    let [document, numbering, styles] = parts(data);
    let rels = br#"<Relationships><Relationship Type="x/numbering" Target="numbering.xml"/><Relationship Type="x/styles" Target="styles.xml"/></Relationships>"#;
    check(&package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/_rels/document.xml.rels", rels),
        ("word/document.xml", document),
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles),
    ]));
}

/// Content and styles as they come.
pub fn odt(data: &[u8]) {
    let [content, styles, _] = parts(data);
    check(&package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("styles.xml", styles),
    ]));
}

/// Package document and two chapters as they come.
pub fn epub(data: &[u8]) {
    let [book, first, second] = parts(data);
    check(&package(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            br#"<container><rootfiles><rootfile full-path="o/b.opf"/></rootfiles></container>"#,
        ),
        ("o/b.opf", book),
        ("o/1.xhtml", first),
        ("o/2.xhtml", second),
    ]));
}

/// Root, document and page as they come.
pub fn ofd(data: &[u8]) {
    let [root, document, page] = parts(data);
    check(&package(&[("OFD.xml", root), ("D/D.xml", document), ("D/P.xml", page)]));
}

/// Archives: damaged ones as they come, and one of three files.
pub fn archive(data: &[u8]) {
    check(data);
    let [first, second, third] = parts(data);
    let archive = package(&[("甲.txt", first), ("乙/丙.html", second), ("丁.docx", third)]);
    let Err(ReadError::Archive { names }) = read(&archive, &ReadOptions::default()) else {
        panic!("three files and no question");
    };
    assert_eq!(names.len(), 3);
    for name in names {
        check_with(&archive, &ReadOptions { entry: Some(name), ..ReadOptions::default() });
    }
}

/// Any text has a structure that loses nothing.
pub fn outline(data: &[u8]) {
    let Some(source) = check(data) else { return };
    let report = report::read(Arc::new(source));
    let mut at = 0;
    for part in &report.parts {
        assert_eq!(part.span.start(), at);
        at = part.span.end();
    }
    assert_eq!(at, report.source.text.len());
}

/// Any two texts can be compared.
pub fn compare(data: &[u8]) {
    let [left, right, _] = parts(data);
    let (Some(left), Some(right)) = (check(left), check(right)) else { return };
    let (left, right) = (report::read(Arc::new(left)), report::read(Arc::new(right)));
    let side = |report| Side { report, roles: &Role::ALL };
    compare_sides(side(&left), side(&right), CompareOptions::default());
}

/// Reads `bytes`; checks the blocks of what comes out.
fn check(bytes: &[u8]) -> Option<Source> {
    check_with(bytes, &ReadOptions::default())
}

fn check_with(bytes: &[u8], options: &ReadOptions) -> Option<Source> {
    let source = read(bytes, options).ok()?;
    let mut at = 0;
    for block in &source.blocks {
        assert!(block.span.start() >= at, "blocks overlap at {at}");
        at = block.span.end();
        let text = source.text.get(block.span.start()..at).expect("on boundaries");
        assert!(!text.trim().is_empty(), "an empty block at {at}");
        let mut inner = block.span.start();
        for bold in &block.bold {
            assert!(bold.start() >= inner && bold.end() <= at, "bold outside its block at {at}");
            inner = bold.end();
            assert!(source.text.get(bold.start()..bold.end()).is_some());
        }
    }
    for span in source.warnings.iter().filter_map(|w| w.span) {
        assert!(source.text.get(span.start()..span.end()).is_some());
    }
    Some(source)
}

/// A stored zip of these files.
fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, stored).expect("memory");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// The parts of a seed, cut at lines of `=====`.
fn parts(bytes: &[u8]) -> [&[u8]; 3] {
    let mut out: [&[u8]; 3] = [b""; 3];
    let mut rest = bytes;
    for slot in &mut out {
        let cut = rest.windows(7).position(|w| w == b"\n=====\n");
        let (head, tail) = cut.map_or((rest, &b""[..]), |c| (&rest[..c], &rest[c + 7..]));
        *slot = head;
        rest = tail;
    }
    out
}
