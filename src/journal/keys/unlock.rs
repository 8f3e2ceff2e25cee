//! Opening a journal for somebody: count the try, then look at the secret.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::super::{Error, Paths};
use super::age;
use super::cipher::Pair;
use super::rekey::{self, Alone};
use super::slots::{RECOVERY, Roster, SeatSlot, Slots};
use super::store::{self, Latch};
use super::vault::{Says, Vault};
use super::{DeviceSecret, Opener, RecoveryCode, Secret, UnlockError, Unlocked};
use crate::people::{Attempts, PeopleChange, Person, Presence};

/// How long a try may take to be found right or wrong.
const IN_FLIGHT: TimeDelta = TimeDelta::minutes(1);

/// Opens the journal for somebody. The try is on the disk before the secret is looked at, and taken back where it is right:
/// ending the program in between gains nothing. Takes about half a second, a second where the device secret is a
/// passphrase. A change of the data key that was cut short is finished first.
pub fn unlock(
    paths: &Paths,
    who: Uuid,
    secret: &Secret,
    device: &DeviceSecret,
    now: DateTime<Utc>,
) -> Result<Unlocked, UnlockError> {
    super::super::restore::finish(paths)?;
    let (slots, _) = store::read(paths)?.ok_or(UnlockError::NobodyEnrolled)?;
    let roster = slots.roster()?;
    roster.check_folder(paths)?;
    may_try(paths, who, now)?;
    let device = roster.device.open(device, roster.journal)?;
    let (seat, try_) = count(paths, who, now)?;
    let Some(pair) = seat.open(secret, &device, roster.journal)? else {
        return Err(UnlockError::Wrong {
            tries_left: try_.after.tries_left(),
            wait_until: try_.after.wait_until(now),
        });
    };
    enter(paths, &Whom::Person(who, try_.before), &pair, now)
}

