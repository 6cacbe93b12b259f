//! `duidu series`: a folder, or several files, by body and year.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};

use clap::{Args, ValueEnum};

use super::export::{FormatArg, LangArg, OutArgs};
use super::{Failure, export};
use crate::export::{Block, Content, Options};
use crate::files::Folders;
use crate::files::series::{Cache, Unread, list, read_all};
use crate::view::Table;
use crate::view::series::{
    Collection, SeriesReport, find_all, found_table, indicator_table, matrix, matrix_table, report_table,
};
use crate::words::{Lang, SeriesWords, fill};

/// What of which reports.
#[derive(Debug, Args)]
pub struct SeriesArgs {
    /// Folders and files.
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Which table.
    #[arg(long, default_value = "reports")]
    pub what: SeriesWhat,
    /// Find these words in all reports.
    #[arg(long)]
    pub find: Option<String>,
    /// Only reports of the body whose name holds this.
    #[arg(long)]
    pub body: Option<String>,
    /// Neither read nor write the cache.
    #[arg(long)]
    pub no_cache: bool,
    /// Threads that read; 0: one a core.
    #[arg(long, default_value_t = 0)]
    pub threads: usize,
    /// Language of headings.
    #[arg(long, default_value = "zh")]
    pub lang: LangArg,
    /// Output format.
    #[arg(long, default_value = "text")]
    pub format: FormatArg,
    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
}

/// Tables of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SeriesWhat {
    /// Reports by body and year, missing years.
    Reports,
    /// Formulations by year.
    Formulations,
    /// Indicators by year.
    Indicators,
}

/// Reads, counts, writes.
pub(super) fn series(args: &SeriesArgs) -> Result<Vec<u8>, Failure> {
    let lang = match args.lang {
        LangArg::Zh => Lang::Zh,
        LangArg::En => Lang::En,
    };
    let format = export::format_of(args.format);
    export::check_terminal(format, &args.out, lang)?;
    let collection = gather(args, lang)?;
    let table = table(args, &collection, lang)?.finish();
    let content =
        Content { title: table.title.clone(), blocks: vec![Block::Table(table)], ..Content::default() };
    let options = Options { lang, landscape: true, ..Options::default() };
    let bytes = export::finish(&content, format, options, lang)?;
    export::deliver(bytes, &args.out, lang)
}

/// Reads all files; those that cannot be read are named on standard error.
fn gather(args: &SeriesArgs, lang: Lang) -> Result<Collection, Failure> {
    let stop = AtomicBool::new(false);
    let files = list(&args.paths, &stop);
    let cache = Folders::find().filter(|_| !args.no_cache).map(|f| Cache::new(&f.cache));
    let read: Mutex<Vec<(usize, Result<SeriesReport, Unread>)>> = Mutex::new(Vec::new());
    read_all(&files, cache.as_ref(), args.threads, &stop, &|i, result| {
        if let Ok(mut read) = read.lock() {
            read.push((i, result));
        }
    });
    if let Some(cache) = cache {
        cache.tidy();
    }
    let mut read = read.into_inner().unwrap_or_default();
    read.sort_by_key(|r| r.0);
    // The only file asked for: its own sentence is the error.
    if let [(i, Err(why))] = read.as_slice() {
        return Err(Failure::failed(format!("{}: {}", files[*i].display(), why.sentence(lang))));
    }
    let mut reports = Vec::with_capacity(read.len());
    for (i, result) in read {
        match result {
            Ok(report) => reports.push(Arc::new(report)),
            Err(why) => eprintln!("duidu: {}: {}", files[i].display(), why.sentence(lang)),
        }
    }
    if reports.is_empty() {
        return Err(Failure::failed(SeriesWords::of(lang).no_reports));
    }
    Ok(Collection::new(reports))
}

fn table(args: &SeriesArgs, collection: &Collection, lang: Lang) -> Result<Table, Failure> {
    let w = SeriesWords::of(lang);
    if let Some(words) = &args.find {
        let found = find_all(&collection.reports, words, &|| false, &mut |_| ());
        return Ok(found_table(collection, &found, lang));
    }
    let body = match &args.body {
        Some(name) => {
            let found = collection.bodies.iter().position(|b| b.name.contains(name) || b.key.contains(name));
            Some(found.ok_or_else(|| Failure::failed(fill(w.no_body, &[name])))?)
        }
        None => (collection.bodies.len() == 1).then_some(0),
    };
    if args.what == SeriesWhat::Reports {
        return Ok(report_table(&collection.reports, &collection.bodies, lang));
    }
    let count = || matrix(&collection.reports, &collection.bodies, body, &|| false);
    let made = crate::files::workers::on(args.threads, count);
    if args.what == SeriesWhat::Formulations {
        let all: Vec<usize> = (0..made.rows.len()).collect();
        return Ok(matrix_table(&made, &all, lang));
    }
    let all: Vec<usize> = (0..made.indicators.len()).collect();
    Ok(indicator_table(&collection.reports, &collection.bodies, &made, &all, lang))
}
