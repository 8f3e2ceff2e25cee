//! Copies and their putting back, for who may.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Denied, Session};
use crate::journal::{self, Backup, Choice, Done, Paths, Plan, Wanted};
use crate::people::Permission;

impl Session {
    /// The session of who puts a copy in the place of a journal that may not be there any more. `key_file` is a key file
    /// that was brought along.
    pub fn for_restoring(
        paths: &Paths,
        copy: &Path,
        key_file: Option<&Path>,
    ) -> Result<Self, Denied> {
        Ok(Self::new(journal::for_restoring(paths, copy, key_file)?))
    }

    /// Makes a copy and verifies it. Somebody may be writing meanwhile.
    pub fn back_up(&self, wanted: &Wanted<'_>) -> Result<Backup, Denied> {
        self.may(Permission::BackUp)?;
        Ok(journal::back_up(self.unlocked(), wanted)?)
    }

    /// Writes into the chain that the last copy was made, where nobody writes; else the desk does it.
    pub fn note_copy(&self, now: DateTime<Utc>) -> Result<bool, Denied> {
        self.may(Permission::BackUp)?;
        Ok(journal::note_copy(self.unlocked(), now)?)
    }

    /// What putting this copy in the place of the journal would mean. Nothing is touched.
    pub fn plan_restore(&self, copy: &Path) -> Result<Plan, Denied> {
        self.may(Permission::Restore)?;
        Ok(journal::plan(self.unlocked(), copy)?)
    }

    /// Puts a copy in the place of the journal.
    pub fn restore(&self, plan: &Plan, choice: &Choice) -> Result<Done, Denied> {
        self.may(Permission::Restore)?;
        Ok(journal::restore(self.unlocked(), plan, choice)?)
    }
}
