//! Every string a person sees, Chinese and English. A missing one does not compile.
//!
//! Each area has its table: `words! { pub struct AppWords { open: "打开", "Open"; … } }`.

mod app;
mod beside;
mod compare;
mod dates;
mod document;
mod errors;
pub mod export;
pub mod exporting;
mod pair;
mod raw;
mod sentences;
pub mod series;
mod status;
mod store;
pub mod structure;
pub mod table;
mod tables;

use serde::{Deserialize, Serialize};

pub use app::{AppWords, CommandWords};
pub use beside::BesideWords;
pub use compare::CompareWords;
pub use dates::{DateWords, date, moment};
pub use document::{decision_place, edit_name, entry_name, verdict_name};
pub use errors::{open_error, read_error, read_warning};
pub use exporting::{ExportDialogWords, Unit, amount};
pub use pair::PairWords;
pub use raw::RawWords;
pub use sentences::{
    boxes, file_changed, file_name, fill, not_written, role_name, undone, window_title, written,
};
pub use series::SeriesWords;
pub use status::{certainty_name, reading_name, reason_name, status_name};
pub use store::{CrashWords, StoreWords, io_reason};
pub use tables::TablesWords;

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// Declares a table of words: a struct with one `&'static str` a name, and its Chinese and
/// English values. `Table::of(lang)` gives the table of a language.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* pub struct $table:ident { $($name:ident: $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $table {
            $(#[doc = concat!($zh, " / ", $en)] pub $name: &'static str,)*
        }

        impl $table {
            const ZH: Self = Self { $($name: $zh,)* };
            const EN: Self = Self { $($name: $en,)* };

            /// The table in `lang`.
            pub fn of(lang: $crate::words::Lang) -> &'static Self {
                match lang {
                    $crate::words::Lang::Zh => &Self::ZH,
                    $crate::words::Lang::En => &Self::EN,
                }
            }

            /// All values of the table, for tests of fonts and widths.
            pub fn all(lang: $crate::words::Lang) -> Vec<&'static str> {
                let table = Self::of(lang);
                vec![$(table.$name,)*]
            }
        }
    };
}
