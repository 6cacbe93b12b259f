//! Jobs on other threads, and files of the program's own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::app::{ExportOrder, Finished, How, Job, LoadFailure, Loaded, Slot};
use crate::compare::{CompareOptions, Side, compare};
use crate::document::{Document, content_id};
use crate::export::Progress;
use crate::files::{Folders, Instance, Stamp, Store, Watch, fonts, read_bytes, write_atomic};
use crate::read::{ReadOptions, read};
use crate::report::Role;

use super::{Outside, series};

/// Bytes of a text from which all cores find its structure.
const LONG: usize = 1_000_000;

/// Does a job and gives its answers.
pub fn run(request: u64, job: Job, folders: Option<&Folders>) -> Vec<Finished> {
    let answers = Mutex::new(Vec::new());
    run_answering(request, job, folders, &|finished| {
        if let Ok(mut list) = answers.lock() {
            list.push(finished);
        }
    });
    answers.into_inner().unwrap_or_default()
}

/// Does a job; long ones answer while they go on.
pub fn run_answering(request: u64, job: Job, folders: Option<&Folders>, answer: &(dyn Fn(Finished) + Sync)) {
    match job {
        Job::ReadSeries { paths, stop } => series::read(request, &paths, &stop, folders, answer),
        Job::CountSeries { collection, body, stop } => {
            series::count(request, collection, body, &stop).into_iter().for_each(answer);
        }
        Job::FindSeries { collection, query, stop } => {
            series::find(request, &collection, &query, &stop, answer);
        }
        job => run_once(request, job, folders).into_iter().for_each(answer),
    }
}

fn run_once(request: u64, job: Job, folders: Option<&Folders>) -> Vec<Finished> {
    match job {
        Job::Load { path, slot, how } => vec![load(request, path, slot, how, folders)],
        Job::LoadBytes { bytes, name, slot, how } => {
            vec![decode(request, &bytes, name, None, slot, how, folders)]
        }
        Job::Facts { tab, second, report } => {
            let facts = Arc::new(crate::facts::facts(&report));
            vec![Finished::Facts { tab, second, report, facts }]
        }
        Job::Compare { tab, left, right, sides } => {
            // A window must not wait longer; what is cut short is marked.
            let options = CompareOptions { deadline_ms: Some(8_000) };
            let of = |l: &[Role], r: &[Role]| {
                compare(Side { report: &left, roles: l }, Side { report: &right, roles: r }, options)
            };
            let mut comparison = of(&[sides.left], &[sides.right]);
            if let Some([l, r]) = sides.wide() {
                comparison = comparison.widened(of(&l, &r));
            }
            let comparison = Arc::new(comparison);
            vec![Finished::Compared { tab, request, comparison }]
        }
        Job::Write { path, order, replace, progress } => {
            vec![Finished::WriteEnded(request), write(&path, order, replace, &progress)]
        }
        Job::Preview { order, quick, progress } => {
            let preview = order.preview(quick, &fonts::stand_ins, &progress).map(Arc::new);
            if progress.cancelled() { Vec::new() } else { vec![Finished::Preview { request, preview }] }
        }
        Job::Count(order) => vec![Finished::Counted { request, counts: order.counts() }],
        Job::Clip(order) => vec![Finished::Clip(order.clip())],
        Job::Print { order, name, progress } => {
            vec![Finished::WriteEnded(request), print(&order, &name, &progress, folders)]
        }
        Job::Samples(path) => {
            // What cannot be read is said when it is read again.
            let bytes = read_bytes(&path).unwrap_or_default();
            vec![Finished::Samples(path, crate::read::charset_samples(&bytes))]
        }
        Job::Raw { path, report } => {
            let bytes = read_bytes(&path).unwrap_or_default();
            let places = crate::read::raw_places(&bytes, &report.source);
            vec![Finished::Raw(report, places)]
        }
        Job::Missing(paths) => vec![Finished::Missing(gone(paths))],
        Job::Find { tab, wanted, stop } => {
            let found = crate::view::found::search(wanted, || stop.stopped());
            found.map(|f| Finished::Found { tab, request, found: Arc::new(f) }).into_iter().collect()
        }
        Job::Targets { tab, left, right, sides } => {
            let (l, r) = ([sides.left], [sides.right]);
            let targets = crate::compare::targets(
                Side { report: &left.0, roles: &l },
                &left.1,
                Side { report: &right.0, roles: &r },
                &right.1,
            );
            vec![Finished::Targets { tab, request, targets: Arc::new(targets) }]
        }
        Job::Difference { tab, of: [(left, l), (right, r)] } => {
            let runs = Arc::new(crate::compare::difference(&left, l, &right, r));
            vec![Finished::Difference { tab, request, runs }]
        }
        Job::Families => {
            let families = crate::ui::fonts::system::chinese_families(&fonts::installed());
            vec![Finished::Families(families.into_iter().map(|f| (f.key, f.name)).collect())]
        }
        // These answer while they go on.
        Job::ReadSeries { .. } | Job::CountSeries { .. } | Job::FindSeries { .. } => Vec::new(),
    }
}

