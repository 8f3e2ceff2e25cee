//! How it looks: every theme, with and without colours, on consoles that show only ASCII; and what keeps the choice.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use ventanilla::settings::{self, Ascii, Bell, Named, Settings, ThemeName};
use ventanilla::ui::theme::Surroundings;

use crate::play::process::House;
use crate::play::pty::Pty;
use crate::play::{Play, play, tour};
use crate::screens::Album;

/// The screens whose colours are kept as pictures.
const SCENES: [&str; 9] = [
    "home_busy",
    "home_late",
    "hold_band",
    "hold_over",
    "faulty",
    "search_found",
    "settings",
    "palette",
    "evaluation",
];

fn named(theme: ThemeName) -> Settings {
    Settings {
        theme,
        ..Settings::default()
    }
}

/// Where each style stands: one letter a style, one line a row, like letters in a row counted. What is blank goes with
/// what stands before it, if its ground is the same; rows of blanks alone are left out.
fn styles(buffer: &Buffer) -> String {
    let mut known: Vec<(Color, Color, Modifier)> = Vec::new();
    let mut rows = String::new();
    for y in 0..buffer.area.height {
        let mut runs: Vec<(usize, u16)> = Vec::new();
        let mut blank = true;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let is_space = cell.symbol() == " ";
            blank &= is_space && (cell.modifier - Modifier::BOLD).is_empty();
            if let Some((last, count)) = runs.last_mut() {
                let (_, behind, modifier) = known[*last];
                let same_ground = behind == cell.bg
                    && (modifier - Modifier::BOLD) == (cell.modifier - Modifier::BOLD);
                if known[*last] == style || (is_space && same_ground) {
                    *count += 1;
                    continue;
                }
            }
            let index = known.iter().position(|s| *s == style).unwrap_or_else(|| {
                known.push(style);
                known.len() - 1
            });
            runs.push((index, 1));
        }
        if blank && runs.len() == 1 {
            continue;
        }
        write!(rows, "{y:>3} ").unwrap();
        for (index, count) in runs {
            let letter = char::from(b'a' + u8::try_from(index).unwrap());
            write!(rows, " {letter}{count}").unwrap();
        }
        rows.push('\n');
    }
    let mut out = String::new();
    for (letter, (front, behind, modifier)) in ('a'..).zip(known) {
        writeln!(out, "  {letter} = {front} on {behind} {modifier:?}").unwrap();
    }
    out + &rows
}

fn in_every_theme_at(columns: u16, rows: u16) {
    let mut album = Album::default();
    for (name, keys) in tour::scenes() {
        if !SCENES.contains(&name) {
            continue;
        }
        let mut picture = String::new();
        for (word, theme) in ThemeName::ALL {
            let mut play = Play::looking(columns, rows, named(*theme), Surroundings::default());
            play.play(&keys);
            if picture.is_empty() {
                picture = play.picture();
            }
            write!(picture, "{word}\n{}", styles(play.buffer())).unwrap();
        }
        album.check(&format!("look_{name}@{columns}x{rows}"), &picture);
    }
    album.close();
}

#[test]
fn in_every_theme_at_80_columns() {
    in_every_theme_at(80, 24);
}

#[test]
fn in_every_theme_at_140_columns() {
    in_every_theme_at(140, 40);
}

/// What tells where one is differs in more than its colour: without colours, too, some cells stand out.
#[test]
fn no_color_leaves_no_colour_and_still_tells_where_one_is() {
    let around = Surroundings {
        no_color: true,
        bare: false,
    };
    for (name, keys) in tour::scenes() {
        let mut play = Play::looking(80, 24, named(ThemeName::HighContrast), around);
        play.play(&keys);
        let cells = &play.buffer().content;
        for cell in cells {
            assert_eq!((cell.fg, cell.bg), (Color::Reset, Color::Reset), "{name}");
        }
        assert!(cells.iter().any(|c| !c.modifier.is_empty()), "{name}");
    }
}

