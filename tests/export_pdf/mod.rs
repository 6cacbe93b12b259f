//! PDF: the rows that pdftotext takes out again, pages, bookmarks.

use std::process::Command;

use duidu::export::pdf::{FontFile, StandIns};
use duidu::export::{Paragraph, Run};

use super::*;

/// Text of a PDF by pdftotext; `None` when it is not installed.
fn pdf_text(bytes: &[u8], name: &str) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).expect("written");
    let out = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&path).arg("-").output();
    let Ok(out) = out else {
        println!("skipped: pdftotext is not installed");
        return None;
    };
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8(out.stdout).expect("UTF-8"))
}

/// Without white space: where lines break is not what is compared.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn pdf_rows_come_back() {
    each_table(Format::Pdf, |what, table, bytes| {
        assert!(bytes.starts_with(b"%PDF-"));
        let name = format!("{what:?}-{}.pdf", table.title.len());
        let Some(text) = pdf_text(bytes, &name) else { return };
        let text = squeezed(&text);
        let want: String = rows(table).iter().flatten().map(|c| squeezed(c)).collect();
        assert!(text.contains(&want), "{what:?}\n{text}\n{want}");
    });
}

/// A long table with a unit of many pages.
fn long_table() -> Content {
    let case = Case::new();
    let wishes = Wishes::default();
    let mut made = content(&case.order(What::Comparison, Format::Pdf, &wishes));
    let Some(Block::Table(table)) = made.blocks.first_mut() else { panic!("a table") };
    let row = table.rows[0].clone();
    for i in 0..40 {
        let mut row = row.clone();
        row.cells[0] = Cell::Text(format!("行{i}"));
        let long = "逐句说明情况，".repeat(i * 12);
        row.cells[2] =
            Cell::Titled {
                title: format!("题{i}"), place: "二(一)".into(), text: format!("{long}末{i}。")
            };
        table.rows.push(row);
    }
    made
}

#[test]
fn long_rows_go_over_pages_and_headings_repeat() {
    let made = long_table();
    let options = Options { landscape: true, ..Options::default() };
    let pages = export::pdf::pages(&made, &options);
    assert!(pages.pages.len() > 10, "{}", pages.pages.len());
    let words = |page: &Vec<export::pdf::Mark>| -> String {
        let text = |m: &export::pdf::Mark| match m {
            export::pdf::Mark::Words { text, y, .. } => {
                assert!(*y > 0.0 && *y < pages.height, "on the page");
                text.clone()
            }
            _ => String::new(),
        };
        page.iter().map(text).collect()
    };
    let all: Vec<String> = pages.pages.iter().map(words).collect();
    for page in all.iter().filter(|p| p.contains("说明情况")) {
        assert!(page.contains("2024年部署状态依据"), "the heading on every page: {page}");
    }
    let whole = all.concat();
    for i in 0..40 {
        assert_eq!(whole.matches(&format!("末{i}。")).count(), 1, "row {i} ends once");
    }
    let titles: Vec<&str> = pages.bookmarks.iter().map(|b| b.text.as_str()).collect();
    assert!(titles.contains(&"题39") && titles[0] == "2023年回顾与2024年部署对照表");
    let bytes = export::write(&made, Format::Pdf, &options).expect("pdf");
    let file = lopdf::Document::load_mem(&bytes).expect("another library reads it");
    assert_eq!(file.get_pages().len(), pages.pages.len());
    assert!(bytes.len() < 600_000, "fonts are subsets: {}", bytes.len());
    let again = export::write(&made, Format::Pdf, &options).expect("pdf");
    assert!(bytes == again, "the same bytes each time");
}

