//! Rich text (RTF 1.9.1): text, numbers as the writer laid them out, tables, notes.

mod tokens;

use std::collections::HashMap;

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::charset::common::mean_fit;
use super::flow::{Done, Flow};
use super::{BlockKind, Charset, Format, Meta, ReadError, Source, WarningKind};
use tokens::{Token, tokens};

/// Where the text of a group goes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    Text,
    /// Font table, pictures and the like.
    Skip,
    Fonts,
    Styles,
    Title,
    /// Running head or foot.
    Margin,
    Note,
}

/// What holds within a group.
#[derive(Clone, Debug)]
struct State {
    target: Target,
    /// Nothing but a control word has been seen in the group.
    fresh: bool,
    /// The group began with `\*`: skip it unless the word is known.
    optional: bool,
    bold: bool,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// Characters that stand for one `\u`.
    skip_after_u: i32,
    /// Inside the number of a list item.
    label: bool,
}

struct Reader {
    flow: Flow,
    state: State,
    stack: Vec<State>,
    /// Code page by font number.
    fonts: HashMap<i32, i32>,
    code_page: i32,
    /// Outline level by style number.
    styles: HashMap<i32, u8>,
    style: i32,
    runs: Vec<(String, bool)>,
    bytes: Vec<u8>,
    /// Characters still to be skipped after `\u`.
    to_skip: i32,
    /// First half of a pair of `\u`.
    high: Option<u16>,
    outline: Option<u8>,
    in_table: bool,
    cell: Vec<Done>,
    cells: Vec<Vec<Done>>,
    notes: usize,
    kept: Vec<(usize, Vec<Done>)>,
    /// Text before a note began.
    outer: Vec<Vec<(String, bool)>>,
    title: String,
}

/// Deepest group.
const MAX_GROUPS: usize = 100_000;

/// Reads rich text.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ReadError> {
    let mut reader = Reader::new();
    for token in tokens(bytes) {
        reader.take(token);
    }
    reader.finish()
}

impl Reader {
    fn new() -> Self {
        let state = State {
            target: Target::Text,
            fresh: true,
            optional: false,
            bold: false,
            hidden: false,
            deleted: false,
            font: -1,
            skip_after_u: 1,
            label: false,
        };
        Self {
            flow: Flow::default(),
            state,
            stack: Vec::new(),
            fonts: HashMap::new(),
            code_page: 1252,
            styles: HashMap::new(),
            style: -1,
            runs: Vec::new(),
            bytes: Vec::new(),
            to_skip: 0,
            high: None,
            outline: None,
            in_table: false,
            cell: Vec::new(),
            cells: Vec::new(),
            notes: 0,
            kept: Vec::new(),
            outer: Vec::new(),
            title: String::new(),
        }
    }

