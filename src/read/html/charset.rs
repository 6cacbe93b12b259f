//! The character set of a page: mark, letter, `<meta>`, bytes; wrong labels are found out.

use crate::read::charset::{self, Charset, Decoded, common::mean_fit};

/// Bytes in which a label is looked for (the standard asks for 1,024; saved pages often have
/// comments and scripts first).
const PRESCAN: usize = 8192;

/// Decodes by the reader's `wish`, the byte order mark, the label of the transport or the page,
/// the bytes, in this order, unless the bytes belie the label.
pub fn decode<'a>(bytes: &'a [u8], wish: Option<Charset>, label: Option<&str>) -> Decoded<'a> {
    if let Some(set) = wish {
        return charset::asked(bytes, set);
    }
    if charset::mark(bytes).is_some() {
        return charset::decode(bytes, None);
    }
    let guess = charset::guess(bytes);
    let said = label.map(ToOwned::to_owned).or_else(|| prescan(bytes)).and_then(|l| Charset::from_label(&l));
    // Chinese in valid UTF-8 is never anything else, whatever the page says.
    let set = match said {
        Some(said) if said != guess && guess != Charset::Utf8 && said != Charset::Utf8 => {
            if value(bytes, said) + 0.3 >= value(bytes, guess) { said } else { guess }
        }
        _ => guess,
    };
    charset::decode(bytes, Some(set))
}

/// How well the part beyond ASCII reads.
fn value(bytes: &[u8], set: Charset) -> f32 {
    let first = bytes.iter().position(|b| *b >= 0x80).unwrap_or(0) & !3;
    let sample = bytes.get(first..bytes.len().min(first + 65536)).unwrap_or_default();
    let text: String = charset::plain(sample, set).chars().filter(|c| !c.is_ascii()).collect();
    mean_fit(&text)
}

/// The label in `<meta charset=…>`, `<meta … content="…; charset=…">` or `<?xml encoding=…`.
fn prescan(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(PRESCAN))?;
    let head: String =
        head.iter().map(|b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { ' ' }).collect();
    let mut rest = head.as_str();
    while let Some((_, tag)) = rest.split_once('<') {
        let (inner, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        let key = if inner.starts_with("meta") {
            "charset"
        } else if inner.starts_with("?xml") {
            "encoding"
        } else {
            continue;
        };
        let Some((_, value)) = inner.split_once(key) else { continue };
        let Some(value) = value.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start_matches([' ', '"', '\'']);
        let label: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
        if !label.is_empty() {
            return Some(label);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_in_all_their_forms() {
        for (page, want) in [
            ("<meta charset=gb2312>", Some("gb2312")),
            ("<META http-equiv=Content-Type content='text/html; charset=Big5'>", Some("big5")),
            ("<?xml version='1.0' encoding=\"utf-8\"?>", Some("utf-8")),
            ("<script charset=x></script><p>", None),
        ] {
            assert_eq!(prescan(page.as_bytes()).as_deref(), want);
        }
    }

    #[test]
    fn a_wrong_label_is_found_out() {
        let page = "<meta charset=big5><p>一年来，全市经济运行稳中有进，民生持续改善。</p>";
        let bytes = encoding_rs::GB18030.encode(page).0.into_owned();
        assert_eq!(decode(&bytes, None, None).charset, Charset::Gb18030);
        assert_eq!(decode(page.as_bytes(), None, None).charset, Charset::Utf8);
    }
}
