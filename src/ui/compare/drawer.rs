//! The evidence drawer: both texts, what made the link, and the reader's decision.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::cards::Tools;
use super::geometry::{Ends, shown, title_of};
use super::{Measures, Memory, decide};
use crate::app::{Action, Command, CompareAction, Tab, link_status};
use crate::compare::{Comparison, Link, Unit};
use crate::text::{Span, within};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::selecting::Surface;
use crate::ui::widgets::{Button, Kit, Look, chip, describe, focus_ring, role_tag, switch, text, text_cut};
use crate::view::place::item_place;
use crate::words::{CompareWords, fill, role_name};

/// Height of the drawer's head, wide and narrow.
const HEAD: [f32; 2] = [40.0, 36.0];

/// What the drawer shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// Colours and language.
    pub kit: &'a Kit,
    /// The tab.
    pub tab: &'a Tab,
    /// The comparison with decisions.
    pub c: &'a Comparison,
    /// The link and its index.
    pub link: Option<(usize, &'a Link)>,
    /// The unit on the left and on the right.
    pub units: [Option<&'a Unit>; 2],
    /// Its links by unit.
    pub ends: &'a Ends,
    /// There is room for words on buttons.
    pub wide: bool,
}

/// Draws the drawer.
#[allow(clippy::too_many_arguments)]
pub fn show(
    ui: &mut Ui,
    kit: &Kit,
    tab: &Tab,
    c: &std::sync::Arc<Comparison>,
    kept: &mut Memory,
    tools: &mut Tools<'_, '_>,
    rect: Rect,
    m: Measures,
) {
    let theme = kit.theme;
    let wide = rect.width() >= 1100.0;
    let top = HEAD[usize::from(!wide)];
    ui.painter().rect_filled(rect, 0.0, theme.page);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.line2));
    ui.painter().hline(rect.x_range(), rect.top() + top, Stroke::new(1.0, theme.line));
    let view = &tab.view.compare;
    let link = view.link.and_then(|l| c.links.get(l).map(|link| (l, link)));
    let units = match (link, view.unit) {
        (Some((_, link)), _) => [c.left.get(link.left), c.right.get(link.right)],
        (None, Some((false, i))) => [c.left.get(i), None],
        (None, Some((true, i))) => [None, c.right.get(i)],
        (None, None) => return,
    };
    let ends = std::mem::take(&mut kept.ends);
    let d = Shown { kit, tab, c, link, units, ends: &ends, wide };
    let bar = Rect::from_min_max(rect.min, pos2(rect.right(), rect.top() + top));
    let body =
        Rect::from_min_max(pos2(rect.left() + m.margin, bar.bottom() + 8.0), rect.max - vec2(m.margin, 6.0));
    kept.lits.refresh(&d, c);
    let note = link.is_some().then_some(if wide { 62.0 } else { 36.0 });
    let (left, middle, right) = if wide {
        let side = ((body.width() - m.gutter - m.overview - 18.0) / 2.0).floor();
        let left = Rect::from_min_size(body.min, vec2(side, body.height()));
        let right = Rect::from_min_size(pos2(left.right() + m.gutter, body.top()), left.size());
        (
            left,
            Some(Rect::from_min_max(
                left.right_top() + vec2(14.0, 0.0),
                right.left_bottom() - vec2(14.0, 0.0),
            )),
            right,
        )
    } else {
        let side = (body.width() - 20.0) / 2.0;
        let left = Rect::from_min_size(body.min, vec2(side, body.height()));
        let right = Rect::from_min_max(pos2(left.right() + 20.0, body.top()), body.max);
        ui.painter().vline(left.right() + 10.0, body.y_range(), Stroke::new(1.0, theme.line));
        (left, None, right)
    };
    head(ui, &d, bar, m.margin, tools.out);
    quote(ui, &d, kept, false, left, tools);
    let text_right = Rect::from_min_max(right.min, right.max - vec2(0.0, note.unwrap_or(0.0)));
    quote(ui, &d, kept, true, text_right, tools);
    if let Some((index, link)) = link {
        let foot = Rect::from_min_max(pos2(right.left(), text_right.bottom() + 2.0), right.max);
        decide::foot(ui, &d, index, link, kept, foot, tools.out);
        if let Some(middle) = middle {
            decide::buttons(ui, &d, index, link, middle, tools.out);
        }
    }
    kept.ends = ends;
}

fn title(tab: &Tab, right: bool, unit: &Unit) -> String {
    let (title, _) = title_of(tab.side(right), unit);
    shown(title.of(tab.side(right).text()))
}

