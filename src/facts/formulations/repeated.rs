//! Fixed wording that recurs without any mark.
//!
//! Repeated character n-grams are counted length by length, each longer one only where both its
//! parts recur (Apriori; the idea of Nagao and Mori's n-gram statistics), in time linear in the
//! text. What is kept is *closed* – no longer string has the same places – and free at both ends:
//! different neighbours on either side (the count form of branching entropy), no function word or
//! half a word at the edge.

use super::find::Form;
use super::folded::Text;
use crate::facts::FormulationKind;
use crate::text::is_han;
use crate::text::numbered::Numbered;
use crate::text::starts::Starts;

/// Shortest and longest recurring wording, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 5..=40;
/// At most so many recurring formulations.
const MOST: usize = 24;

/// What is known of one n-gram.
struct Gram {
    start: usize,
    count: u32,
    /// Most frequent continuation to the left and to the right.
    left: u32,
    right: u32,
}

/// Candidate forms from recurrence; those that contain one of the `marked` forms are left out: that
/// one is the formulation.
pub(super) fn forms(text: &Text, marked: &[Form]) -> Vec<Form> {
    let least = least(text.chars.len());
    let mut picked: Vec<(usize, usize, u32)> = Vec::new();
    let mut before: Option<(usize, Level)> = None;
    for len in LENGTHS {
        let level = match &before {
            // Only where the one shorter recurs, and a letter comes behind it.
            Some((shorter, level)) => {
                let goes_on = |&i: &u32| text.chars.get(i as usize + shorter).is_some_and(|&c| letter(c));
                Level::count(&text.chars, || level.places.iter().copied().filter(goes_on), len, least)
            }
            None => Level::count(&text.chars, || places(&text.chars, len), len, least),
        };
        if let Some((shorter, mut grams)) = before.take() {
            grams.extend_by(&level, &text.chars, shorter);
            picked.extend(grams.closed(text, shorter, least));
        }
        if level.places.is_empty() {
            break;
        }
        before = Some((len, level));
    }
    // The longest ones may be cut off: they do not count.
    if let Some((len, grams)) = before.filter(|b| b.0 < *LENGTHS.end()) {
        picked.extend(grams.closed(text, len, least));
    }
    picked.sort_by_key(|&(start, len, count)| (std::cmp::Reverse((count as usize - 1) * len), start));
    let long = Starts::new(marked.iter().map(|f| f.chars.as_slice()).filter(|c| c.len() >= 3));
    let short = Starts::new(marked.iter().map(|f| f.chars.as_slice()).filter(|c| c.len() == 2));
    let holds = |c: &[char]| short.longest(c, 0).is_some() || long.stand_in(c);
    picked
        .into_iter()
        .filter_map(|(start, len, _)| text.chars.get(start..start + len))
        .map(without_verb)
        .filter(|c| !holds(c))
        .take(MOST)
        .map(|c| Form { least: least as usize, ..Form::new(c, FormulationKind::Recurring) })
        .collect()
}

/// Most slots of a sketch, a byte each: it stays in the processor's cache. In a long text many n-grams
/// share a slot, but there few places are fewer than [`least`].
const SKETCH: usize = 1 << 19;

/// Fewest places, by length of the text in characters: what recurs by chance grows with it.
fn least(n: usize) -> u32 {
    match n {
        0..12_000 => 2,
        12_000..60_000 => 3,
        60_000..400_000 => 6,
        _ => 6 + (n / 100_000) as u32,
    }
}

/// Hashes of the pieces of one length of a text; that of the piece one place further on comes from the
/// last.
struct Hashes<'a> {
    chars: &'a [char],
    len: usize,
    /// Place and sum of the last piece.
    last: Option<(usize, u64)>,
    /// What the first character of a piece is multiplied with.
    power: u64,
}

impl<'a> Hashes<'a> {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

    fn new(chars: &'a [char], len: usize) -> Self {
        Self { chars, len, last: None, power: Self::BASE.wrapping_pow(len as u32 - 1) }
    }

    fn value(&self, at: usize) -> u64 {
        u64::from(self.chars[at] as u32).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    }

