//! When the program itself fails: what was open and decided is on disk; a second process shows a
//! plain window with details to copy.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Mutex;

use eframe::egui;

use crate::files::Folders;
use crate::ui;
use crate::words::{CrashWords, Lang};

/// Details are no longer than this, in bytes.
const MOST: u64 = 256 * 1024;
/// A message is no longer than this, in characters.
const MESSAGE: usize = 200;

/// The toolkit's thread that looks for system fonts panics where there is fontconfig and no font; the
/// bundled fonts serve.
const SYSTEM_FONTS: &str = "egui_system_font_provider";

/// The details of the last panic.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Takes note of panics: in the log, in `crash.txt` in the state folder, and for [`tell`].
pub fn hook(folders: Option<&Folders>) {
    let file = folders.map(|f| f.state.join("crash.txt"));
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(SYSTEM_FONTS) {
            log::warn!("no system fonts");
            return;
        }
        let report = details(info);
        log::error!("panic at {:?}", info.location().map(ToString::to_string));
        if let Some(file) = &file {
            // The details are shown all the same.
            let _ = crate::files::write_atomic(file, report.as_bytes(), true);
        }
        if let Ok(mut last) = LAST.lock() {
            *last = report;
        }
        before(info);
    }));
}

fn details(info: &std::panic::PanicHookInfo<'_>) -> String {
    let mut report = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        report,
        "duidu {} {} {}",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    if let Some(at) = info.location() {
        let _ = writeln!(report, "{}:{}:{}", at.file(), at.line(), at.column());
    }
    let said = info.payload();
    let said =
        said.downcast_ref::<&str>().copied().or_else(|| said.downcast_ref::<String>().map(String::as_str));
    let _ = writeln!(report, "{}", without_text(said.unwrap_or_default()));
    let thread = std::thread::current();
    let _ = writeln!(report, "thread {}", thread.name().unwrap_or("?"));
    let _ = writeln!(report, "{}", std::backtrace::Backtrace::force_capture());
    report
}

/// A panic's message may quote a report: only plain ASCII is kept, nothing in back quotes.
fn without_text(message: &str) -> String {
    let quoted = message.split('`').enumerate().map(|(i, part)| if i % 2 == 0 { part } else { "..." });
    let plain = quoted.collect::<String>();
    plain.chars().take(MESSAGE).map(|c| if c.is_ascii() && !c.is_control() { c } else { '?' }).collect()
}

/// Shows the details of the last panic in a window of another process; this one can draw no more.
pub fn tell() {
    let report = LAST.lock().map(|l| l.clone()).unwrap_or_default();
    let start = |me| Command::new(me).arg("--crash-report").stdin(Stdio::piped()).spawn();
    let told = std::env::current_exe().and_then(start).and_then(|mut child| {
        // Not waited for: the window stays when this process has ended.
        child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(report.as_bytes()))
    });
    if let Err(error) = told {
        log::error!("no window for the panic: {error}");
    }
}

/// Shows the details that arrive on standard input.
///
/// # Errors
/// One sentence: there is no display, or no graphics.
pub fn show() -> Result<(), String> {
    let details = crate::files::read_limited(std::io::stdin().lock(), MOST).unwrap_or_default();
    let folders = Folders::find();
    let settings = folders.as_ref().map(|f| super::start::state(Some(f)).settings);
    let lang = settings.as_ref().map_or_else(super::start::system_lang, |s| s.lang);
    let window = Window {
        lang,
        details: String::from_utf8_lossy(&details).into_owned(),
        log: folders.as_ref().map(Folders::log),
    };
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("duidu")
        .with_title(CrashWords::of(lang).title)
        .with_icon(super::icon())
        .with_inner_size([680.0, 460.0]);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    let made = eframe::run_native(
        "duidu-crash",
        options,
        Box::new(move |cc| {
            ui::fonts::install(&cc.egui_ctx);
            Ok(Box::new(window))
        }),
    );
    made.map_err(|e| e.to_string())
}

/// The window with the details.
struct Window {
    lang: Lang,
    details: String,
    log: Option<std::path::PathBuf>,
}

impl eframe::App for Window {
    fn ui(&mut self, root: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let w = CrashWords::of(self.lang);
        let ctx = root.ctx().clone();
        egui::CentralPanel::default()
            .frame(egui::Frame::central_panel(root.style()).inner_margin(20.0))
            .show(root, |ui| {
                ui.heading(w.title);
                ui.add_space(6.0);
                ui.label(w.kept);
                ui.add_space(10.0);
                let height = (ui.available_height() - 48.0).max(80.0);
                egui::ScrollArea::both().max_height(height).auto_shrink(false).show(ui, |ui| {
                    ui.add(egui::Label::new(&self.details).selectable(true).extend());
                });
                ui.add_space(10.0);
                ui.horizontal(|ui| {
                    if ui.button(w.again).clicked() {
                        super::work::new_window(&[]);
                        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                    }
                    if ui.button(w.copy).clicked() {
                        ctx.copy_text(self.details.clone());
                    }
                    if let Some(log) = self.log.as_ref().filter(|l| l.exists())
                        && ui.button(w.open_log).clicked()
                    {
                        let log = log.clone();
                        super::spawn("open", move || _ = super::work::open_with_system(&log));
                    }
                    if ui.button(w.close).clicked() {
                        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                    }
                });
            });
    }
}

/// In development builds `DUIDU_PANIC` names a file; when it appears the next frame panics
/// (`tests/window.py`).
///
/// # Panics
/// When it is asked to.
#[cfg(debug_assertions)]
pub fn on_demand() {
    use std::sync::OnceLock;
    static WANTED: OnceLock<Option<std::path::PathBuf>> = OnceLock::new();
    let wanted = WANTED.get_or_init(|| std::env::var_os("DUIDU_PANIC").map(Into::into));
    assert!(!wanted.as_ref().is_some_and(|f| f.exists()), "a panic was asked for: `\u{62a5}\u{544a}`");
}

#[cfg(test)]
mod tests {
    use super::without_text;

    #[test]
    fn no_text_of_a_report_is_in_the_details() {
        let cut = "byte index 5 is not a char boundary; it is inside '报' (bytes 3..6) of `工作报告 in 2024`";
        assert_eq!(
            without_text(cut),
            "byte index 5 is not a char boundary; it is inside '?' (bytes 3..6) of ..."
        );
        assert_eq!(without_text("index out of bounds: the len is 3"), "index out of bounds: the len is 3");
        assert_eq!(without_text(&"长".repeat(500)).len(), 200);
    }
}
