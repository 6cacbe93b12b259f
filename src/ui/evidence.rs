//! Beside the reading pane: what the item corresponds to, why, its figures.

use std::ops::Range;

use egui::{Align2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::compare::shown;
use super::fonts::Face;
use super::icons;
use super::layout::{Lit, Setting};
use super::selecting::{Surface, Words, prefix};
use super::widgets::{Button, Kit, Look, chip, meter, role_tag, text, text_cut};
use crate::app::{Action, Command, CompareAction, Pane, Tab};
use crate::compare::{Comparison, Link, Unit};
use crate::document::Verdict;
use crate::report::Report;
use crate::text::Span;
use crate::view::comparison::COUNTED;
use crate::view::place::item_place;
use crate::words::{CompareWords, certainty_name, fill, reason_name, role_name};

/// Lines of the counterpart that are shown.
const LINES: usize = 9;
/// Words of a kind of reason that are shown.
const REASONS: usize = 5;

/// Draws the counterpart of the item the reader is at.
pub fn show(ui: &mut Ui, kit: &Kit, tab: &Tab, memory: &mut super::Memory, out: &mut Vec<Action>) {
    let Some((c, right, index)) = here(tab) else {
        summary(ui, kit, tab, out);
        return;
    };
    item(ui, kit, tab, c, right, index, memory, out);
    figures(ui, kit, tab, c, right, index);
}

/// Away from any unit: what the comparison says as a whole.
fn summary(ui: &mut Ui, kit: &Kit, tab: &Tab, out: &mut Vec<Action>) {
    let Some(c) = &tab.derived.comparison else {
        let w = CompareWords::of(kit.lang);
        let unasked = fill(w.unasked, &[&super::compare::megabytes(tab)]);
        let words = if tab.is_vast() && tab.derived.awaited == 0 { &unasked } else { w.comparing };
        ui.add(egui::Label::new(egui::RichText::new(words).color(kit.theme.t3)).wrap());
        return;
    };
    if c.left.is_empty() && c.right.is_empty() {
        ui.label(egui::RichText::new(kit.words().no_evidence).color(kit.theme.t3));
        return;
    }
    let w = CompareWords::of(kit.lang);
    ui.label(egui::RichText::new(w.whole).font(Face::SerifBold.at(15.0)));
    ui.add_space(4.0);
    for status in COUNTED {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
        let name = crate::words::status_name(kit.lang, status);
        let n = crate::view::comparison::count(c, status).to_string();
        super::widgets::describe(&response, egui::Role::Button, true, &format!("{name} {n}"));
        ui.painter().rect_filled(rect, 7.0, super::widgets::hover_fill(&response, kit.theme));
        super::widgets::focus_ring(ui, &response, rect, 7.0, kit.theme);
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, kit.theme.line));
        let y = rect.center().y;
        super::widgets::glyph(ui, kit, status, pos2(rect.left() + 12.0, y));
        text(ui, pos2(rect.left() + 30.0, y), Align2::LEFT_CENTER, name, Face::Sans, 13.0, kit.theme.t1);
        text(ui, pos2(rect.right() - 10.0, y), Align2::RIGHT_CENTER, &n, Face::SansBold, 16.0, kit.theme.t1);
        if response.clicked() {
            out.push(Action::Compare(CompareAction::Filter(crate::app::CompareFilter::Only(status))));
            out.push(Action::Pane(Pane::Compare));
        }
    }
    ui.add_space(8.0);
    ui.add(egui::Label::new(egui::RichText::new(w.whole_hint).size(12.0).color(kit.theme.t3)).wrap());
}

/// The unit the reader is at: side and index.
fn here(tab: &Tab) -> Option<(&Comparison, bool, usize)> {
    let c = tab.derived.comparison.as_deref()?;
    let at = tab.view.cursor.unwrap_or(tab.view.at);
    let second = tab.view.second;
    let find = |units: &[Unit]| {
        let next = units.partition_point(|u| u.item.span.start() <= at);
        next.checked_sub(1).filter(|i| units[*i].item.span.holds(at))
    };
    if tab.sides.left_second == second
        && let Some(i) = find(&c.left)
    {
        return Some((c, false, i));
    }
    if tab.sides.right_second == second
        && let Some(i) = find(&c.right)
    {
        return Some((c, true, i));
    }
    None
}

