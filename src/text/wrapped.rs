//! Paragraphs that go over several lines of a file.

use std::borrow::Cow;

use super::is_blank;

/// `text` as one line: an inner line end, with the blanks around it, vanishes next to a Han
/// character, a full-width mark and inside a figure, and becomes one space between other characters.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r']) {
        let line = line.trim_matches(is_blank);
        let (Some(next), before) = (line.chars().next(), out.chars().next_back()) else { continue };
        let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%');
        let in_figure = before.is_some_and(figure) && figure(next);
        if !in_figure && before.is_some_and(|b| is_narrow(b) && is_narrow(next)) {
            out.push(' ');
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

/// Letters, digits and marks of scripts that put spaces between words.
fn is_narrow(c: char) -> bool {
    c < '\u{2000}'
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn line_ends_vanish_between_han_only() {
        assert_eq!(one_line("坚持党的\r\n　　领导"), "坚持党的领导");
        assert_eq!(one_line("in the\n same line"), "in the same line");
        assert_eq!(one_line("增长5.\n6%，\nGDP"), "增长5.6%，GDP");
    }
}
