//! Colours by meaning: one accent for «where I am», one for «this is owed», grey for everything that can wait.
//! State is never told by colour alone.

mod palettes;

use ratatui::style::Style;

use crate::settings::{Ascii, Settings, ThemeName};

/// A style for each meaning a screen has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Theme {
    /// What lies under everything: the terminal's own colours where it names none.
    pub ground: Style,
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
    /// Whether only signs of ASCII are drawn: a bare console.
    pub ascii: bool,
}

/// What the terminal and its user say of themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// `NO_COLOR` is set to anything (no-color.org): it wins over every choice of a theme.
    pub no_color: bool,
    /// A console that shows no more than ASCII.
    pub bare: bool,
}

impl Surroundings {
    /// As the environment's variables say.
    pub fn from_environment() -> Self {
        Self {
            no_color: std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()),
            bare: is_bare_console(),
        }
    }
}

impl Theme {
    /// The theme that was chosen, in these surroundings.
    pub fn chosen(settings: &Settings, around: Surroundings) -> Self {
        let name = if around.no_color {
            ThemeName::Monochrome
        } else {
            settings.theme
        };
        let ascii = match settings.ascii {
            Ascii::Auto => around.bare,
            Ascii::Always => true,
            Ascii::Never => false,
        };
        Self {
            ascii,
            ..Self::named(name)
        }
    }

    /// A theme by its name, with every sign.
    pub fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => palettes::dark(),
            ThemeName::Light => palettes::light(),
            ThemeName::HighContrast => palettes::high_contrast(),
            ThemeName::Monochrome => palettes::monochrome(),
        }
    }
}

/// The kernel's own console, or one whose character set is not UTF-8.
fn is_bare_console() -> bool {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let locale = [variable("LC_ALL"), variable("LC_CTYPE"), variable("LANG")]
        .into_iter()
        .find(|v| !v.is_empty())
        .unwrap_or_default();
    let other_charset =
        locale.contains('.') && !locale.to_lowercase().replace('-', "").contains("utf8");
    variable("TERM") == "linux" || other_charset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_over_every_theme() {
        for theme in [
            ThemeName::Dark,
            ThemeName::Light,
            ThemeName::HighContrast,
            ThemeName::Monochrome,
        ] {
            let settings = Settings {
                theme,
                ..Settings::default()
            };
            let around = Surroundings {
                no_color: true,
                bare: false,
            };
            let chosen = Theme::chosen(&settings, around);
            assert_eq!(chosen, Theme::named(ThemeName::Monochrome));
            let chosen = Theme::chosen(&settings, Surroundings::default());
            assert_eq!(chosen, Theme::named(theme));
        }
    }

    #[test]
    fn signs_are_as_the_console_says_unless_chosen() {
        for (ascii, bare, wanted) in [
            (Ascii::Auto, false, false),
            (Ascii::Auto, true, true),
            (Ascii::Always, false, true),
            (Ascii::Never, true, false),
        ] {
            let settings = Settings {
                ascii,
                ..Settings::default()
            };
            let around = Surroundings {
                no_color: false,
                bare,
            };
            assert_eq!(Theme::chosen(&settings, around).ascii, wanted);
        }
    }
}
