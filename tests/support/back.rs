//! Readers of the written formats: each gives back tables as rows of plain cells.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use quick_xml::events::Event;

/// Rows of one table, the heading first.
pub type Rows = Vec<Vec<String>>;

/// A file of the zip archive `bytes`.
pub fn unzipped(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut file = archive.by_name(name).expect("the file");
    let mut text = String::new();
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

/// Tables and the paragraphs outside them of a docx.
pub fn docx(bytes: &[u8]) -> (Vec<Rows>, Vec<String>) {
    let xml = unzipped(bytes, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut tables, mut outside) = (Vec::<Rows>::new(), Vec::new());
    let (mut in_table, mut in_text) = (false, false);
    let mut cell: Vec<String> = Vec::new();
    let mut para = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::Start(e) => match e.name().as_ref() {
                "w:tbl" => {
                    in_table = true;
                    tables.push(Vec::new());
                }
                "w:tr" => tables.last_mut().expect("a table").push(Vec::new()),
                "w:tc" => cell.clear(),
                "w:p" => para.clear(),
                "w:t" => in_text = true,
                _ => {}
            },
            Event::Empty(e) if e.name().as_ref() == "w:br" => para.push('\n'),
            Event::Empty(e) if e.name().as_ref() == "w:tab" => para.push('\t'),
            Event::Text(t) if in_text => para.push_str(&t),
            Event::GeneralRef(r) if in_text => para.push_str(entity(&r)),
            Event::End(e) => match e.name().as_ref() {
                "w:t" => in_text = false,
                "w:p" if in_table => cell.push(para.clone()),
                "w:p" => outside.push(para.clone()),
                "w:tc" => {
                    let row = tables.last_mut().and_then(|t| t.last_mut()).expect("a row");
                    row.push(cell.join("\n"));
                }
                "w:tbl" => in_table = false,
                _ => {}
            },
            _ => {}
        }
    }
    (tables, outside)
}

fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" | "#39" => "'",
        other => panic!("entity {other}"),
    }
}

/// Sheets of a workbook; numbers as calamine shows them.
pub fn xlsx(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook");
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).expect("a sheet");
            (name, range.rows().map(<[Data]>::to_vec).collect())
        })
        .collect()
}

/// Rows of RFC 4180 text with byte order mark.
pub fn csv(text: &str) -> Rows {
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    assert!(!quoted && row.is_empty() && field.is_empty(), "an unfinished row");
    rows
}

/// Checks that every tag of an HTML page is closed in order; gives its tables.
pub fn html(page: &str) -> Vec<Rows> {
    const VOID: [&str; 3] = ["meta", "br", "col"];
    let (mut open, mut tables) = (Vec::<String>::new(), Vec::<Rows>::new());
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a doctype");
    while let Some((text, after)) = rest.split_once('<') {
        push_text(&open, &mut tables, text);
        let (tag, after) = after.split_once('>').expect("a closed tag");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags in order");
            continue;
        }
        let name = tag.split_whitespace().next().expect("a name").to_owned();
        match name.as_str() {
            "style" => rest = rest.split_once("</style>").expect("the style's end").1,
            "br" => push_text(&open, &mut tables, "\n"),
            "table" => tables.push(Vec::new()),
            "tr" => tables.last_mut().expect("a table").push(Vec::new()),
            "td" | "th" => {
                tables.last_mut().and_then(|t| t.last_mut()).expect("a row").push(String::new());
            }
            _ => {}
        }
        if name != "style" && !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    tables
}

fn push_text(open: &[String], tables: &mut [Rows], text: &str) {
    let in_cell = open.iter().any(|t| t == "td" || t == "th");
    if let Some(cell) =
        tables.last_mut().and_then(|t| t.last_mut()).and_then(|r| r.last_mut()).filter(|_| in_cell)
    {
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        cell.push_str(&text.replace("&amp;", "&"));
    }
}

/// Rows of the first pipe table of a markdown text.
pub fn md(text: &str) -> Rows {
    let lines = text.lines().filter(|l| l.starts_with("| "));
    let mut rows: Rows = lines
        .map(|line| {
            let inner =
                line.strip_prefix("| ").and_then(|l| l.strip_suffix(" |")).expect("pipes at the ends");
            let inner = inner.replace("\\|", "\u{1}");
            inner.split(" | ").map(|cell| unescaped(&cell.replace('\u{1}', "\\|"))).collect()
        })
        .collect();
    if rows.len() > 1 {
        rows.remove(1);
    }
    rows
}

/// Text of a markdown cell: marks off, escapes undone.
pub fn unescaped(cell: &str) -> String {
    let cell = cell.replace("<br>", "\n").replace("\\*", "\u{1}").replace("**", "").replace('\u{1}', "\\*");
    let mut out = String::new();
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}
