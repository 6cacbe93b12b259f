//! What kind of file bytes are, by their content.

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text of some kind; to be decoded.
    Text,
    /// A web page.
    Html,
    /// An e-mail or a web page saved as one file.
    Mime,
    /// Rich text.
    Rtf,
    /// PDF.
    Pdf,
    /// A zip archive: docx, odt, epub, OFD or files.
    Zip,
    /// An OLE compound file: doc, wps, xls …
    Compound,
    /// XML of an office program in one file.
    OfficeXml,
    /// Something else: its short technical name.
    Other(&'static str),
}

/// Signatures of files that hold no readable text (libmagic's and the vendors' documents).
const SIGNATURES: [(&[u8], &str); 34] = [
    (b"\x89PNG\r\n\x1A\n", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"\0\0\x01\0", "ICO"),
    (b"8BPS", "Photoshop"),
    (b"\x7FELF", "ELF"),
    (b"MZ", "EXE"),
    (b"\xCA\xFE\xBA\xBE", "Java class"),
    (b"\xFE\xED\xFA", "Mach-O"),
    (b"\xCF\xFA\xED\xFE", "Mach-O"),
    (b"Rar!\x1A\x07", "RAR"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x1F\x8B", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\0", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"OggS", "Ogg"),
    (b"ID3", "MP3"),
    (b"fLaC", "FLAC"),
    (b"\x1A\x45\xDF\xA3", "Matroska"),
    (b"SQLite format 3\0", "SQLite"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"OTTO", "OpenType"),
    (b"\0\x01\0\0\0", "TrueType"),
    (b"ttcf", "TrueType"),
    (b"\0asm", "WebAssembly"),
    (b"%!PS", "PostScript"),
    (b"AT&TFORM", "DjVu"),
    (b"HM\0\0", "CAJ"),
];

/// Looks at the start of `bytes`.
pub(super) fn sniff(bytes: &[u8]) -> Kind {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if super::charset::mark(bytes).is_some() {
        return text_kind(&plain_head(bytes));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Kind::Compound;
    }
    if memchr::memmem::find(head.get(..head.len().min(1024)).unwrap_or_default(), b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if let Some(name) = binary_name(head) {
        return Kind::Other(name);
    }
    text_kind(&plain_head(bytes))
}

fn binary_name(head: &[u8]) -> Option<&'static str> {
    let at = |from: usize, what: &[u8]| head.get(from..).is_some_and(|h| h.starts_with(what));
    if at(0, b"RIFF") {
        return Some(if at(8, b"WEBP") { "WebP" } else { "RIFF" });
    }
    if at(4, b"ftyp") {
        return Some(if at(8, b"heic") || at(8, b"mif1") { "HEIC" } else { "MP4" });
    }
    if at(257, b"ustar") {
        return Some("tar");
    }
    let found = SIGNATURES.iter().find(|(sign, _)| head.starts_with(sign))?;
    // Short signatures are words too ("BM", "MZ", "BZh", "ID3"): a binary has control bytes near.
    let near = head.get(..head.len().min(512)).unwrap_or_default();
    let controls = near.iter().filter(|b| matches!(b, 0..=8 | 14..=31)).count();
    (found.0.len() > 4 || controls > 2 || found.1 == "PostScript").then_some(found.1)
}

/// The first bytes as ASCII, whatever the encoding: other bytes vanish, letters are lower case.
fn plain_head(bytes: &[u8]) -> String {
    let head = bytes.iter().take(8192);
    head.filter(|b| matches!(b, 9 | 10 | 13 | 32..=126)).map(|b| b.to_ascii_lowercase() as char).collect()
}

fn text_kind(head: &str) -> Kind {
    let head = head.trim_start();
    if head.starts_with("{\\rtf") {
        return Kind::Rtf;
    }
    if is_mime(head) {
        return Kind::Mime;
    }
    let root = after_prolog(head);
    // Word's web pages hold such elements too, inside the page.
    if ["<w:worddocument", "<pkg:package", "<office:document", "<w:document"]
        .iter()
        .any(|t| root.starts_with(t))
    {
        return Kind::OfficeXml;
    }
    if is_html(root) { Kind::Html } else { Kind::Text }
}

/// Header lines first, `MIME-Version` or the lines of a letter among them.
fn is_mime(head: &str) -> bool {
    let mut names = Vec::new();
    for line in head.lines().take(60) {
        if line.starts_with([' ', '\t']) && !names.is_empty() {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            break;
        }
        names.push(name);
    }
    let has = |n: &str| names.contains(&n);
    has("mime-version")
        || (has("content-type") && names.len() > 1)
        || (has("from") && has("subject") && has("date"))
}

/// What follows comments and processing instructions.
fn after_prolog(head: &str) -> &str {
    let mut head = head;
    while let Some((_, rest)) = head
        .strip_prefix("<!--")
        .and_then(|r| r.split_once("-->"))
        .or_else(|| head.strip_prefix("<?").and_then(|r| r.split_once("?>")))
    {
        head = rest.trim_start();
    }
    head
}

/// A page or a part of one (copied from a browser): begins with a tag and has the usual ones.
fn is_html(head: &str) -> bool {
    const OPEN: [&str; 8] =
        ["<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<script", "<!doctype"];
    const TAGS: [&str; 14] = [
        "<p>", "<p ", "<div", "<br", "<span", "<table", "<h1", "<h2", "<a ", "<strong", "<b>", "</p>",
        "<font", "<td",
    ];
    if OPEN.iter().any(|t| head.starts_with(t)) {
        return true;
    }
    let kinds = TAGS.iter().filter(|t| head.contains(*t)).count();
    let tags = TAGS.iter().map(|t| head.matches(t).count()).sum::<usize>();
    head.contains("<html") || (head.starts_with('<') && kinds >= 1 && tags >= 2) || (kinds >= 3 && tags >= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_kind() {
        assert_eq!(sniff(b"{\\rtf1\\ansi"), Kind::Rtf);
        assert_eq!(sniff(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), Kind::Other("PNG"));
        assert_eq!(sniff("BMP格式以外的文字".as_bytes()), Kind::Text);
        assert_eq!(sniff(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"), Kind::Mime);
        assert_eq!(sniff("<!-- saved -->\n<HTML><body>报告".as_bytes()), Kind::Html);
        let word =
            "<html xmlns:w='x'><!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->";
        assert_eq!(sniff(word.as_bytes()), Kind::Html);
        assert_eq!(sniff(b"<?xml version='1.0'?><?mso-application x?><w:wordDocument>"), Kind::OfficeXml);
        assert_eq!(sniff("<p>一段</p><p>两段</p>".as_bytes()), Kind::Html);
        assert_eq!(sniff("来源：日报\n一、2024年".as_bytes()), Kind::Text);
    }
}
