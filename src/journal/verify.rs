//! Whether the journal is what was written: every page, every link of the chain, and the mark.

use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use rusqlite::Connection;
use uuid::Uuid;

use super::chain;
use super::connect::{Access, connect};
use super::keys::DataKey;
use super::links::Links;
use super::mark::{self, Found};
use super::reader::has_log;
use super::{Digest, Error, Head, Paths, Reader, Restored, Result, Tip, opening, row};

/// Links looked at by the quick form: what may be new since the last time and a little more.
const QUICK: u32 = 200;

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Entries whose link was looked at.
    pub entries: u32,
    /// The last of our own among them.
    pub tip: Option<Tip>,
    pub pages: Pages,
    /// Where the chain does not hold.
    pub broken: Vec<Broken>,
    pub mark: MarkState,
    /// Losses that were found before and written down: entries of kind `loss`.
    pub losses: u32,
    /// Places of other stations' chains that were never received, between those that were.
    pub gaps: u32,
    /// Other stations with entries among those that were looked at.
    pub others: u32,
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
        let (paths, key, own) = (&self.paths, &self.key, self.device);
        // Each of the three reads and decrypts everything once, which is nearly all of the work; and a page that fails
        // spoils the connection it was read on.
        let (cipher, structure, chain) = thread::scope(|scope| {
            let cipher = scope.spawn(|| cipher_check(paths, key));
            let structure = scope.spawn(|| fresh(paths, key).map(|c| answers(&c, "quick_check")));
            let chain = fresh(paths, key).and_then(|c| walk(&c, own, 0));
            (joined(cipher), joined(structure), chain)
        });
        Ok(Verification {
            pages: pages(cipher?, structure?),
            mark: self.mark_state()?,
            ..chain?
        })
    }

    /// Verifies the mark and the last links: for every start.
    pub fn verify_quick(&self) -> Result<Verification> {
        let sql = "SELECT coalesce(max(entry), 0) FROM entry";
        let last: i64 = self.connection.query_row(sql, [], |r| r.get(0))?;
        let chain = walk(&self.connection, self.device, last - i64::from(QUICK))?;
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

fn fresh(paths: &Paths, key: &DataKey) -> Result<Connection> {
    match connect(&paths.database(), key, Access::Read) {
        Err(Error::ReadOnly { .. } | Error::Io { .. }) if !has_log(paths) => {
            connect(&paths.database(), key, Access::Immutable)
        }
        other => other,
    }
}

/// What a thread came to; its panic is this one's.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// What a check of the database says.
fn answers(connection: &Connection, check: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {check}"))?;
    let rows = statement.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What is wrong with the pages of a database that has no log.
pub(super) fn bad_pages(connection: &Connection) -> Result<Option<String>> {
    let cipher = answers(connection, "cipher_integrity_check")?;
    if let Some(first) = cipher.into_iter().next() {
        return Ok(Some(first));
    }
    let structure = answers(connection, "quick_check")?;
    Ok(structure.into_iter().find(|said| said != "ok"))
}

/// The check of `SQLCipher` reads the database alone and takes what is still in the log for damage: `None` while there is
/// a log.
fn cipher_check(paths: &Paths, key: &DataKey) -> Result<Option<Result<Vec<String>>>> {
    if has_log(paths) {
        return Ok(None);
    }
    let connection = fresh(paths, key)?;
    Ok(Some(answers(&connection, "cipher_integrity_check")))
}

/// The state of the pages, by what the two checks said.
fn pages(cipher: Option<Result<Vec<String>>>, structure: Result<Vec<String>>) -> Pages {
    let settled = cipher.is_some();
    match (cipher.unwrap_or_else(|| Ok(Vec::new())), structure) {
        (Err(e), _) | (_, Err(e)) => Pages::Bad(vec![detail(e)]),
        (Ok(bad), _) if !bad.is_empty() => Pages::Bad(bad),
        (_, Ok(said)) if said != ["ok"] => Pages::Bad(said),
        _ if settled => Pages::Whole,
        _ => Pages::WholeInUse,
    }
}

/// Walks the chain of each device after this entry; `own` is the device whose chain has to be whole. A walk that begins in
/// the middle takes what came before for right.
pub(super) fn walk(connection: &Connection, own: Uuid, after: i64) -> Result<Verification> {
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
        gaps: 0,
        others: 0,
    };
    let mut links = Links::new(own, after > 0);
    let mut last = after;
    loop {
        let step = rows
            .next()
            .map_err(Error::from)
            .and_then(|r| r.map(|r| look(r, own, &mut links)).transpose());
        match step {
            Ok(None) => break,
            Ok(Some(seen)) => {
                last = seen.entry;
                found.entries += 1;
                found.losses += u32::from(seen.loss);
                found.tip = seen.tip.or(found.tip);
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
    for entry in links.broken() {
        // Where its place is wrong, the rest follows from that.
        found.broken.retain(|b| b.entry != entry);
        found.broken.push(Broken {
            entry,
            fault: Fault::Order,
        });
    }
    found.broken.sort_by_key(|b| b.entry);
    (found.gaps, found.others) = (links.gaps(), links.others());
    Ok(found)
}

struct Seen {
    entry: i64,
    /// Its place, where it is our own.
    tip: Option<Tip>,
    fault: Option<Fault>,
    loss: bool,
}

/// Looks at one entry and adds it to its chain.
fn look(row: &rusqlite::Row<'_>, own: Uuid, links: &mut Links) -> Result<Seen> {
    let entry = row.get(0)?;
    let head = Head {
        device: Uuid::from_bytes(row.get(1)?),
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
    let loss = head.device == own && head.kind == "loss";
    if loss && let Some(told) = body.and_then(|b| serde_json::from_slice(b).ok()) {
        links.forgive(&told);
    }
    if head.device == own
        && head.kind == "restored"
        && let Some(Restored { from, .. }) = body.and_then(|b| serde_json::from_slice(b).ok())
    {
        links.forgive_restoring((from.epoch, from.seq), head.epoch);
    }
    let fault = if !links.add(entry, &head, digest) {
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
    let tip = (head.device == own).then_some(Tip {
        id: head.id,
        epoch: head.epoch,
        seq: head.seq,
        digest,
    });
    Ok(Seen {
        entry,
        tip,
        fault,
        loss,
    })
}

/// What the library said of a page, without the name of the error that carries it.
fn detail(error: Error) -> String {
    match error {
        Error::Damaged { detail } | Error::Io { detail, .. } | Error::Refused { detail } => detail,
        other => other.to_string(),
    }
}
