//! Formulations the writer marked: “…”, “X(explanation)”.

use super::find::Form;
use super::folded::{Quote, Text};
use crate::facts::FormulationKind;
use crate::text::{han_digit, is_han};

/// Longest quotation that can be a formulation, in characters.
const LONGEST: usize = 24;

/// Candidate forms from the quotations of `text`.
pub(super) fn forms(text: &Text) -> Vec<Form> {
    let mut out = Vec::new();
    for (k, quote) in text.quotes.iter().enumerate() {
        if !quote.work {
            form(text, k, *quote, &mut out);
        }
    }
    out
}

fn form(text: &Text, k: usize, quote: Quote, out: &mut Vec<Form>) {
    let Some(chars) = text.chars.get(quote.start..quote.end) else { return };
    let bracket = chars.iter().position(|&c| c == '(');
    let base = bracket.map_or(chars, |b| chars.get(..b).unwrap_or(chars));
    if base.is_empty() || base.len() > LONGEST || !formulation(text, quote, base) {
        return;
    }
    let kind = match bracket {
        Some(_) => FormulationKind::Bracketed,
        None if numbered(base) => FormulationKind::Numbered,
        None => FormulationKind::Quoted,
    };
    let emphasis = base.len() <= 2 && paired(text, k, quote);
    if bracket.is_some() && chars.last() == Some(&')') {
        out.push(Form { base: Some(base.len()), explained: true, ..Form::new(chars, kind) });
    }
    out.push(Form { emphasis, ..Form::new(base, kind) });
}

/// Not a sentence, not a spoken word, not a period of time, not a bare number.
fn formulation(text: &Text, quote: Quote, base: &[char]) -> bool {
    let words = base.iter().filter(|&&c| is_han(c) || c.is_alphabetic()).count();
    let sentence = base
        .iter()
        .any(|c| matches!(c, '.' | '!' | '?' | ';' | '\n') && !base.iter().any(char::is_ascii_digit));
    let spoken = base.len() > 8
        && (text.before(quote.start, 1) == ':'
            || ["说", "指出", "强调", "写道", "要求"].iter().any(|w| text.ends(quote.start, w)));
    // “十四五”, “十五”: plan periods.
    let period = base.first() == Some(&'十')
        && base.last() == Some(&'五')
        && base.len() <= 3
        && base.iter().all(|&c| c == '十' || han_digit(c).is_some());
    // Two clauses of a sentence rather than a parallel pair.
    let clauses: Vec<usize> = base.split(|&c| c == ',').map(<[char]>::len).collect();
    let longest = clauses.iter().max().copied().unwrap_or(0);
    let shortest = clauses.iter().min().copied().unwrap_or(0);
    let uneven = clauses.len() > 1 && longest > 8 && longest > shortest;
    words > 0 && !sentence && !spoken && !period && !uneven
}

/// Begins with a count: 四个意识, 三大攻坚行动, 双减, “1269”.
pub(super) fn numbered(chars: &[char]) -> bool {
    let first = chars.first().copied().unwrap_or(' ');
    let counts = han_digit(first).is_some_and(|d| d > 0) || matches!(first, '十' | '双' | '百' | '千');
    counts && chars.len() > 1
}

/// Another short quotation stands close by in the same clause (变“个体”为“群体”).
fn paired(text: &Text, k: usize, quote: Quote) -> bool {
    let near = |a: &Quote, b: &Quote| {
        let between = text.chars.get(a.end..b.start).unwrap_or_default();
        !a.work
            && !b.work
            && a.end - a.start <= 3
            && b.end - b.start <= 3
            && (1..=3).contains(&between.len())
            && between.iter().all(|&c| is_han(c))
    };
    let after = text.quotes.get(k + 1).is_some_and(|n| n.start >= quote.end && near(&quote, n));
    let before = k
        .checked_sub(1)
        .and_then(|p| text.quotes.get(p))
        .is_some_and(|p| p.end <= quote.start && near(p, &quote));
    after || before
}
