//! What the find bar found, over one report or several, and its list: hits under their sections.

use std::sync::Arc;

use super::find::{MAX_HITS, Search};
use super::pinyin::Spelling;
use crate::facts::Facts;
use crate::report::{Report, Role};
use crate::text::Span;

/// A report, or some parts of it, to look in.
#[derive(Clone, Debug)]
pub struct Place {
    /// The tab it stands in.
    pub tab: u64,
    /// The tab's second report.
    pub second: bool,
    /// The report.
    pub report: Arc<Report>,
    /// Only parts of this role; `None`: everywhere.
    pub role: Option<Role>,
    /// Its facts, for spellings with a slip.
    pub facts: Option<Arc<Facts>>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        (self.tab, self.second, self.role) == (other.tab, other.second, other.role)
            && Arc::ptr_eq(&self.report, &other.report)
    }
}

/// What is looked for, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The words.
    pub query: String,
    /// They are a regular expression.
    pub regex: bool,
    /// Where, in the order of the results.
    pub places: Vec<Place>,
}

/// One hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index into [`Wanted::places`].
    pub place: usize,
    /// The words.
    pub span: Span,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// What was asked.
    pub wanted: Wanted,
    /// All hits, place by place, in the order of the text.
    pub hits: Vec<Hit>,
    /// How the hits were found.
    pub by: By,
}

/// How hits were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// As the words stand.
    #[default]
    Words,
    /// Some by their pinyin.
    Pinyin,
    /// Nothing has that spelling; this formulation has nearly.
    Near(String),
    /// Not at all: the regular expression does not compile.
    Bad,
}

/// A row of the list of results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A place: index and number of hits.
    Place(usize, usize),
    /// A section: place, heading (`None`: before the first), number of hits.
    Section(usize, Option<usize>, usize),
    /// A hit: index.
    Hit(usize),
}

/// Bytes between two looks whether the answer is still wanted.
const STEP: usize = 4 << 20;

/// Looks everywhere; `None` when `stop` said that the answer is not wanted any more.
pub fn search(wanted: Wanted, stop: impl Fn() -> bool) -> Option<Found> {
    let mut out = Found { wanted, ..Found::default() };
    let spelling = Spelling::read(&out.wanted.query).filter(|_| !out.wanted.regex);
    match look(&mut out, spelling.as_ref(), &stop) {
        Ok(true) => {}
        Ok(false) => return None,
        Err(_) => out.by = By::Bad,
    }
    let near = spelling.filter(|_| out.hits.is_empty()).and_then(|s| nearest(&out.wanted.places, &s));
    if let Some(near) = near {
        let query = std::mem::replace(&mut out.wanted.query, near.clone());
        // Plain words cannot be wrong.
        if look(&mut out, None, &stop) == Ok(false) {
            return None;
        }
        out.wanted.query = query;
        out.by = By::Near(near);
    }
    Some(out)
}

/// False when it was stopped.
fn look(
    out: &mut Found,
    spelling: Option<&Spelling>,
    stop: &impl Fn() -> bool,
) -> Result<bool, regex::Error> {
    for (index, place) in out.wanted.places.iter().enumerate() {
        let text = place.report.text();
        let mut search = Search::new(text, &out.wanted.query, out.wanted.regex)?;
        let mut spans = Vec::new();
        loop {
            let done = search.run(text, search.done() + STEP, &mut spans);
            if stop() {
                return Ok(false);
            }
            if done {
                break;
            }
        }
        if let Some(spelling) = spelling {
            let spelt = spelling.find(text, MAX_HITS);
            if !spelt.is_empty() {
                out.by = By::Pinyin;
                spans = merged(&spans, &spelt);
            }
        }
        if let Some(role) = place.role {
            let part = |at: usize| place.report.parts.get(place.report.part_at(at));
            spans.retain(|s| part(s.start()).is_some_and(|p| p.role == role));
        }
        out.hits.extend(spans.into_iter().map(|span| Hit { place: index, span }));
        out.hits.truncate(MAX_HITS);
    }
    Ok(true)
}

/// Both in order; of `spelt` only what does not overlap a plain hit.
fn merged(plain: &[Span], spelt: &[Span]) -> Vec<Span> {
    let mut out = plain.to_vec();
    out.extend(spelt.iter().filter(|s| {
        let i = plain.partition_point(|p| p.end() <= s.start());
        plain.get(i).is_none_or(|p| p.start() >= s.end())
    }));
    out.sort_unstable_by_key(|s| s.start());
    out
}

/// The formulation whose initials are nearest; of equally near ones the most frequent.
fn nearest(places: &[Place], spelling: &Spelling) -> Option<String> {
    let all = places.iter().filter_map(|p| p.facts.as_ref()).flat_map(|f| &f.formulations);
    all.filter_map(|f| Some((spelling.near(&f.text)?, f)))
        .min_by_key(|(slips, f)| (*slips, std::cmp::Reverse(f.places.len())))
        .map(|(_, f)| f.text.clone())
}

