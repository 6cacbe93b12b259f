//! Generated reports whose sides face each other.

use std::fmt::Write;

use crate::common::numbers::Numbers;
use crate::common::{HEAD, Writer, numeral, topics};

/// A report of `count` review and `count` plan items of about `length` characters, the first of each
/// `long` characters; every one names an amount that stands, or is to stand, on the other side too.
pub fn facing(count: usize, length: usize, long: usize) -> String {
    let mut writer = Writer { text: String::new(), numbers: Numbers(3), topics: topics() };
    writer.text.push_str(HEAD);
    for (n, title) in ["2023年工作回顾", "2024年工作安排"].into_iter().enumerate() {
        let _ = writeln!(writer.text, "{}、{title}", numeral(n + 1));
        for item in 1..=count {
            // Numbers of headings end at ninety-nine.
            if item % 60 == 1 {
                let name = writer.title(item / 60);
                let _ = writeln!(writer.text, "（{}）{name}", numeral(item / 60 + 1));
            }
            let (name, start) = (writer.title(item), writer.text.len());
            let _ = write!(writer.text, "{}．{name}。", (item - 1) % 60 + 1);
            let (product, amount) = (writer.topics[item % writer.topics.len()][0], 20 + item % 300 + n);
            let verb = if n == 0 { "完成" } else { "力争达到" };
            let _ = write!(writer.text, "{product}项目投资{verb}{amount}亿元。");
            let wanted = if item == 1 { long } else { length };
            while (writer.text.len() - start) / 3 < wanted {
                writer.sentence(item);
            }
            writer.text.push('\n');
        }
    }
    writer.text
}
