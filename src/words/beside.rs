//! Words of the panel beside the reading pane.

use crate::words;

words! {
    /// Labels of the panel beside the reading pane.
    pub struct BesideWords {
        counterpart: "对应", "Links";
        passages: "摘录", "Excerpts";
        decisions: "判断", "Decisions";
        excerpts: "摘录篮", "Excerpt basket";
        no_excerpts: "选中文字后按 Ctrl+D，或在右键菜单里放入摘录", "Select text and press Ctrl+D, or use the context menu";
        notes: "标亮与批注", "Highlights and notes";
        no_notes: "选中文字后在右键菜单里标亮", "Select text and highlight it from the context menu";
        note_hint: "写一句备注", "Add a note";
        lost: "原文中已找不到", "No longer in the text";
        up: "上移", "Move up";
        down: "下移", "Move down";
        remove: "删除", "Remove";
        export: "导出摘录与批注…", "Export excerpts and notes…";
        no_decisions: "还没有判断。在对照里确认、解除或另配之后，这里列出每一条", "No decisions yet. Confirm, break or pair links in the comparison and they are listed here";
        only_note: "备注", "Note";
        withdraw: "撤回", "Withdraw";
    }
}
