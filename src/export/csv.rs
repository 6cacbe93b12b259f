//! Comma-separated values for Excel: UTF-8 with byte order mark, RFC 4180 quoting.

use super::Content;
use crate::view::{Cell, Table};

/// All tables of the content, an empty line between two.
pub(super) fn write(content: &Content) -> String {
    let mut out = String::from('\u{FEFF}');
    for (i, table) in content.tables().enumerate() {
        if i > 0 {
            out.push_str("\r\n");
        }
        push(&mut out, table);
    }
    out
}

fn push(out: &mut String, table: &Table) {
    let names: Vec<String> = table.columns.iter().map(|c| field(&c.name)).collect();
    out.push_str(&names.join(","));
    out.push_str("\r\n");
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|c| match c {
                // A number is a number even when it is negative.
                Cell::Number { text, .. } if text.parse::<f64>().is_ok() => text.clone(),
                other => field(&other.plain()),
            })
            .collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
}

/// A field, quoted where needed. Spreadsheets run what begins with = + - @ (in half or full
/// width) or a control character as a formula: an apostrophe makes it text.
fn field(text: &str) -> String {
    let text = text.replace('\0', "");
    let risky = text
        .trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = if risky { format!("'{text}") } else { text };
    if text.contains(['"', ',', '\n', '\r', ';', '\t']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless() {
        for bad in ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", " =1"] {
            let got = field(bad);
            let inner = got.trim_matches('"');
            assert!(inner.starts_with('\''), "{bad:?} became {got:?}");
        }
        assert_eq!(field("30余次"), "30余次");
        assert_eq!(field("甲,乙"), "\"甲,乙\"");
        assert_eq!(field("说\"好\""), "\"说\"\"好\"\"\"");
    }
}
