//! `duidu export`, and the tables of `duidu compare` and `duidu facts`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::Failure;
use crate::compare::{CompareOptions, Comparison, Side, Status, TargetOutcome, compare, targets};
use crate::document::{Document, LinkDecision, Overrides, content_id, formulations, overlay, parse};
use crate::export::{self, ExportError, Format, Options, Order, What, Wishes};
use crate::facts::{Facts, Recurrence, facts, recurrences};
use crate::report::{Report, Role};
use crate::view::comparison::{CellText, RowOrder};
use crate::view::place;
use crate::words::export::{CliWords, write_error};
use crate::words::{Lang, fill, role_name};

/// What `export` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WhatArg {
    /// Full text (全文).
    Text,
    /// One section (--section).
    Section,
    /// Excerpts and notes of a decisions file (摘录与批注).
    Notes,
    /// Comparison table (对照表).
    Comparison,
    /// Task sheet (任务分解表).
    Tasks,
    /// Formulations (提法).
    Formulations,
    /// Figure ledger (数据台账).
    Figures,
    /// Targets and results of two reports (目标→结果).
    Targets,
}

/// File formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Plain text.
    #[value(alias = "txt")]
    Text,
    /// Markdown.
    Md,
    /// One web page.
    Html,
    /// Comma-separated values with byte order mark.
    Csv,
    /// For programs.
    Json,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PDF.
    Pdf,
}

impl FormatArg {
    fn format(self) -> Format {
        match self {
            Self::Text => Format::Txt,
            Self::Md => Format::Md,
            Self::Html => Format::Html,
            Self::Csv => Format::Csv,
            Self::Json => Format::Json,
            Self::Docx => Format::Docx,
            Self::Xlsx => Format::Xlsx,
            Self::Pdf => Format::Pdf,
        }
    }
}

/// Order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OrderArg {
    /// By the left side (回顾).
    Left,
    /// By the right side (部署).
    #[default]
    Right,
    /// By status.
    Status,
}

/// How much of the items' text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ItemsArg {
    /// Headings and places.
    Titles,
    /// The first 80 characters.
    Short,
    /// Everything.
    #[default]
    Full,
}

/// Statuses of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusArg {
    /// 延续.
    Continued,
    /// 新提.
    New,
    /// 未再提.
    NotMentioned,
    /// 存疑.
    Uncertain,
}

/// Languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// Where the output goes.
#[derive(Clone, Debug, Default, Args)]
pub struct OutArgs {
    /// Write to this file instead of standard output.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,
}

/// How a file looks.
#[derive(Clone, Debug, Default, Args)]
pub struct LookArgs {
    /// Language of headings and statuses.
    #[arg(long, default_value = "zh")]
    pub lang: LangArg,
    /// Without title, date, section path and paragraph numbers of the source (出处).
    #[arg(long)]
    pub no_source: bool,
    /// With paragraph numbers (段号).
    #[arg(long)]
    pub numbers: bool,
    /// Without the words that made a link (依据).
    #[arg(long)]
    pub no_reasons: bool,
    /// Without the reader's notes (备注).
    #[arg(long)]
    pub no_notes: bool,
    /// Without signs before statuses.
    #[arg(long)]
    pub no_signs: bool,
    /// Without running head and page numbers.
    #[arg(long)]
    pub no_head: bool,
    /// Wide pages.
    #[arg(long, conflicts_with = "portrait")]
    pub landscape: bool,
    /// High pages.
    #[arg(long)]
    pub portrait: bool,
    /// Order of rows of a comparison.
    #[arg(long, default_value = "right")]
    pub order: OrderArg,
    /// How much of the items' text.
    #[arg(long, default_value = "full")]
    pub items: ItemsArg,
    /// Only rows with these statuses.
    #[arg(long, value_delimiter = ',')]
    pub status: Vec<StatusArg>,
    /// Only links that the reader confirmed.
    #[arg(long)]
    pub confirmed: bool,
    /// A task for every point instead of every item.
    #[arg(long)]
    pub points: bool,
    /// The reader's decisions: corrections, links, notes, excerpts (JSON).
    #[arg(long)]
    pub decisions: Option<PathBuf>,
}

impl LookArgs {
    pub(super) fn language(&self) -> Lang {
        if self.lang == LangArg::Zh { Lang::Zh } else { Lang::En }
    }

