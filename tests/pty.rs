//! The real program on a real terminal: a whole call, cuts, signals, other sizes, garbage.

mod english;
mod hostile;
mod lock;
mod taken;

use ventanilla::journal::Reader;
use ventanilla::protocol::{Answer, Outcome};

use crate::play::process::House;
use crate::play::pty::Pty;
use crate::play::tour;

/// A desk with a journal, at its home screen.
pub(crate) fn at_home() -> (House, Pty) {
    let house = House::fresh();
    let pty = Pty::start(&house, &[]);
    pty.sees("POR LLAMAR").sees("F1 ayuda");
    (house, pty)
}

/// In the middle of a word of the second step.
fn in_mid_word(pty: &mut Pty) {
    pty.keys("n").sees("Bienvenida");
    pty.keys("No le llegó el abono<enter>")
        .sees("Identificación");
    pty.keys("s<enter>Ana Ma").sees("Ana Ma");
}

/// Waits until a text is on the disk, as another process sees it.
pub(crate) fn until_saved(house: &House, pty: &Pty, field: &str, text: &str) {
    let reader = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap()).unwrap();
    let wanted = Answer::Text(text.into());
    pty.until("the text on the disk", |_| {
        let drafts = reader.drafts().unwrap();
        let given = drafts.first().and_then(|d| d.answers.get(field));
        given.is_some_and(|g| g.answer == wanted)
    });
}

/// The question after a cut: person, step and hour; then the word with the cursor after it.
fn asks_and_goes_on(house: &House) -> Pty {
    let mut pty = Pty::start(house, &[]);
    pty.sees("con una atención abierta")
        .sees("CAJ-02-2026-000038");
    let screen = pty.screen();
    assert!(screen.contains("Ana Ma"), "the person:\n{screen}");
    assert!(
        screen.contains("Paso 2, Identificación"),
        "the step:\n{screen}"
    );
    let (_, saved) = screen.split_once("Guardado hasta las ").unwrap();
    let hour: Vec<_> = saved[..8].split(':').map(str::parse::<u8>).collect();
    assert!(
        hour.len() == 3 && hour.iter().all(Result::is_ok),
        "the hour:\n{screen}"
    );
    pty.keys("c").sees("DIGA");
    pty.until("the cursor after the word", |p| {
        p.before_cursor().ends_with("Ana Ma")
    });
    assert!(pty.before_cursor().contains("Nombres"), "{}", pty.screen());
    pty
}

#[test]
fn a_first_run_and_a_whole_call() {
    let house = House::empty();
    let mut pty = Pty::start(&house, &[]);
    pty.sees("primera vez").sees("F10 empezar");
    pty.keys("<enter>caj<enter><bs>2<enter>Rosa Quispe<enter><bs>38<enter>");
    pty.sees("Nadie por llamar").sees("Rosa Quispe");
    pty.keys("n").sees("Bienvenida");
    let parts = [
        (&tour::BEGUN[1..], "Identificación"),
        (tour::IDENTIFIED, "Necesidades"),
        (tour::LISTENED, "Respuesta"),
        (tour::ANSWERED, "Comprensión"),
        ("2<enter>", "¿Cómo termina?"),
        ("<enter>", "la treinta y ocho de Cajamarca dos"),
        ("<f10>", "Despedida anotada"),
        ("<f10>", "Registrada: CAJ-02-"),
    ];
    for (keys, then) in parts {
        pty.keys(keys).sees(then);
    }
    pty.sees("1 atención");
    pty.keys("<esc>").sees("Enter, salir");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
    let rows = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap())
        .unwrap()
        .recent(10, None)
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].outcome, Outcome::Resolved);
    assert_eq!(rows[0].number.sequence(), 38);
    assert_eq!(rows[0].surnames.as_deref(), Some("Ramos Flores"));
}

