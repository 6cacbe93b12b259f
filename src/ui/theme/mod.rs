//! The only place with colours: tokens of the four themes (names as in the visual system).
// Six hexadecimal digits are how colours are read.
#![allow(clippy::unreadable_literal)]

use egui::Color32;

use crate::app::ThemeChoice;
use crate::compare::Status;
use crate::report::Role;

/// Colours of a theme and the few numbers that differ between themes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// Light text on dark ground.
    pub dark: bool,
    /// Strong outlines instead of tints.
    pub contrast: bool,
    /// Window, bars, side panels.
    pub win: Color32,
    /// Reading page, cards, fields.
    pub page: Color32,
    /// Menus, tooltips.
    pub raised: Color32,
    /// Tracks, preview ground.
    pub sunk: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Field and button borders.
    pub line2: Color32,
    /// Outline of boxes and switches.
    pub ctl: Color32,
    /// Text.
    pub t1: Color32,
    /// Secondary text, icons.
    pub t2: Color32,
    /// Hints, numbers at the margin.
    pub t3: Color32,
    /// Hover fill.
    pub hover: Color32,
    /// Pressed fill.
    pub press: Color32,
    /// Selected row.
    pub sel: Color32,
    /// Primary button, active filter.
    pub ink: Color32,
    /// Text on `ink`.
    pub inkfg: Color32,
    /// Focus ring.
    pub focus: Color32,
    /// Token `rev-bg`.
    pub rev_bg: Color32,
    /// Token `rev-card`.
    pub rev_card: Color32,
    /// Token `rev-bd`.
    pub rev_bd: Color32,
    /// Token `rev-bar`.
    pub rev_bar: Color32,
    /// Token `rev-ink`.
    pub rev_ink: Color32,
    /// Token `plan-bg`.
    pub plan_bg: Color32,
    /// Token `plan-card`.
    pub plan_card: Color32,
    /// Token `plan-bd`.
    pub plan_bd: Color32,
    /// Token `plan-bar`.
    pub plan_bar: Color32,
    /// Token `plan-ink`.
    pub plan_ink: Color32,
    /// Token `keep`.
    pub keep: Color32,
    /// Token `keep-bg`.
    pub keep_bg: Color32,
    /// Token `keep-bd`.
    pub keep_bd: Color32,
    /// Token `keep-lit`.
    pub keep_lit: Color32,
    /// Token `new`.
    pub new: Color32,
    /// Token `new-bg`.
    pub new_bg: Color32,
    /// Token `new-bd`.
    pub new_bd: Color32,
    /// Token `new-lit`.
    pub new_lit: Color32,
    /// Token `drop`.
    pub drop: Color32,
    /// Token `drop-bg`.
    pub drop_bg: Color32,
    /// Token `drop-bd`.
    pub drop_bd: Color32,
    /// Token `drop-lit`.
    pub drop_lit: Color32,
    /// Token `doubt`.
    pub doubt: Color32,
    /// Token `doubt-bg`.
    pub doubt_bg: Color32,
    /// Token `doubt-bd`.
    pub doubt_bd: Color32,
    /// Token `doubt-lit`.
    pub doubt_lit: Color32,
    /// Find hit.
    pub find: Color32,
    /// Current find hit.
    pub find2: Color32,
    /// Underline of formulations.
    pub term: Color32,
    /// Ground of figures.
    pub fig_bg: Color32,
    /// Text of figures.
    pub fig: Color32,
    /// Token `warn`.
    pub warn: Color32,
    /// Token `warn-bg`.
    pub warn_bg: Color32,
    /// Token `warn-bd`.
    pub warn_bd: Color32,
    /// Token `bad`.
    pub bad: Color32,
    /// Token `bad-bg`.
    pub bad_bg: Color32,
    /// Token `bad-bd`.
    pub bad_bd: Color32,
    /// Empty meter segment.
    pub track: Color32,
    /// Opacity of ribbons, 0–1.
    pub rib: f32,
    /// Opacity of the selected ribbon, 0–1.
    pub ribsel: f32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The theme of that name.
