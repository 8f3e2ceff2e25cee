//! A chain cannot see its own lost tail: the mark does.

use ventanilla::journal::{Body, Loss, MarkState, Warning};

use super::support::*;

/// A journal killed with entries 1 to 5 in its log, and the files it left.
fn killed() -> (House, std::collections::BTreeMap<String, Vec<u8>>) {
    let house = House::new();
    let open = house.open();
    for n in 1..=5 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    open.save(vec![ventanilla::journal::Change::Draft(draft(9, Some(41)))]);
    let files = house.files();
    drop(open);
    assert!(
        files["diario.db-wal"].len() > 8192 * 10,
        "the log was emptied before the test could copy it"
    );
    (house, files)
}

#[test]
fn a_kill_loses_nothing() {
    let (house, files) = killed();
    house.restore(&files);
    let open = house.open();
    assert_eq!(open.opened.warnings, []);
    assert!(!open.opened.clean);
    assert_eq!(open.reader.recent(10, None).unwrap().len(), 5);
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(41));
    assert!(open.reader.verify().unwrap().is_sound());
}

#[test]
fn a_deleted_cut_or_damaged_log_is_told() {
    let (house, files) = killed();
    let log = &files["diario.db-wal"];
    let mut damages: Vec<(String, Option<Vec<u8>>)> = vec![("deleted".into(), None)];
    for eighth in 0..8 {
        damages.push((
            format!("cut at {eighth}/8"),
            Some(log[..log.len() * eighth / 8].to_vec()),
        ));
        let mut flipped = log.clone();
        flipped[log.len() * eighth / 8 + 40] ^= 0x10;
        damages.push((format!("flipped at {eighth}/8"), Some(flipped)));
    }
    for (what, damaged) in damages {
        let mut files = files.clone();
        match damaged {
            Some(content) => files.insert("diario.db-wal".into(), content),
            None => files.remove("diario.db-wal"),
        };
        house.restore(&files);
        let reader = house.reader();
        let left = reader.recent(10, None).unwrap().len();
        let behind = MarkState::Behind { epoch: 1, seq: 6 };
        // The last transactions of the log are housekeeping and the draft: cutting those loses no entry.
        let gone = left < 5;
        assert_eq!(
            reader.verify_quick().unwrap().mark == behind,
            gone,
            "{what}"
        );
        assert_eq!(reader.verify().unwrap().mark == behind, gone, "{what}");
        assert!(
            reader.verify().unwrap().broken.is_empty(),
            "the chain alone sees nothing: {what}"
        );
        assert!(
            gone || what.contains("7/8"),
            "{what} was no damage: {left} left"
        );
        drop(reader);
        let open = house.open();
        let found = u32::try_from(left).unwrap() + 1;
        let loss = Loss {
            epoch: 1,
            found,
            marked: 6,
            after: None,
        };
        assert_eq!(
            open.opened.warnings,
            if gone {
                vec![Warning::BehindMark(loss.clone())]
            } else {
                vec![]
            },
            "{what}"
        );
        if !gone {
            continue;
        }
        // The number reserved by the lost draft is not given twice.
        assert_eq!(
            open.opened.last_sequence("CAJ", 2, 2026),
            Some(41),
            "{what}"
        );
        // Work goes on in a new epoch, whose first entry says why.
        let tip = open.save(vec![entry(50, filed(record(50, &[])))])[0];
        assert_eq!((tip.epoch, tip.seq), (2, 2), "{what}");
        let report = open.reader.verify().unwrap();
        assert!(
            report.is_sound() && report.losses == 1,
            "{what}: {report:?}"
        );
        let mut said = None;
        open.reader
            .each_entry(at(-1), at(100_000), |e| {
                if e.kind == "loss" {
                    said = e.read()?;
                }
                Ok::<_, ventanilla::journal::Error>(())
            })
            .unwrap();
        assert_eq!(said, Some(Body::Loss(loss)), "{what}");
        open.recorder.close().unwrap();
        let open = house.open();
        assert_eq!(
            (open.opened.warnings, open.opened.clean),
            (vec![], true),
            "{what}"
        );
    }
}

#[test]
fn an_old_copy_put_back_is_told() {
    let house = House::new();
    let open = house.open();
    open.save(vec![entry(1, filed(record(1, &[])))]);
    open.recorder.close().unwrap();
    let old = std::fs::read(house.paths.database()).unwrap();
    let open = house.open();
    open.save(vec![entry(2, filed(record(2, &[])))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    std::fs::write(house.paths.database(), old).unwrap();
    let _ = std::fs::remove_file(house.paths.log());
    let open = house.open();
    assert_eq!(
        open.opened.warnings,
        [Warning::BehindMark(Loss {
            epoch: 1,
            found: 2,
            marked: 3,
            after: None,
        })]
    );
}

#[test]
fn a_missing_or_foreign_mark_is_told_and_made_anew() {
    let house = House::new();
    let open = house.open();
    open.save(vec![ventanilla::journal::Change::Draft(draft(1, Some(38)))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    for (content, missing) in [(None, true), (Some(vec![0; 8192]), false)] {
        match content {
            None => std::fs::remove_file(house.paths.mark()).unwrap(),
            Some(content) => std::fs::write(house.paths.mark(), content).unwrap(),
        }
        let state = if missing {
            MarkState::Missing
        } else {
            MarkState::Unreadable
        };
        assert_eq!(house.reader().verify_quick().unwrap().mark, state);
        let open = house.open();
        assert_eq!(open.opened.warnings, [Warning::NoMark { missing }]);
        open.recorder.close().unwrap();
        assert!(house.reader().verify().unwrap().is_sound());
        drop(open.reader);
    }
    // The mark made anew took the number over from the draft.
    let open = house.open();
    open.save(vec![ventanilla::journal::Change::EndDraft(attention_id(1))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    assert_eq!(house.open().opened.last_sequence("CAJ", 2, 2026), Some(38));
}

/// The mark is on the disk before the acknowledgement, and it holds a number as soon as a draft does.
#[test]
fn the_mark_is_never_behind_an_acknowledgement() {
    let house = House::new();
    let open = house.open();
    let before = std::fs::read(house.paths.mark()).unwrap();
    open.save(vec![field(1, "a", "b")]);
    assert_eq!(
        std::fs::read(house.paths.mark()).unwrap(),
        before,
        "a field needs no mark"
    );
    open.save(vec![ventanilla::journal::Change::Draft(draft(1, Some(38)))]);
    let numbered = std::fs::read(house.paths.mark()).unwrap();
    assert_ne!(numbered, before);
    open.save(vec![entry(1, filed(record(1, &[])))]);
    assert_ne!(std::fs::read(house.paths.mark()).unwrap(), numbered);
    assert_eq!(open.reader.verify_quick().unwrap().mark, MarkState::Met);
    open.save(vec![ventanilla::journal::Change::EndDraft(attention_id(1))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    // The draft is gone and its number was filed nowhere: the mark still knows it.
    assert_eq!(house.open().opened.last_sequence("CAJ", 2, 2026), Some(38));
}
