//! A journal in a folder of its own, and things to write in it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use rusqlite::Connection;
use tempfile::TempDir;
use uuid::Uuid;
use ventanilla::attention::{
    Act, ActRecord, AttentionRecord, Event, Given, Opening, ProtocolRef, RegistryNumber,
};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::journal::{
    self, Ack, Body, Change, DraftHead, Error, NewEntry, Opened, Paths, Reader, Recorder, Station,
    Tip,
};
use ventanilla::promise::{Due, Promise, PromiseKind};
use ventanilla::protocol::{Answer, Channel, Outcome, keys};

/// A folder with a journal in it.
pub(super) struct House {
    pub(super) folder: TempDir,
    pub(super) paths: Paths,
}

/// An open journal that waits for each acknowledgement.
pub(super) struct Open {
    pub(super) recorder: Recorder,
    pub(super) reader: Reader,
    pub(super) opened: Opened,
    pub(super) acks: Receiver<Ack>,
}

pub(super) fn station() -> Station {
    Station {
        institution: "Juntos".into(),
        office: "CAJ".into(),
        station: 2,
        agent: "Inés Tafur".into(),
        protocol: "juntos-telefonico".into(),
        first_sequence: 1,
        practice: false,
    }
}

/// Nine in the morning, and so many seconds.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 14, 0, 0).unwrap() + TimeDelta::seconds(seconds)
}

impl House {
    pub(super) fn new() -> Self {
        Self::of(0xD, &station())
    }

    /// The journal of a station, on a device of its own.
    pub(super) fn of(device: u128, station: &Station) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().join("data"),
            config: folder.path().join("config"),
        };
        journal::create(&paths, station, Uuid::from_u128(device), at(0), [7; 16]).unwrap();
        Self { folder, paths }
    }

    pub(super) fn open(&self) -> Open {
        open(&self.paths).unwrap()
    }

    pub(super) fn reader(&self) -> Reader {
        Reader::open(&ventanilla::journal::by_file(&self.paths).unwrap()).unwrap()
    }

    /// A connection of the test's own, with the key.
    pub(super) fn raw(&self) -> Connection {
        raw(&self.paths, &self.paths.database())
    }

    /// Every file of the data folder but the lock, as a kill at this moment would leave them.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(&self.paths.data)
            .unwrap()
            .map(Result::unwrap);
        let names = entries
            .filter(|e| e.path().is_file())
            .map(|e| e.file_name().into_string().unwrap())
            .filter(|n| !n.ends_with("candado"));
        names
            .map(|n| (n.clone(), std::fs::read(self.paths.data.join(&n)).unwrap()))
            .collect()
    }

    /// Puts the folder back as it was, without the index of the log, which is made anew.
    pub(super) fn restore(&self, files: &BTreeMap<String, Vec<u8>>) {
        for name in self.files().keys() {
            std::fs::remove_file(self.paths.data.join(name)).unwrap();
        }
        for (name, content) in files.iter().filter(|(n, _)| !n.ends_with("-shm")) {
            std::fs::write(self.paths.data.join(name), content).unwrap();
        }
    }
}

pub(crate) fn raw(paths: &Paths, file: &Path) -> Connection {
    let id = std::fs::read_to_string(paths.identity()).unwrap();
    let key = std::fs::read_to_string(paths.key(id.parse().unwrap())).unwrap();
    let key: serde_json::Value = serde_json::from_str(&key).unwrap();
    let key = key["key"].as_str().unwrap();
    let db = Connection::open(file).unwrap();
    db.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 8192;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256"
    ))
    .unwrap();
    db
}

pub(super) fn open(paths: &Paths) -> Result<Open, Error> {
    let (sender, acks) = mpsc::channel();
    let on_ack = Box::new(move |ack| drop(sender.send(ack)));
    let (recorder, reader, opened) = journal::open(&journal::by_file(paths)?, at(3600), on_ack)?;
    Ok(Open {
        recorder,
        reader,
        opened,
        acks,
    })
}

impl Open {
    /// Submits and waits.
    pub(super) fn try_save(&self, changes: Vec<Change>) -> Result<Vec<Tip>, Error> {
        let ticket = self.recorder.submit(changes);
        let ack = self
            .acks
            .recv_timeout(std::time::Duration::from_secs(20))
            .unwrap();
        assert_eq!(ack.ticket, ticket);
        ack.result
    }

    pub(super) fn save(&self, changes: Vec<Change>) -> Vec<Tip> {
        self.try_save(changes).unwrap()
    }
}