pub const LIGHT: Theme = Theme {
    dark: false,
    contrast: false,
    win: rgb(0xF4F3EF),
    page: rgb(0xFFFEFB),
    raised: rgb(0xFFFFFF),
    sunk: rgb(0xECEAE4),
    line: rgb(0xE2DFD8),
    line2: rgb(0xCFCBC2),
    ctl: rgb(0x8C877D),
    t1: rgb(0x23221F),
    t2: rgb(0x55524B),
    t3: rgb(0x68635A),
    hover: rgb(0xEAE8E1),
    press: rgb(0xDFDCD3),
    sel: rgb(0xE7E3D9),
    ink: rgb(0x2B2A27),
    inkfg: rgb(0xFFFEFB),
    focus: rgb(0x2A6BCB),
    rev_bg: rgb(0xEDF1F4),
    rev_card: rgb(0xF7F9FA),
    rev_bd: rgb(0xCDD7DF),
    rev_bar: rgb(0x6F889C),
    rev_ink: rgb(0x3E566A),
    plan_bg: rgb(0xF8F1E3),
    plan_card: rgb(0xFDFAF3),
    plan_bd: rgb(0xE6D8BC),
    plan_bar: rgb(0xA67F35),
    plan_ink: rgb(0x73531C),
    keep: rgb(0x1F66B0),
    keep_bg: rgb(0xE7EFF5),
    keep_bd: rgb(0xB9CFE4),
    keep_lit: rgb(0xCFE2F5),
    new: rgb(0xA9500A),
    new_bg: rgb(0xF7EDE2),
    new_bd: rgb(0xE5C8AC),
    new_lit: rgb(0xFBDDB9),
    drop: rgb(0x641850),
    drop_bg: rgb(0xF0E7EA),
    drop_bd: rgb(0xD0B7C9),
    drop_lit: rgb(0xEBD3E2),
    doubt: rgb(0x63666B),
    doubt_bg: rgb(0xEFEFEC),
    doubt_bd: rgb(0xC4C5C4),
    doubt_lit: rgb(0xE2E2DE),
    find: rgb(0xFFE9A3),
    find2: rgb(0xFFC648),
    term: rgb(0xBDB29C),
    fig_bg: rgb(0xEEF0DF),
    fig: rgb(0x4A5320),
    warn: rgb(0x7A5200),
    warn_bg: rgb(0xFFF5D9),
    warn_bd: rgb(0xEBD08A),
    bad: rgb(0xA62116),
    bad_bg: rgb(0xFBEAE7),
    bad_bd: rgb(0xE8B6AE),
    track: rgb(0xCFCBC2),
    rib: 0.15,
    ribsel: 0.34,
};
/// The theme of that name.
pub const DARK: Theme = Theme {
    dark: true,
    contrast: false,
    win: rgb(0x1A1B1D),
    page: rgb(0x212225),
    raised: rgb(0x292A2E),
    sunk: rgb(0x151618),
    line: rgb(0x313338),
    line2: rgb(0x44474D),
    ctl: rgb(0x7D8087),
    t1: rgb(0xE5E2DB),
    t2: rgb(0xB5B1A9),
    t3: rgb(0xA39F97),
    hover: rgb(0x2B2D31),
    press: rgb(0x36383D),
    sel: rgb(0x34363B),
    ink: rgb(0xE5E2DB),
    inkfg: rgb(0x1A1B1D),
    focus: rgb(0x83B4F7),
    rev_bg: rgb(0x252C32),
    rev_card: rgb(0x23272B),
    rev_bd: rgb(0x3B4751),
    rev_bar: rgb(0x7A94A8),
    rev_ink: rgb(0xAFC3D3),
    plan_bg: rgb(0x302A1F),
    plan_card: rgb(0x29261F),
    plan_bd: rgb(0x4D412B),
    plan_bar: rgb(0xAE8D52),
    plan_ink: rgb(0xDABF8A),
    keep: rgb(0x6FA3EA),
    keep_bg: rgb(0x273240),
    keep_bd: rgb(0x3B557A),
    keep_lit: rgb(0x2F4B72),
    new: rgb(0xEC9B42),
    new_bg: rgb(0x372B1F),
    new_bd: rgb(0x6B4C29),
    new_lit: rgb(0x63431E),
    drop: rgb(0xF0C3DA),
    drop_bg: rgb(0x352C33),
    drop_bd: rgb(0x6A5562),
    drop_lit: rgb(0x5C4052),
    doubt: rgb(0xA2A294),
    doubt_bg: rgb(0x2D2E2D),
    doubt_bd: rgb(0x55564F),
    doubt_lit: rgb(0x45463F),
    find: rgb(0x5A4A14),
    find2: rgb(0x7A5D0A),
    term: rgb(0x6B6557),
    fig_bg: rgb(0x2F3322),
    fig: rgb(0xC6CF9A),
    warn: rgb(0xF0CC7A),
    warn_bg: rgb(0x332B18),
    warn_bd: rgb(0x5F4F25),
    bad: rgb(0xF2A097),
    bad_bg: rgb(0x3A2422),
    bad_bd: rgb(0x6E3E39),
    track: rgb(0x44474D),
    rib: 0.2,
    ribsel: 0.44,
};