#[allow(clippy::too_many_arguments)]
fn item(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    c: &Comparison,
    right: bool,
    index: usize,
    memory: &mut super::Memory,
    out: &mut Vec<Action>,
) {
    let unit = if right { &c.right[index] } else { &c.left[index] };
    let report = tab.side(right);
    ui.horizontal(|ui| {
        role_tag(ui, kit, tab.role(right));
        ui.label(
            egui::RichText::new(item_place(report, &unit.item, kit.lang)).size(12.0).color(kit.theme.t2),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| chip(ui, kit, unit.status));
    });
    own_title(ui, kit, tab, right, unit, memory, out);
    let mut links: Vec<(usize, &Link)> =
        c.links.iter().enumerate().filter(|(_, l)| (if right { l.right } else { l.left }) == index).collect();
    links.sort_by(|a, b| b.1.certainty.cmp(&a.1.certainty).then(b.1.likeness.total_cmp(&a.1.likeness)));
    let w = CompareWords::of(kit.lang);
    let Some((&(first, link), rest)) = links.split_first() else {
        let words = fill(w.absent, &[role_name(kit.lang, tab.role(!right))]);
        ui.label(egui::RichText::new(words).color(kit.theme.t2));
        return;
    };
    ui.horizontal(|ui| {
        let words = fill(w.counterpart, &[role_name(kit.lang, tab.role(!right))]);
        ui.label(egui::RichText::new(words).size(12.0).color(kit.theme.t2));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = match tab.verdict(first) {
                Some(Verdict::Confirmed) => w.confirmed,
                Some(Verdict::Doubtful) => w.doubted,
                _ => certainty_name(kit.lang, link.certainty),
            };
            ui.label(egui::RichText::new(name).size(12.0));
            meter(ui, kit, link.certainty, link.likeness);
        });
    });
    counterpart(ui, kit, tab, c, !right, link, memory, out);
    reasons(ui, kit, tab, link);
    actions(ui, kit, tab, first, out);
    if !rest.is_empty() {
        ui.add_space(6.0);
        ui.label(egui::RichText::new(w.also).size(12.0).color(kit.theme.t2));
    }
    for (k, link) in rest {
        let other = if right { &c.left[link.left] } else { &c.right[link.right] };
        let (strip, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
        let words = self::title(tab.side(!right), other);
        super::widgets::describe(&response, egui::Role::Button, true, &words);
        ui.painter().rect_filled(strip, 6.0, super::widgets::hover_fill(&response, kit.theme));
        super::widgets::focus_ring(ui, &response, strip, 6.0, kit.theme);
        let status = if link.certainty == crate::compare::Certainty::Uncertain {
            crate::compare::Status::Uncertain
        } else {
            crate::compare::Status::Continued
        };
        super::widgets::glyph(ui, kit, status, pos2(strip.left() + 10.0, strip.center().y));
        text_cut(
            ui,
            pos2(strip.left() + 26.0, strip.center().y),
            strip.width() - 32.0,
            &words,
            Face::Sans,
            13.0,
            kit.theme.t1,
        );
        if response.clicked() {
            out.push(Action::Compare(CompareAction::Link(*k)));
            out.push(Action::Pane(Pane::Compare));
        }
    }
}

/// The item's own title, as words that can be selected.
fn own_title(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    right: bool,
    unit: &Unit,
    memory: &mut super::Memory,
    out: &mut Vec<Action>,
) {
    let (span, _) = super::compare::title_of(tab.side(right), unit);
    let set = Setting {
        face: Face::SerifBold,
        size: 15.0,
        line: 24.0,
        width: ui.available_width(),
        align: super::layout::Align::Left,
        widen: true,
        ..Setting::default()
    };
    let at = ui.cursor().min;
    let id = egui::Id::unique(("evidence-title", tab.id, right));
    let words = Words { span, bold: &[], lit: &[], set: &set, lines: 3, ink: kit.theme.t1 };
    let room = Rect::from_min_size(at, vec2(set.width, 72.0)).intersect(ui.clip_rect());
    let mut surface = Surface::within(ui, kit, tab, tab.second_of(right), id, true, room);
    let drawn = surface.text(ui, &mut memory.quotes, at, &words);
    let space = Rect::from_min_size(at, vec2(set.width, drawn.height()));
    let response = ui.allocate_rect(space, Sense::hover());
    super::widgets::describe(&response, egui::Role::Heading, true, &title(tab.side(right), unit));
    surface.response.context_menu(|ui| super::reading_view::menu::selection(ui, kit, tab, out));
    surface.finish(ui, &memory.quotes, &mut memory.held, out);
}

