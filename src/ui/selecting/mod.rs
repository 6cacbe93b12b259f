//! Selecting text outside the reading pane: in cards, the drawer, panels and tables.
//!
//! There is one selection for the whole window, bytes of a report in the tab's view. A [`Surface`] is
//! a place where words of a report are shown in pieces (a column of cards, a quote, the cells of a
//! table). It lays its words out as the page does, shows what of them is selected, and grows the
//! selection with the page's own units and steps: so what was selected on a card is selected on the
//! page too, and is copied, excerpted, highlighted and exported by the same commands.

mod input;

use std::ops::Range;

use egui::{Color32, Pos2, Rect, Response, Sense, Ui};

use super::fonts::Face;
use super::layout::{Lit, Quote, Quotes, Setting};
use super::reading::{Block, Content, Mark, Selection, Sign};
use super::widgets::Kit;
use crate::app::{Action, Tab};
use crate::report::Report;
use crate::text::Span;

/// What is remembered between frames: the press under way and who was selected in last.
#[derive(Default)]
pub struct Held {
    press: input::Press,
    /// The surface that Shift and the arrows speak to.
    owner: Option<egui::Id>,
    /// Both ends, and the unit it grows by.
    selection: Option<Selection>,
    /// A click of this frame on a widget that shows words, and whether it leads away from them.
    clicked: Option<(bool, Vec<Action>)>,
    /// A click that leads away, and when it was made (seconds).
    waiting: Option<(f64, Vec<Action>)>,
}

impl Held {
    /// Notes a click on a widget that shows words. A second click takes the word and a third one
    /// the sentence, so they do nothing else; one that `leaves` the words waits until a second one
    /// would have come. See [`Held::end`].
    pub fn click(&mut self, leaves: bool, actions: impl IntoIterator<Item = Action>) {
        self.clicked = Some((leaves, actions.into_iter().collect()));
    }

    /// At the end of a frame: what was clicked, and what waited long enough.
    pub fn end(&mut self, ui: &Ui, out: &mut Vec<Action>) {
        let (mouse, shift, other, now) = ui.input(|i| {
            let key = i.events.iter().any(|e| matches!(e, egui::Event::Key { pressed: true, .. }));
            (i.pointer.primary_released(), i.modifiers.shift, key || i.pointer.any_pressed(), i.time)
        });
        if other {
            self.waiting = None;
        }
        if let Some((leaves, actions)) = self.clicked.take() {
            match self.press.count().filter(|_| mouse) {
                None => out.extend(actions),
                Some(1) if !shift && leaves => self.waiting = Some((now, actions)),
                Some(1) if !shift => out.extend(actions),
                Some(_) => {}
            }
        }
        let Some((since, _)) = &self.waiting else { return };
        let left = since + input::AGAIN.0 - now;
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        } else if let Some((_, actions)) = self.waiting.take() {
            out.extend(actions);
        }
    }
}

/// Words of a report as one piece.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// Which bytes of the report.
    pub span: Span,
    /// Bold stretches, in bytes of the report.
    pub bold: &'a [Span],
    /// Lit stretches, in bytes from the beginning of `span`, ascending.
    pub lit: &'a [Lit],
    /// How they are set.
    pub set: &'a Setting,
    /// Lines at most; 0: all.
    pub lines: usize,
    /// Colour.
    pub ink: Color32,
}

/// A piece that was shown in this frame.
struct Piece {
    key: u64,
    at: Pos2,
    rect: Rect,
    start: usize,
}

/// A place where words of one report are shown in pieces.
pub struct Surface<'a> {
    report: &'a Report,
    second: bool,
    /// It holds nothing but words: a press beside them means the nearest.
    only_words: bool,
    rect: Rect,
    /// For menus; senses clicks only where asked for.
    pub response: Response,
    /// Highlights and other marks, wherever their words are shown.
    notes: Vec<(Span, Color32)>,
    selected: Option<Span>,
    fill: Color32,
    pieces: Vec<Piece>,
    /// Where the widget with the keyboard begins, when it belongs to this surface.
    pub focus: Option<usize>,
}

impl<'a> Surface<'a> {
    /// Begins a surface before its widgets are made, so that these lie above it. `clicks`: it takes
    /// clicks itself (for a menu).
    pub fn begin(ui: &Ui, kit: &Kit, tab: &'a Tab, second: bool, id: egui::Id, clicks: bool) -> Self {
        Self::within(ui, kit, tab, second, id, clicks, ui.clip_rect().intersect(ui.max_rect()))
    }

