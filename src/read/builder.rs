//! Puts extracted text together: one block a line.

use std::sync::Arc;

use super::{Block, BlockKind, Charset, Format, MAX_TEXT, Meta, ReadError, Source, Warning, WarningKind};
use crate::text::{Span, is_blank};

/// Collects the text of a format that is not text itself.
#[derive(Debug, Default)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
    /// Where the open block begins.
    start: usize,
    bold: Vec<Span>,
    /// Where bold began in the open block.
    bold_from: Option<usize>,
    warnings: Vec<Warning>,
    full: bool,
}

impl Builder {
    /// Adds text to the open block. Line ends in it become blanks; control characters vanish.
    pub fn push(&mut self, text: &str) {
        if self.text.len() + text.len() > MAX_TEXT {
            self.full = true;
            return;
        }
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{2028}' | '\u{2029}' => self.text.push(' '),
                '\t' => self.text.push('\t'),
                '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {}
                _ => self.text.push(c),
            }
        }
    }

    /// The text of the open block so far.
    pub fn open_text(&self) -> &str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// True when the open block holds nothing but blanks.
    pub fn is_open_empty(&self) -> bool {
        self.open_text().chars().all(is_blank)
    }

    /// What follows is bold, or no longer.
    pub fn set_bold(&mut self, bold: bool) {
        match (bold, self.bold_from) {
            (true, None) => self.bold_from = Some(self.text.len()),
            (false, Some(from)) => {
                self.close_bold(from);
                self.bold_from = None;
            }
            _ => {}
        }
    }

    fn close_bold(&mut self, from: usize) {
        let span = Span::new(from, self.text.len()).trimmed(&self.text);
        if span.is_empty() {
            return;
        }
        match self.bold.last_mut() {
            Some(last) if last.end() == span.start() => last.end = span.end,
            _ => self.bold.push(span),
        }
    }

    /// Ends the open block; blank ones leave nothing. Bold goes on in the next block.
    pub fn end(&mut self, kind: BlockKind) {
        if let Some(from) = self.bold_from {
            self.close_bold(from);
        }
        let span = Span::new(self.start, self.text.len()).trimmed(&self.text);
        let bold = std::mem::take(&mut self.bold);
        if span.is_empty() {
            self.text.truncate(self.start);
        } else {
            self.text.truncate(span.end());
            self.text.push('\n');
            let inside = |b: Span| Span { start: b.start.max(span.start), end: b.end.min(span.end) };
            let bold = bold.into_iter().map(inside).filter(|b| b.start < b.end).collect();
            self.blocks.push(Block { span, kind, bold });
        }
        self.start = self.text.len();
        if self.bold_from.is_some() {
            self.bold_from = Some(self.start);
        }
    }

    /// The open block begins here; what stands before it stays in the text as markup.
    pub fn start_here(&mut self) {
        self.start = self.text.len();
    }

    /// Drops the open block.
    pub fn discard(&mut self) {
        self.text.truncate(self.start);
        self.bold.clear();
    }

    /// Notes something for the reader at the open block's place, summed up by kind.
    pub fn warn(&mut self, kind: WarningKind) {
        match self.warnings.iter_mut().find(|w| w.kind == kind) {
            Some(warning) => warning.count += 1,
            None => self.warnings.push(Warning { kind, span: None, count: 1 }),
        }
    }

    /// Blocks ended so far, to be looked at or marked.
    pub fn blocks_mut(&mut self) -> &mut Vec<Block> {
        &mut self.blocks
    }

    /// The source of a package whose XML was read to its end (`whole`) or broke off; without any text
    /// a broken one is [`ReadError::Broken`] under `name`.
    pub fn finish_package(
        mut self,
        format: Format,
        name: &'static str,
        whole: bool,
        meta: Meta,
    ) -> Result<Source, ReadError> {
        if !whole {
            self.warn(WarningKind::CutOff);
        }
        match self.finish(format, Charset::Utf8, meta) {
            Err(ReadError::Empty) if !whole => Err(ReadError::Broken { name }),
            other => other,
        }
    }

    /// The source; [`ReadError::Empty`] without text.
    pub fn finish(mut self, format: Format, charset: Charset, meta: Meta) -> Result<Source, ReadError> {
        self.end(BlockKind::Paragraph);
        if self.full {
            return Err(ReadError::TooLarge { limit: MAX_TEXT as u64 });
        }
        if self.blocks.is_empty() {
            return Err(ReadError::Empty);
        }
        let text: Arc<str> = self.text.into();
        Ok(Source { text, format, charset, blocks: self.blocks, meta, warnings: self.warnings })
    }
}
