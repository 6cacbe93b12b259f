//! Plain text: paragraphs as lines; tables as records, one line a column.

use super::{Block, Content, Indent};
use crate::view::{Cell, Table};

/// The content as text with `\n` line ends.
pub(super) fn write(content: &Content) -> String {
    if let Some(exact) = &content.exact {
        return exact.clone();
    }
    let mut out = String::new();
    for line in [&content.title, &content.source].into_iter().filter(|l| !l.is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    out.push('\n');
    for block in &content.blocks {
        match block {
            Block::Heading { text, number, .. } => {
                push_number(&mut out, *number);
                out.push_str(text);
                out.push('\n');
            }
            Block::Paragraph(p) => {
                push_number(&mut out, p.number);
                if p.indent == Indent::First && p.number == 0 {
                    out.push_str("\u{3000}\u{3000}");
                }
                out.push_str(&p.text());
                out.push('\n');
            }
            Block::Note(text) => {
                out.push_str("    ");
                out.push_str(text);
                out.push_str("\n\n");
            }
            Block::Table(table) => push_table(&mut out, table),
        }
    }
    if !content.foot.is_empty() {
        out.push('\n');
        out.push_str(&content.foot);
        out.push('\n');
    }
    out
}

fn push_number(out: &mut String, number: u32) {
    if number > 0 {
        push!(out, "[{number}] ");
    }
}

/// Short tables as lines with tabs, others as records.
fn push_table(out: &mut String, table: &Table) {
    let long = table
        .rows
        .iter()
        .flat_map(|r| &r.cells)
        .any(|c| matches!(c, Cell::Titled { .. }) || matches!(c, Cell::Text(t) if t.contains('\n')));
    if long { push_records(out, table) } else { push_lines(out, table) }
}

fn push_lines(out: &mut String, table: &Table) {
    let names: Vec<String> = table.columns.iter().map(|c| c.name.replace(['\t', '\n'], " ")).collect();
    out.push_str(&names.join("\t"));
    out.push('\n');
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|c| c.plain().replace(['\t', '\n'], " ")).collect();
        out.push_str(&cells.join("\t"));
        out.push('\n');
    }
}

/// `name: text`, further lines of a cell indented, an empty line after each row.
fn push_records(out: &mut String, table: &Table) {
    for row in &table.rows {
        for (i, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let text = cell.plain();
            if text.is_empty() {
                continue;
            }
            let indent = if i == 0 { "" } else { "  " };
            let mut lines = text.lines();
            push!(out, "{indent}{}: {}\n", column.name, lines.next().unwrap_or_default());
            for line in lines {
                push!(out, "      {line}\n");
            }
        }
        out.push('\n');
    }
}
