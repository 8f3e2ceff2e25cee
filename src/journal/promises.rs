//! What is owed to people, and how it ended.

use rusqlite::Row;
use uuid::Uuid;

use super::{Error, Reader, Result, row};
use crate::attention::RegistryNumber;
use crate::promise::{Promise, PromiseEnd};
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

macro_rules! owed {
    ($rest:literal) => {
        concat!(include_str!("../../assets/sql/promise_select.sql"), $rest)
    };
}

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

    /// The same, where most of it is known already: each promise that `known` does not give is read. The rows of a promise
    /// and of its attention lie apart, and reading hundreds anew after every filing would be felt.
    pub fn promises_open_since(&self, known: impl Fn(Uuid) -> Option<Owed>) -> Result<Vec<Owed>> {
        let sql = "SELECT id FROM promise WHERE ended IS NULL ORDER BY due IS NULL, due, id";
        let ids = self.rows(sql, [], |r| Ok(Uuid::from_bytes(r.get(0)?)))?;
        let mut open = Vec::with_capacity(ids.len());
        for id in ids {
            let owed = known(id).map_or_else(|| self.promise(id), |owed| Ok(Some(owed)))?;
            open.extend(owed.filter(|o| o.end.is_none()));
        }
        Ok(open)
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
