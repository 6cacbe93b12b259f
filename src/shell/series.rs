//! Jobs about a series of reports: on several threads, answering while they go on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::app::{Finished, Halt};
use crate::files::Folders;
use crate::files::series::{Cache, Unread, list, read_all};
use crate::view::series::{Collection, SeriesReport, find_all, matrix};

/// Time between two answers of one reading.
const PAUSE: Duration = Duration::from_millis(250);

/// What was read so far, by number of the file.
struct Gathered {
    reports: BTreeMap<usize, Arc<SeriesReport>>,
    unread: BTreeMap<usize, (PathBuf, Unread)>,
    told: Instant,
}

impl Gathered {
    fn answer(&self, request: u64, total: usize, ended: bool) -> Finished {
        Finished::SeriesRead {
            request,
            collection: Arc::new(Collection::new(self.reports.values().cloned().collect())),
            unread: self.unread.values().cloned().collect(),
            done: self.reports.len() + self.unread.len(),
            total,
            ended,
        }
    }
}

/// Reads folders and files as a series.
pub fn read(
    request: u64,
    paths: &[PathBuf],
    stop: &Halt,
    folders: Option<&Folders>,
    answer: &(dyn Fn(Finished) + Sync),
) {
    let files = list(paths, stop.flag());
    let cache = folders.map(|f| Cache::new(&f.cache));
    let gathered =
        Mutex::new(Gathered { reports: BTreeMap::new(), unread: BTreeMap::new(), told: Instant::now() });
    read_all(&files, cache.as_ref(), 0, stop.flag(), &|i, result| {
        // A thread that panicked leaves what it had put in.
        let mut g = gathered.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match result {
            Ok(report) => {
                g.reports.insert(i, Arc::new(report));
            }
            Err(why) => {
                g.unread.insert(i, (files.get(i).cloned().unwrap_or_default(), why));
            }
        }
        if g.told.elapsed() > PAUSE {
            answer(g.answer(request, files.len(), false));
            g.told = Instant::now();
        }
    });
    let g = gathered.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    answer(g.answer(request, files.len(), true));
    if let Some(cache) = cache {
        cache.tidy();
    }
}

/// Counts formulations and indicators; `None` when it was stopped.
pub fn count(
    request: u64,
    collection: Arc<Collection>,
    body: Option<usize>,
    stop: &Halt,
) -> Option<Finished> {
    let matrix = matrix(&collection.reports, &collection.bodies, body, &|| stop.stopped());
    (!stop.stopped()).then_some(Finished::SeriesCounted { request, collection, matrix })
}

/// Finds words in all reports: the first are answered at once, more while it goes on.
pub fn find(
    request: u64,
    collection: &Arc<Collection>,
    query: &str,
    stop: &Halt,
    answer: &(dyn Fn(Finished) + Sync),
) {
    let found = |found| Finished::SeriesFound { request, collection: collection.clone(), found };
    let mut told: Option<Instant> = None;
    let all = find_all(&collection.reports, query, &|| stop.stopped(), &mut |so_far| {
        let due = told.is_none_or(|t| t.elapsed() > PAUSE);
        if due && so_far.total > 0 && !stop.stopped() {
            answer(found(so_far.clone()));
            told = Some(Instant::now());
        }
    });
    if !stop.stopped() {
        answer(found(all));
    }
}
