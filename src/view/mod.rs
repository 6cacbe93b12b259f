//! Documents to rows: what screens show and exports write, as plain data.

pub mod comparison;
pub mod figures;
pub mod find;
pub mod formulations;
pub mod found;
pub mod goto;
pub mod outline;
pub mod passages;
pub mod pinyin;
pub mod place;
pub mod series;
pub mod table;
pub mod targets;
pub mod tasks;

pub use table::{Align, Cell, Column, Row, Table, TableKind};