    fn of(&mut self, start: usize) -> u64 {
        let sum = match self.last {
            Some((last, sum)) if last + 1 == start => sum
                .wrapping_sub(self.value(last).wrapping_mul(self.power))
                .wrapping_mul(Self::BASE)
                .wrapping_add(self.value(last + self.len)),
            _ => (start..start + self.len)
                .fold(0, |sum: u64, i| sum.wrapping_mul(Self::BASE).wrapping_add(self.value(i))),
        };
        self.last = Some((start, sum));
        sum ^ (sum >> 32)
    }
}

/// Characters that wordings are made of.
fn letter(c: char) -> bool {
    is_han(c) || c.is_ascii_alphanumeric()
}

/// The places from which `len` letters follow without a break, in order.
fn places(chars: &[char], len: usize) -> impl Iterator<Item = u32> + '_ {
    let mut run = 0;
    chars.iter().enumerate().filter_map(move |(i, &c)| {
        run = if letter(c) { run + 1 } else { 0 };
        (run >= len).then(|| (i + 1 - len) as u32)
    })
}

/// All n-grams of one length that recur.
struct Level {
    /// Places where one begins, in order.
    places: Vec<u32>,
    grams: Vec<Gram>,
    index: Numbered<u32>,
}

impl Level {
    /// Counts the n-grams of `len` characters that begin at the places `alive`.
    fn count<I: Iterator<Item = u32>>(chars: &[char], alive: impl Fn() -> I, len: usize, least: u32) -> Self {
        // A small sketch first: most n-grams stand once and never reach the exact table.
        let size = (alive().count() * 4).next_power_of_two().clamp(64, SKETCH);
        let mut sketch = vec![0u8; size];
        let mut hashes = Hashes::new(chars, len);
        for i in alive() {
            let slot = hashes.of(i as usize) as usize & (size - 1);
            sketch[slot] = sketch[slot].saturating_add(1);
        }
        let mut level = Self { places: Vec::new(), grams: Vec::new(), index: Numbered::default() };
        // Place and gram of what stands often enough by the sketch.
        let mut often: Vec<(u32, u32)> = Vec::new();
        for i in alive() {
            let hash = hashes.of(i as usize);
            if u32::from(sketch[hash as usize & (size - 1)]) < least.min(255) {
                continue;
            }
            let next = level.grams.len() as u32;
            let at = *level.index.entry(hash).or_insert(next);
            if at == next {
                level.grams.push(Gram { start: i as usize, count: 0, left: 0, right: 0 });
            }
            level.grams[at as usize].count += 1;
            often.push((i, at));
        }
        let recurs = |at: u32| level.grams[at as usize].count >= least;
        level.places = often.into_iter().filter(|&(_, at)| recurs(at)).map(|(i, _)| i).collect();
        level
    }

    /// Notes the counts of one character longer n-grams of `longer`; these have `len` characters.
    fn extend_by(&mut self, longer: &Self, chars: &[char], len: usize) {
        let mut hashes = Hashes::new(chars, len);
        for gram in longer.grams.iter().filter(|g| g.count > 1) {
            if let Some(&at) = self.index.get(&hashes.of(gram.start)) {
                let g = &mut self.grams[at as usize];
                g.right = g.right.max(gram.count);
            }
            if let Some(&at) = self.index.get(&hashes.of(gram.start + 1)) {
                let g = &mut self.grams[at as usize];
                g.left = g.left.max(gram.count);
            }
        }
    }

    /// The n-grams that are formulations: start, length, count.
    fn closed(&self, text: &Text, len: usize, least: u32) -> Vec<(usize, usize, u32)> {
        let needed = if len < 6 { least + 1 } else { least };
        self.grams
            .iter()
            .filter(|g| g.count >= needed && free(g.left, g.count) && free(g.right, g.count))
            .filter(|g| text.chars.get(g.start..g.start + len).is_some_and(phrase))
            .map(|g| (g.start, len, g.count))
            .collect()
    }
}

