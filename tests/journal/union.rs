//! Entries of several stations in one journal: a set that only grows, whatever the order in which it comes.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use uuid::Uuid;
use ventanilla::attention::{AttentionRecord, Event, RegistryNumber};
use ventanilla::journal::{
    self, Admitted, BadLine, Body, Carried, Change, Digest, Error, Line, NewEntry, Pack, Reader,
    Reason, Station, Vector,
};
use ventanilla::promise::{Due, Ending, Promise, PromiseEnd};
use ventanilla::protocol::{Answer, keys};

use super::support::*;

/// A station with its journal.
pub(super) struct Post {
    pub(super) house: House,
    pub(super) n: u8,
    /// Entries it wrote: their identifiers.
    written: u32,
    /// Seconds of its clock into the day.
    pub(super) clock: i64,
}

pub(super) fn device(n: u8) -> Uuid {
    Uuid::from_u128(0xD000 + u128::from(n))
}

/// The attention number `sequence` of a station.
pub(super) fn attention_of(n: u8, sequence: u32) -> Uuid {
    Uuid::from_u128(0xA_0000_0000_0000 + (u128::from(n) << 32) + u128::from(sequence))
}

pub(super) fn number_of(n: u8, sequence: u32) -> RegistryNumber {
    RegistryNumber::new("CAJ", n, 2026, sequence).unwrap()
}

pub(super) fn promise_of(n: u8, sequence: u32, id: u32) -> Promise {
    Promise {
        id: Uuid::from_u128(
            0xB_0000_0000_0000
                + (u128::from(n) << 40)
                + (u128::from(sequence) << 8)
                + u128::from(id),
        ),
        attention: attention_of(n, sequence),
        ..promise(id, 1, Due::At(at(i64::from(id) * 1000)))
    }
}

/// The filing of an attention of a station.
pub(super) fn filing(n: u8, sequence: u32, answers: &[(&str, Answer)]) -> AttentionRecord {
    let mut record = record(sequence, answers);
    record.id = attention_of(n, sequence);
    record.number = number_of(n, sequence);
    record.opening.station = n;
    for act in &mut record.acts {
        if let Event::Numbered { number } = &mut act.event {
            *number = record.number;
        }
    }
    record
}

impl Post {
    pub(super) fn new(n: u8) -> Self {
        let station = Station {
            station: n,
            ..station()
        };
        Self {
            house: House::of(0xD000 + u128::from(n), &station),
            n,
            written: 0,
            clock: i64::from(n) * 7,
        }
    }

    /// The name of who sits here.
    pub(super) fn agent(&self) -> String {
        format!("Agente {}", self.n)
    }

    /// An entry of this station, at its clock's next second.
    pub(super) fn entry(&mut self, body: Body) -> Change {
        self.written += 1;
        self.clock += 60;
        Change::Entry(NewEntry {
            id: Uuid::from_u128((u128::from(self.n) << 64) + u128::from(self.written)),
            at: at(self.clock),
            agent: self.agent(),
            salt: [self.n; 16],
            body,
        })
    }

    /// Writes entries.
    pub(super) fn write(&mut self, bodies: Vec<Body>) {
        let entries: Vec<Change> = bodies.into_iter().map(|b| self.entry(b)).collect();
        let open = self.house.open();
        open.save(entries);
        open.recorder.close().unwrap();
    }

    /// Something that happens in an attention of a station, here and now.
    pub(super) fn happens(&self, n: u8, sequence: u32, event: Event) -> Body {
        let Body::Act(mut record) = happened(sequence, self.clock, event) else {
            unreachable!()
        };
        record.attention = attention_of(n, sequence);
        record.number = number_of(n, sequence);
        record.act.by = self.agent();
        Body::Act(record)
    }

    /// Everything it holds that `since` does not, as lines.
    pub(super) fn lines_since(&self, since: &Vector) -> Vec<Line> {
        let mut lines = Vec::new();
        self.house
            .reader()
            .carried(since, |line| {
                lines.push(line);
                Ok::<_, Error>(())
            })
            .unwrap();
        lines
    }

    pub(super) fn lines(&self) -> Vec<Line> {
        self.lines_since(&Vector::default())
    }

