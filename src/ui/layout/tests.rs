//! The rules of clreq over every width, on text made to be difficult.

use super::measure::Plain;
use super::*;

/// Own-written text full of marks at awkward places.
const TRICKY: &str = "会上，他说：“要把‘一张蓝图’绘到底！”（见附件《实施方案》第12条）随后强调——“落实、落实、再落实”——\
    并要求：对5500余场次活动、51.5%的指标、1.37万亿斤产量、PM2.5浓度、6.5%-7%的增速……逐项核对；“好”、“行”、“可以”，\
    《规划》《纲要》（试行）》等文件【2024】8号已印发。为什么？因为（一）基础好！（二）条件够；Internet+、5G、AI等新技术\
    推动GDP增长，单位GDP能耗下降3.2%，新增市场主体1.2万余户，“四上”企业达860家……“十四五”规划·中期评估～完成。";

fn laid(text: &str, set: &Setting) -> Layout {
    Layout::new(text, &[], set, &mut Plain)
}

fn line_text(layout: &Layout, n: usize) -> String {
    layout.cells[layout.lines[n].range()].iter().map(|c| c.ch).collect()
}

/// Settings from 10 to 50 ems, in steps that are not whole ems too.
fn settings() -> impl Iterator<Item = Setting> {
    (40..=200).map(|quarter| Setting {
        size: 16.0,
        width: 4.0 * quarter as f32,
        indent: 32.0,
        widen: true,
        ..Setting::default()
    })
}

#[test]
fn no_line_begins_or_ends_with_a_forbidden_mark() {
    for set in settings() {
        for skip in 0..24 {
            let text: String = TRICKY.chars().skip(skip).collect();
            let layout = laid(&text, &set);
            for n in 0..layout.lines.len() {
                let line = line_text(&layout, n);
                let line = line.trim();
                let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
                assert!(n == 0 || !forbidden_at_start(first), "{line} at {}", set.width);
                assert!(n + 1 == layout.lines.len() || !forbidden_at_end(last), "{line} at {}", set.width);
            }
        }
    }
}

#[test]
fn figures_words_dashes_and_ellipses_stay_whole() {
    let whole = [
        "5500余场次",
        "51.5%",
        "1.37万亿斤",
        "PM2.5",
        "6.5%-7%",
        "——",
        "……",
        "Internet+",
        "3.2%",
        "860家",
        "第12条",
    ];
    for set in settings() {
        let layout = laid(TRICKY, &set);
        for word in whole {
            for (at, _) in TRICKY.match_indices(word) {
                let (a, b) = (layout.line_at(at), layout.line_at(at + word.len() - 1));
                assert_eq!(a, b, "{word} at {}", set.width);
            }
        }
    }
}

#[test]
fn justified_lines_fill_the_width_and_keep_the_indent() {
    for set in settings() {
        let layout = laid(TRICKY, &set);
        let last = layout.lines.len() - 1;
        for (n, line) in layout.lines.iter().enumerate() {
            let want = if n == 0 { set.indent } else { 0.0 };
            assert!((line.left - want).abs() < 0.01, "left {} at {}", line.left, set.width);
            assert!(line.right <= set.width + 0.05, "right {} at {}", line.right, set.width);
            if n < last {
                let text = line_text(&layout, n);
                let full = (line.right - set.width).abs() < 0.05;
                // A narrow line before a long word may stay ragged rather than be torn apart.
                let chinese = text.chars().filter(|&c| !Class::of(c).is_western()).count() as f32;
                let torn = (set.width - line.right) / chinese > 0.4 * set.size && set.width < 20.0 * set.size;
                assert!(full || torn, "{text}: {} of {}", line.right, set.width);
            }
        }
        for pair in layout.cells.windows(2) {
            assert!(pair[1].x >= pair[0].x - 0.01 || pair[1].x <= set.indent, "cells in order");
        }
    }
}

#[test]
fn every_character_is_on_one_line_in_order() {
    for set in settings() {
        let layout = laid(TRICKY, &set);
        let mut next = 0;
        for n in 0..layout.lines.len() {
            let bytes = layout.line_bytes(n);
            assert_eq!(bytes.start, next);
            next = bytes.end;
        }
        assert_eq!(next, TRICKY.len());
    }
}

