//! The cards of one column.

use egui::{Align2, EventFilter, Key, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::geometry::{Card, Column, Ends, ROW, Row, TITLE, Written, shown};
use crate::app::{Action, CompareAction, Tab};
use crate::compare::{Comparison, Status};
use crate::text::{Span, within};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::layout::Quotes;
use crate::ui::selecting::{Held, Surface};
use crate::ui::widgets::{Kit, focus_ring, hover_fill, sign, status_word, text, text_cut, width};
use crate::view::place::item_place;
use crate::words::{CompareWords, fill, status_name};

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Colours and language.
    pub kit: &'a Kit,
    /// The tab.
    pub tab: &'a Tab,
    /// The comparison with decisions.
    pub comparison: &'a Comparison,
    /// Its links by unit.
    pub ends: &'a Ends,
    /// Places of the search words on both sides, and the one in front.
    pub found: &'a [Vec<Span>; 2],
    /// The place in front.
    pub found_here: Option<(bool, Span)>,
}

impl Frame<'_> {
    /// True when the selected link ends in this unit, or the unit itself is selected.
    pub fn selected(&self, right: bool, unit: usize) -> bool {
        let view = &self.tab.view.compare;
        match view.link.and_then(|l| self.comparison.links.get(l)) {
            Some(link) => unit == if right { link.right } else { link.left },
            None => view.unit == Some((right, unit)),
        }
    }

    /// The unit at the other end of the selected link.
    pub fn partner(&self, right: bool) -> Option<usize> {
        let link = self.comparison.links.get(self.tab.view.compare.link?)?;
        Some(if right { link.left } else { link.right })
    }

    /// Where the unit stands in its report.
    pub fn place(&self, right: bool, unit: usize) -> String {
        let units = if right { &self.comparison.right } else { &self.comparison.left };
        units.get(unit).map_or_else(String::new, |u| item_place(self.tab.side(right), &u.item, self.kit.lang))
    }
}

/// What the cards of a column are drawn with.
pub struct Tools<'a, 'b> {
    /// Layouts of the words.
    pub quotes: &'a mut Quotes,
    /// Selecting.
    pub held: &'a mut Held,
    /// What the reader did.
    pub out: &'b mut Vec<Action>,
}

/// What came of a column.
#[derive(Clone, Copy, Default)]
pub struct Outcome {
    /// The unit whose fold mark was clicked.
    pub fold: Option<usize>,
    /// Points to scroll (selecting beyond the edge).
    pub scroll: f32,
    /// The card the keyboard went to: right side?, unit.
    pub to: Option<(bool, usize)>,
}

/// Places of the search words that are marked in one item.
const MOST_MARKS: usize = 200;

/// Identity of a card, so that the keyboard can be sent to it.
pub fn card_id(tab: &Tab, right: bool, unit: usize) -> egui::Id {
    egui::Id::unique(("card", tab.id, right, unit))
}

