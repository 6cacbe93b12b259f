//! Words of a series of reports.

use super::{Lang, fill};
use crate::facts::indicator::Class;
use crate::facts::series::Trend;

crate::words! {
    /// Titles and columns of the tables of a series.
    pub struct SeriesTableWords {
        reports: "系列报告", "Reports of the series";
        matrix: "历年提法", "Phrases by year";
        indicators: "历年指标", "Indicators by year";
        body: "报告单位", "Body";
        year: "年份", "Year";
        title: "报告", "Report";
        formulations: "提法数", "Phrases";
        figures: "数据数", "Figures";
        file: "文件", "File";
        missing: "缺{}年", "No report of {}";
        trend: "变化", "Trend";
        total: "合计", "Total";
        no_year: "年份不明", "no year";
    }
}

crate::words! {
    /// Words of the series screen.
    pub struct SeriesWords {
        series: "系列", "Series";
        of_files: "{} 个文件", "{} files";
        count: "{} 份报告", "{} reports";
        one: "1 份报告", "1 report";
        reading: "正在读取 {} / {}…", "Reading {} of {}…";
        listing: "正在列出文件…", "Listing files…";
        counting: "正在统计…", "Counting…";
        cancel: "停止", "Stop";
        stopped: "已停止：只读了 {} / {}", "Stopped: {} of {} read";
        close: "关闭系列", "Close the series";
        refresh: "重新读取", "Read again";
        bodies: "{} 个单位", "{} bodies";
        all_bodies: "全部单位", "All bodies";
        unknown_body: "单位不明", "Body unknown";
        missing: "缺 {}", "{} missing";
        twice: "{} 年有不止一份", "More than one of {}";
        undated: "{} 份年份不明", "{} without a year";
        copies: "{} 份内容与另一份相同，只计一次", "{} have the same text as another and count once";
        failed: "{} 个文件读不了", "{} files could not be read";
        formulations: "提法", "Phrases";
        indicators: "指标", "Indicators";
        find: "查找", "Find";
        filter_reports: "筛选单位", "Filter bodies";
        every: "各份都有", "In every one";
        new: "最近新提", "New in the last";
        gone: "最近未提", "Not in the last";
        some: "时有时无", "In some";
        all: "全部", "All";
        trend: "变化", "Trend";
        total: "合计", "Total";
        reports_with: "份数", "Reports";
        year: "年份", "Year";
        target: "目标", "Target";
        result: "结果", "Result";
        long_target: "多年目标", "Target of several years";
        set_in: "{}年提出", "set in {}";
        only_one: "只有一份报告：加入其他年份后可以逐年比较", "One report only: add other years to compare them";
        no_reports: "没有读到报告", "No report was read";
        no_formulations: "这些报告里没有认出提法", "No phrases were found in these reports";
        no_indicators: "没有在两份以上报告中都出现的指标", "No indicator stands in two reports or more";
        no_years: "这些报告没有年份，画不出走势", "These reports have no years, so there is no trend to draw";
        nothing_filtered: "没有符合筛选条件的行", "No row passes the filter";
        choose_indicator: "在左边选一个指标", "Choose an indicator on the left";
        find_hint: "在全部 {} 份报告中查找", "Find in all {} reports";
        find_empty: "输入词语，在全部报告中查找；不计全半角、引号和空白", "Type words to find them in all reports; widths, quotes and blanks do not count";
        no_hits: "没有找到“{}”", "“{}” was not found";
        hits: "{} 处，{} 份报告", "{} hits in {} reports";
        more_hits: "另有 {} 处，在这份报告里查找", "{} more: find in this report";
        copy_table: "复制表格", "Copy table";
        export_table: "导出…", "Export…";
        filter_rows: "筛选", "Filter";
        read_as: "目标与结果按同名指标自动归并，请以原文为准", "Targets and results are joined by name; the text is what counts";
        no_body: "没有名称含“{}”的单位", "No body has “{}” in its name";
        place: "出处", "Place";
        words: "原文", "Text";
        found: "查找结果", "Found";
        no_folder: "文件夹“{}”里没有可以读取的报告", "There are no reports in the folder “{}”";
        drop: "松开后作为一个系列打开", "Drop to open as a series";
        open_folder: "打开文件夹…", "Open a folder…";
        table_name: "历年", "series";
    }
}

