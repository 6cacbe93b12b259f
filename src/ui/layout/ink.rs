//! Lines to shapes: egui shapes and rasterises the glyphs of a line, we put each in its place.
//!
//! egui cannot justify with an indent, squeeze marks or open gaps between scripts. So a line is
//! given to it as plain text, and the quads of its glyphs are then moved to the cells' places, by
//! whole pixels, Latin words as one.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{
    ByteIndex, FontsView, Galley, LayoutJob, LayoutSection, Row, TextFormat, TextWrapping,
};
use egui::{Color32, Painter, Pos2, Rect};

use super::class::Class;
use super::{Cell, Face, Layout};

/// The ink of one line with the state of the atlas it was made for.
pub type Kept = Option<(u64, Arc<Galley>)>;

/// Watches egui's glyph atlas: when it is cleared, kept ink points at wrong texels.
#[derive(Default)]
pub struct Atlas {
    probe: Option<Arc<Galley>>,
    state: u64,
}

impl Atlas {
    /// Call once a frame, before painting. True when the fonts or the scale may have changed.
    pub fn refresh(&mut self, fonts: &mut FontsView<'_>) -> bool {
        // The same job gives the same galley as long as egui's own caches stand.
        let probe = fonts.layout_job(job("\u{3002}", &[(Face::Reading, 0..3)], 17.0, 33.0));
        let same = self.probe.as_ref().is_some_and(|old| Arc::ptr_eq(old, &probe));
        if !same {
            self.state += 1;
            self.probe = Some(probe);
        }
        !same
    }
}

/// True when `face` sets its marks in the middle of the em, as fonts for Hong Kong and Taiwan do:
/// there is no blank half to take away.
pub fn centres_marks(fonts: &mut FontsView<'_>, face: Face) -> bool {
    let size = 40.0;
    let comma = fonts.layout_job(job("\u{FF0C}", &[(face, 0..3)], size, size));
    let Some(glyph) = comma.rows.first().and_then(|row| row.glyphs.first()) else { return false };
    // Mainland fonts begin the comma at a tenth of the em, the others at four tenths.
    glyph.advance_width > 0.9 * size && glyph.uv_rect.offset.x > 0.25 * size
}

/// A stretch of the text (bytes of the laid-out text) with a colour of its own.
pub type Tint = (Range<usize>, Color32);

impl Layout {
    /// Shape of line `n` with its upper left corner at `pos` (column's left edge, line's top).
    /// `colour` where no tint says otherwise.
    pub fn line_shape(
        &mut self,
        fonts: &mut FontsView<'_>,
        atlas: &Atlas,
        n: usize,
        pos: Pos2,
        colour: Color32,
        tints: &[Tint],
    ) -> Option<egui::epaint::TextShape> {
        let line = self.lines.get(n)?.range();
        self.inks.resize(self.lines.len(), None);
        let kept = self.inks.get(n).and_then(Option::as_ref).filter(|(state, _)| *state == atlas.state);
        let galley = if let Some((_, galley)) = kept {
            galley.clone()
        } else {
            let galley = self.ink(fonts, line.clone())?;
            *self.inks.get_mut(n)? = Some((atlas.state, galley.clone()));
            galley
        };
        let bytes = self.line_bytes(n);
        let here = |tint: &&Tint| tint.0.start < bytes.end && bytes.start < tint.0.end;
        let galley = if tints.iter().any(|tint| here(&tint)) {
            tinted(&galley, self.cells.get(line)?, tints)
        } else {
            galley
        };
        Some(egui::epaint::TextShape::new(pos, galley, colour))
    }

    /// Paints line `n`; see [`Self::line_shape`].
    pub fn paint_line(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        n: usize,
        pos: Pos2,
        colour: Color32,
        tints: &[Tint],
    ) {
        let shape = painter.ctx().fonts_mut(|fonts| self.line_shape(fonts, atlas, n, pos, colour, tints));
        if let Some(shape) = shape {
            painter.add(shape);
        }
    }

    /// Shapes the cells `line` and moves every glyph to its place.
    fn ink(&self, fonts: &mut FontsView<'_>, line: Range<usize>) -> Option<Arc<Galley>> {
        let row = self.cells.get(line)?;
        let mut text = String::with_capacity(row.len() * 3);
        let mut sections: Vec<(Face, Range<usize>)> = Vec::new();
        for cell in row.iter().filter(|cell| drawn(cell)) {
            let from = text.len();
            text.push(cell.ch);
            match sections.last_mut() {
                Some((face, range)) if *face == cell.face => range.end = text.len(),
                _ => sections.push((cell.face, from..text.len())),
            }
        }
        let galley = fonts.layout_job(job(&text, &sections, self.set.size, self.set.line));
        Some(moved(&galley, row))
    }
}

