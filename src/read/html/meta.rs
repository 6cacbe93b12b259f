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
const SOURCE: [&str; 7] =
    ["contentsource", "source", "article:author", "og:article:author", "og:site_name", "sitename", "author"];
/// Values that say where a page was made, not whose text it is.
const NO_SOURCE: [&str; 3] = ["微信公众平台", "trs", "admin"];

/// Reads `<meta>`, `<title>` and the only `<h1>`.
pub fn told(page: &Page) -> Meta {
    let entry = |names: &[&str]| -> Option<String> {
        names.iter().find_map(|name| {
            let metas = page.nodes.iter().filter_map(|n| n.meta.as_ref());
            let mut values = metas.filter(|(key, _)| key == name).map(|(_, v)| v.trim());
            Some(values.find(|v| !v.is_empty())?.to_owned())
        })
    };
    let source = entry(&SOURCE).map(|s| without_label(&s).to_owned());
    let source = source.filter(|s| !s.is_empty() && !NO_SOURCE.contains(&s.to_lowercase().as_str()));
    // The account of a WeChat article.
    let account = || page.nodes.iter().position(|n| n.name.split(' ').any(|w| w == "js_name"));
    let source = source.or_else(|| account().map(|i| page.text_of(i)).filter(|s| !s.is_empty()));
    let mut heads = page.nodes.iter().enumerate().filter(|(_, n)| n.tag == "h1" && !n.hidden);
    let only = heads.next().filter(|_| heads.next().is_none()).map(|(i, _)| page.text_of(i));
    let title =
        only.filter(|t| t.chars().count() >= 4).or_else(|| entry(&TITLE)).or_else(|| window_title(page));
    Meta { title, date: entry(&DATE), source }
}

/// `来源：某某日报` in an entry that says so itself.
fn without_label(value: &str) -> &str {
    let bare = ["来源", "來源", "信息来源"].iter().fold(value, |v, label| v.strip_prefix(label).unwrap_or(v));
    bare.trim_start_matches([':', '：', ' ', '\u{3000}']).trim()
}

/// `<title>` without the name of the site after the last `_`, `-` or `|`.
fn window_title(page: &Page) -> Option<String> {
    let title = page.text_of(page.first("title")?);
    let cut = title.split(['_', '|']).next().unwrap_or_default();
    let cut = cut.split(" - ").next().unwrap_or_default().trim();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Entries that stand beside the source, often without a blank before them.
const NEXT_ENTRY: [&str; 12] =
    ["浏览", "阅读", "点击", "字体", "字号", "作者", "责任编辑", "编辑", "发布", "时间", "日期", "视力"];

/// Date and source from a line such as 发布时间：2024-01-16 来源：某某日报 (data words of the
/// genre), unless known.
pub fn read_line(line: &str, meta: &mut Meta) {
    if line.chars().count() > 120 {
        return;
    }
    let after = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let rest = line.split_once(key)?.1.trim_start_matches([':', '：', ' ', '\u{3000}', '\u{A0}']);
            let name =
                rest.split([' ', '\u{3000}', '\u{A0}', '\t', '|', '】', ']', '）', '【', '[']).next()?;
            let end = NEXT_ENTRY.iter().filter_map(|w| name.find(w)).min();
            Some(end.and_then(|at| name.get(..at)).unwrap_or(name).trim().to_owned())
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
