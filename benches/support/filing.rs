//! An attention as the benches write it, and a recorder that is waited for.

use std::sync::mpsc::{self, Receiver};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use ventanilla::attention::{
    Act, AttentionRecord, Event, Given, Opening, ProtocolRef, RegistryNumber,
};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::journal::{
    self, Ack, Body, Change, DraftHead, NewEntry, Opened, Paths, Reader, Recorder,
};
use ventanilla::protocol::{Answer, Channel, Outcome, keys};

/// An open journal whose every submission is waited for.
pub(crate) struct Open {
    pub(crate) recorder: Recorder,
    pub(crate) reader: Reader,
    pub(crate) opened: Opened,
    acks: Receiver<Ack>,
}

/// Opens a journal to write.
pub(crate) fn open(paths: &Paths) -> Open {
    let (sender, acks) = mpsc::channel();
    let on_ack = Box::new(move |ack| drop(sender.send(ack)));
    let (recorder, reader, opened) = journal::open(
        &journal::by_file(paths).expect("it has its key"),
        Utc::now(),
        on_ack,
    )
    .expect("it opens");
    Open {
        recorder,
        reader,
        opened,
        acks,
    }
}

/// Ends what a killed program left in front, so that the next start asks nothing.
pub(crate) fn tidy(home: &std::path::Path) {
    let open = open(&super::paths(home));
    let left = open.opened.drafts.iter().filter(|d| d.head.front);
    let ends: Vec<Change> = left.map(|d| Change::EndDraft(d.head.attention)).collect();
    open.save(ends);
    open.recorder.close().expect("a clean end");
}

impl Open {
    /// Writes, until it is on the disk.
    pub(crate) fn save(&self, changes: Vec<Change>) {
        let ticket = self.recorder.submit(changes);
        let ack = self.acks.recv().expect("an answer");
        assert!(ack.ticket == ticket && ack.result.is_ok(), "{ack:?}");
    }

    /// The first sequence that no run has used.
    pub(crate) fn next(&self) -> u32 {
        let last = self.opened.last_sequence("CAJ", 2, 2026);
        last.unwrap_or(0) + 1
    }
}

/// Words of attentions that never were.
const WORDS: [&str; 16] = [
    "depósito",
    "tarjeta",
    "cobro",
    "agencia",
    "Huamán",
    "Quispe",
    "hija",
    "partida",
    "reclamo",
    "mañana",
    "Cajamarca",
    "padrón",
    "código",
    "encargada",
    "visita",
    "pago",
];

pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

pub(crate) fn id(n: u32) -> Uuid {
    let random = [u8::try_from(n % 256).unwrap_or(0); 10];
    uuid::Builder::from_unix_timestamp_millis(1_728_000_000_000 + u64::from(n) * 60_000, &random)
        .into_uuid()
}

pub(crate) fn number(n: u32) -> RegistryNumber {
    RegistryNumber::new("CAJ", 2, 2026, n).expect("a number")
}

fn words(n: u32, count: u32) -> String {
    let word = |i: u32| WORDS[(n.wrapping_mul(2_654_435_761).rotate_left(i * 5) % 16) as usize];
    (0..count).map(word).collect::<Vec<_>>().join(" ")
}

fn opening(n: u32) -> Opening {
    Opening {
        at: at(i64::from(n) * 60),
        agent: "Inés".into(),
        office: "CAJ".into(),
        station: 2,
        channel: Channel::Telephone,
        protocol: ProtocolRef {
            id: "juntos".into(),
            version: "1".into(),
            hash: "00".repeat(32),
        },
        follows: None,
    }
}

pub(crate) fn head(n: u32) -> DraftHead {
    DraftHead {
        attention: id(n),
        opening: opening(n),
        step: "escuchar".into(),
        field: None,
        number: Some(number(n)),
        front: true,
        updated_at: at(i64::from(n) * 60),
    }
}

pub(crate) fn reason(n: u32) -> Change {
    Change::Field {
        attention: id(n),
        field: keys::REASON.into(),
        answer: Answer::Text(words(n, 12)),
        cursor: 40,
        at: at(i64::from(n) * 60 + 30),
    }
}

/// Filing an attention with 500 bytes of words, twelve acts and ten fields.
pub(crate) fn entry(n: u32) -> Change {
    let document = Document::new(
        DocumentKind::Dni,
        &format!("{:08}", n.wrapping_mul(48_271) % 100_000_000),
    );
    let answers = [
        (keys::DOCUMENT, Answer::Document(document)),
        (keys::GIVEN_NAMES, Answer::Text(words(n, 1))),
        (keys::SURNAMES, Answer::Text(words(n ^ 0x4d, 2))),
        (
            keys::PHONE,
            Answer::Text(format!("9{:08}", n.wrapping_mul(69_621) % 100_000_000)),
        ),
        (keys::BENEFICIARY, Answer::YesNo(true)),
        (keys::REASON, Answer::Text(words(n, 12))),
        (keys::KIND, Answer::Choice("consulta".into())),
        (keys::ESSENCE, Answer::Text(words(n ^ 5, 16))),
        (keys::ANSWER, Answer::Text(words(n ^ 9, 30))),
        (keys::UNDERSTANDING, Answer::Choice("comprendio".into())),
    ];
    let start = i64::from(n) * 60;
    let act = |(i, event): (i64, Event)| Act {
        at: at(start + i * 20),
        by: "Inés".into(),
        event,
    };
    let steps = [
        "saludo",
        "identificar",
        "escuchar",
        "resolver",
        "verificar",
        "despedida",
    ];
    let mut events = vec![Event::Numbered { number: number(n) }];
    events.extend(steps.map(|s| Event::Moved { to: s.into() }));
    events.extend([Event::Held { minutes: 2 }, Event::Resumed]);
    events.extend([
        Event::Concluded {
            outcome: Outcome::Resolved,
        },
        Event::SaidGoodbye,
        Event::Filed,
    ]);
    let given = |(key, answer): (&str, Answer)| {
        (
            key.to_owned(),
            Given {
                answer,
                at: at(start + 40),
            },
        )
    };
    let record = AttentionRecord {
        id: id(n),
        number: number(n),
        opening: opening(n),
        filed_at: at(start + 240),
        outcome: Outcome::Resolved,
        answers: answers.into_iter().map(given).collect(),
        acts: (0..).zip(events).map(act).collect(),
        saw: Vec::new(),
    };
    Change::Entry(NewEntry {
        id: Uuid::from_u128(id(n).as_u128() ^ 1),
        at: at(start + 240),
        agent: "Inés".into(),
        salt: [3; 16],
        body: Body::Attention(Box::new(record)),
    })
}
