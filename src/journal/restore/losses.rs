//! What is in the present journal and not in a copy of it.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use super::super::connect::{Access, connect};
use super::super::copies::{Manifest, same_or_copy_fault};
use super::super::fold::instant;
use super::super::reader::has_log;
use super::super::writer::End;
use super::super::{Body, Error, Result, Unlocked, draft, opening, row};
use crate::attention::{Event, RegistryNumber};
use crate::promise::{Due, Promise};

/// What would be lost.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Losses {
    pub entries: u32,
    /// The first and the last of them.
    pub period: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Filed, filed again or changed, by number.
    pub attentions: Vec<LostAttention>,
    /// Promised since.
    pub promises: Vec<LostPromise>,
    /// Attentions in progress; they can be carried over.
    pub drafts: Vec<LostDraft>,
}

/// An attention of which the copy does not know everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostAttention {
    pub number: RegistryNumber,
    /// Its last entry.
    pub at: DateTime<Utc>,
    /// Whether the copy knows nothing of its filing.
    pub filed: bool,
}

/// A promise of which the copy does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostPromise {
    pub number: RegistryNumber,
    pub due: Due,
    pub made_at: DateTime<Utc>,
}

/// An attention in progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostDraft {
    pub attention: Uuid,
    pub number: Option<RegistryNumber>,
    pub updated_at: DateTime<Utc>,
}

/// What the present journal tells.
pub(super) struct Compared {
    pub(super) losses: Losses,
    pub(super) numbers: Vec<RegistryNumber>,
    /// Where its own chain ends.
    pub(super) end: (u32, u32),
}

/// The present journal, to be read, of whatever version it is.
pub(super) fn present(unlocked: &Unlocked) -> Result<Connection> {
    let file = unlocked.paths.database();
    match connect(&file, &unlocked.key, Access::Read) {
        Err(Error::ReadOnly { .. } | Error::Io { .. }) if !has_log(&unlocked.paths) => {
            connect(&file, &unlocked.key, Access::Immutable)
        }
        other => other,
    }
}

/// Reads the present journal beside the copy.
pub(super) fn compare(
    unlocked: &Unlocked,
    folder: &Path,
    key: &super::super::keys::DataKey,
    manifest: &Manifest,
) -> Result<Compared> {
    let present = present(unlocked)?;
    let file = folder.join(super::super::copies::DATABASE);
    let copy = connect(&file, key, Access::Immutable).map_err(|e| same_or_copy_fault(folder, e))?;
    let end = End::read(&present, unlocked.device)?;
    let mut numbers = opening::known_numbers(&present)?;
    let mut losses = lost_entries(&present, &copy, manifest, &mut numbers)?;
    losses.drafts = draft::heads(&present)?
        .into_iter()
        .map(|(attention, number, updated_at)| LostDraft {
            attention,
            number,
            updated_at,
        })
        .collect();
    Ok(Compared {
        losses,
        numbers,
        end: (end.epoch, end.seq),
    })
}

/// The entry up to which both are the same, when the copy is of this very database and nothing was put between.
fn common(present: &Connection, copy: &Connection) -> Result<i64> {
    let last = "SELECT entry, digest FROM entry ORDER BY entry DESC LIMIT 1";
    let (entry, digest): (i64, [u8; 32]) =
        copy.query_row(last, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let same = "SELECT digest FROM entry WHERE entry = ?1";
    let found: Option<[u8; 32]> = present.query_row(same, [entry], |r| r.get(0)).optional()?;
    Ok(if found == Some(digest) { entry } else { 0 })
}

fn lost_entries(
    present: &Connection,
    copy: &Connection,
    manifest: &Manifest,
    numbers: &mut Vec<RegistryNumber>,
) -> Result<Losses> {
    let mut losses = Losses::default();
    let mut attentions: BTreeMap<RegistryNumber, LostAttention> = BTreeMap::new();
    let mut promises: BTreeMap<Uuid, LostPromise> = BTreeMap::new();
    let sql = concat!(
        include_str!("../../../assets/sql/entry_select.sql"),
        " WHERE e.entry > ?1 ORDER BY e.entry"
    );
    let mut statement = present.prepare(sql)?;
    let mut rows = statement.query([common(present, copy)?])?;
    let mut same = copy.prepare("SELECT 1 FROM entry WHERE id = ?1")?;
    while let Some(row) = rows.next()? {
        let id: [u8; 16] = row.get(4)?;
        let in_copy = same
            .exists([id])
            .map_err(|e| same_or_copy_fault(Path::new(&manifest.office), e.into()))?;
        if in_copy {
            continue;
        }
        let at = instant(row.get(5)?)?;
        losses.entries += 1;
        let (first, last) = losses.period.unwrap_or((at, at));
        losses.period = Some((first.min(at), last.max(at)));
        let entry = row::entry(row)?;
        let body = match entry.read() {
            // Of another station: its numbers are not given here, and the rest of the journal can be read all the same.
            Err(_) if entry.device != manifest.device => None,
            read => read?,
        };
        let Some(body) = body else {
            continue;
        };
        let mut owe = |number, promise: &Promise| {
            promises.entry(promise.id).or_insert(LostPromise {
                number,
                due: promise.due.clone(),
                made_at: promise.made_at,
            });
        };
        match &body {
            Body::Attention(record) => {
                for act in &record.acts {
                    if let Event::Promised { promise } = &act.event {
                        owe(record.number, promise);
                    }
                }
            }
            Body::Act(record) => {
                if let Event::Promised { promise } = &record.act.event {
                    owe(record.number, promise);
                }
            }
            _ => {}
        }
        if let Some(number) = body.number() {
            numbers.push(number);
            let known = attentions.entry(number).or_insert(LostAttention {
                number,
                at,
                filed: false,
            });
            known.at = at;
            known.filed |= matches!(body, Body::Attention(_));
        }
    }
    // A promise that the copy knows of was made again by filing what had been promised before.
    let mut there = copy.prepare("SELECT 1 FROM promise WHERE id = ?1")?;
    for (id, promise) in promises {
        if !there.exists([id.as_bytes()])? {
            losses.promises.push(promise);
        }
    }
    losses.attentions = attentions.into_values().collect();
    Ok(losses)
}
