//! The text of Word 97–2003 documents, piece by piece ([MS-DOC] 2.4.1, 2.8.35). Numbers that Word
//! makes are not in the text; their loss is told.

use super::store::Store;
use crate::read::flow::{Done, Flow};
use crate::read::{BlockKind, Charset, Format, MAX_TEXT, Meta, ReadError, Source, WarningKind};

/// Reads the main text and the notes.
pub fn read(store: &Store) -> Result<Source, ReadError> {
    let broken = ReadError::Broken { name: "doc" };
    let main = store.read("WordDocument").ok_or(broken.clone())?;
    let flags = number(&main, 0x0A, 2).ok_or(broken.clone())?;
    let version = number(&main, 2, 2).unwrap_or(0);
    if flags & 0x100 != 0 {
        return Err(ReadError::Encrypted);
    }
    if version < 0xC0 {
        return Err(ReadError::Unsupported { name: "Word 95" });
    }
    let table = store.read(if flags & 0x200 == 0 { "0Table" } else { "1Table" }).ok_or(broken.clone())?;
    let pieces = pieces(&main, &table).ok_or(broken.clone())?;
    let text = text(&main, &pieces);
    // Main text first, then footnotes; heads and feet and the rest follow.
    let count = |at: usize| number(&main, at, 4).unwrap_or(0) as usize;
    let (body, notes) = (count(0x4C), count(0x50));
    let mut flow = Flow::default();
    write(text.get(..body.min(text.len())).unwrap_or_default(), &mut flow, BlockKind::Paragraph);
    let notes = text.get(body.min(text.len())..(body + notes).min(text.len())).unwrap_or_default();
    write(notes, &mut flow, BlockKind::Footnote);
    // plfLst: lists that number paragraphs.
    if number(&main, 0x2E6, 4).is_some_and(|n| n > 2) {
        flow.out.warn(WarningKind::NumbersLost);
    }
    flow.out.finish(Format::Doc, Charset::Utf8, Meta::default())
}

fn number(bytes: &[u8], at: usize, len: usize) -> Option<u32> {
    Some(bytes.get(at..at.checked_add(len)?)?.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b)))
}

/// Where stretches of characters stand: count, offset in bytes, two bytes each.
type Piece = (usize, usize, bool);

fn pieces(main: &[u8], table: &[u8]) -> Option<Vec<Piece>> {
    let start = number(main, 0x1A2, 4)? as usize;
    let len = number(main, 0x1A6, 4)? as usize;
    let clx = table.get(start..start.checked_add(len)?.min(table.len()))?;
    let mut at = 0;
    // Formatting of pieces comes first.
    while clx.get(at) == Some(&1) {
        at += 3 + number(clx, at + 1, 2)? as usize;
    }
    if clx.get(at) != Some(&2) {
        return None;
    }
    let size = number(clx, at + 1, 4)? as usize;
    let plc = clx.get(at + 5..(at + 5).checked_add(size)?.min(clx.len()))?;
    let n = plc.len().checked_sub(4)? / 12;
    let mut out = Vec::with_capacity(n);
    for i in 0..n {
        let from = number(plc, i * 4, 4)? as usize;
        let to = number(plc, i * 4 + 4, 4)? as usize;
        let place = number(plc, (n + 1) * 4 + i * 8 + 2, 4)?;
        let wide = place & 0x4000_0000 == 0;
        let place = (place & 0x3FFF_FFFF) as usize;
        out.push((to.saturating_sub(from), if wide { place } else { place / 2 }, wide));
    }
    Some(out)
}

/// All characters as UTF-16 units, so that counts of the file hold.
fn text(main: &[u8], pieces: &[Piece]) -> Vec<u16> {
    let mut out = Vec::new();
    for &(count, at, wide) in pieces {
        let len = if wide { count.saturating_mul(2) } else { count };
        let end = at.saturating_add(len).min(main.len());
        let bytes = main.get(at.min(end)..end).unwrap_or_default();
        if out.len() + bytes.len() > MAX_TEXT / 2 {
            break;
        }
        if wide {
            out.extend(bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])));
        } else {
            let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0;
            out.extend(text.encode_utf16());
        }
    }
    out
}

/// Paragraphs, rows and fields by Word's control characters.
fn write(units: &[u16], flow: &mut Flow, kind: BlockKind) {
    let mut line = String::new();
    let mut cells: Vec<String> = Vec::new();
    // Depth of field codes (shown are only results).
    let (mut codes, mut fields) = (0usize, Vec::new());
    for c in char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or('\u{FFFD}')) {
        match c {
            '\u{13}' => {
                codes += 1;
                fields.push(true);
            }
            '\u{14}' => {
                if let Some(open) = fields.last_mut().filter(|o| **o) {
                    *open = false;
                    codes -= 1;
                }
            }
            '\u{15}' => {
                if fields.pop() == Some(true) {
                    codes -= 1;
                }
            }
            _ if codes > 0 => {}
            '\r' | '\u{B}' | '\u{C}' if !cells.is_empty() => line.push(' '),
            '\r' | '\u{B}' | '\u{C}' => put(&mut line, flow, kind),
            '\u{7}' => {
                // The mark after the last cell ends the row.
                if line.is_empty() && !cells.is_empty() {
                    row(&mut cells, flow, kind);
                } else {
                    cells.push(std::mem::take(&mut line));
                }
            }
            '\u{1}' | '\u{8}' => flow.out.warn(WarningKind::LeftOut),
            '\u{1E}' => line.push('-'),
            '\t' => line.push('\t'),
            '\0'..='\u{1F}' => {}
            _ => line.push(c),
        }
    }
    if !cells.is_empty() {
        row(&mut cells, flow, kind);
    }
    put(&mut line, flow, kind);
}

fn put(line: &mut String, flow: &mut Flow, kind: BlockKind) {
    flow.put(Done { runs: vec![(std::mem::take(line), false)], kind });
}

fn row(cells: &mut Vec<String>, flow: &mut Flow, kind: BlockKind) {
    flow.open_row();
    for cell in cells.drain(..) {
        flow.open_sink();
        flow.put(Done { runs: vec![(cell, false)], kind });
        flow.close_cell();
    }
    flow.close_row();
}
