//! Whether the journal is what was written: every page, every link of the chain, and the mark.

use std::collections::HashMap;

use rusqlite::Connection;
use uuid::Uuid;

use super::chain::{self, BEGINNING};
use super::connect::{Access, connect};
use super::mark::{self, Found};
use super::reader::has_log;
use super::{Digest, Error, Head, Paths, Reader, Result, Tip, opening, row};

/// Links looked at by the quick form: what may be new since the last time and a little more.
const QUICK: u32 = 200;

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries whose link was looked at.
    pub entries: u32,
    /// The last of them.
    pub tip: Option<Tip>,
    pub pages: Pages,
    /// Where the chain does not hold.
    pub broken: Vec<Broken>,
    pub mark: MarkState,
    /// Losses that were found before and written down: entries of kind `loss`.
    pub losses: u32,
}

/// The state of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pages {
    Whole,
    /// Every page that is in use was read and is whole; those not in use cannot be looked at while the log holds something.
    WholeInUse,
    /// Not looked at.
    Unchecked,
    Bad(Vec<String>),
}

/// A place where the chain does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub entry: i64,
    pub fault: Fault,
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It does not follow the entry before it.
    Order,
    /// Its digest is not that of its members.
    Digest,
    /// Its body is not the one that was written.
    Body,
    /// It cannot be read, nor those after it.
    Unreadable(String),
}

/// The mark beside the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkState {
    /// The database holds what the mark knows of.
    Met,
    Missing,
    /// Damaged, or of another key.
    Unreadable,
    /// The database lacks entries that were acknowledged: in this epoch, up to this one.
    Behind {
        epoch: u32,
        seq: u32,
    },
}

impl Verification {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty()
            && self.mark == MarkState::Met
            && !matches!(self.pages, Pages::Bad(_))
    }
}

impl Reader {
    /// Verifies everything: pages, chain and mark. Reads the whole journal.
    pub fn verify(&self) -> Result<Verification> {
        // A page that fails spoils the connection it was read on.
        let pages = pages(&self.paths, &fresh(self)?);
        let connection = fresh(self)?;
        let chain = walk(&connection, 0)?;
        Ok(Verification {
            pages,
            mark: self.mark_state()?,
            ..chain
        })
    }

    /// Verifies the mark and the last links: for every start.
    pub fn verify_quick(&self) -> Result<Verification> {
        let sql = "SELECT coalesce(max(entry), 0) FROM entry";
        let last: i64 = self.connection.query_row(sql, [], |r| r.get(0))?;
        let chain = walk(&self.connection, last - i64::from(QUICK))?;
        Ok(Verification {
            mark: self.mark_state()?,
            ..chain
        })
    }

    fn mark_state(&self) -> Result<MarkState> {
        // It may have moved since this reader was opened.
        Ok(match mark::read(&self.paths, &self.key)? {
            Found::Missing => MarkState::Missing,
            Found::Foreign => MarkState::Unreadable,
            Found::Mark(mark) if opening::holds(&self.connection, &mark)? => MarkState::Met,
            Found::Mark(mark) => MarkState::Behind {
                epoch: mark.epoch,
                seq: mark.seq,
            },
        })
    }
}

fn fresh(reader: &Reader) -> Result<Connection> {
    match connect(&reader.paths.database(), &reader.key, Access::Read) {
        Err(Error::ReadOnly { .. } | Error::Io { .. }) if !has_log(&reader.paths) => {
            connect(&reader.paths.database(), &reader.key, Access::Immutable)
        }
        other => other,
    }
}

