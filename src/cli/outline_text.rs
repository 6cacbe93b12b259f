//! `duidu outline --format text`: what was understood, with the reason for every role.

use std::fmt::Write;

use crate::report::{Evidence, EvidenceKind, Part, Report};
use crate::text::{Span, is_blank};
use crate::words::structure::{StructureWords, evidence_name, paragraph_range, passage_name, year_of};
use crate::words::{Lang, role_name};

/// The outline of `report` for people, in `lang`; ends with a line end.
pub fn outline_text(report: &Report, lang: Lang) -> String {
    let w = StructureWords::of(lang);
    let mut out = String::new();
    head(&mut out, report, w);
    for (p, part) in report.parts.iter().enumerate() {
        out.push('\n');
        part_line(&mut out, report, lang, p, part);
        reasons(&mut out, report, lang, part);
        headings(&mut out, report, w, p);
        passages(&mut out, report, lang, part);
    }
    if report.headings.is_empty() {
        let _ = writeln!(out, "\n{}", w.no_headings);
    }
    out
}

fn head(out: &mut String, report: &Report, w: &StructureWords) {
    let head = &report.head;
    let title = if head.title.is_empty() { w.untitled } else { &head.title };
    let _ = writeln!(out, "{title}");
    let rows = [
        (w.organ, head.organ.as_str()),
        (w.date, head.date.as_str()),
        (w.speaker, head.speaker.as_str()),
        (w.origin, head.origin.as_str()),
        (w.encoding, report.source.charset.name()),
    ];
    let known: Vec<String> =
        rows.iter().filter(|(_, v)| !v.is_empty()).map(|(name, v)| format!("{name} {v}")).collect();
    let _ = writeln!(out, "{}", known.join("  "));
}

fn part_line(out: &mut String, report: &Report, lang: Lang, p: usize, part: &Part) {
    let mut numbers = report.paragraphs.iter().filter(|q| q.part == p && q.number > 0).map(|q| q.number);
    let range = numbers
        .next()
        .map_or_else(String::new, |first| paragraph_range(lang, first, numbers.next_back().unwrap_or(first)));
    let year = year_of(lang, part.year);
    let gap = |s: &str| if s.is_empty() { String::new() } else { format!("  {s}") };
    let _ = writeln!(out, "[{}]{}{}", role_name(lang, part.role), gap(&year), gap(&range));
}

/// One line: what spoke for the role, strongest first.
fn reasons(out: &mut String, report: &Report, lang: Lang, part: &Part) {
    let w = StructureWords::of(lang);
    let mut list: Vec<&Evidence> =
        part.evidence.iter().filter(|e| e.kind != EvidenceKind::Position).collect();
    if list.is_empty() {
        list = part.evidence.iter().collect();
    }
    list.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let said: Vec<String> = list.iter().take(6).map(|e| reason(report, lang, e)).collect();
    let said = if said.is_empty() { w.nothing.to_owned() } else { said.join("; ") };
    let _ = writeln!(out, "  {}: {said}", w.because);
}

fn reason(report: &Report, lang: Lang, e: &Evidence) -> String {
    let w = StructureWords::of(lang);
    let mut text = evidence_name(lang, e.kind).to_owned();
    if let Some(span) = e.span {
        let words = plain(report, span);
        let short: String = words.chars().take(24).collect();
        let _ = write!(text, " “{short}{}”", if words.chars().count() > 24 { "…" } else { "" });
    }
    if e.weight.abs() >= 0.05 && e.kind != EvidenceKind::Reader {
        let side = if e.weight > 0.0 { w.for_plan } else { w.for_review };
        let _ = write!(text, " ({side} {:.1})", e.weight.abs());
    }
    text
}

fn headings(out: &mut String, report: &Report, w: &StructureWords, part: usize) {
    let first = report.headings.partition_point(|h| h.part < part);
    for h in report.headings.iter().skip(first).take_while(|h| h.part == part) {
        let indent = "  ".repeat(usize::from(h.level));
        let number = h.number.map(|n| plain(report, n)).unwrap_or_default();
        let mark = if h.run_in { format!("  ({})", w.run_in) } else { String::new() };
        let _ = writeln!(out, "{indent}{number}{}{mark}", plain(report, h.title));
    }
}

fn passages(out: &mut String, report: &Report, lang: Lang, part: &Part) {
    let w = StructureWords::of(lang);
    let inside: Vec<String> = report
        .passages
        .iter()
        .filter(|p| part.span.covers(p.span))
        .map(|p| {
            let first = report.paragraph_at(p.span.start()).map_or(0, |q| report.paragraphs[q].number);
            let last = report.paragraph_at(p.span.end().saturating_sub(1));
            let last = last.map_or(first, |q| report.paragraphs[q].number);
            format!("{} {}", passage_name(lang, p.kind), paragraph_range(lang, first, last))
        })
        .collect();
    if !inside.is_empty() {
        let _ = writeln!(out, "  {}: {}", w.passages, inside.join("; "));
    }
}

/// Words on one line, without the marks of markdown.
fn plain(report: &Report, span: Span) -> String {
    let words: Vec<&str> =
        span.of(report.text()).split(['\n', '\r']).map(|l| l.trim_matches(is_blank)).collect();
    words.concat().replace("**", "")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::{ReadOptions, read};

    #[test]
    fn says_what_was_understood_and_why() {
        let text = "乡政府工作报告\n各位代表：\n一、2022年工作回顾\n全年新建了三所学校，取得了成绩，群众得到实惠。\n\
                    二、2023年工作安排\n要继续努力，确保完成任务，力争取得更大进步。\n";
        let source = Arc::new(read(text.as_bytes(), &ReadOptions::default()).unwrap());
        let report = crate::report::read(source);
        let zh = outline_text(&report, Lang::Zh);
        assert!(zh.starts_with("乡政府工作报告\n"), "{zh}");
        assert!(zh.contains("[回顾]  2022年") && zh.contains("标题用词 “回顾”"), "{zh}");
        assert!(zh.contains("[部署]  2023年") && zh.contains("偏部署"), "{zh}");
        let en = outline_text(&report, Lang::En);
        assert!(en.contains("because: "), "{en}");
    }
}
