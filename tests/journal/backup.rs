//! A backup is called one only when it was opened and verified.

use ventanilla::journal::Error;

use super::support::*;

#[test]
fn a_backup_of_a_running_journal_holds_what_was_acknowledged() {
    let house = House::new();
    let open = house.open();
    for n in 1..=30 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    // More of them arrive while it is made.
    let more: Vec<_> = (31..=200)
        .map(|n| open.recorder.submit(vec![entry(n, filed(record(n, &[])))]))
        .collect();
    let file = house.folder.path().join("copia.db");
    let backup = open.reader.backup(&file).unwrap();
    assert!((31..=201).contains(&backup.entries), "{backup:?}");
    assert_eq!(
        more.len(),
        open.acks
            .iter()
            .take(more.len())
            .filter(|a| a.result.is_ok())
            .count()
    );
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
    assert_eq!(
        (count, digest),
        (backup.entries, backup.tip.unwrap().digest)
    );
    assert!(!house.folder.path().join("copia.db.parcial").exists());
    assert_eq!(open.reader.backup(&file), Err(Error::Exists { file }));
    assert!(open.reader.verify().unwrap().is_sound());
}

#[test]
fn a_backup_of_a_forged_journal_is_refused() {
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
    let file = house.folder.path().join("copia.db");
    match house.reader().backup(&file) {
        Err(Error::Damaged { detail }) => assert_eq!(detail, "2: Digest"),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        std::fs::read_dir(house.folder.path()).unwrap().count(),
        2,
        "data and config alone"
    );
}
