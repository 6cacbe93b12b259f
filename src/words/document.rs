//! Names of changes, verdicts and of what became of a decision's place.

use super::Lang;
use crate::document::{DecisionPlace, Edit, Entry, FormulationEdit, Note, Overrides, StructureEdit, Verdict};

/// Name of a change, for 撤销… and 重做….
pub fn edit_name(lang: Lang, edit: &Edit) -> &'static str {
    let (zh, en) = match edit {
        Edit::Structure(e) => structure_name(e),
        Edit::RemoveStructure(_) => ("取消结构更正", "withdrawing a correction"),
        Edit::Decide(d) => match d.verdict {
            Some(Verdict::Confirmed) => ("确认对应", "confirming a link"),
            Some(Verdict::Broken) => ("解除对应", "breaking a link"),
            Some(Verdict::Doubtful) => ("存疑", "doubting a link"),
            None => ("对应备注", "note on a link"),
        },
        Edit::Undecide { .. } => ("取消对应判断", "withdrawing a decision"),
        Edit::SetNote(Note { text, .. }) if text.is_empty() => ("标亮", "highlight"),
        Edit::SetNote(_) => ("批注", "note"),
        Edit::RemoveNote(_) => ("删除批注", "removing a note"),
        Edit::AddExcerpt(_) => ("加入摘录", "adding an excerpt"),
        Edit::NoteExcerpt { .. } => ("摘录备注", "note on an excerpt"),
        Edit::RemoveExcerpt(_) => ("移出摘录", "removing an excerpt"),
        Edit::MoveExcerpt { .. } => ("摘录排序", "moving an excerpt"),
        Edit::Formulation(FormulationEdit::Hide { .. }) => ("隐藏提法", "hiding a phrase"),
        Edit::Formulation(FormulationEdit::Merge { .. }) => ("合并提法", "merging phrases"),
        Edit::Formulation(FormulationEdit::Add { .. }) => ("添加提法", "adding a phrase"),
        Edit::RemoveFormulation(_) => ("取消提法更正", "withdrawing a change of phrases"),
        Edit::Forget(_) => ("删除判断", "removing decisions"),
        Edit::Import(_) => ("导入判断", "import of decisions"),
    };
    if lang == Lang::Zh { zh } else { en }
}

fn structure_name(edit: &StructureEdit) -> (&'static str, &'static str) {
    match edit {
        StructureEdit::SetRole { .. } => ("更改部分类别", "changing a role"),
        StructureEdit::MakeHeading { .. } => ("设为标题", "making a heading"),
        StructureEdit::UnmakeHeading { .. } => ("取消标题", "unmaking a heading"),
        StructureEdit::SetLevel { .. } => ("更改标题层次", "changing a level"),
        StructureEdit::Split { .. } => ("拆分段落", "splitting a paragraph"),
        StructureEdit::Join { .. } => ("合并段落", "joining paragraphs"),
    }
}

/// What an entry of `overrides` is, for the list of decisions; empty when there is none.
pub fn entry_name(lang: Lang, overrides: &Overrides, entry: Entry) -> &'static str {
    let (zh, en) = match entry {
        Entry::Structure(i) => overrides.structure.get(i).map_or(("", ""), structure_name),
        Entry::Link(i) => {
            return overrides.links.get(i).map_or("", |l| verdict_name(lang, l.verdict));
        }
        Entry::Note(i) => match overrides.notes.get(i) {
            Some(note) if note.text.is_empty() => ("标亮", "highlight"),
            Some(_) => ("批注", "note"),
            None => ("", ""),
        },
        Entry::Excerpt(_) => ("摘录", "excerpt"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Name of a verdict; of a decision without one: a note.
pub fn verdict_name(lang: Lang, verdict: Option<Verdict>) -> &'static str {
    let (zh, en) = match verdict {
        Some(Verdict::Confirmed) => ("已确认", "confirmed"),
        Some(Verdict::Broken) => ("已解除", "broken"),
        Some(Verdict::Doubtful) => ("存疑", "doubtful"),
        None => ("备注", "note"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Why a decision does not show in the comparison; empty when it does.
pub fn decision_place(lang: Lang, place: DecisionPlace) -> &'static str {
    let (zh, en) = match place {
        DecisionPlace::Units(..) => ("", ""),
        DecisionPlace::Elsewhere(..) => ("不在当前对照的两侧", "not on the sides compared now"),
        DecisionPlace::OtherPair => ("属于另一份报告的对照", "of a comparison with another report"),
        DecisionPlace::Lost => ("原文已变，找不到原处", "its words are gone from the text"),
    };
    if lang == Lang::Zh { zh } else { en }
}
