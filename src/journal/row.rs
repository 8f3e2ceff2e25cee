//! The plain rows that queries give back.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use rusqlite::Row;
use uuid::Uuid;

use super::fold::instant;
use super::{Body, Digest, Error, Result};
use crate::attention::RegistryNumber;
use crate::identity::{Document, DocumentKind};
use crate::protocol::{Channel, Outcome};

/// One entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in this database; other places of the same entry are in other databases.
    pub entry: i64,
    pub device: Uuid,
    pub epoch: u32,
    pub seq: u32,
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub agent: String,
    pub kind: String,
    pub kind_version: u32,
    pub body_digest: Digest,
    pub digest: Digest,
    pub prev: Digest,
    pub salt: [u8; 16],
    /// JSON, byte by byte as it was written.
    pub body: String,
}

impl Entry {
    /// What it says; `None` for a kind of a later version of this program.
    pub fn read(&self) -> Result<Option<Body>> {
        Body::decode(&self.kind, self.kind_version, &self.body)
    }
}

/// An attention in a list, as last filed and corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its place in lists, which are by this, newest first.
    pub entry: i64,
    pub id: Uuid,
    pub number: RegistryNumber,
    pub opened_at: DateTime<Utc>,
    pub filed_at: DateTime<Utc>,
    pub agent: String,
    pub channel: Channel,
    /// Identifier of the pack.
    pub protocol: String,
    pub outcome: Outcome,
    /// Whether it was reopened and not filed again.
    pub reopened: bool,
    /// Seconds from opening to filing.
    pub elapsed: i64,
    /// Seconds in hold.
    pub held: i64,
    /// Seconds in consultation.
    pub consulted: i64,
    pub document: Option<Document>,
    pub given_names: Option<String>,
    pub surnames: Option<String>,
    pub phone: Option<String>,
    pub reason: Option<String>,
    pub matter: Option<String>,
    pub kind: Option<String>,
    pub district: Option<String>,
    /// When it came in, on the office's clock, where it says so: in writing, or on paper before it was recorded.
    pub received: Option<NaiveDateTime>,
    /// Whether it was changed at two stations in ways that do not go together: a supervisor has to choose.
    pub conflict: bool,
}

impl Summary {
    /// When it came in, on the office's clock: as it says, else when it was opened.
    pub fn came_in(&self, zone: FixedOffset) -> NaiveDateTime {
        self.received
            .unwrap_or_else(|| self.opened_at.with_timezone(&zone).naive_local())
    }
}

/// Reads a row of `entry_select.sql`.
pub(super) fn entry(row: &Row<'_>) -> Result<Entry> {
    Ok(Entry {
        entry: row.get(0)?,
        device: Uuid::from_bytes(row.get(1)?),
        epoch: row.get(2)?,
        seq: row.get(3)?,
        id: Uuid::from_bytes(row.get(4)?),
        at: instant(row.get(5)?)?,
        agent: row.get(6)?,
        kind: row.get(7)?,
        kind_version: row.get(8)?,
        body_digest: row.get(9)?,
        digest: row.get(10)?,
        prev: row.get(11)?,
        salt: row.get(12)?,
        body: row.get(13)?,
    })
}

/// Reads a row of `summary_select.sql`.
pub(super) fn summary(row: &Row<'_>) -> Result<Summary> {
    let kind: Option<String> = row.get(13)?;
    let document = kind.map(|kind| {
        Ok::<_, Error>(Document {
            kind: named("document", &DocumentKind::ALL, &kind)?,
            number: row.get(14)?,
        })
    });
    Ok(Summary {
        entry: row.get(0)?,
        id: Uuid::from_bytes(row.get(1)?),
        number: number(row, 2)?,
        opened_at: instant(row.get(3)?)?,
        filed_at: instant(row.get(4)?)?,
        agent: row.get(5)?,
        channel: named("channel", &Channel::ALL, text(row, 6)?)?,
        protocol: row.get(7)?,
        outcome: named("outcome", &Outcome::ALL, text(row, 8)?)?,
        reopened: row.get(9)?,
        elapsed: row.get(10)?,
        held: row.get(11)?,
        consulted: row.get(12)?,
        document: document.transpose()?,
        given_names: row.get(15)?,
        surnames: row.get(16)?,
        phone: row.get(17)?,
        reason: row.get(18)?,
        matter: row.get(19)?,
        kind: row.get(20)?,
        district: row.get(21)?,
        received: row
            .get::<_, Option<i64>>(22)?
            .map(|at| instant(at).map(|at| at.naive_utc()))
            .transpose()?,
        conflict: row.get(23)?,
    })
}

/// The text of a column, not copied.
pub(super) fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str> {
    row.get_ref(column)?
        .as_str()
        .map_err(|e| Error::unreadable("text", &e))
}

/// A registry number kept as text.
pub(super) fn number(row: &Row<'_>, column: usize) -> Result<RegistryNumber> {
    let text = text(row, column)?;
    text.parse()
        .map_err(|fault| Error::unreadable("number", &format!("{text} {fault:?}")))
}

/// The value with this name.
pub(super) fn named<T: Copy>(what: &str, all: &[(&'static str, T)], name: &str) -> Result<T> {
    let found = all
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, value)| *value);
    found.ok_or_else(|| Error::unreadable(what, &name))
}