/// Draws the visible cards.
pub fn show(
    ui: &mut Ui,
    f: &Frame<'_>,
    right: bool,
    column: &Column,
    offset: f32,
    port: Rect,
    tools: &mut Tools<'_, '_>,
) -> Outcome {
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("column", right)).max_rect(port));
    child.set_clip_rect(port.intersect(ui.clip_rect()));
    let id = egui::Id::unique(("compare-cards", f.tab.id, right));
    let mut surface =
        Surface::within(&child, f.kit, f.tab, f.tab.second_of(right), id, false, child.clip_rect());
    let units = if right { &f.comparison.right } else { &f.comparison.left };
    let hits = &f.found[usize::from(right)];
    for unit in column.between(offset, offset + port.height()).filter_map(|c| units.get(c.unit)) {
        let span = unit.item.span;
        for hit in within(hits, span).take(MOST_MARKS) {
            let here = f.found_here == Some((right, hit));
            surface.mark(hit, if here { f.kit.theme.find2 } else { f.kit.theme.find });
        }
    }
    let mut outcome = Outcome::default();
    for card in column.between(offset, offset + port.height()) {
        let top = port.top() + card.y - offset;
        let rect =
            Rect::from_min_max(pos2(port.left() + 10.0, top), pos2(port.right() - 10.0, top + card.height));
        let written = &*column.written(f, right, card);
        if let Some(label) = &written.label {
            let (_, _, _, ink) = f.kit.theme.role(f.tab.role(right));
            let at = pos2(rect.left() + 2.0, rect.top() - 13.0);
            text_cut(&child, at, rect.width() - 10.0, label, Face::Sans, 12.0, ink);
        }
        let mut one = One { f, right, card, written, rect, column };
        one.show(&mut child, &mut surface, tools, &mut outcome);
    }
    if let Some(y) = column.empty {
        let top = port.top() + y - offset;
        let rect = Rect::from_min_size(pos2(port.left() + 10.0, top), vec2(port.width() - 20.0, 58.0));
        if child.is_rect_visible(rect) {
            empty(&child, f, right, rect);
        }
    }
    outcome.scroll = surface.finish(&child, tools.quotes, tools.held, tools.out);
    outcome
}

/// The place that faces a unit without counterpart.
fn empty(ui: &Ui, f: &Frame<'_>, right: bool, rect: Rect) {
    let w = CompareWords::of(f.kit.lang);
    let words = fill(w.absent, &[crate::words::role_name(f.kit.lang, f.tab.role(right))]);
    crate::ui::widgets::dashed(ui, rect, f.kit.theme.ctl);
    text(ui, rect.center(), Align2::CENTER_CENTER, &words, Face::Sans, 12.0, f.kit.theme.t2);
}

/// One card on its way to the screen.
struct One<'a, 'b> {
    f: &'a Frame<'b>,
    right: bool,
    card: &'a Card,
    written: &'a Written,
    rect: Rect,
    column: &'a Column,
}

