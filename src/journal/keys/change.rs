//! Changing who may open the journal. What needs no other data key is one write of the slots, with its entry in it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::opening::Held;
use super::super::{Error, Paths};
use super::device::{Carrier, DeviceSlot};
use super::file::DataKey;
use super::rekey::{self, Alone};
use super::slots::{Keys, RECOVERY, Roster, Sealed, SeatSlot, Slots};
use super::store::{self, Latch};
use super::vault::{Says, Vault};
use super::{DeviceSecret, PeopleError, RecoveryCode, Secret, Unlocked, pending, unlock};
use crate::people::{self, PeopleChange, Person, Presence, Role};

type Result<T, E = PeopleError> = std::result::Result<T, E>;

/// Slots that open the journal, the recovery slot among them: never fewer.
const LEAST_SLOTS: usize = 2;
/// Most characters of a name.
const LONGEST_NAME: usize = 80;

/// The slots while they are changed.
struct Edit {
    latch: Latch,
    slots: Slots,
    generation: u64,
    roster: Roster,
    vault: Vault,
    keys: Keys,
}

impl Edit {
    fn begin(unlocked: &Unlocked) -> Result<Self> {
        let latch = Latch::take(&unlocked.paths)?;
        let (slots, generation) = store::read(&unlocked.paths)?.ok_or(PeopleError::NoSlot)?;
        let (roster, vault) = slots.read(&unlocked.key)?;
        if roster.rekeying {
            // Another key is on its way in, and only the slots know it: whoever enters again finishes that first.
            return Err(Error::KeyReplaced.into());
        }
        Ok(Self {
            latch,
            slots,
            generation,
            roster,
            vault,
            keys: Keys {
                current: unlocked.key.clone(),
                next: None,
            },
        })
    }

    fn seat(&self, who: Uuid) -> Result<&SeatSlot> {
        self.roster.seat(who).ok_or(PeopleError::Unknown { who })
    }

    /// A slot for somebody with this secret.
    fn slot(&self, person: Person, secret: &Secret) -> Result<SeatSlot> {
        let device = self.vault.device()?;
        Ok(SeatSlot::new(
            person,
            secret,
            &device,
            self.roster.journal,
            &self.keys,
        )?)
    }

    /// Puts another slot in the place of somebody's, and ends their wait.
    fn replace(&mut self, slot: SeatSlot, agent: &str, now: DateTime<Utc>) -> Result<()> {
        self.forget_failures(&slot.person, agent, now)?;
        if let Some(place) = self.roster.seat_mut(slot.person.id) {
            *place = slot;
        }
        Ok(())
    }

    /// Ends somebody's wait. What failed is told.
    fn forget_failures(&mut self, person: &Person, agent: &str, now: DateTime<Utc>) -> Result<()> {
        let failed = self.slots.attempts.remove(&person.id);
        if let Some(failed) = failed.filter(|f| f.untold() > 0) {
            let failed = Presence::Failed {
                against: person.name.clone(),
                times: failed.untold(),
                first: failed.first,
                last: failed.last,
            };
            self.vault.note(now, agent, Says::Presence(failed))?;
        }
        Ok(())
    }

    /// Notes what was changed and writes it all, at once.
    fn commit(
        mut self,
        unlocked: &Unlocked,
        change: PeopleChange,
        now: DateTime<Utc>,
    ) -> Result<()> {
        self.note(unlocked, change, now)?;
        self.write(&unlocked.paths)?;
        drop(self.latch);
        Ok(pending::write_now(unlocked, now)?)
    }

    fn note(
        &mut self,
        unlocked: &Unlocked,
        change: PeopleChange,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let agent = unlocked.name().unwrap_or_default();
        Ok(self.vault.note(now, agent, Says::People(change))?)
    }

    fn write(&mut self, paths: &Paths) -> Result<()> {
        self.roster.changes += 1;
        self.slots
            .set(&self.roster, &self.vault, &self.keys.current)?;
        self.generation += 1;
        Ok(store::write(
            &self.latch,
            paths,
            &self.slots,
            self.generation,
        )?)
    }
}

