//! Words of the comparison view.

use crate::words;

words! {
    /// Labels of the comparison view.
    pub struct CompareWords {
        all: "全部", "All";
        only_undecided: "只看未确认", "Undecided only";
        search: "在对照中查找", "Search comparison";
        decided: "已判断 {} / {}", "Decided {} / {}";
        next: "下一条", "Next";
        previous: "上一条", "Previous";
        as_table: "按表格看", "As a table";
        sync: "同步滚动", "Sync scroll";
        comparing: "正在对照…", "Comparing…";
        choose_part: "选择要对照的部分", "Choose the part to compare";
        year: "{} 年", "{}";
        items_and_chars: "{} 项　{} 字", "{} items, {} chars";
        nothing_filtered: "没有符合筛选条件的事项", "No item passes the filter";
        pair_hint: "请在另一栏点选要对应的事项", "Click the item on the other side to link with";
        more_points: "还有 {} 点", "{} more";
        fewer_points: "收起", "Fewer";
        link_count: "对应 {} 项", "{} links";
        not_in: "{}未见", "not in {}";
        absent: "{}部分未见对应内容", "Nothing about it in the {}";
        overview: "全貌", "Overview";
        open_in_reading: "在阅读中打开", "Open in text";
        difference: "看差异", "Differences";
        confirm: "确认", "Confirm";
        confirmed: "已确认", "Confirmed";
        doubted: "已存疑", "Marked doubtful";
        break_link: "解除", "Break";
        pair: "另配…", "Pair with…";
        doubt: "存疑", "Doubt";
        note_hint: "写一句备注", "Add a note";
        counterpart: "在{}中", "In the {}";
        also: "同一事项还对应", "Also linked with";
        figures_here: "本项数据", "Figures here";
        none_here: "没有数据", "No figures";
        whole: "回顾与部署对照", "Review against plan";
        whole_hint: "点正文中的事项，这里显示它的对应与依据", "Click an item in the text to see its counterpart here";
    }
}
