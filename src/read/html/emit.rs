//! Nodes to blocks.

use super::flat::{Node, Page};
use super::main_text::Main;
use super::meta::read_line;
use crate::read::builder::Builder;
use crate::read::docx::{Numeral, write};
use crate::read::{BlockKind, Meta};
use crate::text::is_han;

/// Hidden stretches longer than this (characters) are shown by a script and thus text after all.
const HIDDEN_TEXT: usize = 400;

/// Where the walk is, relative to the main text.
#[derive(Clone, Copy, PartialEq)]
enum Region {
    Before,
    Main,
    After,
}

struct Emitter<'a> {
    page: &'a Page,
    main: &'a Main,
    out: Builder,
    meta: Meta,
    /// White space seen since the last character, and whether a line end was in it.
    gap: Option<bool>,
    /// Characters of the open block, and those in links.
    chars: usize,
    linked: usize,
    /// Inside a row of a data table.
    in_row: bool,
    region: Region,
    /// Heading level of the open block.
    heading: Option<u8>,
    /// Next numbers of the open ordered lists; `None` for unordered ones.
    lists: Vec<Option<(i64, Numeral)>>,
    /// The number of a list item, until its text comes.
    number: String,
    /// Index of the block that is the page's title, once seen.
    title: Option<usize>,
}

/// Writes the blocks of `page` to `out`; `meta` is what the page says of itself, completed from the lines
/// above the text.
pub fn emit(page: &Page, main: &Main, meta: Meta, out: Builder) -> (Builder, Meta) {
    let mut e = Emitter {
        page,
        main,
        out,
        meta,
        gap: None,
        chars: 0,
        linked: 0,
        in_row: false,
        region: if main.sure { Region::Before } else { Region::Main },
        heading: None,
        lists: Vec::new(),
        number: String::new(),
        title: None,
    };
    let mut open: Vec<usize> = Vec::new();
    let mut i = page.first("body").unwrap_or(0);
    let stop = page.nodes.get(i).map_or(0, |n| n.end);
    while i < stop {
        while open.last().is_some_and(|&o| page.nodes[o].end <= i) {
            let o = open.pop().unwrap_or(0);
            e.leave(o);
        }
        let node = &page.nodes[i];
        if node.hidden && !hidden_text(page, i) {
            i = node.end.max(i + 1);
            continue;
        }
        e.enter(i, node);
        open.push(i);
        i += 1;
    }
    while let Some(o) = open.pop() {
        e.leave(o);
    }
    e.end_block();
    (e.out, e.meta)
}

/// Long prose hidden until a script shows it.
fn hidden_text(page: &Page, i: usize) -> bool {
    let node = &page.nodes[i];
    matches!(node.tag.as_str(), "div" | "section" | "article" | "td" | "p" | "textarea" | "")
        && (node.tag.is_empty()
            && !matches!(page.nodes[node.parent].tag.as_str(), "script" | "style" | "title")
            || unlinked(page, i) > HIDDEN_TEXT)
        && page.nodes.get(i..node.end).is_some_and(|n| n.iter().all(|n| n.tag != "script"))
}

/// Characters below node `i` that are in no link.
fn unlinked(page: &Page, i: usize) -> usize {
    let nodes = page.nodes.get(i..page.nodes[i].end).unwrap_or_default();
    let plain = nodes.iter().filter(|n| !n.link).flat_map(|n| n.text.chars());
    plain.filter(|c| !c.is_whitespace()).count()
}

