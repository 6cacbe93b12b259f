//! Every view but the page, as it is when much is in it: how it is reached, and where the wheel is.

use duidu::app::{
    Action, Beside, Command, CompareAction, CompareFilter, ExportAction, FindAction, Pane, SeriesAction,
    SeriesPane, Set,
};
use duidu::compare::{Comparison, Status};
use duidu::document::{Anchor, Edit, Excerpt, Note};
use duidu::export::{Format, What};
use duidu::text::Span;
use duidu::words::{CompareWords, Lang, TablesWords};
use egui::{Pos2, pos2};

use super::window::Window;

/// A view: its name, the way to it, where the wheel turns.
pub type View = (&'static str, fn(&mut Window), Pos2);

const MIDDLE: Pos2 = pos2(700.0, 500.0);
const LEFT: Pos2 = pos2(200.0, 500.0);
const RIGHT: Pos2 = pos2(1300.0, 500.0);

/// The views of a report, in an order in which each can follow on the one before.
pub const OF_A_REPORT: [View; 15] = [
    ("section list", |w| w.apply(Action::Pane(Pane::Reading)), LEFT),
    ("found 100,000, page", |w| find(w, false), MIDDLE),
    ("found 100,000, list", |w| find(w, true), pos2(700.0, 800.0)),
    ("counterpart, page", counterpart, MIDDLE),
    ("300 excerpts and notes", excerpts, RIGHT),
    ("comparison", |w| w.apply(Action::Pane(Pane::Compare)), MIDDLE),
    ("… unfolded", |w| w.click(CompareWords::of(Lang::Zh).unfold_all), MIDDLE),
    ("… drawer, shared words", |w| drawer(w, false), MIDDLE),
    ("… drawer, difference", |w| drawer(w, true), pos2(1100.0, 780.0)),
    ("… one status", one_status, MIDDLE),
    ("… searched", searched, MIDDLE),
    ("… rows", rows, MIDDLE),
    ("… rows, narrow", |w| w.resize(660.0, 700.0), pos2(300.0, 500.0)),
    ("formulations", formulations, MIDDLE),
    ("figures", |w| w.apply(Action::Pane(Pane::Figures)), pos2(500.0, 700.0)),
];

/// What is only there with two reports, and the dialog.
pub const OF_TWO: [View; 4] = [
    ("comparison of two", |w| w.apply(Action::Pane(Pane::Compare)), MIDDLE),
    ("targets", targets, MIDDLE),
    ("export: comparison", |w| export(w, What::Comparison, Format::Docx), RIGHT),
    ("export: text", |w| export(w, What::Text, Format::Txt), RIGHT),
];

/// The views of a folder.
pub const OF_A_FOLDER: [View; 4] = [
    ("list of bodies", |_| (), LEFT),
    ("formulations by year", |w| series(w, SeriesPane::Formulations), pos2(900.0, 500.0)),
    ("indicators by year", |w| series(w, SeriesPane::Indicators), pos2(500.0, 500.0)),
    ("found in all", found, pos2(900.0, 500.0)),
];

fn find(w: &mut Window, list: bool) {
    w.apply(Action::Run(Command::Find));
    w.apply(Action::Find(FindAction::Query("发展".to_owned())));
    w.apply(Action::Find(FindAction::List(list)));
}

fn counterpart(w: &mut Window) {
    w.apply(Action::Find(FindAction::Close));
    w.apply(Action::Set(Set::Evidence(true)));
    w.apply(Action::Beside(Beside::Counterpart));
    // An item in the middle.
    let at = w.state.tab().map_or(0, |t| t.reading().text().len() / 3);
    w.apply(Action::GoTo { second: false, at });
    w.apply(Action::Cursor(at));
}

fn excerpts(w: &mut Window) {
    let Some(tab) = w.state.tab() else { return };
    let report = tab.main.document.report().clone();
    let wanted = report.paragraphs.iter().filter(|p| p.span.len() > 120);
    let spans: Vec<Span> = wanted.map(|p| p.span).step_by(3).take(300).collect();
    for span in spans {
        let at = Anchor::new(report.text(), span);
        w.apply(Action::Edit(Edit::AddExcerpt(Excerpt { at: at.clone(), note: String::new() })));
        let note = Note { at, text: "看".to_owned(), colour: None };
        w.apply(Action::Edit(Edit::SetNote(note)));
    }
    w.apply(Action::Beside(Beside::Passages));
}

fn comparison(w: &Window) -> Option<&Comparison> {
    w.state.tab()?.derived.comparison.as_deref()
}

/// The link with the longest texts.
fn drawer(w: &mut Window, difference: bool) {
    let Some(c) = comparison(w) else { return };
    let long = |l: &duidu::compare::Link| c.left[l.left].item.span.len() + c.right[l.right].item.span.len();
    let link = (0..c.links.len()).max_by_key(|k| long(&c.links[*k])).unwrap_or(0);
    w.apply(Action::Compare(CompareAction::Link(link)));
    w.apply(Action::Compare(CompareAction::Drawer(true)));
    w.apply(Action::Compare(CompareAction::Difference(difference)));
}

fn one_status(w: &mut Window) {
    w.apply(Action::Compare(CompareAction::Drawer(false)));
    w.apply(Action::Compare(CompareAction::Filter(CompareFilter::Only(Status::Continued))));
}

fn searched(w: &mut Window) {
    w.apply(Action::Compare(CompareAction::Filter(CompareFilter::All)));
    w.apply(Action::Compare(CompareAction::Search("发展".to_owned())));
}

fn rows(w: &mut Window) {
    w.apply(Action::Compare(CompareAction::Search(String::new())));
    w.apply(Action::Compare(CompareAction::AsTable(true)));
}

fn formulations(w: &mut Window) {
    w.resize(1440.0, 900.0);
    w.apply(Action::Pane(Pane::Formulations));
}

fn targets(w: &mut Window) {
    w.apply(Action::Pane(Pane::Figures));
    w.settle();
    w.click(TablesWords::of(Lang::Zh).targets);
}

fn export(w: &mut Window, what: What, format: Format) {
    w.apply(Action::Run(Command::Export));
    if let Some(duidu::app::Dialog::Export(view)) = w.state.dialog {
        let view = duidu::app::ExportView { what, format, ..view };
        w.apply(Action::Export(ExportAction::Change(view)));
    }
}

fn series(w: &mut Window, pane: SeriesPane) {
    w.apply(Action::Series(SeriesAction::Pane(pane)));
}

fn found(w: &mut Window) {
    series(w, SeriesPane::Find);
    w.apply(Action::Series(SeriesAction::Find("发展".to_owned())));
}