/// Opens the journal with the recovery code, for whoever says that their name is this: with the powers of an administrator,
/// and it is an entry. A folder that was moved is adopted.
pub fn recover(
    paths: &Paths,
    code: &RecoveryCode,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Unlocked, UnlockError> {
    super::super::restore::finish(paths)?;
    let (slots, _) = store::read(paths)?.ok_or(UnlockError::NobodyEnrolled)?;
    let roster = slots.roster()?;
    let pair = code.pair(roster.journal.as_bytes())?;
    let opened = roster.recovery.open(&pair, roster.journal, RECOVERY);
    opened.ok_or(UnlockError::WrongCode)?;
    let name = crate::safe::clean_line(name.trim()).into_owned();
    enter(paths, &Whom::Recovery(name), &pair, now)
}

/// Looks at somebody's secret again, as for a change of it: the try is counted like every other.
pub(super) fn check(
    paths: &Paths,
    who: Uuid,
    secret: &Secret,
    device: &DeviceSecret,
    now: DateTime<Utc>,
) -> Result<(), UnlockError> {
    unlock(paths, who, secret, device, now).map(drop)
}

/// A try that was counted.
struct Try {
    before: Option<Attempts>,
    after: Attempts,
}

/// Refuses somebody who is not enrolled, and a try that comes too early.
fn may_try(paths: &Paths, who: Uuid, now: DateTime<Utc>) -> Result<(), UnlockError> {
    let latch = Latch::take(paths)?;
    tries(&latch, paths, who, now).map(drop)
}

/// Writes one more try for somebody, where one may be made.
fn count(paths: &Paths, who: Uuid, now: DateTime<Utc>) -> Result<(SeatSlot, Try), UnlockError> {
    let latch = Latch::take(paths)?;
    let (mut slots, generation, seat) = tries(&latch, paths, who, now)?;
    let before = slots.attempts.get(&who).copied();
    let after = Attempts::counted(before, now);
    slots.attempts.insert(who, after);
    store::write(&latch, paths, &slots, generation + 1)?;
    Ok((seat, Try { before, after }))
}

/// The slots with somebody's among them, where they need not wait. A wait that a clock set back began anew is kept.
fn tries(
    latch: &Latch,
    paths: &Paths,
    who: Uuid,
    now: DateTime<Utc>,
) -> Result<(Slots, u64, SeatSlot), UnlockError> {
    let (mut slots, generation) = store::read(paths)?.ok_or(UnlockError::NobodyEnrolled)?;
    let seat = slots.roster()?.seat(who).cloned();
    let seat = seat.ok_or(UnlockError::Unknown { who })?;
    let Some(attempts) = slots.attempts.get(&who).copied() else {
        return Ok((slots, generation, seat));
    };
    let Some(until) = attempts.wait_until(now) else {
        return Ok((slots, generation, seat));
    };
    let with_clock = attempts.with_clock(now);
    if with_clock != attempts {
        slots.attempts.insert(who, with_clock);
        store::write(latch, paths, &slots, generation + 1)?;
    }
    Err(UnlockError::Wait { until })
}

/// Who opens the journal.
enum Whom {
    /// With what was counted before the try that was right.
    Person(Uuid, Option<Attempts>),
    /// By this name.
    Recovery(String),
}

/// The rest, once the private half of a slot is there: checks what the file says, writes down what has to be told, and
/// finishes a change of the data key that was cut short.
fn enter(
    paths: &Paths,
    whom: &Whom,
    pair: &Pair,
    now: DateTime<Utc>,
) -> Result<Unlocked, UnlockError> {
    let latch = Latch::take(paths)?;
    let (mut slots, generation) = store::read(paths)?.ok_or(UnlockError::NobodyEnrolled)?;
    let roster = slots.roster()?;
    let (sealed, id) = match whom {
        Whom::Person(who, _) => {
            let seat = roster.seat(*who);
            let seat = seat.ok_or(UnlockError::Unknown { who: *who })?;
            (&seat.sealed, *who)
        }
        Whom::Recovery(_) => (&roster.recovery, RECOVERY),
    };
    if sealed.public.0 != pair.public {
        // Given a new secret while this one was being looked at.
        return Err(Error::KeysBusy {
            file: paths.slots(),
        }
        .into());
    }
    let keys = sealed.open(pair, roster.journal, id);
    let keys = keys.ok_or(UnlockError::Altered)?;
    let (mut roster, mut vault) = slots.read(&keys.current).map_err(|e| match e {
        // A file whose parts are of different keys was put together by hand.
        Error::KeyReplaced => Error::KeysAltered,
        other => other,
    })?;
    let seen = age::seen_with(paths, &keys)?;
    let by = match whom {
        Whom::Person(..) if seen.is_none_or(|seen| roster.changes < seen) => {
            return Err(Error::KeysOlder.into());
        }
        Whom::Person(who, before) => {
            let person = roster.seat(*who).map(|s| s.person.clone());
            let person = person.ok_or(UnlockError::Altered)?;
            let failed = slots.attempts.remove(who);
            if let Some(failed) = failed.and_then(|f| failures(&person, f, *before)) {
                vault.note(now, &person.name, Says::Presence(failed))?;
            }
            slots.last = Some(*who);
            Opener::Person(person)
        }
        Whom::Recovery(name) => {
            let said = Says::People(PeopleChange::RecoveryUsed);
            vault.note(now, name, said)?;
            roster.folder = super::file::folder(paths)?;
            roster.changes = roster.changes.max(seen.unwrap_or(0));
            Opener::Recovery { name: name.clone() }
        }
    };
    tell_of_others(&mut slots, &roster, &mut vault, by.name(), now)?;
    slots.set(&roster, &vault, &keys.current)?;
    store::write(&latch, paths, &slots, generation + 1)?;
    let key = match &keys.next {
        None => {
            rekey::remove_key_file(paths, roster.journal)?;
            keys.current.clone()
        }
        Some(_) => rekey::finish(&latch, paths, &keys, Alone::take(paths, &keys)?)?,
    };
    Ok(Unlocked {
        paths: paths.clone(),
        key,
        device: roster.journal,
        by,
    })
}

/// Notes what failed for others, who may never come to tell of it. Their waits go on. A try of a moment ago may still be
/// found right; one of a time to come is of a clock that was set back.
fn tell_of_others(
    slots: &mut Slots,
    roster: &Roster,
    vault: &mut Vault,
    agent: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for (who, attempts) in &mut slots.attempts {
        let Some(seat) = roster.seat(*who) else {
            continue;
        };
        if attempts.untold() > 0 && (now - attempts.last).abs() > IN_FLIGHT {
            let failed = Presence::Failed {
                against: seat.person.name.clone(),
                times: attempts.untold(),
                first: attempts.first,
                last: attempts.last,
            };
            vault.note(now, agent.unwrap_or_default(), Says::Presence(failed))?;
            attempts.told = attempts.failures;
        }
    }
    Ok(())
}

/// What is told of the tries before the right one.
fn failures(person: &Person, counted: Attempts, before: Option<Attempts>) -> Option<Presence> {
    let times = counted.untold().saturating_sub(1);
    (times > 0).then(|| Presence::Failed {
        against: person.name.clone(),
        times,
        first: counted.first,
        last: before.map_or(counted.last, |b| b.last),
    })
}

#[cfg(test)]
#[path = "unlock_tests.rs"]
mod tests;
