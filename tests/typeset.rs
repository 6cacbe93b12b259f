//! The reading page: layout rules over egui's real fonts, the pane driven without a window.

#[path = "typeset/sample.rs"]
mod sample;

use duidu::text::Span;
use duidu::ui::fonts::{self, system};
use duidu::ui::layout::{
    Advances, Atlas, Class, Face, Layout, Lit, Quotes, Setting, centres_marks, forbidden_at_end,
    forbidden_at_start,
};
use duidu::ui::reading::{Measures, PaneEvent, PaneState, Sign, copied, show};
use egui::{Color32, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use sample::{PAGE, REPORT, Sample, light};

/// What the harness draws.
struct Page {
    content: Sample,
    measures: Measures,
    pane: PaneState,
    events: Vec<PaneEvent>,
    visible: std::ops::Range<usize>,
}

impl Page {
    fn new(content: Sample) -> Self {
        let measures = Measures { motion: false, ..Measures::default() };
        Self { content, measures, pane: PaneState::default(), events: Vec::new(), visible: 0..0 }
    }

    /// Middle of the left half of the character at byte `at`.
    fn place_of(&self, at: usize) -> Pos2 {
        let rect = self.pane.on_screen(at).expect("the character is in sight");
        pos2(rect.left() + rect.width() * 0.25, rect.center().y)
    }
}

fn harness(page: Page, width: f32, height: f32, scale: f32) -> Harness<'static, Page> {
    Harness::builder()
        .with_size(vec2(width, height))
        .with_pixels_per_point(scale)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(fonts::install)
        .build_ui_state(
            |ui, page: &mut Page| {
                ui.painter().rect_filled(ui.max_rect(), 0.0, PAGE);
                let out = show(ui, &page.content, &light(), &page.measures, &mut page.pane);
                page.events.extend(out.events);
                page.visible = out.visible;
            },
            page,
        )
}

/// A page over `text` at 900×600, run once.
fn opened(text: &str) -> Harness<'static, Page> {
    let mut harness = harness(Page::new(Sample::new(text)), 900.0, 600.0, 1.0);
    harness.run();
    harness
}

/// Presses the mouse at `at` and lets it go, `count` times.
fn click(harness: &mut Harness<'static, Page>, at: Pos2, count: usize) {
    for _ in 0..count {
        harness.hover_at(at);
        button(harness, at, true, Modifiers::NONE);
        button(harness, at, false, Modifiers::NONE);
    }
}

fn button(harness: &mut Harness<'static, Page>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    let event = egui::Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
    harness.event_modifiers(event, modifiers);
    harness.run();
}

/// Waits long enough for the next click to be a new one.
fn pause(harness: &mut Harness<'static, Page>) {
    harness.hover_at(pos2(5.0, 5.0));
    harness.run_steps(60);
}

fn selected(harness: &Harness<'static, Page>) -> String {
    let page = harness.state();
    page.pane.selected().map_or_else(String::new, |range| copied(&page.content, range, false))
}

/// A long text: every paragraph is numbered and full of sentences.
fn long(paragraphs: usize) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for i in 0..paragraphs {
        let _ = writeln!(
            text,
            "第{i}段讲重点工作。要坚持稳中求进，统筹推进各项任务落地见效；全年完成项目{i}个，增长5.5%。"
        );
    }
    text
}

#[test]
fn clicks_select_words_sentences_and_paragraphs() {
    let mut harness = opened("标题\n开头一句。坚持以人民为中心，抓好落实。最后一句。\n");
    let page = harness.state_mut();
    let at = page.content.find("人民").start();
    let pos = page.place_of(at);
    click(&mut harness, pos, 1);
    assert_eq!(selected(&harness), "");
    assert!(harness.state().events.contains(&PaneEvent::Clicked(at)));
    pause(&mut harness);
    click(&mut harness, pos, 2);
    assert_eq!(selected(&harness), "人民");
    click(&mut harness, pos, 1);
    assert_eq!(selected(&harness), "坚持以人民为中心，抓好落实。");
    click(&mut harness, pos, 1);
    assert_eq!(selected(&harness), "开头一句。坚持以人民为中心，抓好落实。最后一句。");
}

