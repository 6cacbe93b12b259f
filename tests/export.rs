//! Every format holds the same rows as the table it was written from.

mod support {
    pub mod back;
    mod fixture;
    pub use fixture::*;
}

mod command_line;
mod export_pdf;

use calamine::Data;
use duidu::compare::Status::{Continued, New, NotMentioned, Uncertain};
use duidu::compare::{Comparison, Status};
use duidu::document::{LinkDecision, Overrides};
use duidu::export::{
    self, Block, Content, Format, MakeOptions, Options, Order, What, Wishes, clipboard, content, table,
};
use duidu::facts::Facts;
use duidu::report::Report;
use duidu::text::Span;
use duidu::view::comparison::{CellText, RowOrder};
use duidu::view::place::{item_place, path, span_place};
use duidu::view::{Align, Cell, Column, Row, Table, TableKind};
use duidu::words::Lang;

use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use support::back;

/// Everything that tables are made from.
struct Case {
    report: std::sync::Arc<Report>,
    comparison: Comparison,
    decisions: Vec<Option<LinkDecision>>,
    facts: Facts,
    targets: Vec<duidu::compare::TargetOutcome>,
    overrides: Overrides,
}

impl Case {
    fn new() -> Self {
        let report = support::report();
        let comparison = support::comparison(&report, true);
        Self {
            decisions: support::decisions(&report, &comparison),
            facts: Facts { formulations: support::formulations(&report), figures: support::figures(&report) },
            targets: support::targets(&report),
            overrides: support::overrides(&report),
            comparison,
            report,
        }
    }

    fn order<'a>(&'a self, what: What, format: Format, wishes: &'a Wishes) -> Order<'a> {
        Order {
            what,
            format,
            wishes,
            left: &self.report,
            right: (what == What::Targets).then_some(&*self.report),
            roles: None,
            selection: &[],
            section: None,
            overrides: Some(&self.overrides),
            comparison: Some(&self.comparison),
            decisions: &self.decisions,
            facts: [Some(&self.facts), None],
            targets: &self.targets,
            keep: None,
        }
    }
}

fn rows(table: &Table) -> back::Rows {
    let head = table.columns.iter().map(|c| c.name.clone()).collect();
    let body = table.rows.iter().map(|r| r.cells.iter().map(Cell::plain).collect());
    std::iter::once(head).chain(body).collect()
}

const TABLES: [What; 5] = [What::Comparison, What::Formulations, What::Figures, What::Targets, What::Tasks];

/// Runs `check` over every table in a format, with the bytes written.
fn each_table(format: Format, check: impl Fn(What, &Table, &[u8])) {
    let case = Case::new();
    for what in TABLES {
        for wishes in [
            Wishes::default(),
            Wishes {
                lang: Lang::En,
                text: CellText::Short(10),
                points: true,
                source: false,
                ..Wishes::default()
            },
        ] {
            let order = case.order(what, format, &wishes);
            let table = table(&order).expect("a table");
            assert!(!table.rows.is_empty(), "{what:?} has rows");
            let bytes =
                export::write(&content(&order), format, &Options { landscape: true, ..Options::default() })
                    .expect("bytes");
            check(what, &table, &bytes);
        }
    }
}

#[test]
fn the_comparison_table_tells_every_unit() {
    let case = Case::new();
    let wishes = Wishes::default();
    let table = table(&case.order(What::Comparison, Format::Docx, &wishes)).expect("a table");
    let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["序号", "2023年回顾", "2024年部署", "状态", "依据", "备注"]);
    let got: Vec<(String, Option<Status>)> =
        table.rows.iter().map(|r| (r.cells[3].plain(), r.status)).collect();
    assert_eq!(
        got,
        [
            ("↔ 延续".into(), Some(Status::Continued)),
            ("? 存疑".into(), Some(Status::Uncertain)),
            ("+ 新提".into(), Some(Status::New)),
            ("− 未再提".into(), Some(Status::NotMentioned)),
        ]
    );
    let first: Vec<String> = table.rows[0].cells.iter().map(Cell::plain).collect();
    assert_eq!(
        first,
        [
            "1",
            "办好“有事好商量”平台\n一(一)·1 第4段\n全年协商42次,办结事项310件,占比达96.5%。=1+1 不是公式|也不是表格。",
            "深化有事好商量\n二(一)·1 第10段\n推动协商向基层延伸,力争协商50次以上。",
            "↔ 延续",
            "“有事好商量”；协商42次＝协商50次",
            "领导已阅；@某人",
        ]
    );
    assert_eq!(table.rows[1].cells[4].plain(), "办复率100%＝办复率保持100%\n新提：新建提案工作室6个");
    assert_eq!(table.rows[3].cells[2].plain(), "—");
}

