//! What is wrong with a journal is said for what it is.

use std::process::Command;

use chrono::TimeDelta;
use ventanilla::journal::{self, Change, Error, Paths, Reader, Warning};

use super::support::*;

/// What both ways of opening say, which must be the same.
fn refusal(paths: &Paths) -> Error {
    let writing = open(paths).err().expect("it opened to write");
    let reading = journal::by_file(paths)
        .and_then(|unlocked| Reader::open(&unlocked))
        .err()
        .expect("it opened to read");
    assert_eq!(
        std::mem::discriminant(&writing),
        std::mem::discriminant(&reading),
        "{writing:?} {reading:?}"
    );
    writing
}

#[test]
fn nothing_there() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths {
        data: folder.path().join("a"),
        config: folder.path().join("b"),
    };
    assert!(!journal::exists(&paths));
    assert!(matches!(refusal(&paths), Error::NoJournal { .. }));
}

#[test]
fn an_existing_journal_is_not_made_again() {
    let house = House::new();
    let before = house.files();
    let again = journal::create(
        &house.paths,
        &station(),
        uuid::Uuid::from_u128(9),
        at(0),
        [0; 16],
    );
    assert!(matches!(again, Err(Error::Exists { .. })));
    assert_eq!(house.files(), before);
}

#[test]
fn what_a_creation_cut_short_left_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths {
        data: folder.path().join("a"),
        config: folder.path().join("b"),
    };
    std::fs::create_dir(&paths.data).unwrap();
    for left in ["diario.id", "diario.marca", "diario.db.nuevo"] {
        std::fs::write(paths.data.join(left), "x").unwrap();
    }
    journal::create(&paths, &station(), uuid::Uuid::from_u128(9), at(0), [0; 16]).unwrap();
    assert_eq!(open(&paths).unwrap().opened.warnings, []);
}

#[test]
fn the_key_is_missing_unreadable_or_another() {
    let house = House::new();
    let id = std::fs::read_to_string(house.paths.identity())
        .unwrap()
        .parse()
        .unwrap();
    let file = house.paths.key(id);
    let key = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(refusal(&house.paths), Error::NoKey { file: file.clone() });
    std::fs::write(&file, "{}").unwrap();
    assert_eq!(refusal(&house.paths), Error::BadKey { file: file.clone() });
    let at = key.find("\"key\": \"").unwrap() + 8;
    let other =
        key[..at].to_owned() + if key[at..].starts_with('0') { "1" } else { "0" } + &key[at + 1..];
    std::fs::write(&file, other).unwrap();
    assert!(matches!(refusal(&house.paths), Error::WrongKey { .. }));
    std::fs::write(&file, key).unwrap();
    drop(house.open());
    std::fs::remove_file(house.paths.identity()).unwrap();
    assert!(matches!(refusal(&house.paths), Error::NoIdentity { .. }));
}

#[test]
fn a_foreign_file_is_no_journal() {
    let house = House::new();
    // With its mark in place a journal was here: what stands in its place is damage.
    std::fs::remove_file(house.paths.mark()).unwrap();
    std::fs::remove_file(house.paths.database()).unwrap();
    let plain = rusqlite::Connection::open(house.paths.database()).unwrap();
    plain
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    drop(plain);
    assert!(matches!(refusal(&house.paths), Error::NotAJournal { .. }));
    std::fs::remove_file(house.paths.database()).unwrap();
    raw(&house.paths, &house.paths.database())
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    assert!(matches!(refusal(&house.paths), Error::NotAJournal { .. }));
    std::fs::write(house.paths.database(), "").unwrap();
    assert!(matches!(refusal(&house.paths), Error::NotAJournal { .. }));
}

