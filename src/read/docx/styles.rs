//! Styles: outline level, list and bold of paragraphs, along the chain of base styles.

use std::collections::HashMap;

use crate::read::xml::{self, Event, Tag};

/// What a style (or a paragraph itself) says.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// Outline level, 0–8; 9 is body text.
    pub outline: Option<u8>,
    /// List: its number (0: none).
    pub list: Option<i64>,
    /// Level in the list, 0–8.
    pub list_level: Option<i64>,
    /// Bold letters.
    pub bold: Option<bool>,
    /// Hidden letters.
    pub hidden: Option<bool>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    props: Props,
}

/// All styles of a document.
#[derive(Clone, Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
}

/// Longest chain of base styles that is followed (a broken file may have a circle).
const MAX_CHAIN: usize = 20;

impl Styles {
    /// Reads `styles.xml`, or the styles inside a single-file document.
    pub fn read(bytes: &[u8]) -> Self {
        let mut all = Self::default();
        let mut open: Option<(String, Style)> = None;
        // Old properties inside `pPrChange` do not count.
        let mut skip = 0;
        xml::walk(bytes, |event| match event {
            Event::Open(tag) if tag.name() == "style" && tag.full_name().starts_with("w:") => {
                open = tag.attr("styleId").map(|id| (id, Style::default()));
            }
            Event::Open(tag) => {
                skip += u32::from(tag.name().ends_with("Change"));
                if let Some((_, style)) = open.as_mut().filter(|_| skip == 0) {
                    style.take(&tag);
                }
            }
            Event::Close("style") => {
                if let Some((id, style)) = open.take() {
                    all.styles.insert(id, style);
                }
            }
            Event::Close(name) if name.ends_with("Change") => skip = skip.saturating_sub(1),
            _ => {}
        });
        all
    }

    /// What style `id` says, base styles included.
    pub fn props(&self, id: &str) -> Props {
        let mut out = Props::default();
        let mut at = self.styles.get(id);
        for _ in 0..MAX_CHAIN {
            let Some(style) = at else { break };
            let p = &style.props;
            out.outline = out.outline.or(p.outline).or_else(|| style.heading());
            out.list = out.list.or(p.list);
            out.list_level = out.list_level.or(p.list_level);
            out.bold = out.bold.or(p.bold);
            out.hidden = out.hidden.or(p.hidden);
            at = style.base.as_ref().and_then(|b| self.styles.get(b));
        }
        out
    }

    /// True for the styles of a table of contents.
    pub fn is_contents(&self, id: &str) -> bool {
        let name = self.styles.get(id).map(|s| s.name.to_ascii_lowercase()).unwrap_or_default();
        let id = id.to_ascii_lowercase();
        [name, id]
            .iter()
            .any(|n| n.starts_with("toc") && n.trim_start_matches("toc").trim().parse::<u8>().is_ok())
    }
}

impl Style {
    fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "name" => self.name = tag.attr("val").unwrap_or_default(),
            "basedOn" => self.base = tag.attr("val"),
            _ => self.props.take(tag),
        }
    }

    /// Level by the name, where no outline level is given.
    fn heading(&self) -> Option<u8> {
        let name = self.name.to_ascii_lowercase();
        if name == "title" || name == "标题" {
            return Some(0);
        }
        let number = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?;
        number.trim().parse::<u8>().ok().filter(|n| (1..=9).contains(n)).map(|n| n - 1)
    }
}

impl Props {
    /// Takes a property element.
    pub fn take(&mut self, tag: &Tag) {
        match tag.name() {
            "outlineLvl" => self.outline = tag.number("val").map(|n| n.clamp(0, 9) as u8),
            "numId" | "ilfo" => self.list = tag.number("val"),
            "ilvl" => self.list_level = tag.number("val").map(|n| n.clamp(0, 8)),
            "b" => self.bold = Some(is_on(tag)),
            "vanish" => self.hidden = Some(is_on(tag)),
            _ => {}
        }
    }
}

/// A switch such as `<w:b/>`, `<w:b w:val="0"/>`.
pub fn is_on(tag: &Tag) -> bool {
    !matches!(tag.attr("val").as_deref(), Some("0" | "false" | "off" | "none"))
}
