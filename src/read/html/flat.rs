//! A page as a flat list of nodes in document order: no recursion however deep the markup is.

use dom_query::{Document, NodeRef};

use crate::read::docx::Numeral;

/// Deepest element that is kept as an element; deeper ones count as part of it (browsers stop at
/// 512).
const MAX_DEPTH: usize = 2_000;

/// One element or text of a [`Page`].
#[derive(Debug)]
pub struct Node {
    /// Lower-case name of an element; empty for text.
    pub tag: String,
    /// The text of a text node.
    pub text: String,
    /// Index of the parent (0 for the root itself).
    pub parent: usize,
    /// Index after the last descendant.
    pub end: usize,
    /// Inside a link.
    pub link: bool,
    /// Set in bold by tag or style.
    pub bold: bool,
    /// Not shown: script, style, hidden by attribute or style.
    pub hidden: bool,
    /// `id` and `class`, lower case.
    pub name: String,
    /// `name`/`property` and `content` of `<meta>`.
    pub meta: Option<(String, String)>,
    /// First number of an ordered list, and how its numbers are written.
    pub list: Option<(i64, Numeral)>,
}

/// A parsed page.
#[derive(Debug, Default)]
pub struct Page {
    /// All nodes in document order; the first is the root.
    pub nodes: Vec<Node>,
}

impl Page {
    /// Parses markup the way browsers do; never fails.
    pub fn parse(markup: &str) -> Self {
        let document = Document::from(shallow(markup).as_ref());
        let mut page = Self::default();
        let root = document.root();
        let mut open: Vec<usize> = Vec::new();
        let mut at = root;
        'walk: loop {
            let index = page.add(&at, open.last().copied());
            open.push(index);
            if let Some(child) = at.first_child() {
                at = child;
                continue;
            }
            loop {
                let end = page.nodes.len();
                if let Some(node) = open.pop().and_then(|i| page.nodes.get_mut(i)) {
                    node.end = end;
                }
                if at.id == root.id {
                    break 'walk;
                }
                if let Some(next) = at.next_sibling() {
                    at = next;
                    break;
                }
                let Some(parent) = at.parent() else { break 'walk };
                at = parent;
            }
        }
        page
    }

    fn add(&mut self, node: &NodeRef, parent: Option<usize>) -> usize {
        let above = parent.and_then(|p| self.nodes.get(p));
        let (link, bold) = above.map_or((false, false), |p| (p.link, p.bold));
        let hidden = above.is_some_and(|p| p.hidden);
        let mut new = Node {
            tag: String::new(),
            text: String::new(),
            parent: parent.unwrap_or(0),
            end: 0,
            link,
            bold,
            hidden,
            name: String::new(),
            meta: None,
            list: None,
        };
        if node.is_text() {
            new.text = node.text().to_string();
        } else if node.is_element() {
            new.tag = node.node_name().map(|n| n.to_ascii_lowercase()).unwrap_or_default();
            let attr = |name: &str| node.attr(name).map(|a| a.to_ascii_lowercase()).unwrap_or_default();
            let style: String = attr("style").chars().filter(|c| !c.is_whitespace()).collect();
            new.name = format!("{} {}", attr("id"), attr("class"));
            // Scripts give some links their address; what has a name is a place to jump to.
            new.link |=
                new.tag == "a" && (node.has_attr("href") || !(node.has_attr("name") || node.has_attr("id")));
            new.bold = match new.tag.as_str() {
                "b" | "strong" => true,
                _ if style.contains("font-weight:bold") || style.contains("font-weight:700") => true,
                _ if style.contains("font-weight:normal") || style.contains("font-weight:400") => false,
                _ => new.bold,
            };
            new.hidden |= is_unseen(&new.tag) || node.has_attr("hidden") || style.contains("display:none");
            new.hidden |= is_aside(&new.name);
            if new.tag == "ol" {
                let numeral = list_numeral(&style, node.attr("type").as_deref());
                new.list = Some((attr("start").trim().parse().unwrap_or(1), numeral));
            }
            if new.tag == "meta" {
                let key = [attr("name"), attr("property")].into_iter().find(|k| !k.is_empty());
                let content = node.attr("content").map(|c| c.to_string()).unwrap_or_default();
                new.meta = key.map(|k| (k, content));
            }
        }
        self.nodes.push(new);
        self.nodes.len() - 1
    }

