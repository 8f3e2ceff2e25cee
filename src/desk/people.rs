//! Who may be at the journal: let in, enrolled, given another secret or role, removed. Each asks first whether whoever is at
//! the keys may do it; the journal keeps what was done.

use chrono::{DateTime, FixedOffset};
use uuid::Uuid;

use super::{Denied, Session};
use crate::journal::{
    self, DeviceSecret, Guard, Paths, PeopleError, RecoveryCode, Secret, UnlockError,
};
use crate::people::{Permission, Person, Role};

/// Why it was left as it is, with the clock by which waits are told.
fn because<E: Into<PeopleError>>(now: DateTime<FixedOffset>) -> impl Fn(E) -> Denied {
    move |error| Denied::People(Box::new(error.into()), *now.offset())
}

impl Session {
    /// Lets somebody in by their secret and the device secret. Takes as long as looking at a secret has to.
    pub fn enter(
        paths: &Paths,
        who: Uuid,
        secret: &Secret,
        device: &DeviceSecret,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, Denied> {
        let unlocked = journal::unlock(paths, who, secret, device, now.to_utc());
        Ok(Self::new(unlocked.map_err(because(now))?))
    }

    /// Lets in whoever has the recovery code and says that this is their name, with the powers of an administrator.
    pub fn recover(
        paths: &Paths,
        code: &RecoveryCode,
        name: &str,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, Denied> {
        let unlocked = journal::recover(paths, code, name, now.to_utc());
        Ok(Self::new(unlocked.map_err(because(now))?))
    }

    /// Whether the first person can be enrolled here: not where people are, and not in a practice journal, which opens
    /// without anybody.
    pub fn can_enrol_first(&self, now: DateTime<FixedOffset>) -> Result<(), Denied> {
        if self.role().is_some() {
            return Err(because(now)(PeopleError::AlreadyEnrolled));
        }
        if self.reader(Permission::ManagePeople)?.station()?.practice {
            return Err(Denied::Practice);
        }
        Ok(())
    }

    /// Enrols the first person, who administers the station; the key of the journal becomes another. The recovery code was
    /// copied and typed back before.
    pub fn enrol_first(
        &self,
        person: &Person,
        secret: &Secret,
        device: &DeviceSecret,
        code: &RecoveryCode,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, Denied> {
        self.can_enrol_first(now)?;
        let unlocked =
            journal::enrol_first(self.paths(), person, secret, device, code, now.to_utc());
        Ok(Self::new(unlocked.map_err(because(now))?))
    }

    /// Enrols one more person.
    pub fn enrol(
        &self,
        person: &Person,
        secret: &Secret,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may(Permission::ManagePeople)?;
        journal::enrol(self.unlocked(), person, secret, now.to_utc()).map_err(because(now))
    }

    /// Removes somebody, and replaces the key of the journal: gives back the session under the new one.
    pub fn remove(&self, who: Uuid, now: DateTime<FixedOffset>) -> Result<Self, Denied> {
        self.may(Permission::ManagePeople)?;
        let unlocked = journal::remove(self.unlocked(), who, now.to_utc());
        Ok(Self::new(unlocked.map_err(because(now))?))
    }

    /// Makes somebody something else.
    pub fn change_role(
        &self,
        who: Uuid,
        role: Role,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may(Permission::ManagePeople)?;
        journal::change_role(self.unlocked(), who, role, now.to_utc()).map_err(because(now))
    }

    /// Changes the secret of who is at the keys, who gives the one in use too.
    pub fn change_secret(
        &self,
        old: &Secret,
        new: &Secret,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may(Permission::ChangeOwnSecret)?;
        journal::change_secret(self.unlocked(), old, new, now.to_utc()).map_err(because(now))
    }

    /// Whether somebody may be given a new secret. Whoever knows it can sit down as them, so that only who manages people
    /// does it to others who do: a supervisor does not become the administrator that way.
    pub fn may_reset(&self, who: Uuid, now: DateTime<FixedOffset>) -> Result<(), Denied> {
        self.may(Permission::ResetSecret)?;
        let manages = |role: Role| Permission::ManagePeople.of(role) != crate::people::Grant::Never;
        let Guard::People { seats, .. } = journal::guard(self.paths(), now.to_utc())? else {
            return Err(because(now)(UnlockError::NobodyEnrolled));
        };
        let seat = seats.iter().find(|s| s.person.id == who);
        let seat = seat.ok_or(PeopleError::Unknown { who });
        if manages(seat.map_err(because(now))?.person.role) {
            self.may(Permission::ManagePeople)?;
        }
        Ok(())
    }

    /// Gives somebody a new secret, and ends their wait.
    pub fn reset_secret(
        &self,
        who: Uuid,
        new: &Secret,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may_reset(who, now)?;
        journal::reset_secret(self.unlocked(), who, new, now.to_utc()).map_err(because(now))
    }

    /// Ends somebody's wait after wrong secrets; they keep the one they have.
    pub fn end_wait(&self, who: Uuid, now: DateTime<FixedOffset>) -> Result<(), Denied> {
        self.may_reset(who, now)?;
        journal::end_wait(self.unlocked(), who, now.to_utc()).map_err(because(now))
    }

    /// Puts another recovery code in the place of the one in use, once it was copied and typed back.
    pub fn replace_recovery(
        &self,
        code: &RecoveryCode,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may(Permission::ManagePeople)?;
        journal::replace_recovery(self.unlocked(), code, now.to_utc()).map_err(because(now))
    }

    /// Puts another key file or boot passphrase in the place of the one in use.
    pub fn replace_device(
        &self,
        carrier: &DeviceSecret,
        now: DateTime<FixedOffset>,
    ) -> Result<(), Denied> {
        self.may(Permission::ManagePeople)?;
        journal::replace_device_secret(self.unlocked(), carrier, now.to_utc()).map_err(because(now))
    }
}