/// No single neighbour stands at most of the places.
fn free(neighbour: u32, count: u32) -> bool {
    neighbour < count && (count < 4 || u64::from(neighbour) * 10 <= u64::from(count) * 7)
}

/// Characters no formulation begins with.
const EDGE_START: &str = "的了和与及在是对把将等要以从上下内其这那并也又更再之而于到给被让所着们员性化得地为由向使还各很最不一业年率额值量期末度费今";
/// Characters no formulation ends with.
const EDGE_END: &str =
    "的了和与及在是对把将等要以从并也又更再之而于给被让所着为由向使还各很最不我第省市县区个大一增新分年次";
/// Endings of names, forms of address and indicators.
const NAMES: &[&str] = &[
    "市委",
    "省委",
    "区委",
    "县委",
    "党委",
    "政府",
    "政协",
    "常委会",
    "委员会",
    "人大",
    "大会",
    "会议",
    "代表",
    "委员",
    "人民",
    "群众",
    "同志",
    "国务院",
    "各位",
    "一年来",
    "各方面",
    "人民政府",
    "总书记",
    "习近平",
    "党派",
    "党组",
    "主席",
    "书记",
    "主任",
    "市长",
    "省长",
    "县长",
    "区长",
    "元以上",
    "万元",
    "亿元",
    "的工作",
    "增加值",
    "总额",
    "总值",
    "收入",
    "投资",
    "支出",
    "比重",
    "企业",
    "主体",
    "设施",
    "机构",
    "人口",
    "增长",
    "下降",
    "提高",
    "目标",
    "的作用",
    "水平",
    "能力",
    "力度",
    "五年",
];
/// Verbs that go with anything.
const VERBS: &[&str] = &[
    "加强",
    "加快",
    "推进",
    "推动",
    "强化",
    "充分",
    "全面",
    "坚持",
    "提高",
    "提升",
    "促进",
    "深入",
    "进一步",
    "积极",
    "实施",
    "开展",
    "完善",
    "健全",
    "建设",
    "认真",
    "切实",
    "大力",
    "着力",
    "努力",
    "支持",
    "实现",
    "完成",
    "保持",
    "新增",
    "增长",
    "达到",
    "围绕",
    "不断",
    "持续",
    "扎实",
    "落实",
    "贯彻",
    "构建",
    "打造",
    "做好",
    "抓好",
    "扩大",
];

/// Without verbs at the beginning that go with anything, when enough is left.
fn without_verb(chars: &[char]) -> &[char] {
    const LIGHT: &[&str] = &[
        "实施",
        "推进",
        "推动",
        "加强",
        "加快",
        "强化",
        "充分",
        "深入",
        "提高",
        "提升",
        "促进",
        "完善",
        "健全",
        "贯彻",
        "落实",
        "构建",
        "打造",
        "做好",
        "支持",
        "开展",
        "认真",
        "切实",
        "不断",
        "进一步",
    ];
    let word = LIGHT.iter().find(|w| begins(chars, w));
    let rest = word.and_then(|w| chars.get(w.chars().count()..)).unwrap_or_default();
    if rest.len() >= *LENGTHS.start() && phrase(rest) { without_verb(rest) } else { chars }
}

/// Neither begins nor ends in the middle of something, and is not just a name or a form of address.
fn phrase(chars: &[char]) -> bool {
    let (Some(&first), Some(&last)) = (chars.first(), chars.last()) else { return false };
    if EDGE_START.contains(first) || EDGE_END.contains(last) || !is_han(first) || !is_han(last) {
        return false;
    }
    // 落实责任, 压实责任: half a word is left at the edge.
    let half = first == '实' && !chars.get(1).is_some_and(|c| "现施行践体事际验干效".contains(*c));
    if half || begins(chars, "关于") {
        return false;
    }
    if chars.len() < 6 && VERBS.iter().any(|v| begins(chars, v)) {
        return false;
    }
    !NAMES.iter().any(|n| ends(chars, n))
        && !begins(chars, "各位")
        && !["同比", "时期", "感谢", "年均"].iter().any(|w| (0..chars.len()).any(|i| begins(&chars[i..], w)))
}

fn begins(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

fn ends(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}