fn title(report: &Report, unit: &Unit) -> String {
    match unit.item.heading {
        Some(h) => shown(report.headings[h].title.of(report.text())),
        None => shown(&unit.item.span.of(report.text()).chars().take(30).collect::<String>()),
    }
}

#[allow(clippy::too_many_arguments)]
fn counterpart(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    c: &Comparison,
    right: bool,
    link: &Link,
    memory: &mut super::Memory,
    out: &mut Vec<Action>,
) {
    let unit = if right { &c.right[link.right] } else { &c.left[link.left] };
    let report = tab.side(right);
    let theme = kit.theme;
    let words = unit.item.span.of(report.text());
    let width = ui.available_width();
    let set = Setting { size: 14.0, line: 25.0, width: width - 24.0, widen: true, ..Setting::default() };
    let mut lit: Vec<Lit> = link
        .reasons
        .iter()
        .map(|r| if right { r.right } else { r.left })
        .filter(|s| unit.item.span.covers(*s))
        .map(|s| {
            let range = (s.start() - unit.item.span.start())..(s.end() - unit.item.span.start());
            Lit::new(range, theme.keep_lit)
        })
        .collect();
    lit.sort_by_key(|l| l.range.start);
    let heading: Vec<Span> = unit.item.heading.map(|h| report.headings[h].span).into_iter().collect();
    // The same words as the surface lays out below, so that they are laid out once.
    let laid = prefix(words, &set, LINES);
    let inside = |s: &&Span| unit.item.span.covers(**s) && s.start() - unit.item.span.start() < laid.len();
    let bold: Vec<Range<usize>> = heading
        .iter()
        .filter(inside)
        .map(|s| (s.start() - unit.item.span.start())..(s.end() - unit.item.span.start()).min(laid.len()))
        .collect();
    let ctx = ui.ctx().clone();
    let tall = memory.quotes.get(&ctx, laid, &bold, &set, LINES).0.height();
    // The surface lies below the card, which takes the clicks.
    let (_, rect) = ui.allocate_space(vec2(width, tall + 44.0));
    let id = egui::Id::unique(("evidence", tab.id, right));
    let clip = rect.intersect(ui.clip_rect());
    let mut surface = Surface::within(ui, kit, tab, tab.second_of(right), id, false, clip);
    let response = ui.interact(rect, id.with("card"), Sense::click());
    super::widgets::describe(&response, egui::Role::Button, true, words);
    let (_, border, _, place_ink) = theme.role(tab.role(right));
    ui.painter().rect(rect, 10.0, theme.card(tab.role(right)), Stroke::new(1.0, border), StrokeKind::Inside);
    super::widgets::focus_ring(ui, &response, rect, 10.0, theme);
    if response.has_focus() {
        surface.focus = Some(unit.item.span.start());
    }
    let place = item_place(report, &unit.item, kit.lang);
    let at = rect.min + vec2(12.0, 18.0);
    text(ui, at, Align2::LEFT_CENTER, &place, Face::Sans, 12.0, place_ink);
    let words =
        Words { span: unit.item.span, bold: &heading, lit: &lit, set: &set, lines: LINES, ink: theme.t1 };
    surface.text(ui, &mut memory.quotes, rect.min + vec2(12.0, 34.0), &words);
    if response.secondary_clicked() && surface.selected().is_none_or(|s| !s.overlaps(unit.item.span)) {
        out.push(Action::SelectIn { second: surface.second(), span: Some(unit.item.span) });
    }
    response.context_menu(|ui| super::reading_view::menu::selection(ui, kit, tab, out));
    if response.clicked() {
        out.push(Action::GoTo { second: tab.second_of(right), at: unit.item.span.start() });
    }
    surface.finish(ui, &memory.quotes, &mut memory.held, out);
}

