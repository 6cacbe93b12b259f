//! Scrolling of the two columns: by wheel, together along the links, and to what was selected.

use egui::{Rect, Sense, Ui, pos2, vec2};

use super::geometry::Column;
use crate::compare::{Certainty, Comparison};
use crate::ui::widgets::Kit;

/// Offsets of both columns (points), and where they are gliding to.
#[derive(Default)]
pub struct Scroll {
    /// Left, right.
    pub offset: [f32; 2],
    goal: Option<[f32; 2]>,
}

/// A monotone path through the links: heights on the left and the heights that face them.
#[derive(Default)]
pub struct Map {
    knots: Vec<(f32, f32)>,
}

impl Map {
    /// The longest chain of shown links that does not cross, as heights.
    pub fn new(c: &Comparison, left: &Column, right: &Column) -> Self {
        let mut pairs: Vec<(f32, f32)> = c
            .links
            .iter()
            .filter(|l| l.certainty != Certainty::Uncertain)
            .filter_map(|l| Some((left.card(l.left)?.y, right.card(l.right)?.y)))
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut knots = vec![(0.0, 0.0)];
        knots.extend(chain(&pairs));
        knots.push((left.height.max(1.0), right.height.max(1.0)));
        knots.dedup_by(|a, b| a.0 <= b.0 || a.1 < b.1);
        Self { knots }
    }

    /// The height that faces `y`; `back`: from right to left.
    pub fn facing(&self, y: f32, back: bool) -> f32 {
        let key = |k: &(f32, f32)| if back { (k.1, k.0) } else { *k };
        let i = self.knots.partition_point(|k| key(k).0 <= y).clamp(1, self.knots.len().max(2) - 1);
        let (Some(a), Some(b)) = (self.knots.get(i - 1).map(key), self.knots.get(i).map(key)) else {
            return y;
        };
        let share = if b.0 > a.0 { (y - a.0) / (b.0 - a.0) } else { 0.0 };
        a.1 + share * (b.1 - a.1)
    }
}

