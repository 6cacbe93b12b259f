//! Measure words: how much of what follows a figure belongs to it (5500余场次, 51.5%, 3个).

/// Words that stand between a figure and its unit.
const BETWEEN: &[char] = &['余', '多', '几', '来', '十', '百', '千', '万', '亿', '兆'];

/// Units and measure words, longest first among those with a common beginning.
const UNITS: &[&str] = &[
    "个百分点",
    "百分点",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "千瓦时",
    "千瓦",
    "人次",
    "件次",
    "篇次",
    "场次",
    "车次",
    "班次",
    "架次",
    "批次",
    "频次",
    "户次",
    "公里",
    "公顷",
    "公斤",
    "千米",
    "千克",
    "毫米",
    "毫克",
    "厘米",
    "微克",
    "美元",
    "欧元",
    "港元",
    "日元",
    "标箱",
    "小时",
    "分钟",
    "个月",
    "周年",
    "年度",
    "季度",
    "世纪",
    "人",
    "个",
    "名",
    "位",
    "件",
    "次",
    "场",
    "家",
    "户",
    "项",
    "条",
    "篇",
    "份",
    "届",
    "期",
    "批",
    "起",
    "宗",
    "例",
    "处",
    "所",
    "座",
    "栋",
    "套",
    "台",
    "辆",
    "艘",
    "架",
    "支",
    "只",
    "种",
    "类",
    "类别",
    "款",
    "级",
    "倍",
    "成",
    "元",
    "吨",
    "斤",
    "克",
    "亩",
    "米",
    "里",
    "度",
    "年",
    "月",
    "日",
    "天",
    "时",
    "分",
    "秒",
    "岁",
    "周",
    "号",
    "章",
    "节",
    "段",
    "页",
    "册",
    "卷",
    "幅",
    "张",
    "块",
    "片",
    "部",
    "本",
    "门",
    "间",
    "间次",
    "对",
    "双",
    "组",
    "队",
    "股",
    "笔",
    "轮",
    "趟",
    "遍",
    "线",
    "站",
    "县",
    "区",
    "市",
    "省",
    "乡",
    "镇",
    "村",
    "国",
    "版",
    "楼",
];

/// Length in bytes of the words at the beginning of `after` that belong to a figure before them:
/// 余, 万 and the like, then one unit. 0 when no unit follows.
pub fn unit_after(after: &str) -> usize {
    let rest = after.trim_start_matches(BETWEEN);
    let between = after.len() - rest.len();
    // 10余年 has four signs at most between figure and unit; more is another word.
    if rest.len() < after.len() && between > 12 {
        return 0;
    }
    let unit = UNITS.iter().filter(|unit| rest.starts_with(**unit)).map(|unit| unit.len()).max();
    between + unit.unwrap_or(0)
}

/// True for words that stay with the figure after them: 第12条, 约30个.
pub fn before_figure(c: char) -> bool {
    matches!(c, '第' | '约' | '近' | '超' | '达' | '逾')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_what_stands_before_them() {
        for (after, want) in [
            ("余场次，", "余场次"),
            ("个百分点", "个百分点"),
            ("亿元以上", "亿元"),
            ("万余平方米的", "万余平方米"),
            ("智库", ""),
            ("", ""),
        ] {
            assert_eq!(after.get(..unit_after(after)), Some(want), "{after}");
        }
    }
}
