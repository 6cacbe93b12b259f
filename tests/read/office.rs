//! The same report from an office program in every format it writes.

use duidu::read::{BlockKind, Format, ReadError, ReadOptions, Source, WarningKind, read};

use crate::docx::package;
use crate::{REPORT, gb, open};

/// The report's paragraphs, without what is set aside.
fn body(source: &Source) -> Vec<String> {
    let body = source.blocks.iter().filter(|b| b.kind != BlockKind::Furniture);
    body.map(|b| b.span.of(&source.text).to_owned()).collect()
}

fn want() -> Vec<String> {
    REPORT.lines().filter(|l| !l.is_empty()).map(ToOwned::to_owned).collect()
}

#[test]
fn every_format_gives_the_paragraphs() {
    let files: [(&[u8], Format); 7] = [
        (include_bytes!("../fixtures/read/office.docx"), Format::Docx),
        (include_bytes!("../fixtures/read/numbered.docx"), Format::Docx),
        (include_bytes!("../fixtures/read/numbered.odt"), Format::Odt),
        (include_bytes!("../fixtures/read/numbered.rtf"), Format::Rtf),
        (include_bytes!("../fixtures/read/report.doc"), Format::Doc),
        (include_bytes!("../fixtures/read/plain.pdf"), Format::Pdf),
        (include_bytes!("../fixtures/read/two-columns.pdf"), Format::Pdf),
    ];
    for (bytes, format) in files {
        let source = open(bytes);
        assert_eq!(source.format, format);
        let mut got = body(&source);
        // The running head of a single page cannot be told from a line of text.
        got.retain(|l| l != "会议文件汇编");
        assert_eq!(got, want(), "{format:?}");
    }
}

#[test]
fn page_numbers_are_set_aside() {
    let source = open(include_bytes!("../fixtures/read/two-columns.pdf"));
    let aside: Vec<&str> = source
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Furniture)
        .map(|b| b.span.of(&source.text))
        .collect();
    assert_eq!(aside, ["— 1 —"]);
}

#[test]
fn rich_text_by_hand() {
    let mut rtf = b"{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 SimSun;}}{\\stylesheet{\\s1\\outlinelevel0 h;}}\
        {\\info{\\title ab}}{\\header {\\b \\'bb\\'e1\\'d2\\'e9}\\par}"
        .to_vec();
    rtf.extend(b"\\pard\\s1\\f0 ");
    for b in gb("一、回顾") {
        rtf.extend(format!("\\'{b:02x}").bytes());
    }
    rtf.extend(b"\\par\\pard\\uc1\\u24037?\\u20316?\\b \\u24456?\\b0{\\footnote \\u27880?\\par}{\\*\\unknown x}{\\v y}\\line ");
    rtf.extend(gb("原样"));
    rtf.extend(
        b"\\par\\trowd\\intbl \\u30002?\\cell\\u20057?\\cell\\row\\pard{\\pict\\bin4 }}}}}\\'b5\\'c4\\par}",
    );
    let source = open(&rtf);
    assert_eq!(body(&source), ["一、回顾", "工作很[^1]", "原样", "甲\t乙", "的", "注"]);
    assert_eq!(source.blocks[0].kind, BlockKind::Heading(1));
    assert_eq!(source.blocks[1].bold[0].of(&source.text), "很");
    assert_eq!(source.meta.title.as_deref(), Some("ab"));
    assert!(source.text.contains("会议\n"));
    // A Word file that is none: its content counts.
    let options = ReadOptions { name: Some("报告.doc".into()), ..ReadOptions::default() };
    assert_eq!(read(&rtf, &options).unwrap().format, Format::Rtf);
}

#[test]
fn pages_in_one_file_and_letters() {
    let page: String = REPORT.lines().map(|l| format!("<p>{l}</p>")).collect();
    let page =
        format!("<html><head><meta charset=gb2312><title>报告</title></head><body>{page}</body></html>");
    let quoted: String = gb(&page)
        .chunks(24)
        .map(|c| c.iter().map(|b| format!("={b:02X}")).collect::<String>() + "=\r\n")
        .collect();
    let mht = format!(
        "From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"--=x\"\r\n\r\n----=x\r\n\
         Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}\r\n\
         ----=x\r\nContent-Type: text/css\r\n\r\np {{ color: red }}\r\n----=x--\r\n"
    );
    let source = open(mht.as_bytes());
    assert_eq!((source.format, body(&source)), (Format::Mhtml, want()));
    let letter = format!(
        "From: a@b.c\r\nDate: x\r\nSubject: report\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n{REPORT}"
    );
    let source = open(letter.as_bytes());
    assert_eq!(body(&source), want());
    assert_eq!(source.meta.title.as_deref(), Some("report"));
}