    /// Takes in the lines of somebody.
    pub(super) fn admit(&self, lines: Vec<Line>) -> Admitted {
        self.admit_read(lines.into_iter().map(Ok).collect())
    }

    pub(super) fn admit_read(&self, lines: Vec<Result<Line, BadLine>>) -> Admitted {
        let unlocked = journal::by_file(&self.house.paths).unwrap();
        journal::admit(&unlocked, at(3600), &self.agent(), "otro puesto", lines).unwrap()
    }

    pub(super) fn set(&self) -> (u32, Digest) {
        let set = self.house.reader().entry_set().unwrap();
        (set.entries, set.digest)
    }
}

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

fn rosa(n: u8, sequence: u32) -> Body {
    filed(filing(
        n,
        sequence,
        &person("45678901", "Rosa", "Ñahui", "987654321", "depósito"),
    ))
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

fn entries(lines: Vec<Line>) -> Vec<Carried> {
    let entry = |line| match line {
        Line::Entry(entry) => Some(*entry),
        Line::Pack(_) => None,
    };
    lines.into_iter().filter_map(entry).collect()
}

fn lines(entries: impl IntoIterator<Item = Carried>) -> Vec<Line> {
    entries
        .into_iter()
        .map(|e| Line::Entry(Box::new(e)))
        .collect()
}

#[test]
fn bad_lines_go_to_quarantine_and_the_rest_goes_on() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write((1..=6).map(|s| rosa(1, s)).collect());
    let mut all = entries(one.lines());
    all[1].body = all[1].body.replace("Rosa", "Rosi");
    all[2].agent.push('x');
    all[3].seq = 0;
    let mut read: Vec<_> = lines(all).into_iter().map(Ok).collect();
    read.push(Line::read("{\"entry\":\u{1b}[31m"));
    let found = two.admit_read(read.clone());
    let counts = found.stations[&device(1)];
    assert_eq!(
        (counts.new, counts.bad, counts.gaps, found.bad),
        (4, 3, 3, 4)
    );
    let mut reasons: Vec<Reason> = two
        .house
        .reader()
        .quarantine(9)
        .unwrap()
        .iter()
        .map(|q| q.reason)
        .collect();
    reasons.sort();
    assert_eq!(
        reasons,
        [
            Reason::Unreadable,
            Reason::Member,
            Reason::Body,
            Reason::Digest
        ]
    );
    // A gap of another's chain is told and is no break.
    let report = two.house.reader().verify().unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.gaps, report.others), (3, 1));
    // Twice is once, in quarantine too.
    let set = two.set();
    two.admit_read(read);
    assert_eq!(
        (two.house.reader().quarantine(9).unwrap().len(), two.set()),
        (4, set)
    );
    // What was missing fills the gap.
    let found = two.admit(one.lines());
    assert_eq!(
        (
            found.stations[&device(1)].new,
            found.stations[&device(1)].gaps
        ),
        (3, 0)
    );
    assert_eq!(two.house.reader().recent(99, None).unwrap().len(), 6);
    assert_eq!(two.house.reader().verify().unwrap().gaps, 0);
}

#[test]
fn an_entry_under_the_identifier_of_another_is_refused() {
    let (mut one, two, mut three) = (Post::new(1), Post::new(2), Post::new(3));
    one.write(vec![rosa(1, 1)]);
    // Another station that numbers its entries like the first.
    three.n = 1;
    three.write(vec![rosa(1, 9)]);
    two.admit(one.lines());
    let found = two.admit(three.lines());
    let counts = found.stations[&device(3)];
    assert_eq!((counts.new, counts.bad), (1, 1));
    assert_eq!(
        two.house.reader().quarantine(9).unwrap()[0].reason,
        Reason::Id
    );
}

/// Writes `a`, puts the folder back as it was before, and writes `b`: two journals under one name, as after a copy that was
/// put back with its mark.
fn forked(a: &[u32], b: &[u32]) -> (Post, Vec<Line>, Vec<Line>) {
    let mut one = Post::new(1);
    one.write(vec![rosa(1, 1)]);
    let before = one.house.files();
    one.write(a.iter().map(|s| rosa(1, *s)).collect());
    let first = one.lines();
    one.house.restore(&before);
    one.write(b.iter().map(|s| rosa(1, *s)).collect());
    let second = one.lines();
    (one, first, second)
}

