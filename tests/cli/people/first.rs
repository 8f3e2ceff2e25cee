//! The first enrolment: explained, checked, and nothing written before the recovery code was typed back.

use ventanilla::journal::{self, Guard};

use crate::cli::DAY;
use crate::play::process::{Answer, House};
use crate::play::pty::Pty;
use crate::play::staff::{Handed, at, key, run};

const PIN: &str = "285604";
const NAME: &str = "Inés Tafur";
const BOOT: &str = "cinco perros verdes cantan lejos";

/// A journal with a day in it, and a stick to put the key file on.
fn house() -> House {
    let house = House::played(DAY);
    std::fs::create_dir(house.file("usb")).unwrap();
    house
}

/// Enrols the first person, handing the code back as `copied` makes of it.
fn enrol(house: &House, lines: &[&str], flags: &[&str], copied: impl Fn(&str) -> String) -> Answer {
    let mut program = Handed::start(house, &[&["agente", "alta", NAME], flags].concat());
    for line in lines {
        program.hand(line);
    }
    let code = program.hears();
    program.hand(&copied(&code));
    program.ends()
}

#[track_caller]
fn assert_untouched(house: &House) {
    let guard = journal::guard(&house.paths, at().to_utc()).unwrap();
    assert_eq!(guard, Guard::File);
    assert!(!key(house).exists(), "a key file was made");
    house.run(&["diario", "verificar"]).good();
}

#[test]
fn it_is_done_by_descriptor_from_end_to_end() {
    let house = house();
    let before = house.run(&["diario", "exportar"]).good().to_owned();
    let keys = || std::fs::read_dir(house.paths.keys()).map_or(0, Iterator::count);
    assert_eq!(keys(), 1);
    let file = key(&house).display().to_string();
    let done = enrol(&house, &[PIN], &["--llave", &file], |code| {
        assert_eq!(code.len(), 35, "{code}");
        // As people write it.
        code.to_lowercase().replace('-', " ")
    });
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{done:?}");
    assert!(
        done.out.contains(NAME) && done.out.contains(&file),
        "{done:?}"
    );
    assert_eq!(keys(), 0, "the key file is of no use any more");
    let without = house.run(&["diario", "verificar"]);
    assert!(without.complaint(2).contains("--pin-fd"), "{without:?}");
    // Where the stick is was remembered.
    let sound = run(&house, &[PIN], &["diario", "verificar"]);
    assert!(sound.good().contains("completo y sin cambios"), "{sound:?}");
    let found = run(&house, &[PIN], &["diario", "buscar", "ramos"]);
    assert!(found.good().contains("RAMOS FLORES"), "{found:?}");
    let second = ["agente", "alta", "Luz Paz", "--funcion", "supervisor"];
    run(&house, &[PIN, "482917"], &second).good();
    let after = run(
        &house,
        &["482917"],
        &["diario", "exportar", "--quien", "Luz Paz"],
    );
    assert_eq!(after.good(), before, "what was filed is as it was");
}

#[test]
fn nothing_is_written_until_all_is_right() {
    let house = house();
    let file = key(&house).display().to_string();
    let usb = ["--llave", file.as_str()];
    let alone = run(&house, &[PIN], &["agente", "alta", NAME]);
    let words = alone.complaint(2);
    assert!(
        words.contains("--llave") && words.contains("--frase"),
        "{words}"
    );
    assert_untouched(&house);
    let weak = run(
        &house,
        &["123456"],
        &[&["agente", "alta", NAME], &usb[..]].concat(),
    );
    assert!(weak.complaint(1).contains("123456"), "{weak:?}");
    assert_untouched(&house);
    let other = run(
        &house,
        &[PIN],
        &[&["agente", "alta", NAME, "--funcion", "lector"], &usb[..]].concat(),
    );
    assert!(other.complaint(2).contains("administra"), "{other:?}");
    assert_untouched(&house);
    let wrong = enrol(&house, &[PIN], &usb, |code| {
        let other = if code.starts_with('0') { '1' } else { '0' };
        format!("{other}{}", &code[1..])
    });
    assert!(wrong.complaint(1).contains("código"), "{wrong:?}");
    assert_untouched(&house);
    let left = run(
        &house,
        &[PIN],
        &[&["agente", "alta", NAME], &usb[..]].concat(),
    );
    assert!(left.complaint(2).contains("línea 2"), "{left:?}");
    assert_untouched(&house);
}