/// Light on a yellowish page: only the grounds differ, and what must keep its contrast on them.
pub const PAPER: Theme = Theme {
    win: rgb(0xEFE6D2),
    page: rgb(0xF8F1E0),
    raised: rgb(0xFCF7EA),
    sunk: rgb(0xE6DBC4),
    line: rgb(0xDCD0B6),
    line2: rgb(0xC9BB9E),
    ctl: rgb(0x847A66),
    t1: rgb(0x2B2419),
    t2: rgb(0x54493A),
    t3: rgb(0x625746),
    hover: rgb(0xE5DAC3),
    press: rgb(0xDACEB4),
    sel: rgb(0xDFD3B9),
    ink: rgb(0x3A3124),
    inkfg: rgb(0xF8F1E0),
    rev_bg: rgb(0xE4E6E0),
    rev_card: rgb(0xEFEDE2),
    rev_bar: rgb(0x687F94),
    rev_ink: rgb(0x3A5064),
    plan_bg: rgb(0xF1E3C6),
    plan_card: rgb(0xF7ECD4),
    plan_bar: rgb(0x9C7630),
    plan_ink: rgb(0x6B4C17),
    keep: rgb(0x1A5A9E),
    keep_bg: rgb(0xE0E4DF),
    new: rgb(0x94450A),
    new_bg: rgb(0xF2DFC6),
    drop_bg: rgb(0xEADBD9),
    doubt: rgb(0x585B5E),
    doubt_bg: rgb(0xE7E0CF),
    fig_bg: rgb(0xE8E6C9),
    ..LIGHT
};