    fn wishes(&self) -> Wishes {
        Wishes {
            lang: self.language(),
            source: !self.no_source,
            numbers: self.numbers,
            reasons: !self.no_reasons,
            notes: !self.no_notes,
            signs: !self.no_signs,
            only_confirmed: self.confirmed,
            statuses: self.status.iter().map(|s| status(*s)).collect(),
            order: match self.order {
                OrderArg::Left => RowOrder::Left,
                OrderArg::Right => RowOrder::Right,
                OrderArg::Status => RowOrder::Status,
            },
            text: match self.items {
                ItemsArg::Titles => CellText::None,
                ItemsArg::Short => CellText::Short(80),
                ItemsArg::Full => CellText::Full,
            },
            points: self.points,
            ..Wishes::default()
        }
    }

    fn options(&self, what: What) -> Options {
        Options {
            lang: self.language(),
            landscape: self.landscape || (what.is_wide() && !self.portrait),
            running_head: !self.no_head,
            day: Some(crate::files::today()),
            fallback: Vec::new(),
        }
    }
}

fn status(arg: StatusArg) -> Status {
    match arg {
        StatusArg::Continued => Status::Continued,
        StatusArg::New => Status::New,
        StatusArg::NotMentioned => Status::NotMentioned,
        StatusArg::Uncertain => Status::Uncertain,
    }
}

/// Arguments of `export`.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Report (`-`: standard input).
    pub file: PathBuf,
    /// Later report.
    pub file2: Option<PathBuf>,
    /// What to write.
    #[arg(long)]
    pub what: WhatArg,
    /// The section: its path (二(三)) or words of its heading.
    #[arg(long)]
    pub section: Option<String>,
    /// Role of the left side of a comparison.
    #[arg(long)]
    pub left: Option<String>,
    /// Role of the right side of a comparison.
    #[arg(long)]
    pub right: Option<String>,
    /// File format.
    #[arg(long)]
    pub format: FormatArg,
    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
    /// How it looks.
    #[command(flatten)]
    pub look: LookArgs,
}

/// A report with the reader's decisions.
pub(super) struct Opened {
    /// With corrections applied.
    pub report: Arc<Report>,
    /// Decisions.
    pub overrides: Overrides,
    /// Where from.
    pub path: PathBuf,
}

/// Opens `file`, applying the decisions file when one is named.
pub(super) fn opened(file: &Path, decisions: Option<&Path>, lang: Lang) -> Result<Opened, Failure> {
    let report = Arc::new(super::open(file)?);
    let Some(path) = decisions else {
        return Ok(Opened { report, overrides: Overrides::default(), path: file.to_owned() });
    };
    let bytes = super::bytes(path, lang)?;
    let parsed = parse(&bytes)
        .map_err(|_| Failure::failed(format!("{}{}", CliWords::of(lang).bad_decisions, path.display())))?;
    let document = Document::new(report, parsed.overrides);
    Ok(Opened {
        report: document.report().clone(),
        overrides: document.overrides().clone(),
        path: file.to_owned(),
    })
}

/// Two sides and what was found between them.
pub(super) struct Compared {
    /// Links with the decisions laid over.
    pub comparison: Comparison,
    /// For every link the decision on it.
    pub decisions: Vec<Option<LinkDecision>>,
    /// Roles of the left and the right side.
    roles: [Role; 2],
}

impl Compared {
    /// Formulations and targets of the same two sides.
    pub fn facts(&self, left: &Report, right: &Report) -> (Vec<Recurrence>, Vec<TargetOutcome>) {
        let l = facts(left);
        let same = std::ptr::eq(left, right);
        let r = if same { l.clone() } else { facts(right) };
        let [left_roles, right_roles] = self.roles.map(|role| [role]);
        let recurrences = recurrences((left, &l, &left_roles), (right, &r, &right_roles));
        let targets = targets(
            Side { report: left, roles: &left_roles },
            &l,
            Side { report: right, roles: &right_roles },
            &r,
        );
        (recurrences, targets)
    }
}

/// That a side is empty, and which parts there are instead.
fn part_missing(opened: &Opened, role: Role, option: &str, lang: Lang) -> String {
    let name = |r: Role| format!("{} ({})", r.name(), role_name(lang, r));
    let there: Vec<String> = Role::ALL
        .into_iter()
        .filter(|&r| r != Role::Furniture && !opened.report.items(r).is_empty())
        .map(name)
        .collect();
    let file = opened.path.display().to_string();
    let there = if there.is_empty() { "–".to_owned() } else { there.join(", ") };
    fill(CliWords::of(lang).part_missing, &[&file, role_name(lang, role), &there, option])
}

