//! The last copy made: in a small file at once, whoever made it, and in the chain as soon as somebody writes.

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::{Error, Paths, Reader, Result, disk, schema};
use super::make::Backup;
use super::manifest::Place;

/// Name of the setting that the last entry of kind `copy` writes.
const SETTING: &str = "last_copy";

/// A good copy that was made of the journal. What an entry of kind `copy` says: names go into journals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCopy {
    pub device: Uuid,
    pub made_at: DateTime<Utc>,
    /// On the office's clock.
    pub local: NaiveDateTime,
    /// The folder that is the copy.
    pub folder: PathBuf,
    pub entries: u32,
    /// The last entry in it.
    pub last: Place,
    /// Who made it; `None` where nobody is enrolled, and of copies from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl LastCopy {
    pub(super) fn of(backup: &Backup, by: Option<&str>) -> Self {
        let manifest = &backup.manifest;
        Self {
            device: manifest.device,
            made_at: manifest.made_at,
            local: manifest.local,
            folder: backup.folder.clone(),
            entries: manifest.entries,
            last: manifest.last,
            by: by.map(str::to_owned),
        }
    }

    /// Keeps it beside the journal.
    pub(super) fn keep(&self, paths: &Paths) -> Result<()> {
        let text = serde_json::to_string(self).map_err(|e| Error::Refused {
            detail: e.to_string(),
        })?;
        let file = paths.last_copy();
        let next = file.with_extension("json.nuevo");
        disk::remove(&next)?;
        disk::write_private(&next, text.as_bytes())?;
        fs::rename(&next, &file).map_err(|e| Error::io(&file, &e))?;
        disk::sync(&paths.data)
    }
}

/// The last copy that was made, as the file beside the journal tells.
pub fn last_copy(paths: &Paths) -> Option<LastCopy> {
    // One that cannot be read says nothing; the chain has its own word.
    let text = fs::read_to_string(paths.last_copy()).ok()?;
    serde_json::from_str(&text).ok()
}

/// Remembers what an entry of kind `copy` says, where it is this station's: the last one stands.
pub(in crate::journal) fn remember(
    connection: &rusqlite::Connection,
    copy: &LastCopy,
) -> Result<()> {
    let device = schema::setting(connection, "device")?;
    if device.as_deref() == Some(copy.device.to_string().as_str()) {
        let text = serde_json::to_string(copy).map_err(|e| Error::Refused {
            detail: e.to_string(),
        })?;
        schema::set(connection, SETTING, &text)?;
    }
    Ok(())
}

/// The last copy that the chain knows of.
fn read_last(connection: &rusqlite::Connection) -> Result<Option<LastCopy>> {
    let text = schema::setting(connection, SETTING)?;
    Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
}

impl Reader {
    /// The last copy that the chain knows of.
    pub fn last_copy(&self) -> Result<Option<LastCopy>> {
        read_last(&self.connection)
    }
}
