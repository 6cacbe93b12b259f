//! What stands before the text: page furniture, title, date, meeting, speaker, salutation.

use super::enumerator::mark;
use super::letters::Letters;
use super::lines::Para;
use super::years::years;
use super::{Head, ParagraphKind, vocab};
use crate::read::{BlockKind, Source};
use crate::text::{Span, is_blank, is_han};

/// What was found before the text.
pub(super) struct Front {
    pub head: Head,
    /// Index of the first paragraph of the text (the salutation, if there is one).
    pub start: usize,
    /// Kinds of the paragraphs before `start`.
    pub kinds: Vec<ParagraphKind>,
}

/// Paragraphs that are looked at for the beginning.
const LOOK: usize = 240;

pub(super) fn front(source: &Source, paras: &[Para]) -> Front {
    let text = &*source.text;
    let heads: Vec<Letters> = paras.iter().take(LOOK).map(|p| Letters::of(text, p.span, 120)).collect();
    let start = start(&heads, paras);
    let mut head = Head::default();
    let mut kinds = vec![ParagraphKind::Furniture; start];
    let title = title_index(&heads, start);
    if let Some((first, last)) = title {
        let span = Span::new(paras[first].span.start(), paras[last].span.end());
        head.title_span = Some(span);
        head.title = tidy(span.of(text));
        kinds[first..=last].fill(ParagraphKind::Title);
    }
    for (i, l) in heads.iter().enumerate().take(start) {
        let own = paras[i];
        if own.kind == BlockKind::FrontMatter {
            meta_line(&mut head, own.span.of(text));
        } else if kinds[i] != ParagraphKind::Title && !is_furniture(l) {
            let after_title = title.is_some_and(|(first, _)| i > first);
            if byline(&mut head, text, own.span, l, after_title) {
                kinds[i] = ParagraphKind::Byline;
            }
        } else if kinds[i] == ParagraphKind::Furniture {
            origin(&mut head, text, own.span);
        }
    }
    if head.title.is_empty() {
        head.title = source.meta.title.clone().unwrap_or_default();
    }
    if head.origin.is_empty() {
        head.origin = source.meta.source.clone().unwrap_or_default();
    }
    if head.date.is_empty() {
        head.date = source.meta.date.as_deref().and_then(date).unwrap_or_default();
    }
    if let (Some(para), Some(l)) = (paras.get(start), heads.get(start))
        && vocab::is_address(&l.string())
        && l.len() <= 60
        && !l.string().contains("报告")
    {
        head.salutation = Some(para.span);
    }
    head.organ = organ(text, &head, paras, &heads, start);
    Front { head, start, kinds }
}

/// Index of the first paragraph of the text.
fn start(heads: &[Letters], paras: &[Para]) -> usize {
    let is_salutation = |l: &Letters| {
        let s = l.string();
        vocab::is_address(&s) && (l.len() <= 60 || s.contains("报告"))
    };
    let marked = |l: &Letters| mark(&l.c).is_some();
    let body = |l: &Letters| l.len() >= 45 && l.c.iter().any(|c| matches!(c, '。' | ';')) && !is_furniture(l);
    let first_body = heads.iter().position(body).unwrap_or(heads.len());
    if let Some(at) = heads.iter().take(first_body + 3).position(is_salutation) {
        return at;
    }
    if let Some(at) = heads.iter().take(first_body + 1).position(|l| {
        let s = l.string();
        l.len() > 8 && vocab::FORMULAS.iter().take(7).any(|w| s.contains(w)) && s.contains('。')
    }) {
        return at;
    }
    // The first heading that has text behind it, or the first body paragraph.
    let mut at = first_body;
    while let Some(before) = at.checked_sub(1) {
        let l = &heads[before];
        let named = |l: &Letters| vocab::TITLE_WORDS.iter().any(|w| l.string().contains(w)) && !marked(l);
        // The first line that names a report is its title; a later one may head a section.
        let title = named(l) && !heads.iter().take(before).any(named);
        let hinted = matches!(paras[before].kind, BlockKind::Heading(_));
        let section = marked(l) && !matches!(l.c[0], '—' | '-') || hinted || is_section(l);
        if section && !title {
            at = before;
        } else {
            break;
        }
    }
    // A table of contents above is not the beginning.
    while at + 1 < first_body && heads[at].len() < 40 && repeated(heads, at) {
        at += 1;
    }
    if at >= heads.len() { 0 } else { at }
}