/// A theme that paints its ground paints all of it.
#[test]
fn a_painted_ground_has_no_holes() {
    for theme in [ThemeName::Light, ThemeName::HighContrast] {
        for (name, keys) in tour::scenes() {
            let mut play = Play::looking(80, 24, named(theme), Surroundings::default());
            play.play(&keys);
            for cell in &play.buffer().content {
                assert!(cell.fg != Color::Reset && cell.bg != Color::Reset, "{name}");
            }
        }
    }
}

/// Letters of Spanish and its opening marks are in every Latin character set; of signs there is only ASCII.
fn is_shown_everywhere(symbol: &str) -> bool {
    symbol
        .chars()
        .all(|c| c.is_ascii() || "áéíóúüñÁÉÍÓÚÜÑ¿¡ªº".contains(c))
}

#[test]
fn a_bare_console_gets_only_signs_that_it_has() {
    let bare = Surroundings {
        no_color: false,
        bare: true,
    };
    let forced = Settings {
        ascii: Ascii::Always,
        ..Settings::default()
    };
    let plain = Surroundings::default();
    for (columns, rows) in [(80, 24), (140, 40), (40, 10)] {
        for (name, keys) in tour::scenes() {
            let looks = [(Settings::default(), bare), (forced.clone(), plain)];
            // Chosen or found out, it is drawn the same: one size is enough for the second.
            let looks = looks.into_iter().take(if columns == 80 { 2 } else { 1 });
            for (settings, around) in looks {
                let mut play = Play::looking(columns, rows, settings, around);
                play.play(&keys);
                for cell in &play.buffer().content {
                    let symbol = cell.symbol();
                    assert!(
                        is_shown_everywhere(symbol),
                        "«{symbol}» in {name} at {columns}x{rows}:\n{}",
                        play.screen()
                    );
                }
            }
        }
    }
}

#[test]
fn the_console_is_asked_what_it_shows() {
    let house = House::played("");
    for (variables, ascii) in [
        (&[][..], false),
        (&[("TERM", "linux")][..], true),
        (&[("LANG", "es_PE.ISO-8859-1")][..], true),
        (&[("LC_ALL", "es_PE.utf8")][..], false),
    ] {
        let mut pty = Pty::start_with(&house, &[], variables);
        pty.sees("POR LLAMAR").sees("F1 ayuda");
        let screen = pty.screen();
        assert_eq!(screen.contains('─'), !ascii, "{variables:?}:\n{screen}");
        pty.keys("<esc>").sees("Enter, salir");
        pty.keys("<enter>");
        assert_eq!(pty.ends(), 0);
    }
}

#[test]
fn a_theme_is_seen_at_once_and_kept_when_the_box_is_left() {
    let mut play = play("a");
    play.assert_sees("Ajustes").assert_sees("(•) oscuro");
    assert_eq!(play.buffer()[(0, 0)].bg, Color::Reset);
    play.play("2").assert_sees("(•) claro");
    assert_eq!(play.buffer()[(0, 0)].bg, Color::White);
    let file = play.paths.data.join(settings::FILE);
    assert!(!file.exists(), "it was only looked at");
    play.play("<down><down><right><up><up><esc>");
    let wanted = Settings {
        ascii: Ascii::Always,
        ..named(ThemeName::Light)
    };
    // The notice comes once it is on the disk; waiting is for the disk alone.
    play.until("Ajustes guardados");
    assert_eq!(settings::read(&file), Ok(wanted));
}

#[test]
fn nothing_is_written_where_nothing_was_changed() {
    let play = play("a2<left><esc>");
    assert!(!play.sees("Ajustes guardados"));
    let file = play.paths.data.join(settings::FILE);
    let folder = play.ended();
    assert!(!file.exists());
    drop(folder);
}

#[test]
fn the_usual_protocol_is_the_one_chosen() {
    let mut play = play("a<down><down><down><right><esc>n");
    let front = play.desk().front().unwrap();
    assert_eq!(front.protocol.id, "juntos-presencial");
    play.play("<c-k>ajustes<enter>")
        .assert_sees("Con N empieza");
}

