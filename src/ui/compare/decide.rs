//! The reader's decision on the link in the drawer: certainty, verdicts, reasons, note.

use egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::Memory;
use super::drawer::Shown;
use super::filters::with_key;
use crate::app::{Action, Command, Tab};
use crate::compare::{Link, ReasonKind};
use crate::document::{Edit, LinkDecision, Verdict};
use crate::ui::fonts::Face;
use crate::ui::icons;
use crate::ui::keys::written;
use crate::ui::widgets::{Button, Look, field, key_cap, meter, text, text_cut, width};
use crate::words::{CompareWords, certainty_name, fill, reason_name, role_name};

/// Name of a link's certainty, or of the reader's verdict on it.
fn certainty(d: &Shown<'_>, index: usize, link: &Link) -> &'static str {
    let w = CompareWords::of(d.kit.lang);
    match d.tab.verdict(index) {
        Some(Verdict::Confirmed) => w.confirmed,
        Some(Verdict::Doubtful) => w.doubted,
        _ => certainty_name(d.kit.lang, link.certainty),
    }
}

/// The verdicts: command, icon, word, and whether it is the one in force.
fn verdicts(d: &Shown<'_>, index: usize) -> [(Command, &'static str, &'static str, bool); 4] {
    let w = CompareWords::of(d.kit.lang);
    let now = d.tab.verdict(index);
    [
        (Command::Confirm, icons::CHECK, w.confirm, now == Some(Verdict::Confirmed)),
        (Command::Break, icons::LINK_BREAK, w.break_link, false),
        (Command::Pair, icons::CROSSHAIR, w.pair, d.tab.view.compare.pairing.is_some()),
        (Command::Doubt, icons::QUESTION_MARK, w.doubt, now == Some(Verdict::Doubtful)),
    ]
}

/// The middle column of a wide drawer: how sure, and the verdicts with their keys.
pub fn buttons(ui: &mut Ui, d: &Shown<'_>, index: usize, link: &Link, rect: Rect, out: &mut Vec<Action>) {
    let w = CompareWords::of(d.kit.lang);
    let theme = d.kit.theme;
    let y = rect.top() + 9.0;
    text(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, w.certainty, Face::Sans, 12.0, theme.t2);
    let name = certainty(d, index, link);
    text(ui, pos2(rect.right(), y), Align2::RIGHT_CENTER, name, Face::SansBold, 12.0, theme.t1);
    let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 20.0), vec2(rect.width(), 14.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(bar));
    meter(&mut child, d.kit, link.certainty, link.likeness);
    for (i, (command, icon, word, on)) in verdicts(d, index).into_iter().enumerate() {
        let top = rect.top() + 38.0 + i as f32 * 33.0;
        let strip = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), 28.0));
        let mut child = ui.new_child(
            egui::UiBuilder::new().max_rect(strip).layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        let look = if command == Command::Confirm && !on { Look::Primary } else { Look::Line };
        let button = Button::new(word).icon(icon).look(look).on(on);
        if button.show(&mut child, d.kit).on_hover_text(with_key(command, word)).clicked() {
            out.push(Action::Run(command));
        }
        if let Some(key) = command.shortcuts().first() {
            key_cap(ui, d.kit, &written(*key), pos2(strip.right(), strip.center().y));
        }
    }
}

/// The same in the head of a narrow drawer (from right to left).
pub fn narrow_buttons(row: &mut Ui, d: &Shown<'_>, index: usize, link: &Link, out: &mut Vec<Action>) {
    let roomy = row.max_rect().width() > 900.0;
    for (command, icon, word, on) in verdicts(d, index).into_iter().rev() {
        let name = with_key(command, word);
        let button = if roomy || command == Command::Confirm {
            let look = if command == Command::Confirm && !on { Look::Primary } else { Look::Line };
            Button::new(word).icon(icon).look(look)
        } else {
            Button::icon_only(icon, &name)
        };
        if button.on(on).show(row, d.kit).on_hover_text(&name).clicked() {
            out.push(Action::Run(command));
        }
    }
    row.add_space(4.0);
    meter(row, d.kit, link.certainty, link.likeness);
    if roomy {
        row.label(egui::RichText::new(certainty(d, index, link)).size(12.0));
    }
}

/// Below the right text: what made the link, and the note.
pub fn foot(
    ui: &mut Ui,
    d: &Shown<'_>,
    index: usize,
    link: &Link,
    kept: &mut Memory,
    rect: Rect,
    out: &mut Vec<Action>,
) {
    // One line where the drawer is low, two where it is high.
    let one = rect.height() < 50.0;
    let share = if one { rect.width() * 0.5 } else { rect.width() };
    let top = Rect::from_min_size(rect.min, vec2(share, if one { 32.0 } else { 22.0 }));
    if d.tab.view.compare.difference {
        legend(ui, d, kept, top);
    } else {
        reasons(ui, d, link, top);
    }
    let area = if one {
        Rect::from_min_max(pos2(top.right() + 10.0, rect.top() + 1.0), rect.max)
    } else {
        Rect::from_min_max(pos2(rect.left(), top.bottom() + 4.0), rect.max)
    };
    note(ui, d, index, kept, area, out);
}

