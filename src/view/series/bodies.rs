//! Whose reports a series holds, and of which years.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SeriesReport;
use crate::text::{fold, is_han, simplified};

/// The reports of one body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// Under what its reports met; stays while more reports come in.
    pub key: String,
    /// Its name as one of the reports gives it; empty when no report names one.
    pub name: String,
    /// Its reports by index, by year; those without a year last.
    pub reports: Vec<usize>,
    /// Years between the first and the last without a report.
    pub missing: Vec<i32>,
    /// Years with more than one report.
    pub twice: Vec<i32>,
    /// Reports without a year.
    pub undated: usize,
}

/// Groups reports by body: those with most reports first. Texts that are there twice count once:
/// the second answer lists the copies with the report each is a copy of.
pub fn bodies(reports: &[Arc<SeriesReport>]) -> (Vec<Body>, Vec<(usize, usize)>) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
    let mut copies = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        if let Some(&first) = seen.get(&report.digest.id) {
            copies.push((i, first));
        } else {
            seen.insert(report.digest.id, i);
            groups.entry(key(report)).or_default().push(i);
        }
    }
    let mut out: Vec<Body> = groups.into_iter().map(|(key, list)| body(reports, key, list)).collect();
    out.sort_by(|a, b| b.reports.len().cmp(&a.reports.len()).then_with(|| a.key.cmp(&b.key)));
    (out, copies)
}

fn body(reports: &[Arc<SeriesReport>], key: String, mut list: Vec<usize>) -> Body {
    let year = |i: &usize| reports[*i].digest.year;
    list.sort_by_key(|i| (year(i).is_none(), year(i), reports[*i].digest.date.clone(), *i));
    let years: Vec<i32> = list.iter().filter_map(year).collect();
    let missing = match (years.first(), years.last()) {
        (Some(&from), Some(&to)) => (from..to).filter(|y| years.binary_search(y).is_err()).collect(),
        _ => Vec::new(),
    };
    let mut twice: Vec<i32> = years.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0]).collect();
    twice.dedup();
    let undated = list.len() - years.len();
    // The newest report knows the name of today.
    let name = list.iter().rev().map(|&i| reports[i].digest.organ.clone()).find(|n| !n.is_empty());
    Body { key, name: name.unwrap_or_default(), reports: list, missing, twice, undated }
}

/// Under what reports of one body meet: its name without sessions, else the title without years,
/// else the file name without figures.
fn key(report: &SeriesReport) -> String {
    let digest = &report.digest;
    if !digest.organ.is_empty() {
        return named(&digest.organ);
    }
    let text = if digest.title.is_empty() { &report.name } else { &digest.title };
    let plain: String = folded(text).chars().filter(|c| is_han(*c) || c.is_alphabetic()).collect();
    let year = |c: char| "〇零一二三四五六七八九十年度".contains(c);
    plain.chars().filter(|c| !year(*c)).collect()
}

/// True when two names of bodies mean the same: sessions, long forms and scripts aside.
pub fn same_body(a: &str, b: &str) -> bool {
    named(a) == named(b)
}

fn folded(text: &str) -> String {
    fold(text, 0).chars.into_iter().map(simplified).collect()
}

/// Long forms and short ones of the same.
const SHORT: [(&str, &str); 4] = [
    ("中国人民政治协商会议", "政协"),
    ("常务委员会", "常委会"),
    ("人民政府", "政府"),
    ("人民代表大会", "人大"),
];

/// 政协第十六届某市委员会常务委员会 → 政协某市委员会常委会: sessions change from year to year.
fn named(organ: &str) -> String {
    let mut text = folded(organ);
    while let Some(at) = text.find('第') {
        let rest = text.get(at..).unwrap_or_default();
        let numeral = |c: &char| "第〇零一二三四五六七八九十百".contains(*c) || c.is_ascii_digit();
        let len: usize = rest.chars().take_while(numeral).map(char::len_utf8).sum();
        let Some(mark) = rest.get(len..).and_then(|r| r.chars().next()).filter(|c| matches!(c, '届' | '次'))
        else {
            break;
        };
        text.replace_range(at..at + len + mark.len_utf8(), "");
    }
    SHORT.iter().fold(text, |t, (long, short)| t.replace(long, short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_and_long_forms_do_not_part_a_body() {
        let a = named("政协第十六届清河市委员会常务委员会");
        assert_eq!(a, named("中国人民政治协商会议第十五届清河市委员会常务委员会"));
        assert_ne!(a, named("政协清水市委员会常委会"));
        assert_eq!(named("清河市第九届人民政府"), "清河市政府");
    }
}
