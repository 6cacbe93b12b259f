//! A small lexer of Rust: code without comments, strings and tests; paths; functions.

/// A source file, taken apart. Line numbers are 1-based; `code` has the lines of the file.
pub struct Source {
    /// The code: comments, literals and `#[cfg(test)]` items replaced by blanks.
    pub code: String,
    /// String literals outside tests, with the line they start on.
    pub strings: Vec<(usize, String)>,
}

/// A function with a body.
pub struct Function {
    pub name: String,
    pub line: usize,
    /// Lines from `fn` to the closing brace.
    pub lines: usize,
}

/// Takes `text` apart.
pub fn lex(text: &str) -> Source {
    let chars: Vec<char> = text.chars().collect();
    let mut code: Vec<char> = Vec::with_capacity(chars.len());
    let mut strings = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let (kind, end) = token(&chars, at);
        if kind == Kind::Text {
            strings.push((code.len(), chars[at..end].iter().collect::<String>()));
        }
        let blank = |c: &char| if kind == Kind::Code || *c == '\n' { *c } else { ' ' };
        code.extend(chars[at..end].iter().map(blank));
        at = end;
    }
    let tests = test_ranges(&code);
    let in_tests = |at: usize| tests.iter().any(|&(from, to)| from <= at && at < to);
    let line_of = |at: usize| code[..at].iter().filter(|&&c| c == '\n').count() + 1;
    let strings = strings.into_iter().filter(|s| !in_tests(s.0)).map(|(at, s)| (line_of(at), s)).collect();
    let code =
        code.iter().enumerate().map(|(i, &c)| if c != '\n' && in_tests(i) { ' ' } else { c }).collect();
    Source { code, strings }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    /// A string literal.
    Text,
    /// A character literal.
    Char,
}

/// Kind and end of the comment, literal or identifier that starts at `at`, else of one character.
fn token(chars: &[char], at: usize) -> (Kind, usize) {
    let next = |i: usize| chars.get(at + i).copied().unwrap_or('\0');
    match chars[at] {
        '/' if next(1) == '/' => {
            (Kind::Comment, find(chars, at, |i| chars[i] == '\n').unwrap_or(chars.len()))
        }
        '/' if next(1) == '*' => (Kind::Comment, comment_end(chars, at)),
        '"' => (Kind::Text, quoted_end(chars, at)),
        // '\'' and '\u{..}'; a lifetime has no closing quote after one character.
        '\'' if next(1) == '\\' => {
            (Kind::Char, find(chars, at + 3, |i| chars[i] == '\'').map_or(chars.len(), |i| i + 1))
        }
        '\'' if next(2) == '\'' => (Kind::Char, at + 3),
        c if c.is_alphanumeric() || c == '_' => word(chars, at),
        _ => (Kind::Code, at + 1),
    }
}

/// An identifier, or a literal with a prefix (b"", r#""#).
fn word(chars: &[char], at: usize) -> (Kind, usize) {
    let end = find(chars, at, |i| !(chars[i].is_alphanumeric() || chars[i] == '_')).unwrap_or(chars.len());
    let word: String = chars[at..end].iter().collect();
    let quote = find(chars, end, |i| chars[i] != '#').filter(|&i| chars[i] == '"');
    match (word.as_str(), quote) {
        ("r" | "br" | "cr", Some(quote)) => (Kind::Text, raw_end(chars, quote, quote - end)),
        ("b" | "c", Some(quote)) if quote == end => (Kind::Text, quoted_end(chars, quote)),
        _ => (Kind::Code, end),
    }
}

fn find(chars: &[char], from: usize, test: impl Fn(usize) -> bool) -> Option<usize> {
    (from..chars.len()).find(|&i| test(i))
}

fn comment_end(chars: &[char], at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    chars.len()
}

fn quoted_end(chars: &[char], quote: usize) -> usize {
    let mut i = quote + 1;
    while i < chars.len() {
        match chars[i] {
            '\\' => i += 2,
            '"' => return i + 1,
            _ => i += 1,
        }
    }
    chars.len()
}

fn raw_end(chars: &[char], quote: usize, hashes: usize) -> usize {
    let closes = |i: usize| chars[i] == '"' && chars[i + 1..].iter().take(hashes).all(|&c| c == '#');
    find(chars, quote + 1, closes).map_or(chars.len(), |i| (i + 1 + hashes).min(chars.len()))
}

/// Ranges of items under `#[cfg(test)]`.
fn test_ranges(code: &[char]) -> Vec<(usize, usize)> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = find(code, at, |i| code[i..].starts_with(&mark)) {
        at = match find(code, from + mark.len(), |i| matches!(code[i], '{' | ';')) {
            Some(i) if code[i] == '{' => matching(code, i),
            Some(i) => i + 1,
            None => code.len(),
        };
        out.push((from, at));
    }
    out
}

