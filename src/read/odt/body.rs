//! The text of an OpenDocument, paragraph by paragraph.

use super::lists::{LEVELS, Lists, OUTLINE};
use crate::read::builder::Builder;
use crate::read::flow::{Done, Flow};
use crate::read::xml::{self, Event, Tag};
use crate::read::{BlockKind, WarningKind};

/// A paragraph being read.
#[derive(Debug, Default)]
struct Para {
    runs: Vec<(String, bool)>,
    heading: Option<u8>,
    bold: bool,
    /// Boldness of the open spans.
    spans: Vec<bool>,
    /// Text boxes and notes anchored in it.
    after: Vec<Done>,
}

#[derive(Debug)]
struct OpenList {
    style: String,
    /// The number of the open item is still to be written.
    pending: bool,
    /// Its start value.
    set: Option<i64>,
}

/// Reads the content into a [`Builder`].
#[derive(Debug)]
pub struct Body {
    lists: Lists,
    flow: Flow,
    depth: usize,
    skip: Option<usize>,
    in_text: bool,
    paras: Vec<Para>,
    open_lists: Vec<OpenList>,
    /// Depth of a table of contents.
    contents: Option<usize>,
    notes: usize,
    note_depth: Option<usize>,
    /// Notes come after the text.
    kept_notes: Vec<(usize, Vec<Done>)>,
}

impl Body {
    /// An empty text with these lists.
    pub fn new(lists: Lists) -> Self {
        Self {
            lists,
            flow: Flow::default(),
            depth: 0,
            skip: None,
            in_text: false,
            paras: Vec::new(),
            open_lists: Vec::new(),
            contents: None,
            notes: 0,
            note_depth: None,
            kept_notes: Vec::new(),
        }
    }

    /// The text so far.
    pub fn into_builder(self) -> Builder {
        self.flow.out
    }

