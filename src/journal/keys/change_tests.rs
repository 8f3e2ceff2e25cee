use super::super::super::{Body, Reader, open};
use super::super::house_tests::*;
use super::super::unlock::unlock;
use super::super::{DeviceKind, DeviceTrouble, UnlockError, by_file, enrol_first, recover};
use super::*;
use crate::people::Weak;

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
    reset_secret(&staffed.open, luis().id, &secret("926150"), at(6)).unwrap();
    let changes = || told(&staffed.open).len();
    assert_eq!(changes(), 2);
    recorder.take_in();
    reset_secret(&staffed.open, luis().id, &secret(AGENT_PIN), at(6)).unwrap();
    // Another role would not reach who sits there.
    let before = std::fs::read(staffed.paths().slots()).unwrap();
    assert!(matches!(
        change_role(&staffed.open, luis().id, Role::Guard, at(6)),
        Err(PeopleError::Journal(Error::Locked { .. }))
    ));
    assert!(before == std::fs::read(staffed.paths().slots()).unwrap());
    recorder.close().unwrap();
    assert_eq!(changes(), 4);
    for _ in 0..2 {
        drop(open(&staffed.open, at(7), Box::new(drop)).unwrap());
        assert_eq!(changes(), 4);
    }
    change_role(&staffed.open, luis().id, Role::Guard, at(7)).unwrap();
    assert_eq!(changes(), 5);
    let as_luis = staffed.unlock(&luis(), AGENT_PIN, 8).unwrap();
    assert_eq!(as_luis.role(), Some(Role::Guard));
}

/// Leaves the slots as a kill does that comes before the database has its other key.
fn begin_another_key(staffed: &Staffed) -> Keys {
    let paths = staffed.paths();
    let keys = Keys {
        current: staffed.open.key.clone(),
        next: Some(DataKey::random().unwrap()),
    };
    let latch = Latch::take(paths).unwrap();
    let (mut slots, generation) = store::read(paths).unwrap().unwrap();
    let (mut roster, vault) = slots.read(&keys.current).unwrap();
    roster.reseal(&keys).unwrap();
    slots.set(&roster, &vault, &keys.current).unwrap();
    store::write(&latch, paths, &slots, generation + 1).unwrap();
    keys
}

#[test]
fn who_has_the_old_key_cannot_change_people_while_another_is_on_its_way() {
    let staffed = Staffed::new();
    let keys = begin_another_key(&staffed);
    let ana = Person {
        id: Uuid::from_u128(3),
        name: "Ana Ríos".into(),
        role: Role::Guard,
    };
    let replaced = PeopleError::Journal(Error::KeyReplaced);
    let answer = enrol(&staffed.open, &ana, &secret("926150"), at(5));
    assert_eq!(answer, Err(replaced.clone()));
    // Somebody reads: it cannot be finished now, and is not given up.
    let reader = Reader::open(&staffed.open).unwrap();
    assert!(matches!(
        staffed.unlock(&luis(), AGENT_PIN, 6).err(),
        Some(UnlockError::Journal(Error::InUse { .. }))
    ));
    drop(reader);
    let open_ = staffed.unlock(&luis(), AGENT_PIN, 7).unwrap();
    assert!(Some(open_.key.bytes()) == keys.next.as_ref().map(DataKey::bytes));
    assert_eq!(
        enrol(&staffed.open, &ana, &secret("926150"), at(8)),
        Err(replaced)
    );
    assert_eq!(Reader::open(&staffed.open).err(), Some(Error::KeyReplaced));
    let opened = open(&open_, at(9), Box::new(drop)).unwrap().2;
    assert_eq!(opened.warnings, []);
}
