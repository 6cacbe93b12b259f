//! Places one can go to by typing: paragraph numbers and words of headings.

use crate::report::Report;
use crate::text::fold_char;

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoPlace {
    /// What is shown.
    pub words: String,
    /// Byte.
    pub at: usize,
}

/// Places that fit what was typed: the paragraph of that number, then headings with those words
/// (enumerators count: 二三 finds 二、 and （三） below it by their numbers).
pub fn places(report: &Report, typed: &str) -> Vec<GoPlace> {
    let fold = |t: &str| t.chars().filter_map(fold_char).filter(|c| c.is_alphanumeric()).collect::<String>();
    let needle = fold(typed);
    let mut out = Vec::new();
    if needle.is_empty() {
        return out;
    }
    if let Ok(number) = needle.parse::<u32>()
        && let Some(p) = report.paragraphs.iter().find(|p| p.number == number)
    {
        let words: String = p.span.of(report.text()).chars().take(24).collect();
        out.push(GoPlace { words: format!("{number}  {words}"), at: p.span.start() });
    }
    for (i, h) in report.headings.iter().enumerate() {
        let numbers: String = report
            .path(i)
            .into_iter()
            .filter_map(|p| report.headings[p].number)
            .map(|n| fold(n.of(report.text())).trim_end_matches('是').to_owned())
            .collect();
        let words = h.span.of(report.text());
        if fold(words).contains(&needle) || numbers == needle {
            out.push(GoPlace { words: words.chars().take(40).collect(), at: h.span.start() });
        }
    }
    out
}
