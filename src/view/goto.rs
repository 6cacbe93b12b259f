//! Places one can go to by typing: paragraph numbers and words of headings.

use super::pinyin::Spelling;
use super::place::path;
use crate::report::Report;
use crate::text::fold_char;

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoPlace {
    /// What is shown.
    pub words: String,
    /// The section it is in: 二(三).
    pub path: String,
    /// Byte.
    pub at: usize,
}

/// Places that fit what was typed: the paragraph of that number (12, 第12段), then headings with
/// those words or that pinyin (enumerators count: 二三 finds 二、 and （三） below it by their numbers).
pub fn places(report: &Report, typed: &str) -> Vec<GoPlace> {
    let fold = |t: &str| t.chars().filter_map(fold_char).filter(|c| c.is_alphanumeric()).collect::<String>();
    let needle = fold(typed);
    let mut out = Vec::new();
    if needle.is_empty() {
        return out;
    }
    let digits = needle.trim_start_matches(['第', '段', '¶']).trim_end_matches('段');
    let digits = digits.trim_start_matches("paragraph").trim_start_matches("para").trim_start_matches('p');
    let spelling = Spelling::read(typed.trim());
    if let Ok(number) = digits.parse::<u32>()
        && let Some(p) = report.paragraphs.iter().find(|p| p.number == number)
    {
        let words: String = p.span.of(report.text()).chars().take(24).collect();
        let path = report.heading_at(p.span.start()).map(|h| path(report, h)).unwrap_or_default();
        out.push(GoPlace { words: format!("{number}  {words}"), path, at: p.span.start() });
    }
    for (i, h) in report.headings.iter().enumerate() {
        let numbers: String = report
            .path(i)
            .into_iter()
            .filter_map(|p| report.headings[p].number)
            .map(|n| fold(n.of(report.text())).trim_end_matches('是').to_owned())
            .collect();
        let words = h.span.of(report.text());
        let spelt = || spelling.as_ref().is_some_and(|s| !s.find(words, 1).is_empty());
        if fold(words).contains(&needle) || numbers == needle || spelt() {
            let words = words.chars().take(40).collect();
            out.push(GoPlace { words, path: path(report, i), at: h.span.start() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    #[test]
    fn numbers_paths_and_words_lead_to_their_place() {
        let text = "工作报告\n\n一、回顾\n甲。\n二、打算\n（一）抓学习\n乙。\n（二）抓落实\n丙。\n";
        let Ok(source) = read(text.as_bytes(), &ReadOptions::default()) else { panic!("it reads") };
        let report = crate::report::read(std::sync::Arc::new(source));
        let first = |typed: &str| places(&report, typed).first().map(|p| p.at);
        let number = report.paragraphs.iter().find(|p| p.span.of(text) == "乙。").map_or(0, |p| p.number);
        assert!(number > 0);
        for typed in
            [number.to_string(), format!("第{number}段"), format!("¶ {number}"), format!("段{number}")]
        {
            assert_eq!(first(&typed), text.find("乙"), "{typed}");
        }
        for typed in ["二(二)", "二（二）", "抓落实", "zhls", "zhualuoshi", "落实"] {
            assert_eq!(first(typed), text.find("（二）"), "{typed}");
        }
        assert_eq!((first("99"), first("")), (None, None));
    }
}