fn is_section(l: &Letters) -> bool {
    let s = l.string();
    l.len() <= 30
        && super::heading::section_words(&s) >= 4.0
        && !vocab::TITLE_WORDS.iter().take(8).any(|w| s.ends_with(w))
}

fn repeated(heads: &[Letters], at: usize) -> bool {
    let own = heads[at].string();
    let own = own.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·'));
    heads.iter().skip(at + 1).any(|l| l.string().starts_with(own))
}

/// First and last paragraph of the title: the last of repeated ones, the longest run of lines.
fn title_index(heads: &[Letters], start: usize) -> Option<(usize, usize)> {
    let is_title = |l: &Letters| {
        let s = l.string();
        let s = s.trim_end_matches(|c: char| {
            c == ')' || c == '(' || "摘要全文节选送审稿草案审议稿修改".contains(c)
        });
        (4..=60).contains(&l.len())
            && vocab::TITLE_WORDS.iter().any(|w| s.ends_with(w) || (w.len() > 9 && s.contains(w)))
            && !s.contains('。')
            && !s.contains("作政府工作报告")
            && !is_furniture(l)
            && !matches!(l.c.first(), Some('—' | '-'))
            && mark(&l.c).is_none()
    };
    let Some(last) = heads.iter().take(start).rposition(is_title) else {
        // No word names it: the first line that is neither furniture nor says who or when.
        let plain = |l: &Letters| {
            (5..=50).contains(&l.len())
                && !is_furniture(l)
                && l.c.iter().filter(|c| is_han(**c)).count() * 2 > l.len()
                && !matches!(l.c[0], '—' | '-' | '(')
                && date(&l.string()).is_none_or(|d| d.len() < 10)
                && !OFFICES
                    .iter()
                    .any(|o| l.string().starts_with(o) || l.part(0, 4).contains(o) && l.len() < 9)
                && !l.string().contains("会议上")
                && !l.c.iter().any(|c| matches!(c, '。' | ':'))
        };
        let first = heads.iter().take(start).position(plain)?;
        let more =
            heads.iter().take(start).skip(first + 1).take(2).take_while(|l| plain(l) && l.len() >= 8).count();
        return Some((first, first + more));
    };
    let mut first = last;
    // 政协第…届委员会 / 常务委员会工作报告 on two lines.
    while let Some(before) = first.checked_sub(1) {
        let l = &heads[before];
        let short = heads[last].len() <= 14 && (4..=40).contains(&l.len());
        let body = ["委员会", "人民政府", "法院", "检察院", "大会", "关于", "公司", "局", "年度", "年"];
        let s = l.string();
        if short
            && !is_title(l)
            && mark(&l.c).is_none()
            && body.iter().any(|w| s.ends_with(w) || s.starts_with("关于"))
            && !is_furniture(l)
        {
            first = before;
        } else {
            break;
        }
    }
    Some((first, last))
}

/// A line that is page furniture by its words.
pub(super) fn is_furniture(l: &Letters) -> bool {
    if l.len() > 90 {
        return false;
    }
    let s = l.string().to_lowercase();
    vocab::FURNITURE_LINES.contains(&s.as_str()) || vocab::FURNITURE.iter().any(|w| s.contains(w))
}

/// Title in one line: blanks inside a spaced title (政 府 工 作 报 告) go, others become one space.
pub(super) fn tidy(s: &str) -> String {
    let marks = |c: char| is_blank(c) || matches!(c, '*' | '#');
    let words: Vec<&str> = s.split(marks).filter(|w| !w.is_empty()).collect();
    let single = words.iter().filter(|w| w.chars().count() == 1).count();
    let spaced = single * 2 >= words.len() && words.iter().all(|w| !w.is_ascii() || w.len() == 1);
    words.join(if spaced { "" } else { " " })
}

