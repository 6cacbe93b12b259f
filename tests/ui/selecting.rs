//! Selecting outside the reading pane: by mouse and key, on cards, in the drawer, in tables.

use duidu::app::{Action, Command, CompareAction, Pane};
use duidu::text::Span;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::driver::{App, sample, settle, stepping};

/// Presses and lets go at `at`, `times` in a row.
pub fn click(h: &mut Harness<'_, App>, at: Pos2, times: usize, modifiers: Modifiers) {
    for _ in 0..times {
        for pressed in [true, false] {
            h.event(Event::PointerMoved(at));
            h.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers });
            h.run_steps(1);
        }
    }
    h.run_steps(1);
}

fn shift_held(h: &mut Harness<'_, App>, held: bool) {
    let now = if held { Modifiers::SHIFT } else { Modifiers::NONE };
    h.event(Event::ModifiersChanged(now));
    h.run_steps(1);
}

/// Presses at `from`, moves to `to` in steps, lets go.
fn drag(h: &mut Harness<'_, App>, from: Pos2, to: Pos2) {
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    h.event(Event::PointerMoved(from));
    h.run_steps(1);
    h.event(button(from, true));
    h.run_steps(1);
    for k in 1..=4 {
        h.event(Event::PointerMoved(from + (to - from) * (k as f32 / 4.0)));
        h.run_steps(1);
    }
    h.event(button(to, false));
    h.run_steps(2);
}

fn selected(h: &Harness<'_, App>) -> String {
    let report = h.state().report();
    h.state().selection().map_or_else(String::new, |s| s.of(report.text()).to_owned())
}

/// The comparison with its first link in the drawer.
fn compared(size: [f32; 2]) -> Harness<'static, App> {
    let mut h = stepping(sample(), size, 1.0 / 60.0);
    settle(&mut h);
    h.state_mut().apply(Action::Pane(Pane::Compare));
    h.state_mut().apply(Action::Compare(CompareAction::Link(0)));
    settle(&mut h);
    settle(&mut h);
    h
}

/// Where the drawer shows the left text.
fn left_text(h: &Harness<'_, App>) -> (Rect, Span) {
    let c = h.state().comparison();
    let span = c.left[c.links[0].left].item.span;
    let words = span.of(h.state().report().text()).to_owned();
    let node = h.get_all_by_label(&words).find(|n| n.accesskit_node().role() == egui::Role::Label);
    (node.unwrap().rect(), span)
}

#[test]
fn the_drawer_takes_words_sentences_and_paragraphs() {
    let mut h = compared([1440.0, 900.0]);
    let (rect, span) = left_text(&h);
    let at = rect.min + egui::vec2(100.0, 40.0);
    click(&mut h, at, 2, Modifiers::NONE);
    let word = selected(&h);
    assert!((1..=6).contains(&word.chars().count()), "a word: {word}");
    // Another place, so that the clicks do not count on.
    let at = at + egui::vec2(40.0, 0.0);
    click(&mut h, at, 3, Modifiers::NONE);
    let sentence = selected(&h);
    assert!(sentence.ends_with('。') && sentence.chars().count() > 8, "a sentence: {sentence}");
    let at = at + egui::vec2(40.0, 0.0);
    click(&mut h, at, 4, Modifiers::NONE);
    let paragraph = h.state().selection().unwrap();
    assert!(paragraph.len() > sentence.len() && paragraph.overlaps(span));
    assert_eq!(h.state().state.tab().unwrap().view.compare.link, Some(0), "the link is still there");
}

#[test]
fn dragging_in_the_drawer_and_shift_grow_one_selection() {
    let mut h = compared([1440.0, 900.0]);
    let (rect, span) = left_text(&h);
    drag(&mut h, rect.min + egui::vec2(60.0, 14.0), rect.min + egui::vec2(200.0, 40.0));
    let dragged = h.state().selection().unwrap();
    assert!(span.covers(dragged) && dragged.len() > 30, "{dragged:?} in {span:?}");
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    settle(&mut h);
    let grown = h.state().selection().unwrap();
    assert_eq!(grown.start, dragged.start);
    let more = Span::new(dragged.end(), grown.end());
    assert_eq!(more.of(h.state().report().text()).chars().count(), 1, "one more character");
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    settle(&mut h);
    assert!(h.state().selection().unwrap().end > grown.end + 20, "a line more");
    // Shift with a click moves the end that moves.
    shift_held(&mut h, true);
    click(&mut h, rect.min + egui::vec2(120.0, 14.0), 1, Modifiers::SHIFT);
    shift_held(&mut h, false);
    settle(&mut h);
    let clicked = h.state().selection().unwrap();
    assert_eq!(clicked.start, dragged.start);
    assert!(clicked.end < dragged.end);
    h.event(Event::Copy);
    settle(&mut h);
    let (text, html) = h.state().copied.last().cloned().unwrap();
    assert_eq!(text, selected(&h));
    assert!(html.contains("<p"));
}

