//! Sentences for everything that can go wrong with a file, and for what a reader should know.

use super::Lang;
use crate::read::{ReadError, Warning, WarningKind};

/// One sentence that says why a file could not be read and what to do.
pub fn read_error(lang: Lang, error: &ReadError) -> String {
    let zh = lang == Lang::Zh;
    match error {
        ReadError::Empty if zh => "文件是空的，没有可读的文字".into(),
        ReadError::Empty => "The file is empty; there is no text to read".into(),
        ReadError::NotText { name: "binary" } if zh => "这个文件不是文字，无法作为报告打开".into(),
        ReadError::NotText { name: "binary" } => {
            "This file is not text; it cannot be opened as a report".into()
        }
        ReadError::NotText { name: "zip" } if zh => "压缩包里没有可以打开的报告".into(),
        ReadError::NotText { name: "zip" } => "There is no report in this archive".into(),
        ReadError::NotText { name } if zh => format!("这是 {name} 文件，不是文字，无法作为报告打开"),
        ReadError::NotText { name } => {
            format!("This is a {name} file, not text; it cannot be opened as a report")
        }
        ReadError::Unsupported { name: "PDF (vertical text)" } if zh => {
            "这个 PDF 是竖排的，暂不支持；请换用横排的文件".into()
        }
        ReadError::Unsupported { name: "PDF (vertical text)" } => {
            "This PDF is set vertically, which is not supported; use a file set horizontally".into()
        }
        ReadError::Unsupported { name: name @ ("xls" | "xlsx" | "ppt" | "pptx" | "ODS / ODP") } if zh => {
            format!("这是 {name} 表格或演示文件，不是报告文字；请把文字另存为 docx 后再打开")
        }
        ReadError::Unsupported { name } if zh => {
            format!("{name} 格式暂不支持，请在原程序中另存为 docx 后再打开")
        }
        ReadError::Unsupported { name } => {
            format!("{name} files are not supported; save the text as docx and open that")
        }
        ReadError::Broken { name } if zh => format!("{name} 文件已损坏，无法读出文字"),
        ReadError::Broken { name } => format!("The {name} file is damaged and no text can be read from it"),
        ReadError::Encrypted if zh => "文件有密码保护，请先去掉密码".into(),
        ReadError::Encrypted => "The file is protected by a password; remove it first".into(),
        ReadError::Scan if zh => "这个 PDF 是扫描件，没有文字层；请先用文字识别软件处理".into(),
        ReadError::Scan => {
            "This PDF is a scan without a text layer; run it through text recognition first".into()
        }
        ReadError::Archive { names } if zh => {
            format!("这是压缩包，内有 {} 个可读的文件，请选择其中一个", names.len())
        }
        ReadError::Archive { names } => {
            format!("This is an archive with {} readable files; choose one of them", names.len())
        }
        ReadError::TooLarge { limit } if zh => format!("文件超过 {} MB 的上限", limit / 1_000_000),
        ReadError::TooLarge { limit } => {
            format!("The file is larger than the limit of {} MB", limit / 1_000_000)
        }
    }
}

/// One sentence about something found while reading.
pub fn read_warning(lang: Lang, warning: &Warning) -> String {
    let n = warning.count;
    let zh = lang == Lang::Zh;
    match warning.kind {
        WarningKind::DamagedBytes if zh => format!("有 {n} 处无法识别的字节，已在原处标出"),
        WarningKind::DamagedBytes if n == 1 => "1 byte is no character; marked in place".into(),
        WarningKind::DamagedBytes => format!("{n} bytes are no characters; marked in place"),
        WarningKind::NulBytes if zh => format!("有 {n} 个空字节，已在原处标出"),
        WarningKind::NulBytes if n == 1 => "1 NUL byte; marked in place".into(),
        WarningKind::NulBytes => format!("{n} NUL bytes; marked in place"),
        WarningKind::CutOff if zh => "文件不完整，结尾被截断".into(),
        WarningKind::CutOff => "The file is incomplete; its end is cut off".into(),
        WarningKind::MixedEncodings if zh => format!("有 {n} 处使用了另一种编码，已按其编码读出"),
        WarningKind::MixedEncodings if n == 1 => "1 passage is in another encoding and was read in it".into(),
        WarningKind::MixedEncodings => format!("{n} passages are in another encoding and were read in it"),
        WarningKind::TrackedChanges if zh => format!("含 {n} 处修订，按接受修订后的文字显示"),
        WarningKind::TrackedChanges if n == 1 => "1 tracked change, shown as accepted".into(),
        WarningKind::TrackedChanges => format!("{n} tracked changes, shown as accepted"),
        WarningKind::LeftOut if zh => format!("有 {n} 个图片或对象未显示"),
        WarningKind::LeftOut if n == 1 => "1 picture or object is not shown".into(),
        WarningKind::LeftOut => format!("{n} pictures or objects are not shown"),
        WarningKind::NumbersLost if zh => "文件中的自动编号无法读出，请在原程序中另存为 docx 后再打开".into(),
        WarningKind::NumbersLost => {
            "Automatic numbers could not be read; save the file as docx and open that".into()
        }
        WarningKind::Rejoined if zh => format!("已接合 {n} 处硬换行，可选“原样”恢复"),
        WarningKind::Rejoined if n == 1 => "1 hard line break was joined; “as found” undoes it".into(),
        WarningKind::Rejoined => format!("{n} hard line breaks were joined; “as found” undoes it"),
    }
}

/// One sentence that says why a file could not be opened.
pub fn open_error(lang: Lang, kind: std::io::ErrorKind) -> &'static str {
    use std::io::ErrorKind;
    let (zh, en) = match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => ("文件不存在", "There is no such file"),
        ErrorKind::PermissionDenied => ("没有读取的权限", "No permission to read it"),
        ErrorKind::IsADirectory => {
            ("这是一个文件夹，请给出文件名", "That is a folder; give the name of a file")
        }
        ErrorKind::FileTooLarge => ("文件太大，无法打开", "The file is too large"),
        _ => ("文件无法读取", "The file could not be read"),
    };
    if lang == Lang::Zh { zh } else { en }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_name_the_format_and_the_way_out() {
        let error = ReadError::Unsupported { name: "OFD" };
        assert!(
            read_error(Lang::Zh, &error).contains("OFD") && read_error(Lang::Zh, &error).contains("docx")
        );
        let warning = Warning { kind: WarningKind::TrackedChanges, span: None, count: 3 };
        assert_eq!(read_warning(Lang::Zh, &warning), "含 3 处修订，按接受修订后的文字显示");
    }
}
