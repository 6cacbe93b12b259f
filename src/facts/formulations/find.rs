//! Looks known forms up in the folded text and judges every find.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::folded::Text;
use crate::facts::FormulationKind;
use crate::text::{Span, is_han, words};

/// A spelling to look for.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Folded characters.
    pub chars: Vec<char>,
    /// How it was recognised.
    pub kind: FormulationKind,
    /// Forms of one formulation share a family.
    pub family: usize,
    /// Quoted only to stress an ordinary word.
    pub emphasis: bool,
    /// Includes its explanation in brackets.
    pub explained: bool,
    /// Length of the part before the brackets.
    pub base: Option<usize>,
    /// Fewest places that make it a formulation (recurring ones).
    pub least: usize,
}

impl Form {
    /// A form as found.
    pub fn new(chars: &[char], kind: FormulationKind) -> Self {
        let chars = chars.to_vec();
        Self { chars, kind, family: 0, emphasis: false, explained: false, base: None, least: 2 }
    }

    /// A form known from elsewhere.
    pub fn known(text: &str, kind: FormulationKind, family: usize) -> Self {
        Self { family, ..Self::new(&super::key(text).chars().collect::<Vec<char>>(), kind) }
    }
}

/// A place of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Index of the form.
    pub form: usize,
    /// First folded character.
    pub start: usize,
    /// Folded character after the last.
    pub end: usize,
    /// In quotation marks of its own.
    pub quoted: bool,
}

/// Forms made ready to be looked up in any number of texts.
pub(super) struct Finder {
    /// The forms.
    pub forms: Vec<Form>,
    machine: Option<AhoCorasick>,
}

impl Finder {
    /// Builds the machine; forms that are too many for it find nothing.
    pub fn new(forms: Vec<Form>) -> Self {
        let patterns = forms.iter().map(|f| f.chars.iter().collect::<String>());
        // A table of all states costs more to build than a report to search.
        let machine = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(patterns)
            .ok();
        Self { forms, machine }
    }

    /// Finds all forms, the leftmost, then the longest first, without overlap.
    pub fn find(&self, text: &Text) -> Vec<Found> {
        self.machine.as_ref().map_or_else(Vec::new, |m| find(text, &self.forms, m))
    }
}

fn find(text: &Text, forms: &[Form], machine: &AhoCorasick) -> Vec<Found> {
    let hay: String = text.chars.iter().collect();
    let quoted_next = next_words(text, forms);
    let mut inside = Inside { hay: &hay, known: HashMap::new() };
    let mut out = Vec::new();
    let (mut byte, mut at) = (0, 0);
    let mut bytes = hay.chars();
    let mut begin = 0;
    // A rejected find may hide a shorter or later one: go on right behind its first character.
    while let Some(m) = machine.find(aho_corasick::Input::new(&hay).range(begin..)) {
        while byte < m.start() {
            byte += bytes.next().map_or(1, char::len_utf8);
            at += 1;
        }
        let form = m.pattern().as_usize();
        let end = at + forms[form].chars.len();
        let quoted = text.marks.get(at).is_some_and(|k| k & 1 != 0)
            && text.marks.get(end - 1).is_some_and(|k| k & 2 != 0);
        let alone = || stands_alone(text, &forms[form], form, at, end, &quoted_next);
        if quoted || alone() && (end - at > 3 || !inside.word(text.get(end - 1), text.get(end))) {
            out.push(Found { form, start: at, end, quoted });
            begin = m.end();
        } else {
            begin = m.start() + text.get(at).len_utf8();
        }
        if begin >= hay.len() {
            break;
        }
    }
    out
}

/// Whether two characters belong together in this text (城市 in 香港城市大学 against “香港城”).
struct Inside<'a> {
    hay: &'a str,
    known: HashMap<(char, char), bool>,
}

impl Inside<'_> {
    /// Pairs looked at in one text; each costs a pass over it.
    const MOST: usize = 64;

    fn word(&mut self, last: char, next: char) -> bool {
        if !is_han(next) || self.known.len() >= Self::MOST {
            return false;
        }
        *self.known.entry((last, next)).or_insert_with(|| {
            let pair = self.hay.matches(&format!("{last}{next}")).count();
            let all = self.hay.matches(last).count();
            pair >= 6 && pair * 2 > all
        })
    }
}