/// Enrols somebody. No two people of a station ever have the same name, those who left among them.
pub fn enrol(
    unlocked: &Unlocked,
    person: &Person,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<()> {
    check_name(&person.name)?;
    check_secret(secret, &person.name)?;
    let mut edit = Edit::begin(unlocked)?;
    let seats = edit.roster.seats.iter();
    let taken = seats
        .map(|s| s.person.name.as_str())
        .chain(edit.vault.gone.iter().map(String::as_str))
        .any(|name| people::same_name(name, &person.name));
    if taken || edit.roster.seat(person.id).is_some() {
        return Err(PeopleError::NameTaken {
            name: person.name.clone(),
        });
    }
    let slot = edit.slot(person.clone(), secret)?;
    edit.roster.seats.push(slot);
    let person = person.clone();
    edit.commit(unlocked, PeopleChange::Enrolled { person }, now)
}

/// Gives whoever has the journal open another secret, where the one in use is given too. Wrong ones are counted.
pub fn change_secret(
    unlocked: &Unlocked,
    old: &Secret,
    new: &Secret,
    now: DateTime<Utc>,
) -> Result<()> {
    let person = unlocked.person().ok_or(PeopleError::NoSlot)?.clone();
    check_secret(new, &person.name)?;
    if old.text() == new.text() {
        return Err(PeopleError::SameSecret);
    }
    let device = unlocked.device_secret()?;
    unlock::check(&unlocked.paths, person.id, old, &device, now)?;
    set_secret(unlocked, &person, new, false, now)
}

/// Gives somebody else another secret, and ends their wait.
pub fn reset_secret(
    unlocked: &Unlocked,
    who: Uuid,
    new: &Secret,
    now: DateTime<Utc>,
) -> Result<()> {
    let edit = Edit::begin(unlocked)?;
    let person = edit.seat(who)?.person.clone();
    drop(edit);
    check_secret(new, &person.name)?;
    set_secret(unlocked, &person, new, true, now)
}

fn set_secret(
    unlocked: &Unlocked,
    person: &Person,
    new: &Secret,
    reset: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut edit = Edit::begin(unlocked)?;
    let person = edit.seat(person.id)?.person.clone();
    let slot = edit.slot(person.clone(), new)?;
    edit.replace(slot, unlocked.name().unwrap_or_default(), now)?;
    edit.commit(unlocked, PeopleChange::SecretChanged { person, reset }, now)
}

/// Ends the wait after somebody's wrong secrets.
pub fn end_wait(unlocked: &Unlocked, who: Uuid, now: DateTime<Utc>) -> Result<()> {
    let mut edit = Edit::begin(unlocked)?;
    let person = edit.seat(who)?.person.clone();
    edit.forget_failures(&person, unlocked.name().unwrap_or_default(), now)?;
    edit.commit(unlocked, PeopleChange::WaitEnded { person }, now)
}

/// Makes somebody something else; there is always an administrator. Refused while a desk is open: whoever sits there would
/// keep what they may do.
pub fn change_role(unlocked: &Unlocked, who: Uuid, role: Role, now: DateTime<Utc>) -> Result<()> {
    let mut edit = Edit::begin(unlocked)?;
    let before = edit.seat(who)?.person.role;
    if before == role {
        return Ok(());
    }
    if is_last_administrator(&edit.roster, who) {
        return Err(PeopleError::LastAdministrator);
    }
    let seat = edit.roster.seat_mut(who);
    let seat = seat.ok_or(PeopleError::Unknown { who })?;
    seat.person.role = role;
    let person = seat.person.clone();
    // Taken before anything is written.
    let held = Held::take(unlocked)?;
    edit.note(unlocked, PeopleChange::RoleChanged { person, before }, now)?;
    edit.write(&unlocked.paths)?;
    drop(edit);
    held.writer(now, &mut Vec::new())?;
    Ok(())
}

/// Removes somebody and gives the journal another data key, because they may have a copy of the one in use. Nobody may have
/// the journal open. Gives back the journal under its new key.
pub fn remove(unlocked: &Unlocked, who: Uuid, now: DateTime<Utc>) -> Result<Unlocked> {
    let mut edit = Edit::begin(unlocked)?;
    let person = edit.seat(who)?.person.clone();
    if is_last_administrator(&edit.roster, who) {
        return Err(PeopleError::LastAdministrator);
    }
    // The recovery slot is one more.
    if edit.roster.seats.len() < LEAST_SLOTS {
        return Err(PeopleError::TooFewSlots);
    }
    let keys = Keys {
        current: unlocked.key.clone(),
        next: Some(DataKey::random()?),
    };
    // Taken before anything is written: a journal that is open somewhere is refused and left as it is.
    let alone = Alone::take(&unlocked.paths, &keys)?;
    edit.forget_failures(&person, unlocked.name().unwrap_or_default(), now)?;
    edit.roster.seats.retain(|s| s.person.id != who);
    edit.vault.gone.push(person.name.clone());
    edit.roster.reseal(&keys)?;
    edit.note(unlocked, PeopleChange::Removed { person }, now)?;
    edit.write(&unlocked.paths)?;
    let key = rekey::finish(&edit.latch, &unlocked.paths, &keys, alone)?;
    drop(edit);
    let unlocked = Unlocked {
        key,
        ..unlocked.clone()
    };
    pending::write_now(&unlocked, now)?;
    Ok(unlocked)
}

/// Puts another recovery code in the place of the one in use, once it was shown and typed back.
pub fn replace_recovery(
    unlocked: &Unlocked,
    code: &RecoveryCode,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut edit = Edit::begin(unlocked)?;
    let journal = edit.roster.journal;
    let public = code.pair(journal.as_bytes())?.public;
    edit.roster.recovery = Sealed::new(public, journal, RECOVERY, &edit.keys)?;
    edit.commit(unlocked, PeopleChange::RecoveryReplaced, now)
}

/// Puts another carrier of the device secret in the place of the one in use, which opens nothing any more. Nobody's secret
/// changes.
pub fn replace_device_secret(
    unlocked: &Unlocked,
    carrier: &DeviceSecret,
    now: DateTime<Utc>,
) -> Result<()> {
    check_device(carrier)?;
    let mut edit = Edit::begin(unlocked)?;
    let slot = DeviceSlot::new(&edit.vault.device()?, carrier, edit.roster.journal)?;
    edit.roster.device = slot.ok_or(PeopleError::NoSlot)?;
    edit.commit(unlocked, PeopleChange::DeviceSecretReplaced, now)
}

fn is_last_administrator(roster: &Roster, who: Uuid) -> bool {
    let mut administrators = roster
        .seats
        .iter()
        .map(|s| &s.person)
        .filter(|p| p.role == Role::Administrator);
    administrators.next().is_some_and(|p| p.id == who) && administrators.next().is_none()
}

/// A name that can stand in entries and on the screen.
pub(super) fn check_name(name: &str) -> Result<()> {
    let good = !name.is_empty()
        && name.trim() == name
        && name.chars().count() <= LONGEST_NAME
        && crate::safe::clean_line(name) == name;
    good.then_some(()).ok_or(PeopleError::BadName)
}

pub(super) fn check_secret(secret: &Secret, name: &str) -> Result<()> {
    people::check_secret(secret.text(), name)
        .map(drop)
        .map_err(PeopleError::Weak)
}

pub(super) fn check_device(carrier: &DeviceSecret) -> Result<()> {
    match &carrier.0 {
        Carrier::Passphrase(typed) => {
            people::check_device_passphrase(typed.text()).map_err(PeopleError::WeakDevice)
        }
        Carrier::File { .. } | Carrier::Known(_) => Ok(()),
    }
}

#[cfg(test)]
#[path = "change_tests.rs"]
mod tests;
