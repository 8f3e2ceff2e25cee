//! What is written is found.

use ventanilla::attention::Event;
use ventanilla::journal::{Body, Change, Reader};
use ventanilla::promise::{Due, Ending, PromiseEnd, PromiseKind};
use ventanilla::protocol::{Outcome, keys};

use super::support::*;

fn found(reader: &Reader, text: &str) -> Vec<u32> {
    reader
        .search(text, 20)
        .unwrap()
        .iter()
        .map(|s| s.number.sequence())
        .collect()
}

pub(super) fn three() -> (House, Open) {
    let house = House::new();
    let open = house.open();
    let people = [
        (
            37,
            person(
                "45678901",
                "Rosa",
                "Ñahui Pérez",
                "987 654 321",
                "no le llegó el depósito",
            ),
        ),
        (
            38,
            person(
                "01234567",
                "Jesús",
                "Quispe",
                "+51 912345678",
                "se acercó por su tarjeta",
            ),
        ),
        (
            1038,
            person(
                "45678901",
                "Rosa",
                "Ñahui Pérez",
                "(076) 361234",
                "pregunta por el depósito de marzo",
            ),
        ),
    ];
    for (n, answers) in people {
        open.save(vec![entry(n, filed(record(n, &answers)))]);
    }
    (house, open)
}

#[test]
fn search_understands_what_people_say() {
    let (_house, open) = three();
    for (text, expected) in [
        ("nahui", &[1038, 37][..]),
        ("ÑAHUI", &[1038, 37]),
        ("perez rosa", &[1038, 37]),
        ("depos mar", &[1038]),
        ("de", &[1038, 37]),
        ("jesus", &[38]),
        ("tarjeta", &[38]),
        ("45678901", &[1038, 37]),
        ("4567", &[1038, 37]),
        ("01234567", &[38]),
        ("987654321", &[37]),
        ("654321", &[37]),
        ("7 654 32", &[37]),
        ("912-345", &[38]),
        ("51912345678", &[38]),
        ("361234", &[1038]),
        ("38", &[38]),
        ("la 38", &[38]),
        ("CAJ 38", &[38]),
        ("38 del 26", &[38]),
        ("la 1038 del 2026", &[1038]),
        ("caj-2-2026-37", &[37]),
        (&number(38).to_string(), &[38]),
        ("zapato", &[]),
        ("rosa zapato", &[]),
        ("", &[]),
        ("   ¡! \"* OR ", &[]),
        ("' NEAR(", &[]),
    ] {
        assert_eq!(found(&open.reader, text), expected, "{text:?}");
    }
    assert_eq!(open.reader.search("rosa", 1).unwrap().len(), 1);
}

#[test]
fn lists_are_newest_first_and_paged() {
    let (_house, open) = three();
    let first = open.reader.recent(2, None).unwrap();
    assert_eq!(
        first
            .iter()
            .map(|s| s.number.sequence())
            .collect::<Vec<_>>(),
        [1038, 38]
    );
    let rest = open.reader.recent(2, Some(first[1].entry)).unwrap();
    assert_eq!(rest.len(), 1);
    let s = &rest[0];
    assert_eq!(
        (s.outcome, s.elapsed, s.held, s.consulted, s.reopened),
        (Outcome::Resolved, 180, 40, 0, false)
    );
    assert_eq!((s.opened_at, s.filed_at), (at(37 * 60), at(37 * 60 + 180)));
    assert_eq!(
        (s.surnames.as_deref(), s.phone.as_deref()),
        (Some("Ñahui Pérez"), Some("987 654 321"))
    );
    assert_eq!(s.document.as_ref().unwrap().number, "45678901");
    assert_eq!(open.reader.person("45678901", 5).unwrap().len(), 2);
    assert_eq!(open.reader.person_count("45678901").unwrap(), 2);
    assert_eq!(
        open.reader.person("45678901", 1).unwrap()[0].number,
        number(1038)
    );
}

