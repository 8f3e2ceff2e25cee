use super::super::house_tests::*;
use super::super::slots::Hex;
use super::super::{
    BadCode, DeviceKind, DeviceTrouble, Guard, guard, remove, replace_recovery, reset_secret,
};
use super::*;
use crate::attention::RegistryNumber;
use crate::journal::{Body, Reader, open};
use crate::people::Role;

fn wrong(tries_left: u32, wait: Option<i64>) -> UnlockError {
    UnlockError::Wrong {
        tries_left,
        wait_until: wait.map(at),
    }
}

#[test]
fn five_tries_are_free_and_then_nothing_is_looked_at_until_the_wait_is_over() {
    let staffed = Staffed::new();
    for (n, left) in (0..4).zip([4, 3, 2, 1]) {
        let answer = staffed.unlock(&luis(), "482916", 100 + n).err();
        assert_eq!(answer, Some(wrong(left, None)));
    }
    assert_eq!(
        staffed.unlock(&luis(), "482916", 110).err(),
        Some(wrong(0, Some(140)))
    );
    // Even the right one.
    let wait = Some(UnlockError::Wait { until: at(140) });
    assert_eq!(staffed.unlock(&luis(), AGENT_PIN, 139).err(), wait);
    let Guard::People { seats, .. } = guard(staffed.paths(), at(120)).unwrap() else {
        panic!("nobody guards it")
    };
    assert_eq!((seats[0].failures, seats[0].wait_until), (5, Some(at(140))));
    assert_eq!((seats[1].failures, seats[1].wait_until), (0, None));
    // A clock set back begins the wait anew, and only once.
    let anew = Some(UnlockError::Wait { until: at(80) });
    assert_eq!(staffed.unlock(&luis(), AGENT_PIN, 50).err(), anew);
    assert_eq!(staffed.unlock(&luis(), AGENT_PIN, 79).err(), anew);
    let open_ = staffed.unlock(&luis(), AGENT_PIN, 80).unwrap();
    assert_eq!(
        staffed.unlock(&luis(), "482916", 200).err(),
        Some(wrong(4, None))
    );
    let recorded = open(&open_, at(300), Box::new(drop)).unwrap();
    drop(recorded);
    let failed = Presence::Failed {
        against: "Luis Huamán".into(),
        times: 5,
        first: at(100),
        last: at(110),
    };
    assert_eq!(
        told(&open_).pop(),
        Some(("Luis Huamán".to_owned(), Body::Presence(failed)))
    );
}

#[test]
fn what_is_wrong_with_the_carrier_is_said_and_costs_no_try() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let stick = staffed.house.stick();
    let trouble =
        |device: &DeviceSecret| match unlock(paths, luis().id, &secret(AGENT_PIN), device, at(5)) {
            Err(UnlockError::Device(trouble)) => trouble,
            other => panic!("{:?}", other.map(drop)),
        };
    let usb = DeviceKind::UsbFile {
        hint: "turno.llave".into(),
    };
    let other = staffed.house.folder.path().join("otra.llave");
    let second = DeviceSecret::make_file(paths, &other).unwrap();
    assert_eq!(
        trouble(&second),
        DeviceTrouble::Wrong {
            wanted: usb.clone()
        }
    );
    let phrase = DeviceSecret::passphrase("llueve sobre el tejado rojo".into());
    assert_eq!(trouble(&phrase), DeviceTrouble::OtherKind { wanted: usb });
    assert!(matches!(
        DeviceSecret::make_file(paths, &other),
        Err(Error::Exists { .. })
    ));
    let read = |file: &std::path::Path| DeviceSecret::read_file(paths, file).err().unwrap();
    let nowhere = staffed.house.folder.path().join("nada");
    assert!(matches!(read(&nowhere), DeviceTrouble::NoFile { .. }));
    assert!(matches!(read(&paths.data), DeviceTrouble::NotAKey { .. }));
    assert!(matches!(
        read(&paths.identity()),
        DeviceTrouble::NotAKey { .. }
    ));
    let elsewhere = House::new();
    std::fs::write(elsewhere.paths.identity(), Uuid::from_u128(0xE).to_string()).unwrap();
    assert!(matches!(
        DeviceSecret::read_file(&elsewhere.paths, &stick)
            .err()
            .unwrap(),
        DeviceTrouble::OtherJournal { .. }
    ));
    let whole = std::fs::read(&stick).unwrap();
    let mut damaged = 0;
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        std::fs::write(&stick, &bytes).unwrap();
        match DeviceSecret::read_file(paths, &stick) {
            Err(DeviceTrouble::Damaged { .. }) => damaged += 1,
            Err(DeviceTrouble::NotAKey { .. }) => {}
            other => panic!("{place}: {other:?}"),
        }
    }
    assert!(damaged > whole.len() * 3 / 4);
    std::fs::write(&stick, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(read(&stick), DeviceTrouble::Damaged { .. }));
    let Guard::People { seats, .. } = guard(paths, at(6)).unwrap() else {
        panic!("nobody guards it")
    };
    assert!(seats.iter().all(|s| s.failures == 0));
}