pub(super) fn number(sequence: u32) -> RegistryNumber {
    RegistryNumber::new("CAJ", 2, 2026, sequence).unwrap()
}

pub(super) fn attention_id(n: u32) -> Uuid {
    Uuid::from_u128(0xA_0000_0000 + u128::from(n))
}

pub(super) fn opening(n: u32) -> Opening {
    Opening {
        at: at(i64::from(n) * 60),
        agent: "Inés Tafur".into(),
        office: "CAJ".into(),
        station: 2,
        channel: Channel::Telephone,
        protocol: ProtocolRef {
            id: "juntos-telefonico".into(),
            version: "1".into(),
            hash: "abc".into(),
        },
        follows: None,
    }
}

pub(super) fn text(value: &str) -> Answer {
    Answer::Text(value.into())
}

pub(super) fn act(seconds: i64, event: Event) -> Act {
    Act {
        at: at(seconds),
        by: "Inés Tafur".into(),
        event,
    }
}

/// The attention number `n`, opened on minute `n`, of three minutes with a hold of 40 seconds.
pub(super) fn record(n: u32, answers: &[(&str, Answer)]) -> AttentionRecord {
    let start = i64::from(n) * 60;
    let given = |(key, answer): &(&str, Answer)| {
        (
            (*key).to_owned(),
            Given {
                answer: answer.clone(),
                at: at(start + 5),
            },
        )
    };
    AttentionRecord {
        id: attention_id(n),
        number: number(n),
        opening: opening(n),
        filed_at: at(start + 180),
        outcome: Outcome::Resolved,
        answers: answers.iter().map(given).collect(),
        acts: vec![
            act(
                start,
                Event::Opened {
                    step: "saludo".into(),
                },
            ),
            act(start, Event::Numbered { number: number(n) }),
            act(start + 10, Event::Held { minutes: 2 }),
            act(start + 50, Event::Resumed),
            act(start + 170, Event::SaidGoodbye),
            act(start + 180, Event::Filed),
        ],
        saw: Vec::new(),
    }
}

/// Answers of somebody.
pub(super) fn person(
    document: &str,
    given: &str,
    surnames: &str,
    phone: &str,
    reason: &str,
) -> Vec<(&'static str, Answer)> {
    vec![
        (
            keys::DOCUMENT,
            Answer::Document(Document::new(DocumentKind::Dni, document)),
        ),
        (keys::GIVEN_NAMES, text(given)),
        (keys::SURNAMES, text(surnames)),
        (keys::PHONE, text(phone)),
        (keys::REASON, text(reason)),
    ]
}

pub(super) fn entry(id: u32, body: Body) -> Change {
    Change::Entry(NewEntry {
        id: Uuid::from_u128(0xE_0000_0000 + u128::from(id)),
        at: at(i64::from(id) * 60 + 180),
        agent: "Inés Tafur".into(),
        salt: [u8::try_from(id % 251).unwrap(); 16],
        body,
    })
}

pub(super) fn filed(record: AttentionRecord) -> Body {
    Body::Attention(Box::new(record))
}

/// Something that happened in attention `n`, `seconds` into the day.
pub(super) fn happened(n: u32, seconds: i64, event: Event) -> Body {
    Body::Act(Box::new(ActRecord {
        attention: attention_id(n),
        number: number(n),
        act: act(seconds, event),
        saw: Vec::new(),
    }))
}

pub(super) fn promise(id: u32, n: u32, due: Due) -> Promise {
    Promise {
        id: Uuid::from_u128(0xB_0000_0000 + u128::from(id)),
        attention: attention_id(n),
        kind: PromiseKind::Callback,
        due,
        what: "llamarla con la respuesta".into(),
        phone: None,
        unit: None,
        made_at: at(0),
        by: "Inés Tafur".into(),
        replaces: None,
        voiced: None,
    }
}

pub(super) fn draft(n: u32, numbered: Option<u32>) -> DraftHead {
    DraftHead {
        attention: attention_id(n),
        opening: opening(n),
        step: "identificar".into(),
        field: Some(keys::DOCUMENT.into()),
        number: numbered.map(number),
        front: true,
        updated_at: at(i64::from(n) * 60 + 1),
    }
}

pub(super) fn field(n: u32, key: &str, value: &str) -> Change {
    Change::Field {
        attention: attention_id(n),
        field: key.into(),
        answer: text(value),
        cursor: 3,
        at: at(i64::from(n) * 60 + 2),
    }
}
