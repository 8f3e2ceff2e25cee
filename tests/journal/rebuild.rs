//! A journal whose projections are made again answers every query as before.

use proptest::prelude::*;
use ventanilla::attention::Event;
use ventanilla::journal::{self, Body, Change, Error, Reader};
use ventanilla::promise::{Due, Ending, PromiseEnd};
use ventanilla::protocol::{Outcome, keys};

use super::support::*;

const NAMES: [&str; 5] = ["Rosa", "Ñusta", "Jesús", "José María", ""];
const REASONS: [&str; 5] = [
    "no le llegó el depósito",
    "tarjeta",
    "¿cuándo cobra?",
    "987654321",
    "38 soles",
];

/// One entry about one of a few attentions.
#[derive(Debug, Clone)]
enum Step {
    File {
        n: u32,
        name: usize,
        reason: usize,
        outcome: usize,
        promise: bool,
    },
    Correct {
        n: u32,
        name: usize,
    },
    Note {
        n: u32,
        reason: usize,
    },
    Reopen {
        n: u32,
    },
    Cut {
        n: u32,
    },
    Promise {
        n: u32,
        id: u32,
        due: Option<i64>,
    },
    End {
        id: u32,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let n = 1u32..6;
    prop_oneof![
        3 => (n.clone(), 0..5usize, 0..5usize, 0..8usize, any::<bool>()).prop_map(|(n, name, reason, outcome, promise)| Step::File { n, name, reason, outcome, promise }),
        2 => (n.clone(), 0..5usize).prop_map(|(n, name)| Step::Correct { n, name }),
        2 => (n.clone(), 0..5usize).prop_map(|(n, reason)| Step::Note { n, reason }),
        1 => n.clone().prop_map(|n| Step::Reopen { n }),
        1 => n.clone().prop_map(|n| Step::Cut { n }),
        2 => (n, 0..9u32, prop::option::of(0..9000i64)).prop_map(|(n, id, due)| Step::Promise { n, id, due }),
        1 => (0..9u32).prop_map(|id| Step::End { id }),
    ]
}

fn body(step: &Step, seconds: i64) -> Body {
    let due = |d: &Option<i64>| d.map_or(Due::Open, |s| Due::At(at(s)));
    match step {
        Step::File {
            n,
            name,
            reason,
            outcome,
            promise: also,
        } => {
            let document = format!("4567890{n}");
            let mut filing = record(
                *n,
                &person(
                    &document,
                    NAMES[*name],
                    "Quispe",
                    "912 345 678",
                    REASONS[*reason],
                ),
            );
            filing.outcome = Outcome::ALL[*outcome].1;
            if *also {
                filing.acts.push(act(
                    seconds,
                    Event::Promised {
                        promise: promise(*n, *n, Due::Open),
                    },
                ));
            }
            filed(filing)
        }
        Step::Correct { n, name } => happened(
            *n,
            seconds,
            Event::Corrected {
                field: keys::GIVEN_NAMES.into(),
                from: None,
                to: text(NAMES[*name]),
                reason: "x".into(),
            },
        ),
        Step::Note { n, reason } => happened(
            *n,
            seconds,
            Event::Noted {
                text: REASONS[*reason].into(),
            },
        ),
        Step::Reopen { n } => happened(
            *n,
            seconds,
            Event::Reopened {
                reason: "volvió".into(),
            },
        ),
        Step::Cut { n } => happened(*n, seconds, Event::CutOff),
        Step::Promise { n, id, due: d } => happened(
            *n,
            seconds,
            Event::Promised {
                promise: promise(*id, *n, due(d)),
            },
        ),
        Step::End { id } => Body::PromiseEnd(PromiseEnd {
            promise: promise(*id, 1, Due::Open).id,
            attention: attention_id(1),
            how: Ending::Kept,
            note: String::new(),
            at: at(seconds),
            by: "x".into(),
        }),
    }
}

/// Everything that can be asked.
fn answers(reader: &Reader) -> Vec<String> {
    let mut out = vec![
        format!("{:?}", reader.recent(100, None).unwrap()),
        format!("{:?}", reader.promises_open().unwrap()),
        format!("{:?}", reader.day(at(0), at(90_000)).unwrap()),
        format!("{:?}", reader.drafts().unwrap()),
    ];
    for n in 1..6 {
        out.push(format!("{:?}", reader.attention(attention_id(n)).unwrap()));
        out.push(format!("{:?}", reader.numbered(number(n)).unwrap()));
        out.push(format!(
            "{:?}",
            reader.person(&format!("4567890{n}"), 5).unwrap()
        ));
        out.push(format!("{:?}", reader.summary(attention_id(n)).unwrap()));
    }
    for words in NAMES
        .into_iter()
        .chain(REASONS)
        .chain(["quis", "volv", "3", "la 3", "345678", "llamarla", "zz"])
    {
        out.push(format!("{words}: {:?}", reader.search(words, 50).unwrap()));
    }
    let mut exported = Vec::new();
    let done = reader.each_attention(at(-1), at(90_000), |e| {
        exported.push(e);
        Ok::<_, Error>(())
    });
    out.push(format!("{done:?} {exported:?}"));
    let mut figures = Vec::new();
    reader
        .figures(at(-1), at(90_000), |f| figures.push(format!("{f:?}")))
        .unwrap();
    out.extend(figures);
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_rebuilt_journal_answers_every_query_identically(steps in prop::collection::vec(step(), 1..40)) {
        let house = House::new();
        let open = house.open();
        let all = steps.iter().zip(1u32..).map(|(s, i)| entry(i, body(s, i64::from(i) * 60)));
        for group in all.collect::<Vec<_>>().chunks(3) {
            open.save(group.to_vec());
        }
        open.save(vec![Change::Draft(draft(3, Some(3))), field(3, keys::SURNAMES, "Mamani")]);
        open.recorder.close().unwrap();
        drop(open.reader);
        let before = answers(&house.reader());
        let count = journal::rebuild(&journal::by_file(&house.paths).unwrap(), at(9)).unwrap();
        prop_assert_eq!(count as usize, steps.len() + 1);
        let after = answers(&house.reader());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(before, after);
        }
        prop_assert_eq!(before.len(), after.len());
        // The words of the index are exactly those of the attentions: nothing forgotten remains in it.
        let db = house.raw();
        db.execute_batch("INSERT INTO search (search) VALUES ('integrity-check')").unwrap();
        prop_assert!(house.reader().verify().unwrap().is_sound());
    }
}

