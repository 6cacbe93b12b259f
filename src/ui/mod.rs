//! Pixels: fonts, Chinese text layout, the reading pane.

pub mod fonts;
pub mod layout;
pub mod reading;