#[test]
fn orders_filters_and_switches() {
    let case = Case::new();
    let statuses = |wishes: &Wishes| -> Vec<Option<Status>> {
        let table = table(&case.order(What::Comparison, Format::Csv, wishes)).expect("a table");
        assert!(table.rows.iter().enumerate().all(|(i, r)| r.cells[0].plain() == (i + 1).to_string()));
        table.rows.iter().map(|r| r.status).collect()
    };
    let by = |order| Wishes { order, ..Wishes::default() };
    assert_eq!(statuses(&by(RowOrder::Left)), [Continued, NotMentioned, Uncertain, New].map(Some));
    assert_eq!(statuses(&by(RowOrder::Status)), [Continued, New, NotMentioned, Uncertain].map(Some));
    let only = Wishes { statuses: vec![New, NotMentioned], ..Wishes::default() };
    assert_eq!(statuses(&only), [New, NotMentioned].map(Some));
    let confirmed = Wishes { only_confirmed: true, ..Wishes::default() };
    assert_eq!(statuses(&confirmed), [Some(Continued)]);
    let bare = Wishes { reasons: false, notes: false, source: false, ..Wishes::default() };
    let order = case.order(What::Comparison, Format::Csv, &bare);
    let table = table(&order).expect("a table");
    assert_eq!(table.columns.len(), 4);
    assert_eq!(table.rows[0].cells[3].plain(), "延续", "no sign in csv");
    assert!(!table.rows[0].cells[1].plain().contains("第4段"));
}

#[test]
fn a_unit_in_two_rows_tells_its_text_once() {
    let mut case = Case::new();
    let mut link = case.comparison.links[1].clone();
    link.right = 0;
    case.comparison.links.push(link);
    let wishes = Wishes::default();
    let table = table(&case.order(What::Comparison, Format::Docx, &wishes)).expect("a table");
    let cells: Vec<String> = table.rows.iter().map(|r| r.cells[2].plain()).collect();
    assert_eq!(cells[0].lines().count(), 3);
    assert_eq!(cells[1], "深化有事好商量\n二(一)·1 第10段", "heading and place, not the text again");
}

#[test]
fn not_mentioned_is_never_not_done() {
    let case = Case::new();
    for lang in [Lang::Zh, Lang::En] {
        let wishes = Wishes { lang, ..Wishes::default() };
        let made = content(&case.order(What::Comparison, Format::Txt, &wishes));
        let text = String::from_utf8(export::write(&made, Format::Txt, &Options::default()).expect("text"));
        let text = text.expect("UTF-8");
        for wrong in ["未完成", "没有完成", "没完成", "未落实", "not done", "failed", "dropped"]
        {
            assert!(!text.contains(wrong), "{wrong}");
        }
        assert!(made.foot.contains(if lang == Lang::Zh { "未再提" } else { "Not mentioned" }));
    }
}

#[test]
fn docx_rows_come_back() {
    each_table(Format::Docx, |what, table, bytes| {
        let (tables, _) = back::docx(bytes);
        assert_eq!(tables, [rows(table)], "{what:?}");
        let xml = back::unzipped(bytes, "word/document.xml");
        assert_eq!(xml.matches("<w:tblHeader").count(), 1, "one repeated heading");
        assert!(xml.contains("w:orient=\"landscape\""));
        let styles = back::unzipped(bytes, "word/styles.xml");
        for font in ["宋体", "黑体", "仿宋"] {
            assert!(styles.contains(&format!("w:eastAsia=\"{font}\"")), "{font}");
        }
    });
}

