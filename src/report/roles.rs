//! Roles of the sections: review or plan, by heading words, years, aspect words and place.

use super::by_first::ByFirst;
use super::heading::Cand;
use super::letters::Letters;
use super::lines::Para;
use super::vocab;
use super::years::years;
use super::{Evidence, EvidenceKind, FoundPart, Head, Role};
use crate::text::Span;

/// A stretch of paragraphs that gets one role.
#[derive(Clone, Debug)]
pub(super) struct Region<'c> {
    /// First paragraph.
    pub from: usize,
    /// Paragraph after the last.
    pub to: usize,
    /// Its heading, if it has one.
    pub heading: Option<&'c Cand>,
}

/// Paragraphs of a region whose words are counted.
const SAMPLE: usize = 160;
/// Mean weight of aspect words that speaks for neither side: reviews told by themes use many words
/// of plans.
const MIDDLE: f32 = 0.2;
/// Letters of a paragraph whose words are counted.
const LETTERS: usize = 400;

/// Words of aspect and modality: negative for review, positive for plan. Weights are half the
/// logarithm of how much oftener a word stands in plans than in reviews, over the reports named in
/// `docs/structure.md`, drawn towards zero where it is rare.
#[rustfmt::skip]
const ASPECT: [(&str, f32); 89] = [
    ("今年以来", -1.5), ("一年来", -2.0), ("五年来", -1.8), ("几年来", -1.8), ("三年来", -1.8), ("以来", -0.5),
    ("顺利", -1.6), ("圆满", -1.6), ("获得", -1.4), ("荣获", -1.5), ("获评", -1.2), ("被评", -1.3),
    ("被授", -1.3), ("入选", -1.2), ("成功", -1.3), ("超额", -1.4), ("累计", -1.3), ("过去", -1.4),
    ("成绩", -1.2), ("不足", -0.8), ("仍然", -0.9), ("得到", -0.9), ("去年", -0.9), ("同比", -1.0),
    ("先后", -1.2), ("办结", -1.0), ("审结", -1.3), ("受理", -0.8), ("执结", -1.3), ("显著", -0.6),
    ("有力", -0.6), ("下降", -0.6), ("取得", -0.7), ("全年", -0.5), ("投入", -0.4), ("完成", -0.4),
    ("已", -0.6), ("了", -0.9), ("没有", -0.4), ("举办", -0.5), ("召开", -0.4), ("率达", -0.4),
    ("增长", -0.2), ("今年", 1.2), ("明年", 1.6), ("来年", 1.6), ("力争", 1.7), ("探索", 0.9),
    ("年内", 1.5), ("鼓励", 0.9), ("健全", 0.8), ("确保", 1.1), ("引导", 0.7), ("打造", 0.7), ("切实", 0.7),
    ("培育", 0.7), ("抓好", 0.7), ("大力", 0.6), ("加快", 0.6), ("做好", 0.6), ("争取", 0.8), ("促进", 0.4),
    ("着力", 0.5), ("继续", 0.7), ("建立", 0.4), ("强化", 0.4), ("推动", 0.4), ("优化", 0.4), ("必须", 0.7),
    ("严格", 0.4), ("努力", 0.6), ("深化", 0.4), ("完善", 0.4), ("支持", 0.3), ("加强", 0.4),
    ("推进", 0.25), ("提高", 0.25), ("发挥", 0.25), ("加大", 0.2), ("进一步", 0.2), ("应当", 0.8),
    ("应该", 0.8), ("计划", 0.3), ("预期", 0.5), ("左右", 0.3), ("要", 0.6), ("将", 0.6), ("更", 0.3),
    ("让", 0.4),
];

/// Words in which 要 and 将 and 了 say nothing about aspect.
const NEUTRAL: [&str; 14] = [
    "重要", "主要", "需要", "纲要", "要求", "要素", "要点", "概要", "首要", "要闻", "为了", "除了", "了解",
    "将军",
];

/// Aspect words counted in the first letters of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
struct Aspect {
    /// Sum of their weights.
    sum: f32,
    /// How many there were.
    count: f32,
    /// Letters of the first strong one for review, and for plan; none: nothing.
    example: [[u16; 2]; 2],
}

