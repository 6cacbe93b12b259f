//! What the export dialog shows: the pages that will be written, or the text.

use super::pdf::{self, Pages};
use super::{Block, Content, ExportError, Format, Options, Progress, write};

/// Characters that are laid out at once, so that a first page is there without a wait.
const QUICK: usize = 12_000;
/// Characters of a text format that are shown.
const TEXT: usize = 24_000;

/// A file before it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What is shown.
    pub shown: Shown,
    /// False when more follows than is shown.
    pub whole: bool,
}

/// What a preview shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Pages, set as the PDF writer sets them (pdf, html; the print of xlsx) or as Word does (docx).
    Pages(Pages),
    /// The file's own text, a string a line (txt, md, csv, json).
    Text(Vec<String>),
}

/// What `format` will hold of `content`. `quick`: only its beginning, when it is long.
///
/// # Errors
/// [`ExportError`] when there is nothing to write, or the preview is not wanted any more.
pub fn preview_of(
    content: &Content,
    format: Format,
    options: &Options,
    quick: bool,
    progress: &Progress,
) -> Result<Preview, ExportError> {
    if content.blocks.is_empty() {
        return Err(ExportError::Empty);
    }
    let as_text = matches!(format, Format::Txt | Format::Md | Format::Csv | Format::Json);
    let limit = if as_text { TEXT } else { QUICK };
    let cut = (as_text || quick).then(|| preview(content, limit));
    let whole = cut.as_ref().is_none_or(|c| c.blocks == content.blocks);
    let mut part = cut.unwrap_or_else(|| content.clone());
    if as_text {
        if whole {
            part.exact.clone_from(&content.exact);
        }
        let bytes = write(&part, format, options)?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{FEFF}');
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if !whole {
            lines.push("…".to_owned());
        }
        return Ok(Preview { shown: Shown::Text(lines), whole });
    }
    if format == Format::Xlsx {
        // A sheet is the table alone.
        part.title.clear();
        part.source.clear();
        part.foot.clear();
    }
    let pages = if format == Format::Docx {
        pdf::office_pages(&part, options, progress)
    } else {
        pdf::pages_watched(&part, options, progress)
    };
    if progress.cancelled() {
        return Err(ExportError::Cancelled);
    }
    Ok(Preview { shown: Shown::Pages(pages), whole })
}

/// The beginning of `content`: about `max` characters.
pub fn preview(content: &Content, max: usize) -> Content {
    let mut out = Content { blocks: Vec::new(), exact: None, ..Content::default() };
    out.title.clone_from(&content.title);
    out.source.clone_from(&content.source);
    out.head.clone_from(&content.head);
    out.foot.clone_from(&content.foot);
    let mut left = max;
    for block in &content.blocks {
        if left == 0 {
            break;
        }
        let block = match block {
            Block::Table(table) => {
                let mut part = table_head(table);
                for row in &table.rows {
                    if left == 0 {
                        break;
                    }
                    let size: usize = row.cells.iter().map(|c| c.plain().chars().count() + 4).sum();
                    left = left.saturating_sub(size);
                    part.rows.push(row.clone());
                }
                Block::Table(part)
            }
            Block::Paragraph(p) => {
                left = left.saturating_sub(p.text().chars().count() + 20);
                block.clone()
            }
            Block::Heading { text, .. } | Block::Note(text) => {
                left = left.saturating_sub(text.chars().count() + 40);
                block.clone()
            }
        };
        out.blocks.push(block);
    }
    out
}

/// A table without its rows.
fn table_head(table: &crate::view::Table) -> crate::view::Table {
    crate::view::Table {
        kind: table.kind,
        title: table.title.clone(),
        columns: table.columns.clone(),
        rows: Vec::new(),
    }
}
