//! A series of reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::{
    Effect, Finished, Grade, Halt, Job, Notice, Series, SeriesAction, SeriesPane, SeriesView, State,
};
use crate::export::{Block, Content, What};
use crate::text::Span;
use crate::view::series::{Matrix, found_table, indicator_table, matrix_table, report_table};
use crate::words::{SeriesWords, fill};

pub(super) fn update(state: &mut State, action: SeriesAction, out: &mut Vec<Effect>) {
    match action {
        SeriesAction::Open(paths) => return open(state, paths, None, out),
        SeriesAction::Refresh => {
            let Some(old) = state.series.take() else { return };
            return open(state, old.sources.clone(), Some(*old), out);
        }
        SeriesAction::Close => {
            if let Some(series) = state.series.take() {
                halt(&series);
            }
            return;
        }
        SeriesAction::GoTo { path, span } => return go_to(state, path, span, out),
        SeriesAction::Export => return super::export::open_for(state, What::Series),
        SeriesAction::Find(query) => return find(state, query, out),
        SeriesAction::Body(key) => {
            if let Some(series) = &mut state.series {
                series.body = key;
                series.view.indicator = 0;
            }
            return count(state, out);
        }
        _ => {}
    }
    let Some(series) = &mut state.series else { return };
    let view = &mut series.view;
    match action {
        SeriesAction::Front(on) => series.front = on,
        SeriesAction::Stop => series.stop.stop(),
        SeriesAction::Pane(pane) => view.pane = pane,
        SeriesAction::Bodies(words) => view.bodies = words,
        SeriesAction::Rows(words) => view.rows = words,
        SeriesAction::Only(only) => view.only = only,
        SeriesAction::Sort(by) => {
            view.reverse = view.sort == by && !view.reverse;
            view.sort = by;
        }
        SeriesAction::Indicator(index) => view.indicator = index,
        _ => {}
    }
}

/// Reads `paths` as a series; `old` is the same series as it was looked at.
fn open(state: &mut State, paths: Vec<PathBuf>, old: Option<Series>, out: &mut Vec<Effect>) {
    if paths.is_empty() {
        return;
    }
    if let Some(before) = old.as_ref().or(state.series.as_deref()) {
        halt(before);
    }
    let request = state.request();
    let stop = Halt::default();
    let name = match paths.as_slice() {
        [one] => one.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        _ => String::new(),
    };
    let (body, view) = old.map_or_else(Default::default, |o| (o.body, SeriesView { indicator: 0, ..o.view }));
    state.series = Some(Box::new(Series {
        name,
        sources: paths.clone(),
        front: true,
        request,
        stop: stop.clone(),
        reading: true,
        body,
        view,
        ..Series::default()
    }));
    out.push(Effect::Start { request, job: Job::ReadSeries { paths, stop } });
}

fn halt(series: &Series) {
    for stop in [&series.stop, &series.counting.1, &series.finding.1] {
        stop.stop();
    }
}

/// Takes in an answer.
pub(super) fn take(state: &mut State, finished: Finished, out: &mut Vec<Effect>) {
    let Some(series) = &mut state.series else { return };
    match finished {
        Finished::SeriesRead { request, collection, unread, done, total, ended } => {
            if request != series.request {
                return;
            }
            series.collection = collection;
            series.unread = unread;
            (series.done, series.total) = (done, Some(total));
            if ended {
                series.reading = false;
                if series.collection.reports.is_empty() {
                    return nothing(state);
                }
                // One body: its own table at once.
                if series.body.is_none() && series.collection.bodies.len() == 1 {
                    series.body = series.collection.bodies.first().map(|b| b.key.clone());
                }
                count(state, out);
                again(state, out);
            } else if series.matrix.is_none() && series.counting.0 == 0 {
                count(state, out);
            }
        }
        Finished::SeriesCounted { request, collection, matrix } if request == series.counting.0 => {
            series.matrix = Some(Arc::new((collection, matrix)));
        }
        Finished::SeriesFound { request, collection, found } if request == series.finding.0 => {
            series.found = Some(Arc::new((collection, found)));
        }
        _ => {}
    }
}

/// No report was read: one sentence, and what was there before.
fn nothing(state: &mut State) {
    let Some(series) = state.series.take() else { return };
    let w = SeriesWords::of(state.lang());
    let text = if series.name.is_empty() || series.total == Some(1) && !series.unread.is_empty() {
        w.no_reports.to_owned()
    } else {
        fill(w.no_folder, &[&series.name])
    };
    state.notices.push(Notice {
        grade: Grade::Error,
        text,
        detail: String::new(),
        file: None,
        place: None,
        offer: None,
    });
}

/// Counts the chosen body.
fn count(state: &mut State, out: &mut Vec<Effect>) {
    let request = state.request();
    let Some(series) = &mut state.series else { return };
    series.counting.1.stop();
    let stop = Halt::default();
    series.counting = (request, stop.clone());
    series.matrix = None;
    let collection = series.collection.clone();
    let body = series.body.as_ref().and_then(|key| collection.body(key));
    out.push(Effect::Start { request, job: Job::CountSeries { collection, body, stop } });
}

