//! What the fuzz targets do, over their seeds, the crashers they found, and some thousand mutations
//! of both: always the same ones, with the stable compiler.

use std::path::{Path, PathBuf};

use crate::mutate::{Dice, damage};

#[path = "../../fuzz/bodies.rs"]
mod bodies;

/// Mutations a target.
const ROUNDS: usize = 160;
/// Larger seeds cost more than they find here, in bytes.
const LARGE: usize = 64 * 1024;

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    paths.into_iter().filter_map(|p| std::fs::read(&p).ok().map(|bytes| (p, bytes))).collect()
}

/// Runs target `name` over what is saved for it.
fn run(name: &str) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let (_, body) = bodies::TARGETS.iter().find(|t| t.0 == name).expect("a target of that name");
    let mut seeds = files(&fuzz.join("seeds").join(name));
    assert!(!seeds.is_empty(), "{name} has no seeds");
    for (path, bytes) in files(&fuzz.join("crashers").join(name)) {
        println!("{}", path.display());
        body(&bytes);
        seeds.push((path, bytes));
    }
    for (path, bytes) in &seeds {
        println!("{}", path.display());
        body(bytes);
    }
    seeds.retain(|s| s.1.len() <= LARGE);
    // Other numbers for longer hunts.
    let wish = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<usize>().ok());
    let seed = wish("DUIDU_SEED").unwrap_or(0) as u64;
    let mut dice = Dice::new(name.bytes().fold(7 + seed, |a, b| a * 31 + u64::from(b)));
    for round in 0..wish("DUIDU_ROUNDS").unwrap_or(ROUNDS) {
        let (path, bytes) = &seeds[round % seeds.len()];
        // Shown when the body panics: which damage to make again.
        println!("{name} round {round} of {}", path.display());
        body(&damage(bytes, &mut dice));
    }
}

/// A test a target, so that they run beside each other.
macro_rules! targets {
    ($($name:ident)*) => { $(#[test] fn $name() { run(stringify!($name)); })* };
}

targets! { any text html mail docx odt epub ofd zip rtf pdf compound outline compare }

#[test]
fn every_target_is_run_here_and_by_the_fuzzer() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(fuzz.join("Cargo.toml")).expect("fuzz/Cargo.toml");
    for (name, _) in bodies::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in fuzz/Cargo.toml");
        assert!(fuzz.join(format!("fuzz_targets/{name}.rs")).exists(), "{name}");
        assert!(
            include_str!("fuzzed.rs").lines().any(|l| l.starts_with("targets!") && l.contains(name)),
            "{name}"
        );
    }
}
