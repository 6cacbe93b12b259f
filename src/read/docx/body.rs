//! The text of a document, paragraph by paragraph, in the order in which Word shows it.

use std::collections::HashMap;

use super::numbering::Numbering;
use super::styles::{Props, Styles};
use crate::read::builder::Builder;
use crate::read::flow::{Done, Flow};
use crate::read::xml::{self, Event, Tag};
use crate::read::{BlockKind, WarningKind};

/// A paragraph being read.
#[derive(Debug, Default)]
struct Para {
    runs: Vec<(String, bool)>,
    /// What the paragraph itself says.
    own: Props,
    style: Option<String>,
    /// What its style says.
    of_style: Props,
    /// The run being read.
    run: Props,
    in_run: bool,
    /// Its end was deleted: it goes on in the next one.
    merged: bool,
    /// Text boxes anchored in it.
    after: Vec<Done>,
}

/// What kind of part is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Part {
    Main,
    Notes,
    Margin,
}

/// Reads parts of a document into a [`Builder`].
#[derive(Debug)]
pub struct Body {
    styles: Styles,
    numbering: Numbering,
    flow: Flow,
    part: Part,
    depth: usize,
    /// Depth of the element that is skipped with all in it.
    skip: Option<usize>,
    paras: Vec<Para>,
    /// Text of paragraphs whose end was deleted.
    carried: Vec<(String, bool)>,
    in_text: bool,
    in_para_props: bool,
    in_run_props: bool,
    in_row_props: bool,
    /// Numbers of the notes by kind and id, in order of their marks.
    notes: HashMap<(bool, String), usize>,
}

