//! Paragraphs, table rows, notes and text boxes on their way into a [`Builder`] (docx, odt).

use super::BlockKind;
use super::builder::Builder;

/// Cells with more text (characters) or paragraphs than this lay out a page; they hold no data.
const CELL_CHARS: usize = 400;
const CELL_PARAGRAPHS: usize = 5;

/// A finished paragraph: runs of text with their boldness; `\n` is a line break.
#[derive(Debug)]
pub(super) struct Done {
    /// Its text.
    pub runs: Vec<(String, bool)>,
    /// What the format says it is.
    pub kind: BlockKind,
}

impl Done {
    /// True when there is nothing to see.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|(t, _)| t.chars().all(crate::text::is_blank))
    }
}

#[derive(Debug, Default)]
struct Row {
    cells: Vec<Vec<Done>>,
    deleted: bool,
}

/// Where finished paragraphs go.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The text so far.
    pub out: Builder,
    /// Cells and text boxes being filled; none: paragraphs go to `out`.
    sinks: Vec<Vec<Done>>,
    rows: Vec<Row>,
    /// Number of the note whose paragraphs come.
    pub note: Option<usize>,
    /// Paragraphs are running heads or feet: those without a letter (page numbers) are dropped.
    pub margin: bool,
}

impl Flow {
    /// What follows goes into a cell or a box, until it is closed.
    pub fn open_sink(&mut self) {
        self.sinks.push(Vec::new());
    }

    /// Ends a box: its paragraphs.
    pub fn close_sink(&mut self) -> Vec<Done> {
        self.sinks.pop().unwrap_or_default()
    }

    /// A table row begins.
    pub fn open_row(&mut self) {
        self.rows.push(Row::default());
    }

    /// The open row was deleted.
    pub fn delete_row(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.deleted = true;
        }
    }

    /// Ends a cell.
    pub fn close_cell(&mut self) {
        let cell = self.close_sink();
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    /// Ends a row: one paragraph with tabs, or the paragraphs of a cell that lays out the page.
    pub fn close_row(&mut self) {
        let Some(row) = self.rows.pop().filter(|r| !r.deleted) else { return };
        let chars = |cell: &Vec<Done>| -> usize {
            cell.iter().flat_map(|d| &d.runs).map(|(t, _)| t.chars().count()).sum()
        };
        let layout = row.cells.len() < 2
            || row.cells.iter().any(|c| c.len() > CELL_PARAGRAPHS || chars(c) > CELL_CHARS);
        if layout {
            row.cells.into_iter().flatten().for_each(|d| self.put(d));
            return;
        }
        let mut runs = Vec::new();
        for (i, cell) in row.cells.into_iter().enumerate() {
            if i > 0 {
                runs.push(("\t".to_owned(), false));
            }
            for (k, done) in cell.into_iter().enumerate() {
                if k > 0 {
                    runs.push((" ".to_owned(), false));
                }
                let flat = |t: String| t.replace(['\t', '\n'], " ");
                runs.extend(done.runs.into_iter().map(|(t, b)| (flat(t), b)));
            }
        }
        self.put(Done { runs, kind: BlockKind::TableRow });
    }

    /// Takes a finished paragraph.
    pub fn put(&mut self, done: Done) {
        match self.sinks.last_mut() {
            Some(sink) => sink.push(done),
            None => self.write(done),
        }
    }

    /// Ends what a broken file left open; its text counts.
    pub fn close_all(&mut self) {
        while !self.rows.is_empty() {
            self.close_row();
        }
        for done in std::mem::take(&mut self.sinks).into_iter().flatten() {
            self.write(done);
        }
    }

    fn write(&mut self, done: Done) {
        let no_letter = |t: &str| t.chars().all(|c| !c.is_alphabetic());
        if self.margin && done.runs.iter().all(|(t, _)| no_letter(t)) {
            return;
        }
        if let Some(n) = self.note.filter(|_| done.kind == BlockKind::Footnote && !done.is_blank()) {
            self.out.push(&format!("[^{n}]: "));
            self.out.start_here();
        }
        for (text, bold) in done.runs {
            self.out.set_bold(bold);
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.out.end(done.kind);
                }
                self.out.push(line);
            }
        }
        self.out.set_bold(false);
        self.out.end(done.kind);
    }
}
