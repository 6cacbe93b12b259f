//! Word documents through docx-rs: real styles, outline levels, repeated table headings.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Header, LineSpacing, LineSpacingType, NumPages, PageMargin,
    PageNum, PageOrientationType, Paragraph as Para, Run as DocxRun, RunFonts, Shading, ShdType,
    SpecialIndentType, Style, StyleType, Tab, TabValueType, Table as DocxTable, TableCell, TableCellMargins,
    TableLayoutType, TableRow, WidthType,
};

use super::{Block, Content, ExportError, Indent, Options, Paragraph, Progress, xml_chars};
use crate::view::{Align, Cell, Table};
use crate::words::export::{ExportWords, font_names};

/// A4 in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// Margins in twentieths of a point: top, right, bottom, left. High pages as GB/T 9704 has them
/// (37, 26, 35, 28 mm), wide ones 2 to 2.5 cm.
pub(super) const HIGH: [i32; 4] = [2098, 1474, 1984, 1587];
pub(super) const WIDE: [i32; 4] = [1417, 1134, 1247, 1134];
/// Grey behind the heading of a table.
const HEAD_FILL: &str = "F2F2F2";
/// Sizes in half points: title (二号; of a table 小二), headings and prose (三号), notes, tables,
/// running heads.
pub(super) const TITLE: usize = 44;
pub(super) const TABLE_NAME: usize = 36;
pub(super) const PROSE: usize = 32;
/// Exact line height of prose in twentieths of a point (28.95 pt, 22 lines a page).
pub(super) const LINE: i32 = 579;
/// Rows with fewer characters are kept on one page.
const SHORT_ROW: usize = 900;
pub(super) const NOTE: usize = 21;
pub(super) const CELL: usize = 19;
pub(super) const SMALL: usize = 17;
pub(super) const HEAD: usize = 18;

/// The content as a docx package.
pub(super) fn write(
    content: &Content,
    options: &Options,
    progress: &Progress,
) -> Result<Vec<u8>, ExportError> {
    let [top, right, bottom, left] = if options.landscape { WIDE } else { HIGH };
    let (width, height) = if options.landscape { (A4.1, A4.0) } else { A4 };
    let room = width as usize - (left + right) as usize;
    let table_alone = content.blocks.iter().all(|b| matches!(b, Block::Table(_)));
    let mut docx = styles(Docx::new(), if table_alone { TABLE_NAME } else { TITLE })
        .page_size(width, height)
        .page_margin(PageMargin { top, bottom, left, right, header: 850, footer: 850, gutter: 0 });
    if options.landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    let (y, m, d) = options.day.unwrap_or((2000, 1, 1));
    let day = format!("{y:04}-{m:02}-{d:02}T00:00:00Z");
    docx = docx.created_at(&day).updated_at(&day);
    if options.running_head {
        docx = docx.header(header(content, room)).footer(footer(options));
    }
    if !content.title.is_empty() {
        docx = docx.add_paragraph(styled("Title", &content.title));
    }
    if !content.source.is_empty() {
        docx = docx.add_paragraph(styled("SourceLine", &content.source));
    }
    for (i, block) in content.blocks.iter().enumerate() {
        if !progress.step(i, content.blocks.len() * 4) {
            return Err(ExportError::Cancelled);
        }
        docx = match block {
            Block::Heading { level, text, number } => {
                let id = format!("Heading{}", (*level).clamp(1, 6));
                docx.add_paragraph(numbered(Para::new().style(&id), *number).add_run(run(text)))
            }
            Block::Paragraph(p) => docx.add_paragraph(prose(p)),
            Block::Note(text) => docx.add_paragraph(styled("Note", text)),
            Block::Table(t) => docx.add_table(table(t, room)).add_paragraph(Para::new().style("Note")),
        };
    }
    if !content.foot.is_empty() {
        docx = docx.add_paragraph(styled("Note", &content.foot));
    }
    pack(docx, &content.title, progress)
}

/// Packs, adding what docx-rs 0.4.22 has no call for: `w:tblHeader` and the title in the
/// properties. Both are inserted into XML that docx-rs wrote, where `<` only begins elements.
fn pack(docx: Docx, title: &str, progress: &Progress) -> Result<Vec<u8>, ExportError> {
    let mut xml = docx.build();
    if !progress.step(2, 4) {
        return Err(ExportError::Cancelled);
    }
    let failed = |what: String| ExportError::Writer(what);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|e| failed(e.to_string()));
    xml.document = repeat_heads(&text(xml.document)?).into_bytes();
    let core = text(xml.doc_props.core)?;
    let end = "</cp:coreProperties>";
    let tag = format!("<dc:title>{}</dc:title>{end}", super::html::escape(title));
    xml.doc_props.core =
        if core.contains("<dc:title>") { core } else { core.replace(end, &tag) }.into_bytes();
    let mut out = Cursor::new(Vec::new());
    xml.pack(&mut out).map_err(|e| failed(e.to_string()))?;
    if !progress.step(3, 4) {
        return Err(ExportError::Cancelled);
    }
    compressed(out).map_err(|e| failed(e.to_string()))
}

