//! A report as the reading pane asks for it: paragraphs, marks, margin signs.

use std::sync::Arc;

use crate::app::{State, Tab};
use crate::facts::Facts;
use crate::report::{ParagraphKind, Report};
use crate::text::{Span, within};
use crate::ui::icons;
use crate::ui::reading::{Block, Content, Kind, Look, Mark, Sign, Tick};
use crate::ui::widgets::{Kit, sign};
use crate::words::status_name;

/// Which paragraphs of a report are shown.
pub struct Shown {
    report: Arc<Report>,
    furniture: bool,
    order: Vec<u32>,
    revision: u64,
}

impl Shown {
    /// All paragraphs, with or without page furniture (the title block is always there).
    pub fn new(report: &Arc<Report>, furniture: bool) -> Self {
        let order = report
            .paragraphs
            .iter()
            .enumerate()
            .filter(|(_, p)| furniture || p.kind != ParagraphKind::Furniture)
            .map(|(i, _)| i as u32)
            .collect();
        // The address differs for every report that is alive; furniture shows in the last bit.
        let revision = (Arc::as_ptr(report) as u64) << 1 | u64::from(furniture);
        Self { report: report.clone(), furniture, order, revision }
    }

    /// True when it was made for this report and wish.
    pub fn fits(&self, report: &Arc<Report>, furniture: bool) -> bool {
        Arc::ptr_eq(&self.report, report) && self.furniture == furniture
    }
}

/// Places of formulations and figures in order, for quick look-up.
pub struct Marks {
    formulations: Vec<Span>,
    figures: Vec<Span>,
}

impl Marks {
    /// Collects and sorts.
    pub fn new(facts: Option<&Facts>) -> Self {
        let Some(facts) = facts else { return Self { formulations: Vec::new(), figures: Vec::new() } };
        let mut formulations: Vec<Span> =
            facts.formulations.iter().flat_map(|f| f.places.iter().map(|m| m.span)).collect();
        formulations.sort_unstable();
        formulations.dedup();
        Self { formulations, figures: facts.figures.iter().map(|f| f.span).collect() }
    }
}

/// What one frame shows.
pub struct ReadingContent<'a> {
    /// Colours and language.
    pub kit: &'a Kit,
    /// Settings.
    pub state: &'a State,
    /// View.
    pub tab: &'a Tab,
    /// The report in the pane.
    pub report: &'a Arc<Report>,
    /// Its shown paragraphs.
    pub shown: &'a Shown,
    /// Places of facts.
    pub marks: &'a Marks,
}

