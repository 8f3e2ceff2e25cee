//! The key of the data, and who may bring it.

mod file;

use uuid::Uuid;

use super::{Paths, Result};
use crate::people::Person;

pub(super) use file::{DataKey, hex, unhex};

/// A journal whose key is at hand.
#[derive(Clone)]
pub struct Unlocked {
    pub(super) paths: Paths,
    pub(super) key: DataKey,
    pub(super) device: Uuid,
    /// Whose secret opened it; `None` while nobody is enrolled and the key lies in a file.
    pub(super) person: Option<Person>,
}

impl Unlocked {
    /// The journal's folders.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Whose secret opened it; `None` while nobody is enrolled and the key lies in a file.
    pub fn person(&self) -> Option<&Person> {
        self.person.as_ref()
    }
}

/// Takes the key from its file in the configuration folder: for as long as nobody is enrolled.
pub fn by_file(paths: &Paths) -> Result<Unlocked> {
    super::restore::finish(paths)?;
    let (key, device) = DataKey::load(paths)?;
    Ok(Unlocked {
        paths: paths.clone(),
        key,
        device,
        person: None,
    })
}
