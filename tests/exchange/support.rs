//! Stations of an office, each in folders of its own, and the stick that goes from one to another.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;

use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;
use ventanilla::journal::{self, Body, Change, EntrySet, NewEntry, Reader};
use ventanilla::people::Presence;

use crate::play::process::{Answer, House};

/// A stick.
pub(super) struct Stick(TempDir);

impl Stick {
    pub(super) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn name(&self) -> String {
        self.path().display().to_string()
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// What is on it.
    pub(super) fn names(&self) -> Vec<String> {
        let listed = self.path().read_dir().unwrap();
        let name = |e: std::io::Result<std::fs::DirEntry>| e.unwrap().file_name();
        let mut names: Vec<String> = listed.map(|e| name(e).into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A station without an office yet.
pub(super) fn station(number: u8) -> House {
    station_of("CAJ", number)
}

pub(super) fn station_of(office: &str, number: u8) -> House {
    let house = House::empty();
    let agent = format!("Agente {number}");
    let flags = [
        "iniciar",
        "--oficina",
        office,
        "--agente",
        &agent,
        "--puesto",
    ];
    let number = number.to_string();
    house.run(&[&flags[..], &[number.as_str()]].concat()).good();
    house
}

/// Runs the program with something on its standard input.
pub(super) fn fed(house: &House, input: &str, arguments: &[&str]) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .arg("--datos")
        .arg(&house.paths.data)
        .args(arguments)
        .env_clear()
        .envs(house.variables())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses before reading leaves a closed pipe.
    let _gone = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An invitation that a station wrote to a stick: its file and its code.
pub(super) fn invited(house: &House, stick: &Stick, name: &str) -> (String, String) {
    let file = stick.file(name).display().to_string();
    let answer = house.run(&["oficina", "invitar", &file, "--json"]).json();
    let code = answer[0]["codigo"].as_str().unwrap().to_owned();
    (file, code)
}

/// A station takes an invitation.
pub(super) fn join(house: &House, file: &str, code: &str) -> Answer {
    let arguments = ["oficina", "unirse", file, "--codigo-fd", "0"];
    fed(house, &format!("{code}\n"), &arguments)
}

/// So many stations of one office.
pub(super) fn office(stations: u8) -> Vec<House> {
    let houses: Vec<House> = (1..=stations).map(station).collect();
    let stick = Stick::new();
    let (file, code) = invited(&houses[0], &stick, "invitacion.json");
    for house in &houses[1..] {
        join(house, &file, &code).good();
    }
    houses
}

/// Entries that somebody's coming and going leaves.
pub(super) fn came_and_went(house: &House, times: u32) {
    let (sender, acks) = mpsc::channel();
    let unlocked = journal::by_file(&house.paths).unwrap();
    let now = chrono::Utc::now();
    let on_ack = Box::new(move |ack| drop(sender.send(ack)));
    let (recorder, reader, _) = journal::open(&unlocked, now, on_ack).unwrap();
    drop(reader);
    let entry = |_| {
        Change::Entry(NewEntry {
            id: Uuid::now_v7(),
            at: chrono::DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap(),
            agent: "Inés Tafur".into(),
            salt: *Uuid::now_v7().as_bytes(),
            body: Body::Presence(Presence::Started),
        })
    };
    recorder.submit((0..times).map(entry).collect());
    acks.recv().unwrap().result.unwrap();
    recorder.close().unwrap();
}

/// What a station holds.
pub(super) fn held(house: &House) -> EntrySet {
    let unlocked = journal::by_file(&house.paths).unwrap();
    Reader::open(&unlocked).unwrap().entry_set().unwrap()
}

/// A station writes what it holds to a stick; the file.
pub(super) fn export(house: &House, stick: &Stick, name: &str) -> String {
    let file = stick.file(name).display().to_string();
    let answer = house.run(&[
        "diario",
        "exportar",
        "--asientos",
        "--para",
        &file,
        "--json",
    ]);
    assert_eq!(answer.json()[0]["comprobada"], true);
    file
}

/// A station takes a file in; its answer.
#[track_caller]
pub(super) fn import(house: &House, file: &str) -> Value {
    let answer = house.run(&["diario", "importar", file, "--json"]);
    assert_eq!(
        (answer.code, answer.err.as_str()),
        (Some(0), ""),
        "{answer:?}"
    );
    answer.json().remove(0)
}