/// The same package compressed: docx-rs stores its parts as they are.
fn compressed(stored: Cursor<Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut from = zip::ZipArchive::new(stored)?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for i in 0..from.len() {
        let mut file = from.by_index(i)?;
        if file.is_file() {
            let name = file.name()?.into_owned();
            to.start_file(name, options)?;
            std::io::copy(&mut file, &mut to)?;
        }
    }
    Ok(to.finish()?.into_inner())
}

/// Marks the first row of every table as its heading.
fn repeat_heads(document: &str) -> String {
    let mut out = String::with_capacity(document.len() + 64);
    for (i, piece) in document.split("<w:tbl>").enumerate() {
        if i == 0 {
            out.push_str(piece);
            continue;
        }
        out.push_str("<w:tbl>");
        out.push_str(&piece.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1).replacen(
            "<w:trPr />",
            "<w:trPr><w:tblHeader /></w:trPr>",
            usize::from(!piece.contains("<w:trPr>")),
        ));
    }
    out
}

fn fonts(east_asia: &str) -> RunFonts {
    RunFonts::new().ascii(font_names::LATIN).hi_ansi(font_names::LATIN).east_asia(east_asia)
}

fn spacing(before: u32, after: u32, line: i32) -> LineSpacing {
    LineSpacing::new().before(before).after(after).line(line).line_rule(LineSpacingType::Auto)
}

/// Line spacing of prose and headings.
fn exact(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after).line(LINE).line_rule(LineSpacingType::Exact)
}

fn styles(docx: Docx, title: usize) -> Docx {
    let paragraph = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal");
    let docx = docx
        .default_fonts(fonts(font_names::FANGSONG))
        .default_size(PROSE)
        .add_style(
            paragraph("Title", "Title")
                .fonts(fonts(font_names::SONG))
                .size(title)
                .bold()
                .align(AlignmentType::Center)
                .line_spacing(spacing(120, 120, 320)),
        )
        .add_style(paragraph("Prose", "Body Text").align(AlignmentType::Both).line_spacing(exact(0, 0)))
        .add_style(
            paragraph("ProseIndent", "Body Text First Indent")
                .align(AlignmentType::Both)
                .indent(None, Some(SpecialIndentType::FirstLine(PROSE as i32 * 20)), None, None)
                .first_line_chars(200)
                .line_spacing(exact(0, 0)),
        )
        .add_style(
            paragraph("SourceLine", "Subtitle")
                .fonts(fonts(font_names::KAI))
                .size(NOTE)
                .align(AlignmentType::Center)
                .line_spacing(spacing(0, 240, 300)),
        )
        .add_style(
            paragraph("Note", "Note")
                .fonts(fonts(font_names::KAI))
                .size(NOTE)
                .line_spacing(spacing(60, 180, 300)),
        )
        .add_style(
            paragraph("TableHead", "Table Head")
                .fonts(fonts(font_names::HEI))
                .size(CELL)
                .align(AlignmentType::Center),
        )
        .add_style(paragraph("TableText", "Table Text").fonts(fonts(font_names::SONG)).size(CELL))
        .add_style(paragraph("TableTitle", "Table Title").fonts(fonts(font_names::SONG)).size(CELL).bold())
        .add_style(paragraph("TablePlace", "Table Place").fonts(fonts(font_names::KAI)).size(SMALL))
        .add_style(paragraph("Header", "header").fonts(fonts(font_names::SONG)).size(HEAD))
        .add_style(
            paragraph("Footer", "footer")
                .fonts(fonts(font_names::SONG))
                .size(HEAD)
                .align(AlignmentType::Center),
        );
    headings(docx)
}