    /// Reads `content.xml`; false when it breaks off.
    pub fn read(&mut self, bytes: &[u8]) -> bool {
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
                    self.spaced(text);
                }
            }
        });
        while !self.paras.is_empty() {
            self.end_para();
        }
        self.flow.close_all();
        for (n, dones) in std::mem::take(&mut self.kept_notes) {
            self.flow.note = Some(n);
            for done in dones {
                self.flow.put(done);
            }
        }
        whole
    }

    fn open(&mut self, tag: &Tag) {
        match tag.full_name() {
            "office:text" => self.in_text = true,
            "text:tracked-changes" => {
                // Deleted text stands here; inserted text stands in its place.
                self.skip = Some(self.depth);
            }
            "office:annotation"
            | "text:ruby-text"
            | "office:forms"
            | "text:note-citation"
            | "svg:title"
            | "svg:desc"
            | "office:master-styles" => {
                self.skip = Some(self.depth);
            }
            "text:change-start" | "text:change" => self.flow.out.warn(WarningKind::TrackedChanges),
            "draw:image" | "draw:object" | "draw:object-ole" => self.flow.out.warn(WarningKind::LeftOut),
            "text:table-of-content" => self.contents = Some(self.depth),
            "text:p" | "text:h" if self.in_text => self.open_para(tag),
            "text:span" => {
                if let Some(para) = self.paras.last_mut() {
                    let above = para.spans.last().copied().unwrap_or(para.bold);
                    let own = tag.attr("style-name").and_then(|s| self.lists.bold("text", &s));
                    para.spans.push(own.unwrap_or(above));
                }
            }
            "text:s" => {
                let n = tag.number("c").unwrap_or(1).clamp(1, 1000) as usize;
                self.text(&" ".repeat(n));
            }
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            "text:list" => self.open_list(tag),
            "text:list-item" => {
                if let Some(list) = self.open_lists.last_mut() {
                    (list.pending, list.set) = (true, tag.number("start-value"));
                }
            }
            "table:table-row" => self.flow.open_row(),
            "table:table-cell" | "table:covered-table-cell" | "draw:text-box" => self.flow.open_sink(),
            "text:note" => {
                self.notes += 1;
                let mark = format!("[^{}]", self.notes);
                self.text(&mark);
            }
            "text:note-body" => {
                self.note_depth = Some(self.depth);
                self.flow.open_sink();
            }
            _ => {}
        }
    }

    fn open_list(&mut self, tag: &Tag) {
        let above = self.open_lists.last().map(|l| l.style.clone());
        let style = tag.attr("style-name").or(above.clone()).unwrap_or_default();
        let continues =
            tag.attr("continue-numbering").as_deref() == Some("true") || tag.attr("continue-list").is_some();
        if above.is_none() && !continues {
            self.lists.restart(&style);
        }
        self.open_lists.push(OpenList { style, pending: false, set: None });
    }

    fn open_para(&mut self, tag: &Tag) {
        let style = tag.attr("style-name").unwrap_or_default();
        let is_heading = tag.name() == "h";
        let level = if is_heading { tag.number("outline-level").map(|n| n.clamp(1, 9) as u8) } else { None };
        let heading = level.or_else(|| self.lists.outline(&style).filter(|_| is_heading));
        let bold = self.lists.bold("paragraph", &style) == Some(true);
        let number = self.number(&style, heading);
        let mut para = Para { heading, bold, ..Para::default() };
        if !number.is_empty() {
            para.runs.push((number, bold));
        }
        self.paras.push(para);
    }

    /// The number of a list item's first paragraph, or of a heading.
    fn number(&mut self, style: &str, heading: Option<u8>) -> String {
        let level = self.open_lists.len().saturating_sub(1).min(LEVELS - 1);
        if let Some(list) = self.open_lists.last_mut() {
            if !std::mem::take(&mut list.pending) {
                return String::new();
            }
            let set = list.set.take();
            let name =
                if list.style.is_empty() { self.lists.list_of(style) } else { Some(list.style.clone()) };
            return name.map(|n| self.lists.next(&n, level, set)).unwrap_or_default();
        }
        match heading {
            Some(level) => self.lists.next(OUTLINE, usize::from(level) - 1, None),
            None => String::new(),
        }
    }

    /// Text with XML's white space: runs of blanks and line ends are one blank.
    fn spaced(&mut self, text: &str) {
        if self.paras.is_empty() {
            return;
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            } else {
                out.push(c);
            }
        }
        self.text(&out);
    }

    fn text(&mut self, text: &str) {
        let Some(para) = self.paras.last_mut() else { return };
        let bold = para.spans.last().copied().unwrap_or(para.bold);
        match para.runs.last_mut() {
            Some((last, b)) if *b == bold => last.push_str(text),
            _ => para.runs.push((text.to_owned(), bold)),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.end_para(),
            "span" => {
                if let Some(para) = self.paras.last_mut() {
                    para.spans.pop();
                }
            }
            "list" => drop(self.open_lists.pop()),
            "table-cell" | "covered-table-cell" => self.flow.close_cell(),
            "table-row" => self.flow.close_row(),
            "text-box" => {
                let inside = self.flow.close_sink();
                match self.paras.last_mut() {
                    Some(para) => para.after.extend(inside),
                    None => inside.into_iter().for_each(|d| self.flow.put(d)),
                }
            }
            "note-body" => {
                self.note_depth = None;
                let inside = self.flow.close_sink();
                self.kept_notes.push((self.notes, inside));
            }
            "table-of-content" => self.contents = None,
            "text" if self.open_lists.is_empty() && self.paras.is_empty() => self.in_text = false,
            _ => {}
        }
    }

    fn end_para(&mut self) {
        let Some(para) = self.paras.pop() else { return };
        let kind = if self.contents.is_some() {
            BlockKind::Furniture
        } else if self.note_depth.is_some() {
            BlockKind::Footnote
        } else {
            para.heading.map_or(BlockKind::Paragraph, BlockKind::Heading)
        };
        let done = Done { runs: para.runs, kind };
        if !done.is_blank() {
            self.flow.put(done);
        }
        para.after.into_iter().for_each(|d| self.flow.put(d));
    }
}
