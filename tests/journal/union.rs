//! Entries of several stations in one journal: a set that only grows, whatever the order in which it comes.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::attention::{Event, RegistryNumber};
use ventanilla::journal::{self, Body, Change, Digest, Error, Line, Pack, Reader, Reason};
use ventanilla::promise::{Ending, PromiseEnd};
use ventanilla::protocol::keys;

use super::stations::*;
use super::support::*;

/// Entries of a journal by kind.
fn kinds(reader: &Reader) -> BTreeMap<String, u32> {
    let mut kinds = BTreeMap::new();
    reader
        .each_entry(at(-1000), at(1_000_000), |e| {
            *kinds.entry(e.kind).or_default() += 1;
            Ok::<_, Error>(())
        })
        .unwrap();
    kinds
}

#[test]
fn what_another_station_wrote_is_listed_searched_and_promised_here() {
    let (mut one, mut two) = (Post::new(1), Post::new(2));
    let promised = Event::Promised {
        promise: promise_of(1, 1, 3),
    };
    let promised = one.happens(1, 1, promised);
    one.write(vec![rosa(1, 1), promised]);
    two.write(vec![rosa(2, 1)]);
    let found = two.admit(one.lines());
    let counts = found.stations[&device(1)];
    assert_eq!(
        (counts.new, counts.known, counts.gaps, found.bad),
        (3, 0, 0, 0)
    );
    let reader = two.house.reader();
    let numbers = |found: Vec<journal::Summary>| -> Vec<RegistryNumber> {
        found.iter().map(|s| s.number).collect()
    };
    // By arrival, newest first.
    assert_eq!(
        numbers(reader.recent(9, None).unwrap()),
        [number_of(1, 1), number_of(2, 1)]
    );
    assert_eq!(numbers(reader.search("nahui", 9).unwrap()).len(), 2);
    assert_eq!(numbers(reader.search("la 1", 9).unwrap()).len(), 2);
    assert_eq!(numbers(reader.search("CAJ 1 2026 1", 9).unwrap()).len(), 1);
    assert_eq!(reader.person_count("45678901").unwrap(), 2);
    assert_eq!(reader.promises_open().unwrap()[0].number, number_of(1, 1));
    assert_eq!(reader.day(at(0), at(86_400)).unwrap().attentions, 2);
    let stations = reader.stations().unwrap();
    assert_eq!(
        stations
            .iter()
            .map(|s| (s.own, s.name.clone()))
            .collect::<Vec<_>>(),
        [
            (true, Some(("CAJ".to_owned(), 2))),
            (false, Some(("CAJ".to_owned(), 1))),
        ]
    );
    assert!(reader.verify().unwrap().is_sound());
    assert_eq!(kinds(&reader)["imported"], 1);
    drop(reader);
    // Twice is once, and nothing more is told of it.
    let set = two.set();
    let again = two.admit(one.lines());
    assert_eq!(
        (again.new_entries(), again.stations[&device(1)].known),
        (0, 3)
    );
    assert_eq!(two.set(), set);
    // Its numbers are not ours: the next one here is ours.
    let opened = two.house.open().opened;
    assert_eq!(
        (opened.last_sequence("CAJ", 2, 2026), opened.warnings),
        (Some(1), vec![])
    );
}

#[test]
fn two_stations_come_to_the_same_and_stay_there() {
    let (mut one, mut two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 1)]);
    two.write(vec![rosa(2, 1)]);
    for _ in 0..3 {
        two.admit(one.lines());
        one.admit(two.lines());
    }
    // The last one to tell of what came in is heard once more.
    two.admit(one.lines());
    let set = one.set();
    assert_eq!(two.set(), set);
    one.admit(two.lines());
    assert_eq!(one.set(), set);
    assert_eq!(
        one.house.reader().vector().unwrap(),
        two.house.reader().vector().unwrap()
    );
    // Only what the other lacks is carried.
    one.write(vec![rosa(1, 2)]);
    assert_eq!(
        one.lines_since(&two.house.reader().vector().unwrap()).len(),
        1
    );
}

