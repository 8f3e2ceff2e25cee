//! The writing side: groups of changes become one durable transaction, and nothing is acknowledged before its mark.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::body::KIND_VERSION;
use super::chain::{self, BEGINNING};
use super::disk::{self, Inode};
use super::index::Pending;
use super::mark::{Mark, MarkFile};
use super::{
    Change, Digest, Error, Head, NewEntry, Paths, Result, Station, Tip, draft, keys, office,
    project, schema, sight,
};
use crate::attention::RegistryNumber;

/// The end of the chain: what the next entry follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) device: Uuid,
    pub(super) epoch: u32,
    pub(super) seq: u32,
    pub(super) digest: Digest,
    /// The last entry of the database.
    pub(super) entry: i64,
}

/// The connection that writes, with what it knows of the journal.
pub(super) struct Writer {
    pub(super) connection: Connection,
    pub(super) paths: Paths,
    pub(super) end: End,
    pub(super) mark: MarkFile,
    /// The database and its log when they were opened; the log is there from the first commit.
    pub(super) files: [Option<Inode>; 2],
    /// Which series of numbers is given here: attentions of other stations have others.
    pub(super) station: Station,
}

/// Where a transaction has got to.
struct Ends {
    end: End,
    /// The highest registry number given.
    number: Option<RegistryNumber>,
    /// What the station becomes.
    station: Option<Station>,
    search: Pending,
}

impl End {
    /// The end of a chain with nothing in it.
    pub(super) fn beginning(device: Uuid) -> Self {
        Self {
            device,
            epoch: 1,
            seq: 0,
            digest: BEGINNING,
            entry: 0,
        }
    }

    /// The end of the chain that this device writes, in a database.
    pub(super) fn read(connection: &Connection, device: Uuid) -> Result<Self> {
        let sql =
            "SELECT epoch, seq, digest, (SELECT max(entry) FROM entry) FROM entry WHERE device = ?1
                   ORDER BY epoch DESC, seq DESC LIMIT 1";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([device.as_bytes()])?;
        match rows.next()? {
            None => Ok(Self::beginning(device)),
            Some(r) => Ok(Self {
                device,
                epoch: r.get(0)?,
                seq: r.get(1)?,
                digest: r.get(2)?,
                entry: r.get(3)?,
            }),
        }
    }

    /// Appends an entry and applies it to the projections; the end moves to it. What the search has to be told is left
    /// pending.
    pub(super) fn append(
        &mut self,
        connection: &Connection,
        search: &mut Pending,
        new: &NewEntry,
    ) -> Result<Tip> {
        let seq = self.seq.checked_add(1).ok_or(Error::Refused {
            detail: "seq".to_owned(),
        })?;
        let at = project::At {
            entry: self.entry + 1,
            device: self.device,
            epoch: self.epoch,
            seq,
        };
        let said = sight::in_sight(connection, at, &new.body)?;
        let body = said.encode()?;
        let body_digest = chain::body_digest(&new.salt, body.as_bytes());
        let entry = at.entry;
        let kind = new.body.kind();
        let digest = chain::entry_digest(&Head {
            prev: self.digest,
            device: self.device,
            epoch: self.epoch,
            seq,
            id: new.id,
            at: new.at,
            agent: &new.agent,
            kind,
            kind_version: KIND_VERSION,
            body_digest,
        });
        let sql = include_str!("../../assets/sql/entry_insert.sql");
        connection.prepare_cached(sql)?.execute(params![
            entry,
            self.device.as_bytes(),
            self.epoch,
            seq,
            new.id.as_bytes(),
            new.at.timestamp_millis(),
            new.agent,
            kind,
            KIND_VERSION,
            body_digest,
            digest,
            self.digest
        ])?;
        let sql = "INSERT INTO entry_body (entry, salt, body) VALUES (?1, ?2, ?3)";
        connection
            .prepare_cached(sql)?
            .execute(params![entry, new.salt, body])?;
        project::apply(connection, search, at, &said)?;
        *self = Self {
            seq,
            digest,
            entry,
            ..*self
        };
        Ok(Tip {
            id: new.id,
            epoch: self.epoch,
            seq,
            digest,
        })
    }
}

/// The last entry that a device wrote, as a database knows it.
pub(super) fn last_of(connection: &Connection, device: Uuid) -> Result<Option<Tip>> {
    use rusqlite::OptionalExtension;
    let sql = "SELECT id, epoch, seq, digest FROM entry WHERE device = ?1 ORDER BY epoch DESC, seq DESC LIMIT 1";
    let tip = connection.query_row(sql, [device.as_bytes()], |r| {
        Ok(Tip {
            id: Uuid::from_bytes(r.get(0)?),
            epoch: r.get(1)?,
            seq: r.get(2)?,
            digest: r.get(3)?,
        })
    });
    Ok(tip.optional()?)
}

impl Writer {
    /// Says on the disk that somebody writes: the end is not clean until it is made so.
    pub(super) fn begin(&self) -> Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        let said = schema::set(&self.connection, "clean", "0")
            .and_then(|()| Ok(self.connection.execute_batch("COMMIT")?));
        if said.is_err() && !self.connection.is_autocommit() {
            // The first error is the one that tells: an I/O error has rolled back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
        said
    }

