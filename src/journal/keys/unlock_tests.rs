use super::super::slots::Hex;
use super::super::test_house::*;
use super::super::{
    BadCode, DeviceKind, DeviceTrouble, Guard, PeopleError, by_file, change_role, change_secret,
    end_wait, enrol, enrol_first, guard, remove, replace_device_secret, replace_recovery,
    reset_secret,
};
use super::*;
use crate::journal::{Body, Reader, open};
use crate::people::{Role, Weak};

fn wrong(tries_left: u32, wait: Option<i64>) -> Option<UnlockError> {
    Some(UnlockError::Wrong {
        tries_left,
        wait_until: wait.map(at),
    })
}

#[test]
fn five_tries_are_free_and_then_nothing_is_looked_at_until_the_wait_is_over() {
    let staffed = Staffed::new();
    for (n, left) in (0..4).zip([4, 3, 2, 1]) {
        let answer = staffed.unlock(&luis(), "482916", 100 + n).err();
        assert_eq!(answer, wrong(left, None));
    }
    assert_eq!(
        staffed.unlock(&luis(), "482916", 110).err(),
        wrong(0, Some(140))
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
    assert_eq!(staffed.unlock(&luis(), "482916", 200).err(), wrong(4, None));
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
fn somebody_else_ends_the_wait_and_what_failed_is_told() {
    let staffed = Staffed::new();
    for n in 0..5 {
        staffed.unlock(&luis(), "482916", 100 + n).err().unwrap();
    }
    end_wait(&staffed.open, luis().id, at(110)).unwrap();
    staffed.unlock(&luis(), AGENT_PIN, 111).unwrap();
    let told = told(&staffed.open);
    assert!(matches!(
        &told[told.len() - 2..],
        [
            (who, Body::Presence(Presence::Failed { times: 5, .. })),
            (_, Body::People(PeopleChange::WaitEnded { .. })),
        ] if who == "Rosa Quispe"
    ));
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
fn another_carrier_takes_the_place_of_the_lost_one_and_nobody_needs_another_pin() {
    let staffed = Staffed::new();
    let recovered = recover(staffed.paths(), &staffed.code, "Ana Ríos", at(5)).unwrap();
    assert_eq!(
        (recovered.person(), recovered.name()),
        (None, Some("Ana Ríos"))
    );
    let short = DeviceSecret::passphrase("llueve sobre el tejado".into());
    assert_eq!(
        replace_device_secret(&recovered, &short, at(6)),
        Err(PeopleError::WeakDevice(Weak::FewWords))
    );
    let phrase = DeviceSecret::passphrase("  llueve sobre el tejado  rojo".into());
    replace_device_secret(&recovered, &phrase, at(6)).unwrap();
    assert!(matches!(
        staffed.unlock(&luis(), AGENT_PIN, 7).err(),
        Some(UnlockError::Device(DeviceTrouble::OtherKind { .. }))
    ));
    let typed = DeviceSecret::passphrase("llueve sobre el tejado rojo".into());
    let open_ = unlock(
        staffed.paths(),
        luis().id,
        &secret(AGENT_PIN),
        &typed,
        at(8),
    )
    .unwrap();
    let wrong = DeviceSecret::passphrase("llueve sobre el tejado verde".into());
    assert!(matches!(
        unlock(
            staffed.paths(),
            luis().id,
            &secret(AGENT_PIN),
            &wrong,
            at(8)
        )
        .err(),
        Some(UnlockError::Device(DeviceTrouble::Wrong {
            wanted: DeviceKind::Passphrase
        }))
    ));
    // The next person at the same desk brings their PIN alone.
    let lent = open_.device_secret().unwrap();
    unlock(staffed.paths(), rosa().id, &secret(PIN), &lent, at(9)).unwrap();
    let told: Vec<_> = told(&open_).into_iter().skip(2).collect();
    assert_eq!(
        told,
        [
            ("Ana Ríos".into(), Body::People(PeopleChange::RecoveryUsed)),
            (
                "Ana Ríos".into(),
                Body::People(PeopleChange::DeviceSecretReplaced)
            ),
        ]
    );
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

#[test]
fn a_secret_is_changed_with_the_old_one_or_by_somebody_else() {
    let staffed = Staffed::new();
    let as_luis = staffed.unlock(&luis(), AGENT_PIN, 5).unwrap();
    let new = secret("llueve sobre Cajabamba");
    let change = |old: &str, new: &Secret| change_secret(&as_luis, &secret(old), new, at(6));
    assert_eq!(
        change(AGENT_PIN, &secret("123456")),
        Err(PeopleError::Weak(Weak::Run))
    );
    assert_eq!(
        change(AGENT_PIN, &secret(AGENT_PIN)),
        Err(PeopleError::SameSecret)
    );
    assert!(matches!(
        change("482916", &new),
        Err(PeopleError::Unlock(UnlockError::Wrong {
            tries_left: 4,
            ..
        }))
    ));
    change(AGENT_PIN, &new).unwrap();
    assert!(staffed.unlock(&luis(), AGENT_PIN, 7).is_err());
    // However the words are spaced and composed.
    staffed
        .unlock(&luis(), " llueve  sobre Cajabamba\t", 8)
        .unwrap();
    reset_secret(&staffed.open, luis().id, &secret("926150"), at(9)).unwrap();
    assert!(
        staffed
            .unlock(&luis(), "llueve sobre Cajabamba", 10)
            .is_err()
    );
    staffed.unlock(&luis(), "926150", 11).unwrap();
    let resets: Vec<bool> = told(&staffed.open)
        .into_iter()
        .filter_map(|(_, body)| match body {
            Body::People(PeopleChange::SecretChanged { reset, .. }) => Some(reset),
            _ => None,
        })
        .collect();
    assert_eq!(resets, [false, true]);
    let recovered = recover(staffed.paths(), &staffed.code, "Ana Ríos", at(12)).unwrap();
    assert_eq!(
        change_secret(&recovered, &secret("926150"), &new, at(13)),
        Err(PeopleError::NoSlot)
    );
}

#[test]
fn refusals_change_nothing() {
    let staffed = Staffed::new();
    let files = || {
        [staffed.paths().slots(), staffed.paths().slots_again()].map(|f| std::fs::read(f).unwrap())
    };
    let before = files();
    let named = |name: &str| Person {
        name: name.into(),
        id: Uuid::from_u128(3),
        role: Role::Guard,
    };
    let pin = secret("926150");
    for (name, why) in [
        (
            "LUIS huaman",
            PeopleError::NameTaken {
                name: "LUIS huaman".into(),
            },
        ),
        ("", PeopleError::BadName),
        (" Ana", PeopleError::BadName),
        ("An\u{202e}a", PeopleError::BadName),
    ] {
        assert_eq!(enrol(&staffed.open, &named(name), &pin, at(5)), Err(why));
    }
    assert_eq!(
        enrol(&staffed.open, &named("Ana Ríos"), &secret("123456"), at(5)),
        Err(PeopleError::Weak(Weak::Run))
    );
    let last = Err(PeopleError::LastAdministrator);
    assert_eq!(
        change_role(&staffed.open, rosa().id, Role::Agent, at(5)),
        last
    );
    assert_eq!(remove(&staffed.open, rosa().id, at(5)).map(drop), last);
    let who = Uuid::from_u128(77);
    assert_eq!(
        remove(&staffed.open, who, at(5)).map(drop),
        Err(PeopleError::Unknown { who })
    );
    assert_eq!(
        enrol_first(
            staffed.paths(),
            &rosa(),
            &pin,
            &staffed.device,
            &staffed.code,
            at(5)
        )
        .map(drop),
        Err(PeopleError::AlreadyEnrolled)
    );
    // Somebody reads, or writes: another key would be pulled from under them.
    let reader = Reader::open(&staffed.open).unwrap();
    let in_use = PeopleError::Journal(Error::InUse {
        file: staffed.paths().database(),
    });
    assert_eq!(
        remove(&staffed.open, luis().id, at(5)).map(drop),
        Err(in_use)
    );
    drop(reader);
    let recorder = open(&staffed.open, at(5), Box::new(drop)).unwrap().0;
    assert!(matches!(
        remove(&staffed.open, luis().id, at(5)).map(drop),
        Err(PeopleError::Journal(Error::Locked { .. }))
    ));
    drop(recorder);
    assert!(before == files());
    // A name stays taken when who had it is gone.
    let open_ = remove(&staffed.open, luis().id, at(6)).unwrap();
    assert!(matches!(
        enrol(
            &open_,
            &Person {
                role: Role::Agent,
                ..named("Luis Huamán")
            },
            &pin,
            at(7)
        ),
        Err(PeopleError::NameTaken { .. })
    ));
    let fresh = House::new();
    let agent = luis();
    assert_eq!(
        enrol_first(
            &fresh.paths,
            &agent,
            &pin,
            &fresh.device(),
            &staffed.code,
            at(5)
        )
        .map(drop),
        Err(PeopleError::LastAdministrator)
    );
    by_file(&fresh.paths).unwrap();
}

#[test]
fn a_change_waits_for_whoever_writes_and_comes_into_the_chain_once() {
    let staffed = Staffed::new();
    let (recorder, _, _) = open(&staffed.open, at(5), Box::new(drop)).unwrap();
    change_role(&staffed.open, luis().id, Role::Supervisor, at(6)).unwrap();
    let changes = || told(&staffed.open).len();
    assert_eq!(changes(), 2);
    recorder.close().unwrap();
    for _ in 0..2 {
        drop(open(&staffed.open, at(7), Box::new(drop)).unwrap());
        assert_eq!(changes(), 3);
    }
    let as_luis = staffed.unlock(&luis(), AGENT_PIN, 8).unwrap();
    assert_eq!(as_luis.role(), Some(Role::Supervisor));
}

#[test]
fn a_file_that_somebody_altered_opens_for_nobody() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let whole = [paths.slots(), paths.slots_again()].map(|f| std::fs::read(f).unwrap());
    type Alter = fn(&mut super::super::slots::Roster);
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