#[test]
fn a_drag_selects_across_paragraphs_and_scrolls_beyond_the_screen() {
    let mut harness = opened(&long(400));
    let start = harness.state().content.find("统筹推进").start();
    let from = harness.state_mut().place_of(start);
    harness.hover_at(from);
    button(&mut harness, from, true, Modifiers::NONE);
    harness.hover_at(pos2(500.0, 640.0));
    for _ in 0..120 {
        harness.step();
    }
    button(&mut harness, pos2(500.0, 590.0), false, Modifiers::NONE);
    let got = selected(&harness);
    let text = &harness.state().content.text;
    assert!(got.starts_with("统筹推进各项任务"), "{got}");
    assert!(got.lines().count() > 12, "{} paragraphs", got.lines().count());
    let range = harness.state().pane.selected().unwrap();
    assert_eq!(text.get(range), Some(got.as_str()));
    // The selection outlives scrolling far away and a change of the column.
    let keep = harness.state().pane.selected();
    let end = harness.state().content.text.len();
    harness.state_mut().pane.scroll_to(end, 1.0);
    harness.run();
    harness.set_size(vec2(640.0, 500.0));
    harness.run();
    assert_eq!(harness.state().pane.selected(), keep);
}

#[test]
fn shift_click_and_shift_arrows_grow_the_selection() {
    let mut harness = opened(&long(400));
    let (a, b) = {
        let page = harness.state_mut();
        (page.content.find("第0段").start(), page.content.find("第3段").start())
    };
    let (from, to) = (harness.state_mut().place_of(a), harness.state_mut().place_of(b));
    let shift = Modifiers::SHIFT;
    click(&mut harness, from, 1);
    pause(&mut harness);
    harness.hover_at(to);
    button(&mut harness, to, true, shift);
    button(&mut harness, to, false, shift);
    let first = selected(&harness);
    assert_eq!(first.lines().count(), 3, "{first}");
    harness.key_press_modifiers(shift, Key::ArrowRight);
    harness.run();
    assert_eq!(selected(&harness).chars().last(), Some('第'));
    for _ in 0..40 {
        harness.key_press_modifiers(shift, Key::ArrowDown);
        harness.run();
    }
    let range = harness.state().pane.selected().unwrap();
    assert!(range.len() > 40 * 60);
    // What was reached is in sight.
    assert!(harness.state().visible.contains(&(range.end - 3)));
    harness.key_press_modifiers(shift | Modifiers::COMMAND, Key::End);
    harness.run();
    assert_eq!(harness.state().pane.selected().unwrap().end, harness.state().content.text.len());
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().pane.selected(), None);
}

#[test]
fn keys_and_wheel_scroll_and_the_ends_are_reached_exactly() {
    let mut harness = opened(&long(3000));
    let all = harness.state().content.text.len();
    click(&mut harness, pos2(450.0, 300.0), 1);
    harness.key_press(Key::End);
    harness.run();
    let end = harness.state().visible.clone();
    assert_eq!(end.end, harness.state().content.spans.last().unwrap().end());
    harness.key_press(Key::PageDown);
    harness.run();
    assert_eq!(harness.state().visible, end);
    harness.key_press(Key::PageUp);
    harness.run();
    assert!(harness.state().visible.end < end.end);
    harness.key_press(Key::Home);
    harness.run();
    assert_eq!(harness.state().visible.start, 0);
    harness.hover_at(pos2(450.0, 300.0));
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -900.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run_ok();
    let after = harness.state().visible.start;
    assert!(after > 0 && after < all / 20, "{after}");
    assert!(harness.state().events.contains(&PaneEvent::Scrolled));
}