#[test]
fn packs_travel_with_the_attentions_that_need_them() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    // Known answer: SHA-256 of "abc".
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let pack = |hash: &str, text: &str| Pack {
        hash: hash.into(),
        id: "p".into(),
        version: "3".into(),
        text: text.into(),
    };
    let mut led = filing(1, 1, &[]);
    led.opening.protocol.hash = hash.into();
    let open = one.house.open();
    let Pack {
        hash: h,
        id,
        version,
        text,
    } = pack(hash, "abc");
    let protocol = Change::Protocol {
        hash: h,
        id,
        version,
        text,
    };
    let entry = one.entry(filed(led));
    open.save(vec![protocol, entry]);
    open.recorder.close().unwrap();
    let lines = one.lines();
    assert_eq!(lines[1], Line::Pack(pack(hash, "abc")));
    let found = two.admit(lines);
    assert_eq!((found.packs, found.bad), (1, 0));
    let text = two.house.reader().protocol_text(hash).unwrap();
    assert_eq!(text.as_deref(), Some("abc"));
    let found = two.admit(vec![Line::Pack(pack(hash, "abd"))]);
    assert_eq!((found.packs, found.bad), (0, 1));
    assert_eq!(
        two.house.reader().quarantine(9).unwrap()[0].reason,
        Reason::Pack
    );
}

#[test]
fn what_a_later_program_wrote_is_kept_counted_and_handed_on() {
    let (mut one, two, three) = (Post::new(1), Post::new(2), Post::new(3));
    one.write(vec![rosa(1, 1)]);
    let later = |body: &str, kind: &str, version: u32, seq: u32, prev: Digest| {
        let mut carried = entries(one.lines()).pop().unwrap();
        carried.id = Uuid::from_u128(0xF00 + u128::from(seq));
        (carried.seq, carried.prev, carried.kind_version) = (seq, prev, version);
        (carried.kind, carried.body) = (kind.into(), body.into());
        carried.body_digest = journal::body_digest(&carried.salt, body.as_bytes());
        carried.digest = journal::entry_digest(&journal::Head {
            prev,
            device: carried.device,
            epoch: carried.epoch,
            seq,
            id: carried.id,
            at: carried.at().unwrap(),
            agent: &carried.agent,
            kind: &carried.kind,
            kind_version: version,
            body_digest: carried.body_digest,
        });
        carried
    };
    let last = entries(one.lines()).pop().unwrap();
    let a = later("{\"nuevo\":1}", "printed", 1, 3, last.digest);
    let b = later("{\"id\":7}", "attention", 9, 4, a.digest);
    // Of a kind and version that are known, and not as they are written now.
    let c = later("{\"more\":true}", "attention", 1, 5, b.digest);
    let mut all = one.lines();
    all.extend(lines([a, b, c]));
    let found = two.admit(all);
    let counts = found.stations[&device(1)];
    assert_eq!((counts.new, counts.unknown, counts.bad), (5, 3, 0));
    assert!(two.house.reader().verify().unwrap().is_sound());
    journal::rebuild(&journal::by_file(&two.house.paths).unwrap(), at(9)).unwrap();
    let found = three.admit(two.lines());
    assert_eq!(found.stations[&device(1)].unknown, 3);
    assert_eq!(three.house.reader().recent(9, None).unwrap().len(), 1);
}