#[test]
fn a_selection_reaches_from_card_to_card_and_lives_on_the_page_too() {
    let mut h = compared([1440.0, 900.0]);
    let cards: Vec<Rect> = h
        .get_all_by_role(egui::Role::ListItem)
        .map(|n| n.rect())
        .filter(|r| r.left() < 100.0 && r.height() > 40.0)
        .collect();
    drag(&mut h, cards[0].min + egui::vec2(60.0, 20.0), cards[2].min + egui::vec2(60.0, 20.0));
    let span = h.state().selection().unwrap();
    let c = h.state().comparison();
    assert!(span.covers(c.left[1].item.span), "the card between is selected whole");
    h.state_mut().apply(Action::Run(Command::AddExcerpt));
    assert_eq!(h.state().state.tab().unwrap().main.document.overrides().excerpts.len(), 1);
    h.state_mut().apply(Action::Pane(Pane::Reading));
    settle(&mut h);
    assert_eq!(h.state().selection(), Some(span), "the page keeps it");
    h.state_mut().apply(Action::Run(Command::CopyWithSource));
    let (text, _) = h.state().copied.last().cloned().unwrap();
    assert!(text.contains('《') && text.contains('段'), "{text}");
}

#[test]
fn dragging_below_the_cards_scrolls_on() {
    let mut h = compared([1024.0, 700.0]);
    let cards: Vec<Rect> = h
        .get_all_by_role(egui::Role::ListItem)
        .map(|n| n.rect())
        .filter(|r| r.left() < 100.0 && r.height() > 40.0)
        .collect();
    let from = cards[0].min + egui::vec2(60.0, 20.0);
    h.event(Event::PointerMoved(from));
    h.run_steps(1);
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    h.event(button(from, true));
    h.run_steps(1);
    h.event(Event::PointerMoved(from + egui::vec2(0.0, 200.0)));
    h.run_steps(1);
    let below = egui::pos2(from.x, 690.0);
    h.event(Event::PointerMoved(below));
    h.run_steps(60);
    h.event(button(below, false));
    h.run_steps(2);
    let c = h.state().comparison();
    let span = h.state().selection().unwrap();
    let taken = c.left.iter().filter(|u| span.covers(u.item.span)).count();
    assert!(taken > 6, "more than was in sight: {taken}");
}

#[test]
fn select_all_in_the_comparison_takes_the_item_then_everything() {
    let mut h = compared([1440.0, 900.0]);
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut h);
    let c = h.state().comparison();
    let item = c.left[c.links[0].left].item.span;
    let first = h.state().selection().unwrap();
    assert!(first.overlaps(item) && first.len() < h.state().report().text().len() / 2);
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut h);
    assert!(h.state().selection().unwrap().len() > h.state().report().text().len() * 9 / 10);
}

/// Rows on screen whose names say so.
fn row_rects(h: &Harness<'_, App>, role: egui::Role) -> Vec<Rect> {
    h.get_all_by_role(role).map(|n| n.rect()).collect()
}

#[test]
fn the_figures_take_words_and_a_click_waits_for_the_second_one() {
    let mut h = stepping(sample(), [1440.0, 900.0], 1.0 / 60.0);
    settle(&mut h);
    h.state_mut().apply(Action::Pane(Pane::Figures));
    settle(&mut h);
    let rows = row_rects(&h, egui::Role::Row);
    // The clause is the last column.
    let at = egui::pos2(rows[1].left() + 690.0, rows[1].center().y);
    click(&mut h, at, 2, Modifiers::NONE);
    h.run_steps(40);
    let word = selected(&h);
    assert!((1..=6).contains(&word.chars().count()), "a word: {word}");
    assert_eq!(h.state().state.tab().unwrap().view.pane, Pane::Figures, "the table is still there");
    drag(&mut h, at, egui::pos2(at.x + 40.0, rows[4].center().y));
    let dragged = h.state().selection().unwrap();
    assert!(dragged.len() > 60, "over the rows between: {dragged:?}");
    h.state_mut().apply(Action::Run(Command::CopyWithSource));
    let (text, html) = h.state().copied.last().cloned().unwrap();
    assert!(text.contains('《') && html.contains("<p"), "{text}");
    // A lone click leads to the text, once no second one came.
    click(&mut h, egui::pos2(at.x + 20.0, rows[2].center().y), 1, Modifiers::NONE);
    assert_eq!(h.state().state.tab().unwrap().view.pane, Pane::Figures);
    h.run_steps(40);
    assert_eq!(h.state().state.tab().unwrap().view.pane, Pane::Reading);
}

