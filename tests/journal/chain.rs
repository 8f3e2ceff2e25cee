//! What is filed never changes, and it shows if it does.

use rusqlite::Connection;
use ventanilla::journal::{Body, Fault};

use super::support::*;

fn three() -> House {
    let house = House::new();
    let open = house.open();
    for n in 1..=3 {
        open.save(vec![entry(
            n,
            filed(record(
                n,
                &person("45678901", "Rosa", "Quispe", "987654321", "cobro"),
            )),
        )]);
    }
    open.recorder.close().unwrap();
    house
}

#[test]
fn entries_are_chained_from_the_genesis() {
    let house = three();
    let reader = house.reader();
    let mut entries = Vec::new();
    reader
        .each_entry(at(-1), at(100_000), |e| {
            entries.push(e);
            Ok::<_, ventanilla::journal::Error>(())
        })
        .unwrap();
    assert_eq!(
        entries.iter().map(|e| e.kind.as_str()).collect::<Vec<_>>(),
        ["genesis", "attention", "attention", "attention"]
    );
    assert_eq!(entries[0].prev, [0; 32]);
    for pair in entries.windows(2) {
        assert_eq!(pair[1].prev, pair[0].digest);
        assert_eq!(pair[1].seq, pair[0].seq + 1);
    }
    assert_eq!(entries[0].read().unwrap(), Some(Body::Genesis(station())));
    let report = reader.verify().unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(
        (report.entries, report.tip.unwrap().digest),
        (4, entries[3].digest)
    );
    assert_eq!(reader.verify_quick().unwrap().entries, 4);
}

#[test]
fn the_database_itself_refuses_every_change() {
    let house = three();
    let db = house.raw();
    let count = |db: &Connection| {
        db.query_row(
            "SELECT count(*) FROM entry JOIN entry_body USING (entry)",
            [],
            |r| r.get::<_, u32>(0),
        )
    };
    let copy = "INSERT OR REPLACE INTO entry SELECT";
    let rest =
        "at, 'otra', kind, kind_version, body_digest, digest, prev FROM entry WHERE entry = 2";
    for sql in [
        "UPDATE entry SET agent = 'otra' WHERE entry = 2".to_owned(),
        "UPDATE OR REPLACE entry SET entry = 2 WHERE entry = 3".to_owned(),
        "DELETE FROM entry WHERE entry = 3".to_owned(),
        "UPDATE entry_body SET body = '{}' WHERE entry = 2".to_owned(),
        "DELETE FROM entry_body WHERE entry = 2".to_owned(),
        "INSERT OR REPLACE INTO entry_body SELECT entry, salt, '{}' FROM entry_body WHERE entry = 2".to_owned(),
        // Over the rowid alone, the place alone and the id alone.
        format!("{copy} 2, device, 9, 9, randomblob(16), {rest}"),
        format!("{copy} 99, device, epoch, seq, randomblob(16), {rest}"),
        format!("{copy} 99, device, 9, 9, id, {rest}"),
    ] {
        for guards in [false, true] {
            db.execute_batch(&format!("PRAGMA recursive_triggers = {}", u8::from(guards))).unwrap();
            let refused = db.execute(&sql, []).unwrap_err().to_string();
            assert!(refused.contains("never"), "{sql}: {refused}");
        }
        assert_eq!(count(&db).unwrap(), 4, "{sql}");
    }
    drop(db);
    assert!(house.reader().verify().unwrap().is_sound());
}

/// Whoever has the key and takes the guards away is seen by the chain.
#[test]
fn every_forged_member_breaks_the_chain() {
    let forgeries = [
        ("entry", "agent = 'otra'", Fault::Digest),
        ("entry", "at = at + 1", Fault::Digest),
        ("entry", "kind = 'note'", Fault::Digest),
        ("entry", "kind_version = 2", Fault::Digest),
        ("entry", "id = randomblob(16)", Fault::Digest),
        ("entry", "digest = randomblob(32)", Fault::Digest),
        ("entry", "body_digest = randomblob(32)", Fault::Body),
        ("entry", "prev = randomblob(32)", Fault::Order),
        ("entry", "seq = seq + 10", Fault::Order),
        ("entry", "epoch = epoch + 1", Fault::Order),
        (
            "entry_body",
            "body = replace(body, 'Rosa', 'Rosi')",
            Fault::Body,
        ),
        ("entry_body", "salt = randomblob(16)", Fault::Body),
    ];
    let house = three();
    let whole = house.files();
    for (table, forgery, fault) in forgeries {
        house.restore(&whole);
        let db = house.raw();
        db.execute_batch("DROP TRIGGER entry_never_changes; DROP TRIGGER body_never_changes")
            .unwrap();
        assert_eq!(
            db.execute(&format!("UPDATE {table} SET {forgery} WHERE entry = 3"), [])
                .unwrap(),
            1
        );
        drop(db);
        let report = house.reader().verify().unwrap();
        assert!(
            report
                .broken
                .iter()
                .any(|b| b.entry == 3 && b.fault == fault),
            "{forgery}: {report:?}"
        );
        assert!(
            !house.reader().verify_quick().unwrap().is_sound(),
            "{forgery}"
        );
    }
    house.restore(&whole);
    let db = house.raw();
    db.execute_batch("DROP TRIGGER body_never_leaves; DELETE FROM entry_body WHERE entry = 3")
        .unwrap();
    drop(db);
    assert_eq!(
        house.reader().verify().unwrap().broken[0].fault,
        Fault::Body
    );
}

#[test]
fn what_is_submitted_together_stands_or_falls_together() {
    let house = three();
    let open = house.open();
    let good = || entry(10, filed(record(10, &[])));
    // The second of them has an identifier that exists.
    let refused = open.try_save(vec![
        field(10, "x", "lo de la otra"),
        good(),
        entry(2, filed(record(11, &[]))),
    ]);
    assert!(
        matches!(refused, Err(ventanilla::journal::Error::Refused { .. })),
        "{refused:?}"
    );
    assert!(open.reader.numbered(number(10)).unwrap().is_none());
    assert!(open.reader.verify().unwrap().is_sound());
    // And the recorder goes on.
    assert_eq!(open.save(vec![good()])[0].seq, 5);
    assert!(open.reader.verify().unwrap().is_sound());
}

/// Submissions that happen to be written in one transaction do not fall with a bad one among them.
#[test]
fn a_refused_submission_takes_no_other_with_it() {
    let house = three();
    let open = house.open();
    let tickets: Vec<_> = (0..60)
        .map(|n| {
            open.recorder.submit(vec![entry(
                if n % 10 == 9 { 1 } else { 20 + n },
                filed(record(20 + n, &[])),
            )])
        })
        .collect();
    for (n, ticket) in tickets.into_iter().enumerate() {
        let ack = open.acks.recv().unwrap();
        assert_eq!(ack.ticket, ticket);
        assert_eq!(ack.result.is_ok(), n % 10 != 9, "{n}");
    }
    assert_eq!(open.reader.verify().unwrap().entries, 4 + 54);
}
