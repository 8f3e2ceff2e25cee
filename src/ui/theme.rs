//! Colours by meaning: one accent for «where I am», one for «this is owed», grey for everything that can wait.
//! State is never told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// A style for each meaning a screen has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What is read.
    pub text: Style,
    /// What can wait: labels, hints, rules.
    pub quiet: Style,
    /// Titles and names.
    pub strong: Style,
    /// Where I am: the field, the row, the step in front.
    pub here: Style,
    /// A row or key under the cursor, filled.
    pub selected: Style,
    /// What is said aloud.
    pub say: Style,
    /// What is owed or late.
    pub owed: Style,
    /// Wrong: the reason under a field, a failed write.
    pub wrong: Style,
    /// Done, saved, kept.
    pub good: Style,
    /// The band of a hold or a cut line, filled.
    pub band: Style,
    /// The same, once the promised time has passed.
    pub band_late: Style,
    /// Whether boxes are drawn with ASCII signs alone: a bare console.
    pub ascii: bool,
}

impl Theme {
    /// Light letters on a dark ground, within the sixteen colours every console has.
    pub fn dark() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            quiet: plain.fg(Color::DarkGray),
            strong: plain.add_modifier(Modifier::BOLD),
            here: plain.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
            selected: plain.fg(Color::Black).bg(Color::LightCyan),
            say: plain.fg(Color::LightGreen),
            owed: plain.fg(Color::LightYellow),
            wrong: plain.fg(Color::LightRed),
            good: plain.fg(Color::Green),
            band: plain.fg(Color::Black).bg(Color::LightYellow),
            band_late: plain.fg(Color::Black).bg(Color::LightRed),
            ascii: false,
        }
    }

    /// No colours at all: weight, underline and reverse carry the rest (`NO_COLOR`).
    pub fn monochrome() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reverse = plain.add_modifier(Modifier::REVERSED);
        Self {
            text: plain,
            quiet: plain,
            strong: bold,
            here: bold,
            selected: reverse,
            say: bold,
            owed: bold,
            wrong: bold.add_modifier(Modifier::UNDERLINED),
            good: plain,
            band: reverse,
            band_late: reverse.add_modifier(Modifier::BOLD),
            ascii: false,
        }
    }

    /// The theme for this terminal: without colours where `NO_COLOR` is set to anything (no-color.org).
    pub fn from_environment() -> Self {
        let bare = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        if bare {
            Self::monochrome()
        } else {
            Self::dark()
        }
    }
}
