//! What is owed to people, and how it ended.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use uuid::Uuid;

use super::fold::instant;
use super::{Error, Reader, Result, row};
use crate::attention::RegistryNumber;
use crate::promise::{Promise, PromiseEnd, PromiseKind};
use crate::protocol::keys;

/// A promise, with what is needed to keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    pub promise: Promise,
    /// The number of its attention.
    pub number: RegistryNumber,
    /// The entry that made it.
    pub entry: i64,
    /// From the filed attention, or from its draft while it is not.
    pub given_names: Option<String>,
    pub surnames: Option<String>,
    /// The number promised to call, else that of the attention.
    pub phone: Option<String>,
    pub end: Option<PromiseEnd>,
}

/// A promise not ended, as far as its index tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenPromise {
    pub id: Uuid,
    pub kind: PromiseKind,
    /// When it falls due; a term by the least it can take. `None` where no hour was agreed.
    pub due: Option<DateTime<Utc>>,
}

macro_rules! owed {
    ($rest:literal) => {
        concat!(include_str!("../../assets/sql/promise_select.sql"), $rest)
    };
}

/// Reads nothing but the index `promise_open`.
const DUE: &str = include_str!("../../assets/sql/promises_due.sql");

/// The fields read from a draft.
const FIELDS: [&str; 3] = [keys::GIVEN_NAMES, keys::SURNAMES, keys::PHONE];

impl Reader {
    /// Every promise not ended, by when it falls due; a legal term by the earliest day it can; those without an hour last.
    pub fn promises_open(&self) -> Result<Vec<Owed>> {
        self.rows(
            owed!(" WHERE p.ended IS NULL ORDER BY p.due IS NULL, p.due, p.id"),
            FIELDS,
            owed,
        )
    }

    /// Every promise not ended, in the same order, out of one index: the rows of a promise and of its attention lie apart,
    /// and reading hundreds would be felt.
    pub fn promises_due(&self) -> Result<Vec<OpenPromise>> {
        self.rows(DUE, [], |row| {
            let named = |(name, _): &&(&str, PromiseKind)| row::text(row, 1) == Ok(*name);
            let kind = PromiseKind::ALL.iter().find(named).map(|(_, kind)| *kind);
            let due: Option<i64> = row.get(2)?;
            Ok(OpenPromise {
                id: Uuid::from_bytes(row.get(0)?),
                kind: kind.ok_or_else(|| Error::unreadable("promise", &"kind"))?,
                due: due.map(instant).transpose()?,
            })
        })
    }

    /// Every promise of one attention, by when it falls due.
    pub fn promises_of(&self, attention: Uuid) -> Result<Vec<Owed>> {
        let sql = owed!(" WHERE p.attention = ?4 ORDER BY p.due IS NULL, p.due, p.id");
        self.rows(
            sql,
            (FIELDS[0], FIELDS[1], FIELDS[2], attention.as_bytes()),
            owed,
        )
    }

    /// One promise.
    pub fn promise(&self, id: Uuid) -> Result<Option<Owed>> {
        let sql = owed!(" WHERE p.id = ?4");
        Ok(self
            .rows(sql, (FIELDS[0], FIELDS[1], FIELDS[2], id.as_bytes()), owed)?
            .pop())
    }
}

fn owed(row: &Row<'_>) -> Result<Owed> {
    let promise: Promise =
        serde_json::from_str(row::text(row, 2)?).map_err(|e| Error::unreadable("promise", &e))?;
    let end: Option<String> = row.get(3)?;
    let end = end
        .map(|text| serde_json::from_str(&text).map_err(|e| Error::unreadable("promise_end", &e)));
    Ok(Owed {
        number: row::number(row, 1)?,
        entry: row.get(0)?,
        given_names: row.get(4)?,
        surnames: row.get(5)?,
        phone: promise
            .phone
            .clone()
            .map_or_else(|| row.get(6), |p| Ok(Some(p)))?,
        end: end.transpose()?,
        promise,
    })
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    #[test]
    fn what_is_owed_is_counted_without_reading_its_rows() {
        let db = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&db).unwrap();
        let plan: String = db
            .query_row(&format!("EXPLAIN QUERY PLAN {}", super::DUE), [], |r| {
                r.get(3)
            })
            .unwrap();
        assert_eq!(plan, "SCAN promise USING COVERING INDEX promise_open");
    }
}