#[test]
fn pdf_text_of_a_report_is_the_report() {
    let report = support::report();
    let made = export::full_text(&report, MakeOptions { source: false, ..MakeOptions::default() });
    let options = Options { running_head: false, ..Options::default() };
    let bytes = export::write(&made, Format::Pdf, &options).expect("pdf");
    let Some(text) = pdf_text(&bytes, "text.pdf") else { return };
    let body = report.text().get(support::at(&report, "各位委员：").start()..).expect("the body");
    assert_eq!(squeezed(&text), format!("{}{}", report.head.title, squeezed(body)));
}

#[test]
fn rows_stay_whole_and_any_character_comes_back() {
    let case = Case::new();
    let wishes = Wishes::default();
    let mut made = content(&case.order(What::Comparison, Format::Pdf, &wishes));
    let Some(Block::Table(table)) = made.blocks.first_mut() else { panic!("a table") };
    // As high as half a page, nearly a page, and higher than one in the usual size.
    for (i, length) in [300, 700, 760, 1100, 40].into_iter().enumerate() {
        let mut row = table.rows[0].clone();
        let long: String = "逐项说明进展情况，".chars().cycle().take(length).collect();
        row.cells[1] = Cell::Titled {
            title: format!("第{i}项🌳"),
            place: "一(二)·3 第5段".into(),
            text: format!("{long}古字𠀀𠮷𪚥与繁體，🌲🌳=1+1|<b>&\"。"),
        };
        table.rows.push(row);
    }
    let want: Vec<String> = rows(table).iter().map(|r| squeezed(&r.concat())).collect();
    let options = Options { landscape: true, ..Options::default() };
    let bytes = export::write(&made, Format::Pdf, &options).expect("pdf");
    let Some(text) = pdf_text(&bytes, "whole.pdf") else { return };
    let text = squeezed(&text);
    for row in want {
        assert!(text.contains(&row), "{row}\nnot in {text}");
    }
}

#[test]
fn a_font_stands_in_for_what_the_bundled_ones_lack() {
    // A sign of the private area, in the icon font only.
    let sign = '\u{E184}';
    let icons = include_bytes!("../../fonts/Phosphor.ttf");
    let runs = vec![Run { text: format!("图标{sign}在此。"), bold: false }];
    let paragraph = Paragraph { runs, ..Paragraph::default() };
    let made = Content { blocks: vec![Block::Paragraph(paragraph)], ..Content::default() };
    let wanted = std::cell::RefCell::new(Vec::new());
    let find = |lacking: &std::collections::BTreeSet<char>| {
        wanted.borrow_mut().extend(lacking.iter().copied());
        let file = FontFile { bytes: std::sync::Arc::new(icons.to_vec()), index: 0 };
        StandIns { fonts: vec![file], ..StandIns::default() }
    };
    let mut options = Options::default();
    let plain = export::write(&made, Format::Pdf, &options).expect("pdf");
    assert!(options.find_fonts(&made, Format::Docx, &find).is_empty() && wanted.borrow().is_empty());
    assert!(options.find_fonts(&made, Format::Pdf, &find).is_empty());
    assert_eq!(*wanted.borrow(), [sign]);
    let bytes = export::write(&made, Format::Pdf, &options).expect("pdf");
    let fonts = |bytes: &[u8]| -> Vec<String> {
        let file = lopdf::Document::load_mem(bytes).expect("another library reads it");
        let names = file.objects.values().filter_map(|o| o.as_dict().ok()?.get(b"FontName").ok());
        names.filter_map(|n| n.as_name().ok()).map(|n| String::from_utf8_lossy(n).into_owned()).collect()
    };
    assert!(!fonts(&plain).iter().any(|n| n.contains("Phosphor")), "{:?}", fonts(&plain));
    assert!(fonts(&bytes).iter().any(|n| n.contains("Phosphor")), "{:?}", fonts(&bytes));
    assert!(bytes.len() < plain.len() + 60_000, "a part of the font: {}", bytes.len());
    let Some(text) = pdf_text(&bytes, "sign.pdf") else { return };
    assert!(squeezed(&text).contains(&format!("图标{sign}在此。")), "{text}");
}
