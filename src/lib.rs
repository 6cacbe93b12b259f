//! Duidu 对读 reads Chinese work reports and shows last year's review beside this year's plan.
//!
//! Modules stand in the order in which data flows; each may use only those above it
//! (`tests/house` holds this). `docs/ARCHITECTURE.md` tells the rest.

pub mod text;

pub mod read;

pub mod report;

pub mod facts;

pub mod compare;

pub mod document;

pub mod words;

pub mod view;

pub mod export;

pub mod files;

pub mod cli;

#[cfg(feature = "gui")]
pub mod app;

#[cfg(feature = "gui")]
pub mod ui;

#[cfg(feature = "gui")]
pub mod shell;
