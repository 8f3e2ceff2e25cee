//! Opening a journal to write: lock, key, mark, database, in this order; and what is found in it.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::checkpoint::Checkpointer;
use super::connect::{Access, connect};
use super::index::Pending;
use super::mark::{self, Found, Mark, MarkFile};
use super::unforeseen::unforeseen;
use super::writer::{End, Writer};
use super::{
    Ack, Body, Error, Loss, NewEntry, Paths, Reader, Recorder, Result, Station, StoredDraft,
    Unlocked, copies, draft, keys, numbers, rebuild, restore, schema,
};
use crate::attention::RegistryNumber;

/// How often the lock is tried, and the time between: on a loaded machine a process takes its time to start or to end.
const ATTEMPTS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(15);

/// What was found when a journal was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    pub station: Station,
    /// The one in front first, then the last touched.
    pub drafts: Vec<StoredDraft>,
    /// Whether the last one who wrote closed it.
    pub clean: bool,
    pub warnings: Vec<Warning>,
    /// The highest number given in each series of office, station and year, as far as entries, drafts and mark tell.
    pub highest: Vec<RegistryNumber>,
}

/// Something to be said to the agent, with which work goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// Entries that were acknowledged are gone: a lost or damaged log, or an old copy put back. A new epoch was begun and
    /// an entry in it says so.
    BehindMark(Loss),
    /// The mark is not there, or was not written with this key: a lost tail cannot be told. It was made anew.
    NoMark { missing: bool },
    /// The clock stands before the last entry.
    ClockBack { last_entry_at: DateTime<Utc> },
    /// A draft that this program cannot read; it is kept.
    UnreadableDraft { attention: Uuid },
}

impl Opened {
    /// The last sequence given in a series, if one was.
    pub fn last_sequence(&self, office: &str, station: u8, year: u16) -> Option<u32> {
        let series = |n: &&RegistryNumber| {
            n.office() == office && n.station() == station && n.year() == year
        };
        self.highest
            .iter()
            .filter(series)
            .map(RegistryNumber::sequence)
            .max()
    }
}

/// Opens the journal to write and to read. Acknowledgements come on the recorder's thread.
pub fn open(
    unlocked: &Unlocked,
    now: DateTime<Utc>,
    on_ack: Box<dyn Fn(Ack) + Send>,
) -> Result<(Recorder, Reader, Opened)> {
    open_telling(unlocked, now, on_ack, &|| {})
}

/// As [`open`]; `on_update` is called before a journal of an earlier version is brought up to date, which can take minutes.
pub fn open_telling(
    unlocked: &Unlocked,
    now: DateTime<Utc>,
    on_ack: Box<dyn Fn(Ack) + Send>,
    on_update: &(dyn Fn() + Sync),
) -> Result<(Recorder, Reader, Opened)> {
    let held = Held::take(unlocked)?;
    let mut warnings = Vec::new();
    // Half of a start is opening connections: the reader's is opened beside the writer's.
    let (written, read) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| Reader::open(unlocked));
        let writer = held.writer_telling(now, &mut warnings, on_update);
        (writer, reader.join())
    });
    let (writer, clean) = written?;
    let reader = match read {
        // Opened while the writer was still making something of the file: it is the writer's word that counts.
        Ok(Ok(reader)) => reader,
        _ => Reader::open(unlocked)?,
    };
    let connection = &writer.connection;
    let (drafts, unreadable) = draft::all(connection)?;
    warnings.extend(
        unreadable
            .into_iter()
            .map(|attention| Warning::UnreadableDraft { attention }),
    );
    let mut highest = known_numbers(connection)?;
    highest.extend(writer.mark.current().number);
    let station = station(connection)?;
    let opened = Opened {
        station,
        drafts,
        clean,
        warnings,
        highest: numbers::highest_each(highest),
    };
    let (database, key) = (unlocked.paths.database(), unlocked.key.clone());
    let checkpointer = Checkpointer::start(move || connect(&database, &key, Access::Write))?;
    let recorder = Recorder::start(writer, checkpointer, held.lock, on_ack)?;
    Ok((recorder, reader, opened))
}

