//! Generated reports of any size, the same on every run.

pub mod numbers;

use std::fmt::Write;

use numbers::Numbers;

const WORDS: &str = include_str!("../../assets/words/topics.txt");

/// Words between the words of a matter.
const COMMON: [&str; 16] = [
    "加快",
    "推进",
    "深入",
    "建设",
    "发展",
    "工作",
    "全面",
    "提升",
    "重点",
    "加强",
    "体系",
    "落实",
    "我市",
    "着力",
    "完善",
    "有关单位",
];

/// Title block and salutation.
pub const HEAD: &str = "云川市人民政府工作报告\n（2024年1月16日在云川市第五届人民代表大会第三次会议上）\n\n\
     市长　林知远\n\n各位代表：\n\n　　下面由我代表市政府报告一年来的工作，请各位代表审议。\n\n";

/// A Chinese numeral, 1 to 9,999.
pub fn numeral(n: usize) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / unit % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push_str(DIGITS[digit]);
        }
        out.push_str(name);
    }
    out
}

/// A report of about `bytes` bytes: title block, review, plan, closing; sections of eight items, each
/// of a few paragraphs with figures, quotations and lists.
pub fn report(bytes: usize) -> String {
    let text = String::with_capacity(bytes + 8192);
    let mut writer = Writer { text, numbers: Numbers(1), topics: topics() };
    writer.text.push_str(HEAD);
    for (title, end) in [("2023年工作回顾", bytes / 2), ("2024年工作安排", bytes)] {
        let mut section = 0;
        while writer.text.len() < end {
            section += 1;
            writer.section(section, title);
        }
    }
    writer.text.push_str("　　各位代表！蓝图已经绘就，让我们团结一心，真抓实干，共同谱写新的篇章！\n");
    writer.text
}

/// Words of every matter.
pub fn topics() -> Vec<Vec<&'static str>> {
    WORDS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| Some(l.split_once(':')?.1.split_whitespace().collect()))
        .collect()
}

/// Writes sentences of words of the genre.
pub struct Writer {
    /// What is written so far.
    pub text: String,
    /// Chance.
    pub numbers: Numbers,
    /// Words of every matter.
    pub topics: Vec<Vec<&'static str>>,
}

impl Writer {
    fn section(&mut self, section: usize, title: &str) {
        let number = numeral((section - 1) % 9000 + 1);
        if section == 1 {
            let _ = writeln!(self.text, "{number}、{title}\n");
        } else {
            let title = self.title(section);
            let _ = writeln!(self.text, "{number}、{title}\n");
        }
        for item in 1..=8 {
            let topic = section * 8 + item;
            let title = self.title(topic);
            let _ = writeln!(self.text, "（{}）{title}\n", numeral(item));
            for _ in 0..2 + self.numbers.below(3) {
                self.paragraph(topic);
            }
        }
    }

    /// A heading.
    pub fn title(&mut self, topic: usize) -> String {
        format!("{}{}，{}{}", self.common(), self.word(topic), self.common(), self.word(topic))
    }

    fn word(&mut self, topic: usize) -> &'static str {
        let topic = &self.topics[topic % self.topics.len()];
        topic[self.numbers.below(topic.len())]
    }

    fn common(&mut self) -> &'static str {
        COMMON[self.numbers.below(COMMON.len())]
    }

    fn paragraph(&mut self, topic: usize) {
        self.text.push_str("　　");
        let listed = self.numbers.below(3) == 0;
        for sentence in 1..=3 + self.numbers.below(4) {
            if listed {
                let _ = write!(self.text, "{}是", numeral(sentence));
            }
            self.sentence(topic);
        }
        self.text.push_str("\n\n");
    }

    /// A sentence.
    pub fn sentence(&mut self, topic: usize) {
        let clauses = 2 + self.numbers.below(3);
        for clause in 0..clauses {
            for _ in 0..2 + self.numbers.below(3) {
                let (common, word) = (self.common(), self.word(topic));
                self.text.push_str(common);
                self.text.push_str(word);
            }
            let n = self.numbers.below(900) + 10;
            match self.numbers.below(8) {
                0 => {
                    let _ = write!(self.text, "{n}个，增长{}.{}%", n % 30 + 1, n % 10);
                }
                1 => {
                    let _ = write!(self.text, "，完成投资{n}亿元");
                }
                2 => {
                    let (a, b) = (self.word(topic), self.word(topic));
                    let _ = write!(self.text, "“{a}{b}”行动");
                }
                3 => {
                    // A rare character keeps sentences from being equal.
                    let rare = char::from_u32(0x4E00 + self.numbers.below(6000) as u32);
                    self.text.extend(rare);
                }
                _ => {}
            }
            self.text.push_str(if clause + 1 == clauses { "。" } else { "，" });
        }
    }
}