    /// Makes the changes of several submissions durable in one transaction: all of them or none. When this returns, they
    /// are on the disk, in the files that the paths lead to, and the mark says so.
    pub(super) fn commit<'a>(
        &mut self,
        group: impl Iterator<Item = &'a [Change]>,
    ) -> Result<Vec<Vec<Tip>>> {
        self.connection
            .prepare_cached("BEGIN IMMEDIATE")?
            .execute([])?;
        let mut ends = Ends {
            end: self.end,
            number: self.mark.current().number,
            station: None,
            search: Pending::default(),
        };
        let inside = || -> Result<Vec<Vec<Tip>>> {
            let tips = group
                .map(|changes| self.apply(changes, &mut ends))
                .collect::<Result<Vec<_>>>()?;
            ends.search.write(&self.connection)?;
            self.connection.prepare_cached("COMMIT")?.execute([])?;
            Ok(tips)
        };
        let result = inside();
        if result.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        let tips = result?;
        self.end = ends.end;
        if let Some(station) = ends.station {
            self.station = station;
        }
        self.advance(ends.number)?;
        self.check_files()?;
        Ok(tips)
    }

    /// Puts into the chain what waits in the slots, each entry once: whoever was killed in between is caught up with here.
    pub(super) fn take_in(&mut self) -> Result<()> {
        let waiting = keys::pending(&self.paths, self.mark.key())?;
        if waiting.entries.is_empty() {
            // Whoever was killed between the chain and this setting, too.
            return keys::remember(&self.connection, waiting.changes);
        }
        let ids: Vec<Uuid> = waiting.entries.iter().map(|e| e.id).collect();
        let mut missing = Vec::new();
        for entry in waiting.entries {
            if !self.holds(entry.id)? {
                missing.push(Change::Entry(entry));
            }
        }
        if !missing.is_empty() {
            self.commit(std::iter::once(missing.as_slice()))?;
        }
        keys::remember(&self.connection, waiting.changes)?;
        keys::settled(&self.paths, self.mark.key(), &ids)
    }

    /// Whether an entry with this identifier is in the chain.
    fn holds(&self, id: Uuid) -> Result<bool> {
        let sql = "SELECT 1 FROM entry WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.exists([id.as_bytes()])?)
    }

    fn apply(&self, changes: &[Change], ends: &mut Ends) -> Result<Vec<Tip>> {
        let mut tips = Vec::new();
        for change in changes {
            let named = match change {
                Change::Draft(head) => head.number,
                Change::Entry(new) => new.body.number(),
                _ => None,
            };
            let station = ends.station.as_ref().unwrap_or(&self.station);
            if let Some(named) = named
                && station.gives(named)
                && ends
                    .number
                    .is_none_or(|given| super::mark::is_beyond(named, given))
            {
                ends.number = Some(named);
            }
            self.change(change, ends, &mut tips)?;
        }
        Ok(tips)
    }

    fn change(&self, change: &Change, ends: &mut Ends, tips: &mut Vec<Tip>) -> Result<()> {
        let connection = &self.connection;
        match change {
            Change::Draft(head) => draft::put(connection, head),
            Change::Field {
                attention,
                field,
                answer,
                cursor,
                at,
            } => draft::put_field(connection, *attention, field, answer, *cursor, *at),
            Change::FieldGone { attention, field } => {
                draft::remove_field(connection, *attention, field)
            }
            Change::Act {
                attention,
                index,
                act,
            } => draft::put_act(connection, *attention, *index, act),
            Change::EndDraft(attention) => draft::end(connection, *attention),
            Change::Entry(new) => {
                tips.push(ends.end.append(connection, &mut ends.search, new)?);
                Ok(())
            }
            Change::Office(kept) => office::put(connection, kept),
            Change::Station(station) => {
                ends.station = Some(station.clone());
                put_station(connection, station)
            }
            Change::Protocol {
                hash,
                id,
                version,
                text,
            } => {
                let sql = "INSERT INTO protocol (hash, id, version, text) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
                connection
                    .prepare_cached(sql)?
                    .execute([hash, id, version, text])?;
                Ok(())
            }
        }
    }

    /// Brings the mark to the end of the chain, where it went on without a submission.
    pub(super) fn settle_mark(&mut self) -> Result<()> {
        let number = self.mark.current().number;
        self.advance(number)?;
        self.check_files()
    }

    /// Brings the mark to the end of the chain and to this number, if it is not there.
    fn advance(&mut self, number: Option<RegistryNumber>) -> Result<()> {
        let end = &self.end;
        let mark = self.mark.current();
        let next = Mark {
            device: end.device,
            epoch: end.epoch,
            seq: end.seq,
            digest: end.digest,
            number,
            ..*mark
        };
        if next == *mark {
            Ok(())
        } else {
            self.mark.advance(next)
        }
    }

    /// Whether the paths still lead to the files that were opened: a commit into a deleted file is lost.
    fn check_files(&self) -> Result<()> {
        let paths = [self.paths.database(), self.paths.log()];
        for (path, opened) in paths.into_iter().zip(self.files) {
            if disk::inode(&path) != opened {
                return Err(Error::Replaced { file: path });
            }
        }
        Ok(())
    }

    /// Which files the paths lead to now.
    pub(super) fn files(paths: &Paths) -> [Option<Inode>; 2] {
        [disk::inode(&paths.database()), disk::inode(&paths.log())]
    }
}

/// Writes what the station is.
pub(super) fn put_station(connection: &Connection, station: &super::Station) -> Result<()> {
    let text = serde_json::to_string(station).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })?;
    schema::set(connection, "station", &text)
}