fn head(ui: &mut Ui, d: &Shown<'_>, rect: Rect, margin: f32, out: &mut Vec<Action>) {
    let (kit, tab) = (d.kit, d.tab);
    let w = CompareWords::of(kit.lang);
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(margin, 4.0)))
            .layout(egui::Layout::right_to_left(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 4.0;
    if Button::icon_only(icons::X, kit.words().close).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Drawer(false)));
    }
    let ghost = |icon, name| {
        if d.wide { Button::new(name).icon(icon).look(Look::Ghost) } else { Button::icon_only(icon, name) }
    };
    if ghost(icons::BOOK_OPEN_TEXT, w.open_in_reading).show(&mut row, kit).clicked() {
        open(d, out);
    }
    if ghost(icons::COPY, w.copy_with_source).show(&mut row, kit).clicked() {
        out.push(Action::Compare(CompareAction::Copy));
    }
    let pair = || ghost(icons::CROSSHAIR, w.pair).on(tab.view.compare.pairing.is_some());
    if d.link.is_none() && pair().show(&mut row, kit).clicked() {
        out.push(Action::Run(Command::Pair));
    }
    if d.link.is_some() && switch(&mut row, kit, tab.view.compare.difference, w.difference) {
        out.push(Action::Compare(CompareAction::Difference(!tab.view.compare.difference)));
    }
    if let Some((index, link)) = d.link.filter(|_| !d.wide) {
        row.add_space(6.0);
        decide::narrow_buttons(&mut row, d, index, link, out);
    }
    let end = row.min_rect().left() - 12.0;
    let mut left = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(margin, 4.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let status = match (d.link, d.units) {
        (Some((_, l)), _) => link_status(l),
        (None, [Some(u), _] | [None, Some(u)]) => u.status,
        (None, [None, None]) => return,
    };
    chip(&mut left, kit, status);
    let titles: Vec<String> =
        [false, true].into_iter().zip(d.units).filter_map(|(r, u)| u.map(|u| title(tab, r, u))).collect();
    let x = left.min_rect().right() + 10.0;
    let at = pos2(x, rect.center().y);
    let drawn = text_cut(ui, at, end - x, &titles.join(" ↔ "), Face::SansBold, 14.0, kit.theme.t1);
    if let Some(words) = siblings_words(d)
        && end - drawn.right() > 80.0
    {
        let x = drawn.right() + 14.0;
        text_cut(ui, pos2(x, rect.center().y), end - x, &words, Face::Sans, 12.0, kit.theme.t2);
    }
}

/// Links that share an end with the one in the drawer: the side they share, and their indices; none
/// when it stands alone.
fn siblings<'a>(d: &Shown<'a>) -> Option<(bool, &'a [u32])> {
    let (_, link) = d.link?;
    let with = |right: bool| d.ends.of(right, if right { link.right } else { link.left });
    [true, false].into_iter().map(|right| (right, with(right))).find(|(_, links)| links.len() > 1)
}

/// 同一部署项共承接 4 个回顾项.
fn siblings_words(d: &Shown<'_>) -> Option<String> {
    let (right, links) = siblings(d)?;
    let name = |right: bool| role_name(d.kit.lang, d.tab.role(right));
    let w = CompareWords::of(d.kit.lang);
    Some(fill(w.siblings, &[name(right), &links.len().to_string(), name(!right)]))
}

fn open(d: &Shown<'_>, out: &mut Vec<Action>) {
    let right = match (d.link, d.tab.view.compare.unit) {
        (_, Some((right, _))) => right,
        (Some(_), None) => true,
        (None, None) => return,
    };
    if let Some(unit) = d.units[usize::from(right)] {
        out.push(Action::GoTo { second: d.tab.second_of(right), at: unit.item.span.start() });
    }
}