#[test]
fn a_hit_at_a_characters_left_edge_gives_that_character() {
    for width in [160.0, 333.0, 646.0] {
        let layout = laid(TRICKY, &Setting { width, ..Setting::default() });
        for (n, line) in layout.lines.iter().enumerate() {
            for cell in &layout.cells[line.range()] {
                let at = cell.at as usize;
                assert_eq!(layout.line_at(at), n);
                assert!((layout.x_of(n, at) - cell.x).abs() < 0.001);
                if cell.body() > 1.0 {
                    assert_eq!(layout.byte_at(n, cell.x + 0.2), at, "{}", cell.ch);
                    assert_eq!(layout.char_at(n, cell.x + cell.body() * 0.4), Some(at));
                }
            }
            let end = layout.line_bytes(n).end;
            assert_eq!(layout.byte_at(n, 10_000.0), end);
            assert_eq!(layout.byte_at(n, -5.0), layout.line_bytes(n).start);
        }
    }
}

#[test]
fn words_longer_than_the_line_are_cut_and_nothing_hangs() {
    for text in [
        "网址https://example.org/a/very/long/path/that/does/not/end/here.html见",
        "9".repeat(300).as_str(),
        "”".repeat(200).as_str(),
        "“".repeat(200).as_str(),
        "\u{200B}\u{200B}",
        "",
        " ",
        "\n",
        "a\u{301}e\u{301}",
    ] {
        for width in [1.0, 17.0, 40.0, 170.0] {
            let layout = laid(text, &Setting { width, ..Setting::default() });
            assert_eq!(layout.lines.last().unwrap().cells.end as usize, layout.cells.len());
        }
    }
}

#[test]
fn hanging_marks_stand_outside_the_column() {
    let set = Setting { size: 10.0, width: 50.0, hang: true, ..Setting::default() };
    let layout = laid("会议强调，要落实责任。", &set);
    assert_eq!(line_text(&layout, 0), "会议强调，");
    let mark = &layout.cells[4];
    assert!((mark.x - 50.0).abs() < 10.1 && layout.lines[0].right <= 50.01, "{mark:?}");
    let layout = laid("会议强调了，要落实责任。", &set);
    assert_eq!(line_text(&layout, 0), "会议强调了，");
    assert!((layout.cells[5].x - 50.0).abs() < 0.01);
}

#[test]
fn marked_extents_follow_the_lines() {
    let layout = laid(TRICKY, &Setting { width: 300.0, ..Setting::default() });
    let range = 30..TRICKY.len() - 40;
    let range = TRICKY.floor_char_boundary(range.start)..TRICKY.floor_char_boundary(range.end);
    let (first, last) = (layout.line_at(range.start), layout.line_at(range.end - 1));
    for n in 0..layout.lines.len() {
        let extent = layout.extent(n, &range);
        assert_eq!(extent.is_some(), (first..=last).contains(&n));
        if let Some((a, b)) = extent {
            assert!(a < b);
            let line = &layout.lines[n];
            assert!(n == first || (a - line.left).abs() < 0.01);
            assert!(n == last || (b - line.right).abs() < 0.01);
        }
    }
}

#[test]
fn a_paragraph_does_not_end_in_a_line_of_one_character() {
    let mut moved = 0;
    for skip in 0..40 {
        let text: String = TRICKY.chars().skip(skip).collect();
        for set in settings().filter(|set| set.width >= 240.0) {
            let layout = laid(&text, &set);
            let last = line_text(&layout, layout.lines.len() - 1);
            let solid =
                last.chars().filter(|&c| matches!(Class::of(c), Class::Han | Class::Latin | Class::Digit));
            assert!(solid.count() > 1, "{last} at {}", set.width);
            moved += 1;
        }
    }
    assert!(moved > 1000);
}

#[test]
fn adjustment_follows_the_order_of_clreq() {
    let set = |width: f32| Setting { size: 10.0, width, gap: 0.25, ..Setting::default() };
    let width_of = |layout: &Layout, c: char| layout.cells.iter().find(|cell| cell.ch == c).unwrap().body();
    // One character too many: brackets give first, the comma keeps its em.
    let layout = laid("会议（今天）说明，要点都落实了的事情还要再抓一下", &set(165.0));
    assert_eq!(line_text(&layout, 0), "会议（今天）说明，要点都落实了的事");
    assert!(width_of(&layout, '（') < 9.9 && width_of(&layout, '，') > 9.9);
    // A gap between scripts opens before characters move apart, a third of an em at most.
    let layout = laid("会议2次说明了要点和", &set(92.0));
    assert_eq!(line_text(&layout, 0), "会议2次说明了要点");
    let gaps: Vec<f32> = layout.cells[..9].iter().map(|cell| cell.gap).collect();
    assert!(gaps[2] > 2.6 && gaps[3] > 2.6 && gaps[2] < 3.34 && gaps[6] < 0.3, "{gaps:?}");
    assert!((layout.lines[0].right - 92.0).abs() < 0.01);
}

