//! A table of any kind: the comparison, formulations, figures, targets, tasks.

use std::collections::BTreeSet;

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
    /// A table of a series of reports.
    Series,
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
    /// Index into [`crate::compare::Comparison::links`], for rows that show a link.
    pub link: Option<usize>,
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

impl Table {
    /// An empty table.
    pub fn new(kind: TableKind, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { kind, title: title.into(), columns, rows: Vec::new() }
    }

    /// Keeps the rows that `keep` wants. To be called before [`Table::finish`].
    pub fn retain(&mut self, keep: impl FnMut(&Row) -> bool) {
        self.rows.retain(keep);
    }

    /// The table as text for spreadsheets: a line for the heads and for every row, cells parted by
    /// tabs; tabs and line ends inside cells become spaces.
    pub fn tabbed(&self) -> String {
        let plain = |t: &str| t.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ");
        let heads = self.columns.iter().map(|c| plain(&c.name)).collect::<Vec<_>>().join("\t");
        let rows = self
            .rows
            .iter()
            .map(|r| r.cells.iter().map(|c| plain(&c.plain())).collect::<Vec<_>>().join("\t"));
        std::iter::once(heads).chain(rows).fold(String::new(), |out, line| out + &line + "\n")
    }

    /// Numbers the rows in the first column and, where a unit stands in several rows, leaves its
    /// text in the first of them only (heading and place stay in all).
    pub fn finish(mut self) -> Self {
        let mut seen = BTreeSet::new();
        for (i, row) in self.rows.iter_mut().enumerate() {
            if let Some(first) = row.cells.first_mut() {
                *first = Cell::count(i + 1);
            }
            let places = [row.left, row.right];
            for (column, cell) in row.cells.iter_mut().enumerate() {
                if let Cell::Titled { title, text, .. } = cell
                    && let Some(place) = places.get(column.saturating_sub(1)).copied().flatten()
                    && !title.is_empty()
                    && self.kind == TableKind::Comparison
                    && !seen.insert((column, place))
                {
                    text.clear();
                }
            }
        }
        self
    }
}

impl Column {
    /// A column.
    pub fn new(name: impl Into<String>, share: f32, align: Align) -> Self {
        Self { name: name.into(), share, align }
    }
}

impl Cell {
    /// A whole number.
    pub fn count(n: usize) -> Self {
        Self::Number { value: n as f64, text: n.to_string() }
    }

    /// Text, or nothing when `text` is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

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