impl Found {
    /// The hits in one report, in order.
    pub fn spans(&self, tab: u64, second: bool) -> Vec<Span> {
        let here = |h: &&Hit| self.place(h).is_some_and(|p| p.tab == tab && p.second == second);
        let mut out: Vec<Span> = self.hits.iter().filter(here).map(|h| h.span).collect();
        out.sort_unstable_by_key(|s| s.start());
        out
    }

    /// Where a hit stands.
    pub fn place(&self, hit: &Hit) -> Option<&Place> {
        self.wanted.places.get(hit.place)
    }

    /// The list of results.
    pub fn rows(&self) -> Vec<Row> {
        let mut out = Vec::with_capacity(self.hits.len() * 2);
        let mut head = None;
        let mut section = None;
        for (i, hit) in self.hits.iter().enumerate() {
            if head.is_none_or(|(p, _)| p != hit.place) {
                head = Some((hit.place, out.len()));
                section = None;
                out.push(Row::Place(hit.place, 0));
            }
            let heading = self.place(hit).and_then(|p| p.report.heading_at(hit.span.start()));
            if section.is_none_or(|(h, _)| h != heading) {
                section = Some((heading, out.len()));
                out.push(Row::Section(hit.place, heading, 0));
            }
            for row in [head.map(|h| h.1), section.map(|s| s.1)].into_iter().flatten() {
                if let Some(Row::Place(_, n) | Row::Section(_, _, n)) = out.get_mut(row) {
                    *n += 1;
                }
            }
            out.push(Row::Hit(i));
        }
        if self.wanted.places.len() < 2 {
            out.retain(|r| !matches!(r, Row::Place(..)));
        }
        out
    }
}

/// The words around a hit in its paragraph: up to `room` characters before and behind.
pub fn around(report: &Report, span: Span, room: usize) -> (Span, Span) {
    let text = report.text();
    let paragraph = report.paragraph_at(span.start()).map(|p| report.paragraphs[p].span);
    let (from, to) = paragraph.map_or((0, text.len()), |p| (p.start(), p.end().max(span.end())));
    let before = text.get(from..span.start()).unwrap_or_default();
    let behind = text.get(span.end()..to).unwrap_or_default();
    let skip = before.char_indices().rev().nth(room.saturating_sub(1)).map_or(0, |(i, _)| i);
    let take = behind.char_indices().nth(room).map_or(behind.len(), |(i, _)| i);
    (Span::new(from + skip, span.start()), Span::new(span.end(), span.end() + take))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read};

    fn place(text: &str, tab: u64) -> Option<Place> {
        let source = read(text.as_bytes(), &ReadOptions::default()).ok()?;
        let report = Arc::new(crate::report::read(Arc::new(source)));
        let facts = Some(Arc::new(crate::facts::facts(&report)));
        Some(Place { tab, second: false, report, role: None, facts })
    }

    fn wanted(query: &str) -> Wanted {
        let text =
            "工作报告\n\n一、回顾\n推进“有事先商量”试点。\n二、打算\n“有事先商量”要常态化，有事先商量。\n";
        let places = [place(text, 1), place("别的报告\n\n一、回顾\n没有。\n", 2)];
        Wanted { query: query.into(), regex: false, places: places.into_iter().flatten().collect() }
    }

    fn look_for(wanted: Wanted) -> Found {
        search(wanted, || false).unwrap_or_default()
    }

    #[test]
    fn hits_stand_under_place_and_section() {
        let found = look_for(wanted("先商量"));
        assert_eq!((found.hits.len(), &found.by), (3, &By::Words));
        let rows = found.rows();
        let heads: Vec<&Row> = rows.iter().filter(|r| !matches!(r, Row::Hit(_))).collect();
        assert_eq!(heads.len(), 3, "{rows:?}");
        assert_eq!(*heads[0], Row::Place(0, 3));
        assert!(matches!(heads[2], Row::Section(0, Some(_), 2)), "{rows:?}");
        assert_eq!((found.spans(1, false).len(), found.spans(2, false).len()), (3, 0));
    }

    #[test]
    fn initials_with_a_slip_find_the_formulation() {
        assert_eq!(look_for(wanted("ysxsl")).by, By::Pinyin);
        let found = look_for(wanted("ystxl"));
        assert_eq!((found.hits.len(), found.by), (3, By::Near("有事先商量".into())));
        assert_eq!(look_for(Wanted { regex: true, ..wanted("(") }).by, By::Bad);
    }

    #[test]
    fn the_words_around_stay_in_the_paragraph() {
        let found = look_for(wanted("试点"));
        let report = &found.wanted.places[0].report;
        let (before, behind) = around(report, found.hits[0].span, 4);
        assert_eq!((before.of(report.text()), behind.of(report.text())), ("先商量”", "。"));
    }
}