    /// Indices of the children of node `i`.
    pub fn children(&self, i: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(i).map_or(0, |n| n.end);
        let mut next = i + 1;
        std::iter::from_fn(move || {
            let child = next;
            next = self.nodes.get(child).filter(|_| child < end)?.end.max(child + 1);
            Some(child)
        })
    }

    /// First element with this tag.
    pub fn first(&self, tag: &str) -> Option<usize> {
        self.nodes.iter().position(|n| n.tag == tag)
    }

    /// All text below node `i`, runs of white space as one blank.
    pub fn text_of(&self, i: usize) -> String {
        let Some(node) = self.nodes.get(i) else { return String::new() };
        let parts = self.nodes.get(i..node.end).unwrap_or_default();
        let all: String = parts.iter().map(|n| n.text.as_str()).collect();
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// How a list is numbered by its style or its `type`.
fn list_numeral(style: &str, kind: Option<&str>) -> Numeral {
    let named = style.split_once("list-style-type:").or_else(|| style.split_once("list-style:"));
    match named.map(|n| n.1.split([';', ' ']).next().unwrap_or_default()) {
        Some("cjk-ideographic" | "simp-chinese-informal" | "trad-chinese-informal") => {
            return Numeral::Counting;
        }
        Some("cjk-decimal") => return Numeral::Digits,
        Some("cjk-heavenly-stem") => return Numeral::Stems,
        Some("none") => return Numeral::None,
        _ => {}
    }
    match kind {
        Some("a") => Numeral::LowerLetter,
        Some("A") => Numeral::UpperLetter,
        Some("i") => Numeral::LowerRoman,
        Some("I") => Numeral::UpperRoman,
        _ => Numeral::Decimal,
    }
}

/// Furniture that wiki pages put into the text itself, by `id` and `class`.
fn is_aside(name: &str) -> bool {
    const ASIDES: [&str; 9] = [
        "mw-editsection",
        "mw-jump-link",
        "toc",
        "navbox",
        "noprint",
        "header_backlink",
        "header_forelink",
        "licensecontainer",
        "printfooter",
    ];
    name.split_ascii_whitespace().any(|word| ASIDES.contains(&word))
}

/// Elements whose text is never shown.
fn is_unseen(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "button"
            | "input"
            | "textarea"
            | "audio"
            | "video"
            | "canvas"
            | "map"
            | "datalist"
            | "noframes"
    )
}

/// Takes out opening tags beyond [`MAX_DEPTH`] unclosed ones: the parser's time grows with depth.
fn shallow(markup: &str) -> std::borrow::Cow<'_, str> {
    let mut depth = 0usize;
    let mut deepest = 0;
    for (open, _) in tags(markup) {
        depth = if open { depth + 1 } else { depth.saturating_sub(1) };
        deepest = deepest.max(depth);
    }
    if deepest <= MAX_DEPTH {
        return markup.into();
    }
    let mut out = String::with_capacity(markup.len());
    let (mut at, mut depth) = (0, 0usize);
    for (open, range) in tags(markup) {
        depth = if open { depth + 1 } else { depth.saturating_sub(1) };
        out.push_str(markup.get(at..range.start).unwrap_or_default());
        if depth <= MAX_DEPTH {
            out.push_str(markup.get(range.clone()).unwrap_or_default());
        } else {
            out.push(' ');
        }
        at = range.end;
    }
    out.push_str(markup.get(at..).unwrap_or_default());
    out.into()
}

/// Opening (true) and closing tags of elements that nest without limit, with their bytes.
fn tags(markup: &str) -> impl Iterator<Item = (bool, std::ops::Range<usize>)> {
    const VOID: [&str; 9] = ["br", "img", "hr", "meta", "link", "input", "p", "li", "td"];
    memchr::memchr_iter(b'<', markup.as_bytes()).filter_map(|start| {
        let rest = markup.get(start + 1..)?;
        let open = !rest.starts_with('/');
        let name_from = rest.strip_prefix('/').unwrap_or(rest);
        let name = name_from.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        if name.is_empty() || name.len() > 20 || VOID.contains(&name.to_ascii_lowercase().as_str()) {
            return None;
        }
        let end = memchr::memchr(b'>', rest.as_bytes())?;
        let single = rest.get(..end)?.ends_with('/');
        (!single).then_some((open, start..start + 1 + end + 1))
    })
}