#[test]
fn xlsx_rows_come_back_with_types() {
    each_table(Format::Xlsx, |what, table, bytes| {
        let sheets = back::xlsx(bytes);
        assert_eq!(sheets.len(), 1);
        let (name, got) = &sheets[0];
        assert!(name.chars().count() <= 31 && !name.is_empty());
        assert_eq!(got.len(), table.rows.len() + 1, "{what:?}");
        for (row, cells) in table.rows.iter().zip(got.iter().skip(1)) {
            for (cell, data) in row.cells.iter().zip(cells) {
                match cell {
                    Cell::Number { value, .. } => assert_eq!(data, &Data::Float(*value)),
                    Cell::Empty => assert_eq!(data, &Data::Empty),
                    other => assert_eq!(data, &Data::String(other.plain())),
                }
            }
        }
        let sheet = back::unzipped(bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter"));
        assert!(!sheet.contains("<f>"), "no formula");
    });
}

#[test]
fn a_cell_too_long_for_excel_is_cut_and_nothing_else() {
    let case = Case::new();
    let wishes = Wishes::default();
    let mut made = content(&case.order(What::Comparison, Format::Xlsx, &wishes));
    let Some(Block::Table(table)) = made.blocks.first_mut() else { panic!("a table") };
    let text = "推进<重点>项目&建设𠮷，".repeat(4000);
    let whole = rows(table);
    table.rows[0].cells[1] = Cell::Titled { title: "长段".into(), place: "一".into(), text: text.clone() };
    let bytes = export::write(&made, Format::Xlsx, &Options::default()).expect("a workbook");
    let sheet = &back::xlsx(&bytes)[0].1;
    let Data::String(cut) = &sheet[1][1] else { panic!("words") };
    assert!(cut.encode_utf16().count() <= 32_767 && cut.encode_utf16().count() > 30_000);
    assert!(format!("长段\n一\n{text}").starts_with(cut.strip_suffix('…').expect("the sign of a cut")));
    assert_eq!(sheet[2][1].to_string(), whole[2][1]);
    let docx = export::write(&made, Format::Docx, &Options::default()).expect("docx");
    assert!(back::docx(&docx).0[0][1][1].ends_with(text.as_str()), "Word has no such limit");
}

#[test]
fn html_is_balanced_and_rows_come_back() {
    each_table(Format::Html, |what, table, bytes| {
        let page = std::str::from_utf8(bytes).expect("UTF-8");
        assert_eq!(back::html(page), [rows(table)], "{what:?}");
        assert!(!page.contains("http"), "self-contained");
    });
}

#[test]
fn csv_rows_come_back_harmless() {
    each_table(Format::Csv, |what, table, bytes| {
        let got = back::csv(std::str::from_utf8(bytes).expect("UTF-8"));
        let want = rows(table);
        assert_eq!(got.len(), want.len(), "{what:?}");
        for (got, want) in got.iter().flatten().zip(want.iter().flatten()) {
            let risky = want.starts_with(['=', '+', '-', '@']);
            assert_eq!(got, &if risky { format!("'{want}") } else { want.clone() });
        }
    });
}

#[test]
fn md_rows_come_back() {
    each_table(Format::Md, |what, table, bytes| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert_eq!(back::md(text), rows(table), "{what:?}");
    });
}

#[test]
fn json_rows_come_back() {
    each_table(Format::Json, |what, table, bytes| {
        let value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
        let got = &value["blocks"][0]["table"];
        let want = rows(table);
        assert_eq!(got["columns"], serde_json::json!(want[0]), "{what:?}");
        for (got, row) in got["rows"].as_array().expect("rows").iter().zip(&table.rows) {
            for (got, cell) in got["cells"].as_array().expect("cells").iter().zip(&row.cells) {
                match cell {
                    Cell::Number { value, .. } => assert_eq!(got.as_f64(), Some(*value)),
                    other => assert_eq!(got.as_str(), Some(other.plain().as_str())),
                }
            }
        }
    });
}

#[test]
fn txt_tells_every_cell() {
    each_table(Format::Txt, |what, table, bytes| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        let mut at = 0;
        for cell in table.rows.iter().flat_map(|r| &r.cells) {
            for line in cell.plain().lines() {
                let found = text.get(at..).and_then(|t| t.find(line));
                at += found.unwrap_or_else(|| panic!("{what:?}: {line} after {at}"));
            }
        }
    });
}

