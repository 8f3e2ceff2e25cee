//! The lock on a real terminal: what is on the screen, what survives a kill, and that killing gains no tries.

use std::time::Duration;

use portable_pty::CommandBuilder;
use ventanilla::journal::{self, Body, DeviceSecret, Guard, Reader};
use ventanilla::people::Presence;

use crate::play::people::{self, LUIS, ROSA};
use crate::play::process::House;
use crate::play::pty::Pty;

/// A journal with Rosa and Luis, and the program at the question for the key of the station.
fn at_the_door() -> (House, Pty) {
    let house = House::fresh();
    people::enrol(&house.paths, &[LUIS]);
    let pty = at_the_door_of(&house, &[]);
    (house, pty)
}

fn at_the_door_of(house: &House, variables: &[(&str, &str)]) -> Pty {
    let place = |f: std::io::Result<std::fs::DirEntry>| {
        f.is_ok_and(|f| {
            f.file_name()
                .to_string_lossy()
                .starts_with("llave-de-turno")
        })
    };
    let known = std::fs::read_dir(&house.paths.config).unwrap().any(place);
    let mut pty = Pty::start_with(house, &[], variables);
    pty.sees("Diario cerrado");
    if !known {
        // The first time it is said where the key is; then it is found.
        pty.sees("llave-02");
        let file = people::key_file(&house.paths).display().to_string();
        pty.keys(&format!("{file}<enter>"));
    }
    pty.sees("olvidé mi PIN").sees(ROSA.name);
    pty
}

/// Rosa is at the keys.
fn in_with(pty: &mut Pty, pin: &str) {
    pty.keys(&format!("{pin}<enter>"));
    pty.until("somebody is let in", |p| {
        !p.screen().contains("Diario cerrado") && !p.screen().contains("BLOQUEADO")
    });
}

fn in_mid_word(pty: &mut Pty) {
    pty.sees("F1 ayuda");
    pty.keys("n").sees("Bienvenida");
    pty.keys("No le llegó el abono<enter>")
        .sees("Identificación");
    pty.keys("s<enter>Ana Ma").sees("Ana Ma");
}

fn assert_nothing_personal(pty: &Pty) {
    pty.sees("BLOQUEADO").sees("olvidé mi PIN");
    let screen = pty.screen();
    for word in ["Ana", "CAJ", "abono", "Identificación"] {
        assert!(!screen.contains(word), "«{word}» on\n{screen}");
    }
}

fn presences(house: &House) -> Vec<(String, Presence)> {
    let session = people::session(&house.paths, &ROSA, chrono::Utc::now());
    let reader: Reader = session
        .reader(ventanilla::people::Permission::Consult)
        .unwrap();
    let mut all: Vec<_> = reader.presence(100).unwrap();
    all.reverse();
    let read = |e: &ventanilla::journal::Entry| match e.read().unwrap() {
        Some(Body::Presence(presence)) => Some((e.agent.clone(), presence)),
        _ => None,
    };
    all.iter().filter_map(read).collect()
}

#[test]
fn locked_in_mid_word_and_back_then_killed_while_locked() {
    let (house, mut pty) = at_the_door();
    in_with(&mut pty, ROSA.pin);
    in_mid_word(&mut pty);
    let before = pty.cursor();
    pty.keys("<f12>");
    assert_nothing_personal(&pty);
    in_with(&mut pty, ROSA.pin);
    pty.sees("Ana Ma");
    pty.until("the cursor after the word", |p| {
        p.before_cursor().ends_with("Ana Ma") && p.cursor() == before
    });
    pty.keys("rí").sees("Ana Marí");
    pty.keys("<f12>");
    assert_nothing_personal(&pty);
    // Locking hands everything to the disk: nothing waits for a pause in the typing.
    pty.sees("Lo escrito está guardado");
    let raw = pty.raw();
    pty.kill();
    assert!(!String::from_utf8_lossy(&raw).contains(ROSA.pin));
    // It starts at the door, and then asks about what was cut off.
    let mut pty = at_the_door_of(&house, &[]);
    assert!(!pty.screen().contains("Ana"), "{}", pty.screen());
    in_with(&mut pty, ROSA.pin);
    pty.sees("con una atención abierta").sees("Ana Marí");
    pty.keys("c").sees("DIGA");
    pty.until("the cursor after the word", |p| {
        p.before_cursor().ends_with("Ana Marí")
    });
    pty.kill();
    let by = |presence| (ROSA.name.to_owned(), presence);
    let locked = || by(Presence::Locked { by_itself: false });
    assert_eq!(
        presences(&house),
        [
            by(Presence::Started),
            locked(),
            by(Presence::Returned),
            locked(),
            by(Presence::Started),
        ]
    );
}

