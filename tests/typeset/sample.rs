//! A text for the pane: own-written paragraphs with every kind of mark.

use duidu::text::Span;
use duidu::ui::reading::{Block, Content, Kind, Look, Mark, PageStyle, Sign, Tick};
use egui::Color32;

/// A report-like text in own words, with the marks that make lines difficult.
pub const REPORT: &str = include_str!("sample.txt");

/// A text in paragraphs, one a line, with marks found by searching for words.
pub struct Sample {
    pub text: String,
    pub spans: Vec<Span>,
    pub terms: Vec<&'static str>,
    pub figures: bool,
    pub fill: Option<(Span, Color32)>,
    pub signs: Vec<Sign>,
    pub found: Vec<Span>,
}

impl Sample {
    pub fn new(text: &str) -> Self {
        let mut spans = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len()).trimmed(text);
            if !span.is_empty() {
                spans.push(span);
            }
            at += line.len();
        }
        Self {
            text: text.to_owned(),
            spans,
            terms: Vec::new(),
            figures: false,
            fill: None,
            signs: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Bytes of the first place of `words`.
    pub fn find(&self, words: &str) -> Span {
        let at = self.text.find(words).expect("the words are in the sample");
        Span::new(at, at + words.len())
    }

    fn kind(&self, i: usize) -> Kind {
        let words = self.spans[i].of(&self.text);
        if i == 0 {
            Kind::Title
        } else if words.starts_with(['(', '（']) && i < 3 {
            Kind::Byline
        } else if words.contains('\t') {
            Kind::Row
        } else if words.ends_with("：") || words.ends_with(':') {
            Kind::Salutation
        } else if words.starts_with(['一', '二', '三']) && words.chars().nth(1) == Some('、') {
            Kind::Heading(1)
        } else if words.starts_with('（') && words.chars().count() < 40 {
            Kind::Heading(2)
        } else {
            Kind::Body
        }
    }
}

impl Content for Sample {
    fn name(&self) -> String {
        "sample".to_owned()
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn len(&self) -> usize {
        self.spans.len()
    }

    fn span(&self, i: usize) -> Span {
        self.spans[i]
    }

    fn block(&self, i: usize) -> Block {
        let kind = self.kind(i);
        let span = self.spans[i];
        let words = span.of(&self.text);
        let mut bold = Vec::new();
        if kind == Kind::Body
            && words.chars().nth(1) == Some('是')
            && let Some(end) = words.find('。')
        {
            bold.push(Span::new(span.start(), span.start() + end + 3));
        }
        let number = if kind == Kind::Body { i as u32 } else { 0 };
        Block { kind, number, bold }
    }

    fn marks(&self, span: Span, out: &mut Vec<Mark>) {
        let mut add = |span: Span, look: Look| out.push(Mark { span, look });
        if let Some((fill, colour)) = self.fill.filter(|(fill, _)| fill.overlaps(span)) {
            add(fill, Look::Fill(colour));
        }
        for (i, found) in self.found.iter().enumerate().filter(|(_, f)| f.overlaps(span)) {
            add(*found, if i == 0 { Look::FoundHere } else { Look::Found });
        }
        let words = span.of(&self.text);
        for term in &self.terms {
            for (at, _) in words.match_indices(term) {
                add(Span::new(span.start() + at, span.start() + at + term.len()), Look::Term);
            }
        }
        if !self.figures {
            return;
        }
        let mut rest = 0;
        while let Some(at) = words.get(rest..).and_then(|w| w.find(|c: char| c.is_ascii_digit())) {
            let from = rest + at;
            let tail = words.get(from..).unwrap_or_default();
            let digits =
                tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit() || ".%".contains(c)).len();
            let unit = duidu::text::unit_after(tail.get(digits..).unwrap_or_default());
            rest = from + digits + unit;
            add(Span::new(span.start() + from, span.start() + rest), Look::Figure);
        }
    }

    fn signs(&self, span: Span, out: &mut Vec<Sign>) {
        out.extend(self.signs.iter().filter(|sign| span.holds(sign.at)).cloned());
    }

    fn ticks(&self, _parts: usize, out: &mut Vec<Tick>) {
        out.extend(
            self.found.iter().map(|f| Tick { at: f.start(), colour: Color32::from_rgb(0xFF, 0xC6, 0x48) }),
        );
    }

    fn revision(&self) -> u64 {
        self.text.len() as u64
    }
}

/// The ground the page lies on.
pub const PAGE: Color32 = Color32::from_rgb(0xFF, 0xFE, 0xFB);

/// The light theme of TOKENS section 2.
#[allow(clippy::unreadable_literal)] // colours are read as six digits
pub fn light() -> PageStyle {
    let c = |hex: u32| Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8);
    PageStyle {
        text: c(0x23221F),
        text2: c(0x55524B),
        text3: c(0x68635A),
        selection: c(0xD9E2EC),
        term: c(0xBDB29C),
        figure_fill: c(0xEEF0DF),
        figure: c(0x4A5320),
        found: c(0xFFE9A3),
        found_here: c(0xFFC648),
        highlights: [c(0xFFF0A8), c(0xCFE8C9), c(0xCFE2F5), c(0xF3D0DF)],
        damage: [c(0xFBEAE7), c(0xE8B6AE), c(0xA62116)],
        noted: c(0xBDB29C),
        focus_line: c(0xF4F3EF),
        rule: c(0xE2DFD8),
        focus: c(0x2A6BCB),
        thumb: c(0xCFCBC2),
        thumb_hover: c(0x8C877D),
    }
}