#[test]
fn damage_is_not_taken_for_a_wrong_key() {
    let house = House::new();
    let open = house.open();
    for n in 1..=40 {
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
    let whole = house.files();
    let size = whole["diario.db"].len();
    let pages = size / 8192;
    assert!(pages > 10);
    for page in 0..pages {
        let mut files = whole.clone();
        files.get_mut("diario.db").unwrap()[page * 8192 + 4000] ^= 1;
        house.restore(&files);
        match Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap()) {
            Ok(reader) => {
                let report = reader.verify();
                assert!(
                    report.as_ref().map_or(true, |r| !r.is_sound()),
                    "page {page}: {report:?}"
                );
            }
            Err(Error::Damaged { .. }) => {}
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
    let mut files = whole.clone();
    files.get_mut("diario.db").unwrap()[100] ^= 1;
    house.restore(&files);
    assert!(matches!(refusal(&house.paths), Error::Damaged { .. }));
    files.insert("diario.db".into(), Vec::new());
    house.restore(&files);
    assert!(matches!(refusal(&house.paths), Error::Damaged { .. }));
    house.restore(&whole);
    assert!(house.reader().verify().unwrap().is_sound());
}

#[test]
fn a_later_version_is_only_read() {
    let house = House::new();
    house
        .raw()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert_eq!(
        open(&house.paths).err(),
        Some(Error::Newer {
            found: 99,
            known: 4
        })
    );
    assert_eq!(house.reader().station().unwrap(), station());
}

#[test]
fn one_writes_and_others_read() {
    let house = House::new();
    let first = house.open();
    assert!(matches!(
        open(&house.paths).err(),
        Some(Error::Locked { .. })
    ));
    assert!(matches!(
        journal::rebuild(&journal::by_file(&house.paths).unwrap(), at(0)),
        Err(Error::Locked { .. })
    ));
    let reader = house.reader();
    first.save(vec![entry(1, filed(record(1, &[])))]);
    assert_eq!(reader.recent(9, None).unwrap().len(), 1);
    first.recorder.close().unwrap();
    drop(house.open());
}

#[test]
fn a_copied_folder_does_not_open() {
    let house = House::new();
    let copy = Paths {
        data: house.folder.path().join("copia"),
        config: house.paths.config.clone(),
    };
    std::fs::create_dir(&copy.data).unwrap();
    for (name, content) in house.files() {
        std::fs::write(copy.data.join(name), content).unwrap();
    }
    let recorded = house.paths.data.canonicalize().unwrap();
    let found = copy.data.canonicalize().unwrap();
    match refusal(&copy) {
        Error::FolderMoved {
            recorded: r,
            found: f,
            key,
        } => {
            assert_eq!((r, f), (recorded.clone(), found.clone()));
            // Moved for good: the path is changed by hand.
            let text = std::fs::read_to_string(&key).unwrap();
            let adopted = text.replace(recorded.to_str().unwrap(), found.to_str().unwrap());
            std::fs::write(key, adopted).unwrap();
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(open(&copy).unwrap().opened.warnings, []);
    assert!(matches!(refusal(&house.paths), Error::FolderMoved { .. }));
}

#[test]
fn a_clock_set_back_is_only_a_warning() {
    let house = House::new();
    let early = journal::open(
        &journal::by_file(&house.paths).unwrap(),
        at(0) - TimeDelta::days(1),
        Box::new(drop),
    )
    .unwrap();
    assert_eq!(
        early.2.warnings,
        [Warning::ClockBack {
            last_entry_at: at(0)
        }]
    );
}

/// The file that is deleted or replaced under a running journal takes what is written with it: nothing is acknowledged.
#[test]
fn files_moved_away_stop_the_recorder() {
    for name in ["diario.db", "diario.db-wal"] {
        let house = House::new();
        let open = house.open();
        open.save(vec![field(1, "a", "b")]);
        std::fs::rename(house.paths.data.join(name), house.folder.path().join("x")).unwrap();
        let file = house.paths.data.join(name);
        let replaced = Error::Replaced { file };
        assert_eq!(
            open.try_save(vec![field(1, "a", "c")]),
            Err(replaced.clone()),
            "{name}"
        );
        let stopped = Error::Stopped {
            cause: Box::new(replaced.clone()),
        };
        std::fs::rename(house.folder.path().join("x"), house.paths.data.join(name)).unwrap();
        assert_eq!(
            open.try_save(vec![field(1, "a", "d")]),
            Err(stopped),
            "{name}: it never goes on by itself"
        );
        drop(open.reader);
        let log = std::fs::read(house.paths.log()).unwrap();
        assert_eq!(open.recorder.close(), Err(replaced));
        assert!(
            !log.is_empty() && std::fs::read(house.paths.log()).unwrap() == log,
            "{name}"
        );
        assert_eq!(house.open().opened.drafts.len(), 0);
    }
}

/// Runs with a folder on a file system of its own, where this user may mount one.
fn mounted(options: &[&str], run: impl FnOnce(&std::path::Path)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let done = Command::new("mount").args(options).arg(path).output();
    if !done.as_ref().is_ok_and(|o| o.status.success()) {
        eprintln!("skipped: mount {options:?} needs a privilege ({done:?})");
        return;
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(folder.path())));
    let undone = Command::new("umount").arg("-l").arg(path).status();
    assert!(undone.is_ok_and(|s| s.success()));
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_full_disk_refuses_without_losing_and_goes_on_when_there_is_room() {
    mounted(&["-t", "tmpfs", "-o", "size=6m", "tmpfs"], |disk| {
        let paths = Paths {
            data: disk.join("data"),
            config: disk.join("config"),
        };
        journal::create(&paths, &station(), uuid::Uuid::from_u128(9), at(0), [0; 16]).unwrap();
        let ballast = disk.join("ballast");
        std::fs::write(&ballast, vec![0; 2 << 20]).unwrap();
        let journal = open(&paths).unwrap();
        let mut kept = 0;
        let refused = loop {
            let next = entry(
                kept + 1,
                filed(record(
                    kept + 1,
                    &[("asunto.motivo", text(&"palabra ".repeat(2000)))],
                )),
            );
            match journal.try_save(vec![next]) {
                Ok(_) => kept += 1,
                Err(error) => break error,
            }
            assert!(kept < 1000, "the disk never filled");
        };
        assert!(kept > 3);
        assert_eq!(refused, Error::DiskFull);
        assert_eq!(
            journal.reader.recent(u32::MAX, None).unwrap().len(),
            kept as usize
        );
        assert!(journal.reader.verify().unwrap().is_sound());
        std::fs::remove_file(ballast).unwrap();
        journal.save(vec![entry(kept + 1, filed(record(kept + 1, &[])))]);
        let report = journal.reader.verify().unwrap();
        assert!(
            report.is_sound() && report.entries == kept + 2,
            "{report:?}"
        );
        journal.recorder.close().unwrap();
    });
}

#[test]
fn a_folder_where_nothing_can_be_written_is_read() {
    let house = House::new();
    let first = house.open();
    first.save(vec![
        entry(1, filed(record(1, &[]))),
        Change::Draft(draft(2, Some(2))),
    ]);
    first.recorder.close().unwrap();
    drop(first.reader);
    let data = house.paths.data.to_str().unwrap().to_owned();
    for left in ["diario.db-wal", "diario.db-shm"] {
        let _ = std::fs::remove_file(house.paths.data.join(left));
    }
    mounted(&["-t", "tmpfs", "-o", "size=6m", "tmpfs"], |disk| {
        // The key knows the folder by its path, so the folder itself is made read-only, by mounting it over itself.
        drop(disk.to_owned());
        let bound = Command::new("mount")
            .args(["--bind", &data, &data])
            .status()
            .is_ok_and(|s| s.success());
        let frozen = bound
            && Command::new("mount")
                .args(["-o", "remount,ro,bind", &data])
                .status()
                .is_ok_and(|s| s.success());
        let result = std::panic::catch_unwind(|| {
            assert!(frozen && std::fs::write(format!("{data}/x"), "").is_err());
            let reader = house.reader();
            assert_eq!(reader.recent(9, None).unwrap().len(), 1);
            assert_eq!(reader.drafts().unwrap().len(), 1);
            assert!(reader.verify().unwrap().is_sound());
            assert!(matches!(
                open(&house.paths).err(),
                Some(Error::ReadOnly { .. })
            ));
        });
        assert!(
            Command::new("umount")
                .args(["-l", &data])
                .status()
                .is_ok_and(|s| s.success())
        );
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    });
}
