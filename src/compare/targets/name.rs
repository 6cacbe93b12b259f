//! Names of indicators: synonyms united, common words weighted down.

use std::collections::HashMap;

use super::measure::Measured;
use crate::text::{fold, simplified};

/// What is said → what it is compared as. Names of substances and kinds of road become one sign
/// each (private use area), so that 二氧化碳 and 二氧化硫 share nothing.
const SAME: &[(&str, &str)] = &[
    ("广义货币供应量", "广义货币"),
    ("地区生产总值", "生产总值"),
    ("国内生产总值", "生产总值"),
    ("gdp", "生产总值"),
    ("经济总量", "生产总值"),
    ("经济增长预期目标", "生产总值"),
    ("经济增长率", "生产总值"),
    ("经济增速", "生产总值"),
    ("单位生产总值", "\u{E001}"),
    ("万元生产总值", "\u{E001}"),
    ("人均生产总值", "\u{E002}"),
    ("综合能耗", "能耗"),
    ("能源消耗", "能耗"),
    ("二氧化碳", "\u{E003}"),
    ("二氧化硫", "\u{E004}"),
    ("氮氧化物", "\u{E005}"),
    ("化学需氧量", "\u{E006}"),
    ("氨氮", "\u{E007}"),
    ("细颗粒物(pm2.5)", "\u{E008}"),
    ("细颗粒物", "\u{E008}"),
    ("pm2.5", "\u{E008}"),
    ("高速公路", "\u{E009}"),
    ("高速铁路", "\u{E00A}"),
    ("高铁", "\u{E00A}"),
    ("农村公路", "\u{E00B}"),
    ("居民消费价格总水平", "居民消费价格"),
    ("居民消费价格指数", "居民消费价格"),
    ("cpi", "居民消费价格"),
    ("城镇登记失业率", "登记失业率"),
    ("城镇调查失业率", "调查失业率"),
    ("规上", "规模以上"),
    ("r&d", "研发"),
    ("研究与试验发展", "研发"),
    ("研究和试验发展", "研发"),
    ("研发经费", "研发"),
    ("税负", "税费负担"),
    ("减轻", "降低"),
    ("减少", "降低"),
    ("可支配收入", "收入"),
    ("纯收入", "收入"),
    ("财政一般预算收入", "公共预算收入"),
    ("一般公共预算收入", "公共预算收入"),
    ("一般预算收入", "公共预算收入"),
    ("进出口贸易总额", "进出口总额"),
    ("外贸进出口", "进出口"),
    ("实际使用外资", "实际利用外资"),
    ("固定资产投资总额", "固定资产投资"),
    ("粮食总产量", "粮食产量"),
    ("粮食总产", "粮食产量"),
    ("旅游总收入", "旅游收入"),
    ("进城落户", "城镇落户"),
    ("在城镇落户", "城镇落户"),
];

/// Words that say how or when, not what.
const EMPTY: &[&str] = &[
    "涨幅",
    "增幅",
    "增速",
    "降幅",
    "年均",
    "同比",
    "新开工",
    "再开工",
    "开工建设",
    "开工",
    "启动",
    "新增加",
    "累计",
    "预期",
    "目标",
    "任务",
    "全年",
    "今年",
    "年末",
    "全市",
    "全省",
    "全县",
    "全区",
    "全国",
    "我国",
    "我省",
    "我市",
    "我县",
    "我区",
    "人数",
    "实际",
    "全社会",
    "重点",
    "项目",
    "实施",
    "达到",
    "完成",
    "实现",
    "总计",
    "合计",
    "力争",
    "确保",
    "安排",
    "推进",
    "继续",
    "十三五时期",
    "十四五时期",
    "十二五时期",
    "十五五时期",
    "时期",
    "左右",
    "以上",
];

