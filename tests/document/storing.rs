//! Decisions on disk.

use std::path::Path;

use duidu::document::{ContentId, Document, Edit, Note, Overrides};
use duidu::files::{Folders, Store, StoreNotice};
use duidu::words::Lang;

use super::{TEXT, anchor, report};

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn store(&self) -> Store {
        Store::new(&Folders::under(self.0.path(), false))
    }
}

fn open(store: &Store, path: &Path, text: &str) -> (Document, Vec<StoreNotice>) {
    let report = report(text);
    let stored = store.load(Some(path), duidu::document::content_id(text));
    (Document::new(report, stored.overrides), stored.notices)
}

fn note(d: &mut Document, words: &str, text: &str) {
    let at = anchor(d.report(), words);
    d.apply(&Edit::SetNote(Note { at, colour: None, text: text.into() }));
}

fn keep(store: &Store, path: &Path, d: &mut Document) -> bool {
    let Some(saving) = d.saving() else { return false };
    let saved = store.save(Some(path), &saving).unwrap();
    d.saved(&saving, &saved.overrides);
    saved.merged
}

fn texts(d: &Document) -> Vec<&str> {
    d.overrides().notes.iter().map(|n| n.text.as_str()).collect()
}

#[test]
fn kept_and_found_by_content_and_by_path() {
    let home = Home::new();
    let store = home.store();
    let (path, moved) = (Path::new("/reports/甲.txt"), Path::new("/elsewhere/乙.txt"));
    let (mut d, _) = open(&store, path, TEXT);
    assert!(!keep(&store, path, &mut d) && !store.file(d.id()).exists(), "nothing decided, nothing written");
    note(&mut d, "走访企业", "一");
    keep(&store, path, &mut d);
    assert!(d.saving().is_none());
    // The same text elsewhere, in another spelling of blanks.
    assert_eq!(texts(&open(&store, moved, &TEXT.replace('\n', "\r\n")).0), ["一"]);
    // Another text at both paths.
    for path in [path, moved] {
        let changed = TEXT.replace("回一", "回零：新写一项。\n回一");
        let (mut d, notices) = open(&store, path, &changed);
        assert_eq!(notices, [StoreNotice::Carried]);
        assert_eq!(d.notes()[0].0.of(d.report().text()), "走访企业");
        assert_eq!(d.overrides().formerly.len(), 1);
        if path == moved {
            note(&mut d, "新写一项", "二");
            keep(&store, path, &mut d);
            let (again, notices) = open(&store, path, &changed);
            assert_eq!((texts(&again), notices), (vec!["二", "一"], vec![]));
        }
    }
    assert_eq!(texts(&open(&store, Path::new("/third.txt"), "另一份报告\n").0), Vec::<&str>::new());
}

#[test]
fn two_windows_do_not_overwrite_each_other() {
    let home = Home::new();
    let (store, path) = (home.store(), Path::new("a.txt"));
    let (mut one, mut two) = (open(&store, path, TEXT).0, open(&store, path, TEXT).0);
    note(&mut one, "深化协商", "甲");
    note(&mut two, "保护江河", "乙");
    assert!(!keep(&store, path, &mut one));
    assert!(keep(&store, path, &mut two), "the other's decisions came in");
    assert_eq!(texts(&two), ["甲", "乙"]);
    note(&mut one, "服务企业", "丙");
    keep(&store, path, &mut one);
    assert_eq!(texts(&one), ["甲", "丙", "乙"]);
    // Withdrawn here, not changed there: gone.
    two.undo();
    keep(&store, path, &mut two);
    assert_eq!(texts(&two), ["甲", "丙"]);
    assert_eq!(texts(&open(&store, path, TEXT).0), ["甲", "丙"]);
}

#[test]
fn many_windows_at_the_same_moment() {
    let home = Home::new();
    let words = ["深化协商", "举办活动", "服务企业", "走访企业", "解决难题", "保护江河"];
    std::thread::scope(|s| {
        for word in words {
            let store = home.store();
            s.spawn(move || {
                let path = Path::new("a.txt");
                let (mut d, _) = open(&store, path, TEXT);
                for n in 0..4 {
                    note(&mut d, word, &format!("{word}{n}"));
                    keep(&store, path, &mut d);
                }
            });
        }
    });
    let (d, notices) = open(&home.store(), Path::new("a.txt"), TEXT);
    let mut got = texts(&d);
    got.sort_unstable();
    let mut want: Vec<String> = words.iter().map(|w| format!("{w}3")).collect();
    want.sort_unstable();
    assert_eq!(got, want);
    assert_eq!(notices, []);
}

#[test]
fn a_damaged_file_is_set_aside_and_its_backup_used() {
    let home = Home::new();
    let (store, path) = (home.store(), Path::new("a.txt"));
    let (mut d, _) = open(&store, path, TEXT);
    note(&mut d, "深化协商", "甲");
    keep(&store, path, &mut d);
    note(&mut d, "服务企业", "乙");
    keep(&store, path, &mut d);
    let file = store.file(d.id());
    for damage in [&b"\0\0\0\0"[..], b"{\"version\": 1, \"notes\": [{", b"", b"[1, 2]"] {
        std::fs::write(&file, damage).unwrap();
        let (again, notices) = open(&store, path, TEXT);
        assert_eq!(texts(&again), ["甲"]);
        assert!(matches!(&notices[..], [StoreNotice::BackupUsed { .. }]), "{notices:?}");
        assert!(notices[0].sentence(Lang::Zh).contains("备份"));
    }
    let aside = |n| file.with_file_name(format!("{}.json.broken-{n}", d.id()));
    assert!((1..=4).all(|n| aside(n).exists()));
    // Damage while the program runs: what it has is kept whole.
    std::fs::write(&file, "damage").unwrap();
    note(&mut d, "保护江河", "丙");
    keep(&store, path, &mut d);
    assert_eq!(texts(&open(&store, path, TEXT).0), ["甲", "乙", "丙"]);
    // Neither is readable: a new start, said so.
    std::fs::write(&file, "damage").unwrap();
    std::fs::write(file.with_extension("json.bak"), "damage").unwrap();
    let (again, notices) = open(&store, path, TEXT);
    assert_eq!(texts(&again), Vec::<&str>::new());
    assert!(matches!(&notices[..], [StoreNotice::SetAside { kept_as: Some(_), .. }]));
}

