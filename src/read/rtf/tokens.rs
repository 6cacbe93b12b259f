//! Rich text cut into groups, control words and bytes.

/// One piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with its number.
    Word(&'a str, Option<i32>),
    /// `\'xx`, or a byte beyond ASCII as it stands.
    Byte(u8),
    /// An ASCII character of the text.
    Char(char),
}

/// The tokens of `bytes`; never fails.
pub fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let byte = *bytes.get(at)?;
            at += 1;
            match byte {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\r' | b'\n' | 0 => {}
                b'\\' => {
                    let (token, len) = control(bytes.get(at..).unwrap_or_default());
                    at += len;
                    if let Some(token) = token {
                        return Some(token);
                    }
                }
                128.. => return Some(Token::Byte(byte)),
                _ => return Some(Token::Char(byte as char)),
            }
        }
    })
}

/// What stands after a backslash, and its length in bytes.
fn control(rest: &[u8]) -> (Option<Token<'_>>, usize) {
    let Some(&first) = rest.first() else { return (None, 0) };
    if first == b'\'' {
        let hex = |i: usize| rest.get(i).and_then(|b| char::from(*b).to_digit(16));
        return match (hex(1), hex(2)) {
            (Some(high), Some(low)) => (Some(Token::Byte((high << 4 | low) as u8)), 3),
            _ => (None, 1),
        };
    }
    if !first.is_ascii_alphabetic() {
        let token = match first {
            b'{' | b'}' | b'\\' => Some(Token::Char(first as char)),
            b'~' => Some(Token::Word("~", None)),
            b'_' => Some(Token::Char('-')),
            b'*' => Some(Token::Word("*", None)),
            b'\r' | b'\n' => Some(Token::Word("par", None)),
            b'\t' => Some(Token::Word("tab", None)),
            _ => None,
        };
        return (token, 1);
    }
    let letters = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    let sign = usize::from(rest.get(letters) == Some(&b'-'));
    let digits = rest.iter().skip(letters + sign).take(10).take_while(|b| b.is_ascii_digit()).count();
    let word = std::str::from_utf8(rest.get(..letters).unwrap_or_default()).unwrap_or_default();
    let mut len = letters;
    let mut number = None;
    if digits > 0 {
        len += sign + digits;
        let text = std::str::from_utf8(rest.get(letters..len).unwrap_or_default()).unwrap_or_default();
        number = text.parse::<i64>().ok().map(|n| n.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
    }
    if rest.get(len) == Some(&b' ') {
        len += 1;
    }
    // Binary data follows: jump over it.
    if word == "bin" {
        let data = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
        return (None, (len + data).min(rest.len()));
    }
    (Some(Token::Word(word, number)), len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_bytes() {
        let got: Vec<Token> = tokens(b"{\\rtf1\\b0 a\\'b0\\u-123?\\bin3 }}}x\\~}").collect();
        let want = [
            Token::Open,
            Token::Word("rtf", Some(1)),
            Token::Word("b", Some(0)),
            Token::Char('a'),
            Token::Byte(0xB0),
            Token::Word("u", Some(-123)),
            Token::Char('?'),
            Token::Char('x'),
            Token::Word("~", None),
            Token::Close,
        ];
        assert_eq!(got, want);
    }
}
