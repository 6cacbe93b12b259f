//! The reading page: layout rules over egui's real fonts, the pane driven without a window.

#[path = "typeset/sample.rs"]
mod sample;

use duidu::text::Span;
use duidu::ui::fonts;
use duidu::ui::reading::{Measures, PaneEvent, PaneState, Sign, show};
use egui::{Color32, vec2};
use egui_kittest::Harness;
use sample::{REPORT, Sample, light};

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
}

fn harness(page: Page, width: f32, height: f32, scale: f32) -> Harness<'static, Page> {
    Harness::builder()
        .with_size(vec2(width, height))
        .with_pixels_per_point(scale)
        .with_context_setup(fonts::install)
        .build_ui_state(
            |ui, page: &mut Page| {
                let out = show(ui, &page.content, &light(), &page.measures, &mut page.pane);
                page.events.extend(out.events);
                page.visible = out.visible;
            },
            page,
        )
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
    content.terms = vec!["协商直通车", "第一课题", "协商驿站", "站家", "有事先商量", "完善功能、提升效能", "智库"];
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
