//! The program `duidu`: the command line, else the window.

use std::process::ExitCode;

use clap::Parser;
use duidu::cli::{Args, run};

fn main() -> ExitCode {
    let args = Args::parse();
    match args.command {
        Some(command) => run(command),
        None => ExitCode::SUCCESS,
    }
}
