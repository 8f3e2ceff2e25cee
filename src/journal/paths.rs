//! Where the files of a journal are.

use std::path::PathBuf;

use uuid::Uuid;

use super::{Error, Result};

/// Where the journal and its key live: apart, so that a copy of the data is not a copy of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The database, its high-water mark, its lock and the name of its key.
    pub data: PathBuf,
    /// The keys, each under the identifier of its journal.
    pub config: PathBuf,
}

/// Whether there is a journal in the data folder; one that is just being put there counts.
pub fn exists(paths: &Paths) -> bool {
    paths.database().exists() || super::restore::is_under_way(paths)
}

/// Whether a journal is to be made in the data folder. Where its database is gone and the people's slots are left, a copy
/// can still be put back: that is an error.
pub fn is_first_run(paths: &Paths) -> Result<bool> {
    if exists(paths) {
        return Ok(false);
    }
    if super::keys::are_enrolled(paths) {
        return Err(Error::JournalGone {
            file: paths.database(),
        });
    }
    Ok(true)
}

impl Paths {
    /// The encrypted database.
    pub fn database(&self) -> PathBuf {
        self.data.join("diario.db")
    }

    /// What was committed and not yet moved into the database.
    pub fn log(&self) -> PathBuf {
        self.data.join("diario.db-wal")
    }

    /// The high-water mark.
    pub fn mark(&self) -> PathBuf {
        self.data.join("diario.marca")
    }

    /// Held locked by the one who writes.
    pub fn lock(&self) -> PathBuf {
        self.data.join("diario.candado")
    }

    /// The journal's identifier, in clear: which key opens it.
    pub fn identity(&self) -> PathBuf {
        self.data.join("diario.id")
    }

    /// The folder of the keys.
    pub fn keys(&self) -> PathBuf {
        self.config.join("llaves")
    }

    /// The key of one journal.
    pub fn key(&self, journal: Uuid) -> PathBuf {
        self.keys().join(format!("{journal}.clave"))
    }

    /// A copy on its way to where it is to be kept.
    pub(super) fn copy_on_its_way(&self) -> PathBuf {
        self.data.join("copiando.db")
    }

    /// Held locked while a copy is made.
    pub(super) fn copying(&self) -> PathBuf {
        self.data.join("diario.copiando")
    }

    /// What the last copy was.
    pub(super) fn last_copy(&self) -> PathBuf {
        self.data.join("diario.copia.json")
    }

    /// Says that a copy is taking the place of the journal.
    pub(super) fn restoring(&self) -> PathBuf {
        self.data.join("diario.restauracion")
    }

    /// The journal that takes the place, while it is made.
    pub(super) fn staged(&self) -> PathBuf {
        self.data.join("restaurando")
    }

    /// The journals that gave way to copies.
    pub(super) fn earlier(&self) -> PathBuf {
        self.data.join("anteriores")
    }

    /// Who may open the journal, and the key locked for each; there from the first enrolment on.
    pub fn slots(&self) -> PathBuf {
        self.data.join("diario.llaves")
    }

    /// The same again, for when the first copy is damaged.
    pub fn slots_again(&self) -> PathBuf {
        self.data.join("diario.llaves.2")
    }

    /// Held locked for as long as the slots are read, changed and written.
    pub fn slots_lock(&self) -> PathBuf {
        self.data.join("diario.llaves.candado")
    }

    /// The database while it is being created.
    pub(super) fn unfinished(&self) -> PathBuf {
        self.data.join("diario.db.nuevo")
    }

    /// The mark while it is being written again with another key.
    pub(super) fn unfinished_mark(&self) -> PathBuf {
        self.data.join("diario.marca.nueva")
    }
}