#[test]
fn jumps_bring_a_byte_to_its_place_and_the_place_survives_a_new_width() {
    let mut harness = opened(&long(5000));
    let at = harness.state().content.find("第3210段").start();
    harness.state_mut().pane.scroll_to(at, 0.0);
    harness.run();
    assert_eq!(harness.state().visible.start, at);
    assert_eq!(harness.state().pane.place(), at);
    for width in [500.0, 1200.0, 760.0] {
        harness.set_size(vec2(width, 600.0));
        harness.run();
        assert_eq!(harness.state().pane.place(), at, "width {width}");
    }
    harness.state_mut().measures.size = 28.0;
    harness.run();
    assert_eq!(harness.state().pane.place(), at);
}

#[test]
fn one_paragraph_of_five_megabytes_scrolls_to_its_end() {
    let text = long(40_000).replace('\n', "");
    assert!(text.len() > 5_000_000);
    let mut harness = opened(&text);
    for part in [0.3, 0.9, 0.1, 1.0] {
        let at = text.floor_char_boundary((text.len() as f64 * part) as usize);
        harness.state_mut().pane.scroll_to(at, 0.5);
        harness.run();
        let seen = harness.state().visible.clone();
        assert!(seen.contains(&at) || at == text.len(), "{seen:?} {at}");
    }
    assert_eq!(harness.state().visible.end, text.len());
}

#[test]
fn the_bar_goes_from_end_to_end() {
    let mut harness = opened(&long(3000));
    let end = harness.state().content.spans.last().unwrap().end();
    for (y, to_end) in [(591.0, true), (9.0, false)] {
        let at = pos2(885.0, y);
        harness.hover_at(at);
        button(&mut harness, at, true, Modifiers::NONE);
        button(&mut harness, at, false, Modifiers::NONE);
        let seen = harness.state().visible.clone();
        assert!(if to_end { seen.end == end } else { seen.start == 0 }, "{seen:?}");
    }
}

#[test]
fn signs_and_paragraphs_are_there_for_screen_readers() {
    let mut content = Sample::new(REPORT);
    let at = content.find("二是聚焦").start();
    content.signs.push(Sign {
        at,
        id: 7,
        icon: '\u{EB06}',
        colour: Color32::BLUE,
        fill: Color32::WHITE,
        chosen: false,
        label: "to the plan".to_owned(),
    });
    let mut harness = harness(Page::new(content), 900.0, 900.0, 1.0);
    harness.run();
    harness.get_by_label("to the plan").click();
    harness.run();
    assert!(harness.state().events.contains(&PaneEvent::Sign(7)));
    harness.get_by_label_contains("现在，我代表云溪市");
    assert!(harness.query_all_by_role(egui::Role::Paragraph).count() >= 5);
    // In sight, and the next ones a reader will come to.
    assert!(harness.query_all_by_role(egui::Role::Heading).count() >= 3);
}

#[test]
fn the_bundled_fonts_keep_the_rules_at_every_width() {
    let harness = opened(REPORT);
    let mut advances = Advances::default();
    let mut lines = 0;
    for ems in 10..=50 {
        let set = Setting { width: ems as f32 * 17.0, indent: 34.0, widen: true, ..Setting::default() };
        for text in REPORT.lines().filter(|line| !line.is_empty()) {
            let layout =
                harness.ctx.fonts_mut(|fonts| Layout::new(text, &[], &set, &mut advances.with(fonts)));
            let last = layout.lines.len() - 1;
            for (n, line) in layout.lines.iter().enumerate() {
                let cells = &layout.cells[line.range()];
                let shown = || cells.iter().filter(|cell| cell.ink);
                let (first, end) = (shown().next().unwrap().ch, shown().next_back().unwrap().ch);
                assert!(n == 0 || !forbidden_at_start(first), "{first} begins a line at {ems} ems");
                assert!(n == last || !forbidden_at_end(end), "{end} ends a line at {ems} ems");
                assert!(line.right <= set.width + 0.1, "{} at {ems} ems", line.right);
                let words: String = cells.iter().map(|cell| cell.ch).collect();
                assert!(n == last || ems < 20 || line.right > set.width - 0.1, "{words} at {ems} ems");
                lines += 1;
            }
        }
    }
    assert!(lines > 1200, "{lines} lines looked at");
}

