//! How long the agent's work takes to be on the disk, beside what the disk itself takes, in one interleaved run.
//!
//! `cargo bench --bench journal`, with the number of rounds and of attentions already there: `-- 1000 2000`.

#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot go on has no figures"
)]

use std::fs::File;
use std::io::Write;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use ventanilla::attention::{
    Act, AttentionRecord, Event, Given, Opening, ProtocolRef, RegistryNumber,
};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::journal::{self, Ack, Body, Change, DraftHead, NewEntry, Paths, Recorder, Station};
use ventanilla::protocol::{Answer, Channel, Outcome, keys};

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

fn main() {
    let mut numbers = std::env::args().filter_map(|a| a.parse::<u32>().ok());
    let (rounds, before) = (
        numbers.next().unwrap_or(1000),
        numbers.next().unwrap_or(2000),
    );
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let paths = Paths {
        data: folder.path().join("data"),
        config: folder.path().join("config"),
    };
    let station = Station {
        institution: "Juntos".into(),
        office: "CAJ".into(),
        station: 2,
        agent: "Inés".into(),
        protocol: "juntos".into(),
        first_sequence: 1,
        practice: false,
    };
    journal::create(&paths, &station, Uuid::from_u128(1), at(0), [1; 16]).expect("a journal");
    let (sender, acks) = mpsc::channel();
    let on_ack = Box::new(move |ack| drop(sender.send(ack)));
    let (recorder, reader, _) = journal::open(&paths, at(0), on_ack).expect("it opens");
    for n in 0..before {
        recorder.submit(vec![entry(n)]);
    }
    assert!(acks.iter().take(before as usize).all(|a| a.result.is_ok()));
    // Merging and checkpoint of what was just made are no part of the work measured.
    std::thread::sleep(Duration::from_secs(2));

    let mut floor_file = File::create(folder.path().join("floor")).expect("a file");
    let (mut floor, mut field, mut finish) = (Vec::new(), Vec::new(), Vec::new());
    let (mut recent, mut search) = (Vec::new(), Vec::new());
    for n in before..before + rounds {
        floor.push(time(|| {
            floor_file.write_all(&[7; 400]).expect("room");
            floor_file.sync_all().expect("a disk");
        }));
        let draft = Change::Draft(head(n));
        save(&recorder, &acks, vec![draft]);
        field.push(time(|| save(&recorder, &acks, vec![reason(n)])));
        let changes = vec![entry(n), Change::EndDraft(id(n))];
        finish.push(time(|| save(&recorder, &acks, changes)));
        recent.push(time(|| {
            assert_eq!(reader.recent(20, None).expect("rows")[0].id, id(n));
        }));
        search.push(time(|| {
            assert!(!reader.search("quis hu", 20).expect("rows").is_empty());
        }));
    }
    let verify = Instant::now();
    let report = reader.verify().expect("a report");
    assert!(report.is_sound(), "{report:?}");
    let verify = verify.elapsed();
    recorder.close().expect("a clean end");

    println!("{rounds} rounds after {before} attentions; microseconds");
    let floor = show("append 400 B + fsync (floor)", &mut floor, None, "");
    show("field saved", &mut field, Some(floor), "p50 <= 2x");
    show(
        "attention finished",
        &mut finish,
        Some(floor),
        "p50 <= 6x, p99 <= 5000 where the floor's is under 1000",
    );
    show("last twenty", &mut recent, None, "");
    show(
        "search of two beginnings",
        &mut search,
        None,
        "p99 <= 20000",
    );
    println!("verify: {} entries in {verify:?}", report.entries);
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn save(recorder: &Recorder, acks: &Receiver<Ack>, changes: Vec<Change>) {
    let ticket = recorder.submit(changes);
    let ack = acks.recv().expect("an answer");
    assert!(ack.ticket == ticket && ack.result.is_ok(), "{ack:?}");
}

/// Prints a line and gives back the median.
fn show(what: &str, times: &mut [Duration], floor: Option<Duration>, target: &str) -> Duration {
    times.sort_unstable();
    let (p50, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
    let ratio = floor.map_or(String::new(), |f| {
        format!("{:.2}x", p50.as_secs_f64() / f.as_secs_f64())
    });
    println!(
        "{what:30} p50 {:7} p99 {:7} {ratio:>7}  {target}",
        p50.as_micros(),
        p99.as_micros()
    );
    p50
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

fn id(n: u32) -> Uuid {
    let random = [u8::try_from(n % 256).unwrap_or(0); 10];
    uuid::Builder::from_unix_timestamp_millis(1_728_000_000_000 + u64::from(n) * 60_000, &random)
        .into_uuid()
}

fn number(n: u32) -> RegistryNumber {
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

fn head(n: u32) -> DraftHead {
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

fn reason(n: u32) -> Change {
    Change::Field {
        attention: id(n),
        field: keys::REASON.into(),
        answer: Answer::Text(words(n, 12)),
        cursor: 40,
        at: at(i64::from(n) * 60 + 30),
    }
}

/// Filing an attention with 500 bytes of words, twelve acts and ten fields.
fn entry(n: u32) -> Change {
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
    };
    Change::Entry(NewEntry {
        id: Uuid::from_u128(id(n).as_u128() ^ 1),
        at: at(start + 240),
        agent: "Inés".into(),
        salt: [3; 16],
        body: Body::Attention(Box::new(record)),
    })
}
