//! Somebody at a journal that is open to them: every verb, of the desk or of the command line, asks here first.

use chrono::{DateTime, Utc};

use super::Denied;
use crate::journal::{self, Paths, Reader, Unlocked};
use crate::people::{Grant, Permission, Person, Role};

/// Somebody at a journal that is open to them. While nobody is enrolled there is nobody to be told apart, and everything
/// is allowed.
#[derive(Clone)]
pub struct Session {
    unlocked: Unlocked,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("by", self.unlocked.by())
            .finish_non_exhaustive()
    }
}

impl Session {
    /// The session of a journal whose key was brought.
    pub fn new(unlocked: Unlocked) -> Self {
        Self { unlocked }
    }

    /// The session of a journal whose key lies in a file: nobody is enrolled there.
    pub fn by_file(paths: &Paths) -> Result<Self, Denied> {
        Ok(Self::new(journal::by_file(paths)?))
    }

    /// Who it is; `None` while nobody is enrolled, and where the recovery code opened the journal.
    pub fn person(&self) -> Option<&Person> {
        self.unlocked.person()
    }

    /// What they may do; `None` while nobody is enrolled.
    pub fn role(&self) -> Option<Role> {
        self.unlocked.role()
    }

    /// By which name entries are written; `None` while nobody is enrolled.
    pub fn name(&self) -> Option<&str> {
        self.unlocked.name()
    }

    /// The journal's folders.
    pub fn paths(&self) -> &Paths {
        self.unlocked.paths()
    }

    /// The journal with its key, for who was found to be allowed.
    pub(super) fn unlocked(&self) -> &Unlocked {
        &self.unlocked
    }

    /// How far a permission goes here.
    pub fn grant(&self, permission: Permission) -> Grant {
        self.role()
            .map_or(Grant::Always, |role| permission.of(role))
    }

    /// Whether something may be done, whoever recorded what it is done to.
    pub fn may(&self, permission: Permission) -> Result<(), Denied> {
        match self.grant(permission) {
            Grant::Always => Ok(()),
            Grant::Own | Grant::Never => Err(self.not_allowed(permission)),
        }
    }

    /// Whether something may be done to what `by` recorded.
    pub fn may_to(&self, permission: Permission, by: &str) -> Result<(), Denied> {
        let own = self.person().is_some_and(|p| p.name == by);
        match self.grant(permission) {
            Grant::Always => Ok(()),
            Grant::Own if own => Ok(()),
            Grant::Own | Grant::Never => Err(self.not_allowed(permission)),
        }
    }

    /// Reads the journal, where this may be done.
    pub fn reader(&self, permission: Permission) -> Result<Reader, Denied> {
        self.may(permission)?;
        Ok(match permission {
            // Of whatever version the journal is.
            Permission::Verify => Reader::open_entries(&self.unlocked)?,
            _ => Reader::open(&self.unlocked)?,
        })
    }

    /// Makes lists and search anew; gives back how many entries were read. Nobody else may be writing.
    pub fn rebuild(&self, now: DateTime<Utc>) -> Result<u32, Denied> {
        self.may(Permission::Rebuild)?;
        Ok(journal::rebuild(&self.unlocked, now)?)
    }

    fn not_allowed(&self, permission: Permission) -> Denied {
        Denied::NotAllowed {
            permission,
            role: self.role(),
        }
    }
}
