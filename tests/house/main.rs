//! The rules of the house (docs/ARCHITECTURE.md). Each proves on a made-up breach that it can fail.

mod borrow;
mod fonts;
mod lex;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use lex::{Source, lex};

/// Modules in order; each may use itself and those before it.
const ORDER: [&str; 14] = [
    "text", "read", "report", "facts", "compare", "document", "words", "view", "export", "files", "cli",
    "app", "ui", "shell",
];

/// What only some modules may use: beginning of a path, the modules.
const RESTRICTED: [(&str, &[&str]); 27] = [
    // The outside world.
    ("std::fs", &["files", "cli", "shell"]),
    ("std::thread", &["files", "cli", "shell"]),
    ("std::time::Instant", &["files", "cli", "shell"]),
    ("std::time::SystemTime", &["files", "cli", "shell"]),
    ("tempfile", &["files", "cli", "shell"]),
    ("memmap2", &["files", "cli", "shell"]),
    ("etcetera", &["files", "cli", "shell"]),
    ("jiff", &["files"]),
    ("clap", &["cli"]),
    // No network, anywhere.
    ("std::net", &[]),
    // The window.
    ("egui", &["ui", "shell"]),
    ("eframe", &["ui", "shell"]),
    ("fontdb", &["files", "ui", "shell"]),
    ("ttf_parser", &["ui", "shell"]),
    ("rfd", &["shell"]),
    ("arboard", &["shell"]),
    // Formats.
    ("encoding_rs", &["read"]),
    ("dom_query", &["read"]),
    ("quick_xml", &["read"]),
    ("zip", &["read", "export"]),
    ("lopdf", &["read"]),
    ("mail_parser", &["read"]),
    ("docx_rs", &["export"]),
    ("rust_xlsxwriter", &["export"]),
    ("krilla", &["export"]),
    ("skrifa", &["export"]),
    // A lost panic is a lost decision.
    ("std::process::abort", &[]),
];

/// Modules without a Chinese string literal of their own: words for people stand in `words`.
const WORDLESS: [&str; 4] = ["ui", "app", "shell", "export"];

/// Data for other programs, not words for people: names of fonts, characters a font is asked for.
const DATA: [&str; 9] = [
    "宋体",
    "黑体",
    "仿宋",
    "楷体",
    "仿宋_GB2312",
    "楷体_GB2312",
    "方正小标宋简体",
    "微软雅黑",
    "的一是务报告，。〇镕",
];

const MAX_FUNCTION: usize = 80;
const MAX_FILE: usize = 600;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files under `folder` (or `folder` itself) that `wanted` takes, by path, sorted.
fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut out = Vec::new();
    if folder.is_file() && wanted(folder) {
        out.push(folder.to_owned());
    }
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        out.extend(files(&entry.path(), wanted));
    }
    out.sort();
    out
}

/// Rust files: path relative to the package, text.
fn rust(folders: &[&str]) -> Vec<(String, String)> {
    let is_rust = |p: &Path| p.extension().is_some_and(|e| e == "rs");
    let found = folders.iter().flat_map(|f| files(&root().join(f), &is_rust));
    let named = found.map(|p| {
        let name = p.strip_prefix(root()).unwrap_or(&p).to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(&p).expect("readable source"))
    });
    let all: Vec<_> = named.collect();
    assert!(!all.is_empty(), "no source found");
    all
}

/// Files that hold only tests.
fn is_test(name: &str) -> bool {
    name.ends_with("/tests.rs") || name.contains("/tests/")
}

/// The top module a file belongs to: `read` for src/read/txt.rs; none for lib.rs, main.rs, tests.
fn module(name: &str) -> Option<&str> {
    if is_test(name) {
        return None;
    }
    let (module, _) = name.strip_prefix("src/")?.split_once('/')?;
    Some(module)
}

/// `path` with leading `self` and `super` resolved as far as they leave the top module.
fn absolute(name: &str, path: &str) -> String {
    let inside = name.strip_prefix("src/").unwrap_or(name).trim_end_matches("mod.rs").trim_end_matches('/');
    let depth = inside.split('/').count();
    let ups = path.split("::").take_while(|p| *p == "super").count();
    if ups < depth {
        return path.to_owned();
    }
    let rest: Vec<&str> = path.split("::").skip(ups).collect();
    format!("crate::{}", rest.join("::"))
}