fn reasons(ui: &mut Ui, kit: &Kit, tab: &Tab, link: &Link) {
    let report = tab.side(false);
    let mut kinds: Vec<(crate::compare::ReasonKind, Vec<String>)> = Vec::new();
    for reason in &link.reasons {
        let known = kinds.iter().position(|k| k.0 == reason.kind).unwrap_or_else(|| {
            kinds.push((reason.kind, Vec::new()));
            kinds.len() - 1
        });
        let list = &mut kinds[known].1;
        if list.len() < REASONS {
            let words = shown(reason.left.of(report.text()));
            if !list.contains(&words) {
                list.push(words);
            }
        }
    }
    for (kind, words) in kinds {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(54.0, 18.0), Sense::hover());
            let name = reason_name(kit.lang, kind);
            text_cut(ui, rect.left_center(), rect.width(), name, Face::Sans, 12.0, kit.theme.t3);
            let list = words.join("　");
            ui.add(egui::Label::new(egui::RichText::new(list).size(12.0)).wrap());
        });
    }
}

fn actions(ui: &mut Ui, kit: &Kit, tab: &Tab, link: usize, out: &mut Vec<Action>) {
    let w = CompareWords::of(kit.lang);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let confirmed = tab.verdict(link) == Some(Verdict::Confirmed);
        let look = if confirmed { Look::Line } else { Look::Primary };
        let mut decide = |command| {
            out.push(Action::Compare(CompareAction::Link(link)));
            out.push(Action::Run(command));
        };
        if Button::new(w.confirm).icon(icons::CHECK).look(look).on(confirmed).show(ui, kit).clicked() {
            decide(Command::Confirm);
        }
        if Button::new(w.break_link).icon(icons::LINK_BREAK).show(ui, kit).clicked() {
            decide(Command::Break);
        }
        let doubted = tab.verdict(link) == Some(Verdict::Doubtful);
        if Button::new(w.doubt).icon(icons::QUESTION_MARK).on(doubted).show(ui, kit).clicked() {
            decide(Command::Doubt);
        }
        if Button::icon_only(icons::COLUMNS, kit.words().compare).look(Look::Line).show(ui, kit).clicked() {
            out.push(Action::Compare(CompareAction::Link(link)));
            out.push(Action::Pane(Pane::Compare));
        }
    });
}

fn figures(ui: &mut Ui, kit: &Kit, tab: &Tab, c: &Comparison, right: bool, index: usize) {
    let unit = if right { &c.right[index] } else { &c.left[index] };
    let facts = if tab.view.second { &tab.derived.facts_second } else { &tab.derived.facts };
    let Some(facts) = facts else { return };
    let w = CompareWords::of(kit.lang);
    let first = facts.figures.partition_point(|f| f.span.start < unit.item.span.start);
    let here: Vec<_> = facts.figures[first..]
        .iter()
        .take_while(|f| f.span.start < unit.item.span.end)
        .filter(|f| unit.item.span.covers(f.span))
        .take(12)
        .collect();
    ui.add_space(6.0);
    ui.label(egui::RichText::new(w.figures_here).size(12.0).color(kit.theme.t2));
    if here.is_empty() {
        ui.label(egui::RichText::new(w.none_here).size(12.0).color(kit.theme.t3));
    }
    for f in here {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::hover());
        super::widgets::describe(
            &response,
            egui::Role::Label,
            true,
            &format!("{}{} {}", f.value, f.unit, f.of),
        );
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, kit.theme.line));
        let y = rect.center().y;
        let value = text(
            ui,
            pos2(rect.left() + 84.0, y),
            Align2::RIGHT_CENTER,
            &f.value,
            Face::SansBold,
            16.0,
            kit.theme.t1,
        );
        let unit = text(
            ui,
            pos2(value.right() + 4.0, y + 1.0),
            Align2::LEFT_CENTER,
            &f.unit,
            Face::Sans,
            12.0,
            kit.theme.t2,
        );
        let x = unit.right().max(rect.left() + 120.0) + 8.0;
        text_cut(ui, pos2(x, y), rect.right() - x, &shown(&f.of), Face::Sans, 12.0, kit.theme.t2);
    }
}