/// Which of the files are not there. Each is looked for on a thread of its own: a share that does not
/// answer has not lost its files, and keeps nobody waiting for long.
fn gone(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    const PATIENCE: Duration = Duration::from_secs(3);
    let (send, receive) = std::sync::mpsc::channel();
    for path in paths {
        let send = send.clone();
        super::spawn("missing", move || {
            let gone = matches!(path.try_exists(), Ok(false));
            // Nobody waits any more: then it is not said.
            let _ = send.send(gone.then_some(path));
        });
    }
    drop(send);
    let end = Instant::now() + PATIENCE;
    let left = || end.saturating_duration_since(Instant::now());
    std::iter::from_fn(|| receive.recv_timeout(left()).ok()).flatten().collect()
}

fn load(request: u64, path: PathBuf, slot: Slot, how: How, folders: Option<&Folders>) -> Finished {
    let name = how.kept.as_ref().map_or_else(|| crate::words::file_name(&path), |k| k.name.clone());
    if path.as_os_str() == "-" {
        return match crate::files::read_all(std::io::stdin().lock()) {
            Ok(bytes) => decode(request, &bytes, name, None, slot, how, folders),
            Err(error) => {
                let failure = LoadFailure::System(error.to_string());
                Finished::NotLoaded { request, name, path: None, slot, failure }
            }
        };
    }
    match read_bytes(&path) {
        Ok(bytes) => {
            let path = how.kept.is_none().then_some(path);
            decode(request, &bytes, name, path, slot, how, folders)
        }
        Err(error) => {
            let failure = match error.kind() {
                std::io::ErrorKind::NotFound => LoadFailure::Missing,
                std::io::ErrorKind::IsADirectory => LoadFailure::Folder,
                std::io::ErrorKind::FileTooLarge => {
                    LoadFailure::Read(crate::read::ReadError::TooLarge { limit: crate::files::MAX_BYTES })
                }
                _ => LoadFailure::System(error.to_string()),
            };
            Finished::NotLoaded { request, name, path: Some(path), slot, failure }
        }
    }
}

fn decode(
    request: u64,
    bytes: &[u8],
    name: String,
    path: Option<PathBuf>,
    slot: Slot,
    how: How,
    folders: Option<&Folders>,
) -> Finished {
    let options = ReadOptions {
        charset: how.charset,
        keep_lines: how.keep_lines,
        entry: how.entry.clone(),
        name: Some(name.clone()),
    };
    match read(bytes, &options) {
        Ok(source) => {
            let source = Arc::new(source);
            // Both go through all of the text. A long one waits for no other work and takes all cores.
            let structure = || Arc::new(crate::report::read(source.clone()));
            let identity = || content_id(&source.text);
            let (report, id) = if source.text.len() > LONG {
                crate::files::workers::on(crate::files::workers::cores(), || rayon::join(structure, identity))
            } else {
                (structure(), identity())
            };
            let stored = folders.map(|f| Store::new(f).load(path.as_deref(), id)).unwrap_or_default();
            let document = Document::identified(report, id, stored.overrides);
            let loaded = Box::new(Loaded {
                path,
                name,
                how,
                document,
                notices: stored.notices,
                opened: crate::files::now(),
            });
            Finished::Loaded { request, slot, loaded }
        }
        Err(error) => Finished::NotLoaded { request, name, path, slot, failure: LoadFailure::Read(error) },
    }
}

fn write(path: &Path, order: Box<ExportOrder>, replace: bool, progress: &Progress) -> Finished {
    let mut path = crate::files::typed_path(path);
    let ending = order.view.format.extension();
    if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
        path.as_mut_os_string().push(format!(".{ending}"));
    }
    // What is there is asked about before the work is done, and once more when it is written.
    if !replace && path.is_file() {
        return Finished::Exists(path, order);
    }
    let made = order.bytes(crate::files::today(), &fonts::stand_ins, progress);
    if progress.cancelled() {
        return Finished::Stopped;
    }
    let made = match made {
        Ok(made) => made,
        Err(sentence) => return Finished::NotWritten(path, sentence),
    };
    match write_atomic(&path, &made.bytes, replace) {
        Ok(()) => Finished::Written { path, boxes: made.boxes },
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Finished::Exists(path, order),
        Err(error) => Finished::NotWritten(path, crate::words::io_reason(order.lang, &error)),
    }
}