/// The theme of that name.
pub const CONTRAST: Theme = Theme {
    dark: true,
    contrast: true,
    win: rgb(0x000000),
    page: rgb(0x000000),
    raised: rgb(0x000000),
    sunk: rgb(0x000000),
    line: rgb(0x8A8A8A),
    line2: rgb(0xFFFFFF),
    ctl: rgb(0xFFFFFF),
    t1: rgb(0xFFFFFF),
    t2: rgb(0xFFFFFF),
    t3: rgb(0xD6D6D6),
    hover: rgb(0x262626),
    press: rgb(0x3A3A3A),
    sel: rgb(0x1E2A38),
    ink: rgb(0xFFFFFF),
    inkfg: rgb(0x000000),
    focus: rgb(0xFFE100),
    rev_bg: rgb(0x0B1A26),
    rev_card: rgb(0x000000),
    rev_bd: rgb(0x9CC4E4),
    rev_bar: rgb(0x9CC4E4),
    rev_ink: rgb(0xBFE0FF),
    plan_bg: rgb(0x241A05),
    plan_card: rgb(0x000000),
    plan_bd: rgb(0xE8C77A),
    plan_bar: rgb(0xE8C77A),
    plan_ink: rgb(0xFFDE9A),
    keep: rgb(0x57AEFF),
    keep_bg: rgb(0x06243D),
    keep_bd: rgb(0x57AEFF),
    keep_lit: rgb(0x0F4A7D),
    new: rgb(0xFFAE33),
    new_bg: rgb(0x332000),
    new_bd: rgb(0xFFAE33),
    new_lit: rgb(0x6A4300),
    drop: rgb(0xFFE0F5),
    drop_bg: rgb(0x3A0F2C),
    drop_bd: rgb(0xFFE0F5),
    drop_lit: rgb(0x6B2453),
    doubt: rgb(0xB5B59C),
    doubt_bg: rgb(0x1C1C18),
    doubt_bd: rgb(0xB5B59C),
    doubt_lit: rgb(0x44443A),
    find: rgb(0x4A3C00),
    find2: rgb(0x8A6A00),
    term: rgb(0xBDBDBD),
    fig_bg: rgb(0x1E2B00),
    fig: rgb(0xD6F08A),
    warn: rgb(0xFFE100),
    warn_bg: rgb(0x2B2500),
    warn_bd: rgb(0xFFE100),
    bad: rgb(0xFF9C8F),
    bad_bg: rgb(0x3A0C06),
    bad_bd: rgb(0xFF9C8F),
    track: rgb(0x4A4A4A),
    rib: 0.38,
    ribsel: 0.7,
};

/// Colours of a status: sign and text, fill, border, lit words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusColours {
    /// Sign and word.
    pub text: Color32,
    /// Fill of chips.
    pub fill: Color32,
    /// Border of chips.
    pub border: Color32,
    /// Ground of words.
    pub lit: Color32,
}
/// Colours of the program's sign: ground, left page, right page, the line from one to the other.
pub const SIGN: [Color32; 4] = [rgb(0x22303D), rgb(0xDCE6EE), rgb(0xF7E9CC), rgb(0xD5452C)];

impl Theme {
    /// The theme of a choice; `system_dark` decides for [`ThemeChoice::System`].
    pub fn of(choice: ThemeChoice, system_dark: bool) -> &'static Self {
        match choice {
            ThemeChoice::System if system_dark => &DARK,
            ThemeChoice::System | ThemeChoice::Light => &LIGHT,
            ThemeChoice::Dark => &DARK,
            ThemeChoice::Paper => &PAPER,
            ThemeChoice::HighContrast => &CONTRAST,
        }
    }

    /// Colours of a status.
    pub fn status(&self, status: Status) -> StatusColours {
        let (text, fill, border, lit) = match status {
            Status::Continued => (self.keep, self.keep_bg, self.keep_bd, self.keep_lit),
            Status::New => (self.new, self.new_bg, self.new_bd, self.new_lit),
            Status::NotMentioned => (self.drop, self.drop_bg, self.drop_bd, self.drop_lit),
            Status::Uncertain => (self.doubt, self.doubt_bg, self.doubt_bd, self.doubt_lit),
        };
        StatusColours { text, fill, border, lit }
    }

    /// Ground, border, bar and heading colour of a part.
    pub fn role(&self, role: Role) -> (Color32, Color32, Color32, Color32) {
        match role {
            Role::Review => (self.rev_bg, self.rev_bd, self.rev_bar, self.rev_ink),
            Role::Plan => (self.plan_bg, self.plan_bd, self.plan_bar, self.plan_ink),
            _ => (self.win, self.line, self.ctl, self.t2),
        }
    }

    /// Ground of quotations of a part.
    pub fn card(&self, role: Role) -> Color32 {
        match role {
            Role::Review => self.rev_card,
            Role::Plan => self.plan_card,
            _ => self.page,
        }
    }

    /// `colour` at `alpha` (0–1).
    pub fn faded(colour: Color32, alpha: f32) -> Color32 {
        colour.gamma_multiply(alpha)
    }

    /// Colour behind selected words, on the page and everywhere: over lit words too it is seen.
    pub fn selected(&self) -> Color32 {
        let share = match (self.contrast, self.dark) {
            (true, _) => 0.34,
            (false, true) => 0.24,
            (false, false) => 0.3,
        };
        Self::faded(self.focus, share)
    }

    /// What the window is cleared with.
    pub fn clear(&self) -> [f32; 4] {
        self.win.to_normalized_gamma_f32()
    }

    /// Darkens what lies behind a dialog.
    pub fn scrim(&self) -> Color32 {
        Color32::from_black_alpha(97)
    }

    /// Shadow of cards, menus (`large`) and dialogs.
    pub fn shadow(&self, large: bool) -> egui::Shadow {
        let alpha = match (self.contrast, self.dark, large) {
            (true, _, _) => 0,
            (_, false, false) => 15,
            (_, false, true) => 51,
            (_, true, false) => 77,
            (_, true, true) => 140,
        };
        let color = Color32::from_black_alpha(alpha);
        let (offset, blur) = if large { ([0, 12], 40) } else { ([0, 1], 2) };
        egui::Shadow { offset, blur, spread: 0, color }
    }

    /// Grounds of the four highlight colours.
    pub fn highlight(&self, colour: u8) -> Color32 {
        match colour % 4 {
            0 => self.find,
            1 => self.keep_lit,
            2 => self.fig_bg,
            _ => self.drop_lit,
        }
    }
}