/// The highest numbers that the database knows of.
pub(super) fn known_numbers(connection: &Connection) -> Result<Vec<RegistryNumber>> {
    let mut known = numbers::highest(connection)?;
    known.extend(draft::numbers(connection)?);
    known.extend(restore::given(connection)?);
    Ok(known)
}

/// What the station is.
pub(super) fn station(connection: &Connection) -> Result<Station> {
    let text = schema::setting(connection, "station")?.unwrap_or_default();
    serde_json::from_str(&text).map_err(|e| Error::unreadable("station", &e))
}

/// A journal whose lock is held.
pub(super) struct Held {
    unlocked: Unlocked,
    mark: Found,
    lock: File,
}

impl Held {
    /// Takes the lock.
    pub(super) fn take(unlocked: &Unlocked) -> Result<Self> {
        let Unlocked { paths, key, .. } = unlocked;
        let lock = lock(paths)?;
        restore::finish_held(paths)?;
        let mark = mark::read(paths, key)?;
        Ok(Self {
            unlocked: unlocked.clone(),
            mark,
            lock,
        })
    }

    /// Held until it is dropped.
    pub(super) fn lock(&self) -> &File {
        &self.lock
    }

    /// Opens the writing connection and compares it with the mark. Also whether the last end was clean.
    pub(super) fn writer(
        &self,
        now: DateTime<Utc>,
        warnings: &mut Vec<Warning>,
    ) -> Result<(Writer, bool)> {
        self.writer_telling(now, warnings, &|| {})
    }

    /// As [`Held::writer`]; says when something of an earlier version is brought up to date.
    fn writer_telling(
        &self,
        now: DateTime<Utc>,
        warnings: &mut Vec<Warning>,
        on_update: &dyn Fn(),
    ) -> Result<(Writer, bool)> {
        let Unlocked {
            paths, key, device, ..
        } = &self.unlocked;
        let connection = connect(&paths.database(), key, Access::Write)
            .map_err(|e| schema::recognise(e, paths, key, &self.mark))?;
        schema::check(&connection, paths, &self.mark, true)?;
        keys::check_age(&self.unlocked, &connection)?;
        self.bring_up_to_date(&connection, now, on_update)?;
        let clean = schema::setting(&connection, "clean")?.as_deref() == Some("1");
        let mut end = End::read(&connection, *device)?;
        // Our own last one: clocks of other stations are not ours to follow.
        let sql = "SELECT at FROM entry WHERE device = ?1 AND epoch = ?2 AND seq = ?3";
        let place = rusqlite::params![device.as_bytes(), end.epoch, end.seq];
        let last: i64 = connection.query_row(sql, place, |r| r.get(0))?;
        let last_entry_at = super::fold::instant(last)?;
        if last_entry_at > now {
            warnings.push(Warning::ClockBack { last_entry_at });
        }
        let loss = self.loss(&connection, &end)?;
        if let (Some(loss), Found::Mark(mark)) = (&loss, &self.mark) {
            // The lost places may still exist elsewhere, on a receipt or a backup: they are not given again.
            end = End {
                epoch: end.epoch.max(mark.epoch) + 1,
                seq: 0,
                ..end
            };
            let agent = station(&connection)?.agent;
            connection.execute_batch("BEGIN IMMEDIATE")?;
            end.append(
                &connection,
                &mut Pending::default(),
                &NewEntry {
                    at: now,
                    agent,
                    ..unforeseen(now, Body::Loss(loss.clone()))?
                },
            )?;
            connection.execute_batch("COMMIT")?;
        }
        warnings.extend(loss.map(Warning::BehindMark));
        let mark = self.mark_file(&connection, &end, warnings)?;
        let files = Writer::files(paths);
        let station = station(&connection)?;
        let mut writer = Writer {
            connection,
            paths: paths.clone(),
            end,
            mark,
            files,
            station,
        };
        writer.take_in()?;
        Ok((writer, clean))
    }