fn layering(name: &str, source: &Source) -> Vec<String> {
    let Some(own) = module(name) else { return Vec::new() };
    let Some(rank) = ORDER.iter().position(|m| *m == own) else {
        return vec![format!("{name}: module {own} has no place in the order")];
    };
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        let path = absolute(name, &path);
        let Some(rest) = path.strip_prefix("crate::") else { continue };
        let used = rest.split("::").next().unwrap_or_default();
        if ORDER.iter().position(|m| *m == used).is_some_and(|r| r > rank) {
            faults.push(format!("{name}:{line}: {own} uses {used}, which stands after it"));
        }
    }
    faults
}

fn restricted(name: &str, source: &Source) -> Vec<String> {
    let Some(own) = module(name) else { return Vec::new() };
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        for (start, allowed) in RESTRICTED {
            let is = path == start || path.strip_prefix(start).is_some_and(|r| r.starts_with("::"));
            if is && !allowed.contains(&own) {
                faults.push(format!("{name}:{line}: {start} in {own}, allowed in {allowed:?}"));
            }
        }
    }
    faults
}

fn has_han(text: &str) -> bool {
    text.chars().any(duidu::text::is_han)
}

fn words(name: &str, source: &Source) -> Vec<String> {
    if !module(name).is_some_and(|m| WORDLESS.contains(&m)) {
        return Vec::new();
    }
    let is_data = |s: &str| DATA.contains(&s.trim_matches('"'));
    let strings = source.strings.iter().filter(|(_, s)| has_han(s) && !is_data(s));
    strings.map(|(line, s)| format!("{name}:{line}: {s} belongs to words")).collect()
}

fn colours(name: &str, source: &Source) -> Vec<String> {
    // Neither is a colour: nothing, and "as the text around".
    let harmless = ["TRANSPARENT", "PLACEHOLDER"];
    if name == "src/ui/theme.rs" || name.starts_with("src/ui/theme/") || module(name).is_none() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (line, path) in source.paths() {
        let parts: Vec<&str> = path.split("::").collect();
        let of = parts.iter().position(|p| matches!(*p, "Color32" | "Rgba" | "Hsva"));
        let made = of.and_then(|i| parts.get(i + 1));
        if made.is_some_and(|m| {
            (m.starts_with("from_") && m.contains("rgb"))
                || matches!(*m, "from_gray" | "from_hex")
                || (m.chars().all(|c| c.is_uppercase() || c == '_') && !harmless.contains(m))
        }) {
            faults.push(format!("{name}:{line}: {path} belongs to ui/theme.rs"));
        }
    }
    if source.code.contains("hex_color!") {
        faults.push(format!("{name}: hex_color! belongs to ui/theme.rs"));
    }
    faults
}

fn sizes(name: &str, text: &str, source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > MAX_FILE {
        faults.push(format!("{name}: {lines} lines, at most {MAX_FILE}"));
    }
    for f in source.functions().iter().filter(|f| f.lines > MAX_FUNCTION) {
        faults.push(format!("{name}:{}: {} has {} lines, at most {MAX_FUNCTION}", f.line, f.name, f.lines));
    }
    faults
}

fn opening(name: &str, text: &str) -> Vec<String> {
    if text.starts_with("//! ") { Vec::new() } else { vec![format!("{name}: no //! line at the start")] }
}

fn machine_paths(name: &str, text: &str) -> Vec<String> {
    // Spelt in two so that this file does not hold them.
    let paths = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    let lines = text.lines().enumerate().filter(|(_, l)| paths.iter().any(|p| l.contains(p)));
    lines.map(|(i, l)| format!("{name}:{}: path of a machine: {}", i + 1, l.trim())).collect()
}

/// Fails with all faults, one a line.
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn over_source(rule: impl Fn(&str, &Source) -> Vec<String>) -> Vec<String> {
    static SOURCES: OnceLock<Vec<(String, Source)>> = OnceLock::new();
    let sources = SOURCES.get_or_init(|| rust(&["src"]).into_iter().map(|(n, t)| (n, lex(&t))).collect());
    sources.iter().flat_map(|(name, source)| rule(name, source)).collect()
}