/// What each row of a checking pragma says.
fn answers(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is wrong with the pages of a database that has no log.
pub(super) fn bad_pages(connection: &Connection) -> Result<Option<String>> {
    let cipher = answers(connection, "PRAGMA cipher_integrity_check")?;
    if let Some(first) = cipher.into_iter().next() {
        return Ok(Some(first));
    }
    let structure = answers(connection, "PRAGMA quick_check")?;
    Ok(structure.into_iter().find(|said| said != "ok"))
}

/// The check of `SQLCipher` reads the database alone and takes what is still in the log for damage.
fn pages(paths: &Paths, connection: &Connection) -> Pages {
    let settled = !has_log(paths);
    let cipher = if settled {
        answers(connection, "PRAGMA cipher_integrity_check")
    } else {
        Ok(Vec::new())
    };
    let structure = answers(connection, "PRAGMA quick_check");
    match (cipher, structure) {
        (Err(e), _) | (_, Err(e)) => Pages::Bad(vec![detail(e)]),
        (Ok(bad), _) if !bad.is_empty() => Pages::Bad(bad),
        (_, Ok(said)) if said != ["ok"] => Pages::Bad(said),
        _ if settled => Pages::Whole,
        _ => Pages::WholeInUse,
    }
}

/// Where a device's chain stands while it is walked.
#[derive(Clone, Copy)]
struct Link {
    epoch: u32,
    seq: u32,
    digest: Digest,
}

/// Walks the chain of each device after this entry. The first link seen of a device is taken for right, unless the walk
/// begins at the beginning.
pub(super) fn walk(connection: &Connection, after: i64) -> Result<Verification> {
    let sql = concat!(
        include_str!("../../assets/sql/entry_select.sql"),
        " WHERE e.entry > ?1 ORDER BY e.entry"
    );
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([after])?;
    let mut found = Verification {
        entries: 0,
        tip: None,
        pages: Pages::Unchecked,
        broken: Vec::new(),
        mark: MarkState::Missing,
        losses: 0,
    };
    let mut ends: HashMap<Uuid, Link> = HashMap::new();
    let mut last = after;
    loop {
        let step = rows
            .next()
            .map_err(Error::from)
            .and_then(|r| r.map(|r| look(r, &mut ends, after > 0)).transpose());
        match step {
            Ok(None) => return Ok(found),
            Ok(Some(seen)) => {
                last = seen.entry;
                found.entries += 1;
                found.losses += u32::from(seen.loss);
                found.tip = Some(seen.tip);
                found
                    .broken
                    .extend(seen.fault.map(|fault| Broken { entry: last, fault }));
            }
            Err(error) => {
                found.broken.push(Broken {
                    entry: last + 1,
                    fault: Fault::Unreadable(error.to_string()),
                });
                return Ok(found);
            }
        }
    }
}

struct Seen {
    entry: i64,
    tip: Tip,
    fault: Option<Fault>,
    loss: bool,
}

/// Looks at one entry and moves its device's end to it.
fn look(row: &rusqlite::Row<'_>, ends: &mut HashMap<Uuid, Link>, midway: bool) -> Result<Seen> {
    let device = Uuid::from_bytes(row.get(1)?);
    let head = Head {
        device,
        epoch: row.get(2)?,
        seq: row.get(3)?,
        id: Uuid::from_bytes(row.get(4)?),
        at: super::fold::instant(row.get(5)?)?,
        agent: row::text(row, 6)?,
        kind: row::text(row, 7)?,
        kind_version: row.get(8)?,
        body_digest: row.get(9)?,
        prev: row.get(11)?,
    };
    let digest: Digest = row.get(10)?;
    let salt: Option<[u8; 16]> = row.get(12)?;
    let body = row
        .get_ref(13)?
        .as_bytes_or_null()
        .map_err(|e| Error::unreadable("body", &e))?;
    let fault = if !follows(ends.get(&device), &head, midway) {
        Some(Fault::Order)
    } else if salt
        .zip(body)
        .is_none_or(|(salt, body)| chain::body_digest(&salt, body) != head.body_digest)
    {
        Some(Fault::Body)
    } else if chain::entry_digest(&head) != digest {
        Some(Fault::Digest)
    } else {
        None
    };
    ends.insert(
        device,
        Link {
            epoch: head.epoch,
            seq: head.seq,
            digest,
        },
    );
    let tip = Tip {
        id: head.id,
        epoch: head.epoch,
        seq: head.seq,
        digest,
    };
    Ok(Seen {
        entry: row.get(0)?,
        tip,
        fault,
        loss: head.kind == "loss",
    })
}

/// Whether an entry is the next one after the end of its chain: the next of the epoch, or the first of a later one.
fn follows(end: Option<&Link>, head: &Head<'_>, midway: bool) -> bool {
    match end {
        Some(end) => {
            let next = head.epoch == end.epoch && Some(head.seq) == end.seq.checked_add(1);
            let begun = head.epoch > end.epoch && head.seq == 1;
            head.prev == end.digest && (next || begun)
        }
        None => midway || (head.prev == BEGINNING && head.seq == 1),
    }
}

/// What the library said of a page, without the name of the error that carries it.
fn detail(error: Error) -> String {
    match error {
        Error::Damaged { detail } | Error::Io { detail, .. } | Error::Refused { detail } => detail,
        other => other.to_string(),
    }
}