    fn take(&mut self, token: Token) {
        match token {
            Token::Open => {
                self.flush();
                if self.stack.len() < MAX_GROUPS {
                    self.stack.push(self.state.clone());
                }
                (self.state.fresh, self.state.optional, self.to_skip) = (true, false, 0);
            }
            Token::Close => self.close(),
            Token::Byte(_) | Token::Char(_) if self.to_skip > 0 => self.to_skip -= 1,
            Token::Byte(byte) => {
                self.state.fresh = false;
                self.bytes.push(byte);
            }
            Token::Char(c) => {
                self.state.fresh = false;
                // The second byte of a pair may be written as the letter it looks like.
                if self.open_pair() && c >= '@' {
                    self.bytes.push(c as u8);
                } else {
                    self.flush();
                    self.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Token::Word(word, number) => {
                if word != "u" {
                    self.to_skip = 0;
                }
                self.flush();
                let fresh = std::mem::replace(&mut self.state.fresh, word == "*");
                if word == "*" {
                    self.state.optional = true;
                } else if !(fresh && self.destination(word)) {
                    self.word(word, number);
                }
            }
        }
    }

    fn close(&mut self) {
        self.flush();
        let ended = self.state.target;
        let was_label = self.state.label;
        if let Some(state) = self.stack.pop() {
            self.state = state;
        }
        if was_label && !self.state.label {
            self.end_label();
        }
        if ended != self.state.target {
            match ended {
                Target::Note => {
                    self.end_para();
                    let inside = std::mem::take(&mut self.cell);
                    self.kept.push((self.notes, inside));
                    self.runs = self.outer.pop().unwrap_or_default();
                }
                Target::Margin => {
                    self.end_para();
                    self.runs = self.outer.pop().unwrap_or_default();
                }
                _ => {}
            }
        }
    }

    /// The number of a list item ends: its tab is a gap only where the text would run into it.
    fn end_label(&mut self) {
        let Some((label, _)) = self.runs.last_mut() else { return };
        label.truncate(label.trim_end().len());
        let sign =
            label.chars().next_back().is_some_and(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '•' | '·'));
        if sign {
            label.pop();
        } else if label.chars().next_back().is_some_and(|c| !"、）)．。，：".contains(c)) {
            label.push(' ');
        }
    }

    /// Words that say where a group's text goes; true when `word` was one.
    fn destination(&mut self, word: &str) -> bool {
        let target = match word {
            "fonttbl" => Target::Fonts,
            "stylesheet" => Target::Styles,
            "title" => Target::Title,
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf"
                if self.state.target == Target::Text =>
            {
                self.outer.push(std::mem::take(&mut self.runs));
                Target::Margin
            }
            "footnote" if self.state.target == Target::Text => {
                self.notes += 1;
                let mark = format!("[^{}]", self.notes);
                self.text(&mark);
                self.outer.push(std::mem::take(&mut self.runs));
                Target::Note
            }
            "pict" => {
                if self.state.target == Target::Text {
                    self.flow.out.warn(WarningKind::LeftOut);
                }
                Target::Skip
            }
            "colortbl" | "author" | "operator" | "company" | "keywords" | "subject" | "doccomm"
            | "comment" | "creatim" | "revtim" | "printim" | "listtable" | "listoverridetable"
            | "rsidtbl" | "generator" | "fldinst" | "objdata" | "objclass" | "sn" | "sv" | "nonshppict"
            | "nonesttables" | "xe" | "tc" | "bkmkstart" | "bkmkend" | "annotation" | "atnid"
            | "atnauthor" | "filetbl" | "revtbl" | "themedata" | "colorschememapping" | "datastore"
            | "latentstyles" | "pgptbl" | "manager" | "category" => Target::Skip,
            // Known optional ones that hold text.
            "shpinst" | "shptxt" | "fldrslt" | "result" | "listtext" | "pntext" | "shppict" | "ud" => {
                self.state.optional = false;
                self.state.label |= matches!(word, "listtext" | "pntext");
                return true;
            }
            _ if self.state.optional => Target::Skip,
            _ => return false,
        };
        // Inside what is skipped nothing is text.
        if self.state.target != Target::Skip {
            self.state.target = target;
        }
        true
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.state.skip_after_u = number.unwrap_or(1).clamp(0, 8),
            "ansicpg" => self.code_page = number.unwrap_or(1252),
            "f" => self.state.font = number.unwrap_or(-1),
            "fcharset" if self.state.target == Target::Fonts => {
                let page = match number {
                    Some(134) => 936,
                    Some(136) => 950,
                    Some(128) => 932,
                    _ => return,
                };
                self.fonts.insert(self.state.font, page);
            }
            "s" => self.style = number.unwrap_or(-1),
            "outlinelevel" => {
                let level = number.filter(|n| (0..9).contains(n)).map(|n| n as u8 + 1);
                match (self.state.target, level) {
                    (Target::Styles, Some(level)) => {
                        self.styles.insert(self.style, level);
                    }
                    (Target::Text, level) => self.outline = level,
                    _ => {}
                }
            }
            "b" => self.state.bold = on,
            "v" => self.state.hidden = on,
            "deleted" => {
                if on && self.state.target == Target::Text {
                    self.flow.out.warn(WarningKind::TrackedChanges);
                }
                self.state.deleted = on;
            }
            "revised" if on && self.state.target == Target::Text => {
                self.flow.out.warn(WarningKind::TrackedChanges);
            }
            "plain" => (self.state.bold, self.state.hidden) = (false, false),
            "pard" => (self.in_table, self.outline, self.style) = (false, None, -1),
            "intbl" => self.in_table = true,
            "par" | "sect" | "nestcell" => self.end_para(),
            "line" | "softline" => self.text("\n"),
            "tab" => self.text("\t"),
            "cell" => {
                self.in_table = true;
                self.end_para();
                self.cells.push(std::mem::take(&mut self.cell));
            }
            "row" => self.end_row(),
            _ => {
                if let Some(sign) = sign(word) {
                    self.text(sign);
                }
            }
        }
    }

