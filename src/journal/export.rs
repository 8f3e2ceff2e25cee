//! Carrying out what the journal holds: entries as they are stored, and attentions as they stand.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::row;
use super::{Digest, Entry, Folded, Owed, Reader, Result, standing};

/// A filed attention as it stands, with the code of the entry that last spoke of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    pub attention: Folded,
    pub promises: Vec<Owed>,
    /// The last entry that speaks of it.
    pub last_entry: i64,
    pub digest: Digest,
}

impl Reader {
    /// Calls back with each entry made from one instant (included) to another, oldest first, until the answer is an error.
    pub fn each_entry<E: From<super::Error>>(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        mut each: impl FnMut(Entry) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = concat!(
            include_str!("../../assets/sql/entry_select.sql"),
            " WHERE e.at >= ?1 AND e.at < ?2 ORDER BY e.entry"
        );
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(super::Error::from)?;
        let span = (from.timestamp_millis(), to.timestamp_millis());
        let mut rows = statement.query(span).map_err(super::Error::from)?;
        while let Some(row) = rows.next().map_err(super::Error::from)? {
            each(row::entry(row)?)?;
        }
        Ok(())
    }

    /// Calls back with each filed attention opened from one instant (included) to another, in the order of their filing,
    /// until the answer is an error.
    pub fn each_attention<E: From<super::Error>>(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        mut each: impl FnMut(Exported) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql =
            "SELECT id FROM attention WHERE opened_at >= ?1 AND opened_at < ?2 ORDER BY entry";
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(super::Error::from)?;
        let span = (from.timestamp_millis(), to.timestamp_millis());
        let mut rows = statement.query(span).map_err(super::Error::from)?;
        while let Some(row) = rows.next().map_err(super::Error::from)? {
            let id = Uuid::from_bytes(row.get(0).map_err(super::Error::from)?);
            if let Some(exported) = self.exported(id)? {
                each(exported)?;
            }
        }
        Ok(())
    }

    /// One filed attention as it stands; `None` while it was never filed.
    pub fn exported(&self, id: Uuid) -> Result<Option<Exported>> {
        let Some(attention) = standing::now(&self.connection, id)? else {
            return Ok(None);
        };
        let sql = "SELECT e.entry, e.digest FROM about a JOIN entry e ON e.entry = a.entry WHERE a.attention = ?1
                   ORDER BY a.entry DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let (last_entry, digest) =
            statement.query_row([id.as_bytes()], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(Some(Exported {
            attention,
            promises: self.promises_of(id)?,
            last_entry,
            digest,
        }))
    }
}
