//! One list of commands: menus, keys, palette and help are made from it.

use crate::words::{CommandWords, Lang};

/// A wish without parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are explained to people in `words::commands`
pub enum Command {
    Open,
    NewWindow,
    OpenSecond,
    OpenFolder,
    OpenSample,
    Paste,
    CloseTab,
    Reopen,
    NextTab,
    Export,
    Copy,
    CopyWithSource,
    SelectAll,
    AddExcerpt,
    Highlight,
    AddNote,
    Undo,
    Redo,
    Find,
    FindNext,
    FindPrevious,
    GoTo,
    Palette,
    Reading,
    Compare,
    Formulations,
    Figures,
    Series,
    Back,
    Forward,
    NextLink,
    PreviousLink,
    NextSection,
    PreviousSection,
    Confirm,
    Break,
    Doubt,
    Pair,
    NoteLink,
    ToggleOutline,
    ToggleEvidence,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    FullScreen,
    Settings,
    Keys,
    About,
    ShowLog,
    ShowData,
    SwapSides,
    OtherPane,
    MakeHeading,
    NoHeading,
    Promote,
    Demote,
    MarkReview,
    MarkPlan,
    Split,
    Join,
    ExportDecisions,
    ImportDecisions,
    Quit,
}

/// Where a command belongs in menus and help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Area {
    File,
    Edit,
    Go,
    View,
    Decide,
    Help,
}

impl Area {
    /// All, in the order of menus.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Go, Self::View, Self::Decide, Self::Help];

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let w = CommandWords::of(lang);
        match self {
            Self::File => w.area_file,
            Self::Edit => w.area_edit,
            Self::Go => w.area_go,
            Self::View => w.area_view,
            Self::Decide => w.area_decide,
            Self::Help => w.area_help,
        }
    }
}

/// A key by its name on the keyboard, independent of the toolkit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Key {
    Char(char),
    F(u8),
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Comma,
    Plus,
    Minus,
    Enter,
    Tab,
}

/// A key with its modifiers; `ctrl` is Command on macOS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Control (Command).
    pub ctrl: bool,
    /// Shift.
    pub shift: bool,
    /// Alt (Option).
    pub alt: bool,
    /// The key.
    pub key: Key,
}

const fn plain(key: Key) -> Shortcut {
    Shortcut { ctrl: false, shift: false, alt: false, key }
}
const fn ctrl(key: Key) -> Shortcut {
    Shortcut { ctrl: true, ..plain(key) }
}
const fn ctrl_shift(key: Key) -> Shortcut {
    Shortcut { shift: true, ..ctrl(key) }
}
const fn ctrl_alt(key: Key) -> Shortcut {
    Shortcut { alt: true, ..ctrl(key) }
}
const fn alt(key: Key) -> Shortcut {
    Shortcut { alt: true, ..plain(key) }
}
const fn alt_shift(key: Key) -> Shortcut {
    Shortcut { shift: true, ..alt(key) }
}
const fn shift(key: Key) -> Shortcut {
    Shortcut { shift: true, ..plain(key) }
}