    fn unicode(&mut self, number: i32) {
        self.to_skip = self.state.skip_after_u;
        let unit = number as u16;
        let text = match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => String::from_utf16_lossy(&[high, unit]),
            (_, 0xD800..=0xDBFF) => {
                self.high = Some(unit);
                return;
            }
            _ => String::from_utf16_lossy(&[unit]),
        };
        self.text(&text);
    }

    /// True when the bytes so far end in the first half of a pair.
    fn open_pair(&self) -> bool {
        !self.bytes.is_empty() && self.encoding() != WINDOWS_1252 && {
            let mut lead = false;
            for b in &self.bytes {
                lead = !lead && *b >= 0x81;
            }
            lead
        }
    }

    fn encoding(&self) -> &'static Encoding {
        match self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page) {
            936 | 54936 => GB18030,
            950 => BIG5,
            932 => SHIFT_JIS,
            65001 => UTF_8,
            _ => WINDOWS_1252,
        }
    }

    /// Turns collected bytes into text.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.encoding();
        let (text, bad) = encoding.decode_without_bom_handling(&bytes);
        // A Chinese run under a Western font: take it for what it is.
        let chinese = GB18030.decode_without_bom_handling(&bytes).0;
        if encoding == WINDOWS_1252 && bytes.len() >= 2 && mean_fit(&chinese) > 1.2 {
            self.text(&chinese);
            return;
        }
        if bad {
            self.flow.out.warn(WarningKind::DamagedBytes);
        }
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        match self.state.target {
            Target::Title => self.title.push_str(text),
            Target::Text | Target::Margin | Target::Note if !self.state.hidden && !self.state.deleted => {
                let bold = self.state.bold;
                match self.runs.last_mut() {
                    Some((last, b)) if *b == bold => last.push_str(text),
                    _ => self.runs.push((text.to_owned(), bold)),
                }
            }
            _ => {}
        }
    }

    fn end_para(&mut self) {
        if !matches!(self.state.target, Target::Text | Target::Margin | Target::Note) && self.runs.is_empty()
        {
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        let kind = match self.state.target {
            Target::Margin => BlockKind::Furniture,
            Target::Note => BlockKind::Footnote,
            _ => {
                let level = self.outline.or_else(|| self.styles.get(&self.style).copied());
                level.map_or(BlockKind::Paragraph, BlockKind::Heading)
            }
        };
        let done = Done { runs, kind };
        if done.is_blank() {
            return;
        }
        match (kind, self.in_table) {
            (BlockKind::Furniture, _) => {
                let letters = done.runs.iter().any(|(t, _)| t.chars().any(char::is_alphabetic));
                if letters {
                    self.kept.push((0, vec![done]));
                }
            }
            (BlockKind::Footnote, _) | (_, true) => self.cell.push(done),
            (_, false) => {
                self.end_row();
                self.flow.put(done);
            }
        }
    }

    fn end_row(&mut self) {
        if self.state.target == Target::Note {
            return;
        }
        if !self.cell.is_empty() {
            self.cells.push(std::mem::take(&mut self.cell));
        }
        if self.cells.is_empty() {
            return;
        }
        self.flow.open_row();
        for cell in std::mem::take(&mut self.cells) {
            self.flow.open_sink();
            for done in cell {
                self.flow.put(done);
            }
            self.flow.close_cell();
        }
        self.flow.close_row();
    }

    fn finish(mut self) -> Result<Source, ReadError> {
        self.flush();
        while !self.stack.is_empty() {
            self.close();
        }
        self.end_para();
        self.end_row();
        for (n, dones) in std::mem::take(&mut self.kept) {
            self.flow.note = Some(n);
            for done in dones {
                self.flow.put(done);
            }
        }
        let charset = match self.code_page {
            936 | 54936 => Charset::Gb18030,
            950 => Charset::Big5,
            _ => Charset::Utf8,
        };
        let title = self.title.trim().to_owned();
        let meta = Meta { title: Some(title).filter(|t| !t.is_empty()), ..Meta::default() };
        self.flow.out.finish(Format::Rtf, charset, meta)
    }
}

/// Words that stand for a sign.
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "~" => "\u{A0}",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        _ => return None,
    })
}
