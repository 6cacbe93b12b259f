//! Sentences and clauses of Chinese prose.

use super::Span;

/// Sentences of the part `span` of `text`, in order, covering it without gaps: each ends after
/// `。！？；` or their ASCII forms (a closing quote or bracket stays with its sentence) or at a line
/// end.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    split(text, span, |c| matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?'))
}

/// Like [`sentences`], also split at commas and colons.
pub fn clauses(text: &str, span: Span) -> Vec<Span> {
    split(text, span, |c| matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?' | '，' | ',' | '：' | ':'))
}

fn split(text: &str, span: Span, ends: impl Fn(char) -> bool) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start();
    let mut chars = span.of(text).char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        // 1,000 and 12:30 are one clause.
        let in_number =
            matches!(c, ',' | ':') && before.is_ascii_digit() && next.is_some_and(|n| n.is_ascii_digit());
        before = c;
        if c != '\n' && (!ends(c) || in_number) {
            continue;
        }
        let mut end = span.start() + at + c.len_utf8();
        while let Some(&(_, n)) = chars.peek() {
            if !matches!(n, '”' | '’' | '」' | '』' | ')' | '）' | '》') {
                break;
            }
            end += n.len_utf8();
            chars.next();
        }
        out.push(Span::new(start, end));
        start = end;
    }
    if start < span.end() {
        out.push(Span::new(start, span.end()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn quotes_stay_with_their_sentence() {
        assert_eq!(parts("他说“好。”于是去。完"), ["他说“好。”", "于是去。", "完"]);
    }

    #[test]
    fn digits_keep_their_commas() {
        let text = "建成1,000个,新增2个";
        let got = clauses(text, Span::new(0, text.len()));
        assert_eq!(got.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["建成1,000个,", "新增2个"]);
    }
}
