//! XML as a stream of tags and text: no tree, no recursion, no entities but the five of XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Raw};

use super::charset;

/// One step through a document. Names are local names (`w:p` is `p`).
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// An element begins (empty ones too, followed by `Close`).
    Open(Tag<'a>),
    /// An element ends.
    Close(&'a str),
    /// Text between tags, entities resolved.
    Text(&'a str),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a>(&'a BytesStart<'a>);

impl Tag<'_> {
    /// Local name.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Name with its prefix.
    pub fn full_name(&self) -> &str {
        self.0.name().0
    }

    /// The value of the first attribute with this local name.
    pub fn attr(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        all.with_checks(false);
        let found = all.flatten().find(|a| a.key.local_name().into_inner() == name)?;
        let value =
            found.normalized_value(quick_xml::XmlVersion::Explicit1_0).map(std::borrow::Cow::into_owned);
        Some(value.unwrap_or_else(|_| found.value.into_owned()))
    }

    /// The attribute as a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.attr(name)?.trim().parse().ok()
    }
}

/// Walks through `bytes`, calling `see` for every step; true when the document was whole, false
/// when it broke off (what came before has been seen).
pub(super) fn walk(bytes: &[u8], mut see: impl FnMut(Event)) -> bool {
    let decoded = charset::decode(bytes, charset::mark(bytes).is_none().then(|| declared(bytes)));
    let mut reader = Reader::from_str(&decoded.text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.check_comments = false;
    loop {
        match reader.read_event() {
            Ok(Raw::Start(tag)) => see(Event::Open(Tag(&tag))),
            Ok(Raw::End(tag)) => see(Event::Close(tag.local_name().into_inner())),
            Ok(Raw::Text(text)) => see(Event::Text(&text.xml10_content())),
            Ok(Raw::CData(text)) => see(Event::Text(&text.xml10_content())),
            Ok(Raw::GeneralRef(entity)) => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    see(Event::Text(c.encode_utf8(&mut [0; 4])));
                } else if let Some(text) = predefined(&entity.xml10_content()) {
                    see(Event::Text(text));
                }
            }
            Ok(Raw::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// XML without mark is UTF-8 unless it says otherwise.
fn declared(bytes: &[u8]) -> charset::Charset {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let label =
        head.split_once("encoding=").and_then(|p| p.1.split(['"', '\'']).nth(1).map(ToOwned::to_owned));
    label.and_then(|l| charset::Charset::from_label(&l)).unwrap_or(charset::Charset::Utf8)
}

/// The entities of XML and the commonest of HTML (epub); others are never expanded.
fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{A0}",
        "ldquo" => "“",
        "rdquo" => "”",
        "mdash" => "—",
        "hellip" => "…",
        "middot" => "·",
        _ => return None,
    })
}

/// Title from a package's properties (`dc:title`). Programs fill it with the first line or the
/// template's; the date there is the file's, not the report's.
pub fn title_of(bytes: &[u8]) -> super::Meta {
    let mut meta = super::Meta::default();
    let mut inside = false;
    walk(bytes, |event| match event {
        Event::Open(tag) => inside = tag.full_name() == "dc:title",
        Event::Close(_) => inside = false,
        Event::Text(text) if inside && !text.trim().is_empty() => meta.title = Some(text.trim().to_owned()),
        Event::Text(_) => {}
    });
    meta
}
