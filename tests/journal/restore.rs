//! A copy in the place of the journal: what would be lost is said before, nothing is lost that can be kept, and no number
//! is given twice.

use std::fs;

use ventanilla::attention::RegistryNumber;
use ventanilla::journal::{
    self, Choice, Done, Error, PaperFault, Plan, Present, Unlocked, Warning,
};
use ventanilla::promise::Due;

use super::copies::back_up;
use super::support::*;

fn unlocked(house: &House) -> Unlocked {
    journal::by_file(&house.paths).unwrap()
}

fn choice() -> Choice {
    Choice {
        drafts: true,
        paper: None,
        now: at(3000),
        local: at(3000).naive_utc(),
    }
}

fn plan(house: &House, copy: &journal::Backup) -> Plan {
    journal::plan(&unlocked(house), &copy.folder).unwrap()
}

fn restore(house: &House, copy: &journal::Backup, choice: &Choice) -> Result<Done, Error> {
    journal::restore(&unlocked(house), &plan(house, copy), choice)
}

/// A journal with three attentions and a copy of the first two; then one more, a promise and a draft.
fn after_a_copy() -> (House, journal::Backup) {
    let house = House::new();
    let open = house.open();
    for n in 1..=2 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    let copy = back_up(&house, 7000).unwrap();
    let promised = ventanilla::attention::Event::Promised {
        promise: promise(1, 2, Due::At(at(86_400))),
    };
    open.save(vec![entry(30, happened(2, 400, promised))]);
    open.save(vec![entry(3, filed(record(3, &[])))]);
    open.save(vec![
        ventanilla::journal::Change::Draft(draft(4, Some(7))),
        field(4, "persona.nombres", "Rosa"),
    ]);
    open.recorder.close().unwrap();
    (house, copy)
}

#[test]
fn what_would_be_lost_is_said_and_nothing_touched() {
    let (house, copy) = after_a_copy();
    let before = house.files();
    let plan = plan(&house, &copy);
    let Present::Readable(losses) = &plan.present else {
        panic!("{:?}", plan.present);
    };
    assert_eq!(losses.entries, 2);
    assert_eq!(losses.period, Some((at(360), at(1980))));
    let numbers: Vec<_> = losses
        .attentions
        .iter()
        .map(|a| (a.number, a.filed))
        .collect();
    assert_eq!(numbers, [(number(2), false), (number(3), true)]);
    assert_eq!(losses.promises.len(), 1);
    assert_eq!(losses.promises[0].number, number(2));
    assert_eq!(losses.drafts.len(), 1);
    assert_eq!(losses.drafts[0].number, Some(number(7)));
    assert_eq!(plan.highest, [number(7)]);
    assert!(!plan.needs_paper(2026));
    let after = house.files();
    for name in ["diario.db", "diario.marca", "diario.id"] {
        assert!(before[name] == after[name], "{name}");
    }
}

#[test]
fn a_restored_journal_goes_on_beyond_everything_and_keeps_what_is_typed_and_what_was_there() {
    let (house, copy) = after_a_copy();
    let old = fs::read(house.paths.database()).unwrap();
    let done = restore(&house, &copy, &choice()).unwrap();
    assert_eq!(done.restored.lost, Some(2));
    assert_eq!((done.restored.known_epoch, done.restored.known_seq), (1, 5));
    assert_eq!(done.restored.drafts, 1);
    let kept = done.kept.unwrap();
    assert!(
        fs::read(kept.join("diario.db")).unwrap() == old,
        "the old journal is not kept"
    );
    let open = house.open();
    assert_eq!(open.opened.warnings, []);
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(7));
    assert_eq!(open.opened.drafts.len(), 1);
    assert_eq!(open.opened.drafts[0].answers.len(), 1);
    assert_eq!(open.reader.recent(9, None).unwrap().len(), 2);
    let tips = open.save(vec![entry(50, filed(record(8, &[])))]);
    assert_eq!((tips[0].epoch, tips[0].seq), (2, 2));
    let found = open.reader.verify().unwrap();
    assert!(found.is_sound(), "{found:?}");
    assert!(!house.paths.data.join("restaurando").exists());
    open.recorder.close().unwrap();
    drop(open.reader);
    // And back again: the lost part comes back with the first copy only, and the epochs go on.
    let again = restore(&house, &copy, &choice()).unwrap();
    assert_eq!(again.restored.known_epoch, 2);
    let open = house.open();
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(8));
    let tips = open.save(vec![entry(51, filed(record(9, &[])))]);
    assert_eq!(tips[0].epoch, 3);
    // What is remembered of numbers is made again from the entries.
    open.recorder.close().unwrap();
    drop(open.reader);
    journal::rebuild(&unlocked(&house), at(3600)).unwrap();
    assert_eq!(house.open().opened.last_sequence("CAJ", 2, 2026), Some(9));
}