impl One<'_, '_> {
    fn show(
        &mut self,
        ui: &mut Ui,
        surface: &mut Surface<'_>,
        tools: &mut Tools<'_, '_>,
        outcome: &mut Outcome,
    ) {
        let Self { f, right, card, written, rect, .. } = *self;
        let theme = f.kit.theme;
        let selected = f.selected(right, card.unit);
        let response = ui.interact(rect, card_id(f.tab, right, card.unit), Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::ListItem, true, selected, label(f, right, card, written))
        });
        let colours = theme.status(card.status);
        let painter = ui.painter();
        painter.add(theme.shadow(false).as_shape(rect, 8));
        let fill = if response.hovered() { hover_fill(&response, theme) } else { theme.page };
        painter.rect_filled(rect, 8.0, fill);
        let stroke = if selected { Stroke::new(2.0, colours.text) } else { Stroke::new(1.0, theme.line) };
        painter.rect_stroke(rect, 8.0, stroke, StrokeKind::Inside);
        focus_ring(ui, &response, rect, 8.0, theme);
        if response.has_focus() {
            surface.focus = Some(written.title.start());
        }
        if right && card.rows > 0 {
            self.head(ui, surface, tools);
        } else {
            self.plain(ui, surface, tools, outcome);
        }
        for (i, row) in written.rows.iter().enumerate() {
            self.row(ui, surface, tools, i, row);
        }
        if self.fold_mark(ui) {
            outcome.fold = Some(card.unit);
        }
        if response.clicked() {
            let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if enter && selected && f.tab.view.compare.pairing.is_none() {
                go_to(f, right, card.unit, tools.out);
            } else {
                tools.out.push(Action::Compare(CompareAction::Unit { right, index: card.unit }));
            }
        }
        if response.has_focus() {
            self.travel(ui, &response, outcome);
        }
        if response.gained_focus() {
            outcome.to = Some((right, card.unit));
        }
        let units = if right { &f.comparison.right } else { &f.comparison.left };
        if let Some(unit) = units.get(card.unit) {
            super::menu::attach(&response, f, right, card.unit, unit.item.span, tools.out);
        }
    }

    /// Arrows walk over the cards, also over those out of sight.
    fn travel(&self, ui: &Ui, response: &egui::Response, outcome: &mut Outcome) {
        let filter =
            EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
        ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
        let plain = egui::Modifiers::NONE;
        let pressed = |key: Key| ui.input_mut(|i| i.modifiers.is_none() && i.consume_key(plain, key));
        let Some(here) = self.column.place(self.card.unit) else { return };
        let last = self.column.cards.len() - 1;
        let next = if pressed(Key::ArrowDown) {
            Some((here + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            Some(here.saturating_sub(1))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        let next = next.and_then(|n| self.column.cards.get(n)).map(|c| (self.right, c.unit));
        let across = (if self.right { Key::ArrowLeft } else { Key::ArrowRight }, !self.right);
        let next = next.or_else(|| {
            let link = *self.f.ends.of(self.right, self.card.unit).first()?;
            let link = self.f.comparison.links.get(link as usize)?;
            pressed(across.0).then_some((across.1, if across.1 { link.right } else { link.left }))
        });
        if let Some((right, unit)) = next {
            ui.memory_mut(|m| m.request_focus(card_id(self.f.tab, right, unit)));
            outcome.to = Some((right, unit));
        }
    }

    /// Title and snippet.
    fn plain(
        &self,
        ui: &mut Ui,
        surface: &mut Surface<'_>,
        tools: &mut Tools<'_, '_>,
        outcome: &mut Outcome,
    ) {
        let Self { f, right, card, written, rect, .. } = *self;
        let theme = f.kit.theme;
        let y = rect.top() + 20.0;
        let end = status_word(ui, f.kit, card.status, pos2(rect.right() - 10.0, y));
        let left = rect.left() + if right { 14.0 } else { 12.0 };
        let quotes = &mut *tools.quotes;
        surface.line(
            ui,
            quotes,
            pos2(left, y),
            end - left - 8.0,
            written.title,
            Face::SansBold,
            14.0,
            theme.t1,
        );
        let y = rect.top() + 42.0;
        let place = f.place(right, card.unit);
        let place = text(ui, pos2(left, y), Align2::LEFT_CENTER, &place, Face::Sans, 12.0, theme.t3);
        let mut end = rect.right() - 12.0;
        if !right && card.folds {
            let words = (card.rows + card.folded).to_string();
            let tag = Rect::from_min_max(pos2(end - 34.0, y - 10.0), pos2(end, y + 10.0));
            if self.not_again(ui, tag, &words) {
                outcome.fold = Some(card.unit);
            }
            end = tag.left() - 6.0;
        }
        if let Some(figure) = written.figure {
            let words = shown(figure.of(f.tab.side(right).text()));
            let tag = Rect::from_min_max(
                pos2(end - width(ui, &words, Face::Sans, 12.0) - 10.0, y - 10.0),
                pos2(end, y + 10.0),
            );
            ui.painter().rect_filled(tag, 4.0, theme.fig_bg);
            text(ui, tag.center(), Align2::CENTER_CENTER, &words, Face::Sans, 12.0, theme.fig);
            end = tag.left() - 6.0;
        }
        let x = place.right() + 10.0;
        if end - x > 30.0 {
            surface.line(ui, quotes, pos2(x, y), end - x, written.body, Face::Sans, 12.0, theme.t2);
        }
    }

    /// − 3: points of a review item that are not taken up again; true when clicked.
    fn not_again(&self, ui: &Ui, tag: Rect, count: &str) -> bool {
        let theme = self.f.kit.theme;
        let w = CompareWords::of(self.f.kit.lang);
        let id = card_id(self.f.tab, self.right, self.card.unit).with("fold");
        let response = ui.interact(tag, id, Sense::click());
        let words = fill(w.points_not_again, &[count]);
        super::super::widgets::describe(&response, egui::Role::Button, true, &words);
        let colours = theme.status(Status::NotMentioned);
        ui.painter().rect_filled(tag, 5.0, if response.hovered() { theme.hover } else { colours.fill });
        focus_ring(ui, &response, tag, 5.0, theme);
        let y = tag.center().y;
        let at = pos2(tag.left() + 9.0, y);
        text(ui, at, Align2::CENTER_CENTER, sign(Status::NotMentioned), Face::IconsBold, 10.0, colours.text);
        text(ui, pos2(tag.right() - 7.0, y), Align2::RIGHT_CENTER, count, Face::Sans, 12.0, colours.text);
        response.on_hover_text(words).clicked()
    }

    /// The title line of a card with rows.
    fn head(&self, ui: &Ui, surface: &mut Surface<'_>, tools: &mut Tools<'_, '_>) {
        let Self { f, right, card, written, rect, .. } = *self;
        let theme = f.kit.theme;
        let y = rect.top() + TITLE / 2.0 + 1.0;
        let end = status_word(ui, f.kit, card.status, pos2(rect.right() - 10.0, y));
        let place = f.place(right, card.unit);
        let place = text(ui, pos2(end - 10.0, y), Align2::RIGHT_CENTER, &place, Face::Sans, 12.0, theme.t3);
        let left = rect.left() + 14.0;
        let room = place.left() - left - 8.0;
        surface.line(ui, tools.quotes, pos2(left, y), room, written.title, Face::SansBold, 14.0, theme.t1);
    }

    fn row(&self, ui: &Ui, surface: &mut Surface<'_>, tools: &mut Tools<'_, '_>, i: usize, point: &Row) {
        let Self { f, right, card, rect, .. } = *self;
        let theme = f.kit.theme;
        let top = rect.top() + super::geometry::rows_top(right) + ROW * i as f32;
        let strip = Rect::from_min_max(pos2(rect.left() + 2.0, top), pos2(rect.right() - 2.0, top + ROW));
        let colours = theme.status(point.status);
        let partner = f.partner(right);
        let of_link = f.selected(right, card.unit) && partner.is_some_and(|p| point.partners.contains(&p));
        let id = card_id(f.tab, right, card.unit).with(("row", i));
        let response = ui.interact(strip, id, Sense::click());
        response.widget_info(|| {
            let words = shown(point.span.of(f.tab.side(right).text()));
            let name = format!("{} {words}", status_name(f.kit.lang, point.status));
            egui::WidgetInfo::selected(egui::Role::ListItem, true, of_link, name)
        });
        if of_link {
            ui.painter().rect_filled(strip, 4.0, theme.keep_bg);
        } else if response.hovered() {
            ui.painter().rect_filled(strip, 4.0, theme.hover);
        }
        focus_ring(ui, &response, strip.shrink(3.0), 4.0, theme);
        let marked = point.status != Status::Continued;
        let mut end = strip.right() - 8.0;
        if marked {
            end = status_word(ui, f.kit, point.status, pos2(strip.right() - 8.0, strip.center().y)) - 8.0;
        }
        let ink = if marked { colours.text } else { theme.t1 };
        let x = strip.left() + 14.0;
        let at = pos2(x, strip.center().y);
        surface.line(ui, tools.quotes, at, end - x, point.span, Face::Sans, 13.0, ink);
        if response.clicked() {
            let known = f.ends.of(right, card.unit).iter().map(|&k| k as usize).find(|&k| {
                let l = &f.comparison.links[k];
                point.partners.contains(if right { &l.left } else { &l.right })
            });
            tools.out.push(Action::Compare(match known.filter(|_| f.tab.view.compare.pairing.is_none()) {
                Some(k) => CompareAction::Link(k),
                None => CompareAction::Unit { right, index: card.unit },
            }));
        }
        super::menu::attach(&response, f, right, card.unit, point.span, tools.out);
    }

    /// … n more, or fold; true when clicked.
    fn fold_mark(&self, ui: &Ui) -> bool {
        let Self { f, right, card, rect, .. } = *self;
        if !right || !card.folds {
            return false;
        }
        let w = CompareWords::of(f.kit.lang);
        let line = Rect::from_min_max(
            pos2(rect.left() + 2.0, rect.bottom() - 6.0 - ROW),
            pos2(rect.right() - 2.0, rect.bottom() - 6.0),
        );
        let words = if card.folded > 0 {
            fill(w.more_points, &[&card.folded.to_string()])
        } else {
            w.fewer_points.to_owned()
        };
        let id = card_id(f.tab, right, card.unit).with("fold");
        let response = ui.interact(line, id, Sense::click());
        super::super::widgets::describe(&response, egui::Role::Button, true, &words);
        ui.painter().rect_filled(line, 4.0, hover_fill(&response, f.kit.theme));
        focus_ring(ui, &response, line.shrink(3.0), 4.0, f.kit.theme);
        let icon = if card.folded > 0 { icons::CARET_DOWN } else { icons::CARET_UP };
        let at = pos2(line.left() + 20.0, line.center().y);
        text(ui, at, Align2::CENTER_CENTER, icon, Face::Icons, 11.0, f.kit.theme.t3);
        text(ui, at + vec2(12.0, 0.0), Align2::LEFT_CENTER, &words, Face::Sans, 12.0, f.kit.theme.t3);
        response.clicked()
    }
}

/// Shows the unit in the reading pane.
pub fn go_to(f: &Frame<'_>, right: bool, unit: usize, out: &mut Vec<Action>) {
    let units = if right { &f.comparison.right } else { &f.comparison.left };
    if let Some(unit) = units.get(unit) {
        out.push(Action::GoTo { second: f.tab.second_of(right), at: unit.item.span.start() });
    }
}

/// What assistive technology says of a card: side, place, title, status, partners.
fn label(f: &Frame<'_>, right: bool, card: &Card, written: &Written) -> String {
    let side = crate::words::role_name(f.kit.lang, f.tab.role(right));
    let title = shown(written.title.of(f.tab.side(right).text()));
    let status = status_name(f.kit.lang, card.status);
    let mut out = format!("{side}, {}, {title}, {status}", f.place(right, card.unit));
    let links = f.ends.of(right, card.unit);
    let others = if right { &f.comparison.left } else { &f.comparison.right };
    let to = crate::words::role_name(f.kit.lang, f.tab.role(!right));
    for link in links.iter().take(4).filter_map(|&k| f.comparison.links.get(k as usize)) {
        if let Some(unit) = others.get(if right { link.left } else { link.right }) {
            let (title, _) = super::geometry::title_of(f.tab.side(!right), unit);
            out.extend([", ", to, " ", &shown(title.of(f.tab.side(!right).text()))]);
        }
    }
    let w = CompareWords::of(f.kit.lang);
    if links.len() > 4 {
        out.push_str(", ");
        out.push_str(&fill(w.link_count, &[&links.len().to_string()]));
    }
    out
}

/// Sign and words beside a unit without counterpart, in the gutter.
pub fn lone(ui: &Ui, f: &Frame<'_>, right: bool, edge: egui::Pos2, toward: f32) {
    let status = if right { Status::New } else { Status::NotMentioned };
    let colours = f.kit.theme.status(status);
    let at = pos2(edge.x + toward * 28.0, edge.y);
    let stem = [pos2(edge.x + toward * 4.0, edge.y), pos2(at.x - toward * 8.0, edge.y)];
    if right {
        ui.painter().line_segment(stem, Stroke::new(1.5, colours.text));
    } else {
        ui.painter().extend(egui::Shape::dashed_line(&stem, Stroke::new(2.0, colours.text), 2.0, 4.0));
    }
    ui.painter().circle(at, 8.0, colours.fill, Stroke::new(1.0, colours.border));
    text(ui, at, Align2::CENTER_CENTER, sign(status), Face::IconsBold, 10.0, colours.text);
}
