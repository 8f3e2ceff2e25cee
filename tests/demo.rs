//! `ventanilla demo`, run as a user runs it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use ventanilla::desk::{Desk, Home};
use ventanilla::journal::Paths;
use ventanilla::world::World;

struct Office {
    folder: TempDir,
}

impl Office {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the program with a configuration and a home of its own.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ventanilla"));
        command
            .args(arguments)
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("share"))
            .env("HOME", self.path("home"))
            .env_remove("VENTANILLA_HOME")
            .env_remove("VENTANILLA_SEED")
            .env("VENTANILLA_CLOCK", "2026-11-25T11:42:00-05:00");
        command
    }

    fn run(&self, data: &Path, arguments: &[&str]) -> Output {
        let mut command = self.command(arguments);
        command.arg("--datos").arg(data).output().unwrap()
    }

    fn keys(&self) -> usize {
        std::fs::read_dir(self.path("config/ventanilla/llaves"))
            .unwrap()
            .count()
    }
}

fn words(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8(text).unwrap()
}

#[test]
fn a_practice_journal_is_made_whole_and_made_again() {
    let office = Office::new();
    let data = office.path("demo");
    let made = office.run(&data, &["demo", "--atenciones", "300", "--sin-abrir"]);
    assert_eq!(made.status.code(), Some(0), "{}", words(&made));
    assert!(words(&made).contains("300"), "{}", words(&made));

    let sound = office.run(&data, &["diario", "verificar"]);
    assert_eq!(sound.status.code(), Some(0), "{}", words(&sound));

    let search = ["diario", "buscar", "--json", "--limite", "1000"];
    let rows = |data: &Path| words(&office.run(data, &search));
    let first = rows(&data);
    assert_eq!(first.lines().count(), 300);
    for line in first.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(row["numero"].as_str().unwrap().starts_with("000-01-20"));
    }

    // The same seed gives the same attentions, another does not; nothing of the old journal is left.
    let again = |seed| {
        [
            "demo",
            "--atenciones",
            "300",
            "--sin-abrir",
            "--semilla",
            seed,
        ]
    };
    assert!(office.run(&data, &again("1")).status.success());
    assert_eq!(rows(&data), first);
    assert!(office.run(&data, &again("2")).status.success());
    assert_ne!(rows(&data), first);
    assert_eq!(office.keys(), 1);
}

#[test]
fn what_was_made_until_a_kill_is_a_journal() {
    let office = Office::new();
    let data = office.path("demo");
    let mut command = office.command(&["demo", "--atenciones", "50000", "--sin-abrir"]);
    let mut making = command.arg("--datos").arg(&data).spawn().unwrap();
    let log = data.join("diario.db-wal");
    let until = Instant::now() + Duration::from_mins(1);
    while std::fs::metadata(&log).map_or(0, |m| m.len()) < 12 << 20 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(making.try_wait().unwrap().is_none(), "it was over already");
    making.kill().unwrap();
    making.wait().unwrap();

    let sound = office.run(&data, &["diario", "verificar"]);
    assert_eq!(sound.status.code(), Some(0), "{}", words(&sound));
    let rows = office.run(&data, &["diario", "buscar", "--json", "--limite", "5"]);
    assert_eq!(words(&rows).lines().count(), 5, "{}", words(&rows));
    // It is practice still, and may be made again.
    let again = office.run(&data, &["demo", "--atenciones", "5", "--sin-abrir"]);
    assert!(again.status.success(), "{}", words(&again));
    // Nothing of the progress reaches a program that reads.
    assert_eq!(words(&again).lines().count(), 1, "{}", words(&again));
}

#[test]
fn the_journal_of_an_office_is_not_touched() {
    let office = Office::new();
    let data = office.path("office");
    let begun = [
        "iniciar",
        "--oficina",
        "CAJ",
        "--puesto",
        "2",
        "--agente",
        "Inés",
    ];
    let begun = office.run(&data, &begun);
    assert!(begun.status.success(), "{}", words(&begun));
    let database = || std::fs::read(data.join("diario.db")).unwrap();
    let before = database();
    let refused = office.run(&data, &["demo", "--sin-abrir"]);
    assert_eq!(refused.status.code(), Some(2), "{}", words(&refused));
    assert!(words(&refused).contains("no es de práctica"));
    assert!(before == database());
    assert_eq!(office.keys(), 1);

    // One whose key is not there cannot be told from a real one.
    std::fs::remove_dir_all(office.path("config")).unwrap();
    let refused = office.run(&data, &["demo", "--sin-abrir"]);
    assert_eq!(refused.status.code(), Some(2), "{}", words(&refused));
    assert!(before == database());
}

#[test]
fn beside_the_journal_of_the_office_practice_has_a_folder_of_its_own() {
    let office = Office::new();
    let home = office.path("datos");
    let made = office
        .command(&["demo", "--atenciones", "1", "--sin-abrir"])
        .env("VENTANILLA_HOME", &home)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", words(&made));
    assert!(home.join("practica/diario.db").exists());
    assert!(!home.join("diario.db").exists());
}

#[test]
fn without_a_terminal_nothing_is_made_that_could_not_be_opened() {
    let office = Office::new();
    let data = office.path("demo");
    let refused = office.run(&data, &["demo"]);
    assert_eq!(refused.status.code(), Some(2), "{}", words(&refused));
    assert!(!data.exists());
}

#[test]
fn the_home_screen_reads_names_only_of_what_is_in_sight() {
    let office = Office::new();
    let data = office.path("demo");
    let made = office.run(&data, &["demo", "--sin-abrir", "--atenciones", "600"]);
    assert!(made.status.success(), "{}", words(&made));
    let paths = Paths {
        data,
        config: office.path("config/ventanilla"),
    };
    let world = World::from_environment().unwrap();
    let (mut desk, _) = Desk::start(
        ventanilla::desk::Session::by_file(&paths).unwrap(),
        world,
        Box::new(drop),
        Arc::new(drop),
    )
    .unwrap();
    let mut home = desk.home(&Home::default()).unwrap();
    let named = |home: &Home| home.answers.iter().filter(|r| r.owed.is_some()).count();
    assert!(home.answers.len() > 12, "{}", home.answers.len());
    assert!(home.calls.len() >= 3);
    // Nothing of a promise is read until its row comes in sight, and it stays read.
    assert_eq!(named(&home), 0);
    desk.look_up(&mut home.answers[..12]).unwrap();
    assert_eq!(named(&home), 12);
    assert_eq!(named(&desk.home(&home).unwrap()), 12);
    desk.close(false).unwrap();
}
