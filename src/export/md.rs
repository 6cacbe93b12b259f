//! Markdown: headings with #, bold runs with **, tables with pipes.

use super::{Block, Content};
use crate::view::{Align, Cell, Table};

/// The content as markdown.
pub(super) fn write(content: &Content) -> String {
    let mut out = String::new();
    if !content.title.is_empty() {
        push!(out, "# {}\n\n", escape(&content.title));
    }
    if !content.source.is_empty() {
        push!(out, "{}\n\n", escape(&content.source));
    }
    for block in &content.blocks {
        match block {
            Block::Heading { level, text, number } => {
                // The title is the first level.
                let marks = "#".repeat(usize::from(*level + 1).min(6));
                push!(out, "{marks} {}{}\n\n", number_mark(*number), escape(text));
            }
            Block::Paragraph(p) => {
                let mut line = number_mark(p.number);
                for run in &p.runs {
                    line.push_str(&bold(&escape(&run.text), run.bold));
                }
                out.push_str(&guard_start(&line));
                out.push_str("\n\n");
            }
            Block::Note(text) => {
                push!(out, "> {}\n\n", escape(text).replace('\n', "  \n> "));
            }
            Block::Table(table) => push_table(&mut out, table),
        }
    }
    if !content.foot.is_empty() {
        push!(out, "{}\n", escape(&content.foot));
    }
    out
}

fn number_mark(number: u32) -> String {
    if number > 0 { format!("\\[{number}\\] ") } else { String::new() }
}

/// `**text**` with white space outside the marks; a zero-width space where a mark between
/// punctuation and a letter would not be read as one.
fn bold(text: &str, bold: bool) -> String {
    let inner = text.trim();
    if !bold || inner.is_empty() {
        return text.to_owned();
    }
    let before = text.len() - text.trim_start().len();
    let after = text.len() - text.trim_end().len();
    let (head, tail) = (" ".repeat(before.min(1)), " ".repeat(after.min(1)));
    // CommonMark: a closing ** after punctuation closes only before space or punctuation, so the
    // punctuation at the end of a run-in heading goes outside.
    let end = inner.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let (words, mark) = inner.split_at_checked(end).unwrap_or((inner, ""));
    let start = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let (open, words) = words.split_at_checked(start).unwrap_or(("", words));
    if words.is_empty() {
        return text.to_owned();
    }
    format!("{head}{open}**{words}**{mark}{tail}")
}

fn push_table(out: &mut String, table: &Table) {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|c| cell_text(&c.name)).collect()));
    let rule = |align: Align| match align {
        Align::Left => "---",
        Align::Centre => ":-:",
        Align::Right => "--:",
    };
    out.push_str(&line(table.columns.iter().map(|c| rule(c.align).to_owned()).collect()));
    for row in &table.rows {
        out.push_str(&line(row.cells.iter().map(cell).collect()));
    }
    out.push('\n');
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Titled { title, place, text } => {
            [bold(&cell_text(title), true), cell_text(place), cell_text(text)]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join("<br>")
        }
        other => cell_text(&other.plain()),
    }
}

fn cell_text(text: &str) -> String {
    escape(text).replace('|', "\\|").replace('\n', "<br>")
}

/// Characters that markdown would take as marks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '~') {
            out.push('\\');
        }
        if c != '\r' {
            out.push(c);
        }
    }
    out
}

/// Keeps a paragraph that begins like a list from becoming one.
fn guard_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mark = line.chars().nth(digits);
    if digits > 0 && matches!(mark, Some('.' | ')')) {
        let (number, rest) = line.split_at_checked(digits).unwrap_or(("", line));
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['-', '+', '=']) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_the_text_stay_text() {
        assert_eq!(escape("a*b_c|<d>"), "a\\*b\\_c|\\<d\\>");
        assert_eq!(cell_text("甲|乙\n丙"), "甲\\|乙<br>丙");
        assert_eq!(guard_start("12. 项"), "12\\. 项");
        assert_eq!(guard_start("- 项"), "\\- 项");
    }

    #[test]
    fn bold_marks_stand_next_to_letters() {
        assert_eq!(bold("提高站位。", true), "**提高站位**。");
        assert_eq!(bold("“有事”协商", true), "“**有事”协商**");
        assert_eq!(bold("。", true), "。");
    }
}
