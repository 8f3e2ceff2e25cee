//! Two stations in one journal, as they are seen: lists, scope, an attention in conflict and the choice of a supervisor.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use ventanilla::attention::{
    Act, ActRecord, AttentionRecord, Event, Given, Opening, ProtocolRef, RegistryNumber,
};
use ventanilla::desk::{hash_of, packs};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::journal::{self, Body, Change, Error, Line, NewEntry, Paths, Station, Vector};
use ventanilla::protocol::{Answer, Channel, Outcome, keys};
use ventanilla::settings::Settings;
use ventanilla::ui::theme::Surroundings;

use crate::play::{Play, create, paths, start, station};
use crate::screens::Album;

const ATTENTION: Uuid = Uuid::from_u128(0xA77);

fn at(minutes: i64) -> DateTime<Utc> {
    start().to_utc() - TimeDelta::minutes(90 - minutes)
}

fn text(value: &str) -> Answer {
    Answer::Text(value.into())
}

/// Writes an entry in the journal of these folders.
fn write(paths: &Paths, id: u128, minutes: i64, by: &str, body: Body) {
    let (sent, acks) = std::sync::mpsc::channel();
    let on_ack = Box::new(move |ack| drop(sent.send(ack)));
    let unlocked = journal::by_file(paths).unwrap();
    let (recorder, _, _) = journal::open(&unlocked, at(minutes), on_ack).unwrap();
    recorder.submit(vec![Change::Entry(NewEntry {
        id: Uuid::from_u128(id),
        at: at(minutes),
        agent: by.into(),
        salt: [1; 16],
        body,
    })]);
    acks.recv().unwrap().result.unwrap();
    recorder.close().unwrap();
}

fn carry(from: &Paths, to: &Paths) {
    let mut lines: Vec<Line> = Vec::new();
    let reader = journal::Reader::open(&journal::by_file(from).unwrap()).unwrap();
    reader
        .carried(&Vector::default(), |line| {
            lines.push(line);
            Ok::<_, Error>(())
        })
        .unwrap();
    drop(reader);
    let unlocked = journal::by_file(to).unwrap();
    let lines = lines.into_iter().map(Ok);
    journal::admit(&unlocked, at(80), "Rosa Quispe", "CAJ-03", lines).unwrap();
}

fn number(station: u8, sequence: u32) -> RegistryNumber {
    RegistryNumber::new("CAJ", station, 2026, sequence).unwrap()
}

fn filing(id: Uuid, station: u8, sequence: u32, surnames: &str) -> Body {
    let pack = packs()
        .iter()
        .find(|p| p.id == "juntos-telefonico")
        .unwrap();
    let document = Answer::Document(Document::new(DocumentKind::Dni, "45678901"));
    let answers = [
        (keys::DOCUMENT, document),
        (keys::SURNAMES, text(surnames)),
        (keys::GIVEN_NAMES, text("Rosa Luz")),
        (keys::REASON, text("no le llegó el depósito")),
    ];
    let given = |(key, answer): (&str, Answer)| (key.to_owned(), Given { answer, at: at(5) });
    let act = |minutes, event| Act {
        at: at(minutes),
        by: "Rosa Quispe".into(),
        event,
    };
    Body::Attention(Box::new(AttentionRecord {
        id,
        number: number(station, sequence),
        opening: Opening {
            at: at(1),
            agent: "Rosa Quispe".into(),
            office: "CAJ".into(),
            station,
            channel: Channel::Telephone,
            protocol: ProtocolRef {
                id: pack.id.into(),
                version: "1".into(),
                hash: hash_of(pack.text),
            },
            follows: None,
        },
        filed_at: at(9),
        outcome: Outcome::Resolved,
        answers: answers.into_iter().map(given).collect(),
        acts: vec![
            act(
                1,
                Event::Numbered {
                    number: number(station, sequence),
                },
            ),
            act(
                1,
                Event::Opened {
                    step: "bienvenida".into(),
                },
            ),
            act(
                8,
                Event::Concluded {
                    outcome: Outcome::Resolved,
                },
            ),
            act(8, Event::SaidGoodbye),
            act(9, Event::Filed),
        ],
        saw: Vec::new(),
    }))
}

fn corrected(by: &str, minutes: i64, surnames: &str) -> Body {
    Body::Act(Box::new(ActRecord {
        attention: ATTENTION,
        number: number(2, 38),
        act: Act {
            at: at(minutes),
            by: by.into(),
            event: Event::Corrected {
                field: keys::SURNAMES.into(),
                from: Some(text("Ñahui")),
                to: text(surnames),
                reason: "lo deletreó".into(),
            },
        },
        saw: Vec::new(),
    }))
}

/// The journal of the station that is played, with what another one wrote: an attention of its own, and a correction of
/// one that was corrected here too.
fn two(here: &Paths) {
    let other = tempfile::tempdir().unwrap();
    let there: &Path = other.path();
    let there = paths(there);
    let third = Station {
        station: 3,
        ..station()
    };
    create(here);
    journal::create(&there, &third, Uuid::from_u128(0xD3), at(0), [3; 16]).unwrap();
    write(
        here,
        1,
        10,
        "Rosa Quispe",
        filing(ATTENTION, 2, 38, "Ñahui"),
    );
    write(
        &there,
        2,
        20,
        "Inés Tafur",
        filing(Uuid::from_u128(0xA78), 3, 1, "Mamani"),
    );
    carry(here, &there);
    write(
        &there,
        3,
        30,
        "Inés Tafur",
        corrected("Inés Tafur", 30, "Ñahui Pérez"),
    );
    write(
        here,
        4,
        40,
        "Rosa Quispe",
        corrected("Rosa Quispe", 40, "Ñahuy"),
    );
    carry(&there, here);
}

fn play(columns: u16, rows: u16) -> Play {
    Play::made(
        columns,
        rows,
        Settings::default(),
        Surroundings::default(),
        two,
    )
}

#[test]
fn two_stations_are_told_apart_and_a_conflict_is_seen() {
    let mut album = Album::default();
    for (columns, rows) in [(80, 24), (140, 40)] {
        let mut play = play(columns, rows);
        for (name, script) in [
            ("two_stations_home", ""),
            ("two_stations_search", "<f6>"),
            ("two_stations_own", "<c-p><c-p><c-p>"),
            ("two_stations_conflict", "38<enter>"),
            ("two_stations_resolve", "v"),
        ] {
            play.play(script);
            album.check(&format!("{name}@{columns}x{rows}"), &play.picture());
        }
    }
    album.close();
}

#[test]
fn what_is_in_conflict_waits_for_a_choice_and_then_goes_on() {
    let mut play = play(140, 40);
    play.play("<f6>38<enter>");
    assert!(play.picture().contains("EN CONFLICTO"));
    // Neither corrected nor reopened before.
    play.play("rotra vez<enter>");
    assert!(
        play.picture().contains("Primero un supervisor"),
        "{}",
        play.picture()
    );
    play.play("<esc>v1<enter>trajo su documento<enter>");
    let picture = play.picture();
    assert!(!picture.contains("EN CONFLICTO"), "{picture}");
    assert!(picture.contains("Motivo: trajo su"), "{picture}");
    play.play("v");
    assert!(play.picture().contains("no hay nada que decidir"));
}