impl Content for ReadingContent<'_> {
    fn name(&self) -> String {
        self.report.head.title.clone()
    }

    fn text(&self) -> &str {
        self.report.text()
    }

    fn len(&self) -> usize {
        self.shown.order.len()
    }

    fn span(&self, i: usize) -> Span {
        self.shown.order.get(i).map_or_else(Span::default, |&p| self.report.paragraphs[p as usize].span)
    }

    fn block(&self, i: usize) -> Block {
        let Some(&p) = self.shown.order.get(i) else { return Block::default() };
        let p = &self.report.paragraphs[p as usize];
        let kind = match p.kind {
            ParagraphKind::Title => Kind::Title,
            ParagraphKind::Byline => Kind::Byline,
            ParagraphKind::Salutation => Kind::Salutation,
            ParagraphKind::Heading => Kind::Heading(p.heading.map_or(1, |h| self.report.headings[h].level)),
            ParagraphKind::Body => Kind::Body,
            ParagraphKind::TableRow => Kind::Row,
            ParagraphKind::Note => Kind::Note,
            ParagraphKind::Furniture => Kind::Furniture,
        };
        let first = self.report.headings.partition_point(|h| h.span.end <= p.span.start);
        let bold = self.report.headings[first..]
            .iter()
            .take_while(|h| h.span.start < p.span.end)
            .filter(|h| h.run_in)
            .map(|h| h.span)
            .collect();
        Block { kind, number: p.number, bold }
    }

    fn marks(&self, span: Span, out: &mut Vec<Mark>) {
        let theme = self.kit.theme;
        let view = &self.tab.view;
        if let Some(h) = view.cursor.and_then(|at| self.report.heading_at(at)) {
            let scope = self.report.headings[h].scope;
            let leaf = self.report.headings.get(h + 1).is_none_or(|n| n.parent != Some(h));
            if leaf && scope.overlaps(span) {
                let role = self.report.parts[self.report.headings[h].part].role;
                out.push(Mark { span: scope, look: Look::Fill(theme.role(role).0) });
            }
        }
        if self.state.settings.formulations {
            out.extend(within(&self.marks.formulations, span).map(|span| Mark { span, look: Look::Term }));
        }
        if self.state.settings.figures {
            out.extend(within(&self.marks.figures, span).map(|span| Mark { span, look: Look::Figure }));
        }
        if !view.second {
            for (at, note) in self.tab.main.document.notes() {
                if at.overlaps(span) {
                    let look = note.colour.map_or(Look::Noted, Look::Highlight);
                    out.push(Mark { span: at, look });
                }
            }
        }
        for warning in &self.report.source.warnings {
            if let Some(at) = warning.span.filter(|s| s.overlaps(span)) {
                out.push(Mark { span: at, look: Look::Damage });
            }
        }
        if view.find.open {
            let here = view.find.here(self.tab.id, view.second);
            out.extend(within(&view.find.hits, span).map(|span| Mark {
                span,
                look: if here == Some(span) { Look::FoundHere } else { Look::Found },
            }));
        }
    }

    fn signs(&self, span: Span, out: &mut Vec<Sign>) {
        let theme = self.kit.theme;
        for warning in self.report.source.warnings.iter().filter(|w| w.kind.is_damage()) {
            if let Some(at) =
                warning.span.map(Span::start).filter(|at| (span.start()..span.end()).contains(at))
            {
                out.push(Sign {
                    at,
                    id: super::DAMAGE + at as u64,
                    icon: icons::WARNING.chars().next().unwrap_or(' '),
                    colour: theme.bad,
                    fill: theme.bad_bg,
                    chosen: false,
                    label: self.kit.words().damaged_here.to_owned(),
                });
            }
        }
        if !self.state.settings.link_marks {
            return;
        }
        let Some(c) = &self.tab.derived.comparison else { return };
        let second = self.tab.view.second;
        let current = super::current_heading(self.tab);
        for (right, units) in [(false, &c.left), (true, &c.right)] {
            let here = if right { self.tab.sides.right_second } else { self.tab.sides.left_second };
            if here != second {
                continue;
            }
            let first = units.partition_point(|u| u.item.span.start < span.start);
            for (i, unit) in
                units.iter().enumerate().skip(first).take_while(|(_, u)| u.item.span.start < span.end)
            {
                let colours = self.kit.theme.status(unit.status);
                out.push(Sign {
                    at: unit.item.span.start(),
                    id: (i as u64) << 1 | u64::from(right),
                    icon: sign(unit.status).chars().next().unwrap_or(' '),
                    colour: colours.text,
                    fill: colours.fill,
                    chosen: unit.item.heading.is_some() && unit.item.heading == current,
                    label: status_name(self.kit.lang, unit.status).to_owned(),
                });
            }
        }
    }

    fn ticks(&self, parts: usize, out: &mut Vec<Tick>) {
        let theme = self.kit.theme;
        if self.tab.view.find.open {
            let all = self.text().len().max(1);
            let mut hits = self.tab.view.find.hits.as_slice();
            while let Some(hit) = hits.first() {
                out.push(Tick { at: hit.start(), colour: theme.find2 });
                // On to the next part that has one.
                let end = (hit.start() * parts / all + 1) * all / parts.max(1);
                let skip = hits.partition_point(|h| h.start() < end).max(1);
                hits = hits.get(skip..).unwrap_or_default();
            }
        }
        let damaged = self.report.source.warnings.iter().filter_map(|w| w.span);
        out.extend(damaged.take(200).map(|s| Tick { at: s.start(), colour: theme.bad }));
    }

    fn revision(&self) -> u64 {
        self.shown.revision
    }
}
