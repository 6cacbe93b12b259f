//! Finding words: widths, quotes and white space do not count; line ends do not hinder.

use crate::text::{Span, fold, fold_char};

/// Most hits that are listed.
pub const MAX_HITS: usize = 100_000;

/// All places of `query` in `text`, in order, without overlap. With `regex` the query is a regular
/// expression over the text as it stands.
///
/// # Errors
/// The expression does not compile.
pub fn find(text: &str, query: &str, regex: bool) -> Result<Vec<Span>, regex::Error> {
    if regex {
        let pattern = regex::RegexBuilder::new(query).size_limit(1 << 20).build()?;
        let hits = pattern.find_iter(text).filter(|m| !m.is_empty());
        return Ok(hits.take(MAX_HITS).map(|m| Span::new(m.start(), m.end())).collect());
    }
    let needle: Vec<char> = query.chars().filter_map(fold_char).collect();
    let Some((&first, rest)) = needle.split_first() else { return Ok(Vec::new()) };
    let hay = fold(text, 0);
    let mut hits = Vec::new();
    let mut i = 0;
    while i + needle.len() <= hay.chars.len() && hits.len() < MAX_HITS {
        if hay.chars[i] == first && hay.chars[i + 1..].starts_with(rest) {
            let last = hay.at[i + needle.len() - 1] as usize;
            let end = last + text.get(last..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            hits.push(Span::new(hay.at[i] as usize, end));
            i += needle.len();
        } else {
            i += 1;
        }
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        find(text, query, false).map(|h| h.into_iter().map(|s| s.of(text)).collect()).unwrap_or_default()
    }

    #[test]
    fn finds_across_quotes_widths_and_line_ends() {
        assert_eq!(hits("推进“有事\n先商量”（试点）", "有事先商量(试"), ["有事\n先商量”（试"]);
        assert_eq!(hits("一二一二一", "一二"), ["一二", "一二"]);
        assert!(hits("一二", "").is_empty());
    }

    #[test]
    fn a_wrong_expression_is_an_error_not_a_panic() {
        assert!(find("x", "(", true).is_err());
        assert_eq!(find("a1b22", r"\d+", true).map(|h| h.len()), Ok(2));
    }
}
