//! What a simulated station promises.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeDelta, Timelike, Utc, Weekday};

use super::Simulation;
use crate::attention::{Attention, AttentionRecord, Event, Refusal};
use crate::journal::{Body, Change, NewEntry};
use crate::promise::{Due, PromiseKind};
use crate::protocol::{Channel, Outcome, keys};

fn zone() -> FixedOffset {
    FixedOffset::west_opt(5 * 3600).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    let local: NaiveDateTime = text.parse().unwrap();
    local.and_local_timezone(zone()).unwrap().to_utc()
}

fn changes(seed: u64, count: u32, now: &str) -> Vec<Change> {
    let days = Simulation::new(seed, count, instant(now), zone()).unwrap();
    days.flat_map(|day| day.unwrap()).collect()
}

fn entries(changes: &[Change]) -> Vec<&NewEntry> {
    let mut entries = Vec::new();
    for change in changes {
        if let Change::Entry(entry) = change {
            entries.push(entry);
        }
    }
    entries
}

/// As first filed.
fn records(changes: &[Change]) -> Vec<&AttentionRecord> {
    let mut records = Vec::new();
    let mut seen = HashSet::new();
    for entry in entries(changes) {
        if let Body::Attention(record) = &entry.body
            && seen.insert(record.id)
        {
            records.push(&**record);
        }
    }
    records
}

const NOON: &str = "2026-11-25T11:42:31";

#[test]
fn the_same_seed_and_hour_give_the_same_journal() {
    let first = changes(9, 400, NOON);
    assert!(first == changes(9, 400, "2026-11-25T11:42:59"));
    assert!(first != changes(10, 400, NOON));
}

#[test]
fn every_attention_asked_for_is_filed_and_numbered_in_order() {
    for (count, now) in [
        (1, NOON),
        (2, NOON),
        (3, "2026-11-29T12:00:00"),
        (57, "2026-11-25T03:00:00"),
        (800, "2026-11-25T16:59:00"),
        (800, "2026-11-25T09:01:00"),
    ] {
        let changes = changes(3, count, now);
        let records = records(&changes);
        assert_eq!(records.len(), usize::try_from(count).unwrap(), "{now}");
        let numbers: BTreeSet<_> = records.iter().map(|r| r.number).collect();
        assert_eq!(numbers.len(), records.len());
        assert!(records.iter().all(|r| r.number.office() == "000"));
        let mut by_opening = records.clone();
        by_opening.sort_by_key(|r| r.opening.at);
        assert!(by_opening.is_sorted_by_key(|r| r.number));
        let now = instant(now);
        assert!(entries(&changes).iter().all(|e| e.at <= now));
        assert!(entries(&changes).is_sorted_by_key(|e| e.at));
        let ids: HashSet<_> = entries(&changes).iter().map(|e| e.id).collect();
        assert_eq!(ids.len(), entries(&changes).len());
    }
}

#[test]
fn attentions_happen_in_opening_hours_and_take_minutes() {
    for record in records(&changes(4, 1500, NOON)) {
        let local = record.opening.at.with_timezone(&zone());
        assert!(!matches!(local.weekday(), Weekday::Sat | Weekday::Sun));
        assert!((8..17).contains(&local.hour()), "{local}");
        let took = record.filed_at - record.opening.at;
        assert!((1..45).contains(&took.num_minutes()), "{took}");
        // What the acts say and what is filed is one thing.
        let again = Attention::from_record(record);
        assert_eq!(again.record().as_ref(), Some(record));
    }
}