fn meta_line(head: &mut Head, line: &str) {
    for l in line.lines() {
        if let Some(t) = l.trim().strip_prefix("title:") {
            if head.title.is_empty() {
                head.title = tidy(t.trim().trim_matches('"'));
            }
        } else if let Some(d) = l.trim().strip_prefix("date:")
            && head.date.is_empty()
        {
            head.date = date(d).unwrap_or_default();
        }
    }
}

/// Reads a line between title and text; true when it says who, when or where.
fn byline(head: &mut Head, text: &str, span: Span, l: &Letters, after_title: bool) -> bool {
    let s = l.string();
    let raw = span.of(text);
    if raw.starts_with("title:")
        || raw.starts_with("source:")
        || raw.trim_end_matches('-').is_empty()
        || raw.starts_with("date:")
    {
        meta_line(head, raw);
        return false;
    }
    origin(head, text, span);
    let mut used = false;
    if let Some(day) = date(&s) {
        let meeting = s.contains("会议") || s.contains("大会") || s.contains("会上");
        if meeting || head.date.is_empty() {
            head.date = day;
        }
        used = meeting || s.starts_with(['(', '—', '-']) || l.len() <= 14;
    } else if after_title && (s.contains("会议上") || s.starts_with(['(', '—'])) {
        used = true;
    }
    if after_title && let Some(name) = speaker(raw) {
        head.speaker = name;
        return true;
    }
    used && after_title
}

/// Entries beside the source in the line under a page's title.
const NEXT_ENTRY: [&str; 12] =
    ["浏览", "阅读", "点击", "字体", "字号", "作者", "责任编辑", "编辑", "发布", "时间", "日期", "视力"];

fn origin(head: &mut Head, text: &str, span: Span) {
    let raw = span.of(text);
    for label in ["来源：", "来源:", "來源：", "信息来源：", "文章来源："] {
        if let Some(at) = raw.find(label) {
            let rest = raw.get(at + label.len()..).unwrap_or_default();
            let name: String = rest
                .trim_start()
                .chars()
                .take_while(|c| !is_blank(*c) && !matches!(c, '|' | '【' | '['))
                .collect();
            // Pages put the next entry right behind it.
            let next = NEXT_ENTRY.iter().filter_map(|w| name.find(w)).min();
            let name = next.and_then(|at| name.get(..at)).unwrap_or(&name).to_owned();
            if head.origin.is_empty() && name.chars().count() <= 20 {
                head.origin = name;
            }
        }
    }
    // 2024-01-16 13:36:57   九江日报
    let words: Vec<&str> = raw.split(is_blank).filter(|w| !w.is_empty()).collect();
    if head.origin.is_empty()
        && words.len() >= 2
        && date(words[0]).is_some()
        && let Some(last) = words.last()
        && ["报", "网", "社", "台", "办", "局", "院", "政府"].iter().any(|e| last.ends_with(e))
        && last.chars().count() <= 16
    {
        (*last).clone_into(&mut head.origin);
    }
}

/// The first day named in `s`: 2024年1月15日, 2024-01-15, 二〇二四年一月十五日.
pub(super) fn date(s: &str) -> Option<String> {
    let c: Vec<char> = s.chars().filter(|c| !is_blank(*c)).map(super::letters::fold).collect();
    for i in 0..c.len() {
        let tail: String = c[i..].iter().take(5).collect();
        let Some(year) = years(&tail).next() else { continue };
        if i > 0 && c[i - 1].is_ascii_digit() {
            continue;
        }
        if years(&c[i..].iter().take(5).collect::<String>()).next().is_none()
            || !c[i].is_ascii_digit() && !is_han(c[i])
        {
            continue;
        }
        // years() may find a later start inside the five letters; only a start here counts.
        if year_starts(&c[i..]) != Some(year) {
            continue;
        }
        let Some((month, used)) = number(c.get(i + 5..).unwrap_or_default()) else {
            return Some(year.to_string());
        };
        let at = i + 5 + used;
        if !(1..=12).contains(&month) || !matches!(c.get(at), Some('月' | '-' | '/' | '.')) {
            return Some(year.to_string());
        }
        return match number(c.get(at + 1..).unwrap_or_default()) {
            Some((day, _)) if (1..=31).contains(&day) => Some(format!("{year}-{month:02}-{day:02}")),
            _ => Some(format!("{year}-{month:02}")),
        };
    }
    None
}