#[test]
fn the_interpunct_takes_half_an_em() {
    let layout = laid("比尔·盖茨", &Setting { size: 10.0, ..Setting::default() });
    assert!((layout.cells[2].body() - 5.0).abs() < 0.01);
    assert!((layout.lines[0].right - 45.0).abs() < 0.01);
}

#[test]
fn a_table_row_wraps_every_cell_in_its_column() {
    let text = "全市生产总值\t增长百分之七左右，力争更好\t7.2%\t";
    let layout = Layout::row(
        text,
        &[],
        &Setting { size: 10.0, line: 15.0, width: 280.0, ..Setting::default() },
        &mut Plain,
    );
    let x = |c: char| layout.cells.iter().find(|cell| cell.ch == c).unwrap().x;
    assert!((x('增') - 70.0).abs() < 0.01 && (x('7') - 140.0).abs() < 0.01);
    let texts: Vec<String> = (0..layout.lines.len()).map(|n| line_text(&layout, n)).collect();
    assert_eq!(texts, ["全市生产总值\t", "增长百分之七", "左右，力争更", "好\t", "7.2%\t", ""]);
    assert!((layout.height() - 45.0).abs() < 0.01);
    for (x, y, want) in [(75.0, 20.0, 2), (10.0, 40.0, 0), (150.0, 3.0, 4), (500.0, 3.0, 5)] {
        assert_eq!(layout.line_under(x, y), want, "{x} {y}");
    }
    let all: Vec<_> = (0..layout.lines.len()).map(|n| layout.line_bytes(n)).collect();
    assert!(all.windows(2).all(|w| w[0].end == w[1].start) && all.last().unwrap().end == text.len());
}

#[test]
fn a_title_of_two_lines_is_balanced() {
    let set = Setting { size: 10.0, width: 100.0, align: Align::Centre, ..Setting::default() };
    let layout = laid("政务公开工作情况年度报告", &set);
    let lines: Vec<String> = (0..layout.lines.len()).map(|n| line_text(&layout, n)).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|l| l.chars().count() >= 5), "{lines:?}");
    for line in &layout.lines {
        assert!((line.left + line.right - 100.0).abs() < 0.1, "in the middle: {line:?}");
    }
}

#[test]
fn columns_follow_what_stands_in_them() {
    let rows = ["指标\t2023年\t说明", "全市生产总值\t7.2%\t增长百分之七左右，力争更好"];
    let want = wanted(rows.into_iter());
    assert!(want[2] > want[0] && want[0] > want[1], "{want:?}");
    let set = Setting { size: 10.0, line: 15.0, width: 280.0, ..Setting::default() };
    let places = rows.map(|text| {
        let layout = Layout::row(text, &want, &set, &mut Plain);
        let columns: Vec<_> = layout.lines.iter().map(|line| line.column.clone()).collect();
        assert!((columns.last().unwrap().end - 280.0).abs() < 0.5, "they fill the page: {columns:?}");
        let starts: std::collections::BTreeSet<u32> =
            columns.iter().map(|c| c.start.round() as u32).collect();
        starts
    });
    assert_eq!(places[0], places[1], "the rows of a table share their columns");
}

#[test]
fn any_text_at_any_width_is_laid_out_whole() {
    let nasty: Vec<char> = "政务“”（）《》，。——……·/-+%5a \t\n\r\u{3000}\u{A0}\u{200B}\u{200D}\u{FEFF}\u{301}\u{FE0F}\u{1F600}\u{20000}'’\"(),:;!?"
        .chars()
        .collect();
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..2000 {
        let text: String = (0..random(120)).map(|_| nasty[random(nasty.len())]).collect();
        let set = Setting {
            width: random(500) as f32,
            size: 1.0 + random(40) as f32,
            indent: random(90) as f32,
            widen: random(2) == 0,
            hang: random(2) == 0,
            squeeze: random(4) > 0,
            ends: random(4) > 0,
            align: [Align::Justify, Align::Left, Align::Centre][random(3)],
            ..Setting::default()
        };
        for layout in
            [laid(&text, &set), Layout::row(&text, &wanted([text.as_str()].into_iter()), &set, &mut Plain)]
        {
            let mut next = 0;
            for n in 0..layout.lines.len() {
                let bytes = layout.line_bytes(n);
                assert_eq!(bytes.start, next, "{text:?}");
                next = bytes.end;
                for x in [-5.0, 0.0, 20.0, 1e6] {
                    assert!(text.is_char_boundary(layout.byte_at(n, x)), "{text:?}");
                }
            }
            assert_eq!(next, text.len(), "{text:?}");
            assert!(layout.cells.iter().all(|cell| cell.x.is_finite() && cell.gap.is_finite()));
        }
        assert_eq!(shown(&text, false).chars().filter(|&c| c == '政').count(), text.matches('政').count());
    }
}
