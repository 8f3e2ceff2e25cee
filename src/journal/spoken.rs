//! What was said of one attention: its entries that change how it stands, read for working that out.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::fold::instant;
use super::order::Place;
use super::row::text;
use super::{Body, Result};
use crate::attention::AttentionRecord;

/// An entry that speaks of the attention.
pub(super) struct Said {
    pub(super) entry: i64,
    pub(super) place: Place,
    pub(super) at: DateTime<Utc>,
    pub(super) agent: String,
    pub(super) body: Body,
}

/// Reads what was said of an attention.
pub(super) fn said(connection: &Connection, attention: Uuid) -> Result<Vec<Said>> {
    let sql = include_str!("../../assets/sql/attention_said.sql");
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([attention.as_bytes()])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        // Only what could be read is spoken of there.
        let Some(body) = Body::decode(text(row, 7)?, row.get(8)?, text(row, 9)?)? else {
            continue;
        };
        let at = row.get(5)?;
        said.push(Said {
            entry: row.get(0)?,
            place: Place {
                device: Uuid::from_bytes(row.get(1)?),
                epoch: row.get(2)?,
                seq: row.get(3)?,
                id: Uuid::from_bytes(row.get(4)?),
                at,
                saw: body.saw().to_vec(),
            },
            at: instant(at)?,
            agent: row.get(6)?,
            body,
        });
    }
    Ok(said)
}

impl Said {
    /// The record, where it is a filing.
    pub(super) fn filing(&self) -> Option<&AttentionRecord> {
        match &self.body {
            Body::Attention(record) => Some(record),
            _ => None,
        }
    }
}