/// The place of the ink on screen is the place the layout tells: every glyph is painted within a
/// pixel of its cell.
#[test]
fn painted_glyphs_stand_where_hits_are_tested() {
    for scale in [1.0_f32, 1.25, 2.0, 3.0] {
        let mut harness = harness(Page::new(Sample::new(REPORT)), 900.0, 600.0, scale);
        harness.run();
        let (mut advances, mut atlas) = (Advances::default(), Atlas::default());
        let set = Setting { width: 500.0, indent: 34.0, widen: true, ..Setting::default() };
        for text in [
            REPORT.lines().find(|line| line.starts_with("二是")).unwrap(),
            "推动 GB/T 15834 标准 and the Standard text in 2011 落地见效。",
        ] {
            let shape = harness.ctx.fonts_mut(|fonts| {
                atlas.refresh(fonts);
                let mut layout = Layout::new(text, &[], &set, &mut advances.with(fonts));
                let cells: Vec<_> =
                    layout.cells[layout.lines[0].range()].iter().filter(|cell| cell.ink).cloned().collect();
                (layout.line_shape(fonts, &atlas, 0, Pos2::ZERO, Color32::BLACK, &[]).unwrap(), cells)
            });
            let (shape, cells) = shape;
            let row = &shape.galley.rows[0];
            assert_eq!(row.glyphs.len(), cells.len());
            for (g, cell) in row.glyphs.iter().zip(&cells) {
                let ink = &row.visuals.mesh.vertices[g.first_vertex as usize..g.first_vertex as usize + 4];
                let (left, right) = (ink[0].pos.x, ink[1].pos.x);
                // The letters of a word follow each other as the shaper has them.
                let slack = match cell.class {
                    Class::Dash => 1.5,
                    class if class.is_western() => 1.0,
                    _ => 0.0,
                };
                let slop = 2.5 / shape.galley.pixels_per_point + slack;
                assert!(left >= cell.x - cell.cut_l - slop, "{} at {left}, cell at {}", cell.ch, cell.x);
                let most = cell.x - cell.cut_l + cell.w + slop;
                assert!(right <= most, "{} to {right}, its cell to {most}, scale {scale}", cell.ch);
            }
        }
    }
}

#[test]
fn fonts_that_centre_their_marks_are_told_apart() {
    let mut harness = opened(REPORT);
    let centred =
        |harness: &Harness<'static, Page>| harness.ctx.fonts_mut(|fonts| centres_marks(fonts, Face::Reading));
    assert!(!centred(&harness));
    let installed = duidu::files::fonts::installed();
    let Some(font) = system::load(&installed, "Noto Serif CJK TC") else {
        println!("no font with centred marks is installed: skipped");
        return;
    };
    harness.ctx.set_fonts(fonts::definitions(Some(&font)));
    harness.run();
    assert!(centred(&harness));
}

#[test]
fn copying_offers_the_text_as_found_and_as_shown() {
    let content = Sample::new("标题\n抓好落实,确保(试行)见效:好!\n第二段。\n");
    let range = content.find("落实").start()..content.find("段。").start();
    assert_eq!(copied(&content, range.clone(), false), "落实,确保(试行)见效:好!\n第二");
    assert_eq!(copied(&content, range, true), "落实，确保（试行）见效：好！\n第二");
}

#[test]
fn a_page_of_type() {
    let mut content = Sample::new(REPORT);
    content.terms = vec!["第一课题", "协商驿站"];
    content.figures = true;
    let mut page = Page::new(content);
    let at = page.content.find("一是抓学习").start();
    page.pane.scroll_to(at, 0.0);
    let from = page.content.find("编印《协商").start();
    page.pane.select(from..from + 60);
    let mut harness = harness(page, 560.0, 240.0, 1.0);
    harness.run();
    harness.snapshot("page");
}

