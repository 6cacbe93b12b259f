//! Web pages: the report without what stands around it.

use duidu::read::{BlockKind, Charset, Format, ReadError, ReadOptions, read};

use crate::{REPORT, TRADITIONAL, big5, gb, open, utf16};

/// A page around `report` as government sites make them.
fn page(report: &str, meta: &str) -> String {
    let mut lines = report.lines().filter(|l| !l.is_empty());
    let title = lines.next().unwrap_or_default();
    let body: String = lines
        .map(|l| {
            let (head, rest) = l.split_once('。').unwrap_or((l, ""));
            let stop = if l.contains('。') { "。" } else { "" };
            format!("<p>　　<span><b>{head}{stop}</b></span><span\n>{rest}</span></p>\n")
        })
        .collect();
    let links: String =
        (0..30).map(|i| format!("<li><a href='/{i}.html'>栏目导航第{i}项内容</a></li>")).collect();
    format!(
        "<!DOCTYPE html><html><head>{meta}<title>{title}_清溪县人民政府</title>\
         <meta name='PubDate' content='2025-01-15 09:30'><meta name='ContentSource' content='县政府办'>\
         <style>p{{color:red}}</style><script>var a='<p>不是正文</p>';</script></head><body>\
         <div class='nav'><ul>{links}</ul></div><div class='crumb'><a href='/'>首页</a> &gt; <a href='/x'>公开</a></div>\
         <div class='box'><h1>{title}</h1><div class='info'>发布时间：2025-01-15　来源：县政府办</div>\
         <div id='content'>{body}</div>\
         <div class='rel'>相关阅读：<a href='/1'>政策解读之一</a> <a href='/2'>政策解读之二</a></div></div>\
         <div class='foot'>版权所有：清溪县人民政府办公室　ICP备0000号</div></body></html>"
    )
}

fn check(bytes: &[u8], report: &str, charset: Charset) {
    let source = open(bytes);
    assert_eq!((source.format, source.charset), (Format::Html, charset));
    let body: Vec<&str> = source
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Furniture)
        .map(|b| b.span.of(&source.text))
        .filter(|l| !l.starts_with("发布时间") && !l.starts_with("發"))
        .collect();
    let want: Vec<&str> = report.lines().filter(|l| !l.is_empty()).collect();
    assert_eq!(body, want);
    assert_eq!(source.blocks.iter().filter(|b| b.kind == BlockKind::Heading(1)).count(), 1);
    assert_eq!(source.meta.title.as_deref(), want.first().copied());
    assert_eq!(source.meta.date.as_deref(), Some("2025-01-15 09:30"));
    assert_eq!(source.meta.source.as_deref(), Some("县政府办"));
    assert!(!source.text.contains("栏目导航") && !source.text.contains("不是正文"));
    let item = source.blocks.iter().find(|b| b.span.of(&source.text).starts_with("（一）")).unwrap();
    assert_eq!(item.bold.len(), 1);
}

#[test]
fn four_charsets_and_wrong_labels() {
    let simple = page(REPORT, "<meta charset=\"utf-8\">");
    check(simple.as_bytes(), REPORT, Charset::Utf8);
    check(page(REPORT, "<meta charset=gb2312>").as_bytes(), REPORT, Charset::Utf8);
    let old = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">";
    check(&gb(&page(REPORT, old)), REPORT, Charset::Gb18030);
    check(&gb(&page(REPORT, "")), REPORT, Charset::Gb18030);
    check(&gb(&page(REPORT, "<meta charset=utf-8>")), REPORT, Charset::Gb18030);
    check(&gb(&page(REPORT, "<meta charset=iso-8859-1>")), REPORT, Charset::Gb18030);
    let marked = [b"\xFF\xFE".as_slice(), &utf16(&simple, true)].concat();
    check(&marked, REPORT, Charset::Utf16Le);
}

#[test]
fn big5_pages() {
    let body: String = TRADITIONAL.lines().map(|l| format!("<p>{l}</p>\n")).collect();
    let bytes =
        big5(&format!("<html><head><meta charset=big5><title>報告</title></head><body>{body}</body></html>"));
    let source = open(&bytes);
    assert_eq!(source.charset, Charset::Big5);
    let lines: Vec<&str> = source.blocks.iter().map(|b| b.span.of(&source.text)).collect();
    assert_eq!(lines, TRADITIONAL.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>());
}

#[test]
fn inline_tags_do_not_break_words_and_tables_are_rows() {
    let html = "<p>P<sub>M</sub>2<b>.5</b>平均<i>浓</i>度&nbsp;下降<br>第二行</p>\
                <table><tr><td>指标</td><td><p>目标</p></td></tr><tr><td>就业</td><td>3000人</td></tr></table>\
                <ol><li>甲</li><li>乙</li></ol>";
    let source = open(html.as_bytes());
    let lines: Vec<&str> = source.blocks.iter().map(|b| b.span.of(&source.text)).collect();
    assert_eq!(lines, ["PM2.5平均浓度\u{A0}下降", "第二行", "指标\t目标", "就业\t3000人", "1. 甲", "2. 乙"]);
    assert_eq!(source.blocks[3].kind, BlockKind::TableRow);
}

#[test]
fn deep_and_empty_pages() {
    let deep = format!(
        "<html><body>{}文字在深处{}</body></html>",
        "<div>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    assert!(open(deep.as_bytes()).text.contains("文字在深处"));
    let bold = format!("<html><body>{}文字在深处", "<b><i>".repeat(20_000));
    assert!(open(bold.as_bytes()).text.contains("文字在深处"));
    let none = read(
        b"<html><head><title>x</title></head><body><script>1</script></body></html>",
        &ReadOptions::default(),
    );
    assert_eq!(none.map(|s| s.text), Err(ReadError::Empty));
}
