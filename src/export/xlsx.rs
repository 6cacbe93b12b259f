//! Workbooks through `rust_xlsxwriter`: typed numbers, frozen heading, filters, widths.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Content, ExportError, Options, Progress, xml_chars};
use crate::view::{Align, Cell, Table};
use crate::words::export::font_names;

/// Most characters that Excel keeps in a cell.
const MAX_CELL: usize = 32_767;
/// Most characters of a sheet's name.
const MAX_NAME: usize = 31;
/// Widths of all columns together, in characters.
const ROOM: f32 = 150.0;
/// Narrowest column, in characters.
const NARROW: f32 = 6.0;

/// The content's tables, one a sheet.
pub(super) fn write(
    content: &Content,
    options: &Options,
    progress: &Progress,
) -> Result<Vec<u8>, ExportError> {
    let bytes = build(content, options, progress).map_err(|e| ExportError::Writer(e.to_string()))?;
    if progress.cancelled() { Err(ExportError::Cancelled) } else { Ok(bytes) }
}

fn build(content: &Content, options: &Options, progress: &Progress) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (y, m, d) = options.day.unwrap_or((2000, 1, 1));
    let day = ExcelDateTime::from_ymd(y, m, d)?;
    let properties = DocProperties::new()
        .set_title(xml_chars(&content.title))
        .set_comment(xml_chars(&content.source))
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    for (i, table) in content.tables().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&table.title, i))?;
        fill(sheet, table, progress)?;
        sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
        if options.landscape {
            sheet.set_landscape();
        }
        if options.running_head {
            // & begins a code in heads and feet.
            let head: String = content.source.replace('&', "&&").chars().take(200).collect();
            sheet.set_header(format!("&L&9{}", xml_chars(&head))).set_footer("&C&9&P / &N");
        }
    }
    book.save_to_buffer()
}

struct Formats {
    head: Format,
    bold: Format,
    plain: Format,
}

fn cell_format(align: Align) -> Format {
    let align = match align {
        Align::Left => FormatAlign::Left,
        Align::Centre => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    };
    base().set_text_wrap().set_align(align).set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

fn base() -> Format {
    Format::new().set_font_name(font_names::SONG).set_font_size(10)
}

fn fill(sheet: &mut Worksheet, table: &Table, progress: &Progress) -> Result<(), XlsxError> {
    let formats = Formats {
        head: base()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::Theme(0, 1)),
        bold: base().set_bold(),
        plain: base(),
    };
    let total: f32 = table.columns.iter().map(|c| c.share).sum::<f32>().max(0.01);
    let aligned: Vec<Format> = table.columns.iter().map(|c| cell_format(c.align)).collect();
    for (i, column) in table.columns.iter().enumerate() {
        let at = i as u16;
        sheet.set_column_width(at, (ROOM * column.share / total).max(NARROW))?;
        sheet.write_string_with_format(0, at, xml_chars(&column.name), &formats.head)?;
    }
    for (r, row) in table.rows.iter().enumerate() {
        if !progress.step(r, table.rows.len() * 2) {
            break;
        }
        for (c, (cell, format)) in row.cells.iter().zip(&aligned).enumerate() {
            write_cell(sheet, (r as u32 + 1, c as u16), cell, format, &formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    let last = table.columns.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, table.rows.len() as u32, last)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    format: &Format,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => sheet.write_blank(row, column, format)?,
        Cell::Number { value, .. } if value.is_finite() => {
            sheet.write_number_with_format(row, column, *value, format)?
        }
        Cell::Titled { title, place, text } => {
            let title = cut(title);
            let rest: Vec<&str> =
                [place, text].into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
            let rest = cut(&rest.join("\n"));
            if title.is_empty() || rest.is_empty() {
                sheet.write_string_with_format(row, column, title + &rest, format)?
            } else {
                let rest = cut_to(&format!("\n{rest}"), MAX_CELL.saturating_sub(units(&title)));
                let runs = [(&formats.bold, title.as_str()), (&formats.plain, rest.as_str())];
                match sheet.write_rich_string_with_format(row, column, &runs, format) {
                    // The library counts the marks of bold words too.
                    Err(XlsxError::MaxStringLengthExceeded) => {
                        sheet.write_string_with_format(row, column, cut(&(title + &rest)), format)?
                    }
                    written => written?,
                }
            }
        }
        other => sheet.write_string_with_format(row, column, cut(&other.plain()), format)?,
    };
    Ok(())
}

/// Length as Excel counts it.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn cut(text: &str) -> String {
    cut_to(&xml_chars(text), MAX_CELL)
}

/// The text, or its beginning and … when it is longer than Excel allows.
fn cut_to(text: &str, max: usize) -> String {
    if units(text) <= max {
        return text.to_owned();
    }
    let mut room = max.saturating_sub(1);
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    out.push('…');
    out
}

/// A name that Excel accepts: no `[]:*?/\`, no apostrophe at the ends, at most 31 characters.
fn sheet_name(title: &str, index: usize) -> String {
    let clean: String =
        xml_chars(title).chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).collect();
    let suffix = if index == 0 { String::new() } else { format!(" {}", index + 1) };
    let mut room = MAX_NAME - suffix.len();
    let mut name: String = clean
        .trim()
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    if name.is_empty() {
        name = format!("Sheet{}", index + 1);
    }
    name + &suffix
}
