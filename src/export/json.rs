//! The content for other programs.

use serde_json::{Value, json};

use super::{Block, Content};
use crate::view::{Cell, Table};

/// The content as JSON: `{"title","source","blocks":[…]}`; a table is `{"table":{"title",
/// "columns":[…],"rows":[{"cells":[…],"status"}]}}`, cells are strings or numbers.
pub(super) fn write(content: &Content) -> String {
    let blocks: Vec<Value> = content.blocks.iter().map(block).collect();
    let value = json!({
        "title": content.title,
        "source": content.source,
        "blocks": blocks,
        "foot": content.foot,
    });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading { level, text, number } => json!({"heading": text, "level": level, "number": number}),
        Block::Paragraph(p) => {
            let bold: Vec<&str> = p.runs.iter().filter(|r| r.bold).map(|r| r.text.as_str()).collect();
            json!({"paragraph": p.text(), "bold": bold, "number": p.number})
        }
        Block::Note(text) => json!({"note": text}),
        Block::Table(t) => json!({"table": table(t)}),
    }
}

fn table(table: &Table) -> Value {
    let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<Value> = row.cells.iter().map(cell).collect();
            json!({"cells": cells, "status": row.status})
        })
        .collect();
    json!({"title": table.title, "columns": columns, "rows": rows})
}

fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Number { value, .. } if value.fract() == 0.0 && value.abs() < 9e15 => json!(*value as i64),
        Cell::Number { value, .. } => json!(value),
        other => json!(other.plain()),
    }
}