#[test]
fn an_instant_far_ahead_is_taken_in_and_told() {
    let (mut one, mut two) = (Post::new(1), Post::new(2));
    one.clock = 3600 + 20 * 60;
    one.write(vec![rosa(1, 1)]);
    let found = two.admit(one.lines());
    assert_eq!(found.stations[&device(1)].doubtful, 1);
    let history = two
        .house
        .reader()
        .attention(attention_of(1, 1))
        .unwrap()
        .unwrap();
    assert_eq!(history.doubtful, [history.entries[0].id]);
    // Our own clock is compared with our own entries alone.
    two.write(vec![rosa(2, 1)]);
    let (recorder, _, opened) = journal::open(
        &journal::by_file(&two.house.paths).unwrap(),
        at(3600),
        Box::new(drop),
    )
    .unwrap();
    assert!(
        !opened
            .warnings
            .iter()
            .any(|w| matches!(w, journal::Warning::ClockBack { .. }))
    );
    drop(recorder);
}

#[test]
fn what_is_taken_in_needs_the_lock() {
    let one = Post::new(1);
    let two = Post::new(2);
    let open = two.house.open();
    let unlocked = journal::by_file(&two.house.paths).unwrap();
    let refused = journal::admit(&unlocked, at(0), "x", "y", one.lines().into_iter().map(Ok));
    assert!(matches!(refused, Err(Error::Locked { .. })));
    assert_eq!(open.reader.stations().unwrap().len(), 1);
}

/// A promise that ended at several stations ended once: the first of them counts, and it counts everywhere.
#[test]
fn a_promise_ends_once_wherever_it_ended() {
    let (mut one, mut two) = (Post::new(1), Post::new(2));
    let promised = one.happens(
        1,
        1,
        Event::Promised {
            promise: promise_of(1, 1, 3),
        },
    );
    one.write(vec![promised, rosa(1, 1)]);
    two.admit(one.lines());
    let end = |post: &Post, how| {
        Body::PromiseEnd(PromiseEnd {
            promise: promise_of(1, 1, 3).id,
            attention: attention_of(1, 1),
            how,
            note: String::new(),
            at: at(post.clock),
            by: post.agent(),
        })
    };
    two.clock = 5000;
    one.clock = 6000;
    let (early, late) = (end(&two, Ending::Withdrawn), end(&one, Ending::Kept));
    two.write(vec![early]);
    one.write(vec![late]);
    // A third hears of the end before it hears of the promise.
    let three = Post::new(3);
    three.admit(lines(
        entries(two.lines())
            .into_iter()
            .filter(|e| e.device == device(2)),
    ));
    assert_eq!(three.house.reader().promises_open().unwrap().len(), 0);
    for (here, there) in [(&one, &two), (&two, &one), (&three, &one)] {
        here.admit(there.lines());
    }
    for post in [&one, &two, &three] {
        let history = post
            .house
            .reader()
            .attention(attention_of(1, 1))
            .unwrap()
            .unwrap();
        let how: Vec<_> = history
            .promises
            .iter()
            .map(|p| p.end.as_ref().unwrap().how)
            .collect();
        assert_eq!(how, [Ending::Withdrawn]);
        assert_eq!(post.house.reader().promises_due().unwrap().len(), 0);
    }
}

#[test]
fn a_correction_made_elsewhere_changes_list_and_search_here() {
    let (mut one, mut two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 1)]);
    two.admit(one.lines());
    let corrected = two.happens(
        1,
        1,
        Event::Corrected {
            field: keys::SURNAMES.into(),
            from: None,
            to: text("Mamani"),
            reason: "x".into(),
        },
    );
    two.write(vec![corrected]);
    one.admit(two.lines());
    for post in [&one, &two] {
        let reader = post.house.reader();
        assert_eq!(reader.search("mamani", 9).unwrap().len(), 1);
        assert_eq!(reader.search("nahui", 9).unwrap().len(), 0);
        assert!(
            !reader
                .summary(attention_of(1, 1))
                .unwrap()
                .unwrap()
                .conflict
        );
    }
}

#[test]
fn a_hundred_lines_in_a_day_are_one_days_figures() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write((1..=100).map(|s| rosa(1, s)).collect());
    two.admit(one.lines());
    let day = two
        .house
        .reader()
        .day(at(0), at(0) + TimeDelta::days(1))
        .unwrap();
    assert_eq!(day.attentions, 100);
}
