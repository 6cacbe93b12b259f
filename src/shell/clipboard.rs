//! The clipboard: plain text through the toolkit, rich text beside it.

use eframe::egui;

/// A clipboard connection, made when it is first needed; on X11 it must live as long as what it
/// offers.
#[derive(Default)]
pub struct Clipboard {
    rich: Option<arboard::Clipboard>,
}

impl Clipboard {
    fn rich(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.rich.is_none() {
            self.rich = arboard::Clipboard::new().inspect_err(|e| log::warn!("clipboard: {e}")).ok();
        }
        self.rich.as_mut()
    }

    /// Offers `text`, and `html` to programs that keep headings and bold.
    pub fn copy(&mut self, ctx: &egui::Context, text: String, html: String) {
        let rich = (!html.is_empty()).then(|| self.rich()).flatten();
        let offered = rich.is_some_and(|c| c.set_html(html, Some(text.clone())).is_ok());
        if !offered {
            ctx.copy_text(text);
        }
    }

    /// `text`, or what the clipboard holds when that is empty.
    pub fn text(&mut self, text: String) -> String {
        if !text.is_empty() {
            return text;
        }
        self.rich().and_then(|c| c.get_text().ok()).unwrap_or_default()
    }

    /// The clipboard's rich text, when it has any with words in it.
    pub fn html(&mut self) -> Option<String> {
        let html = self.rich()?.get().html().ok()?;
        (html.contains("<p") || html.contains("<div") || html.contains("<br")).then_some(html)
    }
}