#[test]
fn places_are_short_and_exact() {
    let report = support::report();
    let item = &report.items(duidu::report::Role::Plan)[1];
    assert_eq!(item_place(&report, item, Lang::Zh), "二(一)·2 第11段");
    assert_eq!(path(&report, 0), "一");
    assert_eq!(path(&report, 4), "一(二)");
    let span = Span::new(support::at(&report, "全年协商").start(), support::at(&report, "开展巡河").end());
    assert_eq!(span_place(&report, span, Lang::Zh), "一(一)·1 第4段 – 一(一)·2 第5段");
}

#[test]
fn a_section_keeps_headings_levels_and_bold() {
    let report = support::report();
    let made = export::section(&report, 1, MakeOptions::default());
    assert_eq!(made.title, "围绕中心服务大局");
    assert_eq!(made.source, "出处：《某市某会工作报告》（2024年1月8日） 一(一) 第3段");
    let Block::Heading { level, text, .. } = &made.blocks[0] else { panic!("a heading first") };
    assert_eq!((*level, text.as_str()), (1, "（一）围绕中心服务大局"));
    let Block::Paragraph(p) = &made.blocks[1] else { panic!("a paragraph") };
    assert_eq!((p.runs[0].text.as_str(), p.runs[0].bold), ("办好“有事好商量”平台。", true));
    assert!(!p.runs[1].bold);
    let bytes = export::write(&made, Format::Docx, &Options::default()).expect("docx");
    let xml = back::unzipped(&bytes, "word/document.xml");
    assert!(xml.contains("w:val=\"Heading1\""));
    assert!(back::unzipped(&bytes, "word/styles.xml").contains("<w:outlineLvl w:val=\"0\""));
    let footer = back::unzipped(&bytes, "word/footer1.xml");
    assert!(footer.contains("PAGE") && footer.contains("NUMPAGES"));
}