/// Compares with the roles of the command line: review and plan of one report, or the plan of the
/// first and the review of the second.
pub(super) fn compared(
    left: &Opened,
    right: Option<&Opened>,
    roles: (Option<&str>, Option<&str>),
    lang: Lang,
) -> Result<Compared, Failure> {
    let two = right.is_some();
    let role = |wish: Option<&str>, default: Role| match wish {
        None => Ok(default),
        Some(name) => Role::ALL
            .into_iter()
            .find(|r| r.name() == name)
            .ok_or_else(|| Failure::usage(format!("{}{name}", CliWords::of(lang).no_role))),
    };
    let l = [role(roles.0, if two { Role::Plan } else { Role::Review })?];
    let r = [role(roles.1, if two { Role::Review } else { Role::Plan })?];
    let other = right.unwrap_or(left);
    let comparison = compare(
        Side { report: &left.report, roles: &l },
        Side { report: &other.report, roles: &r },
        CompareOptions::default(),
    );
    for (units, opened, role, option) in
        [(&comparison.left, left, l[0], "--left"), (&comparison.right, other, r[0], "--right")]
    {
        if units.is_empty() {
            eprintln!("duidu: {}", part_missing(opened, role, option, lang));
        }
    }
    let with = right.map(|r| content_id(r.report.text()));
    let decided = overlay(&comparison, &left.report, &other.report, &left.overrides, with);
    Ok(Compared { comparison: decided.comparison, decisions: decided.decisions, roles: [l[0], r[0]] })
}

/// The facts of a report, the reader's changes of the formulation table applied.
fn corrected_facts(opened: &Opened) -> Facts {
    let mut found = facts(&opened.report);
    found.formulations = formulations(&opened.report, &found.formulations, &opened.overrides.formulations);
    found
}

/// `duidu export`.
pub(super) fn export(args: &ExportArgs) -> Result<Vec<u8>, Failure> {
    let lang = args.look.language();
    let words = CliWords::of(lang);
    let what = what(args.what);
    let format = args.format.format();
    check(what, format, &args.out, lang)?;
    if what == What::Targets && args.file2.is_none() {
        return Err(Failure::usage(words.second_needed));
    }
    if what == What::Section && args.section.is_none() {
        return Err(Failure::usage(words.section_needed));
    }
    let left = opened(&args.file, args.look.decisions.as_deref(), lang)?;
    let right = args.file2.as_deref().map(|f| opened(f, None, lang)).transpose()?;
    let section = match (&args.section, what) {
        (Some(wish), What::Section) => {
            Some(find_section(&left.report, wish).ok_or_else(|| Failure::failed(words.no_section))?)
        }
        _ => None,
    };
    let compared = if matches!(what, What::Comparison | What::Tasks) {
        Some(compared(&left, right.as_ref(), (args.left.as_deref(), args.right.as_deref()), lang)?)
    } else {
        None
    };
    let needs_facts = matches!(what, What::Formulations | What::Figures | What::Targets);
    let found = if needs_facts { corrected_facts(&left) } else { Facts::default() };
    let found_right = right.as_ref().filter(|_| needs_facts).map(corrected_facts).unwrap_or_default();
    let targets = right.as_ref().filter(|_| what == What::Targets).map_or_else(Vec::new, |r| {
        targets(
            Side { report: &left.report, roles: &[Role::Plan] },
            &found,
            Side { report: &r.report, roles: &[Role::Review] },
            &found_right,
        )
    });
    let order = Order {
        what,
        format,
        wishes: &args.look.wishes(),
        left: &left.report,
        right: right.as_ref().map(|r| r.report.as_ref()),
        roles: None,
        selection: &[],
        section,
        overrides: Some(&left.overrides),
        comparison: compared.as_ref().map(|c| &c.comparison),
        decisions: compared.as_ref().map_or(&[], |c| &c.decisions),
        facts: [Some(&found), Some(&found_right)],
        targets: &targets,
        keep: None,
    };
    write(&order, args.look.options(what), lang)
}

/// The table of `duidu compare --format …`.
pub(super) fn comparison(
    left: &Opened,
    right: Option<&Opened>,
    compared: &Compared,
    format: FormatArg,
    look: &LookArgs,
) -> Result<Vec<u8>, Failure> {
    let order = Order {
        what: What::Comparison,
        format: format.format(),
        wishes: &look.wishes(),
        left: &left.report,
        right: right.map(|r| r.report.as_ref()),
        roles: None,
        selection: &[],
        section: None,
        overrides: None,
        comparison: Some(&compared.comparison),
        decisions: &compared.decisions,
        facts: [None, None],
        targets: &[],
        keep: None,
    };
    write(&order, look.options(What::Comparison), look.language())
}