fn year_starts(c: &[char]) -> Option<i32> {
    let s: String = c.iter().take(5).collect();
    let value = years(&s).next()?;
    let digits = c.iter().take(4).all(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(*c));
    digits.then_some(value)
}

/// A number of one or two digits or numerals at the beginning, and its length.
fn number(c: &[char]) -> Option<(u32, usize)> {
    let n = c.iter().take_while(|c| c.is_ascii_digit()).count();
    if n > 0 && n <= 2 {
        return c.iter().take(n).collect::<String>().parse().ok().map(|v| (v, n));
    }
    super::enumerator::han_number(c)
}

/// Offices whose holders read reports.
const OFFICES: [&str; 20] = [
    "长",
    "总理",
    "主席",
    "主任",
    "书记",
    "经理",
    "董事",
    "省长",
    "市长",
    "院长",
    "检察长",
    "理事",
    "秘书",
    "代表",
    "委员",
    "部长",
    "局长",
    "会长",
    "总裁",
    "院士",
];

/// A name behind an office (省长 叶建春), behind 报告人, or alone (占勇).
fn speaker(raw: &str) -> Option<String> {
    let line: String = raw
        .trim_matches(|c: char| is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '—' | '-' | '*' | '#'))
        .to_owned();
    if line.chars().count() > 40 || line.contains(['。', '，', '年', '《']) {
        return None;
    }
    for label in ["报告人：", "报告人:", "汇报人：", "汇报人:", "述职人：", "报告人"] {
        if let Some(rest) = line.strip_prefix(label) {
            return Some(tidy(rest));
        }
    }
    let words: Vec<&str> = line.split(is_blank).filter(|w| !w.is_empty()).collect();
    let han = |w: &str| w.chars().all(|c| is_han(c) || c == '·');
    if words.is_empty() || !words.iter().all(|w| han(w)) {
        return None;
    }
    let count = |w: &str| w.chars().count();
    let office = |w: &str| {
        let w: String = w.chars().map(super::letters::fold).collect();
        OFFICES.iter().any(|o| w.ends_with(o))
    };
    match words.as_slice() {
        [name] if (2..=3).contains(&count(name)) && !office(name) && !is_word(name) => {
            Some((*name).to_owned())
        }
        [.., title, name] if office(title) && (2..=6).contains(&count(name)) => Some((*name).to_owned()),
        [.., title, a, b] if office(title) && count(a) == 1 && count(b) <= 2 => Some(format!("{a}{b}")),
        [a, b] if count(a) == 1 && count(b) == 1 && !is_word(&format!("{a}{b}")) => Some(format!("{a}{b}")),
        [.., title, a, b, c] if office(title) && [a, b, c].iter().all(|w| count(w) == 1) => {
            Some(format!("{a}{b}{c}"))
        }
        _ => None,
    }
}

/// Short lines that are no names.
fn is_word(w: &str) -> bool {
    [
        "目录", "摘要", "全文", "正文", "附件", "打印", "下载", "收藏", "全屏", "加大", "还原", "减小",
        "分享", "首页", "要闻", "政务", "导读", "开会",
    ]
    .contains(&w)
}