    /// [`Surface::begin`] in `rect`.
    pub fn within(
        ui: &Ui,
        kit: &Kit,
        tab: &'a Tab,
        second: bool,
        id: egui::Id,
        clicks: bool,
        rect: Rect,
    ) -> Self {
        let second = second && tab.second.is_some();
        let sense = if clicks { Sense::DRAG | Sense::CLICK } else { Sense::DRAG };
        let response = ui.interact(rect, id, sense);
        let notes = if second { Vec::new() } else { tab.main.document.notes() };
        let notes = notes
            .into_iter()
            .filter_map(|(span, note)| Some((span, kit.theme.highlight(note.colour?))))
            .collect();
        Self {
            report: tab.open(second).document.report(),
            second,
            only_words: clicks,
            rect,
            response,
            notes,
            selected: tab.view.selected_in(second),
            fill: kit.theme.selected(),
            pieces: Vec::new(),
            focus: None,
        }
    }

    /// Marks bytes of the report in every piece that shows them.
    pub fn mark(&mut self, span: Span, fill: Color32) {
        self.notes.push((span, fill));
    }

    /// Shows `words` with their upper left corner at `at`; returns the space they took.
    pub fn text(&mut self, ui: &Ui, quotes: &mut Quotes, at: Pos2, words: &Words<'_>) -> Rect {
        let all = words.span.of(self.report.text());
        let text = if words.lines == 0 { all } else { prefix(all, words.set, words.lines) };
        let start = words.span.start();
        let bold: Vec<Range<usize>> = words
            .bold
            .iter()
            .filter(|b| b.start() >= start && b.start() < start + text.len())
            .map(|b| b.start() - start..(b.end() - start).min(text.len()))
            .collect();
        let ctx = ui.ctx().clone();
        let key = quotes.key(&ctx, text, &bold, words.set, words.lines);
        let (quote, atlas) = quotes.with_key(&ctx, key, text, &bold, words.set, words.lines);
        let shown = if quote.elided { quote.layout().len } else { text.len() };
        let rect = Rect::from_min_size(at, egui::vec2(quote.width(), quote.height()));
        if ui.is_rect_visible(rect) {
            let local = |span: Span| {
                let from = span.start().max(start) - start;
                let to = span.end().max(start) - start;
                let end = if to > quote.kept { shown } else { to };
                (from < end).then_some(from..end)
            };
            let marks = self.notes.iter().map(|n| (n.0, n.1));
            let mut lit: Vec<Lit> = marks
                .filter_map(|(span, fill)| local(span).map(|range| Lit::new(range, fill)))
                .chain(words.lit.iter().cloned())
                .collect();
            lit.extend(self.selected.and_then(local).map(|range| Lit::new(range, self.fill)));
            quote.paint(ui.painter(), atlas, at, words.ink, &lit);
            self.pieces.push(Piece { key, at, rect, start });
        }
        rect
    }

    /// One line, left aligned and centred on `pos.y`, cut with … to `width` points.
    #[allow(clippy::too_many_arguments)]
    pub fn line(
        &mut self,
        ui: &Ui,
        quotes: &mut Quotes,
        pos: Pos2,
        width: f32,
        span: Span,
        face: Face,
        size: f32,
        ink: Color32,
    ) -> Rect {
        let set = one_line(face, size, width);
        let at = egui::pos2(pos.x, (pos.y - set.line / 2.0).round());
        self.text(ui, quotes, at, &Words { span, bold: &[], lit: &[], set: &set, lines: 1, ink })
    }

    /// What is selected of this report.
    pub fn selected(&self) -> Option<Span> {
        self.selected
    }

    /// The report is the second of the tab.
    pub fn second(&self) -> bool {
        self.second
    }