#[test]
fn a_fork_is_refused_with_both_digests_and_nothing_after_it_is_taken() {
    let (_one, first, second) = forked(&[2, 3], &[12, 13, 14]);
    let two = Post::new(2);
    two.admit(first.clone());
    let set = two.house.reader().entry_set().unwrap().entries;
    let found = two.admit(second.clone());
    let (ours, theirs) = (&entries(first)[2], &entries(second.clone())[2]);
    assert_eq!((ours.seq, theirs.seq), (3, 3));
    assert_eq!(found.forks.len(), 1);
    let fork = &found.forks[0];
    assert_eq!((fork.device, fork.epoch, fork.seq), (device(1), 1, 3));
    assert_eq!((fork.ours, fork.theirs), (ours.digest, theirs.digest));
    let counts = found.stations[&device(1)];
    assert_eq!((counts.known, counts.new, counts.forked), (2, 0, 3));
    // Only the telling of it came to it.
    assert_eq!(two.house.reader().entry_set().unwrap().entries, set + 1);
    assert!(two.house.reader().verify().unwrap().is_sound());
    let again = two.admit(second);
    assert_eq!(again.forks.len(), 1);
    assert_eq!(two.house.reader().entry_set().unwrap().entries, set + 1);
}

#[test]
fn a_fork_is_seen_across_a_gap_by_either_neighbour() {
    let (_one, first, second) = forked(&[2, 3], &[12, 13, 14]);
    let (first, second) = (entries(first), entries(second));
    // Ours ends where theirs goes on.
    let two = Post::new(2);
    two.admit(lines(first.iter().filter(|e| e.seq < 4).cloned()));
    let found = two.admit(lines(second.iter().filter(|e| e.seq > 3).cloned()));
    assert_eq!((found.forks.len(), found.stations[&device(1)].new), (1, 0));
    assert_eq!(found.forks[0].seq, 3);
    // Ours goes on where theirs ends.
    let three = Post::new(3);
    three.admit(lines(first.iter().filter(|e| e.seq > 3).cloned()));
    let found = three.admit(lines(second.iter().filter(|e| e.seq == 3).cloned()));
    assert_eq!((found.forks.len(), found.stations[&device(1)].new), (1, 0));
}

#[test]
fn what_a_restored_station_lost_comes_back_to_it() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 1)]);
    let mut before = one.house.files();
    one.write(vec![rosa(1, 2), rosa(1, 3)]);
    two.admit(one.lines());
    // The copy of the database comes back, the mark stays.
    before.insert(
        "diario.marca".into(),
        one.house.files()["diario.marca"].clone(),
    );
    one.house.restore(&before);
    one.written = 50;
    one.write(vec![rosa(1, 4)]);
    let found = one.admit(two.lines());
    let own = found.stations[&device(1)];
    assert_eq!(
        (own.new, own.forked, found.own_lost, found.forks.len()),
        (2, 0, false, 0)
    );
    let reader = one.house.reader();
    assert_eq!(reader.recent(9, None).unwrap().len(), 4);
    let report = reader.verify().unwrap();
    assert!(report.is_sound() && report.losses == 1, "{report:?}");
    drop(reader);
    let open = one.house.open();
    assert_eq!(open.opened.warnings, []);
    assert_eq!(open.opened.last_sequence("CAJ", 1, 2026), Some(4));
}

#[test]
fn a_loss_that_nobody_saw_begins_a_new_epoch_when_it_comes_back() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 1)]);
    let before = one.house.files();
    one.write(vec![rosa(1, 2), rosa(1, 3)]);
    two.admit(one.lines());
    // With its mark: nothing tells it that something is missing.
    one.house.restore(&before);
    let found = one.admit(two.lines());
    assert!(found.own_lost && found.forks.is_empty());
    assert_eq!(found.stations[&device(1)].new, 2);
    one.written = 50;
    one.write(vec![rosa(1, 4)]);
    let report = one.house.reader().verify().unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.tip.unwrap().epoch, 2);
    let found = two.admit(one.lines());
    assert_eq!((found.forks.len(), found.bad), (0, 0));
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