#[test]
fn corrections_notes_and_reopening_change_how_it_stands() {
    let (_house, open) = three();
    let id = attention_id(38);
    let place = open.reader.summary(id).unwrap().unwrap().entry;
    let corrected = Event::Corrected {
        field: keys::SURNAMES.into(),
        from: Some(text("Quispe")),
        to: text("Mamani"),
        reason: "deletreó".into(),
    };
    open.save(vec![entry(200, happened(38, 9000, corrected))]);
    assert_eq!(found(&open.reader, "quispe"), [0; 0]);
    assert_eq!(found(&open.reader, "mamani"), [38]);
    open.save(vec![entry(
        201,
        happened(
            38,
            9001,
            Event::Noted {
                text: "trajo la partida".into(),
            },
        ),
    )]);
    assert_eq!(found(&open.reader, "partida mamani"), [38]);
    open.save(vec![entry(
        202,
        happened(
            38,
            9002,
            Event::Reopened {
                reason: "volvió".into(),
            },
        ),
    )]);
    let summary = open.reader.summary(id).unwrap().unwrap();
    assert!(
        summary.reopened && summary.surnames.as_deref() == Some("Mamani") && summary.entry == place
    );
    // Filed again: one attention, at its old place, with what the new record says.
    let mut again = record(
        38,
        &person("01234567", "Jesús", "Mamani Cruz", "912345678", "otra cosa"),
    );
    again.outcome = Outcome::Escalated;
    open.save(vec![entry(203, filed(again.clone()))]);
    let summary = open.reader.summary(id).unwrap().unwrap();
    assert_eq!(
        (summary.reopened, summary.outcome, summary.entry),
        (false, Outcome::Escalated, place)
    );
    assert_eq!(found(&open.reader, "tarjeta"), [0; 0]);
    assert_eq!(found(&open.reader, "partida"), [0; 0]);
    assert_eq!(found(&open.reader, "cruz"), [38]);
    assert_eq!(open.reader.recent(9, None).unwrap().len(), 3);
    let history = open.reader.numbered(number(38)).unwrap().unwrap();
    let kinds: Vec<_> = history.entries.iter().map(|e| e.kind.as_str()).collect();
    assert_eq!(
        kinds,
        ["attention", "correction", "note", "reopened", "attention"]
    );
    assert_eq!((history.records.len(), &history.records[1]), (2, &again));
    assert_eq!(history.now.unwrap().record, again);
}

#[test]
fn promises_are_listed_by_when_they_fall_due_until_they_end() {
    let house = House::new();
    let open = house.open();
    let term = Due::Term {
        start: at(0).date_naive(),
        amount: 30,
        unit: ventanilla::protocol::DueUnit::ALL[0].1,
        to_be_confirmed: false,
    };
    let promised = |id, n, due| {
        happened(
            n,
            60,
            Event::Promised {
                promise: promise(id, n, due),
            },
        )
    };
    open.save(vec![
        Change::Draft(draft(1, Some(1))),
        field(1, keys::SURNAMES, "Quispe"),
        field(1, keys::PHONE, "987654321"),
    ]);
    open.save(vec![entry(1, promised(1, 1, Due::Open))]);
    open.save(vec![
        entry(2, promised(2, 1, Due::At(at(7200)))),
        entry(3, promised(3, 1, term)),
    ]);
    open.save(vec![entry(4, promised(4, 2, Due::At(at(3600))))]);
    let ids = |reader: &Reader| {
        reader
            .promises_open()
            .unwrap()
            .iter()
            .map(|o| o.promise.id.as_fields().3[7])
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&open.reader), [4, 2, 3, 1]);
    // Before it is filed, who it is comes from the draft.
    let owed = open
        .reader
        .promise(promise(2, 1, Due::Open).id)
        .unwrap()
        .unwrap();
    assert_eq!(
        (owed.surnames.as_deref(), owed.phone.as_deref(), owed.number),
        (Some("Quispe"), Some("987654321"), number(1))
    );
    // Filing names the promises again and changes nothing.
    let mut filing = record(1, &person("45678901", "Rosa", "Mamani", "912345678", "x"));
    filing.acts.push(act(
        60,
        Event::Promised {
            promise: promise(2, 1, Due::At(at(7200))),
        },
    ));
    open.save(vec![
        entry(5, filed(filing)),
        Change::EndDraft(attention_id(1)),
    ]);
    assert_eq!(ids(&open.reader), [4, 2, 3, 1]);
    // The index tells the same promises in the same order.
    let due = |reader: &Reader| {
        let rows = reader.promises_due().unwrap();
        assert!(rows.iter().all(|r| r.kind == PromiseKind::Callback));
        rows.iter()
            .map(|r| r.id.as_fields().3[7])
            .collect::<Vec<_>>()
    };
    assert_eq!(due(&open.reader), [4, 2, 3, 1]);
    let end = |how| PromiseEnd {
        promise: promise(2, 1, Due::Open).id,
        attention: attention_id(1),
        how,
        note: String::new(),
        at: at(7000),
        by: "x".into(),
    };
    open.save(vec![entry(6, Body::PromiseEnd(end(Ending::Kept)))]);
    open.save(vec![entry(7, Body::PromiseEnd(end(Ending::Withdrawn)))]);
    assert_eq!(ids(&open.reader), [4, 3, 1]);
    assert_eq!(due(&open.reader), [4, 3, 1]);
    let history = open.reader.attention(attention_id(1)).unwrap().unwrap();
    assert_eq!(history.promises[0].end, Some(end(Ending::Kept)));
    assert_eq!(history.promises[0].surnames.as_deref(), Some("Mamani"));
    assert_eq!(history.entries.len(), 6);
    // Not filed, yet spoken of.
    let cut = open.reader.numbered(number(2)).unwrap().unwrap();
    assert_eq!((cut.now, cut.promises.len()), (None, 1));
}