#[test]
fn the_recovery_code_is_one_and_a_replaced_one_opens_nothing() {
    let staffed = Staffed::new();
    let second = RecoveryCode::random().unwrap();
    let recovered = |code| recover(staffed.paths(), code, "Ana Ríos", at(5)).err();
    assert_eq!(recovered(&second), Some(UnlockError::WrongCode));
    replace_recovery(&staffed.open, &second, at(4)).unwrap();
    assert_eq!(recovered(&staffed.code), Some(UnlockError::WrongCode));
    assert_eq!(recovered(&second), None);
}

type Alter = fn(&mut super::super::slots::Roster);

#[test]
fn a_file_that_somebody_altered_opens_for_nobody() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let whole = [paths.slots(), paths.slots_again()].map(|f| std::fs::read(f).unwrap());
    let altered: [Alter; 5] = [
        |r| r.seats[1].person.role = Role::Administrator,
        |r| r.seats[1].person.name = "Otro".into(),
        |r| r.seats.truncate(2),
        |r| r.recovery.public = Hex(vec![9; 32]),
        |r| r.key = "00".into(),
    ];
    for (n, alter) in altered.iter().enumerate() {
        let (mut slots, generation) = store::read(paths).unwrap().unwrap();
        let mut roster = slots.roster().unwrap();
        alter(&mut roster);
        if n == 2 {
            roster.seats.remove(0);
        }
        slots.put_roster(&roster);
        let latch = Latch::take(paths).unwrap();
        store::write(&latch, paths, &slots, generation + 1).unwrap();
        drop(latch);
        let answer = staffed.unlock(&luis(), AGENT_PIN, 9).err();
        assert_eq!(answer, Some(UnlockError::Altered), "{n}");
        for (file, content) in [paths.slots(), paths.slots_again()].iter().zip(&whole) {
            std::fs::write(file, content).unwrap();
        }
    }
    staffed.unlock(&luis(), AGENT_PIN, 9).unwrap();
}

#[test]
fn what_failed_for_somebody_who_does_not_come_is_told_by_the_next_who_does() {
    let staffed = Staffed::new();
    for n in [100, 110] {
        staffed.unlock(&luis(), "482916", n).err().unwrap();
    }
    staffed.unlock(&rosa(), PIN, 300).unwrap();
    staffed.unlock(&rosa(), PIN, 301).unwrap();
    // The count goes on where it was.
    assert_eq!(
        staffed.unlock(&luis(), "482916", 400).err(),
        Some(wrong(2, None))
    );
    let open_ = staffed.unlock(&luis(), AGENT_PIN, 500).unwrap();
    drop(open(&open_, at(600), Box::new(drop)).unwrap());
    let failed = |times, first, last| {
        Body::Presence(Presence::Failed {
            against: "Luis Huamán".into(),
            times,
            first: at(first),
            last: at(last),
        })
    };
    let told: Vec<_> = told(&open_).into_iter().skip(2).collect();
    assert_eq!(
        told,
        [
            ("Rosa Quispe".to_owned(), failed(2, 100, 110)),
            ("Luis Huamán".to_owned(), failed(1, 400, 400)),
        ]
    );
}

