//! Pages to a PDF file.

use krilla::Document;
use krilla::color::luma;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::faces::{Face, Faces};
use super::{Bookmark, Mark, Pages};
use crate::export::{Content, ExportError, Options, Progress};
use crate::words::Lang;

/// Thickness of lines in points.
const RULE: f32 = 0.5;
/// Greys, 0 black to 255 white.
const LINE_GREY: u8 = 120;
const SHADE_GREY: u8 = 242;

/// The file.
pub(super) fn file(
    pages: &Pages,
    content: &Content,
    options: &Options,
    faces: &Faces<'_>,
    progress: &Progress,
) -> Result<Vec<u8>, ExportError> {
    let failed = |what: &str| ExportError::Writer(what.to_owned());
    let mut document = Document::new();
    for (i, marks) in pages.pages.iter().enumerate() {
        if !progress.step(pages.pages.len() + i, pages.pages.len() * 2) {
            return Err(ExportError::Cancelled);
        }
        let settings = PageSettings::from_wh(pages.width, pages.height).ok_or_else(|| failed("page size"))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            paint(&mut surface, mark, faces);
        }
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    let mut list = pages.bookmarks.as_slice();
    while let Some((node, rest)) = node(list) {
        outline.push_child(node);
        list = rest;
    }
    document.set_outline(outline);
    let (y, m, d) = options.day.unwrap_or((2000, 1, 1));
    document.set_metadata(
        Metadata::new()
            .title(content.title.clone())
            .language(if options.lang == Lang::Zh { "zh-CN" } else { "en" }.to_owned())
            .creator("Duidu".to_owned())
            .creation_date(DateTime::new(y).month(m).day(d)),
    );
    document.finish().map_err(|e| ExportError::Writer(e.to_string()))
}

/// The first bookmark with those below it, and the rest.
fn node(list: &[Bookmark]) -> Option<(OutlineNode, &[Bookmark])> {
    let (first, mut rest) = list.split_first()?;
    let to = XyzDestination::new(first.page, Point::from_xy(0.0, first.y));
    let mut out = OutlineNode::new(first.text.clone(), to).with_open(first.level < 3);
    while rest.first().is_some_and(|next| next.level > first.level) {
        let (child, after) = node(rest)?;
        out.push_child(child);
        rest = after;
    }
    Some((out, rest))
}

fn grey(surface: &mut Surface<'_>, value: u8) {
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint: luma::Color::new(value).into(), ..Fill::default() }));
}

fn paint(surface: &mut Surface<'_>, mark: &Mark, faces: &Faces<'_>) {
    match mark {
        Mark::Words { x, y, size, face, text, spread } => {
            grey(surface, 0);
            words(surface, (*x, *y), *size, *face, text, *spread, faces);
        }
        Mark::Rule { from, to } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            if let Some(path) = path.finish() {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: luma::Color::new(LINE_GREY).into(),
                    width: RULE,
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
        }
        Mark::Shade { area } => {
            let mut path = PathBuilder::new();
            if let Some(area) = Rect::from_xywh(area.0, area.1, area.2, area.3) {
                path.push_rect(area);
            }
            if let Some(path) = path.finish() {
                grey(surface, SHADE_GREY);
                surface.draw_path(&path);
            }
        }
    }
}

/// Draws words, changing the font where a character asks for it.
fn words(
    surface: &mut Surface<'_>,
    (x, y): (f32, f32),
    size: f32,
    face: Face,
    text: &str,
    spread: f32,
    faces: &Faces<'_>,
) {
    let mut x = x;
    let mut run: Vec<KrillaGlyph> = Vec::new();
    let mut font = None;
    let mut from = x;
    let mut draw = |run: &mut Vec<KrillaGlyph>, font: Option<usize>, from: f32| {
        if let Some(font) = font.and_then(|f| faces.krilla(f)).filter(|_| !run.is_empty()) {
            surface.draw_glyphs(Point::from_xy(from, y), run, font, text, size, false);
        }
        run.clear();
    };
    for (at, c) in text.char_indices() {
        let glyph = faces.glyph(face, c);
        if font != Some(glyph.font) {
            draw(&mut run, font, from);
            (font, from) = (Some(glyph.font), x);
        }
        let advance = glyph.advance + spread / size;
        let range = at..at + c.len_utf8();
        run.push(KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, 0.0, 0.0, range, None));
        x += advance * size;
    }
    draw(&mut run, font, from);
}
