//! A copy is called one only when it was read back and verified.

use std::path::Path;

use ventanilla::journal::{self, Backup, CopyFault, Error, Place, Wanted};

use super::support::*;

/// Makes a copy in a folder of the house, at nine and so many seconds.
pub(super) fn back_up(house: &House, seconds: i64) -> Result<Backup, Error> {
    let stick = house.folder.path().join("usb");
    std::fs::create_dir_all(&stick).unwrap();
    let wanted = Wanted {
        place: Some(&stick),
        now: at(seconds),
        local: at(seconds).naive_utc(),
        beside: &|reader| {
            let count = reader.recent(9, None).unwrap().len();
            vec![(
                "hoja.txt".into(),
                format!("{count} atenciones").into_bytes(),
            )]
        },
    };
    journal::back_up(&journal::by_file(&house.paths).unwrap(), &wanted)
}

fn check(house: &House, folder: &Path) -> Result<(), CopyFault> {
    match journal::check_copy(&journal::by_file(&house.paths).unwrap(), folder) {
        Ok(_) => Ok(()),
        Err(Error::Copy { fault, .. }) => Err(fault),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_copy_of_a_running_journal_holds_what_was_acknowledged() {
    let house = House::new();
    let open = house.open();
    for n in 1..=30 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    // More of them arrive while it is made.
    let more: Vec<_> = (31..=200)
        .map(|n| open.recorder.submit(vec![entry(n, filed(record(n, &[])))]))
        .collect();
    let backup = back_up(&house, 7200).unwrap();
    let manifest = &backup.manifest;
    assert!((31..=201).contains(&manifest.entries), "{backup:?}");
    let acked = open.acks.iter().take(more.len());
    assert_eq!(more.len(), acked.filter(|a| a.result.is_ok()).count());
    let file = backup.folder.join("diario.db");
    let content = std::fs::read(&file).unwrap();
    assert!(!content.starts_with(b"SQLite"), "the copy is in clear");
    let copy = raw(&house.paths, &file);
    let (count, digest): (u32, [u8; 32]) = copy
        .query_row(
            "SELECT count(*), (SELECT digest FROM entry ORDER BY entry DESC LIMIT 1) FROM entry",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .unwrap();
    assert_eq!((count, digest), (manifest.entries, manifest.last.digest));
    assert_eq!(manifest.attentions, manifest.entries - 1);
    assert_eq!(manifest.highest, [number(manifest.attentions)]);
    assert!(open.reader.verify().unwrap().is_sound());
    // It stands beside the journal at once, and in the chain when somebody says so.
    let last = journal::last_copy(&house.paths).unwrap();
    assert_eq!((last.folder, last.last), (backup.folder, manifest.last));
    assert_eq!(open.reader.last_copy().unwrap(), None);
}

#[test]
fn nothing_of_the_folder_of_the_journal_is_touched_by_a_copy() {
    let house = House::new();
    house.open().recorder.close().unwrap();
    let before = house.files();
    back_up(&house, 1).unwrap();
    let after = house.files();
    for name in ["diario.db", "diario.marca", "diario.id"] {
        assert!(before[name] == after[name], "{name}");
    }
}

#[test]
fn the_chain_is_told_of_a_copy_once() {
    let house = House::new();
    let unlocked = journal::by_file(&house.paths).unwrap();
    assert_eq!(journal::note_copy(&unlocked, at(1)), Ok(false));
    let backup = back_up(&house, 10).unwrap();
    let open = house.open();
    // Not while somebody writes.
    assert_eq!(journal::note_copy(&unlocked, at(11)), Ok(false));
    open.recorder.close().unwrap();
    drop(open.reader);
    for _ in 0..2 {
        assert_eq!(journal::note_copy(&unlocked, at(11)), Ok(true));
    }
    let reader = house.reader();
    let known = reader.last_copy().unwrap().unwrap();
    assert_eq!(known.last, backup.manifest.last);
    assert!(reader.verify().unwrap().is_sound());
    let mut kinds = Vec::new();
    reader
        .each_entry(at(-1), at(99), |e| {
            kinds.push(e.kind);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(kinds, ["genesis", "copy"]);
    drop(reader);
    assert!(house.open().opened.clean);
    // What is remembered of it is made again from the entries.
    journal::rebuild(&unlocked, at(20)).unwrap();
    assert_eq!(house.reader().last_copy().unwrap(), Some(known));
}

#[test]
fn every_kind_of_damage_to_a_copy_is_told_apart() {
    let house = House::new();
    let open = house.open();
    for n in 1..=20 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    open.recorder.close().unwrap();
    let folder = back_up(&house, 7200).unwrap().folder;
    assert_eq!(check(&house, &folder), Ok(()));
    let damaged = |name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        let file = folder.join(name);
        let whole = std::fs::read(&file).unwrap();
        let mut bytes = whole.clone();
        change(&mut bytes);
        std::fs::write(&file, bytes).unwrap();
        let found = check(&house, &folder);
        std::fs::write(&file, whole).unwrap();
        found
    };
    let differs = |name: &str| Err(CopyFault::Differs(name.into()));
    for at in [0, 20, 5000, 40_000] {
        assert_eq!(damaged("diario.db", &|b| b[at] ^= 1), differs("diario.db"));
    }
    assert_eq!(
        damaged("diario.db", &|b| b.truncate(8192)),
        differs("diario.db")
    );
    assert_eq!(damaged("diario.id", &|b| b[3] ^= 1), differs("diario.id"));
    assert_eq!(damaged("hoja.txt", &|b| b.clear()), differs("hoja.txt"));
    assert_eq!(damaged("copia.json", &Vec::clear), Err(CopyFault::Manifest));
    let replace = |from: &'static str, to: &'static str| {
        move |b: &mut Vec<u8>| {
            let text = String::from_utf8(b.clone()).unwrap();
            assert!(text.contains(from), "{text}");
            *b = text.replacen(from, to, 1).into_bytes();
        }
    };
    for (from, to) in [
        ("\"seq\": 21", "\"seq\": 20"),
        ("CAJ-02-2026-000020", "CAJ-02-2026-000002"),
        ("\"entries\": 21", "\"entries\": 12"),
    ] {
        let found = damaged("copia.json", &replace(from, to));
        assert!(
            matches!(found, Err(CopyFault::Altered | CopyFault::Manifest)),
            "{from}: {found:?}"
        );
    }
    let newer = replace("\"version\": 1", "\"version\": 2");
    assert_eq!(damaged("copia.json", &newer), Err(CopyFault::Newer));
    std::fs::remove_file(folder.join("diario.id")).unwrap();
    assert_eq!(
        check(&house, &folder),
        Err(CopyFault::Missing("diario.id".into()))
    );
    std::fs::remove_file(folder.join("copia.json")).unwrap();
    assert_eq!(check(&house, &folder), Err(CopyFault::Manifest));
    // Of another journal.
    let other = House::new();
    let theirs = back_up(&other, 1).unwrap().folder;
    assert_eq!(check(&house, &theirs), Err(CopyFault::Key));
}

#[test]
fn a_copy_of_a_forged_journal_is_refused() {
    let house = House::new();
    let open = house.open();
    open.save(vec![entry(1, filed(record(1, &[])))]);
    open.recorder.close().unwrap();
    let db = house.raw();
    db.execute_batch(
        "DROP TRIGGER entry_never_changes; UPDATE entry SET agent = 'otra' WHERE entry = 2",
    )
    .unwrap();
    drop(db);
    match back_up(&house, 7200) {
        Err(Error::Copy { fault, .. }) => assert_eq!(fault, CopyFault::Chain),
        other => panic!("{other:?}"),
    }
    let left = std::fs::read_dir(house.folder.path().join("usb")).unwrap();
    assert_eq!(left.count(), 0);
    assert_eq!(journal::last_copy(&house.paths), None);
}

#[test]
fn a_stick_that_is_not_in_is_said_and_no_folder_made_in_its_place() {
    let house = House::new();
    let stick = house.folder.path().join("no/usb");
    let wanted = Wanted {
        place: Some(&stick),
        now: at(1),
        local: at(1).naive_utc(),
        beside: &|_| Vec::new(),
    };
    let unlocked = journal::by_file(&house.paths).unwrap();
    let refused = journal::back_up(&unlocked, &wanted);
    assert_eq!(
        refused,
        Err(Error::NoPlace {
            folder: stick.clone()
        })
    );
    assert!(!stick.exists());
}

#[test]
fn an_earlier_version_is_changed_only_after_a_copy_of_it_was_verified() {
    let house = House::new();
    let open = house.open();
    open.save(vec![entry(1, filed(record(1, &[])))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    back_to_version_3(&house);
    let unlocked = journal::by_file(&house.paths).unwrap();
    // No room for the copy: a file stands where its folder should.
    let copies = journal::copies_folder(&house.paths);
    std::fs::write(&copies, b"").unwrap();
    let told = std::sync::atomic::AtomicU32::new(0);
    let on_update = || {
        told.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    };
    let open = |unlocked| journal::open_telling(unlocked, at(3600), Box::new(|_| {}), &on_update);
    match open(&unlocked) {
        Err(Error::NotUpdated { .. }) => {}
        other => panic!("{:?}", other.map(|_| ()).err()),
    }
    let version = |file: &Path| -> u32 {
        raw(&house.paths, file)
            .query_row("PRAGMA user_version", [], |r| r.get(0))
            .unwrap()
    };
    assert_eq!(version(&house.paths.database()), 3, "it was changed");
    std::fs::remove_file(&copies).unwrap();
    let (recorder, reader, opened) = open(&unlocked).unwrap();
    assert_eq!(opened.warnings, []);
    assert_eq!(told.load(std::sync::atomic::Ordering::SeqCst), 2);
    assert_eq!(reader.recent(5, None).unwrap().len(), 1);
    recorder.close().unwrap();
    drop(reader);
    let made: Vec<_> = std::fs::read_dir(&copies)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    assert_eq!(made.len(), 1);
    let name = made[0].file_name().unwrap().to_string_lossy();
    assert!(name.starts_with("antes-de-actualizar-v3-"), "{name}");
    assert_eq!(check(&house, &made[0]), Ok(()));
    assert_eq!(version(&made[0].join("diario.db")), 3);
    // Once more: nothing to do, nothing said, no copy.
    open(&unlocked).unwrap().0.close().unwrap();
    assert_eq!(told.load(std::sync::atomic::Ordering::SeqCst), 2);
    assert_eq!(std::fs::read_dir(&copies).unwrap().count(), 1);
}

#[test]
fn projections_alone_are_made_again_without_a_copy() {
    let house = House::new();
    house.open().recorder.close().unwrap();
    house
        .raw()
        .execute_batch("UPDATE setting SET value = '0' WHERE key = 'projections'")
        .unwrap();
    house.open().recorder.close().unwrap();
    assert!(!journal::copies_folder(&house.paths).exists());
}

/// The database as version 3 had it.
fn back_to_version_3(house: &House) {
    let db = house.raw();
    db.execute_batch(
        "DROP TABLE quarantine; DROP TABLE doubtful; DROP TABLE station; DROP TABLE promise_said;
         ALTER TABLE attention DROP COLUMN conflict;
         UPDATE setting SET value = '2' WHERE key = 'projections';
         PRAGMA user_version = 3",
    )
    .unwrap();
    drop(db);
}

/// The log is lost, and the database is behind: what only an older copy holds is not removed for a newer one.
#[test]
fn a_copy_that_alone_holds_entries_does_not_give_way() {
    let house = House::new();
    let open = house.open();
    open.save(vec![entry(1, filed(record(1, &[])))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    let behind = house.files();
    let plain = back_up(&house, 5).unwrap();
    let open = house.open();
    open.save(vec![entry(2, filed(record(2, &[])))]);
    open.recorder.close().unwrap();
    drop(open.reader);
    let whole = back_up(&house, 10).unwrap();
    assert_eq!(whole.removed, [plain.folder], "of one day");
    std::fs::write(house.paths.database(), &behind["diario.db"]).unwrap();
    let _none = std::fs::remove_file(house.paths.log());
    let after = back_up(&house, 20).unwrap();
    assert_eq!(after.removed, Vec::<std::path::PathBuf>::new());
    assert_eq!(check(&house, &whole.folder), Ok(()));
}

/// The places of two copies, the earlier first.
#[test]
fn a_later_copy_ends_later() {
    let house = House::new();
    let first = back_up(&house, 10).unwrap().manifest.last;
    let unlocked = journal::by_file(&house.paths).unwrap();
    journal::note_copy(&unlocked, at(11)).unwrap();
    let second: Place = back_up(&house, 20).unwrap().manifest.last;
    assert_eq!((first.epoch, first.seq), (1, 1));
    assert_eq!((second.epoch, second.seq), (1, 2));
}
