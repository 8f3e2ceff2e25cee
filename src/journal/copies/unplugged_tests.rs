//! A stick pulled out, full, or failing once, at every touch of a copy: what was good stays good, and nothing is called so
//! that is not.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, TimeDelta};
use uuid::Uuid;

use super::super::{Change, Error, Paths, Reader, Station, Unlocked, by_file, create, opening};
use super::check::whole;
use super::faulty::{Fault, Kind};
use super::make::{back_up_on, keys_for};
use super::medium::Medium;
use super::{Backup, PARTIAL, Wanted};

struct House {
    folder: tempfile::TempDir,
    unlocked: Unlocked,
}

fn noon(day: i64) -> NaiveDateTime {
    DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::days(20_000 + day) + TimeDelta::hours(12)
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().join("data"),
            config: folder.path().join("config"),
        };
        let station = Station {
            institution: "Juntos".into(),
            office: "CAJ".into(),
            station: 2,
            agent: "Inés".into(),
            protocol: "p".into(),
            first_sequence: 1,
            practice: false,
        };
        let now = noon(0).and_utc();
        create(&paths, &station, Uuid::from_u128(7), now, [7; 16]).unwrap();
        std::fs::create_dir(folder.path().join("stick")).unwrap();
        let unlocked = by_file(&paths).unwrap();
        // A journal of some pages, so that there is more than one write.
        let (recorder, _, _) = opening::open(&unlocked, now, Box::new(|_| {})).unwrap();
        for n in 0..40u32 {
            recorder.submit(vec![Change::Protocol {
                hash: format!("{n}"),
                id: "p".into(),
                version: "1".into(),
                text: format!("{n} ").repeat(400),
            }]);
        }
        recorder.close().unwrap();
        Self { folder, unlocked }
    }

    fn stick(&self) -> PathBuf {
        self.folder.path().join("stick")
    }

    fn back_up(&self, medium: &Medium, day: i64) -> Result<Backup, Error> {
        back_up_on(
            medium,
            &self.unlocked,
            &Wanted {
                place: Some(&self.stick()),
                now: noon(day).and_utc(),
                local: noon(day),
                beside: &|_| vec![("hoja.txt".into(), b"hoja".to_vec())],
            },
        )
    }

    /// The names on the stick that are those of copies.
    fn copies(&self) -> Vec<PathBuf> {
        let mut names: Vec<PathBuf> = std::fs::read_dir(self.stick())
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| !p.to_string_lossy().ends_with(PARTIAL))
            .collect();
        names.sort();
        names
    }

    fn is_good(&self, folder: &Path) -> bool {
        whole(&Medium::default(), folder, &keys_for(&self.unlocked)).is_ok()
    }

    fn journal_is_sound(&self) -> bool {
        Reader::open(&self.unlocked)
            .unwrap()
            .verify()
            .unwrap()
            .is_sound()
    }
}

fn failing(kind: Kind, touches: u32) -> Medium {
    Medium {
        fault: Fault::after(kind, touches),
    }
}

#[test]
fn a_stick_that_fails_at_any_touch_leaves_every_earlier_copy_and_no_false_one() {
    let house = House::new();
    // Enough of them that old ones have to go each time.
    for day in 0..12 {
        house.back_up(&Medium::default(), day).unwrap();
    }
    let all = failing(Kind::Gone, u32::MAX);
    let made = house.back_up(&all, 12).unwrap();
    assert!(!made.removed.is_empty(), "{made:?}");
    let touches = all.fault.touches.get();
    assert!(touches > 30, "{touches}");
    let mut good_despite = 0;
    for kind in [Kind::Gone, Kind::Full, Kind::Once] {
        // From the same day again: by the clock, copies made now are older than those there.
        let mut day = 20;
        for n in 0..touches {
            day += 1;
            let before = house.copies();
            let medium = failing(kind, n);
            let result = house.back_up(&medium, day);
            let after = house.copies();
            match &result {
                Err(_) => {
                    assert!(medium.fault.met.get(), "{kind:?} {n}: {result:?}");
                    for copy in &before {
                        assert!(after.contains(copy), "{kind:?} {n}: {copy:?} is gone");
                    }
                    // One that got its name before the stick went is whole: it was read back before.
                    for copy in after.iter().filter(|c| !before.contains(c)) {
                        assert!(house.is_good(copy), "{kind:?} {n}: {copy:?}");
                    }
                }
                Ok(backup) => {
                    good_despite += u32::from(medium.fault.met.get());
                    assert!(house.is_good(&backup.folder), "{kind:?} {n}");
                    for copy in before.iter().filter(|c| !after.contains(c)) {
                        // Removed, or half removed under a name that is no copy's.
                        let told = backup.removed.contains(copy);
                        assert!(told || kind != Kind::Full, "{kind:?} {n}: {copy:?}");
                    }
                }
            }
            // Each is read back now and then; the newest always.
            let every = if n % 8 == 0 { 1 } else { after.len().max(1) };
            for copy in after.iter().rev().step_by(every) {
                assert!(house.is_good(copy), "{kind:?} {n}: {copy:?}");
            }
            assert!(!house.unlocked.paths.copy_on_its_way().exists());
            if n % 16 == 0 {
                assert!(house.journal_is_sound());
            }
            // The next one succeeds and leaves nothing behind.
            if n % 8 == 0 || result.is_ok() {
                day += 1;
                let next = house.back_up(&Medium::default(), day).unwrap();
                assert!(next.spoilt.is_empty(), "{kind:?} {n}: {next:?}");
                let left = std::fs::read_dir(house.stick()).unwrap().count();
                assert_eq!(left, house.copies().len(), "{kind:?} {n}");
            }
        }
    }
    assert!(good_despite > 0, "no failure came after the copy was good");
    assert!(house.journal_is_sound());
}

#[test]
fn what_is_no_copy_any_more_is_told_and_neither_counted_nor_removed() {
    let house = House::new();
    let mut made = Vec::new();
    for day in 0..9 {
        made.push(house.back_up(&Medium::default(), day).unwrap().folder);
    }
    // Days 7 and 8 stand for their week: with a byte of the newest of them changed, nothing may give way to it.
    let newest = made[8].join("diario.db");
    let mut bytes = std::fs::read(&newest).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&newest, &bytes).unwrap();
    std::fs::write(made[7].join("copia.json"), b"{").unwrap();
    let there: Vec<PathBuf> = house.copies();
    let backup = house.back_up(&Medium::default(), 40).unwrap();
    assert!(backup.spoilt.contains(&made[7]), "{backup:?}");
    for copy in [&made[7], &made[8]] {
        assert!(copy.exists());
        assert!(!backup.removed.contains(copy));
    }
    assert!(!house.is_good(&made[8]));
    // Whatever was let go had a good one of its day, week or month.
    for gone in there.iter().filter(|c| !c.exists()) {
        assert!(backup.removed.contains(gone));
    }
    assert!(
        house
            .copies()
            .iter()
            .any(|c| c != &backup.folder && house.is_good(c))
    );
}