    /// Brings a database of an earlier version up to date: its tables only after a copy of it was made and verified, what
    /// can be made again from the entries without one.
    fn bring_up_to_date(
        &self,
        connection: &Connection,
        now: DateTime<Utc>,
        on_update: &dyn Fn(),
    ) -> Result<()> {
        let from = schema::version(connection)?;
        let projected =
            schema::setting(connection, "projections")?.as_deref() == Some(schema::PROJECTIONS);
        if from == schema::KNOWN && projected {
            return Ok(());
        }
        on_update();
        if from < schema::KNOWN {
            copies::before_migrating(&self.unlocked, from, now).map_err(|cause| {
                Error::NotUpdated {
                    cause: Box::new(cause),
                }
            })?;
            schema::migrate(connection)?;
        }
        if !projected {
            rebuild::projections(connection)?;
        }
        Ok(())
    }

    /// What the database lacks that the mark knows of.
    fn loss(&self, connection: &Connection, end: &End) -> Result<Option<Loss>> {
        let Found::Mark(mark) = &self.mark else {
            return Ok(None);
        };
        if holds(connection, mark)? {
            return Ok(None);
        }
        let found = if end.epoch == mark.epoch { end.seq } else { 0 };
        Ok(Some(Loss {
            epoch: mark.epoch,
            found,
            marked: mark.seq,
            after: (end.epoch < mark.epoch).then_some((end.epoch, end.seq)),
        }))
    }

    /// The mark, brought to the end of the chain.
    fn mark_file(
        &self,
        connection: &Connection,
        end: &End,
        warnings: &mut Vec<Warning>,
    ) -> Result<MarkFile> {
        let mark = Mark {
            device: end.device,
            epoch: end.epoch,
            seq: end.seq,
            digest: end.digest,
            number: None,
            counter: 0,
        };
        let Unlocked { paths, key, .. } = &self.unlocked;
        match self.mark {
            Found::Mark(old) => {
                let mut file = MarkFile::open(paths, key, old)?;
                let next = Mark {
                    number: old.number,
                    counter: old.counter,
                    ..mark
                };
                if next != old {
                    file.advance(next)?;
                }
                Ok(file)
            }
            Found::Missing | Found::Foreign => {
                warnings.push(Warning::NoMark {
                    missing: self.mark == Found::Missing,
                });
                let station = station(connection)?;
                let known = known_numbers(connection)?.into_iter();
                let ours = known.filter(|n| station.gives(*n));
                let number = ours.max_by_key(|n| (n.year(), n.sequence()));
                MarkFile::create(paths, key, Mark { number, ..mark })
            }
        }
    }
}

/// Takes the lock of whoever writes.
pub(super) fn lock(paths: &Paths) -> Result<File> {
    let file = paths.lock();
    let lock = File::options()
        .create(true)
        .append(true)
        .open(&file)
        .map_err(|e| Error::io(&file, &e))?;
    hold(&lock, &file)?;
    Ok(lock)
}

/// Takes the lock. A process that is just ending, or one that another thread is just starting, may hold it for a moment.
fn hold(lock: &File, file: &Path) -> Result<()> {
    for _ in 0..ATTEMPTS {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(e)) => return Err(Error::io(file, &e)),
        }
    }
    Err(Error::Locked {
        file: file.to_owned(),
    })
}

/// Whether the entry that the mark names is in the database, as the mark knows it.
pub(super) fn holds(connection: &Connection, mark: &Mark) -> Result<bool> {
    use rusqlite::OptionalExtension;
    let sql = "SELECT digest FROM entry WHERE device = ?1 AND epoch = ?2 AND seq = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let place = rusqlite::params![mark.device.as_bytes(), mark.epoch, mark.seq];
    let digest: Option<super::Digest> = statement.query_row(place, |r| r.get(0)).optional()?;
    Ok(digest == Some(mark.digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_held_for_a_moment_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().into(),
            config: folder.path().into(),
        };
        let held = lock(&paths).unwrap();
        let ending = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(400));
            drop(held);
        });
        assert!(lock(&paths).is_ok());
        ending.join().unwrap();
        let held = lock(&paths).unwrap();
        assert!(matches!(lock(&paths), Err(Error::Locked { .. })));
        drop(held);
    }
}
