//! What is beside the program fits the program: completions, man page, versions, icons, licences.
//!
//! `UPDATE_COMPLETIONS=1 cargo test --test packaging` writes the completions anew.

use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};
use duidu::cli::Args;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

const VERSION: &str = env!("CARGO_PKG_VERSION");

#[test]
fn completions_are_those_of_the_command_line() {
    for (shell, name) in [(Shell::Bash, "duidu.bash"), (Shell::Zsh, "_duidu"), (Shell::Fish, "duidu.fish")] {
        let mut wanted = Vec::new();
        generate(shell, &mut Args::command(), "duidu", &mut wanted);
        let path = root().join("packaging/completions").join(name);
        if std::env::var_os("UPDATE_COMPLETIONS").is_some() {
            std::fs::write(&path, &wanted).expect("writable");
        }
        let there = std::fs::read(&path).unwrap_or_default();
        assert!(there == wanted, "{name} is out of date: UPDATE_COMPLETIONS=1 cargo test --test packaging");
    }
}

/// Commands and long options of `command` that `page` does not name.
fn unnamed(command: &Command, page: &str) -> Vec<String> {
    let own = command.get_arguments().filter(|a| !a.is_hide_set()).filter_map(|a| a.get_long());
    let mut out: Vec<String> = own.map(|l| format!("--{l}")).filter(|l| !page.contains(l)).collect();
    for sub in command.get_subcommands().filter(|s| !s.is_hide_set()) {
        if !page.contains(sub.get_name()) {
            out.push(sub.get_name().to_owned());
        }
        out.extend(unnamed(sub, page).into_iter().map(|o| format!("{} {o}", sub.get_name())));
    }
    out
}

#[test]
fn the_man_page_names_every_command_and_option() {
    let page = file("packaging/linux/duidu.1").replace('\\', "");
    assert_eq!(unnamed(&Args::command(), &page), Vec::<String>::new());
    assert!(!unnamed(&Args::command(), "outline").is_empty());
    assert!(page.contains(&format!("duidu {VERSION}")));
}

#[test]
fn one_version_everywhere() {
    for (name, words) in [
        ("packaging/linux/io.github.duidu.duidu.metainfo.xml", format!("<release version=\"{VERSION}\"")),
        ("packaging/linux/changelog", format!("duidu ({VERSION}-1)")),
        ("packaging/windows/duidu.iss", format!("#define Version \"{VERSION}\"")),
        ("packaging/windows/duidu.manifest", format!("name=\"Duidu.Duidu\" version=\"{VERSION}.0\"")),
    ] {
        assert!(file(name).contains(&words), "{name}: {words}");
    }
}

#[test]
fn the_desktop_entry_fits_the_window() {
    let entry = file("packaging/linux/duidu.desktop");
    for line in ["Exec=duidu %F", "Icon=duidu", "StartupWMClass=duidu", "Name[zh_CN]=对读"] {
        assert!(entry.lines().any(|l| l == line), "{line}");
    }
}

/// Width and height in the head of a PNG.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    bytes.starts_with(b"\x89PNG").then_some(())?;
    Some((number(16)?, number(20)?))
}

#[test]
fn icons_have_their_sizes() {
    for size in [16, 24, 32, 48, 64, 128, 256, 512] {
        let bytes = std::fs::read(root().join(format!("assets/icon/duidu-{size}.png"))).expect("icon");
        assert_eq!(png_size(&bytes), Some((size, size)));
    }
}

#[test]
fn files_of_the_package_are_there() {
    let manifest = file("Cargo.toml");
    let assets = manifest.lines().filter_map(|l| l.trim().strip_prefix("[\"")?.split_once("\", \""));
    let names: Vec<&str> = assets.map(|a| a.0).filter(|n| !n.starts_with("target/")).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(root().join(name).is_file(), "{name}");
    }
}

#[test]
fn the_list_of_licences_fits_the_lock_file() {
    let lock = file("Cargo.lock");
    let listed = file("assets/licences.tsv");
    let rows: Vec<Vec<&str>> =
        listed.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
    assert!(rows.len() > 100);
    for row in &rows {
        let package = format!("name = \"{}\"\nversion = \"{}\"\n", row[0], row[1]);
        assert!(lock.contains(&package), "{row:?} is not in Cargo.lock: run packaging/licences.py");
    }
    for name in dependencies(&file("Cargo.toml"), "[dependencies]") {
        assert!(rows.iter().any(|r| r[0] == name), "{name} has no licence: run packaging/licences.py");
    }
}

/// Names under a heading of the manifest.
fn dependencies(manifest: &str, heading: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|l| *l != heading).skip(1).take_while(|l| !l.starts_with('['));
    let names = lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" = "));
    names.map(|n| n.0.to_owned()).collect()
}

#[test]
fn every_dependency_has_its_reason() {
    let (manifest, reasons) = (file("Cargo.toml"), file("docs/dependencies.md"));
    let all =
        [dependencies(&manifest, "[dependencies]"), dependencies(&manifest, "[dev-dependencies]")].concat();
    assert!(all.len() > 20, "{all:?}");
    let missing: Vec<&String> = all.iter().filter(|n| !reasons.contains(&format!("`{n}`"))).collect();
    assert!(missing.is_empty(), "not in docs/dependencies.md: {missing:?}");
}
