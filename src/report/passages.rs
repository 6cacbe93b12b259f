//! Passages with a task of their own inside review and plan: shortcomings, thanks, guidance, targets.

use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::by_first::Words;
use super::heading::Cand;
use super::letters::Letters;
use super::lines::Para;
use super::{Passage, PassageKind};
use crate::text::Span;

/// Words near a paragraph's beginning (or in a heading) for each kind; checked in order.
const WORDS: [(PassageKind, &[&str]); 3] = [
    (
        PassageKind::Shortcomings,
        &[
            "困难和问题",
            "问题和困难",
            "困难问题",
            "问题和不足",
            "不足和问题",
            "问题与不足",
            "不足与问题",
            "存在的问题",
            "存在的主要问题",
            "存在不少",
            "存在一些",
            "存在许多",
            "存在不足",
            "存在着",
            "清醒地看到",
            "清醒地认识",
            "清醒看到",
            "清醒认识",
            "矛盾和问题",
            "薄弱环节",
            "差距和不足",
            "不足之处",
            "缺点和错误",
            "工作中的不足",
            "不容忽视的问题",
            "还有不少问题",
            "还有许多",
        ],
    ),
    (
        PassageKind::Guidance,
        &[
            "总体要求是",
            "总体要求:",
            "指导思想是",
            "总体思路是",
            "基本思路是",
            "总的要求是",
            "工作思路是",
            "总的指导思想",
            "总体工作思路",
            "工作总体要求",
        ],
    ),
    (
        PassageKind::Targets,
        &[
            "预期目标",
            "主要目标是",
            "奋斗目标是",
            "发展目标是",
            "工作目标是",
            "目标任务是",
            "总体目标是",
            "主要指标",
        ],
    ),
];

/// Words of thanks anywhere in a paragraph.
const THANKS: [&str; 9] = [
    "衷心感谢",
    "衷心的感谢",
    "诚挚感谢",
    "诚挚的感谢",
    "崇高敬意",
    "崇高的敬意",
    "表示感谢",
    "表示衷心",
    "深切的感谢",
];

/// Letters of a paragraph's beginning that say what it is.
const LOOK: usize = 90;

/// Passages between paragraphs `start` and `end`, in order, without overlap.
pub(super) fn passages(text: &str, paras: &[Para], all: &[Cand], start: usize, end: usize) -> Vec<Passage> {
    let mut out: Vec<Passage> = Vec::new();
    let mut room = ['\0'; LOOK];
    let mut next = 0;
    let mut i = start;
    while i < end {
        while all.get(next).is_some_and(|c| c.para < i) {
            next += 1;
        }
        let heading = all.get(next).filter(|c| c.para == i);
        if let Some(c) = heading.filter(|c| c.words.chars().count() <= 30)
            && let Some(kind) =
                of_words(&c.words.chars().collect::<Vec<_>>()).or_else(|| heading_kind(&c.words))
        {
            // A heading's passage goes on to the next heading that is no deeper.
            let stop = all
                .iter()
                .skip(next + 1)
                .find(|n| n.level <= c.level)
                .map_or(end, |n| n.para)
                .clamp(i + 1, end);
            let span = Span::new(paras[i].span.start(), paras[stop - 1].span.end());
            out.push(Passage { kind, span });
            i = stop;
            continue;
        }
        if heading.is_none() {
            let letters = Letters::alone(text, paras[i].span, &mut room);
            let kind = of_words(letters).or_else(|| thanks(text, paras[i].span));
            out.extend(kind.map(|kind| Passage { kind, span: paras[i].span }));
        }
        i += 1;
    }
    out
}

/// The first kind in [`WORDS`] of which a word stands in `letters`.
fn of_words(letters: &[char]) -> Option<PassageKind> {
    static FINDER: OnceLock<Words> = OnceLock::new();
    let all = || WORDS.iter().flat_map(|(kind, words)| words.iter().map(move |w| (*kind, *w)));
    // One pass for all words; most paragraphs have none.
    if !FINDER.get_or_init(|| Words::of(all().map(|(_, w)| w))).stand_in(letters) {
        return None;
    }
    let s: String = letters.iter().collect();
    all().find(|(_, w)| s.contains(w)).map(|(kind, _)| kind)
}

/// Words of thanks in the paragraph `span`.
fn thanks(text: &str, span: Span) -> Option<PassageKind> {
    static FINDERS: OnceLock<[Finder<'static>; 3]> = OnceLock::new();
    // Letters are folded only where a word of thanks can stand.
    let finders = FINDERS.get_or_init(|| ["谢", "敬", "謝"].map(Finder::new));
    let body = span.of(text).as_bytes();
    finders.iter().find(|f| f.find(body).is_some())?;
    let s = Letters::of(text, span, 900).string();
    THANKS.iter().any(|w| s.contains(w)).then_some(PassageKind::Thanks)
}

/// Headings are shorter than sentences: 存在问题, 指导思想.
fn heading_kind(s: &str) -> Option<PassageKind> {
    let has = |w: &[&str]| w.iter().any(|w| s.contains(w));
    if has(&["存在问题", "不足", "困难", "差距"]) && s.chars().count() <= 20 {
        return Some(PassageKind::Shortcomings);
    }
    if has(&["指导思想", "总体要求", "总体思路"]) && !has(&["任务", "安排"]) {
        return Some(PassageKind::Guidance);
    }
    None
}