/// 依据　同一提法 1　同样文字 3（9 字）…
fn reasons(ui: &Ui, d: &Shown<'_>, link: &Link, rect: Rect) {
    let w = CompareWords::of(d.kit.lang);
    let report = d.tab.side(false);
    let mut kinds: Vec<(ReasonKind, usize, usize)> = Vec::new();
    for reason in &link.reasons {
        let long = reason.left.of(report.text()).chars().count();
        match kinds.iter_mut().find(|k| k.0 == reason.kind) {
            Some(k) => (k.1, k.2) = (k.1 + 1, k.2.max(long)),
            None => kinds.push((reason.kind, 1, long)),
        }
    }
    let words: Vec<String> = kinds
        .into_iter()
        .map(|(kind, n, long)| {
            let most = if kind == ReasonKind::Wording {
                fill(w.longest, &[&long.to_string()])
            } else {
                String::new()
            };
            format!("{} {n}{most}", reason_name(d.kit.lang, kind))
        })
        .collect();
    let words = if words.is_empty() { w.no_reasons.to_owned() } else { words.join("　") };
    let response = ui.interact(rect, ui.scope_id().with("reasons"), Sense::hover());
    crate::ui::widgets::describe(&response, egui::Role::Label, true, &format!("{}: {words}", w.reasons));
    let y = rect.center().y;
    let head =
        text(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, w.reasons, Face::Sans, 12.0, d.kit.theme.t3);
    let x = head.right() + 12.0;
    text_cut(ui, pos2(x, y), rect.right() - x, &words, Face::Sans, 12.0, d.kit.theme.t1);
}

/// What the colours of the difference mean, and which words were replaced.
fn legend(ui: &Ui, d: &Shown<'_>, kept: &Memory, rect: Rect) {
    let w = CompareWords::of(d.kit.lang);
    let theme = d.kit.theme;
    let name = |right: bool| fill(w.only_on, &[role_name(d.kit.lang, d.tab.role(right))]);
    let y = rect.center().y;
    let mut x = rect.left();
    let marks = [
        (name(false), theme.drop_lit, None),
        (name(true), theme.new_lit, None),
        (w.moved.to_owned(), theme.keep_lit, Some(theme.keep)),
    ];
    for (words, fill, line) in marks {
        let wide = width(ui, &words, Face::Sans, 12.0) + 10.0;
        let patch = Rect::from_min_size(pos2(x, y - 10.0), vec2(wide, 20.0));
        ui.painter().rect_filled(patch, 3.0, fill);
        if let Some(line) = line {
            let under = Rect::from_min_max(patch.left_bottom() - vec2(0.0, 2.0), patch.right_bottom());
            ui.painter().rect_filled(under, 0.0, line);
        }
        text(ui, patch.center(), Align2::CENTER_CENTER, &words, Face::Sans, 12.0, theme.t1);
        x += wide + 8.0;
    }
    if d.tab.difference().is_none() {
        let at = pos2(x + 4.0, y);
        text_cut(ui, at, rect.right() - at.x, w.comparing, Face::Sans, 12.0, theme.t2);
        return;
    }
    let (count, named) = &kept.lits.replaced;
    if *count > 0 && rect.right() - x > 60.0 {
        let list: Vec<String> = named.iter().map(|(a, b)| format!("{a} → {b}")).collect();
        let words = format!("{}{}", fill(w.replaced, &[&count.to_string()]), list.join("　"));
        let drawn =
            text_cut(ui, pos2(x + 4.0, y), rect.right() - x - 4.0, &words, Face::Sans, 12.0, theme.t1);
        let under = Rect::from_min_size(drawn.left_bottom(), vec2(drawn.width(), 2.0));
        ui.painter().rect_filled(under, 0.0, theme.new);
    }
}

fn note(ui: &mut Ui, d: &Shown<'_>, index: usize, kept: &mut Memory, rect: Rect, out: &mut Vec<Action>) {
    let (kit, tab) = (d.kit, d.tab);
    if let Some((other, words)) = kept.note.take_if(|n| n.0 != index) {
        commit(tab, other, words, out);
    }
    let w = CompareWords::of(kit.lang);
    let now = tab.decision(index).map_or("", |d| d.note.as_str());
    let id = egui::Id::unique(("link-note", tab.id, index));
    let value = kept.note.as_ref().filter(|n| n.0 == index).map_or(now, |n| n.1.as_str()).to_owned();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let (response, new) = field(&mut child, kit, id, icons::NOTE_PENCIL, w.note_hint, &value, rect.width());
    if value.is_empty()
        && !response.has_focus()
        && let Some(key) = Command::NoteLink.shortcuts().first()
    {
        key_cap(ui, kit, &written(*key), pos2(rect.right() - 8.0, rect.top() + 15.0));
    }
    if let Some(new) = new {
        kept.note = Some((index, new));
    }
    if tab.view.compare.note_wanted > kept.noted {
        kept.noted = tab.view.compare.note_wanted;
        response.request_focus();
    }
    // A note is one decision, not one a letter: it is taken over when the field is left.
    if response.lost_focus()
        && let Some((_, words)) = kept.note.take_if(|n| n.0 == index)
    {
        commit(tab, index, words, out);
    }
}

/// Takes over a note that was typed for link `index`.
pub(super) fn commit(tab: &Tab, index: usize, words: String, out: &mut Vec<Action>) {
    let now = tab.decision(index).map_or("", |d| d.note.as_str());
    let Some(c) = tab.derived.comparison.as_ref().filter(|_| words != now) else { return };
    let Some(link) = c.links.get(index) else { return };
    let (Some(l), Some(r)) = (c.left.get(link.left), c.right.get(link.right)) else { return };
    out.push(Action::Edit(Edit::Decide(LinkDecision {
        left: crate::document::Anchor::new(tab.side(false).text(), l.item.span),
        right: crate::document::Anchor::new(tab.side(true).text(), r.item.span),
        with: tab.with(),
        verdict: tab.verdict(index),
        note: words,
    })));
}