    /// Where the character at byte `at` of the report stands on screen, when a piece shows it.
    pub fn place_of(&self, quotes: &Quotes, at: usize) -> Option<Rect> {
        self.pieces.iter().find_map(|piece| {
            let quote = piece.quote(quotes)?;
            let here = at.checked_sub(piece.start).filter(|h| *h <= quote.kept)?;
            let layout = quote.layout();
            // The end of a line belongs to the word before it.
            let n = layout.line_at(here.saturating_sub(usize::from(here == quote.kept)));
            let x = piece.at.x + layout.x_of(n, here);
            let top = piece.at.y + layout.lines.get(n).map_or(0.0, |l| l.top);
            Some(Rect::from_min_size(egui::pos2(x, top), egui::vec2(1.0, layout.set.line)))
        })
    }

    /// Takes mouse and keys; returns the points by which the surface is to scroll (down positive).
    pub fn finish(self, ui: &Ui, quotes: &Quotes, held: &mut Held, out: &mut Vec<Action>) -> f32 {
        input::handle(ui, &self, quotes, held, out)
    }
}

impl Piece {
    /// Its layout.
    fn quote<'q>(&self, quotes: &'q Quotes) -> Option<&'q Quote> {
        quotes.held(self.key)
    }
}

/// What words are drawn with, and where actions go.
pub struct Pen<'a> {
    /// Words laid out.
    pub quotes: &'a mut Quotes,
    /// Selecting in them.
    pub held: &'a mut Held,
    /// What the reader did.
    pub out: &'a mut Vec<Action>,
}

impl Pen<'_> {
    /// One line of the report's words from `span`, its left end at `at`, cut to `width` points.
    #[allow(clippy::too_many_arguments)]
    pub fn line(
        &mut self,
        ui: &Ui,
        surface: &mut Surface<'_>,
        at: Pos2,
        width: f32,
        span: Span,
        (face, size, ink): (Face, f32, Color32),
        (bold, lit): (&[Span], &[Lit]),
    ) -> Rect {
        let set = one_line(face, size, width);
        let at = egui::pos2(at.x, (at.y - set.line / 2.0).round());
        surface.text(ui, self.quotes, at, &Words { span, bold, lit, set: &set, lines: 1, ink })
    }

    /// The menu of the second button on a row: it speaks of what is selected, else of `span`.
    pub fn menu(&mut self, response: &Response, kit: &Kit, tab: &Tab, second: bool, span: Span) {
        if response.secondary_clicked() && tab.view.selected_in(second).is_none_or(|s| !s.overlaps(span)) {
            self.out.push(Action::SelectIn { second, span: Some(span) });
        }
        response.context_menu(|ui| super::reading_view::menu::selection(ui, kit, tab, self.out));
    }

    /// Ends a surface inside a scroll area.
    pub fn finish(&mut self, ui: &Ui, surface: Surface<'_>) {
        let by = surface.finish(ui, self.quotes, self.held, self.out);
        if by != 0.0 {
            ui.scroll_with_delta(egui::vec2(0.0, -by));
        }
    }
}

/// Where `words` stand inside `span` of a report.
pub fn inside(report: &Report, span: Span, words: &str) -> Option<Span> {
    let at = span.of(report.text()).find(words).filter(|_| !words.is_empty())?;
    Some(Span::new(span.start() + at, span.start() + at + words.len()))
}

/// The setting of a line on a card or in a table.
pub fn one_line(face: Face, size: f32, width: f32) -> Setting {
    Setting {
        face,
        size,
        line: (size * 1.6).round(),
        width: width.max(size * 2.0),
        align: super::layout::Align::Left,
        widen: true,
        ..Setting::default()
    }
}

/// As much of `text` as may fit into `lines` lines.
pub fn prefix<'t>(text: &'t str, set: &Setting, lines: usize) -> &'t str {
    let most = (set.width / set.size * 3.0) as usize * lines + 8;
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// A report's paragraphs, as the page's units and steps ask for them.
struct Whole<'a>(&'a Report);

impl Content for Whole<'_> {
    fn name(&self) -> String {
        String::new()
    }
    fn text(&self) -> &str {
        self.0.text()
    }
    fn len(&self) -> usize {
        self.0.paragraphs.len()
    }
    fn span(&self, i: usize) -> Span {
        self.0.paragraphs.get(i).map_or_else(Span::default, |p| p.span)
    }
    fn block(&self, _: usize) -> Block {
        Block::default()
    }
    fn marks(&self, _: Span, _: &mut Vec<Mark>) {}
    fn signs(&self, _: Span, _: &mut Vec<Sign>) {}
    fn revision(&self) -> u64 {
        0
    }
}