#[test]
fn the_key_file_is_kept_away_from_the_disk_of_the_journal() {
    let house = house();
    let beside = house.paths.data.join("turno.llave").display().to_string();
    let refused = run(
        &house,
        &[PIN],
        &["agente", "alta", NAME, "--llave", &beside],
    );
    assert!(refused.complaint(2).contains("USB"), "{refused:?}");
    let nowhere = house.file("gone").join("turno.llave").display().to_string();
    let missing = run(
        &house,
        &[PIN],
        &["agente", "alta", NAME, "--llave", &nowhere],
    );
    assert!(missing.complaint(3).contains("gone"), "{missing:?}");
    let both = ["agente", "alta", NAME, "--frase", "--llave", &beside];
    run(&house, &[PIN], &both).complaint(2);
    assert_untouched(&house);
}

#[test]
fn a_boot_passphrase_stands_for_the_stick() {
    let house = house();
    let few = run(
        &house,
        &[PIN, "dos palabras"],
        &["agente", "alta", NAME, "--frase"],
    );
    assert!(few.complaint(1).contains("cinco palabras"), "{few:?}");
    let done = enrol(&house, &[PIN, BOOT], &["--frase"], str::to_owned);
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{done:?}");
    let verify = ["diario", "verificar"];
    run(&house, &[PIN, BOOT], &verify).good();
    let short = run(&house, &[PIN], &verify);
    assert!(short.complaint(2).contains("línea 2"), "{short:?}");
    let wrong = run(&house, &[PIN, "cinco perros verdes cantan cerca"], &verify);
    assert!(
        wrong.complaint(1).contains("frase de arranque"),
        "{wrong:?}"
    );
    let file = key(&house).display().to_string();
    let stick = run(
        &house,
        &[PIN, BOOT],
        &["diario", "verificar", "--llave", &file],
    );
    assert!(stick.complaint(2).contains("--llave"), "{stick:?}");
}

#[test]
fn a_practice_journal_enrols_nobody() {
    let house = House::empty();
    house
        .run(&["demo", "--atenciones", "1", "--sin-abrir"])
        .good();
    std::fs::create_dir(house.file("usb")).unwrap();
    let file = key(&house).display().to_string();
    let refused = run(&house, &[PIN], &["agente", "alta", NAME, "--llave", &file]);
    assert!(refused.complaint(2).contains("práctica"), "{refused:?}");
    house.run(&["diario", "verificar"]).good();
}

#[test]
fn on_a_terminal_it_is_asked_without_showing_secrets() {
    let house = house();
    let file = key(&house).display().to_string();
    let mut pty = Pty::start(&house, &["agente", "alta", NAME, "--llave", &file]);
    pty.sees("El PIN nuevo");
    pty.send(b"123456\r");
    pty.sees("123456. Elija");
    pty.send(format!("{PIN}\r").as_bytes());
    pty.sees("Otra vez");
    pty.send(b"285605\r");
    pty.sees("no son iguales");
    pty.send(format!("{PIN}\r{PIN}\r").as_bytes());
    pty.sees("pulse Enter");
    let screen = pty.screen();
    let shown: Vec<&str> = screen.lines().filter(|l| l.contains("   -   ")).collect();
    assert_eq!(shown.len(), 3, "{screen}");
    let code: String = shown.concat();
    let groups = |text: &str| text.replace([' ', '-'], "");
    pty.send(b"\r");
    pty.sees("copiado del papel");
    let screen = pty.screen();
    assert!(!groups(&screen).contains(&groups(&code)[..9]), "{screen}");
    assert!(!screen.contains("   -   "), "the code stayed: {screen}");
    pty.send(b"no es esto\r");
    pty.sees("carácter 1 ");
    pty.send(format!("{}\r", code.trim()).as_bytes());
    pty.sees("administra este puesto");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(!raw.contains(PIN), "the PIN was shown");
    run(&house, &[PIN], &["diario", "verificar"]).good();
}

#[test]
fn what_is_left_changes_nothing() {
    let house = house();
    let file = key(&house).display().to_string();
    let mut pty = Pty::start(&house, &["agente", "alta", NAME, "--llave", &file]);
    pty.sees("El PIN nuevo");
    pty.send(b"\x03");
    pty.sees("no ha cambiado nada");
    assert_eq!(pty.ends(), 1);
    assert_untouched(&house);
}
