//! Code points of the bundled icon font (Phosphor); the subset is listed in `fonts/icons.txt`.

/// folder-open.
pub const FOLDER_OPEN: &str = "\u{E256}";
/// clock-counter-clockwise.
pub const CLOCK_COUNTER_CLOCKWISE: &str = "\u{E1A0}";
/// columns-plus-right.
pub const COLUMNS_PLUS_RIGHT: &str = "\u{E542}";
/// book-open-text.
pub const BOOK_OPEN_TEXT: &str = "\u{E8F2}";
/// columns.
pub const COLUMNS: &str = "\u{E546}";
/// quotes.
pub const QUOTES: &str = "\u{E660}";
/// hash.
pub const HASH: &str = "\u{E2A2}";
/// magnifying-glass.
pub const MAGNIFYING_GLASS: &str = "\u{E30C}";
/// export.
pub const EXPORT: &str = "\u{EAF0}";
/// gear-six.
pub const GEAR_SIX: &str = "\u{E272}";
/// link-break.
pub const LINK_BREAK: &str = "\u{E2E4}";
/// crosshair.
pub const CROSSHAIR: &str = "\u{E1D6}";
/// note-pencil.
pub const NOTE_PENCIL: &str = "\u{E34C}";
/// copy.
pub const COPY: &str = "\u{E1CA}";
/// link.
pub const LINK: &str = "\u{E2E2}";
/// eye-slash.
pub const EYE_SLASH: &str = "\u{E224}";
/// paragraph.
pub const PARAGRAPH: &str = "\u{E960}";
/// text-aa.
pub const TEXT_AA: &str = "\u{E6EE}";
/// warning.
pub const WARNING: &str = "\u{E4E0}";
/// file-x.
pub const FILE_X: &str = "\u{E23C}";
/// cloud-slash.
pub const CLOUD_SLASH: &str = "\u{E1B6}";
/// arrows-horizontal.
pub const ARROWS_HORIZONTAL: &str = "\u{EB06}";
/// plus.
pub const PLUS: &str = "\u{E3D4}";
/// minus.
pub const MINUS: &str = "\u{E32A}";
/// question-mark.
pub const QUESTION_MARK: &str = "\u{E3E9}";
/// check.
pub const CHECK: &str = "\u{E182}";
/// circle-half.
pub const CIRCLE_HALF: &str = "\u{E18C}";
/// x.
pub const X: &str = "\u{E4F6}";
/// caret-down.
pub const CARET_DOWN: &str = "\u{E136}";
/// caret-right.
pub const CARET_RIGHT: &str = "\u{E13A}";
/// caret-up.
pub const CARET_UP: &str = "\u{E13C}";
/// caret-left.
pub const CARET_LEFT: &str = "\u{E138}";
/// push-pin.
pub const PUSH_PIN: &str = "\u{E3E2}";
/// sidebar-simple.
pub const SIDEBAR_SIMPLE: &str = "\u{EC24}";
/// funnel-simple.
pub const FUNNEL_SIMPLE: &str = "\u{E268}";
/// pencil-simple.
pub const PENCIL_SIMPLE: &str = "\u{E3B4}";
/// arrow-counter-clockwise.
pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{E038}";
/// arrow-clockwise.
pub const ARROW_CLOCKWISE: &str = "\u{E036}";
/// eye.
pub const EYE: &str = "\u{E220}";
/// sliders-horizontal.
pub const SLIDERS_HORIZONTAL: &str = "\u{E434}";
/// printer.
pub const PRINTER: &str = "\u{E3DC}";
/// list.
pub const LIST: &str = "\u{E2F0}";
/// list-bullets.
pub const LIST_BULLETS: &str = "\u{E2F2}";
/// highlighter.
pub const HIGHLIGHTER: &str = "\u{EC76}";
/// star.
pub const STAR: &str = "\u{E46A}";
/// bookmark-simple.
pub const BOOKMARK_SIMPLE: &str = "\u{E0EA}";
/// trash.
pub const TRASH: &str = "\u{E4A6}";
/// dots-three.
pub const DOTS_THREE: &str = "\u{E1FE}";
/// arrow-left.
pub const ARROW_LEFT: &str = "\u{E058}";
/// arrow-right.
pub const ARROW_RIGHT: &str = "\u{E06C}";
/// arrow-up.
pub const ARROW_UP: &str = "\u{E08E}";
/// arrow-down.
pub const ARROW_DOWN: &str = "\u{E03E}";
/// info.
pub const INFO: &str = "\u{E2CE}";
/// check-circle.
pub const CHECK_CIRCLE: &str = "\u{E184}";
/// warning-circle.
pub const WARNING_CIRCLE: &str = "\u{E4E2}";
/// table.
pub const TABLE: &str = "\u{E476}";
/// chart-line.
pub const CHART_LINE: &str = "\u{E154}";
/// chart-bar.
pub const CHART_BAR: &str = "\u{E150}";
/// git-merge.
pub const GIT_MERGE: &str = "\u{E280}";
/// swap.
pub const SWAP: &str = "\u{E83C}";
/// arrows-left-right.
pub const ARROWS_LEFT_RIGHT: &str = "\u{E0A0}";
/// sun.
pub const SUN: &str = "\u{E472}";
/// moon.
pub const MOON: &str = "\u{E330}";
/// circle-half-tilt.
pub const CIRCLE_HALF_TILT: &str = "\u{E18E}";
/// text-t.
pub const TEXT_T: &str = "\u{E48A}";
/// translate.
pub const TRANSLATE: &str = "\u{E4A2}";
/// keyboard.
pub const KEYBOARD: &str = "\u{E2D8}";
/// folder.
pub const FOLDER: &str = "\u{E24A}";
/// file-text.
pub const FILE_TEXT: &str = "\u{E23A}";
/// file-plus.
pub const FILE_PLUS: &str = "\u{E236}";
/// clipboard-text.
pub const CLIPBOARD_TEXT: &str = "\u{E198}";
/// lock.
pub const LOCK: &str = "\u{E2FA}";
/// moon-stars.
pub const MOON_STARS: &str = "\u{E58E}";
/// selection.
pub const SELECTION: &str = "\u{E69A}";
/// magic-wand.
pub const MAGIC_WAND: &str = "\u{E6B6}";
/// download-simple.
pub const DOWNLOAD_SIMPLE: &str = "\u{E20C}";
/// floppy-disk.
pub const FLOPPY_DISK: &str = "\u{E248}";
/// arrow-square-out.
pub const ARROW_SQUARE_OUT: &str = "\u{E5DE}";
/// tree-structure.
pub const TREE_STRUCTURE: &str = "\u{E67C}";
/// arrows-in-line-vertical.
pub const ARROWS_IN_LINE_VERTICAL: &str = "\u{E532}";
/// arrows-out-line-vertical.
pub const ARROWS_OUT_LINE_VERTICAL: &str = "\u{E536}";
/// basket.
pub const BASKET: &str = "\u{E964}";
/// tray.
pub const TRAY: &str = "\u{E4AA}";
/// text-align-left.
pub const TEXT_ALIGN_LEFT: &str = "\u{E484}";
/// text-outdent.
pub const TEXT_OUTDENT: &str = "\u{EA1C}";
/// scissors.
pub const SCISSORS: &str = "\u{EAE0}";
/// cursor-text.
pub const CURSOR_TEXT: &str = "\u{E7D8}";
/// file.
pub const FILE: &str = "\u{E230}";
/// file-doc.
pub const FILE_DOC: &str = "\u{EB1E}";
/// file-xls.
pub const FILE_XLS: &str = "\u{EB22}";
/// file-pdf.
pub const FILE_PDF: &str = "\u{E702}";
/// file-html.
pub const FILE_HTML: &str = "\u{EB38}";
/// file-md.
pub const FILE_MD: &str = "\u{ED50}";
/// file-txt.
pub const FILE_TXT: &str = "\u{EB35}";
/// file-csv.
pub const FILE_CSV: &str = "\u{EB1C}";
/// hand-pointing.
pub const HAND_POINTING: &str = "\u{E29A}";
/// text-h.
pub const TEXT_H: &str = "\u{E6BA}";
/// text-indent.
pub const TEXT_INDENT: &str = "\u{EA1E}";
/// lightbulb.
pub const LIGHTBULB: &str = "\u{E2DC}";
/// tag.
pub const TAG: &str = "\u{E478}";
/// caret-double-right.
pub const CARET_DOUBLE_RIGHT: &str = "\u{E12A}";
/// app-window.
pub const APP_WINDOW: &str = "\u{E5DA}";
/// sidebar.
pub const SIDEBAR: &str = "\u{EAB6}";
/// rows.
pub const ROWS: &str = "\u{E5A2}";
/// number-square-one.
pub const NUMBER_SQUARE_ONE: &str = "\u{E36C}";
/// calendar-blank.
pub const CALENDAR_BLANK: &str = "\u{E10A}";
/// user.
pub const USER: &str = "\u{E4C2}";
/// buildings.
pub const BUILDINGS: &str = "\u{E102}";
/// globe.
pub const GLOBE: &str = "\u{E288}";
/// shield-check.
pub const SHIELD_CHECK: &str = "\u{E40C}";