#[test]
fn an_older_file_of_the_slots_brings_nobody_back() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let files = [paths.slots(), paths.slots_again()];
    let keep = || files.clone().map(|f| std::fs::read(f).unwrap());
    let put = |kept: &[Vec<u8>; 2]| {
        for (file, content) in files.iter().zip(kept) {
            std::fs::write(file, content).unwrap();
        }
    };
    let first = keep();
    // Tries and openings are no change: a file from before them still serves.
    staffed.unlock(&luis(), AGENT_PIN, 5).unwrap();
    put(&first);
    staffed.unlock(&luis(), AGENT_PIN, 6).unwrap();
    reset_secret(&staffed.open, luis().id, &secret("926150"), at(7)).unwrap();
    let second = keep();
    put(&first);
    let older = Some(UnlockError::Journal(Error::KeysOlder));
    assert_eq!(staffed.unlock(&luis(), AGENT_PIN, 8).err(), older);
    put(&second);
    remove(&staffed.open, luis().id, at(9)).unwrap();
    let third = keep();
    for old in [&first, &second] {
        put(old);
        assert_eq!(staffed.unlock(&rosa(), PIN, 10).err(), older);
    }
    put(&third);
    staffed.unlock(&rosa(), PIN, 11).unwrap();
}

#[test]
fn older_slots_are_refused_where_the_journal_could_not_be_read_when_somebody_came_in() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let files = [paths.slots(), paths.slots_again()];
    let old = files.clone().map(|f| std::fs::read(f).unwrap());
    reset_secret(&staffed.open, luis().id, &secret("926150"), at(7)).unwrap();
    for (file, content) in files.iter().zip(&old) {
        std::fs::write(file, content).unwrap();
    }
    let (database, away) = (paths.database(), paths.data.join("away"));
    std::fs::rename(&database, &away).unwrap();
    let came_in = staffed.unlock(&luis(), AGENT_PIN, 8).unwrap();
    let code = recover(paths, &staffed.code, "Rosa Quispe", at(9)).unwrap();
    std::fs::rename(&away, &database).unwrap();
    let older = Some(Error::KeysOlder);
    assert_eq!(Reader::open(&came_in).err(), older);
    assert_eq!(Reader::open_entries(&came_in).err(), older);
    let opened = open(&came_in, at(10), Box::new(drop));
    assert_eq!(opened.map(drop).err(), older);
    Reader::open(&code).unwrap();
}

#[test]
fn the_recovery_code_adopts_slots_that_came_from_a_backup() {
    let staffed = Staffed::new();
    let old = std::fs::read(staffed.paths().slots()).unwrap();
    reset_secret(&staffed.open, luis().id, &secret("926150"), at(7)).unwrap();
    for file in [staffed.paths().slots(), staffed.paths().slots_again()] {
        std::fs::write(file, &old).unwrap();
    }
    recover(staffed.paths(), &staffed.code, "Ana Ríos", at(8)).unwrap();
    staffed.unlock(&luis(), AGENT_PIN, 9).unwrap();
}

#[test]
fn a_folder_that_was_copied_opens_for_the_recovery_code_alone() {
    let staffed = Staffed::new();
    let moved = staffed.house.folder.path().join("copia");
    let away = staffed.house.folder.path().join("antes");
    std::fs::rename(&staffed.paths().data, &moved).unwrap();
    let paths = Paths {
        data: moved.clone(),
        ..staffed.paths().clone()
    };
    let opened = || {
        unlock(
            &paths,
            luis().id,
            &secret(AGENT_PIN),
            &staffed.device,
            at(9),
        )
        .err()
    };
    let refused = opened();
    assert!(
        matches!(&refused, Some(UnlockError::Journal(Error::SlotsMoved { found, .. })) if found.ends_with("copia")),
        "{refused:?}"
    );
    recover(&paths, &staffed.code, "Ana Ríos", at(9)).unwrap();
    assert_eq!(opened(), None);
    std::fs::rename(&moved, &away).unwrap();
}

