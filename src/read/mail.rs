//! E-mails and web pages saved as one file (RFC 2045, RFC 2557).

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, MessageParser, MessagePart, MimeHeaders, PartType};

use super::sniff::{Kind, sniff};
use super::{Format, ReadError, ReadOptions, Source, charset, html};

/// Most parts that are tried.
const MAX_PARTS: usize = 200;
/// A letter with less text (bytes) than this only carries its attachment.
const SHORT: usize = 600;

/// Reads the part with the most text: a page, plain text, or an attached report.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Source, ReadError> {
    // The parser is another's; a slip in it on a crafted file must not end the program.
    let result = std::panic::catch_unwind(|| extract(bytes, options));
    result.unwrap_or(Err(ReadError::Broken { name: "MIME" }))
}

fn extract(bytes: &[u8], options: &ReadOptions) -> Result<Source, ReadError> {
    let broken = ReadError::Broken { name: "MIME" };
    let message = MessageParser::default().parse(bytes).ok_or(broken.clone())?;
    let mut best: Option<Source> = None;
    let mut attached: Option<Source> = None;
    let mut error = broken;
    for part in message.parts.iter().take(MAX_PARTS) {
        let raw = bytes.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
        let label = part.content_type().and_then(|t| t.attribute("charset"));
        let (result, slot) = match &part.body {
            PartType::Html(_) => (html::read_labelled(&decode(part, raw), options, label), &mut best),
            PartType::Text(_) if is_plain(part) => (text(&decode(part, raw), options, label), &mut best),
            PartType::Binary(content) | PartType::InlineBinary(content) if is_document(content) => {
                (super::read(content, options), &mut attached)
            }
            _ => continue,
        };
        match result {
            Ok(source) if slot.as_ref().is_none_or(|s| s.text.len() < source.text.len()) => {
                *slot = Some(source);
            }
            Ok(_) => {}
            Err(e) => error = e,
        }
    }
    let short = best.as_ref().is_none_or(|b| b.text.len() < SHORT);
    let mut source = if short { attached.or(best) } else { best }.ok_or(error)?;
    if source.meta.title.is_none() {
        source.meta.title = message.subject().map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    }
    source.format = Format::Mhtml;
    Ok(source)
}

/// The bytes of a part without its transfer encoding.
fn decode(part: &MessagePart, raw: &[u8]) -> Vec<u8> {
    let decoded = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => None,
    };
    decoded.unwrap_or_else(|| raw.to_vec())
}

/// Plain text, not style sheets and scripts.
fn is_plain(part: &MessagePart) -> bool {
    part.content_type().is_none_or(|t| t.subtype().is_none_or(|s| s.eq_ignore_ascii_case("plain")))
}

fn text(bytes: &[u8], options: &ReadOptions, label: Option<&str>) -> Result<Source, ReadError> {
    let wish = options.charset.or_else(|| label.and_then(charset::Charset::from_label));
    // A valid UTF-8 text is one whatever the letter says.
    let wish = wish.filter(|_| options.charset.is_some() || std::str::from_utf8(bytes).is_err());
    let decoded = match options.charset {
        Some(set) => charset::asked(bytes, set),
        None => charset::decode(bytes, wish),
    };
    super::read_text(decoded, options)
}

/// Attachments that are read; letters in letters are not (no endless nesting).
fn is_document(content: &[u8]) -> bool {
    match sniff(content) {
        Kind::Pdf | Kind::Rtf | Kind::Compound => true,
        Kind::Zip => super::zipped::is_document(content),
        _ => false,
    }
}