impl Emitter<'_> {
    fn enter(&mut self, i: usize, node: &Node) {
        if i == self.main.node && self.main.sure {
            self.end_block();
            self.region = Region::Main;
        }
        if node.tag.is_empty() {
            self.text(node);
            return;
        }
        match node.tag.as_str() {
            "br" | "hr" => self.end_block(),
            "tr" if self.is_data(i) => {
                self.end_block();
                self.in_row = true;
            }
            "td" | "th" if self.in_row => {
                self.gap = None;
                if !self.out.open_text().is_empty() {
                    self.out.push("\t");
                }
            }
            "ol" => self.lists.push(node.list),
            "ul" => self.lists.push(None),
            _ => {}
        }
        if is_block(&node.tag) && node.tag != "tr" {
            self.end_block();
        }
        if let Some(level) = heading_level(&node.tag) {
            self.heading = Some(level);
        }
        if node.tag == "li"
            && let Some(Some((n, numeral))) = self.lists.last_mut()
        {
            self.number = match numeral {
                Numeral::None => String::new(),
                Numeral::Counting | Numeral::Digits | Numeral::Stems => write(*n, *numeral) + "、",
                _ => write(*n, *numeral) + ". ",
            };
            *n += 1;
        }
    }

    fn leave(&mut self, i: usize) {
        let tag = self.page.nodes[i].tag.as_str();
        if tag == "tr" && self.in_row {
            self.in_row = false;
            self.close(BlockKind::TableRow);
        } else if is_block(tag) {
            self.end_block();
        }
        if heading_level(tag).is_some() {
            self.heading = None;
        }
        if tag == "ol" || tag == "ul" {
            self.lists.pop();
        }
        if i == self.main.node && self.main.sure {
            self.end_block();
            self.region = Region::After;
        }
    }

    fn is_data(&self, row: usize) -> bool {
        let mut at = row;
        for _ in 0..4 {
            at = self.page.nodes[at].parent;
            if self.page.nodes[at].tag == "table" {
                return self.main.data_tables.contains(&at);
            }
        }
        false
    }

    fn text(&mut self, node: &Node) {
        let parent = self.page.nodes[node.parent].tag.as_str();
        let preformatted = parent == "pre";
        self.out.set_bold(node.bold && self.heading.is_none());
        for c in node.text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                if preformatted && c == '\n' {
                    self.end_block();
                } else {
                    self.gap = Some(self.gap.unwrap_or(false) || c == '\n');
                }
                continue;
            }
            if let Some(line_end) = self.gap.take()
                && let Some(before) = self.out.open_text().chars().next_back()
            {
                // Source lines broken inside Chinese are no blanks (CSS Text 3, segment breaks).
                if before != '\t' && !(line_end && (is_wide(before) || is_wide(c))) {
                    self.out.push(" ");
                }
            }
            if !self.number.is_empty() {
                let number = std::mem::take(&mut self.number);
                self.out.push(&number);
            }
            self.out.push(c.encode_utf8(&mut [0; 4]));
            // Brackets and bars between links belong to them.
            if c.is_alphanumeric() {
                self.chars += 1;
                self.linked += usize::from(node.link);
            }
        }
        self.out.set_bold(false);
    }

    fn end_block(&mut self) {
        self.gap = None;
        if self.in_row {
            self.gap = Some(false);
            return;
        }
        self.close(self.heading.map_or(BlockKind::Paragraph, BlockKind::Heading));
    }

    fn close(&mut self, kind: BlockKind) {
        let mostly_links = self.linked * 2 > self.chars;
        (self.chars, self.linked) = (0, 0);
        if self.out.is_open_empty() {
            self.out.end(kind);
            return;
        }
        let line = self.out.open_text().trim().to_owned();
        let index = self.out.blocks_mut().len();
        match self.region {
            Region::Main => {
                let kind = if mostly_links && self.main.sure { BlockKind::Furniture } else { kind };
                self.out.end(kind);
            }
            Region::Before if self.title.is_none() && is_title(&line, &self.meta) => {
                self.title = Some(index);
                self.out.end(BlockKind::Heading(1));
            }
            Region::Before | Region::After => {
                if self.region == Region::Before {
                    read_line(&line, &mut self.meta);
                }
                // Navigation and related reports; a line beside the title stays as found.
                if mostly_links {
                    self.out.discard();
                } else {
                    let beside = self.region == Region::Before && self.title.is_some();
                    self.out.end(if beside { kind } else { BlockKind::Furniture });
                }
            }
        }
    }
}

/// The line says what the page's title says.
fn is_title(line: &str, meta: &Meta) -> bool {
    let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (line, title) = (fold(line), fold(meta.title.as_deref().unwrap_or_default()));
    line.chars().count() >= 6 && !title.is_empty() && (title.contains(&line) || line.contains(&title))
}

fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{FF00}'..='\u{FFEF}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

fn heading_level(tag: &str) -> Option<u8> {
    match tag.as_bytes() {
        [b'h', n @ b'1'..=b'6'] => Some(n - b'0'),
        _ => None,
    }
}

/// Elements that begin and end a line.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "blockquote"
            | "pre"
            | "center"
            | "form"
            | "fieldset"
            | "figure"
            | "figcaption"
            | "address"
            | "body"
            | "html"
            | "details"
            | "summary"
            | "legend"
            | "hgroup"
    )
}