/// Counts the aspect words in `letters`, at most [`LETTERS`].
fn aspect(letters: &[char]) -> Aspect {
    let mut out = Aspect::default();
    let table = table();
    let mut at = 0;
    while let Some(&first) = letters.get(at) {
        at += 1;
        let Some(row) = table.row(first) else { continue };
        let behind = letters.get(at..).unwrap_or_default();
        if row.neutral.contains(behind.first().unwrap_or(&' ')) {
            at += 1;
            continue;
        }
        let Some((rest, weight)) = row.words.iter().find(|(w, _)| behind.starts_with(w)) else { continue };
        out.sum += weight;
        out.count += 1.0;
        let side = &mut out.example[usize::from(*weight > 0.0)];
        if side[1] == 0 && !rest.is_empty() && weight.abs() >= 0.7 {
            *side = [at as u16 - 1, (at + rest.len()) as u16];
        }
        at += rest.len();
    }
    out
}

/// What begins with one letter.
#[derive(Default)]
struct Row {
    /// Second letters of [`NEUTRAL`].
    neutral: Vec<char>,
    /// Words of [`ASPECT`] without their first letter, in its order.
    words: Vec<(Vec<char>, f32)>,
}

/// [`ASPECT`] and [`NEUTRAL`] by first letter.
fn table() -> &'static ByFirst<Row> {
    static TABLE: std::sync::OnceLock<ByFirst<Row>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let words = ASPECT.map(|(word, weight)| (word, Some(weight)));
        ByFirst::new(
            words.into_iter().chain(NEUTRAL.map(|word| (word, None))),
            |row: &mut Row, rest, weight| match weight {
                Some(weight) => row.words.push((rest, weight)),
                None => row.neutral.extend(rest),
            },
        )
    })
}

/// The year of the plan, from title, date and headings.
pub(super) fn plan_year(head: &Head, headings: &[&Cand]) -> Option<i32> {
    let title = folded(&head.title);
    let in_title: Vec<i32> = years(&title).collect();
    let in_headings: Vec<i32> = headings.iter().flat_map(|c| years(&c.words)).collect();
    let sum_up =
        title.contains("总结") && !["计划", "打算", "安排", "思路"].iter().any(|w| title.contains(w));
    if let (Some(&y), true) = (in_title.iter().max(), sum_up) {
        return Some(y + 1);
    }
    let day_year: Option<i32> = head.date.get(..4).and_then(|y| y.parse().ok());
    let month: u32 = head.date.get(5..7).and_then(|m| m.parse().ok()).unwrap_or(1);
    if let Some(y) = day_year {
        let ahead =
            headings.iter().any(|c| years(&c.words).any(|h| h == y + 1) && heading_words(&c.words).0 > 0.0);
        if month >= 10 && (ahead || in_title.contains(&(y + 1))) {
            return Some(y + 1);
        }
        if month >= 11 && sum_up {
            return Some(y + 1);
        }
        return Some(y);
    }
    in_title.into_iter().max().or_else(|| in_headings.into_iter().filter(|y| *y < 2100).max())
}

fn folded(s: &str) -> String {
    s.chars().filter(|c| !crate::text::is_blank(*c)).map(super::letters::fold).collect()
}

/// What the words of a heading say: their sum, and the sums for review and plan apart.
pub(super) fn heading_words(words: &str) -> (f32, f32, f32) {
    let sum = |list: &[(&str, f32)]| {
        let mut total: f32 = 0.0;
        for (w, weight) in list {
            if words.contains(w) {
                total += weight;
            }
        }
        total.min(7.0)
    };
    let back = sum(&vocab::BACK_WORDS);
    let ahead = sum(&vocab::AHEAD_WORDS);
    (ahead - back, back, ahead)
}

/// Years of a heading against the plan's year: positive for plan.
fn heading_years(words: &str, plan: Option<i32>) -> f32 {
    let Some(plan) = plan else { return 0.0 };
    let mut sum: f32 = 0.0;
    for y in years(words) {
        sum += if y >= plan { 3.0 } else { -3.0 };
    }
    sum.clamp(-4.0, 4.0)
}

/// Weighs regions of a text.
pub(super) struct Weigher<'t> {
    text: &'t str,
    paras: &'t [Para],
    /// The year of the plan.
    plan: Option<i32>,
    /// What was counted in a paragraph, once it was.
    counted: Vec<Option<Aspect>>,
    /// Room for its letters.
    room: [char; LETTERS],
}

