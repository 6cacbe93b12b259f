//! Words of the export dialog.

use super::Lang;

crate::words! {
    /// Words of the export dialog and of what follows it.
    pub struct ExportDialogWords {
        with_signs: "状态加符号 ↔ + − ?", "Status signs ↔ + − ?";
        with_head: "页眉报告名、页码", "Running head, pages";
        only_confirmed: "只导出已确认", "Only confirmed links";
        by_points: "逐句（逐条）列任务", "A task for every point";
        row_order: "行序", "Order of rows";
        by_left: "按回顾", "By review";
        by_right: "按部署", "By plan";
        by_status: "按状态", "By status";
        how_much: "事项文字", "Text of items";
        text_full: "全文", "All";
        text_short: "80字", "80 chars";
        text_titles: "标题", "Headings";
        file_name: "文件名", "File name";
        ask_place: "导出时选择位置", "Asked when exporting";
        change: "更改…", "Change…";
        print: "打印…", "Print…";
        printing: "已在系统的 PDF 阅读程序中打开，请从那里打印", "Opened in the system’s PDF viewer; print from there";
        not_opened: "系统没有打开此类文件的程序，文件在 {}", "The system has no program for this file; it is {}";
        copied: "已复制到剪贴板", "Copied to the clipboard";
        page: "第 {} / {} 页", "Page {} of {}";
        page_more: "第 {} / … 页", "Page {} of …";
        previous_page: "上一页", "Previous page";
        next_page: "下一页", "Next page";
        real_size: "实际大小", "Actual size";
        page_width: "页宽", "Page width";
        preparing: "正在排版…", "Laying out…";
        not_selected: "未选", "none";
        none: "没有", "none";
        exists: "已有同名文件“{}”，要替换它吗？", "There is a file named “{}” already. Replace it?";
        exists_hint: "替换后原来的内容不能恢复", "What it holds now cannot be brought back";
        replace: "替换", "Replace";
        other_name: "换个名字", "Another name";
        writing: "正在导出 {}", "Exporting {}";
    }
}

/// An amount: characters, rows or entries.
pub fn amount(lang: Lang, n: usize, unit: Unit) -> String {
    let mut digits = n.to_string();
    let mut at = digits.len();
    while at > 3 {
        at -= 3;
        digits.insert(at, ',');
    }
    match (lang, unit) {
        (Lang::Zh, Unit::Characters) => format!("{digits} 字"),
        (Lang::Zh, Unit::Rows) => format!("{digits} 行"),
        (Lang::Zh, Unit::Entries) => format!("{digits} 条"),
        (Lang::En, Unit::Characters) => format!("{digits} chars"),
        (Lang::En, Unit::Rows) => format!("{digits} rows"),
        (Lang::En, Unit::Entries) => digits,
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 字.
    Characters,
    /// 行.
    Rows,
    /// 条.
    Entries,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(amount(Lang::Zh, 1268, Unit::Characters), "1,268 字");
        assert_eq!(amount(Lang::Zh, 26, Unit::Rows), "26 行");
        assert_eq!(amount(Lang::En, 1_234_567, Unit::Entries), "1,234,567");
    }
}