#[test]
fn the_formulations_take_words_in_names_contexts_and_places() {
    let mut h = stepping(sample(), [1440.0, 900.0], 1.0 / 60.0);
    settle(&mut h);
    h.state_mut().apply(Action::Pane(Pane::Formulations));
    settle(&mut h);
    let first = row_rects(&h, egui::Role::Row)[0];
    click(&mut h, first.min + egui::vec2(24.0, 18.0), 2, Modifiers::NONE);
    h.run_steps(40);
    let name = h.state().selection().expect("a word of the name");
    let places = row_rects(&h, egui::Role::Link);
    assert!(!places.is_empty(), "the first click opened the row, the second one did not close it");
    let place = places[0];
    drag(&mut h, place.center() - egui::vec2(30.0, 0.0), place.center() + egui::vec2(60.0, 0.0));
    let dragged = h.state().selection().unwrap();
    assert!(dragged != name && dragged.len() > 12, "{dragged:?}");
    assert_eq!(h.state().state.tab().unwrap().view.pane, Pane::Formulations);
    let at = egui::pos2(first.right() - 250.0, first.center().y);
    click(&mut h, at, 3, Modifiers::NONE);
    h.run_steps(40);
    assert!(h.state().selection().unwrap().len() > 20, "a sentence: {}", selected(&h));
    // The second button speaks of the selection.
    h.event(Event::PointerButton {
        pos: at,
        button: PointerButton::Secondary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    h.event(Event::PointerButton {
        pos: at,
        button: PointerButton::Secondary,
        pressed: false,
        modifiers: Modifiers::NONE,
    });
    h.run_steps(3);
    let w = duidu::words::AppWords::of(duidu::words::Lang::Zh);
    h.get_by_label(w.add_excerpt).click();
    h.run_steps(3);
    assert_eq!(h.state().state.tab().unwrap().main.document.overrides().excerpts.len(), 1);
}

#[test]
fn a_double_click_within_one_frame_takes_a_word() {
    let mut h = compared([1440.0, 900.0]);
    let (rect, _) = left_text(&h);
    let pos = rect.min + egui::vec2(100.0, 40.0);
    h.event(Event::PointerMoved(pos));
    h.run_steps(1);
    for pressed in [true, false, true, false] {
        h.event(Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    h.run_steps(2);
    assert!((1..=6).contains(&selected(&h).chars().count()), "{}", selected(&h));
}

#[test]
fn lists_beside_the_page_take_words() {
    let mut h = stepping(sample(), [1440.0, 900.0], 1.0 / 60.0);
    settle(&mut h);
    let report = h.state().report();
    let spans: Vec<Span> =
        report.paragraphs.iter().map(|p| p.span).filter(|s| s.len() > 120).take(2).collect();
    for span in &spans {
        h.state_mut().apply(Action::Select(Some(*span)));
        h.state_mut().apply(Action::Run(Command::AddExcerpt));
    }
    h.state_mut().apply(Action::Beside(duidu::app::Beside::Passages));
    settle(&mut h);
    let cards: Vec<Rect> = row_rects(&h, egui::Role::Button)
        .into_iter()
        .filter(|r| r.left() > 1108.0 && r.height() > 60.0)
        .collect();
    let at = cards[0].min + egui::vec2(60.0, 40.0);
    drag(&mut h, at, at + egui::vec2(120.0, 0.0));
    let dragged = h.state().selection().unwrap();
    assert!(spans[0].covers(dragged) && dragged.len() > 9, "{dragged:?} of {:?}", spans[0]);
    // The line with the place is what reorders.
    let before = h.state().state.tab().unwrap().main.document.overrides().excerpts.clone();
    let grip = |r: &Rect| r.min + egui::vec2(80.0, 14.0);
    drag(&mut h, grip(&cards[0]), grip(&cards[1]) + egui::vec2(0.0, 20.0));
    h.run_steps(3);
    let after = h.state().state.tab().unwrap().main.document.overrides().excerpts.clone();
    assert_eq!((&after[0], &after[1]), (&before[1], &before[0]));
}

#[test]
fn words_of_a_card_are_highlighted_from_its_menu() {
    let mut h = compared([1440.0, 900.0]);
    let (rect, span) = left_text(&h);
    let at = rect.min + egui::vec2(100.0, 40.0);
    click(&mut h, at, 3, Modifiers::NONE);
    let sentence = h.state().selection().unwrap();
    for pressed in [true, false] {
        h.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    h.run_steps(3);
    let w = duidu::words::AppWords::of(duidu::words::Lang::Zh);
    let menu = h.get_by_label_contains(w.highlight).rect().center();
    click(&mut h, menu, 1, Modifiers::NONE);
    h.run_steps(3);
    h.get_by_label("2").click();
    h.run_steps(3);
    let document = &h.state().state.tab().unwrap().main.document;
    let notes = document.notes();
    assert_eq!((notes[0].0, notes[0].1.colour), (sentence, Some(1)));
    assert!(span.overlaps(notes[0].0));
}
