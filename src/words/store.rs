//! Sentences about files of the program's own: decisions, settings, log.

use std::io;

use super::Lang;

crate::words! {
    /// Templates; `{}` is the name of a file, a number or the system's words.
    pub struct StoreWords {
        backup_used: "判断文件“{}”已损坏，已改用备份；损坏的文件另存为“{}”", "The decisions file “{}” was damaged; the backup is used and the damaged file kept as “{}”";
        set_aside: "文件“{}”已损坏，已另存为“{}”并重新开始", "The file “{}” was damaged; it is kept as “{}” and a new one begun";
        damaged_kept: "文件“{}”已损坏，无法改名，暂不使用", "The file “{}” is damaged and could not be renamed; it is not used";
        carried: "原文已改动，原有判断已按内容重新定位", "The text was changed; the decisions made before were found again by content";
        unread: "判断文件中有 {} 条无法识别，已原样保留", "{} entries of the decisions file could not be understood; they are kept as they are";
        newer: "判断文件由较新版本写成，不认识的内容会原样保留", "The decisions file was written by a newer version; what is unknown is kept as it is";
        fields_ignored: "设置中有 {} 项无法识别，已用默认值", "{} settings could not be understood; their defaults are used";
        not_kept: "判断未能保存到“{}”：{}", "The decisions could not be saved to “{}”: {}";
        no_folder: "找不到可写的用户文件夹，判断和设置不会保存", "No folder of the user can be written to; decisions and settings are not kept";
        other_window: "已合并另一窗口的判断", "Decisions of another window were merged in";
        conflicts: "已合并另一窗口的判断，其中 {} 条不一致，以本窗口为准", "Decisions of another window were merged in; {} differed, those of this window stand";
        settings_not_kept: "设置和最近打开的列表未能保存到“{}”：{}", "Settings and recent files could not be saved to “{}”: {}";
        fault: "判断未能保存：程序内部出错，详情见日志", "The decisions could not be saved: the program failed; the log has details";
        kept_after_all: "判断现在已保存", "The decisions are saved now";
        hopeless: "连续几次没有正常启动，这次没有自动打开上次的报告", "Several starts in a row failed, so the last reports were not opened this time";
        not_read: "“{}”无法读取：{}", "“{}” cannot be read: {}";
        not_decisions: "“{}”不是判断文件，没有导入", "“{}” is no decisions file; nothing was imported";
        cut_off: "“{}”不完整或已损坏，没有导入", "“{}” is incomplete or damaged; nothing was imported";
        crashed: "上次没有正常退出，已恢复当时打开的报告", "The program did not end properly last time; the reports open then were restored";
    }
}

crate::words! {
    /// The window after a panic.
    pub struct CrashWords {
        title: "对读遇到内部错误，已停止", "Duidu stopped because of an internal error";
        kept: "判断、批注和设置在改动时已经保存。重新打开后，会恢复当时打开的报告。下面的详情不含报告文字，可复制给开发者。", "Decisions, notes and settings were kept when they were made. Starting again brings back the reports that were open. The details below hold no text of a report; copy them for the developers.";
        again: "重新打开", "Start again";
        copy: "复制详情", "Copy details";
        open_log: "打开日志", "Open the log";
        close: "关闭", "Close";
    }
}

/// Why the system refused, in the user's language where it is a common reason.
pub fn io_reason(lang: Lang, error: &io::Error) -> String {
    // A file that Word holds open on Windows.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let (zh, en) = match error.kind() {
        _ if held => ("文件正被另一程序打开", "the file is open in another program"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ("磁盘空间不足", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘是只读的", "the disk is read-only"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        io::ErrorKind::NotFound => ("文件或文件夹不存在", "the file or folder does not exist"),
        io::ErrorKind::IsADirectory => ("这是一个文件夹", "it is a folder"),
        io::ErrorKind::NotADirectory => ("路径中有一项不是文件夹", "part of the path is no folder"),
        io::ErrorKind::AlreadyExists => ("文件已存在", "the file exists already"),
        io::ErrorKind::InvalidFilename => ("文件名过长或含有不允许的字符", "the file name is not allowed"),
        io::ErrorKind::FileTooLarge => ("文件太大", "the file is too large"),
        io::ErrorKind::ResourceBusy => ("文件正被占用", "the file is in use"),
        io::ErrorKind::StaleNetworkFileHandle | io::ErrorKind::HostUnreachable | io::ErrorKind::TimedOut => {
            ("网络位置没有响应", "the network place does not answer")
        }
        _ => return error.to_string(),
    };
    if lang == Lang::Zh { zh.to_owned() } else { en.to_owned() }
}