/// Quotes in cards: lit words, four lines at most, and a specimen of marks in a narrow column.
#[test]
fn quotes_in_a_card() {
    let text = "拓宽协商渠道，运用线上平台、流动驿站、入户走访，逐步形成“家门口说事”常办常新、管长管远的做法；\
                会同12个部门开展专题视察5次，形成报告（含附件）3份。";
    let lit = |words: &str| {
        let at = text.find(words).unwrap();
        Lit { range: at..at + words.len(), fill: Color32::from_rgb(0xCF, 0xE2, 0xF5), ink: None, line: None }
    };
    let lits = vec![lit("流动驿站、入户走访"), lit("家门口说事")];
    let set = Setting { face: Face::Serif, size: 14.0, line: 25.0, width: 266.0, ..Setting::default() };
    let mut quotes = Quotes::default();
    let mut harness =
        Harness::builder().with_size(vec2(290.0, 230.0)).with_context_setup(fonts::install).build_ui(|ui| {
            ui.painter().rect_filled(ui.max_rect().expand(8.0), 0.0, PAGE);
            let narrow = Setting { width: 140.0, hang: true, ..set.clone() };
            let ink = Color32::from_rgb(0x23, 0x22, 0x1F);
            quotes.show(ui, text, &set, 0, ink, &lits);
            quotes.show(ui, text, &narrow, 4, ink, &lits);
            let ctx = ui.ctx().clone();
            let (cut, _) = quotes.get(&ctx, text, &[], &narrow, 4);
            assert!(cut.elided && cut.layout().lines.len() == 4);
        });
    harness.run();
    harness.snapshot("quotes");
}

/// The rules of clreq one by one, each in a column so narrow that it is needed (`docs/typesetting.md`
/// walks the list beside this picture): text and width in ems.
const RULES: [(&str, f32); 12] = [
    ("我们办好民生实事，做到有始有终。", 9.0),
    ("会议通过了《协商工作规则》，随即施行。", 10.0),
    ("新增床位（含改造）百余张，惠及老年人。", 9.0),
    ("编印《工作手册》（第二版）。“一线协商”“流动驿站”入选。", 13.0),
    ("成立专班，召开会议，听取汇报，督促整改到位。", 10.0),
    ("覆盖14个乡镇，App用户达3万，其中5G专网2张。", 12.0),
    ("开展协商议事5500余场次，满意率98.6%。", 9.0),
    ("抓住关键环节——协商在先，一抓到底……久久为功。", 10.0),
    ("推动GB/T 15834标准和Standard text落地。", 11.0),
    ("抓好落实,确保(试行)见效:完成1,200件,12:30开会!", 13.0),
    ("他问:\"做没做,看台账.\"委员答:做了!!", 11.0),
    ("把每一件提案办好办实办出成效来。", 14.0),
];

#[test]
fn the_rules_one_by_one() {
    let mut quotes = Quotes::default();
    let mut harness = Harness::builder()
        .with_size(vec2(540.0, 520.0))
        .with_pixels_per_point(1.5)
        .with_context_setup(fonts::install)
        .build_ui(|ui| {
            ui.painter().rect_filled(ui.max_rect().expand(8.0), 0.0, PAGE);
            let (ink, faint) = (Color32::from_rgb(0x23, 0x22, 0x1F), Color32::from_rgb(0xE2, 0xDF, 0xD8));
            let top = ui.max_rect().min;
            for (i, (text, ems)) in RULES.iter().enumerate() {
                let at = top + vec2((i % 2) as f32 * 250.0 + 26.0, (i / 2) as f32 * 84.0 + 4.0);
                let indent = if i == 4 { 34.0 } else { 0.0 };
                let set =
                    Setting { width: ems * 17.0, line: 26.0, indent, widen: true, ..Setting::default() };
                let room = egui::Rect::from_min_size(at, vec2(set.width, 78.0));
                // The margins, to see that the lines reach them and no further.
                for x in [room.left() - 1.0, room.right() + 1.0] {
                    ui.painter().vline(x, room.y_range(), egui::Stroke::new(1.0, faint));
                }
                let number = at + vec2(-24.0, 5.0);
                let font = Face::Sans.at(11.0);
                ui.painter().text(number, egui::Align2::LEFT_TOP, (i + 1).to_string(), font, ink);
                let mut cell = ui.new_child(egui::UiBuilder::new().max_rect(room));
                quotes.show(&mut cell, text, &set, 0, ink, &[]);
            }
        });
    harness.run();
    harness.snapshot("rules");
}

