//! Words of 提法 and 数据 on screen.

use crate::words;

words! {
    /// Labels of the tables on screen.
    pub struct TablesWords {
        all: "全部", "All";
        finding: "正在查找…", "Looking…";
        on_both: "两处都有", "In both";
        only_in: "仅{}", "{} only";
        hidden: "已屏蔽 {}", "{} hidden";
        copy_table: "复制表格", "Copy table";
        filter_formulations: "筛选提法", "Filter phrases";
        no_formulations: "没有认出提法", "No phrases found";
        nothing_filtered: "没有符合筛选条件的行", "No row passes the filter";
        formulation: "提法", "Phrase";
        status: "状态", "Status";
        position: "在全文中的位置", "Where";
        context: "{}语境", "In the {}";
        hide: "屏蔽此提法", "Hide";
        ignore_quotes: "不论引号", "Ignore quotes";
        join_short: "简称归并", "Join short forms";
        merge: "归并到…", "Merge into…";
        merge_hint: "归并到哪一条", "Merge into which";
        add: "添加提法", "Add a phrase";
        add_hint: "报告里的原词", "Words of the report";
        add_now: "添加", "Add";
        not_there: "文中没有“{}”", "“{}” is not in the text";
        known_already: "“{}”已在表中", "“{}” is in the table already";
        restore: "恢复", "Restore";
        changes: "更正 {}", "Changes {}";
        hidden_one: "屏蔽：{}", "Hidden: {}";
        merged_one: "归并：{} → {}", "Merged: {} → {}";
        added_one: "添加：{}", "Added: {}";
        short_form: "简称“{}”", "short “{}”";
        brackets_off: "去括注", "no brackets";
        brackets_on: "加括注", "with brackets";
        quotes_off: "去引号", "unquoted";
        quotes_on: "加引号", "quoted";
        same_spelling: "其中 {} 条写法相同，{} 条引号或简称不同", "{} spelled alike, {} with other quotes or forms";
        not_in: "{}部分未出现", "not in the {}";
        more_places: "另有 {} 处", "{} more";
        see_in_compare: "在对照中查看", "See in comparison";
        ledger: "数据台账", "Ledger";
        targets: "目标→结果", "Targets → results";
        no_figures_in: "{}部分未提出量化指标", "No figures in the {}";
        looked_through: "已查 {} 段 {} 字；这是核对结果，不是漏读", "{} paragraphs, {} characters were looked through";
        see_text: "看原文", "See text";
        figures_found: "个数据", "figures";
        no_such_part: "没有这一部分", "No such part";
        export_table: "导出…", "Export…";
        filter_figures: "筛选指标", "Filter figures";
        number: "序", "No.";
        value: "数值", "Value";
        unit: "单位", "Unit";
        of: "所指", "Of";
        kind: "性质", "Kind";
        no_unit: "无单位", "No unit";
        change: "比较", "Change";
        place: "所在", "Place";
        clause: "原句", "Clause";
        no_figures: "没有认出数据", "No figures found";
        by_kind: "按性质", "By kind";
        all_targets: "全部目标", "All targets";
        passed_over: "看到但不计为数据", "Seen, not counted";
        passed_date: "日期", "date";
        passed_ordinal: "次序、届次", "ordinal";
        passed_duration: "时间", "time";
        passed_name: "名称", "name";
        reading_note: "“达到”“未达到”是程序对文字的判读，请以原文为准；“未见报告”不等于未完成", "“Met” and “missed” are the program's reading of the words; “unreported” does not mean undone";
        no_targets: "前一份报告的部署部分没有可比的量化目标", "The earlier report's plan has no targets to compare";
        indicator: "指标", "Indicator";
        target: "目标", "Target";
        reading: "判读", "Reading";
        result: "结果", "Result";
    }
}