#[test]
fn drafts_stay_behind_where_that_is_chosen_and_their_numbers_count_all_the_same() {
    let (house, copy) = after_a_copy();
    let drafts = false;
    let done = restore(&house, &copy, &Choice { drafts, ..choice() }).unwrap();
    assert_eq!(done.restored.drafts, 0);
    let open = house.open();
    assert!(open.opened.drafts.is_empty());
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(7));
}

#[test]
fn a_journal_that_cannot_be_read_is_measured_by_its_mark() {
    let (house, copy) = after_a_copy();
    fs::write(house.paths.database(), vec![7; 40_000]).unwrap();
    let plan = plan(&house, &copy);
    let Present::Unreadable { mark, .. } = &plan.present else {
        panic!("{:?}", plan.present);
    };
    let mark = mark.unwrap();
    assert_eq!((mark.epoch, mark.seq, mark.number), (1, 5, Some(number(7))));
    let paper = Some(number(12));
    restore(&house, &copy, &Choice { paper, ..choice() }).unwrap();
    let open = house.open();
    assert_eq!(open.opened.warnings, []);
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(12));
}

#[test]
fn where_nothing_tells_the_last_number_it_has_to_be_said() {
    let (house, copy) = after_a_copy();
    fs::remove_file(house.paths.database()).unwrap();
    fs::remove_file(house.paths.mark()).unwrap();
    let unlocked = journal::for_restoring(&house.paths, &copy.folder, None).unwrap();
    let plan = journal::plan(&unlocked, &copy.folder).unwrap();
    assert_eq!(plan.present, Present::Nothing);
    assert!(plan.needs_paper(2026));
    let before = house.files();
    let refused = journal::restore(&unlocked, &plan, &choice());
    assert_eq!(refused, Err(Error::NumberUnknown));
    assert!(house.files() == before);
    let said = |office, station, year, sequence| {
        let paper = RegistryNumber::new(office, station, year, sequence);
        match journal::restore(&unlocked, &plan, &Choice { paper, ..choice() }) {
            Err(Error::BadPaper { fault, .. }) => fault,
            other => panic!("{other:?}"),
        }
    };
    let series = PaperFault::Series {
        office: "CAJ".into(),
        station: 2,
    };
    assert_eq!(said("LIM", 2, 2026, 40), series);
    assert_eq!(said("CAJ", 3, 2026, 40), series);
    assert_eq!(said("CAJ", 2, 2027, 40), PaperFault::Year(2026));
    assert_eq!(said("CAJ", 2, 2025, 40), PaperFault::Year(2026));
    assert_eq!(said("CAJ", 2, 2026, 1), PaperFault::Below(number(2)));
    assert!(house.files() == before);
    let paper = Some(number(40));
    journal::restore(&unlocked, &plan, &Choice { paper, ..choice() }).unwrap();
    let open = house.open();
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(40));
    // Epochs that nobody here knows of are not used again.
    let tips = open.save(vec![entry(50, filed(record(41, &[])))]);
    assert!(tips[0].epoch > 1000);
}