/// For each form of up to two characters: the two characters after its quoted places.
fn next_words(text: &Text, forms: &[Form]) -> Vec<Vec<[char; 2]>> {
    let mut out = vec![Vec::new(); forms.len()];
    let short: HashMap<&[char], usize> = forms
        .iter()
        .enumerate()
        .filter(|(_, f)| f.chars.len() <= 2)
        .map(|(k, f)| (f.chars.as_slice(), k))
        .collect();
    for q in text.quotes.iter().filter(|q| q.end - q.start <= 2) {
        if let Some(&k) = text.chars.get(q.start..q.end).and_then(|c| short.get(c)) {
            let next = [text.get(q.end), text.get(q.end + 1)];
            if next.iter().all(|&c| is_han(c)) {
                out[k].push(next);
            }
        }
    }
    out
}

/// An unquoted find counts unless it is part of another word. Short ordinary words need evidence:
/// a free place to the left, or the same word after them as after a quoted place.
fn stands_alone(
    text: &Text,
    form: &Form,
    k: usize,
    start: usize,
    end: usize,
    next: &[Vec<[char; 2]>],
) -> bool {
    let after = text.get(end);
    let before = text.before(start, 1);
    let word = |c: char| c.is_ascii_alphanumeric();
    let last = text.get(end.saturating_sub(1));
    if word(before) && word(text.get(start)) || word(after) && word(last) {
        return false;
    }
    let len = form.chars.len();
    if len <= 3 && matches!(after, '化' | '性' | '型' | '率' | '者' | '式' | '度' | '感' | '力' | '学' | '们')
    {
        return false;
    }
    // 第一议题 inside 十一议题 and the like.
    if super::quoted::numbered(&form.chars)
        && (crate::text::han_digit(before).is_some() || before == '第' || before == '十')
    {
        return false;
    }
    match len {
        0 | 1 => false,
        2 => {
            let same = next.get(k).is_some_and(|n| n.contains(&[after, text.get(end + 1)]));
            same || free_left(text, start)
        }
        3 => !cuts_a_word(text, start, end),
        _ => true,
    }
}

/// Whether a word of the dictionary goes over the beginning or the end of a find: “大安全” is not in
/// 重大|安全|事故, “大工程” not in 大|工程师; 委员|站家 and 打造|大安全 are left alone.
fn cuts_a_word(text: &Text, start: usize, end: usize) -> bool {
    /// Characters of the clause looked at on either side; words are hardly longer.
    const AROUND: usize = 6;
    let from = (1..=AROUND).take_while(|&n| is_han(text.before(start, n))).count();
    let to = (0..AROUND).take_while(|&n| is_han(text.get(end + n))).count();
    let Some(chars) = text.chars.get(start - from..end + to) else { return false };
    let clause: String = chars.iter().collect();
    let last = from + end - start;
    let (mut at, mut cuts) = (0, false);
    for word in words(&clause, Span::new(0, clause.len())) {
        let next = at + word.of(&clause).chars().count();
        cuts |= at < from && from < next || at < last && last < next;
        at = next;
    }
    cuts
}

/// What stands to the left is a mark, a digit, a function word, a measure word or a plain verb.
fn free_left(text: &Text, start: usize) -> bool {
    const VERBS: &[&str] = &[
        "举办", "开展", "推进", "推动", "加强", "坚持", "建设", "打造", "发挥", "用好", "做好", "抓好",
        "实施", "落实", "深化", "完善", "健全", "构建", "建立", "提升", "提高", "强化", "扩大", "促进",
        "加快", "围绕", "聚焦", "搭建", "创新", "规范", "召开", "成立", "设立", "聘请", "依托", "借助",
        "运用", "支持", "服务", "实现", "践行", "弘扬",
    ];
    let c = text.before(start, 1);
    !is_han(c)
        || "的和与及对把将以在从向为是了由于被让到等个项名家条次件场".contains(c)
        || VERBS.iter().any(|v| text.ends(start, v))
}
