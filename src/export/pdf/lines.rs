//! Breaking words into lines: no closing mark at a line's start, no opening one at its end.

use super::faces::{Face, Faces};

/// Words of one face on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub face: Face,
    pub text: String,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub pieces: Vec<Piece>,
    /// Width in em.
    pub width: f32,
    /// Characters.
    pub count: usize,
    /// True for the last line of a paragraph: it is not spread.
    pub last: bool,
}

struct Char {
    c: char,
    face: Face,
    advance: f32,
}

/// Breaks `runs` into lines of at most `room` em, the first `indent` em shorter. `\n` ends a line.
pub(super) fn lines(faces: &Faces<'_>, runs: &[(Face, &str)], room: f32, indent: f32) -> Vec<Line> {
    let mut out = Vec::new();
    let mut paragraph: Vec<Char> = Vec::new();
    let mut indent = indent;
    for (face, text) in runs {
        for c in text.chars() {
            match c {
                '\n' => {
                    wrap(&paragraph, room, std::mem::take(&mut indent), &mut out);
                    paragraph.clear();
                }
                '\t' => {
                    for _ in 0..2 {
                        paragraph.push(Char {
                            c: ' ',
                            face: *face,
                            advance: faces.glyph(*face, ' ').advance,
                        });
                    }
                }
                c if !drawn(c) => {}
                c => paragraph.push(Char { c, face: *face, advance: faces.glyph(*face, c).advance }),
            }
        }
    }
    wrap(&paragraph, room, indent, &mut out);
    out
}

/// Whether anything is drawn for `c`: not for controls, marks of direction and of joining, and
/// selectors of one form of the character before.
pub(super) fn drawn(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
        && !matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E01EF}')
}

fn wrap(chars: &[Char], room: f32, indent: f32, out: &mut Vec<Line>) {
    let mut start = 0;
    let mut space = (room - indent).max(1.0);
    loop {
        let mut width = 0.0;
        let mut end = start;
        let mut good = start;
        while let Some(next) = chars.get(end) {
            if width + next.advance > space + 1e-3 && end > start && next.c != ' ' {
                break;
            }
            width += next.advance;
            end += 1;
            if chars.get(end).is_none_or(|after| breaks(next.c, after.c)) {
                good = end;
            }
        }
        let done = end == chars.len();
        let stop = if done || good == start { end } else { good };
        let mut line = line(chars.get(start..stop).unwrap_or_default());
        line.last = done;
        out.push(line);
        if done {
            return;
        }
        start = stop;
        space = room.max(1.0);
    }
}

fn line(chars: &[Char]) -> Line {
    let kept = chars.iter().rposition(|c| c.c != ' ').map_or(0, |i| i + 1);
    let mut line = Line::default();
    for Char { c, face, advance } in chars.iter().take(kept) {
        line.width += advance;
        line.count += 1;
        match line.pieces.last_mut() {
            Some(piece) if piece.face == *face => piece.text.push(*c),
            _ => line.pieces.push(Piece { face: *face, text: c.to_string() }),
        }
    }
    line
}

/// True when a line may end between `a` and `b` (after W3C clreq: 行首行尾禁则).
fn breaks(a: char, b: char) -> bool {
    if b == ' ' || no_start(b) || no_end(a) {
        return false;
    }
    if matches!((a, b), ('—', '—') | ('…', '…') | ('⋯', '⋯')) {
        return false;
    }
    !(in_word(a) && in_word(b))
}

fn no_start(c: char) -> bool {
    "，。、；：？！”’）》〉」』】〕］｝·～…—％‰℃,.;:?!)]}%’”>〗〞ー々".contains(c)
}

fn no_end(c: char) -> bool {
    "“‘（《〈「『【〔［｛([{<〖〝＃￥$".contains(c)
}

/// Latin words and figures with their signs stay together.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | ',' | '-' | '/' | '_' | '@' | '&' | '+' | '=' | '\'' | '±' | '×')
        || matches!(c, '\u{C0}'..='\u{24F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str, room: f32) -> Vec<String> {
        let faces = Faces::new(&[]);
        let words = |l: &Line| l.pieces.iter().map(|p| p.text.as_str()).collect();
        lines(&faces, &[(Face::Prose, text)], room, 0.0).iter().map(words).collect()
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(broken("全年协商四次，很好", 6.0), ["全年协商四", "次，很好"]);
        assert_eq!(broken("办好一个“平台”", 5.0), ["办好一个", "“平台”"]);
        assert_eq!(broken("占比达到96.5%以上", 5.0), ["占比达到", "96.5%以上"]);
    }

    #[test]
    fn nothing_is_lost_and_nothing_hangs() {
        let long = "a".repeat(50);
        assert_eq!(broken(&long, 5.0).concat(), long);
        assert_eq!(broken("，，，，，，，，", 3.0).concat(), "，，，，，，，，");
        assert_eq!(broken("", 3.0), [""]);
        assert_eq!(broken("甲\n乙", 3.0), ["甲", "乙"]);
    }
}
