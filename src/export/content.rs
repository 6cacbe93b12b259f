//! What is to be written, as plain data.

use crate::view::Table;

/// A document to be written: title, source, blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Title of the document.
    pub title: String,
    /// Line under the title (《title》（date）); may be empty.
    pub source: String,
    /// Right half of the running head (the report's title); the left half is `title`.
    pub head: String,
    /// Line after everything (what a word does not mean); may be empty.
    pub foot: String,
    /// What is written, in order.
    pub blocks: Vec<Block>,
    /// The selected text, byte for byte; when it is set, txt is this and nothing else.
    pub exact: Option<String>,
}

/// A piece of a [`Content`].
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading of level 1–6.
    Heading {
        /// Level.
        level: u8,
        /// Words, number included.
        text: String,
        /// Number of the paragraph; 0 for none.
        number: u32,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// A source line or the reader's note under a passage.
    Note(String),
    /// A table.
    Table(Table),
}

/// A paragraph of bold and plain runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Words, in order.
    pub runs: Vec<Run>,
    /// How its first line stands.
    pub indent: Indent,
    /// Number shown before it; 0 for none.
    pub number: u32,
}

/// Words of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Set in bold.
    pub bold: bool,
}

/// How the first line of a paragraph stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Indent {
    /// At the margin.
    None,
    /// Two characters in, as Chinese prose is set.
    #[default]
    First,
}

impl Content {
    /// The tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|b| match b {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// True when the content is nothing but one table.
    pub fn only_table(&self) -> Option<&Table> {
        match self.blocks.as_slice() {
            [Block::Table(table)] => Some(table),
            _ => None,
        }
    }
}

impl Paragraph {
    /// Its words as one string.
    pub fn text(&self) -> String {
        self.runs.iter().map(|r| r.text.as_str()).collect()
    }
}
