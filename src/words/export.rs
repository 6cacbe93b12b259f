//! Words of exported files and of the export dialog.

use std::io::ErrorKind;

use super::Lang;

crate::words! {
    /// Words in exported files.
    pub struct ExportWords {
        selection: "选中文字", "Selection";
        section: "本节", "Section";
        text: "全文", "Full text";
        passages: "摘录与批注", "Excerpts, notes";
        excerpts: "摘录", "Excerpts";
        notes: "批注", "Notes";
        note: "批注：", "Note: ";
        source: "出处：", "Source: ";
        untitled: "未命名报告", "Untitled report";
        outside: "开头", "Opening";
        page_before: "第 ", "Page ";
        page_between: " 页，共 ", " of ";
        page_after: " 页", "";
        ruled_by: "“未再提”只表示文中没有再次提到，对工作进展不作判断", "“Not mentioned” only says that the words do not appear again; it says nothing of the work itself";
        own_reading: "“程序判读”只是本程序对两处文字的理解，以原文为准", "“Read as” is only the program's reading of the two clauses; the reports decide";
        no_table: "这种格式只能导出表格", "This format holds tables only";
        no_text: "没有可以导出的内容", "There is nothing to export";
        cancelled: "已取消，没有写出文件", "Cancelled; no file was written";
        boxes: "本机没有字体含有 {}，在 PDF 中显示为方框（文字仍可复制）；安装含有这些字的字体后再导出即可", "No installed font has {}: boxes in the PDF (the text can still be copied); install a font that has them and export again";
        box_between: "、", ", ";
        writer_failed: "生成文件时出错", "The file could not be made";
    }
}

/// Names of fonts as Chinese offices know them; not shown, but looked up by Word and WPS.
pub mod font_names {
    /// Song, for tables.
    pub const SONG: &str = "宋体";
    /// Hei, for headings.
    pub const HEI: &str = "黑体";
    /// Fangsong, for running text.
    pub const FANGSONG: &str = "仿宋";
    /// Kai, for sources and notes.
    pub const KAI: &str = "楷体";
    /// For Latin letters and digits.
    pub const LATIN: &str = "Times New Roman";
}

/// 《title》（date）: how a report is named as a source.
pub fn source_of(lang: Lang, title: &str, date: &str) -> String {
    let title = if title.is_empty() { ExportWords::of(lang).untitled } else { title };
    let date = super::date(lang, date);
    match (lang, date.is_empty()) {
        (Lang::Zh, true) => format!("《{title}》"),
        (Lang::Zh, false) => format!("《{title}》（{date}）"),
        (Lang::En, true) => format!("“{title}”"),
        (Lang::En, false) => format!("“{title}” ({date})"),
    }
}

/// The proposed name of a file: 《…》-对照表-2024.
pub fn file_stem(title: &str, what: &str, year: Option<i32>) -> String {
    let year = year.map_or(String::new(), |y| format!("-{y}"));
    format!("《{title}》-{what}{year}")
}

/// One sentence that says why a file could not be written and what to do.
pub fn write_error(lang: Lang, kind: ErrorKind) -> &'static str {
    let (zh, en) = match kind {
        ErrorKind::AlreadyExists => (
            "文件已存在，没有覆盖；要替换请加 --force",
            "The file exists and was left alone; --force replaces it",
        ),
        ErrorKind::PermissionDenied => (
            "没有写入的权限，或文件正被别的程序打开，请换一个位置或文件名",
            "No permission to write there, or the file is open in another program; choose another place or name",
        ),
        ErrorKind::ReadOnlyFilesystem => {
            ("这个位置是只读的，请换一个位置", "That place is read-only; choose another")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            ("磁盘空间不足，文件没有写出", "The disk is full; nothing was written")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            ("文件夹不存在，请换一个位置", "There is no such folder; choose another")
        }
        ErrorKind::IsADirectory => {
            ("这是一个文件夹，请给出文件名", "That is a folder; give the name of a file")
        }
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            ("文件名不能使用，请换一个", "That file name cannot be used; choose another")
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => (
            "文件正被别的程序使用，请关闭后再试",
            "The file is in use by another program; close it and try again",
        ),
        _ => (
            "文件无法写出，请换一个位置或文件名",
            "The file could not be written; choose another place or name",
        ),
    };
    if lang == Lang::Zh { zh } else { en }
}

crate::words! {
    /// What the command line says about exports.
    pub struct CliWords {
        part_missing: "{}：没有认出“{}”部分，这一侧没有可对照的事项；认出的部分有 {}，可用 {} 指定一部分来对照", "{}: no {} part was recognised, so this side has nothing to compare; parts recognised: {}; name one of them with {}";
        no_role: "没有这种部分：", "There is no such part: ";
        no_section: "没有找到这一节", "There is no such section";
        section_needed: "请用 --section 指明是哪一节，例如 --section \"二(三)\"", "Name the section with --section, for instance --section \"二(三)\"";
        second_needed: "这张表需要两份报告", "This table needs two reports";
        to_terminal: "这种格式不能显示在终端上，请用 --out 指明文件", "This format cannot be shown on a terminal; name a file with --out";
        not_for: "这项内容不能用这种格式导出，可用格式：", "This cannot be exported in that format; possible formats: ";
        bad_decisions: "更正文件无法读取：", "The decisions file cannot be read: ";
    }
}
