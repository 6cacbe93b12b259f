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
        vast: "文本有 {} MB，要等一会儿；可以先回去阅读", "The text holds {} MB, so this takes a while; you can read on meanwhile";
        unasked: "文本有 {} MB，打开“对照”时才对照", "The text holds {} MB: it is compared when you open Compare";
        choose_part: "选择要对照的部分", "Choose the part to compare";
        year: "{} 年", "{}";
        items_and_chars: "{} 项　{} 字", "{} items, {} chars";
        nothing_filtered: "没有符合筛选条件的事项", "No item passes the filter";
        pair_hint: "请在另一栏点选要对应的事项，或用方向键选定后按 Enter；Esc 取消", "Click the item on the other side, or choose it with the arrows and Enter; Esc cancels";
        more_points: "还有 {} 点", "{} more";
        points_not_again: "其中 {} 点未再提", "{} points not mentioned again";
        only_selected: "只看所选", "Selected only";
        approximate: "事项很多，在限定的计算量内只作了粗略对照，可能漏掉一些对应", "So many items that the search was cut short: some links may be missing";
        hits: "{} / {}", "{} / {}";
        no_hits: "没有", "none";
        next_hit: "下一处", "Next place";
        previous_hit: "上一处", "Previous place";
        unfold_all: "展开长卡片", "Unfold long cards";
        hide_ends: "隐去开头与结束语", "Hide opening and closing";
        stop_of: "第 {} / {} 条", "{} of {}";
        stop_of_narrow: "{} / {}", "{} / {}";
        item_of: "{} 第 {} / {} 项", "{}, item {} of {}";
        siblings: "同一{}项共承接 {} 个{}项", "One {} item takes up {} {} items";
        sibling: "{} {}：{}", "{} {}: {}";
        copy_with_source: "复制带出处", "Copy with source";
        certainty: "把握", "Certainty";
        reasons: "依据", "Because of";
        longest: "（最长 {} 字）", " (up to {} chars)";
        no_reasons: "文字很少相同，由两项所在的位置与结构判断", "Little wording in common; judged by place and structure";
        replaced: "换字 {}：", "{} replaced:";
        only_on: "仅{}", "Only {}";
        moved: "移动", "Moved";
        same: "相同", "Same";
        column_status: "状态", "Status";
        column_reason: "依据", "Because of";
        column_certainty: "把握", "Certainty";
        column_note: "备注", "Note";
        decisions_list: "判断记录", "Decisions";
        part_by_hand: "把这一节当作“{}”：", "Take this section as {}:";
        no_part: "没有认出“{}”部分", "No {} was recognised";
        no_part_hint: "可以点栏顶换一部分来对照，或在下面指定一节（可撤销）", "Choose another part above, or name a section below (can be undone)";
        identical: "两栏文字完全相同", "Both sides have the same text";
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
