//! Formulations (提法): fixed wording, one entry each with its spellings and places.
//!
//! Candidates come from marks the writer set ([`quoted`]) and from recurrence ([`repeated`]);
//! then all of them are looked up in the folded text at once, the longest first, and every find is
//! judged: a formulation does not count inside another word or another formulation ([`find`]).

mod find;
mod fixed;
mod folded;
mod quoted;
mod repeated;

use std::collections::{HashMap, HashSet};

use crate::facts::{Facts, Formulation, FormulationKind, Mention};
use crate::report::{Report, Role};
use crate::text::Span;
use find::{Finder, Form};
use folded::Text;

pub(crate) use folded::counted;

/// Formulations of `report`, most frequent first, then by first place.
pub(super) fn formulations(report: &Report) -> Vec<Formulation> {
    let text = Text::new(report);
    let mut forms = quoted::forms(&text);
    forms.extend(fixed::forms());
    let mut forms = distinct(forms);
    let repeated = repeated::forms(&text, &forms);
    forms.extend(repeated);
    entries(&text, distinct(forms))
}

/// Formulations known from elsewhere (another report, the reader), ready to be looked up in any
/// number of reports.
pub struct Lookup {
    finder: Finder,
    count: usize,
}

impl Lookup {
    /// `known` holds for each formulation all its spellings.
    pub fn new(known: &[(Vec<String>, FormulationKind)]) -> Self {
        let mut forms = Vec::new();
        for (family, (spellings, kind)) in known.iter().enumerate() {
            forms.extend(spellings.iter().map(|s| Form::known(s, *kind, family)));
        }
        Self { finder: Finder::new(forms), count: known.len() }
    }

    /// The places in the paragraphs `runs` of `text`: index of the formulation and place, in order.
    pub fn mentions(&self, text: &str, runs: &[(Span, Role)]) -> Vec<(usize, Mention)> {
        let text = Text::of(text, runs);
        let found = self.finder.find(&text).into_iter();
        found.map(|f| (self.finder.forms[f.form].family, text.mention(f.start, f.end))).collect()
    }

    /// The places in `report`: one list for each formulation.
    pub fn places(&self, report: &Report) -> Vec<Vec<Mention>> {
        let mut places = vec![Vec::new(); self.count];
        for (k, mention) in self.mentions(report.text(), &counted(report)) {
            if let Some(list) = places.get_mut(k) {
                list.push(mention);
            }
        }
        places
    }
}

/// Places of formulations known elsewhere in `report`: see [`Lookup`].
pub fn lookup(report: &Report, known: &[(Vec<String>, FormulationKind)]) -> Vec<Vec<Mention>> {
    Lookup::new(known).places(report)
}

/// Looks the forms up, unites spellings, drops what does not stand on its own.
fn entries(text: &Text, forms: Vec<Form>) -> Vec<Formulation> {
    let finder = Finder::new(families(forms));
    let found = finder.find(text);
    let forms = &finder.forms;
    let mut by_family: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Vec<find::Found>> = Vec::new();
    for f in found {
        let family = forms[f.form].family;
        let at = *by_family.entry(family).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[at].push(f);
    }
    let mut of_family: Vec<Vec<&Form>> = vec![Vec::new(); forms.len()];
    for form in forms {
        of_family[form.family].push(form);
    }
    let mut out: Vec<Formulation> = groups.iter().filter_map(|g| entry(text, forms, &of_family, g)).collect();
    out.sort_by(|a, b| {
        b.places
            .len()
            .cmp(&a.places.len())
            .then_with(|| a.places.first().map(|m| m.span).cmp(&b.places.first().map(|m| m.span)))
    });
    out
}

