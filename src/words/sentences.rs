//! Sentences with something filled in.

use std::collections::BTreeSet;
use std::path::Path;

use super::export::ExportWords;
use super::{AppWords, Lang, edit_name};
use crate::document::Edit;
use crate::report::Role;

/// `template` with each `{}` replaced by the next of `values`.
pub fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut values = values.iter();
    for (i, piece) in template.split("{}").enumerate() {
        if i > 0 {
            out.push_str(values.next().copied().unwrap_or_default());
        }
        out.push_str(piece);
    }
    out
}

/// Name of a file, without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Title of the window.
pub fn window_title(lang: Lang, title: &str) -> String {
    fill(AppWords::of(lang).window, &[title])
}

/// An export was written.
pub fn written(lang: Lang, path: &Path) -> String {
    fill(AppWords::of(lang).written, &[&file_name(path)])
}

/// That no font has some characters of a PDF, naming them; nothing when all are drawn.
pub fn boxes(lang: Lang, boxes: &BTreeSet<char>) -> String {
    const NAMED: usize = 12;
    if boxes.is_empty() {
        return String::new();
    }
    let w = ExportWords::of(lang);
    let mut named: String = boxes
        .iter()
        .take(NAMED)
        .map(|c| format!("{c} (U+{:04X})", *c as u32))
        .collect::<Vec<_>>()
        .join(w.box_between);
    if boxes.len() > NAMED {
        named.push('…');
    }
    fill(w.boxes, &[&named])
}

/// An export was not written.
pub fn not_written(lang: Lang, path: &Path, why: &str) -> String {
    fill(AppWords::of(lang).not_written, &[&file_name(path), why])
}

/// A file was changed or removed by somebody else.
pub fn file_changed(lang: Lang, path: &Path, gone: bool) -> String {
    let w = AppWords::of(lang);
    fill(if gone { w.file_gone } else { w.file_changed }, &[&file_name(path)])
}

/// A change was undone or done again.
pub fn undone(lang: Lang, edit: &Edit, redo: bool) -> String {
    let w = AppWords::of(lang);
    fill(if redo { w.redone } else { w.undone }, &[edit_name(lang, edit)])
}

/// Name of a role.
pub fn role_name(lang: Lang, role: Role) -> &'static str {
    let w = AppWords::of(lang);
    match role {
        Role::Opening => w.opening,
        Role::Review => w.review,
        Role::Plan => w.plan,
        Role::Closing => w.closing,
        Role::Appendix => w.appendix,
        Role::Furniture => w.furniture,
        Role::Other => w.other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_order_and_forgives_too_few() {
        assert_eq!(fill("{} 第 {} 项", &["回顾", "3"]), "回顾 第 3 项");
        assert_eq!(fill("{}{}", &["a"]), "a");
    }
}
