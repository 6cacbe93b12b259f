//! What stands after the text: the last call, annexes, page furniture.

use super::enumerator::{Style, mark};
use super::front::is_furniture;
use super::letters::Letters;
use super::lines::Para;
use super::vocab;
use crate::read::BlockKind;
use crate::text::is_han;

/// Where the parts behind the text begin (indices of paragraphs; the number of paragraphs when
/// there is no such part).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Back {
    pub closing: usize,
    pub annex: usize,
    pub furniture: usize,
}

/// Most paragraphs and letters of a closing.
const CLOSING_PARAS: usize = 6;
const CLOSING_LETTERS: usize = 900;

pub(super) fn back(text: &str, paras: &[Para], start: usize) -> Back {
    let n = paras.len();
    let head = |i: usize| Letters::of(text, paras[i].span, 200);
    let mut furniture = tail_furniture(&head, start, n);
    let annex = annex(text, paras, &head, start, furniture);
    let end = annex.min(furniture);
    let (closing, call) = closing(text, paras, &head, start, end);
    if annex >= furniture {
        // Related links with text of their own behind the last call.
        if let Some(at) = (call..end).find(|&i| i > call && is_furniture(&head(i)) && head(i).len() <= 40) {
            furniture = furniture.min(at);
        }
    }
    Back { closing: closing.min(furniture), annex: annex.min(furniture), furniture }
}

/// First paragraph of the furniture at the end.
fn tail_furniture(head: &impl Fn(usize) -> Letters, start: usize, n: usize) -> usize {
    let mut first = n;
    for i in (start..n).rev().take(400) {
        let l = head(i);
        if is_furniture(&l) {
            first = i;
            continue;
        }
        let prose = l.len() >= 20 && l.c.iter().any(|&c| c == '。' || c == ';')
            || l.c.last().is_some_and(|c| matches!(c, '。' | '!'));
        if prose || l.len() > 60 || mark(&l.c).is_some_and(|m| m.style <= Style::HanBracket) {
            break;
        }
    }
    first
}

fn annex(text: &str, paras: &[Para], head: &impl Fn(usize) -> Letters, start: usize, end: usize) -> usize {
    let from = paras.get(start).map_or(0, |p| p.span.start());
    let to = end.checked_sub(1).and_then(|e| paras.get(e)).map_or(text.len(), |p| p.span.end());
    let middle = from + to.saturating_sub(from) * 2 / 5;
    let first = paras.partition_point(|p| p.span.start() < middle);
    for i in first..end {
        if paras[i].kind == BlockKind::Furniture {
            continue;
        }
        if paras[i].kind == BlockKind::Footnote || paras[i].span.of(text).starts_with("[^") {
            return i;
        }
        if paras[i].span.len() > 160 {
            continue;
        }
        let l = head(i);
        if is_annex_heading(&l) && i + 1 < paras.len() {
            return i;
        }
    }
    paras.len()
}

/// 名词解释, 附件, 附: …
pub(super) fn is_annex_heading(l: &Letters) -> bool {
    let s = l.string();
    if l.is_empty() || l.len() > 36 || s.contains('。') {
        return false;
    }
    let bare = s
        .trim_start_matches(|c: char| !is_han(c) && c != '《' && c != '"')
        .trim_end_matches([':', ')', '】']);
    if ["附件", "附录", "附表"].iter().any(|w| bare.starts_with(w)) && l.len() <= 30 {
        return true;
    }
    (s.starts_with("附:") || bare == "附" || bare == "注")
        || (vocab::ANNEX_WORDS.iter().take(14).any(|w| bare.contains(w))
            && mark(&l.c).is_none_or(|m| m.style.floats()))
}

/// First paragraph of the closing and the paragraph with the last call.
fn closing(
    text: &str,
    paras: &[Para],
    head: &impl Fn(usize) -> Letters,
    start: usize,
    end: usize,
) -> (usize, usize) {
    let _ = text;
    let called = (start..end).rev().take(14).find(|&i| {
        let whole = Letters::of(text, paras[i].span, 3000);
        let s = whole.string();
        vocab::CALLS.iter().any(|w| s.contains(w)) && whole.len() <= CLOSING_LETTERS
    });
    let Some(call) = called else { return (end, end) };
    let mut letters = 0;
    let mut first = None;
    for i in (start + 1..=call).rev().take(CLOSING_PARAS) {
        let l = head(i);
        if mark(&l.c).is_some_and(|m| m.style != Style::Dash) {
            break;
        }
        letters += paras[i].span.len() / 3;
        if letters > CLOSING_LETTERS {
            break;
        }
        if vocab::is_address(&l.string()) {
            first = Some(i);
            break;
        }
    }
    let first = first.unwrap_or_else(|| {
        let l = head(call);
        let s = l.string();
        let calls =
            ["让我们", "谢谢", "以上", "新的一年", "展望", "站在", "新征程", "新时代", "同志们", "奋斗"];
        if call > start
            && mark(&l.c).is_none()
            && (calls.iter().any(|w| s.starts_with(w)) || s.contains("让我们"))
            && paras[call].span.len() < 1500
        {
            call
        } else {
            end
        }
    });
    (first, call)
}
