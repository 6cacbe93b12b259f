//! The commands `outline`, `compare`, `facts`, `export` (docs: DESIGN section 5).

mod export;
mod json;
mod outline_text;
mod series;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use crate::read::{ReadOptions, read};
use crate::report::Report;
use crate::words::{Lang, open_error, read_error};

pub use export::{ExportArgs, FormatArg, ItemsArg, LangArg, LookArgs, OrderArg, OutArgs, StatusArg, WhatArg};
pub use series::{SeriesArgs, SeriesWhat};

/// What the command line asked for.
#[derive(Debug, Parser)]
#[command(name = "duidu", version, about = "对读：工作报告的阅读与对照 (work reports, review beside plan)")]
pub struct Args {
    /// A command; without one the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Report to open in the window; two are compared, more (or a folder) make a series.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Open a window of its own even when the program runs already.
    #[arg(long)]
    pub new_window: bool,
    /// Words to find in the window.
    #[arg(long)]
    pub find: Option<String>,
    /// Show the details of a panic that arrive on standard input.
    #[arg(long, hide = true)]
    pub crash_report: bool,
}

/// Commands that need no window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prints title block, parts and headings.
    Outline {
        /// Report (`-`: standard input).
        file: PathBuf,
        /// Output format.
        #[arg(long, default_value = "text")]
        format: OutputFormat,
    },
    /// Links review and plan, or the plan of FILE and the review of FILE2.
    Compare {
        /// Report.
        file: PathBuf,
        /// Later report.
        file2: Option<PathBuf>,
        /// Role of the left side.
        #[arg(long)]
        left: Option<String>,
        /// Role of the right side.
        #[arg(long)]
        right: Option<String>,
        /// Output format.
        #[arg(long, default_value = "text")]
        format: FormatArg,
        /// Where it goes.
        #[command(flatten)]
        out: OutArgs,
        /// How a file looks.
        #[command(flatten)]
        look: LookArgs,
    },
    /// Prints formulations and figures.
    Facts {
        /// Report.
        file: PathBuf,
        /// Output format.
        #[arg(long, default_value = "text")]
        format: FormatArg,
        /// Where it goes.
        #[command(flatten)]
        out: OutArgs,
        /// How a file looks.
        #[command(flatten)]
        look: LookArgs,
    },
    /// Writes text, a section, or a table as a file.
    Export(ExportArgs),
    /// A folder, or several files, as a series: reports, formulations and indicators by year.
    Series(SeriesArgs),
}

/// Formats of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Why a command did not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Failure {
    /// One sentence.
    sentence: String,
    /// Exit status: 1, or 2 for wrong arguments.
    status: u8,
}

impl Failure {
    fn failed(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), status: 1 }
    }

    fn usage(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), status: 2 }
    }
}

/// Runs a command; prints to standard output, errors as one sentence to standard error.
pub fn run(command: Command) -> ExitCode {
    match answer(command) {
        Ok(bytes) => {
            use std::io::Write;
            // A closed pipe (`| head`) is no error.
            let _ = std::io::stdout().write_all(&bytes);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            eprintln!("duidu: {}", failure.sentence);
            ExitCode::from(failure.status)
        }
    }
}

fn answer(command: Command) -> Result<Vec<u8>, Failure> {
    match command {
        Command::Outline { file, format } => {
            let report = open(&file)?;
            let text = match format {
                OutputFormat::Json => json::outline(&report),
                OutputFormat::Text => outline_text::outline_text(&report, Lang::Zh),
            };
            Ok(text.into_bytes())
        }
        Command::Compare { file, file2, left, right, format, out, look } => {
            let lang = look.language();
            export::check_terminal(export::format_of(format), &out, lang)?;
            let a = export::opened(&file, look.decisions.as_deref(), lang)?;
            let b = file2.as_deref().map(|f| export::opened(f, None, lang)).transpose()?;
            let compared = export::compared(&a, b.as_ref(), (left.as_deref(), right.as_deref()), lang)?;
            let bytes = if format == FormatArg::Json {
                let right = b.as_ref().unwrap_or(&a);
                let (recurrences, targets) = compared.facts(&a.report, &right.report);
                json::compare(&a.report, &right.report, &compared.comparison, &recurrences, &targets)
                    .into_bytes()
            } else {
                export::comparison(&a, b.as_ref(), &compared, format, &look)?
            };
            export::deliver(bytes, &out, lang)
        }
        Command::Facts { file, format, out, look } => {
            let lang = look.language();
            export::check_terminal(export::format_of(format), &out, lang)?;
            let opened = export::opened(&file, look.decisions.as_deref(), lang)?;
            let bytes = if format == FormatArg::Json {
                json::facts(&opened.report).into_bytes()
            } else {
                export::fact_tables(&opened, format, &look)?
            };
            export::deliver(bytes, &out, lang)
        }
        Command::Series(args) => series::series(&args),
        Command::Export(args) => {
            let bytes = export::export(&args)?;
            export::deliver(bytes, &args.out, args.look.language())
        }
    }
}

fn open(path: &Path) -> Result<Report, Failure> {
    let bytes = bytes(path, Lang::Zh)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let source = read(&bytes, &ReadOptions { name, ..ReadOptions::default() })
        .map_err(|e| Failure::failed(format!("{}: {}", path.display(), read_error(Lang::Zh, &e))))?;
    Ok(crate::report::read(Arc::new(source)))
}

/// The bytes of a file; `-` is standard input.
fn bytes(path: &Path, lang: Lang) -> Result<Vec<u8>, Failure> {
    let read = if path == Path::new("-") {
        crate::files::read_all(std::io::stdin().lock())
    } else {
        crate::files::read_bytes(path)
    };
    read.map_err(|e| Failure::failed(format!("{}: {}", path.display(), open_error(lang, e.kind()))))
}
