//! What is not taken in: bad lines, forks; and what a station that was put back to a copy gets back from the others.

use ventanilla::journal::{Line, Reason};

use super::stations::*;

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
fn what_was_lost_may_come_back_in_parts() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 1)]);
    let before = one.house.files();
    one.write((2..=9).map(|n| rosa(1, n)).collect());
    // Two more epochs, each begun because the database was behind its mark.
    let mut mark = one.house.files()["diario.marca"].clone();
    for epoch in [2, 3] {
        let mut old = before.clone();
        old.insert("diario.marca".into(), mark);
        two.admit(one.lines());
        one.house.restore(&old);
        one.written = epoch * 50;
        let first = 10 * epoch;
        one.write((first..first + 4).map(|n| rosa(1, n)).collect());
        mark = one.house.files()["diario.marca"].clone();
    }
    two.admit(one.lines());
    let all: Vec<_> = entries(two.lines())
        .into_iter()
        .filter(|e| e.device == device(1))
        .collect();
    let part = |wanted: &[(u32, u32)]| {
        let wanted = all.iter().filter(|e| wanted.contains(&(e.epoch, e.seq)));
        lines(wanted.cloned())
    };
    // With its mark, so that nothing tells it; and with the newest one.
    for told in [false, true] {
        let mut old = before.clone();
        if told {
            old.insert("diario.marca".into(), mark.clone());
        }
        one.house.restore(&old);
        one.written = 500 + u32::from(told);
        for some in [
            &[(1, 3), (1, 5), (2, 1), (3, 3)][..],
            &[(1, 8), (2, 4), (3, 1), (3, 5)],
        ] {
            let found = one.admit(part(some));
            assert_eq!((found.forks.len(), found.bad), (0, 0));
            assert_eq!(found.stations[&device(1)].new, 4);
            one.write(vec![rosa(1, 90)]);
            let report = one.house.reader().verify().unwrap();
            assert!(report.is_sound(), "{told}: {report:?}");
            assert_eq!(report.tip.unwrap().epoch, 4);
        }
    }
}