/// The reporting body: from 我代表…, the title, the speaker's office.
fn organ(text: &str, head: &Head, paras: &[Para], heads: &[Letters], start: usize) -> String {
    // Without the remark in brackets behind it: （摘要）, （送审稿）.
    let whole = head.title.as_str();
    let bracket = whole.rfind(['（', '(']).filter(|_| whole.ends_with(['）', ')']));
    let title = bracket.and_then(|at| whole.get(..at)).unwrap_or(whole);
    let title = title.trim_end_matches(|c| "（()）摘要全文节选".contains(c));
    for end in ["政府工作报告", "工作报告", "工作总结", "工作汇报"] {
        if let Some(body) = title.strip_suffix(end) {
            let body: String = body
                .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '度') || is_blank(c))
                .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '年' | '度') || is_blank(c))
                .trim_start_matches("关于")
                .to_owned();
            if body.chars().count() >= 3
                && !body.starts_with('在')
                && years(&format!("{body}年")).next().is_none()
            {
                return match end.strip_prefix("政府") {
                    Some(_) if body.ends_with("人民") => format!("{body}政府"),
                    Some(_) if !body.ends_with("政府") => format!("{body}人民政府"),
                    _ => body,
                };
            }
        }
    }
    // 县水务局2021年工作总结: the body before the year.
    let before: String = title.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let bodies = [
        "局", "委", "办", "院", "公司", "政府", "中心", "学校", "街道", "镇", "乡", "厅", "部", "会", "队",
        "站", "所", "处", "集团", "银行",
    ];
    if before.len() < title.len() && before.chars().count() >= 3 && bodies.iter().any(|b| before.ends_with(b))
    {
        return before;
    }
    // 某区人民政府区长 某某: the office before the speaker's name.
    for para in paras.iter().take(start).filter(|_| !head.speaker.is_empty()) {
        let line = tidy(para.span.of(text));
        let plain: Vec<char> = line.chars().map(super::letters::fold).collect();
        for body in BODIES {
            let n = body.chars().count();
            let at = plain.windows(n).position(|w| w.iter().copied().eq(body.chars()));
            if let Some(at) = at.filter(|_| line.ends_with(&head.speaker)) {
                let name: String = line.chars().take(at + n).collect();
                return with_place(name.trim_matches(['—', '-', '（', '(']), text, paras, start);
            }
        }
    }
    for l in heads.iter().skip(start).take(4) {
        let Some(from) = ["我代表", "我受"].iter().find_map(|w| l.after(w)) else { continue };
        let len = l.slice(from, l.len()).iter().position(|c| matches!(c, ',' | '。' | '向' | '作'));
        let Some(span) = l.span(from, from + len.unwrap_or(0)) else { continue };
        let body = tidy(span.of(text));
        let body = ["委托", "委託"].iter().fold(body.as_str(), |b, w| b.trim_end_matches(w));
        let body = ["上届", "本届", "上屆", "本屆"].iter().fold(body, |b, w| b.trim_start_matches(w));
        if (3..=40).contains(&body.chars().count()) {
            return with_place(body, text, paras, start);
        }
    }
    String::new()
}

/// Bodies that report.
const BODIES: [&str; 6] = ["人民政府", "人民法院", "人民检察院", "常务委员会", "委员会", "国务院"];

/// 市人民政府 with the place that the meeting's line names: 在某市第五届 ….
fn with_place(body: &str, text: &str, paras: &[Para], start: usize) -> String {
    const UNITS: [char; 10] = ['省', '市', '县', '區', '区', '州', '旗', '镇', '乡', '縣'];
    if !body.starts_with(UNITS) {
        return body.to_owned();
    }
    for para in paras.iter().take(start) {
        let line = tidy(para.span.of(text));
        let Some((_, rest)) = line.split_once('在') else { continue };
        let place: String = rest.chars().take_while(|c| *c != '第' && *c != '十' && is_han(*c)).collect();
        if place.ends_with(UNITS) && (2..=12).contains(&place.chars().count()) {
            let own: String = place.chars().rev().take(1).collect();
            if let Some(tail) = body.strip_prefix(&own) {
                return format!("{place}{tail}");
            }
        }
    }
    body.to_owned()
}