/// Styles of the six levels: 一、 in 黑体, （一） in 楷体, 1. in bold 仿宋, as official documents have
/// them.
fn headings(mut docx: Docx) -> Docx {
    let faces = [font_names::HEI, font_names::KAI, font_names::FANGSONG];
    for i in 0..6 {
        let (id, name) = (format!("Heading{}", i + 1), format!("heading {}", i + 1));
        let mut style = Style::new(&id, StyleType::Paragraph)
            .name(&name)
            .based_on("Normal")
            .next("ProseIndent")
            .q_format(true)
            .fonts(fonts(faces.get(i).copied().unwrap_or(font_names::FANGSONG)))
            .size(PROSE)
            .indent(None, Some(SpecialIndentType::FirstLine(PROSE as i32 * 20)), None, None)
            .first_line_chars(200)
            .outline_lvl(i)
            .line_spacing(exact(if i == 0 { 120 } else { 0 }, 0));
        if i == 2 {
            style = style.bold();
        }
        docx = docx.add_style(style);
    }
    docx
}

fn run(text: &str) -> DocxRun {
    let mut run = DocxRun::new();
    for (i, piece) in xml_chars(text).split('\t').enumerate() {
        if i > 0 {
            run = run.add_tab();
        }
        for (j, line) in piece.split('\n').enumerate() {
            if j > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            run = run.add_text(line.trim_end_matches('\r'));
        }
    }
    run
}

fn styled(style: &str, text: &str) -> Para {
    Para::new().style(style).add_run(run(text))
}

fn numbered(para: Para, number: u32) -> Para {
    if number == 0 { para } else { para.add_run(run(&format!("[{number}] ")).size(SMALL)) }
}

fn prose(p: &Paragraph) -> Para {
    let style = if p.indent == Indent::First { "ProseIndent" } else { "Prose" };
    let mut para = numbered(Para::new().style(style), p.number);
    for r in &p.runs {
        para = para.add_run(if r.bold { run(&r.text).bold() } else { run(&r.text) });
    }
    para
}

fn header(content: &Content, room: usize) -> Header {
    let same = content.head.is_empty() || content.head == content.title;
    let text = if same { content.title.clone() } else { format!("{}\t{}", content.title, content.head) };
    let right = Tab::new().val(TabValueType::Right).pos(room);
    Header::new().add_paragraph(styled("Header", &text).add_tab(right))
}

fn footer(options: &Options) -> Footer {
    let words = ExportWords::of(options.lang);
    Footer::new().add_paragraph(
        Para::new()
            .style("Footer")
            .add_run(run(words.page_before))
            .add_page_num(PageNum::new())
            .add_run(run(words.page_between))
            .add_num_pages(NumPages::new())
            .add_run(run(words.page_after)),
    )
}

fn table(table: &Table, room: usize) -> DocxTable {
    let total: f32 = table.columns.iter().map(|c| c.share).sum::<f32>().max(0.01);
    let widths: Vec<usize> = table.columns.iter().map(|c| (room as f32 * c.share / total) as usize).collect();
    let heads = table.columns.iter().zip(&widths).map(|(c, w)| {
        TableCell::new()
            .width(*w, WidthType::Dxa)
            .shading(Shading::new().shd_type(ShdType::Clear).color("auto").fill(HEAD_FILL))
            .add_paragraph(styled("TableHead", &c.name).keep_next(true))
    });
    let mut rows = vec![TableRow::new(heads.collect()).cant_split()];
    for row in &table.rows {
        let cells = table.columns.iter().zip(&widths).zip(&row.cells).map(|((column, w), cell)| {
            cell_paragraphs(cell, column.align)
                .into_iter()
                .fold(TableCell::new().width(*w, WidthType::Dxa), TableCell::add_paragraph)
        });
        let size: usize = row.cells.iter().map(|c| c.plain().chars().count()).max().unwrap_or(0);
        let made = TableRow::new(cells.collect());
        rows.push(if size < SHORT_ROW { made.cant_split() } else { made });
    }
    DocxTable::new(rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(room, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, 85, 40, 85))
}

fn cell_paragraphs(cell: &Cell, align: Align) -> Vec<Para> {
    let align = match align {
        Align::Left => AlignmentType::Left,
        Align::Centre => AlignmentType::Center,
        Align::Right => AlignmentType::Right,
    };
    let lines = |style: &'static str, text: &str| -> Vec<Para> {
        text.split('\n').map(|line| styled(style, line).align(align)).collect()
    };
    match cell {
        Cell::Titled { title, place, text } => {
            let mut out = Vec::new();
            for (style, text) in [("TableTitle", title), ("TablePlace", place), ("TableText", text)] {
                if !text.is_empty() {
                    out.extend(lines(style, text));
                }
            }
            if out.is_empty() { lines("TableText", "") } else { out }
        }
        other => lines("TableText", &other.plain()),
    }
}
