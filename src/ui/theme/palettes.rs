//! The four themes, within the sixteen colours that every console has.

use ratatui::style::{Color, Modifier, Style};

use super::Theme;

const BOLD: Modifier = Modifier::BOLD;

/// Light letters on the terminal's own ground.
pub(super) fn dark() -> Theme {
    let plain = Style::new();
    Theme {
        ground: plain,
        text: plain,
        quiet: plain.fg(Color::DarkGray),
        strong: plain.add_modifier(BOLD),
        here: plain.fg(Color::LightCyan).add_modifier(BOLD),
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

/// Dark letters on white, which is painted: a terminal may be dark. Only colours that are dark in every palette.
pub(super) fn light() -> Theme {
    let plain = Style::new();
    let white = plain.fg(Color::White);
    Theme {
        ground: plain.fg(Color::Black).bg(Color::White),
        text: plain,
        quiet: plain.fg(Color::DarkGray),
        strong: plain.add_modifier(BOLD),
        here: plain.fg(Color::Blue).add_modifier(BOLD),
        selected: white.bg(Color::Blue),
        say: plain.fg(Color::Blue),
        owed: plain.fg(Color::Magenta),
        wrong: plain.fg(Color::Red).add_modifier(BOLD),
        good: plain.fg(Color::Blue),
        band: white.bg(Color::Magenta).add_modifier(BOLD),
        band_late: white.bg(Color::Red).add_modifier(BOLD),
        ascii: false,
    }
}

/// White on black, both painted. Nothing is grey; weight, underline and reverse tell what colours tell elsewhere, too.
pub(super) fn high_contrast() -> Theme {
    let plain = Style::new();
    let bold = plain.add_modifier(BOLD);
    let underlined = bold.add_modifier(Modifier::UNDERLINED);
    let filled = plain.fg(Color::Black).bg(Color::White).add_modifier(BOLD);
    Theme {
        ground: plain.fg(Color::White).bg(Color::Black),
        text: plain,
        quiet: plain,
        strong: bold,
        here: bold.fg(Color::LightYellow),
        selected: filled,
        say: bold.fg(Color::LightCyan),
        owed: underlined.fg(Color::LightYellow),
        wrong: plain
            .fg(Color::Black)
            .bg(Color::LightYellow)
            .add_modifier(BOLD),
        good: plain,
        band: filled,
        band_late: filled.bg(Color::LightYellow),
        ascii: false,
    }
}

/// No colours at all: weight, underline and reverse carry the rest.
pub(super) fn monochrome() -> Theme {
    let plain = Style::new();
    let bold = plain.add_modifier(BOLD);
    let reverse = plain.add_modifier(Modifier::REVERSED);
    Theme {
        ground: plain,
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
        band_late: reverse.add_modifier(BOLD),
        ascii: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sixteen colours as the text mode of the PC has them, and as xterm does: between them lie most terminals.
    const PALETTES: [[u32; 16]; 2] = [
        [
            0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa,
            0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
        ],
        [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
            0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
    ];

    fn index(color: Color) -> usize {
        let order = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        order.iter().position(|c| *c == color).unwrap()
    }

    fn luminance(rgb: u32) -> f64 {
        let part = |shift: u32| {
            let value = f64::from((rgb >> shift) & 0xff) / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    /// How far letters stand out from what is behind them, as accessibility guidelines measure it: from 1 to 21.
    fn contrast(style: Style, ground: Style, palette: &[u32; 16]) -> f64 {
        // A dark terminal's own colours, where the theme leaves them.
        let front = style.fg.or(ground.fg).unwrap_or(Color::Gray);
        let behind = style.bg.or(ground.bg).unwrap_or(Color::Black);
        let (a, b) = (
            luminance(palette[index(front)]),
            luminance(palette[index(behind)]),
        );
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_style_stands_out_from_its_ground() {
        for (name, theme, least, least_quiet) in [
            ("dark", dark(), 4.5, 2.7),
            ("light", light(), 4.5, 3.9),
            ("high contrast", high_contrast(), 7.0, 7.0),
        ] {
            for palette in &PALETTES {
                let styles = [
                    ("text", theme.text),
                    ("strong", theme.strong),
                    ("here", theme.here),
                    ("selected", theme.selected),
                    ("say", theme.say),
                    ("owed", theme.owed),
                    ("wrong", theme.wrong),
                    ("good", theme.good),
                    ("band", theme.band),
                    ("late band", theme.band_late),
                ];
                for (what, style) in styles {
                    let found = contrast(style, theme.ground, palette);
                    assert!(found >= least, "{name}, {what}: {found:.1}");
                }
                let found = contrast(theme.quiet, theme.ground, palette);
                assert!(found >= least_quiet, "{name}, quiet: {found:.1}");
            }
        }
    }

    #[test]
    fn without_colours_there_is_none() {
        let Theme {
            ground,
            text,
            quiet,
            strong,
            here,
            selected,
            say,
            owed,
            wrong,
            good,
            band,
            band_late,
            ascii: _,
        } = monochrome();
        for style in [
            ground, text, quiet, strong, here, selected, say, owed, wrong, good, band, band_late,
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn high_contrast_knows_no_grey() {
        let theme = high_contrast();
        for style in [theme.quiet, theme.text, theme.say, theme.good] {
            let front = style.fg.or(theme.ground.fg);
            assert!(!matches!(front, Some(Color::Gray | Color::DarkGray)));
            assert!(!style.add_modifier.contains(Modifier::DIM));
        }
    }
}
