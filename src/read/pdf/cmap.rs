//! Character maps: codes of a string, and what they mean (`ToUnicode`; ISO 32000-1, 9.7.5, 9.10.3).

use std::collections::HashMap;

/// Most single mappings kept of one map; ranges are kept as ranges.
const MOST: usize = 200_000;

/// A parsed character map.
#[derive(Clone, Debug, Default)]
pub struct CMap {
    /// Lengths of codes in bytes with the ranges of their codes.
    pub spaces: Vec<(usize, u32, u32)>,
    single: HashMap<u32, String>,
    /// First code, last code, character of the first.
    ranges: Vec<(u32, u32, u32)>,
}

#[derive(Debug, PartialEq)]
enum Token<'a> {
    Hex(Vec<u8>),
    Word(&'a [u8]),
    Open,
    Close,
}

impl CMap {
    /// Parses a map; what is not understood is skipped.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut section = "";
        let mut held: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in tokens(bytes) {
            match token {
                Token::Word(word) => {
                    section = match word {
                        b"begincodespacerange" => "space",
                        b"beginbfchar" => "char",
                        b"beginbfrange" => "range",
                        b"endcodespacerange" | b"endbfchar" | b"endbfrange" => "",
                        _ => section,
                    };
                    held.clear();
                }
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(list), [low, _high]) = (list.take(), held.as_slice()) {
                        let low = number(low);
                        for (i, to) in list.iter().enumerate() {
                            map.add(low.saturating_add(i as u32), to);
                        }
                    }
                    held.clear();
                }
                Token::Hex(hex) => {
                    if let Some(list) = &mut list {
                        list.push(hex);
                        continue;
                    }
                    held.push(hex);
                    map.take(section, &mut held);
                }
            }
        }
        map
    }

    fn take(&mut self, section: &str, held: &mut Vec<Vec<u8>>) {
        match (section, held.as_slice()) {
            ("space", [low, high]) => self.spaces.push((low.len(), number(low), number(high))),
            ("char", [code, to]) => {
                let (code, to) = (number(code), to.clone());
                self.add(code, &to);
            }
            ("range", [low, high, to]) => {
                let (low, high) = (number(low), number(high));
                if to.len() <= 2 {
                    self.ranges.push((low, high, number(to)));
                } else {
                    // The last unit counts on.
                    for code in low..=high.min(low.saturating_add(255)) {
                        let mut to = to.clone();
                        if let Some(last) = to.last_mut() {
                            *last = last.wrapping_add((code - low) as u8);
                        }
                        self.add(code, &to);
                    }
                }
            }
            _ => return,
        }
        held.clear();
    }

    fn add(&mut self, code: u32, to: &[u8]) {
        if self.single.len() < MOST {
            let text = encoding_rs::UTF_16BE.decode_without_bom_handling(to).0;
            // One byte: sloppy writers.
            let text = if to.len() == 1 { char::from(to[0]).to_string() } else { text.into_owned() };
            self.single.insert(code, text);
        }
    }

    /// True when the map says what any code means.
    pub fn has_meanings(&self) -> bool {
        !self.single.is_empty() || !self.ranges.is_empty()
    }

    /// What `code` means.
    pub fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let range = self.ranges.iter().find(|r| r.0 <= code && code <= r.1)?;
        char::from_u32(range.2.checked_add(code - range.0)?).map(String::from)
    }

    /// Length in bytes of the code at the start of `bytes`; `None` when no range fits.
    pub fn code_len(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4.min(bytes.len())).find(|&n| {
            let code = bytes.get(..n).unwrap_or_default();
            self.spaces.iter().any(|(len, low, high)| *len == n && fits(code, *low, *high))
        })
    }
}

/// Every byte of `code` lies between those of the range's ends.
fn fits(code: &[u8], low: u32, high: u32) -> bool {
    code.iter().rev().enumerate().all(|(i, b)| {
        let byte = |n: u32| (n >> (8 * i) & 0xFF) as u8;
        (byte(low)..=byte(high)).contains(b)
    })
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |n, b| n << 8 | u32::from(*b))
}

fn tokens(bytes: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let byte = *bytes.get(at)?;
            match byte {
                b'%' => at += bytes[at..].iter().position(|b| *b == b'\n').unwrap_or(bytes.len() - at),
                b'<' if bytes.get(at + 1) == Some(&b'<') => at += 2,
                b'<' => {
                    let end = at + bytes[at..].iter().position(|b| *b == b'>').unwrap_or(bytes.len() - at);
                    let digits: Vec<u8> = bytes[at..end]
                        .iter()
                        .filter_map(|b| char::from(*b).to_digit(16).map(|d| d as u8))
                        .collect();
                    at = end + 1;
                    let pair = |p: &[u8]| p[0] << 4 | p.get(1).copied().unwrap_or(0);
                    return Some(Token::Hex(digits.chunks(2).map(pair).collect()));
                }
                b'[' => {
                    at += 1;
                    return Some(Token::Open);
                }
                b']' => {
                    at += 1;
                    return Some(Token::Close);
                }
                b if b.is_ascii_alphabetic() => {
                    let len = bytes[at..]
                        .iter()
                        .position(|b| !b.is_ascii_alphanumeric())
                        .unwrap_or(bytes.len() - at);
                    at += len;
                    return Some(Token::Word(&bytes[at - len..at]));
                }
                _ => at += 1,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange 1 beginbfchar <01> <4E00> endbfchar \
              3 beginbfrange <10> <12> <0041> <20><21> [<4E8C> <4E09>] <30> <31> <D840DC00> endbfrange",
        );
        assert_eq!(map.get(1).as_deref(), Some("一"));
        assert_eq!(map.get(0x12).as_deref(), Some("C"));
        assert_eq!(map.get(0x21).as_deref(), Some("三"));
        assert_eq!(map.get(0x31).as_deref(), Some("\u{20001}"));
        assert_eq!(map.get(0x99), None);
        assert_eq!(map.code_len(b"\x05\x01"), Some(1));
        assert_eq!(map.code_len(b"\xB0\xA1"), Some(2));
        assert_eq!(map.code_len(b"\xB0\x01"), None);
    }
}