#[test]
fn what_a_newer_version_wrote_is_kept() {
    let home = Home::new();
    let (store, path) = (home.store(), Path::new("a.txt"));
    let (mut d, _) = open(&store, path, TEXT);
    note(&mut d, "深化协商", "甲");
    keep(&store, path, &mut d);
    let file = store.file(d.id());
    let newer = std::fs::read_to_string(&file)
        .unwrap()
        .replace("\"version\": 1", "\"version\": 2,\n  \"stars\": [3]")
        .replace("\"text\":\"甲\"", "\"text\":\"甲\",\"by\":\"王\"");
    std::fs::write(&file, newer).unwrap();
    let (mut d, notices) = open(&store, path, TEXT);
    assert_eq!(notices, [StoreNotice::Newer]);
    note(&mut d, "服务企业", "乙");
    keep(&store, path, &mut d);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("\"stars\": [3]") && text.contains("\"by\":\"王\"") && text.contains("\"version\": 2")
    );
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_written_is_an_error_value() {
    let home = Home::new();
    // A file where a folder is wanted fails for every user, also for root.
    std::fs::write(home.0.path().join("data"), "").unwrap();
    let store = home.store();
    let (mut d, notices) = open(&store, Path::new("a.txt"), TEXT);
    assert_eq!(notices, []);
    note(&mut d, "深化协商", "甲");
    let error = store.save(Some(Path::new("a.txt")), &d.saving().unwrap()).unwrap_err();
    assert!(error.sentence(Lang::Zh).starts_with("判断未能保存到"), "{}", error.sentence(Lang::Zh));
    assert!(d.saving().is_some(), "still to be kept");
}

#[test]
fn a_file_that_cannot_be_read_is_not_written_over() {
    let home = Home::new();
    let store = home.store();
    let (mut d, _) = open(&store, Path::new("a.txt"), TEXT);
    // A folder in its place cannot be read by any user.
    std::fs::create_dir_all(store.file(d.id())).unwrap();
    let (_, notices) = open(&store, Path::new("a.txt"), TEXT);
    assert!(matches!(&notices[..], [StoreNotice::NotRead { .. }]), "{notices:?}");
    note(&mut d, "深化协商", "甲");
    assert!(store.save(None, &d.saving().unwrap()).is_err());
}

#[test]
fn sent_to_a_colleague_and_taken_in() {
    let home = Home::new();
    let (mut d, _) = open(&home.store(), Path::new("/secret/place/a.txt"), TEXT);
    note(&mut d, "深化协商", "甲");
    let file = home.0.path().join("判断.json");
    duidu::files::store::export(&file, d.overrides(), false).unwrap();
    assert!(!std::fs::read_to_string(&file).unwrap().contains("secret"));
    assert_eq!(&duidu::files::store::import(&file).unwrap(), d.overrides());
    std::fs::write(&file, "{\"a\": 1}").unwrap();
    let error = duidu::files::store::import(&file).unwrap_err();
    assert!(error.sentence(Lang::Zh, "判断.json").contains("不是判断文件"));
    assert_eq!(home.store().load(None, ContentId(1)).overrides, Overrides::default());
}

/// Needs a small file system: `mount -t tmpfs -o size=64k tmpfs DIR`, `DUIDU_SMALL_DISK=DIR`.
#[test]
fn a_full_disk_keeps_what_was_kept() {
    let Some(disk) = std::env::var_os("DUIDU_SMALL_DISK") else {
        println!("skipped: DUIDU_SMALL_DISK names no small file system");
        return;
    };
    let home = tempfile::tempdir_in(disk).unwrap();
    let store = Store::new(&Folders::under(home.path(), false));
    let path = Path::new("a.txt");
    let (mut d, _) = open(&store, path, TEXT);
    note(&mut d, "深化协商", "甲");
    keep(&store, path, &mut d);
    let stuff = std::fs::write(home.path().join("stuff"), vec![b'x'; 1 << 20]);
    assert!(stuff.is_err(), "the disk is not small");
    note(&mut d, "服务企业", &"长".repeat(3000));
    let error = store.save(Some(path), &d.saving().unwrap()).unwrap_err();
    assert!(error.sentence(Lang::Zh).ends_with("磁盘空间不足"), "{}", error.sentence(Lang::Zh));
    let (kept, notices) = open(&store, path, TEXT);
    assert_eq!((texts(&kept), notices), (vec!["甲"], vec![]));
    std::fs::remove_file(home.path().join("stuff")).unwrap();
    keep(&store, path, &mut d);
    assert_eq!(open(&store, path, TEXT).0.overrides().notes.len(), 2);
}
