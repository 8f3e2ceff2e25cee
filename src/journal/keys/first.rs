//! The first enrolment: the key file gives way to slots, and the key in it to another.

use chrono::{DateTime, Utc};

use super::super::Paths;
use super::cipher;
use super::device::DeviceSlot;
use super::file::{DataKey, folder};
use super::rekey::{self, Alone};
use super::slots::{Hex, Keys, RECOVERY, Roster, Sealed, SeatSlot, Slots};
use super::store::{self, Latch};
use super::vault::{Says, Vault};
use super::{DeviceSecret, Opener, PeopleError, RecoveryCode, Secret, Unlocked, change, pending};
use crate::people::{PeopleChange, Person, Role};

/// Enrols the first person, an administrator, and gives the journal another key: whoever copied the key file until now
/// opens nothing that is written from here on. The recovery code was shown and typed back before. Nobody may have the
/// journal open.
pub fn enrol_first(
    paths: &Paths,
    person: &Person,
    secret: &Secret,
    device: &DeviceSecret,
    code: &RecoveryCode,
    now: DateTime<Utc>,
) -> Result<Unlocked, PeopleError> {
    if store::exist(paths) {
        return Err(PeopleError::AlreadyEnrolled);
    }
    if person.role != Role::Administrator {
        return Err(PeopleError::LastAdministrator);
    }
    change::check_name(&person.name)?;
    change::check_secret(secret, &person.name)?;
    change::check_device(device)?;
    let (current, journal) = DataKey::load(paths)?;
    let keys = Keys {
        current,
        next: Some(DataKey::random()?),
    };
    let device_secret = cipher::random()?;
    let Some(device) = DeviceSlot::new(&device_secret, device, journal)? else {
        return Err(PeopleError::NoSlot);
    };
    let roster = Roster {
        journal,
        folder: folder(paths)?,
        changes: 1,
        key: keys.current.id(),
        rekeying: true,
        device,
        seats: vec![SeatSlot::new(
            person.clone(),
            secret,
            &device_secret,
            journal,
            &keys,
        )?],
        recovery: Sealed::new(
            code.pair(journal.as_bytes())?.public,
            journal,
            RECOVERY,
            &keys,
        )?,
    };
    let mut vault = Vault {
        device: Hex(device_secret.to_vec()),
        earlier: Vec::new(),
        pending: Vec::new(),
        gone: Vec::new(),
    };
    let enrolled = PeopleChange::Enrolled {
        person: person.clone(),
    };
    vault.note(now, &person.name, Says::People(enrolled))?;
    let latch = Latch::take(paths)?;
    if store::exist(paths) {
        return Err(PeopleError::AlreadyEnrolled);
    }
    // Taken before anything is written: a journal that is open somewhere is refused and left as it is.
    let alone = Alone::take(paths, &keys)?;
    let mut slots = Slots::new(&roster, &vault, &keys.current)?;
    slots.last = Some(person.id);
    store::write(&latch, paths, &slots, 1)?;
    let key = rekey::finish(&latch, paths, &keys, alone)?;
    drop(latch);
    let unlocked = Unlocked {
        paths: paths.clone(),
        key,
        device: journal,
        by: Opener::Person(person.clone()),
    };
    pending::write_now(&unlocked, now)?;
    Ok(unlocked)
}
