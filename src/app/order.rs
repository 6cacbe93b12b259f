//! An export's snapshot to bytes: the bridge from the window's state to `export`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{ExportOrder, Reports, Subject, Tab, TableView, stops};
use crate::compare::Status;
use crate::document::{Document, formulations};
use crate::export::{
    Block, Clip, Content, ExportError, FindFonts, Format, Options, Order, Preview, Progress, What, Wishes,
    clip, content, preview_of, table, write_watched,
};
use crate::facts::{Facts, Figure};
use crate::report::Role;
use crate::text::{Span, fold_char};
use crate::view::Row;
use crate::view::formulations::Apart;

/// True when the filters of 数据 let a figure of `text` through.
pub fn figure_passes(view: &TableView, text: &str, f: &Figure) -> bool {
    let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
    let needle = fold(&view.filter);
    let role = view.only.and_then(|o| [Role::Review, Role::Plan].get(o).copied());
    let words = [f.of.as_str(), f.value.as_str(), f.unit.as_str(), f.clause.of(text)];
    role.is_none_or(|r| r == f.role)
        && view.kind.is_none_or(|k| k == f.kind)
        && view.unit.as_ref().is_none_or(|u| *u == f.unit)
        && (needle.is_empty() || words.iter().any(|t| fold(t).contains(&needle)))
}

/// A file before it is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Characters that its pages show as boxes, as no font has them.
    pub boxes: BTreeSet<char>,
}

/// The rows that the filter on screen shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Links shown.
    links: BTreeSet<usize>,
    /// Units or figures shown.
    places: BTreeSet<Span>,
    /// Folded words that must occur in the first two cells with words.
    needle: String,
    /// Status that must be.
    status: Option<Status>,
    /// Whether links and places decide.
    by_place: bool,
}

impl Kept {
    /// What the filter of `what` lets through; `None` when nothing is filtered.
    pub(super) fn of(tab: &Tab, what: What) -> Option<Self> {
        let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
        match what {
            What::Comparison | What::Tasks => {
                let c = tab.derived.comparison.as_ref()?;
                let mut kept = Self { by_place: true, ..Self::default() };
                for (link, (right, unit)) in stops(tab) {
                    kept.links.extend(link);
                    let side = if right { &c.right } else { &c.left };
                    kept.places.extend(side.get(unit).filter(|_| link.is_none()).map(|u| u.item.span));
                    let partner = link.and_then(|l| c.right.get(c.links.get(l)?.right));
                    kept.places.extend(partner.map(|u| u.item.span));
                }
                Some(kept)
            }
            What::Formulations => {
                let view = &tab.view.formulations;
                let all = [Status::Continued, Status::New, Status::NotMentioned];
                let status = view.only.and_then(|o| all.get(o).copied());
                Some(Self { needle: fold(&view.filter), status, ..Self::default() })
            }
            What::Figures => {
                let view = &tab.view.figures;
                let text = tab.main.document.report().text();
                let fits = |f: &&Figure| figure_passes(view, text, f);
                let figures = &tab.derived.facts.as_ref()?.figures;
                let places = figures.iter().filter(fits).map(|f| f.span).collect();
                Some(Self { places, by_place: true, ..Self::default() })
            }
            _ => None,
        }
    }

    /// True when the filter shows `row`.
    fn shows(&self, row: &Row) -> bool {
        if self.by_place {
            let places = [row.right, row.left];
            return match row.link {
                Some(link) if self.links.contains(&link) => true,
                Some(_) => false,
                None => {
                    places.into_iter().flatten().any(|p| self.places.iter().any(|s| *s == p || s.covers(p)))
                }
            };
        }
        let fold = |t: &str| t.chars().filter_map(fold_char).collect::<String>();
        self.status.is_none_or(|s| row.status == Some(s))
            && (self.needle.is_empty()
                || row.cells.iter().skip(1).take(2).any(|c| fold(&c.plain()).contains(&self.needle)))
    }
}

