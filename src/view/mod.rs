//! Documents to rows: what screens show and exports write, as plain data.

pub mod find;
pub mod outline;
pub mod table;

pub use table::{Align, Cell, Column, Row, Table, TableKind};
