//! An export's snapshot to bytes: the bridge from the window's state to `export`.

use super::ExportOrder;
use crate::document::formulations;
use crate::export::{Content, Options, Order, What, Wishes, content, write};
use crate::facts::Facts;

impl ExportOrder {
    /// What will be written, as plain content (also for the preview).
    pub fn content(&self) -> Content {
        let v = &self.view;
        let wishes = Wishes {
            lang: self.lang,
            source: v.source,
            numbers: v.numbers,
            reasons: v.reasons,
            notes: v.notes,
            statuses: self.statuses.clone(),
            ..Wishes::default()
        };
        let reading =
            if self.of_second { self.second.as_ref().unwrap_or(&self.document) } else { &self.document };
        let whole = matches!(v.what, What::Selection | What::Section | What::Text);
        let pick = |second: bool| {
            if second { self.second.as_ref().unwrap_or(&self.document) } else { &self.document }
        };
        let sided = matches!(v.what, What::Comparison | What::Tasks | What::Targets | What::Formulations);
        let left = match () {
            () if whole => reading,
            () if sided => pick(self.sides.left_second),
            () => &self.document,
        };
        let other = sided && self.sides.left_second != self.sides.right_second;
        let edits = &self.document.overrides().formulations;
        let found = |i: usize| -> Option<Facts> {
            let document = if i == 0 { Some(&self.document) } else { self.second.as_ref() }?;
            let facts = self.facts[i].as_ref()?;
            let formulations = formulations(document.report(), &facts.formulations, edits);
            Some(Facts { formulations, figures: facts.figures.clone() })
        };
        let (first, second) = (found(0), found(1));
        let selection: Vec<_> = self.selection.into_iter().collect();
        content(&Order {
            what: v.what,
            format: v.format,
            wishes: &wishes,
            left: left.report(),
            right: other.then(|| &**pick(self.sides.right_second).report()),
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
            keep: None,
        })
    }

    /// The file's bytes; `day` (year, month, day) goes into its properties.
    ///
    /// # Errors
    /// One sentence in the user's language.
    pub fn bytes(&self, day: (u16, u8, u8)) -> Result<Vec<u8>, String> {
        let options =
            Options { lang: self.lang, landscape: self.view.landscape, day: Some(day), ..Options::default() };
        write(&self.content(), self.view.format, &options).map_err(|e| e.sentence(self.lang).to_owned())
    }
}
