//! Ribbons across the gutter, and the bars they hang on.

use egui::{Color32, Pos2, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::Memory;
use super::cards::{Frame, lone};
use super::geometry::{CARD, Card, Column, ROW, TITLE};
use crate::compare::{Certainty, Link, Status};
use crate::ui::fonts::Face;
use crate::ui::theme::Theme;
use crate::ui::widgets::text;
use crate::words::CompareWords;

/// One end of a ribbon: x of the card's edge, top and bottom.
type End = (f32, f32, f32);

/// Width of a bar.
const BAR: f32 = 4.0;
/// Samples along a ribbon.
const STEPS: usize = 24;

/// Dashes of an uncertain one.
const DASH: f32 = 5.0;
const GAP: f32 = 4.0;

/// Ribbons drawn from one end of a card at most; more would be one patch of colour.
const MOST: usize = 6;

/// Links of the cards in sight in their order: of each card the likeliest, and the selected one.
fn in_sight(f: &Frame<'_>, kept: &Memory, ports: [Rect; 2]) -> Vec<usize> {
    let mut out: Vec<usize> = f.tab.view.compare.link.into_iter().collect();
    for (side, column) in [&kept.left, &kept.right].into_iter().enumerate() {
        let offset = kept.scroll.offset[side];
        for card in column.between(offset, offset + ports[side].height()) {
            let mut mine: Vec<usize> = f.ends.of(side == 1, card.unit).iter().map(|&k| k as usize).collect();
            if mine.len() > MOST {
                let likeness = |k: usize| f.comparison.links.get(k).map_or(0.0, |l| l.likeness);
                mine.sort_by(|&a, &b| likeness(b).total_cmp(&likeness(a)));
                mine.truncate(MOST);
            }
            out.extend(mine);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Draws the ribbons of which an end is visible.
pub fn show(ui: &mut Ui, f: &Frame<'_>, strong: bool, kept: &Memory, ports: [Rect; 2], clip: Rect) {
    let mut painted = ui.new_child(egui::UiBuilder::new().max_rect(clip));
    painted.set_clip_rect(clip.intersect(ui.clip_rect()));
    let ui = &painted;
    let mut chosen = None;
    for i in in_sight(f, kept, ports) {
        let Some(link) = f.comparison.links.get(i) else { continue };
        let (Some(l), Some(r)) = (kept.left.card(link.left), kept.right.card(link.right)) else { continue };
        let a = left_end(f, l, i, kept.scroll.offset[0], ports[0]);
        let visible = |e: End, port: Rect| e.2 >= port.top() && e.1 <= port.bottom();
        let near = |card: &Card, side: usize| {
            let top = card.y - kept.scroll.offset[side];
            top < ports[side].height() && top + card.height > 0.0
        };
        if !near(l, 0) && !near(r, 1) {
            continue;
        }
        let end = right_end(f, (&kept.right, r), link, kept.scroll.offset[1], ports[1]);
        let (see_a, see_b) = (visible(a, ports[0]), visible(end, ports[1]));
        if !see_a && !see_b {
            continue;
        }
        if f.tab.view.compare.link == Some(i) {
            chosen = Some((a, end, link.certainty));
        } else {
            let half = if see_a && see_b { 1.0 } else { 0.5 };
            let strength = f.kit.theme.rib * half;
            ribbon(ui, f.kit.theme, a, end, link.certainty, strength, strong || f.kit.theme.contrast);
        }
        bars(ui, f, a, end, link.certainty);
    }
    // The selected one lies on top.
    if let Some((a, b, certainty)) = chosen {
        ribbon(ui, f.kit.theme, a, b, certainty, f.kit.theme.ribsel, true);
        bars(ui, f, a, b, certainty);
    }
    lones(ui, f, kept, ports);
}

fn left_end(f: &Frame<'_>, card: &Card, link: usize, offset: f32, port: Rect) -> End {
    let top = port.top() + card.y - offset;
    // Several links share the edge evenly.
    let n = f.ends.of(false, card.unit).len().max(1) as f32;
    let k = f.ends.turn.get(link).copied().unwrap_or(0) as f32;
    let room = card.height.min(CARD) - 16.0;
    let each = (room - 2.0 * (n - 1.0)) / n;
    let y = top + 8.0 + k * (each + 2.0);
    (port.right() - 10.0, y, y + each)
}

fn right_end(f: &Frame<'_>, (column, card): (&Column, &Card), link: &Link, offset: f32, port: Rect) -> End {
    let top = port.top() + card.y - offset;
    let x = port.left() + 10.0;
    let written = column.written(f, true, card);
    if let Some(i) = written.rows.iter().position(|row| row.partners.contains(&link.left)) {
        let y = top + TITLE + ROW * i as f32 + 3.0;
        return (x, y, y + 20.0);
    }
    let height = if card.rows == 0 { card.height - 16.0 } else { TITLE - 12.0 };
    (x, top + 8.0, top + 8.0 + height)
}

fn colour(theme: &Theme, certainty: Certainty) -> Color32 {
    if certainty == Certainty::Uncertain { theme.doubt } else { theme.keep }
}

fn bars(ui: &Ui, f: &Frame<'_>, a: End, b: End, certainty: Certainty) {
    let colour = colour(f.kit.theme, certainty);
    for (x, top, bottom) in [a, b] {
        let rect = Rect::from_min_max(pos2(x - BAR / 2.0, top), pos2(x + BAR / 2.0, bottom));
        ui.painter().rect_filled(rect, 2.0, colour);
    }
}

fn bend(from: Pos2, to: Pos2, t: f32) -> Pos2 {
    let middle = f32::midpoint(from.x, to.x);
    let u = 1.0 - t;
    let (c1, c2) = (pos2(middle, from.y), pos2(middle, to.y));
    let (w0, w1, w2, w3) = (u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t);
    pos2(w0 * from.x + w1 * c1.x + w2 * c2.x + w3 * to.x, w0 * from.y + w1 * c1.y + w2 * c2.y + w3 * to.y)
}

fn edge(from: Pos2, to: Pos2) -> Vec<Pos2> {
    (0..=STEPS).map(|i| bend(from, to, i as f32 / STEPS as f32)).collect()
}

/// The part of a line, which goes up or down only, that is in sight, and where on it the first dash
/// begins: as if all of it were dashed, which may be as long as the column.
fn in_clip(line: &[Pos2], clip: Rect) -> (Vec<Pos2>, f32) {
    let (top, bottom) = (clip.top() - 10.0, clip.bottom() + 10.0);
    let (mut path, mut before) = (Vec::new(), 0.0);
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let outside = a.y.max(b.y) < top || a.y.min(b.y) > bottom;
        let level = (b.y - a.y).abs() < 0.01;
        let at = |y: f32| if level { 0.0 } else { ((y - a.y) / (b.y - a.y)).clamp(0.0, 1.0) };
        let (from, to) = if level { (0.0, 1.0) } else { (at(top).min(at(bottom)), at(top).max(at(bottom))) };
        let long = a.distance(b);
        if outside {
            before += if path.is_empty() { long } else { 0.0 };
            continue;
        }
        if path.is_empty() {
            before += long * from;
            path.push(a.lerp(b, from));
        }
        path.push(a.lerp(b, to));
    }
    (path, DASH + GAP - before % (DASH + GAP))
}

fn ribbon(ui: &Ui, theme: &Theme, a: End, b: End, certainty: Certainty, alpha: f32, edges: bool) {
    let colour = colour(theme, certainty);
    let top = edge(pos2(a.0 + BAR / 2.0, a.1), pos2(b.0 - BAR / 2.0, b.1));
    let bottom = edge(pos2(a.0 + BAR / 2.0, a.2), pos2(b.0 - BAR / 2.0, b.2));
    let mut mesh = egui::Mesh::default();
    let fill = Theme::faded(colour, alpha);
    for (t, d) in top.iter().zip(&bottom) {
        mesh.colored_vertex(*t, fill);
        mesh.colored_vertex(*d, fill);
    }
    for i in 0..STEPS as u32 {
        mesh.add_triangle(2 * i, 2 * i + 1, 2 * i + 2);
        mesh.add_triangle(2 * i + 1, 2 * i + 3, 2 * i + 2);
    }
    ui.painter().add(Shape::mesh(mesh));
    if certainty == Certainty::Uncertain {
        for line in [top, bottom] {
            let (path, offset) = in_clip(&line, ui.clip_rect());
            let stroke = Stroke::new(1.0, colour);
            let dashes = Shape::dashed_line_with_offset(&path, stroke, &[DASH], &[GAP], offset);
            ui.painter().extend(dashes);
        }
    } else if edges {
        for line in [top, bottom] {
            ui.painter().add(Shape::line(line, Stroke::new(1.5, colour)));
        }
    }
}

/// Signs of units and points without counterpart.
fn lones(ui: &Ui, f: &Frame<'_>, kept: &Memory, ports: [Rect; 2]) {
    let w = CompareWords::of(f.kit.lang);
    let offset = kept.scroll.offset;
    for card in kept.left.between(offset[0], offset[0] + ports[0].height()) {
        if card.status == Status::NotMentioned {
            let y = ports[0].top() + card.y - offset[0] + card.height / 2.0;
            bar(ui, f, Status::NotMentioned, ports[0].right() - 10.0, card, y);
            let edge = pos2(ports[0].right() - 10.0, y);
            lone(ui, f, false, edge, 1.0);
            let words =
                crate::words::fill(w.not_in, &[crate::words::role_name(f.kit.lang, f.tab.role(true))]);
            let colour = f.kit.theme.drop;
            text(ui, edge + vec2(42.0, 0.0), egui::Align2::LEFT_CENTER, &words, Face::Sans, 12.0, colour);
        }
    }
    for card in kept.right.between(offset[1], offset[1] + ports[1].height()) {
        let x = ports[1].left() + 10.0;
        let top = ports[1].top() + card.y - offset[1];
        if card.status == Status::New {
            bar(ui, f, Status::New, x, card, top + card.height / 2.0);
            lone(ui, f, true, pos2(x, top + card.height / 2.0), -1.0);
        }
        for (i, _) in
            kept.right.written(f, true, card).rows.iter().enumerate().filter(|(_, r)| r.status == Status::New)
        {
            let y = top + super::geometry::rows_top(true) + ROW * (i as f32 + 0.5);
            let rect = Rect::from_center_size(pos2(x, y), vec2(BAR, 20.0));
            ui.painter().rect_filled(rect, 2.0, f.kit.theme.new);
            lone(ui, f, true, pos2(x, y), -1.0);
        }
    }
}

fn bar(ui: &Ui, f: &Frame<'_>, status: Status, x: f32, card: &Card, y: f32) {
    let rect = Rect::from_center_size(pos2(x, y), vec2(BAR, card.height - 16.0));
    ui.painter().rect_filled(rect, 2.0, f.kit.theme.status(status).text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_part_in_sight_is_dashed_and_dashes_stay_where_they_are() {
        let line: Vec<Pos2> = (0..=24).map(|i| pos2(i as f32, i as f32 * 1000.0)).collect();
        let clip = Rect::from_min_max(pos2(0.0, 5000.0), pos2(100.0, 5600.0));
        let (path, offset) = in_clip(&line, clip);
        assert_eq!((path.first().map(|p| p.y), path.last().map(|p| p.y)), (Some(4990.0), Some(5610.0)));
        // 4990 points down (and 5 across), the next dash begins at a whole number of dashes.
        let begins = line[0].distance(path[0]) + offset;
        assert!((begins / (DASH + GAP)).fract().min(1.0 - (begins / (DASH + GAP)).fract()) < 0.01);
        let level = [pos2(0.0, 5100.0), pos2(50.0, 5100.0), pos2(90.0, 5100.0)];
        assert_eq!(in_clip(&level, clip).0, level);
        assert!(in_clip(&line[10..], clip).0.is_empty());
    }
}