/// One text: its place, and all of it to scroll in.
fn quote(ui: &mut Ui, d: &Shown<'_>, kept: &mut Memory, right: bool, rect: Rect, tools: &mut Tools<'_, '_>) {
    let (kit, tab) = (d.kit, d.tab);
    let Some(unit) = d.units[usize::from(right)] else {
        absent(ui, d, right, rect);
        return;
    };
    let (report, item) = (tab.side(right), &unit.item);
    let mut top = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(Rect::from_min_size(rect.min, vec2(rect.width(), 20.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    role_tag(&mut top, kit, tab.role(right));
    top.label(egui::RichText::new(item_place(report, item, kit.lang)).size(12.0).color(kit.theme.t2));
    discs(&mut top, d, right, tools.out);
    let area = Rect::from_min_max(rect.min + vec2(0.0, 24.0), rect.max);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("quote", right)).max_rect(area));
    let salt = ("quote", right, item.span.start);
    egui::ScrollArea::vertical().id_salt(salt).auto_shrink(false).min_scrolled_height(0.0).show(
        &mut child,
        |ui| {
            let id = egui::Id::unique(("drawer-text", tab.id, right));
            let mut surface =
                Surface::within(ui, kit, tab, tab.second_of(right), id, true, ui.clip_rect().intersect(area));
            let hits = &kept.found[usize::from(right)];
            let here =
                tab.view.compare.hit.and_then(|h| kept.hits.get(h)).filter(|h| h.0 == right).map(|h| h.2);
            for hit in within(hits, item.span) {
                surface.mark(hit, if here == Some(hit) { kit.theme.find2 } else { kit.theme.find });
            }
            let width = area.width() - 14.0;
            let passage = &mut kept.passages[usize::from(right)];
            passage.show(
                ui,
                kit,
                report,
                item,
                width,
                &kept.lits.sides[usize::from(right)],
                &mut surface,
                tools,
            );
            if right {
                superscripts(ui, d, &surface, tools);
            }
            if let Some(wanted) = here.filter(|_| kept.shown_hit != tab.view.compare.hit) {
                match surface.place_of(tools.quotes, wanted.start()) {
                    Some(place) => {
                        ui.scroll_to_rect(place, Some(egui::Align::Center));
                        kept.shown_hit = tab.view.compare.hit;
                    }
                    // It is laid out once it is near.
                    None => passage.scroll_near(ui, wanted.start()),
                }
            }
            menu(&surface, d, item.span, tools.out);
            let by = surface.finish(ui, tools.quotes, tools.held, tools.out);
            if by != 0.0 {
                ui.scroll_with_delta(vec2(0.0, -by));
            }
        },
    );
}

/// The menu of a quote; without a selection in it the whole text is taken.
fn menu(surface: &Surface<'_>, d: &Shown<'_>, span: Span, out: &mut Vec<Action>) {
    if surface.response.secondary_clicked() && surface.selected().is_none_or(|s| !s.overlaps(span)) {
        out.push(Action::SelectIn { second: surface.second(), span: Some(span) });
    }
    surface.response.context_menu(|ui| {
        crate::ui::reading_view::menu::selection(ui, d.kit, d.tab, out);
    });
}

/// ① ② ③: the other links of the shared end, on the side where they differ.
fn discs(ui: &mut Ui, d: &Shown<'_>, right: bool, out: &mut Vec<Action>) {
    let Some((_, links)) = siblings(d).filter(|s| s.0 != right) else { return };
    let w = CompareWords::of(d.kit.lang);
    for (n, k) in links.iter().enumerate().take(20) {
        let k = *k as usize;
        let Some(link) = d.c.links.get(k) else { continue };
        let units = if right { &d.c.right } else { &d.c.left };
        let Some(unit) = units.get(if right { link.right } else { link.left }) else { continue };
        let (rect, response) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::click());
        let chosen = d.link.is_some_and(|l| l.0 == k);
        let name = title(d.tab, right, unit);
        let words = fill(w.sibling, &[role_name(d.kit.lang, d.tab.role(right)), &(n + 1).to_string(), &name]);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, chosen, &words));
        focus_ring(ui, &response, rect, 8.0, d.kit.theme);
        disc(ui, d, rect.center(), 8.0, n + 1, chosen, response.hovered());
        if response.on_hover_text(words).clicked() {
            out.push(Action::Compare(CompareAction::Link(k)));
        }
    }
}

fn disc(ui: &Ui, d: &Shown<'_>, at: egui::Pos2, radius: f32, n: usize, chosen: bool, hovered: bool) {
    let theme = d.kit.theme;
    let (fill, ink) = match (chosen, hovered) {
        (true, _) => (theme.keep, theme.page),
        (false, true) => (theme.hover, theme.keep),
        (false, false) => (theme.keep_bg, theme.keep),
    };
    ui.painter().circle(at, radius, fill, Stroke::new(1.0, theme.keep_bd));
    text(ui, at, Align2::CENTER_CENTER, &n.to_string(), Face::SansBold, radius + 2.0, ink);
}

/// The same numbers on the right side, where the words of each link stand.
fn superscripts(ui: &Ui, d: &Shown<'_>, surface: &Surface<'_>, tools: &Tools<'_, '_>) {
    let Some((_, links)) = siblings(d).filter(|s| s.0) else { return };
    for (n, k) in links.iter().enumerate().take(20) {
        let k = *k as usize;
        let reason = d.c.links.get(k).and_then(|l| l.reasons.first());
        let Some(place) = reason.and_then(|r| surface.place_of(tools.quotes, r.right.end())) else {
            continue;
        };
        let chosen = d.link.is_some_and(|l| l.0 == k);
        disc(ui, d, pos2(place.left() + 1.0, place.top() + 4.0), 6.0, n + 1, chosen, false);
    }
}

fn absent(ui: &Ui, d: &Shown<'_>, right: bool, rect: Rect) {
    let w = CompareWords::of(d.kit.lang);
    let words = fill(w.absent, &[role_name(d.kit.lang, d.tab.role(right))]);
    let response = ui.interact(rect, ui.scope_id().with(("absent", right)), Sense::hover());
    describe(&response, egui::Role::Label, true, &words);
    crate::ui::widgets::dashed(ui, rect.shrink(4.0), d.kit.theme.ctl);
    text(ui, rect.center(), Align2::CENTER_CENTER, &words, Face::Sans, 13.0, d.kit.theme.t2);
}
