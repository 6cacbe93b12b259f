//! When the program itself fails: the log keeps where, decisions are on disk already.

use std::fmt::Write as _;

use crate::files::Folders;

/// Writes panics into the log and into a report that can be sent (no text of any file is in it).
pub fn hook(folders: &Folders) {
    let file = folders.state.join("crash.txt");
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let mut report = String::new();
        let _ = writeln!(report, "duidu {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
        if let Some(at) = info.location() {
            let _ = writeln!(report, "{}:{}:{}", at.file(), at.line(), at.column());
        }
        let trace = std::backtrace::Backtrace::force_capture();
        let _ = writeln!(report, "{trace}");
        log::error!("panic at {:?}", info.location().map(ToString::to_string));
        let _ = crate::files::write_atomic(&file, report.as_bytes(), true);
        before(info);
    }));
}