#[test]
fn on_another_machine_the_key_file_is_brought() {
    let (house, copy) = after_a_copy();
    let id = fs::read_to_string(house.paths.identity()).unwrap();
    let key = house.paths.key(id.parse().unwrap());
    let other = tempfile::tempdir().unwrap();
    let paths = journal::Paths {
        data: other.path().join("data"),
        config: other.path().join("config"),
    };
    fs::create_dir(&paths.data).unwrap();
    let missing = journal::for_restoring(&paths, &copy.folder, None);
    assert!(matches!(missing, Err(Error::NoKey { .. })));
    let unlocked = journal::for_restoring(&paths, &copy.folder, Some(&key)).unwrap();
    let plan = journal::plan(&unlocked, &copy.folder).unwrap();
    let paper = Some(number(9));
    let done = journal::restore(&unlocked, &plan, &Choice { paper, ..choice() }).unwrap();
    assert_eq!(done.kept, None);
    let open = open(&paths).unwrap();
    assert_eq!(open.opened.warnings, []);
    assert_eq!(open.reader.recent(9, None).unwrap().len(), 2);
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(9));
}

#[test]
fn a_damaged_copy_and_one_of_another_journal_are_refused() {
    let (house, copy) = after_a_copy();
    let theirs = back_up(&House::new(), 1).unwrap();
    let other = journal::plan(&unlocked(&house), &theirs.folder);
    assert!(other.is_err());
    let good = plan(&house, &copy);
    let file = copy.folder.join("diario.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[20_000] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert!(matches!(
        journal::plan(&unlocked(&house), &copy.folder),
        Err(Error::Copy { .. })
    ));
    // Changed after it was looked at.
    let before = house.files();
    let refused = journal::restore(&unlocked(&house), &good, &choice());
    assert!(matches!(refused, Err(Error::Copy { .. })), "{refused:?}");
    let after = house.files();
    for name in ["diario.db", "diario.marca"] {
        assert!(before[name] == after[name], "{name}");
    }
    assert!(!house.paths.data.join("restaurando").exists());
}

#[test]
fn nothing_is_restored_under_somebody_who_writes() {
    let (house, copy) = after_a_copy();
    let good = plan(&house, &copy);
    let open = house.open();
    let refused = journal::restore(&unlocked(&house), &good, &choice());
    assert!(matches!(refused, Err(Error::Locked { .. })));
    open.save(vec![entry(60, filed(record(5, &[])))]);
}