impl Body {
    /// An empty document with these styles and lists.
    pub fn new(styles: Styles, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            flow: Flow::default(),
            part: Part::Main,
            depth: 0,
            skip: None,
            paras: Vec::new(),
            carried: Vec::new(),
            in_text: false,
            in_para_props: false,
            in_run_props: false,
            in_row_props: false,
            notes: HashMap::new(),
        }
    }

    /// The text so far.
    pub fn into_builder(self) -> Builder {
        self.flow.out
    }

    /// Reads the main part; false when it breaks off.
    pub fn read(&mut self, bytes: &[u8]) -> bool {
        self.walk(bytes, Part::Main)
    }

    /// Reads footnotes or endnotes.
    pub fn read_notes(&mut self, bytes: &[u8]) {
        self.walk(bytes, Part::Notes);
    }

    /// Reads a running head or foot: furniture, unless it holds only the page number.
    pub fn read_margin(&mut self, bytes: &[u8]) {
        self.walk(bytes, Part::Margin);
    }

    fn walk(&mut self, bytes: &[u8], part: Part) -> bool {
        self.part = part;
        self.flow.margin = part == Part::Margin;
        (self.depth, self.skip) = (0, None);
        let whole = xml::walk(bytes, |event| match event {
            Event::Open(tag) => {
                self.depth += 1;
                if self.skip.is_none() {
                    self.open(&tag);
                }
            }
            Event::Close(name) => {
                if self.skip.is_none() {
                    self.close(name);
                } else if self.skip.is_some_and(|s| s >= self.depth) {
                    self.skip = None;
                }
                self.depth = self.depth.saturating_sub(1);
            }
            Event::Text(text) => {
                if self.in_text && self.skip.is_none() {
                    self.text(text);
                }
            }
        });
        // A broken file leaves things open: their text counts.
        while !self.paras.is_empty() {
            self.end_para();
        }
        self.flow.close_all();
        whole
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        match name {
            _ if name.ends_with("Change") => self.skip = Some(self.depth),
            "pPr" => self.in_para_props = true,
            "rPr" => self.in_run_props = true,
            "trPr" => self.in_row_props = true,
            _ if self.in_para_props || self.in_run_props => self.property(tag),
            "del" if self.in_row_props => {
                self.flow.delete_row();
                self.flow.out.warn(WarningKind::TrackedChanges);
            }
            "ins" if self.in_row_props => self.flow.out.warn(WarningKind::TrackedChanges),
            "del" | "moveFrom" => {
                if name == "del" {
                    self.flow.out.warn(WarningKind::TrackedChanges);
                }
                self.skip = Some(self.depth);
            }
            "ins" | "moveTo" => self.flow.out.warn(WarningKind::TrackedChanges),
            "Fallback" | "instrText" | "delText" | "rt" | "styles" | "lists" | "docDefaults"
            | "numbering" => {
                self.skip = Some(self.depth);
            }
            "p" => self.paras.push(Para::default()),
            "tr" => self.flow.open_row(),
            "tc" | "txbxContent" => self.flow.open_sink(),
            "footnote" | "endnote" => self.open_note(tag),
            "blip" | "imagedata" | "OLEObject" | "chart" | "relIds" | "altChunk" => {
                self.flow.out.warn(WarningKind::LeftOut);
            }
            _ => self.open_in_run(tag),
        }
    }

    /// Elements of a run.
    fn open_in_run(&mut self, tag: &Tag) {
        match tag.name() {
            "r" => {
                if let Some(para) = self.paras.last_mut() {
                    para.run = Props::default();
                    para.in_run = true;
                }
            }
            "t" => self.in_text = true,
            "tab" | "ptab" => self.text("\t"),
            // A page or column break is no line break.
            "br" if matches!(tag.attr("type").as_deref(), Some("page" | "column")) => {}
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("-"),
            "sym" => {
                let code = tag.attr("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                match code.and_then(char::from_u32) {
                    // Signs of ornament fonts stand in the private area.
                    Some('\u{E000}'..='\u{F8FF}') | None => self.flow.out.warn(WarningKind::LeftOut),
                    Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let key = (tag.name() == "endnoteReference", tag.attr("id").unwrap_or_default());
                let next = self.notes.len() + 1;
                let n = *self.notes.entry(key).or_insert(next);
                self.text(&format!("[^{n}]"));
            }
            _ => {}
        }
    }

    fn open_note(&mut self, tag: &Tag) {
        // Inside a run of the single-file XML the note itself stands; elsewhere its part.
        if tag.attr("type").is_some_and(|t| t != "normal") {
            self.skip = Some(self.depth);
            return;
        }
        let key = (tag.name() == "endnote", tag.attr("id").unwrap_or_default());
        let next = self.notes.len() + 1;
        self.flow.note = Some(*self.notes.entry(key).or_insert(next));
    }

    fn property(&mut self, tag: &Tag) {
        let Some(para) = self.paras.last_mut() else { return };
        match (self.in_para_props, self.in_run_props) {
            (true, true) => para.merged |= tag.name() == "del",
            (true, false) => match tag.name() {
                "pStyle" => {
                    para.style = tag.attr("val");
                    para.of_style = para.style.as_deref().map(|s| self.styles.props(s)).unwrap_or_default();
                }
                _ => para.own.take(tag),
            },
            (false, _) if tag.name() == "rStyle" => {
                let style = tag.attr("val").map(|s| self.styles.props(&s)).unwrap_or_default();
                para.run.bold = para.run.bold.or(style.bold);
                para.run.hidden = para.run.hidden.or(style.hidden);
            }
            (false, _) => para.run.take(tag),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(para) = self.paras.last_mut() else { return };
        if para.run.hidden.or(para.of_style.hidden) == Some(true) || (!para.in_run && text == "\t") {
            return;
        }
        let bold = para.run.bold.or(para.of_style.bold) == Some(true);
        match para.runs.last_mut() {
            Some((last, b)) if *b == bold => last.push_str(text),
            _ => para.runs.push((text.to_owned(), bold)),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.in_para_props = false,
            "rPr" => self.in_run_props = false,
            "trPr" => self.in_row_props = false,
            "t" => self.in_text = false,
            "r" => {
                if let Some(para) = self.paras.last_mut() {
                    para.in_run = false;
                    para.run = Props::default();
                }
            }
            "p" => self.end_para(),
            "tc" => self.flow.close_cell(),
            "tr" => self.flow.close_row(),
            "txbxContent" => {
                let inside = self.flow.close_sink();
                match self.paras.last_mut() {
                    Some(para) => para.after.extend(inside),
                    None => inside.into_iter().for_each(|d| self.flow.put(d)),
                }
            }
            "footnote" | "endnote" => self.flow.note = None,
            _ => {}
        }
    }

    fn end_para(&mut self) {
        let Some(mut para) = self.paras.pop() else { return };
        let mut runs = std::mem::take(&mut self.carried);
        runs.append(&mut para.runs);
        if para.merged {
            self.carried = runs;
        } else {
            let number = self.number(&para);
            let blank = runs.iter().all(|(t, _)| t.chars().all(crate::text::is_blank));
            if !number.is_empty() && !blank {
                let bold = runs.first().is_some_and(|r| r.1);
                runs.insert(0, (number, bold));
            }
            if !blank {
                let kind = self.kind(&para);
                self.flow.put(Done { runs, kind });
            }
        }
        for done in para.after {
            self.flow.put(done);
        }
    }

    fn number(&mut self, para: &Para) -> String {
        let Some(list) = para.own.list.or(para.of_style.list).filter(|n| *n != 0) else {
            return String::new();
        };
        let by_style = || para.style.as_deref().and_then(|s| self.numbering.level_of(list, s));
        let level = para.own.list_level.or(para.of_style.list_level).or_else(by_style).unwrap_or(0);
        self.numbering.next(list, usize::try_from(level).unwrap_or(0))
    }

    fn kind(&self, para: &Para) -> BlockKind {
        if self.part == Part::Margin || para.style.as_deref().is_some_and(|s| self.styles.is_contents(s)) {
            return BlockKind::Furniture;
        }
        if self.flow.note.is_some() {
            return BlockKind::Footnote;
        }
        match para.own.outline.or(para.of_style.outline) {
            Some(level @ 0..=8) => BlockKind::Heading(level + 1),
            _ => BlockKind::Paragraph,
        }
    }
}
