//! Which part of a page is its text: the smallest element that holds nearly all of the prose.
//!
//! The idea is Readability's (text against links, climb to the container); the rule is our own,
//! because Readability drops short own-line headings, lists and tables of Chinese reports.

use super::flat::Page;

/// The element that holds the text, and for every table whether it is one of data.
#[derive(Debug, Default)]
pub struct Main {
    /// Index of the element; everything is text when the page is small.
    pub node: usize,
    /// The page has enough prose that what lies outside `node` is furniture.
    pub sure: bool,
    /// Indices of tables that hold data (others lay out the page).
    pub data_tables: Vec<usize>,
}

/// Text nodes shorter than this (characters) say nothing about where the prose is.
const SHORT: usize = 10;
/// Share of the prose that the container holds.
const SHARE: f64 = 0.85;
/// Less prose (characters) than this: a fragment or a small page, all of it is text.
const SMALL: usize = 300;

/// Finds the main text of `page`.
pub fn find(page: &Page) -> Main {
    // prose[i]: characters of prose in the nodes before i.
    let mut prose = vec![0usize; page.nodes.len() + 1];
    for (i, node) in page.nodes.iter().enumerate() {
        let n = node.text.chars().filter(|c| !c.is_whitespace()).count();
        let counts = !node.hidden && !node.link && n >= SHORT;
        prose[i + 1] = prose[i] + if counts { n } else { 0 };
    }
    let inside = |i: usize| prose[page.nodes[i].end] - prose[i];
    let mut node = page.first("body").unwrap_or(0);
    if page.nodes.is_empty() {
        return Main::default();
    }
    let whole = inside(node);
    let data_tables = data_tables(page, inside);
    if whole < SMALL {
        return Main { node, sure: false, data_tables };
    }
    let need = (whole as f64 * SHARE) as usize;
    while let Some(child) = page.children(node).find(|&c| inside(c) >= need) {
        if page.nodes[child].tag.is_empty() || data_tables.contains(&child) {
            break;
        }
        node = child;
    }
    Main { node, sure: true, data_tables }
}

/// Tables with more than one column whose cells are short and hold no table.
fn data_tables(page: &Page, prose_in: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut found = Vec::new();
    for (i, node) in page.nodes.iter().enumerate().filter(|(_, n)| n.tag == "table") {
        let within = page.nodes.get(i + 1..node.end).unwrap_or_default();
        if within.iter().any(|n| n.tag == "table") {
            continue;
        }
        let is_cell = |n: &super::flat::Node| (n.tag == "td" || n.tag == "th") && !n.hidden;
        let cells: Vec<usize> =
            within.iter().enumerate().filter(|(_, n)| is_cell(n)).map(|(k, _)| i + 1 + k).collect();
        let rows = within.iter().filter(|n| n.tag == "tr").count();
        let longest = cells.iter().map(|&c| prose_in(c)).max().unwrap_or(0);
        if cells.len() > rows && longest < 400 {
            found.push(i);
        }
    }
    found
}
