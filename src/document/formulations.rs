//! The reader's changes of the formulation table.

use super::locate::folded;
use super::overrides::FormulationEdit;
use crate::facts::{Formulation, FormulationKind, Mention};
use crate::report::{Report, Role};
use crate::text::{Span, fold};

/// The key of a formulation in [`FormulationEdit`]: its folded text.
pub fn formulation_key(text: &str) -> String {
    folded(text)
}

/// `found` (the formulations of `report`) after the reader's changes, in order: hidden ones left
/// out, merged ones listed under the other, added ones listed wherever their words stand. Changes
/// of formulations that are not there do nothing.
pub fn formulations(report: &Report, found: &[Formulation], edits: &[FormulationEdit]) -> Vec<Formulation> {
    let mut list = found.to_vec();
    for edit in edits {
        match edit {
            FormulationEdit::Hide { key } => list.retain(|f| formulation_key(&f.text) != *key),
            FormulationEdit::Merge { key, into } => merge(&mut list, key, into),
            FormulationEdit::Add { text } => add(&mut list, report, text),
        }
    }
    if !edits.is_empty() {
        list.sort_by_key(|f| {
            (std::cmp::Reverse(f.places.len()), f.places.first().map_or(u32::MAX, |m| m.span.start))
        });
    }
    list
}

fn position(list: &[Formulation], key: &str) -> Option<usize> {
    list.iter().position(|f| formulation_key(&f.text) == key)
}

fn merge(list: &mut Vec<Formulation>, key: &str, into: &str) {
    let (Some(from), Some(to)) = (position(list, key), position(list, into)) else { return };
    if from == to {
        return;
    }
    let gone = list[from].clone();
    let kept = &mut list[to];
    for variant in std::iter::once(gone.text).chain(gone.variants) {
        if variant != kept.text && !kept.variants.contains(&variant) {
            kept.variants.push(variant);
        }
    }
    kept.places.extend(gone.places);
    tidy(&mut kept.places);
    list.remove(from);
}

/// Places in order; of overlapping ones (long and short form of the same mention) the longer.
fn tidy(places: &mut Vec<Mention>) {
    places.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut end = 0;
    places.retain(|m| {
        let fresh = m.span.start >= end;
        end = end.max(m.span.end);
        fresh
    });
}

fn add(list: &mut Vec<Formulation>, report: &Report, text: &str) {
    let key = formulation_key(text);
    let places = places(report, &key);
    if key.is_empty() || places.is_empty() {
        return;
    }
    match position(list, &key) {
        Some(at) => {
            list[at].places.extend(places);
            tidy(&mut list[at].places);
        }
        None => list.push(Formulation {
            text: text.trim_matches(|c| crate::text::fold_char(c).is_none()).to_owned(),
            variants: Vec::new(),
            kind: FormulationKind::Reader,
            places,
        }),
    }
}

/// Wherever the folded words `key` stand outside furniture and appendix.
fn places(report: &Report, key: &str) -> Vec<Mention> {
    let needle: Vec<char> = key.chars().collect();
    let mut out = Vec::new();
    if needle.is_empty() {
        return out;
    }
    for part in report.parts.iter().filter(|p| !matches!(p.role, Role::Furniture | Role::Appendix)) {
        let inner = fold(part.span.of(report.text()), part.span.start());
        let mut i = 0;
        while let Some(window) = inner.chars.get(i..i + needle.len()) {
            if window == needle {
                let start = inner.at[i] as usize;
                let last = inner.at[i + needle.len() - 1] as usize;
                let len = report.text().get(last..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
                out.push(Mention { span: Span::new(start, last + len), role: part.role });
                i += needle.len();
            } else {
                i += 1;
            }
        }
    }
    out
}