impl Reports {
    /// Calls `make` with the order for `what`.
    fn with<T>(&self, what: What, format: Format, wishes: &Wishes, make: impl FnOnce(&Order<'_>) -> T) -> T {
        let reading = self.document_of(self.of_second);
        let whole = matches!(what, What::Selection | What::Section | What::Text);
        let sided = matches!(what, What::Comparison | What::Tasks | What::Targets | What::Formulations);
        let left = match () {
            () if whole => reading,
            () if sided => self.document_of(self.sides.left_second),
            () => &self.document,
        };
        let other = sided && self.sides.left_second != self.sides.right_second;
        let (first, second) = (self.found(0), self.found(1));
        let selection: Vec<_> = self.selection.into_iter().collect();
        let keep = |row: &Row| self.kept.as_ref().is_none_or(|k| k.shows(row));
        make(&Order {
            what,
            format,
            wishes,
            left: left.report(),
            right: other.then(|| &**self.document_of(self.sides.right_second).report()),
            roles: Some([self.sides.left, self.sides.right]),
            selection: &selection,
            section: self.section,
            overrides: Some(self.document.overrides()),
            comparison: self.comparison.as_deref(),
            decisions: &self.decisions,
            facts: if sided && self.sides.left_second {
                [second.as_ref(), first.as_ref()]
            } else {
                [first.as_ref(), second.as_ref()]
            },
            targets: self.targets.as_ref().map_or(&[], |t| t.as_slice()),
            keep: Some(&keep),
        })
    }

    fn document_of(&self, second: bool) -> &Document {
        if second { self.second.as_ref().unwrap_or(&self.document) } else { &self.document }
    }

    /// The facts of the first (0) or second (1) report with the reader's changes.
    fn found(&self, i: usize) -> Option<Facts> {
        let document = if i == 0 { Some(&self.document) } else { self.second.as_ref() }?;
        let facts = self.facts.get(i)?.as_ref()?;
        let edits = &self.document.overrides().formulations;
        let formulations = formulations(document.report(), &facts.formulations, edits);
        Some(Facts { formulations, figures: facts.figures.clone() })
    }
}

impl ExportOrder {
    /// What will be written, as plain content (also for the preview).
    pub fn content(&self) -> Cow<'_, Content> {
        match &self.subject {
            Subject::Reports(reports) => {
                Cow::Owned(reports.with(self.view.what, self.view.format, &self.wishes(), content))
            }
            Subject::Ready(content) => Cow::Borrowed(content),
        }
    }

    fn wishes(&self) -> Wishes {
        let v = &self.view;
        Wishes {
            lang: self.lang,
            source: v.source,
            numbers: v.numbers,
            reasons: v.reasons,
            notes: v.notes,
            signs: v.signs,
            only_confirmed: v.confirmed,
            statuses: Vec::new(),
            order: v.order,
            text: v.text,
            points: v.points,
            apart: match &self.subject {
                Subject::Reports(reports) => reports.apart,
                Subject::Ready(_) => Apart::default(),
            },
        }
    }

    fn options(&self, day: Option<(u16, u8, u8)>) -> Options {
        let v = &self.view;
        Options { lang: self.lang, landscape: v.landscape, running_head: v.head, day, ..Options::default() }
    }

    fn told(&self, error: &ExportError) -> String {
        error.sentence(self.lang).to_owned()
    }

    /// The file; `day` (year, month, day) goes into its properties, `find` is asked for fonts when
    /// the bundled ones lack characters.
    ///
    /// # Errors
    /// One sentence in the user's language.
    pub fn bytes(
        &self,
        day: (u16, u8, u8),
        find: FindFonts<'_>,
        progress: &Progress,
    ) -> Result<Made, String> {
        let (content, format, mut options) = (self.content(), self.view.format, self.options(Some(day)));
        let boxes = options.find_fonts(&content, format, find);
        let bytes = write_watched(&content, format, &options, progress).map_err(|e| self.told(&e))?;
        Ok(Made { bytes, boxes })
    }

    /// What the dialog shows; `quick`: only the beginning of what is long.
    ///
    /// # Errors
    /// One sentence in the user's language.
    pub fn preview(&self, quick: bool, find: FindFonts<'_>, progress: &Progress) -> Result<Preview, String> {
        let (content, format, mut options) = (self.content(), self.view.format, self.options(None));
        options.find_fonts(&content, format, find);
        preview_of(&content, format, &options, quick, progress).map_err(|e| self.told(&e))
    }

    /// For every [`What::ALL`] the characters of its text or the rows of its table; `None` when
    /// there is none.
    pub fn counts(&self) -> [Option<usize>; What::ALL.len()] {
        match &self.subject {
            Subject::Reports(reports) => {
                let wishes = self.wishes();
                What::ALL.map(|what| reports.with(what, self.view.format, &wishes, count))
            }
            Subject::Ready(_) => [None; What::ALL.len()],
        }
    }

    /// The content as plain text and as HTML; tables with tabs between cells, for spreadsheets.
    pub fn clip(&self) -> Clip {
        clip(&self.content())
    }
}

/// Characters without white space of a text, passages of excerpts, rows of a table.
fn count(order: &Order<'_>) -> Option<usize> {
    let solid = |t: &str| t.chars().filter(|c| !c.is_whitespace()).count();
    if order.what == What::Selection {
        let text = order.left.text();
        return Some(order.selection.iter().map(|s| solid(s.of(text))).sum()).filter(|n| *n > 0);
    }
    if order.what == What::Excerpts {
        let o = order.overrides?;
        return Some(o.excerpts.len() + o.notes.len()).filter(|n| *n > 0);
    }
    if order.what.is_table() {
        return table(order).map(|t| t.rows.len());
    }
    let blocks = content(order).blocks;
    let size = |b: &Block| match b {
        Block::Heading { text, .. } => solid(text),
        Block::Paragraph(p) => p.runs.iter().map(|r| solid(&r.text)).sum(),
        Block::Note(_) | Block::Table(_) => 0,
    };
    Some(blocks.iter().map(size).sum()).filter(|n| *n > 0)
}
