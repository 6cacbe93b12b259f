//! Where something stands, in words: 二(三)·3 第12段; 《title》（date）.

use crate::report::{Heading, Item, Report};
use crate::text::{Span, is_blank};
use crate::words::Lang;
use crate::words::export::source_of;
use crate::words::table::paragraph_no;

/// Longest title that stands in a place for a heading without number, in characters.
const TITLE: usize = 14;

/// How a report is named as a source: 《title》（date）.
pub fn source(report: &Report, lang: Lang) -> String {
    source_of(lang, &report.head.title, &report.head.date)
}

/// The section path of `heading`: 二(三)·3. The first level by its number (or, without one, its
/// words), the second in brackets, further levels after a middle dot; headings below the first
/// level that have no number are counted among their siblings.
pub fn path(report: &Report, heading: usize) -> String {
    let mut out = String::new();
    // A first level without numbers stands outside the count: the numbered level below it is
    // shown like a first one.
    let mut depth = 0;
    for h in report.path(heading) {
        let Some(this) = report.headings.get(h) else { continue };
        let number = numeral(report, this);
        match (depth, number) {
            (0, Some(n)) => out.push_str(&n),
            (0, None) => {
                let title = shorten(this.title.of(report.text()), TITLE);
                out.push_str(&title);
                if h != heading {
                    out.push(' ');
                }
                continue;
            }
            (1, Some(n)) => {
                out.push('(');
                out.push_str(&n);
                out.push(')');
            }
            (_, number) => {
                out.push('·');
                out.push_str(&number.unwrap_or_else(|| ordinal(report, h).to_string()));
            }
        }
        depth += 1;
    }
    out
}

/// Section path and paragraph number of the byte `at`: 二(三)·3 第12段. Paragraphs of title block
/// and furniture have no number.
pub fn place(report: &Report, at: usize, lang: Lang) -> String {
    let number = report.paragraph_at(at).map_or(0, |p| report.paragraphs[p].number);
    joined(report, report.heading_at(at), number, lang)
}

/// Section path and paragraph number of a compared unit.
pub fn item_place(report: &Report, item: &Item, lang: Lang) -> String {
    let heading = item.heading.or_else(|| report.heading_at(item.span.start()));
    joined(report, heading, item.paragraph, lang)
}

/// Places of the two ends of `span`; one place when both ends stand in the same paragraph.
pub fn span_place(report: &Report, span: Span, lang: Lang) -> String {
    let span = span.trimmed(report.text());
    let first = place(report, span.start(), lang);
    let last = place(report, span.end().saturating_sub(1).max(span.start()), lang);
    let paragraph = |at: usize| report.paragraph_at(at);
    if paragraph(span.start()) == paragraph(span.end().saturating_sub(1)) {
        first
    } else {
        format!("{first} – {last}")
    }
}

fn joined(report: &Report, heading: Option<usize>, number: u32, lang: Lang) -> String {
    let mut out = heading.map(|h| path(report, h)).unwrap_or_default();
    if number > 0 {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&paragraph_no(lang, number));
    }
    out
}

/// The numeral inside an enumerator (二 of 二、, 三 of （三）, 12 of 12．, ③), half-width.
fn numeral(report: &Report, heading: &Heading) -> Option<String> {
    let number: String = heading
        .number?
        .of(report.text())
        .chars()
        .filter(|c| !is_blank(*c))
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .filter(|c| is_numeral(*c))
        .collect();
    (!number.is_empty()).then_some(number)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || "〇零一二三四五六七八九十百".contains(c)
        || matches!(c, '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{3220}'..='\u{3229}')
}

/// 1-based position of heading `h` among the headings under the same parent in the same part.
fn ordinal(report: &Report, h: usize) -> usize {
    let Some(this) = report.headings.get(h) else { return 0 };
    let from = this.parent.map_or(0, |p| p + 1);
    report
        .headings
        .get(from..=h)
        .unwrap_or_default()
        .iter()
        .filter(|s| s.parent == this.parent && s.part == this.part)
        .count()
}

/// The first `max` characters of `text`, with … when there are more.
pub fn shorten(text: &str, max: usize) -> String {
    let mut chars = text.chars();
    let mut out: String = chars.by_ref().take(max).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}
