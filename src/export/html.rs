//! One self-contained web page that prints well.

use super::{Block, Content, Indent, Options};
use crate::view::{Align, Cell, Table, TableKind};
use crate::words::Lang;

/// Sizes in points: the page is made for paper as much as for a screen.
const STYLE: &str = include_str!("page.css");

/// The content as an HTML 5 page.
pub(super) fn write(content: &Content, options: &Options) -> String {
    let lang = if options.lang == Lang::Zh { "zh-CN" } else { "en" };
    let orientation = if options.landscape { "landscape" } else { "portrait" };
    let is_wide = |t: &Table| matches!(t.kind, TableKind::Comparison | TableKind::Tasks | TableKind::Targets);
    let wide = if content.tables().any(is_wide) { " class=\"wide\"" } else { "" };
    // A page without title is not valid.
    let title = if content.title.is_empty() { &content.source } else { &content.title };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n@page {{ size: A4 {orientation}; }}\n{STYLE}</style>\n</head>\n<body{wide}>\n",
        escape(title)
    );
    if options.running_head && !content.head.is_empty() && content.head != content.title {
        push!(out, "<p class=\"head\">{}</p>\n", escape(&content.head));
    }
    if !content.title.is_empty() {
        push!(out, "<h1>{}</h1>\n", escape(&content.title));
    }
    if !content.source.is_empty() {
        push!(out, "<p class=\"source\">{}</p>\n", escape(&content.source));
    }
    blocks(&content.blocks, 1, &mut out);
    if !content.foot.is_empty() {
        push!(out, "<p class=\"note\">{}</p>\n", escape(&content.foot));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Blocks as elements; `below` is added to every heading level.
pub(super) fn blocks(list: &[Block], below: u8, out: &mut String) {
    for block in list {
        match block {
            Block::Heading { level, text, number } => {
                let level = (*level + below).clamp(1, 6);
                push!(out, "<h{level}>{}{}</h{level}>\n", number_mark(*number), escape(text));
            }
            Block::Paragraph(p) => {
                out.push_str(if p.indent == Indent::First { "<p>" } else { "<p class=\"flush\">" });
                out.push_str(&number_mark(p.number));
                for run in &p.runs {
                    let text = escape(&run.text);
                    if run.bold {
                        push!(out, "<strong>{text}</strong>");
                    } else {
                        out.push_str(&text);
                    }
                }
                out.push_str("</p>\n");
            }
            Block::Note(text) => push!(out, "<p class=\"note\">{}</p>\n", lines(text)),
            Block::Table(table) => push_table(table, out),
        }
    }
}

fn number_mark(number: u32) -> String {
    if number > 0 { format!("<span class=\"no\">[{number}]</span> ") } else { String::new() }
}

fn push_table(table: &Table, out: &mut String) {
    let total: f32 = table.columns.iter().map(|c| c.share).sum();
    out.push_str("<table>\n<colgroup>\n");
    for column in &table.columns {
        push!(out, "<col style=\"width:{:.2}%\">\n", column.share / total.max(0.01) * 100.0);
    }
    out.push_str("</colgroup>\n<thead>\n<tr>\n");
    for column in &table.columns {
        push!(out, "<th scope=\"col\">{}</th>\n", escape(&column.name));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>\n");
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let class = match column.align {
                Align::Left => "",
                Align::Centre => " class=\"centre\"",
                Align::Right => " class=\"right\"",
            };
            push!(out, "<td{class}>{}</td>\n", cell_html(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn cell_html(cell: &Cell) -> String {
    match cell {
        Cell::Titled { title, place, text } => [
            Some(format!("<strong>{}</strong>", lines(title))).filter(|_| !title.is_empty()),
            Some(format!("<small>{}</small>", lines(place))).filter(|_| !place.is_empty()),
            Some(lines(text)).filter(|_| !text.is_empty()),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("<br>"),
        other => lines(&other.plain()),
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

/// `text` with the characters that HTML takes as marks as entities.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in super::xml_chars(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => {}
            // C1 controls are no HTML text.
            '\u{7F}'..='\u{9F}' => {}
            c => out.push(c),
        }
    }
    out
}
