//! Several reports as a series: bodies and years, formulations by year, indicators by year, and
//! finding in all of them.

mod bodies;
mod digest;
mod found;
mod matrix;
mod tables;

use std::path::PathBuf;
use std::sync::Arc;

use crate::text::Haystack;

pub use crate::facts::series::Trend;
pub use bodies::{Body, bodies, same_body};
pub use digest::Digest;
pub use found::{Found, Hits, find_all};
pub use matrix::{Column, Matrix, by_year, matrix};
pub use tables::{column_name, found_table, indicator_table, matrix_table, report_table};

/// One report of a series, ready to be counted and searched.
#[derive(Clone, Debug)]
pub struct SeriesReport {
    /// File name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What is known of it.
    pub digest: Digest,
    /// Its text folded for finding.
    pub hay: Haystack,
}

impl SeriesReport {
    /// Prepares a digest for finding.
    pub fn new(name: String, path: PathBuf, digest: Digest) -> Self {
        let hay = Haystack::new(&digest.text);
        Self { name, path, digest, hay }
    }

    /// Its title, else its file name.
    pub fn title(&self) -> &str {
        if self.digest.title.is_empty() { &self.name } else { &self.digest.title }
    }
}

/// The reports of a series as far as they are read. Everything that names reports by index holds
/// the collection it was made of.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    /// The reports in the order of their files.
    pub reports: Vec<Arc<SeriesReport>>,
    /// Whose they are.
    pub bodies: Vec<Body>,
    /// Reports whose text another has as well, and that other.
    pub copies: Vec<(usize, usize)>,
}

impl Collection {
    /// Groups `reports` by body.
    pub fn new(reports: Vec<Arc<SeriesReport>>) -> Self {
        let (bodies, copies) = bodies(&reports);
        Self { reports, bodies, copies }
    }

    /// Index of the body with `key`.
    pub fn body(&self, key: &str) -> Option<usize> {
        self.bodies.iter().position(|b| b.key == key)
    }
}