/// The name for comparing: folded, synonyms united, empty words gone.
pub(super) fn canonical(name: &str) -> String {
    let mut out: String = fold(name, 0).chars.into_iter().map(simplified).collect();
    if matches!(
        out.as_str(),
        "经济" | "十三五时期经济" | "十四五时期经济" | "十五五时期经济" | "十二五时期经济"
    ) {
        return "生产总值".to_owned();
    }
    for (from, to) in SAME {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    let whole = out.clone();
    for word in EMPTY {
        if out.contains(word) {
            out = out.replace(word, "");
        }
    }
    if out.is_empty() { whole } else { out }
}

/// True when one name is part of the other.
pub(super) fn contains(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// How much each character and pair of characters says, learned from all names of both reports.
pub(super) struct Weights {
    seen: HashMap<[char; 2], u32>,
    names: f32,
}

impl Weights {
    /// Counts in how many names each character and pair stands.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut seen: HashMap<[char; 2], u32> = HashMap::new();
        let mut count = 0u32;
        for name in names {
            let mut grams = grams(name);
            grams.sort_unstable();
            grams.dedup();
            for g in grams {
                *seen.entry(g).or_default() += 1;
            }
            count += 1;
        }
        Self { seen, names: count.max(1) as f32 }
    }

    fn weight(&self, gram: [char; 2]) -> f32 {
        let df = self.seen.get(&gram).copied().unwrap_or(0) as f32;
        ((self.names + 1.0) / (df + 1.0)).ln().max(0.1)
    }

    /// Likeness of two indicators, 0–1: weighted Dice over characters and pairs; a short name all
    /// of whose characters stand in the other clause counts as well.
    pub fn alike(&self, a: &Measured, b: &Measured) -> f32 {
        // 投资, 企业, 启动率: too common to tell two things apart.
        if [&a.name, &b.name].iter().any(|n| n.chars().count() < 3 && !n.chars().any(is_sign)) {
            return 0.0;
        }
        let past = if b.long_past && a.until.is_none() { 0.8 } else { 1.0 };
        if a.name == b.name {
            return past;
        }
        let (ga, gb) = (grams(&a.name), grams(&b.name));
        let (wa, wb) = (self.sum(&ga), self.sum(&gb));
        let shared = self.shared(&ga, &gb);
        let dice = if wa + wb > 0.0 { 2.0 * shared / (wa + wb) } else { 0.0 };
        let (short, ws, other) = if wa <= wb { (&ga, wa, b) } else { (&gb, wb, a) };
        let inside = if ws > 0.0 { self.shared(short, &grams(&other.around)) / ws } else { 0.0 };
        let named = if ws > 0.0 { shared / ws } else { 0.0 };
        // One sign (农村公路) is a whole name.
        let long_enough = short.len() >= 5 || short.iter().any(|g| is_sign(g[0]));
        let contained = if long_enough { (named * 0.9).max(inside * 0.8) } else { 0.0 };
        if clash(&a.name, &b.name) {
            return 0.0;
        }
        past * dice.max(dice * 0.5 + contained * 0.5).max(contained * 0.75)
    }

    fn sum(&self, grams: &[[char; 2]]) -> f32 {
        grams.iter().map(|&g| self.weight(g)).sum()
    }

    fn shared(&self, a: &[[char; 2]], b: &[[char; 2]]) -> f32 {
        let mut left = b.to_vec();
        let mut sum = 0.0;
        for &g in a {
            if let Some(at) = left.iter().position(|&x| x == g) {
                left.swap_remove(at);
                sum += self.weight(g);
            }
        }
        sum
    }
}

/// Characters (`[c, '\0']`) and pairs.
pub(super) fn grams(name: &str) -> Vec<[char; 2]> {
    let chars: Vec<char> = name.chars().filter(|&c| c.is_alphanumeric() || is_sign(c)).collect();
    let mut out: Vec<[char; 2]> = chars.iter().map(|&c| [c, '\0']).collect();
    out.extend(chars.windows(2).filter_map(|w| Some([*w.first()?, *w.get(1)?])));
    out
}

/// A character that stands for a whole word in [`SAME`].
fn is_sign(c: char) -> bool {
    ('\u{E000}'..'\u{F000}').contains(&c)
}

/// Names that differ in a sign of their own (二氧化碳 | 二氧化硫; 单位…能耗 | …), or in a word that
/// makes another indicator of the same stem.
fn clash(a: &str, b: &str) -> bool {
    const APART: &[&[&str]] = &[
        &["城镇", "农村"],
        &["城市", "农村"],
        &["中央", "地方"],
        &["进口", "出口"],
        &["登记失业率", "调查失业率"],
        &["用水量", "能耗"],
        &["人均", "总量"],
        &["工业", "农业", "服务业"],
        &["第一产业", "第二产业", "第三产业"],
        &["存款", "贷款"],
        &["铁路", "公路"],
        &["户籍", "常住"],
        &["税收", "收费"],
        &["规模以上", "限额以上"],
        &["就业", "再就业"],
        &["小学", "中学", "幼儿园"],
    ];
    let sign = |s: &str| s.chars().filter(|&c| is_sign(c)).collect::<Vec<char>>();
    let (sa, sb) = (sign(a), sign(b));
    let signs = !sa.is_empty() && !sb.is_empty() && !sa.iter().any(|c| sb.contains(c))
        || sa.contains(&'\u{E001}') != sb.contains(&'\u{E001}')
        || sa.contains(&'\u{E002}') != sb.contains(&'\u{E002}');
    signs
        || APART.iter().any(|group| {
            let of = |s: &str| group.iter().rposition(|w| s.contains(w));
            matches!((of(a), of(b)), (Some(x), Some(y)) if x != y)
        })
}
