//! Taking in what other stations wrote: in bounded transactions, each of which leaves a journal that is whole.
//!
//! A kill leaves a prefix of the transactions. Taking the same in again finishes it, and finds what is here already.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::params;
use uuid::Uuid;

use super::super::index::{self, Pending};
use super::super::opening::Held;
use super::super::unforeseen::unforeseen;
use super::super::writer::{End, Writer};
use super::super::{Body, Loss, NewEntry, Reader, Result, Unlocked, checkpoint, project, schema};
use super::fit::{Fit, fit};
use super::{Admitted, BadLine, Carried, Imported, Line, Pack, Reason, quarantine};

/// Most lines of one transaction.
const BATCH_LINES: usize = 2000;
/// Bytes of texts after which a transaction ends.
const BATCH_BYTES: usize = 8 << 20;
/// Transactions after which the log is emptied.
const SETTLE: usize = 4;
/// Most bad lines of a file that are kept; the rest are counted.
const MOST_BAD: u32 = 1000;
/// An instant farther ahead of our clock than this is doubtful.
const AHEAD: TimeDelta = TimeDelta::minutes(15);
/// Pages of one slice of merging the search index.
const SLICE: u32 = 2048;
/// The setting that holds what came in and no entry tells yet.
const UNTOLD: &str = "admitting";

/// Takes the entries and packs of a file into the journal; `by` is who is at the keys and `from` whose file it is. Lines
/// that cannot be taken in go to quarantine and the rest goes on. Nobody else may be writing. What comes again changes
/// nothing; what a kill cut short is finished by doing it again.
pub fn admit(
    unlocked: &Unlocked,
    now: DateTime<Utc>,
    by: &str,
    from: &str,
    lines: impl IntoIterator<Item = Result<Line, BadLine>>,
) -> Result<Admitted> {
    let held = Held::take(unlocked)?;
    let (writer, clean) = held.writer(now, &mut Vec::new())?;
    let mut admission = Admission {
        origin: Origin { now, by, from },
        end: writer.end,
        writer,
        found: Admitted::default(),
        closed: HashSet::new(),
        untold: Imported::default(),
        kept: 0,
    };
    admission.tell_what_a_cut_left()?;
    let mut batch = Vec::new();
    let (mut bytes, mut batches) = (0, 0);
    for line in lines {
        bytes += size(&line);
        batch.push(line);
        if batch.len() >= BATCH_LINES || bytes >= BATCH_BYTES {
            admission.take_in(std::mem::take(&mut batch), batches)?;
            batches += 1;
            bytes = 0;
        }
    }
    admission.take_in(batch, batches)?;
    admission.tell()?;
    let Admission {
        writer, mut found, ..
    } = admission;
    while index::merge(&writer.connection, SLICE)? {}
    if clean {
        schema::set(&writer.connection, "clean", "1")?;
    }
    checkpoint::truncate(&writer.connection)?;
    drop(writer);
    let vector = Reader::open(unlocked)?.vector()?;
    for (device, counts) in &mut found.stations {
        counts.gaps = vector.gaps(*device);
    }
    Ok(found)
}

fn size(line: &Result<Line, BadLine>) -> usize {
    match line {
        Ok(line) => line.size(),
        Err(bad) => bad.text.len(),
    }
}

#[derive(Clone, Copy)]
struct Origin<'a> {
    now: DateTime<Utc>,
    by: &'a str,
    from: &'a str,
}

/// A file on its way in.
struct Admission<'a> {
    origin: Origin<'a>,
    writer: Writer,
    end: End,
    found: Admitted,
    /// Devices and epochs at whose fork this file stopped being heard.
    closed: HashSet<(Uuid, u32)>,
    /// What came in and no entry tells yet.
    untold: Imported,
    /// Bad lines kept of this file.
    kept: u32,
}

