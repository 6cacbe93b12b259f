//! Killed at any moment, the program loses no decision that was saved and leaves no damaged file,
//! also when two instances work on the same report.
//!
//! The test starts itself again as a writer that saves one decision after another and tells each
//! on its standard output when it is kept; writers are killed at random moments.

#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use duidu::document::{Document, Edit, Note, content_id};
use duidu::files::{Folders, Store};
use duidu::read::{ReadOptions, read};
use duidu::report::{Found, assemble};
use duidu::text::Span;

const TEXT: &str = "某地工作报告\n回顾：深化协商，服务企业。\n部署：完善制度，保护江河。\n";
/// What each of the two writers writes its note on.
const WORDS: [&str; 2] = ["服务企业", "保护江河"];
const HOME: &str = "DUIDU_TEST_WRITER_HOME";
const WRITER: &str = "DUIDU_TEST_WRITER";
const ROUNDS: usize = 50;

fn open(store: &Store) -> (Document, usize) {
    let source = Arc::new(read(TEXT.as_bytes(), &ReadOptions::default()).unwrap());
    let report = Arc::new(assemble(source.clone(), Found::plain(&source)));
    let stored = store.load(Some(Path::new("/报告.txt")), content_id(TEXT));
    (Document::new(report, stored.overrides), stored.notices.len())
}

/// The number in a writer's note; it counts its saves.
fn count(d: &Document, writer: usize) -> u64 {
    let note = d.overrides().notes.iter().find(|n| n.at.quote == WORDS[writer]);
    note.map_or(0, |n| n.text.parse().unwrap())
}

/// What a writer does until it is killed.
fn write(home: &Path, writer: usize) {
    let store = Store::new(&Folders::under(home, false));
    let (mut d, _) = open(&store);
    let start = TEXT.find(WORDS[writer]).unwrap();
    let at = d.anchor(Span::new(start, start + WORDS[writer].len()));
    let mut out = std::io::stdout().lock();
    for n in count(&d, writer) + 1.. {
        d.apply(&Edit::SetNote(Note { at: at.clone(), colour: None, text: n.to_string() }));
        let saving = d.saving().unwrap();
        let saved = store.save(Some(Path::new("/报告.txt")), &saving).unwrap();
        d.saved(&saving, &saved.overrides);
        writeln!(out, "saved {n}").unwrap();
        out.flush().unwrap();
    }
}

/// A writer, and the numbers it tells.
fn start(home: &Path, writer: usize) -> (Child, Receiver<u64>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["killed_at_any_moment", "--exact", "--nocapture", "--test-threads=1"])
        .env(HOME, home)
        .env(WRITER, writer.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            if let Some(number) = line.rsplit_once("saved ").and_then(|(_, n)| n.trim().parse().ok()) {
                let _ = tell.send(number);
            }
        }
    });
    (child, told)
}

#[test]
fn killed_at_any_moment() {
    if let Some(home) = std::env::var_os(HOME) {
        let writer = std::env::var(WRITER).unwrap().parse().unwrap();
        return write(Path::new(&home), writer);
    }
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(&Folders::under(home.path(), false));
    let begun = Instant::now();
    let (mut seed, mut last, mut rounds) = (0x9E37_79B9_7F4A_7C15_u64, [0, 0], 0);
    // On a slow disk fewer rounds: the time is bounded, not the disk.
    while rounds < ROUNDS && begun.elapsed() < Duration::from_secs(20) {
        rounds += 1;
        // In every third round two at once.
        let writers = if rounds % 3 == 0 { 0..2 } else { rounds % 2..rounds % 2 + 1 };
        let running: Vec<_> = writers.clone().map(|w| start(home.path(), w)).collect();
        // xorshift: another moment every time, the same ones in every run.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // Mostly when it writes, sometimes also while it starts.
        if rounds % 7 > 0 {
            for (writer, (_, told)) in writers.clone().zip(&running) {
                last[writer] = told.recv_timeout(Duration::from_secs(20)).unwrap();
            }
        }
        std::thread::sleep(Duration::from_micros(seed % 20_000));
        for (writer, (mut child, told)) in writers.zip(running) {
            child.kill().unwrap();
            child.wait().unwrap();
            // What it told before it died; the channel closes with its output.
            last[writer] = told.iter().last().unwrap_or(last[writer]);
        }
        let (d, notices) = open(&store);
        assert_eq!(notices, 0, "round {rounds}: a damaged file");
        for (writer, last) in last.iter_mut().enumerate() {
            // The one after the last told may have been kept before the kill.
            let kept = count(&d, writer);
            assert!(kept == *last || kept == *last + 1, "round {rounds}: {last} told, {kept} kept");
            *last = kept;
        }
    }
    println!("{last:?} saves in {rounds} rounds");
    assert!(last.iter().all(|l| *l > 0), "{last:?} saves in {rounds} rounds");
    let left = std::fs::read_dir(store.file(content_id(TEXT)).parent().unwrap()).unwrap();
    let names: Vec<String> = left.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|n| n.contains("broken")), "{names:?}");
}
