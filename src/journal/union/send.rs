//! What a journal holds and gives to others: its own entries and those of others, with the packs they need.

use std::collections::HashSet;

use rusqlite::OptionalExtension;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::super::{Digest, Reader, Result, row};
use super::{Carried, Line, Pack, Vector};

const ENTRY_SET: &[u8] = b"ventanilla/journal/set/1";

/// The set of entries of a journal: two journals with the same digest hold the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntrySet {
    pub entries: u32,
    /// SHA-256 over their digests, by device, epoch and place.
    pub digest: Digest,
}

/// A device with entries in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationOf {
    pub device: Uuid,
    /// Whether it is this one.
    pub own: bool,
    /// Its office's three letters and its number; `None` while the entry with which its journal began is missing.
    pub name: Option<(String, u8)>,
}

/// The pack that a filed attention names.
#[derive(Deserialize)]
struct Led {
    opening: LedOpening,
}
#[derive(Deserialize)]
struct LedOpening {
    protocol: LedBy,
}
#[derive(Deserialize)]
struct LedBy {
    hash: String,
}

impl Reader {
    /// Which entries are here.
    pub fn vector(&self) -> Result<Vector> {
        let sql = "SELECT device, epoch, seq FROM entry ORDER BY device, epoch, seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut vector = Vector::default();
        while let Some(row) = rows.next()? {
            vector.push(Uuid::from_bytes(row.get(0)?), row.get(1)?, row.get(2)?);
        }
        Ok(vector)
    }

    /// Calls back with each entry that `since` does not hold, our own and those of others, each device by epoch and place,
    /// and with each pack before the first entry that names it; until the answer is an error.
    pub fn carried<E: From<super::super::Error>>(
        &self,
        since: &Vector,
        mut each: impl FnMut(Line) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = concat!(
            include_str!("../../../assets/sql/entry_select.sql"),
            " ORDER BY e.device, e.epoch, e.seq"
        );
        let failed = super::super::Error::from;
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut told = HashSet::new();
        while let Some(found) = rows.next().map_err(failed)? {
            let place = || -> rusqlite::Result<(Uuid, u32, u32)> {
                Ok((
                    Uuid::from_bytes(found.get(1)?),
                    found.get(2)?,
                    found.get(3)?,
                ))
            };
            let (device, epoch, seq) = place().map_err(failed)?;
            if since.holds(device, epoch, seq) {
                continue;
            }
            let entry = row::entry(found)?;
            if entry.kind == "attention"
                && let Ok(led) = serde_json::from_str::<Led>(&entry.body)
                && told.insert(led.opening.protocol.hash.clone())
                && let Some(pack) = self.pack(&led.opening.protocol.hash)?
            {
                each(Line::Pack(pack))?;
            }
            each(Line::Entry(Box::new(Carried::from(entry))))?;
        }
        Ok(())
    }

    /// The set of entries that are here, in one digest. Reads one index.
    pub fn entry_set(&self) -> Result<EntrySet> {
        let sql = "SELECT digest FROM entry ORDER BY device, epoch, seq";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut entries = 0;
        let mut hasher = Sha256::new();
        hasher.update(ENTRY_SET);
        while let Some(row) = rows.next()? {
            let digest: Digest = row.get(0)?;
            hasher.update(digest);
            entries += 1;
        }
        Ok(EntrySet {
            entries,
            digest: hasher.finalize().into(),
        })
    }

    /// The devices with entries here, our own first.
    pub fn stations(&self) -> Result<Vec<StationOf>> {
        let sql = include_str!("../../../assets/sql/stations_select.sql");
        let mut stations = self.rows(sql, [], |row| {
            let device = Uuid::from_bytes(row.get(0)?);
            let office: Option<String> = row.get(1)?;
            let station: Option<u8> = row.get(2)?;
            Ok(StationOf {
                device,
                own: device == self.device,
                name: office.zip(station),
            })
        })?;
        stations.sort_by_key(|s| !s.own);
        Ok(stations)
    }

    fn pack(&self, hash: &str) -> Result<Option<Pack>> {
        let sql = "SELECT hash, id, version, text FROM protocol WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let pack = statement.query_row([hash], |r| {
            Ok(Pack {
                hash: r.get(0)?,
                id: r.get(1)?,
                version: r.get(2)?,
                text: r.get(3)?,
            })
        });
        Ok(pack.optional()?)
    }
}