/// Writes a PDF into a folder of the program's own and hands it to the system's viewer.
fn print(order: &ExportOrder, name: &str, progress: &Progress, folders: Option<&Folders>) -> Finished {
    let failed = |why: String| Finished::NotWritten(PathBuf::from(name), why);
    let made = order.bytes(crate::files::today(), &fonts::stand_ins, progress);
    if progress.cancelled() {
        return Finished::Stopped;
    }
    let made = match made {
        Ok(made) => made,
        Err(sentence) => return failed(sentence),
    };
    let folder = folders.map_or_else(std::env::temp_dir, |f| f.cache.clone());
    match crate::files::write_passing(&folder.join("print"), name, &made.bytes) {
        Ok(path) if open_with_system(&path) => Finished::Printing { boxes: made.boxes },
        Ok(path) => Finished::NotOpened(path),
        Err(error) => failed(crate::words::io_reason(order.lang, &error)),
    }
}

/// Opens a file, or its folder, with the system's program for it, and says when there is none.
pub fn reveal(outside: &Outside, path: PathBuf, folder: bool) {
    let me = outside.clone();
    let spawned = std::thread::Builder::new().name("duidu-open".into()).spawn(move || {
        let target = if folder { path.parent().unwrap_or(&path) } else { &path };
        if !open_with_system(target) {
            me.answer(Finished::NotOpened(path));
        }
    });
    if let Err(error) = spawned {
        log::error!("no thread: {error}");
    }
}

/// Hands a file or folder to the system. False when it has no program for it.
pub fn open_with_system(target: &Path) -> bool {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    match std::process::Command::new(program).arg(target).stdin(std::process::Stdio::null()).spawn() {
        Ok(mut child) => {
            // Some openers stay as long as the viewer; those that fail do so at once. Explorer's
            // status says nothing.
            for _ in 0..30 {
                match child.try_wait() {
                    Ok(Some(status)) => return cfg!(windows) || status.success(),
                    Ok(None) => std::thread::sleep(Duration::from_millis(100)),
                    Err(_) => break,
                }
            }
            // The rest of its life is nobody's business, but the system wants it waited for.
            let waited = std::thread::Builder::new().spawn(move || child.wait());
            if let Err(error) = waited {
                log::warn!("no thread: {error}");
            }
            true
        }
        Err(error) => {
            log::warn!("{program}: {error}");
            false
        }
    }
}

/// Starts the program once more, in a window of its own.
pub fn new_window(files: &[PathBuf]) {
    let start = |me| std::process::Command::new(me).arg("--new-window").arg("--").args(files).spawn();
    match std::env::current_exe().and_then(start) {
        // Reaped when it ends; its end is no concern of this one.
        Ok(mut child) => super::spawn("window", move || drop(child.wait())),
        Err(error) => log::error!("no new window: {error}"),
    }
}

/// Takes over what other starts of the program hand over. Not done in a frame: a window that is
/// hidden may get none.
pub fn listen(outside: Outside, instance: Instance) {
    super::spawn("listen", move || {
        loop {
            std::thread::sleep(Duration::from_millis(200));
            for request in instance.poll() {
                let files = request.files();
                log::info!("{} files handed over", files.len());
                if !outside.hand(Finished::HandedOver { files: files.clone(), find: request.find }) {
                    // The window was closed just now.
                    new_window(&files);
                }
                outside.to_front();
            }
        }
    });
}

/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(500);

/// Looks twice a second whether open files changed on disk; wakes the window only then. Every file
/// has a thread of its own: one on a share that does not answer keeps only its own waiting.
pub fn watch(outside: Outside, files: Arc<Mutex<Vec<PathBuf>>>) {
    super::spawn("watch", move || {
        let looking = Arc::new(Mutex::new(std::collections::BTreeSet::new()));
        loop {
            std::thread::sleep(LOOK);
            let open = files.lock().map(|f| f.clone()).unwrap_or_default();
            for path in open {
                if looking.lock().is_ok_and(|mut l| l.insert(path.clone())) {
                    let (outside, files, looking) = (outside.clone(), files.clone(), looking.clone());
                    super::spawn("look", move || {
                        watch_file(&outside, &files, &path);
                        if let Ok(mut looking) = looking.lock() {
                            looking.remove(&path);
                        }
                    });
                }
            }
        }
    });
}

/// Looks at one file until it is closed.
fn watch_file(outside: &Outside, files: &Mutex<Vec<PathBuf>>, path: &Path) {
    let mut watch: Option<Watch> = None;
    while files.lock().is_ok_and(|f| f.iter().any(|p| p == path)) {
        // A share that does not answer has not lost the file.
        if let Ok(now) = Stamp::of(path) {
            let change = watch.get_or_insert_with(|| Watch::new(now)).see(now);
            if let Some(change) = change {
                outside.answer(Finished::FileChanged { path: path.to_owned(), change });
            }
        }
        std::thread::sleep(LOOK);
    }
}