/// The place after the bracket that closes the one at `open`.
fn matching(code: &[char], open: usize) -> usize {
    let mut depth = 0;
    for (i, c) in code.iter().enumerate().skip(open) {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    code.len()
}

impl Source {
    /// Every path of two names or more with its line; `use` groups are spelt out.
    pub fn paths(&self) -> Vec<(usize, String)> {
        let tokens = tokens(&self.code);
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            // `use<'a>` names what an opaque type captures.
            if tokens[at].1 == "use" && tokens.get(at + 1).is_some_and(|t| t.1 != "<") {
                at = use_tree(&tokens, at + 1, "", &mut out);
            } else if is_name(&tokens[at].1) {
                let line = tokens[at].0;
                let mut path = tokens[at].1.clone();
                while at + 2 < tokens.len() && tokens[at + 1].1 == "::" && is_name(&tokens[at + 2].1) {
                    path = format!("{path}::{}", tokens[at + 2].1);
                    at += 2;
                }
                if path.contains("::") {
                    out.push((line, path));
                }
                at += 1;
            } else {
                at += 1;
            }
        }
        out
    }

    /// Functions with a body, outside tests.
    pub fn functions(&self) -> Vec<Function> {
        let code: Vec<char> = self.code.chars().collect();
        let line_of = |at: usize| code[..at].iter().filter(|&&c| c == '\n').count() + 1;
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let mut out = Vec::new();
        for at in 0..code.len().saturating_sub(3) {
            let starts = code[at..].starts_with(&['f', 'n', ' ']) && (at == 0 || !word(code[at - 1]));
            if !starts || !code.get(at + 3).is_some_and(|&c| word(c)) {
                continue;
            }
            let name: String = code[at + 3..].iter().take_while(|&&c| word(c)).collect();
            let mut i = at;
            let body = loop {
                match code.get(i) {
                    Some('(' | '[') => i = matching(&code, i),
                    Some('{') => break Some(i),
                    Some(';') | None => break None,
                    Some(_) => i += 1,
                }
            };
            if let Some(open) = body {
                let line = line_of(at);
                out.push(Function { name, line, lines: line_of(matching(&code, open) - 1) - line + 1 });
            }
        }
        out
    }
}

/// Names, `::` and single marks, with their lines.
fn tokens(code: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = code.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let c = chars[at];
        let end = if c == ':' && chars.get(at + 1) == Some(&':') { at + 2 } else { token(&chars, at).1 };
        if !c.is_whitespace() {
            out.push((line, chars[at..end].iter().collect()));
        }
        line += usize::from(c == '\n');
        at = end;
    }
    out
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Spells out the tree that starts at `at`, each leaf with `prefix`; returns the place after it.
fn use_tree(
    tokens: &[(usize, String)],
    mut at: usize,
    prefix: &str,
    out: &mut Vec<(usize, String)>,
) -> usize {
    let mut path = prefix.to_owned();
    let mut renamed = false;
    while let Some((line, token)) = tokens.get(at) {
        match token.as_str() {
            "{" => {
                at += 1;
                // A `;` is no part of a group: whatever this is, it ends here.
                while tokens.get(at).is_some_and(|t| t.1 != "}" && t.1 != ";") {
                    at = use_tree(tokens, at, &path, out);
                    at += usize::from(tokens.get(at).is_some_and(|t| t.1 == ","));
                }
                return at + 1;
            }
            "," | "}" | ";" => {
                out.push((*line, path));
                return at;
            }
            "::" => {}
            "as" => renamed = true,
            "self" if !path.is_empty() => {}
            _ if renamed => {}
            name => path = if path.is_empty() { name.into() } else { format!("{path}::{name}") },
        }
        at += 1;
    }
    at
}

#[test]
fn comments_and_literals_are_no_code() {
    let s = lex(
        "let a = \"std::fs // x\"; // std::fs\n/* a /* b */ c */ let b = r#\"中\"文\"#; let c: &'a str = '\\'';",
    );
    assert!(!s.code.contains("std"), "{}", s.code);
    assert!(s.code.contains("let c: &'a str ="), "{}", s.code);
    assert_eq!(s.strings, [(1, "\"std::fs // x\"".into()), (2, "r#\"中\"文\"#".into())]);
}

#[test]
fn tests_are_no_code() {
    let s = lex(
        "fn a() {}\n#[cfg(test)]\nmod tests { const T: &str = \"中\"; fn b() { std::fs::x() } }\nfn c() {}",
    );
    assert!(s.strings.is_empty());
    assert_eq!(
        s.functions().iter().map(|f| (f.name.as_str(), f.line)).collect::<Vec<_>>(),
        [("a", 1), ("c", 4)]
    );
}

#[test]
fn use_groups_are_spelt_out() {
    let s = lex(
        "use std::{fs, io::{self, Read as R}};\npub use crate::a::*;\nfn f(x: crate::b::C) { super::d::e(); }",
    );
    let paths: Vec<String> = s.paths().into_iter().map(|p| p.1).collect();
    assert_eq!(paths, ["std::fs", "std::io", "std::io::Read", "crate::a::*", "crate::b::C", "super::d::e"]);
}

#[test]
fn captures_and_broken_groups_end() {
    let s = lex("fn f<'a>(x: &'a str) -> impl Iterator + use<'a> { g(x); a::b() }\nuse c::{d; e::f();");
    let paths: Vec<String> = s.paths().into_iter().map(|p| p.1).collect();
    assert!(paths.contains(&"a::b".to_owned()) && paths.contains(&"c::d".to_owned()), "{paths:?}");
}

#[test]
fn functions_are_measured() {
    let s = lex("trait T { fn a(&self) -> [u8; 3]; }\nfn b(x: [u8; 2])\n{\n  let f: fn(u8) = |_| {};\n}\n");
    let f = s.functions();
    assert_eq!((f.len(), f[0].name.as_str(), f[0].line, f[0].lines), (1, "b", 2, 4));
}
