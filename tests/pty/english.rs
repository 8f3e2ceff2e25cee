//! A whole call with the screens in English, on a real terminal: the protocol's phrases stay in its own language.

use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::play::process::House;
use crate::play::pty::Pty;
use crate::play::tour;

/// What the catalogue says in Spanish on these screens.
const SPANISH: [&str; 12] = [
    "guardado",
    "DIGA",
    "RECUERDE",
    "POR LLAMAR",
    "ABIERTAS",
    "F1 ayuda",
    "Enter sigue",
    "F2 espera",
    "Esc vuelve",
    "Despedida anotada",
    "RELOJ DE PRUEBA",
    "puesto",
];

/// The screen with every figure of a clock as a zero: the terminal's program goes by a clock that runs.
fn picture(pty: &Pty) -> String {
    let mut letters: Vec<char> = pty.screen().chars().collect();
    let figure = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
    for at in 1..letters.len() {
        if letters[at] == ':' && figure(letters.get(at - 1)) && figure(letters.get(at + 1)) {
            for way in [-1isize, 1] {
                let mut place = at.wrapping_add_signed(way);
                while figure(letters.get(place)) {
                    letters[place] = '0';
                    place = place.wrapping_add_signed(way);
                }
            }
        }
    }
    let shown: String = letters.into_iter().collect();
    let rows: Vec<&str> = shown.lines().map(str::trim_end).collect();
    rows.join("\n")
}

/// Waits until a screen has come and stands; keeps its picture.
#[track_caller]
fn scene(pty: &Pty, name: &str, text: &str, size: (u16, u16)) {
    pty.sees(text);
    let mut last = (picture(pty), Instant::now());
    while last.1.elapsed() < Duration::from_millis(300) {
        std::thread::sleep(Duration::from_millis(10));
        let now = picture(pty);
        if now != last.0 {
            last = (now, Instant::now());
        }
    }
    for word in SPANISH {
        assert!(!last.0.contains(word), "«{word}» in {name}:\n{}", last.0);
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| {
        assert_snapshot!(format!("english_{name}@{}x{}", size.0, size.1), last.0);
    });
}

/// A call from the first run to the search that finds it.
fn call(columns: u16, rows: u16) {
    let size = (columns, rows);
    let house = House::empty();
    let begun = [
        "--idioma",
        "en",
        "iniciar",
        "--oficina",
        "CAJ",
        "--puesto",
        "2",
        "--agente",
        "Rosa Quispe",
        "--primero",
        "38",
    ];
    assert!(house.run(&begun).good().contains("Journal created"));
    let clock = [("VENTANILLA_CLOCK", "2026-11-24T11:00:00-05:00")];
    let mut pty = Pty::start_with(&house, &["--idioma", "en"], &clock);
    pty.resize(columns, rows);
    scene(&pty, "home", "Nobody to call", size);
    pty.keys("<f1>");
    scene(&pty, "help", "the keys of this screen", size);
    pty.keys("<esc>").sees("Nobody to call");
    pty.keys("n").sees("Bienvenida").sees("uenos días");
    pty.keys(&tour::BEGUN[1..]).sees("Identificación");
    pty.keys(tour::IDENTIFIED).sees("Necesidades");
    pty.keys(tour::LISTENED).sees("Respuesta");
    scene(&pty, "attention", "saved ", size);
    pty.keys("<f2>");
    scene(&pty, "hold", "How many minutes?", size);
    pty.keys("<esc>");
    pty.until("no box", |p| !p.screen().contains("How many minutes?"));
    pty.keys("<f4>tomorrow 10:30");
    scene(&pty, "callback", "Wednesday 25 November, 10:30", size);
    pty.keys("<esc>");
    pty.until("no box", |p| !p.screen().contains("Agreed time"));
    pty.keys(tour::ANSWERED).sees("Comprensión");
    pty.keys("2<enter>");
    scene(&pty, "outcome", "How does it end?", size);
    pty.keys("<enter>");
    scene(&pty, "farewell", "Read out the number", size);
    pty.keys("<f10>").sees("Goodbye noted");
    pty.keys("<f10>").sees("Filed: CAJ-02-");
    pty.sees("1 case");
    pty.keys("<f6>thirty-eight");
    scene(&pty, "search", "1 found", size);
    pty.keys("<enter>");
    pty.sees("WHAT WAS NOTED").sees("Attended by Rosa Quispe");
    pty.keys("<esc>").sees("1 found");
    pty.keys("<esc>").sees("Nobody to call");
    pty.keys("<esc>").sees("Enter, leave");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
}

#[test]
fn a_call_in_english_at_80_columns() {
    call(80, 24);
}

#[test]
fn a_call_in_english_at_140_columns() {
    call(140, 40);
}

#[test]
fn the_first_run_in_english() {
    let house = House::empty();
    let english = [("VENTANILLA_IDIOMA", "en")];
    let mut pty = Pty::start_with(&house, &[], &english);
    scene(&pty, "setup", "F10 begin", (80, 24));
    pty.keys("<esc>");
    assert_eq!(pty.ends(), 0);
}