#[test]
fn books() {
    let (first, second) = REPORT.split_at(REPORT.find("二、").unwrap());
    let page = |text: &str| {
        let inner: String = text.lines().map(|l| format!("<p>{l}</p>")).collect();
        format!("<?xml version='1.0'?><html><head><title>x</title></head><body>{inner}</body></html>")
    };
    let book = package(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>",
        ),
        (
            "O/b.opf",
            "<package><metadata><dc:title>清溪</dc:title></metadata><manifest><item id='n' href='n.xhtml' properties='nav'/>\
             <item id='b' href='t/%32.xhtml'/><item id='a' href='t/1.xhtml'/></manifest>\
             <spine><itemref idref='n'/><itemref idref='a'/><itemref idref='b'/></spine></package>",
        ),
        ("O/n.xhtml", &page("目录")),
        ("O/t/1.xhtml", &page(first)),
        ("O/t/2.xhtml", &page(second)),
    ]);
    let source = open(&book);
    assert_eq!((source.format, body(&source)), (Format::Epub, want()));
    assert_eq!(source.meta.title.as_deref(), Some("清溪"));
}

#[test]
fn ofd_pages() {
    let object = |i: usize, text: &str| {
        let deltas = text.chars().count().saturating_sub(1);
        format!(
            "<ofd:TextObject Boundary='30 {} 150 6' Size='5'><ofd:TextCode X='{}' Y='4' DeltaX='g {deltas} 5'>{text}</ofd:TextCode></ofd:TextObject>",
            30 + i * 8,
            if i == 1 { 0 } else { 10 },
        )
    };
    let page = [
        object(0, "一、回顾过去一年全县上下齐心协力各项工作取得新进展新成效"),
        object(1, "并且再接再厉。"),
        object(2, "二、部署"),
    ];
    let file = package(&[
        (
            "OFD.xml",
            "<ofd:OFD><ofd:DocBody><ofd:DocInfo><ofd:Title>县报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        ),
        (
            "Doc_0/Document.xml",
            "<ofd:Document><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox><ofd:Pages><ofd:Page BaseLoc='Pages/1.xml'/></ofd:Pages></ofd:Document>",
        ),
        ("Doc_0/Pages/1.xml", &format!("<ofd:Page><ofd:Content>{}</ofd:Content></ofd:Page>", page.concat())),
    ]);
    let source = open(&file);
    let want = ["一、回顾过去一年全县上下齐心协力各项工作取得新进展新成效并且再接再厉。", "二、部署"];
    assert_eq!((source.format, body(&source)), (Format::Ofd, want.map(String::from).to_vec()));
    assert_eq!(source.meta.title.as_deref(), Some("县报告"));
}

fn fails(bytes: &[u8]) -> ReadError {
    read(bytes, &ReadOptions::default())
        .map(|s| s.text)
        .map(|t| t.chars().take(40).collect::<String>())
        .expect_err("no text")
}

#[test]
fn what_is_no_report_is_named() {
    assert_eq!(fails(b""), ReadError::Empty);
    assert_eq!(fails(b" \r\n\xE3\x80\x80\xEF\xBB\xBF"), ReadError::Empty);
    assert_eq!(fails(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), ReadError::NotText { name: "PNG" });
    assert_eq!(fails(b"\x7FELF\x02\x01\x01\0\0\0\0\0"), ReadError::NotText { name: "ELF" });
    let noise: Vec<u8> = (0..60_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(fails(&noise), ReadError::NotText { .. }));
    assert_eq!(fails(b"%PDF-1.4\nnothing"), ReadError::Broken { name: "PDF" });
    let scan = include_bytes!("../fixtures/read/scan.pdf");
    assert_eq!(fails(scan), ReadError::Scan);
    let mut doc = include_bytes!("../fixtures/read/report.doc").to_vec();
    doc.truncate(700);
    assert!(matches!(fails(&doc), ReadError::Broken { .. } | ReadError::Unsupported { .. }));
}

#[test]
fn numbers_made_by_word_are_missed_aloud() {
    let source = open(include_bytes!("../fixtures/read/report.doc"));
    assert!(source.warnings.iter().all(|w| w.kind == WarningKind::NumbersLost), "{:?}", source.warnings);
}
