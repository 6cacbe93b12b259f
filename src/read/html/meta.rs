//! What a page says about itself: title, date, source.

use super::flat::Page;
use crate::read::Meta;

/// Names under which Chinese government sites (GB/T standard names `ArticleTitle`, `PubDate`,
/// `ContentSource`), news sites and Open Graph give them, best first.
const TITLE: [&str; 4] = ["articletitle", "og:title", "twitter:title", "dc.title"];
const DATE: [&str; 8] = [
    "pubdate",
    "publishdate",
    "article:published_time",
    "og:published_time",
    "publish_time",
    "publishtime",
    "dc.date",
    "date",
];
const SOURCE: [&str; 6] = ["contentsource", "source", "article:author", "og:site_name", "sitename", "author"];

/// Reads `<meta>`, `<title>` and the only `<h1>`.
pub fn told(page: &Page) -> Meta {
    let entry = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| {
            let metas = page.nodes.iter().filter_map(|n| n.meta.as_ref());
            let value =
                metas.filter(|(key, _)| key == name).map(|(_, v)| v.trim()).find(|v| !v.is_empty())?;
            Some(value.to_owned())
        })
    };
    let mut heads = page.nodes.iter().enumerate().filter(|(_, n)| n.tag == "h1" && !n.hidden);
    let only = heads.next().filter(|_| heads.next().is_none()).map(|(i, _)| page.text_of(i));
    let title =
        only.filter(|t| t.chars().count() >= 4).or_else(|| entry(&TITLE)).or_else(|| window_title(page));
    Meta { title, date: entry(&DATE), source: entry(&SOURCE) }
}

/// `<title>` without the name of the site after the last `_`, `-` or `|`.
fn window_title(page: &Page) -> Option<String> {
    let title = page.text_of(page.first("title")?);
    let cut = title.split(['_', '|']).next().unwrap_or_default();
    let cut = cut.split(" - ").next().unwrap_or_default().trim();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Date and source from a line such as 发布时间：2024-01-16 来源：某某日报 (data words of the
/// genre), unless known.
pub fn read_line(line: &str, meta: &mut Meta) {
    if line.chars().count() > 120 {
        return;
    }
    let after = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let rest = line.split_once(key)?.1.trim_start_matches([':', '：', ' ', '\u{3000}', '\u{A0}']);
            Some(
                rest.split([' ', '\u{3000}', '\u{A0}', '\t', '|', '】', ']', '）']).next()?.trim().to_owned(),
            )
        })
    };
    if meta.source.is_none() {
        meta.source =
            after(&["来源：", "来源:", "來源：", "來源:", "信息来源", "稿件来源"]).filter(|s| !s.is_empty());
    }
    if meta.date.is_none() {
        meta.date = date_in(line);
    }
}

/// The first date in digits in `line`, as written.
fn date_in(line: &str) -> Option<String> {
    static DATE: std::sync::OnceLock<Option<regex::Regex>> = std::sync::OnceLock::new();
    let pattern =
        r"(?:19|20)\d{2}(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}日)";
    let date = DATE.get_or_init(|| regex::Regex::new(pattern).ok()).as_ref()?;
    date.find(line).map(|m| m.as_str().to_owned())
}