/// Longest strictly increasing chain by the second value (patience sorting).
fn chain(pairs: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (i, p) in pairs.iter().enumerate() {
        let at = tails.partition_point(|&t| pairs[t].1 < p.1);
        before[i] = at.checked_sub(1).map(|a| tails[a]);
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut out = Vec::new();
    let mut next = tails.last().copied();
    while let Some(i) = next {
        out.push(pairs[i]);
        next = before[i];
    }
    out.reverse();
    out
}

/// Where the following side goes from `other` when the led side was scrolled by `by`: along the links
/// (`moved`), and little by little to the height that faces it (`facing`), never against the wheel.
fn follow(other: f32, moved: f32, facing: f32, by: f32) -> f32 {
    let behind = facing - (other + moved);
    // At most half as fast again as the hand, so that nothing jumps.
    let catching = behind.clamp(-by.abs() * 0.5, by.abs() * 0.5);
    let step = moved + catching;
    let step = if by > 0.0 { step.max(0.0) } else { step.min(0.0) };
    other + step
}

/// Wheel movement over the two columns in this frame (points; positive: towards the end).
pub fn wheel(ui: &Ui, columns: [Rect; 2]) -> [f32; 2] {
    let delta = ui.input(|i| i.smooth_scroll_delta().y);
    // Not below a dialog or menu.
    columns.map(|c| if ui.rect_contains_pointer(c) { -delta } else { 0.0 })
}

impl Scroll {
    /// Moves by `wheel`; with `sync` the other side follows along the links from where it is.
    #[allow(clippy::too_many_arguments)]
    pub fn step(
        &mut self,
        ui: &Ui,
        wheel: [f32; 2],
        map: &Map,
        columns: [&Column; 2],
        port: f32,
        sync: bool,
        still: bool,
    ) {
        let limit = columns.map(|c| (c.height - port).max(0.0));
        for side in 0..2 {
            if wheel[side] == 0.0 {
                continue;
            }
            self.goal = None;
            let from = self.offset[side];
            let to = (from + wheel[side]).clamp(0.0, limit[side]);
            self.offset[side] = to;
            if sync {
                let (middle, back) = (port / 3.0, side == 1);
                let moved = map.facing(to + middle, back) - map.facing(from + middle, back);
                let facing = map.facing(to + middle, back) - middle;
                let other = self.offset[1 - side];
                self.offset[1 - side] = follow(other, moved, facing, to - from);
            }
        }
        if let Some(goal) = self.goal {
            let dt = ui.input(|i| i.stable_dt).min(0.05);
            let share = if still { 1.0 } else { 1.0 - (-dt * 22.0).exp() };
            let mut near = true;
            for side in 0..2 {
                let goal = goal[side].clamp(0.0, limit[side]);
                self.offset[side] += (goal - self.offset[side]) * share;
                near &= (goal - self.offset[side]).abs() < 0.5;
                if near {
                    self.offset[side] = goal;
                }
            }
            if near {
                self.goal = None;
            } else {
                ui.ctx().request_repaint();
            }
        }
        for (offset, limit) in self.offset.iter_mut().zip(limit) {
            *offset = offset.clamp(0.0, limit);
        }
    }

    /// Moves one side by hand (selecting beyond its edge, walking by key).
    pub fn push(&mut self, side: usize, by: f32) {
        if by != 0.0 {
            self.goal = None;
            self.offset[side] += by;
        }
    }

    /// Brings a card into sight, as little as needed.
    pub fn show(&mut self, side: usize, card: &super::geometry::Card, port: f32) {
        let offset = self.goal.map_or(self.offset, |g| g)[side];
        let top = card.y - 40.0;
        let bottom = card.y + card.height + 20.0 - port;
        if offset > top || offset < bottom {
            self.goal = None;
            self.offset[side] = if offset > top { top } else { bottom };
        }
    }

    /// Brings a selected link or unit into sight; with `sync` both ends to the same height.
    pub fn reveal(
        &mut self,
        c: &Comparison,
        left: &Column,
        right: &Column,
        selection: (Option<usize>, Option<(bool, usize)>),
        port: f32,
        sync: bool,
    ) {
        let mut goal = self.goal.unwrap_or(self.offset);
        let into_sight = |offset: f32, card: &super::geometry::Card| {
            if card.y - 40.0 < offset {
                card.y - 40.0
            } else if card.y + card.height + 20.0 > offset + port {
                card.y + card.height + 20.0 - port
            } else {
                offset
            }
        };
        let link = selection.0.and_then(|l| c.links.get(l));
        let (l, r) = match (link, selection.1) {
            (Some(link), _) => (left.card(link.left), right.card(link.right)),
            (None, Some((false, i))) => (left.card(i), None),
            (None, Some((true, i))) => (None, right.card(i)),
            (None, None) => return,
        };
        // The end that was clicked stays where it is; the other comes to it.
        let lead_right = selection.1.is_some_and(|u| u.0);
        match (l, r) {
            (Some(l), Some(r)) if sync => {
                if lead_right {
                    goal[1] = into_sight(goal[1], r);
                    goal[0] = l.y - (r.y - goal[1]);
                } else {
                    goal[0] = into_sight(goal[0], l);
                    goal[1] = r.y - (l.y - goal[0]);
                }
            }
            (l, r) => {
                for (side, card, other) in [(0, l, right), (1, r, left)] {
                    let Some(card) = card else { continue };
                    goal[side] = into_sight(goal[side], card);
                    // What faces it is an empty place.
                    if let Some(empty) = other.empty.filter(|_| sync) {
                        goal[1 - side] = empty - (card.y - goal[side]);
                    }
                }
            }
        }
        self.goal = Some(goal);
    }

    /// Scrolls both sides so that these heights are in the middle (overview strip).
    pub fn jump(&mut self, side: usize, y: f32, map: &Map, port: f32) {
        let other = map.facing(y, side == 1);
        let mut goal = [0.0; 2];
        goal[side] = y - port / 2.0;
        goal[1 - side] = other - port / 2.0;
        self.goal = Some(goal);
    }
}

/// The column's scroll bar.
pub fn bar(ui: &mut Ui, kit: &Kit, right: bool, column: &Column, scroll: &mut Scroll, port: Rect) {
    if column.height <= port.height() {
        return;
    }
    let side = usize::from(right);
    let track = Rect::from_min_max(
        pos2(port.right() - 8.0, port.top() + 4.0),
        pos2(port.right() - 2.0, port.bottom() - 8.0),
    );
    let thumb = (port.height() / column.height * track.height()).max(28.0);
    let travel = track.height() - thumb;
    let range = column.height - port.height();
    let top = track.top() + scroll.offset[side] / range * travel;
    let rect = Rect::from_min_size(pos2(track.left(), top), vec2(4.0, thumb));
    let response =
        ui.interact(rect.expand2(vec2(4.0, 0.0)), ui.scope_id().with(("bar", right)), Sense::drag());
    if response.dragged() && travel > 0.0 {
        scroll.offset[side] =
            (scroll.offset[side] + response.drag_delta().y / travel * range).clamp(0.0, range);
        scroll.goal = None;
    }
    let fill = if response.hovered() || response.dragged() { kit.theme.ctl } else { kit.theme.line2 };
    ui.painter().rect_filled(rect, 2.0, fill);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_does_not_cross() {
        let got = chain(&[(0.0, 50.0), (1.0, 10.0), (2.0, 20.0), (3.0, 5.0), (4.0, 30.0)]);
        assert_eq!(got, [(1.0, 10.0), (2.0, 20.0), (4.0, 30.0)]);
    }

    #[test]
    fn the_following_side_comes_to_the_facing_height_and_never_turns_back() {
        // Far behind, far ahead, right: scrolled down in small steps, then up.
        for start in [0.0, 900.0, 300.0] {
            let mut other: f32 = start;
            for (by, steps) in [(20.0, 200), (-20.0, 100)] {
                let mut led: f32 = if by > 0.0 { 0.0 } else { 4000.0 };
                for _ in 0..steps {
                    led += by;
                    let next = follow(other, by / 2.0, led / 2.0, by);
                    assert!((next - other) * by >= 0.0, "{start}: {other} to {next}");
                    assert!((next - other).abs() <= 20.0, "no jump: {other} to {next}");
                    other = next;
                }
                assert!((other - led / 2.0).abs() < 1.0, "{start}: {other} faces {led}");
            }
        }
    }

    #[test]
    fn facing_heights_never_run_backwards() {
        let map = Map { knots: vec![(0.0, 0.0), (100.0, 40.0), (200.0, 300.0), (400.0, 320.0)] };
        let mut last = -1.0;
        for y in 0..400 {
            let x = map.facing(y as f32, false);
            assert!(x >= last, "{y}: {x} after {last}");
            assert!((map.facing(x, true) - y as f32).abs() < 0.01);
            last = x;
        }
    }
}