/// The control of the property: projections that were meddled with answer otherwise, and are mended.
#[test]
fn rebuilding_mends_projections() {
    let house = House::new();
    let open = house.open();
    for n in 1..=5 {
        open.save(vec![entry(
            n,
            filed(record(
                n,
                &person("45678901", "Rosa", "Quispe", "987654321", "cobro"),
            )),
        )]);
    }
    open.recorder.close().unwrap();
    drop(open.reader);
    let right = answers(&house.reader());
    for damage in [
        "UPDATE attention SET surnames = 'Mamani' WHERE entry = 3",
        "DELETE FROM attention WHERE entry = 3",
        "DELETE FROM about WHERE entry = 4",
        "DELETE FROM numbered WHERE sequence = 2",
        "INSERT INTO search (search) VALUES ('delete-all')",
    ] {
        house.raw().execute_batch(damage).unwrap();
        assert_ne!(answers(&house.reader()), right, "{damage}");
        journal::rebuild(&journal::by_file(&house.paths).unwrap(), at(9)).unwrap();
        assert_eq!(answers(&house.reader()), right, "{damage}");
    }
    // Projections of another version of the program are made again at opening.
    house
        .raw()
        .execute_batch(
            "DELETE FROM attention; UPDATE setting SET value = '0' WHERE key = 'projections'",
        )
        .unwrap();
    drop(house.open());
    assert_eq!(answers(&house.reader()), right);
}