impl Admission<'_> {
    /// Takes in some lines, all in one transaction.
    fn take_in(&mut self, lines: Vec<Result<Line, BadLine>>, batch: usize) -> Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.transaction(|this, search| {
            let mut own_ahead = None;
            for line in lines {
                match line {
                    Ok(Line::Entry(entry)) => {
                        let taken = this.entry(&entry, search)?;
                        let ahead = taken && entry.device == this.end.device && {
                            (entry.epoch, entry.seq) > (this.end.epoch, this.end.seq)
                        };
                        if ahead {
                            own_ahead = own_ahead.max(Some((entry.epoch, entry.seq)));
                        }
                    }
                    Ok(Line::Pack(pack)) => this.pack(pack)?,
                    Err(bad) => this.bad(&bad)?,
                }
            }
            if let Some(place) = own_ahead {
                this.begin_epoch(place, search)?;
            }
            this.note_untold()
        })?;
        if batch % SETTLE == SETTLE - 1 {
            // A reader that is still at work keeps the log; nothing is lost by that.
            checkpoint::truncate(&self.writer.connection)?;
        }
        Ok(())
    }

    /// Whether an entry came in.
    fn entry(&mut self, entry: &Carried, search: &mut Pending) -> Result<bool> {
        let chain = (entry.device, entry.epoch);
        self.found.stations.entry(entry.device).or_default();
        if let Some(reason) = entry.fault() {
            self.refuse(entry, reason)?;
            return Ok(false);
        }
        let closed = self.closed.contains(&chain);
        match fit(&self.writer.connection, entry)? {
            Fit::Known => self.counts(entry).known += 1,
            // After a fork nobody can tell which of the two journals the rest belongs to.
            _ if closed => self.counts(entry).forked += 1,
            Fit::Fork(fork) => {
                self.closed.insert(chain);
                self.found.forks.push(fork);
                self.counts(entry).forked += 1;
                if self.keep(&Line::Entry(Box::new(entry.clone())).bad(Reason::Fork))? {
                    let forks: BTreeSet<Uuid> = self.untold.forks.drain(..).collect();
                    self.untold.forks = forks.into_iter().chain([entry.device]).collect();
                    self.untold.forks.dedup();
                }
            }
            Fit::OtherPlace => self.refuse(entry, Reason::Id)?,
            Fit::New => {
                self.put(entry, search)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes an entry as it came and applies it to the projections.
    fn put(&mut self, entry: &Carried, search: &mut Pending) -> Result<()> {
        let connection = &self.writer.connection;
        let place = self.end.entry + 1;
        let sql = include_str!("../../../assets/sql/entry_insert.sql");
        connection.prepare_cached(sql)?.execute(params![
            place,
            entry.device.as_bytes(),
            entry.epoch,
            entry.seq,
            entry.id.as_bytes(),
            entry.at,
            entry.agent,
            entry.kind,
            entry.kind_version,
            entry.body_digest,
            entry.digest,
            entry.prev
        ])?;
        let sql = "INSERT INTO entry_body (entry, salt, body) VALUES (?1, ?2, ?3)";
        connection
            .prepare_cached(sql)?
            .execute(params![place, entry.salt, entry.body])?;
        self.end.entry = place;
        // What this program cannot read is of a later one, whatever its version says: its digest is right.
        let body = Body::decode(&entry.kind, entry.kind_version, &entry.body);
        let known = body.ok().flatten();
        if let Some(body) = &known {
            let at = project::At {
                entry: place,
                device: entry.device,
                epoch: entry.epoch,
                seq: entry.seq,
            };
            project::apply(connection, search, at, body)?;
        }
        let millis = (self.origin.now + AHEAD).timestamp_millis();
        let doubtful = entry.at > millis;
        if doubtful {
            let sql = "INSERT INTO doubtful (entry, received_at) VALUES (?1, ?2)";
            connection
                .prepare_cached(sql)?
                .execute((place, self.origin.now.timestamp_millis()))?;
        }
        let counts = self.counts(entry);
        counts.new += 1;
        counts.unknown += u32::from(known.is_none());
        counts.doubtful += u32::from(doubtful);
        // Entries that only tell of others would otherwise be told of by ever new ones.
        if entry.kind != "imported" {
            *self.untold.new.entry(entry.device).or_default() += 1;
        }
        Ok(())
    }

    fn pack(&mut self, pack: Pack) -> Result<()> {
        if !pack.is_whole() {
            return self.bad(&Line::Pack(pack).bad(Reason::Pack));
        }
        let sql = "INSERT INTO protocol (hash, id, version, text) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
        let new = self.writer.connection.prepare_cached(sql)?.execute([
            &pack.hash,
            &pack.id,
            &pack.version,
            &pack.text,
        ])?;
        self.found.packs += u32::from(new > 0);
        Ok(())
    }

    fn refuse(&mut self, entry: &Carried, reason: Reason) -> Result<()> {
        self.bad(&Line::Entry(Box::new(entry.clone())).bad(reason))
    }

    fn bad(&mut self, bad: &BadLine) -> Result<()> {
        if let Some(device) = bad.device {
            self.found.stations.entry(device).or_default().bad += 1;
        }
        if self.keep(bad)? {
            self.untold.bad += 1;
        }
        Ok(())
    }

    /// Puts a line in quarantine; whether it was not there.
    fn keep(&mut self, bad: &BadLine) -> Result<bool> {
        self.found.bad += 1;
        if self.kept >= MOST_BAD {
            return Ok(false);
        }
        self.kept += 1;
        let Origin { now, from, .. } = self.origin;
        quarantine::keep(&self.writer.connection, bad, from, now)
    }

    fn counts(&mut self, entry: &Carried) -> &mut super::Counts {
        self.found.stations.entry(entry.device).or_default()
    }

    /// Our own entries came back from beyond our end: what we would write next was written already, so a new epoch begins.
    fn begin_epoch(&mut self, last: (u32, u32), search: &mut Pending) -> Result<()> {
        self.found.own_lost = true;
        let found = if last.0 == self.end.epoch {
            self.end.seq
        } else {
            0
        };
        let loss = Loss {
            epoch: last.0,
            found,
            marked: last.1,
            after: (self.end.epoch < last.0).then_some((self.end.epoch, self.end.seq)),
        };
        // It follows the last of what we wrote, which is not where our journal ended.
        let end = End::read(&self.writer.connection, self.end.device)?;
        self.end = End {
            epoch: last.0 + 1,
            seq: 0,
            ..end
        };
        self.append(Body::Loss(loss), search)
    }

    /// Appends an entry of our own.
    fn append(&mut self, body: Body, search: &mut Pending) -> Result<()> {
        let Origin { now, by, .. } = self.origin;
        let new = NewEntry {
            agent: by.to_owned(),
            ..unforeseen(now, body)?
        };
        self.end.append(&self.writer.connection, search, &new)?;
        Ok(())
    }

    /// Remembers what came in until an entry tells it.
    fn note_untold(&mut self) -> Result<()> {
        if self.untold.is_empty() {
            return Ok(());
        }
        self.origin.from.clone_into(&mut self.untold.from);
        let text = serde_json::to_string(&self.untold).unwrap_or_default();
        schema::set(&self.writer.connection, UNTOLD, &text)
    }

    /// Writes the entry that tells what came in.
    fn tell(&mut self) -> Result<()> {
        if self.untold.is_empty() {
            return Ok(());
        }
        self.transaction(|this, search| {
            let told = std::mem::take(&mut this.untold);
            this.append(Body::Imported(told), search)?;
            schema::unset(&this.writer.connection, UNTOLD)
        })
    }

    /// Tells what came in before a kill.
    fn tell_what_a_cut_left(&mut self) -> Result<()> {
        if let Some(text) = schema::setting(&self.writer.connection, UNTOLD)? {
            self.untold = serde_json::from_str(&text).unwrap_or_default();
            self.tell()?;
        }
        Ok(())
    }

    /// One transaction, then the mark where our own chain went on.
    fn transaction(
        &mut self,
        inside: impl FnOnce(&mut Self, &mut Pending) -> Result<()>,
    ) -> Result<()> {
        self.writer.connection.execute_batch("BEGIN IMMEDIATE")?;
        let before = self.end;
        let mut search = Pending::default();
        let done = inside(self, &mut search).and_then(|()| {
            search.write(&self.writer.connection)?;
            self.writer.connection.execute_batch("COMMIT")?;
            Ok(())
        });
        if done.is_err() && !self.writer.connection.is_autocommit() {
            // The first error is the one that tells: an I/O error has rolled back by itself.
            let _ = self.writer.connection.execute_batch("ROLLBACK");
        }
        if done.is_err() {
            self.end = before;
            return done;
        }
        self.writer.end = self.end;
        self.writer.settle_mark()
    }
}
