//! Web pages as Chinese sites made them from 1999 to today (`fixtures/read/pages`, own words): the
//! report is read out of every one of them as out of its text.

use std::path::Path;
use std::sync::Arc;

use duidu::read::{BlockKind, Source};
use duidu::report::{self, ParagraphKind, Report, Role};

use crate::{REPORT, gb, open};

/// What the first line of a template says.
struct Template {
    charset: String,
    /// How a paragraph is set: `%` its text, `~` its text in pieces.
    paragraph: String,
    /// How a heading 一、 is set.
    heading: String,
    /// Words of the page that are no part of the report.
    aside: Vec<String>,
    page: String,
}

impl Template {
    fn of(text: &str) -> Self {
        let (head, page) = text.split_once("-->\n").expect("a first line");
        let head = head.trim_start_matches("<!--").trim();
        let entry = |name: &str| -> Option<String> {
            let (_, from) = head.split_once(&format!("{name}: "))?;
            let ends = ["; paragraph: ", "; heading: ", "; aside: "];
            let end = ends.iter().filter_map(|e| from.find(e)).min().unwrap_or(from.len());
            from.get(..end).map(str::to_owned)
        };
        let paragraph = entry("paragraph").expect("paragraph");
        Self {
            charset: entry("charset").expect("charset"),
            heading: entry("heading").unwrap_or_else(|| paragraph.clone()),
            paragraph,
            aside: entry("aside").expect("aside").split('|').map(|w| w.trim().to_owned()).collect(),
            page: page.to_owned(),
        }
    }

    /// The page with the report in it.
    fn filled(&self) -> Vec<u8> {
        let mut lines = REPORT.lines().filter(|l| !l.is_empty());
        let title = lines.next().unwrap_or_default();
        let set = |line: &str| {
            let is_heading = line.starts_with("一、") || line.starts_with("二、");
            let form = if is_heading { &self.heading } else { &self.paragraph };
            let third = line.chars().count() / 3;
            let (head, rest) = line.split_at(line.char_indices().nth(third).map_or(0, |c| c.0));
            let (middle, tail) = rest.split_at(rest.chars().next().map_or(0, char::len_utf8));
            let pieces = format!("{head}<span>{middle}</span><span\n>{tail}</span>");
            if form.contains('~') { form.replace('~', &pieces) } else { form.replace('%', line) }
        };
        let body: String = lines.map(set).collect();
        let page = self.page.replace("{title}", title).replace("{body}", &body);
        if self.charset == "utf-8" { page.into_bytes() } else { gb(&page) }
    }
}

fn report(source: Source) -> Report {
    report::read(Arc::new(source))
}

/// Level, number, title and role of every heading.
fn outline(report: &Report) -> Vec<(u8, String, String, Role)> {
    let words = |span: duidu::text::Span| span.of(report.text()).to_owned();
    let headings = report.headings.iter();
    headings
        .map(|h| {
            let number = h.number.map(words).unwrap_or_default();
            (h.level, number, words(h.title), report.parts[h.part].role)
        })
        .collect()
}

fn templates() -> Vec<(String, Template)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/read/pages");
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .map(|p| {
            (p.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())
        })
        .map(|(name, text)| (name, Template::of(&text)))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn pages_of_every_decade_give_the_report() {
    let want: Vec<&str> = REPORT.lines().filter(|l| !l.is_empty()).collect();
    let of_text = report(open(REPORT.as_bytes()));
    let all = templates();
    assert!(all.len() >= 10);
    for (name, template) in all {
        let report = report(open(&template.filled()));
        assert_eq!(outline(&report), outline(&of_text), "{name}");
        assert_eq!(report.head.title, of_text.head.title, "{name}");
        assert_eq!(report.head.date, of_text.head.date, "{name}");
        if !name.contains("word") && !name.contains("wiki") {
            assert_eq!(report.head.origin, "清溪日报", "{name}");
        }
        let text = report.text();
        let shown = report.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Furniture);
        let kept: Vec<&str> = shown.map(|p| p.span.of(text)).collect();
        for word in &template.aside {
            assert!(!kept.iter().any(|l| l.contains(word.as_str())), "{name}: {word} is in the report");
        }
        // Every line of the report is a line of the page: nothing lost, no word broken.
        for line in &want {
            assert!(text.lines().any(|l| l.trim_matches([' ', '　', '\u{A0}']) == *line), "{name}: {line}");
        }
        let blocks = &report.source.blocks;
        let furniture = blocks.iter().filter(|b| b.kind == BlockKind::Furniture);
        // (The title may stand above everything, among the furniture.)
        assert!(furniture.clone().all(|b| !want[1..].contains(&b.span.of(text))), "{name}");
    }
}