#[test]
fn a_click_meets_the_character_under_it_at_every_scale() {
    for scale in [1.0, 2.0, 3.0] {
        let mut content = Sample::new(REPORT);
        content.figures = true;
        let text = content.text.clone();
        let at = content.find("一是抓学习").start();
        let mut page = Page::new(content);
        page.pane.scroll_to(at, 0.1);
        let mut harness = harness(page, 900.0, 600.0, scale);
        harness.run();
        let seen = harness.state().visible.clone();
        let mut met = 0;
        let chars = text.char_indices().filter(|(i, c)| seen.contains(i) && !c.is_whitespace());
        for (byte, c) in chars.step_by(7).take(40) {
            let Some(rect) = harness.state().pane.on_screen(byte) else { continue };
            if !(4.0..596.0).contains(&rect.center().y) || rect.width() < 2.0 {
                continue;
            }
            pause(&mut harness);
            harness.state_mut().events.clear();
            click(&mut harness, rect.center(), 1);
            let clicked = harness.state().events.iter().find_map(|e| match e {
                PaneEvent::Clicked(at) => Some(*at),
                _ => None,
            });
            assert_eq!(clicked, Some(byte), "{c} at {rect:?}, scale {scale}");
            met += 1;
        }
        assert!(met > 20, "{met} at {scale}");
    }
}

#[test]
fn nothing_and_less_than_before_are_shown_too() {
    let mut harness = opened("");
    click(&mut harness, pos2(450.0, 300.0), 4);
    for key in [Key::End, Key::PageDown, Key::ArrowUp, Key::Space] {
        harness.key_press(key);
        harness.key_press_modifiers(Modifiers::SHIFT, key);
        harness.run();
    }
    harness.state_mut().pane.scroll_to(99, 0.5);
    harness.run();
    assert_eq!(harness.state().visible, 0..0);
    // A shorter text takes the place of a long one.
    harness.state_mut().content = Sample::new(&long(500));
    harness.state_mut().pane.scroll_to(40_000, 0.0);
    harness.run();
    harness.state_mut().content = Sample::new(&long(3));
    harness.run();
    assert_eq!(harness.state().visible.start, 0);
    harness.state_mut().content = Sample::new("");
    harness.run();
    assert_eq!(harness.state().visible, 0..0);
}

/// Writes pictures of the page to the folder named by `DUIDU_LOOK`, to be looked at; with
/// `DUIDU_LOOK_AT` a text file to show instead of the sample.
#[test]
fn look() {
    let Ok(folder) = std::env::var("DUIDU_LOOK") else {
        println!("DUIDU_LOOK is not set: no pictures");
        return;
    };
    let text = std::env::var("DUIDU_LOOK_AT").map(|path| std::fs::read_to_string(path).unwrap());
    let start = std::env::var("DUIDU_LOOK_FROM").unwrap_or_default();
    let scale: f32 = std::env::var("DUIDU_LOOK_SCALE").map_or(1.0, |s| s.parse().unwrap());
    let mut content = Sample::new(text.as_deref().unwrap_or(REPORT));
    content.figures = true;
    content.terms = vec!["协商直通车", "第一课题", "协商驿站"];
    let from = content.text.find(&start).unwrap_or(0);
    if from > 0 {
        content.fill = Some((Span::new(from + 300, from + 900), Color32::from_rgb(0xED, 0xF1, 0xF4)));
        content.signs = vec![Sign {
            at: from + 300,
            id: 1,
            icon: '\u{EB06}',
            colour: Color32::from_rgb(0x1F, 0x66, 0xB0),
            fill: Color32::from_rgb(0xE7, 0xEF, 0xF5),
            chosen: true,
            label: "link".to_owned(),
        }];
    }
    let mut page = Page::new(content);
    page.pane.scroll_to(from, 0.1);
    let mut harness = harness(page, 810.0, 780.0, scale);
    harness.run();
    harness.run();
    harness.render().unwrap().save(format!("{folder}/page.png")).unwrap();
}