#[test]
fn modules_use_only_those_before_them() {
    let bad = lex("use crate::{text::Span, view::Row};\nfn f() { super::super::shell::run() }");
    assert_eq!(layering("src/report/rules.rs", &bad).len(), 2);
    assert_eq!(layering("src/newcomer/mod.rs", &lex("")).len(), 1);
    assert!(layering("src/view/rows.rs", &lex("use crate::report::Report; use super::Row;")).is_empty());
    none(&over_source(layering));
}

#[test]
fn the_outside_world_stays_in_its_modules() {
    let bad = lex("use std::{fs, io};\nfn f() { std::time::Instant::now(); egui::Context::default(); }");
    assert_eq!(restricted("src/compare/mod.rs", &bad).len(), 3);
    assert!(restricted("src/files/mod.rs", &lex("use std::fs::File; use std::time::Duration;")).is_empty());
    none(&over_source(restricted));
}

#[test]
fn words_for_people_stand_in_words() {
    let bad =
        lex("fn f() { label(\"打开\"); label(\"…\"); }\n#[cfg(test)] mod t { const A: &str = \"中\"; }");
    assert_eq!(words("src/ui/panels.rs", &bad).len(), 1);
    assert!(words("src/report/rules.rs", &bad).is_empty());
    none(&over_source(words));
}

#[test]
fn colours_stand_in_the_theme() {
    let bad = lex("let a = egui::Color32::from_rgb(1, 2, 3); let b = Color32::RED; fn c(x: Color32) {}");
    assert_eq!(colours("src/ui/panels.rs", &bad).len(), 2);
    assert!(colours("src/ui/theme.rs", &bad).is_empty());
    assert!(
        colours("src/ui/a.rs", &lex("let a = Color32::TRANSPARENT; let b = Color32::default();")).is_empty()
    );
    none(&over_source(colours));
}

#[test]
fn files_and_functions_are_short() {
    let long = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(79));
    assert_eq!(sizes("a.rs", &long, &lex(&long)).len(), 1);
    let fits = format!("fn a() {{\n{}}}\n", "    b();\n".repeat(78));
    assert!(sizes("a.rs", &fits, &lex(&fits)).is_empty());
    assert_eq!(sizes("a.rs", &"//\n".repeat(601), &lex("")).len(), 1);
    let faults = rust(&["src", "tests", "benches"]);
    none(&faults.iter().flat_map(|(name, text)| sizes(name, text, &lex(text))).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is() {
    assert_eq!(opening("a.rs", "// a\nfn a() {}").len(), 1);
    let all = rust(&["src", "tests", "benches", "build.rs"]);
    none(&all.iter().flat_map(|(name, text)| opening(name, text)).collect::<Vec<_>>());
}

#[test]
fn no_path_of_a_machine() {
    assert_eq!(machine_paths("a", concat!("see /wo", "rk/x\nok")).len(), 1);
    none(&borrow::texts().iter().flat_map(|(name, text)| machine_paths(name, text)).collect::<Vec<_>>());
}

/// Packages of a lock file that speak HTTP or TLS, or listen.
fn network_packages(lock: &str) -> Vec<String> {
    let known = [
        "attohttpc",
        "curl",
        "curl-sys",
        "ehttp",
        "h2",
        "http",
        "hyper",
        "isahc",
        "minreq",
        "native-tls",
        "openssl",
        "quinn",
        "reqwest",
        "rustls",
        "self_update",
        "sentry",
        "surf",
        "tungstenite",
        "ureq",
    ];
    let names = lock.lines().filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"'));
    names.filter(|n| known.contains(n)).map(|n| format!("Cargo.lock: {n}")).collect()
}

#[test]
fn no_dependency_speaks_to_the_network() {
    assert_eq!(network_packages("[[package]]\nname = \"ureq\"\nversion = \"1\"\nname = \"url\"").len(), 1);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("a lock file");
    none(&network_packages(&lock));
}