/// Finds `query` in all reports.
fn find(state: &mut State, query: String, out: &mut Vec<Effect>) {
    let request = state.request();
    let Some(series) = &mut state.series else { return };
    series.finding.1.stop();
    let stop = Halt::default();
    series.finding = (request, stop.clone());
    series.view.query.clone_from(&query);
    series.view.pane = SeriesPane::Find;
    if query.trim().is_empty() {
        series.found = None;
        return;
    }
    let collection = series.collection.clone();
    out.push(Effect::Start { request, job: Job::FindSeries { collection, query, stop } });
}

/// Finds again: more reports were read.
fn again(state: &mut State, out: &mut Vec<Effect>) {
    let Some((query, pane)) = state.series.as_ref().map(|s| (s.view.query.clone(), s.view.pane)) else {
        return;
    };
    if !query.is_empty() {
        find(state, query, out);
        if let Some(series) = &mut state.series {
            series.view.pane = pane;
        }
    }
}

/// Opens a report of the series at a place; the series stays behind it.
fn go_to(state: &mut State, path: PathBuf, span: Span, out: &mut Vec<Effect>) {
    if let Some(series) = &mut state.series {
        series.front = false;
    }
    let tab = state.tabs.iter().position(|t| t.main.path.as_deref() == Some(Path::new(&path)));
    if let Some(at) = tab {
        super::files::show_tab(state, at);
        super::view::go_to(state, false, span.start());
        return;
    }
    super::files::open(state, path, false, out);
    state.arrivals.push((state.requests, span.start()));
}

/// A report was opened for a place in it.
pub(super) fn arrived(state: &mut State, request: u64) {
    if let Some(i) = state.arrivals.iter().position(|a| a.0 == request) {
        let (_, at) = state.arrivals.remove(i);
        super::view::go_to(state, false, at);
    }
}

/// Title of the table in front; `None` while there is none.
pub(super) fn title(state: &State) -> Option<String> {
    Some(table(state.series.as_ref()?, state.lang())?.title)
}

/// The table in front as a document.
pub(super) fn content(state: &State) -> Option<Content> {
    let lang = state.lang();
    let series = state.series.as_ref()?;
    let table = table(series, lang)?.finish();
    Some(Content {
        title: table.title.clone(),
        head: series.name.clone(),
        blocks: vec![Block::Table(table)],
        ..Content::default()
    })
}

/// The table in front, as the filters show it.
pub fn table(series: &Series, lang: crate::words::Lang) -> Option<crate::view::Table> {
    let made = series.matrix.as_deref();
    match (series.view.pane, made) {
        (SeriesPane::Formulations, Some((_, matrix))) => {
            Some(matrix_table(matrix, &rows(matrix, &series.view), lang))
        }
        (SeriesPane::Indicators, Some((of, matrix))) => {
            let rows = indicators(matrix, &series.view);
            Some(indicator_table(&of.reports, &of.bodies, matrix, &rows, lang))
        }
        (SeriesPane::Find, _) if series.found.is_some() => {
            let made = series.found.as_deref()?;
            Some(found_table(&made.0, &made.1, lang))
        }
        (SeriesPane::Find, _) => {
            Some(report_table(&series.collection.reports, &series.collection.bodies, lang))
        }
        _ => None,
    }
}

/// Rows of the matrix that pass the filters, in order.
pub fn rows(matrix: &Matrix, view: &SeriesView) -> Vec<usize> {
    use crate::app::SeriesSort;
    let needle = crate::facts::key(&view.rows);
    let mut rows: Vec<usize> = (0..matrix.rows.len())
        .filter(|&i| {
            let row = &matrix.rows[i];
            (needle.is_empty()
                || row.key.contains(&needle)
                || row.variants.iter().any(|v| crate::facts::key(v).contains(&needle)))
                && view.only.is_none_or(|t| matrix.trend(row) == t)
        })
        .collect();
    match view.sort {
        SeriesSort::Reports => {}
        SeriesSort::Name => rows.sort_by(|a, b| matrix.rows[*a].text.cmp(&matrix.rows[*b].text)),
        SeriesSort::Total => rows.sort_by_cached_key(|&i| std::cmp::Reverse(matrix.rows[i].count())),
        SeriesSort::Column(c) => rows.sort_by_cached_key(|&i| {
            std::cmp::Reverse(matrix.counts(&matrix.rows[i]).get(c).copied().unwrap_or(0))
        }),
    }
    if view.reverse {
        rows.reverse();
    }
    rows
}

/// Indicators that pass the filter, in order.
pub fn indicators(matrix: &Matrix, view: &SeriesView) -> Vec<usize> {
    let needle = crate::facts::key(&view.rows);
    let fits =
        |i: &usize| needle.is_empty() || crate::facts::key(&matrix.indicators[*i].name).contains(&needle);
    (0..matrix.indicators.len()).filter(fits).collect()
}