impl<'t> Weigher<'t> {
    pub fn new(text: &'t str, paras: &'t [Para], plan: Option<i32>) -> Self {
        Self { text, paras, plan, counted: vec![None; paras.len()], room: ['\0'; LETTERS] }
    }

    /// What speaks for the role of a region.
    pub fn evidence(&mut self, region: &Region) -> Vec<Evidence> {
        let mut out = Vec::new();
        if let Some(c) = region.heading {
            let (sum, back, ahead) = heading_words(&c.words);
            if back > 0.0 || ahead > 0.0 {
                let span = strongest(self.text, c.title, sum >= 0.0).or(Some(c.title));
                let weight = sum.clamp(-6.0, 6.0);
                out.push(Evidence { kind: EvidenceKind::HeadingWords, span, weight });
            }
            let weight = heading_years(&c.words, self.plan);
            if weight != 0.0 {
                let span = year_span(self.text, c.title);
                out.push(Evidence { kind: EvidenceKind::Year, span, weight });
            }
        }
        out.extend(first_year(self.text, self.paras, region, self.plan));
        out.extend(self.aspect_of(region));
        out
    }

    /// The aspect words of a region.
    fn aspect_of(&mut self, region: &Region) -> Option<Evidence> {
        let step = ((region.to - region.from) / SAMPLE).max(1);
        let (mut sum, mut count, mut example) = (0.0, 0.0, [None; 2]);
        for para in (region.from..region.to).step_by(step) {
            let found = self.aspect(para);
            sum += found.sum;
            count += found.count;
            for (own, [from, to]) in example.iter_mut().zip(found.example) {
                if own.is_none() && to > 0 {
                    let letters = Letters::of(self.text, self.paras[para].span, LETTERS);
                    *own = letters.span(usize::from(from), usize::from(to));
                }
            }
        }
        if count <= 0.0 {
            return None;
        }
        let mean = sum / count - MIDDLE;
        let weight = (mean * 6.0).clamp(-4.0, 4.0) * (count / 12.0).min(1.0);
        let span = example[usize::from(weight > 0.0)];
        Some(Evidence { kind: EvidenceKind::Aspect, span, weight })
    }

    /// The aspect words of a paragraph.
    fn aspect(&mut self, para: usize) -> Aspect {
        if let Some(known) = self.counted[para] {
            return known;
        }
        let letters = Letters::alone(self.text, self.paras[para].span, &mut self.room);
        *self.counted[para].insert(aspect(letters))
    }

    /// Where a region that holds review and plan turns to the plan: the paragraph at which what comes
    /// before looks back most and what follows looks ahead most, and which says so itself.
    pub fn turn(&mut self, region: &Region) -> Option<usize> {
        if region.to - region.from < 3 || region.to - region.from > 4000 {
            return None;
        }
        let weights: Vec<f32> =
            (region.from..region.to).map(|i| self.aspect(i).sum.clamp(-6.0, 6.0)).collect();
        let total: f32 = weights.iter().sum();
        let mut before = 0.0;
        let mut best: Option<(f32, usize)> = None;
        for (k, w) in weights.iter().enumerate() {
            if k > 0
                && total - before > 1.0
                && before < -1.0
                && let Some(cue) = cue(self.text, &self.paras[region.from + k], self.plan)
            {
                let gain = (total - before) - before + cue;
                if best.is_none_or(|b| gain > b.0) {
                    best = Some((gain, region.from + k));
                }
            }
            before += w;
        }
        best.map(|b| b.1)
    }
}

/// The year that the first words of a region name, or 今年, 去年 …
fn first_year(text: &str, paras: &[Para], region: &Region, plan: Option<i32>) -> Option<Evidence> {
    const SAID: [(&str, f32); 16] = [
        ("今年以来", -2.0),
        ("过去一年", -2.0),
        ("过去的一年", -2.0),
        ("过去五年", -2.0),
        ("一年来", -2.0),
        ("五年来", -2.0),
        ("去年", -1.5),
        ("今年是", 2.0),
        ("今年的工作", 2.0),
        ("今年工作", 2.0),
        ("明年", 2.0),
        ("来年", 2.0),
        ("新的一年", 2.0),
        ("今后五年", 2.0),
        ("今后一个时期", 2.0),
        ("下一步", 2.0),
    ];
    let own_line = region.heading.is_some_and(|c| !c.run_in);
    let first = region.from + usize::from(own_line);
    for para in paras.get(first..region.to.min(first + 2)).unwrap_or_default() {
        let l = Letters::of(text, para.span, 60);
        let s = l.string();
        if let Some((word, weight)) = SAID.iter().find(|(w, _)| s.contains(w)) {
            return Some(Evidence { kind: EvidenceKind::Year, span: l.find(word), weight: *weight });
        }
        if let Some(year) = years(&s).next().filter(|_| plan.is_some()) {
            let weight = if plan.is_some_and(|p| year >= p) { 2.0 } else { -2.0 };
            return Some(Evidence {
                kind: EvidenceKind::Year,
                span: year_span(text, l.span(0, l.len())?),
                weight,
            });
        }
    }
    None
}