/// True when the cell has a glyph of its own in the job. Combining marks and joiners must reach
/// the shaper although they have no width.
fn drawn(cell: &Cell) -> bool {
    cell.ink || (cell.class == Class::Zero && !cell.ch.is_control() && !is_format(cell.ch))
}

/// Zero-width characters that only steer breaking or mark the beginning of a file.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}')
}

fn job(text: &str, sections: &[(Face, Range<usize>)], size: f32, line: f32) -> LayoutJob {
    let format = |face: Face| TextFormat {
        font_id: face.at(size),
        color: Color32::PLACEHOLDER,
        line_height: Some(line),
        ..TextFormat::default()
    };
    LayoutJob {
        text: text.to_owned(),
        sections: sections
            .iter()
            .map(|(face, range)| LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(range.start)..ByteIndex(range.end),
                format: format(*face),
            })
            .collect(),
        wrap: TextWrapping::no_max_width(),
        break_on_newline: false,
        ..LayoutJob::default()
    }
}

/// A copy of `galley` (one row) with every glyph at the place of its cell.
fn moved(galley: &Arc<Galley>, row: &[Cell]) -> Arc<Galley> {
    let mut out = Galley::clone(galley);
    let scale = out.pixels_per_point;
    let Some(placed) = out.rows.first_mut() else { return Arc::new(out) };
    let mut line: Row = Row::clone(&placed.row);
    let mut shown = row.iter().filter(|cell| drawn(cell)).peekable();
    let (mut shift, mut word, mut end) = (0.0, false, 0.0_f32);
    let mut bounds = Rect::NOTHING;
    let count = line.glyphs.len();
    for g in 0..count {
        let glyph = line.glyphs[g];
        // The shaper may drop a mark it has no glyph for; the characters keep us in step.
        while shown.next_if(|cell| cell.class == Class::Zero && cell.ch != glyph.chr).is_some() {}
        let Some(cell) = shown.next() else { break };
        let western = cell.class.is_western();
        // A blank between two words has no glyph of its own.
        let touches = cell.x - end < 0.01;
        let joined = cell.class == Class::Zero || (western && word && touches);
        if !joined {
            let dash = dash_shift(row, cell);
            shift = ((cell.x - cell.cut_l + dash - glyph.pos.x) * scale).round() / scale;
        }
        word = western;
        end = cell.x + cell.body();
        let last =
            line.glyphs.get(g + 1).map_or(line.visuals.mesh.vertices.len(), |n| n.first_vertex as usize);
        let first = glyph.first_vertex as usize;
        for vertex in line.visuals.mesh.vertices.get_mut(first..last).unwrap_or_default() {
            vertex.pos.x += shift;
            bounds.extend_with(vertex.pos);
        }
    }
    let right = row.last().map_or(0.0, |cell| cell.x + cell.body());
    line.size.x = line.size.x.max(right);
    line.visuals.mesh_bounds = bounds;
    placed.row = Arc::new(line);
    let all = bounds.translate(placed.pos.to_vec2());
    out.mesh_bounds = all;
    out.rect = out.rect.union(all);
    Arc::new(out)
}

/// Side bearings of a dash glyph, both together (ems): the halves of —— are brought together by it.
const DASH_GAP: f32 = 0.13;

/// How far a dash moves towards the dashes beside it, so that —— is one stroke.
fn dash_shift(row: &[Cell], cell: &Cell) -> f32 {
    if cell.class != Class::Dash {
        return 0.0;
    }
    let Some(at) = row.iter().position(|c| c.at == cell.at) else { return 0.0 };
    let dash = |c: &&Cell| c.class == Class::Dash;
    let before = row.iter().take(at).rev().take_while(dash).count();
    let after = row.iter().skip(at + 1).take_while(dash).count();
    (after as f32 - before as f32) / 2.0 * DASH_GAP * cell.w
}

/// A copy of `galley` with the vertices of some characters coloured.
fn tinted(galley: &Arc<Galley>, row: &[Cell], tints: &[Tint]) -> Arc<Galley> {
    let mut out = Galley::clone(galley);
    let Some(placed) = out.rows.first_mut() else { return Arc::new(out) };
    let mut line: Row = Row::clone(&placed.row);
    let shown = row.iter().filter(|cell| drawn(cell));
    for (g, cell) in shown.enumerate() {
        let at = cell.at as usize;
        let Some((_, colour)) = tints.iter().find(|(range, _)| range.contains(&at)) else { continue };
        let Some(glyph) = line.glyphs.get(g) else { break };
        let first = glyph.first_vertex as usize;
        let last =
            line.glyphs.get(g + 1).map_or(line.visuals.mesh.vertices.len(), |n| n.first_vertex as usize);
        for vertex in line.visuals.mesh.vertices.get_mut(first..last).unwrap_or_default() {
            vertex.color = *colour;
        }
    }
    placed.row = Arc::new(line);
    Arc::new(out)
}
