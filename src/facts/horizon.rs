//! By when a target is to be reached, and whether a figure sums up several years.

use crate::report::Report;
use crate::text::{Span, han_digit};

/// Finds by when the targets of one report are to be reached. Asking in order of place is quick:
/// what a paragraph said before is kept.
#[derive(Debug)]
pub struct Horizons<'a> {
    report: &'a Report,
    /// 2024年, of the plan's own year.
    this_year: Option<String>,
    /// The paragraph looked at, and what it said so far.
    paragraph: usize,
    said: Said,
    /// The heading looked at, and what it and those above it say.
    heading: Option<(usize, Named)>,
}

/// What words say on a horizon: nothing, that it is the plan's own year, or a later one.
type Named = Option<Option<i32>>;

/// How far a paragraph was looked through.
#[derive(Debug, Default)]
struct Said {
    /// Up to this byte of the text.
    seen: usize,
    /// Where the sentence at that place begins.
    sentence: usize,
    /// Whole sentences before it.
    count: usize,
    /// The last that named a horizon: its number, what it said.
    last: Option<(usize, Option<i32>)>,
}

/// Marks that end a sentence here.
const ENDS: [char; 4] = ['。', '！', '；', '\n'];

/// So many sentences back a horizon is in force.
const REACH: usize = 40;

impl<'a> Horizons<'a> {
    /// For the targets of `report`.
    pub fn new(report: &'a Report) -> Self {
        let this_year = report.head.year.map(|y| format!("{y}年"));
        Self { report, this_year, paragraph: usize::MAX, said: Said::default(), heading: None }
    }

    /// The year named for the target at `figure`, when it is later than the year of the plan: in the
    /// sentence (到2020年, 今后五年), else before it in the paragraph, else in the headings above
    /// (“十三五”时期主要目标). `今年` and the plan's own year say that it is this year's.
    pub fn until(&mut self, figure: Span, clause: Span) -> Option<i32> {
        let sentence = sentence_before(self.report.text(), figure, clause);
        let plan_year = self.report.head.year;
        if let Some(until) = named(sentence, plan_year) {
            return (Some(until) > plan_year).then_some(until);
        }
        if self.is_this_year(sentence) || sentence.contains("全年") {
            return None;
        }
        let paragraph = self.report.paragraph_at(figure.start())?;
        self.before(paragraph, figure.start()).or_else(|| self.above(figure.start()))?
    }

    fn is_this_year(&self, words: &str) -> bool {
        words.contains("今年") || self.this_year.as_ref().is_some_and(|y| words.contains(y))
    }

    fn says(&self, words: &str) -> Named {
        if self.is_this_year(words) {
            return Some(None);
        }
        let plan_year = self.report.head.year;
        named(words, plan_year).map(|until| (Some(until) > plan_year).then_some(until))
    }

    /// What the paragraph said last before byte `at`.
    fn before(&mut self, paragraph: usize, at: usize) -> Named {
        let start = self.report.paragraphs.get(paragraph)?.span.start();
        if self.paragraph != paragraph || self.said.seen > at {
            self.paragraph = paragraph;
            self.said = Said { seen: start, sentence: start, ..Said::default() };
        }
        let text = self.report.text();
        let from = self.said.seen;
        for (offset, mark) in text.get(from..at).unwrap_or_default().match_indices(ENDS) {
            let end = from + offset + mark.len();
            let words = text.get(self.said.sentence..end).unwrap_or_default();
            self.said.last = self.says(words).map(|said| (self.said.count, said)).or(self.said.last);
            self.said.count += 1;
            self.said.sentence = end;
        }
        self.said.seen = at.max(from);
        self.said.last.filter(|(number, _)| number + REACH > self.said.count).map(|(_, said)| said)
    }

    /// What the headings above byte `at` say, the nearest first.
    fn above(&mut self, at: usize) -> Named {
        let heading = self.report.heading_at(at)?;
        if let Some((_, said)) = self.heading.filter(|(of, _)| *of == heading) {
            return said;
        }
        let path = self.report.path(heading);
        let titles = path.into_iter().rev().filter_map(|h| self.report.headings.get(h));
        let said = titles.map(|h| self.says(h.title.of(self.report.text()))).find(Option::is_some).flatten();
        self.heading = Some((heading, said));
        said
    }
}

/// True when the figure sums up several years: 五年来, 过去五年, “十三五”时期, 比2015年.
pub fn long_past(report: &Report, figure: Span, clause: Span) -> bool {
    let text = report.text();
    let sentence = sentence_before(text, figure, clause);
    let mut around = vec![sentence];
    if let Some(p) = report.paragraph_at(figure.start()).and_then(|p| report.paragraphs.get(p)) {
        let first = p.span.of(text).split_inclusive(ENDS).next().unwrap_or_default();
        let end = first.char_indices().nth(40).map_or(first.len(), |(at, _)| at);
        around.push(first.get(..end).unwrap_or_default());
    }
    around.iter().any(|words| years_back(words))
}

