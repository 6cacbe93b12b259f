//! What a reader should know of two reports.

crate::words! {
    /// Sentences about two reports that are compared.
    pub struct PairWords {
        same_text: "两份报告内容相同，对照不出变化", "Both reports have the same text; there is nothing to compare";
        other_body: "两份报告不是同一单位：{}，{}", "The reports are of different bodies: {}, {}";
        same_year: "两份报告都是{}年的，不是先后两年", "Both reports are of {}, not of years that follow";
        later_first: "左边是{}年、右边是{}年的报告，次序反了", "The left report is of {}, the right of {}: the wrong order";
        years_between: "两份报告分别是{}年和{}年的，中间缺了年份", "The reports are of {} and {}; the years between are missing";
        no_year: "有一份报告看不出年份，请留意左右次序", "The year of one report is unknown; mind the order";
    }
}
