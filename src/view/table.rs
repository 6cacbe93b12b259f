//! A table of any kind: the comparison, formulations, figures, targets, tasks.

use crate::compare::Status;
use crate::text::Span;

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// 对照表.
    Comparison,
    /// 提法.
    Formulations,
    /// 数据台账.
    Figures,
    /// 目标→结果.
    Targets,
    /// 任务分解表.
    Tasks,
}

/// Rows and columns for screen and export.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Which.
    pub kind: TableKind,
    /// Heading of the table.
    pub title: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows; every row has a cell for every column.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// Share of the width, relative to the others.
    pub share: f32,
    /// How cells stand.
    pub align: Align,
}

/// How cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Signs, numbers of rows.
    Centre,
    /// Quantities.
    Right,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Cells, one a column.
    pub cells: Vec<Cell>,
    /// Status, where rows have one.
    pub status: Option<Status>,
    /// Place in the left (or only) report.
    pub left: Option<Span>,
    /// Place in the right report.
    pub right: Option<Span>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; lines separated by `\n`.
    Text(String),
    /// A bold first line (heading, place) over text.
    Titled {
        /// First line.
        title: String,
        /// Where it stands (二(三)·3 第12段).
        place: String,
        /// The text.
        text: String,
    },
    /// A number; `text` as it is shown.
    Number {
        /// The value.
        value: f64,
        /// As shown.
        text: String,
    },
}

impl Cell {
    /// The cell as one string.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(t) | Self::Number { text: t, .. } => t.clone(),
            Self::Titled { title, place, text } => [title, place, text]
                .into_iter()
                .filter(|s| !s.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
        }
    }
}