/// One entry of a group of finds, if it is a formulation.
fn entry(
    text: &Text,
    forms: &[Form],
    of_family: &[Vec<&Form>],
    group: &[find::Found],
) -> Option<Formulation> {
    let first = &forms[group.first()?.form];
    let family = of_family.get(first.family)?;
    let head =
        family.iter().max_by_key(|f| (f.kind != FormulationKind::Recurring, !f.explained, f.chars.len()))?;
    let marked = group.iter().filter(|f| f.quoted).count();
    let short = family.iter().all(|f| f.chars.len() <= 2);
    let places: Vec<Mention> = group.iter().map(|f| text.mention(f.start, f.end)).collect();
    let has = |role| places.iter().any(|m| m.role == role);
    let keep = match head.kind {
        FormulationKind::Recurring => places.len() >= head.least,
        _ if head.chars.len() == 1 => marked >= 2,
        // 以“联谊”促“联合”: emphasis, unless the word comes back on the other side.
        _ if short && head.emphasis => has(Role::Review) && has(Role::Plan),
        _ if short && !quoted::numbered(&head.chars) => places.len() >= 2,
        _ => true,
    };
    if !keep {
        return None;
    }
    let shown = group.iter().find(|f| std::ptr::eq(&raw const forms[f.form], &raw const **head));
    let shown = shown.map_or_else(|| head.chars.iter().collect(), |f| text.shown(f.start, f.end));
    let mut variants: Vec<String> = Vec::new();
    let mut seen: HashSet<String> = HashSet::from([shown.clone()]);
    for f in group {
        let spelling = text.shown(f.start, f.end);
        if seen.insert(spelling.clone()) {
            variants.push(spelling);
        }
    }
    Some(Formulation { text: shown, variants, kind: head.kind, places })
}

/// Each spelling once.
fn distinct(forms: Vec<Form>) -> Vec<Form> {
    let mut out: Vec<Form> = Vec::new();
    let mut seen: HashMap<Vec<char>, usize> = HashMap::new();
    for form in forms {
        if let Some(&at) = seen.get(&form.chars) {
            let old = &mut out[at];
            old.emphasis &= form.emphasis;
            if old.kind == FormulationKind::Recurring {
                old.kind = form.kind;
            }
            continue;
        }
        seen.insert(form.chars.clone(), out.len());
        out.push(form);
    }
    out
}

/// Gives forms of one formulation one family: short forms of long ones (站家 of 委员站家) when both
/// were set in quotes.
fn families(mut out: Vec<Form>) -> Vec<Form> {
    for (k, form) in out.iter_mut().enumerate() {
        form.family = k;
    }
    let marked: Vec<(usize, Vec<char>)> = out
        .iter()
        .enumerate()
        .filter(|(_, f)| f.kind != FormulationKind::Recurring)
        .map(|(k, f)| (k, f.chars.clone()))
        .collect();
    unite(&mut out, &marked);
    out
}

/// Joins short and long forms through the ends of the long ones.
fn unite(out: &mut [Form], marked: &[(usize, Vec<char>)]) {
    let by_chars: HashMap<&[char], usize> = marked.iter().map(|(k, c)| (c.as_slice(), *k)).collect();
    // Each form points to another of its family or, at the end, to itself.
    let mut up: Vec<usize> = (0..out.len()).collect();
    for (k, long) in marked {
        let n = long.len();
        let base = out[*k].base;
        for len in 2..n {
            if n - len > 4 && !long.contains(&',') && Some(len) != base {
                continue;
            }
            let ends = [long.get(n - len..), long.get(..len)];
            for short in ends.into_iter().flatten() {
                let Some(&s) = by_chars.get(short).filter(|&&s| s != *k) else { continue };
                let whole = !short.contains(&',') && (len >= 3 || n <= 4) && !quoted::numbered(short);
                if whole || base == Some(len) {
                    let (from, to) = (top(&mut up, s), top(&mut up, *k));
                    up[from] = to;
                }
            }
        }
    }
    for (k, form) in out.iter_mut().enumerate() {
        form.family = top(&mut up, k);
    }
}

/// The end of the way up from `k`; the way is halved for the next time.
fn top(up: &mut [usize], mut k: usize) -> usize {
    while up[k] != k {
        up[k] = up[up[k]];
        k = up[k];
    }
    k
}