/// Between the plan and its confirmation somebody may have worked.
#[test]
fn a_plan_that_is_not_true_any_more_is_refused() {
    let (house, copy) = after_a_copy();
    let shown = plan(&house, &copy);
    let open = house.open();
    open.save(vec![entry(60, filed(record(8, &[])))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    let before = house.files();
    let refused = journal::restore(&unlocked(&house), &shown, &choice());
    assert_eq!(refused, Err(Error::ChangedSince));
    let after = house.files();
    for name in ["diario.db", "diario.marca"] {
        assert!(before[name] == after[name], "{name}");
    }
    restore(&house, &copy, &choice()).unwrap();
    assert_eq!(house.open().opened.last_sequence("CAJ", 2, 2026), Some(8));
}

/// A clock that was ahead and set back: the mark holds the number of the later year.
#[test]
fn a_mark_of_a_later_year_does_not_tell_this_years_numbers() {
    let (house, copy) = after_a_copy();
    let open = house.open();
    let mut ahead = draft(9, None);
    ahead.number = RegistryNumber::new("CAJ", 2, 2027, 1);
    open.save(vec![ventanilla::journal::Change::Draft(ahead)]);
    open.recorder.close().unwrap();
    drop(open.reader);
    assert!(!plan(&house, &copy).needs_paper(2026), "the journal tells");
    fs::write(house.paths.database(), vec![7; 40_000]).unwrap();
    let plan = plan(&house, &copy);
    assert!(plan.needs_paper(2026) && !plan.needs_paper(2027));
    let refused = journal::restore(&unlocked(&house), &plan, &choice());
    assert_eq!(refused, Err(Error::NumberUnknown));
    let paper = Some(number(7));
    restore(&house, &copy, &Choice { paper, ..choice() }).unwrap();
    assert_eq!(house.open().opened.last_sequence("CAJ", 2, 2026), Some(7));
}

/// What another station sent and nobody here can read does not make the journal one that cannot be read.
#[test]
fn an_unreadable_entry_of_another_station_hides_nothing() {
    let (house, copy) = after_a_copy();
    let db = house.raw();
    db.execute_batch("DROP TRIGGER entry_never_changes; DROP TRIGGER body_never_changes")
        .unwrap();
    let unreadable = |device: &str, seq: u32| {
        let sql = format!(
            "UPDATE entry_body SET body = '{{' WHERE entry = (SELECT entry FROM entry WHERE seq = {seq});
             UPDATE entry SET device = {device} WHERE seq = {seq}"
        );
        db.execute_batch(&sql).unwrap();
    };
    unreadable("x'00000000000000000000000000000099'", 5);
    let found = plan(&house, &copy).present;
    assert!(
        matches!(&found, Present::Readable(l) if l.entries == 2),
        "{found:?}"
    );
    unreadable("device", 4);
    let found = plan(&house, &copy).present;
    assert!(matches!(found, Present::Unreadable { .. }), "{found:?}");
}

/// Whatever happened before, a restored journal gives no number that was acknowledged.
#[test]
fn no_history_makes_a_restored_journal_repeat_a_number() {
    for seed in 1..=60u64 {
        let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut next = move |most: u64| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % most
        };
        let house = House::new();
        let mut copies = Vec::new();
        let mut given = 0;
        let mut ids = 1000;
        for _ in 0..2 + next(3) {
            let open = house.open();
            let sequence = open.opened.last_sequence("CAJ", 2, 2026).unwrap_or(0);
            assert!(sequence >= given, "seed {seed}: {sequence} after {given}");
            let mut highest = sequence;
            for _ in 0..next(6) {
                highest += 1;
                ids += 1;
                let changes = match next(3) {
                    0 => vec![journal::Change::Draft(draft(ids, Some(highest)))],
                    1 => vec![
                        journal::Change::Draft(draft(ids, Some(highest))),
                        journal::Change::EndDraft(attention_id(ids)),
                    ],
                    _ => {
                        let mut record = record(highest, &[]);
                        record.id = attention_id(ids);
                        vec![entry(ids, filed(record))]
                    }
                };
                open.save(changes);
                given = highest;
                if next(3) == 0 {
                    copies.push(back_up(&house, i64::from(ids)).unwrap());
                }
            }
            // Those of one day give way to the newest.
            copies.retain(|c: &journal::Backup| c.folder.exists());
            if copies.is_empty() {
                copies.push(back_up(&house, i64::from(ids)).unwrap());
            }
            // A cut, with or without the tail of the log; or an orderly end.
            let before = house.files();
            if next(2) == 0 {
                open.recorder.close().unwrap();
            } else {
                drop(open);
                house.restore(&before);
                if next(2) == 0 {
                    let _lost = fs::remove_file(house.paths.log());
                }
            }
            // The database may be gone or spoilt as well; its mark tells. Or the mark is gone, and the database tells.
            match next(5) {
                0 => fs::write(house.paths.database(), vec![1; 30_000]).unwrap(),
                1 => fs::remove_file(house.paths.database()).unwrap(),
                2 if house.paths.log().exists() => {}
                _ => {}
            }
            let copy = &copies[usize::try_from(next(copies.len() as u64)).unwrap()];
            let unlocked = journal::for_restoring(&house.paths, &copy.folder, None).unwrap();
            let plan = journal::plan(&unlocked, &copy.folder).unwrap();
            let drafts = next(2) == 0;
            journal::restore(&unlocked, &plan, &Choice { drafts, ..choice() }).unwrap();
        }
        let open = house.open();
        let sequence = open.opened.last_sequence("CAJ", 2, 2026).unwrap_or(0);
        assert!(sequence >= given, "seed {seed}: {sequence} after {given}");
        let behind = |w: &Warning| matches!(w, Warning::BehindMark(_) | Warning::NoMark { .. });
        assert!(!open.opened.warnings.iter().any(behind));
        assert!(open.reader.verify().unwrap().is_sound(), "seed {seed}");
    }
}