#[test]
fn there_is_something_of_everything_and_mostly_it_is_resolved() {
    let changes = changes(2, 3000, NOON);
    let records = records(&changes);
    let share = |part: usize| part * 100 / records.len();
    let mut outcomes: BTreeMap<Outcome, usize> = BTreeMap::new();
    let mut events: HashSet<&'static str> = HashSet::new();
    let mut people: HashMap<&str, usize> = HashMap::new();
    for record in &records {
        *outcomes.entry(record.outcome).or_default() += 1;
        for act in &record.acts {
            events.insert(match act.event {
                Event::Held { .. } => "held",
                Event::HeldLonger { .. } => "longer",
                Event::CutOff => "cut",
                Event::Recovered => "recovered",
                Event::Consulted { .. } => "consulted",
                Event::Noted { .. } => "noted",
                Event::Promised { .. } => "promised",
                Event::Reset { .. } => "reset",
                _ => "other",
            });
        }
        if let Some(given) = record.answers.get(keys::DOCUMENT) {
            *people.entry(given.answer.text().unwrap()).or_default() += 1;
        }
    }
    assert_eq!(outcomes.len(), 8, "{outcomes:?}");
    assert!(
        (65..90).contains(&share(outcomes[&Outcome::Resolved])),
        "{outcomes:?}"
    );
    assert_eq!(events.len(), 9, "{events:?}");
    assert!(people.values().filter(|n| **n > 2).count() > 50);
    let calls = records
        .iter()
        .filter(|r| r.opening.channel == Channel::Telephone);
    let calls = share(calls.count());
    assert!((40..75).contains(&calls), "{calls} % by telephone");
    let filings = entries(&changes)
        .into_iter()
        .filter(|e| e.body.kind() == "attention");
    let again = filings.count() - records.len();
    assert!((5..60).contains(&again), "{again} filed again");
    let agents: HashSet<_> = records.iter().map(|r| &r.opening.agent).collect();
    assert_eq!(agents.len(), 4);
    let kinds: HashSet<_> = entries(&changes).iter().map(|e| e.body.kind()).collect();
    for kind in [
        "promise_end",
        "correction",
        "note",
        "cut_off",
        "consultation",
        "reopened",
    ] {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn three_calls_are_owed_around_now_one_of_them_late_and_answers_are_pending() {
    for now in [NOON, "2026-11-29T12:00:00", "2026-11-25T08:10:00"] {
        let changes = changes(2, 600, now);
        let now = instant(now);
        let mut open = HashMap::new();
        let mut made = 0;
        for entry in entries(&changes) {
            match &entry.body {
                Body::Act(record) => {
                    if let Event::Promised { promise } = &record.act.event {
                        made += 1;
                        open.insert(promise.id, promise.clone());
                    }
                }
                Body::PromiseEnd(end) => {
                    assert!(
                        open.remove(&end.promise).is_some(),
                        "ended before it was made"
                    );
                }
                _ => {}
            }
        }
        let calls: Vec<_> = open
            .values()
            .filter(|p| p.kind == PromiseKind::Callback)
            .filter_map(|p| p.due.at())
            .collect();
        assert_eq!(calls.len(), 3);
        assert_eq!(calls.iter().filter(|at| **at < now).count(), 1);
        assert!(
            calls
                .iter()
                .all(|at| (*at - now).abs() < TimeDelta::hours(2))
        );
        let terms = open.values().filter(|p| matches!(p.due, Due::Term { .. }));
        let terms = terms.count();
        assert!(terms > 5, "{terms}");
        assert!(made > open.len() + 20, "{made} made, {} open", open.len());
    }
}

#[test]
fn every_pack_of_the_program_is_played_to_its_end() {
    let changes = changes(8, 4000, NOON);
    let records = records(&changes);
    for pack in crate::desk::packs() {
        let of_pack: Vec<_> = records
            .iter()
            .filter(|r| r.opening.protocol.id == pack.id)
            .collect();
        assert!(of_pack.len() > 20, "{}: {}", pack.id, of_pack.len());
        // Given up only where somebody left: a pack that could not be walked would be given up every time.
        let left = of_pack
            .iter()
            .filter(|r| r.outcome == Outcome::Abandoned)
            .count();
        assert!(
            left * 100 < of_pack.len() * 15,
            "{}: {left} of {} given up",
            pack.id,
            of_pack.len()
        );
    }
}

#[test]
fn people_are_many_and_few_names_are_everybodys() {
    let changes = changes(1, 5000, NOON);
    let mut surnames: HashMap<&str, usize> = HashMap::new();
    let mut districts: HashSet<&str> = HashSet::new();
    for record in records(&changes) {
        let text = |key: &str| record.answers.get(key).and_then(|g| g.answer.text());
        if let Some(first) = text(keys::SURNAMES).and_then(|s| s.split(' ').next()) {
            *surnames.entry(first).or_default() += 1;
        }
        districts.extend(text(keys::DISTRICT));
    }
    let most = surnames.values().max().copied().unwrap_or_default();
    assert!(surnames.len() > 150, "{}", surnames.len());
    assert!((100..600).contains(&most), "{most}");
    assert!(districts.len() > 30);
}

#[test]
fn two_attentions_are_left_parked_one_of_them_cut() {
    let changes = changes(6, 40, NOON);
    let heads: Vec<_> = changes
        .iter()
        .filter_map(|c| match c {
            Change::Draft(head) => Some(head),
            _ => None,
        })
        .collect();
    assert_eq!(heads.len(), 2);
    assert!(heads.iter().all(|h| !h.front && h.number.is_some()));
    let cut = |c: &&Change| matches!(c, Change::Act { act, .. } if act.event == Event::CutOff);
    assert_eq!(changes.iter().filter(cut).count(), 1);
    let last = records(&changes).iter().map(|r| r.number).max();
    assert!(heads.iter().all(|h| h.number > last));
}

#[test]
fn the_last_step_that_is_allowed_may_file() {
    let at = instant(NOON);
    let mut filed = 0;
    for seed in 0..20 {
        let played = |most: usize| {
            let mut days = Simulation::new(seed, 5, at, zone()).unwrap();
            let (mut talk, plan) = days.talk_of_one(at);
            let taken = talk.play_steps(&plan, most)?;
            Ok::<_, Refusal>((taken, talk.attention.is_filed()))
        };
        let (taken, whole) = played(60).unwrap();
        filed += usize::from(whole);
        assert_eq!(played(taken).unwrap(), (taken, whole), "seed {seed}");
    }
    assert!(filed > 10);
}

#[test]
fn whoever_leaves_before_anything_is_asked_is_filed_with_a_number() {
    let mut days = Simulation::new(1, 5, instant(NOON), zone()).unwrap();
    let mut talk = days.talk_of_one(instant(NOON)).0;
    assert!(talk.attention.answers.is_empty());
    talk.leave().unwrap();
    assert!(talk.attention.is_filed() && talk.attention.number.is_some());
}
