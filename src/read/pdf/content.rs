//! Page contents: what text is shown where (ISO 32000-1, 9.4).

use std::collections::HashMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::MAX_STREAM;
use super::font::Font;

/// Deepest form in a form.
const MAX_FORMS: usize = 8;
/// Most operations of a page.
const MAX_OPERATIONS: usize = 2_000_000;

/// A run of characters shown at one place, in points; y grows upwards.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The characters.
    pub text: String,
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Base line.
    pub y: f32,
    /// Height of the letters.
    pub size: f32,
    /// Set in bold.
    pub bold: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// Text in the order of the file.
    pub chunks: Vec<Chunk>,
    /// Pictures left out.
    pub pictures: usize,
    /// Characters in vertical fonts.
    pub vertical: usize,
    /// Height of the page.
    pub height: f32,
}

type Matrix = [f32; 6];
const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `a` applied before `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<usize>,
    size: f32,
    char_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

struct Reader<'a> {
    document: &'a Document,
    /// By the place of the dictionary in memory: fonts may be written in place, without a number.
    fonts: HashMap<usize, Font<'a>>,
    shown: Shown,
    operations: usize,
}

/// Reads a page; what cannot be read is left out.
pub fn read_page(document: &Document, id: ObjectId) -> Shown {
    let mut reader = Reader { document, fonts: HashMap::new(), shown: Shown::default(), operations: 0 };
    let area = page_box(document, id);
    reader.shown.height = area[3] - area[1];
    let Ok(bytes) = document.get_page_content_with_limit(id, MAX_STREAM) else { return reader.shown };
    let (own, inherited) = document.get_page_resources(id).unwrap_or((None, Vec::new()));
    let mut resources: Vec<&Dictionary> = own.into_iter().collect();
    resources.extend(inherited.iter().filter_map(|r| document.get_dictionary(*r).ok()));
    reader.run(&bytes, &resources, UNIT, 0);
    reader.shown
}

fn page_box(document: &Document, id: ObjectId) -> [f32; 4] {
    let mut at = document.get_dictionary(id).ok();
    for _ in 0..20 {
        let Some(dict) = at else { break };
        if let Ok(list) = dict.get_deref(b"MediaBox", document).and_then(Object::as_array) {
            let n = |i: usize| list.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            return [n(0), n(1), n(2), n(3)];
        }
        at = dict.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    [0.0, 0.0, 595.0, 842.0]
}

impl<'a> Reader<'a> {
    fn run(&mut self, bytes: &[u8], resources: &[&'a Dictionary], ctm: Matrix, depth: usize) {
        let Ok(content) = Content::decode(bytes) else { return };
        let mut state = State {
            ctm,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut matrix, mut line) = (UNIT, UNIT);
        for op in &content.operations {
            self.operations += 1;
            if self.operations > MAX_OPERATIONS {
                return;
            }
            let n = |i: usize| op.operands.get(i).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            let six = || [n(0), n(1), n(2), n(3), n(4), n(5)];
            let next_line = |line: &mut Matrix, x: f32, y: f32| {
                *line = times([1.0, 0.0, 0.0, 1.0, x, y], *line);
                *line
            };
            match op.operator.as_str() {
                "q" if saved.len() < 512 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = times(six(), state.ctm),
                "BT" => (matrix, line) = (UNIT, UNIT),
                "Tm" => (matrix, line) = (six(), six()),
                "Td" => matrix = next_line(&mut line, n(0), n(1)),
                "TD" => {
                    state.leading = -n(1);
                    matrix = next_line(&mut line, n(0), n(1));
                }
                "T*" => matrix = next_line(&mut line, 0.0, -state.leading),
                "Tc" => state.char_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.scale = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Tf" => {
                    state.font = op
                        .operands
                        .first()
                        .and_then(|o| o.as_name().ok())
                        .and_then(|f| self.font(f, resources));
                    state.size = n(1);
                }
                "Tj" => self.show(op.operands.first(), &state, &mut matrix),
                "TJ" => self.show_all(op, &state, &mut matrix),
                "'" | "\"" => {
                    if op.operator == "\"" {
                        (state.word_space, state.char_space) = (n(0), n(1));
                    }
                    matrix = next_line(&mut line, 0.0, -state.leading);
                    self.show(op.operands.last(), &state, &mut matrix);
                }
                "Do" => self.draw(op, resources, state.ctm, depth),
                "BI" | "EI" => self.shown.pictures += 1,
                _ => {}
            }
        }
    }

    /// A font of the resources, read once.
    fn font(&mut self, name: &[u8], resources: &[&'a Dictionary]) -> Option<usize> {
        for dict in resources {
            let Ok(fonts) = dict.get_deref(b"Font", self.document).and_then(Object::as_dict) else {
                continue;
            };
            let Ok(entry) = fonts.get(name) else { continue };
            let font = self.document.dereference(entry).ok().and_then(|d| d.1.as_dict().ok())?;
            let id = std::ptr::from_ref(font) as usize;
            self.fonts.entry(id).or_insert_with(|| Font::read(self.document, font));
            return Some(id);
        }
        None
    }

    fn draw(&mut self, op: &Operation, resources: &[&'a Dictionary], ctm: Matrix, depth: usize) {
        let Some(name) = op.operands.first().and_then(|o| o.as_name().ok()) else { return };
        let found = resources.iter().find_map(|r| {
            let all = r.get_deref(b"XObject", self.document).and_then(Object::as_dict).ok()?;
            all.get_deref(name, self.document).and_then(Object::as_stream).ok()
        });
        let Some(stream) = found else { return };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => self.shown.pictures += 1,
            Ok(b"Form") if depth < MAX_FORMS => {
                let Ok(bytes) = stream.get_plain_content_with_limit(MAX_STREAM) else { return };
                let numbers = |list: &Vec<Object>| -> Option<Matrix> {
                    let all: Vec<f32> = list.iter().filter_map(|o| o.as_float().ok()).collect();
                    all.try_into().ok()
                };
                let matrix = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
                let matrix = matrix.and_then(numbers).unwrap_or(UNIT);
                let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
                let inner: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
                self.run(&bytes, &inner, times(matrix, ctm), depth + 1);
            }
            _ => {}
        }
    }

    fn show_all(&mut self, op: &Operation, state: &State, matrix: &mut Matrix) {
        let Some(list) = op.operands.first().and_then(|o| o.as_array().ok()) else { return };
        for item in list {
            if let Ok(shift) = item.as_float() {
                let x = -shift / 1000.0 * state.size * state.scale;
                *matrix = times([1.0, 0.0, 0.0, 1.0, x, 0.0], *matrix);
            } else {
                self.show(Some(item), state, matrix);
            }
        }
    }

    fn show(&mut self, string: Option<&Object>, state: &State, matrix: &mut Matrix) {
        let Some(bytes) = string.and_then(|s| s.as_str().ok()) else { return };
        let Some(font) = state.font.and_then(|f| self.fonts.get(&f)) else { return };
        let place = |m: Matrix| {
            times([state.size * state.scale, 0.0, 0.0, state.size, 0.0, state.rise], times(m, state.ctm))
        };
        let start = place(*matrix);
        let mut text = String::new();
        for glyph in font.glyphs(bytes) {
            text.push_str(&glyph.text);
            let space = state.char_space + if glyph.is_space { state.word_space } else { 0.0 };
            let step = glyph.width * state.size + space;
            let (x, y) = if font.vertical { (0.0, -state.size) } else { (step * state.scale, 0.0) };
            *matrix = times([1.0, 0.0, 0.0, 1.0, x, y], *matrix);
        }
        if font.vertical {
            self.shown.vertical += text.chars().count();
        }
        let end = place(*matrix);
        let size = (start[2] * start[2] + start[3] * start[3]).sqrt();
        // Text turned on its side (marks in the margin) is out of the order of lines.
        let turned = start[1].abs() > start[0].abs();
        let sane = [start[4], start[5], end[4], size].iter().all(|v| v.is_finite() && v.abs() < 1e6);
        if text.is_empty() || turned || !sane || size < 0.5 {
            return;
        }
        let (x0, x1) = (start[4].min(end[4]), start[4].max(end[4]));
        self.shown.chunks.push(Chunk { text, x0, x1, y: start[5], size, bold: font.bold });
    }
}
