//! The program `duidu`: the command line, else the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]
// No console behind the window; the build without the window is Windows' command line.
#![cfg_attr(all(windows, feature = "gui"), windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;
use duidu::cli::{Args, run};

fn main() -> ExitCode {
    let args = Args::parse();
    match args.command {
        Some(command) => run(command),
        None => window(args),
    }
}

#[cfg(feature = "gui")]
fn window(args: Args) -> ExitCode {
    let ended = if args.crash_report {
        duidu::shell::crash::show()
    } else {
        let Args { files, find, new_window: alone, .. } = args;
        duidu::shell::run(&duidu::shell::Wish { files, find, alone })
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("duidu: {sentence}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_: Args) -> ExitCode {
    use clap::CommandFactory;
    // Built without a window: only the commands are there.
    let _ = Args::command().print_help();
    ExitCode::from(2)
}
