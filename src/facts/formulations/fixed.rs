//! Numbered formulations of the political language of the day, known whether quoted or not.

use super::find::Form;
use crate::facts::FormulationKind;

/// Folded spellings.
const KNOWN: &[&str] = &[
    "八项规定",
    "两个确立",
    "两个维护",
    "两个一百年",
    "两个毫不动摇",
    "四个意识",
    "四个自信",
    "四个全面",
    "五位一体",
    "一国两制",
    "一带一路",
    "一岗双责",
    "三重一大",
    "三会一课",
    "两学一做",
    "三严三实",
    "三去一降一补",
    "放管服",
    "高质量发展",
    "中国式现代化",
    "新发展理念",
    "新发展格局",
    "新质生产力",
    "全过程人民民主",
    "供给侧结构性改革",
    "统一战线",
    "共同富裕",
    "乡村振兴",
    "科学发展观",
    "和谐社会",
    "稳中求进",
];

/// All of them as forms.
pub(super) fn forms() -> Vec<Form> {
    KNOWN
        .iter()
        .map(|k| {
            let chars: Vec<char> = k.chars().collect();
            let numbered = super::quoted::numbered(&chars);
            let kind = if numbered { FormulationKind::Numbered } else { FormulationKind::Recurring };
            Form { least: 2, ..Form::new(&chars, kind) }
        })
        .collect()
}
