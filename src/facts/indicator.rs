//! Indicators: what figures of different reports must share to be compared – the kind of measure,
//! the base unit, the name with its synonyms united.

use super::{Figure, FigureKind};
use crate::text::{fold, narrow, simplified};

/// Kinds of measures that may be compared with each other only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Change in per cent.
    Growth,
    /// Change in percentage points.
    Points,
    /// Share or rate in per cent.
    Share,
    /// 翻番, 3倍.
    Multiple,
    /// People, whatever the measure word.
    People,
    /// Countable things.
    Things,
    /// Dwellings and households.
    Homes,
    /// Money by currency: 元.
    Yuan,
    /// 美元.
    Dollar,
    /// Square metres.
    Area,
    /// Metres.
    Length,
    /// Kilograms.
    Mass,
    /// Lengths of time in its own unit.
    Time,
    /// Anything else, by unit.
    Other,
    /// No number: 全覆盖, 只减不增 …
    Fixed,
}

/// Class of a figure and the factor to the class's base unit.
pub fn class(figure: &Figure) -> (Class, f64) {
    let unit: String = figure.unit.chars().map(narrow).take_while(|&c| c != '(').collect();
    let per_cent = figure.value.starts_with("百分之");
    match unit.as_str() {
        "" if per_cent && figure.kind == FigureKind::Growth => (Class::Growth, 1.0),
        "" if per_cent => (Class::Share, 1.0),
        "%" if figure.kind == FigureKind::Growth => (Class::Growth, 1.0),
        "%" => (Class::Share, 1.0),
        "成" => (Class::Share, 10.0),
        "个百分点" | "百分点" => (Class::Points, 1.0),
        "倍" => (Class::Multiple, 1.0),
        "元" | "圆" => (Class::Yuan, 1.0),
        "美元" => (Class::Dollar, 1.0),
        "人" | "名" | "人次" | "位" | "员" => (Class::People, 1.0),
        "个" | "项" | "件" | "条" | "家" | "所" | "座" | "处" | "宗" | "部" | "台" | "辆" | "场" | "场次"
        | "批次" | "次" => (Class::Things, 1.0),
        "套" | "户" | "间" => (Class::Homes, 1.0),
        "亩" => (Class::Area, 10_000.0 / 15.0),
        "公顷" => (Class::Area, 1e4),
        "平方公里" | "平方千米" => (Class::Area, 1e6),
        "平方米" | "平米" | "平方" => (Class::Area, 1.0),
        "公里" | "千米" => (Class::Length, 1e3),
        "里" => (Class::Length, 500.0),
        "米" => (Class::Length, 1.0),
        "吨" => (Class::Mass, 1e3),
        "公斤" | "千克" => (Class::Mass, 1.0),
        "斤" => (Class::Mass, 0.5),
        "" if figure.kind == FigureKind::Growth => (Class::Multiple, 1.0),
        _ if figure.kind == FigureKind::Time => (Class::Time, 1.0),
        _ => (Class::Other, 1.0),
    }
}

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
pub fn canonical(name: &str) -> String {
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
    for word in BUILDING {
        let rest = out.replace(word, "");
        if rest.chars().count() > 2 || rest.chars().any(is_sign) {
            out = rest;
        }
    }
    if out.is_empty() { whole } else { out }
}

/// Verbs of building, dropped when enough is left.
const BUILDING: &[&str] = &["新建", "改建", "扩建", "建成", "建设", "新增"];

/// A character that stands for a whole word in [`SAME`].
pub fn is_sign(c: char) -> bool {
    ('\u{E000}'..'\u{F000}').contains(&c)
}

/// Names that differ in a sign of their own (二氧化碳 | 二氧化硫; 单位…能耗 | …), or in a word that
/// makes another indicator of the same stem.
pub fn clash(a: &str, b: &str) -> bool {
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