#[test]
fn the_full_text_is_all_but_title_block() {
    let report = support::report();
    let made = export::full_text(&report, MakeOptions { numbers: true, ..MakeOptions::default() });
    let numbers: Vec<u32> = made
        .blocks
        .iter()
        .map(|b| match b {
            Block::Heading { number, .. } => *number,
            Block::Paragraph(p) => p.number,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(numbers, (1..=13).collect::<Vec<u32>>());
    let bytes = export::write(&made, Format::Html, &Options::default()).expect("html");
    let page = String::from_utf8(bytes).expect("UTF-8");
    back::html(&page);
    assert!(page.contains("推动&lt;整治&gt;岸线12公里 &amp; 复绿"));
    assert!(export::write(&made, Format::Csv, &Options::default()).is_err(), "no table to write");
}

#[test]
fn excerpts_and_notes_stand_by_section_in_reading_order() {
    let case = Case::new();
    let wishes = Wishes::default();
    let made = content(&case.order(What::Excerpts, Format::Docx, &wishes));
    let bytes = export::write(&made, Format::Docx, &Options::default()).expect("docx");
    let (_, lines) = back::docx(&bytes);
    let find = |needle: &str| {
        lines.iter().position(|l| l.contains(needle)).unwrap_or_else(|| panic!("no {needle} in {lines:#?}"))
    };
    assert!(find("开展巡河8次") < find("青年议事厅"));
    assert!(find("青年议事厅") < find("批注：值得学习"));
    assert!(find("批注：值得学习") < find("立案提案205件"));
    assert!(find("批注：核对数字") > find("立案提案205件"));
    assert!(lines.iter().any(|l| l.contains("出处：《某市某会工作报告》（2024年1月8日） 一(一)·2 第5段")));
}

#[test]
fn the_clipboard_keeps_bold_and_names_the_source() {
    let report = support::report();
    let span = Span::new(support::at(&report, "（二）加强").start(), support::at(&report, "立案提案").end());
    let clip = clipboard(&report, &[span], false, Lang::Zh);
    assert_eq!(clip.text, span.of(report.text()));
    assert!(clip.html.contains("<h2>（二）加强自身建设</h2>"), "{}", clip.html);
    assert!(clip.html.contains("<strong>提高提案质量。</strong>立案提案</p>"), "{}", clip.html);
    let clip = clipboard(&report, &[span], true, Lang::Zh);
    assert!(
        clip.text.ends_with("出处：《某市某会工作报告》（2024年1月8日） 一(二) 第6段 – 一(二)·1 第7段\n")
    );
}

#[test]
fn a_selection_of_ten_megabytes_is_the_source() {
    let line = "\u{3000}\u{3000}坚持协商于民、协商为民,全年开展协商四十二次。\r\n\r\n";
    let text = line.repeat(10_000_000 / line.len() + 1);
    let source = duidu::read::read(text.as_bytes(), &duidu::read::ReadOptions::default()).expect("a text");
    let source = std::sync::Arc::new(source);
    let found = duidu::report::Found::plain(&source);
    let report = duidu::report::assemble(source, found);
    let spans = [Span::new(0, report.text().len())];
    let options = MakeOptions { source: false, ..MakeOptions::default() };
    let made = export::selection(&report, &spans, options);
    let bytes = export::write(&made, Format::Txt, &Options::default()).expect("text");
    assert!(bytes == report.text().as_bytes(), "not the same bytes");
    let words = |c: &Content| c.blocks.iter().filter(|b| matches!(b, Block::Paragraph(_))).count();
    assert_eq!(words(&made), report.paragraphs.len());
}

#[test]
fn control_characters_do_not_break_files() {
    let mut case = Case::new();
    case.facts.figures[0].of = "a\u{1}b\u{FFFF}\0]]><x&".into();
    let wishes = Wishes::default();
    for format in [Format::Docx, Format::Xlsx, Format::Html] {
        let order = case.order(What::Figures, format, &wishes);
        let bytes = export::write(&content(&order), format, &Options::default()).expect("bytes");
        match format {
            Format::Docx => assert_eq!(back::docx(&bytes).0[0][1][4], "ab]]><x&"),
            Format::Xlsx => {
                assert_eq!(back::xlsx(&bytes)[0].1[1][4], Data::String("ab]]><x&".into()));
            }
            _ => assert_eq!(back::html(std::str::from_utf8(&bytes).expect("UTF-8"))[0][1][4], "ab]]><x&"),
        }
    }
}

#[test]
fn the_preview_is_a_beginning() {
    let report = support::report();
    let made = export::full_text(&report, MakeOptions::default());
    let short = export::preview(&made, 60);
    assert!(short.blocks.len() < made.blocks.len());
    assert_eq!(short.blocks[..], made.blocks[..short.blocks.len()]);
}

/// Text that a cell may hold; nothing that XML cannot, no line ends.
fn cell_text() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[\\PC=+@'\"<>&|*_`\\\\,; -]{0,24}").expect("a pattern")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_words_come_back(cells in proptest::collection::vec(cell_text(), 12)) {
        let columns = (0..3).map(|i| Column::new(format!("列{i}"), 1.0, Align::Left)).collect();
        let mut table = Table::new(TableKind::Figures, "表", columns);
        for row in cells.chunks(3) {
            let row = row.iter().map(|c| Cell::text(c.replace(['\u{FFFE}', '\u{FFFF}'], ""))).collect();
            table.rows.push(Row { cells: row, status: None, left: None, right: None, link: None });
        }
        let want = rows(&table);
        let made = Content { title: "表".into(), blocks: vec![Block::Table(table.clone())], ..Content::default() };
        let bytes = |format| export::write(&made, format, &Options::default()).expect("bytes");
        prop_assert_eq!(&back::docx(&bytes(Format::Docx)).0[0], &want);
        let page = String::from_utf8(bytes(Format::Html)).expect("UTF-8");
        prop_assert_eq!(&back::html(&page)[0], &want);
        let text = String::from_utf8(bytes(Format::Csv)).expect("UTF-8");
        for (got, want) in back::csv(&text).iter().flatten().zip(want.iter().flatten()) {
            prop_assert_eq!(got.strip_prefix('\'').unwrap_or(got), want.strip_prefix('\'').unwrap_or(want));
        }
        for (got, want) in back::xlsx(&bytes(Format::Xlsx))[0].1.iter().flatten().zip(want.iter().flatten()) {
            let got = if *got == Data::Empty { String::new() } else { got.to_string() };
            prop_assert_eq!(&got, want);
        }
        let json: serde_json::Value = serde_json::from_slice(&bytes(Format::Json)).expect("JSON");
        let got = &json["blocks"][0]["table"]["rows"][0]["cells"];
        prop_assert_eq!(got, &serde_json::json!(want[1]));
        prop_assert!(bytes(Format::Pdf).starts_with(b"%PDF"));
        prop_assert!(!bytes(Format::Md).is_empty() && !bytes(Format::Txt).is_empty());
    }
}