fn years_back(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    (0..chars.len()).any(|i| {
        let at = |k: usize| chars.get(i + k).copied().unwrap_or(' ');
        let several = han_digit(at(0)).map(u32::from).or(at(0).to_digit(10)).is_some_and(|n| n > 1);
        let named = at(0) == '十'
            && at(2) == '五'
            && (at(3) == '时' || at(4) == '时' || at(3) == '期' || at(4) == '期');
        let than = at(0) == '比' && (1..=4).all(|k| at(k).is_ascii_digit()) && at(5) == '年';
        several && at(1) == '年' && matches!(at(2), '来' | '间' | '累')
            || at(0) == '过' && at(1) == '去' && at(2) == '五'
            || named
            || than
    })
}

/// The sentence up to the end of the figure's clause.
fn sentence_before(text: &str, figure: Span, clause: Span) -> &str {
    let before = text.get(..figure.start()).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .take(200)
        .find(|(_, c)| ENDS.contains(c))
        .map_or_else(|| clause.start(), |(at, c)| at + c.len_utf8());
    text.get(start..clause.end()).unwrap_or_default()
}

/// The latest year a piece of text names as a horizon.
fn named(text: &str, plan_year: Option<i32>) -> Option<i32> {
    let chars: Vec<char> = text.chars().collect();
    let has = |i: usize, w: &str| w.chars().enumerate().all(|(k, c)| chars.get(i + k) == Some(&c));
    let mut found = None;
    for i in 0..chars.len() {
        // 到2020年
        if chars[i] == '到' || chars[i] == '至' {
            let digits: String = chars.iter().skip(i + 1).take(4).filter(|c| c.is_ascii_digit()).collect();
            if digits.len() == 4 && chars.get(i + 5) == Some(&'年') {
                found = digits.parse().ok();
            }
        }
        // “十三五”时期: 十三五 ends in 2020.
        if chars[i] == '十'
            && chars.get(i + 2) == Some(&'五')
            && let Some(d) = chars.get(i + 1).and_then(|&c| han_digit(c))
        {
            let later = ["时期", "”时期", "\"时期", "期间", "”期间", "\"期间", "末", "”末"]
                .iter()
                .any(|w| has(i + 3, w));
            if later {
                found = found.or(Some(2020 + (i32::from(d) - 3) * 5));
            }
        }
        // 今后五年, 未来五年, 五年内, 两年内, 三年内
        let five = ["今后五年", "未来五年", "今后5年", "未来5年"].iter().any(|w| has(i, w));
        if five {
            found = found.or(plan_year.map(|y| y + 4));
        }
        if chars.get(i + 1) == Some(&'年')
            && chars.get(i + 2) == Some(&'内')
            && let Some(n) =
                chars.get(i).and_then(|&c| c.to_digit(10).map(|d| d as u8).or_else(|| han_digit(c)))
            && n > 1
        {
            found = found.or(plan_year.map(|y| y + i32::from(n) - 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::facts;
    use crate::report::Role;

    #[test]
    fn a_target_stands_at_the_year_that_is_named_for_it() {
        let text = "2016年工作报告\n——2016年1月8日在市第九届人民代表大会第三次会议上\n各位代表：\n一、2015年工作回顾\n一年来，粮食产量430亿斤。\n二、“十三五”时期主要目标\n粮食产量达到500亿斤。今年粮食产量436亿斤。到2018年，新建学校12所。改造危房3万户。\n三、2016年工作安排\n今年要实现粮食产量437亿斤。五年内修建公路800公里。\n";
        let report = {
            let options = crate::read::ReadOptions::default();
            crate::report::read(std::sync::Arc::new(crate::read::read(text.as_bytes(), &options).unwrap()))
        };
        let found = facts(&report);
        let mut horizons = Horizons::new(&report);
        let mut all: Vec<(&str, Option<i32>)> = found
            .figures
            .iter()
            .filter(|f| f.role == Role::Plan)
            .map(|f| (f.span.of(text), horizons.until(f.span, f.clause)))
            .collect();
        assert_eq!(
            all,
            [
                ("500亿斤", Some(2020)),
                ("436亿斤", None),
                ("12所", Some(2018)),
                ("3万户", Some(2018)),
                ("437亿斤", None),
                ("800公里", Some(2020)),
            ]
        );
        // Asked backwards it says the same.
        for f in found.figures.iter().rev().filter(|f| f.role == Role::Plan) {
            assert_eq!(all.pop(), Some((f.span.of(text), horizons.until(f.span, f.clause))));
        }
    }
}