/// How a formulation goes through the years.
pub fn trend_name(lang: Lang, trend: Trend) -> &'static str {
    let w = SeriesWords::of(lang);
    match trend {
        Trend::Every => w.every,
        Trend::New => w.new,
        Trend::Gone => w.gone,
        Trend::Some => w.some,
    }
}

/// A year, several missing ones, or none.
pub fn year_span(lang: Lang, year: Option<i32>, until: Option<i32>) -> String {
    match (year, until) {
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(year), None) => year.to_string(),
        (None, _) => SeriesTableWords::of(lang).no_year.to_owned(),
    }
}

/// A value as written, and for a target of several years when it was set.
pub fn target_set(lang: Lang, shown: &str, set: Option<i32>) -> String {
    let Some(set) = set else { return shown.to_owned() };
    let words = fill(SeriesWords::of(lang).set_in, &[&set.to_string()]);
    if lang == Lang::Zh { format!("{shown}（{words}）") } else { format!("{shown} ({words})") }
}

/// Years as a list; runs of three and more as a range.
pub fn years(lang: Lang, years: &[i32]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut i = 0;
    while let Some(&from) = years.get(i) {
        let mut end = i;
        while years.get(end + 1).is_some_and(|&y| y == years[end] + 1) {
            end += 1;
        }
        if end > i + 1 {
            out.push(format!("{from}–{}", years[end]));
            i = end + 1;
        } else {
            out.push(from.to_string());
            i += 1;
        }
    }
    out.join(if lang == Lang::Zh { "、" } else { ", " })
}

/// How values in the base unit of `class` are shown: a factor and the unit, for values up to `most`.
pub fn measure(lang: Lang, class: Class, unit: &str, most: f64) -> (f64, String) {
    let zh = lang == Lang::Zh;
    let (factor, base) = match class {
        Class::Growth | Class::Share => (1.0, "%"),
        Class::Yuan => (1.0, "元"),
        Class::Dollar => (1.0, "美元"),
        Class::People => (1.0, if zh { "人" } else { "people" }),
        Class::Mass => (1e-3, if zh { "吨" } else { "t" }),
        Class::Area if most >= 1e7 => (1.5e-3, if zh { "亩" } else { "mu" }),
        Class::Area => (1.0, if zh { "平方米" } else { "m²" }),
        Class::Length => (1e-3, if zh { "公里" } else { "km" }),
        _ => (1.0, unit),
    };
    let most = most * factor;
    match (class, zh) {
        (Class::Growth | Class::Share | Class::Points | Class::Multiple | Class::Time, _) => {
            (factor, base.to_owned())
        }
        (_, true) if most >= 1e12 => (factor / 1e12, format!("万亿{base}")),
        (_, true) if most >= 1e8 => (factor / 1e8, format!("亿{base}")),
        (_, true) if most >= 1e5 => (factor / 1e4, format!("万{base}")),
        (_, false) if most >= 1e9 => (factor / 1e9, format!("bn {base}")),
        (_, false) if most >= 1e6 => (factor / 1e6, format!("m {base}")),
        _ => (factor, base.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_units_read_as_people_write_them() {
        assert_eq!(years(Lang::Zh, &[2015, 2018, 2019, 2020, 2022, 2023]), "2015、2018–2020、2022、2023");
        assert_eq!(measure(Lang::Zh, Class::Yuan, "元", 3.2e12), (1e-12, "万亿元".to_owned()));
        assert_eq!(measure(Lang::Zh, Class::Growth, "%", 6.9).1, "%");
        assert_eq!(measure(Lang::Zh, Class::Mass, "斤", 6.5e11), (1e-3 / 1e8, "亿吨".to_owned()));
    }
}
