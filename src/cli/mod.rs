//! The commands `outline`, `compare`, `facts`, `export` (docs: DESIGN section 5).

mod json;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use crate::compare::{CompareOptions, Side, compare};
use crate::read::{ReadOptions, read};
use crate::report::{Report, Role};
use crate::words::{Lang, read_error};

/// What the command line asked for.
#[derive(Debug, Parser)]
#[command(name = "duidu", version, about = "对读：工作报告的阅读与对照 (work reports, review beside plan)")]
pub struct Args {
    /// A command; without one the window opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Report to open in the window.
    pub file: Option<PathBuf>,
    /// Second report: compare the two.
    pub file2: Option<PathBuf>,
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
        format: OutputFormat,
    },
    /// Prints formulations and figures.
    Facts {
        /// Report.
        file: PathBuf,
        /// Output format.
        #[arg(long, default_value = "text")]
        format: OutputFormat,
    },
}

/// Formats of what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs a command; prints to standard output, errors as one sentence to standard error.
pub fn run(command: Command) -> ExitCode {
    match answer(command) {
        Ok(text) => {
            use std::io::Write;
            // A closed pipe (`| head`) is no error.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("duidu: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn answer(command: Command) -> Result<String, String> {
    match command {
        Command::Outline { file, format: _ } => Ok(json::outline(&open(&file)?)),
        Command::Compare { file, file2, left, right, format: _ } => {
            let a = open(&file)?;
            let b = file2.as_deref().map(open).transpose()?;
            let two = b.is_some();
            let role = |wish: Option<String>, default| match wish {
                None => Ok(default),
                Some(name) => Role::ALL.into_iter().find(|r| r.name() == name).ok_or(name),
            };
            let left = role(left, if two { Role::Plan } else { Role::Review })
                .map_err(|n| format!("no role {n}"))?;
            let right = role(right, if two { Role::Review } else { Role::Plan })
                .map_err(|n| format!("no role {n}"))?;
            let b = b.as_ref().unwrap_or(&a);
            let (left, right) = ([left], [right]);
            let l = Side { report: &a, roles: &left };
            let r = Side { report: b, roles: &right };
            let comparison = compare(l, r, CompareOptions::default());
            Ok(json::compare(&a, b, &comparison))
        }
        Command::Facts { file, format: _ } => {
            let report = open(&file)?;
            Ok(json::facts(&report))
        }
    }
}

fn open(path: &Path) -> Result<Report, String> {
    let bytes = crate::files::read_bytes(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let source = read(&bytes, &ReadOptions { name, ..ReadOptions::default() })
        .map_err(|e| format!("{}: {}", path.display(), read_error(Lang::Zh, &e)))?;
    Ok(crate::report::read(Arc::new(source)))
}