#[test]
fn leaving_the_first_run_leaves_nothing() {
    let house = House::empty();
    let mut pty = Pty::start(&house, &[]);
    pty.sees("primera vez");
    pty.keys("<esc>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
    assert!(!house.paths.database().exists());
}

/// What was typed is not lost by one key.
#[test]
fn the_first_run_asks_before_it_loses_what_was_typed() {
    let house = House::empty();
    let mut pty = Pty::start(&house, &[]);
    pty.sees("primera vez");
    pty.keys("<f1>").sees("no se guarda nada");
    pty.keys("<enter>caj").sees("Tres letras");
    pty.keys("<esc>").sees("Esc otra vez");
    pty.keys("x").sees("cajx");
    pty.keys("<esc>").sees("Esc otra vez");
    pty.keys("<esc>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
    assert!(!house.paths.database().exists());
}

#[test]
fn killed_in_mid_word_it_asks_and_goes_on_there() {
    let (house, mut pty) = at_home();
    in_mid_word(&mut pty);
    until_saved(&house, &pty, "persona.nombres", "Ana Ma");
    pty.kill();
    let mut pty = asks_and_goes_on(&house);
    pty.keys("ría").sees("Ana María");
}

#[test]
fn after_a_farewell_nothing_is_asked() {
    let (house, mut pty) = at_home();
    in_mid_word(&mut pty);
    pty.keys("<esc>").sees("Motivo, en una línea");
    pty.keys("<esc>").sees("ABIERTAS").sees("Ana Ma");
    pty.keys("<esc>").sees("Queda 1 abierta");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
    let pty = Pty::start(&house, &[]);
    pty.sees("ABIERTAS").sees("Ana Ma");
    assert!(!pty.screen().contains("se cortó"), "{}", pty.screen());
}

#[test]
fn a_signal_gives_the_terminal_back_and_keeps_the_word() {
    for signal in ["TERM", "HUP", "INT"] {
        let (house, mut pty) = at_home();
        in_mid_word(&mut pty);
        // At once: the last letter may not be on the disk yet.
        pty.signal(signal);
        assert_eq!(pty.ends(), 0, "{signal}: {}", pty.screen());
        pty.assert_given_back();
        pty.sees("se cerró por aviso del sistema");
        until_saved(&house, &pty, "persona.nombres", "Ana Ma");
        asks_and_goes_on(&house);
    }
}

#[test]
fn another_size_and_back_loses_nothing() {
    let (_house, mut pty) = at_home();
    in_mid_word(&mut pty);
    let before = pty.cursor();
    pty.resize(40, 10);
    pty.until("ten rows", |p| {
        p.screen()
            .lines()
            .nth(9)
            .is_some_and(|l| l.contains("F1 ayuda"))
    });
    assert!(pty.before_cursor().ends_with("Ana Ma"), "{}", pty.screen());
    pty.keys("rí").sees("Ana Marí");
    pty.resize(80, 24);
    pty.until("24 rows", |p| {
        p.screen()
            .lines()
            .nth(23)
            .is_some_and(|l| l.contains("F1 ayuda"))
    });
    pty.keys("a").sees("Ana María").sees("Apellidos");
    pty.until("the cursor", |p| p.before_cursor().ends_with("Ana María"));
    assert_eq!(pty.cursor(), (before.0 + 3, before.1));
}

#[test]
fn a_second_desk_on_the_same_data_is_told() {
    let (house, mut first) = at_home();
    let mut second = Pty::start(&house, &[]);
    assert_eq!(second.ends(), 3);
    second.sees("Otra ventana de Ventanilla tiene abierto este diario");
    let raw = String::from_utf8(second.raw()).unwrap();
    assert!(!raw.contains('\x1b'), "it took the terminal: {raw:?}");
    // Reading goes on beside it, and the first one is not disturbed.
    assert_eq!(house.run(&["diario", "verificar"]).code, Some(0));
    first.keys("n").sees("Bienvenida");
}