#[test]
fn another_person_takes_over_a_locked_screen() {
    let (house, mut pty) = at_the_door();
    in_with(&mut pty, ROSA.pin);
    in_mid_word(&mut pty);
    pty.keys("<f12>");
    assert_nothing_personal(&pty);
    pty.keys("<up>");
    let start = std::time::Instant::now();
    in_with(&mut pty, LUIS.pin);
    let took = start.elapsed();
    assert!(took.as_secs_f32() < 3.0, "taking over took {took:?}");
    pty.sees("Atiende Luis Huamán")
        .sees("ABIERTAS")
        .sees("Ana Ma");
    pty.keys("<esc>").sees("Queda 1 abierta");
    pty.keys("<enter>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
    let all = presences(&house);
    let took_over = Presence::TookOver {
        from: ROSA.name.to_owned(),
    };
    assert!(all.contains(&(LUIS.name.to_owned(), took_over)), "{all:?}");
    assert_eq!(all.last(), Some(&(LUIS.name.to_owned(), Presence::Ended)));
}

/// The wait is on the disk before a secret is looked at: ending the program and starting it again changes nothing.
#[test]
fn the_wait_after_wrong_secrets_survives_a_kill() {
    let (house, mut pty) = at_the_door();
    for left in ["Quedan 4", "Quedan 3", "Quedan 2", "Queda 1 "] {
        pty.keys("111222<enter>").sees(left);
    }
    // Killed while the last one is looked at: it was counted before.
    pty.keys("111222<enter>");
    pty.until("the try is counted", |_| {
        let Ok(Guard::People { seats, .. }) = journal::guard(&house.paths, chrono::Utc::now())
        else {
            return false;
        };
        seats.iter().any(|s| s.failures == 5)
    });
    pty.kill();
    let mut pty = at_the_door_of(&house, &[]);
    pty.keys(ROSA.pin).keys("<enter>").sees("faltan 00:");
    pty.kill();
    let mut pty = at_the_door_of(&house, &[]);
    pty.keys(ROSA.pin).keys("<enter>").sees("faltan 00:");
    assert!(pty.screen().contains("Diario cerrado"), "{}", pty.screen());
    // Leaving is always possible.
    pty.keys("<esc>");
    assert_eq!(pty.ends(), 0);
    pty.assert_given_back();
}

/// The bell that was announced rings behind the lock too.
#[test]
fn the_bell_of_a_hold_rings_behind_the_lock() {
    let house = House::fresh();
    people::enrol(&house.paths, &[]);
    let clock = |second: u32| {
        let clock = format!("2026-11-24T11:{:02}:{:02}-05:00", second / 60, second % 60);
        ("VENTANILLA_CLOCK", clock)
    };
    let (name, at) = clock(0);
    let mut pty = at_the_door_of(&house, &[(name, &at)]);
    in_with(&mut pty, ROSA.pin);
    pty.sees("F1 ayuda");
    pty.keys("n").sees("Bienvenida");
    pty.keys("No le llegó el abono<enter>")
        .sees("Identificación");
    pty.keys("<f2>1").sees("EN ESPERA");
    pty.keys("<f12>");
    assert_nothing_personal(&pty);
    pty.sees("EN ESPERA");
    pty.kill();
    let (name, at) = clock(47);
    let mut pty = at_the_door_of(&house, &[(name, &at)]);
    in_with(&mut pty, ROSA.pin);
    pty.sees("con una atención abierta");
    pty.keys("c").sees("DIGA");
    pty.keys("<f12>");
    assert_nothing_personal(&pty);
    pty.until("the bell", |p| p.raw().contains(&7));
    assert_nothing_personal(&pty);
}

/// Where the database is gone a copy can still be put back: nothing is asked that would make another journal.
#[test]
fn a_journal_that_is_gone_is_said_and_not_made_again() {
    let house = House::fresh();
    people::enrol(&house.paths, &[]);
    std::fs::remove_file(house.paths.database()).unwrap();
    let mut pty = Pty::start(&house, &[]);
    pty.sees("ventanilla diario restaurar");
    assert_eq!(pty.ends(), 3);
    assert!(house.paths.identity().exists() && house.paths.mark().exists());
    let flags = ["iniciar", "--oficina", "LIM", "--agente", "Otra"];
    assert!(house.run(&flags).complaint(3).contains("restaurar"));
}

/// A key file that is not the right one is not looked for again before anybody can read that it is not.
#[test]
fn a_wrong_key_file_is_said_until_somebody_does_something() {
    let house = House::fresh();
    people::enrol(&house.paths, &[]);
    let other = house.paths.config.join("otra");
    DeviceSecret::make_file(&house.paths, &other).unwrap();
    let mut pty = Pty::start(&house, &[]);
    pty.sees("Diario cerrado").sees("llave-02");
    pty.keys(&format!("{}<enter>", other.display()));
    pty.sees("olvidé mi PIN");
    pty.keys(&format!("{}<enter>", ROSA.pin));
    pty.until("it is asked for again", |p| {
        !p.screen().contains("olvidé mi PIN")
    });
    // Three times as long as it takes to look for it by itself.
    std::thread::sleep(Duration::from_secs(3));
    let screen = pty.screen();
    assert!(!screen.contains("olvidé mi PIN"), "{screen}");
    let right = people::key_file(&house.paths).display().to_string();
    pty.keys(&format!("{right}<enter>")).sees("olvidé mi PIN");
    in_with(&mut pty, ROSA.pin);
    pty.sees("F1 ayuda");
}

/// A desk that was opened by a program knows the key of the station at the lock, as one that somebody opened does.
#[test]
fn a_desk_that_a_program_opened_asks_for_no_key_at_the_lock() {
    let house = House::fresh();
    people::enrol(&house.paths, &[]);
    let key = people::key_file(&house.paths);
    let pin = house.path().join("pin");
    std::fs::write(&pin, format!("{}\n", ROSA.pin)).unwrap();
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", "exec \"$@\" 3<\"$0\""]);
    command.arg(&pin);
    command.arg(env!("CARGO_BIN_EXE_ventanilla"));
    command.arg("--datos");
    command.arg(&house.paths.data);
    command.args(["--pin-fd", "3", "--quien", ROSA.name, "--llave"]);
    command.arg(&key);
    let mut pty = Pty::spawn(&house, command, &[]);
    pty.sees("F1 ayuda");
    // The stick is taken out.
    std::fs::remove_file(&key).unwrap();
    pty.keys("<f12>").sees("BLOQUEADO").sees("olvidé mi PIN");
    in_with(&mut pty, ROSA.pin);
    pty.sees("F1 ayuda");
}