/// A protocol that there is no more keeps nobody from working.
#[test]
fn a_protocol_that_is_gone_gives_way_to_the_stations() {
    let settings = Settings {
        protocol: Some("juntos-por-telegrafo".into()),
        ..Settings::default()
    };
    let mut play = Play::looking(80, 24, settings, Surroundings::default());
    play.play("n");
    assert_eq!(
        play.desk().front().unwrap().protocol.id,
        "juntos-telefonico"
    );
}

#[test]
fn settings_that_cannot_be_read_are_said_in_one_line_and_the_defaults_hold() {
    let house = House::played("");
    let file = house.paths.data.join(settings::FILE);
    for (text, words) in [
        ("# colores\ntemma = \"claro\"\n", "línea 2"),
        ("# colores\ntemma = \"claro\"\n", "¿quiso decir «tema»?"),
        ("tema = \"rosa\"\n", "alto-contraste"),
        ("tema = ", "línea 1"),
    ] {
        std::fs::write(&file, text).unwrap();
        let mut pty = Pty::start(&house, &[]);
        pty.sees("POR LLAMAR");
        // Long words are wrapped: the end of the row is no part of them.
        let flat = |pty: &Pty| {
            pty.screen()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        pty.until(words, |p| flat(p).contains(words));
        pty.until("the defaults", |p| {
            flat(p).contains("Se usan los ajustes de fábrica")
        });
        pty.keys("<esc>").sees("Enter, salir");
        pty.keys("<enter>");
        assert_eq!(pty.ends(), 0);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), text, "untouched");
    }
}

/// A hold whose minutes passed while the program was closed is over at the first tick.
#[test]
fn the_bell_keeps_quiet_where_it_was_told_to() {
    for bell in [Bell::On, Bell::Off] {
        let house = House::played("nNo le llegó el abono<f2>1");
        let file = house.paths.data.join(settings::FILE);
        std::fs::write(&file, format!("timbre = \"{}\"\n", bell.word())).unwrap();
        let later = ("VENTANILLA_CLOCK", "2026-11-24T10:20:00-05:00");
        let mut pty = Pty::start_with(&house, &[], &[later]);
        pty.sees("ABIERTAS");
        pty.keys("<enter>").sees("Cumplido el minuto");
        // Two ticks later it would have rung.
        for _ in 0..2 {
            let title = pty.screen().lines().next().unwrap().to_owned();
            pty.until("the next second", |p| {
                p.screen().lines().next() != Some(title.as_str())
            });
        }
        assert_eq!(pty.raw().contains(&7), bell == Bell::On, "{bell:?}");
    }
}

/// The language chosen is spoken at once, kept, and spoken by the commands too; a flag or a variable wins for one run.
#[test]
fn a_language_is_spoken_at_once_and_by_the_commands() {
    let house = House::played("");
    let mut pty = Pty::start(&house, &[]);
    pty.sees("POR LLAMAR");
    pty.keys("a<down>2").sees("Settings").sees("(•) English");
    pty.keys("<esc>").sees("Settings saved");
    pty.keys("<esc>").sees("Enter, leave");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    assert!(house.run(&["--help"]).good().contains("Usage:"));
    let spanish = house.run(&["--idioma", "es", "--help"]);
    assert!(spanish.good().contains("Uso:"));
    let mut pty = Pty::start_with(&house, &[], &[("VENTANILLA_IDIOMA", "es")]);
    pty.sees("POR LLAMAR");
    // What was chosen stays chosen: another theme is kept, and the language with it.
    pty.keys("a2").sees("(•) claro");
    pty.keys("<esc>").sees("Ajustes guardados");
    pty.keys("<esc>").sees("Enter, salir");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    let kept = settings::read(&house.paths.data.join(settings::FILE)).unwrap();
    assert_eq!(kept.language, settings::Language::English);
    assert_eq!(kept.theme, ThemeName::Light);
}
