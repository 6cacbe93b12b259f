//! The program `duidu`: the command line, else the window.

// No console behind the window; the build without the window is Windows' command line.
#![cfg_attr(all(windows, feature = "gui"), windows_subsystem = "windows")]

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