impl Command {
    /// Every command, in the order of menus and help.
    pub const ALL: &'static [Self] = &[
        Self::Open,
        Self::NewWindow,
        Self::OpenSecond,
        Self::OpenFolder,
        Self::OpenSample,
        Self::Paste,
        Self::Export,
        Self::CloseTab,
        Self::Reopen,
        Self::NextTab,
        Self::Quit,
        Self::Copy,
        Self::CopyWithSource,
        Self::SelectAll,
        Self::AddExcerpt,
        Self::Highlight,
        Self::AddNote,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::FindNext,
        Self::FindPrevious,
        Self::GoTo,
        Self::Palette,
        Self::Reading,
        Self::Compare,
        Self::Formulations,
        Self::Figures,
        Self::Series,
        Self::Back,
        Self::Forward,
        Self::NextLink,
        Self::PreviousLink,
        Self::NextSection,
        Self::PreviousSection,
        Self::Confirm,
        Self::Break,
        Self::Doubt,
        Self::Pair,
        Self::NoteLink,
        Self::SwapSides,
        Self::OtherPane,
        Self::MakeHeading,
        Self::NoHeading,
        Self::Promote,
        Self::Demote,
        Self::MarkReview,
        Self::MarkPlan,
        Self::Split,
        Self::Join,
        Self::ExportDecisions,
        Self::ImportDecisions,
        Self::ToggleOutline,
        Self::ToggleEvidence,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
        Self::FullScreen,
        Self::Settings,
        Self::Keys,
        Self::ShowLog,
        Self::ShowData,
        Self::About,
    ];

    /// Its keys; the first is shown in menus.
    pub fn shortcuts(self) -> Vec<Shortcut> {
        use Key::{Char, Comma, Down, Enter, F, Left, Minus, PageDown, PageUp, Plus, Right, Tab, Up};
        match self {
            Self::Open => vec![ctrl(Char('O'))],
            Self::NewWindow => vec![ctrl(Char('N'))],
            Self::OpenSecond => vec![ctrl_shift(Char('O'))],
            Self::OpenFolder => vec![ctrl_alt(Char('O'))],
            Self::OpenSample
            | Self::SwapSides
            | Self::About
            | Self::ShowLog
            | Self::ShowData
            | Self::ExportDecisions
            | Self::ImportDecisions => vec![],
            Self::Paste => vec![ctrl(Char('V'))],
            Self::CloseTab => vec![ctrl(Char('W'))],
            Self::Reopen => vec![ctrl_shift(Char('T'))],
            Self::NextTab => vec![ctrl(Tab)],
            Self::Export => vec![ctrl(Char('E'))],
            Self::Copy => vec![ctrl(Char('C'))],
            Self::CopyWithSource => vec![ctrl_shift(Char('C'))],
            Self::SelectAll => vec![ctrl(Char('A'))],
            Self::AddExcerpt => vec![ctrl(Char('D'))],
            Self::Highlight => vec![ctrl_shift(Char('D'))],
            Self::AddNote => vec![ctrl(Char('M'))],
            Self::Undo => vec![ctrl(Char('Z'))],
            Self::Redo => vec![ctrl_shift(Char('Z')), ctrl(Char('Y'))],
            Self::Find => vec![ctrl(Char('F'))],
            Self::FindNext => vec![plain(F(3))],
            Self::FindPrevious => vec![shift(F(3))],
            Self::GoTo => vec![ctrl(Char('G'))],
            Self::Palette => vec![ctrl_shift(Char('P'))],
            Self::Reading => vec![ctrl(Char('1'))],
            Self::Compare => vec![ctrl(Char('2'))],
            Self::Formulations => vec![ctrl(Char('3'))],
            Self::Figures => vec![ctrl(Char('4'))],
            Self::Series => vec![ctrl(Char('5'))],
            Self::Back => vec![alt(Left)],
            Self::Forward => vec![alt(Right)],
            Self::NextLink => vec![plain(F(8)), alt(Down)],
            Self::PreviousLink => vec![plain(F(7)), alt(Up)],
            Self::OtherPane => vec![plain(F(6))],
            Self::MakeHeading => vec![ctrl_shift(Char('H'))],
            Self::NoHeading => vec![ctrl_shift(Char('K'))],
            Self::Promote => vec![alt_shift(Left)],
            Self::Demote => vec![alt_shift(Right)],
            Self::MarkReview => vec![ctrl_shift(Char('R'))],
            Self::MarkPlan => vec![ctrl_shift(Char('L'))],
            Self::Split => vec![ctrl_shift(Enter)],
            Self::Join => vec![ctrl_shift(Char('J'))],
            Self::NextSection => vec![ctrl(PageDown)],
            Self::PreviousSection => vec![ctrl(PageUp)],
            Self::Confirm => vec![alt(Char('1'))],
            Self::Break => vec![alt(Char('2'))],
            Self::Doubt => vec![alt(Char('3'))],
            Self::Pair => vec![alt(Char('4'))],
            Self::NoteLink => vec![alt(Char('5'))],
            Self::ToggleOutline => vec![plain(F(9))],
            Self::ToggleEvidence => vec![plain(F(10))],
            Self::ZoomIn => vec![ctrl(Plus)],
            Self::ZoomOut => vec![ctrl(Minus)],
            Self::ZoomReset => vec![ctrl(Char('0'))],
            Self::FullScreen => vec![plain(F(11))],
            Self::Settings => vec![ctrl(Comma)],
            Self::Keys => vec![plain(F(1))],
            Self::Quit => vec![ctrl(Char('Q'))],
        }
    }

    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        let w = CommandWords::of(lang);
        match self {
            Self::Open => w.open,
            Self::NewWindow => w.new_window,
            Self::ShowLog => w.show_log,
            Self::ShowData => w.show_data,
            Self::OpenSecond => w.open_second,
            Self::OpenFolder => w.open_folder,
            Self::OpenSample => w.open_sample,
            Self::Paste => w.paste,
            Self::Export => w.export,
            Self::CloseTab => w.close_tab,
            Self::Reopen => w.reopen,
            Self::NextTab => w.next_tab,
            Self::Quit => w.quit,
            Self::Copy => w.copy,
            Self::CopyWithSource => w.copy_with_source,
            Self::SelectAll => w.select_all,
            Self::AddExcerpt => w.add_excerpt,
            Self::Highlight => w.highlight,
            Self::AddNote => w.add_note,
            Self::Undo => w.undo,
            Self::Redo => w.redo,
            Self::Find => w.find,
            Self::FindNext => w.find_next,
            Self::FindPrevious => w.find_previous,
            Self::GoTo => w.go_to,
            Self::Palette => w.palette,
            Self::Reading => w.reading,
            Self::Compare => w.compare,
            Self::Formulations => w.formulations,
            Self::Figures => w.figures,
            Self::Series => w.series,
            Self::Back => w.back,
            Self::Forward => w.forward,
            Self::NextLink => w.next_link,
            Self::PreviousLink => w.previous_link,
            Self::NextSection => w.next_section,
            Self::PreviousSection => w.previous_section,
            Self::Confirm => w.confirm,
            Self::Break => w.break_link,
            Self::Doubt => w.doubt,
            Self::Pair => w.pair,
            Self::NoteLink => w.note_link,
            Self::SwapSides => w.swap_sides,
            Self::OtherPane => w.other_pane,
            Self::MakeHeading => w.make_heading,
            Self::NoHeading => w.no_heading,
            Self::Promote => w.promote,
            Self::Demote => w.demote,
            Self::MarkReview => w.mark_review,
            Self::MarkPlan => w.mark_plan,
            Self::Split => w.split,
            Self::Join => w.join,
            Self::ExportDecisions => w.export_decisions,
            Self::ImportDecisions => w.import_decisions,
            Self::ToggleOutline => w.toggle_outline,
            Self::ToggleEvidence => w.toggle_evidence,
            Self::ZoomIn => w.zoom_in,
            Self::ZoomOut => w.zoom_out,
            Self::ZoomReset => w.zoom_reset,
            Self::FullScreen => w.full_screen,
            Self::Settings => w.settings,
            Self::Keys => w.keys,
            Self::About => w.about,
        }
    }

    /// Its place in menus and help.
    pub fn area(self) -> Area {
        match self {
            Self::Open
            | Self::NewWindow
            | Self::OpenSecond
            | Self::OpenFolder
            | Self::OpenSample
            | Self::Paste
            | Self::Export
            | Self::CloseTab
            | Self::Reopen
            | Self::NextTab
            | Self::Quit => Area::File,
            Self::Copy
            | Self::CopyWithSource
            | Self::SelectAll
            | Self::AddExcerpt
            | Self::Highlight
            | Self::AddNote
            | Self::Undo
            | Self::Redo => Area::Edit,
            Self::Find
            | Self::FindNext
            | Self::FindPrevious
            | Self::GoTo
            | Self::Back
            | Self::Forward
            | Self::OtherPane
            | Self::NextLink
            | Self::PreviousLink
            | Self::NextSection
            | Self::PreviousSection => Area::Go,
            Self::Confirm
            | Self::Break
            | Self::Doubt
            | Self::Pair
            | Self::NoteLink
            | Self::MakeHeading
            | Self::NoHeading
            | Self::Promote
            | Self::Demote
            | Self::MarkReview
            | Self::MarkPlan
            | Self::Split
            | Self::Join
            | Self::ExportDecisions
            | Self::ImportDecisions => Area::Decide,
            Self::Palette | Self::Keys | Self::ShowLog | Self::ShowData | Self::About => Area::Help,
            Self::Reading
            | Self::Compare
            | Self::Formulations
            | Self::Figures
            | Self::Series
            | Self::ToggleOutline
            | Self::ToggleEvidence
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::FullScreen
            | Self::Settings
            | Self::SwapSides => Area::View,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen: Vec<(Shortcut, Command)> = Vec::new();
        for &command in Command::ALL {
            for key in command.shortcuts() {
                assert!(!seen.iter().any(|(k, _)| *k == key), "{key:?} of {command:?} is taken: {seen:?}");
                seen.push((key, command));
            }
        }
    }

    #[test]
    fn the_list_is_complete_and_without_repetition() {
        for (i, command) in Command::ALL.iter().enumerate() {
            assert!(!Command::ALL[..i].contains(command), "{command:?} twice");
        }
        assert_eq!(Command::ALL.len(), Command::Quit as usize + 1);
    }
}