/// A formulation over two sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurrence {
    /// The form shown.
    pub text: String,
    /// Stable key: the folded text.
    pub key: String,
    /// Other spellings on either side.
    pub variants: Vec<String>,
    /// How it was recognised.
    pub kind: FormulationKind,
    /// Places on the left side.
    pub left: Vec<Mention>,
    /// Places on the right side.
    pub right: Vec<Mention>,
    /// Where it stands.
    pub status: RecurrenceStatus,
}

/// On which sides a formulation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecurrenceStatus {
    /// 延续.
    Both,
    /// Right only: 新提.
    Right,
    /// Left only: 未再提.
    Left,
}

/// Report, its facts, and the roles that take part (empty: all but furniture and appendix).
pub type FactSide<'a> = (&'a Report, &'a Facts, &'a [Role]);

/// The formulations of two sides united: those on both sides first, then new ones, then those not
/// mentioned again, each by number of places, then by first place. The sides may be two roles of
/// one report; then its own list is split. With two reports every formulation of one is looked up
/// in the other, so that “双聚双建” in one meets 双聚双建 in the other.
pub fn recurrences(left: FactSide<'_>, right: FactSide<'_>) -> Vec<Recurrence> {
    let same = std::ptr::eq(left.0, right.0);
    let mut all: Vec<&Formulation> = left.1.formulations.iter().collect();
    if !same {
        all.extend(&right.1.formulations);
    }
    let groups = same_key(&all);
    let known: Vec<(Vec<String>, FormulationKind)> = groups
        .iter()
        .map(|g| {
            let spellings =
                g.iter().flat_map(|f| std::iter::once(&f.text).chain(&f.variants)).cloned().collect();
            (spellings, g[0].kind)
        })
        .collect();
    let places = |side: FactSide<'_>| -> Vec<Vec<Mention>> {
        if same {
            return groups
                .iter()
                .map(|g| g.iter().flat_map(|f| f.places.iter().copied()).collect())
                .collect();
        }
        lookup(side.0, &known)
    };
    let within = |list: Vec<Mention>, roles: &[Role]| -> Vec<Mention> {
        list.into_iter().filter(|m| roles.is_empty() || roles.contains(&m.role)).collect()
    };
    let (lefts, rights) = (places(left), places(right));
    let mut out = Vec::new();
    for ((group, l), r) in groups.iter().zip(lefts).zip(rights) {
        let (l, r) = (within(l, left.2), within(r, right.2));
        let status = match (l.is_empty(), r.is_empty()) {
            (true, true) => continue,
            (false, false) => RecurrenceStatus::Both,
            (true, false) => RecurrenceStatus::Right,
            (false, true) => RecurrenceStatus::Left,
        };
        let text = group[0].text.clone();
        let mut variants: Vec<String> = Vec::new();
        for v in group.iter().flat_map(|f| std::iter::once(&f.text).chain(&f.variants)) {
            if *v != text && !variants.contains(v) {
                variants.push(v.clone());
            }
        }
        out.push(Recurrence {
            key: key(&text),
            text,
            variants,
            kind: group[0].kind,
            left: l,
            right: r,
            status,
        });
    }
    out.sort_by_key(|r| {
        let first = r.right.first().or(r.left.first()).map(|m| m.span);
        (r.status, std::cmp::Reverse(r.left.len() + r.right.len()), first)
    });
    out
}

/// Formulations of two reports grouped by any common spelling.
fn same_key<'a>(all: &[&'a Formulation]) -> Vec<Vec<&'a Formulation>> {
    let mut groups: Vec<Vec<&Formulation>> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for f in all {
        let keys: Vec<String> = std::iter::once(&f.text).chain(&f.variants).map(|t| key(t)).collect();
        let group = keys.iter().find_map(|k| at.get(k).copied()).unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(f);
        for k in keys {
            at.entry(k).or_insert(group);
        }
    }
    groups
}

/// The key under which spellings of one formulation meet: widths, quotes, blanks, script folded.
pub fn key(text: &str) -> String {
    crate::text::fold(text, 0).chars.into_iter().map(crate::text::simplified).collect()
}
