//! OFD, the fixed layout format of Chinese offices (GB/T 33190-2016): text objects in the order and
//! with the paragraphs that the PDF reader finds.

use super::builder::Builder;
use super::package::{Package, join};
use super::pdf::{Chunk, Shown, lay_out};
use super::xml::{self, Event, Tag};
use super::{Charset, Format, Meta, ReadError, Source, WarningKind};

/// Points of a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// Most pages that are read.
const MAX_PAGES: usize = 5_000;

/// Reads all pages of the first document.
pub(super) fn read(mut package: Package) -> Result<Source, ReadError> {
    package.format = "OFD";
    let broken = ReadError::Broken { name: "OFD" };
    let root = package.read("OFD.xml")?.ok_or(broken.clone())?;
    let (mut path, mut title) = (None, None);
    texts(&root, |name, text| match name {
        "DocRoot" if path.is_none() => path = Some(text.to_owned()),
        "Title" if title.is_none() => title = Some(text.to_owned()),
        _ => {}
    });
    let path = join("", &path.ok_or(broken.clone())?);
    let folder = path.rsplit_once('/').map_or("", |p| p.0).to_owned();
    let document = package.read(&path)?.ok_or(broken)?;
    let mut places = Vec::new();
    let mut height = 297.0;
    xml::walk(&document, |event| {
        if let Event::Open(tag) = event
            && tag.name() == "Page"
        {
            places.extend(tag.attr("BaseLoc"));
        }
    });
    texts(&document, |name, text| {
        if name == "PhysicalBox" {
            height = numbers(text).get(3).copied().unwrap_or(height);
        }
    });
    let mut pages = Vec::new();
    let mut pictures = 0;
    for place in places.into_iter().take(MAX_PAGES) {
        if let Some(bytes) = package.read(&join(&folder, &place))? {
            let page = page(&bytes, height);
            pictures += page.pictures;
            pages.push(page);
        }
    }
    let empty = pages.iter().all(|p| p.chunks.is_empty());
    if empty {
        return Err(if pictures > 0 { ReadError::Scan } else { ReadError::Empty });
    }
    let mut out = Builder::default();
    lay_out(pages, &mut out);
    (0..pictures.min(10_000)).for_each(|_| out.warn(WarningKind::LeftOut));
    out.finish(Format::Ofd, Charset::Utf8, Meta { title, ..Meta::default() })
}

/// Calls `see` with the name of every element that holds text, and the text.
fn texts(bytes: &[u8], mut see: impl FnMut(&str, &str)) {
    let mut name = String::new();
    xml::walk(bytes, |event| match event {
        Event::Open(tag) => tag.name().clone_into(&mut name),
        Event::Close(_) => name.clear(),
        Event::Text(text) if !text.trim().is_empty() => see(&name, text.trim()),
        Event::Text(_) => {}
    });
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace().filter_map(|n| n.parse().ok()).filter(|n: &f32| n.is_finite()).collect()
}

/// Where a text object stands, in millimetres; y grows downwards.
#[derive(Clone, Copy, Default)]
struct Place {
    x: f32,
    y: f32,
    size: f32,
    scale: f32,
    bold: bool,
}

fn page(bytes: &[u8], height: f32) -> Shown {
    let mut shown = Shown { height: height * POINTS, ..Shown::default() };
    let mut object = Place::default();
    let mut code: Option<(f32, f32, Option<f32>)> = None;
    xml::walk(bytes, |event| match event {
        Event::Open(tag) => match tag.name() {
            "TextObject" => object = place(&tag),
            "TextCode" => {
                let at = |name: &str| tag.attr(name).and_then(|v| v.parse::<f32>().ok()).unwrap_or(0.0);
                code = Some((at("X"), at("Y"), tag.attr("DeltaX").map(|d| advance(&d))));
            }
            "ImageObject" => shown.pictures += 1,
            _ => {}
        },
        Event::Close("TextCode") => code = None,
        Event::Close(_) => {}
        Event::Text(text) => {
            let Some((x, y, width)) = code else { return };
            let text = text.trim_matches(['\r', '\n']);
            let ems = |c: char| if c < '\u{2000}' { 0.5 } else { 1.0 };
            let last = text.chars().next_back().map_or(0.0, ems) * object.size;
            let width = width.map_or_else(|| text.chars().map(ems).sum::<f32>() * object.size, |w| w + last);
            let x0 = (object.x + x * object.scale) * POINTS;
            let chunk = Chunk {
                text: text.to_owned(),
                x0,
                x1: x0 + width.max(0.1) * object.scale * POINTS,
                y: (height - object.y - y * object.scale) * POINTS,
                size: object.size * object.scale * POINTS,
                bold: object.bold,
            };
            let sane =
                [chunk.x0, chunk.x1, chunk.y, chunk.size].iter().all(|v| v.is_finite() && v.abs() < 1e6);
            if sane && chunk.size > 0.5 && !text.is_empty() {
                shown.chunks.push(chunk);
            }
        }
    });
    shown
}

fn place(tag: &Tag) -> Place {
    let boundary = numbers(&tag.attr("Boundary").unwrap_or_default());
    let matrix = numbers(&tag.attr("CTM").unwrap_or_default());
    let of = |list: &[f32], i: usize, other: f32| list.get(i).copied().unwrap_or(other);
    let weight = tag.number("Weight").unwrap_or(400);
    Place {
        x: of(&boundary, 0, 0.0) + of(&matrix, 4, 0.0),
        y: of(&boundary, 1, 0.0) + of(&matrix, 5, 0.0),
        size: tag.attr("Size").and_then(|s| s.parse().ok()).unwrap_or(5.0),
        scale: of(&matrix, 3, 1.0).abs().clamp(0.01, 1000.0),
        bold: weight >= 600,
    }
}

/// Sum of the steps in `DeltaX`: numbers, `g n step` for n times the same.
fn advance(deltas: &str) -> f32 {
    let mut parts = deltas.split_whitespace();
    let mut sum = 0.0;
    while let Some(part) = parts.next() {
        if part == "g" {
            let count = parts.next().and_then(|n| n.parse::<f32>().ok()).unwrap_or(0.0);
            sum += count * parts.next().and_then(|n| n.parse::<f32>().ok()).unwrap_or(0.0);
        } else {
            sum += part.parse::<f32>().unwrap_or(0.0);
        }
    }
    sum
}
