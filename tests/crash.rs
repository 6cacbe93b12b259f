//! Killed at any moment, the program loses no decision that was saved and leaves no damaged file.
//!
//! The test starts itself again as a writer that saves one decision after another and tells each
//! on its standard output when it is kept; the writer is killed at random moments.

#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use duidu::document::{Document, Edit, Note, content_id};
use duidu::files::{Folders, Store};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, assemble};
use duidu::text::Span;

const TEXT: &str = "某地工作报告\n回顾：深化协商，服务企业。\n部署：完善制度，保护江河。\n";
const HOME: &str = "DUIDU_TEST_WRITER_HOME";
const ROUNDS: usize = 50;

fn open(store: &Store) -> (Document, usize) {
    let source = Arc::new(read(TEXT.as_bytes(), &ReadOptions::default()).unwrap());
    let report = Arc::new(assemble(source.clone(), Found::plain(&source)));
    let stored = store.load(Some(Path::new("/报告.txt")), content_id(TEXT));
    (Document::new(report, stored.overrides), stored.notices.len())
}

/// The number in the one note; it counts the saves.
fn count(d: &Document) -> u64 {
    d.overrides().notes.first().map_or(0, |n| n.text.parse().unwrap())
}

/// What the writer does until it is killed.
fn write(home: &Path) {
    let store = Store::new(&Folders::under(home, false));
    let (mut d, _) = open(&store);
    let mut out = std::io::stdout().lock();
    for n in count(&d) + 1.. {
        let at = d.anchor(Span::new(0, 18));
        d.apply(&Edit::SetNote(Note { at, colour: None, text: n.to_string() }));
        let saving = d.saving().unwrap();
        let saved = store.save(Some(Path::new("/报告.txt")), &saving).unwrap();
        d.saved(&saving, &saved.overrides);
        writeln!(out, "saved {n}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn killed_at_any_moment() {
    if let Some(home) = std::env::var_os(HOME) {
        return write(Path::new(&home));
    }
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(&Folders::under(home.path(), false));
    let begun = Instant::now();
    let (mut seed, mut last, mut rounds) = (0x9E37_79B9_7F4A_7C15_u64, 0, 0);
    // On a slow disk fewer rounds: the time is bounded, not the disk.
    while rounds < ROUNDS && begun.elapsed() < Duration::from_secs(20) {
        rounds += 1;
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["killed_at_any_moment", "--exact", "--nocapture", "--test-threads=1"])
            .env(HOME, home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let told = std::thread::spawn(move || {
            let number = |l: &str| l.rsplit_once("saved ").and_then(|(_, n)| n.trim().parse::<u64>().ok());
            lines.map_while(Result::ok).filter_map(|l| number(&l)).last()
        });
        // xorshift: another moment every time, the same ones in every run.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        std::thread::sleep(Duration::from_micros(15_000 + seed % 50_000));
        writer.kill().unwrap();
        writer.wait().unwrap();
        last = told.join().unwrap().unwrap_or(last);

        let (d, notices) = open(&store);
        assert_eq!(notices, 0, "round {rounds}: a damaged file");
        // The one after the last told may have been kept before the kill.
        let kept = count(&d);
        assert!(kept == last || kept == last + 1, "round {rounds}: {last} told, {kept} kept");
        last = kept;
    }
    assert!(last > 20, "the writer wrote: {last} saves in {rounds} rounds");
    let left = std::fs::read_dir(store.file(content_id(TEXT)).parent().unwrap()).unwrap();
    let names: Vec<String> = left.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|n| n.contains("broken")), "{names:?}");
}