#[test]
fn a_copy_comes_back_on_a_new_disk_with_the_code_and_everybody_keeps_their_pin() {
    use crate::journal::{self, Choice, Wanted};
    let staffed = Staffed::new();
    let stick = staffed.house.folder.path().join("usb");
    std::fs::create_dir(&stick).unwrap();
    let wanted = Wanted {
        place: Some(&stick),
        now: at(9),
        local: at(9).naive_utc(),
        beside: &|_| Vec::new(),
    };
    let copy = journal::back_up(&staffed.open, &wanted).unwrap();
    let other = tempfile::tempdir().unwrap();
    let paths = Paths {
        data: other.path().join("data"),
        config: other.path().join("config"),
    };
    assert_eq!(journal::bring_people(&paths, &copy.folder), Ok(true));
    assert_eq!(journal::bring_people(&paths, &copy.folder), Ok(false));
    journal::leave_people(&paths).unwrap();
    assert!(!journal::exists(&paths) && !paths.slots().exists());
    assert_eq!(journal::bring_people(&paths, &copy.folder), Ok(true));
    let by_pin = |n| {
        unlock(
            &paths,
            luis().id,
            &secret(AGENT_PIN),
            &staffed.device,
            at(n),
        )
    };
    assert!(by_pin(10).is_err(), "another folder");
    let opened = recover(&paths, &staffed.code, "Rosa", at(11)).unwrap();
    assert!(by_pin(11).is_ok(), "a next try, with nothing restored yet");
    let plan = journal::plan(&opened, &copy.folder).unwrap();
    let manifest = &plan.copy.manifest;
    let local = at(12).naive_utc();
    let year = u16::try_from(chrono::Datelike::year(&local)).unwrap();
    let paper = RegistryNumber::new(&manifest.office, manifest.station, year, 40);
    let choice = Choice {
        drafts: true,
        paper,
        now: at(12),
        local,
    };
    journal::restore(&opened, &plan, &choice).unwrap();
    let opened = by_pin(13).unwrap();
    let (recorder, reader, opened) = open(&opened, at(14), Box::new(|_| {})).unwrap();
    assert_eq!(opened.warnings, []);
    assert!(reader.verify().unwrap().is_sound());
    recorder.close().unwrap();
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code = RecoveryCode::random().unwrap();
    let shown = code.shown();
    assert_eq!(shown.len(), 27 + 8);
    let typed = shown
        .to_lowercase()
        .replace('-', " ")
        .replace('0', "o")
        .replace('1', "L");
    assert_eq!(RecoveryCode::parse(&typed), Ok(code));
    assert_eq!(
        RecoveryCode::parse(&shown[..20]),
        Err(BadCode::Length { found: 15 })
    );
    assert_eq!(
        RecoveryCode::parse("ABU"),
        Err(BadCode::Character { place: 1 })
    );
    assert_eq!(
        RecoveryCode::parse("0BU"),
        Err(BadCode::Character { place: 3 })
    );
}

#[test]
fn tries_of_a_clock_that_was_set_back_are_told_by_whoever_comes_next() {
    let staffed = Staffed::new();
    staffed.unlock(&luis(), "482916", 5000).err().unwrap();
    let open_ = staffed.unlock(&rosa(), PIN, 100).unwrap();
    drop(open(&open_, at(101), Box::new(drop)).unwrap());
    let failed = Presence::Failed {
        against: "Luis Huamán".into(),
        times: 1,
        first: at(5000),
        last: at(5000),
    };
    let failed = ("Rosa Quispe".to_owned(), Body::Presence(failed));
    assert!(told(&open_).contains(&failed));
}
