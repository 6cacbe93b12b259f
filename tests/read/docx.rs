//! Word files as Word shows them.

use std::io::Write;

use duidu::read::{BlockKind, Format, ReadError, ReadOptions, Source, WarningKind, read};

use crate::{REPORT, open};

/// A zip package of these files.
pub fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A docx with this body, these lists and footnotes.
fn docx(body: &str, numbering: &str, notes: &str) -> Vec<u8> {
    const NS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let rel = |kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>"#
        )
    };
    let rels = |inner: String| format!("<Relationships>{inner}</Relationships>");
    let parts =
        [rel("numbering", "numbering.xml"), rel("footnotes", "footnotes.xml"), rel("styles", "styles.xml")];
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &rels(rel("officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", &rels(parts.concat())),
        ("word/document.xml", &format!("<w:document {NS}><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", &format!("<w:numbering {NS}>{numbering}</w:numbering>")),
        ("word/footnotes.xml", &format!("<w:footnotes {NS}>{notes}</w:footnotes>")),
        (
            "word/styles.xml",
            &format!(
                "<w:styles {NS}><w:style w:styleId='a'><w:name w:val='heading 2'/><w:pPr><w:numPr><w:numId w:val='1'/>\
                 </w:numPr></w:pPr></w:style><w:style w:styleId='b'><w:name w:val='x'/><w:basedOn w:val='a'/></w:style>\
                 </w:styles>"
            ),
        ),
    ])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn lines(source: &Source) -> Vec<&str> {
    source.blocks.iter().map(|b| b.span.of(&source.text)).collect()
}

#[test]
fn automatic_chinese_numbers_give_the_text() {
    let source = open(include_bytes!("../fixtures/read/numbered.docx"));
    assert_eq!(source.format, Format::Docx);
    assert_eq!(lines(&source), REPORT.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>());
    let headings: Vec<&str> = source
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading(_)))
        .map(|b| b.span.of(&source.text))
        .collect();
    assert_eq!(headings, ["清溪县人民政府工作报告", "一、2024年工作回顾", "二、2025年工作安排"]);
}

#[test]
fn numbers_restart_start_and_nest() {
    let level = |i: u32, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl='{i}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
        )
    };
    let levels = [
        level(0, "chineseCountingThousand", "第%1条", "<w:pStyle w:val='b'/>"),
        level(1, "decimal", "%1.%2", "<w:isLgl/>"),
        level(2, "ideographDigital", "（%3）", "<w:lvlRestart w:val='0'/>"),
        level(3, "bullet", "\u{F0B7}", ""),
    ];
    let numbering = format!(
        "<w:abstractNum w:abstractNumId='7'>{}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
         <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>",
        levels.concat()
    );
    let styled = "<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r><w:t>按样式</w:t></w:r></w:p>";
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "子"),
        item(1, 2, "丑"),
        item(1, 0, "乙"),
        item(1, 1, "寅"),
        item(1, 2, "卯"),
        item(1, 3, "点"),
        item(2, 0, "丙"),
        item(2, 0, "丁"),
        styled.to_owned(),
    ];
    let source = open(&docx(&body.concat(), &numbering, ""));
    let want = [
        "第一条 甲",
        "1.1 子",
        "（一）丑",
        "第二条 乙",
        "2.1 寅",
        "（二）卯",
        "点",
        "第九条 丙",
        "第十条 丁",
        "第十一条 按样式",
    ];
    assert_eq!(lines(&source), want);
    assert_eq!(source.blocks[9].kind, BlockKind::Heading(2));
}

#[test]
fn changes_notes_boxes_tables() {
    let body = [
        "<w:p><w:r><w:t>保留</w:t></w:r><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>后半</w:t></w:r><w:r><w:footnoteReference w:id='5'/></w:r></w:p>",
        "<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>面</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>增</w:t></w:r></w:p><w:p><w:r><w:t>长</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>行删</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:t xml:space='preserve'>细&#x4E2D;&amp;&unknown;</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>",
        "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>",
    ];
    let notes = "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='5'><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote>";
    let source = open(&docx(&body.concat(), "", notes));
    let want = ["保留新增", "前半后半[^1]", "外面", "框内", "指标\t增 长", "粗细中&", "上", "下", "注文"];
    assert_eq!(lines(&source), want);
    assert_eq!(source.blocks[4].kind, BlockKind::TableRow);
    assert_eq!(source.blocks[8].kind, BlockKind::Footnote);
    assert_eq!(source.blocks[5].bold.iter().map(|b| b.of(&source.text)).collect::<Vec<_>>(), ["粗"]);
    let told: Vec<_> = source.warnings.iter().map(|w| (w.kind, w.count)).collect();
    assert_eq!(told, [(WarningKind::TrackedChanges, 3), (WarningKind::LeftOut, 1)]);
    assert!(source.text.contains("[^1]: 注文"));
}

fn fails(bytes: &[u8]) -> ReadError {
    read(bytes, &ReadOptions::default()).map(|s| s.text).expect_err("no text")
}

#[test]
fn bombs_entities_and_depth() {
    let zeros = "0".repeat(60_000_000);
    assert!(matches!(fails(&docx(&zeros, "", "")), ReadError::TooLarge { .. }));
    let entities =
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><w:p><w:r><w:t>&b;文</w:t></w:r></w:p>";
    assert_eq!(lines(&open(&docx(entities, "", ""))), ["文"]);
    let n = 100_000;
    let deep = format!("{}{}{}", "<w:sdt>".repeat(n), p("深"), "</w:sdt>".repeat(n));
    assert_eq!(lines(&open(&docx(&deep, "", ""))), ["深"]);
    let cells = 5_000;
    let nested = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(cells),
        p("深"),
        "</w:tc></w:tr></w:tbl>".repeat(cells)
    );
    assert_eq!(lines(&open(&docx(&nested, "", ""))), ["深"]);
}

#[test]
fn cut_and_foreign_packages() {
    let whole = docx(&p("一段").repeat(50), "", "");
    assert_eq!(fails(&whole[..whole.len() / 2]), ReadError::Broken { name: "zip" });
    assert_eq!(
        fails(&package(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")])),
        ReadError::Unsupported { name: "xlsx" }
    );
    assert_eq!(fails(&package(&[("a.bin", "1")])), ReadError::NotText { name: "zip" });
    let two = package(&[("报告/2023.txt", REPORT), ("报告/2024.txt", "另一份报告"), ("__MACOSX/a.txt", "x")]);
    let names = vec!["报告/2023.txt".to_owned(), "报告/2024.txt".to_owned()];
    assert_eq!(fails(&two), ReadError::Archive { names });
    let options = ReadOptions { entry: Some("报告/2024.txt".into()), ..ReadOptions::default() };
    assert_eq!(&*read(&two, &options).unwrap().text, "另一份报告");
    assert_eq!(&*open(&package(&[("a.txt", REPORT)])).text, REPORT);
}
