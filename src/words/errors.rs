//! Sentences for everything that can go wrong.

use super::Lang;
use crate::read::ReadError;

/// One sentence that says why a file could not be read and what to do.
pub fn read_error(lang: Lang, error: &ReadError) -> String {
    let zh = lang == Lang::Zh;
    match error {
        ReadError::Empty if zh => "文件是空的，没有可读的文字".into(),
        ReadError::Empty => "The file is empty; there is no text to read".into(),
        ReadError::NotText { name } if zh => format!("这是 {name} 文件，不是文字，无法作为报告打开"),
        ReadError::NotText { name } => {
            format!("This is a {name} file, not text; it cannot be opened as a report")
        }
        ReadError::Unsupported { name } if zh => {
            format!("{name} 格式暂不支持，请在原程序中另存为 docx 后再打开")
        }
        ReadError::Unsupported { name } => {
            format!("{name} files are not supported; save the file as docx and open that")
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
