//! Looks known forms up in the folded text and judges every find.

use std::collections::{HashMap, HashSet};

use super::folded::Text;
use crate::facts::FormulationKind;
use crate::text::numbered::Numbered;
use crate::text::starts::{Starts, pair};
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
    starts: Starts,
}

impl Finder {
    /// Makes `forms` ready.
    pub fn new(forms: Vec<Form>) -> Self {
        let starts = Starts::new(forms.iter().map(|f| f.chars.as_slice()));
        Self { forms, starts }
    }

    /// Finds all forms, the leftmost, then the longest first, without overlap.
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let forms = &self.forms;
        let quoted_next = next_words(text, forms);
        let mut inside = Inside { text: &text.chars, forms, asked: HashSet::new(), counts: None };
        let mut out = Vec::new();
        let mut at = 0;
        while at < text.chars.len() {
            let Some(form) = self.starts.longest(&text.chars, at) else {
                at += 1;
                continue;
            };
            let end = at + forms[form].chars.len();
            let quoted = text.marks.get(at).is_some_and(|k| k & 1 != 0)
                && text.marks.get(end - 1).is_some_and(|k| k & 2 != 0);
            let alone = || stands_alone(text, &forms[form], form, at, end, &quoted_next);
            if quoted || alone() && (end - at > 3 || !inside.word(text.get(end - 1), text.get(end))) {
                out.push(Found { form, start: at, end, quoted });
                at = end;
            } else {
                // A rejected find may hide a shorter or later one.
                at += 1;
            }
        }
        out
    }
}

/// Whether two characters belong together in this text (城市 in 香港城市大学 against “香港城”).
struct Inside<'a> {
    text: &'a [char],
    forms: &'a [Form],
    asked: HashSet<(char, char)>,
    counts: Option<Counts>,
}

/// How often the last characters of short forms stand in a text, alone and before each character.
struct Counts {
    all: Numbered<u32>,
    pairs: Numbered<u32>,
}

impl Inside<'_> {
    /// Pairs looked at in one text.
    const MOST: usize = 64;

    fn word(&mut self, last: char, next: char) -> bool {
        if !is_han(next) || self.asked.len() >= Self::MOST {
            return false;
        }
        self.asked.insert((last, next));
        let counts = self.counts.get_or_insert_with(|| Counts::new(self.text, self.forms));
        let all = counts.all.get(&u64::from(last)).copied().unwrap_or(0);
        let pair = counts.pairs.get(&pair(last, next)).copied().unwrap_or(0);
        pair >= 6 && pair * 2 > all
    }
}

impl Counts {
    /// One pass over the text for all forms.
    fn new(text: &[char], forms: &[Form]) -> Self {
        let mut out = Self { all: Numbered::default(), pairs: Numbered::default() };
        let short = forms.iter().filter(|f| f.chars.len() <= 3);
        out.all.extend(short.filter_map(|f| f.chars.last()).map(|&c| (u64::from(c), 0)));
        // 看看看 is 看看 once.
        let mut twin = false;
        for (i, &last) in text.iter().enumerate() {
            let before = std::mem::take(&mut twin);
            let Some(all) = out.all.get_mut(&u64::from(last)) else { continue };
            *all += 1;
            let Some(&next) = text.get(i + 1) else { continue };
            twin = last == next && !before;
            if last != next || twin {
                *out.pairs.entry(pair(last, next)).or_insert(0) += 1;
            }
        }
        out
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
