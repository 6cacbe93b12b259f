//! State to pixels and [`crate::app::Action`]s; changes nothing but its own widget state.

pub mod fonts;
pub mod icons;
pub mod layout;
pub mod outline;
pub mod reading;
pub mod status_bar;
pub mod theme;
pub mod top_bar;
pub mod widgets;
