//! Targets without a number: 全覆盖, 只减不增, 基本同步, 继续下降.

use super::measure::{Bound, Measured};
use crate::compare::Side;
use crate::facts::horizon::Horizons;
use crate::facts::indicator::{Class, canonical};
use crate::report::Role;
use crate::text::{Span, clauses};

/// Form, and the sense it has when compared with a number: -1 down, 0 none, +1 up.
const FORMS: &[(&str, i8)] = &[
    ("全覆盖", 0),
    ("只减不增", 0),
    ("只增不减", 0),
    ("只降不升", -1),
    ("零增长", 0),
    ("继续下降", -1),
    ("持续下降", -1),
    ("基本同步", 1),
    ("保持同步", 1),
];

/// The fixed-form targets (or results) of a side.
pub(super) fn forms(side: Side<'_>) -> Vec<Measured> {
    let text = side.report.text();
    let mut out = Vec::new();
    let mut horizons = Horizons::new(side.report);
    for paragraph in &side.report.paragraphs {
        let role = side.report.parts.get(paragraph.part).map_or(Role::Other, |p| p.role);
        if !super::takes_part(side, role) || !FORMS.iter().any(|(f, _)| paragraph.span.of(text).contains(f)) {
            continue;
        }
        for clause in clauses(text, paragraph.span) {
            let words = clause.of(text);
            for (form, sense) in FORMS {
                if let Some(at) = words.find(form) {
                    out.extend(measured(side, clause, words, at, (form, *sense), &mut horizons));
                }
            }
        }
    }
    out
}

fn measured(
    side: Side<'_>,
    clause: Span,
    words: &str,
    at: usize,
    (form, sense): (&str, i8),
    horizons: &mut Horizons<'_>,
) -> Option<Measured> {
    let before = words.get(..at)?;
    let trimmed = before.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut subject = trimmed;
    for lead in ["今年", "全年", "要", "确保", "实现", "推进", "推动", "基本", "力争", "继续", "加快"]
    {
        subject = subject.strip_prefix(lead).unwrap_or(subject);
    }
    // 收入增长和经济增长基本同步, 与GDP增长基本同步
    let mut shown = form.to_owned();
    if form.ends_with("同步") {
        let cut = subject.find(['和', '与']).filter(|&c| c > 0)?;
        shown = format!("{}{form}", subject.get(cut..)?);
        subject = subject.get(..cut)?.trim_end_matches("增长");
    }
    subject = subject.trim_end_matches("实现").trim_end_matches("要");
    if subject.chars().count() < 2 {
        return None;
    }
    let span = Span::new(clause.start() + at, clause.start() + at + form.len());
    let tidy = clause.trimmed(side.report.text());
    let end = tidy.of(side.report.text()).trim_end_matches(['，', ',', '。', '；', ';', '、']).len();
    Some(Measured {
        shown_name: subject.to_owned(),
        name: canonical(subject),
        around: canonical(words),
        class: Class::Fixed,
        unit: form.to_owned(),
        low: f64::from(sense),
        high: None,
        down: sense < 0,
        bound: Bound::Plain,
        shown,
        until: horizons.until(span, clause),
        clause: Span::new(tidy.start(), tidy.start() + end),
        at: span.start,
        base: false,
        long_past: false,
    })
}

/// A fixed form meets the same form; one with a sense also meets a number of that sense.
pub(super) fn comparable(target: &Measured, result: &Measured) -> bool {
    if target.class != Class::Fixed {
        return false;
    }
    if result.class == Class::Fixed {
        return target.unit == result.unit && target.low.abs() < 0.5;
    }
    match target.low {
        s if s < 0.0 => result.class == Class::Growth && result.down,
        s if s > 0.0 => result.class == Class::Growth && !result.down,
        _ => false,
    }
}