/// The tables of `duidu facts --format …`: figures, and but for csv, which holds one table,
/// formulations.
pub(super) fn fact_tables(opened: &Opened, format: FormatArg, look: &LookArgs) -> Result<Vec<u8>, Failure> {
    let (report, found) = (&opened.report, corrected_facts(opened));
    let wishes = look.wishes();
    let order = |what| Order {
        what,
        format: format.format(),
        wishes: &wishes,
        left: report,
        right: None,
        roles: None,
        selection: &[],
        section: None,
        overrides: None,
        comparison: None,
        decisions: &[],
        facts: [Some(&found), None],
        targets: &[],
        keep: None,
    };
    let mut content = export::content(&order(What::Figures));
    if format != FormatArg::Csv {
        content.blocks.extend(export::content(&order(What::Formulations)).blocks);
    }
    finish(&content, format.format(), look.options(What::Figures), look.language())
}

fn write(order: &Order<'_>, options: Options, lang: Lang) -> Result<Vec<u8>, Failure> {
    finish(&export::content(order), order.format, options, lang)
}

pub(super) fn finish(
    content: &export::Content,
    format: Format,
    mut options: Options,
    lang: Lang,
) -> Result<Vec<u8>, Failure> {
    let boxes = options.find_fonts(content, format, &crate::files::fonts::stand_ins);
    if !boxes.is_empty() {
        eprintln!("duidu: {}", crate::words::boxes(lang, &boxes));
    }
    export::write(content, format, &options).map_err(|e: ExportError| Failure::failed(e.sentence(lang)))
}

fn what(arg: WhatArg) -> What {
    match arg {
        WhatArg::Text => What::Text,
        WhatArg::Section => What::Section,
        WhatArg::Notes => What::Excerpts,
        WhatArg::Comparison => What::Comparison,
        WhatArg::Tasks => What::Tasks,
        WhatArg::Formulations => What::Formulations,
        WhatArg::Figures => What::Figures,
        WhatArg::Targets => What::Targets,
    }
}

/// Wrong combinations are told before any file is read.
fn check(what: What, format: Format, out: &OutArgs, lang: Lang) -> Result<(), Failure> {
    let words = CliWords::of(lang);
    let possible = what.formats();
    if !possible.contains(&format) {
        let names: Vec<&str> = possible.into_iter().map(Format::extension).collect();
        return Err(Failure::usage(format!("{}{}", words.not_for, names.join(" "))));
    }
    check_terminal(format, out, lang)
}

/// Word, Excel and PDF files are not poured onto a terminal.
pub(super) fn check_terminal(format: Format, out: &OutArgs, lang: Lang) -> Result<(), Failure> {
    if out.out.is_none() && !format.is_text() && std::io::stdout().is_terminal() {
        return Err(Failure::usage(CliWords::of(lang).to_terminal));
    }
    Ok(())
}

pub(super) fn format_of(arg: FormatArg) -> Format {
    arg.format()
}

/// Writes to the file named, or returns the bytes for standard output.
pub(super) fn deliver(bytes: Vec<u8>, out: &OutArgs, lang: Lang) -> Result<Vec<u8>, Failure> {
    let Some(path) = &out.out else { return Ok(bytes) };
    crate::files::write_atomic(path, &bytes, out.force)
        .map_err(|e| Failure::failed(format!("{}: {}", path.display(), write_error(lang, e.kind()))))?;
    Ok(Vec::new())
}

/// The heading whose path is `wish` (blanks apart), else whose words are, else contain it.
fn find_section(report: &Report, wish: &str) -> Option<usize> {
    let key = |s: &str| -> String { crate::text::fold(s, 0).chars.into_iter().collect() };
    let wanted = key(wish);
    if wanted.is_empty() {
        return None;
    }
    let all = || 0..report.headings.len();
    let title = |h: usize| key(report.headings[h].title.of(report.text()));
    let whole = |h: usize| key(report.headings[h].span.of(report.text()));
    all()
        .find(|&h| key(&place::path(report, h)) == wanted)
        .or_else(|| all().find(|&h| title(h) == wanted || whole(h) == wanted))
        .or_else(|| all().find(|&h| title(h).contains(&wanted)))
}