/// Sets the toolkit's own colours and sizes.
pub fn apply(ctx: &egui::Context, theme: &Theme) {
    let mut visuals = if theme.dark { egui::Visuals::dark() } else { egui::Visuals::light() };
    visuals.panel_fill = theme.win;
    visuals.window_fill = theme.raised;
    visuals.window_stroke = egui::Stroke::new(1.0, theme.line2);
    visuals.window_shadow = theme.shadow(true);
    visuals.popup_shadow = theme.shadow(true);
    visuals.window_corner_radius = 9.into();
    visuals.menu_corner_radius = 9.into();
    visuals.extreme_bg_color = theme.page;
    visuals.text_edit_bg_color = Some(theme.page);
    visuals.faint_bg_color = theme.win;
    visuals.override_text_color = Some(theme.t1);
    visuals.selection.bg_fill = theme.keep_lit;
    visuals.selection.stroke = egui::Stroke::new(1.0, theme.t1);
    visuals.hyperlink_color = theme.keep;
    for (widget, fill, stroke) in [
        (&mut visuals.widgets.noninteractive, theme.win, theme.line),
        (&mut visuals.widgets.inactive, theme.page, theme.line2),
        (&mut visuals.widgets.hovered, theme.hover, theme.ctl),
        (&mut visuals.widgets.active, theme.press, theme.ctl),
        (&mut visuals.widgets.open, theme.sel, theme.ctl),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = egui::Stroke::new(1.0, stroke);
        widget.fg_stroke = egui::Stroke::new(1.0, theme.t1);
        widget.corner_radius = 7.into();
        widget.expansion = 0.0;
    }
    visuals.widgets.inactive.bg_fill = theme.track;
    let wanted = if theme.dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(wanted);
    ctx.style_mut_of(wanted, |style| {
        style.visuals = visuals;
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(10.0, 4.0);
        style.spacing.interact_size.y = 28.0;
        style.spacing.menu_margin = egui::Margin::same(6);
        style.interaction.tooltip_delay = 0.5;
        style.interaction.selectable_labels = false;
        style.spacing.scroll.foreground_color = false;
        for (kind, size) in [
            (egui::TextStyle::Body, 13.0),
            (egui::TextStyle::Button, 13.0),
            (egui::TextStyle::Small, 12.0),
            (egui::TextStyle::Heading, 18.0),
            (egui::TextStyle::Monospace, 13.0),
        ] {
            if let Some(font) = style.text_styles.get_mut(&kind) {
                font.size = size;
            }
        }
    });
}

#[cfg(test)]
mod tests;