/// The word of a heading that says most for the side it speaks for.
fn strongest(text: &str, title: Span, plan: bool) -> Option<Span> {
    let l = Letters::of(text, title, 80);
    let list: &[(&str, f32)] = if plan { &vocab::AHEAD_WORDS } else { &vocab::BACK_WORDS };
    let mut best: Option<(f32, Span)> = None;
    for (word, weight) in list {
        if best.is_none_or(|b| *weight > b.0)
            && let Some(span) = l.find(word)
        {
            best = Some((*weight, span));
        }
    }
    best.map(|b| b.1)
}

/// The first year named in a heading.
fn year_span(text: &str, title: Span) -> Option<Span> {
    let l = Letters::of(text, title, 80);
    let at = (0..l.len()).find(|&i| {
        l.c[i] != '年'
            && years(&l.part(i, i + 5)).next().is_some()
            && years(&l.part(i + 1, i + 5)).next().is_none()
    })?;
    l.span(at, (at + 5).min(l.len()))
}

/// Roles of regions in order: the assignment with the greatest sum, where going back from plan to
/// review costs (a report looks back first).
pub(super) fn assign(weights: &[f32]) -> Vec<Role> {
    const BACK_COST: f32 = 3.0;
    const FIRST_PLAN: f32 = 1.0;
    let mut score = [0.0_f32, -FIRST_PLAN];
    let mut came: Vec<[usize; 2]> = Vec::with_capacity(weights.len());
    for (i, w) in weights.iter().enumerate() {
        let (review, plan) = (score[0], score[1]);
        let mut from = [0, 1];
        let mut best_review = review;
        let mut best_plan = plan;
        if i > 0 {
            if plan - BACK_COST > review {
                best_review = plan - BACK_COST;
                from[0] = 1;
            }
            if review > plan {
                best_plan = review;
                from[1] = 0;
            }
        }
        score = [best_review - w, best_plan + w];
        came.push(from);
    }
    let mut state = usize::from(score[1] > score[0]);
    let mut out = vec![Role::Review; weights.len()];
    for i in (0..weights.len()).rev() {
        out[i] = if state == 1 { Role::Plan } else { Role::Review };
        state = came[i][state];
    }
    out
}

/// Words at a paragraph's beginning that turn to the future.
fn cue(text: &str, para: &Para, plan: Option<i32>) -> Option<f32> {
    const CUES: [&str; 20] = [
        "新的一年",
        "明年",
        "来年",
        "今年是",
        "今年工作",
        "今年的工作",
        "今后",
        "下一步",
        "下步",
        "下阶段",
        "展望",
        "总体要求",
        "指导思想",
        "工作思路",
        "打算",
        "未来",
        "新一年",
        "主要任务",
        "工作安排",
        "工作计划",
    ];
    let l = Letters::of(text, para.span, 60);
    let s = l.string();
    let said = CUES.iter().any(|w| s.contains(w));
    let year = plan.is_some_and(|p| years(&l.part(0, 16)).any(|y| y == p));
    (said || year).then_some(if said && year { 4.0 } else { 2.0 })
}

/// A part that begins at paragraph `para`.
pub(super) fn part(
    paras: &[Para],
    para: usize,
    role: Role,
    year: Option<i32>,
    evidence: Vec<Evidence>,
) -> FoundPart {
    FoundPart { start: paras.get(para).map_or(0, |p| p.span.start()), role, year, evidence }
}

/// Evidence that a formula gave.
pub(super) fn formula(span: Option<Span>) -> Vec<Evidence> {
    vec![Evidence { kind: EvidenceKind::Formula, span, weight: 0.0 }]
}
